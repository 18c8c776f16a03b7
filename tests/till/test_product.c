/* What products can be, at the till: options change the price and the line, deposits come along
 * and come back, bundles name and count their parts, price lists hold when they say, ages and
 * serial numbers are asked for, and stock follows without ever standing in the way. */

#include "tests/till/shop.h"

#include "domain/sale.h"
#include "store/catalogue.h"
#include "store/sale.h"
#include "store/store.h"
#include "till/import.h"
#include "till/options.h"
#include "till/pay.h"
#include "till/ring.h"
#include "till/sell.h"
#include "till/shelf.h"
#include "till/shop_setting.h"
#include "till/stock.h"

static const char OPTIONS[] =
    "group,minimum,maximum,choice,price\n"
    "Size,1,1,Small,0\n"
    "Size,,,Large,0.80\n"
    "Milk,0,1,Oat,0.50\n"
    "Milk,,,Soy,0.40\n"
    "Shots,0,2,Extra shot,0.60\n"
    "Shots,,,Decaf,0\n";

static const char PRODUCTS[] =
    "sku,barcode,name,category,price,tax_rate,unit,kind,deposit,asks,favourite,stock,low_stock,"
    "options,parts\n"
    "LATTE,,Latte,Coffee,3.40,19,each,,,,2,,,Size;Milk;Shots,\n"
    "TEA,,Tea,Tea,3.00,7,each,,,,,,,Milk,\n"
    "COLA,5449000000996,Cola 0.5 l,Drinks,1.80,19,each,,PFAND,,,yes,2,,\n"
    "PFAND,,Bottle deposit,Deposit,0.25,19,each,deposit,,,,,,,\n"
    "MENU,,Snack menu,Bakery,4.00,7,each,bundle,,,,,,,ROLL*2;COLA\n"
    "ROLL,,Roll,Bakery,0.60,7,each,,,,1,yes,10,,\n"
    "WINE,,Wine,Drinks,9.00,19,each,,,age:18,,,,,\n"
    "PHONE,,Phone,Gear,99.00,19,each,,,serial,,yes,,,\n"
    "CHEESE,2100011000001,Cheese,Deli,20.00,7,kg,,,,,yes,,,\n"
    "SALAD,2200012000007,Salad,Deli,,7,each,,,,,,,Size,\n";

static void import_text(struct shop *shop, const char *text,
    bool (*import)(struct till *till, const char *path, const struct import_progress *progress,
        struct import_result *out_result, struct error *err))
{
    char path[256];
    struct error err;
    struct import_result *result = calloc(1, sizeof(*result));
    shop_write(shop, "file.csv", text, strlen(text), path);
    if (!import(shop->till, path, NULL, result, &err)) {
        fail_msg("%s: %u: %s", err.text, result->problems[0].line, result->problems[0].words);
    }
    free(result);
}

static void import_list(struct shop *shop, const struct import_price_list *list, const char *text)
{
    char path[256];
    struct error err;
    struct import_result *result = calloc(1, sizeof(*result));
    shop_write(shop, "prices.csv", text, strlen(text), path);
    if (!import_prices(shop->till, list, path, NULL, result, &err)) {
        fail_msg("%s: %u: %s", err.text, result->problems[0].line, result->problems[0].words);
    }
    free(result);
}

static int setup(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    shop_make(shop, "gross", "line", "EUR", false);
    shop_open(shop, 0);
    import_text(shop, OPTIONS, import_options);
    import_text(shop, PRODUCTS, import_products);
    till_wait_catalogue(shop->till);
    *state = shop;
    return 0;
}

static int teardown(void **state)
{
    shop_end(*state);
    free(*state);
    return 0;
}

static int64_t id_of(struct shop *shop, const char *sku)
{
    struct error err;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    assert_int_not_equal(id, 0);
    return id;
}

static struct till_outcome add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct till_outcome outcome;
    struct error err;
    must(till_add_product(
             shop->till, id_of(shop, sku), quantity_milli, TILL_PRICE_OWN, &outcome, &err),
        &err);
    return outcome;
}

