#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/attribution.h"
#include "domain/id.h"
#include "domain/rate.h"
#include "domain/z_report.h"
#include "store/close.h"
#include "store/statement.h"
#include "store/store.h"

/* One report that is being worked out. */
struct computation {
    struct store *store;
    const struct close_bounds *bounds;
    struct z_report *z;
    bool is_corrupt;
};

/* The id of a node's n-th row; n may be 0, before the first. */
static int64_t bound(int64_t node, int64_t n)
{
    return node * ID_NODE_FACTOR + n;
}

static void *add_row(void *rows, size_t *count, size_t size)
{
    char *grown = realloc(rows, (*count + 1) * size);
    ASSERT(grown != NULL);
    memset(grown + *count * size, 0, size);
    (*count)++;
    return grown;
}

/* Every query of a report asks for some of these. */
static void bind_sales(struct sqlite3_stmt *row, const struct close_bounds *bounds)
{
    statement_bind_int(row, "$first_id", bound(bounds->node, bounds->first_sale_n));
    statement_bind_int(row, "$last_id", bound(bounds->node, bounds->last_sale_n));
}

static void bind_shift(struct sqlite3_stmt *row, const struct close_bounds *bounds)
{
    statement_bind_int(row, "$shift_id", bounds->shift_id);
}

/* Runs a query and hands each row to `take`. */
static bool for_each(struct computation *c, enum query query,
    void (*bind)(struct sqlite3_stmt *row, const struct close_bounds *bounds),
    void (*take)(struct computation *c, struct sqlite3_stmt *row), struct error *err)
{
    bool has_row;
    struct sqlite3_stmt *row = statement_begin(c->store, query);
    bind(row, c->bounds);
    do {
        if (!statement_step(c->store, row, &has_row, err)) {
            return false;
        }
        if (has_row) {
            take(c, row);
        }
    } while (has_row);
    return true;
}

static void copy(
    struct computation *c, struct sqlite3_stmt *row, int column, char *out, size_t capacity)
{
    c->is_corrupt = !statement_copy_text(row, column, out, capacity) || c->is_corrupt;
}

/* --- receipts and campaigns ----------------------------------------------------------------- */

struct z_sale {
    int64_t id, sold_at_ms, revenue_minor;
    bool is_refund;
    struct z_campaign campaign; /* the one it belongs to */
};

static void take_receipt(struct z_report *z, struct sqlite3_stmt *row, struct z_sale *sale)
{
    char day[11];
    int64_t gross = statement_int(row, 4);
    int64_t rounding = statement_int(row, 5);
    int64_t tip = statement_int(row, 6);
    int64_t n = id_n(sale->id);
    z->first_receipt = z->first_receipt == 0 ? n : z->first_receipt;
    z->last_receipt = n;
    if (statement_copy_text(row, 2, day, sizeof(day))) {
        if (z->first_day[0] == '\0' || strcmp(day, z->first_day) < 0) {
            memcpy(z->first_day, day, sizeof(day));
        }
        if (strcmp(day, z->last_day) > 0) {
            memcpy(z->last_day, day, sizeof(day));
        }
    }
    *(sale->is_refund ? &z->refund_count : &z->sale_count) += 1;
    *(sale->is_refund ? &z->refunds_minor : &z->sales_minor) += gross;
    z->rounding_count += rounding != 0 ? 1 : 0;
    z->rounding_minor += rounding;
    z->tip_count += tip != 0 ? 1 : 0;
    z->tip_minor += tip;
}

/* The last credited touch within the window, of equal ones the later row. A refund has those that its
 * sale counted, however long ago. */
static bool find_campaign(struct computation *c, struct z_sale *sale, struct error *err)
{
    bool has_row, is_credited = false;
    int64_t credited_at_ms = 0;
    struct sqlite3_stmt *row = statement_begin(c->store, QUERY_Z_TOUCHES);
    statement_bind_int(row, "$sale_id", sale->id);
    do {
        enum touch_kind kind;
        if (!statement_step(c->store, row, &has_row, err)) {
            return false;
        }
        if (!has_row || !touch_kind_parse(statement_text(row, 0), &kind) ||
            !touch_kind_is_credited(kind)) {
            continue;
        }
        int64_t at_ms = statement_int(row, 3);
        bool is_in_window =
            at_ms <= sale->sold_at_ms && at_ms >= sale->sold_at_ms - ATTRIBUTION_WINDOW_MS;
        if ((sale->is_refund || is_in_window) && (!is_credited || at_ms >= credited_at_ms)) {
            is_credited = true;
            credited_at_ms = at_ms;
            copy(c, row, 1, sale->campaign.code, sizeof(sale->campaign.code));
            copy(c, row, 2, sale->campaign.name, sizeof(sale->campaign.name));
        }
    } while (has_row);
    return true;
}

