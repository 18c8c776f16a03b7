#include "store/setting.h"

#include "base/error.h"
#include "base/text.h"
#include "store/class.h"
#include "store/statement.h"
#include "store/store.h"

static bool read_value(struct store *store, enum query query, const char *key,
    char out_value[SETTING_VALUE_MAX], bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, query);
    statement_bind_text(statement, "$key", key);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    out_value[0] = '\0';
    bool fits =
        !*out_found || text_copy_view(out_value, SETTING_VALUE_MAX, statement_text(statement, 0));
    statement_reset(statement);
    return fits || error_set(err, ERROR_CORRUPT, "the setting %s is too long", key);
}

static bool run_with(
    struct store *store, enum query query, const char *key, const char *value, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, query);
    statement_bind_text(statement, "$key", key);
    statement_bind_text(statement, "$value", value);
    return statement_run(store, statement, err);
}

bool setting_read(struct store *store, const char *key, char out_value[SETTING_VALUE_MAX],
    bool *out_found, struct error *err)
{
    return read_value(store, QUERY_SETTING_READ, key, out_value, out_found, err);
}

bool setting_write(struct store *store, const char *key, const char *value, struct error *err)
{
    char known[SETTING_VALUE_MAX];
    bool found;
    if (!setting_read(store, key, known, &found, err)) {
        return false;
    }
    if (found && text_view_equals(text_view_of(known), value)) {
        return true;
    }
    return run_with(store, found ? QUERY_SETTING_UPDATE : QUERY_SETTING_INSERT, key, value, err);
}

bool device_setting_read(struct store *store, const char *key, char out_value[SETTING_VALUE_MAX],
    bool *out_found, struct error *err)
{
    return read_value(store, QUERY_DEVICE_SETTING_READ, key, out_value, out_found, err);
}

bool device_setting_write(
    struct store *store, const char *key, const char *value, struct error *err)
{
    char known[SETTING_VALUE_MAX];
    bool found;
    if (!device_setting_read(store, key, known, &found, err)) {
        return false;
    }
    if (found && text_view_equals(text_view_of(known), value)) {
        return true;
    }
    return run_with(
        store, found ? QUERY_DEVICE_SETTING_UPDATE : QUERY_DEVICE_SETTING_INSERT, key, value, err);
}

bool office_version(struct store *store, int64_t *out_version, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_OFFICE_VERSION);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_version = found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

bool staff_insert(
    struct store *store, const char *name, const char *role, int64_t *out_id, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "staff", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STAFF_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_text(statement, "$name", name);
    statement_bind_text(statement, "$role", role);
    if (!statement_run(store, statement, err)) {
        return false;
    }
    *out_id = id;
    return true;
}

bool staff_first(
    struct store *store, int64_t *out_id, char *out_name, size_t capacity, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STAFF_FIRST);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_id = found ? statement_int(statement, 0) : 0;
    (void)text_copy_view(
        out_name, capacity, found ? statement_text(statement, 1) : text_view_of(""));
    statement_reset(statement);
    return true;
}
