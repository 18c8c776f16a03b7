#include "till/pay.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/sale.h"
#include "store/setting.h"
#include "store/store.h"
#include "store/ticket.h"
#include "till/handle.h"
#include "till/ledger.h"
#include "till/returns.h"
#include "till/settings.h"
#include "till/stock.h"

#define DEVICE_LAST_TENDER "last_tender"

/* --- tenders ------------------------------------------------------------------------------- */

const struct tender *till_tenders(const struct till *till, size_t *out_count)
{
    *out_count = till->tender_count;
    return till->tenders;
}

int64_t till_still_due(const struct till *till, enum tender_kind kind)
{
    return tender_still_due(till->figures.gross_minor + till->ticket.tip_minor, till->tenders,
        till->tender_count, till->shop.cash_step_minor, kind);
}

enum tender_kind till_last_tender(struct till *till)
{
    char value[SETTING_VALUE_MAX];
    enum tender_kind kind = TENDER_CASH;
    struct error ignored; /* a default, no more */
    bool found;
    if (device_setting_read(till->store, DEVICE_LAST_TENDER, value, &found, &ignored) && found &&
        !tender_kind_parse(text_view_of(value), &kind)) {
        kind = TENDER_CASH;
    }
    return kind;
}

bool till_take_tender(struct till *till, const struct tender *tender, struct error *err)
{
    if (till->ticket.line_count == 0) {
        return error_set(err, ERROR_INVALID, "there is nothing to pay");
    }
    if (till->tender_count == TENDERS_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale has at most %d payments", TENDERS_MAX);
    }
    if (tender->tendered_minor <= 0 ||
        tender->tendered_minor >= till_still_due(till, tender->kind)) {
        return error_set(
            err, ERROR_INVALID, "a part of the payment is above 0 and less than what is due");
    }
    if (!tender_has_coins(tender, till->shop.cash_step_minor)) {
        return error_set(err, ERROR_INVALID, "no coins make this sum");
    }
    change_begin(till);
    till->tenders[till->tender_count++] = *tender;
    return change_end(till, true, err);
}

bool till_set_tip(struct till *till, int64_t tip_minor, struct error *err)
{
    int64_t total_minor;
    if (till->ticket.line_count == 0 || tip_minor < 0) {
        return error_set(err, ERROR_INVALID, "a tip goes on top of a sale and is not below 0");
    }
    if (till->tender_count > 0) {
        return error_set(err, ERROR_REFUSED, "something is paid already: give it back first");
    }
    if (!money_add(till->figures.gross_minor, tip_minor, &total_minor)) {
        return error_set(err, ERROR_LIMIT, "the tip is too large");
    }
    change_begin(till);
    till->ticket.tip_minor = tip_minor;
    return change_end(till, true, err);
}

bool till_remove_tender(struct till *till, size_t tender_index, struct error *err)
{
    ASSERT(tender_index < till->tender_count);
    change_begin(till);
    till->tender_count--;
    memmove(&till->tenders[tender_index], &till->tenders[tender_index + 1],
        (till->tender_count - tender_index) * sizeof(till->tenders[0]));
    return change_end(till, true, err);
}

/* --- from a ticket to a sale --------------------------------------------------------------- */

static void *allocate(size_t count, size_t size)
{
    if (count == 0) {
        return NULL;
    }
    void *rows = calloc(count, size);
    ASSERT(rows != NULL);
    return rows;
}

static char *own_text(const char *text)
{
    char *own = strdup(text);
    ASSERT(own != NULL);
    return own;
}

/* Copies into an array that every checked text fits. */
#define COPY(array, text)                                                                          \
    do {                                                                                           \
        bool fits_ = text_copy((array), sizeof(array), (text));                                    \
        ASSERT(fits_);                                                                             \
    } while (0)

/* "Spring booth −10 % + Flyer −2.00" */
static void say_discounts(const struct ticket *ticket, const struct discount *first,
    const struct discount *stacked, struct text_out *out)
{
    char words[DISCOUNT_WORDS_MAX];
    text_out_append(out, ticket_discount_words(ticket, first, words));
    for (size_t i = 0; i < TICKET_TOUCHES_MAX && stacked[i].kind != DISCOUNT_NONE; i++) {
        text_out_append(out, " + ");
        text_out_append(out, ticket_discount_words(ticket, &stacked[i], words));
    }
}

