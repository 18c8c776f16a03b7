#ifndef TILLTALE_TILL_CAMPAIGN_POSTER_H
#define TILLTALE_TILL_CAMPAIGN_POSTER_H

/* Campaign poster: a placement's code with what the campaign says, as files to print
 * (export/poster.h). */

#include <stdbool.h>

#include "base/compiler.h"
#include "export/poster.h"
#include "till/campaign.h"

struct error;
struct till;

struct campaign_poster {
    const char *placement; /* "" the campaign itself; made where it is not there yet */
    const char *language;  /* "de"; "" the one that the campaign begins in */
    unsigned sizes;        /* 1 << POSTER_A4 | ... */
};

/* Writes them into `folder`. *out_link is the placement with its code.
 * Errors: those of campaign_open_link() and poster_export(); ERROR_REFUSED, the placement's code
 * was taken back, or it or the campaign is over: nobody should hang that up. */
MUST_CHECK bool campaign_write_posters(struct till *till, const char *campaign_code,
    const struct campaign_poster *what, const char *folder, struct campaign_link *out_link,
    struct poster_result *out_result, struct error *err);

#endif
