#include "export/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/ledger.h"

const struct ledger_role_row LEDGER_ROLES[LEDGER_ROLE_COUNT] = {
    [LEDGER_CASH] = {"cash", "Assets:Cash", LEDGER_ASSET, false, "the drawer"},
    [LEDGER_FOREIGN_CASH] = {"foreign_cash", "Assets:ForeignCash", LEDGER_ASSET, false,
        "foreign notes, at what they were worth"},
    [LEDGER_CARD] = {"card", "Assets:Card", LEDGER_ASSET, false, "the card terminal"},
    [LEDGER_TRANSFER] = {"transfer", "Assets:Transfer", LEDGER_ASSET, false, "bank transfers"},
    [LEDGER_VOUCHER] = {"voucher", "Liabilities:Vouchers", LEDGER_LIABILITY, false,
        "gift cards that are not spent yet"},
    [LEDGER_ACCOUNT] = {"account", "Assets:Receivable", LEDGER_ASSET, false, "what customers owe"},
    [LEDGER_REVENUE] = {"revenue", "Income:Sales", LEDGER_INCOME, true,
        "sales without their tax; revenue:19 of one tax code"},
    [LEDGER_TAX] = {"tax", "Liabilities:Tax", LEDGER_LIABILITY, true,
        "tax that is owed; tax:19 of one rate"},
    [LEDGER_TIP] = {"tip", "Liabilities:Tips", LEDGER_LIABILITY, false,
        "tips that are not paid out yet"},
    [LEDGER_ROUNDING] = {"rounding", "Expenses:Rounding", LEDGER_EXPENSE, false,
        "what cash rounding added or took"},
    [LEDGER_OVER_SHORT] = {"over_short", "Expenses:CashDifference", LEDGER_EXPENSE, false,
        "the drawer's difference when it was counted"},
    [LEDGER_PAY_IN] = {"pay_in", "Equity:PayIn", LEDGER_EQUITY, false,
        "cash put in during the day"},
    [LEDGER_PAY_OUT] = {"pay_out", "Expenses:PayOut", LEDGER_EXPENSE, false,
        "cash taken out during the day"},
    [LEDGER_BANK] = {"bank", "Assets:Bank", LEDGER_ASSET, false,
        "cash taken out of the drawer at closing"},
    [LEDGER_FLOAT] = {"float", "Assets:Safe", LEDGER_ASSET, false,
        "change money brought or taken between shifts"},
    [LEDGER_CLEARING] = {"clearing", "Assets:Clearing", LEDGER_ASSET, false,
        "the other side of rows with two sides (DATEV)"},
    [LEDGER_TAX_TYPE] = {"tax_type", "", LEDGER_INCOME, true,
        "how Xero calls a tax; tax_type:19, tax_type:none"},
};

static const char *const SKR03[][2] = {
    {"cash", "1000"},
    {"foreign_cash", "1010"},
    {"card", "1360"},
    {"transfer", "1200"},
    {"voucher", "1700"},
    {"account", "1400"},
    {"revenue", "8200"},
    {"revenue:19", "8400"},
    {"revenue:7", "8300"},
    {"revenue:0", "8100"},
    {"tax", "1770"},
    {"tax:19", "1776"},
    {"tax:7", "1771"},
    {"tip", "1700"},
    {"rounding", "4900"},
    {"over_short", "4900"},
    {"pay_in", "1890"},
    {"pay_out", "4900"},
    {"bank", "1360"},
    {"float", "1360"},
    {"clearing", "1590"},
    {NULL, NULL},
};

static const char *const SKR04[][2] = {
    {"cash", "1600"},
    {"foreign_cash", "1610"},
    {"card", "1460"},
    {"transfer", "1800"},
    {"voucher", "3500"},
    {"account", "1200"},
    {"revenue", "4200"},
    {"revenue:19", "4400"},
    {"revenue:7", "4300"},
    {"revenue:0", "4100"},
    {"tax", "3800"},
    {"tax:19", "3806"},
    {"tax:7", "3801"},
    {"tip", "3500"},
    {"rounding", "6300"},
    {"over_short", "6300"},
    {"pay_in", "2180"},
    {"pay_out", "6300"},
    {"bank", "1460"},
    {"float", "1460"},
    {"clearing", "1370"},
    {NULL, NULL},
};

static const char *const XERO[][2] = {
    {"cash", "880"},
    {"foreign_cash", "881"},
    {"card", "882"},
    {"transfer", "090"},
    {"voucher", "835"},
    {"account", "610"},
    {"revenue", "200"},
    {"tax", "820"},
    {"tip", "836"},
    {"rounding", "860"},
    {"over_short", "861"},
    {"pay_in", "970"},
    {"pay_out", "429"},
    {"bank", "090"},
    {"float", "883"},
    {"clearing", "884"},
    {NULL, NULL},
};

