/* The figures of a ticket agree with a slow, exact second computation, for every small case and
 * for thousands of random ones; and the sums that people check always hold. */

#include "tests/domain/tickets.h"

/* --- the slow version: fractions, and rounding by trying neighbours -------------------------- */

struct fraction {
    int128 top, bottom;
};

static struct fraction reduced(int128 top, int128 bottom)
{
    int128 a = top < 0 ? -top : top;
    int128 b = bottom;
    while (b != 0) {
        int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? (struct fraction){0, 1} : (struct fraction){top / a, bottom / a};
}

static struct fraction plus(struct fraction a, struct fraction b)
{
    return reduced(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

static int compare(struct fraction a, struct fraction b)
{
    int128 left = a.top * b.bottom;
    int128 right = b.top * a.bottom;
    return left < right ? -1 : left > right;
}

static int64_t floor_of(struct fraction x)
{
    int64_t n = (int64_t)(x.top / x.bottom);
    return compare(x, (struct fraction){n, 1}) < 0 ? n - 1 : n;
}

static int64_t round_of(struct fraction x, enum money_half half)
{
    int64_t below = floor_of(x);
    int order = compare(plus(x, (struct fraction){-below, 1}), (struct fraction){1, 2});
    if (order != 0) {
        return order < 0 ? below : below + 1;
    }
    if (half == MONEY_HALF_EVEN) {
        return below % 2 == 0 ? below : below + 1;
    }
    return x.top < 0 ? below : below + 1;
}

/* Largest remainder by handing out one unit after the other. */
static void slow_share(int64_t total, const struct fraction *exact, size_t count, int64_t *parts)
{
    struct fraction left[TICKET_LINES_MAX];
    for (size_t i = 0; i < count; i++) {
        parts[i] = floor_of(exact[i]);
        left[i] = plus(exact[i], (struct fraction){-parts[i], 1});
        total -= parts[i];
    }
    for (; total > 0; total--) {
        size_t best = 0;
        for (size_t i = 1; i < count; i++) {
            best = compare(left[i], left[best]) > 0 ? i : best;
        }
        parts[best]++;
        left[best] = (struct fraction){-1, 1};
    }
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

struct slow_line {
    int64_t amount, discount, share, net, tax, gross, parts[TAX_PARTS_MAX];
};

static struct slow_line slow_amounts(const struct ticket_line *line, enum money_half half)
{
    struct slow_line out = {0};
    int128 product = (int128)line->quantity_milli * line->unit_price_minor;
    out.amount = round_of(reduced(product, 1000), half);
    if (line->discount.kind == DISCOUNT_PERCENT) {
        int128 left = product * (1000000 - line->discount.value);
        out.discount = out.amount - round_of(reduced(left, 1000000000), half);
    } else if (line->discount.kind == DISCOUNT_AMOUNT) {
        out.discount = smaller(line->discount.value, out.amount);
    }
    return out;
}

static void slow_ticket_discount(const struct ticket *ticket, struct slow_line *lines)
{
    struct fraction exact[TICKET_LINES_MAX];
    int64_t parts[TICKET_LINES_MAX];
    int64_t sum = 0;
    int64_t total = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        sum += lines[i].amount - lines[i].discount;
    }
    if (ticket->discount.kind == DISCOUNT_PERCENT) {
        int128 left = (int128)sum * (1000000 - ticket->discount.value);
        total = sum - round_of(reduced(left, 1000000), ticket->rules.half);
    } else if (ticket->discount.kind == DISCOUNT_AMOUNT) {
        total = smaller(ticket->discount.value, sum);
    }
    if (total == 0) {
        return;
    }
    for (size_t i = 0; i < ticket->line_count; i++) {
        exact[i] = reduced((int128)total * (lines[i].amount - lines[i].discount), sum);
    }
    slow_share(total, exact, ticket->line_count, parts);
    for (size_t i = 0; i < ticket->line_count; i++) {
        lines[i].share = parts[i];
    }
}

/* Which of the equal rates of its code a part is. */
static int slow_occurrence(const struct tax_code *code, size_t part)
{
    int count = 0;
    for (size_t i = 0; i < part; i++) {
        count += code->part_ppm[i] == code->part_ppm[part];
    }
    return count;
}

static struct fraction slow_tax(const struct ticket *ticket, const struct slow_line *line,
    const struct tax_code *code, size_t part)
{
    int128 taxed = line->amount - line->discount - line->share;
    int64_t bottom = 1000000;
    if (ticket->rules.prices == PRICES_GROSS) {
        for (size_t i = 0; i < code->part_count; i++) {
            bottom += code->part_ppm[i];
        }
    }
    return reduced(taxed * code->part_ppm[part], bottom);
}

/* The tax of one rate over the whole ticket, and what each line gets of it. */
static void slow_document_tax(
    const struct ticket *ticket, struct slow_line *lines, uint32_t rate, int occurrence)
{
    struct fraction exact[TICKET_LINES_MAX];
    int64_t parts[TICKET_LINES_MAX];
    size_t part_of[TICKET_LINES_MAX];
    struct fraction sum = {0, 1};
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct tax_code *code = &ticket->lines[i].tax;
        exact[i] = (struct fraction){0, 1};
        part_of[i] = SIZE_MAX;
        for (size_t part = 0; part < code->part_count; part++) {
            if (code->part_ppm[part] == rate && slow_occurrence(code, part) == occurrence) {
                exact[i] = slow_tax(ticket, &lines[i], code, part);
                part_of[i] = part;
            }
        }
        sum = plus(sum, exact[i]);
    }
    slow_share(round_of(sum, ticket->rules.half), exact, ticket->line_count, parts);
    for (size_t i = 0; i < ticket->line_count; i++) {
        if (part_of[i] != SIZE_MAX) {
            lines[i].parts[part_of[i]] = parts[i];
        }
    }
}

static void slow_compute(const struct ticket *ticket, struct slow_line *lines)
{
    for (size_t i = 0; i < ticket->line_count; i++) {
        lines[i] = slow_amounts(&ticket->lines[i], ticket->rules.half);
    }
    slow_ticket_discount(ticket, lines);
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct tax_code *code = &ticket->lines[i].tax;
        for (size_t part = 0; part < code->part_count; part++) {
            if (ticket->rules.tax_rounding == TAX_ROUNDING_LINE) {
                lines[i].parts[part] =
                    round_of(slow_tax(ticket, &lines[i], code, part), ticket->rules.half);
            } else {
                slow_document_tax(ticket, lines, code->part_ppm[part], slow_occurrence(code, part));
            }
        }
    }
    for (size_t i = 0; i < ticket->line_count; i++) {
        struct slow_line *line = &lines[i];
        int64_t taxed = line->amount - line->discount - line->share;
        bool is_included = ticket->rules.prices == PRICES_GROSS;
        for (size_t part = 0; part < TAX_PARTS_MAX; part++) {
            line->tax += line->parts[part];
        }
        line->net = is_included ? taxed - line->tax : taxed;
        line->gross = line->net + line->tax;
    }
}

/* --- comparing ----------------------------------------------------------------------------- */

static void check_lines(const struct ticket *ticket, const struct ticket_figures *figures,
    const struct slow_line *slow, const char *label)
{
    assert_int_equal(figures->line_count, ticket->line_count);
    for (size_t i = 0; i < figures->line_count; i++) {
        const struct line_figures *line = &figures->lines[i];
        bool is_same =
            line->amount_minor == slow[i].amount && line->discount_minor == slow[i].discount &&
            line->ticket_discount_minor == slow[i].share && line->net_minor == slow[i].net &&
            line->tax_minor == slow[i].tax && line->gross_minor == slow[i].gross;
        for (size_t part = 0; part < TAX_PARTS_MAX; part++) {
            is_same = is_same && line->part_minor[part] == slow[i].parts[part];
        }
        if (!is_same) {
            fail_msg("%s, line %zu: net %ld tax %ld gross %ld, slow %ld %ld %ld", label, i,
                (long)line->net_minor, (long)line->tax_minor, (long)line->gross_minor,
                (long)slow[i].net, (long)slow[i].tax, (long)slow[i].gross);
        }
    }
}

/* What must hold whatever the rules are. */
static void check_sums(const struct ticket *ticket, const struct ticket_figures *figures)
{
    struct line_figures sum = {0};
    for (size_t i = 0; i < figures->line_count; i++) {
        const struct line_figures *line = &figures->lines[i];
        sum.amount_minor += line->amount_minor;
        sum.discount_minor += line->discount_minor;
        sum.ticket_discount_minor += line->ticket_discount_minor;
        sum.net_minor += line->net_minor;
        sum.tax_minor += line->tax_minor;
        sum.gross_minor += line->gross_minor;
        assert_int_equal(line->net_minor + line->tax_minor, line->gross_minor);
        assert_true(line->discount_minor >= 0 && line->ticket_discount_minor >= 0);
        assert_true(line->discount_minor + line->ticket_discount_minor <= line->amount_minor);
    }
    assert_int_equal(sum.amount_minor, figures->amount_minor);
    assert_int_equal(sum.discount_minor, figures->line_discount_minor);
    assert_int_equal(sum.ticket_discount_minor, figures->ticket_discount_minor);
    assert_int_equal(sum.net_minor, figures->net_minor);
    assert_int_equal(sum.tax_minor, figures->tax_minor);
    assert_int_equal(sum.gross_minor, figures->gross_minor);
    int64_t taxed = sum.amount_minor - sum.discount_minor - sum.ticket_discount_minor;
    assert_int_equal(taxed, ticket->rules.prices == PRICES_GROSS ? sum.gross_minor : sum.net_minor);
    int64_t by_rate = 0;
    for (size_t i = 0; i < figures->tax_count; i++) {
        by_rate += figures->taxes[i].tax_minor;
        assert_true(i == 0 || figures->taxes[i].rate_ppm >= figures->taxes[i - 1].rate_ppm);
    }
    assert_int_equal(by_rate, figures->tax_minor);
}

static void check(const struct ticket *ticket, struct ticket_figures *figures, const char *label)
{
    struct slow_line slow[TICKET_LINES_MAX];
    must_compute(ticket, figures);
    slow_compute(ticket, slow);
    check_lines(ticket, figures, slow, label);
    check_sums(ticket, figures);
}

static struct ticket_rules rules_of_code(int code)
{
    return (struct ticket_rules){
        .currency = currency_find("EUR"),
        .prices = code % 2 == 0 ? PRICES_GROSS : PRICES_NET,
        .tax_rounding = code / 2 % 2 == 0 ? TAX_ROUNDING_LINE : TAX_ROUNDING_DOCUMENT,
        .half = code / 4 % 2 == 0 ? MONEY_HALF_AWAY : MONEY_HALF_EVEN,
    };
}

static void every_small_ticket(void **state)
{
    (void)state;
    static const char *const taxes[] = {"0", "7", "25", "5+9.975", "50+50", "100"};
    const struct discount discounts[] = {{0}, percent_of(500000), percent_of(333333), amount_of(3)};
    struct ticket_figures figures = {0};
    long checked = 0;
    for (int rules = 0; rules < 8; rules++) {
        for (size_t first = 0; first < ARRAY_LENGTH(taxes); first++) {
            for (size_t second = 0; second < ARRAY_LENGTH(taxes); second++) {
                struct ticket_line lines[] = {
                    line_of(1, 1000, 0, taxes[first]), line_of(2, 1500, 0, taxes[second])};
                for (int code = 0; code < 9 * 6 * 4 * 3; code++) {
                    struct ticket_rules of_code = rules_of_code(rules);
                    struct ticket ticket;
                    ticket_init(&ticket, &of_code);
                    lines[0].unit_price_minor = code % 9;
                    lines[1].unit_price_minor = code / 9 % 6;
                    lines[0].discount = discounts[code / 54 % 4];
                    lines[1].discount = discounts[(code / 54 + 1) % 4];
                    ticket.discount = discounts[code / 216];
                    ticket.lines = lines;
                    ticket.line_count = 2;
                    check(&ticket, &figures, "small");
                    checked++;
                }
            }
        }
    }
    assert_int_equal(checked, 8 * 36 * 648);
    ticket_figures_close(&figures);
}

static void random_line(struct dice *dice, struct ticket *ticket)
{
    static const char *const taxes[] = {
        "19", "7", "0", "5+9.975", "5", "6+6", "25.5", "12+3+1.5+0.1"};
    struct ticket_line line = line_of((int64_t)dice_roll(dice, 50),
        1 + dice_roll(dice, dice_roll(dice, 2) == 0 ? 5000 : 1000000),
        dice_roll(dice, dice_roll(dice, 3) == 0 ? 100000000 : 2000),
        taxes[dice_roll(dice, ARRAY_LENGTH(taxes))]);
    uint32_t kind = dice_roll(dice, 4);
    if (kind == 0) {
        line.discount = percent_of(1 + dice_roll(dice, 1000000));
    } else if (kind == 1) {
        line.discount = amount_of(1 + dice_roll(dice, 3000));
    }
    must_insert(ticket, &line);
}

static void random_tickets(void **state)
{
    (void)state;
    struct ticket_figures figures = {0};
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        struct dice dice = {seed * 7919};
        struct ticket_rules rules = rules_of_code((int)dice_roll(&dice, 8));
        struct ticket ticket;
        char label[32];
        ticket_init(&ticket, &rules);
        uint32_t lines = 1 + dice_roll(&dice, seed % 100 == 0 ? 200 : 12);
        for (uint32_t i = 0; i < lines; i++) {
            random_line(&dice, &ticket);
        }
        uint32_t kind = dice_roll(&dice, 3);
        if (kind > 0) {
            ticket.discount = kind == 1 ? percent_of(1 + dice_roll(&dice, 1000000))
                                        : amount_of(1 + dice_roll(&dice, 100000));
        }
        snprintf(label, sizeof(label), "seed %lu", (unsigned long)seed);
        check(&ticket, &figures, label);
        ticket_close(&ticket);
    }
    ticket_figures_close(&figures);
}

