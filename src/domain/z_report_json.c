#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/decimal.h"
#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/z_report.h"

/* One table says what stands where in the JSON; printing and reading both walk it, so that they
 * cannot differ. */

#define PERCENT_DECIMALS 4 /* parts per million as percent */
#define VERSION 1

enum field_kind {
    FIELD_INTEGER,
    FIELD_BOOL,
    FIELD_TEXT,
    FIELD_MONEY,        /* of the report's currency */
    FIELD_MONEY_IF,     /* the same, or null where the bool at `extra` is false */
    FIELD_FOREIGN,      /* of the row's currency */
    FIELD_FOREIGN_IF,   /* the same, or null */
    FIELD_RATE,         /* ppm, as percent */
    FIELD_TIME,         /* UTC milliseconds */
    FIELD_SALE,         /* a sale's id, as a receipt's number */
    FIELD_RECEIPT,      /* the number of a receipt of this till; 0 is null */
    FIELD_OBJECT_BEGIN, /* the fields up to the end stand in an object of their own */
    FIELD_OBJECT_END,
    FIELD_ROWS /* array of objects: `rows` */
};

struct row_kind;

struct field {
    const char *key;
    enum field_kind kind;
    size_t offset;
    size_t extra;                /* text: bytes; _IF: offset of the bool; rows: of the count */
    const struct row_kind *rows; /* NULL but for rows */
};

struct row_kind {
    size_t size;
    bool has_currency; /* amounts of FIELD_FOREIGN are of the row's own */
    size_t currency_offset;
    const struct field *fields;
    size_t field_count;
};

#define AT(type, member) offsetof(struct type, member)
#define BYTES(type, member) sizeof(((struct type *)NULL)->member)
#define PLAIN(type, kind, key, member)                                                             \
    {                                                                                              \
        key, kind, AT(type, member), 0, NULL                                                       \
    }
#define TEXT(type, key, member)                                                                    \
    {                                                                                              \
        key, FIELD_TEXT, AT(type, member), BYTES(type, member), NULL                               \
    }
#define OBJECT(key)                                                                                \
    {                                                                                              \
        key, FIELD_OBJECT_BEGIN, 0, 0, NULL                                                        \
    }
#define OBJECT_END                                                                                 \
    {                                                                                              \
        NULL, FIELD_OBJECT_END, 0, 0, NULL                                                         \
    }
#define ROWS(key, array, count, kind)                                                              \
    {                                                                                              \
        key, FIELD_ROWS, AT(z_report, array), AT(z_report, count), kind                            \
    }

static const struct field TAX_CODE_FIELDS[] = {
    TEXT(z_tax_code, "code", code),
    PLAIN(z_tax_code, FIELD_INTEGER, "lines", line_count),
    PLAIN(z_tax_code, FIELD_MONEY, "net", net_minor),
    PLAIN(z_tax_code, FIELD_MONEY, "tax", tax_minor),
    PLAIN(z_tax_code, FIELD_MONEY, "gross", gross_minor),
};
static const struct field TAX_FIELDS[] = {
    PLAIN(z_tax, FIELD_RATE, "rate", rate_ppm),
    PLAIN(z_tax, FIELD_MONEY, "net", net_minor),
    PLAIN(z_tax, FIELD_MONEY, "tax", tax_minor),
};
static const struct field TENDER_FIELDS[] = {
    TEXT(z_tender, "tender", tender),
    PLAIN(z_tender, FIELD_INTEGER, "count", count),
    PLAIN(z_tender, FIELD_MONEY, "rung", rung_minor),
    PLAIN(z_tender, FIELD_MONEY, "moved", moved_minor),
    PLAIN(z_tender, FIELD_MONEY, "amount", amount_minor),
};
static const struct field MOVEMENT_FIELDS[] = {
    TEXT(z_movement, "kind", kind),
    TEXT(z_movement, "currency", currency),
    PLAIN(z_movement, FIELD_FOREIGN, "amount", amount_minor),
    TEXT(z_movement, "reason", reason),
    TEXT(z_movement, "staff", staff_name),
    PLAIN(z_movement, FIELD_TIME, "at", moved_at_ms),
};
static const struct field PIECE_FIELDS[] = {
    TEXT(z_piece, "currency", currency),
    PLAIN(z_piece, FIELD_FOREIGN, "value", value_minor),
    PLAIN(z_piece, FIELD_INTEGER, "pieces", pieces),
};
static const struct field FOREIGN_FIELDS[] = {
    TEXT(z_foreign, "currency", currency),
    PLAIN(z_foreign, FIELD_INTEGER, "count", count),
    PLAIN(z_foreign, FIELD_FOREIGN, "float", float_minor),
    PLAIN(z_foreign, FIELD_FOREIGN, "received", received_minor),
    PLAIN(z_foreign, FIELD_MONEY, "worth", worth_minor),
    PLAIN(z_foreign, FIELD_FOREIGN, "pay_in", pay_in_minor),
    PLAIN(z_foreign, FIELD_FOREIGN, "pay_out", pay_out_minor),
    PLAIN(z_foreign, FIELD_FOREIGN, "expected", expected_minor),
    {"counted", FIELD_FOREIGN_IF, AT(z_foreign, counted_minor), AT(z_foreign, has_counted), NULL},
    PLAIN(z_foreign, FIELD_FOREIGN, "left", left_minor),
    PLAIN(z_foreign, FIELD_FOREIGN, "taken", taken_minor),
};
static const struct field TRANSFER_FIELDS[] = {
    PLAIN(z_transfer, FIELD_SALE, "sale", sale_id),
    PLAIN(z_transfer, FIELD_INTEGER, "payment", payment_n),
    PLAIN(z_transfer, FIELD_MONEY, "amount", amount_minor),
    TEXT(z_transfer, "reference", reference),
    PLAIN(z_transfer, FIELD_BOOL, "looked_for", was_looked_for),
};
static const struct field PARKED_FIELDS[] = {
    TEXT(z_parked, "name", name),
    PLAIN(z_parked, FIELD_INTEGER, "lines", line_count),
    PLAIN(z_parked, FIELD_MONEY, "total", total_minor),
};
static const struct field CAMPAIGN_FIELDS[] = {
    TEXT(z_campaign, "code", code),
    TEXT(z_campaign, "name", name),
    PLAIN(z_campaign, FIELD_INTEGER, "sales", sale_count),
    PLAIN(z_campaign, FIELD_MONEY, "amount", amount_minor),
};

