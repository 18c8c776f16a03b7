#ifndef TILLTALE_APP_DESK_REFUND_H
#define TILLTALE_APP_DESK_REFUND_H

/* What the desk knows of earlier sales and of tickets that wait; effects_refund.c. Private to
 * src/app. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/view_refund.h"
#include "till/correction.h"
#include "till/park.h"
#include "till/refund.h"

struct desk_refund {
    /* sales that were looked for */
    enum view_receipts_purpose purpose;
    struct receipt_hit hits[TILL_RECEIPTS_MAX];
    size_t hit_count;

    /* what goes back of one of them; nothing is open while sale.sale.id is 0 */
    struct till_refund_sale sale;
    int64_t *chosen_milli; /* by line; from malloc */
    struct till_refund plan;
    uint64_t serial;

    /* one of them as paper */
    struct sale shown;
    bool is_copy, may_correct;
    char head[TILL_HEAD_TEXT_MAX];
    int64_t refund_ids[VIEW_RECEIPT_NOTES_MAX];
    size_t refund_count;
    struct till_correction corrections[TILL_CORRECTIONS_MAX];
    size_t correction_count;

    struct till_parked parked[TILL_PARKED_MAX];
    size_t parked_count;
    int64_t split_milli[TICKET_LINES_MAX];
    size_t split_count;

    bool is_asking_void;   /* why the last line was taken off: its void waits for the answer */
    int64_t voids_from_ms; /* monotonic: the next try to write what was taken off */

    struct give_back due; /* of the open ticket of this version */
    uint64_t due_version;
};

#endif
