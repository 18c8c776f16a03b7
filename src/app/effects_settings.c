#include "app/effects.h"

#include <stdio.h>
#include <string.h>

#include "app/start.h"
#include "base/error.h"
#include "base/text.h"
#include "till/export_target.h"
#include "till/office.h"
#include "till/shelf.h"
#include "till/shop_setting.h"
#include "till/staff.h"
#include "till/till.h"

/* A new shop, and changes of settings. */

bool found_shop(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct start_request request = {
        .name = intent->code, .country = intent->country, .pin = intent->pin};
    return start_found(desk->shop.start, &request, desk->clock, err);
}

bool drop_shop(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    start_drop_fresh(desk->shop.start);
    return true;
}

bool open_shop(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    if (desk->shop.start->fresh_path[0] == '\0') {
        return true; /* two touches on one button */
    }
    return desk->shop.open(desk->shop.context, err);
}

/* The right is asked for at the door: who may come in, or was let in, may change what is there. */
bool open_settings(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_loan loan;
    (void)intent;
    if (!till_require(desk->till, RIGHT_SETTINGS, 0, &loan, err) ||
        (loan.staff_id != 0 && !till_write_act(desk->till, "settings", "", 0, &loan, err))) {
        return false;
    }
    desk_enter(desk, SCREEN_SETTINGS);
    return true;
}

bool set_setting(struct desk *desk, const struct intent *intent, struct error *err)
{
    ASSERT(intent->index < desk->settings.count);
    const struct shop_setting *row = &desk->settings.rows[intent->index];
    bool is_done = shop_setting_set(desk->till, row->key, intent->code, err);
    desk_fill_settings(desk, true);
    if (is_done) {
        desk_nudge(desk);
    }
    return is_done;
}

/* --- the shop's lists ------------------------------------------------------------------------ */

/* After a change: the page has it, and the store soon. */
static bool changed(struct desk *desk, bool is_done)
{
    desk_fill_settings(desk, true);
    if (is_done) {
        desk_nudge(desk);
    }
    return is_done;
}

bool add_tax(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct tax_code code;
    char text[TAX_CODE_TEXT_MAX];
    if (!text_copy(text, sizeof text, intent->code)) {
        return error_set(err, ERROR_INVALID, "this is no tax rate");
    }
    for (char *at = text; *at != '\0'; at++) {
        *at = *at == ',' ? '.' : *at; /* as half of Europe writes it */
    }
    return tax_code_parse(text_view_of(text), &code, err) &&
           changed(desk, office_add_tax(desk->till, &code, err));
}

bool set_category(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct office_category category = {0};
    if (intent->index < desk->settings.category_count) {
        category = desk->settings.categories[intent->index];
    }
    if (!text_copy(category.name, sizeof category.name, intent->code)) {
        return error_set(err, ERROR_INVALID, "the name is too long");
    }
    category.colour = (int)intent->amount_minor;
    return changed(desk, office_write_category(desk->till, &category, err));
}

bool open_product(struct desk *desk, const struct intent *intent, struct error *err)
{
    const struct shelf_product *product = shelf_product(desk->till, intent->product_id);
    char sku[SKU_BYTES];
    desk->settings.product = (struct office_product){0};
    if (product == NULL) {
        return error_set(err, ERROR_NOT_FOUND, "this product is not on sale any more");
    }
    text_copy(sku, sizeof sku, product->sku);
    return office_read_product(desk->till, sku, &desk->settings.product, err);
}

/* A SKU that no product has: N1, N2 ... */
static bool find_sku(struct desk *desk, char out_sku[SKU_BYTES])
{
    struct office_product known;
    struct error err;
    for (size_t i = shelf_product_count(desk->till) + 1;; i++) {
        snprintf(out_sku, SKU_BYTES, "N%zu", i);
        if (!office_read_product(desk->till, out_sku, &known, &err)) {
            return err.code == ERROR_NOT_FOUND;
        }
    }
}

/* At the standard rate, without a price: its card says the rest. */
bool new_product(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct office_product product = {.is_active = true, .tax = {.part_count = 1}};
    if (!find_sku(desk, product.sku)) {
        return error_set(err, ERROR_IO, "the products cannot be read");
    }
    if (desk->settings.tax_count > 0) {
        product.tax = desk->settings.taxes[0];
    }
    return office_set_field(
               &product, desk->view.shop->rules.currency, OFFICE_FIELD_NAME, intent->code, err) &&
           changed(desk, office_write_product(desk->till, &product, err)) &&
           office_read_product(desk->till, product.sku, &desk->settings.product, err);
}

bool set_product(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct office_product product = desk->settings.product;
    if (product.sku[0] == '\0') {
        return error_set(err, ERROR_NOT_FOUND, "no product is open");
    }
    return office_set_field(&product, desk->view.shop->rules.currency,
               (enum office_field)intent->index, intent->code, err) &&
           changed(desk, office_write_product(desk->till, &product, err)) &&
           office_read_product(desk->till, product.sku, &desk->settings.product, err);
}

/* --- where the files of a day go: this till's own ---------------------------------------------- */

#define FORMATS_FIRST 0xdu /* csv, xlsx, pdf */

/* The last part of a folder's path is what people call it. */
bool add_target(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct export_target target = {.is_stick = intent->index == 1, .formats = FORMATS_FIRST};
    const char *slash = strrchr(intent->code, '/');
    const char *name = slash != NULL && slash[1] != '\0' ? slash + 1 : intent->code;
    if (!text_copy(target.name, sizeof target.name, name) ||
        !text_copy(target.place, sizeof target.place, intent->code)) {
        return error_set(err, ERROR_INVALID, "this is too long");
    }
    return changed(desk, till_set_export_target(desk->till, &target, err));
}

static bool find_target(
    struct desk *desk, size_t index, struct export_target *out_target, struct error *err)
{
    if (index >= desk->settings.targets.count) {
        return error_set(err, ERROR_NOT_FOUND, "this place is not there any more");
    }
    *out_target = desk->settings.targets.rows[index];
    return true;
}

bool set_target(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct export_target target;
    if (!find_target(desk, intent->index, &target, err)) {
        return false;
    }
    target.formats = (unsigned)intent->amount_minor;
    return changed(desk, till_set_export_target(desk->till, &target, err));
}

bool remove_target(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct export_target target;
    return find_target(desk, intent->index, &target, err) &&
           changed(desk, till_remove_export_target(desk->till, target.name, err));
}
