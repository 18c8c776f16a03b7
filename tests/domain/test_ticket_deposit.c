/* A deposit goes with its item: the same quantity, gone when the item goes, in no discount, taxed
 * by itself. One that is given back is a line below 0. Options make lines different. */

#include "tests/domain/tickets.h"

static struct ticket new_ticket(void)
{
    struct ticket ticket;
    struct ticket_rules rules = rules_of("EUR", PRICES_GROSS, TAX_ROUNDING_LINE);
    ticket_init(&ticket, &rules);
    return ticket;
}

static struct ticket_line deposit_of(int64_t product_id, int64_t price_minor)
{
    struct ticket_line line = line_of(product_id, 1000, price_minor, "19");
    line.kind = LINE_DEPOSIT;
    return line;
}

static size_t must_add_bottle(struct ticket *ticket)
{
    struct ticket_line bottle = line_of(1, 1000, 180, "7");
    struct ticket_line deposit = deposit_of(2, 25);
    size_t index = SIZE_MAX;
    struct error err;
    assert_true(ticket_add_with_deposit(ticket, &bottle, &deposit, &index, &err));
    return index;
}

static void follows_its_item(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct ticket_figures figures = {0};
    struct error err;
    assert_int_equal(must_add_bottle(&ticket), 0);
    assert_int_equal(must_add_bottle(&ticket), 0); /* joins, and so does its deposit */
    assert_int_equal(ticket.line_count, 2);
    assert_int_equal(ticket.lines[1].quantity_milli, 2000);
    assert_true(ticket_set_quantity(&ticket, 0, 6000, &err));
    assert_int_equal(ticket.lines[1].quantity_milli, 6000);
    assert_int_equal(ticket_line_owner(&ticket, 1), 0);
    struct ticket_line other = line_of(3, 1000, 100, "19");
    assert_true(ticket_insert(&ticket, 1, &other, &err)); /* not between the two */
    assert_true(ticket.lines[1].is_bound);
    assert_int_equal(ticket.lines[2].product_id, 3);
    must_compute(&ticket, &figures);
    assert_int_equal(figures.gross_minor, 6 * 180 + 6 * 25 + 100);
    assert_int_equal(figures.lines[1].tax_minor, 24); /* 1.50 with 19 % in it */
    ticket_remove(&ticket, 0, NULL);
    assert_int_equal(ticket.line_count, 1);
    assert_int_equal(ticket.lines[0].product_id, 3);
    ticket_figures_close(&figures);
    ticket_close(&ticket);
}

static void takes_part_in_no_discount(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct ticket_figures figures = {0};
    struct error err;
    must_add_bottle(&ticket);
    assert_true(ticket_discount_all(&ticket, percent_of(1000000), &err));
    must_compute(&ticket, &figures);
    assert_int_equal(figures.gross_minor, 25);
    assert_int_equal(figures.lines[1].ticket_discount_minor, 0);
    assert_false(ticket_discount_line(&ticket, 1, percent_of(100000), &err));
    assert_false(ticket_set_price(&ticket, 1, 1, &err));
    struct ticket_touch touch = {.campaign_id = 1, .kind = TOUCH_SCANNED};
    strcpy(touch.name, "All");
    assert_true(offer_parse(text_view_of("50%"), currency_find("EUR"), &touch.offer, &err));
    assert_true(ticket_discount_all(&ticket, (struct discount){0}, &err));
    assert_true(ticket_attach(&ticket, &touch, &err));
    must_compute(&ticket, &figures);
    assert_int_equal(figures.gross_minor, 90 + 25);
    ticket_figures_close(&figures);
    ticket_close(&ticket);
}

static void comes_back_below_zero(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct ticket_figures figures = {0};
    struct error err;
    struct ticket_line back = deposit_of(2, 25);
    size_t index;
    back.quantity_milli = -3000;
    must_add_bottle(&ticket);
    assert_true(ticket_add(&ticket, &back, &index, &err));
    assert_int_equal(index, 2);
    assert_true(ticket_add(&ticket, &back, &index, &err)); /* more of them join */
    assert_int_equal(index, 2);
    assert_int_equal(ticket.lines[2].quantity_milli, -6000);
    assert_true(ticket_set_quantity(&ticket, 2, 4000, &err)); /* four come back */
    assert_int_equal(ticket.lines[2].quantity_milli, -4000);
    must_compute(&ticket, &figures);
    assert_int_equal(figures.gross_minor, 180 + 25 - 100);
    assert_int_equal(figures.lines[2].tax_minor, -16);
    struct ticket_line item = line_of(4, -1000, 100, "19");
    assert_false(ticket_add(&ticket, &item, &index, &err)); /* only a deposit may be below 0 */
    ticket_figures_close(&figures);
    ticket_close(&ticket);
}

static void options_tell_lines_apart(void **state)
{
    (void)state;
    struct ticket ticket = new_ticket();
    struct error err;
    size_t index;
    struct line_detail oat = {LINE_DETAIL_OPTION, 7, 50, "Oat"};
    struct line_detail serial = {LINE_DETAIL_SERIAL, 0, 0, "SN-1"};
    struct ticket_line plain = line_of(1, 1000, 340, "19");
    plain.has_list_price = true;
    plain.list_price_minor = 340;
    struct ticket_line with_oat = plain;
    assert_true(line_detail_append(with_oat.details, &oat));
    with_oat.unit_price_minor += 50;
    assert_true(ticket_add(&ticket, &plain, &index, &err));
    assert_true(ticket_add(&ticket, &with_oat, &index, &err));
    assert_int_equal(index, 1);
    assert_true(ticket_add(&ticket, &with_oat, &index, &err));
    assert_int_equal(index, 1);
    assert_int_equal(ticket.lines[1].quantity_milli, 2000);
    /* Other options later: the price follows, also one that was set by hand. */
    assert_true(ticket_set_price(&ticket, 0, 300, &err));
    assert_true(ticket_set_details(&ticket, 0, with_oat.details, &err));
    assert_int_equal(ticket.lines[0].unit_price_minor, 350);
    assert_int_equal(ticket.lines[0].list_price_minor, 390);
    oat.amount = -1000;
    char cheap[LINE_DETAILS_BYTES] = "";
    assert_true(line_detail_append(cheap, &oat));
    assert_false(ticket_set_details(&ticket, 0, cheap, &err)); /* below 0 */
    assert_int_equal(ticket.lines[0].unit_price_minor, 350);
    struct ticket_line piece = line_of(2, 1000, 9900, "19");
    assert_true(line_detail_append(piece.details, &serial));
    assert_true(ticket_add(&ticket, &piece, &index, &err));
    assert_true(ticket_add(&ticket, &piece, &index, &err));
    assert_int_equal(index, 3); /* each piece is a line */
    ticket_close(&ticket);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_its_item),
        cmocka_unit_test(takes_part_in_no_discount),
        cmocka_unit_test(comes_back_below_zero),
        cmocka_unit_test(options_tell_lines_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
