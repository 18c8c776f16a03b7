#ifndef TILLTALE_UI_PNG_H
#define TILLTALE_UI_PNG_H

/* PNG: a surface as a picture file, for shots and goldens. The same pixels give the same
 * bytes: no time stamp, fixed compression. */

#include <stdbool.h>

#include "base/compiler.h"
#include "ui/surface.h"

struct buffer;
struct error;

/* Appends the whole file to `out`. Errors: ERROR_IO, libpng refused. */
MUST_CHECK bool png_encode(const struct surface *surface, struct buffer *out, struct error *err);

/* Writes it whole or not at all. Errors: ERROR_IO. */
MUST_CHECK bool png_write_file(const struct surface *surface, const char *path, struct error *err);

#endif
