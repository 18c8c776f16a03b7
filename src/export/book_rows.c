/* Xero, QuickBooks and DATEV: the sums of a day and till as rows. */

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "export/book_sums.h"
#include "export/books.h"
#include "export/cp1252.h"
#include "export/json_write.h"

#define XERO_INVOICES_MAX 500 /* that Xero takes in one file */

static const struct csv_dialect COMMA = {.separator = ',', .decimal_mark = '.'};
static const struct csv_dialect GERMAN = {.separator = ';', .decimal_mark = ','};

struct rows {
    struct book_job *job;
    struct csv_writer csv;
    struct buffer row; /* that is being written */
    size_t invoice_count;
    int file_number;
};

enum date_order {
    DATE_DAY_FIRST,   /* 23/11/2026 */
    DATE_MONTH_FIRST, /* 11/23/2026 */
    DATE_GERMAN       /* 23.11.2026 */
};

#define DATE_TEXT_MAX 48

static const char *print_date(const char *iso, enum date_order order, char out[DATE_TEXT_MAX])
{
    int year, month, day;
    int32_t number;
    struct error ignored;
    if (!day_parse(text_view_of(iso), &number, &ignored)) {
        (void)text_copy(out, DATE_TEXT_MAX, iso);
        return out;
    }
    day_split(number, &year, &month, &day);
    if (order == DATE_GERMAN) {
        snprintf(out, DATE_TEXT_MAX, "%02d.%02d.%04d", day, month, year);
    } else {
        bool is_day_first = order == DATE_DAY_FIRST;
        snprintf(out, DATE_TEXT_MAX, "%02d/%02d/%04d", is_day_first ? day : month,
            is_day_first ? month : day, year);
    }
    return out;
}

/* "TILL1-20261123": the same day of the same till is the same document again. */
static const char *print_number(const struct book_day *day, char out[DATE_TEXT_MAX])
{
    char till[NODE_TEXT_MAX];
    snprintf(out, DATE_TEXT_MAX, "TILL%s-%.4s%.2s%.2s", node_print(day->node, till),
        day->business_day, day->business_day + 5, day->business_day + 8);
    return out;
}

static bool end_row(struct rows *rows, struct error *err)
{
    struct book_job *job = rows->job;
    csv_end_row(&rows->csv);
    if (job->files->is_cp1252) {
        cp1252_append(&job->out->buffer, rows->row.bytes, rows->row.size);
    } else {
        buffer_append(&job->out->buffer, rows->row.bytes, rows->row.size);
    }
    buffer_clear(&rows->row);
    job->row_count++;
    return file_out_flush(job->set, job->out, err);
}

static bool write_head(
    struct rows *rows, const char *const *columns, size_t column_count, struct error *err)
{
    for (size_t i = 0; i < column_count; i++) {
        csv_write_text(&rows->csv, columns[i]);
    }
    rows->job->row_count--; /* the head is no row */
    return end_row(rows, err);
}

static bool is_money(enum ledger_role role)
{
    return role == LEDGER_CASH || role == LEDGER_CARD || role == LEDGER_TRANSFER ||
           role == LEDGER_FOREIGN_CASH || role == LEDGER_CLEARING;
}

static const char *account_of(
    const struct rows *rows, const struct book_sum *sum, char out[LEDGER_ACCOUNT_MAX])
{
    return ledger_account(rows->job->ledger, sum->role, sum->code, out);
}

/* "Sales 19 %", "Tax 7 %", "Gift cards". */
static const char *describe(const struct book_sum *sum, char out[LEDGER_ROLE_MAX])
{
    static const char *const WORDS[LEDGER_ROLE_COUNT] = {
        [LEDGER_CASH] = "Cash",
        [LEDGER_FOREIGN_CASH] = "Foreign cash",
        [LEDGER_CARD] = "Card",
        [LEDGER_TRANSFER] = "Bank transfer",
        [LEDGER_VOUCHER] = "Gift cards",
        [LEDGER_ACCOUNT] = "On account",
        [LEDGER_REVENUE] = "Sales",
        [LEDGER_TAX] = "Tax",
        [LEDGER_TIP] = "Tips",
        [LEDGER_ROUNDING] = "Cash rounding",
        [LEDGER_OVER_SHORT] = "Cash difference",
        [LEDGER_PAY_IN] = "Pay-in",
        [LEDGER_PAY_OUT] = "Pay-out",
        [LEDGER_BANK] = "Taken to the bank",
        [LEDGER_FLOAT] = "Float",
        [LEDGER_CLEARING] = "Other",
        [LEDGER_TAX_TYPE] = "",
    };
    snprintf(out, LEDGER_ROLE_MAX, "%s%s%s%s", WORDS[sum->role], sum->code[0] != '\0' ? " " : "",
        sum->code, sum->code[0] != '\0' ? " %" : "");
    return out;
}

