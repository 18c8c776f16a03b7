#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/lead_form.h"

#define VERSION 1
#define PATH_BYTES 96

static const char *const KINDS[LEAD_FIELD_KIND_COUNT] = {
    [LEAD_FIELD_TEXT] = "text",
    [LEAD_FIELD_EMAIL] = "email",
    [LEAD_FIELD_PHONE] = "phone",
    [LEAD_FIELD_NOTE] = "note",
    [LEAD_FIELD_CHOICE] = "choice",
    [LEAD_FIELD_INTERESTS] = "interests",
};

/* Where the reading is: for the words of an error. */
struct place {
    char path[PATH_BYTES]; /* "fields 3, label" */
};

static struct place inside(const struct place *outer, const char *name)
{
    struct place place = {{0}};
    struct text_out path = text_out_begin(place.path, sizeof(place.path));
    text_out_append(&path, outer->path);
    text_out_append(&path, path.size > 0 ? ", " : "");
    text_out_append(&path, name);
    return place;
}

static struct place row_of(const char *array, size_t index)
{
    struct place place = {{0}};
    struct text_out path = text_out_begin(place.path, sizeof(place.path));
    text_out_append(&path, array);
    text_out_append_char(&path, ' ');
    text_out_append_number(&path, (int64_t)index + 1, 1);
    return place;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* Keys that nobody reads are slips of whoever wrote the form, and would be lost. */
static bool has_only(json_t *object, const char *const *keys, size_t key_count,
    const struct place *place, struct error *err)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        bool is_known = false;
        for (size_t i = 0; i < key_count; i++) {
            is_known |= strcmp(keys[i], key) == 0;
        }
        if (!is_known) {
            return error_set(err, ERROR_INVALID, "%s%s'%.40s' is not known here", place->path,
                place->path[0] != '\0' ? ": " : "", key);
        }
    }
    return true;
}

static bool is_word(const char *text, size_t capacity)
{
    size_t size = strlen(text);
    bool is_good = size > 0 && size < capacity;
    for (size_t i = 0; i < size; i++) {
        char byte = text[i];
        is_good &= (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' ||
                   byte == '-' || byte == '.';
    }
    return is_good;
}

static bool read_word(json_t *object, const char *key, bool may_miss,
    char out_word[LEAD_FORM_WORD_BYTES], const struct place *place, struct error *err)
{
    json_t *value = json_object_get(object, key);
    const char *text = json_string_value(value);
    if (value == NULL && may_miss) {
        out_word[0] = '\0';
        return true;
    }
    if (text == NULL || !is_word(text, LEAD_FORM_WORD_BYTES)) {
        return error_set(err, ERROR_INVALID,
            "%s: %s is a word of at most %d letters a-z, digits, '_', '-' and '.'", place->path,
            key, LEAD_FORM_WORD_BYTES - 1);
    }
    return text_copy(out_word, LEAD_FORM_WORD_BYTES, text);
}

static bool add_text(struct lead_form *form, const char *text, size_t capacity, uint16_t *out_at,
    const struct place *place, struct error *err)
{
    size_t size = strlen(text);
    if (size >= capacity || size + 1 > sizeof(form->pool) - form->pool_size) {
        return error_set(err, ERROR_LIMIT, "%s: the text is too long", place->path);
    }
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < ' ' && byte != '\n') || byte == 0x7F) {
            return error_set(
                err, ERROR_INVALID, "%s: the text holds a control character", place->path);
        }
    }
    memcpy(form->pool + form->pool_size, text, size + 1);
    *out_at = (uint16_t)form->pool_size;
    form->pool_size += size + 1;
    return true;
}

static size_t language_index(const struct lead_form *form, const char *language)
{
    size_t i = 0;
    while (i < form->language_count && strcmp(form->languages[i], language) != 0) {
        i++;
    }
    return i;
}