#define OWN_ROW(type, fields)                                                                      \
    {                                                                                              \
        sizeof(struct type), false, 0, fields, ARRAY_LENGTH(fields)                                \
    }
#define FOREIGN_ROW_KIND(type, fields)                                                             \
    {                                                                                              \
        sizeof(struct type), true, AT(type, currency), fields, ARRAY_LENGTH(fields)                \
    }
static const struct row_kind TAX_CODE_ROW = OWN_ROW(z_tax_code, TAX_CODE_FIELDS);
static const struct row_kind TAX_ROW = OWN_ROW(z_tax, TAX_FIELDS);
static const struct row_kind TENDER_ROW = OWN_ROW(z_tender, TENDER_FIELDS);
static const struct row_kind MOVEMENT_ROW = FOREIGN_ROW_KIND(z_movement, MOVEMENT_FIELDS);
static const struct row_kind PIECE_ROW = FOREIGN_ROW_KIND(z_piece, PIECE_FIELDS);
static const struct row_kind FOREIGN_ROW = FOREIGN_ROW_KIND(z_foreign, FOREIGN_FIELDS);
static const struct row_kind TRANSFER_ROW = OWN_ROW(z_transfer, TRANSFER_FIELDS);
static const struct row_kind PARKED_ROW = OWN_ROW(z_parked, PARKED_FIELDS);
static const struct row_kind CAMPAIGN_ROW = OWN_ROW(z_campaign, CAMPAIGN_FIELDS);

#define INTEGER(key, member) PLAIN(z_report, FIELD_INTEGER, key, member)
#define MONEY(key, member) PLAIN(z_report, FIELD_MONEY, key, member)
/* "sales":{"count":142,"amount":"2069.19"} */
#define COUNTED(key, count, amount)                                                                \
    OBJECT(key), INTEGER("count", count), MONEY("amount", amount), OBJECT_END

