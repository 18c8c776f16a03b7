#include "store/entry.h"

#include <sodium.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/id.h"

enum value_head {
    HEAD_NULL = 0x00,
    HEAD_REPEAT = 0x01,
    HEAD_INTEGER = 0x02,
    HEAD_OWN_ID = 0x03,
    HEAD_TEXT = 0x04,
    HEAD_BLOB = 0x05,
    HEAD_SHORT_TEXT = 0x10,
    HEAD_SMALL = 0x50,
    HEAD_MEDIUM = 0xC0
};
#define SHORT_TEXT_MAX (HEAD_SMALL - HEAD_SHORT_TEXT - 1)
#define SMALL_END (HEAD_MEDIUM - HEAD_SMALL)
#define MEDIUM_END ((0x100 - HEAD_MEDIUM) * 256)

static const char *const KIND_NAMES[ENTRY_KIND_END] = {
    [ENTRY_GENESIS] = "genesis",
    [ENTRY_SETTINGS] = "settings",
    [ENTRY_IMPORT] = "import",
    [ENTRY_CATALOGUE] = "catalogue",
    [ENTRY_CAMPAIGN] = "campaign",
    [ENTRY_SALE] = "sale",
    [ENTRY_SATISFACTION] = "satisfaction",
    [ENTRY_REVOCATION] = "revocation",
    [ENTRY_LEAD] = "lead",
    [ENTRY_ERASURE] = "erasure",
    [ENTRY_PEN] = "pen",
    [ENTRY_STAFF] = "staff",
    [ENTRY_SHIFT] = "shift",
    [ENTRY_CLOSE] = "close",
    [ENTRY_VOID] = "void",
    [ENTRY_CORRECTION] = "correction",
    [ENTRY_ACT] = "act",
    [ENTRY_VOUCHER] = "voucher",
    [ENTRY_ACCOUNT] = "account",
    [ENTRY_STOCK] = "stock",
    [ENTRY_TOUCH] = "touch",
    [ENTRY_LEAD_NOTE] = "lead note",
    [ENTRY_LEAD_EXPORT] = "lead export",
    [ENTRY_SPEND] = "spend",
    [ENTRY_CONVERSION] = "conversion",
    [ENTRY_FORM] = "form",
    [ENTRY_LEAD_KEY] = "lead key",
};

const char *entry_kind_name(int kind)
{
    return kind > 0 && kind < ENTRY_KIND_END ? KIND_NAMES[kind] : NULL;
}

/* Header --------------------------------------------------------------------------------------- */

static void put(uint8_t *out, int size, uint64_t value)
{
    for (int i = 0; i < size; i++) {
        out[i] = (uint8_t)(value >> (8 * i));
    }
}

static uint64_t get(const uint8_t *bytes, int size)
{
    uint64_t value = 0;
    for (int i = 0; i < size; i++) {
        value |= (uint64_t)bytes[i] << (8 * i);
    }
    return value;
}

void entry_write_header(const struct entry_header *header, uint8_t *out)
{
    ASSERT(node_is_valid(header->node) && header->sequence >= 1);
    ASSERT(header->part >= 1 && header->part <= header->parts && header->parts <= UINT16_MAX);
    put(out, 1, ENTRY_FORMAT);
    put(out + 1, 1, (uint64_t)header->kind);
    put(out + 2, 2, (uint64_t)header->schema);
    put(out + 4, 2, (uint64_t)header->node);
    put(out + 6, 2, (uint64_t)header->part);
    put(out + 8, 2, (uint64_t)header->parts);
    put(out + 10, 8, (uint64_t)header->sequence);
    put(out + 18, 8, (uint64_t)header->at_ms);
    put(out + 26, 8, (uint64_t)header->staff_id);
}

bool entry_read_header(
    const uint8_t *bytes, size_t size, struct entry_header *out_header, struct error *err)
{
    if (size < ENTRY_HEADER_SIZE) {
        return error_set(err, ERROR_CORRUPT, "the entry is cut short");
    }
    if (bytes[0] != ENTRY_FORMAT) {
        return error_set(err, ERROR_CORRUPT, "the entry has the unknown format %d", bytes[0]);
    }
    const struct entry_header header = {
        .kind = bytes[1],
        .schema = (int)get(bytes + 2, 2),
        .node = (int64_t)get(bytes + 4, 2),
        .part = (int)get(bytes + 6, 2),
        .parts = (int)get(bytes + 8, 2),
        .sequence = (int64_t)get(bytes + 10, 8),
        .at_ms = (int64_t)get(bytes + 18, 8),
        .staff_id = (int64_t)get(bytes + 26, 8),
    };
    if (!node_is_valid(header.node) || header.sequence < 1 || header.kind == 0 ||
        header.schema == 0 || header.part < 1 || header.part > header.parts) {
        return error_set(err, ERROR_CORRUPT, "the entry's header is damaged");
    }
    *out_header = header;
    return true;
}

