#ifndef TILLTALE_EXPORT_CP1252_H
#define TILLTALE_EXPORT_CP1252_H

/* Code page 1252: what older bookkeeping programs read instead of UTF-8. */

#include <stddef.h>

struct buffer;

/* Appends well-formed UTF-8 in code page 1252. What it has no character for becomes '?'. */
void cp1252_append(struct buffer *out, const char *utf8, size_t size);

#endif
