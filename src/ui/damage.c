#include "ui/damage.h"

/* How far ahead an item is looked for before it counts as new. */
#define LOOK_AHEAD 256

static int64_t area(struct pixel_rect rect)
{
    return (int64_t)rect.width * rect.height;
}

/* Pixels that a union has more than its two parts; overlap is not counted twice, so nested and
 * touching rectangles cost nothing or little. */
static int64_t waste(struct pixel_rect a, struct pixel_rect b)
{
    return area(pixel_rect_union(a, b)) - area(a) - area(b) + area(pixel_rect_intersect(a, b));
}

static bool meet(struct pixel_rect a, struct pixel_rect b)
{
    return !pixel_rect_is_empty(pixel_rect_intersect(a, b));
}

static void remove_at(struct damage *damage, int index)
{
    damage->rects[index] = damage->rects[--damage->count];
}

static int find_mergeable(const struct damage *damage, struct pixel_rect rect)
{
    for (int i = 0; i < damage->count; i++) {
        struct pixel_rect other = damage->rects[i];
        if (meet(other, rect) || waste(other, rect) <= area(rect) / 4) {
            return i;
        }
    }
    return -1;
}

/* The rectangle to merge with when there is no room. */
static int find_cheapest(const struct damage *damage, struct pixel_rect rect)
{
    int best = 0;
    for (int i = 1; i < damage->count; i++) {
        if (waste(damage->rects[i], rect) < waste(damage->rects[best], rect)) {
            best = i;
        }
    }
    return best;
}

void damage_add(struct damage *damage, struct pixel_rect rect)
{
    if (pixel_rect_is_empty(rect)) {
        return;
    }
    for (;;) {
        int index = find_mergeable(damage, rect);
        if (index < 0 && damage->count == DAMAGE_RECTS_MAX) {
            index = find_cheapest(damage, rect);
        }
        if (index < 0) {
            damage->rects[damage->count++] = rect;
            return;
        }
        rect = pixel_rect_union(damage->rects[index], rect);
        remove_at(damage, index);
    }
}

static struct pixel_rect bounds(const struct draw_item *item)
{
    return pixel_rect_intersect(item->rect, item->clip);
}

void damage_compare(struct damage *damage, const struct damage_item *old, size_t old_count,
    const struct draw_list *list)
{
    size_t cursor = 0;
    for (size_t i = 0; i < list->item_count; i++) {
        size_t limit = old_count - cursor < LOOK_AHEAD ? old_count : cursor + LOOK_AHEAD;
        size_t at = cursor;
        while (at < limit && old[at].hash != list->items[i].hash) {
            at++;
        }
        if (at == limit) {
            damage_add(damage, bounds(&list->items[i]));
            continue;
        }
        for (; cursor < at; cursor++) {
            damage_add(damage, old[cursor].bounds);
        }
        cursor = at + 1;
    }
    for (; cursor < old_count; cursor++) {
        damage_add(damage, old[cursor].bounds);
    }
}
