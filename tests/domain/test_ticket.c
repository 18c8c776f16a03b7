/* A ticket does what a cashier means: the same product joins its line, discounts of a person and
 * of campaigns come and go by their rules, and whatever is refused changes nothing. */

#include "tests/domain/tickets.h"

static struct ticket new_ticket(void)
{
    struct ticket ticket;
    struct ticket_rules rules = rules_of("EUR", PRICES_GROSS, TAX_ROUNDING_LINE);
    ticket_init(&ticket, &rules);
    return ticket;
}

static size_t must_add(struct ticket *ticket, const struct ticket_line *line)
{
    size_t index = SIZE_MAX;
    struct error err;
    assert_true(ticket_add(ticket, line, &index, &err));
    return index;
}

static struct ticket_touch touch_of(int64_t campaign_id, const char *name, const char *offer)
{
    struct ticket_touch touch = {
        .campaign_id = campaign_id, .kind = TOUCH_SCANNED, .touched_at_ms = campaign_id};
    struct error err;
    snprintf(touch.name, sizeof(touch.name), "%s", name);
    assert_true(offer_parse(text_view_of(offer), currency_find("EUR"), &touch.offer, &err));
    return touch;
}

static void must_attach(
    struct ticket *ticket, int64_t campaign_id, const char *name, const char *offer)
{
    struct ticket_touch touch = touch_of(campaign_id, name, offer);
    struct error err;
    assert_true(ticket_attach(ticket, &touch, &err));
}

static int64_t gross_of(const struct ticket *ticket)
{
    struct ticket_figures figures = {0};
    must_compute(ticket, &figures);
    int64_t gross = figures.gross_minor;
    ticket_figures_close(&figures);
    return gross;
}

/* The ticket of the sell screen: 22.06 with 2.12 tax in it. */
static void computes_the_shown_sale(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct ticket_line lines[] = {
        line_of(1, 2000, 360, "19"),
        line_of(2, 1000, 310, "7"),
        line_of(3, 1000, 950, "7"),
        line_of(4, 412, 780, "7"),
    };
    strcpy(lines[2].category, "Beans");
    must_attach(&ticket, 5, "Spring booth", "10% on Beans");
    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        must_add(&ticket, &lines[i]);
    }
    struct ticket_figures figures = {0};
    must_compute(&ticket, &figures);
    assert_int_equal(figures.gross_minor, 2206);
    assert_int_equal(figures.tax_minor, 212);
    assert_int_equal(figures.net_minor, 1994);
    assert_int_equal(figures.lines[2].gross_minor, 855);
    assert_int_equal(figures.lines[2].discount_minor, 95);
    assert_int_equal(figures.lines[3].gross_minor, 321);
    assert_int_equal(figures.tax_count, 2);
    assert_int_equal(figures.taxes[0].rate_ppm, 70000);
    assert_int_equal(figures.taxes[0].tax_minor, 97);
    assert_int_equal(figures.taxes[1].tax_minor, 115);
    char words[DISCOUNT_WORDS_MAX];
    assert_string_equal(ticket_discount_words(&ticket, &ticket.lines[2].discount, words),
        "Spring booth \u221210\u00A0%");
    ticket_figures_close(&figures);
    ticket_close(&ticket);
}

static void merges_what_is_the_same(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct error err;
    struct ticket_line line = line_of(1, 1000, 360, "19");
    struct ticket_line other = line_of(2, 1000, 310, "7");
    assert_int_equal(must_add(&ticket, &line), 0);
    assert_int_equal(must_add(&ticket, &other), 1);
    assert_int_equal(must_add(&ticket, &line), 0);
    assert_int_equal(ticket.lines[0].quantity_milli, 2000);
    line.unit_price_minor = 300;
    assert_int_equal(must_add(&ticket, &line), 2); /* another price */
    strcpy(line.note, "no sugar");
    assert_int_equal(must_add(&ticket, &line), 3); /* a note */
    assert_int_equal(must_add(&ticket, &line), 3);
    assert_true(ticket_discount_line(&ticket, 3, percent_of(100000), &err));
    assert_int_equal(must_add(&ticket, &line), 4); /* a manual discount */
    struct ticket_line free_line = line_of(0, 1000, 100, "19");
    must_add(&ticket, &free_line);
    assert_int_equal(must_add(&ticket, &free_line), 6); /* no product behind it */
    ticket_close(&ticket);
}

