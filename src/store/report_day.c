#include "store/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "domain/id.h"
#include "domain/rate.h"
#include "store/report_stream.h"
#include "store/statement.h"
#include "store/tally.h"

/* Columns of QUERY_REPORT_LINE_FIGURES, QUERY_REPORT_LINE_TAXES and QUERY_REPORT_TENDERS. */
enum {
    FIGURE_SALE_ID,
    FIGURE_BUSINESS_DAY,
    FIGURE_TAX_CODE,
    FIGURE_CATEGORY,
    FIGURE_NET_MINOR,
    FIGURE_TAX_MINOR,
    FIGURE_GROSS_MINOR
};
enum {
    TAX_SALE_ID,
    TAX_BUSINESS_DAY,
    TAX_RATE_PPM,
    TAX_TAX_MINOR
};
enum {
    TENDER_SALE_ID,
    TENDER_BUSINESS_DAY,
    TENDER_TENDER,
    TENDER_AMOUNT_MINOR
};

static const char *const SECTION_TEXT[REPORT_SECTION_COUNT] = {
    [REPORT_SALE] = "sale",
    [REPORT_TAX_NET] = "tax_net",
    [REPORT_TAX] = "tax",
    [REPORT_ROUNDING] = "rounding",
    [REPORT_TENDER] = "tender",
    [REPORT_CAMPAIGN] = "campaign",
    [REPORT_CATEGORY] = "category",
};

const char *report_section_text(enum report_section section)
{
    ASSERT(section < REPORT_SECTION_COUNT);
    return SECTION_TEXT[section];
}

/* Sums of a tally row. */
enum {
    SUM_COUNT,
    SUM_AMOUNT
};

/* A figure's key in the tally: this head, with day and till where they are kept apart, then the
 * figure's own key. Bytes, not text. */
struct figure_head {
    char business_day[11];
    int64_t node;
    enum report_section section;
};

struct day_reader {
    struct store *store;
    const struct report_range *range;
    bool is_split;
    struct tally tally;
    struct buffer key;
    char currency[4];
};

static void add_figure(struct day_reader *reader, struct text_view business_day, int64_t sale_id,
    enum report_section section, struct text_view key, int64_t amount_minor)
{
    struct figure_head head;
    memset(&head, 0, sizeof(head)); /* padding is hashed too */
    head.section = section;
    if (reader->is_split) {
        text_copy_view(head.business_day, sizeof(head.business_day), business_day);
        head.node = id_node(sale_id);
    }
    buffer_clear(&reader->key);
    buffer_append(&reader->key, &head, sizeof(head));
    buffer_append(&reader->key, key.bytes, key.size);
    struct tally_row *row = tally_find(&reader->tally, reader->key.bytes, reader->key.size);
    tally_add(&reader->tally, row, SUM_COUNT, 1);
    tally_add(&reader->tally, row, SUM_AMOUNT, amount_minor);
}

static void add_sale(struct day_reader *reader, const struct report_sale *sale)
{
    struct text_view day = sale->business_day;
    add_figure(reader, day, sale->id, REPORT_SALE, sale->kind, sale->gross_minor);
    add_figure(reader, day, sale->id, REPORT_CAMPAIGN, sale->campaign_code, sale->gross_minor);
    if (sale->cash_rounding_minor != 0) {
        add_figure(reader, day, sale->id, REPORT_ROUNDING, text_view_of("cash"),
            sale->cash_rounding_minor);
    }
}

static bool read_day_sales(struct day_reader *reader, struct error *err)
{
    struct sale_stream sales = {0};
    struct report_sale sale;
    bool is_sale = true;
    bool done = sale_stream_begin(reader->store, reader->range, &sales, err);
    while (done && is_sale) {
        done = sale_stream_next(reader->store, &sales, &sale, &is_sale, err) &&
               (!is_sale || report_take_currency(reader->currency, &sale, err));
        if (done && is_sale) {
            add_sale(reader, &sale);
        }
    }
    sale_stream_end(&sales);
    return done;
}

static void add_line(struct day_reader *reader, struct sqlite3_stmt *row)
{
    struct text_view day = statement_text(row, FIGURE_BUSINESS_DAY);
    struct text_view tax_code = statement_text(row, FIGURE_TAX_CODE);
    int64_t sale_id = statement_int(row, FIGURE_SALE_ID);
    add_figure(
        reader, day, sale_id, REPORT_TAX_NET, tax_code, statement_int(row, FIGURE_NET_MINOR));
    if (memchr(tax_code.bytes, '+', tax_code.size) == NULL) {
        add_figure(
            reader, day, sale_id, REPORT_TAX, tax_code, statement_int(row, FIGURE_TAX_MINOR));
    }
    add_figure(reader, day, sale_id, REPORT_CATEGORY, statement_text(row, FIGURE_CATEGORY),
        statement_int(row, FIGURE_GROSS_MINOR));
}

