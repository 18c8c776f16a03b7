#include "base/error.h"
#include "domain/pay_qr.h"
#include "domain/pay_qr_private.h"

#include <string.h>

#define NAMED_MAX 12 /* data objects that have a field of their own */
#define NAME_CHARACTERS_MAX 25
#define CITY_CHARACTERS_MAX 15
#define NUMBERS 100

static const char *const SCHEME_TEXTS[PAY_QR_SCHEME_COUNT] = {
    [PAY_QR_GENERIC] = "generic",
    [PAY_QR_PIX] = "pix",
    [PAY_QR_PAYNOW] = "paynow",
};

bool pay_qr_scheme_parse(struct text_view text, enum pay_qr_scheme *out_scheme)
{
    for (int i = 0; i < PAY_QR_SCHEME_COUNT; i++) {
        if (text_view_equals(text, SCHEME_TEXTS[i])) {
            *out_scheme = (enum pay_qr_scheme)i;
            return true;
        }
    }
    return false;
}

uint16_t pay_qr_crc16(const char *bytes, size_t size)
{
    uint32_t crc = 0xFFFF;
    for (size_t i = 0; i < size; i++) {
        crc ^= (uint32_t)(unsigned char)bytes[i] << 8;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 0x8000) != 0 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1;
        }
    }
    return (uint16_t)crc;
}

/* --- data objects -------------------------------------------------------------------------- */

/* ISO 4217 numbers of the currencies that the till knows. */
static const struct {
    char code[4];
    char number[4];
} CURRENCY_NUMBERS[] = {
    {"AUD", "036"},
    {"BRL", "986"},
    {"CAD", "124"},
    {"CHF", "756"},
    {"CZK", "203"},
    {"DKK", "208"},
    {"EUR", "978"},
    {"GBP", "826"},
    {"HUF", "348"},
    {"INR", "356"},
    {"JPY", "392"},
    {"KWD", "414"},
    {"NOK", "578"},
    {"NZD", "554"},
    {"PLN", "985"},
    {"SEK", "752"},
    {"SGD", "702"},
    {"USD", "840"},
};

static const char *currency_number(const char *currency)
{
    for (size_t i = 0; i < ARRAY_LENGTH(CURRENCY_NUMBERS); i++) {
        if (strcmp(CURRENCY_NUMBERS[i].code, currency) == 0) {
            return CURRENCY_NUMBERS[i].number;
        }
    }
    return currency;
}

static int number_of(const char *id)
{
    return pay_qr_is_digits(id, 2, 2) ? (id[0] - '0') * 10 + id[1] - '0' : -1;
}

/* One object: number, length in characters, value. */
static bool append_object(
    const char *id, const char *value, struct buffer *payload, struct error *err)
{
    size_t count = text_view_count_characters(text_view_of(value));
    if (count == 0) {
        return error_set(err, ERROR_INVALID, "fields: %s is empty", id);
    }
    if (!text_is_utf8(value, strlen(value), NULL) || text_view_has_control(text_view_of(value))) {
        return error_set(err, ERROR_INVALID, "fields: %s has a control character", id);
    }
    if (count > PAY_QR_EMVCO_OBJECT_CHARACTERS_MAX) {
        return error_set(err, ERROR_LIMIT, "fields: %s has %zu characters, at most %d are allowed",
            id, count, PAY_QR_EMVCO_OBJECT_CHARACTERS_MAX);
    }
    buffer_format(payload, "%s%02zu%s", id, count, value);
    return true;
}

/* The templates that begin with the name of their owner. */
static bool wants_owner(int number)
{
    return (number >= 26 && number <= 51) || number >= 80;
}

static bool append_template(
    const struct pay_qr_object *object, struct buffer *payload, struct error *err)
{
    struct buffer value = {0};
    bool is_done = true;
    for (size_t i = 0; i < object->part_count && is_done; i++) {
        const struct pay_qr_object *part = &object->parts[i];
        if (number_of(part->id) < 0 || part->value == NULL) {
            is_done = error_set(err, ERROR_INVALID,
                "fields: %s has a part that is no text under two digits", object->id);
        } else {
            is_done = append_object(part->id, part->value, &value, err);
        }
    }
    if (is_done && wants_owner(number_of(object->id)) &&
        (object->part_count == 0 || strcmp(object->parts[0].id, "00") != 0)) {
        is_done = error_set(err, ERROR_INVALID,
            "fields: %s does not begin with 00, the name of the scheme", object->id);
    }
    is_done =
        is_done && append_object(object->id, value.bytes != NULL ? value.bytes : "", payload, err);
    buffer_close(&value);
    return is_done;
}

