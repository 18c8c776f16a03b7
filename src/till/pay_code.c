#include "till/pay_code.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/money.h"
#include "domain/pay_qr.h"
#include "store/store.h"
#include "till/handle.h"

#define STAMP_MAX 16
#define PARTS_MAX 20

/* --- the reference --------------------------------------------------------------------------- */

/* "261123124200": the moment on the wall. */
static void print_stamp(const struct till *till, char out_stamp[STAMP_MAX])
{
    struct local_time now = zone_local(till->shop.zone, till_now_ms(till));
    int year;
    int month;
    int day;
    day_split(now.day, &year, &month, &day);
    struct text_out out = text_out_begin(out_stamp, STAMP_MAX);
    text_out_format(
        &out, "%02d%02d%02d%02d%02d%02d", year % 100, month, day, now.hour, now.minute, now.second);
}

static bool is_qr_account(const struct shop_payment *payment)
{
    char iban[sizeof(payment->account)];
    struct text_out out = text_out_begin(iban, sizeof(iban));
    for (const char *at = payment->account; *at != '\0'; at++) {
        if (*at != ' ') {
            text_out_append_char(&out, *at);
        }
    }
    return iban_is_qr(text_view_of(iban));
}

/* As the scheme allows it: digits with a check digit on a QR-bill, letters and digits for PIX, else
 * as people read it, "1-261123124200". */
static void make_reference(const struct till *till, char out_reference[PAY_REFERENCE_BYTES])
{
    const struct shop_payment *payment = &till->shop.payment;
    int64_t node = store_node(till->store);
    char stamp[STAMP_MAX];
    char text[NODE_TEXT_MAX];
    print_stamp(till, stamp);
    struct text_out out = text_out_begin(out_reference, PAY_REFERENCE_BYTES);
    if (payment->code_kind == PAY_CODE_SWISS && is_qr_account(payment)) {
        char digits[PAY_REFERENCE_BYTES];
        struct text_out plain = text_out_begin(digits, sizeof(digits));
        text_out_append_number(&plain, node, 1);
        text_out_append(&plain, stamp);
        qr_reference_make(text_view_of(digits), out_reference);
        return;
    }
    node_print(node, text);
    text_out_append(&out, text);
    text_out_append(&out, payment->code_kind == PAY_CODE_PIX ? "" : "-");
    text_out_append(&out, stamp);
}

static bool keep_reference(struct till *till, struct error *err)
{
    if (till->ticket.pay_reference[0] != '\0') {
        return true;
    }
    change_begin(till);
    make_reference(till, till->ticket.pay_reference);
    return change_end(till, true, err);
}

/* --- the payload ------------------------------------------------------------------------------ */

/* What every kind needs. */
struct making {
    const struct shop_payment *payment;
    const char *name, *reference, *currency;
    char amount[MONEY_TEXT_MAX];
};

static bool append_epc(const struct making *making, struct buffer *out, struct error *err)
{
    if (strcmp(making->currency, "EUR") != 0) {
        return error_set(err, ERROR_INVALID, "pay_qr_kind epc pays in euro only");
    }
    struct pay_qr_epc epc = {
        .name = making->name,
        .iban = making->payment->account,
        .bic = making->payment->bic,
        .amount = making->amount,
        .remittance = making->reference,
    };
    return pay_qr_append_epc(&epc, out, err);
}

static bool append_swiss(const struct making *making, struct buffer *out, struct error *err)
{
    const struct shop_payment *payment = making->payment;
    bool is_qr = is_qr_account(payment);
    struct pay_qr_swiss swiss = {
        .iban = payment->account,
        .creditor =
            {
                .name = making->name,
                .street = payment->street,
                .house_number = payment->house_number,
                .postal_code = payment->postal_code,
                .town = payment->city,
                .country = payment->country[0] != '\0' ? payment->country : "CH",
            },
        .amount = making->amount,
        .currency = making->currency,
        .reference = is_qr ? making->reference : NULL,
        .message = is_qr ? NULL : making->reference,
    };
    return pay_qr_append_swiss(&swiss, out, err);
}

static bool append_pix(const struct making *making, struct buffer *out, struct error *err)
{
    struct pay_qr_emvco emvco = {
        .scheme = PAY_QR_PIX,
        .key = making->payment->account,
        .amount = making->amount,
        .name = making->name,
        .city = making->payment->city,
        .category = making->payment->category,
        .reference = making->reference,
    };
    return pay_qr_append_emvco(&emvco, out, err);
}

