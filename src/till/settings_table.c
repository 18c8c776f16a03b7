#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/money.h"
#include "store/setting.h"
#include "till/figures.h"
#include "till/settings.h"

/* The rows of the settings, and what a value of each kind may be. */

const struct shop_setting SETTING_ROWS[SETTING_COUNT] = {
    [SETTING_SHOP_NAME] = {.key = "shop_name",
        .help = "the shop's name",
        .page = SETTING_PAGE_SHOP},
    [SETTING_ADDRESS] = {.key = "address",
        .otherwise = "",
        .help = "the shop's address as receipts print it, in lines",
        .kind = SETTING_LINES,
        .page = SETTING_PAGE_SHOP},
    [SETTING_TAX_NUMBER] = {.key = "tax_number",
        .otherwise = "",
        .help = "the shop's tax number as receipts print it",
        .page = SETTING_PAGE_SHOP},
    [SETTING_COUNTRY] = {.key = "country",
        .otherwise = "",
        .help = "ISO 3166-1, e.g. DE: what the shop began with",
        .is_fixed = true,
        .page = SETTING_PAGE_SHOP},
    [SETTING_CURRENCY] = {.key = "currency",
        .help = "ISO 4217, e.g. EUR",
        .is_fixed = true,
        .page = SETTING_PAGE_SHOP},
    [SETTING_TIMEZONE] = {.key = "timezone",
        .help = "IANA name, e.g. Europe/Berlin",
        .page = SETTING_PAGE_SHOP},
    [SETTING_DAY_STARTS] = {.key = "day_starts",
        .help = "when the business day begins, HH:MM",
        .kind = SETTING_CLOCK,
        .page = SETTING_PAGE_SHOP},
    [SETTING_DEMO] = {.key = "demo",
        .otherwise = "no",
        .help = "a demo shop, in which nothing counts",
        .is_fixed = true,
        .kind = SETTING_TOGGLE,
        .page = SETTING_PAGE_SHOP},

    [SETTING_RECEIPT] = {.key = "receipt",
        .otherwise = "request",
        .help = "on paper for whoever asks, or with every sale: request, always",
        .kind = SETTING_CHOICE,
        .choices = "request,always",
        .page = SETTING_PAGE_RECEIPT},
    [SETTING_RECEIPT_HEAD] = {.key = "receipt_head",
        .otherwise = "",
        .help = "what a receipt begins with under the shop's name, in lines",
        .kind = SETTING_LINES,
        .page = SETTING_PAGE_RECEIPT},
    [SETTING_RECEIPT_FOOT] = {.key = "receipt_foot",
        .otherwise = "",
        .help = "what a receipt ends with, in lines",
        .kind = SETTING_LINES,
        .page = SETTING_PAGE_RECEIPT},

    [SETTING_PRICES] = {.key = "prices",
        .help = "gross: tax included in the prices; net: added to them",
        .kind = SETTING_CHOICE,
        .choices = "gross,net",
        .page = SETTING_PAGE_TAX},
    [SETTING_ROUNDING] = {.key = "rounding",
        .help = "where the tax is rounded: line, document",
        .kind = SETTING_CHOICE,
        .choices = "line,document",
        .page = SETTING_PAGE_TAX},
    [SETTING_HALF] = {.key = "half",
        .otherwise = "away",
        .help = "half a cent goes away from zero, or to the even one: away, even",
        .kind = SETTING_CHOICE,
        .choices = "away,even",
        .page = SETTING_PAGE_TAX},
    [SETTING_TAX_NAME] = {.key = "tax_name",
        .otherwise = "Tax",
        .help = "what receipts call the tax, e.g. VAT",
        .page = SETTING_PAGE_TAX},

    [SETTING_CASH_STEP] = {.key = "cash_step",
        .otherwise = "",
        .help = "cash is rounded to this, e.g. 0.05; empty: as the currency's coins say",
        .kind = SETTING_MONEY,
        .is_optional = true,
        .page = SETTING_PAGE_CASH},
    [SETTING_DENOMINATIONS] = {.key = "denominations",
        .otherwise = "",
        .help = "the notes and coins that the drawer is counted by, e.g. 50,20,10; empty: the "
                "usual ones of the currency",
        .kind = SETTING_PIECES,
        .is_optional = true,
        .page = SETTING_PAGE_CASH},
    [SETTING_BLIND_COUNT] = {.key = "blind_count",
        .otherwise = "yes",
        .help = "what should be in the drawer is shown after it was counted only: yes, no",
        .kind = SETTING_TOGGLE,
        .page = SETTING_PAGE_CASH},
    [SETTING_QUICK_EXACT] = {.key = "quick_exact",
        .otherwise = "no",
        .help = "Exact on the payment screen pays at once: yes, no",
        .kind = SETTING_TOGGLE,
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_TENDERS] = {.key = "tenders",
        .otherwise = "cash,card,voucher",
        .help = "how customers may pay: of cash, card, transfer, voucher, account, and tip",
        .kind = SETTING_WORDS,
        .choices = "cash,card,transfer,voucher,account,tip",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_KIND] = {.key = "pay_qr_kind",
        .otherwise = "none",
        .help = "the payment code for bank transfers: none, epc, swiss, pix, paynow, upi, emvco",
        .kind = SETTING_CHOICE,
        .choices = "none,epc,swiss,pix,paynow,upi,emvco",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_NAME] = {.key = "pay_qr_name",
        .otherwise = "",
        .help = "who is paid, as the bank knows it; empty: the shop's name",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_ACCOUNT] = {.key = "pay_qr_account",
        .otherwise = "",
        .help = "who is paid, by kind: IBAN (epc, swiss), key (pix), +number or UEN (paynow), "
                "address (upi), 26:00=GUID,01=ID (emvco)",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_BIC] = {.key = "pay_qr_bic",
        .otherwise = "",
        .help = "of the bank, for epc; may be empty",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_STREET] = {.key = "pay_qr_street",
        .otherwise = "",
        .help = "of who is paid, for swiss",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_HOUSE_NUMBER] = {.key = "pay_qr_house_number",
        .otherwise = "",
        .help = "of who is paid, for swiss",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_POSTAL_CODE] = {.key = "pay_qr_postal_code",
        .otherwise = "",
        .help = "of who is paid, for swiss",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_CITY] = {.key = "pay_qr_city",
        .otherwise = "",
        .help = "of who is paid, for swiss, pix, paynow and emvco",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_COUNTRY] = {.key = "pay_qr_country",
        .otherwise = "",
        .help = "of who is paid, two letters, for swiss and emvco",
        .page = SETTING_PAGE_PAYMENT},
    [SETTING_PAY_QR_CATEGORY] = {.key = "pay_qr_category",
        .otherwise = "",
        .help = "four digits of ISO 18245, for pix, paynow, upi and emvco; may be empty",
        .page = SETTING_PAGE_PAYMENT},

    [SETTING_IN_STORE_CODES] = {.key = "in_store_codes",
        .otherwise = "",
        .help = "barcodes with a weight or a price inside, e.g. weight 21.....{NNDDD};"
                "price 22.....{NNNDD}",
        .page = SETTING_PAGE_SELLING},
    [SETTING_DISCOUNT_LIMIT_CASHIER] = {.key = "discount_limit_cashier",
        .otherwise = "10",
        .help = "how many percent a cashier may take off by hand",
        .page = SETTING_PAGE_STAFF},
    [SETTING_DISCOUNT_LIMIT_BOOTH] = {.key = "discount_limit_booth",
        .otherwise = "0",
        .help = "how many percent booth staff may take off by hand",
        .page = SETTING_PAGE_STAFF},
    [SETTING_RIGHTS_CASHIER] = {.key = "rights_cashier",
        .otherwise = "standard",
        .help = "what a cashier may without a manager: standard, or names such as refund "
                "open_drawer",
        .page = SETTING_PAGE_STAFF},
    [SETTING_RIGHTS_BOOTH] = {.key = "rights_booth",
        .otherwise = "standard",
        .help = "what booth staff may without a manager: as rights_cashier",
        .page = SETTING_PAGE_STAFF},
    [SETTING_LOCK_MINUTES] = {.key = "lock_minutes",
        .otherwise = "5",
        .help = "the till locks itself after so many minutes without a touch; 0: never",
        .kind = SETTING_MINUTES,
        .most = 240,
        .page = SETTING_PAGE_STAFF},

    [SETTING_CODE_BASE] = {.key = "code_base",
        .otherwise = "",
        .help = "what the QR codes begin with, upper case, e.g. HTTPS://SHOP.EXAMPLE; empty: "
                "bare codes",
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_RETURN_CAMPAIGN] = {.key = "return_campaign",
        .otherwise = "",
        .help = "the campaign whose code the thanks screen shows; empty: none",
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_REFERRAL_CAMPAIGN] = {.key = "referral_campaign",
        .otherwise = "",
        .help = "the campaign of the code that a customer takes for a friend; empty: none",
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_REVIEW_URL] = {.key = "review_url",
        .otherwise = "",
        .help = "where a happy customer can write a review; empty: nowhere",
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_SATISFACTION] = {.key = "satisfaction",
        .otherwise = "no",
        .help = "asks after a sale how it was: yes, no",
        .kind = SETTING_TOGGLE,
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_ATTRIBUTION_RULE] = {.key = "attribution_rule",
        .otherwise = "last",
        .help = "who gets the sale: last, first, linear, position, decay",
        .kind = SETTING_CHOICE,
        .choices = "last,first,linear,position,decay",
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_ATTRIBUTION_WINDOW] = {.key = "attribution_window_days",
        .otherwise = "30",
        .help = "how many days before a sale a code counts",
        .kind = SETTING_NUMBER,
        .least = 1,
        .most = FIGURES_WINDOW_DAYS_MAX,
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_LEAD_RETENTION] = {.key = "lead_retention",
        .otherwise = "180",
        .help = "how many days after their last visit or purchase visitors' details are kept",
        .kind = SETTING_NUMBER,
        .least = 1,
        .most = 3650,
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_HEAR] = {.key = "hear",
        .otherwise = "no",
        .help = "asks after a sale without a code how the customer heard of the shop: yes, no",
        .kind = SETTING_TOGGLE,
        .page = SETTING_PAGE_CAMPAIGNS},

    [SETTING_PRIVACY_CONTACT] = {.key = "privacy_contact",
        .otherwise = "",
        .help = "whom visitors ask about their data, e.g. an e-mail address; empty: the shop",
        .is_optional = true,
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_PRIVACY_URL] = {.key = "privacy_url",
        .otherwise = "",
        .help = "where the shop's privacy words stand on the web; empty: nowhere",
        .is_optional = true,
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_BOOTH_CAMPAIGN] = {.key = "booth_campaign",
        .otherwise = "",
        .help = "the campaign whose visitors leave their details at this till; empty: none",
        .is_device = true,
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_BOOTH_PLACEMENT] = {.key = "booth_placement",
        .otherwise = "",
        .help = "which placement of it this is, e.g. stand; empty: the campaign itself",
        .is_device = true,
        .page = SETTING_PAGE_CAMPAIGNS},
    [SETTING_BOOTH_PLACE] = {.key = "booth_place",
        .otherwise = "",
        .help = "where it stands, in words for visitors, e.g. hall 4",
        .is_device = true,
        .page = SETTING_PAGE_CAMPAIGNS},

    [SETTING_FILES_STICK] = {.key = "files_stick",
        .otherwise = "",
        .help = "the label of the USB stick that gets the files of each closed day; empty: none",
        .is_device = true,
        .page = SETTING_PAGE_FILES},
    [SETTING_FILES_FOLDER] = {.key = "files_folder",
        .otherwise = "",
        .help = "the folder that gets them, from the root, e.g. /srv/till; empty: none",
        .is_device = true,
        .page = SETTING_PAGE_FILES},
    [SETTING_FILES_FORMATS] = {.key = "files_formats",
        .otherwise = "csv,xlsx,pdf",
        .help = "of these files: csv, json, xlsx, pdf, hledger, beancount, xero, quickbooks, "
                "datev, dsfinvk",
        .is_device = true,
        .page = SETTING_PAGE_FILES},

    [SETTING_LANGUAGE] = {.key = "language",
        .otherwise = "en",
        .help = "of the screens: en, de, fr, es, ar",
        .kind = SETTING_CHOICE,
        .choices = "en,de,fr,es,ar",
        .is_device = true,
        .page = SETTING_PAGE_DEVICE},
    [SETTING_LOCALE] = {.key = "locale",
        .otherwise = "",
        .help = "how sums, numbers and dates are written, e.g. de_CH, en_US; empty: as the "
                "language does",
        .page = SETTING_PAGE_SHOP},
    [SETTING_TEXT_SIZE] = {.key = "text_size",
        .otherwise = "normal",
        .help = "of the screens: normal, large (130 %)",
        .kind = SETTING_CHOICE,
        .choices = "normal,large",
        .is_device = true,
        .page = SETTING_PAGE_DEVICE},
    [SETTING_THEME] = {.key = "theme",
        .otherwise = "light",
        .help = "of the screens: light, contrast",
        .kind = SETTING_CHOICE,
        .choices = "light,contrast",
        .is_device = true,
        .page = SETTING_PAGE_DEVICE},
    [SETTING_TILES] = {.key = "tiles",
        .otherwise = "large",
        .help = "of the products on the screen: large, medium, small",
        .kind = SETTING_CHOICE,
        .choices = "large,medium,small",
        .is_device = true,
        .page = SETTING_PAGE_DEVICE},
    [SETTING_SOUNDS] = {.key = "sounds",
        .otherwise = "yes",
        .help = "a scan is answered by a sound: yes, no",
        .kind = SETTING_TOGGLE,
        .is_device = true,
        .page = SETTING_PAGE_DEVICE},
};

