#include "export/dsfinvk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/rate.h"
#include "domain/sale.h"
#include "domain/z_report.h"
#include "export/dsfinvk_tables.h"
#include "export/file_set.h"
#include "export/json_write.h"
#include "store/day_rows.h"
#include "store/setting.h"
#include "store/store.h"

#define PATH_MAX_BYTES 4096
#define FINE_DECIMALS 5    /* of gross, net and tax */
#define OWN_KEYS_FROM 1000 /* tax keys below are the format's own */
#define NO_TAX_KEY 5       /* not taxable */

static const struct csv_dialect DIALECT = {.separator = ';', .decimal_mark = ','};

/* Sums of a closing by business case and tax key. */
struct case_sum {
    const char *type; /* a literal */
    int64_t key;
    int64_t gross_minor, net_minor, tax_minor;
};

/* Tax codes that are not the format's own get a key in the order in which they come. */
struct tax_keys {
    char (*codes)[SALE_WORD_MAX];
    size_t count;
};

struct auditor {
    struct store *store;
    const struct export_form *form;
    struct file_set *set;
    struct file_out *files[DSFINVK_TABLE_COUNT];
    struct csv_writer csv[DSFINVK_TABLE_COUNT];
    const struct day_close *close;
    const struct z_report *z;
    char shop[SETTING_VALUE_MAX];
    char till[NODE_TEXT_MAX], created[TIME_TEXT_MAX];
    char currency[4];
    int decimals;
    struct tax_keys keys;
    struct case_sum *cases;
    size_t case_count;
    struct case_sum *bon_vat; /* of the receipt that is being written; by key alone */
    size_t bon_vat_count;
    int64_t cash_minor, other_minor; /* payments of the closing */
    char bon_id[RECEIPT_TEXT_MAX + 8];
    int line;          /* of the receipt */
    int64_t bon_minor; /* its lines so far */
    int64_t extra_bon; /* receipts that are no sales, of this closing */
    size_t row_count;
};

/* --- cells --------------------------------------------------------------------------------- */

static void text(struct auditor *auditor, enum dsfinvk_table table, const char *value)
{
    csv_write_text(&auditor->csv[table], value);
}

static void number(struct auditor *auditor, enum dsfinvk_table table, int64_t value, int decimals)
{
    csv_write_decimal(&auditor->csv[table], value, decimals);
}

static void money(struct auditor *auditor, enum dsfinvk_table table, int64_t minor)
{
    number(auditor, table, minor, auditor->decimals);
}

/* With five decimals, as far as the currency's decimals go into them. */
static void fine(struct auditor *auditor, enum dsfinvk_table table, int64_t minor)
{
    int64_t value = minor;
    for (int i = auditor->decimals; i < FINE_DECIMALS; i++) {
        value *= 10;
    }
    number(auditor, table, value, FINE_DECIMALS);
}

static void empty(struct auditor *auditor, enum dsfinvk_table table, int count)
{
    for (int i = 0; i < count; i++) {
        text(auditor, table, "");
    }
}

static void begin(struct auditor *auditor, enum dsfinvk_table table)
{
    text(auditor, table, auditor->till);
    text(auditor, table, auditor->created);
    csv_write_integer(&auditor->csv[table], id_n(auditor->close->id));
}

static void begin_bon(struct auditor *auditor, enum dsfinvk_table table)
{
    begin(auditor, table);
    text(auditor, table, auditor->bon_id);
}

static bool end(struct auditor *auditor, enum dsfinvk_table table, struct error *err)
{
    csv_end_row(&auditor->csv[table]);
    auditor->row_count++;
    return file_out_flush(auditor->set, auditor->files[table], err);
}

/* --- taxes and sums ------------------------------------------------------------------------ */

static int64_t key_of(struct auditor *auditor, const char *code)
{
    struct tax_keys *keys = &auditor->keys;
    if (strcmp(code, "19") == 0) {
        return 1;
    }
    if (strcmp(code, "7") == 0) {
        return 2;
    }
    if (strcmp(code, "0") == 0) {
        return 6; /* free of tax */
    }
    for (size_t i = 0; i < keys->count; i++) {
        if (strcmp(keys->codes[i], code) == 0) {
            return OWN_KEYS_FROM + (int64_t)i;
        }
    }
    keys->codes = realloc(keys->codes, (keys->count + 1) * sizeof(*keys->codes));
    ASSERT(keys->codes != NULL);
    (void)text_copy(keys->codes[keys->count], sizeof(*keys->codes), code);
    return OWN_KEYS_FROM + (int64_t)keys->count++;
}

