/* A whole 1080p frame of a sell screen and one pressed tile, by the kit's rasteriser and by SDL's
 * software renderer, one after the other, each in a window of its own.
 *     bench_frame ROUNDS    prints medians in microseconds
 *
 * Both arms get the finished draw list, paint and present; making the list is timed by itself. The
 * other arm draws as one would there: boxes as fills with ready corners, texts and icons as one
 * ready texture each, blended as TTF_RenderUTF8_Blended makes them, codes as they are. It makes no
 * texture while it is timed. */

#include <stdio.h>
#include <string.h>

#include <SDL.h>

#include "base/compiler.h"
#include "base/error.h"
#include "bench/clock.h"
#include "platform/glyphs_sdl.h"
#include "ui/raster.h"
#include "ui/typeset.h"
#include "ui/ui.h"

#define WIDTH 1920
#define HEIGHT 1080
#define ROUNDS_MAX 1000
#define TILES 20
#define TILE_COLUMNS 5
#define SPRITES_MAX 1024

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "bench_frame: %s: %s\n", what, why);
    exit(1);
}

/* --- the screen --------------------------------------------------------------------------- */

static void draw_catalogue(struct ui *ui, struct rect area)
{
    static const char *const CHIPS[] = {"All", "Coffee", "Tea", "Bakery", "Beans", "Gear", "Merch"};
    static const char *const NAMES[TILES] = {"Espresso", "Flat white", "Cappuccino",
        "Filter, 300 ml", "Cold brew", "Oat milk extra", "Sencha", "Darjeeling", "Mint, fresh",
        "Butter croissant", "Almond croissant", "Cinnamon bun", "Sourdough, by weight",
        "Harbour blend 250 g", "Guji natural 250 g", "Decaf 250 g", "V60 dripper",
        "Filter papers ×100", "Keep cup", "Tote bag"};
    area = rect_inset(area, SPACE_MARGIN, SPACE_GUTTER);
    struct rect chips = rect_cut_top(&area, 64);
    rect_skip_top(&area, SPACE_GUTTER);
    for (size_t i = 0; i < ARRAY_LENGTH(CHIPS); i++) {
        struct ui_button chip = {.label = CHIPS[i],
            .kind = UI_BUTTON_CHIP,
            .is_selected = i == 0,
            .has_dot = i > 0,
            .dot = theme_category_colour((int)i)};
        ui_button(ui, rect_cut_left(&chips, ui_button_width(ui, &chip)), &chip);
        rect_skip_left(&chips, SPACE_GUTTER_SMALL);
    }
    struct rect grid = rect_cut_top(&area, 660);
    for (int i = 0; i < TILES; i++) {
        struct ui_tile tile = {
            .name = NAMES[i], .price = "13.50", .category = theme_category_colour(i / 6)};
        ui_tile(ui, rect_grid_cell(grid, TILE_COLUMNS, TILES / TILE_COLUMNS, 18, i), &tile);
    }
}

static void draw_ticket(struct ui *ui, struct rect area)
{
    static const char *const LINES[] = {
        "Flat white", "Almond croissant", "Harbour blend 250 g", "Sourdough"};
    ui_fill(ui, area, COLOUR_CARD);
    area = rect_inset(area, SPACE_CARD, SPACE_CARD);
    struct rect pay = rect_cut_bottom(&area, 112);
    struct rect total = rect_cut_bottom(&area, 120);
    struct rect actions = rect_cut_bottom(&area, 112);
    for (size_t i = 0; i < ARRAY_LENGTH(LINES); i++) {
        ui_ticket_row(ui, rect_cut_top(&area, 92),
            &(struct ui_ticket_row){.quantity = "2 ×",
                .name = LINES[i],
                .detail = "3.60",
                .amount = "7.20",
                .is_selected = i == 2});
    }
    static const char *const ACTIONS[] = {"−", "+", "Discount", "Remove"};
    for (int i = 0; i < 4; i++) {
        ui_button(ui, rect_row(rect_inset(actions, 0, 12), 4, 12, i),
            &(struct ui_button){.label = ACTIONS[i]});
    }
    ui_money(ui, total, &(struct ui_money){.text = "€22.06", .align = UI_ALIGN_END});
    ui_button(ui, pay,
        &(struct ui_button){.label = "Pay €22.06", .id = "pay", .kind = UI_BUTTON_PRIMARY});
}

