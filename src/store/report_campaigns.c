#include "store/report.h"

#include <stdlib.h>
#include <string.h>

#include "store/report_stream.h"
#include "store/statement.h"
#include "store/tally.h"

/* Columns of QUERY_REPORT_CAMPAIGNS. */
enum {
    CAMPAIGN_ID,
    CAMPAIGN_CODE,
    CAMPAIGN_NAME,
    CAMPAIGN_CHANNEL
};

/* Sums of a tally row, whose key is the campaign's id. */
enum {
    SUM_TOUCHES,
    SUM_SALES,
    SUM_REVENUE
};

struct campaign_reader {
    struct tally tally;
    struct report_campaign *campaigns; /* by row of the tally */
    size_t campaign_capacity;
    struct tally none;
};

/* The campaign's row; its words are taken when it is new. So the catalogue, read first, wins over
 * the words that were copied into a touch. */
static struct tally_row *find_campaign(struct campaign_reader *reader, int64_t id,
    struct text_view code, struct text_view name, struct text_view channel)
{
    size_t count = reader->tally.row_count;
    struct tally_row *row = tally_find(&reader->tally, &id, sizeof(id));
    if (reader->tally.row_count == count) {
        return row;
    }
    if (count == reader->campaign_capacity) {
        reader->campaign_capacity = count == 0 ? 16 : count * 2;
        reader->campaigns =
            realloc(reader->campaigns, reader->campaign_capacity * sizeof(*reader->campaigns));
        ASSERT(reader->campaigns != NULL);
    }
    reader->campaigns[count] = (struct report_campaign){.code = report_copy_text(code),
        .name = report_copy_text(name),
        .channel = report_copy_text(channel)};
    return row;
}

static bool read_catalogue(struct store *store, struct campaign_reader *reader, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_REPORT_CAMPAIGNS);
    bool has_row = true;
    while (has_row) {
        if (!statement_step(store, row, &has_row, err)) {
            return false;
        }
        if (has_row) {
            find_campaign(reader, statement_int(row, CAMPAIGN_ID),
                statement_text(row, CAMPAIGN_CODE), statement_text(row, CAMPAIGN_NAME),
                statement_text(row, CAMPAIGN_CHANNEL));
        }
    }
    return true;
}

static void add_touch(void *context, const struct report_touch *touch)
{
    struct campaign_reader *reader = context;
    struct tally_row *row =
        find_campaign(reader, touch->campaign_id, touch->code, touch->name, touch->channel);
    tally_add(&reader->tally, row, SUM_TOUCHES, touch->is_credited_kind ? 1 : 0);
}

static void add_sale(struct campaign_reader *reader, const struct report_sale *sale)
{
    bool is_none = sale->campaign_id == 0;
    struct tally *tally = is_none ? &reader->none : &reader->tally;
    struct tally_row *row = tally_find(tally, &sale->campaign_id, sizeof(sale->campaign_id));
    tally_add(tally, row, SUM_SALES, text_view_equals(sale->kind, "sale") ? 1 : 0);
    tally_add(tally, row, SUM_REVENUE, sale->gross_minor);
}

static bool read_sales(struct store *store, const struct report_range *range,
    struct campaign_reader *reader, char currency[4], struct error *err)
{
    struct sale_stream sales = {0};
    struct report_sale sale;
    bool is_sale = true;
    bool done = sale_stream_begin(store, range, &sales, err);
    sales.visit = add_touch;
    sales.context = reader;
    while (done && is_sale) {
        done = sale_stream_next(store, &sales, &sale, &is_sale, err) &&
               (!is_sale || report_take_currency(currency, &sale, err));
        if (done && is_sale) {
            add_sale(reader, &sale);
        }
    }
    sale_stream_end(&sales);
    return done && report_default_currency(store, currency, err);
}

/* The texts become the report's. */
static void take_campaigns(struct campaign_reader *reader, struct report_campaigns *campaigns)
{
    campaigns->campaigns = reader->campaigns;
    campaigns->campaign_count = reader->tally.row_count;
    reader->campaigns = NULL;
    for (size_t i = 0; i < campaigns->campaign_count; i++) {
        const int64_t *sums = reader->tally.rows[i].sums;
        campaigns->campaigns[i].touch_count = sums[SUM_TOUCHES];
        campaigns->campaigns[i].sale_count = sums[SUM_SALES];
        campaigns->campaigns[i].revenue_minor = sums[SUM_REVENUE];
    }
    if (reader->none.row_count > 0) {
        campaigns->none_sale_count = reader->none.rows[0].sums[SUM_SALES];
        campaigns->none_revenue_minor = reader->none.rows[0].sums[SUM_REVENUE];
    }
}

bool report_read_campaigns(struct store *store, const struct report_range *range,
    struct report_campaigns *out_campaigns, struct error *err)
{
    struct campaign_reader reader = {0};
    struct report_campaigns campaigns = {0};
    bool done = read_catalogue(store, &reader, err) &&
                read_sales(store, range, &reader, campaigns.currency, err) &&
                report_check_sums(&reader.tally, err) && report_check_sums(&reader.none, err);
    take_campaigns(&reader, &campaigns);
    tally_close(&reader.tally);
    tally_close(&reader.none);
    if (done) {
        *out_campaigns = campaigns;
    } else {
        report_campaigns_close(&campaigns);
    }
    return done;
}

void report_campaigns_close(struct report_campaigns *campaigns)
{
    for (size_t i = 0; i < campaigns->campaign_count; i++) {
        free(campaigns->campaigns[i].code);
        free(campaigns->campaigns[i].name);
        free(campaigns->campaigns[i].channel);
    }
    free(campaigns->campaigns);
    *campaigns = (struct report_campaigns){0};
}
