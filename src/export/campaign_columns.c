#include "export/campaign_columns.h"

#include <stdio.h>

#include "base/compiler.h"
#include "base/decimal.h"
#include "domain/money.h"
#include "export/json_write.h"

#define SHARE_DECIMALS 3
#define NOTHING "–"

/* --- columns -------------------------------------------------------------------------------- */

const struct campaign_column_row CAMPAIGN_COLUMN_ROWS[CAMPAIGN_COLUMN_COUNT] = {
    [CAMPAIGN_COLUMN_CAMPAIGN] = {"campaign", "Campaign", CAMPAIGN_FORM_TEXT},
    [CAMPAIGN_COLUMN_NAME] = {"name", "Name", CAMPAIGN_FORM_TEXT},
    [CAMPAIGN_COLUMN_CHANNEL] = {"channel", "Channel", CAMPAIGN_FORM_TEXT},
    [CAMPAIGN_COLUMN_PLACEMENT] = {"placement", "Placement", CAMPAIGN_FORM_TEXT},
    [CAMPAIGN_COLUMN_SPENT] = {"spent", "Spent", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_DISCOUNTS] = {"discounts", "Discounts", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_TOUCHES] = {"touches", "Touches", CAMPAIGN_FORM_COUNT},
    [CAMPAIGN_COLUMN_LEADS] = {"leads", "Leads", CAMPAIGN_FORM_COUNT},
    [CAMPAIGN_COLUMN_BOUGHT] = {"bought", "Bought", CAMPAIGN_FORM_COUNT},
    [CAMPAIGN_COLUMN_SALES] = {"sales", "Sales", CAMPAIGN_FORM_MILLI},
    [CAMPAIGN_COLUMN_REVENUE] = {"revenue", "Revenue", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_LEFT_OVER] = {"left_over", "Left over", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_NET] = {"net", "Net", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_COSTS_KNOWN] = {"costs_known", "Costs known", CAMPAIGN_FORM_PERMILLE},
    [CAMPAIGN_COLUMN_AVERAGE] = {"average", "Average", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_NEW] = {"new", "New", CAMPAIGN_FORM_MILLI},
    [CAMPAIGN_COLUMN_KNOWN] = {"known", "Known", CAMPAIGN_FORM_MILLI},
    [CAMPAIGN_COLUMN_UNKNOWN] = {"unknown", "Unknown", CAMPAIGN_FORM_MILLI},
    [CAMPAIGN_COLUMN_BUYERS] = {"buyers", "Buyers", CAMPAIGN_FORM_COUNT},
    [CAMPAIGN_COLUMN_AGAIN] = {"again", "Bought again", CAMPAIGN_FORM_PERMILLE},
    [CAMPAIGN_COLUMN_SATISFACTION] = {"satisfaction", "Rating", CAMPAIGN_FORM_CENTI},
    [CAMPAIGN_COLUMN_LEAD_COST] = {"lead_cost", "A lead", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_SALE_COST] = {"sale_cost", "A sale", CAMPAIGN_FORM_MONEY},
    [CAMPAIGN_COLUMN_PER_SPENT] = {"revenue_per_spent", "Per 1 spent", CAMPAIGN_FORM_CENTI},
};

const char *campaign_column_text(const struct figures_row *row, enum campaign_column column)
{
    switch (column) {
    case CAMPAIGN_COLUMN_CAMPAIGN:
        return row->code;
    case CAMPAIGN_COLUMN_NAME:
        return row->name;
    case CAMPAIGN_COLUMN_CHANNEL:
        return row->channel;
    default:
        return row->content;
    }
}

/* What only divides: -1 is nothing to divide by. */
static int64_t ratio_of(const struct figures_row *row, enum campaign_column column)
{
    switch (column) {
    case CAMPAIGN_COLUMN_COSTS_KNOWN:
        return figures_row_costs_known_permille(row);
    case CAMPAIGN_COLUMN_AVERAGE:
        return figures_row_average_minor(row);
    case CAMPAIGN_COLUMN_AGAIN:
        return figures_row_repeat_permille(row);
    case CAMPAIGN_COLUMN_SATISFACTION:
        return figures_row_score_centi(row);
    case CAMPAIGN_COLUMN_LEAD_COST:
        return figures_row_lead_cost_minor(row);
    case CAMPAIGN_COLUMN_SALE_COST:
        return figures_row_sale_cost_minor(row);
    default:
        return figures_row_revenue_per_spent_centi(row);
    }
}