/* The id of a choice of a product. */
static int64_t choice_of(struct shop *shop, const char *sku, const char *group, const char *name)
{
    struct option_set set;
    struct error err;
    size_t index;
    must(till_options(shop->till, id_of(shop, sku), &set, &err), &err);
    must(option_set_find(&set, text_view_of(group), text_view_of(name), &index, &err), &err);
    return set.choices[index].id;
}

static struct till_add latte(struct shop *shop, const char *size, const char *milk)
{
    struct till_add request = {.product_id = id_of(shop, "LATTE"),
        .unit_price_minor = TILL_PRICE_OWN,
        .has_choices = true};
    request.choice_ids[request.choice_count++] = choice_of(shop, "LATTE", "Size", size);
    if (milk != NULL) {
        request.choice_ids[request.choice_count++] = choice_of(shop, "LATTE", "Milk", milk);
    }
    return request;
}

static struct till_outcome must_add(struct shop *shop, const struct till_add *request)
{
    struct till_outcome outcome;
    struct error err;
    must(till_add(shop->till, request, &outcome, &err), &err);
    return outcome;
}

static int64_t gross(struct shop *shop)
{
    return till_figures(shop->till)->gross_minor;
}

static const struct till_receipt *pay_card(struct shop *shop)
{
    struct error err;
    struct tender tender = {.kind = TENDER_CARD, .tendered_minor = gross(shop)};
    must(till_pay(shop->till, &tender, &err), &err);
    return till_receipt(shop->till);
}

static int64_t on_hand(struct shop *shop, const char *sku)
{
    struct stock_item item;
    struct error err;
    must(till_stock_of(shop->till, id_of(shop, sku), &item, &err), &err);
    return item.on_hand_milli;
}

static void deliver(struct shop *shop, enum stock_act act, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct stock_entry entry = {
        .product_id = id_of(shop, sku), .quantity_milli = quantity_milli, .note = ""};
    must(till_stock_write(shop->till, act, &entry, 1, NULL, &err), &err);
}

/* --- options ---------------------------------------------------------------------------------- */

static void options_make_the_price_and_the_line(void **state)
{
    struct shop *shop = *state;
    struct error err;
    assert_int_equal(add(shop, "LATTE", 0).kind, OUTCOME_NEEDS_OPTIONS);
    assert_int_equal(till_ticket(shop->till)->line_count, 0);
    assert_int_equal(add(shop, "TEA", 0).kind, OUTCOME_LINE); /* its groups want nothing */
    struct till_add large_oat = latte(shop, "Large", "Oat");
    struct till_add small = latte(shop, "Small", NULL);
    must_add(shop, &large_oat);
    must_add(shop, &small);
    assert_int_equal(must_add(shop, &large_oat).line_index, 1); /* the same: one line */
    const struct ticket *ticket = till_ticket(shop->till);
    assert_int_equal(ticket->line_count, 3);
    assert_int_equal(ticket->lines[1].unit_price_minor, 340 + 80 + 50);
    assert_int_equal(ticket->lines[1].quantity_milli, 2000);
    assert_int_equal(ticket->lines[2].unit_price_minor, 340);
    assert_int_equal(gross(shop), 300 + 2 * 470 + 340);
    /* too few, too many, none of its own */
    struct till_outcome outcome;
    struct till_add wrong = large_oat;
    wrong.choice_count = 0;
    assert_false(till_add(shop->till, &wrong, &outcome, &err));
    wrong = large_oat;
    wrong.choice_ids[wrong.choice_count++] = choice_of(shop, "LATTE", "Milk", "Soy");
    assert_false(till_add(shop->till, &wrong, &outcome, &err));
    wrong = small;
    wrong.choice_ids[0] = 987654;
    assert_false(till_add(shop->till, &wrong, &outcome, &err));
    /* other options later, and all of it survives a restart */
    int64_t soy = choice_of(shop, "TEA", "", "Soy");
    must(till_set_options(shop->till, 0, &soy, 1, &err), &err);
    must(till_set_note(shop->till, 0, "in a glass", &err), &err);
    assert_int_equal(gross(shop), 340 + 2 * 470 + 340);
    shop_reopen(shop);
    assert_int_equal(gross(shop), 340 + 2 * 470 + 340);
    const struct sale *sale = &pay_card(shop)->sale;
    assert_int_equal(sale->lines[0].detail_count, 2);
    assert_string_equal(sale->lines[0].details[0].kind, "option");
    assert_string_equal(sale->lines[0].details[0].text, "Soy");
    assert_int_equal(sale->lines[0].details[0].amount_minor, 40);
    assert_string_equal(sale->lines[0].details[1].kind, "note");
    assert_string_equal(sale->lines[0].details[1].text, "in a glass");
    assert_int_equal(sale->lines[1].detail_count, 2);
    assert_string_equal(sale->lines[1].details[0].text, "Large");
    assert_string_equal(sale->lines[1].details[1].text, "Oat");
}

