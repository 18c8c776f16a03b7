#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "domain/rate.h"
#include "domain/scan.h"
#include "store/catalogue.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_products.h"

#define CATEGORY_CHARACTERS_MAX 60
#define SKU_CHARACTERS_MAX 64
#define BARCODE_BYTES 65
#define BARCODES_MAX 100 /* of one product */

static const struct import_column COLUMNS[] = {
    [COLUMN_SKU] = {.name = "sku"},
    [COLUMN_BARCODE] = {.name = "barcode"},
    [COLUMN_NAME] = {.name = "name"},
    [COLUMN_CATEGORY] = {.name = "category"},
    [COLUMN_PRICE] = {.name = "price"},
    [COLUMN_TAX_RATE] = {.name = "tax_rate"},
    [COLUMN_UNIT] = {.name = "unit"},
    [COLUMN_COST] = {.name = "cost", .is_optional = true},
    [COLUMN_KIND] = {.name = "kind", .is_optional = true},
    [COLUMN_DEPOSIT] = {.name = "deposit", .is_optional = true},
    [COLUMN_ASKS] = {.name = "asks", .is_optional = true},
    [COLUMN_FAVOURITE] = {.name = "favourite", .is_optional = true},
    [COLUMN_STOCK] = {.name = "stock", .is_optional = true},
    [COLUMN_LOW_STOCK] = {.name = "low_stock", .is_optional = true},
    [COLUMN_OPTIONS] = {.name = "options", .is_optional = true},
    [COLUMN_PARTS] = {.name = "parts", .is_optional = true},
    {.name = NULL},
};

static void *grow(void *rows, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return rows;
    }
    *capacity = *capacity == 0 ? 256 : *capacity * 2;
    void *grown = realloc(rows, *capacity * size);
    ASSERT(grown != NULL);
    return grown;
}

/* --- reading the file ---------------------------------------------------------------------- */

static void add_why(struct import_file *file, size_t column, const struct error *why)
{
    import_problem_add(file->result, import_place_of(file, column), "%s: %s",
        file->columns[column].name, why->text);
}

/* An amount with a point or a comma; empty is IMPORT_NOT_KNOWN. */
static bool read_amount(struct products_import *import, size_t column, int64_t *out_minor)
{
    struct import_file *file = &import->file;
    struct text_view text = import_field(file, column);
    const struct currency *currency = import->till->shop.rules.currency;
    struct error why;
    *out_minor = IMPORT_NOT_KNOWN;
    if (text.size == 0) {
        return true;
    }
    char mark = memchr(text.bytes, ',', text.size) != NULL ? ',' : '.';
    if (!money_parse_marked(text, currency, mark, out_minor, &why)) {
        add_why(file, column, &why);
        return false;
    }
    if (*out_minor < 0) {
        import_problem_add(file->result, import_place_of(file, column), "%s is below 0",
            file->columns[column].name);
        return false;
    }
    return true;
}

static bool read_tax(struct products_import *import, struct text_view *out_code)
{
    struct import_file *file = &import->file;
    struct text_view text = import_field(file, COLUMN_TAX_RATE);
    char points[TAX_CODE_TEXT_MAX];
    char canonical[TAX_CODE_TEXT_MAX];
    struct tax_code code;
    struct error why;
    if (!text_copy_view(points, sizeof(points), text)) {
        import_problem_add(
            file->result, import_place_of(file, COLUMN_TAX_RATE), "tax_rate is too long");
        return false;
    }
    for (char *at = points; *at != '\0'; at++) {
        *at = *at == ',' ? '.' : *at;
    }
    if (!tax_code_parse(text_view_of(points), &code, &why)) {
        add_why(file, COLUMN_TAX_RATE, &why);
        return false;
    }
    *out_code = arena_copy(&import->arena, text_view_of(tax_code_print(&code, canonical)));
    return true;
}

static bool read_unit(struct products_import *import, struct text_view *out_unit)
{
    enum unit unit;
    if (!unit_parse(import_field(&import->file, COLUMN_UNIT), &unit)) {
        import_problem_add(import->file.result, import_place_of(&import->file, COLUMN_UNIT),
            "unit is none of each, kg, l, m");
        return false;
    }
    *out_unit = text_view_of(unit_text(unit));
    return true;
}

