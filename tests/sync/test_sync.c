/* Tills and their store end with the same rows in whatever order they meet, meeting twice changes
 * nothing, a booth takes the office's chain alone, an open ticket keeps the catalogue's news
 * waiting, and a second till with one number, an older copy and another shop are refused with
 * nothing taken. */

#include "tests/support.h"

#include "store/class.h"
#include "store/exchange.h"
#include "store/key_file.h"
#include "sync/sync.h"
#include "tests/store/day.h"

#define MUST(call, error)                                                                          \
    do {                                                                                           \
        if (!(call)) {                                                                             \
            fail_msg("%s: %s", #call, (error).text);                                               \
        }                                                                                          \
    } while (0)

struct house {
    struct shop *till; /* number 1 */
    char store[96], second[96], booth[96];
    struct error err;
};

static int house_open(void **state)
{
    struct house *house = calloc(1, sizeof(*house));
    void *till = NULL;
    shop_open(&till);
    house->till = till;
    snprintf(house->store, sizeof(house->store), "%s/store.db", house->till->folder);
    snprintf(house->second, sizeof(house->second), "%s/second.db", house->till->folder);
    snprintf(house->booth, sizeof(house->booth), "%s/booth.db", house->till->folder);
    MUST(store_found_store(house->store, house->till->store, true, clock_system(), &house->err),
        house->err);
    *state = house;
    return 0;
}

static int house_close(void **state)
{
    struct house *house = *state;
    void *till = house->till;
    shop_close(&till);
    free(house);
    return 0;
}

static bool meet(struct house *house, const char *till, struct sync_outcome *out_outcome)
{
    struct sync *sync = NULL;
    bool met = sync_open(till, house->store, clock_system(), &sync, &house->err) &&
               sync_run(sync, out_outcome, &house->err);
    sync_close(sync);
    return met;
}

static struct sync_outcome must_meet(struct house *house, const char *till)
{
    struct sync_outcome outcome = {0};
    MUST(meet(house, till, &outcome), house->err);
    return outcome;
}

static void join(struct house *house, const char *path, int64_t number, enum till_role role)
{
    struct store *shop = NULL;
    MUST(store_open(house->store, STORE_OPEN_EXCHANGE, clock_system(), &shop, &house->err),
        house->err);
    MUST(store_found_joined(path, shop, number, role, clock_system(), &house->err), house->err);
    store_close(shop);
}

/* The acts of a till's day, written by the till at `path`. */
static void sell(struct house *house, const char *path)
{
    struct shop till = {0};
    snprintf(till.path, sizeof(till.path), "%s", path);
    MUST(store_open(path, 0, clock_system(), &till.store, &house->err), house->err);
    day_run(&till, DAY_TILL, ARRAY_LENGTH(DAY_TILL));
    MUST(store_begin(till.store, ENTRY_SALE, 0, &till.err), till.err);
    MUST(shop_run(
             &till, "UPDATE ticket SET body = '', mac = row_check(22, 0, '', '', updated_at_ms)"),
        till.err);
    MUST(store_commit(till.store, 1795434200000, &till.err), till.err);
    store_close(till.store);
}

/* Every row of a table, sorted, as one text. */
static void dump(const char *path, const char *table, char **out_text)
{
    char command[512];
    snprintf(
        command, sizeof(command), "sqlite3 '%s' 'SELECT * FROM %s' | LC_ALL=C sort", path, table);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t size = 0, capacity = 1 << 20;
    char *text = malloc(capacity);
    size = fread(text, 1, capacity - 1, pipe);
    text[size] = '\0';
    assert_int_equal(pclose(pipe), 0);
    *out_text = text;
}

static void assert_same_rows(const char *one, const char *other)
{
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        const struct table_row *row = &TABLE_ROWS[i];
        if (row->class == CLASS_LOCAL || row->class == CLASS_SEALED) {
            continue;
        }
        char *a, *b;
        dump(one, row->name, &a);
        dump(other, row->name, &b);
        if (strcmp(a, b) != 0) {
            fail_msg("%s differs:\n%s\n--\n%s", row->name, a, b);
        }
        free(a);
        free(b);
    }
}

