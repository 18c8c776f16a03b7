#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/money.h"
#include "store/campaign_facts_private.h"
#include "store/statement.h"

/* Columns of QUERY_FACTS_SALES and QUERY_FACTS_SALE. */
enum {
    SALE_ID,
    SALE_SOLD_AT_MS,
    SALE_IS_REFUND,
    SALE_HAS_CODE,
    SALE_CURRENCY,
    SALE_BUSINESS_DAY
};
/* Columns of QUERY_FACTS_CONVERSIONS. */
enum {
    ORDER_ID,
    ORDER_ORDERED_AT_MS,
    ORDER_GROSS_MINOR,
    ORDER_NET_MINOR,
    ORDER_CAMPAIGN_ID,
    ORDER_LINK_ID,
    ORDER_LEAD_ID,
    ORDER_CURRENCY,
    ORDER_BUSINESS_DAY
};
/* Columns of QUERY_FACTS_REFUNDED. */
enum {
    REFUNDED_SALE_ID,
    REFUNDED_AMOUNTS /* and the columns behind it, as facts_add_amounts() wants them */
};

bool facts_check_currency(struct facts_reader *reader, struct text_view currency, struct error *err)
{
    char *known = reader->facts->currency;
    if (text_view_equals(currency, known)) {
        return true;
    }
    if (known[0] != '\0') {
        return error_set(err, ERROR_INVALID,
            "these days have sales in %s and in %.*s; ask for days of one currency", known,
            (int)currency.size, currency.bytes);
    }
    return text_copy_view(known, sizeof(reader->facts->currency), currency) ||
           error_set(err, ERROR_CORRUPT, "a sale has the currency %.*s", (int)currency.size,
               currency.bytes);
}

/* Days come in order. */
uint32_t facts_add_day(struct facts_reader *reader, struct text_view day)
{
    struct campaign_facts *facts = reader->facts;
    for (size_t i = facts->day_count; i > 0; i--) {
        if (text_view_equals(day, facts->days[i - 1])) {
            return (uint32_t)i - 1;
        }
    }
    facts_grow(&facts->days, &reader->day_capacity, facts->day_count, sizeof(*facts->days));
    text_copy_view(facts->days[facts->day_count], sizeof(facts->days[0]), day);
    return (uint32_t)facts->day_count++;
}

static struct figures_sale *add_sale(struct facts_reader *reader, int64_t id)
{
    struct campaign_facts *facts = reader->facts;
    facts_grow(&facts->sales, &reader->sale_capacity, facts->sale_count, sizeof(*facts->sales));
    struct figures_sale *sale = &facts->sales[facts->sale_count++];
    *sale = (struct figures_sale){.id = id, .day = FIGURES_NO_ROW};
    return sale;
}

/* --- receipts ------------------------------------------------------------------------------- */

static int compare_sales(const void *a, const void *b)
{
    int64_t x = ((const struct figures_sale *)a)->id;
    int64_t y = ((const struct figures_sale *)b)->id;
    return (x > y) - (x < y);
}

/* A lone till's receipts come by day in the order of their ids. */
static void sort_sales(struct facts_reader *reader)
{
    struct campaign_facts *facts = reader->facts;
    reader->receipt_count = facts->sale_count;
    for (size_t i = 1; i < facts->sale_count; i++) {
        if (facts->sales[i - 1].id > facts->sales[i].id) {
            qsort(facts->sales, facts->sale_count, sizeof(*facts->sales), compare_sales);
            return;
        }
    }
}

uint32_t facts_find_sale(const struct facts_reader *reader, int64_t sale_id)
{
    const struct campaign_facts *facts = reader->facts;
    size_t low = 0;
    size_t high = reader->receipt_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (facts->sales[middle].id < sale_id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < reader->receipt_count && facts->sales[low].id == sale_id;
    return is_found ? (uint32_t)low : FIGURES_NO_ROW;
}

static bool take_sale(struct facts_reader *reader, struct sqlite3_stmt *row, struct error *err)
{
    if (!facts_check_currency(reader, statement_text(row, SALE_CURRENCY), err)) {
        return false;
    }
    struct figures_sale *sale = add_sale(reader, statement_int(row, SALE_ID));
    sale->sold_at_ms = statement_int(row, SALE_SOLD_AT_MS);
    sale->is_counted = statement_int(row, SALE_IS_REFUND) == 0;
    sale->day = facts_add_day(reader, statement_text(row, SALE_BUSINESS_DAY));
    sale->has_code = sale->is_counted && statement_int(row, SALE_HAS_CODE) != 0;
    reader->facts->codes.given_receipts += sale->has_code;
    return true;
}

static bool read_days(struct facts_reader *reader, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_SALES);
    statement_bind_text(row, "$from", reader->period->range.from);
    statement_bind_text(row, "$to", reader->period->range.to);
    statement_bind_int(row, "$first_id", reader->first_id);
    statement_bind_int(row, "$last_id", reader->last_id);
    if (!facts_read_rows(reader, row, take_sale, err)) {
        return false;
    }
    sort_sales(reader);
    return true;
}

