/* Decimals, amounts, quantities, rates, tax codes and receipt numbers: what is taken prints, and
 * what it prints is the same number again. */

#include "base/decimal.h"
#include "base/error.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "domain/rate.h"
#include "fuzz/fuzz.h"

static void try_decimal(struct text_view text, int decimals)
{
    struct error err;
    int64_t value, again;
    char printed[DECIMAL_TEXT_MAX];
    if (decimal_parse(text, decimals, '.', &value, &err)) {
        decimal_print(value, decimals, printed);
        ASSERT(decimal_parse(text_view_of(printed), decimals, '.', &again, &err));
        ASSERT(again == value);
        decimal_print_short(value, decimals, printed);
        ASSERT(decimal_parse(text_view_of(printed), decimals, '.', &again, &err));
        ASSERT(again == value);
    }
}

static void try_money(struct text_view text, const char *code)
{
    struct error err;
    int64_t minor, again;
    char printed[MONEY_TEXT_MAX];
    const struct currency *currency = currency_find(code);
    ASSERT(currency != NULL);
    if (money_parse(text, currency, &minor, &err)) {
        ASSERT(minor >= -MONEY_MINOR_MAX && minor <= MONEY_MINOR_MAX);
        ASSERT(money_parse(
            text_view_of(money_print(minor, currency, printed)), currency, &again, &err));
        ASSERT(again == minor);
        money_print_style(minor, currency, MONEY_GROUPED | MONEY_SYMBOL | MONEY_SHORT, printed);
    }
}

static void try_quantity(struct text_view text)
{
    struct error err;
    int64_t quantity_milli, again;
    char printed[QUANTITY_TEXT_MAX];
    if (quantity_parse(text, &quantity_milli, &err)) {
        quantity_print(quantity_milli, printed);
        ASSERT(quantity_parse(text_view_of(printed), &again, &err) && again == quantity_milli);
    }
}

static void try_tax_code(struct text_view text)
{
    struct error err;
    struct tax_code code, again;
    char printed[TAX_CODE_TEXT_MAX];
    if (tax_code_parse(text, &code, &err)) {
        ASSERT(code.part_count >= 1 && code.part_count <= TAX_PARTS_MAX);
        tax_code_print(&code, printed);
        ASSERT(tax_code_parse(text_view_of(printed), &again, &err));
        ASSERT(tax_code_equals(&code, &again));
    }
}

static void try_receipt(struct text_view text)
{
    struct error err;
    int64_t sale_id, again;
    char printed[RECEIPT_TEXT_MAX];
    if (receipt_parse(text, &sale_id, &err)) {
        ASSERT(node_is_valid(id_node(sale_id)));
        receipt_print(sale_id, printed);
        ASSERT(receipt_parse(text_view_of(printed), &again, &err) && again == sale_id);
    }
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct text_view text = {.bytes = (const char *)bytes, .size = size};
    for (int decimals = 0; decimals <= DECIMAL_DECIMALS_MAX; decimals += 3) {
        try_decimal(text, decimals);
    }
    try_money(text, "EUR");
    try_money(text, "JPY");
    try_money(text, "KWD");
    try_quantity(text);
    try_tax_code(text);
    try_receipt(text);
}
