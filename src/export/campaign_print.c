#include "export/campaign_print.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/decimal.h"
#include "domain/campaign_figures.h"
#include "domain/id.h"
#include "domain/money.h"
#include "export/json_write.h"
#include "export/text_table.h"
#include "store/report.h"

#define SHARE_DECIMALS 3
#define NOTHING "–"

/* --- columns -------------------------------------------------------------------------------- */

enum column {
    COLUMN_CAMPAIGN,
    COLUMN_NAME,
    COLUMN_CHANNEL,
    COLUMN_PLACEMENT,
    COLUMN_SPENT,
    COLUMN_DISCOUNTS,
    COLUMN_TOUCHES,
    COLUMN_LEADS,
    COLUMN_BOUGHT,
    COLUMN_SALES,
    COLUMN_REVENUE,
    COLUMN_LEFT_OVER,
    COLUMN_NET,
    COLUMN_COSTS_KNOWN,
    COLUMN_AVERAGE,
    COLUMN_NEW,
    COLUMN_KNOWN,
    COLUMN_UNKNOWN,
    COLUMN_BUYERS,
    COLUMN_AGAIN,
    COLUMN_SATISFACTION,
    COLUMN_LEAD_COST,
    COLUMN_SALE_COST,
    COLUMN_PER_SPENT,
    COLUMN_COUNT
};

enum form {
    FORM_TEXT,
    FORM_COUNT,
    FORM_MONEY,
    FORM_MILLI,   /* shares */
    FORM_CENTI,   /* of 1 */
    FORM_PERMILLE /* written as percents */
};

static const struct {
    const char *key, *title;
    enum form form;
} COLUMNS[COLUMN_COUNT] = {
    [COLUMN_CAMPAIGN] = {"campaign", "Campaign", FORM_TEXT},
    [COLUMN_NAME] = {"name", "Name", FORM_TEXT},
    [COLUMN_CHANNEL] = {"channel", "Channel", FORM_TEXT},
    [COLUMN_PLACEMENT] = {"placement", "Placement", FORM_TEXT},
    [COLUMN_SPENT] = {"spent", "Spent", FORM_MONEY},
    [COLUMN_DISCOUNTS] = {"discounts", "Discounts", FORM_MONEY},
    [COLUMN_TOUCHES] = {"touches", "Touches", FORM_COUNT},
    [COLUMN_LEADS] = {"leads", "Leads", FORM_COUNT},
    [COLUMN_BOUGHT] = {"bought", "Bought", FORM_COUNT},
    [COLUMN_SALES] = {"sales", "Sales", FORM_MILLI},
    [COLUMN_REVENUE] = {"revenue", "Revenue", FORM_MONEY},
    [COLUMN_LEFT_OVER] = {"left_over", "Left over", FORM_MONEY},
    [COLUMN_NET] = {"net", "Net", FORM_MONEY},
    [COLUMN_COSTS_KNOWN] = {"costs_known", "Costs known", FORM_PERMILLE},
    [COLUMN_AVERAGE] = {"average", "Average", FORM_MONEY},
    [COLUMN_NEW] = {"new", "New", FORM_MILLI},
    [COLUMN_KNOWN] = {"known", "Known", FORM_MILLI},
    [COLUMN_UNKNOWN] = {"unknown", "Unknown", FORM_MILLI},
    [COLUMN_BUYERS] = {"buyers", "Buyers", FORM_COUNT},
    [COLUMN_AGAIN] = {"again", "Bought again", FORM_PERMILLE},
    [COLUMN_SATISFACTION] = {"satisfaction", "Satisfaction", FORM_CENTI},
    [COLUMN_LEAD_COST] = {"lead_cost", "A lead", FORM_MONEY},
    [COLUMN_SALE_COST] = {"sale_cost", "A sale", FORM_MONEY},
    [COLUMN_PER_SPENT] = {"revenue_per_spent", "Per 1 spent", FORM_CENTI},
};

static const char *text_of(const struct figures_row *row, enum column column)
{
    switch (column) {
    case COLUMN_CAMPAIGN:
        return row->code;
    case COLUMN_NAME:
        return row->name;
    case COLUMN_CHANNEL:
        return row->channel;
    default:
        return row->content;
    }
}

