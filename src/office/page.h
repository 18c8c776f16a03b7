#ifndef TILLTALE_OFFICE_PAGE_H
#define TILLTALE_OFFICE_PAGE_H

/* Printed pages by pango and cairo; office.h says what they are. Private to src/office. */

#include "office/office.h"

bool page_write(const struct office_page *page, office_write write, void *context,
    char out_problem[OFFICE_PROBLEM_MAX]);

#endif
