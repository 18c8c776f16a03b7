#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/lead.h"
#include "domain/money.h"
#include "export/json_write.h"
#include "till/till.h"

/* --- show ----------------------------------------------------------------------------------- */

static void print_values(const struct lead_person *person)
{
    for (size_t i = 0; i < person->value_count; i++) {
        const struct lead_value *value = &person->values[i];
        char at[TIME_TEXT_MAX];
        if (value->is_current) {
            printf("%-14s %s\n", value->name, value->value);
        } else {
            printf(
                "  (before %s %s, %s)\n", value->name, value->value, time_print(value->at_ms, at));
        }
    }
    for (size_t i = 0; i < person->note_count; i++) {
        printf("%-14s %s\n", "note", person->notes[i].text);
    }
    for (size_t i = 0; i < person->scan_count; i++) {
        printf("%-14s %s\n", "badge", person->scans[i].text);
    }
}

static void print_consents(const struct lead_person *person)
{
    for (size_t i = 0; i < person->consent_count; i++) {
        const struct lead_consent_fact *fact = &person->consents[i];
        char at[TIME_TEXT_MAX];
        const char *words = fact->is_withdrawal ? "withdrawn"
                            : fact->is_given    ? "given"
                                                : "not given";
        printf("%-14s %s: %s, %s, by %s at %s\n", "consent", fact->purpose, words,
            time_print(fact->at_ms, at), fact->channel, fact->device);
    }
}

static void print_person(struct till *till, const struct lead_person *person)
{
    const struct currency *currency = till_shop(till)->rules.currency;
    char text[CAMPAIGN_CODE_TEXT_MAX];
    char token[TOKEN_GROUPED_MAX];
    char number[24];
    char amount[MONEY_TEXT_MAX];
    for (size_t i = 0; i < person->lead_count; i++) {
        const struct lead_part *part = &person->leads[i];
        char at[TIME_TEXT_MAX];
        printf("%-14s %s, %s, %s%s%s\n", "lead", lead_number_print(part->lead_id, number),
            time_print(part->captured_at_ms, at),
            lead_code(till, part->lead_id, token, text) ? token : part->source,
            part->campaign_code[0] != '\0' ? ", " : "", part->campaign_code);
    }
    if (person->is_erased) {
        printf("everything personal is erased\n");
    } else if (!person->is_open) {
        printf("names and details need the passphrase of the lead key\n");
    }
    if (person->rating[0] != '\0') {
        printf("%-14s %s\n", "rating", person->rating);
    }
    for (size_t i = 0; i < person->interest_count; i++) {
        printf("%-14s %s\n", i == 0 ? "interests" : "", person->interests[i]);
    }
    if (person->follow_up[0] != '\0') {
        printf("%-14s %s\n", "follow up", person->follow_up);
    }
    print_values(person);
    print_consents(person);
    if (person->bought_count > 0) {
        printf("%-14s %zu times, for %s\n", "bought", person->bought_count,
            money_print(person->bought_minor, currency, amount));
    }
}

static bool print_json(
    struct till *till, const struct lead_person *person, bool with_evidence, struct error *err)
{
    struct buffer json = {0};
    lead_write_json(&json, till, person, with_evidence);
    bool is_done = printf("%s\n", json.bytes) >= 0 && fflush(stdout) == 0;
    memory_wipe(json.bytes, json.size);
    buffer_close(&json);
    return is_done || error_set(err, ERROR_IO, "cannot write the result");
}

