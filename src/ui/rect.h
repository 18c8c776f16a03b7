#ifndef TILLTALE_UI_RECT_H
#define TILLTALE_UI_RECT_H

/* Rect: layout by cutting. A screen takes its area and cuts pieces off it; what is left is the
 * rest of the area. All sizes are design pixels (a 1080p panel); ui/ui turns them into device
 * pixels and mirrors them for right-to-left languages, so "left" here is the leading side.
 *
 * Cuts never go below zero: a piece of an area that is too small is as large as the area. */

#include <stdbool.h>

struct rect {
    int x, y, width, height;
};

/* Takes a piece off one side of *area and returns it. */
struct rect rect_cut_left(struct rect *area, int width);
struct rect rect_cut_right(struct rect *area, int width);
struct rect rect_cut_top(struct rect *area, int height);
struct rect rect_cut_bottom(struct rect *area, int height);

/* Drops a gap from one side: rect_cut_* for space. */
void rect_skip_left(struct rect *area, int width);
void rect_skip_right(struct rect *area, int width);
void rect_skip_top(struct rect *area, int height);
void rect_skip_bottom(struct rect *area, int height);

/* Smaller by `x` at the left and right and by `y` at the top and bottom; negative grows. */
struct rect rect_inset(struct rect area, int x, int y);

/* Cell `index` of a grid of equal cells, row by row. The rest that does not divide goes to the
 * first cells, one pixel each, so the outer edges always meet the area's. */
struct rect rect_grid_cell(struct rect area, int columns, int rows, int gap, int index);

/* Cell `index` of `count` in a row, or in a column, of equal cells. */
struct rect rect_column(struct rect area, int count, int gap, int index);
struct rect rect_row(struct rect area, int count, int gap, int index);

/* A rect of this size in the middle of the area. */
struct rect rect_center(struct rect area, int width, int height);

struct rect rect_intersect(struct rect a, struct rect b); /* zero size if they do not meet */
bool rect_is_empty(struct rect area);
bool rect_contains(struct rect area, int x, int y);
int rect_right(struct rect area);  /* first x behind it */
int rect_bottom(struct rect area); /* first y below it */

#endif
