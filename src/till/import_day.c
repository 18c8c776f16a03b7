#include "till/import_day.h"

#include <string.h>

#include "base/compiler.h"
#include "base/error.h"
#include "till/import_file.h"

#define NOON_MINUTES (12 * 60)
#define DAY_CHARACTERS 10
#define MINUTE_MS INT64_C(60000)

/* A number of exactly this many digits; takes it off. */
static bool take_number(struct text_view *text, size_t digits, int *out_number)
{
    int number = 0;
    if (text->size < digits) {
        return false;
    }
    for (size_t i = 0; i < digits; i++) {
        if (text->bytes[i] < '0' || text->bytes[i] > '9') {
            return false;
        }
        number = number * 10 + (text->bytes[i] - '0');
    }
    text->bytes += digits;
    text->size -= digits;
    *out_number = number;
    return true;
}

static bool take_mark(struct text_view *text, const char *marks)
{
    if (text->size == 0 || strchr(marks, text->bytes[0]) == NULL) {
        return false;
    }
    text->bytes++;
    text->size--;
    return true;
}

/* Takes the date off the front. */
static bool take_day(struct text_view *text, int32_t *out_day)
{
    char iso[DAY_TEXT_MAX];
    struct error why;
    if (text->size < DAY_CHARACTERS) {
        return false;
    }
    const char *at = text->bytes;
    bool is_german = at[2] == '.' && at[5] == '.';
    struct text_out out = text_out_begin(iso, sizeof(iso));
    struct text_view parts[] = {{at + 6, 4}, {"-", 1}, {at + 3, 2}, {"-", 1}, {at, 2}};
    for (size_t i = 0; is_german && i < ARRAY_LENGTH(parts); i++) {
        text_out_append_view(&out, parts[i]);
    }
    struct text_view day = is_german ? text_view_of(iso) : (struct text_view){at, DAY_CHARACTERS};
    text->bytes += DAY_CHARACTERS;
    text->size -= DAY_CHARACTERS;
    return day_parse(day, out_day, &why);
}

bool import_day(struct import_file *file, size_t column, char out_day[DAY_TEXT_MAX])
{
    struct text_view rest = import_field(file, column);
    int32_t day;
    if (!take_day(&rest, &day) || (rest.size > 0 && strchr(" T,", rest.bytes[0]) == NULL)) {
        import_problem_add(file->result, import_place_of(file, column),
            "%s is no day as in 2026-11-23", file->columns[column].name);
        return false;
    }
    day_print(day, out_day);
    return true;
}

/* "12:41", "12:41:05", "12:41:05.250" */
static bool take_time(struct text_view *text, int *out_minutes, int64_t *out_rest_ms)
{
    int hour;
    int minute;
    int second = 0;
    int digit;
    int64_t milliseconds = 0;
    int64_t unit = 100;
    if (!take_number(text, 2, &hour) || !take_mark(text, ":") || !take_number(text, 2, &minute) ||
        hour > 23 || minute > 59) {
        return false;
    }
    if (take_mark(text, ":") && (!take_number(text, 2, &second) || second > 60)) {
        return false;
    }
    if (take_mark(text, ".")) {
        while (take_number(text, 1, &digit)) {
            milliseconds += digit * unit;
            unit /= 10;
        }
    }
    *out_minutes = hour * 60 + minute;
    *out_rest_ms = second * INT64_C(1000) + milliseconds;
    return true;
}

/* "Z", "UTC", "+01:00", "+0100"; *out_has is false where nothing stands. */
static bool take_offset(struct text_view text, bool *out_has, int *out_minutes)
{
    int hours;
    int minutes;
    *out_has = text.size > 0;
    *out_minutes = 0;
    if (text.size == 0 || text_view_equals(text, "Z") || text_view_equals(text, "UTC")) {
        return true;
    }
    bool is_behind = text.bytes[0] == '-';
    if (!take_mark(&text, "+-") || !take_number(&text, 2, &hours)) {
        return false;
    }
    (void)take_mark(&text, ":");
    if (!take_number(&text, 2, &minutes) || text.size > 0 || hours > 14 || minutes > 59) {
        return false;
    }
    *out_minutes = (is_behind ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

bool import_read_moment(struct text_view text, const struct zone *zone, int64_t *out_at_ms)
{
    int32_t day;
    int minutes = NOON_MINUTES;
    int64_t rest_ms = 0;
    bool has_offset = false;
    int offset = 0;
    if (!take_day(&text, &day)) {
        return false;
    }
    if (text.size > 0) {
        if (!take_mark(&text, " Tt,")) {
            return false;
        }
        text = text_view_trim(text);
        if (!take_time(&text, &minutes, &rest_ms) ||
            !take_offset(text_view_trim(text), &has_offset, &offset)) {
            return false;
        }
    }
    *out_at_ms = has_offset ? (int64_t)day * 24 * 60 * MINUTE_MS + (minutes - offset) * MINUTE_MS
                            : zone_moment(zone, day, minutes);
    *out_at_ms += rest_ms;
    return true;
}

bool import_moment(
    struct import_file *file, size_t column, const struct zone *zone, int64_t *out_at_ms)
{
    if (import_read_moment(import_field(file, column), zone, out_at_ms)) {
        return true;
    }
    import_problem_add(file->result, import_place_of(file, column),
        "%s is no time as in 2026-11-23T12:41:00Z", file->columns[column].name);
    return false;
}