/* What only divides: -1 is nothing to divide by. */
static int64_t ratio_of(const struct figures_row *row, enum column column)
{
    switch (column) {
    case COLUMN_COSTS_KNOWN:
        return figures_row_costs_known_permille(row);
    case COLUMN_AVERAGE:
        return figures_row_average_minor(row);
    case COLUMN_AGAIN:
        return figures_row_repeat_permille(row);
    case COLUMN_SATISFACTION:
        return figures_row_score_centi(row);
    case COLUMN_LEAD_COST:
        return figures_row_lead_cost_minor(row);
    case COLUMN_SALE_COST:
        return figures_row_sale_cost_minor(row);
    default:
        return figures_row_revenue_per_spent_centi(row);
    }
}

/* The number of a column; false: it is not known. */
static bool number_of(const struct figures_row *row, enum column column, int64_t *out_value)
{
    switch (column) {
    case COLUMN_SPENT:
        *out_value = row->spent_minor;
        return row->has_spend;
    case COLUMN_DISCOUNTS:
        *out_value = row->discount_minor;
        return true;
    case COLUMN_TOUCHES:
        *out_value = row->touch_count;
        return true;
    case COLUMN_LEADS:
        *out_value = row->lead_count;
        return true;
    case COLUMN_BOUGHT:
        *out_value = row->lead_bought_count;
        return true;
    case COLUMN_SALES:
        *out_value = row->sales_milli;
        return true;
    case COLUMN_REVENUE:
        *out_value = row->amounts.gross_minor;
        return true;
    case COLUMN_LEFT_OVER:
        *out_value = row->left_over_minor;
        return row->has_left_over;
    case COLUMN_NET:
        *out_value = row->amounts.net_minor;
        return true;
    case COLUMN_NEW:
        *out_value = row->new_milli;
        return true;
    case COLUMN_KNOWN:
        *out_value = row->known_milli;
        return true;
    case COLUMN_UNKNOWN:
        *out_value = row->unknown_milli;
        return true;
    case COLUMN_BUYERS:
        *out_value = row->buyer_count;
        return true;
    default:
        *out_value = ratio_of(row, column);
        return *out_value != -1;
    }
}

/* --- reports -------------------------------------------------------------------------------- */

#define COLUMNS_MAX 20

struct report_form {
    const char *title;
    const enum column *columns; /* of the table for people */
    size_t column_count;
    const enum column *keys; /* of the JSON */
    size_t key_count;
    const enum column *none_keys;
    size_t none_key_count;
};

static const enum column CAMPAIGN_COLUMNS[] = {COLUMN_CAMPAIGN, COLUMN_NAME, COLUMN_CHANNEL,
    COLUMN_SPENT, COLUMN_DISCOUNTS, COLUMN_TOUCHES, COLUMN_LEADS, COLUMN_SALES, COLUMN_REVENUE,
    COLUMN_LEFT_OVER};
static const enum column CAMPAIGN_KEYS[] = {COLUMN_CAMPAIGN, COLUMN_CHANNEL, COLUMN_SPENT,
    COLUMN_DISCOUNTS, COLUMN_TOUCHES, COLUMN_LEADS, COLUMN_SALES, COLUMN_REVENUE, COLUMN_LEFT_OVER};
static const enum column SALES_KEYS[] = {COLUMN_SALES, COLUMN_REVENUE};
static const enum column CHANNEL_COLUMNS[] = {COLUMN_CHANNEL, COLUMN_SPENT, COLUMN_DISCOUNTS,
    COLUMN_TOUCHES, COLUMN_LEADS, COLUMN_SALES, COLUMN_REVENUE, COLUMN_LEFT_OVER, COLUMN_AVERAGE,
    COLUMN_AGAIN, COLUMN_SATISFACTION};
static const enum column CHANNEL_KEYS[] = {COLUMN_CHANNEL, COLUMN_SPENT, COLUMN_DISCOUNTS,
    COLUMN_TOUCHES, COLUMN_LEADS, COLUMN_SALES, COLUMN_REVENUE, COLUMN_LEFT_OVER, COLUMN_NET,
    COLUMN_COSTS_KNOWN, COLUMN_AVERAGE, COLUMN_NEW, COLUMN_KNOWN, COLUMN_UNKNOWN, COLUMN_AGAIN,
    COLUMN_SATISFACTION, COLUMN_LEAD_COST, COLUMN_SALE_COST, COLUMN_PER_SPENT};
