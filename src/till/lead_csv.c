#include "till/lead_csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/catalogue.h"
#include "domain/day.h"
#include "till/arena.h"
#include "till/handle.h"
#include "till/lead_texts.h"

#define HEADER_BYTES 128

/* --- columns -------------------------------------------------------------------------------- */

/* Names that spreadsheets give to what we call otherwise; folded, words joined by '_'. */
static const struct {
    const char *theirs, *ours;
} NAMES[] = {
    {"e_mail", "email"},
    {"mail", "email"},
    {"email_address", "email"},
    {"e_mail_address", "email"},
    {"correo", "email"},
    {"first", "first_name"},
    {"firstname", "first_name"},
    {"given_name", "first_name"},
    {"vorname", "first_name"},
    {"prenom", "first_name"},
    {"nombre", "first_name"},
    {"last", "last_name"},
    {"lastname", "last_name"},
    {"surname", "last_name"},
    {"family_name", "last_name"},
    {"nachname", "last_name"},
    {"nom", "last_name"},
    {"apellido", "last_name"},
    {"apellidos", "last_name"},
    {"full_name", "name"},
    {"organisation", "company"},
    {"organization", "company"},
    {"firma", "company"},
    {"unternehmen", "company"},
    {"societe", "company"},
    {"entreprise", "company"},
    {"empresa", "company"},
    {"job_title", "title"},
    {"jobtitle", "title"},
    {"position", "title"},
    {"telephone", "phone"},
    {"tel", "phone"},
    {"telefon", "phone"},
    {"telefono", "phone"},
    {"phone_number", "phone"},
    {"cell", "mobile"},
    {"mobile_phone", "mobile"},
    {"mobil", "mobile"},
    {"handy", "mobile"},
    {"zip", "postcode"},
    {"postal_code", "postcode"},
    {"zip_code", "postcode"},
    {"plz", "postcode"},
    {"town", "city"},
    {"ort", "city"},
    {"stadt", "city"},
    {"ville", "city"},
    {"land", "country"},
    {"pays", "country"},
    {"pais", "country"},
    {"address", "street"},
    {"strasse", "street"},
    {"url", "website"},
    {"web", "website"},
    {"state", "region"},
    {"badge_id", "badge"},
    {"badge_number", "badge"},
    {"badge_code", "badge"},
    {"barcode", "badge"},
    {"attendee_id", "badge"},
    {"id", "badge"},
};

/* What a column is called here: letters and digits of its name, the rest as single '_'. */
static void column_name(struct text_view header, char *out, size_t capacity)
{
    char folded[HEADER_BYTES];
    struct text_out name = text_out_begin(out, capacity);
    text_fold(text_view_trim(header), folded, sizeof(folded));
    for (const char *at = folded; *at != '\0'; at++) {
        bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        if (is_letter) {
            text_out_append_char(&name, *at);
        } else if (name.size > 0 && name.bytes[name.size - 1] != '_') {
            text_out_append_char(&name, '_');
        }
    }
    while (name.size > 0 && name.bytes[name.size - 1] == '_') {
        name.bytes[--name.size] = '\0';
    }
    for (size_t i = 0; i < ARRAY_LENGTH(NAMES); i++) {
        if (strcmp(out, NAMES[i].theirs) == 0) {
            (void)text_copy(out, capacity, NAMES[i].ours);
            return;
        }
    }
}

/* A file that is open, with what its columns are. */
struct csv_file {
    struct buffer bytes;
    struct csv_reader reader;
    char names[CSV_FIELDS_MAX][LEAD_FIELD_NAME_MAX];
    size_t column_count;
};

static bool place(const struct csv_file *file, struct error *err)
{
    return error_prefix(err, "line %u, column %u: ", (unsigned)file->reader.error_line,
        (unsigned)file->reader.error_column);
}