static const struct field REPORT_FIELDS[] = {
    INTEGER("number", number),
    INTEGER("shift", shift_number),
    INTEGER("node", node),
    TEXT(z_report, "till", till),
    TEXT(z_report, "shop", shop),
    TEXT(z_report, "business_day", business_day),
    PLAIN(z_report, FIELD_TIME, "opened_at", opened_at_ms),
    PLAIN(z_report, FIELD_TIME, "closed_at", closed_at_ms),
    TEXT(z_report, "timezone", timezone),
    TEXT(z_report, "opened_by", opened_by),
    TEXT(z_report, "closed_by", closed_by),
    TEXT(z_report, "currency", currency),
    OBJECT("receipts"),
    PLAIN(z_report, FIELD_RECEIPT, "first", first_receipt),
    PLAIN(z_report, FIELD_RECEIPT, "last", last_receipt),
    TEXT(z_report, "first_day", first_day),
    TEXT(z_report, "last_day", last_day),
    OBJECT_END,
    COUNTED("sales", sale_count, sales_minor),
    COUNTED("refunds", refund_count, refunds_minor),
    COUNTED("line_refunds", line_refund_count, line_refunds_minor),
    COUNTED("void_lines", void_line_count, void_lines_minor),
    COUNTED("void_tickets", void_ticket_count, void_tickets_minor),
    COUNTED("discounts", discount_count, discounts_minor),
    MONEY("net", net_minor),
    MONEY("tax", tax_minor),
    MONEY("gross", gross_minor),
    ROWS("tax_codes", tax_codes, tax_code_count, &TAX_CODE_ROW),
    ROWS("taxes", taxes, tax_count, &TAX_ROW),
    COUNTED("vouchers_sold", voucher_sold_count, voucher_sold_minor),
    MONEY("vouchers_redeemed", voucher_redeemed_minor),
    MONEY("on_account", account_put_minor),
    COUNTED("accounts_paid", account_paid_count, account_paid_minor),
    COUNTED("rounding", rounding_count, rounding_minor),
    COUNTED("tips", tip_count, tip_minor),
    ROWS("tenders", tenders, tender_count, &TENDER_ROW),
    INTEGER("corrections", correction_count),
    OBJECT("drawer"),
    MONEY("float", float_minor),
    PLAIN(z_report, FIELD_BOOL, "float_is_implied", float_is_implied),
    MONEY("cash_sales", cash_sales_minor),
    MONEY("cash_refunds", cash_refunds_minor),
    MONEY("corrected", corrected_cash_minor),
    COUNTED("pay_in", pay_in_count, pay_in_minor),
    COUNTED("pay_out", pay_out_count, pay_out_minor),
    MONEY("expected", expected_minor),
    {"counted", FIELD_MONEY_IF, AT(z_report, counted_minor), AT(z_report, has_counted), NULL},
    MONEY("difference", difference_minor),
    TEXT(z_report, "reason", reason),
    MONEY("left", left_minor),
    MONEY("taken", taken_minor),
    OBJECT_END,
    ROWS("movements", movements, movement_count, &MOVEMENT_ROW),
    ROWS("pieces", pieces, piece_count, &PIECE_ROW),
    ROWS("foreign", foreign, foreign_count, &FOREIGN_ROW),
    OBJECT("terminal"),
    {"total", FIELD_MONEY_IF, AT(z_report, terminal_minor), AT(z_report, has_terminal), NULL},
    MONEY("difference", terminal_difference_minor),
    OBJECT_END,
    ROWS("transfers", transfers, transfer_count, &TRANSFER_ROW),
    ROWS("parked", parked, parked_count, &PARKED_ROW),
    ROWS("campaigns", campaigns, campaign_count, &CAMPAIGN_ROW),
    INTEGER("leads", lead_count),
    MONEY("grand_total", grand_total_minor),
    INTEGER("last_lead", last_lead),
    INTEGER("last_transfer_check", last_transfer_check),
    TEXT(z_report, "chain_head", chain_head),
};

/* What amounts and numbers are written by. */
struct scope {
    int decimals;     /* of the report's currency */
    int row_decimals; /* of the row's */
    int64_t node;
};

static int decimals_of(const char *currency)
{
    const struct currency *found = currency_find(currency);
    return found != NULL ? found->exponent : 2;
}

static int64_t read_integer(const void *record, size_t offset)
{
    int64_t value;
    memcpy(&value, (const char *)record + offset, sizeof(value));
    return value;
}

static bool read_bool(const void *record, size_t offset)
{
    bool value;
    memcpy(&value, (const char *)record + offset, sizeof(value));
    return value;
}

/* --- printing ------------------------------------------------------------------------------- */

static json_t *decimal_json(int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_MAX];
    return json_string(decimal_print(value, decimals, text));
}

