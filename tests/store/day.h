#ifndef TILLTALE_TESTS_STORE_DAY_H
#define TILLTALE_TESTS_STORE_DAY_H

/* A small day that leaves rows in every table: catalogue, campaigns, sales with several taxes,
 * touches, answers, revocations, leads with and without an erasure, open tickets, settings. The
 * hash in `lead` is BLAKE2b-256 of its sealed key. */

#include "domain/z_report.h"
#include "store/close.h"
#include "store/shift.h"
#include "tests/columns.h"
#include "tests/store/shop.h"

/* One act of the day. In `sql` a `#` stands for node * 10^12 +. */
struct act {
    enum entry_kind kind;
    const char *sql; /* NULL: day_close() */
};

static const struct act DAY_OFFICE[] = {
    {ENTRY_SETTINGS,
        "INSERT INTO setting (key, value) VALUES ('shop_name', 'Harbour Roasters'),"
        " ('currency', 'EUR'), ('timezone', 'Europe/Berlin'), ('gone', 'soon')"},
    {ENTRY_STAFF,
        "INSERT INTO staff (id, name, role, is_active) VALUES (1, 'Cashier 1', 'cashier', 1),"
        " (2, 'Manager', 'manager', 1)"},
    {ENTRY_IMPORT,
        "INSERT INTO category (id, name, position) VALUES (1, 'Coffee', 0), (2, 'Bakery', 1);"
        "INSERT INTO tax_rate (id, code) VALUES (1, '19'), (2, '5+9.975');"
        "INSERT INTO product (id, sku, name, category_id, unit, price_minor, tax_rate_id,"
        " cost_minor, position, is_active) VALUES"
        " (1, 'FLATW', 'Flat white', 1, 'each', 360, 1, 90, 0, 1),"
        " (2, 'CROIB', 'Croissant, butter', 2, 'each', 220, 2, NULL, 1, 1),"
        " (3, 'OPEN', 'Käse vom Stück', NULL, 'kg', NULL, 1, NULL, 2, 0);"
        "INSERT INTO barcode (code, product_id) VALUES ('04006381333931', 1), ('A1', 2),"
        " ('gone', 3)"},
    {ENTRY_CAMPAIGN,
        "INSERT INTO campaign (id, code, name, channel, starts_on, ends_on, budget_minor, offer,"
        " landing_url, headline) VALUES"
        " (1, 'spring', 'Spring booth', 'event', '2026-03-01', NULL, 120000, '10% on Beans', '',"
        " ''), (2, 'receipt', 'Receipt code', 'own customers', NULL, '2026-12-31', NULL, '10%',"
        " 'https://example.org/r', '10 % off your next bag of beans');"
        "INSERT INTO link (id, campaign_id, content, created_at_ms) VALUES"
        " (1, 1, 'flyer', 1700000000000), (2, 1, '', 1700000000001)"},
    {ENTRY_CATALOGUE,
        "UPDATE product SET price_minor = 380, name = 'Flat white, large' WHERE sku = 'FLATW';"
        "UPDATE product SET category_id = NULL WHERE id = 2;"
        "DELETE FROM barcode WHERE code = 'gone';"
        "DELETE FROM setting WHERE key = 'gone'"},
    {ENTRY_CATALOGUE,
        "UPDATE product SET deposit_product_id = 2, asks = 'age:18', favourite = 1, is_stocked = 1,"
        " low_stock_milli = 2000 WHERE id = 3;"
        "UPDATE staff SET pin_hash = '$argon2id$', pin_set_at_ms = 1700000000002 WHERE id = 2;"
        "UPDATE category SET colour = 3 WHERE id = 2;"
        "INSERT INTO option_group VALUES (1, 'Milk', 0, 1, 1);"
        "INSERT INTO option_choice VALUES (1, 1, 'Oat', 50, 1, 1), (2, 1, 'Whole', 0, 2, 1);"
        "INSERT INTO product_option VALUES (1, 1, 1);"
        "INSERT INTO bundle_item VALUES (3, 1, 2000);"
        "INSERT INTO price_list VALUES (1, 'Happy hour', NULL, '2026-12-31', 31, 960, 1080, 1);"
        "INSERT INTO price_list_price VALUES (1, 1, 300);"
        "INSERT INTO exchange_rate VALUES ('USD', '0.92', 1700000000003);"
        "INSERT INTO account VALUES (1, 'HOTEL', 'Hotel am Hafen', 1);"
        "INSERT INTO ledger_account VALUES ('cash', 'Assets:Cash'), ('revenue:19', 'Income:19')"},
    {ENTRY_CAMPAIGN,
        "UPDATE campaign SET offer_limit = 'person', offer_stacks = 1, utm = 'utm_campaign=spring',"
        " form_url = 'https://example.org/f', ground_colour = '12211B', button_colour = 'F2B705',"
        " languages = 'en,ar' WHERE id = 1;"
        "UPDATE link SET ends_on = '2026-12-01', hear_words = 'A flyer', hear_position = 1"
        " WHERE id = 1;"
        "INSERT INTO campaign_text VALUES (1, 'ar', 'headline', 'أول فنجان علينا');"
        "INSERT INTO campaign_picture VALUES (1, x'89504e47')"},
    {ENTRY_SPEND,
        "INSERT INTO spend VALUES (1, 1, 'flyer', '2026-11-20', 30000, 'printing', NULL,"
        " 1700000000004), (2, 1, '', '2026-11-21', -500, 'too much', 'INV-7', 1700000000005)"},
    {ENTRY_FORM, "INSERT INTO form VALUES (1, 0, '{}', 1700000000006)"},
    {ENTRY_LEAD_KEY,
        "INSERT INTO lead_key VALUES (1,"
        " x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 1700000000007)"},
    {ENTRY_CONVERSION,
        "INSERT INTO conversion VALUES (1, 'WEB-77', '2026-11-22', 1795400000000, 2500, 2101,"
        " 'EUR', 1, 1, NULL, NULL, 'utm_campaign=spring', 1700000000008)"},
};

