#ifndef TILLTALE_TILL_IMPORT_DAY_H
#define TILLTALE_TILL_IMPORT_DAY_H

/* Import day: dates and moments as other software writes them. Private to src/till. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "domain/day.h"

struct import_file;
struct zone;

/* "2026-11-23", "23.11.2026"; a time behind it is passed over. False: the problem is listed. */
bool import_day(struct import_file *file, size_t column, char out_day[DAY_TEXT_MAX]);

/* "2026-11-23T12:41:00Z", "2026-11-23 12:41:00 +0100", "23.11.2026 12:41"; where no zone is said the
 * shop's, where no time is said noon. False: the problem is listed. */
bool import_moment(
    struct import_file *file, size_t column, const struct zone *zone, int64_t *out_at_ms);

/* The same of any text, which says nothing if it is none. */
bool import_read_moment(struct text_view text, const struct zone *zone, int64_t *out_at_ms);

#endif
