#ifndef TILLTALE_DOMAIN_PAY_QR_H
#define TILLTALE_DOMAIN_PAY_QR_H

/* Payment QR: the text of a code that a customer's banking app reads, with the exact amount in it.
 *
 * Four standards: EPC069-12 (SEPA credit transfer), the Swiss QR-bill, EMVCo merchant-presented
 * codes (PIX, PayNow and others), and UPI links. Each has a struct whose fields are those of its
 * standard. A text that is NULL or "" is a field that is not there; spaces within an IBAN or a
 * reference are taken out, all else is written as it is given. Every field is checked before
 * anything is written, and an error begins with the field's name.
 *
 * Texts are UTF-8. Amounts are decimal texts with a dot, "12.30": exact, and written as given,
 * for some banks tell "EUR1" from "EUR1.00" and none of them rounds. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/text.h"

struct error;

/* --- account numbers and references -------------------------------------------------------- */

/* True for an IBAN (ISO 13616) without spaces, in capitals: its country's length where we know it,
 * and its check digits (ISO 7064 mod 97-10). */
bool iban_is_valid(struct text_view iban);

/* True for a QR-IBAN: one of CH or LI whose institution is 30000 to 31999. */
bool iban_is_qr(struct text_view iban);

/* True for a creditor reference of ISO 11649, "RF18539007547034". */
bool creditor_reference_is_valid(struct text_view reference);

/* The check digit (modulo 10, recursive) that belongs behind these digits of a QR reference. */
char qr_reference_check_digit(const char *digits, size_t count);

/* True for the 27 digits of a QR reference with the right check digit. */
bool qr_reference_is_valid(struct text_view reference);

/* Makes an ISO 11649 reference of letters and digits (others are left out, at most 21 are taken):
 * "RF" + check digits + text. */
#define CREDITOR_REFERENCE_MAX 26
void creditor_reference_make(struct text_view text, char out_reference[CREDITOR_REFERENCE_MAX]);

/* Makes a QR reference: the digits of `text`, filled up with zeros in front, and the check digit. */
#define QR_REFERENCE_MAX 28
void qr_reference_make(struct text_view text, char out_reference[QR_REFERENCE_MAX]);

/* --- EPC069-12 ------------------------------------------------------------------------------- */

#define PAY_QR_EPC_BYTES_MAX 331

struct pay_qr_epc {
    const char *version; /* "001" (wants the BIC) or "002", the default */
    const char
        *character_set; /* "1" UTF-8, the default; "2" to "8" ISO 8859-1, -2, -4, -5, -7, -10,
                                * -15 */
    const char *bic;
    const char *name;        /* of the beneficiary, 70 characters */
    const char *iban;        /* of the beneficiary */
    const char *amount;      /* EUR, 0.01 to 999999999.99 */
    const char *purpose;     /* 4 letters or digits */
    const char *reference;   /* ISO 11649; or else: */
    const char *remittance;  /* free text, 140 characters */
    const char *information; /* note to the payer, 70 characters */
};

/* Appends the payload: lines with LF between them, none of them empty at the end. */
MUST_CHECK bool pay_qr_append_epc(
    const struct pay_qr_epc *epc, struct buffer *out_payload, struct error *err);

/* --- Swiss QR-bill 2.x ----------------------------------------------------------------------- */

#define PAY_QR_SWISS_CHARACTERS_MAX 997
#define PAY_QR_SWISS_SCHEMES_MAX 2

/* A structured address; the combined form is no longer taken by the banks. */
struct pay_qr_address {
    const char *name;         /* 70 characters */
    const char *street;       /* 70, may be missing */
    const char *house_number; /* 16, may be missing */
    const char *postal_code;  /* 16 */
    const char *town;         /* 35 */
    const char *country;      /* ISO 3166-1, two letters */
};

struct pay_qr_swiss {
    const char *iban;
    struct pay_qr_address creditor;
    const char *amount;           /* 0.01 to 999999999.99, two decimals; may be missing */
    const char *currency;         /* CHF or EUR */
    struct pay_qr_address debtor; /* all missing: left open */
    const char *reference_type;   /* QRR, SCOR, NON; missing: what the reference is */
    const char *reference;
    const char *message;                                       /* 140 characters together with: */
    const char *billing_information;                           /* may be missing */
    const char *alternative_schemes[PAY_QR_SWISS_SCHEMES_MAX]; /* 100 characters each */
};

