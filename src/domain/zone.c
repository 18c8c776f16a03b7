#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/day.h"
#include "domain/day_private.h"

/* One end of daylight saving as the footer writes it: a day of the year and a time of the wall
 * clock, which may lie before or after that day. */
struct rule_day {
    enum {
        RULE_JULIAN,   /* "J60": 1 to 365, 29 February is never counted */
        RULE_ORDINAL,  /* "59": 0 to 365, it is */
        RULE_MONTH_DAY /* "M3.5.0": the last (5) Sunday (0) of March */
    } kind;
    int month, week, weekday;
    int day;
    int32_t time_s;
};

/* The rule for all time after the table: POSIX TZ with the extensions of RFC 8536. */
struct rule {
    bool is_set, has_daylight;
    int32_t standard_s, daylight_s; /* ahead of UTC */
    struct rule_day begin, end;     /* of daylight saving */
};

struct zone {
    size_t count;
    int64_t *changes_s; /* rising */
    int32_t *offsets_s; /* from changes_s[i] on */
    int32_t first_s;    /* before the first change */
    struct rule rule;
};

/* --- the rule at the end ------------------------------------------------------------------- */

static bool take_char(struct text_view *text, char wanted)
{
    if (text->size == 0 || text->bytes[0] != wanted) {
        return false;
    }
    text->bytes++;
    text->size--;
    return true;
}

static bool take_number(struct text_view *text, int max, int *out_number)
{
    int number = 0;
    size_t at = 0;
    while (at < text->size && text->bytes[at] >= '0' && text->bytes[at] <= '9' && number <= max) {
        number = number * 10 + (text->bytes[at++] - '0');
    }
    text->bytes += at;
    text->size -= at;
    *out_number = number;
    return at > 0 && number <= max;
}

/* "CET" or "<-03>"; the name itself is of no use here. */
static bool take_name(struct text_view *text)
{
    size_t size = 0;
    if (take_char(text, '<')) {
        while (text->size > 0 && text->bytes[0] != '>') {
            text->bytes++;
            text->size--;
            size++;
        }
        return take_char(text, '>') && size > 0;
    }
    while (text->size > 0 && ((text->bytes[0] | 0x20) >= 'a' && (text->bytes[0] | 0x20) <= 'z')) {
        text->bytes++;
        text->size--;
        size++;
    }
    return size >= 3;
}

/* "2", "-1", "02:30:00" as seconds. */
static bool take_time(struct text_view *text, int32_t *out_s)
{
    bool is_negative = take_char(text, '-');
    int parts[3] = {0};
    if (!is_negative) {
        take_char(text, '+');
    }
    if (!take_number(text, 167, &parts[0])) {
        return false;
    }
    for (int i = 1; i < 3 && take_char(text, ':'); i++) {
        if (!take_number(text, 59, &parts[i])) {
            return false;
        }
    }
    int32_t seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
    *out_s = is_negative ? -seconds : seconds;
    return true;
}

static bool take_rule_day(struct text_view *text, struct rule_day *day)
{
    bool is_good;
    if (take_char(text, 'M')) {
        day->kind = RULE_MONTH_DAY;
        is_good = take_number(text, 12, &day->month) && take_char(text, '.') &&
                  take_number(text, 5, &day->week) && take_char(text, '.') &&
                  take_number(text, 6, &day->weekday) && day->month >= 1 && day->week >= 1;
    } else if (take_char(text, 'J')) {
        day->kind = RULE_JULIAN;
        is_good = take_number(text, 365, &day->day) && day->day >= 1;
    } else {
        day->kind = RULE_ORDINAL;
        is_good = take_number(text, 365, &day->day);
    }
    day->time_s = 2 * 3600;
    return is_good && (!take_char(text, '/') || take_time(text, &day->time_s));
}

/* Reads "CET-1CEST,M3.5.0,M10.5.0/3". Offsets there count westward. */
static bool parse_rule(struct text_view text, struct rule *rule)
{
    int32_t west_s;
    if (!take_name(&text) || !take_time(&text, &west_s)) {
        return false;
    }
    rule->is_set = true;
    rule->standard_s = -west_s;
    if (text.size == 0) {
        return true;
    }
    if (!take_name(&text)) {
        return false;
    }
    rule->has_daylight = true;
    rule->daylight_s = rule->standard_s + 3600;
    if (text.size > 0 && text.bytes[0] != ',') {
        if (!take_time(&text, &west_s)) {
            return false;
        }
        rule->daylight_s = -west_s;
    }
    return take_char(&text, ',') && take_rule_day(&text, &rule->begin) && take_char(&text, ',') &&
           take_rule_day(&text, &rule->end) && text.size == 0;
}

