#ifndef TILLTALE_DEVICE_SCANNER_H
#define TILLTALE_DEVICE_SCANNER_H

/* Scanner: a barcode scanner that is read by itself, beside the keyboards.
 *
 * A device that the settings name is opened through Linux' evdev, grabbed so that its keys reach
 * nobody else, and read in a thread of its own. Codes queue up until the caller takes them; the
 * thread calls `wake` when one is there. A scanner that is unplugged is looked for every second
 * until it is back; a half-read code is thrown away with it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "device/scancode.h"
#include "device/wedge.h"

struct error;
struct scanner;

/* Where bytes of struct input_event come from. The one for tests plays recorded bytes. */
struct scanner_port {
    /* A descriptor to read from, or -1 with *err. `device` is what the settings name. */
    int (*open)(void *context, const char *device, struct error *err);
    void *context;
};

/* Device files of Linux: `device` is a path ("/dev/input/by-id/…") or part of the name that the
 * device gives itself ("Honeywell"). It is grabbed: without that its keys would be typed, too. */
struct scanner_port scanner_port_evdev(void);

struct scanner_options {
    const char *device;              /* copied */
    enum scanner_layout layout;      /* HOST is read as US: no system is in between */
    const struct scanner_port *port; /* NULL: evdev */
    void (*wake)(void *context);     /* from the scanner's thread */
    void *wake_context;
};

/* A device that is not there is not an error: it may be plugged in later.
 * Errors: ERROR_INVALID (no name), ERROR_IO (no thread). */
MUST_CHECK bool scanner_open(
    const struct scanner_options *options, struct scanner **out_scanner, struct error *err);

/* Stops the thread and lets the device go. NULL is fine. */
void scanner_close(struct scanner *scanner);

/* Takes the oldest code. Returns false if there is none. At most SCANNER_QUEUE_MAX wait; when
 * more come, the newest are dropped and counted, for a person stands there and sees nothing
 * happen. */
#define SCANNER_QUEUE_MAX 32
MUST_CHECK bool scanner_next(struct scanner *scanner, char out_text[SCANNER_TEXT_MAX]);

struct scanner_state {
    bool is_connected;
    uint64_t dropped;
    char problem[256]; /* why it is not connected; "" if it is */
};

struct scanner_state scanner_state_of(struct scanner *scanner);

#endif
