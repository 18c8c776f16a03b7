#include "till/ledger.h"

#include <stdlib.h>

#include "base/error.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "domain/sale.h"
#include "store/account.h"
#include "store/store.h"
#include "store/voucher.h"
#include "till/handle.h"
#include "till/pay.h"

/* --- what was sold -------------------------------------------------------------------------- */

static void keep_voucher(
    const struct till *till, struct sale *sale, int64_t voucher_id, int64_t amount_minor)
{
    struct sale_voucher *grown =
        realloc(sale->vouchers, (sale->voucher_count + 1) * sizeof(*sale->vouchers));
    ASSERT(grown != NULL);
    sale->vouchers = grown;
    struct sale_voucher *voucher = &sale->vouchers[sale->voucher_count++];
    *voucher = (struct sale_voucher){.id = voucher_id, .amount_minor = amount_minor};
    (void)till_voucher_code(till, voucher_id, voucher->code, voucher->text);
}

/* Makes a voucher of this value. */
static bool issue(struct till *till, struct sale *sale, int64_t amount_minor, struct error *err)
{
    struct voucher_row voucher = {.issued_at_ms = sale->sold_at_ms};
    (void)text_copy(voucher.currency, sizeof(voucher.currency), sale->currency);
    if (!till->keys.has_own && !till->keys.has_shop[till->key_number]) {
        return error_set(err, ERROR_REFUSED, "this till holds no key to make a voucher with");
    }
    if (!voucher_insert(till->store, &voucher, err)) {
        return false;
    }
    if (id_n(voucher.id) > TOKEN_N_MAX) {
        return error_set(err, ERROR_LIMIT, "no more vouchers fit into codes");
    }
    struct movement_row movement = {
        .of_id = voucher.id,
        .sale_id = sale->id,
        .amount_minor = amount_minor,
        .moved_at_ms = sale->sold_at_ms,
    };
    if (!voucher_move(till->store, &movement, err)) {
        return false;
    }
    keep_voucher(till, sale, voucher.id, amount_minor);
    return true;
}

static bool sell_vouchers(
    struct till *till, struct sale *sale, const struct sale_line *line, struct error *err)
{
    if (line->quantity_milli <= 0 || line->quantity_milli % QUANTITY_ONE_MILLI != 0) {
        return error_set(err, ERROR_INVALID, "vouchers are sold by the piece");
    }
    for (int64_t i = 0; i < line->quantity_milli / QUANTITY_ONE_MILLI; i++) {
        if (!issue(till, sale, line->unit_price_minor, err)) {
            return false;
        }
    }
    return true;
}

static bool move_account(struct till *till, const struct sale *sale, int64_t account_id,
    int64_t amount_minor, struct error *err)
{
    struct movement_row movement = {
        .of_id = account_id,
        .sale_id = sale->id,
        .amount_minor = amount_minor,
        .moved_at_ms = sale->sold_at_ms,
    };
    return account_move(till->store, &movement, err);
}

static bool pay_debt(
    struct till *till, const struct sale *sale, const struct sale_line *line, struct error *err)
{
    struct account_row account;
    bool found;
    if (!account_find_code(till->store, text_view_of(line->sku), &account, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "there is no account %s any more", line->sku);
    }
    return move_account(till, sale, account.id, -line->gross_minor, err);
}

/* --- what it was paid with ------------------------------------------------------------------ */

/* Asked inside the transaction: what other programs spent is seen, and what the rows before this
 * one did. */
static bool spend(struct till *till, const struct sale *sale, int64_t voucher_id,
    int64_t amount_minor, struct error *err)
{
    struct voucher_row voucher;
    bool found;
    char left[MONEY_TEXT_MAX];
    const struct currency *currency = till->ticket.rules.currency;
    if (!voucher_find(till->store, voucher_id, &voucher, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "this voucher is not known here yet");
    }
    if (voucher.balance_minor < amount_minor) {
        return error_set(err, ERROR_INVALID, "only %s is left on this voucher",
            money_print(voucher.balance_minor > 0 ? voucher.balance_minor : 0, currency, left));
    }
    struct movement_row movement = {
        .of_id = voucher_id,
        .sale_id = sale->id,
        .amount_minor = -amount_minor,
        .moved_at_ms = sale->sold_at_ms,
    };
    return voucher_move(till->store, &movement, err);
}

static bool check_transfer(
    struct till *till, const struct sale *sale, size_t payment_n, struct error *err)
{
    struct transfer_check_row row = {
        .sale_id = sale->id,
        .payment_n = (int64_t)payment_n,
        .has_arrived = true,
        .staff_id = sale->staff_id,
        .staff_name = sale->staff_name,
        .checked_at_ms = sale->sold_at_ms,
    };
    return transfer_check_insert(till->store, &row, err);
}

static bool write_tender(struct till *till, struct sale *sale, const struct tender *tender,
    size_t payment_n, struct error *err)
{
    switch (tender->kind) {
    case TENDER_VOUCHER:
        return tender->of_id == 0 && tender->tendered_minor < 0
                   ? issue(till, sale, -tender->tendered_minor, err)
                   : spend(till, sale, tender->of_id, tender->tendered_minor, err);
    case TENDER_ACCOUNT:
        return move_account(till, sale, tender->of_id, tender->tendered_minor, err);
    case TENDER_TRANSFER:
        return !tender->is_seen || check_transfer(till, sale, payment_n, err);
    case TENDER_CASH:
    case TENDER_CARD:
    case TENDER_KIND_COUNT:
        break;
    }
    return true;
}

bool till_write_ledgers(
    struct till *till, const struct sale_request *request, struct sale *sale, struct error *err)
{
    enum line_kind kind;
    for (size_t i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        bool is_known = line_kind_parse(text_view_of(line->kind), &kind);
        ASSERT(is_known);
        if ((kind == LINE_VOUCHER && !sell_vouchers(till, sale, line, err)) ||
            (kind == LINE_ACCOUNT && !pay_debt(till, sale, line, err))) {
            return false;
        }
    }
    size_t payment_n = 0;
    for (size_t i = 0; i < request->tender_count; i++) {
        const struct tender *tender = &request->tenders[i];
        payment_n += ledger_is_payment(tender) ? 1 : 0;
        if (!write_tender(till, sale, tender, payment_n, err)) {
            return false;
        }
    }
    return true;
}

bool ledger_is_payment(const struct tender *tender)
{
    return tender->tendered_minor != 0;
}

bool till_check_transfer(
    struct till *till, int64_t sale_id, int64_t payment_n, bool has_arrived, struct error *err)
{
    struct transfer_check_row row = {
        .sale_id = sale_id,
        .payment_n = payment_n,
        .has_arrived = has_arrived,
        .staff_id = till->staff_id,
        .staff_name = till->staff_name,
        .checked_at_ms = till_now_ms(till),
    };
    bool is_done = store_begin(till->store, ENTRY_CORRECTION, till->staff_id, err) &&
                   transfer_check_insert(till->store, &row, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}
