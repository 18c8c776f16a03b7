#ifndef TILLTALE_UI_DAMAGE_H
#define TILLTALE_UI_DAMAGE_H

/* Damage: where two draw lists differ. Private to src/ui.
 *
 * The items that both lists share, in the same order, give the same pixels wherever no other
 * item lies. So the difference is the bounds of all items that are not in that common row. */

#include <stddef.h>

#include "ui/draw.h"

/* What is remembered of an item that was painted. */
struct damage_item {
    uint64_t hash;
    struct pixel_rect bounds;
};

/* Adds a rectangle; more than DAMAGE_RECTS_MAX are merged where that wastes least. */
void damage_add(struct damage *damage, struct pixel_rect rect);

/* Adds all in which `list` differs from the `old` items. */
void damage_compare(struct damage *damage, const struct damage_item *old, size_t old_count,
    const struct draw_list *list);

#endif
