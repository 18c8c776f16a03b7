/* The hook's rules: what a bracket writes is in the journal as it was written, what may not be
 * written cannot be committed, and nothing is written outside a bracket. */

#include "tests/columns.h"
#include "tests/support.h"

#include <sqlite3.h>

#include "store/class.h"
#include "store/entry.h"
#include "store/statement.h"
#include "tests/store/day.h"

static int number(struct shop *shop, const char *sql)
{
    char text[64] = "-1";
    assert_true(shop_read(shop, sql, text, sizeof(text)));
    return (int)strtol(text, NULL, 10);
}

static void begin(struct shop *shop, enum entry_kind kind)
{
    if (!store_begin(shop->store, kind, 0, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
}

/* Refusals ------------------------------------------------------------------------------------- */

struct refusal {
    const char *label;
    enum entry_kind kind;
    const char *sql;
    enum error_code code;
    const char *says;
};

static const struct refusal REFUSALS[] = {
    {"a table without a class", ENTRY_SALE, "INSERT INTO extra VALUES (1)", ERROR_REFUSED,
        "extra: no class"},
    {"a changed fact", ENTRY_SALE, "UPDATE revocation SET reason = 'x'", ERROR_REFUSED,
        "facts are only inserted"},
    {"a deleted fact", ENTRY_SALE, "DELETE FROM revocation WHERE id > 0", ERROR_REFUSED,
        "facts are only inserted"},
    {"a replaced fact", ENTRY_SALE,
        "INSERT OR REPLACE INTO revocation VALUES (#1, 'link', 1, 'y', 0)", ERROR_REFUSED,
        "facts are only inserted"},
    {"another node's id", ENTRY_SALE,
        "INSERT INTO revocation VALUES (2000000000001, 'link', 1, 'x', 0)", ERROR_REFUSED,
        "another node's"},
    {"the office's id in a fact", ENTRY_SALE,
        "INSERT INTO revocation VALUES (7, 'link', 1, 'x', 0)", ERROR_REFUSED, "another node's"},
    {"a till's id in the office", ENTRY_CATALOGUE, "INSERT INTO tax_rate VALUES (#1, '9')",
        ERROR_REFUSED, "another node's"},
    {"a negative id", ENTRY_CATALOGUE, "INSERT INTO tax_rate VALUES (-5, '9')", ERROR_REFUSED,
        "another node's"},
    {"a key that changes", ENTRY_CATALOGUE, "UPDATE tax_rate SET id = 9 WHERE id = 1",
        ERROR_REFUSED, "a key never changes"},
    {"a row with an id deleted", ENTRY_CATALOGUE, "DELETE FROM tax_rate WHERE id = 2",
        ERROR_REFUSED, "never deleted"},
    {"the pen among settings", ENTRY_SETTINGS,
        "INSERT INTO pen (id, shop_id, holder, public_key, nonce, handed_over_at_ms)"
        " VALUES (2, zeroblob(16), '', zeroblob(32), zeroblob(32), 0)",
        ERROR_REFUSED, "by its own act"},
    {"more rows than an act has", ENTRY_CATALOGUE,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8193)"
        " INSERT INTO setting SELECT 'k' || i, '' FROM n",
        ERROR_LIMIT, "more rows"},
    {"a chain begun twice", ENTRY_GENESIS, "INSERT INTO revocation VALUES (#9, 'link', 1, 'x', 0)",
        ERROR_REFUSED, "has begun already"},
};

static void refused_whole(void **state)
{
    struct shop *shop = *state;
    assert_true(shop_alter(shop, "CREATE TABLE extra (x)"));
    shop_reopen(shop);
    day_act(shop,
        &(struct act){ENTRY_SALE, "INSERT INTO revocation VALUES (#1, 'link', 1, 'x', 0)"}, 1);
    day_act(
        shop, &(struct act){ENTRY_CATALOGUE, "INSERT INTO tax_rate VALUES (1, '19'), (2, '7')"}, 1);
    int entries = number(shop, "SELECT count(*) FROM journal");
    /* The triggers would stop some of these first: the hook must be enough by itself. */
    sqlite3_db_config(shop->store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    for (size_t i = 0; i < ARRAY_LENGTH(REFUSALS); i++) {
        const struct refusal *refusal = &REFUSALS[i];
        char sql[600];
        day_write(sql, sizeof(sql), refusal->sql, 1);
        begin(shop, refusal->kind);
        if (!shop_run(shop, sql)) {
            fail_msg("%s: %s", refusal->label, shop->err.text);
        }
        if (store_commit(shop->store, 1, &shop->err)) {
            fail_msg("%s was committed", refusal->label);
        }
        if (shop->err.code != refusal->code || strstr(shop->err.text, refusal->says) == NULL) {
            fail_msg("%s: %s", refusal->label, shop->err.text);
        }
    }
    assert_int_equal(number(shop, "SELECT count(*) FROM journal"), entries);
    assert_int_equal(number(shop, "SELECT count(*) FROM revocation"), 1);
    assert_int_equal(number(shop, "SELECT count(*) FROM extra"), 0);
}

/* With the triggers on, REPLACE cannot get around them either. */
static void replace_meets_the_triggers(void **state)
{
    struct shop *shop = *state;
    day_act(shop,
        &(struct act){ENTRY_SALE, "INSERT INTO revocation VALUES (#1, 'link', 1, 'x', 0)"}, 1);
    begin(shop, ENTRY_SALE);
    assert_false(shop_run(
        shop, "INSERT OR REPLACE INTO revocation VALUES (1000000000001, 'link', 1, 'y', 0)"));
    assert_non_null(strstr(shop->err.text, "insert-only"));
    store_rollback(shop->store);
    assert_int_equal(number(shop, "SELECT count(*) FROM revocation WHERE reason = 'x'"), 1);
}

static void nothing_outside_a_bracket(void **state)
{
    struct shop *shop = *state;
    static const char *const writes[] = {
        "INSERT INTO setting VALUES ('a', 'b')",
        "INSERT INTO device_setting VALUES ('a', 'b', row_check(23, 'a', 'b'))",
        "CREATE TABLE extra (x)",
    };
    for (size_t i = 0; i < ARRAY_LENGTH(writes); i++) {
        assert_false(shop_run(shop, writes[i]));
    }
    assert_int_equal(number(shop, "SELECT count(*) FROM setting"), 0);
}

static void failed_statement_dooms(void **state)
{
    struct shop *shop = *state;
    begin(shop, ENTRY_SALE);
    assert_true(shop_run(shop, "INSERT INTO revocation VALUES (1000000000001, 'link', 1, 'x', 0)"));
    /* A statement of ours that fails: the till's row is there already. */
    struct sqlite3_stmt *statement = statement_begin(shop->store, QUERY_TILL_INSERT);
    statement_bind_int(statement, "$id", 1000000000001);
    statement_bind_int(statement, "$node", 1);
    assert_false(statement_run(shop->store, statement, &shop->err));
    assert_false(store_commit(shop->store, 1, &shop->err));
    assert_non_null(strstr(shop->err.text, "constraint"));
    assert_int_equal(number(shop, "SELECT count(*) FROM revocation"), 0);
    /* And the store goes on. */
    day_act(shop,
        &(struct act){ENTRY_SALE, "INSERT INTO revocation VALUES (#1, 'link', 1, 'x', 0)"}, 1);
}

/* Entries -------------------------------------------------------------------------------------- */

static void each_chain_gets_its_entry(void **state)
{
    struct shop *shop = *state;
    begin(shop, ENTRY_SALE);
    assert_true(shop_run(shop, "INSERT INTO setting VALUES ('a', 'b')"));
    assert_true(shop_run(shop, "INSERT INTO revocation VALUES (1000000000001, 'link', 1, 'x', 0)"));
    assert_true(store_commit(shop->store, 77, &shop->err));
    assert_int_equal(number(shop, "SELECT count(*) FROM journal WHERE at_ms = 77"), 2);
    assert_int_equal(
        number(shop, "SELECT count(*) FROM journal WHERE id IN (2, 1000000000002)"), 2);
}

static void what_changes_nothing_leaves_no_entry(void **state)
{
    struct shop *shop = *state;
    day_act(shop, &(struct act){ENTRY_SETTINGS, "INSERT INTO setting VALUES ('a', 'b')"}, 1);
    int entries = number(shop, "SELECT count(*) FROM journal");
    day_act(shop, &(struct act){ENTRY_SETTINGS, "UPDATE setting SET value = 'b'"}, 2);
    day_act(shop, &(struct act){ENTRY_SETTINGS, "DELETE FROM setting WHERE key = 'zz'"}, 2);
    day_act(shop,
        &(struct act){ENTRY_SALE,
            "INSERT INTO device_setting VALUES ('a', 'b',"
            " row_check(23, 'a', 'b'))"},
        2);
    day_act(shop, &(struct act){ENTRY_SALE, "SELECT 1"}, 2);
    assert_int_equal(number(shop, "SELECT count(*) FROM journal"), entries);
}

static void parts_are_numbered(void **state)
{
    struct shop *shop = *state;
    begin(shop, ENTRY_IMPORT);
    for (int i = 0; i < 3; i++) {
        char sql[200];
        snprintf(sql, sizeof(sql),
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
            " INSERT INTO setting SELECT '%d-' || i, 'v' FROM n",
            i);
        assert_true(shop_run(shop, sql));
        assert_true(i == 2 || store_next_part(shop->store, &shop->err));
    }
    assert_true(store_commit(shop->store, 5, &shop->err));
    struct sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(shop->store->db, "SELECT entry FROM journal WHERE at_ms = 5 ORDER BY id",
            -1, &statement, NULL),
        SQLITE_OK);
    for (int i = 1; i <= 3; i++) {
        struct entry_header header;
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        assert_true(entry_read_header(sqlite3_column_blob(statement, 0),
            (size_t)sqlite3_column_bytes(statement, 0), &header, &shop->err));
        assert_int_equal(header.part, i);
        assert_int_equal(header.parts, 3);
        assert_int_equal(header.kind, ENTRY_IMPORT);
    }
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
}

/* A sale of four lines of about what shops sell stays small. */
static void sale_is_compact(void **state)
{
    struct shop *shop = *state;
    day_act(shop,
        &(struct act){ENTRY_SALE,
            "INSERT INTO sale (" SALE_COLUMNS
            ") VALUES (#124, '2026-11-23', 1795434120000, 1, 'Cashier 1', 'sale',"
            " 'EUR', 'gross', 'line', 1176, 224, 1400, 0, NULL, 4, NULL);"
            "INSERT INTO sale_line (" SALE_LINE_COLUMNS ") VALUES"
            " (#124, 1, 1, 'FLATW', 'Flat white', 'Coffee', 'each', 1000, 360, 0, NULL, NULL, 303,"
            " 57, 360, '19', 80),"
            " (#124, 2, 2, 'CROIB', 'Croissant, butter', 'Bakery', 'each', 1000, 220, 0, NULL,"
            " NULL, 206, 14, 220, '7', 60),"
            " (#124, 3, 3, 'ESPRE', 'Espresso', 'Coffee', 'each', 2000, 240, 0, NULL, NULL, 403,"
            " 77, 480, '19', 50),"
            " (#124, 4, 4, 'CAPPU', 'Cappuccino', 'Coffee', 'each', 1000, 340, 0, NULL, NULL, 264,"
            " 76, 340, '19', 70);"
            "INSERT INTO payment VALUES (#124, 1, 'cash', 1400, 2000, 600, 'EUR', '',"
            " 1795434121000)"},
        1795434121000);
    int size = number(shop, "SELECT length(entry) FROM journal WHERE kind = 'sale'");
    print_message("a sale of four lines: %d bytes\n", size);
    assert_true(size <= 330);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(refused_whole, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(replace_meets_the_triggers, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(nothing_outside_a_bracket, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(failed_statement_dooms, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(each_chain_gets_its_entry, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(
            what_changes_nothing_leaves_no_entry, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(parts_are_numbered, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(sale_is_compact, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
