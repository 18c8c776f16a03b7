#include "app/script.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "screens/language.h"
#include "ui/theme.h"

#define SIDE_MAX 16384
#define DRAG_MAX 16384
#define NAME_MAX_BYTES 64

/* Where the reading is. */
struct reader {
    struct text_view rest; /* of the line */
    const char *line_begin;
    uint32_t line;
    char *next_text; /* room for the texts: never longer than their source */
    struct error *err;
};

struct command_row {
    const char *name;
    bool (*read)(struct reader *reader, struct step *step);
    bool is_setting;
};

static uint32_t column_of(const struct reader *reader, const char *at)
{
    uint32_t column = 1;
    for (const char *byte = reader->line_begin; byte < at; byte++) {
        column += ((unsigned char)*byte & 0xC0) != 0x80; /* characters, not bytes */
    }
    return column;
}

static bool refuse_at(const struct reader *reader, const char *at, const char *words)
{
    return error_set(
        reader->err, ERROR_INVALID, "%u:%u: %s", reader->line, column_of(reader, at), words);
}

static bool refuse(const struct reader *reader, const char *words)
{
    return refuse_at(reader, reader->rest.bytes, words);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static void skip(struct reader *reader, size_t count)
{
    reader->rest.bytes += count;
    reader->rest.size -= count;
}

static void skip_spaces(struct reader *reader)
{
    while (reader->rest.size > 0 && is_space(*reader->rest.bytes)) {
        skip(reader, 1);
    }
}

static struct text_view take_word(struct reader *reader)
{
    skip_spaces(reader);
    struct text_view word = {.bytes = reader->rest.bytes};
    while (word.size < reader->rest.size && !is_space(word.bytes[word.size])) {
        word.size++;
    }
    skip(reader, word.size);
    return word;
}

/* The text is written where the last one ended. */
static void keep_char(struct reader *reader, char byte)
{
    *reader->next_text++ = byte;
}

static const char *end_text(struct reader *reader, const char *text)
{
    keep_char(reader, '\0');
    return text;
}

/* What stands behind a backslash; 0: nothing that we know. */
static char escaped(char byte)
{
    switch (byte) {
    case '"':
    case '\\':
        return byte;
    case 'n':
        return '\n';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

/* Reads behind the opening quote, up to and with the closing one. */
static bool read_quoted(struct reader *reader)
{
    while (reader->rest.size > 0 && *reader->rest.bytes != '"') {
        if (*reader->rest.bytes == '\\') {
            char byte = reader->rest.size > 1 ? escaped(reader->rest.bytes[1]) : '\0';
            if (byte == '\0') {
                return refuse(reader, "behind \\ stands one of \" \\ n t");
            }
            keep_char(reader, byte);
            skip(reader, 2);
        } else {
            keep_char(reader, *reader->rest.bytes);
            skip(reader, 1);
        }
    }
    if (reader->rest.size == 0) {
        return refuse(reader, "the text has no closing quote");
    }
    skip(reader, 1);
    if (reader->rest.size > 0 && !is_space(*reader->rest.bytes)) {
        return refuse(reader, "a space has to follow the closing quote");
    }
    return true;
}

static bool read_text(struct reader *reader, struct step *step)
{
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    const char *text = reader->next_text;
    if (reader->rest.size > 0 && *begin == '"') {
        skip(reader, 1);
        if (!read_quoted(reader)) {
            return false;
        }
    } else {
        struct text_view word = take_word(reader);
        if (memchr(word.bytes, '"', word.size) != NULL) {
            return refuse_at(reader, begin, "a text with a quote in it stands in quotes");
        }
        memcpy(reader->next_text, word.bytes, word.size);
        reader->next_text += word.size;
    }
    size_t size = (size_t)(reader->next_text - text);
    if (size == 0) {
        return refuse_at(reader, begin, "a text has to follow");
    }
    if (size >= SCRIPT_TEXT_MAX) {
        return refuse_at(reader, begin, "the text is too long");
    }
    step->text = end_text(reader, text);
    return true;
}

/* Reads a whole number up to `max`; a sign only where `min` is below 0. */
static bool read_number(struct reader *reader, int min, int max, int *out_number)
{
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    struct text_view word = take_word(reader);
    bool is_negative = min < 0 && word.size > 0 && *word.bytes == '-';
    size_t at = is_negative ? 1 : 0;
    int64_t number = 0;
    bool is_good = word.size > at && word.size < 12;
    for (; is_good && at < word.size; at++) {
        is_good = word.bytes[at] >= '0' && word.bytes[at] <= '9';
        number = number * 10 + (word.bytes[at] - '0');
    }
    number = is_negative ? -number : number;
    if (!is_good || number < min || number > max) {
        error_set(reader->err, ERROR_INVALID,
            "%u:%u: a whole number from %d to %d has to stand here", reader->line,
            column_of(reader, begin), min, max);
        return false;
    }
    *out_number = (int)number;
    return true;
}

static bool read_duration(struct reader *reader, struct step *step)
{
    return read_number(reader, 0, SCRIPT_MS_MAX, &step->duration_ms);
}

static bool read_size(struct reader *reader, struct step *step)
{
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    struct text_view word = take_word(reader);
    struct text_view width = {.bytes = word.bytes};
    while (width.size < word.size && word.bytes[width.size] != 'x') {
        width.size++;
    }
    if (width.size == word.size) {
        return refuse_at(reader, begin, "a size has to stand here, as 1280x800");
    }
    struct reader half = *reader;
    half.rest = width;
    if (!read_number(&half, 1, SIDE_MAX, &step->x)) {
        return false;
    }
    half.rest = (struct text_view){word.bytes + width.size + 1, word.size - width.size - 1};
    return read_number(&half, 1, SIDE_MAX, &step->y);
}

static bool read_scale(struct reader *reader, struct step *step)
{
    return read_number(reader, 100, 130, &step->x);
}

static bool read_locale(struct reader *reader, struct step *step)
{
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    if (!read_text(reader, step)) {
        return false;
    }
    enum language_id ignored;
    return language_find(step->text, &ignored) ||
           refuse_at(reader, begin, "the kiosk speaks en, de, fr, es and ar");
}

static bool read_theme(struct reader *reader, struct step *step)
{
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    if (!read_text(reader, step)) {
        return false;
    }
    step->x = strcmp(step->text, "contrast") == 0 ? THEME_HIGH_CONTRAST : THEME_STANDARD;
    return step->x == THEME_HIGH_CONTRAST || strcmp(step->text, "light") == 0 ||
           refuse_at(reader, begin, "a theme is light or contrast");
}

static bool read_hold(struct reader *reader, struct step *step)
{
    return read_text(reader, step) && read_duration(reader, step);
}

static bool read_drag(struct reader *reader, struct step *step)
{
    return read_text(reader, step) && read_number(reader, -DRAG_MAX, DRAG_MAX, &step->x) &&
           read_number(reader, -DRAG_MAX, DRAG_MAX, &step->y);
}

static bool read_key(struct reader *reader, struct step *step)
{
    static const struct {
        const char *name;
        enum input_key key;
    } keys[] = {
        {"Enter", INPUT_KEY_ENTER},
        {"Escape", INPUT_KEY_ESCAPE},
        {"Backspace", INPUT_KEY_BACKSPACE},
        {"Delete", INPUT_KEY_DELETE},
        {"Tab", INPUT_KEY_TAB},
        {"Left", INPUT_KEY_LEFT},
        {"Right", INPUT_KEY_RIGHT},
        {"Up", INPUT_KEY_UP},
        {"Down", INPUT_KEY_DOWN},
        {"Home", INPUT_KEY_HOME},
        {"End", INPUT_KEY_END},
        {"PageUp", INPUT_KEY_PAGE_UP},
        {"PageDown", INPUT_KEY_PAGE_DOWN},
        {"F1", INPUT_KEY_F1},
        {"F2", INPUT_KEY_F1 + 1},
        {"F3", INPUT_KEY_F1 + 2},
        {"F4", INPUT_KEY_F1 + 3},
        {"F5", INPUT_KEY_F1 + 4},
        {"F6", INPUT_KEY_F1 + 5},
        {"F7", INPUT_KEY_F1 + 6},
        {"F8", INPUT_KEY_F1 + 7},
        {"F9", INPUT_KEY_F1 + 8},
        {"F10", INPUT_KEY_F1 + 9},
        {"F11", INPUT_KEY_F1 + 10},
        {"F12", INPUT_KEY_F12},
    };
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    struct text_view word = take_word(reader);
    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
        if (text_view_equals(word, keys[i].name)) {
            step->key = keys[i].key;
            return true;
        }
    }
    return refuse_at(reader, begin, "no such key: Enter, Escape, Tab, Left, PageUp, F1 and so on");
}

/* A file's name without its folder and ending. */
static bool read_shot(struct reader *reader, struct step *step)
{
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    if (!read_text(reader, step)) {
        return false;
    }
    size_t size = strlen(step->text);
    size_t good =
        strspn(step->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    return (good == size && step->text[0] != '.' && size <= NAME_MAX_BYTES) ||
           refuse_at(
               reader, begin, "a shot's name has letters, digits, - _ . and at most 64 of them");
}

static bool read_window(struct reader *reader, struct step *step)
{
    skip_spaces(reader);
    const char *begin = reader->rest.bytes;
    return read_text(reader, step) &&
           (strcmp(step->text, "till") == 0 || strcmp(step->text, "customer") == 0 ||
               refuse_at(reader, begin, "the windows are till and customer"));
}

static const struct command_row COMMAND_ROWS[STEP_KIND_COUNT] = {
    [STEP_SIZE] = {.name = "size", .read = read_size, .is_setting = true},
    [STEP_SCALE] = {.name = "scale", .read = read_scale, .is_setting = true},
    [STEP_ZONE] = {.name = "zone", .read = read_text, .is_setting = true},
    [STEP_LOCALE] = {.name = "locale", .read = read_locale, .is_setting = true},
    [STEP_THEME] = {.name = "theme", .read = read_theme, .is_setting = true},
    [STEP_CLOCK] = {.name = "clock", .read = read_text},
    [STEP_TAP] = {.name = "tap", .read = read_text},
    [STEP_HOLD] = {.name = "hold", .read = read_hold},
    [STEP_DRAG] = {.name = "drag", .read = read_drag},
    [STEP_TYPE] = {.name = "type", .read = read_text},
    [STEP_KEY] = {.name = "key", .read = read_key},
    [STEP_SCAN] = {.name = "scan", .read = read_text},
    [STEP_WAIT] = {.name = "wait", .read = read_duration},
    [STEP_EXPECT] = {.name = "expect", .read = read_text},
    [STEP_EXPECT_NOT] = {.name = "expect-not", .read = read_text},
    [STEP_SHOT] = {.name = "shot", .read = read_shot},
    [STEP_WINDOW] = {.name = "window", .read = read_window},
};

bool step_is_setting(enum step_kind kind)
{
    return COMMAND_ROWS[kind].is_setting;
}

/* Reads the command of a line that has one. */
static bool read_command(struct reader *reader, bool may_set, struct step *step)
{
    const char *begin = reader->rest.bytes;
    struct text_view name = take_word(reader);
    int kind = 0;
    while (kind < STEP_KIND_COUNT && !text_view_equals(name, COMMAND_ROWS[kind].name)) {
        kind++;
    }
    if (kind == STEP_KIND_COUNT) {
        return refuse_at(reader, begin, "no such command");
    }
    if (COMMAND_ROWS[kind].is_setting && !may_set) {
        return refuse_at(reader, begin, "this stands before the first thing that is done");
    }
    *step = (struct step){.kind = (enum step_kind)kind, .line = reader->line, .text = ""};
    if (!COMMAND_ROWS[kind].read(reader, step)) {
        return false;
    }
    skip_spaces(reader);
    return reader->rest.size == 0 || refuse(reader, "nothing more is expected on this line");
}

static struct step *add_step(struct script *script)
{
    size_t count = script->step_count;
    if (count == 0 || (count & (count - 1)) == 0) { /* full at each power of two */
        size_t capacity = count == 0 ? 1 : 2 * count;
        struct step *steps = realloc(script->steps, capacity * sizeof *steps);
        ASSERT(steps != NULL);
        script->steps = steps;
    }
    return &script->steps[script->step_count++];
}

static bool read_line(struct reader *reader, struct script *script, bool *may_set)
{
    skip_spaces(reader);
    if (reader->rest.size == 0 || *reader->rest.bytes == '#') {
        return true;
    }
    struct step step;
    if (!read_command(reader, *may_set, &step)) {
        return false;
    }
    /* The clock stands among the settings, and it may be set again later. */
    *may_set = *may_set && (step_is_setting(step.kind) || step.kind == STEP_CLOCK);
    *add_step(script) = step;
    return true;
}

static bool check_source(struct text_view source, struct error *err)
{
    size_t offset;
    if (source.size > SCRIPT_BYTES_MAX) {
        return error_set(err, ERROR_LIMIT, "a script has at most %d MiB", SCRIPT_BYTES_MAX >> 20);
    }
    bool is_text = text_is_utf8(source.bytes, source.size, &offset);
    const char *zero = source.size > 0 ? memchr(source.bytes, '\0', source.size) : NULL;
    if (is_text && zero == NULL) {
        return true;
    }
    if (is_text) {
        offset = (size_t)(zero - source.bytes);
    }
    uint32_t line = 1;
    size_t line_begin = 0;
    for (size_t i = 0; i < offset; i++) {
        if (source.bytes[i] == '\n') {
            line++;
            line_begin = i + 1;
        }
    }
    struct reader reader = {.line_begin = source.bytes + line_begin, .line = line, .err = err};
    return refuse_at(&reader, source.bytes + offset, "this is no text in UTF-8");
}

bool script_parse(struct text_view source, struct script *out_script, struct error *err)
{
    *out_script = (struct script){0};
    if (!check_source(source, err)) {
        return false;
    }
    /* A text needs its terminator beside its bytes; at least its command's name made room. */
    out_script->texts = malloc(source.size + 1);
    ASSERT(out_script->texts != NULL);
    struct reader reader = {.next_text = out_script->texts, .err = err};
    bool may_set = true;
    bool is_good = true;
    struct text_view rest = source;
    while (is_good && rest.size > 0 && text_view_split(&rest, '\n', &reader.rest)) {
        reader.line++;
        reader.line_begin = reader.rest.bytes;
        is_good = read_line(&reader, out_script, &may_set);
    }
    if (!is_good) {
        script_close(out_script);
    }
    return is_good;
}

bool script_read_file(const char *path, struct script *out_script, struct error *err)
{
    struct buffer file = {0};
    *out_script = (struct script){0};
    bool is_read = buffer_read_file(&file, path, err);
    if (is_read && !script_parse((struct text_view){file.bytes, file.size}, out_script, err)) {
        is_read = error_prefix(err, "%s:", path);
    }
    if (file.bytes != NULL) {
        memory_wipe(file.bytes, file.size);
    }
    buffer_close(&file);
    return is_read;
}

void script_forget(struct script *script, const struct step *step)
{
    if (step->text[0] != '\0') {
        memory_wipe(script->texts + (step->text - script->texts), strlen(step->text));
    }
}

void script_close(struct script *script)
{
    free(script->steps);
    free(script->texts);
    *script = (struct script){0};
}
