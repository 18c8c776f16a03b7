#include "screens/settings_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/country.h"
#include "domain/money.h"
#include "screens/language.h"
#include "screens/texts.h"
#include "screens/view.h"

struct label_row {
    const char *key;
    enum text_id text;
};

static const struct label_row LABELS[] = {
    {"shop_name", TEXT_SHOP_NAME},
    {"address", TEXT_SET_ADDRESS},
    {"tax_number", TEXT_SET_TAX_NUMBER},
    {"country", TEXT_SET_COUNTRY},
    {"currency", TEXT_SET_CURRENCY},
    {"timezone", TEXT_SET_TIMEZONE},
    {"day_starts", TEXT_SET_DAY_STARTS},
    {"demo", TEXT_SET_IS_DEMO},
    {"receipt", TEXT_SET_RECEIPT_LAW},
    {"receipt_head", TEXT_SET_RECEIPT_HEAD},
    {"receipt_foot", TEXT_SET_RECEIPT_FOOT},
    {"prices", TEXT_SET_PRICES},
    {"rounding", TEXT_SET_TAX_ROUNDING},
    {"half", TEXT_SET_HALF},
    {"tax_name", TEXT_SET_TAX_NAME},
    {"cash_step", TEXT_SET_CASH_STEP},
    {"denominations", TEXT_SET_DENOMINATIONS},
    {"blind_count", TEXT_SET_BLIND_COUNT},
    {"quick_exact", TEXT_SET_QUICK_EXACT},
    {"tenders", TEXT_SET_TENDERS},
    {"pay_qr_kind", TEXT_SET_PAY_QR_KIND},
    {"pay_qr_name", TEXT_SET_PAY_QR_NAME},
    {"pay_qr_account", TEXT_SET_PAY_QR_ACCOUNT},
    {"pay_qr_bic", TEXT_SET_PAY_QR_BIC},
    {"pay_qr_street", TEXT_SET_PAY_QR_STREET},
    {"pay_qr_house_number", TEXT_SET_PAY_QR_HOUSE_NUMBER},
    {"pay_qr_postal_code", TEXT_SET_PAY_QR_POSTAL_CODE},
    {"pay_qr_city", TEXT_SET_PAY_QR_CITY},
    {"pay_qr_country", TEXT_SET_PAY_QR_COUNTRY},
    {"pay_qr_category", TEXT_SET_PAY_QR_CATEGORY},
    {"in_store_codes", TEXT_SET_IN_STORE_CODES},
    {"discount_limit_cashier", TEXT_SET_DISCOUNT_CASHIER},
    {"discount_limit_booth", TEXT_SET_DISCOUNT_BOOTH},
    {"rights_cashier", TEXT_SET_RIGHTS_CASHIER},
    {"rights_booth", TEXT_SET_RIGHTS_BOOTH},
    {"lock_minutes", TEXT_SET_LOCK_MINUTES},
    {"code_base", TEXT_SET_CODE_BASE},
    {"return_campaign", TEXT_SET_RETURN_CAMPAIGN},
    {"referral_campaign", TEXT_SET_REFERRAL_CAMPAIGN},
    {"review_url", TEXT_SET_REVIEW_URL},
    {"satisfaction", TEXT_SET_SATISFACTION},
    {"lead_retention", TEXT_SET_LEAD_RETENTION},
    {"hear", TEXT_SET_HEAR},
    {"attribution_rule", TEXT_WHO_GETS_THE_SALE},
    {"attribution_window_days", TEXT_SET_WINDOW_DAYS},
    {"privacy_contact", TEXT_SET_PRIVACY_CONTACT},
    {"privacy_url", TEXT_SET_PRIVACY_URL},
    {"booth_campaign", TEXT_SET_BOOTH_CAMPAIGN},
    {"booth_placement", TEXT_SET_BOOTH_PLACEMENT},
    {"booth_place", TEXT_SET_BOOTH_PLACE},
    {"files_stick", TEXT_SET_FILES_STICK},
    {"files_folder", TEXT_SET_FILES_FOLDER},
    {"files_formats", TEXT_SET_FILES_FORMATS},
    {"language", TEXT_SET_LANGUAGE},
    {"locale", TEXT_SET_LOCALE},
    {"text_size", TEXT_SET_TEXT_SIZE},
    {"theme", TEXT_SET_THEME},
    {"tiles", TEXT_SET_TILES},
    {"sounds", TEXT_SET_SOUNDS},
};

