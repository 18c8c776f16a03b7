#ifndef TILLTALE_SCREENS_SELL_NUMBER_H
#define TILLTALE_SCREENS_SELL_NUMBER_H

/* The number card on which every number of the sell screen is typed: a line's quantity,
 * discount and price, the discount on all, a typed price, and what an added product wants to know
 * first. The first digit replaces what stood there, the rest append; money fills from the right. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/intent.h"
#include "ui/number.h"

struct app_view;

enum sell_number_subject {
    SELL_NUMBER_NOTHING, /* the card is closed */
    SELL_NUMBER_LINE,
    SELL_NUMBER_TICKET,      /* discount on all */
    SELL_NUMBER_TYPED_PRICE, /* an item without a product */
    SELL_NUMBER_QUESTION     /* view.question */
};

enum sell_number_mode {
    SELL_NUMBER_QUANTITY,
    SELL_NUMBER_PERCENT,
    SELL_NUMBER_MONEY_OFF,
    SELL_NUMBER_PRICE
};

struct sell_number {
    enum sell_number_subject subject;
    enum sell_number_mode mode;
    size_t line;                /* SELL_NUMBER_LINE */
    size_t line_count;          /* of the ticket when it was opened */
    uint64_t serial;            /* SELL_NUMBER_QUESTION: of the question */
    size_t tax_index;           /* SELL_NUMBER_TYPED_PRICE */
    struct number_entry number; /* what is typed */
};

void sell_number_open_line(struct sell_number *entry, const struct app_view *view, size_t line,
    enum sell_number_mode mode);
void sell_number_open_ticket(struct sell_number *entry, const struct app_view *view);
void sell_number_open_typed_price(struct sell_number *entry, const struct app_view *view);
void sell_number_open_question(struct sell_number *entry, const struct app_view *view);

/* Closes it where what it was about is gone. */
void sell_number_follow(struct sell_number *entry, const struct app_view *view);

/* Draws the card. OK and Cancel close it; the intent is what it is for. */
struct intent sell_number_frame(
    struct sell_number *entry, const struct app_view *view, struct ui *ui, struct rect rect);

#endif
