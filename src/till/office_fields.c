#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/money.h"
#include "till/office.h"

/* The fields of a product by name, from text. */

static bool copy(
    char *out, size_t capacity, const char *field, const char *value, struct error *err)
{
    return text_copy(out, capacity, value) ||
           error_set(err, ERROR_INVALID, "%s is too long", field);
}

static bool set_name(struct office_product *product, const struct currency *currency,
    const char *value, struct error *err)
{
    (void)currency;
    return copy(product->name, sizeof product->name, "name", value, err);
}

/* "" is typed at the till. */
static bool set_price(struct office_product *product, const struct currency *currency,
    const char *value, struct error *err)
{
    product->has_price = value[0] != '\0';
    return !product->has_price ||
           money_parse(text_view_of(value), currency, &product->price_minor, err);
}

static bool set_barcode(struct office_product *product, const struct currency *currency,
    const char *value, struct error *err)
{
    (void)currency;
    return copy(product->barcode, sizeof product->barcode, "barcode", value, err);
}

static bool set_category(struct office_product *product, const struct currency *currency,
    const char *value, struct error *err)
{
    (void)currency;
    return copy(product->category, sizeof product->category, "category", value, err);
}

static bool set_tax(struct office_product *product, const struct currency *currency,
    const char *value, struct error *err)
{
    (void)currency;
    return tax_code_parse(text_view_of(value), &product->tax, err);
}

static bool set_favourite(struct office_product *product, const struct currency *currency,
    const char *value, struct error *err)
{
    (void)currency;
    return decimal_parse(text_view_of(value), 0, '.', &product->favourite, err);
}

static bool set_active(struct office_product *product, const struct currency *currency,
    const char *value, struct error *err)
{
    (void)currency;
    product->is_active = strcmp(value, "yes") == 0;
    return product->is_active || strcmp(value, "no") == 0 ||
           error_set(err, ERROR_INVALID, "active is yes or no, not \"%.40s\"", value);
}

static const struct {
    const char *name;
    bool (*set)(struct office_product *product, const struct currency *currency, const char *value,
        struct error *err);
} FIELDS[OFFICE_FIELD_COUNT] = {
    [OFFICE_FIELD_NAME] = {"name", set_name},
    [OFFICE_FIELD_PRICE] = {"price", set_price},
    [OFFICE_FIELD_BARCODE] = {"barcode", set_barcode},
    [OFFICE_FIELD_CATEGORY] = {"category", set_category},
    [OFFICE_FIELD_TAX] = {"tax", set_tax},
    [OFFICE_FIELD_FAVOURITE] = {"favourite", set_favourite},
    [OFFICE_FIELD_ACTIVE] = {"active", set_active},
};

bool office_field_parse(const char *name, enum office_field *out_field)
{
    for (int i = 0; i < OFFICE_FIELD_COUNT; i++) {
        if (strcmp(FIELDS[i].name, name) == 0) {
            *out_field = (enum office_field)i;
            return true;
        }
    }
    return false;
}

bool office_set_field(struct office_product *product, const struct currency *currency,
    enum office_field field, const char *text, struct error *err)
{
    return FIELDS[field].set(product, currency, text, err);
}
