#include "store/exchange.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "domain/id.h"
#include "store/apply.h"
#include "store/class.h"
#include "store/handle.h"
#include "store/journal.h"
#include "store/migrations.h"
#include "store/pen.h"
#include "store/statement.h"

/* Of the 5 ms that a write may hold the lock, what is left for the entry that is begun last (an
 * import's part takes about 1 ms) and for the commit. */
#define APPLY_BUDGET_NS 3000000

/* Puts the entry's name in front: "entry 1b:212: ". Returns false. */
static bool name_entry(int64_t node, int64_t sequence, struct error *err)
{
    char name[NODE_TEXT_MAX];
    return error_prefix(err, "entry %s:%" PRId64 ": ", node_print(node, name), sequence);
}

/* Heads ---------------------------------------------------------------------------------------- */

static void read_head(struct sqlite3_stmt *statement, struct chain_head *out)
{
    struct text_view hash = statement_blob(statement, 2);
    out->node = statement_int(statement, 0);
    out->sequence = statement_int(statement, 1);
    out->applied = statement_int(statement, 3);
    memset(out->hash, 0, sizeof(out->hash));
    if (hash.size == sizeof(out->hash)) {
        memcpy(out->hash, hash.bytes, sizeof(out->hash));
    }
}

bool store_read_heads(struct store *store, struct chain_heads *out_heads, struct error *err)
{
    struct chain_heads heads = {0};
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_HEADS);
    bool row;
    for (;;) {
        if (!statement_step(store, statement, &row, err)) {
            chain_heads_close(&heads);
            return false;
        }
        if (!row) {
            *out_heads = heads;
            return true;
        }
        heads.items = realloc(heads.items, (heads.count + 1) * sizeof(*heads.items));
        ASSERT(heads.items != NULL);
        read_head(statement, &heads.items[heads.count++]);
    }
}

const struct chain_head *chain_heads_find(const struct chain_heads *heads, int64_t node)
{
    for (size_t i = 0; i < heads->count; i++) {
        if (heads->items[i].node == node) {
            return &heads->items[i];
        }
    }
    return NULL;
}

void chain_heads_close(struct chain_heads *heads)
{
    free(heads->items);
    *heads = (struct chain_heads){0};
}

/* Batches -------------------------------------------------------------------------------------- */

void entry_batch_add(struct entry_batch *batch, int64_t node, int64_t sequence, const uint8_t *hash,
    const void *bytes, size_t size)
{
    if (batch->count == batch->capacity) {
        batch->capacity = 2 * batch->capacity + 64;
        batch->entries = realloc(batch->entries, batch->capacity * sizeof(*batch->entries));
        ASSERT(batch->entries != NULL);
    }
    struct batch_entry *entry = &batch->entries[batch->count++];
    entry->node = node;
    entry->sequence = sequence;
    entry->offset = batch->bytes.size;
    entry->size = size;
    memcpy(entry->hash, hash, sizeof(entry->hash));
    if (size > 0) {
        buffer_append(&batch->bytes, bytes, size);
    }
}

void entry_batch_clear(struct entry_batch *batch)
{
    buffer_clear(&batch->bytes);
    batch->count = 0;
}

void entry_batch_close(struct entry_batch *batch)
{
    buffer_close(&batch->bytes);
    free(batch->entries);
    *batch = (struct entry_batch){0};
}

bool store_read_entries(struct store *store, int64_t node, int64_t after, size_t bytes_max,
    struct entry_batch *batch, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_JOURNAL_AFTER);
    bool row;
    entry_batch_clear(batch);
    statement_bind_int(statement, "$node", node);
    statement_bind_int(statement, "$sequence", after);
    do {
        if (!statement_step(store, statement, &row, err)) {
            return false;
        }
        if (!row) {
            return true;
        }
        struct text_view entry = statement_blob(statement, 1);
        struct text_view hash = statement_blob(statement, 2);
        if (hash.size != CHAIN_HASH_SIZE) {
            statement_reset(statement);
            error_set(err, ERROR_CORRUPT, "its hash is damaged");
            return name_entry(node, after + 1, err);
        }
        entry_batch_add(batch, node, statement_int(statement, 0), (const uint8_t *)hash.bytes,
            entry.bytes, entry.size);
    } while (batch->bytes.size < bytes_max);
    statement_reset(statement);
    return true;
}

/* Receiving ------------------------------------------------------------------------------------ */

