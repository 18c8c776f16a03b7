#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/lead.h"
#include "export/json_write.h"
#include "till/lead_csv.h"
#include "till/lead_json.h"
#include "till/till.h"

struct adding {
    struct till *till;
    const char *path; /* as people call it */
    enum lead_source source;
    size_t line_number;
    size_t added, known, refused;
    struct buffer json;
};

static bool print_lead(struct adding *adding, const struct lead_captured *lead, struct error *err)
{
    struct buffer *json = &adding->json;
    char number[24];
    buffer_clear(json);
    json_write_begin(json, NULL, '{');
    json_write_text(json, "lead", lead_number_print(lead->lead_id, number));
    json_write_text(json, "token", lead->token[0] != '\0' ? lead->token : NULL);
    json_write_text(json, "recognised", lead_recognised_text(lead->recognised));
    json_write_text(json, "person", lead_number_print(lead->person_id, number));
    json_write_end(json, '}');
    buffer_append_char(json, '\n');
    if (fwrite(json->bytes, 1, json->size, stdout) != json->size || fflush(stdout) != 0) {
        return error_set(err, ERROR_IO, "cannot write the result: %s", strerror(errno));
    }
    return true;
}

/* Returns false if no further line can be added either. */
static bool refuse(struct adding *adding, size_t column, struct error *err)
{
    if (err->code != ERROR_INVALID && err->code != ERROR_LIMIT && err->code != ERROR_NOT_FOUND) {
        return error_prefix(err, "%s:%zu: ", adding->path, adding->line_number);
    }
    adding->refused++;
    fprintf(stderr, "%s:%zu:%zu: %s\n", adding->path, adding->line_number, column > 0 ? column : 1,
        err->text);
    return true;
}

static bool add_line(struct adding *adding, struct text_view line, struct error *err)
{
    struct lead_captured lead;
    size_t column;
    if (text_view_trim(line).size == 0) {
        return true;
    }
    if (!lead_add_line(adding->till, line, adding->source, &lead, &column, err)) {
        return refuse(adding, column, err);
    }
    if (lead.is_known) {
        adding->known++;
    } else {
        adding->added++;
    }
    return print_lead(adding, &lead, err);
}

/* Notepad and its like put one in front of the first line. */
static struct text_view without_mark(struct text_view line)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (line.size >= 3 && memcmp(line.bytes, mark, 3) == 0) {
        line.bytes += 3;
        line.size -= 3;
    }
    return line;
}

static bool add_all(struct adding *adding, FILE *file, struct error *err)
{
    char *bytes = NULL;
    size_t capacity = 0;
    bool is_done = true;
    ssize_t size;
    while (is_done && (size = getline(&bytes, &capacity, file)) >= 0) {
        struct text_view line = {bytes, (size_t)size};
        adding->line_number++;
        if (line.size > 0 && line.bytes[line.size - 1] == '\n') {
            line.size--;
        }
        is_done = add_line(adding, adding->line_number == 1 ? without_mark(line) : line, err);
    }
    if (is_done && ferror(file) != 0) {
        is_done = error_set(err, ERROR_IO, "cannot read %s: %s", adding->path, strerror(errno));
    }
    if (bytes != NULL) {
        memory_wipe(bytes, capacity);
    }
    free(bytes);
    return is_done;
}

/* One way to read the file: lines of JSON, or rows of a table. */
typedef bool (*reader)(struct adding *adding, const char *path, struct error *err);

static bool read_lines(struct adding *adding, const char *path, struct error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    if (file == NULL) {
        return error_set(err, ERROR_NOT_FOUND, "cannot open %s: %s", path, strerror(errno));
    }
    bool is_done = add_all(adding, file, err);
    if (!is_stdin) {
        fclose(file);
    }
    return is_done;
}

static bool tell_row(void *context, const struct lead_csv_row *row, struct error *err)
{
    struct adding *adding = context;
    if (row->lead == NULL) {
        adding->refused++;
        fprintf(stderr, "%s:%u:%u: %s\n", adding->path, (unsigned)row->line, (unsigned)row->column,
            row->why->text);
        return true;
    }
    adding->added += row->lead->is_known ? 0 : 1;
    adding->known += row->lead->is_known ? 1 : 0;
    return print_lead(adding, row->lead, err);
}

static bool read_table(struct adding *adding, const char *path, struct error *err)
{
    return lead_csv_import(adding->till, path, adding->source, tell_row, adding, err) ||
           error_prefix(err, "%s: ", path);
}

