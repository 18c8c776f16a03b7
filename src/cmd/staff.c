#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/secret.h"
#include "export/text_table.h"
#include "till/staff.h"
#include "till/till.h"

#define SECRET_MAX 128

static bool open_shop(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

/* The person of this name; one who works here before one who did. */
static const struct till_person *find(
    const struct till *till, const char *name, bool is_active, struct error *err)
{
    size_t count;
    const struct till_person *people = till_staff(till, &count);
    for (size_t i = 0; i < count; i++) {
        if (people[i].is_active == is_active && strcmp(people[i].name, name) == 0) {
            return &people[i];
        }
    }
    (void)error_set(err, ERROR_NOT_FOUND, "nobody called \"%s\" %s", name,
        is_active ? "works here" : "is on the list of those who left");
    return NULL;
}

static enum command_status done(struct till *till, bool is_done)
{
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

/* --- list ------------------------------------------------------------------------------------ */

static void print_all(const struct till *till)
{
    size_t count;
    const struct till_person *people = till_staff(till, &count);
    struct text_table table = text_table_begin("llll");
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        text_table_cell(&table, people[i].name);
        text_table_cell(&table, role_name(people[i].role));
        text_table_cell(&table, people[i].has_pin ? "has a PIN" : "no PIN");
        text_table_cell(&table, people[i].is_active ? "" : "works here no more");
    }
    text_table_print(&table, &out);
    fwrite(out.bytes, 1, out.size, stdout);
    text_table_close(&table);
    buffer_close(&out);
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    print_all(till);
    return done(till, true);
}

/* --- add, disable, enable -------------------------------------------------------------------- */

static bool set_pin(struct till *till, int64_t staff_id, const char *pin_file, struct error *err)
{
    char pin[SECRET_MAX];
    bool is_done = secret_read(pin_file, "PIN, 4 to 8 digits", pin, sizeof(pin), err) &&
                   till_set_pin(till, staff_id, pin, err);
    memory_wipe(pin, sizeof(pin));
    return is_done;
}

static enum command_status run_add(const struct invocation *invocation, struct error *err)
{
    const char *role_text = command_value(invocation, "role");
    const char *pin_file = command_value(invocation, "pin-file");
    struct till *till;
    enum role role;
    int64_t id;
    if (!role_parse(text_view_of(role_text), &role)) {
        return command_usage_error(err, "--role is cashier, manager or booth");
    }
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = till_add_person(till, invocation->arguments[0], role, &id, err);
    if (is_done) {
        printf("%s works here as %s.\n", invocation->arguments[0], role_name(role));
    }
    is_done = is_done && (pin_file == NULL || set_pin(till, id, pin_file, err));
    return done(till, is_done);
}

static enum command_status change_active(
    const struct invocation *invocation, bool is_active, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    const struct till_person *person = find(till, invocation->arguments[0], !is_active, err);
    struct till_person changed = {0};
    bool is_done = person != NULL;
    if (is_done) {
        changed = *person;
        changed.is_active = is_active;
        is_done = till_change_person(till, &changed, err);
    }
    if (is_done) {
        printf("%s works here%s.\n", changed.name, is_active ? " again" : " no more");
    }
    return done(till, is_done);
}

static enum command_status run_disable(const struct invocation *invocation, struct error *err)
{
    return change_active(invocation, false, err);
}

static enum command_status run_enable(const struct invocation *invocation, struct error *err)
{
    return change_active(invocation, true, err);
}

/* --- PINs ------------------------------------------------------------------------------------- */

static enum command_status run_pin(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    const struct till_person *person = find(till, invocation->arguments[0], true, err);
    bool is_done =
        person != NULL && set_pin(till, person->id, command_value(invocation, "pin-file"), err);
    if (is_done) {
        printf("%s has a new PIN.\n", invocation->arguments[0]);
    }
    return done(till, is_done);
}

static bool recover(const struct invocation *invocation, struct till *till, struct error *err)
{
    char words[SECRET_MAX];
    char pin[SECRET_MAX];
    char fresh[RECOVERY_TEXT_MAX];
    const struct till_person *person = find(till, invocation->arguments[0], true, err);
    bool is_done = person != NULL &&
                   secret_read(command_value(invocation, "words-file"), "Recovery words", words,
                       sizeof(words), err) &&
                   secret_read(command_value(invocation, "pin-file"), "New PIN, 4 to 8 digits", pin,
                       sizeof(pin), err) &&
                   till_recover_manager(till, words, person->id, pin, fresh, err);
    if (is_done) {
        printf("%s has a new PIN. The recovery words are new, too; write them down:\n%s\n",
            invocation->arguments[0], fresh);
    }
    memory_wipe(words, sizeof(words));
    memory_wipe(pin, sizeof(pin));
    memory_wipe(fresh, sizeof(fresh));
    return is_done;
}

static enum command_status run_recover(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    return done(till, recover(invocation, till, err));
}

#define PIN_FILE_OPTION                                                                            \
    {                                                                                              \
        "pin-file", "FILE", false, "the PIN is its first line; else it is asked for"               \
    }

const struct command command_staff_list = {
    .name = "staff list",
    .arguments = "",
    .summary = "who works in the shop",
    .run = run_list,
};

const struct command command_staff_add = {
    .name = "staff add",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "somebody new",
    .help = "Without --pin-file there is no PIN yet: 'staff pin' gives one.",
    .options =
        {
            {"role", "cashier|manager|booth", true, "what the person may do"},
            {"pin-file", "FILE", false, "the PIN is its first line"},
        },
    .run = run_add,
};

const struct command command_staff_disable = {
    .name = "staff disable",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "somebody works here no more",
    .run = run_disable,
};

const struct command command_staff_enable = {
    .name = "staff enable",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "somebody works here again",
    .run = run_enable,
};

const struct command command_staff_pin = {
    .name = "staff pin",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "gives somebody a new PIN",
    .options = {PIN_FILE_OPTION},
    .run = run_pin,
};

const struct command command_staff_recover = {
    .name = "staff recover",
    .arguments = "MANAGER",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "a new PIN for a manager, by the recovery words of init",
    .help = "The words are used up by it; new ones are printed once.",
    .options =
        {
            {"words-file", "FILE", false, "the words are its first line; else they are asked for"},
            PIN_FILE_OPTION,
        },
    .run = run_recover,
};
