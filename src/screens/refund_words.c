#include "screens/refund_words.h"

#include "base/compiler.h"
#include "base/text.h"
#include "screens/view.h"
#include "ui/ui.h"

enum text_id refund_reason_text(enum refund_reason reason)
{
    static const enum text_id texts[REFUND_REASON_COUNT] = {
        [REFUND_WRONG_ITEM] = TEXT_REASON_WRONG_ITEM,
        [REFUND_FAULTY] = TEXT_REASON_FAULTY,
        [REFUND_CHANGED_MIND] = TEXT_REASON_CHANGED_MIND,
        [REFUND_OTHER] = TEXT_REASON_OTHER,
    };
    ASSERT(reason < REFUND_REASON_COUNT);
    return texts[reason];
}

bool refund_reason_restocks(enum refund_reason reason)
{
    return reason == REFUND_WRONG_ITEM || reason == REFUND_CHANGED_MIND;
}

enum text_id void_reason_text(int reason)
{
    static const enum text_id texts[VOID_REASON_COUNT] = {
        TEXT_VOID_CHANGED_MIND, TEXT_VOID_MISTAKE, TEXT_VOID_NO_MONEY, TEXT_VOID_TRAINING};
    ASSERT(reason >= 0 && reason < VOID_REASON_COUNT);
    return texts[reason];
}

/* --- chips --------------------------------------------------------------------------------- */

#define CHIP_GAP 16

/* Where each chip goes; `place` NULL measures only. Returns the height. */
static int lay_chips(struct ui *ui, const struct app_view *view, struct rect area,
    enum text_id (*text_of)(int), int count, struct rect *places)
{
    int x = 0;
    int y = 0;
    for (int i = 0; i < count; i++) {
        struct ui_button chip = {.label = say(view, text_of(i)), .kind = UI_BUTTON_CHIP};
        int width = ui_button_width(ui, &chip);
        if (x > 0 && x + width > area.width) {
            x = 0;
            y += REASON_CHIP_HEIGHT + SPACE_TARGETS;
        }
        if (places != NULL) {
            places[i] = (struct rect){area.x + x, area.y + y, width, REASON_CHIP_HEIGHT};
        }
        x += width + CHIP_GAP;
    }
    return y + REASON_CHIP_HEIGHT;
}

#define CHIPS_MAX 8

int reason_chips_height(
    struct ui *ui, const struct app_view *view, int width, enum text_id (*text_of)(int), int count)
{
    struct rect area = {0, 0, width, REASON_CHIP_HEIGHT};
    return lay_chips(ui, view, area, text_of, count, NULL);
}

bool reason_chips(struct ui *ui, const struct app_view *view, struct rect area,
    enum text_id (*text_of)(int), int count, int *chosen)
{
    struct rect places[CHIPS_MAX];
    bool has_changed = false;
    ASSERT(count <= CHIPS_MAX);
    lay_chips(ui, view, area, text_of, count, places);
    for (int i = 0; i < count; i++) {
        if (ui_button(ui, places[i],
                &(struct ui_button){.label = say(view, text_of(i)),
                    .kind = UI_BUTTON_CHIP,
                    .is_selected = *chosen == i})) {
            has_changed = *chosen != i;
            *chosen = i;
        }
    }
    return has_changed;
}

/* --- words --------------------------------------------------------------------------------- */

enum text_id tender_text(enum tender_kind kind)
{
    static const enum text_id texts[TENDER_KIND_COUNT] = {
        [TENDER_CASH] = TEXT_CASH,
        [TENDER_CARD] = TEXT_CARD,
        [TENDER_TRANSFER] = TEXT_TENDER_TRANSFER,
        [TENDER_VOUCHER] = TEXT_TENDER_VOUCHER,
        [TENDER_ACCOUNT] = TEXT_TENDER_ACCOUNT,
    };
    ASSERT(kind < TENDER_KIND_COUNT);
    return texts[kind];
}

enum icon tender_icon(enum tender_kind kind)
{
    static const enum icon icons[TENDER_KIND_COUNT] = {
        [TENDER_CASH] = ICON_CASH,
        [TENDER_CARD] = ICON_CARD,
        [TENDER_TRANSFER] = ICON_QR,
        [TENDER_VOUCHER] = ICON_GIFT,
        [TENDER_ACCOUNT] = ICON_PERSON,
    };
    ASSERT(kind < TENDER_KIND_COUNT);
    return icons[kind];
}

const char *words_tenders(
    const struct app_view *view, const char *tender, size_t count, char out[WORDS_MAX])
{
    enum tender_kind kind;
    if (count > 1) {
        (void)text_copy(out, WORDS_MAX, say(view, TEXT_SEVERAL_TENDERS));
    } else if (count == 1 && tender_kind_parse(text_view_of(tender), &kind)) {
        (void)text_copy(out, WORDS_MAX, say(view, tender_text(kind)));
    } else {
        out[0] = '\0';
    }
    return out;
}

const char *words_sold_at(const struct app_view *view, bool is_today, const char *day,
    const char *clock, char out[WORDS_MAX])
{
    char words[WORDS_MAX];
    return say_with(view, out, WORDS_MAX, TEXT_DAY_AND_CLOCK,
        is_today ? say(view, TEXT_TODAY) : words_day(view, day, words), clock);
}
