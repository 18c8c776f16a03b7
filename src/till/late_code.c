#include "till/late_code.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/sale.h"
#include "domain/token.h"
#include "store/sale.h"
#include "store/sale_code.h"
#include "store/store.h"
#include "till/handle.h"

/* --- which sale ------------------------------------------------------------------------------ */

static bool is_in_time(const struct till *till, const struct sale_newest *newest)
{
    return till_now_ms(till) - newest->sold_at_ms <= LATE_CODE_MS;
}

bool late_code_sale(struct till *till, struct late_sale *out_sale, struct error *err)
{
    struct sale_newest newest;
    int64_t lead_id = 0;
    if (!sale_newest_read(till->store, till_node(till), &newest, err) ||
        (newest.id != 0 && !sale_lead_first(till->store, newest.id, &lead_id, err))) {
        return false;
    }
    *out_sale = (struct late_sale){0};
    if (newest.id == 0 || newest.is_closed || !is_in_time(till, &newest)) {
        return true;
    }
    out_sale->id = newest.id;
    out_sale->sold_at_ms = newest.sold_at_ms;
    out_sale->has_code = newest.touch_count > 0 || lead_id != 0;
    receipt_print(newest.id, out_sale->number);
    return true;
}

/* Asked again inside the transaction: another program may have rung, or closed the day. */
static bool check_sale(
    struct till *till, int64_t sale_id, struct sale_newest *newest, struct error *err)
{
    if (!sale_newest_read(till->store, till_node(till), newest, err)) {
        return false;
    }
    if (newest->id != sale_id || sale_id == 0) {
        return error_set(
            err, ERROR_REFUSED, "a code can be added to this till's last sale, and to no other");
    }
    if (newest->is_closed) {
        return error_set(err, ERROR_REFUSED, "the day of this sale is closed");
    }
    return is_in_time(till, newest) ||
           error_set(err, ERROR_REFUSED, "the last sale was more than ten minutes ago");
}

/* --- writing --------------------------------------------------------------------------------- */

struct late {
    int64_t sale_id;
    struct sale sale; /* as it is by now */
    struct sale_touch touch;
    bool has_touch, has_lead; /* what is new */
    int64_t lead_id;
};

/* The same code, whatever became of it before. */
static bool is_same(const struct sale_touch *touch, const struct sale_touch *other)
{
    return touch->campaign_id == other->campaign_id && touch->link_id == other->link_id &&
           touch->from_sale_id == other->from_sale_id && touch->lead_id == other->lead_id &&
           (strcmp(touch->kind, "referral") == 0) == (strcmp(other->kind, "referral") == 0) &&
           strcmp(other->uncredited, "removed") != 0;
}

static bool has_touch(const struct sale *sale, const struct sale_touch *touch)
{
    for (size_t i = 0; i < sale->touch_count; i++) {
        if (is_same(touch, &sale->touches[i])) {
            return true;
        }
    }
    return false;
}

static bool has_lead(const struct sale *sale, int64_t lead_id)
{
    for (size_t i = 0; i < sale->lead_count; i++) {
        if (sale->leads[i] == lead_id) {
            return true;
        }
    }
    return false;
}

/* What of the code the sale has not got. */
static bool compare(struct late *late, const struct till_code *code, struct error *err)
{
    late->lead_id = code->lead_id;
    late->has_touch = code->touch.campaign_id != 0 && !has_touch(&late->sale, &late->touch);
    late->has_lead = code->lead_id != 0 && !has_lead(&late->sale, code->lead_id);
    if ((late->has_touch && late->sale.touch_count >= TICKET_TOUCHES_MAX) ||
        (late->has_lead && late->sale.lead_count >= SALE_LEADS_MAX)) {
        return error_set(err, ERROR_LIMIT, "a sale takes at most %d codes", TICKET_TOUCHES_MAX);
    }
    return true;
}

static bool write_rows(
    struct till *till, const struct till_code *code, struct late *late, struct error *err)
{
    struct sale_newest newest;
    sale_close(&late->sale);
    if (!check_sale(till, late->sale_id, &newest, err) ||
        !sale_read(till->store, late->sale_id, &late->sale, err)) {
        return false;
    }
    /* As if it had been shown in time: a contact after the sale would not have brought it. */
    till_fill_touch(&code->touch, newest.sold_at_ms, &late->touch);
    late->touch.touched_at_ms = newest.sold_at_ms;
    if (!compare(late, code, err)) {
        return false;
    }
    return (!late->has_touch || sale_touch_insert(till->store, late->sale_id,
                                    newest.touch_count + 1, &late->touch, err)) &&
           (!late->has_lead || sale_lead_insert(till->store, late->sale_id, code->lead_id, err));
}

/* The receipt on the screen knows it too. */
static void tell_receipt(struct till *till, const struct late *late)
{
    struct sale *sale = &till->receipt.sale;
    if (!till->has_receipt || sale->id != late->sale_id) {
        return;
    }
    if (late->has_touch) {
        sale->touches = realloc(sale->touches, (sale->touch_count + 1) * sizeof(*sale->touches));
        ASSERT(sale->touches != NULL);
        sale->touches[sale->touch_count++] = late->touch;
    }
    if (late->has_lead && sale->lead_count < SALE_LEADS_MAX) {
        sale->leads[sale->lead_count++] = late->lead_id;
    }
}