static void write_empty(struct rows *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        csv_write_text(&rows->csv, "");
    }
}

/* --- Xero ---------------------------------------------------------------------------------- */

/* Of Xero's import template, in its order. */
static const char *const XERO_COLUMNS[] = {
    "*ContactName",
    "EmailAddress",
    "POAddressLine1",
    "POAddressLine2",
    "POAddressLine3",
    "POAddressLine4",
    "POCity",
    "PORegion",
    "POPostalCode",
    "POCountry",
    "*InvoiceNumber",
    "Reference",
    "*InvoiceDate",
    "*DueDate",
    "Total",
    "InventoryItemCode",
    "*Description",
    "*Quantity",
    "*UnitAmount",
    "Discount",
    "*AccountCode",
    "*TaxType",
    "TaxAmount",
    "TrackingName1",
    "TrackingOption1",
    "TrackingName2",
    "TrackingOption2",
    "Currency",
    "BrandingTheme",
};

/* "19% (VAT on Income)" where the ledger does not say what Xero calls it. */
static void write_tax_type(struct rows *rows, const struct book_sum *sum)
{
    char type[LEDGER_ACCOUNT_MAX];
    char words[LEDGER_ACCOUNT_MAX + 24];
    bool is_taxed = sum->role == LEDGER_REVENUE && strcmp(sum->code, "0") != 0;
    const char *code = is_taxed ? sum->code : "none";
    ledger_account(rows->job->ledger, LEDGER_TAX_TYPE, code, type);
    if (strcmp(type, code) != 0) {
        (void)text_copy(words, sizeof(words), type);
    } else if (is_taxed) {
        snprintf(words, sizeof(words), "%s%% (VAT on Income)", code);
    } else {
        (void)text_copy(words, sizeof(words), "No VAT");
    }
    csv_write_text(&rows->csv, words);
}

static void write_invoice_head(
    struct rows *rows, const struct book_day *day, int64_t total_minor, int decimals)
{
    char contact[DATE_TEXT_MAX], number[DATE_TEXT_MAX], date[DATE_TEXT_MAX], till[NODE_TEXT_MAX];
    bool is_month_first = strcmp(day->currency, "USD") == 0;
    snprintf(contact, sizeof(contact), "Sales of till %s", node_print(day->node, till));
    print_date(day->business_day, is_month_first ? DATE_MONTH_FIRST : DATE_DAY_FIRST, date);
    csv_write_text(&rows->csv, contact);
    write_empty(rows, 9);
    csv_write_text(&rows->csv, print_number(day, number));
    csv_write_text(&rows->csv, day->business_day);
    csv_write_text(&rows->csv, date);
    csv_write_text(&rows->csv, date);
    csv_write_decimal(&rows->csv, total_minor, decimals);
    write_empty(rows, 1);
}

static void write_invoice_line(struct rows *rows, const struct book_sum *sum, int decimals)
{
    char account[LEDGER_ACCOUNT_MAX], words[LEDGER_ROLE_MAX];
    csv_write_text(&rows->csv, describe(sum, words));
    csv_write_integer(&rows->csv, 1);
    csv_write_decimal(&rows->csv, -sum->amount_minor, decimals);
    write_empty(rows, 1);
    csv_write_text(&rows->csv, account_of(rows, sum, account));
    write_tax_type(rows, sum);
    csv_write_decimal(&rows->csv, -sum->tax_minor, decimals);
    csv_write_text(&rows->csv, sum->campaign[0] != '\0' ? "Campaign" : "");
    csv_write_text(&rows->csv, sum->campaign);
    write_empty(rows, 2);
    csv_write_text(&rows->csv, sum->currency);
    write_empty(rows, 1);
}

