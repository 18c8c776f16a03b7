#ifndef TILLTALE_TILL_LEAD_JSON_H
#define TILLTALE_TILL_LEAD_JSON_H

/* Lead JSON: leads of other software and of web forms, one object a line.
 *
 *     {"at": "2026-11-23T12:41:00Z", "campaign": "SPRING", "placement": "hall 4",
 *      "fields": {"first_name": "Grace", "email": "grace@navy.example"}, "scan": "BEGIN:VCARD…",
 *      "consent": [{"purpose": "email", "text": "Yes, write to me.", "version": "1",
 *                   "language": "en", "given": true}],
 *      "rating": "hot", "interests": ["Beans"], "note": "call in May", "follow_up": "2026-12-01",
 *      "ref": "WEB-17"}
 *
 * Everything may be missing but one of fields, scan and note. A name that is not listed here is an
 * error: a misspelt "consent" would lose one. */

#include <stddef.h>

#include "base/compiler.h"
#include "base/text.h"
#include "till/lead.h"

struct error;
struct till;

#define LEAD_LINE_BYTES_MAX (1024 * 1024)

/* Adds one lead; `source` says where it comes from. *out_column is where a refused line is wrong,
 * in characters from 1; 0 where no place can be named. Errors: as lead_capture(). */
MUST_CHECK bool lead_add_line(struct till *till, struct text_view line, enum lead_source source,
    struct lead_captured *out_captured, size_t *out_column, struct error *err);

#endif
