#include "till/stock.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/sale.h"
#include "store/stock.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/staff.h"

const char *stock_act_text(enum stock_act act)
{
    static const char *const words[STOCK_ACT_COUNT] = {"delivery", "count", "loss"};
    ASSERT((unsigned)act < STOCK_ACT_COUNT);
    return words[act];
}

/* --- what is there -------------------------------------------------------------------------- */

static bool fill_item(
    const struct stock_product_row *row, struct stock_item *item, struct error *err)
{
    *item = (struct stock_item){.product_id = row->id,
        .on_hand_milli = row->on_hand_milli,
        .low_milli = row->low_stock_milli,
        .is_low = row->on_hand_milli < 0 || row->on_hand_milli <= row->low_stock_milli};
    return (text_copy_view(item->sku, sizeof(item->sku), row->sku) &&
               text_copy_view(item->name, sizeof(item->name), row->name) &&
               unit_parse(row->unit, &item->unit)) ||
           error_set(err, ERROR_CORRUPT, "a product cannot be read");
}

struct stock_list {
    struct stock_item *items;
    size_t count, capacity;
};

static bool take_item(void *context, const struct stock_product_row *row, struct error *err)
{
    struct stock_list *list = context;
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        struct stock_item *items = realloc(list->items, list->capacity * sizeof(*items));
        ASSERT(items != NULL);
        list->items = items;
    }
    return fill_item(row, &list->items[list->count++], err);
}

bool till_stock_list(
    struct till *till, struct stock_item **out_items, size_t *out_count, struct error *err)
{
    struct stock_list list = {0};
    if (!stock_visit(till->store, take_item, &list, err)) {
        free(list.items);
        return false;
    }
    *out_items = list.items;
    *out_count = list.count;
    return true;
}

struct one_item {
    struct stock_item item;
    bool is_stocked;
};

static bool take_one(void *context, const struct stock_product_row *row, struct error *err)
{
    struct one_item *one = context;
    one->is_stocked = row->is_stocked;
    return fill_item(row, &one->item, err);
}

bool till_stock_of(
    struct till *till, int64_t product_id, struct stock_item *out_item, struct error *err)
{
    struct one_item one = {0};
    bool found;
    if (!stock_find(till->store, product_id, take_one, &one, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "there is no such product");
    }
    if (!one.is_stocked) {
        return error_set(err, ERROR_REFUSED,
            "%s is not counted: say yes under stock in the list of products", one.item.name);
    }
    *out_item = one.item;
    return true;
}

/* --- deliveries, counts, losses ------------------------------------------------------------- */

static bool check_entry(enum stock_act act, const struct stock_entry *entry, struct error *err)
{
    int64_t quantity = entry->quantity_milli;
    if (quantity < 0 || (quantity == 0 && act != STOCK_COUNT)) {
        return error_set(err, ERROR_INVALID,
            act == STOCK_COUNT ? "a count is not below 0" : "the quantity must be above 0");
    }
    return quantity <= QUANTITY_MILLI_MAX ||
           error_set(err, ERROR_LIMIT, "the quantity is too large");
}

static bool write_entry(struct till *till, enum stock_act act, const struct stock_entry *entry,
    int64_t *out_change_milli, struct error *err)
{
    struct stock_item item;
    if (!check_entry(act, entry, err) || !till_stock_of(till, entry->product_id, &item, err)) {
        return false;
    }
    int64_t change_milli = entry->quantity_milli;
    if (act == STOCK_COUNT) {
        change_milli -= item.on_hand_milli;
    } else if (act == STOCK_LOSS) {
        change_milli = -change_milli;
    }
    struct stock_movement_row row = {
        .product_id = entry->product_id,
        .kind = stock_act_text(act),
        .quantity_milli = change_milli,
        .has_counted = act == STOCK_COUNT,
        .counted_milli = entry->quantity_milli,
        .note = entry->note,
        .staff_name = till->staff_name,
        .moved_at_ms = till_now_ms(till),
    };
    *out_change_milli = change_milli;
    return stock_movement_insert(till->store, &row, err);
}

bool till_stock_write(struct till *till, enum stock_act act, const struct stock_entry *entries,
    size_t count, int64_t *out_changes, struct error *err)
{
    if (count > STOCK_ENTRIES_MAX) {
        return error_set(
            err, ERROR_LIMIT, "at most %d products are counted at once", STOCK_ENTRIES_MAX);
    }
    struct till_loan loan;
    if (!till_require(till, RIGHT_STOCK, 0, &loan, err)) {
        return false;
    }
    if (!store_begin(till->store, ENTRY_STOCK, till->staff_id, err)) {
        return false;
    }
    bool is_done = true;
    for (size_t i = 0; i < count && is_done; i++) {
        int64_t change_milli;
        is_done = write_entry(till, act, &entries[i], &change_milli, err);
        if (is_done && out_changes != NULL) {
            out_changes[i] = change_milli;
        }
    }
    if (is_done && till_write_loan(till, &loan, 0, err) &&
        store_commit(till->store, till_now_ms(till), err)) {
        return true;
    }
    store_rollback(till->store);
    till_recover(till);
    return false;
}

/* --- sales ----------------------------------------------------------------------------------- */

bool stock_follow_sale(struct till *till, const struct sale *sale, struct error *err)
{
    ASSERT(sale->line_count == till->ticket.line_count);
    for (size_t i = 0; i < sale->line_count; i++) {
        const struct ticket_line *line = &till->ticket.lines[i];
        bool goes_back = line->is_return && line->back.restock && line->product_id != 0;
        bool is_sold = !line->is_return && line->counts_stock;
        struct stock_movement_row row = {
            .product_id = line->product_id,
            .kind = goes_back ? "refund" : "sale",
            .quantity_milli = -line->quantity_milli,
            .sale_id = sale->id,
            .note = "",
            .staff_name = sale->staff_name,
            .moved_at_ms = sale->sold_at_ms,
        };
        if ((goes_back || is_sold) && !stock_move(till->store, &row, err)) {
            return false;
        }
    }
    return true;
}
