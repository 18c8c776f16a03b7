#ifndef TILLTALE_EXPORT_CRM_H
#define TILLTALE_EXPORT_CRM_H

/* CRM: people as the files that customer software, mail programs and address books read.
 *
 *     hubspot      CSV for HubSpot's contact import: its property labels as headers
 *     salesforce   CSV for Salesforce's lead import: its field labels as headers
 *     vcard        one vCard 4.0 a person (RFC 6350)
 *     csv          a table for spreadsheets, in the dialect that they want
 *     xlsx         the same as a spreadsheet
 *     mautic       CSV with Mautic's field names; Brevo and others map them
 *     google       offline conversions for Google Ads: one row a purchase, people as hashes
 *     meta         the same for Meta
 *
 * Rows are written as they come, and nothing is kept of them. What a format cannot take is not
 * written and crm_add() says so: a mail program needs an e-mail address, everything else a name, a
 * company, an e-mail or a phone, and a conversion a purchase and something to match by.
 *
 * Salesforce refuses a row without a last name or a company: the first name, else the e-mail
 * address, else the phone number takes the place of a missing last name, and "[not provided]" that
 * of a missing company.
 *
 * In a CSV a cell that a spreadsheet would run as a formula gets an apostrophe in front, but for a
 * phone number that is "+" and digits: there it would spoil the number, and nothing runs.
 *
 * The file appears whole or not at all: crm_finish() puts everything on the disk, still without its
 * name, so that the export can be recorded first; crm_name() then gives it the name. Only its owner
 * may read it, where the file system knows owners. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/csv.h"
#include "base/text.h"

struct crm_file;
struct error;
struct zone;

enum crm_format {
    CRM_HUBSPOT,
    CRM_SALESFORCE,
    CRM_VCARD,
    CRM_CSV,
    CRM_XLSX,
    CRM_MAUTIC,
    CRM_GOOGLE,
    CRM_META,
    CRM_FORMAT_COUNT
};

/* "hubspot" … */
const char *crm_format_text(enum crm_format format);

/* How its files end: "csv", "vcf", "xlsx". */
const char *crm_format_suffix(enum crm_format format);

/* Errors: ERROR_INVALID names the formats. */
MUST_CHECK bool crm_format_parse(
    struct text_view text, enum crm_format *out_format, struct error *err);

/* True for those that are about purchases: google, meta. */
bool crm_format_is_ads(enum crm_format format);

/* What somebody bought. */
struct crm_purchase {
    const char *number; /* of the receipt */
    int64_t bought_at_ms;
    int64_t amount_minor;
};

/* Texts are UTF-8 and never NULL but as said; "" is what is not known. */
struct crm_person {
    const char *number; /* of the lead: "L1-000012" */
    const char *first_name, *last_name;
    const char *name; /* the whole, where it came as one */
    const char *company, *title, *email, *phone, *mobile, *website;
    const char *street, *city, *region, *postal_code, *country;
    const char *note;      /* may have line breaks */
    const char *rating;    /* hot, warm, cold */
    const char *follow_up; /* ISO date */
    const char *const *interests;
    size_t interest_count;
    const char *campaign_code, *campaign_name, *channel, *placement;
    const char *purposes; /* that were agreed to: "email,phone" */
    bool may_email;       /* agreed to mail */
    int64_t captured_at_ms, changed_at_ms;
    const struct crm_purchase *purchases; /* oldest first */
    size_t purchase_count;
};

struct crm_form {
    enum crm_format format;
    struct csv_dialect dialect; /* of csv */
    const struct zone *zone;
    const char *zone_name; /* "Europe/Berlin" */
    char currency[4];
    const char *conversion; /* google: the conversion's name there */
};

/* Begins the file; `path` NULL writes to standard output once it is named. The form's texts stay
 * the caller's until crm_close(). Errors: ERROR_INVALID, a name that is too long, or xlsx without
 * one; ERROR_IO, ERROR_BUSY; ERROR_REFUSED, the program's module for spreadsheets is missing. */
MUST_CHECK bool crm_open(
    const char *path, const struct crm_form *form, struct crm_file **out_file, struct error *err);

/* One person. *out_is_written is false where the format cannot take them. Errors: ERROR_IO. */
MUST_CHECK bool crm_add(struct crm_file *file, const struct crm_person *person,
    bool *out_is_written, struct error *err);

/* The last row is there: everything is on the disk then. Errors: ERROR_IO. */
MUST_CHECK bool crm_finish(struct crm_file *file, struct error *err);

/* Gives the file its name. Errors: ERROR_IO. */
MUST_CHECK bool crm_name(struct crm_file *file, struct error *err);

/* What was not named is gone. NULL is fine. */
void crm_close(struct crm_file *file);

#endif
