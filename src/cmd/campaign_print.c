#include "cmd/campaign_print.h"

#include "base/buffer.h"
#include "base/error.h"
#include "domain/money.h"
#include "export/json_write.h"
#include "export/text_table.h"
#include "till/campaign.h"
#include "till/till.h"

/* --- spend --------------------------------------------------------------------------------- */

struct spent {
    int64_t minor;
    size_t count; /* 0: nothing was entered, which is not 0 */
};

static bool add_spend(void *context, const struct campaign_spend *spend, struct error *err)
{
    (void)err;
    struct spent *spent = context;
    spent->minor += spend->amount_minor;
    spent->count++;
    return true;
}

/* "1200.00", "–" where there is none */
static const char *say_money(
    bool has, int64_t minor, const struct currency *currency, char out[MONEY_TEXT_MAX])
{
    return has ? money_print(minor, currency, out) : "–";
}

/* --- list ------------------------------------------------------------------------------------ */

struct listing {
    struct till *till;
    struct text_table table;
    struct buffer *json;
};

static bool list_row(void *context, const struct campaign_card *card, struct error *err)
{
    struct listing *listing = context;
    const struct currency *currency = till_shop(listing->till)->rules.currency;
    struct spent spent = {0};
    char offer[OFFER_TEXT_MAX];
    char budget[MONEY_TEXT_MAX];
    char money[MONEY_TEXT_MAX];
    char period[2 * DAY_TEXT_MAX + 8];
    if (!campaign_visit_spend(listing->till, card->id, add_spend, &spent, err)) {
        return false;
    }
    bool has_period = card->starts_on[0] != '\0' || card->ends_on[0] != '\0';
    struct text_out out = text_out_begin(period, sizeof(period));
    text_out_append(&out, card->starts_on);
    text_out_append(&out, has_period ? "…" : "");
    text_out_append(&out, card->ends_on);
    text_table_cell(&listing->table, card->code);
    text_table_cell(&listing->table, card->name);
    text_table_cell(&listing->table, card->channel);
    text_table_cell(&listing->table, period);
    text_table_cell(&listing->table, offer_print(&card->offer, currency, offer));
    text_table_cell(
        &listing->table, say_money(card->budget_minor >= 0, card->budget_minor, currency, budget));
    text_table_cell(&listing->table, say_money(spent.count > 0, spent.minor, currency, money));
    return true;
}

bool campaign_list_table(struct till *till, struct buffer *out, struct error *err)
{
    static const char *const heads[] = {
        "code", "name", "channel", "period", "offer", "budget", "spent"};
    struct listing listing = {.till = till, .table = text_table_begin("lllllrr")};
    for (size_t i = 0; i < ARRAY_LENGTH(heads); i++) {
        text_table_cell(&listing.table, heads[i]);
    }
    bool is_done = campaign_visit_cards(till, list_row, &listing, err);
    if (is_done) {
        text_table_print(&listing.table, out);
    }
    text_table_close(&listing.table);
    return is_done;
}

/* --- JSON -------------------------------------------------------------------------------------- */

static const char *or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

struct writing {
    struct buffer *json;
    int exponent;
};

static bool write_link(void *context, const struct campaign_link *link, struct error *err)
{
    (void)err;
    struct writing *writing = context;
    struct buffer *json = writing->json;
    json_write_begin(json, NULL, '{');
    json_write_text(json, "placement", link->content);
    json_write_text(json, "token", or_null(link->token));
    json_write_text(json, "text", or_null(link->code_text));
    json_write_text(json, "until", or_null(link->ends_on));
    json_write_text(json, "hear", or_null(link->hear_words));
    if (link->hear_position > 0) {
        json_write_integer(json, "hear_position", link->hear_position);
    }
    json_write_text(json, "revoked", link->is_revoked ? "yes" : "no");
    json_write_end(json, '}');
    return true;
}

static bool write_spend(void *context, const struct campaign_spend *spend, struct error *err)
{
    (void)err;
    struct writing *writing = context;
    struct buffer *json = writing->json;
    json_write_begin(json, NULL, '{');
    json_write_text(json, "date", spend->spent_on);
    json_write_decimal(json, "amount", spend->amount_minor, writing->exponent);
    json_write_text(json, "placement", spend->content);
    json_write_text(json, "note", spend->note);
    json_write_text(json, "ref", or_null(spend->ref));
    json_write_end(json, '}');
    return true;
}

