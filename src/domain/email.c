#include "domain/email.h"

#include <string.h>
#include <utf8proc.h>

#include "domain/email_domain.h"

#define LOCAL_MAX 64 /* octets; RFC 5321 4.5.3.1.1 */
#define LABEL_MAX 63
#define ADDRESS_MAX 254

static bool is_letter_or_digit(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* --- the whole text --------------------------------------------------------------------------- */

/* Invisible letters, and those that turn the direction of text around: in an address they only
 * ever deceive. */
static bool is_deceiving(int32_t letter)
{
    utf8proc_category_t category = utf8proc_category(letter);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
           category == UTF8PROC_CATEGORY_CS || category == UTF8PROC_CATEGORY_CO ||
           category == UTF8PROC_CATEGORY_CN;
}

static bool has_deceiving(struct text_view text)
{
    for (size_t i = 0; i < text.size;) {
        int32_t letter;
        utf8proc_ssize_t size = utf8proc_iterate(
            (const utf8proc_uint8_t *)text.bytes + i, (utf8proc_ssize_t)(text.size - i), &letter);
        if (size <= 0 || is_deceiving(letter)) {
            return true;
        }
        i += (size_t)size;
    }
    return false;
}

static const char *find_last_at(struct text_view text)
{
    for (size_t i = text.size; i > 0; i--) {
        if (text.bytes[i - 1] == '@') {
            return text.bytes + i - 1;
        }
    }
    return NULL;
}

/* --- before the @ ----------------------------------------------------------------------------- */

/* Letters that RFC 5322 allows there and that hardly anybody has. */
static bool is_rare(char byte)
{
    return strchr("!#$%&*/=?^`{|}~", byte) != NULL;
}

/* "..." with anything but bare quotes inside. */
static bool is_quoted(struct text_view local)
{
    if (local.size < 2 || local.bytes[0] != '"' || local.bytes[local.size - 1] != '"') {
        return false;
    }
    for (size_t i = 1; i + 1 < local.size; i++) {
        if (local.bytes[i] == '"' || (local.bytes[i] == '\\' && ++i + 1 >= local.size)) {
            return false;
        }
    }
    return true;
}

static enum email_reason look_at_local(struct text_view local)
{
    enum email_reason reason = EMAIL_REASON_NONE;
    if (is_quoted(local)) {
        return EMAIL_REASON_UNUSUAL;
    }
    for (size_t i = 0; i < local.size; i++) {
        char byte = local.bytes[i];
        bool is_dot_at_fault =
            byte == '.' && (i == 0 || i + 1 == local.size || local.bytes[i - 1] == '.');
        bool is_plain = is_letter_or_digit(byte) || byte == '_' || byte == '-' || byte == '\'' ||
                        byte == '+' || byte == '.';
        if ((unsigned char)byte >= 0x80 || is_rare(byte) || is_dot_at_fault) {
            reason = EMAIL_REASON_UNUSUAL;
        } else if (!is_plain) {
            return EMAIL_REASON_CHARACTER;
        }
    }
    bool begins_a_formula = local.bytes[0] == '+' || local.bytes[0] == '-';
    return begins_a_formula || local.size > LOCAL_MAX ? EMAIL_REASON_UNUSUAL : reason;
}

/* --- behind the @ ----------------------------------------------------------------------------- */

static bool is_literal(struct text_view domain)
{
    return domain.size > 2 && domain.bytes[0] == '[' && domain.bytes[domain.size - 1] == ']' &&
           memchr(domain.bytes + 1, '[', domain.size - 1) == NULL &&
           memchr(domain.bytes, '\\', domain.size) == NULL &&
           memchr(domain.bytes, ']', domain.size - 1) == NULL;
}

static enum email_reason look_at_label(struct text_view label, bool is_last)
{
    bool has_letter = false;
    if (label.size == 0) {
        return EMAIL_REASON_INCOMPLETE;
    }
    for (size_t i = 0; i < label.size; i++) {
        char byte = label.bytes[i];
        bool is_end = i == 0 || i + 1 == label.size;
        has_letter |= (unsigned char)byte >= 0x80 || (byte | 0x20) >= 'a';
        if ((unsigned char)byte < 0x80 && !is_letter_or_digit(byte) && (byte != '-' || is_end)) {
            return EMAIL_REASON_CHARACTER;
        }
    }
    bool is_odd_end = is_last && (label.size < 2 || !has_letter);
    return label.size > LABEL_MAX || is_odd_end ? EMAIL_REASON_UNUSUAL : EMAIL_REASON_NONE;
}

static enum email_reason look_at_domain(struct text_view domain)
{
    struct text_view rest = domain;
    struct text_view label;
    enum email_reason reason = EMAIL_REASON_NONE;
    size_t count = 0;
    if (is_literal(domain)) {
        return EMAIL_REASON_UNUSUAL;
    }
    while (text_view_split(&rest, '.', &label)) {
        enum email_reason of_label = look_at_label(label, rest.bytes == NULL);
        count++;
        if (of_label == EMAIL_REASON_CHARACTER || of_label == EMAIL_REASON_INCOMPLETE) {
            return of_label;
        }
        reason = of_label != EMAIL_REASON_NONE ? of_label : reason;
    }
    return count < 2 ? EMAIL_REASON_NO_DOT : reason;
}

/* --- the check -------------------------------------------------------------------------------- */

static enum email_state answer(
    struct email_check *check, enum email_state state, enum email_reason reason)
{
    check->state = state;
    check->reason = reason;
    return state;
}

static void suggest(struct email_check *check, struct text_view local, const char *domain)
{
    struct text_out out = text_out_begin(check->suggestion, sizeof(check->suggestion));
    text_out_append_view(&out, local);
    text_out_append_char(&out, '@');
    text_out_append(&out, domain);
    if (out.cut) {
        check->suggestion[0] = '\0';
    }
}

/* "grace @navy.mil": the same without spaces, if that is an address. */
static enum email_state check_spaced(struct text_view text, struct email_check *check)
{
    char tight[EMAIL_BYTES];
    struct text_out out = text_out_begin(tight, sizeof(tight));
    struct email_check again;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] != ' ') {
            text_out_append_char(&out, text.bytes[i]);
        }
    }
    bool is_good = !out.cut && email_check(text_view_of(tight), &again) == EMAIL_OK;
    if (is_good) {
        text_copy(check->suggestion, sizeof(check->suggestion), tight);
    }
    memory_wipe(tight, sizeof(tight));
    memory_wipe(&again, sizeof(again));
    return answer(check, is_good ? EMAIL_DOUBTFUL : EMAIL_WRONG, EMAIL_REASON_SPACE);
}