static const struct act DAY_TILL[] = {
    {ENTRY_SALE,
        "INSERT INTO sale (" SALE_COLUMNS
        ") VALUES (#1, '2026-11-23', 1795434120000, 1, 'Cashier 1', 'sale', 'EUR',"
        " 'gross', 'line', 800, 180, 980, 0, NULL, 2, NULL);"
        "INSERT INTO sale_line (" SALE_LINE_COLUMNS ") VALUES"
        " (#1, 1, 1, 'FLATW', 'Flat white', 'Coffee', 'each', 2000, 380, 0, NULL, NULL, 639, 121,"
        " 760, '19', 90),"
        " (#1, 2, 2, 'CROIB', 'Croissant, butter', 'Bakery', 'each', 1000, 242, 22,"
        " '10 %', 1, 161, 59, 220, '5+9.975', NULL);"
        "INSERT INTO sale_line_tax VALUES (#1, 2, 1, 50000, 20), (#1, 2, 2, 99750, 39);"
        "INSERT INTO payment VALUES (#1, 1, 'card', 480, 480, 0, 'EUR', 'T-81', 1795434121000),"
        " (#1, 2, 'cash', 500, 1000, 500, 'EUR', '', 1795434122000);"
        "INSERT INTO touch (" TOUCH_COLUMNS
        ") VALUES (#1, #1, 1, 'till', 1, 'spring', 'Spring booth', 'event', 1,"
        " 'flyer', NULL, 1795434110000)"},
    {ENTRY_SALE,
        "INSERT INTO sale (" SALE_COLUMNS
        ") VALUES (#2, '2026-11-23', 1795434620000, NULL, '', 'sale', 'EUR',"
        " 'net', 'document', 100, 19, 119, 1, 'WEB-1', NULL, 'back');"
        "INSERT INTO sale_line (" SALE_LINE_COLUMNS
        ") VALUES (#2, 1, NULL, '', 'Item', '', 'each', 1000, 100, 0, NULL,"
        " NULL, 100, 19, 119, '19', NULL);"
        "INSERT INTO payment VALUES (#2, 1, 'cash', 120, 200, 80, 'EUR', '', 1795434621000);"
        "INSERT INTO touch (" TOUCH_COLUMNS
        ") VALUES (#2, #2, 1, 'typed', 2, 'receipt', 'Receipt code',"
        " 'own customers', NULL, '', #1, 1795434610000)"},
    {ENTRY_SATISFACTION, "INSERT INTO satisfaction VALUES (#1, #1, 5, 1795434130000)"},
    {ENTRY_REVOCATION, "INSERT INTO revocation VALUES (#1, 'link', 2, 'lost', 1795434140000)"},
    {ENTRY_LEAD, "INSERT INTO lead (" LEAD_COLUMNS ") VALUES (#1, 1795434150000, '2026-11-23', 1,"
                 " x'02b8394a0209cdd8d24de63a2d8b501e5c8d8933e6bc12c76ebfc2ca982079ca');"
                 "INSERT INTO lead_secret VALUES (#1, x'0102030405', x'aabbcc', NULL,"
                 " row_check(20, #1, x'0102030405', x'aabbcc', NULL))"},
    {ENTRY_LEAD,
        "INSERT INTO lead (" LEAD_COLUMNS ") VALUES (#2, 1795434160000, '2026-11-23', NULL,"
        " x'af047a9f7b541400763faf53e54d4220c4bf463221ab036990748516c3dba8f8');"
        "INSERT INTO lead_secret VALUES (#2, x'0102030406', x'aabbcd', x'11',"
        " row_check(20, #2, x'0102030406', x'aabbcd', x'11'))"},
    {ENTRY_ERASURE, "INSERT INTO erasure VALUES (#1, #2, 'asked', 1795434170000)"},
    {ENTRY_SALE,
        "INSERT INTO ticket VALUES (0, '', '{}', 1795434180000,"
        " row_check(22, 0, '', '{}', 1795434180000));"
        "INSERT INTO device_setting VALUES ('scale', '1.25',"
        " row_check(23, 'scale', '1.25'));"
        "INSERT INTO sync_state VALUES ('/store.db', 1795434190000, '',"
        " row_check(25, '/store.db', 1795434190000, ''));"
        "INSERT INTO pin_attempt VALUES (1, 2, 1795434190001,"
        " row_check(52, 1, 2, 1795434190001));"
        "INSERT INTO export_job VALUES (1, 'stick', 'csv', '2026-11-23', '2026-11-23', 0,"
        " 'waiting', '', 1795434190002, 0, row_check(53, 1, 'stick', 'csv', '2026-11-23',"
        " '2026-11-23', 0, 'waiting', '', 1795434190002, 0))"},
    {ENTRY_SHIFT,
        "INSERT INTO shift VALUES (#1, '2026-11-23', 1795434100000, 1, 'Cashier 1', 'EUR', 10000,"
        " 0);"
        "INSERT INTO cash_movement VALUES (#1, #1, 'pay_out', 1250, 'EUR', 'window cleaner', 1,"
        " 'Cashier 1', 1795434800000);"
        "INSERT INTO cash_count VALUES (#1, #1, 9750, NULL, 'Manager', 1795434900000);"
        "INSERT INTO cash_count_piece VALUES (#1, 1, 'EUR', 5000, 1), (#1, 2, 'USD', 0, 2000)"},
    {ENTRY_SALE,
        "INSERT INTO sale VALUES (#3, '2026-11-23', 1795434720000, 1, 'Cashier 1', 'refund', 'EUR',"
        " 'gross', 'line', -319, -61, -380, 0, NULL, NULL, NULL, 100);"
        "INSERT INTO sale_line VALUES (#3, 1, 1, 'FLATW', 'Flat white', 'Coffee', 'each', -1000,"
        " 380, 0, NULL, NULL, -319, -61, -380, '19', 90, 'deposit', 1);"
        "INSERT INTO sale_line_detail VALUES (#3, 1, 1, 'option', 'Oat', 50);"
        "INSERT INTO sale_refund VALUES (#3, 1, #1, 1, 0, 'faulty');"
        "INSERT INTO payment VALUES (#3, 1, 'cash', -280, -280, 0, 'EUR', '', 1795434721000);"
        "INSERT INTO payment_foreign VALUES (#3, 1, 'USD', -304, '0.92');"
        "INSERT INTO voucher VALUES (#1, 'EUR', 1795434720000, '2029-12-31');"
        "INSERT INTO voucher_movement VALUES (#1, #1, #3, 5000, 1795434720000);"
        "INSERT INTO account_movement VALUES (#1, 1, #3, 380, 1795434720000);"
        "INSERT INTO stock_movement VALUES (#1, 1, 'count', -2000, 5000, NULL, 'shelf', 'Manager',"
        " 1795434720000)"},
    {ENTRY_VOID,
        "INSERT INTO void VALUES (#1, #1, 'line', 'mistyped', 360, 1, 'Cashier 1', 1795434730000);"
        "INSERT INTO void_line VALUES (#1, 1, 1, 'FLATW', 'Flat white', 1000, 360, 360)"},
    {ENTRY_CORRECTION,
        "INSERT INTO tender_correction VALUES (#1, #2, 1, #1, 'cash', 'card', 120, 'T-9', 1,"
        " 'Cashier 1', 1795434740000);"
        "INSERT INTO transfer_check VALUES (#1, #2, 1, 1, NULL, 'Manager', 1795434750000)"},
    {ENTRY_ACT,
        "INSERT INTO act VALUES (#1, 'lend', 'refund', #3, 1, 'Cashier 1', 2, 'Manager',"
        " 1795434760000)"},
    {ENTRY_LEAD_NOTE,
        "INSERT INTO lead_note VALUES (#1, #1, 'rating', 'hot', NULL, 1, 'Cashier 1',"
        " 1795434765000), (#2, #1, 'note', '', "
        "x'e22fb42ef828bc5182ceb04f5c3c1e73c6b0393820d0e883a220020a9539166a', NULL, '', "
        "1795434766000);"
        "INSERT INTO lead_note_secret VALUES (#2, #1, x'0a0b0c', x'ddee',"
        " row_check(61, #2, #1, x'0a0b0c', x'ddee'));"
        "INSERT INTO lead_match VALUES (#1, #1, #2, 1, 1795434767000);"
        "INSERT INTO consent VALUES (#1, #1, 'email', 1, 0, 'Yes, e-mail me.', '1', 'en', 'form',"
        " 'Till 1', NULL, '', 1795434150000);"
        "INSERT INTO lead_index VALUES ("
        "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', #1, row_check(66,"
        " x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', #1))"},
    {ENTRY_LEAD_EXPORT,
        "INSERT INTO lead_export VALUES (#1, 'csv', 'email', 1, 1, 'leads.csv', 2, 'Manager',"
        " 1795434768000)"},
    {ENTRY_TOUCH,
        "INSERT INTO touch VALUES (#3, #1, 2, 'chosen', 1, 'spring', 'Spring booth', 'event', 1,"
        " 'flyer', NULL, 1795434769000, #1, #1, 'ended');"
        "INSERT INTO sale_lead VALUES (#1, #1)"},
    {ENTRY_CLOSE, NULL},
};

