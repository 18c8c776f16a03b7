#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/commands.h"

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    (void)invocation;
    (void)err;
    printf("tilltale %s\n", TILLTALE_VERSION);
    return COMMAND_OK;
}

const struct command command_version = {
    .name = "version",
    .arguments = "",
    .summary = "says which version this is",
    .run = run,
};
