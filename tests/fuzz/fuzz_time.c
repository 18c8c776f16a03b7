/* Moments and days that are taken print and read back; a broken time zone file is refused or
 * gives some local time, and never reads behind its bytes. */

#include "base/error.h"
#include "domain/day.h"
#include "fuzz/fuzz.h"

static void try_texts(struct text_view text)
{
    struct error err;
    int64_t at_ms, at_ms_again;
    int32_t day, day_again;
    char printed[TIME_TEXT_MAX];
    char printed_day[DAY_TEXT_MAX];
    int minutes;
    if (time_parse(text, &at_ms, &err)) {
        ASSERT(time_parse(text_view_of(time_print(at_ms, printed)), &at_ms_again, &err));
        ASSERT(at_ms == at_ms_again);
    }
    if (day_parse(text, &day, &err)) {
        ASSERT(day_parse(text_view_of(day_print(day, printed_day)), &day_again, &err));
        ASSERT(day == day_again);
    }
    if (day_start_parse(text, &minutes, &err)) {
        ASSERT(minutes >= 0 && minutes < 24 * 60);
    }
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct error err;
    struct zone *zone = NULL;
    try_texts((struct text_view){(const char *)bytes, size});
    if (zone_read(bytes, size, &zone, &err)) {
        static const int64_t MOMENTS_MS[] = {INT64_C(-5000000000000), -1, 0, INT64_C(1700000000000),
            INT64_C(1795434060000), INT64_C(9000000000000)};
        for (size_t i = 0; i < ARRAY_LENGTH(MOMENTS_MS); i++) {
            (void)zone_local(zone, MOMENTS_MS[i]);
        }
        zone_close(zone);
    }
}
