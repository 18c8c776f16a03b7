/* A refund gives back the sale's own amounts: whatever the steps, their sums are the line to the
 * cent in every part, never more of it; cash is rounded as it was when it was paid. */

#include "tests/domain/tickets.h"

#include "base/text.h"
#include "domain/refund.h"

static struct sale_line sold(int64_t quantity_milli, int64_t net_minor, int64_t tax_minor)
{
    struct sale_line line = {.quantity_milli = quantity_milli,
        .net_minor = net_minor,
        .tax_minor = tax_minor,
        .gross_minor = net_minor + tax_minor,
        .tax_count = 1};
    line.taxes[0].tax_minor = tax_minor;
    return line;
}

static void add_part(struct refund_part *sum, const struct refund_part *step)
{
    sum->quantity_milli += step->quantity_milli;
    sum->discount_minor += step->discount_minor;
    sum->net_minor += step->net_minor;
    sum->tax_minor += step->tax_minor;
    sum->gross_minor += step->gross_minor;
    for (int i = 0; i < SALE_LINE_TAXES_MAX; i++) {
        sum->taxes_minor[i] += step->taxes_minor[i];
    }
}

struct step_row {
    const char *label;
    int64_t quantity_milli, net_minor, tax_minor; /* of the line */
    int64_t steps_milli[4];
    int64_t gross_minor[4]; /* of each step */
    int64_t tax_step_minor[4];
};

static void test_steps(void **state)
{
    /* Worked out by hand: 10.00 in thirds is 3.33, 6.67, 10.00. */
    static const struct step_row rows[] = {
        {"thirds of 10.00", 3000, 840, 160, {1000, 1000, 1000}, {333, 334, 333}, {53, 54, 53}},
        {"2 of 3, then 1", 3000, 840, 160, {2000, 1000}, {667, 333}, {107, 53}},
        {"0.412 kg for 3.21, in weights", 412, 300, 21, {100, 200, 112}, {78, 156, 87}, {5, 10, 6}},
        {"one cent over two", 2000, 1, 0, {1000, 1000}, {1, 0}, {0, 0}},
        {"all at once", 5000, 500, 95, {5000}, {595}, {95}},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct step_row *row = &rows[i];
        struct sale_line line = sold(row->quantity_milli, row->net_minor, row->tax_minor);
        struct refund_part back = {0};
        for (size_t k = 0; k < 4 && row->steps_milli[k] > 0; k++) {
            struct refund_part step;
            struct error err;
            assert_true(
                refund_step(&line, &back, row->steps_milli[k], true, MONEY_HALF_AWAY, &step, &err));
            if (step.gross_minor != row->gross_minor[k] ||
                step.tax_minor != row->tax_step_minor[k]) {
                fail_msg("%s, step %zu: %ld with tax %ld", row->label, k + 1,
                    (long)step.gross_minor, (long)step.tax_minor);
            }
            add_part(&back, &step);
        }
    }
}

static void test_never_more(void **state)
{
    (void)state;
    struct sale_line line = sold(2000, 100, 19);
    struct refund_part back = {.quantity_milli = 1000};
    struct refund_part step;
    struct error err;
    assert_false(refund_step(&line, &back, 2000, true, MONEY_HALF_AWAY, &step, &err));
    assert_string_equal(err.text, "only 1 of 2 is left to go back");
    back.quantity_milli = 2000;
    assert_false(refund_step(&line, &back, 1, true, MONEY_HALF_AWAY, &step, &err));
    assert_string_equal(err.text, "all of it (2) has gone back already");
    assert_false(refund_step(&line, &back, 0, true, MONEY_HALF_AWAY, &step, &err));
    assert_int_equal(refund_left_milli(&line, &back), 0);
}

static void roll_line(struct dice *dice, struct sale_line *line)
{
    *line = (struct sale_line){
        .quantity_milli = 1 + dice_roll(dice, dice_roll(dice, 2) == 0 ? 9000 : 3000),
        .discount_minor = dice_roll(dice, 500),
        .net_minor = dice_roll(dice, 100000),
        .tax_count = 1 + (int)dice_roll(dice, SALE_LINE_TAXES_MAX)};
    for (int i = 0; i < line->tax_count; i++) {
        line->taxes[i].tax_minor = dice_roll(dice, 2000);
        line->tax_minor += line->taxes[i].tax_minor;
    }
    line->gross_minor = line->net_minor + line->tax_minor;
}

