#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/money.h"
#include "export/text_table.h"
#include "store/catalogue.h"
#include "till/office.h"
#include "till/till.h"

static bool open_shop(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static enum command_status done(struct till *till, bool is_done)
{
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run_set(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct office_product product;
    enum office_field field;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    if (!office_field_parse(invocation->arguments[1], &field)) {
        (void)error_set(err, ERROR_NOT_FOUND,
            "a product has no field %s; it has name, price, barcode, category, tax, favourite, "
            "active",
            invocation->arguments[1]);
        return done(till, false);
    }
    return done(till, office_read_product(till, invocation->arguments[0], &product, err) &&
                          office_set_field(&product, till_shop(till)->rules.currency, field,
                              invocation->arguments[2], err) &&
                          office_write_product(till, &product, err));
}

/* --- add --------------------------------------------------------------------------------------- */

static bool fill(const struct invocation *invocation, struct till *till,
    struct office_product *product, struct error *err)
{
    const struct currency *currency = till_shop(till)->rules.currency;
    size_t count;
    *product = (struct office_product){.is_active = true};
    /* Without --tax the standard rate: the first of the shop. */
    if (!office_list_taxes(till, &product->tax, 1, &count, err)) {
        return false;
    }
    if (count == 0) {
        product->tax = (struct tax_code){.part_count = 1};
    }
    if (!text_copy(product->sku, sizeof product->sku, invocation->arguments[0])) {
        return error_set(err, ERROR_INVALID, "the SKU is too long");
    }
    if (!office_set_field(product, currency, OFFICE_FIELD_NAME, invocation->arguments[1], err)) {
        return false;
    }
    static const char *const options[] = {"price", "barcode", "category", "tax"};
    for (size_t i = 0; i < ARRAY_LENGTH(options); i++) {
        const char *value = command_value(invocation, options[i]);
        enum office_field field;
        if (value != NULL && (!office_field_parse(options[i], &field) ||
                                 !office_set_field(product, currency, field, value, err))) {
            return false;
        }
    }
    const char *unit = command_value(invocation, "unit");
    return unit == NULL || unit_parse(text_view_of(unit), &product->unit) ||
           error_set(err, ERROR_INVALID, "--unit is each, kg, l or m");
}

static enum command_status run_add(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct office_product product;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    return done(
        till, fill(invocation, till, &product, err) && office_write_product(till, &product, err));
}

/* --- list -------------------------------------------------------------------------------------- */

struct listing {
    struct till *till;
    struct text_table table;
};

static bool print_row(void *context, const struct product_row *row, struct error *err)
{
    struct listing *listing = context;
    struct office_product product;
    char sku[SKU_BYTES];
    char price[MONEY_TEXT_MAX];
    char tax[TAX_CODE_TEXT_MAX];
    char place[24] = "";
    (void)text_copy_view(sku, sizeof sku, row->sku);
    if (!office_read_product(listing->till, sku, &product, err)) {
        return false;
    }
    if (product.favourite > 0) {
        snprintf(place, sizeof place, "favourite %d", (int)product.favourite);
    }
    text_table_cell(&listing->table, product.sku);
    text_table_cell(&listing->table, product.name);
    text_table_cell(&listing->table, product.category);
    text_table_cell(&listing->table,
        product.has_price
            ? money_print(product.price_minor, till_shop(listing->till)->rules.currency, price)
            : "");
    text_table_cell(&listing->table, tax_code_print(&product.tax, tax));
    text_table_cell(&listing->table, product.barcode);
    text_table_cell(&listing->table, product.is_active ? place : "not on sale");
    return true;
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct listing listing = {.table = text_table_begin("lllrlll")};
    struct buffer out = {0};
    if (!open_shop(invocation, &listing.till, err)) {
        text_table_close(&listing.table);
        return COMMAND_REFUSED;
    }
    bool is_done = product_visit_all(till_store(listing.till), print_row, &listing, err);
    if (is_done) {
        text_table_print(&listing.table, &out);
        fwrite(out.bytes, 1, out.size, stdout);
    }
    text_table_close(&listing.table);
    buffer_close(&out);
    return done(listing.till, is_done);
}

const struct command command_product_set = {
    .name = "product set",
    .arguments = "SKU FIELD VALUE",
    .arguments_min = 3,
    .arguments_max = 3,
    .summary = "changes a product",
    .help =
        "FIELD is name, price, barcode, category, tax, favourite (its place in front of the\n"
        "grid, 0 none) or active (yes, no). An empty price is typed at the till.",
    .run = run_set,
};

const struct command command_product_add = {
    .name = "product add",
    .arguments = "SKU NAME",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "adds a product",
    .help = "Whole lists come by 'tilltale import products'.",
    .options =
        {
            {"price", "AMOUNT", false, "without it the price is typed at the till"},
            {"tax", "CODE", false, "e.g. 19; the shop's standard rate if not given"},
            {"category", "NAME", false, "a new name makes a new category"},
            {"barcode", "CODE", false, "what a scanner reads"},
            {"unit", "UNIT", false, "each, kg, l or m"},
        },
    .run = run_add,
};

const struct command command_product_list = {
    .name = "product list",
    .arguments = "",
    .summary = "all products, with price, tax and barcode",
    .run = run_list,
};
