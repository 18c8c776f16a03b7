#include "ui/draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* FNV-1a, 64 bits: fast on short keys, and equal on every machine. */
#define HASH_BEGIN UINT64_C(0xcbf29ce484222325)
#define HASH_FACTOR UINT64_C(0x100000001b3)

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ at[i]) * HASH_FACTOR;
    }
    return hash;
}

static uint64_t hash_number(uint64_t hash, uint64_t number)
{
    hash = (hash ^ number) * HASH_FACTOR;
    return hash ^ (hash >> 29);
}

static uint64_t hash_rect(uint64_t hash, struct pixel_rect rect)
{
    hash = hash_number(hash, (uint64_t)(uint32_t)rect.x << 32 | (uint32_t)rect.y);
    return hash_number(hash, (uint64_t)(uint32_t)rect.width << 32 | (uint32_t)rect.height);
}

void draw_list_open(struct draw_list *list)
{
    *list = (struct draw_list){0};
    list->items = calloc(DRAW_ITEMS_MAX, sizeof *list->items);
    list->bytes = calloc(1, DRAW_BYTES_MAX);
    ASSERT(list->items != NULL && list->bytes != NULL);
}

void draw_list_close(struct draw_list *list)
{
    if (list->bytes != NULL) {
        memory_wipe(list->bytes, DRAW_BYTES_MAX);
    }
    free(list->items);
    free(list->bytes);
    *list = (struct draw_list){0};
}

void draw_list_begin(struct draw_list *list, int width, int height)
{
    memory_wipe(list->bytes, list->byte_count);
    list->byte_count = 0;
    list->item_count = 0;
    list->width = width;
    list->height = height;
    list->clip = (struct pixel_rect){0, 0, width, height};
    list->hash = hash_rect(HASH_BEGIN, list->clip);
    list->is_full = false;
}

/* The next free item with its place filled in, or NULL if nothing of it would show. */
static struct draw_item *add_item(
    struct draw_list *list, enum draw_kind kind, struct pixel_rect rect)
{
    if (pixel_rect_is_empty(pixel_rect_intersect(rect, list->clip))) {
        return NULL;
    }
    if (list->item_count == DRAW_ITEMS_MAX) {
        list->is_full = true;
        return NULL;
    }
    struct draw_item *item = &list->items[list->item_count];
    *item = (struct draw_item){.kind = kind, .rect = rect, .clip = list->clip};
    item->hash = hash_rect(hash_rect(hash_number(HASH_BEGIN, (uint64_t)kind), rect), list->clip);
    return item;
}

static void keep_item(struct draw_list *list, struct draw_item *item, uint64_t hash)
{
    item->hash = hash;
    list->hash = hash_number(list->hash, hash);
    list->item_count++;
}

/* Copies bytes into the list. Returns false if they do not fit. */
static bool keep_bytes(struct draw_list *list, const void *bytes, size_t size, uint32_t *out_at)
{
    if (size > DRAW_BYTES_MAX - list->byte_count) {
        list->is_full = true;
        return false;
    }
    *out_at = (uint32_t)list->byte_count;
    if (size > 0) {
        memcpy(list->bytes + list->byte_count, bytes, size);
    }
    list->byte_count += size;
    return true;
}

void draw_list_add_box(struct draw_list *list, struct pixel_rect rect, const struct draw_box *box)
{
    struct draw_item *item = add_item(list, DRAW_BOX, rect);
    if (item == NULL) {
        return;
    }
    item->box = *box;
    uint64_t hash = hash_number(item->hash, (uint64_t)box->radius << 32 | box->corners);
    hash = hash_number(hash, (uint64_t)box->fill_rgb << 32 | box->border_rgb);
    hash = hash_number(hash, (uint64_t)box->alpha << 32 | box->border_width);
    keep_item(list, item, hash);
}

void draw_list_add_text(struct draw_list *list, struct pixel_rect rect,
    const struct draw_text *text, struct text_view view)
{
    struct draw_item *item = add_item(list, DRAW_TEXT, rect);
    if (item == NULL) {
        return;
    }
    item->text = *text;
    item->text.size = (uint32_t)view.size;
    if (!keep_bytes(list, view.bytes, view.size, &item->text.at)) {
        return;
    }
    uint64_t hash = hash_bytes(item->hash, view.bytes, view.size);
    hash = hash_number(hash, (uint64_t)text->face << 32 | (uint32_t)text->size_px);
    hash = hash_number(hash, (uint64_t)text->rgb << 32 | text->script);
    hash = hash_number(hash, (uint64_t)(uint32_t)text->baseline << 32 | text->direction);
    hash = hash_number(hash, (uint64_t)text->setting << 32 | (uint32_t)text->cell_width);
    hash = hash_number(hash, (uint64_t)(uint32_t)text->side_room);
    hash = hash_number(hash, (uint64_t)(uint32_t)text->tracking_milli << 32 | text->is_personal);
    keep_item(list, item, hash);
}

void draw_list_add_icon(
    struct draw_list *list, struct pixel_rect rect, const struct draw_icon *icon)
{
    struct draw_item *item = add_item(list, DRAW_ICON, rect);
    if (item == NULL) {
        return;
    }
    item->icon = *icon;
    uint64_t hash = hash_number(item->hash, (uint64_t)icon->icon << 32 | icon->rgb);
    hash = hash_number(hash, (uint64_t)(uint32_t)icon->stroke_milli << 32 | icon->is_mirrored);
    keep_item(list, item, hash);
}

