#ifndef TILLTALE_APP_DESK_BOOTH_H
#define TILLTALE_APP_DESK_BOOTH_H

/* Booth of the desk: the campaign whose visitors come, and the one who is here. What is personal
 * goes with desk_wipe_visitor(). Private to src/app. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "screens/view.h"

struct campaign_card;
struct contact;
struct desk;
struct lead_form;

struct desk_booth {
    bool is_on; /* visitors are in front of this till, until somebody leaves with a PIN */
    bool is_read;
    struct campaign_card *card; /* NULL: the booth has none */
    struct lead_form *form;     /* malloc; NULL before it was read */
    struct buffer privacy;      /* its whole text, in the language of the view */
    const char *privacy_language;
    int64_t retention_days;
    struct view_qr phone; /* the form on the web */

    /* the visitor */
    const char *language;  /* chosen by touch; NULL: as the campaign begins */
    uint64_t serial;       /* another visitor has another */
    struct contact *badge; /* as it was read; malloc, wiped; NULL: none was scanned */
    bool is_badge_readable;
    int64_t lead_id;  /* of the badge: it is saved already; 0: none */
    bool has_trouble; /* the last Save was refused */
    bool is_our_code; /* what was scanned is a code of the shop, and no badge */
    struct view_qr code;
    char token[TOKEN_GROUPED_MAX];
};

/* Visitors come to this till. */
void desk_open_booth(struct desk *desk);

/* The language in which a visitor reads what is up; NULL: nobody is there. */
const char *desk_booth_language(const struct desk *desk);

/* Booth of the view. `has_changed`: settings or campaigns were read again. */
void desk_fill_booth(struct desk *desk, bool has_changed);

/* What the booth asks is read again. */
void desk_forget_campaign(struct desk *desk);

/* How long the shop keeps what visitors leave. */
int64_t desk_retention_days(const struct desk *desk);

/* Forgets who was here. */
void desk_wipe_visitor(struct desk *desk);

/* Nobody typed the PIN that was asked for: back to the visitors; and when that will be
 * (monotonic). */
void desk_end_leaving(struct desk *desk);
int64_t desk_leaving_ms(const struct desk *desk);

/* True while the person whose PIN is asked for may let the till out of booth mode. */
bool desk_may_leave_booth(const struct desk *desk, int64_t staff_id);

void desk_end_booth(struct desk *desk);

#endif
