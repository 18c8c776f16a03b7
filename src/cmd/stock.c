#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/quantity.h"
#include "export/json_write.h"
#include "export/text_table.h"
#include "store/catalogue.h"
#include "store/stock.h"
#include "till/staff.h"
#include "till/stock.h"
#include "till/till.h"

#define QUANTITY_DECIMALS 3
#define HISTORY_MAX 50

static bool open_shop(
    const struct invocation *invocation, int flags, struct till **out_till, struct error *err)
{
    return till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH | flags, out_till, err);
}

static bool find_product(struct till *till, const char *sku, int64_t *out_id, struct error *err)
{
    if (!product_id_by_sku(till_store(till), text_view_of(sku), out_id, err)) {
        return false;
    }
    return *out_id != 0 || error_set(err, ERROR_NOT_FOUND, "there is no product %s", sku);
}

static void print_buffer(struct buffer *out)
{
    fwrite(out->bytes, 1, out->size, stdout);
    buffer_close(out);
}

/* --- list ------------------------------------------------------------------------------------ */

static void append_csv_field(struct buffer *out, const char *text)
{
    bool is_plain = strpbrk(text, ",;\"\t") == NULL;
    buffer_append_text(out, is_plain ? "" : "\"");
    for (const char *at = text; *at != '\0'; at++) {
        buffer_append_char(out, *at);
        if (*at == '"') {
            buffer_append_char(out, '"');
        }
    }
    buffer_append_text(out, is_plain ? "" : "\"");
}

/* The list to take along and to fill in: `stock import --count` reads it back. */
static void print_csv(const struct stock_item *items, size_t count, bool is_low_only)
{
    struct buffer out = {0};
    char quantity[QUANTITY_TEXT_MAX];
    buffer_append_text(&out, "sku,name,on_hand,quantity,note\r\n");
    for (size_t i = 0; i < count; i++) {
        if (is_low_only && !items[i].is_low) {
            continue;
        }
        append_csv_field(&out, items[i].sku);
        buffer_append_char(&out, ',');
        append_csv_field(&out, items[i].name);
        buffer_format(&out, ",%s,,\r\n", quantity_print(items[i].on_hand_milli, quantity));
    }
    print_buffer(&out);
}

static void append_item(struct buffer *out, const struct stock_item *item)
{
    json_write_begin(out, NULL, '{');
    json_write_text(out, "sku", item->sku);
    json_write_text(out, "name", item->name);
    json_write_text(out, "unit", unit_text(item->unit));
    json_write_decimal_short(out, "on_hand", item->on_hand_milli, QUANTITY_DECIMALS);
    if (item->low_milli >= 0) {
        json_write_decimal_short(out, "low_stock", item->low_milli, QUANTITY_DECIMALS);
    }
    json_write_text(out, "is_low", item->is_low ? "yes" : "no");
    json_write_end(out, '}');
}

static void print_json(const struct stock_item *items, size_t count, bool is_low_only)
{
    struct buffer out = {0};
    json_write_begin(&out, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        if (!is_low_only || items[i].is_low) {
            append_item(&out, &items[i]);
        }
    }
    json_write_end(&out, ']');
    buffer_append_char(&out, '\n');
    print_buffer(&out);
}

