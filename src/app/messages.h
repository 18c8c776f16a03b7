#ifndef TILLTALE_APP_MESSAGES_H
#define TILLTALE_APP_MESSAGES_H

/* Messages: the strips that tell what happened, and when they go. Private to src/app.
 *
 * Green goes by itself after 4 s, with Undo after 6 s; amber when it is closed or what it was about
 * is over; red when it is touched. The newest is first, at most VIEW_MESSAGES_MAX are kept: one that
 * would go by itself makes room first, then the oldest. Saying the same again renews it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/view.h"

#define MESSAGE_GREEN_MS 4000
#define MESSAGE_UNDO_MS 6000

struct message {
    struct view_message shown; /* the serial is given by messages_add */
    bool is_of_sale;           /* means nothing any more once the sale is over */
    bool is_of_export;         /* of files that wait; goes when there is other news of them */
    bool is_until_item;        /* of the sale before: goes when the next one begins */
    int64_t until_ms;          /* monotonic; INT64_MAX: it does not go by itself */
};

/* Zeroed is empty. */
struct messages {
    struct message items[VIEW_MESSAGES_MAX]; /* newest first */
    size_t count;
    uint64_t serial; /* of the newest */
};

/* Says it; until_ms and the serial are filled in. A new Undo takes older ones away, for the till
 * brings back one thing only. */
void messages_add(struct messages *messages, const struct message *message, int64_t now_ms);

/* The one that is shown at this place was closed, touched or acted on. */
void messages_close(struct messages *messages, size_t index);

/* What Undo would have brought back is gone. */
void messages_drop_undo(struct messages *messages);

/* True while one offers to undo something. */
bool messages_have_undo(const struct messages *messages);

/* The sale is over. */
void messages_end_sale(struct messages *messages);

/* There is other news of the files. */
void messages_end_export(struct messages *messages);

/* The next sale has its first item. */
void messages_begin_sale(struct messages *messages);

/* Drops what has had its time. */
void messages_expire(struct messages *messages, int64_t now_ms);

/* When the next one goes by itself; INT64_MAX: none does. */
int64_t messages_next_ms(const struct messages *messages);

#endif
