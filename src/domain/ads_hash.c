#include "domain/ads_hash.h"

#include <sodium.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buffer.h"
#include "domain/compose.h"

#define EMAIL_MAX 320
#define PHONE_MAX 40
#define PHONE_DIGITS_MIN 7
#define PHONE_DIGITS_MAX 15

static void wipe(struct buffer *buffer)
{
    if (buffer->capacity > 0) {
        memory_wipe(buffer->bytes, buffer->capacity);
    }
    buffer_close(buffer);
}

static const char *hash(const void *bytes, size_t size, char out_hash[ADS_HASH_TEXT_MAX])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    out_hash[0] = '\0';
    if (size > 0) {
        crypto_hash_sha256(digest, bytes, size);
        sodium_bin2hex(out_hash, ADS_HASH_TEXT_MAX, digest, sizeof(digest));
    }
    return out_hash;
}

/* Appends the text composed and in lower case. */
static void fold(struct text_view text, struct buffer *out)
{
    struct buffer composed = {0};
    compose_append(&composed, text);
    for (size_t at = 0; at < composed.size;) {
        int32_t letter;
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)composed.bytes + at,
            (utf8proc_ssize_t)(composed.size - at), &letter);
        if (step <= 0) {
            break;
        }
        utf8proc_ssize_t size = utf8proc_encode_char(utf8proc_tolower(letter), bytes);
        buffer_append(out, bytes, (size_t)size);
        at += (size_t)step;
    }
    wipe(&composed);
}

static bool is_google_mail(const char *domain)
{
    return strcmp(domain, "gmail.com") == 0 || strcmp(domain, "googlemail.com") == 0;
}

static void drop_dots(char *text, const char *end)
{
    char *to = text;
    for (const char *from = text; from < end; from++) {
        if (*from != '.') {
            *to++ = *from;
        }
    }
    memmove(to, end, strlen(end) + 1);
}

const char *ads_hash_email(
    enum ads_platform platform, struct text_view email, char out_hash[ADS_HASH_TEXT_MAX])
{
    struct text_view trimmed = text_view_trim(email);
    struct buffer folded = {0};
    out_hash[0] = '\0';
    if (trimmed.size > 0 && trimmed.size <= EMAIL_MAX) {
        fold(trimmed, &folded);
    }
    char *at = folded.size == 0 ? NULL : strrchr(folded.bytes, '@');
    if (at != NULL) {
        if (platform == ADS_GOOGLE && is_google_mail(at + 1)) {
            drop_dots(folded.bytes, at);
        }
        (void)hash(folded.bytes, strlen(folded.bytes), out_hash);
    }
    wipe(&folded);
    return out_hash;
}

const char *ads_hash_phone(
    enum ads_platform platform, struct text_view phone, char out_hash[ADS_HASH_TEXT_MAX])
{
    char digits[PHONE_MAX] = "+";
    size_t size = 1;
    struct text_view trimmed = text_view_trim(phone);
    out_hash[0] = '\0';
    if (trimmed.size == 0 || trimmed.bytes[0] != '+') {
        return out_hash; /* nobody can know its country */
    }
    for (size_t i = 1; i < trimmed.size && size <= PHONE_DIGITS_MAX + 1; i++) {
        if (trimmed.bytes[i] >= '0' && trimmed.bytes[i] <= '9') {
            digits[size++] = trimmed.bytes[i];
        }
    }
    if (size > PHONE_DIGITS_MIN && size <= PHONE_DIGITS_MAX + 1) {
        size_t skipped = platform == ADS_META ? 1 : 0;
        (void)hash(digits + skipped, size - skipped, out_hash);
    }
    memory_wipe(digits, sizeof(digits));
    return out_hash;
}

static bool is_punctuation(int32_t letter)
{
    utf8proc_category_t category = utf8proc_category(letter);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

const char *ads_hash_name(struct text_view name, char out_hash[ADS_HASH_TEXT_MAX])
{
    struct buffer folded = {0};
    size_t kept = 0;
    fold(text_view_trim(name), &folded);
    for (size_t at = 0; at < folded.size;) {
        int32_t letter;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)folded.bytes + at,
            (utf8proc_ssize_t)(folded.size - at), &letter);
        ASSERT(step > 0); /* fold() wrote it */
        if (!is_punctuation(letter)) {
            memmove(folded.bytes + kept, folded.bytes + at, (size_t)step);
            kept += (size_t)step;
        }
        at += (size_t)step;
    }
    (void)hash(folded.bytes, kept, out_hash);
    wipe(&folded);
    return out_hash;
}
