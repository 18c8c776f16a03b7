#ifndef TILLTALE_SCREENS_SELL_H
#define TILLTALE_SCREENS_SELL_H

/* The sell screen's parts. Private to src/screens: screen_sell.c puts them together.
 *
 * Catalogue at the left (chips and grid, or search, or a card over it), the ticket at the right;
 * in portrait and on narrow windows the ticket is a sheet at the bottom. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/intent.h"
#include "screens/parts.h"
#include "screens/sell_number.h"
#include "screens/view.h"
#include "ui/ui.h"

#define SELL_QUERY_MAX 128
#define SELL_TYPED_DIGITS_MAX 4 /* a longer number is no quantity but a code */

/* What stands over the catalogue. */
enum sell_over {
    SELL_OVER_NOTHING,
    SELL_OVER_SEARCH,
    SELL_OVER_CODE, /* the keyboard for a typed code */
    SELL_OVER_MENU,
    SELL_OVER_VOID,  /* why the sale is thrown away */
    SELL_OVER_FILES, /* product lists to import */
    SELL_OVER_NUMBER,
    SELL_OVER_OPTIONS,
    SELL_OVER_WORDS, /* the keyboard for a note, a name, a serial number */
    SELL_OVER_AGE,
    SELL_OVER_CODES /* what codes the sale has, and taking one off; how they heard of us */
};

/* Choices before they are taken. */
struct sell_options {
    uint64_t serial; /* of view.options */
    bool is_chosen[OPTION_CHOICES_MAX];
    struct ui_scroll scroll;
};

enum sell_words_subject {
    SELL_WORDS_NOTE,  /* to a line */
    SELL_WORDS_NAME,  /* of a typed item */
    SELL_WORDS_SERIAL /* of the next piece; view.question */
};

struct sell_words {
    enum sell_words_subject subject;
    size_t line, line_count; /* of the ticket when it was opened */
    uint64_t serial;         /* SELL_WORDS_SERIAL: of the question */
    char text[NOTE_BYTES];
};

/* The card of the codes. */
struct sell_codes {
    bool is_hear;   /* it asks how they heard of us */
    bool is_asking; /* whether this one goes: */
    bool is_lead;   /* `index` is a lead's of the ticket without a touch, else a touch's */
    size_t index;
    struct ui_scroll scroll;
};

struct sell_state {
    bool has_category; /* else all products */
    int64_t category_id;
    bool shows_categories; /* all of them as a grid */
    enum sell_over over;
    bool is_line_void; /* SELL_OVER_VOID asks for a line, else for the sale */
    struct ui_scroll grid_scroll, results_scroll, ticket_scroll, files_scroll, menu_scroll;
    bool has_imported; /* a list was chosen: the card goes when it is read */
    struct parts_seen seen;
    struct ui_sheet sheet;
    bool shows_tools; /* in the sheet: the selected line's actions, under More */
    char query[SELL_QUERY_MAX];
    struct ui_keys_state keys;
    int64_t waiting_since_ms; /* for the first catalogue; 0: not yet */
    struct sell_number number;
    struct sell_options options;
    uint64_t seen_options; /* the serial of view.options when they were opened last */
    struct sell_words words;
    struct sell_codes codes;
    bool is_late; /* SELL_OVER_CODE: for the last sale */
    uint64_t seen_late;
    uint64_t seen_question;
    int64_t seen_sale_id;  /* the last that was paid */
    uint64_t seen_message; /* the newest before something stood over the catalogue */
    char typed[SELL_TYPED_DIGITS_MAX + 1]; /* "12" before a product */
};

/* How many of the next product were typed; TILL_QUANTITY_ASK if nothing was. */
int64_t sell_typed_quantity(const struct sell_state *state);

void sell_open_search(struct sell_state *state, struct ui *ui);
void sell_close_over(struct sell_state *state, struct ui *ui);

/* Chips and the product grid. */
struct intent sell_catalogue(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect area);

/* The field in the top bar. Its Enter is `*out_is_entered`. */
void sell_search_field(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect middle, bool *out_is_entered);

/* The keyboard, cut off `area`, and the results over it. */
struct intent sell_search(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect *area, struct rect results, bool is_entered);
int sell_keyboard_height(const struct ui *ui);

/* The ticket: `is_short` while the keyboard is up. */
struct intent sell_ticket(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect column, bool is_short);
struct intent sell_sheet(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, bool is_short);
/* What the sheet takes off the catalogue: at most its half height, for full covers all. */
int sell_sheet_height(const struct sell_state *state, const struct app_view *view,
    const struct ui *ui, bool is_short, int room);

/* True if the product behind the line can be sold with choices. */
bool sell_line_has_options(const struct app_view *view, size_t line);

/* The card of a product's options. `_follow` takes what the view opened anew. */
void sell_options_follow(struct sell_options *options, const struct app_view *view);
bool sell_options_are_gone(const struct sell_options *options, const struct app_view *view);
struct intent sell_options(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

/* Is the customer old enough? */
struct intent sell_age(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

/* The keyboard for words, cut off `area`, and the card over it. */
void sell_open_words(
    struct sell_state *state, const struct app_view *view, struct ui *ui, size_t line);
void sell_open_serial(struct sell_state *state, const struct app_view *view, struct ui *ui);
bool sell_words_are_gone(const struct sell_words *words, const struct app_view *view);
struct intent sell_words(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect *area, struct rect side);

struct intent sell_files(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

/* Asks why the sale is cancelled. */
struct intent sell_void(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

/* The card of the codes: `is_closing` asks at once whether the one that the chip names goes. */
void sell_open_codes(
    struct sell_state *state, const struct app_view *view, struct ui *ui, bool is_closing);
bool sell_codes_are_gone(const struct sell_codes *codes, const struct app_view *view);
struct intent sell_codes(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

/* Whether it can be asked now, before paying or after. */
bool sell_may_hear(const struct app_view *view);
void sell_open_hear(struct sell_state *state, struct ui *ui);

/* The keyboard for a code of the last sale. */
void sell_open_late(struct sell_state *state, struct ui *ui);

struct intent sell_menu(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

#endif
