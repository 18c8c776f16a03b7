#include "office/png_size.h"

#define HEADER_SIZE 33 /* signature and IHDR */
#define CHUNK_SIZE 21

static void put_u32(unsigned char *out, uint32_t value)
{
    out[0] = (unsigned char)(value >> 24);
    out[1] = (unsigned char)(value >> 16);
    out[2] = (unsigned char)(value >> 8);
    out[3] = (unsigned char)value;
}

/* The check sum of PNG chunks: CRC-32 of ISO 3309, over type and data. */
static uint32_t crc_of(const unsigned char *bytes, size_t size)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? UINT32_C(0xEDB88320) : 0);
        }
    }
    return ~crc;
}

static bool write_chunk(const struct png_size *out)
{
    unsigned char chunk[CHUNK_SIZE] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
    uint32_t per_metre = (out->dpi * 10000 + 127) / 254;
    put_u32(chunk + 8, per_metre);
    put_u32(chunk + 12, per_metre);
    chunk[16] = 1; /* the unit is the metre */
    put_u32(chunk + 17, crc_of(chunk + 4, 13));
    return out->write(out->context, chunk, sizeof(chunk));
}

bool png_size_write(struct png_size *out, const unsigned char *bytes, size_t size)
{
    size_t head = out->at < HEADER_SIZE ? HEADER_SIZE - out->at : 0;
    head = head < size ? head : size;
    bool ends_header = head > 0 && out->at + head == HEADER_SIZE;
    out->at += size;
    return (head == 0 || out->write(out->context, bytes, head)) &&
           (!ends_header || write_chunk(out)) &&
           (head == size || out->write(out->context, bytes + head, size - head));
}
