#include "store/peer.h"

#include <string.h>

#include "store/handle.h"
#include "store/statement.h"
#include "store/store.h"

bool peer_is_same_shop(const struct store *one, const struct store *other)
{
    return memcmp(one->keys.shop_id, other->keys.shop_id, sizeof(one->keys.shop_id)) == 0;
}

/* Two columns of the one row that such a question answers with. */
static bool read_pair(struct store *store, struct sqlite3_stmt *statement, int64_t *out_first,
    int64_t *out_second, struct error *err)
{
    bool row = false;
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    *out_first = row ? statement_int(statement, 0) : 0;
    *out_second = row ? statement_int(statement, 1) : 0;
    statement_reset(statement);
    return true;
}

bool peer_read_is_booth(struct store *store, bool *out_is_booth, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TILL_IS_BOOTH);
    statement_bind_int(statement, "$node", store_node(store));
    int64_t booths = 0, unused = 0;
    if (!read_pair(store, statement, &booths, &unused, err)) {
        return false;
    }
    *out_is_booth = booths > 0;
    return true;
}

bool peer_has_open_ticket(struct store *store, int64_t since_ms, bool *out_has, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TICKET_IS_OPEN);
    statement_bind_int(statement, "$updated_at_ms", since_ms);
    int64_t tickets = 0, unused = 0;
    if (!read_pair(store, statement, &tickets, &unused, err)) {
        return false;
    }
    *out_has = tickets > 0;
    return true;
}

bool peer_read_backlog(struct store *store, int64_t node, int64_t after, int64_t written_after_ms,
    size_t *out_entries, int64_t *out_since_ms, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_JOURNAL_BACKLOG);
    statement_bind_int(statement, "$node", node);
    statement_bind_int(statement, "$sequence", after);
    statement_bind_int(statement, "$at_ms", written_after_ms);
    int64_t entries = 0, since_ms = 0;
    if (!read_pair(store, statement, &entries, &since_ms, err)) {
        return false;
    }
    *out_entries = (size_t)entries;
    *out_since_ms = since_ms;
    return true;
}

bool peer_read_synced_at(
    struct store *store, const char *peer, int64_t *out_synced_at_ms, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SYNC_STATE_READ);
    statement_bind_text(statement, "$peer", peer);
    int64_t unused = 0;
    return read_pair(store, statement, out_synced_at_ms, &unused, err);
}

bool peer_write_synced_at(
    struct store *store, const char *peer, int64_t synced_at_ms, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SYNC_STATE_WRITE);
    statement_bind_text(statement, "$peer", peer);
    statement_bind_int(statement, "$synced_at_ms", synced_at_ms);
    statement_bind_text(statement, "$problem", "");
    return statement_run(store, statement, err);
}
