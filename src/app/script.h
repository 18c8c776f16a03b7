#ifndef TILLTALE_APP_SCRIPT_H
#define TILLTALE_APP_SCRIPT_H

/* Script: what a person does at the kiosk, written down. Demos, end-to-end tests and pictures are
 * scripts; player.h plays them through the same input path as a finger.
 *
 * One command a line; empty lines and what follows a # at the start of a line are passed over. A
 * text stands in quotes, where \" \\ \n \t mean what they mean elsewhere; one without spaces,
 * quotes and # at its start may stand bare.
 *
 *     size 1280x800            the window                        } before the first
 *     scale 130                the text size in percent, 100-130 } of the others
 *     zone Europe/Berlin       what `clock` means without offset; else the shop's
 *     locale de_AT             the language that the labels below are in; else the shop's
 *     theme contrast           or light; else the shop's
 *     clock 2026-11-23T12:42:00[+01:00|Z]   from here on the clock runs as the script says
 *
 *     tap "Flat white"         the one thing whose label is, else starts with this
 *     hold "Backspace" 800     the same for so many milliseconds
 *     drag "Espresso" 0 -300   from its middle, design pixels right and down
 *     type "crois"             character by character
 *     key Enter                Enter Escape Backspace Delete Tab Left Right Up Down Home End
 *                              PageUp PageDown F1 … F12
 *     scan "4006381333931"     as a scanner gives it
 *     wait 4000                milliseconds pass
 *     expect "Thank you."      it is on the screen, as a label or a value
 *     expect-not "Undo"        it is not
 *     window customer          what follows is done and looked for on the customer's display;
 *                              `window till` goes back
 *     shot 03-thanks           a picture NAME.png in the folder for shots
 *
 * Reading is pure: bytes in, steps or an error with line and column out. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "ui/input.h"

struct error;

#define SCRIPT_BYTES_MAX (16 * 1024 * 1024)
#define SCRIPT_TEXT_MAX INPUT_SCAN_MAX
#define SCRIPT_MS_MAX (24 * 60 * 60 * 1000)

enum step_kind {
    STEP_SIZE,   /* x by y */
    STEP_SCALE,  /* x percent */
    STEP_ZONE,   /* text */
    STEP_LOCALE, /* text */
    STEP_THEME,  /* x, an enum theme_kind */
    STEP_CLOCK,  /* text, a time as above */
    STEP_TAP,    /* text */
    STEP_HOLD,   /* text, duration_ms */
    STEP_DRAG,   /* text, x, y */
    STEP_TYPE,   /* text */
    STEP_KEY,    /* key */
    STEP_SCAN,   /* text */
    STEP_WAIT,   /* duration_ms */
    STEP_EXPECT, /* text */
    STEP_EXPECT_NOT,
    STEP_SHOT,   /* text */
    STEP_WINDOW, /* text: till, customer */
    STEP_KIND_COUNT
};

struct step {
    enum step_kind kind;
    uint32_t line;    /* of the file, from 1 */
    const char *text; /* terminated UTF-8, owned by the script; "" where the step has none */
    int x, y;
    int duration_ms;
    enum input_key key;
};

/* Zeroed is empty. */
struct script {
    struct step *steps;
    size_t step_count;
    char *texts; /* what the steps point to */
};

/* Reads a script. Errors: ERROR_INVALID, "3:7: …" with line and column of the first mistake, both
 * from 1 and in characters; ERROR_LIMIT, more than SCRIPT_BYTES_MAX. The script is then empty. */
MUST_CHECK bool script_parse(struct text_view source, struct script *out_script, struct error *err);

/* Reads a file; the error says its name first. Errors: also those of buffer_read_file(). */
MUST_CHECK bool script_read_file(const char *path, struct script *out_script, struct error *err);

/* Wipes the text of a step that was played: a script that types a name does not keep it. */
void script_forget(struct script *script, const struct step *step);

void script_close(struct script *script);

/* True for the steps that set the kiosk up and may only stand before all others. */
bool step_is_setting(enum step_kind kind);

#endif
