/* A store and its tills end with the same rows whatever the order, taking a thing twice changes
 * nothing, and an entry that does not belong is refused with nothing stored. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/text.h"
#include "store/class.h"
#include "store/entry.h"
#include "store/exchange.h"
#include "store/pen.h"
#include "store/verify.h"
#include "tests/store/day.h"

/* A till that holds the pen and a shop's store that gathers its chains. */
struct pair {
    struct shop *till;
    char path[128], joined[128];
    struct store *store; /* opened for exchange */
    struct error err;
};

#define MUST(call, error)                                                                          \
    do {                                                                                           \
        if (!(call)) {                                                                             \
            fail_msg("%s: %s", #call, (error).text);                                               \
        }                                                                                          \
    } while (0)

static struct store *open_store(const char *path, int flags)
{
    struct store *store;
    struct error err;
    MUST(store_open(path, flags, clock_system(), &store, &err), err);
    return store;
}

/* What `to` lacks of one chain. Returns false with the refusal in `err`. */
static bool carry_chain(
    struct store *from, struct store *to, int64_t node, size_t *out_new, struct error *err)
{
    struct chain_heads theirs = {0};
    struct entry_batch batch = {0};
    bool good = store_read_heads(to, &theirs, err);
    const struct chain_head *head = chain_heads_find(&theirs, node);
    int64_t after = head != NULL ? head->sequence : 0;
    do {
        size_t stored = 0;
        /* Small batches, so that more than one is needed. */
        good = good && store_read_entries(from, node, after, 300, &batch, err) &&
               store_receive(to, &batch, &stored, err);
        *out_new += stored;
        after += (int64_t)batch.count;
    } while (good && batch.count > 0);
    chain_heads_close(&theirs);
    entry_batch_close(&batch);
    return good;
}

static void carry_secrets_of(struct store *from, struct store *to, enum secret_of of)
{
    struct error err;
    int64_t ids[8];
    size_t count;
    MUST(store_read_missing_secrets(to, of, 0, ids, ARRAY_LENGTH(ids), &count, &err), err);
    for (size_t i = 0; i < count; i++) {
        struct lead_secret secret = {0};
        if (store_read_secret(from, of, ids[i], &secret, &err)) {
            MUST(store_receive_secret(to, of, ids[i], &secret, &err), err);
        }
        lead_secret_close(&secret);
    }
}

static void carry_secrets(struct store *from, struct store *to)
{
    carry_secrets_of(from, to, SECRET_OF_LEAD);
    carry_secrets_of(from, to, SECRET_OF_NOTE);
}

static size_t carry(struct store *from, struct store *to)
{
    struct chain_heads heads;
    struct error err;
    size_t stored = 0;
    bool waits;
    MUST(store_read_heads(from, &heads, &err), err);
    for (size_t i = 0; i < heads.count; i++) {
        MUST(carry_chain(from, to, heads.items[i].node, &stored, &err), err);
    }
    chain_heads_close(&heads);
    MUST(store_apply_all(to, &waits, &err), err);
    assert_false(waits);
    carry_secrets(from, to);
    return stored;
}

static int pair_open(void **state)
{
    struct pair *pair = calloc(1, sizeof(*pair));
    void *till;
    shop_open(&till);
    pair->till = till;
    day_whole(pair->till);
    snprintf(pair->path, sizeof(pair->path), "%s/store.db", pair->till->folder);
    snprintf(pair->joined, sizeof(pair->joined), "%s/two.db", pair->till->folder);
    MUST(store_found_store(pair->path, pair->till->store, true, clock_system(), &pair->err),
        pair->err);
    pair->store = open_store(pair->path, STORE_OPEN_EXCHANGE);
    *state = pair;
    return 0;
}

static int pair_close(void **state)
{
    struct pair *pair = *state;
    store_close(pair->store);
    void *till = pair->till;
    shop_close(&till);
    free(pair);
    return 0;
}

/* Every row of every fact and office table, as text. */
static void dump(struct store *store, struct buffer *out)
{
    static const char *const orders[] = {"", "1", "1, 2", "1, 2, 3"};
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        const struct table_row *table = &TABLE_ROWS[i];
        if (table->class != CLASS_FACT && table->class != CLASS_OFFICE) {
            continue;
        }
        char sql[128];
        struct sqlite3_stmt *statement;
        snprintf(sql, sizeof(sql), "SELECT * FROM %s ORDER BY %s", table->name,
            orders[table->key_columns]);
        assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL), SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            buffer_append_text(out, table->name);
            for (int k = 0; k < table->columns; k++) {
                const void *bytes = sqlite3_column_blob(statement, k);
                int size = sqlite3_column_bytes(statement, k);
                buffer_format(out, "|%d:%d:", sqlite3_column_type(statement, k), size);
                if (size > 0) {
                    buffer_append(out, bytes, (size_t)size);
                }
            }
            buffer_append_char(out, '\n');
        }
        sqlite3_finalize(statement);
    }
}

