#include "ui/audit.h"

#include "base/buffer.h"
#include "base/compiler.h"
#include "ui/internal.h"

#define CONTRAST_TEXT 450 /* WCAG 2.2 AA, hundredths */
#define CONTRAST_LARGE 300
#define LARGE_PX 36 /* design pixels, and bold */
#define TEXT_PX_LEAST 15
/* A pixel is lost where two edges are rounded. */
#define ROUNDING_PX 1

struct audit {
    const struct ui *ui;
    const struct ui_element *elements;
    size_t count;
    unsigned ignored;
    struct buffer *out;
    size_t findings;
};

const char *audit_rule_name(enum audit_rule rule)
{
    static const char *const names[AUDIT_RULE_COUNT] = {
        [AUDIT_SMALL] = "small",
        [AUDIT_CUT] = "cut",
        [AUDIT_OVERLAP] = "overlap",
        [AUDIT_CONTRAST] = "contrast",
        [AUDIT_OUTSIDE] = "outside",
        [AUDIT_SMALL_TEXT] = "small-text",
        [AUDIT_SAME_ID] = "same-id",
        [AUDIT_FULL] = "full",
    };
    ASSERT((unsigned)rule < AUDIT_RULE_COUNT);
    return names[rule];
}

/* Begins a finding's line. Returns false if its rule is ignored. */
static bool find(struct audit *audit, enum audit_rule rule, const struct ui_element *element)
{
    if ((audit->ignored & 1u << rule) != 0) {
        return false;
    }
    audit->findings++;
    buffer_format(audit->out, "%s: ", audit_rule_name(rule));
    if (element != NULL) {
        buffer_format(audit->out, "\"%s\" at %d,%d %dx%d",
            element->is_personal ? "(personal)" : element->label, element->rect.x, element->rect.y,
            element->rect.width, element->rect.height);
    }
    return true;
}

static void end_line(struct audit *audit)
{
    buffer_append_char(audit->out, '\n');
}

static bool is_shown(const struct ui_element *element)
{
    return !element->is_covered && !pixel_rect_is_empty(element->visible);
}

static bool is_whole(const struct ui_element *element)
{
    return pixel_rect_covers(element->visible, element->rect);
}

static void check_size(struct audit *audit, const struct ui_element *element)
{
    int width = ui_px(audit->ui, TARGET_WIDTH_MIN) - ROUNDING_PX;
    int height = ui_px(audit->ui, TARGET_HEIGHT_MIN) - ROUNDING_PX;
    bool is_small = element->rect.width < width || element->rect.height < height;
    if (element->is_target && is_small && find(audit, AUDIT_SMALL, element)) {
        buffer_format(audit->out, ", least is %dx%d", width, height);
        end_line(audit);
    }
}

static void check_text(struct audit *audit, const struct ui_element *element)
{
    if (element->is_text_cut && find(audit, AUDIT_CUT, element)) {
        end_line(audit);
    }
    bool is_tiny = element->text_size > 0 && element->text_size < TEXT_PX_LEAST;
    if (is_tiny && find(audit, AUDIT_SMALL_TEXT, element)) {
        buffer_format(audit->out, ", text of %d", element->text_size);
        end_line(audit);
    }
}

/* What a scroll area cuts is not outside; what the window cuts is. */
static void check_inside(struct audit *audit, const struct ui_element *element)
{
    const struct draw_list *list = &audit->ui->list;
    struct pixel_rect window = {0, 0, list->width, list->height};
    bool may_scroll = element->scroll_id != 0;
    if (!may_scroll && element->role != UI_ROLE_SHIELD && element->role != UI_ROLE_HANDLE &&
        !pixel_rect_covers(window, element->rect) && find(audit, AUDIT_OUTSIDE, element)) {
        end_line(audit);
    }
}

