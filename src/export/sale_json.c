#include "export/sale_json.h"

#include <string.h>

#include "base/buffer.h"
#include "domain/attribution.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/sale.h"
#include "export/json_write.h"

#define QUANTITY_DECIMALS 3
#define PERCENT_DECIMALS 4 /* of a rate in parts per million */

/* What only some lines have: of which kind they are, whose deposit, options, notes. */
static void append_details(struct buffer *out, const struct sale_line *line, int decimals)
{
    if (line->kind[0] != '\0') {
        json_write_text(out, "kind", line->kind);
    }
    if (line->parent_n != 0) {
        json_write_integer(out, "parent", line->parent_n);
    }
    if (line->detail_count == 0) {
        return;
    }
    json_write_begin(out, "details", '[');
    for (size_t i = 0; i < line->detail_count; i++) {
        const struct sale_detail *detail = &line->details[i];
        json_write_begin(out, NULL, '{');
        json_write_text(out, "kind", detail->kind);
        json_write_text(out, "text", detail->text);
        json_write_decimal(out, "amount", detail->amount_minor, decimals);
        json_write_end(out, '}');
    }
    json_write_end(out, ']');
}

/* Of what goes back: which sale and line it undoes. */
static void append_return(struct buffer *out, const struct sale_line *line)
{
    char number[RECEIPT_TEXT_MAX];
    if (!line->is_refund) {
        return;
    }
    json_write_text(
        out, "of", line->of_sale_id != 0 ? receipt_print(line->of_sale_id, number) : NULL);
    json_write_integer(out, "line", line->of_line_n);
    json_write_text(out, "restock", line->restock ? "yes" : "no");
    json_write_text(out, "reason", line->reason);
}

static void append_line(struct buffer *out, const struct sale_line *line, int decimals)
{
    json_write_begin(out, NULL, '{');
    json_write_text(out, "sku", line->sku);
    json_write_decimal_short(out, "qty", line->quantity_milli, QUANTITY_DECIMALS);
    json_write_decimal(out, "unit_price", line->unit_price_minor, decimals);
    json_write_decimal(out, "discount", line->discount_minor, decimals);
    json_write_decimal(out, "net", line->net_minor, decimals);
    json_write_text(out, "tax_rate", line->tax_code);
    json_write_decimal(out, "tax", line->tax_minor, decimals);
    json_write_decimal(out, "gross", line->gross_minor, decimals);
    append_details(out, line, decimals);
    append_return(out, line);
    json_write_end(out, '}');
}

/* The lowest rate above `after_ppm` that any line has. */
static bool next_rate(const struct sale *sale, int32_t after_ppm, int32_t *out_ppm)
{
    bool found = false;
    for (size_t i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        for (int k = 0; k < line->tax_count; k++) {
            int32_t ppm = line->taxes[k].rate_ppm;
            if (ppm > after_ppm && (!found || ppm < *out_ppm)) {
                *out_ppm = ppm;
                found = true;
            }
        }
    }
    return found;
}

static void append_tax(struct buffer *out, const struct sale *sale, int32_t rate_ppm, int decimals)
{
    int64_t base_minor = 0;
    int64_t tax_minor = 0;
    for (size_t i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        for (int k = 0; k < line->tax_count; k++) {
            if (line->taxes[k].rate_ppm == rate_ppm) {
                base_minor += line->net_minor;
                tax_minor += line->taxes[k].tax_minor;
            }
        }
    }
    json_write_begin(out, NULL, '{');
    json_write_decimal_short(out, "rate", rate_ppm, PERCENT_DECIMALS);
    json_write_decimal(out, "base", base_minor, decimals);
    json_write_decimal(out, "tax", tax_minor, decimals);
    json_write_end(out, '}');
}

static void append_tender(struct buffer *out, const struct sale_payment *payment)
{
    int decimals = export_decimals_of(payment->currency);
    json_write_begin(out, NULL, '{');
    json_write_text(out, "tender", payment->tender);
    json_write_decimal(out, "amount", payment->amount_minor, decimals);
    json_write_decimal(out, "tendered", payment->tendered_minor, decimals);
    json_write_decimal(out, "change", payment->change_minor, decimals);
    json_write_text(out, "currency", payment->currency);
    json_write_text(out, "reference", payment->reference);
    if (payment->foreign_currency[0] != '\0') {
        json_write_text(out, "foreign_currency", payment->foreign_currency);
        json_write_decimal(out, "foreign_amount", payment->foreign_minor,
            export_decimals_of(payment->foreign_currency));
        json_write_text(out, "rate", payment->foreign_rate);
    }
    json_write_end(out, '}');
}

/* Only of a sale that was rung just now: codes do not stand in the file. */
static void append_vouchers(struct buffer *out, const struct sale *sale, int decimals)
{
    if (sale->voucher_count == 0) {
        return;
    }
    json_write_begin(out, "vouchers", '[');
    for (size_t i = 0; i < sale->voucher_count; i++) {
        json_write_begin(out, NULL, '{');
        json_write_text(out, "code", sale->vouchers[i].code);
        json_write_decimal(out, "value", sale->vouchers[i].amount_minor, decimals);
        json_write_end(out, '}');
    }
    json_write_end(out, ']');
}

static void append_figures(struct buffer *out, const struct sale *sale, int decimals)
{
    json_write_begin(out, "lines", '[');
    for (size_t i = 0; i < sale->line_count; i++) {
        append_line(out, &sale->lines[i], decimals);
    }
    json_write_end(out, ']');
    json_write_decimal(out, "net", sale->net_minor, decimals);
    json_write_decimal(out, "tax", sale->tax_minor, decimals);
    json_write_decimal(out, "gross", sale->gross_minor, decimals);
    json_write_begin(out, "taxes", '[');
    for (int32_t ppm = -1; next_rate(sale, ppm, &ppm);) {
        append_tax(out, sale, ppm, decimals);
    }
    json_write_end(out, ']');
}

static void append_payments(struct buffer *out, const struct sale *sale, int decimals)
{
    int64_t change_minor = 0;
    json_write_begin(out, "tenders", '[');
    for (size_t i = 0; i < sale->payment_count; i++) {
        append_tender(out, &sale->payments[i]);
        change_minor += sale->payments[i].change_minor;
    }
    json_write_end(out, ']');
    json_write_decimal(out, "rounding", sale->cash_rounding_minor, decimals);
    json_write_decimal(out, "change", change_minor, decimals);
    if (sale->tip_minor != 0) {
        json_write_decimal(out, "tip", sale->tip_minor, decimals);
    }
}

void sale_json_append(struct buffer *out, const struct sale *sale)
{
    char number[RECEIPT_TEXT_MAX];
    char at[TIME_TEXT_MAX];
    int decimals = export_decimals_of(sale->currency);
    const struct sale_touch *credited = sale_credited_touch(sale);

    json_write_begin(out, NULL, '{');
    json_write_text(out, "sale", receipt_print(sale->id, number));
    json_write_text(out, "ref", sale->ref[0] != '\0' ? sale->ref : NULL);
    json_write_text(out, "at", time_print(sale->sold_at_ms, at));
    json_write_text(out, "business_day", sale->business_day);
    if (strcmp(sale->kind, "sale") != 0) {
        json_write_text(out, "kind", sale->kind);
    }
    append_figures(out, sale, decimals);
    append_payments(out, sale, decimals);
    append_vouchers(out, sale, decimals);
    json_write_text(out, "campaign", credited != NULL ? credited->campaign_code : NULL);
    json_write_text(out, "channel", credited != NULL ? credited->channel : NULL);
    json_write_end(out, '}');
}
