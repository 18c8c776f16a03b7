#include <string.h>

#include "base/error.h"
#include "domain/money.h"
#include "till/account.h"
#include "till/handle.h"
#include "till/ring_json.h"
#include "till/voucher.h"

/* --- lines that are no revenue -------------------------------------------------------------- */

bool ring_is_money_line(const json_t *object)
{
    return json_object_get(object, "voucher") != NULL || json_object_get(object, "account") != NULL;
}

static bool read_amount(struct ringing *ringing, const json_t *object, const char *key,
    int64_t *out_minor, struct error *err)
{
    struct text_view text;
    return ring_text(object, key, &text, err) &&
           (money_parse(text, ringing->till->shop.rules.currency, out_minor, err) ||
               error_prefix(err, "%s: ", key));
}

static bool sell_voucher(struct ringing *ringing, const json_t *object, struct error *err)
{
    static const char *const known[] = {"voucher", NULL};
    struct till_outcome outcome;
    int64_t value_minor;
    return ring_check_keys(object, known, err) &&
           read_amount(ringing, object, "voucher", &value_minor, err) &&
           till_add_voucher(ringing->till, "", value_minor, &outcome, err);
}

static bool pay_debt(struct ringing *ringing, const json_t *object, struct error *err)
{
    static const char *const known[] = {"account", "amount", NULL};
    struct till_outcome outcome;
    struct text_view code;
    int64_t amount_minor;
    return ring_check_keys(object, known, err) && ring_text(object, "account", &code, err) &&
           read_amount(ringing, object, "amount", &amount_minor, err) &&
           till_add_account_payment(ringing->till, code, amount_minor, &outcome, err);
}

bool ring_money_line(struct ringing *ringing, const json_t *object, struct error *err)
{
    return json_object_get(object, "voucher") != NULL ? sell_voucher(ringing, object, err)
                                                      : pay_debt(ringing, object, err);
}

/* --- payments ------------------------------------------------------------------------------- */

static bool read_reference(const json_t *object, struct tender *tender, struct error *err)
{
    struct text_view reference;
    bool found;
    if (!ring_optional_text(object, "reference", &reference, &found, err)) {
        return false;
    }
    return !found ||
           (!text_view_has_control(reference) &&
               text_copy_view(tender->reference, sizeof(tender->reference), reference)) ||
           error_set(err, ERROR_INVALID, "reference has more than %d bytes or a control character",
               TENDER_REFERENCE_BYTES - 1);
}

/* Cash may be of another currency, at the rate of the day or at the one that is said. */
static bool read_cash(
    struct ringing *ringing, const json_t *object, struct tender *tender, struct error *err)
{
    static const char *const known[] = {"tender", "amount", "reference", "currency", "rate", NULL};
    struct text_view currency;
    struct text_view rate;
    struct text_view amount;
    bool is_foreign;
    bool has_rate;
    if (!ring_check_keys(object, known, err) ||
        !ring_optional_text(object, "currency", &currency, &is_foreign, err) ||
        !ring_optional_text(object, "rate", &rate, &has_rate, err)) {
        return false;
    }
    if (!is_foreign || text_view_equals(currency, ringing->till->shop.rules.currency->code)) {
        if (has_rate) {
            return error_set(err, ERROR_INVALID, "rate stands without another currency");
        }
        return read_amount(ringing, object, "amount", &tender->tendered_minor, err);
    }
    return ring_text(object, "amount", &amount, err) &&
           till_convert(ringing->till, currency, amount, rate, tender, err);
}

static bool read_card(
    struct ringing *ringing, const json_t *object, struct tender *tender, struct error *err)
{
    static const char *const known[] = {"tender", "amount", "reference", NULL};
    return ring_check_keys(object, known, err) &&
           read_amount(ringing, object, "amount", &tender->tendered_minor, err);
}