/* Of two columns with one meaning only the first would be looked at. */
static bool check_names(const struct csv_file *file, struct error *err)
{
    for (size_t i = 0; i < file->column_count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (file->names[i][0] != '\0' && strcmp(file->names[i], file->names[j]) == 0) {
                return error_set(err, ERROR_INVALID,
                    "line 1, column %u: the column %s is there twice, by this or another name",
                    (unsigned)file->reader.fields[i].column, file->names[i]);
            }
        }
    }
    return true;
}

static bool open_file(struct csv_file *file, const char *path, struct error *err)
{
    if (!buffer_read_file(&file->bytes, path, err) ||
        !csv_open(file->bytes.bytes, file->bytes.size, &file->reader, err)) {
        return false;
    }
    switch (csv_read_row(&file->reader, err)) {
    case CSV_BAD_ROW:
        return place(file, err);
    case CSV_END:
        return error_set(err, ERROR_INVALID, "the file is empty");
    case CSV_ROW:
        break;
    }
    file->column_count = file->reader.field_count;
    for (size_t i = 0; i < file->column_count; i++) {
        column_name(file->reader.fields[i].text, file->names[i], sizeof(file->names[i]));
    }
    return check_names(file, err);
}

static void close_file(struct csv_file *file)
{
    if (file->bytes.bytes != NULL) {
        csv_close(&file->reader);
        memory_wipe(file->bytes.bytes, file->bytes.size);
    }
    buffer_close(&file->bytes);
}

static struct text_view cell(const struct csv_file *file, size_t i)
{
    return i < file->reader.field_count ? text_view_trim(file->reader.fields[i].text)
                                        : text_view_of("");
}

/* The cell of a column; "" where the file has none. *out_column is its index if not NULL. */
static struct text_view cell_of(const struct csv_file *file, const char *name)
{
    for (size_t i = 0; i < file->column_count; i++) {
        if (strcmp(file->names[i], name) == 0) {
            return cell(file, i);
        }
    }
    return text_view_of("");
}

/* --- leads ---------------------------------------------------------------------------------- */

struct csv_lead {
    struct lead_capture capture;
    struct lead_field fields[LEAD_FIELDS_MAX];
    struct lead_consent consents[LEAD_CONSENTS_MAX];
    struct text_view interests[LEAD_INTERESTS_MAX];
};

#define CONSENT "consent_"

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text);
    size_t end_size = strlen(end);
    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

/* Whether somebody agreed. What is neither is no answer: a guess would be evidence. */
static bool read_answer(struct text_view answer, bool *out_is_yes)
{
    static const struct {
        const char *word;
        bool is_yes;
    } words[] = {{"yes", true}, {"y", true}, {"1", true}, {"true", true}, {"x", true}, {"on", true},
        {"ja", true}, {"oui", true}, {"si", true}, {"no", false}, {"n", false}, {"0", false},
        {"false", false}, {"off", false}, {"-", false}, {"nein", false}, {"non", false}};
    char folded[16];
    text_fold(answer, folded, sizeof(folded));
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        if (strcmp(folded, words[i].word) == 0) {
            *out_is_yes = words[i].is_yes;
            return true;
        }
    }
    return false;
}

/* What a column says of a consent beside whether it was given: of this purpose, else of all. */
static struct text_view consent_words(
    const struct csv_file *file, const char *purpose, const char *what)
{
    char name[2 * LEAD_FIELD_NAME_MAX];
    struct text_out out = text_out_begin(name, sizeof(name));
    text_out_format(&out, CONSENT "%s_%s", purpose, what);
    struct text_view words = cell_of(file, name);
    if (words.size > 0) {
        return words;
    }
    out = text_out_begin(name, sizeof(name));
    text_out_format(&out, CONSENT "%s", what);
    return cell_of(file, name);
}

static bool is_about_consent(const char *name)
{
    return ends_with(name, "_text") || ends_with(name, "_version") || ends_with(name, "_language");
}

