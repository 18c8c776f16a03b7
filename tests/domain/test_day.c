/* Dates, timestamps and zones agree with an independent implementation around every change of
 * clocks, a sale of the small hours belongs to the day before, and what is no date is refused.
 *
 * tests/cases/zone/offsets.csv: offsets at the seconds around every change of clocks in seven years,
 * computed with Python's zoneinfo, for zones whose rules have been settled for years. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/csv.h"
#include "base/decimal.h"
#include "base/error.h"
#include "domain/day.h"

static struct zone *must_open(const char *name)
{
    struct zone *zone = NULL;
    struct error err = {0};
    if (!zone_open(name, &zone, &err)) {
        fail_msg("%s", err.text);
    }
    return zone;
}

static int64_t ms_of(const char *text)
{
    int64_t at_ms = 0;
    struct error err = {0};
    if (!time_parse(text_view_of(text), &at_ms, &err)) {
        fail_msg("%s", err.text);
    }
    return at_ms;
}

/* Walks the calendar day by day from the first year to the last, counting along. */
static void counts_every_day(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t number = DAY_MIN;
    int weekday = 1; /* 0001-01-01 was a Monday */
    for (int year = 1; year <= 9999; year++) {
        bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && is_leap);
            for (int day = 1; day <= length; day++, number++) {
                int split[3];
                day_split(number, &split[0], &split[1], &split[2]);
                if (day_number(year, month, day) != number || split[0] != year ||
                    split[1] != month || split[2] != day || day_weekday(number) != weekday) {
                    fail_msg("%d-%d-%d", year, month, day);
                }
                weekday = (weekday + 1) % 7;
            }
        }
    }
    assert_int_equal(number, DAY_MAX + 1);
}

static void reads_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_date;
    } rows[] = {{"2026-11-23", true}, {"2024-02-29", true}, {"2023-02-29", false},
        {"2026-04-31", false}, {"2026-13-01", false}, {"2026-00-01", false}, {"2026-01-00", false},
        {"0000-01-01", false}, {"9999-12-31", true}, {"2026-1-1", false}, {"20261123", false},
        {"2026-11-23 ", false}, {"", false}, {"2026-11-2x", false}, {"-026-11-23", false}};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int32_t day;
        struct error err;
        char text[DAY_TEXT_MAX];
        if (day_parse(text_view_of(rows[i].text), &day, &err) != rows[i].is_date) {
            fail_msg("'%s'", rows[i].text);
        }
        if (rows[i].is_date) {
            assert_string_equal(day_print(day, text), rows[i].text);
        }
    }
}

