#include "store/class.h"

#include <string.h>

#include "base/compiler.h"

/* Columns as of the newest schema; an entry of an older one carries fewer. */
const struct table_row TABLE_ROWS[TABLE_ROW_COUNT] = {
    {"applied", 24, CLASS_LOCAL, KEY_TEXT, 1, 3, 0},
    {"barcode", 8, CLASS_OFFICE, KEY_TEXT, 1, 2, 0},
    {"campaign", 9, CLASS_OFFICE, KEY_ID, 1, 10, 0},
    {"category", 5, CLASS_OFFICE, KEY_ID, 1, 3, 0},
    {"device_setting", 23, CLASS_LOCAL, KEY_TEXT, 1, 3, 0},
    {"erasure", 19, CLASS_FACT, KEY_ID, 1, 4, 0},
    {"journal", 21, CLASS_JOURNAL, KEY_TEXT, 1, 5, 0},
    {"lead", 18, CLASS_FACT, KEY_ID, 1, 5, 0},
    {"lead_secret", 20, CLASS_SEALED, KEY_TEXT, 1, 5, 0},
    {"link", 10, CLASS_OFFICE, KEY_ID, 1, 4, 0},
    {"payment", 14, CLASS_FACT, KEY_ID, 2, 9, 0},
    {"pen", TABLE_PEN, CLASS_OFFICE, KEY_ID, 1, 8, 0},
    {"product", 7, CLASS_OFFICE, KEY_ID, 1, 10, 0},
    {"revocation", 17, CLASS_FACT, KEY_ID, 1, 5, 0},
    {"sale", 11, CLASS_FACT, KEY_ID, 1, 16, 0},
    {"sale_line", 12, CLASS_FACT, KEY_ID, 2, 17, 0},
    {"sale_line_tax", 13, CLASS_FACT, KEY_ID, 3, 5, 0},
    {"satisfaction", 16, CLASS_FACT, KEY_ID, 1, 4, 1},
    {"setting", 3, CLASS_OFFICE, KEY_TEXT, 1, 2, 0},
    {"staff", 4, CLASS_OFFICE, KEY_ID, 1, 4, 0},
    {"sync_state", 25, CLASS_LOCAL, KEY_TEXT, 1, 4, 0},
    {"tax_rate", 6, CLASS_OFFICE, KEY_ID, 1, 2, 0},
    {"ticket", 22, CLASS_LOCAL, KEY_TEXT, 1, 5, 0},
    {"till", TABLE_TILL, CLASS_FACT, KEY_ID, 1, 9, 0},
    {"touch", 15, CLASS_FACT, KEY_ID, 1, 12, 1},
};

const struct table_row *table_row_find(const char *name)
{
    size_t low = 0;
    size_t high = TABLE_ROW_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, TABLE_ROWS[middle].name);
        if (order == 0) {
            return &TABLE_ROWS[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

const struct table_row *table_row_of_number(uint64_t number)
{
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        if (TABLE_ROWS[i].number == number) {
            return &TABLE_ROWS[i];
        }
    }
    return NULL;
}