static void assert_same_rows(struct store *a, struct store *b)
{
    struct buffer rows_a = {0};
    struct buffer rows_b = {0};
    dump(a, &rows_a);
    dump(b, &rows_b);
    assert_true(rows_a.size > 100);
    assert_int_equal(rows_a.size, rows_b.size);
    assert_memory_equal(rows_a.bytes, rows_b.bytes, rows_a.size);
    buffer_close(&rows_a);
    buffer_close(&rows_b);
}

static void assert_verifies(struct store *store)
{
    struct error err;
    struct verify_report *report = calloc(1, sizeof(*report));
    MUST(store_verify(store, report, &err), err);
    if (report->finding_count > 0) {
        fail_msg("%s: %s", store_path(store), report->texts[0]);
    }
    free(report);
}

static void hand_over(struct pair *pair)
{
    MUST(store_hand_over_pen(pair->till->store, "the office", pair->store->keys.office.public_key,
             5000, &pair->err),
        pair->err);
}

static void gathered_once(void **state)
{
    struct pair *pair = *state;
    assert_true(carry(pair->till->store, pair->store) > 10);
    assert_same_rows(pair->till->store, pair->store);
    assert_int_equal(carry(pair->till->store, pair->store), 0);
    assert_same_rows(pair->till->store, pair->store);
    assert_int_equal(carry(pair->store, pair->store), 0);
    int64_t id;
    size_t count;
    assert_true(
        store_read_missing_secrets(pair->store, SECRET_OF_LEAD, 0, &id, 1, &count, &pair->err));
    assert_int_equal(count, 0);
}

static void pen_goes_to_the_store_and_back_down(void **state)
{
    struct pair *pair = *state;
    struct shop *till = pair->till;
    carry(till->store, pair->store);
    hand_over(pair);
    assert_false(store_holds_pen(till->store));
    assert_false(store_begin(till->store, ENTRY_SETTINGS, 0, &pair->err));
    assert_int_equal(pair->err.code, ERROR_REFUSED);
    assert_string_equal(pair->err.text, "the office holds the pen; change it there");
    carry(till->store, pair->store);
    assert_true(store_holds_pen(pair->store));

    /* The store writes catalogue and its own facts; the till's facts go on. */
    struct shop office = {.store = open_store(pair->path, 0)};
    day_act(&office,
        &(struct act){ENTRY_SETTINGS,
            "UPDATE setting SET value = 'New name' WHERE"
            " key = 'shop_name'"},
        6000);
    day_act(&office,
        &(struct act){ENTRY_REVOCATION,
            "INSERT INTO revocation VALUES (1, 'sale',"
            " 5, 'lost', 1)"},
        6001);
    store_close(office.store);
    day_act(till,
        &(struct act){ENTRY_SATISFACTION,
            "INSERT INTO satisfaction VALUES (#2, #2, 1,"
            " 0)"},
        6002);
    carry(till->store, pair->store);
    struct store *receiver = open_store(till->path, STORE_OPEN_EXCHANGE);
    assert_int_equal(carry(pair->store, receiver), 2);
    assert_same_rows(receiver, pair->store);
    assert_int_equal(carry(pair->store, receiver), 0);
    assert_verifies(receiver);
    assert_verifies(pair->store);
    store_close(receiver);
}

static void joined_till_gets_all(void **state)
{
    struct pair *pair = *state;
    carry(pair->till->store, pair->store);
    assert_false(
        store_found_joined(pair->joined, pair->store, 1, TILL_SHOP, clock_system(), &pair->err));
    assert_int_equal(pair->err.code, ERROR_REFUSED);
    assert_int_not_equal(access(pair->joined, F_OK), 0);
    MUST(store_found_joined(pair->joined, pair->store, 2, TILL_SHOP, clock_system(), &pair->err),
        pair->err);
    struct shop two = {.store = open_store(pair->joined, 0)};
    assert_false(store_holds_pen(two.store));
    day_run(&two, DAY_TILL, ARRAY_LENGTH(DAY_TILL));
    carry(two.store, pair->store);
    struct store *receiver = open_store(pair->joined, STORE_OPEN_EXCHANGE);
    carry(pair->store, receiver);
    assert_same_rows(receiver, pair->store);
    struct store *first = open_store(pair->till->path, STORE_OPEN_EXCHANGE);
    carry(pair->store, first);
    assert_same_rows(first, pair->store);
    assert_verifies(first);
    assert_verifies(receiver);
    assert_verifies(pair->store);
    store_close(first);
    store_close(receiver);
    store_close(two.store);
}

