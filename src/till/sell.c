#include "till/sell.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/catalogue.h"
#include "store/store.h"
#include "store/ticket.h"
#include "till/handle.h"
#include "till/ticket_body.h"

#define TYPED_NAME "Item"

const struct ticket *till_ticket(const struct till *till)
{
    return &till->ticket;
}

const struct ticket_figures *till_figures(const struct till *till)
{
    return &till->figures;
}

uint64_t till_ticket_version(const struct till *till)
{
    return till->version;
}

/* --- the bracket around a change ----------------------------------------------------------- */

static bool is_batch(const struct till *till)
{
    return (till->flags & TILL_OPEN_BATCH) != 0;
}

bool change_require(struct till *till, enum right right, uint32_t percent_ppm, struct error *err)
{
    return till_require(till, right, percent_ppm, &till->change_loan, err);
}

void change_begin(struct till *till)
{
    if (is_batch(till)) {
        return;
    }
    if (till->ticket.line_count == 0) {
        till->ticket.rules = till->shop.rules; /* settings that changed under the last ticket */
    }
    ticket_copy(&till->ticket, &till->backup);
    memcpy(till->backup_tenders, till->tenders, sizeof(till->tenders));
    till->backup_tender_count = till->tender_count;
    till->backup_highest_ppm = limit_highest_amount(till);
}

static bool write_slot(struct till *till, bool is_empty, struct error *err)
{
    if (is_empty && !till->is_saved) {
        return true;
    }
    const char *body = is_empty ? "" : till->scratch.bytes;
    return ticket_slot_write(till->store, TICKET_SLOT_SCREEN, "", body, till_now_ms(till), err);
}

static bool save_ticket(struct till *till, const struct change_also *also, struct error *err)
{
    bool is_empty = till->ticket.line_count == 0 && till->ticket.touch_count == 0 &&
                    till->ticket.lead_count == 0 && till->tender_count == 0 &&
                    till->ticket.discount.kind == DISCOUNT_NONE;
    bool is_lent = till->change_loan.staff_id != 0;
    if (is_empty && !till->is_saved && !is_lent && also == NULL) {
        return true;
    }
    buffer_clear(&till->scratch);
    if (!is_empty) {
        ticket_body_append(&till->scratch, &till->ticket, till->tenders, till->tender_count);
    }
    enum entry_kind kind = also != NULL ? also->kind : is_lent ? ENTRY_ACT : ENTRY_SALE;
    bool is_done = store_begin(till->store, kind, till->staff_id, err) &&
                   (also == NULL || also->write(till, also->context, err)) &&
                   write_slot(till, is_empty, err) &&
                   till_write_loan(till, &till->change_loan, 0, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
        return false;
    }
    till->is_saved = !is_empty;
    return true;
}

static void put_back(struct till *till)
{
    struct error ignored; /* it was computed before */
    ticket_copy(&till->backup, &till->ticket);
    memcpy(till->tenders, till->backup_tenders, sizeof(till->tenders));
    till->tender_count = till->backup_tender_count;
    bool is_computed = ticket_compute(&till->ticket, &till->figures, &ignored);
    ASSERT(is_computed);
}

bool change_end(struct till *till, bool is_done, struct error *err)
{
    return change_end_with(till, is_done, NULL, err);
}

bool change_end_with(
    struct till *till, bool is_done, const struct change_also *also, struct error *err)
{
    if (is_batch(till)) {
        return is_done;
    }
    is_done = is_done && ticket_compute(&till->ticket, &till->figures, err) &&
              limit_is_kept(till, err) && save_ticket(till, also, err);
    till->change_loan = (struct till_loan){0};
    if (!is_done) {
        put_back(till);
        return false;
    }
    till->version++;
    return true;
}

void till_forget_undo(struct till *till)
{
    ticket_clear(&till->undo.ticket);
    till->undo.kind = UNDO_NOTHING;
    till->undo.has_void = false;
}

void till_clear_ticket(struct till *till)
{
    struct error ignored;
    ticket_clear(&till->ticket);
    till->ticket.rules = till->shop.rules;
    till->tender_count = 0;
    till_forget_undo(till);
    bool is_computed = ticket_compute(&till->ticket, &till->figures, &ignored);
    ASSERT(is_computed);
    till->version++;
}

