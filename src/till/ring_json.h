#ifndef TILLTALE_TILL_RING_JSON_H
#define TILLTALE_TILL_RING_JSON_H

/* Ring, inside: one sale while it is read, and how its JSON is read. Private to src/till. */

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/sale.h"
#include "domain/tender.h"

struct error;
struct product_sold;
struct ring_result;
struct till;

struct ringing {
    struct till *till;
    struct ring_result *result;
    int64_t at_ms;
    char ref[SALE_TEXT_MAX];
    struct tender tenders[TENDERS_MAX];
    size_t tender_count;

    bool is_refund;
    bool restock;
    const char *reason; /* borrowed from the JSON */
};

/* Refuses a name that is not in `known`, which NULL ends. */
MUST_CHECK bool ring_check_keys(const json_t *object, const char *const *known, struct error *err);

/* A text that must be there. */
MUST_CHECK bool ring_text(
    const json_t *object, const char *key, struct text_view *out_text, struct error *err);

/* The same where it may be missing: then *out_text is empty. */
MUST_CHECK bool ring_optional_text(const json_t *object, const char *key,
    struct text_view *out_text, bool *out_found, struct error *err);

MUST_CHECK bool ring_array(const json_t *object, const char *key, bool is_optional,
    const json_t **out_array, struct error *err);

/* ring_pay.c: "pay" and "tip" of a sale. */
MUST_CHECK bool ring_payments(struct ringing *ringing, const json_t *root, struct error *err);

/* A line that sells no product: {"voucher": "50.00"} sells a voucher, {"account": "ACME",
 * "amount": "20.00"} pays a debt. */
bool ring_is_money_line(const json_t *object);
MUST_CHECK bool ring_money_line(struct ringing *ringing, const json_t *object, struct error *err);

/* ring_refund.c: "kind", "restock" and "reason" of the whole. */
MUST_CHECK bool ring_read_kind(struct ringing *ringing, const json_t *root, struct error *err);

/* The lines of a refund "of" a sale; without "lines" all that is left of it. */
MUST_CHECK bool ring_refund_of(struct ringing *ringing, const json_t *root, struct error *err);

/* A line of an exchange: {"of": "1-000124", "line": 3, "qty": "1"} */
MUST_CHECK bool ring_return_line(struct ringing *ringing, const json_t *object, struct error *err);

/* Turns the lines that were read round: a refund without a receipt, which a manager lends. The loan
 * is the caller's to end. */
MUST_CHECK bool ring_refund_free(struct ringing *ringing, const json_t *root, struct error *err);

/* The payments are money out: "amount" is what is given back. */
void ring_give_back(struct ringing *ringing);
MUST_CHECK bool ring_name_ledgers(struct ringing *ringing, struct error *err);

/* ring_extras.c: "options", "note" and "serial" of a line whose quantity and price are read. */
MUST_CHECK bool ring_extras(
    struct ringing *ringing, const json_t *object, struct product_sold *product, struct error *err);

#endif
