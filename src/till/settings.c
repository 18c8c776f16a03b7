#include "till/settings.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/locale.h"
#include "domain/money.h"
#include "domain/rate.h"
#include "domain/scan.h"
#include "store/setting.h"
#include "store/store.h"

#define RIGHTS_STANDARD "standard"

const struct shop_setting SETTING_ROWS[SETTING_COUNT] = {
    [SETTING_SHOP_NAME] = {.key = "shop_name", .help = "the shop's name"},
    [SETTING_CURRENCY] = {.key = "currency", .help = "ISO 4217, e.g. EUR", .is_fixed = true},
    [SETTING_PRICES] = {.key = "prices",
        .help = "gross: tax included in the prices; net: added to them"},
    [SETTING_ROUNDING] = {.key = "rounding", .help = "where the tax is rounded: line, document"},
    [SETTING_HALF] = {.key = "half",
        .otherwise = "away",
        .help = "half a cent goes away from zero, or to the even one: away, even"},
    [SETTING_CASH_STEP] = {.key = "cash_step",
        .otherwise = "",
        .help = "cash is rounded to this, e.g. 0.05; empty: as the currency's coins say"},
    [SETTING_TIMEZONE] = {.key = "timezone", .help = "IANA name, e.g. Europe/Berlin"},
    [SETTING_DAY_STARTS] = {.key = "day_starts", .help = "when the business day begins, HH:MM"},
    [SETTING_CODE_BASE] = {.key = "code_base",
        .otherwise = "",
        .help = "what the QR codes begin with, upper case, e.g. HTTPS://SHOP.EXAMPLE; empty: "
                "bare codes"},
    [SETTING_IN_STORE_CODES] = {.key = "in_store_codes",
        .otherwise = "",
        .help = "barcodes with a weight or a price inside, e.g. weight 21.....{NNDDD};"
                "price 22.....{NNNDD}"},
    [SETTING_RETURN_CAMPAIGN] = {.key = "return_campaign",
        .otherwise = "",
        .help = "the campaign whose code the thanks screen shows; empty: none"},
    [SETTING_DEMO] = {.key = "demo",
        .otherwise = "no",
        .help = "a demo shop, in which nothing counts",
        .is_fixed = true},
    [SETTING_SATISFACTION] = {.key = "satisfaction",
        .otherwise = "no",
        .help = "asks after a sale how it was: yes, no"},
    [SETTING_TILES] = {.key = "tiles",
        .otherwise = "large",
        .help = "of the products on the screen: large, medium, small"},
    [SETTING_LANGUAGE] = {.key = "language",
        .otherwise = "en",
        .help = "of the screens: en, de, fr, es, ar"},
    [SETTING_LOCALE] = {.key = "locale",
        .otherwise = "",
        .help = "how sums, numbers and dates are written, e.g. de_CH, en_US; empty: as the "
                "language does"},
    [SETTING_TEXT_SIZE] = {.key = "text_size",
        .otherwise = "normal",
        .help = "of the screens: normal, large (130 %)"},
    [SETTING_THEME] = {.key = "theme",
        .otherwise = "light",
        .help = "of the screens: light, contrast"},
    [SETTING_DISCOUNT_LIMIT_CASHIER] = {.key = "discount_limit_cashier",
        .otherwise = "10",
        .help = "how many percent a cashier may take off by hand"},
    [SETTING_DISCOUNT_LIMIT_BOOTH] = {.key = "discount_limit_booth",
        .otherwise = "0",
        .help = "how many percent booth staff may take off by hand"},
    [SETTING_RIGHTS_CASHIER] = {.key = "rights_cashier",
        .otherwise = RIGHTS_STANDARD,
        .help = "what a cashier may without a manager: standard, or names such as refund "
                "open_drawer"},
    [SETTING_RIGHTS_BOOTH] = {.key = "rights_booth",
        .otherwise = RIGHTS_STANDARD,
        .help = "what booth staff may without a manager: as rights_cashier"},
    [SETTING_LOCK_MINUTES] = {.key = "lock_minutes",
        .otherwise = "5",
        .help = "the till locks itself after so many minutes without a touch; 0: never"},
};

const char *prices_text(enum prices prices)
{
    return prices == PRICES_NET ? "net" : "gross";
}

const char *tax_rounding_text(enum tax_rounding rounding)
{
    return rounding == TAX_ROUNDING_DOCUMENT ? "document" : "line";
}

/* The index of `text` among `words`, or false. */
static bool word_parse(const char *text, const char *const *words, int count, int *out_index)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            *out_index = i;
            return true;
        }
    }
    return false;
}

bool prices_parse(const char *text, enum prices *out_prices)
{
    static const char *const words[] = {"gross", "net"};
    int index;
    bool is_known = word_parse(text, words, 2, &index);
    if (is_known) {
        *out_prices = index == 0 ? PRICES_GROSS : PRICES_NET;
    }
    return is_known;
}

