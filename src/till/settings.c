#include "till/settings.h"
#include "export/export_files.h"
#include "till/export_target.h"

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

const char *prices_text(enum prices prices)
{
    return prices == PRICES_NET ? "net" : "gross";
}

const char *tax_rounding_text(enum tax_rounding rounding)
{
    return rounding == TAX_ROUNDING_DOCUMENT ? "document" : "line";
}

bool prices_parse(const char *text, enum prices *out_prices)
{
    int index = setting_choice(&SETTING_ROWS[SETTING_PRICES], text);
    if (index >= 0) {
        *out_prices = index == 0 ? PRICES_GROSS : PRICES_NET;
    }
    return index >= 0;
}

bool tax_rounding_parse(const char *text, enum tax_rounding *out_rounding)
{
    int index = setting_choice(&SETTING_ROWS[SETTING_ROUNDING], text);
    if (index >= 0) {
        *out_rounding = index == 0 ? TAX_ROUNDING_LINE : TAX_ROUNDING_DOCUMENT;
    }
    return index >= 0;
}

struct values {
    char text[SETTING_COUNT][SETTING_VALUE_MAX];
};

static bool read_values(struct store *store, struct values *values, struct error *err)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        const struct shop_setting *row = &SETTING_ROWS[i];
        bool found;
        if (!setting_read_value(store, row, values->text[i], &found, err)) {
            return false;
        }
        if (!found && !store_holds_pen(store)) {
            return error_set(err, ERROR_REFUSED,
                "this till has not heard from its shop yet: sync it with the store first");
        }
        if (!found) {
            return error_set(err, ERROR_CORRUPT, "the shop's setting %s is missing", row->key);
        }
    }
    return true;
}

/* Every value is one of its kind: what follows asks only what its kind does not say. */
static bool check_values(
    const struct values *values, const struct currency *currency, struct error *err)
{
    char checked[SHOP_SETTING_VALUE_MAX];
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (!setting_check(&SETTING_ROWS[i], values->text[i], currency, checked, err)) {
            err->code = ERROR_CORRUPT;
            return error_prefix(err, "the shop's setting makes no sense: ");
        }
    }
    return true;
}

static int choice(const struct values *values, enum setting setting)
{
    return setting_choice(&SETTING_ROWS[setting], values->text[setting]);
}

static bool refuse(enum setting setting, const struct values *values, struct error *err)
{
    return error_set(err, ERROR_CORRUPT, "the shop's setting %s makes no sense: \"%s\"",
        SETTING_ROWS[setting].key, values->text[setting]);
}

/* Digits that were checked. */
static int number_of(const char *digits)
{
    int number = 0;
    for (; *digits != '\0'; digits++) {
        number = number * 10 + (*digits - '0');
    }
    return number;
}

static void understand_rules(const struct values *values, struct till_shop *shop)
{
    struct ticket_rules *rules = &shop->rules;
    rules->prices = choice(values, SETTING_PRICES) == 0 ? PRICES_GROSS : PRICES_NET;
    rules->tax_rounding =
        choice(values, SETTING_ROUNDING) == 0 ? TAX_ROUNDING_LINE : TAX_ROUNDING_DOCUMENT;
    rules->half = choice(values, SETTING_HALF) == 0 ? MONEY_HALF_AWAY : MONEY_HALF_EVEN;
}

/* The pieces that are counted here: those that are named, else the usual ones. */
static void understand_pieces(const char *value, struct till_shop *shop)
{
    struct currency_piece all[CURRENCY_ALL_PIECES_MAX];
    size_t count = currency_pieces(shop->rules.currency, all);
    for (size_t i = 0; i < count; i++) {
        bool is_named = false;
        struct text_view rest = text_view_of(value);
        struct text_view word;
        while (text_view_split(&rest, ',', &word)) {
            struct error ignored; /* checked before */
            int64_t minor;
            is_named = is_named || (money_parse(word, shop->rules.currency, &minor, &ignored) &&
                                       minor == all[i].value_minor);
        }
        if (value[0] == '\0' ? !all[i].is_rare : is_named) {
            shop->pieces[shop->piece_count++] = all[i];
        }
    }
}

