#include "export/report_print.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/decimal.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "export/json_write.h"
#include "export/text_table.h"
#include "store/report.h"

#define QUANTITY_DECIMALS 3

/* Tables ---------------------------------------------------------------------------------------*/

static void cell_amount(struct text_table *table, int64_t minor, const char *currency)
{
    char text[MONEY_TEXT_MAX];
    const struct currency *known = currency_find(currency);
    if (known == NULL) {
        text_table_cell(table, decimal_print(minor, export_decimals_of(currency), text));
    } else {
        text_table_cell(table, money_print_style(minor, known, MONEY_GROUPED, text));
    }
}

static void cell_count(struct text_table *table, int64_t count)
{
    char text[DECIMAL_TEXT_MAX];
    text_table_cell(table, decimal_print(count, 0, text));
}

static void append_days(struct buffer *out, const struct report_range *range)
{
    bool is_from_start = strcmp(range->from, REPORT_FIRST_DAY) == 0;
    bool is_to_end = strcmp(range->to, REPORT_LAST_DAY) == 0;
    if (is_from_start && is_to_end) {
        buffer_append_text(out, "all days");
    } else if (is_to_end) {
        buffer_format(out, "since %s", range->from);
    } else if (is_from_start) {
        buffer_format(out, "until %s", range->to);
    } else if (strcmp(range->from, range->to) == 0) {
        buffer_append_text(out, range->from);
    } else {
        buffer_format(out, "%s to %s", range->from, range->to);
    }
}

/* "Day, 2026-11-23, all tills, EUR" */
static void append_heading(
    struct buffer *out, const char *title, const struct report_range *range, const char *currency)
{
    char node[NODE_TEXT_MAX];
    buffer_format(out, "%s, ", title);
    append_days(out, range);
    if (range->node == REPORT_ALL_NODES) {
        buffer_append_text(out, ", all tills");
    } else {
        buffer_format(out, ", till %s", node_print(range->node, node));
    }
    if (currency[0] != '\0') {
        buffer_format(out, ", %s", currency);
    }
    buffer_append_text(out, "\n\n");
}

/* How a section's rows are called: "Sales", "Tax 19 %", "Cash", "No campaign". */
static const struct {
    const char *before, *after;
    const char *no_key; /* the whole row, where the key is empty */
    bool is_capitalised;
} SECTION_WORDS[REPORT_SECTION_COUNT] = {
    [REPORT_SALE] = {"", "s", "Sales", true},
    [REPORT_TAX_NET] = {"Net at ", " %", "Net", false},
    [REPORT_TAX] = {"Tax ", " %", "Tax", false},
    [REPORT_NO_REVENUE] = {"", "", "Other", true},
    [REPORT_ROUNDING] = {"Rounding of ", "", "Rounding", false},
    [REPORT_TIP] = {"", "s", "Tips", true},
    [REPORT_TENDER] = {"", "", "Other", true},
    [REPORT_CAMPAIGN] = {"", "", "No campaign", false},
    [REPORT_CATEGORY] = {"", "", "No category", false},
};

/* As the Z says it. */
static const char *no_revenue_words(const char *key)
{
    return strcmp(key, "voucher") == 0 ? "Gift cards sold" : "Accounts paid";
}

static void cell_figure_name(struct text_table *table, const struct report_figure *figure)
{
    struct buffer name = {0};
    if (figure->key[0] == '\0') {
        buffer_append_text(&name, SECTION_WORDS[figure->section].no_key);
    } else if (figure->section == REPORT_NO_REVENUE) {
        buffer_append_text(&name, no_revenue_words(figure->key));
    } else {
        buffer_append_text(&name, SECTION_WORDS[figure->section].before);
        buffer_append_text(&name, figure->key);
        buffer_append_text(&name, SECTION_WORDS[figure->section].after);
    }
    char *first = name.bytes;
    if (SECTION_WORDS[figure->section].is_capitalised && *first >= 'a' && *first <= 'z') {
        *first = (char)(*first - 'a' + 'A');
    }
    text_table_cell(table, name.bytes);
    buffer_close(&name);
}

static void empty_row(struct text_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        text_table_cell(table, "");
    }
}

static void header_row(struct text_table *table, const char *const *titles)
{
    for (size_t i = 0; i < table->column_count; i++) {
        text_table_cell(table, titles[i]);
    }
}

static void print_table(struct buffer *out, struct text_table *table)
{
    text_table_print(table, out);
    text_table_close(table);
}