static void a_price_by_hand_keeps_the_old_one(void **state)
{
    struct shop *shop = *state;
    struct error err;
    add(shop, "TEA", 0);
    add(shop, "ROLL", 0);
    must(till_set_price(shop->till, 0, 250, &err), &err);
    must(till_set_price(shop->till, 1, 10, &err), &err);
    must(till_set_price(shop->till, 1, 60, &err), &err); /* and back */
    const struct sale *sale = &pay_card(shop)->sale;
    assert_int_equal(sale->lines[0].detail_count, 1);
    assert_string_equal(sale->lines[0].details[0].kind, "price");
    assert_int_equal(sale->lines[0].details[0].amount_minor, 300);
    assert_int_equal(sale->lines[1].detail_count, 0);
}

/* --- deposits --------------------------------------------------------------------------------- */

static void deposits_come_along_and_come_back(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct till_outcome outcome;
    add(shop, "COLA", 2000);
    const struct ticket *ticket = till_ticket(shop->till);
    assert_int_equal(ticket->line_count, 2);
    assert_int_equal(gross(shop), 2 * 180 + 2 * 25);
    must(till_plus(shop->till, 1, &err), &err); /* at the deposit: the item */
    assert_int_equal(ticket->lines[0].quantity_milli, 3000);
    assert_int_equal(ticket->lines[1].quantity_milli, 3000);
    must(till_minus(shop->till, 0, &err), &err);
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(ticket->lines[1].quantity_milli, 3000);
    must(till_remove(shop->till, 1, &err), &err);
    assert_int_equal(ticket->line_count, 0);
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(ticket->line_count, 2);
    assert_true(ticket->lines[1].is_bound);
    must(till_cancel(shop->till, "test", &err), &err);
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(gross(shop), 3 * 205);
    /* four empty ones come back */
    struct till_add back = {.product_id = id_of(shop, "PFAND"),
        .quantity_milli = 4000,
        .unit_price_minor = TILL_PRICE_OWN,
        .gives_back = true};
    must(till_add(shop->till, &back, &outcome, &err), &err);
    assert_int_equal(gross(shop), 3 * 205 - 100);
    back.product_id = id_of(shop, "ROLL");
    assert_false(till_add(shop->till, &back, &outcome, &err));
    shop_reopen(shop);
    assert_int_equal(gross(shop), 3 * 205 - 100);
    const struct sale *sale = &pay_card(shop)->sale;
    assert_int_equal(sale->line_count, 3);
    assert_string_equal(sale->lines[1].kind, "deposit");
    assert_int_equal(sale->lines[1].parent_n, 1);
    assert_string_equal(sale->lines[2].kind, "deposit");
    assert_int_equal(sale->lines[2].parent_n, 0);
    assert_int_equal(sale->lines[2].gross_minor, -100);
    assert_int_equal(sale->lines[2].tax_minor, -16);
}

/* --- ages and serial numbers ------------------------------------------------------------------ */

