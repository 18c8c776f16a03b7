#include "platform/wait.h"

#include <dirent.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <SDL_syswm.h>

#include "base/compiler.h"
#include "platform/internal.h"

#define DEVICES_MAX 32

/* X blanks a screen after some minutes; SDL keeps it from doing so when it is asked for events. */
#define X11_SLEEP_MAX_MS (4 * 60 * 1000)
/* SDL looks for devices that were plugged in when it is asked for events. */
#define DEVICES_SLEEP_MAX_MS 1000
/* SDL's own wait does not know our signals. */
#define SDL_SLEEP_MAX_MS 1000
#define MEMORY_SLEEP_MAX_MS (60 * 60 * 1000)

int wait_find_open_files(const char *prefix, int *out_descriptors, int capacity)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;
    struct dirent *entry;
    while (folder != NULL && count < capacity && (entry = readdir(folder)) != NULL) {
        char target[256];
        ssize_t size = readlinkat(dirfd(folder), entry->d_name, target, sizeof(target) - 1);
        if (size > 0) {
            target[size] = '\0';
            if (strncmp(target, prefix, strlen(prefix)) == 0) {
                out_descriptors[count++] = (int)strtol(entry->d_name, NULL, 10);
            }
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return count;
}

/* The connection to the X server, -1 while there is no window to ask it of. */
static int x11_connection(const struct platform *platform)
{
    for (size_t i = 0; i < WINDOWS_MAX; i++) {
        SDL_SysWMinfo info;
        SDL_VERSION(&info.version);
        if (platform->windows[i] != NULL && SDL_GetWindowWMInfo(platform->windows[i]->sdl, &info) &&
            info.subsystem == SDL_SYSWM_X11) {
            return ConnectionNumber(info.info.x11.display);
        }
    }
    return -1;
}

static int sleep_ms(int64_t left_ms, int most_ms)
{
    return left_ms > most_ms ? most_ms : left_ms > 0 ? (int)left_ms : 0;
}

static bool poll_descriptors(
    const struct platform *platform, const int *others, int other_count, int timeout_ms)
{
    struct pollfd wanted[DEVICES_MAX + 2] = {
        {.fd = platform->wake_fd, .events = POLLIN}, {.fd = platform->signal_fd, .events = POLLIN}};
    for (int i = 0; i < other_count; i++) {
        wanted[2 + i] = (struct pollfd){.fd = others[i], .events = POLLIN};
    }
    return poll(wanted, (nfds_t)(2 + other_count), timeout_ms) > 0;
}

bool wait_for_news(struct platform *platform, int64_t until_ms)
{
    int64_t now_ms = clock_monotonic_ms(platform->clock);
    int64_t left_ms = until_ms == INT64_MAX ? INT64_MAX : until_ms - now_ms;
    int descriptors[DEVICES_MAX];
    int count;
    switch (platform->wait_way) {
    case WAIT_X11:
        descriptors[0] = x11_connection(platform);
        return poll_descriptors(platform, descriptors, 1, sleep_ms(left_ms, X11_SLEEP_MAX_MS));
    case WAIT_MEMORY:
        return poll_descriptors(platform, NULL, 0, sleep_ms(left_ms, MEMORY_SLEEP_MAX_MS));
    case WAIT_DEVICES:
        count = wait_find_open_files("/dev/input/event", descriptors, DEVICES_MAX);
        return poll_descriptors(
            platform, descriptors, count, sleep_ms(left_ms, DEVICES_SLEEP_MAX_MS));
    case WAIT_SDL:
        return SDL_WaitEventTimeout(NULL, sleep_ms(left_ms, SDL_SLEEP_MAX_MS)) == 1;
    }
    ASSERT(false);
    return false;
}
