#include "till/revoke.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/campaign.h"
#include "store/store.h"
#include "till/campaign.h"
#include "till/campaign_card.h"
#include "till/handle.h"

static int64_t id_of(const struct token *token)
{
    return id_make(token->node, token->n);
}

bool till_token_is_revoked(
    struct till *till, const struct token *token, bool *out_is, struct error *err)
{
    const char *kind = token_kind_text(token->kind);
    *out_is = false;
    return kind == NULL || revocation_exists(till->store, kind, id_of(token), out_is, err);
}

static bool write_one(struct till *till, const char *kind, int64_t id, struct error *err)
{
    struct till_loan loan;
    if (!campaign_begin(till, ENTRY_REVOCATION, &loan, err)) {
        return false;
    }
    bool is_done = revocation_insert(till->store, kind, id, "taken back", till_now_ms(till), err);
    return campaign_end(till, is_done, &loan, err);
}

bool till_revoke_token(struct till *till, struct text_view text, bool *out_is_ours,
    struct till_revoked *out_revoked, struct error *err)
{
    struct till_revoked revoked = {0};
    enum token_form form =
        token_read(text_view_trim(text), till->shop.scan_rules.code_base, &revoked.token);
    *out_is_ours = form != TOKEN_NOT && token_check(&revoked.token, &till->keys) == TOKEN_GOOD &&
                   token_kind_text(revoked.token.kind) != NULL;
    if (!*out_is_ours) {
        return true;
    }
    receipt_print(id_of(&revoked.token), revoked.number);
    if (!till_token_is_revoked(till, &revoked.token, &revoked.was_revoked, err) ||
        (!revoked.was_revoked &&
            !write_one(till, token_kind_text(revoked.token.kind), id_of(&revoked.token), err))) {
        return false;
    }
    *out_revoked = revoked;
    return true;
}

/* Codes of placements that still count. */
struct link_ids {
    int64_t *ids;
    size_t count, capacity, all_count;
};

static bool take_link(void *context, const struct campaign_link *link, struct error *err)
{
    (void)err;
    struct link_ids *list = context;
    list->all_count++;
    if (link->is_revoked) {
        return true;
    }
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 16 : list->capacity * 2;
        list->ids = realloc(list->ids, list->capacity * sizeof(*list->ids));
        ASSERT(list->ids != NULL);
    }
    list->ids[list->count++] = link->link_id;
    return true;
}

static bool write_all(struct till *till, const struct link_ids *list, struct error *err)
{
    struct till_loan loan;
    if (list->count == 0) {
        return true;
    }
    if (!campaign_begin(till, ENTRY_REVOCATION, &loan, err)) {
        return false;
    }
    bool is_done = true;
    for (size_t i = 0; is_done && i < list->count; i++) {
        is_done = revocation_insert(till->store, token_kind_text(TOKEN_LINK), list->ids[i],
            "taken back", till_now_ms(till), err);
    }
    return campaign_end(till, is_done, &loan, err);
}

bool till_revoke_campaign(
    struct till *till, const char *campaign_code, size_t *out_count, struct error *err)
{
    struct link_ids list = {0};
    bool is_done = campaign_visit_links(till, campaign_code, take_link, &list, err);
    if (is_done && list.all_count == 0) {
        is_done = error_set(err, ERROR_NOT_FOUND, "this campaign has no code yet");
    }
    is_done = is_done && write_all(till, &list, err);
    free(list.ids);
    *out_count = list.count;
    return is_done;
}
