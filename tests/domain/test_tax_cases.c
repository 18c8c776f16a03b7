/* Another till's tests expect the same totals wherever both have the same rules. Every case of the
 * file is either computed here or listed with the reason why our rules do not have it.
 *
 * tests/cases/tax/cases.csv: values read from the tests of Odoo 17 and 19, named in each row. */

#include "tests/domain/tickets.h"

#include "base/buffer.h"
#include "base/csv.h"
#include "base/decimal.h"
#include "domain/tender.h"

enum column {
    CASE_ID,
    KIND,
    SOURCE_PROJECT,
    SOURCE_TEST,
    LINES,
    TAX_ROUNDING,
    CURRENCY_ROUNDING,
    ORDER_DISCOUNT,
    UNTAXED,
    TAX,
    TOTAL,
    PER_TAX,
    CASH_STEP,
    CASH_METHOD,
    CASH_SCOPE,
    PAID_BY,
    PAYABLE,
    ROUNDING_DIFF,
    CHANGE,
    NOTES,
    COLUMN_COUNT
};

static const struct {
    const char *id, *why;
} NOT_OURS[] = {
    {"T025", "amounts in steps of 0.05: no ISO 4217 exponent says that"},
    {"T027", "amounts in steps of 0.05"},
    {"T033", "amounts in steps of 0.05"},
    {"T035", "amounts in steps of 0.05"},
    {"T054", "amounts in steps of 0.05"},
    {"T037", "six decimals"},
    {"T072", "six decimals"},
    {"T060", "one tax in the price and one added to it on the same line"},
    {"T094", "one tax in the price and one added to it on the same line"},
    {"T251", "prices with tax and prices without it on the same ticket"},
    {"T253", "prices with tax and prices without it on the same ticket"},
    {"T255", "prices with tax and prices without it on the same ticket"},
    {"T257", "prices with tax and prices without it on the same ticket"},
    {"T082", "reverse charge"},
    {"T126", "reverse charge"},
    {"T135", "a negative tax rate"},
    {"T141", "lines keep half a cent until the ticket is summed; ours are rounded"},
    {"T264", "cash rounded up; ours goes to the nearest step"},
    {"T266", "cash rounded down"},
    {"T268", "cash rounded down"},
    {"T276", "cash rounded down, and the card with it"},
    {"T278", "cash rounded up"},
    {"T280", "a card payment is rounded; ours never is"},
    {"T286", "cash rounded up"},
    {"T288", "cash rounded up"},
    {"T290", "cash rounded down"},
    {"T292", "cash rounded down"},
    {"T294", "cash rounded down"},
    {"T300", "cash rounded up"},
    {"T302", "cash rounded up"},
    {"T304", "cash rounded down"},
    {"T306", "cash rounded down"},
    {"T308", "a card payment is rounded and gives change"},
    {"T310", "the total is rounded although a part is paid by card; ours rounds what is left"},
    {"T312", "the rounding difference changes the tax"},
    {"T314", "the rounding difference changes the tax"},
    {"T318", "the amounts of the two payments are not given"},
};

static const char *reason_not_ours(const char *id)
{
    for (size_t i = 0; i < ARRAY_LENGTH(NOT_OURS); i++) {
        if (strcmp(NOT_OURS[i].id, id) == 0) {
            return NOT_OURS[i].why;
        }
    }
    return NULL;
}

/* --- reading the file's own notation -------------------------------------------------------- */

/* A case as text, and the currency whose exponent is its rounding. */
struct tax_case {
    char cells[COLUMN_COUNT][1024];
    const struct currency *currency;
};

/* A decimal as a number of six decimals; the file has up to seven, all exact at six or unrounded
 * far from a half. */
static int64_t micro_of(const char *text)
{
    char cut[64];
    int64_t value;
    struct error err;
    snprintf(cut, sizeof(cut), "%s", text);
    char *point = strchr(cut, '.');
    if (point != NULL && strlen(point) > 7) {
        point[7] = '\0';
    }
    if (!decimal_parse(text_view_of(cut), 6, '.', &value, &err)) {
        fail_msg("%s", err.text);
    }
    return value;
}