/* The index of `text` among words that commas part; -1: it is none of them. */
static int index_of_word(const char *words, const char *text)
{
    struct text_view rest = text_view_of(words);
    struct text_view word;
    for (int i = 0; text_view_split(&rest, ',', &word); i++) {
        if (text_view_equals(word, text)) {
            return i;
        }
    }
    return -1;
}

int setting_choice(const struct shop_setting *row, const char *value)
{
    return index_of_word(row->kind == SETTING_TOGGLE ? "no,yes" : row->choices, value);
}

static bool check_number(const struct shop_setting *row, const char *value, struct error *err)
{
    int64_t number = 0;
    size_t size = strlen(value);
    bool is_number = size > 0 && size <= 9;
    for (size_t i = 0; is_number && i < size; i++) {
        is_number = value[i] >= '0' && value[i] <= '9';
        number = number * 10 + (value[i] - '0');
    }
    return (is_number && number >= row->least && number <= row->most) ||
           error_set(err, ERROR_INVALID, "%s wants a number from %d to %d, not \"%.60s\"", row->key,
               row->least, row->most, value);
}

static bool check_money(const struct shop_setting *row, const char *value,
    const struct currency *currency, struct error *err)
{
    int64_t minor;
    if (!money_parse(text_view_of(value), currency, &minor, err)) {
        err->code = ERROR_INVALID;
        return error_prefix(err, "%s: ", row->key);
    }
    return minor >= 0 || error_set(err, ERROR_INVALID, "%s cannot be below 0", row->key);
}

