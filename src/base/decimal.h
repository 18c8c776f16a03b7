#ifndef TILLTALE_BASE_DECIMAL_H
#define TILLTALE_BASE_DECIMAL_H

/* Decimal: numbers as people and files write them ("30.00", "0.412", "-3") to and from whole
 * numbers of a fixed scale. Nothing here knows a locale, and nothing is ever a float. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

#define DECIMAL_DECIMALS_MAX 9
/* Sign, 19 digits, mark, a separator for each three digits, terminator. */
#define DECIMAL_TEXT_MAX 32

/* Reads `text` as a number with at most `decimals` decimals and returns it times 10^decimals:
 * "3.6" with 2 decimals is 360. `mark` is the decimal mark, '.' or ','. One leading '-' is
 * allowed; spaces at both ends are skipped; no grouping, no exponent, no '+'. At least one digit
 * stands before the mark and one after it.
 * Errors: ERROR_INVALID, not such a number, or more decimals than `decimals`; ERROR_LIMIT, beyond
 * 18 digits. The text says what is wrong with what. */
MUST_CHECK bool decimal_parse(
    struct text_view text, int decimals, char mark, int64_t *out_value, struct error *err);

/* Writes `value` / 10^decimals with exactly `decimals` decimals: 794 with 2 is "7.94". Returns
 * out_text. */
const char *decimal_print(int64_t value, int decimals, char out_text[DECIMAL_TEXT_MAX]);

/* The same with another decimal mark. Returns how many bytes it wrote, the terminator not
 * counted. */
size_t decimal_print_marked(
    int64_t value, int decimals, char mark, char out_text[DECIMAL_TEXT_MAX]);

/* As decimal_print() without zeros at the end of the decimals: 2000 with 3 is "2", 412 is "0.412". */
const char *decimal_print_short(int64_t value, int decimals, char out_text[DECIMAL_TEXT_MAX]);

#endif
