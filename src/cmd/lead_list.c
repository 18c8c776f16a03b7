#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/lead.h"
#include "domain/money.h"
#include "till/till.h"

struct listing {
    struct till *till;
    bool is_json;
    size_t count;
    struct buffer json;
};

static void print_open(const struct lead_person *person)
{
    char name[256];
    lead_person_name(person, name, sizeof(name));
    printf("  %s", name[0] != '\0' ? name : "(no name)");
    if (lead_person_field(person, "company")[0] != '\0' &&
        strcmp(lead_person_field(person, "company"), name) != 0) {
        printf(", %s", lead_person_field(person, "company"));
    }
    memory_wipe(name, sizeof(name));
}

/* Which details there are, while none of them can be told. */
static void print_details(const struct lead_person *person)
{
    const struct {
        bool has;
        const char *word;
    } parts[] = {
        {person->has_name, "name"},
        {person->has_company, "company"},
        {person->has_email, "email"},
        {person->has_phone, "phone"},
        {person->has_badge, "badge"},
    };
    const char *between = "  ";
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (parts[i].has) {
            printf("%s%s", between, parts[i].word);
            between = ",";
        }
    }
}

static void print_row(const struct listing *listing, const struct lead_person *person)
{
    const struct lead_part *latest = &person->leads[person->lead_count - 1];
    const struct currency *currency = till_shop(listing->till)->rules.currency;
    char number[24];
    char amount[MONEY_TEXT_MAX];
    printf("%-12s %s %-5s", lead_number_print(person->id, number), latest->business_day,
        person->rating);
    printf(" %-10s", person->leads[0].campaign_code);
    if (person->is_erased) {
        printf("  (erased)");
    } else if (person->is_open) {
        print_open(person);
    } else {
        print_details(person);
    }
    for (size_t i = 0; i < person->interest_count; i++) {
        printf("%s%s", i == 0 ? "; " : ", ", person->interests[i]);
    }
    if (person->follow_up[0] != '\0') {
        printf("; follow up %s", person->follow_up);
    }
    if (person->bought_count > 0) {
        printf(
            "; came back and bought for %s", money_print(person->bought_minor, currency, amount));
    }
    printf("\n");
}

static bool print_person(void *context, const struct lead_person *person, struct error *err)
{
    struct listing *listing = context;
    (void)err;
    listing->count++;
    if (!listing->is_json) {
        print_row(listing, person);
        return true;
    }
    buffer_clear(&listing->json);
    lead_write_json(&listing->json, listing->till, person, false);
    printf("%s\n", listing->json.bytes);
    memory_wipe(listing->json.bytes, listing->json.size);
    return true;
}

static struct text_view option(const struct invocation *invocation, const char *name)
{
    const char *value = command_value(invocation, name);
    return text_view_of(value != NULL ? value : "");
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct listing listing = {.is_json = command_has(invocation, "json")};
    char today[DAY_TEXT_MAX];
    struct lead_filter filter = {
        .from_day = option(invocation, "from"),
        .to_day = option(invocation, "to"),
        .campaign = option(invocation, "campaign"),
        .search = option(invocation, "search"),
        .only_hot = command_has(invocation, "hot"),
        .only_follow_up = command_has(invocation, "follow-up"),
        .only_bought = command_has(invocation, "bought"),
        .with_erased = command_has(invocation, "erased"),
    };
    if (!lead_open(invocation, TILL_OPEN_OFFICE, LEAD_UNLOCK_IF_HERE, &listing.till, err)) {
        return COMMAND_REFUSED;
    }
    if (command_has(invocation, "today")) {
        till_today(listing.till, today);
        filter.from_day = text_view_of(today);
        filter.to_day = text_view_of(today);
    }
    bool is_done = lead_visit_people(listing.till, &filter, print_person, &listing, err);
    if (is_done && !listing.is_json) {
        printf("%zu people%s\n", listing.count,
            lead_is_unlocked(listing.till) ? "" : "; names need the passphrase of the lead key");
    }
    till_close(listing.till);
    buffer_close(&listing.json);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_lead_list = {
    .name = "lead list",
    .arguments = "",
    .summary = "lists the people who left details",
    .help =
        "The latest first. Names need the passphrase of the lead key; without it number, time,\n"
        "rating and interests are shown. With --json one object a line.",
    .options =
        {
            {"today", NULL, false, "who was here today"},
            {"from", "DAY", false, "from this business day"},
            {"to", "DAY", false, "up to this one"},
            {"hot", NULL, false, "rated hot"},
            {"follow-up", NULL, false, "with a follow-up date"},
            {"bought", NULL, false, "who came back and bought"},
            {"campaign", "CODE", false, "who came by this campaign"},
            {"search", "WORDS", false, "in names, details, notes and interests"},
            {"erased", NULL, false, "those too who are erased"},
            {"json", NULL, false, "one object a person"},
            LEAD_OPTION_PASSPHRASE,
        },
    .run = run,
};
