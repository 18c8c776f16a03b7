#ifndef TILLTALE_DOMAIN_SCAN_H
#define TILLTALE_DOMAIN_SCAN_H

/* Scan: what a scanned (or typed) text is.
 *
 * A text can have several readings, for a number of thirteen digits can be a barcode here and a
 * SKU there. So the answer lists them, and the till tries them in this order against what it has:
 *
 *   1. a token (`token_form` is a URL, or the bare token's tag is good);
 *   2. the in-store code, under `in_store_gtin14`;
 *   3. the barcode `gtin14`, then `other_gtin14`;
 *   4. the barcode or SKU that is `text` byte by byte.
 *
 * If nothing is found and token_form is TOKEN_BARE, the text is probably a mistyped token.
 *
 * Barcodes are looked up under one spelling: GTIN-8, -12, -13 and -14 filled up with zeros to 14
 * digits (scan_normalise_barcode). Symbology identifiers (ISO/IEC 15424, "]E0") are taken off and
 * used; GS1 element strings are searched for the GTIN in (01). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/money.h"
#include "domain/token.h"

struct error;

#define SCAN_TEXT_MAX 1024 /* bytes of one scan, terminator included; more is cut */
#define GTIN_TEXT_MAX 15   /* 14 digits and the terminator */
#define SCAN_PATTERNS_MAX 8
#define SCAN_PATTERN_DIGITS 13
#define SCAN_PATTERNS_TEXT_MAX 256

enum scan_value {
    SCAN_VALUE_NONE,
    SCAN_VALUE_WEIGHT,
    SCAN_VALUE_PRICE
};

/* One layout of in-store EAN-13 codes, "weight 21.....{NNDDD}": digits stand for themselves, '.'
 * is any digit of the item, N and D in braces are whole and decimal digits of the value. Twelve
 * places; a thirteenth for the check digit may be written as 'x' or '.'. */
struct scan_pattern {
    enum scan_value value;
    char places[SCAN_PATTERN_DIGITS + 1]; /* '0'-'9', '.', 'N', 'D'; 13 of them, the last '.' */
    int value_decimals;
};

/* What scans are read by: settings of the shop. */
struct scan_rules {
    char code_base[256]; /* of tokens; "" for none */
    const struct currency *currency;
    struct scan_pattern patterns[SCAN_PATTERNS_MAX];
    size_t pattern_count;
};

/* Reads the setting: patterns separated by ';', each "weight PATTERN" or "price PATTERN".
 * Errors: ERROR_INVALID, which pattern and why; ERROR_LIMIT, too many. */
MUST_CHECK bool scan_patterns_parse(
    struct text_view text, struct scan_rules *rules, struct error *err);

/* What the scanner said of the symbol; SCAN_ANY where it did not. */
enum scan_symbology {
    SCAN_ANY,
    SCAN_EAN13, /* also UPC-A and UPC-E as 13 digits: ]E0 */
    SCAN_EAN13_ADDON,
    SCAN_EAN8,
    SCAN_UPCE,
    SCAN_ITF14,
    SCAN_CODE128,
    SCAN_CODE39,
    SCAN_GS1, /* GS1-128, DataBar, GS1 DataMatrix, GS1 QR, GS1 DotCode: an element string */
    SCAN_DATAMATRIX,
    SCAN_QR,
    SCAN_OTHER,
};

struct scan {
    char text[SCAN_TEXT_MAX]; /* without identifier, control characters and spaces at the ends */
    enum scan_symbology symbology;
    enum token_form token_form;
    struct token token;               /* if token_form is not TOKEN_NOT; the tag is not checked */
    char gtin14[GTIN_TEXT_MAX];       /* normalised; "" if it is none */
    char other_gtin14[GTIN_TEXT_MAX]; /* eight digits can be an EAN-8 and a UPC-E; else "" */
    char in_store_gtin14[GTIN_TEXT_MAX]; /* value digits 0, check digit made again; else "" */
    enum scan_value value;               /* of the in-store code */
    int64_t quantity_milli;              /* SCAN_VALUE_WEIGHT */
    int64_t price_minor;                 /* SCAN_VALUE_PRICE */
    bool
        has_wrong_check_digit; /* 8, 12, 13 or 14 digits that miss theirs: says more than "unknown" */
};

/* Understands `text`, any bytes. `symbology` is a hint from a device driver, mostly SCAN_ANY; an
 * identifier at the start of the text wins over it. Returns false if nothing is left to look at,
 * or if it carries an identifier that its content contradicts (a misread). */
MUST_CHECK bool scan_read(struct text_view text, enum scan_symbology symbology,
    const struct scan_rules *rules, struct scan *out_scan);

/* The check digit (GS1 mod 10) that belongs behind these digits, as a character. */
char gtin_check_digit(const char *digits, size_t count);

/* True for 8, 12, 13 or 14 digits of which the last is the right check digit. */
bool gtin_is_valid(struct text_view digits);

/* How a barcode of the catalogue is stored and looked up: a valid GTIN as 14 digits, anything
 * else as it is. Returns false if it does not fit or is empty. */
MUST_CHECK bool scan_normalise_barcode(
    struct text_view barcode, char *out_barcode, size_t capacity);

#endif