static bool is_invoice_line(const struct book_sum *sum)
{
    return sum->is_trade && sum->role != LEDGER_TAX && !is_money(sum->role);
}

static bool next_invoice(struct rows *rows, struct error *err)
{
    struct book_job *job = rows->job;
    if (rows->invoice_count++ < XERO_INVOICES_MAX) {
        return true;
    }
    char name[FILE_NAME_MAX];
    rows->invoice_count = 1;
    snprintf(name, sizeof(name), "xero-invoices-%d.csv", ++rows->file_number);
    job->out = file_set_add(job->set, name, err);
    return job->out != NULL && write_head(rows, XERO_COLUMNS, ARRAY_LENGTH(XERO_COLUMNS), err);
}

static bool take_xero_day(void *context, const struct book_day *day, struct error *err)
{
    struct rows *rows = context;
    int decimals = export_decimals_of(day->currency);
    int64_t total_minor = 0;
    size_t line_count = 0;
    for (size_t i = 0; i < day->sum_count; i++) {
        if (day->sums[i].is_trade && is_money(day->sums[i].role)) {
            total_minor += day->sums[i].amount_minor;
        }
        line_count += is_invoice_line(&day->sums[i]) ? 1 : 0;
    }
    if (line_count > 0 && !next_invoice(rows, err)) {
        return false;
    }
    for (size_t i = 0; i < day->sum_count; i++) {
        if (!is_invoice_line(&day->sums[i])) {
            continue;
        }
        write_invoice_head(rows, day, total_minor, decimals);
        write_invoice_line(rows, &day->sums[i], decimals);
        if (!end_row(rows, err)) {
            return false;
        }
    }
    return true;
}

/* --- QuickBooks ---------------------------------------------------------------------------- */

static const char *const QUICKBOOKS_COLUMNS[] = {
    "JournalNo",
    "JournalDate",
    "AccountName",
    "Debits",
    "Credits",
    "Description",
    "Name",
    "Class",
};

static void write_sides(struct rows *rows, int64_t amount_minor, int decimals)
{
    if (amount_minor > 0) {
        csv_write_decimal(&rows->csv, amount_minor, decimals);
        write_empty(rows, 1);
    } else {
        write_empty(rows, 1);
        csv_write_decimal(&rows->csv, -amount_minor, decimals);
    }
}

static bool take_quickbooks_day(void *context, const struct book_day *day, struct error *err)
{
    struct rows *rows = context;
    int decimals = export_decimals_of(day->currency);
    for (size_t i = 0; i < day->sum_count; i++) {
        const struct book_sum *sum = &day->sums[i];
        char text[DATE_TEXT_MAX], account[LEDGER_ACCOUNT_MAX], words[LEDGER_ROLE_MAX];
        if (sum->amount_minor == 0) {
            continue;
        }
        csv_write_text(&rows->csv, print_number(day, text));
        csv_write_text(&rows->csv, print_date(day->business_day, DATE_MONTH_FIRST, text));
        csv_write_text(&rows->csv, account_of(rows, sum, account));
        write_sides(rows, sum->amount_minor, decimals);
        csv_write_text(&rows->csv, describe(sum, words));
        write_empty(rows, 1);
        csv_write_text(&rows->csv, sum->campaign);
        if (!end_row(rows, err)) {
            return false;
        }
    }
    return true;
}

/* --- DATEV --------------------------------------------------------------------------------- */

static const char *const DATEV_COLUMNS[] = {
    "Umsatz (ohne Soll/Haben-Kz)",
    "Soll/Haben-Kennzeichen",
    "WKZ Umsatz",
    "Kurs",
    "Basis-Umsatz",
    "WKZ Basis-Umsatz",
    "Konto",
    "Gegenkonto (ohne BU-Schlüssel)",
    "BU-Schlüssel",
    "Belegdatum",
    "Belegfeld 1",
    "Belegfeld 2",
    "Skonto",
    "Buchungstext",
    "KOST1 - Kostenstelle",
};