/* Any split of any line: on the way never more than the line, at the end exactly it. */
static void test_any_split(void **state)
{
    (void)state;
    struct dice dice = {.state = 20261123};
    for (int round = 0; round < 20000; round++) {
        struct sale_line line;
        struct refund_part back = {0};
        bool is_gross = dice_roll(&dice, 2) == 0;
        enum money_half half = dice_roll(&dice, 2) == 0 ? MONEY_HALF_AWAY : MONEY_HALF_EVEN;
        roll_line(&dice, &line);
        while (back.quantity_milli < line.quantity_milli) {
            int64_t left = line.quantity_milli - back.quantity_milli;
            int64_t quantity = 1 + dice_roll(&dice, (uint32_t)left);
            struct refund_part step;
            struct error err;
            assert_true(refund_step(&line, &back, quantity, is_gross, half, &step, &err));
            assert_int_equal(step.gross_minor, step.net_minor + step.tax_minor);
            add_part(&back, &step);
            assert_true(back.gross_minor <= line.gross_minor + 4 && back.tax_minor >= 0);
            assert_true(!is_gross || back.gross_minor <= line.gross_minor);
            assert_true(back.discount_minor <= line.discount_minor);
        }
        assert_int_equal(back.gross_minor, line.gross_minor);
        assert_int_equal(back.net_minor, line.net_minor);
        assert_int_equal(back.tax_minor, line.tax_minor);
        assert_int_equal(back.discount_minor, line.discount_minor);
        for (int i = 0; i < line.tax_count; i++) {
            assert_int_equal(back.taxes_minor[i], line.taxes[i].tax_minor);
        }
    }
}

struct cash_row {
    const char *label;
    int64_t gross_minor, rounding_minor, step_minor; /* of the sale */
    int64_t refunds_minor[4];                        /* gross of each */
    int64_t cash_minor[4];                           /* given back */
};

/* A sale of 7.00 is not refunded with 8.00: the rounding of all refunds is that of the sale. */
static void test_cash_rounding(void **state)
{
    static const struct cash_row rows[] = {
        {"7.02 paid with 7.00", 702, -2, 5, {702}, {700}},
        {"7.03 paid with 7.05", 703, 2, 5, {703}, {705}},
        {"7.00 by whole units, half up", 750, 50, 100, {750}, {800}},
        {"in three, each would round up", 702, -2, 5, {234, 234, 234}, {235, 235, 230}},
        {"paid by card, given back in coins", 702, 0, 5, {702}, {700}},
        {"no rounding", 702, 0, 1, {300, 402}, {300, 402}},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct cash_row *row = &rows[i];
        struct sale sale = {
            .gross_minor = row->gross_minor, .cash_rounding_minor = row->rounding_minor};
        struct refund_history history = {0};
        for (size_t k = 0; k < 4 && row->refunds_minor[k] > 0; k++) {
            bool is_last = k == 3 || row->refunds_minor[k + 1] == 0;
            struct give_back due = refund_due(&sale, &history, row->refunds_minor[k], is_last);
            int64_t cash_minor = give_back_by(&due, TENDER_CASH, row->step_minor);
            if (cash_minor != row->cash_minor[k]) {
                fail_msg("%s, refund %zu: %ld", row->label, k + 1, (long)cash_minor);
            }
            struct tender tender = {.kind = TENDER_CASH, .tendered_minor = -cash_minor};
            struct settlement settlement;
            struct error err;
            assert_true(give_back_settle(
                &due, &tender, 1, row->step_minor, currency_find("EUR"), &settlement, &err));
            assert_int_equal(
                settlement.amount_minor[0], -row->refunds_minor[k] + settlement.rounding_minor);
            history.gross_minor += row->refunds_minor[k];
            history.money_minor += cash_minor;
        }
    }
}

/* 7.01 paid with 3.01 by card and 4.00 in cash goes back the way it came. */
static void test_mixed_tenders(void **state)
{
    (void)state;
    struct sale sale = {.gross_minor = 702, .cash_rounding_minor = -1};
    struct refund_history history = {0};
    struct tender tenders[2] = {{.kind = TENDER_CARD, .tendered_minor = -301},
        {.kind = TENDER_CASH, .tendered_minor = -400}};
    struct give_back due = refund_due(&sale, &history, 702, true);
    struct settlement settlement;
    struct error err;
    assert_true(give_back_settle(&due, tenders, 2, 5, currency_find("EUR"), &settlement, &err));
    assert_int_equal(settlement.rounding_minor, 1);
    tenders[1].tendered_minor = -405;
    assert_false(give_back_settle(&due, tenders, 2, 5, currency_find("EUR"), &settlement, &err));
    assert_string_equal(err.text, "7.06 would be given back and 7.01 is due");
}

/* A ticket of an exchange: what goes back stands as it was sold, the rest is computed as ever, no
 * discount reaches what goes back, and the sums are sums. */
