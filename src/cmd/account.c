#include <stdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "till/account.h"
#include "till/till.h"

static bool open_till(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static enum command_status run_add(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        till_add_account(till, invocation->arguments[0], command_value(invocation, "name"), err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static bool print_account(void *context, const struct till_account *account, struct error *err)
{
    (void)err;
    const struct currency *currency = context;
    char owed[MONEY_TEXT_MAX];
    printf("%-16s %12s  %s%s\n", account->code, money_print(account->owed_minor, currency, owed),
        account->name, account->is_active ? "" : " (closed)");
    return true;
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct currency currency = *till_shop(till)->rules.currency;
    bool is_done = till_visit_accounts(till, print_account, &currency, err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static bool print_movement(void *context, const struct till_movement *movement, struct error *err)
{
    (void)err;
    const struct currency *currency = context;
    char at[TIME_TEXT_MAX];
    char number[RECEIPT_TEXT_MAX] = "";
    char amount[MONEY_TEXT_MAX];
    if (movement->sale_id != 0) {
        receipt_print(movement->sale_id, number);
    }
    printf("  %s  %-12s %12s\n", time_print(movement->moved_at_ms, at), number,
        money_print(movement->amount_minor, currency, amount));
    return true;
}

static enum command_status run_show(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct till_account account;
    char owed[MONEY_TEXT_MAX];
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct currency currency = *till_shop(till)->rules.currency;
    bool is_done = till_find_account(till, text_view_of(invocation->arguments[0]), &account, err);
    if (is_done) {
        printf("%s, %s\n", account.code, account.name);
        is_done = till_visit_account(till, account.id, print_movement, &currency, err);
    }
    if (is_done) {
        printf("  %-34s %12s %s\n", "owed", money_print(account.owed_minor, &currency, owed),
            currency.code);
    }
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run_rate_set(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = till_set_rate(till, invocation->arguments[0], invocation->arguments[1], err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run_rate_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct till_rate rates[TILL_RATES_MAX];
    size_t count;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = till_rates(till, rates, &count, err);
    for (size_t i = 0; is_done && i < count; i++) {
        char at[TIME_TEXT_MAX];
        printf("%s  %s  since %s\n", rates[i].currency->code, rates[i].rate,
            time_print(rates[i].set_at_ms, at));
    }
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_account_add = {
    .name = "account add",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "lets a customer buy now and pay later",
    .options =
        {
            {"name", "NAME", true, "of the customer"},
        },
    .run = run_add,
};

const struct command command_account_list = {
    .name = "account list",
    .arguments = "",
    .summary = "who owes what",
    .run = run_list,
};

const struct command command_account_show = {
    .name = "account show",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "what one customer bought on account and paid",
    .run = run_show,
};

const struct command command_rate_set = {
    .name = "rate set",
    .arguments = "CURRENCY RATE",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "the day's rate of another currency, e.g. USD 0.92",
    .help =
        "RATE is what one unit of it is worth in the shop's currency. Cash of a currency that has\n"
        "a rate is taken at the till; the change is the shop's own currency.",
    .run = run_rate_set,
};

const struct command command_rate_list = {
    .name = "rate list",
    .arguments = "",
    .summary = "the rates that are set",
    .run = run_rate_list,
};
