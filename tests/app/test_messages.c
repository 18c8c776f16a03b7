/* Strips go when they should and make room for each other in the right order. */

#include "tests/support.h"

#include "app/messages.h"

static void add(struct messages *messages, enum view_message_kind kind, const char *title,
    enum view_action action, int64_t now_ms)
{
    struct message message = {
        .shown = {.kind = kind, .actions = {action}}, .is_of_sale = kind != VIEW_MESSAGE_RED};
    snprintf(message.shown.title, sizeof(message.shown.title), "%s", title);
    messages_add(messages, &message, now_ms);
}

/* The titles, newest first. */
static void assert_titles(const struct messages *messages, const char *wanted)
{
    char titles[64] = "";
    for (size_t i = 0; i < messages->count; i++) {
        strncat(titles, messages->items[i].shown.title, sizeof(titles) - strlen(titles) - 1);
    }
    assert_string_equal(titles, wanted);
}

static void green_goes_by_itself_and_the_others_stay(void **state)
{
    (void)state;
    struct messages messages = {0};
    assert_true(messages_next_ms(&messages) == INT64_MAX);
    add(&messages, VIEW_MESSAGE_AMBER, "a", VIEW_ACTION_SEARCH, 1000);
    assert_true(messages_next_ms(&messages) == INT64_MAX);
    add(&messages, VIEW_MESSAGE_GREEN, "g", VIEW_ACTION_NONE, 1000);
    add(&messages, VIEW_MESSAGE_GREEN, "u", VIEW_ACTION_UNDO, 1000);
    assert_titles(&messages, "uga");
    assert_int_equal(messages_next_ms(&messages), 1000 + MESSAGE_GREEN_MS);
    messages_expire(&messages, 1000 + MESSAGE_GREEN_MS - 1);
    assert_titles(&messages, "uga");
    messages_expire(&messages, 1000 + MESSAGE_GREEN_MS);
    assert_titles(&messages, "ua");
    messages_expire(&messages, 1000 + MESSAGE_UNDO_MS);
    assert_titles(&messages, "a");
    messages_expire(&messages, INT64_MAX - 1);
    assert_titles(&messages, "a");
}

static void the_one_that_would_go_by_itself_makes_room(void **state)
{
    (void)state;
    struct messages messages = {0};
    add(&messages, VIEW_MESSAGE_RED, "r", VIEW_ACTION_NONE, 0);
    add(&messages, VIEW_MESSAGE_GREEN, "g", VIEW_ACTION_NONE, 0);
    add(&messages, VIEW_MESSAGE_AMBER, "a", VIEW_ACTION_NONE, 0);
    add(&messages, VIEW_MESSAGE_AMBER, "b", VIEW_ACTION_NONE, 0);
    assert_titles(&messages, "bar");
    add(&messages, VIEW_MESSAGE_AMBER, "c", VIEW_ACTION_NONE, 0);
    assert_titles(&messages, "cba");
}

static void the_same_again_renews_it(void **state)
{
    (void)state;
    struct messages messages = {0};
    add(&messages, VIEW_MESSAGE_AMBER, "a", VIEW_ACTION_NONE, 0);
    uint64_t serial = messages.items[0].shown.serial;
    add(&messages, VIEW_MESSAGE_AMBER, "b", VIEW_ACTION_NONE, 0);
    add(&messages, VIEW_MESSAGE_AMBER, "a", VIEW_ACTION_NONE, 0);
    assert_titles(&messages, "ab");
    assert_true(messages.items[0].shown.serial > serial);
}

static void there_is_one_undo_at_most(void **state)
{
    (void)state;
    struct messages messages = {0};
    add(&messages, VIEW_MESSAGE_GREEN, "u", VIEW_ACTION_UNDO, 0);
    add(&messages, VIEW_MESSAGE_GREEN, "v", VIEW_ACTION_UNDO, 10);
    assert_titles(&messages, "v");
    messages_drop_undo(&messages);
    assert_titles(&messages, "");
}

static void what_was_about_the_sale_goes_with_it(void **state)
{
    (void)state;
    struct messages messages = {0};
    add(&messages, VIEW_MESSAGE_RED, "r", VIEW_ACTION_NONE, 0);
    add(&messages, VIEW_MESSAGE_AMBER, "a", VIEW_ACTION_NONE, 0);
    messages_end_sale(&messages);
    assert_titles(&messages, "r");
    messages_close(&messages, 1); /* not there: a second touch */
    assert_titles(&messages, "r");
    messages_close(&messages, 0);
    assert_titles(&messages, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(green_goes_by_itself_and_the_others_stay),
        cmocka_unit_test(the_one_that_would_go_by_itself_makes_room),
        cmocka_unit_test(the_same_again_renews_it),
        cmocka_unit_test(there_is_one_undo_at_most),
        cmocka_unit_test(what_was_about_the_sale_goes_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
