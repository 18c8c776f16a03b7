#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/id.h"
#include "domain/z_report.h"
#include "store/close.h"
#include "store/entry.h"
#include "store/handle.h"
#include "store/replay.h"
#include "store/statement.h"
#include "store/store.h"
#include "store/verify.h"

/* Columns of QUERY_CLOSE_ALL. */
enum {
    CLOSE_ID,
    CLOSE_SHIFT_ID,
    CLOSE_BUSINESS_DAY,
    CLOSE_CLOSED_AT_MS,
    CLOSE_LAST_SALE_N,
    CLOSE_EXPECTED_MINOR,
    CLOSE_COUNTED_MINOR,
    CLOSE_REASON,
    CLOSE_LEFT_MINOR,
    CLOSE_TAKEN_MINOR,
    CLOSE_TERMINAL_MINOR,
    CLOSE_GRAND_TOTAL_MINOR,
    CLOSE_STAFF_NAME,
    CLOSE_BODY,
    CLOSE_SIGNED_HEAD,
    CLOSE_SIGNATURE,
    CLOSE_PUBLIC_KEY
};

/* The walk over the closes: those of one node follow each other. */
struct walk {
    struct store *store;
    struct verify_report *report;
    struct sqlite3_stmt *heads; /* of the node; NULL before the first */
    int64_t node, number, last_sale_n;
    struct z_report before; /* of the same node */
    bool has_before;
};

static bool blob_is(struct sqlite3_stmt *row, int column, size_t size)
{
    return statement_blob(row, column).size == size;
}

static bool check_signature(struct walk *walk, struct sqlite3_stmt *row, struct error *err)
{
    bool has_head;
    const char *head = statement_blob(row, CLOSE_SIGNED_HEAD).bytes;
    if (!blob_is(row, CLOSE_SIGNED_HEAD, ENTRY_HASH_SIZE) ||
        !blob_is(row, CLOSE_SIGNATURE, crypto_sign_BYTES) ||
        !blob_is(row, CLOSE_PUBLIC_KEY, crypto_sign_PUBLICKEYBYTES) ||
        !close_signature_is_good((const uint8_t *)head, statement_text(row, CLOSE_BODY),
            (const uint8_t *)statement_blob(row, CLOSE_SIGNATURE).bytes,
            (const uint8_t *)statement_blob(row, CLOSE_PUBLIC_KEY).bytes)) {
        verify_find(walk->report, "close id=%" PRId64 ": it is not signed by its till",
            statement_int(row, CLOSE_ID));
        return true;
    }
    if (!statement_step(walk->store, walk->heads, &has_head, err)) {
        return false;
    }
    if (!has_head || !blob_is(walk->heads, 0, ENTRY_HASH_SIZE) ||
        memcmp(statement_blob(walk->heads, 0).bytes, head, ENTRY_HASH_SIZE) != 0) {
        verify_find(walk->report, "close id=%" PRId64 ": it signs another head than it follows",
            statement_int(row, CLOSE_ID));
    }
    return true;
}

static bool optional_is(struct sqlite3_stmt *row, int column, bool is_there, int64_t value_minor)
{
    return statement_is_null(row, column) == !is_there &&
           (!is_there || statement_int(row, column) == value_minor);
}

static bool columns_repeat_body(struct sqlite3_stmt *row, const struct z_report *z)
{
    return id_n(statement_int(row, CLOSE_ID)) == z->number &&
           id_node(statement_int(row, CLOSE_ID)) == z->node &&
           id_n(statement_int(row, CLOSE_SHIFT_ID)) == z->shift_number &&
           text_view_equals(statement_text(row, CLOSE_BUSINESS_DAY), z->business_day) &&
           statement_int(row, CLOSE_CLOSED_AT_MS) == z->closed_at_ms &&
           statement_int(row, CLOSE_EXPECTED_MINOR) == z->expected_minor &&
           optional_is(row, CLOSE_COUNTED_MINOR, z->has_counted, z->counted_minor) &&
           text_view_equals(statement_text(row, CLOSE_REASON), z->reason) &&
           statement_int(row, CLOSE_LEFT_MINOR) == z->left_minor &&
           statement_int(row, CLOSE_TAKEN_MINOR) == z->taken_minor &&
           optional_is(row, CLOSE_TERMINAL_MINOR, z->has_terminal, z->terminal_minor) &&
           statement_int(row, CLOSE_GRAND_TOTAL_MINOR) == z->grand_total_minor &&
           text_view_equals(statement_text(row, CLOSE_STAFF_NAME), z->closed_by);
}

/* Puts into a report that was worked out again what stands in no row: that is taken from the
 * body. What remains must come out the same. */
