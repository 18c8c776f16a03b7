#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/catalogue.h"
#include "till/handle.h"

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
    /* At a booth another till's, or under a key of ours that was not carried here yet. */
    bool is_ours = form == TOKEN_OUR_URL ||
                   (till->keys.has_own && token->key_number == till->keys.own_key_number);
    return is_ours ? OUTCOME_UNCHECKED : OUTCOME_FOREIGN;
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
