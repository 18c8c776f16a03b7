#include "device/drawer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

bool drawer_kick(const char *path, struct error *err)
{
    static const unsigned char pulse[] = {0x1b, 'p', 0, 25, 250}; /* in units of 2 ms */
    int fd = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        return error_set(err, ERROR_IO, "cannot open the drawer at %s: %s", path, strerror(errno));
    }
    ssize_t size = write(fd, pulse, sizeof(pulse));
    int reason = size < 0 ? errno : EAGAIN;
    close(fd);
    return size == (ssize_t)sizeof(pulse) ||
           error_set(err, ERROR_IO, "cannot open the drawer at %s: %s", path, strerror(reason));
}
