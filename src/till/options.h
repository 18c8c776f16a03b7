#ifndef TILLTALE_TILL_OPTIONS_H
#define TILLTALE_TILL_OPTIONS_H

/* Options: what a product can be sold with, group by group, and the choices of one line. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/line_detail.h"

struct error;
struct till;

#define OPTION_GROUPS_MAX 8   /* of one product */
#define OPTION_CHOICES_MAX 64 /* of all groups of one product */
#define OPTION_NAME_CHARACTERS_MAX 40
#define OPTION_NAME_BYTES (OPTION_NAME_CHARACTERS_MAX * 4 + 1)

struct option_choice {
    int64_t id;
    int64_t price_minor; /* added to the unit price */
    char name[OPTION_NAME_BYTES];
};

struct option_group {
    int64_t id;
    char name[OPTION_NAME_BYTES];
    size_t minimum, maximum; /* how many choices it wants and takes */
    size_t first, count;     /* in `choices` */
};

struct option_set {
    struct option_group groups[OPTION_GROUPS_MAX];
    size_t group_count;
    struct option_choice choices[OPTION_CHOICES_MAX];
    size_t choice_count;
};

/* What a product can be sold with now. Errors: ERROR_CORRUPT, more than fits. */
MUST_CHECK bool till_options(
    struct till *till, int64_t product_id, struct option_set *out_set, struct error *err);

/* True if a group wants a choice: the product is not sold without an answer. */
bool option_set_must_ask(const struct option_set *set);

/* True if these choices (by index, in any order) are allowed. Else `err` says why:
 * ERROR_INVALID. */
MUST_CHECK bool option_set_check(
    const struct option_set *set, const bool is_chosen[OPTION_CHOICES_MAX], struct error *err);

/* Writes the choices into a line's details, in the order of the set, in the place of those that
 * were there. Errors: as option_set_check(); ERROR_LIMIT, they do not fit the line. */
MUST_CHECK bool option_set_apply(const struct option_set *set,
    const bool is_chosen[OPTION_CHOICES_MAX], char details[LINE_DETAILS_BYTES], struct error *err);

/* Marks the choices that a line has. */
void option_set_mark(
    const struct option_set *set, const char *details, bool out_is_chosen[OPTION_CHOICES_MAX]);

/* Finds a choice by its name, and where two groups have it, by the group's too ("" any).
 * Errors: ERROR_NOT_FOUND; ERROR_INVALID, several have it. */
MUST_CHECK bool option_set_find(const struct option_set *set, struct text_view group,
    struct text_view choice, size_t *out_index, struct error *err);

#endif
