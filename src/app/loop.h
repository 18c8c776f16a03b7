#ifndef TILLTALE_APP_LOOP_H
#define TILLTALE_APP_LOOP_H

/* Loop: input -> screen -> intent -> effect -> picture. Private to src/app.
 *
 * loop_run() is the kiosk; the script player calls its parts one by one, so a script goes the way
 * of a finger. What is painted is always a frame in which nothing was left to happen. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/desk.h"
#include "base/compiler.h"
#include "screens/lend_card.h"
#include "screens/screen.h"
#include "ui/input.h"
#include "ui/theme.h"

struct app_options;
struct display;
struct glyphs_sdl;
struct painter;
struct platform;
struct script_clock;
struct typesetter;
struct ui;
struct watch_thread;
struct window;

/* How this device shows the shop's screens, where it differs. Zeroed is as the shop says. */
struct looks {
    const char *language; /* NULL: the shop's */
    int text_percent;     /* 100 to 130; 0: the shop's */
    bool has_theme;
    enum theme_kind theme;
};

struct loop {
    const struct app_options *options;
    struct clock_source clock;
    struct platform *platform;
    struct window *window;
    struct glyphs_sdl *glyphs;
    struct typesetter *type;
    struct ui *ui;
    struct painter *painter;
    struct display *display; /* the customer's; NULL: none */
    struct desk_shop shop;   /* for loop_begin() */
    struct desk desk;
    struct looks looks;
    struct lend_card lend;
    bool is_finger_down;
    bool is_over; /* somebody closed the window or ended the program */
    _Alignas(max_align_t) unsigned char states[SCREEN_ID_COUNT][SCREEN_STATE_MAX];
};

/* Opens display, fonts and kit; the till is the caller's.
 * Errors: those of platform_open(), window_open(), glyphs_sdl_open(). */
MUST_CHECK bool loop_open(struct loop *loop, const struct app_options *options, struct error *err);

/* Puts the till on the desk. */
void loop_begin(struct loop *loop, struct till *till, struct clock_source clock);

/* Wipes what the screens held. A zeroed loop is fine. */
void loop_close(struct loop *loop);

/* Takes one input and makes frames until all that it causes has happened. What is touched in the
 * customer's window (NULL: no window's) is for it; keys and scans are always for the till. */
void loop_input(struct loop *loop, const struct input *input, const struct window *window);

/* Makes frames until nothing is left to happen. */
void loop_frames(struct loop *loop);

/* Paints the last frame and shows what changed. */
void loop_show(struct loop *loop);

/* Takes what the system has for us, without waiting: resizes, and the end. Touches and keys are
 * passed over. */
void loop_listen(struct loop *loop);

/* When a frame is due without input (monotonic). */
int64_t loop_next_ms(const struct loop *loop);

/* The kiosk: until the window is closed. The first frame is on the screen already. */
void loop_run(struct loop *loop);

#endif
