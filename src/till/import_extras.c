#include <string.h>

#include "base/error.h"
#include "domain/quantity.h"
#include "store/option.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/import_products.h"
#include "till/options.h"

#define FAVOURITE_MAX 999
#define PARTS_MAX 32 /* of one bundle */
#define KIND_BUNDLE "bundle"
#define KIND_DEPOSIT "deposit"

/* --- the columns ---------------------------------------------------------------------------- */

static void add_problem(struct products_import *import, size_t column, const char *words)
{
    import_problem_add(import->file.result, import_place_of(&import->file, column), "%s", words);
}

static void read_kind(struct products_import *import, struct import_item *item)
{
    struct text_view kind = import_field(&import->file, COLUMN_KIND);
    item->kind = text_view_of("");
    if (text_view_equals(kind, KIND_BUNDLE)) {
        item->kind = text_view_of(KIND_BUNDLE);
    } else if (text_view_equals(kind, KIND_DEPOSIT)) {
        item->kind = text_view_of(KIND_DEPOSIT);
    } else if (kind.size > 0 && !text_view_equals(kind, "item")) {
        add_problem(import, COLUMN_KIND, "kind is none of item, bundle, deposit");
    }
}

/* A number of up to `digits_max` digits, above 0. */
static bool read_count(struct text_view text, size_t digits_max, int64_t *out_number)
{
    int64_t number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') {
            return false;
        }
        number = number * 10 + (text.bytes[i] - '0');
        if (i >= digits_max) {
            return false;
        }
    }
    *out_number = number;
    return number > 0;
}

static void read_asks(struct products_import *import, struct import_item *item)
{
    struct text_view asks = import_field(&import->file, COLUMN_ASKS);
    static const char age[] = "age:";
    size_t prefix = sizeof(age) - 1;
    int64_t years;
    item->asks = arena_copy(&import->arena, asks);
    bool is_age =
        asks.size > prefix && memcmp(asks.bytes, age, prefix) == 0 &&
        read_count((struct text_view){asks.bytes + prefix, asks.size - prefix}, 2, &years);
    if (asks.size > 0 && !text_view_equals(asks, "serial") && !is_age) {
        add_problem(import, COLUMN_ASKS, "asks is none of serial, age:18");
    }
}

static void read_stock(struct products_import *import, struct import_item *item)
{
    struct text_view stock = import_field(&import->file, COLUMN_STOCK);
    struct text_view low = import_field(&import->file, COLUMN_LOW_STOCK);
    struct error why;
    item->is_stocked = text_view_equals(stock, "yes");
    if (stock.size > 0 && !item->is_stocked && !text_view_equals(stock, "no")) {
        add_problem(import, COLUMN_STOCK, "stock is none of yes, no");
    }
    item->low_stock_milli = IMPORT_NOT_KNOWN;
    if (low.size == 0) {
        return;
    }
    if (!quantity_parse(low, &item->low_stock_milli, &why) || item->low_stock_milli < 0) {
        add_problem(import, COLUMN_LOW_STOCK, "low_stock is no quantity");
        item->low_stock_milli = IMPORT_NOT_KNOWN;
    }
}

void import_extras_read(struct products_import *import, struct import_item *item)
{
    struct import_file *file = &import->file;
    struct text_view favourite = import_field(file, COLUMN_FAVOURITE);
    read_kind(import, item);
    read_asks(import, item);
    read_stock(import, item);
    item->favourite = 0;
    if (favourite.size > 0 &&
        (!read_count(favourite, 3, &item->favourite) || item->favourite > FAVOURITE_MAX)) {
        add_problem(import, COLUMN_FAVOURITE, "favourite is a place from 1 to 999");
        item->favourite = 0;
    }
    item->deposit_place = import_place_of(file, COLUMN_DEPOSIT);
    item->options_place = import_place_of(file, COLUMN_OPTIONS);
    item->parts_place = import_place_of(file, COLUMN_PARTS);
    item->deposit = arena_copy(&import->arena, import_field(file, COLUMN_DEPOSIT));
    item->options = arena_copy(&import->arena, import_field(file, COLUMN_OPTIONS));
    item->parts = arena_copy(&import->arena, import_field(file, COLUMN_PARTS));
}

/* --- what the store has ---------------------------------------------------------------------- */

