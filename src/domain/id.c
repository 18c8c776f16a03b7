#include "domain/id.h"

#include <inttypes.h>

#include "base/error.h"

int64_t id_make(int64_t node, int64_t n)
{
    ASSERT(node_is_valid(node));
    ASSERT(n > 0 && n < ID_NODE_FACTOR);
    return node * ID_NODE_FACTOR + n;
}

int64_t id_node(int64_t id)
{
    return id / ID_NODE_FACTOR;
}

int64_t id_n(int64_t id)
{
    return id % ID_NODE_FACTOR;
}

bool node_is_valid(int64_t node)
{
    return node == 0 || (node > 0 && node <= NODE_MAX && node % 1000 != 0);
}

/* The first incarnation has no letter, the next is b. */
static void append_node(struct text_out *out, int64_t node)
{
    ASSERT(node_is_valid(node));
    int64_t incarnation = node / 1000;
    text_out_append_number(out, node % 1000, 1);
    if (incarnation > 0) {
        text_out_append_char(out, (char)('a' + incarnation));
    }
}

const char *node_print(int64_t node, char out_text[NODE_TEXT_MAX])
{
    struct text_out out = text_out_begin(out_text, NODE_TEXT_MAX);
    append_node(&out, node);
    return out_text;
}

/* Reads decimal digits up to `max`; moves `text` behind them. Returns false without a digit. */
static bool read_number(struct text_view *text, int64_t max, int64_t *out_number)
{
    int64_t number = 0;
    size_t at = 0;
    while (at < text->size && text->bytes[at] >= '0' && text->bytes[at] <= '9') {
        number = number * 10 + (text->bytes[at] - '0');
        if (number > max) {
            return false;
        }
        at++;
    }
    if (at == 0) {
        return false;
    }
    text->bytes += at;
    text->size -= at;
    *out_number = number;
    return true;
}

static bool read_node(struct text_view *text, int64_t *out_node)
{
    int64_t node;
    if (!read_number(text, TILL_MAX, &node)) {
        return false;
    }
    if (text->size > 0) {
        char letter = (char)(text->bytes[0] | 0x20);
        if (letter > 'a' && letter <= 'a' + INCARNATION_MAX) {
            node += 1000 * (letter - 'a');
            text->bytes++;
            text->size--;
        }
    }
    *out_node = node;
    return node_is_valid(node);
}

bool node_parse(struct text_view text, int64_t *out_node)
{
    int64_t node;
    if (!read_node(&text, &node) || text.size > 0) {
        return false;
    }
    *out_node = node;
    return true;
}

const char *receipt_print(int64_t sale_id, char out_text[RECEIPT_TEXT_MAX])
{
    struct text_out out = text_out_begin(out_text, RECEIPT_TEXT_MAX);
    append_node(&out, id_node(sale_id));
    text_out_append_char(&out, '-');
    text_out_append_number(&out, id_n(sale_id), 6);
    ASSERT(!out.cut);
    return out_text;
}

bool receipt_parse(struct text_view text, int64_t *out_sale_id, struct error *err)
{
    struct text_view rest = text_view_trim(text);
    int64_t node;
    int64_t n = 0;
    bool is_good = read_node(&rest, &node) && rest.size > 0 && rest.bytes[0] == '-';
    if (is_good) {
        rest.bytes++;
        rest.size--;
        is_good = read_number(&rest, ID_NODE_FACTOR - 1, &n) && rest.size == 0 && n > 0;
    }
    if (!is_good) {
        return error_set(err, ERROR_INVALID, "'%.*s' is no receipt number; one reads 1-000124",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    *out_sale_id = id_make(node, n);
    return true;
}
