#ifndef TILLTALE_STORE_OPTION_H
#define TILLTALE_STORE_OPTION_H

/* Options and bundles: the groups of choices that products have, and what is in a bundle. Office
 * rows; writers need an open bracket of an office kind.
 *
 * Readers hand each row to a function as those of store/catalogue.h do. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct option_group_row {
    int64_t id;
    struct text_view name;
    int64_t minimum, maximum; /* how many choices a sold product has of it */
    int64_t position;
};

struct option_choice_row {
    int64_t id, group_id;
    struct text_view name;
    int64_t price_minor; /* added to the unit price */
    int64_t position;
    bool is_active;
};

/* A choice that a product can be sold with, beside its group. */
struct product_choice_row {
    int64_t group_id;
    struct text_view group;
    int64_t minimum, maximum;
    int64_t choice_id;
    struct text_view choice;
    int64_t price_minor;
};

/* One product of a bundle. */
struct bundle_part_row {
    int64_t product_id;
    int64_t quantity_milli; /* of one bundle */
    struct text_view name, unit;
    bool is_stocked;
};

typedef bool (*option_group_visitor)(
    void *context, const struct option_group_row *row, struct error *err);
typedef bool (*option_choice_visitor)(
    void *context, const struct option_choice_row *row, struct error *err);
typedef bool (*product_choice_visitor)(
    void *context, const struct product_choice_row *row, struct error *err);
typedef bool (*bundle_part_visitor)(
    void *context, const struct bundle_part_row *row, struct error *err);
/* A pair of ids and the number that stands with them. */
typedef bool (*pair_visitor)(
    void *context, int64_t first_id, int64_t second_id, int64_t number, struct error *err);

/* All rows by position, for an import; of product_option: product, group, position; of
 * bundle_item: bundle, product, quantity. */
MUST_CHECK bool option_group_visit_all(
    struct store *store, option_group_visitor visit, void *context, struct error *err);
MUST_CHECK bool option_choice_visit_all(
    struct store *store, option_choice_visitor visit, void *context, struct error *err);
MUST_CHECK bool product_option_visit_all(
    struct store *store, pair_visitor visit, void *context, struct error *err);
MUST_CHECK bool bundle_item_visit_all(
    struct store *store, pair_visitor visit, void *context, struct error *err);

/* What can be chosen with a product, group by group in its order. */
MUST_CHECK bool product_choice_visit(struct store *store, int64_t product_id,
    product_choice_visitor visit, void *context, struct error *err);

/* What is in a bundle. */
MUST_CHECK bool bundle_part_visit(struct store *store, int64_t bundle_id, bundle_part_visitor visit,
    void *context, struct error *err);

MUST_CHECK bool option_group_write(
    struct store *store, const struct option_group_row *row, bool is_new, struct error *err);
MUST_CHECK bool option_choice_write(
    struct store *store, const struct option_choice_row *row, bool is_new, struct error *err);
MUST_CHECK bool product_option_write(struct store *store, int64_t product_id, int64_t group_id,
    int64_t position, bool is_new, struct error *err);
MUST_CHECK bool product_option_delete(
    struct store *store, int64_t product_id, int64_t group_id, struct error *err);
MUST_CHECK bool bundle_item_write(struct store *store, int64_t bundle_id, int64_t product_id,
    int64_t quantity_milli, bool is_new, struct error *err);
MUST_CHECK bool bundle_item_delete(
    struct store *store, int64_t bundle_id, int64_t product_id, struct error *err);

#endif