/* What is known while a batch is taken in: the end of the chain that its entries continue. */
struct receiving {
    struct store *store;
    bool has_chain;
    int64_t node;
    struct chain_end end;
    bool is_ours;  /* written by this file alone */
    bool is_noted; /* it has its row of `applied` */
    size_t stored;
};

static bool is_written_here(struct store *store, int64_t node, bool *out, struct error *err)
{
    if (node != 0) {
        *out = node == store->keys.node;
        return true;
    }
    return journal_reads_pen(store, out, err);
}

static bool begin_chain(struct receiving *receiving, int64_t node, struct error *err)
{
    receiving->has_chain = true;
    receiving->is_noted = false;
    receiving->node = node;
    return journal_read_end(receiving->store, node, &receiving->end, err) &&
           is_written_here(receiving->store, node, &receiving->is_ours, err);
}

static bool is_known(struct receiving *receiving, const struct batch_entry *entry,
    const uint8_t *hash, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(receiving->store, QUERY_JOURNAL_HASH);
    bool row;
    statement_bind_int(statement, "$node", entry->node);
    statement_bind_int(statement, "$sequence", entry->sequence);
    if (!statement_step(receiving->store, statement, &row, err)) {
        return false;
    }
    bool is_same = false;
    if (row) {
        struct text_view here = statement_blob(statement, 0);
        is_same = here.size == ENTRY_HASH_SIZE && memcmp(here.bytes, hash, here.size) == 0;
        statement_reset(statement);
    }
    char name[NODE_TEXT_MAX];
    return is_same ||
           error_set(err, ERROR_REFUSED,
               entry->sequence == 1
                   ? "another chain of node %s is known here: a till's number is used twice"
                   : "it differs from the one that is here: two files write as node %s",
               node_print(entry->node, name));
}

static bool read_latest_holder(struct store *store, uint8_t *out_key, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PEN_ENTRY_LATEST);
    uint8_t nothing[ENTRY_HASH_SIZE] = {0};
    bool row;
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    if (!row) {
        return error_set(err, ERROR_CORRUPT, "chain 0 has no beginning here");
    }
    struct text_view entry = statement_blob(statement, 0);
    bool good = entry.size >= ENTRY_HEADER_SIZE ||
                error_set(err, ERROR_CORRUPT, "an entry of chain 0 is damaged");
    good = good && pen_check_entry((const uint8_t *)entry.bytes, entry.size, store->keys.shop_id,
                       nothing, NULL, out_key, err);
    statement_reset(statement);
    return good;
}

/* The handing over of the pen, or the beginning of chain 0. */
static bool check_pen(
    const struct receiving *receiving, const uint8_t *bytes, size_t size, struct error *err)
{
    uint8_t holder[PEN_KEY_SIZE];
    uint8_t next[PEN_KEY_SIZE];
    bool is_first = receiving->end.sequence == 0;
    if (!is_first && !read_latest_holder(receiving->store, holder, err)) {
        return false;
    }
    return pen_check_entry(bytes, size, receiving->store->keys.shop_id, receiving->end.hash,
        is_first ? NULL : holder, next, err);
}

/* The till's row: its first columns are id, node, number, incarnation, role, shop. */
#define TILL_COLUMNS_MIN 6

static bool check_till(
    const struct receiving *receiving, const struct entry_row *row, struct error *err)
{
    const struct entry_value *node = &row->values[1];
    const struct entry_value *shop = &row->values[5];
    if (row->columns < TILL_COLUMNS_MIN) {
        return error_set(err, ERROR_CORRUPT, "the till's row is cut short");
    }
    if (node->type != VALUE_INTEGER || node->integer != receiving->node) {
        return error_set(err, ERROR_REFUSED, "the till's row names another node");
    }
    if (shop->type != VALUE_BLOB || shop->size != KEY_FILE_SHOP_ID_SIZE ||
        memcmp(shop->bytes, receiving->store->keys.shop_id, shop->size) != 0) {
        return error_set(err, ERROR_REFUSED, "the till is another shop's");
    }
    return true;
}

static bool check_rows(const struct receiving *receiving, const struct entry_header *header,
    const uint8_t *bytes, size_t size, struct error *err)
{
    struct entry_reader reader;
    int tills = 0;
    entry_reader_init(&reader, bytes, size, header->node);
    for (;;) {
        const struct table_row *table;
        bool row;
        if (!entry_read_row(&reader, &row, err)) {
            return false;
        }
        if (!row) {
            break;
        }
        if (!apply_check_row(&reader.row, header->node, header->kind, &table, err)) {
            return false;
        }
        if (table->number == TABLE_TILL) {
            tills++;
            if (!check_till(receiving, &reader.row, err)) {
                return false;
            }
        }
    }
    bool begins_till = header->node != 0 && header->sequence == 1;
    if (tills != (begins_till ? 1 : 0)) {
        return error_set(err, ERROR_REFUSED,
            begins_till ? "the chain begins without its till" : "a till is named twice");
    }
    return true;
}