static void fill_discount(const struct ticket *ticket, const struct line_figures *figures,
    const struct ticket_line *line, struct sale_line *out)
{
    bool is_own = line->discount.kind != DISCOUNT_NONE;
    const struct discount *discount = is_own ? &line->discount : &ticket->discount;
    char words[DISCOUNT_WORDS_MAX * 2];
    struct text_out out_words = text_out_begin(words, sizeof(words));
    out->discount_minor = figures->discount_minor + figures->ticket_discount_minor;
    if (out->discount_minor == 0 || line->is_return) {
        return; /* words of what goes back are its sale's */
    }
    say_discounts(ticket, discount, is_own ? line->stacked : ticket->stacked, &out_words);
    out->discount_words = own_text(words);
    out->discount_campaign_id = discount->source == DISCOUNT_CAMPAIGN ? discount->campaign_id : 0;
}

/* Options, parts, serial, note, and the price that another one took the place of. */
static void fill_details(const struct ticket_line *line, struct sale_line *out)
{
    struct line_detail detail;
    size_t count = 0;
    bool is_overridden = line->has_list_price && line->list_price_minor != line->unit_price_minor;
    for (const char *at = line->details; line_detail_next(&at, &detail);) {
        count++;
    }
    count += (line->note[0] != '\0' ? 1u : 0u) + (is_overridden ? 1u : 0u);
    out->details = allocate(count, sizeof(*out->details));
    for (const char *at = line->details; line_detail_next(&at, &detail);) {
        struct sale_detail *kept = &out->details[out->detail_count++];
        COPY(kept->kind, line_detail_kind_text(detail.kind));
        kept->text = own_text(detail.text);
        kept->amount_minor = detail.kind == LINE_DETAIL_OPTION ? detail.amount : 0;
    }
    if (line->note[0] != '\0') {
        struct sale_detail *kept = &out->details[out->detail_count++];
        COPY(kept->kind, "note");
        kept->text = own_text(line->note);
    }
    if (is_overridden) {
        struct sale_detail *kept = &out->details[out->detail_count++];
        COPY(kept->kind, "price");
        kept->text = own_text("");
        kept->amount_minor = line->list_price_minor;
    }
}

static void fill_return(const struct ticket_return *back, struct sale_line *out)
{
    out->is_refund = true;
    out->of_sale_id = back->of_sale_id;
    out->of_line_n = back->of_line_n;
    out->restock = back->restock;
    out->reason = own_text(back->reason);
}

static void fill_line(const struct ticket *ticket, const struct line_figures *figures,
    const struct ticket_line *line, struct sale_line *out)
{
    char tax[TAX_CODE_TEXT_MAX];
    out->product_id = line->product_id;
    out->sku = own_text(line->sku);
    out->name = own_text(line->name);
    out->category = own_text(line->category);
    COPY(out->unit, unit_text(line->unit));
    COPY(out->tax_code, tax_code_print(&line->tax, tax));
    out->quantity_milli = line->quantity_milli;
    out->unit_price_minor = line->unit_price_minor;
    out->cost_minor = line->has_cost ? line->cost_minor : -1;
    COPY(out->kind, line_kind_text(line->kind));
    fill_details(line, out);
    fill_discount(ticket, figures, line, out);
    if (line->is_return) {
        fill_return(&line->back, out);
    }
    out->net_minor = figures->net_minor;
    out->tax_minor = figures->tax_minor;
    out->gross_minor = figures->gross_minor;
    out->tax_count = (int)line->tax.part_count;
    for (uint32_t i = 0; i < line->tax.part_count; i++) {
        out->taxes[i].rate_ppm = (int32_t)line->tax.part_ppm[i];
        out->taxes[i].tax_minor = figures->part_minor[i];
    }
}

static_assert(TAX_PARTS_MAX <= SALE_LINE_TAXES_MAX, "a sale's line has room for every tax");

void till_fill_touch(
    const struct ticket_touch *touch, int64_t sold_at_ms, struct sale_touch *out_touch)
{
    struct sale_touch *out = out_touch;
    *out = (struct sale_touch){0};
    COPY(out->kind, touch_kind_text(touch->kind));
    out->campaign_id = touch->campaign_id;
    (void)text_copy(out->campaign_code, sizeof(out->campaign_code), touch->code);
    COPY(out->campaign_name, touch->name);
    (void)text_copy(out->channel, sizeof(out->channel), touch->channel);
    out->link_id = touch->link_id;
    (void)text_copy(out->content, sizeof(out->content), touch->content);
    out->from_sale_id = touch->from_sale_id;
    out->lead_id = touch->lead_id;
    out->from_lead_id = touch->from_lead_id;
    COPY(out->uncredited, touch_uncredited_text(touch->uncredited));
    /* A clock that was set back in between must not cost the campaign its sale. */
    out->touched_at_ms = touch->touched_at_ms < sold_at_ms ? touch->touched_at_ms : sold_at_ms;
}

