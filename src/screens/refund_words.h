#ifndef TILLTALE_SCREENS_REFUND_WORDS_H
#define TILLTALE_SCREENS_REFUND_WORDS_H

/* Refund words: what the screens of earlier sales share: reasons, tenders, and how a sale is called
 * in a line. Private to src/screens. */

#include <stdbool.h>
#include <stddef.h>

#include "domain/tender.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "ui/icons.h"
#include "ui/rect.h"

struct sale;
struct ui;

/* Why goods come back, and whether such goods mostly go back on the shelf. */
enum refund_reason {
    REFUND_WRONG_ITEM,
    REFUND_FAULTY,
    REFUND_CHANGED_MIND,
    REFUND_OTHER,
    REFUND_REASON_COUNT
};
enum text_id refund_reason_text(enum refund_reason reason);
bool refund_reason_restocks(enum refund_reason reason);

/* Why a sale is thrown away. */
#define VOID_REASON_COUNT 4
enum text_id void_reason_text(int reason);

/* A row of chips, of which one is chosen; true when it changes. `*chosen` may be -1: none yet.
 * Returns how much of `area` it took is up to the caller: chips of 76 height, two rows if narrow. */
#define REASON_CHIP_HEIGHT 76
bool reason_chips(struct ui *ui, const struct app_view *view, struct rect area,
    enum text_id (*text_of)(int), int count, int *chosen);
int reason_chips_height(
    struct ui *ui, const struct app_view *view, int width, enum text_id (*text_of)(int), int count);

/* "Cash", "Card" ... */
enum text_id tender_text(enum tender_kind kind);
enum icon tender_icon(enum tender_kind kind);

/* "cash", for a line of small words; several tenders are named as such. */
const char *words_tenders(
    const struct app_view *view, const char *tender, size_t count, char out[WORDS_MAX]);

/* "Today 12:43", "23 November 12:43" */
const char *words_sold_at(const struct app_view *view, bool is_today, const char *day,
    const char *clock, char out[WORDS_MAX]);

#endif
