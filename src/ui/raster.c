#include "ui/raster.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "ui/damage.h"
#include "ui/mask.h"
#include "ui/script.h"
#include "ui/typeset.h"

struct painter {
    struct typesetter *type;
    struct masks masks;
    struct damage_item *old; /* DRAW_ITEMS_MAX */
    size_t old_count;
    uint64_t old_hash;
    int old_width, old_height;
    const uint32_t *old_pixels; /* NULL: paint everything */
};

struct painter *painter_open(struct typesetter *type)
{
    struct painter *painter = calloc(1, sizeof *painter);
    ASSERT(painter != NULL);
    painter->old = calloc(DRAW_ITEMS_MAX, sizeof *painter->old);
    ASSERT(painter->old != NULL);
    painter->type = type;
    return painter;
}

void painter_close(struct painter *painter)
{
    if (painter == NULL) {
        return;
    }
    masks_clear(&painter->masks);
    free(painter->old);
    free(painter);
}

void painter_forget(struct painter *painter)
{
    painter->old_pixels = NULL;
}

/* ---- Rows of pixels ---- */

/* Mixes two colours; weight is 0 (all below) to 256 (all above). Red and blue share a product. */
static inline uint32_t mix(uint32_t below, uint32_t above, uint32_t weight)
{
    uint32_t red_blue =
        ((below & 0xff00ff) * (256 - weight) + (above & 0xff00ff) * weight) >> 8 & 0xff00ff;
    uint32_t green =
        ((below & 0x00ff00) * (256 - weight) + (above & 0x00ff00) * weight) >> 8 & 0x00ff00;
    return red_blue | green;
}

/* 0..255 to 0..256, so that full coverage is exact. */
static inline uint32_t weight_of(uint32_t alpha)
{
    return alpha + (alpha >> 7);
}

static void fill_row(uint32_t *restrict pixels, int count, uint32_t rgb)
{
    for (int i = 0; i < count; i++) {
        pixels[i] = rgb;
    }
}

static void mix_row(uint32_t *restrict pixels, int count, uint32_t rgb, uint32_t weight)
{
    for (int i = 0; i < count; i++) {
        pixels[i] = mix(pixels[i], rgb, weight);
    }
}

static void paint_row(uint32_t *pixels, int count, uint32_t rgb, uint8_t alpha)
{
    if (count <= 0 || alpha == 0) {
        return;
    }
    if (alpha == DRAW_ALPHA_OPAQUE) {
        fill_row(pixels, count, rgb);
    } else {
        mix_row(pixels, count, rgb, weight_of(alpha));
    }
}

static void cover_row(
    uint32_t *restrict pixels, const uint8_t *restrict alpha, int count, uint32_t rgb)
{
    for (int i = 0; i < count; i++) {
        if (alpha[i] == 255) {
            pixels[i] = rgb;
        } else if (alpha[i] != 0) {
            pixels[i] = mix(pixels[i], rgb, weight_of(alpha[i]));
        }
    }
}

static uint32_t *row_of(const struct surface *surface, int y)
{
    return surface->pixels + (ptrdiff_t)y * surface->stride;
}

/* ---- Boxes ---- */

/* A box while it is painted: `area` is the part that is painted. */
struct box_job {
    const struct surface *surface;
    struct pixel_rect rect, area;
    struct draw_box box;
    const struct corner_mask *mask; /* NULL: square */
};

/* Paints x from `begin` to `end`, relative to the box, with one colour. */
static void box_span(
    const struct box_job *job, int y, int begin, int end, uint32_t rgb, uint8_t alpha)
{
    int left = job->area.x - job->rect.x;
    int right = left + job->area.width;
    begin = begin < left ? left : begin;
    end = end > right ? right : end;
    paint_row(row_of(job->surface, job->rect.y + y) + job->rect.x + begin, end - begin, rgb, alpha);
}