static void credit(struct z_report *z, const struct z_sale *sale)
{
    struct z_campaign *campaign = NULL;
    for (size_t i = 0; i < z->campaign_count && campaign == NULL; i++) {
        if (strcmp(z->campaigns[i].code, sale->campaign.code) == 0) {
            campaign = &z->campaigns[i];
        }
    }
    if (campaign == NULL) {
        z->campaigns = add_row(z->campaigns, &z->campaign_count, sizeof(*z->campaigns));
        campaign = &z->campaigns[z->campaign_count - 1];
        *campaign = sale->campaign;
    }
    campaign->sale_count += sale->is_refund ? 0 : 1;
    campaign->amount_minor += sale->revenue_minor;
}

static int compare_campaigns(const void *left, const void *right)
{
    const struct z_campaign *a = left;
    const struct z_campaign *b = right;
    bool a_is_none = a->code[0] == '\0';
    bool b_is_none = b->code[0] == '\0';
    if (a_is_none != b_is_none) {
        return a_is_none ? 1 : -1;
    }
    if (a->amount_minor != b->amount_minor) {
        return a->amount_minor > b->amount_minor ? -1 : 1;
    }
    return strcmp(a->code, b->code);
}

static bool compute_receipts(struct computation *c, struct error *err)
{
    bool has_row;
    struct sqlite3_stmt *row = statement_begin(c->store, QUERY_Z_SALES);
    bind_sales(row, c->bounds);
    do {
        if (!statement_step(c->store, row, &has_row, err)) {
            return false;
        }
        if (has_row) {
            struct z_sale sale = {.id = statement_int(row, 0),
                .sold_at_ms = statement_int(row, 3),
                .revenue_minor = statement_int(row, 7),
                .is_refund = text_view_equals(statement_text(row, 1), "refund")};
            take_receipt(c->z, row, &sale);
            if (!find_campaign(c, &sale, err)) {
                statement_reset(row);
                return false;
            }
            credit(c->z, &sale);
        }
    } while (has_row);
    if (c->z->campaign_count > 0) {
        qsort(c->z->campaigns, c->z->campaign_count, sizeof(*c->z->campaigns), compare_campaigns);
    }
    return true;
}

/* --- revenue and tax ------------------------------------------------------------------------ */

static struct z_tax *tax_of(struct z_report *z, int64_t rate_ppm)
{
    for (size_t i = 0; i < z->tax_count; i++) {
        if (z->taxes[i].rate_ppm == rate_ppm) {
            return &z->taxes[i];
        }
    }
    z->taxes = add_row(z->taxes, &z->tax_count, sizeof(*z->taxes));
    z->taxes[z->tax_count - 1].rate_ppm = rate_ppm;
    return &z->taxes[z->tax_count - 1];
}

static void add_tax(struct z_report *z, int64_t rate_ppm, int64_t net_minor, int64_t tax_minor)
{
    struct z_tax *tax = tax_of(z, rate_ppm);
    tax->net_minor += net_minor;
    tax->tax_minor += tax_minor;
}

static struct z_tax_code *tax_code_of(struct computation *c, struct sqlite3_stmt *row)
{
    struct z_report *z = c->z;
    char code[SALE_WORD_MAX];
    copy(c, row, 1, code, sizeof(code));
    if (z->tax_code_count == 0 || strcmp(z->tax_codes[z->tax_code_count - 1].code, code) != 0) {
        z->tax_codes = add_row(z->tax_codes, &z->tax_code_count, sizeof(*z->tax_codes));
        memcpy(z->tax_codes[z->tax_code_count - 1].code, code, sizeof(code));
    }
    return &z->tax_codes[z->tax_code_count - 1];
}