static bool write_code(struct till *till, int64_t sale_id, const struct till_code *code,
    struct till_outcome *outcome, struct error *err)
{
    struct late late = {.sale_id = sale_id};
    bool is_done = store_begin(till->store, ENTRY_TOUCH, till->staff_id, err) &&
                   write_rows(till, code, &late, err);
    outcome->is_again = is_done && !late.has_touch && !late.has_lead;
    if (!is_done || outcome->is_again) {
        store_rollback(till->store);
    } else if (!store_commit(till->store, till_now_ms(till), err)) {
        store_rollback(till->store);
        till_recover(till);
        is_done = false;
    } else {
        tell_receipt(till, &late);
    }
    sale_close(&late.sale);
    return is_done;
}

static bool add_code(struct till *till, int64_t sale_id, const struct till_code *code,
    struct till_outcome *outcome, struct error *err)
{
    till_tell_code(code, outcome);
    outcome->has_offer = false; /* what was paid is paid */
    return !till_code_counts(code) || write_code(till, sale_id, code, outcome, err);
}

bool late_code_add(struct till *till, int64_t sale_id, struct text_view text,
    enum scan_symbology symbology, enum touch_kind kind, struct till_outcome *out_outcome,
    struct error *err)
{
    struct scan scan;
    struct sale_newest newest;
    struct till_code code;
    struct till_outcome outcome = {.kind = OUTCOME_UNKNOWN};
    till_refresh(till);
    if (!check_sale(till, sale_id, &newest, err)) {
        return false;
    }
    bool is_readable = scan_read(text, symbology, &till->shop.scan_rules, &scan);
    (void)text_copy_view(
        outcome.code, sizeof(outcome.code), is_readable ? text_view_of(scan.text) : text);
    if (!is_readable || scan.token_form == TOKEN_NOT) {
        outcome.kind = is_readable ? OUTCOME_UNKNOWN : OUTCOME_MISREAD;
    } else if (token_check(&scan.token, &till->keys) != TOKEN_GOOD) {
        outcome.kind = till_refuse_token(till, scan.token_form, &scan.token);
    } else if (scan.token.kind == TOKEN_VOUCHER) {
        outcome.kind = OUTCOME_VOUCHER;
    } else if (!till_read_code(till, &scan.token, kind, newest.sold_at_ms, &code, err) ||
               !add_code(till, sale_id, &code, &outcome, err)) {
        return false;
    }
    *out_outcome = outcome;
    return true;
}

/* --- "How did you hear of us?" --------------------------------------------------------------- */

bool hear_answers(struct till *till, struct hear_answer out_answers[HEAR_ANSWERS_MAX],
    size_t *out_count, struct error *err)
{
    char day[DAY_TEXT_MAX];
    struct link_answer rows[HEAR_ANSWERS_MAX];
    till_business_day(till, till_now_ms(till), day);
    if (!link_answers(till->store, day, rows, HEAR_ANSWERS_MAX, out_count, err)) {
        return false;
    }
    for (size_t i = 0; i < *out_count; i++) {
        out_answers[i].link_id = rows[i].link_id;
        (void)text_copy(out_answers[i].words, sizeof(out_answers[i].words), rows[i].words);
    }
    return true;
}

/* The contact of an answer, which is no code and brings nothing. */
static bool read_answer(struct till *till, int64_t link_id, int64_t at_ms,
    struct till_code *out_code, struct error *err)
{
    struct hear_answer answers[HEAR_ANSWERS_MAX];
    size_t count;
    bool found = false;
    if (!hear_answers(till, answers, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        found = found || answers[i].link_id == link_id;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "this answer is not there any more");
    }
    struct token token = {
        .kind = TOKEN_LINK, .node = (uint32_t)id_node(link_id), .n = (uint32_t)id_n(link_id)};
    if (!till_read_code(till, &token, TOUCH_CHOSEN, at_ms, out_code, err)) {
        return false;
    }
    out_code->touch.offer = (struct offer){.kind = OFFER_NONE};
    return true;
}

bool hear_choose_late(struct till *till, int64_t sale_id, int64_t link_id,
    struct till_outcome *out_outcome, struct error *err)
{
    struct sale_newest newest;
    struct till_code code;
    struct till_outcome outcome = {0};
    till_refresh(till);
    if (!check_sale(till, sale_id, &newest, err) ||
        !read_answer(till, link_id, newest.sold_at_ms, &code, err) ||
        !add_code(till, sale_id, &code, &outcome, err)) {
        return false;
    }
    *out_outcome = outcome;
    return true;
}

bool hear_choose(
    struct till *till, int64_t link_id, struct till_outcome *out_outcome, struct error *err)
{
    struct till_code code;
    struct till_outcome outcome = {0};
    till_refresh(till);
    if (!read_answer(till, link_id, till_now_ms(till), &code, err) ||
        !till_attach_code(till, &code, &outcome, err)) {
        return false;
    }
    *out_outcome = outcome;
    return true;
}
