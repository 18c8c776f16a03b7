#ifndef TILLTALE_DOMAIN_ATTRIBUTION_H
#define TILLTALE_DOMAIN_ATTRIBUTION_H

/* Attribution: which of a person's touches a sale is credited to.
 *
 * A touch is any contact between a person and a campaign. Only credited kinds within the window
 * before the sale count; a sale that has none belongs to no campaign and is shown as such. A rule
 * gives each counting touch a weight, and the sale is shared out by the weights. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

#define ATTRIBUTION_WINDOW_MS (INT64_C(30) * 24 * 60 * 60 * 1000)
#define ATTRIBUTION_TOUCHES_MAX 1024

enum touch_kind {
    TOUCH_SHOWN,   /* the code was on a screen or a receipt: never credited */
    TOUCH_SCANNED, /* its code was scanned at the till */
    TOUCH_TYPED,   /* its code was typed at the till */
    TOUCH_CHOSEN,  /* the cashier asked and chose it */
    TOUCH_LEAD,
    TOUCH_VOUCHER,
    TOUCH_REFERRAL,
    TOUCH_WEB,
    TOUCH_KIND_COUNT
};

/* "shown", "scanned", "typed" …: in the database and in files. */
const char *touch_kind_text(enum touch_kind kind);
MUST_CHECK bool touch_kind_parse(struct text_view text, enum touch_kind *out_kind);
bool touch_kind_is_credited(enum touch_kind kind);

enum attribution_rule {
    ATTRIBUTION_LAST,     /* all to the last */
    ATTRIBUTION_FIRST,    /* all to the first */
    ATTRIBUTION_LINEAR,   /* the same to each */
    ATTRIBUTION_POSITION, /* 40 % first, 40 % last, 20 % over those between; two: half each */
    ATTRIBUTION_DECAY,    /* weight 2^(-age / 7 days) */
    ATTRIBUTION_RULE_COUNT
};

/* "last", "first", "linear", "position", "decay". */
const char *attribution_rule_text(enum attribution_rule rule);
MUST_CHECK bool attribution_rule_parse(struct text_view text, enum attribution_rule *out_rule);

#define ATTRIBUTION_BITS_MAX 49

/* Fills out_weights[i] for the touches that count, the earliest first and of equal times the later
 * row later; ages_ms[i], not below 0, is how long before the sale each was. `count` is from 1 to
 * ATTRIBUTION_TOUCHES_MAX. Weights are for money_share(): their proportions are the shares, so a
 * sum of money is shared out by what the rule says and not by rounded percents. At least one is
 * above 0. Those of decay are exact to `bits` binary digits, at most ATTRIBUTION_BITS_MAX. */
void attribution_weigh(enum attribution_rule rule, const int64_t *ages_ms, size_t count, int bits,
    int64_t *out_weights);

#endif
