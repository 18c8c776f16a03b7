#include "export/booking.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/rate.h"
#include "domain/sale.h"
#include "domain/z_report.h"
#include "export/sale_json.h"
#include "store/day_rows.h"

#define DAY_MS INT64_C(86400000)

static const char *const KIND_TEXT[BOOKING_KIND_COUNT] = {
    [BOOKING_FLOAT] = "Float",
    [BOOKING_SALE] = "Sale",
    [BOOKING_REFUND] = "Refund",
    [BOOKING_CORRECTION] = "Correction",
    [BOOKING_PAY_IN] = "Pay-in",
    [BOOKING_PAY_OUT] = "Pay-out",
    [BOOKING_CLOSE] = "Close",
};

const char *booking_kind_text(enum booking_kind kind)
{
    ASSERT(kind < BOOKING_KIND_COUNT);
    return KIND_TEXT[kind];
}

/* The postings of the booking that is being made. */
struct maker {
    struct store *store;
    const struct report_range *range;
    const struct booking_form *form;
    booking_visit visit;
    void *context;
    char day[DAY_TEXT_MAX]; /* that is being visited */
    char currency[4];       /* of all bookings; "" none yet */
    struct posting *postings;
    size_t posting_count, posting_capacity;
};

static struct posting *add_posting(struct maker *maker, enum ledger_role role, const char *code)
{
    if (maker->posting_count == maker->posting_capacity) {
        maker->posting_capacity = maker->posting_capacity == 0 ? 16 : maker->posting_capacity * 2;
        maker->postings =
            realloc(maker->postings, maker->posting_capacity * sizeof(*maker->postings));
        ASSERT(maker->postings != NULL);
    }
    struct posting *posting = &maker->postings[maker->posting_count++];
    *posting = (struct posting){.role = role};
    (void)text_copy(posting->code, sizeof(posting->code), code);
    return posting;
}

static struct posting *find_posting(struct maker *maker, enum ledger_role role, const char *code)
{
    for (size_t i = 0; i < maker->posting_count; i++) {
        struct posting *posting = &maker->postings[i];
        if (posting->role == role && posting->foreign_currency[0] == '\0' &&
            strcmp(posting->code, code) == 0) {
            return posting;
        }
    }
    return add_posting(maker, role, code);
}

static void post(struct maker *maker, enum ledger_role role, const char *code, int64_t amount_minor)
{
    if (amount_minor != 0) {
        find_posting(maker, role, code)->amount_minor += amount_minor;
    }
}

/* Moves cash of another currency from one role to another, in that currency alone. */
static void post_foreign(struct maker *maker, enum ledger_role from, enum ledger_role to,
    const char *currency, int64_t minor)
{
    const enum ledger_role roles[] = {from, to};
    for (size_t i = 0; minor != 0 && i < ARRAY_LENGTH(roles); i++) {
        struct posting *posting = add_posting(maker, roles[i], "");
        posting->foreign_minor = i == 0 ? -minor : minor;
        (void)text_copy(posting->foreign_currency, sizeof(posting->foreign_currency), currency);
    }
}

static enum ledger_role role_of_tender(const char *tender)
{
    static const struct {
        const char *tender;
        enum ledger_role role;
    } ROWS[] = {
        {"cash", LEDGER_CASH},
        {"card", LEDGER_CARD},
        {"transfer", LEDGER_TRANSFER},
        {"voucher", LEDGER_VOUCHER},
        {"account", LEDGER_ACCOUNT},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (strcmp(ROWS[i].tender, tender) == 0) {
            return ROWS[i].role;
        }
    }
    return LEDGER_CLEARING; /* a tender of a newer program: nobody's money gets lost */
}

static void drop_zeros(struct maker *maker)
{
    size_t kept = 0;
    for (size_t i = 0; i < maker->posting_count; i++) {
        if (maker->postings[i].amount_minor != 0 || maker->postings[i].foreign_minor != 0) {
            maker->postings[kept++] = maker->postings[i];
        }
    }
    maker->posting_count = kept;
}

