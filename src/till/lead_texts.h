#ifndef TILLTALE_TILL_LEAD_TEXTS_H
#define TILLTALE_TILL_LEAD_TEXTS_H

/* Lead texts: what a line of JSON and a column of a table name alike, beside the fields of the
 * person. Private to src/till. */

#include "till/lead.h"

#define LEAD_TEXTS_MAX 7

struct lead_text {
    const char *name;
    struct text_view *text; /* of the capture */
};

void lead_texts_of(struct lead_capture *capture, struct lead_text out_texts[LEAD_TEXTS_MAX]);

#endif