static bool check_entry(const struct receiving *receiving, const struct entry_header *header,
    const uint8_t *bytes, size_t size, struct error *err)
{
    bool is_beginning = header->sequence == 1;
    if (is_beginning != (header->kind == ENTRY_GENESIS)) {
        return error_set(err, ERROR_REFUSED, "a chain begins with its genesis and only there");
    }
    if (header->node == 0 && (is_beginning || header->kind == ENTRY_PEN) &&
        !check_pen(receiving, bytes, size, err)) {
        return false;
    }
    /* Tables of a newer schema may be unknown here: applying checks them when they are known. */
    return header->schema > MIGRATION_COUNT || check_rows(receiving, header, bytes, size, err);
}

static bool check_place(
    const struct receiving *receiving, const struct batch_entry *entry, struct error *err)
{
    char name[NODE_TEXT_MAX];
    if (receiving->is_ours) {
        return error_set(err, ERROR_REFUSED,
            entry->node == 0 ? "this file holds the office's pen, and another one wrote with it"
                             : "this file is node %s, and another one writes as it",
            node_print(entry->node, name));
    }
    if (entry->sequence != receiving->end.sequence + 1) {
        return error_set(err, ERROR_REFUSED, "the entries from %" PRId64 " to it are missing",
            receiving->end.sequence + 1);
    }
    return true;
}

/* An applied row stands for a chain that others write. What stood here before it came is in the
 * tables already. */
static bool note_chain(struct receiving *receiving, struct error *err)
{
    if (receiving->is_noted) {
        return true;
    }
    receiving->is_noted = true;
    struct sqlite3_stmt *statement = statement_begin(receiving->store, QUERY_APPLIED_BEGIN);
    statement_bind_int(statement, "$node", receiving->node);
    statement_bind_int(statement, "$sequence", receiving->end.sequence);
    return statement_run(receiving->store, statement, err);
}

static bool receive_new(struct receiving *receiving, const struct batch_entry *entry,
    const uint8_t *bytes, const uint8_t *hash, struct error *err)
{
    struct entry_header header;
    if (!check_place(receiving, entry, err) ||
        !entry_read_header(bytes, entry->size, &header, err)) {
        return false;
    }
    if (header.node != entry->node || header.sequence != entry->sequence) {
        return error_set(err, ERROR_CORRUPT, "it says that it is another entry");
    }
    if (!check_entry(receiving, &header, bytes, entry->size, err) || !note_chain(receiving, err) ||
        !journal_insert(receiving->store, &header, bytes, entry->size, hash, err)) {
        return false;
    }
    receiving->end.sequence = entry->sequence;
    memcpy(receiving->end.hash, hash, sizeof(receiving->end.hash));
    receiving->stored++;
    return true;
}

static bool receive_entry(struct receiving *receiving, const struct batch_entry *entry,
    const uint8_t *bytes, struct error *err)
{
    if ((!receiving->has_chain || receiving->node != entry->node) &&
        !begin_chain(receiving, entry->node, err)) {
        return false;
    }
    if (entry->sequence <= receiving->end.sequence) {
        return is_known(receiving, entry, entry->hash, err);
    }
    uint8_t hash[ENTRY_HASH_SIZE];
    entry_hash(receiving->end.hash, bytes, entry->size, hash);
    if (entry->sequence == receiving->end.sequence + 1 && !receiving->is_ours &&
        memcmp(hash, entry->hash, sizeof(hash)) != 0) {
        return error_set(err, ERROR_CORRUPT, "it does not match its hash");
    }
    return receive_new(receiving, entry, bytes, hash, err);
}

