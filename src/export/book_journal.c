/* hledger and beancount: the same transactions in two ways of writing. */

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/rate.h"
#include "export/booking.h"
#include "export/books.h"
#include "export/json_write.h"
#include "store/day_rows.h"

#define AMOUNT_COLUMN 48

struct journal {
    struct book_job *job;
    bool is_beancount;
    char currency[4];
    int decimals;
    char (*accounts)[LEDGER_ACCOUNT_MAX + 16]; /* that were declared */
    size_t account_count;
    char first_day[DAY_TEXT_MAX];
    struct buffer *out;
};

/* --- words --------------------------------------------------------------------------------- */

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Beancount's accounts begin with one of five words, and each part with a capital or a digit. */
static const char *const ROOTS[] = {"Assets", "Liabilities", "Equity", "Income", "Expenses"};

static bool has_root(const char *account)
{
    for (size_t i = 0; i < ARRAY_LENGTH(ROOTS); i++) {
        size_t size = strlen(ROOTS[i]);
        if (strncmp(account, ROOTS[i], size) == 0 && account[size] == ':') {
            return true;
        }
    }
    return false;
}

static void append_beancount_account(
    struct text_out *out, const char *account, enum ledger_class kind)
{
    bool begins_part = true;
    if (!has_root(account)) {
        text_out_append(out, ROOTS[kind]);
        text_out_append_char(out, ':');
    }
    for (const char *at = account; *at != '\0'; at++) {
        char c = *at;
        bool is_plain = is_alphanumeric(c) || (!begins_part && c == '-');
        bool is_above_ascii = (unsigned char)c >= 0x80;
        if (c == ':') {
            begins_part = true;
            text_out_append_char(out, c);
            continue;
        }
        if (begins_part && c >= 'a' && c <= 'z') {
            c = (char)(c - 'a' + 'A');
        }
        if (!is_plain && !is_above_ascii) {
            text_out_append(out, begins_part ? "X" : "-");
        } else {
            text_out_append_char(out, c);
        }
        begins_part = false;
    }
}

/* A name that neither ends early (two blanks, a semicolon) nor breaks the line. */
static void append_hledger_account(struct text_out *out, const char *account)
{
    char before = ' ';
    for (const char *at = account; *at != '\0'; at++) {
        char c = (unsigned char)*at < 0x20 || *at == ';' ? ' ' : *at;
        if (c != ' ' || before != ' ') {
            text_out_append_char(out, c);
        }
        before = c;
    }
}

/* The name of the account as this journal writes it. */
static const char *name_account(const struct journal *journal, enum ledger_role role,
    const char *code, char *out_name, size_t capacity)
{
    char account[LEDGER_ACCOUNT_MAX];
    struct text_out out = text_out_begin(out_name, capacity);
    ledger_account(journal->job->ledger, role, code, account);
    if (journal->is_beancount) {
        append_beancount_account(&out, account, LEDGER_ROLES[role].kind);
    } else {
        append_hledger_account(&out, account);
    }
    return out_name;
}

/* A tag's or link's word: what both programs take. */
static void append_word(struct buffer *out, const char *word)
{
    for (const char *at = word; *at != '\0'; at++) {
        bool is_good = is_alphanumeric(*at) || strchr("-_./", *at) != NULL;
        buffer_append_char(out, is_good ? *at : '-');
    }
}

static void append_text(struct journal *journal, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        char c = (unsigned char)*at < 0x20 ? ' ' : *at;
        if (journal->is_beancount && (c == '"' || c == '\\')) {
            buffer_append_char(journal->out, '\\');
        }
        buffer_append_char(
            journal->out, !journal->is_beancount && (c == ';' || c == '|') ? ',' : c);
    }
}

static void append_amount(
    struct journal *journal, int64_t minor, int decimals, const char *currency)
{
    char text[DECIMAL_TEXT_MAX];
    decimal_print(minor, decimals, text);
    buffer_append_text(journal->out, text);
    buffer_append_char(journal->out, ' ');
    buffer_append_text(journal->out, currency);
}