static const enum column PLACE_COLUMNS[] = {COLUMN_CAMPAIGN, COLUMN_PLACEMENT, COLUMN_SPENT,
    COLUMN_TOUCHES, COLUMN_LEADS, COLUMN_SALES, COLUMN_REVENUE, COLUMN_LEFT_OVER, COLUMN_LEAD_COST,
    COLUMN_SALE_COST, COLUMN_PER_SPENT, COLUMN_SATISFACTION};
static const enum column PLACE_KEYS[] = {COLUMN_CAMPAIGN, COLUMN_PLACEMENT, COLUMN_CHANNEL,
    COLUMN_SPENT, COLUMN_DISCOUNTS, COLUMN_TOUCHES, COLUMN_LEADS, COLUMN_SALES, COLUMN_REVENUE,
    COLUMN_LEFT_OVER, COLUMN_NET, COLUMN_COSTS_KNOWN, COLUMN_AVERAGE, COLUMN_NEW, COLUMN_KNOWN,
    COLUMN_UNKNOWN, COLUMN_SATISFACTION, COLUMN_LEAD_COST, COLUMN_SALE_COST, COLUMN_PER_SPENT};
static const enum column PEOPLE_COLUMNS[] = {COLUMN_CAMPAIGN, COLUMN_NAME, COLUMN_CHANNEL,
    COLUMN_NEW, COLUMN_KNOWN, COLUMN_UNKNOWN, COLUMN_BUYERS, COLUMN_AGAIN, COLUMN_AVERAGE,
    COLUMN_SATISFACTION};
static const enum column PEOPLE_KEYS[] = {COLUMN_CAMPAIGN, COLUMN_CHANNEL, COLUMN_NEW, COLUMN_KNOWN,
    COLUMN_UNKNOWN, COLUMN_BUYERS, COLUMN_AGAIN, COLUMN_AVERAGE, COLUMN_SATISFACTION};
static const enum column PEOPLE_NONE_KEYS[] = {COLUMN_NEW, COLUMN_KNOWN, COLUMN_UNKNOWN,
    COLUMN_BUYERS, COLUMN_AGAIN, COLUMN_AVERAGE, COLUMN_SATISFACTION};
static const enum column LEAD_COLUMNS[] = {COLUMN_CAMPAIGN, COLUMN_PLACEMENT, COLUMN_CHANNEL,
    COLUMN_LEADS, COLUMN_BOUGHT, COLUMN_SPENT, COLUMN_LEAD_COST};
static const enum column LEAD_NONE_KEYS[] = {COLUMN_LEADS, COLUMN_BOUGHT};

