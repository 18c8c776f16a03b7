#include <math.h>
#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define WHEEL_STEP 96          /* design pixels a notch */
#define FRAME_MS 16            /* between two frames of a movement */
#define FRICTION_MS 325.0      /* the speed falls to 1/e in this time */
#define SPEED_LEAST_PX_MS 0.02 /* slower is standing still */
#define SPEED_MOST_PX_MS 6.0   /* device pixels a millisecond: nobody reads faster */
#define BAR_WIDTH 6            /* of the mark that shows how far it is scrolled */
#define GLIDE_MS_MAX 100       /* a frame that came late must not jump */

static void follow_finger(struct ui *ui, struct ui_scroll *scroll, uint64_t id)
{
    struct finger *finger = &ui->finger;
    scroll->is_dragged = finger->scroll_id == id && (finger->is_down || finger->is_let_go);
    if (!scroll->is_dragged) {
        return;
    }
    scroll->offset -= finger->drag_px;
    scroll->velocity_px_ms = 0;
    if (finger->is_let_go) {
        double speed = -finger->speed_px_ms;
        scroll->velocity_px_ms = fmax(-SPEED_MOST_PX_MS, fmin(SPEED_MOST_PX_MS, speed));
        scroll->is_dragged = false;
    }
}

static void glide(struct ui *ui, struct ui_scroll *scroll, uint64_t id)
{
    bool is_held = ui->finger.is_down && ui->finger.area_id == id;
    if (is_held || ui->stopped_id == id) {
        scroll->velocity_px_ms = 0; /* a finger on it holds it */
    }
    int64_t passed = ui->now_ms - scroll->moved_ms;
    scroll->moved_ms = ui->now_ms;
    if (fabs(scroll->velocity_px_ms) < SPEED_LEAST_PX_MS) {
        scroll->velocity_px_ms = 0;
        return;
    }
    double span = (double)(passed > GLIDE_MS_MAX ? GLIDE_MS_MAX : passed < 0 ? 0 : passed);
    scroll->offset += scroll->velocity_px_ms * span;
    scroll->velocity_px_ms *= exp(-span / FRICTION_MS);
    ui_wake_at(ui, ui->now_ms + FRAME_MS);
}

/* Moves as little as needed to bring content from `top` to `bottom` (device pixels) in sight. */
static void bring_in_sight(struct ui_scroll *scroll, int top, int bottom, int height)
{
    if (bottom - scroll->offset > height) {
        scroll->offset = bottom - height;
    }
    if (top - scroll->offset < 0) {
        scroll->offset = top;
    }
}

static void keep_in_range(struct ui_scroll *scroll, int most)
{
    double limit = most < 0 ? 0 : most;
    if (scroll->offset > limit) {
        scroll->offset = limit;
        scroll->velocity_px_ms = 0;
    }
    if (scroll->offset < 0) {
        scroll->offset = 0;
        scroll->velocity_px_ms = 0;
    }
    scroll->offset_px = (int)lround(scroll->offset);
}

static void show_wanted(
    struct ui *ui, struct ui_scroll *scroll, uint64_t id, struct pixel_rect visible)
{
    /* In the frame of a release its row must still be where the finger was. */
    bool is_held = (ui->finger.is_down && ui->finger.area_id == id) || ui->fired_id != 0;
    if (scroll->wants_show && !is_held) {
        bring_in_sight(
            scroll, ui_px(ui, scroll->show_top), ui_px(ui, scroll->show_bottom), visible.height);
        scroll->wants_show = false;
    }
    if (ui->reveal_scroll_id == id) {
        int top = ui->reveal.y - visible.y + scroll->offset_px;
        bring_in_sight(scroll, top, top + ui->reveal.height, visible.height);
        ui->reveal_scroll_id = 0;
    }
}

struct rect ui_scroll_begin(
    struct ui *ui, struct rect rect, const char *id, int content_height, struct ui_scroll *scroll)
{
    ASSERT(ui->scroll_count < UI_DEPTH_MAX);
    uint64_t area_id = ui_id_of(ui, id, NULL);
    struct pixel_rect pixels = ui_pixel_rect(ui, rect);
    struct pixel_rect visible = pixel_rect_intersect(pixels, ui->list.clip);
    int most = ui_px(ui, content_height) - pixels.height;
    follow_finger(ui, scroll, area_id);
    glide(ui, scroll, area_id);
    if (ui->wheel_id == area_id) {
        scroll->offset -= (double)ui->wheel_notches * ui_px(ui, WHEEL_STEP);
        scroll->velocity_px_ms = 0;
    }
    show_wanted(ui, scroll, area_id, pixels);
    keep_in_range(scroll, most);

    struct scroll_areas *areas = &ui->scrolls[ui->current];
    if (areas->count < UI_SCROLLS_MAX) {
        areas->areas[areas->count++] = (struct scroll_area){.id = area_id,
            .visible = visible,
            .can_move = most > 0,
            .is_moving = scroll->velocity_px_ms != 0,
            .layer = ui->layer};
    }
    ui->scroll_stack[ui->scroll_count++] = (struct scroll_frame){
        scroll, ui->list.clip, ui->transform, rect, content_height, area_id, ui->scroll_id};
    ui->scroll_id = area_id;
    ui->list.clip = visible;
    ui->transform.shift_y -= scroll->offset_px;
    return (struct rect){rect.x, rect.y, rect.width, content_height};
}

/* A quiet mark at the end side: how much there is and where one is. */
static void draw_bar(struct ui *ui, const struct scroll_frame *frame)
{
    if (frame->content_height <= frame->rect.height) {
        return;
    }
    int length = frame->rect.height * frame->rect.height / frame->content_height;
    length = length < 48 ? 48 : length;
    int offset = ui_design(ui, frame->scroll->offset_px);
    int most = frame->content_height - frame->rect.height;
    int y = (int)((int64_t)(frame->rect.height - length) * (offset > most ? most : offset) / most);
    ui_rounded(ui,
        (struct rect){
            rect_right(frame->rect) - BAR_WIDTH - 2, frame->rect.y + y, BAR_WIDTH, length},
        BAR_WIDTH / 2, COLOUR_FIELD_LINE, COLOUR_NONE);
}

void ui_scroll_end(struct ui *ui)
{
    ASSERT(ui->scroll_count > 0);
    struct scroll_frame frame = ui->scroll_stack[--ui->scroll_count];
    ui->transform = frame.old_transform;
    draw_bar(ui, &frame);
    ui->list.clip = frame.old_clip;
    ui->scroll_id = frame.old_scroll_id;
}

void ui_scroll_show(struct ui_scroll *scroll, int top, int bottom)
{
    scroll->wants_show = true;
    scroll->show_top = top;
    scroll->show_bottom = bottom;
}

int ui_scroll_top(const struct ui *ui, const struct ui_scroll *scroll)
{
    return ui_design(ui, scroll->offset_px);
}