static bool append_paynow(const struct making *making, struct buffer *out, struct error *err)
{
    struct pay_qr_emvco emvco = {
        .scheme = PAY_QR_PAYNOW,
        .proxy_type = making->payment->account[0] == '+' ? "0" : "2",
        .proxy_value = making->payment->account,
        .amount = making->amount,
        .name = making->name,
        .city = making->payment->city,
        .category = making->payment->category,
        .reference = making->reference,
    };
    return pay_qr_append_emvco(&emvco, out, err);
}

static bool append_upi(const struct making *making, struct buffer *out, struct error *err)
{
    struct pay_qr_upi upi = {
        .pa = making->payment->account,
        .pn = making->name,
        .mc = making->payment->category,
        .tr = making->reference,
        .am = making->amount,
    };
    return pay_qr_append_upi(&upi, out, err);
}

/* "26:00=com.example,01=12345": the template of the merchant's account. The text is cut in place. */
static bool read_template(char *text, struct pay_qr_object *object,
    struct pay_qr_object parts[PARTS_MAX], struct error *err)
{
    char *rest = strchr(text, ':');
    if (rest == NULL || rest - text != 2) {
        return error_set(err, ERROR_INVALID, "pay_qr_account is no template such as 26:00=…,01=…");
    }
    *rest++ = '\0';
    (void)text_copy(object->id, sizeof(object->id), text);
    object->parts = parts;
    while (rest != NULL && object->part_count < PARTS_MAX) {
        char *next = strchr(rest, ',');
        if (next != NULL) {
            *next++ = '\0';
        }
        if (strlen(rest) < 4 || rest[2] != '=') {
            return error_set(
                err, ERROR_INVALID, "pay_qr_account is no template such as 26:00=…,01=…");
        }
        struct pay_qr_object *part = &parts[object->part_count++];
        memcpy(part->id, rest, 2);
        part->value = rest + 3;
        rest = next;
    }
    return true;
}

static bool append_emvco(const struct making *making, struct buffer *out, struct error *err)
{
    char account[sizeof(making->payment->account)];
    struct pay_qr_object object = {0};
    struct pay_qr_object parts[PARTS_MAX] = {0};
    (void)text_copy(account, sizeof(account), making->payment->account);
    if (!read_template(account, &object, parts, err)) {
        return false;
    }
    struct pay_qr_emvco emvco = {
        .initiation = "12",
        .currency = making->currency,
        .country = making->payment->country,
        .amount = making->amount,
        .name = making->name,
        .city = making->payment->city,
        .category = making->payment->category,
        .reference = making->reference,
        .objects = &object,
        .object_count = 1,
    };
    return pay_qr_append_emvco(&emvco, out, err);
}

static bool (*const APPEND[PAY_CODE_KIND_COUNT])(
    const struct making *making, struct buffer *out, struct error *err) = {
    [PAY_CODE_EPC] = append_epc,
    [PAY_CODE_SWISS] = append_swiss,
    [PAY_CODE_PIX] = append_pix,
    [PAY_CODE_PAYNOW] = append_paynow,
    [PAY_CODE_UPI] = append_upi,
    [PAY_CODE_EMVCO] = append_emvco,
};

bool till_has_pay_code(const struct till *till)
{
    return till->shop.payment.code_kind != PAY_CODE_NONE;
}

bool till_make_pay_code(
    struct till *till, int64_t amount_minor, struct till_pay_code *out_code, struct error *err)
{
    const struct shop_payment *payment = &till->shop.payment;
    const struct currency *currency = till->shop.rules.currency;
    struct making making = {
        .payment = payment,
        .name = payment->name[0] != '\0' ? payment->name : till->shop.name,
        .currency = currency->code,
    };
    if (!till_has_pay_code(till)) {
        return error_set(err, ERROR_NOT_FOUND, "the shop has no payment code: set pay_qr_kind");
    }
    if (!keep_reference(till, err)) {
        return false;
    }
    struct till_pay_code code = {.is_swiss = payment->code_kind == PAY_CODE_SWISS};
    struct buffer text = {0};
    making.reference = till->ticket.pay_reference;
    money_print(amount_minor, currency, making.amount);
    bool is_done = APPEND[payment->code_kind](&making, &text, err);
    if (is_done && !text_copy(code.text, sizeof(code.text), text.bytes)) {
        is_done = error_set(err, ERROR_LIMIT, "the payment code is too long");
    }
    buffer_close(&text);
    if (is_done) {
        (void)text_copy(code.reference, sizeof(code.reference), making.reference);
        *out_code = code;
    }
    return is_done;
}
