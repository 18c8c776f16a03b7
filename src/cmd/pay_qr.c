#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/pay_qr.h"
#include "qr/qr.h"

#define PNG_SCALE 12 /* pixels a module */
#define PICTURE_MODE 0644
#define OBJECTS_MAX 40
#define PARTS_MAX 20

/* --- reading JSON -------------------------------------------------------------------------- */

/* A field of the JSON object and where its text goes: the table of a kind is what it takes. */
struct field {
    const char *name;
    const char **text;
};

/* Takes the texts out of `object`, borrowed from it. Names that are in `others` are left for the
 * caller; any other is an error, for a misspelt field would be left out of a payment. */
static bool read_fields(const json_t *object, const struct field *fields, size_t field_count,
    const char *const *others, struct error *err)
{
    if (!json_is_object(object)) {
        return error_set(err, ERROR_INVALID, "it must be an object");
    }
    for (void *at = json_object_iter((json_t *)(uintptr_t)object); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)object, at)) {
        const char *name = json_object_iter_key(at);
        const json_t *value = json_object_iter_value(at);
        size_t i = 0;
        while (i < field_count && strcmp(fields[i].name, name) != 0) {
            i++;
        }
        bool is_other = false;
        for (size_t k = 0; others != NULL && others[k] != NULL; k++) {
            is_other = is_other || strcmp(others[k], name) == 0;
        }
        if (i == field_count && !is_other) {
            return error_set(err, ERROR_INVALID, "\"%.60s\" is not known here", name);
        }
        if (i < field_count && !json_is_string(value)) {
            return error_set(err, ERROR_INVALID, "%s must be a string", name);
        }
        if (i < field_count) {
            *fields[i].text = json_string_value(value);
        }
    }
    return true;
}

static bool append_epc(const json_t *root, struct buffer *payload, struct error *err)
{
    struct pay_qr_epc epc = {0};
    const struct field fields[] = {
        {"version", &epc.version},
        {"character_set", &epc.character_set},
        {"bic", &epc.bic},
        {"name", &epc.name},
        {"iban", &epc.iban},
        {"amount", &epc.amount},
        {"purpose", &epc.purpose},
        {"reference", &epc.reference},
        {"remittance", &epc.remittance},
        {"information", &epc.information},
    };
    return read_fields(root, fields, ARRAY_LENGTH(fields), NULL, err) &&
           pay_qr_append_epc(&epc, payload, err);
}

static bool read_address(
    const json_t *root, const char *name, struct pay_qr_address *address, struct error *err)
{
    const struct field fields[] = {
        {"name", &address->name},
        {"street", &address->street},
        {"house_number", &address->house_number},
        {"postal_code", &address->postal_code},
        {"town", &address->town},
        {"country", &address->country},
    };
    const json_t *object = json_object_get(root, name);
    return object == NULL || read_fields(object, fields, ARRAY_LENGTH(fields), NULL, err) ||
           error_prefix(err, "%s: ", name);
}

static bool read_schemes(const json_t *root, struct pay_qr_swiss *swiss, struct error *err)
{
    const json_t *list = json_object_get(root, "alternative_schemes");
    if (list != NULL &&
        (!json_is_array(list) || json_array_size(list) > PAY_QR_SWISS_SCHEMES_MAX)) {
        return error_set(err, ERROR_INVALID, "alternative_schemes must be a list of at most %d",
            PAY_QR_SWISS_SCHEMES_MAX);
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        swiss->alternative_schemes[i] = json_string_value(json_array_get(list, i));
        if (swiss->alternative_schemes[i] == NULL) {
            return error_set(err, ERROR_INVALID, "alternative_schemes[%zu] must be a string", i);
        }
    }
    return true;
}

static bool append_swiss(const json_t *root, struct buffer *payload, struct error *err)
{
    static const char *const others[] = {"creditor", "debtor", "alternative_schemes", NULL};
    struct pay_qr_swiss swiss = {0};
    const struct field fields[] = {
        {"iban", &swiss.iban},
        {"amount", &swiss.amount},
        {"currency", &swiss.currency},
        {"reference_type", &swiss.reference_type},
        {"reference", &swiss.reference},
        {"message", &swiss.message},
        {"billing_information", &swiss.billing_information},
    };
    return read_fields(root, fields, ARRAY_LENGTH(fields), others, err) &&
           read_address(root, "creditor", &swiss.creditor, err) &&
           read_address(root, "debtor", &swiss.debtor, err) && read_schemes(root, &swiss, err) &&
           pay_qr_append_swiss(&swiss, payload, err);
}

