#include "domain/locale.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "domain/day.h"

#define MINUS "\xE2\x88\x92"
#define SPACE "\xC2\xA0"            /* no line breaks at it */
#define NARROW_SPACE "\xE2\x80\xAF" /* neither at this one */
#define APOSTROPHE "\xE2\x80\x99"

#define BEFORE LOCALE_SYMBOL_BEFORE
#define BEFORE_SPACE LOCALE_SYMBOL_BEFORE_SPACE
#define AFTER LOCALE_SYMBOL_AFTER_SPACE
#define DMY LOCALE_DATE_DMY
#define MDY LOCALE_DATE_MDY
#define YMD LOCALE_DATE_YMD

/* A language stands before its countries. */
static const struct locale LOCALES[] = {
    {"en", ".", ",", "", 0, false, LOCALE_SYMBOL_OWN, DMY, "/"},
    {"en_AU", ".", ",", "", 0, false, BEFORE, DMY, "/"},
    {"en_CA", ".", ",", "", 0, false, BEFORE, YMD, "-"},
    {"en_GB", ".", ",", "", 0, false, BEFORE, DMY, "/"},
    {"en_IE", ".", ",", "", 0, false, BEFORE, DMY, "/"},
    {"en_IN", ".", ",", "", 0, true, BEFORE, DMY, "/"},
    {"en_NZ", ".", ",", "", 0, false, BEFORE, DMY, "/"},
    {"en_SG", ".", ",", "", 0, false, BEFORE, DMY, "/"},
    {"en_US", ".", ",", "", 0, false, BEFORE, MDY, "/"},
    {"en_ZA", ",", SPACE, "", 0, false, BEFORE_SPACE, YMD, "/"},
    {"de", ",", ".", "", 0, false, AFTER, DMY, "."},
    {"de_AT", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "."},
    {"de_CH", ".", APOSTROPHE, "", 0, false, BEFORE_SPACE, DMY, "."},
    {"de_DE", ",", ".", "", 0, false, AFTER, DMY, "."},
    {"de_LI", ".", APOSTROPHE, "", 0, false, BEFORE_SPACE, DMY, "."},
    {"fr", ",", NARROW_SPACE, "", 0, false, AFTER, DMY, "/"},
    {"fr_BE", ",", NARROW_SPACE, "", 0, false, AFTER, DMY, "/"},
    {"fr_CA", ",", SPACE, "", 0, false, AFTER, YMD, "-"},
    {"fr_CH", ",", NARROW_SPACE, ".", 0, false, AFTER, DMY, "."},
    {"fr_FR", ",", NARROW_SPACE, "", 0, false, AFTER, DMY, "/"},
    {"es", ",", ".", "", 5, false, AFTER, DMY, "/"},
    {"es_AR", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "/"},
    {"es_CL", ",", ".", "", 0, false, BEFORE, DMY, "-"},
    {"es_CO", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "/"},
    {"es_ES", ",", ".", "", 5, false, AFTER, DMY, "/"},
    {"es_MX", ".", ",", "", 0, false, BEFORE, DMY, "/"},
    {"es_PE", ".", ",", "", 0, false, BEFORE_SPACE, DMY, "/"},
    {"ar", ".", ",", "", 0, false, AFTER, DMY, "/"},
    {"ar_AE", ".", ",", "", 0, false, AFTER, DMY, "/"},
    {"ar_EG", ".", ",", "", 0, false, AFTER, DMY, "/"},
    {"ar_KW", ".", ",", "", 0, false, AFTER, DMY, "/"},
    {"ar_MA", ",", ".", "", 0, false, AFTER, DMY, "/"},
    {"ar_SA", ".", ",", "", 0, false, AFTER, DMY, "/"},
    {"ar_TN", ",", ".", "", 0, false, AFTER, DMY, "/"},
    {"cs", ",", SPACE, "", 0, false, AFTER, DMY, "."},
    {"cs_CZ", ",", SPACE, "", 0, false, AFTER, DMY, "."},
    {"da", ",", ".", "", 0, false, AFTER, DMY, "."},
    {"da_DK", ",", ".", "", 0, false, AFTER, DMY, "."},
    {"fi", ",", SPACE, "", 0, false, AFTER, DMY, "."},
    {"fi_FI", ",", SPACE, "", 0, false, AFTER, DMY, "."},
    {"hi", ".", ",", "", 0, true, BEFORE, DMY, "/"},
    {"hu", ",", SPACE, "", 5, false, AFTER, YMD, "."},
    {"hu_HU", ",", SPACE, "", 5, false, AFTER, YMD, "."},
    {"it", ",", ".", "", 5, false, AFTER, DMY, "/"},
    {"it_CH", ".", APOSTROPHE, "", 5, false, BEFORE_SPACE, DMY, "/"},
    {"it_IT", ",", ".", "", 5, false, AFTER, DMY, "/"},
    {"ja", ".", ",", "", 0, false, BEFORE, YMD, "/"},
    {"ja_JP", ".", ",", "", 0, false, BEFORE, YMD, "/"},
    {"nb", ",", SPACE, "", 0, false, AFTER, DMY, "."},
    {"nb_NO", ",", SPACE, "", 0, false, AFTER, DMY, "."},
    {"nl", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "-"},
    {"nl_BE", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "/"},
    {"nl_NL", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "-"},
    {"pl", ",", SPACE, "", 5, false, AFTER, DMY, "."},
    {"pl_PL", ",", SPACE, "", 5, false, AFTER, DMY, "."},
    {"pt", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "/"},
    {"pt_BR", ",", ".", "", 0, false, BEFORE_SPACE, DMY, "/"},
    {"pt_PT", ",", SPACE, "", 5, false, AFTER, DMY, "/"},
    {"sv", ",", SPACE, "", 0, false, AFTER, YMD, "-"},
    {"sv_SE", ",", SPACE, "", 0, false, AFTER, YMD, "-"},
    {"tr", ",", ".", "", 0, false, BEFORE, DMY, "."},
    {"tr_TR", ",", ".", "", 0, false, BEFORE, DMY, "."},
    {"zh", ".", ",", "", 0, false, BEFORE, YMD, "/"},
    {"zh_CN", ".", ",", "", 0, false, BEFORE, YMD, "/"},
};

