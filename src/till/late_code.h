#ifndef TILLTALE_TILL_LATE_CODE_H
#define TILLTALE_TILL_LATE_CODE_H

/* Late code: a code that comes when the sale is paid already, and the answer to "How did you hear
 * of us?".
 *
 * For ten minutes a code can be added to this till's last sale: it is a contact of that sale, as if
 * it had been shown in time, and changes no amount. A closed day stays as it was signed. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/attribution.h"
#include "domain/id.h"
#include "domain/scan.h"
#include "till/sell.h"

struct error;
struct till;

#define LATE_CODE_MS (INT64_C(10) * 60 * 1000)

/* The last sale that a code can still be added to. */
struct late_sale {
    int64_t id; /* 0: there is none */
    char number[RECEIPT_TEXT_MAX];
    int64_t sold_at_ms;
    bool has_code; /* it has one already, shown, chosen or added */
};

/* Errors: those of reading. */
MUST_CHECK bool late_code_sale(struct till *till, struct late_sale *out_sale, struct error *err);

/* Adds what was scanned or typed to the sale. The outcome says what the code is: OUTCOME_CAMPAIGN,
 * _EARLY and _LEAD were added, _ENDED was kept and counts for nothing; `is_again`: the sale has
 * this code already and nothing was added. All others: nothing was added, and why. `kind` is
 * TOUCH_SCANNED or TOUCH_TYPED.
 * Errors: ERROR_REFUSED, it is not the last sale, or more than ten minutes ago, or its day is
 * closed; ERROR_LIMIT, it has TICKET_TOUCHES_MAX codes. */
MUST_CHECK bool late_code_add(struct till *till, int64_t sale_id, struct text_view text,
    enum scan_symbology symbology, enum touch_kind kind, struct till_outcome *out_outcome,
    struct error *err);

#define HEAR_ANSWERS_MAX 6

/* An answer to "How did you hear of us?": a placement that the shop put on the list. */
struct hear_answer {
    int64_t link_id;
    char words[NAME_BYTES];
};

/* The answers of now, in the shop's order: those of campaigns that run. */
MUST_CHECK bool hear_answers(struct till *till, struct hear_answer out_answers[HEAR_ANSWERS_MAX],
    size_t *out_count, struct error *err);

/* Chooses an answer for the sale: a contact of kind chosen. Errors: as late_code_add(), and
 * ERROR_NOT_FOUND, the answer is none (any more). */
MUST_CHECK bool hear_choose_late(struct till *till, int64_t sale_id, int64_t link_id,
    struct till_outcome *out_outcome, struct error *err);

/* The same for the open ticket. An answer brings no discount: that takes the code.
 * Errors: ERROR_NOT_FOUND; as ticket_attach(). */
MUST_CHECK bool hear_choose(
    struct till *till, int64_t link_id, struct till_outcome *out_outcome, struct error *err);

#endif