static void asks_for_an_age_once_a_ticket(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct till_outcome outcome = add(shop, "WINE", 0);
    assert_int_equal(outcome.kind, OUTCOME_NEEDS_AGE);
    assert_int_equal(outcome.age, 18);
    struct till_add answered = {
        .product_id = outcome.product_id, .unit_price_minor = TILL_PRICE_OWN, .age_checked = 18};
    assert_int_equal(must_add(shop, &answered).kind, OUTCOME_LINE);
    assert_int_equal(add(shop, "WINE", 0).kind, OUTCOME_LINE);
    shop_reopen(shop);
    assert_int_equal(add(shop, "WINE", 0).kind, OUTCOME_LINE);
    pay_card(shop);
    assert_int_equal(add(shop, "WINE", 0).kind, OUTCOME_NEEDS_AGE);
    must_add(shop, &answered);
    must(till_remove(shop->till, 0, &err), &err); /* and an empty ticket is nobody's */
    assert_int_equal(add(shop, "WINE", 0).kind, OUTCOME_NEEDS_AGE);
}

static void asks_for_a_number_a_piece(void **state)
{
    struct shop *shop = *state;
    struct till_add request = {.product_id = id_of(shop, "PHONE"),
        .quantity_milli = 2000,
        .unit_price_minor = TILL_PRICE_OWN};
    assert_int_equal(must_add(shop, &request).kind, OUTCOME_NEEDS_SERIAL);
    strcpy(request.serial, "SN-1");
    assert_int_equal(must_add(shop, &request).quantity_milli, 1000);
    strcpy(request.serial, "SN-2");
    assert_int_equal(must_add(shop, &request).line_index, 1);
    const struct sale *sale = &pay_card(shop)->sale;
    assert_string_equal(sale->lines[0].details[0].kind, "serial");
    assert_string_equal(sale->lines[0].details[0].text, "SN-1");
    assert_string_equal(sale->lines[1].details[0].text, "SN-2");
}

/* --- price lists ------------------------------------------------------------------------------ */

static void price_lists_hold_when_they_say(void **state)
{
    struct shop *shop = *state;
    static const struct {
        const char *label, *at;
        int64_t price_minor;
    } rows[] = {
        {"Monday noon", "2026-11-23T11:00:00Z", 300},
        {"Monday, happy hour begins", "2026-11-23T16:00:00Z", 200},
        {"its last minute", "2026-11-23T17:59:59Z", 200},
        {"it is over", "2026-11-23T18:00:00Z", 300},
        {"Saturday at that time: the weekend's", "2026-11-28T16:30:00Z", 250},
        {"Sunday at 01:00 is Saturday's night", "2026-11-29T00:00:00Z", 250},
        {"Monday at 03:59 is Sunday's night", "2026-11-30T02:59:00Z", 250},
        {"Monday at 04:00", "2026-11-30T03:00:00Z", 300},
        {"Christmas day, from its list", "2026-12-25T10:00:00Z", 500},
        {"the night after it still", "2026-12-26T02:00:00Z", 500},
        {"the day after is a Saturday", "2026-12-26T12:00:00Z", 250},
    };
    import_list(shop,
        &(struct import_price_list){
            .name = "Happy hour", .weekdays = "mon-fri", .hours = "17:00-19:00"},
        "sku,price\nTEA,2.00\n");
    import_list(shop, &(struct import_price_list){.name = "Weekend", .weekdays = "sat,sun"},
        "sku,price\nTEA,2.50\n");
    import_list(shop,
        &(struct import_price_list){
            .name = "Christmas", .starts_on = "2026-12-25", .ends_on = "2026-12-25"},
        "sku,price\nTEA,5.00\n");
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error err;
        must(time_parse(text_view_of(rows[i].at), &shop->now_ms, &err), &err);
        (void)till_tick(shop->till, true);
        add(shop, "TEA", 0);
        if (gross(shop) != rows[i].price_minor ||
            shelf_product(shop->till, id_of(shop, "TEA"))->price_minor != rows[i].price_minor) {
            fail_msg("%s: %lld", rows[i].label, (long long)gross(shop));
        }
        must(till_cancel(shop->till, "test", &err), &err);
    }
    /* a list that rests, and a product that is taken off one */
    struct error err;
    must(time_parse(text_view_of("2026-11-28T16:30:00Z"), &shop->now_ms, &err), &err);
    import_list(
        shop, &(struct import_price_list){.name = "Weekend", .is_off = true}, "sku,price\n");
    (void)till_tick(shop->till, true);
    add(shop, "TEA", 0);
    assert_int_equal(gross(shop), 300);
}

