#include "domain/tender.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "domain/give_back.h"

#define RATE_FACTOR INT64_C(1000000000) /* of DECIMAL_DECIMALS_MAX */

static const char *const KIND_TEXTS[TENDER_KIND_COUNT] = {
    [TENDER_CASH] = "cash",
    [TENDER_CARD] = "card",
    [TENDER_TRANSFER] = "transfer",
    [TENDER_VOUCHER] = "voucher",
    [TENDER_ACCOUNT] = "account",
};

const char *tender_kind_text(enum tender_kind kind)
{
    ASSERT(kind < TENDER_KIND_COUNT);
    return KIND_TEXTS[kind];
}

bool tender_kind_parse(struct text_view text, enum tender_kind *out_kind)
{
    for (int i = 0; i < TENDER_KIND_COUNT; i++) {
        if (text_view_equals(text, KIND_TEXTS[i])) {
            *out_kind = (enum tender_kind)i;
            return true;
        }
    }
    return false;
}

int64_t tender_round_cash(int64_t amount_minor, int64_t step_minor)
{
    if (step_minor <= 1) {
        return amount_minor;
    }
    int64_t remainder = amount_minor % step_minor; /* has the amount's sign */
    int64_t size = remainder < 0 ? -remainder : remainder;
    int64_t down = amount_minor - remainder;
    if (size < step_minor - size) {
        return down;
    }
    return amount_minor < 0 ? down - step_minor : down + step_minor;
}

/* --- cash of another currency ---------------------------------------------------------------- */

static bool parse_rate(struct text_view rate, int64_t *out_nano, struct error *err)
{
    if (!decimal_parse(rate, DECIMAL_DECIMALS_MAX, '.', out_nano, err)) {
        return error_prefix(err, "rate: ");
    }
    return *out_nano > 0 || error_set(err, ERROR_INVALID, "the rate is not above 0");
}

bool tender_check_rate(struct text_view rate, struct error *err)
{
    int64_t nano;
    return parse_rate(rate, &nano, err);
}

static int64_t power_of_ten(int exponent)
{
    int64_t power = 1;
    for (int i = 0; i < exponent; i++) {
        power *= 10;
    }
    return power;
}

bool tender_convert(const struct currency *foreign, int64_t foreign_minor, struct text_view rate,
    const struct currency *own, struct tender *out_tender, struct error *err)
{
    struct tender tender = {.kind = TENDER_CASH, .foreign_minor = foreign_minor};
    int64_t nano;
    rate = text_view_trim(rate);
    if (!parse_rate(rate, &nano, err)) {
        return false;
    }
    /* minor of one currency to minor of the other: their exponents may differ */
    int128 numerator = (int128)foreign_minor * nano * power_of_ten(own->exponent);
    int128 denominator = (int128)RATE_FACTOR * power_of_ten(foreign->exponent);
    if (!money_divide(numerator, denominator, MONEY_HALF_AWAY, &tender.tendered_minor) ||
        !text_copy_view(tender.foreign_rate, sizeof(tender.foreign_rate), rate)) {
        return error_set(err, ERROR_LIMIT, "the payment is too large");
    }
    (void)text_copy(tender.foreign_currency, sizeof(tender.foreign_currency), foreign->code);
    *out_tender = tender;
    return true;
}

bool tender_foreign_due(int64_t due_minor, const struct currency *own,
    const struct currency *foreign, struct text_view rate, int64_t *out_foreign_minor)
{
    struct error ignored;
    int64_t nano;
    if (!parse_rate(text_view_trim(rate), &nano, &ignored)) {
        return false;
    }
    int128 numerator = (int128)due_minor * RATE_FACTOR * power_of_ten(foreign->exponent);
    int128 denominator = (int128)nano * power_of_ten(own->exponent);
    int128 least = (numerator + denominator - 1) / denominator;
    int64_t step = foreign->cash_step_minor > 1 ? foreign->cash_step_minor : 1;
    least = (least + step - 1) / step * step;
    if (due_minor < 0 || least > MONEY_MINOR_MAX) {
        return false;
    }
    *out_foreign_minor = (int64_t)least;
    return true;
}

/* --- settling -------------------------------------------------------------------------------- */

/* Sums of the rows, and what is special about them. */
struct sums {
    int64_t cash_minor, other_minor;
    bool has_cash, has_foreign;
};