static void copy_unrecorded(const struct z_report *body, struct z_report *again)
{
    again->number = body->number;
    memcpy(again->till, body->till, sizeof(again->till));
    memcpy(again->shop, body->shop, sizeof(again->shop));
    memcpy(again->business_day, body->business_day, sizeof(again->business_day));
    again->closed_at_ms = body->closed_at_ms;
    memcpy(again->timezone, body->timezone, sizeof(again->timezone));
    memcpy(again->closed_by, body->closed_by, sizeof(again->closed_by));
    memcpy(again->reason, body->reason, sizeof(again->reason));
    again->left_minor = body->left_minor;
    again->taken_minor = body->taken_minor;
    again->has_terminal = body->has_terminal;
    again->terminal_minor = body->terminal_minor;
    again->terminal_difference_minor =
        body->has_terminal ? body->terminal_minor - z_report_tender(again, "card") : 0;
    memcpy(again->chain_head, body->chain_head, sizeof(again->chain_head));
    for (size_t i = 0; i < again->foreign_count && i < body->foreign_count; i++) {
        again->foreign[i].left_minor = body->foreign[i].left_minor;
        again->foreign[i].taken_minor = body->foreign[i].taken_minor;
    }
}

/* The JSON of `again` with the parked tickets of the body. */
static void print_again(const struct z_report *body, struct z_report *again, struct buffer *out)
{
    again->parked = body->parked;
    again->parked_count = body->parked_count;
    z_report_print_json(again, out);
    again->parked = NULL;
    again->parked_count = 0;
}

static bool check_figures(
    struct walk *walk, struct sqlite3_stmt *row, const struct z_report *body, struct error *err)
{
    char head[Z_HEAD_TEXT_MAX];
    struct text_view signed_head = statement_blob(row, CLOSE_SIGNED_HEAD);
    struct close_bounds bounds = {.node = walk->node,
        .shift_id = statement_int(row, CLOSE_SHIFT_ID),
        .first_sale_n = walk->last_sale_n + 1,
        .last_sale_n = statement_int(row, CLOSE_LAST_SALE_N),
        .last_lead = body->last_lead,
        .last_transfer_check = body->last_transfer_check,
        .is_counted = body->has_counted,
        .before = walk->has_before ? &walk->before : NULL};
    struct z_report again = {0};
    struct buffer text = {0};
    memcpy(again.currency, body->currency, sizeof(again.currency));
    if (!close_compute(walk->store, &bounds, &again, err)) {
        if (err->code != ERROR_CORRUPT) {
            return false;
        }
        verify_find(
            walk->report, "close id=%" PRId64 ": %s", statement_int(row, CLOSE_ID), err->text);
        return true;
    }
    copy_unrecorded(body, &again);
    print_again(body, &again, &text);
    sodium_bin2hex(head, sizeof(head), (const uint8_t *)signed_head.bytes,
        signed_head.size <= ENTRY_HASH_SIZE ? signed_head.size : 0);
    if (!text_view_equals(statement_text(row, CLOSE_BODY), text.bytes) ||
        strcmp(head, body->chain_head) != 0) {
        verify_find(walk->report, "close id=%" PRId64 ": the Z says something else than the rows",
            statement_int(row, CLOSE_ID));
    }
    buffer_close(&text);
    z_report_close(&again);
    return true;
}

/* Numbers of one till go on by 1; a file that holds a till's end only cannot start anywhere else
 * than where its journal starts, so the first is 1. */
static void begin_node(struct walk *walk, int64_t node)
{
    if (walk->heads != NULL && walk->node == node) {
        return;
    }
    if (walk->heads != NULL) {
        statement_reset(walk->heads);
    }
    z_report_close(&walk->before);
    walk->has_before = false;
    walk->node = node;
    walk->number = 0;
    walk->last_sale_n = 0;
    walk->heads = statement_begin(walk->store, QUERY_CLOSE_HEADS);
    statement_bind_int(walk->heads, "$node", node);
    statement_bind_text(walk->heads, "$kind", entry_kind_name(ENTRY_CLOSE));
}

static bool check_close(struct walk *walk, struct sqlite3_stmt *row, struct error *err)
{
    int64_t id = statement_int(row, CLOSE_ID);
    struct z_report body = {0};
    struct error why;
    begin_node(walk, id_node(id));
    if (id_n(id) != walk->number + 1) {
        verify_find(walk->report, "close id=%" PRId64 ": a Z before it is missing", id);
    }
    walk->number = id_n(id);
    if (!check_signature(walk, row, err)) {
        return false;
    }
    if (!z_report_parse_json(statement_text(row, CLOSE_BODY), &body, &why)) {
        verify_find(walk->report, "close id=%" PRId64 ": %s", id, why.text);
    } else if (!columns_repeat_body(row, &body)) {
        verify_find(walk->report, "close id=%" PRId64 ": its columns differ from its report", id);
    } else if (!check_figures(walk, row, &body, err)) {
        z_report_close(&body);
        return false;
    }
    walk->last_sale_n = statement_int(row, CLOSE_LAST_SALE_N);
    z_report_close(&walk->before);
    walk->before = body;
    walk->has_before = true;
    return true;
}

bool close_verify_all(
    struct store *store, struct verify_report *report, int64_t *out_closes, struct error *err)
{
    struct walk walk = {.store = store, .report = report};
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CLOSE_ALL);
    bool has_row = true, is_done = true;
    *out_closes = 0;
    while (is_done && has_row) {
        is_done = statement_step(store, row, &has_row, err);
        if (is_done && has_row) {
            *out_closes += 1;
            is_done = check_close(&walk, row, err);
        }
    }
    if (has_row) {
        statement_reset(row);
    }
    if (walk.heads != NULL) {
        statement_reset(walk.heads);
    }
    z_report_close(&walk.before);
    return is_done;
}
