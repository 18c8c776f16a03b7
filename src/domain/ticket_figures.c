#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/share.h"
#include "domain/ticket.h"
#include "domain/ticket_private.h"

static_assert(SHARE_PARTS_MAX >= TICKET_LINES_MAX, "a ticket's lines can be shared over");

#define PPM INT64_C(1000000)

/* One tax of the ticket while it is computed. Two parts of one code with the same rate are two
 * taxes: `occurrence` tells them apart. */
struct tax_slot {
    uint32_t rate_ppm;
    uint32_t occurrence;
};

/* What the steps below hand on to each other. */
struct work {
    const struct ticket *ticket;
    struct ticket_figures *figures;
    int64_t taxed_minor[TICKET_LINES_MAX]; /* amount after all discounts, as the shop quotes */
    struct tax_slot slots[TICKET_TAXES_MAX];
    size_t slot_count;
    uint8_t slot_of[TICKET_LINES_MAX][TAX_PARTS_MAX];
};

/* What a discount after the first leaves of `left_minor`. */
static int64_t leave_more(const struct ticket_rules *rules, const struct ticket_line *line,
    const struct discount *discount, int64_t left_minor)
{
    int64_t left = left_minor;
    bool fits = true;
    if (discount->kind == DISCOUNT_AMOUNT) {
        left -= discount->value < left ? discount->value : left;
    } else if (discount->kind == DISCOUNT_PERCENT) {
        fits = money_divide((int128)left_minor * (PPM - discount->value), PPM, rules->half, &left);
    } else if (discount->kind == DISCOUNT_UNITS) {
        int64_t paid_milli = line->quantity_milli - discount->value;
        fits = money_divide((int128)left_minor * (paid_milli > 0 ? paid_milli : 0),
            line->quantity_milli, rules->half, &left);
    }
    ASSERT(fits); /* it is less than what it was, which fitted */
    return left;
}

/* What the first discount leaves of the exact product of quantity and price. */
static bool leave_first(const struct ticket_rules *rules, const struct ticket_line *line,
    int64_t amount_minor, int64_t *out_left)
{
    const struct discount *discount = &line->discount;
    int128 product = (int128)line->quantity_milli * line->unit_price_minor;
    *out_left = amount_minor;
    switch (discount->kind) {
    case DISCOUNT_NONE:
        return true;
    case DISCOUNT_AMOUNT:
        if (amount_minor > 0) {
            *out_left -= discount->value < amount_minor ? discount->value : amount_minor;
        }
        return true;
    case DISCOUNT_PERCENT:
        return money_divide(product * (PPM - discount->value), 1000 * PPM, rules->half, out_left);
    case DISCOUNT_UNITS:
        break;
    }
    int64_t paid_milli = line->quantity_milli - discount->value;
    return money_divide((int128)(paid_milli > 0 ? paid_milli : 0) * line->unit_price_minor, 1000,
        rules->half, out_left);
}

bool ticket_line_amount(const struct ticket_rules *rules, const struct ticket_line *line,
    int64_t *out_amount_minor, int64_t *out_discount_minor)
{
    int128 product = (int128)line->quantity_milli * line->unit_price_minor;
    int64_t amount;
    int64_t left;
    if (!money_divide(product, 1000, rules->half, &amount) ||
        !leave_first(rules, line, amount, &left)) {
        return false;
    }
    for (size_t i = 0; i < TICKET_TOUCHES_MAX && line->stacked[i].kind != DISCOUNT_NONE; i++) {
        left = leave_more(rules, line, &line->stacked[i], left);
    }
    *out_amount_minor = amount;
    *out_discount_minor = amount - left;
    return true;
}

static int64_t discount_of(
    const struct ticket_rules *rules, const struct discount *discount, int64_t amount_minor)
{
    switch (discount->kind) {
    case DISCOUNT_NONE:
    case DISCOUNT_UNITS:
        return 0;
    case DISCOUNT_AMOUNT:
        return discount->value < amount_minor ? discount->value : amount_minor;
    case DISCOUNT_PERCENT:
        break;
    }
    int64_t left;
    if (!money_divide((int128)amount_minor * (PPM - discount->value), PPM, rules->half, &left)) {
        return 0; /* beyond every limit: ticket_compute refuses such a ticket anyway */
    }
    return amount_minor - left;
}

