#ifndef TILLTALE_SCREENS_Z_PAPER_VIEW_H
#define TILLTALE_SCREENS_Z_PAPER_VIEW_H

/* The paper of a report on a screen: the rows of domain/z_paper.h in the view's language. */

#include <stdbool.h>

#include "ui/rect.h"
#include "ui/ui.h"

struct app_view;
struct z_report;

/* Draws it into `rect`; what does not fit scrolls. `is_blind`: as z_paper_make(). */
void z_paper_draw(struct ui *ui, const struct app_view *view, struct rect rect,
    const struct z_report *report, bool is_blind, struct ui_scroll *scroll);

#endif
