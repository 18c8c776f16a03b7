#include "ui/notices.h"

#include <string.h>

#include "base/text.h"

/* How long it stays; 0: until something is done about it. */
static int64_t lifetime_ms(const struct notice *notice)
{
    bool goes_by_itself = notice->kind == UI_STRIP_GREEN || notice->kind == UI_STRIP_BLUE;
    if (!goes_by_itself) {
        return 0;
    }
    return notice->actions[0][0] != '\0' ? NOTICE_UNDO_MS : NOTICE_GREEN_MS;
}

static void remove_at(struct notices *notices, int index)
{
    notices->count--;
    memmove(&notices->items[index], &notices->items[index + 1],
        (size_t)(notices->count - index) * sizeof notices->items[0]);
}

void notices_remove(struct notices *notices, const char *id)
{
    for (int i = notices->count; i-- > 0;) {
        if (strcmp(notices->items[i].id, id) == 0) {
            remove_at(notices, i);
        }
    }
}

static void make_room(struct notices *notices)
{
    if (notices->count < UI_STRIPS_MAX) {
        return;
    }
    for (int i = notices->count; i-- > 0;) {
        if (lifetime_ms(&notices->items[i]) > 0) {
            remove_at(notices, i);
            return;
        }
    }
    remove_at(notices, notices->count - 1);
}

void notices_add(struct notices *notices, const struct notice *notice, int64_t now_ms)
{
    struct notice added = *notice;
    added.shown_ms = now_ms;
    if (added.id[0] == '\0') {
        text_copy(added.id, sizeof added.id, added.title);
    }
    notices_remove(notices, added.id);
    make_room(notices);
    memmove(
        &notices->items[1], &notices->items[0], (size_t)notices->count * sizeof notices->items[0]);
    notices->items[0] = added;
    notices->count++;
}

static void drop_old(struct ui *ui, struct notices *notices)
{
    for (int i = notices->count; i-- > 0;) {
        int64_t lifetime = lifetime_ms(&notices->items[i]);
        int64_t end_ms = notices->items[i].shown_ms + lifetime;
        if (lifetime > 0 && ui_now_ms(ui) >= end_ms) {
            remove_at(notices, i);
        } else if (lifetime > 0) {
            ui_wake_at(ui, end_ms);
        }
    }
}

static const char *word(const char *text)
{
    return text[0] == '\0' ? NULL : text;
}

struct notice_event notices_draw(struct ui *ui, struct rect area, struct notices *notices)
{
    struct notice_event event = {0};
    drop_old(ui, notices);
    struct ui_strip strips[UI_STRIPS_MAX] = {0};
    for (int i = 0; i < notices->count; i++) {
        const struct notice *notice = &notices->items[i];
        strips[i] = (struct ui_strip){.kind = notice->kind,
            .id = notice->id,
            .title = notice->title,
            .detail = word(notice->detail),
            .actions = {word(notice->actions[0]), word(notice->actions[1])},
            .close = word(notice->close),
            .is_detail_beside = notice->is_detail_beside};
    }
    int index = 0;
    int pressed = ui_strips(ui, area, strips, notices->count, &index);
    if (pressed == UI_STRIP_NONE) {
        return event;
    }
    bool stays = pressed == UI_STRIP_TOUCHED && notices->items[index].kind == UI_STRIP_AMBER;
    if (pressed >= 0) {
        event.is_action = true;
        event.action = pressed;
        text_copy(event.id, sizeof event.id, notices->items[index].id);
    }
    if (!stays) {
        remove_at(notices, index);
    }
    return event;
}
