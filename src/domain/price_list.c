#include "domain/price_list.h"

#include <strings.h>

#include "base/error.h"
#include "domain/day.h"

#define WEEK 7

static const char *const WEEKDAYS[WEEK] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* 0 Monday to 6 Sunday. */
static int weekday_from_monday(int32_t day)
{
    return (day_weekday(day) + WEEK - 1) % WEEK;
}

bool price_list_holds(const struct price_list *list, int32_t business_day, int minute)
{
    bool is_in_days = (!list->has_start || business_day >= list->starts_on) &&
                      (!list->has_end || business_day <= list->ends_on) &&
                      (list->weekdays & (1 << weekday_from_monday(business_day))) != 0;
    bool is_over_midnight = list->from_minute > list->until_minute;
    bool is_in_hours = is_over_midnight
                           ? minute >= list->from_minute || minute < list->until_minute
                           : minute >= list->from_minute && minute < list->until_minute;
    return is_in_days && is_in_hours;
}

static bool read_weekday(struct text_view text, int *out_weekday)
{
    text = text_view_trim(text);
    for (int i = 0; i < WEEK; i++) {
        if (text.size == 3 && strncasecmp(text.bytes, WEEKDAYS[i], 3) == 0) {
            *out_weekday = i;
            return true;
        }
    }
    return false;
}

bool price_list_weekdays_parse(struct text_view text, int *out_weekdays, struct error *err)
{
    struct text_view rest = text_view_trim(text);
    struct text_view part;
    int weekdays = rest.size == 0 ? PRICE_LIST_ALL_WEEKDAYS : 0;
    while (text_view_split(&rest, ',', &part)) {
        struct text_view first;
        int from;
        int until;
        bool is_good = text_view_split(&part, '-', &first) && read_weekday(first, &from);
        until = from;
        if (!is_good || (part.size > 0 && !read_weekday(part, &until))) {
            return error_set(err, ERROR_INVALID,
                "weekdays are mon, tue, wed, thu, fri, sat, sun, as mon-fri or sat,sun");
        }
        for (int day = from;; day = (day + 1) % WEEK) {
            weekdays |= 1 << day;
            if (day == until) {
                break;
            }
        }
    }
    *out_weekdays = weekdays;
    return true;
}

static bool read_minute(struct text_view text, int *out_minute)
{
    struct error ignored;
    text = text_view_trim(text);
    if (text_view_equals(text, "24:00")) {
        *out_minute = PRICE_LIST_DAY_MINUTES;
        return true;
    }
    return day_start_parse(text, out_minute, &ignored);
}

bool price_list_hours_parse(
    struct text_view text, int *out_from_minute, int *out_until_minute, struct error *err)
{
    struct text_view rest = text_view_trim(text);
    struct text_view first;
    int from = 0;
    int until = PRICE_LIST_DAY_MINUTES;
    if (rest.size > 0 &&
        (!text_view_split(&rest, '-', &first) || !read_minute(first, &from) ||
            !read_minute(rest, &until) || from == until || from == PRICE_LIST_DAY_MINUTES)) {
        return error_set(err, ERROR_INVALID, "hours are two different times, as 16:00-18:30");
    }
    *out_from_minute = from;
    *out_until_minute = until;
    return true;
}

const char *price_list_weekdays_print(int weekdays, char out_text[PRICE_LIST_WEEKDAYS_TEXT_MAX])
{
    struct text_out out = text_out_begin(out_text, PRICE_LIST_WEEKDAYS_TEXT_MAX);
    for (int i = 0; i < WEEK && weekdays != PRICE_LIST_ALL_WEEKDAYS; i++) {
        if ((weekdays & (1 << i)) != 0) {
            text_out_append(&out, out.size > 0 ? "," : "");
            text_out_append(&out, WEEKDAYS[i]);
        }
    }
    return out_text;
}