/* --- adding -------------------------------------------------------------------------------- */

bool till_add_typed(struct till *till, const char *name, int64_t unit_price_minor,
    const struct tax_code *tax, struct till_outcome *out_outcome, struct error *err)
{
    struct ticket_line line = {
        .unit = UNIT_EACH,
        .quantity_milli = QUANTITY_ONE_MILLI,
        .unit_price_minor = unit_price_minor,
        .tax = *tax,
    };
    if (!text_copy(line.name, sizeof(line.name), name[0] != '\0' ? name : TYPED_NAME)) {
        return error_set(err, ERROR_LIMIT, "a name has at most %d characters", NAME_CHARACTERS_MAX);
    }
    *out_outcome =
        (struct till_outcome){.kind = OUTCOME_LINE, .quantity_milli = QUANTITY_ONE_MILLI};
    change_begin(till);
    return change_end(till, ticket_add(&till->ticket, &line, &out_outcome->line_index, err), err);
}

struct code_list {
    struct tax_code *codes;
    size_t count, max;
};

static bool take_code(void *context, int64_t id, struct text_view text, struct error *err)
{
    (void)id;
    struct code_list *list = context;
    return list->count >= list->max || tax_code_parse(text, &list->codes[list->count++], err);
}

size_t till_tax_codes(struct till *till, struct tax_code *out_codes, size_t codes_max)
{
    ASSERT(codes_max > 0);
    /* Counting them takes a walk over all products: the catalogue's worker has done it. */
    struct code_list list = {.codes = out_codes, .max = codes_max};
    list.count = shelf_tax_codes(till->shelf, out_codes, codes_max);
    if (list.count > 0) {
        return list.count;
    }
    struct error ignored;
    if (!tax_rate_visit_used(till->store, take_code, &list, &ignored) || list.count == 0) {
        out_codes[0] = (struct tax_code){.part_count = 1};
        return 1;
    }
    return list.count;
}

/* --- changing ------------------------------------------------------------------------------ */

/* Ends a change that took `line` off, which is kept as a void unless it took goods back. `*out_kept`
 * says whether. */
static bool end_voiding(struct till *till, bool is_done, const struct ticket_line *line,
    int64_t gross_before_minor, bool *out_kept, struct error *err)
{
    struct void_change change = {
        .line = line, .reason = "", .gross_before_minor = gross_before_minor};
    struct change_also also = {.kind = ENTRY_SALE, .write = void_keep, .context = &change};
    size_t count = till->voids.count;
    bool is_void = line->quantity_milli > 0;
    is_done = change_end_with(till, is_done, is_void ? &also : NULL, err);
    if (!is_done && till->voids.count > count) {
        void_unkeep(till);
    }
    *out_kept = till->voids.count > count;
    return is_done;
}

/* The same with another quantity; less of it is a void. */
static bool set_quantity(
    struct till *till, size_t line_index, int64_t quantity_milli, bool *out_kept, struct error *err)
{
    line_index = ticket_line_owner(&till->ticket, line_index);
    struct ticket_line line = till->ticket.lines[line_index];
    int64_t gross_minor = till->figures.gross_minor;
    line.quantity_milli -= quantity_milli;
    if (line.quantity_milli > 0 && !change_require(till, RIGHT_VOID_LINE, 0, err)) {
        return false;
    }
    change_begin(till);
    bool is_set = ticket_set_quantity(&till->ticket, line_index, quantity_milli, err);
    return end_voiding(till, is_set, &line, gross_minor, out_kept, err);
}

bool till_set_quantity(
    struct till *till, size_t line_index, int64_t quantity_milli, struct error *err)
{
    bool is_kept;
    if (!set_quantity(till, line_index, quantity_milli, &is_kept, err)) {
        return false;
    }
    if (is_kept) {
        till_forget_undo(till); /* what an older Undo belongs to is not the last void any more */
    }
    return true;
}

