/* Whatever the rule, shares add up to the sale, a sale that all goes back leaves nothing, and
 * somebody with more contacts than anybody has breaks nothing. */

#include "tests/support.h"

#include "domain/campaign_figures.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define NOW (INT64_C(20000) * DAY_MS)
#define PLACES 3

static struct figures_campaign campaigns[PLACES];
static struct figures_place places[PLACES];

static void make_shop(struct campaign_facts *facts)
{
    static const char *const names[PLACES] = {"SPRING", "FLYER", "NEWS"};
    for (uint32_t i = 0; i < PLACES; i++) {
        campaigns[i] = (struct figures_campaign){.id = i + 1,
            .code = names[i],
            .name = names[i],
            .channel = i == 2 ? FIGURES_OWN_CUSTOMERS : "print",
            .budget_minor = -1};
        places[i] = (struct figures_place){.campaign = i, .content = ""};
    }
    *facts = (struct campaign_facts){.currency = "EUR",
        .now_ms = NOW,
        .window_days_max = 365,
        .campaigns = campaigns,
        .campaign_count = PLACES,
        .places = places,
        .place_count = PLACES,
        .day_count = 1};
}

static struct figures_sale sale_of(uint32_t touch_count)
{
    return (struct figures_sale){.id = 7,
        .sold_at_ms = NOW,
        .is_counted = true,
        .is_costed = true,
        .touch_count = touch_count,
        .amounts = {1001, 841, 400, 500}};
}

static void fill_touches(struct figures_touch *touches, uint32_t count, int64_t step_ms)
{
    for (uint32_t i = 0; i < count; i++) {
        touches[i] = (struct figures_touch){
            .id = i + 1, .at_ms = NOW - (count - i) * step_ms, .place = i % PLACES};
    }
}

static void shares_add_up_and_go_back(void **state)
{
    (void)state;
    struct campaign_facts facts;
    struct figures_touch touches[8];
    struct figures_sale sale = sale_of(8);
    struct figures_return returns[2] = {
        {.amounts = {-333, -280, -133, -166}},
        {.amounts = {-668, -561, -267, -334}, .before = {-333, -280, -133, -166}},
    };
    make_shop(&facts);
    fill_touches(touches, 8, DAY_MS);
    facts.touches = touches;
    facts.sales = &sale;
    facts.sale_count = 1;
    facts.returns = returns;
    for (int rule = 0; rule < ATTRIBUTION_RULE_COUNT; rule++) {
        struct campaign_figures figures;
        facts.return_count = 0;
        campaign_figures_make(&facts, (enum attribution_rule)rule, 30, &figures);
        assert_int_equal(figures.credited.sales_milli, 1000);
        assert_int_equal(figures.credited.amounts.gross_minor, 1001);
        assert_int_equal(figures.credited.amounts.net_minor, 841);
        assert_int_equal(figures.credited.amounts.cost_minor, 400);
        assert_int_equal(figures.total.unknown_milli, 1000);
        assert_int_equal(figures.none.sales_milli, 0);
        campaign_figures_close(&figures);
        facts.return_count = 2;
        campaign_figures_make(&facts, (enum attribution_rule)rule, 30, &figures);
        for (size_t i = 0; i < PLACES; i++) {
            assert_int_equal(figures.campaigns[i].amounts.gross_minor, 0);
            assert_int_equal(figures.campaigns[i].amounts.net_minor, 0);
            assert_int_equal(figures.campaigns[i].amounts.cost_minor, 0);
        }
        assert_int_equal(figures.total.sales_milli, 1000); /* it was a sale all the same */
        campaign_figures_close(&figures);
    }
}

static void takes_any_number_of_contacts(void **state)
{
    (void)state;
    enum {
        COUNT = 3 * ATTRIBUTION_TOUCHES_MAX + 1
    };
    struct campaign_facts facts;
    struct figures_touch *touches = calloc(COUNT, sizeof(*touches));
    struct figures_sale sale = sale_of(COUNT);
    make_shop(&facts);
    fill_touches(touches, COUNT, 1000);
    touches[0].place = 1;
    facts.touches = touches;
    facts.sales = &sale;
    facts.sale_count = 1;
    for (int rule = 0; rule < ATTRIBUTION_RULE_COUNT; rule++) {
        struct campaign_figures figures;
        campaign_figures_make(&facts, (enum attribution_rule)rule, 30, &figures);
        assert_int_equal(figures.credited.amounts.gross_minor, 1001);
        assert_int_equal(figures.campaigns[1].sales_milli == 1000, rule == ATTRIBUTION_FIRST);
        campaign_figures_close(&figures);
    }
    free(touches);
}

static void divides_by_nothing_never(void **state)
{
    (void)state;
    struct figures_row row = {.spent_minor = 900, .lead_count = 4, .sales_milli = 2500};
    assert_int_equal(figures_row_lead_cost_minor(&row), -1); /* nothing was spent */
    row.has_spend = true;
    assert_int_equal(figures_row_lead_cost_minor(&row), 225);
    assert_int_equal(figures_row_sale_cost_minor(&row), 360);
    assert_int_equal(figures_row_score_centi(&row), -1);
    assert_int_equal(figures_row_costs_known_permille(&row), -1);
    row.amounts.gross_minor = 1800;
    assert_int_equal(figures_row_revenue_per_spent_centi(&row), 200);
    assert_int_equal(figures_row_average_minor(&row), 720);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_add_up_and_go_back),
        cmocka_unit_test(takes_any_number_of_contacts),
        cmocka_unit_test(divides_by_nothing_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