struct objects {
    struct pay_qr_object rows[OBJECTS_MAX];
    struct pay_qr_object parts[OBJECTS_MAX][PARTS_MAX];
};

static bool take_id(const char *name, char out_id[3], struct error *err)
{
    return (strlen(name) == 2 && text_copy(out_id, 3, name)) ||
           error_set(err, ERROR_INVALID, "fields: \"%.20s\" is no number of two digits", name);
}

static bool read_parts(
    const json_t *value, struct pay_qr_object *row, struct pay_qr_object *parts, struct error *err)
{
    if (json_object_size(value) > PARTS_MAX) {
        return error_set(err, ERROR_LIMIT, "fields: %s has too many parts", row->id);
    }
    row->parts = parts;
    for (void *at = json_object_iter((json_t *)(uintptr_t)value); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)value, at)) {
        struct pay_qr_object *part = &parts[row->part_count++];
        part->value = json_string_value(json_object_iter_value(at));
        if (part->value == NULL) {
            return error_set(err, ERROR_INVALID, "fields: a part of %s must be a string", row->id);
        }
        if (!take_id(json_object_iter_key(at), part->id, err)) {
            return false;
        }
    }
    return true;
}

/* "fields": numbers of two digits, each a string or an object of such. Their order is kept. */
static bool read_objects(
    const json_t *root, struct objects *objects, struct pay_qr_emvco *emvco, struct error *err)
{
    const json_t *list = json_object_get(root, "fields");
    if (list == NULL) {
        return true;
    }
    if (!json_is_object(list) || json_object_size(list) > OBJECTS_MAX) {
        return error_set(err, ERROR_INVALID, "fields must be an object of at most %d", OBJECTS_MAX);
    }
    emvco->objects = objects->rows;
    for (void *at = json_object_iter((json_t *)(uintptr_t)list); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)list, at)) {
        struct pay_qr_object *row = &objects->rows[emvco->object_count];
        const json_t *value = json_object_iter_value(at);
        if (!take_id(json_object_iter_key(at), row->id, err)) {
            return false;
        }
        row->value = json_string_value(value);
        if (row->value == NULL && !json_is_object(value)) {
            return error_set(
                err, ERROR_INVALID, "fields: %s must be a string or an object", row->id);
        }
        if (row->value == NULL &&
            !read_parts(value, row, objects->parts[emvco->object_count], err)) {
            return false;
        }
        emvco->object_count++;
    }
    return true;
}

static bool append_emvco(const json_t *root, struct buffer *payload, struct error *err)
{
    static const char *const others[] = {"fields", NULL};
    const char *scheme = NULL;
    struct pay_qr_emvco emvco = {0};
    struct objects objects = {0};
    const struct field fields[] = {
        {"scheme", &scheme},
        {"initiation", &emvco.initiation},
        {"key", &emvco.key},
        {"information", &emvco.information},
        {"url", &emvco.url},
        {"proxy_type", &emvco.proxy_type},
        {"proxy_value", &emvco.proxy_value},
        {"editable", &emvco.editable},
        {"expiry", &emvco.expiry},
        {"category", &emvco.category},
        {"currency", &emvco.currency},
        {"amount", &emvco.amount},
        {"country", &emvco.country},
        {"name", &emvco.name},
        {"city", &emvco.city},
        {"postal_code", &emvco.postal_code},
        {"reference", &emvco.reference},
    };
    if (!read_fields(root, fields, ARRAY_LENGTH(fields), others, err) ||
        !read_objects(root, &objects, &emvco, err)) {
        return false;
    }
    if (scheme != NULL && !pay_qr_scheme_parse(text_view_of(scheme), &emvco.scheme)) {
        return error_set(err, ERROR_INVALID, "scheme is none of generic, pix, paynow");
    }
    return pay_qr_append_emvco(&emvco, payload, err);
}

static bool append_upi(const json_t *root, struct buffer *payload, struct error *err)
{
    struct pay_qr_upi upi = {0};
    const struct field fields[] = {
        {"pa", &upi.pa},
        {"pn", &upi.pn},
        {"mc", &upi.mc},
        {"tid", &upi.tid},
        {"tr", &upi.tr},
        {"tn", &upi.tn},
        {"am", &upi.am},
        {"mam", &upi.mam},
        {"cu", &upi.cu},
        {"url", &upi.url},
        {"mode", &upi.mode},
        {"sign", &upi.sign},
        {"orgid", &upi.orgid},
        {"mid", &upi.mid},
        {"msid", &upi.msid},
        {"mtid", &upi.mtid},
    };
    return read_fields(root, fields, ARRAY_LENGTH(fields), NULL, err) &&
           pay_qr_append_upi(&upi, payload, err);
}