static bool is_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* When the wall clock shows this end of daylight saving, in seconds since 1970 of that clock. */
static int64_t rule_moment_s(const struct rule_day *day, int year)
{
    int32_t number = day_number(year, 1, 1);
    switch (day->kind) {
    case RULE_JULIAN:
        number += day->day - 1 + (is_leap_year(year) && day->day >= 60 ? 1 : 0);
        break;
    case RULE_ORDINAL:
        number += day->day;
        break;
    case RULE_MONTH_DAY: {
        int32_t first = day_number(year, day->month, 1);
        int32_t next =
            day->month == 12 ? day_number(year + 1, 1, 1) : day_number(year, day->month + 1, 1);
        number = first + (day->weekday - day_weekday(first) + 7) % 7 + 7 * (day->week - 1);
        while (number >= next) {
            number -= 7;
        }
        break;
    }
    }
    return number * DAY_S + day->time_s;
}

static int32_t rule_offset_s(const struct rule *rule, int64_t at_s)
{
    if (!rule->has_daylight) {
        return rule->standard_s;
    }
    int year;
    int month;
    int day;
    day_split((int32_t)floor_divide(at_s + rule->standard_s, DAY_S), &year, &month, &day);
    int64_t begin_s = rule_moment_s(&rule->begin, year) - rule->standard_s;
    int64_t end_s = rule_moment_s(&rule->end, year) - rule->daylight_s;
    bool is_daylight = begin_s < end_s ? at_s >= begin_s && at_s < end_s
                                       : at_s >= begin_s || at_s < end_s; /* southern summer */
    return is_daylight ? rule->daylight_s : rule->standard_s;
}

/* --- the file ------------------------------------------------------------------------------ */

#define HEADER_SIZE 44
#define COUNT_MAX 10000 /* of changes; real zones have some hundreds */

static int64_t read_big_endian(const unsigned char *bytes, int size)
{
    uint64_t value = bytes[0] >= 0x80 ? UINT64_MAX : 0; /* two's complement */
    for (int i = 0; i < size; i++) {
        value = value << 8 | bytes[i];
    }
    return (int64_t)value;
}

/* The counts of a header, in the order of the file. */
struct counts {
    int64_t is_utc, is_standard, leaps, changes, types, characters;
};

static bool read_header(const unsigned char *bytes, size_t size, struct counts *counts)
{
    if (size < HEADER_SIZE || memcmp(bytes, "TZif", 4) != 0 || bytes[4] < '2') {
        return false;
    }
    int64_t *fields[] = {&counts->is_utc, &counts->is_standard, &counts->leaps, &counts->changes,
        &counts->types, &counts->characters};
    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        *fields[i] = read_big_endian(bytes + 20 + 4 * i, 4);
        if (*fields[i] < 0 || *fields[i] > COUNT_MAX) {
            return false;
        }
    }
    return true;
}

static size_t body_size(const struct counts *counts, size_t time_size)
{
    return (size_t)counts->changes * (time_size + 1) + (size_t)counts->types * 6 +
           (size_t)counts->characters + (size_t)counts->leaps * (time_size + 4) +
           (size_t)counts->is_standard + (size_t)counts->is_utc;
}

/* Fills the table of changes from the 64-bit body. */
static bool read_changes(const unsigned char *body, const struct counts *counts, struct zone *zone)
{
    size_t count = (size_t)counts->changes;
    const unsigned char *type_of = body + 8 * count;
    const unsigned char *types = type_of + count;
    zone->count = count;
    zone->changes_s = calloc(count + 1, sizeof(*zone->changes_s));
    zone->offsets_s = calloc(count + 1, sizeof(*zone->offsets_s));
    ASSERT(zone->changes_s != NULL && zone->offsets_s != NULL);
    for (int64_t i = 0; i < counts->types; i++) {
        int64_t offset = read_big_endian(types + 6 * i, 4);
        if (offset < -26 * 3600 || offset > 26 * 3600) {
            return false;
        }
    }
    zone->first_s = (int32_t)read_big_endian(types, 4);
    for (size_t i = 0; i < count; i++) {
        zone->changes_s[i] = read_big_endian(body + 8 * i, 8);
        if (type_of[i] >= counts->types ||
            (i > 0 && zone->changes_s[i] <= zone->changes_s[i - 1])) {
            return false;
        }
        zone->offsets_s[i] = (int32_t)read_big_endian(types + 6 * type_of[i], 4);
    }
    return true;
}

