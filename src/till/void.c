#include "till/void.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "store/store.h"
#include "store/ticket.h"
#include "store/void.h"
#include "till/handle.h"
#include "till/sell.h"

/* --- the list ------------------------------------------------------------------------------ */

void void_list_close(struct void_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].pieces);
    }
    free(list->items);
    *list = (struct void_list){0};
}

/* A new item with room for `piece_count`. */
static struct pending_void *add_item(struct void_list *list, size_t piece_count)
{
    struct pending_void *items = realloc(list->items, (list->count + 1) * sizeof(*items));
    ASSERT(items != NULL);
    list->items = items;
    struct pending_void *item = &items[list->count++];
    *item = (struct pending_void){.piece_count = piece_count};
    item->pieces = calloc(piece_count + 1, sizeof(*item->pieces));
    ASSERT(item->pieces != NULL);
    return item;
}

static void drop_last(struct void_list *list)
{
    ASSERT(list->count > 0);
    free(list->items[--list->count].pieces);
}

static void fill_piece(
    const struct ticket_line *line, int64_t gross_minor, struct void_piece *out_piece)
{
    out_piece->product_id = line->product_id;
    (void)text_copy(out_piece->sku, sizeof(out_piece->sku), line->sku);
    (void)text_copy(out_piece->name, sizeof(out_piece->name), line->name);
    out_piece->quantity_milli = line->quantity_milli;
    out_piece->unit_price_minor = line->unit_price_minor;
    out_piece->gross_minor = gross_minor;
}

static void add_line(struct till *till, const struct void_change *change)
{
    struct pending_void *item = add_item(&till->voids, 1);
    item->gross_minor = change->gross_before_minor - till->figures.gross_minor;
    fill_piece(change->line, item->gross_minor, &item->pieces[0]);
}

static void add_ticket(struct till *till, const struct void_change *change)
{
    const struct ticket *ticket = change->ticket;
    struct pending_void *item = add_item(&till->voids, ticket->line_count);
    item->is_ticket = true;
    item->gross_minor = change->gross_before_minor;
    for (size_t i = 0; i < ticket->line_count; i++) {
        fill_piece(&ticket->lines[i], change->figures->lines[i].gross_minor, &item->pieces[i]);
    }
}

/* --- the slot ------------------------------------------------------------------------------ */

static void set(json_t *object, const char *key, json_t *value)
{
    int result = json_object_set_new(object, key, value);
    ASSERT(result == 0); /* texts are UTF-8 and memory does not run out */
}

static void append(json_t *array, json_t *value)
{
    int result = json_array_append_new(array, value);
    ASSERT(result == 0);
}

static json_t *json_of_item(const struct pending_void *item)
{
    json_t *object = json_object();
    json_t *pieces = json_array();
    for (size_t i = 0; i < item->piece_count; i++) {
        const struct void_piece *piece = &item->pieces[i];
        json_t *row = json_object();
        set(row, "product_id", json_integer(piece->product_id));
        set(row, "sku", json_string(piece->sku));
        set(row, "name", json_string(piece->name));
        set(row, "quantity_milli", json_integer(piece->quantity_milli));
        set(row, "unit_price_minor", json_integer(piece->unit_price_minor));
        set(row, "gross_minor", json_integer(piece->gross_minor));
        append(pieces, row);
    }
    set(object, "is_ticket", json_boolean(item->is_ticket));
    set(object, "reason", json_string(item->reason));
    set(object, "gross_minor", json_integer(item->gross_minor));
    set(object, "staff_id", json_integer(item->staff_id));
    set(object, "staff_name", json_string(item->staff_name));
    set(object, "voided_at_ms", json_integer(item->voided_at_ms));
    set(object, "pieces", pieces);
    return object;
}

static bool write_slot(struct till *till, struct error *err)
{
    json_t *root = json_array();
    for (size_t i = 0; i < till->voids.count; i++) {
        append(root, json_of_item(&till->voids.items[i]));
    }
    char *text = json_dumps(root, JSON_COMPACT);
    ASSERT(text != NULL);
    bool is_written = ticket_slot_write(till->store, TICKET_SLOT_VOIDS, "",
        till->voids.count > 0 ? text : "", till_now_ms(till), err);
    free(text);
    json_decref(root);
    return is_written;
}

static int64_t int_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void take_text(const json_t *object, const char *key, char *out, size_t capacity)
{
    const char *text = json_string_value(json_object_get(object, key));
    (void)text_copy(out, capacity, text != NULL ? text : "");
}

