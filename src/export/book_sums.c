#include "export/book_sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "store/tally.h"

enum {
    SUM_AMOUNT,
    SUM_TAX,
    SUM_COUNT
};

/* The head of a key; the campaign's code follows it. */
struct sum_key {
    int64_t node;
    int32_t is_trade;
    int32_t role;
    char code[POSTING_CODE_MAX];
};

struct summer {
    book_day_visit visit;
    void *context;
    char day[DAY_TEXT_MAX];
    char currency[4];
    struct tally tally; /* of the day */
    struct buffer key;
    struct book_sum *sums;
};

static int compare(const void *a_opaque, const void *b_opaque)
{
    const struct book_sum *a = a_opaque;
    const struct book_sum *b = b_opaque;
    if (a->node != b->node) {
        return a->node < b->node ? -1 : 1;
    }
    if (a->is_trade != b->is_trade) {
        return a->is_trade ? -1 : 1;
    }
    if (a->role != b->role) {
        return a->role < b->role ? -1 : 1;
    }
    int by_code = strcmp(a->code, b->code);
    return by_code != 0 ? by_code : strcmp(a->campaign, b->campaign);
}

static size_t list_sums(struct summer *summer)
{
    const struct tally *tally = &summer->tally;
    size_t count = 0;
    free(summer->sums);
    summer->sums = calloc(tally->row_count + 1, sizeof(*summer->sums));
    ASSERT(summer->sums != NULL);
    for (size_t i = 0; i < tally->row_count; i++) {
        const struct tally_row *row = &tally->rows[i];
        struct sum_key key;
        memcpy(&key, row->key, sizeof(key));
        if (row->sums[SUM_AMOUNT] == 0 && row->sums[SUM_TAX] == 0) {
            continue;
        }
        summer->sums[count++] = (struct book_sum){.business_day = summer->day,
            .node = key.node,
            .currency = summer->currency,
            .is_trade = key.is_trade != 0,
            .role = (enum ledger_role)key.role,
            .code = row->key + offsetof(struct sum_key, code),
            .campaign = row->key + sizeof(key),
            .amount_minor = row->sums[SUM_AMOUNT],
            .tax_minor = row->sums[SUM_TAX],
            .posting_count = row->sums[SUM_COUNT]};
    }
    qsort(summer->sums, count, sizeof(*summer->sums), compare);
    return count;
}

/* Tells the visitor of the day that is summed up, one till after the other. */
static bool flush(struct summer *summer, struct error *err)
{
    if (summer->tally.overflowed) {
        return error_set(err, ERROR_LIMIT, "the sums of %s are too large", summer->day);
    }
    size_t count = list_sums(summer);
    bool done = true;
    for (size_t i = 0, next; done && i < count; i = next) {
        for (next = i; next < count && summer->sums[next].node == summer->sums[i].node;) {
            next++;
        }
        struct book_day day = {.business_day = summer->day,
            .node = summer->sums[i].node,
            .currency = summer->currency,
            .sums = summer->sums + i,
            .sum_count = next - i};
        done = summer->visit(summer->context, &day, err);
    }
    tally_close(&summer->tally);
    return done;
}

static void add(struct summer *summer, const struct booking *booking, const struct posting *posting)
{
    struct sum_key key;
    memset(&key, 0, sizeof(key)); /* all of it is hashed */
    key.node = booking->node;
    key.is_trade = booking->kind == BOOKING_SALE || booking->kind == BOOKING_REFUND;
    key.role = (int32_t)posting->role;
    (void)text_copy(key.code, sizeof(key.code), posting->code);
    buffer_clear(&summer->key);
    buffer_append(&summer->key, &key, sizeof(key));
    buffer_append_text(&summer->key, booking->campaign);
    struct tally_row *row = tally_find(&summer->tally, summer->key.bytes, summer->key.size);
    tally_add(&summer->tally, row, SUM_AMOUNT, posting->amount_minor);
    tally_add(&summer->tally, row, SUM_TAX, posting->tax_minor);
    tally_add(&summer->tally, row, SUM_COUNT, 1);
}

static bool take(void *context, const struct booking *booking, struct error *err)
{
    struct summer *summer = context;
    if (strcmp(summer->day, booking->business_day) != 0) {
        if (summer->day[0] != '\0' && !flush(summer, err)) {
            return false;
        }
        (void)text_copy(summer->day, sizeof(summer->day), booking->business_day);
        (void)text_copy(summer->currency, sizeof(summer->currency), booking->currency);
    }
    for (size_t i = 0; i < booking->posting_count; i++) {
        add(summer, booking, &booking->postings[i]);
    }
    return true;
}

bool book_sums_visit(struct store *store, const struct report_range *range,
    const struct booking_form *form, book_day_visit visit, void *context, struct error *err)
{
    struct summer summer = {.visit = visit, .context = context};
    bool done = bookings_visit(store, range, form, take, &summer, err) && flush(&summer, err);
    tally_close(&summer.tally);
    buffer_close(&summer.key);
    free(summer.sums);
    return done;
}