/* Both headers, the body of 64 bits and the footer. The first body holds the same in 32 bits. */
static bool read_file(const unsigned char *bytes, size_t size, struct zone *zone)
{
    struct counts counts;
    if (!read_header(bytes, size, &counts)) {
        return false;
    }
    size_t first = HEADER_SIZE + body_size(&counts, 4);
    if (first > size || !read_header(bytes + first, size - first, &counts)) {
        return false;
    }
    size_t body = first + HEADER_SIZE;
    size_t footer = body + body_size(&counts, 8);
    if (counts.types == 0 || counts.leaps > 0 || footer >= size || bytes[footer] != '\n' ||
        !read_changes(bytes + body, &counts, zone)) {
        return false;
    }
    struct text_view rule = {.bytes = (const char *)bytes + footer + 1, .size = size - footer - 1};
    const char *end = memchr(rule.bytes, '\n', rule.size);
    if (end == NULL) {
        return false;
    }
    rule.size = (size_t)(end - rule.bytes);
    return rule.size == 0 || parse_rule(rule, &zone->rule);
}

bool zone_read(const void *bytes, size_t size, struct zone **out_zone, struct error *err)
{
    struct zone *zone = calloc(1, sizeof(*zone));
    ASSERT(zone != NULL);
    if (!read_file(bytes, size, zone)) {
        zone_close(zone);
        return error_set(err, ERROR_CORRUPT, "this is no time zone file of version 2 or later");
    }
    *out_zone = zone;
    return true;
}

struct zone *zone_open_utc(void)
{
    struct zone *zone = calloc(1, sizeof(*zone));
    ASSERT(zone != NULL);
    return zone;
}

/* Letters, digits and what stands in names; no empty part, no dots, never absolute. */
static bool is_zone_name(const char *name)
{
    size_t size = strlen(name);
    if (size == 0 || size >= ZONE_NAME_MAX || name[0] == '/' || name[size - 1] == '/') {
        return false;
    }
    return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") ==
               size &&
           strstr(name, "//") == NULL;
}

bool zone_open(const char *name, struct zone **out_zone, struct error *err)
{
    char path[512];
    const char *folder = getenv("TZDIR");
    if (!is_zone_name(name)) {
        return error_set(
            err, ERROR_INVALID, "'%.60s' is no time zone; one reads Europe/Berlin", name);
    }
    struct text_out out = text_out_begin(path, sizeof(path));
    text_out_append(&out, folder != NULL && folder[0] != '\0' ? folder : "/usr/share/zoneinfo");
    text_out_append_char(&out, '/');
    text_out_append(&out, name);
    if (out.cut) {
        return error_set(err, ERROR_INVALID, "the path of the time zones is too long");
    }
    struct buffer file = {0};
    bool is_read = buffer_read_file(&file, path, err) &&
                   zone_read(file.bytes != NULL ? file.bytes : "", file.size, out_zone, err);
    buffer_close(&file);
    return is_read || error_prefix(err, "time zone %s: ", name);
}

void zone_close(struct zone *zone)
{
    if (zone != NULL) {
        free(zone->changes_s);
        free(zone->offsets_s);
        free(zone);
    }
}

int32_t zone_offset_s(const struct zone *zone, int64_t at_ms)
{
    int64_t at_s = floor_divide(at_ms, 1000);
    size_t low = 0; /* how many changes lie at or before the moment, at least */
    size_t high = zone->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes_s[middle] <= at_s) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == zone->count && zone->rule.is_set) {
        return rule_offset_s(&zone->rule, at_s);
    }
    return low == 0 ? zone->first_s : zone->offsets_s[low - 1];
}
