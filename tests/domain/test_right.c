/* One table says who may do what: a manager everything, the others what the shop lets them, and a
 * discount up to the role's limit. Lists of names are read whole or refused. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/right.h"

static void test_table(void **state)
{
    static const struct {
        const char *label;
        enum role role;
        enum right right;
        uint32_t percent_ppm;
        bool is_held;
    } rows[] = {
        {"a cashier takes 10 % off", ROLE_CASHIER, RIGHT_DISCOUNT, 100000, true},
        {"and not a bit more", ROLE_CASHIER, RIGHT_DISCOUNT, 100001, false},
        {"a manager takes all off", ROLE_MANAGER, RIGHT_DISCOUNT, 1000000, true},
        {"a booth takes nothing off", ROLE_BOOTH, RIGHT_DISCOUNT, 1, false},
        {"a cashier takes a line off", ROLE_CASHIER, RIGHT_VOID_LINE, 0, true},
        {"a cashier gives nothing back alone", ROLE_CASHIER, RIGHT_REFUND, 0, false},
        {"a cashier does not see the X", ROLE_CASHIER, RIGHT_X_REPORT, 0, false},
        {"a booth keeps leads", ROLE_BOOTH, RIGHT_LEADS, 0, true},
        {"a manager closes", ROLE_MANAGER, RIGHT_CLOSE, 0, true},
    };
    (void)state;
    struct right_rules rules;
    right_rules_init(&rules);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (right_is_held(&rules, rows[i].role, rows[i].right, rows[i].percent_ppm) !=
            rows[i].is_held) {
            fail_msg("%s", rows[i].label);
        }
    }
    for (int right = 0; right < RIGHT_COUNT; right++) {
        assert_true(right_is_held(&rules, ROLE_MANAGER, (enum right)right, 1000000));
    }
}

static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < RIGHT_COUNT; i++) {
        enum right right = RIGHT_COUNT;
        assert_true(right_parse(text_view_of(right_name((enum right)i)), &right));
        assert_int_equal(right, i);
    }
    for (int i = 0; i < ROLE_COUNT; i++) {
        enum role role = ROLE_COUNT;
        assert_true(role_parse(text_view_of(role_name((enum role)i)), &role));
        assert_int_equal(role, i);
    }
}

static void test_lists(void **state)
{
    (void)state;
    struct right_rules rules;
    struct error err;
    char text[512];
    right_rules_init(&rules);
    assert_true(right_rules_parse(
        &rules, ROLE_CASHIER, text_view_of(" refund,open_drawer  x_report "), &err));
    struct text_out out = text_out_begin(text, sizeof(text));
    right_rules_print(&rules, ROLE_CASHIER, &out);
    assert_string_equal(text, "refund open_drawer x_report");
    assert_false(right_is_held(&rules, ROLE_CASHIER, RIGHT_VOID_LINE, 0));
    assert_true(right_is_held(&rules, ROLE_CASHIER, RIGHT_DISCOUNT, 100000));
    assert_false(right_rules_parse(&rules, ROLE_CASHIER, text_view_of("refund everything"), &err));
    assert_non_null(strstr(err.text, "everything"));
    assert_true(right_is_held(&rules, ROLE_CASHIER, RIGHT_REFUND, 0)); /* as before */
    assert_true(right_rules_parse(&rules, ROLE_BOOTH, text_view_of(""), &err));
    assert_false(right_is_held(&rules, ROLE_BOOTH, RIGHT_LEADS, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