static json_t *value_json(const struct field *field, const void *record, const struct scope *scope)
{
    char text[TIME_TEXT_MAX];
    switch (field->kind) {
    case FIELD_BOOL:
        return json_boolean(read_bool(record, field->offset));
    case FIELD_TEXT:
        return json_string((const char *)record + field->offset);
    case FIELD_MONEY_IF:
    case FIELD_FOREIGN_IF:
        if (!read_bool(record, field->extra)) {
            return json_null();
        }
        return decimal_json(read_integer(record, field->offset),
            field->kind == FIELD_MONEY_IF ? scope->decimals : scope->row_decimals);
    case FIELD_MONEY:
        return decimal_json(read_integer(record, field->offset), scope->decimals);
    case FIELD_FOREIGN:
        return decimal_json(read_integer(record, field->offset), scope->row_decimals);
    case FIELD_RATE:
        return json_string(
            decimal_print_short(read_integer(record, field->offset), PERCENT_DECIMALS, text));
    case FIELD_TIME:
        return json_string(time_print(read_integer(record, field->offset), text));
    case FIELD_SALE:
        return json_string(receipt_print(read_integer(record, field->offset), text));
    case FIELD_RECEIPT:
        if (read_integer(record, field->offset) == 0) {
            return json_null();
        }
        return json_string(
            receipt_print(id_make(scope->node, read_integer(record, field->offset)), text));
    case FIELD_INTEGER:
        return json_integer(read_integer(record, field->offset));
    case FIELD_OBJECT_BEGIN:
    case FIELD_OBJECT_END:
    case FIELD_ROWS:
        break;
    }
    return NULL;
}

static void put(json_t *object, const char *key, json_t *value)
{
    int result = json_object_set_new(object, key, value);
    ASSERT(result == 0); /* texts are UTF-8 and memory does not run out */
}

static json_t *row_json(const struct row_kind *kind, const char *row, const struct scope *scope)
{
    struct scope of_row = *scope;
    json_t *object = json_object();
    if (kind->has_currency) {
        of_row.row_decimals = decimals_of(row + kind->currency_offset);
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        put(object, kind->fields[i].key, value_json(&kind->fields[i], row, &of_row));
    }
    return object;
}

static json_t *rows_json(
    const struct field *field, const struct z_report *report, const struct scope *scope)
{
    json_t *array = json_array();
    const char *rows;
    size_t count;
    memcpy(&rows, (const char *)report + field->offset, sizeof(rows));
    memcpy(&count, (const char *)report + field->extra, sizeof(count));
    for (size_t i = 0; i < count; i++) {
        int result = json_array_append_new(
            array, row_json(field->rows, rows + i * field->rows->size, scope));
        ASSERT(result == 0);
    }
    return array;
}

static json_t *report_json(const struct z_report *report)
{
    struct scope scope = {.decimals = decimals_of(report->currency), .node = report->node};
    json_t *root = json_object();
    json_t *object = root;
    json_t *outside = NULL; /* of the object that is being filled; one deep inside another */
    json_t *outermost = NULL;
    put(root, "version", json_integer(VERSION));
    put(root, "report", json_string(report->number > 0 ? "z" : "x"));
    for (size_t i = 0; i < ARRAY_LENGTH(REPORT_FIELDS); i++) {
        const struct field *field = &REPORT_FIELDS[i];
        if (field->kind == FIELD_OBJECT_BEGIN) {
            ASSERT(outermost == NULL);
            json_t *inner = json_object();
            put(object, field->key, inner);
            outermost = outside;
            outside = object;
            object = inner;
        } else if (field->kind == FIELD_OBJECT_END) {
            object = outside;
            outside = outermost;
            outermost = NULL;
        } else if (field->kind == FIELD_ROWS) {
            put(object, field->key, rows_json(field, report, &scope));
        } else {
            put(object, field->key, value_json(field, report, &scope));
        }
    }
    return root;
}

void z_report_print_json(const struct z_report *report, struct buffer *out)
{
    json_t *root = report_json(report);
    char *text = json_dumps(root, JSON_COMPACT);
    ASSERT(text != NULL);
    buffer_append_text(out, text);
    free(text);
    json_decref(root);
}

/* --- reading -------------------------------------------------------------------------------- */

static bool parse_text(const json_t *value, const struct field *field, char *record)
{
    const char *text = json_string_value(value);
    return text != NULL && text_copy(record + field->offset, field->extra, text);
}

static bool parse_decimal(const json_t *value, int decimals, int64_t *out)
{
    struct error ignored;
    const char *text = json_string_value(value);
    return text != NULL && decimal_parse(text_view_of(text), decimals, '.', out, &ignored);
}

