#ifndef TILLTALE_APP_START_H
#define TILLTALE_APP_START_H

/* Start: a new shop from the kiosk, at the first start or from a demo. Private to src/app.
 *
 * The screen with the steps needs a till behind it like every other screen. Where no file is there
 * yet, that is a stage: an empty shop in a folder of its own, which goes when the real one comes.
 * The real one is made beside the place of the till's file, with the ending ".fresh", and put into
 * its place when the manager has seen the recovery words. A demo that was there moves aside first:
 * "shop.db" becomes "shop-demo.db", with its keys, and nothing in it changes. So wherever the
 * power goes, the demo or the new shop is there whole, and the next start finds it. */

#include <stdbool.h>

#include "base/clock.h"
#include "base/compiler.h"

struct error;

#define START_PATH_MAX 4096

struct start {
    const char *db_path;             /* where the shop shall be */
    char stage_folder[64];           /* "" no stage */
    char stage_path[128];            /* of the stage's file */
    char fresh_path[START_PATH_MAX]; /* the shop that was made, not in its place yet; "" none */
    char recovery[64];               /* its words, until it is in its place */
};

/* True if there is nothing at the path. */
bool start_is_first(const char *db_path);

/* Makes the stage. Errors: ERROR_IO. */
MUST_CHECK bool start_open_stage(
    struct start *start, const char *db_path, struct clock_source clock, struct error *err);

struct start_request {
    const char *name;
    const char *country; /* a code of country.h */
    const char *pin;     /* of its manager */
};

/* Makes the shop beside its place. What an earlier call made and nobody opened goes.
 * Errors: ERROR_INVALID, ERROR_IO. */
MUST_CHECK bool start_found(struct start *start, const struct start_request *request,
    struct clock_source clock, struct error *err);

/* Throws away what was made and not opened yet. */
void start_drop_fresh(struct start *start);

/* Puts the made shop into its place; what is there moves aside, with the shop's store `store_path`
 * (NULL: none), for it is the store of another shop. No file of them is open.
 * Errors: ERROR_IO; then all is where it was. */
MUST_CHECK bool start_take_place(struct start *start, const char *store_path, struct error *err);

/* Removes the stage and what was made and never opened. Zeroed is fine. */
void start_close(struct start *start);

#endif
