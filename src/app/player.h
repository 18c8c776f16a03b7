#ifndef TILLTALE_APP_PLAYER_H
#define TILLTALE_APP_PLAYER_H

/* Player: plays a script on the loop, through the same input path as a finger. Private to src/app.
 *
 * Time is the script's: it moves by what each step takes (a tap 60 ms, then what animations need)
 * and by `wait`, so the same script on the same till gives the same pictures. The catalogue is
 * waited for before the first step that depends on it. */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "domain/id.h"

struct app_options;
struct error;
struct loop;
struct script;
struct script_clock;
struct till;
struct zone;

struct player {
    struct loop *loop;
    struct script_clock *clock;
    struct script *script;    /* texts that were typed are wiped from it */
    const char *path;         /* of the script, for errors */
    const char *shots_folder; /* NULL: no shots are written */
    bool audits;
    bool takes_time; /* somebody watches: what passes in the script passes for them */

    struct zone *zone; /* as the script says; NULL: the shop's */
    bool has_catalogue;
    bool is_clock_set;
    bool is_at_customer;         /* the steps are on the customer's display */
    char paid[RECEIPT_TEXT_MAX]; /* the last sale that was said */
    size_t finding_count;
};

/* Before anything is opened: what the script's first lines say of window, looks, zone and clock.
 * Errors: ERROR_INVALID, no such zone or time. */
MUST_CHECK bool player_set_up(
    struct player *player, struct app_options *options, struct error *err);

/* Puts the till on the desk and shows the first frame. */
MUST_CHECK bool player_begin(struct player *player, struct till *till, struct error *err);

/* Plays all steps. Errors begin with the script's name and line. */
MUST_CHECK bool player_play(struct player *player, struct error *err);

/* Zeroed is fine. */
void player_close(struct player *player);

#endif
