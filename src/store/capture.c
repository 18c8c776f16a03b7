#include "store/capture.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/id.h"
#include "store/class.h"
#include "store/entry.h"

struct chain {
    int64_t node;
    struct buffer bytes; /* the parts, one behind the other */
    size_t *starts;      /* of each part, in bytes */
    size_t part_count, part_capacity;
    int rows; /* of the part being written; 0: the next row begins one */
    struct entry_writer writer;
};

struct capture {
    struct sqlite3 *db;
    int64_t node;
    enum entry_kind kind;
    int64_t staff_id;
    bool may_commit;
    bool has_failed;
    struct error error;
    struct chain chains[CAPTURE_CHAINS];
};

/* The row that the hook is called for, with what is known about it. */
struct seen {
    struct capture *capture;
    const struct table_row *table;
    int operation; /* SQLITE_INSERT, _UPDATE, _DELETE */
};

static void refuse(
    struct capture *capture, enum error_code code, const char *table, const char *why)
{
    if (!capture->has_failed) {
        capture->has_failed = true;
        error_set(&capture->error, code, "%s: %s", table, why);
    }
}

static void refuse_row(const struct seen *seen, enum error_code code, const char *why)
{
    refuse(seen->capture, code, seen->table->name, why);
}

/* Values --------------------------------------------------------------------------------------- */

static bool take_value(const struct seen *seen, sqlite3_value *from, struct entry_value *out)
{
    memset(out, 0, sizeof(*out));
    switch (sqlite3_value_type(from)) {
    case SQLITE_NULL:
        out->type = VALUE_NULL;
        return true;
    case SQLITE_INTEGER:
        out->type = VALUE_INTEGER;
        out->integer = sqlite3_value_int64(from);
        return true;
    case SQLITE_TEXT:
        out->type = VALUE_TEXT;
        break;
    case SQLITE_BLOB:
        out->type = VALUE_BLOB;
        break;
    default:
        refuse_row(seen, ERROR_INVALID, "a floating point value");
        return false;
    }
    out->bytes = sqlite3_value_blob(from);
    out->size = (size_t)sqlite3_value_bytes(from);
    return true;
}

static bool new_value(const struct seen *seen, int column, struct entry_value *out)
{
    sqlite3_value *value = NULL;
    if (sqlite3_preupdate_new(seen->capture->db, column, &value) != SQLITE_OK) {
        refuse_row(seen, ERROR_IO, "its new values cannot be read");
        return false;
    }
    return take_value(seen, value, out);
}

static bool old_value(const struct seen *seen, int column, struct entry_value *out)
{
    sqlite3_value *value = NULL;
    if (sqlite3_preupdate_old(seen->capture->db, column, &value) != SQLITE_OK) {
        refuse_row(seen, ERROR_IO, "its old values cannot be read");
        return false;
    }
    return take_value(seen, value, out);
}

