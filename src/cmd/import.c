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

/* One kind of import, with the options of the command line. */
typedef bool reader(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err);

static enum command_status import(const struct invocation *invocation, const char *path, int flags,
    reader *read, struct error *err)
{
    struct till *till;
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH | flags, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct teller teller = {
        .is_terminal = isatty(STDERR_FILENO) == 1,
        .begun_ms = clock_monotonic_ms(clock_system()),
    };
    struct import_progress progress = {.tell = tell, .context = &teller};
    struct import_result *result = calloc(1, sizeof(*result));
    ASSERT(result != NULL);
    bool is_done = read(invocation, till, path, &progress, result, err);
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

static bool read_products(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    (void)invocation;
    return import_products(till, path, progress, out_result, err);
}

static bool read_campaigns(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    (void)invocation;
    return import_campaigns(till, path, progress, out_result, err);
}

static bool read_options(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    (void)invocation;
    return import_options(till, path, progress, out_result, err);
}

static bool read_prices(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    struct import_price_list list = {
        .name = command_value(invocation, "list"),
        .starts_on = command_value(invocation, "from"),
        .ends_on = command_value(invocation, "until"),
        .weekdays = command_value(invocation, "days"),
        .hours = command_value(invocation, "hours"),
        .is_off = command_has(invocation, "off"),
    };
    return import_prices(till, &list, path, progress, out_result, err);
}

static bool read_spend(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    (void)invocation;
    return import_spend(till, path, progress, out_result, err);
}

static bool read_conversions(const struct invocation *invocation, struct till *till,
    const char *path, const struct import_progress *progress, struct import_result *out_result,
    struct error *err)
{
    (void)invocation;
    return import_conversions(till, path, progress, out_result, err);
}

static const struct {
    const char *name;
    reader *read;
} KINDS[] = {
    {"products", read_products},
    {"campaigns", read_campaigns},
    {"options", read_options},
    {"prices", read_prices},
    {"spend", read_spend},
    {"conversions", read_conversions},
};

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    const char *what = invocation->arguments[0];
    bool has_list = command_value(invocation, "list") != NULL;
    bool is_prices = strcmp(what, "prices") == 0;
    bool has_period = command_value(invocation, "from") != NULL ||
                      command_value(invocation, "until") != NULL ||
                      command_value(invocation, "days") != NULL ||
                      command_value(invocation, "hours") != NULL || command_has(invocation, "off");
    if (is_prices && !has_list) {
        return command_usage_error(err, "import prices needs --list NAME");
    }
    if (!is_prices && (has_list || has_period)) {
        return command_usage_error(err, "only prices have a list and a time");
    }
    for (size_t i = 0; i < ARRAY_LENGTH(KINDS); i++) {
        if (strcmp(what, KINDS[i].name) == 0) {
            return import(
                invocation, invocation->arguments[1], TILL_OPEN_OFFICE, KINDS[i].read, err);
        }
    }
    return command_usage_error(err,
        "there are products, campaigns, options, prices, spend and conversions to import, not "
        "\"%s\"",
        what);
}

