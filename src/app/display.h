#ifndef TILLTALE_APP_DISPLAY_H
#define TILLTALE_APP_DISPLAY_H

/* Display: the customer's window, with a kit of its own and the till's view. Private to src/app.
 * All of it may be NULL: then nothing is done, and there is no customer display. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "screens/intent.h"
#include "ui/input.h"

struct app_options;
struct app_view;
struct display;
struct error;
struct platform;
struct typesetter;
struct ui;
struct ui_settings;
struct window;

/* True if these options and this machine's screens ask for one. */
bool display_is_wanted(const struct platform *platform, const struct app_options *options);

/* The typesetter stays the caller's. Errors: those of window_open(). */
MUST_CHECK bool display_open(struct platform *platform, const struct app_options *options,
    struct typesetter *type, struct display **out_display, struct error *err);
/* Text size, theme and direction, as ui_set(). */
void display_set(struct display *display, const struct ui_settings *settings);
void display_close(struct display *display);

struct window *display_window(struct display *display);
struct ui *display_ui(struct display *display);

/* An input that came for its window. */
void display_input(struct display *display, const struct input *input);

/* Makes one frame. *out_more says that another has to follow at once. */
struct intent display_frame(
    struct display *display, const struct app_view *view, int64_t now_ms, bool *out_more);

/* Paints the last frame and shows what changed. */
void display_show(struct display *display);

/* When a frame is due without input (monotonic); INT64_MAX: never. */
int64_t display_next_ms(const struct display *display);

#endif
