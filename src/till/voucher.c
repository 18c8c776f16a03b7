#include "till/voucher.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "store/campaign.h"
#include "store/setting.h"
#include "store/store.h"
#include "store/voucher.h"
#include "till/handle.h"
#include "till/ledger.h"

#define DEVICE_OVERDRAFTS_SAID "overdrafts_said" /* their sum in minor units */

static void fill_code(const struct till *till, struct till_voucher *voucher)
{
    struct token token;
    struct buffer text = {0};
    till_sign_token(till, TOKEN_VOUCHER, voucher->id, &token);
    token_print_grouped(&token, voucher->code);
    token_append_url(till->shop.scan_rules.code_base, &token, &text);
    bool fits = text_copy(voucher->text, sizeof(voucher->text), text.bytes);
    ASSERT(fits);
    buffer_close(&text);
}

/* True if this till can make the code of a voucher of that node. */
static bool can_sign(const struct till *till, int64_t node)
{
    return till->keys.has_shop[till->key_number] ||
           (till->keys.has_own && till->keys.own_node == (uint64_t)node);
}

bool till_voucher_code(const struct till *till, int64_t voucher_id,
    char out_code[TOKEN_GROUPED_MAX], char out_text[512])
{
    struct till_voucher voucher = {.id = voucher_id};
    if (!can_sign(till, id_node(voucher_id)) || id_n(voucher_id) > TOKEN_N_MAX) {
        return false;
    }
    fill_code(till, &voucher);
    (void)text_copy(out_code, TOKEN_GROUPED_MAX, voucher.code);
    if (out_text != NULL) {
        (void)text_copy(out_text, sizeof(voucher.text), voucher.text);
    }
    return true;
}

static enum till_voucher_state state_of_token(
    const struct till *till, struct text_view text, struct till_voucher *voucher)
{
    struct token token;
    enum token_form form = token_read(text, till->shop.scan_rules.code_base, &token);
    if (form == TOKEN_NOT) {
        return VOUCHER_NO_VOUCHER;
    }
    if (token_check(&token, &till->keys) != TOKEN_GOOD) {
        return VOUCHER_NOT_OURS;
    }
    if (token.kind != TOKEN_VOUCHER) {
        return VOUCHER_NO_VOUCHER;
    }
    voucher->id = id_make(token.node, token.n);
    token_print_grouped(&token, voucher->code);
    struct buffer url = {0};
    token_append_url(till->shop.scan_rules.code_base, &token, &url);
    (void)text_copy(voucher->text, sizeof(voucher->text), url.bytes);
    buffer_close(&url);
    return VOUCHER_GOOD;
}

bool till_find_voucher(
    struct till *till, struct text_view text, struct till_voucher *out_voucher, struct error *err)
{
    struct till_voucher voucher = {0};
    struct voucher_row row;
    bool found;
    voucher.state = state_of_token(till, text_view_trim(text), &voucher);
    if (voucher.state != VOUCHER_GOOD) {
        *out_voucher = voucher;
        return true;
    }
    if (!voucher_find(till->store, voucher.id, &row, &found, err)) {
        return false;
    }
    if (!found) {
        voucher.state = VOUCHER_UNHEARD;
        *out_voucher = voucher;
        return true;
    }
    char today[DAY_TEXT_MAX];
    bool is_revoked;
    if (!revocation_exists(
            till->store, token_kind_text(TOKEN_VOUCHER), voucher.id, &is_revoked, err)) {
        return false;
    }
    till_business_day(till, till_now_ms(till), today);
    voucher.balance_minor = row.balance_minor;
    voucher.issued_at_ms = row.issued_at_ms;
    (void)text_copy(voucher.expires_on, sizeof(voucher.expires_on), row.expires_on);
    if (is_revoked) {
        voucher.state = VOUCHER_REVOKED;
    } else if (row.expires_on[0] != '\0' && strcmp(today, row.expires_on) > 0) {
        voucher.state = VOUCHER_EXPIRED;
    } else if (row.balance_minor <= 0) {
        voucher.state = VOUCHER_EMPTY;
    }
    *out_voucher = voucher;
    return true;
}

bool till_require_voucher(
    struct till *till, struct text_view text, struct till_voucher *out_voucher, struct error *err)
{
    struct till_voucher voucher;
    if (!till_find_voucher(till, text, &voucher, err)) {
        return false;
    }
    switch (voucher.state) {
    case VOUCHER_GOOD:
        *out_voucher = voucher;
        return true;
    case VOUCHER_EMPTY:
        return error_set(err, ERROR_INVALID, "nothing is left on this voucher");
    case VOUCHER_EXPIRED:
        return error_set(err, ERROR_INVALID, "this voucher ended on %s", voucher.expires_on);
    case VOUCHER_REVOKED:
        return error_set(err, ERROR_INVALID, "this voucher was taken back");
    case VOUCHER_UNHEARD:
        return error_set(err, ERROR_NOT_FOUND,
            "this voucher was sold elsewhere and is not known here yet: sync first");
    case VOUCHER_NOT_OURS:
        return error_set(err, ERROR_INVALID, "this code is mistyped, or of another shop");
    case VOUCHER_NO_VOUCHER:
        break;
    }
    return error_set(err, ERROR_INVALID, "this is no voucher");
}