static void make_frame(struct ui *ui, int64_t now_ms)
{
    do {
        ui_begin(ui, &(struct ui_frame){.width_px = WIDTH, .height_px = HEIGHT, .now_ms = now_ms});
        struct rect area = ui_area(ui);
        ui_fill(ui, area, COLOUR_PAPER);
        ui_top_bar(ui, &area,
            &(struct ui_top_bar){.title = "Till 1",
                .has_logo = true,
                .status = "Saved",
                .status_dot = COLOUR_GREEN,
                .user = "Cashier 1",
                .clock = "12:42",
                .menu = "Menu"},
            NULL);
        draw_ticket(ui, rect_cut_right(&area, 640));
        draw_catalogue(ui, area);
        ui_end(ui);
    } while (ui_wants_frame(ui));
}

/* --- ours ----------------------------------------------------------------------------------- */

struct ours {
    SDL_Window *window;
    SDL_Surface *shown;
    struct surface surface;
    struct ui *ui;
    struct painter *painter;
    int64_t now_ms;
    double made_us;  /* of the last frame: widgets and list, before painting */
    double shown_us; /* and the way of what was painted to the display's server and back */
};

static void present(struct ours *ours, const struct damage *damage)
{
    SDL_Rect rects[DAMAGE_RECTS_MAX];
    for (int i = 0; i < damage->count; i++) {
        rects[i] = (SDL_Rect){.x = damage->rects[i].x,
            .y = damage->rects[i].y,
            .w = damage->rects[i].width,
            .h = damage->rects[i].height};
    }
    if (damage->count > 0) {
        SDL_UpdateWindowSurfaceRects(ours->window, rects, damage->count);
    }
}

static double frame_us(struct ours *ours, bool whole)
{
    struct damage damage = {0};
    double began = wall_us();
    make_frame(ours->ui, ours->now_ms);
    double made = wall_us();
    ours->made_us = made - began;
    if (whole) {
        painter_forget(ours->painter);
    }
    painter_paint(ours->painter, ui_draw_list(ours->ui), &ours->surface, &damage);
    double painted = wall_us();
    present(ours, &damage);
    double shown = wall_us();
    ours->shown_us = shown - painted;
    return shown - made;
}

/* A finger goes down on the middle tile, or is taken away. */
static void touch(struct ours *ours, enum input_kind kind)
{
    ours->now_ms += 20;
    struct input input = {.kind = kind, .x = 620, .y = 480, .at_ms = ours->now_ms};
    ui_push_input(ours->ui, &input);
}

/* --- SDL's software renderer ------------------------------------------------------------------ */

struct sprite {
    SDL_Texture *texture; /* text, icon or code: one picture; rounded box: corners and edges */
    int radius;
};

struct other {
    SDL_Renderer *renderer;
    struct sprite sprites[SPRITES_MAX];
};

static int luma(uint32_t rgb)
{
    return (int)((rgb >> 16 & 255) * 2 + (rgb >> 8 & 255) * 5 + (rgb & 255)) / 8;
}

/* A text's or icon's picture gets the alpha that it would have been made with: as much as it
 * differs from the ground that its first pixel shows. SDL skips what is transparent. */
static void find_alpha(SDL_Surface *surface)
{
    uint32_t *pixels = surface->pixels;
    int ground = luma(pixels[0]);
    for (int i = 0; i < surface->h * surface->pitch / 4; i++) {
        int alpha = 2 * abs(luma(pixels[i]) - ground);
        pixels[i] = (pixels[i] & 0xffffff) | (uint32_t)(alpha > 255 ? 255 : alpha) << 24;
    }
}

static SDL_Texture *texture_of(struct other *other, const uint32_t *pixels, int stride,
    struct pixel_rect rect, enum draw_kind kind)
{
    bool is_opaque = kind == DRAW_QR;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, rect.width, rect.height, 32,
        is_opaque ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; y < rect.height; y++) {
        memcpy((char *)surface->pixels + y * surface->pitch,
            pixels + (ptrdiff_t)(rect.y + y) * stride + rect.x, (size_t)rect.width * 4);
    }
    if (kind == DRAW_TEXT || kind == DRAW_ICON) {
        find_alpha(surface);
    }
    SDL_Texture *texture = SDL_CreateTextureFromSurface(other->renderer, surface);
    SDL_SetTextureBlendMode(texture, is_opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_FreeSurface(surface);
    return texture;
}