static void add_line_tax(struct day_reader *reader, struct sqlite3_stmt *row)
{
    char rate[RATE_TEXT_MAX];
    rate_print((uint32_t)statement_int(row, TAX_RATE_PPM), rate);
    add_figure(reader, statement_text(row, TAX_BUSINESS_DAY), statement_int(row, TAX_SALE_ID),
        REPORT_TAX, text_view_of(rate), statement_int(row, TAX_TAX_MINOR));
}

static void add_payment(struct day_reader *reader, struct sqlite3_stmt *row)
{
    add_figure(reader, statement_text(row, TENDER_BUSINESS_DAY), statement_int(row, TENDER_SALE_ID),
        REPORT_TENDER, statement_text(row, TENDER_TENDER), statement_int(row, TENDER_AMOUNT_MINOR));
}

static bool read_day_rows(struct day_reader *reader, enum query query,
    void (*add)(struct day_reader *, struct sqlite3_stmt *), struct error *err)
{
    struct row_stream rows = {0};
    bool done = row_stream_begin(reader->store, query, reader->range, &rows, err);
    while (done && rows.has_row) {
        add(reader, rows.statement);
        done = row_stream_next(reader->store, &rows, err);
    }
    row_stream_end(&rows);
    return done;
}

/* Rates by size ("5" before "19"): more digits before the point are a larger number. */
static int compare_rates(const char *a, const char *b)
{
    size_t a_digits = strspn(a, "0123456789");
    size_t b_digits = strspn(b, "0123456789");
    if (a_digits != b_digits) {
        return a_digits < b_digits ? -1 : 1;
    }
    return strcmp(a, b);
}

static int compare_figures(const void *a_opaque, const void *b_opaque)
{
    const struct report_figure *a = a_opaque;
    const struct report_figure *b = b_opaque;
    int by_day = strcmp(a->business_day, b->business_day);
    if (by_day != 0) {
        return by_day;
    }
    if (a->node != b->node) {
        return a->node < b->node ? -1 : 1;
    }
    if (a->section != b->section) {
        return a->section < b->section ? -1 : 1;
    }
    if ((a->key[0] == '\0') != (b->key[0] == '\0')) {
        return a->key[0] == '\0' ? 1 : -1; /* what has no campaign or category comes last */
    }
    if (a->section == REPORT_SALE) {
        return strcmp(b->key, a->key); /* sales before refunds */
    }
    bool is_rate = a->section == REPORT_TAX_NET || a->section == REPORT_TAX;
    return is_rate ? compare_rates(a->key, b->key) : strcmp(a->key, b->key);
}

static void take_figures(const struct tally *tally, struct report_day *day)
{
    day->figures = calloc(tally->row_count + 1, sizeof(*day->figures));
    ASSERT(day->figures != NULL);
    for (size_t i = 0; i < tally->row_count; i++) {
        const struct tally_row *row = &tally->rows[i];
        struct figure_head head;
        memcpy(&head, row->key, sizeof(head));
        struct report_figure *figure = &day->figures[day->figure_count++];
        *figure = (struct report_figure){.node = head.node,
            .section = head.section,
            .key = report_copy_text(
                (struct text_view){row->key + sizeof(head), row->key_size - sizeof(head)}),
            .count = row->sums[SUM_COUNT],
            .amount_minor = row->sums[SUM_AMOUNT]};
        memcpy(figure->business_day, head.business_day, sizeof(figure->business_day));
    }
    qsort(day->figures, day->figure_count, sizeof(*day->figures), compare_figures);
}

bool report_read_day(struct store *store, const struct report_range *range, bool is_split,
    struct report_day *out_day, struct error *err)
{
    struct day_reader reader = {.store = store, .range = range, .is_split = is_split};
    bool done = read_day_sales(&reader, err) &&
                read_day_rows(&reader, QUERY_REPORT_LINE_FIGURES, add_line, err) &&
                read_day_rows(&reader, QUERY_REPORT_LINE_TAXES, add_line_tax, err) &&
                read_day_rows(&reader, QUERY_REPORT_TENDERS, add_payment, err) &&
                report_default_currency(store, reader.currency, err) &&
                report_check_sums(&reader.tally, err);
    if (done) {
        *out_day = (struct report_day){0};
        memcpy(out_day->currency, reader.currency, sizeof(out_day->currency));
        take_figures(&reader.tally, out_day);
    }
    buffer_close(&reader.key);
    tally_close(&reader.tally);
    return done;
}

void report_day_close(struct report_day *day)
{
    for (size_t i = 0; i < day->figure_count; i++) {
        free(day->figures[i].key);
    }
    free(day->figures);
    *day = (struct report_day){0};
}