/* --- stock ------------------------------------------------------------------------------------ */

static void stock_follows_and_never_blocks(void **state)
{
    struct shop *shop = *state;
    struct error err;
    deliver(shop, STOCK_DELIVERY, "ROLL", 20000);
    deliver(shop, STOCK_DELIVERY, "COLA", 3000);
    assert_int_equal(on_hand(shop, "ROLL"), 20000);
    struct till_outcome outcome = add(shop, "ROLL", 9000);
    assert_false(outcome.is_stock_low);
    outcome = add(shop, "ROLL", 1000); /* falls to the mark */
    assert_true(outcome.is_stock_low);
    assert_int_equal(outcome.stock_left_milli, 10000);
    assert_int_equal(on_hand(shop, "ROLL"), 20000); /* nothing is sold yet */
    pay_card(shop);
    assert_int_equal(on_hand(shop, "ROLL"), 10000);
    outcome = add(shop, "MENU", 2000); /* the parts go, by how many are in it */
    assert_int_equal(outcome.kind, OUTCOME_LINE);
    assert_true(outcome.is_stock_low); /* of a part */
    assert_string_equal(outcome.stock_name, "Cola 0.5 l");
    assert_int_equal(outcome.stock_left_milli, 1000);
    outcome = add(shop, "ROLL", 1000); /* with those of the menus */
    assert_int_equal(outcome.stock_left_milli, 10000 - 4000 - 1000);
    must(till_remove(shop->till, outcome.line_index, &err), &err);
    const struct sale *sale = &pay_card(shop)->sale;
    assert_string_equal(sale->lines[0].details[0].kind, "part");
    assert_string_equal(sale->lines[0].details[0].text, "Cola 0.5 l");
    assert_string_equal(sale->lines[0].details[1].text, "2 × Roll");
    assert_int_equal(sale->gross_minor, 800);
    assert_int_equal(on_hand(shop, "ROLL"), 6000);
    assert_int_equal(on_hand(shop, "COLA"), 1000);
    outcome = add(shop, "COLA", 5000); /* more than the books know: sold all the same */
    assert_int_equal(outcome.kind, OUTCOME_LINE);
    assert_true(outcome.is_stock_low);
    assert_int_equal(outcome.stock_left_milli, -4000);
    pay_card(shop);
    assert_int_equal(on_hand(shop, "COLA"), -4000);
    deliver(shop, STOCK_COUNT, "COLA", 7000);
    assert_int_equal(on_hand(shop, "COLA"), 7000);
    deliver(shop, STOCK_LOSS, "COLA", 2000);
    assert_int_equal(on_hand(shop, "COLA"), 5000);
    struct stock_entry entries[] = {
        {.product_id = id_of(shop, "ROLL"), .quantity_milli = 1000, .note = ""},
        {.product_id = id_of(shop, "TEA"), .quantity_milli = 1000, .note = ""},
    };
    assert_false(till_stock_write(shop->till, STOCK_DELIVERY, entries, 2, NULL, &err));
    assert_int_equal(err.code, ERROR_REFUSED); /* tea is not counted, so no roll came either */
    assert_int_equal(on_hand(shop, "ROLL"), 6000);
}