static bool read_sku(struct products_import *import, struct import_item *item)
{
    struct import_file *file = &import->file;
    item->sku_place = import_place_of(file, COLUMN_SKU);
    if (!import_check_text(file, COLUMN_SKU, IMPORT_CODE, SKU_CHARACTERS_MAX, SKU_BYTES, false)) {
        return false;
    }
    struct text_view sku = import_field(file, COLUMN_SKU);
    const int64_t *other = text_map_find(&import->item_by_sku, sku);
    if (other != NULL) {
        import_problem_add(file->result, item->sku_place, "the sku %.*s stands on line %u too",
            (int)sku.size, sku.bytes, import->items[*other].sku_place.line);
        return false;
    }
    item->sku = arena_copy(&import->arena, sku);
    return true;
}

/* A scanner never sends such a code: it is kept, for shops have odd lists, and named. */
static void warn_of_check_digit(
    struct products_import *import, const struct import_item *item, struct text_view text)
{
    bool has_size = text.size == 8 || text.size == 12 || text.size == 13 || text.size == 14;
    for (size_t i = 0; i < text.size; i++) {
        has_size = has_size && text.bytes[i] >= '0' && text.bytes[i] <= '9';
    }
    if (has_size && !gtin_is_valid(text)) {
        import_warning_add(import->file.result,
            "line %u: the check digit of the barcode %.*s is wrong; no scanner will find it",
            item->barcode_place.line, (int)text.size, text.bytes);
    }
}

static bool read_barcode(
    struct products_import *import, struct import_item *item, struct text_view text)
{
    struct import_file *file = &import->file;
    char code[BARCODE_BYTES];
    if (!scan_normalise_barcode(text, code, sizeof(code))) {
        import_problem_add(file->result, item->barcode_place,
            "a barcode has more than %d characters", BARCODE_BYTES - 1);
        return false;
    }
    warn_of_check_digit(import, item, text);
    const int64_t *other = text_map_find(&import->item_by_barcode, text_view_of(code));
    if (other != NULL && *other == (int64_t)import->item_count) {
        return true; /* twice in one cell is once */
    }
    if (other != NULL) {
        import_problem_add(file->result, item->barcode_place,
            "the barcode %.*s belongs to the sku %s on line %u too", (int)text.size, text.bytes,
            import->items[*other].sku.bytes, import->items[*other].sku_place.line);
        return false;
    }
    if (item->barcode_count == BARCODES_MAX) {
        import_problem_add(
            file->result, item->barcode_place, "a product has at most %d barcodes", BARCODES_MAX);
        return false;
    }
    import->barcodes = grow(import->barcodes, import->barcode_count, &import->barcode_capacity,
        sizeof(*import->barcodes));
    struct text_view kept = arena_copy(&import->arena, text_view_of(code));
    import->barcodes[import->barcode_count++] = kept;
    item->barcode_count++;
    text_map_put(&import->item_by_barcode, kept, (int64_t)import->item_count);
    return true;
}

static bool read_barcodes(struct products_import *import, struct import_item *item)
{
    struct text_view rest = import_field(&import->file, COLUMN_BARCODE);
    struct text_view part;
    bool is_good = true;
    item->barcode_place = import_place_of(&import->file, COLUMN_BARCODE);
    item->barcode_start = import->barcode_count;
    while (text_view_split(&rest, ';', &part)) {
        part = text_view_trim(part);
        if (part.size > 0) {
            is_good = read_barcode(import, item, part) && is_good;
        }
    }
    return is_good;
}

/* Reads a row. Every field is looked at, so that one run lists all that is wrong. A bad row still
 * takes its place among the items: others may be its doubles. */