static bool check_clock(
    const struct shop_setting *row, const char *value, char *out_value, struct error *err)
{
    int minutes;
    if (!day_start_parse(text_view_of(value), &minutes, err)) {
        return error_prefix(err, "%s: ", row->key);
    }
    snprintf(out_value, SHOP_SETTING_VALUE_MAX, "%02u:%02u", (unsigned)(minutes / 60) % 24U,
        (unsigned)(minutes % 60) % 60U);
    return true;
}

/* Several of the choices; they are stored in their own order, each once. */
static bool check_words(
    const struct shop_setting *row, const char *value, char *out_value, struct error *err)
{
    struct text_view rest = text_view_of(value);
    struct text_view word;
    uint32_t chosen = 0;
    while (text_view_split(&rest, ',', &word)) {
        char text[32] = "";
        word = text_view_trim(word);
        int index =
            text_copy_view(text, sizeof(text), word) ? index_of_word(row->choices, text) : -1;
        if (index < 0) {
            return error_set(err, ERROR_INVALID, "%s: \"%.*s\" is none of %s", row->key,
                word.size > 30 ? 30 : (int)word.size, word.bytes, row->choices);
        }
        chosen |= UINT32_C(1) << index;
    }
    struct text_out out = text_out_begin(out_value, SHOP_SETTING_VALUE_MAX);
    rest = text_view_of(row->choices);
    for (int i = 0; text_view_split(&rest, ',', &word); i++) {
        if ((chosen >> i & 1) != 0) {
            text_out_append(&out, out.size > 0 ? "," : "");
            text_out_append_view(&out, word);
        }
    }
    return true;
}

