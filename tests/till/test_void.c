/* What was taken off a ticket is kept once it cannot be undone any more: with the sale, after a
 * while, after a crash; and what was undone was never taken off. */

#include "tests/till/shop.h"

#include <sqlite3.h>

#include "store/catalogue.h"
#include "till/park.h"
#include "till/pay.h"
#include "till/sell.h"

static void add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, quantity_milli, TILL_PRICE_OWN, &outcome, &err), &err);
}

static void pay(struct shop *shop)
{
    struct error err;
    struct tender cash = {
        .kind = TENDER_CASH, .tendered_minor = till_figures(shop->till)->gross_minor};
    must(till_pay(shop->till, &cash, &err), &err);
}

static int take_row(void *context, int count, char **values, char **names)
{
    (void)names;
    char *out = context;
    for (int i = 0; i < count; i++) {
        size_t used = strlen(out);
        snprintf(out + used, 2048 - used, "%s%s", values[i] != NULL ? values[i] : "NULL",
            i + 1 < count ? " " : ";");
    }
    return 0;
}

/* The rows of a query, as text. */
static const char *rows_of(const struct shop *shop, const char *sql, char out[2048])
{
    sqlite3 *db;
    out[0] = '\0';
    assert_int_equal(sqlite3_open(shop->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, take_row, out, NULL), SQLITE_OK);
    sqlite3_close(db);
    return out;
}

#define VOIDS "SELECT v.kind, v.reason, v.gross_minor, v.staff_name FROM void v ORDER BY id"
#define LINES                                                                                      \
    "SELECT l.sku, l.quantity_milli, l.unit_price_minor, l.gross_minor FROM void_line l"           \
    " ORDER BY void_id, n"

static void test_line(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    char rows[2048];
    shop_begin(&shop);
    add(&shop, "FLATW", 3000);
    add(&shop, "CROIA", 1000);
    add(&shop, "HARB", 1000);
    must(till_remove(shop.till, 1, &err), &err);
    assert_true(till_has_voids(shop.till));
    must(till_undo(shop.till, &err), &err);
    assert_false(till_has_voids(shop.till));

    must(till_minus(shop.till, 0, &err), &err);              /* one flat white less */
    must(till_remove(shop.till, 2, &err), &err);             /* the bag */
    must(till_set_quantity(shop.till, 0, 1000, &err), &err); /* another flat white less */
    must(till_set_quantity(shop.till, 0, 2000, &err), &err); /* and one more: no void */
    assert_string_equal(rows_of(&shop, VOIDS, rows), "");    /* the ticket goes on */
    shop_reopen(&shop);
    pay(&shop);
    assert_false(till_has_voids(shop.till));
    assert_string_equal(
        rows_of(&shop, VOIDS, rows), "line  360 Manager;line  950 Manager;line  360 Manager;");
    assert_string_equal(
        rows_of(&shop, LINES, rows), "FLATW 1000 360 360;HARB 1000 950 950;FLATW 1000 360 360;");
    shop_end(&shop);
}

static void test_ticket(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    char rows[2048];
    shop_begin(&shop);
    add(&shop, "FLATW", 2000);
    add(&shop, "SOUR", 412);
    must(till_cancel(shop.till, "Could not pay", &err), &err);
    must(till_undo(shop.till, &err), &err);
    assert_int_equal(till_figures(shop.till)->gross_minor, 1041);
    must(till_cancel(shop.till, "Could not pay", &err), &err);
    shop_reopen(&shop); /* a crash before anybody could undo it */
    assert_true(till_has_voids(shop.till));
    must(till_end_undo(shop.till, &err), &err);
    must(till_end_undo(shop.till, &err), &err); /* once */
    assert_string_equal(rows_of(&shop, VOIDS, rows), "ticket Could not pay 1041 Manager;");
    assert_string_equal(rows_of(&shop, LINES, rows), "FLATW 2000 360 720;SOUR 412 780 321;");
    assert_string_equal(
        rows_of(&shop, "SELECT count(*), min(is_implied) FROM shift", rows), "1 1;");
    assert_int_equal(till_undo_kind(shop.till), UNDO_NOTHING);
    shop_end(&shop);
}

/* Parking writes what was taken off. */
static void test_park(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    char rows[2048];
    shop_begin(&shop);
    add(&shop, "FLATW", 1000);
    add(&shop, "ESPR", 1000);
    assert_false(till_void_reason(shop.till, "Too late", &err));
    must(till_remove(shop.till, 1, &err), &err);
    must(till_void_reason(shop.till, "Sold out", &err), &err);
    must(till_park(shop.till, "", &err), &err);
    assert_string_equal(rows_of(&shop, VOIDS, rows), "line Sold out 220 Manager;");
    assert_false(till_has_voids(shop.till));
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_ticket),
        cmocka_unit_test(test_park),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