#define LIST(columns) columns, ARRAY_LENGTH(columns)
static const struct report_form REPORTS[CAMPAIGN_REPORT_COUNT] = {
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

static const struct figures_row *rows_of(
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

const char *campaign_rule_words(const struct campaign_figures *figures)
{
    static const char *const words[ATTRIBUTION_RULE_COUNT] = {
        [ATTRIBUTION_LAST] = "The whole sale goes to the last code before it",
        [ATTRIBUTION_FIRST] = "The whole sale goes to the first code before it",
        [ATTRIBUTION_LINEAR] = "Every code before the sale gets the same share",
        [ATTRIBUTION_POSITION] =
            "The first and the last code before the sale get 40 % each, those between share the "
            "rest",
        [ATTRIBUTION_DECAY] = "A code gets half as much of the sale for each week before it",
    };
    return words[figures->rule];
}

/* --- for people ----------------------------------------------------------------------------- */

static void append_days(struct buffer *out, const struct campaign_facts *facts)
{
    bool is_from_start = strcmp(facts->from, REPORT_FIRST_DAY) == 0;
    bool is_to_end = strcmp(facts->to, REPORT_LAST_DAY) == 0;
    char node[NODE_TEXT_MAX];
    if (is_from_start && is_to_end) {
        buffer_append_text(out, "all days");
    } else if (is_to_end) {
        buffer_format(out, "since %s", facts->from);
    } else if (is_from_start) {
        buffer_format(out, "until %s", facts->to);
    } else {
        buffer_format(out, "%s to %s", facts->from, facts->to);
    }
    if (facts->node == REPORT_ALL_NODES) {
        buffer_append_text(out, ", all tills");
    } else {
        buffer_format(out, ", till %s", node_print(facts->node, node));
    }
    buffer_format(out, ", %s\n\n", facts->currency);
}

static const char *print_money(int64_t minor, const char *code, char out[MONEY_TEXT_MAX])
{
    const struct currency *currency = currency_find(code);
    return currency != NULL ? money_print_style(minor, currency, MONEY_GROUPED, out)
                            : decimal_print(minor, export_decimals_of(code), out);
}

/* Whole sales are written without decimals. */
static void cell(struct text_table *table, const struct figures_row *row, enum column column,
    const char *currency)
{
    char text[MONEY_TEXT_MAX];
    char percent[MONEY_TEXT_MAX + 4];
    int64_t value;
    if (COLUMNS[column].form == FORM_TEXT) {
        text_table_cell(table, text_of(row, column));
    } else if (!number_of(row, column, &value)) {
        text_table_cell(table, NOTHING);
    } else if (COLUMNS[column].form == FORM_MONEY) {
        text_table_cell(table, print_money(value, currency, text));
    } else if (COLUMNS[column].form == FORM_MILLI) {
        text_table_cell(table, value % 1000 == 0 ? decimal_print(value / 1000, 0, text)
                                                 : decimal_print(value, SHARE_DECIMALS, text));
    } else if (COLUMNS[column].form == FORM_PERMILLE) {
        snprintf(percent, sizeof(percent), "%s %%", decimal_print(value, 1, text));
        text_table_cell(table, percent);
    } else {
        text_table_cell(
            table, decimal_print(value, COLUMNS[column].form == FORM_CENTI ? 2 : 0, text));
    }
}

/* The row of sales without a campaign has no spend and no left over. */
static void none_row(struct text_table *table, const struct report_form *form,
    const struct campaign_figures *figures, const char *currency)
{
    struct figures_row none = figures->none;
    none.name = "No campaign";
    none.channel = form->columns[0] == COLUMN_CHANNEL ? "No campaign" : "";
    none.content = "No campaign";
    for (size_t i = 0; i < form->column_count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < form->none_key_count; k++) {
            is_known = is_known || form->none_keys[k] == form->columns[i];
        }
        if (is_known || COLUMNS[form->columns[i]].form == FORM_TEXT) {
            cell(table, &none, form->columns[i], currency);
        } else {
            text_table_cell(table, "");
        }
    }
}

static void print_table(struct buffer *out, const struct report_form *form,
    enum campaign_report report, const struct campaign_figures *figures, const char *currency)
{
    char alignments[COLUMNS_MAX + 1] = "";
    size_t count;
    const struct figures_row *rows = rows_of(figures, report, &count);
    for (size_t i = 0; i < form->column_count; i++) {
        alignments[i] = COLUMNS[form->columns[i]].form == FORM_TEXT ? 'l' : 'r';
    }
    struct text_table table = text_table_begin(alignments);
    for (size_t i = 0; i < form->column_count; i++) {
        text_table_cell(&table, COLUMNS[form->columns[i]].title);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < form->column_count; k++) {
            cell(&table, &rows[i], form->columns[k], currency);
        }
    }
    none_row(&table, form, figures, currency);
    text_table_print(&table, out);
    text_table_close(&table);
}

static void print_people(struct buffer *out, const struct campaign_figures *figures)
{
    const struct figures_people *people = &figures->people;
    buffer_format(out, "Left details  %lld\nBought        %lld", (long long)people->left_details,
        (long long)people->bought);
    if (people->median_days >= 0) {
        buffer_format(out, ", half of them within %lld day%s", (long long)people->median_days,
            people->median_days == 1 ? "" : "s");
    }
    buffer_format(out, "\nBought again  %lld\nToo fresh to tell, less than %d days ago: %lld\n\n",
        (long long)people->bought_again, figures->window_days, (long long)people->too_fresh);
}

