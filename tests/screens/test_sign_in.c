/* Sign-in: names, the PIN of the one that was touched, and what became of it; and the card on which
 * a manager lends one act. Nobody's PIN stays when another name is touched. */

#include "tests/screens/stage.h"

#include "screens/lend_card.h"
#include "screens/parts.h"
#include "screens/texts.h"

static struct intent lend_frame(void *state, const struct app_view *view, struct ui *ui)
{
    (void)parts_ground(ui, view);
    return lend_card_frame(state, view, ui);
}

static const struct screen lend = {
    .name = "lend", .state_size = sizeof(struct lend_card), .frame = lend_frame};

static const char *const NAMES[] = {"Cashier 1", "Cashier 2", "Manager", "Booth"};

static void put_people(struct shop_view *shop, size_t count)
{
    static char numbered[VIEW_PEOPLE_MAX][32];
    struct view_staff *staff = &shop->view.staff;
    text_copy(shop->shop.name, sizeof shop->shop.name, "Harbour Roast");
    text_copy(staff->today, sizeof staff->today, "2026-11-23");
    staff->count = count;
    for (size_t i = 0; i < count; i++) {
        snprintf(numbered[i], sizeof numbered[i], "Colleague %zu", i + 1);
        staff->people[i] = (struct view_person){.id = (int64_t)i + 1,
            .name = i < ARRAY_LENGTH(NAMES) ? NAMES[i] : numbered[i],
            .is_manager = i == 2 || i % 5 == 4,
            .has_pin = true};
    }
}

static void enter(struct stage *stage, const struct screen *screen, size_t count)
{
    stage->screen = screen;
    stage_enter(stage, "EUR");
    put_people(&stage->shop, count);
    stage->shop.view.staff.right = RIGHT_DISCOUNT;
    stage->shop.view.staff.lend_serial = 1;
    stage_settle(stage);
}

static int set_up(void **state)
{
    struct stage *stage = malloc(sizeof *stage);
    stage_open(stage, &screen_sign_in);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    stage_close(*state);
    free(*state);
    return 0;
}

static void answer(struct stage *stage, enum view_pin pin)
{
    stage->shop.view.staff.pin = pin;
    stage->shop.view.staff.pin_serial++;
    stage_settle(stage);
}

static void test_pin(void **state)
{
    struct stage *stage = *state;
    enter(stage, &screen_sign_in, 4);
    assert_non_null(stage_find(stage, "Monday, 23 November · Till 1"));
    assert_false(stage_find(stage, "OK")->is_enabled);
    stage_do(stage, "type 11");
    stage_tap(stage, "1");
    assert_string_equal(stage_find(stage, "PIN")->value, "3 of 4");
    stage_do(stage, "key enter");
    assert_int_equal(stage->last.kind, INTENT_NONE);
    stage_do(stage, "type 1");
    stage_tap(stage, "OK");
    assert_int_equal(stage->last.kind, INTENT_SIGN_IN);
    assert_int_equal(stage->last.staff_id, 1);
    assert_string_equal(stage->last.code, "1111");
    answer(stage, VIEW_PIN_WRONG);
    assert_non_null(stage_find(stage, "That PIN is not right."));
    stage_do(stage, "type 123456789"); /* the ninth is one too many */
    assert_string_equal(stage_find(stage, "PIN")->value, "8 of 8");
    stage_tap(stage, "Booth");
    assert_string_equal(stage_find(stage, "PIN")->value, "0 of 4");
    stage_do(stage, "type 3333");
    stage_do(stage, "key enter");
    assert_int_equal(stage->last.staff_id, 4);
    assert_string_equal(stage->last.code, "3333");
}

static void test_wait(void **state)
{
    struct stage *stage = *state;
    enter(stage, &screen_sign_in, 4);
    stage->shop.view.staff.people[0].wait_ms = 4200;
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Wait 5 seconds before the next PIN."));
    assert_int_equal(ui_next_frame_ms(stage->ui), stage->now_ms + 200);
    stage_do(stage, "type 1111");
    stage_do(stage, "key enter");
    assert_int_equal(stage->last.kind, INTENT_NONE);
    stage->shop.view.staff.people[0].wait_ms = 899000;
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Wait 15 minutes before the next PIN."));
    stage_tap(stage, "Manager"); /* only one person waits */
    assert_null(stage_find(stage, "Wait"));
}

