#ifndef TILLTALE_STORE_ENTRY_H
#define TILLTALE_STORE_ENTRY_H

/* Entry: the bytes of one entry of the journal. Pure: bytes in, values out. Private to src/store
 * but for the names of the kinds.
 *
 * An entry is a header of 34 bytes and then rows to its end. Integers of the header are little
 * endian.
 *
 *     offset size
 *       0     1   format: 1
 *       1     1   kind (enum entry_kind)
 *       2     2   schema version of the writer
 *       4     2   node whose chain this is
 *       6     2   part i, from 1 ...
 *       8     2   ... of n; 1 of 1 but for imports
 *      10     8   sequence in the chain, from 1
 *      18     8   at: UTC, milliseconds
 *      26     8   staff id, 0: nobody
 *
 * A row is
 *
 *     varint  table number (class.h)
 *     varint  columns * 4 + operation; columns counts those of the writer's table, at most 63
 *     varint  only for update and delete: the columns that follow, bit 0 the first one. The key
 *             columns are always among them; a delete has no others
 *     values  of those columns (insert: of all), in order
 *
 * A varint is base 128, least significant group first, at most 10 bytes. A value is one byte
 * and what that byte asks for:
 *
 *     00        NULL
 *     01        the same as this column position had in a row before, in this entry
 *     02        integer: zigzag varint
 *     03        id of the entry's own node: varint n, the value is node * 10^12 + n
 *     04        text: varint size, UTF-8
 *     05        blob: varint size, bytes
 *     10 .. 4F  text of 0 to 63 bytes: the bytes follow
 *     50 .. BF  integer, zigzag 0 to 111
 *     C0 .. FF  integer, zigzag (byte - C0) * 256 + next byte
 *
 * There are no floating point values. This layout never changes; another one has another
 * format number. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "store/store.h"

struct buffer;
struct error;

#define ENTRY_FORMAT 1
#define ENTRY_HEADER_SIZE 34
#define ENTRY_COLUMNS_MAX 63
#define ENTRY_HASH_SIZE 32

/* The word of a kind in the journal's column `kind`. NULL if it has none. */
const char *entry_kind_name(int kind);

struct entry_header {
    int kind; /* of a newer writer maybe one that is not known here */
    int schema;
    int64_t node;
    int part, parts;
    int64_t sequence;
    int64_t at_ms;
    int64_t staff_id;
};

enum entry_operation {
    ENTRY_INSERT = 0,
    ENTRY_UPDATE = 1,
    ENTRY_DELETE = 2
};

enum value_type {
    VALUE_NULL,
    VALUE_INTEGER,
    VALUE_TEXT,
    VALUE_BLOB
};

struct entry_value {
    enum value_type type;
    int64_t integer;
    const uint8_t *bytes; /* borrowed from the entry, or from whoever gives it to be written */
    size_t size;
};

struct entry_row {
    uint64_t table; /* number */
    enum entry_operation operation;
    int columns;
    uint64_t present; /* bit i: values[i] is of this row; an insert has all */
    struct entry_value values[ENTRY_COLUMNS_MAX];
};

/* Writes the header into the ENTRY_HEADER_SIZE bytes at `out`. */
void entry_write_header(const struct entry_header *header, uint8_t *out);

/* Writes rows of one entry to the end of `out`, which is not cut back meanwhile: what may be
 * repeated is remembered by where it stands there. */
struct entry_writer {
    struct buffer *out;
    int64_t node;
    int known_columns;
    struct {
        enum value_type type;
        int64_t integer;
        size_t offset, size; /* of the bytes, in out */
    } known[ENTRY_COLUMNS_MAX];
};
void entry_writer_init(struct entry_writer *writer, struct buffer *out, int64_t node);
void entry_write_row_head(struct entry_writer *writer, uint64_t table, int columns,
    enum entry_operation operation, uint64_t present);
/* The values follow the head in the order of their columns. */
void entry_write_value(struct entry_writer *writer, int column, const struct entry_value *value);

/* Errors of the reading functions: ERROR_CORRUPT, in any damaged input. */
MUST_CHECK bool entry_read_header(
    const uint8_t *bytes, size_t size, struct entry_header *out_header, struct error *err);

struct entry_reader {
    const uint8_t *next, *end;
    int64_t node;
    struct entry_row row; /* the current one; its values are kept as what later rows repeat */
    uint64_t known;       /* bit i: row.values[i] was set by some row */
};
/* `bytes` has at least a header, read before. */
void entry_reader_init(
    struct entry_reader *reader, const uint8_t *bytes, size_t size, int64_t node);
/* Reads the next row into reader->row; *out_row is false at the end. */
MUST_CHECK bool entry_read_row(struct entry_reader *reader, bool *out_row, struct error *err);

/* hash = BLAKE2b-256(previous hash || entry); the first of a chain has 32 zero bytes before it. */
void entry_hash(const uint8_t *previous, const uint8_t *bytes, size_t size, uint8_t *out_hash);

#endif
