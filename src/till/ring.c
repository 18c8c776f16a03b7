#include "till/ring.h"

#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "store/catalogue.h"
#include "store/sale.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/product.h"
#include "till/ring_json.h"

#define CODES_MAX 100 /* looked at; how many campaigns a ticket takes is its own rule */
#define REF_CHARACTERS_MAX 120

/* --- head ---------------------------------------------------------------------------------- */

static bool read_ref(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct text_view ref;
    bool found;
    if (!ring_optional_text(root, "ref", &ref, &found, err)) {
        return false;
    }
    if (found && (ref.size == 0 || text_view_has_control(ref))) {
        return error_set(err, ERROR_INVALID, "ref is empty or contains a control character");
    }
    if (text_view_count_characters(ref) > REF_CHARACTERS_MAX ||
        !text_copy_view(ringing->ref, sizeof(ringing->ref), ref)) {
        return error_set(err, ERROR_LIMIT, "ref has more than %d characters", REF_CHARACTERS_MAX);
    }
    return true;
}

static bool read_at(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct text_view at;
    bool found;
    ringing->at_ms = till_now_ms(ringing->till);
    if (!ring_optional_text(root, "at", &at, &found, err)) {
        return false;
    }
    return !found || time_parse(at, &ringing->at_ms, err) || error_prefix(err, "at: ");
}

/* --- lines --------------------------------------------------------------------------------- */

/* A percentage or an amount; 0 of either is no discount. */
static bool read_discount(
    struct ringing *ringing, const json_t *object, struct discount *out_discount, struct error *err)
{
    struct text_view text;
    bool found;
    *out_discount = (struct discount){0};
    if (!ring_optional_text(object, "discount", &text, &found, err) || !found) {
        return !found && json_object_get(object, "discount") == NULL;
    }
    text = text_view_trim(text);
    if (text.size > 0 && text.bytes[text.size - 1] == '%') {
        uint32_t rate_ppm;
        if (!rate_parse(text, &rate_ppm, err)) {
            return error_prefix(err, "discount: ");
        }
        out_discount->kind = DISCOUNT_PERCENT;
        out_discount->value = rate_ppm;
    } else {
        if (!money_parse(text, ringing->till->shop.rules.currency, &out_discount->value, err)) {
            return error_prefix(err, "discount: ");
        }
        out_discount->kind = DISCOUNT_AMOUNT;
    }
    if (out_discount->value < 0) {
        return error_set(err, ERROR_INVALID, "discount is below 0");
    }
    if (out_discount->value == 0) {
        *out_discount = (struct discount){0};
        return true;
    }
    out_discount->source = DISCOUNT_MANUAL;
    return true;
}

static bool find_product(struct ringing *ringing, const json_t *object,
    struct product_sold *out_product, struct error *err)
{
    struct text_view sku;
    int64_t id;
    if (!ring_text(object, "sku", &sku, err) ||
        !product_id_by_sku(ringing->till->store, sku, &id, err)) {
        return false;
    }
    if (id == 0) {
        return error_set(err, ERROR_NOT_FOUND, "the sku \"%.*s\" is not in the catalogue",
            (int)(sku.size < SKU_BYTES ? sku.size : SKU_BYTES), sku.bytes);
    }
    return till_read_product(ringing->till, id, ringing->at_ms, out_product, err);
}

static bool read_quantity(const json_t *object, struct ticket_line *line, struct error *err)
{
    struct text_view text;
    if (!ring_text(object, "qty", &text, err)) {
        return false;
    }
    if (!quantity_parse(text, &line->quantity_milli, err)) {
        return error_prefix(err, "qty: ");
    }
    if (line->quantity_milli < 0 && line->kind != LINE_DEPOSIT) {
        return error_set(err, ERROR_INVALID, "qty is below 0: only a deposit comes back like this");
    }
    line->counts_stock = line->counts_stock && line->quantity_milli > 0;
    return line->quantity_milli != 0 || error_set(err, ERROR_INVALID, "qty is 0");
}

static bool read_price(struct ringing *ringing, const json_t *object, bool has_price,
    struct ticket_line *line, struct error *err)
{
    struct text_view text;
    bool found;
    if (!ring_optional_text(object, "price", &text, &found, err)) {
        return false;
    }
    if (!found) {
        return has_price ||
               error_set(err, ERROR_INVALID, "price is missing, and the catalogue has none for it");
    }
    if (!money_parse(text, ringing->till->shop.rules.currency, &line->unit_price_minor, err)) {
        return error_prefix(err, "price: ");
    }
    line->has_list_price = false; /* the other software's price is no override of ours */
    return line->unit_price_minor >= 0 || error_set(err, ERROR_INVALID, "price is below 0");
}