/* Lines of one kind and tax code. Codes with several rates are split up by take_tax(). */
static void take_lines(struct computation *c, struct sqlite3_stmt *row)
{
    struct z_report *z = c->z;
    struct text_view kind = statement_text(row, 0);
    int64_t count = statement_int(row, 2);
    int64_t net = statement_int(row, 3);
    int64_t tax = statement_int(row, 4);
    int64_t gross = statement_int(row, 5);
    struct tax_code code;
    struct error ignored;
    if (text_view_equals(kind, "voucher")) {
        z->voucher_sold_count += count;
        z->voucher_sold_minor += gross;
        return;
    }
    if (text_view_equals(kind, "account")) {
        z->account_paid_count += count;
        z->account_paid_minor += gross;
        return;
    }
    struct z_tax_code *sum = tax_code_of(c, row);
    sum->line_count += count;
    sum->net_minor += net;
    sum->tax_minor += tax;
    sum->gross_minor += gross;
    z->net_minor += net;
    z->tax_minor += tax;
    z->gross_minor += gross;
    z->discount_count += statement_int(row, 6);
    z->discounts_minor += statement_int(row, 7);
    z->grand_total_minor += statement_int(row, 8);
    if (!tax_code_parse(statement_text(row, 1), &code, &ignored)) {
        c->is_corrupt = true;
    } else if (code.part_count == 1) {
        add_tax(z, code.part_ppm[0], net, tax);
    }
}

static void take_tax(struct computation *c, struct sqlite3_stmt *row)
{
    add_tax(c->z, statement_int(row, 0), statement_int(row, 1), statement_int(row, 2));
}

static void take_line_refunds(struct computation *c, struct sqlite3_stmt *row)
{
    c->z->line_refund_count = statement_int(row, 0);
    c->z->line_refunds_minor = statement_int(row, 1);
}

static int compare_taxes(const void *left, const void *right)
{
    const struct z_tax *a = left;
    const struct z_tax *b = right;
    return a->rate_ppm < b->rate_ppm ? -1 : a->rate_ppm > b->rate_ppm;
}

static bool compute_revenue(struct computation *c, struct error *err)
{
    if (!for_each(c, QUERY_Z_LINES, bind_sales, take_lines, err) ||
        !for_each(c, QUERY_Z_TAXES, bind_sales, take_tax, err) ||
        !for_each(c, QUERY_Z_LINE_REFUNDS, bind_sales, take_line_refunds, err)) {
        return false;
    }
    if (c->z->tax_count > 0) {
        qsort(c->z->taxes, c->z->tax_count, sizeof(*c->z->taxes), compare_taxes);
    }
    return true;
}

/* --- how it was paid ------------------------------------------------------------------------ */

static struct z_tender *tender_of(struct z_report *z, const char *tender)
{
    for (size_t i = 0; i < z->tender_count; i++) {
        if (strcmp(z->tenders[i].tender, tender) == 0) {
            return &z->tenders[i];
        }
    }
    z->tenders = add_row(z->tenders, &z->tender_count, sizeof(*z->tenders));
    struct z_tender *added = &z->tenders[z->tender_count - 1];
    (void)text_copy(added->tender, sizeof(added->tender), tender);
    return added;
}

static void take_tender(struct computation *c, struct sqlite3_stmt *row)
{
    char name[16];
    copy(c, row, 0, name, sizeof(name));
    struct z_tender *tender = tender_of(c->z, name);
    tender->count = statement_int(row, 1);
    tender->rung_minor = statement_int(row, 2);
}

static void take_cash(struct computation *c, struct sqlite3_stmt *row)
{
    bool is_taken = statement_int(row, 0) != 0;
    *(is_taken ? &c->z->cash_sales_minor : &c->z->cash_refunds_minor) = statement_int(row, 1);
}

static void move(struct z_report *z, const char *tender, int64_t amount_minor)
{
    tender_of(z, tender)->moved_minor += amount_minor;
    if (strcmp(tender, "cash") == 0) {
        z->corrected_cash_minor += amount_minor;
    }
}

static void take_correction(struct computation *c, struct sqlite3_stmt *row)
{
    char from[16], to[16];
    copy(c, row, 0, from, sizeof(from));
    copy(c, row, 1, to, sizeof(to));
    c->z->correction_count++;
    move(c->z, from, -statement_int(row, 2));
    move(c->z, to, statement_int(row, 2));
}