/* The number of a column; false: it is not known. */
bool campaign_column_number(
    const struct figures_row *row, enum campaign_column column, int64_t *out_value)
{
    switch (column) {
    case CAMPAIGN_COLUMN_SPENT:
        *out_value = row->spent_minor;
        return row->has_spend;
    case CAMPAIGN_COLUMN_DISCOUNTS:
        *out_value = row->discount_minor;
        return true;
    case CAMPAIGN_COLUMN_TOUCHES:
        *out_value = row->touch_count;
        return true;
    case CAMPAIGN_COLUMN_LEADS:
        *out_value = row->lead_count;
        return true;
    case CAMPAIGN_COLUMN_BOUGHT:
        *out_value = row->lead_bought_count;
        return true;
    case CAMPAIGN_COLUMN_SALES:
        *out_value = row->sales_milli;
        return true;
    case CAMPAIGN_COLUMN_REVENUE:
        *out_value = row->amounts.gross_minor;
        return true;
    case CAMPAIGN_COLUMN_LEFT_OVER:
        *out_value = row->left_over_minor;
        return row->has_left_over;
    case CAMPAIGN_COLUMN_NET:
        *out_value = row->amounts.net_minor;
        return true;
    case CAMPAIGN_COLUMN_NEW:
        *out_value = row->new_milli;
        return true;
    case CAMPAIGN_COLUMN_KNOWN:
        *out_value = row->known_milli;
        return true;
    case CAMPAIGN_COLUMN_UNKNOWN:
        *out_value = row->unknown_milli;
        return true;
    case CAMPAIGN_COLUMN_BUYERS:
        *out_value = row->buyer_count;
        return true;
    default:
        *out_value = ratio_of(row, column);
        return *out_value != -1;
    }
}

/* --- reports -------------------------------------------------------------------------------- */

static const enum campaign_column CAMPAIGN_COLUMNS[] = {CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_NAME, CAMPAIGN_COLUMN_CHANNEL, CAMPAIGN_COLUMN_SPENT, CAMPAIGN_COLUMN_DISCOUNTS,
    CAMPAIGN_COLUMN_TOUCHES, CAMPAIGN_COLUMN_LEADS, CAMPAIGN_COLUMN_SALES, CAMPAIGN_COLUMN_REVENUE,
    CAMPAIGN_COLUMN_LEFT_OVER};
static const enum campaign_column CAMPAIGN_KEYS[] = {CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_CHANNEL, CAMPAIGN_COLUMN_SPENT, CAMPAIGN_COLUMN_DISCOUNTS,
    CAMPAIGN_COLUMN_TOUCHES, CAMPAIGN_COLUMN_LEADS, CAMPAIGN_COLUMN_SALES, CAMPAIGN_COLUMN_REVENUE,
    CAMPAIGN_COLUMN_LEFT_OVER};
static const enum campaign_column SALES_KEYS[] = {CAMPAIGN_COLUMN_SALES, CAMPAIGN_COLUMN_REVENUE};
static const enum campaign_column CHANNEL_COLUMNS[] = {CAMPAIGN_COLUMN_CHANNEL,
    CAMPAIGN_COLUMN_SPENT, CAMPAIGN_COLUMN_DISCOUNTS, CAMPAIGN_COLUMN_TOUCHES,
    CAMPAIGN_COLUMN_LEADS, CAMPAIGN_COLUMN_SALES, CAMPAIGN_COLUMN_REVENUE,
    CAMPAIGN_COLUMN_LEFT_OVER, CAMPAIGN_COLUMN_AVERAGE, CAMPAIGN_COLUMN_AGAIN,
    CAMPAIGN_COLUMN_SATISFACTION};
