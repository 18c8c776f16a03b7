#ifndef TILLTALE_SCREENS_NUMBER_ENTRY_H
#define TILLTALE_SCREENS_NUMBER_ENTRY_H

/* Number entry: the card on which every number of the sell screen is typed: a line's quantity,
 * discount and price, the discount on all, a typed price, and what an added product wants to know
 * first. The first digit replaces what stood there, the rest append; money fills from the right. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/intent.h"
#include "ui/rect.h"

struct app_view;
struct ui;

enum number_subject {
    NUMBER_NOTHING, /* the card is closed */
    NUMBER_LINE,
    NUMBER_TICKET,      /* discount on all */
    NUMBER_TYPED_PRICE, /* an item without a product */
    NUMBER_QUESTION     /* view.question */
};

enum number_mode {
    NUMBER_QUANTITY,
    NUMBER_PERCENT,
    NUMBER_MONEY_OFF,
    NUMBER_PRICE
};

struct number_entry {
    enum number_subject subject;
    enum number_mode mode;
    size_t line;       /* NUMBER_LINE */
    size_t line_count; /* of the ticket when it was opened */
    uint64_t serial;   /* NUMBER_QUESTION: of the question */
    size_t tax_index;  /* NUMBER_TYPED_PRICE */
    char typed[16];    /* digits, and one '.' where the mode has decimals */
    bool is_fresh;     /* the next digit replaces */
};

void number_open_line(
    struct number_entry *entry, const struct app_view *view, size_t line, enum number_mode mode);
void number_open_ticket(struct number_entry *entry, const struct app_view *view);
void number_open_typed_price(struct number_entry *entry);
void number_open_question(struct number_entry *entry, const struct app_view *view);

/* Closes it where what it was about is gone. */
void number_follow(struct number_entry *entry, const struct app_view *view);

/* Draws the card. OK and Cancel close it; the intent is what it is for. */
struct intent number_frame(
    struct number_entry *entry, const struct app_view *view, struct ui *ui, struct rect rect);

#endif
