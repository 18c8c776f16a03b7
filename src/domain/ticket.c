#include "domain/ticket.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/ticket_private.h"

static_assert(SKU_BYTES <= OFFER_TARGETS_BYTES, "an offer can name any SKU");

static const char *const LINE_KIND_TEXTS[LINE_KIND_COUNT] = {"", "deposit", "voucher", "account"};

const char *line_kind_text(enum line_kind kind)
{
    ASSERT((unsigned)kind < LINE_KIND_COUNT);
    return LINE_KIND_TEXTS[kind];
}

bool line_kind_parse(struct text_view text, enum line_kind *out_kind)
{
    for (int i = 0; i < LINE_KIND_COUNT; i++) {
        if (text_view_equals(text, LINE_KIND_TEXTS[i])) {
            *out_kind = (enum line_kind)i;
            return true;
        }
    }
    return false;
}

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
    ticket->age_checked = 0;
    ticket->tip_minor = 0;
    ticket->pay_reference[0] = '\0';
    ticket->touch_count = 0;
    ticket->lead_count = 0;
    ticket->discount = (struct discount){0};
    memset(ticket->stacked, 0, sizeof(ticket->stacked));
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

/* --- lines ------------------------------------------------------------------------------- */

/* A deposit that is given back. */
static bool may_be_negative(const struct ticket_line *line)
{
    return line->kind == LINE_DEPOSIT && !line->is_bound;
}

static int64_t magnitude(int64_t quantity_milli)
{
    return quantity_milli < 0 ? -quantity_milli : quantity_milli;
}

static bool is_in_range(int64_t minor)
{
    return minor >= -MONEY_MINOR_MAX && minor <= MONEY_MINOR_MAX;
}

static bool check_return(const struct ticket_line *line, struct error *err)
{
    const struct line_figures *figures = &line->back.figures;
    if (line->quantity_milli >= 0 || figures->gross_minor > 0) {
        return error_set(err, ERROR_INVALID, "what goes back has a quantity below 0");
    }
    if (line->quantity_milli < -QUANTITY_MILLI_MAX || !is_in_range(figures->amount_minor) ||
        !is_in_range(figures->gross_minor) || !is_in_range(figures->net_minor)) {
        return error_set(err, ERROR_LIMIT, "the quantity or the price is too large");
    }
    return true;
}

static bool check_line(
    const struct ticket_rules *rules, const struct ticket_line *line, struct error *err)
{
    ASSERT(line->tax.part_count >= 1 && line->tax.part_count <= TAX_PARTS_MAX);
    ASSERT(line->unit < UNIT_COUNT);
    if (line->name[0] == '\0') {
        return error_set(err, ERROR_INVALID, "a line needs a name");
    }
    if (line->is_return) {
        return check_return(line, err);
    }
    if (line->quantity_milli == 0 || (line->quantity_milli < 0 && !may_be_negative(line))) {
        return error_set(err, ERROR_INVALID, "the quantity must be above 0");
    }
    if (line->unit_price_minor < 0) {
        return error_set(err, ERROR_INVALID, "the price must not be below 0");
    }
    int64_t amount;
    int64_t discount;
    if (line->quantity_milli > QUANTITY_MILLI_MAX || line->quantity_milli < -QUANTITY_MILLI_MAX ||
        line->unit_price_minor > MONEY_MINOR_MAX ||
        !ticket_line_amount(rules, line, &amount, &discount)) {
        return error_set(err, ERROR_LIMIT, "the quantity or the price is too large");
    }
    return true;
}

static bool has_serial(const struct ticket_line *line)
{
    struct line_detail detail;
    for (const char *at = line->details; line_detail_next(&at, &detail);) {
        if (detail.kind == LINE_DETAIL_SERIAL) {
            return true;
        }
    }
    return false;
}

/* The same thing in the eyes of the cashier: one line says both. */
static bool is_mergeable(const struct ticket_line *old, const struct ticket_line *new)
{
    return !old->is_return && !new->is_return && old->product_id != 0 &&
           old->product_id == new->product_id && old->kind == new->kind && !old->is_bound &&
           old->unit_price_minor == new->unit_price_minor && old->unit == new->unit &&
           (old->quantity_milli < 0) == (new->quantity_milli < 0) &&
           tax_code_equals(&old->tax, &new->tax) && strcmp(old->note, new->note) == 0 &&
           strcmp(old->details, new->details) == 0 &&
           old->discount.source != DISCOUNT_MANUAL &&new->discount.source != DISCOUNT_MANUAL &&
           !has_serial(new);
}

