#ifndef TILLTALE_PLATFORM_WINDOW_H
#define TILLTALE_PLATFORM_WINDOW_H

/* Window: one picture on one screen. It lends its pixels as a surface; the kit paints, and
 * window_present() shows the rectangles that changed.
 *
 * Two presenters, chosen by the video driver before the first surface exists:
 * - surface: the driver's own framebuffer (x11, offscreen, dummy). With no rotation and a
 *   XRGB8888 screen the kit paints straight into it, else into a buffer of ours.
 * - texture: one streaming texture, for drivers that have no framebuffer (KMSDRM, Wayland). The
 *   kit paints into a buffer of ours, changed rectangles are uploaded.
 *
 * The picture is always upright: rotation happens when presenting, and touches are turned back
 * in events.c. Nothing waits for the screen's refresh. */

#include <stdbool.h>

#include "base/compiler.h"
#include "ui/surface.h"

struct error;
struct platform;
struct window;

enum window_presenter {
    WINDOW_PRESENTER_BY_DRIVER,
    WINDOW_PRESENTER_SURFACE,
    WINDOW_PRESENTER_TEXTURE
};

enum window_rotation { /* how far the picture is turned clockwise on the panel */
    WINDOW_ROTATION_0,
    WINDOW_ROTATION_90,
    WINDOW_ROTATION_180,
    WINDOW_ROTATION_270
};

struct window_options {
    const char *title;
    bool is_full_screen; /* covers the display; width and height are then ignored */
    int width, height;   /* of the upright picture, in device pixels */
    int display;         /* 0: the first one */
    enum window_rotation rotation;
    enum window_presenter presenter;
};

/* Errors: ERROR_IO (SDL's words), ERROR_INVALID (no such display, a size below 1 or above
 * WINDOW_SIDE_MAX). */
#define WINDOW_SIDE_MAX 16384
MUST_CHECK bool window_open(struct platform *platform, const struct window_options *options,
    struct window **out_window, struct error *err);

/* NULL is fine. */
void window_close(struct window *window);

/* The upright picture. Pixels keep what was painted from frame to frame. The answer holds until
 * events_next() returns: ask again every frame. After INPUT_RESIZE the pixels are black. */
struct surface window_surface(struct window *window);

/* Shows the given rectangles, cut to the picture. With none, nothing is done. */
void window_present(struct window *window, const struct damage *damage);

/* Shows all of it. */
void window_present_all(struct window *window);

#endif