static void test_exchange(void **state)
{
    (void)state;
    for (int rounding = 0; rounding < 2; rounding++) {
        struct ticket_rules rules = rules_of("EUR", PRICES_GROSS, (enum tax_rounding)rounding);
        struct ticket ticket;
        struct ticket_figures figures = {0};
        struct error err;
        ticket_init(&ticket, &rules);
        struct ticket_line coffee = line_of(1, 2000, 360, "19");
        struct ticket_line bag = line_of(2, -1000, 950, "7");
        bag.is_return = true;
        bag.back = (struct ticket_return){.of_sale_id = 5,
            .of_line_n = 3,
            .figures = {.amount_minor = -950,
                .discount_minor = -95,
                .net_minor = -799,
                .tax_minor = -56,
                .gross_minor = -855,
                .part_minor = {-56}}};
        must_insert(&ticket, &coffee);
        must_insert(&ticket, &bag);
        assert_true(ticket_discount_all(&ticket, percent_of(100000), &err));
        must_compute(&ticket, &figures);
        assert_int_equal(figures.lines[0].gross_minor, 648);
        assert_int_equal(figures.lines[1].gross_minor, -855);
        assert_int_equal(figures.lines[1].part_minor[0], -56);
        assert_int_equal(figures.gross_minor, 648 - 855);
        assert_int_equal(figures.tax_minor, figures.lines[0].tax_minor - 56);
        assert_int_equal(figures.net_minor + figures.tax_minor, figures.gross_minor);
        assert_false(ticket_is_refund(&ticket));
        assert_false(ticket_set_quantity(&ticket, 1, 2000, &err));
        assert_false(ticket_set_price(&ticket, 1, 1, &err));
        assert_false(ticket_discount_line(&ticket, 1, percent_of(1), &err));
        /* The same product sold again is a line of its own. */
        struct ticket_line again = line_of(2, 1000, 950, "7");
        size_t index;
        assert_true(ticket_add(&ticket, &again, &index, &err));
        assert_int_equal(index, 2);
        assert_int_equal(ticket_find_return(&ticket, 5, 3), 1);
        ticket_figures_close(&figures);
        ticket_close(&ticket);
    }
}

/* A bottle's deposit goes back with its bottle, in as many steps as the bottles do. */
static void test_deposit(void **state)
{
    (void)state;
    char name[] = "Cola", deposit[] = "Deposit", category[] = "";
    struct sale_line lines[2] = {sold(3000, 300, 57), sold(3000, 75, 0)};
    for (int i = 0; i < 2; i++) {
        lines[i].sku = category;
        lines[i].category = category;
        lines[i].name = i == 0 ? name : deposit;
        snprintf(lines[i].unit, sizeof(lines[i].unit), "each");
        snprintf(lines[i].tax_code, sizeof(lines[i].tax_code), i == 0 ? "19" : "0");
    }
    snprintf(lines[1].kind, sizeof(lines[1].kind), "deposit");
    lines[1].parent_n = 1;
    struct sale sale = {.id = 5, .prices = "gross", .lines = lines, .line_count = 2};
    struct refund_part parts[2] = {{0}};
    struct refund_history history = {.parts = parts, .part_count = 2};
    struct ticket_rules rules = rules_of("EUR", PRICES_GROSS, TAX_ROUNDING_LINE);
    struct refund_choice choice = {.line_n = 1, .quantity_milli = 2000, .reason = "Faulty"};
    struct ticket ticket;
    struct error err;
    ticket_init(&ticket, &rules);
    assert_true(refund_fill_ticket(&ticket, &sale, &history, &choice, 1, &err));
    assert_int_equal(ticket.line_count, 2);
    assert_int_equal(ticket.lines[1].quantity_milli, -2000);
    assert_int_equal(ticket.lines[1].back.figures.gross_minor, -50);
    assert_false(refund_is_last(&sale, &history, &ticket));
    /* Chosen again, the new choice takes the old one's place. */
    for (choice.quantity_milli = 1000; choice.quantity_milli <= 2000;
         choice.quantity_milli += 1000) {
        assert_true(refund_fill_ticket(&ticket, &sale, &history, &choice, 1, &err));
        assert_int_equal(ticket.line_count, 2);
    }
    choice.quantity_milli = 3000;
    assert_true(refund_fill_ticket(&ticket, &sale, &history, &choice, 1, &err));
    assert_int_equal(ticket.line_count, 2);
    assert_int_equal(ticket.lines[0].back.figures.gross_minor, -357);
    assert_true(refund_is_last(&sale, &history, &ticket));
    choice.line_n = 2;
    assert_false(refund_fill_ticket(&ticket, &sale, &history, &choice, 1, &err));
    assert_string_equal(err.text, "Deposit cannot go back by itself");
    ticket_close(&ticket);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_never_more),
        cmocka_unit_test(test_any_split),
        cmocka_unit_test(test_cash_rounding),
        cmocka_unit_test(test_mixed_tenders),
        cmocka_unit_test(test_exchange),
        cmocka_unit_test(test_deposit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
