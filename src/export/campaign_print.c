#include "export/campaign_print.h"

#include <string.h>

#include "base/buffer.h"
#include "domain/id.h"
#include "export/campaign_columns.h"
#include "export/json_write.h"
#include "export/text_table.h"
#include "store/report.h"

#define SHARE_DECIMALS 3

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

static void cell(struct text_table *table, const struct figures_row *row,
    enum campaign_column column, const char *currency)
{
    char text[CAMPAIGN_CELL_MAX];
    text_table_cell(table, campaign_column_print(row, column, currency, text));
}

/* The row of sales without a campaign has no spend and no left over. */
static void none_row(struct text_table *table, const struct campaign_report_row *form,
    const struct campaign_figures *figures, const char *currency)
{
    struct figures_row none = figures->none;
    none.name = "No campaign";
    none.channel = form->columns[0] == CAMPAIGN_COLUMN_CHANNEL ? "No campaign" : "";
    none.content = "No campaign";
    for (size_t i = 0; i < form->column_count; i++) {
        if (campaign_column_is_of_none(form, form->columns[i]) ||
            CAMPAIGN_COLUMN_ROWS[form->columns[i]].form == CAMPAIGN_FORM_TEXT) {
            cell(table, &none, form->columns[i], currency);
        } else {
            text_table_cell(table, "");
        }
    }
}

static void print_table(struct buffer *out, const struct campaign_report_row *form,
    enum campaign_report report, const struct campaign_figures *figures, const char *currency)
{
    char alignments[CAMPAIGN_COLUMNS_MAX + 1] = "";
    size_t count;
    const struct figures_row *rows = campaign_report_rows(figures, report, &count);
    for (size_t i = 0; i < form->column_count; i++) {
        alignments[i] =
            CAMPAIGN_COLUMN_ROWS[form->columns[i]].form == CAMPAIGN_FORM_TEXT ? 'l' : 'r';
    }
    struct text_table table = text_table_begin(alignments);
    for (size_t i = 0; i < form->column_count; i++) {
        text_table_cell(&table, CAMPAIGN_COLUMN_ROWS[form->columns[i]].title);
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
    const struct campaign_report_row *form = &CAMPAIGN_REPORT_ROWS[report];
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
    struct buffer *out, const struct figures_row *row, enum campaign_column column, int decimals)
{
    int64_t value;
    const char *key = CAMPAIGN_COLUMN_ROWS[column].key;
    if (CAMPAIGN_COLUMN_ROWS[column].form == CAMPAIGN_FORM_TEXT) {
        json_write_text(out, key, campaign_column_text(row, column));
    } else if (!campaign_column_number(row, column, &value)) {
        json_write_text(out, key, NULL);
    } else if (CAMPAIGN_COLUMN_ROWS[column].form == CAMPAIGN_FORM_COUNT) {
        json_write_integer(out, key, value);
    } else {
        const int places[] = {[CAMPAIGN_FORM_MONEY] = decimals,
            [CAMPAIGN_FORM_MILLI] = SHARE_DECIMALS,
            [CAMPAIGN_FORM_CENTI] = 2,
            [CAMPAIGN_FORM_PERMILLE] = 1};
        json_write_decimal(out, key, value, places[CAMPAIGN_COLUMN_ROWS[column].form]);
    }
}

static void json_row(struct buffer *out, const char *key, const struct figures_row *row,
    const enum campaign_column *columns, size_t count, int decimals)
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
    const struct campaign_report_row *form = &CAMPAIGN_REPORT_ROWS[report];
    int decimals = export_decimals_of(facts->currency);
    size_t count;
    const struct figures_row *rows = campaign_report_rows(figures, report, &count);
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