/* --- what went back ------------------------------------------------------------------------- */

static bool read_refunds(struct facts_reader *reader, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_REFUNDS);
    bool has_row = true;
    statement_bind_text(row, "$from", reader->period->range.from);
    statement_bind_text(row, "$to", reader->period->range.to);
    statement_bind_int(row, "$first_id", reader->first_id);
    statement_bind_int(row, "$last_id", reader->last_id);
    while (has_row) {
        if (!statement_step(reader->store, row, &has_row, err)) {
            return false;
        }
        if (has_row) {
            facts_grow(&reader->refunds, &reader->refund_capacity, reader->refund_count,
                sizeof(*reader->refunds));
            reader->refunds[reader->refund_count++] = (struct facts_refund){
                statement_int(row, 0), statement_int(row, 1), statement_int(row, 2)};
        }
    }
    return true;
}

static int compare_refunds(const void *a, const void *b)
{
    const struct facts_refund *x = a;
    const struct facts_refund *y = b;
    if (x->sale_id != y->sale_id) {
        return x->sale_id > y->sale_id ? 1 : -1;
    }
    return (x->n > y->n) - (x->n < y->n);
}

static bool read_source(struct facts_reader *reader, int64_t id, bool *out_found, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_SALE);
    bool has_row;
    statement_bind_int(row, "$id", id);
    if (!statement_step(reader->store, row, &has_row, err)) {
        return false;
    }
    if (has_row) {
        add_sale(reader, id)->sold_at_ms = statement_int(row, SALE_SOLD_AT_MS);
        statement_reset(row);
    }
    *out_found = has_row;
    return true;
}

/* The sales that something of the period was taken back from, also those of other periods. */
static bool read_sources(struct facts_reader *reader, struct error *err)
{
    struct id_map found = {0};
    bool done = true;
    for (size_t i = 0; done && i < reader->refund_count; i++) {
        struct facts_refund *refund = &reader->refunds[i];
        bool is_here = true;
        if (refund->of_sale_id == 0 || id_map_find(&found, refund->of_sale_id) != ID_MAP_NONE) {
            continue;
        }
        if (facts_find_sale(reader, refund->of_sale_id) == FIGURES_NO_ROW) {
            done = read_source(reader, refund->of_sale_id, &is_here, err);
        }
        if (is_here) {
            id_map_add(&found, refund->of_sale_id);
        } else {
            refund->of_sale_id = 0;
        }
    }
    id_map_close(&found);
    sort_sales(reader);
    if (reader->refund_count > 0) {
        qsort(reader->refunds, reader->refund_count, sizeof(*reader->refunds), compare_refunds);
    }
    return done;
}

bool facts_read_sales(struct facts_reader *reader, struct error *err)
{
    return read_days(reader, err) && read_refunds(reader, err) && read_sources(reader, err);
}

/* --- orders of the web shop ----------------------------------------------------------------- */