/* --- the fields that have names ------------------------------------------------------------- */

struct named {
    struct pay_qr_object objects[NAMED_MAX]; /* by rising number */
    size_t count;
    struct pay_qr_object account[5], additional[1];
    char name[NAME_CHARACTERS_MAX + 1];
    char city[CITY_CHARACTERS_MAX + 1];
};

static void add(struct named *named, const char *id, const char *value)
{
    if (pay_qr_has(value)) {
        ASSERT(named->count < NAMED_MAX);
        named->objects[named->count] = (struct pay_qr_object){.value = value};
        (void)text_copy(named->objects[named->count++].id, 3, id);
    }
}

static void add_template(
    struct named *named, const char *id, const struct pay_qr_object *parts, size_t count)
{
    ASSERT(named->count < NAMED_MAX);
    named->objects[named->count] = (struct pay_qr_object){.parts = parts, .part_count = count};
    (void)text_copy(named->objects[named->count++].id, 3, id);
}

static size_t part(struct pay_qr_object *parts, size_t count, const char *id, const char *value)
{
    if (pay_qr_has(value)) {
        parts[count] = (struct pay_qr_object){.value = value};
        (void)text_copy(parts[count++].id, 3, id);
    }
    return count;
}

static bool check_pix(const struct pay_qr_emvco *emvco, struct error *err)
{
    if (pay_qr_has(emvco->key) == pay_qr_has(emvco->url)) {
        return error_set(err, ERROR_INVALID, "key is missing (or url, for a dynamic code)");
    }
    const char *txid = pay_qr_text(emvco->reference);
    bool is_txid = txid[0] == '\0' || strcmp(txid, "***") == 0 ||
                   (strlen(txid) <= 25 && pay_qr_is_alphanumeric(text_view_of(txid)));
    if (!is_txid) {
        return error_set(
            err, ERROR_INVALID, "reference is no txid: at most 25 letters and digits, or ***");
    }
    return pay_qr_check_text("key", emvco->key, 77, false, err) &&
           pay_qr_check_text("url", emvco->url, 77, false, err) &&
           pay_qr_check_text("information", emvco->information, 73, false, err);
}

static bool check_paynow(const struct pay_qr_emvco *emvco, struct error *err)
{
    const char *type = pay_qr_text(emvco->proxy_type);
    const char *value = pay_qr_text(emvco->proxy_value);
    const char *editable = pay_qr_text(emvco->editable);
    if (strcmp(type, "0") != 0 && strcmp(type, "2") != 0) {
        return error_set(err, ERROR_INVALID, "proxy_type is none of 0 (mobile), 2 (UEN)");
    }
    bool is_mobile = value[0] == '+' && pay_qr_is_digits(value + 1, 8, 15);
    bool is_uen =
        strlen(value) >= 9 && strlen(value) <= 13 && pay_qr_is_alphanumeric(text_view_of(value));
    if (type[0] == '0' ? !is_mobile : !is_uen) {
        return error_set(err, ERROR_INVALID,
            type[0] == '0' ? "proxy_value is no mobile number such as +6591234567"
                           : "proxy_value is no UEN of 9 to 13 letters and digits");
    }
    if (editable[0] != '\0' && strcmp(editable, "0") != 0 && strcmp(editable, "1") != 0) {
        return error_set(err, ERROR_INVALID, "editable is none of 0, 1");
    }
    return !pay_qr_has(emvco->expiry) || pay_qr_is_digits(emvco->expiry, 8, 8) ||
           error_set(err, ERROR_INVALID, "expiry is no day such as 20261231");
}