struct choice_row {
    const char *key, *choice;
    enum text_id text;
};

static const struct choice_row CHOICES[] = {
    {"rights_cashier", "standard", TEXT_STANDARD_RATE},
    {"rights_booth", "standard", TEXT_STANDARD_RATE},
    {"receipt", "request", TEXT_IS_RECEIPT_REQUEST},
    {"receipt", "always", TEXT_IS_RECEIPT_ALWAYS},
    {"prices", "gross", TEXT_IS_PRICES_GROSS},
    {"prices", "net", TEXT_IS_PRICES_NET},
    {"rounding", "line", TEXT_IS_ROUNDED_LINE},
    {"rounding", "document", TEXT_IS_ROUNDED_DOCUMENT},
    {"half", "away", TEXT_IS_HALF_AWAY},
    {"half", "even", TEXT_IS_HALF_EVEN},
    {"tenders", "cash", TEXT_CASH},
    {"tenders", "card", TEXT_CARD},
    {"tenders", "transfer", TEXT_BANK_QR},
    {"tenders", "voucher", TEXT_VOUCHER},
    {"tenders", "account", TEXT_ACCOUNT},
    {"tenders", "tip", TEXT_TIP},
    {"pay_qr_kind", "none", TEXT_IS_PAY_QR_NONE},
    {"pay_qr_kind", "epc", TEXT_IS_PAY_QR_EPC},
    {"pay_qr_kind", "swiss", TEXT_IS_PAY_QR_SWISS},
    {"pay_qr_kind", "pix", TEXT_IS_PAY_QR_PIX},
    {"pay_qr_kind", "paynow", TEXT_IS_PAY_QR_PAYNOW},
    {"pay_qr_kind", "upi", TEXT_IS_PAY_QR_UPI},
    {"pay_qr_kind", "emvco", TEXT_IS_PAY_QR_EMVCO},
    {"attribution_rule", "last", TEXT_RULE_LAST},
    {"attribution_rule", "first", TEXT_RULE_FIRST},
    {"attribution_rule", "linear", TEXT_RULE_EVEN},
    {"attribution_rule", "position", TEXT_RULE_POSITION},
    {"attribution_rule", "decay", TEXT_RULE_RECENT},
    {"text_size", "normal", TEXT_IS_SIZE_NORMAL},
    {"text_size", "large", TEXT_IS_SIZE_LARGE},
    {"theme", "light", TEXT_IS_THEME_LIGHT},
    {"theme", "contrast", TEXT_IS_THEME_CONTRAST},
    {"tiles", "large", TEXT_IS_TILES_LARGE},
    {"tiles", "medium", TEXT_IS_TILES_MEDIUM},
    {"tiles", "small", TEXT_IS_TILES_SMALL},
};

static const enum text_id PAGES[SETTING_PAGE_COUNT] = {
    [SETTING_PAGE_SHOP] = TEXT_PAGE_SHOP,
    [SETTING_PAGE_RECEIPT] = TEXT_PAGE_RECEIPT,
    [SETTING_PAGE_TAX] = TEXT_PAGE_TAX,
    [SETTING_PAGE_PAYMENT] = TEXT_PAGE_PAYMENT,
    [SETTING_PAGE_CASH] = TEXT_PAGE_CASH,
    [SETTING_PAGE_SELLING] = TEXT_PAGE_SELLING,
    [SETTING_PAGE_PRODUCTS] = TEXT_PAGE_PRODUCTS,
    [SETTING_PAGE_CATEGORIES] = TEXT_PAGE_CATEGORIES,
    [SETTING_PAGE_STAFF] = TEXT_PAGE_STAFF,
    [SETTING_PAGE_CAMPAIGNS] = TEXT_PAGE_CAMPAIGNS,
    [SETTING_PAGE_FILES] = TEXT_PAGE_FILES,
    [SETTING_PAGE_DEVICE] = TEXT_PAGE_DEVICE,
};

const char *settings_page_word(const struct app_view *view, enum setting_page page)
{
    return say(view, PAGES[page]);
}

