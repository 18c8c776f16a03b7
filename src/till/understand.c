#include "till/understand.h"

#include "base/error.h"
#include "till/handle.h"

bool till_understand(struct till *till, struct text_view text, enum scan_symbology symbology,
    struct till_reading *out_reading, bool *out_is_readable, struct error *err)
{
    struct till_reading reading = {.token_check = TOKEN_UNKNOWN_KEY};
    struct found_product found;
    till_refresh(till);
    *out_is_readable = scan_read(text, symbology, &till->shop.scan_rules, &reading.scan);
    if (!*out_is_readable) {
        *out_reading = reading;
        return true;
    }
    if (reading.scan.token_form != TOKEN_NOT) {
        reading.token_check = token_check(&reading.scan.token, &till->keys);
    }
    if (!till_find_scanned(till, &reading.scan, &found, err)) {
        return false;
    }
    reading.is_twice = found.is_twice;
    reading.is_in_store = found.is_in_store;
    if (found.id != 0) {
        struct error why;
        reading.has_product =
            till_line_of_product(till, found.id, &reading.product, &reading.has_price, &why);
        if (!reading.has_product && why.code != ERROR_NOT_FOUND) {
            *err = why;
            return false;
        }
    }
    *out_reading = reading;
    return true;
}
