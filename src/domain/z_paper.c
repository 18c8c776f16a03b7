#include "domain/z_paper.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/text.h"
#include "domain/id.h"
#include "domain/money.h"
#include "domain/rate.h"
#include "domain/z_report.h"

/* A paper that is being laid out. */
struct layout {
    struct z_paper paper;
    const struct z_report *z;
    bool is_blind;
};

const char *z_row_text(const struct z_row *row)
{
    return row->text != NULL ? row->text : row->own;
}

void z_paper_close(struct z_paper *paper)
{
    free(paper->rows);
    *paper = (struct z_paper){0};
}

/* --- laying out ----------------------------------------------------------------------------- */

static struct z_row *add(struct layout *l, enum z_row_kind kind, enum z_label label)
{
    struct z_row *grown = realloc(l->paper.rows, (l->paper.row_count + 1) * sizeof(*l->paper.rows));
    ASSERT(grown != NULL);
    l->paper.rows = grown;
    struct z_row *row = &grown[l->paper.row_count++];
    *row = (struct z_row){.kind = kind, .label = label};
    memcpy(row->currency, l->z->currency, sizeof(row->currency));
    return row;
}

static void add_rule(struct layout *l)
{
    (void)add(l, Z_ROW_RULE, Z_LABEL_TEXT);
}

static struct z_row *add_money(struct layout *l, enum z_label label, int64_t minor)
{
    struct z_row *row = add(l, Z_ROW_LINE, label);
    row->value_kind = Z_VALUE_MONEY;
    row->value = minor;
    return row;
}

static void add_money_if(struct layout *l, enum z_label label, int64_t minor)
{
    if (minor != 0) {
        (void)add_money(l, label, minor);
    }
}

/* What cash came in would tell what to count. */
static struct z_row *add_secret(struct layout *l, enum z_label label, int64_t minor)
{
    struct z_row *row = add_money(l, label, minor);
    row->value_kind = l->is_blind ? Z_VALUE_HIDDEN : Z_VALUE_MONEY;
    return row;
}

static void add_count(struct layout *l, enum z_label label, int64_t count)
{
    struct z_row *row = add(l, Z_ROW_LINE, label);
    row->value_kind = Z_VALUE_COUNT;
    row->value = count;
}

static void add_head(struct layout *l)
{
    const struct z_report *z = l->z;
    struct z_row *row = add(l, Z_ROW_TITLE, z->number > 0 ? Z_LABEL_Z_REPORT : Z_LABEL_X_REPORT);
    snprintf(row->own, sizeof(row->own), "%04" PRId64, z->number);
    row->is_bold = true;
    row = add(l, Z_ROW_HEAD, Z_LABEL_TEXT);
    row->text = z->till;
    (void)text_copy(row->own2, sizeof(row->own2), z->business_day);
}

static void add_revenue(struct layout *l)
{
    const struct z_report *z = l->z;
    add_rule(l);
    add_count(l, Z_LABEL_SALES, z->sale_count);
    add_count(l, Z_LABEL_REFUNDS, z->refund_count);
    add_money_if(l, Z_LABEL_REFUNDED, z->line_refunds_minor);
    if (z->void_line_count + z->void_ticket_count > 0) {
        add_count(l, Z_LABEL_VOIDS, z->void_line_count + z->void_ticket_count);
    }
    add_money_if(l, Z_LABEL_DISCOUNTS, z->discounts_minor);
    (void)add_secret(l, Z_LABEL_NET, z->net_minor);
    for (size_t i = 0; i < z->tax_count; i++) {
        struct z_row *row = add_secret(l, Z_LABEL_TAX, z->taxes[i].tax_minor);
        (void)rate_print((uint32_t)z->taxes[i].rate_ppm, row->own);
    }
    add_secret(l, Z_LABEL_TOTAL, z->gross_minor)->is_bold = true;
}

static void add_tender(struct layout *l, const struct z_tender *tender)
{
    static const struct {
        const char *tender;
        enum z_label label;
    } labels[] = {
        {"cash", Z_LABEL_CASH},
        {"card", Z_LABEL_CARD},
        {"transfer", Z_LABEL_TRANSFER},
        {"voucher", Z_LABEL_VOUCHER},
        {"account", Z_LABEL_ACCOUNT},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(labels); i++) {
        if (strcmp(labels[i].tender, tender->tender) == 0) {
            struct z_row *row = i == 0 ? add_secret(l, labels[i].label, tender->amount_minor)
                                       : add_money(l, labels[i].label, tender->amount_minor);
            row->text = tender->tender;
            return;
        }
    }
    add_money(l, Z_LABEL_TEXT, tender->amount_minor)->text = tender->tender;
}

