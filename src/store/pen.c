#include "store/pen.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "store/class.h"

static const char PURPOSE[] = "tilltale pen 1";
#define MESSAGE_SIZE (sizeof(PURPOSE) - 1 + KEY_FILE_SHOP_ID_SIZE + ENTRY_HASH_SIZE + PEN_KEY_SIZE)

/* Columns of the table pen. */
enum pen_column {
    PEN_ID,
    PEN_SHOP_ID,
    PEN_HOLDER,
    PEN_PUBLIC_KEY,
    PEN_NONCE,
    PEN_SIGNED_HEAD,
    PEN_SIGNATURE,
    PEN_COLUMNS
};

static void write_message(
    const uint8_t *shop_id, const uint8_t *head, const uint8_t *new_key, uint8_t *out)
{
    memcpy(out, PURPOSE, sizeof(PURPOSE) - 1);
    out += sizeof(PURPOSE) - 1;
    memcpy(out, shop_id, KEY_FILE_SHOP_ID_SIZE);
    out += KEY_FILE_SHOP_ID_SIZE;
    memcpy(out, head, ENTRY_HASH_SIZE);
    memcpy(out + ENTRY_HASH_SIZE, new_key, PEN_KEY_SIZE);
}

void pen_sign(const struct signing_key *holder, const uint8_t *shop_id, const uint8_t *head,
    const uint8_t *new_key, uint8_t *out_signature)
{
    uint8_t message[MESSAGE_SIZE];
    ASSERT(holder->is_held);
    write_message(shop_id, head, new_key, message);
    crypto_sign_detached(out_signature, NULL, message, sizeof(message), holder->secret_key);
}

static const uint8_t *blob_of(const struct entry_value *value, size_t size)
{
    return value->type == VALUE_BLOB && value->size == size ? value->bytes : NULL;
}

/* The one row of `pen` that such an entry carries, in reader->row. */
static bool read_pen_row(struct entry_reader *reader, struct error *err)
{
    bool row;
    while (entry_read_row(reader, &row, err)) {
        if (!row) {
            return error_set(err, ERROR_REFUSED, "the entry hands over no pen");
        }
        const struct table_row *table = table_row_of_number(reader->row.table);
        if (table != NULL && strcmp(table->name, "pen") == 0 &&
            reader->row.operation == ENTRY_INSERT && reader->row.columns >= PEN_COLUMNS) {
            return true;
        }
    }
    return false;
}

static bool check_signature(const struct entry_row *row, const uint8_t *shop_id,
    const uint8_t *previous, const uint8_t *holder, const uint8_t *new_key, struct error *err)
{
    uint8_t message[MESSAGE_SIZE];
    const uint8_t *head = blob_of(&row->values[PEN_SIGNED_HEAD], ENTRY_HASH_SIZE);
    const uint8_t *signature = blob_of(&row->values[PEN_SIGNATURE], PEN_SIGNATURE_SIZE);
    if (head == NULL || signature == NULL || memcmp(head, previous, ENTRY_HASH_SIZE) != 0) {
        return error_set(err, ERROR_REFUSED, "the pen is handed over without a signature");
    }
    write_message(shop_id, head, new_key, message);
    if (crypto_sign_verify_detached(signature, message, sizeof(message), holder) != 0) {
        return error_set(
            err, ERROR_REFUSED, "the pen's handing over is not signed by the one who held it");
    }
    return true;
}

bool pen_check_entry(const uint8_t *bytes, size_t size, const uint8_t *shop_id,
    const uint8_t *previous, const uint8_t *holder, uint8_t *out_key, struct error *err)
{
    struct entry_reader reader;
    entry_reader_init(&reader, bytes, size, 0);
    if (!read_pen_row(&reader, err)) {
        return false;
    }
    const struct entry_row *row = &reader.row;
    const uint8_t *shop = blob_of(&row->values[PEN_SHOP_ID], KEY_FILE_SHOP_ID_SIZE);
    const uint8_t *key = blob_of(&row->values[PEN_PUBLIC_KEY], PEN_KEY_SIZE);
    if (shop == NULL || key == NULL || memcmp(shop, shop_id, KEY_FILE_SHOP_ID_SIZE) != 0) {
        return error_set(err, ERROR_REFUSED, "the pen is another shop's");
    }
    if (holder != NULL && !check_signature(row, shop, previous, holder, key, err)) {
        return false;
    }
    memcpy(out_key, key, PEN_KEY_SIZE);
    return true;
}
