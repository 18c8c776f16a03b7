/* Any badge has fields that keep their promises: UTF-8, without control characters, no longer than
 * their arrays; what is unreadable has none. The checks of e-mail and phone answer anything, and a
 * normal form is its own normal form. A form that is read prints and reads back the same. */

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/ads_key.h"
#include "domain/contact.h"
#include "domain/email.h"
#include "domain/lead_form.h"
#include "domain/phone.h"
#include "fuzz/fuzz.h"

static void check_fields(const struct contact *contact)
{
    for (int i = 0; i < CONTACT_FIELD_COUNT; i++) {
        const char *text = contact_get(contact, (enum contact_field)i);
        struct text_view view = text_view_of(text);
        ASSERT(text_is_utf8(view.bytes, view.size, NULL));
        ASSERT(i == CONTACT_NOTE || !text_view_has_control(view));
    }
}

static void check_email(struct text_view text)
{
    char once[EMAIL_BYTES], twice[EMAIL_BYTES], key[ADS_KEY_BYTES];
    const char *domains[EMAIL_DOMAINS_SHOWN];
    struct email_check check;
    enum email_state state = email_check(text, &check);
    ASSERT(memchr(check.suggestion, '\0', sizeof(check.suggestion)) != NULL);
    ASSERT(email_suggest_domains(text, "DE", domains, EMAIL_DOMAINS_SHOWN) <= EMAIL_DOMAINS_SHOWN);
    if (email_normalise(text, once)) {
        ASSERT(state != EMAIL_WRONG);
        ASSERT(!email_normalise(text_view_of(once), twice) || strcmp(once, twice) == 0);
    }
    if (ads_key_print(ADS_GOOGLE, ADS_EMAIL, text, "DE", key) ||
        ads_key_print(ADS_META, ADS_CITY, text, "DE", key)) {
        ASSERT(key[0] != '\0');
    }
}

static void check_phone(struct text_view text)
{
    char once[PHONE_E164_BYTES], twice[PHONE_E164_BYTES];
    if (phone_normalise(text, "DE", once)) {
        ASSERT(once[0] == '+' && strlen(once) >= 5);
        ASSERT(phone_normalise(text_view_of(once), "US", twice));
        ASSERT(strcmp(once, twice) == 0);
    }
}

static void check_form(struct text_view text)
{
    struct lead_form *form = malloc(sizeof(*form));
    struct buffer first = {0}, second = {0};
    struct error err;
    ASSERT(form != NULL);
    if (lead_form_parse(text, form, &err)) {
        lead_form_print(form, &first);
        ASSERT(lead_form_parse((struct text_view){first.bytes, first.size}, form, &err));
        lead_form_print(form, &second);
        ASSERT(strcmp(first.bytes, second.bytes) == 0);
    }
    buffer_close(&first);
    buffer_close(&second);
    free(form);
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct text_view text = {.bytes = (const char *)bytes, .size = size};
    struct contact contact;
    enum contact_form form = contact_read(text, &contact);
    check_fields(&contact);
    ASSERT((form == CONTACT_FORM_UNREADABLE) == contact_is_empty(&contact));
    check_email(text);
    check_phone(text);
    check_form(text);
}
