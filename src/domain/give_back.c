#include "domain/give_back.h"

#include "base/error.h"

int64_t give_back_by(const struct give_back *due, enum tender_kind kind, int64_t cash_step_minor)
{
    return kind == TENDER_CASH ? tender_round_cash(due->rest_minor, cash_step_minor)
                               : due->exact_minor;
}

static bool refuse_sum(
    int64_t given_minor, int64_t due_minor, const struct currency *currency, struct error *err)
{
    char given[MONEY_TEXT_MAX];
    char due[MONEY_TEXT_MAX];
    return error_set(err, ERROR_INVALID, "%s would be given back and %s is due",
        money_print(given_minor, currency, given), money_print(due_minor, currency, due));
}

bool give_back_settle(const struct give_back *due, const struct tender *tenders, size_t count,
    int64_t cash_step_minor, const struct currency *currency, struct settlement *out_settlement,
    struct error *err)
{
    struct settlement settlement = {0};
    int64_t cash_minor = 0;
    int64_t other_minor = 0;
    bool has_cash = false;
    if (count > TENDERS_MAX) {
        return error_set(err, ERROR_LIMIT, "more than %d payments on one sale", TENDERS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        int64_t *sum_minor = tenders[i].kind == TENDER_CASH ? &cash_minor : &other_minor;
        bool is_nothing = tenders[i].tendered_minor == 0 && tenders[i].kind == TENDER_CASH;
        if (tenders[i].tendered_minor >= 0 && !is_nothing) {
            return error_set(err, ERROR_INVALID, "money that is given back must be above 0");
        }
        if (!money_add(*sum_minor, -tenders[i].tendered_minor, sum_minor)) {
            return error_set(err, ERROR_LIMIT, "the payment is too large");
        }
        has_cash = has_cash || tenders[i].kind == TENDER_CASH;
        settlement.amount_minor[i] = tenders[i].tendered_minor;
    }
    int64_t due_minor = due->exact_minor;
    if (has_cash) {
        due_minor = other_minor + tender_round_cash(due->rest_minor - other_minor, cash_step_minor);
    }
    if (cash_minor + other_minor != due_minor) {
        return refuse_sum(cash_minor + other_minor, due_minor, currency, err);
    }
    settlement.rounding_minor = due->gross_minor - due_minor;
    *out_settlement = settlement;
    return true;
}