/* {"en": "...", "de": "..."} */
static bool read_words(struct lead_form *form, json_t *object, const char *key, size_t capacity,
    struct lead_words *out_words, const struct place *outer, struct error *err)
{
    struct place place = inside(outer, key);
    json_t *texts = json_object_get(object, key);
    const char *language;
    json_t *text;
    if (!json_is_object(texts)) {
        return error_set(err, ERROR_INVALID,
            "%s: texts by language, {\"%s\": \"...\"}, are missing", place.path,
            form->languages[0]);
    }
    json_object_foreach(texts, language, text)
    {
        size_t i = language_index(form, language);
        if (i == form->language_count || !json_is_string(text)) {
            return error_set(err, ERROR_INVALID, "%s: '%.20s' is no language of this form",
                place.path, language);
        }
        if (json_string_length(text) > 0 &&
            !add_text(form, json_string_value(text), capacity, &out_words->at[i], &place, err)) {
            return false;
        }
    }
    if (out_words->at[0] == 0) {
        return error_set(err, ERROR_INVALID,
            "%s: the text in the form's first language, %s, is missing", place.path,
            form->languages[0]);
    }
    return true;
}

static bool read_languages(struct lead_form *form, json_t *root, struct error *err)
{
    json_t *array = json_object_get(root, "languages");
    size_t count = json_array_size(array);
    if (count == 0 || count > LEAD_FORM_LANGUAGES_MAX) {
        return error_set(err, ERROR_INVALID, "languages: a list of 1 to %d, like [\"en\", \"de\"]",
            LEAD_FORM_LANGUAGES_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        const char *code = json_string_value(json_array_get(array, i));
        bool is_code = code != NULL && strlen(code) == 2 && code[0] >= 'a' && code[0] <= 'z' &&
                       code[1] >= 'a' && code[1] <= 'z';
        if (!is_code || language_index(form, code) < form->language_count) {
            return error_set(err, ERROR_INVALID,
                "languages %zu: two small letters (ISO 639-1), each language once", i + 1);
        }
        memcpy(form->languages[i], code, 3);
        form->language_count = i + 1;
    }
    return true;
}

static bool read_choice(struct lead_form *form, struct lead_field *field, json_t *object,
    const struct place *place, struct error *err)
{
    static const char *const KEYS[] = {"value", "label"};
    struct lead_choice *choice = &field->choices[field->choice_count];
    const char *value = json_string_value(json_object_get(object, "value"));
    if (!json_is_object(object) || value == NULL || value[0] == '\0' ||
        text_view_has_control(text_view_of(value)) ||
        !text_copy(choice->value, sizeof(choice->value), value)) {
        return error_set(err, ERROR_INVALID, "%s: value is a text of at most %d bytes", place->path,
            LEAD_FORM_VALUE_BYTES - 1);
    }
    for (size_t i = 0; i < field->choice_count; i++) {
        if (strcmp(field->choices[i].value, value) == 0) {
            return error_set(
                err, ERROR_INVALID, "%s: value '%s' is there already", place->path, choice->value);
        }
    }
    field->choice_count++;
    return has_only(object, KEYS, ARRAY_LENGTH(KEYS), place, err) &&
           read_words(form, object, "label", LEAD_FORM_LABEL_BYTES, &choice->label, place, err);
}

static bool read_choices(struct lead_form *form, struct lead_field *field, json_t *object,
    const struct place *place, struct error *err)
{
    json_t *choices = json_object_get(object, "choices");
    const char *source = json_string_value(choices);
    bool takes_choices = field->kind == LEAD_FIELD_CHOICE || field->kind == LEAD_FIELD_INTERESTS;
    if (!takes_choices) {
        return choices == NULL || error_set(err, ERROR_INVALID,
                                      "%s: only choice and interests have choices", place->path);
    }
    if (source != NULL && strcmp(source, "categories") == 0) {
        field->has_categories = true;
        return true;
    }
    size_t count = json_array_size(choices);
    if (count == 0 || count > LEAD_FORM_CHOICES_MAX) {
        return error_set(err, ERROR_INVALID, "%s: choices are \"categories\" or a list of 1 to %d",
            place->path, LEAD_FORM_CHOICES_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof(name), "choices %zu", i + 1);
        struct place of_choice = inside(place, name);
        if (!read_choice(form, field, json_array_get(choices, i), &of_choice, err)) {
            return false;
        }
    }
    return true;
}

static bool read_kind(
    json_t *object, enum lead_field_kind *out_kind, const struct place *place, struct error *err)
{
    const char *kind = json_string_value(json_object_get(object, "kind"));
    for (size_t i = 0; kind != NULL && i < LEAD_FIELD_KIND_COUNT; i++) {
        if (strcmp(kind, KINDS[i]) == 0) {
            *out_kind = (enum lead_field_kind)i;
            return true;
        }
    }
    return error_set(err, ERROR_INVALID,
        "%s: kind is one of text, email, phone, note, choice, interests", place->path);
}

static bool read_field(
    struct lead_form *form, json_t *object, const struct place *place, struct error *err)
{
    static const char *const KEYS[] = {"name", "kind", "required", "label", "choices"};
    struct lead_field *field = &form->fields[form->field_count];
    json_t *required = json_object_get(object, "required");
    if (!json_is_object(object)) {
        return error_set(err, ERROR_INVALID, "%s: an object is missing", place->path);
    }
    if (!has_only(object, KEYS, ARRAY_LENGTH(KEYS), place, err) ||
        !read_word(object, "name", false, field->name, place, err) ||
        !read_kind(object, &field->kind, place, err)) {
        return false;
    }
    if (lead_form_find_field(form, field->name) != NULL) {
        return error_set(
            err, ERROR_INVALID, "%s: the name %s is there already", place->path, field->name);
    }
    if (required != NULL && !json_is_boolean(required)) {
        return error_set(err, ERROR_INVALID, "%s: required is true or false", place->path);
    }
    field->is_required = json_is_true(required);
    form->field_count++;
    return read_words(form, object, "label", LEAD_FORM_LABEL_BYTES, &field->label, place, err) &&
           read_choices(form, field, object, place, err);
}

static bool read_consent(
    struct lead_form *form, json_t *object, const struct place *place, struct error *err)
{
    static const char *const KEYS[] = {"purpose", "version", "needs", "wording"};
    struct lead_form_consent *consent = &form->consents[form->consent_count];
    if (!json_is_object(object)) {
        return error_set(err, ERROR_INVALID, "%s: an object is missing", place->path);
    }
    if (!has_only(object, KEYS, ARRAY_LENGTH(KEYS), place, err) ||
        !read_word(object, "purpose", false, consent->purpose, place, err) ||
        !read_word(object, "version", false, consent->version, place, err) ||
        !read_word(object, "needs", true, consent->needs, place, err)) {
        return false;
    }
    if (lead_form_find_consent(form, consent->purpose) != NULL) {
        return error_set(err, ERROR_INVALID, "%s: the purpose %s is there already", place->path,
            consent->purpose);
    }
    if (consent->needs[0] != '\0' && lead_form_find_field(form, consent->needs) == NULL) {
        return error_set(
            err, ERROR_INVALID, "%s: there is no field %s", place->path, consent->needs);
    }
    form->consent_count++;
    return read_words(
        form, object, "wording", LEAD_FORM_WORDING_BYTES, &consent->wording, place, err);
}

typedef bool read_row(
    struct lead_form *form, json_t *object, const struct place *place, struct error *err);

static bool read_rows(struct lead_form *form, json_t *root, const char *name, size_t count_max,
    read_row *read, struct error *err)
{
    json_t *array = json_object_get(root, name);
    size_t count = json_array_size(array);
    if ((array != NULL && !json_is_array(array)) || count > count_max) {
        return error_set(err, ERROR_LIMIT, "%s: a list of at most %zu", name, count_max);
    }
    for (size_t i = 0; i < count; i++) {
        struct place place = row_of(name, i);
        if (!read(form, json_array_get(array, i), &place, err)) {
            return false;
        }
    }
    return true;
}

static bool read_root(struct lead_form *form, json_t *root, struct error *err)
{
    static const char *const KEYS[] = {"version", "languages", "fields", "consents", "privacy"};
    struct place place = {{0}};
    if (!json_is_object(root)) {
        return error_set(err, ERROR_INVALID, "a form is an object: {\"version\": 1, ...}");
    }
    if (json_integer_value(json_object_get(root, "version")) != VERSION) {
        return error_set(err, ERROR_INVALID, "version: only %d is known", VERSION);
    }
    if (!has_only(root, KEYS, ARRAY_LENGTH(KEYS), &place, err) ||
        !read_languages(form, root, err) ||
        !read_rows(form, root, "fields", LEAD_FORM_FIELDS_MAX, read_field, err) ||
        !read_rows(form, root, "consents", LEAD_FORM_CONSENTS_MAX, read_consent, err)) {
        return false;
    }
    if (form->field_count == 0) {
        return error_set(err, ERROR_INVALID, "fields: a form asks for one thing at least");
    }
    return json_object_get(root, "privacy") == NULL ||
           read_words(form, root, "privacy", LEAD_FORM_PRIVACY_BYTES, &form->privacy, &place, err);
}

bool lead_form_parse(struct text_view json, struct lead_form *out_form, struct error *err)
{
    json_error_t at;
    json_t *root = json_loadb(json.bytes, json.size, JSON_REJECT_DUPLICATES, &at);
    if (root == NULL) {
        return error_set(err, ERROR_INVALID, "line %d, column %d: %s", at.line, at.column, at.text);
    }
    struct lead_form *form = calloc(1, sizeof(*form));
    ASSERT(form != NULL);
    form->pool_size = 1; /* 0 means that a text is missing */
    bool is_read = read_root(form, root, err);
    if (is_read) {
        memcpy(out_form, form, sizeof(*form));
    }
    free(form);
    json_decref(root);
    return is_read;
}

/* --- printing --------------------------------------------------------------------------------- */

static void put(json_t *object, const char *key, json_t *value)
{
    int result = json_object_set_new(object, key, value);
    ASSERT(result == 0); /* texts are UTF-8 and memory does not run out */
}

static void append(json_t *array, json_t *value)
{
    int result = json_array_append_new(array, value);
    ASSERT(result == 0);
}

static json_t *words_json(const struct lead_form *form, const struct lead_words *words)
{
    json_t *object = json_object();
    for (size_t i = 0; i < form->language_count; i++) {
        if (words->at[i] != 0) {
            put(object, form->languages[i], json_string(form->pool + words->at[i]));
        }
    }
    return object;
}

static json_t *choices_json(const struct lead_form *form, const struct lead_field *field)
{
    json_t *array = json_array();
    for (size_t i = 0; i < field->choice_count; i++) {
        json_t *object = json_object();
        put(object, "value", json_string(field->choices[i].value));
        put(object, "label", words_json(form, &field->choices[i].label));
        append(array, object);
    }
    return array;
}

static json_t *field_json(const struct lead_form *form, const struct lead_field *field)
{
    json_t *object = json_object();
    put(object, "name", json_string(field->name));
    put(object, "kind", json_string(KINDS[field->kind]));
    if (field->is_required) {
        put(object, "required", json_true());
    }
    put(object, "label", words_json(form, &field->label));
    if (field->has_categories) {
        put(object, "choices", json_string("categories"));
    } else if (field->choice_count > 0) {
        put(object, "choices", choices_json(form, field));
    }
    return object;
}

static json_t *consent_json(const struct lead_form *form, const struct lead_form_consent *consent)
{
    json_t *object = json_object();
    put(object, "purpose", json_string(consent->purpose));
    put(object, "version", json_string(consent->version));
    if (consent->needs[0] != '\0') {
        put(object, "needs", json_string(consent->needs));
    }
    put(object, "wording", words_json(form, &consent->wording));
    return object;
}

void lead_form_print(const struct lead_form *form, struct buffer *out)
{
    json_t *root = json_object();
    json_t *languages = json_array();
    json_t *fields = json_array();
    json_t *consents = json_array();
    put(root, "version", json_integer(VERSION));
    put(root, "languages", languages);
    put(root, "fields", fields);
    put(root, "consents", consents);
    for (size_t i = 0; i < form->language_count; i++) {
        append(languages, json_string(form->languages[i]));
    }
    for (size_t i = 0; i < form->field_count; i++) {
        append(fields, field_json(form, &form->fields[i]));
    }
    for (size_t i = 0; i < form->consent_count; i++) {
        append(consents, consent_json(form, &form->consents[i]));
    }
    if (form->privacy.at[0] != 0) {
        put(root, "privacy", words_json(form, &form->privacy));
    }
    char *text = json_dumps(root, JSON_INDENT(2));
    ASSERT(text != NULL);
    buffer_append_text(out, text);
    buffer_append_char(out, '\n');
    free(text);
    json_decref(root);
}
