#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "till/office.h"
#include "till/till.h"

/* Categories and tax rates. */

#define ROWS_MAX 1000

static bool open_shop(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static enum command_status done(struct till *till, bool is_done)
{
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

/* --- categories -------------------------------------------------------------------------------- */

static bool print_categories(struct till *till, struct error *err)
{
    static const char *const colours[OFFICE_COLOURS + 1] = {
        "by position", "1", "2", "3", "4", "5", "6", "7", "8"};
    struct office_category rows[ROWS_MAX];
    size_t count;
    if (!office_list_categories(till, rows, ROWS_MAX, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count && i < ROWS_MAX; i++) {
        printf("%s\tcolour %s\n", rows[i].name, colours[rows[i].colour]);
    }
    return true;
}

static bool find_category(
    struct till *till, const char *name, struct office_category *out_row, struct error *err)
{
    struct office_category rows[ROWS_MAX];
    size_t count;
    if (!office_list_categories(till, rows, ROWS_MAX, &count, err)) {
        return false;
    }
    for (size_t i = 0; i < count && i < ROWS_MAX; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            *out_row = rows[i];
            return true;
        }
    }
    return error_set(err, ERROR_NOT_FOUND, "there is no category %s", name);
}

static bool change_category(
    struct office_category *row, const char *field, const char *value, struct error *err)
{
    int64_t colour;
    if (strcmp(field, "name") == 0) {
        return text_copy(row->name, sizeof row->name, value) ||
               error_set(err, ERROR_INVALID, "the name is too long");
    }
    if (strcmp(field, "colour") != 0) {
        return error_set(
            err, ERROR_NOT_FOUND, "a category has no field %s; it has name and colour", field);
    }
    if (!decimal_parse(text_view_of(value), 0, '.', &colour, err)) {
        return false;
    }
    if (colour < 0 || colour > OFFICE_COLOURS) {
        return error_set(err, ERROR_INVALID, "a colour is 1 to %d, or 0", OFFICE_COLOURS);
    }
    row->colour = (int)colour;
    return true;
}

static enum command_status run_category_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    return done(till, print_categories(till, err));
}

static enum command_status run_category_set(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct office_category row;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    return done(
        till, find_category(till, invocation->arguments[0], &row, err) &&
                  change_category(&row, invocation->arguments[1], invocation->arguments[2], err) &&
                  office_write_category(till, &row, err));
}

static enum command_status run_category_add(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct office_category row = {0};
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    return done(till, (text_copy(row.name, sizeof row.name, invocation->arguments[0]) ||
                          error_set(err, ERROR_INVALID, "the name is too long")) &&
                          office_write_category(till, &row, err));
}

/* --- taxes ------------------------------------------------------------------------------------- */

static enum command_status run_tax_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct tax_code codes[ROWS_MAX];
    size_t count;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = office_list_taxes(till, codes, ROWS_MAX, &count, err);
    for (size_t i = 0; is_done && i < count && i < ROWS_MAX; i++) {
        char text[TAX_CODE_TEXT_MAX];
        printf("%s\n", tax_code_print(&codes[i], text));
    }
    return done(till, is_done);
}

static enum command_status run_tax_add(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct tax_code code;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    return done(till, tax_code_parse(text_view_of(invocation->arguments[0]), &code, err) &&
                          office_add_tax(till, &code, err));
}

const struct command command_category_list = {
    .name = "category list",
    .arguments = "",
    .summary = "the categories in the order of their chips",
    .run = run_category_list,
};

const struct command command_category_add = {
    .name = "category add",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "adds a category at the end",
    .run = run_category_add,
};

const struct command command_category_set = {
    .name = "category set",
    .arguments = "NAME FIELD VALUE",
    .arguments_min = 3,
    .arguments_max = 3,
    .summary = "changes a category's name or colour",
    .help = "A colour is 1 to 8, in the order in which they are given out; 0: by its place.",
    .run = run_category_set,
};

const struct command command_tax_list = {
    .name = "tax list",
    .arguments = "",
    .summary = "the tax rates, the standard one first",
    .run = run_tax_list,
};

const struct command command_tax_add = {
    .name = "tax add",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "adds a tax rate: 19, or 5+9.975 for two taxes on one base",
    .run = run_tax_add,
};