static void add_tenders(struct layout *l)
{
    const struct z_report *z = l->z;
    add_rule(l);
    for (size_t i = 0; i < z->tender_count; i++) {
        add_tender(l, &z->tenders[i]);
    }
    add_money_if(l, Z_LABEL_ROUNDING, z->rounding_minor);
    add_money_if(l, Z_LABEL_TIPS, z->tip_minor);
    add_money_if(l, Z_LABEL_VOUCHERS_SOLD, z->voucher_sold_minor);
    add_money_if(l, Z_LABEL_ACCOUNTS_PAID, z->account_paid_minor);
}

static void add_campaigns(struct layout *l)
{
    const struct z_report *z = l->z;
    add_rule(l);
    for (size_t i = 0; i < z->campaign_count; i++) {
        bool is_none = z->campaigns[i].code[0] == '\0';
        struct z_row *row = is_none
                                ? add_secret(l, Z_LABEL_NO_CAMPAIGN, z->campaigns[i].amount_minor)
                                : add_money(l, Z_LABEL_TEXT, z->campaigns[i].amount_minor);
        row->text = z->campaigns[i].name;
    }
    add_count(l, Z_LABEL_LEADS, z->lead_count);
}

static void add_difference(struct layout *l)
{
    const struct z_report *z = l->z;
    if (!z->has_counted) {
        if (z->number > 0) {
            (void)add(l, Z_ROW_LINE, Z_LABEL_NOT_COUNTED);
        }
    } else {
        (void)add_money(l, Z_LABEL_COUNTED, z->counted_minor);
        if (z->difference_minor != 0) {
            bool is_over = z->difference_minor > 0;
            (void)add_money(l, is_over ? Z_LABEL_OVER : Z_LABEL_SHORT,
                is_over ? z->difference_minor : -z->difference_minor);
        }
    }
    if (z->reason[0] != '\0') {
        add(l, Z_ROW_LINE, Z_LABEL_REASON)->text = z->reason;
    }
    if (z->left_minor != 0 || z->taken_minor != 0) {
        (void)add_money(l, Z_LABEL_LEFT, z->left_minor);
        (void)add_money(l, Z_LABEL_TAKEN, z->taken_minor);
    }
}

static void add_foreign(struct layout *l, const struct z_foreign *foreign)
{
    struct z_row *row = add_secret(l, Z_LABEL_FOREIGN_EXPECTED, foreign->expected_minor);
    row->text = foreign->currency;
    memcpy(row->currency, foreign->currency, sizeof(row->currency));
    if (foreign->has_counted) {
        row = add_money(l, Z_LABEL_FOREIGN_COUNTED, foreign->counted_minor);
        row->text = foreign->currency;
        memcpy(row->currency, foreign->currency, sizeof(row->currency));
    }
}

static void add_drawer(struct layout *l)
{
    const struct z_report *z = l->z;
    add_rule(l);
    (void)add_money(l, Z_LABEL_FLOAT, z->float_minor);
    (void)add_secret(l, Z_LABEL_CASH_SALES, z->cash_sales_minor);
    add_money_if(l, Z_LABEL_CASH_REFUNDS, z->cash_refunds_minor);
    add_money_if(l, Z_LABEL_CORRECTED, z->corrected_cash_minor);
    for (size_t i = 0; i < z->movement_count; i++) {
        const struct z_movement *movement = &z->movements[i];
        bool is_in = strcmp(movement->kind, "pay_in") == 0;
        struct z_row *row = add_money(l, is_in ? Z_LABEL_PAID_IN : Z_LABEL_PAID_OUT,
            is_in ? movement->amount_minor : -movement->amount_minor);
        row->text = movement->reason;
        memcpy(row->currency, movement->currency, sizeof(row->currency));
    }
    (void)add_secret(l, Z_LABEL_EXPECTED, z->expected_minor);
    add_difference(l);
    for (size_t i = 0; i < z->foreign_count; i++) {
        add_foreign(l, &z->foreign[i]);
    }
    if (z->has_terminal) {
        (void)add_money(l, Z_LABEL_TERMINAL, z->terminal_minor);
        add_money_if(l, Z_LABEL_TERMINAL_DIFFERENCE, z->terminal_difference_minor);
    }
}