static const enum campaign_column CHANNEL_KEYS[] = {CAMPAIGN_COLUMN_CHANNEL, CAMPAIGN_COLUMN_SPENT,
    CAMPAIGN_COLUMN_DISCOUNTS, CAMPAIGN_COLUMN_TOUCHES, CAMPAIGN_COLUMN_LEADS,
    CAMPAIGN_COLUMN_SALES, CAMPAIGN_COLUMN_REVENUE, CAMPAIGN_COLUMN_LEFT_OVER, CAMPAIGN_COLUMN_NET,
    CAMPAIGN_COLUMN_COSTS_KNOWN, CAMPAIGN_COLUMN_AVERAGE, CAMPAIGN_COLUMN_NEW,
    CAMPAIGN_COLUMN_KNOWN, CAMPAIGN_COLUMN_UNKNOWN, CAMPAIGN_COLUMN_AGAIN,
    CAMPAIGN_COLUMN_SATISFACTION, CAMPAIGN_COLUMN_LEAD_COST, CAMPAIGN_COLUMN_SALE_COST,
    CAMPAIGN_COLUMN_PER_SPENT};
static const enum campaign_column PLACE_COLUMNS[] = {CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_PLACEMENT, CAMPAIGN_COLUMN_SPENT, CAMPAIGN_COLUMN_TOUCHES,
    CAMPAIGN_COLUMN_LEADS, CAMPAIGN_COLUMN_SALES, CAMPAIGN_COLUMN_REVENUE,
    CAMPAIGN_COLUMN_LEFT_OVER, CAMPAIGN_COLUMN_LEAD_COST, CAMPAIGN_COLUMN_SALE_COST,
    CAMPAIGN_COLUMN_PER_SPENT, CAMPAIGN_COLUMN_SATISFACTION};
static const enum campaign_column PLACE_KEYS[] = {CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_PLACEMENT, CAMPAIGN_COLUMN_CHANNEL, CAMPAIGN_COLUMN_SPENT,
    CAMPAIGN_COLUMN_DISCOUNTS, CAMPAIGN_COLUMN_TOUCHES, CAMPAIGN_COLUMN_LEADS,
    CAMPAIGN_COLUMN_SALES, CAMPAIGN_COLUMN_REVENUE, CAMPAIGN_COLUMN_LEFT_OVER, CAMPAIGN_COLUMN_NET,
    CAMPAIGN_COLUMN_COSTS_KNOWN, CAMPAIGN_COLUMN_AVERAGE, CAMPAIGN_COLUMN_NEW,
    CAMPAIGN_COLUMN_KNOWN, CAMPAIGN_COLUMN_UNKNOWN, CAMPAIGN_COLUMN_SATISFACTION,
    CAMPAIGN_COLUMN_LEAD_COST, CAMPAIGN_COLUMN_SALE_COST, CAMPAIGN_COLUMN_PER_SPENT};
static const enum campaign_column PEOPLE_COLUMNS[] = {CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_NAME, CAMPAIGN_COLUMN_CHANNEL, CAMPAIGN_COLUMN_NEW, CAMPAIGN_COLUMN_KNOWN,
    CAMPAIGN_COLUMN_UNKNOWN, CAMPAIGN_COLUMN_BUYERS, CAMPAIGN_COLUMN_AGAIN, CAMPAIGN_COLUMN_AVERAGE,
    CAMPAIGN_COLUMN_SATISFACTION};
static const enum campaign_column PEOPLE_KEYS[] = {CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_CHANNEL, CAMPAIGN_COLUMN_NEW, CAMPAIGN_COLUMN_KNOWN, CAMPAIGN_COLUMN_UNKNOWN,
    CAMPAIGN_COLUMN_BUYERS, CAMPAIGN_COLUMN_AGAIN, CAMPAIGN_COLUMN_AVERAGE,
    CAMPAIGN_COLUMN_SATISFACTION};
static const enum campaign_column PEOPLE_NONE_KEYS[] = {CAMPAIGN_COLUMN_NEW, CAMPAIGN_COLUMN_KNOWN,
    CAMPAIGN_COLUMN_UNKNOWN, CAMPAIGN_COLUMN_BUYERS, CAMPAIGN_COLUMN_AGAIN, CAMPAIGN_COLUMN_AVERAGE,
    CAMPAIGN_COLUMN_SATISFACTION};