static const char *describe_german(const struct book_sum *sum, char out[LEDGER_ROLE_MAX])
{
    static const char *const WORDS[LEDGER_ROLE_COUNT] = {
        [LEDGER_CASH] = "Bar",
        [LEDGER_FOREIGN_CASH] = "Bar in Fremdwährung",
        [LEDGER_CARD] = "Karte",
        [LEDGER_TRANSFER] = "Überweisung",
        [LEDGER_VOUCHER] = "Gutscheine",
        [LEDGER_ACCOUNT] = "Auf Rechnung",
        [LEDGER_REVENUE] = "Erlöse",
        [LEDGER_TAX] = "Umsatzsteuer",
        [LEDGER_TIP] = "Trinkgeld",
        [LEDGER_ROUNDING] = "Rundung",
        [LEDGER_OVER_SHORT] = "Kassendifferenz",
        [LEDGER_PAY_IN] = "Einlage",
        [LEDGER_PAY_OUT] = "Entnahme",
        [LEDGER_BANK] = "Geldtransit",
        [LEDGER_FLOAT] = "Wechselgeld",
        [LEDGER_CLEARING] = "Sonstiges",
        [LEDGER_TAX_TYPE] = "",
    };
    snprintf(out, LEDGER_ROLE_MAX, "%s%s%s%s", WORDS[sum->role], sum->code[0] != '\0' ? " " : "",
        sum->code, sum->code[0] != '\0' ? " %" : "");
    return out;
}

/* Gross on revenue accounts; the tax is worked out by the account. */
static bool write_datev_row(
    struct rows *rows, const struct book_day *day, const struct book_sum *sum, struct error *err)
{
    char account[LEDGER_ACCOUNT_MAX], clearing[LEDGER_ACCOUNT_MAX];
    char text[DATE_TEXT_MAX], words[LEDGER_ROLE_MAX];
    int64_t amount_minor = sum->amount_minor + sum->tax_minor;
    account_of(rows, sum, account);
    ledger_account(rows->job->ledger, LEDGER_CLEARING, "", clearing);
    if (sum->role == LEDGER_TAX || amount_minor == 0 || strcmp(account, clearing) == 0) {
        return true;
    }
    csv_write_decimal(&rows->csv, amount_minor < 0 ? -amount_minor : amount_minor,
        export_decimals_of(day->currency));
    csv_write_text(&rows->csv, amount_minor > 0 ? "S" : "H");
    csv_write_text(&rows->csv, day->currency);
    write_empty(rows, 3);
    csv_write_text(&rows->csv, account);
    csv_write_text(&rows->csv, clearing);
    write_empty(rows, 1);
    csv_write_text(&rows->csv, print_date(day->business_day, DATE_GERMAN, text));
    csv_write_text(&rows->csv, print_number(day, text));
    write_empty(rows, 2);
    csv_write_text(&rows->csv, describe_german(sum, words));
    csv_write_text(&rows->csv, sum->campaign);
    return end_row(rows, err);
}

static bool take_datev_day(void *context, const struct book_day *day, struct error *err)
{
    for (size_t i = 0; i < day->sum_count; i++) {
        if (!write_datev_row(context, day, &day->sums[i], err)) {
            return false;
        }
    }
    return true;
}

/* --- all ----------------------------------------------------------------------------------- */

static bool write_rows(struct book_job *job, struct csv_dialect dialect, const char *const *columns,
    size_t column_count, book_day_visit visit, struct error *err)
{
    struct rows rows = {.job = job, .file_number = 1};
    dialect.with_bom = dialect.separator == ';' && !job->files->is_cp1252;
    rows.csv = csv_writer_begin(&rows.row, dialect);
    bool done = write_head(&rows, columns, column_count, err) &&
                book_sums_visit(job->store, job->range, job->form, visit, &rows, err);
    buffer_close(&rows.row);
    return done;
}

bool book_write_xero(struct book_job *job, struct error *err)
{
    return write_rows(job, COMMA, XERO_COLUMNS, ARRAY_LENGTH(XERO_COLUMNS), take_xero_day, err);
}

bool book_write_quickbooks(struct book_job *job, struct error *err)
{
    return write_rows(
        job, COMMA, QUICKBOOKS_COLUMNS, ARRAY_LENGTH(QUICKBOOKS_COLUMNS), take_quickbooks_day, err);
}

bool book_write_datev(struct book_job *job, struct error *err)
{
    return write_rows(job, GERMAN, DATEV_COLUMNS, ARRAY_LENGTH(DATEV_COLUMNS), take_datev_day, err);
}