static void add_open_ends(struct layout *l)
{
    const struct z_report *z = l->z;
    if (z->transfer_count + z->parked_count > 0) {
        add_rule(l);
    }
    for (size_t i = 0; i < z->transfer_count; i++) {
        struct z_row *row = add_money(l, Z_LABEL_UNSEEN, z->transfers[i].amount_minor);
        (void)receipt_print(z->transfers[i].sale_id, row->own);
    }
    for (size_t i = 0; i < z->parked_count; i++) {
        bool has_name = z->parked[i].name[0] != '\0';
        struct z_row *row =
            add_money(l, has_name ? Z_LABEL_PARKED : Z_LABEL_PARKED_OPEN, z->parked[i].total_minor);
        row->text = z->parked[i].name;
    }
}

static void add_foot(struct layout *l)
{
    const struct z_report *z = l->z;
    add_rule(l);
    (void)add_secret(l, Z_LABEL_GRAND_TOTAL, z->grand_total_minor);
    add_rule(l);
    if (z->first_receipt == 0) {
        (void)add(l, Z_ROW_NOTE, Z_LABEL_NO_RECEIPTS);
    } else {
        struct z_row *row = add(l, Z_ROW_NOTE, Z_LABEL_RECEIPTS);
        (void)receipt_print(id_make(z->node, z->first_receipt), row->own);
        (void)receipt_print(id_make(z->node, z->last_receipt), row->own2);
    }
    if (z->chain_head[0] != '\0') {
        struct z_row *row = add(l, Z_ROW_NOTE, Z_LABEL_CHAIN);
        snprintf(row->own, sizeof(row->own), "%.4s %.4s", z->chain_head, z->chain_head + 4);
    }
}

static_assert(RECEIPT_TEXT_MAX <= Z_ROW_TEXT_MAX && RATE_TEXT_MAX <= Z_ROW_TEXT_MAX,
    "a row has room for what is made for it");

struct z_paper z_paper_make(const struct z_report *report, bool is_blind)
{
    struct layout l = {.z = report, .is_blind = is_blind};
    add_head(&l);
    add_revenue(&l);
    add_tenders(&l);
    add_campaigns(&l);
    add_drawer(&l);
    add_open_ends(&l);
    add_foot(&l);
    return l.paper;
}

/* --- plain text ----------------------------------------------------------------------------- */

static const char *const LABEL_TEXT[Z_LABEL_COUNT] = {
    [Z_LABEL_Z_REPORT] = "Z report ",
    [Z_LABEL_X_REPORT] = "X report",
    [Z_LABEL_TEXT] = "",
    [Z_LABEL_SALES] = "Sales",
    [Z_LABEL_REFUNDS] = "Refunds",
    [Z_LABEL_REFUNDED] = "Given back",
    [Z_LABEL_VOIDS] = "Voids",
    [Z_LABEL_DISCOUNTS] = "Discounts",
    [Z_LABEL_NET] = "Net",
    [Z_LABEL_TAX] = "Tax ",
    [Z_LABEL_TOTAL] = "Total",
    [Z_LABEL_CASH] = "Cash",
    [Z_LABEL_CARD] = "Card",
    [Z_LABEL_TRANSFER] = "Bank QR",
    [Z_LABEL_VOUCHER] = "Voucher",
    [Z_LABEL_ACCOUNT] = "On account",
    [Z_LABEL_ROUNDING] = "Cash rounding",
    [Z_LABEL_TIPS] = "Tips",
    [Z_LABEL_VOUCHERS_SOLD] = "Gift cards sold",
    [Z_LABEL_ACCOUNTS_PAID] = "Accounts paid",
    [Z_LABEL_NO_CAMPAIGN] = "No campaign",
    [Z_LABEL_LEADS] = "Leads",
    [Z_LABEL_FLOAT] = "Float",
    [Z_LABEL_CASH_SALES] = "Cash sales",
    [Z_LABEL_CASH_REFUNDS] = "Cash given back",
    [Z_LABEL_CORRECTED] = "Tenders corrected",
    [Z_LABEL_PAID_IN] = "In: ",
    [Z_LABEL_PAID_OUT] = "Out: ",
    [Z_LABEL_EXPECTED] = "Expected",
    [Z_LABEL_COUNTED] = "Counted",
    [Z_LABEL_NOT_COUNTED] = "Not counted",
    [Z_LABEL_OVER] = "Over by",
    [Z_LABEL_SHORT] = "Short by",
    [Z_LABEL_REASON] = "",
    [Z_LABEL_LEFT] = "Stays in the drawer",
    [Z_LABEL_TAKEN] = "Taken out",
    [Z_LABEL_FOREIGN_EXPECTED] = "Expected ",
    [Z_LABEL_FOREIGN_COUNTED] = "Counted ",
    [Z_LABEL_TERMINAL] = "Card terminal",
    [Z_LABEL_TERMINAL_DIFFERENCE] = "Terminal difference",
    [Z_LABEL_UNSEEN] = "Not arrived: ",
    [Z_LABEL_PARKED] = "Parked: ",
    [Z_LABEL_PARKED_OPEN] = "Open ticket",
    [Z_LABEL_GRAND_TOTAL] = "Grand total",
    [Z_LABEL_RECEIPTS] = "",
    [Z_LABEL_NO_RECEIPTS] = "no receipts",
    [Z_LABEL_CHAIN] = "chain ",
};