static void read_item(struct void_list *list, const json_t *object)
{
    const json_t *pieces = json_object_get(object, "pieces");
    struct pending_void *item = add_item(list, json_array_size(pieces));
    item->is_ticket = json_is_true(json_object_get(object, "is_ticket"));
    item->gross_minor = int_of(object, "gross_minor");
    item->staff_id = int_of(object, "staff_id");
    item->voided_at_ms = int_of(object, "voided_at_ms");
    take_text(object, "reason", item->reason, sizeof(item->reason));
    take_text(object, "staff_name", item->staff_name, sizeof(item->staff_name));
    for (size_t i = 0; i < item->piece_count; i++) {
        const json_t *row = json_array_get(pieces, i);
        struct void_piece *piece = &item->pieces[i];
        piece->product_id = int_of(row, "product_id");
        piece->quantity_milli = int_of(row, "quantity_milli");
        piece->unit_price_minor = int_of(row, "unit_price_minor");
        piece->gross_minor = int_of(row, "gross_minor");
        take_text(row, "sku", piece->sku, sizeof(piece->sku));
        take_text(row, "name", piece->name, sizeof(piece->name));
    }
}

bool void_read(struct till *till, struct error *err)
{
    struct buffer body = {0};
    bool found;
    bool is_done = ticket_slot_read(till->store, TICKET_SLOT_VOIDS, &body, &found, err);
    json_t *root = is_done && found && body.size > 0
                       ? json_loadb(body.bytes, body.size, JSON_REJECT_DUPLICATES, NULL)
                       : NULL;
    for (size_t i = 0; i < json_array_size(root); i++) {
        read_item(&till->voids, json_array_get(root, i));
    }
    json_decref(root);
    buffer_close(&body);
    return is_done;
}

/* --- keeping and writing ------------------------------------------------------------------- */

bool void_keep(struct till *till, void *context, struct error *err)
{
    const struct void_change *change = context;
    if (change->line != NULL) {
        add_line(till, change);
    } else {
        add_ticket(till, change);
    }
    struct pending_void *item = &till->voids.items[till->voids.count - 1];
    (void)text_copy(item->reason, sizeof(item->reason), change->reason);
    (void)text_copy(item->staff_name, sizeof(item->staff_name), till->staff_name);
    item->staff_id = till->staff_id;
    item->voided_at_ms = till_now_ms(till);
    return write_slot(till, err);
}

void void_unkeep(struct till *till)
{
    drop_last(&till->voids);
}

bool void_unkeep_saved(struct till *till, void *context, struct error *err)
{
    (void)context;
    struct void_list *list = &till->voids;
    list->count--; /* for the slot; whoever undoes drops it when all is saved */
    bool is_written = write_slot(till, err);
    list->count++;
    return is_written;
}

static bool write_item(
    struct till *till, const struct pending_void *item, int64_t shift_id, struct error *err)
{
    int64_t id;
    struct void_row row = {
        .shift_id = shift_id,
        .kind = item->is_ticket ? "ticket" : "line",
        .reason = item->reason,
        .gross_minor = item->gross_minor,
        .staff_id = item->staff_id,
        .staff_name = item->staff_name,
        .voided_at_ms = item->voided_at_ms,
    };
    if (!void_insert(till->store, &row, &id, err)) {
        return false;
    }
    for (size_t i = 0; i < item->piece_count; i++) {
        const struct void_piece *piece = &item->pieces[i];
        struct void_line_row line = {
            .product_id = piece->product_id,
            .sku = piece->sku,
            .name = piece->name,
            .quantity_milli = piece->quantity_milli,
            .unit_price_minor = piece->unit_price_minor,
            .gross_minor = piece->gross_minor,
        };
        if (!void_line_insert(till->store, id, (int64_t)i + 1, &line, err)) {
            return false;
        }
    }
    return true;
}

bool void_write_all(struct till *till, struct error *err)
{
    int64_t shift_id;
    if (till->voids.count == 0) {
        return true;
    }
    if (!till_ensure_shift(till, &shift_id, err)) {
        return false;
    }
    for (size_t i = 0; i < till->voids.count; i++) {
        if (!write_item(till, &till->voids.items[i], shift_id, err)) {
            return false;
        }
    }
    return ticket_slot_write(till->store, TICKET_SLOT_VOIDS, "", "", till_now_ms(till), err);
}

bool till_has_voids(const struct till *till)
{
    return till->voids.count > 0;
}

bool till_void_reason(struct till *till, const char *reason, struct error *err)
{
    if (till->voids.count == 0) {
        return error_set(err, ERROR_NOT_FOUND, "what was taken off is kept already");
    }
    struct pending_void *item = &till->voids.items[till->voids.count - 1];
    (void)text_copy(item->reason, sizeof(item->reason), reason);
    bool is_done = store_begin(till->store, ENTRY_VOID, till->staff_id, err) &&
                   write_slot(till, err) && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

bool till_end_undo(struct till *till, struct error *err)
{
    if (till->voids.count == 0) {
        till_forget_undo(till);
        return true;
    }
    bool is_done = store_begin(till->store, ENTRY_VOID, till->staff_id, err) &&
                   void_write_all(till, err) && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
        return false;
    }
    void_list_close(&till->voids);
    till_forget_undo(till);
    return true;
}
