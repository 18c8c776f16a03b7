#include "till/park.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "store/store.h"
#include "store/ticket.h"
#include "till/handle.h"
#include "till/ticket_body.h"

/* --- the list ------------------------------------------------------------------------------ */

struct parked_list {
    const struct ticket_rules *rules;
    struct till_parked *parked;
    size_t max, count;
    struct ticket ticket;
    struct ticket_figures figures;
};

static void read_parked(struct parked_list *list, struct text_view body, struct till_parked *parked)
{
    struct tender tenders[TENDERS_MAX];
    size_t tender_count;
    struct error ignored; /* it is named unreadable */
    ticket_clear(&list->ticket);
    list->ticket.rules = *list->rules;
    parked->is_readable =
        ticket_body_read(body.bytes, body.size, &list->ticket, tenders, &tender_count, &ignored) &&
        ticket_compute(&list->ticket, &list->figures, &ignored);
    if (parked->is_readable) {
        parked->line_count = list->ticket.line_count;
        parked->gross_minor = list->figures.gross_minor;
        (void)text_copy(parked->first_item, sizeof(parked->first_item),
            list->ticket.line_count > 0 ? list->ticket.lines[0].name : "");
    }
}

static bool take_slot(void *context, const struct ticket_slot *slot, struct error *err)
{
    (void)err;
    struct parked_list *list = context;
    if (list->count < list->max) {
        struct till_parked *parked = &list->parked[list->count];
        *parked = (struct till_parked){.slot = slot->slot, .parked_at_ms = slot->updated_at_ms};
        (void)text_copy_view(parked->name, sizeof(parked->name), slot->name);
        read_parked(list, slot->body, parked);
    }
    list->count++;
    return true;
}

bool till_parked(struct till *till, struct till_parked *out_parked, size_t parked_max,
    size_t *out_count, struct error *err)
{
    struct parked_list list = {.rules = &till->shop.rules, .parked = out_parked, .max = parked_max};
    bool is_done = ticket_slot_visit_parked(till->store, take_slot, &list, err);
    ticket_close(&list.ticket);
    ticket_figures_close(&list.figures);
    if (is_done) {
        *out_count = list.count < parked_max ? list.count : parked_max;
    }
    return is_done;
}

static bool count_slot(void *context, const struct ticket_slot *slot, struct error *err)
{
    (void)slot;
    (void)err;
    size_t *count = context;
    (*count)++;
    return true;
}

bool till_count_parked(struct till *till, struct error *err)
{
    till->parked_count = 0;
    return ticket_slot_visit_parked(till->store, count_slot, &till->parked_count, err);
}

size_t till_parked_count(const struct till *till)
{
    return till->parked_count;
}

/* --- parking ------------------------------------------------------------------------------- */

static const char *name_of(
    const struct till *till, const struct ticket *ticket, char out_name[PARKED_NAME_BYTES])
{
    char clock[CLOCK_TEXT_MAX];
    struct text_out out = text_out_begin(out_name, PARKED_NAME_BYTES);
    text_out_append(&out, zone_print_clock(till->zone, till_now_ms(till), clock));
    if (ticket->line_count > 0) {
        text_out_append_char(&out, ' ');
        text_out_append(&out, ticket->lines[0].name); /* cut where the name ends */
    }
    return out_name;
}

const char *till_park_name(const struct till *till, char out_name[PARKED_NAME_BYTES])
{
    return name_of(till, &till->ticket, out_name);
}

static bool refuse_paid(const struct till *till, struct error *err)
{
    return till->tender_count == 0 ||
           error_set(err, ERROR_REFUSED, "something is paid already: give it back first");
}

static bool may_park(const struct till *till, struct error *err)
{
    if (till->ticket.line_count == 0) {
        return error_set(err, ERROR_INVALID, "there is nothing to park");
    }
    if (till->parked_count >= TILL_PARKED_MAX) {
        return error_set(err, ERROR_LIMIT, "at most %d sales can wait", TILL_PARKED_MAX);
    }
    return refuse_paid(till, err);
}

/* One or two slots that change with the open ticket. */
struct slot_change {
    const struct ticket *parked; /* goes to a free slot, unless `slot` names one; NULL: nothing */
    char name[PARKED_NAME_BYTES];
    int64_t slot;
    int64_t emptied_slot; /* 0: none */
};