/* Labels that end with their text. */
static bool takes_text(enum z_label label)
{
    switch (label) {
    case Z_LABEL_Z_REPORT:
    case Z_LABEL_TEXT:
    case Z_LABEL_TAX:
    case Z_LABEL_PAID_IN:
    case Z_LABEL_PAID_OUT:
    case Z_LABEL_REASON:
    case Z_LABEL_FOREIGN_EXPECTED:
    case Z_LABEL_FOREIGN_COUNTED:
    case Z_LABEL_UNSEEN:
    case Z_LABEL_PARKED:
    case Z_LABEL_RECEIPTS:
    case Z_LABEL_CHAIN:
        return true;
    default:
        return false;
    }
}

static void print_words(const struct z_row *row, struct text_out *out)
{
    text_out_append(out, LABEL_TEXT[row->label]);
    if (takes_text(row->label)) {
        text_out_append(out, z_row_text(row));
    }
    if (row->label == Z_LABEL_TAX) {
        text_out_append(out, " %");
    } else if (row->label == Z_LABEL_RECEIPTS) {
        text_out_append(out, " \xE2\x80\xA6 ");
        text_out_append(out, row->own2);
    } else if (row->kind == Z_ROW_HEAD) {
        text_out_append(out, " \xC2\xB7 ");
        text_out_append(out, row->own2);
    }
}

static void print_value(const struct z_row *row, char out[MONEY_TEXT_MAX])
{
    const struct currency *currency = currency_find(row->currency);
    out[0] = '\0';
    if (row->value_kind == Z_VALUE_COUNT) {
        snprintf(out, MONEY_TEXT_MAX, "%" PRId64, row->value);
    } else if (row->value_kind == Z_VALUE_MONEY && currency != NULL) {
        (void)money_print_style(row->value, currency, MONEY_GROUPED, out);
    } else if (row->value_kind == Z_VALUE_HIDDEN) {
        memcpy(out, "\xE2\x80\x93", 4);
    }
}

static void append_times(struct buffer *out, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_append_char(out, byte);
    }
}

/* As many characters of the text as fit, and how many that were. */
static size_t append_fitting(struct buffer *out, const char *text, size_t room)
{
    size_t count = 0;
    const char *end = text;
    while (*end != '\0' && count < room) {
        end++;
        while (((unsigned char)*end & 0xC0) == 0x80) {
            end++;
        }
        count++;
    }
    buffer_append(out, text, (size_t)(end - text));
    return count;
}

static void print_row(const struct z_row *row, struct buffer *out)
{
    char words[SALE_TEXT_MAX + 64];
    char value[MONEY_TEXT_MAX];
    struct text_out text = text_out_begin(words, sizeof(words));
    print_words(row, &text);
    text_make_plain(words);
    print_value(row, value);
    size_t value_width = text_view_count_characters(text_view_of(value));
    size_t room = Z_PAPER_COLUMNS - (value_width > 0 ? value_width + 1 : 0);
    if (row->kind == Z_ROW_RULE) {
        append_times(out, '-', Z_PAPER_COLUMNS);
    } else if (row->kind == Z_ROW_LINE) {
        size_t width = append_fitting(out, words, room);
        append_times(out, ' ', value_width > 0 ? Z_PAPER_COLUMNS - width - value_width : 0);
        buffer_append_text(out, value);
    } else {
        size_t width = text_view_count_characters(text_view_of(words));
        append_times(out, ' ', width < Z_PAPER_COLUMNS ? (Z_PAPER_COLUMNS - width) / 2 : 0);
        (void)append_fitting(out, words, Z_PAPER_COLUMNS);
    }
    buffer_append_char(out, '\n');
}

void z_paper_print(const struct z_paper *paper, struct buffer *out)
{
    for (size_t i = 0; i < paper->row_count; i++) {
        print_row(&paper->rows[i], out);
    }
}
