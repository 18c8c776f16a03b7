#ifndef TILLTALE_APP_APP_H
#define TILLTALE_APP_APP_H

/* App: the kiosk, from its options to its end. */

#include <stdbool.h>

#include "base/compiler.h"

struct error;

enum app_display {
    APP_DISPLAY_AUTO, /* on a second screen, where there is one and the till has the whole first */
    APP_DISPLAY_OFF,
    APP_DISPLAY_ON /* in a window of display_width by display_height */
};

struct app_options {
    const char *db_path;
    bool is_offscreen;        /* no display is asked for */
    int width, height;        /* of the window; 0: full screen */
    int rotation_degrees;     /* clockwise: 0, 90, 180, 270 */
    int panel_mm;             /* width of the panel; 0: not known */
    enum app_display display; /* the customer's */
    int display_width, display_height;
    const char *language;          /* of this till's screens, e.g. "de"; NULL: the shop's */
    const char *customer_language; /* of the customer's display; NULL: as this till's */
    const char *scanner;           /* device/scanner.h; NULL: it types as a keyboard */
    bool is_booth;                 /* begins with its visitors */
    const char *drawer;            /* device/drawer.h; NULL: none */
    const char *store_path;        /* the shop's store to sync with; NULL: none */
    const char *script_path;       /* NULL: a person is there */
    const char *shots_folder;      /* made where it is missing; NULL: no shots are written */
    bool audits; /* each shot is looked over (ui/audit.h), findings go to stdout */
};

/* Runs until the window is closed or the script has ended. A script says each sale that its screen
 * has shown as paid on stdout, flushed: "paid 1-000124".
 *
 * Errors: ERROR_INVALID, a language that we do not have; the till, the display or the fonts cannot be opened; a script that is not right or does
 * not find what it names ("day.script:12: …"); ERROR_INVALID, the audit found something. */
MUST_CHECK bool app_run(const struct app_options *options, struct error *err);

#endif
