#include "till/campaign.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/campaign.h"
#include "store/store.h"
#include "till/campaign_card.h"
#include "till/handle.h"

#define CONTENT_CHARACTERS_MAX 60

void till_sign_token(
    const struct till *till, enum token_kind kind, int64_t id, struct token *out_token)
{
    struct token token = {
        .kind = kind,
        .key_number = till->key_number,
        .node = (uint32_t)id_node(id),
        .n = (uint32_t)id_n(id),
    };
    struct token_key key = till->keys.own;
    if (till->keys.has_shop[till->key_number]) {
        token_key_derive(&till->keys.shop[till->key_number], token.key_number, token.node, &key);
    } else {
        ASSERT(till->keys.has_own && token.node == till->keys.own_node);
        token.key_number = till->keys.own_key_number;
    }
    token_sign(&token, &key);
    memory_wipe(&key, sizeof(key));
    *out_token = token;
}

struct campaign_reading {
    int64_t id;
    char name[NAME_BYTES];
};

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    struct campaign_reading *reading = context;
    reading->id = row->id;
    return text_copy_view(reading->name, sizeof(reading->name), row->name) ||
           error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
}

static bool check_content(const char *content, struct error *err)
{
    size_t size = strlen(content);
    if (!text_is_utf8(content, size, NULL)) {
        return error_set(err, ERROR_INVALID, "the placement's word is not UTF-8");
    }
    if (size > CONTENT_CHARACTERS_MAX) {
        return error_set(err, ERROR_INVALID, "the placement's word has more than %d characters",
            CONTENT_CHARACTERS_MAX);
    }
    if (text_view_has_control(text_view_of(content))) {
        return error_set(err, ERROR_INVALID, "the placement's word contains a control character");
    }
    return true;
}

static bool find_campaign(
    struct till *till, const char *code, struct campaign_reading *reading, struct error *err)
{
    bool found;
    if (!campaign_find_code(till->store, text_view_of(code), take_campaign, reading, &found, err)) {
        return false;
    }
    return found || error_set(err, ERROR_NOT_FOUND, "there is no campaign %s", code);
}

static bool make_link(struct till *till, int64_t campaign_id, const char *content,
    int64_t *out_link_id, struct error *err)
{
    struct link_row row = {.campaign_id = campaign_id, .content = text_view_of(content)};
    if (!store_next_id(till->store, "link", &row.id, err)) {
        return false;
    }
    if (id_n(row.id) > TOKEN_N_MAX) {
        return error_set(err, ERROR_LIMIT, "no more placements fit into codes");
    }
    if (!link_insert(till->store, &row, till_now_ms(till), err)) {
        return false;
    }
    *out_link_id = row.id;
    return true;
}

static bool take_link(void *context, const struct link_row *row, struct error *err)
{
    struct campaign_link *link = context;
    link->link_id = row->id;
    link->created_at_ms = row->created_at_ms;
    link->hear_position = (int)row->hear_position;
    bool fits = text_copy_view(link->content, sizeof(link->content), row->content) &&
                text_copy_view(link->ends_on, sizeof(link->ends_on), row->ends_on) &&
                text_copy_view(link->hear_words, sizeof(link->hear_words), row->hear_words);
    return fits || error_set(err, ERROR_CORRUPT, "a placement cannot be read");
}

/* Finds the placement, and makes it where it is not there. The search is repeated inside the
 * transaction: another program may have made it meanwhile. */
static bool find_or_make(
    struct till *till, int64_t campaign_id, struct campaign_link *link, struct error *err)
{
    struct text_view content = text_view_of(link->content);
    if (!link_id_of(till->store, campaign_id, content, &link->link_id, err)) {
        return false;
    }
    if (link->link_id != 0) {
        return true;
    }
    bool is_done =
        store_begin(till->store, ENTRY_CAMPAIGN, till->staff_id, err) &&
        link_id_of(till->store, campaign_id, content, &link->link_id, err) &&
        (link->link_id != 0 || make_link(till, campaign_id, link->content, &link->link_id, err)) &&
        store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        return false;
    }
    link->is_new = true;
    return true;
}

static bool fill_code(struct till *till, struct campaign_link *link, struct error *err)
{
    struct token token;
    struct buffer text = {0};
    bool found;
    if (!link_find(till->store, link->link_id, take_link, link, &found, err)) {
        return false;
    }
    if (!till->keys.has_shop[till->key_number]) { /* a booth */
        return revocation_exists(till->store, "link", link->link_id, &link->is_revoked, err);
    }
    till_sign_token(till, TOKEN_LINK, link->link_id, &token);
    token_print_grouped(&token, link->token);
    token_append_url(till->shop.scan_rules.code_base, &token, &text);
    bool fits = text_copy(link->code_text, sizeof(link->code_text), text.bytes);
    ASSERT(fits);
    buffer_close(&text);
    return revocation_exists(till->store, "link", link->link_id, &link->is_revoked, err);
}