static const enum campaign_column LEAD_COLUMNS[] = {CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_PLACEMENT, CAMPAIGN_COLUMN_CHANNEL, CAMPAIGN_COLUMN_LEADS,
    CAMPAIGN_COLUMN_BOUGHT, CAMPAIGN_COLUMN_SPENT, CAMPAIGN_COLUMN_LEAD_COST};
static const enum campaign_column LEAD_NONE_KEYS[] = {
    CAMPAIGN_COLUMN_LEADS, CAMPAIGN_COLUMN_BOUGHT};

#define LIST(columns) columns, ARRAY_LENGTH(columns)
const struct campaign_report_row CAMPAIGN_REPORT_ROWS[CAMPAIGN_REPORT_COUNT] = {
    [CAMPAIGN_REPORT_CAMPAIGNS] = {"Campaigns", LIST(CAMPAIGN_COLUMNS), LIST(CAMPAIGN_KEYS),
        LIST(SALES_KEYS)},
    [CAMPAIGN_REPORT_CHANNELS] = {"Channels", LIST(CHANNEL_COLUMNS), LIST(CHANNEL_KEYS),
        LIST(SALES_KEYS)},
    [CAMPAIGN_REPORT_PLACEMENTS] = {"Placements", LIST(PLACE_COLUMNS), LIST(PLACE_KEYS),
        LIST(SALES_KEYS)},
    [CAMPAIGN_REPORT_PEOPLE] = {"People", LIST(PEOPLE_COLUMNS), LIST(PEOPLE_KEYS),
        LIST(PEOPLE_NONE_KEYS)},
    [CAMPAIGN_REPORT_LEADS] = {"Leads", LIST(LEAD_COLUMNS), LIST(LEAD_COLUMNS),
        LIST(LEAD_NONE_KEYS)},
};

const struct figures_row *campaign_report_rows(
    const struct campaign_figures *figures, enum campaign_report report, size_t *out_count)
{
    switch (report) {
    case CAMPAIGN_REPORT_CHANNELS:
        *out_count = figures->channel_count;
        return figures->channels;
    case CAMPAIGN_REPORT_PLACEMENTS:
    case CAMPAIGN_REPORT_LEADS:
        *out_count = figures->place_count;
        return figures->places;
    default:
        *out_count = figures->campaign_count;
        return figures->campaigns;
    }
}

bool campaign_column_is_of_none(
    const struct campaign_report_row *report, enum campaign_column column)
{
    for (size_t i = 0; i < report->none_key_count; i++) {
        if (report->none_keys[i] == column) {
            return true;
        }
    }
    return false;
}

/* --- cells ---------------------------------------------------------------------------------- */

static const char *print_money(int64_t minor, const char *code, char out[CAMPAIGN_CELL_MAX])
{
    const struct currency *currency = currency_find(code);
    return currency != NULL ? money_print_style(minor, currency, MONEY_GROUPED, out)
                            : decimal_print(minor, export_decimals_of(code), out);
}

/* Whole sales are written without decimals. */
const char *campaign_column_print(const struct figures_row *row, enum campaign_column column,
    const char *currency, char out[CAMPAIGN_CELL_MAX])
{
    static_assert(MONEY_TEXT_MAX <= CAMPAIGN_CELL_MAX, "an amount fits");
    enum campaign_form form = CAMPAIGN_COLUMN_ROWS[column].form;
    char number[DECIMAL_TEXT_MAX];
    int64_t value;
    if (form == CAMPAIGN_FORM_TEXT) {
        return campaign_column_text(row, column);
    }
    if (!campaign_column_number(row, column, &value)) {
        return NOTHING;
    }
    if (form == CAMPAIGN_FORM_MONEY) {
        return print_money(value, currency, out);
    }
    if (form == CAMPAIGN_FORM_PERMILLE) {
        snprintf(out, CAMPAIGN_CELL_MAX, "%s %%", decimal_print(value, 1, number));
        return out;
    }
    if (form == CAMPAIGN_FORM_MILLI) {
        return value % 1000 == 0 ? decimal_print(value / 1000, 0, out)
                                 : decimal_print(value, SHARE_DECIMALS, out);
    }
    return decimal_print(value, form == CAMPAIGN_FORM_CENTI ? 2 : 0, out);
}
