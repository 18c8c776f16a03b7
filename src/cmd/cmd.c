#include "cmd/cmd.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/compiler.h"
#include "base/text.h"

#define HELP_COLUMN 26

static size_t option_count(const struct command *command)
{
    size_t count = 0;
    while (count < COMMAND_OPTIONS_MAX && command->options[count].name != NULL) {
        count++;
    }
    return count;
}

static size_t option_index(const struct command *command, const char *name, size_t size)
{
    size_t count = option_count(command);
    for (size_t i = 0; i < count; i++) {
        const char *known = command->options[i].name;
        if (strlen(known) == size && memcmp(known, name, size) == 0) {
            return i;
        }
    }
    return COMMAND_OPTIONS_MAX;
}

const char *command_value(const struct invocation *invocation, const char *option)
{
    size_t index = option_index(invocation->command, option, strlen(option));
    ASSERT(index < COMMAND_OPTIONS_MAX);
    return invocation->values[index];
}

bool command_has(const struct invocation *invocation, const char *option)
{
    return command_value(invocation, option) != NULL;
}

enum command_status command_usage_error(struct error *err, const char *format, ...)
{
    char text[ERROR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    (void)error_set(err, ERROR_INVALID, "%s", text);
    return COMMAND_USAGE;
}

/* Where the shop's file lies unless --db says otherwise. */
static bool default_path(char *path, size_t capacity)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    struct text_out out = text_out_begin(path, capacity);
    if (data != NULL && data[0] == '/') {
        text_out_format(&out, "%s", data);
    } else if (home != NULL && home[0] != '\0') {
        text_out_format(&out, "%s/.local/share", home);
    } else {
        return false;
    }
    text_out_append(&out, "/tilltale/shop.db");
    return !out.cut;
}

bool command_make_folder(const struct invocation *invocation, struct error *err)
{
    if (!invocation->is_db_default) {
        return true;
    }
    char path[COMMAND_PATH_MAX];
    (void)text_copy(path, sizeof(path), invocation->db_path);
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST) {
            return error_set(err, ERROR_IO, "cannot make %s: %s", path, strerror(errno));
        }
        *slash = '/';
    }
    return true;
}

static void print_usage_line(FILE *out, const struct command *command)
{
    fprintf(out, "usage: tilltale %s", command->name);
    if (command->arguments[0] != '\0') {
        fprintf(out, " %s", command->arguments);
    }
    for (size_t i = 0; i < option_count(command); i++) {
        const struct command_option *option = &command->options[i];
        const char *open = option->is_required ? "" : "[";
        const char *close = option->is_required ? "" : "]";
        fprintf(out, " %s--%s%s%s%s", open, option->name, option->value != NULL ? " " : "",
            option->value != NULL ? option->value : "", close);
    }
    fprintf(out, " [--db FILE]\n");
}

static void print_option(const char *name, const char *value, const char *help)
{
    int written = printf("  --%s%s%s", name, value != NULL ? " " : "", value != NULL ? value : "");
    int pad = written < HELP_COLUMN ? HELP_COLUMN - written : 0;
    if (pad == 0) {
        printf("\n%*s", HELP_COLUMN, "");
    }
    printf("%*s%s\n", pad, "", help);
}

static void print_command_help(const struct command *command)
{
    print_usage_line(stdout, command);
    printf("\n%s\n", command->summary);
    if (command->help != NULL) {
        printf("\n%s\n", command->help);
    }
    printf("\n");
    for (size_t i = 0; i < option_count(command); i++) {
        const struct command_option *option = &command->options[i];
        print_option(option->name, option->value, option->help);
    }
    print_option("db", "FILE", "the till's file; else $XDG_DATA_HOME/tilltale/shop.db");
    print_option("help", NULL, "this text");
}

/* True for the first word of a command of two: "report" of "report day". */
static bool begins_with_word(const char *name, const char *word)
{
    size_t size = strlen(word);
    return strncmp(name, word, size) == 0 && name[size] == ' ';
}

