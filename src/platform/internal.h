#ifndef TILLTALE_PLATFORM_INTERNAL_H
#define TILLTALE_PLATFORM_INTERNAL_H

/* What platform.c, window.c and events.c share. Private to this folder. */

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include <SDL.h>

#include "base/clock.h"
#include "device/scanner.h"
#include "device/wedge.h"
#include "platform/platform.h"
#include "platform/window.h"

#define WINDOWS_MAX 4

struct window {
    struct platform *platform;
    SDL_Window *sdl;
    uint32_t id;                     /* SDL's, in its events */
    enum window_presenter presenter; /* never BY_DRIVER once open */
    enum window_rotation rotation;
    int panel_width, panel_height;   /* pixels of the panel */
    int points_width, points_height; /* of SDL's window; its mouse events are in these */
    int width, height;               /* of the upright picture */
    uint32_t *pixels;                /* where the kit paints: `buffer` or the surface's */
    int stride;
    uint32_t *buffer;     /* NULL where the surface is lent */
    SDL_Surface *surface; /* SDL's; NULL with a texture */
    SDL_Renderer *renderer;
    SDL_Texture *texture;
};

enum pointer_state {
    POINTER_UP,
    POINTER_FINGER,
    POINTER_MOUSE
};

struct pointer {
    enum pointer_state state;
    SDL_TouchID device; /* of the finger that counts */
    SDL_FingerID finger;
    struct window *window;
    int x, y; /* last place, upright */
};

enum wait_way {
    WAIT_X11,     /* poll() on the connection to the display */
    WAIT_MEMORY,  /* nothing comes from outside but wake-ups and signals */
    WAIT_DEVICES, /* poll() on the input devices that SDL has open */
    WAIT_SDL      /* SDL's own wait */
};

enum sound_state {
    SOUND_UNUSED,
    SOUND_OPENING, /* the thread is at it; sounds until it is done are left out */
    SOUND_READY,
    SOUND_MISSING
};

struct sound {
    _Atomic enum sound_state state;
    SDL_Thread *thread; /* of the first sound; SDL's, which frees what SDL keeps for a thread */
    SDL_AudioDeviceID device;
    enum platform_sound first;
};

struct platform {
    char driver[32];
    enum wait_way wait_way;
    int wake_fd;   /* eventfd */
    int signal_fd; /* signalfd of SIGINT and SIGTERM */
    sigset_t signals_before;
    uint32_t wake_event; /* SDL's number for it, where SDL waits */
    struct clock_source clock;
    struct window *windows[WINDOWS_MAX];
    struct pointer pointer;
    bool mouse_is_shown;
    struct wedge *wedge;
    struct scanner *scanner; /* NULL: none named */
    /* No key can have been pressed after the last one was read and before this moment, for the
     * queue was seen empty then. What came while a frame was drawn has no better date. */
    int64_t quiet_until_ms;
    struct sound sound;
};

/* Lets the audio device go. */
void sound_close(struct sound *sound);

void platform_show_mouse(struct platform *platform, bool shown);

/* A point of the panel in pixels -> of the upright picture. */
void window_turn_point(const struct window *window, int *x, int *y);

/* True if the window has another size than before and was given new pixels. */
bool window_follow_size(struct window *window);

#endif
