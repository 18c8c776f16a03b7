/* Offers of campaigns on a ticket: of several the one that takes most off the whole ticket applies
 * and no other, those that stack come on top, whole units are free from the cheapest up, and no
 * offer ever brings anything below zero. */

#include "tests/domain/tickets.h"

struct row_line {
    const char *sku, *category;
    int64_t quantity_milli, price_minor;
    enum unit unit;
};

struct row_offer {
    int64_t campaign_id;
    const char *offer;
    bool stacks;
};

#define ROW_MAX 5

struct row {
    const char *label;
    struct row_line lines[ROW_MAX];
    struct row_offer offers[ROW_MAX];
    int64_t line_minor[ROW_MAX]; /* what each line comes to, before a discount on all */
    int64_t gross_minor;
};

static void attach(struct ticket *ticket, const struct row_offer *offer)
{
    struct error err;
    struct ticket_touch touch = {.campaign_id = offer->campaign_id,
        .link_id = (int64_t)ticket->touch_count + 1,
        .kind = TOUCH_SCANNED,
        .offer_stacks = offer->stacks};
    assert_true(offer_parse(text_view_of(offer->offer), currency_find("EUR"), &touch.offer, &err));
    assert_true(ticket_attach(ticket, &touch, &err));
}

static void add(struct ticket *ticket, const struct row_line *row)
{
    struct ticket_line line = line_of(0, row->quantity_milli, row->price_minor, "7");
    line.unit = row->unit;
    (void)text_copy(line.sku, sizeof(line.sku), row->sku);
    (void)text_copy(line.category, sizeof(line.category), row->category);
    must_insert(ticket, &line);
}

