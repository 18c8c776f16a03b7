#ifndef TILLTALE_DOMAIN_DAY_H
#define TILLTALE_DOMAIN_DAY_H

/* Day: dates, timestamps, time zones, and the business day.
 *
 * Moments are UTC milliseconds since 1970. Dates are ISO text "2026-11-23", or a number of days
 * since 1970-01-01 for arithmetic. The business day of a sale is the local date, but the early
 * hours before the shop's day starts belong to the day before. It is stored with the sale.
 *
 * Zones are read from the system's TZif files (RFC 8536, version 2 and later), including the rule
 * at their end for the years that the table does not reach. The process's own TZ is never used. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

#define DAY_TEXT_MAX 11  /* "2026-11-23" and the terminator */
#define TIME_TEXT_MAX 32 /* "2026-11-23T12:41:00.123+01:00" and the terminator */
#define CLOCK_TEXT_MAX 6 /* "12:42" and the terminator */
#define ZONE_NAME_MAX 64

/* 0001-01-01 to 9999-12-31 in days since 1970. */
#define DAY_MIN (-719162)
#define DAY_MAX 2932896

/* Proleptic Gregorian calendar. day_number() wants a real date (ASSERT on the month). */
int32_t day_number(int year, int month, int day);
void day_split(int32_t day, int *out_year, int *out_month, int *out_day);

/* 0 Sunday … 6 Saturday. */
int day_weekday(int32_t day);

/* Reads "2026-11-23", nothing shorter or longer. Errors: ERROR_INVALID. */
MUST_CHECK bool day_parse(struct text_view text, int32_t *out_day, struct error *err);
const char *day_print(int32_t day, char out_text[DAY_TEXT_MAX]);

/* Reads "2026-11-23T12:41:00Z", with or without fractions of a second (beyond milliseconds they
 * are dropped), "Z" or an offset "+01:00"; a space or 't' may stand for the T. A time without zone
 * is refused. Second 60 counts as the next minute's first. Errors: ERROR_INVALID. */
MUST_CHECK bool time_parse(struct text_view text, int64_t *out_at_ms, struct error *err);

/* "2026-11-23T12:41:00Z", with ".123" if there are milliseconds. Returns out_text. */
const char *time_print(int64_t at_ms, char out_text[TIME_TEXT_MAX]);

/* Reads "04:00" as minutes after midnight. Errors: ERROR_INVALID. */
MUST_CHECK bool day_start_parse(struct text_view text, int *out_minutes, struct error *err);

/* A time zone. Immutable once it is open, so threads may share it. */
struct zone;

/* Opens a zone of the system's database ($TZDIR, else /usr/share/zoneinfo) by its IANA name,
 * "Europe/Berlin". Errors: ERROR_INVALID, not the name of a zone (also absolute or with ".."),
 * ERROR_NOT_FOUND, ERROR_IO, ERROR_CORRUPT. */
MUST_CHECK bool zone_open(const char *name, struct zone **out_zone, struct error *err);

/* The same from the bytes of a TZif file. Errors: ERROR_CORRUPT. */
MUST_CHECK bool zone_read(
    const void *bytes, size_t size, struct zone **out_zone, struct error *err);

/* UTC, for tests and where no zone is set. */
struct zone *zone_open_utc(void);

void zone_close(struct zone *zone);

/* Seconds that local time is ahead of UTC at this moment. */
int32_t zone_offset_s(const struct zone *zone, int64_t at_ms);

/* A moment on the wall. */
struct local_time {
    int32_t day; /* since 1970-01-01, by the local calendar */
    int hour, minute, second;
    int32_t offset_s;
};

struct local_time zone_local(const struct zone *zone, int64_t at_ms);

/* The moment at which the wall shows this date and these minutes after midnight. Where clocks go
 * back it is the first of the two; where they skip it, the moment of the skip. */
int64_t zone_moment(const struct zone *zone, int32_t day, int minutes);

/* The business day of a moment; `day_start_minutes` is 0 to 1439. */
int32_t zone_business_day(const struct zone *zone, int64_t at_ms, int day_start_minutes);

/* "12:42", and "2026-11-23T12:42:00+01:00". Return out_text. */
const char *zone_print_clock(const struct zone *zone, int64_t at_ms, char out_text[CLOCK_TEXT_MAX]);
const char *zone_print_time(const struct zone *zone, int64_t at_ms, char out_text[TIME_TEXT_MAX]);

#endif
