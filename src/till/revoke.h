#ifndef TILLTALE_TILL_REVOKE_H
#define TILLTALE_TILL_REVOKE_H

/* Revoke: takes codes back, of any kind. A code that was taken back counts no more and a till says
 * so; what it has done stays. It is a fact of the till where it happened, and the others know when
 * they have synced. Taking a code back again changes nothing. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/id.h"
#include "domain/token.h"

struct error;
struct till;

struct till_revoked {
    struct token token;
    char number[RECEIPT_TEXT_MAX]; /* of the receipt, lead, voucher or placement behind it */
    bool was_revoked;              /* before */
};

/* A token as it was scanned or typed; *out_is_ours is false for any other text, and for one whose
 * tag is not this shop's. Errors: ERROR_NOT_ALLOWED (RIGHT_CAMPAIGNS). */
MUST_CHECK bool till_revoke_token(struct till *till, struct text_view text, bool *out_is_ours,
    struct till_revoked *out_revoked, struct error *err);

/* Every placement of a campaign; *out_count of them were not taken back before. Errors:
 * ERROR_NOT_FOUND, no such campaign, or it has no placement. */
MUST_CHECK bool till_revoke_campaign(
    struct till *till, const char *campaign_code, size_t *out_count, struct error *err);

/* Whether the code was taken back. */
MUST_CHECK bool till_token_is_revoked(
    struct till *till, const struct token *token, bool *out_is, struct error *err);

#endif
