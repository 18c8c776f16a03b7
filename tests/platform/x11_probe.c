/* Opens a window as the kiosk does, paints it, and prints each input as a line, for x11.py.
 *
 *     platform_x11_probe full|WIDTHxHEIGHT ROTATION [offscreen]
 *
 * The top left quarter of the picture is red, the rest blue. Ends with the first INPUT_QUIT. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "platform/events.h"
#include "platform/platform.h"
#include "platform/window.h"

static void paint(struct window *window)
{
    struct surface surface = window_surface(window);
    for (int y = 0; y < surface.height; y++) {
        for (int x = 0; x < surface.width; x++) {
            bool is_red = x < surface.width / 2 && y < surface.height / 2;
            surface.pixels[y * surface.stride + x] = is_red ? 0xFF0000 : 0x0000FF;
        }
    }
    window_present_all(window);
}

static void print_input(const struct input *input)
{
    static const char *const names[] = {"none", "down", "move", "up", "cancel", "wheel", "text",
        "key", "scan", "resize", "wake", "quit"};
    printf("%s %d,%d wheel=%d key=%d text=%s\n", names[input->kind], input->x, input->y,
        input->wheel_y, (int)input->key, input->text);
    fflush(stdout);
}

static bool read_options(int count, char **arguments, struct platform_options *out_platform,
    struct window_options *out_window)
{
    if (count < 3) {
        return false;
    }
    char *end = NULL;
    out_window->title = "probe";
    out_window->is_full_screen = strcmp(arguments[1], "full") == 0;
    if (!out_window->is_full_screen) {
        out_window->width = (int)strtol(arguments[1], &end, 10);
        out_window->height = (int)strtol(end + 1, NULL, 10);
    }
    out_window->rotation = (enum window_rotation)(strtol(arguments[2], NULL, 10) / 90);
    out_platform->is_offscreen = count > 3;
    return true;
}

int main(int count, char **arguments)
{
    struct error err;
    struct platform *platform = NULL;
    struct window *window = NULL;
    struct platform_options platform_options = {0};
    struct window_options window_options = {0};
    if (!read_options(count, arguments, &platform_options, &window_options)) {
        return 2;
    }
    if (!platform_open(&platform_options, &platform, &err) ||
        !window_open(platform, &window_options, &window, &err)) {
        fprintf(stderr, "%s\n", err.text);
        platform_close(platform);
        return 1;
    }
    paint(window);
    struct surface surface = window_surface(window);
    printf("ready %s %dx%d\n", platform_driver(platform), surface.width, surface.height);
    fflush(stdout);
    struct input input;
    do {
        if (events_next(platform, -1, &input, NULL)) {
            print_input(&input);
        }
        if (input.kind == INPUT_RESIZE) {
            paint(window);
        }
    } while (input.kind != INPUT_QUIT);
    window_close(window);
    platform_close(platform);
    return 0;
}