/* --- declarations -------------------------------------------------------------------------- */

static void declare_commodity(struct journal *journal, const char *currency)
{
    int decimals = export_decimals_of(currency);
    if (journal->is_beancount) {
        buffer_format(journal->out, "%s commodity %s\n", journal->first_day, currency);
        return;
    }
    buffer_format(journal->out, "commodity 1000.%.*s %s\n", decimals, "000000", currency);
}

static void declare_account(struct journal *journal, enum ledger_role role, const char *code)
{
    static const char KINDS[] = "ALERX"; /* hledger's letters for enum ledger_class */
    char name[LEDGER_ACCOUNT_MAX + 16];
    name_account(journal, role, code, name, sizeof(name));
    for (size_t i = 0; i < journal->account_count; i++) {
        if (strcmp(journal->accounts[i], name) == 0) {
            return;
        }
    }
    journal->accounts =
        realloc(journal->accounts, (journal->account_count + 1) * sizeof(*journal->accounts));
    ASSERT(journal->accounts != NULL);
    (void)text_copy(
        journal->accounts[journal->account_count++], sizeof(journal->accounts[0]), name);
    if (journal->is_beancount) {
        buffer_format(journal->out, "%s open %s\n", journal->first_day, name);
    } else {
        buffer_format(
            journal->out, "account %s  ; type:%c\n", name, KINDS[LEDGER_ROLES[role].kind]);
    }
}

static bool declare_tax_code(void *context, struct text_view word, struct error *err)
{
    struct journal *journal = context;
    struct tax_code code;
    char text[POSTING_CODE_MAX];
    if (!text_copy_view(text, sizeof(text), word) || !tax_code_parse(word, &code, err)) {
        return error_set(
            err, ERROR_CORRUPT, "a line has the tax code %.*s", (int)word.size, word.bytes);
    }
    declare_account(journal, LEDGER_REVENUE, text);
    for (uint32_t i = 0; i < code.part_count; i++) {
        char rate[RATE_TEXT_MAX];
        declare_account(journal, LEDGER_TAX, rate_print(code.part_ppm[i], rate));
    }
    return true;
}

static bool declare_foreign(void *context, struct text_view word, struct error *err)
{
    struct journal *journal = context;
    char currency[4];
    if (!text_copy_view(currency, sizeof(currency), word)) {
        return error_set(
            err, ERROR_CORRUPT, "a payment has the currency %.*s", (int)word.size, word.bytes);
    }
    if (strcmp(currency, journal->currency) != 0) {
        declare_commodity(journal, currency);
    }
    return true;
}

static bool declare_all(struct journal *journal, struct error *err)
{
    struct book_job *job = journal->job;
    bool done = true;
    buffer_append_text(journal->out, journal->is_beancount
                                         ? ";; -*- mode: beancount -*-\n;; Written by Tilltale.\n"
                                         : "; Written by Tilltale.\n");
    if (journal->is_beancount) {
        buffer_format(journal->out,
            "option \"title\" \"Tilltale\"\n"
            "option \"operating_currency\" \"%s\"\n",
            journal->currency);
    }
    declare_commodity(journal, journal->currency);
    done = day_visit_foreign(job->store, job->range, declare_foreign, journal, err);
    for (int role = 0; done && role < LEDGER_TAX_TYPE; role++) {
        if (!LEDGER_ROLES[role].has_codes) {
            declare_account(journal, (enum ledger_role)role, "");
        }
    }
    done = done && day_visit_tax_codes(job->store, job->range, declare_tax_code, journal, err);
    return done;
}

/* --- transactions -------------------------------------------------------------------------- */

