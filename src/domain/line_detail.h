#ifndef TILLTALE_DOMAIN_LINE_DETAIL_H
#define TILLTALE_DOMAIN_LINE_DETAIL_H

/* Line detail: what a ticket's line has beside its figures: the options that were chosen, the
 * parts of a bundle, the serial number of the piece.
 *
 * A line carries them packed in one text, so that a ticket is copied and compared as the plain
 * data that it is: two lines with the same options have the same text. Most lines have none, the
 * empty text. Fields are parted by U+001F and details by U+001E, which no stored name contains. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

#define LINE_DETAILS_BYTES 768 /* all of a line, terminator included */
#define LINE_DETAIL_TEXT_CHARACTERS_MAX 60
#define LINE_DETAIL_TEXT_BYTES (LINE_DETAIL_TEXT_CHARACTERS_MAX * 4 + 1)
#define LINE_OPTIONS_MAX 16 /* choices of one line */

enum line_detail_kind {
    LINE_DETAIL_OPTION, /* id: of the choice; amount: what it adds to the unit price */
    LINE_DETAIL_PART,   /* id: of the product; amount: how much of it, thousandths */
    LINE_DETAIL_SERIAL, /* the text alone */
    LINE_DETAIL_KIND_COUNT
};

struct line_detail {
    enum line_detail_kind kind;
    int64_t id;
    int64_t amount;
    char text[LINE_DETAIL_TEXT_BYTES];
};

/* "option", "part", "serial": as in the database. */
const char *line_detail_kind_text(enum line_detail_kind kind);

/* Adds one behind the others. False, and nothing changes, if there is no room for it or its text
 * holds a control character. */
MUST_CHECK bool line_detail_append(
    char details[LINE_DETAILS_BYTES], const struct line_detail *detail);

/* Walks them: begin with *at at the first byte of the text. False at the end, and for a text that
 * line_detail_append() did not write. */
bool line_detail_next(const char **at, struct line_detail *out_detail);

/* True for a text of details that can be walked to its end. */
bool line_details_are_whole(const char *details);

/* Takes all of a kind out. */
void line_detail_drop(char details[LINE_DETAILS_BYTES], enum line_detail_kind kind);

/* The sum of the options' amounts. */
int64_t line_detail_options_minor(const char *details);

#endif
