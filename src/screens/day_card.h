#ifndef TILLTALE_SCREENS_DAY_CARD_H
#define TILLTALE_SCREENS_DAY_CARD_H

/* Day card: a month on which a day, or a first and a last one, is touched. The screen keeps it. */

#include <stdbool.h>
#include <stdint.h>

#include "ui/ui.h"

struct app_view;

struct day_card {
    int year, month;  /* that shows */
    bool is_range;    /* a first and a last day are wanted */
    bool has_first;   /* the first was touched, the last was not */
    int32_t from, to; /* days since 1970; the same where one day is chosen */
    bool is_empty;    /* nothing is chosen yet */
};

/* `from` and `to` are ISO dates; "" none. */
struct day_card day_card_begin(const char *from, const char *to, const char *today, bool is_range);

/* Shows another month. */
void day_card_move(struct day_card *card, int months);

/* How high it is at this width. */
int day_card_height(const struct ui *ui, int width);

/* Draws the month; true when a touch has chosen a day, or both of them. */
bool day_card_frame(
    struct day_card *card, const struct app_view *view, struct ui *ui, struct rect rect);

#endif
