#ifndef TILLTALE_TILL_CAMPAIGN_SITE_H
#define TILLTALE_TILL_CAMPAIGN_SITE_H

/* Campaign site: the pages behind a campaign's codes, in its languages (export/site.h). */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"

struct error;
struct till;

/* Errors: ERROR_NOT_FOUND, no such campaign; those of site_export(). */
MUST_CHECK bool campaign_write_site(struct till *till, const char *campaign_code,
    const char *folder, size_t *out_file_count, struct error *err);

#endif
