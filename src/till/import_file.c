#include "till/import_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "domain/money.h"

/* --- what is wrong ------------------------------------------------------------------------- */

static void add_problem(struct import_result *result, struct import_place place, const char *words)
{
    if (result->problem_count < IMPORT_PROBLEMS_MAX) {
        struct import_problem *problem = &result->problems[result->problem_count];
        problem->line = place.line;
        problem->column = place.column;
        (void)text_copy(problem->words, sizeof(problem->words), words);
        text_make_plain(problem->words);
    }
    result->problem_count++;
}

void import_problem_add(
    struct import_result *result, struct import_place place, const char *format, ...)
{
    char words[IMPORT_WORDS_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof(words), format, arguments);
    va_end(arguments);
    add_problem(result, place, words);
}

void import_warning_add(struct import_result *result, const char *format, ...)
{
    if (result->warning_count == IMPORT_WARNINGS_MAX) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(result->warnings[result->warning_count], IMPORT_WORDS_MAX, format, arguments);
    va_end(arguments);
    text_make_plain(result->warnings[result->warning_count]);
    result->warning_count++;
}

void import_tell(const struct import_file *file, const char *what, size_t done, size_t total)
{
    if (file->progress.tell != NULL) {
        file->progress.tell(file->progress.context, what, done, total);
    }
}

/* --- the header ---------------------------------------------------------------------------- */

static size_t column_count(const struct import_column *columns)
{
    size_t count = 0;
    while (columns[count].name != NULL) {
        count++;
    }
    ASSERT(count <= IMPORT_COLUMNS_MAX);
    return count;
}

/* ASCII letters whatever their case. */
static bool is_called(struct text_view name, struct text_view alias)
{
    bool is_same = name.size == alias.size;
    for (size_t i = 0; is_same && i < name.size; i++) {
        unsigned char a = (unsigned char)name.bytes[i];
        unsigned char b = (unsigned char)alias.bytes[i];
        a = a >= 'A' && a <= 'Z' ? (unsigned char)(a | 0x20) : a;
        b = b >= 'A' && b <= 'Z' ? (unsigned char)(b | 0x20) : b;
        is_same = a == b;
    }
    return is_same;
}

/* By which of its names a column is called; SIZE_MAX: by none. */
static size_t rank_of(const struct import_column *column, struct text_view name)
{
    struct text_view rest = text_view_of(column->aliases != NULL ? column->aliases : "");
    struct text_view alias;
    if (text_view_equals(name, column->name)) {
        return 0;
    }
    for (size_t rank = 1; name.size > 0 && text_view_split(&rest, '|', &alias); rank++) {
        if (is_called(name, alias)) {
            return rank;
        }
    }
    return SIZE_MAX;
}

/* Takes the field for the column, unless a better name has it. */
static void take_header_field(
    struct import_file *file, size_t column, size_t field, size_t rank, struct import_place place)
{
    bool is_taken = file->field_of[column] != CSV_FIELDS_MAX;
    if (is_taken && file->rank_of[column] == rank) {
        import_problem_add(
            file->result, place, "the column %s is there twice", file->columns[column].name);
    }
    if (!is_taken || rank < file->rank_of[column]) {
        file->field_of[column] = field;
        file->rank_of[column] = rank;
    }
}

static void read_header_field(struct import_file *file, size_t field)
{
    const struct csv_field *cell = &file->reader.fields[field];
    struct text_view name = text_view_trim(cell->text);
    struct import_place place = {cell->line, cell->column};
    for (size_t i = 0; file->columns[i].name != NULL; i++) {
        size_t rank = rank_of(&file->columns[i], name);
        if (rank != SIZE_MAX) {
            take_header_field(file, i, field, rank, place);
            return;
        }
    }
    if (file->columns[column_count(file->columns)].is_optional) {
        return;
    }
    import_warning_add(file->result, "the column \"%.*s\" is not used",
        (int)(name.size < 100 ? name.size : 100), name.size > 0 ? name.bytes : "");
}

static void check_header(struct import_file *file)
{
    for (size_t i = 0; file->columns[i].name != NULL; i++) {
        if (file->field_of[i] == CSV_FIELDS_MAX && !file->columns[i].is_optional) {
            import_problem_add(file->result, (struct import_place){file->reader.row_line, 1},
                "the column %s is missing", file->columns[i].name);
        }
    }
}