/* One amount with its tax. */
struct figures {
    int64_t key;
    int64_t gross_minor, net_minor, tax_minor;
};

static void add_to(
    struct case_sum **sums, size_t *count, const char *type, const struct figures *figures)
{
    size_t at = 0;
    while (at < *count &&
           !((*sums)[at].key == figures->key &&
               (type == (*sums)[at].type || (type != NULL && (*sums)[at].type != NULL &&
                                                strcmp(type, (*sums)[at].type) == 0)))) {
        at++;
    }
    if (at == *count) {
        *sums = realloc(*sums, (*count + 1) * sizeof(**sums));
        ASSERT(*sums != NULL);
        (*sums)[(*count)++] = (struct case_sum){.type = type, .key = figures->key};
    }
    (*sums)[at].gross_minor += figures->gross_minor;
    (*sums)[at].net_minor += figures->net_minor;
    (*sums)[at].tax_minor += figures->tax_minor;
}

static struct figures untaxed(int64_t minor)
{
    return (struct figures){.key = NO_TAX_KEY, .gross_minor = minor, .net_minor = minor};
}

/* --- receipts ------------------------------------------------------------------------------ */

/* What a line says beside its figures. */
struct line_words {
    const char *type;
    const char *name, *sku, *category, *unit;
    int64_t quantity_milli;
};

/* Gross by quantity, with five decimals, halves away from zero. */
static int64_t unit_price(
    const struct auditor *auditor, int64_t gross_minor, int64_t quantity_milli)
{
    int128 numerator = (int128)gross_minor * 1000;
    for (int i = auditor->decimals; i < FINE_DECIMALS; i++) {
        numerator *= 10;
    }
    if (quantity_milli == 0) {
        return 0;
    }
    int128 magnitude = numerator < 0 ? -numerator : numerator;
    int128 divisor = quantity_milli < 0 ? -(int128)quantity_milli : quantity_milli;
    int128 quotient = (2 * magnitude + divisor) / (2 * divisor);
    return (int64_t)((numerator < 0) == (quantity_milli < 0) ? quotient : -quotient);
}

static bool write_line(struct auditor *auditor, const struct line_words *words,
    const struct figures *figures, struct error *err)
{
    char line[16];
    snprintf(line, sizeof(line), "%d", ++auditor->line);
    begin_bon(auditor, DSFINVK_LINES);
    text(auditor, DSFINVK_LINES, line);
    empty(auditor, DSFINVK_LINES, 1);
    text(auditor, DSFINVK_LINES, words->name);
    text(auditor, DSFINVK_LINES, auditor->till);
    text(auditor, DSFINVK_LINES, words->type);
    empty(auditor, DSFINVK_LINES, 2);
    text(auditor, DSFINVK_LINES, "0");
    number(auditor, DSFINVK_LINES, 0, 0);
    text(auditor, DSFINVK_LINES, words->sku);
    empty(auditor, DSFINVK_LINES, 2);
    text(auditor, DSFINVK_LINES, words->category);
    number(auditor, DSFINVK_LINES, words->quantity_milli, 3);
    number(auditor, DSFINVK_LINES, 1000, 3);
    text(auditor, DSFINVK_LINES, words->unit);
    number(auditor, DSFINVK_LINES, unit_price(auditor, figures->gross_minor, words->quantity_milli),
        FINE_DECIMALS);
    begin_bon(auditor, DSFINVK_LINES_VAT);
    text(auditor, DSFINVK_LINES_VAT, line);
    number(auditor, DSFINVK_LINES_VAT, figures->key, 0);
    fine(auditor, DSFINVK_LINES_VAT, figures->gross_minor);
    fine(auditor, DSFINVK_LINES_VAT, figures->net_minor);
    fine(auditor, DSFINVK_LINES_VAT, figures->tax_minor);
    auditor->bon_minor += figures->gross_minor;
    add_to(&auditor->cases, &auditor->case_count, words->type, figures);
    add_to(&auditor->bon_vat, &auditor->bon_vat_count, NULL, figures);
    return end(auditor, DSFINVK_LINES, err) && end(auditor, DSFINVK_LINES_VAT, err);
}

