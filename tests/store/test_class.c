/* The class list and the schema say the same: every table has its class, its number, its key first
 * and its columns counted; the schema has nothing that the journal could not see. */

#include "tests/support.h"

#include <sqlite3.h>

#include "store/class.h"
#include "tests/store/shop.h"

static struct sqlite3_stmt *ask(struct sqlite3 *db, const char *sql, const char *name)
{
    struct sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    if (name != NULL) {
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    }
    return statement;
}

static int count(struct sqlite3 *db, const char *sql, const char *name)
{
    struct sqlite3_stmt *statement = ask(db, sql, name);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void list_is_sorted_and_numbers_are_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        assert_true(i == 0 || strcmp(TABLE_ROWS[i - 1].name, TABLE_ROWS[i].name) < 0);
        assert_ptr_equal(table_row_find(TABLE_ROWS[i].name), &TABLE_ROWS[i]);
        assert_ptr_equal(table_row_of_number(TABLE_ROWS[i].number), &TABLE_ROWS[i]);
    }
    assert_null(table_row_find("sqlite_schema"));
    assert_null(table_row_of_number(0));
}

static void every_table_has_its_class(void **state)
{
    struct shop *shop = *state;
    struct sqlite3_stmt *tables = ask(shop->store->db,
        "SELECT name, strict FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'",
        NULL);
    int found = 0;
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        if (table_row_find(name) == NULL || sqlite3_column_int(tables, 1) != 1) {
            fail_msg("%s has no class or is not STRICT", name);
        }
        found++;
    }
    sqlite3_finalize(tables);
    assert_int_equal(found, TABLE_ROW_COUNT);
    assert_int_equal(count(shop->store->db,
                         "SELECT count(*) FROM pragma_table_list WHERE type <> 'table'"
                         " AND schema = 'main'",
                         NULL),
        0);
}

static void columns_and_keys_are_as_listed(void **state)
{
    struct shop *shop = *state;
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        const struct table_row *table = &TABLE_ROWS[i];
        struct sqlite3_stmt *columns = ask(shop->store->db,
            "SELECT name, pk, hidden, dflt_value, \"notnull\" FROM pragma_table_xinfo(?)"
            " ORDER BY cid",
            table->name);
        int column = 0;
        char last[64] = "";
        while (sqlite3_step(columns) == SQLITE_ROW) {
            bool is_key = column < table->key_columns;
            bool is_right = sqlite3_column_int(columns, 1) == (is_key ? column + 1 : 0) &&
                            sqlite3_column_int(columns, 2) == 0 &&
                            sqlite3_column_type(columns, 3) == SQLITE_NULL &&
                            (!is_key || sqlite3_column_int(columns, 4) == 1);
            snprintf(last, sizeof(last), "%s", (const char *)sqlite3_column_text(columns, 0));
            if (!is_right) {
                fail_msg("%s.%s: key, default or generation is not as the journal needs it",
                    table->name, last);
            }
            column++;
        }
        sqlite3_finalize(columns);
        if (column != table->columns) {
            fail_msg("%s has %d columns", table->name, column);
        }
        bool is_keyed = table->class == CLASS_LOCAL || table->class == CLASS_SEALED;
        assert_true(is_keyed == (strcmp(last, "mac") == 0));
    }
}

/* References of facts stay within a node: they start at the key or at the listed column. */
static void references_are_known(void **state)
{
    struct shop *shop = *state;
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        const struct table_row *table = &TABLE_ROWS[i];
        struct sqlite3_stmt *references = ask(shop->store->db,
            "SELECT c.cid, f.on_delete, f.on_update FROM pragma_foreign_key_list($t) AS f"
            " JOIN pragma_table_info($t) AS c ON c.name = f.\"from\"",
            table->name);
        while (sqlite3_step(references) == SQLITE_ROW) {
            int column = sqlite3_column_int(references, 0);
            if (table->class == CLASS_FACT && column >= table->key_columns &&
                column != table->reference) {
                fail_msg("%s: column %d refers to a row and is not checked", table->name, column);
            }
            assert_string_equal((const char *)sqlite3_column_text(references, 1), "NO ACTION");
            assert_string_equal((const char *)sqlite3_column_text(references, 2), "NO ACTION");
        }
        sqlite3_finalize(references);
    }
}

static void facts_are_kept_by_triggers(void **state)
{
    struct shop *shop = *state;
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        const struct table_row *table = &TABLE_ROWS[i];
        if (table->class == CLASS_FACT || table->class == CLASS_JOURNAL) {
            assert_int_equal(count(shop->store->db,
                                 "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND"
                                 " tbl_name = ? AND sql LIKE '%RAISE(ABORT%'",
                                 table->name),
                2);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_is_sorted_and_numbers_are_unique),
        cmocka_unit_test_setup_teardown(every_table_has_its_class, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(columns_and_keys_are_as_listed, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(references_are_known, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(facts_are_kept_by_triggers, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