static bool check_common(const struct pay_qr_emvco *emvco, struct error *err)
{
    const char *initiation = pay_qr_text(emvco->initiation);
    const char *country = pay_qr_text(emvco->country);
    if (initiation[0] != '\0' && strcmp(initiation, "11") != 0 && strcmp(initiation, "12") != 0) {
        return error_set(err, ERROR_INVALID, "initiation is none of 11, 12");
    }
    if (pay_qr_has(emvco->category) && !pay_qr_is_digits(emvco->category, 4, 4)) {
        return error_set(err, ERROR_INVALID, "category is not made of four digits");
    }
    if (pay_qr_has(emvco->currency) && !pay_qr_is_digits(currency_number(emvco->currency), 3, 3)) {
        return error_set(err, ERROR_INVALID, "currency is no ISO 4217 code such as 978 or EUR");
    }
    if (country[0] != '\0' && (strlen(country) != 2 || country[0] < 'A' || country[0] > 'Z' ||
                                  country[1] < 'A' || country[1] > 'Z')) {
        return error_set(err, ERROR_INVALID, "country is no code of two capitals");
    }
    return pay_qr_check_amount("amount", emvco->amount, 0, 3, err) &&
           pay_qr_check_text("name", emvco->name, 200, false, err) &&
           pay_qr_check_text("city", emvco->city, 200, false, err) &&
           pay_qr_check_text("postal_code", emvco->postal_code, 10, false, err) &&
           pay_qr_check_text("reference", emvco->reference,
               emvco->scheme == PAY_QR_GENERIC ? 25 : 99, false, err);
}

static void name_pix(const struct pay_qr_emvco *emvco, struct named *named)
{
    size_t count = part(named->account, 0, "00", "br.gov.bcb.pix");
    count = part(named->account, count, "01", emvco->key);
    count = part(named->account, count, "02", emvco->information);
    count = part(named->account, count, "25", emvco->url);
    add_template(named, "26", named->account, count);
}

static void name_paynow(const struct pay_qr_emvco *emvco, struct named *named)
{
    size_t count = part(named->account, 0, "00", "SG.PAYNOW");
    count = part(named->account, count, "01", emvco->proxy_type);
    count = part(named->account, count, "02", emvco->proxy_value);
    count = part(named->account, count, "03", pay_qr_has(emvco->editable) ? emvco->editable : "0");
    count = part(named->account, count, "04", emvco->expiry);
    add_template(named, "26", named->account, count);
}

/* What a scheme says where nothing was given. */
struct scheme_row {
    const char *currency, *country, *city;
    const char *reference_id, *reference;
};

static const struct scheme_row SCHEME_ROWS[PAY_QR_SCHEME_COUNT] = {
    [PAY_QR_GENERIC] = {NULL, NULL, NULL, "05", NULL},
    [PAY_QR_PIX] = {"986", "BR", NULL, "05", "***"},
    [PAY_QR_PAYNOW] = {"702", "SG", "Singapore", "01", NULL},
};

static const char *either(const char *text, const char *otherwise)
{
    return pay_qr_has(text) ? text : otherwise;
}

static bool is_paynow_or_dynamic(const struct pay_qr_emvco *emvco)
{
    return emvco->scheme == PAY_QR_PAYNOW || pay_qr_has(emvco->url);
}

