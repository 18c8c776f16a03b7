#include "till/lead_json.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "till/lead_texts.h"
#include "till/ring_json.h"

/* A lead while its line is read; texts are borrowed from the JSON. */
struct reading {
    struct lead_capture capture;
    struct lead_field fields[LEAD_FIELDS_MAX];
    struct lead_consent consents[LEAD_CONSENTS_MAX];
    struct text_view interests[LEAD_INTERESTS_MAX];
};

static bool read_at(struct reading *reading, const json_t *root, struct error *err)
{
    struct text_view text;
    bool found;
    if (!ring_optional_text(root, "at", &text, &found, err)) {
        return false;
    }
    return !found || time_parse(text, &reading->capture.at_ms, err) || error_prefix(err, "at: ");
}

static bool read_fields(struct reading *reading, const json_t *root, struct error *err)
{
    const json_t *fields = json_object_get(root, "fields");
    const char *name;
    json_t *value;
    if (fields == NULL) {
        return true;
    }
    if (!json_is_object(fields)) {
        return error_set(err, ERROR_INVALID, "fields: must be an object");
    }
    json_object_foreach((json_t *)(uintptr_t)fields, name, value)
    {
        if (json_is_null(value)) {
            continue;
        }
        if (!json_is_string(value)) {
            return error_set(err, ERROR_INVALID, "fields.%.60s: must be a string", name);
        }
        if (reading->capture.field_count == LEAD_FIELDS_MAX) {
            return error_set(err, ERROR_LIMIT, "fields: more than %d", LEAD_FIELDS_MAX);
        }
        reading->fields[reading->capture.field_count++] = (struct lead_field){
            .name = text_view_of(name),
            .value = {json_string_value(value), json_string_length(value)},
        };
    }
    reading->capture.fields = reading->fields;
    return true;
}

static bool read_consent(const json_t *object, struct lead_consent *out_consent, struct error *err)
{
    static const char *const known[] = {"purpose", "text", "version", "language", "given", NULL};
    bool found;
    if (!json_is_object(object)) {
        return error_set(err, ERROR_INVALID, "consent: must be a list of objects");
    }
    const json_t *given = json_object_get(object, "given");
    if (!json_is_boolean(given)) {
        return error_set(err, ERROR_INVALID, "consent.given: true or false");
    }
    out_consent->is_given = json_is_true(given);
    return ring_check_keys(object, known, err) &&
           ring_text(object, "purpose", &out_consent->purpose, err) &&
           ring_optional_text(object, "text", &out_consent->wording, &found, err) &&
           ring_optional_text(object, "version", &out_consent->version, &found, err) &&
           ring_optional_text(object, "language", &out_consent->language, &found, err);
}

static bool read_consents(struct reading *reading, const json_t *root, struct error *err)
{
    const json_t *list;
    if (!ring_array(root, "consent", true, &list, err)) {
        return false;
    }
    if (json_array_size(list) > LEAD_CONSENTS_MAX) {
        return error_set(err, ERROR_LIMIT, "consent: more than %d", LEAD_CONSENTS_MAX);
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (!read_consent(json_array_get(list, i), &reading->consents[i], err)) {
            return false;
        }
    }
    reading->capture.consents = reading->consents;
    reading->capture.consent_count = json_array_size(list);
    return true;
}

static bool read_interests(struct reading *reading, const json_t *root, struct error *err)
{
    const json_t *list;
    if (!ring_array(root, "interests", true, &list, err)) {
        return false;
    }
    if (json_array_size(list) > LEAD_INTERESTS_MAX) {
        return error_set(err, ERROR_LIMIT, "interests: more than %d", LEAD_INTERESTS_MAX);
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        if (!json_is_string(item)) {
            return error_set(err, ERROR_INVALID, "interests: must be a list of strings");
        }
        reading->interests[i] =
            (struct text_view){json_string_value(item), json_string_length(item)};
    }
    reading->capture.interests = reading->interests;
    reading->capture.interest_count = json_array_size(list);
    return true;
}