static void tills_and_store_end_alike(void **state)
{
    struct house *house = *state;
    day_run(house->till, DAY_OFFICE, ARRAY_LENGTH(DAY_OFFICE));
    sell(house, house->till->path);
    must_meet(house, house->till->path);
    assert_same_rows(house->till->path, house->store);

    join(house, house->second, 2, TILL_SHOP);
    join(house, house->booth, 3, TILL_BOOTH);
    must_meet(house, house->second);
    sell(house, house->second);
    must_meet(house, house->booth);
    sell(house, house->booth);
    must_meet(house, house->booth);
    must_meet(house, house->second);
    must_meet(house, house->till->path);
    must_meet(house, house->second);
    assert_same_rows(house->till->path, house->store);
    assert_same_rows(house->second, house->store);

    char *nodes;
    dump(house->booth, "(SELECT DISTINCT id / 1000000000000, 0, 0 FROM journal)", &nodes);
    assert_string_equal(nodes, "0|0|0\n3|0|0\n");
    free(nodes);
    char *secrets;
    dump(house->store, "(SELECT count(*), 0, 0 FROM lead_secret)", &secrets);
    assert_string_equal(secrets, "3|0|0\n"); /* each till's one lead that was not erased */
    free(secrets);
}

static void meeting_twice_changes_nothing(void **state)
{
    struct house *house = *state;
    day_run(house->till, DAY_OFFICE, ARRAY_LENGTH(DAY_OFFICE));
    sell(house, house->till->path);
    assert_true(must_meet(house, house->till->path).sent > 10);
    struct sync_outcome again = must_meet(house, house->till->path);
    assert_int_equal(again.sent, 0);
    assert_int_equal(again.received, 0);
    assert_int_equal(again.secrets, 0);
}

static void copy(const char *from, const char *to)
{
    char command[512];
    snprintf(command, sizeof(command), "sqlite3 '%s' \"VACUUM INTO '%s'\" && cp '%s.key' '%s.key'",
        from, to, from, to);
    assert_int_equal(system(command), 0);
}

static void one_number_twice_is_refused(void **state)
{
    struct house *house = *state;
    char other_store[96], twin[96];
    snprintf(other_store, sizeof(other_store), "%s/other.db", house->till->folder);
    snprintf(twin, sizeof(twin), "%s/twin.db", house->till->folder);
    must_meet(house, house->till->path);
    copy(house->store, other_store);
    join(house, house->second, 2, TILL_SHOP);
    must_meet(house, house->second);

    struct store *shop = NULL;
    MUST(store_open(other_store, STORE_OPEN_EXCHANGE, clock_system(), &shop, &house->err),
        house->err);
    MUST(store_found_joined(twin, shop, 2, TILL_SHOP, clock_system(), &house->err), house->err);
    store_close(shop);
    sell(house, twin);
    char *before, *after;
    dump(house->store, "journal", &before);
    struct sync_outcome outcome;
    assert_false(meet(house, twin, &outcome));
    assert_int_equal(house->err.code, ERROR_REFUSED);
    assert_non_null(strstr(house->err.text, "another till with the number"));
    dump(house->store, "journal", &after);
    assert_string_equal(before, after);
    free(before);
    free(after);

    /* And the number cannot be asked for a second time. */
    MUST(store_open(house->store, STORE_OPEN_EXCHANGE, clock_system(), &shop, &house->err),
        house->err);
    assert_false(store_found_joined(house->booth, shop, 2, TILL_SHOP, clock_system(), &house->err));
    store_close(shop);
    assert_int_equal(access(house->booth, F_OK), -1);
}

static void an_older_copy_is_refused(void **state)
{
    struct house *house = *state;
    char old[96];
    snprintf(old, sizeof(old), "%s/old.db", house->till->folder);
    copy(house->till->path, old);
    sell(house, house->till->path);
    must_meet(house, house->till->path);
    struct sync_outcome outcome;
    assert_false(meet(house, old, &outcome));
    assert_non_null(strstr(house->err.text, "older copy"));
}

static void another_shop_is_refused(void **state)
{
    struct house *house = *state;
    void *stranger = NULL;
    shop_open(&stranger);
    struct sync_outcome outcome;
    assert_false(meet(house, ((struct shop *)stranger)->path, &outcome));
    assert_non_null(strstr(house->err.text, "another shop"));
    shop_close(&stranger);
    assert_false(meet(house, house->store, &outcome));
}