static void booth_holds_only_its_own_key(void **state)
{
    struct pair *pair = *state;
    carry(pair->till->store, pair->store);
    MUST(store_found_joined(pair->joined, pair->store, 3, TILL_BOOTH, clock_system(), &pair->err),
        pair->err);
    struct store *booth = open_store(pair->joined, 0);
    const struct key_file *keys = store_keys(booth);
    for (int i = 0; i < TOKEN_KEYS_MAX; i++) {
        assert_false(keys->tokens.has_shop[i]);
    }
    assert_true(keys->tokens.has_own);
    assert_int_equal(keys->tokens.own_node, 3);
    assert_false(keys->office.is_held);
    store_close(booth);
}

/* What does not belong --------------------------------------------------------------------------- */

static void put_row(
    struct entry_writer *writer, uint64_t table, const struct entry_value *values, int columns)
{
    entry_write_row_head(writer, table, columns, ENTRY_INSERT, 0);
    for (int i = 0; i < columns; i++) {
        entry_write_value(writer, i, &values[i]);
    }
}

struct forgery {
    const char *label;
    int64_t node;
    enum entry_kind kind;
    int64_t ahead; /* 1: the next entry of the chain */
    bool breaks_hash;
    const char *table; /* whose row it carries, with columns of integers ... */
    int64_t values[4];
    int columns;
    enum error_code code;
    const char *says;
};

static const struct forgery FORGERIES[] = {
    {"gap", 1, ENTRY_REVOCATION, 2, false, "setting", {1}, 1, ERROR_REFUSED, "are missing"},
    {"broken hash", 1, ENTRY_REVOCATION, 1, true, "setting", {1}, 1, ERROR_CORRUPT,
        "does not match its hash"},
    {"office rows from a till", 1, ENTRY_SETTINGS, 1, false, "tax_rate", {1, 2}, 2, ERROR_REFUSED,
        "not the node's to write"},
    {"another node's id", 1, ENTRY_SATISFACTION, 1, false, "satisfaction",
        {2000000000009, 1000000000001, 5, 1}, 4, ERROR_REFUSED, "another node's"},
    {"a reference to another node", 1, ENTRY_SATISFACTION, 1, false, "satisfaction",
        {1000000000009, 2000000000001, 5, 1}, 4, ERROR_REFUSED, "refers to another node's"},
    {"a local row", 1, ENTRY_SETTINGS, 1, false, "ticket", {1, 2}, 2, ERROR_REFUSED,
        "not the node's to write"},
    {"a journal row", 1, ENTRY_SETTINGS, 1, false, "journal", {1, 2}, 2, ERROR_REFUSED,
        "not the node's to write"},
    {"a second genesis", 1, ENTRY_GENESIS, 1, false, "satisfaction",
        {1000000000009, 1000000000001, 5, 1}, 4, ERROR_REFUSED, "only there"},
    {"a pen without signature", 0, ENTRY_PEN, 1, false, "pen", {2, 0, 0, 0}, 4, ERROR_REFUSED,
        "hands over no pen"},
    {"a pen among settings", 0, ENTRY_SETTINGS, 1, false, "pen", {2, 0, 0, 0}, 4, ERROR_REFUSED,
        "its own act"},
    {"a till cut short", 7, ENTRY_GENESIS, 1, false, "till", {7000000000001, 7, 7, 0}, 4,
        ERROR_CORRUPT, "cut short"},
    {"a chain without a till", 7, ENTRY_GENESIS, 1, false, "satisfaction",
        {7000000000009, 7000000000001, 5, 1}, 4, ERROR_REFUSED, "without its till"},
};