static void fill_payment(const struct till *till, const struct tender *tender, int64_t amount_minor,
    int64_t paid_at_ms, struct sale_payment *payment)
{
    COPY(payment->tender, tender_kind_text(tender->kind));
    payment->amount_minor = amount_minor;
    payment->tendered_minor = tender->tendered_minor;
    payment->change_minor = tender->tendered_minor - amount_minor;
    COPY(payment->currency, till->ticket.rules.currency->code);
    (void)text_copy(payment->reference, sizeof(payment->reference), tender->reference);
    payment->paid_at_ms = paid_at_ms;
    COPY(payment->foreign_currency, tender->foreign_currency);
    payment->foreign_minor = tender->foreign_minor;
    COPY(payment->foreign_rate, tender->foreign_rate);
}

static void fill_payments(const struct till *till, const struct sale_request *request,
    const struct settlement *settlement, struct sale *sale)
{
    sale->payments = allocate(request->tender_count, sizeof(*sale->payments));
    for (size_t i = 0; i < request->tender_count; i++) {
        if (ledger_is_payment(&request->tenders[i])) {
            fill_payment(till, &request->tenders[i], settlement->amount_minor[i],
                request->sold_at_ms, &sale->payments[sale->payment_count++]);
        }
    }
}

static void fill_head(
    const struct till *till, const struct sale_request *request, struct sale *sale)
{
    const struct ticket_rules *rules = &till->ticket.rules;
    const struct ticket_figures *figures = &till->figures;
    till_business_day(till, request->sold_at_ms, sale->business_day);
    sale->sold_at_ms = request->sold_at_ms;
    sale->staff_id = till->staff_id;
    COPY(sale->staff_name, till->staff_name);
    bool is_refund = ticket_is_refund(&till->ticket);
    COPY(sale->kind, is_refund ? "refund" : "sale");
    COPY(sale->currency, rules->currency->code);
    COPY(sale->prices, prices_text(rules->prices));
    COPY(sale->rounding, tax_rounding_text(rules->tax_rounding));
    sale->net_minor = figures->net_minor;
    sale->tax_minor = figures->tax_minor;
    sale->gross_minor = figures->gross_minor;
    sale->tip_minor = figures->gross_minor < 0 ? 0 : request->tip_minor;
    COPY(sale->ref, request->ref);
    sale->return_campaign_id =
        is_refund ? 0 : till_campaign_on(&till->returning, sale->business_day);
}

static void fill_sale(const struct till *till, const struct sale_request *request,
    const struct settlement *settlement, struct sale *sale)
{
    const struct ticket *ticket = &till->ticket;
    fill_head(till, request, sale);
    sale->cash_rounding_minor = settlement->rounding_minor;
    sale->line_count = ticket->line_count;
    sale->lines = allocate(ticket->line_count, sizeof(*sale->lines));
    for (size_t i = 0; i < ticket->line_count; i++) {
        fill_line(ticket, &till->figures.lines[i], &ticket->lines[i], &sale->lines[i]);
        sale->lines[i].parent_n = ticket->lines[i].is_bound ? (int64_t)i : 0;
    }
    fill_payments(till, request, settlement, sale);
    sale->touch_count = ticket->touch_count;
    sale->touches = allocate(ticket->touch_count, sizeof(*sale->touches));
    for (size_t i = 0; i < ticket->touch_count; i++) {
        till_fill_touch(&ticket->touches[i], request->sold_at_ms, &sale->touches[i]);
    }
    sale->lead_count = ticket->lead_count;
    memcpy(sale->leads, ticket->leads, sizeof(sale->leads));
}

static_assert(TICKET_LEADS_MAX == SALE_LEADS_MAX, "a sale has all people of its ticket");

/* --- the one transaction ------------------------------------------------------------------- */

static const char *doubt_text(enum clock_doubt doubt)
{
    switch (doubt) {
    case CLOCK_BACK:
        return "back";
    case CLOCK_AHEAD:
        return "ahead";
    case CLOCK_FINE:
        break;
    }
    return "";
}

static bool settle(const struct till *till, const struct sale_request *request,
    const struct returns *returns, struct settlement *out_settlement, struct error *err)
{
    int64_t gross_minor = till->figures.gross_minor;
    const struct currency *currency = till->ticket.rules.currency;
    if (gross_minor >= 0) {
        return tender_settle(gross_minor + request->tip_minor, request->tenders,
            request->tender_count, till->shop.cash_step_minor, currency, out_settlement, err);
    }
    struct give_back due = returns_due(returns, &till->ticket, gross_minor);
    return give_back_settle(&due, request->tenders, request->tender_count,
        till->shop.cash_step_minor, currency, out_settlement, err);
}

/* From the ticket to the sale. Within the transaction, for what may still go back of other sales
 * is known only there. */
