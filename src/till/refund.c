#include "till/refund.h"

#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/token.h"
#include "store/receipt_search.h"
#include "store/refund.h"
#include "store/sale.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/returns.h"

/* --- which sale ---------------------------------------------------------------------------- */

static bool is_digits(struct text_view text)
{
    size_t count = 0;
    while (count < text.size && text.bytes[count] >= '0' && text.bytes[count] <= '9') {
        count++;
    }
    return count > 0 && count == text.size;
}

/* The id that the text names; 0 if it names none. */
static int64_t read_number(const struct till *till, struct text_view text)
{
    struct token token;
    struct error ignored;
    int64_t id = 0;
    char of_this_till[RECEIPT_TEXT_MAX + NODE_TEXT_MAX];
    enum token_form form = token_read(text, till->shop.scan_rules.code_base, &token);
    if (form != TOKEN_NOT && token.kind == TOKEN_SALE &&
        token_check(&token, &till->keys) == TOKEN_GOOD) {
        return id_make(token.node, token.n);
    }
    if (is_digits(text) && text.size < RECEIPT_TEXT_MAX) {
        char node[NODE_TEXT_MAX];
        struct text_out out = text_out_begin(of_this_till, sizeof(of_this_till));
        text_out_format(
            &out, "%s-%.*s", node_print(till_node(till), node), (int)text.size, text.bytes);
        text = text_view_of(of_this_till);
    }
    return receipt_parse(text, &id, &ignored) ? id : 0;
}

bool till_find_receipt(
    struct till *till, struct text_view text, int64_t *out_sale_id, struct error *err)
{
    bool found = false;
    int64_t campaign_id;
    int64_t id = read_number(till, text_view_trim(text));
    if (id != 0 && !sale_return_campaign(till->store, id, &found, &campaign_id, err)) {
        return false;
    }
    *out_sale_id = found ? id : 0;
    return true;
}

bool till_search_receipts(struct till *till, const char *typed, int days_back,
    struct receipt_hit *out_hits, size_t hits_max, size_t *out_count, struct error *err)
{
    char from[DAY_TEXT_MAX];
    struct error ignored;
    struct text_view words = text_view_trim(text_view_of(typed));
    char own_words[256];
    if (!text_copy_view(own_words, sizeof(own_words), words)) {
        own_words[0] = '\0';
    }
    int32_t today = zone_business_day(till->zone, till_now_ms(till), till->shop.day_start_minutes);
    int32_t first = today - days_back < DAY_MIN ? DAY_MIN : today - days_back;
    struct receipt_query query = {
        .from_day = day_print(first, from),
        .to_day = "9999-12-31", /* also what a clock that ran ahead has dated */
        .words = own_words,
    };
    query.has_amount =
        money_parse(words, till->shop.rules.currency, &query.amount_minor, &ignored) ||
        money_parse_marked(words, till->shop.rules.currency, ',', &query.amount_minor, &ignored);
    return receipt_search(till->store, &query, out_hits, hits_max, out_count, err);
}

/* --- the sale ------------------------------------------------------------------------------ */

bool till_refund_open(
    struct till *till, int64_t sale_id, struct till_refund_sale *out_sale, struct error *err)
{
    struct till_refund_sale opened = {0};
    if (!sale_read(till->store, sale_id, &opened.sale, err)) {
        return false;
    }
    bool is_done = strcmp(opened.sale.currency, till->shop.rules.currency->code) == 0 ||
                   error_set(err, ERROR_INVALID, "this sale was in %s", opened.sale.currency);
    if (!is_done || !refund_history_read(till->store, &opened.sale, &opened.history, err)) {
        sale_close(&opened.sale);
        return false;
    }
    *out_sale = opened;
    return true;
}

void till_refund_close(struct till_refund_sale *sale)
{
    sale_close(&sale->sale);
    refund_history_close(&sale->history);
}

bool till_refunds_of(struct till *till, int64_t sale_id, int64_t *out_ids, size_t ids_max,
    size_t *out_count, struct error *err)
{
    return refund_ids_of_sale(till->store, sale_id, out_ids, ids_max, out_count, err);
}

/* --- what is chosen ------------------------------------------------------------------------ */

/* Goods that are back on the shelf are counted there if the catalogue counts them now. */
static void take_stock_marks(struct till *till, struct ticket *ticket)
{
    for (size_t i = 0; i < ticket->line_count; i++) {
        struct ticket_line *line = &ticket->lines[i];
        struct ticket_line product;
        struct error ignored; /* no longer in the catalogue: not counted either */
        bool has_price;
        if (line->back.restock && line->product_id != 0 &&
            till_line_of_product(till, line->product_id, &product, &has_price, &ignored)) {
            line->counts_stock = product.counts_stock;
        }
    }
}