const struct command command_import = {
    .name = "import",
    .arguments = "products|campaigns|options|prices|spend|conversions FILE.csv",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "reads products, campaigns, prices, spend or web orders from a file",
    .help =
        "products:  sku,barcode,name,category,price,tax_rate,unit,cost\n"
        "           cost may be missing; several barcodes are separated by ';'; an empty price is\n"
        "           typed at the till; tax_rate is in percent, several as 5+9.975;\n"
        "           unit is each, kg, l or m. And if wanted: kind (item, bundle, deposit),\n"
        "           deposit (SKU of what is due on each piece), asks (serial, age:18),\n"
        "           favourite (place in front, from 1), stock (yes: it is counted), low_stock\n"
        "           (warn at or below), options (groups, with ';' between), parts (of a bundle:\n"
        "           SKU or SKU*2, with ';' between)\n"
        "campaigns: code,name,channel,starts,ends,budget,offer,landing_url,headline\n"
        "           offer is empty, 10%, 2.00, 3rd free, perhaps with \" on \" and categories or\n"
        "           SKUs separated by ';': 10% on Beans; or free FLATW. And if wanted: limit "
        "(person,\n"
        "           token), stacks (yes), utm, form_url, ground_colour, button_colour, languages\n"
        "options:   group,minimum,maximum,choice,price; a row a choice; price is added to the\n"
        "           product's. Choices that a group of the file no longer has are not offered\n"
        "prices:    sku,price of the list --list NAME, which holds from --from until --until, on\n"
        "           --days, within --hours; of several that hold the newest list counts; an\n"
        "           empty price takes the product off the list\n"
        "spend:     date,campaign,amount and perhaps placement, note, ref; as ad platforms export\n"
        "           it, too. A row that is there already is not booked again\n"
        "conversions: order,time,amount and perhaps net or tax, currency, token, utm: orders of a\n"
        "           web shop, also as WooCommerce and Shopify export them, or as JSON lines. The\n"
        "           code or the UTM words say which campaign brought one\n"
        "\n"
        "Columns in any order; comma, semicolon or tab; UTF-8, or UTF-16 with its mark. One bad\n"
        "row and nothing is imported. Importing again changes what differs, by sku or code.",
    .options =
        {
            {"list", "NAME", false, "the price list, made where there is none"},
            {"from", "DAY", false, "its first business day; \"\" open"},
            {"until", "DAY", false, "its last one, included; \"\" open"},
            {"days", "DAYS", false, "mon-fri or sat,sun; \"\" every day"},
            {"hours", "HOURS", false, "16:00-18:30, also over midnight; \"\" the whole day"},
            {"off", NULL, false, "the list rests"},
        },
    .run = run,
};

/* --- stock ------------------------------------------------------------------------------------ */

static bool read_stock(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    enum stock_act act = command_has(invocation, "count")  ? STOCK_COUNT
                         : command_has(invocation, "loss") ? STOCK_LOSS
                                                           : STOCK_DELIVERY;
    return import_stock(till, act, path, progress, out_result, err);
}

static enum command_status run_stock(const struct invocation *invocation, struct error *err)
{
    if (command_has(invocation, "count") && command_has(invocation, "loss")) {
        return command_usage_error(err, "either --count or --loss");
    }
    return import(invocation, invocation->arguments[0], 0, read_stock, err);
}

const struct command command_stock_import = {
    .name = "stock import",
    .arguments = "FILE.csv",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "deliveries from a file, or what was counted",
    .help =
        "sku,quantity and perhaps note. A row without a quantity is passed over, so the list\n"
        "of 'stock list --csv' can be filled in and read back. All rows or none.",
    .options =
        {
            {"count", NULL, false, "the quantities are what is there"},
            {"loss", NULL, false, "the quantities are lost"},
        },
    .run = run_stock,
};

/* --- touches ----------------------------------------------------------------------------------- */

static bool read_touches(const struct invocation *invocation, struct till *till, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    (void)invocation;
    return import_touches(till, path, progress, out_result, err);
}

static enum command_status run_touches(const struct invocation *invocation, struct error *err)
{
    return import(invocation, invocation->arguments[0], 0, read_touches, err);
}

const struct command command_touch_add = {
    .name = "touch add",
    .arguments = "FILE.jsonl",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "contacts with campaigns from elsewhere: a newsletter read, a page visited",
    .help =
        "One object a line:\n"
        "  {\"at\": \"2026-11-23T12:41:00Z\", \"campaign\": \"NEWS\", \"placement\": "
        "\"november\",\n"
        "   \"kind\": \"web\", \"lead\": \"1-000012\"}\n"
        "kind is shown, scanned, typed, chosen, lead, voucher, referral or web; shown is never\n"
        "credited. lead is a lead's number or code; it and placement may be missing. All lines or\n"
        "none; the same contact again adds nothing.",
    .run = run_touches,
};
