#include "cmd/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"

/* Up to the end of the line or of the file. */
static bool read_line(int fd, char *out_secret, size_t capacity, struct error *err)
{
    size_t size = 0;
    char byte;
    ssize_t count;
    while ((count = read(fd, &byte, 1)) == 1 && byte != '\n') {
        if (size + 1 >= capacity) {
            return error_set(err, ERROR_INVALID, "this is longer than what is asked for");
        }
        out_secret[size++] = byte;
    }
    if (count < 0) {
        return error_set(err, ERROR_IO, "cannot read it: %s", strerror(errno));
    }
    while (size > 0 && (out_secret[size - 1] == '\r' || out_secret[size - 1] == ' ')) {
        size--;
    }
    out_secret[size] = '\0';
    return true;
}

bool secret_has_terminal(void)
{
    return isatty(STDIN_FILENO) != 0;
}

static bool ask(const char *question, char *out_secret, size_t capacity, struct error *err)
{
    struct termios shown;
    struct termios hidden;
    if (!secret_has_terminal() || tcgetattr(STDIN_FILENO, &shown) != 0) {
        return error_set(err, ERROR_REFUSED, "there is no terminal to ask on: give a file");
    }
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    /* First hidden, then asked: what was typed on seeing the question is neither shown nor lost. */
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    fprintf(stderr, "%s: ", question);
    bool is_read = read_line(STDIN_FILENO, out_secret, capacity, err);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fprintf(stderr, "\n");
    return is_read;
}

bool secret_read(
    const char *path, const char *question, char *out_secret, size_t capacity, struct error *err)
{
    if (path == NULL) {
        return ask(question, out_secret, capacity, err);
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return error_set(err, ERROR_IO, "cannot open %s: %s", path, strerror(errno));
    }
    bool is_read = read_line(fd, out_secret, capacity, err) || error_prefix(err, "%s: ", path);
    close(fd);
    return is_read;
}
