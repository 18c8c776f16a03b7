#ifndef TILLTALE_TILL_LEAD_EXPORT_H
#define TILLTALE_TILL_LEAD_EXPORT_H

/* Lead export: people as a file for other software (export/crm.h), one row a person however often
 * they left details.
 *
 * Only those are written who agreed to the purpose and did not take it back; whoever was erased is
 * in no file. The others are counted, by why. What is handed out is recorded before the file takes
 * its name: there is no file of ours that the journal does not know of. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"
#include "export/crm.h"

struct error;
struct till;

struct lead_export_request {
    enum crm_format format;
    const char *purpose;               /* email, phone, ads ...: as consents name it */
    const char *path;                  /* NULL: standard output */
    struct csv_dialect dialect;        /* of csv */
    struct text_view from_day, to_day; /* business days of a capture, included; "" open */
    struct text_view campaign;         /* its code; "" any */
    const char *conversion;            /* google: its name there; NULL: "Store purchase" */
};

struct lead_export_counts {
    size_t written;      /* people */
    size_t no_consent;   /* did not agree, or took it back */
    size_t not_readable; /* sealed to a key that is not here */
    size_t lacking;      /* the format wants something that nobody knows, or a purchase */
};

/* Writes the file. Errors: ERROR_REFUSED, the names are locked; ERROR_INVALID, the purpose is no
 * word, or it is ads without being asked for by its format; ERROR_NOT_ALLOWED; those of crm.h and
 * of the store. Nothing is there then. */
MUST_CHECK bool lead_export_write(struct till *till, const struct lead_export_request *request,
    struct lead_export_counts *out_counts, struct error *err);

#endif
