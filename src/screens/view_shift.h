#ifndef TILLTALE_SCREENS_VIEW_SHIFT_H
#define TILLTALE_SCREENS_VIEW_SHIFT_H

/* View of the shift: the drawer's day as the screens of cash, closing and reports may know it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/money.h"
#include "till/shift.h"

/* What the cash screen is open for. */
enum view_cash {
    VIEW_CASH_FLOAT, /* opens a shift */
    VIEW_CASH_IN,
    VIEW_CASH_OUT
};

struct view_shift {
    bool is_open;
    int64_t left_minor; /* what the last close left: the likely float */
    enum view_cash cash;

    /* A report that is looked at, or what a close would write. NULL: none was asked for. */
    const struct z_report *report;
    uint64_t serial; /* another value: another report */
    uint64_t opened; /* another value: the close screen was opened anew */

    const struct till_z *closes; /* newest first, while reports are looked at */
    size_t close_count;
    bool has_targets; /* files of the day go somewhere */
};

/* How the drawer is closed. The pieces are those of the shop, in its order. */
#define CLOSE_FOREIGN_MAX 4
#define CLOSE_REASON_BYTES 128

struct close_choice {
    bool has_count;
    bool is_sum;
    int64_t sum_minor;
    int64_t pieces[CURRENCY_ALL_PIECES_MAX];
    struct {
        char currency[4];
        int64_t sum_minor;
    } foreign[CLOSE_FOREIGN_MAX];
    size_t foreign_count;
    char reason[CLOSE_REASON_BYTES];
    int64_t left_minor;
    bool says_left;
    bool has_terminal;
    int64_t terminal_minor;
};

#endif
