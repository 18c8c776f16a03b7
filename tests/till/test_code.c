#include "tests/till/shop.h"

#include <sqlite3.h>

#include "domain/sale.h"
#include "store/catalogue.h"
#include "store/code_use.h"
#include "store/store.h"
#include "till/campaign.h"
#include "till/handle.h"
#include "till/late_code.h"
#include "till/lead_hint.h"
#include "till/park.h"
#include "till/pay.h"
#include "till/ring.h"
#include "till/sell.h"
#include "till/shop_setting.h"

static int setup(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    shop_begin(shop);
    *state = shop;
    return 0;
}

static int teardown(void **state)
{
    shop_end(*state);
    free(*state);
    return 0;
}

/* ---- a day at the till ---- */

static void add(struct shop *shop, const char *sku)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, 1000, TILL_PRICE_OWN, &outcome, &err), &err);
}

static struct till_outcome scan(struct shop *shop, const char *text)
{
    struct error err;
    struct till_outcome outcome;
    must(till_scan(shop->till, text_view_of(text), SCAN_ANY, TILL_QUANTITY_ASK, TOUCH_SCANNED,
             &outcome, &err),
        &err);
    return outcome;
}

static void pay(struct shop *shop)
{
    struct error err;
    struct tender cash = {
        .kind = TENDER_CASH, .tendered_minor = till_figures(shop->till)->gross_minor};
    must(till_pay(shop->till, &cash, &err), &err);
}

static void read_last(struct shop *shop, struct sale *sale)
{
    struct error err;
    *sale = (struct sale){0};
    must(till_read_sale(shop->till, till_receipt(shop->till)->sale.id, sale, &err), &err);
}

static int64_t link_of(struct shop *shop, const char *code, const char *content, char out_code[512])
{
    struct error err;
    struct campaign_link link;
    must(campaign_open_link(shop->till, code, content, &link, &err), &err);
    snprintf(out_code, 512, "%s", link.code_text);
    return link.link_id;
}

static void token_of(struct shop *shop, enum token_kind kind, int64_t id, char out[TOKEN_TEXT_MAX])
{
    struct token token;
    till_sign_token(shop->till, kind, id, &token);
    token_print(&token, out);
}

