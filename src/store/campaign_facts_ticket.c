#include <stdlib.h>

#include "base/error.h"
#include "domain/money.h"
#include "store/campaign_facts_private.h"
#include "store/statement.h"

/* Columns of QUERY_FACTS_LINES from its first amount on, as QUERY_FACTS_REFUNDED has them too. */
enum {
    AMOUNT_GROSS_MINOR,
    AMOUNT_NET_MINOR,
    AMOUNT_COST_MINOR,
    AMOUNT_QUANTITY_MILLI,
    AMOUNT_KIND,
    AMOUNT_COUNT
};
/* Columns of QUERY_FACTS_LINES. */
enum {
    LINE_AMOUNTS = 1,
    LINE_N = LINE_AMOUNTS + AMOUNT_COUNT,
    LINE_DISCOUNT_CAMPAIGN_ID,
    LINE_DISCOUNT_MINOR
};
/* Columns of QUERY_FACTS_TOUCHES. */
enum {
    TOUCH_ID = 1,
    TOUCH_TOUCHED_AT_MS,
    TOUCH_KIND,
    TOUCH_CAMPAIGN_ID,
    TOUCH_LINK_ID,
    TOUCH_LEAD_ID,
    TOUCH_CONTENT
};

/* A receipt whose number is that much higher than the one before begins a range of its own. */
#define RANGE_GAP 256

/* --- walking in step ------------------------------------------------------------------------ */

/* What is done with a row of the query that belongs to `sale`. */
typedef bool (*facts_take)(
    struct facts_reader *reader, uint32_t sale, struct sqlite3_stmt *row, struct error *err);

static bool walk_range(struct facts_reader *reader, enum query query, size_t first, size_t end,
    facts_take take, struct error *err)
{
    const struct figures_sale *sales = reader->facts->sales;
    struct sqlite3_stmt *row = statement_begin(reader->store, query);
    size_t at = first;
    bool has_row = true;
    statement_bind_int(row, "$first_id", sales[first].id);
    statement_bind_int(row, "$last_id", sales[end - 1].id);
    while (has_row) {
        if (!statement_step(reader->store, row, &has_row, err)) {
            return false;
        }
        int64_t id = has_row ? statement_int(row, 0) : INT64_MAX;
        while (at < end && sales[at].id < id) {
            at++;
        }
        if (at < end && sales[at].id == id && !take(reader, (uint32_t)at, row, err)) {
            statement_reset(row);
            return false;
        }
    }
    return true;
}

/* Every row of the query whose first column names a receipt that was read. */
static bool walk(struct facts_reader *reader, enum query query, facts_take take, struct error *err)
{
    const struct figures_sale *sales = reader->facts->sales;
    size_t first = 0;
    for (size_t i = 1; i <= reader->receipt_count; i++) {
        if (i == reader->receipt_count || sales[i].id - sales[i - 1].id > RANGE_GAP) {
            if (!walk_range(reader, query, first, i, take, err)) {
                return false;
            }
            first = i;
        }
    }
    return true;
}

/* --- lines ---------------------------------------------------------------------------------- */

bool facts_add_amounts(struct facts_reader *reader, struct sqlite3_stmt *row, int first_column,
    struct figures_amounts *amounts, bool *out_is_costed, struct error *err)
{
    struct text_view kind = statement_text(row, first_column + AMOUNT_KIND);
    int64_t gross_minor = statement_int(row, first_column + AMOUNT_GROSS_MINOR);
    int64_t cost_minor = 0;
    *out_is_costed = false;
    if (text_view_equals(kind, "voucher") || text_view_equals(kind, "account")) {
        return true; /* no revenue: a debt of the shop, or one that is paid */
    }
    if (!statement_is_null(row, first_column + AMOUNT_COST_MINOR)) {
        *out_is_costed = true;
        if (!money_times_quantity(statement_int(row, first_column + AMOUNT_COST_MINOR),
                statement_int(row, first_column + AMOUNT_QUANTITY_MILLI), MONEY_HALF_AWAY,
                &cost_minor)) {
            return error_set(err, ERROR_LIMIT, "the cost of a line is too large a sum");
        }
    }
    int64_t net_minor = statement_int(row, first_column + AMOUNT_NET_MINOR);
    int64_t size_minor = (gross_minor < 0 ? -gross_minor : gross_minor) +
                         (cost_minor < 0 ? -cost_minor : cost_minor);
    reader->turnover_minor += size_minor;
    amounts->gross_minor += gross_minor;
    amounts->net_minor += net_minor;
    amounts->cost_minor += cost_minor;
    amounts->costed_minor += *out_is_costed ? net_minor : 0;
    return reader->turnover_minor <= MONEY_SHARE_MAX ||
           error_set(err, ERROR_LIMIT, "the sums of these days are too large; ask for fewer days");
}

