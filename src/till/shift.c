#include "till/shift.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "domain/money.h"
#include "store/close.h"
#include "store/store.h"
#include "till/export_queue.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/park.h"
#include "till/staff.h"

static const char *own_currency(const struct till *till)
{
    return till->shop.rules.currency->code;
}

static struct shift_actor actor_of(const struct till *till, int64_t at_ms)
{
    return (struct shift_actor){
        .staff_id = till->staff_id,
        .staff_name = till->staff_name,
        .at_ms = at_ms,
    };
}

bool till_shift_state(struct till *till, struct shift_state *out_state, struct error *err)
{
    return shift_read_state(till->store, store_node(till->store), out_state, err);
}

bool till_ensure_shift(struct till *till, int64_t *out_shift_id, struct error *err)
{
    char day[DAY_TEXT_MAX];
    int64_t now_ms = till_now_ms(till);
    struct shift_actor actor = actor_of(till, now_ms);
    till_business_day(till, now_ms, day);
    return shift_ensure(till->store, &actor, day, own_currency(till), out_shift_id, err);
}

/* Ends a bracket of one of these verbs. */
static bool finish(struct till *till, bool is_done, struct error *err)
{
    is_done = is_done && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

/* --- opening, and money between sales ------------------------------------------------------- */

bool till_open_shift(struct till *till, int64_t float_minor, struct error *err)
{
    struct shift shift = {
        .opened_at_ms = till_now_ms(till), .staff_id = till->staff_id, .float_minor = float_minor};
    struct till_loan loan;
    till_refresh(till);
    if (float_minor < 0 || float_minor > MONEY_MINOR_MAX) {
        return error_set(err, ERROR_INVALID, "a float is 0 or more");
    }
    if (!till_require(till, RIGHT_OPEN_SHIFT, 0, &loan, err)) {
        return false;
    }
    till_business_day(till, shift.opened_at_ms, shift.business_day);
    (void)text_copy(shift.staff_name, sizeof(shift.staff_name), till->staff_name);
    (void)text_copy(shift.currency, sizeof(shift.currency), own_currency(till));
    bool is_done = store_begin(till->store, ENTRY_SHIFT, till->staff_id, err) &&
                   shift_insert(till->store, &shift, err) && till_write_loan(till, &loan, 0, err);
    return finish(till, is_done, err);
}

static bool check_reason(const char *reason, bool is_needed, struct error *err)
{
    struct text_view view = text_view_trim(text_view_of(reason));
    if (view.size == 0 && is_needed) {
        return error_set(err, ERROR_INVALID, "say why: a reason is needed");
    }
    if (!text_is_utf8(reason, strlen(reason), NULL) || text_view_has_control(view) ||
        text_view_count_characters(view) > SHIFT_REASON_CHARACTERS_MAX) {
        return error_set(err, ERROR_INVALID, "a reason is one line of at most %d characters",
            SHIFT_REASON_CHARACTERS_MAX);
    }
    return true;
}

bool till_move_cash(struct till *till, bool is_in, int64_t amount_minor, const char *currency,
    const char *reason, struct error *err)
{
    int64_t shift_id;
    struct till_loan loan;
    till_refresh(till);
    struct shift_actor actor = actor_of(till, till_now_ms(till));
    if (currency == NULL) {
        currency = own_currency(till);
    }
    if (amount_minor <= 0 || amount_minor > MONEY_MINOR_MAX) {
        return error_set(err, ERROR_INVALID, "the amount is above 0");
    }
    if (currency_find(currency) == NULL) {
        return error_set(err, ERROR_INVALID, "%s is no currency that this till knows", currency);
    }
    if (!check_reason(reason, true, err) ||
        !till_require(till, is_in ? RIGHT_PAY_IN : RIGHT_PAY_OUT, 0, &loan, err)) {
        return false;
    }
    bool is_done = store_begin(till->store, ENTRY_SHIFT, till->staff_id, err) &&
                   till_ensure_shift(till, &shift_id, err) &&
                   cash_movement_insert(
                       till->store, shift_id, is_in, amount_minor, currency, reason, &actor, err) &&
                   till_write_loan(till, &loan, 0, err);
    return finish(till, is_done, err);
}

/* --- counting ------------------------------------------------------------------------------- */

/* Errors: ERROR_LIMIT, more than any drawer holds. */
static bool piece_sum(const struct z_piece *piece, int64_t *out_minor, struct error *err)
{
    int64_t value = piece->value_minor > 0 ? piece->value_minor : 1;
    int128 sum = (int128)value * piece->pieces;
    if (piece->pieces < 0 || piece->value_minor < 0) {
        return error_set(err, ERROR_INVALID, "what is counted is 0 or more");
    }
    if (sum > MONEY_MINOR_MAX) {
        return error_set(err, ERROR_LIMIT, "that is more than a drawer holds");
    }
    *out_minor = (int64_t)sum;
    return true;
}

bool till_count_total(
    const struct till_count *count, const char *currency, int64_t *out_minor, struct error *err)
{
    int64_t total = 0;
    for (size_t i = 0; i < count->piece_count; i++) {
        const struct z_piece *piece = &count->pieces[i];
        int64_t sum = 0;
        if (currency_find(piece->currency) == NULL) {
            return error_set(
                err, ERROR_INVALID, "%s is no currency that this till knows", piece->currency);
        }
        if (!piece_sum(piece, &sum, err)) {
            return false;
        }
        if (strcmp(piece->currency, currency) == 0 && !money_add(total, sum, &total)) {
            return error_set(err, ERROR_LIMIT, "that is more than a drawer holds");
        }
    }
    *out_minor = total;
    return true;
}

/* Inside a bracket. */
static bool write_count(
    struct till *till, int64_t shift_id, const struct till_count *count, struct error *err)
{
    int64_t total;
    struct shift_actor actor = actor_of(till, till_now_ms(till));
    return till_count_total(count, own_currency(till), &total, err) &&
           cash_count_insert(
               till->store, shift_id, total, count->pieces, count->piece_count, &actor, err);
}

bool till_count_drawer(struct till *till, const struct till_count *count, struct error *err)
{
    int64_t shift_id;
    till_refresh(till);
    bool is_done = store_begin(till->store, ENTRY_SHIFT, till->staff_id, err) &&
                   till_ensure_shift(till, &shift_id, err) &&
                   write_count(till, shift_id, count, err);
    return finish(till, is_done, err);
}

/* --- reports -------------------------------------------------------------------------------- */

/* What a report says besides its rows. */
static void fill_head(struct till *till, struct z_report *z)
{
    int64_t now_ms = till_now_ms(till);
    (void)text_copy(z->till, sizeof(z->till), till->label);
    (void)text_copy(z->shop, sizeof(z->shop), till->shop.name);
    (void)text_copy(z->timezone, sizeof(z->timezone), till->shop.timezone);
    (void)text_copy(z->closed_by, sizeof(z->closed_by), till->staff_name);
    till_business_day(till, now_ms, z->business_day);
    z->closed_at_ms = now_ms;
    if (z->opened_at_ms == 0) {
        z->opened_at_ms = now_ms;
    }
}

static bool compute(struct till *till, const struct shift_state *state, bool is_counted,
    struct z_report *out_report, struct error *err)
{
    struct z_report before = {0};
    struct close_bounds bounds;
    bool has_before;
    int64_t node = store_node(till->store);
    int64_t shift_id = state->is_open ? state->newest.id : 0;
    if (!close_read_newest(till->store, node, &has_before, &before, err)) {
        return false;
    }
    (void)text_copy(out_report->currency, sizeof(out_report->currency), own_currency(till));
    bool is_done =
        close_read_bounds(till->store, node, shift_id, has_before ? &before : NULL, &bounds, err);
    if (is_done) {
        bounds.is_counted = is_counted;
        is_done = close_compute(till->store, &bounds, out_report, err);
    }
    z_report_close(&before);
    if (!is_done) {
        return false;
    }
    if (!state->is_open) {
        out_report->float_minor = state->left_minor;
        out_report->float_is_implied = true;
        out_report->expected_minor += state->left_minor;
    }
    fill_head(till, out_report);
    return true;
}

static void add_parked(
    struct z_report *z, const char *name, int64_t line_count, int64_t total_minor)
{
    struct z_parked *row = &z->parked[z->parked_count++];
    (void)text_copy(row->name, sizeof(row->name), name);
    row->line_count = line_count;
    row->total_minor = total_minor;
}

/* Tickets that wait are carried over, oldest first, and so is the one that is open. */
static bool list_parked(struct till *till, struct z_report *z, struct error *err)
{
    struct till_parked *parked = calloc(TILL_PARKED_MAX, sizeof(*parked));
    size_t count = 0;
    ASSERT(parked != NULL);
    bool is_done = till_parked(till, parked, TILL_PARKED_MAX, &count, err);
    z->parked = calloc(count + 1, sizeof(*z->parked));
    ASSERT(z->parked != NULL);
    for (size_t i = count; is_done && i > 0; i--) {
        add_parked(
            z, parked[i - 1].name, (int64_t)parked[i - 1].line_count, parked[i - 1].gross_minor);
    }
    if (till->ticket.line_count > 0) {
        add_parked(z, "", (int64_t)till->ticket.line_count, till->figures.gross_minor);
    }
    free(parked);
    return is_done;
}

bool till_x_report(struct till *till, struct z_report *out_report, struct error *err)
{
    struct shift_state state;
    struct z_report report = {0};
    struct till_loan loan; /* nothing is written that could name it */
    till_refresh(till);
    if (!till_require(till, RIGHT_X_REPORT, 0, &loan, err) ||
        !store_begin_reading(till->store, err)) {
        return false;
    }
    bool is_done =
        till_shift_state(till, &state, err) && compute(till, &state, false, &report, err);
    store_end_reading(till->store);
    if (is_done) {
        *out_report = report;
    }
    return is_done;
}

bool till_close_preview(
    struct till *till, bool is_counted, struct z_report *out_report, struct error *err)
{
    struct shift_state state;
    struct z_report report = {0};
    till_refresh(till);
    if (!store_begin_reading(till->store, err)) {
        return false;
    }
    bool is_done = till_shift_state(till, &state, err) &&
                   compute(till, &state, is_counted && state.is_open, &report, err) &&
                   list_parked(till, &report, err);
    store_end_reading(till->store);
    if (!is_done) {
        z_report_close(&report);
        return false;
    }
    report.number = state.close_n + 1;
    *out_report = report;
    return true;
}

struct z_listing {
    int64_t node;
    struct till_z *list;
    size_t count;
};

static bool add_z(void *context, const struct shift_entry *entry, struct error *err)
{
    (void)err;
    struct z_listing *listing = context;
    if (entry->z_number == 0 || id_node(entry->shift.id) != listing->node) {
        return true;
    }
    struct till_z *grown = realloc(listing->list, (listing->count + 1) * sizeof(*listing->list));
    ASSERT(grown != NULL);
    listing->list = grown;
    struct till_z *z = &grown[listing->count++];
    z->number = entry->z_number;
    memcpy(z->business_day, entry->shift.business_day, sizeof(z->business_day));
    return true;
}

bool till_z_list(struct till *till, struct till_z **out_list, size_t *out_count, struct error *err)
{
    struct z_listing listing = {.node = store_node(till->store)};
    if (!shift_visit_all(till->store, add_z, &listing, err)) {
        free(listing.list);
        return false;
    }
    for (size_t i = 0; i < listing.count / 2; i++) {
        struct till_z other = listing.list[i];
        listing.list[i] = listing.list[listing.count - 1 - i];
        listing.list[listing.count - 1 - i] = other;
    }
    *out_list = listing.list;
    *out_count = listing.count;
    return true;
}

bool till_z_report(
    struct till *till, int64_t number, struct z_report *out_report, struct error *err)
{
    struct shift_state state;
    struct buffer body = {0};
    struct till_loan loan; /* nothing is written that could name it */
    if (!till_require(till, RIGHT_X_REPORT, 0, &loan, err)) {
        return false;
    }
    if (!till_shift_state(till, &state, err)) {
        return false;
    }
    if (number == 0 && state.close_n == 0) {
        return error_set(err, ERROR_NOT_FOUND, "this till was never closed");
    }
    bool is_done = close_read_body(till->store, store_node(till->store),
                       number == 0 ? state.close_n : number, &body, err) &&
                   z_report_parse_json((struct text_view){body.bytes, body.size}, out_report, err);
    buffer_close(&body);
    return is_done;
}

/* --- closing -------------------------------------------------------------------------------- */

/* What stays is never below 0: where more went out than the till knows of, nothing stays. */
static bool split_drawer(
    const struct till_close_order *order, struct z_report *z, struct error *err)
{
    int64_t total = z->has_counted ? z->counted_minor : z->expected_minor;
    int64_t most = total > 0 ? total : 0;
    char text[MONEY_TEXT_MAX];
    z->left_minor = order->says_left ? order->left_minor : most;
    z->taken_minor = total - z->left_minor;
    bool is_possible = z->left_minor >= 0 && z->left_minor <= most;
    return is_possible ||
           error_set(err, ERROR_INVALID, "at most the %s that are in the drawer can stay in it",
               money_print(total, currency_find(z->currency), text));
}

static bool split_foreign(
    const struct till_close_order *order, struct z_foreign *foreign, struct error *err)
{
    int64_t total = foreign->has_counted ? foreign->counted_minor : foreign->expected_minor;
    foreign->left_minor = 0;
    for (size_t i = 0; i < order->left_foreign_count; i++) {
        if (strcmp(order->left_foreign[i].currency, foreign->currency) == 0) {
            foreign->left_minor = order->left_foreign[i].left_minor;
        }
    }
    foreign->taken_minor = total - foreign->left_minor;
    if (foreign->left_minor < 0 || (foreign->left_minor > total && foreign->left_minor != 0)) {
        return error_set(
            err, ERROR_INVALID, "less %s than that is in the drawer", foreign->currency);
    }
    return true;
}

static bool finish_report(
    struct till *till, const struct till_close_order *order, struct z_report *z, struct error *err)
{
    (void)text_copy(z->reason, sizeof(z->reason), order->reason);
    z->has_terminal = order->has_terminal;
    z->terminal_minor = order->has_terminal ? order->terminal_minor : 0;
    z->terminal_difference_minor =
        order->has_terminal ? order->terminal_minor - z_report_tender(z, "card") : 0;
    for (size_t i = 0; i < z->foreign_count; i++) {
        if (!split_foreign(order, &z->foreign[i], err)) {
            return false;
        }
    }
    return split_drawer(order, z, err) && list_parked(till, z, err);
}

/* Inside the bracket: counts, works out, writes, and queues the files for whoever wants them. */
static bool write_close(struct till *till, const struct till_close_order *order,
    const struct shift_state *state, struct z_report *z, struct error *err)
{
    bool is_counted = order->count != NULL;
    size_t job_count;
    if (is_counted && !write_count(till, state->newest.id, order->count, err)) {
        return false;
    }
    if (!is_counted && !order->is_uncounted &&
        !shift_count_holds(till->store, state->newest.id, &is_counted, err)) {
        return false;
    }
    return compute(till, state, is_counted, z, err) && finish_report(till, order, z, err) &&
           close_insert(till->store, state->newest.id, till->staff_id, z, err) &&
           till_queue_close(till, id_make(till_node(till), z->number), &job_count, err);
}

/* Visitors' details that were kept long enough go with the day. A close goes through whatever comes
 * of it: what fails today is tried tomorrow. */
static void end_retention(struct till *till)
{
    size_t count;
    struct error ignored;
    if (till_holds_pen(till) && !lead_retention_apply(till, &count, &ignored)) {
        return;
    }
}

bool till_close_shift(struct till *till, const struct till_close_order *order,
    struct z_report *out_report, struct error *err)
{
    struct shift_state state;
    struct z_report z = {0};
    struct till_loan loan;
    till_refresh(till);
    if (!check_reason(order->reason, false, err) ||
        !till_require(till, RIGHT_CLOSE, 0, &loan, err) || !till_end_undo(till, err) ||
        !store_begin(till->store, ENTRY_CLOSE, till->staff_id, err)) {
        return false;
    }
    bool is_done =
        till_shift_state(till, &state, err) &&
        (state.is_open || error_set(err, ERROR_NOT_FOUND,
                              "nothing is open: there was no sale since the last close"));
    is_done = is_done && write_close(till, order, &state, &z, err) &&
              till_write_loan(till, &loan, 0, err);
    if (!finish(till, is_done, err)) {
        z_report_close(&z);
        return false;
    }
    end_retention(till);
    *out_report = z;
    return true;
}