struct pair {
    int64_t first_id, second_id;
};

static struct text_view key_of(const struct pair *pair)
{
    return (struct text_view){(const char *)pair, sizeof(*pair)};
}

static struct pair pair_of(struct text_view key)
{
    struct pair pair;
    ASSERT(key.size == sizeof(pair));
    memcpy(&pair, key.bytes, sizeof(pair));
    return pair;
}

static bool take_group(void *context, const struct option_group_row *row, struct error *err)
{
    (void)err;
    struct products_import *import = context;
    text_map_put(&import->option_groups, arena_copy(&import->arena, row->name), row->id);
    return true;
}

static void put_pair(
    struct products_import *import, struct text_map *map, struct pair pair, int64_t number)
{
    if (text_map_find(map, key_of(&pair)) == NULL) {
        text_map_put(map, arena_copy(&import->arena, key_of(&pair)), number);
    }
}

static bool take_option(
    void *context, int64_t first_id, int64_t second_id, int64_t number, struct error *err)
{
    (void)err;
    struct products_import *import = context;
    put_pair(import, &import->options.stored, (struct pair){first_id, second_id}, number);
    return true;
}

static bool take_part(
    void *context, int64_t first_id, int64_t second_id, int64_t number, struct error *err)
{
    (void)err;
    struct products_import *import = context;
    put_pair(import, &import->parts.stored, (struct pair){first_id, second_id}, number);
    return true;
}

bool import_extras_read_stored(struct products_import *import, struct error *err)
{
    struct store *store = import->till->store;
    return option_group_visit_all(store, take_group, import, err) &&
           product_option_visit_all(store, take_option, import, err) &&
           bundle_item_visit_all(store, take_part, import, err);
}

/* --- what goes together ---------------------------------------------------------------------- */

/* A product that another one names. */
struct named {
    bool is_there;
    struct text_view kind;
    int64_t id; /* 0: not written yet */
};

static struct named find_named(const struct products_import *import, struct text_view sku)
{
    struct named named = {.kind = text_view_of("")};
    const int64_t *in_file = text_map_find(&import->item_by_sku, sku);
    const int64_t *in_store = text_map_find(&import->stored_by_sku, sku);
    if (in_store != NULL) {
        const struct product_row *row = &import->stored[*in_store].row;
        named = (struct named){.is_there = row->is_active, .kind = row->kind, .id = row->id};
    }
    if (in_file != NULL) {
        const struct import_item *item = &import->items[*in_file];
        named.is_there = true;
        named.id = item->id != 0 ? item->id : named.id;
        if (import_has_column(&import->file, COLUMN_KIND)) {
            named.kind = item->kind;
        }
    }
    return named;
}

static void check_deposit(struct products_import *import, const struct import_item *item)
{
    struct import_result *result = import->file.result;
    int length = (int)item->deposit.size;
    if (item->deposit.size == 0) {
        return;
    }
    struct named deposit = find_named(import, item->deposit);
    if (!deposit.is_there) {
        import_problem_add(
            result, item->deposit_place, "there is no product %.*s", length, item->deposit.bytes);
    } else if (!text_view_equals(deposit.kind, KIND_DEPOSIT)) {
        import_problem_add(result, item->deposit_place, "%.*s is not of the kind deposit", length,
            item->deposit.bytes);
    } else if (text_view_equals(item->kind, KIND_DEPOSIT)) {
        import_problem_add(result, item->deposit_place, "a deposit has no deposit");
    } else if (!text_view_equals(item->unit, "each")) {
        import_problem_add(
            result, item->deposit_place, "a deposit is for what is sold by the piece");
    }
}

/* Walks the groups of an item. False at the end. */
static bool next_name(struct text_view *rest, struct text_view *out_name)
{
    while (text_view_split(rest, ';', out_name)) {
        *out_name = text_view_trim(*out_name);
        if (out_name->size > 0) {
            return true;
        }
    }
    return false;
}

static void check_options(struct products_import *import, const struct import_item *item)
{
    struct text_view rest = item->options;
    struct text_view name;
    size_t count = 0;
    while (next_name(&rest, &name)) {
        if (text_map_find(&import->option_groups, name) == NULL) {
            import_problem_add(import->file.result, item->options_place,
                "there is no group of options %.*s: import options first", (int)name.size,
                name.bytes);
        }
        count++;
    }
    if (count > OPTION_GROUPS_MAX) {
        import_problem_add(import->file.result, item->options_place,
            "a product has at most %d groups of options", OPTION_GROUPS_MAX);
    }
}