static bool begin_link(struct till *till, const char *campaign_code, const char *content,
    struct campaign_reading *reading, struct campaign_link *link, struct error *err)
{
    if (!check_content(content, err) || !find_campaign(till, campaign_code, reading, err)) {
        return false;
    }
    (void)text_copy(link->campaign, sizeof(link->campaign), reading->name);
    (void)text_copy(link->content, sizeof(link->content), content);
    return true;
}

bool campaign_open_link(struct till *till, const char *campaign_code, const char *content,
    struct campaign_link *out_link, struct error *err)
{
    struct campaign_reading reading = {0};
    struct campaign_link link = {0};
    if (!till->keys.has_shop[till->key_number]) {
        return error_set(
            err, ERROR_REFUSED, "this till holds no key of the shop: make the code at the office");
    }
    if (!begin_link(till, campaign_code, content, &reading, &link, err) ||
        !find_or_make(till, reading.id, &link, err) || !fill_code(till, &link, err)) {
        return false;
    }
    *out_link = link;
    return true;
}

static bool write_revocation(struct till *till, int64_t link_id, struct error *err)
{
    bool is_done =
        store_begin(till->store, ENTRY_REVOCATION, till->staff_id, err) &&
        revocation_insert(till->store, "link", link_id, "taken back", till_now_ms(till), err) &&
        store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    return is_done;
}

bool campaign_revoke_link(struct till *till, const char *campaign_code, const char *content,
    struct campaign_link *out_link, struct error *err)
{
    struct campaign_reading reading = {0};
    struct campaign_link link = {0};
    if (!begin_link(till, campaign_code, content, &reading, &link, err) ||
        !link_id_of(till->store, reading.id, text_view_of(link.content), &link.link_id, err)) {
        return false;
    }
    if (link.link_id == 0) {
        return error_set(err, ERROR_NOT_FOUND, "this campaign has no such placement");
    }
    if (!fill_code(till, &link, err) ||
        (!link.is_revoked && !write_revocation(till, link.link_id, err))) {
        return false;
    }
    link.is_revoked = true;
    *out_link = link;
    return true;
}

/* --- all placements --------------------------------------------------------------------------- */

struct link_list {
    struct campaign_link *links;
    size_t count, capacity;
};

static bool add_link(void *context, const struct link_row *row, struct error *err)
{
    struct link_list *list = context;
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 16 : list->capacity * 2;
        list->links = realloc(list->links, list->capacity * sizeof(*list->links));
        ASSERT(list->links != NULL);
    }
    list->links[list->count] = (struct campaign_link){0};
    return take_link(&list->links[list->count++], row, err);
}

bool campaign_visit_links(struct till *till, const char *campaign_code, campaign_link_visitor visit,
    void *context, struct error *err)
{
    struct campaign_reading reading = {0};
    struct campaign_link checked = {0};
    struct link_list list = {0};
    bool is_done = begin_link(till, campaign_code, "", &reading, &checked, err) &&
                   link_visit_campaign(till->store, reading.id, add_link, &list, err);
    for (size_t i = 0; is_done && i < list.count; i++) {
        struct campaign_link *link = &list.links[i];
        (void)text_copy(link->campaign, sizeof(link->campaign), reading.name);
        is_done = fill_code(till, link, err) && visit(context, link, err);
    }
    free(list.links);
    return is_done;
}

/* --- answers ----------------------------------------------------------------------------------- */

/* Who has which place: link ids by position, from 1. */
struct places {
    int64_t link_ids[CAMPAIGN_ANSWERS_MAX + 1];
};

static bool take_place(void *context, const struct link_row *row, struct error *err)
{
    (void)err;
    struct places *places = context;
    if (row->hear_position >= 1 && row->hear_position <= CAMPAIGN_ANSWERS_MAX) {
        places->link_ids[row->hear_position] = row->id;
    }
    return true;
}

static bool find_place(struct till *till, struct campaign_link *link, struct error *err)
{
    struct places places = {0};
    if (link->hear_words[0] == '\0') {
        link->hear_position = 0;
        return true;
    }
    if (!link_visit_heard(till->store, take_place, &places, err)) {
        return false;
    }
    for (int i = 1; link->hear_position == 0 && i <= CAMPAIGN_ANSWERS_MAX; i++) {
        link->hear_position =
            places.link_ids[i] == 0 || places.link_ids[i] == link->link_id ? i : 0;
    }
    if (link->hear_position == 0) {
        return error_set(
            err, ERROR_LIMIT, "there are %d answers already: take one off", CAMPAIGN_ANSWERS_MAX);
    }
    int64_t other = places.link_ids[link->hear_position];
    return other == 0 || other == link->link_id ||
           error_set(err, ERROR_INVALID, "another answer stands at place %d", link->hear_position);
}