bool store_receive(
    struct store *store, const struct entry_batch *batch, size_t *out_stored, struct error *err)
{
    struct receiving receiving = {.store = store};
    if (!store_begin_exchange(store, err)) {
        return false;
    }
    for (size_t i = 0; i < batch->count; i++) {
        const struct batch_entry *entry = &batch->entries[i];
        if (!node_is_valid(entry->node) || entry->sequence < 1) {
            store_rollback(store);
            return error_set(err, ERROR_REFUSED, "an entry of no node");
        }
        if (!receive_entry(
                &receiving, entry, (const uint8_t *)batch->bytes.bytes + entry->offset, err)) {
            store_rollback(store);
            return name_entry(entry->node, entry->sequence, err);
        }
    }
    if (!store_commit_exchange(store, err)) {
        return false;
    }
    *out_stored = receiving.stored;
    return true;
}

/* Applying ------------------------------------------------------------------------------------- */

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool read_applied(
    struct store *store, int64_t node, bool *out_is_noted, int64_t *out_sequence, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_APPLIED_READ);
    statement_bind_int(statement, "$node", node);
    if (!statement_step(store, statement, out_is_noted, err)) {
        return false;
    }
    if (*out_is_noted) {
        *out_sequence = statement_int(statement, 0);
        statement_reset(statement);
    }
    return true;
}

static bool apply_entry(struct store *store, struct sqlite3_stmt *statement, int64_t node,
    bool *out_is_newer, struct error *err)
{
    struct text_view entry = statement_blob(statement, 1);
    struct entry_header header;
    const uint8_t *bytes = (const uint8_t *)entry.bytes;
    if (!entry_read_header(bytes, entry.size, &header, err)) {
        return false;
    }
    *out_is_newer = header.schema > MIGRATION_COUNT;
    if (header.node != node) {
        return error_set(err, ERROR_CORRUPT, "it says that it is another entry");
    }
    return *out_is_newer || applier_apply(store->applier, &header, bytes, entry.size, err);
}

/* Applies from *sequence on and leaves in it how far it came. */
static bool apply_some(struct store *store, int64_t node, int64_t *sequence,
    enum apply_state *out_state, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_JOURNAL_AFTER);
    const int64_t until = now_ns() + APPLY_BUDGET_NS;
    statement_bind_int(statement, "$node", node);
    statement_bind_int(statement, "$sequence", *sequence);
    *out_state = APPLY_MORE;
    do {
        bool row;
        bool is_newer = false;
        if (!statement_step(store, statement, &row, err)) {
            return false;
        }
        if (!row) {
            *out_state = APPLY_DONE;
            return true;
        }
        int64_t at = statement_int(statement, 0);
        if (!apply_entry(store, statement, node, &is_newer, err)) {
            return name_entry(node, at, err);
        }
        if (is_newer) {
            *out_state = APPLY_NEWER_SCHEMA;
            break;
        }
        *sequence = at;
    } while (now_ns() < until);
    statement_reset(statement);
    return true;
}

static bool note_applied(struct store *store, int64_t node, int64_t sequence, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_APPLIED_UPDATE);
    statement_bind_int(statement, "$node", node);
    statement_bind_int(statement, "$sequence", sequence);
    return statement_run(store, statement, err);
}

static bool step(struct store *store, int64_t node, enum apply_state *out_state, struct error *err)
{
    bool is_noted;
    int64_t from = 0;
    if (!read_applied(store, node, &is_noted, &from, err)) {
        return false;
    }
    if (!is_noted) {
        *out_state = APPLY_DONE; /* written here, or not known at all */
        return true;
    }
    int64_t sequence = from;
    return apply_some(store, node, &sequence, out_state, err) &&
           (sequence == from || note_applied(store, node, sequence, err));
}

bool store_apply_step(
    struct store *store, int64_t node, enum apply_state *out_state, struct error *err)
{
    enum apply_state state;
    if (store->applier == NULL) {
        store->applier = applier_open(store->db);
    }
    if (!store_begin_exchange(store, err)) {
        return false;
    }
    if (!step(store, node, &state, err)) {
        store_rollback(store);
        return false;
    }
    if (!store_commit_exchange(store, err)) {
        return false;
    }
    *out_state = state;
    return true;
}

bool store_apply_all(struct store *store, bool *out_waits, struct error *err)
{
    struct chain_heads heads;
    bool waits = false;
    if (!store_read_heads(store, &heads, err)) {
        return false;
    }
    bool good = true;
    for (size_t i = 0; good && i < heads.count; i++) {
        enum apply_state state = APPLY_MORE;
        while (good && state == APPLY_MORE) {
            good = store_apply_step(store, heads.items[i].node, &state, err);
        }
        waits = waits || state == APPLY_NEWER_SCHEMA;
    }
    chain_heads_close(&heads);
    if (good) {
        *out_waits = waits;
    }
    return good;
}
