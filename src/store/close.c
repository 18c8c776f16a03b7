#include "store/close.h"

#include <sodium.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/id.h"
#include "domain/z_report.h"
#include "store/handle.h"
#include "store/journal.h"
#include "store/statement.h"
#include "store/store.h"

static const char PURPOSE[] = "tilltale close 1";

bool close_read_newest(struct store *store, int64_t node, bool *out_found,
    struct z_report *out_report, struct error *err)
{
    bool found;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CLOSE_NEWEST);
    statement_bind_int(row, "$node", node);
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    if (found) {
        bool is_read = z_report_parse_json(statement_text(row, 4), out_report, err);
        statement_reset(row);
        if (!is_read) {
            return false;
        }
    }
    *out_found = found;
    return true;
}

bool close_read_body(
    struct store *store, int64_t node, int64_t number, struct buffer *out_body, struct error *err)
{
    bool found;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CLOSE_READ);
    statement_bind_int(row, "$id", id_make(node, number));
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "there is no Z report %04lld", (long long)number);
    }
    struct text_view body = statement_text(row, 0);
    buffer_append(out_body, body.bytes, body.size);
    statement_reset(row);
    return true;
}

static bool read_last_sale(
    struct store *store, int64_t node, int64_t *out_sale_n, struct error *err)
{
    bool found;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CLOSE_NEWEST);
    statement_bind_int(row, "$node", node);
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    *out_sale_n = found ? statement_int(row, 3) : 0;
    if (found) {
        statement_reset(row);
    }
    return true;
}

bool close_read_bounds(struct store *store, int64_t node, int64_t shift_id,
    const struct z_report *before, struct close_bounds *out_bounds, struct error *err)
{
    bool found;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_Z_BOUNDS);
    statement_bind_int(row, "$node", node);
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    *out_bounds = (struct close_bounds){
        .node = node,
        .shift_id = shift_id,
        .last_sale_n = id_n(statement_int(row, 0)),
        .last_lead = id_n(statement_int(row, 1)),
        .last_transfer_check = id_n(statement_int(row, 2)),
        .before = before,
    };
    statement_reset(row);
    int64_t closed_n;
    if (!read_last_sale(store, node, &closed_n, err)) {
        return false;
    }
    out_bounds->first_sale_n = closed_n + 1;
    return true;
}

/* --- signing -------------------------------------------------------------------------------- */

static void append_message(struct buffer *out, const uint8_t *head, struct text_view body)
{
    buffer_append(out, PURPOSE, sizeof(PURPOSE) - 1);
    buffer_append(out, head, ENTRY_HASH_SIZE);
    buffer_append(out, body.bytes, body.size);
}

bool close_signature_is_good(
    const uint8_t *head, struct text_view body, const uint8_t *signature, const uint8_t *public_key)
{
    struct buffer message = {0};
    append_message(&message, head, body);
    int result = crypto_sign_verify_detached(
        signature, (const unsigned char *)message.bytes, message.size, public_key);
    buffer_close(&message);
    return result == 0;
}

static void sign(
    const struct store *store, const uint8_t *head, struct text_view body, uint8_t *out_signature)
{
    struct buffer message = {0};
    append_message(&message, head, body);
    crypto_sign_detached(out_signature, NULL, (const unsigned char *)message.bytes, message.size,
        store->keys.till.secret_key);
    buffer_close(&message);
}

/* --- writing -------------------------------------------------------------------------------- */

static void bind_report(struct sqlite3_stmt *row, const struct z_report *report)
{
    statement_bind_text(row, "$business_day", report->business_day);
    statement_bind_int(row, "$closed_at_ms", report->closed_at_ms);
    statement_bind_text(row, "$staff_name", report->closed_by);
    statement_bind_int(row, "$expected_minor", report->expected_minor);
    if (report->has_counted) {
        statement_bind_int(row, "$counted_minor", report->counted_minor);
    }
    statement_bind_text(row, "$reason", report->reason);
    statement_bind_int(row, "$left_minor", report->left_minor);
    statement_bind_int(row, "$taken_minor", report->taken_minor);
    if (report->has_terminal) {
        statement_bind_int(row, "$terminal_minor", report->terminal_minor);
    }
    statement_bind_int(row, "$grand_total_minor", report->grand_total_minor);
}

static bool insert_row(struct store *store, int64_t id, int64_t shift_id, int64_t staff_id,
    const struct z_report *report, const uint8_t *head, int64_t last_sale_n, struct error *err)
{
    uint8_t signature[crypto_sign_BYTES];
    struct buffer body = {0};
    z_report_print_json(report, &body);
    sign(store, head, (struct text_view){body.bytes, body.size}, signature);
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CLOSE_INSERT);
    statement_bind_int(row, "$id", id);
    statement_bind_int(row, "$shift_id", shift_id);
    statement_bind_id_or_null(row, "$staff_id", staff_id);
    bind_report(row, report);
    statement_bind_int(row, "$last_sale_n", last_sale_n);
    statement_bind_text(row, "$body", body.bytes);
    statement_bind_blob(row, "$signed_head", head, ENTRY_HASH_SIZE);
    statement_bind_blob(row, "$signature", signature, sizeof(signature));
    bool is_done = statement_run(store, row, err);
    buffer_close(&body);
    return is_done;
}

bool close_insert(struct store *store, int64_t shift_id, int64_t staff_id, struct z_report *report,
    struct error *err)
{
    struct chain_end end;
    struct close_bounds bounds;
    int64_t id;
    ASSERT(store->has_keys && store->keys.till.is_held);
    if (!journal_read_end(store, store_node(store), &end, err) ||
        !store_next_id(store, "close", &id, err) ||
        !close_read_bounds(store, store_node(store), shift_id, NULL, &bounds, err)) {
        return false;
    }
    report->number = id_n(id);
    sodium_bin2hex(report->chain_head, sizeof(report->chain_head), end.hash, ENTRY_HASH_SIZE);
    return insert_row(store, id, shift_id, staff_id, report, end.hash, bounds.last_sale_n, err);
}