/* "grace@navy.mil." has a dot too many. */
static enum email_state check_ending(
    struct text_view local, struct text_view domain, struct email_check *check)
{
    char short_domain[EMAIL_BYTES];
    domain.size--;
    if (look_at_domain(domain) != EMAIL_REASON_NONE ||
        !text_copy_view(short_domain, sizeof(short_domain), domain)) {
        return answer(check, EMAIL_WRONG, EMAIL_REASON_INCOMPLETE);
    }
    suggest(check, local, short_domain);
    memory_wipe(short_domain, sizeof(short_domain));
    return answer(check, EMAIL_DOUBTFUL, EMAIL_REASON_TYPO);
}

static enum email_state check_parts(
    struct text_view local, struct text_view domain, struct email_check *check)
{
    char meant[EMAIL_BYTES];
    if (domain.bytes[domain.size - 1] == '.' && domain.size > 1) {
        return check_ending(local, domain, check);
    }
    enum email_reason of_local = look_at_local(local);
    enum email_reason of_domain = look_at_domain(domain);
    if (of_local == EMAIL_REASON_CHARACTER) {
        return answer(check, EMAIL_WRONG, of_local);
    }
    if (of_domain == EMAIL_REASON_CHARACTER || of_domain == EMAIL_REASON_INCOMPLETE) {
        return answer(check, EMAIL_WRONG, of_domain);
    }
    if (email_domain_meant(domain, meant, sizeof(meant))) {
        suggest(check, local, meant);
        return answer(check, EMAIL_DOUBTFUL, EMAIL_REASON_TYPO);
    }
    enum email_reason reason = of_domain != EMAIL_REASON_NONE ? of_domain : of_local;
    return answer(check, reason == EMAIL_REASON_NONE ? EMAIL_OK : EMAIL_DOUBTFUL, reason);
}

enum email_state email_check(struct text_view typed, struct email_check *out_check)
{
    memset(out_check, 0, sizeof(*out_check));
    struct text_view text = text_view_trim(typed);
    if (text.size == 0) {
        return answer(out_check, EMAIL_WRONG, EMAIL_REASON_EMPTY);
    }
    if (text.size > ADDRESS_MAX) {
        return answer(out_check, EMAIL_WRONG, EMAIL_REASON_TOO_LONG);
    }
    if (has_deceiving(text)) {
        return answer(out_check, EMAIL_WRONG, EMAIL_REASON_CHARACTER);
    }
    const char *at = find_last_at(text);
    if (at == NULL) {
        return answer(out_check, EMAIL_WRONG, EMAIL_REASON_NO_AT);
    }
    struct text_view local = {text.bytes, (size_t)(at - text.bytes)};
    struct text_view domain = {at + 1, text.size - local.size - 1};
    if (local.size == 0 || domain.size == 0) {
        return answer(out_check, EMAIL_WRONG, EMAIL_REASON_INCOMPLETE);
    }
    if (memchr(text.bytes, ' ', text.size) != NULL && !is_quoted(local)) {
        return check_spaced(text, out_check);
    }
    return check_parts(local, domain, out_check);
}

bool email_normalise(struct text_view email, char out_email[EMAIL_BYTES])
{
    struct email_check check;
    struct text_view text = text_view_trim(email);
    bool is_wrong = email_check(text, &check) == EMAIL_WRONG;
    memory_wipe(&check, sizeof(check));
    if (is_wrong) {
        return false;
    }
    int32_t letters[EMAIL_BYTES * 4];
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
    utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)text.bytes,
        (utf8proc_ssize_t)text.size, letters, (utf8proc_ssize_t)ARRAY_LENGTH(letters) - 1, options);
    bool fits = count > 0 && count < (utf8proc_ssize_t)ARRAY_LENGTH(letters);
    if (fits) {
        utf8proc_ssize_t size = utf8proc_reencode(letters, count, options);
        fits = size > 0 && size < EMAIL_BYTES;
        if (fits) {
            memcpy(out_email, letters, (size_t)size + 1); /* bytes by now, and a terminator */
        }
    }
    memory_wipe(letters, sizeof(letters));
    return fits;
}
