#include "store/found.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "domain/id.h"
#include "store/exchange.h"
#include "store/handle.h"
#include "store/journal.h"
#include "store/pen.h"
#include "store/statement.h"

#define PATH_BYTES_MAX 4096
#define NONCE_SIZE 32

/* Until a founding is done its files carry these names, so that one that was cut short leaves
 * nothing that looks like a store. */
struct founding {
    const char *path;
    char key_path[PATH_BYTES_MAX];
    char beside[PATH_BYTES_MAX];
    char beside_key[PATH_BYTES_MAX];
};

static void remove_beside(const struct founding *founding)
{
    char path[PATH_BYTES_MAX + 8];
    static const char *const ends[] = {"", ".key", "-wal", "-shm"};
    for (size_t i = 0; i < ARRAY_LENGTH(ends); i++) {
        snprintf(path, sizeof(path), "%s%s", founding->beside, ends[i]);
        unlink(path);
    }
}

static bool begin_founding(struct founding *founding, const char *path, struct error *err)
{
    if (sodium_init() < 0) {
        return error_set(err, ERROR_IO, "no source of random numbers");
    }
    founding->path = path;
    int size = snprintf(founding->beside, sizeof(founding->beside), "%s.new", path);
    if (size + 8 >= (int)sizeof(founding->beside)) {
        return error_set(err, ERROR_LIMIT, "the path %s is too long", path);
    }
    snprintf(founding->key_path, sizeof(founding->key_path), "%.4080s.key", path);
    snprintf(founding->beside_key, sizeof(founding->beside_key), "%.4080s.new.key", path);
    if (access(path, F_OK) == 0) {
        return error_set(err, ERROR_INVALID, "%s is there already", path);
    }
    if (access(founding->key_path, F_OK) == 0) {
        return error_set(err, ERROR_INVALID, "%s is there without its store; move it away first",
            founding->key_path);
    }
    remove_beside(founding);
    return true;
}

static bool sync_folder(const char *path, struct error *err)
{
    char folder[PATH_BYTES_MAX];
    snprintf(folder, sizeof(folder), "%.4080s", path);
    char *slash = strrchr(folder, '/');
    if (slash == NULL) {
        snprintf(folder, sizeof(folder), ".");
    } else {
        slash[slash == folder ? 1 : 0] = '\0';
    }
    int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = directory >= 0 && fsync(directory) == 0;
    int cause = errno;
    if (directory >= 0) {
        close(directory);
    }
    return good || error_set(err, ERROR_IO, "%s: %s", folder, strerror(cause));
}

/* The key file first: a store without it could not be opened. */
static bool end_founding(const struct founding *founding, struct error *err)
{
    if (rename(founding->beside_key, founding->key_path) != 0 ||
        rename(founding->beside, founding->path) != 0) {
        error_set(err, ERROR_IO, "cannot create %s: %s", founding->path, strerror(errno));
        unlink(founding->key_path);
        return false;
    }
    return sync_folder(founding->path, err);
}

/* Genesis -------------------------------------------------------------------------------------- */

struct pen_row {
    int64_t id;
    const char *holder;
    const uint8_t *public_key;
    const uint8_t *signed_head, *signature; /* NULL in the genesis */
    int64_t at_ms;
};

static bool insert_pen(struct store *store, const struct pen_row *row, struct error *err)
{
    uint8_t nonce[NONCE_SIZE];
    randombytes_buf(nonce, sizeof(nonce));
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PEN_INSERT);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_blob(statement, "$shop_id", store->keys.shop_id, sizeof(store->keys.shop_id));
    statement_bind_text(statement, "$holder", row->holder);
    statement_bind_blob(statement, "$public_key", row->public_key, PEN_KEY_SIZE);
    statement_bind_blob(statement, "$nonce", nonce, sizeof(nonce));
    if (row->signature != NULL) {
        statement_bind_blob(statement, "$signed_head", row->signed_head, ENTRY_HASH_SIZE);
        statement_bind_blob(statement, "$signature", row->signature, PEN_SIGNATURE_SIZE);
    }
    statement_bind_int(statement, "$handed_over_at_ms", row->at_ms);
    return statement_run(store, statement, err);
}

