#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "export/ledger.h"
#include "store/ledger.h"
#include "store/store.h"
#include "till/ledger_set.h"
#include "till/till.h"

static bool print_row(
    void *context, struct text_view role, struct text_view account, struct error *err)
{
    (void)context;
    (void)err;
    printf("%.*s = %.*s\n", (int)role.size, role.bytes, (int)account.size, account.bytes);
    return true;
}

static void print_roles(const struct ledger *ledger)
{
    for (int role = 0; role < LEDGER_ROLE_COUNT; role++) {
        char account[LEDGER_ACCOUNT_MAX];
        ledger_account(ledger, (enum ledger_role)role, "", account);
        printf("  %-13s %-24s %s\n", LEDGER_ROLES[role].word, account, LEDGER_ROLES[role].help);
    }
    printf("\nPresets:\n");
    for (size_t i = 0; ledger_preset_at(i) != NULL; i++) {
        printf("  %-13s %s\n", ledger_preset_at(i)->name, ledger_preset_at(i)->help);
    }
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct store *store;
    struct ledger *ledger = NULL;
    if (!store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock_system(), &store, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        ledger_open(store, &ledger, err) && ledger_visit_all(store, print_row, NULL, err);
    if (is_done) {
        printf("\nRoles, and where they go:\n");
        print_roles(ledger);
    }
    ledger_close(ledger);
    store_close(store);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status with_till(const struct invocation *invocation,
    bool (*act)(struct till *till, const struct invocation *invocation, struct error *err),
    struct error *err)
{
    struct till *till;
    if (!till_open(
            invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = act(till, invocation, err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static bool set_one(struct till *till, const struct invocation *invocation, struct error *err)
{
    return till_set_ledger(till, invocation->arguments[0], invocation->arguments[1], err);
}

static enum command_status run_set(const struct invocation *invocation, struct error *err)
{
    return with_till(invocation, set_one, err);
}

static bool set_preset(struct till *till, const struct invocation *invocation, struct error *err)
{
    return till_set_ledger_preset(till, ledger_preset_find(invocation->arguments[0]), err);
}

static enum command_status run_preset(const struct invocation *invocation, struct error *err)
{
    if (ledger_preset_find(invocation->arguments[0]) == NULL) {
        return command_usage_error(err,
            "there is no preset \"%s\"; 'tilltale ledger list' names them",
            invocation->arguments[0]);
    }
    return with_till(invocation, set_preset, err);
}

const struct command command_ledger_list = {
    .name = "ledger list",
    .arguments = "",
    .summary = "which accounts the bookkeeping files use",
    .run = run_list,
};

const struct command command_ledger_set = {
    .name = "ledger set",
    .arguments = "ROLE ACCOUNT",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "sends a role to an account, e.g. revenue:19 8400",
    .help = "An empty ACCOUNT brings the role's own name back.",
    .run = run_set,
};

const struct command command_ledger_preset = {
    .name = "ledger preset",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "the accounts of a chart that is common in a country",
    .help = "A beginning that a bookkeeper should look at before the first booking.",
    .run = run_preset,
};
