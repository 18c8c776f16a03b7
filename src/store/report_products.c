#include "store/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "store/report_stream.h"
#include "store/statement.h"
#include "store/tally.h"

/* Columns of QUERY_REPORT_PRODUCT_LINES. */
enum {
    PRODUCT_SALE_ID,
    PRODUCT_PRODUCT_ID,
    PRODUCT_SKU,
    PRODUCT_NAME,
    PRODUCT_CATEGORY,
    PRODUCT_UNIT,
    PRODUCT_QUANTITY_MILLI,
    PRODUCT_DISCOUNT_MINOR,
    PRODUCT_NET_MINOR,
    PRODUCT_GROSS_MINOR
};

/* Sums of a tally row; its mark is the last sale that had the product. */
enum {
    SUM_SALES,
    SUM_QUANTITY,
    SUM_DISCOUNT,
    SUM_NET,
    SUM_GROSS
};

/* Texts of a report live in a few large blocks: thousands of products in as many small pieces took
 * longer than reading their lines. */
#define BLOCK_BYTES ((size_t)64 * 1024)

struct report_memory {
    struct report_memory *next;
    size_t size, capacity;
    char bytes[];
};

static struct text_view keep_text(struct report_memory **memory, struct text_view text)
{
    struct report_memory *block = *memory;
    if (block == NULL || block->capacity - block->size < text.size + 1) {
        size_t capacity = text.size + 1 > BLOCK_BYTES ? text.size + 1 : BLOCK_BYTES;
        block = malloc(sizeof(*block) + capacity);
        ASSERT(block != NULL);
        *block = (struct report_memory){.next = *memory, .capacity = capacity};
        *memory = block;
    }
    char *kept = block->bytes + block->size;
    if (text.size > 0) {
        memcpy(kept, text.bytes, text.size);
    }
    kept[text.size] = '\0';
    block->size += text.size + 1;
    return (struct text_view){kept, text.size};
}

static void free_memory(struct report_memory *memory)
{
    while (memory != NULL) {
        struct report_memory *next = memory->next;
        free(memory);
        memory = next;
    }
}

struct product_texts {
    struct text_view sku, name, category; /* each with its NUL */
    char unit[8];
};

struct product_reader {
    struct tally tally;
    struct product_texts *texts; /* by row of the tally */
    size_t text_capacity;
    struct report_memory *memory;
    struct buffer key;
};

static void update_text(
    struct product_reader *reader, struct text_view *kept, struct text_view text)
{
    bool is_same = kept->size == text.size && memcmp(kept->bytes, text.bytes, text.size) == 0;
    if (!is_same) {
        *kept = keep_text(&reader->memory, text);
    }
}

/* Later lines overwrite earlier ones, so a product that was renamed shows its latest name. */
static void keep_texts(struct product_reader *reader, size_t index, struct sqlite3_stmt *row)
{
    if (index >= reader->text_capacity) {
        size_t capacity = reader->text_capacity == 0 ? 256 : reader->text_capacity * 2;
        reader->texts = realloc(reader->texts, capacity * sizeof(*reader->texts));
        ASSERT(reader->texts != NULL);
        memset(reader->texts + reader->text_capacity, 0,
            (capacity - reader->text_capacity) * sizeof(*reader->texts));
        reader->text_capacity = capacity;
    }
    struct product_texts *texts = &reader->texts[index];
    if (texts->sku.bytes == NULL) { /* SKU and unit are of the key: they stay */
        texts->sku = keep_text(&reader->memory, statement_text(row, PRODUCT_SKU));
        texts->name = texts->category = keep_text(&reader->memory, (struct text_view){"", 0});
        (void)text_copy_view(texts->unit, sizeof(texts->unit), statement_text(row, PRODUCT_UNIT));
    }
    update_text(reader, &texts->name, statement_text(row, PRODUCT_NAME));
    update_text(reader, &texts->category, statement_text(row, PRODUCT_CATEGORY));
}

