#include "domain/sale.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/attribution.h"

static void close_line(struct sale_line *line)
{
    free(line->sku);
    free(line->name);
    free(line->category);
    free(line->discount_words);
    for (size_t i = 0; i < line->detail_count; i++) {
        free(line->details[i].text);
    }
    free(line->details);
    free(line->reason);
}

void sale_close(struct sale *sale)
{
    if (sale == NULL) {
        return;
    }
    for (size_t i = 0; i < sale->line_count; i++) {
        close_line(&sale->lines[i]);
    }
    free(sale->lines);
    free(sale->payments);
    free(sale->touches);
    free(sale->vouchers);
    *sale = (struct sale){0};
}

static bool line_is_consistent(const struct sale_line *line)
{
    int64_t tax_minor = 0;
    for (int i = 0; i < line->tax_count; i++) {
        tax_minor += line->taxes[i].tax_minor;
    }
    return line->sku != NULL && line->name != NULL && line->category != NULL &&
           line->tax_count >= 1 && line->tax_count <= SALE_LINE_TAXES_MAX &&
           tax_minor == line->tax_minor && line->gross_minor == line->net_minor + line->tax_minor;
}

bool sale_is_consistent(const struct sale *sale)
{
    int64_t net_minor = 0;
    int64_t tax_minor = 0;
    for (size_t i = 0; i < sale->line_count; i++) {
        if (!line_is_consistent(&sale->lines[i])) {
            return false;
        }
        net_minor += sale->lines[i].net_minor;
        tax_minor += sale->lines[i].tax_minor;
    }
    int64_t paid_minor = 0;
    for (size_t i = 0; i < sale->payment_count; i++) {
        const struct sale_payment *payment = &sale->payments[i];
        if (payment->amount_minor != payment->tendered_minor - payment->change_minor) {
            return false;
        }
        paid_minor += payment->amount_minor;
    }
    return sale->line_count > 0 && net_minor == sale->net_minor && tax_minor == sale->tax_minor &&
           sale->gross_minor == net_minor + tax_minor &&
           paid_minor == sale->gross_minor + sale->cash_rounding_minor + sale->tip_minor;
}

const struct sale_touch *sale_credited_touch(const struct sale *sale)
{
    const struct sale_touch *credited = NULL;
    for (size_t i = 0; i < sale->touch_count; i++) {
        const struct sale_touch *touch = &sale->touches[i];
        enum touch_kind kind;
        bool is_in_time = strcmp(sale->kind, "refund") == 0 || /* it has those of its sale */
                          (touch->touched_at_ms <= sale->sold_at_ms &&
                              touch->touched_at_ms >= sale->sold_at_ms - ATTRIBUTION_WINDOW_MS);
        bool counts = touch_kind_parse(text_view_of(touch->kind), &kind) &&
                      touch_kind_is_credited(kind) && touch->uncredited[0] == '\0' && is_in_time;
        if (counts && (credited == NULL || touch->touched_at_ms >= credited->touched_at_ms)) {
            credited = touch;
        }
    }
    return credited;
}
