#ifndef TILLTALE_SCREENS_VIEW_REFUND_H
#define TILLTALE_SCREENS_VIEW_REFUND_H

/* View of what was sold before, and of what waits: receipts, refunds, parked tickets. Part of
 * struct app_view; private to src/screens and src/app. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/give_back.h"
#include "domain/receipt_hit.h"
#include "domain/refund.h"
#include "domain/sale.h"
#include "domain/ticket.h"
#include "till/correction.h"
#include "till/park.h"

/* What a sale is looked for. */
enum view_receipts_purpose {
    VIEW_RECEIPTS_LOOK,
    VIEW_RECEIPTS_REFUND
};

struct view_receipts {
    enum view_receipts_purpose purpose;
    const struct receipt_hit *hits; /* newest first */
    size_t count;
};

/* The sale that something goes back of, and what is chosen. */
struct view_refund {
    const struct sale *sale; /* NULL: none is open */
    const struct refund_history *history;
    uint64_t serial;             /* another sale has another */
    const int64_t *chosen_milli; /* by line of the sale */
    const struct ticket *ticket; /* what is chosen, as lines that take back */
    const struct ticket_figures *figures;
    struct give_back due;
    char clock[8];      /* when it was sold */
    bool is_today;      /* on this business day */
    char campaign[160]; /* that it was credited to; "" none */
};

#define VIEW_RECEIPT_NOTES_MAX 12

/* A sale as paper. */
struct view_receipt {
    const struct sale *sale; /* NULL: none was shown yet */
    char clock[8];
    bool is_copy;     /* it was shown to a customer before */
    char head[17];    /* the first letters of its entry's hash */
    bool may_correct; /* it is the last of this till in the open shift */
    size_t refund_count;
    int64_t refund_ids[VIEW_RECEIPT_NOTES_MAX];
    const struct till_correction *corrections;
    size_t correction_count;
};

struct view_parked {
    const struct till_parked *parked;
    size_t count;
};

/* How much of each line of the open ticket goes to a ticket of its own. */
struct view_split {
    const int64_t *moved_milli;
    size_t line_count;
};

#endif
