#include "domain/quantity.h"

#include <strings.h>

#include "base/decimal.h"
#include "base/error.h"

static const char *const UNIT_TEXTS[UNIT_COUNT] = {
    [UNIT_EACH] = "each",
    [UNIT_KG] = "kg",
    [UNIT_L] = "l",
    [UNIT_M] = "m",
};

const char *unit_text(enum unit unit)
{
    ASSERT(unit < UNIT_COUNT);
    return UNIT_TEXTS[unit];
}

bool unit_parse(struct text_view text, enum unit *out_unit)
{
    text = text_view_trim(text);
    if (text.size == 0) {
        *out_unit = UNIT_EACH;
        return true;
    }
    for (int i = 0; i < UNIT_COUNT; i++) {
        struct text_view word = text_view_of(UNIT_TEXTS[i]);
        if (word.size == text.size && strncasecmp(word.bytes, text.bytes, word.size) == 0) {
            *out_unit = (enum unit)i;
            return true;
        }
    }
    return false;
}

bool quantity_parse(struct text_view text, int64_t *out_quantity_milli, struct error *err)
{
    int64_t milli;
    if (!decimal_parse(text, 3, '.', &milli, err)) {
        return false;
    }
    if (milli > QUANTITY_MILLI_MAX || milli < -QUANTITY_MILLI_MAX) {
        return error_set(err, ERROR_LIMIT, "'%.*s' is too large a quantity",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    *out_quantity_milli = milli;
    return true;
}

const char *quantity_print(int64_t quantity_milli, char out_text[QUANTITY_TEXT_MAX])
{
    static_assert(QUANTITY_TEXT_MAX >= DECIMAL_TEXT_MAX, "a quantity fits");
    return decimal_print_short(quantity_milli, 3, out_text);
}
