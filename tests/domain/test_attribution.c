/* Shares follow the rule, only credited touches within the window count, and shares add up to a
 * million or are all nothing. */

#include "tests/support.h"

#include "domain/attribution.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define NOW (INT64_C(20000) * DAY_MS)

static void follows_the_rules(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum attribution_rule rule;
        int age_days[5]; /* in the order of the rows, not of time; -1 ends */
        uint32_t shares[5];
    } rows[] = {
        {"last", ATTRIBUTION_LAST, {5, 1, 9, -1}, {0, 1000000, 0}},
        {"first", ATTRIBUTION_FIRST, {5, 1, 9, -1}, {0, 0, 1000000}},
        {"linear", ATTRIBUTION_LINEAR, {5, 1, 9, -1}, {333334, 333333, 333333}},
        {"position of one", ATTRIBUTION_POSITION, {5, -1}, {1000000}},
        {"position of two", ATTRIBUTION_POSITION, {5, 1, -1}, {500000, 500000}},
        {"position of three", ATTRIBUTION_POSITION, {5, 1, 9, -1}, {200000, 400000, 400000}},
        {"position of four", ATTRIBUTION_POSITION, {9, 5, 4, 1, -1},
            {400000, 100000, 100000, 400000}},
        {"a week halves", ATTRIBUTION_DECAY, {7, 0, -1}, {333333, 666667}},
        {"eight days against one", ATTRIBUTION_DECAY, {8, 1, -1}, {333333, 666667}},
        {"two weeks quarter", ATTRIBUTION_DECAY, {14, 0, -1}, {200000, 800000}},
        {"the window's edge counts", ATTRIBUTION_LAST, {30, -1}, {1000000}},
        {"too long ago", ATTRIBUTION_LAST, {31, 2, -1}, {0, 1000000}},
        {"nothing", ATTRIBUTION_LAST, {-1}, {0}},
        {"of equal times the later row", ATTRIBUTION_LAST, {3, 3, -1}, {0, 1000000}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct attribution_touch touches[5] = {{0}};
        uint32_t shares[5] = {0};
        size_t count = 0;
        while (count < 5 && rows[i].age_days[count] >= 0) {
            touches[count].kind = TOUCH_SCANNED;
            touches[count].touched_at_ms = NOW - rows[i].age_days[count] * DAY_MS;
            count++;
        }
        attribution_share(rows[i].rule, touches, count, NOW, ATTRIBUTION_WINDOW_MS, shares);
        for (size_t k = 0; k < 5; k++) {
            if (shares[k] != rows[i].shares[k]) {
                fail_msg("%s: share %zu is %u", rows[i].label, k, shares[k]);
            }
        }
    }
}

static void decays_between_whole_weeks(void **state)
{
    (void)state;
    struct attribution_touch touches[] = {
        {TOUCH_SCANNED, NOW - 7 * DAY_MS / 2}, {TOUCH_SCANNED, NOW}};
    uint32_t shares[2];
    assert_true(
        attribution_share(ATTRIBUTION_DECAY, touches, 2, NOW, ATTRIBUTION_WINDOW_MS, shares));
    /* 2^(-1/2) = 0.7071068: 0.4142136 and 0.5857864 of the sum. */
    assert_int_equal(shares[0], 414214);
    assert_int_equal(shares[1], 585786);
}

static void counts_only_credited_kinds(void **state)
{
    (void)state;
    for (int kind = 0; kind < TOUCH_KIND_COUNT; kind++) {
        struct attribution_touch touches[] = {
            {TOUCH_SCANNED, NOW - 2}, {(enum touch_kind)kind, NOW - 1}, {TOUCH_WEB, NOW + 1}};
        uint32_t shares[3];
        enum touch_kind back;
        assert_true(
            attribution_share(ATTRIBUTION_LAST, touches, 3, NOW, ATTRIBUTION_WINDOW_MS, shares));
        assert_int_equal(shares[1], kind == TOUCH_SHOWN ? 0 : 1000000);
        assert_int_equal(shares[2], 0); /* after the sale */
        assert_true(touch_kind_parse(text_view_of(touch_kind_text((enum touch_kind)kind)), &back));
        assert_int_equal((int)back, kind);
    }
    struct attribution_touch shown = {TOUCH_SHOWN, NOW};
    uint32_t share = 7;
    assert_false(
        attribution_share(ATTRIBUTION_LAST, &shown, 1, NOW, ATTRIBUTION_WINDOW_MS, &share));
    assert_int_equal(share, 0);
}

static void shares_add_up(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int round = 0; round < 2000; round++) {
        struct attribution_touch touches[ATTRIBUTION_TOUCHES_MAX];
        uint32_t shares[ATTRIBUTION_TOUCHES_MAX];
        size_t count = 1 + (size_t)round % ATTRIBUTION_TOUCHES_MAX;
        for (size_t i = 0; i < count; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            touches[i].kind = TOUCH_SCANNED;
            touches[i].touched_at_ms = NOW - (int64_t)(seed >> 33) % (400 * DAY_MS);
        }
        touches[0].touched_at_ms = NOW;
        for (int rule = 0; rule < ATTRIBUTION_RULE_COUNT; rule++) {
            uint64_t sum = 0;
            assert_true(attribution_share(
                (enum attribution_rule)rule, touches, count, NOW, 500 * DAY_MS, shares));
            for (size_t i = 0; i < count; i++) {
                sum += shares[i];
            }
            assert_int_equal(sum, ATTRIBUTION_SHARE_PPM);
        }
    }
    for (int i = 0; i < ATTRIBUTION_RULE_COUNT; i++) {
        enum attribution_rule back;
        assert_true(attribution_rule_parse(
            text_view_of(attribution_rule_text((enum attribution_rule)i)), &back));
        assert_int_equal((int)back, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_rules),
        cmocka_unit_test(decays_between_whole_weeks),
        cmocka_unit_test(counts_only_credited_kinds),
        cmocka_unit_test(shares_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