bool till_add_voucher(struct till *till, const char *name, int64_t value_minor,
    struct till_outcome *out_outcome, struct error *err)
{
    struct ticket_line line = {
        .kind = LINE_VOUCHER,
        .unit = UNIT_EACH,
        .quantity_milli = QUANTITY_ONE_MILLI,
        .unit_price_minor = value_minor,
        .tax = {.part_count = 1}, /* nothing is sold yet */
    };
    if (value_minor <= 0) {
        return error_set(err, ERROR_INVALID, "a voucher has a value above 0");
    }
    if (!text_copy(line.name, sizeof(line.name), name[0] != '\0' ? name : "Voucher")) {
        return error_set(err, ERROR_LIMIT, "the name is too long");
    }
    *out_outcome =
        (struct till_outcome){.kind = OUTCOME_LINE, .quantity_milli = line.quantity_milli};
    change_begin(till);
    return change_end(till, ticket_add(&till->ticket, &line, &out_outcome->line_index, err), err);
}

/* --- movements ------------------------------------------------------------------------------ */

struct movements {
    till_movement_visitor visit;
    void *context;
};

static bool pass_movement(void *context, const struct movement_row *row, struct error *err)
{
    const struct movements *movements = context;
    struct till_movement movement = {
        .sale_id = row->sale_id,
        .amount_minor = row->amount_minor,
        .moved_at_ms = row->moved_at_ms,
    };
    return movements->visit(movements->context, &movement, err);
}

bool till_visit_voucher(struct till *till, int64_t voucher_id, till_movement_visitor visit,
    void *context, struct error *err)
{
    struct movements movements = {visit, context};
    return voucher_visit_movements(till->store, voucher_id, pass_movement, &movements, err);
}

/* --- overdrafts ----------------------------------------------------------------------------- */

struct overdrafts {
    const struct till *till;
    till_overdraft_visitor visit;
    void *context;
};

static bool pass_overdraft(void *context, const struct movement_row *row, struct error *err)
{
    const struct overdrafts *overdrafts = context;
    struct till_overdraft overdraft = {
        .voucher_id = row->of_id, .overdrawn_minor = -row->amount_minor};
    (void)till_voucher_code(overdrafts->till, row->of_id, overdraft.code, NULL);
    return overdrafts->visit(overdrafts->context, &overdraft, err);
}

bool till_visit_overdrafts(
    struct till *till, till_overdraft_visitor visit, void *context, struct error *err)
{
    struct overdrafts overdrafts = {till, visit, context};
    return voucher_visit_overdrafts(till->store, pass_overdraft, &overdrafts, err);
}

struct overdraft_sum {
    struct till_overdraft newest;
    int64_t minor;
};

static bool sum_overdraft(void *context, const struct till_overdraft *overdraft, struct error *err)
{
    struct overdraft_sum *sum = context;
    sum->newest = *overdraft;
    return money_add(sum->minor, overdraft->overdrawn_minor, &sum->minor) ||
           error_set(err, ERROR_LIMIT, "the overdrafts are too large to sum");
}

static bool keep_said(struct till *till, int64_t minor, struct error *err)
{
    char value[DECIMAL_TEXT_MAX];
    decimal_print(minor, 0, value);
    bool is_done = store_begin(till->store, ENTRY_VOUCHER, till->staff_id, err) &&
                   device_setting_write(till->store, DEVICE_OVERDRAFTS_SAID, value, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

bool till_hear_of_overdrafts(
    struct till *till, struct till_overdraft *out_news, bool *out_is_new, struct error *err)
{
    struct overdraft_sum sum = {0};
    char value[SETTING_VALUE_MAX];
    bool found;
    int64_t said_minor = 0;
    struct error ignored; /* what nobody can read was never said */
    int64_t version = store_data_version(till->store);
    *out_is_new = false;
    if (version == till->overdraft_version) {
        return true; /* what this till does itself overdraws nothing */
    }
    if (!till_visit_overdrafts(till, sum_overdraft, &sum, err) ||
        !device_setting_read(till->store, DEVICE_OVERDRAFTS_SAID, value, &found, err)) {
        return false;
    }
    if (found && !decimal_parse(text_view_of(value), 0, '.', &said_minor, &ignored)) {
        said_minor = 0;
    }
    till->overdraft_version = version;
    *out_is_new = sum.minor > said_minor;
    if (*out_is_new) {
        *out_news = sum.newest;
        out_news->overdrawn_minor = sum.minor - said_minor;
    }
    return sum.minor == said_minor || keep_said(till, sum.minor, err);
}

/* --- what a sale made ----------------------------------------------------------------------- */

struct sold {
    const struct till *till;
    till_sold_visitor visit;
    void *context;
};

static bool pass_sold(void *context, const struct movement_row *row, struct error *err)
{
    const struct sold *sold = context;
    struct till_sold_voucher voucher = {
        .voucher_id = row->of_id, .amount_minor = row->amount_minor};
    (void)till_voucher_code(sold->till, row->of_id, voucher.code, NULL);
    return sold->visit(sold->context, &voucher, err);
}

bool till_visit_sold_vouchers(
    struct till *till, int64_t sale_id, till_sold_visitor visit, void *context, struct error *err)
{
    struct sold sold = {till, visit, context};
    return voucher_visit_sold(till->store, sale_id, pass_sold, &sold, err);
}