static bool read_line(struct ringing *ringing, const json_t *object, struct error *err)
{
    static const char *const known[] = {
        "sku", "qty", "price", "discount", "options", "note", "serial", NULL};
    struct product_sold product;
    size_t index;
    if (!json_is_object(object)) {
        return error_set(err, ERROR_INVALID, "it must be an object");
    }
    if (json_object_get(object, "of") != NULL) {
        return ring_return_line(ringing, object, err);
    }
    if (ring_is_money_line(object)) {
        return ring_money_line(ringing, object, err);
    }
    if (!ring_check_keys(object, known, err) || !find_product(ringing, object, &product, err)) {
        return false;
    }
    struct ticket_line *line = &product.line;
    return read_quantity(object, line, err) &&
           read_price(ringing, object, product.has_price, line, err) &&
           read_discount(ringing, object, &line->discount, err) &&
           ring_extras(ringing, object, &product, err) &&
           till_put_line(
               ringing->till, line, product.deposit_product_id, ringing->at_ms, &index, err);
}

static bool read_lines(struct ringing *ringing, const json_t *root, struct error *err)
{
    const json_t *lines;
    if (!ring_array(root, "lines", false, &lines, err)) {
        return false;
    }
    if (json_array_size(lines) == 0) {
        return error_set(err, ERROR_INVALID, "lines is empty");
    }
    if (json_array_size(lines) > TICKET_LINES_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale has at most %d lines", TICKET_LINES_MAX);
    }
    for (size_t i = 0; i < json_array_size(lines); i++) {
        if (!read_line(ringing, json_array_get(lines, i), err)) {
            return error_prefix(err, "lines[%zu]: ", i);
        }
    }
    return true;
}

/* --- codes ---------------------------------------------------------------------------------- */

/* What is wrong with a code that attached nothing, or NULL. */
static const char *words_of(enum till_outcome_kind kind)
{
    switch (kind) {
    case OUTCOME_CAMPAIGN:
    case OUTCOME_LEAD:
        return NULL;
    case OUTCOME_ENDED:
        return "its campaign has ended; it is kept, and counts for nothing";
    case OUTCOME_EARLY:
        return "its campaign has not begun; it counts, and gives no discount";
    case OUTCOME_USED:
        return "its offer was used before; it counts, and gives no discount";
    case OUTCOME_REVOKED:
        return "it was taken back";
    case OUTCOME_NO_CAMPAIGN:
        return "no campaign stands behind it";
    case OUTCOME_FOREIGN:
        return "it is another shop's";
    case OUTCOME_UNCHECKED:
        return "no key here can check it: ring it at a till of the shop, or bring the key (key import)";
    case OUTCOME_MISTYPED:
        return "it is mistyped";
    case OUTCOME_VOUCHER:
    case OUTCOME_LINE:
    case OUTCOME_NEEDS_QUANTITY:
    case OUTCOME_NEEDS_PRICE:
    case OUTCOME_NEEDS_AGE:
    case OUTCOME_NEEDS_OPTIONS:
    case OUTCOME_NEEDS_SERIAL:
    case OUTCOME_UNKNOWN:
    case OUTCOME_CHECK_DIGIT:
    case OUTCOME_TWICE:
    case OUTCOME_MISREAD:
        break;
    }
    return "it is no code of a campaign";
}

static void warn(struct ringing *ringing, size_t index, const char *words)
{
    struct ring_result *result = ringing->result;
    if (words == NULL || result->warning_count == RING_WARNINGS_MAX) {
        return;
    }
    struct text_out out = text_out_begin(result->warnings[result->warning_count++], RING_WORDS_MAX);
    text_out_format(&out, "scan[%zu]: %s", index, words);
}

/* A code never stops a sale: one that does not attach is a warning. */
static bool read_scan(struct ringing *ringing, size_t index, const json_t *value, struct error *err)
{
    struct till *till = ringing->till;
    struct till_outcome outcome = {.kind = OUTCOME_UNKNOWN};
    struct token token;
    if (!json_is_string(value)) {
        return error_set(err, ERROR_INVALID, "scan[%zu] must be a string", index);
    }
    struct text_view text = {json_string_value(value), json_string_length(value)};
    enum token_form form = token_read(text, till->shop.scan_rules.code_base, &token);
    if (form != TOKEN_NOT && token_check(&token, &till->keys) == TOKEN_GOOD) {
        struct error why;
        if (!till_attach_token(till, &token, TOUCH_SCANNED, ringing->at_ms, &outcome, &why)) {
            if (why.code == ERROR_LIMIT) {
                warn(ringing, index, why.text);
                return true;
            }
            *err = why;
            return error_prefix(err, "scan[%zu]: ", index);
        }
    } else if (form != TOKEN_NOT) {
        outcome.kind = till_refuse_token(till, form, &token);
    }
    warn(ringing, index, words_of(outcome.kind));
    return true;
}

static bool read_scans(struct ringing *ringing, const json_t *root, struct error *err)
{
    const json_t *scans;
    if (!ring_array(root, "scan", true, &scans, err)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(scans); i++) {
        if (i == CODES_MAX) {
            warn(ringing, i, "this code and what follows is too much");
            break;
        }
        if (!read_scan(ringing, i, json_array_get(scans, i), err)) {
            return false;
        }
    }
    return true;
}

