#ifndef TILLTALE_TILL_CAMPAIGN_H
#define TILLTALE_TILL_CAMPAIGN_H

/* Campaign: placements and their codes. A placement is one flyer, one poster, one table stand: it
 * has a link and the link has a token, so that a scan says where the customer saw the code. A
 * placement's token stays the same until the shop rotates its keys (token_keys.h); those that were
 * printed before go on counting. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/day.h"
#include "domain/ticket.h"
#include "domain/token.h"

struct error;
struct till;

#define CAMPAIGN_CODE_TEXT_MAX 512
#define CAMPAIGN_ANSWERS_MAX 6

struct campaign_link {
    int64_t link_id;
    char campaign[NAME_BYTES];              /* its name */
    char content[CODE_BYTES];               /* the placement's word; "" the campaign itself */
    char token[TOKEN_GROUPED_MAX];          /* for people */
    char code_text[CAMPAIGN_CODE_TEXT_MAX]; /* what the QR code says */
    bool is_new;                            /* made just now */
    bool is_revoked;
    char ends_on[DAY_TEXT_MAX];  /* its last day; "" with its campaign */
    char hear_words[NAME_BYTES]; /* an answer to "how did you hear of us?"; "" none */
    int hear_position;           /* its place, 1 to CAMPAIGN_ANSWERS_MAX; 0: none */
    int64_t created_at_ms;
};

/* The placement of a campaign, made if it is not there yet: the same placement has the same token
 * for ever. `content` is a word of at most 60 characters without control characters, or "".
 * Errors: ERROR_NOT_FOUND, no such campaign; ERROR_INVALID, the word; ERROR_REFUSED, it would have
 * to be made and the office holds the pen, or a booth that holds no key of the shop; ERROR_LIMIT. */
MUST_CHECK bool campaign_open_link(struct till *till, const char *campaign_code,
    const char *content, struct campaign_link *out_link, struct error *err);

/* Takes the placement's code back: it counts no more, and a till says so. Doing it again changes
 * nothing. Errors: ERROR_NOT_FOUND, no such campaign or placement. */
MUST_CHECK bool campaign_revoke_link(struct till *till, const char *campaign_code,
    const char *content, struct campaign_link *out_link, struct error *err);

/* Every placement of a campaign with its code, the oldest first; at a booth, which holds no key of
 * the shop, without it. */
typedef bool (*campaign_link_visitor)(
    void *context, const struct campaign_link *link, struct error *err);
MUST_CHECK bool campaign_visit_links(struct till *till, const char *campaign_code,
    campaign_link_visitor visit, void *context, struct error *err);

/* Sets what `link` says of ends_on, hear_words and hear_position for its link_id; words without a
 * position get the first free one, no words free it.
 * Errors: ERROR_INVALID, no such day, or the position is another answer's; ERROR_LIMIT, there are
 * CAMPAIGN_ANSWERS_MAX answers already; ERROR_NOT_ALLOWED; ERROR_REFUSED, the office's pen. */
MUST_CHECK bool campaign_change_link(
    struct till *till, const struct campaign_link *link, struct error *err);

/* An answer to "how did you hear of us?" */
struct campaign_answer {
    int64_t link_id;
    int position; /* from 1 */
    char words[NAME_BYTES];
    char campaign[NAME_BYTES];
    char content[CODE_BYTES];
};

/* Those that count today, by position: campaign and placement run and are not taken back. */
MUST_CHECK bool campaign_list_answers(struct till *till,
    struct campaign_answer out_answers[CAMPAIGN_ANSWERS_MAX], size_t *out_count, struct error *err);

#endif