/* Tells the visitor, unless nothing is left to book. */
static bool finish(struct maker *maker, struct booking *booking, struct error *err)
{
    int64_t sum_minor = 0;
    drop_zeros(maker);
    for (size_t i = 0; i < maker->posting_count; i++) {
        sum_minor += maker->postings[i].amount_minor;
    }
    if (sum_minor != 0) {
        return error_set(err, ERROR_CORRUPT, "%s %s does not balance", KIND_TEXT[booking->kind],
            booking->number);
    }
    booking->business_day = maker->day;
    booking->currency = maker->currency;
    booking->postings = maker->postings;
    booking->posting_count = maker->posting_count;
    bool done = maker->posting_count == 0 || maker->visit(maker->context, booking, err);
    maker->posting_count = 0;
    return done;
}

static bool take_currency(struct maker *maker, struct text_view currency, struct error *err)
{
    if (maker->currency[0] == '\0' &&
        text_copy_view(maker->currency, sizeof(maker->currency), currency)) {
        return true;
    }
    return text_view_equals(currency, maker->currency) ||
           error_set(err, ERROR_INVALID,
               "these days have sums in %s and in %.*s; ask for days of one currency",
               maker->currency, (int)currency.size, currency.bytes);
}

/* --- sales --------------------------------------------------------------------------------- */

static void post_line(struct maker *maker, const struct sale_line *line)
{
    if (strcmp(line->kind, "voucher") == 0 || strcmp(line->kind, "account") == 0) {
        post(maker, line->kind[0] == 'v' ? LEDGER_VOUCHER : LEDGER_ACCOUNT, "", -line->gross_minor);
        return;
    }
    post(maker, LEDGER_REVENUE, line->tax_code, -line->net_minor);
    if (line->net_minor != 0) {
        find_posting(maker, LEDGER_REVENUE, line->tax_code)->tax_minor -= line->tax_minor;
    }
    for (int i = 0; i < line->tax_count; i++) {
        char rate[RATE_TEXT_MAX];
        rate_print((uint32_t)line->taxes[i].rate_ppm, rate);
        post(maker, LEDGER_TAX, rate, -line->taxes[i].tax_minor);
    }
}

/* Foreign notes come in at what they were worth, and the change for them goes out of the drawer's
 * own currency. */
static void post_payment(struct maker *maker, const struct sale_payment *payment)
{
    if (payment->foreign_currency[0] == '\0') {
        post(maker, role_of_tender(payment->tender), "", payment->amount_minor);
        return;
    }
    post(maker, LEDGER_CASH, "", -payment->change_minor);
    struct posting *posting = add_posting(maker, LEDGER_FOREIGN_CASH, "");
    posting->amount_minor = payment->tendered_minor;
    posting->foreign_minor = payment->foreign_minor;
    (void)text_copy(
        posting->foreign_currency, sizeof(posting->foreign_currency), payment->foreign_currency);
}

static bool visit_sale(void *context, const struct sale *sale, struct error *err)
{
    struct maker *maker = context;
    char number[RECEIPT_TEXT_MAX];
    const struct sale_touch *credited = sale_credited_touch(sale);
    if (!take_currency(maker, text_view_of(sale->currency), err)) {
        return false;
    }
    for (size_t i = 0; i < sale->payment_count; i++) {
        post_payment(maker, &sale->payments[i]);
    }
    for (size_t i = 0; i < sale->line_count; i++) {
        post_line(maker, &sale->lines[i]);
    }
    post(maker, LEDGER_ROUNDING, "", -sale->cash_rounding_minor);
    post(maker, LEDGER_TIP, "", -sale->tip_minor);
    struct booking booking = {
        .kind = strcmp(sale->kind, "refund") == 0 ? BOOKING_REFUND : BOOKING_SALE,
        .node = id_node(sale->id),
        .at_ms = sale->sold_at_ms,
        .number = receipt_print(sale->id, number),
        .text = "",
        .staff = sale->staff_name,
        .campaign = credited != NULL ? credited->campaign_code : "",
        .channel = credited != NULL ? credited->channel : "",
    };
    return finish(maker, &booking, err);
}

/* --- the drawer ---------------------------------------------------------------------------- */

/* Texts of a row that is about to go, copied and terminated. */
struct words {
    char number[RECEIPT_TEXT_MAX + 4];
    char text[512];
    char staff[SALE_TEXT_MAX];
};

