#include "till/campaign.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/campaign.h"
#include "store/store.h"
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
    if (!till->keys.has_shop[till->key_number]) {
        return error_set(
            err, ERROR_REFUSED, "this till holds no key of the shop: make the code at the office");
    }
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
