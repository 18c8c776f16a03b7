#include <string.h>

#include "domain/compose.h"
#include "domain/day.h"
#include "export/crm_private.h"

#define LINE_BYTES_MAX 75 /* without the line's end (RFC 6350, 3.2) */

/* ---- Lines ---- */

static bool is_inside_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

void crm_vcard_fold(struct buffer *out, struct text_view line)
{
    size_t room = LINE_BYTES_MAX;
    while (line.size > room) {
        size_t size = room;
        while (size > 1 && is_inside_character(line.bytes[size])) {
            size--;
        }
        buffer_append(out, line.bytes, size);
        buffer_append_text(out, "\r\n ");
        line = (struct text_view){line.bytes + size, line.size - size};
        room = LINE_BYTES_MAX - 1; /* the blank in front counts */
    }
    buffer_append(out, line.bytes, line.size);
    buffer_append_text(out, "\r\n");
}

/* A value: a backslash before what would end or part it; other control characters are dropped. */
static void append_value(struct buffer *line, struct text_view text)
{
    struct buffer composed = {0};
    compose_append(&composed, text_view_trim(text));
    for (size_t i = 0; i < composed.size; i++) {
        char byte = composed.bytes[i];
        if (byte == '\\' || byte == ',' || byte == ';') {
            buffer_append_char(line, '\\');
            buffer_append_char(line, byte);
        } else if (byte == '\n') {
            buffer_append_text(line, "\\n");
        } else if (byte == '\t') {
            buffer_append_char(line, ' ');
        } else if ((unsigned char)byte >= 0x20 && byte != 0x7F) {
            buffer_append_char(line, byte);
        }
    }
    if (composed.capacity > 0) {
        memory_wipe(composed.bytes, composed.capacity);
    }
    buffer_close(&composed);
}

/* The line under way stands in file->cell. */
static void begin_line(struct crm_file *file, const char *name)
{
    buffer_clear(&file->cell);
    buffer_append_text(&file->cell, name);
    buffer_append_char(&file->cell, ':');
}

static void end_line(struct crm_file *file, struct buffer *out)
{
    crm_vcard_fold(out, (struct text_view){file->cell.bytes, file->cell.size});
}

static void add_line(
    struct crm_file *file, const char *name, struct text_view text, struct buffer *out)
{
    if (text_view_trim(text).size > 0) {
        begin_line(file, name);
        append_value(&file->cell, text);
        end_line(file, out);
    }
}

static void add_text(struct crm_file *file, const char *name, const char *text, struct buffer *out)
{
    add_line(file, name, text_view_of(text), out);
}

/* An address of the web is not escaped. */
static void add_url(struct crm_file *file, const char *url, struct buffer *out)
{
    if (url[0] != '\0' && !text_view_has_control(text_view_of(url))) {
        begin_line(file, "URL");
        buffer_append_text(&file->cell, url);
        end_line(file, out);
    }
}

/* ---- The card ---- */

/* How a person is called: by name, else by whatever there is. */
static void add_names(struct crm_file *file, const struct crm_person *person, struct buffer *out)
{
    struct crm_names names = crm_names_of(person);
    begin_line(file, "FN");
    append_value(&file->cell, names.first);
    if (names.first.size > 0 && names.last.size > 0) {
        buffer_append_char(&file->cell, ' ');
    }
    append_value(&file->cell, names.last);
    if (names.first.size == 0 && names.last.size == 0) {
        const char *other = person->company[0] != '\0' ? person->company
                            : person->email[0] != '\0' ? person->email
                                                       : person->phone;
        append_value(&file->cell, text_view_of(other));
    }
    end_line(file, out);
    begin_line(file, "N");
    append_value(&file->cell, names.last);
    buffer_append_char(&file->cell, ';');
    append_value(&file->cell, names.first);
    buffer_append_text(&file->cell, ";;;");
    end_line(file, out);
}

/* Post box and extended address stay empty, as RFC 6350 wants them. */
static void add_address(struct crm_file *file, const struct crm_person *person, struct buffer *out)
{
    const char *const parts[] = {
        person->street, person->city, person->region, person->postal_code, person->country};
    size_t size = 0;
    begin_line(file, "ADR");
    buffer_append_text(&file->cell, ";");
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        buffer_append_char(&file->cell, ';');
        append_value(&file->cell, text_view_of(parts[i]));
        size += strlen(parts[i]);
    }
    if (size > 0) {
        end_line(file, out);
    }
}

static void add_category(struct crm_file *file, const char *text)
{
    bool is_first = file->cell.bytes[file->cell.size - 1] == ':';
    if (text[0] != '\0') {
        buffer_append_text(&file->cell, is_first ? "" : ",");
        append_value(&file->cell, text_view_of(text));
    }
}

static void add_categories(
    struct crm_file *file, const struct crm_person *person, struct buffer *out)
{
    begin_line(file, "CATEGORIES");
    for (size_t i = 0; i < person->interest_count; i++) {
        add_category(file, person->interests[i]);
    }
    add_category(file, person->rating);
    add_category(file, person->campaign_code);
    if (file->cell.bytes[file->cell.size - 1] != ':') {
        end_line(file, out);
    }
}

/* "20261123T114200Z" */
static void add_revision(struct crm_file *file, const struct crm_person *person, struct buffer *out)
{
    char text[TIME_TEXT_MAX];
    begin_line(file, "REV");
    int64_t second_ms = person->changed_at_ms - person->changed_at_ms % 1000;
    for (const char *at = time_print(second_ms, text); *at != '\0'; at++) {
        if (*at != '-' && *at != ':') {
            buffer_append_char(&file->cell, *at);
        }
    }
    end_line(file, out);
}

void crm_vcard_append(struct crm_file *file, const struct crm_person *person, struct buffer *out)
{
    buffer_append_text(out, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
    add_text(file, "UID;VALUE=text", person->number, out);
    add_names(file, person, out);
    add_text(file, "ORG", person->company, out);
    add_text(file, "TITLE", person->title, out);
    add_text(file, "EMAIL", person->email, out);
    add_text(file, "TEL;TYPE=voice", person->phone, out);
    add_text(file, "TEL;TYPE=cell", person->mobile, out);
    add_url(file, person->website, out);
    add_address(file, person, out);
    add_text(file, "NOTE", person->note, out);
    add_categories(file, person, out);
    add_revision(file, person, out);
    buffer_append_text(out, "END:VCARD\r\n");
}
