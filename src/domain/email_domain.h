#ifndef TILLTALE_DOMAIN_EMAIL_DOMAIN_H
#define TILLTALE_DOMAIN_EMAIL_DOMAIN_H

/* E-mail domains: the few where most people have their mail, to complete and to mend what was
 * typed. Private to email*.c. */

#include "domain/email.h"

/* True if the domain is one slip of a finger away from a usual one ("gmial.com"), which is then in
 * out_domain. A usual domain itself never is. */
bool email_domain_meant(struct text_view domain, char *out_domain, size_t capacity);

#endif
