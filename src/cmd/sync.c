#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "sync/sync.h"

static void say(const struct sync_outcome *outcome)
{
    printf("sent %zu, received %zu entries\n", outcome->sent, outcome->received);
    if (outcome->secrets > 0) {
        printf("carried the sealed details of %zu leads\n", outcome->secrets);
    }
    if (outcome->waits_ticket) {
        printf("the office's news are here and wait until the open ticket is done\n");
    }
    if (outcome->waits_newer) {
        printf(
            "some entries were written by a newer version: they are kept, and are put into "
            "the tables once this program is brought up to date\n");
    }
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct sync *sync = NULL;
    struct sync_outcome outcome;
    bool done =
        sync_open(invocation->db_path, invocation->arguments[0], clock_system(), &sync, err) &&
        sync_run(sync, &outcome, err);
    sync_close(sync);
    if (!done) {
        return COMMAND_REFUSED;
    }
    say(&outcome);
    return COMMAND_OK;
}

const struct command command_sync = {
    .name = "sync",
    .arguments = "STORE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "brings this till and its shop's store what each lacks",
    .help =
        "Run at the till; STORE is the file that 'store init' made. Running it twice changes\n"
        "nothing. A gap, a broken hash or a second till with the same number is refused, and\n"
        "nothing of it is taken.",
    .run = run,
};