static bool read_header(struct import_file *file)
{
    struct error why;
    size_t count = column_count(file->columns);
    for (size_t i = 0; i < count; i++) {
        file->field_of[i] = CSV_FIELDS_MAX;
    }
    switch (csv_read_row(&file->reader, &why)) {
    case CSV_ROW:
        break;
    case CSV_END:
        import_problem_add(
            file->result, (struct import_place){1, 1}, "the file is empty: it has no header");
        return false;
    case CSV_BAD_ROW:
        import_problem_add(file->result,
            (struct import_place){file->reader.error_line, file->reader.error_column}, "%s",
            why.text);
        return false;
    }
    file->header_count = file->reader.field_count;
    for (size_t i = 0; i < file->header_count; i++) {
        read_header_field(file, i);
    }
    check_header(file);
    return file->result->problem_count == 0;
}

bool import_file_open(struct import_file *file, const char *path,
    const struct import_column *columns, const struct import_progress *progress,
    struct import_result *result, struct error *err)
{
    *file = (struct import_file){.columns = columns, .result = result};
    *result = (struct import_result){0};
    if (progress != NULL) {
        file->progress = *progress;
    }
    if (!buffer_read_file(&file->bytes, path, err)) {
        return false;
    }
    struct error why;
    if (!csv_open(file->bytes.bytes, file->bytes.size, &file->reader, &why)) {
        import_problem_add(result, (struct import_place){0, 0}, "%s", why.text);
        return false;
    }
    return read_header(file);
}

void import_file_close(struct import_file *file)
{
    csv_close(&file->reader);
    buffer_close(&file->bytes);
}

/* --- rows ---------------------------------------------------------------------------------- */

bool import_file_next(struct import_file *file)
{
    struct error why;
    struct csv_reader *reader = &file->reader;
    for (;;) {
        import_tell(file, "reading", reader->byte_offset, reader->byte_size);
        switch (csv_read_row(reader, &why)) {
        case CSV_END:
            return false;
        case CSV_BAD_ROW:
            file->result->row_count++;
            import_problem_add(file->result,
                (struct import_place){reader->error_line, reader->error_column}, "%s", why.text);
            continue;
        case CSV_ROW:
            break;
        }
        file->result->row_count++;
        if (reader->field_count == file->header_count) {
            return true;
        }
        import_problem_add(file->result, (struct import_place){reader->row_line, 1},
            "the row has %zu fields, the header %zu", reader->field_count, file->header_count);
    }
}

bool import_has_column(const struct import_file *file, size_t column)
{
    return file->field_of[column] != CSV_FIELDS_MAX;
}

struct text_view import_field(const struct import_file *file, size_t column)
{
    if (!import_has_column(file, column)) {
        return text_view_of("");
    }
    struct text_view text = text_view_trim(file->reader.fields[file->field_of[column]].text);
    return text.size > 0 ? text : text_view_of("");
}

struct import_place import_place_of(const struct import_file *file, size_t column)
{
    if (!import_has_column(file, column)) {
        return (struct import_place){file->reader.row_line, 1};
    }
    const struct csv_field *field = &file->reader.fields[file->field_of[column]];
    return (struct import_place){field->line, field->column};
}

static bool is_break(unsigned char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\t';
}

static bool has_control_character(struct text_view text, enum import_text kind)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        bool is_control = byte < ' ' || byte == 0x7f;
        if (is_control && !(kind == IMPORT_PROSE && is_break(byte))) {
            return true;
        }
    }
    return false;
}

bool import_check_text(struct import_file *file, size_t column, enum import_text kind,
    size_t characters_max, size_t bytes_max, bool may_be_empty)
{
    struct text_view text = import_field(file, column);
    const char *name = file->columns[column].name;
    struct import_place place = import_place_of(file, column);
    if (text.size == 0 && !may_be_empty) {
        import_problem_add(file->result, place, "%s is empty", name);
        return false;
    }
    if (text_view_count_characters(text) > characters_max || text.size >= bytes_max) {
        import_problem_add(
            file->result, place, "%s has more than %zu characters", name, characters_max);
        return false;
    }
    if (has_control_character(text, kind)) {
        import_problem_add(file->result, place, "%s contains a control character", name);
        return false;
    }
    return true;
}

