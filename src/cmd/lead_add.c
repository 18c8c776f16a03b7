#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/lead.h"
#include "cmd/lead_file.h"
#include "export/json_write.h"
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

enum command_status lead_add_file(const struct invocation *invocation, const char *path,
    enum lead_source source, struct error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    struct adding adding = {.path = is_stdin ? "standard input" : path, .source = source};
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    if (file == NULL) {
        (void)error_set(err, ERROR_NOT_FOUND, "cannot open %s: %s", path, strerror(errno));
        return COMMAND_REFUSED;
    }
    bool is_done = lead_open(invocation, 0, LEAD_UNLOCK_GIVEN, &adding.till, err);
    if (is_done) {
        is_done = add_all(&adding, file, err);
        fprintf(stderr, "%zu leads added; %zu known already, %zu refused\n", adding.added,
            adding.known, adding.refused);
    }
    till_close(adding.till);
    if (!is_stdin) {
        fclose(file);
    }
    buffer_close(&adding.json);
    if (is_done) {
        *err = (struct error){.code = ERROR_NONE}; /* each refused line was named */
    }
    return is_done && adding.refused == 0 ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    return lead_add_file(invocation, invocation->arguments[0], LEAD_FROM_STAFF, err);
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