/* Paints one row of a round corner. `column` and `step` walk the mask from the outer edge. */
static void box_corner(const struct box_job *job, int y, int x_begin, int mask_row, bool is_right)
{
    const struct draw_box *box = &job->box;
    int radius = box->radius;
    const uint8_t *outer = job->mask->outer + mask_row * radius;
    const uint8_t *inner = job->mask->inner + mask_row * radius;
    uint32_t *row = row_of(job->surface, job->rect.y + y) + job->rect.x;
    int left = job->area.x - job->rect.x;
    int right = left + job->area.width;
    for (int i = 0; i < radius; i++) {
        int x = x_begin + i;
        if (x < left || x >= right) {
            continue;
        }
        int column = is_right ? radius - 1 - i : i;
        uint32_t pixel = row[x];
        if (box->alpha > 0) {
            uint32_t shape = box->border_width > 0 ? inner[column] : outer[column];
            /* Under the border the fill reaches as far as the border's outer edge, else the
             * ground would shine through between the two. */
            if (box->border_width > 0 && outer[column] == 255) {
                shape = 255;
            }
            pixel = mix(pixel, box->fill_rgb, weight_of(shape * box->alpha / 255));
        }
        if (box->border_width > 0) {
            uint32_t ring = outer[column] == 255 ? 255u - inner[column] : outer[column];
            pixel = mix(pixel, box->border_rgb, weight_of(ring));
        }
        row[x] = pixel;
    }
}

static void box_row(const struct box_job *job, int y)
{
    const struct draw_box *box = &job->box;
    int width = job->rect.width;
    int height = job->rect.height;
    int line = box->border_width;
    bool is_top = y < box->radius;
    bool is_bottom = y >= height - box->radius;
    unsigned left_corner = is_top ? DRAW_CORNER_TOP_LEFT : is_bottom ? DRAW_CORNER_BOTTOM_LEFT : 0;
    unsigned right_corner = left_corner << 1;
    int mask_row = is_top ? y : height - 1 - y;
    bool is_left_round = (box->corners & left_corner) != 0;
    bool is_right_round = (box->corners & right_corner) != 0;
    int left = is_left_round ? box->radius : line;
    int right = width - (is_right_round ? box->radius : line);
    if (is_left_round) {
        box_corner(job, y, 0, mask_row, false);
    } else {
        box_span(job, y, 0, line, box->border_rgb, DRAW_ALPHA_OPAQUE);
    }
    if (y < line || y >= height - line) {
        box_span(job, y, left, right, box->border_rgb, DRAW_ALPHA_OPAQUE);
    } else {
        box_span(job, y, left, right, box->fill_rgb, box->alpha);
    }
    if (is_right_round) {
        box_corner(job, y, right, mask_row, true);
    } else {
        box_span(job, y, width - line, width, box->border_rgb, DRAW_ALPHA_OPAQUE);
    }
}

static void paint_box(struct painter *painter, const struct surface *surface,
    const struct draw_item *item, struct pixel_rect area)
{
    struct box_job job = {surface, item->rect, area, item->box, NULL};
    int shorter = item->rect.width < item->rect.height ? item->rect.width : item->rect.height;
    if (job.box.radius > shorter / 2) {
        job.box.radius = shorter / 2;
    }
    if (job.box.border_width > shorter / 2) {
        job.box.border_width = (uint8_t)(shorter / 2);
    }
    if (job.box.radius > 0) {
        job.mask = masks_corner(&painter->masks, job.box.radius, job.box.border_width);
    } else {
        job.box.corners = 0;
    }
    for (int y = area.y; y < area.y + area.height; y++) {
        box_row(&job, y - item->rect.y);
    }
}

/* ---- Text, icons, codes ---- */