const struct locale *locale_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(LOCALES); i++) {
        if (strcmp(LOCALES[i].name, name) == 0) {
            return &LOCALES[i];
        }
    }
    return NULL;
}

const struct locale *locale_default(void)
{
    return &LOCALES[0];
}

/* The first row of a country, whatever is spoken there. */
static const struct locale *of_country(const char *country)
{
    for (size_t i = 0; i < ARRAY_LENGTH(LOCALES) && country[0] != '\0'; i++) {
        const char *mark = strchr(LOCALES[i].name, '_');
        if (mark != NULL && strcmp(mark + 1, country) == 0) {
            return &LOCALES[i];
        }
    }
    return NULL;
}

const struct locale *locale_choose(const char *language, const char *country)
{
    char name[sizeof LOCALES[0].name];
    struct text_out out = text_out_begin(name, sizeof name);
    text_out_append(&out, language);
    text_out_append(&out, "_");
    text_out_append(&out, country);
    const struct locale *found = out.cut ? NULL : locale_find(name);
    if (found == NULL) {
        found = locale_find(language);
    }
    if (found == NULL) {
        found = of_country(country);
    }
    return found != NULL ? found : locale_default();
}

/* True if a group mark stands before the digit that `left` digits and itself are left from. */
static bool begins_group(const struct locale *locale, size_t left)
{
    return locale->has_lakhs && left > 3 ? (left - 3) % 2 == 0 : left % 3 == 0;
}

/* "1234567.89" grouped, with the marks of the place. */
static void append_digits(
    struct text_out *out, const struct locale *locale, const char *digits, const char *mark)
{
    size_t whole = strcspn(digits, ".");
    size_t digits_min = locale->digits_min > 0 ? locale->digits_min : 4;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && whole >= digits_min && begins_group(locale, whole - i)) {
            text_out_append(out, locale->group);
        }
        text_out_append_char(out, digits[i]);
    }
    if (digits[whole] == '.') {
        text_out_append(out, mark);
        text_out_append(out, digits + whole + 1);
    }
}

static bool is_whole(int64_t minor, const struct currency *currency)
{
    int64_t factor = 1;
    for (int i = 0; i < currency->exponent; i++) {
        factor *= 10;
    }
    return minor % factor == 0;
}

