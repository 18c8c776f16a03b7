#ifndef TILLTALE_DOMAIN_RIGHT_H
#define TILLTALE_DOMAIN_RIGHT_H

/* Right: who may do what at a till. One table, roles by acts, in right.c.
 *
 * A manager may do everything. What the other roles may, the shop can set: a list of names
 * ("void refund") for each role, and how far a discount goes. Whoever may not do an act can be
 * lent it, once, by a manager's PIN (till/staff.h). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

enum role {
    ROLE_CASHIER,
    ROLE_MANAGER,
    ROLE_BOOTH,
    ROLE_COUNT
};

/* The names are stored in act.detail of kind `lend` and in settings: they are never changed. */
enum right {
    RIGHT_DISCOUNT,      /* by hand, on a line or on all: up to the role's limit */
    RIGHT_PRICE,         /* another price than the catalogue's */
    RIGHT_VOID_LINE,     /* takes a line off the ticket */
    RIGHT_VOID_TICKET,   /* throws a ticket away */
    RIGHT_REFUND,        /* of a sale that is found by its receipt */
    RIGHT_REFUND_FREE,   /* without a receipt */
    RIGHT_REFUND_TENDER, /* to another tender than it was paid by */
    RIGHT_WRONG_TENDER,  /* corrects the tender of a sale */
    RIGHT_REPRINT,
    RIGHT_OPEN_DRAWER, /* without a sale */
    RIGHT_PAY_IN,
    RIGHT_PAY_OUT,
    RIGHT_ON_ACCOUNT, /* sells on account */
    RIGHT_OPEN_SHIFT,
    RIGHT_X_REPORT,
    RIGHT_CLOSE,
    RIGHT_STOCK, /* deliveries and stocktakes */
    RIGHT_PRODUCTS,
    RIGHT_SETTINGS,
    RIGHT_STAFF, /* people, roles, PINs */
    RIGHT_CAMPAIGNS,
    RIGHT_LEADS,
    RIGHT_COUNT
};

/* "cashier" */
const char *role_name(enum role role);
MUST_CHECK bool role_parse(struct text_view text, enum role *out_role);

/* "open_drawer" */
const char *right_name(enum right right);
MUST_CHECK bool right_parse(struct text_view text, enum right *out_right);

/* What each role may in this shop. */
struct right_rules {
    bool may[ROLE_COUNT][RIGHT_COUNT];
    uint32_t discount_limit_ppm[ROLE_COUNT];
};

/* Those of a shop that has set nothing. */
void right_rules_init(struct right_rules *out_rules);

/* Sets what a role may from names with blanks or commas between them. RIGHT_DISCOUNT is not among
 * them: its limit says it. Errors: ERROR_INVALID, a name is none. */
MUST_CHECK bool right_rules_parse(
    struct right_rules *rules, enum role role, struct text_view names, struct error *err);

/* The names of what a role may, as right_rules_parse() reads them. */
void right_rules_print(const struct right_rules *rules, enum role role, struct text_out *out);

/* True if the role may. `percent_ppm` counts for RIGHT_DISCOUNT only: how much is taken off. */
bool right_is_held(
    const struct right_rules *rules, enum role role, enum right right, uint32_t percent_ppm);

#endif
