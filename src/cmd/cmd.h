#ifndef TILLTALE_CMD_CMD_H
#define TILLTALE_CMD_CMD_H

/* Command line: `tilltale COMMAND [argument…] [--option [value]…]`.
 *
 * A command is one file that exports one constant `struct command`, and one row of COMMANDS in
 * commands.c. The row says everything: its name of one or two words, what it takes, and its help,
 * which is printed from the row. Options are read by the rows too, so a command only asks for
 * their values. Every command also takes --db FILE and --help.
 *
 * Options may stand anywhere, as "--day 2026-11-23" or "--day=2026-11-23"; after "--" everything
 * is an argument. An option given twice, one that the row does not have and a missing value are
 * wrong usage.
 *
 * A command prints its result to stdout. It never prints its failure: it fills `err` and returns
 * COMMAND_REFUSED, and the words go to stderr once. */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum command_status {
    COMMAND_OK = 0,
    COMMAND_REFUSED = 1, /* the input or the state of the world does not allow it */
    COMMAND_USAGE = 2    /* the command line itself is wrong */
};

#define COMMAND_OPTIONS_MAX 26
#define COMMAND_ARGUMENTS_MAX 8
#define COMMAND_PATH_MAX 4096

struct command_option {
    const char *name;  /* without the dashes; NULL ends the list */
    const char *value; /* what stands for the value in the help, "NAME"; NULL: a switch */
    bool is_required;  /* missing is wrong usage */
    const char *help;
};

struct invocation;

struct command {
    const char *name;      /* "init", or two words: "campaign link" */
    const char *arguments; /* for the help: "CODE", "[FILE.jsonl]"; "" for none */
    size_t arguments_min, arguments_max;
    const char *summary; /* one line, for the list of commands */
    const char *help;    /* further lines, or NULL */
    struct command_option options[COMMAND_OPTIONS_MAX];
    /* `err` may stay empty where the command has said everything itself. */
    enum command_status (*run)(const struct invocation *invocation, struct error *err);
};

/* What was typed, checked against the row. Everything is borrowed from the arguments of main. */
struct invocation {
    const struct command *command;
    const char *arguments[COMMAND_ARGUMENTS_MAX];
    size_t argument_count;
    const char *values[COMMAND_OPTIONS_MAX]; /* by index of the row's options; NULL: not given */
    char db_path[COMMAND_PATH_MAX];          /* --db, or the default; never empty */
    bool is_db_default;                      /* --db was not given */
};

/* The rows, ended by NULL. */
extern const struct command *const COMMANDS[];

/* The value of an option of the row (ASSERT that the row has it), or NULL if it was not given. */
const char *command_value(const struct invocation *invocation, const char *option);

/* True if the switch was given. */
bool command_has(const struct invocation *invocation, const char *option);

/* For what the row cannot check: fills `err` with the words and returns COMMAND_USAGE. */
enum command_status command_usage_error(struct error *err, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Makes the folder of the default database, mode 0700. Errors: ERROR_IO. */
MUST_CHECK bool command_make_folder(const struct invocation *invocation, struct error *err);

/* Finds the command, reads its options, runs it, and says on stderr what went wrong. Returns the
 * exit status of the process. */
int command_main(int argc, char **argv);

#endif
