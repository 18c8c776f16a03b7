#include "export/json_write.h"

#include "base/buffer.h"
#include "base/decimal.h"
#include "domain/money.h"

static void begin_value(struct buffer *out, const char *key)
{
    char last = out->size > 0 ? out->bytes[out->size - 1] : '\n';
    if (last != '{' && last != '[' && last != '\n') {
        buffer_append_char(out, ',');
    }
    if (key != NULL) {
        buffer_append_char(out, '"');
        buffer_append_text(out, key);
        buffer_append(out, "\":", 2);
    }
}

void json_write_begin(struct buffer *out, const char *key, char bracket)
{
    begin_value(out, key);
    buffer_append_char(out, bracket);
}

void json_write_end(struct buffer *out, char bracket)
{
    buffer_append_char(out, bracket);
}

/* RFC 8259 section 7: quote, backslash and what is below U+0020. DEL and all of UTF-8 may stand
 * as they are. */
static void append_escaped(struct buffer *out, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    static const char *const short_forms[] = {['\b'] = "\\b",
        ['\t'] = "\\t",
        ['\n'] = "\\n",
        ['\f'] = "\\f",
        ['\r'] = "\\r",
        ['"'] = "\\\"",
        ['\\'] = "\\\\"};
    if (byte < ARRAY_LENGTH(short_forms) && short_forms[byte] != NULL) {
        buffer_append(out, short_forms[byte], 2);
    } else {
        char form[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
        buffer_append(out, form, sizeof(form));
    }
}

void json_write_view(struct buffer *out, const char *key, struct text_view text)
{
    begin_value(out, key);
    buffer_append_char(out, '"');
    size_t kept = 0; /* what stands before it is written */
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte < 0x20 || byte == '"' || byte == '\\') {
            buffer_append(out, text.bytes + kept, i - kept);
            append_escaped(out, byte);
            kept = i + 1;
        }
    }
    buffer_append(out, text.bytes + kept, text.size - kept);
    buffer_append_char(out, '"');
}

void json_write_text(struct buffer *out, const char *key, const char *text)
{
    if (text != NULL) {
        json_write_view(out, key, text_view_of(text));
    } else {
        begin_value(out, key);
        buffer_append(out, "null", 4);
    }
}

void json_write_integer(struct buffer *out, const char *key, int64_t value)
{
    char text[DECIMAL_TEXT_MAX];
    begin_value(out, key);
    buffer_append_text(out, decimal_print(value, 0, text));
}

void json_write_decimal(struct buffer *out, const char *key, int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_MAX];
    json_write_view(out, key, text_view_of(decimal_print(value, decimals, text)));
}

void json_write_decimal_short(struct buffer *out, const char *key, int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_MAX];
    json_write_view(out, key, text_view_of(decimal_print_short(value, decimals, text)));
}

int export_decimals_of(const char *currency)
{
    const struct currency *found = currency_find(currency);
    return found != NULL ? found->exponent : 2;
}
