#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "cmd/campaign_print.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/money.h"
#include "till/campaign.h"
#include "till/campaigns.h"
#include "till/offer_target.h"
#include "till/revoke.h"
#include "till/till.h"

static bool open_till(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static struct campaign_card *make_card(void)
{
    struct campaign_card *card = malloc(sizeof(*card));
    ASSERT(card != NULL);
    campaign_card_init(card);
    return card;
}

/* --- add ------------------------------------------------------------------------------------- */

/* Copies an option's value, if it was given. */
static bool take(const struct invocation *invocation, const char *option, char *out,
    size_t capacity, struct error *err)
{
    const char *value = command_value(invocation, option);
    return value == NULL || text_copy(out, capacity, value) ||
           error_set(err, ERROR_INVALID, "--%s is too long", option);
}

#define TAKE(option, field) take(invocation, option, card->field, sizeof(card->field), err)

/* "#1f6b4a" as people copy it. */
static bool take_colour(const struct invocation *invocation, const char *option,
    char out[CAMPAIGN_COLOUR_BYTES], struct error *err)
{
    const char *value = command_value(invocation, option);
    if (value != NULL && value[0] == '#') {
        value++;
    }
    return value == NULL || text_copy(out, CAMPAIGN_COLOUR_BYTES, value) ||
           error_set(err, ERROR_INVALID, "--%s is six hexadecimal digits, as in 1F6B4A", option);
}

static bool take_money(const struct invocation *invocation, const struct currency *currency,
    struct campaign_card *card, struct error *err)
{
    const char *budget = command_value(invocation, "budget");
    const char *offer = command_value(invocation, "offer");
    if (budget != NULL && budget[0] == '\0') {
        card->budget_minor = CAMPAIGN_BUDGET_NONE;
    } else if (budget != NULL &&
               !money_parse(text_view_of(budget), currency, &card->budget_minor, err)) {
        return error_prefix(err, "--budget: ");
    }
    if (offer != NULL && !offer_parse(text_view_of(offer), currency, &card->offer, err)) {
        return error_prefix(err, "--offer: ");
    }
    return true;
}

static bool take_rules(
    const struct invocation *invocation, struct campaign_card *card, struct error *err)
{
    const char *limit = command_value(invocation, "limit");
    const char *stacks = command_value(invocation, "stacks");
    if (limit != NULL && !campaign_limit_parse(text_view_of(limit), &card->limit)) {
        return error_set(err, ERROR_INVALID, "--limit is none, person or token");
    }
    if (stacks != NULL && strcmp(stacks, "yes") != 0 && strcmp(stacks, "no") != 0) {
        return error_set(err, ERROR_INVALID, "--stacks is yes or no");
    }
    card->stacks = stacks != NULL ? strcmp(stacks, "yes") == 0 : card->stacks;
    return true;
}

static bool take_texts(
    const struct invocation *invocation, struct campaign_card *card, struct error *err)
{
    static const char *const options[CAMPAIGN_TEXT_COUNT] = {
        [CAMPAIGN_HEADLINE] = "headline",
        [CAMPAIGN_SUBLINE] = "subline",
        [CAMPAIGN_BUTTON] = "button-text",
        [CAMPAIGN_DONE] = "done-text",
        [CAMPAIGN_OFFER] = "offer-text",
    };
    const char *language = command_value(invocation, "language");
    for (size_t i = 0; i < ARRAY_LENGTH(options); i++) {
        const char *text = command_value(invocation, options[i]);
        if (text != NULL && !campaign_set_text(card, language != NULL ? language : "",
                                (enum campaign_text_name)i, text, err)) {
            return false;
        }
    }
    return true;
}

static bool take_utm(
    const struct invocation *invocation, struct campaign_card *card, struct error *err)
{
    if (!TAKE("utm", utm)) {
        return false;
    }
    if (card->utm[0] == '?') { /* copied with its mark */
        memmove(card->utm, card->utm + 1, strlen(card->utm));
    }
    return true;
}

static bool take_options(const struct invocation *invocation, const struct currency *currency,
    struct campaign_card *card, struct error *err)
{
    return TAKE("name", name) && TAKE("channel", channel) && TAKE("from", starts_on) &&
           TAKE("until", ends_on) && TAKE("url", landing_url) && TAKE("form-url", form_url) &&
           TAKE("languages", languages) && take_utm(invocation, card, err) &&
           take_colour(invocation, "ground", card->ground_colour, err) &&
           take_colour(invocation, "button", card->button_colour, err) &&
           take_money(invocation, currency, card, err) && take_rules(invocation, card, err) &&
           take_texts(invocation, card, err);
}

/* *out_png stays NULL where no picture was named; an empty name takes the picture away. */
static bool read_picture(const struct invocation *invocation, struct buffer *bytes,
    struct text_view *view, const struct text_view **out_png, struct error *err)
{
    const char *path = command_value(invocation, "picture");
    if (path == NULL) {
        return true;
    }
    if (path[0] != '\0' && !buffer_read_file(bytes, path, err)) {
        return false;
    }
    *view = (struct text_view){bytes->size > 0 ? bytes->bytes : "", bytes->size};
    *out_png = view;
    return path[0] == '\0' || campaign_check_picture(*view, err) || error_prefix(err, "%s: ", path);
}

/* The card that is there, or a new one; then *out_is_new. */
static bool read_card(struct till *till, const struct invocation *invocation,
    struct campaign_card *card, bool *out_is_new, struct error *err)
{
    const char *code = invocation->arguments[0];
    struct error why;
    *out_is_new = !campaign_read_card(till, code, card, &why);
    if (!*out_is_new) {
        return true;
    }
    if (why.code != ERROR_NOT_FOUND) {
        *err = why;
        return false;
    }
    campaign_card_init(card);
    if (command_value(invocation, "name") == NULL || command_value(invocation, "channel") == NULL) {
        return error_set(err, ERROR_INVALID,
            "there is no campaign %s: a new one needs --name and --channel", code);
    }
    return text_copy(card->code, sizeof(card->code), code) ||
           error_set(err, ERROR_INVALID, "the code is too long");
}

/* Said and no more: the catalogue may come later. */
static bool say_unknown_target(
    struct till *till, const struct campaign_card *card, struct error *err)
{
    char target[CATEGORY_BYTES];
    if (!offer_find_unknown_target(till, &card->offer, target, err)) {
        return false;
    }
    if (target[0] != '\0') {
        fprintf(stderr,
            "nothing in the catalogue is called %s: the offer does not apply to it yet\n", target);
    }
    return true;
}

static bool add(struct till *till, const struct invocation *invocation, struct campaign_card *card,
    struct error *err)
{
    struct buffer bytes = {0};
    struct text_view view;
    const struct text_view *png = NULL;
    bool is_new;
    bool is_done = read_card(till, invocation, card, &is_new, err) &&
                   take_options(invocation, till_shop(till)->rules.currency, card, err) &&
                   read_picture(invocation, &bytes, &view, &png, err) &&
                   campaign_save(till, card, png, NULL, err);
    buffer_close(&bytes);
    if (!is_done) {
        return false;
    }
    printf("%s %s, %s\n", is_new ? "added" : "changed", card->code, card->name);
    return say_unknown_target(till, card, err);
}

static enum command_status run_add(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct campaign_card *card = make_card();
    bool is_done = add(till, invocation, card, err);
    free(card);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_campaign_add = {
    .name = "campaign add",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "a new campaign, or what changes of one that is there",
    .help =
        "What is not named stays as it is; \"\" takes it away.\n"
        "Offers: 10%, 2.00, free FLATW, 3rd free, each perhaps with \" on \" and categories or\n"
        "SKUs separated by ';': 10% on Beans. Of several codes on a ticket the best offer "
        "applies;\n"
        "one that stacks comes on top of it.",
    .options =
        {
            {"name", "NAME", false, "as people read it"},
            {"channel", "WORD", false, "event, print, e-mail, own customers ..."},
            {"from", "DAY", false, "its first business day"},
            {"until", "DAY", false, "its last one, included"},
            {"budget", "AMOUNT", false, "what may be spent"},
            {"offer", "OFFER", false, "what its code gives"},
            {"limit", "WHOM", false, "once for each person or token; none: always"},
            {"stacks", "YESNO", false, "yes: beside other offers"},
            {"headline", "TEXT", false, "on screens, posters and pages"},
            {"subline", "TEXT", false, "under it"},
            {"button-text", "TEXT", false, "of the button on the attract screen"},
            {"done-text", "TEXT", false, "when somebody left their details"},
            {"offer-text", "TEXT", false, "the offer in your own words"},
            {"language", "CODE", false, "of these texts, as in de; else for all"},
            {"languages", "CODES", false, "of the booth, as in en,de; the first one comes first"},
            {"picture", "FILE.png", false, "at most 1 MiB"},
            {"ground", "COLOUR", false, "RRGGBB of the booth's screens"},
            {"button", "COLOUR", false, "RRGGBB of their button"},
            {"url", "URL", false, "the page behind its code"},
            {"utm", "WORDS", false, "utm_source=... of online orders that it brought"},
            {"form-url", "URL", false, "the form for a visitor's own phone"},
        },
    .run = run_add,
};

/* --- list, show -------------------------------------------------------------------------------- */

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct buffer out = {0};
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = command_has(invocation, "json") ? campaign_list_json(till, &out, err)
                                                   : campaign_list_table(till, &out, err);
    till_close(till);
    if (is_done) {
        fwrite(out.bytes, 1, out.size, stdout);
    }
    buffer_close(&out);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_campaign_list = {
    .name = "campaign list",
    .arguments = "",
    .summary = "the campaigns with their period, offer, budget and spend",
    .options =
        {
            {"json", NULL, false, "one object a campaign, with everything"},
        },
    .run = run_list,
};

static enum command_status run_show(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct buffer out = {0};
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct campaign_card *card = make_card();
    bool is_done = campaign_read_card(till, invocation->arguments[0], card, err) &&
                   (command_has(invocation, "json") ? campaign_show_json(till, card, &out, err)
                                                    : campaign_show_text(till, card, &out, err));
    free(card);
    till_close(till);
    if (is_done) {
        fwrite(out.bytes, 1, out.size, stdout);
    }
    buffer_close(&out);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_campaign_show = {
    .name = "campaign show",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "a campaign with its texts, placements, codes and spend",
    .options =
        {
            {"json", NULL, false, "one object"},
        },
    .run = run_show,
};

/* --- revoke ------------------------------------------------------------------------------------ */

static bool revoke_link(struct till *till, const char *code, const char *content, struct error *err)
{
    struct campaign_link link;
    if (!campaign_revoke_link(till, code, content, &link, err)) {
        return false;
    }
    printf(
        "%s taken back: it counts no more\n", link.token[0] != '\0' ? link.token : "the code is");
    return true;
}

static bool revoke_campaign(struct till *till, const char *code, struct error *err)
{
    size_t count;
    if (!till_revoke_campaign(till, code, &count, err)) {
        return false;
    }
    printf("%zu %s taken back\n", count, count == 1 ? "code" : "codes");
    return true;
}

static bool revoke(struct till *till, const char *what, const char *placement, struct error *err)
{
    struct till_revoked revoked;
    bool is_ours;
    if (placement != NULL) {
        return revoke_link(till, what, placement, err);
    }
    if (!till_revoke_token(till, text_view_of(what), &is_ours, &revoked, err)) {
        return false;
    }
    if (!is_ours) {
        return revoke_campaign(till, what, err);
    }
    printf("the code of %s %s %s\n", token_kind_text(revoked.token.kind), revoked.number,
        revoked.was_revoked ? "was taken back before" : "is taken back: it counts no more");
    return true;
}

static enum command_status run_revoke(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        revoke(till, invocation->arguments[0], command_value(invocation, "placement"), err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_campaign_revoke = {
    .name = "campaign revoke",
    .arguments = "CODE|TOKEN",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "takes codes back: a campaign's, or one of any kind",
    .help =
        "CODE: all placements of the campaign, or the one of --placement. TOKEN: that code, of a\n"
        "placement, a receipt, a lead, a voucher or a recommendation. A code that was taken back\n"
        "counts no more; what it has done stays.",
    .options =
        {
            {"placement", "WORD", false, "this one alone; \"\" the campaign itself"},
        },
    .run = run_revoke,
};