bool tax_rounding_parse(const char *text, enum tax_rounding *out_rounding)
{
    static const char *const words[] = {"line", "document"};
    int index;
    bool is_known = word_parse(text, words, 2, &index);
    if (is_known) {
        *out_rounding = index == 0 ? TAX_ROUNDING_LINE : TAX_ROUNDING_DOCUMENT;
    }
    return is_known;
}

static bool half_parse(const char *text, enum money_half *out_half)
{
    static const char *const words[] = {"away", "even"};
    int index;
    bool is_known = word_parse(text, words, 2, &index);
    if (is_known) {
        *out_half = index == 0 ? MONEY_HALF_AWAY : MONEY_HALF_EVEN;
    }
    return is_known;
}

static bool yes_parse(const char *text, bool *out_yes)
{
    static const char *const words[] = {"no", "yes"};
    int index;
    bool is_known = word_parse(text, words, 2, &index);
    if (is_known) {
        *out_yes = index == 1;
    }
    return is_known;
}

static bool tiles_parse(const char *text, enum tile_size *out_size)
{
    static const char *const words[] = {"large", "medium", "small"};
    static const enum tile_size sizes[] = {TILE_LARGE, TILE_MEDIUM, TILE_SMALL};
    int index;
    bool is_known = word_parse(text, words, 3, &index);
    if (is_known) {
        *out_size = sizes[index];
    }
    return is_known;
}

static bool text_size_parse(const char *text, bool *out_is_large)
{
    static const char *const words[] = {"normal", "large"};
    int index;
    bool is_known = word_parse(text, words, 2, &index);
    if (is_known) {
        *out_is_large = index == 1;
    }
    return is_known;
}

static bool theme_parse(const char *text, bool *out_has_contrast)
{
    static const char *const words[] = {"light", "contrast"};
    int index;
    bool is_known = word_parse(text, words, 2, &index);
    if (is_known) {
        *out_has_contrast = index == 1;
    }
    return is_known;
}

struct values {
    char text[SETTING_COUNT][SETTING_VALUE_MAX];
};

static bool read_values(struct store *store, struct values *values, struct error *err)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        const struct shop_setting *row = &SETTING_ROWS[i];
        bool found;
        if (!setting_read(store, row->key, values->text[i], &found, err)) {
            return false;
        }
        if (!found && row->otherwise == NULL && !store_holds_pen(store)) {
            return error_set(err, ERROR_REFUSED,
                "this till has not heard from its shop yet: sync it with the store first");
        }
        if (!found && row->otherwise == NULL) {
            return error_set(err, ERROR_CORRUPT, "the shop's setting %s is missing", row->key);
        }
        if (!found) {
            (void)text_copy(values->text[i], SETTING_VALUE_MAX, row->otherwise);
        }
    }
    return true;
}

static bool refuse(enum setting setting, const struct values *values, struct error *err)
{
    return error_set(err, ERROR_CORRUPT, "the shop's setting %s makes no sense: \"%s\"",
        SETTING_ROWS[setting].key, values->text[setting]);
}

static bool understand_rules(const struct values *values, struct till_shop *shop, struct error *err)
{
    struct ticket_rules *rules = &shop->rules;
    rules->currency = currency_find(values->text[SETTING_CURRENCY]);
    if (rules->currency == NULL) {
        return refuse(SETTING_CURRENCY, values, err);
    }
    if (!prices_parse(values->text[SETTING_PRICES], &rules->prices)) {
        return refuse(SETTING_PRICES, values, err);
    }
    if (!tax_rounding_parse(values->text[SETTING_ROUNDING], &rules->tax_rounding)) {
        return refuse(SETTING_ROUNDING, values, err);
    }
    if (!half_parse(values->text[SETTING_HALF], &rules->half)) {
        return refuse(SETTING_HALF, values, err);
    }
    struct error why;
    shop->cash_step_minor = rules->currency->cash_step_minor;
    struct text_view step = text_view_of(values->text[SETTING_CASH_STEP]);
    if (step.size > 0 && !money_parse(step, rules->currency, &shop->cash_step_minor, &why)) {
        return refuse(SETTING_CASH_STEP, values, err);
    }
    return true;
}

static bool understand_scans(const struct values *values, struct till_shop *shop, struct error *err)
{
    struct error why;
    shop->scan_rules.currency = shop->rules.currency;
    if (!text_copy(shop->scan_rules.code_base, sizeof(shop->scan_rules.code_base),
            values->text[SETTING_CODE_BASE])) {
        return refuse(SETTING_CODE_BASE, values, err);
    }
    struct text_view patterns = text_view_of(values->text[SETTING_IN_STORE_CODES]);
    return patterns.size == 0 || scan_patterns_parse(patterns, &shop->scan_rules, &why) ||
           error_set(err, ERROR_CORRUPT, "the shop's setting %s makes no sense: %s",
               SETTING_ROWS[SETTING_IN_STORE_CODES].key, why.text);
}