static void forge(struct store *store, const struct forgery *forgery, struct entry_batch *batch)
{
    struct buffer bytes = {0};
    struct entry_writer writer;
    struct chain_heads heads;
    struct error err;
    uint8_t previous[ENTRY_HASH_SIZE] = {0};
    uint8_t hash[ENTRY_HASH_SIZE];
    MUST(store_read_heads(store, &heads, &err), err);
    const struct chain_head *head = chain_heads_find(&heads, forgery->node);
    struct entry_header header = {.kind = (int)forgery->kind,
        .schema = 1,
        .node = forgery->node,
        .part = 1,
        .parts = 1,
        .sequence = forgery->ahead};
    if (head != NULL) {
        memcpy(previous, head->hash, sizeof(previous));
        header.sequence += head->sequence;
    }
    chain_heads_close(&heads);
    memset(buffer_reserve(&bytes, ENTRY_HEADER_SIZE), 0, ENTRY_HEADER_SIZE);
    bytes.size = ENTRY_HEADER_SIZE;
    entry_write_header(&header, (uint8_t *)bytes.bytes);
    entry_writer_init(&writer, &bytes, forgery->node);
    struct entry_value values[4];
    for (int i = 0; i < 4; i++) {
        values[i] = (struct entry_value){.type = VALUE_INTEGER, .integer = forgery->values[i]};
    }
    put_row(&writer, table_row_find(forgery->table)->number, values, forgery->columns);
    entry_hash(previous, (const uint8_t *)bytes.bytes, bytes.size, hash);
    hash[0] ^= forgery->breaks_hash ? 1 : 0;
    entry_batch_add(batch, forgery->node, header.sequence, hash, bytes.bytes, bytes.size);
    buffer_close(&bytes);
}

static void forgeries_are_refused(void **state)
{
    struct pair *pair = *state;
    struct buffer before = {0};
    carry(pair->till->store, pair->store);
    dump(pair->store, &before);
    for (size_t i = 0; i < ARRAY_LENGTH(FORGERIES); i++) {
        struct entry_batch batch = {0};
        struct chain_heads was;
        struct chain_heads is;
        size_t stored;
        MUST(store_read_heads(pair->store, &was, &pair->err), pair->err);
        forge(pair->store, &FORGERIES[i], &batch);
        if (store_receive(pair->store, &batch, &stored, &pair->err)) {
            fail_msg("%s was taken", FORGERIES[i].label);
        }
        if (pair->err.code != FORGERIES[i].code ||
            strstr(pair->err.text, FORGERIES[i].says) == NULL) {
            fail_msg("%s: %s", FORGERIES[i].label, pair->err.text);
        }
        MUST(store_read_heads(pair->store, &is, &pair->err), pair->err);
        assert_int_equal(was.count, is.count);
        assert_memory_equal(was.items, is.items, was.count * sizeof(*was.items));
        chain_heads_close(&was);
        chain_heads_close(&is);
        entry_batch_close(&batch);
    }
    struct buffer after = {0};
    dump(pair->store, &after);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.bytes, after.bytes, after.size);
    buffer_close(&before);
    buffer_close(&after);
}

/* Two tills with one number, and one till whose file was copied and sold on both sides. */
static void forks_are_refused(void **state)
{
    struct pair *pair = *state;
    void *other_state;
    size_t stored = 0;
    char command[512];
    carry(pair->till->store, pair->store);
    shop_open(&other_state);
    struct shop *other = other_state;
    assert_false(carry_chain(other->store, pair->store, 1, &stored, &pair->err) &&
                 stored > 0); /* a foreign till 1: nothing new of it is past our head */
    struct entry_batch batch = {0};
    MUST(store_read_entries(other->store, 1, 0, 1, &batch, &pair->err), pair->err);
    assert_false(store_receive(pair->store, &batch, &stored, &pair->err));
    assert_non_null(strstr(pair->err.text, "used twice"));

    snprintf(command, sizeof(command), "cp %s %s/copy.db && cp %s.key %s/copy.db.key",
        pair->till->path, other->folder, pair->till->path, other->folder);
    store_close(pair->till->store); /* so that the file is whole without its log */
    assert_int_equal(system(command), 0);
    pair->till->store = open_store(pair->till->path, 0);
    snprintf(command, sizeof(command), "%s/copy.db", other->folder);
    struct shop copy = {.store = open_store(command, 0)};
    day_act(pair->till,
        &(struct act){ENTRY_SATISFACTION, "INSERT INTO satisfaction VALUES (#3, #2, 1, 0)"}, 1);
    day_act(&copy,
        &(struct act){ENTRY_SATISFACTION, "INSERT INTO satisfaction VALUES (#3, #2, 2, 0)"}, 1);
    carry(pair->till->store, pair->store);
    struct chain_heads heads;
    MUST(store_read_heads(copy.store, &heads, &pair->err), pair->err);
    int64_t last = chain_heads_find(&heads, 1)->sequence;
    chain_heads_close(&heads);
    MUST(store_read_entries(copy.store, 1, last - 1, 1, &batch, &pair->err), pair->err);
    assert_false(store_receive(pair->store, &batch, &stored, &pair->err));
    assert_non_null(strstr(pair->err.text, "two files write as node 1"));
    /* And the till itself does not take its own chain's continuation from elsewhere. */
    struct store *receiver = open_store(pair->till->path, STORE_OPEN_EXCHANGE);
    day_act(&copy,
        &(struct act){ENTRY_SATISFACTION, "INSERT INTO satisfaction VALUES (#4, #2, 2, 0)"}, 1);
    MUST(store_read_entries(copy.store, 1, last, 1, &batch, &pair->err), pair->err);
    assert_false(store_receive(receiver, &batch, &stored, &pair->err));
    assert_non_null(strstr(pair->err.text, "another one writes as it"));
    store_close(receiver);
    store_close(copy.store);
    entry_batch_close(&batch);
    shop_close(&other_state);
}

