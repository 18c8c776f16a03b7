#include "domain/ads_key.h"

#include <string.h>
#include <utf8proc.h>

#include "domain/email.h"
#include "domain/phone.h"

static bool print_email(enum ads_network network, struct text_view text, char *out_text)
{
    char email[EMAIL_BYTES];
    struct text_out out = text_out_begin(out_text, ADS_KEY_BYTES);
    if (!email_normalise(text, email)) {
        return false;
    }
    const char *at = strrchr(email, '@');
    bool drops_dots = network == ADS_GOOGLE &&
                      (strcmp(at, "@gmail.com") == 0 || strcmp(at, "@googlemail.com") == 0);
    for (const char *byte = email; *byte != '\0'; byte++) {
        if (!(drops_dots && *byte == '.' && byte < at)) {
            text_out_append_char(&out, *byte);
        }
    }
    memory_wipe(email, sizeof(email));
    return out.size > 0 && out_text[0] != '@';
}

static bool print_phone(
    enum ads_network network, struct text_view text, const char *country, char *out_text)
{
    char e164[PHONE_E164_BYTES];
    if (!phone_normalise(text, country, e164)) {
        return false;
    }
    text_copy(out_text, ADS_KEY_BYTES, network == ADS_META ? e164 + 1 : e164);
    memory_wipe(e164, sizeof(e164));
    return true;
}

static bool is_kept(enum ads_network network, bool is_city, int32_t letter)
{
    utf8proc_category_t category = utf8proc_category(letter);
    bool is_word = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) ||
                   category == UTF8PROC_CATEGORY_ND;
    bool is_space = category == UTF8PROC_CATEGORY_ZS;
    return is_word || (network == ADS_GOOGLE && letter >= ' ') ||
           (is_space && network == ADS_META && !is_city);
}

/* Lower case, composed; Meta's without punctuation, and its cities without spaces. */
static bool print_words(
    enum ads_network network, enum ads_key key, struct text_view text, char *out_text)
{
    struct text_out out = text_out_begin(out_text, ADS_KEY_BYTES);
    text = text_view_trim(text);
    for (size_t i = 0; i < text.size;) {
        int32_t letter;
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t size = utf8proc_iterate(
            (const utf8proc_uint8_t *)text.bytes + i, (utf8proc_ssize_t)(text.size - i), &letter);
        if (size <= 0) {
            return false;
        }
        if (is_kept(network, key == ADS_CITY, letter)) {
            utf8proc_ssize_t written = utf8proc_encode_char(utf8proc_tolower(letter), bytes);
            text_out_append_view(&out, (struct text_view){(const char *)bytes, (size_t)written});
        }
        i += (size_t)size;
    }
    return out.size > 0 && !out.cut;
}

bool ads_key_print(enum ads_network network, enum ads_key key, struct text_view text,
    const char *country, char out_text[ADS_KEY_BYTES])
{
    switch (key) {
    case ADS_EMAIL:
        return print_email(network, text, out_text);
    case ADS_PHONE:
        return print_phone(network, text, country, out_text);
    case ADS_FIRST_NAME:
    case ADS_LAST_NAME:
    case ADS_CITY:
        return print_words(network, key, text, out_text);
    }
    return false;
}
