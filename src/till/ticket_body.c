#include "till/ticket_body.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define BODY_VERSION 1

static void set(json_t *object, const char *key, json_t *value)
{
    int result = json_object_set_new(object, key, value);
    ASSERT(result == 0); /* texts are UTF-8 and memory does not run out */
}

static json_t *json_of_discount(const struct discount *discount)
{
    json_t *object = json_object();
    set(object, "kind", json_integer(discount->kind));
    set(object, "source", json_integer(discount->source));
    set(object, "value", json_integer(discount->value));
    set(object, "campaign_id", json_integer(discount->campaign_id));
    return object;
}

static json_t *json_of_return(const struct ticket_return *back)
{
    const struct line_figures *figures = &back->figures;
    json_t *object = json_object();
    json_t *parts = json_array();
    set(object, "of_sale_id", json_integer(back->of_sale_id));
    set(object, "of_line_n", json_integer(back->of_line_n));
    set(object, "restock", json_boolean(back->restock));
    set(object, "reason", json_string(back->reason));
    set(object, "amount_minor", json_integer(figures->amount_minor));
    set(object, "discount_minor", json_integer(figures->discount_minor));
    set(object, "net_minor", json_integer(figures->net_minor));
    set(object, "tax_minor", json_integer(figures->tax_minor));
    set(object, "gross_minor", json_integer(figures->gross_minor));
    for (size_t i = 0; i < TAX_PARTS_MAX; i++) {
        int result = json_array_append_new(parts, json_integer(figures->part_minor[i]));
        ASSERT(result == 0);
    }
    set(object, "parts", parts);
    return object;
}

/* What is stacked on a discount; left out where nothing is. */
static void set_stacked(json_t *object, const struct discount *stacked)
{
    json_t *array = json_array();
    for (size_t i = 0; i < TICKET_TOUCHES_MAX && stacked[i].kind != DISCOUNT_NONE; i++) {
        int result = json_array_append_new(array, json_of_discount(&stacked[i]));
        ASSERT(result == 0);
    }
    if (json_array_size(array) > 0) {
        set(object, "stacked", array);
    } else {
        json_decref(array);
    }
}

static json_t *json_of_line(const struct ticket_line *line)
{
    char tax[TAX_CODE_TEXT_MAX];
    json_t *object = json_object();
    set(object, "product_id", json_integer(line->product_id));
    set(object, "sku", json_string(line->sku));
    set(object, "name", json_string(line->name));
    set(object, "category", json_string(line->category));
    set(object, "note", json_string(line->note));
    set(object, "unit", json_string(unit_text(line->unit)));
    set(object, "quantity_milli", json_integer(line->quantity_milli));
    set(object, "unit_price_minor", json_integer(line->unit_price_minor));
    set(object, "tax", json_string(tax_code_print(&line->tax, tax)));
    set(object, "discount", json_of_discount(&line->discount));
    set_stacked(object, line->stacked);
    if (line->has_cost) {
        set(object, "cost_minor", json_integer(line->cost_minor));
    }
    if (line->has_list_price) {
        set(object, "list_price_minor", json_integer(line->list_price_minor));
    }
    if (line->kind != LINE_ITEM) {
        set(object, "kind", json_string(line_kind_text(line->kind)));
    }
    if (line->details[0] != '\0') {
        set(object, "details", json_string(line->details));
    }
    if (line->is_bound) {
        set(object, "is_bound", json_true());
    }
    if (line->is_return) {
        set(object, "back", json_of_return(&line->back));
    }
    if (line->counts_stock) {
        set(object, "counts_stock", json_true());
    }
    return object;
}

static json_t *json_of_touch(const struct ticket_touch *touch, const struct currency *currency)
{
    char offer[OFFER_TEXT_MAX];
    json_t *object = json_object();
    set(object, "campaign_id", json_integer(touch->campaign_id));
    set(object, "code", json_string(touch->code));
    set(object, "name", json_string(touch->name));
    set(object, "channel", json_string(touch->channel));
    set(object, "kind", json_string(touch_kind_text(touch->kind)));
    set(object, "link_id", json_integer(touch->link_id));
    set(object, "content", json_string(touch->content));
    set(object, "from_sale_id", json_integer(touch->from_sale_id));
    if (touch->lead_id != 0) {
        set(object, "lead_id", json_integer(touch->lead_id));
    }
    if (touch->from_lead_id != 0) {
        set(object, "from_lead_id", json_integer(touch->from_lead_id));
    }
    if (touch->offer_stacks) {
        set(object, "offer_stacks", json_true());
    }
    if (touch->uncredited != TOUCH_COUNTS) {
        set(object, "uncredited", json_string(touch_uncredited_text(touch->uncredited)));
    }
    set(object, "touched_at_ms", json_integer(touch->touched_at_ms));
    set(object, "offer", json_string(offer_print(&touch->offer, currency, offer)));
    return object;
}

