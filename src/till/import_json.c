#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "till/import_file.h"

/* One JSON object a line, read into the same fields that a row of a spreadsheet has. */

#define NUMBER_TEXT_MAX 24

struct json_reading {
    struct import_file *file;
    struct text_view line;
    uint32_t line_number;
    char numbers[IMPORT_COLUMNS_MAX][NUMBER_TEXT_MAX]; /* whole numbers as text */
};

/* Where a name stands in the line, in characters from 1. */
static uint32_t column_of(const struct json_reading *reading, const char *key)
{
    size_t size = strlen(key);
    for (size_t i = 0; i + size + 2 <= reading->line.size; i++) {
        const char *at = reading->line.bytes + i;
        if (at[0] == '"' && at[size + 1] == '"' && memcmp(at + 1, key, size) == 0) {
            return (uint32_t)text_view_count_characters(
                       (struct text_view){reading->line.bytes, i}) +
                   1;
        }
    }
    return 1;
}

static void add_problem(struct json_reading *reading, const char *key, const char *words)
{
    import_problem_add(reading->file->result,
        (struct import_place){reading->line_number, column_of(reading, key)}, "%.60s %s", key,
        words);
}

static void take_value(
    struct json_reading *reading, size_t column, const char *key, const json_t *value)
{
    struct csv_field *field = &reading->file->reader.fields[column];
    field->line = reading->line_number;
    field->column = column_of(reading, key);
    if (json_is_string(value)) {
        field->text = (struct text_view){json_string_value(value), json_string_length(value)};
    } else if (json_is_integer(value)) {
        struct text_out out = text_out_begin(reading->numbers[column], NUMBER_TEXT_MAX);
        text_out_format(&out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        field->text = text_view_of(reading->numbers[column]);
    } else if (!json_is_null(value)) {
        add_problem(reading, key, "must be a string");
    }
}

static void take_object(struct json_reading *reading, json_t *object)
{
    struct import_file *file = reading->file;
    const char *key;
    json_t *value;
    for (size_t i = 0; file->columns[i].name != NULL; i++) {
        file->field_of[i] = i;
        file->reader.fields[i] =
            (struct csv_field){.text = text_view_of(""), .line = reading->line_number, .column = 1};
    }
    file->reader.row_line = reading->line_number;
    json_object_foreach(object, key, value)
    {
        size_t column = 0;
        while (file->columns[column].name != NULL && strcmp(file->columns[column].name, key) != 0) {
            column++;
        }
        if (file->columns[column].name == NULL) {
            add_problem(reading, key, "is not known here");
        } else {
            take_value(reading, column, key, value);
        }
    }
    for (size_t i = 0; file->columns[i].name != NULL; i++) {
        bool is_there = json_object_get(object, file->columns[i].name) != NULL;
        if (!is_there && !file->columns[i].is_optional) {
            add_problem(reading, file->columns[i].name, "is missing");
        }
    }
}

static void read_line(struct json_reading *reading, const struct import_job *job, void *context)
{
    struct import_result *result = reading->file->result;
    size_t problems = result->problem_count;
    json_error_t why;
    json_t *object =
        json_loadb(reading->line.bytes, reading->line.size, JSON_REJECT_DUPLICATES, &why);
    result->row_count++;
    if (object == NULL || !json_is_object(object)) {
        uint32_t column = object == NULL && why.column > 0 ? (uint32_t)why.column : 1;
        import_problem_add(result, (struct import_place){reading->line_number, column}, "%s",
            object == NULL ? why.text : "the line is no JSON object");
    } else {
        take_object(reading, object);
        if (result->problem_count == problems) {
            job->read_row(context);
        }
    }
    json_decref(object);
}

static struct text_view without_mark(struct text_view text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (text.size >= 3 && memcmp(text.bytes, mark, 3) == 0) {
        text.bytes += 3;
        text.size -= 3;
    }
    return text;
}

static void read_lines(struct import_file *file, const struct import_job *job, void *context)
{
    struct json_reading reading = {.file = file};
    struct text_view rest = without_mark((struct text_view){file->bytes.bytes, file->bytes.size});
    size_t whole = rest.size;
    while (text_view_split(&rest, '\n', &reading.line)) {
        reading.line_number++;
        if (text_view_trim(reading.line).size > 0) {
            read_line(&reading, job, context);
        }
        import_tell(file, "reading", whole - rest.size, whole);
    }
}

bool import_path_is_json(const char *path, bool *out_is, struct error *err)
{
    struct buffer bytes = {0};
    if (!buffer_read_file(&bytes, path, err)) {
        return false;
    }
    struct text_view text = {bytes.size > 0 ? bytes.bytes : "", bytes.size};
    text = text_view_trim(without_mark(text));
    *out_is = text.size > 0 && text.bytes[0] == '{';
    buffer_close(&bytes);
    return true;
}

bool import_run_json(struct import_file *file, const struct import_job *job, void *context,
    const char *path, const struct import_progress *progress, struct import_result *out_result,
    struct error *err)
{
    *file = (struct import_file){.columns = job->columns, .result = out_result};
    *out_result = (struct import_result){0};
    file->header_count = IMPORT_COLUMNS_MAX;
    if (progress != NULL) {
        file->progress = *progress;
    }
    if (!buffer_read_file(&file->bytes, path, err)) {
        return false;
    }
    read_lines(file, job, context);
    return import_finish(file, job, context, true, err);
}