static void understand_cash(const struct values *values, struct till_shop *shop)
{
    struct error ignored; /* checked before */
    struct text_view step = text_view_of(values->text[SETTING_CASH_STEP]);
    shop->cash_step_minor = shop->rules.currency->cash_step_minor;
    if (step.size > 0 &&
        !money_parse(step, shop->rules.currency, &shop->cash_step_minor, &ignored)) {
        ASSERT(false);
    }
    understand_pieces(values->text[SETTING_DENOMINATIONS], shop);
    shop->counts_blind = choice(values, SETTING_BLIND_COUNT) == 1;
    shop->pays_exact_fast = choice(values, SETTING_QUICK_EXACT) == 1;
    shop->lock_minutes = number_of(values->text[SETTING_LOCK_MINUTES]);
}

/* What stands on paper. */
static bool understand_words(const struct values *values, struct till_shop *shop, struct error *err)
{
    const struct {
        enum setting setting;
        char *out;
        size_t capacity;
    } rows[] = {
        {SETTING_ADDRESS, shop->address, sizeof shop->address},
        {SETTING_TAX_NUMBER, shop->tax_number, sizeof shop->tax_number},
        {SETTING_COUNTRY, shop->country, sizeof shop->country},
        {SETTING_TAX_NAME, shop->tax_name, sizeof shop->tax_name},
        {SETTING_RECEIPT_HEAD, shop->receipt_head, sizeof shop->receipt_head},
        {SETTING_RECEIPT_FOOT, shop->receipt_foot, sizeof shop->receipt_foot},
        {SETTING_SHOP_NAME, shop->name, sizeof shop->name},
        {SETTING_LOCALE, shop->locale, sizeof shop->locale},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (!text_copy(rows[i].out, rows[i].capacity, values->text[rows[i].setting])) {
            return error_set(err, ERROR_CORRUPT, "the shop's setting %s is longer than %zu bytes",
                SETTING_ROWS[rows[i].setting].key, rows[i].capacity - 1);
        }
    }
    shop->receipt = choice(values, SETTING_RECEIPT) == 1 ? RECEIPT_ALWAYS : RECEIPT_ON_REQUEST;
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

/* What a phone opens when it reads it out of a QR code. */
static bool is_web_address(const char *text)
{
    size_t start = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at <= ' ' || *at > '~') {
            return false;
        }
    }
    return start > 0 && text[start] != '\0';
}

static bool understand_looks(const struct values *values, struct till_shop *shop, struct error *err)
{
    static const enum tile_size tiles[] = {TILE_LARGE, TILE_MEDIUM, TILE_SMALL};
    const char *locale = values->text[SETTING_LOCALE];
    shop->is_demo = choice(values, SETTING_DEMO) == 1;
    shop->asks_satisfaction = choice(values, SETTING_SATISFACTION) == 1;
    shop->tile_size = tiles[choice(values, SETTING_TILES)];
    shop->has_large_text = choice(values, SETTING_TEXT_SIZE) == 1;
    shop->has_contrast = choice(values, SETTING_THEME) == 1;
    shop->has_sounds = choice(values, SETTING_SOUNDS) == 1;
    (void)text_copy(shop->language, sizeof shop->language, values->text[SETTING_LANGUAGE]);
    if (locale[0] != '\0' && locale_find(locale) == NULL) {
        return refuse(SETTING_LOCALE, values, err);
    }
    shop->asks_hear = choice(values, SETTING_HEAR) == 1;
    if (!text_copy(shop->referral_campaign, sizeof(shop->referral_campaign),
            values->text[SETTING_REFERRAL_CAMPAIGN])) {
        return refuse(SETTING_REFERRAL_CAMPAIGN, values, err);
    }
    const char *review_url = values->text[SETTING_REVIEW_URL];
    if ((review_url[0] != '\0' && !is_web_address(review_url)) ||
        !text_copy(shop->review_url, sizeof(shop->review_url), review_url)) {
        return refuse(SETTING_REVIEW_URL, values, err);
    }
    return text_copy(shop->return_campaign, sizeof(shop->return_campaign),
               values->text[SETTING_RETURN_CAMPAIGN]) ||
           refuse(SETTING_RETURN_CAMPAIGN, values, err);
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

static bool understand_payment(
    const struct values *values, struct till_shop *shop, struct error *err)
{
    struct shop_payment *payment = &shop->payment;
    const struct {
        enum setting setting;
        char *text;
        size_t capacity;
    } texts[] = {
        {SETTING_PAY_QR_NAME, payment->name, sizeof(payment->name)},
        {SETTING_PAY_QR_ACCOUNT, payment->account, sizeof(payment->account)},
        {SETTING_PAY_QR_BIC, payment->bic, sizeof(payment->bic)},
        {SETTING_PAY_QR_STREET, payment->street, sizeof(payment->street)},
        {SETTING_PAY_QR_HOUSE_NUMBER, payment->house_number, sizeof(payment->house_number)},
        {SETTING_PAY_QR_POSTAL_CODE, payment->postal_code, sizeof(payment->postal_code)},
        {SETTING_PAY_QR_CITY, payment->city, sizeof(payment->city)},
        {SETTING_PAY_QR_COUNTRY, payment->country, sizeof(payment->country)},
        {SETTING_PAY_QR_CATEGORY, payment->category, sizeof(payment->category)},
    };
    struct error why;
    if (!shop_payment_parse_tenders(text_view_of(values->text[SETTING_TENDERS]), payment, &why)) {
        return error_set(err, ERROR_CORRUPT, "the shop's setting %s makes no sense: %s",
            SETTING_ROWS[SETTING_TENDERS].key, why.text);
    }
    payment->code_kind = (enum pay_code_kind)setting_choice(
        &SETTING_ROWS[SETTING_PAY_QR_KIND], values->text[SETTING_PAY_QR_KIND]);
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        if (!text_copy(texts[i].text, texts[i].capacity, values->text[texts[i].setting])) {
            return refuse(texts[i].setting, values, err);
        }
    }
    return true;
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
    return true;
}

