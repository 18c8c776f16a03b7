#ifndef TILLTALE_STORE_CORRECTION_H
#define TILLTALE_STORE_CORRECTION_H

/* Corrections of tenders, and what is known of a till's last sale. Facts of the till; writers need
 * an open bracket. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

/* This till's last sale, if any shift is open, and what the last close ended with. */
struct last_sale {
    int64_t id;       /* 0: none yet */
    int64_t shift_id; /* the newest; 0: none yet */
    int64_t closed_n; /* receipts up to this one are closed */
};
MUST_CHECK bool last_sale_read(struct store *store, struct last_sale *out_last, struct error *err);

/* Texts are borrowed until the callback returns; it returns false with *err to stop. */
struct correction_row {
    int64_t sale_id, payment_n, shift_id;
    struct text_view from_tender, to_tender;
    int64_t amount_minor;
    struct text_view reference;
    int64_t staff_id;
    struct text_view staff_name;
    int64_t corrected_at_ms;
};
MUST_CHECK bool correction_insert(
    struct store *store, const struct correction_row *row, struct error *err);
MUST_CHECK bool correction_visit(struct store *store, int64_t sale_id,
    bool (*take)(void *context, const struct correction_row *row), void *context,
    struct error *err);

/* How often an act of this kind names the sale. */
MUST_CHECK bool act_count_of_sale(
    struct store *store, int64_t sale_id, const char *kind, int64_t *out_count, struct error *err);

/* The hash of this till's newest entry. */
#define HEAD_HASH_SIZE 32
MUST_CHECK bool chain_head_read(
    struct store *store, unsigned char out_hash[HEAD_HASH_SIZE], struct error *err);

#endif