static bool check_pieces(const struct shop_setting *row, const char *value,
    const struct currency *currency, char *out_value, struct error *err)
{
    struct currency_piece pieces[CURRENCY_ALL_PIECES_MAX];
    bool is_chosen[CURRENCY_ALL_PIECES_MAX] = {false};
    size_t count = currency_pieces(currency, pieces);
    struct text_view rest = text_view_of(value);
    struct text_view word;
    while (text_view_split(&rest, ',', &word)) {
        int64_t minor;
        size_t at = 0;
        struct error why;
        bool is_money = money_parse(text_view_trim(word), currency, &minor, &why);
        while (is_money && at < count && pieces[at].value_minor != minor) {
            at++;
        }
        if (!is_money || at == count) {
            return error_set(err, ERROR_INVALID, "%s: %s has no %.*s", row->key, currency->code,
                word.size > 20 ? 20 : (int)word.size, word.bytes);
        }
        is_chosen[at] = true;
    }
    struct text_out out = text_out_begin(out_value, SHOP_SETTING_VALUE_MAX);
    for (size_t i = 0; i < count; i++) {
        char text[MONEY_TEXT_MAX];
        if (is_chosen[i]) {
            text_out_append(&out, out.size > 0 ? "," : "");
            text_out_append(
                &out, money_print_style(pieces[i].value_minor, currency, MONEY_SHORT, text));
        }
    }
    return true;
}

