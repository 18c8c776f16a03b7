#include "ui/mask.h"

#include <math.h>
#include <stdlib.h>

#include "base/compiler.h"

#define ARC_SEGMENTS 24
#define GRID 240.0 /* tenths of a unit, see icons.h */
#define PI 3.14159265358979323846

struct point {
    double x, y;
};

/* Coverage of a pixel whose centre lies `distance` inside (positive) or outside an edge. */
static uint8_t coverage(double distance)
{
    double part = distance + 0.5;
    if (part <= 0) {
        return 0;
    }
    return part >= 1 ? 255 : (uint8_t)(part * 255.0 + 0.5);
}

static void fill_corner(uint8_t *mask, int size, double radius, double centre)
{
    for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
            double distance = hypot(centre - (x + 0.5), centre - (y + 0.5));
            mask[y * size + x] = coverage(radius - distance);
        }
    }
}

/* Inside the border the corner is an arc round the same centre, or square where the border is
 * wider than the radius. */
static void fill_inner(struct corner_mask *mask)
{
    int size = mask->radius;
    if (mask->border_width < size) {
        fill_corner(mask->inner, size, size - mask->border_width, size);
    }
    for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
            if (x < mask->border_width || y < mask->border_width) {
                mask->inner[y * size + x] = 0;
            }
        }
    }
}

const struct corner_mask *masks_corner(struct masks *masks, int radius, int border_width)
{
    for (int i = 0; i < masks->corner_count; i++) {
        if (masks->corners[i].radius == radius && masks->corners[i].border_width == border_width) {
            return &masks->corners[i];
        }
    }
    struct corner_mask *mask = &masks->corners[masks->corner_next];
    masks->corner_next = (masks->corner_next + 1) % MASK_CORNERS_MAX;
    if (masks->corner_count < MASK_CORNERS_MAX) {
        masks->corner_count++;
    }
    free(mask->outer);
    free(mask->inner);
    size_t size = (size_t)radius * (size_t)radius;
    *mask = (struct corner_mask){radius, border_width, malloc(size), calloc(1, size)};
    ASSERT(mask->outer != NULL && mask->inner != NULL);
    fill_corner(mask->outer, radius, radius, radius);
    fill_inner(mask);
    return mask;
}

/* An icon while it is drawn: distances are in pixels. */
struct canvas {
    uint8_t *alpha;
    int width, height;
    double half_stroke;
};

static double segment_distance(struct point p, struct point a, struct point b)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double at = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
    at = at < 0 ? 0 : at > 1 ? 1 : at;
    return hypot(p.x - (a.x + at * dx), p.y - (a.y + at * dy));
}

/* Draws one segment with round ends; `half_width` is that of the line. */
static void draw_segment(
    const struct canvas *canvas, struct point a, struct point b, double half_width)
{
    double reach = half_width + 1;
    int left = (int)floor(fmin(a.x, b.x) - reach);
    int right = (int)ceil(fmax(a.x, b.x) + reach);
    int top = (int)floor(fmin(a.y, b.y) - reach);
    int bottom = (int)ceil(fmax(a.y, b.y) + reach);
    left = left < 0 ? 0 : left;
    top = top < 0 ? 0 : top;
    right = right > canvas->width ? canvas->width : right;
    bottom = bottom > canvas->height ? canvas->height : bottom;
    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
            struct point p = {x + 0.5, y + 0.5};
            uint8_t alpha = coverage(half_width - segment_distance(p, a, b));
            uint8_t *at = &canvas->alpha[y * canvas->width + x];
            *at = alpha > *at ? alpha : *at;
        }
    }
}

static void draw_circle_arc(const struct canvas *canvas, struct point centre, double radius,
    double begin, double sweep, double half_width)
{
    struct point before = {centre.x + radius * cos(begin), centre.y + radius * sin(begin)};
    for (int i = 1; i <= ARC_SEGMENTS; i++) {
        double angle = begin + sweep * i / ARC_SEGMENTS;
        struct point after = {centre.x + radius * cos(angle), centre.y + radius * sin(angle)};
        draw_segment(canvas, before, after, half_width);
        before = after;
    }
}