/* In the order in which a till offers them; what another version may have comes last. */
static int tender_rank(const char *tender)
{
    static const char *const order[] = {"cash", "card", "transfer", "voucher", "account"};
    size_t i = 0;
    while (i < ARRAY_LENGTH(order) && strcmp(order[i], tender) != 0) {
        i++;
    }
    return (int)i;
}

static int compare_tenders(const void *left, const void *right)
{
    const struct z_tender *a = left;
    const struct z_tender *b = right;
    int order = tender_rank(a->tender) - tender_rank(b->tender);
    return order != 0 ? order : strcmp(a->tender, b->tender);
}

static bool compute_payments(struct computation *c, struct error *err)
{
    struct z_report *z = c->z;
    if (!for_each(c, QUERY_Z_TENDERS, bind_sales, take_tender, err) ||
        !for_each(c, QUERY_Z_CASH, bind_sales, take_cash, err) ||
        !for_each(c, QUERY_Z_CORRECTIONS, bind_shift, take_correction, err)) {
        return false;
    }
    for (size_t i = 0; i < z->tender_count; i++) {
        z->tenders[i].amount_minor = z->tenders[i].rung_minor + z->tenders[i].moved_minor;
    }
    if (z->tender_count > 0) {
        qsort(z->tenders, z->tender_count, sizeof(*z->tenders), compare_tenders);
    }
    z->voucher_redeemed_minor = z_report_tender(z, "voucher");
    z->account_put_minor = z_report_tender(z, "account");
    return true;
}

/* --- the drawer ----------------------------------------------------------------------------- */

static struct z_foreign *foreign_of(struct z_report *z, const char *currency)
{
    for (size_t i = 0; i < z->foreign_count; i++) {
        if (strcmp(z->foreign[i].currency, currency) == 0) {
            return &z->foreign[i];
        }
    }
    z->foreign = add_row(z->foreign, &z->foreign_count, sizeof(*z->foreign));
    struct z_foreign *added = &z->foreign[z->foreign_count - 1];
    (void)text_copy(added->currency, sizeof(added->currency), currency);
    return added;
}

static void take_foreign(struct computation *c, struct sqlite3_stmt *row)
{
    char currency[4];
    copy(c, row, 0, currency, sizeof(currency));
    struct z_foreign *foreign = foreign_of(c->z, currency);
    foreign->count = statement_int(row, 1);
    foreign->received_minor = statement_int(row, 2);
    foreign->worth_minor = statement_int(row, 3);
}

static void add_foreign_movement(struct z_report *z, const struct z_movement *movement, bool is_in)
{
    struct z_foreign *foreign = foreign_of(z, movement->currency);
    *(is_in ? &foreign->pay_in_minor : &foreign->pay_out_minor) += movement->amount_minor;
}

static void take_movement(struct computation *c, struct sqlite3_stmt *row)
{
    struct z_report *z = c->z;
    z->movements = add_row(z->movements, &z->movement_count, sizeof(*z->movements));
    struct z_movement *movement = &z->movements[z->movement_count - 1];
    copy(c, row, 0, movement->kind, sizeof(movement->kind));
    movement->amount_minor = statement_int(row, 1);
    copy(c, row, 2, movement->currency, sizeof(movement->currency));
    copy(c, row, 3, movement->reason, sizeof(movement->reason));
    copy(c, row, 4, movement->staff_name, sizeof(movement->staff_name));
    movement->moved_at_ms = statement_int(row, 5);
    bool is_in = strcmp(movement->kind, "pay_in") == 0;
    if (strcmp(movement->currency, z->currency) != 0) {
        add_foreign_movement(z, movement, is_in);
    } else if (is_in) {
        z->pay_in_count++;
        z->pay_in_minor += movement->amount_minor;
    } else {
        z->pay_out_count++;
        z->pay_out_minor += movement->amount_minor;
    }
}

