#ifndef TILLTALE_DOMAIN_ID_H
#define TILLTALE_DOMAIN_ID_H

/* Ids: node x 10^12 + n, n counted per table and node from 1, never reused. Node 0 is the office,
 * nodes 1 to 999 are tills, and a restored till is till + 1000 x incarnation (at most 15): till 1
 * is node 1, and 1b is node 1001. For sales n is the receipt number. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

#define ID_NODE_FACTOR INT64_C(1000000000000)
#define TILL_MAX 999
#define INCARNATION_MAX 15
#define NODE_MAX (TILL_MAX + 1000 * INCARNATION_MAX)
#define NODE_TEXT_MAX 8
#define RECEIPT_TEXT_MAX 24

int64_t id_make(int64_t node, int64_t n);
int64_t id_node(int64_t id);
int64_t id_n(int64_t id);

/* True for 0 and for every till and incarnation; false for 1000, 2000 … (no till 0). */
bool node_is_valid(int64_t node);

/* "0", "1", "1b". Returns out_text. */
const char *node_print(int64_t node, char out_text[NODE_TEXT_MAX]);
MUST_CHECK bool node_parse(struct text_view text, int64_t *out_node);

/* A sale's id as people read it: "1-000124", "1b-000001"; at least six digits. Returns
 * out_text. */
const char *receipt_print(int64_t sale_id, char out_text[RECEIPT_TEXT_MAX]);

/* Reads such a number; leading zeros may be missing ("1-124"), capitals do not matter.
 * Errors: ERROR_INVALID. */
MUST_CHECK bool receipt_parse(struct text_view text, int64_t *out_sale_id, struct error *err);

#endif