static bool parse_number(
    const json_t *value, const struct field *field, const struct scope *scope, int64_t *out)
{
    struct error ignored;
    const char *text = json_string_value(value);
    switch (field->kind) {
    case FIELD_INTEGER:
        *out = json_integer_value(value);
        return json_is_integer(value);
    case FIELD_MONEY:
    case FIELD_MONEY_IF:
        return parse_decimal(value, scope->decimals, out);
    case FIELD_FOREIGN:
    case FIELD_FOREIGN_IF:
        return parse_decimal(value, scope->row_decimals, out);
    case FIELD_RATE:
        return parse_decimal(value, PERCENT_DECIMALS, out);
    case FIELD_TIME:
        return text != NULL && time_parse(text_view_of(text), out, &ignored);
    case FIELD_SALE:
        return text != NULL && receipt_parse(text_view_of(text), out, &ignored);
    case FIELD_RECEIPT:
        *out = 0;
        if (!json_is_null(value)) {
            if (text == NULL || !receipt_parse(text_view_of(text), out, &ignored)) {
                return false;
            }
            *out = id_n(*out);
        }
        return true;
    case FIELD_BOOL:
    case FIELD_TEXT:
    case FIELD_OBJECT_BEGIN:
    case FIELD_OBJECT_END:
    case FIELD_ROWS:
        break;
    }
    return false;
}

static bool parse_value(
    const json_t *value, const struct field *field, const struct scope *scope, char *record)
{
    bool flag;
    int64_t number = 0;
    if (field->kind == FIELD_TEXT) {
        return parse_text(value, field, record);
    }
    if (field->kind == FIELD_BOOL) {
        flag = json_is_true(value);
        memcpy(record + field->offset, &flag, sizeof(flag));
        return json_is_boolean(value);
    }
    if (field->kind == FIELD_MONEY_IF || field->kind == FIELD_FOREIGN_IF) {
        flag = !json_is_null(value);
        memcpy(record + field->extra, &flag, sizeof(flag));
        if (!flag) {
            return value != NULL;
        }
    }
    if (!parse_number(value, field, scope, &number)) {
        return false;
    }
    memcpy(record + field->offset, &number, sizeof(number));
    return true;
}

static bool parse_row(
    const json_t *object, const struct row_kind *kind, const struct scope *scope, char *row)
{
    struct scope of_row = *scope;
    const char *currency = json_string_value(json_object_get(object, "currency"));
    of_row.row_decimals = currency != NULL ? decimals_of(currency) : scope->decimals;
    for (size_t i = 0; i < kind->field_count; i++) {
        const struct field *field = &kind->fields[i];
        if (!parse_value(json_object_get(object, field->key), field, &of_row, row)) {
            return false;
        }
    }
    return true;
}

static bool parse_rows(const json_t *array, const struct field *field, const struct scope *scope,
    struct z_report *report)
{
    size_t count = json_array_size(array);
    if (!json_is_array(array) || count == 0) {
        return json_is_array(array);
    }
    char *rows = calloc(count, field->rows->size);
    ASSERT(rows != NULL);
    memcpy((char *)report + field->offset, &rows, sizeof(rows));
    memcpy((char *)report + field->extra, &count, sizeof(count));
    for (size_t i = 0; i < count; i++) {
        if (!parse_row(
                json_array_get(array, i), field->rows, scope, rows + i * field->rows->size)) {
            return false;
        }
    }
    return true;
}

static bool parse_report(const json_t *root, struct z_report *report)
{
    const char *currency = json_string_value(json_object_get(root, "currency"));
    struct scope scope = {.decimals = decimals_of(currency != NULL ? currency : "")};
    const json_t *object = root;
    const json_t *outside = NULL;
    const json_t *outermost = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(REPORT_FIELDS); i++) {
        const struct field *field = &REPORT_FIELDS[i];
        if (field->kind == FIELD_OBJECT_BEGIN) {
            outermost = outside;
            outside = object;
            object = json_object_get(object, field->key);
        } else if (field->kind == FIELD_OBJECT_END) {
            object = outside;
            outside = outermost;
            outermost = NULL;
        } else if (field->kind == FIELD_ROWS) {
            if (!parse_rows(json_object_get(object, field->key), field, &scope, report)) {
                return false;
            }
        } else if (!parse_value(
                       json_object_get(object, field->key), field, &scope, (char *)report)) {
            return false;
        }
    }
    return true;
}

bool z_report_parse_json(struct text_view text, struct z_report *out_report, struct error *err)
{
    json_error_t where;
    struct z_report report = {0};
    json_t *root = json_loadb(text.bytes, text.size, JSON_REJECT_DUPLICATES, &where);
    bool is_report = root != NULL &&
                     json_integer_value(json_object_get(root, "version")) == VERSION &&
                     parse_report(root, &report);
    json_decref(root);
    if (!is_report) {
        z_report_close(&report);
        return error_set(err, ERROR_CORRUPT, "this is no Z report that this program can read");
    }
    *out_report = report;
    return true;
}
