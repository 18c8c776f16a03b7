#include "till/product.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "store/catalogue.h"
#include "store/option.h"
#include "store/price_list.h"
#include "till/handle.h"

#define ASKS_SERIAL "serial"
#define ASKS_AGE "age:"

/* --- price lists --------------------------------------------------------------------------- */

static bool take_list(void *context, const struct price_list_row *row, struct error *err)
{
    struct till *till = context;
    struct price_list list = {
        .id = row->id,
        .has_start = row->starts_on.size > 0,
        .has_end = row->ends_on.size > 0,
        .weekdays = (int)row->weekdays,
        .from_minute = (int)row->from_minute,
        .until_minute = (int)row->until_minute,
    };
    if (!row->is_active) {
        return true;
    }
    if (till->price_list_count == PRICE_LISTS_MAX) {
        return error_set(err, ERROR_CORRUPT, "there are more than %d price lists", PRICE_LISTS_MAX);
    }
    if ((list.has_start && !day_parse(row->starts_on, &list.starts_on, err)) ||
        (list.has_end && !day_parse(row->ends_on, &list.ends_on, err))) {
        return false;
    }
    till->price_lists[till->price_list_count++] = list;
    return true;
}

bool till_read_price_lists(struct till *till, struct error *err)
{
    till->price_list_count = 0;
    return price_list_visit_all(till->store, take_list, till, err);
}

uint64_t till_price_lists_at(const struct till *till, int64_t at_ms)
{
    uint64_t lists = 0;
    if (till->price_list_count == 0) {
        return 0;
    }
    int32_t day = zone_business_day(till->zone, at_ms, till->shop.day_start_minutes);
    struct local_time local = zone_local(till->zone, at_ms);
    for (size_t i = 0; i < till->price_list_count; i++) {
        if (price_list_holds(&till->price_lists[i], day, local.hour * 60 + local.minute)) {
            lists |= UINT64_C(1) << i;
        }
    }
    return lists;
}

bool till_list_price(struct till *till, uint64_t lists, int64_t product_id, int64_t *price_minor,
    bool *out_found, struct error *err)
{
    *out_found = false;
    for (size_t i = till->price_list_count; i > 0 && !*out_found; i--) {
        bool holds = (lists & (UINT64_C(1) << (i - 1))) != 0;
        if (holds && !price_list_price(till->store, till->price_lists[i - 1].id, product_id,
                         out_found, price_minor, err)) {
            return false;
        }
    }
    return true;
}

/* --- a product ------------------------------------------------------------------------------ */

struct product_reading {
    struct product_sold product;
    bool is_active, is_bundle;
};

static bool read_asks(struct text_view asks, struct product_sold *product)
{
    size_t prefix = strlen(ASKS_AGE);
    product->asks_serial = text_view_equals(asks, ASKS_SERIAL);
    if (asks.size == 0 || product->asks_serial) {
        return true;
    }
    if (asks.size <= prefix || asks.size > prefix + 2 ||
        memcmp(asks.bytes, ASKS_AGE, prefix) != 0) {
        return false;
    }
    for (size_t i = prefix; i < asks.size; i++) {
        if (asks.bytes[i] < '0' || asks.bytes[i] > '9') {
            return false;
        }
        product->asks_age = product->asks_age * 10 + (asks.bytes[i] - '0');
    }
    return product->asks_age > 0;
}

static bool take_product(void *context, const struct product_offer *row, struct error *err)
{
    struct product_reading *reading = context;
    struct product_sold *product = &reading->product;
    struct ticket_line *line = &product->line;
    struct error why;
    line->product_id = row->id;
    reading->is_bundle = text_view_equals(row->kind, "bundle");
    line->kind = text_view_equals(row->kind, "deposit") ? LINE_DEPOSIT : LINE_ITEM;
    bool is_good = text_copy_view(line->sku, sizeof(line->sku), row->sku) &&
                   text_copy_view(line->name, sizeof(line->name), row->name) &&
                   text_copy_view(line->category, sizeof(line->category), row->category) &&
                   unit_parse(row->unit, &line->unit) &&
                   tax_code_parse(row->tax_code, &line->tax, &why) && read_asks(row->asks, product);
    if (!is_good) {
        return error_set(err, ERROR_CORRUPT, "a product of the catalogue cannot be read");
    }
    line->has_cost = row->cost_minor >= 0;
    line->cost_minor = line->has_cost ? row->cost_minor : 0;
    line->counts_stock = row->is_stocked || reading->is_bundle;
    product->has_price = row->price_minor >= 0;
    line->unit_price_minor = product->has_price ? row->price_minor : 0;
    product->has_options = row->has_options;
    product->deposit_product_id = row->deposit_product_id;
    product->is_stocked = row->is_stocked;
    product->low_stock_milli = row->low_stock_milli;
    reading->is_active = row->is_active;
    return true;
}

