#ifndef TILLTALE_DOMAIN_CONTACT_PRIVATE_H
#define TILLTALE_DOMAIN_CONTACT_PRIVATE_H

/* What the readers of cards share. Private to contact*.c. */

#include "domain/contact.h"

#define CONTACT_VALUE_BYTES 8192 /* of one line of a card, folds taken out; more is cut */

/* Words of ASCII, without regard to case. */
bool contact_is_word(struct text_view text, const char *word);
bool contact_begins_with(struct text_view text, const char *start);

/* The part of *rest up to the next `separator` that no backslash hides, its escapes undone, into
 * out_text. Bare commas become spaces where `commas_separate`. Returns false once nothing is left:
 * "a;b" gives two parts. */
bool contact_take_part(
    struct text_view *rest, char separator, bool commas_separate, char *out_text, size_t capacity);

/* `bytes` of a character set by its name ("ISO-8859-1") as UTF-8. Unknown sets are taken for UTF-8
 * or Windows-1252, whichever they can be. Returns the view of out_text. */
struct text_view contact_decode(
    struct text_view charset, struct text_view bytes, char *out_text, size_t capacity);

/* The value of a hexadecimal digit, or -1. */
int contact_hex_digit(char byte);

/* "%C3%A9" undone. */
void contact_percent_decode(struct text_view text, char *out_text, size_t capacity);

/* "tel:+1-418;ext=102" as "+1-418 ext. 102", "mailto:" taken off. */
void contact_set_phone(struct contact *contact, enum contact_field field, struct text_view value);
void contact_set_email(struct contact *contact, struct text_view value);

/* Fill what they find. */
void contact_read_vcard(struct text_view scan, struct contact *contact);
void contact_read_mecard(struct text_view scan, struct contact *contact);
void contact_read_bizcard(struct text_view scan, struct contact *contact);

#endif
