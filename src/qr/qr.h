#ifndef TILLTALE_QR_QR_H
#define TILLTALE_QR_QR_H

/* QR: text to modules, and modules to a picture in a file. Level M; alphanumeric mode where the
 * text allows it, so that a code of capitals stays small.
 *
 * A code needs a light margin of QR_QUIET_MODULES on all sides, also on a dark screen; whoever
 * draws modules draws it too. The pictures made here have it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"

struct error;

#define QR_WIDTH_MAX 177 /* version 40 */
#define QR_QUIET_MODULES 4
#define QR_SCALE_MAX 64

struct qr {
    int width;                                 /* modules a side, without the margin */
    uint8_t dark[QR_WIDTH_MAX * QR_WIDTH_MAX]; /* row by row, `width` each: 1 is dark */
};

/* Errors: ERROR_INVALID, the text is empty; ERROR_LIMIT, it does not fit a QR code. */
MUST_CHECK bool qr_encode(const char *text, struct qr *out_qr, struct error *err);

/* The same for a Swiss QR-bill, whose cross covers the middle: never one of the versions 7 to 13,
 * which have an alignment pattern there that readers look for. */
MUST_CHECK bool qr_encode_swiss(const char *text, struct qr *out_qr, struct error *err);

/* True for a dark module. Outside the code all is light, so drawing from -QR_QUIET_MODULES to
 * width + QR_QUIET_MODULES - 1 gives the margin too. */
bool qr_is_dark(const struct qr *qr, int x, int y);

/* Modules a side with the margin. */
int qr_width_with_margin(const struct qr *qr);

/* Pixels of one module so that the code with its margin fits in `side_px`; 0 if it cannot. */
int qr_scale_for(const struct qr *qr, int side_px);

/* Appends a picture with its margin: an SVG one unit a module, black on white, or a PNG of
 * `scale` pixels a module (1 to QR_SCALE_MAX), one bit deep. */
void qr_append_svg(const struct qr *qr, struct buffer *out_svg);
void qr_append_png(const struct qr *qr, int scale, struct buffer *out_png);

/* The PNG with the Swiss cross in the middle, 7 of the code's 46 millimetres wide. What it covers,
 * level M mends. */
void qr_append_swiss_png(const struct qr *qr, int scale, struct buffer *out_png);

#endif
