#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/money.h"
#include "store/catalogue.h"
#include "store/price_list.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_file.h"

#define LIST_NAME_CHARACTERS_MAX 60
#define LIST_NAME_BYTES (LIST_NAME_CHARACTERS_MAX * 4 + 1)
#define NO_PRICE (-1)

enum column {
    COLUMN_SKU,
    COLUMN_PRICE,
};

static const struct import_column COLUMNS[] = {
    [COLUMN_SKU] = {.name = "sku"},
    [COLUMN_PRICE] = {.name = "price"},
    {.name = NULL},
};

struct price {
    struct import_place place;
    struct text_view sku;
    int64_t minor; /* NO_PRICE: off the list */
};

/* The list as it is stored, and as it shall be. */
struct list_state {
    bool is_stored;
    struct price_list_row row;
    char name[LIST_NAME_BYTES];
    char starts_on[DAY_TEXT_MAX], ends_on[DAY_TEXT_MAX];
};

struct prices_import {
    struct import_file file;
    struct till *till;
    const struct import_price_list *request;
    struct arena arena;
    struct price *prices;
    size_t price_count, price_capacity;
    struct text_map price_by_sku; /* index of prices */
    struct list_state list;
    size_t list_count;
    size_t part_rows;
};

/* --- the list -------------------------------------------------------------------------------- */

static bool read_day(
    const char *text, const char *option, char out_day[DAY_TEXT_MAX], struct error *err)
{
    int32_t day;
    if (text == NULL) {
        return true;
    }
    if (text[0] != '\0' && !day_parse(text_view_of(text), &day, err)) {
        return error_prefix(err, "%s: ", option);
    }
    return text_copy(out_day, DAY_TEXT_MAX, text) ||
           error_set(err, ERROR_INVALID, "%s is no day", option);
}

/* What the request changes of the list. */
static bool apply_request(struct prices_import *import, struct error *err)
{
    const struct import_price_list *request = import->request;
    struct list_state *list = &import->list;
    int weekdays = (int)list->row.weekdays;
    int from = (int)list->row.from_minute;
    int until = (int)list->row.until_minute;
    if (!read_day(request->starts_on, "from", list->starts_on, err) ||
        !read_day(request->ends_on, "until", list->ends_on, err)) {
        return false;
    }
    if (list->starts_on[0] != '\0' && list->ends_on[0] != '\0' &&
        strcmp(list->starts_on, list->ends_on) > 0) {
        return error_set(err, ERROR_INVALID, "the list ends before it begins");
    }
    if ((request->weekdays != NULL &&
            !price_list_weekdays_parse(text_view_of(request->weekdays), &weekdays, err)) ||
        (request->hours != NULL &&
            !price_list_hours_parse(text_view_of(request->hours), &from, &until, err))) {
        return false;
    }
    list->row.starts_on = text_view_of(list->starts_on);
    list->row.ends_on = text_view_of(list->ends_on);
    list->row.weekdays = weekdays;
    list->row.from_minute = from;
    list->row.until_minute = until;
    list->row.is_active = !request->is_off;
    return true;
}

static bool take_list(void *context, const struct price_list_row *row, struct error *err)
{
    (void)err;
    struct prices_import *import = context;
    struct list_state *list = &import->list;
    import->list_count++;
    if (text_view_equals(row->name, list->name)) {
        list->is_stored = true;
        list->row = *row;
        list->row.name = text_view_of(list->name);
        (void)text_copy_view(list->starts_on, sizeof(list->starts_on), row->starts_on);
        (void)text_copy_view(list->ends_on, sizeof(list->ends_on), row->ends_on);
    }
    return true;
}

static bool list_is_equal(
    const struct price_list_row *a, const struct price_list_row *b, const struct list_state *before)
{
    return text_view_equals(a->starts_on, before->starts_on) &&
           text_view_equals(a->ends_on, before->ends_on) && a->weekdays == b->weekdays &&
           a->from_minute == b->from_minute && a->until_minute == b->until_minute &&
           a->is_active == b->is_active;
}

static bool write_list(struct prices_import *import, struct error *err)
{
    struct store *store = import->till->store;
    struct list_state *list = &import->list;
    list->row = (struct price_list_row){.name = text_view_of(list->name),
        .weekdays = PRICE_LIST_ALL_WEEKDAYS,
        .from_minute = 0,
        .until_minute = PRICE_LIST_DAY_MINUTES};
    if (!price_list_visit_all(store, take_list, import, err)) {
        return false;
    }
    struct list_state before = *list;
    if (!apply_request(import, err)) {
        return false;
    }
    if (list->is_stored) {
        return list_is_equal(&list->row, &before.row, &before) ||
               price_list_write(store, &list->row, false, err);
    }
    if (import->list_count >= PRICE_LISTS_MAX) {
        return error_set(err, ERROR_LIMIT, "a shop has at most %d price lists", PRICE_LISTS_MAX);
    }
    return store_next_id(store, "price_list", &list->row.id, err) &&
           price_list_write(store, &list->row, true, err);
}

