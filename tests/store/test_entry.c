/* What is written into an entry is read back the same; a damaged entry is refused or read as
 * something else, and never read outside of its bytes. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/error.h"
#include "store/entry.h"

static struct entry_value integer(int64_t value)
{
    return (struct entry_value){.type = VALUE_INTEGER, .integer = value};
}

static struct entry_value text(const char *bytes)
{
    return (struct entry_value){
        .type = VALUE_TEXT, .bytes = (const uint8_t *)bytes, .size = strlen(bytes)};
}

static struct entry_value blob(const char *bytes, size_t size)
{
    return (struct entry_value){.type = VALUE_BLOB, .bytes = (const uint8_t *)bytes, .size = size};
}

static void begin(struct buffer *out, struct entry_writer *writer, int64_t node)
{
    const struct entry_header header = {.kind = ENTRY_SALE,
        .schema = 1,
        .node = node,
        .part = 2,
        .parts = 3,
        .sequence = INT64_C(123456789012),
        .at_ms = INT64_C(1795434120000),
        .staff_id = INT64_C(1000000000007)};
    memset(buffer_reserve(out, ENTRY_HEADER_SIZE), 0, ENTRY_HEADER_SIZE);
    out->size = ENTRY_HEADER_SIZE;
    entry_write_header(&header, (uint8_t *)out->bytes);
    entry_writer_init(writer, out, node);
}

static void header_comes_back(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct entry_writer writer;
    struct entry_header header;
    struct error err;
    begin(&out, &writer, 1001);
    assert_true(entry_read_header((const uint8_t *)out.bytes, out.size, &header, &err));
    assert_int_equal(header.kind, ENTRY_SALE);
    assert_int_equal(header.schema, 1);
    assert_int_equal(header.node, 1001);
    assert_int_equal(header.part, 2);
    assert_int_equal(header.parts, 3);
    assert_int_equal(header.sequence, 123456789012);
    assert_int_equal(header.at_ms, 1795434120000);
    assert_int_equal(header.staff_id, 1000000000007);
    assert_false(
        entry_read_header((const uint8_t *)out.bytes, ENTRY_HEADER_SIZE - 1, &header, &err));
    out.bytes[0] = 2;
    assert_false(entry_read_header((const uint8_t *)out.bytes, out.size, &header, &err));
    buffer_close(&out);
}

/* The bytes are a promise: files of this schema must be read for ever. */
static void bytes_are_as_documented(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct entry_writer writer;
    begin(&out, &writer, 1);
    const struct entry_value row[] = {integer(1000000000005), integer(-1), integer(360), text("ab"),
        {.type = VALUE_NULL}, blob("\x07", 1), integer(1000000)};
    entry_write_row_head(&writer, 11, 7, ENTRY_INSERT, 0);
    for (int i = 0; i < 7; i++) {
        entry_write_value(&writer, i, &row[i]);
    }
    entry_write_row_head(&writer, 300, 7, ENTRY_UPDATE, 0x09);
    entry_write_value(&writer, 0, &row[0]);
    entry_write_value(&writer, 3, &row[3]);
    entry_write_row_head(&writer, 11, 7, ENTRY_DELETE, 0x01);
    entry_write_value(&writer, 0, &row[1]);
    static const uint8_t expected[] = {
        0x01, 0x06, 0x01, 0x00, 0x01, 0x00, 0x02, 0x00, 0x03, 0x00,                /* header */
        0x14, 0x1A, 0x99, 0xBE, 0x1C, 0x00, 0x00, 0x00,                            /* sequence */
        0x40, 0x83, 0x36, 0x08, 0xA2, 0x01, 0x00, 0x00,                            /* at */
        0x07, 0x10, 0xA5, 0xD4, 0xE8, 0x00, 0x00, 0x00,                            /* staff */
        11, 28, 0x03, 0x05, 0x51, 0xC2, 0xD0, 0x12, 'a', 'b', 0x00, 0x05, 0x01, 7, /* insert */
        0x02, 0x80, 0x89, 0x7A,                                                    /* 1000000 */
        0xAC, 0x02, 29, 0x09, 0x01, 0x01,                                          /* update */
        11, 30, 0x01, 0x51,                                                        /* delete */
    };
    if (out.size != sizeof(expected) || memcmp(out.bytes, expected, out.size) != 0) {
        for (size_t i = 0; i < out.size; i++) {
            fprintf(stderr, "%02x ", (unsigned)(uint8_t)out.bytes[i]);
        }
        fail_msg("the layout has changed");
    }
    buffer_close(&out);
}