static bool read_transfer(
    struct ringing *ringing, const json_t *object, struct tender *tender, struct error *err)
{
    static const char *const known[] = {"tender", "amount", "reference", "seen", NULL};
    const json_t *seen = json_object_get(object, "seen");
    if (seen != NULL && !json_is_boolean(seen)) {
        return error_set(err, ERROR_INVALID, "seen must be true or false");
    }
    tender->is_seen = json_is_true(seen);
    return ring_check_keys(object, known, err) &&
           read_amount(ringing, object, "amount", &tender->tendered_minor, err);
}

static bool read_voucher(
    struct ringing *ringing, const json_t *object, struct tender *tender, struct error *err)
{
    static const char *const known[] = {"tender", "amount", "code", NULL};
    struct till_voucher voucher;
    struct text_view code;
    if (!ring_check_keys(object, known, err) ||
        !read_amount(ringing, object, "amount", &tender->tendered_minor, err)) {
        return false;
    }
    if (ringing->is_refund && json_object_get(object, "code") == NULL) {
        return true; /* back to the one that it came from, or a new one */
    }
    if (!ring_text(object, "code", &code, err) ||
        !till_require_voucher(ringing->till, code, &voucher, err)) {
        return false;
    }
    tender->of_id = voucher.id;
    (void)receipt_print(voucher.id, tender->reference);
    return true;
}

static bool read_account(
    struct ringing *ringing, const json_t *object, struct tender *tender, struct error *err)
{
    static const char *const known[] = {"tender", "amount", "account", NULL};
    struct till_account account;
    struct text_view code;
    if (!ring_check_keys(object, known, err) || !ring_text(object, "account", &code, err) ||
        !read_amount(ringing, object, "amount", &tender->tendered_minor, err) ||
        !till_find_account(ringing->till, code, &account, err)) {
        return false;
    }
    tender->of_id = account.id;
    (void)text_copy(tender->reference, sizeof(tender->reference), account.code);
    return true;
}

static bool read_payment(struct ringing *ringing, const json_t *object, struct error *err)
{
    static bool (*const readers[TENDER_KIND_COUNT])(
        struct ringing *, const json_t *, struct tender *, struct error *) = {
        [TENDER_CASH] = read_cash,
        [TENDER_CARD] = read_card,
        [TENDER_TRANSFER] = read_transfer,
        [TENDER_VOUCHER] = read_voucher,
        [TENDER_ACCOUNT] = read_account,
    };
    struct tender *tender = &ringing->tenders[ringing->tender_count];
    struct text_view word;
    enum tender_kind kind;
    if (!json_is_object(object)) {
        return error_set(err, ERROR_INVALID, "it must be an object");
    }
    if (!ring_text(object, "tender", &word, err)) {
        return false;
    }
    if (!tender_kind_parse(word, &kind)) {
        return error_set(
            err, ERROR_INVALID, "tender is none of cash, card, transfer, voucher, account");
    }
    *tender = (struct tender){0};
    if (!readers[kind](ringing, object, tender, err) || !read_reference(object, tender, err)) {
        return false;
    }
    tender->kind = kind;
    if (tender->tendered_minor < 0 || (tender->tendered_minor == 0 && kind != TENDER_CASH)) {
        return error_set(err, ERROR_INVALID, "amount is not above 0");
    }
    ringing->tender_count++;
    return true;
}

static bool read_tip(struct ringing *ringing, const json_t *root, struct error *err)
{
    int64_t *tip_minor = &ringing->till->ticket.tip_minor;
    if (json_object_get(root, "tip") == NULL) {
        return true;
    }
    return read_amount(ringing, root, "tip", tip_minor, err) &&
           (*tip_minor >= 0 || error_set(err, ERROR_INVALID, "tip is below 0"));
}

bool ring_payments(struct ringing *ringing, const json_t *root, struct error *err)
{
    const json_t *pay;
    if (!read_tip(ringing, root, err) || !ring_array(root, "pay", true, &pay, err)) {
        return false;
    }
    if (json_array_size(pay) > TENDERS_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale has at most %d payments", TENDERS_MAX);
    }
    for (size_t i = 0; i < json_array_size(pay); i++) {
        if (!read_payment(ringing, json_array_get(pay, i), err)) {
            return error_prefix(err, "pay[%zu]: ", i);
        }
    }
    return true;
}
