#ifndef TILLTALE_EXPORT_OFFICE_LOAD_H
#define TILLTALE_EXPORT_OFFICE_LOAD_H

/* Opens the module that makes spreadsheets and pages (office/office.h). Private to src/export. */

#include "base/compiler.h"
#include "office/office.h"

struct error;

/* It lies beside the program, or where the installation put it. What is opened stays open.
 * Errors: ERROR_REFUSED, it is not there or of another version. */
MUST_CHECK bool office_load(const struct office_api **out_api, struct error *err);

#endif