/* "CROIB*2" -> the SKU and 2; "CROIB" is one. */
static bool read_part(struct text_view text, struct text_view *out_sku, int64_t *out_quantity_milli)
{
    struct error ignored;
    *out_sku = text;
    *out_quantity_milli = QUANTITY_ONE_MILLI;
    for (size_t i = text.size; i > 0; i--) {
        if (text.bytes[i - 1] == '*') {
            *out_sku = text_view_trim((struct text_view){text.bytes, i - 1});
            struct text_view quantity = {text.bytes + i, text.size - i};
            return quantity_parse(text_view_trim(quantity), out_quantity_milli, &ignored) &&
                   *out_quantity_milli > 0;
        }
    }
    return true;
}

static void check_part(
    struct products_import *import, const struct import_item *item, struct text_view text)
{
    struct import_result *result = import->file.result;
    struct text_view sku;
    int64_t quantity_milli;
    if (!read_part(text, &sku, &quantity_milli)) {
        import_problem_add(
            result, item->parts_place, "%.*s is no part: SKU or SKU*2", (int)text.size, text.bytes);
        return;
    }
    struct named part = find_named(import, sku);
    if (!part.is_there) {
        import_problem_add(
            result, item->parts_place, "there is no product %.*s", (int)sku.size, sku.bytes);
    } else if (part.kind.size > 0) {
        import_problem_add(result, item->parts_place, "%.*s is a %.*s: only items are in a bundle",
            (int)sku.size, sku.bytes, (int)part.kind.size, part.kind.bytes);
    }
}

static void check_parts(struct products_import *import, const struct import_item *item)
{
    struct import_result *result = import->file.result;
    bool is_bundle = text_view_equals(item->kind, KIND_BUNDLE);
    struct text_view rest = item->parts;
    struct text_view text;
    size_t count = 0;
    if (!import_has_column(&import->file, COLUMN_KIND)) {
        const int64_t *old = text_map_find(&import->stored_by_sku, item->sku);
        is_bundle = old != NULL && text_view_equals(import->stored[*old].row.kind, KIND_BUNDLE);
    }
    while (next_name(&rest, &text)) {
        check_part(import, item, text);
        count++;
    }
    if (count > 0 && !is_bundle) {
        import_problem_add(result, item->parts_place, "only a bundle has parts");
    }
    if (count > PARTS_MAX) {
        import_problem_add(result, item->parts_place, "a bundle has at most %d parts", PARTS_MAX);
    }
    if (count == 0 && is_bundle && import_has_column(&import->file, COLUMN_PARTS)) {
        import_problem_add(result, item->parts_place, "a bundle has parts: SKU or SKU*2");
    }
}

void import_extras_check(struct products_import *import)
{
    for (size_t i = 0; i < import->item_count; i++) {
        check_deposit(import, &import->items[i]);
        check_options(import, &import->items[i]);
        check_parts(import, &import->items[i]);
    }
}

/* --- writing --------------------------------------------------------------------------------- */

void import_extras_fill(const struct products_import *import, const struct import_item *item,
    const struct import_stored *old, struct product_row *row)
{
    static const struct product_row nothing = {.low_stock_milli = -1};
    const struct product_row *kept = old != NULL ? &old->row : &nothing;
    const struct import_file *file = &import->file;
    row->kind = import_has_column(file, COLUMN_KIND) ? item->kind : kept->kind;
    row->asks = import_has_column(file, COLUMN_ASKS) ? item->asks : kept->asks;
    row->favourite = import_has_column(file, COLUMN_FAVOURITE) ? item->favourite : kept->favourite;
    row->is_stocked = import_has_column(file, COLUMN_STOCK) ? item->is_stocked : kept->is_stocked;
    row->low_stock_milli =
        import_has_column(file, COLUMN_LOW_STOCK) ? item->low_stock_milli : kept->low_stock_milli;
    row->deposit_product_id = kept->deposit_product_id;
    if (import_has_column(file, COLUMN_DEPOSIT)) {
        row->deposit_product_id = item->deposit.size > 0 ? find_named(import, item->deposit).id : 0;
    }
}