static void read_item(void *context)
{
    struct products_import *import = context;
    struct import_file *file = &import->file;
    import->items =
        grow(import->items, import->item_count, &import->item_capacity, sizeof(*import->items));
    struct import_item *item = &import->items[import->item_count];
    *item = (struct import_item){0};
    if (!read_sku(import, item)) {
        item->sku = text_view_of("");
    }
    bool is_named =
        import_check_text(file, COLUMN_NAME, IMPORT_PROSE, NAME_CHARACTERS_MAX, NAME_BYTES, false);
    bool is_sorted = import_check_text(
        file, COLUMN_CATEGORY, IMPORT_PROSE, CATEGORY_CHARACTERS_MAX, CATEGORY_BYTES, true);
    if (is_named && is_sorted) {
        item->name = import_copy_text(file, COLUMN_NAME, IMPORT_PROSE, &import->arena);
        item->category = import_copy_text(file, COLUMN_CATEGORY, IMPORT_PROSE, &import->arena);
    }
    (void)read_barcodes(import, item);
    (void)read_amount(import, COLUMN_PRICE, &item->price_minor);
    (void)read_amount(import, COLUMN_COST, &item->cost_minor);
    (void)read_tax(import, &item->tax_code);
    (void)read_unit(import, &item->unit);
    import_extras_read(import, item);
    if (item->sku.size > 0) {
        text_map_put(&import->item_by_sku, item->sku, (int64_t)import->item_count);
    }
    import->item_count++;
}

/* --- what the store has -------------------------------------------------------------------- */

static struct text_view key_of_id(const int64_t *id)
{
    return (struct text_view){.bytes = (const char *)id, .size = sizeof(*id)};
}

static bool take_product(void *context, const struct product_row *row, struct error *err)
{
    (void)err;
    struct products_import *import = context;
    import->stored = grow(
        import->stored, import->stored_count, &import->stored_capacity, sizeof(*import->stored));
    struct import_stored *stored = &import->stored[import->stored_count];
    *stored = (struct import_stored){.row = *row};
    stored->row.sku = arena_copy(&import->arena, row->sku);
    stored->row.name = arena_copy(&import->arena, row->name);
    stored->row.unit = arena_copy(&import->arena, row->unit);
    stored->row.kind = arena_copy(&import->arena, row->kind);
    stored->row.asks = arena_copy(&import->arena, row->asks);
    stored->is_in_file = text_map_find(&import->item_by_sku, row->sku) != NULL;
    text_map_put(&import->stored_by_sku, stored->row.sku, (int64_t)import->stored_count);
    text_map_put(&import->stored_by_id, arena_copy(&import->arena, key_of_id(&row->id)),
        (int64_t)import->stored_count);
    if (row->position > import->product_position) {
        import->product_position = row->position;
    }
    import->stored_count++;
    return true;
}

static bool take_barcode(
    void *context, struct text_view code, int64_t product_id, struct error *err)
{
    (void)err;
    struct products_import *import = context;
    text_map_put(&import->stored_by_barcode, arena_copy(&import->arena, code), product_id);
    return true;
}

static bool take_category(void *context, int64_t id, struct text_view name, struct error *err)
{
    (void)err;
    struct products_import *import = context;
    text_map_put(&import->categories, arena_copy(&import->arena, name), id);
    import->category_position++;
    return true;
}

static bool take_tax_rate(void *context, int64_t id, struct text_view code, struct error *err)
{
    (void)err;
    struct products_import *import = context;
    text_map_put(&import->tax_rates, arena_copy(&import->arena, code), id);
    return true;
}

static bool read_stored(struct products_import *import, struct error *err)
{
    struct store *store = import->till->store;
    return product_visit_all(store, take_product, import, err) &&
           barcode_visit_all(store, take_barcode, import, err) &&
           category_visit_all(store, take_category, import, err) &&
           tax_rate_visit_all(store, take_tax_rate, import, err) &&
           import_extras_read_stored(import, err);
}

const struct import_stored *import_stored_of_id(const struct products_import *import, int64_t id)
{
    const int64_t *index = text_map_find(&import->stored_by_id, key_of_id(&id));
    return index != NULL ? &import->stored[*index] : NULL;
}

/* A barcode may move between products of the file, for the file says where from and where to; it
 * is never taken away from a product that the file does not mention. */
static void check_barcodes(struct products_import *import)
{
    for (size_t i = 0; i < import->item_count; i++) {
        const struct import_item *item = &import->items[i];
        for (size_t k = 0; k < item->barcode_count; k++) {
            struct text_view code = import->barcodes[item->barcode_start + k];
            const int64_t *owner_id = text_map_find(&import->stored_by_barcode, code);
            const int64_t *own = text_map_find(&import->stored_by_sku, item->sku);
            if (owner_id == NULL || (own != NULL && import->stored[*own].row.id == *owner_id)) {
                continue;
            }
            const struct import_stored *owner = import_stored_of_id(import, *owner_id);
            if (owner != NULL && !owner->is_in_file) {
                import_problem_add(import->file.result, item->barcode_place,
                    "the barcode %s belongs to the sku %s already", code.bytes,
                    owner->row.sku.bytes);
            }
        }
    }
}