static void write_texts(struct buffer *json, const struct campaign_card *card)
{
    json_write_begin(json, "texts", '[');
    for (size_t i = 0; i < card->text_count; i++) {
        const struct campaign_text *text = &card->texts[i];
        json_write_begin(json, NULL, '{');
        json_write_text(json, "language", or_null(text->language));
        json_write_text(json, "name", campaign_text_name_text(text->name));
        json_write_text(json, "text", text->text);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_head(struct buffer *json, const struct campaign_card *card,
    const struct currency *currency, const struct spent *spent)
{
    char offer[OFFER_TEXT_MAX];
    json_write_text(json, "campaign", card->code);
    json_write_text(json, "name", card->name);
    json_write_text(json, "channel", card->channel);
    json_write_text(json, "from", or_null(card->starts_on));
    json_write_text(json, "until", or_null(card->ends_on));
    if (card->budget_minor >= 0) {
        json_write_decimal(json, "budget", card->budget_minor, currency->exponent);
    } else {
        json_write_text(json, "budget", NULL);
    }
    if (spent->count > 0) {
        json_write_decimal(json, "spent", spent->minor, currency->exponent);
    } else {
        json_write_text(json, "spent", NULL);
    }
    json_write_text(json, "offer", or_null(offer_print(&card->offer, currency, offer)));
    json_write_text(json, "limit", campaign_limit_text(card->limit));
    json_write_text(json, "stacks", card->stacks ? "yes" : "no");
    json_write_text(json, "url", or_null(card->landing_url));
    json_write_text(json, "utm", or_null(card->utm));
    json_write_text(json, "form_url", or_null(card->form_url));
    json_write_text(json, "ground", or_null(card->ground_colour));
    json_write_text(json, "button", or_null(card->button_colour));
    json_write_text(json, "languages", or_null(card->languages));
    json_write_text(json, "picture", card->has_picture ? "yes" : "no");
    json_write_text(json, "form", card->has_form ? "yes" : "no");
}

static bool write_card(
    struct till *till, const struct campaign_card *card, struct buffer *json, struct error *err)
{
    const struct currency *currency = till_shop(till)->rules.currency;
    struct writing writing = {.json = json, .exponent = currency->exponent};
    struct spent spent = {0};
    if (!campaign_visit_spend(till, card->id, add_spend, &spent, err)) {
        return false;
    }
    json_write_begin(json, NULL, '{');
    write_head(json, card, currency, &spent);
    write_texts(json, card);
    json_write_begin(json, "placements", '[');
    if (!campaign_visit_links(till, card->code, write_link, &writing, err)) {
        return false;
    }
    json_write_end(json, ']');
    json_write_begin(json, "spend", '[');
    if (!campaign_visit_spend(till, card->id, write_spend, &writing, err)) {
        return false;
    }
    json_write_end(json, ']');
    json_write_end(json, '}');
    return true;
}

bool campaign_show_json(
    struct till *till, const struct campaign_card *card, struct buffer *out, struct error *err)
{
    if (!write_card(till, card, out, err)) {
        return false;
    }
    buffer_append_char(out, '\n');
    return true;
}

static bool json_row(void *context, const struct campaign_card *card, struct error *err)
{
    struct listing *listing = context;
    return write_card(listing->till, card, listing->json, err);
}

bool campaign_list_json(struct till *till, struct buffer *out, struct error *err)
{
    struct listing listing = {.till = till, .json = out};
    json_write_begin(out, NULL, '[');
    if (!campaign_visit_cards(till, json_row, &listing, err)) {
        return false;
    }
    json_write_end(out, ']');
    buffer_append_char(out, '\n');
    return true;
}

/* --- show ------------------------------------------------------------------------------------ */

static void say(struct buffer *out, const char *what, const char *value)
{
    if (value[0] != '\0') {
        buffer_format(out, "  %-10s %s\n", what, value);
    }
}

static bool say_link(void *context, const struct campaign_link *link, struct error *err)
{
    (void)err;
    struct buffer *out = context;
    buffer_format(out, "  %s  %s", link->token[0] != '\0' ? link->token : "-",
        link->content[0] != '\0' ? link->content : "the campaign itself");
    if (link->hear_position > 0) {
        buffer_format(out, ", answer %d: %s", link->hear_position, link->hear_words);
    }
    buffer_format(out, "%s%s%s\n", link->ends_on[0] != '\0' ? ", until " : "", link->ends_on,
        link->is_revoked ? ", taken back" : "");
    return true;
}

struct saying {
    struct buffer *out;
    const struct currency *currency;
};

static bool say_spend(void *context, const struct campaign_spend *spend, struct error *err)
{
    (void)err;
    struct saying *saying = context;
    char amount[MONEY_TEXT_MAX];
    buffer_format(saying->out, "  %s  %12s", spend->spent_on,
        money_print(spend->amount_minor, saying->currency, amount));
    buffer_format(saying->out, "%s%s%s%s\n", spend->content[0] != '\0' ? "  " : "", spend->content,
        spend->note[0] != '\0' ? "  " : "", spend->note);
    return true;
}

static void say_card(
    struct buffer *out, const struct campaign_card *card, const struct currency *currency)
{
    char offer[OFFER_TEXT_MAX];
    char budget[MONEY_TEXT_MAX];
    buffer_format(out, "%s, %s\n", card->code, card->name);
    say(out, "channel", card->channel);
    say(out, "from", card->starts_on);
    say(out, "until", card->ends_on);
    if (card->budget_minor >= 0) {
        say(out, "budget", money_print(card->budget_minor, currency, budget));
    }
    say(out, "offer", offer_print(&card->offer, currency, offer));
    if (card->limit != CAMPAIGN_LIMIT_NONE) {
        buffer_format(out, "  %-10s for each %s\n", "once", campaign_limit_text(card->limit));
    }
    say(out, "stacks", card->stacks ? "yes" : "");
    say(out, "url", card->landing_url);
    say(out, "utm", card->utm);
    say(out, "form url", card->form_url);
    say(out, "ground", card->ground_colour);
    say(out, "button", card->button_colour);
    say(out, "languages", card->languages);
    say(out, "picture", card->has_picture ? "yes" : "");
    say(out, "form", card->has_form ? "its own" : "");
    for (size_t i = 0; i < card->text_count; i++) {
        buffer_format(out, "  %-10s %s%s%s\n", campaign_text_name_text(card->texts[i].name),
            card->texts[i].language, card->texts[i].language[0] != '\0' ? ": " : "",
            card->texts[i].text);
    }
}

bool campaign_show_text(
    struct till *till, const struct campaign_card *card, struct buffer *out, struct error *err)
{
    struct saying saying = {.out = out, .currency = till_shop(till)->rules.currency};
    say_card(out, card, saying.currency);
    buffer_append_text(out, "placements\n");
    if (!campaign_visit_links(till, card->code, say_link, out, err)) {
        return false;
    }
    buffer_append_text(out, "spent\n");
    return campaign_visit_spend(till, card->id, say_spend, &saying, err);
}
