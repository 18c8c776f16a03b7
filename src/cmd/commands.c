#include "cmd/commands.h"

#include <stddef.h>

#include "cmd/cmd.h"

/* In the order of the list that `tilltale --help` prints. */
const struct command *const COMMANDS[] = {
    &command_version,
    &command_store_init,
    &command_join,
    &command_sync,
    NULL,
};