/* A row that stands in the way of an entry holds up that chain, is told, and stops nobody else. */
static void a_stuck_chain_stops_no_other(void **state)
{
    struct house *house = *state;
    char command[512];
    char *sales;
    struct sync_outcome outcome;
    const char *third = house->booth;
    join(house, house->second, 2, TILL_SHOP);
    join(house, third, 3, TILL_SHOP);
    snprintf(command, sizeof(command),
        "sqlite3 '%s' \"INSERT INTO sale (id, business_day, sold_at_ms, staff_name, kind, currency,"
        " prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor) VALUES"
        " (1000000000001, '2026-11-23', 1, '', 'sale', 'EUR', 'gross', 'line', 0, 0, 0, 0)\"",
        house->second);
    assert_int_equal(system(command), 0);
    sell(house, house->till->path);
    sell(house, third);
    must_meet(house, house->till->path);
    must_meet(house, third);

    assert_false(meet(house, house->second, &outcome));
    assert_non_null(strstr(house->err.text, "entry 1:"));
    dump(house->second, "sale", &sales);
    assert_non_null(strstr(sales, "3000000000001|"));
    free(sales);
    assert_false(meet(house, house->second, &outcome)); /* told until it is set right */
}

static void news_wait_for_an_open_ticket(void **state)
{
    struct house *house = *state;
    must_meet(house, house->till->path);
    join(house, house->second, 2, TILL_SHOP);
    must_meet(house, house->second);
    day_run(house->till, DAY_OFFICE, ARRAY_LENGTH(DAY_OFFICE));
    must_meet(house, house->till->path);

    char sql[256];
    struct shop second = {0};
    snprintf(second.path, sizeof(second.path), "%s", house->second);
    MUST(store_open(house->second, 0, clock_system(), &second.store, &house->err), house->err);
    for (int open = 1; open >= 0; open--) {
        long long now_ms = (long long)clock_now_ms(clock_system());
        snprintf(sql, sizeof(sql),
            "DELETE FROM ticket; INSERT INTO ticket VALUES (0, '', '%s', %lld, row_check(22, 0, "
            "'', "
            "'%s', %lld))",
            open ? "{}" : "", now_ms, open ? "{}" : "", now_ms);
        MUST(store_begin(second.store, ENTRY_SALE, 0, &second.err) && shop_run(&second, sql) &&
                 store_commit(second.store, now_ms, &second.err),
            second.err);
        struct sync_outcome outcome = must_meet(house, house->second);
        assert_int_equal(outcome.waits_ticket, open);
        char *products;
        dump(house->second, "(SELECT count(*), 0, 0 FROM product)", &products);
        assert_string_equal(products, open ? "0|0|0\n" : "3|0|0\n");
        free(products);
    }
    store_close(second.store);
}

static void the_backlog_counts_what_the_store_lacks(void **state)
{
    struct house *house = *state;
    must_meet(house, house->till->path);
    struct sync *sync = NULL;
    struct sync_backlog backlog;
    struct sync_outcome outcome;
    MUST(
        sync_open(house->till->path, house->store, clock_system(), &sync, &house->err), house->err);
    MUST(sync_run(sync, &outcome, &house->err), house->err);
    MUST(sync_backlog(sync, &backlog, &house->err), house->err);
    assert_int_equal(backlog.entries, 0);
    int64_t at_ms = clock_now_ms(clock_system()) + 1000;
    day_act(house->till, &DAY_TILL[0], at_ms);
    day_act(house->till, &DAY_TILL[1], at_ms + 5000);
    MUST(sync_backlog(sync, &backlog, &house->err), house->err);
    assert_int_equal(backlog.entries, 2);
    assert_int_equal(backlog.since_ms, at_ms);
    sync_close(sync);
    MUST(sync_backlog_alone(house->till->path, house->store, clock_system(), &backlog, &house->err),
        house->err);
    assert_int_equal(backlog.entries, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tills_and_store_end_alike, house_open, house_close),
        cmocka_unit_test_setup_teardown(meeting_twice_changes_nothing, house_open, house_close),
        cmocka_unit_test_setup_teardown(one_number_twice_is_refused, house_open, house_close),
        cmocka_unit_test_setup_teardown(an_older_copy_is_refused, house_open, house_close),
        cmocka_unit_test_setup_teardown(another_shop_is_refused, house_open, house_close),
        cmocka_unit_test_setup_teardown(a_stuck_chain_stops_no_other, house_open, house_close),
        cmocka_unit_test_setup_teardown(news_wait_for_an_open_ticket, house_open, house_close),
        cmocka_unit_test_setup_teardown(
            the_backlog_counts_what_the_store_lacks, house_open, house_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
