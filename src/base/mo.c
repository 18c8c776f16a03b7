#include "base/mo.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"

#define MAGIC UINT32_C(0x950412de)
#define HEADER_SIZE 20
#define PAIR_SIZE 8

struct mo {
    struct buffer file;
    uint32_t count, originals, translations; /* offsets of the pairs */
};

static uint32_t read_u32(const struct buffer *file, size_t at)
{
    ASSERT(at + 4 <= file->size);
    const unsigned char *byte = (const unsigned char *)file->bytes + at;
    return (uint32_t)byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 |
           (uint32_t)byte[3] << 24;
}

static struct text_view text_at(const struct mo *mo, uint32_t pairs, uint32_t index)
{
    size_t pair = (size_t)pairs + (size_t)index * PAIR_SIZE;
    return (struct text_view){
        mo->file.bytes + read_u32(&mo->file, pair + 4), read_u32(&mo->file, pair)};
}

/* A table of pairs lies inside the file, and every text that it names, with its NUL. */
static bool is_whole(const struct mo *mo, uint32_t pairs)
{
    uint64_t size = mo->file.size;
    if ((uint64_t)pairs + (uint64_t)mo->count * PAIR_SIZE > size) {
        return false;
    }
    for (uint32_t i = 0; i < mo->count; i++) {
        size_t pair = (size_t)pairs + (size_t)i * PAIR_SIZE;
        uint64_t end = (uint64_t)read_u32(&mo->file, pair) + read_u32(&mo->file, pair + 4);
        if (end >= size || mo->file.bytes[end] != '\0') {
            return false;
        }
    }
    return true;
}

static bool understand(struct mo *mo, const char *path, struct error *err)
{
    bool is_mo = mo->file.size >= HEADER_SIZE && read_u32(&mo->file, 0) == MAGIC &&
                 read_u32(&mo->file, 4) >> 16 == 0;
    if (is_mo) {
        mo->count = read_u32(&mo->file, 8);
        mo->originals = read_u32(&mo->file, 12);
        mo->translations = read_u32(&mo->file, 16);
        is_mo = is_whole(mo, mo->originals) && is_whole(mo, mo->translations);
    }
    return is_mo ||
           error_set(err, ERROR_CORRUPT, "%s is no catalogue of translations of this kind", path);
}

bool mo_open(const char *path, struct mo **out_mo, struct error *err)
{
    struct mo *mo = calloc(1, sizeof *mo);
    ASSERT(mo != NULL);
    if (!buffer_read_file(&mo->file, path, err) || !understand(mo, path, err)) {
        mo_close(mo);
        return false;
    }
    *out_mo = mo;
    return true;
}

void mo_close(struct mo *mo)
{
    if (mo == NULL) {
        return;
    }
    buffer_close(&mo->file);
    free(mo);
}

struct text_view mo_find(const struct mo *mo, const char *original)
{
    uint32_t low = 0;
    uint32_t high = mo->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(text_at(mo, mo->originals, middle).bytes, original);
        if (order == 0) {
            return text_at(mo, mo->translations, middle);
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (struct text_view){NULL, 0};
}
