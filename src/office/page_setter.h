#ifndef TILLTALE_OFFICE_PAGE_SETTER_H
#define TILLTALE_OFFICE_PAGE_SETTER_H

/* What sets a page: shared by page.c (rows and pages) and page_table.c (cells and charts). Private
 * to src/office. */

#include <pango/pangocairo.h>
#include <stdbool.h>

#include "office/office.h"

struct setter {
    const struct office_page *page;
    cairo_surface_t *surface;
    cairo_t *cairo;
    double width, height, margin, text_size;
    double y;
    int page_number, page_count;
    bool is_measuring; /* the first of two passes: nothing is drawn */
    office_write write;
    void *context;
};

PangoLayout *page_lay_out(
    const struct setter *setter, const char *text, double size, bool is_bold, double width);
double page_width_of(PangoLayout *layout);
double page_height_of(PangoLayout *layout);
void page_draw(const struct setter *setter, PangoLayout *layout, double x, double y);
/* Room for `height` more, on the next page if need be. */
void page_need(struct setter *setter, double height);

/* page_table.c */
void page_set_cells(struct setter *setter, const struct office_row *row);
void page_set_chart(struct setter *setter, const struct office_chart *chart);

#endif
