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
    FIGURE_GROSS_MINOR,
    FIGURE_KIND
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
    [REPORT_NO_REVENUE] = "no_revenue",
    [REPORT_ROUNDING] = "rounding",
    [REPORT_TIP] = "tip",
    [REPORT_TENDER] = "tender",
    [REPORT_CAMPAIGN] = "campaign",
    [REPORT_CATEGORY] = "category",
};

const char *report_section_text(enum report_section section)
{
    ASSERT(section < REPORT_SECTION_COUNT);
    return SECTION_TEXT[section];
}

/* Sums of the tallies' rows. */
enum {
    SUM_COUNT,
    SUM_AMOUNT
};
enum {
    SALE_COUNT,
    SALE_GROSS,
    SALE_ROUNDED_COUNT,
    SALE_ROUNDING,
    SALE_TIPPED_COUNT,
    SALE_TIP
};
enum {
    LINE_COUNT,
    LINE_NET,
    LINE_TAX,
    LINE_GROSS
};

/* Figures are told apart by the day and the till that they belong to; with all together there is
 * one such place. While rows stream past, each is added once, under all of its words together
 * ("19" and "Coffee"); at the end these few sums are folded into the sections. A key is its
 * head's bytes and one or two words with a NUL between. */
struct key_head {
    uint32_t place;   /* row of the tally of places */
    uint32_t section; /* of a figure; 0 before the folding */
};

struct place_key {
    char business_day[16];
    int64_t node;
};

struct report_sums {
    bool is_split;
    bool has_several_taxes; /* a line had more than one: their amounts stand in a table apart */
    struct tally places;
    struct tally sales; /* by kind and campaign */
    struct tally lines; /* by tax code and category */
    struct tally figures;
    struct buffer key;
    int64_t sale_id; /* whose place was looked up last */
    uint32_t place;
    char currency[4];
};

struct report_sums *report_sums_begin(bool is_split)
{
    struct report_sums *sums = calloc(1, sizeof(*sums));
    ASSERT(sums != NULL);
    sums->is_split = is_split;
    return sums;
}

void report_sums_close(struct report_sums *sums)
{
    if (sums != NULL) {
        tally_close(&sums->places);
        tally_close(&sums->sales);
        tally_close(&sums->lines);
        tally_close(&sums->figures);
        buffer_close(&sums->key);
        free(sums);
    }
}

static void take_place(struct report_sums *sums, struct text_view business_day, int64_t sale_id)
{
    struct place_key key;
    if (sums->sale_id == sale_id) {
        return;
    }
    sums->sale_id = sale_id;
    memset(&key, 0, sizeof(key)); /* all of it is hashed */
    if (sums->is_split) {
        (void)text_copy_view(key.business_day, sizeof(key.business_day), business_day);
        key.node = id_node(sale_id);
    }
    struct tally_row *row = tally_find(&sums->places, &key, sizeof(key));
    sums->place = (uint32_t)(row - sums->places.rows);
}

static struct tally_row *find_words(
    struct report_sums *sums, struct tally *tally, struct text_view first, struct text_view second)
{
    struct key_head head = {.place = sums->place};
    buffer_clear(&sums->key);
    buffer_append(&sums->key, &head, sizeof(head));
    buffer_append(&sums->key, first.bytes, first.size);
    buffer_append_char(&sums->key, '\0');
    buffer_append(&sums->key, second.bytes, second.size);
    return tally_find(tally, sums->key.bytes, sums->key.size);
}

static void add_figure(struct report_sums *sums, struct key_head head, struct text_view key,
    int64_t count, int64_t amount_minor)
{
    buffer_clear(&sums->key);
    buffer_append(&sums->key, &head, sizeof(head));
    buffer_append(&sums->key, key.bytes, key.size);
    struct tally_row *row = tally_find(&sums->figures, sums->key.bytes, sums->key.size);
    tally_add(&sums->figures, row, SUM_COUNT, count);
    tally_add(&sums->figures, row, SUM_AMOUNT, amount_minor);
}

bool report_sums_add_sale(
    struct report_sums *sums, const struct report_sale *sale, struct error *err)
{
    take_place(sums, sale->business_day, sale->id);
    struct tally_row *row = find_words(sums, &sums->sales, sale->kind, sale->campaign_code);
    tally_add(&sums->sales, row, SALE_COUNT, 1);
    tally_add(&sums->sales, row, SALE_GROSS, sale->gross_minor);
    tally_add(&sums->sales, row, SALE_ROUNDED_COUNT, sale->cash_rounding_minor != 0 ? 1 : 0);
    tally_add(&sums->sales, row, SALE_ROUNDING, sale->cash_rounding_minor);
    tally_add(&sums->sales, row, SALE_TIPPED_COUNT, sale->tip_minor != 0 ? 1 : 0);
    tally_add(&sums->sales, row, SALE_TIP, sale->tip_minor);
    return report_take_currency(sums->currency, sale, err);
}