/* Rows of other people's work: a lead that a booth kept, an answer that the office wrote. */
static void run_sql(struct shop *shop, const char *sql)
{
    sqlite3 *db;
    char *why = NULL;
    shop_close(shop);
    assert_int_equal(sqlite3_open(shop->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
        fail_msg("%s", why);
    }
    sqlite3_close(db);
    shop_open(shop, 0);
}

#define LEAD_ID INT64_C(7000000000012)  /* of a booth, with a campaign */
#define PLAIN_ID INT64_C(7000000000013) /* of a booth, without one */

static void put_leads(struct shop *shop)
{
    run_sql(shop,
        "INSERT INTO lead (id, captured_at_ms, business_day, campaign_id, secret_hash)"
        " SELECT 7000000000012, 1795430000000, '2026-11-23', id, zeroblob(32) FROM campaign"
        " WHERE code = 'SPRING';"
        "INSERT INTO lead (id, captured_at_ms, business_day, secret_hash)"
        " VALUES (7000000000013, 1795430000000, '2026-11-23', zeroblob(32));"
        "INSERT INTO lead_note (id, lead_id, kind, text, staff_name, noted_at_ms) VALUES"
        " (7000000000001, 7000000000012, 'interests', '[\"Decaf\"]', '', 1795430000000),"
        " (7000000000002, 7000000000012, 'interests', '[\"Beans\", \"Grinders\"]', '',"
        " 1795430000001)");
}

/* A lead's code ties the sale to them and brings their campaign with its offer; the same code again
 * adds nothing. What they were interested in is said, the latest note of it. */
static void test_lead(void **state)
{
    struct shop *shop = *state;
    struct error err;
    char code[TOKEN_TEXT_MAX];
    put_leads(shop);
    token_of(shop, TOKEN_LEAD, LEAD_ID, code);
    add(shop, "HARB");
    struct till_outcome outcome = scan(shop, code);
    assert_int_equal(outcome.kind, OUTCOME_CAMPAIGN);
    assert_true(outcome.is_lead_known && outcome.has_offer && !outcome.is_again);
    assert_int_equal(outcome.lead_id, LEAD_ID);
    assert_true(scan(shop, code).is_again);
    struct lead_hint hint;
    must(lead_hint_read(shop->till, LEAD_ID, &hint, &err), &err);
    assert_string_equal(hint.interests, "Beans, Grinders");
    assert_int_equal(till_figures(shop->till)->gross_minor, 855);
    pay(shop);
    struct sale sale;
    read_last(shop, &sale);
    assert_int_equal(sale.lead_count, 1);
    assert_int_equal(sale.leads[0], LEAD_ID);
    assert_int_equal(sale.touch_count, 1);
    assert_int_equal(sale.touches[0].lead_id, LEAD_ID);
    assert_string_equal(sale.touches[0].campaign_code, "SPRING");
    sale_close(&sale);
}

/* Without a campaign, and while it is not here yet, a lead's code still makes the sale theirs, with
 * no touch; it survives a restart, parking and merging, and Undo. */
static void test_lead_without_campaign(void **state)
{
    struct shop *shop = *state;
    struct error err;
    char plain[TOKEN_TEXT_MAX];
    char far[TOKEN_TEXT_MAX];
    put_leads(shop);
    token_of(shop, TOKEN_LEAD, PLAIN_ID, plain);
    token_of(shop, TOKEN_LEAD, INT64_C(9000000000001), far);
    assert_int_equal(scan(shop, plain).kind, OUTCOME_LEAD);
    shop_reopen(shop);
    assert_int_equal(till_ticket(shop->till)->lead_count, 1);
    struct till_outcome outcome = scan(shop, far);
    assert_int_equal(outcome.kind, OUTCOME_LEAD);
    assert_false(outcome.is_lead_known);
    assert_int_equal(till_ticket(shop->till)->touch_count, 0);
    must(till_untie_lead(shop->till, 0, &err), &err);
    assert_int_equal(till_ticket(shop->till)->lead_count, 1);
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(till_ticket(shop->till)->lead_count, 2);

    add(shop, "HARB");
    must(till_park(shop->till, "Table 3", &err), &err);
    assert_int_equal(till_ticket(shop->till)->lead_count, 0);
    struct till_parked parked[4];
    size_t count;
    must(till_parked(shop->till, parked, 4, &count, &err), &err);
    must(till_merge(shop->till, parked[0].slot, &err), &err);
    assert_int_equal(till_ticket(shop->till)->lead_count, 2);
    pay(shop);
    struct sale sale;
    read_last(shop, &sale);
    assert_int_equal(sale.lead_count, 2);
    assert_int_equal(sale.touch_count, 0);
    sale_close(&sale);
}

/* A friend's code brings the shop's campaign for friends, of kind referral, with the sale that it is
 * from and the person behind that sale. Without such a campaign it is no campaign's. */
static void test_referral(void **state)
{
    struct shop *shop = *state;
    struct error err;
    char lead[TOKEN_TEXT_MAX];
    put_leads(shop);
    token_of(shop, TOKEN_LEAD, LEAD_ID, lead);
    add(shop, "HARB");
    (void)scan(shop, lead);
    pay(shop);
    assert_false(till_receipt(shop->till)->has[RECEIPT_CODE_REFERRAL]);
    int64_t first_id = till_receipt(shop->till)->sale.id;
    char friend_code[TOKEN_TEXT_MAX];
    token_of(shop, TOKEN_REFERRAL, first_id, friend_code);
    assert_int_equal(scan(shop, friend_code).kind, OUTCOME_NO_CAMPAIGN);
    assert_false(shop_setting_set(shop->till, "referral_campaign", "NONE", &err));
    must(shop_setting_set(shop->till, "referral_campaign", "RECEIPT", &err), &err);

    add(shop, "DECAF");
    assert_int_equal(scan(shop, friend_code).kind, OUTCOME_CAMPAIGN);
    assert_int_equal(till_figures(shop->till)->gross_minor, 945);
    pay(shop);
    struct sale sale;
    read_last(shop, &sale);
    assert_int_equal(sale.touch_count, 1);
    assert_string_equal(sale.touches[0].kind, "referral");
    assert_int_equal(sale.touches[0].from_sale_id, first_id);
    assert_int_equal(sale.touches[0].from_lead_id, LEAD_ID);
    assert_int_equal(sale.touches[0].lead_id, 0);
    assert_int_equal(sale.lead_count, 0); /* the friend is somebody else */
    sale_close(&sale);

    /* The thanks screen has it, on request. */
    const struct till_receipt *receipt = till_receipt(shop->till);
    assert_int_equal(receipt->shown, RECEIPT_CODE_RETURN);
    char back[TOKEN_GROUPED_MAX];
    memcpy(back, receipt->token, sizeof back);
    till_show_code(shop->till, RECEIPT_CODE_REFERRAL);
    assert_true(receipt->has_code);
    assert_string_not_equal(receipt->token, back);
    till_show_code(shop->till, RECEIPT_CODE_REVIEW); /* there is none */
    assert_int_equal(receipt->shown, RECEIPT_CODE_REFERRAL);
    must(shop_setting_set(shop->till, "review_url", "https://example.org/review", &err), &err);
    must(till_answer_satisfaction(shop->till, 5, &err), &err);
    assert_int_equal(receipt->shown, RECEIPT_CODE_REVIEW);
    assert_string_equal(receipt->code_text, "https://example.org/review");
    must(till_answer_satisfaction(shop->till, 2, &err), &err);
    assert_int_equal(receipt->shown, RECEIPT_CODE_RETURN);
    assert_false(receipt->has[RECEIPT_CODE_REVIEW]);
    assert_false(shop_setting_set(shop->till, "review_url", "ftp://x", &err));
}

/* Several codes are several touches, also of one campaign; the best offer alone applies. The discount
 * can go without the contact, or the code, which is kept as removed and credited nothing; Undo
 * brings either back. */
static void test_several(void **state)
{
    struct shop *shop = *state;
    struct error err;
    char flyer[512];
    char poster[512];
    (void)link_of(shop, "SPRING", "flyer", flyer);
    (void)link_of(shop, "SPRING", "poster", poster);
    add(shop, "HARB");
    (void)scan(shop, flyer);
    (void)scan(shop, poster);
    (void)scan(shop, flyer);
    const struct ticket *ticket = till_ticket(shop->till);
    assert_int_equal(ticket->touch_count, 2);
    assert_int_equal(till_figures(shop->till)->gross_minor, 855);

    must(till_drop_offer(shop->till, 0, &err), &err);
    assert_int_equal(till_figures(shop->till)->gross_minor, 855); /* the poster's still gives it */
    must(till_drop_offer(shop->till, 1, &err), &err);
    assert_int_equal(till_figures(shop->till)->gross_minor, 950);
    assert_int_equal(till_undo_kind(shop->till), UNDO_OFFER);
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(till_figures(shop->till)->gross_minor, 855);

    must(till_disown(shop->till, 1, &err), &err);
    assert_int_equal(ticket->touches[1].uncredited, TOUCH_REMOVED);
    assert_int_equal(till_figures(shop->till)->gross_minor, 950);
    shop_reopen(shop);
    ticket = till_ticket(shop->till);
    assert_int_equal(ticket->touches[1].uncredited, TOUCH_REMOVED);
    assert_string_equal(ticket_credited_touch(ticket)->content, "flyer");
    pay(shop);
    struct sale sale;
    read_last(shop, &sale);
    assert_int_equal(sale.touch_count, 2);
    assert_string_equal(sale.touches[0].uncredited, "");
    assert_string_equal(sale.touches[1].uncredited, "removed");
    assert_string_equal(sale_credited_touch(&sale)->content, "flyer");
    sale_close(&sale);
}

/* An ended code says when, is kept, and gets no credit: neither at once nor from a refund. */
static void test_ended(void **state)
{
    struct shop *shop = *state;
    char code[512];
    (void)link_of(shop, "SPRING", "flyer", code);
    run_sql(shop, "UPDATE link SET ends_on = '2026-11-20' WHERE content = 'flyer'");
    add(shop, "HARB");
    struct till_outcome outcome = scan(shop, code);
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_string_equal(outcome.day, "2026-11-20");
    assert_null(ticket_credited_touch(till_ticket(shop->till)));
    pay(shop);
    struct sale sale;
    read_last(shop, &sale);
    assert_int_equal(sale.touch_count, 1);
    assert_string_equal(sale.touches[0].uncredited, "ended");
    assert_null(sale_credited_touch(&sale));
    sale_close(&sale);
}

static bool late(struct shop *shop, int64_t sale_id, const char *code, struct till_outcome *outcome,
    struct error *err)
{
    return late_code_add(
        shop->till, sale_id, text_view_of(code), SCAN_ANY, TOUCH_TYPED, outcome, err);
}

/* Within ten minutes a code can be added to the last sale: a contact of that sale that changes no
 * amount. The same code twice is said, another sale and a later moment are refused. */
static void test_late(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct till_outcome outcome;
    struct late_sale open;
    char flyer[512];
    char plain[TOKEN_TEXT_MAX];
    put_leads(shop);
    (void)link_of(shop, "SPRING", "flyer", flyer);
    token_of(shop, TOKEN_LEAD, PLAIN_ID, plain);
    must(late_code_sale(shop->till, &open, &err), &err);
    assert_int_equal(open.id, 0);
    assert_false(late(shop, 0, flyer, &outcome, &err));
    add(shop, "HARB");
    pay(shop);
    int64_t id = till_receipt(shop->till)->sale.id;
    must(late_code_sale(shop->till, &open, &err), &err);
    assert_int_equal(open.id, id);
    assert_false(open.has_code);

    shop->now_ms += LATE_CODE_MS;
    must(late(shop, id, flyer, &outcome, &err), &err);
    assert_int_equal(outcome.kind, OUTCOME_CAMPAIGN);
    assert_false(outcome.is_again || outcome.has_offer);
    must(late(shop, id, flyer, &outcome, &err), &err);
    assert_true(outcome.is_again);
    must(late(shop, id, plain, &outcome, &err), &err);
    assert_int_equal(outcome.kind, OUTCOME_LEAD);
    must(late(shop, id, "nonsense", &outcome, &err), &err);
    assert_int_equal(outcome.kind, OUTCOME_UNKNOWN);
    must(late_code_sale(shop->till, &open, &err), &err);
    assert_true(open.has_code);
    struct sale sale;
    read_last(shop, &sale);
    assert_int_equal(sale.touch_count, 1);
    assert_string_equal(sale.touches[0].kind, "typed");
    assert_string_equal(sale_credited_touch(&sale)->campaign_code, "SPRING");
    assert_int_equal(sale.gross_minor, 950);
    assert_int_equal(sale.lead_count, 1);
    assert_int_equal(till_receipt(shop->till)->sale.touch_count, 1);
    sale_close(&sale);

    assert_false(late(shop, id + 1, flyer, &outcome, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    shop->now_ms += 1;
    assert_false(late(shop, id, flyer, &outcome, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    must(late_code_sale(shop->till, &open, &err), &err);
    assert_int_equal(open.id, 0);
}

/* "How did you hear of us?" has the shop's answers in its order, at most six, of campaigns that run;
 * an answer is a contact of kind chosen and brings no discount, before paying or after. */
static void test_hear(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct till_outcome outcome;
    struct hear_answer answers[HEAR_ANSWERS_MAX];
    size_t count;
    char ignored[512];
    assert_false(till_shop(shop->till)->asks_hear); /* off by default */
    int64_t flyer = link_of(shop, "SPRING", "flyer", ignored);
    int64_t news = link_of(shop, "NEWS", "hear", ignored);
    (void)link_of(shop, "SPRING", "old", ignored);
    run_sql(shop,
        "UPDATE link SET hear_words = 'A flyer', hear_position = 2 WHERE content = 'flyer'"
        " AND campaign_id = (SELECT id FROM campaign WHERE code = 'SPRING');"
        "UPDATE link SET hear_words = 'Our newsletter', hear_position = 1 WHERE content = 'hear';"
        "UPDATE link SET hear_words = 'Last year', hear_position = 3, ends_on = '2026-11-01'"
        " WHERE content = 'old'");
    must(hear_answers(shop->till, answers, &count, &err), &err);
    assert_int_equal(count, 2);
    assert_int_equal(answers[0].link_id, news);
    assert_string_equal(answers[1].words, "A flyer");

    add(shop, "HARB");
    must(hear_choose(shop->till, flyer, &outcome, &err), &err);
    assert_int_equal(till_figures(shop->till)->gross_minor, 950);
    assert_int_equal(till_ticket(shop->till)->touches[0].kind, TOUCH_CHOSEN);
    must(till_detach(shop->till, 0, &err), &err);
    pay(shop);
    int64_t id = till_receipt(shop->till)->sale.id;
    must(hear_choose_late(shop->till, id, news, &outcome, &err), &err);
    assert_false(hear_choose_late(shop->till, id, 12345, &outcome, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    struct sale sale;
    read_last(shop, &sale);
    assert_int_equal(sale.touch_count, 1);
    assert_string_equal(sale.touches[0].kind, "chosen");
    assert_string_equal(sale.touches[0].campaign_code, "NEWS");
    sale_close(&sale);
}

struct seen {
    int count;
    char kind[12], content[64];
    int64_t use_count, sale_count;
};

static bool see(void *context, const struct code_use *use, struct error *err)
{
    (void)err;
    struct seen *seen = context;
    seen->count++;
    snprintf(seen->kind, sizeof seen->kind, "%.*s", (int)use->kind.size, use->kind.bytes);
    snprintf(
        seen->content, sizeof seen->content, "%.*s", (int)use->content.size, use->content.bytes);
    seen->use_count = use->use_count;
    seen->sale_count = use->sale_count;
    return true;
}

static void look(struct shop *shop, struct seen *seen)
{
    struct error err;
    *seen = (struct seen){0};
    must(store_begin_reading(till_store(shop->till), &err), &err);
    must(codes_unusual(till_store(shop->till), "2026-11-23", "2026-11-23", see, seen, &err), &err);
    store_end_reading(till_store(shop->till));
}

/* A flyer's code that comes on more than ten sales and three in ten of a till's day is marked, a
 * receipt's that comes more than five times; one less is not. */
static void test_unusual(void **state)
{
    struct shop *shop = *state;
    struct seen seen;
    char flyer[512];
    char receipt[TOKEN_TEXT_MAX];
    (void)link_of(shop, "SPRING", "flyer", flyer);
    for (int i = 0; i < 10; i++) {
        add(shop, "HARB");
        (void)scan(shop, flyer);
        pay(shop);
    }
    look(shop, &seen);
    assert_int_equal(seen.count, 0);
    add(shop, "HARB");
    (void)scan(shop, flyer);
    pay(shop);
    look(shop, &seen);
    assert_int_equal(seen.count, 1);
    assert_string_equal(seen.kind, "link");
    assert_string_equal(seen.content, "flyer");
    assert_int_equal(seen.use_count, 11);
    assert_int_equal(seen.sale_count, 11);
    token_of(shop, TOKEN_SALE, till_receipt(shop->till)->sale.id, receipt);
    for (int i = 0; i < 26; i++) { /* 11 of 37 are less than three in ten */
        add(shop, "HARB");
        if (i < 5) {
            (void)scan(shop, receipt);
        }
        pay(shop);
    }
    look(shop, &seen);
    assert_int_equal(seen.count, 0);
    add(shop, "HARB");
    (void)scan(shop, receipt);
    pay(shop);
    look(shop, &seen);
    assert_int_equal(seen.count, 1);
    assert_string_equal(seen.kind, "sale");
    assert_int_equal(seen.use_count, 6);

    /* A visitor's code without a campaign, too: it comes first, by kind. */
    token_of(shop, TOKEN_LEAD, PLAIN_ID, receipt);
    for (int i = 0; i < 6; i++) {
        add(shop, "HARB");
        (void)scan(shop, receipt);
        pay(shop);
    }
    look(shop, &seen);
    assert_int_equal(seen.count, 2);
    assert_string_equal(seen.kind, "sale");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lead, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lead_without_campaign, setup, teardown),
        cmocka_unit_test_setup_teardown(test_referral, setup, teardown),
        cmocka_unit_test_setup_teardown(test_several, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ended, setup, teardown),
        cmocka_unit_test_setup_teardown(test_late, setup, teardown),
        cmocka_unit_test_setup_teardown(test_hear, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unusual, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