/* pains: price and weight in a barcode, with everything else that a product can be. */
static void labels_work_with_what_products_can_be(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct till_outcome outcome;
    must(shop_setting_set(
             shop->till, "in_store_codes", "weight 21.....{NNDDD};price 22.....{NNNDD}", &err),
        &err);
    deliver(shop, STOCK_DELIVERY, "CHEESE", 5000);
    must(till_scan(
             shop->till, text_view_of("2100011004566"), SCAN_ANY, 0, TOUCH_SCANNED, &outcome, &err),
        &err);
    assert_int_equal(outcome.kind, OUTCOME_LINE);
    assert_int_equal(till_ticket(shop->till)->lines[0].quantity_milli, 456);
    assert_int_equal(gross(shop), 912);
    pay_card(shop);
    assert_int_equal(on_hand(shop, "CHEESE"), 5000 - 456);
    import_list(
        shop, &(struct import_price_list){.name = "Cheese day"}, "sku,price\nCHEESE,10.00\n");
    must(till_scan(
             shop->till, text_view_of("2100011004566"), SCAN_ANY, 0, TOUCH_SCANNED, &outcome, &err),
        &err);
    assert_int_equal(gross(shop), 456); /* the weight stays, the price is today's */
    /* A label with a price, on something that wants a size: asked, then both count. */
    must(till_cancel(shop->till, "test", &err), &err);
    must(till_scan(
             shop->till, text_view_of("2200012005002"), SCAN_ANY, 0, TOUCH_SCANNED, &outcome, &err),
        &err);
    assert_int_equal(outcome.kind, OUTCOME_NEEDS_OPTIONS);
    struct till_add salad = {.product_id = outcome.product_id,
        .quantity_milli = outcome.quantity_milli,
        .unit_price_minor = outcome.unit_price_minor,
        .is_labelled = outcome.is_labelled,
        .has_choices = true,
        .choice_count = 1,
        .choice_ids = {choice_of(shop, "SALAD", "Size", "Large")}};
    assert_int_equal(must_add(shop, &salad).kind, OUTCOME_LINE);
    assert_int_equal(gross(shop), 500 + 80);
}

/* --- ring ------------------------------------------------------------------------------------- */

