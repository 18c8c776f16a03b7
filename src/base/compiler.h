#ifndef TILLTALE_BASE_COMPILER_H
#define TILLTALE_BASE_COMPILER_H

/* The few things that C17 does not say itself. Everything that is not standard C lives here. */

#include <assert.h> /* static_assert */
#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, arguments_at)                                                       \
    __attribute__((format(printf, format_at, arguments_at)))

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* 128 bits for products of amounts, quantities and rates; see domain/money.h. */
__extension__ typedef __int128 int128;

/* A promise between our own functions. On in every build: a till that stops is cheaper than one
 * that charges a wrong price. Never on input, files or hardware: those are errors. */
#define ASSERT(condition) ((condition) ? (void)0 : assert_failed(#condition, __FILE__, __LINE__))
_Noreturn void assert_failed(const char *condition, const char *file, int line);

#endif
