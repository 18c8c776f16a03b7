#include "domain/contact.h"

#include <string.h>

#include "base/compiler.h"
#include "domain/contact_private.h"
#include "domain/email.h"
#include "domain/phone.h"

struct field_row {
    const char *name;
    size_t offset;
    size_t capacity;
};

#define FIELD(member)                                                                              \
    {                                                                                              \
#member, offsetof(struct contact, member), sizeof(((struct contact *)NULL)->member)        \
    }
static const struct field_row FIELDS[CONTACT_FIELD_COUNT] = {
    [CONTACT_FIRST_NAME] = FIELD(first_name),
    [CONTACT_LAST_NAME] = FIELD(last_name),
    [CONTACT_NAME] = FIELD(name),
    [CONTACT_EMAIL] = FIELD(email),
    [CONTACT_PHONE] = FIELD(phone),
    [CONTACT_MOBILE] = FIELD(mobile),
    [CONTACT_COMPANY] = FIELD(company),
    [CONTACT_TITLE] = FIELD(title),
    [CONTACT_WEBSITE] = FIELD(website),
    [CONTACT_STREET] = FIELD(street),
    [CONTACT_CITY] = FIELD(city),
    [CONTACT_REGION] = FIELD(region),
    [CONTACT_POSTCODE] = FIELD(postcode),
    [CONTACT_COUNTRY] = FIELD(country),
    [CONTACT_NOTE] = FIELD(note),
    [CONTACT_BADGE] = FIELD(badge),
};

static const char *const FORM_NAMES[CONTACT_FORM_COUNT] = {
    [CONTACT_FORM_UNREADABLE] = "unreadable",
    [CONTACT_FORM_VCARD] = "vcard",
    [CONTACT_FORM_MECARD] = "mecard",
    [CONTACT_FORM_PROFILE] = "profile",
    [CONTACT_FORM_URL] = "url",
    [CONTACT_FORM_EMAIL] = "email",
    [CONTACT_FORM_PHONE] = "phone",
    [CONTACT_FORM_BADGE] = "badge",
};

/* --- fields ----------------------------------------------------------------------------------- */

const char *contact_form_name(enum contact_form form)
{
    ASSERT(form < CONTACT_FORM_COUNT);
    return FORM_NAMES[form];
}

const char *contact_field_name(enum contact_field field)
{
    ASSERT(field < CONTACT_FIELD_COUNT);
    return FIELDS[field].name;
}

bool contact_field_find(const char *name, enum contact_field *out_field)
{
    for (size_t i = 0; i < CONTACT_FIELD_COUNT; i++) {
        if (strcmp(FIELDS[i].name, name) == 0) {
            *out_field = (enum contact_field)i;
            return true;
        }
    }
    return false;
}

const char *contact_get(const struct contact *contact, enum contact_field field)
{
    ASSERT(field < CONTACT_FIELD_COUNT);
    return (const char *)contact + FIELDS[field].offset;
}

/* C1 controls are two bytes in UTF-8: C2 80 to C2 9F. */
static bool is_c1(struct text_view text, size_t at)
{
    return (unsigned char)text.bytes[at] == 0xC2 && at + 1 < text.size &&
           (unsigned char)text.bytes[at + 1] < 0xA0;
}

/* Copies well-formed UTF-8 with spaces for control characters; a line break stays where it may. */
static bool copy_plain(struct text_view text, bool keeps_lines, char *out, size_t capacity)
{
    struct text_out copy = text_out_begin(out, capacity);
    text = text_view_trim(text);
    for (size_t i = 0; i < text.size && !copy.cut; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        bool is_crlf = byte == '\r' && i + 1 < text.size && text.bytes[i + 1] == '\n';
        if (is_c1(text, i)) {
            i++;
            byte = ' ';
        } else if (keeps_lines && (byte == '\n' || byte == '\r')) {
            byte = '\n';
        } else if (byte < ' ' || byte == 0x7F) {
            byte = ' ';
        }
        size_t size = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        if (!is_crlf && size == 1) {
            text_out_append_char(&copy, (char)byte);
        } else if (!is_crlf) {
            text_out_append_view(&copy, (struct text_view){text.bytes + i, size});
            i += size - 1;
        }
    }
    size_t size = text_view_trim((struct text_view){out, copy.size}).size;
    const char *start = text_view_trim((struct text_view){out, copy.size}).bytes;
    memmove(out, start, size);
    memset(out + size, 0, capacity - size);
    return !copy.cut;
}

