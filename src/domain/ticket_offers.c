#include <string.h>

#include "domain/ticket.h"
#include "domain/ticket_private.h"

/* What a person set wins over every offer. */
static bool takes_offers(const struct ticket_line *line)
{
    return ticket_line_takes_discount(line) && line->discount.source != DISCOUNT_MANUAL;
}

/* --- putting one offer on the ticket ------------------------------------------------------- */

/* The first place that is free: the one that counts first, then those that are stacked. */
static void put(struct discount *first, struct discount *stacked, struct discount discount)
{
    struct discount *place = first;
    size_t next = 0;
    while (place->kind != DISCOUNT_NONE) {
        ASSERT(next < TICKET_TOUCHES_MAX);
        place = &stacked[next++];
    }
    *place = discount;
}

static struct discount discount_of(const struct ticket_touch *touch)
{
    return (struct discount){
        .kind = touch->offer.kind == OFFER_PERCENT ? DISCOUNT_PERCENT : DISCOUNT_AMOUNT,
        .source = DISCOUNT_CAMPAIGN,
        .value = touch->offer.value,
        .campaign_id = touch->campaign_id,
    };
}

static bool matches(const struct ticket_touch *touch, const struct ticket_line *line)
{
    return takes_offers(line) && offer_matches_line(&touch->offer, line->sku, line->category);
}

static void put_on_line(const struct ticket_touch *touch, struct ticket_line *line)
{
    if (!offer_is_of_units(&touch->offer) && matches(touch, line)) {
        put(&line->discount, line->stacked, discount_of(touch));
    }
}

/* Whole units that may be free: what is weighed has none, and what costs nothing is no gift. */
static int64_t units_of(const struct ticket_touch *touch, const struct ticket_line *line)
{
    bool counts = line->unit == UNIT_EACH && line->unit_price_minor > 0 && matches(touch, line);
    return counts ? line->quantity_milli / QUANTITY_ONE_MILLI : 0;
}

/* The line of the cheapest unit, of equals the earlier; line_count if no unit is there. */
static size_t find_cheapest(const struct ticket *ticket, const int64_t *units)
{
    size_t cheapest = ticket->line_count;
    for (size_t i = 0; i < ticket->line_count; i++) {
        if (units[i] > 0 &&
            (cheapest == ticket->line_count ||
                ticket->lines[i].unit_price_minor < ticket->lines[cheapest].unit_price_minor)) {
            cheapest = i;
        }
    }
    return cheapest;
}

/* The free units are the cheapest ones. */
static void put_units(struct ticket *ticket, const struct ticket_touch *touch)
{
    int64_t units[TICKET_LINES_MAX];
    int64_t count = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        units[i] = units_of(touch, &ticket->lines[i]);
        count += units[i];
    }
    int64_t free_count = touch->offer.value;
    if (touch->offer.kind == OFFER_NTH) {
        free_count = count / touch->offer.value;
    }
    while (free_count > 0) {
        size_t index = find_cheapest(ticket, units);
        if (index == ticket->line_count) {
            return;
        }
        struct ticket_line *line = &ticket->lines[index];
        int64_t given = units[index] < free_count ? units[index] : free_count;
        struct discount discount = {.kind = DISCOUNT_UNITS,
            .source = DISCOUNT_CAMPAIGN,
            .value = given * QUANTITY_ONE_MILLI,
            .campaign_id = touch->campaign_id};
        put(&line->discount, line->stacked, discount);
        units[index] = 0;
        free_count -= given;
    }
}

static void put_offer(struct ticket *ticket, const struct ticket_touch *touch)
{
    if (offer_is_of_units(&touch->offer)) {
        put_units(ticket, touch);
    } else if (!offer_is_for_ticket(&touch->offer)) {
        for (size_t i = 0; i < ticket->line_count; i++) {
            put_on_line(touch, &ticket->lines[i]);
        }
    } else if (ticket->discount.source != DISCOUNT_MANUAL) {
        put(&ticket->discount, ticket->stacked, discount_of(touch));
    }
}