/* The arc from a through b to c. Points in a line are drawn as lines. */
static void draw_arc(const struct canvas *canvas, struct point a, struct point b, struct point c)
{
    double d = 2 * (a.x * (b.y - c.y) + b.x * (c.y - a.y) + c.x * (a.y - b.y));
    if (fabs(d) < 0.001) {
        draw_segment(canvas, a, b, canvas->half_stroke);
        draw_segment(canvas, b, c, canvas->half_stroke);
        return;
    }
    double aa = a.x * a.x + a.y * a.y;
    double bb = b.x * b.x + b.y * b.y;
    double cc = c.x * c.x + c.y * c.y;
    struct point centre = {(aa * (b.y - c.y) + bb * (c.y - a.y) + cc * (a.y - b.y)) / d,
        (aa * (c.x - b.x) + bb * (a.x - c.x) + cc * (b.x - a.x)) / d};
    double begin = atan2(a.y - centre.y, a.x - centre.x);
    double middle = fmod(atan2(b.y - centre.y, b.x - centre.x) - begin + 4 * PI, 2 * PI);
    double sweep = fmod(atan2(c.y - centre.y, c.x - centre.x) - begin + 4 * PI, 2 * PI);
    if (middle > sweep) {
        sweep -= 2 * PI;
    }
    draw_circle_arc(
        canvas, centre, hypot(a.x - centre.x, a.y - centre.y), begin, sweep, canvas->half_stroke);
}

static void draw_stroke(
    const struct canvas *canvas, const struct icon_stroke *stroke, const struct point *points)
{
    switch (stroke->kind) {
    case ICON_STROKE_LINES:
        for (int i = 1; i < stroke->point_count; i++) {
            draw_segment(canvas, points[i - 1], points[i], canvas->half_stroke);
        }
        break;
    case ICON_STROKE_ARC:
        draw_arc(canvas, points[0], points[1], points[2]);
        break;
    case ICON_STROKE_CIRCLE: {
        double radius = hypot(points[1].x - points[0].x, points[1].y - points[0].y);
        draw_circle_arc(canvas, points[0], radius, 0, 2 * PI, canvas->half_stroke);
        break;
    }
    case ICON_STROKE_DOT: {
        double radius = hypot(points[1].x - points[0].x, points[1].y - points[0].y);
        draw_segment(canvas, points[0], points[0], radius);
        break;
    }
    }
}

static void draw_icon(const struct icon_mask *mask)
{
    const struct icon_drawing *drawing = icon_drawing_of(mask->icon);
    struct canvas canvas = {
        mask->alpha, mask->width, mask->height, (double)mask->stroke_milli / 2000.0};
    for (size_t i = 0; i < drawing->stroke_count; i++) {
        const struct icon_stroke *stroke = &drawing->strokes[i];
        struct point points[ICON_POINTS_MAX];
        for (int p = 0; p < stroke->point_count; p++) {
            double x = stroke->points[p].x / GRID;
            points[p].x = (mask->is_mirrored ? 1 - x : x) * mask->width;
            points[p].y = stroke->points[p].y / GRID * mask->height;
        }
        draw_stroke(&canvas, stroke, points);
    }
}

const struct icon_mask *masks_icon(
    struct masks *masks, enum icon icon, int width, int height, int stroke_milli, bool is_mirrored)
{
    for (int i = 0; i < masks->icon_count; i++) {
        const struct icon_mask *mask = &masks->icons[i];
        if (mask->icon == icon && mask->width == width && mask->height == height &&
            mask->stroke_milli == stroke_milli && mask->is_mirrored == is_mirrored) {
            return mask;
        }
    }
    struct icon_mask *mask = &masks->icons[masks->icon_next];
    masks->icon_next = (masks->icon_next + 1) % MASK_ICONS_MAX;
    if (masks->icon_count < MASK_ICONS_MAX) {
        masks->icon_count++;
    }
    free(mask->alpha);
    *mask = (struct icon_mask){
        icon, width, height, stroke_milli, is_mirrored, calloc((size_t)width, (size_t)height)};
    ASSERT(mask->alpha != NULL);
    draw_icon(mask);
    return mask;
}

void masks_clear(struct masks *masks)
{
    for (int i = 0; i < masks->corner_count; i++) {
        free(masks->corners[i].outer);
        free(masks->corners[i].inner);
    }
    for (int i = 0; i < masks->icon_count; i++) {
        free(masks->icons[i].alpha);
    }
    *masks = (struct masks){0};
}
