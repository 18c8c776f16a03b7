#ifndef TILLTALE_SCREENS_LANGUAGE_H
#define TILLTALE_SCREENS_LANGUAGE_H

/* Language: what the screens can be read in.
 *
 * A language is a value: app/ opens one and puts it into a view, and say() answers in it, so that
 * the customer's display may speak another than the till, and a touch changes either at once. The
 * translations are compiled from assets/translations by msgfmt (base/mo.h). English is the table of
 * texts.c itself and needs no file; a text without a translation stays English. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "screens/texts.h"
#include "ui/ui.h"

struct error;
struct language;

enum language_id {
    LANGUAGE_ENGLISH,
    LANGUAGE_GERMAN,
    LANGUAGE_FRENCH,
    LANGUAGE_SPANISH,
    LANGUAGE_ARABIC,
    LANGUAGE_COUNT
};

#define LANGUAGE_FORMS_MAX 6

struct language_row {
    const char *code; /* ISO 639-1, the value of the setting */
    const char *name; /* as its own speakers write it */
    bool is_right_to_left;
    enum ui_keys_layout keys;
    unsigned form_count;              /* of a text that counts */
    unsigned (*form)(uint64_t count); /* which of them; as Plural-Forms of the file says */
};

const struct language_row *language_row(enum language_id id);

/* "de", "de_AT" and "de-AT" are German. False: we do not have it. */
bool language_find(const char *code, enum language_id *out_id);

/* Reads the translations from FOLDER/de/LC_MESSAGES/tilltale.mo.
 * Errors: those of mo_open(). English never fails. */
MUST_CHECK bool language_open(
    enum language_id id, const char *folder, struct language **out_language, struct error *err);
void language_close(struct language *language);

/* For these NULL is English. */
const struct language_row *language_about(const struct language *language);
const char *language_text(const struct language *language, enum text_id id);

/* The translations themselves, for what other tables than texts.c say; NULL: English. */
struct mo;
const struct mo *language_mo(const struct language *language);

/* The form of a text that counts. */
const char *language_counted(const struct language *language, enum text_id id, uint64_t count);

#endif
