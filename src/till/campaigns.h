#ifndef TILLTALE_TILL_CAMPAIGNS_H
#define TILLTALE_TILL_CAMPAIGNS_H

/* Campaigns: what a campaign is, says and costs. Written by whoever holds the office's pen, one
 * transaction a verb; read everywhere. Placements and their codes are made by campaign.h, whole
 * files are read by import.h. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/offer.h"
#include "domain/ticket.h"

struct buffer;
struct error;
struct till;

#define CAMPAIGN_URL_BYTES 1001
#define CAMPAIGN_COLOUR_BYTES 7 /* "RRGGBB" and the terminator */
#define CAMPAIGN_LANGUAGE_BYTES 3
#define CAMPAIGN_LANGUAGES_MAX 8
#define CAMPAIGN_LANGUAGES_BYTES (CAMPAIGN_LANGUAGES_MAX * CAMPAIGN_LANGUAGE_BYTES)
#define CAMPAIGN_TEXTS_MAX 48
#define CAMPAIGN_PICTURE_BYTES_MAX (1 << 20)
#define CAMPAIGN_BUDGET_NONE (-1)

enum campaign_limit {
    CAMPAIGN_LIMIT_NONE,
    CAMPAIGN_LIMIT_PERSON, /* the offer once for each person, as far as the till knows them */
    CAMPAIGN_LIMIT_TOKEN,  /* once for each code */
    CAMPAIGN_LIMIT_COUNT
};

/* "none", "person", "token": on the command line and in files. */
const char *campaign_limit_text(enum campaign_limit limit);
MUST_CHECK bool campaign_limit_parse(struct text_view text, enum campaign_limit *out_limit);

enum campaign_text_name {
    CAMPAIGN_HEADLINE, /* "Coffee, roasted this week" */
    CAMPAIGN_SUBLINE,
    CAMPAIGN_BUTTON, /* on the attract screen, "Yes, please" */
    CAMPAIGN_DONE,   /* on lead done */
    CAMPAIGN_OFFER,  /* the offer in the shop's own words; else as the screens say it */
    CAMPAIGN_TEXT_COUNT
};

const char *campaign_text_name_text(enum campaign_text_name name);

struct campaign_text {
    char language[CAMPAIGN_LANGUAGE_BYTES]; /* "" for every other one */
    enum campaign_text_name name;
    char text[NAME_BYTES];
};

/* A campaign with everything but the bytes of its picture and its form. Large: on the heap where
 * there are many. */
struct campaign_card {
    int64_t id; /* 0: a new one */
    char code[CODE_BYTES];
    char name[NAME_BYTES];
    char channel[CODE_BYTES];
    char starts_on[DAY_TEXT_MAX], ends_on[DAY_TEXT_MAX]; /* both included; "" open */
    int64_t budget_minor;                                /* CAMPAIGN_BUDGET_NONE: none stated */
    struct offer offer;
    enum campaign_limit limit; /* of the offer */
    bool stacks;               /* the offer applies beside others; else the best one does */
    char landing_url[CAMPAIGN_URL_BYTES];
    char utm[CAMPAIGN_URL_BYTES];      /* "utm_source=...&utm_campaign=..." */
    char form_url[CAMPAIGN_URL_BYTES]; /* the form on the web; "": nothing to do on a phone */
    char ground_colour[CAMPAIGN_COLOUR_BYTES], button_colour[CAMPAIGN_COLOUR_BYTES]; /* "" ours */
    char
        languages[CAMPAIGN_LANGUAGES_BYTES]; /* "en,de,ar", it begins in the first; "" the shop's */
    bool has_picture;                        /* read, never written */
    bool has_form;                           /* of its own; read, never written */
    struct campaign_text texts[CAMPAIGN_TEXTS_MAX];
    size_t text_count;
};

/* An empty card: nothing said, no budget. */
void campaign_card_init(struct campaign_card *card);

