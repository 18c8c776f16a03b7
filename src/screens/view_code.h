#ifndef TILLTALE_SCREENS_VIEW_CODE_H
#define TILLTALE_SCREENS_VIEW_CODE_H

/* What screens know of codes: of those on the ticket, and of the last sale, to which one can still
 * be added. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/ticket.h"
#include "till/late_code.h"

#define VIEW_INTERESTS_BYTES 400

/* What may be said of a visitor whose code is on the ticket. Nothing here is personal. */
struct view_lead_code {
    bool is_known;                        /* false: of another till, and not here yet */
    char interests[VIEW_INTERESTS_BYTES]; /* "Beans, Grinders"; "" none said */
};

struct view_codes {
    struct view_lead_code leads[TICKET_LEADS_MAX]; /* of ticket->leads */

    /* the last sale */
    struct late_sale late; /* id 0: no code can be added (any more) */
    uint64_t late_serial;  /* another value: a code is to be added now */

    /* "How did you hear of us?" */
    bool asks_hear; /* the shop wants it asked, and has answers */
    struct hear_answer answers[HEAR_ANSWERS_MAX];
    size_t answer_count;
};

#endif
