#include "domain/rate.h"

#include <string.h>

#include "base/decimal.h"
#include "base/error.h"

#define RATE_DECIMALS 4 /* of percent: one ppm is 0.0001 % */

bool rate_parse(struct text_view text, uint32_t *out_ppm, struct error *err)
{
    text = text_view_trim(text);
    if (text.size > 0 && text.bytes[text.size - 1] == '%') {
        text.size--;
    }
    int64_t ppm;
    if (!decimal_parse(text, RATE_DECIMALS, '.', &ppm, err)) {
        return false;
    }
    if (ppm < 0 || ppm > RATE_PPM_MAX) {
        return error_set(err, ERROR_INVALID, "'%.*s' is not between 0 and 100 percent",
            text.size > 40 ? 40 : (int)text.size, text.bytes);
    }
    *out_ppm = (uint32_t)ppm;
    return true;
}

const char *rate_print(uint32_t ppm, char out_text[RATE_TEXT_MAX])
{
    static_assert(RATE_TEXT_MAX >= DECIMAL_TEXT_MAX, "a rate fits");
    return decimal_print_short(ppm, RATE_DECIMALS, out_text);
}

bool tax_code_parse(struct text_view text, struct tax_code *out_code, struct error *err)
{
    struct tax_code code = {0};
    struct text_view rest = text_view_trim(text);
    struct text_view part;
    if (rest.size == 0) {
        return error_set(err, ERROR_INVALID, "a tax rate is missing; write 0 for none");
    }
    while (text_view_split(&rest, '+', &part)) {
        if (code.part_count == TAX_PARTS_MAX) {
            return error_set(err, ERROR_LIMIT, "more than %d taxes on one product", TAX_PARTS_MAX);
        }
        if (!rate_parse(part, &code.part_ppm[code.part_count], err)) {
            return false;
        }
        code.part_count++;
    }
    *out_code = code;
    return true;
}

const char *tax_code_print(const struct tax_code *code, char out_text[TAX_CODE_TEXT_MAX])
{
    ASSERT(code->part_count >= 1 && code->part_count <= TAX_PARTS_MAX);
    struct text_out out = text_out_begin(out_text, TAX_CODE_TEXT_MAX);
    for (uint32_t i = 0; i < code->part_count; i++) {
        char rate[RATE_TEXT_MAX];
        text_out_append(&out, i > 0 ? "+" : "");
        text_out_append(&out, rate_print(code->part_ppm[i], rate));
    }
    ASSERT(!out.cut);
    return out_text;
}

bool tax_code_equals(const struct tax_code *a, const struct tax_code *b)
{
    return a->part_count == b->part_count &&
           memcmp(a->part_ppm, b->part_ppm, a->part_count * sizeof(a->part_ppm[0])) == 0;
}

uint32_t tax_code_total_ppm(const struct tax_code *code)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < code->part_count; i++) {
        total += code->part_ppm[i];
    }
    return total;
}