/* Writing rows --------------------------------------------------------------------------------- */

static uint64_t zigzag(int64_t value)
{
    return ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0);
}

static int64_t unzigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

static uint8_t *write_varint(uint8_t *out, uint64_t value)
{
    while (value >= 0x80) {
        *out++ = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    *out++ = (uint8_t)value;
    return out;
}

void entry_writer_init(struct entry_writer *writer, struct buffer *out, int64_t node)
{
    writer->out = out;
    writer->node = node;
    writer->known_columns = 0;
}

void entry_write_row_head(struct entry_writer *writer, uint64_t table, int columns,
    enum entry_operation operation, uint64_t present)
{
    ASSERT(columns >= 1 && columns <= ENTRY_COLUMNS_MAX);
    uint8_t *start = (uint8_t *)buffer_reserve(writer->out, 30);
    uint8_t *out = write_varint(start, table);
    out = write_varint(out, (uint64_t)columns * 4 + (uint64_t)operation);
    if (operation != ENTRY_INSERT) {
        out = write_varint(out, present);
    }
    writer->out->size += (size_t)(out - start);
}

static uint8_t *write_integer(uint8_t *out, int64_t value, int64_t node)
{
    uint64_t folded = zigzag(value);
    if (folded < SMALL_END) {
        *out++ = (uint8_t)(HEAD_SMALL + folded);
    } else if (folded < MEDIUM_END) {
        *out++ = (uint8_t)(HEAD_MEDIUM + (folded >> 8));
        *out++ = (uint8_t)folded;
    } else if (node > 0 && value > 0 && value / ID_NODE_FACTOR == node) {
        *out++ = HEAD_OWN_ID;
        out = write_varint(out, (uint64_t)(value % ID_NODE_FACTOR));
    } else {
        *out++ = HEAD_INTEGER;
        out = write_varint(out, folded);
    }
    return out;
}

static uint8_t *write_bytes(uint8_t *out, const struct entry_value *value)
{
    if (value->type == VALUE_TEXT && value->size <= SHORT_TEXT_MAX) {
        *out++ = (uint8_t)(HEAD_SHORT_TEXT + value->size);
    } else {
        *out++ = value->type == VALUE_TEXT ? HEAD_TEXT : HEAD_BLOB;
        out = write_varint(out, value->size);
    }
    if (value->size > 0) {
        memcpy(out, value->bytes, value->size);
    }
    return out + value->size;
}

static bool is_known(const struct entry_writer *writer, int column, const struct entry_value *value)
{
    if (column >= writer->known_columns || writer->known[column].type != value->type) {
        return false;
    }
    if (value->type == VALUE_INTEGER) {
        return writer->known[column].integer == value->integer;
    }
    return writer->known[column].size == value->size &&
           (value->size == 0 || memcmp(writer->out->bytes + writer->known[column].offset,
                                    value->bytes, value->size) == 0);
}

static void remember(
    struct entry_writer *writer, int column, const struct entry_value *value, size_t offset)
{
    while (writer->known_columns <= column) {
        writer->known[writer->known_columns++].type = VALUE_NULL;
    }
    writer->known[column].type = value->type;
    writer->known[column].integer = value->integer;
    writer->known[column].offset = offset;
    writer->known[column].size = value->size;
}

void entry_write_value(struct entry_writer *writer, int column, const struct entry_value *value)
{
    ASSERT(column >= 0 && column < ENTRY_COLUMNS_MAX);
    struct buffer *buffer = writer->out;
    uint8_t *start = (uint8_t *)buffer_reserve(buffer, 11 + value->size);
    uint8_t *out = start;
    if (value->type == VALUE_NULL) {
        *out++ = HEAD_NULL; /* remembered too: the reader's last value is now this */
    } else if (is_known(writer, column, value)) {
        *out++ = HEAD_REPEAT;
        buffer->size += 1;
        return;
    } else if (value->type == VALUE_INTEGER) {
        out = write_integer(out, value->integer, writer->node);
    } else {
        out = write_bytes(out, value);
    }
    size_t size = (size_t)(out - start);
    remember(writer, column, value, buffer->size + size - value->size);
    buffer->size += size;
}

/* Reading rows --------------------------------------------------------------------------------- */

static bool damaged(struct error *err)
{
    return error_set(err, ERROR_CORRUPT, "the entry's rows are damaged");
}

static bool read_varint(struct entry_reader *reader, uint64_t *out_value)
{
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && reader->next < reader->end; shift += 7) {
        uint8_t byte = *reader->next++;
        if (shift == 63 && byte > 1) {
            return false;
        }
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *out_value = value;
            return true;
        }
    }
    return false;
}

