#include <stdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/secret.h"
#include "till/found.h"
#include "till/lead_key.h"
#include "till/staff.h"
#include "till/till.h"

/* The words for the day on which no manager knows a PIN any more. A demo's PINs are in the README. */
static bool print_recovery(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    char words[RECOVERY_TEXT_MAX];
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, &till, err)) {
        return false;
    }
    bool is_done = till_make_recovery(till, words, err);
    till_close(till);
    if (is_done) {
        printf(
            "Recovery words, printed this once; write them down and lock them away:\n%s\n", words);
    }
    memory_wipe(words, sizeof(words));
    return is_done;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct shop_request request = {
        .name = command_value(invocation, "shop"),
        .country = command_value(invocation, "country"),
        .currency = command_value(invocation, "currency"),
        .till = command_value(invocation, "till"),
        .prices = command_value(invocation, "prices"),
        .rounding = command_value(invocation, "rounding"),
        .timezone = command_value(invocation, "timezone"),
        .day_starts = command_value(invocation, "day-starts"),
        .language = command_value(invocation, "language"),
    };
    char demo_folder[COMMAND_PATH_MAX];
    if (command_has(invocation, "demo")) {
        if (!assets_find("demo", demo_folder, sizeof(demo_folder), err)) {
            return COMMAND_REFUSED;
        }
        request.demo_folder = demo_folder;
    }
    if (!command_make_folder(invocation, err)) {
        return COMMAND_REFUSED;
    }
    char passphrase[LEAD_PASSPHRASE_MAX];
    const char *passphrase_path = command_value(invocation, "passphrase-file");
    if (passphrase_path != NULL) {
        if (!secret_read(passphrase_path, "", passphrase, sizeof(passphrase), err)) {
            return COMMAND_REFUSED;
        }
        request.lead_passphrase = passphrase;
    }
    bool is_done = shop_found(invocation->db_path, &request, clock_system(), err);
    memory_wipe(passphrase, sizeof(passphrase));
    if (!is_done) {
        return err->code == ERROR_INVALID ? COMMAND_USAGE : COMMAND_REFUSED;
    }
    printf("%s, till %s: %s\n", request.name, request.till, invocation->db_path);
    printf("Its keys are in %s.key. Keep a copy of them apart from the copies of the till.\n",
        invocation->db_path);
    if (passphrase_path != NULL) {
        printf("The secret lead key is in %s.leadkey, for its passphrase only.\n",
            invocation->db_path);
    }
    if (request.demo_folder == NULL && !print_recovery(invocation, err)) {
        return COMMAND_REFUSED;
    }
    return COMMAND_OK;
}

const struct command command_init = {
    .name = "init",
    .arguments = "",
    .summary = "makes a new shop with its first till",
    .help =
        "--country fills in what it says about its shops: currency, prices, rounding, zone, tax\n"
        "rates, receipts, language. What is given beside it wins. Without a country currency,\n"
        "prices, rounding and timezone must be given.",
    .options =
        {
            {"shop", "NAME", true, "the shop's name"},
            {"till", "NUMBER", true, "1 to 999"},
            {"country", "CODE", false, "ISO 3166-1, e.g. DE"},
            {"currency", "CODE", false, "ISO 4217, e.g. EUR"},
            {"prices", "gross|net", false, "tax included in the prices, or added to them"},
            {"rounding", "line|document", false, "where the tax is rounded"},
            {"timezone", "ZONE", false, "e.g. Europe/Berlin"},
            {"day-starts", "HH:MM", false, "when the business day begins; 04:00 if not given"},
            {"language", "CODE", false, "of the screens: en, de, fr, es, ar"},
            {"demo", NULL, false, "with the demo's products and campaigns"},
            {"passphrase-file", "FILE", false,
                "makes the key that leads are sealed with; else 'lead key create' does later"},
        },
    .run = run,
};
