#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/lead.h"
#include "cmd/secret.h"
#include "till/lead_key.h"
#include "till/till.h"

static bool open_till(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static enum command_status run_create(const struct invocation *invocation, struct error *err)
{
    char passphrase[LEAD_PASSPHRASE_MAX];
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        lead_read_passphrase(invocation, "Passphrase for the lead key", passphrase, err) &&
        lead_key_create(till, passphrase, err);
    memory_wipe(passphrase, sizeof(passphrase));
    till_close(till);
    if (!is_done) {
        return COMMAND_REFUSED;
    }
    printf(
        "The lead key is in %s.leadkey. Keep a copy of it, and the passphrase, in a safe place:\n"
        "without them nobody reads what visitors left.\n",
        invocation->db_path);
    return COMMAND_OK;
}

const struct command command_lead_key_create = {
    .name = "lead key create",
    .arguments = "",
    .summary = "makes the key that leads are sealed with",
    .help =
        "The public half goes to every till, the secret one stays in FILE.leadkey, wrapped by\n"
        "the passphrase. A further key seals what comes from now on; where the old one is here\n"
        "it stays in the file and goes on opening what it sealed.",
    .options = {LEAD_OPTION_PASSPHRASE},
    .run = run_create,
};

static enum command_status run_change(const struct invocation *invocation, struct error *err)
{
    char passphrase[LEAD_PASSPHRASE_MAX];
    char changed[LEAD_PASSPHRASE_MAX];
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        lead_read_passphrase(invocation, "Passphrase of the lead key", passphrase, err) &&
        secret_read(command_value(invocation, "new-passphrase-file"), "New passphrase", changed,
            sizeof(changed), err) &&
        lead_key_change(till, passphrase, changed, err);
    memory_wipe(passphrase, sizeof(passphrase));
    memory_wipe(changed, sizeof(changed));
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_key_change = {
    .name = "lead key change",
    .arguments = "",
    .summary = "gives the secret lead key another passphrase",
    .help = "Copies of FILE.leadkey that are elsewhere keep the old one.",
    .options =
        {
            LEAD_OPTION_PASSPHRASE,
            {"new-passphrase-file", "FILE", false, "the new one; else it is asked for"},
        },
    .run = run_change,
};
