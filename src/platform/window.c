#include "platform/window.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "platform/internal.h"

static bool is_sideways(const struct window *window)
{
    return window->rotation == WINDOW_ROTATION_90 || window->rotation == WINDOW_ROTATION_270;
}

/* Rectangle of the upright picture -> the same on the panel. */
static SDL_Rect panel_rect(const struct window *window, struct pixel_rect rect)
{
    int width = window->panel_width;
    int height = window->panel_height;
    switch (window->rotation) {
    case WINDOW_ROTATION_0:
        return (SDL_Rect){rect.x, rect.y, rect.width, rect.height};
    case WINDOW_ROTATION_90:
        return (SDL_Rect){width - rect.y - rect.height, rect.x, rect.height, rect.width};
    case WINDOW_ROTATION_180:
        return (SDL_Rect){
            width - rect.x - rect.width, height - rect.y - rect.height, rect.width, rect.height};
    case WINDOW_ROTATION_270:
        return (SDL_Rect){rect.y, height - rect.x - rect.width, rect.height, rect.width};
    }
    ASSERT(false);
    return (SDL_Rect){0};
}

void window_turn_point(const struct window *window, int *x, int *y)
{
    int from_x = *x;
    int from_y = *y;
    switch (window->rotation) {
    case WINDOW_ROTATION_0:
        break;
    case WINDOW_ROTATION_90:
        *x = from_y;
        *y = window->panel_width - 1 - from_x;
        break;
    case WINDOW_ROTATION_180:
        *x = window->panel_width - 1 - from_x;
        *y = window->panel_height - 1 - from_y;
        break;
    case WINDOW_ROTATION_270:
        *x = window->panel_height - 1 - from_y;
        *y = from_x;
        break;
    }
}

/* Copies a rectangle of our buffer, turned, to where its panel rectangle begins. `pitch` is in
 * bytes, as SDL has it. Goes along the panel's rows, so that writing is what stays in line. */
static void copy_turned(
    const struct window *window, struct pixel_rect rect, uint8_t *target, size_t pitch)
{
    const uint32_t *from = window->pixels;
    ptrdiff_t stride = window->width;
    SDL_Rect panel = panel_rect(window, rect);
    const uint32_t *start = from + (ptrdiff_t)rect.y * stride + rect.x;
    ptrdiff_t along = 1, down = stride;
    switch (window->rotation) {
    case WINDOW_ROTATION_0:
        for (int y = 0; y < panel.h; y++) {
            memcpy(
                target + (size_t)y * pitch, start + y * stride, (size_t)panel.w * sizeof(uint32_t));
        }
        return;
    case WINDOW_ROTATION_90: /* a panel row is a picture column, from its foot up */
        start += (rect.height - 1) * stride;
        along = -stride;
        down = 1;
        break;
    case WINDOW_ROTATION_180:
        start += (rect.height - 1) * stride + rect.width - 1;
        along = -1;
        down = -stride;
        break;
    case WINDOW_ROTATION_270:
        start += rect.width - 1;
        along = stride;
        down = -1;
        break;
    }
    for (int y = 0; y < panel.h; y++) {
        uint32_t *out = (uint32_t *)(void *)(target + (size_t)y * pitch);
        const uint32_t *in = start + y * down;
        for (int x = 0; x < panel.w; x++) {
            out[x] = *in;
            in += along;
        }
    }
}

static struct pixel_rect cut_to_picture(const struct window *window, struct pixel_rect rect)
{
    int right = SDL_min(rect.x + rect.width, window->width);
    int bottom = SDL_min(rect.y + rect.height, window->height);
    rect.x = SDL_max(rect.x, 0);
    rect.y = SDL_max(rect.y, 0);
    rect.width = SDL_max(right - rect.x, 0);
    rect.height = SDL_max(bottom - rect.y, 0);
    return rect;
}

static bool make_buffer(struct window *window)
{
    free(window->buffer);
    window->buffer = calloc((size_t)window->width * (size_t)window->height, sizeof(uint32_t));
    ASSERT(window->buffer != NULL);
    window->pixels = window->buffer;
    window->stride = window->width;
    return true;
}

/* SDL's own surface of the window: lent to the kit where it is what the kit paints. Returns
 * false if its pixels are of another kind. */