/* The currency's sign without the space that its row may bring. */
static struct text_view bare_symbol(const struct currency *currency)
{
    struct text_view symbol = text_view_of(currency->symbol);
    if (symbol.size > 2 && memcmp(symbol.bytes + symbol.size - 2, SPACE, 2) == 0) {
        symbol.size -= 2;
    }
    return symbol;
}

static void append_symbol(struct text_out *out, const struct locale *locale,
    const struct currency *currency, bool is_before)
{
    if (locale->symbol == LOCALE_SYMBOL_OWN) {
        text_out_append(out, is_before ? "" : SPACE);
        text_out_append(out, currency->symbol);
        return;
    }
    struct text_view symbol = bare_symbol(currency);
    text_out_append(out, is_before ? "" : SPACE);
    text_out_append_view(out, symbol);
    /* A word needs its space: "CHF 22.06" also where a sign stands close. */
    bool is_word = symbol.size > 1 && symbol.bytes[symbol.size - 1] >= 'A';
    bool has_space = locale->symbol == LOCALE_SYMBOL_BEFORE_SPACE ||
                     (is_word && (unsigned char)symbol.bytes[symbol.size - 1] < 0x80);
    text_out_append(out, is_before && has_space ? SPACE : "");
}

const char *locale_print_money(const struct locale *locale, int64_t minor,
    const struct currency *currency, unsigned style, char out_text[MONEY_TEXT_MAX])
{
    char plain[DECIMAL_TEXT_MAX];
    decimal_print(minor, currency->exponent, plain);
    if ((style & MONEY_SHORT) != 0 && is_whole(minor, currency)) {
        plain[strcspn(plain, ".")] = '\0';
    }
    bool is_for_people = (style & (MONEY_GROUPED | MONEY_SYMBOL)) != 0;
    bool has_symbol = (style & MONEY_SYMBOL) != 0;
    bool is_before = locale->symbol == LOCALE_SYMBOL_OWN
                         ? !currency->symbol_after
                         : locale->symbol != LOCALE_SYMBOL_AFTER_SPACE;
    const char *digits = minor < 0 ? plain + 1 : plain;
    struct text_out out = text_out_begin(out_text, MONEY_TEXT_MAX);
    if (minor < 0) {
        text_out_append(&out, is_for_people ? MINUS : "-");
    }
    if (has_symbol && is_before) {
        append_symbol(&out, locale, currency, true);
    }
    if (is_for_people) {
        const char *mark = locale->money_mark[0] != '\0' ? locale->money_mark : locale->decimal;
        append_digits(&out, locale, digits, mark);
    } else {
        text_out_append(&out, digits);
    }
    if (has_symbol && !is_before) {
        append_symbol(&out, locale, currency, false);
    }
    ASSERT(!out.cut);
    return out_text;
}

const char *locale_print_number(
    const struct locale *locale, const char *plain, char out_text[LOCALE_NUMBER_MAX])
{
    struct text_out out = text_out_begin(out_text, LOCALE_NUMBER_MAX);
    bool is_negative = plain[0] == '-';
    text_out_append(&out, is_negative ? MINUS : "");
    append_digits(&out, locale, is_negative ? plain + 1 : plain, locale->decimal);
    ASSERT(!out.cut);
    return out_text;
}

const char *locale_print_date(
    const struct locale *locale, int32_t day, char out_text[LOCALE_DATE_MAX])
{
    int year, month, day_of_month;
    day_split(day, &year, &month, &day_of_month);
    const char *mark = locale->date_mark;
    struct text_out out = text_out_begin(out_text, LOCALE_DATE_MAX);
    switch (locale->date) {
    case LOCALE_DATE_DMY:
        text_out_format(&out, "%02d%s%02d%s%04d", day_of_month, mark, month, mark, year);
        break;
    case LOCALE_DATE_MDY:
        text_out_format(&out, "%02d%s%02d%s%04d", month, mark, day_of_month, mark, year);
        break;
    case LOCALE_DATE_YMD:
        text_out_format(&out, "%04d%s%02d%s%02d", year, mark, month, mark, day_of_month);
        break;
    }
    return out_text;
}