/* --- the command --------------------------------------------------------------------------- */

static const struct kind {
    const char *name;
    bool (*append)(const json_t *root, struct buffer *payload, struct error *err);
    bool has_cross;
} KINDS[] = {
    {"epc", append_epc, false},
    {"emvco", append_emvco, false},
    {"swiss", append_swiss, true},
    {"upi", append_upi, false},
};

static const struct kind *kind_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(KINDS); i++) {
        if (strcmp(KINDS[i].name, name) == 0) {
            return &KINDS[i];
        }
    }
    return NULL;
}

static bool read_payload(
    const char *path, const struct kind *kind, struct buffer *payload, struct error *err)
{
    json_error_t why;
    bool is_stdin = strcmp(path, "-") == 0;
    json_t *root = is_stdin ? json_loadf(stdin, JSON_REJECT_DUPLICATES, &why)
                            : json_load_file(path, JSON_REJECT_DUPLICATES, &why);
    if (root == NULL) {
        return error_set(err, ERROR_INVALID, "%s:%d: %s", is_stdin ? "standard input" : path,
            why.line > 0 ? why.line : 1, why.text);
    }
    bool is_done = kind->append(root, payload, err);
    json_decref(root);
    return is_done;
}

static bool write_picture(
    const char *png, const struct kind *kind, const char *payload, struct error *err)
{
    struct qr qr;
    struct buffer picture = {0};
    bool (*encode)(const char *, struct qr *, struct error *) =
        kind->has_cross ? qr_encode_swiss : qr_encode;
    if (!encode(payload, &qr, err)) {
        return false;
    }
    if (kind->has_cross) {
        qr_append_swiss_png(&qr, PNG_SCALE, &picture);
    } else {
        qr_append_png(&qr, PNG_SCALE, &picture);
    }
    bool is_written = file_write_whole(png, picture.bytes, picture.size, PICTURE_MODE, err);
    buffer_close(&picture);
    return is_written;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    const struct kind *kind = kind_of(command_value(invocation, "kind"));
    const char *png = command_value(invocation, "png");
    struct buffer payload = {0};
    if (kind == NULL) {
        return command_usage_error(err, "--kind is none of epc, emvco, swiss, upi");
    }
    bool is_done = read_payload(invocation->arguments[0], kind, &payload, err) &&
                   (png == NULL || write_picture(png, kind, payload.bytes, err));
    if (is_done) {
        (void)fwrite(payload.bytes, 1, payload.size, stdout);
        (void)putchar('\n');
    }
    buffer_close(&payload);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_pay_qr = {
    .name = "pay-qr",
    .arguments = "FILE.json",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "the text of a payment code that a customer's banking app reads",
    .help =
        "FILE may be - for standard input: one JSON object, every value a string, amounts\n"
        "\"12.30\". Its fields by kind ([ ] may be missing):\n"
        "  epc    name iban [amount] [bic] [purpose] [reference (RF…) | remittance]\n"
        "         [information] [version 001|002] [character_set 1 (UTF-8) to 8]\n"
        "  swiss  iban creditor{} currency [amount] [debtor{}] [reference_type QRR|SCOR|NON]\n"
        "         [reference] [message] [billing_information] [alternative_schemes [\"…\"]]\n"
        "         creditor, debtor: name [street] [house_number] postal_code town country\n"
        "  emvco  name city country currency [amount] [category] [postal_code] [reference]\n"
        "         [initiation 11|12] [fields {\"26\":{\"00\":\"…\"},\"55\":\"01\"}]\n"
        "         scheme pix: key [information] or url, name, city, [reference: the txid]\n"
        "         scheme paynow: proxy_type 0|2, proxy_value, name, [editable 0|1]\n"
        "         [expiry YYYYMMDD] [reference: the bill's number]\n"
        "  upi    pa pn [am] [tr] [tn] [mc] [tid] [mam] [cu] [url] [mode] [sign] [orgid] [mid]\n"
        "         [msid] [mtid]\n"
        "The text is printed with one line feed after it.",
    .options =
        {
            {"kind", "KIND", true, "epc, emvco, swiss or upi"},
            {"png", "FILE", false, "writes the QR code as a picture, swiss with its cross"},
        },
    .run = run,
};
