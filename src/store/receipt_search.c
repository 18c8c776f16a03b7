#include "store/receipt_search.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

enum {
    HIT_SALE_ID,
    HIT_BUSINESS_DAY,
    HIT_SOLD_AT_MS,
    HIT_STAFF_NAME,
    HIT_KIND,
    HIT_CURRENCY,
    HIT_PAID_MINOR,
    HIT_TENDER,
    HIT_PAYMENT_COUNT,
    HIT_FIRST_ITEM,
    HIT_LINE_COUNT,
    HIT_IS_REFUNDED
};

/* "%words%", with what LIKE takes for signs of its own made plain. */
static void append_pattern(struct buffer *out, const char *words)
{
    buffer_append_char(out, '%');
    for (; *words != '\0'; words++) {
        if (strchr("%_\\", *words) != NULL) {
            buffer_append_char(out, '\\');
        }
        buffer_append_char(out, *words);
    }
    buffer_append_char(out, '%');
}

static bool read_hit(struct sqlite3_stmt *row, struct receipt_hit *hit)
{
    *hit = (struct receipt_hit){
        .sale_id = statement_int(row, HIT_SALE_ID),
        .sold_at_ms = statement_int(row, HIT_SOLD_AT_MS),
        .paid_minor = statement_int(row, HIT_PAID_MINOR),
        .payment_count = (size_t)statement_int(row, HIT_PAYMENT_COUNT),
        .line_count = (size_t)statement_int(row, HIT_LINE_COUNT),
        .is_refunded = statement_int(row, HIT_IS_REFUNDED) != 0,
    };
    return statement_copy_text(
               row, HIT_BUSINESS_DAY, hit->business_day, sizeof(hit->business_day)) &&
           statement_copy_text(row, HIT_STAFF_NAME, hit->staff_name, sizeof(hit->staff_name)) &&
           statement_copy_text(row, HIT_KIND, hit->kind, sizeof(hit->kind)) &&
           statement_copy_text(row, HIT_CURRENCY, hit->currency, sizeof(hit->currency)) &&
           statement_copy_text(row, HIT_TENDER, hit->tender, sizeof(hit->tender)) &&
           statement_copy_text(row, HIT_FIRST_ITEM, hit->first_item, sizeof(hit->first_item));
}

bool receipt_search(struct store *store, const struct receipt_query *query,
    struct receipt_hit *out_hits, size_t hits_max, size_t *out_count, struct error *err)
{
    struct buffer pattern = {0};
    append_pattern(&pattern, query->words);
    struct sqlite3_stmt *row = statement_begin(store, QUERY_RECEIPT_SEARCH);
    statement_bind_text(row, "$from", query->from_day);
    statement_bind_text(row, "$to", query->to_day);
    statement_bind_text(row, "$words", query->words);
    statement_bind_text(row, "$pattern", pattern.bytes);
    if (query->has_amount) {
        statement_bind_int(row, "$amount_minor", query->amount_minor);
    }
    statement_bind_int(row, "$max", (int64_t)hits_max);
    *out_count = 0;
    bool found = true;
    bool is_done = true;
    while (found && is_done) {
        is_done = statement_step(store, row, &found, err);
        if (is_done && found && !read_hit(row, &out_hits[(*out_count)++])) {
            statement_reset(row);
            is_done = error_set(err, ERROR_CORRUPT, "a sale cannot be read");
        }
    }
    buffer_close(&pattern);
    return is_done;
}
