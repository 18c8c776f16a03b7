#ifndef TILLTALE_EXPORT_Z_ROWS_H
#define TILLTALE_EXPORT_Z_ROWS_H

/* The rows of a printed report (office/office.h), with the memory of their words. Private to
 * src/export. */

#include "office/office.h"

struct report_day;
struct report_range;
struct z_report;
struct zone;

struct page_rows {
    struct office_row *rows;
    size_t count, capacity;
    const struct zone *zone;
    const char *currency;
};

/* Everything that a Z says. `zone` is the shop's when it was closed. */
void z_rows_of_report(
    struct page_rows *out, const struct z_report *report, const struct zone *zone);

/* The sums of days that were not closed. */
void z_rows_of_day(
    struct page_rows *out, const struct report_range *range, const struct report_day *day);

void z_rows_close(struct page_rows *rows);

#endif
