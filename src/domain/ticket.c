#include "domain/ticket.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/ticket_private.h"

static_assert(SKU_BYTES <= OFFER_TARGETS_BYTES, "an offer can name any SKU");

void ticket_init(struct ticket *ticket, const struct ticket_rules *rules)
{
    ASSERT(rules->currency != NULL);
    *ticket = (struct ticket){.rules = *rules};
}

void ticket_close(struct ticket *ticket)
{
    if (ticket != NULL) {
        free(ticket->lines);
        *ticket = (struct ticket){0};
    }
}

void ticket_clear(struct ticket *ticket)
{
    ticket->line_count = 0;
    ticket->touch_count = 0;
    ticket->discount = (struct discount){0};
}

static void reserve_lines(struct ticket *ticket, size_t count)
{
    if (count <= ticket->line_capacity) {
        return;
    }
    size_t capacity = ticket->line_capacity * 2;
    if (capacity < count) {
        capacity = count < 16 ? 16 : count;
    }
    struct ticket_line *lines = realloc(ticket->lines, capacity * sizeof(*lines));
    ASSERT(lines != NULL);
    ticket->lines = lines;
    ticket->line_capacity = capacity;
}

void ticket_copy(const struct ticket *from, struct ticket *out_ticket)
{
    struct ticket_line *lines = out_ticket->lines;
    size_t capacity = out_ticket->line_capacity;
    *out_ticket = *from;
    out_ticket->lines = lines;
    out_ticket->line_capacity = capacity;
    reserve_lines(out_ticket, from->line_count);
    if (from->line_count > 0) {
        memcpy(out_ticket->lines, from->lines, from->line_count * sizeof(*from->lines));
    }
}

/* --- offers ------------------------------------------------------------------------------ */

static struct discount discount_of_touch(const struct ticket_touch *touch)
{
    return (struct discount){
        .kind = touch->offer.kind == OFFER_PERCENT ? DISCOUNT_PERCENT : DISCOUNT_AMOUNT,
        .source = DISCOUNT_CAMPAIGN,
        .value = touch->offer.value,
        .campaign_id = touch->campaign_id,
    };
}

static void apply_line_offers(const struct ticket *ticket, struct ticket_line *line)
{
    struct discount best = {0};
    int64_t best_minor = -1;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        const struct ticket_touch *touch = &ticket->touches[i];
        if (offer_matches_line(&touch->offer, line->sku, line->category)) {
            struct discount discount = discount_of_touch(touch);
            int64_t amount;
            int64_t minor;
            if (ticket_line_amount(&ticket->rules, line, &discount, &amount, &minor) &&
                minor > best_minor) {
                best = discount;
                best_minor = minor;
            }
        }
    }
    line->discount = best;
}

/* What the lines come to after their own discounts. */
static int64_t sum_lines(const struct ticket *ticket)
{
    int64_t sum = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];
        int64_t amount;
        int64_t discount;
        if (ticket_line_amount(&ticket->rules, line, &line->discount, &amount, &discount)) {
            sum += amount - discount;
        }
    }
    return sum;
}

static void apply_ticket_offers(struct ticket *ticket)
{
    struct discount best = {0};
    int64_t best_minor = -1;
    int64_t sum = ticket->touch_count > 1 ? sum_lines(ticket) : 0; /* one offer needs no choice */
    for (size_t i = 0; i < ticket->touch_count; i++) {
        const struct ticket_touch *touch = &ticket->touches[i];
        if (offer_is_for_ticket(&touch->offer)) {
            struct discount discount = discount_of_touch(touch);
            int64_t minor = ticket_discount_of(&ticket->rules, &discount, sum);
            if (minor > best_minor) {
                best = discount;
                best_minor = minor;
            }
        }
    }
    ticket->discount = best;
}

/* Brings the discount on all up to date: after every change. */
static void refresh_ticket(struct ticket *ticket)
{
    if (ticket->discount.source != DISCOUNT_MANUAL) {
        apply_ticket_offers(ticket);
    }
}

/* A line was changed: offers for lines look at no other one. */
static void refresh_line(struct ticket *ticket, struct ticket_line *line)
{
    if (line->discount.source != DISCOUNT_MANUAL) {
        apply_line_offers(ticket, line);
    }
    refresh_ticket(ticket);
}

/* The touches were changed. */
static void refresh_all(struct ticket *ticket)
{
    for (size_t i = 0; i < ticket->line_count; i++) {
        if (ticket->lines[i].discount.source != DISCOUNT_MANUAL) {
            apply_line_offers(ticket, &ticket->lines[i]);
        }
    }
    refresh_ticket(ticket);
}

/* --- lines ------------------------------------------------------------------------------- */