bool till_refund_plan(struct till *till, const struct till_refund_sale *sale,
    const struct refund_choice *choices, size_t choice_count, struct till_refund *out_refund,
    struct error *err)
{
    ticket_clear(&out_refund->ticket);
    out_refund->ticket.rules = till->shop.rules;
    out_refund->ticket.rules.prices =
        strcmp(sale->sale.prices, "net") == 0 ? PRICES_NET : PRICES_GROSS;
    out_refund->due = (struct give_back){0};
    if (!refund_fill_ticket(
            &out_refund->ticket, &sale->sale, &sale->history, choices, choice_count, err) ||
        !ticket_compute(&out_refund->ticket, &out_refund->figures, err)) {
        ticket_clear(&out_refund->ticket);
        return false;
    }
    take_stock_marks(till, &out_refund->ticket);
    bool is_last = refund_is_last(&sale->sale, &sale->history, &out_refund->ticket);
    out_refund->due =
        refund_due(&sale->sale, &sale->history, -out_refund->figures.gross_minor, is_last);
    return true;
}

void till_refund_drop(struct till_refund *refund)
{
    ticket_close(&refund->ticket);
    ticket_figures_close(&refund->figures);
    *refund = (struct till_refund){0};
}

/* --- giving back --------------------------------------------------------------------------- */

/* The refund stands in the open ticket's place while it is written, and that one in `other`. */
static void swap_ticket(struct till *till, struct ticket *other, struct error *err)
{
    struct ticket open = till->ticket;
    till->ticket = *other;
    *other = open;
    bool is_computed = ticket_compute(&till->ticket, &till->figures, err);
    ASSERT(is_computed); /* both were computed before */
}

/* True if the sale that goes back was paid by this kind, or by nothing. */
static bool was_paid_by(const struct sale *sale, enum tender_kind kind)
{
    for (size_t i = 0; i < sale->payment_count; i++) {
        if (strcmp(sale->payments[i].tender, tender_kind_text(kind)) == 0) {
            return true;
        }
    }
    return sale->payment_count == 0;
}

/* Names the voucher or the account that the money goes back to. */
static bool name_ledger(
    struct till *till, int64_t sale_id, struct tender *tender, struct error *err)
{
    if (tender->of_id != 0) {
        return true;
    }
    if (tender->kind == TENDER_VOUCHER) {
        return refund_voucher_of_sale(till->store, sale_id, &tender->of_id, err);
    }
    if (tender->kind == TENDER_ACCOUNT) {
        return refund_account_of_sale(till->store, sale_id, &tender->of_id, err) &&
               (tender->of_id != 0 ||
                   error_set(err, ERROR_INVALID, "this sale was not on account"));
    }
    return true;
}

/* Which right it takes, and the rows with all that they need. */
static bool prepare(struct till *till, const struct till_refund *refund, struct tender *tenders,
    size_t tender_count, struct till_loan *out_loan, struct error *err)
{
    struct sale sale = {0};
    int64_t sale_id = refund->ticket.lines[0].back.of_sale_id;
    enum right right = RIGHT_REFUND;
    if (sale_id != 0 && !sale_read(till->store, sale_id, &sale, err)) {
        return false;
    }
    bool is_done = true;
    for (size_t i = 0; i < tender_count && is_done; i++) {
        if (!was_paid_by(&sale, tenders[i].kind)) {
            right = RIGHT_REFUND_TENDER;
        }
        is_done = name_ledger(till, sale_id, &tenders[i], err);
    }
    sale_close(&sale);
    return is_done && till_require(till, right, 0, out_loan, err);
}

