#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "domain/scan.h"
#include "domain/token.h"
#include "till/till.h"
#include "till/understand.h"

static const struct {
    const char *name;
    enum scan_symbology symbology;
} SYMBOLOGIES[] = {
    {"EAN13", SCAN_EAN13},
    {"EAN13_ADDON", SCAN_EAN13_ADDON},
    {"EAN8", SCAN_EAN8},
    {"UPCE", SCAN_UPCE},
    {"ITF14", SCAN_ITF14},
    {"CODE128", SCAN_CODE128},
    {"CODE39", SCAN_CODE39},
    {"GS1", SCAN_GS1},
    {"DATAMATRIX", SCAN_DATAMATRIX},
    {"QR", SCAN_QR},
    {"OTHER", SCAN_OTHER},
    {"ANY", SCAN_ANY},
};

static bool symbology_parse(const char *name, enum scan_symbology *out_symbology)
{
    for (size_t i = 0; i < ARRAY_LENGTH(SYMBOLOGIES); i++) {
        if (strcasecmp(SYMBOLOGIES[i].name, name) == 0) {
            *out_symbology = SYMBOLOGIES[i].symbology;
            return true;
        }
    }
    return false;
}

static const char *symbology_text(enum scan_symbology symbology)
{
    for (size_t i = 0; i < ARRAY_LENGTH(SYMBOLOGIES); i++) {
        if (SYMBOLOGIES[i].symbology == symbology) {
            return SYMBOLOGIES[i].name;
        }
    }
    return "ANY";
}

/* What is known of one scan: all that scan_read() says, and what a shop's file adds to it. */
struct answer {
    struct till_reading reading;
    bool is_readable;
    bool has_shop;
    const struct currency *currency;
};

static bool begins_with(const char *text, const char *start)
{
    return strncasecmp(text, start, strlen(start)) == 0;
}

static const char *contact_of(const char *text)
{
    if (begins_with(text, "BEGIN:VCARD")) {
        return "vcard";
    }
    return begins_with(text, "MECARD:") ? "mecard" : NULL;
}

static bool is_url(const char *text)
{
    return begins_with(text, "https://") || begins_with(text, "http://");
}

static bool is_good_token(const struct answer *answer)
{
    return answer->reading.scan.token_form != TOKEN_NOT &&
           answer->reading.token_check == TOKEN_GOOD;
}

/* The reading that the till would act on first. */
static const char *kind_of(const struct answer *answer)
{
    const struct scan *scan = &answer->reading.scan;
    if (!answer->is_readable) {
        return "misread";
    }
    if (is_good_token(answer) || scan->token_form == TOKEN_OUR_URL ||
        scan->token_form == TOKEN_URL) {
        return "token";
    }
    if (answer->reading.is_in_store ||
        (scan->in_store_gtin14[0] != '\0' && !answer->reading.has_product)) {
        return "in_store";
    }
    if (scan->gtin14[0] != '\0') {
        return "gtin";
    }
    if (contact_of(scan->text) != NULL) {
        return contact_of(scan->text);
    }
    if (is_url(scan->text)) {
        return "url";
    }
    return scan->token_form == TOKEN_BARE && !answer->reading.has_product ? "token" : "text";
}

static void set_text(json_t *object, const char *name, const char *text)
{
    if (text[0] != '\0') {
        json_object_set_new(object, name, json_string(text));
    }
}

static json_t *in_store_json(const struct answer *answer)
{
    const struct scan *scan = &answer->reading.scan;
    json_t *object = json_object();
    char quantity[QUANTITY_TEXT_MAX];
    char price[MONEY_TEXT_MAX];
    set_text(object, "gtin14", scan->in_store_gtin14);
    if (scan->value == SCAN_VALUE_WEIGHT) {
        set_text(object, "weight", quantity_print(scan->quantity_milli, quantity));
    } else {
        set_text(object, "price", money_print(scan->price_minor, answer->currency, price));
    }
    return object;
}

static json_t *token_json(const struct answer *answer)
{
    static const char *const forms[] = {
        [TOKEN_BARE] = "bare", [TOKEN_OUR_URL] = "our_url", [TOKEN_URL] = "url"};
    static const char *const kinds[] = {
        [TOKEN_LINK] = "link",
        [TOKEN_SALE] = "sale",
        [TOKEN_LEAD] = "lead",
        [TOKEN_VOUCHER] = "voucher",
        [TOKEN_REFERRAL] = "referral",
    };
    static const char *const checks[] = {
        [TOKEN_GOOD] = "good", [TOKEN_WRONG_TAG] = "wrong", [TOKEN_UNKNOWN_KEY] = "unknown_key"};
    const struct token *token = &answer->reading.scan.token;
    unsigned kind = (unsigned)token->kind;
    char text[TOKEN_TEXT_MAX];
    json_t *object = json_object();
    set_text(object, "form", forms[answer->reading.scan.token_form]);
    set_text(object, "text", token_print(token, text));
    set_text(object, "kind",
        kind < ARRAY_LENGTH(kinds) && kinds[kind] != NULL ? kinds[kind] : "unknown");
    json_object_set_new(object, "key", json_integer(token->key_number));
    json_object_set_new(object, "node", json_integer(token->node));
    json_object_set_new(object, "n", json_integer(token->n));
    set_text(object, "check", answer->has_shop ? checks[answer->reading.token_check] : "unchecked");
    json_object_set_new(object, "good", json_boolean(is_good_token(answer)));
    return object;
}