/* One piece more of the line: of a deposit that is given back, one more comes back. */
static int64_t one_piece(const struct ticket_line *line)
{
    return line->quantity_milli < 0 ? -QUANTITY_ONE_MILLI : QUANTITY_ONE_MILLI;
}

bool till_plus(struct till *till, size_t line_index, struct error *err)
{
    line_index = ticket_line_owner(&till->ticket, line_index);
    const struct ticket_line *line = &till->ticket.lines[line_index];
    if (line->unit != UNIT_EACH) {
        return error_set(err, ERROR_INVALID, "this is sold by the %s", unit_text(line->unit));
    }
    return till_set_quantity(till, line_index, line->quantity_milli + one_piece(line), err);
}

bool till_minus(struct till *till, size_t line_index, struct error *err)
{
    line_index = ticket_line_owner(&till->ticket, line_index);
    struct ticket_line line = till->ticket.lines[line_index];
    int64_t piece = one_piece(&line);
    bool has_more = line.quantity_milli / piece > 1 ||
                    (line.quantity_milli / piece == 1 && line.quantity_milli % piece != 0);
    if (line.unit != UNIT_EACH || !has_more) {
        return till_remove(till, line_index, err);
    }
    bool is_kept;
    if (!set_quantity(till, line_index, line.quantity_milli - piece, &is_kept, err)) {
        return false;
    }
    till_forget_undo(till);
    till->undo.kind = UNDO_MINUS;
    till->undo.has_void = is_kept;
    till->undo.line = line;
    till->undo.line.quantity_milli = piece;
    till->undo.index = line_index;
    till->undo.has_deposit = false;
    if (ticket_has_deposit(&till->ticket, line_index)) {
        till->undo.has_deposit = true;
        till->undo.deposit = till->ticket.lines[line_index + 1];
        till->undo.deposit.quantity_milli = piece;
    }
    return true;
}

bool till_remove(struct till *till, size_t line_index, struct error *err)
{
    struct ticket_line line;
    struct ticket_line deposit = {0};
    line_index = ticket_line_owner(&till->ticket, line_index);
    bool has_deposit = ticket_has_deposit(&till->ticket, line_index);
    if (has_deposit) {
        deposit = till->ticket.lines[line_index + 1];
    }
    int64_t gross_minor = till->figures.gross_minor;
    bool is_kept;
    if (!change_require(till, RIGHT_VOID_LINE, 0, err)) {
        return false;
    }
    change_begin(till);
    ticket_remove(&till->ticket, line_index, &line);
    if (!end_voiding(till, true, &line, gross_minor, &is_kept, err)) {
        return false;
    }
    till_forget_undo(till);
    till->undo.kind = UNDO_REMOVE;
    till->undo.has_void = is_kept;
    till->undo.line = line;
    till->undo.has_deposit = has_deposit;
    till->undo.deposit = deposit;
    till->undo.index = line_index;
    return true;
}

bool till_set_price(
    struct till *till, size_t line_index, int64_t unit_price_minor, struct error *err)
{
    ASSERT(line_index < till->ticket.line_count);
    if (limit_is_other_price(till, &till->ticket.lines[line_index], unit_price_minor) &&
        !change_require(till, RIGHT_PRICE, 0, err)) {
        return false;
    }
    change_begin(till);
    return change_end(
        till, ticket_set_price(&till->ticket, line_index, unit_price_minor, err), err);
}

bool till_discount_line(
    struct till *till, size_t line_index, struct discount discount, struct error *err)
{
    ASSERT(line_index < till->ticket.line_count);
    int64_t amount_minor = is_batch(till) ? 0 : till->figures.lines[line_index].amount_minor;
    uint32_t percent_ppm = limit_percent(&discount, amount_minor);
    if (percent_ppm > 0 && !change_require(till, RIGHT_DISCOUNT, percent_ppm, err)) {
        return false;
    }
    change_begin(till);
    return change_end(till, ticket_discount_line(&till->ticket, line_index, discount, err), err);
}

