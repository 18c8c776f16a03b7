#ifndef TILLTALE_EXPORT_JSON_WRITE_H
#define TILLTALE_EXPORT_JSON_WRITE_H

/* JSON: objects and arrays written straight into a buffer, one line, keys in the order of the
 * calls.
 *
 * Amounts, quantities and rates go out as decimal strings ("30.00"): no reader may turn them into
 * binary fractions. Commas are put by looking at the last byte, so a begun object needs no state:
 *
 *     json_write_begin(&out, NULL, '{');
 *     json_write_text(&out, "sku", "FLATW");
 *     json_write_decimal_short(&out, "qty", 2000, 3);
 *     json_write_end(&out, '}');                         {"sku":"FLATW","qty":"2"}
 *
 * A key of NULL writes a bare value: an item of an array, or the outermost one. Keys are our own
 * words and are not escaped. */

#include <stdint.h>

#include "base/text.h"

struct buffer;

/* `bracket` is '{' or '[' to begin and '}' or ']' to end. */
void json_write_begin(struct buffer *out, const char *key, char bracket);
void json_write_end(struct buffer *out, char bracket);

/* NULL is written as null. */
void json_write_text(struct buffer *out, const char *key, const char *text);
void json_write_view(struct buffer *out, const char *key, struct text_view text);
void json_write_integer(struct buffer *out, const char *key, int64_t value);

/* `value` / 10^decimals as a string: with all decimals, or without zeros at their end. */
void json_write_decimal(struct buffer *out, const char *key, int64_t value, int decimals);
void json_write_decimal_short(struct buffer *out, const char *key, int64_t value, int decimals);

/* The decimals of a currency's amounts by its ISO 4217 code; 2 for one that we do not know. */
int export_decimals_of(const char *currency);

#endif
