#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/z_paper.h"
#include "domain/z_report.h"
#include "export/json_write.h"
#include "store/close.h"
#include "store/store.h"
#include "till/shift.h"
#include "till/staff.h"
#include "till/till.h"

/* Opens the till of --db, and puts who is named by --staff at it. */
static bool open_till(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    const char *name = command_value(invocation, "staff");
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, out_till, err)) {
        return false;
    }
    if (name != NULL && !till_act_as(*out_till, name, err)) {
        till_close(*out_till);
        return false;
    }
    return true;
}

static enum command_status end(struct till *till, bool is_done)
{
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static const struct currency *own_currency(const struct till *till)
{
    return till_shop(till)->rules.currency;
}

/* An option that is an amount; 0 if it was not given. */
static bool read_amount(const struct invocation *invocation, const struct till *till,
    const char *option, int64_t *out_minor, struct error *err)
{
    const char *text = command_value(invocation, option);
    *out_minor = 0;
    return text == NULL || money_parse(text_view_of(text), own_currency(till), out_minor, err) ||
           error_prefix(err, "--%s: ", option);
}

/* --- what was counted ----------------------------------------------------------------------- */

/* "50x6", "USD:10x2", "821.40": a piece and how many, or a sum. */
static bool read_piece(
    struct text_view text, const char *own_code, struct z_piece *out, struct error *err)
{
    struct text_view head, value;
    struct text_view rest = text;
    int64_t pieces = 0;
    (void)text_copy(out->currency, sizeof(out->currency), own_code);
    if (memchr(text.bytes, ':', text.size) != NULL) {
        (void)text_view_split(&rest, ':', &head);
        if (!text_copy_view(out->currency, sizeof(out->currency), head)) {
            out->currency[0] = '\0';
        }
    }
    const struct currency *currency = currency_find(out->currency);
    if (currency == NULL) {
        return error_set(err, ERROR_INVALID, "%.*s names no currency that this till knows",
            (int)text.size, text.bytes);
    }
    bool has_pieces = memchr(rest.bytes, 'x', rest.size) != NULL;
    (void)text_view_split(&rest, 'x', &value);
    if (!money_parse(value, currency, &out->value_minor, err) ||
        (has_pieces && !decimal_parse(rest, 0, '.', &pieces, err))) {
        return false;
    }
    if (out->value_minor < 0 || pieces < 0 || (has_pieces && out->value_minor == 0)) {
        return error_set(
            err, ERROR_INVALID, "%.*s: what is counted is 0 or more", (int)text.size, text.bytes);
    }
    if (!has_pieces) {
        pieces = out->value_minor;
        out->value_minor = 0;
    }
    out->pieces = pieces;
    return true;
}

static bool read_count(
    const char *text, const struct till *till, struct till_count *out, struct error *err)
{
    struct text_view rest = text_view_of(text);
    struct text_view piece;
    out->piece_count = 0;
    while (text_view_split(&rest, ',', &piece)) {
        if (out->piece_count == SHIFT_PIECES_MAX) {
            return error_set(err, ERROR_LIMIT, "at most %d pieces", SHIFT_PIECES_MAX);
        }
        if (!read_piece(text_view_trim(piece), own_currency(till)->code,
                &out->pieces[out->piece_count], err)) {
            return false;
        }
        out->piece_count++;
    }
    return true;
}

/* --- open, count ---------------------------------------------------------------------------- */

static enum command_status run_open(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    int64_t float_minor;
    char text[MONEY_TEXT_MAX];
    struct shift_state state;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = read_amount(invocation, till, "float", &float_minor, err) &&
                   till_open_shift(till, float_minor, err) && till_shift_state(till, &state, err);
    if (is_done) {
        printf("Shift %" PRId64 " is open with %s in the drawer.\n", id_n(state.newest.id),
            money_print(float_minor, own_currency(till), text));
    }
    return end(till, is_done);
}

#define STAFF_OPTION                                                                               \
    {                                                                                              \
        "staff", "NAME", false, "who does it; the first of the list without it"                    \
    }

const struct command command_shift_open = {
    .name = "shift open",
    .arguments = "",
    .summary = "opens the drawer's day with a float",
    .help = "Selling needs no shift: the first sale opens one with what the last close left.",
    .options =
        {
            {"float", "AMOUNT", false, "what lies in the drawer now; 0 without it"},
            STAFF_OPTION,
        },
    .run = run_open,
};

static enum command_status run_count(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct till_count count;
    int64_t total;
    char text[MONEY_TEXT_MAX];
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = read_count(invocation->arguments[0], till, &count, err) &&
                   till_count_total(&count, own_currency(till)->code, &total, err) &&
                   till_count_drawer(till, &count, err);
    if (is_done) {
        printf("Counted %s.\n", money_print(total, own_currency(till), text));
    }
    return end(till, is_done);
}

#define COUNT_HELP                                                                                 \
    "COUNT is a sum, \"821.40\", or notes and coins, \"50x6,20x12,0.50x18\". Other currencies\n"   \
    "stand before a colon: \"821.40,USD:10x2\"."

const struct command command_shift_count = {
    .name = "shift count",
    .arguments = "COUNT",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "keeps what was counted in the drawer",
    .help = COUNT_HELP " What is expected is not said.",
    .options =
        {
            STAFF_OPTION,
        },
    .run = run_count,
};

/* --- close ---------------------------------------------------------------------------------- */

#define LEFT_MAX 8

struct close_input {
    struct till_close_order order;
    struct till_count count;
    struct till_count left;
    struct till_left left_foreign[LEFT_MAX];
};

/* --left: "100.00", and other currencies as in a count. */
static bool read_left(
    const struct till *till, const char *text, struct close_input *input, struct error *err)
{
    const char *own = own_currency(till)->code;
    struct till_close_order *order = &input->order;
    if (!read_count(text, till, &input->left, err) ||
        !till_count_total(&input->left, own, &order->left_minor, err)) {
        return error_prefix(err, "--left: ");
    }
    for (size_t i = 0; i < input->left.piece_count; i++) {
        const struct z_piece *piece = &input->left.pieces[i];
        if (strcmp(piece->currency, own) == 0) {
            order->says_left = true;
        } else if (order->left_foreign_count < LEFT_MAX && piece->value_minor == 0) {
            struct till_left *left = &input->left_foreign[order->left_foreign_count++];
            memcpy(left->currency, piece->currency, sizeof(left->currency));
            left->left_minor = piece->pieces;
        } else {
            return error_set(err, ERROR_INVALID, "--left: one sum for each currency");
        }
    }
    order->left_foreign = input->left_foreign;
    return true;
}

static bool read_close(const struct invocation *invocation, const struct till *till,
    struct close_input *input, struct error *err)
{
    struct till_close_order *order = &input->order;
    const char *counted = command_value(invocation, "counted");
    const char *left = command_value(invocation, "left");
    const char *reason = command_value(invocation, "reason");
    order->reason = reason != NULL ? reason : "";
    order->is_uncounted = command_has(invocation, "uncounted");
    order->has_terminal = command_value(invocation, "terminal") != NULL;
    if (counted != NULL) {
        if (!read_count(counted, till, &input->count, err)) {
            return error_prefix(err, "--counted: ");
        }
        order->count = &input->count;
    }
    return read_amount(invocation, till, "terminal", &order->terminal_minor, err) &&
           (left == NULL || read_left(till, left, input, err));
}

static void print_report(const struct z_report *report, bool is_json)
{
    struct buffer out = {0};
    if (is_json) {
        z_report_print_json(report, &out);
        buffer_append_char(&out, '\n');
    } else {
        struct z_paper paper = z_paper_make(report, false);
        z_paper_print(&paper, &out);
        z_paper_close(&paper);
    }
    fputs(out.bytes, stdout);
    buffer_close(&out);
}

static enum command_status run_close(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct close_input input = {0};
    struct z_report report = {0};
    if (command_has(invocation, "uncounted") && command_value(invocation, "counted") != NULL) {
        return command_usage_error(err, "either --counted or --uncounted");
    }
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = read_close(invocation, till, &input, err) &&
                   till_close_shift(till, &input.order, &report, err);
    if (is_done) {
        print_report(&report, command_has(invocation, "json"));
        z_report_close(&report);
    }
    return end(till, is_done);
}

const struct command command_shift_close = {
    .name = "shift close",
    .arguments = "",
    .summary = "ends the shift and prints its Z report",
    .help = COUNT_HELP
    "\n"
    "Without a count the newest one of `shift count` holds, if no money moved "
    "after it; else the\n"
    "drawer is closed uncounted. A Z is never changed; `report z` prints it "
    "again.",
    .options =
        {
            {"counted", "COUNT", false, "what lies in the drawer"},
            {"uncounted", NULL, false, "close without a count"},
            {"reason", "TEXT", false, "why it differs, or why nobody counted"},
            {"left", "AMOUNT", false,
                "what stays in the drawer; everything without it. Other currencies: USD:5.00"},
            {"terminal", "AMOUNT", false, "the card terminal's own total"},
            STAFF_OPTION,
            {"json", NULL, false, "the Z as it is stored"},
        },
    .run = run_close,
};

/* --- list ----------------------------------------------------------------------------------- */

struct listing {
    struct buffer out;
    bool is_json;
};

static bool list_one(void *context, const struct shift_entry *entry, struct error *err)
{
    (void)err;
    struct listing *listing = context;
    struct buffer *out = &listing->out;
    char node[NODE_TEXT_MAX];
    char opened[TIME_TEXT_MAX], closed[TIME_TEXT_MAX];
    const struct shift *shift = &entry->shift;
    int decimals = export_decimals_of(shift->currency);
    node_print(id_node(shift->id), node);
    time_print(shift->opened_at_ms, opened);
    time_print(entry->closed_at_ms, closed);
    if (listing->is_json) {
        json_write_begin(out, NULL, '{');
        json_write_text(out, "till", node);
        json_write_integer(out, "shift", id_n(shift->id));
        json_write_text(out, "business_day", shift->business_day);
        json_write_text(out, "opened_at", opened);
        json_write_text(out, "staff", shift->staff_name);
        json_write_decimal(out, "float", shift->float_minor, decimals);
        json_write_text(out, "closed_at", entry->z_number > 0 ? closed : NULL);
        json_write_integer(out, "z", entry->z_number);
        json_write_end(out, '}');
        buffer_append_char(out, '\n');
    } else if (entry->z_number > 0) {
        buffer_format(out, "till %s  shift %" PRId64 "  %s  %s  closed %s  Z %04" PRId64 "\n", node,
            id_n(shift->id), shift->business_day, shift->staff_name, closed, entry->z_number);
    } else {
        buffer_format(out, "till %s  shift %" PRId64 "  %s  %s  open since %s\n", node,
            id_n(shift->id), shift->business_day, shift->staff_name, opened);
    }
    return true;
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct store *store;
    struct listing listing = {.is_json = command_has(invocation, "json")};
    if (!store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock_system(), &store, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = shift_visit_all(store, list_one, &listing, err);
    store_close(store);
    if (is_done && listing.out.size > 0) {
        fputs(listing.out.bytes, stdout);
    } else if (is_done && !listing.is_json) {
        printf("No shift yet.\n");
    }
    buffer_close(&listing.out);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_shift_list = {
    .name = "shift list",
    .arguments = "",
    .summary = "lists the shifts of all tills",
    .options =
        {
            {"json", NULL, false, "one object a line"},
        },
    .run = run_list,
};

/* --- cash in, cash out ---------------------------------------------------------------------- */

static enum command_status run_move(
    const struct invocation *invocation, bool is_in, struct error *err)
{
    struct till *till;
    int64_t amount;
    const char *code = command_value(invocation, "currency");
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    const struct currency *currency = code != NULL ? currency_find(code) : own_currency(till);
    bool is_done = currency != NULL ||
                   error_set(err, ERROR_INVALID, "%s is no currency that this till knows", code);
    is_done = is_done &&
              money_parse(text_view_of(invocation->arguments[0]), currency, &amount, err) &&
              till_move_cash(till, is_in, amount, code, command_value(invocation, "reason"), err);
    if (is_done) {
        char text[MONEY_TEXT_MAX];
        printf("%s %s %s.\n", is_in ? "Put in" : "Took out", money_print(amount, currency, text),
            currency->code);
    }
    return end(till, is_done);
}

static enum command_status run_in(const struct invocation *invocation, struct error *err)
{
    return run_move(invocation, true, err);
}

static enum command_status run_out(const struct invocation *invocation, struct error *err)
{
    return run_move(invocation, false, err);
}

#define MOVE_OPTIONS                                                                               \
    {"reason", "TEXT", true, "what for"},                                                          \
        {"currency", "CODE", false, "another currency than the shop's"}, STAFF_OPTION

const struct command command_cash_in = {
    .name = "cash in",
    .arguments = "AMOUNT",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "puts money into the drawer",
    .options = {MOVE_OPTIONS},
    .run = run_in,
};

const struct command command_cash_out = {
    .name = "cash out",
    .arguments = "AMOUNT",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "takes money out of the drawer",
    .options = {MOVE_OPTIONS},
    .run = run_out,
};

/* --- reports -------------------------------------------------------------------------------- */

/* A shift that is said must be the open one: of all others there is a Z. */
static bool read_x(const struct invocation *invocation, struct till *till,
    struct z_report *out_report, struct error *err)
{
    const char *text = command_value(invocation, "shift");
    int64_t number = 0;
    if (text != NULL && !decimal_parse(text_view_of(text), 0, '.', &number, err)) {
        return error_prefix(err, "--shift: ");
    }
    if (!till_x_report(till, out_report, err)) {
        return false;
    }
    if (text != NULL && number != out_report->shift_number) {
        z_report_close(out_report);
        return error_set(err, ERROR_NOT_FOUND,
            "shift %s is not open; of a closed one there is report z --shift %s", text, text);
    }
    return true;
}

static enum command_status run_x(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct z_report report = {0};
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = read_x(invocation, till, &report, err);
    if (is_done) {
        print_report(&report, command_has(invocation, "json"));
        z_report_close(&report);
    }
    return end(till, is_done);
}

const struct command command_report_x = {
    .name = "report x",
    .arguments = "",
    .summary = "shows the shift that is open, as its Z would say it now",
    .options =
        {
            {"shift", "N", false, "of this shift, which must be open"},
            {"json", NULL, false, "one object"},
        },
    .run = run_x,
};

/* Which till and number, then what is stored. */
static bool read_z(const struct invocation *invocation, struct store *store, struct buffer *body,
    struct error *err)
{
    const char *till = command_value(invocation, "till");
    const char *number_text = command_value(invocation, "shift");
    int64_t node = store_node(store);
    int64_t number = 0;
    struct shift_state state;
    if (till != NULL && !node_parse(text_view_of(till), &node)) {
        return error_set(err, ERROR_INVALID, "--till: %s is no till", till);
    }
    if (number_text != NULL && !decimal_parse(text_view_of(number_text), 0, '.', &number, err)) {
        return error_prefix(err, "--shift: ");
    }
    if (!shift_read_state(store, node, &state, err)) {
        return false;
    }
    if (state.close_n == 0) {
        return error_set(err, ERROR_NOT_FOUND, "this till was never closed");
    }
    return close_read_body(store, node, number_text == NULL ? state.close_n : number, body, err);
}

static enum command_status run_z(const struct invocation *invocation, struct error *err)
{
    struct store *store;
    struct buffer body = {0};
    struct z_report report = {0};
    bool is_json = command_has(invocation, "json");
    if (!store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock_system(), &store, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = read_z(invocation, store, &body, err);
    store_close(store);
    if (is_done && is_json) {
        puts(body.bytes);
    } else if (is_done) {
        is_done = z_report_parse_json((struct text_view){body.bytes, body.size}, &report, err);
        if (is_done) {
            print_report(&report, false);
            z_report_close(&report);
        }
    }
    buffer_close(&body);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_report_z = {
    .name = "report z",
    .arguments = "",
    .summary = "prints a Z report again, as it was written",
    .options =
        {
            {"shift", "N", false, "of this shift, which has its Z's number; the newest without it"},
            {"till", "N", false, "of this till; this file's own without it"},
            {"json", NULL, false, "the stored text, byte for byte"},
        },
    .run = run_z,
};