static inline void day_write(char *out, size_t capacity, const char *sql, int64_t node)
{
    size_t size = 0;
    for (; *sql != '\0'; sql++) {
        if (*sql == '#') {
            size += (size_t)snprintf(
                out + size, capacity - size, "%lld*1000000000000+", (long long)node);
        } else {
            assert_true(size + 1 < capacity);
            out[size++] = *sql;
        }
    }
    out[size] = '\0';
}

/* A close is signed over what came before it, so it cannot be written down beforehand. */
static inline bool day_close(struct shop *shop, int64_t at_ms)
{
    int64_t node = store_node(shop->store);
    struct shift_state state;
    struct close_bounds bounds;
    struct z_report report = {.currency = "EUR"};
    bool is_done = shift_read_state(shop->store, node, &state, &shop->err) &&
                   close_read_bounds(shop->store, node, state.newest.id, NULL, &bounds, &shop->err);
    bounds.is_counted = true;
    if (!is_done || !close_compute(shop->store, &bounds, &report, &shop->err)) {
        return false;
    }
    memcpy(report.business_day, "2026-11-23", sizeof(report.business_day));
    memcpy(report.closed_by, "Manager", sizeof("Manager"));
    memcpy(report.reason, "wrong change", sizeof("wrong change"));
    report.closed_at_ms = at_ms;
    report.left_minor = report.counted_minor;
    is_done = close_insert(shop->store, state.newest.id, 0, &report, &shop->err);
    z_report_close(&report);
    return is_done;
}

static inline void day_act(struct shop *shop, const struct act *act, int64_t at_ms)
{
    char sql[8192] = "";
    if (act->sql != NULL) {
        day_write(sql, sizeof(sql), act->sql, store_node(shop->store));
    }
    if (!store_begin(shop->store, act->kind, 1, &shop->err) ||
        !(act->sql != NULL ? shop_run(shop, sql) : day_close(shop, at_ms)) ||
        !store_commit(shop->store, at_ms, &shop->err)) {
        fail_msg("%s: %s", act->sql != NULL ? act->sql : "close", shop->err.text);
    }
}

static inline void day_run(struct shop *shop, const struct act *acts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        day_act(shop, &acts[i], 1795434000000 + (int64_t)i * 1000);
    }
}

static inline void day_whole(struct shop *shop)
{
    day_run(shop, DAY_OFFICE, ARRAY_LENGTH(DAY_OFFICE));
    day_run(shop, DAY_TILL, ARRAY_LENGTH(DAY_TILL));
}

#endif
