#include "ui/rect.h"

static int between(int value, int least, int most)
{
    if (value > most) {
        value = most;
    }
    return value < least ? least : value;
}

struct rect rect_cut_left(struct rect *area, int width)
{
    width = between(width, 0, area->width);
    struct rect cut = {area->x, area->y, width, area->height};
    area->x += width;
    area->width -= width;
    return cut;
}

struct rect rect_cut_right(struct rect *area, int width)
{
    width = between(width, 0, area->width);
    area->width -= width;
    return (struct rect){area->x + area->width, area->y, width, area->height};
}

struct rect rect_cut_top(struct rect *area, int height)
{
    height = between(height, 0, area->height);
    struct rect cut = {area->x, area->y, area->width, height};
    area->y += height;
    area->height -= height;
    return cut;
}

struct rect rect_cut_bottom(struct rect *area, int height)
{
    height = between(height, 0, area->height);
    area->height -= height;
    return (struct rect){area->x, area->y + area->height, area->width, height};
}

void rect_skip_left(struct rect *area, int width)
{
    rect_cut_left(area, width);
}

void rect_skip_right(struct rect *area, int width)
{
    rect_cut_right(area, width);
}

void rect_skip_top(struct rect *area, int height)
{
    rect_cut_top(area, height);
}

void rect_skip_bottom(struct rect *area, int height)
{
    rect_cut_bottom(area, height);
}

struct rect rect_inset(struct rect area, int x, int y)
{
    int width = area.width - 2 * x;
    int height = area.height - 2 * y;
    return (struct rect){area.x + x, area.y + y, width < 0 ? 0 : width, height < 0 ? 0 : height};
}

/* Begin of cell `index` of `count` over `length`; with index == count, the end plus one gap. */
static int cell_begin(int length, int count, int gap, int index)
{
    int room = length - gap * (count - 1);
    if (room < 0) {
        room = 0;
    }
    int rest = room % count;
    return index * (room / count + gap) + (index < rest ? index : rest);
}

struct rect rect_grid_cell(struct rect area, int columns, int rows, int gap, int index)
{
    int column = index % columns;
    int row = index / columns;
    int x = cell_begin(area.width, columns, gap, column);
    int y = cell_begin(area.height, rows, gap, row);
    return (struct rect){area.x + x, area.y + y,
        cell_begin(area.width, columns, gap, column + 1) - gap - x,
        cell_begin(area.height, rows, gap, row + 1) - gap - y};
}

struct rect rect_column(struct rect area, int count, int gap, int index)
{
    return rect_grid_cell(area, count, 1, gap, index);
}

struct rect rect_row(struct rect area, int count, int gap, int index)
{
    return rect_grid_cell(area, 1, count, gap, index);
}

struct rect rect_center(struct rect area, int width, int height)
{
    return (struct rect){
        area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height};
}

struct rect rect_intersect(struct rect a, struct rect b)
{
    int x = a.x > b.x ? a.x : b.x;
    int y = a.y > b.y ? a.y : b.y;
    int right = rect_right(a) < rect_right(b) ? rect_right(a) : rect_right(b);
    int bottom = rect_bottom(a) < rect_bottom(b) ? rect_bottom(a) : rect_bottom(b);
    if (right <= x || bottom <= y) {
        return (struct rect){x, y, 0, 0};
    }
    return (struct rect){x, y, right - x, bottom - y};
}

bool rect_is_empty(struct rect area)
{
    return area.width <= 0 || area.height <= 0;
}

bool rect_contains(struct rect area, int x, int y)
{
    return x >= area.x && y >= area.y && x < rect_right(area) && y < rect_bottom(area);
}

int rect_right(struct rect area)
{
    return area.x + area.width;
}

int rect_bottom(struct rect area)
{
    return area.y + area.height;
}
