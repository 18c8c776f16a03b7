#include "base/error.h"
#include "till/handle.h"
#include "till/options.h"
#include "till/product.h"
#include "till/ring_json.h"

/* "Oat", or {"group": "Milk", "choice": "Oat"}. */
static bool read_option(
    const json_t *value, const struct option_set *set, size_t *out_index, struct error *err)
{
    static const char *const known[] = {"group", "choice", NULL};
    struct text_view group = text_view_of("");
    struct text_view choice;
    bool found;
    if (json_is_string(value)) {
        choice = (struct text_view){json_string_value(value), json_string_length(value)};
    } else if (!json_is_object(value)) {
        return error_set(err, ERROR_INVALID, "it must be a name or an object");
    } else if (!ring_check_keys(value, known, err) || !ring_text(value, "choice", &choice, err) ||
               !ring_optional_text(value, "group", &group, &found, err)) {
        return false;
    }
    return option_set_find(set, group, choice, out_index, err);
}

/* What the product is sold with. A price that the line says is the whole price: then the options
 * are named and change it no more. */
static bool read_options(
    struct ringing *ringing, const json_t *object, struct product_sold *product, struct error *err)
{
    struct ticket_line *line = &product->line;
    const json_t *options;
    struct option_set set = {0};
    bool is_chosen[OPTION_CHOICES_MAX] = {false};
    if (!ring_array(object, "options", true, &options, err)) {
        return false;
    }
    if ((options != NULL || product->has_options) &&
        !till_options(ringing->till, line->product_id, &set, err)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(options); i++) {
        size_t index;
        if (!read_option(json_array_get(options, i), &set, &index, err)) {
            return error_prefix(err, "options[%zu]: ", i);
        }
        is_chosen[index] = true;
    }
    if (options == NULL && json_object_get(object, "price") != NULL) {
        return true; /* other software that knows no options has sold it all the same */
    }
    if (!option_set_apply(&set, is_chosen, line->details, err)) {
        return error_prefix(err, "options: ");
    }
    if (json_object_get(object, "price") == NULL) {
        int64_t more_minor = line_detail_options_minor(line->details);
        line->unit_price_minor += more_minor;
        line->list_price_minor += more_minor;
    }
    return true;
}

static bool read_words(const json_t *object, struct ticket_line *line, struct error *err)
{
    struct text_view note;
    struct text_view serial;
    bool found;
    struct line_detail detail = {.kind = LINE_DETAIL_SERIAL};
    if (!ring_optional_text(object, "note", &note, &found, err)) {
        return false;
    }
    if (text_view_has_control(note) || !text_copy_view(line->note, sizeof(line->note), note)) {
        return error_set(err, ERROR_INVALID, "note is too long or contains a control character");
    }
    if (!ring_optional_text(object, "serial", &serial, &found, err) || !found) {
        return json_object_get(object, "serial") == NULL;
    }
    if (line->quantity_milli != QUANTITY_ONE_MILLI) {
        return error_set(err, ERROR_INVALID, "serial is of one piece: qty must be 1");
    }
    if (serial.size == 0 || !text_copy_view(detail.text, sizeof(detail.text), serial) ||
        !line_detail_append(line->details, &detail)) {
        return error_set(
            err, ERROR_INVALID, "serial is empty, too long or contains a control character");
    }
    return true;
}

bool ring_extras(
    struct ringing *ringing, const json_t *object, struct product_sold *product, struct error *err)
{
    return read_options(ringing, object, product, err) && read_words(object, &product->line, err);
}