static void print_notes(struct buffer *out, enum campaign_report report,
    const struct campaign_facts *facts, const struct campaign_figures *figures)
{
    (void)facts;
    if (report == CAMPAIGN_REPORT_LEADS) {
        buffer_append_text(out,
            "\nSomebody who came twice is one lead, of the first visit. Bought: since then, with "
            "a code of theirs.\n");
        return;
    }
    buffer_format(out,
        "\n%s, up to %d days.\n%lld of %lld sales with a campaign had one contact only.\n",
        campaign_rule_words(figures), figures->window_days, (long long)figures->single_count,
        (long long)figures->credited_count);
    if (report == CAMPAIGN_REPORT_PEOPLE) {
        buffer_append_text(out,
            "New: the first known purchase. Unknown: nobody knows who bought.\n"
            "Bought again: of the known buyers, who ever bought twice.\n");
        return;
    }
    int64_t known_permille = figures_row_costs_known_permille(&figures->credited);
    buffer_append_text(out,
        "Revenue is gross, after discounts.\n"
        "Left over: net revenue less cost of goods");
    if (known_permille >= 0) {
        buffer_format(out, " (known for %lld %%)", (long long)((known_permille + 5) / 10));
    }
    buffer_append_text(out, " less spend.\nNot all of these are extra sales.\n");
}

void campaign_print(struct buffer *out, enum campaign_report report,
    const struct campaign_facts *facts, const struct campaign_figures *figures)
{
    const struct report_form *form = &REPORTS[report];
    buffer_format(out, "%s, ", form->title);
    append_days(out, facts);
    if (report == CAMPAIGN_REPORT_PEOPLE) {
        print_people(out, figures);
    }
    print_table(out, form, report, figures, facts->currency);
    print_notes(out, report, facts, figures);
}

/* --- JSON ----------------------------------------------------------------------------------- */

static void json_cell(
    struct buffer *out, const struct figures_row *row, enum column column, int decimals)
{
    int64_t value;
    const char *key = COLUMNS[column].key;
    if (COLUMNS[column].form == FORM_TEXT) {
        json_write_text(out, key, text_of(row, column));
    } else if (!number_of(row, column, &value)) {
        json_write_text(out, key, NULL);
    } else if (COLUMNS[column].form == FORM_COUNT) {
        json_write_integer(out, key, value);
    } else {
        const int places[] = {[FORM_MONEY] = decimals,
            [FORM_MILLI] = SHARE_DECIMALS,
            [FORM_CENTI] = 2,
            [FORM_PERMILLE] = 1};
        json_write_decimal(out, key, value, places[COLUMNS[column].form]);
    }
}

static void json_row(struct buffer *out, const char *key, const struct figures_row *row,
    const enum column *columns, size_t count, int decimals)
{
    json_write_begin(out, key, '{');
    for (size_t i = 0; i < count; i++) {
        json_cell(out, row, columns[i], decimals);
    }
    json_write_end(out, '}');
}

static void json_people(struct buffer *out, const struct figures_people *people)
{
    json_write_integer(out, "left_details", people->left_details);
    json_write_integer(out, "bought", people->bought);
    json_write_integer(out, "bought_again", people->bought_again);
    json_write_integer(out, "too_fresh", people->too_fresh);
    if (people->median_days >= 0) {
        json_write_integer(out, "half_within_days", people->median_days);
    } else {
        json_write_text(out, "half_within_days", NULL);
    }
}

void campaign_print_json(struct buffer *out, enum campaign_report report,
    const struct campaign_facts *facts, const struct campaign_figures *figures)
{
    const struct report_form *form = &REPORTS[report];
    int decimals = export_decimals_of(facts->currency);
    size_t count;
    const struct figures_row *rows = rows_of(figures, report, &count);
    json_write_begin(out, NULL, '{');
    json_write_text(out, "rule", attribution_rule_text(figures->rule));
    json_write_integer(out, "window_days", figures->window_days);
    if (report == CAMPAIGN_REPORT_PEOPLE) {
        json_people(out, &figures->people);
    }
    json_write_begin(out, "rows", '[');
    for (size_t i = 0; i < count; i++) {
        json_row(out, NULL, &rows[i], form->keys, form->key_count, decimals);
    }
    json_write_end(out, ']');
    json_row(out, "none", &figures->none, form->none_keys, form->none_key_count, decimals);
    buffer_append_text(out, "}\n");
}