static bool check_line(
    const struct ticket_rules *rules, const struct ticket_line *line, struct error *err)
{
    ASSERT(line->tax.part_count >= 1 && line->tax.part_count <= TAX_PARTS_MAX);
    ASSERT(line->unit < UNIT_COUNT);
    if (line->name[0] == '\0') {
        return error_set(err, ERROR_INVALID, "a line needs a name");
    }
    if (line->quantity_milli <= 0) {
        return error_set(err, ERROR_INVALID, "the quantity must be above 0");
    }
    if (line->unit_price_minor < 0) {
        return error_set(err, ERROR_INVALID, "the price must not be below 0");
    }
    int64_t amount;
    int64_t discount;
    if (line->quantity_milli > QUANTITY_MILLI_MAX || line->unit_price_minor > MONEY_MINOR_MAX ||
        !ticket_line_amount(rules, line, &line->discount, &amount, &discount)) {
        return error_set(err, ERROR_LIMIT, "the quantity or the price is too large");
    }
    return true;
}

/* The same thing in the eyes of the cashier: one line says both. */
static bool is_mergeable(const struct ticket_line *old, const struct ticket_line *new)
{
    return old->product_id != 0 && old->product_id == new->product_id &&
           old->unit_price_minor == new->unit_price_minor &&
           old->unit == new->unit &&tax_code_equals(&old->tax, &new->tax) &&
           strcmp(old->note, new->note) == 0 &&
           old->discount.source != DISCOUNT_MANUAL &&new->discount.source != DISCOUNT_MANUAL;
}

bool ticket_add(
    struct ticket *ticket, const struct ticket_line *line, size_t *out_index, struct error *err)
{
    if (!check_line(&ticket->rules, line, err)) {
        return false;
    }
    for (size_t i = ticket->line_count; i > 0; i--) {
        if (is_mergeable(&ticket->lines[i - 1], line)) {
            int64_t quantity = ticket->lines[i - 1].quantity_milli + line->quantity_milli;
            if (!ticket_set_quantity(ticket, i - 1, quantity, err)) {
                return false;
            }
            if (out_index != NULL) {
                *out_index = i - 1;
            }
            return true;
        }
    }
    if (!ticket_insert(ticket, ticket->line_count, line, err)) {
        return false;
    }
    if (out_index != NULL) {
        *out_index = ticket->line_count - 1;
    }
    return true;
}

bool ticket_insert(
    struct ticket *ticket, size_t index, const struct ticket_line *line, struct error *err)
{
    ASSERT(index <= ticket->line_count);
    if (!check_line(&ticket->rules, line, err)) {
        return false;
    }
    if (ticket->line_count == TICKET_LINES_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale has at most %d lines", TICKET_LINES_MAX);
    }
    struct ticket_line copy = *line; /* `line` may lie in the array that now grows */
    reserve_lines(ticket, ticket->line_count + 1);
    memmove(&ticket->lines[index + 1], &ticket->lines[index],
        (ticket->line_count - index) * sizeof(*ticket->lines));
    ticket->lines[index] = copy;
    ticket->line_count++;
    refresh_line(ticket, &ticket->lines[index]);
    return true;
}

void ticket_remove(struct ticket *ticket, size_t index, struct ticket_line *out_line)
{
    ASSERT(index < ticket->line_count);
    if (out_line != NULL) {
        *out_line = ticket->lines[index];
    }
    ticket->line_count--;
    memmove(&ticket->lines[index], &ticket->lines[index + 1],
        (ticket->line_count - index) * sizeof(*ticket->lines));
    refresh_ticket(ticket);
}

/* Puts a changed line in its place if it may be one. */
static bool change_line(struct ticket *ticket, size_t index, int64_t quantity_milli,
    int64_t unit_price_minor, struct error *err)
{
    ASSERT(index < ticket->line_count);
    struct ticket_line *line = &ticket->lines[index];
    int64_t old_quantity = line->quantity_milli;
    int64_t old_price = line->unit_price_minor;
    line->quantity_milli = quantity_milli;
    line->unit_price_minor = unit_price_minor;
    if (!check_line(&ticket->rules, line, err)) {
        line->quantity_milli = old_quantity;
        line->unit_price_minor = old_price;
        return false;
    }
    refresh_line(ticket, line);
    return true;
}

bool ticket_set_quantity(
    struct ticket *ticket, size_t index, int64_t quantity_milli, struct error *err)
{
    ASSERT(index < ticket->line_count);
    return change_line(ticket, index, quantity_milli, ticket->lines[index].unit_price_minor, err);
}

bool ticket_set_price(
    struct ticket *ticket, size_t index, int64_t unit_price_minor, struct error *err)
{
    ASSERT(index < ticket->line_count);
    return change_line(ticket, index, ticket->lines[index].quantity_milli, unit_price_minor, err);
}

