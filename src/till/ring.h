#ifndef TILLTALE_TILL_RING_H
#define TILLTALE_TILL_RING_H

/* Ring: sales of other software, one JSON object a line.
 *
 *     {"at": "2026-11-23T12:41:00Z", "ref": "WEB-1", "scan": ["TOKEN"],
 *      "lines": [{"sku": "FLATW", "qty": "2", "price": "3.60", "discount": "10%"}],
 *      "pay": [{"tender": "cash", "amount": "30.00", "reference": ""}]}
 *
 * A line may also have "options": names of choices, or {"group": "Milk", "choice": "Oat"}; their
 * prices are added where the line says no price itself. "note" and "serial" (of one piece) are
 * kept with it. A deposit that belongs to a product comes by itself as a line of its own.
 *
 * Amounts and quantities are decimal strings, so that no other program's floating point gets in.
 * "scan" are the codes that the customer showed: of placements, receipts, friends, and a lead's, which
 * makes the sale theirs.
 *
 * `at` (else: now), `ref`, `scan`, `price`, `discount` and `reference` may be missing, and `pay`
 * where nothing is to pay. A name that is not listed here and one that stands twice are errors: a
 * misspelt "discount" would change what the customer paid.
 *
 * A line may also sell a voucher, {"voucher": "50.00"}, or pay a debt, {"account": "ACME", "amount":
 * "20.00"}; a sale may have a "discount" on all and
 * a "tip". Payments: cash, of another currency with "currency" and, where
 * it is not the rate of the day, "rate"; card; transfer with "seen"; voucher with "code"; account
 * with "account". Cash of 0.00 pays a rest that rounds to nothing.
 *
 * A refund of a sale gives back its own amounts (domain/refund.h), here line 3 of it; without
 * "lines" all that is left of the sale, without "qty" all that is left of the line:
 *
 *     {"kind": "refund", "of": "1-000124", "reason": "Faulty", "restock": false,
 *      "lines": [{"line": 3, "qty": "1"}], "pay": [{"tender": "cash", "amount": "8.55"}]}
 *
 * "amount" is what is given back, above 0; a voucher without "code" is the one that the sale was
 * paid from, else a new one. A refund without "of" has lines as a sale has and needs "by", the name
 * of a manager. In an exchange lines {"of": "1-000124", "line": 3, "qty": "1"} stand among those
 * of a sale. "staff" is who rings: a name of the shop's list.
 *
 * The way is the till's own: the same ticket, figures, tenders and transaction as at the counter.
 * What was rung under a `ref` is never rung again. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/sale.h"

struct error;
struct till;

#define RING_LINE_BYTES_MAX (4 * 1024 * 1024) /* of one line; a longer one is refused */
#define RING_WARNINGS_MAX 8
#define RING_WORDS_MAX 200

struct ring_result {
    struct sale sale;      /* what was rung; empty if known_sale_id is not 0 */
    int64_t known_sale_id; /* the sale that has this `ref` already; 0: rung just now */
    size_t warning_count;  /* codes that were not attached, or count for nothing */
    char warnings[RING_WARNINGS_MAX][RING_WORDS_MAX];
};

/* Rings one line. The till was opened with TILL_OPEN_BATCH. `out_result` is zeroed or closed; the
 * caller closes it (ring_result_close). When this returns true the sale is on the disk.
 * Errors: ERROR_INVALID, ERROR_LIMIT, ERROR_NOT_FOUND (a SKU): this line is refused, its words say
 * where and why; others: the till cannot write. */
MUST_CHECK bool ring_line(
    struct till *till, struct text_view line, struct ring_result *out_result, struct error *err);
void ring_result_close(struct ring_result *result);

#endif