static void reads_timestamps(void **state)
{
    (void)state;
    static const struct {
        const char *text, *printed; /* NULL: refused */
    } rows[] = {
        {"2026-11-23T12:41:00Z", "2026-11-23T12:41:00Z"},
        {"2026-11-23T12:41:00.5Z", "2026-11-23T12:41:00.500Z"},
        {"2026-11-23t12:41:00.123999z", "2026-11-23T12:41:00.123Z"},
        {"2026-11-23 13:41:00+01:00", "2026-11-23T12:41:00Z"},
        {"2026-11-23T09:11:00-03:30", "2026-11-23T12:41:00Z"},
        {"2026-11-23T13:41:00+0100", "2026-11-23T12:41:00Z"},
        {"2026-11-23T13:41:00+01", "2026-11-23T12:41:00Z"},
        {"2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
        {"0001-01-03T00:00:00Z", "0001-01-03T00:00:00Z"},
        {"0001-01-01T00:00:00Z", NULL}, /* it has no local time in some zones */
        {"9999-12-31T00:00:00Z", NULL},
        {"2026-11-23T12:41:00", NULL},
        {"2026-11-23T12:41Z", NULL},
        {"2026-11-23T24:00:00Z", NULL},
        {"2026-11-23T12:60:00Z", NULL},
        {"2026-11-23T12:41:61Z", NULL},
        {"2026-11-23T12:41:00.Z", NULL},
        {"2026-11-23T12:41:00+1:00", NULL},
        {"2026-11-23T12:41:00+24:00", NULL},
        {"2026-11-23T12:41:00Zulu", NULL},
        {"2026-02-30T12:41:00Z", NULL},
        {"23.11.2026", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t at_ms;
        struct error err;
        char text[TIME_TEXT_MAX];
        bool is_read = time_parse(text_view_of(rows[i].text), &at_ms, &err);
        if (is_read != (rows[i].printed != NULL)) {
            fail_msg("'%s'", rows[i].text);
        }
        if (is_read) {
            assert_string_equal(time_print(at_ms, text), rows[i].printed);
        }
    }
}

static void agrees_around_changes_of_clocks(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct csv_reader *reader = malloc(sizeof(*reader));
    struct error err;
    struct zone *zone = NULL;
    char name[ZONE_NAME_MAX] = "";
    size_t count = 0;
    assert_true(buffer_read_file(&file, TEST_CASES "/zone/offsets.csv", &err));
    assert_true(csv_open(file.bytes, file.size, reader, &err));
    assert_int_equal(csv_read_row(reader, &err), CSV_ROW);
    while (csv_read_row(reader, &err) == CSV_ROW) {
        if (!text_view_equals(reader->fields[0].text, name)) {
            assert_true(text_copy_view(name, sizeof(name), reader->fields[0].text));
            zone_close(zone);
            zone = must_open(name);
        }
        int64_t at_s;
        int64_t offset_s;
        assert_true(decimal_parse(reader->fields[1].text, 0, '.', &at_s, &err));
        assert_true(decimal_parse(reader->fields[2].text, 0, '.', &offset_s, &err));
        if (zone_offset_s(zone, at_s * 1000) != offset_s) {
            fail_msg("%s at %ld", name, (long)at_s);
        }
        count++;
    }
    assert_true(count > 300);
    zone_close(zone);
    csv_close(reader);
    free(reader);
    buffer_close(&file);
}

static void finds_the_business_day(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *at;
        int starts;
        const char *day;
    } rows[] = {
        {"Europe/Berlin", "2026-11-23T11:42:00Z", 240, "2026-11-23"},
        {"Europe/Berlin", "2026-11-24T02:59:59.999Z", 240, "2026-11-23"},
        {"Europe/Berlin", "2026-11-24T03:00:00Z", 240, "2026-11-24"},
        {"Europe/Berlin", "2026-11-23T22:59:59Z", 0, "2026-11-23"},
        {"Europe/Berlin", "2026-11-23T23:00:00Z", 0, "2026-11-24"},
        {"Europe/Berlin", "2026-10-25T00:30:00Z", 180, "2026-10-24"}, /* 02:30, the first one */
        {"Europe/Berlin", "2026-10-25T01:30:00Z", 180, "2026-10-24"}, /* 02:30 again */
        {"Europe/Berlin", "2026-10-25T02:00:00Z", 180, "2026-10-25"},
        {"Europe/Berlin", "2026-03-29T00:59:59Z", 150, "2026-03-28"}, /* 01:59:59, then 03:00 */
        {"Europe/Berlin", "2026-03-29T01:00:00Z", 150, "2026-03-29"},
        {"America/New_York", "2026-01-01T04:59:59Z", 0, "2025-12-31"},
        {"Pacific/Apia", "2011-12-30T09:59:59Z", 0, "2011-12-29"},
        {"Pacific/Apia", "2011-12-30T10:00:00Z", 0, "2011-12-31"}, /* a day that never was */
        {"Asia/Kathmandu", "1969-12-31T18:29:59Z", 0, "1969-12-31"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct zone *zone = must_open(rows[i].zone);
        char text[DAY_TEXT_MAX];
        day_print(zone_business_day(zone, ms_of(rows[i].at), rows[i].starts), text);
        if (strcmp(text, rows[i].day) != 0) {
            fail_msg("%s %s: %s", rows[i].zone, rows[i].at, text);
        }
        zone_close(zone);
    }
}

static void finds_moments_on_the_wall(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int month, day, minutes;
        const char *at; /* in 2026 */
    } rows[] = {
        {"Europe/Berlin", 11, 23, 240, "2026-11-23T03:00:00Z"},
        {"Europe/Berlin", 7, 1, 240, "2026-07-01T02:00:00Z"},
        {"Europe/Berlin", 3, 29, 150, "2026-03-29T01:00:00Z"}, /* skipped */
        {"Europe/Berlin", 3, 29, 119, "2026-03-29T00:59:00Z"},
        {"Europe/Berlin", 3, 29, 180, "2026-03-29T01:00:00Z"},
        {"Europe/Berlin", 10, 25, 150, "2026-10-25T00:30:00Z"}, /* twice: the first */
        {"Europe/Berlin", 10, 25, 180, "2026-10-25T02:00:00Z"},
        {"Australia/Lord_Howe", 10, 4, 135, "2026-10-03T15:30:00Z"}, /* half an hour skipped */
        {"Asia/Tokyo", 1, 1, 0, "2025-12-31T15:00:00Z"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct zone *zone = must_open(rows[i].zone);
        char text[TIME_TEXT_MAX];
        int32_t day = day_number(2026, rows[i].month, rows[i].day);
        time_print(zone_moment(zone, day, rows[i].minutes), text);
        if (strcmp(text, rows[i].at) != 0) {
            fail_msg(
                "%s %d-%d %d: %s", rows[i].zone, rows[i].month, rows[i].day, rows[i].minutes, text);
        }
        zone_close(zone);
    }
}

static void prints_local_times(void **state)
{
    (void)state;
    struct zone *berlin = must_open("Europe/Berlin");
    struct zone *johns = must_open("America/St_Johns");
    struct zone *utc = zone_open_utc();
    int64_t at_ms = ms_of("2026-11-23T11:42:00Z");
    char clock[CLOCK_TEXT_MAX];
    char text[TIME_TEXT_MAX];
    assert_string_equal(zone_print_clock(berlin, at_ms, clock), "12:42");
    assert_string_equal(zone_print_time(berlin, at_ms, text), "2026-11-23T12:42:00+01:00");
    assert_string_equal(zone_print_time(johns, at_ms, text), "2026-11-23T08:12:00-03:30");
    assert_string_equal(zone_print_time(utc, at_ms + 5, text), "2026-11-23T11:42:00.005+00:00");
    zone_close(berlin);
    zone_close(johns);
    zone_close(utc);
    zone_close(NULL);
}

static void refuses_what_is_no_zone(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum error_code code;
    } rows[] = {{"", ERROR_INVALID}, {"../../etc/passwd", ERROR_INVALID},
        {"/etc/localtime", ERROR_INVALID}, {"Europe/..", ERROR_INVALID},
        {"Europe//Berlin", ERROR_INVALID}, {"Europe/", ERROR_INVALID},
        {"Europe/Berlin ", ERROR_INVALID}, {"Europe/Atlantis", ERROR_NOT_FOUND},
        {"Europe", ERROR_IO}};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct zone *zone = NULL;
        struct error err = {0};
        assert_false(zone_open(rows[i].name, &zone, &err));
        if (err.code != rows[i].code || zone != NULL) {
            fail_msg("'%s': %s", rows[i].name, err.text);
        }
    }
}

