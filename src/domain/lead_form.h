#ifndef TILLTALE_DOMAIN_LEAD_FORM_H
#define TILLTALE_DOMAIN_LEAD_FORM_H

/* Lead form: what a booth asks its visitors, as data.
 *
 *     {"version": 1, "languages": ["en", "de"],
 *      "fields": [
 *        {"name": "first_name", "kind": "text", "label": {"en": "First name", "de": "Vorname"}},
 *        {"name": "email", "kind": "email", "required": true, "label": {...}},
 *        {"name": "interests", "kind": "interests", "label": {...}, "choices": "categories"},
 *        {"name": "size", "kind": "choice", "label": {...}, "choices": [
 *            {"value": "small", "label": {"en": "Up to 10 people", "de": "Bis 10 Personen"}}]}],
 *      "consents": [{"purpose": "email", "version": "1", "needs": "email", "wording": {...}}],
 *      "privacy": {"en": "{keeper} keeps ... for {days} days ...", "de": ...}}
 *
 * Fields stand on the screen in this order. The first language is the one that must have every
 * text; where another lacks one, that of the first is shown. A text field's name is one of
 * contact_field_name(), or a word of the shop's own; its answer is kept under that name.
 *
 * The struct is a value of about 50 KB: keep it on the heap or in a state, and copy it if need be. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/text.h"

struct error;

#define LEAD_FORM_LANGUAGES_MAX 8
#define LEAD_FORM_FIELDS_MAX 16
#define LEAD_FORM_CHOICES_MAX 12 /* of one field */
#define LEAD_FORM_CONSENTS_MAX 6
#define LEAD_FORM_WORD_BYTES 33  /* names, values, purposes, versions; a word of a-z, 0-9 and _ */
#define LEAD_FORM_VALUE_BYTES 65 /* of a choice, as it is kept */
#define LEAD_FORM_LABEL_BYTES 241
#define LEAD_FORM_WORDING_BYTES 2001 /* of a consent */
#define LEAD_FORM_PRIVACY_BYTES 6001
#define LEAD_FORM_POOL_BYTES 32768 /* all texts together */

enum lead_field_kind {
    LEAD_FIELD_TEXT,
    LEAD_FIELD_EMAIL,
    LEAD_FIELD_PHONE,
    LEAD_FIELD_NOTE,      /* several lines */
    LEAD_FIELD_CHOICE,    /* one of its choices: a qualifier question */
    LEAD_FIELD_INTERESTS, /* any number of them */
    LEAD_FIELD_KIND_COUNT
};

/* One text in the form's languages: where each begins in the pool, 0 where it is missing. */
struct lead_words {
    uint16_t at[LEAD_FORM_LANGUAGES_MAX];
};

struct lead_choice {
    char value[LEAD_FORM_VALUE_BYTES];
    struct lead_words label;
};

struct lead_field {
    char name[LEAD_FORM_WORD_BYTES];
    enum lead_field_kind kind;
    bool is_required;
    bool has_categories; /* choices are the shop's categories, whatever they are at the time */
    struct lead_words label;
    struct lead_choice choices[LEAD_FORM_CHOICES_MAX];
    size_t choice_count;
};

struct lead_form_consent {
    char purpose[LEAD_FORM_WORD_BYTES]; /* "email", "phone", "ads" ... */
    char version[LEAD_FORM_WORD_BYTES]; /* a new wording takes a new version */
    char needs[LEAD_FORM_WORD_BYTES];   /* the field that must be filled with it; "" none */
    struct lead_words wording;
};

struct lead_form {
    char languages[LEAD_FORM_LANGUAGES_MAX][3]; /* ISO 639-1 */
    size_t language_count;                      /* at least 1 */
    struct lead_field fields[LEAD_FORM_FIELDS_MAX];
    size_t field_count;
    struct lead_form_consent consents[LEAD_FORM_CONSENTS_MAX];
    size_t consent_count;
    struct lead_words privacy; /* the whole text; may be missing */
    char pool[LEAD_FORM_POOL_BYTES];
    size_t pool_size;
};

/* Errors: ERROR_INVALID and ERROR_LIMIT say where: line and column of what is no JSON, else the
 * path of what is wrong ("fields 3, label"). */
MUST_CHECK bool lead_form_parse(
    struct text_view json, struct lead_form *out_form, struct error *err);

/* Canonical JSON; reads back as the same form. */
void lead_form_print(const struct lead_form *form, struct buffer *out);

/* The form that a shop has until it makes its own: name, e-mail, phone, interests, consents to
 * mails and to calls, in English, German, French, Spanish and Arabic. */
void lead_form_default(struct lead_form *out_form);

/* The text in a language ("de"), else in the form's first; "" where there is none. Lives as long as
 * the form. */
const char *lead_form_text(
    const struct lead_form *form, const struct lead_words *words, const char *language);

/* True if the form has words of its own in this language. */
bool lead_form_has_language(const struct lead_form *form, const char *language);

/* NULL where the form has no such field or purpose. */
const struct lead_field *lead_form_find_field(const struct lead_form *form, const char *name);
const struct lead_form_consent *lead_form_find_consent(
    const struct lead_form *form, const char *purpose);

/* Puts the shop's name for {keeper} and the number for {days}. */
void lead_form_fill(const char *text, const char *keeper, int64_t days, struct buffer *out);

#endif
