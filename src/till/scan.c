#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/campaign.h"
#include "store/catalogue.h"
#include "store/sale.h"
#include "till/handle.h"

/* --- codes of campaigns -------------------------------------------------------------------- */

struct campaign_reading {
    struct ticket_touch touch;
    char offer[OFFER_TEXT_MAX];
    char starts_on[DAY_TEXT_MAX], ends_on[DAY_TEXT_MAX];
};

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    struct campaign_reading *reading = context;
    struct ticket_touch *touch = &reading->touch;
    touch->campaign_id = row->id;
    bool fits = text_copy_view(touch->code, sizeof(touch->code), row->code) &&
                text_copy_view(touch->name, sizeof(touch->name), row->name) &&
                text_copy_view(touch->channel, sizeof(touch->channel), row->channel) &&
                text_copy_view(reading->offer, sizeof(reading->offer), row->offer) &&
                text_copy_view(reading->starts_on, sizeof(reading->starts_on), row->starts_on) &&
                text_copy_view(reading->ends_on, sizeof(reading->ends_on), row->ends_on);
    return fits || error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
}

struct link_reading {
    int64_t campaign_id;
    char content[CODE_BYTES];
};

static bool take_link(void *context, const struct link_row *row, struct error *err)
{
    struct link_reading *reading = context;
    reading->campaign_id = row->campaign_id;
    return text_copy_view(reading->content, sizeof(reading->content), row->content) ||
           error_set(err, ERROR_CORRUPT, "a placement cannot be read");
}

/* Which campaign stands behind a good token; 0 if none does. */
static bool find_campaign_of(struct till *till, const struct token *token,
    struct ticket_touch *touch, int64_t *out_campaign_id, bool *out_revoked, struct error *err)
{
    int64_t id = id_make(token->node, token->n);
    bool found = false;
    *out_campaign_id = 0;
    *out_revoked = false;
    if (token->kind == TOKEN_LINK) {
        struct link_reading link = {0};
        if (!link_find(till->store, id, take_link, &link, &found, err) ||
            !revocation_exists(till->store, "link", id, out_revoked, err)) {
            return false;
        }
        touch->link_id = found ? id : 0;
        (void)text_copy(touch->content, sizeof(touch->content), link.content);
        *out_campaign_id = link.campaign_id;
    } else if (token->kind == TOKEN_SALE) {
        if (!sale_return_campaign(till->store, id, &found, out_campaign_id, err) ||
            !revocation_exists(till->store, "sale", id, out_revoked, err)) {
            return false;
        }
        /* A sale of another till that is not here yet: the tag proves that it is the shop's. */
        if (!found) {
            *out_campaign_id = till->returning.id;
        }
        touch->from_sale_id = id;
    }
    return true;
}

/* Sets the outcome by the campaign's dates, and the offer where it runs. */
static bool judge_campaign(struct till *till, struct campaign_reading *reading, int64_t at_ms,
    struct till_outcome *outcome, struct error *err)
{
    char day[DAY_TEXT_MAX];
    till_business_day(till, at_ms, day);
    outcome->kind = OUTCOME_CAMPAIGN;
    if (reading->ends_on[0] != '\0' && strcmp(day, reading->ends_on) > 0) {
        outcome->kind = OUTCOME_ENDED;
        (void)text_copy(outcome->day, sizeof(outcome->day), reading->ends_on);
        return true;
    }
    if (reading->starts_on[0] != '\0' && strcmp(day, reading->starts_on) < 0) {
        outcome->kind = OUTCOME_EARLY;
        (void)text_copy(outcome->day, sizeof(outcome->day), reading->starts_on);
        return true;
    }
    outcome->has_offer = reading->offer[0] != '\0';
    return offer_parse(
        text_view_of(reading->offer), till->shop.rules.currency, &reading->touch.offer, err);
}

static size_t touch_index_of(const struct ticket *ticket, int64_t campaign_id)
{
    for (size_t i = 0; i < ticket->touch_count; i++) {
        if (ticket->touches[i].campaign_id == campaign_id) {
            return i;
        }
    }
    return 0;
}

bool till_attach_token(struct till *till, const struct token *token, enum touch_kind kind,
    int64_t at_ms, struct till_outcome *outcome, struct error *err)
{
    struct campaign_reading reading = {.touch = {.kind = kind, .touched_at_ms = at_ms}};
    int64_t campaign_id;
    bool is_revoked;
    bool found = false;
    if (!find_campaign_of(till, token, &reading.touch, &campaign_id, &is_revoked, err)) {
        return false;
    }
    if (campaign_id != 0 &&
        !campaign_find(till->store, campaign_id, take_campaign, &reading, &found, err)) {
        return false;
    }
    if (!found) {
        outcome->kind = OUTCOME_NO_CAMPAIGN;
        return true;
    }
    (void)text_copy(outcome->campaign, sizeof(outcome->campaign), reading.touch.name);
    if (is_revoked) {
        outcome->kind = OUTCOME_REVOKED;
        return true;
    }
    if (!judge_campaign(till, &reading, at_ms, outcome, err)) {
        return false;
    }
    change_begin(till);
    if (!change_end(till, ticket_attach(&till->ticket, &reading.touch, err), err)) {
        return false;
    }
    outcome->touch_index = touch_index_of(&till->ticket, campaign_id);
    return true;
}

/* --- products ------------------------------------------------------------------------------ */

static bool find_barcode(struct till *till, const char *code, int64_t *out_id, struct error *err)
{
    *out_id = 0;
    return code[0] == '\0' || product_id_by_barcode(till->store, text_view_of(code), out_id, err);
}