/* The line that `line` would join; line_count if there is none. */
static size_t find_mergeable(const struct ticket *ticket, const struct ticket_line *line)
{
    for (size_t i = ticket->line_count; i > 0; i--) {
        if (is_mergeable(&ticket->lines[i - 1], line)) {
            return i - 1;
        }
    }
    return ticket->line_count;
}

bool ticket_add(
    struct ticket *ticket, const struct ticket_line *line, size_t *out_index, struct error *err)
{
    if (!check_line(&ticket->rules, line, err)) {
        return false;
    }
    size_t index = find_mergeable(ticket, line);
    if (index < ticket->line_count) {
        int64_t quantity = ticket->lines[index].quantity_milli + line->quantity_milli;
        if (!ticket_set_quantity(ticket, index, quantity, err)) {
            return false;
        }
    } else if (!ticket_insert(ticket, index, line, err)) {
        return false;
    }
    if (out_index != NULL) {
        *out_index = index;
    }
    return true;
}

bool ticket_add_with_deposit(struct ticket *ticket, const struct ticket_line *line,
    const struct ticket_line *deposit, size_t *out_index, struct error *err)
{
    size_t index;
    size_t count = ticket->line_count;
    if (!ticket_add(ticket, line, &index, err)) {
        return false;
    }
    if (ticket->line_count > count) { /* else it joined a line that has its deposit */
        struct ticket_line bound = *deposit;
        bound.kind = LINE_DEPOSIT;
        bound.is_bound = true;
        bound.quantity_milli = line->quantity_milli;
        if (!ticket_insert(ticket, index + 1, &bound, err)) {
            ticket_remove(ticket, index, NULL);
            return false;
        }
    }
    if (out_index != NULL) {
        *out_index = index;
    }
    return true;
}

size_t ticket_line_owner(const struct ticket *ticket, size_t index)
{
    ASSERT(index < ticket->line_count);
    return ticket->lines[index].is_bound ? index - 1 : index;
}

bool ticket_has_deposit(const struct ticket *ticket, size_t index)
{
    return index + 1 < ticket->line_count && ticket->lines[index + 1].is_bound;
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
    if (!copy.is_bound && index < ticket->line_count && ticket->lines[index].is_bound) {
        index++;
    }
    ASSERT(!copy.is_bound || index > 0);
    reserve_lines(ticket, ticket->line_count + 1);
    memmove(&ticket->lines[index + 1], &ticket->lines[index],
        (ticket->line_count - index) * sizeof(*ticket->lines));
    ticket->lines[index] = copy;
    ticket->line_count++;
    ticket_refresh_line(ticket, &ticket->lines[index]);
    return true;
}

void ticket_remove(struct ticket *ticket, size_t index, struct ticket_line *out_line)
{
    ASSERT(index < ticket->line_count && !ticket->lines[index].is_bound);
    size_t count = ticket_has_deposit(ticket, index) ? 2 : 1;
    if (out_line != NULL) {
        *out_line = ticket->lines[index];
    }
    ticket->line_count -= count;
    ticket->age_checked = ticket->line_count == 0 ? 0 : ticket->age_checked;
    memmove(&ticket->lines[index], &ticket->lines[index + count],
        (ticket->line_count - index) * sizeof(*ticket->lines));
    ticket_refresh_offers(ticket);
}

/* Puts a changed line in its place if it may be one, and its deposit after it. */
static bool change_line(
    struct ticket *ticket, size_t index, const struct ticket_line *changed, struct error *err)
{
    ASSERT(index < ticket->line_count && !ticket->lines[index].is_bound);
    struct ticket_line *line = &ticket->lines[index];
    struct ticket_line *deposit = ticket_has_deposit(ticket, index) ? line + 1 : NULL;
    if (line->is_return) {
        return error_set(err, ERROR_INVALID, "what goes back keeps the figures of its sale");
    }
    if (!check_line(&ticket->rules, changed, err)) {
        return false;
    }
    if (deposit != NULL) {
        int64_t old_quantity = deposit->quantity_milli;
        deposit->quantity_milli = changed->quantity_milli;
        if (!check_line(&ticket->rules, deposit, err)) {
            deposit->quantity_milli = old_quantity;
            return false;
        }
    }
    *line = *changed;
    ticket_refresh_line(ticket, line);
    return true;
}