static const struct row ROWS[] = {
    {"one of two, by the whole ticket and not by the line",
        {{"A", "Beans", 1000, 1000, UNIT_EACH}, {"B", "Tea", 1000, 1000, UNIT_EACH}},
        {{1, "30% on Beans", false}, {2, "2.50 on Tea", false}}, {700, 1000}, 1700},
    {"the other, where it takes more off in sum",
        {{"A", "Beans", 1000, 1000, UNIT_EACH}, {"B", "Tea", 1000, 400, UNIT_EACH},
            {"B", "Tea", 1000, 400, UNIT_EACH}},
        {{1, "30% on Beans", false}, {2, "2.00 on Tea", false}}, {1000, 200, 200}, 1400},
    {"for the ticket against for a line",
        {{"A", "Beans", 1000, 1000, UNIT_EACH}, {"B", "Tea", 1000, 3000, UNIT_EACH}},
        {{1, "50% on Beans", false}, {2, "13%", false}}, {1000, 3000}, 3480},
    {"of equals the first",
        {{"A", "Beans", 1000, 1000, UNIT_EACH}, {"B", "Tea", 1000, 1000, UNIT_EACH}},
        {{1, "10% on Tea", false}, {2, "10% on Beans", false}}, {1000, 900}, 1900},
    {"free: the cheapest that matches",
        {{"A", "Coffee", 1000, 360, UNIT_EACH}, {"B", "Coffee", 2000, 290, UNIT_EACH}},
        {{1, "free Coffee", false}}, {360, 290}, 650},
    {"free: of one price the earlier line",
        {{"A", "Coffee", 1000, 300, UNIT_EACH}, {"B", "Coffee", 1000, 300, UNIT_EACH}},
        {{1, "free A;B", false}}, {0, 300}, 300},
    {"free: it is not there", {{"A", "Tea", 1000, 300, UNIT_EACH}}, {{1, "free FLATW", false}},
        {300}, 300},
    {"free: what is weighed has no unit", {{"A", "Beans", 412, 1200, UNIT_KG}},
        {{1, "free Beans", false}}, {494}, 494},
    {"free: what costs nothing is no gift",
        {{"A", "Coffee", 1000, 0, UNIT_EACH}, {"B", "Coffee", 1000, 300, UNIT_EACH}},
        {{1, "free Coffee", false}}, {0, 0}, 0},
    {"third: two are not enough", {{"A", "Beans", 2000, 950, UNIT_EACH}},
        {{1, "3rd free on Beans", false}}, {1900}, 1900},
    {"third: of three", {{"A", "Beans", 3000, 950, UNIT_EACH}}, {{1, "3rd free on Beans", false}},
        {1900}, 1900},
    {"third: of seven two, from the cheapest up",
        {{"A", "Beans", 4000, 950, UNIT_EACH}, {"B", "Beans", 1000, 700, UNIT_EACH},
            {"C", "Beans", 2000, 800, UNIT_EACH}},
        {{1, "3rd free on Beans", false}}, {3800, 0, 800}, 4600},
    {"second: of everything",
        {{"A", "Beans", 1000, 950, UNIT_EACH}, {"B", "Tea", 1000, 700, UNIT_EACH}},
        {{1, "2nd free", false}}, {950, 0}, 950},
    {"second: halves are no units", {{"A", "Beans", 1500, 100, UNIT_EACH}},
        {{1, "2nd free", false}}, {150}, 150},
    {"stacks on the best", {{"A", "Beans", 1000, 1000, UNIT_EACH}},
        {{1, "10% on Beans", false}, {2, "20% on Beans", false}, {3, "5%", true}}, {800}, 760},
    {"stacks in the order they came", {{"A", "Beans", 1000, 1000, UNIT_EACH}},
        {{1, "1.00 on Beans", true}, {2, "10% on Beans", true}}, {810}, 810},
    {"the one that does not stack is first", {{"A", "Beans", 1000, 1000, UNIT_EACH}},
        {{1, "1.00 on Beans", true}, {2, "10% on Beans", false}}, {800}, 800},
    {"stacks are rounded one by one", {{"A", "Beans", 1000, 333, UNIT_EACH}},
        {{1, "10% on Beans", false}, {2, "10% on Beans", true}}, {270}, 270},
    {"a free unit on top takes its part of what is left", {{"A", "Beans", 2000, 500, UNIT_EACH}},
        {{1, "10% on Beans", false}, {2, "free Beans", true}}, {450}, 450},
    {"one campaign counts once", {{"A", "Beans", 1000, 1000, UNIT_EACH}},
        {{1, "10% on Beans", true}, {1, "10% on Beans", true}}, {900}, 900},
    {"never below zero", {{"A", "Beans", 1000, 300, UNIT_EACH}},
        {{1, "2.00 on Beans", true}, {2, "2.00 on Beans", true}, {3, "5.00", true}}, {0}, 0},
};

static int64_t gross_of(const struct ticket *ticket, const struct row *row)
{
    struct ticket_figures figures = {0};
    must_compute(ticket, &figures);
    for (size_t i = 0; row != NULL && i < ticket->line_count; i++) {
        int64_t minor = figures.lines[i].amount_minor - figures.lines[i].discount_minor;
        if (minor != row->line_minor[i]) {
            fail_msg("%s: line %zu is %ld", row->label, i, (long)minor);
        }
    }
    int64_t gross = figures.gross_minor;
    ticket_figures_close(&figures);
    return gross;
}

static void applies_as_the_rows_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        struct ticket ticket;
        struct ticket_rules rules = rules_of("EUR", PRICES_GROSS, TAX_ROUNDING_LINE);
        ticket_init(&ticket, &rules);
        for (size_t line = 0; line < ROW_MAX && ROWS[i].lines[line].sku != NULL; line++) {
            add(&ticket, &ROWS[i].lines[line]);
        }
        for (size_t offer = 0; offer < ROW_MAX && ROWS[i].offers[offer].offer != NULL; offer++) {
            attach(&ticket, &ROWS[i].offers[offer]);
        }
        int64_t gross_minor = gross_of(&ticket, &ROWS[i]);
        if (gross_minor != ROWS[i].gross_minor) {
            fail_msg("%s: %ld", ROWS[i].label, (long)gross_minor);
        }
        ticket_close(&ticket);
    }
}