/* The corners of a rounded box, for nine-slices; how they look is of no matter to the clock. */
static SDL_Texture *slices_of(struct other *other, const struct draw_box *box)
{
    int side = 2 * box->radius + 2;
    uint32_t *pixels = malloc((size_t)side * (size_t)side * 4);
    for (int i = 0; i < side * side; i++) {
        int x = i % side - side / 2, y = i / side - side / 2;
        bool is_out = x * x + y * y > side * side / 2;
        pixels[i] = is_out ? 0 : UINT32_C(0xff000000) | box->fill_rgb;
    }
    SDL_Texture *texture = texture_of(
        other, pixels, side, (struct pixel_rect){.width = side, .height = side}, DRAW_BOX);
    free(pixels);
    return texture;
}

static void prepare_sprites(
    struct other *other, const struct draw_list *list, const struct surface *painted)
{
    if (list->item_count > SPRITES_MAX) {
        fail("list", "more items than sprites");
    }
    for (size_t i = 0; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        struct pixel_rect rect = pixel_rect_intersect(item->rect, item->clip);
        rect = pixel_rect_intersect(rect, (struct pixel_rect){0, 0, WIDTH, HEIGHT});
        if (item->kind == DRAW_BOX && item->box.radius > 0) {
            other->sprites[i] = (struct sprite){
                .texture = slices_of(other, &item->box), .radius = item->box.radius};
        } else if (item->kind != DRAW_BOX && !pixel_rect_is_empty(rect)) {
            other->sprites[i].texture =
                texture_of(other, painted->pixels, painted->stride, rect, item->kind);
        }
    }
}

static void fill(SDL_Renderer *renderer, int x, int y, int width, int height, uint32_t rgb)
{
    SDL_SetRenderDrawColor(
        renderer, (Uint8)(rgb >> 16), (Uint8)(rgb >> 8), (Uint8)rgb, SDL_ALPHA_OPAQUE);
    SDL_RenderFillRect(renderer, &(SDL_Rect){.x = x, .y = y, .w = width, .h = height});
}

/* The straight parts of a border. */
static void draw_edges(SDL_Renderer *renderer, const struct draw_item *item, int radius)
{
    struct pixel_rect rect = item->rect;
    int width = item->box.border_width;
    uint32_t rgb = item->box.border_rgb;
    fill(renderer, rect.x + radius, rect.y, rect.width - 2 * radius, width, rgb);
    fill(renderer, rect.x + radius, rect.y + rect.height - width, rect.width - 2 * radius, width,
        rgb);
    fill(renderer, rect.x, rect.y + radius, width, rect.height - 2 * radius, rgb);
    fill(renderer, rect.x + rect.width - width, rect.y + radius, width, rect.height - 2 * radius,
        rgb);
}

/* Four corners from the texture; edges and middle are plain fills. */
static void draw_rounded(SDL_Renderer *renderer, const struct draw_item *item, SDL_Texture *corners)
{
    struct pixel_rect rect = item->rect;
    int radius = item->box.radius;
    if (2 * radius > rect.width || 2 * radius > rect.height) {
        radius = (rect.width < rect.height ? rect.width : rect.height) / 2;
    }
    int right = rect.x + rect.width - radius, bottom = rect.y + rect.height - radius;
    const SDL_Rect places[] = {{rect.x, rect.y, radius, radius}, {right, rect.y, radius, radius},
        {rect.x, bottom, radius, radius}, {right, bottom, radius, radius}};
    for (int i = 0; i < 4; i++) {
        SDL_Rect from = {
            i % 2 * (item->box.radius + 2), i / 2 * (item->box.radius + 2), radius, radius};
        SDL_RenderCopy(renderer, corners, &from, &places[i]);
    }
    uint32_t rgb = item->box.fill_rgb;
    fill(renderer, rect.x + radius, rect.y, rect.width - 2 * radius, rect.height, rgb);
    fill(renderer, rect.x, rect.y + radius, radius, rect.height - 2 * radius, rgb);
    fill(renderer, right, rect.y + radius, radius, rect.height - 2 * radius, rgb);
    if (item->box.border_width > 0) {
        draw_edges(renderer, item, radius);
    }
}