bool ticket_set_quantity(
    struct ticket *ticket, size_t index, int64_t quantity_milli, struct error *err)
{
    ASSERT(index < ticket->line_count);
    struct ticket_line line = ticket->lines[index];
    bool is_return = line.quantity_milli < 0;
    line.quantity_milli = is_return ? -magnitude(quantity_milli) : quantity_milli;
    return change_line(ticket, index, &line, err);
}

bool ticket_set_price(
    struct ticket *ticket, size_t index, int64_t unit_price_minor, struct error *err)
{
    ASSERT(index < ticket->line_count);
    struct ticket_line line = ticket->lines[index];
    if (line.kind != LINE_ITEM) {
        return error_set(err, ERROR_INVALID, "the price of this line is fixed");
    }
    line.unit_price_minor = unit_price_minor;
    return change_line(ticket, index, &line, err);
}

bool ticket_set_details(
    struct ticket *ticket, size_t index, const char details[LINE_DETAILS_BYTES], struct error *err)
{
    ASSERT(index < ticket->line_count);
    struct ticket_line line = ticket->lines[index];
    int64_t more_minor =
        line_detail_options_minor(details) - line_detail_options_minor(line.details);
    line.unit_price_minor += more_minor;
    line.list_price_minor += line.has_list_price ? more_minor : 0;
    bool fits = text_copy(line.details, sizeof(line.details), details);
    ASSERT(fits);
    return change_line(ticket, index, &line, err);
}

bool ticket_set_name(struct ticket *ticket, size_t index, const char *name, struct error *err)
{
    ASSERT(index < ticket->line_count);
    struct ticket_line line = ticket->lines[index];
    if (line.product_id != 0 || line.kind != LINE_ITEM) {
        return error_set(err, ERROR_INVALID, "the name of this line is fixed");
    }
    if (text_view_count_characters(text_view_of(name)) > NAME_CHARACTERS_MAX ||
        !text_copy(line.name, sizeof(line.name), name)) {
        return error_set(err, ERROR_LIMIT, "a name has at most %d characters", NAME_CHARACTERS_MAX);
    }
    return change_line(ticket, index, &line, err);
}

bool ticket_set_note(struct ticket *ticket, size_t index, const char *note, struct error *err)
{
    ASSERT(index < ticket->line_count);
    struct ticket_line line = ticket->lines[index];
    if (!text_copy(line.note, sizeof(line.note), note)) {
        return error_set(err, ERROR_LIMIT, "the note is too long");
    }
    return change_line(ticket, index, &line, err);
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
    case DISCOUNT_UNITS:
        break; /* an offer's alone */
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
    struct ticket_line *line = &ticket->lines[index];
    if (!check_discount(&discount, err)) {
        return false;
    }
    if (!ticket_line_takes_discount(line)) {
        return error_set(err, ERROR_INVALID, "this line takes no discount");
    }
    line->discount = manual_discount(line->discount, discount);
    ticket_refresh_line(ticket, line);
    return true;
}

bool ticket_discount_all(struct ticket *ticket, struct discount discount, struct error *err)
{
    if (!check_discount(&discount, err)) {
        return false;
    }
    ticket->discount = manual_discount(ticket->discount, discount);
    ticket_refresh_offers(ticket);
    return true;
}

/* --- touches ----------------------------------------------------------------------------- */

static const char *const UNCREDITED_TEXTS[] = {
    [TOUCH_COUNTS] = "",
    [TOUCH_ENDED] = "ended",
    [TOUCH_REMOVED] = "removed",
};

const char *touch_uncredited_text(enum touch_uncredited why)
{
    return UNCREDITED_TEXTS[why];
}

bool touch_uncredited_parse(struct text_view text, enum touch_uncredited *out_why)
{
    for (size_t i = 0; i < sizeof(UNCREDITED_TEXTS) / sizeof(UNCREDITED_TEXTS[0]); i++) {
        if (text_view_equals(text, UNCREDITED_TEXTS[i])) {
            *out_why = (enum touch_uncredited)i;
            return true;
        }
    }
    return false;
}

/* A touch of the campaign: all of them have its name. */
static size_t find_campaign(const struct ticket *ticket, int64_t campaign_id)
{
    size_t index = 0;
    while (index < ticket->touch_count && ticket->touches[index].campaign_id != campaign_id) {
        index++;
    }
    return index;
}

