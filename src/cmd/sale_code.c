#include <stdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/id.h"
#include "till/late_code.h"
#include "till/till.h"

/* Says what became of the code. Returns false where nothing of it was kept. */
static bool say(const struct till_outcome *outcome, const char *number, struct error *err)
{
    if (outcome->is_again) {
        printf("Sale %s has this code already.\n", number);
        return true;
    }
    switch (outcome->kind) {
    case OUTCOME_CAMPAIGN:
        printf(
            "%s is noted with sale %s. Its amounts stay as they are.\n", outcome->campaign, number);
        return true;
    case OUTCOME_EARLY:
        printf("%s is noted with sale %s, though it begins on %s.\n", outcome->campaign, number,
            outcome->day);
        return true;
    case OUTCOME_ENDED:
        printf("%s ended on %s: it is noted with sale %s, and not counted.\n", outcome->campaign,
            outcome->day, number);
        return true;
    case OUTCOME_LEAD:
        printf("Sale %s is the visitor's now.\n", number);
        return true;
    case OUTCOME_REVOKED:
        return error_set(err, ERROR_REFUSED, "this code was taken back");
    case OUTCOME_NO_CAMPAIGN:
        return error_set(err, ERROR_REFUSED, "no campaign stands behind this code");
    case OUTCOME_FOREIGN:
        return error_set(err, ERROR_REFUSED, "this code is another shop's");
    case OUTCOME_UNCHECKED:
        return error_set(err, ERROR_REFUSED, "no key here can check this code");
    case OUTCOME_MISTYPED:
        return error_set(err, ERROR_REFUSED, "this code is mistyped");
    default:
        return error_set(err, ERROR_REFUSED, "this is no code of a campaign");
    }
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct till_outcome outcome;
    int64_t sale_id;
    if (!receipt_parse(text_view_of(invocation->arguments[0]), &sale_id, err) ||
        !till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = late_code_add(till, sale_id, text_view_of(invocation->arguments[1]), SCAN_ANY,
                       TOUCH_TYPED, &outcome, err) &&
                   say(&outcome, invocation->arguments[0], err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_sale_code = {
    .name = "sale code",
    .arguments = "NUMBER CODE",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "adds a code to this till's last sale, for ten minutes",
    .help =
        "The sale came by this code, too: the campaigns' figures know it, and no amount\n"
        "changes. A code that has ended is kept and not counted.",
    .run = run,
};