static void append_posting(struct journal *journal, const struct posting *posting)
{
    char name[LEDGER_ACCOUNT_MAX + 16];
    struct buffer *out = journal->out;
    name_account(journal, posting->role, posting->code, name, sizeof(name));
    buffer_format(out, "    %-*s  ", AMOUNT_COLUMN, name);
    if (posting->foreign_currency[0] == '\0') {
        append_amount(journal, posting->amount_minor, journal->decimals, journal->currency);
    } else {
        append_amount(journal, posting->foreign_minor,
            export_decimals_of(posting->foreign_currency), posting->foreign_currency);
    }
    if (posting->foreign_currency[0] != '\0' && posting->amount_minor != 0) {
        int64_t cost_minor = posting->amount_minor;
        buffer_append_text(out, " @@ ");
        append_amount(journal, cost_minor < 0 ? -cost_minor : cost_minor, journal->decimals,
            journal->currency);
    }
    buffer_append_char(out, '\n');
}

static void append_subject(struct journal *journal, const struct booking *booking)
{
    append_text(journal, booking_kind_text(booking->kind));
    buffer_append_char(journal->out, ' ');
    append_text(journal, booking->number);
    if (booking->text[0] != '\0') {
        buffer_append_text(journal->out, ", ");
        append_text(journal, booking->text);
    }
}

static void append_hledger_head(struct journal *journal, const struct booking *booking)
{
    struct buffer *out = journal->out;
    char till[NODE_TEXT_MAX];
    buffer_format(out, "%s (", booking->business_day);
    append_word(out, booking->number);
    buffer_append_text(out, ") ");
    append_subject(journal, booking);
    buffer_format(out, "  ; till:%s", node_print(booking->node, till));
    if (booking->campaign[0] != '\0') {
        buffer_append_text(out, ", campaign:");
        append_word(out, booking->campaign);
        buffer_append_text(out, ", channel:");
        append_word(out, booking->channel);
    }
    buffer_append_char(out, '\n');
}

static void append_beancount_head(struct journal *journal, const struct booking *booking)
{
    struct buffer *out = journal->out;
    char till[NODE_TEXT_MAX];
    buffer_format(out, "%s * \"", booking->business_day);
    append_subject(journal, booking);
    buffer_append_char(out, '"');
    if (booking->campaign[0] != '\0') {
        buffer_append_text(out, " #campaign-");
        append_word(out, booking->campaign);
    }
    buffer_append_text(out, " ^");
    append_word(out, booking->number);
    buffer_format(out, "\n  till: \"%s\"\n", node_print(booking->node, till));
}

static bool take(void *context, const struct booking *booking, struct error *err)
{
    struct journal *journal = context;
    buffer_append_char(journal->out, '\n');
    if (journal->is_beancount) {
        append_beancount_head(journal, booking);
    } else {
        append_hledger_head(journal, booking);
    }
    for (size_t i = 0; i < booking->posting_count; i++) {
        append_posting(journal, &booking->postings[i]);
    }
    journal->job->row_count++;
    return file_out_flush(journal->job->set, journal->job->out, err);
}

static bool write_journal(struct book_job *job, bool is_beancount, struct error *err)
{
    struct journal journal = {.job = job, .is_beancount = is_beancount, .out = &job->out->buffer};
    int32_t first, last;
    bool any;
    if (!bookings_bounds(job->store, job->range, job->form, &first, &last, &any, err) ||
        !report_shop_currency(job->store, job->range, journal.currency, err)) {
        return false;
    }
    journal.decimals = export_decimals_of(journal.currency);
    day_print(any ? first : 0, journal.first_day);
    bool done = declare_all(&journal, err) &&
                bookings_visit(job->store, job->range, job->form, take, &journal, err);
    free(journal.accounts);
    return done;
}

bool book_write_hledger(struct book_job *job, struct error *err)
{
    return write_journal(job, false, err);
}

bool book_write_beancount(struct book_job *job, struct error *err)
{
    return write_journal(job, true, err);
}