static bool read_texts(struct reading *reading, const json_t *root, struct error *err)
{
    struct lead_text texts[LEAD_TEXTS_MAX];
    lead_texts_of(&reading->capture, texts);
    for (size_t i = 0; i < LEAD_TEXTS_MAX; i++) {
        bool found;
        if (!json_is_null(json_object_get(root, texts[i].name)) &&
            !ring_optional_text(root, texts[i].name, texts[i].text, &found, err)) {
            return false;
        }
    }
    return true;
}

static bool read_root(struct reading *reading, const json_t *root, struct error *err)
{
    static const char *const known[] = {"at", "campaign", "placement", "fields", "scan", "consent",
        "rating", "interests", "note", "follow_up", "ref", NULL};
    const struct lead_capture *capture = &reading->capture;
    if (!json_is_object(root)) {
        return error_set(err, ERROR_INVALID, "a lead is a JSON object");
    }
    if (!ring_check_keys(root, known, err) || !read_at(reading, root, err) ||
        !read_texts(reading, root, err) || !read_fields(reading, root, err) ||
        !read_consents(reading, root, err) || !read_interests(reading, root, err)) {
        return false;
    }
    if (capture->field_count == 0 && capture->scan.size == 0 && capture->note.size == 0) {
        return error_set(err, ERROR_INVALID, "fields, scan or note is missing: who is it");
    }
    return true;
}

/* --- where a line is wrong ------------------------------------------------------------------ */

/* The words begin with the key they are about, or quote it: "fields.email: …", "\"emial\" is …". */
static struct text_view key_of(const struct error *err)
{
    const char *end = strchr(err->text, err->text[0] == '"' ? '"' : ':');
    if (err->text[0] == '"') {
        end = strchr(err->text + 1, '"');
    }
    if (end == NULL) {
        end = strchr(err->text, ' '); /* "scan must be a string" */
    }
    const char *begin = end;
    while (begin != NULL && begin > err->text && begin[-1] != '.' && begin[-1] != '"') {
        begin--;
    }
    return begin == NULL ? text_view_of("") : (struct text_view){begin, (size_t)(end - begin)};
}

static size_t column_of(struct text_view line, const struct error *err)
{
    char quoted[LEAD_FIELD_NAME_MAX + 32];
    struct text_view key = key_of(err);
    int size = snprintf(quoted, sizeof(quoted), "\"%.*s\"", (int)key.size, key.bytes);
    if (key.size == 0 || size < 0 || (size_t)size >= sizeof(quoted)) {
        return 0;
    }
    const char *found = memmem(line.bytes, line.size, quoted, (size_t)size);
    return found == NULL ? 0
                         : 1 + text_view_count_characters(
                                   (struct text_view){line.bytes, (size_t)(found - line.bytes)});
}

bool lead_add_line(struct till *till, struct text_view line, enum lead_source source,
    struct lead_captured *out_captured, size_t *out_column, struct error *err)
{
    struct reading reading = {.capture = {.source = source}};
    json_error_t error;
    *out_column = 0;
    if (line.size > LEAD_LINE_BYTES_MAX) {
        return error_set(err, ERROR_LIMIT, "the line is longer than %d bytes", LEAD_LINE_BYTES_MAX);
    }
    json_t *root = json_loadb(line.bytes, line.size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        *out_column = error.column > 0 ? (size_t)error.column : 1;
        /* What jansson says quotes the input, which is personal. */
        return error_set(err, ERROR_INVALID, "this is no JSON, or a name stands in it twice");
    }
    bool is_done =
        read_root(&reading, root, err) && lead_capture(till, &reading.capture, out_captured, err);
    if (!is_done) {
        *out_column = column_of(line, err);
    }
    json_decref(root);
    return is_done;
}