static void paint_alpha(const struct surface *surface, struct pixel_rect area, int x, int y,
    const uint8_t *alpha, int width, int height, int stride, uint32_t rgb)
{
    struct pixel_rect part = pixel_rect_intersect(area, (struct pixel_rect){x, y, width, height});
    for (int row = part.y; row < part.y + part.height; row++) {
        cover_row(row_of(surface, row) + part.x,
            alpha + (ptrdiff_t)(row - y) * stride + (part.x - x), part.width, rgb);
    }
}

static void paint_run(struct painter *painter, const struct surface *surface,
    struct pixel_rect area, int x, const struct draw_text *text, const struct glyph_run *run)
{
    const struct glyph_image *image = typeset_image(painter->type, run, text->is_personal);
    if (image != NULL) {
        paint_alpha(surface, area, x, text->baseline - image->baseline, image->alpha, image->width,
            image->height, image->stride, text->rgb);
    }
}

/* The size in bytes of the character at the front, with the marks that belong to it. */
static size_t character_size(struct text_view text)
{
    size_t size = 0;
    while (size < text.size) {
        utf8proc_int32_t codepoint;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + size,
            (utf8proc_ssize_t)(text.size - size), &codepoint);
        if (size > 0 && (step < 1 || !script_is_mark((uint32_t)codepoint))) {
            break;
        }
        size += step < 1 ? 1 : (size_t)step;
    }
    return size;
}

/* One character after the other: digits in the middle of their cells, headings where the whole
 * run would put them (so that kerning stays) plus the tracking. */
static void paint_characters(struct painter *painter, const struct surface *surface,
    const struct draw_item *item, struct pixel_rect area, struct text_view view, int x)
{
    const struct draw_text *text = &item->text;
    struct glyph_run run = {view, text->face, text->size_px, text->direction, text->script};
    size_t at = 0;
    for (int i = 0; at < view.size; i++) {
        struct text_view rest = {view.bytes + at, view.size - at};
        struct text_view character = {rest.bytes, character_size(rest)};
        int place = 0;
        if (text->setting == DRAW_TEXT_CELLS) {
            run.text = character;
            int advance = typeset_advance(painter->type, &run, text->is_personal);
            place = i * text->cell_width + (text->cell_width - advance) / 2;
        } else {
            run.text = (struct text_view){view.bytes, at};
            place = typeset_advance(painter->type, &run, text->is_personal) +
                    i * text->tracking_milli / 1000;
        }
        run.text = character;
        paint_run(painter, surface, area, x + place, text, &run);
        at += character.size;
    }
}

/* The run begins where the item's rect begins; the rect reaches further by the side room that
 * the list's maker left for glyphs that hang over. */
static void paint_text(struct painter *painter, const struct surface *surface,
    const struct draw_list *list, const struct draw_item *item, struct pixel_rect area)
{
    const struct draw_text *text = &item->text;
    struct text_view view = draw_list_text(list, item);
    int x = item->rect.x + text->side_room;
    if (text->setting != DRAW_TEXT_WHOLE) {
        paint_characters(painter, surface, item, area, view, x);
        return;
    }
    struct glyph_run run = {view, text->face, text->size_px, text->direction, text->script};
    paint_run(painter, surface, area, x, text, &run);
}

static void paint_icon(struct painter *painter, const struct surface *surface,
    const struct draw_item *item, struct pixel_rect area)
{
    const struct icon_mask *mask = masks_icon(&painter->masks, item->icon.icon, item->rect.width,
        item->rect.height, item->icon.stroke_milli, item->icon.is_mirrored);
    paint_alpha(surface, area, item->rect.x, item->rect.y, mask->alpha, mask->width, mask->height,
        mask->width, item->icon.rgb);
}

static bool is_dark(const uint8_t *bits, int index)
{
    return (bits[index / 8] >> (7 - index % 8) & 1) != 0;
}