int64_t ticket_discount_taken(const struct ticket *ticket, int64_t amount_minor)
{
    ASSERT(amount_minor >= 0);
    int64_t taken = discount_of(&ticket->rules, &ticket->discount, amount_minor);
    for (size_t i = 0; i < TICKET_TOUCHES_MAX; i++) {
        taken += discount_of(&ticket->rules, &ticket->stacked[i], amount_minor - taken);
    }
    return taken;
}

static bool refuse_sum(struct error *err)
{
    return error_set(err, ERROR_LIMIT, "the sale comes to more than can be computed");
}

static void reserve_figures(struct ticket_figures *figures, size_t count)
{
    if (count > figures->line_capacity) {
        struct line_figures *lines = realloc(figures->lines, count * sizeof(*lines));
        ASSERT(lines != NULL);
        figures->lines = lines;
        figures->line_capacity = count;
    }
    struct line_figures *lines = figures->lines;
    size_t capacity = figures->line_capacity;
    *figures =
        (struct ticket_figures){.lines = lines, .line_capacity = capacity, .line_count = count};
    if (count > 0) {
        memset(lines, 0, count * sizeof(*lines));
    }
}

/* Amounts and own discounts of the lines. */
static bool compute_amounts(struct work *work, struct error *err)
{
    const struct ticket *ticket = work->ticket;
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];
        struct line_figures *figures = &work->figures->lines[i];
        if (line->is_return) {
            *figures = line->back.figures;
            work->taxed_minor[i] = 0; /* nothing that is discounted or taxed anew */
            continue;
        }
        if (!ticket_line_amount(
                &ticket->rules, line, &figures->amount_minor, &figures->discount_minor)) {
            return refuse_sum(err);
        }
        work->taxed_minor[i] = figures->amount_minor - figures->discount_minor;
    }
    return true;
}

/* The discount on all, shared over the lines by what they come to. */
static void compute_ticket_discount(struct work *work)
{
    size_t count = work->ticket->line_count;
    int64_t weights[TICKET_LINES_MAX];
    int64_t sum = 0;
    if (work->ticket->discount.kind == DISCOUNT_NONE) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bool has_share =
            work->taxed_minor[i] > 0 && ticket_line_takes_discount(&work->ticket->lines[i]);
        weights[i] = has_share ? work->taxed_minor[i] : 0;
        sum += weights[i];
    }
    int64_t parts[TICKET_LINES_MAX];
    int64_t total = ticket_discount_taken(work->ticket, sum);
    if (!money_share(total, weights, count, parts)) {
        return; /* nothing that a discount could be taken from */
    }
    for (size_t i = 0; i < count; i++) {
        work->figures->lines[i].ticket_discount_minor = parts[i];
        work->taxed_minor[i] -= parts[i];
    }
}

/* How often this part's rate stands before it in its own code. */
static uint32_t occurrence_of(const struct tax_code *code, uint32_t part)
{
    uint32_t occurrence = 0;
    for (uint32_t i = 0; i < part; i++) {
        occurrence += code->part_ppm[i] == code->part_ppm[part];
    }
    return occurrence;
}

/* The index of a tax among the slots, added if it is new; TICKET_TAXES_MAX if there is no room. */
static size_t find_slot(struct work *work, struct tax_slot tax)
{
    for (size_t i = 0; i < work->slot_count; i++) {
        if (work->slots[i].rate_ppm == tax.rate_ppm &&
            work->slots[i].occurrence == tax.occurrence) {
            return i;
        }
    }
    if (work->slot_count < TICKET_TAXES_MAX) {
        work->slots[work->slot_count++] = tax;
        return work->slot_count - 1;
    }
    return TICKET_TAXES_MAX;
}

static bool find_taxes(struct work *work, struct error *err)
{
    for (size_t i = 0; i < work->ticket->line_count; i++) {
        const struct tax_code *code = &work->ticket->lines[i].tax;
        for (uint32_t part = 0; part < code->part_count; part++) {
            struct tax_slot tax = {
                .rate_ppm = code->part_ppm[part], .occurrence = occurrence_of(code, part)};
            size_t slot = find_slot(work, tax);
            if (slot == TICKET_TAXES_MAX) {
                return error_set(
                    err, ERROR_LIMIT, "a sale has at most %d different taxes", TICKET_TAXES_MAX);
            }
            work->slot_of[i][part] = (uint8_t)slot;
        }
    }
    return true;
}

/* The tax is amount x rate / this, in ppm: included taxes are a part of the whole. */
static int64_t tax_denominator(const struct ticket *ticket, const struct tax_code *code)
{
    return ticket->rules.prices == PRICES_GROSS ? PPM + tax_code_total_ppm(code) : PPM;
}