/* What the file wants of one item, as pairs. */
static void want_options(struct products_import *import, const struct import_item *item)
{
    struct text_view rest = item->options;
    struct text_view name;
    int64_t position = 0;
    while (next_name(&rest, &name)) {
        const int64_t *group_id = text_map_find(&import->option_groups, name);
        ASSERT(group_id != NULL);
        put_pair(import, &import->options.wanted, (struct pair){item->id, *group_id}, ++position);
    }
}

static void want_parts(struct products_import *import, const struct import_item *item)
{
    struct text_view rest = item->parts;
    struct text_view text;
    while (next_name(&rest, &text)) {
        struct text_view sku;
        int64_t quantity_milli;
        bool is_part = read_part(text, &sku, &quantity_milli);
        ASSERT(is_part);
        struct pair pair = {item->id, find_named(import, sku).id};
        int64_t *wanted = text_map_find(&import->parts.wanted, key_of(&pair));
        if (wanted != NULL) {
            *wanted += quantity_milli; /* named twice */
        } else {
            put_pair(import, &import->parts.wanted, pair, quantity_milli);
        }
    }
}

/* The two kinds of pairs are written by functions of equal shape. */
struct pair_writer {
    bool (*write)(struct store *store, int64_t first_id, int64_t second_id, int64_t number,
        bool is_new, struct error *err);
    bool (*delete)(struct store *store, int64_t first_id, int64_t second_id, struct error *err);
};

static void mark_changed(struct products_import *import, int64_t product_id)
{
    const struct import_stored *stored = import_stored_of_id(import, product_id);
    const int64_t *index =
        stored != NULL ? text_map_find(&import->item_by_sku, stored->row.sku) : NULL;
    if (index != NULL && import->items[*index].change == CHANGE_NONE) {
        import->items[*index].change = CHANGE_CHANGED;
    }
}

static bool write_pairs(struct products_import *import, const struct import_pairs *pairs,
    const struct pair_writer *writer, struct error *err)
{
    for (size_t i = 0; i < pairs->wanted.capacity; i++) {
        const struct text_map_slot *slot = &pairs->wanted.slots[i];
        if (slot->key.bytes == NULL) {
            continue;
        }
        const int64_t *old = text_map_find(&pairs->stored, slot->key);
        struct pair pair = pair_of(slot->key);
        if (old != NULL && *old == slot->value) {
            continue;
        }
        if (!writer->write(import->till->store, pair.first_id, pair.second_id, slot->value,
                old == NULL, err) ||
            !import_count_row(import, err)) {
            return false;
        }
        mark_changed(import, pair.first_id);
    }
    for (size_t i = 0; i < pairs->stored.capacity; i++) {
        const struct text_map_slot *slot = &pairs->stored.slots[i];
        if (slot->key.bytes == NULL || text_map_find(&pairs->wanted, slot->key) != NULL) {
            continue;
        }
        struct pair pair = pair_of(slot->key);
        const struct import_stored *owner = import_stored_of_id(import, pair.first_id);
        if (owner == NULL || !owner->is_in_file) {
            continue;
        }
        if (!writer->delete (import->till->store, pair.first_id, pair.second_id, err) ||
            !import_count_row(import, err)) {
            return false;
        }
        mark_changed(import, pair.first_id);
    }
    return true;
}

bool import_extras_write(struct products_import *import, struct error *err)
{
    static const struct pair_writer options = {product_option_write, product_option_delete};
    static const struct pair_writer parts = {bundle_item_write, bundle_item_delete};
    bool has_options = import_has_column(&import->file, COLUMN_OPTIONS);
    bool has_parts = import_has_column(&import->file, COLUMN_PARTS);
    for (size_t i = 0; i < import->item_count; i++) {
        want_options(import, &import->items[i]);
        want_parts(import, &import->items[i]);
    }
    return (!has_options || write_pairs(import, &import->options, &options, err)) &&
           (!has_parts || write_pairs(import, &import->parts, &parts, err));
}

void import_extras_close(struct products_import *import)
{
    text_map_close(&import->option_groups);
    text_map_close(&import->options.stored);
    text_map_close(&import->options.wanted);
    text_map_close(&import->parts.stored);
    text_map_close(&import->parts.wanted);
}