/* No damage of a zone file may crash or loop. */
static void survives_damaged_files(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct error err;
    if (!buffer_read_file(&file, "/usr/share/zoneinfo/Europe/Berlin", &err)) {
        skip();
    }
    uint64_t seed = 3;
    for (size_t round = 0; round < 4000; round++) {
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
        size_t size = round % 2 == 0 ? file.size : (size_t)(seed >> 33) % file.size;
        char *copy = malloc(size + 1);
        memcpy(copy, file.bytes, size);
        if (round % 2 == 0) {
            copy[(seed >> 33) % size] ^= (char)(1 << (seed >> 20) % 8);
        }
        struct zone *zone = NULL;
        if (zone_read(copy, size, &zone, &err)) {
            zone_offset_s(zone, 0);
            zone_offset_s(zone, ms_of("2100-07-01T00:00:00Z"));
            zone_moment(zone, day_number(2026, 3, 29), 150);
        } else {
            assert_int_equal(err.code, ERROR_CORRUPT);
        }
        zone_close(zone);
        free(copy);
    }
    buffer_close(&file);
}

static void reads_the_start_of_the_day(void **state)
{
    (void)state;
    int minutes = 0;
    struct error err;
    assert_true(day_start_parse(text_view_of("04:00"), &minutes, &err));
    assert_int_equal(minutes, 240);
    assert_true(day_start_parse(text_view_of("23:59"), &minutes, &err));
    static const char *const bad[] = {"24:00", "4:00", "04:60", "04", "04:00:00", "", "noon"};
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        assert_false(day_start_parse(text_view_of(bad[i]), &minutes, &err));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_every_day),
        cmocka_unit_test(reads_dates),
        cmocka_unit_test(reads_timestamps),
        cmocka_unit_test(agrees_around_changes_of_clocks),
        cmocka_unit_test(finds_the_business_day),
        cmocka_unit_test(finds_moments_on_the_wall),
        cmocka_unit_test(prints_local_times),
        cmocka_unit_test(refuses_what_is_no_zone),
        cmocka_unit_test(survives_damaged_files),
        cmocka_unit_test(reads_the_start_of_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
