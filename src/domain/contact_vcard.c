#include <string.h>

#include "base/compiler.h"
#include "domain/contact_private.h"

/* vCard: 2.1 (versit), 3.0 (RFC 2426), 4.0 (RFC 6350), read as loosely as people write them: any
 * line ends, names in any case, groups ("item1.EMAIL"), a card without its end. */

#define PARTS_MAX 7 /* of an address */

struct card {
    struct text_view rest; /* lines that are not read yet */
    bool is_21;            /* folds keep their space */
    int email_rank;        /* of what was taken so far; 0 nothing */
    int phone_rank;
    int address_rank;
    char line[CONTACT_VALUE_BYTES];
    char decoded[CONTACT_VALUE_BYTES];
    char parts[PARTS_MAX][CONTACT_NAME_BYTES];
};

struct property {
    struct text_view name;
    struct text_view value;
    struct text_view charset;
    bool is_quoted_printable;
    bool is_base64;
    bool is_preferred;
    bool is_cell;
    bool is_no_voice; /* fax, pager, modem */
    bool is_home;
};

/* --- lines ------------------------------------------------------------------------------------ */

/* The next line as it is written, without its end. */
static bool take_line(struct text_view *rest, struct text_view *out_line)
{
    if (rest->size == 0) {
        return false;
    }
    size_t size = 0;
    while (size < rest->size && rest->bytes[size] != '\n' && rest->bytes[size] != '\r') {
        size++;
    }
    *out_line = (struct text_view){rest->bytes, size};
    bool is_crlf =
        size + 1 < rest->size && rest->bytes[size] == '\r' && rest->bytes[size + 1] == '\n';
    size_t end = size == rest->size ? size : size + (is_crlf ? 2 : 1);
    *rest = (struct text_view){rest->bytes + end, rest->size - end};
    return true;
}

static bool is_soft_broken(const struct text_out *line)
{
    static const char *const NAME = "QUOTED-PRINTABLE";
    if (line->size == 0 || line->bytes[line->size - 1] != '=') {
        return false;
    }
    const char *colon = memchr(line->bytes, ':', line->size);
    for (const char *at = line->bytes; colon != NULL && at < colon; at++) {
        if (contact_begins_with((struct text_view){at, (size_t)(colon - at)}, NAME)) {
            return true;
        }
    }
    return false;
}

/* The next line with its folds taken out, in card->line. */
static bool next_line(struct card *card, struct text_view *out_line)
{
    struct text_view part;
    struct text_out line = text_out_begin(card->line, sizeof(card->line));
    if (!take_line(&card->rest, &part)) {
        return false;
    }
    text_out_append_view(&line, part);
    for (;;) {
        struct text_view rest = card->rest;
        if (!take_line(&rest, &part)) {
            break;
        }
        bool is_folded = part.size > 0 && (part.bytes[0] == ' ' || part.bytes[0] == '\t');
        if (is_soft_broken(&line)) {
            line.bytes[--line.size] = '\0';
        } else if (!is_folded) {
            break;
        } else if (!card->is_21) {
            part = (struct text_view){part.bytes + 1, part.size - 1};
        }
        text_out_append_view(&line, part);
        card->rest = rest;
    }
    *out_line = (struct text_view){line.bytes, line.size};
    return true;
}

/* --- one property ----------------------------------------------------------------------------- */

/* One word of what a property says of itself: "CELL", "pref", "QUOTED-PRINTABLE". */
static void take_word(struct text_view word, struct property *property)
{
    property->is_quoted_printable |= contact_is_word(word, "QUOTED-PRINTABLE");
    property->is_base64 |= contact_is_word(word, "BASE64") || contact_is_word(word, "B");
    property->is_preferred |= contact_is_word(word, "PREF");
    property->is_cell |= contact_is_word(word, "CELL");
    property->is_home |= contact_is_word(word, "HOME");
    property->is_no_voice |= contact_is_word(word, "FAX") || contact_is_word(word, "PAGER") ||
                             contact_is_word(word, "MODEM");
}

static struct text_view without_quotes(struct text_view text)
{
    if (text.size >= 2 && text.bytes[0] == '"' && text.bytes[text.size - 1] == '"') {
        return (struct text_view){text.bytes + 1, text.size - 2};
    }
    return text;
}

