#include "platform/platform.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "platform/events.h"
#include "platform/internal.h"

static void set_hints(void)
{
    /* A GL context for a software picture costs 110 MB and 15 ms a frame without a GPU. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); /* the window says it itself */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");     /* the first touch counts, too */
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0"); /* a second screen takes the focus */
    SDL_SetHint(SDL_HINT_RENDER_VSYNC, "0");
}

static enum wait_way wait_way_of(const char *driver)
{
    if (strcmp(driver, "x11") == 0) {
        return WAIT_X11;
    }
    if (strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0) {
        return WAIT_MEMORY;
    }
    return strcmp(driver, "KMSDRM") == 0 ? WAIT_DEVICES : WAIT_SDL;
}

static bool open_descriptors(struct platform *platform, struct error *err)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, &platform->signals_before);
    platform->signal_fd = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    platform->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (platform->signal_fd < 0 || platform->wake_fd < 0) {
        return error_set(err, ERROR_IO, "no descriptor to wait on: %s", strerror(errno));
    }
    return true;
}

static bool open_video(struct platform *platform, bool is_offscreen, struct error *err)
{
    set_hints();
    if (is_offscreen) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "offscreen");
    }
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return error_set(err, ERROR_IO,
            "no display: %s. Set DISPLAY, start it on a console, or use --offscreen",
            SDL_GetError());
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    text_copy(platform->driver, sizeof(platform->driver), driver != NULL ? driver : "");
    platform->wait_way = wait_way_of(platform->driver);
    platform->wake_event = SDL_RegisterEvents(1);
    SDL_StartTextInput();
    return true;
}

static void wake(void *context)
{
    events_wake(context);
}

static bool open_scanner(
    struct platform *platform, const struct platform_options *options, struct error *err)
{
    platform->wedge = wedge_open(options->scanner_layout);
    if (options->scanner_device == NULL) {
        return true;
    }
    struct scanner_options scanner = {.device = options->scanner_device,
        .layout = options->scanner_layout,
        .wake = wake,
        .wake_context = platform};
    return scanner_open(&scanner, &platform->scanner, err);
}

bool platform_open(
    const struct platform_options *options, struct platform **out_platform, struct error *err)
{
    struct platform *platform = calloc(1, sizeof(*platform));
    ASSERT(platform != NULL);
    platform->wake_fd = -1;
    platform->signal_fd = -1;
    platform->clock = clock_system();
    platform->mouse_is_shown = true;
    platform->quiet_until_ms = clock_monotonic_ms(platform->clock);
    if (!open_descriptors(platform, err) || !open_video(platform, options->is_offscreen, err) ||
        !open_scanner(platform, options, err)) {
        platform_close(platform);
        return false;
    }
    *out_platform = platform;
    return true;
}

void platform_close(struct platform *platform)
{
    if (platform == NULL) {
        return;
    }
    scanner_close(platform->scanner); /* first: its thread wakes us */
    wedge_close(platform->wedge);
    for (size_t i = 0; i < WINDOWS_MAX; i++) {
        ASSERT(platform->windows[i] == NULL);
    }
    sound_close(&platform->sound);
    SDL_Quit();
    if (platform->wake_fd >= 0) {
        close(platform->wake_fd);
    }
    if (platform->signal_fd >= 0) {
        close(platform->signal_fd);
    }
    pthread_sigmask(SIG_SETMASK, &platform->signals_before, NULL);
    free(platform);
}

int platform_screen_count(const struct platform *platform)
{
    (void)platform; /* SDL knows it once the platform is open */
    int count = SDL_GetNumVideoDisplays();
    return count > 1 ? count : 1;
}

const char *platform_driver(const struct platform *platform)
{
    return platform->driver;
}

void platform_show_mouse(struct platform *platform, bool shown)
{
    if (platform->mouse_is_shown != shown) {
        platform->mouse_is_shown = shown;
        SDL_ShowCursor(shown ? SDL_ENABLE : SDL_DISABLE);
    }
}
