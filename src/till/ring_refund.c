#include <string.h>

#include "base/error.h"
#include "domain/id.h"
#include "domain/refund.h"
#include "store/refund.h"
#include "store/sale.h"
#include "till/handle.h"
#include "till/refund.h"
#include "till/ring_json.h"

/* --- head ---------------------------------------------------------------------------------- */

/* Names that mean something in a refund only. */
static bool check_head(const json_t *root, bool is_refund, struct error *err)
{
    static const char *const names[] = {"of", "by", "reason", "restock"};
    for (size_t i = 0; i < ARRAY_LENGTH(names) && !is_refund; i++) {
        if (json_object_get(root, names[i]) != NULL) {
            return error_set(err, ERROR_INVALID, "%s needs \"kind\": \"refund\"", names[i]);
        }
    }
    return true;
}

static bool read_restock(const json_t *object, bool *out_restock, struct error *err)
{
    const json_t *value = json_object_get(object, "restock");
    if (value == NULL) {
        return true;
    }
    if (!json_is_boolean(value)) {
        return error_set(err, ERROR_INVALID, "restock must be true or false");
    }
    *out_restock = json_is_true(value);
    return true;
}

/* The text stays the root's. */
static bool read_reason(const json_t *object, const char **out_reason, struct error *err)
{
    struct text_view reason;
    bool found;
    if (!ring_optional_text(object, "reason", &reason, &found, err)) {
        return false;
    }
    if (found && (text_view_has_control(reason) || reason.size >= RETURN_REASON_BYTES)) {
        return error_set(err, ERROR_INVALID, "reason is too long or has a control character");
    }
    if (found) {
        *out_reason = reason.bytes;
    }
    return true;
}

bool ring_read_kind(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct text_view kind;
    bool found;
    ringing->reason = "";
    if (!ring_optional_text(root, "kind", &kind, &found, err)) {
        return false;
    }
    ringing->is_refund = found && text_view_equals(kind, "refund");
    if (found && !ringing->is_refund && !text_view_equals(kind, "sale")) {
        return error_set(err, ERROR_INVALID, "kind is none of sale, refund");
    }
    return check_head(root, ringing->is_refund, err) &&
           read_restock(root, &ringing->restock, err) && read_reason(root, &ringing->reason, err);
}

/* --- lines --------------------------------------------------------------------------------- */

/* "line": 3 */
static bool read_line_n(const json_t *object, int64_t *out_line_n, struct error *err)
{
    const json_t *value = json_object_get(object, "line");
    if (!json_is_integer(value)) {
        return error_set(err, ERROR_INVALID, "line is missing or no whole number");
    }
    *out_line_n = json_integer_value(value);
    return true;
}

/* Without "qty" all that is left. */
static bool read_choice(struct ringing *ringing, const json_t *object,
    const struct till_refund_sale *sale, struct refund_choice *out_choice, struct error *err)
{
    struct text_view text;
    bool found;
    struct refund_choice choice = {.restock = ringing->restock, .reason = ringing->reason};
    if (!read_line_n(object, &choice.line_n, err) ||
        !ring_optional_text(object, "qty", &text, &found, err) ||
        !read_restock(object, &choice.restock, err) || !read_reason(object, &choice.reason, err)) {
        return false;
    }
    if (found && !quantity_parse(text, &choice.quantity_milli, err)) {
        return error_prefix(err, "qty: ");
    }
    if (!found && choice.line_n >= 1 && choice.line_n <= (int64_t)sale->sale.line_count) {
        size_t index = (size_t)choice.line_n - 1;
        choice.quantity_milli =
            refund_left_milli(&sale->sale.lines[index], &sale->history.parts[index]);
    }
    *out_choice = choice;
    return true;
}

static bool open_sale(struct ringing *ringing, const json_t *object,
    struct till_refund_sale *out_sale, struct error *err)
{
    struct text_view of;
    int64_t sale_id;
    char number[RECEIPT_TEXT_MAX];
    if (!ring_text(object, "of", &of, err)) {
        return false;
    }
    return (receipt_parse(of, &sale_id, err) || error_prefix(err, "of: ")) &&
           (till_refund_open(ringing->till, sale_id, out_sale, err) ||
               error_prefix(err, "of %s: ", receipt_print(sale_id, number)));
}

static bool fill_one(struct ringing *ringing, const json_t *object,
    const struct till_refund_sale *sale, struct error *err)
{
    struct refund_choice choice;
    struct ticket *ticket = &ringing->till->ticket;
    if (!read_choice(ringing, object, sale, &choice, err)) {
        return false;
    }
    if (ticket_find_return(ticket, sale->sale.id, choice.line_n) < ticket->line_count) {
        return error_set(
            err, ERROR_INVALID, "line %lld stands there twice", (long long)choice.line_n);
    }
    return refund_fill_ticket(ticket, &sale->sale, &sale->history, &choice, 1, err);
}

