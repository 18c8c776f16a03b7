#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/compiler.h"
#include "domain/contact_private.h"

bool contact_is_word(struct text_view text, const char *word)
{
    return text.size == strlen(word) && strncasecmp(text.bytes, word, text.size) == 0;
}

bool contact_begins_with(struct text_view text, const char *start)
{
    size_t size = strlen(start);
    return text.size >= size && strncasecmp(text.bytes, start, size) == 0;
}

/* A text that was cut byte by byte may end within a character. */
static void drop_cut_character(struct text_out *out)
{
    if (out->cut) {
        while (out->size > 0 && ((unsigned char)out->bytes[out->size - 1] & 0xC0) == 0x80) {
            out->size--;
        }
        out->size -= out->size > 0 && (unsigned char)out->bytes[out->size - 1] >= 0xC0;
        out->bytes[out->size] = '\0';
    }
}

bool contact_take_part(
    struct text_view *rest, char separator, bool commas_separate, char *out_text, size_t capacity)
{
    struct text_out out = text_out_begin(out_text, capacity);
    if (rest->bytes == NULL) {
        return false;
    }
    size_t i = 0;
    for (; i < rest->size && rest->bytes[i] != separator; i++) {
        char byte = rest->bytes[i];
        if (byte == '\\' && i + 1 < rest->size) {
            byte = rest->bytes[++i];
            byte = byte == 'n' || byte == 'N' ? '\n' : byte;
        } else if (byte == ',' && commas_separate) {
            byte = ' ';
        }
        text_out_append_char(&out, byte);
    }
    drop_cut_character(&out);
    bool was_last = i >= rest->size;
    *rest = was_last ? (struct text_view){NULL, 0}
                     : (struct text_view){rest->bytes + i + 1, rest->size - i - 1};
    return true;
}

/* --- character sets --------------------------------------------------------------------------- */

/* 80 to 9F of Windows-1252; 0 where it has nothing. */
static const uint16_t CP1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

static void append_letter(struct text_out *out, unsigned letter)
{
    char bytes[3];
    if (letter < 0x80) {
        text_out_append_char(out, (char)letter);
        return;
    }
    if (letter < 0x800) {
        bytes[0] = (char)(0xC0 | (letter >> 6));
        bytes[1] = (char)(0x80 | (letter & 0x3F));
        text_out_append_view(out, (struct text_view){bytes, 2});
        return;
    }
    bytes[0] = (char)(0xE0 | (letter >> 12));
    bytes[1] = (char)(0x80 | ((letter >> 6) & 0x3F));
    bytes[2] = (char)(0x80 | (letter & 0x3F));
    text_out_append_view(out, (struct text_view){bytes, 3});
}

static struct text_view decode_western(struct text_view bytes, char *out_text, size_t capacity)
{
    struct text_out out = text_out_begin(out_text, capacity);
    for (size_t i = 0; i < bytes.size && !out.cut; i++) {
        unsigned letter = (unsigned char)bytes.bytes[i];
        if (letter >= 0x80 && letter < 0xA0) {
            letter = CP1252[letter - 0x80] == 0 ? ' ' : CP1252[letter - 0x80];
        }
        append_letter(&out, letter);
    }
    return (struct text_view){out.bytes, out.size};
}

/* The sets that phones and mail programs wrote vCards in. A name from a stranger's badge never
 * reaches iconv: it would load whatever converter the name asks for. */
static const char *known_charset(struct text_view name)
{
    static const char *const SETS[] = {"ISO-8859-2", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7",
        "ISO-8859-8", "ISO-8859-9", "ISO-8859-15", "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1253",
        "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "KOI8-R", "SHIFT_JIS", "EUC-JP", "EUC-KR",
        "GB2312", "GBK", "GB18030", "BIG5", "UTF-16LE", "UTF-16BE"};
    for (size_t i = 0; i < ARRAY_LENGTH(SETS); i++) {
        if (contact_is_word(name, SETS[i])) {
            return SETS[i];
        }
    }
    return NULL;
}

