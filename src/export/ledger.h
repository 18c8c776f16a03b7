#ifndef TILLTALE_EXPORT_LEDGER_H
#define TILLTALE_EXPORT_LEDGER_H

/* Ledger: where the bookkeeper wants each thing to go.
 *
 * A role is what the till knows a sum to be; an account is what the bookkeeper calls the place
 * for it: "Assets:Cash", "1600", "200". The one table ledger_account says which is which. Roles:
 *
 *     cash            the drawer
 *     foreign_cash    the drawer's foreign notes, at what they were worth
 *     card            the card terminal, until the bank has it
 *     transfer        bank transfers
 *     voucher         gift cards that are not spent yet (a debt)
 *     account         what customers owe
 *     revenue         sales without their tax; revenue:19 those of one tax code
 *     tax             tax that is owed; tax:19 that of one rate
 *     tip             tips that are not paid out yet (a debt)
 *     rounding        what cash rounding added or took
 *     over_short      the drawer's difference when it was counted
 *     pay_in, pay_out cash put in or taken out during the day
 *     bank            cash taken out of the drawer at closing
 *     float           change money brought or taken between two shifts
 *     clearing        the other side of each row, for formats whose rows have two sides (DATEV)
 *
 * and words that are no accounts: tax_type:19 (how Xero calls a tax), tax_type:none.
 *
 * Where the table has no row: a role with a code falls back to the role without ("revenue:19" to
 * "revenue"), then to the names below, which have the code behind them ("Income:Sales:19"). */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

enum ledger_role {
    LEDGER_CASH,
    LEDGER_FOREIGN_CASH,
    LEDGER_CARD,
    LEDGER_TRANSFER,
    LEDGER_VOUCHER,
    LEDGER_ACCOUNT,
    LEDGER_REVENUE,
    LEDGER_TAX,
    LEDGER_TIP,
    LEDGER_ROUNDING,
    LEDGER_OVER_SHORT,
    LEDGER_PAY_IN,
    LEDGER_PAY_OUT,
    LEDGER_BANK,
    LEDGER_FLOAT,
    LEDGER_CLEARING,
    LEDGER_TAX_TYPE,
    LEDGER_ROLE_COUNT
};

#define LEDGER_ROLE_MAX 80
#define LEDGER_ACCOUNT_MAX 128

/* What an account is, for journals that sort them. */
enum ledger_class {
    LEDGER_ASSET,
    LEDGER_LIABILITY,
    LEDGER_EQUITY,
    LEDGER_INCOME,
    LEDGER_EXPENSE
};

struct ledger_role_row {
    const char *word;    /* "cash" */
    const char *account; /* where the table has none */
    enum ledger_class kind;
    bool has_codes; /* revenue:19 */
    const char *help;
};
extern const struct ledger_role_row LEDGER_ROLES[LEDGER_ROLE_COUNT];

/* Named sets of rows for charts of accounts that are common in a country. */
struct ledger_preset {
    const char *name; /* "skr03" */
    const char *help;
    const char *const (*rows)[2]; /* role, account; NULL after the last */
};
/* NULL if there is none of this name. */
const struct ledger_preset *ledger_preset_find(const char *name);
const struct ledger_preset *ledger_preset_at(size_t index); /* NULL after the last */

/* Reads "cash" or "revenue:19". Errors: ERROR_INVALID names what there is. */
MUST_CHECK bool ledger_role_parse(
    const char *text, enum ledger_role *out_role, struct text_view *out_code, struct error *err);

/* The rows of the table, read once for an export. */
struct ledger;
MUST_CHECK bool ledger_open(struct store *store, struct ledger **out_ledger, struct error *err);
void ledger_close(struct ledger *ledger);

/* The account of a role; `code` is "" where there is none. Returns out_account. */
const char *ledger_account(const struct ledger *ledger, enum ledger_role role, const char *code,
    char out_account[LEDGER_ACCOUNT_MAX]);

#endif