/* --- discounts --------------------------------------------------------------------------- */

static bool check_discount(const struct discount *discount, struct error *err)
{
    switch (discount->kind) {
    case DISCOUNT_NONE:
        return true;
    case DISCOUNT_PERCENT:
        if (discount->value <= 0 || discount->value > RATE_PPM_MAX) {
            return error_set(
                err, ERROR_INVALID, "a discount is more than 0 and at most 100 percent");
        }
        return true;
    case DISCOUNT_AMOUNT:
        if (discount->value <= 0 || discount->value > MONEY_MINOR_MAX) {
            return error_set(err, ERROR_INVALID, "a discount must be above 0");
        }
        return true;
    }
    ASSERT(false); /* no such kind */
    return false;
}

/* What a person's wish makes of the discount that stands there. */
static struct discount manual_discount(struct discount old, struct discount wish)
{
    if (wish.kind != DISCOUNT_NONE) {
        return (struct discount){.kind = wish.kind, .source = DISCOUNT_MANUAL, .value = wish.value};
    }
    bool stays_off = old.source == DISCOUNT_CAMPAIGN ||
                     (old.source == DISCOUNT_MANUAL && old.kind == DISCOUNT_NONE);
    return (struct discount){.source = stays_off ? DISCOUNT_MANUAL : DISCOUNT_FROM_NOBODY};
}

bool ticket_discount_line(
    struct ticket *ticket, size_t index, struct discount discount, struct error *err)
{
    ASSERT(index < ticket->line_count);
    if (!check_discount(&discount, err)) {
        return false;
    }
    struct ticket_line *line = &ticket->lines[index];
    line->discount = manual_discount(line->discount, discount);
    refresh_line(ticket, line);
    return true;
}

bool ticket_discount_all(struct ticket *ticket, struct discount discount, struct error *err)
{
    if (!check_discount(&discount, err)) {
        return false;
    }
    ticket->discount = manual_discount(ticket->discount, discount);
    refresh_ticket(ticket);
    return true;
}

/* --- touches ----------------------------------------------------------------------------- */

static size_t find_touch(const struct ticket *ticket, int64_t campaign_id)
{
    size_t index = 0;
    while (index < ticket->touch_count && ticket->touches[index].campaign_id != campaign_id) {
        index++;
    }
    return index;
}

bool ticket_attach(struct ticket *ticket, const struct ticket_touch *touch, struct error *err)
{
    size_t index = find_touch(ticket, touch->campaign_id);
    if (index == TICKET_TOUCHES_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale takes at most %d campaigns", TICKET_TOUCHES_MAX);
    }
    if (index == ticket->touch_count) {
        ticket->touch_count++;
    }
    ticket->touches[index] = *touch;
    refresh_all(ticket);
    return true;
}

void ticket_detach(struct ticket *ticket, size_t touch_index, struct ticket_touch *out_touch)
{
    ASSERT(touch_index < ticket->touch_count);
    if (out_touch != NULL) {
        *out_touch = ticket->touches[touch_index];
    }
    ticket->touch_count--;
    memmove(&ticket->touches[touch_index], &ticket->touches[touch_index + 1],
        (ticket->touch_count - touch_index) * sizeof(*ticket->touches));
    refresh_all(ticket);
}

const struct ticket_touch *ticket_credited_touch(const struct ticket *ticket)
{
    const struct ticket_touch *last = NULL;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        const struct ticket_touch *touch = &ticket->touches[i];
        if (touch_kind_is_credited(touch->kind) &&
            (last == NULL || touch->touched_at_ms >= last->touched_at_ms)) {
            last = touch;
        }
    }
    return last;
}

const char *ticket_discount_words(const struct ticket *ticket, const struct discount *discount,
    char out_words[DISCOUNT_WORDS_MAX])
{
    struct text_out out = text_out_begin(out_words, DISCOUNT_WORDS_MAX);
    if (discount->kind == DISCOUNT_NONE) {
        return out_words;
    }
    if (discount->source == DISCOUNT_CAMPAIGN) {
        size_t index = find_touch(ticket, discount->campaign_id);
        if (index < ticket->touch_count) {
            text_out_append(&out, ticket->touches[index].name);
            text_out_append_char(&out, ' ');
        }
    }
    if (discount->kind == DISCOUNT_PERCENT) {
        char rate[RATE_TEXT_MAX];
        /* U+2212 for the minus, U+00A0 before the percent sign. */
        text_out_format(
            &out, "\xE2\x88\x92%s\xC2\xA0%%", rate_print((uint32_t)discount->value, rate));
    } else {
        char amount[MONEY_TEXT_MAX];
        text_out_append(&out,
            money_print_style(-discount->value, ticket->rules.currency, MONEY_GROUPED, amount));
    }
    return out_words;
}
