#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"

#define SIDE_MAX 16384
#define PANEL_MM_MAX 10000

/* Reads a whole number from 1 to `max` up to `end` of the text. */
static bool read_number(const char *text, char end, int max, int *out_number, const char **out_rest)
{
    char *rest;
    long number = strtol(text, &rest, 10);
    if (*text < '0' || *text > '9' || *rest != end || number < 1 || number > max) {
        return false;
    }
    *out_number = (int)number;
    *out_rest = rest + (end != '\0');
    return true;
}

static bool read_size(const char *text, struct app_options *options)
{
    const char *rest;
    return read_number(text, 'x', SIDE_MAX, &options->width, &rest) &&
           read_number(rest, '\0', SIDE_MAX, &options->height, &rest);
}

static bool read_rotation(const char *text, struct app_options *options)
{
    static const char *const degrees[] = {"0", "90", "180", "270"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(text, degrees[i]) == 0) {
            options->rotation_degrees = i * 90;
            return true;
        }
    }
    return false;
}

static bool read_display(const char *text, struct app_options *options)
{
    const char *rest;
    if (strcmp(text, "auto") == 0 || strcmp(text, "off") == 0) {
        options->display = text[0] == 'a' ? APP_DISPLAY_AUTO : APP_DISPLAY_OFF;
        return true;
    }
    options->display = APP_DISPLAY_ON;
    return read_number(text, 'x', SIDE_MAX, &options->display_width, &rest) &&
           read_number(rest, '\0', SIDE_MAX, &options->display_height, &rest);
}

static enum command_status read_options(
    const struct invocation *invocation, struct app_options *options, struct error *err)
{
    const char *window = command_value(invocation, "window");
    const char *offscreen = command_value(invocation, "offscreen");
    const char *rotation = command_value(invocation, "rotate");
    const char *panel = command_value(invocation, "panel-mm");
    const char *size = offscreen != NULL ? offscreen : window;
    const char *rest;
    *options = (struct app_options){
        .db_path = invocation->db_path,
        .is_offscreen = offscreen != NULL,
        .language = command_value(invocation, "language"),
        .customer_language = command_value(invocation, "customer-language"),
        .scanner = command_value(invocation, "scanner"),
        .is_booth = command_has(invocation, "booth"),
        .drawer = command_value(invocation, "drawer"),
        .store_path = command_value(invocation, "store"),
        .script_path = command_value(invocation, "script"),
        .shots_folder = command_value(invocation, "shots"),
        .audits = command_has(invocation, "audit"),
    };
    if (window != NULL && offscreen != NULL) {
        return command_usage_error(err, "--window and --offscreen cannot both be given");
    }
    if (size != NULL && !read_size(size, options)) {
        return command_usage_error(err, "%s is no size; give one as 1280x800", size);
    }
    const char *display = command_value(invocation, "customer-display");
    if (display != NULL && !read_display(display, options)) {
        return command_usage_error(
            err, "--customer-display takes auto, off or a size such as 1280x800");
    }
    if (rotation != NULL && !read_rotation(rotation, options)) {
        return command_usage_error(err, "--rotate takes 0, 90, 180 or 270");
    }
    if (panel != NULL && !read_number(panel, '\0', PANEL_MM_MAX, &options->panel_mm, &rest)) {
        return command_usage_error(err, "--panel-mm takes the panel's width in millimetres");
    }
    if (options->script_path == NULL && (options->shots_folder != NULL || options->audits)) {
        return command_usage_error(
            err, "--shots and --audit are for scripts: give one by --script");
    }
    return COMMAND_OK;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct app_options options;
    enum command_status status = read_options(invocation, &options, err);
    if (status != COMMAND_OK) {
        return status;
    }
    return app_run(&options, err) ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_kiosk = {
    .name = "kiosk",
    .arguments = "",
    .summary = "opens the till's screen",
    .help =
        "Full screen unless a window is asked for. With --store the till and its shop's store\n"
        "are kept up to date in the background; no touch waits for it.\n"
        "\n"
        "A script does what a finger would, one step a line:\n"
        "  tap \"LABEL\"          hold \"LABEL\" MS       drag \"LABEL\" DX DY\n"
        "  type \"TEXT\"          key NAME              scan \"TEXT\"\n"
        "  wait MS              expect \"TEXT\"         expect-not \"TEXT\"\n"
        "  window customer      what follows is on the customer's display; window till goes back\n"
        "  shot NAME            clock 2026-11-23T12:42:00+01:00\n"
        "and before all others: size 1280x800, scale 130, zone NAME, locale de, theme contrast. "
        "What follows a\n"
        "# at the start of a line is a comment. Each sale that the screen has shown as paid is\n"
        "said on stdout: paid 1-000124.",
    .options =
        {
            {"window", "WxH", false, "a window of this size"},
            {"offscreen", "WxH", false, "no display: a picture of this size in memory"},
            {"booth", NULL, false,
                "begin in booth mode: visitors leave their details, and leaving needs a PIN"},
            {"script", "FILE", false, "play this and end"},
            {"shots", "DIR", false, "the script's shots are written there as PNG"},
            {"audit", NULL, false, "look over each shot and name what a person would stumble over"},
            {"store", "FILE", false, "the shop's store to sync with"},
            {"customer-display", "HOW", false,
                "auto (on a second screen), off, or WxH: a window of this size"},
            {"language", "CODE", false, "of this till, where it is not the shop's: de, fr, ..."},
            {"customer-language", "CODE", false, "of the customer display, where it differs"},
            {"rotate", "DEGREES", false, "how the panel hangs: 0, 90, 180 or 270 clockwise"},
            {"panel-mm", "N", false, "the panel's width, so that targets fit fingers"},
            {"drawer", "DEVICE", false,
                "the receipt printer that opens the drawer, e.g. /dev/usb/lp0"},
            {"scanner", "NAME", false, "read this scanner by itself: a device's path or name"},
        },
    .run = run,
};