static void append_to(json_t *array, json_t *value)
{
    int result = json_array_append_new(array, value);
    ASSERT(result == 0);
}

static json_t *json_of_leads(const struct ticket *ticket)
{
    json_t *leads = json_array();
    for (size_t i = 0; i < ticket->lead_count; i++) {
        append_to(leads, json_integer(ticket->leads[i]));
    }
    return leads;
}

static json_t *json_of_tender(const struct tender *tender)
{
    json_t *object = json_object();
    set(object, "tender", json_string(tender_kind_text(tender->kind)));
    set(object, "tendered_minor", json_integer(tender->tendered_minor));
    set(object, "reference", json_string(tender->reference));
    set(object, "of_id", json_integer(tender->of_id));
    set(object, "is_seen", json_boolean(tender->is_seen));
    if (tender->foreign_currency[0] != '\0') {
        set(object, "foreign_currency", json_string(tender->foreign_currency));
        set(object, "foreign_minor", json_integer(tender->foreign_minor));
        set(object, "foreign_rate", json_string(tender->foreign_rate));
    }
    return object;
}

void ticket_body_append(struct buffer *out, const struct ticket *ticket,
    const struct tender *tenders, size_t tender_count)
{
    json_t *root = json_object();
    json_t *lines = json_array();
    json_t *touches = json_array();
    json_t *taken = json_array();
    for (size_t i = 0; i < ticket->line_count; i++) {
        append_to(lines, json_of_line(&ticket->lines[i]));
    }
    for (size_t i = 0; i < ticket->touch_count; i++) {
        append_to(touches, json_of_touch(&ticket->touches[i], ticket->rules.currency));
    }
    for (size_t i = 0; i < tender_count; i++) {
        append_to(taken, json_of_tender(&tenders[i]));
    }
    set(root, "version", json_integer(BODY_VERSION));
    set(root, "lines", lines);
    set(root, "touches", touches);
    if (ticket->lead_count > 0) {
        set(root, "leads", json_of_leads(ticket));
    }
    set(root, "tenders", taken);
    set(root, "discount", json_of_discount(&ticket->discount));
    set_stacked(root, ticket->stacked);
    set(root, "age_checked", json_integer(ticket->age_checked));
    set(root, "tip_minor", json_integer(ticket->tip_minor));
    set(root, "pay_reference", json_string(ticket->pay_reference));
    char *text = json_dumps(root, JSON_COMPACT);
    ASSERT(text != NULL);
    buffer_append_text(out, text);
    free(text);
    json_decref(root);
}

/* --- reading: each function returns false for what ticket_body_append() never writes ------- */

static bool take_int(const json_t *object, const char *key, int64_t *out_value)
{
    const json_t *value = json_object_get(object, key);
    *out_value = json_integer_value(value);
    return json_is_integer(value);
}

static bool take_text(const json_t *object, const char *key, char *out, size_t capacity)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL && text_copy(out, capacity, text);
}

static bool read_discount(const json_t *object, struct discount *out_discount)
{
    int64_t kind;
    int64_t source;
    if (!take_int(object, "kind", &kind) || !take_int(object, "source", &source) ||
        !take_int(object, "value", &out_discount->value) ||
        !take_int(object, "campaign_id", &out_discount->campaign_id)) {
        return false;
    }
    if (kind < DISCOUNT_NONE || kind > DISCOUNT_UNITS || source < DISCOUNT_FROM_NOBODY ||
        source > DISCOUNT_CAMPAIGN || out_discount->value < 0) {
        return false;
    }
    out_discount->kind = (enum discount_kind)kind;
    out_discount->source = (enum discount_source)source;
    return true;
}

static bool read_stacked(const json_t *object, struct discount *stacked)
{
    const json_t *array = json_object_get(object, "stacked");
    if (json_array_size(array) > TICKET_TOUCHES_MAX) {
        return false;
    }
    memset(stacked, 0, TICKET_TOUCHES_MAX * sizeof(*stacked));
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (!read_discount(json_array_get(array, i), &stacked[i]) ||
            stacked[i].kind == DISCOUNT_NONE) {
            return false;
        }
    }
    return true;
}