static bool attach_surface(struct window *window)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    if (surface == NULL || surface->format->format != SDL_PIXELFORMAT_RGB888 ||
        SDL_MUSTLOCK(surface)) {
        return false;
    }
    window->surface = surface;
    if (window->rotation != WINDOW_ROTATION_0) {
        return make_buffer(window);
    }
    SDL_FillRect(surface, NULL, 0);
    window->pixels = surface->pixels;
    window->stride = surface->pitch / (int)sizeof(uint32_t);
    return true;
}

static bool has_framebuffer(const char *driver)
{
    static const char *const with_framebuffer[] = {"x11", "offscreen", "dummy"};
    for (size_t i = 0; i < ARRAY_LENGTH(with_framebuffer); i++) {
        if (strcmp(driver, with_framebuffer[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool attach_texture(struct window *window)
{
    if (window->renderer == NULL) {
        /* Where the driver has a framebuffer the picture only has to be converted for it. */
        bool is_software = has_framebuffer(window->platform->driver);
        window->renderer =
            SDL_CreateRenderer(window->sdl, -1, is_software ? SDL_RENDERER_SOFTWARE : 0U);
    }
    if (window->texture != NULL) {
        SDL_DestroyTexture(window->texture);
    }
    window->texture =
        window->renderer == NULL
            ? NULL
            : SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_RGB888,
                  SDL_TEXTUREACCESS_STREAMING, window->panel_width, window->panel_height);
    return window->texture != NULL && make_buffer(window);
}

/* The panel's size in pixels: on a scaled Wayland display more than SDL's window size. */
static void read_panel_size(struct window *window)
{
    SDL_GetWindowSize(window->sdl, &window->points_width, &window->points_height);
    SDL_GetWindowSizeInPixels(window->sdl, &window->panel_width, &window->panel_height);
    window->width = is_sideways(window) ? window->panel_height : window->panel_width;
    window->height = is_sideways(window) ? window->panel_width : window->panel_height;
}

static bool attach(struct window *window)
{
    read_panel_size(window);
    if (window->presenter == WINDOW_PRESENTER_SURFACE) {
        if (attach_surface(window)) {
            return true;
        }
        window->presenter = WINDOW_PRESENTER_TEXTURE;
    }
    return attach_texture(window);
}

bool window_follow_size(struct window *window)
{
    int width, height;
    SDL_GetWindowSizeInPixels(window->sdl, &width, &height);
    if (width == window->panel_width && height == window->panel_height) {
        return false;
    }
    return attach(window);
}

static SDL_Window *create_sdl_window(
    const struct window *window, const struct window_options *options)
{
    int width = is_sideways(window) ? options->height : options->width;
    int height = is_sideways(window) ? options->width : options->height;
    uint32_t flags = SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE;
    if (options->is_full_screen) {
        SDL_Rect bounds = {0, 0, 1280, 800};
        SDL_GetDisplayBounds(options->display, &bounds);
        width = bounds.w;
        height = bounds.h;
        /* Without a window manager nobody but us makes it cover the display. */
        flags = SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_BORDERLESS | SDL_WINDOW_FULLSCREEN_DESKTOP;
    }
    int place = (int)SDL_WINDOWPOS_UNDEFINED_DISPLAY((unsigned)options->display);
    return SDL_CreateWindow(options->title, place, place, width, height, flags);
}

static bool check_options(const struct window_options *options, struct error *err)
{
    int displays = SDL_GetNumVideoDisplays();
    if (options->display < 0 || options->display >= displays) {
        return error_set(err, ERROR_INVALID, "there is no display %d; this machine has %d",
            options->display, displays);
    }
    if (!options->is_full_screen &&
        (options->width < 1 || options->height < 1 || options->width > WINDOW_SIDE_MAX ||
            options->height > WINDOW_SIDE_MAX)) {
        return error_set(err, ERROR_INVALID, "a window of %dx%d: each side is 1 to %d",
            options->width, options->height, WINDOW_SIDE_MAX);
    }
    return true;
}

static bool keep(struct platform *platform, struct window *window)
{
    for (size_t i = 0; i < WINDOWS_MAX; i++) {
        if (platform->windows[i] == NULL) {
            platform->windows[i] = window;
            return true;
        }
    }
    return false;
}

bool window_open(struct platform *platform, const struct window_options *options,
    struct window **out_window, struct error *err)
{
    if (!check_options(options, err)) {
        return false;
    }
    struct window *window = calloc(1, sizeof(*window));
    ASSERT(window != NULL);
    window->platform = platform;
    window->rotation = options->rotation;
    window->presenter = options->presenter;
    if (window->presenter == WINDOW_PRESENTER_BY_DRIVER) {
        window->presenter =
            has_framebuffer(platform->driver) ? WINDOW_PRESENTER_SURFACE : WINDOW_PRESENTER_TEXTURE;
    }
    window->sdl = create_sdl_window(window, options);
    if (window->sdl == NULL || !attach(window) || !keep(platform, window)) {
        error_set(err, ERROR_IO, "cannot open a window: %s", SDL_GetError());
        window_close(window);
        return false;
    }
    window->id = SDL_GetWindowID(window->sdl);
    if (options->is_full_screen) {
        SDL_RaiseWindow(window->sdl);
        platform_show_mouse(platform, false);
    }
    *out_window = window;
    return true;
}

void window_close(struct window *window)
{
    if (window == NULL) {
        return;
    }
    for (size_t i = 0; i < WINDOWS_MAX; i++) {
        if (window->platform->windows[i] == window) {
            window->platform->windows[i] = NULL;
        }
    }
    if (window->platform->pointer.window == window) {
        window->platform->pointer.window = NULL;
        window->platform->pointer.state = POINTER_UP;
    }
    if (window->texture != NULL) {
        SDL_DestroyTexture(window->texture);
    }
    if (window->renderer != NULL) {
        SDL_DestroyRenderer(window->renderer);
    }
    if (window->sdl != NULL) {
        SDL_DestroyWindow(window->sdl);
    }
    free(window->buffer);
    free(window);
}

struct surface window_surface(struct window *window)
{
    return (struct surface){.pixels = window->pixels,
        .width = window->width,
        .height = window->height,
        .stride = window->stride};
}

/* A rectangle that cannot be shown now (the window is just being resized) is shown with the
 * whole picture that the resize asks for. */
static void present_surface(struct window *window, const struct pixel_rect *rects, int count)
{
    SDL_Rect panel[DAMAGE_RECTS_MAX];
    for (int i = 0; i < count; i++) {
        panel[i] = panel_rect(window, rects[i]);
        if (window->rotation != WINDOW_ROTATION_0) {
            size_t pitch = (size_t)window->surface->pitch;
            uint8_t *target = (uint8_t *)window->surface->pixels + (size_t)panel[i].y * pitch +
                              (size_t)panel[i].x * sizeof(uint32_t);
            copy_turned(window, rects[i], target, pitch);
        }
    }
    SDL_UpdateWindowSurfaceRects(window->sdl, panel, count);
}

static void present_texture(struct window *window, const struct pixel_rect *rects, int count)
{
    for (int i = 0; i < count; i++) {
        SDL_Rect panel = panel_rect(window, rects[i]);
        void *target;
        int pitch;
        if (SDL_LockTexture(window->texture, &panel, &target, &pitch) == 0) {
            copy_turned(window, rects[i], target, (size_t)pitch);
            SDL_UnlockTexture(window->texture);
        }
    }
    /* What the screen holds after a present is unknown: the texture is drawn whole. */
    SDL_RenderCopy(window->renderer, window->texture, NULL, NULL);
    SDL_RenderPresent(window->renderer);
}

void window_present(struct window *window, const struct damage *damage)
{
    ASSERT(damage->count >= 0 && damage->count <= DAMAGE_RECTS_MAX);
    struct pixel_rect rects[DAMAGE_RECTS_MAX];
    int count = 0;
    for (int i = 0; i < damage->count; i++) {
        struct pixel_rect rect = cut_to_picture(window, damage->rects[i]);
        if (rect.width > 0 && rect.height > 0) {
            rects[count++] = rect;
        }
    }
    if (count == 0) {
        return;
    }
    if (window->presenter == WINDOW_PRESENTER_SURFACE) {
        present_surface(window, rects, count);
    } else {
        present_texture(window, rects, count);
    }
}

void window_present_all(struct window *window)
{
    struct damage all = {.rects = {{0, 0, window->width, window->height}}, .count = 1};
    window_present(window, &all);
}
