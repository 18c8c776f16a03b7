#include "domain/lead_form.h"

#include <string.h>

const char *lead_form_text(
    const struct lead_form *form, const struct lead_words *words, const char *language)
{
    uint16_t at = words->at[0];
    for (size_t i = 0; i < form->language_count; i++) {
        if (strncmp(form->languages[i], language, 2) == 0 && words->at[i] != 0) {
            at = words->at[i];
        }
    }
    return at == 0 ? "" : form->pool + at;
}

bool lead_form_has_language(const struct lead_form *form, const char *language)
{
    for (size_t i = 0; i < form->language_count; i++) {
        if (strncmp(form->languages[i], language, 2) == 0) {
            return true;
        }
    }
    return false;
}

const struct lead_field *lead_form_find_field(const struct lead_form *form, const char *name)
{
    for (size_t i = 0; i < form->field_count; i++) {
        if (strcmp(form->fields[i].name, name) == 0) {
            return &form->fields[i];
        }
    }
    return NULL;
}

const struct lead_form_consent *lead_form_find_consent(
    const struct lead_form *form, const char *purpose)
{
    for (size_t i = 0; i < form->consent_count; i++) {
        if (strcmp(form->consents[i].purpose, purpose) == 0) {
            return &form->consents[i];
        }
    }
    return NULL;
}

void lead_form_fill(const char *text, const char *keeper, int64_t days, struct buffer *out)
{
    static const char KEEPER[] = "{keeper}";
    static const char DAYS[] = "{days}";
    buffer_append_text(out, ""); /* so that there is a text even of nothing */
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        buffer_append(out, text, plain);
        text += plain;
        if (strncmp(text, KEEPER, sizeof(KEEPER) - 1) == 0) {
            buffer_append_text(out, keeper);
            text += sizeof(KEEPER) - 1;
        } else if (strncmp(text, DAYS, sizeof(DAYS) - 1) == 0) {
            buffer_format(out, "%lld", (long long)days);
            text += sizeof(DAYS) - 1;
        } else if (*text != '\0') {
            buffer_append_char(out, *text++);
        }
    }
}