bool tender_has_coins(const struct tender *tender, int64_t cash_step_minor)
{
    return tender->kind != TENDER_CASH || tender->foreign_currency[0] != '\0' ||
           cash_step_minor <= 1 || tender->tendered_minor % cash_step_minor == 0;
}

static bool check_row(const struct tender *tender, int64_t step_minor,
    const struct currency *currency, struct error *err)
{
    bool is_cash = tender->kind == TENDER_CASH;
    int64_t amount = tender->tendered_minor;
    if (amount < 0 || (amount == 0 && !is_cash)) {
        return error_set(
            err, ERROR_INVALID, "a payment by %s must be above 0", tender_kind_text(tender->kind));
    }
    if (!tender_has_coins(tender, step_minor)) {
        char said[MONEY_TEXT_MAX];
        char step[MONEY_TEXT_MAX];
        return error_set(err, ERROR_INVALID, "%s cannot be paid in cash: the smallest coin is %s",
            money_print(amount, currency, said), money_print(step_minor, currency, step));
    }
    return true;
}

/* Sums the rows of cash and the others; refuses a row of the wrong sign or out of range. */
static bool sum_tenders(const struct tender *tenders, size_t count, int64_t step_minor,
    const struct currency *currency, struct sums *out_sums, struct error *err)
{
    struct sums sums = {0};
    for (size_t i = 0; i < count; i++) {
        bool is_cash = tenders[i].kind == TENDER_CASH;
        if (!check_row(&tenders[i], step_minor, currency, err)) {
            return false;
        }
        sums.has_cash = sums.has_cash || is_cash;
        sums.has_foreign = sums.has_foreign || tenders[i].foreign_currency[0] != '\0';
        int64_t *sum = is_cash ? &sums.cash_minor : &sums.other_minor;
        if (!money_add(*sum, tenders[i].tendered_minor, sum)) {
            return error_set(err, ERROR_LIMIT, "the payment is too large");
        }
    }
    *out_sums = sums;
    return true;
}

static bool refuse_too_much(
    int64_t other_minor, int64_t total_minor, const struct currency *currency, struct error *err)
{
    char other[MONEY_TEXT_MAX];
    char total[MONEY_TEXT_MAX];
    return error_set(err, ERROR_INVALID,
        "%s was paid without cash, which is more than %s; "
        "only cash gives change",
        money_print(other_minor, currency, other), money_print(total_minor, currency, total));
}

static bool refuse_too_little(
    int64_t paid_minor, int64_t due_minor, const struct currency *currency, struct error *err)
{
    char paid[MONEY_TEXT_MAX];
    char due[MONEY_TEXT_MAX];
    return error_set(err, ERROR_INVALID, "%s was paid and %s is due",
        money_print(paid_minor, currency, paid), money_print(due_minor, currency, due));
}

/* Gives each row what of it pays for the sale: all of the other tenders, and of the cash as much
 * as is due, from the first row on. */
static void spread_amounts(const struct tender *tenders, size_t count, int64_t cash_due_minor,
    struct settlement *settlement)
{
    for (size_t i = 0; i < count; i++) {
        int64_t amount = tenders[i].tendered_minor;
        if (tenders[i].kind == TENDER_CASH) {
            amount = amount < cash_due_minor ? amount : cash_due_minor;
            cash_due_minor -= amount;
        }
        settlement->amount_minor[i] = amount;
    }
}

/* What of the cash pays, so that what comes back can be made of coins. */
static int64_t cash_due_of(const struct sums *sums, int64_t rest_minor, int64_t step_minor)
{
    int64_t due = tender_round_cash(rest_minor, step_minor);
    if (!sums->has_foreign || sums->cash_minor < due) {
        return due;
    }
    int64_t change = tender_round_cash(sums->cash_minor - due, step_minor);
    return sums->cash_minor - (change <= sums->cash_minor ? change : 0);
}

static bool settle_payment(int64_t total_minor, const struct tender *tenders, size_t count,
    int64_t step_minor, const struct currency *currency, const struct sums *sums,
    struct settlement *out_settlement, struct error *err)
{
    if (sums->other_minor > total_minor) {
        return refuse_too_much(sums->other_minor, total_minor, currency, err);
    }
    int64_t rest = total_minor - sums->other_minor;
    int64_t cash_due = sums->has_cash ? cash_due_of(sums, rest, step_minor) : rest;
    if (sums->cash_minor < cash_due) {
        return refuse_too_little(
            sums->other_minor + sums->cash_minor, sums->other_minor + cash_due, currency, err);
    }
    struct settlement settlement = {
        .rounding_minor = cash_due - rest,
        .change_minor = sums->cash_minor - cash_due,
    };
    spread_amounts(tenders, count, cash_due, &settlement);
    *out_settlement = settlement;
    return true;
}

