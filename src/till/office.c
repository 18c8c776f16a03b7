#include "till/office.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/money.h"
#include "domain/scan.h"
#include "store/catalogue.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/staff.h"

/* --- the bracket ----------------------------------------------------------------------------- */

static bool begin(struct till *till, enum entry_kind kind, enum right right,
    struct till_loan *out_loan, struct error *err)
{
    return till_require(till, right, 0, out_loan, err) &&
           store_begin(till->store, kind, till->staff_id, err);
}

static bool end(struct till *till, bool is_done, const struct till_loan *loan, struct error *err)
{
    is_done = is_done && till_write_loan(till, loan, 0, err) &&
              store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    till_office_changed(till);
    return is_done;
}

static bool check_text(const char *what, const char *text, size_t characters_max, struct error *err)
{
    struct text_view view = text_view_of(text);
    if (!text_is_utf8(text, view.size, NULL) || text_view_trim(view).size == 0 ||
        text_view_count_characters(view) > characters_max || text_view_has_control(view)) {
        return error_set(err, ERROR_INVALID, "%s has 1 to %zu characters", what, characters_max);
    }
    return true;
}

/* --- taxes ------------------------------------------------------------------------------------- */

struct tax_list {
    struct tax_code *codes;
    size_t count, max;
};

static bool take_tax(void *context, int64_t id, struct text_view text, struct error *err)
{
    struct tax_list *list = context;
    struct tax_code code;
    (void)id;
    if (!tax_code_parse(text, &code, err)) {
        err->code = ERROR_CORRUPT;
        return false;
    }
    if (list->count < list->max) {
        list->codes[list->count] = code;
    }
    list->count++;
    return true;
}

bool office_list_taxes(
    struct till *till, struct tax_code *out_codes, size_t max, size_t *out_count, struct error *err)
{
    struct tax_list list = {.codes = out_codes, .max = max};
    if (!tax_rate_visit_all(till->store, take_tax, &list, err)) {
        return false;
    }
    *out_count = list.count;
    return true;
}

struct tax_search {
    const char *text;
    int64_t id;
};

static bool find_tax(void *context, int64_t id, struct text_view text, struct error *err)
{
    struct tax_search *search = context;
    (void)err;
    search->id = text_view_equals(text, search->text) ? id : search->id;
    return true;
}

/* The id of a rate, which is made if it is new. */
static bool tax_id(struct till *till, const struct tax_code *code, int64_t *out_id,
    bool *out_is_new, struct error *err)
{
    char text[TAX_CODE_TEXT_MAX];
    struct tax_search search = {.text = tax_code_print(code, text)};
    if (!tax_rate_visit_all(till->store, find_tax, &search, err)) {
        return false;
    }
    *out_is_new = search.id == 0;
    *out_id = search.id;
    return search.id != 0 || (store_next_id(till->store, "tax_rate", out_id, err) &&
                                 tax_rate_insert(till->store, *out_id, text_view_of(text), err));
}

bool office_add_tax(struct till *till, const struct tax_code *code, struct error *err)
{
    struct till_loan loan;
    int64_t id;
    bool is_new;
    if (!begin(till, ENTRY_CATALOGUE, RIGHT_SETTINGS, &loan, err)) {
        return false;
    }
    bool is_done = tax_id(till, code, &id, &is_new, err) &&
                   (is_new || error_set(err, ERROR_INVALID, "this tax rate is there already"));
    return end(till, is_done, &loan, err);
}

/* --- categories -------------------------------------------------------------------------------- */

struct category_list {
    struct office_category *rows;
    size_t count, max;
};

static bool take_category(void *context, const struct category_row *row, struct error *err)
{
    struct category_list *list = context;
    (void)err;
    if (list->count < list->max) {
        struct office_category *category = &list->rows[list->count];
        *category = (struct office_category){
            .id = row->id, .position = row->position, .colour = row->colour};
        (void)text_copy_view(category->name, sizeof category->name, row->name);
    }
    list->count++;
    return true;
}

bool office_list_categories(struct till *till, struct office_category *out_rows, size_t max,
    size_t *out_count, struct error *err)
{
    struct category_list list = {.rows = out_rows, .max = max};
    if (!category_visit_rows(till->store, take_category, &list, err)) {
        return false;
    }
    *out_count = list.count;
    return true;
}

struct category_search {
    const char *name;
    int64_t id;       /* of that name; 0: none */
    int64_t position; /* the last one */
};

static bool find_category(void *context, const struct category_row *row, struct error *err)
{
    struct category_search *search = context;
    (void)err;
    search->id = text_view_equals(row->name, search->name) ? row->id : search->id;
    search->position = row->position > search->position ? row->position : search->position;
    return true;
}