static bool read_return(const json_t *object, struct ticket_return *back)
{
    struct line_figures *figures = &back->figures;
    const json_t *parts = json_object_get(object, "parts");
    if (!take_int(object, "of_sale_id", &back->of_sale_id) ||
        !take_int(object, "of_line_n", &back->of_line_n) ||
        !take_text(object, "reason", back->reason, sizeof(back->reason)) ||
        !take_int(object, "amount_minor", &figures->amount_minor) ||
        !take_int(object, "discount_minor", &figures->discount_minor) ||
        !take_int(object, "net_minor", &figures->net_minor) ||
        !take_int(object, "tax_minor", &figures->tax_minor) ||
        !take_int(object, "gross_minor", &figures->gross_minor) ||
        json_array_size(parts) != TAX_PARTS_MAX) {
        return false;
    }
    back->restock = json_is_true(json_object_get(object, "restock"));
    for (size_t i = 0; i < TAX_PARTS_MAX; i++) {
        figures->part_minor[i] = json_integer_value(json_array_get(parts, i));
    }
    return figures->gross_minor == figures->net_minor + figures->tax_minor;
}

/* What only some lines have. */
static bool read_line_extras(const json_t *object, struct ticket_line *line)
{
    const char *kind = json_string_value(json_object_get(object, "kind"));
    const char *details = json_string_value(json_object_get(object, "details"));
    line->has_cost = take_int(object, "cost_minor", &line->cost_minor);
    line->has_list_price = take_int(object, "list_price_minor", &line->list_price_minor);
    line->is_bound = json_is_true(json_object_get(object, "is_bound"));
    line->counts_stock = json_is_true(json_object_get(object, "counts_stock"));
    line->is_return = json_object_get(object, "back") != NULL;
    if (line->is_return && !read_return(json_object_get(object, "back"), &line->back)) {
        return false;
    }
    return (kind == NULL || line_kind_parse(text_view_of(kind), &line->kind)) &&
           (details == NULL || (line_details_are_whole(details) &&
                                   text_copy(line->details, sizeof(line->details), details)));
}

static bool read_line(const json_t *object, struct ticket_line *out_line)
{
    struct ticket_line line = {0};
    struct error ignored;
    char unit[8];
    char tax[TAX_CODE_TEXT_MAX];
    if (!take_int(object, "product_id", &line.product_id) ||
        !take_text(object, "sku", line.sku, sizeof(line.sku)) ||
        !take_text(object, "name", line.name, sizeof(line.name)) ||
        !take_text(object, "category", line.category, sizeof(line.category)) ||
        !take_text(object, "note", line.note, sizeof(line.note)) ||
        !take_text(object, "unit", unit, sizeof(unit)) ||
        !take_int(object, "quantity_milli", &line.quantity_milli) ||
        !take_int(object, "unit_price_minor", &line.unit_price_minor) ||
        !take_text(object, "tax", tax, sizeof(tax)) ||
        !read_discount(json_object_get(object, "discount"), &line.discount)) {
        return false;
    }
    if (!read_line_extras(object, &line)) {
        return false;
    }
    *out_line = line;
    return unit_parse(text_view_of(unit), &out_line->unit) &&
           tax_code_parse(text_view_of(tax), &out_line->tax, &ignored);
}

/* What only some touches have. */
static bool read_touch_extras(const json_t *object, struct ticket_touch *touch)
{
    const char *why = json_string_value(json_object_get(object, "uncredited"));
    (void)take_int(object, "lead_id", &touch->lead_id);
    (void)take_int(object, "from_lead_id", &touch->from_lead_id);
    touch->offer_stacks = json_is_true(json_object_get(object, "offer_stacks"));
    return why == NULL || touch_uncredited_parse(text_view_of(why), &touch->uncredited);
}

static bool read_touch(
    const json_t *object, const struct currency *currency, struct ticket_touch *out_touch)
{
    struct error ignored;
    char kind[16];
    char offer[OFFER_TEXT_MAX];
    return take_int(object, "campaign_id", &out_touch->campaign_id) &&
           take_text(object, "code", out_touch->code, sizeof(out_touch->code)) &&
           take_text(object, "name", out_touch->name, sizeof(out_touch->name)) &&
           take_text(object, "channel", out_touch->channel, sizeof(out_touch->channel)) &&
           take_text(object, "kind", kind, sizeof(kind)) &&
           touch_kind_parse(text_view_of(kind), &out_touch->kind) &&
           take_int(object, "link_id", &out_touch->link_id) &&
           take_text(object, "content", out_touch->content, sizeof(out_touch->content)) &&
           take_int(object, "from_sale_id", &out_touch->from_sale_id) &&
           take_int(object, "touched_at_ms", &out_touch->touched_at_ms) &&
           take_text(object, "offer", offer, sizeof(offer)) &&
           offer_parse(text_view_of(offer), currency, &out_touch->offer, &ignored) &&
           read_touch_extras(object, out_touch);
}