static bool read_consent(
    const struct csv_file *file, size_t i, struct csv_lead *lead, struct error *err)
{
    bool is_given;
    const char *purpose = file->names[i] + strlen(CONSENT);
    if (is_about_consent(file->names[i]) || cell(file, i).size == 0 ||
        lead->capture.consent_count == LEAD_CONSENTS_MAX) {
        return true;
    }
    if (!read_answer(cell(file, i), &is_given)) {
        return error_set(err, ERROR_INVALID, "%s: yes or no", file->names[i]);
    }
    lead->consents[lead->capture.consent_count++] = (struct lead_consent){
        .purpose = text_view_of(purpose),
        .wording = consent_words(file, purpose, "text"),
        .version = consent_words(file, purpose, "version"),
        .language = consent_words(file, purpose, "language"),
        .is_given = is_given,
    };
    return true;
}

static void read_interests(struct text_view text, struct csv_lead *lead)
{
    struct text_view item;
    while (text_view_split(&text, ';', &item)) {
        item = text_view_trim(item);
        if (item.size > 0 && lead->capture.interest_count < LEAD_INTERESTS_MAX) {
            lead->interests[lead->capture.interest_count++] = item;
        }
    }
}

/* What belongs to the lead itself and is no field of the person. */
static struct text_view *own_part(struct lead_capture *capture, const char *name)
{
    struct lead_text texts[LEAD_TEXTS_MAX];
    lead_texts_of(capture, texts);
    for (size_t i = 0; i < LEAD_TEXTS_MAX; i++) {
        if (strcmp(name, texts[i].name) == 0) {
            return texts[i].text;
        }
    }
    return NULL;
}

static bool read_cell(
    const struct csv_file *file, size_t i, struct csv_lead *lead, struct error *err)
{
    struct lead_capture *capture = &lead->capture;
    const char *name = file->names[i];
    struct text_view text = cell(file, i);
    struct text_view *part = own_part(capture, name);
    if (part != NULL) {
        *part = text;
    } else if (strncmp(name, CONSENT, strlen(CONSENT)) == 0) {
        return read_consent(file, i, lead, err);
    } else if (strcmp(name, "interests") == 0) {
        read_interests(text, lead);
    } else if (strcmp(name, "at") == 0) {
        return text.size == 0 || time_parse(text, &capture->at_ms, err) ||
               error_prefix(err, "at: ");
    } else if (text.size > 0 && name[0] != '\0') {
        if (capture->field_count == LEAD_FIELDS_MAX) {
            return error_set(err, ERROR_LIMIT, "fields: more than %d", LEAD_FIELDS_MAX);
        }
        lead->fields[capture->field_count++] = (struct lead_field){text_view_of(name), text};
    }
    return true;
}

static bool read_lead(const struct csv_file *file, struct csv_lead *lead, struct error *err)
{
    lead->capture.fields = lead->fields;
    lead->capture.consents = lead->consents;
    lead->capture.interests = lead->interests;
    for (size_t i = 0; i < file->column_count; i++) {
        if (!read_cell(file, i, lead, err)) {
            return false;
        }
    }
    return lead->capture.field_count > 0 || lead->capture.scan.size > 0 ||
           lead->capture.note.size > 0 || error_set(err, ERROR_INVALID, "nothing says who it is");
}

/* The column that the words are about: "fields.email: ..." or "rating: ...". */
static uint32_t column_of(const struct csv_file *file, const struct error *why)
{
    for (size_t i = 0; i < file->reader.field_count && i < file->column_count; i++) {
        const char *found = strstr(why->text, file->names[i]);
        size_t size = strlen(file->names[i]);
        if (size > 0 && found != NULL && (found == why->text || found[-1] == '.') &&
            found[size] == ':') {
            return file->reader.fields[i].column;
        }
    }
    return 1;
}

static bool can_go_on(const struct error *why)
{
    return why->code == ERROR_INVALID || why->code == ERROR_LIMIT || why->code == ERROR_NOT_FOUND;
}