static bool is_revenue(const struct report_line *line)
{
    return line->kind.size == 0 ||
           (!text_view_equals(line->kind, "voucher") && !text_view_equals(line->kind, "account"));
}

void report_sums_add_line(struct report_sums *sums, const struct report_line *line)
{
    take_place(sums, line->sale->business_day, line->sale->id);
    if (!is_revenue(line)) {
        struct key_head head = {.place = sums->place, .section = REPORT_NO_REVENUE};
        add_figure(sums, head, line->kind, 1, line->gross_minor);
        return;
    }
    struct tally_row *row = find_words(sums, &sums->lines, line->tax_code, line->category);
    tally_add(&sums->lines, row, LINE_COUNT, 1);
    tally_add(&sums->lines, row, LINE_NET, line->net_minor);
    tally_add(&sums->lines, row, LINE_TAX, line->tax_minor);
    tally_add(&sums->lines, row, LINE_GROSS, line->gross_minor);
}

/* Takes a key of find_words() apart. */
static struct key_head split_words(
    const struct tally_row *row, struct text_view *out_first, struct text_view *out_second)
{
    struct key_head head;
    memcpy(&head, row->key, sizeof(head));
    *out_first = text_view_of(row->key + sizeof(head));
    *out_second = text_view_of(out_first->bytes + out_first->size + 1);
    return head;
}

static void fold_sale(struct report_sums *sums, const struct tally_row *row)
{
    struct text_view kind, campaign;
    struct key_head head = split_words(row, &kind, &campaign);
    head.section = REPORT_SALE;
    add_figure(sums, head, kind, row->sums[SALE_COUNT], row->sums[SALE_GROSS]);
    head.section = REPORT_CAMPAIGN;
    add_figure(sums, head, campaign, row->sums[SALE_COUNT], row->sums[SALE_GROSS]);
    if (row->sums[SALE_ROUNDED_COUNT] > 0) {
        head.section = REPORT_ROUNDING;
        add_figure(sums, head, text_view_of("cash"), row->sums[SALE_ROUNDED_COUNT],
            row->sums[SALE_ROUNDING]);
    }
    if (row->sums[SALE_TIPPED_COUNT] > 0) {
        head.section = REPORT_TIP;
        add_figure(
            sums, head, text_view_of("tip"), row->sums[SALE_TIPPED_COUNT], row->sums[SALE_TIP]);
    }
}

static void fold_line(struct report_sums *sums, const struct tally_row *row)
{
    struct text_view tax_code, category;
    struct key_head head = split_words(row, &tax_code, &category);
    head.section = REPORT_TAX_NET;
    add_figure(sums, head, tax_code, row->sums[LINE_COUNT], row->sums[LINE_NET]);
    head.section = REPORT_CATEGORY;
    add_figure(sums, head, category, row->sums[LINE_COUNT], row->sums[LINE_GROSS]);
    if (memchr(tax_code.bytes, '+', tax_code.size) == NULL) {
        head.section = REPORT_TAX;
        add_figure(sums, head, tax_code, row->sums[LINE_COUNT], row->sums[LINE_TAX]);
    } else {
        sums->has_several_taxes = true;
    }
}

void report_sums_add_payment(struct report_sums *sums, const struct report_payment *payment)
{
    take_place(sums, payment->business_day, payment->sale_id);
    struct key_head head = {.place = sums->place, .section = REPORT_TENDER};
    add_figure(sums, head, payment->tender, 1, payment->amount_minor);
}

static bool read_sales(struct report_sums *sums, struct store *store,
    const struct report_range *range, struct error *err)
{
    struct sale_stream sales = {0};
    struct report_sale sale;
    bool is_sale = true;
    bool done = sale_stream_begin(store, range, &sales, err);
    while (done && is_sale) {
        done = sale_stream_next(store, &sales, &sale, &is_sale, err) &&
               (!is_sale || report_sums_add_sale(sums, &sale, err));
    }
    sale_stream_end(&sales);
    return done;
}

