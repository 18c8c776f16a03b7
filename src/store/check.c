#include "store/check.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdint.h>

#include "base/error.h"
#include "store/key_file.h"

static void put_u64(unsigned char *out, uint64_t value)
{
    for (int i = 0; i < 8; i++) {
        out[i] = (unsigned char)(value >> (8 * i));
    }
}

/* Each value goes in as its type, its size in 8 bytes and its bytes, so that no two rows look
 * the same to the hash. */
static void add_value(crypto_generichash_state *state, sqlite3_value *value)
{
    unsigned char head[9];
    unsigned char integer[8];
    int type = sqlite3_value_type(value);
    const void *bytes = NULL;
    size_t size = 0;
    if (type == SQLITE_INTEGER) {
        put_u64(integer, (uint64_t)sqlite3_value_int64(value));
        bytes = integer;
        size = sizeof(integer);
    } else if (type != SQLITE_NULL) {
        bytes = sqlite3_value_blob(value);
        size = (size_t)sqlite3_value_bytes(value);
    }
    head[0] = (unsigned char)type;
    put_u64(head + 1, size);
    crypto_generichash_update(state, head, sizeof(head));
    if (size > 0) {
        crypto_generichash_update(state, bytes, size);
    }
}

static void row_check(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct key_file *keys = sqlite3_user_data(context);
    crypto_generichash_state state;
    unsigned char mac[ROW_CHECK_SIZE];
    crypto_generichash_init(&state, keys->check_key, sizeof(keys->check_key), sizeof(mac));
    for (int i = 0; i < count; i++) {
        add_value(&state, values[i]);
    }
    crypto_generichash_final(&state, mac, sizeof(mac));
    sqlite3_result_blob(context, mac, sizeof(mac), SQLITE_TRANSIENT);
}

bool check_install(struct sqlite3 *db, const struct key_file *keys, struct error *err)
{
    /* The function only reads the key. */
    union {
        const struct key_file *read;
        void *passed;
    } context = {.read = keys};
    if (sqlite3_create_function_v2(db, "row_check", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
            context.passed, row_check, NULL, NULL, NULL) != SQLITE_OK) {
        return error_set(err, ERROR_IO, "out of memory");
    }
    return true;
}
