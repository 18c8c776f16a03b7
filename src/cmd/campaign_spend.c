#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/lead_form.h"
#include "domain/money.h"
#include "till/campaigns.h"
#include "till/till.h"

static bool open_till(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static bool find_id(struct till *till, const char *code, int64_t *out_id, struct error *err)
{
    struct campaign_card *card = malloc(sizeof(*card));
    ASSERT(card != NULL);
    bool is_found = campaign_read_card(till, code, card, err);
    *out_id = is_found ? card->id : 0;
    free(card);
    return is_found;
}

/* --- spend --------------------------------------------------------------------------------- */

static bool take(const struct invocation *invocation, const char *option, char *out,
    size_t capacity, struct error *err)
{
    const char *value = command_value(invocation, option);
    return value == NULL || text_copy(out, capacity, value) ||
           error_set(err, ERROR_INVALID, "--%s is too long", option);
}

static bool add_spend(struct till *till, const struct invocation *invocation, struct error *err)
{
    const struct currency *currency = till_shop(till)->rules.currency;
    struct campaign_spend spend = {0};
    char amount[MONEY_TEXT_MAX];
    int64_t id;
    till_today(till, spend.spent_on);
    if (!take(invocation, "date", spend.spent_on, sizeof(spend.spent_on), err) ||
        !take(invocation, "placement", spend.content, sizeof(spend.content), err) ||
        !take(invocation, "note", spend.note, sizeof(spend.note), err) ||
        !take(invocation, "ref", spend.ref, sizeof(spend.ref), err)) {
        return false;
    }
    if (!money_parse(text_view_of(command_value(invocation, "amount")), currency,
            &spend.amount_minor, err)) {
        return error_prefix(err, "--amount: ");
    }
    if (!find_id(till, invocation->arguments[0], &id, err) ||
        !campaign_add_spend(till, id, &spend, err)) {
        return false;
    }
    printf("%s %s on %s\n", invocation->arguments[0],
        money_print(spend.amount_minor, currency, amount), spend.spent_on);
    return true;
}

static enum command_status run_spend(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = add_spend(till, invocation, err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_campaign_spend = {
    .name = "campaign spend",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "what was spent on a campaign",
    .help = "What was wrong is taken back by an amount below 0: --amount=-12.50",
    .options =
        {
            {"amount", "AMOUNT", true, "in the shop's currency"},
            {"date", "DAY", false, "when; else today"},
            {"placement", "WORD", false, "for this placement; else for the campaign"},
            {"note", "TEXT", false, "what for"},
            {"ref", "REF", false, "of other software: the same is booked once"},
        },
    .run = run_spend,
};

/* --- form ------------------------------------------------------------------------------------ */

static void append_default(struct buffer *out)
{
    struct lead_form *form = malloc(sizeof(*form));
    ASSERT(form != NULL);
    lead_form_default(form);
    lead_form_print(form, out);
    free(form);
}

static bool show_form(struct till *till, const char *code, struct error *err)
{
    struct buffer json = {0};
    bool is_done = campaign_read_form(till, code, &json, NULL, err);
    if (is_done && json.size == 0) {
        append_default(&json);
    }
    if (is_done) {
        fwrite(json.bytes, 1, json.size, stdout);
        putchar('\n');
    }
    buffer_close(&json);
    return is_done;
}

static bool set_form(struct till *till, const char *code, const char *path, struct error *err)
{
    struct buffer json = {0};
    bool is_done = buffer_read_file(&json, path, err);
    if (is_done && json.size == 0) {
        is_done = error_set(err, ERROR_INVALID, "the file is empty");
    }
    is_done =
        is_done && campaign_set_form(till, code, (struct text_view){json.bytes, json.size}, err);
    buffer_close(&json);
    if (!is_done) {
        return error_prefix(err, "%s: ", path);
    }
    puts("the form is kept");
    return true;
}

static bool drop_form(struct till *till, const char *code, struct error *err)
{
    if (!campaign_set_form(till, code, text_view_of(""), err)) {
        return false;
    }
    puts(code != NULL ? "the campaign asks what the shop asks" : "the shop asks the usual");
    return true;
}

static enum command_status run_form(const struct invocation *invocation, struct error *err)
{
    const char *file = command_value(invocation, "file");
    const char *code = invocation->argument_count > 0 ? invocation->arguments[0] : NULL;
    bool drops = command_has(invocation, "default");
    if ((file != NULL) + command_has(invocation, "show") + drops > 1) {
        return command_usage_error(err, "one of --file, --show and --default");
    }
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = file != NULL ? set_form(till, code, file, err)
                   : drops      ? drop_form(till, code, err)
                                : show_form(till, code, err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_campaign_form = {
    .name = "campaign form",
    .arguments = "[CODE]",
    .arguments_max = 1,
    .summary = "what a booth asks its visitors",
    .help = "Of a campaign, or without CODE of the shop. Without an option it is shown.",
    .options =
        {
            {"show", NULL, false, "the form as JSON"},
            {"file", "FILE.json", false, "takes it from a file"},
            {"default", NULL, false, "the campaign's own is taken back"},
        },
    .run = run_form,
};
