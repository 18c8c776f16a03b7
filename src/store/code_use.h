#ifndef TILLTALE_STORE_CODE_USE_H
#define TILLTALE_STORE_CODE_USE_H

/* Codes that came unusually often at one till (domain/code_use.h): marked, never taken back. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct code_use {
    int64_t node;              /* of the till */
    struct text_view kind;     /* link, sale, lead, referral: as revocations name them */
    int64_t target_id;         /* of the link, the sale or the lead */
    struct text_view campaign; /* code */
    struct text_view name;     /* of the campaign */
    struct text_view content;  /* the placement's word; "" none */
    struct text_view day;      /* the worst business day of a link; of others the last one */
    int64_t use_count;         /* sales of that day, of others: of the whole period */
    int64_t sale_count;        /* the till's sales of that day; of others 0 */
};

/* Texts are borrowed for the call. A visitor that returns false ends the visit with its `err`. */
typedef bool (*code_use_visitor)(void *context, const struct code_use *use, struct error *err);

/* Visits every code that is unusual at a till within the business days `from` to `to`, both
 * included, by till, kind and target. Called between store_begin_reading and store_end_reading. */
MUST_CHECK bool codes_unusual(struct store *store, const char *from, const char *to,
    code_use_visitor visit, void *context, struct error *err);

#endif