static bool write_parked(struct till *till, const struct slot_change *change, struct error *err)
{
    struct buffer body = {0};
    int64_t slot = change->slot;
    if (slot == 0 && !ticket_slot_free(till->store, &slot, err)) {
        return false;
    }
    ticket_body_append(&body, change->parked, NULL, 0);
    bool is_done =
        ticket_slot_write(till->store, slot, change->name, body.bytes, till_now_ms(till), err);
    buffer_close(&body);
    return is_done;
}

static bool write_change(struct till *till, void *context, struct error *err)
{
    const struct slot_change *change = context;
    return void_write_all(till, err) &&
           (change->emptied_slot == 0 || ticket_slot_write(till->store, change->emptied_slot, "",
                                             "", till_now_ms(till), err)) &&
           (change->parked == NULL || write_parked(till, change, err));
}

static bool end_change(
    struct till *till, bool is_done, struct slot_change *change, struct error *err)
{
    struct change_also also = {.kind = ENTRY_SALE, .write = write_change, .context = change};
    if (!change_end_with(till, is_done, &also, err)) {
        return false;
    }
    void_list_close(&till->voids);
    till->parked_count += change->parked != NULL ? 1 : 0;
    till->parked_count -= change->emptied_slot != 0 && till->parked_count > 0 ? 1 : 0;
    till_forget_undo(till);
    return true;
}

static bool take_name(struct slot_change *change, const char *name, struct error *err)
{
    return text_view_has_control(text_view_of(name)) ||
                   !text_copy(change->name, sizeof(change->name), name)
               ? error_set(err, ERROR_INVALID, "this name is too long")
               : true;
}

bool till_park(struct till *till, const char *name, struct error *err)
{
    struct slot_change change = {0};
    struct ticket parked = {0};
    if (!may_park(till, err)) {
        return false;
    }
    if (name[0] == '\0') {
        till_park_name(till, change.name);
    } else if (!take_name(&change, name, err)) {
        return false;
    }
    ticket_copy(&till->ticket, &parked);
    change.parked = &parked;
    change_begin(till);
    ticket_clear(&till->ticket);
    bool is_done = end_change(till, true, &change, err);
    ticket_close(&parked);
    return is_done;
}

/* --- taking back --------------------------------------------------------------------------- */

/* Reads a parked ticket into `out_ticket`, initialised. */
static bool read_slot(struct till *till, int64_t slot, struct ticket *out_ticket, struct error *err)
{
    struct tender tenders[TENDERS_MAX];
    size_t tender_count;
    struct buffer body = {0};
    bool found = false;
    bool is_done = slot > 0 && ticket_slot_read(till->store, slot, &body, &found, err);
    if (slot <= 0 || (is_done && (!found || body.size == 0))) {
        is_done = error_set(err, ERROR_NOT_FOUND, "this sale does not wait any more");
    }
    is_done =
        is_done && ticket_body_read(body.bytes, body.size, out_ticket, tenders, &tender_count, err);
    buffer_close(&body);
    return is_done;
}

bool till_recall(struct till *till, int64_t slot, struct error *err)
{
    struct slot_change change = {.emptied_slot = slot};
    struct ticket recalled, open = {0};
    ticket_init(&recalled, &till->shop.rules);
    if (!refuse_paid(till, err) || !read_slot(till, slot, &recalled, err)) {
        ticket_close(&recalled);
        return false;
    }
    if (till->ticket.line_count > 0) {
        ticket_copy(&till->ticket, &open);
        change.parked = &open;
        till_park_name(till, change.name);
    }
    change_begin(till);
    ticket_copy(&recalled, &till->ticket);
    bool is_done = end_change(till, true, &change, err);
    ticket_close(&recalled);
    ticket_close(&open);
    return is_done;
}