static void another_shop_is_refused(void **state)
{
    struct pair *pair = *state;
    void *other_state;
    size_t stored = 0;
    shop_open(&other_state);
    struct shop *other = other_state;
    assert_false(carry_chain(other->store, pair->store, 0, &stored, &pair->err));
    assert_non_null(strstr(pair->err.text, "another shop's"));
    assert_false(carry_chain(other->store, pair->store, 1, &stored, &pair->err));
    assert_non_null(strstr(pair->err.text, "another shop's"));
    shop_close(&other_state);
}

/* The pen signed by someone who never held it. */
static void stolen_pen_is_refused(void **state)
{
    struct pair *pair = *state;
    size_t stored = 0;
    carry(pair->till->store, pair->store);
    struct signing_key own = pair->till->store->keys.office;
    signing_key_init(&pair->till->store->keys.office);
    /* The till's own check would refuse this: it looks as if it held the pen only to itself. */
    memcpy(pair->till->store->keys.office.public_key, own.public_key, sizeof(own.public_key));
    hand_over(pair);
    assert_false(carry_chain(pair->till->store, pair->store, 0, &stored, &pair->err));
    assert_non_null(strstr(pair->err.text, "not signed by the one who held it"));
}

static void newer_schema_waits(void **state)
{
    struct pair *pair = *state;
    struct buffer bytes = {0};
    struct entry_batch batch = {0};
    struct chain_heads heads;
    struct entry_writer writer;
    uint8_t hash[ENTRY_HASH_SIZE];
    size_t stored;
    bool waits;
    carry(pair->till->store, pair->store);
    MUST(store_read_heads(pair->store, &heads, &pair->err), pair->err);
    const struct chain_head *head = chain_heads_find(&heads, 1);
    struct entry_header header = {.kind = 200,
        .schema = 99,
        .node = 1,
        .part = 1,
        .parts = 1,
        .sequence = head->sequence + 1};
    memset(buffer_reserve(&bytes, ENTRY_HEADER_SIZE), 0, ENTRY_HEADER_SIZE);
    bytes.size = ENTRY_HEADER_SIZE;
    entry_write_header(&header, (uint8_t *)bytes.bytes);
    entry_writer_init(&writer, &bytes, 1);
    put_row(&writer, 77, &(struct entry_value){.type = VALUE_INTEGER, .integer = 1}, 1);
    entry_hash(head->hash, (const uint8_t *)bytes.bytes, bytes.size, hash);
    entry_batch_add(&batch, 1, header.sequence, hash, bytes.bytes, bytes.size);
    MUST(store_receive(pair->store, &batch, &stored, &pair->err), pair->err);
    assert_int_equal(stored, 1);
    MUST(store_apply_all(pair->store, &waits, &pair->err), pair->err);
    assert_true(waits);
    assert_same_rows(pair->till->store, pair->store);
    chain_heads_close(&heads);
    buffer_close(&bytes);
    entry_batch_close(&batch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gathered_once, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(pen_goes_to_the_store_and_back_down, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(joined_till_gets_all, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(booth_holds_only_its_own_key, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(forgeries_are_refused, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(forks_are_refused, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(another_shop_is_refused, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(stolen_pen_is_refused, pair_open, pair_close),
        cmocka_unit_test_setup_teardown(newer_schema_waits, pair_open, pair_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
