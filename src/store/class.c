#include "store/class.h"

#include <string.h>

#include "base/compiler.h"

/* Columns as of the newest schema; an entry of an older one carries fewer. */
const struct table_row TABLE_ROWS[TABLE_ROW_COUNT] = {
    {"account", 33, CLASS_OFFICE, KEY_ID, 1, 4, 0},
    {"account_movement", 50, CLASS_FACT, KEY_ID, 1, 5, 2},
    {"act", 47, CLASS_FACT, KEY_ID, 1, 9, 0},
    {"applied", 24, CLASS_LOCAL, KEY_TEXT, 1, 3, 0},
    {"barcode", 8, CLASS_OFFICE, KEY_TEXT, 1, 2, 0},
    {"bundle_item", 29, CLASS_OFFICE, KEY_TEXT, 2, 3, 0},
    {"campaign", 9, CLASS_OFFICE, KEY_ID, 1, 17, 0},
    {"campaign_picture", 57, CLASS_OFFICE, KEY_TEXT, 1, 2, 0},
    {"campaign_text", 58, CLASS_OFFICE, KEY_TEXT, 3, 4, 0},
    {"cash_count", 41, CLASS_FACT, KEY_ID, 1, 6, 1},
    {"cash_count_piece", 42, CLASS_FACT, KEY_ID, 2, 5, 0},
    {"cash_movement", 40, CLASS_FACT, KEY_ID, 1, 9, 1},
    {"category", 5, CLASS_OFFICE, KEY_ID, 1, 4, 0},
    {"close", 43, CLASS_FACT, KEY_ID, 1, 17, 1},
    {"consent", 63, CLASS_FACT, KEY_ID, 1, 13, 0},
    {"conversion", 59, CLASS_OFFICE, KEY_ID, 1, 13, 0},
    {"device_setting", 23, CLASS_LOCAL, KEY_TEXT, 1, 3, 0},
    {"erasure", 19, CLASS_FACT, KEY_ID, 1, 4, 0},
    {"exchange_rate", 32, CLASS_OFFICE, KEY_TEXT, 1, 3, 0},
    {"export_job", 53, CLASS_LOCAL, KEY_TEXT, 1, 11, 0},
    {"form", 54, CLASS_OFFICE, KEY_ID, 1, 4, 0},
    {"journal", 21, CLASS_JOURNAL, KEY_TEXT, 1, 5, 0},
    {"lead", 18, CLASS_FACT, KEY_ID, 1, 15, 0},
    {"lead_export", 64, CLASS_FACT, KEY_ID, 1, 9, 0},
    {"lead_index", 66, CLASS_LOCAL, KEY_TEXT, 2, 3, 0},
    {"lead_key", 56, CLASS_OFFICE, KEY_ID, 1, 3, 0},
    {"lead_match", 62, CLASS_FACT, KEY_ID, 1, 5, 0},
    {"lead_note", 60, CLASS_FACT, KEY_ID, 1, 8, 0},
    {"lead_note_secret", 61, CLASS_SEALED, KEY_TEXT, 1, 5, 0},
    {"lead_secret", 20, CLASS_SEALED, KEY_TEXT, 1, 5, 0},
    {"ledger_account", 34, CLASS_OFFICE, KEY_TEXT, 1, 2, 0},
    {"link", 10, CLASS_OFFICE, KEY_ID, 1, 7, 0},
    {"option_choice", 27, CLASS_OFFICE, KEY_ID, 1, 6, 0},
    {"option_group", 26, CLASS_OFFICE, KEY_ID, 1, 5, 0},
    {"payment", 14, CLASS_FACT, KEY_ID, 2, 9, 0},
    {"payment_foreign", 37, CLASS_FACT, KEY_ID, 2, 5, 0},
    {"pen", TABLE_PEN, CLASS_OFFICE, KEY_ID, 1, 8, 0},
    {"pin_attempt", 52, CLASS_LOCAL, KEY_TEXT, 1, 4, 0},
    {"price_list", 30, CLASS_OFFICE, KEY_ID, 1, 8, 0},
    {"price_list_price", 31, CLASS_OFFICE, KEY_TEXT, 2, 3, 0},
    {"product", 7, CLASS_OFFICE, KEY_ID, 1, 16, 0},
    {"product_option", 28, CLASS_OFFICE, KEY_TEXT, 2, 3, 0},
    {"revocation", 17, CLASS_FACT, KEY_ID, 1, 5, 0},
    {"sale", 11, CLASS_FACT, KEY_ID, 1, 17, 0},
    {"sale_lead", 65, CLASS_FACT, KEY_ID, 2, 2, 0},
    {"sale_line", 12, CLASS_FACT, KEY_ID, 2, 19, 0},
    {"sale_line_detail", 35, CLASS_FACT, KEY_ID, 3, 6, 0},
    {"sale_line_tax", 13, CLASS_FACT, KEY_ID, 3, 5, 0},
    {"sale_refund", 36, CLASS_FACT, KEY_ID, 2, 6, 0},
    {"satisfaction", 16, CLASS_FACT, KEY_ID, 1, 4, 1},
    {"setting", 3, CLASS_OFFICE, KEY_TEXT, 1, 2, 0},
    {"shift", 39, CLASS_FACT, KEY_ID, 1, 8, 0},
    {"spend", 55, CLASS_OFFICE, KEY_ID, 1, 8, 0},
    {"staff", 4, CLASS_OFFICE, KEY_ID, 1, 6, 0},
    {"stock_movement", 51, CLASS_FACT, KEY_ID, 1, 9, 5},
    {"sync_state", 25, CLASS_LOCAL, KEY_TEXT, 1, 4, 0},
    {"tax_rate", 6, CLASS_OFFICE, KEY_ID, 1, 2, 0},
    {"tender_correction", 46, CLASS_FACT, KEY_ID, 1, 11, 1},
    {"ticket", 22, CLASS_LOCAL, KEY_TEXT, 1, 5, 0},
    {"till", TABLE_TILL, CLASS_FACT, KEY_ID, 1, 9, 0},
    {"touch", 15, CLASS_FACT, KEY_ID, 1, 15, 1},
    {"transfer_check", 38, CLASS_FACT, KEY_ID, 1, 7, 0},
    {"void", 44, CLASS_FACT, KEY_ID, 1, 8, 1},
    {"void_line", 45, CLASS_FACT, KEY_ID, 2, 8, 0},
    {"voucher", 48, CLASS_FACT, KEY_ID, 1, 4, 0},
    {"voucher_movement", 49, CLASS_FACT, KEY_ID, 1, 5, 2},
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