/* The largest ticket that can be, at the edge of the range. */
static void the_largest_ticket(void **state)
{
    (void)state;
    struct ticket_figures figures = {0};
    for (int code = 0; code < 8; code++) {
        struct ticket_rules rules = rules_of_code(code);
        struct ticket ticket;
        ticket_init(&ticket, &rules);
        for (int64_t i = 0; i < TICKET_LINES_MAX; i++) {
            struct ticket_line line = line_of(
                i, 1000, MONEY_MINOR_MAX / TICKET_LINES_MAX / 2 - i, i % 2 == 0 ? "19" : "100");
            must_insert(&ticket, &line);
        }
        ticket.discount = percent_of(1);
        must_compute(&ticket, &figures);
        check_sums(&ticket, &figures);
        ticket_close(&ticket);
    }
    ticket_figures_close(&figures);
}

static void too_many_taxes_are_refused(void **state)
{
    (void)state;
    struct ticket_figures figures = {0};
    struct ticket_rules rules = rules_of_code(0);
    struct ticket ticket;
    struct error err = {0};
    ticket_init(&ticket, &rules);
    for (int i = 1; i <= TICKET_TAXES_MAX + 1; i++) {
        char tax[16];
        snprintf(tax, sizeof(tax), "%d", i);
        struct ticket_line line = line_of(i, 1000, 100, tax);
        must_insert(&ticket, &line);
    }
    assert_false(ticket_compute(&ticket, &figures, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    ticket_figures_close(&figures);
    ticket_close(&ticket);
}

/* Worked examples that can be checked by hand. */
static void worked_examples(void **state)
{
    (void)state;
    static const struct {
        const char *label, *tax;
        enum prices prices;
        enum money_half half;
        int64_t quantity, price, ppm, net, tax_minor, gross, first_part;
    } rows[] = {
        {"12 % in 52.50", "12", PRICES_GROSS, MONEY_HALF_AWAY, 1000, 5250, 0, 4687, 563, 5250, 563},
        {"the same to even", "12", PRICES_GROSS, MONEY_HALF_EVEN, 1000, 5250, 0, 4688, 562, 5250,
            562},
        {"GST and PST", "5+9.975", PRICES_NET, MONEY_HALF_AWAY, 1000, 10000, 0, 10000, 1498, 11498,
            500},
        {"GST and PST in it", "5+9.975", PRICES_GROSS, MONEY_HALF_AWAY, 1000, 11498, 0, 10000, 1498,
            11498, 500},
        {"by weight", "7", PRICES_GROSS, MONEY_HALF_AWAY, 412, 780, 0, 300, 21, 321, 21},
        {"10 % off", "7", PRICES_GROSS, MONEY_HALF_AWAY, 1000, 950, 100000, 799, 56, 855, 56},
        {"all off", "19", PRICES_NET, MONEY_HALF_AWAY, 1000, 950, 1000000, 0, 0, 0, 0},
        {"rounded once", "0", PRICES_NET, MONEY_HALF_AWAY, 500, 9, 500000, 2, 0, 2, 0},
    };
    struct ticket_figures figures = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct ticket_rules rules = rules_of("CAD", rows[i].prices, TAX_ROUNDING_LINE);
        rules.half = rows[i].half;
        struct ticket ticket;
        ticket_init(&ticket, &rules);
        struct ticket_line line = line_of(1, rows[i].quantity, rows[i].price, rows[i].tax);
        if (rows[i].ppm > 0) {
            line.discount = percent_of(rows[i].ppm);
        }
        must_insert(&ticket, &line);
        must_compute(&ticket, &figures);
        if (figures.net_minor != rows[i].net || figures.tax_minor != rows[i].tax_minor ||
            figures.gross_minor != rows[i].gross ||
            figures.lines[0].part_minor[0] != rows[i].first_part) {
            fail_msg("%s: net %ld, tax %ld, gross %ld", rows[i].label, (long)figures.net_minor,
                (long)figures.tax_minor, (long)figures.gross_minor);
        }
        ticket_close(&ticket);
    }
    ticket_figures_close(&figures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_examples),
        cmocka_unit_test(every_small_ticket),
        cmocka_unit_test(random_tickets),
        cmocka_unit_test(the_largest_ticket),
        cmocka_unit_test(too_many_taxes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
