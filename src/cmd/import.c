#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "till/import.h"
#include "till/till.h"

#define TELL_AFTER_MS 2000
#define TELL_EVERY_MS 200

/* Says how far it is: at once on a terminal, else only of long work. */
struct teller {
    bool is_terminal, has_told;
    int64_t begun_ms, told_ms;
};

static void tell(void *context, const char *what, size_t done, size_t total)
{
    struct teller *teller = context;
    int64_t now_ms = clock_monotonic_ms(clock_system());
    int64_t after_ms = teller->is_terminal ? TELL_EVERY_MS : TELL_AFTER_MS;
    if (now_ms - teller->begun_ms < after_ms || now_ms - teller->told_ms < TELL_EVERY_MS) {
        return;
    }
    teller->told_ms = now_ms;
    teller->has_told = true;
    size_t percent = total > 0 ? done * 100 / total : 100;
    fprintf(stderr, teller->is_terminal ? "\r%s %3zu %%" : "%s %zu %%\n", what, percent);
}

static void print_problems(const char *path, const struct import_result *result)
{
    size_t listed =
        result->problem_count < IMPORT_PROBLEMS_MAX ? result->problem_count : IMPORT_PROBLEMS_MAX;
    for (size_t i = 0; i < listed; i++) {
        const struct import_problem *problem = &result->problems[i];
        if (problem->line == 0) {
            fprintf(stderr, "%s: %s\n", path, problem->words);
        } else {
            fprintf(stderr, "%s:%u:%u: %s\n", path, problem->line, problem->column, problem->words);
        }
    }
    if (result->problem_count > listed) {
        fprintf(stderr, "and %zu more\n", result->problem_count - listed);
    }
}

static enum command_status import(const struct invocation *invocation,
    bool (*read)(struct till *till, const char *path, const struct import_progress *progress,
        struct import_result *out_result, struct error *err),
    struct error *err)
{
    const char *path = invocation->arguments[1];
    struct till *till;
    if (!till_open(
            invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct teller teller = {
        .is_terminal = isatty(STDERR_FILENO) == 1,
        .begun_ms = clock_monotonic_ms(clock_system()),
    };
    struct import_progress progress = {.tell = tell, .context = &teller};
    struct import_result *result = calloc(1, sizeof(*result));
    ASSERT(result != NULL);
    bool is_done = read(till, path, &progress, result, err);
    till_close(till);
    if (teller.has_told && teller.is_terminal) {
        fprintf(stderr, "\r%-20s\r", "");
    }
    for (size_t i = 0; i < result->warning_count; i++) {
        fprintf(stderr, "%s: %s\n", path, result->warnings[i]);
    }
    if (is_done) {
        printf("%zu rows: %zu added, %zu changed, %zu as they were\n", result->row_count,
            result->added_count, result->changed_count, result->unchanged_count);
    } else {
        print_problems(path, result);
    }
    free(result);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    const char *what = invocation->arguments[0];
    if (strcmp(what, "products") == 0) {
        return import(invocation, import_products, err);
    }
    if (strcmp(what, "campaigns") == 0) {
        return import(invocation, import_campaigns, err);
    }
    return command_usage_error(err, "there are products and campaigns to import, not \"%s\"", what);
}

const struct command command_import = {
    .name = "import",
    .arguments = "products|campaigns FILE.csv",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "reads the catalogue or the campaigns from a file",
    .help =
        "products:  sku,barcode,name,category,price,tax_rate,unit,cost\n"
        "           cost may be missing; several barcodes are separated by ';'; an empty price is\n"
        "           typed at the till; tax_rate is in percent, several as 5+9.975;\n"
        "           unit is each, kg, l or m\n"
        "campaigns: code,name,channel,starts,ends,budget,offer,landing_url,headline\n"
        "           offer is empty, 10% or 2.00, perhaps with \" on \" and categories or SKUs\n"
        "           separated by ';': 10% on Beans\n"
        "\n"
        "Columns in any order; comma, semicolon or tab; UTF-8, or UTF-16 with its mark. One bad\n"
        "row and nothing is imported. Importing again changes what differs, by sku or code.",
    .run = run,
};