/* To minor units, halves away from zero. */
static int64_t minor_of(const struct tax_case *tax_case, const char *text)
{
    int64_t minor;
    int64_t unit = tax_case->currency->exponent == 0 ? 1000000 : 10000;
    assert_true(money_divide(micro_of(text), unit, MONEY_HALF_AWAY, &minor));
    return minor;
}

/* "15.55 x 8 @18% [8% incl seq1 + 0% incl seq1]" as a line; tells if the taxes are included. */
static enum prices read_line(
    const struct tax_case *tax_case, const char *text, struct ticket_line *line)
{
    char price[32];
    char quantity[32];
    char discount[32];
    char taxes[256];
    char code[64] = "";
    assert_int_equal(
        sscanf(text, " %31s x %31s @%31[^%%]%% [%255[^]]]", price, quantity, discount, taxes), 4);
    bool is_included = false;
    char *state = NULL;
    for (char *tax = strtok_r(taxes, "+", &state); tax != NULL; tax = strtok_r(NULL, "+", &state)) {
        char rate[32];
        char word[32];
        assert_int_equal(sscanf(tax, " %31[^%%]%% %31s", rate, word), 2);
        is_included = strcmp(word, "incl") == 0;
        assert_true(is_included || strcmp(word, "excl") == 0);
        snprintf(
            code + strlen(code), sizeof(code) - strlen(code), "%s%s", code[0] ? "+" : "", rate);
    }
    *line = line_of(1, micro_of(quantity) / 1000, minor_of(tax_case, price), code);
    if (micro_of(discount) > 0) {
        line->discount = percent_of(micro_of(discount) / 100);
    }
    return is_included ? PRICES_GROSS : PRICES_NET;
}

/* Lines are put in directly: some cases have negative ones, which no cashier can type yet but which
 * are computed all the same. */
static void read_ticket(const struct tax_case *tax_case, struct ticket *ticket)
{
    char text[1024];
    char *state = NULL;
    snprintf(text, sizeof(text), "%s", tax_case->cells[LINES]);
    ticket->lines = calloc(16, sizeof(*ticket->lines));
    ticket->line_capacity = 16;
    for (char *line = strtok_r(text, "|", &state); line != NULL;
         line = strtok_r(NULL, "|", &state)) {
        assert_true(ticket->line_count < 16);
        enum prices prices = read_line(tax_case, line, &ticket->lines[ticket->line_count]);
        assert_true(ticket->line_count == 0 || ticket->rules.prices == prices);
        ticket->rules.prices = prices;
        ticket->line_count++;
    }
    ticket->rules.tax_rounding = strcmp(tax_case->cells[TAX_ROUNDING], "round_per_line") == 0
                                     ? TAX_ROUNDING_LINE
                                     : TAX_ROUNDING_DOCUMENT;
}

/* --- checking ------------------------------------------------------------------------------- */

static void compare(const struct tax_case *tax_case, enum column column, int64_t minor)
{
    int64_t expected = minor_of(tax_case, tax_case->cells[column]);
    if (expected != minor) {
        fail_msg("%s: column %d is %s, ours %ld", tax_case->cells[CASE_ID], (int)column,
            tax_case->cells[column], (long)minor);
    }
}

static int64_t check_ticket(const struct tax_case *tax_case)
{
    struct ticket_rules rules = {.currency = tax_case->currency};
    struct ticket ticket;
    struct ticket_figures figures = {0};
    ticket_init(&ticket, &rules);
    read_ticket(tax_case, &ticket);
    assert_int_equal(tax_case->cells[ORDER_DISCOUNT][0], '\0');
    must_compute(&ticket, &figures);
    compare(tax_case, TAX, figures.tax_minor);
    bool is_unrounded = strstr(tax_case->cells[NOTES], "UNROUNDED") != NULL;
    /* Half a cent that is not rounded can stand on both sides of the tax; we have it on one. */
    if (tax_case->cells[UNTAXED][0] != '\0' &&
        (!is_unrounded || ticket.rules.prices == PRICES_NET)) {
        compare(tax_case, UNTAXED, figures.net_minor);
    }
    if (!is_unrounded || ticket.rules.prices == PRICES_GROSS) {
        compare(tax_case, TOTAL, figures.gross_minor);
    }
    assert_int_equal(figures.net_minor + figures.tax_minor, figures.gross_minor);
    int64_t gross = figures.gross_minor;
    ticket_figures_close(&figures);
    ticket_close(&ticket);
    return gross;
}

