#include <stdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "till/campaign_site.h"
#include "till/till.h"

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    const char *folder = command_value(invocation, "to");
    struct till *till;
    size_t file_count;
    if (!till_open(
            invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, &till, err)) {
        return COMMAND_REFUSED;
    }
    const char *base = till_shop(till)->scan_rules.code_base;
    bool is_done = campaign_write_site(till, invocation->arguments[0], folder, &file_count, err);
    if (is_done && base[0] != '\0') {
        printf("%zu files in %s: put them where %s leads\n", file_count, folder, base);
    } else if (is_done) {
        printf("%zu files in %s; set code_base to the address where they will be\n", file_count,
            folder);
    }
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_campaign_site = {
    .name = "campaign site",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "the pages behind a campaign's codes, for any web space",
    .help =
        "One page a language of the campaign, and index.html that picks the browser's. A page\n"
        "shows the offer, how long it is valid, and the code of its address large. It loads\n"
        "nothing, sends nothing and sets no cookie.",
    .options =
        {
            {"to", "DIR", true, "where the files go"},
        },
    .run = run,
};
