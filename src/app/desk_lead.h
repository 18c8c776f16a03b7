#ifndef TILLTALE_APP_DESK_LEAD_H
#define TILLTALE_APP_DESK_LEAD_H

/* What the desk knows of leads while their screens are up. Private to src/app.
 *
 * Names stand here in the clear while they are unlocked, and nowhere else in the program but in the
 * state of the screen. They are wiped, and the key with them, when the till is locked, when
 * somebody else signs in, when another screen comes, and when nobody has touched anything for
 * LEADS_IDLE_MS. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/view.h"
#include "screens/view_lead.h"

#define LEADS_IDLE_MS INT64_C(300000)
#define LEADS_QUERY_BYTES 128
#define LEADS_SOUGHT_BYTES 480 /* of one person, folded */

/* A person of the list, and what they are found by. */
struct desk_lead_row {
    struct view_lead shown;
    int64_t person_id;
    bool is_today, has_follow_up, was_before;
    char sought[LEADS_SOUGHT_BYTES]; /* personal */
};

struct desk_leads {
    struct desk_lead_row *rows; /* everybody who is not erased, the latest first */
    size_t count;
    struct view_lead *found; /* of filter and query */
    size_t found_count;
    enum view_leads_filter filter;
    char query[LEADS_QUERY_BYTES]; /* as it was typed: personal */
    int64_t selected_id;
    struct view_lead_card card;
    bool has_card;
    struct view_qr qr;
    bool has_qr;
    char token[24];
    bool is_refused;
    uint64_t unlock_serial, card_serial;
    struct export_targets targets; /* where files may go, as the list was opened */
    size_t files_done;
};

#endif
