#ifndef TILLTALE_TESTS_SCREENS_STAGE_H
#define TILLTALE_TESTS_SCREENS_STAGE_H

/* A stage: one screen with a view made by hand, played through the kit's own input, without a
 * window and without fonts. */

#include "tests/support.h"

#include "base/buffer.h"
#include "tests/screens/shop_view.h"
#include "tests/ui/fixed_glyphs.h"
#include "ui/audit.h"
#include "ui/typeset.h"
#include "ui/ui.h"

struct stage {
    struct fixed_glyphs glyphs;
    struct typesetter *type;
    struct ui *ui;
    const struct screen *screen;
    _Alignas(16) unsigned char memory[SCREEN_STATE_MAX];
    struct shop_view shop;
    int width, height;
    int64_t now_ms;
    struct intent last; /* that was one */
};

static inline void stage_open(struct stage *stage, const struct screen *screen)
{
    *stage = (struct stage){.screen = screen, .width = 1920, .height = 1080, .now_ms = 1000};
    struct glyph_source source = fixed_glyph_source(&stage->glyphs);
    stage->type = typesetter_open(&source, 256 * 1024);
    stage->ui = ui_open(stage->type);
}

static inline void stage_close(struct stage *stage)
{
    shop_view_close(&stage->shop);
    ui_close(stage->ui);
    typesetter_close(stage->type);
}

/* The screen as it is entered, with an empty ticket in this currency. */
static inline void stage_enter(struct stage *stage, const char *currency)
{
    shop_view_close(&stage->shop);
    shop_view_open(&stage->shop, currency);
    memset(stage->memory, 0, sizeof stage->memory);
    stage->last = (struct intent){.kind = INTENT_NONE};
    ui_reset(stage->ui);
}

static inline void stage_settle(struct stage *stage)
{
    do {
        struct ui_frame frame = {stage->width, stage->height, stage->now_ms};
        ui_begin(stage->ui, &frame);
        struct intent intent = stage->screen->frame(stage->memory, &stage->shop.view, stage->ui);
        ui_end(stage->ui);
        bool is_said = intent.kind == INTENT_NONE || intent.kind == INTENT_PAYING; /* no act */
        stage->last = is_said ? stage->last : intent;
    } while (ui_wants_frame(stage->ui));
}

static inline const struct ui_element *stage_find(struct stage *stage, const char *label)
{
    int matches;
    return ui_find(stage->ui, label, &matches);
}

static inline void stage_push(struct stage *stage, enum input_kind kind, const char *text)
{
    struct input input = {.kind = kind, .at_ms = stage->now_ms};
    text_copy(input.text, sizeof input.text, text);
    ui_push_input(stage->ui, &input);
    stage_settle(stage);
}

static inline void stage_press_key(struct stage *stage, enum input_key key)
{
    struct input input = {.kind = INPUT_KEY, .key = key, .at_ms = stage->now_ms};
    ui_push_input(stage->ui, &input);
    stage_settle(stage);
}

static inline void stage_tap(struct stage *stage, const char *label)
{
    const struct ui_element *element = stage_find(stage, label);
    if (element == NULL) {
        fail_msg("nothing is called %s", label);
        return;
    }
    struct input input = {.kind = INPUT_POINTER_DOWN,
        .x = element->visible.x + element->visible.width / 2,
        .y = element->visible.y + element->visible.height / 2,
        .at_ms = stage->now_ms};
    ui_push_input(stage->ui, &input);
    input.kind = INPUT_POINTER_UP;
    ui_push_input(stage->ui, &input);
    stage_settle(stage);
}

/* "7" taps, "type 30" types on a real keyboard, "key enter" and "key escape" press, "scan CODE"
 * scans. */
static inline void stage_do(struct stage *stage, const char *step)
{
    if (strncmp(step, "type ", 5) == 0) {
        stage_push(stage, INPUT_TEXT, step + 5);
    } else if (strncmp(step, "scan ", 5) == 0) {
        stage_push(stage, INPUT_SCAN, step + 5);
    } else if (strcmp(step, "key enter") == 0) {
        stage_press_key(stage, INPUT_KEY_ENTER);
    } else if (strcmp(step, "key escape") == 0) {
        stage_press_key(stage, INPUT_KEY_ESCAPE);
    } else {
        stage_tap(stage, step);
    }
}

/* Fails with what a person would stumble over on the screen as it stands. */
static inline void stage_audit(struct stage *stage, const char *label, unsigned ignored)
{
    struct buffer findings = {0};
    if (ui_audit(stage->ui, ignored, &findings) > 0) {
        print_error("%s at %dx%d\n%s", label, stage->width, stage->height, findings.bytes);
        buffer_close(&findings);
        fail();
    }
    buffer_close(&findings);
}

static const int STAGE_SIZES[][2] = {{1920, 1080}, {1280, 800}, {1024, 600}, {1080, 1920}};

#endif