static void removes_and_brings_back(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct ticket_line removed;
    struct error err;
    for (int64_t i = 1; i <= 40; i++) {
        struct ticket_line line = line_of(i, 1000, 100 * i, "19");
        must_add(&ticket, &line);
    }
    int64_t gross = gross_of(&ticket);
    ticket_remove(&ticket, 17, &removed);
    assert_int_equal(removed.product_id, 18);
    assert_int_equal(gross_of(&ticket), gross - 1800);
    assert_true(ticket_insert(&ticket, 17, &removed, &err));
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(ticket.lines[i].product_id, i + 1);
    }
    ticket_remove(&ticket, 39, NULL);
    ticket_remove(&ticket, 0, NULL);
    assert_int_equal(ticket.line_count, 38);
    ticket_clear(&ticket);
    assert_int_equal(gross_of(&ticket), 0);
    ticket_close(&ticket);
    ticket_close(NULL);
}

static void refuses_and_stays_as_it_was(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct error err = {0};
    struct ticket_line good = line_of(1, 1000, 360, "19");
    must_add(&ticket, &good);
    struct {
        const char *label;
        int64_t quantity, price;
        enum error_code code;
    } rows[] = {
        {"no quantity", 0, 360, ERROR_INVALID},
        {"negative quantity", -1000, 360, ERROR_INVALID},
        {"negative price", 1000, -1, ERROR_INVALID},
        {"too many", QUANTITY_MILLI_MAX + 1, 1, ERROR_LIMIT},
        {"too dear", 1000, MONEY_MINOR_MAX + 1, ERROR_LIMIT},
        {"too much together", QUANTITY_MILLI_MAX, MONEY_MINOR_MAX, ERROR_LIMIT},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct ticket_line line = line_of(2, rows[i].quantity, rows[i].price, "19");
        assert_false(ticket_add(&ticket, &line, NULL, &err));
        assert_int_equal(err.code, rows[i].code);
        if (rows[i].price == 360) {
            assert_false(ticket_set_quantity(&ticket, 0, rows[i].quantity, &err));
        }
        assert_int_equal(ticket.line_count, 1);
        assert_int_equal(gross_of(&ticket), 360);
    }
    struct ticket_line nameless = good;
    nameless.name[0] = '\0';
    assert_false(ticket_add(&ticket, &nameless, NULL, &err));
    assert_false(ticket_discount_line(&ticket, 0, percent_of(0), &err));
    assert_false(ticket_discount_line(&ticket, 0, percent_of(1000001), &err));
    assert_false(ticket_discount_all(&ticket, amount_of(0), &err));
    for (int64_t i = 1; i < TICKET_LINES_MAX; i++) {
        must_insert(&ticket, &good);
    }
    assert_false(ticket_insert(&ticket, 0, &good, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    assert_int_equal(gross_of(&ticket), 360 * TICKET_LINES_MAX);
    ticket_close(&ticket);
}

static void refuses_sums_beyond_the_range(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct ticket_figures figures = {0};
    struct error err = {0};
    struct ticket_line line = line_of(0, 1000, MONEY_MINOR_MAX, "19");
    must_insert(&ticket, &line);
    assert_int_equal(gross_of(&ticket), MONEY_MINOR_MAX);
    for (int i = 1; i < TICKET_LINES_MAX; i++) {
        must_insert(&ticket, &line);
    }
    assert_false(ticket_compute(&ticket, &figures, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    ticket_clear(&ticket); /* the same figures can be filled again */
    must_compute(&ticket, &figures);
    assert_int_equal(figures.gross_minor, 0);
    ticket_figures_close(&figures);
    ticket_close(&ticket);
}

static void discounts_of_campaigns_come_and_go(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct error err;
    struct ticket_line line = line_of(1, 1000, 950, "7");
    strcpy(line.category, "Beans");
    must_add(&ticket, &line);
    must_attach(&ticket, 1, "Booth", "10% on Beans");
    assert_int_equal(gross_of(&ticket), 855);
    must_attach(&ticket, 2, "Flyer", "2.00 on P1"); /* takes more off */
    assert_int_equal(gross_of(&ticket), 750);
    assert_int_equal(ticket.lines[0].discount.campaign_id, 2);
    assert_true(ticket_set_quantity(&ticket, 0, 3000, &err)); /* now 10 % are more than 2.00 */
    assert_int_equal(ticket.lines[0].discount.campaign_id, 1);
    assert_int_equal(gross_of(&ticket), 2565);
    assert_int_equal(must_add(&ticket, &line), 0); /* a campaign's discount does not part lines */
    ticket_detach(&ticket, 0, NULL);
    assert_int_equal(gross_of(&ticket), 3600);
    must_attach(&ticket, 3, "All", "10%");
    assert_int_equal(gross_of(&ticket), 3420);
    must_attach(&ticket, 4, "More", "100.00"); /* never below zero */
    assert_int_equal(gross_of(&ticket), 0);
    must_attach(&ticket, 4, "More", ""); /* the newer touch of the same campaign counts */
    assert_int_equal(ticket.touch_count, 3);
    assert_int_equal(gross_of(&ticket), 3420);
    ticket_close(&ticket);
}

static void a_person_wins_over_offers(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct error err;
    struct ticket_line line = line_of(1, 1000, 1000, "7");
    must_add(&ticket, &line);
    must_attach(&ticket, 1, "Booth", "10% on P1");
    assert_true(ticket_discount_line(&ticket, 0, percent_of(50000), &err));
    assert_int_equal(gross_of(&ticket), 950);
    assert_true(ticket_discount_line(&ticket, 0, (struct discount){0}, &err));
    assert_int_equal(gross_of(&ticket), 900); /* the offer is back */
    assert_true(ticket_discount_line(&ticket, 0, (struct discount){0}, &err));
    assert_int_equal(gross_of(&ticket), 1000); /* and taken off too */
    must_attach(&ticket, 2, "Flyer", "20% on P1");
    assert_int_equal(gross_of(&ticket), 1000);
    must_attach(&ticket, 3, "All", "10%");
    assert_true(ticket_discount_all(&ticket, amount_of(300), &err));
    assert_int_equal(gross_of(&ticket), 700);
    ticket_close(&ticket);
}

static void takes_only_so_many_touches(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct error err = {0};
    assert_null(ticket_credited_touch(&ticket));
    for (int64_t id = 1; id <= TICKET_TOUCHES_MAX; id++) {
        must_attach(&ticket, id, "x", "");
    }
    struct ticket_touch touch = touch_of(99, "one more", "");
    assert_false(ticket_attach(&ticket, &touch, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    assert_int_equal(ticket_credited_touch(&ticket)->campaign_id, TICKET_TOUCHES_MAX);
    ticket_detach(&ticket, TICKET_TOUCHES_MAX - 1, &touch);
    touch.kind = TOUCH_SHOWN; /* the latest, and never credited */
    assert_true(ticket_attach(&ticket, &touch, &err));
    assert_int_equal(ticket_credited_touch(&ticket)->campaign_id, TICKET_TOUCHES_MAX - 1);
    ticket_close(&ticket);
}

static void copies(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct ticket copy = {0};
    for (int64_t i = 1; i <= 30; i++) {
        struct ticket_line line = line_of(i, 1000, 100 * i, "19");
        must_add(&ticket, &line);
    }
    ticket_copy(&ticket, &copy);
    ticket_remove(&ticket, 0, NULL);
    assert_int_equal(gross_of(&copy), gross_of(&ticket) + 100);
    ticket_copy(&ticket, &copy);
    assert_int_equal(gross_of(&copy), gross_of(&ticket));
    ticket_close(&copy);
    ticket_close(&ticket);
}

static void random_act(struct dice *dice, struct ticket *ticket)
{
    static const char *const offers[] = {
        "", "10%", "2.00", "5.00 on Beans", "25% on P1;P2;P3", "free P2", "3rd free on Beans"};
    struct error err;
    size_t index = ticket->line_count > 0 ? dice_roll(dice, (uint32_t)ticket->line_count) : 0;
    uint32_t act = dice_roll(dice, 9);
    if (act <= 2 || ticket->line_count == 0) {
        struct ticket_line line =
            line_of(1 + dice_roll(dice, 6), 1000, 100 + dice_roll(dice, 900), "7");
        strcpy(line.category, dice_roll(dice, 2) == 0 ? "Beans" : "Tea");
        assert_true(ticket_add(ticket, &line, NULL, &err));
    } else if (act == 3) {
        struct ticket_line line;
        ticket_remove(ticket, index, &line);
        if (dice_roll(dice, 2) == 0) {
            assert_true(ticket_insert(ticket, index, &line, &err));
        }
    } else if (act == 4) {
        assert_true(ticket_set_quantity(ticket, index, 1 + dice_roll(dice, 5000), &err));
    } else if (act == 5) {
        struct discount wish = dice_roll(dice, 2) == 0 ? (struct discount){0} : percent_of(100000);
        assert_true(ticket_discount_line(ticket, index, wish, &err));
    } else if (act == 6) {
        struct discount wish = dice_roll(dice, 2) == 0 ? (struct discount){0} : amount_of(50);
        assert_true(ticket_discount_all(ticket, wish, &err));
    } else if (act == 7) {
        must_attach(
            ticket, 1 + dice_roll(dice, 5), "x", offers[dice_roll(dice, ARRAY_LENGTH(offers))]);
    } else if (ticket->touch_count > 0) {
        ticket_detach(ticket, dice_roll(dice, (uint32_t)ticket->touch_count), NULL);
    }
}

/* However a ticket came about, its offers are those that would be found anew. */
static void offers_are_always_up_to_date(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct dice dice = {seed * 104729};
        struct ticket ticket = new_ticket();
        struct ticket anew = {0};
        for (int act = 0; act < 120; act++) {
            random_act(&dice, &ticket);
            ticket_copy(&ticket, &anew);
            anew.touch_count = 0;
            for (size_t i = 0; i < ticket.touch_count; i++) {
                struct error err;
                assert_true(ticket_attach(&anew, &ticket.touches[i], &err));
            }
            assert_memory_equal(&anew.discount, &ticket.discount, sizeof(ticket.discount));
            for (size_t i = 0; i < ticket.line_count; i++) {
                assert_memory_equal(&anew.lines[i].discount, &ticket.lines[i].discount,
                    sizeof(ticket.lines[i].discount));
            }
        }
        ticket_close(&anew);
        ticket_close(&ticket);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(computes_the_shown_sale),
        cmocka_unit_test(merges_what_is_the_same),
        cmocka_unit_test(removes_and_brings_back),
        cmocka_unit_test(refuses_and_stays_as_it_was),
        cmocka_unit_test(refuses_sums_beyond_the_range),
        cmocka_unit_test(discounts_of_campaigns_come_and_go),
        cmocka_unit_test(a_person_wins_over_offers),
        cmocka_unit_test(takes_only_so_many_touches),
        cmocka_unit_test(copies),
        cmocka_unit_test(offers_are_always_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