static void take_parameter(struct text_view parameter, struct property *property)
{
    struct text_view words = parameter;
    struct text_view name;
    struct text_view word;
    if (memchr(parameter.bytes, '=', parameter.size) == NULL) {
        take_word(parameter, property);
        return;
    }
    text_view_split(&words, '=', &name);
    words = without_quotes(words);
    if (contact_is_word(name, "CHARSET")) {
        property->charset = words;
    } else if (contact_is_word(name, "PREF")) {
        property->is_preferred |= contact_is_word(words, "1");
    } else if (contact_is_word(name, "TYPE") || contact_is_word(name, "ENCODING")) {
        while (text_view_split(&words, ',', &word)) {
            take_word(without_quotes(word), property);
        }
    }
}

/* Where the next of these two stands that is not in quotes; text.size if none does. */
static size_t find_either(struct text_view text, char a, char b)
{
    bool is_quoted = false;
    for (size_t i = 0; i < text.size; i++) {
        is_quoted ^= text.bytes[i] == '"';
        if (!is_quoted && (text.bytes[i] == a || text.bytes[i] == b)) {
            return i;
        }
    }
    return text.size;
}

/* "item1.EMAIL;type=pref:grace@navy.mil". Returns false for a line without a colon. */
static bool read_property(struct text_view line, struct property *out_property)
{
    *out_property = (struct property){.charset = {"", 0}};
    size_t at = find_either(line, ';', ':');
    struct text_view name = {line.bytes, at};
    const char *dot = at > 0 ? memchr(name.bytes, '.', name.size) : NULL;
    if (dot != NULL) {
        name = (struct text_view){dot + 1, (size_t)(name.bytes + name.size - dot - 1)};
    }
    out_property->name = name;
    while (at < line.size && line.bytes[at] == ';') {
        line = (struct text_view){line.bytes + at + 1, line.size - at - 1};
        at = find_either(line, ';', ':');
        take_parameter((struct text_view){line.bytes, at}, out_property);
    }
    if (at >= line.size) {
        return false;
    }
    out_property->value = (struct text_view){line.bytes + at + 1, line.size - at - 1};
    return true;
}

/* Undoes quoted-printable where it stands, for it only gets shorter. */
static struct text_view undo_quoted_printable(char *text, size_t size)
{
    size_t out = 0;
    for (size_t i = 0; i < size; i++) {
        bool is_code = text[i] == '=' && i + 2 < size && contact_hex_digit(text[i + 1]) >= 0 &&
                       contact_hex_digit(text[i + 2]) >= 0;
        if (is_code) {
            text[out++] =
                (char)(contact_hex_digit(text[i + 1]) * 16 + contact_hex_digit(text[i + 2]));
            i += 2;
        } else {
            text[out++] = text[i];
        }
    }
    return (struct text_view){text, out};
}

/* The value as UTF-8, escapes still in it. */
static struct text_view decode_value(struct card *card, const struct property *property)
{
    struct text_view value = property->value;
    if (property->is_quoted_printable) {
        size_t offset = (size_t)(value.bytes - card->line);
        value = undo_quoted_printable(card->line + offset, value.size);
    }
    return contact_decode(property->charset, value, card->decoded, sizeof(card->decoded));
}

/* --- what is kept ----------------------------------------------------------------------------- */

static size_t split_parts(struct card *card, struct text_view value, bool commas_separate)
{
    size_t count = 0;
    memset(card->parts, 0, sizeof(card->parts));
    while (count < PARTS_MAX && contact_take_part(&value, ';', commas_separate, card->parts[count],
                                    sizeof(card->parts[count]))) {
        count++;
    }
    return count;
}

static void set_text(
    struct contact *contact, enum contact_field field, struct text_view value, char separator)
{
    char text[CONTACT_VALUE_BYTES];
    if (contact_get(contact, field)[0] == '\0' &&
        contact_take_part(&value, separator, false, text, sizeof(text))) {
        contact_set(contact, field, text_view_of(text));
        memory_wipe(text, sizeof(text));
    }
}

static void take_name(struct card *card, struct contact *contact, struct text_view value)
{
    if (contact->first_name[0] == '\0' && contact->last_name[0] == '\0') {
        split_parts(card, value, true);
        contact_set(contact, CONTACT_LAST_NAME, text_view_of(card->parts[0]));
        contact_set(contact, CONTACT_FIRST_NAME, text_view_of(card->parts[1]));
    }
}

static void take_phone(struct card *card, struct contact *contact, const struct property *property,
    struct text_view value)
{
    char number[CONTACT_VALUE_BYTES];
    int rank = property->is_preferred ? 2 : 1;
    if (property->is_no_voice) {
        return;
    }
    /* A semicolon here is a URI's own ("tel:+1;ext=2"): nothing parts at a NUL. */
    contact_take_part(&value, '\0', false, number, sizeof(number));
    if (rank > card->phone_rank) {
        contact_set_phone(contact, CONTACT_PHONE, text_view_of(number));
        card->phone_rank = contact->phone[0] == '\0' ? card->phone_rank : rank;
    }
    if (property->is_cell && contact->mobile[0] == '\0') {
        contact_set_phone(contact, CONTACT_MOBILE, text_view_of(number));
    }
    memory_wipe(number, sizeof(number));
}

