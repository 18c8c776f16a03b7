#ifndef TILLTALE_CMD_LEAD_FILE_H
#define TILLTALE_CMD_LEAD_FILE_H

/* Files of leads, for `lead add` and `import`. Private to src/cmd. */

#include "cmd/cmd.h"
#include "till/lead.h"

/* Adds the leads of a JSON-lines file and prints a line for each. */
enum command_status lead_add_file(const struct invocation *invocation, const char *path,
    enum lead_source source, struct error *err);

#endif
