#include "till/account.h"

#include <string.h>

#include "base/error.h"
#include "domain/money.h"
#include "store/account.h"
#include "store/store.h"
#include "till/handle.h"

static_assert(ACCOUNT_CODE_BYTES == CODE_BYTES && ACCOUNT_NAME_BYTES == NAME_BYTES,
    "an account fits where it is stored");

#define CODE_CHARACTERS_MAX 32

/* --- accounts ------------------------------------------------------------------------------- */

static bool check_text(const char *what, const char *text, size_t characters_max, struct error *err)
{
    struct text_view view = text_view_of(text);
    if (text_view_trim(view).size == 0 || !text_is_utf8(text, view.size, NULL) ||
        text_view_has_control(view)) {
        return error_set(err, ERROR_INVALID,
            "the account's %s is empty, not UTF-8, or has a control character", what);
    }
    return text_view_count_characters(view) <= characters_max ||
           error_set(err, ERROR_INVALID, "the account's %s has more than %zu characters", what,
               characters_max);
}

static bool insert_new(struct till *till, struct account_row *row, struct error *err)
{
    struct account_row old;
    bool found;
    if (!account_find_code(till->store, text_view_of(row->code), &old, &found, err)) {
        return false;
    }
    if (found) {
        return error_set(err, ERROR_INVALID, "there is an account %s already", row->code);
    }
    return account_insert(till->store, row, err);
}

bool till_add_account(struct till *till, const char *code, const char *name, struct error *err)
{
    struct account_row row = {.is_active = true};
    if (!check_text("code", code, CODE_CHARACTERS_MAX, err) ||
        !check_text("name", name, NAME_CHARACTERS_MAX, err)) {
        return false;
    }
    if (!text_copy(row.code, sizeof(row.code), code) ||
        !text_copy(row.name, sizeof(row.name), name)) {
        return error_set(err, ERROR_INVALID, "the account's code is too long");
    }
    bool is_done = store_begin(till->store, ENTRY_SETTINGS, till->staff_id, err) &&
                   insert_new(till, &row, err) && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    till_office_changed(till);
    return is_done;
}

static struct till_account account_of(const struct account_row *row)
{
    struct till_account account = {
        .id = row->id, .is_active = row->is_active, .owed_minor = row->balance_minor};
    (void)text_copy(account.code, sizeof(account.code), row->code);
    (void)text_copy(account.name, sizeof(account.name), row->name);
    return account;
}

bool till_find_account(
    struct till *till, struct text_view code, struct till_account *out_account, struct error *err)
{
    struct account_row row;
    bool found;
    if (!account_find_code(till->store, code, &row, &found, err)) {
        return false;
    }
    if (!found || !row.is_active) {
        return error_set(err, ERROR_NOT_FOUND, "there is no account %.*s",
            (int)(code.size < CODE_BYTES ? code.size : CODE_BYTES), code.bytes);
    }
    *out_account = account_of(&row);
    return true;
}

struct accounts {
    till_account_visitor visit;
    void *context;
};

static bool pass_account(void *context, const struct account_row *row, struct error *err)
{
    const struct accounts *accounts = context;
    struct till_account account = account_of(row);
    return accounts->visit(accounts->context, &account, err);
}

bool till_visit_accounts(
    struct till *till, till_account_visitor visit, void *context, struct error *err)
{
    struct accounts accounts = {visit, context};
    return account_visit_all(till->store, pass_account, &accounts, err);
}

struct movements {
    till_movement_visitor visit;
    void *context;
};

static bool pass_movement(void *context, const struct movement_row *row, struct error *err)
{
    const struct movements *movements = context;
    struct till_movement movement = {
        .sale_id = row->sale_id,
        .amount_minor = row->amount_minor,
        .moved_at_ms = row->moved_at_ms,
    };
    return movements->visit(movements->context, &movement, err);
}

bool till_visit_account(struct till *till, int64_t account_id, till_movement_visitor visit,
    void *context, struct error *err)
{
    struct movements movements = {visit, context};
    return account_visit_movements(till->store, account_id, pass_movement, &movements, err);
}