static bool add_row(struct till *till, const struct csv_file *file, enum lead_source source,
    lead_csv_teller tell, void *context, struct error *err)
{
    struct csv_lead lead = {.capture = {.source = source}};
    struct lead_captured captured;
    struct error why;
    struct lead_csv_row row = {.line = file->reader.row_line, .column = 1};
    if (read_lead(file, &lead, &why) && lead_capture(till, &lead.capture, &captured, &why)) {
        row.lead = &captured;
        return tell(context, &row, err);
    }
    if (!can_go_on(&why)) {
        *err = why;
        return error_prefix(err, "line %u: ", (unsigned)row.line);
    }
    row.why = &why;
    row.column = column_of(file, &why);
    return tell(context, &row, err);
}

static bool add_rows(struct till *till, struct csv_file *file, enum lead_source source,
    lead_csv_teller tell, void *context, struct error *err)
{
    struct error why;
    for (;;) {
        enum csv_result result = csv_read_row(&file->reader, &why);
        if (result == CSV_END) {
            return true;
        }
        if (result == CSV_BAD_ROW) {
            struct lead_csv_row row = {
                .line = file->reader.error_line, .column = file->reader.error_column, .why = &why};
            if (!tell(context, &row, err)) {
                return false;
            }
        } else if (!add_row(till, file, source, tell, context, err)) {
            return false;
        }
    }
}

/* A file of something else must not become a list of people whom nobody can tell. */
static bool has_person(const struct csv_file *file, struct error *err)
{
    static const char *const SAYING_WHO[] = {
        "first_name", "last_name", "name", "email", "phone", "mobile", "company", "badge", "scan"};
    for (size_t i = 0; i < file->column_count; i++) {
        for (size_t k = 0; k < ARRAY_LENGTH(SAYING_WHO); k++) {
            if (strcmp(file->names[i], SAYING_WHO[k]) == 0) {
                return true;
            }
        }
    }
    return error_set(err, ERROR_INVALID,
        "line 1: no column says who somebody is: first_name, last_name, email, phone, company, "
        "scan");
}

bool lead_csv_import(struct till *till, const char *path, enum lead_source source,
    lead_csv_teller tell, void *context, struct error *err)
{
    struct csv_file *file = calloc(1, sizeof(*file));
    ASSERT(file != NULL);
    bool is_done = open_file(file, path, err) && has_person(file, err) &&
                   add_rows(till, file, source, tell, context, err);
    close_file(file);
    free(file);
    return is_done;
}

/* --- badges --------------------------------------------------------------------------------- */

/* Whose badges were scanned, by the badge as it is compared. */
struct badges {
    struct till *till;
    struct arena arena;
    struct text_map leads; /* badge -> lead id */
    size_t met;            /* of them are on the list */
    struct lead_badge_count count;
};

static struct text_view folded_badge(struct text_view badge, char out[LEAD_VALUE_BYTES_MAX + 1])
{
    return (struct text_view){out, text_fold(text_view_trim(badge), out, LEAD_VALUE_BYTES_MAX + 1)};
}

static void add_badge(struct badges *badges, const char *badge, int64_t lead_id)
{
    char folded[LEAD_VALUE_BYTES_MAX + 1];
    struct text_view key = folded_badge(text_view_of(badge), folded);
    if (key.size > 0 && text_map_find(&badges->leads, key) == NULL) {
        text_map_put(&badges->leads, arena_copy(&badges->arena, key), lead_id);
    }
}

static bool take_badges(void *context, const struct lead_person *person, struct error *err)
{
    struct badges *badges = context;
    (void)err;
    for (size_t i = 0; i < person->value_count; i++) {
        if (strcmp(person->values[i].name, "badge") == 0) {
            add_badge(badges, person->values[i].value, person->values[i].lead_id);
        }
    }
    return true;
}

