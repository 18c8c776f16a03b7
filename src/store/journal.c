#include "store/journal.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "store/capture.h"
#include "store/handle.h"
#include "store/migrations.h"
#include "store/statement.h"

bool journal_read_end(
    struct store *store, int64_t node, struct chain_end *out_end, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CHAIN_HEAD);
    bool row;
    statement_bind_int(statement, "$node", node);
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    struct chain_end end = {0};
    if (row) {
        struct text_view hash = statement_blob(statement, 1);
        end.sequence = statement_int(statement, 0);
        if (hash.size == sizeof(end.hash)) {
            memcpy(end.hash, hash.bytes, sizeof(end.hash));
        }
        statement_reset(statement);
    }
    *out_end = end;
    return true;
}

bool journal_insert(struct store *store, const struct entry_header *header, const uint8_t *bytes,
    size_t size, const uint8_t *hash, struct error *err)
{
    const char *kind = entry_kind_name(header->kind);
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_JOURNAL_INSERT);
    statement_bind_int(statement, "$node", header->node);
    statement_bind_int(statement, "$sequence", header->sequence);
    statement_bind_int(statement, "$at_ms", header->at_ms);
    statement_bind_text(statement, "$kind", kind != NULL ? kind : "unknown");
    statement_bind_blob(statement, "$entry", bytes, size);
    statement_bind_blob(statement, "$hash", hash, ENTRY_HASH_SIZE);
    return statement_run(store, statement, err);
}

/* The pen -------------------------------------------------------------------------------------- */

bool journal_reads_pen(struct store *store, bool *out_holds, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PEN_LATEST);
    bool row;
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    const struct signing_key *office = &store->keys.office;
    *out_holds = false;
    if (row) {
        struct text_view key = statement_blob(statement, 1);
        *out_holds = office->is_held && key.size == sizeof(office->public_key) &&
                     memcmp(key.bytes, office->public_key, key.size) == 0;
        statement_reset(statement);
    }
    return true;
}

/* What came from the office must be in the tables before anything is added to it. */
static bool office_is_applied(struct store *store, bool *out_is_applied, struct error *err)
{
    struct chain_end end;
    if (!journal_read_end(store, 0, &end, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_APPLIED_READ);
    bool row;
    statement_bind_int(statement, "$node", 0);
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    *out_is_applied = !row || statement_int(statement, 0) == end.sequence;
    statement_reset(statement);
    return true;
}

/* Names who has it: the office where it was handed over, else the shop's first till. */
static bool refuse_pen(struct store *store, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PEN_LATEST);
    bool row;
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    struct text_view holder = row ? statement_text(statement, 2) : text_view_of("the office");
    error_set(err, ERROR_REFUSED, "%.*s holds the pen; change it there",
        holder.size < 60 ? (int)holder.size : 60, holder.bytes);
    if (row) {
        statement_reset(statement);
    }
    return false;
}

bool journal_may_write_office(struct store *store, struct error *err)
{
    bool holds;
    bool is_applied;
    if (!journal_reads_pen(store, &holds, err)) {
        return false;
    }
    if (!holds) {
        return refuse_pen(store, err);
    }
    if (!office_is_applied(store, &is_applied, err)) {
        return false;
    }
    return is_applied ||
           error_set(err, ERROR_REFUSED, "changes from the office are still waiting to be applied");
}

/* Appending ------------------------------------------------------------------------------------ */

static bool append_part(struct store *store, struct entry_header *header, uint8_t *bytes,
    size_t size, struct chain_end *end, struct error *err)
{
    uint8_t hash[ENTRY_HASH_SIZE];
    header->sequence = ++end->sequence;
    entry_write_header(header, bytes);
    entry_hash(end->hash, bytes, size, hash);
    memcpy(end->hash, hash, sizeof(hash));
    return journal_insert(store, header, bytes, size, hash, err);
}

static bool mark_office_applied(struct store *store, int64_t sequence, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_APPLIED_UPDATE);
    statement_bind_int(statement, "$node", 0);
    statement_bind_int(statement, "$sequence", sequence);
    return statement_run(store, statement, err);
}

static bool read_end_to_append(
    struct store *store, int64_t node, struct chain_end *out_end, struct error *err)
{
    if (!journal_read_end(store, node, out_end, err)) {
        return false;
    }
    bool is_genesis = capture_kind(store->capture) == ENTRY_GENESIS;
    if (is_genesis && out_end->sequence > 0) {
        return error_set(
            err, ERROR_REFUSED, "the chain of node %" PRId64 " has begun already", node);
    }
    if (!is_genesis && out_end->sequence == 0) {
        return error_set(
            err, ERROR_CORRUPT, "the chain of node %" PRId64 " has no beginning", node);
    }
    return true;
}

static bool append_chain(
    struct store *store, enum capture_chain chain, int64_t at_ms, struct error *err)
{
    struct capture *capture = store->capture;
    size_t parts = capture_part_count(capture, chain);
    struct chain_end end;
    struct entry_header header = {
        .kind = (int)capture_kind(capture),
        .schema = MIGRATION_COUNT,
        .node = capture_node(capture, chain),
        .parts = (int)parts,
        .at_ms = at_ms,
        .staff_id = capture_staff(capture),
    };
    if (parts > UINT16_MAX) {
        return error_set(err, ERROR_LIMIT, "the import has too many parts");
    }
    if (!read_end_to_append(store, header.node, &end, err)) {
        return false;
    }
    for (size_t i = 0; i < parts; i++) {
        size_t size;
        uint8_t *bytes = capture_part(capture, chain, i, &size);
        header.part = (int)i + 1;
        if (!append_part(store, &header, bytes, size, &end, err)) {
            return false;
        }
    }
    return chain != CAPTURE_OFFICE || mark_office_applied(store, end.sequence, err);
}

/* The kinds that are the office's were asked about at the bracket's beginning; a handing over
 * could not be asked about now, for its row stands there already. */
static bool needs_asking(enum entry_kind kind)
{
    return kind != ENTRY_GENESIS && kind != ENTRY_PEN;
}

bool journal_append_captured(struct store *store, int64_t at_ms, struct error *err)
{
    struct capture *capture = store->capture;
    if (capture_part_count(capture, CAPTURE_OFFICE) > 0 &&
        ((needs_asking(capture_kind(capture)) && !journal_may_write_office(store, err)) ||
            !append_chain(store, CAPTURE_OFFICE, at_ms, err))) {
        return false;
    }
    return capture_part_count(capture, CAPTURE_OWN) == 0 ||
           append_chain(store, CAPTURE_OWN, at_ms, err);
}
