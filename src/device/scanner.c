#include "device/scanner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "device/evdev_decoder.h"

#define RECONNECT_MS 1000
#define DEVICE_NAME_MAX 256
#define INPUT_FOLDER "/dev/input"

struct scanner {
    struct scanner_options options;
    struct scanner_port port;
    char device[DEVICE_NAME_MAX];
    int stop_fd; /* eventfd: readable once the thread has to end */
    pthread_t thread;
    struct evdev_decoder decoder; /* the thread's own */

    pthread_mutex_t lock; /* guards what follows */
    char queue[SCANNER_QUEUE_MAX][SCANNER_TEXT_MAX];
    int first, count;
    struct scanner_state state;
};

/* Opens and grabs one device file. */
static int open_path(const char *path, struct error *err)
{
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "scanner %s: %s%s", path,
            strerror(errno), errno == EACCES ? "; the user has to be in the group input" : "");
        return -1;
    }
    if (ioctl(descriptor, EVIOCGRAB, 1) != 0) {
        error_set(err, ERROR_IO, "scanner %s: another program holds it: %s", path, strerror(errno));
        close(descriptor);
        return -1;
    }
    return descriptor;
}

static bool has_name(const char *path, const char *name)
{
    char device_name[DEVICE_NAME_MAX] = "";
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    bool is_read = ioctl(descriptor, EVIOCGNAME(sizeof(device_name) - 1), device_name) >= 0;
    close(descriptor);
    return is_read && strstr(device_name, name) != NULL;
}

static int open_by_name(const char *name, struct error *err)
{
    DIR *folder = opendir(INPUT_FOLDER);
    struct dirent *entry;
    int descriptor = -1;
    error_set(err, ERROR_NOT_FOUND, "scanner: no input device calls itself %s", name);
    while (folder != NULL && descriptor < 0 && (entry = readdir(folder)) != NULL) {
        char path[sizeof(INPUT_FOLDER) + sizeof(entry->d_name) + 1];
        snprintf(path, sizeof(path), INPUT_FOLDER "/%s", entry->d_name);
        if (strncmp(entry->d_name, "event", 5) == 0 && has_name(path, name)) {
            descriptor = open_path(path, err);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return descriptor;
}

static int open_evdev(void *context, const char *device, struct error *err)
{
    (void)context;
    return device[0] == '/' ? open_path(device, err) : open_by_name(device, err);
}

struct scanner_port scanner_port_evdev(void)
{
    return (struct scanner_port){.open = open_evdev};
}

static void set_state(struct scanner *scanner, bool is_connected, const char *problem)
{
    pthread_mutex_lock(&scanner->lock);
    scanner->state.is_connected = is_connected;
    text_copy(scanner->state.problem, sizeof(scanner->state.problem), problem);
    pthread_mutex_unlock(&scanner->lock);
}

static void push(struct scanner *scanner, const char *text)
{
    pthread_mutex_lock(&scanner->lock);
    if (scanner->count == SCANNER_QUEUE_MAX) {
        scanner->state.dropped++;
    } else {
        int place = (scanner->first + scanner->count) % SCANNER_QUEUE_MAX;
        memcpy(scanner->queue[place], text, strlen(text) + 1);
        scanner->count++;
    }
    pthread_mutex_unlock(&scanner->lock);
    if (scanner->options.wake != NULL) {
        scanner->options.wake(scanner->options.wake_context);
    }
}

/* Sleeps until the device has bytes (true), it is time, or the scanner is closed. A negative
 * descriptor only waits. */
static bool wait_for(struct scanner *scanner, int descriptor, int timeout_ms, bool *out_stop)
{
    struct pollfd wanted[2] = {
        {.fd = scanner->stop_fd, .events = POLLIN}, {.fd = descriptor, .events = POLLIN}};
    int ready = poll(wanted, 2, timeout_ms);
    *out_stop = ready > 0 && wanted[0].revents != 0;
    return ready > 0 && wanted[1].revents != 0;
}

static int time_left_ms(const struct evdev_decoder *decoder, int64_t now_ms)
{
    int64_t deadline_ms = evdev_decoder_deadline_ms(decoder);
    if (deadline_ms == INT64_MAX) {
        return -1;
    }
    return deadline_ms <= now_ms ? 0 : (int)(deadline_ms - now_ms);
}

/* Reads until the device is gone or the scanner is closed. Returns true if it was closed. */
static bool read_codes(struct scanner *scanner, int descriptor)
{
    struct clock_source clock = clock_system();
    unsigned char bytes[64 * sizeof(struct input_event)];
    char text[SCANNER_TEXT_MAX];
    bool stop = false;
    evdev_decoder_begin(&scanner->decoder, scanner->options.layout);
    while (!stop) {
        int timeout_ms = time_left_ms(&scanner->decoder, clock_monotonic_ms(clock));
        bool is_readable = wait_for(scanner, descriptor, timeout_ms, &stop);
        int64_t now_ms = clock_monotonic_ms(clock);
        if (is_readable) {
            ssize_t size = read(descriptor, bytes, sizeof(bytes));
            if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR)) {
                break;
            }
            const unsigned char *next = bytes;
            size_t rest = size > 0 ? (size_t)size : 0;
            while (evdev_decoder_feed(&scanner->decoder, &next, &rest, now_ms, text)) {
                push(scanner, text);
            }
        } else if (evdev_decoder_tick(&scanner->decoder, now_ms, text)) {
            push(scanner, text);
        }
    }
    memory_wipe(text, sizeof(text));
    memory_wipe(bytes, sizeof(bytes));
    return stop;
}