/* All that is left of the sale. */
static bool fill_whole(
    struct ringing *ringing, const struct till_refund_sale *sale, struct error *err)
{
    for (size_t i = 0; i < sale->sale.line_count; i++) {
        struct refund_choice choice = {
            .line_n = (int64_t)i + 1,
            .quantity_milli = refund_left_milli(&sale->sale.lines[i], &sale->history.parts[i]),
            .restock = ringing->restock,
            .reason = ringing->reason,
        };
        if (choice.quantity_milli > 0 && !refund_fill_ticket(&ringing->till->ticket, &sale->sale,
                                             &sale->history, &choice, 1, err)) {
            return false;
        }
    }
    return ringing->till->ticket.line_count > 0 ||
           error_set(err, ERROR_INVALID, "all of this sale has gone back already");
}

static bool fill_lines(struct ringing *ringing, const json_t *lines,
    const struct till_refund_sale *sale, struct error *err)
{
    static const char *const known[] = {"line", "qty", "restock", "reason", NULL};
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const json_t *object = json_array_get(lines, i);
        bool is_done =
            (json_is_object(object) || error_set(err, ERROR_INVALID, "it must be an object")) &&
            ring_check_keys(object, known, err) && fill_one(ringing, object, sale, err);
        if (!is_done) {
            return error_prefix(err, "lines[%zu]: ", i);
        }
    }
    return true;
}

bool ring_refund_of(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct till_refund_sale sale;
    const json_t *lines;
    if (!ring_array(root, "lines", true, &lines, err) || !open_sale(ringing, root, &sale, err)) {
        return false;
    }
    if (lines != NULL && json_array_size(lines) == 0) {
        till_refund_close(&sale);
        return error_set(err, ERROR_INVALID, "lines is empty");
    }
    struct ticket_rules *rules = &ringing->till->ticket.rules;
    rules->prices = strcmp(sale.sale.prices, "net") == 0 ? PRICES_NET : PRICES_GROSS;
    bool is_done =
        lines != NULL ? fill_lines(ringing, lines, &sale, err) : fill_whole(ringing, &sale, err);
    till_refund_close(&sale);
    return is_done;
}

bool ring_return_line(struct ringing *ringing, const json_t *object, struct error *err)
{
    static const char *const known[] = {"of", "line", "qty", "restock", "reason", NULL};
    struct till_refund_sale sale;
    if (!ring_check_keys(object, known, err) || !open_sale(ringing, object, &sale, err)) {
        return false;
    }
    bool is_done = fill_one(ringing, object, &sale, err);
    till_refund_close(&sale);
    return is_done;
}

/* --- without a receipt --------------------------------------------------------------------- */

bool ring_refund_free(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct till *till = ringing->till;
    struct text_view by;
    char name[NAME_BYTES];
    if (json_object_get(root, "by") == NULL) {
        return error_set(
            err, ERROR_INVALID, "a refund without \"of\" needs \"by\", the name of a manager");
    }
    if (!ring_text(root, "by", &by, err)) {
        return false;
    }
    if (!text_copy_view(name, sizeof(name), by) ||
        !till_lend_by_name(till, name, RIGHT_REFUND_FREE, err)) {
        return error_prefix(err, "by: ");
    }
    return ticket_compute(&till->ticket, &till->figures, err) &&
           till_refund_turn(till, ringing->restock, ringing->reason, err);
}

void ring_give_back(struct ringing *ringing)
{
    for (size_t i = 0; i < ringing->tender_count; i++) {
        ringing->tenders[i].tendered_minor = -ringing->tenders[i].tendered_minor;
    }
}

/* Money goes back to the gift card or the account that the sale was paid from. */
static bool name_ledger(
    struct till *till, int64_t sale_id, struct tender *tender, struct error *err)
{
    if (tender->of_id != 0 || sale_id == 0) {
        return true;
    }
    return tender->kind != TENDER_VOUCHER ||
           refund_voucher_of_sale(till->store, sale_id, &tender->of_id, err);
}

bool ring_name_ledgers(struct ringing *ringing, struct error *err)
{
    const struct ticket *ticket = &ringing->till->ticket;
    int64_t sale_id =
        ticket->line_count > 0 && ticket->lines[0].is_return ? ticket->lines[0].back.of_sale_id : 0;
    for (size_t i = 0; i < ringing->tender_count; i++) {
        if (!name_ledger(ringing->till, sale_id, &ringing->tenders[i], err)) {
            return false;
        }
    }
    return true;
}