static void take_piece(struct computation *c, struct sqlite3_stmt *row)
{
    struct z_report *z = c->z;
    z->pieces = add_row(z->pieces, &z->piece_count, sizeof(*z->pieces));
    struct z_piece *piece = &z->pieces[z->piece_count - 1];
    copy(c, row, 0, piece->currency, sizeof(piece->currency));
    piece->value_minor = statement_int(row, 1);
    piece->pieces = statement_int(row, 2);
    int64_t sum = piece->value_minor > 0 ? piece->value_minor * piece->pieces : piece->pieces;
    if (strcmp(piece->currency, z->currency) == 0) {
        z->counted_minor += sum;
    } else {
        struct z_foreign *foreign = foreign_of(z, piece->currency);
        foreign->has_counted = true;
        foreign->counted_minor += sum;
    }
}

static void take_void(struct computation *c, struct sqlite3_stmt *row)
{
    bool is_ticket = text_view_equals(statement_text(row, 0), "ticket");
    *(is_ticket ? &c->z->void_ticket_count : &c->z->void_line_count) += statement_int(row, 1);
    *(is_ticket ? &c->z->void_tickets_minor : &c->z->void_lines_minor) += statement_int(row, 2);
}

static int compare_foreign(const void *left, const void *right)
{
    const struct z_foreign *a = left;
    const struct z_foreign *b = right;
    return strcmp(a->currency, b->currency);
}

/* What the Z before left of other currencies. */
static void carry_foreign(struct z_report *z, const struct z_report *before)
{
    for (size_t i = 0; before != NULL && i < before->foreign_count; i++) {
        if (before->foreign[i].left_minor != 0) {
            foreign_of(z, before->foreign[i].currency)->float_minor = before->foreign[i].left_minor;
        }
    }
}

static void finish_drawer(struct z_report *z, bool is_counted)
{
    z->expected_minor = z->float_minor + z->cash_sales_minor + z->cash_refunds_minor +
                        z->corrected_cash_minor + z->pay_in_minor - z->pay_out_minor;
    z->has_counted = is_counted;
    z->difference_minor = is_counted ? z->counted_minor - z->expected_minor : 0;
    for (size_t i = 0; i < z->foreign_count; i++) {
        struct z_foreign *foreign = &z->foreign[i];
        foreign->expected_minor = foreign->float_minor + foreign->received_minor +
                                  foreign->pay_in_minor - foreign->pay_out_minor;
    }
    if (z->foreign_count > 0) {
        qsort(z->foreign, z->foreign_count, sizeof(*z->foreign), compare_foreign);
    }
}

static bool compute_drawer(struct computation *c, struct error *err)
{
    carry_foreign(c->z, c->bounds->before);
    if (!for_each(c, QUERY_Z_FOREIGN, bind_sales, take_foreign, err) ||
        !for_each(c, QUERY_Z_MOVEMENTS, bind_shift, take_movement, err) ||
        !for_each(c, QUERY_Z_VOIDS, bind_shift, take_void, err) ||
        (c->bounds->is_counted && !for_each(c, QUERY_Z_PIECES, bind_shift, take_piece, err))) {
        return false;
    }
    finish_drawer(c->z, c->bounds->is_counted);
    return true;
}

/* --- transfers and leads -------------------------------------------------------------------- */

static void add_transfer(struct z_report *z, const struct z_transfer *transfer)
{
    for (size_t i = 0; i < z->transfer_count; i++) {
        if (z->transfers[i].sale_id == transfer->sale_id &&
            z->transfers[i].payment_n == transfer->payment_n) {
            return;
        }
    }
    z->transfers = add_row(z->transfers, &z->transfer_count, sizeof(*z->transfers));
    z->transfers[z->transfer_count - 1] = *transfer;
}

static void take_transfer(struct computation *c, struct sqlite3_stmt *row)
{
    struct z_transfer transfer = {.sale_id = statement_int(row, 0),
        .payment_n = statement_int(row, 1),
        .amount_minor = statement_int(row, 2)};
    copy(c, row, 3, transfer.reference, sizeof(transfer.reference));
    add_transfer(c->z, &transfer);
}