static bool insert_first_pen(struct store *store, int64_t at_ms, struct error *err)
{
    char holder[32];
    char name[NODE_TEXT_MAX];
    snprintf(holder, sizeof(holder), "till %s", node_print(store->keys.node, name));
    const struct pen_row row = {
        .id = 1, .holder = holder, .public_key = store->keys.office.public_key, .at_ms = at_ms};
    return insert_pen(store, &row, err);
}

static bool insert_till(struct store *store, const char *role, int64_t at_ms, struct error *err)
{
    uint8_t nonce[NONCE_SIZE];
    randombytes_buf(nonce, sizeof(nonce));
    int64_t node = store->keys.node;
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TILL_INSERT);
    statement_bind_int(statement, "$id", node * ID_NODE_FACTOR + 1);
    statement_bind_int(statement, "$node", node);
    statement_bind_int(statement, "$number", node % 1000);
    statement_bind_int(statement, "$incarnation", node / 1000);
    statement_bind_text(statement, "$role", role);
    statement_bind_blob(statement, "$shop_id", store->keys.shop_id, sizeof(store->keys.shop_id));
    statement_bind_blob(
        statement, "$public_key", store->keys.till.public_key, sizeof(store->keys.till.public_key));
    statement_bind_blob(statement, "$nonce", nonce, sizeof(nonce));
    statement_bind_int(statement, "$joined_at_ms", at_ms);
    return statement_run(store, statement, err);
}

static bool write_genesis(struct store *store, const char *role, struct error *err)
{
    int64_t at_ms = clock_now_ms(store->clock);
    if (!store_begin(store, ENTRY_GENESIS, 0, err)) {
        return false;
    }
    if ((store->keys.office.is_held && !insert_first_pen(store, at_ms, err)) ||
        !insert_till(store, role, at_ms, err)) {
        store_rollback(store);
        return false;
    }
    return store_commit(store, at_ms, err);
}

/* Files ---------------------------------------------------------------------------------------- */

/* What a founding makes: the keys, and for a till its role and where it is enrolled. */
struct plan {
    const struct key_file *keys;
    const char *role;
    struct store *enroll_at; /* NULL: nowhere */
    struct clock_source clock;
};

/* The first entry of a till's chain reserves its number in the store: whoever comes second with
 * another one is refused there. */
static bool enroll(struct store *till, struct store *shop, struct error *err)
{
    struct entry_batch batch = {0};
    size_t stored;
    bool waits;
    bool good = store_read_entries(till, till->keys.node, 0, 1, &batch, err) &&
                store_receive(shop, &batch, &stored, err) && store_apply_all(shop, &waits, err) &&
                store_settle(shop, err);
    entry_batch_close(&batch);
    return good;
}

static bool begin_till(struct store *store, const struct plan *plan, struct error *err)
{
    return plan->keys->node == 0 ||
           (write_genesis(store, plan->role, err) &&
               (plan->enroll_at == NULL || enroll(store, plan->enroll_at, err)));
}

/* Makes both files beside, with what the plan wants in them, and puts them in place. */
static bool found(const char *path, const struct plan *plan, struct error *err)
{
    struct founding founding;
    struct store *store = NULL;
    if (!begin_founding(&founding, path, err)) {
        return false;
    }
    bool good = store_create_file(founding.beside, err) &&
                key_file_write(founding.beside_key, plan->keys, err) &&
                store_open(founding.beside, 0, plan->clock, &store, err) &&
                begin_till(store, plan, err);
    store_close(store);
    good = good && end_founding(&founding, err);
    if (!good) {
        remove_beside(&founding);
    }
    return good;
}

/* The three ways ------------------------------------------------------------------------------- */