/* Takes the currency's code or sign off both ends, and blanks. */
static struct text_view without_currency(struct text_view text, const struct currency *currency)
{
    const char *const words[] = {currency->code, currency->symbol, "\xC2\xA0", " "};
    for (bool is_cut = true; is_cut;) {
        is_cut = false;
        for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
            size_t size = strlen(words[i]);
            if (size == 0 || text.size < size) {
                continue;
            }
            if (memcmp(text.bytes, words[i], size) == 0) {
                text.bytes += size;
                text.size -= size;
                is_cut = true;
            } else if (memcmp(text.bytes + text.size - size, words[i], size) == 0) {
                text.size -= size;
                is_cut = true;
            }
        }
    }
    return text;
}

/* Where the decimal mark stands; size: there is none. */
static size_t find_mark(struct text_view text, int exponent)
{
    for (size_t i = text.size; i > 0; i--) {
        if (text.bytes[i - 1] == '.' || text.bytes[i - 1] == ',') {
            return text.size - i <= (size_t)exponent ? i - 1 : text.size;
        }
    }
    return text.size;
}

bool import_money(
    struct import_file *file, size_t column, const struct currency *currency, int64_t *out_minor)
{
    char plain[MONEY_TEXT_MAX];
    struct error why;
    struct text_view text = without_currency(import_field(file, column), currency);
    struct text_out out = text_out_begin(plain, sizeof(plain));
    static const char minus[] = "\xE2\x88\x92";
    if (text.size > 3 && memcmp(text.bytes, minus, 3) == 0) {
        text_out_append_char(&out, '-');
        text = without_currency((struct text_view){text.bytes + 3, text.size - 3}, currency);
    }
    size_t mark = find_mark(text, currency->exponent);
    for (size_t i = 0; i < text.size; i++) {
        bool is_mark = text.bytes[i] == '.' || text.bytes[i] == ',';
        if (!is_mark) {
            text_out_append_char(&out, text.bytes[i]);
        } else if (i == mark) {
            text_out_append_char(&out, '.');
        }
    }
    if (out.cut || !money_parse(text_view_of(plain), currency, out_minor, &why)) {
        import_problem_add(file->result, import_place_of(file, column), "%s: %s",
            file->columns[column].name, out.cut ? "it is too long" : why.text);
        return false;
    }
    return true;
}

struct text_view import_copy_text(
    const struct import_file *file, size_t column, enum import_text kind, struct arena *arena)
{
    struct text_view text = import_field(file, column);
    if (kind == IMPORT_CODE || !text_view_has_control(text)) {
        return arena_copy(arena, text);
    }
    struct buffer flat = {0};
    bool was_space = false;
    for (size_t i = 0; i < text.size; i++) {
        bool is_space = text.bytes[i] == ' ' || is_break((unsigned char)text.bytes[i]);
        if (!is_space) {
            buffer_append_char(&flat, text.bytes[i]);
        } else if (!was_space) {
            buffer_append_char(&flat, ' ');
        }
        was_space = is_space;
    }
    struct text_view copy =
        arena_copy(arena, (struct text_view){.bytes = flat.bytes, .size = flat.size});
    buffer_close(&flat);
    return copy;
}

bool import_run(struct import_file *file, const struct import_job *job, void *context,
    const char *path, const struct import_progress *progress, struct import_result *out_result,
    struct error *err)
{
    struct error why = {.code = ERROR_NONE};
    bool is_done = import_file_open(file, path, job->columns, progress, out_result, &why);
    while (is_done && import_file_next(file)) {
        job->read_row(context);
    }
    if (!is_done && out_result->problem_count == 0) {
        *err = why;
        return false;
    }
    return import_finish(file, job, context, is_done, err);
}

bool import_finish(struct import_file *file, const struct import_job *job, void *context,
    bool is_read, struct error *err)
{
    struct import_result *result = file->result;
    struct error why = {.code = ERROR_NONE};
    bool is_done = is_read && result->problem_count == 0 && job->write_all(context, &why);
    if (result->problem_count > 0) {
        result->added_count = result->changed_count = result->unchanged_count = 0;
        return error_set(err, ERROR_INVALID, "nothing was imported");
    }
    if (!is_done) {
        *err = why;
    }
    return is_done;
}
