#ifndef TILLTALE_OFFICE_PNG_SIZE_H
#define TILLTALE_OFFICE_PNG_SIZE_H

/* PNG size: says in a PNG how many pixels of it make a metre, so that it prints in its own size.
 * cairo writes pictures without it. Private to src/office. */

#include <stddef.h>
#include <stdint.h>

#include "office/office.h"

struct png_size {
    office_write write;
    void *context;
    uint32_t dpi;
    size_t at; /* bytes that went through so far */
};

/* Passes bytes on, and puts the chunk (pHYs) behind the header. False: `write` said so. */
bool png_size_write(struct png_size *out, const unsigned char *bytes, size_t size);

#endif