static void *run(void *context)
{
    struct scanner *scanner = context;
    bool stop = false;
    while (!stop) {
        struct error err = {0};
        int descriptor = scanner->port.open(scanner->port.context, scanner->device, &err);
        if (descriptor < 0) {
            set_state(scanner, false, err.text);
        } else {
            set_state(scanner, true, "");
            stop = read_codes(scanner, descriptor);
            close(descriptor);
            set_state(scanner, false, "scanner: it was unplugged");
        }
        if (!stop) {
            (void)wait_for(scanner, -1, RECONNECT_MS, &stop);
        }
    }
    return NULL;
}

/* Signals are for the thread that waits for them, never for this one. */
static bool start_thread(struct scanner *scanner)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool is_started = pthread_create(&scanner->thread, NULL, run, scanner) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

bool scanner_open(
    const struct scanner_options *options, struct scanner **out_scanner, struct error *err)
{
    if (options->device[0] == '\0' || strlen(options->device) >= DEVICE_NAME_MAX) {
        return error_set(err, ERROR_INVALID, "scanner: the device has no name or a too long one");
    }
    struct scanner *scanner = calloc(1, sizeof(*scanner));
    ASSERT(scanner != NULL);
    scanner->options = *options;
    scanner->port = options->port != NULL ? *options->port : scanner_port_evdev();
    text_copy(scanner->device, sizeof(scanner->device), options->device);
    pthread_mutex_init(&scanner->lock, NULL);
    scanner->stop_fd = eventfd(0, EFD_CLOEXEC);
    if (scanner->stop_fd < 0 || !start_thread(scanner)) {
        if (scanner->stop_fd >= 0) {
            close(scanner->stop_fd);
        }
        pthread_mutex_destroy(&scanner->lock);
        free(scanner);
        return error_set(err, ERROR_IO, "scanner: no thread to read it: %s", strerror(errno));
    }
    *out_scanner = scanner;
    return true;
}

void scanner_close(struct scanner *scanner)
{
    if (scanner == NULL) {
        return;
    }
    eventfd_write(scanner->stop_fd, 1);
    pthread_join(scanner->thread, NULL);
    close(scanner->stop_fd);
    pthread_mutex_destroy(&scanner->lock);
    memory_wipe(scanner, sizeof(*scanner));
    free(scanner);
}

bool scanner_next(struct scanner *scanner, char out_text[SCANNER_TEXT_MAX])
{
    pthread_mutex_lock(&scanner->lock);
    bool is_there = scanner->count > 0;
    if (is_there) {
        char *oldest = scanner->queue[scanner->first];
        memcpy(out_text, oldest, SCANNER_TEXT_MAX);
        memory_wipe(oldest, SCANNER_TEXT_MAX);
        scanner->first = (scanner->first + 1) % SCANNER_QUEUE_MAX;
        scanner->count--;
    }
    pthread_mutex_unlock(&scanner->lock);
    return is_there;
}

struct scanner_state scanner_state_of(struct scanner *scanner)
{
    pthread_mutex_lock(&scanner->lock);
    struct scanner_state state = scanner->state;
    pthread_mutex_unlock(&scanner->lock);
    return state;
}
