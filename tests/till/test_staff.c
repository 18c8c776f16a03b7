/* A PIN opens for its person and nobody else, is nowhere to be read, and a wrong one makes only
 * that person wait, longer each time, also after a restart. A manager lends one act, and it is
 * written who did. Locking loses nothing. */

#include "tests/till/shop.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "store/store.h"
#include "till/handle.h"
#include "till/sell.h"
#include "till/staff.h"

#define SECOND_MS INT64_C(1000)

static int64_t person_id(const struct shop *shop, const char *name)
{
    size_t count;
    const struct till_person *people = till_staff(shop->till, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(people[i].name, name) == 0) {
            return people[i].id;
        }
    }
    fail_msg("nobody is called %s", name);
    return 0;
}

/* One number out of the file, asked beside the program. */
static int64_t ask(const struct shop *shop, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(shop->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

static enum error_code sign_in(struct shop *shop, const char *name, const char *pin)
{
    struct error err = {.code = ERROR_NONE};
    bool is_in = till_sign_in(shop->till, person_id(shop, name), pin, &err);
    assert_int_equal(is_in, err.code == ERROR_NONE);
    return err.code;
}

static void add(struct shop *shop, const char *sku)
{
    struct till_outcome outcome;
    struct error err;
    must(till_scan(shop->till, text_view_of(sku), SCAN_ANY, 1000, TOUCH_TYPED, &outcome, &err),
        &err);
    assert_int_equal(outcome.kind, OUTCOME_LINE);
}

/* A shop with a manager's PIN 24680 and a cashier's 13579, whose hashes take no time. */
static void with_pins(struct shop *shop)
{
    struct error err;
    int64_t id;
    shop_make(shop, "gross", "line", "EUR", false);
    shop_open(shop, 0);
    shop->till->has_cheap_pins = true;
    must(till_set_pin(shop->till, person_id(shop, "Manager"), "24680", &err), &err);
    must(till_add_person(shop->till, "Ana", ROLE_CASHIER, &id, &err), &err);
    must(till_set_pin(shop->till, id, "13579", &err), &err);
}

static void restart(struct shop *shop)
{
    struct error err;
    shop_close(shop);
    must(till_open(shop->path, clock_manual(&shop->now_ms), 0, &shop->till, &err), &err);
    shop->till->has_cheap_pins = true;
}

static void test_who_begins(void **state)
{
    (void)state;
    struct shop shop;
    shop_make(&shop, "gross", "line", "EUR", false);
    shop_open(&shop, 0);
    assert_false(till_is_locked(shop.till)); /* nobody has a PIN */
    assert_string_equal(till_staff_name(shop.till), "Manager");
    assert_true(till_may(shop.till, RIGHT_CLOSE, 0));
    shop_end(&shop);
    with_pins(&shop);
    restart(&shop);
    assert_true(till_is_locked(shop.till));
    assert_false(till_may(shop.till, RIGHT_VOID_LINE, 0));
    assert_int_equal(sign_in(&shop, "Ana", "13579"), ERROR_NONE);
    assert_string_equal(till_staff_name(shop.till), "Ana");
    restart(&shop);
    assert_int_equal(till_last_staff_id(shop.till), person_id(&shop, "Ana"));
    shop_end(&shop);
}

/* Each row is one try, so many seconds after the one before. */
static void test_waiting(void **state)
{
    static const struct {
        int64_t after_s;
        const char *name, *pin;
        enum error_code code;
        int64_t wait_s; /* afterwards */
        bool is_restarted;
    } rows[] = {
        {0, "Ana", "00000", ERROR_INVALID, 0, false},
        {0, "Ana", "24680", ERROR_INVALID, 0, false}, /* the manager's */
        {0, "Ana", "00001", ERROR_INVALID, 5, false},
        {4, "Ana", "13579", ERROR_LIMIT, 1, false}, /* the right one, too early: not looked at */
        {0, "Manager", "24680", ERROR_NONE, 0, false}, {1, "Ana", "00002", ERROR_INVALID, 15, true},
        {14, "Ana", "13579", ERROR_LIMIT, 1, true}, {1, "Ana", "00003", ERROR_INVALID, 60, true},
        {60, "Ana", "00004", ERROR_INVALID, 300, false},
        {300, "Ana", "00005", ERROR_INVALID, 900, false},
        {900, "Ana", "00006", ERROR_INVALID, 900, false}, /* never longer */
        {-3600, "Ana", "13579", ERROR_LIMIT, 900, false}, /* a clock that was set back */
        {4500, "Ana", "13579", ERROR_NONE, 0, false},
        {0, "Ana", "00007", ERROR_INVALID, 0, false}, /* counted anew */
    };
    (void)state;
    struct shop shop;
    with_pins(&shop);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        shop.now_ms += rows[i].after_s * SECOND_MS;
        enum error_code code = sign_in(&shop, rows[i].name, rows[i].pin);
        if (rows[i].is_restarted) {
            restart(&shop);
        }
        int64_t wait_ms = till_pin_wait_ms(shop.till, person_id(&shop, rows[i].name));
        if (code != rows[i].code || wait_ms != rows[i].wait_s * SECOND_MS) {
            fail_msg("try %zu: code %d, then %lld ms", i, (int)code, (long long)wait_ms);
        }
    }
    shop_end(&shop);
}

/* What is no PIN at all is no try. */
static void test_possible(void **state)
{
    static const char *const none[] = {"", "123", "123456789", "12a4", "１２３４", " 1234"};
    (void)state;
    struct shop shop;
    with_pins(&shop);
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
        assert_false(till_pin_is_possible(none[i]));
        assert_int_equal(sign_in(&shop, "Ana", none[i]), ERROR_INVALID);
    }
    assert_int_equal(till_pin_wait_ms(shop.till, person_id(&shop, "Ana")), 0);
    assert_true(till_pin_is_possible("1234"));
    assert_true(till_pin_is_possible("12345678"));
    shop_end(&shop);
}

