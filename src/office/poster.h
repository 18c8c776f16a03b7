#ifndef TILLTALE_OFFICE_POSTER_H
#define TILLTALE_OFFICE_POSTER_H

/* Posters by pango and cairo; office.h says what they are. Private to src/office. */

#include "office/office.h"

bool poster_write(const struct office_poster *poster, enum office_poster_kind kind, int dpi,
    office_write write, void *context, int *out_code_um, char out_problem[OFFICE_PROBLEM_MAX]);

#endif