static void ring_knows_them_too(void **state)
{
    struct shop *shop = *state;
    shop_close(shop);
    shop_open(shop, TILL_OPEN_BATCH);
    static const struct {
        const char *label, *line;
        int64_t gross_minor; /* -1: refused */
        size_t line_count;
    } rows[] = {
        {"options by name", "{\"sku\":\"LATTE\",\"qty\":\"2\",\"options\":[\"Large\",\"Oat\"]}",
            940, 1},
        {"by group",
            "{\"sku\":\"TEA\",\"qty\":\"1\",\"options\":[{\"group\":\"Milk\",\"choice\":"
            "\"Oat\"}],\"note\":\"hot\"}",
            350, 1},
        {"the price is the whole", "{\"sku\":\"LATTE\",\"qty\":\"1\",\"price\":\"3.00\"}", 300, 1},
        {"a deposit by itself", "{\"sku\":\"COLA\",\"qty\":\"3\"}", 615, 2},
        {"a deposit back", "{\"sku\":\"ROLL\",\"qty\":\"1\"},{\"sku\":\"PFAND\",\"qty\":\"-1\"}",
            35, 2},
        {"a serial number", "{\"sku\":\"PHONE\",\"qty\":\"1\",\"serial\":\"X1\"}", 9900, 1},
        {"no size", "{\"sku\":\"LATTE\",\"qty\":\"1\"}", -1, 0},
        {"an unknown milk", "{\"sku\":\"TEA\",\"qty\":\"1\",\"options\":[\"Camel\"]}", -1, 0},
        {"two serials", "{\"sku\":\"PHONE\",\"qty\":\"2\",\"serial\":\"X1\"}", -1, 0},
        {"a roll back", "{\"sku\":\"ROLL\",\"qty\":\"-1\"}", -1, 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[512];
        struct ring_result result = {0};
        struct error err;
        snprintf(text, sizeof(text),
            "{\"lines\":[%s],\"pay\":[{\"tender\":\"card\",\"amount\":\"%lld.%02lld\"}]}",
            rows[i].line, (long long)rows[i].gross_minor / 100,
            (long long)rows[i].gross_minor % 100 < 0 ? 0 : (long long)rows[i].gross_minor % 100);
        bool is_rung = ring_line(shop->till, text_view_of(text), &result, &err);
        if (is_rung != (rows[i].gross_minor >= 0)) {
            fail_msg("%s: %s", rows[i].label, is_rung ? "rung" : err.text);
        }
        if (is_rung) {
            assert_int_equal(result.sale.gross_minor, rows[i].gross_minor);
            assert_int_equal(result.sale.line_count, rows[i].line_count);
            ring_result_close(&result);
        }
    }
}

/* --- the file --------------------------------------------------------------------------------- */

static void names_what_does_not_go_together(void **state)
{
    struct shop *shop = *state;
    static const struct {
        const char *label, *cells, *words;
    } rows[] = {
        {"a kind", "box,,,,,,,", "kind"},
        {"no such deposit", ",NOPE,,,,,,", "no product NOPE"},
        {"no deposit", ",TEA,,,,,,", "not of the kind deposit"},
        {"a question", ",,sign,,,,,", "asks"},
        {"an age", ",,age:,,,,,", "asks"},
        {"a place", ",,,0,,,,", "favourite"},
        {"stock", ",,,,maybe,,,", "stock"},
        {"low stock", ",,,,,-1,,", "low_stock"},
        {"no such group", ",,,,,,Sugar,", "no group"},
        {"parts of an item", ",,,,,,,TEA", "only a bundle"},
        {"a bundle of nothing", "bundle,,,,,,,", "a bundle has parts"},
        {"a bundle in a bundle", "bundle,,,,,,,MENU", "only items"},
        {"half a part", "bundle,,,,,,,TEA*x", "no part"},
        {"no such part", "bundle,,,,,,,NOPE*2", "no product NOPE"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[512];
        char path[256];
        struct error err;
        struct import_result *result = calloc(1, sizeof(*result));
        int64_t id;
        snprintf(text, sizeof(text),
            "sku,barcode,name,category,price,tax_rate,unit,kind,deposit,asks,favourite,stock,"
            "low_stock,options,parts\nGOOD,,Good,,1,7,each,,,,,,,,\nNEW,,New,,1,7,each,%s\n",
            rows[i].cells);
        shop_write(shop, "bad.csv", text, strlen(text), path);
        assert_false(import_products(shop->till, path, NULL, result, &err));
        if (strstr(result->problems[0].words, rows[i].words) == NULL ||
            result->problems[0].line != 3) {
            fail_msg("%s: %s", rows[i].label, result->problems[0].words);
        }
        must(product_id_by_sku(till_store(shop->till), text_view_of("GOOD"), &id, &err), &err);
        assert_int_equal(id, 0); /* the good row was not taken either */
        free(result);
    }
    /* The same file again changes nothing; without the columns everything stays. */
    char path[256];
    struct error err;
    struct import_result *result = calloc(1, sizeof(*result));
    shop_write(shop, "same.csv", PRODUCTS, strlen(PRODUCTS), path);
    must(import_products(shop->till, path, NULL, result, &err), &err);
    assert_int_equal(result->unchanged_count, 10);
    static const char plain[] =
        "sku,barcode,name,category,price,tax_rate,unit\n"
        "COLA,5449000000996,Cola 0.5 l,Drinks,1.80,19,each\n";
    shop_write(shop, "plain.csv", plain, strlen(plain), path);
    must(import_products(shop->till, path, NULL, result, &err), &err);
    assert_int_equal(result->unchanged_count, 1);
    free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(options_make_the_price_and_the_line, setup, teardown),
        cmocka_unit_test_setup_teardown(a_price_by_hand_keeps_the_old_one, setup, teardown),
        cmocka_unit_test_setup_teardown(deposits_come_along_and_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(asks_for_an_age_once_a_ticket, setup, teardown),
        cmocka_unit_test_setup_teardown(asks_for_a_number_a_piece, setup, teardown),
        cmocka_unit_test_setup_teardown(price_lists_hold_when_they_say, setup, teardown),
        cmocka_unit_test_setup_teardown(stock_follows_and_never_blocks, setup, teardown),
        cmocka_unit_test_setup_teardown(labels_work_with_what_products_can_be, setup, teardown),
        cmocka_unit_test_setup_teardown(ring_knows_them_too, setup, teardown),
        cmocka_unit_test_setup_teardown(names_what_does_not_go_together, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