/* A line that is an amount and nothing else; none where that is 0. */
static bool write_amount(
    struct auditor *auditor, const char *type, const char *name, int64_t minor, struct error *err)
{
    struct line_words words = {
        .type = type, .name = name, .sku = "", .category = "", .unit = "", .quantity_milli = 1000};
    struct figures figures = untaxed(minor);
    return minor == 0 || write_line(auditor, &words, &figures, err);
}

static bool write_payment(struct auditor *auditor, const char *type, const char *name,
    const char *currency, int64_t paid_minor, int64_t base_minor, struct error *err)
{
    begin_bon(auditor, DSFINVK_DATAPAYMENT);
    text(auditor, DSFINVK_DATAPAYMENT, type);
    text(auditor, DSFINVK_DATAPAYMENT, name);
    text(auditor, DSFINVK_DATAPAYMENT, currency);
    number(auditor, DSFINVK_DATAPAYMENT, paid_minor, export_decimals_of(currency));
    money(auditor, DSFINVK_DATAPAYMENT, base_minor);
    *(strcmp(type, "Bar") == 0 ? &auditor->cash_minor : &auditor->other_minor) += base_minor;
    return end(auditor, DSFINVK_DATAPAYMENT, err);
}

static bool write_tender(
    struct auditor *auditor, const char *tender, int64_t minor, struct error *err)
{
    static const struct {
        const char *tender, *type, *name;
    } ROWS[] = {
        {"cash", "Bar", "Bar"},
        {"card", "Unbar", "Karte"},
        {"transfer", "Unbar", "Überweisung"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        if (strcmp(ROWS[i].tender, tender) == 0) {
            return write_payment(
                auditor, ROWS[i].type, ROWS[i].name, auditor->currency, minor, minor, err);
        }
    }
    /* Gift cards and accounts are lines below 0. */
    bool is_voucher = strcmp(tender, "voucher") == 0;
    return write_amount(auditor,
        is_voucher ? "MehrzweckgutscheinEinloesung" : "Forderungsentstehung",
        is_voucher ? "Gutschein" : "Auf Rechnung", -minor, err);
}

static bool write_sale_payment(
    struct auditor *auditor, const struct sale_payment *payment, struct error *err)
{
    if (payment->foreign_currency[0] == '\0') {
        return write_tender(auditor, payment->tender, payment->amount_minor, err);
    }
    return write_payment(auditor, "Bar", "Bar", payment->foreign_currency, payment->foreign_minor,
               payment->tendered_minor, err) &&
           (payment->change_minor == 0 ||
               write_payment(auditor, "Bar", "Rückgeld", auditor->currency, -payment->change_minor,
                   -payment->change_minor, err));
}

static bool begin_receipt(struct auditor *auditor, int64_t sale_id, struct error *err)
{
    char number_text[RECEIPT_TEXT_MAX];
    (void)err;
    auditor->line = 0;
    auditor->bon_minor = 0;
    auditor->bon_vat_count = 0;
    if (sale_id != 0) {
        snprintf(
            auditor->bon_id, sizeof(auditor->bon_id), "%s", receipt_print(sale_id, number_text));
    } else {
        snprintf(auditor->bon_id, sizeof(auditor->bon_id), "Z%lld-%lld",
            (long long)id_n(auditor->close->id), (long long)++auditor->extra_bon);
    }
    return true;
}

struct receipt_words {
    int64_t sale_id; /* 0: not a sale */
    const char *name, *staff, *note;
    int64_t at_ms;
};

static bool write_vat(struct auditor *auditor, struct error *err)
{
    for (size_t i = 0; i < auditor->bon_vat_count; i++) {
        const struct case_sum *sum = &auditor->bon_vat[i];
        begin_bon(auditor, DSFINVK_TRANSACTIONS_VAT);
        number(auditor, DSFINVK_TRANSACTIONS_VAT, sum->key, 0);
        fine(auditor, DSFINVK_TRANSACTIONS_VAT, sum->gross_minor);
        fine(auditor, DSFINVK_TRANSACTIONS_VAT, sum->net_minor);
        fine(auditor, DSFINVK_TRANSACTIONS_VAT, sum->tax_minor);
        if (!end(auditor, DSFINVK_TRANSACTIONS_VAT, err)) {
            return false;
        }
    }
    return true;
}

static bool end_receipt(
    struct auditor *auditor, const struct receipt_words *words, struct error *err)
{
    char at[TIME_TEXT_MAX];
    zone_print_time(auditor->form->zone, words->at_ms, at);
    begin_bon(auditor, DSFINVK_TRANSACTIONS);
    number(auditor, DSFINVK_TRANSACTIONS, words->sale_id != 0 ? id_n(words->sale_id) : 0, 0);
    text(auditor, DSFINVK_TRANSACTIONS, "Beleg");
    text(auditor, DSFINVK_TRANSACTIONS, words->name);
    text(auditor, DSFINVK_TRANSACTIONS, auditor->till);
    text(auditor, DSFINVK_TRANSACTIONS, "0");
    text(auditor, DSFINVK_TRANSACTIONS, at);
    text(auditor, DSFINVK_TRANSACTIONS, at);
    empty(auditor, DSFINVK_TRANSACTIONS, 1);
    text(auditor, DSFINVK_TRANSACTIONS, words->staff);
    money(auditor, DSFINVK_TRANSACTIONS, auditor->bon_minor);
    empty(auditor, DSFINVK_TRANSACTIONS, 8);
    text(auditor, DSFINVK_TRANSACTIONS, words->note);
    begin_bon(auditor, DSFINVK_TRANSACTIONS_TSE);
    empty(auditor, DSFINVK_TRANSACTIONS_TSE, 7);
    text(auditor, DSFINVK_TRANSACTIONS_TSE, "keine TSE angeschlossen");
    empty(auditor, DSFINVK_TRANSACTIONS_TSE, 1);
    return end(auditor, DSFINVK_TRANSACTIONS, err) && end(auditor, DSFINVK_TRANSACTIONS_TSE, err) &&
           write_vat(auditor, err);
}

static bool write_reference(
    struct auditor *auditor, const struct sale_line *line, struct error *err)
{
    char of[RECEIPT_TEXT_MAX], till[NODE_TEXT_MAX], n[16];
    if (line->of_sale_id == 0) {
        return true;
    }
    snprintf(n, sizeof(n), "%d", auditor->line);
    begin_bon(auditor, DSFINVK_REFERENCES);
    text(auditor, DSFINVK_REFERENCES, n);
    text(auditor, DSFINVK_REFERENCES, "Transaktion");
    empty(auditor, DSFINVK_REFERENCES, 2);
    text(auditor, DSFINVK_REFERENCES, node_print(id_node(line->of_sale_id), till));
    empty(auditor, DSFINVK_REFERENCES, 1);
    text(auditor, DSFINVK_REFERENCES, receipt_print(line->of_sale_id, of));
    return end(auditor, DSFINVK_REFERENCES, err);
}

static const char *type_of_line(const struct sale_line *line)
{
    if (strcmp(line->kind, "voucher") == 0) {
        return "MehrzweckgutscheinKauf";
    }
    if (strcmp(line->kind, "account") == 0) {
        return "Forderungsaufloesung";
    }
    if (strcmp(line->kind, "deposit") == 0) {
        return line->quantity_milli < 0 ? "PfandRueckzahlung" : "Pfand";
    }
    return "Umsatz";
}

static bool write_sale_line(
    struct auditor *auditor, const struct sale_line *line, struct error *err)
{
    bool is_revenue = strcmp(line->kind, "voucher") != 0 && strcmp(line->kind, "account") != 0;
    struct line_words words = {.type = type_of_line(line),
        .name = line->name,
        .sku = line->sku,
        .category = line->category,
        .unit = line->unit,
        .quantity_milli = line->quantity_milli};
    struct figures figures = {.key = is_revenue ? key_of(auditor, line->tax_code) : NO_TAX_KEY,
        .gross_minor = line->gross_minor,
        .net_minor = line->net_minor,
        .tax_minor = line->tax_minor};
    return write_line(auditor, &words, &figures, err) && write_reference(auditor, line, err);
}

static bool take_sale(void *context, const struct sale *sale, struct error *err)
{
    struct auditor *auditor = context;
    bool done = begin_receipt(auditor, sale->id, err);
    for (size_t i = 0; done && i < sale->line_count; i++) {
        done = write_sale_line(auditor, &sale->lines[i], err);
    }
    done = done && write_amount(auditor, "TrinkgeldAN", "Trinkgeld", sale->tip_minor, err) &&
           write_amount(auditor, "Aufschlag", "Rundung", sale->cash_rounding_minor, err);
    for (size_t i = 0; done && i < sale->payment_count; i++) {
        done = write_sale_payment(auditor, &sale->payments[i], err);
    }
    struct receipt_words words = {.sale_id = sale->id,
        .name = "",
        .staff = sale->staff_name,
        .note = sale->ref,
        .at_ms = sale->sold_at_ms};
    return done && end_receipt(auditor, &words, err);
}

/* --- the drawer ---------------------------------------------------------------------------- */

static bool write_cash(struct auditor *auditor, const char *type, const char *note,
    const char *staff, int64_t at_ms, int64_t minor, struct error *err)
{
    struct receipt_words words = {.name = type, .staff = staff, .note = note, .at_ms = at_ms};
    if (minor == 0) {
        return true;
    }
    return begin_receipt(auditor, 0, err) && write_amount(auditor, type, type, minor, err) &&
           write_payment(auditor, "Bar", "Bar", auditor->currency, minor, minor, err) &&
           end_receipt(auditor, &words, err);
}

static bool take_correction(
    void *context, const struct day_correction *correction, struct error *err)
{
    struct auditor *auditor = context;
    char from[16], to[16], staff[SALE_TEXT_MAX], receipt[RECEIPT_TEXT_MAX], note[64];
    (void)text_copy_view(from, sizeof(from), correction->from_tender);
    (void)text_copy_view(to, sizeof(to), correction->to_tender);
    (void)text_copy_view(staff, sizeof(staff), correction->staff_name);
    snprintf(note, sizeof(note), "Zahlart berichtigt zu Bon %s",
        receipt_print(correction->sale_id, receipt));
    struct receipt_words words = {
        .name = "Zahlart", .staff = staff, .note = note, .at_ms = correction->corrected_at_ms};
    return begin_receipt(auditor, 0, err) &&
           write_tender(auditor, from, -correction->amount_minor, err) &&
           write_tender(auditor, to, correction->amount_minor, err) &&
           end_receipt(auditor, &words, err);
}

static bool write_drawer(struct auditor *auditor, struct error *err)
{
    const struct z_report *z = auditor->z;
    struct report_range range = {.from = "", .to = "", .node = z->node};
    bool done = write_cash(auditor, "Anfangsbestand", "", z->opened_by, z->opened_at_ms,
                    z->float_minor, err) &&
                day_visit_corrections(auditor->store, &range, z->opened_at_ms, z->closed_at_ms,
                    take_correction, auditor, err);
    for (size_t i = 0; done && i < z->movement_count; i++) {
        const struct z_movement *movement = &z->movements[i];
        bool is_in = strcmp(movement->kind, "pay_in") == 0;
        if (strcmp(movement->currency, auditor->currency) == 0) {
            done = write_cash(auditor, is_in ? "Einzahlung" : "Auszahlung", movement->reason,
                movement->staff_name, movement->moved_at_ms,
                is_in ? movement->amount_minor : -movement->amount_minor, err);
        }
    }
    return done &&
           write_cash(auditor, "DifferenzSollIst", z->reason, z->closed_by, z->closed_at_ms,
               z->difference_minor, err) &&
           write_cash(
               auditor, "Geldtransit", "", z->closed_by, z->closed_at_ms, -z->taken_minor, err);
}

/* --- the closing --------------------------------------------------------------------------- */

static bool write_masters(struct auditor *auditor, struct error *err)
{
    const struct z_report *z = auditor->z;
    char first[RECEIPT_TEXT_MAX] = "", last[RECEIPT_TEXT_MAX] = "";
    if (z->first_receipt > 0) {
        receipt_print(id_make(z->node, z->first_receipt), first);
        receipt_print(id_make(z->node, z->last_receipt), last);
    }
    begin(auditor, DSFINVK_CLOSING);
    text(auditor, DSFINVK_CLOSING, z->business_day);
    text(auditor, DSFINVK_CLOSING, "2.3");
    text(auditor, DSFINVK_CLOSING, first);
    text(auditor, DSFINVK_CLOSING, last);
    text(auditor, DSFINVK_CLOSING, z->shop);
    empty(auditor, DSFINVK_CLOSING, 6);
    money(auditor, DSFINVK_CLOSING, auditor->cash_minor + auditor->other_minor);
    money(auditor, DSFINVK_CLOSING, auditor->cash_minor);
    begin(auditor, DSFINVK_LOCATION);
    text(auditor, DSFINVK_LOCATION, z->shop);
    empty(auditor, DSFINVK_LOCATION, 5);
    begin(auditor, DSFINVK_REGISTER);
    text(auditor, DSFINVK_REGISTER, "Tilltale");
    empty(auditor, DSFINVK_REGISTER, 1);
    text(auditor, DSFINVK_REGISTER, auditor->till);
    text(auditor, DSFINVK_REGISTER, "Tilltale");
    text(auditor, DSFINVK_REGISTER, TILLTALE_VERSION);
    text(auditor, DSFINVK_REGISTER, auditor->currency);
    text(auditor, DSFINVK_REGISTER, "0");
    return end(auditor, DSFINVK_CLOSING, err) && end(auditor, DSFINVK_LOCATION, err) &&
           end(auditor, DSFINVK_REGISTER, err);
}

static bool write_key(
    struct auditor *auditor, int64_t key, const char *code, const char *words, struct error *err)
{
    struct tax_code rates = {0};
    struct error ignored;
    int64_t ppm = 0;
    if (tax_code_parse(text_view_of(code), &rates, &ignored)) {
        for (uint32_t i = 0; i < rates.part_count; i++) {
            ppm += rates.part_ppm[i];
        }
    }
    begin(auditor, DSFINVK_VAT);
    number(auditor, DSFINVK_VAT, key, 0);
    number(auditor, DSFINVK_VAT, (ppm + 50) / 100, 2);
    text(auditor, DSFINVK_VAT, words);
    return end(auditor, DSFINVK_VAT, err);
}

static bool write_keys(struct auditor *auditor, struct error *err)
{
    bool done = write_key(auditor, 1, "19", "Allgemeiner Steuersatz", err) &&
                write_key(auditor, 2, "7", "Ermäßigter Steuersatz", err) &&
                write_key(auditor, NO_TAX_KEY, "0", "Nicht steuerbar", err) &&
                write_key(auditor, 6, "0", "Umsatzsteuerfrei", err);
    for (size_t i = 0; done && i < auditor->keys.count; i++) {
        done = write_key(auditor, OWN_KEYS_FROM + (int64_t)i, auditor->keys.codes[i],
            auditor->keys.codes[i], err);
    }
    return done;
}

static bool write_cases(struct auditor *auditor, struct error *err)
{
    for (size_t i = 0; i < auditor->case_count; i++) {
        const struct case_sum *sum = &auditor->cases[i];
        begin(auditor, DSFINVK_CASES);
        text(auditor, DSFINVK_CASES, sum->type);
        empty(auditor, DSFINVK_CASES, 1);
        number(auditor, DSFINVK_CASES, 0, 0);
        number(auditor, DSFINVK_CASES, sum->key, 0);
        fine(auditor, DSFINVK_CASES, sum->gross_minor);
        fine(auditor, DSFINVK_CASES, sum->net_minor);
        fine(auditor, DSFINVK_CASES, sum->tax_minor);
        if (!end(auditor, DSFINVK_CASES, err)) {
            return false;
        }
    }
    return true;
}

static bool write_payments(struct auditor *auditor, struct error *err)
{
    const struct z_report *z = auditor->z;
    const int64_t sums[] = {auditor->cash_minor, auditor->other_minor};
    static const char *const TYPES[] = {"Bar", "Unbar"};
    int64_t foreign_minor = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(sums); i++) {
        begin(auditor, DSFINVK_PAYMENT);
        text(auditor, DSFINVK_PAYMENT, TYPES[i]);
        text(auditor, DSFINVK_PAYMENT, TYPES[i]);
        money(auditor, DSFINVK_PAYMENT, sums[i]);
        if (!end(auditor, DSFINVK_PAYMENT, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < z->foreign_count; i++) {
        begin(auditor, DSFINVK_CURRENCY);
        text(auditor, DSFINVK_CURRENCY, z->foreign[i].currency);
        number(auditor, DSFINVK_CURRENCY, z->foreign[i].received_minor,
            export_decimals_of(z->foreign[i].currency));
        foreign_minor += z->foreign[i].worth_minor;
        if (!end(auditor, DSFINVK_CURRENCY, err)) {
            return false;
        }
    }
    begin(auditor, DSFINVK_CURRENCY);
    text(auditor, DSFINVK_CURRENCY, auditor->currency);
    money(auditor, DSFINVK_CURRENCY, auditor->cash_minor - foreign_minor);
    return end(auditor, DSFINVK_CURRENCY, err);
}

static bool write_close(struct auditor *auditor, struct error *err)
{
    const struct day_close *close = auditor->close;
    auditor->case_count = 0;
    auditor->keys.count = 0;
    auditor->cash_minor = auditor->other_minor = auditor->extra_bon = 0;
    node_print(id_node(close->id), auditor->till);
    zone_print_time(auditor->form->zone, close->closed_at_ms, auditor->created);
    (void)text_copy(auditor->currency, sizeof(auditor->currency), auditor->z->currency);
    auditor->decimals = export_decimals_of(auditor->currency);
    return day_visit_receipts(auditor->store, id_node(close->id), close->first_sale_n,
               close->last_sale_n, take_sale, auditor, err) &&
           write_drawer(auditor, err) && write_masters(auditor, err) && write_keys(auditor, err) &&
           write_cases(auditor, err) && write_payments(auditor, err);
}

static bool take_close(void *context, const struct day_close *close, struct error *err)
{
    struct auditor *auditor = context;
    struct z_report z = {0};
    if (!z_report_parse_json(close->body, &z, err)) {
        return false;
    }
    auditor->close = close;
    auditor->z = &z;
    bool done = write_close(auditor, err);
    z_report_close(&z);
    return done;
}

static bool begin_tables(struct auditor *auditor, struct error *err)
{
    for (int i = 0; i < DSFINVK_TABLE_COUNT; i++) {
        const struct dsfinvk_table_row *table = &DSFINVK_TABLES[i];
        auditor->files[i] = file_set_add(auditor->set, table->file, err);
        if (auditor->files[i] == NULL) {
            return false;
        }
        auditor->csv[i] = csv_writer_begin(&auditor->files[i]->buffer, DIALECT);
        for (size_t k = 0; k < DSFINVK_COLUMNS_MAX && table->columns[k].name != NULL; k++) {
            csv_write_text(&auditor->csv[i], table->columns[k].name);
        }
        csv_end_row(&auditor->csv[i]);
    }
    return true;
}

/* The index comes last: where it stands, the others stand. */
static bool write_set(struct auditor *auditor, const struct report_range *range, struct error *err)
{
    bool found;
    bool done =
        setting_read(auditor->store, "shop_name", auditor->shop, &found, err) &&
        begin_tables(auditor, err) &&
        (auditor->form->close_id != 0
                ? day_visit_close(auditor->store, auditor->form->close_id, take_close, auditor, err)
                : day_visit_closes(auditor->store, range, take_close, auditor, err));
    struct file_out *index = done ? file_set_add(auditor->set, "index.xml", err) : NULL;
    if (index != NULL) {
        dsfinvk_append_index(&index->buffer, auditor->shop);
    }
    return index != NULL;
}

static bool name_folder(
    const char *folder, int64_t close_id, char out[PATH_MAX_BYTES], struct error *err)
{
    char close[RECEIPT_TEXT_MAX];
    struct text_out path = text_out_begin(out, PATH_MAX_BYTES);
    text_out_format(&path, "%s/dsfinvk", folder);
    if (close_id != 0) {
        text_out_format(&path, "-z-%s", receipt_print(close_id, close));
    }
    return !path.cut || error_set(err, ERROR_INVALID, "the folder's name is too long");
}

bool dsfinvk_write(struct store *store, const struct report_range *range,
    const struct export_form *form, const char *folder, struct export_counts *counts,
    struct error *err)
{
    char path[PATH_MAX_BYTES];
    struct file_set set;
    struct auditor auditor = {.store = store, .form = form, .set = &set};
    if (!name_folder(folder, form->close_id, path, err) || !file_set_begin(path, &set, err)) {
        return false;
    }
    bool done = store_begin_reading(store, err);
    if (done) {
        done = write_set(&auditor, range, err);
        store_end_reading(store);
    }
    done = done && file_set_commit(&set, err);
    counts->row_count = auditor.row_count;
    counts->file_count = set.file_count;
    file_set_end(&set);
    free(auditor.keys.codes);
    free(auditor.cases);
    free(auditor.bon_vat);
    return done;
}