/* By code, as people write it, or by id. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool campaign_read_card(
    struct till *till, const char *code, struct campaign_card *out_card, struct error *err);
MUST_CHECK bool campaign_read_card_of(
    struct till *till, int64_t id, struct campaign_card *out_card, struct error *err);

/* Every campaign, the oldest first. */
typedef bool (*campaign_card_visitor)(
    void *context, const struct campaign_card *card, struct error *err);
MUST_CHECK bool campaign_visit_cards(
    struct till *till, campaign_card_visitor visit, void *context, struct error *err);

/* What it says in a language: in that one, else in every other one (""), else in the one that it
 * begins in; "" if it says nothing. Borrowed from the card. */
const char *campaign_say(
    const struct campaign_card *card, const char *language, enum campaign_text_name name);
/* Sets, or with "" takes away. Errors: ERROR_INVALID, too long or no such language;
 * ERROR_LIMIT. */
MUST_CHECK bool campaign_set_text(struct campaign_card *card, const char *language,
    enum campaign_text_name name, const char *text, struct error *err);

/* Checks a card by itself, in words for the screen. Errors: ERROR_INVALID. */
MUST_CHECK bool campaign_check(const struct campaign_card *card, struct error *err);

/* True on days when a scan of its code counts; `day` is an ISO date. */
bool campaign_runs_on(const struct campaign_card *card, const char *day);

/* Adds it (id 0) or changes the one of that id; a code that was given out never changes its
 * meaning, for tokens name the campaign and not its code. `png` NULL leaves the picture; empty
 * takes it away. *out_id may be NULL.
 * Errors: ERROR_INVALID, as campaign_check(), the code is another campaign's, or the picture is
 * no PNG of at most 1 MiB; ERROR_NOT_ALLOWED (RIGHT_CAMPAIGNS); ERROR_REFUSED, the office holds
 * the pen. The verbs below that write alike. */
MUST_CHECK bool campaign_save(struct till *till, const struct campaign_card *card,
    const struct text_view *png, int64_t *out_id, struct error *err);

/* Appends the PNG; nothing where there is none. */
MUST_CHECK bool campaign_read_picture(
    struct till *till, int64_t campaign_id, struct buffer *out_png, struct error *err);
MUST_CHECK bool campaign_check_picture(struct text_view png, struct error *err);

/* --- spend ----------------------------------------------------------------------------------- */

struct campaign_spend {
    int64_t id;               /* given when it is written */
    char content[CODE_BYTES]; /* the placement's word; "" the campaign itself */
    char spent_on[DAY_TEXT_MAX];
    int64_t amount_minor; /* below 0: takes back what was wrong */
    char note[NOTE_BYTES];
    char ref[CODE_BYTES]; /* of other software; "" none */
};

/* Errors: ERROR_INVALID also: no such day, an amount of 0, a ref that is known. */
MUST_CHECK bool campaign_add_spend(
    struct till *till, int64_t campaign_id, const struct campaign_spend *spend, struct error *err);

/* By day. */
typedef bool (*campaign_spend_visitor)(
    void *context, const struct campaign_spend *spend, struct error *err);
MUST_CHECK bool campaign_visit_spend(struct till *till, int64_t campaign_id,
    campaign_spend_visitor visit, void *context, struct error *err);

/* --- form ------------------------------------------------------------------------------------ */

/* Appends the form of a campaign as JSON (domain/lead_form.h), the shop's where it has none of its
 * own, and nothing where the shop has none either: then the form is the one of lead_form.h. Code
 * NULL: the shop's. *out_is_own says whose it is; may be NULL. */
MUST_CHECK bool campaign_read_form(struct till *till, const char *code, struct buffer *out_json,
    bool *out_is_own, struct error *err);
MUST_CHECK bool campaign_read_form_of(struct till *till, int64_t campaign_id,
    struct buffer *out_json, bool *out_is_own, struct error *err);

/* Sets the form of a campaign, code NULL the shop's; "" takes it back. It is checked by
 * lead_form_parse() and kept in its canonical form. Errors: as there; as campaign_save(). */
MUST_CHECK bool campaign_set_form(
    struct till *till, const char *code, struct text_view json, struct error *err);

#endif