static bool add_lines(struct ticket *ticket, const struct ticket *from, struct error *err)
{
    for (size_t i = 0; i < from->line_count; i++) {
        if (!ticket_insert(ticket, ticket->line_count, &from->lines[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < from->touch_count; i++) {
        if (!ticket_attach(ticket, &from->touches[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < from->lead_count; i++) {
        if (!ticket_tie_lead(ticket, from->leads[i], err)) {
            return false;
        }
    }
    bool has_none = ticket->discount.kind == DISCOUNT_NONE;
    if (has_none && from->discount.source == DISCOUNT_MANUAL) {
        ticket->discount = from->discount;
    }
    if (ticket->age_checked < from->age_checked) {
        ticket->age_checked = from->age_checked;
    }
    return true;
}

bool till_merge(struct till *till, int64_t slot, struct error *err)
{
    struct slot_change change = {.emptied_slot = slot};
    struct ticket parked;
    ticket_init(&parked, &till->shop.rules);
    if (!refuse_paid(till, err) || !read_slot(till, slot, &parked, err)) {
        ticket_close(&parked);
        return false;
    }
    change_begin(till);
    bool is_added = add_lines(&till->ticket, &parked, err);
    bool is_done = end_change(till, is_added, &change, err);
    ticket_close(&parked);
    return is_done;
}

/* --- splitting ----------------------------------------------------------------------------- */

static bool check_piece(const struct ticket_line *line, int64_t quantity_milli, struct error *err)
{
    bool is_whole = quantity_milli == line->quantity_milli;
    bool is_part = quantity_milli > 0 && quantity_milli < line->quantity_milli &&
                   !line->is_return && !ticket_line_has_amount_off(line);
    return is_whole || is_part ||
           error_set(err, ERROR_INVALID, "%.80s cannot be split like that", line->name);
}

/* Moves the pieces from `from` to `moved`, the last line first so that indices stay good. */
static bool move_lines(
    struct ticket *from, const int64_t *quantities_milli, struct ticket *moved, struct error *err)
{
    for (size_t i = from->line_count; i > 0; i--) {
        size_t index = i - 1;
        struct ticket_line line = from->lines[index];
        int64_t quantity = quantities_milli[index];
        if (line.is_bound || quantity == 0) {
            continue;
        }
        bool has_deposit = ticket_has_deposit(from, index);
        struct ticket_line deposit = has_deposit ? from->lines[index + 1] : line;
        if (!check_piece(&line, quantity, err)) {
            return false;
        }
        if (quantity == line.quantity_milli) {
            ticket_remove(from, index, NULL);
        } else if (!ticket_set_quantity(from, index, line.quantity_milli - quantity, err)) {
            return false;
        } else {
            line.quantity_milli = quantity;
            deposit.quantity_milli = quantity;
        }
        if (!ticket_insert(moved, 0, &line, err) ||
            (has_deposit && !ticket_insert(moved, 1, &deposit, err))) {
            return false;
        }
    }
    return true;
}

static bool has_lines(const struct ticket *ticket, struct error *err)
{
    return ticket->line_count > 0 ||
           error_set(err, ERROR_INVALID, "choose some of the lines, and not all");
}

/* A sum that was taken off the whole, or the one free unit, stays where it is: it is not given
 * twice. */
static void keep_sums(struct ticket *moved)
{
    if (moved->discount.kind == DISCOUNT_AMOUNT) {
        moved->discount = (struct discount){0};
    }
    for (size_t i = 0; i < moved->touch_count; i++) {
        struct offer *offer = &moved->touches[i].offer;
        bool is_sum = offer_is_for_ticket(offer) && offer->kind == OFFER_AMOUNT;
        if (is_sum || offer->kind == OFFER_FREE) {
            *offer = (struct offer){.kind = OFFER_NONE};
        }
    }
}

bool till_split(
    struct till *till, const int64_t *quantities_milli, const char *name, struct error *err)
{
    struct slot_change change = {0};
    struct ticket moved = {0};
    if (!may_park(till, err)) {
        return false;
    }
    ticket_copy(&till->ticket, &moved); /* its rules, campaigns and discount */
    moved.line_count = 0;
    keep_sums(&moved);
    change_begin(till);
    bool is_done = move_lines(&till->ticket, quantities_milli, &moved, err) &&
                   has_lines(&moved, err) && has_lines(&till->ticket, err) &&
                   (name[0] == '\0' || take_name(&change, name, err));
    if (name[0] == '\0') {
        name_of(till, &moved, change.name);
    }
    change.parked = &moved;
    is_done = end_change(till, is_done, &change, err);
    ticket_close(&moved);
    return is_done;
}