static bool make_sale(
    struct till *till, const struct sale_request *request, struct sale *out_sale, struct error *err)
{
    struct returns returns;
    struct settlement settlement;
    if (!returns_open(till->store, &till->ticket, &returns, err)) {
        return false;
    }
    bool is_settled = settle(till, request, &returns, &settlement, err);
    if (is_settled) {
        fill_sale(till, request, &settlement, out_sale);
        returns_fill(&returns, out_sale);
    }
    returns_close(&returns);
    return is_settled;
}

/* Everything between BEGIN and COMMIT. *out_known_id is not 0 where the reference is known. */
static bool write_rows(struct till *till, const struct sale_request *request, struct sale *sale,
    int64_t *out_known_id, struct error *err)
{
    *out_known_id = 0;
    if (request->ref[0] != '\0' && !sale_id_by_ref(till->store, request->ref, out_known_id, err)) {
        return false;
    }
    if (*out_known_id != 0) {
        return true;
    }
    if (!make_sale(till, request, sale, err)) {
        return false;
    }
    int64_t shift_id;
    COPY(sale->clock_doubt, doubt_text(till_clock_doubt(till)));
    if (!till_ensure_shift(till, &shift_id, err) || !sale_insert(till->store, sale, err) ||
        !till_write_ledgers(till, request, sale, err) || !stock_follow_sale(till, sale, err) ||
        (request->loan != NULL && !till_write_loan(till, request->loan, sale->id, err))) {
        return false;
    }
    if (!request->clears_slot) {
        return true;
    }
    if (!void_write_all(till, err)) {
        return false;
    }
    const char *tender = request->tender_count > 0
                             ? tender_kind_text(request->tenders[request->tender_count - 1].kind)
                             : tender_kind_text(TENDER_CASH);
    return (!till->is_saved || ticket_slot_write(till->store, TICKET_SLOT_SCREEN, "", "",
                                   till_now_ms(till), err)) &&
           device_setting_write(till->store, DEVICE_LAST_TENDER, tender, err);
}

/* The disk refused the last step of a sale, which leaves open whether it was kept. Only opening the
 * file again tells: true if the sale is in it. */
static bool was_kept(struct till *till, const struct sale *sale)
{
    struct error ignored; /* the disk's own words are what the cashier gets */
    struct sale kept = {0};
    till_recover(till);
    bool is_kept = sale_read(till->store, sale->id, &kept, &ignored) &&
                   kept.sold_at_ms == sale->sold_at_ms && kept.gross_minor == sale->gross_minor &&
                   kept.line_count == sale->line_count;
    sale_close(&kept);
    return is_kept;
}

static bool commit_sale(struct till *till, const struct sale *sale, struct error *err)
{
    if (store_commit(till->store, till_now_ms(till), err)) {
        return true;
    }
    return err->code == ERROR_IO && was_kept(till, sale);
}

bool till_write_sale(struct till *till, const struct sale_request *request, struct sale *out_sale,
    int64_t *out_known_id, struct error *err)
{
    if (till->ticket.line_count == 0) {
        return error_set(err, ERROR_INVALID, "there is nothing to pay");
    }
    struct sale sale = {0};
    int64_t known_id = 0;
    bool is_done = store_begin(till->store, ENTRY_SALE, till->staff_id, err) &&
                   write_rows(till, request, &sale, &known_id, err);
    if (is_done && known_id == 0) {
        is_done = commit_sale(till, &sale, err);
    }
    if (!is_done || known_id != 0) {
        store_rollback(till->store);
        till_recover(till);
        sale_close(&sale);
        *out_known_id = known_id;
        return is_done;
    }
    if (request->clears_slot) {
        till->is_saved = false;
        void_list_close(&till->voids);
    }
    till_clear_ticket(till);
    *out_known_id = 0;
    *out_sale = sale;
    return true;
}

/* --- paying at the till -------------------------------------------------------------------- */

bool till_pay(struct till *till, const struct tender *last, struct error *err)
{
    struct tender tenders[TENDERS_MAX];
    size_t count = till->tender_count;
    memcpy(tenders, till->tenders, sizeof(tenders));
    if (last != NULL) {
        if (count == TENDERS_MAX) {
            return error_set(err, ERROR_LIMIT, "a sale has at most %d payments", TENDERS_MAX);
        }
        tenders[count++] = *last;
    }
    struct sale_request request = {
        .tenders = tenders,
        .tender_count = count,
        .sold_at_ms = till_now_ms(till),
        .ref = "",
        .tip_minor = till->ticket.tip_minor,
        .clears_slot = true,
    };
    struct sale sale = {0};
    int64_t known_id;
    till_refresh(till);
    if (!till_write_sale(till, &request, &sale, &known_id, err)) {
        return false;
    }
    ASSERT(known_id == 0);
    till_keep_receipt(till, &sale);
    return true;
}

bool till_read_sale(struct till *till, int64_t sale_id, struct sale *out_sale, struct error *err)
{
    return sale_read(till->store, sale_id, out_sale, err);
}
