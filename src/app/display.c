#include "app/display.h"

#include <stdlib.h>

#include "app/app.h"
#include "base/error.h"
#include "platform/platform.h"
#include "platform/window.h"
#include "screens/customer_display.h"
#include "ui/raster.h"
#include "ui/ui.h"

struct display {
    struct window *window;
    struct ui *ui;
    struct painter *painter;
    struct customer_display state;
};

bool display_is_wanted(const struct platform *platform, const struct app_options *options)
{
    switch (options->display) {
    case APP_DISPLAY_OFF:
        return false;
    case APP_DISPLAY_ON:
        return true;
    case APP_DISPLAY_AUTO:
        break;
    }
    bool covers_screen = options->width == 0 && options->script_path == NULL;
    return covers_screen && platform_screen_count(platform) > 1;
}

bool display_open(struct platform *platform, const struct app_options *options,
    struct typesetter *type, struct display **out_display, struct error *err)
{
    bool has_size = options->display == APP_DISPLAY_ON;
    struct window_options window = {
        .title = "Tilltale, customer",
        .is_full_screen = !has_size,
        .width = options->display_width,
        .height = options->display_height,
        .display = platform_screen_count(platform) > 1 ? 1 : 0,
        .presenter = WINDOW_PRESENTER_BY_DRIVER,
    };
    struct window *opened;
    if (!window_open(platform, &window, &opened, err)) {
        return error_prefix(err, "the customer display: ");
    }
    struct display *display = calloc(1, sizeof *display);
    ASSERT(display != NULL);
    display->window = opened;
    display->ui = ui_open(type);
    display->painter = painter_open(type);
    *out_display = display;
    return true;
}

void display_set(struct display *display, const struct ui_settings *settings)
{
    if (display != NULL) {
        ui_set(display->ui, settings);
    }
}

void display_close(struct display *display)
{
    if (display == NULL) {
        return;
    }
    painter_close(display->painter);
    ui_close(display->ui);
    window_close(display->window);
    free(display);
}

struct window *display_window(struct display *display)
{
    return display != NULL ? display->window : NULL;
}

struct ui *display_ui(struct display *display)
{
    return display->ui;
}

void display_input(struct display *display, const struct input *input)
{
    if (input->kind == INPUT_RESIZE) {
        painter_forget(display->painter);
    }
    ui_push_input(display->ui, input);
}

struct intent display_frame(
    struct display *display, const struct app_view *view, int64_t now_ms, bool *out_more)
{
    *out_more = false;
    if (display == NULL) {
        return (struct intent){.kind = INTENT_NONE};
    }
    struct surface surface = window_surface(display->window);
    ui_begin(
        display->ui, &(struct ui_frame){
                         .width_px = surface.width, .height_px = surface.height, .now_ms = now_ms});
    struct intent intent = customer_display_frame(&display->state, view, display->ui);
    ui_end(display->ui);
    *out_more = ui_wants_frame(display->ui);
    return intent;
}

void display_show(struct display *display)
{
    if (display == NULL) {
        return;
    }
    struct surface surface = window_surface(display->window);
    struct damage damage;
    painter_paint(display->painter, ui_draw_list(display->ui), &surface, &damage);
    window_present(display->window, &damage);
}

int64_t display_next_ms(const struct display *display)
{
    int64_t next_ms = display != NULL ? ui_next_frame_ms(display->ui) : -1;
    return next_ms >= 0 ? next_ms : INT64_MAX;
}
