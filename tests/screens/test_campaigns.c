/* Campaigns: the screen says what the figures say, and what is not known is a dash, never 0: no
 * spend, no cost of goods, nobody who left details. A rule, a period and a row are asked for in one
 * touch. */

#include "tests/screens/stage.h"

#define DAYS 14

static const struct view_campaign_row ROWS[] = {
    {.id = 1,
        .code = "SPRING",
        .name = "Spring booth",
        .channel = "event",
        .spent_minor = 120000,
        .discounts_minor = 21400,
        .leads = 148,
        .sales_milli = 61000,
        .revenue_minor = 190300,
        .left_over_minor = -5800,
        .revenue_per_one_minor = 159,
        .budget_minor = 120000},
    {.id = 2,
        .code = "FLYER",
        .name = "Harbour flyer",
        .channel = "print",
        .spent_minor = 30000,
        .discounts_minor = 13200,
        .leads = 22,
        .sales_milli = 73667,
        .revenue_minor = 141850,
        .left_over_minor = VIEW_UNKNOWN,
        .revenue_per_one_minor = 473,
        .budget_minor = VIEW_UNKNOWN},
    {.id = 3,
        .code = "RECEIPT",
        .name = "Receipt code",
        .channel = "own customers",
        .is_own = true,
        .spent_minor = VIEW_UNKNOWN,
        .discounts_minor = 9600,
        .leads = 9,
        .sales_milli = 131000,
        .revenue_minor = 220400,
        .left_over_minor = VIEW_UNKNOWN,
        .revenue_per_one_minor = VIEW_UNKNOWN,
        .budget_minor = VIEW_UNKNOWN},
    {.id = 0,
        .code = "",
        .name = "",
        .channel = "",
        .sales_milli = 402000,
        .revenue_minor = 612000},
};

static const int64_t AMOUNTS[ARRAY_LENGTH(ROWS)] = {13500, 10100, 15700, 43700};

struct campaigns_test {
    struct stage stage;
    struct view_campaign_day days[120];
};

static void fill_days(struct campaigns_test *test, size_t count)
{
    struct view_campaigns *figures = &test->stage.shop.view.campaigns;
    for (size_t i = 0; i < count; i++) {
        day_print(20768 - (int32_t)count + (int32_t)i, test->days[i].day);
        test->days[i].revenue_minor = AMOUNTS;
    }
    figures->days = test->days;
    figures->day_count = count;
}

static int set_up(void **state)
{
    struct campaigns_test *test = calloc(1, sizeof *test);
    stage_open(&test->stage, &screen_campaigns);
    stage_enter(&test->stage, "EUR");
    struct view_campaigns *figures = &test->stage.shop.view.campaigns;
    *figures = (struct view_campaigns){.has_figures = true,
        .period = VIEW_PERIOD_14_DAYS,
        .from = "2026-11-10",
        .to = "2026-11-23",
        .today = "2026-11-23",
        .window_days = 30,
        .is_ours = true,
        .sale_count = 706,
        .tied_sale_count = 304,
        .one_contact_count = 236,
        .tied_minor = 633700,
        .discounts_minor = 50000,
        .leads = 220,
        .lead_cost_minor = 723,
        .buyers = 68,
        .half_within_days = 3,
        .again = 21,
        .codes_given = 1140,
        .codes_back = 304,
        .costs_known_ppm = 940000,
        .rows = ROWS,
        .row_count = ARRAY_LENGTH(ROWS),
        .spent_whole_minor = VIEW_UNKNOWN};
    fill_days(test, DAYS);
    stage_settle(&test->stage);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct campaigns_test *test = *state;
    stage_close(&test->stage);
    free(test);
    return 0;
}

static void assert_says(struct stage *stage, const char *label)
{
    if (stage_find(stage, label) == NULL) {
        fail_msg("it does not say %s", label);
    }
}

static void assert_row(struct stage *stage, const char *name, const char *value)
{
    const struct ui_element *element = stage_find(stage, name);
    assert_non_null(element);
    assert_string_equal(element->value, value);
}

static void test_what_it_says(void **state)
{
    struct campaigns_test *test = *state;
    struct stage *stage = &test->stage;
    static const char *const SAID[] = {"43 %", "304 of 706", "€6,337",
        "gross, after €500 of discounts", "220", "€7.23 each", "68", "31 % · half within 3 days",
        "The whole sale goes to the last code before it, up to 30 days. 236 of 304 sales had one "
        "contact only.",
        "No campaign", "Left over: revenue less cost of goods (known for 94 %) less spend.",
        "31 % of these", "1,140", "27 %"};
    for (size_t i = 0; i < ARRAY_LENGTH(SAID); i++) {
        assert_says(stage, SAID[i]);
    }
    assert_row(stage, "Spring booth", "1,200 · 214 · 148 · 61 · 1,903 · \u221258");
    assert_row(stage, "Harbour flyer", "300 · 132 · 22 · 73.7 · 1,419 · €4.73 per €1");
    assert_row(stage, "Receipt code", "\u2013 · 96 · 9 · 131 · 2,204 · \u2013");
}