static void take_email(struct card *card, struct contact *contact, const struct property *property,
    struct text_view value)
{
    char email[CONTACT_VALUE_BYTES];
    int rank = property->is_preferred ? 2 : 1;
    if (rank > card->email_rank && contact_take_part(&value, '\0', false, email, sizeof(email)) &&
        email[0] != '\0') {
        contact_set_email(contact, text_view_of(email));
        card->email_rank = rank;
    }
    memory_wipe(email, sizeof(email));
}

/* Post box; extended address; street; city; region; postcode; country. At work rather than home. */
static void take_address(struct card *card, struct contact *contact,
    const struct property *property, struct text_view value)
{
    int rank = property->is_preferred ? 3 : property->is_home ? 1 : 2;
    size_t count = split_parts(card, value, false);
    if (rank <= card->address_rank || count < 4) {
        return;
    }
    card->address_rank = rank;
    char street[CONTACT_NAME_BYTES * 3];
    struct text_out out = text_out_begin(street, sizeof(street));
    static const size_t ORDER[] = {2, 1, 0};
    for (size_t i = 0; i < ARRAY_LENGTH(ORDER); i++) {
        if (card->parts[ORDER[i]][0] != '\0') {
            text_out_append(&out, out.size > 0 ? ", " : "");
            text_out_append(&out, card->parts[ORDER[i]]);
        }
    }
    contact_set(contact, CONTACT_STREET, text_view_of(street));
    contact_set(contact, CONTACT_CITY, text_view_of(card->parts[3]));
    contact_set(contact, CONTACT_REGION, text_view_of(card->parts[4]));
    contact_set(contact, CONTACT_POSTCODE, text_view_of(card->parts[5]));
    contact_set(contact, CONTACT_COUNTRY, text_view_of(card->parts[6]));
    memory_wipe(street, sizeof(street));
}

static void take_property(
    struct card *card, const struct property *property, struct contact *contact)
{
    static const struct {
        const char *name;
        enum contact_field field;
        char separator; /* what ends the part that is kept */
    } TEXTS[] = {
        {"FN", CONTACT_NAME, '\0'},
        {"ORG", CONTACT_COMPANY, ';'}, /* departments follow */
        {"TITLE", CONTACT_TITLE, '\0'},
        {"NOTE", CONTACT_NOTE, '\0'},
        {"URL", CONTACT_WEBSITE, '\0'},
    };
    if (property->is_base64) {
        return; /* pictures, keys, sounds */
    }
    struct text_view value = decode_value(card, property);
    for (size_t i = 0; i < ARRAY_LENGTH(TEXTS); i++) {
        if (contact_is_word(property->name, TEXTS[i].name)) {
            set_text(contact, TEXTS[i].field, value, TEXTS[i].separator);
            return;
        }
    }
    if (contact_is_word(property->name, "N")) {
        take_name(card, contact, value);
    } else if (contact_is_word(property->name, "TEL")) {
        take_phone(card, contact, property, value);
    } else if (contact_is_word(property->name, "EMAIL")) {
        take_email(card, contact, property, value);
    } else if (contact_is_word(property->name, "ADR")) {
        take_address(card, contact, property, value);
    }
}

void contact_read_vcard(struct text_view scan, struct contact *contact)
{
    struct card card = {.rest = scan};
    struct text_view line;
    bool is_open = false;
    while (next_line(&card, &line)) {
        struct property property;
        if (!read_property(line, &property)) {
            continue;
        }
        bool is_about_card = contact_is_word(text_view_trim(property.value), "VCARD");
        if (is_about_card && contact_is_word(property.name, "END")) {
            break;
        }
        if (is_about_card && contact_is_word(property.name, "BEGIN") && is_open) {
            break; /* one card in another, or the end of the first is missing */
        }
        is_open = true;
        if (contact_is_word(property.name, "VERSION")) {
            card.is_21 = contact_is_word(text_view_trim(property.value), "2.1");
        } else {
            take_property(&card, &property, contact);
        }
    }
    if (strcmp(contact->mobile, contact->phone) == 0) {
        memset(contact->mobile, 0, sizeof(contact->mobile));
    }
    memory_wipe(&card, sizeof(card));
}