static bool file_has(const char *path, const char *text)
{
    struct buffer bytes = {0};
    struct error err;
    bool has = buffer_read_file(&bytes, path, &err) &&
               memmem(bytes.bytes, bytes.size, text, strlen(text)) != NULL;
    buffer_close(&bytes);
    return has;
}

/* Neither the file, its log nor the journal's entries say a PIN, or hold a hash that the PIN alone
 * answers: the pepper of the key file is in it, and the person. */
static void test_nowhere_to_read(void **state)
{
    static const char *const endings[] = {"", "-wal", "-shm", ".key"};
    static const char pin[] = "80617253";
    (void)state;
    struct shop shop;
    struct error err;
    char path[256];
    int files = 0;
    with_pins(&shop);
    must(till_set_pin(shop.till, person_id(&shop, "Ana"), pin, &err), &err);
    assert_int_equal(sign_in(&shop, "Ana", "80617254"), ERROR_INVALID);
    assert_int_equal(sign_in(&shop, "Ana", pin), ERROR_NONE);
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", shop.path, endings[i]);
        files += access(path, R_OK) == 0;
        assert_false(file_has(path, pin));
        assert_false(file_has(path, "80617254"));
    }
    assert_true(files >= 3); /* the log was there, too */
    assert_int_equal(ask(&shop,
                         "SELECT count(*) FROM journal WHERE instr(entry, "
                         "CAST('80617253' AS BLOB)) > 0"),
        0);
    assert_int_equal(ask(&shop, "SELECT count(*) FROM staff WHERE pin_hash LIKE '$argon2id$%'"), 2);
    shop_end(&shop);
}