/* The id of a category, which is made at the end if it is new; 0 for "". */
static bool category_id(struct till *till, const char *name, int64_t *out_id, struct error *err)
{
    struct category_search search = {.name = name};
    *out_id = 0;
    if (name[0] == '\0') {
        return true;
    }
    if (!category_visit_rows(till->store, find_category, &search, err)) {
        return false;
    }
    *out_id = search.id;
    return search.id != 0 ||
           (store_next_id(till->store, "category", out_id, err) &&
               category_insert(till->store, *out_id, text_view_of(name), search.position + 1, err));
}

static bool write_category(
    struct till *till, const struct office_category *category, struct error *err)
{
    struct category_search search = {.name = category->name};
    if (!category_visit_rows(till->store, find_category, &search, err)) {
        return false;
    }
    if (search.id != 0 && search.id != category->id) {
        return error_set(err, ERROR_INVALID, "there is a category %s already", category->name);
    }
    struct category_row row = {.id = category->id,
        .name = text_view_of(category->name),
        .position = category->position,
        .colour = category->colour};
    if (category->id == 0) {
        row.position = search.position + 1;
        if (!category_id(till, category->name, &row.id, err)) {
            return false;
        }
    }
    return category_update(till->store, &row, err);
}

bool office_write_category(
    struct till *till, const struct office_category *category, struct error *err)
{
    struct till_loan loan;
    if (!check_text("a category's name", category->name, NAME_CHARACTERS_MAX / 2, err)) {
        return false;
    }
    if (category->colour < 0 || category->colour > OFFICE_COLOURS) {
        return error_set(err, ERROR_INVALID, "a colour is 1 to %d, or 0", OFFICE_COLOURS);
    }
    return begin(till, ENTRY_CATALOGUE, RIGHT_PRODUCTS, &loan, err) &&
           end(till, write_category(till, category, err), &loan, err);
}

/* --- products ---------------------------------------------------------------------------------- */

/* What a row has beside what people change here, with room for its texts. */
struct kept_row {
    struct product_row row;
    char kind[32], asks[32];
};

static bool keep_row(void *context, const struct product_row *row, struct error *err)
{
    struct kept_row *kept = context;
    kept->row = *row;
    if (!text_copy_view(kept->kind, sizeof kept->kind, row->kind) ||
        !text_copy_view(kept->asks, sizeof kept->asks, row->asks)) {
        return error_set(err, ERROR_CORRUPT, "a product asks for what nobody knows");
    }
    kept->row.kind = text_view_of(kept->kind);
    kept->row.asks = text_view_of(kept->asks);
    return true;
}

static bool take_offer(void *context, const struct product_offer *offer, struct error *err)
{
    struct office_product *product = context;
    product->id = offer->id;
    product->has_price = offer->price_minor >= 0;
    product->price_minor = product->has_price ? offer->price_minor : 0;
    product->is_active = offer->is_active;
    (void)text_copy_view(product->sku, sizeof product->sku, offer->sku);
    (void)text_copy_view(product->name, sizeof product->name, offer->name);
    (void)text_copy_view(product->category, sizeof product->category, offer->category);
    if (!unit_parse(offer->unit, &product->unit)) {
        return error_set(err, ERROR_CORRUPT, "a product has a unit that nobody knows");
    }
    return tax_code_parse(offer->tax_code, &product->tax, err);
}

/* The first barcode, without the zeros that fill a GTIN up. */
static bool take_barcode(
    void *context, struct text_view code, int64_t product_id, struct error *err)
{
    struct office_product *product = context;
    (void)product_id;
    (void)err;
    if (product->barcode[0] == '\0') {
        (void)text_copy_view(product->barcode, sizeof product->barcode, shelf_plain_barcode(code));
    }
    return true;
}

bool office_read_product(
    struct till *till, const char *sku, struct office_product *out_product, struct error *err)
{
    struct kept_row kept;
    struct office_product product = {0};
    bool found;
    if (!product_find_row(till->store, text_view_of(sku), keep_row, &kept, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "there is no product %s", sku);
    }
    if (!product_find(till->store, kept.row.id, take_offer, &product, &found, err) ||
        !barcode_visit_product(till->store, kept.row.id, take_barcode, &product, err)) {
        return false;
    }
    product.favourite = kept.row.favourite;
    *out_product = product;
    return true;
}