void draw_list_add_qr(
    struct draw_list *list, int x, int y, int module_size, int modules, const uint8_t *bits)
{
    int side = modules * module_size;
    struct draw_item *item = add_item(list, DRAW_QR, (struct pixel_rect){x, y, side, side});
    size_t size = ((size_t)modules * (size_t)modules + 7) / 8;
    if (item == NULL || !keep_bytes(list, bits, size, &item->qr.at)) {
        return;
    }
    item->qr.modules = modules;
    item->qr.module_size = module_size;
    uint64_t hash = hash_bytes(item->hash, bits, size);
    hash = hash_number(hash, (uint64_t)modules << 32 | (uint32_t)module_size);
    keep_item(list, item, hash);
}

struct text_view draw_list_text(const struct draw_list *list, const struct draw_item *item)
{
    ASSERT(item->kind == DRAW_TEXT);
    return (struct text_view){list->bytes + item->text.at, item->text.size};
}

static void dump_box(const struct draw_box *box, struct buffer *out)
{
    buffer_append_text(out, "box");
    if (box->radius > 0) {
        buffer_format(out, " r%d", box->radius);
        if (box->corners != DRAW_CORNERS_ALL) {
            buffer_format(out, "/%x", box->corners);
        }
    }
    if (box->alpha > 0) {
        buffer_format(out, " fill %06x", box->fill_rgb);
    }
    if (box->alpha > 0 && box->alpha < DRAW_ALPHA_OPAQUE) {
        buffer_format(out, "*%d", box->alpha);
    }
    if (box->border_width > 0) {
        buffer_format(out, " line %06x %d", box->border_rgb, box->border_width);
    }
}

static void dump_text(
    const struct draw_list *list, const struct draw_item *item, struct buffer *out)
{
    const struct draw_text *text = &item->text;
    buffer_format(
        out, "text f%d %dpx %06x base %d", text->face, text->size_px, text->rgb, text->baseline);
    if (text->direction == TEXT_RIGHT_TO_LEFT) {
        buffer_append_text(out, " rtl");
    }
    if (text->setting == DRAW_TEXT_CELLS) {
        buffer_format(out, " cells %d", text->cell_width);
    }
    if (text->tracking_milli != 0) {
        buffer_format(out, " track %d", text->tracking_milli);
    }
    if (text->is_personal) {
        buffer_format(out, " personal %u", (unsigned)text->size);
        return;
    }
    buffer_append_text(out, " \"");
    buffer_append(out, list->bytes + text->at, text->size);
    buffer_append_text(out, "\"");
}

static void dump_item(
    const struct draw_list *list, const struct draw_item *item, struct buffer *out)
{
    buffer_format(
        out, "%d,%d %dx%d ", item->rect.x, item->rect.y, item->rect.width, item->rect.height);
    switch (item->kind) {
    case DRAW_BOX:
        dump_box(&item->box, out);
        break;
    case DRAW_TEXT:
        dump_text(list, item, out);
        break;
    case DRAW_ICON:
        buffer_format(out, "icon %s %06x", icon_drawing_of(item->icon.icon)->name, item->icon.rgb);
        break;
    case DRAW_QR:
        buffer_format(out, "qr %d modules of %d", item->qr.modules, item->qr.module_size);
        break;
    case DRAW_KIND_COUNT:
        break;
    }
    if (!pixel_rect_covers(item->clip, item->rect)) {
        buffer_format(out, " clip %d,%d %dx%d", item->clip.x, item->clip.y, item->clip.width,
            item->clip.height);
    }
    buffer_append_char(out, '\n');
}

void draw_list_dump(const struct draw_list *list, struct buffer *out)
{
    buffer_format(out, "window %dx%d\n", list->width, list->height);
    for (size_t i = 0; i < list->item_count; i++) {
        dump_item(list, &list->items[i], out);
    }
}

struct pixel_rect pixel_rect_intersect(struct pixel_rect a, struct pixel_rect b)
{
    int x = a.x > b.x ? a.x : b.x;
    int y = a.y > b.y ? a.y : b.y;
    int right = a.x + a.width < b.x + b.width ? a.x + a.width : b.x + b.width;
    int bottom = a.y + a.height < b.y + b.height ? a.y + a.height : b.y + b.height;
    if (right <= x || bottom <= y) {
        return (struct pixel_rect){x, y, 0, 0};
    }
    return (struct pixel_rect){x, y, right - x, bottom - y};
}

struct pixel_rect pixel_rect_union(struct pixel_rect a, struct pixel_rect b)
{
    if (pixel_rect_is_empty(a)) {
        return b;
    }
    if (pixel_rect_is_empty(b)) {
        return a;
    }
    int x = a.x < b.x ? a.x : b.x;
    int y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
    int bottom = a.y + a.height > b.y + b.height ? a.y + a.height : b.y + b.height;
    return (struct pixel_rect){x, y, right - x, bottom - y};
}

bool pixel_rect_is_empty(struct pixel_rect rect)
{
    return rect.width <= 0 || rect.height <= 0;
}

bool pixel_rect_contains(struct pixel_rect rect, int x, int y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

bool pixel_rect_covers(struct pixel_rect outer, struct pixel_rect inner)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}