static bool read_bytes(
    struct entry_reader *reader, enum value_type type, uint64_t size, struct entry_value *out)
{
    if (size > (uint64_t)(reader->end - reader->next)) {
        return false;
    }
    *out = (struct entry_value){.type = type, .bytes = reader->next, .size = (size_t)size};
    reader->next += size;
    return true;
}

static bool read_own_id(struct entry_reader *reader, struct entry_value *out)
{
    uint64_t n;
    if (!read_varint(reader, &n) || n >= (uint64_t)ID_NODE_FACTOR) {
        return false;
    }
    *out = (struct entry_value){
        .type = VALUE_INTEGER, .integer = reader->node * ID_NODE_FACTOR + (int64_t)n};
    return true;
}

static bool read_integer(struct entry_reader *reader, struct entry_value *out)
{
    uint64_t folded;
    if (!read_varint(reader, &folded)) {
        return false;
    }
    *out = (struct entry_value){.type = VALUE_INTEGER, .integer = unzigzag(folded)};
    return true;
}

/* Heads below HEAD_SHORT_TEXT. */
static bool read_plain_value(
    struct entry_reader *reader, uint8_t head, bool is_known, struct entry_value *out)
{
    uint64_t size;
    switch (head) {
    case HEAD_NULL:
        *out = (struct entry_value){.type = VALUE_NULL};
        return true;
    case HEAD_REPEAT:
        return is_known;
    case HEAD_INTEGER:
        return read_integer(reader, out);
    case HEAD_OWN_ID:
        return read_own_id(reader, out);
    case HEAD_TEXT:
        return read_varint(reader, &size) && read_bytes(reader, VALUE_TEXT, size, out);
    case HEAD_BLOB:
        return read_varint(reader, &size) && read_bytes(reader, VALUE_BLOB, size, out);
    default:
        return false;
    }
}

static bool read_value(struct entry_reader *reader, int column)
{
    struct entry_value *out = &reader->row.values[column];
    if (reader->next == reader->end) {
        return false;
    }
    uint8_t head = *reader->next++;
    if (head < HEAD_SHORT_TEXT) {
        return read_plain_value(reader, head, ((reader->known >> column) & 1) != 0, out);
    }
    if (head < HEAD_SMALL) {
        return read_bytes(reader, VALUE_TEXT, (uint64_t)head - HEAD_SHORT_TEXT, out);
    }
    uint64_t folded = (uint64_t)head - HEAD_SMALL;
    if (head >= HEAD_MEDIUM) {
        if (reader->next == reader->end) {
            return false;
        }
        folded = ((uint64_t)head - HEAD_MEDIUM) * 256 + *reader->next++;
    }
    *out = (struct entry_value){.type = VALUE_INTEGER, .integer = unzigzag(folded)};
    return true;
}

void entry_reader_init(struct entry_reader *reader, const uint8_t *bytes, size_t size, int64_t node)
{
    ASSERT(size >= ENTRY_HEADER_SIZE);
    reader->next = bytes + ENTRY_HEADER_SIZE;
    reader->end = bytes + size;
    reader->node = node;
    reader->known = 0;
}

static bool read_row_head(struct entry_reader *reader)
{
    uint64_t shape;
    struct entry_row *row = &reader->row;
    if (!read_varint(reader, &row->table) || !read_varint(reader, &shape)) {
        return false;
    }
    row->columns = shape / 4 <= ENTRY_COLUMNS_MAX ? (int)(shape / 4) : 0;
    row->operation = (enum entry_operation)(shape % 4);
    if (row->columns == 0 || row->operation > ENTRY_DELETE) {
        return false;
    }
    const uint64_t all = (UINT64_C(1) << row->columns) - 1;
    if (row->operation == ENTRY_INSERT) {
        row->present = all;
        return true;
    }
    return read_varint(reader, &row->present) && row->present != 0 && (row->present & ~all) == 0;
}

bool entry_read_row(struct entry_reader *reader, bool *out_row, struct error *err)
{
    if (reader->next == reader->end) {
        *out_row = false;
        return true;
    }
    if (!read_row_head(reader)) {
        return damaged(err);
    }
    uint64_t present = reader->row.present;
    for (int i = 0; i < reader->row.columns; i++) {
        if (((present >> i) & 1) != 0 && !read_value(reader, i)) {
            return damaged(err);
        }
    }
    reader->known |= present;
    *out_row = true;
    return true;
}

void entry_hash(const uint8_t *previous, const uint8_t *bytes, size_t size, uint8_t *out_hash)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, ENTRY_HASH_SIZE);
    crypto_generichash_update(&state, previous, ENTRY_HASH_SIZE);
    crypto_generichash_update(&state, bytes, size);
    crypto_generichash_final(&state, out_hash, ENTRY_HASH_SIZE);
}