static void print_table(const struct stock_item *items, size_t count, bool is_low_only)
{
    struct text_table table = text_table_begin("llrll");
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        char quantity[QUANTITY_TEXT_MAX];
        if (is_low_only && !items[i].is_low) {
            continue;
        }
        text_table_cell(&table, items[i].sku);
        text_table_cell(&table, items[i].name);
        text_table_cell(&table, quantity_print(items[i].on_hand_milli, quantity));
        text_table_cell(&table, items[i].unit == UNIT_EACH ? "" : unit_text(items[i].unit));
        text_table_cell(&table, items[i].is_low ? "low" : "");
    }
    text_table_print(&table, &out);
    text_table_close(&table);
    print_buffer(&out);
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct stock_item *items = NULL;
    size_t count = 0;
    if (!open_shop(invocation, TILL_OPEN_OFFICE, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_read = till_stock_list(till, &items, &count, err);
    till_close(till);
    if (!is_read) {
        return COMMAND_REFUSED;
    }
    bool is_low_only = command_has(invocation, "low");
    if (command_has(invocation, "json")) {
        print_json(items, count, is_low_only);
    } else if (command_has(invocation, "csv")) {
        print_csv(items, count, is_low_only);
    } else {
        print_table(items, count, is_low_only);
    }
    free(items);
    return COMMAND_OK;
}

/* --- show ------------------------------------------------------------------------------------ */

struct history_print {
    struct buffer *out;
    bool is_json;
};

static bool print_movement(void *context, const struct stock_history_row *row, struct error *err)
{
    (void)err;
    struct history_print *print = context;
    struct buffer *out = print->out;
    char at[TIME_TEXT_MAX];
    char receipt[RECEIPT_TEXT_MAX] = "";
    char quantity[QUANTITY_TEXT_MAX];
    time_print(row->moved_at_ms, at);
    if (row->sale_id != 0) {
        receipt_print(row->sale_id, receipt);
    }
    if (!print->is_json) {
        buffer_format(out, "%s  %-8.*s %10s  %s%.*s\n", at, (int)row->kind.size, row->kind.bytes,
            quantity_print(row->quantity_milli, quantity), receipt, (int)row->note.size,
            row->note.bytes);
        return true;
    }
    json_write_begin(out, NULL, '{');
    json_write_text(out, "at", at);
    json_write_view(out, "kind", row->kind);
    json_write_decimal_short(out, "quantity", row->quantity_milli, QUANTITY_DECIMALS);
    if (row->has_counted) {
        json_write_decimal_short(out, "counted", row->counted_milli, QUANTITY_DECIMALS);
    }
    if (row->sale_id != 0) {
        json_write_text(out, "sale", receipt);
    }
    json_write_view(out, "note", row->note);
    json_write_view(out, "staff", row->staff_name);
    json_write_end(out, '}');
    return true;
}

static bool show(struct till *till, const char *sku, bool is_json, struct error *err)
{
    int64_t id;
    struct stock_item item;
    struct buffer out = {0};
    struct history_print print = {.out = &out, .is_json = is_json};
    char quantity[QUANTITY_TEXT_MAX];
    if (!find_product(till, sku, &id, err) || !till_stock_of(till, id, &item, err)) {
        return false;
    }
    (void)text_copy(item.sku, sizeof(item.sku), sku);
    if (is_json) {
        json_write_begin(&out, NULL, '{');
        json_write_text(&out, "sku", item.sku);
        json_write_text(&out, "name", item.name);
        json_write_decimal_short(&out, "on_hand", item.on_hand_milli, QUANTITY_DECIMALS);
        json_write_begin(&out, "movements", '[');
    } else {
        buffer_format(&out, "%s %s: %s%s%s\n", item.sku, item.name,
            quantity_print(item.on_hand_milli, quantity), item.unit == UNIT_EACH ? "" : " ",
            item.unit == UNIT_EACH ? "" : unit_text(item.unit));
    }
    if (!stock_visit_history(till_store(till), id, HISTORY_MAX, print_movement, &print, err)) {
        buffer_close(&out);
        return false;
    }
    if (is_json) {
        json_write_end(&out, ']');
        json_write_end(&out, '}');
        buffer_append_char(&out, '\n');
    }
    print_buffer(&out);
    return true;
}

static enum command_status run_show(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, TILL_OPEN_OFFICE, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = show(till, invocation->arguments[0], command_has(invocation, "json"), err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

/* --- receive, count, loss --------------------------------------------------------------------- */

static bool move(
    struct till *till, const struct invocation *invocation, enum stock_act act, struct error *err)
{
    const char *note = command_value(invocation, "note");
    const char *staff = command_value(invocation, "staff");
    struct stock_entry entry = {.note = note != NULL ? note : ""};
    struct stock_item item;
    int64_t change_milli;
    if (!quantity_parse(text_view_of(invocation->arguments[1]), &entry.quantity_milli, err) ||
        (staff != NULL && !till_act_as(till, staff, err)) ||
        !find_product(till, invocation->arguments[0], &entry.product_id, err)) {
        return false;
    }
    if (strlen(entry.note) >= NOTE_BYTES || text_view_has_control(text_view_of(entry.note))) {
        return error_set(
            err, ERROR_INVALID, "the note is too long or contains a control character");
    }
    if (!till_stock_write(till, act, &entry, 1, &change_milli, err) ||
        !till_stock_of(till, entry.product_id, &item, err)) {
        return false;
    }
    struct buffer out = {0};
    char change[QUANTITY_TEXT_MAX];
    char now[QUANTITY_TEXT_MAX];
    if (command_has(invocation, "json")) {
        json_write_begin(&out, NULL, '{');
        json_write_text(&out, "sku", invocation->arguments[0]);
        json_write_text(&out, "kind", stock_act_text(act));
        json_write_decimal_short(&out, "quantity", change_milli, QUANTITY_DECIMALS);
        json_write_decimal_short(&out, "on_hand", item.on_hand_milli, QUANTITY_DECIMALS);
        json_write_end(&out, '}');
        buffer_append_char(&out, '\n');
    } else {
        buffer_format(&out, "%s: %s%s, %s on hand\n", item.name, change_milli > 0 ? "+" : "",
            quantity_print(change_milli, change), quantity_print(item.on_hand_milli, now));
    }
    print_buffer(&out);
    return true;
}

static enum command_status run_move(
    const struct invocation *invocation, enum stock_act act, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, 0, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = move(till, invocation, act, err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run_receive(const struct invocation *invocation, struct error *err)
{
    return run_move(invocation, STOCK_DELIVERY, err);
}

static enum command_status run_count(const struct invocation *invocation, struct error *err)
{
    return run_move(invocation, STOCK_COUNT, err);
}

static enum command_status run_loss(const struct invocation *invocation, struct error *err)
{
    return run_move(invocation, STOCK_LOSS, err);
}

#define MOVE_OPTIONS                                                                               \
    {                                                                                              \
        {"note", "TEXT", false, "kept with it"}, {"staff", "NAME", false, "who does it"},          \
        {                                                                                          \
            "json", NULL, false, "one object"                                                      \
        }                                                                                          \
    }

const struct command command_stock_list = {
    .name = "stock list",
    .arguments = "",
    .summary = "what is on the shelf, of the products that are counted",
    .help =
        "A product is counted where the list of products says yes under stock.\n"
        "What is there is the sum of all that moved, at every till that was heard of.",
    .options =
        {
            {"low", NULL, false, "only what runs low"},
            {"csv", NULL, false, "a list to fill in, for stock import --count"},
            {"json", NULL, false, "one array"},
        },
    .run = run_list,
};

const struct command command_stock_show = {
    .name = "stock show",
    .arguments = "SKU",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "one product and its last movements",
    .options = {{"json", NULL, false, "one object"}},
    .run = run_show,
};

const struct command command_stock_receive = {
    .name = "stock receive",
    .arguments = "SKU QUANTITY",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "a delivery came",
    .options = MOVE_OPTIONS,
    .run = run_receive,
};

const struct command command_stock_count = {
    .name = "stock count",
    .arguments = "SKU QUANTITY",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "so much is there: the difference is written",
    .options = MOVE_OPTIONS,
    .run = run_count,
};

const struct command command_stock_loss = {
    .name = "stock loss",
    .arguments = "SKU QUANTITY",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "broken, stolen, past its day",
    .options = MOVE_OPTIONS,
    .run = run_loss,
};