static void paint_qr(const struct surface *surface, const struct draw_list *list,
    const struct draw_item *item, struct pixel_rect area)
{
    const struct draw_qr *qr = &item->qr;
    const uint8_t *bits = (const uint8_t *)list->bytes + qr->at;
    for (int index = 0; index < qr->modules * qr->modules; index++) {
        if (!is_dark(bits, index)) {
            continue;
        }
        struct pixel_rect module = {item->rect.x + index % qr->modules * qr->module_size,
            item->rect.y + index / qr->modules * qr->module_size, qr->module_size, qr->module_size};
        struct pixel_rect part = pixel_rect_intersect(module, area);
        for (int y = part.y; y < part.y + part.height; y++) {
            fill_row(row_of(surface, y) + part.x, part.width, 0x000000);
        }
    }
}

static void paint_item(struct painter *painter, const struct surface *surface,
    const struct draw_list *list, const struct draw_item *item, struct pixel_rect area)
{
    switch (item->kind) {
    case DRAW_BOX:
        paint_box(painter, surface, item, area);
        break;
    case DRAW_TEXT:
        paint_text(painter, surface, list, item, area);
        break;
    case DRAW_ICON:
        paint_icon(painter, surface, item, area);
        break;
    case DRAW_QR:
        paint_qr(surface, list, item, area);
        break;
    case DRAW_KIND_COUNT:
        break;
    }
}

/* ---- The list ---- */

static struct pixel_rect item_bounds(const struct draw_item *item)
{
    return pixel_rect_intersect(item->rect, item->clip);
}

/* True if the item paints over every pixel of `area`. */
static bool hides(const struct draw_item *item, struct pixel_rect area)
{
    if (item->kind != DRAW_BOX || item->box.alpha != DRAW_ALPHA_OPAQUE) {
        return false;
    }
    struct pixel_rect solid = item->rect;
    int radius = item->box.corners == 0 ? 0 : item->box.radius;
    /* A round box hides what its two straight bands hide. */
    struct pixel_rect tall = {solid.x + radius, solid.y, solid.width - 2 * radius, solid.height};
    struct pixel_rect wide = {solid.x, solid.y + radius, solid.width, solid.height - 2 * radius};
    return pixel_rect_covers(item->clip, area) &&
           (pixel_rect_covers(tall, area) || pixel_rect_covers(wide, area));
}

static void paint_area(struct painter *painter, const struct draw_list *list,
    const struct surface *surface, struct pixel_rect area)
{
    size_t first = list->item_count;
    while (first > 0 && !hides(&list->items[first - 1], area)) {
        first--;
    }
    for (size_t i = first == 0 ? 0 : first - 1; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        struct pixel_rect part = pixel_rect_intersect(item_bounds(item), area);
        if (!pixel_rect_is_empty(part)) {
            paint_item(painter, surface, list, item, part);
        }
    }
}

static void remember(
    struct painter *painter, const struct draw_list *list, const struct surface *surface)
{
    for (size_t i = 0; i < list->item_count; i++) {
        painter->old[i] = (struct damage_item){list->items[i].hash, item_bounds(&list->items[i])};
    }
    painter->old_count = list->item_count;
    painter->old_hash = list->hash;
    painter->old_width = list->width;
    painter->old_height = list->height;
    painter->old_pixels = surface->pixels;
}

void painter_paint(struct painter *painter, const struct draw_list *list,
    const struct surface *surface, struct damage *out_damage)
{
    struct pixel_rect whole = {0, 0, surface->width, surface->height};
    out_damage->count = 0;
    bool is_known = painter->old_pixels == surface->pixels && painter->old_width == list->width &&
                    painter->old_height == list->height;
    if (is_known && painter->old_hash == list->hash) {
        return;
    }
    if (is_known) {
        damage_compare(out_damage, painter->old, painter->old_count, list);
    } else {
        damage_add(out_damage, whole);
    }
    for (int i = 0; i < out_damage->count; i++) {
        out_damage->rects[i] = pixel_rect_intersect(out_damage->rects[i], whole);
        paint_area(painter, list, surface, out_damage->rects[i]);
    }
    remember(painter, list, surface);
}
