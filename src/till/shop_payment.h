#ifndef TILLTALE_TILL_SHOP_PAYMENT_H
#define TILLTALE_TILL_SHOP_PAYMENT_H

/* Shop payment: how customers may pay here, and what the payment code says of the shop's account. */

#include <stdbool.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/tender.h"

struct error;

enum pay_code_kind {
    PAY_CODE_NONE,
    PAY_CODE_EPC,    /* EPC069-12, in euro */
    PAY_CODE_SWISS,  /* Swiss QR-bill */
    PAY_CODE_PIX,    /* Brazil */
    PAY_CODE_PAYNOW, /* Singapore */
    PAY_CODE_UPI,    /* India */
    PAY_CODE_EMVCO,  /* another scheme of EMVCo's form */
    PAY_CODE_KIND_COUNT
};

#define PAY_CODE_TEXT_BYTES 284 /* 70 characters and more */

struct shop_payment {
    bool takes[TENDER_KIND_COUNT];
    bool takes_tips;
    enum pay_code_kind code_kind;
    char name[PAY_CODE_TEXT_BYTES]; /* "" the shop's */
    char account
        [PAY_CODE_TEXT_BYTES]; /* IBAN; PIX key; mobile number or UEN; UPI address; template */
    char bic[16];
    char street[PAY_CODE_TEXT_BYTES];
    char house_number[68];
    char postal_code[20];
    char city[144];
    char country[4];
    char category[8];
};

/* Reads the setting "cash,card,voucher": words of tenders, and "tip". Cash or card must be among
 * them. Errors: ERROR_INVALID, which word. */
MUST_CHECK bool shop_payment_parse_tenders(
    struct text_view text, struct shop_payment *payment, struct error *err);

#endif
