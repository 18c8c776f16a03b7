#ifndef TILLTALE_DEVICE_CODE_TEXT_H
#define TILLTALE_DEVICE_CODE_TEXT_H

/* Code text: one scanned code while its characters arrive. */

#include <stdbool.h>
#include <stddef.h>

#include "device/wedge.h"

/* A zeroed struct is an empty one. */
struct code_text {
    char bytes[SCANNER_TEXT_MAX]; /* always terminated */
    size_t size;
    bool is_full;  /* the rest of the code is dropped */
    bool is_block; /* it has line breaks inside */
};

void code_text_clear(struct code_text *code);
void code_text_append(struct code_text *code, const char *text);

/* The scanner pressed Enter. Returns true if the code is complete; false if it goes on with
 * another line, which is so for BEGIN:x until END:x was read. */
bool code_text_end_line(struct code_text *code);

#endif