/* --- the file --------------------------------------------------------------------------------- */

static void read_row(void *context)
{
    struct prices_import *import = context;
    struct import_file *file = &import->file;
    struct text_view text = import_field(file, COLUMN_PRICE);
    struct text_view sku = import_field(file, COLUMN_SKU);
    struct price price = {.place = import_place_of(file, COLUMN_SKU), .minor = NO_PRICE};
    struct error why;
    char mark = text.size > 0 && memchr(text.bytes, ',', text.size) != NULL ? ',' : '.';
    if (text.size > 0 &&
        !money_parse_marked(text, import->till->shop.rules.currency, mark, &price.minor, &why)) {
        import_problem_add(
            file->result, import_place_of(file, COLUMN_PRICE), "price: %s", why.text);
    } else if (text.size > 0 && price.minor < 0) {
        import_problem_add(file->result, import_place_of(file, COLUMN_PRICE), "price is below 0");
    }
    if (text_map_find(&import->price_by_sku, sku) != NULL) {
        import_problem_add(
            file->result, price.place, "the sku %.*s stands here twice", (int)sku.size, sku.bytes);
        return;
    }
    price.sku = arena_copy(&import->arena, sku);
    if (import->price_count == import->price_capacity) {
        import->price_capacity = import->price_capacity == 0 ? 256 : import->price_capacity * 2;
        struct price *prices = realloc(import->prices, import->price_capacity * sizeof(*prices));
        ASSERT(prices != NULL);
        import->prices = prices;
    }
    text_map_put(&import->price_by_sku, price.sku, (int64_t)import->price_count);
    import->prices[import->price_count++] = price;
}

static bool write_price(
    struct prices_import *import, const struct price *price, int64_t product_id, struct error *err)
{
    struct store *store = import->till->store;
    struct import_result *result = import->file.result;
    int64_t list_id = import->list.row.id;
    int64_t old_minor = 0;
    bool found;
    if (!price_list_price(store, list_id, product_id, &found, &old_minor, err)) {
        return false;
    }
    if (found ? old_minor == price->minor : price->minor == NO_PRICE) {
        result->unchanged_count++;
        return true;
    }
    result->added_count += !found;
    result->changed_count += found;
    bool is_written =
        price->minor == NO_PRICE
            ? price_list_price_delete(store, list_id, product_id, err)
            : price_list_price_write(store, list_id, product_id, price->minor, !found, err);
    if (!is_written || ++import->part_rows < ENTRY_PART_ROWS) {
        return is_written;
    }
    import->part_rows = 0;
    return store_next_part(store, err);
}

static bool write_prices(struct prices_import *import, struct error *err)
{
    for (size_t i = 0; i < import->price_count; i++) {
        const struct price *price = &import->prices[i];
        int64_t product_id;
        if (!product_id_by_sku(import->till->store, price->sku, &product_id, err)) {
            return false;
        }
        if (product_id == 0) {
            import_problem_add(import->file.result, price->place, "there is no product %.*s",
                (int)price->sku.size, price->sku.bytes);
        } else if (!write_price(import, price, product_id, err)) {
            return false;
        }
        import_tell(&import->file, "writing", i + 1, import->price_count);
    }
    return true;
}

static bool write_all(void *context, struct error *err)
{
    struct prices_import *import = context;
    struct till *till = import->till;
    if (!store_begin(till->store, ENTRY_IMPORT, 0, err)) {
        return false;
    }
    bool is_done = write_list(import, err) && write_prices(import, err);
    if (is_done && import->file.result->problem_count == 0) {
        is_done = store_commit(till->store, till_now_ms(till), err);
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

bool import_prices(struct till *till, const struct import_price_list *list, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_row, .write_all = write_all};
    struct prices_import import = {.till = till, .request = list};
    struct text_view name = text_view_trim(text_view_of(list->name));
    *out_result = (struct import_result){0};
    if (name.size == 0 || text_view_has_control(name) ||
        text_view_count_characters(name) > LIST_NAME_CHARACTERS_MAX ||
        !text_copy_view(import.list.name, sizeof(import.list.name), name)) {
        return error_set(err, ERROR_INVALID, "a price list has a name of up to %d characters",
            LIST_NAME_CHARACTERS_MAX);
    }
    bool is_done = import_run(&import.file, &job, &import, path, progress, out_result, err);
    import_file_close(&import.file);
    text_map_close(&import.price_by_sku);
    free(import.prices);
    arena_close(&import.arena);
    return is_done;
}