bool tender_settle(int64_t total_minor, const struct tender *tenders, size_t count,
    int64_t cash_step_minor, const struct currency *currency, struct settlement *out_settlement,
    struct error *err)
{
    ASSERT(total_minor >= -MONEY_MINOR_MAX && total_minor <= MONEY_MINOR_MAX);
    if (total_minor < 0) {
        struct give_back due = {-total_minor, -total_minor, -total_minor};
        return give_back_settle(
            &due, tenders, count, cash_step_minor, currency, out_settlement, err);
    }
    struct sums sums = {0};
    if (count > TENDERS_MAX) {
        return error_set(err, ERROR_LIMIT, "more than %d payments on one sale", TENDERS_MAX);
    }
    return sum_tenders(tenders, count, cash_step_minor, currency, &sums, err) &&
           settle_payment(
               total_minor, tenders, count, cash_step_minor, currency, &sums, out_settlement, err);
}

int64_t tender_still_due(int64_t total_minor, const struct tender *tenders, size_t count,
    int64_t cash_step_minor, enum tender_kind kind)
{
    int64_t due = total_minor;
    int64_t cash = 0;
    for (size_t i = 0; i < count; i++) {
        if (tenders[i].kind == TENDER_CASH) {
            cash += tenders[i].tendered_minor;
        } else {
            due -= tenders[i].tendered_minor;
        }
    }
    if (kind == TENDER_CASH) {
        due = tender_round_cash(due, cash_step_minor);
    }
    due -= cash;
    bool is_back = total_minor < 0;
    return is_back == (due < 0) ? due : 0;
}

static int64_t round_up(int64_t amount_minor, int64_t step_minor)
{
    return (amount_minor + step_minor - 1) / step_minor * step_minor;
}

static size_t pieces_count(const int64_t *pieces_minor)
{
    size_t count = 0;
    while (count < CURRENCY_PIECES_MAX && pieces_minor[count] > 0) {
        count++;
    }
    return count;
}

size_t tender_likely_notes(
    int64_t due_minor, const struct currency *currency, int64_t out_notes_minor[TENDER_NOTES_MAX])
{
    ASSERT(due_minor <= MONEY_MINOR_MAX);
    size_t count = 0;
    if (due_minor <= 0) {
        return 0;
    }
    /* From the smallest note up. A larger note can give less (45 is 60 in twenties and 50 in
     * fifties), so each sum is put where it belongs. */
    for (size_t i = pieces_count(currency->notes_minor); i > 0 && count < TENDER_NOTES_MAX; i--) {
        int64_t offered = round_up(due_minor, currency->notes_minor[i - 1]);
        bool is_known = offered == due_minor;
        for (size_t k = 0; k < count; k++) {
            is_known = is_known || out_notes_minor[k] == offered;
        }
        if (!is_known) {
            size_t at = count++;
            while (at > 0 && out_notes_minor[at - 1] > offered) {
                out_notes_minor[at] = out_notes_minor[at - 1];
                at--;
            }
            out_notes_minor[at] = offered;
        }
    }
    return count;
}

static size_t take_pieces(
    const int64_t *values_minor, int64_t *rest_minor, struct tender_piece *pieces, size_t count)
{
    for (size_t i = 0; i < pieces_count(values_minor); i++) {
        int64_t number = *rest_minor / values_minor[i];
        if (number > 0) {
            pieces[count++] =
                (struct tender_piece){.value_minor = values_minor[i], .count = number};
            *rest_minor -= number * values_minor[i];
        }
    }
    return count;
}

size_t tender_change_pieces(int64_t change_minor, const struct currency *currency,
    struct tender_piece out_pieces[TENDER_PIECES_MAX], int64_t *out_rest_minor)
{
    ASSERT(change_minor >= 0);
    int64_t rest = change_minor;
    size_t count = take_pieces(currency->notes_minor, &rest, out_pieces, 0);
    count = take_pieces(currency->coins_minor, &rest, out_pieces, count);
    if (out_rest_minor != NULL) {
        *out_rest_minor = rest;
    }
    return count;
}