static void test_hash_is_of_one_person(void **state)
{
    (void)state;
    struct shop shop;
    with_pins(&shop);
    shop_close(&shop);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(shop.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                         "UPDATE staff SET pin_hash = (SELECT pin_hash FROM staff"
                         " WHERE name = 'Ana') WHERE name = 'Manager'",
                         NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    restart(&shop);
    assert_int_equal(sign_in(&shop, "Manager", "13579"), ERROR_INVALID);
    shop_end(&shop);
}

/* --- lending ------------------------------------------------------------------------------- */

static enum error_code discount(struct shop *shop, int64_t percent)
{
    struct error err = {.code = ERROR_NONE};
    struct discount all = {.kind = DISCOUNT_PERCENT, .value = percent * 10000};
    bool is_done = till_discount_all(shop->till, all, &err);
    assert_int_equal(is_done, err.code == ERROR_NONE);
    return err.code;
}

static void test_lending(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    assert_int_equal(sign_in(&shop, "Cashier 1", "1111"), ERROR_NONE);
    add(&shop, "FLATW");
    assert_int_equal(discount(&shop, 10), ERROR_NONE);
    assert_int_equal(discount(&shop, 11), ERROR_NOT_ALLOWED);
    assert_int_equal(till_refused_right(shop.till), RIGHT_DISCOUNT);
    assert_int_equal(till_ticket(shop.till)->discount.value, 100000); /* as it was */
    assert_false(till_lend(shop.till, person_id(&shop, "Cashier 2"), "2222", RIGHT_DISCOUNT, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_false(till_lend(shop.till, person_id(&shop, "Manager"), "1111", RIGHT_DISCOUNT, &err));
    assert_int_equal(discount(&shop, 11), ERROR_NOT_ALLOWED);
    must(till_lend(shop.till, person_id(&shop, "Manager"), "9999", RIGHT_OPEN_DRAWER, &err), &err);
    assert_int_equal(discount(&shop, 11), ERROR_NOT_ALLOWED); /* another right */
    must(till_lend(shop.till, person_id(&shop, "Manager"), "9999", RIGHT_DISCOUNT, &err), &err);
    assert_int_equal(discount(&shop, 50), ERROR_NONE);
    till_end_loan(shop.till);
    assert_int_equal(discount(&shop, 60), ERROR_NOT_ALLOWED); /* once */
    assert_int_equal(ask(&shop,
                         "SELECT count(*) FROM act WHERE kind = 'lend' AND detail = 'discount'"
                         " AND staff_name = 'Cashier 1' AND by_staff_name = 'Manager'"),
        1);
    shop_end(&shop);
}

/* What is taken off as an amount counts as the percentage that it is. */
static void test_limits(void **state)
{
    static const struct {
        const char *label;
        struct discount discount;
        bool is_of_line, is_refused;
    } rows[] = {
        {"10 % of 3.60", {.kind = DISCOUNT_AMOUNT, .value = 36}, true, false},
        {"a cent more", {.kind = DISCOUNT_AMOUNT, .value = 37}, true, true},
        {"more than all", {.kind = DISCOUNT_AMOUNT, .value = 1000000}, true, true},
        {"taken off again", {.kind = DISCOUNT_NONE}, true, false},
        {"on all", {.kind = DISCOUNT_AMOUNT, .value = 36}, false, false},
        {"on all, too much", {.kind = DISCOUNT_PERCENT, .value = 100001}, false, true},
    };
    (void)state;
    struct shop shop;
    shop_begin(&shop);
    assert_int_equal(sign_in(&shop, "Cashier 2", "2222"), ERROR_NONE);
    add(&shop, "FLATW");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct error err = {.code = ERROR_NONE};
        bool is_done = rows[i].is_of_line ? till_discount_line(shop.till, 0, rows[i].discount, &err)
                                          : till_discount_all(shop.till, rows[i].discount, &err);
        if (is_done == rows[i].is_refused ||
            (rows[i].is_refused && err.code != ERROR_NOT_ALLOWED)) {
            fail_msg("%s", rows[i].label);
        }
    }
    struct error err;
    assert_false(till_set_price(shop.till, 0, 100, &err));
    assert_int_equal(err.code, ERROR_NOT_ALLOWED);
    must(till_set_price(shop.till, 0, 360, &err), &err); /* the catalogue's own */
    shop_end(&shop);
}

/* An amount within the limit does not become more than it by taking goods off the sale. */
static void test_limit_stays(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    assert_int_equal(sign_in(&shop, "Cashier 1", "1111"), ERROR_NONE);
    add(&shop, "FLATW");
    must(till_set_quantity(shop.till, 0, 10000, &err), &err);
    struct discount off = {.kind = DISCOUNT_AMOUNT, .value = 360};
    must(till_discount_line(shop.till, 0, off, &err), &err);
    must(till_plus(shop.till, 0, &err), &err);
    assert_false(till_set_quantity(shop.till, 0, 1000, &err));
    assert_int_equal(err.code, ERROR_NOT_ALLOWED);
    assert_int_equal(till_ticket(shop.till)->lines[0].quantity_milli, 11000);
    must(till_lend(shop.till, person_id(&shop, "Manager"), "9999", RIGHT_DISCOUNT, &err), &err);
    must(till_set_quantity(shop.till, 0, 1000, &err), &err);
    till_end_loan(shop.till);
    assert_int_equal(ask(&shop, "SELECT count(*) FROM act WHERE kind = 'lend'"), 1);
    must(till_remove(shop.till, 0, &err), &err);
    add(&shop, "FLATW");
    add(&shop, "ESPR");
    off.value = 58; /* of 5.80 */
    must(till_discount_all(shop.till, off, &err), &err);
    assert_false(till_remove(shop.till, 0, &err));
    assert_int_equal(till_ticket(shop.till)->line_count, 2);
    shop_end(&shop);
}

/* Killed while it was locked, with a sale on the ticket. */
static void test_killed(void **state)
{
    (void)state;
    struct shop shop;
    int status;
    shop_make(&shop, "gross", "line", "EUR", true);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct error err;
        shop_open(&shop, 0);
        add(&shop, "FLATW");
        must(till_lock(shop.till, "idle", &err), &err);
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    shop_open(&shop, 0);
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    assert_int_equal(ask(&shop, "SELECT count(*) FROM act WHERE kind = 'sign_out'"), 1);
    shop_end(&shop);
}

static void test_drawer(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    assert_int_equal(sign_in(&shop, "Cashier 1", "1111"), ERROR_NONE);
    assert_false(till_open_drawer(shop.till, &err));
    assert_int_equal(ask(&shop, "SELECT count(*) FROM act WHERE kind = 'open_drawer'"), 0);
    must(till_lend(shop.till, person_id(&shop, "Manager"), "9999", RIGHT_OPEN_DRAWER, &err), &err);
    must(till_open_drawer(shop.till, &err), &err);
    assert_int_equal(ask(&shop,
                         "SELECT count(*) FROM act WHERE kind = 'open_drawer'"
                         " AND by_staff_name = 'Manager'"),
        1);
    shop_end(&shop);
}

/* --- locking --------------------------------------------------------------------------------- */

/* The open ticket is there after locking, after a kill and for whoever comes next. */
static void test_lock_keeps_the_ticket(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    assert_int_equal(sign_in(&shop, "Cashier 1", "1111"), ERROR_NONE);
    add(&shop, "FLATW");
    must(till_lock(shop.till, "lock", &err), &err);
    assert_true(till_is_locked(shop.till));
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    restart(&shop); /* nothing was told to the old one */
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    assert_int_equal(sign_in(&shop, "Cashier 2", "2222"), ERROR_NONE);
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    assert_int_equal(ask(&shop, "SELECT count(*) FROM act WHERE kind = 'sign_in'"), 2);
    assert_int_equal(
        ask(&shop, "SELECT count(*) FROM act WHERE kind = 'sign_out' AND detail = 'lock'"), 1);
    assert_int_equal(sign_in(&shop, "Booth", "3333"), ERROR_NONE); /* the fast way */
    assert_int_equal(ask(&shop,
                         "SELECT count(*) FROM act WHERE kind = 'sign_out'"
                         " AND detail = 'switch' AND staff_name = 'Cashier 2'"),
        1);
    shop_end(&shop);
}

/* Whoever works here no more is out as soon as the till hears of it. */
static void test_disabled(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    with_pins(&shop);
    assert_int_equal(sign_in(&shop, "Ana", "13579"), ERROR_NONE);
    struct till *office;
    must(till_open(shop.path, clock_manual(&shop.now_ms), TILL_OPEN_BATCH, &office, &err), &err);
    struct till_person ana = {.id = person_id(&shop, "Ana"), .role = ROLE_CASHIER};
    snprintf(ana.name, sizeof(ana.name), "Ana");
    must(till_change_person(office, &ana, &err), &err);
    till_close(office);
    (void)till_tick(shop.till, true);
    assert_true(till_is_locked(shop.till));
    assert_int_equal(sign_in(&shop, "Ana", "13579"), ERROR_NOT_FOUND);
    assert_int_equal(sign_in(&shop, "Manager", "24680"), ERROR_NONE);
    shop_end(&shop);
}

/* --- the list -------------------------------------------------------------------------------- */

static void test_list(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    int64_t id;
    shop_make(&shop, "gross", "line", "EUR", false);
    shop_open(&shop, 0);
    shop.till->has_cheap_pins = true;
    must(till_add_person(shop.till, "Ana", ROLE_CASHIER, &id, &err), &err);
    assert_false(till_add_person(shop.till, "Ana", ROLE_BOOTH, &id, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    assert_false(till_add_person(shop.till, " ", ROLE_BOOTH, &id, &err));
    assert_false(till_set_pin(shop.till, id, "13579", &err)); /* nobody could lend */
    assert_int_equal(err.code, ERROR_REFUSED);
    struct till_person manager = *till_staff(shop.till, &(size_t){0});
    manager.is_active = false;
    assert_false(till_change_person(shop.till, &manager, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    manager.is_active = true;
    manager.role = ROLE_CASHIER;
    assert_false(till_change_person(shop.till, &manager, &err));
    must(till_set_pin(shop.till, manager.id, "24680", &err), &err);
    must(till_set_pin(shop.till, id, "13579", &err), &err);
    /* A manager without a PIN is no door beside the locked one. */
    must(till_add_person(shop.till, "Boss", ROLE_MANAGER, &id, &err), &err);
    assert_int_equal(sign_in(&shop, "Boss", ""), ERROR_REFUSED);
    assert_false(till_lend(shop.till, id, "", RIGHT_CLOSE, &err));
    assert_int_equal(sign_in(&shop, "Ana", "13579"), ERROR_NONE);
    assert_false(till_set_pin(shop.till, id, "11111", &err));
    assert_int_equal(err.code, ERROR_NOT_ALLOWED);
    shop_end(&shop);
}

static void test_recovery(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    char words[RECOVERY_TEXT_MAX];
    char next[RECOVERY_TEXT_MAX];
    char sloppy[RECOVERY_TEXT_MAX];
    with_pins(&shop);
    must(till_make_recovery(shop.till, words, &err), &err);
    assert_int_equal(strlen(words), 35);
    int64_t manager_id = person_id(&shop, "Manager");
    restart(&shop);
    assert_false(till_recover_manager(
        shop.till, "00000 00000 00000 00000 00000 00000", manager_id, "1234", next, &err));
    assert_false(
        till_recover_manager(shop.till, words, person_id(&shop, "Ana"), "1234", next, &err));
    size_t count = 0;
    for (size_t i = 0; words[i] != '\0'; i++) { /* small, without blanks, o for 0 */
        if (words[i] != ' ') {
            char byte = words[i] == '0' ? 'o' : words[i];
            sloppy[count++] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
        }
    }
    sloppy[count] = '\0';
    must(till_recover_manager(shop.till, sloppy, manager_id, "55555", next, &err), &err);
    assert_int_equal(sign_in(&shop, "Manager", "24680"), ERROR_INVALID);
    assert_int_equal(sign_in(&shop, "Manager", "55555"), ERROR_NONE);
    assert_false(till_recover_manager(shop.till, words, manager_id, "66666", next, &err));
    assert_false(file_has(shop.path, words));
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_begins),
        cmocka_unit_test(test_waiting),
        cmocka_unit_test(test_possible),
        cmocka_unit_test(test_nowhere_to_read),
        cmocka_unit_test(test_hash_is_of_one_person),
        cmocka_unit_test(test_lending),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_limit_stays),
        cmocka_unit_test(test_drawer),
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_lock_keeps_the_ticket),
        cmocka_unit_test(test_disabled),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_recovery),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