static bool understand_looks(const struct values *values, struct till_shop *shop, struct error *err)
{
    if (!yes_parse(values->text[SETTING_DEMO], &shop->is_demo)) {
        return refuse(SETTING_DEMO, values, err);
    }
    if (!yes_parse(values->text[SETTING_SATISFACTION], &shop->asks_satisfaction)) {
        return refuse(SETTING_SATISFACTION, values, err);
    }
    if (!tiles_parse(values->text[SETTING_TILES], &shop->tile_size)) {
        return refuse(SETTING_TILES, values, err);
    }
    (void)text_copy(shop->name, sizeof(shop->name), values->text[SETTING_SHOP_NAME]);
    return text_copy(shop->return_campaign, sizeof(shop->return_campaign),
               values->text[SETTING_RETURN_CAMPAIGN]) ||
           refuse(SETTING_RETURN_CAMPAIGN, values, err);
}

/* What the screens are read in. */
static bool understand_language(
    const struct values *values, struct till_shop *shop, struct error *err)
{
    static const char *const languages[] = {"en", "de", "fr", "es", "ar"};
    const char *language = values->text[SETTING_LANGUAGE];
    const char *locale = values->text[SETTING_LOCALE];
    int index;
    if (!word_parse(language, languages, (int)ARRAY_LENGTH(languages), &index)) {
        return refuse(SETTING_LANGUAGE, values, err);
    }
    if (locale[0] != '\0' && locale_find(locale) == NULL) {
        return refuse(SETTING_LOCALE, values, err);
    }
    (void)text_copy(shop->language, sizeof(shop->language), language);
    (void)text_copy(shop->locale, sizeof(shop->locale), locale);
    if (!text_size_parse(values->text[SETTING_TEXT_SIZE], &shop->has_large_text)) {
        return refuse(SETTING_TEXT_SIZE, values, err);
    }
    return theme_parse(values->text[SETTING_THEME], &shop->has_contrast) ||
           refuse(SETTING_THEME, values, err);
}

static bool understand_time(const struct values *values, struct till_shop *shop, struct error *err)
{
    struct error why;
    if (!day_start_parse(
            text_view_of(values->text[SETTING_DAY_STARTS]), &shop->day_start_minutes, &why)) {
        return refuse(SETTING_DAY_STARTS, values, err);
    }
    return text_copy(shop->timezone, sizeof(shop->timezone), values->text[SETTING_TIMEZONE]) ||
           refuse(SETTING_TIMEZONE, values, err);
}

static bool understand_rights(
    const struct values *values, struct till_shop *shop, struct error *err)
{
    static const struct {
        enum role role;
        enum setting limit, rights;
    } rows[] = {
        {ROLE_CASHIER, SETTING_DISCOUNT_LIMIT_CASHIER, SETTING_RIGHTS_CASHIER},
        {ROLE_BOOTH, SETTING_DISCOUNT_LIMIT_BOOTH, SETTING_RIGHTS_BOOTH},
    };
    struct error why;
    right_rules_init(&shop->rights);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const char *names = values->text[rows[i].rights];
        if (!rate_parse(text_view_of(values->text[rows[i].limit]),
                &shop->rights.discount_limit_ppm[rows[i].role], &why)) {
            return refuse(rows[i].limit, values, err);
        }
        if (strcmp(names, RIGHTS_STANDARD) != 0 &&
            !right_rules_parse(&shop->rights, rows[i].role, text_view_of(names), &why)) {
            return error_set(err, ERROR_CORRUPT, "the shop's setting %s makes no sense: %s",
                SETTING_ROWS[rows[i].rights].key, why.text);
        }
    }
    const char *minutes = values->text[SETTING_LOCK_MINUTES];
    size_t digits = strspn(minutes, "0123456789");
    if (digits == 0 || digits > 3 || minutes[digits] != '\0') {
        return refuse(SETTING_LOCK_MINUTES, values, err);
    }
    shop->lock_minutes = 0;
    for (size_t i = 0; i < digits; i++) {
        shop->lock_minutes = shop->lock_minutes * 10 + (minutes[i] - '0');
    }
    return true;
}

bool settings_read(
    struct store *store, struct till_shop *out_shop, struct zone **zone, struct error *err)
{
    struct values values;
    struct till_shop shop = {0};
    if (!read_values(store, &values, err) || !understand_rules(&values, &shop, err) ||
        !understand_scans(&values, &shop, err) || !understand_looks(&values, &shop, err) ||
        !understand_language(&values, &shop, err) || !understand_rights(&values, &shop, err) ||
        !understand_time(&values, &shop, err)) {
        return false;
    }
    if (*zone == NULL || strcmp(out_shop->timezone, shop.timezone) != 0) {
        struct zone *opened;
        if (!zone_open(shop.timezone, &opened, err)) {
            return false;
        }
        zone_close(*zone);
        *zone = opened;
    }
    shop.zone = *zone;
    *out_shop = shop;
    return true;
}
