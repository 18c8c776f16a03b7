#include "app/player.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app/app.h"
#include "app/display.h"
#include "app/export_thread.h"
#include "app/importer.h"
#include "app/loop.h"
#include "app/script.h"
#include "app/script_clock.h"
#include "app/sync_thread.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "platform/window.h"
#include "till/pay.h"
#include "till/till.h"
#include "ui/audit.h"
#include "ui/png.h"
#include "ui/theme.h"
#include "ui/ui.h"

#define TAP_MS 60
#define FRAME_MS 17
#define SETTLE_FRAMES_MAX 600
#define DRAG_STEPS 12
#define SYNC_WAIT_MS 5000
#define PATH_BYTES_MAX 4096
#define TIME_BYTES 19 /* "2026-11-23T12:42:00" */
#define SECOND_MS 1000

/* The window that the script is at. */
static struct window *window_of(const struct player *player)
{
    return player->is_at_customer ? display_window(player->loop->display) : player->loop->window;
}

static struct ui *ui_of(const struct player *player)
{
    return player->is_at_customer ? display_ui(player->loop->display) : player->loop->ui;
}

/* ---- Time ---- */

static int64_t now_ms(const struct player *player)
{
    return clock_monotonic_ms(script_clock_source(player->clock));
}

static void pass(struct player *player, int64_t ms)
{
    script_clock_pass(player->clock, ms);
    if (player->takes_time) {
        struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
        (void)nanosleep(&time, NULL);
    }
}

static void say_paid(struct player *player)
{
    const struct desk *desk = &player->loop->desk;
    const struct till_receipt *receipt = till_receipt(desk->till);
    if ((desk->screen == SCREEN_THANKS || desk->has_display) && receipt != NULL &&
        strcmp(receipt->number, player->paid) != 0) {
        text_copy(player->paid, sizeof player->paid, receipt->number);
        printf("paid %s\n", player->paid);
        fflush(stdout);
    }
}

static void show(struct player *player)
{
    loop_show(player->loop);
    say_paid(player);
}

/* Lets animations come to rest; clocks, carets and countdowns go on slower than that. */
static void settle(struct player *player)
{
    for (int i = 0; i < SETTLE_FRAMES_MAX; i++) {
        int64_t next_ms = ui_next_frame_ms(ui_of(player));
        if (next_ms < 0 || next_ms > now_ms(player) + 2 * FRAME_MS) {
            break;
        }
        pass(player, next_ms > now_ms(player) ? next_ms - now_ms(player) : FRAME_MS);
        loop_frames(player->loop);
    }
    show(player);
    while (desk_counts_campaigns(&player->loop->desk)) {
        loop_frames(player->loop);
        show(player);
    }
}

/* Time passes, with every frame that falls due. */
static void wait_for(struct player *player, int64_t ms)
{
    int64_t end_ms = now_ms(player) + ms;
    while (now_ms(player) < end_ms && !player->loop->is_over) {
        int64_t next_ms = loop_next_ms(player->loop);
        int64_t step_ms = next_ms - now_ms(player);
        if (step_ms < FRAME_MS) {
            step_ms = FRAME_MS;
        }
        int64_t left_ms = end_ms - now_ms(player);
        pass(player, step_ms < left_ms ? step_ms : left_ms);
        loop_frames(player->loop);
        show(player);
        if (player->takes_time) {
            loop_listen(player->loop);
        }
    }
}

/* ---- Finding ---- */

/* Lists what can be touched, as far as the text has room. */
static void list_targets(const struct player *player, struct text_out *out)
{
    size_t count;
    const struct ui_element *elements = ui_elements(ui_of(player), &count);
    for (size_t i = 0; i < count && !out->cut; i++) {
        const struct ui_element *element = &elements[i];
        if (!element->is_target || element->is_covered || element->is_personal ||
            element->role == UI_ROLE_KEY || element->label[0] == '\0' ||
            pixel_rect_is_empty(element->visible)) {
            continue;
        }
        text_out_format(out, " \"%s\"", element->label);
    }
}

static bool refuse(
    const struct player *player, const char *label, const char *what, struct error *err)
{
    char list[ERROR_TEXT_MAX];
    struct text_out out = text_out_begin(list, 300);
    list_targets(player, &out);
    return error_set(err, ERROR_NOT_FOUND, "\"%.120s\" %s the screen %s. There is:%s%s", label,
        what, SCREENS[player->loop->desk.screen]->name, list, out.cut ? " …" : "");
}