/* What the list says and the person has never said. */
static size_t new_fields(const struct csv_file *file, const struct lead_person *person,
    struct lead_field out_fields[LEAD_FIELDS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < file->column_count && count < LEAD_FIELDS_MAX; i++) {
        struct text_view text = cell(file, i);
        const char *known = lead_person_field(person, file->names[i]);
        if (text.size > 0 && file->names[i][0] != '\0' && known[0] == '\0' &&
            strcmp(file->names[i], "badge") != 0) {
            out_fields[count++] = (struct lead_field){text_view_of(file->names[i]), text};
        }
    }
    return count;
}

static bool fill_person(
    struct badges *badges, const struct csv_file *file, int64_t lead_id, struct error *err)
{
    struct lead_person person = {0};
    struct lead_field fields[LEAD_FIELDS_MAX];
    struct lead_learned learned = {.fields = fields};
    if (!lead_read(badges->till, lead_id, &person, err)) {
        return false;
    }
    learned.field_count = new_fields(file, &person, fields);
    lead_person_close(&person);
    if (learned.field_count == 0) {
        badges->count.unchanged++;
        return true;
    }
    badges->count.filled++;
    return lead_learn(badges->till, lead_id, &learned, err) ||
           error_prefix(err, "line %u: ", (unsigned)file->reader.row_line);
}

static bool fill_row(struct badges *badges, const struct csv_file *file, struct error *err)
{
    char folded[LEAD_VALUE_BYTES_MAX + 1];
    struct text_view key = folded_badge(cell_of(file, "badge"), folded);
    const int64_t *lead_id = key.size > 0 ? text_map_find(&badges->leads, key) : NULL;
    badges->count.rows++;
    if (lead_id == NULL) {
        return true; /* they were not here */
    }
    badges->met++;
    return fill_person(badges, file, *lead_id, err);
}

/* Reads the whole list once, so that a bad row is told before anything is written. */
static bool check_list(struct csv_file *file, struct error *err)
{
    bool has_badge = false;
    for (size_t i = 0; i < file->column_count; i++) {
        has_badge = has_badge || strcmp(file->names[i], "badge") == 0;
    }
    if (!has_badge) {
        return error_set(err, ERROR_INVALID, "no column is called badge or id");
    }
    for (;;) {
        switch (csv_read_row(&file->reader, err)) {
        case CSV_END:
            return true;
        case CSV_BAD_ROW:
            return place(file, err);
        case CSV_ROW:
            break;
        }
    }
}

static bool fill_rows(struct badges *badges, struct csv_file *file, struct error *err)
{
    for (;;) {
        switch (csv_read_row(&file->reader, err)) {
        case CSV_END:
            return true;
        case CSV_BAD_ROW:
            return place(file, err);
        case CSV_ROW:
            break;
        }
        if (!fill_row(badges, file, err)) {
            return false;
        }
    }
}

static bool with_file(const char *path, struct badges *badges,
    bool (*act)(struct badges *badges, struct csv_file *file, struct error *err), struct error *err)
{
    struct csv_file *file = calloc(1, sizeof(*file));
    ASSERT(file != NULL);
    bool is_done = open_file(file, path, err) && act(badges, file, err);
    close_file(file);
    free(file);
    return is_done;
}

static bool check_only(struct badges *badges, struct csv_file *file, struct error *err)
{
    (void)badges;
    return check_list(file, err);
}

bool lead_badges_import(
    struct till *till, const char *path, struct lead_badge_count *out_count, struct error *err)
{
    struct badges badges = {.till = till};
    struct lead_filter everybody = {.only_hot = false};
    struct lead_match_count ignored;
    if (!lead_is_unlocked(till)) {
        return error_set(err, ERROR_REFUSED, "the lead key is locked");
    }
    bool is_done = with_file(path, &badges, check_only, err) &&
                   lead_visit_people(till, &everybody, take_badges, &badges, err) &&
                   with_file(path, &badges, fill_rows, err) && lead_match_all(till, &ignored, err);
    if (is_done) {
        *out_count = badges.count;
        out_count->unknown = badges.leads.count - badges.met;
    }
    text_map_close(&badges.leads);
    arena_close(&badges.arena);
    return is_done;
}