static enum command_status add_file(const struct invocation *invocation, const char *path,
    enum lead_source source, reader read, struct error *err)
{
    struct adding adding = {
        .path = strcmp(path, "-") == 0 ? "standard input" : path, .source = source};
    bool is_done = lead_open(invocation, 0, LEAD_UNLOCK_GIVEN, &adding.till, err);
    if (is_done) {
        is_done = read(&adding, path, err);
        fprintf(stderr, "%zu leads added; %zu known already, %zu refused\n", adding.added,
            adding.known, adding.refused);
    }
    till_close(adding.till);
    buffer_close(&adding.json);
    if (is_done) {
        *err = (struct error){.code = ERROR_NONE}; /* each refused line was named */
    }
    return is_done && adding.refused == 0 ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    return add_file(invocation, invocation->arguments[0], LEAD_FROM_STAFF, read_lines, err);
}

const struct command command_lead_add = {
    .name = "lead add",
    .arguments = "FILE.jsonl",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "adds people who left details, one JSON object a line",
    .help =
        "FILE may be - for standard input. One lead a line; everything may be missing but one of\n"
        "fields, scan and note:\n"
        "  {\"at\":\"2026-11-23T12:41:00Z\",\"campaign\":\"SPRING\",\"placement\":\"hall 4\",\n"
        "   \"fields\":{\"first_name\":\"Grace\",\"email\":\"grace@navy.example\"},\n"
        "   \"scan\":\"BEGIN:VCARD...\",\n"
        "   \"consent\":[{\"purpose\":\"email\",\"text\":\"Yes, write to me.\",\"version\":\"1\",\n"
        "               \"language\":\"en\",\"given\":true}],\n"
        "   \"rating\":\"hot\",\"interests\":[\"Beans\"],\"note\":\"\",\n"
        "   \"follow_up\":\"2026-12-01\",\"ref\":\"WEB-17\"}\n"
        "Prints a line for each: its number, its code, and whether the person was here before\n"
        "(yes, no, later: the office tells). A ref that is known is not added again: the same "
        "lead\n"
        "is printed. A line that cannot be added is named with its place, the others are added.",
    .options = {LEAD_OPTION_PASSPHRASE},
    .run = run,
};

/* --- files of others ------------------------------------------------------------------------ */

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text);
    size_t end_size = strlen(end);
    return size >= end_size && strcasecmp(text + size - end_size, end) == 0;
}

static enum command_status run_import(const struct invocation *invocation, struct error *err)
{
    const char *path = invocation->arguments[0];
    bool is_table = ends_with(path, ".csv") || ends_with(path, ".txt") || ends_with(path, ".tsv");
    return add_file(invocation, path, LEAD_FROM_FILE, is_table ? read_table : read_lines, err);
}

const struct command command_import_leads = {
    .name = "import leads",
    .arguments = "FILE.csv|FILE.jsonl",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "reads the answers of a form on the web",
    .help =
        "JSON lines as 'lead add' takes them, or a table: "
        "first_name,last_name,email,phone,company\n"
        "and what else the form asks, under usual names of several languages; at, campaign,\n"
        "placement, scan, rating, interests (with ';' between), note, follow_up, ref; and for "
        "each\n"
        "consent a column such as consent_email (yes, no) with its words in consent_text. A ref\n"
        "that is known is not added again. A row that cannot be added is named with its place.",
    .options = {LEAD_OPTION_PASSPHRASE},
    .run = run_import,
};

static enum command_status run_badges(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct lead_badge_count count;
    if (!lead_open(invocation, 0, LEAD_UNLOCK_MUST, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = lead_badges_import(till, invocation->arguments[0], &count, err) ||
                   error_prefix(err, "%s: ", invocation->arguments[0]);
    till_close(till);
    if (!is_done) {
        return COMMAND_REFUSED;
    }
    printf("%zu rows: %zu people filled in, %zu as they were; %zu badges are not on the list\n",
        count.rows, count.filled, count.unchanged, count.unknown);
    return COMMAND_OK;
}

const struct command command_import_badges = {
    .name = "import badges",
    .arguments = "FILE.csv",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "fills in who stands behind scanned badges, by the organiser's list",
    .help =
        "A column badge or id, and fields under usual names. What a person has said already\n"
        "stays. People of the list whose badge was not scanned are not taken.",
    .options = {LEAD_OPTION_PASSPHRASE},
    .run = run_badges,
};
