#ifndef TILLTALE_EXPORT_CRM_PRIVATE_H
#define TILLTALE_EXPORT_CRM_PRIVATE_H

/* What the files of crm.h share. Private to src/export. */

#include "base/buffer.h"
#include "export/crm.h"
#include "export/file_set.h"
#include "office/office.h"

/* What stands in a column; CELL_… in the order of crm_cells.c. */
enum crm_cell {
    CELL_NUMBER,
    CELL_FIRST_NAME,
    CELL_LAST_NAME,
    CELL_LAST_NAME_NEEDED, /* never empty */
    CELL_COMPANY,
    CELL_COMPANY_NEEDED,
    CELL_TITLE,
    CELL_EMAIL,
    CELL_PHONE,
    CELL_MOBILE,
    CELL_WEBSITE,
    CELL_STREET,
    CELL_CITY,
    CELL_REGION,
    CELL_POSTAL_CODE,
    CELL_COUNTRY,
    CELL_NOTE,
    CELL_DESCRIPTION, /* note, interests and campaign in one text */
    CELL_RATING,
    CELL_RATING_CAPITAL, /* Hot */
    CELL_INTERESTS,
    CELL_TAGS, /* interests, rating and campaign, with bars between them */
    CELL_FOLLOW_UP,
    CELL_CAMPAIGN,
    CELL_CHANNEL,
    CELL_SOURCE, /* the channel, else Other */
    CELL_PLACEMENT,
    CELL_PURPOSES,
    CELL_CAPTURED_AT,
    CELL_PURCHASE_COUNT,
    CELL_PURCHASE_SUM,
    CELL_CURRENCY,
    CELL_LIFECYCLE,   /* HubSpot's: Lead, Customer */
    CELL_STATUS_NEW,  /* HubSpot's */
    CELL_STATUS_OPEN, /* Salesforce's */
    CELL_OPT_OUT,     /* Salesforce's: 1 wants no mail */
    CELL_EMAIL_HASH,  /* the rest: of a purchase, and who bought */
    CELL_PHONE_HASH,
    CELL_FIRST_HASH,
    CELL_LAST_HASH,
    CELL_CONVERSION,
    CELL_BOUGHT_AT,
    CELL_BOUGHT_AT_UNIX,
    CELL_BOUGHT,
    CELL_RECEIPT,
    CELL_EVENT,
    CELL_ACTION_SOURCE,
    CELL_COUNT
};

struct crm_column {
    const char *name;
    enum crm_cell cell;
    int width; /* of a spreadsheet's column, in characters */
};

struct crm_layout {
    const struct crm_column *columns;
    size_t column_count;
};

struct crm_file {
    struct crm_form form;
    struct crm_layout layout;
    bool is_stdout;
    char folder[4096];
    struct file_set set;
    struct file_out own;  /* of standard output */
    struct file_out *out; /* one of the two */
    struct csv_writer csv;
    const struct office_api *office;
    struct office_book *book;
    char book_path[4096]; /* the spreadsheet until it is copied; "" none */
    int sheet;
    struct buffer cell; /* of the row that is being written */
};

/* The columns of a format; none of a vCard. */
struct crm_layout crm_layout_of(enum crm_format format);

/* How a cell is written. */
enum crm_kind {
    CRM_TEXT,
    CRM_NUMBER, /* as our own code printed it */
    CRM_PHONE   /* "+" and digits */
};

/* Puts the text of a cell into file->cell. `purchase` is NULL but for ads. */
enum crm_kind crm_cell_fill(struct crm_file *file, enum crm_cell cell,
    const struct crm_person *person, const struct crm_purchase *purchase);

/* First and last name, also out of one text. */
struct crm_names {
    struct text_view first, last;
};
struct crm_names crm_names_of(const struct crm_person *person);

/* Appends one vCard. */
void crm_vcard_append(struct crm_file *file, const struct crm_person *person, struct buffer *out);

/* Appends a line of a vCard, folded: at most 75 bytes, never inside a character. */
void crm_vcard_fold(struct buffer *out, struct text_view line);

#endif