/* All of them, or those that begin with `word`. */
static void print_commands(FILE *out, const char *word)
{
    fprintf(out, "usage: tilltale COMMAND [argument ...] [--option ...]\n\n");
    for (size_t i = 0; COMMANDS[i] != NULL; i++) {
        if (word == NULL || begins_with_word(COMMANDS[i]->name, word)) {
            fprintf(out, "  %-22s%s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
        }
    }
    fprintf(out, "\ntilltale COMMAND --help says more.\n");
}

/* True if the words at `argv` begin with the command's name; *out_words is how many it has. */
static bool name_matches(const char *name, int argc, char **argv, int *out_words)
{
    struct text_view rest = text_view_of(name);
    struct text_view word;
    int words = 0;
    while (text_view_split(&rest, ' ', &word)) {
        if (words >= argc || !text_view_equals(word, argv[words])) {
            return false;
        }
        words++;
    }
    *out_words = words;
    return true;
}

static const struct command *find_command(int argc, char **argv, int *out_words)
{
    for (size_t i = 0; COMMANDS[i] != NULL; i++) {
        if (name_matches(COMMANDS[i]->name, argc, argv, out_words)) {
            return COMMANDS[i];
        }
    }
    return NULL;
}

struct reading {
    struct invocation invocation;
    bool wants_help;
    bool has_db;
};

static bool take_value(int argc, char **argv, int *at, const char *equals, const char *name,
    const char **out_value, struct error *err)
{
    if (equals != NULL) {
        *out_value = equals + 1;
        return true;
    }
    if (*at + 1 >= argc) {
        return error_set(err, ERROR_INVALID, "--%s wants a value", name);
    }
    *at += 1;
    *out_value = argv[*at];
    return true;
}

static bool take_db(struct reading *reading, const char *path, struct error *err)
{
    if (reading->has_db) {
        return error_set(err, ERROR_INVALID, "--db is given twice");
    }
    if (path[0] == '\0' ||
        !text_copy(reading->invocation.db_path, sizeof(reading->invocation.db_path), path)) {
        return error_set(err, ERROR_INVALID, "--db wants the path of a file");
    }
    reading->has_db = true;
    return true;
}

/* Reads the option at argv[*at] and its value, if it has one. */
static bool read_option(struct reading *reading, int argc, char **argv, int *at, struct error *err)
{
    const char *name = argv[*at] + 2;
    const char *equals = strchr(name, '=');
    size_t size = equals != NULL ? (size_t)(equals - name) : strlen(name);
    if (strcmp(name, "help") == 0) {
        reading->wants_help = true;
        return true;
    }
    const char *value = "";
    if (size == 2 && memcmp(name, "db", 2) == 0) {
        return take_value(argc, argv, at, equals, "db", &value, err) &&
               take_db(reading, value, err);
    }
    size_t index = option_index(reading->invocation.command, name, size);
    if (index == COMMAND_OPTIONS_MAX) {
        return error_set(err, ERROR_INVALID, "there is no option --%.*s", (int)size, name);
    }
    const struct command_option *option = &reading->invocation.command->options[index];
    if (reading->invocation.values[index] != NULL) {
        return error_set(err, ERROR_INVALID, "--%s is given twice", option->name);
    }
    if (option->value == NULL && equals != NULL) {
        return error_set(err, ERROR_INVALID, "--%s takes no value", option->name);
    }
    if (option->value != NULL && !take_value(argc, argv, at, equals, option->name, &value, err)) {
        return false;
    }
    reading->invocation.values[index] = value;
    return true;
}

static bool add_argument(struct invocation *invocation, const char *argument, struct error *err)
{
    if (invocation->argument_count >= invocation->command->arguments_max ||
        invocation->argument_count >= COMMAND_ARGUMENTS_MAX) {
        return error_set(err, ERROR_INVALID, "\"%s\" is too much", argument);
    }
    invocation->arguments[invocation->argument_count++] = argument;
    return true;
}

static bool read_words(struct reading *reading, int argc, char **argv, struct error *err)
{
    bool only_arguments = false;
    for (int at = 0; at < argc; at++) {
        const char *word = argv[at];
        if (!only_arguments && strcmp(word, "--") == 0) {
            only_arguments = true;
        } else if (!only_arguments && strcmp(word, "-h") == 0) {
            reading->wants_help = true;
        } else if (!only_arguments && strncmp(word, "--", 2) == 0) {
            if (!read_option(reading, argc, argv, &at, err)) {
                return false;
            }
        } else if (!add_argument(&reading->invocation, word, err)) {
            return false;
        }
    }
    return true;
}

/* What must be there and what is there by default. */
static bool complete(struct reading *reading, struct error *err)
{
    struct invocation *invocation = &reading->invocation;
    const struct command *command = invocation->command;
    for (size_t i = 0; i < option_count(command); i++) {
        if (command->options[i].is_required && invocation->values[i] == NULL) {
            return error_set(err, ERROR_INVALID, "--%s is missing", command->options[i].name);
        }
    }
    if (invocation->argument_count < command->arguments_min) {
        return error_set(err, ERROR_INVALID, "%s is missing", command->arguments);
    }
    if (!reading->has_db) {
        invocation->is_db_default = true;
        if (!default_path(invocation->db_path, sizeof(invocation->db_path))) {
            return error_set(
                err, ERROR_INVALID, "--db is missing, and there is no home folder to look in");
        }
    }
    return true;
}

static int refuse_usage(const struct command *command, const struct error *err)
{
    fprintf(stderr, "tilltale %s: %s\n", command->name, err->text);
    print_usage_line(stderr, command);
    return COMMAND_USAGE;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    struct error err = {.code = ERROR_NONE};
    struct reading reading = {.invocation = {.command = command}};
    bool is_read = read_words(&reading, argc, argv, &err);
    if (reading.wants_help) {
        print_command_help(command);
        return COMMAND_OK;
    }
    if (!is_read || !complete(&reading, &err)) {
        return refuse_usage(command, &err);
    }
    enum command_status status = command->run(&reading.invocation, &err);
    if (status == COMMAND_USAGE) {
        return refuse_usage(command, &err);
    }
    if (status != COMMAND_OK && err.code != ERROR_NONE) {
        fprintf(stderr, "tilltale %s: %s\n", command->name, err.text);
    }
    /* A result that did not reach its reader was not delivered: a full disk, a closed pipe. */
    if (fflush(stdout) != 0 && status == COMMAND_OK) {
        fprintf(
            stderr, "tilltale %s: cannot write the result: %s\n", command->name, strerror(errno));
        return COMMAND_REFUSED;
    }
    return (int)status;
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* What was called is no command, but may be the first word of some. */
static int refuse_command(int argc, char **argv)
{
    bool is_group = false;
    for (size_t i = 0; COMMANDS[i] != NULL; i++) {
        is_group = is_group || begins_with_word(COMMANDS[i]->name, argv[0]);
    }
    const char *word = is_group ? argv[0] : NULL;
    if (is_group && argc > 1 && is_help(argv[1])) {
        print_commands(stdout, word);
        return COMMAND_OK;
    }
    bool has_second = is_group && argc > 1;
    fprintf(stderr, "tilltale: there is no command \"%s%s%s\"\n", argv[0], has_second ? " " : "",
        has_second ? argv[1] : "");
    print_commands(stderr, word);
    return COMMAND_USAGE;
}

int command_main(int argc, char **argv)
{
    if (argc < 2) {
        print_commands(stderr, NULL);
        return COMMAND_USAGE;
    }
    if (is_help(argv[1]) || strcmp(argv[1], "help") == 0) {
        print_commands(stdout, NULL);
        return COMMAND_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("tilltale %s\n", TILLTALE_VERSION);
        return COMMAND_OK;
    }
    int words = 0;
    const struct command *command = find_command(argc - 1, argv + 1, &words);
    if (command == NULL) {
        return refuse_command(argc - 1, argv + 1);
    }
    return run_command(command, argc - 1 - words, argv + 1 + words);
}
