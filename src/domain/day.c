#include "domain/day.h"

#include <stdio.h>

#include "base/error.h"
#include "domain/day_private.h"

/* --- calendar ------------------------------------------------------------------------------ */

/* A year that begins in March has its leap day at the end, so that the days before a month follow
 * one straight line; 400 years always have the same number of days. */
#define DAYS_OF_400_YEARS 146097
#define DAYS_TO_1970 719468 /* from 0000-03-01 */

int32_t day_number(int year, int month, int day)
{
    ASSERT(month >= 1 && month <= 12);
    int64_t years = month <= 2 ? year - 1 : year;
    int64_t era = (years >= 0 ? years : years - 399) / 400;
    int64_t year_of_era = years - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int32_t)(era * DAYS_OF_400_YEARS + day_of_era - DAYS_TO_1970);
}

void day_split(int32_t day, int *out_year, int *out_month, int *out_day)
{
    int64_t days = (int64_t)day + DAYS_TO_1970;
    int64_t era = (days >= 0 ? days : days - (DAYS_OF_400_YEARS - 1)) / DAYS_OF_400_YEARS;
    int64_t day_of_era = days - era * DAYS_OF_400_YEARS;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    *out_day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *out_month = (int)month;
    *out_year = (int)(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
}

int day_weekday(int32_t day)
{
    return (int)(((int64_t)day % 7 + 11) % 7); /* 1970-01-01 was a Thursday */
}

/* --- reading ------------------------------------------------------------------------------- */

/* Reads exactly `count` digits; moves `text` behind them. */
static bool take_digits(struct text_view *text, int count, int *out_number)
{
    int number = 0;
    if (text->size < (size_t)count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        char byte = text->bytes[i];
        if (byte < '0' || byte > '9') {
            return false;
        }
        number = number * 10 + (byte - '0');
    }
    text->bytes += count;
    text->size -= (size_t)count;
    *out_number = number;
    return true;
}

static bool take_char(struct text_view *text, char wanted)
{
    if (text->size == 0 || text->bytes[0] != wanted) {
        return false;
    }
    text->bytes++;
    text->size--;
    return true;
}

static bool take_day(struct text_view *text, int32_t *out_day)
{
    int year;
    int month;
    int day;
    if (!take_digits(text, 4, &year) || !take_char(text, '-') || !take_digits(text, 2, &month) ||
        !take_char(text, '-') || !take_digits(text, 2, &day)) {
        return false;
    }
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    int32_t number = day_number(year, month, day);
    int back_year;
    int back_month;
    int back_day;
    day_split(number, &back_year, &back_month, &back_day);
    if (back_day != day) { /* 31 April comes back as 1 May */
        return false;
    }
    *out_day = number;
    return true;
}

bool day_parse(struct text_view text, int32_t *out_day, struct error *err)
{
    struct text_view rest = text;
    int32_t day;
    if (!take_day(&rest, &day) || rest.size > 0) {
        return error_set(err, ERROR_INVALID, "'%.*s' is no date; one reads 2026-11-23",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    *out_day = day;
    return true;
}

/* "12:41:00.123" as milliseconds of the day. */
static bool take_time(struct text_view *text, int64_t *out_ms)
{
    int hour;
    int minute;
    int second;
    if (!take_digits(text, 2, &hour) || !take_char(text, ':') || !take_digits(text, 2, &minute) ||
        !take_char(text, ':') || !take_digits(text, 2, &second)) {
        return false;
    }
    if (hour > 23 || minute > 59 || second > 60) {
        return false;
    }
    int ms = 0;
    if (take_char(text, '.') || take_char(text, ',')) {
        int places = 0;
        int digit;
        while (take_digits(text, 1, &digit)) {
            places++;
            ms = places <= 3 ? ms * 10 + digit : ms;
        }
        if (places == 0) {
            return false;
        }
        for (; places < 3; places++) {
            ms *= 10;
        }
    }
    *out_ms = ((int64_t)hour * 3600 + minute * 60 + second) * 1000 + ms;
    return true;
}

/* "Z", "+01:00", "-0330" or "+01" as seconds. */
static bool take_offset(struct text_view *text, int *out_offset_s)
{
    if (take_char(text, 'Z') || take_char(text, 'z')) {
        *out_offset_s = 0;
        return true;
    }
    bool is_west = take_char(text, '-');
    int hour;
    int minute = 0;
    if ((!is_west && !take_char(text, '+')) || !take_digits(text, 2, &hour)) {
        return false;
    }
    if (text->size > 0) {
        take_char(text, ':');
        if (!take_digits(text, 2, &minute)) {
            return false;
        }
    }
    if (hour > 23 || minute > 59) {
        return false;
    }
    int offset = hour * 3600 + minute * 60;
    *out_offset_s = is_west ? -offset : offset;
    return true;
}

bool time_parse(struct text_view text, int64_t *out_at_ms, struct error *err)
{
    struct text_view rest = text;
    int32_t day;
    int64_t ms;
    int offset_s;
    bool is_good = take_day(&rest, &day) &&
                   (take_char(&rest, 'T') || take_char(&rest, 't') || take_char(&rest, ' ')) &&
                   take_time(&rest, &ms) && take_offset(&rest, &offset_s) && rest.size == 0;
    if (!is_good) {
        return error_set(err, ERROR_INVALID,
            "'%.*s' is no time with a zone; one reads 2026-11-23T12:41:00Z",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    int64_t at_ms = (int64_t)day * DAY_MS + ms - (int64_t)offset_s * 1000;
    /* Two days from the ends, so that it has a local time and a business day in every zone. */
    if (at_ms < (DAY_MIN + 2) * DAY_MS || at_ms >= (DAY_MAX - 1) * DAY_MS) {
        return error_set(err, ERROR_INVALID, "'%.*s' is beyond the calendar's years 1 to 9999",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    *out_at_ms = at_ms;
    return true;
}

bool day_start_parse(struct text_view text, int *out_minutes, struct error *err)
{
    struct text_view rest = text_view_trim(text);
    int hour;
    int minute;
    bool is_good = take_digits(&rest, 2, &hour) && take_char(&rest, ':') &&
                   take_digits(&rest, 2, &minute) && rest.size == 0 && hour <= 23 && minute <= 59;
    if (!is_good) {
        return error_set(err, ERROR_INVALID, "'%.*s' is no time of day; one reads 04:00",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    *out_minutes = hour * 60 + minute;
    return true;
}

/* --- printing ------------------------------------------------------------------------------ */

static void append_two(struct text_out *out, char before, int number)
{
    text_out_append_char(out, before);
    text_out_append_number(out, number, 2);
}

const char *day_print(int32_t day, char out_text[DAY_TEXT_MAX])
{
    ASSERT(day >= DAY_MIN && day <= DAY_MAX);
    int year;
    int month;
    int of_month;
    day_split(day, &year, &month, &of_month);
    struct text_out out = text_out_begin(out_text, DAY_TEXT_MAX);
    text_out_append_number(&out, year, 4);
    append_two(&out, '-', month);
    append_two(&out, '-', of_month);
    return out_text;
}

/* The date and time of `local_ms`, milliseconds since 1970 of whatever clock. */
static void append_time(struct text_out *out, int64_t local_ms)
{
    int64_t day = floor_divide(local_ms, DAY_MS);
    int64_t of_day = local_ms - day * DAY_MS;
    char date[DAY_TEXT_MAX];
    int second = (int)(of_day / 1000);
    int ms = (int)(of_day % 1000);
    text_out_append(out, day_print((int32_t)day, date));
    append_two(out, 'T', second / 3600);
    append_two(out, ':', second / 60 % 60);
    append_two(out, ':', second % 60);
    if (ms > 0) {
        text_out_append_char(out, '.');
        text_out_append_number(out, ms, 3);
    }
}

const char *time_print(int64_t at_ms, char out_text[TIME_TEXT_MAX])
{
    struct text_out out = text_out_begin(out_text, TIME_TEXT_MAX);
    append_time(&out, at_ms);
    text_out_append_char(&out, 'Z');
    return out_text;
}

/* --- by zone ------------------------------------------------------------------------------- */

struct local_time zone_local(const struct zone *zone, int64_t at_ms)
{
    int32_t offset_s = zone_offset_s(zone, at_ms);
    int64_t local_s = floor_divide(at_ms, 1000) + offset_s;
    int64_t day = floor_divide(local_s, DAY_S);
    int of_day = (int)(local_s - day * DAY_S);
    return (struct local_time){
        .day = (int32_t)day,
        .hour = of_day / 3600,
        .minute = of_day / 60 % 60,
        .second = of_day % 60,
        .offset_s = offset_s,
    };
}

/* The first second of (low, high] whose offset is not that of `low`. */
static int64_t find_change(const struct zone *zone, int64_t low_s, int64_t high_s)
{
    int32_t before = zone_offset_s(zone, low_s * 1000);
    while (high_s - low_s > 1) {
        int64_t middle_s = low_s + (high_s - low_s) / 2;
        if (zone_offset_s(zone, middle_s * 1000) == before) {
            low_s = middle_s;
        } else {
            high_s = middle_s;
        }
    }
    return high_s;
}

int64_t zone_moment(const struct zone *zone, int32_t day, int minutes)
{
    ASSERT(minutes >= 0 && minutes < 24 * 60);
    int64_t wall_s = (int64_t)day * DAY_S + (int64_t)minutes * 60;
    int32_t before = zone_offset_s(zone, (wall_s - DAY_S) * 1000);
    int32_t after = zone_offset_s(zone, (wall_s + DAY_S) * 1000);
    int64_t first_s = wall_s - before;
    int64_t second_s = wall_s - after;
    /* The offset before is tried first: where clocks go back both are right and it is earlier. */
    if (zone_offset_s(zone, first_s * 1000) == before) {
        return first_s * 1000;
    }
    if (zone_offset_s(zone, second_s * 1000) == after) {
        return second_s * 1000;
    }
    return find_change(zone, second_s, first_s) * 1000;
}

int32_t zone_business_day(const struct zone *zone, int64_t at_ms, int day_start_minutes)
{
    ASSERT(day_start_minutes >= 0 && day_start_minutes < 24 * 60);
    struct local_time local = zone_local(zone, at_ms);
    bool is_still_yesterday = local.hour * 60 + local.minute < day_start_minutes;
    return is_still_yesterday ? local.day - 1 : local.day;
}

const char *zone_print_clock(const struct zone *zone, int64_t at_ms, char out_text[CLOCK_TEXT_MAX])
{
    struct local_time local = zone_local(zone, at_ms);
    struct text_out out = text_out_begin(out_text, CLOCK_TEXT_MAX);
    text_out_format(&out, "%02d:%02d", local.hour, local.minute);
    return out_text;
}

const char *zone_print_time(const struct zone *zone, int64_t at_ms, char out_text[TIME_TEXT_MAX])
{
    int32_t offset_s = zone_offset_s(zone, at_ms);
    struct text_out out = text_out_begin(out_text, TIME_TEXT_MAX);
    append_time(&out, at_ms + (int64_t)offset_s * 1000);
    int32_t minutes = (offset_s < 0 ? -offset_s : offset_s) / 60;
    append_two(&out, offset_s < 0 ? '-' : '+', (int)(minutes / 60));
    append_two(&out, ':', (int)(minutes % 60));
    return out_text;
}
