#ifndef TILLTALE_SCREENS_CLOSE_H
#define TILLTALE_SCREENS_CLOSE_H

/* Close: what the parts of the screen that closes the day share. Private to src/screens.
 *
 * Three steps: the drawer is counted, blind where the shop wants it; the difference gets a reason;
 * and what is left to say: what stays in the drawer, the card terminal's total, transfers. Then it
 * is asked once, for a Z cannot be undone. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/intent.h"
#include "screens/view.h"
#include "ui/number.h"
#include "ui/ui.h"

enum close_step {
    CLOSE_COUNTING,
    CLOSE_DIFFERENCE,
    CLOSE_REST
};

/* Rows that digits go to. The pieces come first, as the shop has them. */
#define CLOSE_ROW_SUM CURRENCY_ALL_PIECES_MAX
#define CLOSE_ROW_FOREIGN (CLOSE_ROW_SUM + 1)
#define CLOSE_ROW_LEFT (CLOSE_ROW_FOREIGN + CLOSE_FOREIGN_MAX)
#define CLOSE_ROW_TERMINAL (CLOSE_ROW_LEFT + 1)
#define CLOSE_ROW_COUNT (CLOSE_ROW_TERMINAL + 1)

struct close_state {
    bool is_begun;
    uint64_t opened;      /* view.shift.opened that it is of */
    uint64_t seen_serial; /* of the newest message when the screen was entered */
    enum close_step step;
    bool is_asking;   /* the last question is open */
    bool has_counted; /* what stands in the rows was counted */
    bool is_sum;
    bool has_terminal;
    bool was_left_typed;
    size_t reason;
    size_t row; /* selected */
    struct number_entry numbers[CLOSE_ROW_COUNT];
    struct ui_scroll list, paper;
};

/* What was counted of the shop's currency. */
int64_t close_total(const struct close_state *state, const struct app_view *view);

/* What is in the drawer: counted, else expected. */
int64_t close_in_drawer(const struct close_state *state, const struct app_view *view);

/* The list at the leading side for the step: pieces to count, or what is left to say. */
struct intent close_list(
    struct close_state *state, const struct app_view *view, struct ui *ui, struct rect area);

#endif