bool till_refund_pay(struct till *till, const struct till_refund *refund,
    const struct tender *tenders, size_t tender_count, struct error *err)
{
    struct tender rows[TENDERS_MAX];
    struct till_loan loan;
    struct sale_request request = {
        .tenders = rows,
        .tender_count = tender_count,
        .sold_at_ms = till_now_ms(till),
        .ref = "",
        .loan = &loan,
    };
    struct ticket other = {0};
    struct sale sale = {0};
    struct error ignored;
    int64_t known_id;
    if (refund->ticket.line_count == 0) {
        return error_set(err, ERROR_INVALID, "nothing is chosen that goes back");
    }
    if (tender_count > TENDERS_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale has at most %d payments", TENDERS_MAX);
    }
    memcpy(rows, tenders, tender_count * sizeof(*rows));
    if (!prepare(till, refund, rows, tender_count, &loan, err)) {
        return false;
    }
    struct tender taken[TENDERS_MAX];
    size_t taken_count = till->tender_count;
    memcpy(taken, till->tenders, sizeof(taken));
    ticket_copy(&refund->ticket, &other);
    swap_ticket(till, &other, &ignored);
    bool is_paid = till_write_sale(till, &request, &sale, &known_id, err);
    swap_ticket(till, &other, &ignored);
    ticket_close(&other);
    till->tender_count = taken_count;
    memcpy(till->tenders, taken, sizeof(taken));
    if (is_paid) {
        till_keep_receipt(till, &sale);
    }
    return is_paid;
}

bool till_refund_exchange(struct till *till, const struct till_refund *refund, struct error *err)
{
    struct ticket *ticket = &till->ticket;
    bool is_done = true;
    if (!change_require(till, RIGHT_REFUND, 0, err)) {
        return false;
    }
    change_begin(till);
    for (size_t i = 0; i < refund->ticket.line_count && is_done; i++) {
        const struct ticket_line *line = &refund->ticket.lines[i];
        size_t old = ticket_find_return(ticket, line->back.of_sale_id, line->back.of_line_n);
        if (old < ticket->line_count && !line->is_bound) {
            ticket_remove(ticket, old, NULL); /* and its deposit, which comes next */
        }
        is_done = ticket_insert(ticket, ticket->line_count, line, err);
    }
    return change_end(till, is_done, err);
}

/* --- without a receipt --------------------------------------------------------------------- */

static void turn_line(
    struct ticket_line *line, const struct line_figures *figures, bool restock, const char *reason)
{
    struct line_figures *back = &line->back.figures;
    line->is_return = true;
    line->quantity_milli = -line->quantity_milli;
    line->back = (struct ticket_return){.restock = restock};
    line->counts_stock = line->counts_stock && restock;
    line->discount = (struct discount){0};
    (void)text_copy(line->back.reason, sizeof(line->back.reason), reason);
    back->amount_minor = -figures->amount_minor;
    back->discount_minor = -figures->discount_minor - figures->ticket_discount_minor;
    back->net_minor = -figures->net_minor;
    back->tax_minor = -figures->tax_minor;
    back->gross_minor = -figures->gross_minor;
    for (size_t i = 0; i < TAX_PARTS_MAX; i++) {
        back->part_minor[i] = -figures->part_minor[i];
    }
}

static bool can_turn(const struct till *till, struct error *err)
{
    if (till->ticket.line_count == 0) {
        return error_set(err, ERROR_INVALID, "ring up first what goes back");
    }
    if (till->tender_count > 0) {
        return error_set(err, ERROR_REFUSED, "something is paid already: give it back first");
    }
    for (size_t i = 0; i < till->ticket.line_count; i++) {
        const struct ticket_line *line = &till->ticket.lines[i];
        bool is_goods = line->kind == LINE_ITEM || line->kind == LINE_DEPOSIT;
        if (line->is_return || line->quantity_milli < 0 || !is_goods) {
            return error_set(
                err, ERROR_INVALID, "%.80s cannot be turned round: take it off first", line->name);
        }
    }
    return true;
}

bool till_refund_turn(struct till *till, bool restock, const char *reason, struct error *err)
{
    /* A batch computes its ticket itself, and before this. */
    if (!can_turn(till, err) || !change_require(till, RIGHT_REFUND_FREE, 0, err)) {
        return false;
    }
    change_begin(till);
    for (size_t i = 0; i < till->ticket.line_count; i++) {
        turn_line(&till->ticket.lines[i], &till->figures.lines[i], restock, reason);
    }
    while (till->ticket.touch_count > 0) {
        ticket_detach(&till->ticket, 0, NULL); /* nobody was brought here by a campaign */
    }
    till->ticket.lead_count = 0;
    till->ticket.discount = (struct discount){0};
    return change_end(till, true, err);
}

bool till_give_back(struct till *till, struct give_back *out_due, struct error *err)
{
    struct returns returns;
    ASSERT(till->figures.gross_minor < 0);
    if (!returns_open(till->store, &till->ticket, &returns, err)) {
        return false;
    }
    *out_due = returns_due(&returns, &till->ticket, till->figures.gross_minor);
    returns_close(&returns);
    return true;
}
