/* Runs a fuzz target without a fuzzer: over each file of its corpus, and over seeded mutations
 * of it, so that every build on every machine tries the same inputs. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "fuzz/fuzz.h"

#define MUTATIONS 300

struct dice {
    uint64_t state;
};

static uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice->state >> 33) % sides;
}

/* Up to four changes: a byte replaced, a byte dropped, a piece repeated, the end cut. */
static void mutate(struct dice *dice, struct buffer *input)
{
    static const char LIKELY[] = {'0', '9', '-', '.', ',', '"', '\n', '\r', ';', ' ', '%', '\\',
        '{', '}', '\0', '\x7f', '\x80', '\xff', 'A', '/'};
    for (uint32_t change = dice_roll(dice, 4); input->size > 0; change--) {
        size_t at = dice_roll(dice, (uint32_t)input->size);
        uint32_t kind = dice_roll(dice, 5);
        if (kind <= 1) {
            input->bytes[at] =
                kind == 0 ? (char)dice_roll(dice, 256) : LIKELY[dice_roll(dice, sizeof LIKELY)];
        } else if (kind == 2) {
            memmove(input->bytes + at, input->bytes + at + 1, input->size - at - 1);
            input->size--;
        } else if (kind == 3 && input->size < 65536) {
            size_t size = input->size - at;
            char *end = buffer_reserve(input, size); /* may move the bytes */
            memcpy(end, input->bytes + at, size);
            input->size += size;
        } else {
            input->size = at;
        }
        if (change == 0) {
            return;
        }
    }
}

/* The target gets a copy of just this size, so that the sanitizer sees a read behind it. */
static void run(const char *bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (copy == NULL) {
        abort();
    }
    if (size > 0) {
        memcpy(copy, bytes, size);
    }
    fuzz_one(copy, size);
    free(copy);
}

static bool run_file(const char *path)
{
    struct error err;
    struct buffer seed = {0};
    if (!buffer_read_file(&seed, path, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return false;
    }
    run(seed.bytes, seed.size);
    struct dice dice = {.state = 1};
    struct buffer input = {0};
    for (int i = 0; i < MUTATIONS; i++) {
        buffer_clear(&input);
        buffer_append(&input, seed.bytes, seed.size);
        mutate(&dice, &input);
        run(input.bytes, input.size);
    }
    buffer_close(&input);
    buffer_close(&seed);
    return true;
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 2) {
        fprintf(stderr, "usage: %s CORPUS\n", arguments[0]);
        return 2;
    }
    DIR *folder = opendir(arguments[1]);
    if (folder == NULL) {
        perror(arguments[1]);
        return 1;
    }
    int files = 0;
    bool is_well = true;
    run("", 0);
    for (struct dirent *file = readdir(folder); file != NULL; file = readdir(folder)) {
        char path[4096];
        if (file->d_name[0] == '.') {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", arguments[1], file->d_name);
        is_well = run_file(path) && is_well;
        files++;
    }
    closedir(folder);
    printf("%d files, %d mutations of each\n", files, MUTATIONS);
    return is_well && files > 0 ? 0 : 1;
}