static void add_line(struct report_sums *sums, struct sqlite3_stmt *row)
{
    struct report_sale sale = {.id = statement_int(row, FIGURE_SALE_ID),
        .business_day = statement_text(row, FIGURE_BUSINESS_DAY)};
    struct report_line line = {.sale = &sale,
        .tax_code = statement_text(row, FIGURE_TAX_CODE),
        .category = statement_text(row, FIGURE_CATEGORY),
        .net_minor = statement_int(row, FIGURE_NET_MINOR),
        .tax_minor = statement_int(row, FIGURE_TAX_MINOR),
        .gross_minor = statement_int(row, FIGURE_GROSS_MINOR),
        .kind = statement_text(row, FIGURE_KIND)};
    report_sums_add_line(sums, &line);
}

static void add_line_tax(struct report_sums *sums, struct sqlite3_stmt *row)
{
    char rate[RATE_TEXT_MAX];
    rate_print((uint32_t)statement_int(row, TAX_RATE_PPM), rate);
    take_place(sums, statement_text(row, TAX_BUSINESS_DAY), statement_int(row, TAX_SALE_ID));
    struct key_head head = {.place = sums->place, .section = REPORT_TAX};
    add_figure(sums, head, text_view_of(rate), 1, statement_int(row, TAX_TAX_MINOR));
}

static void add_payment(struct report_sums *sums, struct sqlite3_stmt *row)
{
    struct report_payment payment = {.sale_id = statement_int(row, TENDER_SALE_ID),
        .business_day = statement_text(row, TENDER_BUSINESS_DAY),
        .tender = statement_text(row, TENDER_TENDER),
        .amount_minor = statement_int(row, TENDER_AMOUNT_MINOR)};
    report_sums_add_payment(sums, &payment);
}

static bool read_rows(struct report_sums *sums, struct store *store,
    const struct report_range *range, enum query query,
    void (*add)(struct report_sums *, struct sqlite3_stmt *), struct error *err)
{
    struct row_stream rows = {0};
    bool done = row_stream_begin(store, query, range, &rows, err);
    while (done && rows.has_row) {
        add(sums, rows.statement);
        done = row_stream_next(store, &rows, err);
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

static void take_figures(const struct report_sums *sums, struct report_day *day)
{
    const struct tally *tally = &sums->figures;
    day->figures = calloc(tally->row_count + 1, sizeof(*day->figures));
    ASSERT(day->figures != NULL);
    for (size_t i = 0; i < tally->row_count; i++) {
        const struct tally_row *row = &tally->rows[i];
        struct key_head head;
        struct place_key place;
        memcpy(&head, row->key, sizeof(head));
        memcpy(&place, sums->places.rows[head.place].key, sizeof(place));
        struct report_figure *figure = &day->figures[day->figure_count++];
        *figure = (struct report_figure){.node = place.node,
            .section = (enum report_section)head.section,
            .key = report_copy_text(
                (struct text_view){row->key + sizeof(head), row->key_size - sizeof(head)}),
            .count = row->sums[SUM_COUNT],
            .amount_minor = row->sums[SUM_AMOUNT]};
        (void)text_copy(figure->business_day, sizeof(figure->business_day), place.business_day);
    }
    qsort(day->figures, day->figure_count, sizeof(*day->figures), compare_figures);
}

bool report_sums_end(struct report_sums *sums, struct store *store,
    const struct report_range *range, struct report_day *out_day, struct error *err)
{
    for (size_t i = 0; i < sums->sales.row_count; i++) {
        fold_sale(sums, &sums->sales.rows[i]);
    }
    for (size_t i = 0; i < sums->lines.row_count; i++) {
        fold_line(sums, &sums->lines.rows[i]);
    }
    if (sums->has_several_taxes &&
        !read_rows(sums, store, range, QUERY_REPORT_LINE_TAXES, add_line_tax, err)) {
        return false;
    }
    if (!report_default_currency(store, sums->currency, err) ||
        !report_check_sums(&sums->sales, err) || !report_check_sums(&sums->lines, err) ||
        !report_check_sums(&sums->figures, err)) {
        return false;
    }
    *out_day = (struct report_day){0};
    memcpy(out_day->currency, sums->currency, sizeof(out_day->currency));
    take_figures(sums, out_day);
    return true;
}

bool report_read_day(struct store *store, const struct report_range *range, bool is_split,
    struct report_day *out_day, struct error *err)
{
    struct report_sums *sums = report_sums_begin(is_split);
    bool done = read_sales(sums, store, range, err) &&
                read_rows(sums, store, range, QUERY_REPORT_LINE_FIGURES, add_line, err) &&
                read_rows(sums, store, range, QUERY_REPORT_TENDERS, add_payment, err) &&
                report_sums_end(sums, store, range, out_day, err);
    report_sums_close(sums);
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