bool contact_set(struct contact *contact, enum contact_field field, struct text_view text)
{
    ASSERT(field < CONTACT_FIELD_COUNT);
    char *out = (char *)contact + FIELDS[field].offset;
    size_t capacity = FIELDS[field].capacity;
    bool keeps_lines = field == CONTACT_NOTE;
    if (text_is_utf8(text.bytes, text.size, NULL)) {
        return copy_plain(text, keeps_lines, out, capacity);
    }
    char decoded[CONTACT_VALUE_BYTES];
    struct text_view as_utf8 =
        contact_decode((struct text_view){"", 0}, text, decoded, sizeof(decoded));
    copy_plain(as_utf8, keeps_lines, out, capacity);
    memory_wipe(decoded, sizeof(decoded));
    return false;
}

bool contact_is_empty(const struct contact *contact)
{
    for (size_t i = 0; i < CONTACT_FIELD_COUNT; i++) {
        if (contact_get(contact, (enum contact_field)i)[0] != '\0') {
            return false;
        }
    }
    return true;
}

void contact_wipe(struct contact *contact)
{
    memory_wipe(contact, sizeof(*contact));
}

/* --- names ------------------------------------------------------------------------------------ */

/* Words in front of a family name that belong to it. */
static bool is_particle(struct text_view word)
{
    static const char *const PARTICLES[] = {"van", "von", "vom", "der", "den", "de", "del", "della",
        "di", "da", "dos", "das", "do", "du", "la", "le", "ter", "ten", "zu", "zum", "zur", "af",
        "av", "al", "el", "bin", "ibn", "bint", "st."};
    for (size_t i = 0; i < ARRAY_LENGTH(PARTICLES); i++) {
        if (text_view_equals(word, PARTICLES[i])) {
            return true;
        }
    }
    return false;
}

/* Where the word that ends at `end` begins. */
static size_t word_start(const char *name, size_t end)
{
    while (end > 0 && name[end - 1] != ' ') {
        end--;
    }
    return end;
}

static void divide_name(struct contact *contact)
{
    const char *name = contact->name;
    size_t size = strlen(name);
    size_t last = word_start(name, size);
    while (last > 1) {
        size_t before = word_start(name, last - 1);
        struct text_view word = {name + before, last - 1 - before};
        if (before == 0 || !is_particle(word)) {
            break;
        }
        last = before;
    }
    if (last == 0) {
        contact_set(contact, CONTACT_FIRST_NAME, text_view_of(name));
        return;
    }
    contact_set(contact, CONTACT_FIRST_NAME, (struct text_view){name, last - 1});
    contact_set(contact, CONTACT_LAST_NAME, text_view_of(name + last));
}

void contact_complete_name(struct contact *contact)
{
    bool has_parts = contact->first_name[0] != '\0' || contact->last_name[0] != '\0';
    if (contact->name[0] != '\0' && !has_parts) {
        divide_name(contact);
    } else if (contact->name[0] == '\0' && has_parts) {
        struct text_out name = text_out_begin(contact->name, sizeof(contact->name));
        bool has_both = contact->first_name[0] != '\0' && contact->last_name[0] != '\0';
        text_out_append(&name, contact->first_name);
        text_out_append(&name, has_both ? " " : "");
        text_out_append(&name, contact->last_name);
    }
}

/* --- reading ---------------------------------------------------------------------------------- */

static bool has_letter_or_digit(struct text_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte >= 0x80 || (byte >= '0' && byte <= '9') ||
            ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')) {
            return true;
        }
    }
    return false;
}

static bool is_web_address(struct text_view text)
{
    bool has_start = contact_begins_with(text, "http://") ||
                     contact_begins_with(text, "https://") || contact_begins_with(text, "www.");
    return has_start && text.size < CONTACT_URL_BYTES && memchr(text.bytes, ' ', text.size) == NULL;
}