static json_t *product_json(const struct answer *answer)
{
    const struct ticket_line *product = &answer->reading.product;
    char price[MONEY_TEXT_MAX];
    json_t *object = json_object();
    set_text(object, "sku", product->sku);
    set_text(object, "name", product->name);
    set_text(object, "unit", unit_text(product->unit));
    if (answer->reading.has_price) {
        set_text(object, "price", money_print(product->unit_price_minor, answer->currency, price));
    }
    return object;
}

static const char *check_digit_text(const struct scan *scan)
{
    if (scan->has_wrong_check_digit) {
        return "wrong";
    }
    return scan->gtin14[0] != '\0' ? "right" : "none";
}

static void print_answer(const struct answer *answer)
{
    const struct scan *scan = &answer->reading.scan;
    json_t *root = json_object();
    json_object_set_new(root, "kind", json_string(kind_of(answer)));
    if (answer->is_readable) {
        json_object_set_new(root, "text", json_stringn_nocheck(scan->text, strlen(scan->text)));
        set_text(root, "symbology", symbology_text(scan->symbology));
        set_text(root, "gtin14", scan->gtin14);
        set_text(root, "other_gtin14", scan->other_gtin14);
        set_text(root, "check_digit", check_digit_text(scan));
    }
    if (answer->is_readable && scan->in_store_gtin14[0] != '\0') {
        json_object_set_new(root, "in_store", in_store_json(answer));
    }
    if (answer->is_readable && scan->token_form != TOKEN_NOT) {
        json_object_set_new(root, "token", token_json(answer));
    }
    if (answer->is_readable && is_url(scan->text)) {
        set_text(root, "url", scan->text);
    }
    if (answer->is_readable && contact_of(scan->text) != NULL) {
        set_text(root, "contact", contact_of(scan->text));
    }
    if (answer->reading.has_product) {
        json_object_set_new(root, "product", product_json(answer));
    }
    if (answer->reading.is_twice) {
        json_object_set_new(root, "twice", json_true());
    }
    char *text = json_dumps(root, JSON_COMPACT);
    ASSERT(text != NULL);
    puts(text);
    free(text);
    json_decref(root);
}

/* Without a shop's file: no patterns, no keys, no catalogue. */
static void understand_alone(
    struct text_view text, enum scan_symbology symbology, struct answer *answer)
{
    struct scan_rules rules = {.currency = currency_find("EUR")};
    answer->currency = rules.currency;
    answer->reading.token_check = TOKEN_UNKNOWN_KEY;
    answer->is_readable = scan_read(text, symbology, &rules, &answer->reading.scan);
}

static bool understand_at_shop(const struct invocation *invocation, struct text_view text,
    enum scan_symbology symbology, struct answer *answer, struct error *err)
{
    struct till *till;
    if (!till_open(
            invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, &till, err)) {
        return false;
    }
    answer->has_shop = true;
    answer->currency = till_shop(till)->rules.currency;
    bool is_done =
        till_understand(till, text, symbology, &answer->reading, &answer->is_readable, err);
    till_close(till);
    return is_done;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct text_view text = text_view_of(invocation->arguments[0]);
    const char *name = command_value(invocation, "symbology");
    enum scan_symbology symbology = SCAN_ANY;
    struct answer answer = {0};
    if (name != NULL && !symbology_parse(name, &symbology)) {
        return command_usage_error(err,
            "--symbology is none of EAN13, EAN13_ADDON, EAN8, UPCE, ITF14, CODE128, CODE39, GS1, "
            "DATAMATRIX, QR, OTHER");
    }
    if (!text_is_utf8(text.bytes, text.size, NULL)) {
        (void)error_set(err, ERROR_INVALID, "the text is not UTF-8");
        return COMMAND_REFUSED;
    }
    if (invocation->is_db_default) {
        understand_alone(text, symbology, &answer);
    } else if (!understand_at_shop(invocation, text, symbology, &answer, err)) {
        return COMMAND_REFUSED;
    }
    print_answer(&answer);
    return COMMAND_OK;
}

const struct command command_scan = {
    .name = "scan",
    .arguments = "TEXT",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "what the till understands of a scan, as JSON; nothing is rung",
    .help =
        "kind is token, gtin, in_store, vcard, mecard, url, text or misread. A GTIN is given as "
        "14\n"
        "digits. With --db the shop's in-store patterns, keys and catalogue are asked too: then a\n"
        "token is good or not, and the product is named.",
    .options =
        {
            {"symbology", "NAME", false,
                "what the scanner said: EAN13, EAN8, UPCE, ITF14, CODE128, CODE39, GS1, QR …"},
        },
    .run = run,
};