/* Whether the line gives back goods of a sale that is here: then it is counted with that one. */
static bool is_refund(const struct facts_reader *reader, int64_t sale_id, int64_t n)
{
    size_t low = 0;
    size_t high = reader->refund_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct facts_refund *refund = &reader->refunds[middle];
        if (refund->sale_id < sale_id || (refund->sale_id == sale_id && refund->n < n)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < reader->refund_count && reader->refunds[low].sale_id == sale_id &&
           reader->refunds[low].n == n && reader->refunds[low].of_sale_id != 0;
}

static bool take_discount(struct facts_reader *reader, struct sqlite3_stmt *row, struct error *err)
{
    uint32_t place;
    int64_t campaign_id = statement_int(row, LINE_DISCOUNT_CAMPAIGN_ID);
    if (!facts_find_place(reader, campaign_id, 0, text_view_of(""), 0, &place, err)) {
        return false;
    }
    if (place != FIGURES_NO_ROW) {
        reader->facts->places[place].discount_minor += statement_int(row, LINE_DISCOUNT_MINOR);
    }
    return true;
}

static bool take_line(
    struct facts_reader *reader, uint32_t at, struct sqlite3_stmt *row, struct error *err)
{
    struct figures_sale *sale = &reader->facts->sales[at];
    bool is_costed;
    if (sale->day == FIGURES_NO_ROW) {
        return true;
    }
    if (!statement_is_null(row, LINE_DISCOUNT_CAMPAIGN_ID) && !take_discount(reader, row, err)) {
        return false;
    }
    if (statement_int(row, LINE_AMOUNTS + AMOUNT_QUANTITY_MILLI) < 0 &&
        is_refund(reader, sale->id, statement_int(row, LINE_N))) {
        return true;
    }
    if (!facts_add_amounts(reader, row, LINE_AMOUNTS, &sale->amounts, &is_costed, err)) {
        return false;
    }
    sale->is_costed = sale->is_costed || is_costed;
    return true;
}

/* --- contacts and people -------------------------------------------------------------------- */

/* Contacts of a receipt are few, and their ids are nearly always the order of their times. */
static void put_in_order(struct figures_touch *touches, size_t count)
{
    struct figures_touch last = touches[count - 1];
    size_t at = count - 1;
    while (at > 0 && touches[at - 1].at_ms > last.at_ms) {
        touches[at] = touches[at - 1];
        at--;
    }
    touches[at] = last;
}

static bool take_touch(
    struct facts_reader *reader, uint32_t at, struct sqlite3_stmt *row, struct error *err)
{
    struct campaign_facts *facts = reader->facts;
    struct figures_sale *sale = &facts->sales[at];
    enum touch_kind kind;
    uint32_t place;
    bool counts =
        touch_kind_parse(statement_text(row, TOUCH_KIND), &kind) && touch_kind_is_credited(kind);
    if (!counts) {
        return true;
    }
    if (!facts_find_place(reader, statement_int(row, TOUCH_CAMPAIGN_ID),
            statement_int(row, TOUCH_LINK_ID), statement_text(row, TOUCH_CONTENT),
            statement_int(row, TOUCH_ID), &place, err)) {
        return false;
    }
    facts->places[place].touch_count += sale->is_counted; /* a refund's are copies of its sale's */
    facts_grow(
        &facts->touches, &reader->touch_capacity, facts->touch_count, sizeof(*facts->touches));
    if (sale->touch_count == 0) {
        sale->touch_first = (uint32_t)facts->touch_count;
    }
    facts->touches[facts->touch_count++] = (struct figures_touch){
        .id = statement_int(row, TOUCH_ID),
        .at_ms = statement_int(row, TOUCH_TOUCHED_AT_MS),
        .place = place,
    };
    sale->touch_count++;
    put_in_order(&facts->touches[sale->touch_first], sale->touch_count);
    return true;
}

static bool take_buyer(
    struct facts_reader *reader, uint32_t at, struct sqlite3_stmt *row, struct error *err)
{
    struct campaign_facts *facts = reader->facts;
    struct figures_sale *sale = &facts->sales[at];
    uint32_t person = facts_person(reader, statement_int(row, 1));
    (void)err;
    for (size_t i = 0; i < sale->person_count; i++) {
        if (facts->buyers[sale->person_first + i] == person) {
            return true; /* two codes of one person */
        }
    }
    facts_grow(&facts->buyers, &reader->buyer_capacity, facts->buyer_count, sizeof(*facts->buyers));
    if (sale->person_count == 0) {
        sale->person_first = (uint32_t)facts->buyer_count;
    }
    facts->buyers[facts->buyer_count++] = person;
    sale->person_count++;
    return true;
}

static bool take_score(
    struct facts_reader *reader, uint32_t at, struct sqlite3_stmt *row, struct error *err)
{
    int64_t score = statement_int(row, 1);
    if (score < 1 || score > 5) {
        return error_set(err, ERROR_CORRUPT, "an answer of %lld", (long long)score);
    }
    reader->facts->sales[at].score = (uint8_t)score; /* the latest counts */
    return true;
}

static bool take_back(
    struct facts_reader *reader, uint32_t at, struct sqlite3_stmt *row, struct error *err)
{
    const struct figures_sale *sale = &reader->facts->sales[at];
    bool is_of_period = sale->day != FIGURES_NO_ROW && sale->is_counted;
    (void)row;
    (void)err;
    reader->facts->codes.back_receipts += is_of_period;
    reader->facts->codes.given_receipts += is_of_period && !sale->has_code; /* a friend's */
    return true;
}

bool facts_read_tickets(struct facts_reader *reader, struct error *err)
{
    return walk(reader, QUERY_FACTS_LINES, take_line, err) &&
           walk(reader, QUERY_FACTS_TOUCHES, take_touch, err) &&
           walk(reader, QUERY_FACTS_SALE_LEADS, take_buyer, err) &&
           walk(reader, QUERY_FACTS_SCORES, take_score, err) &&
           walk(reader, QUERY_FACTS_CAME_BACK, take_back, err);
}