static bool read_leads(const json_t *leads, struct ticket *ticket)
{
    struct error ignored;
    for (size_t i = 0; i < json_array_size(leads); i++) {
        const json_t *lead = json_array_get(leads, i);
        if (!json_is_integer(lead) ||
            !ticket_tie_lead(ticket, json_integer_value(lead), &ignored)) {
            return false;
        }
    }
    return true;
}

/* What only some tenders have. */
static bool read_tender_extras(const json_t *object, struct tender *tender)
{
    (void)take_int(object, "of_id", &tender->of_id);
    tender->is_seen = json_is_true(json_object_get(object, "is_seen"));
    return json_object_get(object, "foreign_currency") == NULL ||
           (take_text(object, "foreign_currency", tender->foreign_currency,
                sizeof(tender->foreign_currency)) &&
               take_int(object, "foreign_minor", &tender->foreign_minor) &&
               take_text(
                   object, "foreign_rate", tender->foreign_rate, sizeof(tender->foreign_rate)));
}

static bool read_tender(const json_t *object, struct tender *out_tender)
{
    char kind[16];
    return take_text(object, "tender", kind, sizeof(kind)) &&
           tender_kind_parse(text_view_of(kind), &out_tender->kind) &&
           take_int(object, "tendered_minor", &out_tender->tendered_minor) &&
           out_tender->tendered_minor > 0 &&
           take_text(object, "reference", out_tender->reference, sizeof(out_tender->reference)) &&
           read_tender_extras(object, out_tender);
}

static bool read_lines(const json_t *lines, struct ticket *ticket)
{
    struct error ignored;
    for (size_t i = 0; i < json_array_size(lines); i++) {
        struct ticket_line line;
        if (!read_line(json_array_get(lines, i), &line) || (line.is_bound && i == 0) ||
            !ticket_insert(ticket, i, &line, &ignored)) {
            return false;
        }
    }
    return json_is_array(lines);
}

/* Inserting has taken the campaigns' discounts off, for their touches were not there yet. */
static bool read_line_discounts(const json_t *lines, struct ticket *ticket)
{
    for (size_t i = 0; i < ticket->line_count; i++) {
        const json_t *line = json_array_get(lines, i);
        if (!read_discount(json_object_get(line, "discount"), &ticket->lines[i].discount) ||
            !read_stacked(line, ticket->lines[i].stacked)) {
            return false;
        }
    }
    return true;
}

static bool read_parts(
    const json_t *root, struct ticket *ticket, struct tender *out_tenders, size_t *out_tender_count)
{
    int64_t version;
    int64_t age_checked = 0; /* tickets of before nobody asked */
    const json_t *touches = json_object_get(root, "touches");
    const json_t *tenders = json_object_get(root, "tenders");
    if (!take_int(root, "version", &version) || version != BODY_VERSION ||
        !read_lines(json_object_get(root, "lines"), ticket) ||
        !read_line_discounts(json_object_get(root, "lines"), ticket) ||
        !read_discount(json_object_get(root, "discount"), &ticket->discount) ||
        !read_stacked(root, ticket->stacked) || json_array_size(touches) > TICKET_TOUCHES_MAX ||
        json_array_size(tenders) > TENDERS_MAX) {
        return false;
    }
    (void)take_int(root, "tip_minor", &ticket->tip_minor);
    (void)take_text(root, "pay_reference", ticket->pay_reference, sizeof(ticket->pay_reference));
    if (take_int(root, "age_checked", &age_checked) && age_checked > 0 && age_checked < 200) {
        ticket->age_checked = (int)age_checked;
    }
    for (size_t i = 0; i < json_array_size(touches); i++) {
        struct ticket_touch *touch = &ticket->touches[i];
        if (!read_touch(json_array_get(touches, i), ticket->rules.currency, touch)) {
            return false;
        }
        ticket->touch_count = i + 1;
    }
    if (!read_leads(json_object_get(root, "leads"), ticket)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(tenders); i++) {
        if (!read_tender(json_array_get(tenders, i), &out_tenders[i])) {
            return false;
        }
    }
    *out_tender_count = json_array_size(tenders);
    return true;
}

bool ticket_body_read(const char *body, size_t size, struct ticket *ticket,
    struct tender *out_tenders, size_t *out_tender_count, struct error *err)
{
    json_t *root = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
    bool is_read = root != NULL && read_parts(root, ticket, out_tenders, out_tender_count);
    json_decref(root);
    if (!is_read) {
        ticket_clear(ticket);
        *out_tender_count = 0;
        return error_set(err, ERROR_CORRUPT, "the open ticket cannot be read");
    }
    return true;
}