/* What a person set on a line keeps every offer off it, and its units count for none. */
static void leaves_what_a_person_set(void **state)
{
    (void)state;
    struct error err;
    struct ticket ticket;
    struct ticket_rules rules = rules_of("EUR", PRICES_GROSS, TAX_ROUNDING_LINE);
    ticket_init(&ticket, &rules);
    add(&ticket, &(struct row_line){"A", "Beans", 1000, 1000, UNIT_EACH});
    add(&ticket, &(struct row_line){"B", "Beans", 1000, 500, UNIT_EACH});
    attach(&ticket, &(struct row_offer){1, "2nd free", false});
    attach(&ticket, &(struct row_offer){2, "10% on Beans", true});
    assert_int_equal(gross_of(&ticket, NULL), 900);
    assert_true(ticket_discount_line(&ticket, 1, percent_of(100000), &err));
    assert_int_equal(gross_of(&ticket, NULL), 900 + 450);
    assert_true(ticket_discount_line(&ticket, 1, (struct discount){0}, &err));
    assert_int_equal(gross_of(&ticket, NULL), 900);
    ticket_close(&ticket);
}

static const char *const OFFERS[] = {"", "10%", "2.00", "5.00 on Beans", "25% on P1;P2", "free P1",
    "free Tea", "2nd free on Beans", "3rd free", "100%", "33.3%"};

static void fill_by_chance(struct dice *dice, struct ticket *ticket)
{
    uint32_t count = 1 + dice_roll(dice, 6);
    for (uint32_t i = 0; i < count; i++) {
        char sku[8];
        snprintf(sku, sizeof(sku), "P%u", 1 + dice_roll(dice, 4));
        struct row_line line = {sku, dice_roll(dice, 2) == 0 ? "Beans" : "Tea",
            1000 * (1 + (int64_t)dice_roll(dice, 4)), dice_roll(dice, 900), UNIT_EACH};
        add(ticket, &line);
    }
}

/* Of offers that do not stack, whatever they are, the ticket costs what the best one alone makes
 * it cost, and it is the first of those that take as much. What stacks never makes it dearer. */
static void applies_the_best_one(void **state)
{
    (void)state;
    struct dice dice = {20261123};
    for (int round = 0; round < 1500; round++) {
        struct ticket ticket;
        struct ticket_rules rules = rules_of("EUR", PRICES_GROSS, TAX_ROUNDING_DOCUMENT);
        ticket_init(&ticket, &rules);
        fill_by_chance(&dice, &ticket);
        struct row_offer offers[4];
        int64_t best_minor = INT64_MAX;
        for (size_t i = 0; i < ARRAY_LENGTH(offers); i++) {
            struct ticket alone = {0};
            offers[i] = (struct row_offer){
                (int64_t)i + 1, OFFERS[dice_roll(&dice, ARRAY_LENGTH(OFFERS))], false};
            ticket_copy(&ticket, &alone);
            attach(&alone, &offers[i]);
            int64_t gross_minor = gross_of(&alone, NULL);
            best_minor = gross_minor < best_minor ? gross_minor : best_minor;
            ticket_close(&alone);
        }
        for (size_t i = 0; i < ARRAY_LENGTH(offers); i++) {
            attach(&ticket, &offers[i]);
        }
        assert_int_equal(gross_of(&ticket, NULL), best_minor);
        attach(&ticket, &(struct row_offer){9, OFFERS[dice_roll(&dice, 11)], true});
        int64_t stacked_minor = gross_of(&ticket, NULL);
        assert_true(stacked_minor >= 0 && stacked_minor <= best_minor);
        ticket_close(&ticket);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(applies_as_the_rows_say),
        cmocka_unit_test(leaves_what_a_person_set),
        cmocka_unit_test(applies_the_best_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