bool till_add_account_payment(struct till *till, struct text_view code, int64_t amount_minor,
    struct till_outcome *out_outcome, struct error *err)
{
    struct till_account account;
    struct ticket_line line = {
        .kind = LINE_ACCOUNT,
        .unit = UNIT_EACH,
        .quantity_milli = QUANTITY_ONE_MILLI,
        .unit_price_minor = amount_minor,
        .tax = {.part_count = 1}, /* it was taxed when it was sold */
    };
    if (!till_find_account(till, code, &account, err)) {
        return false;
    }
    if (amount_minor <= 0) {
        return error_set(err, ERROR_INVALID, "what is paid on an account is above 0");
    }
    (void)text_copy(line.sku, sizeof(line.sku), account.code);
    (void)text_copy(line.name, sizeof(line.name), account.name);
    *out_outcome =
        (struct till_outcome){.kind = OUTCOME_LINE, .quantity_milli = line.quantity_milli};
    change_begin(till);
    return change_end(till, ticket_add(&till->ticket, &line, &out_outcome->line_index, err), err);
}

/* --- rates ---------------------------------------------------------------------------------- */

bool till_set_rate(struct till *till, const char *currency, const char *rate, struct error *err)
{
    struct exchange_rate_row row = {.set_at_ms = till_now_ms(till)};
    const struct currency *foreign = currency_find(currency);
    if (foreign == NULL || foreign == till->shop.rules.currency) {
        return error_set(err, ERROR_INVALID,
            foreign == NULL ? "the currency %.8s is not known" : "%.8s is the shop's own currency",
            currency);
    }
    if (!tender_check_rate(text_view_of(rate), err)) {
        return false;
    }
    (void)text_copy(row.currency, sizeof(row.currency), foreign->code);
    if (!text_copy_view(row.rate, sizeof(row.rate), text_view_trim(text_view_of(rate)))) {
        return error_set(err, ERROR_INVALID, "the rate is too long");
    }
    bool is_done = store_begin(till->store, ENTRY_SETTINGS, till->staff_id, err) &&
                   exchange_rate_write(till->store, &row, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    till_office_changed(till);
    return is_done;
}

struct rates {
    struct till_rate *rows;
    size_t count;
};

/* A currency that this program does not know is another version's: left out. */
static bool take_rate(void *context, const struct exchange_rate_row *row, struct error *err)
{
    (void)err;
    struct rates *rates = context;
    const struct currency *currency = currency_find(row->currency);
    if (currency != NULL && rates->count < TILL_RATES_MAX) {
        struct till_rate *rate = &rates->rows[rates->count++];
        *rate = (struct till_rate){.currency = currency, .set_at_ms = row->set_at_ms};
        (void)text_copy(rate->rate, sizeof(rate->rate), row->rate);
    }
    return true;
}

bool till_rates(struct till *till, struct till_rate out_rates[TILL_RATES_MAX], size_t *out_count,
    struct error *err)
{
    struct rates rates = {.rows = out_rates};
    if (!exchange_rate_visit_all(till->store, take_rate, &rates, err)) {
        return false;
    }
    *out_count = rates.count;
    return true;
}

bool till_convert(struct till *till, struct text_view currency, struct text_view amount,
    struct text_view rate, struct tender *out_tender, struct error *err)
{
    char code[4] = "";
    struct exchange_rate_row row = {0};
    int64_t foreign_minor;
    (void)text_copy_view(code, sizeof(code), currency);
    const struct currency *foreign = currency.size == 3 ? currency_find(code) : NULL;
    if (foreign == NULL) {
        return error_set(err, ERROR_INVALID, "the currency %.8s is not known", code);
    }
    if (!money_parse(amount, foreign, &foreign_minor, err)) {
        return error_prefix(err, "amount: ");
    }
    if (rate.size == 0) {
        bool found;
        if (!exchange_rate_find(till->store, code, &row, &found, err)) {
            return false;
        }
        if (!found) {
            return error_set(err, ERROR_NOT_FOUND, "no rate is set for %s", code);
        }
        rate = text_view_of(row.rate);
    }
    return tender_convert(foreign, foreign_minor, rate, till->shop.rules.currency, out_tender, err);
}