static void test_without_pin(void **state)
{
    struct stage *stage = *state;
    enter(stage, &screen_sign_in, 4);
    stage->shop.view.staff.people[0].has_pin = false;
    stage->shop.view.staff.people[2].has_pin = false;
    stage_settle(stage);
    stage_tap(stage, "OK");
    assert_int_equal(stage->last.kind, INTENT_SIGN_IN);
    assert_string_equal(stage->last.code, "");
    stage_tap(stage, "Manager");
    assert_non_null(stage_find(stage, "No PIN yet: another manager gives one."));
    assert_false(stage_find(stage, "OK")->is_enabled);
}

static void test_switching(void **state)
{
    struct stage *stage = *state;
    enter(stage, &screen_sign_in, 4);
    assert_string_equal(stage_find(stage, "Back")->label, "Backspace");
    stage->shop.view.staff.is_switching = true;
    stage_settle(stage);
    stage_tap(stage, "Back");
    assert_int_equal(stage->last.kind, INTENT_STAY);
    stage->last.kind = INTENT_NONE;
    stage_do(stage, "scan 4006381333931"); /* nobody is there to sell it */
    assert_int_equal(stage->last.kind, INTENT_NONE);
}

static void test_lending(void **state)
{
    struct stage *stage = *state;
    enter(stage, &lend, 4);
    assert_non_null(stage_find(stage, "A discount above the limit"));
    assert_null(stage_find(stage, "Cashier 1")); /* managers only */
    stage_do(stage, "type 9999");
    stage_tap(stage, "OK");
    assert_int_equal(stage->last.kind, INTENT_LEND);
    assert_int_equal(stage->last.staff_id, 3);
    assert_string_equal(stage->last.code, "9999");
    stage->shop.view.staff.lend_serial++; /* another act: nothing is left of the first */
    stage_settle(stage);
    assert_string_equal(stage_find(stage, "PIN")->value, "0 of 4");
    stage_do(stage, "key escape");
    assert_int_equal(stage->last.kind, INTENT_DROP_LEND);
}

static void test_audit(void **state)
{
    struct stage *stage = *state;
    static const size_t counts[] = {1, 4, 5, 12, 60};
    static const struct screen *const screens[] = {&screen_sign_in, &lend};
    for (size_t size = 0; size < ARRAY_LENGTH(STAGE_SIZES); size++) {
        stage->width = STAGE_SIZES[size][0];
        stage->height = STAGE_SIZES[size][1];
        for (size_t i = 0; i < ARRAY_LENGTH(counts); i++) {
            for (size_t screen = 0; screen < ARRAY_LENGTH(screens); screen++) {
                enter(stage, screens[screen], counts[i]);
                stage->shop.view.staff.is_switching = i % 2 == 0;
                stage_settle(stage);
                stage_audit(stage, screens[screen]->name, 0);
                stage->shop.view.staff.people[0].wait_ms = 59000;
                answer(stage, VIEW_PIN_WRONG);
                stage_audit(stage, screens[screen]->name, 0);
            }
        }
    }
}

/* Every right has words of its own. */
static void test_words(void **state)
{
    struct stage *stage = *state;
    const char *before = "";
    for (int right = 0; right < RIGHT_COUNT; right++) {
        enter(stage, &lend, 4);
        stage->shop.view.staff.right = (enum right)right;
        stage_settle(stage);
        const char *words = say(&stage->shop.view, (enum text_id)(TEXT_RIGHT_FIRST + right));
        assert_true(words != NULL && strcmp(words, before) != 0);
        assert_non_null(stage_find(stage, words));
        before = words;
    }
    assert_int_equal(TEXT_RIGHT_LAST - TEXT_RIGHT_FIRST + 1, RIGHT_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wait, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_without_pin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_switching, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lending, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_audit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
