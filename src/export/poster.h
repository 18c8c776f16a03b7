#ifndef TILLTALE_EXPORT_POSTER_H
#define TILLTALE_EXPORT_POSTER_H

/* Posters: what a campaign says and its code, as files to print: NAME-a4.pdf and NAME-a4.png and
 * so on, from A6 (a flyer) to A3. They are drawn by the module of office/office.h. The PNG has 300
 * dots an inch, that of A3 200. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

enum poster_size {
    POSTER_A6,
    POSTER_A5,
    POSTER_A4,
    POSTER_A3,
    POSTER_SIZE_COUNT
};

#define POSTER_NAME_BYTES 48 /* of a file, without the size */

struct poster {
    char name[POSTER_NAME_BYTES];
    const char *language; /* ISO 639-1 */
    bool is_right_to_left;
    uint32_t ground_rgb, button_rgb; /* the colours of the text follow by contrast */
    const char *shop, *headline, *subline, *offer, *how, *code, *valid; /* "" none */
    struct text_view png;                                               /* size 0: no picture */
    const uint8_t *modules; /* of the QR code, row by row: 1 is dark */
    int module_count;       /* a side */
};

struct poster_result {
    size_t file_count;
    int code_um[POSTER_SIZE_COUNT]; /* how wide the code is, micrometres; 0: not this size */
};

/* "a6", "a5", "a4", "a3". */
const char *poster_size_text(enum poster_size size);
bool poster_size_parse(struct text_view text, enum poster_size *out_size);

/* Writes the sizes of the set (1 << POSTER_A4 | ...) into the folder, whole and together.
 * Errors: ERROR_IO, ERROR_BUSY, ERROR_REFUSED (the module is not there). */
MUST_CHECK bool poster_export(const struct poster *poster, unsigned sizes, const char *folder,
    struct poster_result *out_result, struct error *err);

#endif