static bool check_number(int64_t till_number, struct error *err)
{
    return (till_number >= 1 && till_number <= TILL_MAX) ||
           error_set(err, ERROR_INVALID, "a till's number is from 1 to %d", TILL_MAX);
}

bool store_found_till(
    const char *path, int64_t till_number, struct clock_source clock, struct error *err)
{
    struct key_file keys;
    if (!check_number(till_number, err)) {
        return false;
    }
    if (sodium_init() < 0) {
        return error_set(err, ERROR_IO, "no source of random numbers");
    }
    key_file_init_shop(&keys);
    keys.node = till_number;
    keys.tokens.own_node = (uint32_t)till_number;
    signing_key_init(&keys.till);
    signing_key_init(&keys.office);
    const struct plan plan = {.keys = &keys, .role = till_role_name(TILL_SHOP), .clock = clock};
    bool good = found(path, &plan, err);
    key_file_wipe(&keys);
    return good;
}

bool store_found_store(const char *path, struct store *till, bool with_office,
    struct clock_source clock, struct error *err)
{
    struct key_file keys;
    ASSERT(till->has_keys);
    key_file_init_joined(&keys, &till->keys);
    if (with_office) {
        signing_key_init(&keys.office);
    }
    const struct plan plan = {.keys = &keys, .clock = clock};
    bool good = found(path, &plan, err);
    key_file_wipe(&keys);
    return good;
}

const char *till_role_name(enum till_role role)
{
    return role == TILL_BOOTH ? "booth" : "shop";
}

static bool check_free(struct store *shop, int64_t till_number, struct error *err)
{
    struct chain_heads heads;
    if (!store_read_heads(shop, &heads, err)) {
        return false;
    }
    bool is_taken = false;
    for (size_t i = 0; i < heads.count; i++) {
        is_taken = is_taken || heads.items[i].node % 1000 == till_number;
    }
    chain_heads_close(&heads);
    return !is_taken ||
           error_set(err, ERROR_REFUSED, "this shop has a till %" PRId64 " already", till_number);
}

static bool init_joined_keys(struct key_file *keys, const struct key_file *shop, int64_t node,
    enum till_role role, struct error *err)
{
    if (role == TILL_SHOP) {
        key_file_init_joined(keys, shop);
    } else if (!key_file_init_booth(keys, shop, node)) {
        return error_set(err, ERROR_REFUSED, "the store has no token key to derive a booth's from");
    }
    keys->node = node;
    keys->tokens.own_node = (uint32_t)node;
    signing_key_init(&keys->till);
    return true;
}

bool store_found_joined(const char *path, struct store *shop, int64_t till_number,
    enum till_role role, struct clock_source clock, struct error *err)
{
    struct key_file keys;
    ASSERT(shop->has_keys);
    if (!check_number(till_number, err) || !check_free(shop, till_number, err) ||
        !init_joined_keys(&keys, &shop->keys, till_number, role, err)) {
        return false;
    }
    const struct plan plan = {
        .keys = &keys, .role = till_role_name(role), .enroll_at = shop, .clock = clock};
    bool good = found(path, &plan, err);
    key_file_wipe(&keys);
    return good;
}

/* The pen -------------------------------------------------------------------------------------- */

bool store_hand_over_pen(struct store *store, const char *holder, const uint8_t *public_key,
    int64_t at_ms, struct error *err)
{
    struct chain_end end;
    uint8_t signature[PEN_SIGNATURE_SIZE];
    struct pen_row row = {.holder = holder,
        .public_key = public_key,
        .signed_head = end.hash,
        .signature = signature,
        .at_ms = at_ms};
    if (!store_begin(store, ENTRY_PEN, 0, err)) {
        return false;
    }
    if (!store_next_id(store, "pen", &row.id, err) || !journal_read_end(store, 0, &end, err)) {
        store_rollback(store);
        return false;
    }
    pen_sign(&store->keys.office, store->keys.shop_id, end.hash, public_key, signature);
    if (!insert_pen(store, &row, err)) {
        store_rollback(store);
        return false;
    }
    return store_commit(store, at_ms, err);
}
