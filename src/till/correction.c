#include "till/correction.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/correction.h"
#include "store/sale.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/staff.h"

struct correction_list {
    struct till_correction *corrections;
    size_t max, count;
};

static bool take_correction(void *context, const struct correction_row *row)
{
    struct correction_list *list = context;
    struct till_correction *out = &list->corrections[list->count++];
    *out = (struct till_correction){.payment_n = row->payment_n,
        .amount_minor = row->amount_minor,
        .corrected_at_ms = row->corrected_at_ms};
    (void)text_copy_view(out->from_tender, sizeof(out->from_tender), row->from_tender);
    (void)text_copy_view(out->to_tender, sizeof(out->to_tender), row->to_tender);
    (void)text_copy_view(out->reference, sizeof(out->reference), row->reference);
    (void)text_copy_view(out->staff_name, sizeof(out->staff_name), row->staff_name);
    return list->count < list->max;
}

bool till_corrections(struct till *till, int64_t sale_id, struct till_correction *out_corrections,
    size_t corrections_max, size_t *out_count, struct error *err)
{
    struct correction_list list = {.corrections = out_corrections, .max = corrections_max};
    if (!correction_visit(till->store, sale_id, take_correction, &list, err)) {
        return false;
    }
    *out_count = list.count;
    return true;
}

bool till_last_sale(
    struct till *till, int64_t *out_sale_id, bool *out_may_correct, struct error *err)
{
    struct last_sale last;
    if (!last_sale_read(till->store, &last, err)) {
        return false;
    }
    *out_sale_id = last.id;
    *out_may_correct = last.id != 0 && id_n(last.id) > last.closed_n;
    return true;
}

const char *till_corrected_tender(const struct sale_payment *payment, int64_t payment_n,
    const struct till_correction *corrections, size_t correction_count)
{
    const char *tender = payment->tender;
    for (size_t i = 0; i < correction_count; i++) {
        if (corrections[i].payment_n == payment_n) {
            tender = corrections[i].to_tender;
        }
    }
    return tender;
}

/* Cash of the own currency, card and transfer: what keeps no balance that would have to follow. */
static bool may_change(const char *tender, const struct sale_payment *payment)
{
    return payment->foreign_currency[0] == '\0' &&
           (strcmp(tender, "cash") == 0 || strcmp(tender, "card") == 0 ||
               strcmp(tender, "transfer") == 0);
}

static bool check(const struct sale *sale, int64_t payment_n,
    const struct till_correction *corrections, size_t correction_count, enum tender_kind to,
    struct error *err)
{
    if (payment_n < 1 || payment_n > (int64_t)sale->payment_count) {
        return error_set(err, ERROR_INVALID, "the sale has no such payment");
    }
    const struct sale_payment *payment = &sale->payments[payment_n - 1];
    const char *now = till_corrected_tender(payment, payment_n, corrections, correction_count);
    if (strcmp(now, tender_kind_text(to)) == 0) {
        return error_set(err, ERROR_INVALID, "it is %s already", now);
    }
    if (!may_change(now, payment) || !may_change(tender_kind_text(to), payment)) {
        return error_set(err, ERROR_INVALID, "%s cannot be corrected to %s: refund the sale", now,
            tender_kind_text(to));
    }
    if (correction_count == TILL_CORRECTIONS_MAX) {
        return error_set(err, ERROR_LIMIT, "this sale was corrected too often");
    }
    return true;
}

/* Inside the bracket: the sale is read there, so that it is still the last one. */
static bool write_correction(struct till *till, int64_t sale_id, int64_t payment_n,
    enum tender_kind to, const char *reference, struct error *err)
{
    struct till_correction corrections[TILL_CORRECTIONS_MAX];
    size_t count;
    struct last_sale last;
    struct sale sale = {0};
    if (!last_sale_read(till->store, &last, err)) {
        return false;
    }
    if (sale_id == 0 || sale_id != last.id || id_n(sale_id) <= last.closed_n) {
        return error_set(
            err, ERROR_REFUSED, "only the last sale can be corrected, before the shift is closed");
    }
    if (!sale_read(till->store, sale_id, &sale, err) ||
        !till_corrections(till, sale_id, corrections, TILL_CORRECTIONS_MAX, &count, err)) {
        sale_close(&sale);
        return false;
    }
    bool is_done = check(&sale, payment_n, corrections, count, to, err);
    if (is_done) {
        const struct sale_payment *payment = &sale.payments[payment_n - 1];
        struct correction_row row = {
            .sale_id = sale_id,
            .payment_n = payment_n,
            .shift_id = last.shift_id,
            .from_tender =
                text_view_of(till_corrected_tender(payment, payment_n, corrections, count)),
            .to_tender = text_view_of(tender_kind_text(to)),
            .amount_minor = payment->amount_minor,
            .reference = text_view_of(reference),
            .staff_id = till->staff_id,
            .staff_name = text_view_of(till->staff_name),
            .corrected_at_ms = till_now_ms(till),
        };
        is_done = correction_insert(till->store, &row, err);
    }
    sale_close(&sale);
    return is_done;
}

bool till_correct_tender(struct till *till, int64_t sale_id, int64_t payment_n, enum tender_kind to,
    const char *reference, struct error *err)
{
    struct till_loan loan;
    if (!till_require(till, RIGHT_WRONG_TENDER, 0, &loan, err)) {
        return false;
    }
    bool is_done = store_begin(till->store, ENTRY_CORRECTION, till->staff_id, err) &&
                   write_correction(till, sale_id, payment_n, to, reference, err) &&
                   till_write_loan(till, &loan, sale_id, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

bool till_reprint(struct till *till, int64_t sale_id, struct error *err)
{
    struct till_loan loan;
    return till_require(till, RIGHT_REPRINT, 0, &loan, err) &&
           till_write_act(till, "reprint", "", sale_id, &loan, err);
}

bool till_reprint_count(struct till *till, int64_t sale_id, size_t *out_count, struct error *err)
{
    int64_t count;
    if (!act_count_of_sale(till->store, sale_id, "reprint", &count, err)) {
        return false;
    }
    *out_count = (size_t)count;
    return true;
}

bool till_chain_head(struct till *till, char out_text[TILL_HEAD_TEXT_MAX], struct error *err)
{
    unsigned char hash[HEAD_HASH_SIZE];
    if (!chain_head_read(till->store, hash, err)) {
        return false;
    }
    struct text_out out = text_out_begin(out_text, TILL_HEAD_TEXT_MAX);
    for (size_t i = 0; i < (TILL_HEAD_TEXT_MAX - 1) / 2; i++) {
        text_out_format(&out, "%02x", hash[i]);
    }
    return true;
}