static bool take_order(struct facts_reader *reader, struct sqlite3_stmt *row, struct error *err)
{
    struct campaign_facts *facts = reader->facts;
    uint32_t place = FIGURES_NO_ROW;
    int64_t campaign_id = statement_int(row, ORDER_CAMPAIGN_ID);
    int64_t lead_id = statement_int(row, ORDER_LEAD_ID);
    if (!facts_check_currency(reader, statement_text(row, ORDER_CURRENCY), err) ||
        (campaign_id != 0 &&
            !facts_find_place(reader, campaign_id, statement_int(row, ORDER_LINK_ID),
                text_view_of(""), 0, &place, err))) {
        return false;
    }
    struct figures_sale *sale = add_sale(reader, statement_int(row, ORDER_ID));
    sale->sold_at_ms = statement_int(row, ORDER_ORDERED_AT_MS);
    sale->day = facts_add_day(reader, statement_text(row, ORDER_BUSINESS_DAY));
    sale->amounts.gross_minor = statement_int(row, ORDER_GROSS_MINOR);
    sale->amounts.net_minor = statement_int(row, ORDER_NET_MINOR);
    sale->is_counted = sale->amounts.gross_minor > 0;
    sale->touch_first = (uint32_t)facts->touch_count;
    sale->person_first = (uint32_t)facts->buyer_count;
    if (place != FIGURES_NO_ROW) { /* the code that the order came with */
        facts_grow(
            &facts->touches, &reader->touch_capacity, facts->touch_count, sizeof(*facts->touches));
        facts->touches[facts->touch_count++] =
            (struct figures_touch){.id = sale->id, .at_ms = sale->sold_at_ms, .place = place};
        sale->touch_count = 1;
        facts->places[place].touch_count++;
    }
    if (lead_id != 0) {
        facts_grow(
            &facts->buyers, &reader->buyer_capacity, facts->buyer_count, sizeof(*facts->buyers));
        facts->buyers[facts->buyer_count++] = facts_person(reader, lead_id);
        sale->person_count = 1;
    }
    int64_t gross_minor = sale->amounts.gross_minor;
    return !__builtin_add_overflow(reader->turnover_minor,
               gross_minor < 0 ? -gross_minor : gross_minor, &reader->turnover_minor) ||
           error_set(err, ERROR_LIMIT, "the sums of these days are too large");
}

bool facts_read_conversions(struct facts_reader *reader, struct error *err)
{
    if (reader->period->range.node != REPORT_ALL_NODES) {
        return true; /* a till has none */
    }
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_CONVERSIONS);
    statement_bind_text(row, "$from", reader->period->range.from);
    statement_bind_text(row, "$to", reader->period->range.to);
    return facts_read_rows(reader, row, take_order, err);
}

/* --- returns -------------------------------------------------------------------------------- */

/* One receipt's share of what went back; `before` grows by what it was. */
static void end_return(struct facts_reader *reader, uint32_t source, int64_t sale_id,
    const struct figures_amounts *amounts, struct figures_amounts *before)
{
    struct campaign_facts *facts = reader->facts;
    uint32_t sale = facts_find_sale(reader, sale_id);
    if (sale != FIGURES_NO_ROW && facts->sales[sale].day != FIGURES_NO_ROW) {
        facts_grow(&facts->returns, &reader->return_capacity, facts->return_count,
            sizeof(*facts->returns));
        facts->returns[facts->return_count++] = (struct figures_return){
            .sale = source, .day = facts->sales[sale].day, .amounts = *amounts, .before = *before};
    }
    before->gross_minor += amounts->gross_minor;
    before->net_minor += amounts->net_minor;
    before->cost_minor += amounts->cost_minor;
    before->costed_minor += amounts->costed_minor;
}

/* All that ever went back of a sale, receipt by receipt. */
static bool read_refunded(struct facts_reader *reader, uint32_t source, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_REFUNDED);
    struct figures_amounts before = {0};
    struct figures_amounts amounts = {0};
    int64_t current = 0;
    bool has_row = true, is_costed;
    statement_bind_int(row, "$of_sale_id", reader->facts->sales[source].id);
    while (has_row) {
        if (!statement_step(reader->store, row, &has_row, err)) {
            return false;
        }
        int64_t sale_id = has_row ? statement_int(row, REFUNDED_SALE_ID) : 0;
        if (current != 0 && sale_id != current) {
            end_return(reader, source, current, &amounts, &before);
            amounts = (struct figures_amounts){0};
        }
        current = sale_id;
        if (has_row &&
            !facts_add_amounts(reader, row, REFUNDED_AMOUNTS, &amounts, &is_costed, err)) {
            statement_reset(row);
            return false;
        }
    }
    return true;
}

bool facts_read_returns(struct facts_reader *reader, struct error *err)
{
    struct id_map read = {0};
    bool done = true;
    for (size_t i = 0; done && i < reader->refund_count; i++) {
        int64_t of_sale_id = reader->refunds[i].of_sale_id;
        uint32_t count = read.count;
        if (of_sale_id != 0 && id_map_add(&read, of_sale_id) == count) {
            done = read_refunded(reader, facts_find_sale(reader, of_sale_id), err);
        }
    }
    id_map_close(&read);
    return done;
}
