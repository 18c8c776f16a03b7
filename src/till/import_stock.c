#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/quantity.h"
#include "store/catalogue.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_file.h"
#include "till/stock.h"

#define NOTE_CHARACTERS_MAX 60

enum column {
    COLUMN_SKU,
    COLUMN_QUANTITY,
    COLUMN_NOTE,
    COLUMN_NAME,
    COLUMN_ON_HAND,
};

/* Name and what is there stand in the list that is printed to be filled in. */
static const struct import_column COLUMNS[] = {
    [COLUMN_SKU] = {.name = "sku"},
    [COLUMN_QUANTITY] = {.name = "quantity"},
    [COLUMN_NOTE] = {.name = "note", .is_optional = true},
    [COLUMN_NAME] = {.name = "name", .is_optional = true},
    [COLUMN_ON_HAND] = {.name = "on_hand", .is_optional = true},
    {.name = NULL},
};

struct stock_import {
    struct import_file file;
    struct till *till;
    enum stock_act act;
    struct arena arena;
    struct text_map skus;
    struct stock_entry *entries;
    size_t entry_count;
};

/* The product of the row; 0 where there is none, which is listed. */
static int64_t read_product(struct stock_import *import, struct text_view sku)
{
    struct import_file *file = &import->file;
    struct import_place place = import_place_of(file, COLUMN_SKU);
    struct stock_item item;
    struct error why;
    int64_t id = 0;
    if (!product_id_by_sku(import->till->store, sku, &id, &why)) {
        import_problem_add(file->result, place, "%s", why.text);
    } else if (id == 0) {
        import_problem_add(
            file->result, place, "there is no product %.*s", (int)sku.size, sku.bytes);
    } else if (!till_stock_of(import->till, id, &item, &why)) {
        import_problem_add(file->result, place, "%s", why.text);
        id = 0;
    }
    return id;
}

/* A row without a quantity was not counted: it is passed over. */
static void read_row(void *context)
{
    struct stock_import *import = context;
    struct import_file *file = &import->file;
    struct text_view sku = import_field(file, COLUMN_SKU);
    struct text_view text = import_field(file, COLUMN_QUANTITY);
    struct stock_entry entry = {.note = ""};
    struct error why;
    if (text.size == 0) {
        file->result->unchanged_count++;
        return;
    }
    if (text_map_find(&import->skus, sku) != NULL) {
        import_problem_add(file->result, import_place_of(file, COLUMN_SKU),
            "the sku %.*s stands here twice", (int)sku.size, sku.bytes);
        return;
    }
    text_map_put(&import->skus, arena_copy(&import->arena, sku), 1);
    if (!quantity_parse(text, &entry.quantity_milli, &why)) {
        import_problem_add(
            file->result, import_place_of(file, COLUMN_QUANTITY), "quantity: %s", why.text);
    } else if (entry.quantity_milli < 0 ||
               (entry.quantity_milli == 0 && import->act != STOCK_COUNT)) {
        import_problem_add(
            file->result, import_place_of(file, COLUMN_QUANTITY), "quantity is not above 0");
    }
    bool has_note =
        import_check_text(file, COLUMN_NOTE, IMPORT_PROSE, NOTE_CHARACTERS_MAX, NOTE_BYTES, true);
    if (has_note) {
        entry.note = import_copy_text(file, COLUMN_NOTE, IMPORT_PROSE, &import->arena).bytes;
    }
    entry.product_id = read_product(import, sku);
    if (import->entry_count == STOCK_ENTRIES_MAX) {
        import_problem_add(file->result, import_place_of(file, COLUMN_SKU),
            "at most %d products at once", STOCK_ENTRIES_MAX);
        return;
    }
    import->entries[import->entry_count++] = entry;
}

static bool write_all(void *context, struct error *err)
{
    struct stock_import *import = context;
    if (import->entry_count == 0) {
        return true;
    }
    import->file.result->added_count = import->entry_count;
    return till_stock_write(
        import->till, import->act, import->entries, import->entry_count, NULL, err);
}

bool import_stock(struct till *till, enum stock_act act, const char *path,
    const struct import_progress *progress, struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_row, .write_all = write_all};
    struct stock_import import = {
        .till = till, .act = act, .entries = calloc(STOCK_ENTRIES_MAX, sizeof(struct stock_entry))};
    ASSERT(import.entries != NULL);
    bool is_done = import_run(&import.file, &job, &import, path, progress, out_result, err);
    import_file_close(&import.file);
    text_map_close(&import.skus);
    free(import.entries);
    arena_close(&import.arena);
    return is_done;
}