/* True for the page of a person, not of a company or a post. */
static bool is_profile(struct text_view url)
{
    static const char *const PAGES[] = {
        "linkedin.com/in/", "linkedin.com/pub/", "xing.com/profile/"};
    for (size_t i = 0; i < ARRAY_LENGTH(PAGES); i++) {
        for (struct text_view rest = url; rest.size > 0; rest.bytes++, rest.size--) {
            if (contact_begins_with(rest, PAGES[i])) {
                bool is_host =
                    rest.bytes == url.bytes || rest.bytes[-1] == '.' || rest.bytes[-1] == '/';
                return is_host;
            }
        }
    }
    return false;
}

static struct text_view after(struct text_view text, const char *start)
{
    size_t size = strlen(start);
    return (struct text_view){text.bytes + size, text.size - size};
}

/* A card's form if one of its fields was found. */
static enum contact_form finish(struct contact *contact, enum contact_form form)
{
    if (contact_is_empty(contact)) {
        return CONTACT_FORM_UNREADABLE;
    }
    contact_complete_name(contact);
    return form;
}

static bool read_email(struct text_view text, struct contact *contact)
{
    if (contact_begins_with(text, "mailto:")) {
        contact_set_email(contact, text);
        return contact->email[0] != '\0';
    }
    struct email_check check;
    bool is_email = email_check(text, &check) != EMAIL_WRONG &&
                    check.reason != EMAIL_REASON_SPACE && check.reason != EMAIL_REASON_UNUSUAL;
    memory_wipe(&check, sizeof(check));
    return is_email && contact_set(contact, CONTACT_EMAIL, text);
}

/* Without "tel:" only what begins with a plus: a row of digits is an organiser's number. */
static bool read_phone(struct text_view text, struct contact *contact)
{
    static const char *const STARTS[] = {"tel:", "sms:", "smsto:"};
    bool is_phone = text.bytes[0] == '+';
    for (size_t i = 0; i < ARRAY_LENGTH(STARTS); i++) {
        if (contact_begins_with(text, STARTS[i])) {
            struct text_view rest = after(text, STARTS[i]);
            text_view_split(&rest, ':', &text); /* "smsto:+49:Hello" */
            is_phone = true;
            break;
        }
    }
    struct phone_check check = {0};
    is_phone = is_phone && phone_check(text, "", &check) != PHONE_WRONG;
    memory_wipe(&check, sizeof(check));
    if (is_phone) {
        contact_set_phone(contact, CONTACT_PHONE, text);
    }
    return is_phone;
}

static enum contact_form read_plain(struct text_view text, struct contact *contact)
{
    if (is_web_address(text)) {
        contact_set(contact, CONTACT_WEBSITE, text);
        return is_profile(text) ? CONTACT_FORM_PROFILE : CONTACT_FORM_URL;
    }
    if (read_email(text, contact)) {
        return CONTACT_FORM_EMAIL;
    }
    if (read_phone(text, contact)) {
        return CONTACT_FORM_PHONE;
    }
    if (text.size < CONTACT_BADGE_BYTES && has_letter_or_digit(text)) {
        contact_set(contact, CONTACT_BADGE, text);
        return CONTACT_FORM_BADGE;
    }
    return CONTACT_FORM_UNREADABLE;
}

enum contact_form contact_read(struct text_view scan, struct contact *out_contact)
{
    memset(out_contact, 0, sizeof(*out_contact));
    struct text_view text = text_view_trim(scan);
    if (contact_begins_with(text, "\xEF\xBB\xBF")) {
        text = after(text, "\xEF\xBB\xBF");
    }
    if (contact_begins_with(text, "BEGIN:VCARD")) {
        contact_read_vcard(text, out_contact);
        return finish(out_contact, CONTACT_FORM_VCARD);
    }
    if (contact_begins_with(text, "MECARD:")) {
        contact_read_mecard(after(text, "MECARD:"), out_contact);
        return finish(out_contact, CONTACT_FORM_MECARD);
    }
    if (contact_begins_with(text, "BIZCARD:")) {
        contact_read_bizcard(after(text, "BIZCARD:"), out_contact);
        return finish(out_contact, CONTACT_FORM_MECARD);
    }
    if (contact_begins_with(text, "URLTO:")) {
        text = after(text, "URLTO:");
    }
    if (text.size == 0 || text_view_has_control(text) ||
        !text_is_utf8(text.bytes, text.size, NULL)) {
        return CONTACT_FORM_UNREADABLE;
    }
    enum contact_form form = read_plain(text, out_contact);
    return contact_is_empty(out_contact) ? CONTACT_FORM_UNREADABLE : form;
}