static void copy_words(struct words *words, const char *letter, int64_t id, struct text_view text,
    struct text_view staff)
{
    char number[RECEIPT_TEXT_MAX];
    struct text_out out = text_out_begin(words->number, sizeof(words->number));
    text_out_append(&out, letter);
    text_out_append(&out, receipt_print(id, number));
    (void)text_copy_view(words->text, sizeof(words->text), text);
    (void)text_copy_view(words->staff, sizeof(words->staff), staff);
}

static struct booking booking_of(
    enum booking_kind kind, int64_t id, int64_t at_ms, const struct words *words)
{
    return (struct booking){.kind = kind,
        .node = id_node(id),
        .at_ms = at_ms,
        .number = words->number,
        .text = words->text,
        .staff = words->staff,
        .campaign = "",
        .channel = ""};
}

static bool visit_shift(void *context, const struct day_shift *shift, struct error *err)
{
    struct maker *maker = context;
    struct words words;
    int64_t brought_minor = shift->float_minor - shift->left_before_minor;
    copy_words(&words, "S ", shift->id, text_view_of(""), shift->staff_name);
    post(maker, LEDGER_CASH, "", brought_minor);
    post(maker, LEDGER_FLOAT, "", -brought_minor);
    struct booking booking = booking_of(BOOKING_FLOAT, shift->id, shift->opened_at_ms, &words);
    return take_currency(maker, shift->currency, err) && finish(maker, &booking, err);
}

/* True if the moment is of the day that is being visited. */
static bool is_of_day(const struct maker *maker, int64_t at_ms)
{
    char day[DAY_TEXT_MAX];
    day_print(zone_business_day(maker->form->zone, at_ms, maker->form->day_start_minutes), day);
    return strcmp(day, maker->day) == 0;
}

static bool visit_movement(void *context, const struct day_movement *movement, struct error *err)
{
    struct maker *maker = context;
    struct words words;
    bool is_in = text_view_equals(movement->kind, "pay_in");
    if (!is_of_day(maker, movement->moved_at_ms)) {
        return true;
    }
    bool is_own =
        maker->currency[0] == '\0' || text_view_equals(movement->currency, maker->currency);
    enum ledger_role role = is_in ? LEDGER_PAY_IN : LEDGER_PAY_OUT;
    int64_t in_minor = is_in ? movement->amount_minor : -movement->amount_minor;
    copy_words(&words, "M ", movement->id, movement->reason, movement->staff_name);
    if (is_own) {
        post(maker, LEDGER_CASH, "", in_minor);
        post(maker, role, "", -in_minor);
    } else {
        char currency[4];
        (void)text_copy_view(currency, sizeof(currency), movement->currency);
        post_foreign(maker, role, LEDGER_FOREIGN_CASH, currency, in_minor);
    }
    struct booking booking = booking_of(
        is_in ? BOOKING_PAY_IN : BOOKING_PAY_OUT, movement->id, movement->moved_at_ms, &words);
    return (!is_own || take_currency(maker, movement->currency, err)) &&
           finish(maker, &booking, err);
}

static bool visit_correction(
    void *context, const struct day_correction *correction, struct error *err)
{
    struct maker *maker = context;
    struct words words;
    char from[16], to[16];
    if (!is_of_day(maker, correction->corrected_at_ms) ||
        !text_copy_view(from, sizeof(from), correction->from_tender) ||
        !text_copy_view(to, sizeof(to), correction->to_tender)) {
        return true;
    }
    copy_words(&words, "", correction->sale_id, correction->reference, correction->staff_name);
    post(maker, role_of_tender(from), "", -correction->amount_minor);
    post(maker, role_of_tender(to), "", correction->amount_minor);
    struct booking booking =
        booking_of(BOOKING_CORRECTION, correction->id, correction->corrected_at_ms, &words);
    return take_currency(maker, correction->currency, err) && finish(maker, &booking, err);
}