/* Names a part of a bundle. Where all do not fit the line, the last ones are left out: what is
 * taken off the shelf does not follow from the line. */
static bool take_part(void *context, const struct bundle_part_row *row, struct error *err)
{
    (void)err;
    struct ticket_line *line = context;
    char words[NAME_BYTES + QUANTITY_TEXT_MAX + 8];
    char quantity[QUANTITY_TEXT_MAX];
    struct line_detail detail = {
        .kind = LINE_DETAIL_PART, .id = row->product_id, .amount = row->quantity_milli};
    struct text_out out = text_out_begin(words, sizeof(words));
    if (row->quantity_milli != QUANTITY_ONE_MILLI) {
        text_out_append(&out, quantity_print(row->quantity_milli, quantity));
        text_out_append(&out, " × ");
    }
    text_out_append_view(&out, row->name);
    (void)text_copy(detail.text, sizeof(detail.text), words);
    bool fits = line_detail_append(line->details, &detail);
    (void)fits;
    return true;
}

bool till_read_product(struct till *till, int64_t product_id, int64_t at_ms,
    struct product_sold *out_product, struct error *err)
{
    struct product_reading reading = {0};
    struct ticket_line *line = &reading.product.line;
    bool found;
    if (!product_find(till->store, product_id, take_product, &reading, &found, err)) {
        return false;
    }
    if (!found || !reading.is_active) {
        return error_set(err, ERROR_NOT_FOUND, "this product is no longer sold here");
    }
    uint64_t lists = till_price_lists_at(till, at_ms);
    if (lists != 0) {
        if (!till_list_price(till, lists, product_id, &line->unit_price_minor, &found, err)) {
            return false;
        }
        reading.product.has_price = reading.product.has_price || found;
    }
    line->has_list_price = reading.product.has_price;
    line->list_price_minor = line->unit_price_minor;
    if (reading.is_bundle && !bundle_part_visit(till->store, product_id, take_part, line, err)) {
        return false;
    }
    *out_product = reading.product;
    return true;
}

bool till_line_of_product(struct till *till, int64_t product_id, struct ticket_line *out_line,
    bool *out_has_price, struct error *err)
{
    struct product_sold product;
    if (!till_read_product(till, product_id, till_now_ms(till), &product, err)) {
        return false;
    }
    *out_line = product.line;
    *out_has_price = product.has_price;
    return true;
}

/* --- onto the ticket ------------------------------------------------------------------------ */

/* The deposit of this id, or false where it is not sold (any more): the item is sold all the
 * same. */
static bool read_deposit(struct till *till, int64_t product_id, int64_t at_ms,
    struct ticket_line *out_line, bool *out_found, struct error *err)
{
    struct product_sold product;
    struct error why;
    *out_found = till_read_product(till, product_id, at_ms, &product, &why);
    if (!*out_found && why.code != ERROR_NOT_FOUND) {
        *err = why;
        return false;
    }
    *out_found = *out_found && product.has_price;
    *out_line = product.line;
    return true;
}

bool till_put_line(struct till *till, const struct ticket_line *line, int64_t deposit_product_id,
    int64_t at_ms, size_t *out_index, struct error *err)
{
    struct ticket *ticket = &till->ticket;
    struct ticket_line deposit;
    bool has_deposit = false;
    bool is_batch = (till->flags & TILL_OPEN_BATCH) != 0;
    if (deposit_product_id != 0 && line->kind == LINE_ITEM &&
        !read_deposit(till, deposit_product_id, at_ms, &deposit, &has_deposit, err)) {
        return false;
    }
    if (!is_batch) {
        return has_deposit ? ticket_add_with_deposit(ticket, line, &deposit, out_index, err)
                           : ticket_add(ticket, line, out_index, err);
    }
    *out_index = ticket->line_count;
    if (!ticket_insert(ticket, ticket->line_count, line, err)) {
        return false;
    }
    if (!has_deposit) {
        return true;
    }
    deposit.kind = LINE_DEPOSIT;
    deposit.is_bound = true;
    deposit.quantity_milli = line->quantity_milli;
    return ticket_insert(ticket, ticket->line_count, &deposit, err);
}