static bool is_same(const struct entry_value *a, const struct entry_value *b)
{
    return a->type == b->type && a->integer == b->integer && a->size == b->size &&
           (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

#define POOL_SIZE 8192

/* Small and large numbers, ids, borders, texts and blobs up to 300 bytes, often the same again. */
static struct entry_value random_value(uint64_t *seed, char *pool)
{
    static const int64_t borders[] = {0, 55, 56, -56, -57, 8191, 8192, -8192, -8193, INT64_MAX,
        INT64_MIN, 1000000000000, 1999999999999, 2000000000000, -1};
    size_t size = next_random(seed) % 4 == 0 ? next_random(seed) % 300 : next_random(seed) % 6;
    switch (next_random(seed) % 8) {
    case 0:
        return (struct entry_value){.type = VALUE_NULL};
    case 1:
        return integer(borders[next_random(seed) % ARRAY_LENGTH(borders)]);
    case 2:
        return integer((int64_t)next_random(seed));
    case 3:
        return integer((int64_t)(1000000000000 + next_random(seed) % 50));
    case 4:
    case 5:
        return integer((int64_t)(next_random(seed) % 2000));
    case 6:
        return blob(pool + next_random(seed) % 8, size);
    default:
        return (struct entry_value){.type = VALUE_TEXT,
            .bytes = (const uint8_t *)pool + next_random(seed) % 8,
            .size = size};
    }
}

#define ROWS 40
#define COLUMNS 9

struct written {
    enum entry_operation operation;
    uint64_t present;
    struct entry_value values[COLUMNS];
};

static void write_random(struct written *rows, struct buffer *out, struct entry_writer *writer,
    uint64_t *seed, char *pool)
{
    begin(out, writer, 1);
    for (int i = 0; i < ROWS; i++) {
        struct written *row = &rows[i];
        row->operation = (enum entry_operation)(next_random(seed) % 3);
        row->present = row->operation == ENTRY_INSERT ? (1U << COLUMNS) - 1
                                                      : 1 | (next_random(seed) % (1U << COLUMNS));
        entry_write_row_head(writer, 1 + (uint64_t)i % 3, COLUMNS, row->operation, row->present);
        for (int k = 0; k < COLUMNS; k++) {
            if (((row->present >> k) & 1) != 0) {
                row->values[k] = random_value(seed, pool);
                entry_write_value(writer, k, &row->values[k]);
            }
        }
    }
}

static void rows_come_back(void **state)
{
    (void)state;
    char pool[POOL_SIZE];
    uint64_t seed = 12345;
    for (size_t i = 0; i < sizeof(pool); i++) {
        pool[i] = (char)('a' + i % 7);
    }
    for (int round = 0; round < 400; round++) {
        struct written rows[ROWS];
        struct buffer out = {0};
        struct entry_writer writer;
        struct entry_reader reader;
        struct error err;
        bool has_row;
        write_random(rows, &out, &writer, &seed, pool);
        entry_reader_init(&reader, (const uint8_t *)out.bytes, out.size, 1);
        for (int i = 0; i < ROWS; i++) {
            assert_true(entry_read_row(&reader, &has_row, &err) && has_row);
            assert_int_equal(reader.row.operation, rows[i].operation);
            assert_int_equal(reader.row.present, rows[i].present);
            for (int k = 0; k < COLUMNS; k++) {
                if (((rows[i].present >> k) & 1) != 0 &&
                    !is_same(&reader.row.values[k], &rows[i].values[k])) {
                    fail_msg("round %d row %d column %d", round, i, k);
                }
            }
        }
        assert_true(entry_read_row(&reader, &has_row, &err) && !has_row);
        buffer_close(&out);
    }
}

/* Reads to the end or to a refusal, touching every byte that a value claims to have. */
static uint64_t read_all(const uint8_t *bytes, size_t size)
{
    struct entry_header header;
    struct entry_reader reader;
    struct error err;
    bool has_row = true;
    uint64_t sum = 0;
    if (!entry_read_header(bytes, size, &header, &err)) {
        return 0;
    }
    entry_reader_init(&reader, bytes, size, header.node);
    while (entry_read_row(&reader, &has_row, &err) && has_row) {
        for (int i = 0; i < reader.row.columns; i++) {
            if (((reader.row.present >> i) & 1) != 0) {
                for (size_t k = 0; k < reader.row.values[i].size; k++) {
                    sum += reader.row.values[i].bytes[k];
                }
            }
        }
    }
    return sum;
}

static void damage_is_harmless(void **state)
{
    (void)state;
    char pool[POOL_SIZE] = {0};
    uint64_t seed = 99;
    uint64_t sum = 0;
    for (int round = 0; round < 300; round++) {
        struct written rows[ROWS];
        struct buffer out = {0};
        struct entry_writer writer;
        write_random(rows, &out, &writer, &seed, pool);
        for (int flips = 0; flips < 60; flips++) {
            /* In memory of just its size, so that the sanitizer sees a step beyond it. */
            size_t size =
                next_random(&seed) % 5 == 0 ? next_random(&seed) % (out.size + 1) : out.size;
            uint8_t *bytes = malloc(size + (size == 0));
            memcpy(bytes, out.bytes, size);
            for (uint64_t k = next_random(&seed) % 4; size > 0 && k > 0; k--) {
                bytes[next_random(&seed) % size] = (uint8_t)next_random(&seed);
            }
            sum += read_all(bytes, size);
            free(bytes);
        }
        buffer_close(&out);
    }
    assert_true(sum < UINT64_MAX);
}

static void hash_covers_what_was_before(void **state)
{
    (void)state;
    uint8_t previous[ENTRY_HASH_SIZE] = {0};
    uint8_t first[ENTRY_HASH_SIZE];
    uint8_t second[ENTRY_HASH_SIZE];
    const uint8_t entry[] = "entry";
    entry_hash(previous, entry, sizeof(entry), first);
    /* BLAKE2b-256 over 32 zero bytes and "entry\0", by another implementation. */
    static const uint8_t expected[4] = {0xbc, 0xb0, 0x17, 0xb5};
    assert_memory_equal(first, expected, sizeof(expected));
    previous[31] = 1;
    entry_hash(previous, entry, sizeof(entry), second);
    assert_memory_not_equal(first, second, sizeof(first));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_comes_back),
        cmocka_unit_test(bytes_are_as_documented),
        cmocka_unit_test(rows_come_back),
        cmocka_unit_test(damage_is_harmless),
        cmocka_unit_test(hash_covers_what_was_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
