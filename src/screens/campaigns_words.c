#include "base/text.h"
#include "domain/quantity.h"
#include "screens/campaigns.h"
#include "screens/texts.h"

#define DASH "\u2013"
#define PERCENT_PPM 10000
#define ALL_PPM 1000000
#define TENTH_MILLI 100
#define SMALL_UNITS 100 /* smaller sums have their cents */
#define COLOUR_OF_NOTHING COLOUR_RGB(0xB8AFA2)

static const char *dash(char out[WORDS_MAX])
{
    text_copy(out, WORDS_MAX, DASH);
    return out;
}

/* Halves go away from zero. */
static int64_t round_to(int64_t value, int64_t step)
{
    return (value + (value < 0 ? -step : step) / 2) / step * step;
}

static int64_t unit_of(const struct app_view *view)
{
    int64_t unit = 1;
    for (int i = 0; i < view->shop->rules.currency->exponent; i++) {
        unit *= 10;
    }
    return unit;
}

static int64_t whole_units(const struct app_view *view, int64_t minor)
{
    return round_to(minor, unit_of(view));
}

const char *campaigns_units(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    const struct locale *locale = view->locale != NULL ? view->locale : locale_default();
    if (minor == VIEW_UNKNOWN) {
        return dash(out);
    }
    return locale_print_money(locale, whole_units(view, minor), view->shop->rules.currency,
        MONEY_GROUPED | MONEY_SHORT, out);
}

const char *campaigns_money(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    if (minor == VIEW_UNKNOWN) {
        return dash(out);
    }
    int64_t most = SMALL_UNITS * unit_of(view);
    bool is_small = minor < most && minor > -most;
    return words_note(view, is_small ? minor : whole_units(view, minor), out);
}

const char *campaigns_cents(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    return minor == VIEW_UNKNOWN ? dash(out) : words_money(view, minor, out);
}

const char *campaigns_share(const struct app_view *view, int64_t milli, char out[WORDS_MAX])
{
    if (milli == VIEW_UNKNOWN) {
        return dash(out);
    }
    return words_plain_quantity(view, round_to(milli, TENTH_MILLI), UNIT_EACH, out);
}

const char *campaigns_count(const struct app_view *view, int64_t count, char out[WORDS_MAX])
{
    return count < 0 ? dash(out) : words_count(view, (uint64_t)count, out);
}

const char *campaigns_ppm(const struct app_view *view, int64_t ppm, char out[WORDS_MAX])
{
    return ppm < 0 ? dash(out) : words_rate(view, (uint32_t)round_to(ppm, PERCENT_PPM), out);
}

const char *campaigns_percent(
    const struct app_view *view, int64_t part, int64_t whole, char out[WORDS_MAX])
{
    if (whole <= 0 || part < 0) {
        return dash(out);
    }
    return campaigns_ppm(view, (int64_t)((int128)part * ALL_PPM / whole), out);
}

/* The first four as on the table's picture, then those of categories that are left. */
colour campaigns_colour(const struct view_campaigns *figures, size_t row)
{
    static const colour FIRST[] = {COLOUR_TERRACOTTA, COLOUR_BLUE, COLOUR_AMBER, COLOUR_GREEN};
    static const int LATER[] = {5, 6, 7, 3, 0, 1, 2};
    if (row >= figures->row_count || figures->rows[row].id == 0) {
        return COLOUR_OF_NOTHING;
    }
    if (row < ARRAY_LENGTH(FIRST)) {
        return FIRST[row];
    }
    return theme_category_colour(LATER[(row - ARRAY_LENGTH(FIRST)) % ARRAY_LENGTH(LATER)]);
}