static bool check_product(const struct office_product *product, struct error *err)
{
    if (!check_text("a SKU", product->sku, SKU_BYTES - 1, err) ||
        !check_text("a name", product->name, NAME_CHARACTERS_MAX, err) ||
        (product->category[0] != '\0' &&
            !check_text("a category's name", product->category, NAME_CHARACTERS_MAX / 2, err))) {
        return false;
    }
    if (product->has_price &&
        (product->price_minor < 0 || product->price_minor > MONEY_MINOR_MAX)) {
        return error_set(err, ERROR_INVALID, "a price is not below 0");
    }
    return (product->favourite >= 0 && product->favourite <= OFFICE_FAVOURITES_MAX) ||
           error_set(
               err, ERROR_INVALID, "a favourite's place is 1 to %d, or 0", OFFICE_FAVOURITES_MAX);
}

struct barcode_owner {
    const char *code;
    int64_t product_id;
};

static bool find_owner(void *context, struct text_view code, int64_t product_id, struct error *err)
{
    struct barcode_owner *owner = context;
    (void)err;
    owner->product_id = text_view_equals(code, owner->code) ? product_id : owner->product_id;
    return true;
}

/* Another barcode takes the place of the one that was shown. */
static bool write_barcode(struct till *till, const struct office_product *before,
    const struct office_product *product, int64_t id, struct error *err)
{
    char old[OFFICE_BARCODE_BYTES];
    char code[OFFICE_BARCODE_BYTES];
    if (strcmp(before->barcode, product->barcode) == 0) {
        return true;
    }
    if (before->barcode[0] != '\0' &&
        (!scan_normalise_barcode(text_view_of(before->barcode), old, sizeof old) ||
            !barcode_delete(till->store, text_view_of(old), err))) {
        return false;
    }
    if (product->barcode[0] == '\0') {
        return true;
    }
    struct barcode_owner owner = {.code = code};
    if (!scan_normalise_barcode(text_view_of(product->barcode), code, sizeof code)) {
        return error_set(err, ERROR_INVALID, "%s is no barcode", product->barcode);
    }
    if (!barcode_visit_all(till->store, find_owner, &owner, err)) {
        return false;
    }
    if (owner.product_id != 0) {
        return owner.product_id == id ||
               error_set(
                   err, ERROR_INVALID, "the barcode %s is another product's", product->barcode);
    }
    return barcode_insert(till->store, text_view_of(code), id, err);
}

static bool take_position(void *context, const struct product_row *row, struct error *err)
{
    int64_t *last = context;
    (void)err;
    *last = row->position > *last ? row->position : *last;
    return true;
}

/* Fills in what a new product has: the place behind the last one. */
static bool begin_row(
    struct till *till, const char *sku, bool is_known, struct kept_row *kept, struct error *err)
{
    if (is_known) {
        return error_set(err, ERROR_INVALID, "there is a product %s already", sku);
    }
    *kept = (struct kept_row){.row = {.cost_minor = -1, .low_stock_milli = -1}};
    kept->row.kind = text_view_of("");
    kept->row.asks = text_view_of("");
    if (!product_visit_all(till->store, take_position, &kept->row.position, err)) {
        return false;
    }
    kept->row.position++;
    return store_next_id(till->store, "product", &kept->row.id, err);
}

static bool write_product(
    struct till *till, const struct office_product *product, struct error *err)
{
    struct kept_row kept;
    struct office_product before = {0};
    bool is_known;
    bool is_new_tax;
    bool is_new = product->id == 0;
    if (!product_find_row(
            till->store, text_view_of(product->sku), keep_row, &kept, &is_known, err)) {
        return false;
    }
    if (!is_new && (!is_known || kept.row.id != product->id)) {
        return error_set(err, ERROR_NOT_FOUND, "there is no product %s", product->sku);
    }
    if (is_new ? !begin_row(till, product->sku, is_known, &kept, err)
               : !office_read_product(till, product->sku, &before, err)) {
        return false;
    }
    struct product_row *row = &kept.row;
    row->sku = text_view_of(product->sku);
    row->name = text_view_of(product->name);
    row->unit = text_view_of(unit_text(product->unit));
    row->price_minor = product->has_price ? product->price_minor : -1;
    row->favourite = product->favourite;
    row->is_active = product->is_active;
    return category_id(till, product->category, &row->category_id, err) &&
           tax_id(till, &product->tax, &row->tax_rate_id, &is_new_tax, err) &&
           (is_new ? product_insert(till->store, row, err)
                   : product_update(till->store, row, err)) &&
           write_barcode(till, &before, product, row->id, err);
}

bool office_write_product(
    struct till *till, const struct office_product *product, struct error *err)
{
    struct till_loan loan;
    return check_product(product, err) &&
           begin(till, ENTRY_CATALOGUE, RIGHT_PRODUCTS, &loan, err) &&
           end(till, write_product(till, product, err), &loan, err);
}
