#ifndef TILLTALE_TESTS_FUZZ_FUZZ_H
#define TILLTALE_TESTS_FUZZ_FUZZ_H

/* Fuzz: one file a parser, each with this one function. It feeds any bytes to the parser and
 * ASSERTs what must hold of what comes back (what was read prints, and reads back the same).
 * With clang (preset fuzz) libFuzzer drives it; in every build a plain test runs it over its
 * corpus and over seeded mutations of it. */

#include <stddef.h>
#include <stdint.h>

void fuzz_one(const uint8_t *bytes, size_t size);

#endif
