#include "store/found.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "store/class.h"
#include "store/handle.h"
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

static bool insert_pen(struct store *store, int64_t at_ms, struct error *err)
{
    uint8_t nonce[NONCE_SIZE];
    char holder[32];
    randombytes_buf(nonce, sizeof(nonce));
    snprintf(holder, sizeof(holder), "till %" PRId64, store->keys.node);
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PEN_INSERT);
    statement_bind_int(statement, "$id", 1);
    statement_bind_blob(statement, "$shop_id", store->keys.shop_id, sizeof(store->keys.shop_id));
    statement_bind_text(statement, "$holder", holder);
    statement_bind_blob(statement, "$public_key", store->keys.office.public_key,
        sizeof(store->keys.office.public_key));
    statement_bind_blob(statement, "$nonce", nonce, sizeof(nonce));
    statement_bind_int(statement, "$handed_over_at_ms", at_ms);
    return statement_run(store, statement, err);
}

static bool insert_till(struct store *store, const char *role, int64_t at_ms, struct error *err)
{
    uint8_t nonce[NONCE_SIZE];
    randombytes_buf(nonce, sizeof(nonce));
    int64_t node = store->keys.node;
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TILL_INSERT);
    statement_bind_int(statement, "$id", node * ID_NODE_STEP + 1);
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
    if ((store->keys.office.is_held && !insert_pen(store, at_ms, err)) ||
        !insert_till(store, role, at_ms, err)) {
        store_rollback(store);
        return false;
    }
    return store_commit(store, at_ms, err);
}

/* Makes both files beside, with their genesis if the keys have a node, and puts them in place. */
static bool found(const char *path, const struct key_file *keys, const char *role,
    struct clock_source clock, struct error *err)
{
    struct founding founding;
    struct store *store = NULL;
    if (!begin_founding(&founding, path, err)) {
        return false;
    }
    bool good = store_create_file(founding.beside, err) &&
                key_file_write(founding.beside_key, keys, err) &&
                store_open(founding.beside, 0, clock, &store, err) &&
                (keys->node == 0 || write_genesis(store, role, err));
    store_close(store);
    good = good && end_founding(&founding, err);
    if (!good) {
        remove_beside(&founding);
    }
    return good;
}

bool store_found_till(
    const char *path, int64_t till_number, struct clock_source clock, struct error *err)
{
    struct key_file keys;
    if (till_number < 1 || till_number > TILL_NUMBER_MAX) {
        return error_set(err, ERROR_INVALID, "a till's number is from 1 to %d", TILL_NUMBER_MAX);
    }
    if (sodium_init() < 0) {
        return error_set(err, ERROR_IO, "no source of random numbers");
    }
    key_file_init_shop(&keys);
    keys.node = till_number;
    signing_key_init(&keys.till);
    signing_key_init(&keys.office);
    bool good = found(path, &keys, "shop", clock, err);
    key_file_wipe(&keys);
    return good;
}
