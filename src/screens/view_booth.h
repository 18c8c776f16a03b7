#ifndef TILLTALE_SCREENS_VIEW_BOOTH_H
#define TILLTALE_SCREENS_VIEW_BOOTH_H

/* View of the booth: part of struct app_view. What a passer-by reads, the form, and the code that
 * a visitor takes home; and what the form gives back. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/ticket.h"
#include "domain/token.h"
#include "ui/ui.h"

struct contact;
struct lead_form;
struct view_qr;

#define VIEW_BOOTH_LANGUAGES_MAX 8

/* A language that the campaign speaks. */
struct view_booth_language {
    const char *code; /* ISO 639-1 */
    const char *name; /* as its own speakers write it */
    enum ui_keys_layout keys;
};

struct view_booth {
    bool is_on; /* visitors are in front of this till; else nothing below holds */

    /* the campaign in the language of the view; "" where it says nothing of its own */
    char headline[NAME_BYTES];
    char subline[NAME_BYTES];
    char button[NAME_BYTES];
    char done[NAME_BYTES];
    char offer[NAME_BYTES];
    bool has_ground, has_button; /* it brings its own colours */
    uint32_t ground_rgb, button_rgb;
    struct view_booth_language languages[VIEW_BOOTH_LANGUAGES_MAX]; /* fewer than 2: no choice */
    size_t language_count, language;                                /* the chosen one */
    bool is_language_chosen;                                        /* by somebody who is here */
    const struct view_qr *phone; /* the form on the web; NULL: none */
    char place[NAME_BYTES];      /* "hall 4"; "" none */

    /* the form */
    const struct lead_form *form;
    const char *privacy; /* the whole text of who keeps what */
    int64_t retention_days;
    uint64_t serial;             /* another visitor has another */
    const struct contact *badge; /* personal: as it was read; NULL: none was scanned */
    bool is_badge_readable;
    bool has_trouble; /* the last Save was refused */
    bool is_our_code; /* what was scanned is a code of the shop, and no badge */

    /* the lead that was just saved */
    char token[TOKEN_GROUPED_MAX];
    const struct view_qr *code;
};

/* ---- What a visitor entered ---- */

#define BOOTH_FIELDS_MAX 16
#define BOOTH_CONSENTS_MAX 6
#define BOOTH_INTERESTS_MAX 32

struct booth_field {
    const char *name, *value;
};

struct booth_consent {
    const char *purpose, *wording, *version, *language;
    bool is_given;
};

/* The texts belong to the form's state and its definition, and are not copied. With a badge only
 * what differs from it is a field. */
struct booth_entry {
    struct booth_field fields[BOOTH_FIELDS_MAX];
    size_t field_count;
    struct booth_consent consents[BOOTH_CONSENTS_MAX];
    size_t consent_count;
    const char *interests[BOOTH_INTERESTS_MAX];
    size_t interest_count;
};

#endif
