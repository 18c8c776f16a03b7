#ifndef TILLTALE_UI_RASTER_H
#define TILLTALE_UI_RASTER_H

/* Raster: paints draw lists into a surface.
 *
 * A painter remembers what it painted last, item by item, and paints only where the next list
 * differs; what it paints is exactly what painting everything would give. A painter belongs to
 * one surface; its corner masks and icons are small and kept. */

#include "ui/draw.h"
#include "ui/surface.h"

struct painter;
struct typesetter;

struct painter *painter_open(struct typesetter *type); /* the typesetter stays the caller's */
void painter_close(struct painter *painter);

/* Brings the surface from the last list to this one; *out_damage is what changed. The surface
 * must hold what the last call left in it. Another size or other pixels are painted whole. */
void painter_paint(struct painter *painter, const struct draw_list *list,
    const struct surface *surface, struct damage *out_damage);

/* The next list is painted whole: somebody else wrote into the surface. */
void painter_forget(struct painter *painter);

#endif