bool ticket_touch_is_same(const struct ticket_touch *touch, const struct ticket_touch *other)
{
    return other->campaign_id == touch->campaign_id && other->link_id == touch->link_id &&
           other->from_sale_id == touch->from_sale_id && other->lead_id == touch->lead_id &&
           (other->kind == TOUCH_REFERRAL) == (touch->kind == TOUCH_REFERRAL);
}

/* The same code again. */
static size_t find_touch(const struct ticket *ticket, const struct ticket_touch *touch)
{
    size_t index = 0;
    while (index < ticket->touch_count && !ticket_touch_is_same(&ticket->touches[index], touch)) {
        index++;
    }
    return index;
}

bool ticket_attach(struct ticket *ticket, const struct ticket_touch *touch, struct error *err)
{
    size_t index = find_touch(ticket, touch);
    if (index == TICKET_TOUCHES_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale takes at most %d codes", TICKET_TOUCHES_MAX);
    }
    if (index == ticket->touch_count) {
        ticket->touch_count++;
    }
    ticket->touches[index] = *touch;
    ticket_refresh_offers(ticket);
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
    ticket_refresh_offers(ticket);
}

bool ticket_tie_lead(struct ticket *ticket, int64_t lead_id, struct error *err)
{
    for (size_t i = 0; i < ticket->lead_count; i++) {
        if (ticket->leads[i] == lead_id) {
            return true;
        }
    }
    if (ticket->lead_count == TICKET_LEADS_MAX) {
        return error_set(err, ERROR_LIMIT, "a sale is of at most %d people", TICKET_LEADS_MAX);
    }
    ticket->leads[ticket->lead_count++] = lead_id;
    return true;
}

bool ticket_untie_lead(struct ticket *ticket, int64_t lead_id)
{
    size_t index = 0;
    while (index < ticket->lead_count && ticket->leads[index] != lead_id) {
        index++;
    }
    if (index == ticket->lead_count) {
        return false;
    }
    ticket->lead_count--;
    memmove(&ticket->leads[index], &ticket->leads[index + 1],
        (ticket->lead_count - index) * sizeof(*ticket->leads));
    return true;
}

void ticket_drop_offer(struct ticket *ticket, size_t touch_index)
{
    ASSERT(touch_index < ticket->touch_count);
    ticket->touches[touch_index].offer = (struct offer){.kind = OFFER_NONE};
    ticket_refresh_offers(ticket);
}

void ticket_disown(struct ticket *ticket, size_t touch_index)
{
    ticket_drop_offer(ticket, touch_index);
    ticket->touches[touch_index].uncredited = TOUCH_REMOVED;
}

bool ticket_is_refund(const struct ticket *ticket)
{
    size_t count = 0;
    while (count < ticket->line_count && ticket->lines[count].is_return) {
        count++;
    }
    return count > 0 && count == ticket->line_count;
}

bool ticket_line_has_amount_off(const struct ticket_line *line)
{
    bool has = line->discount.kind == DISCOUNT_AMOUNT;
    for (size_t i = 0; i < TICKET_TOUCHES_MAX; i++) {
        has = has || line->stacked[i].kind == DISCOUNT_AMOUNT;
    }
    return has;
}

size_t ticket_find_return(const struct ticket *ticket, int64_t of_sale_id, int64_t of_line_n)
{
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];
        if (line->is_return && line->back.of_sale_id == of_sale_id &&
            line->back.of_line_n == of_line_n) {
            return i;
        }
    }
    return ticket->line_count;
}

const struct ticket_touch *ticket_credited_touch(const struct ticket *ticket)
{
    const struct ticket_touch *last = NULL;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        const struct ticket_touch *touch = &ticket->touches[i];
        if (touch_kind_is_credited(touch->kind) && touch->uncredited == TOUCH_COUNTS &&
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
        size_t index = find_campaign(ticket, discount->campaign_id);
        if (index < ticket->touch_count) {
            text_out_append(&out, ticket->touches[index].name);
            text_out_append_char(&out, ' ');
        }
    }
    if (discount->kind == DISCOUNT_UNITS) {
        char quantity[QUANTITY_TEXT_MAX];
        text_out_format(&out, "%s free", quantity_print(discount->value, quantity));
    } else if (discount->kind == DISCOUNT_PERCENT) {
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