static bool has_object(const struct pay_qr_emvco *emvco, const char *id)
{
    for (size_t i = 0; i < emvco->object_count; i++) {
        if (strcmp(emvco->objects[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Lists the named fields by their numbers. */
static void list_named(const struct pay_qr_emvco *emvco, struct named *named)
{
    const struct scheme_row *row = &SCHEME_ROWS[emvco->scheme];
    const char *currency = either(emvco->currency, row->currency);
    add(named, "01", either(emvco->initiation, is_paynow_or_dynamic(emvco) ? "12" : NULL));
    if (emvco->scheme == PAY_QR_PIX) {
        name_pix(emvco, named);
    } else if (emvco->scheme == PAY_QR_PAYNOW) {
        name_paynow(emvco, named);
    }
    add(named, "52", either(emvco->category, has_object(emvco, "52") ? NULL : "0000"));
    add(named, "53", currency != NULL ? currency_number(currency) : NULL);
    add(named, "54", emvco->amount);
    add(named, "58", either(emvco->country, row->country));
    pay_qr_plain(pay_qr_text(emvco->name), NAME_CHARACTERS_MAX, named->name, sizeof(named->name));
    add(named, "59", named->name);
    pay_qr_plain(either(emvco->city, pay_qr_text(row->city)), CITY_CHARACTERS_MAX, named->city,
        sizeof(named->city));
    add(named, "60", named->city);
    add(named, "61", emvco->postal_code);
    if (part(named->additional, 0, row->reference_id, either(emvco->reference, row->reference)) >
        0) {
        add_template(named, "62", named->additional, 1);
    }
}

/* --- the payload ---------------------------------------------------------------------------- */

struct writing {
    bool is_there[NUMBERS];
    struct buffer payload;
};

static bool write_object(
    struct writing *writing, const struct pay_qr_object *object, struct error *err)
{
    int number = number_of(object->id);
    if (number < 1 || number == 63) {
        return error_set(
            err, ERROR_INVALID, "fields: \"%.20s\" is no number from 01 to 99 but 63", object->id);
    }
    if (writing->is_there[number]) {
        return error_set(err, ERROR_INVALID, "fields: %s stands twice", object->id);
    }
    writing->is_there[number] = true;
    return object->value != NULL ? append_object(object->id, object->value, &writing->payload, err)
                                 : append_template(object, &writing->payload, err);
}

/* Two rows become one: each named field before the first further one of a higher number. */
static bool write_objects(struct writing *writing, const struct named *named,
    const struct pay_qr_emvco *emvco, struct error *err)
{
    size_t at = 0;
    for (size_t i = 0; i < emvco->object_count; i++) {
        for (; at < named->count && strcmp(named->objects[at].id, emvco->objects[i].id) < 0; at++) {
            if (!write_object(writing, &named->objects[at], err)) {
                return false;
            }
        }
        if (!write_object(writing, &emvco->objects[i], err)) {
            return false;
        }
    }
    for (; at < named->count; at++) {
        if (!write_object(writing, &named->objects[at], err)) {
            return false;
        }
    }
    return true;
}

static bool check_complete(const struct writing *writing, struct error *err)
{
    static const struct {
        int number;
        const char *name;
    } required[] = {
        {52, "category"},
        {53, "currency"},
        {58, "country"},
        {59, "name"},
        {60, "city"},
    };
    bool has_account = false;
    for (int number = 2; number <= 51; number++) {
        has_account = has_account || writing->is_there[number];
    }
    if (!has_account) {
        return error_set(err, ERROR_INVALID, "fields: no account of the merchant (02 to 51)");
    }
    for (size_t i = 0; i < ARRAY_LENGTH(required); i++) {
        if (!writing->is_there[required[i].number]) {
            return error_set(err, ERROR_INVALID, "%s is missing, or has no letter of plain Latin",
                required[i].name);
        }
    }
    return true;
}

static bool write_all(struct writing *writing, const struct named *named,
    const struct pay_qr_emvco *emvco, struct error *err)
{
    struct buffer *payload = &writing->payload;
    buffer_append_text(payload, "000201");
    if (!write_objects(writing, named, emvco, err) || !check_complete(writing, err)) {
        return false;
    }
    buffer_append_text(payload, "6304");
    buffer_format(payload, "%04X", (unsigned)pay_qr_crc16(payload->bytes, payload->size));
    size_t count = text_view_count_characters((struct text_view){payload->bytes, payload->size});
    return count <= PAY_QR_EMVCO_CHARACTERS_MAX ||
           error_set(err, ERROR_LIMIT, "the code has %zu characters, at most %d are allowed", count,
               PAY_QR_EMVCO_CHARACTERS_MAX);
}

bool pay_qr_append_emvco(
    const struct pay_qr_emvco *emvco, struct buffer *out_payload, struct error *err)
{
    if (!check_common(emvco, err) || (emvco->scheme == PAY_QR_PIX && !check_pix(emvco, err)) ||
        (emvco->scheme == PAY_QR_PAYNOW && !check_paynow(emvco, err))) {
        return false;
    }
    struct named named = {0};
    struct writing writing = {0};
    list_named(emvco, &named);
    bool is_done = write_all(&writing, &named, emvco, err);
    if (is_done) {
        buffer_append(out_payload, writing.payload.bytes, writing.payload.size);
    }
    buffer_close(&writing.payload);
    return is_done;
}