static struct pixel_rect grown(struct pixel_rect rect, int by)
{
    return (struct pixel_rect){rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

/* Rows of a list touch each other, and what lies inside a row is part of it. */
static bool may_meet(const struct ui_element *a, const struct ui_element *b)
{
    bool are_rows = a->role == UI_ROLE_ROW && b->role == UI_ROLE_ROW;
    bool is_inside = pixel_rect_covers(a->rect, b->rect) || pixel_rect_covers(b->rect, a->rect);
    bool has_container = a->role == UI_ROLE_ROW || b->role == UI_ROLE_ROW ||
                         a->role == UI_ROLE_FIELD || b->role == UI_ROLE_FIELD;
    return are_rows || a->role == UI_ROLE_HANDLE || b->role == UI_ROLE_HANDLE ||
           (is_inside && has_container);
}

/* A strip or a sheet over the page is meant to hide what is under it. */
static bool is_hidden(const struct audit *audit, const struct ui_element *element)
{
    for (size_t i = 0; i < audit->count; i++) {
        const struct ui_element *shield = &audit->elements[i];
        if (shield->role == UI_ROLE_SHIELD && shield->layer > element->layer &&
            !pixel_rect_is_empty(pixel_rect_intersect(shield->rect, element->visible))) {
            return true;
        }
    }
    return false;
}

static void check_pair(struct audit *audit, const struct ui_element *a, const struct ui_element *b)
{
    if (a->id == b->id && find(audit, AUDIT_SAME_ID, a)) {
        end_line(audit);
    }
    if (a->layer != b->layer || may_meet(a, b)) {
        return;
    }
    int gap = ui_px(audit->ui, SPACE_TARGETS) - ROUNDING_PX;
    bool are_close = !pixel_rect_is_empty(pixel_rect_intersect(grown(a->visible, gap), b->visible));
    if (are_close && find(audit, AUDIT_OVERLAP, a)) {
        buffer_format(audit->out, " and \"%s\" at %d,%d %dx%d", b->is_personal ? "" : b->label,
            b->rect.x, b->rect.y, b->rect.width, b->rect.height);
        end_line(audit);
    }
}

static void check_pairs(struct audit *audit)
{
    for (size_t i = 0; i < audit->count; i++) {
        const struct ui_element *a = &audit->elements[i];
        if (!a->is_target || !is_shown(a) || is_hidden(audit, a)) {
            continue;
        }
        for (size_t j = i + 1; j < audit->count; j++) {
            const struct ui_element *b = &audit->elements[j];
            if (b->is_target && is_shown(b) && !is_hidden(audit, b)) {
                check_pair(audit, a, b);
            }
        }
    }
}

/* ---- Contrast ---- */

static uint32_t mix_channel(uint32_t below, uint32_t above, uint32_t alpha, int shift)
{
    uint32_t a = above >> shift & 0xff;
    uint32_t b = below >> shift & 0xff;
    return ((a * alpha + b * (255 - alpha)) / 255) << shift;
}

/* The colour behind a point, from the boxes painted before item `end`. Where it is not painted
 * at all it is black, which every dark text fails: that is a finding too. */
static uint32_t ground_at(const struct draw_list *list, size_t end, int x, int y)
{
    uint32_t rgb = 0;
    for (size_t i = 0; i < end; i++) {
        const struct draw_item *item = &list->items[i];
        struct pixel_rect bounds = pixel_rect_intersect(item->rect, item->clip);
        if (item->kind != DRAW_BOX || !pixel_rect_contains(bounds, x, y)) {
            continue;
        }
        uint32_t alpha = item->box.alpha;
        rgb = mix_channel(rgb, item->box.fill_rgb, alpha, 16) |
              mix_channel(rgb, item->box.fill_rgb, alpha, 8) |
              mix_channel(rgb, item->box.fill_rgb, alpha, 0);
    }
    return rgb;
}

/* Text under a later opaque box is not seen. */
static bool is_painted_over(const struct draw_list *list, size_t index, int x, int y)
{
    for (size_t i = index + 1; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        struct pixel_rect bounds = pixel_rect_intersect(item->rect, item->clip);
        if (item->kind == DRAW_BOX && item->box.alpha > UI_PRESSED_ALPHA &&
            pixel_rect_contains(bounds, x, y)) {
            return true;
        }
    }
    return false;
}

static void check_run(struct audit *audit, size_t index)
{
    const struct draw_list *list = &audit->ui->list;
    const struct draw_item *item = &list->items[index];
    struct pixel_rect bounds = pixel_rect_intersect(item->rect, item->clip);
    int x = bounds.x + bounds.width / 2;
    int y = bounds.y + bounds.height / 2;
    if (is_painted_over(list, index, x, y)) {
        return;
    }
    uint32_t ground = ground_at(list, index, x, y);
    int contrast = theme_contrast_percent(item->text.rgb, ground);
    bool is_bold = item->text.face == FONT_TEXT_600 || item->text.face == FONT_TEXT_700 ||
                   item->text.face == FONT_DISPLAY_600 || item->text.face == FONT_DISPLAY_700;
    bool is_large = is_bold && item->text.size_px >= ui_px(audit->ui, LARGE_PX);
    int least = is_large ? CONTRAST_LARGE : CONTRAST_TEXT;
    if (contrast < least && find(audit, AUDIT_CONTRAST, NULL)) {
        struct text_view view = draw_list_text(list, item);
        buffer_format(audit->out, "\"%.*s\" %06x on %06x is %d.%02d:1",
            item->text.is_personal ? 0 : (int)view.size, view.bytes, item->text.rgb, ground,
            contrast / 100, contrast % 100);
        end_line(audit);
    }
}

static void check_full(struct audit *audit)
{
    const struct ui *ui = audit->ui;
    bool is_full = ui->list.is_full || ui->lists[ui->current].is_full;
    if (is_full && find(audit, AUDIT_FULL, NULL)) {
        buffer_append_text(audit->out, "more than a frame can hold");
        end_line(audit);
    }
}

size_t ui_audit(const struct ui *ui, unsigned ignored, struct buffer *out)
{
    struct audit audit = {.ui = ui, .ignored = ignored, .out = out};
    audit.elements = ui_elements(ui, &audit.count);
    for (size_t i = 0; i < audit.count; i++) {
        const struct ui_element *element = &audit.elements[i];
        if (!is_shown(element) || element->role == UI_ROLE_SHIELD) {
            continue;
        }
        if (is_whole(element)) {
            check_size(&audit, element);
            check_text(&audit, element);
        }
        check_inside(&audit, element);
    }
    check_pairs(&audit);
    for (size_t i = 0; i < ui->list.item_count; i++) {
        if (ui->list.items[i].kind == DRAW_TEXT) {
            check_run(&audit, i);
        }
    }
    check_full(&audit);
    return audit.findings;
}