static bool check_change(const struct campaign_link *link, struct error *err)
{
    int32_t day;
    struct text_view words = text_view_of(link->hear_words);
    if (link->ends_on[0] != '\0' && !day_parse(text_view_of(link->ends_on), &day, err)) {
        return false;
    }
    if (link->hear_position < 0 || link->hear_position > CAMPAIGN_ANSWERS_MAX) {
        return error_set(
            err, ERROR_INVALID, "an answer has a place from 1 to %d", CAMPAIGN_ANSWERS_MAX);
    }
    if (!text_is_utf8(words.bytes, words.size, NULL) || text_view_has_control(words) ||
        text_view_count_characters(words) > CONTENT_CHARACTERS_MAX) {
        return error_set(err, ERROR_INVALID, "an answer is plain text of at most %d characters",
            CONTENT_CHARACTERS_MAX);
    }
    return true;
}

static bool write_change(struct till *till, const struct campaign_link *link, struct error *err)
{
    struct link_row row = {
        .id = link->link_id,
        .ends_on = text_view_of(link->ends_on),
        .hear_words = text_view_of(link->hear_words),
        .hear_position = link->hear_position,
    };
    return link_update(till->store, &row, err);
}

bool campaign_change_link(struct till *till, const struct campaign_link *link, struct error *err)
{
    struct till_loan loan;
    struct campaign_link changed = *link;
    if (!check_change(link, err) || !campaign_begin(till, ENTRY_CAMPAIGN, &loan, err)) {
        return false;
    }
    bool is_done = find_place(till, &changed, err) && write_change(till, &changed, err);
    return campaign_end(till, is_done, &loan, err);
}

/* Whether the campaign runs on a day. */
struct running {
    const char *day;
    bool is_on;
    char name[NAME_BYTES];
};

static bool take_running(void *context, const struct campaign_row *row, struct error *err)
{
    struct running *running = context;
    char starts_on[DAY_TEXT_MAX];
    char ends_on[DAY_TEXT_MAX];
    if (!text_copy_view(starts_on, sizeof(starts_on), row->starts_on) ||
        !text_copy_view(ends_on, sizeof(ends_on), row->ends_on) ||
        !text_copy_view(running->name, sizeof(running->name), row->name)) {
        return error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
    }
    running->is_on = (starts_on[0] == '\0' || strcmp(running->day, starts_on) >= 0) &&
                     (ends_on[0] == '\0' || strcmp(running->day, ends_on) <= 0);
    return true;
}

struct answer_reading {
    struct till *till;
    char day[DAY_TEXT_MAX];
    struct campaign_answer *answers;
    size_t count;
};

static bool take_answer(void *context, const struct link_row *row, struct error *err)
{
    struct answer_reading *reading = context;
    struct running running = {.day = reading->day};
    struct campaign_link link = {0};
    bool found;
    bool is_revoked;
    if (!take_link(&link, row, err) ||
        !campaign_find(
            reading->till->store, row->campaign_id, take_running, &running, &found, err) ||
        !revocation_exists(reading->till->store, "link", row->id, &is_revoked, err)) {
        return false;
    }
    bool has_ended = link.ends_on[0] != '\0' && strcmp(reading->day, link.ends_on) > 0;
    if (!running.is_on || is_revoked || has_ended || link.hear_words[0] == '\0' ||
        reading->count == CAMPAIGN_ANSWERS_MAX) {
        return true;
    }
    struct campaign_answer *answer = &reading->answers[reading->count++];
    *answer = (struct campaign_answer){.link_id = row->id, .position = link.hear_position};
    (void)text_copy(answer->words, sizeof(answer->words), link.hear_words);
    (void)text_copy(answer->campaign, sizeof(answer->campaign), running.name);
    (void)text_copy(answer->content, sizeof(answer->content), link.content);
    return true;
}

bool campaign_list_answers(struct till *till,
    struct campaign_answer out_answers[CAMPAIGN_ANSWERS_MAX], size_t *out_count, struct error *err)
{
    struct answer_reading reading = {.till = till, .answers = out_answers};
    till_business_day(till, till_now_ms(till), reading.day);
    if (!link_visit_heard(till->store, take_answer, &reading, err)) {
        return false;
    }
    *out_count = reading.count;
    return true;
}