void report_print_day(
    struct buffer *out, const struct report_range *range, const struct report_day *day)
{
    static const char *const titles[] = {"", "Count", "Amount"};
    struct text_table table = text_table_begin("lrr");
    append_heading(out, "Day", range, day->currency);
    if (day->figure_count == 0) {
        buffer_append_text(out, "No sales.\n");
        return;
    }
    header_row(&table, titles);
    for (size_t i = 0; i < day->figure_count; i++) {
        const struct report_figure *figure = &day->figures[i];
        if (i > 0 && figure->section != day->figures[i - 1].section) {
            empty_row(&table);
        }
        cell_figure_name(&table, figure);
        cell_count(&table, figure->count);
        cell_amount(&table, figure->amount_minor, day->currency);
    }
    print_table(out, &table);
}

static void cell_quantity(struct text_table *table, const struct report_product *product)
{
    char number[QUANTITY_TEXT_MAX];
    char text[QUANTITY_TEXT_MAX + 16];
    bool is_pieces = strcmp(product->unit, "each") == 0;
    snprintf(text, sizeof(text), "%s%s%s", quantity_print(product->quantity_milli, number),
        is_pieces ? "" : " ", is_pieces ? "" : product->unit);
    text_table_cell(table, text);
}

void report_print_products(
    struct buffer *out, const struct report_range *range, const struct report_products *products)
{
    static const char *const titles[] = {
        "SKU", "Name", "Category", "Sales", "Quantity", "Discount", "Net", "Tax", "Gross"};
    struct text_table table = text_table_begin("lllrrrrrr");
    append_heading(out, "Products", range, products->currency);
    if (products->product_count == 0) {
        buffer_append_text(out, "No sales.\n");
        return;
    }
    header_row(&table, titles);
    for (size_t i = 0; i < products->product_count; i++) {
        const struct report_product *product = &products->products[i];
        text_table_cell(&table, product->sku);
        text_table_cell(&table, product->name);
        text_table_cell(&table, product->category);
        cell_count(&table, product->sale_count);
        cell_quantity(&table, product);
        cell_amount(&table, product->discount_minor, products->currency);
        cell_amount(&table, product->net_minor, products->currency);
        cell_amount(&table, product->tax_minor, products->currency);
        cell_amount(&table, product->gross_minor, products->currency);
    }
    print_table(out, &table);
}

/* JSON -----------------------------------------------------------------------------------------*/

static void json_range(struct buffer *out, const struct report_range *range, const char *currency)
{
    char node[NODE_TEXT_MAX];
    json_write_text(out, "from", range->from);
    json_write_text(out, "to", range->to);
    json_write_text(
        out, "till", range->node == REPORT_ALL_NODES ? NULL : node_print(range->node, node));
    json_write_text(out, "currency", currency);
}

void report_json_day(
    struct buffer *out, const struct report_range *range, const struct report_day *day)
{
    int decimals = export_decimals_of(day->currency);
    json_write_begin(out, NULL, '{');
    json_range(out, range, day->currency);
    json_write_begin(out, "rows", '[');
    for (size_t i = 0; i < day->figure_count; i++) {
        const struct report_figure *figure = &day->figures[i];
        json_write_begin(out, NULL, '{');
        json_write_text(out, "section", report_section_text(figure->section));
        json_write_text(out, "key", figure->key[0] != '\0' ? figure->key : REPORT_NO_KEY);
        json_write_integer(out, "count", figure->count);
        json_write_decimal(out, "amount", figure->amount_minor, decimals);
        json_write_end(out, '}');
    }
    buffer_append_text(out, "]}\n");
}

static void json_product(struct buffer *out, const struct report_product *product, int decimals)
{
    json_write_begin(out, NULL, '{');
    json_write_text(out, "sku", product->sku);
    json_write_text(out, "name", product->name);
    json_write_text(out, "category", product->category);
    json_write_text(out, "unit", product->unit);
    json_write_integer(out, "sales", product->sale_count);
    json_write_decimal_short(out, "quantity", product->quantity_milli, QUANTITY_DECIMALS);
    json_write_decimal(out, "discount", product->discount_minor, decimals);
    json_write_decimal(out, "net", product->net_minor, decimals);
    json_write_decimal(out, "tax", product->tax_minor, decimals);
    json_write_decimal(out, "gross", product->gross_minor, decimals);
    json_write_end(out, '}');
}

void report_json_products(
    struct buffer *out, const struct report_range *range, const struct report_products *products)
{
    int decimals = export_decimals_of(products->currency);
    json_write_begin(out, NULL, '{');
    json_range(out, range, products->currency);
    json_write_begin(out, "rows", '[');
    for (size_t i = 0; i < products->product_count; i++) {
        json_product(out, &products->products[i], decimals);
    }
    buffer_append_text(out, "]}\n");
}