/* The product's id, which its SKU keeps for ever, and the unit; for what was typed in its name. */
static void make_product_key(struct buffer *key, struct sqlite3_stmt *row)
{
    struct {
        int64_t product_id; /* 0: typed in */
        char unit[8];
    } head = {.product_id = statement_int(row, PRODUCT_PRODUCT_ID)};
    (void)text_copy_view(head.unit, sizeof(head.unit), statement_text(row, PRODUCT_UNIT));
    buffer_clear(key);
    buffer_append(key, &head, sizeof(head));
    if (head.product_id == 0) {
        struct text_view name = statement_text(row, PRODUCT_NAME);
        buffer_append(key, name.bytes, name.size);
    }
}

static void add_product_line(struct product_reader *reader, struct sqlite3_stmt *row)
{
    static const struct {
        int column;
        size_t sum;
    } sums[] = {{PRODUCT_QUANTITY_MILLI, SUM_QUANTITY}, {PRODUCT_DISCOUNT_MINOR, SUM_DISCOUNT},
        {PRODUCT_NET_MINOR, SUM_NET}, {PRODUCT_GROSS_MINOR, SUM_GROSS}};
    make_product_key(&reader->key, row);
    struct tally_row *sum = tally_find(&reader->tally, reader->key.bytes, reader->key.size);
    int64_t sale_id = statement_int(row, PRODUCT_SALE_ID);
    if (sum->mark != sale_id) {
        tally_add(&reader->tally, sum, SUM_SALES, 1);
        sum->mark = sale_id;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(sums); i++) {
        tally_add(&reader->tally, sum, sums[i].sum, statement_int(row, sums[i].column));
    }
    keep_texts(reader, (size_t)(sum - reader->tally.rows), row);
}

static int compare_products(const void *a_opaque, const void *b_opaque)
{
    const struct report_product *a = a_opaque;
    const struct report_product *b = b_opaque;
    if (a->gross_minor != b->gross_minor) {
        return a->gross_minor > b->gross_minor ? -1 : 1;
    }
    int by_sku = strcmp(a->sku, b->sku);
    int by_unit = strcmp(a->unit, b->unit);
    return by_sku != 0 ? by_sku : by_unit != 0 ? by_unit : strcmp(a->name, b->name);
}

/* The texts become the products'. */
static void take_products(struct product_reader *reader, struct report_products *products)
{
    size_t count = reader->tally.row_count;
    products->products = calloc(count + 1, sizeof(*products->products));
    ASSERT(products->products != NULL);
    for (size_t i = 0; i < count; i++) {
        const int64_t *sums = reader->tally.rows[i].sums;
        const struct product_texts *texts = &reader->texts[i];
        struct report_product *product = &products->products[products->product_count++];
        *product = (struct report_product){.sku = texts->sku.bytes,
            .name = texts->name.bytes,
            .category = texts->category.bytes,
            .sale_count = sums[SUM_SALES],
            .quantity_milli = sums[SUM_QUANTITY],
            .discount_minor = sums[SUM_DISCOUNT],
            .net_minor = sums[SUM_NET],
            .tax_minor = sums[SUM_GROSS] - sums[SUM_NET],
            .gross_minor = sums[SUM_GROSS]};
        memcpy(product->unit, texts->unit, sizeof(product->unit));
    }
    products->memory = reader->memory;
    reader->memory = NULL;
    qsort(products->products, count, sizeof(*products->products), compare_products);
}

static void product_reader_close(struct product_reader *reader)
{
    free_memory(reader->memory);
    free(reader->texts);
    buffer_close(&reader->key);
    tally_close(&reader->tally);
}

bool report_read_products(struct store *store, const struct report_range *range,
    struct report_products *out_products, struct error *err)
{
    struct product_reader reader = {0};
    struct row_stream lines = {0};
    char currency[4] = "";
    bool done = report_read_currency(store, range, currency, err) &&
                row_stream_begin(store, QUERY_REPORT_PRODUCT_LINES, range, &lines, err);
    while (done && lines.has_row) {
        add_product_line(&reader, lines.statement);
        done = row_stream_next(store, &lines, err);
    }
    row_stream_end(&lines);
    if (done && report_check_sums(&reader.tally, err)) {
        *out_products = (struct report_products){0};
        memcpy(out_products->currency, currency, sizeof(currency));
        take_products(&reader, out_products);
    } else {
        done = false;
    }
    product_reader_close(&reader);
    return done;
}

void report_products_close(struct report_products *products)
{
    free_memory(products->memory);
    free(products->products);
    *products = (struct report_products){0};
}