/* The element that a touch at this place reaches, as the kit decides. */
static bool is_reached(const struct player *player, const struct ui_element *wanted, int x, int y)
{
    size_t count;
    const struct ui_element *elements = ui_elements(ui_of(player), &count);
    for (size_t i = count; i-- > 0;) {
        const struct ui_element *element = &elements[i];
        if ((element->is_target || element->role == UI_ROLE_SHIELD) &&
            pixel_rect_contains(element->visible, x, y)) {
            return element == wanted;
        }
    }
    return false;
}

/* A place on the element that a finger would choose: its middle, else where nothing lies over it.
 * What is only read is touched in its middle. */
static bool aim(const struct player *player, const struct ui_element *element, struct input *input)
{
    static const int parts[][2] = {
        {4, 4}, {4, 2}, {4, 6}, {2, 4}, {6, 4}, {2, 2}, {6, 2}, {2, 6}, {6, 6}, {4, 1}, {4, 7}};
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        input->x = element->visible.x + element->visible.width * parts[i][0] / 8;
        input->y = element->visible.y + element->visible.height * parts[i][1] / 8;
        if (!element->is_target || is_reached(player, element, input->x, input->y)) {
            return true;
        }
    }
    return false;
}

static void give(struct player *player, struct input *input, enum input_kind kind)
{
    input->kind = kind;
    input->at_ms = now_ms(player);
    loop_input(player->loop, input, window_of(player));
}

/* A place in the first scroll area after `last_id` in drawing order; false if there is none. */
static bool next_scroll(const struct player *player, uint64_t *last_id, struct input *out_input)
{
    size_t count;
    const struct ui_element *elements = ui_elements(ui_of(player), &count);
    bool is_behind = *last_id == 0;
    for (size_t i = 0; i < count; i++) {
        const struct ui_element *element = &elements[i];
        bool is_last = element->scroll_id == *last_id;
        if (is_behind && !is_last && element->scroll_id != 0 && !element->is_covered &&
            !pixel_rect_is_empty(element->visible)) {
            *last_id = element->scroll_id;
            out_input->x = element->visible.x + element->visible.width / 2;
            out_input->y = element->visible.y + element->visible.height / 2;
            return true;
        }
        is_behind |= is_last;
    }
    return false;
}

/* Turns the wheel over one area, one notch at a time, until the thing shows or nothing moves. */
static const struct ui_element *seek_towards(
    struct player *player, struct input *place, int notches, const char *label, int *out_matches)
{
    const struct ui_element *element = NULL;
    uint64_t before = 0;
    while (element == NULL && before != ui_draw_list(ui_of(player))->hash) {
        before = ui_draw_list(ui_of(player))->hash;
        place->wheel_y = notches;
        give(player, place, INPUT_WHEEL);
        settle(player);
        element = ui_find(ui_of(player), label, out_matches);
    }
    return element;
}

/* What is not in sight is scrolled for, as a person would: down to the end, then up. */
static const struct ui_element *seek(struct player *player, const char *label, int *out_matches)
{
    const struct ui_element *element = ui_find(ui_of(player), label, out_matches);
    uint64_t scroll_id = 0;
    struct input place = {0};
    while (element == NULL && next_scroll(player, &scroll_id, &place)) {
        element = seek_towards(player, &place, -1, label, out_matches);
        if (element == NULL) {
            element = seek_towards(player, &place, 1, label, out_matches);
        }
    }
    return element;
}

/* Finds the one thing of this name and where to touch it. */
static bool find(
    struct player *player, const char *label, struct input *out_input, struct error *err)
{
    int matches;
    const struct ui_element *element = seek(player, label, &matches);
    *out_input = (struct input){0};
    if (element == NULL) {
        return refuse(player, label, "is not on", err);
    }
    if (matches > 1) {
        return refuse(player, label, "is there more than once on", err);
    }
    if (!element->is_enabled) {
        return refuse(player, label, "cannot be touched now on", err);
    }
    return aim(player, element, out_input) || refuse(player, label, "lies under something on", err);
}