static bool compute_taxes_by_line(struct work *work, struct error *err)
{
    const struct ticket *ticket = work->ticket;
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct tax_code *code = &ticket->lines[i].tax;
        int64_t denominator = tax_denominator(ticket, code);
        for (uint32_t part = 0; part < code->part_count && !ticket->lines[i].is_return; part++) {
            int128 product = (int128)work->taxed_minor[i] * code->part_ppm[part];
            if (!money_divide(product, denominator, ticket->rules.half,
                    &work->figures->lines[i].part_minor[part])) {
                return refuse_sum(err);
            }
        }
    }
    return true;
}

struct fraction {
    int128 numerator;
    int128 denominator; /* above 0 */
};

static int128 greatest_common_divisor(int128 a, int128 b)
{
    a = a < 0 ? -a : a;
    while (b != 0) {
        int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* sum += amount x rate / denominator, exactly. Returns false if 128 bits cannot hold it. */
static bool fraction_add(
    struct fraction *sum, int64_t amount, uint32_t rate_ppm, int64_t denominator)
{
    int128 divisor = greatest_common_divisor(rate_ppm, denominator);
    int128 numerator = (int128)amount * (rate_ppm / divisor);
    int128 common = greatest_common_divisor(sum->denominator, denominator / divisor);
    int128 factor = denominator / divisor / common; /* of the sum's fraction */
    int128 left;
    int128 right;
    return !__builtin_mul_overflow(sum->numerator, factor, &left) &&
           !__builtin_mul_overflow(numerator, sum->denominator / common, &right) &&
           !__builtin_add_overflow(left, right, &sum->numerator) &&
           !__builtin_mul_overflow(sum->denominator, factor, &sum->denominator);
}

#define DENOMINATORS_MAX 32

/* The exact tax of one slot over the whole ticket. Lines are first summed by denominator, so that
 * fractions are added a few times and not a thousand. */
static bool sum_tax(const struct work *work, size_t slot, struct fraction *out_sum)
{
    int64_t denominators[DENOMINATORS_MAX];
    int64_t sums[DENOMINATORS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < work->ticket->line_count; i++) {
        const struct tax_code *code = &work->ticket->lines[i].tax;
        for (uint32_t part = 0; part < code->part_count; part++) {
            if (work->slot_of[i][part] == slot) {
                int64_t denominator = tax_denominator(work->ticket, code);
                size_t at = 0;
                while (at < count && denominators[at] != denominator) {
                    at++;
                }
                if (at == DENOMINATORS_MAX) {
                    return false;
                }
                if (at == count) {
                    denominators[count] = denominator;
                    sums[count++] = 0;
                }
                sums[at] += work->taxed_minor[i];
            }
        }
    }
    struct fraction sum = {.numerator = 0, .denominator = 1};
    for (size_t i = 0; i < count; i++) {
        if (!fraction_add(&sum, sums[i], work->slots[slot].rate_ppm, denominators[i])) {
            return false;
        }
    }
    *out_sum = sum;
    return true;
}

/* Shares one slot's rounded tax over the lines that have it, by largest remainder. */
static void share_tax(struct work *work, size_t slot, int64_t tax_minor)
{
    uint64_t remainders[TICKET_LINES_MAX];
    int64_t parts[TICKET_LINES_MAX];
    int64_t left = tax_minor;
    size_t count = work->ticket->line_count;
    for (size_t i = 0; i < count; i++) {
        const struct tax_code *code = &work->ticket->lines[i].tax;
        parts[i] = 0;
        remainders[i] = 0;
        for (uint32_t part = 0; part < code->part_count; part++) {
            if (work->slot_of[i][part] == slot) {
                int64_t denominator = tax_denominator(work->ticket, code);
                int128 product = (int128)work->taxed_minor[i] * code->part_ppm[part];
                int128 rest = product % denominator;
                rest += rest < 0 ? denominator : 0; /* rounded down, also below zero */
                parts[i] = (int64_t)((product - rest) / denominator);
                /* Denominators are below 2^23, so different fractions are more than 2^-46 apart:
                 * 62 bits of each compare like the fractions themselves. */
                remainders[i] = (uint64_t)((rest << 62) / denominator);
                left -= parts[i];
            }
        }
    }
    ASSERT(left >= 0);
    share_hand_out_rest(remainders, count, (uint64_t)left, 1, parts);
    for (size_t i = 0; i < count; i++) {
        const struct ticket_line *line = &work->ticket->lines[i];
        for (uint32_t part = 0; part < line->tax.part_count && !line->is_return; part++) {
            if (work->slot_of[i][part] == slot) {
                work->figures->lines[i].part_minor[part] = parts[i];
            }
        }
    }
}

static_assert(PPM + TAX_PARTS_MAX * RATE_PPM_MAX < (1 << 23), "see share_tax");

static bool compute_taxes_by_document(struct work *work, struct error *err)
{
    for (size_t slot = 0; slot < work->slot_count; slot++) {
        struct fraction sum;
        int64_t tax;
        if (!sum_tax(work, slot, &sum)) {
            return error_set(err, ERROR_LIMIT, "the sale has too many different tax rates");
        }
        if (!money_divide(sum.numerator, sum.denominator, work->ticket->rules.half, &tax)) {
            return refuse_sum(err);
        }
        share_tax(work, slot, tax);
    }
    return true;
}

/* Net, tax and gross of the lines from their taxed amounts and the taxes by part. */
static void compute_lines(struct work *work)
{
    bool is_included = work->ticket->rules.prices == PRICES_GROSS;
    for (size_t i = 0; i < work->ticket->line_count; i++) {
        struct line_figures *line = &work->figures->lines[i];
        if (work->ticket->lines[i].is_return) {
            continue;
        }
        for (size_t part = 0; part < TAX_PARTS_MAX; part++) {
            line->tax_minor += line->part_minor[part];
        }
        int64_t taxed = work->taxed_minor[i];
        line->net_minor = is_included ? taxed - line->tax_minor : taxed;
        line->gross_minor = is_included ? taxed : taxed + line->tax_minor;
    }
}

/* Where a slot goes in the list by rate: how many stand before it. */
static size_t rank_of_slot(const struct work *work, size_t slot)
{
    size_t rank = 0;
    for (size_t i = 0; i < work->slot_count; i++) {
        uint32_t rate = work->slots[i].rate_ppm;
        rank += rate < work->slots[slot].rate_ppm ||
                (rate == work->slots[slot].rate_ppm &&
                    work->slots[i].occurrence < work->slots[slot].occurrence);
    }
    return rank;
}

static bool compute_totals(struct work *work, struct error *err)
{
    struct ticket_figures *figures = work->figures;
    size_t ranks[TICKET_TAXES_MAX];
    figures->tax_count = work->slot_count;
    for (size_t slot = 0; slot < work->slot_count; slot++) {
        ranks[slot] = rank_of_slot(work, slot);
        figures->taxes[ranks[slot]].rate_ppm = work->slots[slot].rate_ppm;
    }
    for (size_t i = 0; i < figures->line_count; i++) {
        const struct line_figures *line = &figures->lines[i];
        figures->amount_minor += line->amount_minor;
        figures->line_discount_minor += line->discount_minor;
        figures->ticket_discount_minor += line->ticket_discount_minor;
        figures->net_minor += line->net_minor;
        figures->tax_minor += line->tax_minor;
        figures->gross_minor += line->gross_minor;
        for (uint32_t part = 0; part < work->ticket->lines[i].tax.part_count; part++) {
            struct tax_figures *tax = &figures->taxes[ranks[work->slot_of[i][part]]];
            tax->base_minor += line->net_minor;
            tax->tax_minor += line->part_minor[part];
        }
    }
    if (figures->amount_minor > MONEY_MINOR_MAX || figures->gross_minor > MONEY_MINOR_MAX ||
        figures->amount_minor < -MONEY_MINOR_MAX || figures->gross_minor < -MONEY_MINOR_MAX) {
        return refuse_sum(err);
    }
    return true;
}

bool ticket_compute(const struct ticket *ticket, struct ticket_figures *figures, struct error *err)
{
    ASSERT(ticket->line_count <= TICKET_LINES_MAX);
    struct work work;
    work.ticket = ticket;
    work.figures = figures;
    work.slot_count = 0;
    reserve_figures(figures, ticket->line_count);
    if (!compute_amounts(&work, err) || !find_taxes(&work, err)) {
        return false;
    }
    compute_ticket_discount(&work);
    bool is_by_line = ticket->rules.tax_rounding == TAX_ROUNDING_LINE;
    if (!(is_by_line ? compute_taxes_by_line(&work, err) : compute_taxes_by_document(&work, err))) {
        return false;
    }
    compute_lines(&work);
    return compute_totals(&work, err);
}

void ticket_figures_close(struct ticket_figures *figures)
{
    free(figures->lines);
    *figures = (struct ticket_figures){0};
}