static double other_us(struct other *other, const struct draw_list *list)
{
    double began = wall_us();
    SDL_RenderClear(other->renderer);
    for (size_t i = 0; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        struct pixel_rect rect = pixel_rect_intersect(item->rect, item->clip);
        SDL_Texture *texture = other->sprites[i].texture;
        if (item->kind == DRAW_BOX && texture != NULL) {
            draw_rounded(other->renderer, item, texture);
        } else if (item->kind == DRAW_BOX && item->box.alpha > 0) {
            fill(other->renderer, rect.x, rect.y, rect.width, rect.height, item->box.fill_rgb);
        } else if (texture != NULL) {
            SDL_RenderCopy(other->renderer, texture, NULL,
                &(SDL_Rect){.x = rect.x, .y = rect.y, .w = rect.width, .h = rect.height});
        }
    }
    SDL_RenderPresent(other->renderer);
    return wall_us() - began;
}

static SDL_Window *open_window(const char *title, int x)
{
    SDL_Window *window = SDL_CreateWindow(title, x, 0, WIDTH, HEIGHT, SDL_WINDOW_BORDERLESS);
    if (window == NULL) {
        fail("window", SDL_GetError());
    }
    return window;
}

int main(int argument_count, char **arguments)
{
    static double whole[ROUNDS_MAX], tile[ROUNDS_MAX], made[ROUNDS_MAX], shown[ROUNDS_MAX],
        sdl[ROUNDS_MAX];
    static struct other other;
    struct error err;
    struct glyphs_sdl *glyphs = NULL;
    size_t rounds = argument_count == 2 ? strtoul(arguments[1], NULL, 10) : 0;
    if (rounds == 0 || rounds > ROUNDS_MAX) {
        fprintf(stderr, "usage: bench_frame ROUNDS (up to %d)\n", ROUNDS_MAX);
        return 2;
    }
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        fail("SDL", SDL_GetError());
    }
    if (!glyphs_sdl_open(NULL, &glyphs, &err)) {
        fail("fonts", err.text);
    }
    struct glyph_source source = glyphs_sdl_source(glyphs);
    struct typesetter *type = typesetter_open(&source, TYPESET_CACHE_BYTES);
    struct ours ours = {.window = open_window("ours", 0), .now_ms = 1000};
    ours.shown = SDL_GetWindowSurface(ours.window);
    ours.surface = (struct surface){.pixels = ours.shown->pixels,
        .width = WIDTH,
        .height = HEIGHT,
        .stride = ours.shown->pitch / 4};
    ours.ui = ui_open(type);
    ours.painter = painter_open(type);
    other.renderer = SDL_CreateRenderer(open_window("SDL", WIDTH), -1, SDL_RENDERER_SOFTWARE);
    if (other.renderer == NULL) {
        fail("renderer", SDL_GetError());
    }
    frame_us(&ours, true);
    prepare_sprites(&other, ui_draw_list(ours.ui), &ours.surface);
    size_t items = ui_draw_list(ours.ui)->item_count;
    for (size_t i = 0; i < rounds; i++) {
        SDL_PumpEvents();
        whole[i] = frame_us(&ours, true);
        sdl[i] = other_us(&other, ui_draw_list(ours.ui));
        touch(&ours, INPUT_POINTER_DOWN);
        tile[i] = frame_us(&ours, false);
        made[i] = ours.made_us;
        shown[i] = ours.shown_us;
        touch(&ours, INPUT_POINTER_CANCEL);
        frame_us(&ours, false);
    }
    printf(
        "{\"driver\": \"%s\", \"items\": %zu, \"whole_us\": %.1f, \"tile_us\": %.1f,"
        " \"made_us\": %.1f, \"shown_us\": %.1f, \"sdl_us\": %.1f}\n",
        SDL_GetCurrentVideoDriver(), items, median_of(whole, rounds), median_of(tile, rounds),
        median_of(made, rounds), median_of(shown, rounds), median_of(sdl, rounds));
    painter_close(ours.painter);
    ui_close(ours.ui);
    typesetter_close(type);
    glyphs_sdl_close(glyphs);
    SDL_Quit();
    return 0;
}