/* --- writing ------------------------------------------------------------------------------- */

bool import_count_row(struct products_import *import, struct error *err)
{
    import->part_rows++;
    if (import->part_rows < ENTRY_PART_ROWS) {
        return true;
    }
    import->part_rows = 0;
    return store_next_part(import->till->store, err);
}

static bool category_id(
    struct products_import *import, struct text_view name, int64_t *out_id, struct error *err)
{
    *out_id = 0;
    if (name.size == 0) {
        return true;
    }
    const int64_t *known = text_map_find(&import->categories, name);
    if (known != NULL) {
        *out_id = *known;
        return true;
    }
    struct store *store = import->till->store;
    if (!store_next_id(store, "category", out_id, err) ||
        !category_insert(store, *out_id, name, ++import->category_position, err)) {
        return false;
    }
    text_map_put(&import->categories, name, *out_id);
    return import_count_row(import, err);
}

static bool tax_rate_id(
    struct products_import *import, struct text_view code, int64_t *out_id, struct error *err)
{
    const int64_t *known = text_map_find(&import->tax_rates, code);
    if (known != NULL) {
        *out_id = *known;
        return true;
    }
    struct store *store = import->till->store;
    if (!store_next_id(store, "tax_rate", out_id, err) ||
        !tax_rate_insert(store, *out_id, code, err)) {
        return false;
    }
    text_map_put(&import->tax_rates, code, *out_id);
    return import_count_row(import, err);
}

static bool rows_are_equal(const struct product_row *a, const struct product_row *b)
{
    return text_view_is_same(a->name, b->name) && a->category_id == b->category_id &&
           text_view_is_same(a->unit, b->unit) && a->price_minor == b->price_minor &&
           a->tax_rate_id == b->tax_rate_id && a->cost_minor == b->cost_minor &&
           a->is_active == b->is_active && text_view_is_same(a->kind, b->kind) &&
           text_view_is_same(a->asks, b->asks) && a->deposit_product_id == b->deposit_product_id &&
           a->favourite == b->favourite && a->is_stocked == b->is_stocked &&
           a->low_stock_milli == b->low_stock_milli;
}

/* New products stand behind all others, in the order of the file. */
static int64_t new_position(const struct products_import *import, const struct import_item *item)
{
    return import->product_position + 1 + (item - import->items);
}

static bool write_product(struct products_import *import, struct import_item *item,
    const struct import_stored *old, struct error *err)
{
    struct store *store = import->till->store;
    struct product_row row = {
        .sku = item->sku,
        .name = item->name,
        .unit = item->unit,
        .price_minor = item->price_minor,
        .cost_minor = item->cost_minor,
        .is_active = true,
    };
    if (!category_id(import, item->category, &row.category_id, err) ||
        !tax_rate_id(import, item->tax_code, &row.tax_rate_id, err)) {
        return false;
    }
    import_extras_fill(import, item, old, &row);
    if (old == NULL) {
        item->change = CHANGE_ADDED;
        row.position = new_position(import, item);
        bool is_added = store_next_id(store, "product", &row.id, err) &&
                        product_insert(store, &row, err) && import_count_row(import, err);
        item->id = row.id;
        return is_added;
    }
    item->id = row.id = old->row.id;
    row.position = old->row.position;
    if (!import_has_column(&import->file, COLUMN_COST)) {
        row.cost_minor = old->row.cost_minor;
    }
    if (rows_are_equal(&row, &old->row)) {
        return true;
    }
    item->change = CHANGE_CHANGED;
    return product_update(store, &row, err) && import_count_row(import, err);
}

static bool write_barcodes(
    struct products_import *import, struct import_item *item, struct error *err)
{
    struct store *store = import->till->store;
    for (size_t i = 0; i < item->barcode_count; i++) {
        struct text_view code = import->barcodes[item->barcode_start + i];
        int64_t *owner = text_map_find(&import->stored_by_barcode, code);
        if (owner != NULL && *owner == item->id) {
            continue;
        }
        bool is_written = owner == NULL ? barcode_insert(store, code, item->id, err)
                                        : barcode_update(store, code, item->id, err);
        if (!is_written || !import_count_row(import, err)) {
            return false;
        }
        if (item->change == CHANGE_NONE) {
            item->change = CHANGE_CHANGED;
        }
    }
    return true;
}