/* *out_waits is false if it arrived, or if it is no transfer any more. */
static bool look_after(
    struct computation *c, struct z_transfer *transfer, bool *out_waits, struct error *err)
{
    bool has_row;
    const struct close_bounds *bounds = c->bounds;
    struct sqlite3_stmt *row = statement_begin(c->store, QUERY_Z_TRANSFER_STATE);
    statement_bind_int(row, "$sale_id", transfer->sale_id);
    statement_bind_int(row, "$payment_n", transfer->payment_n);
    statement_bind_int(row, "$node", bounds->node);
    statement_bind_int(row, "$last_check_id", bound(bounds->node, bounds->last_transfer_check));
    statement_bind_int(row, "$shift_id", bounds->shift_id);
    if (!statement_step(c->store, row, &has_row, err)) {
        return false;
    }
    bool was_looked_for = !statement_is_null(row, 0);
    bool has_arrived = statement_int(row, 0) != 0;
    bool is_transfer =
        statement_is_null(row, 1) || text_view_equals(statement_text(row, 1), "transfer");
    statement_reset(row);
    transfer->was_looked_for = was_looked_for;
    *out_waits = is_transfer && !has_arrived;
    return true;
}

static bool compute_transfers(struct computation *c, struct error *err)
{
    struct z_report *z = c->z;
    const struct z_report *before = c->bounds->before;
    for (size_t i = 0; before != NULL && i < before->transfer_count; i++) {
        add_transfer(z, &before->transfers[i]);
    }
    struct sqlite3_stmt *row = statement_begin(c->store, QUERY_Z_TRANSFERS);
    bind_sales(row, c->bounds);
    bind_shift(row, c->bounds);
    bool has_row = true;
    while (has_row) {
        if (!statement_step(c->store, row, &has_row, err)) {
            return false;
        }
        if (has_row) {
            take_transfer(c, row);
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < z->transfer_count; i++) {
        bool waits;
        if (!look_after(c, &z->transfers[i], &waits, err)) {
            return false;
        }
        if (waits) {
            z->transfers[kept++] = z->transfers[i];
        }
    }
    z->transfer_count = kept;
    return true;
}

static bool compute_leads(struct computation *c, struct error *err)
{
    bool has_row;
    const struct close_bounds *bounds = c->bounds;
    int64_t first = bounds->before != NULL ? bounds->before->last_lead + 1 : 1;
    struct sqlite3_stmt *row = statement_begin(c->store, QUERY_Z_LEADS);
    statement_bind_int(row, "$first_id", bound(bounds->node, first));
    statement_bind_int(row, "$last_id", bound(bounds->node, bounds->last_lead));
    if (!statement_step(c->store, row, &has_row, err)) {
        return false;
    }
    c->z->lead_count = statement_int(row, 0);
    statement_reset(row);
    return true;
}

/* --- all of it ------------------------------------------------------------------------------ */

static bool read_shift_head(struct computation *c, struct error *err)
{
    bool found;
    struct z_report *z = c->z;
    if (c->bounds->shift_id == 0) {
        return true;
    }
    struct sqlite3_stmt *row = statement_begin(c->store, QUERY_SHIFT_READ);
    statement_bind_int(row, "$id", c->bounds->shift_id);
    if (!statement_step(c->store, row, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_CORRUPT, "a close names a shift that is not there");
    }
    z->shift_number = id_n(c->bounds->shift_id);
    z->opened_at_ms = statement_int(row, 2);
    copy(c, row, 4, z->opened_by, sizeof(z->opened_by));
    copy(c, row, 5, z->currency, sizeof(z->currency));
    z->float_minor = statement_int(row, 6);
    z->float_is_implied = statement_int(row, 7) != 0;
    statement_reset(row);
    return true;
}

bool close_compute(struct store *store, const struct close_bounds *bounds,
    struct z_report *out_report, struct error *err)
{
    struct z_report z = {.node = bounds->node,
        .grand_total_minor = bounds->before != NULL ? bounds->before->grand_total_minor : 0,
        .last_lead = bounds->last_lead,
        .last_transfer_check = bounds->last_transfer_check};
    struct computation c = {.store = store, .bounds = bounds, .z = &z};
    memcpy(z.currency, out_report->currency, sizeof(z.currency));
    if (!read_shift_head(&c, err) || !compute_receipts(&c, err) || !compute_revenue(&c, err) ||
        !compute_payments(&c, err) || !compute_drawer(&c, err) || !compute_transfers(&c, err) ||
        !compute_leads(&c, err)) {
        z_report_close(&z);
        return false;
    }
    if (c.is_corrupt) {
        z_report_close(&z);
        return error_set(err, ERROR_CORRUPT, "a row of this shift cannot be read");
    }
    *out_report = z;
    return true;
}
