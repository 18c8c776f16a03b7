#ifndef TILLTALE_DOMAIN_RATE_H
#define TILLTALE_DOMAIN_RATE_H

/* Rate: a share of something, in parts per million (1 % is 10000), and the tax codes made of
 * rates. A tax code is what the catalogue calls tax_rate: "19", "0", or several taxes on the same
 * base as in "5+9.975" (GST and PST), each with an amount of its own. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;

#define RATE_PPM_MAX 1000000 /* 100 % */
#define RATE_TEXT_MAX 32

/* Reads percent with at most four decimals, "9.975" -> 99750; a '%' may follow ("10%", "10 %").
 * Errors: ERROR_INVALID, no such number, negative or above 100 %. */
MUST_CHECK bool rate_parse(struct text_view text, uint32_t *out_ppm, struct error *err);

/* 99750 -> "9.975", 190000 -> "19". Returns out_text. */
const char *rate_print(uint32_t ppm, char out_text[RATE_TEXT_MAX]);

#define TAX_PARTS_MAX 4
#define TAX_CODE_TEXT_MAX 48

/* The taxes of one line. At least one part; a product without tax has the part 0. */
struct tax_code {
    uint32_t part_ppm[TAX_PARTS_MAX]; /* 0 from part_count on, so that codes compare by memcmp */
    uint32_t part_count;              /* 1 to TAX_PARTS_MAX */
};

/* Reads "19", "19 %" or "5+9.975" in the order given.
 * Errors: ERROR_INVALID, a part is no rate or there is none; ERROR_LIMIT, too many parts. */
MUST_CHECK bool tax_code_parse(struct text_view text, struct tax_code *out_code, struct error *err);

/* The canonical text: "5+9.975". What it prints reads back as the same code. */
const char *tax_code_print(const struct tax_code *code, char out_text[TAX_CODE_TEXT_MAX]);

bool tax_code_equals(const struct tax_code *a, const struct tax_code *b);

/* All parts together, in ppm. */
uint32_t tax_code_total_ppm(const struct tax_code *code);

#endif
