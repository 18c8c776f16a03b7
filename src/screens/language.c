#include "screens/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mo.h"
#include "base/text.h"
#include "screens/texts_table.h"

#define PATH_BYTES_MAX 4096

struct language {
    enum language_id id;
    struct mo *mo; /* NULL: English */
    const char *texts[TEXT_COUNT][LANGUAGE_FORMS_MAX];
};

static unsigned one_or_more(uint64_t count)
{
    return count != 1;
}

static unsigned more_than_one(uint64_t count)
{
    return count > 1;
}

static unsigned arabic(uint64_t count)
{
    uint64_t rest = count % 100;
    return count <= 2 ? (unsigned)count : rest >= 3 && rest <= 10 ? 3 : rest >= 11 ? 4 : 5;
}

static const struct language_row ROWS[LANGUAGE_COUNT] = {
    [LANGUAGE_ENGLISH] = {.code = "en",
        .name = "English",
        .keys = UI_KEYS_QWERTY,
        .form_count = 2,
        .form = one_or_more},
    [LANGUAGE_GERMAN] = {.code = "de",
        .name = "Deutsch",
        .keys = UI_KEYS_QWERTZ,
        .form_count = 2,
        .form = one_or_more},
    [LANGUAGE_FRENCH] = {.code = "fr",
        .name = "Français",
        .keys = UI_KEYS_AZERTY,
        .form_count = 2,
        .form = more_than_one},
    [LANGUAGE_SPANISH] = {.code = "es",
        .name = "Español",
        .keys = UI_KEYS_SPANISH,
        .form_count = 2,
        .form = one_or_more},
    [LANGUAGE_ARABIC] = {.code = "ar",
        .name = "العربية",
        .is_right_to_left = true,
        .keys = UI_KEYS_ARABIC,
        .form_count = 6,
        .form = arabic},
};

const struct language_row *language_row(enum language_id id)
{
    ASSERT((unsigned)id < LANGUAGE_COUNT);
    return &ROWS[id];
}

bool language_find(const char *code, enum language_id *out_id)
{
    size_t size = strcspn(code, "_-");
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strlen(ROWS[i].code) == size && strncmp(ROWS[i].code, code, size) == 0) {
            *out_id = (enum language_id)i;
            return true;
        }
    }
    return false;
}

/* ---- Reading ---- */

/* The forms of a translation; false if there is none, or not as many as the language has. */
static bool take_forms(
    struct text_view translation, unsigned count, const char *out_forms[LANGUAGE_FORMS_MAX])
{
    unsigned found = 0;
    struct text_view form;
    struct text_view rest = translation;
    const char *forms[LANGUAGE_FORMS_MAX] = {NULL};
    while (translation.size > 0 && found < count && text_view_split(&rest, '\0', &form)) {
        forms[found++] = form.bytes;
    }
    if (found < count) {
        return false;
    }
    memcpy(out_forms, forms, sizeof forms);
    return true;
}

static void take_text(struct language *language, enum text_id id)
{
    const struct language_row *row = &ROWS[language->id];
    const char *text = TEXTS[id];
    bool counts = text[0] == TEXT_MARK_COUNTS;
    const char *original = counts ? text + 1 : text;
    if (language->mo != NULL && take_forms(mo_find(language->mo, original),
                                    counts ? row->form_count : 1, language->texts[id])) {
        return;
    }
    const char *context_end = strchr(original, TEXT_MARK_CONTEXT);
    const char *one = context_end != NULL ? context_end + 1 : original;
    for (unsigned form = 0; form < LANGUAGE_FORMS_MAX; form++) {
        bool is_many = counts && form != ROWS[language->id].form(1);
        language->texts[id][form] = is_many ? one + strlen(one) + 1 : one;
    }
}

bool language_open(
    enum language_id id, const char *folder, struct language **out_language, struct error *err)
{
    char path[PATH_BYTES_MAX];
    struct language *language = calloc(1, sizeof *language);
    ASSERT(language != NULL && (unsigned)id < LANGUAGE_COUNT);
    language->id = id;
    struct text_out out = text_out_begin(path, sizeof path);
    text_out_format(&out, "%s/%s/LC_MESSAGES/tilltale.mo", folder, ROWS[id].code);
    if (id != LANGUAGE_ENGLISH && !mo_open(path, &language->mo, err)) {
        free(language);
        return false;
    }
    for (int text = 0; text < TEXT_COUNT; text++) {
        take_text(language, (enum text_id)text);
    }
    *out_language = language;
    return true;
}

void language_close(struct language *language)
{
    if (language == NULL) {
        return;
    }
    mo_close(language->mo);
    free(language);
}

/* ---- Saying ---- */

const struct language_row *language_about(const struct language *language)
{
    return &ROWS[language == NULL ? LANGUAGE_ENGLISH : language->id];
}

const struct mo *language_mo(const struct language *language)
{
    return language == NULL ? NULL : language->mo;
}

const char *language_text(const struct language *language, enum text_id id)
{
    ASSERT((unsigned)id < TEXT_COUNT && TEXTS[id] != NULL && TEXTS[id][0] != TEXT_MARK_COUNTS);
    if (language != NULL) {
        return language->texts[id][0];
    }
    const char *context_end = strchr(TEXTS[id], TEXT_MARK_CONTEXT);
    return context_end != NULL ? context_end + 1 : TEXTS[id];
}

const char *language_counted(const struct language *language, enum text_id id, uint64_t count)
{
    ASSERT((unsigned)id < TEXT_COUNT && TEXTS[id] != NULL && TEXTS[id][0] == TEXT_MARK_COUNTS);
    if (language != NULL) {
        return language->texts[id][ROWS[language->id].form(count)];
    }
    const char *one = TEXTS[id] + 1;
    return count == 1 ? one : one + strlen(one) + 1;
}
