#ifndef TILLTALE_DOMAIN_CONTACT_H
#define TILLTALE_DOMAIN_CONTACT_H

/* Contact: what a person left, and what the scan of a badge says of one.
 *
 * Badges carry vCards (2.1, 3.0, 4.0), MECARD and BIZCARD, web addresses (LinkedIn profiles among
 * them), e-mail addresses, phone numbers, or nothing but a number that only the organiser can
 * read. contact_read() takes any bytes and never fails: what it cannot read is the caller's to
 * keep raw. Codes of this shop (domain/scan.h) are tried by the caller before.
 *
 * All texts are UTF-8 without control characters (a note keeps its line breaks as '\n'), without
 * spaces at their ends, cut between characters where they are too long. E-mail addresses and phone
 * numbers are as written: email.h and phone.h check them.
 *
 * It is personal data: whoever holds a struct contact wipes it (contact_wipe) when done. Nothing of
 * what was read stays in this module's own memory. */

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

#define CONTACT_NAME_BYTES 481 /* 120 characters; also company, title, street, city */
#define CONTACT_EMAIL_BYTES 256
#define CONTACT_PHONE_BYTES 64
#define CONTACT_CODE_BYTES 65 /* postcode */
#define CONTACT_URL_BYTES 513
#define CONTACT_NOTE_BYTES 2049
#define CONTACT_BADGE_BYTES 257

struct contact {
    char first_name[CONTACT_NAME_BYTES];
    char last_name[CONTACT_NAME_BYTES];
    char name[CONTACT_NAME_BYTES]; /* as a whole, as the card writes it */
    char email[CONTACT_EMAIL_BYTES];
    char phone[CONTACT_PHONE_BYTES];
    char mobile[CONTACT_PHONE_BYTES]; /* where it is another number than `phone` */
    char company[CONTACT_NAME_BYTES];
    char title[CONTACT_NAME_BYTES];
    char website[CONTACT_URL_BYTES];
    char street[CONTACT_NAME_BYTES];
    char city[CONTACT_NAME_BYTES];
    char region[CONTACT_NAME_BYTES];
    char postcode[CONTACT_CODE_BYTES];
    char country[CONTACT_NAME_BYTES]; /* as written: "Canada", "DE" */
    char note[CONTACT_NOTE_BYTES];
    char badge[CONTACT_BADGE_BYTES]; /* an organiser's number; matched with their list later */
};

/* The fields by number and by name, for whoever handles all of them alike. */
enum contact_field {
    CONTACT_FIRST_NAME,
    CONTACT_LAST_NAME,
    CONTACT_NAME,
    CONTACT_EMAIL,
    CONTACT_PHONE,
    CONTACT_MOBILE,
    CONTACT_COMPANY,
    CONTACT_TITLE,
    CONTACT_WEBSITE,
    CONTACT_STREET,
    CONTACT_CITY,
    CONTACT_REGION,
    CONTACT_POSTCODE,
    CONTACT_COUNTRY,
    CONTACT_NOTE,
    CONTACT_BADGE,
    CONTACT_FIELD_COUNT
};

enum contact_form {
    CONTACT_FORM_UNREADABLE, /* no field is filled: keep the raw scan */
    CONTACT_FORM_VCARD,
    CONTACT_FORM_MECARD,  /* and BIZCARD */
    CONTACT_FORM_PROFILE, /* a person's page at LinkedIn or Xing, in `website` */
    CONTACT_FORM_URL,     /* in `website` */
    CONTACT_FORM_EMAIL,
    CONTACT_FORM_PHONE,
    CONTACT_FORM_BADGE, /* a text that means something to its organiser alone, in `badge` */
    CONTACT_FORM_COUNT
};

/* Reads a scan of any bytes. Fills *out_contact whatever comes back; what is not known is "". Of
 * several cards in one scan the first is read. */
enum contact_form contact_read(struct text_view scan, struct contact *out_contact);

/* Stable words: "vcard", "mecard", "profile", "url", "email", "phone", "badge", "unreadable". */
const char *contact_form_name(enum contact_form form);

/* "first_name", "last_name", ..., as the fields are named in files. */
const char *contact_field_name(enum contact_field field);
bool contact_field_find(const char *name, enum contact_field *out_field);

const char *contact_get(const struct contact *contact, enum contact_field field);

/* Puts `text`, any bytes, into the field by the rules above. Returns false if it had to be cut or
 * held bytes that are no UTF-8 (read as Windows-1252 then). */
bool contact_set(struct contact *contact, enum contact_field field, struct text_view text);

/* Fills the name's parts from the whole, or the whole from its parts, where one is missing. A
 * whole is divided before its last word and the particles in front of that ("Vincent | van
 * Gogh"); a single word is a first name. */
void contact_complete_name(struct contact *contact);

/* True if no field is filled. */
bool contact_is_empty(const struct contact *contact);

void contact_wipe(struct contact *contact);

#endif
