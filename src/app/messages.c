#include "app/messages.h"

#include <string.h>

#include "base/compiler.h"

static bool has_undo(const struct message *message)
{
    bool found = false;
    for (size_t i = 0; i < VIEW_ACTIONS_MAX; i++) {
        found |= message->shown.actions[i] == VIEW_ACTION_UNDO;
    }
    return found;
}

static void remove_at(struct messages *messages, size_t index)
{
    messages->count--;
    memmove(&messages->items[index], &messages->items[index + 1],
        (messages->count - index) * sizeof messages->items[0]);
}

/* Drops every message that `is_over` holds for. */
static void drop(
    struct messages *messages, bool (*is_over)(const struct message *, int64_t), int64_t argument)
{
    for (size_t i = messages->count; i-- > 0;) {
        if (is_over(&messages->items[i], argument)) {
            remove_at(messages, i);
        }
    }
}

static bool is_undo(const struct message *message, int64_t unused)
{
    (void)unused;
    return has_undo(message);
}

static bool is_of_sale(const struct message *message, int64_t unused)
{
    (void)unused;
    return message->is_of_sale;
}

static bool is_of_export(const struct message *message, int64_t unused)
{
    (void)unused;
    return message->is_of_export;
}

static bool is_until_item(const struct message *message, int64_t unused)
{
    (void)unused;
    return message->is_until_item;
}

static bool is_expired(const struct message *message, int64_t now_ms)
{
    return message->until_ms <= now_ms;
}

static void drop_same(struct messages *messages, const struct view_message *shown)
{
    for (size_t i = messages->count; i-- > 0;) {
        const struct view_message *old = &messages->items[i].shown;
        if (old->kind == shown->kind && strcmp(old->title, shown->title) == 0 &&
            strcmp(old->detail, shown->detail) == 0) {
            remove_at(messages, i);
        }
    }
}

static void make_room(struct messages *messages)
{
    if (messages->count < VIEW_MESSAGES_MAX) {
        return;
    }
    size_t place = messages->count - 1;
    for (size_t i = 0; i < messages->count; i++) {
        if (messages->items[i].until_ms != INT64_MAX) {
            place = i; /* the last such is the oldest */
        }
    }
    remove_at(messages, place);
}

void messages_add(struct messages *messages, const struct message *message, int64_t now_ms)
{
    bool is_green = message->shown.kind == VIEW_MESSAGE_GREEN;
    if (has_undo(message)) {
        messages_drop_undo(messages);
    }
    drop_same(messages, &message->shown);
    make_room(messages);
    memmove(&messages->items[1], &messages->items[0], messages->count * sizeof messages->items[0]);
    messages->count++;
    struct message *added = &messages->items[0];
    *added = *message;
    added->shown.serial = ++messages->serial;
    added->until_ms = !is_green || message->is_until_item ? INT64_MAX
                      : has_undo(message)                 ? now_ms + MESSAGE_UNDO_MS
                                                          : now_ms + MESSAGE_GREEN_MS;
}

void messages_close(struct messages *messages, size_t index)
{
    if (index < messages->count) {
        remove_at(messages, index);
    }
}

void messages_drop_undo(struct messages *messages)
{
    drop(messages, is_undo, 0);
}

bool messages_have_undo(const struct messages *messages)
{
    for (size_t i = 0; i < messages->count; i++) {
        if (has_undo(&messages->items[i])) {
            return true;
        }
    }
    return false;
}

void messages_end_sale(struct messages *messages)
{
    drop(messages, is_of_sale, 0);
}

void messages_end_export(struct messages *messages)
{
    drop(messages, is_of_export, 0);
}

void messages_begin_sale(struct messages *messages)
{
    drop(messages, is_until_item, 0);
}

void messages_expire(struct messages *messages, int64_t now_ms)
{
    drop(messages, is_expired, now_ms);
}

int64_t messages_next_ms(const struct messages *messages)
{
    int64_t next_ms = INT64_MAX;
    for (size_t i = 0; i < messages->count; i++) {
        if (messages->items[i].until_ms < next_ms) {
            next_ms = messages->items[i].until_ms;
        }
    }
    return next_ms;
}