/* "cash", "cash 2.00", "card 38 + cash": cash without an amount pays what is left, rounded. */
static void check_payment(const struct tax_case *tax_case, int64_t total)
{
    int64_t step = minor_of(tax_case, tax_case->cells[CASH_STEP]);
    struct tender tenders[2] = {0};
    size_t count = 0;
    char card[32];
    char cash[32] = "";
    const char *paid_by = tax_case->cells[PAID_BY];
    assert_string_equal(tax_case->cells[CASH_METHOD], "HALF-UP");
    if (total < 0) { /* what is paid back is rounded like what is paid */
        assert_string_equal(paid_by, "cash");
        compare(tax_case, PAYABLE, tender_round_cash(total, step));
        return;
    }
    if (sscanf(paid_by, "card %31s + cash", card) == 1) {
        tenders[count].kind = TENDER_CARD;
        tenders[count++].tendered_minor = minor_of(tax_case, card);
    } else if (strcmp(paid_by, "cash") != 0) {
        assert_int_equal(sscanf(paid_by, "cash %31s", cash), 1);
    }
    int64_t due = tender_still_due(total, tenders, count, step, TENDER_CASH);
    tenders[count].kind = TENDER_CASH;
    tenders[count++].tendered_minor = cash[0] != '\0' ? minor_of(tax_case, cash) : due;
    struct settlement settlement;
    struct error err;
    assert_true(tender_settle(total, tenders, count, step, tax_case->currency, &settlement, &err));
    if (tax_case->cells[PAYABLE][0] != '\0') {
        compare(tax_case, PAYABLE, total + settlement.rounding_minor);
    }
    if (tax_case->cells[ROUNDING_DIFF][0] != '\0') {
        compare(tax_case, ROUNDING_DIFF, settlement.rounding_minor);
    }
    if (tax_case->cells[CHANGE][0] != '\0') {
        compare(tax_case, CHANGE, settlement.change_minor);
    }
}

static void check_case(struct tax_case *tax_case)
{
    const char *rounding = tax_case->cells[CURRENCY_ROUNDING];
    char total[32];
    assert_true(strcmp(rounding, "0.01") == 0 || strcmp(rounding, "1") == 0);
    tax_case->currency = currency_find(strcmp(rounding, "1") == 0 ? "JPY" : "EUR");
    if (strcmp(tax_case->cells[KIND], "cash_rounding") != 0) {
        check_ticket(tax_case);
    } else if (sscanf(tax_case->cells[LINES], "order total %31s", total) == 1) {
        check_payment(tax_case, minor_of(tax_case, total));
    } else {
        check_payment(tax_case, check_ticket(tax_case));
    }
}

static void every_case_is_computed_or_listed(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct csv_reader *reader = malloc(sizeof(*reader));
    struct tax_case *tax_case = malloc(sizeof(*tax_case));
    struct error err;
    size_t listed = 0;
    size_t computed = 0;
    assert_true(buffer_read_file(&file, TEST_CASES "/tax/cases.csv", &err));
    assert_true(csv_open(file.bytes, file.size, reader, &err));
    assert_int_equal(csv_read_row(reader, &err), CSV_ROW);
    assert_int_equal(reader->field_count, COLUMN_COUNT);
    assert_true(text_view_equals(reader->fields[CASE_ID].text, "case_id"));
    assert_true(text_view_equals(reader->fields[NOTES].text, "notes"));
    while (csv_read_row(reader, &err) == CSV_ROW) {
        assert_int_equal(reader->field_count, COLUMN_COUNT);
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            assert_true(text_copy_view(
                tax_case->cells[i], sizeof(tax_case->cells[i]), reader->fields[i].text));
        }
        if (reason_not_ours(tax_case->cells[CASE_ID]) != NULL) {
            listed++;
        } else {
            check_case(tax_case);
            computed++;
        }
    }
    assert_int_equal(listed, ARRAY_LENGTH(NOT_OURS)); /* and none is listed that is not there */
    assert_int_equal(computed, 69 - ARRAY_LENGTH(NOT_OURS));
    free(tax_case);
    csv_close(reader);
    free(reader);
    buffer_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_is_computed_or_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
