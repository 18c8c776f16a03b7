/* Any scanned bytes have readings that keep their promises: barcodes are valid GTINs of fourteen
 * digits, a token prints and reads back, texts are terminated. The pattern setting likewise. */

#include <string.h>

#include "base/error.h"
#include "domain/scan.h"
#include "fuzz/fuzz.h"

static void check_gtin(const char *gtin14)
{
    ASSERT(gtin14[0] == '\0' || (strlen(gtin14) == 14 && gtin_is_valid(text_view_of(gtin14))));
}

static void check_token(const struct scan *scan)
{
    char printed[TOKEN_TEXT_MAX];
    struct token again;
    if (scan->token_form == TOKEN_NOT) {
        return;
    }
    token_print(&scan->token, printed);
    ASSERT(token_read(text_view_of(printed), "", &again) == TOKEN_BARE);
    ASSERT(again.n == scan->token.n && again.node == scan->token.node);
    ASSERT(again.tag == scan->token.tag && again.kind == scan->token.kind);
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct text_view text = {.bytes = (const char *)bytes, .size = size};
    struct error err;
    struct scan_rules rules = {
        .code_base = "HTTPS://TILL.EXAMPLE", .currency = currency_find("EUR")};
    ASSERT(scan_patterns_parse(
        text_view_of("weight 21.....{NNDDD}; price 02.....{NNNDD}"), &rules, &err));
    struct scan scan;
    for (int symbology = SCAN_ANY; symbology <= SCAN_OTHER; symbology++) {
        if (scan_read(text, (enum scan_symbology)symbology, &rules, &scan)) {
            ASSERT(memchr(scan.text, '\0', sizeof scan.text) != NULL);
            check_gtin(scan.gtin14);
            check_gtin(scan.other_gtin14);
            check_gtin(scan.in_store_gtin14);
            check_token(&scan);
        }
    }
    struct scan_rules read = {.currency = rules.currency};
    if (scan_patterns_parse(text, &read, &err)) {
        ASSERT(read.pattern_count <= SCAN_PATTERNS_MAX);
    }
    char barcode[64];
    if (scan_normalise_barcode(text, barcode, sizeof barcode)) {
        ASSERT(barcode[0] != '\0');
    }
}