static bool understand_booth(const struct values *values, struct till_shop *shop, struct error *err)
{
    const struct {
        enum setting setting;
        char *text;
        size_t capacity;
    } texts[] = {
        {SETTING_BOOTH_CAMPAIGN, shop->booth_campaign, sizeof(shop->booth_campaign)},
        {SETTING_BOOTH_PLACEMENT, shop->booth_placement, sizeof(shop->booth_placement)},
        {SETTING_BOOTH_PLACE, shop->booth_place, sizeof(shop->booth_place)},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        if (!text_copy(texts[i].text, texts[i].capacity, values->text[texts[i].setting])) {
            return refuse(texts[i].setting, values, err);
        }
    }
    return true;
}

static bool understand_files(const struct values *values, struct error *err)
{
    unsigned formats;
    struct error why;
    const char *folder = values->text[SETTING_FILES_FOLDER];
    if (strchr(values->text[SETTING_FILES_STICK], '/') != NULL ||
        strlen(values->text[SETTING_FILES_STICK]) >= EXPORT_TARGET_NAME_MAX) {
        return refuse(SETTING_FILES_STICK, values, err);
    }
    if ((folder[0] != '\0' && folder[0] != '/') || strlen(folder) >= EXPORT_TARGET_PLACE_MAX) {
        return refuse(SETTING_FILES_FOLDER, values, err);
    }
    return export_formats_parse(
               text_view_of(values->text[SETTING_FILES_FORMATS]), &formats, &why) ||
           refuse(SETTING_FILES_FORMATS, values, err);
}

bool settings_read(
    struct store *store, struct till_shop *out_shop, struct zone **zone, struct error *err)
{
    struct values values;
    struct till_shop shop = {0};
    if (!read_values(store, &values, err)) {
        return false;
    }
    shop.rules.currency = currency_find(values.text[SETTING_CURRENCY]);
    if (shop.rules.currency == NULL) {
        return refuse(SETTING_CURRENCY, &values, err);
    }
    if (!check_values(&values, shop.rules.currency, err)) {
        return false;
    }
    understand_rules(&values, &shop);
    understand_cash(&values, &shop);
    if (!understand_words(&values, &shop, err) || !understand_scans(&values, &shop, err) ||
        !understand_looks(&values, &shop, err) || !understand_rights(&values, &shop, err) ||
        !understand_payment(&values, &shop, err) || !understand_files(&values, err) ||
        !understand_booth(&values, &shop, err) || !understand_time(&values, &shop, err)) {
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
