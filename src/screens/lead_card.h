#ifndef TILLTALE_SCREENS_LEAD_CARD_H
#define TILLTALE_SCREENS_LEAD_CARD_H

/* What the files of the lead card share. Private to src/screens. */

#include "screens/leads.h"

#define CARD_PRODUCT_BYTES 64

enum card_over {
    CARD_OVER_NOTHING,
    CARD_OVER_ERASE,
    CARD_OVER_WITHDRAW
};

struct card_state {
    bool is_begun;
    uint64_t seen_serial;
    struct lead_entry entry;
    char product[CARD_PRODUCT_BYTES]; /* being looked for */
    int content_height;
    enum card_over over;
    struct ui_scroll scroll;
    struct ui_keys_state keys;
};

struct card_frame {
    struct card_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct intent intent;
};

void card_set_intent(struct card_frame *frame, struct intent intent);

/* Parts of the page, cut off the top of *area. */
void card_interests(struct card_frame *frame, struct rect *area);
/* Rating, follow-up, consents. */
void card_choices(struct card_frame *frame, struct rect *area);
/* What happened, and what takes it back. */
void card_history(struct card_frame *frame, struct rect *area);

/* What is asked before something that cannot be undone. */
struct intent card_over(struct card_frame *frame);

#endif