/* Nothing happened yet: no percent of nothing, and no cost of what nobody paid for. */
static void test_what_is_not_known(void **state)
{
    struct campaigns_test *test = *state;
    struct view_campaigns *figures = &test->stage.shop.view.campaigns;
    figures->sale_count = figures->tied_sale_count = figures->leads = figures->buyers = 0;
    figures->lead_cost_minor = figures->half_within_days = VIEW_UNKNOWN;
    figures->costs_known_ppm = VIEW_UNKNOWN;
    stage_settle(&test->stage);
    assert_null(stage_find(&test->stage, "no spend entered")); /* there is, and no lead */
    struct view_campaign_row unpaid = ROWS[0];
    unpaid.spent_minor = VIEW_UNKNOWN;
    figures->rows = &unpaid;
    figures->row_count = 1;
    stage_settle(&test->stage);
    assert_says(&test->stage, "no spend entered");
    assert_says(&test->stage, "\u2013");
    assert_says(&test->stage, "What the goods cost is not known");
    assert_null(stage_find(&test->stage, "0 %"));
}

struct ask_row {
    const char *label;
    const char *steps[3];
    enum intent_kind kind;
    size_t index;
    const char *code;
};

static const struct ask_row ASKS[] = {
    {"even", {"Even"}, INTENT_SET_RULE, ATTRIBUTION_LINEAR, ""},
    {"first and last", {"First and last"}, INTENT_SET_RULE, ATTRIBUTION_POSITION, ""},
    {"recent", {"Recent"}, INTENT_SET_RULE, ATTRIBUTION_DECAY, ""},
    {"whole", {"Whole campaign"}, INTENT_SET_PERIOD, VIEW_PERIOD_WHOLE, ""},
    {"quarter", {"Quarter"}, INTENT_SET_PERIOD, VIEW_PERIOD_QUARTER, ""},
    {"chosen", {"Other days", "3", "12"}, INTENT_SET_PERIOD, VIEW_PERIOD_CHOSEN,
        "2026-11-03..2026-11-12"},
    {"turned round", {"Other days", "12", "3"}, INTENT_NONE, 0, ""},
    {"campaign", {"Harbour flyer"}, INTENT_OPEN_CAMPAIGN, 0, ""},
    {"new", {"New campaign"}, INTENT_NEW_CAMPAIGN, 0, ""},
    {"posters", {"Print posters"}, INTENT_OPEN_POSTERS, 0, ""},
    {"files", {"Save files"}, INTENT_SAVE_FIGURES, 0, ""},
};

static void test_one_touch(void **state)
{
    struct campaigns_test *test = *state;
    struct stage *stage = &test->stage;
    for (size_t i = 0; i < ARRAY_LENGTH(ASKS); i++) {
        memset(stage->memory, 0, sizeof stage->memory);
        stage->last = (struct intent){.kind = INTENT_NONE};
        for (size_t step = 0; step < ARRAY_LENGTH(ASKS[i].steps); step++) {
            if (ASKS[i].steps[step] != NULL) {
                stage_settle(stage);
                stage_do(stage, ASKS[i].steps[step]);
            }
        }
        if (stage->last.kind != ASKS[i].kind || stage->last.index != ASKS[i].index ||
            strcmp(stage->last.code, ASKS[i].code) != 0) {
            fail_msg("%s: asks for %d, %zu, %s", ASKS[i].label, (int)stage->last.kind,
                stage->last.index, stage->last.code);
        }
    }
}

/* Where the office holds the pen nothing is made here. */
static void test_pen_elsewhere(void **state)
{
    struct campaigns_test *test = *state;
    test->stage.shop.view.campaigns.is_ours = false;
    stage_settle(&test->stage);
    assert_false(stage_find(&test->stage, "New campaign")->is_enabled);
}

/* More than a month is drawn by the week, so that its bars can be told apart. */
static void test_long_periods(void **state)
{
    struct campaigns_test *test = *state;
    assert_says(&test->stage, "Revenue a day");
    fill_days(test, 92);
    stage_settle(&test->stage);
    assert_says(&test->stage, "Revenue a week");
}

struct budget_row {
    const char *label;
    int64_t spent_minor;
    const char *warning; /* NULL none */
};

static const struct budget_row BUDGETS[] = {
    {"nothing spent", VIEW_UNKNOWN, NULL},
    {"90 %", 108000, NULL},
    {"a cent more", 108001, "Only €119.99 of the budget is left."},
    {"all of it", 120000, "The whole budget is spent."},
    {"over it", 120001, "€0.01 over the budget."},
};

static void test_budget(void **state)
{
    struct campaigns_test *test = *state;
    struct stage *stage = &test->stage;
    stage_do(stage, "Spring booth");
    for (size_t i = 0; i < ARRAY_LENGTH(BUDGETS); i++) {
        stage->shop.view.campaigns.spent_whole_minor = BUDGETS[i].spent_minor;
        stage_settle(stage);
        bool has_near = stage_find(stage, "Only ") != NULL;
        bool has_over = stage_find(stage, " over the budget.") != NULL;
        bool has_gone = stage_find(stage, "The whole budget") != NULL;
        bool says = BUDGETS[i].warning == NULL ? !has_near && !has_over && !has_gone
                                               : stage_find(stage, BUDGETS[i].warning) != NULL;
        if (!says) {
            fail_msg("%s: the warning is wrong", BUDGETS[i].label);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_it_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_not_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_touch, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pen_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_periods, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_budget, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
