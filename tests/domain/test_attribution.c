/* Shares follow the rule, add up to what was shared, and are right to the unit of large sums. */

#include "tests/support.h"

#include "domain/attribution.h"
#include "domain/money.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define TOUCHES 5

static void share(enum attribution_rule rule, const int64_t *ages_ms, size_t count,
    int64_t total_minor, int64_t *out_parts)
{
    int64_t weights[ATTRIBUTION_TOUCHES_MAX];
    attribution_weigh(rule, ages_ms, count, ATTRIBUTION_BITS_MAX, weights);
    assert_true(money_share(total_minor, weights, count, out_parts));
}

static void follows_the_rules(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum attribution_rule rule;
        int age_days[TOUCHES]; /* the earliest first; -1 ends */
        int64_t total_minor;
        int64_t parts[TOUCHES];
    } rows[] = {
        {"last", ATTRIBUTION_LAST, {9, 5, 1, -1}, 1000, {0, 0, 1000}},
        {"last of equal times", ATTRIBUTION_LAST, {3, 3, -1}, 1000, {0, 1000}},
        {"first", ATTRIBUTION_FIRST, {9, 5, 1, -1}, 1000, {1000, 0, 0}},
        {"linear, ties to the earlier", ATTRIBUTION_LINEAR, {9, 5, 1, -1}, 1000, {334, 333, 333}},
        {"linear, two cents left", ATTRIBUTION_LINEAR, {9, 5, 1, -1}, 1001, {334, 334, 333}},
        {"given back", ATTRIBUTION_LINEAR, {9, 5, 1, -1}, -1000, {-334, -333, -333}},
        {"position of one", ATTRIBUTION_POSITION, {5, -1}, 999, {999}},
        {"position of two", ATTRIBUTION_POSITION, {5, 1, -1}, 999, {500, 499}},
        {"position of three", ATTRIBUTION_POSITION, {9, 5, 1, -1}, 1000, {400, 200, 400}},
        {"position of four", ATTRIBUTION_POSITION, {9, 5, 4, 1, -1}, 1000, {400, 100, 100, 400}},
        {"position of five", ATTRIBUTION_POSITION, {9, 5, 4, 3, 1}, 1000, {400, 67, 67, 66, 400}},
        {"a week halves", ATTRIBUTION_DECAY, {7, 0, -1}, 1000, {333, 667}},
        {"eight days against one", ATTRIBUTION_DECAY, {8, 1, -1}, 1000, {333, 667}},
        {"two weeks quarter", ATTRIBUTION_DECAY, {14, 0, -1}, 1000, {200, 800}},
        {"all of long ago", ATTRIBUTION_DECAY, {714, 707, -1}, 3000, {1000, 2000}},
        {"one of very long ago", ATTRIBUTION_DECAY, {900, 0, -1}, 1000000, {0, 1000000}},
        {"no rounded percents", ATTRIBUTION_LINEAR, {9, 5, 1, -1}, INT64_C(100000000),
            {33333334, 33333333, 33333333}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t ages_ms[TOUCHES] = {0};
        int64_t parts[TOUCHES] = {0};
        size_t count = 0;
        while (count < TOUCHES && rows[i].age_days[count] >= 0) {
            ages_ms[count] = rows[i].age_days[count] * DAY_MS;
            count++;
        }
        share(rows[i].rule, ages_ms, count, rows[i].total_minor, parts);
        for (size_t k = 0; k < count; k++) {
            if (parts[k] != rows[i].parts[k]) {
                fail_msg("%s: part %zu is %lld", rows[i].label, k, (long long)parts[k]);
            }
        }
    }
}

/* Ages and the exact shares of 10^15, worked out to 60 digits. */
static void decays_exactly(void **state)
{
    (void)state;
    static const struct {
        int64_t age_ms;
        int64_t part;
    } rows[] = {
        {INT64_C(1), INT64_C(499999999713481)},
        {INT64_C(1000), INT64_C(499999713480828)},
        {INT64_C(86400000), INT64_C(475264951182598)},
        {INT64_C(302400000), INT64_C(414213562373095)},
        {INT64_C(604799999), INT64_C(333333333588017)},
        {INT64_C(604800001), INT64_C(333333333078650)},
        {INT64_C(1234567890), INT64_C(195460857487634)},
        {INT64_C(2591999999), INT64_C(48770451928532)},
        {INT64_C(12345678901), INT64_C(716351051)},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t ages_ms[] = {rows[i].age_ms, 0};
        int64_t parts[2];
        share(ATTRIBUTION_DECAY, ages_ms, 2, INT64_C(1000000000000000), parts);
        if (parts[0] - rows[i].part > 2 || parts[0] - rows[i].part < -2) {
            fail_msg("%lld ms: %lld", (long long)rows[i].age_ms, (long long)parts[0]);
        }
    }
}

static int compare_ages(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

static void shares_add_up(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int round = 0; round < 300; round++) {
        int64_t ages_ms[ATTRIBUTION_TOUCHES_MAX];
        int64_t parts[ATTRIBUTION_TOUCHES_MAX];
        size_t count = round == 0 ? ATTRIBUTION_TOUCHES_MAX : 1 + (size_t)round % 70;
        for (size_t i = 0; i < count; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            ages_ms[i] = (int64_t)(seed >> 20) % (400 * DAY_MS);
        }
        qsort(ages_ms, count, sizeof(ages_ms[0]), compare_ages);
        for (int rule = 0; rule < ATTRIBUTION_RULE_COUNT; rule++) {
            int64_t total_minor = (int64_t)(seed >> 30) - (1 << 30);
            int64_t sum = 0;
            share((enum attribution_rule)rule, ages_ms, count, total_minor, parts);
            for (size_t i = 0; i < count; i++) {
                sum += parts[i];
                if (rule == ATTRIBUTION_DECAY && i > 0 && total_minor > 0) {
                    assert_true(parts[i] >= parts[i - 1] - 1); /* the later never weighs less */
                }
            }
            assert_int_equal(sum, total_minor);
        }
    }
}

static void knows_rules_and_kinds_by_name(void **state)
{
    (void)state;
    for (int i = 0; i < ATTRIBUTION_RULE_COUNT; i++) {
        enum attribution_rule back;
        assert_true(attribution_rule_parse(
            text_view_of(attribution_rule_text((enum attribution_rule)i)), &back));
        assert_int_equal((int)back, i);
    }
    for (int kind = 0; kind < TOUCH_KIND_COUNT; kind++) {
        enum touch_kind back;
        assert_true(touch_kind_parse(text_view_of(touch_kind_text((enum touch_kind)kind)), &back));
        assert_int_equal((int)back, kind);
        assert_int_equal(touch_kind_is_credited((enum touch_kind)kind), kind != TOUCH_SHOWN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_rules),
        cmocka_unit_test(decays_exactly),
        cmocka_unit_test(shares_add_up),
        cmocka_unit_test(knows_rules_and_kinds_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