static bool has_value(const struct player *player, const char *wanted)
{
    size_t count;
    const struct ui_element *elements = ui_elements(ui_of(player), &count);
    for (size_t i = 0; i < count; i++) {
        if (!elements[i].is_covered && strstr(elements[i].value, wanted) != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_shown(const struct player *player, const char *text)
{
    int matches;
    return ui_find(ui_of(player), text, &matches) != NULL || has_value(player, text);
}

/* ---- Steps ---- */

static void await_catalogue(struct player *player)
{
    struct importer *importer = player->loop->desk.importer;
    if (importer != NULL && importer_wait(importer)) {
        loop_frames(player->loop);
        player->has_catalogue = false;
    }
    if (!player->has_catalogue) {
        till_wait_catalogue(player->loop->desk.till);
        player->has_catalogue = true;
        loop_frames(player->loop);
        show(player);
    }
}

/* Finger down for so long, then up. */
static bool touch(
    struct player *player, const struct step *step, int64_t duration_ms, struct error *err)
{
    struct input input;
    await_catalogue(player);
    if (!find(player, step->text, &input, err)) {
        return false;
    }
    give(player, &input, INPUT_POINTER_DOWN);
    show(player);
    wait_for(player, duration_ms);
    give(player, &input, INPUT_POINTER_UP);
    settle(player);
    return true;
}

static bool play_tap(struct player *player, const struct step *step, struct error *err)
{
    return touch(player, step, TAP_MS, err);
}

static bool play_hold(struct player *player, const struct step *step, struct error *err)
{
    return touch(player, step, step->duration_ms, err);
}

static bool play_drag(struct player *player, const struct step *step, struct error *err)
{
    struct input input;
    await_catalogue(player);
    if (!find(player, step->text, &input, err)) {
        return false;
    }
    struct surface surface = window_surface(window_of(player));
    int64_t scale = theme_scale(surface.width, surface.height, player->loop->options->panel_mm);
    int begin_x = input.x;
    int begin_y = input.y;
    give(player, &input, INPUT_POINTER_DOWN);
    for (int i = 1; i <= DRAG_STEPS; i++) {
        pass(player, FRAME_MS);
        input.x = begin_x + (int)(step->x * scale / SCALE_ONE) * i / DRAG_STEPS;
        input.y = begin_y + (int)(step->y * scale / SCALE_ONE) * i / DRAG_STEPS;
        give(player, &input, INPUT_POINTER_MOVE);
        loop_frames(player->loop);
        show(player);
    }
    give(player, &input, INPUT_POINTER_UP);
    settle(player);
    return true;
}

static size_t character_size(const char *text)
{
    size_t size = 1;
    while (((unsigned char)text[size] & 0xC0) == 0x80) {
        size++;
    }
    return size;
}

static bool play_type(struct player *player, const struct step *step, struct error *err)
{
    (void)err;
    await_catalogue(player);
    for (const char *at = step->text; *at != '\0'; at += character_size(at)) {
        struct input input = {0};
        (void)text_copy_view(
            input.text, INPUT_TEXT_MAX, (struct text_view){at, character_size(at)});
        give(player, &input, INPUT_TEXT);
        memory_wipe(input.text, sizeof input.text);
        pass(player, TAP_MS);
    }
    settle(player);
    return true;
}

static bool play_key(struct player *player, const struct step *step, struct error *err)
{
    (void)err;
    struct input input = {.key = step->key};
    await_catalogue(player);
    give(player, &input, INPUT_KEY);
    pass(player, TAP_MS);
    settle(player);
    return true;
}

static bool play_scan(struct player *player, const struct step *step, struct error *err)
{
    (void)err;
    struct input input = {0};
    await_catalogue(player);
    text_copy(input.text, sizeof input.text, step->text);
    give(player, &input, INPUT_SCAN);
    memory_wipe(input.text, sizeof input.text);
    pass(player, TAP_MS);
    settle(player);
    return true;
}

static bool play_wait(struct player *player, const struct step *step, struct error *err)
{
    (void)err;
    wait_for(player, step->duration_ms);
    return true;
}

/* Looks before it waits for the catalogue: what does not need it is there at once. */
static bool play_expect(struct player *player, const struct step *step, struct error *err)
{
    if (!is_shown(player, step->text)) {
        await_catalogue(player);
    }
    return is_shown(player, step->text) || refuse(player, step->text, "is not on", err);
}

static bool play_expect_not(struct player *player, const struct step *step, struct error *err)
{
    await_catalogue(player);
    return !is_shown(player, step->text) ||
           error_set(err, ERROR_INVALID, "\"%.120s\" is on the screen", step->text);
}

/* Makes a folder with all that lead to it. */
static bool make_folder(const char *path, struct error *err)
{
    char part[PATH_BYTES_MAX];
    if (!text_copy(part, sizeof part, path)) {
        return error_set(err, ERROR_LIMIT, "the folder's name is too long");
    }
    for (char *at = part + 1;; at++) {
        if (*at != '/' && *at != '\0') {
            continue;
        }
        bool is_end = *at == '\0';
        *at = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) {
            return error_set(err, ERROR_IO, "cannot make the folder %s: %s", part, strerror(errno));
        }
        if (is_end) {
            return true;
        }
        *at = '/';
    }
}

static void audit(struct player *player, const char *name)
{
    struct buffer findings = {0};
    size_t count = ui_audit(ui_of(player), 0, &findings);
    player->finding_count += count;
    struct text_view rest = {findings.bytes, findings.size};
    struct text_view line;
    while (count > 0 && text_view_split(&rest, '\n', &line)) {
        if (line.size > 0) {
            printf("%s: %.*s\n", name, (int)line.size, line.bytes);
        }
    }
    buffer_close(&findings);
}

/* Sync and exports are given the time to be done, so that the same words stand in the picture each time. */
static bool play_shot(struct player *player, const struct step *step, struct error *err)
{
    await_catalogue(player);
    if (player->loop->desk.sync != NULL) {
        (void)sync_thread_wait(player->loop->desk.sync, SYNC_WAIT_MS);
        loop_frames(player->loop);
        show(player);
    }
    if (player->loop->desk.exports != NULL &&
        export_thread_wait(player->loop->desk.exports, SYNC_WAIT_MS)) {
        loop_frames(player->loop);
        show(player);
    }
    if (player->audits) {
        audit(player, step->text);
    }
    if (player->shots_folder == NULL) {
        return true;
    }
    char path[PATH_BYTES_MAX];
    struct text_out out = text_out_begin(path, sizeof path);
    text_out_format(&out, "%s/%s.png", player->shots_folder, step->text);
    if (out.cut) {
        return error_set(err, ERROR_LIMIT, "the shot's path is too long");
    }
    struct surface surface = window_surface(window_of(player));
    return make_folder(player->shots_folder, err) && png_write_file(&surface, path, err);
}

static bool play_window(struct player *player, const struct step *step, struct error *err)
{
    bool is_customer = strcmp(step->text, "customer") == 0;
    if (is_customer && player->loop->display == NULL) {
        return error_set(err, ERROR_NOT_FOUND, "there is no customer display");
    }
    player->is_at_customer = is_customer;
    return true;
}

/* ---- Clock and settings ---- */

/* Reads "2026-11-23T12:42:00" with "Z" or an offset, or without as what the wall shows in `zone`. */
static bool read_time(
    const char *text, const struct zone *zone, int64_t *out_at_ms, struct error *err)
{
    char whole[TIME_TEXT_MAX];
    bool is_local = strlen(text) == TIME_BYTES;
    struct text_out out = text_out_begin(whole, sizeof whole);
    text_out_format(&out, "%s%s", text, is_local ? "Z" : "");
    if (!time_parse(text_view_of(whole), out_at_ms, err)) {
        return false;
    }
    if (is_local) {
        struct zone *utc = zone_open_utc();
        struct local_time time = zone_local(utc, *out_at_ms);
        zone_close(utc);
        *out_at_ms = zone_moment(zone, time.day, time.hour * 60 + time.minute) +
                     (int64_t)time.second * SECOND_MS;
    }
    return true;
}

static bool play_clock(struct player *player, const struct step *step, struct error *err)
{
    const struct zone *zone =
        player->zone != NULL ? player->zone : till_shop(player->loop->desk.till)->zone;
    int64_t at_ms;
    if (!read_time(step->text, zone, &at_ms, err)) {
        return false;
    }
    script_clock_set(player->clock, at_ms);
    player->loop->desk.trusts_clock = true;
    loop_frames(player->loop);
    show(player);
    return true;
}

/* Was done by player_set_up. */
static bool play_setting(struct player *player, const struct step *step, struct error *err)
{
    (void)player;
    (void)step;
    (void)err;
    return true;
}

typedef bool play_step(struct player *player, const struct step *step, struct error *err);

static play_step *const PLAYS[STEP_KIND_COUNT] = {
    [STEP_SIZE] = play_setting,
    [STEP_SCALE] = play_setting,
    [STEP_ZONE] = play_setting,
    [STEP_LOCALE] = play_setting,
    [STEP_THEME] = play_setting,
    [STEP_CLOCK] = play_clock,
    [STEP_TAP] = play_tap,
    [STEP_HOLD] = play_hold,
    [STEP_DRAG] = play_drag,
    [STEP_TYPE] = play_type,
    [STEP_KEY] = play_key,
    [STEP_SCAN] = play_scan,
    [STEP_WAIT] = play_wait,
    [STEP_EXPECT] = play_expect,
    [STEP_EXPECT_NOT] = play_expect_not,
    [STEP_SHOT] = play_shot,
    [STEP_WINDOW] = play_window,
};

/* What was typed, by keys or by touches, is not kept here longer than on the screen. */
static bool is_typing(enum step_kind kind)
{
    return kind == STEP_TAP || kind == STEP_TYPE || kind == STEP_SCAN;
}

static bool fail_at(const struct player *player, const struct step *step, struct error *err)
{
    return error_prefix(err, "%s:%u: ", player->path, step->line);
}

/* A first clock that needs no zone of the shop holds before the till is opened. */
static bool set_up(
    struct player *player, const struct step *step, struct app_options *options, struct error *err)
{
    int64_t at_ms;
    switch (step->kind) {
    case STEP_SIZE:
        options->width = step->x;
        options->height = step->y;
        return true;
    case STEP_SCALE:
        player->loop->looks.text_percent = step->x;
        return true;
    case STEP_LOCALE:
        player->loop->looks.language = step->text;
        return true;
    case STEP_THEME:
        player->loop->looks.has_theme = true;
        player->loop->looks.theme = (enum theme_kind)step->x;
        return true;
    case STEP_ZONE:
        zone_close(player->zone);
        player->zone = NULL;
        return zone_open(step->text, &player->zone, err);
    case STEP_CLOCK:
        if (strlen(step->text) == TIME_BYTES && player->zone == NULL) {
            return true;
        }
        if (!read_time(step->text, player->zone, &at_ms, err)) {
            return false;
        }
        script_clock_set(player->clock, at_ms);
        player->is_clock_set = true;
        return true;
    default: /* the others are played */
        return true;
    }
}

bool player_set_up(struct player *player, struct app_options *options, struct error *err)
{
    for (size_t i = 0; i < player->script->step_count; i++) {
        const struct step *step = &player->script->steps[i];
        if (!step_is_setting(step->kind) && step->kind != STEP_CLOCK) {
            break;
        }
        if (!set_up(player, step, options, err)) {
            return fail_at(player, step, err);
        }
    }
    return true;
}

/* The first clock, if it could not be set before the shop's zone was known. */
static bool set_first_clock(struct player *player, struct till *till, struct error *err)
{
    for (size_t i = 0; i < player->script->step_count && !player->is_clock_set; i++) {
        const struct step *step = &player->script->steps[i];
        int64_t at_ms;
        if (step->kind != STEP_CLOCK) {
            if (!step_is_setting(step->kind)) {
                return true;
            }
            continue;
        }
        if (!read_time(step->text, till_shop(till)->zone, &at_ms, err)) {
            return fail_at(player, step, err);
        }
        script_clock_set(player->clock, at_ms);
        player->is_clock_set = true;
    }
    return true;
}

bool player_begin(struct player *player, struct till *till, struct error *err)
{
    if (!set_first_clock(player, till, err)) {
        return false;
    }
    loop_begin(player->loop, till, script_clock_source(player->clock));
    player->loop->desk.trusts_clock = player->is_clock_set;
    loop_frames(player->loop);
    show(player);
    return true;
}

bool player_play(struct player *player, struct error *err)
{
    for (size_t i = 0; i < player->script->step_count; i++) {
        const struct step *step = &player->script->steps[i];
        if (!PLAYS[step->kind](player, step, err)) {
            return fail_at(player, step, err);
        }
        if (is_typing(step->kind)) {
            script_forget(player->script, step);
        }
        loop_listen(player->loop);
        if (player->loop->is_over) {
            error_set(err, ERROR_REFUSED, "the window was closed");
            return fail_at(player, step, err);
        }
    }
    if (player->finding_count > 0) {
        return error_set(
            err, ERROR_INVALID, "the audit of the shots found %zu things", player->finding_count);
    }
    return true;
}

void player_close(struct player *player)
{
    zone_close(player->zone);
    player->zone = NULL;
}