bool till_find_scanned(
    struct till *till, const struct scan *scan, struct found_product *found, struct error *err)
{
    *found = (struct found_product){0};
    if (!find_barcode(till, scan->in_store_gtin14, &found->id, err)) {
        return false;
    }
    if (found->id != 0) {
        found->is_in_store = true;
        return true;
    }
    int64_t by_sku;
    if (!find_barcode(till, scan->gtin14, &found->id, err) ||
        (found->id == 0 && !find_barcode(till, scan->other_gtin14, &found->id, err)) ||
        (found->id == 0 && !find_barcode(till, scan->text, &found->id, err)) ||
        !product_id_by_sku(till->store, text_view_of(scan->text), &by_sku, err)) {
        return false;
    }
    found->is_twice = found->id != 0 && by_sku != 0 && by_sku != found->id;
    if (found->id == 0) {
        found->id = by_sku;
    }
    return true;
}

/* A price in the code is the price of what is in the hand: the weight follows from it where that
 * gives the same amount again, else it is one piece at that price. */
static bool read_label(
    struct till *till, int64_t price_minor, struct till_add *add, struct error *err)
{
    struct ticket_line line;
    bool has_price;
    if (!till_line_of_product(till, add->product_id, &line, &has_price, err)) {
        return false;
    }
    enum money_half half = till->shop.rules.half;
    int64_t quantity_milli = 0;
    int64_t again_minor = -1;
    bool is_weight =
        line.unit != UNIT_EACH && has_price && line.unit_price_minor > 0 &&
        money_divide((int128)price_minor * QUANTITY_ONE_MILLI, line.unit_price_minor, half,
            &quantity_milli) &&
        quantity_milli > 0 &&
        money_times_quantity(line.unit_price_minor, quantity_milli, half, &again_minor) &&
        again_minor == price_minor;
    add->quantity_milli = is_weight ? quantity_milli : QUANTITY_ONE_MILLI;
    add->is_labelled = !is_weight;
    add->unit_price_minor = is_weight ? TILL_PRICE_OWN : price_minor;
    return true;
}

static bool add_found(struct till *till, const struct scan *scan, const struct found_product *found,
    int64_t quantity_milli, struct till_outcome *outcome, struct error *err)
{
    struct till_outcome added;
    struct till_add add = {.product_id = found->id,
        .quantity_milli = quantity_milli,
        .unit_price_minor = TILL_PRICE_OWN};
    if (found->is_in_store && scan->value == SCAN_VALUE_PRICE &&
        !read_label(till, scan->price_minor, &add, err)) {
        return false;
    }
    if (found->is_in_store && scan->value == SCAN_VALUE_WEIGHT) {
        add.quantity_milli = scan->quantity_milli;
    }
    if (!till_add(till, &add, &added, err)) {
        return false;
    }
    (void)text_copy(added.code, sizeof(added.code), outcome->code);
    *outcome = added;
    return true;
}

/* --- what a scan means --------------------------------------------------------------------- */

/* True if the text is one of our tokens beyond doubt. */
static bool is_good_token(const struct till *till, const struct scan *scan)
{
    return scan->token_form != TOKEN_NOT && token_check(&scan->token, &till->keys) == TOKEN_GOOD;
}

enum till_outcome_kind till_refuse_token(
    const struct till *till, enum token_form form, const struct token *token)
{
    if (form == TOKEN_URL) {
        return OUTCOME_FOREIGN;
    }
    if (token_check(token, &till->keys) != TOKEN_UNKNOWN_KEY) {
        return OUTCOME_MISTYPED;
    }
    bool is_another_tills = till->keys.has_own && token->key_number == till->keys.own_key_number;
    return is_another_tills ? OUTCOME_UNCHECKED : OUTCOME_FOREIGN;
}

static enum till_outcome_kind say_unknown(const struct till *till, const struct scan *scan)
{
    if (scan->token_form != TOKEN_NOT) {
        return till_refuse_token(till, scan->token_form, &scan->token);
    }
    return scan->has_wrong_check_digit ? OUTCOME_CHECK_DIGIT : OUTCOME_UNKNOWN;
}

bool till_scan(struct till *till, struct text_view text, enum scan_symbology symbology,
    int64_t quantity_milli, enum touch_kind kind, struct till_outcome *out_outcome,
    struct error *err)
{
    struct scan scan;
    struct till_outcome outcome = {.kind = OUTCOME_MISREAD};
    till_refresh(till);
    if (!scan_read(text, symbology, &till->shop.scan_rules, &scan)) {
        (void)text_copy_view(outcome.code, sizeof(outcome.code), text_view_trim(text));
        *out_outcome = outcome;
        return true;
    }
    (void)text_copy(outcome.code, sizeof(outcome.code), scan.text);
    bool is_done;
    if (is_good_token(till, &scan) && scan.token.kind == TOKEN_VOUCHER) {
        outcome.kind = OUTCOME_VOUCHER;
        is_done = true;
    } else if (is_good_token(till, &scan)) {
        is_done = till_attach_token(till, &scan.token, kind, till_now_ms(till), &outcome, err);
    } else {
        struct found_product found;
        is_done = till_find_scanned(till, &scan, &found, err);
        if (is_done && found.is_twice) {
            outcome.kind = OUTCOME_TWICE;
        } else if (is_done && found.id != 0) {
            is_done = add_found(till, &scan, &found, quantity_milli, &outcome, err);
        } else if (is_done) {
            outcome.kind = say_unknown(till, &scan);
        }
    }
    if (is_done) {
        *out_outcome = outcome;
    }
    return is_done;
}
