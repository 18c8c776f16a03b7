#include "domain/scan.h"

#include <string.h>
#include <strings.h>

#include "base/error.h"

#define FNC1 '\x1D' /* how scanners send the separator of GS1 element strings */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool all_digits(struct text_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.bytes[i])) {
            return false;
        }
    }
    return text.size > 0;
}

/* --- GTIN ---------------------------------------------------------------------------------- */

char gtin_check_digit(const char *digits, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++) {
        ASSERT(is_digit(digits[i]));
        sum += (digits[i] - '0') * ((count - i) % 2 == 1 ? 3 : 1);
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

static bool has_gtin_size(struct text_view digits)
{
    return digits.size == 8 || (digits.size >= 12 && digits.size <= 14);
}

bool gtin_is_valid(struct text_view digits)
{
    return has_gtin_size(digits) && all_digits(digits) &&
           gtin_check_digit(digits.bytes, digits.size - 1) == digits.bytes[digits.size - 1];
}

/* Fills up with zeros in front to 14 digits. */
static void pad_gtin(struct text_view digits, char out_gtin14[GTIN_TEXT_MAX])
{
    ASSERT(digits.size <= 14);
    size_t zeros = 14 - digits.size;
    memset(out_gtin14, '0', zeros);
    memcpy(out_gtin14 + zeros, digits.bytes, digits.size);
    out_gtin14[14] = '\0';
}

/* UPC-E leaves zeros out of a GTIN-12; its sixth digit says which. `digits` are number system, six
 * digits and check digit. Returns false if it is no UPC-E: GS1 General Specifications 5.2.2.4. */
static bool expand_upce(struct text_view digits, char out_upca[12])
{
    if (digits.size != 8 || !all_digits(digits) || digits.bytes[0] > '1') {
        return false;
    }
    const char *d = digits.bytes + 1;
    char upca[13] = "000000000000";
    upca[0] = digits.bytes[0];
    memcpy(upca + 1, d, 2);
    switch (d[5]) {
    case '0':
    case '1':
    case '2':
        upca[3] = d[5];
        memcpy(upca + 8, d + 2, 3);
        break;
    case '3':
        upca[3] = d[2];
        memcpy(upca + 9, d + 3, 2);
        break;
    case '4':
        memcpy(upca + 3, d + 2, 2);
        upca[10] = d[4];
        break;
    default:
        memcpy(upca + 3, d + 2, 3);
        upca[10] = d[5];
        break;
    }
    upca[11] = digits.bytes[7];
    if (gtin_check_digit(upca, 11) != upca[11]) {
        return false;
    }
    memcpy(out_upca, upca, 12);
    return true;
}

bool scan_normalise_barcode(struct text_view barcode, char *out_barcode, size_t capacity)
{
    barcode = text_view_trim(barcode);
    if (gtin_is_valid(barcode) && capacity >= GTIN_TEXT_MAX) {
        pad_gtin(barcode, out_barcode);
        return true;
    }
    return barcode.size > 0 && memchr(barcode.bytes, '\0', barcode.size) == NULL &&
           text_copy_view(out_barcode, capacity, barcode);
}

/* --- patterns of in-store codes -------------------------------------------------------------- */

/* Reads the places of "21.....{NNDDD}". Returns false if they are not a pattern of twelve places
 * with one value in it. */
static bool read_places(struct text_view text, struct scan_pattern *pattern)
{
    size_t count = 0;
    int values = 0;
    int digits = 0;
    bool is_value = false;
    for (size_t i = 0; i < text.size; i++) {
        char place = text.bytes[i];
        if (place == '{' || place == '}') {
            values += place == '{';
            if (is_value == (place == '{')) {
                return false; /* braces in braces, or closed before opened */
            }
            is_value = place == '{';
            continue;
        }
        bool is_known = is_value ? place == 'N' || place == 'D' : is_digit(place) || place == '.';
        bool is_check = !is_value && count == 12 && (place == 'x' || place == '.');
        if (count == SCAN_PATTERN_DIGITS || !(is_known || is_check)) {
            return false;
        }
        if (place == 'N' && pattern->value_decimals > 0) {
            return false; /* whole digits stand before decimal ones */
        }
        digits += is_value;
        pattern->value_decimals += place == 'D';
        pattern->places[count++] = place;
    }
    if (count == 13 && pattern->places[12] != 'x' && pattern->places[12] != '.') {
        return false;
    }
    pattern->places[12] = '.';
    pattern->places[13] = '\0';
    return (count == 12 || count == 13) && values == 1 && !is_value && digits > 0 &&
           is_digit(pattern->places[0]) && is_digit(pattern->places[1]);
}

static bool read_pattern(struct text_view text, const struct scan_rules *rules,
    struct scan_pattern *pattern, struct error *err)
{
    int shown = text.size > 60 ? 60 : (int)text.size;
    struct text_view rest = text;
    struct text_view word;
    bool is_weight = false;
    bool is_price = false;
    if (text_view_split(&rest, ' ', &word) && rest.bytes != NULL) {
        is_weight = text_view_equals(word, "weight");
        is_price = text_view_equals(word, "price");
    }
    if (!is_weight && !is_price) {
        return error_set(err, ERROR_INVALID, "'%.*s' begins neither with weight nor with price",
            shown, text.bytes);
    }
    pattern->value = is_weight ? SCAN_VALUE_WEIGHT : SCAN_VALUE_PRICE;
    if (!read_places(text_view_trim(rest), pattern)) {
        return error_set(err, ERROR_INVALID,
            "'%.*s' is no pattern of twelve places; one reads 21.....{NNDDD}", shown, text.bytes);
    }
    int decimals_max = is_weight ? 3 : rules->currency->exponent;
    if (pattern->value_decimals > decimals_max) {
        return error_set(err, ERROR_INVALID, "'%.*s' has more than %d decimals", shown, text.bytes,
            decimals_max);
    }
    return true;
}

bool scan_patterns_parse(struct text_view text, struct scan_rules *rules, struct error *err)
{
    struct scan_pattern patterns[SCAN_PATTERNS_MAX] = {0};
    size_t count = 0;
    struct text_view part;
    while (text_view_split(&text, ';', &part)) {
        part = text_view_trim(part);
        if (part.size == 0) {
            continue;
        }
        if (count == SCAN_PATTERNS_MAX) {
            return error_set(
                err, ERROR_LIMIT, "more than %d patterns of in-store codes", SCAN_PATTERNS_MAX);
        }
        if (!read_pattern(part, rules, &patterns[count], err)) {
            return false;
        }
        count++;
    }
    memcpy(rules->patterns, patterns, sizeof(patterns));
    rules->pattern_count = count;
    return true;
}

static bool pattern_matches(const struct scan_pattern *pattern, const char *ean13)
{
    for (size_t i = 0; i < SCAN_PATTERN_DIGITS; i++) {
        if (is_digit(pattern->places[i]) && pattern->places[i] != ean13[i]) {
            return false;
        }
    }
    return true;
}

/* A number of `decimals` decimals as one of `wanted` decimals. */
static int64_t scale(int64_t value, int decimals, int wanted)
{
    for (int i = decimals; i < wanted; i++) {
        value *= 10;
    }
    return value;
}

static void apply_pattern(const struct scan_pattern *pattern, const char *ean13,
    const struct scan_rules *rules, struct scan *scan)
{
    char key[SCAN_PATTERN_DIGITS];
    int64_t value = 0;
    for (size_t i = 0; i < SCAN_PATTERN_DIGITS; i++) {
        bool is_value = pattern->places[i] == 'N' || pattern->places[i] == 'D';
        key[i] = is_value ? '0' : ean13[i];
        value = is_value ? value * 10 + (ean13[i] - '0') : value;
    }
    key[12] = gtin_check_digit(key, 12);
    pad_gtin((struct text_view){.bytes = key, .size = sizeof(key)}, scan->in_store_gtin14);
    scan->value = pattern->value;
    if (pattern->value == SCAN_VALUE_WEIGHT) {
        scan->quantity_milli = scale(value, pattern->value_decimals, 3);
    } else {
        scan->price_minor = scale(value, pattern->value_decimals, rules->currency->exponent);
    }
}

/* --- symbology identifiers ------------------------------------------------------------------- */

/* What each identifier says; '\0' as modifier stands for any. ISO/IEC 15424. */
static const struct {
    char code, modifier;
    enum scan_symbology symbology;
} IDENTIFIERS[] = {
    {'E', '0', SCAN_EAN13},
    {'E', '3', SCAN_EAN13_ADDON},
    {'E', '4', SCAN_EAN8},
    {'I', '1', SCAN_ITF14}, /* its check digit is checked and sent */
    {'I', '\0', SCAN_OTHER},
    {'C', '1', SCAN_GS1},
    {'C', '\0', SCAN_CODE128},
    {'A', '\0', SCAN_CODE39},
    {'e', '\0', SCAN_GS1},
    {'d', '2', SCAN_GS1},
    {'d', '\0', SCAN_DATAMATRIX},
    {'Q', '3', SCAN_GS1},
    {'Q', '\0', SCAN_QR},
    {'J', '1', SCAN_GS1},
    {'J', '\0', SCAN_OTHER},
};

/* Takes an identifier "]cm" off the front. */
static enum scan_symbology take_identifier(struct text_view *text, enum scan_symbology hint)
{
    if (text->size < 3 || text->bytes[0] != ']') {
        return hint;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(IDENTIFIERS); i++) {
        if (text->bytes[1] == IDENTIFIERS[i].code &&
            (IDENTIFIERS[i].modifier == '\0' || text->bytes[2] == IDENTIFIERS[i].modifier)) {
            text->bytes += 3;
            text->size -= 3;
            return IDENTIFIERS[i].symbology;
        }
    }
    return hint;
}

/* --- GS1 element strings --------------------------------------------------------------------- */

/* Sizes of elements that need no separator behind them, by the first two digits of their
 * application identifier: GS1 General Specifications, figure 7.8.5-2, identifier included. */
static size_t predefined_size(const char *ai)
{
    static const struct {
        char prefix[3];
        uint8_t size;
    } SIZES[] = {
        {"00", 20},
        {"01", 16},
        {"02", 16},
        {"03", 16},
        {"04", 18},
        {"11", 8},
        {"12", 8},
        {"13", 8},
        {"14", 8},
        {"15", 8},
        {"16", 8},
        {"17", 8},
        {"18", 8},
        {"19", 8},
        {"20", 4},
        {"31", 10},
        {"32", 10},
        {"33", 10},
        {"34", 10},
        {"35", 10},
        {"36", 10},
        {"41", 16},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(SIZES); i++) {
        if (memcmp(SIZES[i].prefix, ai, 2) == 0) {
            return SIZES[i].size;
        }
    }
    return 0;
}

/* Copies the 14 digits behind (01) if they are a GTIN. */
static bool take_gtin(struct text_view digits, char out_gtin14[GTIN_TEXT_MAX])
{
    if (digits.size < 14) {
        return false;
    }
    digits.size = 14;
    if (!gtin_is_valid(digits)) {
        return false;
    }
    pad_gtin(digits, out_gtin14);
    return true;
}

/* Walks the elements of a string without brackets. Returns false if it is damaged: then a (01)
 * that was seen is not believed either. *out_gtin14 is "" if it has none. */
static bool find_gtin_in_elements(struct text_view text, char out_gtin14[GTIN_TEXT_MAX])
{
    out_gtin14[0] = '\0';
    while (text.size > 0) {
        if (text.bytes[0] == FNC1) {
            text.bytes++;
            text.size--;
            continue;
        }
        if (text.size < 3 || !is_digit(text.bytes[0]) || !is_digit(text.bytes[1])) {
            return false;
        }
        const char *separator = memchr(text.bytes, FNC1, text.size);
        size_t size = separator != NULL ? (size_t)(separator - text.bytes) : text.size;
        size_t predefined = predefined_size(text.bytes);
        if (predefined > 0) {
            if (size < predefined) {
                return false;
            }
            size = predefined;
        }
        if (memcmp(text.bytes, "01", 2) == 0) {
            struct text_view digits = {.bytes = text.bytes + 2, .size = size - 2};
            if (out_gtin14[0] != '\0' || !take_gtin(digits, out_gtin14)) {
                return false;
            }
        }
        text.bytes += size;
        text.size -= size;
    }
    return true;
}

/* "(01)09506000134352(17)251031", as people read it and as some scanners are set to send it. */
static bool find_gtin_in_brackets(struct text_view text, char out_gtin14[GTIN_TEXT_MAX])
{
    for (size_t i = 0; i + 4 <= text.size; i++) {
        bool is_start = i == 0 || text.bytes[i - 1] != '\\';
        if (is_start && memcmp(text.bytes + i, "(01)", 4) == 0) {
            struct text_view rest = {.bytes = text.bytes + i + 4, .size = text.size - i - 4};
            const char *next = memchr(rest.bytes, '(', rest.size);
            size_t size = next != NULL ? (size_t)(next - rest.bytes) : rest.size;
            return size == 14 && take_gtin(rest, out_gtin14);
        }
    }
    return false;
}

/* --- understanding --------------------------------------------------------------------------- */

/* Copies the text without control characters (the separator of element strings only if it is
 * `kept`) and without spaces at the ends. */
static void clean_text(struct text_view text, bool is_separator_kept, char out_text[SCAN_TEXT_MAX])
{
    size_t size = 0;
    for (size_t i = 0; i < text.size && size < SCAN_TEXT_MAX - 1; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        bool is_control = byte < 0x20 || byte == 0x7F;
        if (!is_control || (is_separator_kept && byte == FNC1)) {
            out_text[size++] = text.bytes[i];
        }
    }
    size_t start = 0;
    while (start < size && out_text[start] == ' ') {
        start++;
    }
    while (size > start && out_text[size - 1] == ' ') {
        size--;
    }
    memmove(out_text, out_text + start, size - start);
    out_text[size - start] = '\0';
}

/* True if what the scanner says of the symbol can be: a scanner that reads EAN-13 sends thirteen
 * digits with a right check digit, or the symbol was misread. */
static bool symbology_fits(enum scan_symbology symbology, struct text_view text)
{
    switch (symbology) {
    case SCAN_EAN13: /* UPC-A comes as 12 or 13 digits */
    case SCAN_EAN13_ADDON:
        return gtin_is_valid(text) && text.size != 14;
    case SCAN_EAN8:
        return text.size == 8 && gtin_is_valid(text);
    case SCAN_ITF14:
        return text.size != 14 || gtin_is_valid(text);
    default:
        return true;
    }
}

static void read_gtin(struct text_view text, struct scan *scan)
{
    char upca[12];
    bool is_upce = scan->symbology != SCAN_EAN8 && expand_upce(text, upca); /* eight digits only */
    struct text_view expanded = {.bytes = upca, .size = sizeof(upca)};
    if (is_upce && scan->symbology == SCAN_UPCE) {
        pad_gtin(expanded, scan->gtin14);
    } else if (gtin_is_valid(text)) {
        pad_gtin(text, scan->gtin14);
        if (is_upce) {
            pad_gtin(expanded, scan->other_gtin14);
        }
    } else if (is_upce) {
        pad_gtin(expanded, scan->gtin14);
    } else {
        scan->has_wrong_check_digit = has_gtin_size(text) && all_digits(text);
    }
}

/* A GTIN-13 (also written with a zero in front) may be an in-store code. */
static void read_in_store(const struct scan_rules *rules, struct scan *scan)
{
    if (scan->gtin14[0] != '0') {
        return;
    }
    for (size_t i = 0; i < rules->pattern_count; i++) {
        if (pattern_matches(&rules->patterns[i], scan->gtin14 + 1)) {
            apply_pattern(&rules->patterns[i], scan->gtin14 + 1, rules, scan);
            return;
        }
    }
}

/* Without an identifier an element string shows itself by brackets, or by a separator or (01) in
 * front of sixteen characters or more. */
static bool read_elements(struct text_view text, struct scan *scan)
{
    if (text.size > 0 && text.bytes[0] == '(') {
        return find_gtin_in_brackets(text, scan->gtin14) || scan->symbology != SCAN_GS1;
    }
    bool is_likely =
        scan->symbology == SCAN_GS1 || (text.size > 0 && text.bytes[0] == FNC1) ||
        (scan->symbology == SCAN_ANY && text.size >= 16 && memcmp(text.bytes, "01", 2) == 0);
    if (!is_likely) {
        return true;
    }
    if (find_gtin_in_elements(text, scan->gtin14)) {
        return true;
    }
    scan->gtin14[0] = '\0';
    return scan->symbology != SCAN_GS1;
}

bool scan_read(struct text_view text, enum scan_symbology symbology, const struct scan_rules *rules,
    struct scan *out_scan)
{
    *out_scan = (struct scan){0};
    char elements[SCAN_TEXT_MAX];
    clean_text(text, true, elements);
    struct text_view rest = text_view_of(elements);
    out_scan->symbology = take_identifier(&rest, symbology);
    rest = text_view_trim(rest);
    if (out_scan->symbology == SCAN_EAN13_ADDON) {
        rest.size = rest.size < 13 ? rest.size : 13; /* an issue number is no part of the GTIN */
    }
    clean_text(rest, false, out_scan->text);
    struct text_view cleaned = text_view_of(out_scan->text);
    if (cleaned.size == 0 || !symbology_fits(out_scan->symbology, cleaned) ||
        !read_elements(rest, out_scan)) {
        return false;
    }
    if (out_scan->gtin14[0] == '\0' && out_scan->symbology != SCAN_GS1) {
        read_gtin(cleaned, out_scan);
    }
    read_in_store(rules, out_scan);
    out_scan->token_form = token_read(cleaned, rules->code_base, &out_scan->token);
    return true;
}
