#include <string.h>

#include "base/compiler.h"
#include "domain/contact_private.h"

/* MECARD (NTT docomo) and BIZCARD: "N:Hopper,Grace;TEL:+1;EMAIL:g@navy.mil;;". Keys end at the
 * first colon; backslashes hide ; : , and themselves. */

struct pair {
    char key[16];
    char value[CONTACT_VALUE_BYTES]; /* escapes still in it */
};

/* The next "key:value" up to a bare semicolon. Returns false at the end. */
static bool take_pair(struct text_view *rest, struct pair *out_pair)
{
    size_t end = 0;
    while (end < rest->size && rest->bytes[end] != ';') {
        end += rest->bytes[end] == '\\' && end + 1 < rest->size ? 2 : 1;
    }
    if (rest->size == 0) {
        return false;
    }
    struct text_view value = {rest->bytes, end};
    struct text_view key;
    size_t taken = end < rest->size ? end + 1 : end;
    *rest = (struct text_view){rest->bytes + taken, rest->size - taken};
    out_pair->key[0] = '\0';
    out_pair->value[0] = '\0';
    if (memchr(value.bytes, ':', value.size) != NULL && text_view_split(&value, ':', &key)) {
        text_copy_view(out_pair->key, sizeof(out_pair->key), text_view_trim(key));
        text_copy_view(out_pair->value, sizeof(out_pair->value), value);
    }
    return true;
}

/* The part up to the separator, '\0' for all of it, into a field that is still empty. */
static void set_part(
    struct contact *contact, enum contact_field field, struct text_view *rest, char separator)
{
    char text[CONTACT_VALUE_BYTES];
    if (contact_take_part(rest, separator, false, text, sizeof(text)) &&
        contact_get(contact, field)[0] == '\0') {
        contact_set(contact, field, text_view_of(text));
    }
    memory_wipe(text, sizeof(text));
}

/* Post box, room, house, city, region, postcode, country; or one text without commas. */
static void take_address(struct contact *contact, struct text_view value)
{
    if (memchr(value.bytes, ',', value.size) == NULL) {
        set_part(contact, CONTACT_STREET, &value, '\0');
        return;
    }
    char box[CONTACT_NAME_BYTES];
    contact_take_part(&value, ',', false, box, sizeof(box));
    contact_take_part(&value, ',', false, box, sizeof(box));
    memory_wipe(box, sizeof(box));
    static const enum contact_field ORDER[] = {
        CONTACT_STREET, CONTACT_CITY, CONTACT_REGION, CONTACT_POSTCODE, CONTACT_COUNTRY};
    for (size_t i = 0; i < ARRAY_LENGTH(ORDER); i++) {
        set_part(contact, ORDER[i], &value, ',');
    }
}

static void take_phone(struct contact *contact, const char *value)
{
    bool is_second = contact->phone[0] != '\0';
    if (!is_second || contact->mobile[0] == '\0') {
        contact_set_phone(contact, is_second ? CONTACT_MOBILE : CONTACT_PHONE, text_view_of(value));
    }
}

struct key_row {
    const char *key;
    enum contact_field field;
};

static bool take_text(
    struct contact *contact, const struct pair *pair, const struct key_row *rows, size_t row_count)
{
    for (size_t i = 0; i < row_count; i++) {
        if (contact_is_word(text_view_of(pair->key), rows[i].key)) {
            struct text_view value = text_view_of(pair->value);
            set_part(contact, rows[i].field, &value, '\0');
            return true;
        }
    }
    return false;
}

void contact_read_mecard(struct text_view scan, struct contact *contact)
{
    static const struct key_row TEXTS[] = {
        {"EMAIL", CONTACT_EMAIL},
        {"ORG", CONTACT_COMPANY},
        {"TITLE", CONTACT_TITLE},
        {"URL", CONTACT_WEBSITE},
        {"NOTE", CONTACT_NOTE},
        {"MEMO", CONTACT_NOTE},
    };
    struct pair pair;
    while (take_pair(&scan, &pair)) {
        struct text_view value = text_view_of(pair.value);
        struct text_view key = text_view_of(pair.key);
        if (contact_is_word(key, "N")) {
            bool has_parts = strchr(pair.value, ',') != NULL;
            set_part(contact, has_parts ? CONTACT_LAST_NAME : CONTACT_NAME, &value, ',');
            set_part(contact, CONTACT_FIRST_NAME, &value, '\0');
        } else if (contact_is_word(key, "TEL")) {
            take_phone(contact, pair.value);
        } else if (contact_is_word(key, "ADR")) {
            take_address(contact, value);
        } else {
            take_text(contact, &pair, TEXTS, ARRAY_LENGTH(TEXTS));
        }
    }
    memory_wipe(&pair, sizeof(pair));
}

void contact_read_bizcard(struct text_view scan, struct contact *contact)
{
    static const struct key_row TEXTS[] = {
        {"N", CONTACT_FIRST_NAME},
        {"X", CONTACT_LAST_NAME},
        {"T", CONTACT_TITLE},
        {"C", CONTACT_COMPANY},
        {"E", CONTACT_EMAIL},
        {"A", CONTACT_STREET},
    };
    struct pair pair;
    while (take_pair(&scan, &pair)) {
        struct text_view key = text_view_of(pair.key);
        if (!take_text(contact, &pair, TEXTS, ARRAY_LENGTH(TEXTS)) &&
            (contact_is_word(key, "B") || contact_is_word(key, "M"))) {
            take_phone(contact, pair.value);
        }
    }
    memory_wipe(&pair, sizeof(pair));
}