const char *settings_label(const struct app_view *view, const struct shop_setting *row)
{
    for (size_t i = 0; i < ARRAY_LENGTH(LABELS); i++) {
        if (strcmp(LABELS[i].key, row->key) == 0) {
            return say(view, LABELS[i].text);
        }
    }
    return row->help;
}

const char *settings_choice_word(
    const struct app_view *view, const struct shop_setting *row, const char *choice)
{
    enum language_id language;
    for (size_t i = 0; i < ARRAY_LENGTH(CHOICES); i++) {
        if (strcmp(CHOICES[i].key, row->key) == 0 && strcmp(CHOICES[i].choice, choice) == 0) {
            return say(view, CHOICES[i].text);
        }
    }
    if (strcmp(row->key, "language") == 0 && language_find(choice, &language)) {
        return language_row(language)->name;
    }
    return choice;
}

/* Lines as one: "Quay 1, Harbour". */
static void join_lines(const char *value, struct text_out *out)
{
    struct text_view rest = text_view_of(value);
    struct text_view line;
    for (int i = 0; text_view_split(&rest, '\n', &line); i++) {
        text_out_append(out, i > 0 && line.size > 0 ? ", " : "");
        text_out_append_view(out, line);
    }
}

bool settings_has_word(const char *words, const char *word)
{
    struct text_view rest = text_view_of(words);
    struct text_view one;
    while (text_view_split(&rest, ',', &one)) {
        if (text_view_equals(one, word)) {
            return true;
        }
    }
    return false;
}

static void join_words(const struct app_view *view, const struct shop_setting *row,
    const char *value, struct text_out *out)
{
    struct text_view rest = text_view_of(value);
    struct text_view word;
    for (int i = 0; text_view_split(&rest, ',', &word); i++) {
        char choice[64];
        (void)text_copy_view(choice, sizeof choice, word);
        text_out_append(out, i > 0 ? ", " : "");
        text_out_append(out, settings_choice_word(view, row, choice));
    }
}

static void join_pieces(const char *value, struct text_out *out)
{
    struct text_view rest = text_view_of(value);
    struct text_view piece;
    for (int i = 0; text_view_split(&rest, ',', &piece); i++) {
        text_out_append(out, i > 0 ? ", " : "");
        text_out_append_view(out, piece);
    }
}

static const char *nothing(const struct app_view *view, const struct shop_setting *row)
{
    if (row->kind == SETTING_PIECES) {
        return say(view, TEXT_USUAL_PIECES);
    }
    return say(view, row->kind == SETTING_MONEY ? TEXT_AS_COINS : TEXT_NOT_SET);
}

const char *settings_value_words(const struct app_view *view, const struct shop_setting *row,
    const char *value, char *out, size_t capacity)
{
    struct text_out words = text_out_begin(out, capacity);
    const struct country *country;
    struct error ignored; /* what cannot be read is shown as it is */
    char money[WORDS_MAX];
    int64_t minor;
    if (value[0] == '\0') {
        text_out_append(&words, nothing(view, row));
        return out;
    }
    switch (row->kind) {
    case SETTING_TOGGLE:
        text_out_append(&words, say(view, strcmp(value, "yes") == 0 ? TEXT_YES : TEXT_NO));
        break;
    case SETTING_CHOICE:
        text_out_append(&words, settings_choice_word(view, row, value));
        break;
    case SETTING_LINES:
        join_lines(value, &words);
        break;
    case SETTING_WORDS:
        join_words(view, row, value, &words);
        break;
    case SETTING_PIECES:
        join_pieces(value, &words);
        break;
    case SETTING_MONEY:
        text_out_append(
            &words, money_parse(text_view_of(value), view->shop->rules.currency, &minor, &ignored)
                        ? words_money(view, minor, money)
                        : value);
        break;
    case SETTING_MINUTES:
        if (strcmp(value, "0") == 0) {
            text_out_append(&words, say(view, TEXT_NEVER));
        } else {
            say_count(view, out, capacity, TEXT_MINUTES, strtoul(value, NULL, 10), NULL);
        }
        break;
    case SETTING_TEXT:
    case SETTING_NUMBER:
    case SETTING_CLOCK:
        country = strcmp(row->key, "country") == 0 ? country_find(value) : NULL;
        text_out_append(
            &words, country != NULL ? country->name : settings_choice_word(view, row, value));
        break;
    }
    return out;
}