/* What the Z says of other currencies: the difference, and what was taken out. */
static bool post_foreign_close(struct maker *maker, struct text_view body, struct error *err)
{
    struct z_report z = {0};
    if (!z_report_parse_json(body, &z, err)) {
        return false;
    }
    for (size_t i = 0; i < z.foreign_count; i++) {
        const struct z_foreign *foreign = &z.foreign[i];
        int64_t over_minor =
            foreign->has_counted ? foreign->counted_minor - foreign->expected_minor : 0;
        post_foreign(maker, LEDGER_OVER_SHORT, LEDGER_FOREIGN_CASH, foreign->currency, over_minor);
        post_foreign(
            maker, LEDGER_FOREIGN_CASH, LEDGER_BANK, foreign->currency, foreign->taken_minor);
    }
    z_report_close(&z);
    return true;
}

static bool visit_close(void *context, const struct day_close *close, struct error *err)
{
    struct maker *maker = context;
    struct words words;
    int64_t over_minor = close->is_counted ? close->counted_minor - close->expected_minor : 0;
    copy_words(&words, "Z ", close->id, close->reason, close->staff_name);
    post(maker, LEDGER_CASH, "", over_minor);
    post(maker, LEDGER_OVER_SHORT, "", -over_minor);
    post(maker, LEDGER_BANK, "", close->taken_minor);
    post(maker, LEDGER_CASH, "", -close->taken_minor);
    struct booking booking = booking_of(BOOKING_CLOSE, close->id, close->closed_at_ms, &words);
    return take_currency(maker, close->currency, err) &&
           post_foreign_close(maker, close->body, err) && finish(maker, &booking, err);
}

/* --- days ---------------------------------------------------------------------------------- */

static bool visit_day(struct maker *maker, int32_t day, struct error *err)
{
    struct report_range range = {.from = maker->day, .to = maker->day, .node = maker->range->node};
    int64_t middle_ms = (int64_t)day * DAY_MS;
    day_print(day, maker->day);
    return day_visit_shifts(maker->store, &range, visit_shift, maker, err) &&
           day_visit_sales(maker->store, &range, visit_sale, maker, err) &&
           day_visit_corrections(maker->store, &range, middle_ms - 2 * DAY_MS,
               middle_ms + 3 * DAY_MS, visit_correction, maker, err) &&
           day_visit_movements(maker->store, &range, middle_ms - 2 * DAY_MS, middle_ms + 3 * DAY_MS,
               visit_movement, maker, err) &&
           day_visit_closes(maker->store, &range, visit_close, maker, err);
}

static void widen(int32_t day, int32_t *first, int32_t *last)
{
    *first = day < *first ? day : *first;
    *last = day > *last ? day : *last;
}

static bool widen_text(const char *text, int32_t *first, int32_t *last, struct error *err)
{
    int32_t day;
    if (text[0] == '\0') {
        return true;
    }
    if (!day_parse(text_view_of(text), &day, err)) {
        return error_prefix(err, "a business day in the file: ");
    }
    widen(day, first, last);
    return true;
}

bool bookings_bounds(struct store *store, const struct report_range *range,
    const struct booking_form *form, int32_t *out_first, int32_t *out_last, bool *out_any,
    struct error *err)
{
    struct day_bounds bounds;
    int32_t first = DAY_MAX, last = DAY_MIN, from, to;
    if (!day_read_bounds(store, &bounds, err) ||
        !widen_text(bounds.first_day, &first, &last, err) ||
        !widen_text(bounds.last_day, &first, &last, err) ||
        !day_parse(text_view_of(range->from), &from, err) ||
        !day_parse(text_view_of(range->to), &to, err)) {
        return false;
    }
    if (bounds.first_ms != 0) {
        widen(
            zone_business_day(form->zone, bounds.first_ms, form->day_start_minutes), &first, &last);
        widen(
            zone_business_day(form->zone, bounds.last_ms, form->day_start_minutes), &first, &last);
    }
    *out_first = first > from ? first : from;
    *out_last = last < to ? last : to;
    *out_any = *out_first <= *out_last;
    return true;
}

bool bookings_visit(struct store *store, const struct report_range *range,
    const struct booking_form *form, booking_visit visit, void *context, struct error *err)
{
    struct maker maker = {
        .store = store, .range = range, .form = form, .visit = visit, .context = context};
    int32_t first, last;
    bool any;
    if (!bookings_bounds(store, range, form, &first, &last, &any, err)) {
        return false;
    }
    bool done = true;
    for (int32_t day = first; any && done && day <= last; day++) {
        done = visit_day(&maker, day, err);
    }
    free(maker.postings);
    return done;
}
