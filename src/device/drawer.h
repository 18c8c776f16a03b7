#ifndef TILLTALE_DEVICE_DRAWER_H
#define TILLTALE_DEVICE_DRAWER_H

/* Drawer: opens the cash drawer that hangs on a receipt printer.
 *
 * The printer's device gets the pulse that all ESC/POS printers know: ESC p 0, 50 ms on, 500 ms
 * off. Whether a drawer is really there no printer says. */

#include <stdbool.h>

#include "base/compiler.h"

struct error;

/* `path` is the printer's device, e.g. /dev/usb/lp0. Never waits for it. Errors: ERROR_IO. */
MUST_CHECK bool drawer_kick(const char *path, struct error *err);

#endif