static bool is_same(const struct entry_value *a, const struct entry_value *b)
{
    return a->type == b->type && a->integer == b->integer && a->size == b->size &&
           (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}

/* Rules ---------------------------------------------------------------------------------------- */

static bool is_of_node(const struct entry_value *id, int64_t node)
{
    return id->type == VALUE_INTEGER && id->integer > 0 && id_node(id->integer) == node;
}

/* The ids of a row carry the node that writes them. */
static bool check_ids(const struct seen *seen, int64_t node, const struct entry_value *values)
{
    if (seen->table->key != KEY_ID) {
        return true;
    }
    if (!is_of_node(&values[0], node)) {
        refuse_row(seen, ERROR_REFUSED, "the id is another node's");
        return false;
    }
    const struct entry_value *reference = &values[seen->table->reference];
    if (reference->type != VALUE_NULL && seen->table->reference > 0 &&
        !is_of_node(reference, node)) {
        refuse_row(seen, ERROR_REFUSED, "it refers to another node's row");
        return false;
    }
    return true;
}

static bool check_operation(const struct seen *seen)
{
    if (seen->table->class == CLASS_FACT && seen->operation != SQLITE_INSERT) {
        refuse_row(seen, ERROR_REFUSED, "facts are only inserted");
        return false;
    }
    if (seen->table->key == KEY_ID && seen->operation == SQLITE_DELETE) {
        refuse_row(seen, ERROR_REFUSED, "a row with an id is never deleted");
        return false;
    }
    if (strcmp(seen->table->name, "pen") == 0 && seen->capture->kind != ENTRY_PEN &&
        seen->capture->kind != ENTRY_GENESIS) {
        refuse_row(seen, ERROR_REFUSED, "the pen changes hands by its own act");
        return false;
    }
    if (sqlite3_preupdate_count(seen->capture->db) != seen->table->columns) {
        refuse_row(seen, ERROR_INVALID, "its columns are not those of the class list");
        return false;
    }
    return true;
}

/* Rows ----------------------------------------------------------------------------------------- */

static void begin_part(struct chain *chain)
{
    if (chain->part_count == chain->part_capacity) {
        chain->part_capacity = 2 * chain->part_capacity + 4;
        chain->starts = realloc(chain->starts, chain->part_capacity * sizeof(*chain->starts));
        ASSERT(chain->starts != NULL);
    }
    chain->starts[chain->part_count++] = chain->bytes.size;
    memset(buffer_reserve(&chain->bytes, ENTRY_HEADER_SIZE), 0, ENTRY_HEADER_SIZE);
    chain->bytes.size += ENTRY_HEADER_SIZE;
    entry_writer_init(&chain->writer, &chain->bytes, chain->node);
}

static bool begin_row(const struct seen *seen, struct chain *chain)
{
    if (chain->rows == 0) {
        begin_part(chain);
    }
    if (++chain->rows > ENTRY_ROWS_MAX) {
        refuse_row(seen, ERROR_LIMIT, "more rows than one act may write");
        return false;
    }
    return true;
}

static void record(const struct seen *seen, struct chain *chain, enum entry_operation operation,
    uint64_t present, const struct entry_value *values)
{
    if (!begin_row(seen, chain)) {
        return;
    }
    entry_write_row_head(
        &chain->writer, seen->table->number, seen->table->columns, operation, present);
    for (int i = 0; i < seen->table->columns; i++) {
        if (((present >> i) & 1) != 0) {
            entry_write_value(&chain->writer, i, &values[i]);
        }
    }
}

static uint64_t bits(int count)
{
    return (UINT64_C(1) << count) - 1;
}

static void record_insert(const struct seen *seen, struct chain *chain)
{
    struct entry_value values[ENTRY_COLUMNS_MAX];
    for (int i = 0; i < seen->table->columns; i++) {
        if (!new_value(seen, i, &values[i])) {
            return;
        }
    }
    if (check_ids(seen, chain->node, values)) {
        record(seen, chain, ENTRY_INSERT, bits(seen->table->columns), values);
    }
}

static void record_update(const struct seen *seen, struct chain *chain)
{
    struct entry_value values[ENTRY_COLUMNS_MAX];
    uint64_t changed = 0;
    for (int i = 0; i < seen->table->columns; i++) {
        struct entry_value old;
        if (!new_value(seen, i, &values[i]) || !old_value(seen, i, &old)) {
            return;
        }
        changed |= (uint64_t)!is_same(&values[i], &old) << i;
    }
    const uint64_t key = bits(seen->table->key_columns);
    if ((changed & key) != 0) {
        refuse_row(seen, ERROR_REFUSED, "a key never changes");
    } else if (changed != 0 && check_ids(seen, chain->node, values)) {
        record(seen, chain, ENTRY_UPDATE, key | changed, values);
    }
}

static void record_delete(const struct seen *seen, struct chain *chain)
{
    struct entry_value values[ENTRY_COLUMNS_MAX];
    for (int i = 0; i < seen->table->key_columns; i++) {
        if (!old_value(seen, i, &values[i])) {
            return;
        }
    }
    record(seen, chain, ENTRY_DELETE, bits(seen->table->key_columns), values);
}

static void see(void *context, struct sqlite3 *db, int operation, const char *schema,
    const char *table, sqlite3_int64 old_rowid, sqlite3_int64 new_rowid)
{
    (void)old_rowid;
    (void)new_rowid;
    struct capture *capture = context;
    if (capture->has_failed || strcmp(schema, "temp") == 0) {
        return;
    }
    const struct seen seen = {
        .capture = capture,
        .table = strcmp(schema, "main") == 0 ? table_row_find(table) : NULL,
        .operation = operation,
    };
    if (seen.table == NULL) {
        refuse(capture, ERROR_REFUSED, table, "no class is stated for this table");
        return;
    }
    bool is_recorded = seen.table->class == CLASS_FACT || seen.table->class == CLASS_OFFICE;
    if (!is_recorded || sqlite3_preupdate_depth(db) > 0 || !check_operation(&seen)) {
        return;
    }
    bool is_office = seen.table->class == CLASS_OFFICE || capture->node == 0;
    struct chain *chain = &capture->chains[is_office ? CAPTURE_OFFICE : CAPTURE_OWN];
    switch (operation) {
    case SQLITE_INSERT:
        record_insert(&seen, chain);
        break;
    case SQLITE_UPDATE:
        record_update(&seen, chain);
        break;
    default:
        record_delete(&seen, chain);
        break;
    }
}

/* Bracket -------------------------------------------------------------------------------------- */

static int refuse_unannounced(void *context)
{
    const struct capture *capture = context;
    return capture->may_commit ? 0 : 1;
}

struct capture *capture_open(struct sqlite3 *db, int64_t node)
{
    struct capture *capture = calloc(1, sizeof(*capture));
    ASSERT(capture != NULL);
    capture->db = db;
    capture->node = node;
    capture->chains[CAPTURE_OWN].node = node;
    sqlite3_preupdate_hook(db, see, capture);
    sqlite3_commit_hook(db, refuse_unannounced, capture);
    return capture;
}

void capture_close(struct capture *capture)
{
    if (capture == NULL) {
        return;
    }
    sqlite3_preupdate_hook(capture->db, NULL, NULL);
    sqlite3_commit_hook(capture->db, NULL, NULL);
    for (int i = 0; i < CAPTURE_CHAINS; i++) {
        buffer_close(&capture->chains[i].bytes);
        free(capture->chains[i].starts);
    }
    free(capture);
}

void capture_begin(struct capture *capture, enum entry_kind kind, int64_t staff_id)
{
    capture->kind = kind;
    capture->staff_id = staff_id;
    capture->may_commit = false;
    capture->has_failed = false;
    for (int i = 0; i < CAPTURE_CHAINS; i++) {
        buffer_clear(&capture->chains[i].bytes);
        capture->chains[i].part_count = 0;
        capture->chains[i].rows = 0;
    }
}

void capture_next_part(struct capture *capture)
{
    for (int i = 0; i < CAPTURE_CHAINS; i++) {
        capture->chains[i].rows = 0;
    }
}

bool capture_is_good(const struct capture *capture, struct error *err)
{
    if (capture != NULL && capture->has_failed) {
        *err = capture->error;
        return false;
    }
    return true;
}

void capture_forget(struct capture *capture)
{
    if (capture != NULL) {
        capture->has_failed = false;
    }
}

void capture_allow_commit(struct capture *capture, bool is_allowed)
{
    capture->may_commit = is_allowed;
}

enum entry_kind capture_kind(const struct capture *capture)
{
    return capture->kind;
}

int64_t capture_staff(const struct capture *capture)
{
    return capture->staff_id;
}

int64_t capture_node(const struct capture *capture, enum capture_chain chain)
{
    return capture->chains[chain].node;
}

size_t capture_part_count(const struct capture *capture, enum capture_chain chain)
{
    return capture->chains[chain].part_count;
}

uint8_t *capture_part(struct capture *capture, enum capture_chain chain, size_t i, size_t *out_size)
{
    struct chain *from = &capture->chains[chain];
    ASSERT(i < from->part_count);
    size_t end = i + 1 < from->part_count ? from->starts[i + 1] : from->bytes.size;
    *out_size = end - from->starts[i];
    return (uint8_t *)from->bytes.bytes + from->starts[i];
}