static bool check_text(const struct shop_setting *row, const char *value, struct error *err)
{
    size_t size = strlen(value);
    int lines = 1;
    if (size >= SHOP_SETTING_VALUE_MAX || !text_is_utf8(value, size, NULL)) {
        return error_set(err, ERROR_INVALID, "a value is UTF-8 text of less than %d bytes",
            SHOP_SETTING_VALUE_MAX);
    }
    for (const char *at = value; *at != '\0'; at++) {
        bool is_break = row->kind == SETTING_LINES && *at == '\n';
        lines += is_break;
        if (!is_break && text_view_has_control((struct text_view){at, 1})) {
            return error_set(err, ERROR_INVALID, "%s contains a control character", row->key);
        }
    }
    return lines <= SHOP_LINES_MAX ||
           error_set(err, ERROR_INVALID, "%s has more than %d lines", row->key, SHOP_LINES_MAX);
}

bool setting_check(const struct shop_setting *row, const char *value,
    const struct currency *currency, char out_value[SHOP_SETTING_VALUE_MAX], struct error *err)
{
    if (!check_text(row, value, err)) {
        return false;
    }
    if (row->is_optional && value[0] == '\0') {
        out_value[0] = '\0';
        return true;
    }
    if (row->kind == SETTING_CLOCK) {
        return check_clock(row, value, out_value, err);
    }
    if (row->kind == SETTING_WORDS) {
        return check_words(row, value, out_value, err);
    }
    if (row->kind == SETTING_PIECES) {
        return check_pieces(row, value, currency, out_value, err);
    }
    (void)text_copy(out_value, SHOP_SETTING_VALUE_MAX, value);
    switch (row->kind) {
    case SETTING_TEXT:
    case SETTING_LINES:
    case SETTING_CLOCK:
    case SETTING_WORDS:
    case SETTING_PIECES:
        return true;
    case SETTING_TOGGLE:
    case SETTING_CHOICE:
        return setting_choice(row, value) >= 0 ||
               error_set(err, ERROR_INVALID, "%s is one of %s, not \"%.60s\"", row->key,
                   row->kind == SETTING_TOGGLE ? "yes,no" : row->choices, value);
    case SETTING_MONEY:
        return check_money(row, value, currency, err);
    case SETTING_NUMBER:
    case SETTING_MINUTES:
        return check_number(row, value, err);
    }
    ASSERT(false);
    return false;
}

bool setting_read_value(struct store *store, const struct shop_setting *row,
    char out_value[SHOP_SETTING_VALUE_MAX], bool *out_found, struct error *err)
{
    *out_found = false;
    if ((row->is_device && !device_setting_read(store, row->key, out_value, out_found, err)) ||
        (!*out_found && !setting_read(store, row->key, out_value, out_found, err))) {
        return false;
    }
    if (!*out_found && row->otherwise != NULL) {
        (void)text_copy(out_value, SHOP_SETTING_VALUE_MAX, row->otherwise);
        *out_found = true;
    }
    return true;
}

bool device_settings_version(struct store *store, int64_t *out_version, struct error *err)
{
    char text[SETTING_VALUE_MAX];
    bool found;
    if (!device_setting_read(store, DEVICE_SETTINGS_VERSION, text, &found, err)) {
        return false;
    }
    int64_t version = 0;
    struct error ignored;
    if (found && !decimal_parse(text_view_of(text), 0, '.', &version, &ignored)) {
        version = 0;
    }
    *out_version = version;
    return true;
}