static void count_change(struct import_result *result, enum import_change change)
{
    switch (change) {
    case CHANGE_NONE:
        result->unchanged_count++;
        break;
    case CHANGE_ADDED:
        result->added_count++;
        break;
    case CHANGE_CHANGED:
        result->changed_count++;
        break;
    }
}

/* Takes away the barcodes that the file no longer gives to a product that it mentions. */
static bool drop_barcodes(struct products_import *import, struct error *err)
{
    for (size_t i = 0; i < import->stored_by_barcode.capacity; i++) {
        const struct text_map_slot *slot = &import->stored_by_barcode.slots[i];
        if (slot->key.bytes == NULL || text_map_find(&import->item_by_barcode, slot->key) != NULL) {
            continue;
        }
        const struct import_stored *owner = import_stored_of_id(import, slot->value);
        bool is_dropped = owner != NULL && owner->is_in_file;
        if (is_dropped && (!barcode_delete(import->till->store, slot->key, err) ||
                              !import_count_row(import, err))) {
            return false;
        }
    }
    return true;
}

/* Deposits come first, for others name them by their ids. */
static bool write_items(struct products_import *import, bool are_deposits, struct error *err)
{
    for (size_t i = 0; i < import->item_count; i++) {
        struct import_item *item = &import->items[i];
        if ((item->kind.size > 0 && item->kind.bytes[0] == 'd') != are_deposits) {
            continue;
        }
        const int64_t *index = text_map_find(&import->stored_by_sku, item->sku);
        const struct import_stored *old = index != NULL ? &import->stored[*index] : NULL;
        if (!write_product(import, item, old, err) || !write_barcodes(import, item, err)) {
            return false;
        }
        import_tell(&import->file, "writing", i + 1, import->item_count);
    }
    return true;
}

/* Categories get their places in the order of the file, not in that of the writing. */
static bool write_categories(struct products_import *import, struct error *err)
{
    for (size_t i = 0; i < import->item_count; i++) {
        int64_t ignored;
        if (!category_id(import, import->items[i].category, &ignored, err)) {
            return false;
        }
    }
    return true;
}

static bool write_rows(struct products_import *import, struct error *err)
{
    if (!write_categories(import, err) || !write_items(import, true, err) ||
        !write_items(import, false, err) || !drop_barcodes(import, err) ||
        !import_extras_write(import, err)) {
        return false;
    }
    for (size_t i = 0; i < import->item_count; i++) {
        count_change(import->file.result, import->items[i].change);
    }
    return true;
}

static bool write_all(void *context, struct error *err)
{
    struct products_import *import = context;
    struct till *till = import->till;
    if (!store_begin(till->store, ENTRY_IMPORT, 0, err)) {
        return false;
    }
    bool is_done = read_stored(import, err);
    if (is_done) {
        check_barcodes(import);
        import_extras_check(import);
    }
    if (is_done && import->file.result->problem_count == 0) {
        is_done = write_rows(import, err) && store_commit(till->store, till_now_ms(till), err);
    } else {
        store_rollback(till->store);
        return is_done;
    }
    if (!is_done) {
        store_rollback(till->store);
    }
    till_office_changed(till);
    return is_done;
}

static void close_import(struct products_import *import)
{
    import_file_close(&import->file);
    text_map_close(&import->item_by_sku);
    text_map_close(&import->item_by_barcode);
    text_map_close(&import->stored_by_sku);
    text_map_close(&import->stored_by_id);
    text_map_close(&import->stored_by_barcode);
    text_map_close(&import->categories);
    text_map_close(&import->tax_rates);
    import_extras_close(import);
    free(import->items);
    free(import->barcodes);
    free(import->stored);
    arena_close(&import->arena);
}

bool import_products(struct till *till, const char *path, const struct import_progress *progress,
    struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_item, .write_all = write_all};
    struct products_import import = {.till = till};
    bool is_done = import_run(&import.file, &job, &import, path, progress, out_result, err);
    close_import(&import);
    return is_done;
}
