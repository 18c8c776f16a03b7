#ifndef TILLTALE_TILL_CAMPAIGN_H
#define TILLTALE_TILL_CAMPAIGN_H

/* Campaign: placements and their codes. A placement is one flyer, one poster, one table stand: it
 * has a link and the link has a token, so that a scan says where the customer saw the code. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/ticket.h"
#include "domain/token.h"

struct error;
struct till;

#define CAMPAIGN_CODE_TEXT_MAX 512

struct campaign_link {
    int64_t link_id;
    char campaign[NAME_BYTES];              /* its name */
    char content[CODE_BYTES];               /* the placement's word; "" the campaign itself */
    char token[TOKEN_GROUPED_MAX];          /* for people */
    char code_text[CAMPAIGN_CODE_TEXT_MAX]; /* what the QR code says */
    bool is_new;                            /* made just now */
    bool is_revoked;
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

#endif