bool till_discount_all(struct till *till, struct discount discount, struct error *err)
{
    int64_t amount_minor = is_batch(till) ? 0 : limit_discountable(till);
    uint32_t percent_ppm = limit_percent(&discount, amount_minor);
    if (percent_ppm > 0 && !change_require(till, RIGHT_DISCOUNT, percent_ppm, err)) {
        return false;
    }
    change_begin(till);
    return change_end(till, ticket_discount_all(&till->ticket, discount, err), err);
}

static void keep_undo(
    struct till *till, enum till_undo kind, const struct ticket_touch *touch, int64_t lead_id)
{
    till_forget_undo(till);
    till->undo.kind = kind;
    till->undo.touch = *touch;
    till->undo.lead_id = lead_id;
}

bool till_detach(struct till *till, size_t touch_index, struct error *err)
{
    struct ticket_touch touch;
    change_begin(till);
    ticket_detach(&till->ticket, touch_index, &touch);
    bool was_tied = ticket_untie_lead(&till->ticket, touch.lead_id);
    if (!change_end(till, true, err)) {
        return false;
    }
    keep_undo(till, UNDO_DETACH, &touch, was_tied ? touch.lead_id : 0);
    return true;
}

bool till_drop_offer(struct till *till, size_t touch_index, struct error *err)
{
    ASSERT(touch_index < till->ticket.touch_count);
    struct ticket_touch touch = till->ticket.touches[touch_index];
    change_begin(till);
    ticket_drop_offer(&till->ticket, touch_index);
    if (!change_end(till, true, err)) {
        return false;
    }
    keep_undo(till, UNDO_OFFER, &touch, 0);
    return true;
}

bool till_disown(struct till *till, size_t touch_index, struct error *err)
{
    ASSERT(touch_index < till->ticket.touch_count);
    struct ticket_touch touch = till->ticket.touches[touch_index];
    change_begin(till);
    ticket_disown(&till->ticket, touch_index);
    bool was_tied = ticket_untie_lead(&till->ticket, touch.lead_id);
    if (!change_end(till, true, err)) {
        return false;
    }
    keep_undo(till, UNDO_DETACH, &touch, was_tied ? touch.lead_id : 0);
    return true;
}

bool till_untie_lead(struct till *till, size_t lead_index, struct error *err)
{
    ASSERT(lead_index < till->ticket.lead_count);
    int64_t lead_id = till->ticket.leads[lead_index];
    change_begin(till);
    bool was_tied = ticket_untie_lead(&till->ticket, lead_id);
    ASSERT(was_tied);
    if (!change_end(till, true, err)) {
        return false;
    }
    keep_undo(till, UNDO_LEAD, &(struct ticket_touch){0}, lead_id);
    return true;
}

/* Empties the ticket; what it held is kept as a void. */
static bool end_cancelling(
    struct till *till, const struct ticket *before, const char *reason, struct error *err)
{
    struct ticket_figures figures = {0};
    struct error ignored;
    size_t count = till->voids.count;
    bool is_computed = ticket_compute(before, &figures, &ignored);
    ASSERT(is_computed); /* it was on the screen */
    struct void_change change = {.ticket = before,
        .figures = &figures,
        .reason = reason,
        .gross_before_minor = figures.gross_minor};
    struct change_also also = {.kind = ENTRY_SALE, .write = void_keep, .context = &change};
    bool is_done = change_end_with(till, true, before->line_count > 0 ? &also : NULL, err);
    if (!is_done && till->voids.count > count) {
        void_unkeep(till);
    }
    ticket_figures_close(&figures);
    return is_done;
}

bool till_cancel(struct till *till, const char *reason, struct error *err)
{
    if (till->tender_count > 0) {
        return error_set(err, ERROR_REFUSED, "something is paid already: give it back first");
    }
    if (!change_require(till, RIGHT_VOID_TICKET, 0, err)) {
        return false;
    }
    struct ticket before = {0};
    change_begin(till);
    ticket_copy(&till->ticket, &before);
    ticket_clear(&till->ticket);
    if (!end_cancelling(till, &before, reason, err)) {
        ticket_close(&before);
        return false;
    }
    ticket_close(&till->undo.ticket);
    till->undo.kind = UNDO_CANCEL;
    till->undo.has_void = before.line_count > 0;
    till->undo.ticket = before;
    return true;
}