static const struct ledger_preset PRESETS[] = {
    {"skr03", "Germany, SKR03", SKR03},
    {"skr04", "Germany, SKR04", SKR04},
    {"xero", "Xero's own chart, with 835, 836, 861 and 881 to 884 to be added to it", XERO},
};

const struct ledger_preset *ledger_preset_at(size_t index)
{
    return index < ARRAY_LENGTH(PRESETS) ? &PRESETS[index] : NULL;
}

const struct ledger_preset *ledger_preset_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(PRESETS); i++) {
        if (strcmp(PRESETS[i].name, name) == 0) {
            return &PRESETS[i];
        }
    }
    return NULL;
}

bool ledger_role_parse(
    const char *text, enum ledger_role *out_role, struct text_view *out_code, struct error *err)
{
    const char *colon = strchr(text, ':');
    struct text_view word = {text, colon != NULL ? (size_t)(colon - text) : strlen(text)};
    struct text_view code = text_view_of(colon != NULL ? colon + 1 : "");
    for (int role = 0; role < LEDGER_ROLE_COUNT; role++) {
        if (!text_view_equals(word, LEDGER_ROLES[role].word)) {
            continue;
        }
        if (colon != NULL && (!LEDGER_ROLES[role].has_codes || code.size == 0)) {
            break;
        }
        *out_role = (enum ledger_role)role;
        *out_code = code;
        return strlen(text) < LEDGER_ROLE_MAX ||
               error_set(err, ERROR_INVALID, "the code of %s is too long", LEDGER_ROLES[role].word);
    }
    return error_set(err, ERROR_INVALID,
        "there is no role \"%s\"; 'tilltale ledger list' names them, and revenue, tax and tax_type "
        "take a code behind a colon, e.g. revenue:19",
        text);
}

struct ledger_row {
    char role[LEDGER_ROLE_MAX];
    char account[LEDGER_ACCOUNT_MAX];
};

struct ledger {
    struct ledger_row *rows;
    size_t row_count, row_capacity;
};

static bool take_row(
    void *context, struct text_view role, struct text_view account, struct error *err)
{
    struct ledger *ledger = context;
    if (ledger->row_count == ledger->row_capacity) {
        ledger->row_capacity = ledger->row_capacity == 0 ? 32 : ledger->row_capacity * 2;
        ledger->rows = realloc(ledger->rows, ledger->row_capacity * sizeof(*ledger->rows));
        ASSERT(ledger->rows != NULL);
    }
    struct ledger_row *row = &ledger->rows[ledger->row_count++];
    return (text_copy_view(row->role, sizeof(row->role), role) &&
               text_copy_view(row->account, sizeof(row->account), account)) ||
           error_set(err, ERROR_CORRUPT, "a row of the ledger is too long");
}

bool ledger_open(struct store *store, struct ledger **out_ledger, struct error *err)
{
    struct ledger *ledger = calloc(1, sizeof(*ledger));
    ASSERT(ledger != NULL);
    if (!ledger_visit_all(store, take_row, ledger, err)) {
        ledger_close(ledger);
        return false;
    }
    *out_ledger = ledger;
    return true;
}

void ledger_close(struct ledger *ledger)
{
    if (ledger != NULL) {
        free(ledger->rows);
        free(ledger);
    }
}

static const char *find(const struct ledger *ledger, const char *word, const char *code)
{
    char role[LEDGER_ROLE_MAX];
    struct text_out out = text_out_begin(role, sizeof(role));
    text_out_append(&out, word);
    if (code[0] != '\0') {
        text_out_append_char(&out, ':');
        text_out_append(&out, code);
    }
    for (size_t i = 0; !out.cut && i < ledger->row_count; i++) {
        if (strcmp(ledger->rows[i].role, role) == 0) {
            return ledger->rows[i].account;
        }
    }
    return NULL;
}

const char *ledger_account(const struct ledger *ledger, enum ledger_role role, const char *code,
    char out_account[LEDGER_ACCOUNT_MAX])
{
    const struct ledger_role_row *row = &LEDGER_ROLES[role];
    const char *account = find(ledger, row->word, code);
    if (account == NULL && code[0] != '\0') {
        account = find(ledger, row->word, "");
    }
    struct text_out out = text_out_begin(out_account, LEDGER_ACCOUNT_MAX);
    text_out_append(&out, account != NULL ? account : row->account);
    if (account == NULL && code[0] != '\0') {
        text_out_append(&out, row->account[0] != '\0' ? ":" : "");
        text_out_append(&out, code);
    }
    return out_account;
}
