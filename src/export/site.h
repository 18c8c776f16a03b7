#ifndef TILLTALE_EXPORT_SITE_H
#define TILLTALE_EXPORT_SITE_H

/* Site: the pages behind a campaign's code, as files for any web space.
 *
 *     index.html   picks the language of the browser
 *     404.html     the same; many web spaces show it for .../T/TOKEN, and that is all it takes
 *     de.html ...  headline, offer, how long, and the code of the address in letters and as QR code
 *
 * A page is one file with everything in it. It reads the token from its own address ("/T/TOKEN",
 * "?t=TOKEN" or "#TOKEN"), loads nothing, sends nothing and sets no cookie, and says so to the
 * browser (Content-Security-Policy). Every text is escaped. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

#define SITE_PAGES_MAX 8

/* One language; UTF-8, "" none. */
struct site_page {
    const char *language; /* ISO 639-1 */
    bool is_right_to_left;
    const char *headline, *subline, *offer, *valid;
    const char *show, *keep, *over, *later, *no_code, *no_script, *nothing_sent;
};

struct site {
    const char *shop;
    const char *base;         /* of the shop's codes; "" codes are bare tokens */
    const char *from, *until; /* ISO dates, both included; "" open */
    uint32_t ground_rgb, button_rgb;
    struct text_view png;                   /* size 0: no picture */
    struct site_page pages[SITE_PAGES_MAX]; /* the first where the browser's is not there */
    size_t page_count;
};

/* Errors: ERROR_IO, ERROR_BUSY. */
MUST_CHECK bool site_export(
    const struct site *site, const char *folder, size_t *out_file_count, struct error *err);

#endif