/* --- undo ---------------------------------------------------------------------------------- */

enum till_undo till_undo_kind(const struct till *till)
{
    return till->undo.kind;
}

const char *till_undo_name(const struct till *till)
{
    switch (till->undo.kind) {
    case UNDO_MINUS:
    case UNDO_REMOVE:
        return till->undo.line.name;
    case UNDO_DETACH:
    case UNDO_OFFER:
        return till->undo.touch.name;
    case UNDO_LEAD:
    case UNDO_CANCEL:
    case UNDO_NOTHING:
        break;
    }
    return "";
}

/* The line that was taken off, with its deposit. */
static bool put_line_back(struct till *till, size_t index, struct error *err)
{
    struct ticket *ticket = &till->ticket;
    if (index > ticket->line_count) {
        index = ticket->line_count;
    }
    if (index < ticket->line_count && ticket->lines[index].is_bound) {
        index++;
    }
    return ticket_insert(ticket, index, &till->undo.line, err) &&
           (!till->undo.has_deposit || ticket_insert(ticket, index + 1, &till->undo.deposit, err));
}

/* The piece goes back onto its line, if that is still the same one. */
static bool undo_minus(struct till *till, struct error *err)
{
    const struct undo *undo = &till->undo;
    if (undo->index < till->ticket.line_count) {
        const struct ticket_line *line = &till->ticket.lines[undo->index];
        bool is_same = line->product_id == undo->line.product_id && !line->is_bound &&
                       line->kind == undo->line.kind &&
                       line->unit_price_minor == undo->line.unit_price_minor &&
                       line->unit == UNIT_EACH && strcmp(line->name, undo->line.name) == 0 &&
                       strcmp(line->details, undo->line.details) == 0;
        if (is_same) {
            return ticket_set_quantity(
                &till->ticket, undo->index, line->quantity_milli + undo->line.quantity_milli, err);
        }
    }
    return put_line_back(till, till->ticket.line_count, err);
}

static bool undo_remove(struct till *till, struct error *err)
{
    return put_line_back(till, till->undo.index, err);
}

/* The cancelled lines come first again, what was rung up since stays behind them. */
static bool undo_cancel(struct till *till, struct error *err)
{
    const struct ticket *before = &till->undo.ticket;
    for (size_t i = 0; i < before->line_count; i++) {
        if (!ticket_insert(&till->ticket, i, &before->lines[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < before->touch_count; i++) {
        if (!ticket_attach(&till->ticket, &before->touches[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < before->lead_count; i++) {
        if (!ticket_tie_lead(&till->ticket, before->leads[i], err)) {
            return false;
        }
    }
    return before->discount.source != DISCOUNT_MANUAL || before->discount.kind == DISCOUNT_NONE ||
           ticket_discount_all(&till->ticket, before->discount, err);
}

static bool tie_again(struct till *till, struct error *err)
{
    return till->undo.lead_id == 0 || ticket_tie_lead(&till->ticket, till->undo.lead_id, err);
}

static bool apply_undo(struct till *till, struct error *err)
{
    switch (till->undo.kind) {
    case UNDO_MINUS:
        return undo_minus(till, err);
    case UNDO_REMOVE:
        return undo_remove(till, err);
    case UNDO_DETACH:
    case UNDO_OFFER:
        return ticket_attach(&till->ticket, &till->undo.touch, err) && tie_again(till, err);
    case UNDO_LEAD:
        return tie_again(till, err);
    case UNDO_CANCEL:
        return undo_cancel(till, err);
    case UNDO_NOTHING:
        break;
    }
    return error_set(err, ERROR_NOT_FOUND, "there is nothing to undo");
}

bool till_undo(struct till *till, struct error *err)
{
    bool has_void = till->undo.has_void && till->voids.count > 0;
    struct change_also also = {.kind = ENTRY_SALE, .write = void_unkeep_saved};
    change_begin(till);
    if (!change_end_with(till, apply_undo(till, err), has_void ? &also : NULL, err)) {
        return false;
    }
    if (has_void) {
        void_unkeep(till);
    }
    till_forget_undo(till);
    return true;
}
