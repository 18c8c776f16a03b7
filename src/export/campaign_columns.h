#ifndef TILLTALE_EXPORT_CAMPAIGN_COLUMNS_H
#define TILLTALE_EXPORT_CAMPAIGN_COLUMNS_H

/* Columns of the reports on campaigns: which ones each report has, what they are called, and the
 * value of one in a row of the figures. Private to src/export. */

#include "domain/campaign_figures.h"
#include "export/campaign_print.h"

enum campaign_column {
    CAMPAIGN_COLUMN_CAMPAIGN,
    CAMPAIGN_COLUMN_NAME,
    CAMPAIGN_COLUMN_CHANNEL,
    CAMPAIGN_COLUMN_PLACEMENT,
    CAMPAIGN_COLUMN_SPENT,
    CAMPAIGN_COLUMN_DISCOUNTS,
    CAMPAIGN_COLUMN_TOUCHES,
    CAMPAIGN_COLUMN_LEADS,
    CAMPAIGN_COLUMN_BOUGHT,
    CAMPAIGN_COLUMN_SALES,
    CAMPAIGN_COLUMN_REVENUE,
    CAMPAIGN_COLUMN_LEFT_OVER,
    CAMPAIGN_COLUMN_NET,
    CAMPAIGN_COLUMN_COSTS_KNOWN,
    CAMPAIGN_COLUMN_AVERAGE,
    CAMPAIGN_COLUMN_NEW,
    CAMPAIGN_COLUMN_KNOWN,
    CAMPAIGN_COLUMN_UNKNOWN,
    CAMPAIGN_COLUMN_BUYERS,
    CAMPAIGN_COLUMN_AGAIN,
    CAMPAIGN_COLUMN_SATISFACTION,
    CAMPAIGN_COLUMN_LEAD_COST,
    CAMPAIGN_COLUMN_SALE_COST,
    CAMPAIGN_COLUMN_PER_SPENT,
    CAMPAIGN_COLUMN_COUNT
};

enum campaign_form {
    CAMPAIGN_FORM_TEXT,
    CAMPAIGN_FORM_COUNT,
    CAMPAIGN_FORM_MONEY,
    CAMPAIGN_FORM_MILLI,   /* shares */
    CAMPAIGN_FORM_CENTI,   /* of 1 */
    CAMPAIGN_FORM_PERMILLE /* written as percents */
};

struct campaign_column_row {
    const char *key, *title;
    enum campaign_form form;
};
extern const struct campaign_column_row CAMPAIGN_COLUMN_ROWS[CAMPAIGN_COLUMN_COUNT];

#define CAMPAIGN_COLUMNS_MAX 20

struct campaign_report_row {
    const char *title;
    const enum campaign_column *columns; /* of the table for people */
    size_t column_count;
    const enum campaign_column *keys; /* of files, all of them */
    size_t key_count;
    const enum campaign_column *none_keys; /* what is known of sales without a campaign */
    size_t none_key_count;
};
extern const struct campaign_report_row CAMPAIGN_REPORT_ROWS[CAMPAIGN_REPORT_COUNT];

/* The text of a CAMPAIGN_FORM_TEXT column. */
const char *campaign_column_text(const struct figures_row *row, enum campaign_column column);
/* The number of any other; false: it is not known. */
bool campaign_column_number(
    const struct figures_row *row, enum campaign_column column, int64_t *out_value);
/* True if the column says something of sales without a campaign. */
bool campaign_column_is_of_none(
    const struct campaign_report_row *report, enum campaign_column column);

const struct figures_row *campaign_report_rows(
    const struct campaign_figures *figures, enum campaign_report report, size_t *out_count);

/* How people read a cell: "1,204.50", "12.333", "94.1 %", "–". `out` holds it, or the row does. */
#define CAMPAIGN_CELL_MAX 64
const char *campaign_column_print(const struct figures_row *row, enum campaign_column column,
    const char *currency, char out[CAMPAIGN_CELL_MAX]);

#endif