/* Appends the payload, lines with CR LF between them. QRR needs a QR-IBAN, and a QR-IBAN needs
 * QRR. */
MUST_CHECK bool pay_qr_append_swiss(
    const struct pay_qr_swiss *swiss, struct buffer *out_payload, struct error *err);

/* --- EMVCo merchant-presented ---------------------------------------------------------------- */

#define PAY_QR_EMVCO_CHARACTERS_MAX 512
#define PAY_QR_EMVCO_OBJECT_CHARACTERS_MAX 99

/* One data object of the standard: two digits and a value, or a template of further objects. */
struct pay_qr_object {
    char id[3];
    const char *value; /* NULL: the parts */
    const struct pay_qr_object *parts;
    size_t part_count;
};

enum pay_qr_scheme {
    PAY_QR_GENERIC, /* the merchant's account stands among `objects` */
    PAY_QR_PIX,     /* Brazil */
    PAY_QR_PAYNOW,  /* Singapore */
    PAY_QR_SCHEME_COUNT
};

struct pay_qr_emvco {
    enum pay_qr_scheme scheme;
    const char *initiation; /* 01: "11" for many payments, "12" for one */

    /* PIX: the key of the receiver and a note to the payer, or the place of a dynamic code. */
    const char *key;
    const char *information;
    const char *url;

    /* PayNow: "0" a mobile number, "2" a UEN; whether the payer may change the amount, "1" or "0"
     * (the default); the last day, YYYYMMDD. */
    const char *proxy_type;
    const char *proxy_value;
    const char *editable;
    const char *expiry;

    const char *category;    /* 52: ISO 18245, four digits; "0000" where missing */
    const char *currency;    /* 53: ISO 4217, three digits or letters that we know; by the scheme */
    const char *amount;      /* 54 */
    const char *country;     /* 58; by the scheme */
    const char *name;        /* 59: cut to 25 characters of plain Latin */
    const char *city;        /* 60: cut to 15 characters of plain Latin */
    const char *postal_code; /* 61 */
    const char *reference;   /* 62: 05 the reference label; PIX: the txid; PayNow: 01 the bill */

    /* Any further object. They keep their order, and the fields above are put among them by their
     * numbers; 00 and 63 are made here. */
    const struct pay_qr_object *objects;
    size_t object_count;
};

MUST_CHECK bool pay_qr_scheme_parse(struct text_view text, enum pay_qr_scheme *out_scheme);

/* Appends the payload with its checksum at the end. */
MUST_CHECK bool pay_qr_append_emvco(
    const struct pay_qr_emvco *emvco, struct buffer *out_payload, struct error *err);

/* CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF, nothing mirrored. */
uint16_t pay_qr_crc16(const char *bytes, size_t size);

/* The plain Latin of a text, cut after `characters_max`: accents are taken off, "ß" is "ss", what
 * has no Latin neighbour is left out. */
void pay_qr_plain(const char *text, size_t characters_max, char *out_text, size_t capacity);

/* --- UPI ------------------------------------------------------------------------------------- */

/* The parameters of the link under their own names. */
struct pay_qr_upi {
    const char *pa;  /* address of the payee, "shop@bank" */
    const char *pn;  /* name of the payee */
    const char *mc;  /* category, four digits */
    const char *tid; /* transaction, made by the payee's bank app */
    const char *tr;  /* reference, 35 characters */
    const char *tn;  /* note, 50 characters */
    const char *am;  /* amount */
    const char *mam; /* least amount, or "null" */
    const char *cu;  /* INR; missing: INR where there is an amount */
    const char *url;
    const char *mode, *sign, *orgid; /* how it was made, and a signature of the payee's bank */
    const char *mid, *msid, *mtid;   /* merchant, store and terminal */
};

/* Appends "upi://pay?pa=…", percent-encoded. */
MUST_CHECK bool pay_qr_append_upi(
    const struct pay_qr_upi *upi, struct buffer *out_payload, struct error *err);

#endif
