#ifndef TILLTALE_CMD_SHOP_FILE_H
#define TILLTALE_CMD_SHOP_FILE_H

/* Shop file: the file of a till or of the shop's store, opened to read, with what the commands
 * need to ask it by day. Private to src/cmd. */

#include <stdbool.h>

#include "base/compiler.h"
#include "cmd/cmd.h"
#include "domain/day.h"
#include "store/report.h"

struct error;
struct store;
struct zone;

struct shop_file {
    struct store *store;
    struct zone *zone;
    int day_start_minutes;    /* after midnight */
    char today[DAY_TEXT_MAX]; /* the business day of this moment */
};

/* Opens --db read-only. Errors: as store_open(); ERROR_CORRUPT, its zone or day start is none. */
MUST_CHECK bool shop_file_open(
    const struct invocation *invocation, struct shop_file *out_file, struct error *err);
void shop_file_close(struct shop_file *file);

/* Reads a day as it was typed after `option` into `out_day`, or keeps `otherwise` where it was not
 * given. Returns COMMAND_OK or COMMAND_USAGE. */
enum command_status shop_file_read_day(const struct invocation *invocation, const char *option,
    const char *otherwise, char out_day[DAY_TEXT_MAX], struct error *err);

/* Reads --till, "1" or "1b"; without it all tills. Errors: COMMAND_USAGE, no such thing as this
 * till; COMMAND_REFUSED, the file has no such till. */
enum command_status shop_file_read_node(const struct invocation *invocation,
    const struct shop_file *file, int64_t *out_node, struct error *err);

#endif