static struct text_view decode_by_iconv(
    const char *charset, struct text_view bytes, char *out_text, size_t capacity)
{
    struct text_view nothing = {out_text, 0};
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1) {
        return nothing;
    }
    char copy[CONTACT_VALUE_BYTES]; /* iconv() wants what it may not change as what it may */
    size_t left = bytes.size < sizeof(copy) ? bytes.size : sizeof(copy);
    memcpy(copy, bytes.bytes, left);
    char *in = copy;
    char *out = out_text;
    size_t room = capacity - 1;
    (void)iconv(converter, &in, &left, &out, &room); /* what came before a bad byte stays */
    iconv_close(converter);
    memory_wipe(copy, sizeof(copy));
    *out = '\0';
    struct text_view decoded = {out_text, (size_t)(out - out_text)};
    return text_is_utf8(decoded.bytes, decoded.size, NULL) ? decoded : nothing;
}

struct text_view contact_decode(
    struct text_view charset, struct text_view bytes, char *out_text, size_t capacity)
{
    const char *known = known_charset(charset);
    if (bytes.size == 0) {
        out_text[0] = '\0';
        return (struct text_view){out_text, 0};
    }
    if (known != NULL) {
        struct text_view decoded = decode_by_iconv(known, bytes, out_text, capacity);
        if (decoded.size > 0) {
            return decoded;
        }
    }
    bool is_western =
        contact_is_word(charset, "ISO-8859-1") || contact_is_word(charset, "WINDOWS-1252");
    if (is_western || !text_is_utf8(bytes.bytes, bytes.size, NULL)) {
        return decode_western(bytes, out_text, capacity);
    }
    text_copy_view(out_text, capacity, bytes);
    return (struct text_view){out_text, strlen(out_text)};
}

/* --- URIs ------------------------------------------------------------------------------------- */

int contact_hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    byte = (char)(byte | 0x20);
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

void contact_percent_decode(struct text_view text, char *out_text, size_t capacity)
{
    struct text_out out = text_out_begin(out_text, capacity);
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte == '%' && i + 2 < text.size && contact_hex_digit(text.bytes[i + 1]) >= 0 &&
            contact_hex_digit(text.bytes[i + 2]) >= 0) {
            byte = (char)(contact_hex_digit(text.bytes[i + 1]) * 16 +
                          contact_hex_digit(text.bytes[i + 2]));
            i += 2;
        }
        text_out_append_char(&out, byte == '\0' ? ' ' : byte);
    }
}

void contact_set_email(struct contact *contact, struct text_view value)
{
    char decoded[CONTACT_EMAIL_BYTES * 3];
    value = text_view_trim(value);
    if (!contact_begins_with(value, "mailto:")) {
        contact_set(contact, CONTACT_EMAIL, value);
        return;
    }
    value = (struct text_view){value.bytes + strlen("mailto:"), value.size - strlen("mailto:")};
    struct text_view query = value;
    struct text_view addresses;
    struct text_view first;
    if (text_view_split(&query, '?', &addresses) && text_view_split(&addresses, ',', &first)) {
        contact_percent_decode(first, decoded, sizeof(decoded));
        contact_set(contact, CONTACT_EMAIL, text_view_of(decoded));
        memory_wipe(decoded, sizeof(decoded));
    }
}

void contact_set_phone(struct contact *contact, enum contact_field field, struct text_view value)
{
    char phone[CONTACT_PHONE_BYTES];
    struct text_out out = text_out_begin(phone, sizeof(phone));
    struct text_view rest = text_view_trim(value);
    struct text_view part;
    if (contact_begins_with(rest, "tel:")) {
        rest = (struct text_view){rest.bytes + 4, rest.size - 4};
    }
    for (bool is_first = true; text_view_split(&rest, ';', &part); is_first = false) {
        if (is_first) {
            text_out_append_view(&out, part);
        } else if (contact_begins_with(part, "ext=")) {
            text_out_append(&out, " ext. ");
            text_out_append_view(&out, (struct text_view){part.bytes + 4, part.size - 4});
        }
    }
    contact_set(contact, field, (struct text_view){out.bytes, out.size});
    memory_wipe(phone, sizeof(phone));
}