/* --- the sale ------------------------------------------------------------------------------- */

/* On all lines, after their own. */
static bool read_discount_on_all(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct discount discount;
    return read_discount(ringing, root, &discount, err) &&
           (discount.kind == DISCOUNT_NONE ||
               ticket_discount_all(&ringing->till->ticket, discount, err));
}

/* Lines that are sold, or that go back. */
static bool read_what(struct ringing *ringing, const json_t *root, struct error *err)
{
    bool has_sale = json_object_get(root, "of") != NULL;
    if (!ring_read_kind(ringing, root, err)) {
        return false;
    }
    if (has_sale) {
        return ring_refund_of(ringing, root, err);
    }
    return read_lines(ringing, root, err) && read_discount_on_all(ringing, root, err) &&
           (!ringing->is_refund || ring_refund_free(ringing, root, err));
}

static bool turn_payments(struct ringing *ringing, struct error *err)
{
    if (!ringing->is_refund && ringing->till->figures.gross_minor >= 0) {
        return true;
    }
    ring_give_back(ringing);
    return ring_name_ledgers(ringing, err);
}

/* Reads the whole line onto the ticket, at one moment of the file. A `ref` that is known ends it
 * early: what else the line says was said before. It is asked again in the transaction. */
static bool read_root(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct till *till = ringing->till;
    int64_t *known_id = &ringing->result->known_sale_id;
    if (!read_ref(ringing, root, err)) {
        return false;
    }
    if (ringing->ref[0] != '\0' && !sale_id_by_ref(till->store, ringing->ref, known_id, err)) {
        return false;
    }
    return *known_id != 0 ||
           (read_at(ringing, root, err) && read_what(ringing, root, err) &&
               ring_payments(ringing, root, err) && read_scans(ringing, root, err) &&
               ticket_compute(&till->ticket, &till->figures, err) && turn_payments(ringing, err));
}

static bool ring(struct ringing *ringing, const json_t *root, struct error *err)
{
    static const char *const known[] = {"at", "lines", "pay", "scan", "ref", "tip", "discount",
        "kind", "of", "staff", "by", "reason", "restock", NULL};
    struct till *till = ringing->till;
    if (!json_is_object(root)) {
        return error_set(err, ERROR_INVALID, "a sale must be an object");
    }
    if (!ring_check_keys(root, known, err) || !store_begin_reading(till->store, err)) {
        return false;
    }
    bool is_read = read_root(ringing, root, err);
    store_end_reading(till->store);
    if (!is_read || ringing->result->known_sale_id != 0) {
        return is_read;
    }
    struct sale_request request = {
        .tenders = ringing->tenders,
        .tender_count = ringing->tender_count,
        .sold_at_ms = ringing->at_ms,
        .ref = ringing->ref,
        .tip_minor = till->ticket.tip_minor,
        .loan = &till->loan,
    };
    return till_write_sale(
        till, &request, &ringing->result->sale, &ringing->result->known_sale_id, err);
}

/* The whole sale in somebody's name, and then again as before. */
static bool ring_as(struct ringing *ringing, const json_t *root, struct error *err)
{
    struct till *till = ringing->till;
    int64_t staff_id = till->staff_id;
    enum role role = till->role;
    char staff_name[NAME_BYTES];
    struct text_view name;
    char text[NAME_BYTES];
    bool found = false;
    memcpy(staff_name, till->staff_name, sizeof(staff_name));
    if (json_is_object(root) && !ring_optional_text(root, "staff", &name, &found, err)) {
        return false;
    }
    if (found && (!text_copy_view(text, sizeof(text), name) || !till_act_as(till, text, err))) {
        return error_prefix(err, "staff: ");
    }
    bool is_rung = ring(ringing, root, err);
    till_end_loan(till);
    till->staff_id = staff_id;
    till->role = role;
    memcpy(till->staff_name, staff_name, sizeof(till->staff_name));
    return is_rung;
}

bool ring_line(
    struct till *till, struct text_view line, struct ring_result *out_result, struct error *err)
{
    ASSERT((till->flags & TILL_OPEN_BATCH) != 0);
    *out_result = (struct ring_result){0};
    if (line.size > RING_LINE_BYTES_MAX) {
        return error_set(err, ERROR_LIMIT, "the line has more than %d bytes", RING_LINE_BYTES_MAX);
    }
    till_refresh(till);
    json_error_t why;
    json_t *root = json_loadb(line.bytes, line.size, JSON_REJECT_DUPLICATES, &why);
    if (root == NULL) {
        return error_set(err, ERROR_INVALID, "column %d: %s", why.column, why.text);
    }
    struct ringing ringing = {.till = till, .result = out_result};
    till->ticket.rules = till->shop.rules;
    bool is_rung = ring_as(&ringing, root, err);
    ticket_clear(&till->ticket);
    json_decref(root);
    if (!is_rung) {
        ring_result_close(out_result);
    }
    return is_rung;
}

void ring_result_close(struct ring_result *result)
{
    sale_close(&result->sale);
    *result = (struct ring_result){0};
}