static enum command_status run_show(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct lead_person person = {0};
    int64_t id;
    if (!lead_open(invocation, TILL_OPEN_OFFICE, LEAD_UNLOCK_IF_HERE, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = lead_find_argument(till, invocation->arguments[0], &id, err) &&
                   lead_read(till, id, &person, err);
    if (is_done && command_has(invocation, "json")) {
        is_done = print_json(till, &person, false, err);
    } else if (is_done) {
        print_person(till, &person);
    }
    lead_person_close(&person);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_show = {
    .name = "lead show",
    .arguments = "LEAD",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "shows one person with all that is known",
    .help = "LEAD is a number such as 1-12 or a code, with the key open also an e-mail or a phone.",
    .options =
        {
            {"json", NULL, false, "as one object"},
            LEAD_OPTION_PASSPHRASE,
        },
    .run = run_show,
};

/* --- one's own data ------------------------------------------------------------------------- */

static bool write_file(
    const char *path, struct till *till, const struct lead_person *person, struct error *err)
{
    struct buffer json = {0};
    lead_write_json(&json, till, person, true);
    buffer_append_char(&json, '\n');
    bool is_done = file_write_whole(path, json.bytes, json.size, 0600, err);
    memory_wipe(json.bytes, json.size);
    buffer_close(&json);
    return is_done;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static enum command_status run_export_person(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct lead_person person = {0};
    int64_t id;
    const char *path = command_value(invocation, "to");
    if (!lead_open(invocation, 0, LEAD_UNLOCK_MUST, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        lead_find_argument(till, invocation->arguments[0], &id, err) &&
        lead_read(till, id, &person, err) &&
        lead_export_record(till, "person", "", path != NULL ? name_of(path) : "", 1, 0, err) &&
        (path != NULL ? write_file(path, till, &person, err)
                      : print_json(till, &person, true, err));
    lead_person_close(&person);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_export_person = {
    .name = "lead export-person",
    .arguments = "LEAD",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "everything of one person as a file, for whoever asks for their data",
    .help =
        "JSON: details with their history, notes, badges, consents with their words, contacts\n"
        "and purchases. That it was handed out is written down.",
    .options =
        {
            {"to", "FILE", false, "into this file; else it is printed"},
            LEAD_OPTION_PASSPHRASE,
        },
    .run = run_export_person,
};

/* --- erase, withdraw, match ----------------------------------------------------------------- */

static enum command_status run_erase(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    int64_t id;
    size_t count;
    if (!lead_open(invocation, 0, LEAD_UNLOCK_GIVEN, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = lead_find_argument(till, invocation->arguments[0], &id, err) &&
                   lead_erase(till, id, "asked for", &count, err);
    if (is_done) {
        printf("%zu leads of this person are erased here%s\n", count,
            lead_is_unlocked(till)
                ? ""
                : "; with the passphrase those that are not matched yet would be found too");
    }
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_erase = {
    .name = "lead erase",
    .arguments = "LEAD",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "erases everything personal of one person",
    .help =
        "The person's leads all go, here at once and at every till with its next sync. Sales\n"
        "and figures stay. It cannot be undone.",
    .options = {LEAD_OPTION_PASSPHRASE},
    .run = run_erase,
};

static enum command_status run_withdraw(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    int64_t id;
    const char *purpose = command_value(invocation, "purpose");
    if (!lead_open(invocation, 0, LEAD_UNLOCK_GIVEN, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        lead_find_argument(till, invocation->arguments[0], &id, err) &&
        lead_withdraw(till, id, text_view_of(purpose != NULL ? purpose : ""), "staff", err);
    till_close(till);
    if (is_done) {
        printf("taken back: %s\n", purpose != NULL ? purpose : "every consent of this person");
    }
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_withdraw = {
    .name = "lead withdraw",
    .arguments = "LEAD",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "writes down that somebody takes their consent back",
    .help = "It counts for the whole person and stays, whatever else is merged later.",
    .options =
        {
            {"purpose", "PURPOSE", false, "email, phone, ads; else all that were given"},
            LEAD_OPTION_PASSPHRASE,
        },
    .run = run_withdraw,
};

struct counting {
    size_t people, leads;
};

static bool count_person(void *context, const struct lead_person *person, struct error *err)
{
    struct counting *counting = context;
    (void)err;
    counting->people++;
    counting->leads += person->lead_count;
    return true;
}

/* Opening the key has matched them already; what is left is to say what came out of it. */
static bool say_matches(struct till *till, struct error *err)
{
    struct counting counting = {0};
    struct lead_filter everybody = {.only_hot = false};
    if (!lead_visit_people(till, &everybody, count_person, &counting, err)) {
        return false;
    }
    printf("%zu people left their details %zu times\n", counting.people, counting.leads);
    return true;
}

static bool match_two(const struct invocation *invocation, struct till *till, struct error *err)
{
    int64_t one;
    int64_t other;
    return lead_find_argument(till, invocation->arguments[0], &one, err) &&
           lead_find_argument(till, invocation->arguments[1], &other, err) &&
           lead_match(till, one, other, !command_has(invocation, "not"), err);
}

static enum command_status run_match(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    bool is_two = invocation->argument_count == 2;
    if (invocation->argument_count == 1 || (command_has(invocation, "not") && !is_two)) {
        return command_usage_error(err, "lead match takes two leads, or none");
    }
    if (!lead_open(invocation, 0, is_two ? LEAD_UNLOCK_GIVEN : LEAD_UNLOCK_MUST, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = is_two ? match_two(invocation, till, err) : say_matches(till, err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_match = {
    .name = "lead match",
    .arguments = "[LEAD LEAD]",
    .arguments_max = 2,
    .summary = "finds who left details twice, at all tills",
    .help =
        "By e-mail and phone. With two leads: says that they are one person, or with --not that\n"
        "they are two.",
    .options =
        {
            {"not", NULL, false, "the two are different people"},
            LEAD_OPTION_PASSPHRASE,
        },
    .run = run_match,
};

/* --- retention ------------------------------------------------------------------------------ */

static bool parse_days(const char *text, int *out_days, struct error *err)
{
    struct text_view digits = text_view_of(text);
    int64_t days = 0;
    if (digits.size > 0 && digits.bytes[digits.size - 1] == 'd') {
        digits.size--;
    }
    if (!decimal_parse(digits, 0, '.', &days, err) || days < 1 || days > LEAD_RETENTION_DAYS_MAX) {
        return error_set(err, ERROR_INVALID, "so many days as 180d, 1 to %d, not \"%s\"",
            LEAD_RETENTION_DAYS_MAX, text);
    }
    *out_days = (int)days;
    return true;
}

static enum command_status run_retention(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    int days = 0;
    size_t count;
    const char *text = invocation->argument_count > 0 ? invocation->arguments[0] : NULL;
    if (text != NULL && !parse_days(text, &days, err)) {
        return COMMAND_USAGE;
    }
    if (!lead_open(invocation, 0, LEAD_UNLOCK_GIVEN, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = (text == NULL || lead_retention_set(till, days, err)) &&
                   lead_retention_apply(till, &count, err);
    if (is_done) {
        printf(
            "kept for %d days after the last visit or purchase; %zu leads were over and are "
            "erased\n",
            lead_retention_days(till), count);
    }
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_retention = {
    .name = "lead retention",
    .arguments = "[DAYSd]",
    .arguments_max = 1,
    .summary = "how long personal data is kept; erases what is over",
    .help =
        "Counted from the person's last visit or purchase, whichever is later: 180d if nothing\n"
        "was said. Without DAYS the rule stays and is applied.",
    .options = {LEAD_OPTION_PASSPHRASE},
    .run = run_retention,
};