/* --- choosing -------------------------------------------------------------------------------- */

static void clear_line(struct ticket_line *line)
{
    memset(line->stacked, 0, sizeof(line->stacked));
    if (line->discount.source != DISCOUNT_MANUAL) {
        line->discount = (struct discount){0};
    }
}

static void clear_ticket(struct ticket *ticket)
{
    memset(ticket->stacked, 0, sizeof(ticket->stacked));
    if (ticket->discount.source != DISCOUNT_MANUAL) {
        ticket->discount = (struct discount){0};
    }
}

static void clear(struct ticket *ticket)
{
    for (size_t i = 0; i < ticket->line_count; i++) {
        clear_line(&ticket->lines[i]);
    }
    clear_ticket(ticket);
}

/* What all discounts together take off. */
static int64_t sum_taken(const struct ticket *ticket)
{
    int64_t left_minor = 0;
    int64_t taken_minor = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];
        int64_t amount;
        int64_t discount;
        if (ticket_line_takes_discount(line) &&
            ticket_line_amount(&ticket->rules, line, &amount, &discount)) {
            left_minor += amount - discount > 0 ? amount - discount : 0;
            taken_minor += discount;
        }
    }
    return taken_minor + ticket_discount_taken(ticket, left_minor);
}

/* A campaign's offer counts once: the first of its touches that has it. */
static bool is_repeated(const struct ticket *ticket, size_t index)
{
    const struct ticket_touch *touch = &ticket->touches[index];
    for (size_t i = 0; i < index; i++) {
        if (ticket->touches[i].campaign_id == touch->campaign_id &&
            ticket->touches[i].offer.kind != OFFER_NONE) {
            return true;
        }
    }
    return false;
}

static bool is_candidate(const struct ticket *ticket, size_t index)
{
    const struct ticket_touch *touch = &ticket->touches[index];
    return touch->offer.kind != OFFER_NONE && !touch->offer_stacks && !is_repeated(ticket, index);
}

/* The touch whose offer takes most off the whole ticket; touch_count: there is none. */
static size_t choose(struct ticket *ticket)
{
    size_t best = ticket->touch_count;
    size_t count = 0;
    int64_t best_minor = -1;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        if (is_candidate(ticket, i)) {
            count++;
            best = count == 1 ? i : best;
        }
    }
    for (size_t i = 0; count > 1 && i < ticket->touch_count; i++) {
        if (is_candidate(ticket, i)) {
            put_offer(ticket, &ticket->touches[i]);
            int64_t taken_minor = sum_taken(ticket);
            clear(ticket);
            if (taken_minor > best_minor) {
                best = i;
                best_minor = taken_minor;
            }
        }
    }
    return best;
}

void ticket_refresh_offers(struct ticket *ticket)
{
    clear(ticket);
    size_t best = choose(ticket);
    if (best < ticket->touch_count) {
        put_offer(ticket, &ticket->touches[best]);
    }
    for (size_t i = 0; i < ticket->touch_count; i++) {
        const struct ticket_touch *touch = &ticket->touches[i];
        if (touch->offer.kind != OFFER_NONE && touch->offer_stacks && !is_repeated(ticket, i)) {
            put_offer(ticket, touch);
        }
    }
}

void ticket_refresh_line(struct ticket *ticket, struct ticket_line *line)
{
    size_t count = 0;
    const struct ticket_touch *only = NULL;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        if (ticket->touches[i].offer.kind != OFFER_NONE) {
            only = &ticket->touches[i];
            count++;
        }
    }
    if (count > 1 || (only != NULL && offer_is_of_units(&only->offer))) {
        ticket_refresh_offers(ticket);
        return;
    }
    /* One offer or none, which looks at this line alone: a long ticket is rung up quickly. */
    clear_line(line);
    clear_ticket(ticket);
    if (only != NULL && offer_is_for_ticket(&only->offer)) {
        put_offer(ticket, only);
    } else if (only != NULL) {
        put_on_line(only, line);
    }
}
