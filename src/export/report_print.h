#ifndef TILLTALE_EXPORT_REPORT_PRINT_H
#define TILLTALE_EXPORT_REPORT_PRINT_H

/* Reports for people and programs: the sums of store/report.h as a table for a terminal or as one
 * line of JSON, both appended to a buffer, with a newline at the end.
 *
 * JSON, amounts as decimal strings and counts as numbers:
 *
 *     day        {"from","to","till","currency","rows":[{"section","key","count","amount"}]}
 *                sections and keys as in day.csv (export/export_day.h); till is null for all
 *     products   {"from","to","till","currency",
 *                 "rows":[{"sku","name","category","unit","sales","quantity","discount","net",
 *                          "tax","gross"}]}
 *
 * Later fields are added, none is taken away. */

struct buffer;
struct report_day;
struct report_products;
struct report_range;

void report_print_day(
    struct buffer *out, const struct report_range *range, const struct report_day *day);
void report_print_products(
    struct buffer *out, const struct report_range *range, const struct report_products *products);

void report_json_day(
    struct buffer *out, const struct report_range *range, const struct report_day *day);
void report_json_products(
    struct buffer *out, const struct report_range *range, const struct report_products *products);

#endif
