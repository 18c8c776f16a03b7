#ifndef TILLTALE_DOMAIN_EMAIL_H
#define TILLTALE_DOMAIN_EMAIL_H

/* E-mail: is this an address, and which addresses are the same one.
 *
 * Only a mail that arrives proves an address, so a check may ask but hardly ever refuse: wrong is
 * what no mail server could deliver or what is dangerous to hand on (line breaks, invisible
 * characters, lists of addresses); everything unusual is doubtful, and a doubtful one is taken if
 * its owner says that it is right. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"

#define EMAIL_BYTES 256       /* 254 octets at most (RFC 5321 4.5.3.1), and the terminator */
#define EMAIL_DOMAINS_SHOWN 4 /* as many as fit above a keyboard */

enum email_state {
    EMAIL_OK,
    EMAIL_DOUBTFUL, /* ask */
    EMAIL_WRONG
};

enum email_reason {
    EMAIL_REASON_NONE,
    EMAIL_REASON_EMPTY,
    EMAIL_REASON_NO_AT,      /* "grace.navy" */
    EMAIL_REASON_INCOMPLETE, /* nothing before or behind the @ */
    EMAIL_REASON_NO_DOT,     /* "grace@navy": the end is missing, probably */
    EMAIL_REASON_TYPO,       /* the address in `suggestion` is likelier */
    EMAIL_REASON_SPACE,      /* a space inside; `suggestion` is without it */
    EMAIL_REASON_UNUSUAL,    /* allowed and rare: quotes, an IP address, letters like % */
    EMAIL_REASON_CHARACTER,  /* what no address can hold */
    EMAIL_REASON_TOO_LONG,
    EMAIL_REASON_COUNT
};

struct email_check {
    enum email_state state;
    enum email_reason reason;
    char suggestion[EMAIL_BYTES]; /* the whole address that was meant; "" none */
};

/* Looks at what was typed, spaces at its ends aside. Returns out_check->state. */
enum email_state email_check(struct text_view typed, struct email_check *out_check);

/* One spelling for the same address: without spaces at the ends, composed (NFC) and case-folded.
 * "grace+fair@navy.mil" stays another address than "grace@navy.mil". Returns false if it is
 * wrong by email_check() or too long. */
MUST_CHECK bool email_normalise(struct text_view email, char out_email[EMAIL_BYTES]);

/* Domains to complete what is typed with, the likeliest first: those that begin as the text behind
 * its @ does; without an @ the most usual ones. `country` (ISO 3166-1, "" unknown) puts those of
 * the country first. Constants. Returns how many, at most `capacity`; none once it is complete. */
size_t email_suggest_domains(
    struct text_view typed, const char *country, const char **out_domains, size_t capacity);

#endif
