#ifndef TILLTALE_SCREENS_CAMPAIGN_H
#define TILLTALE_SCREENS_CAMPAIGN_H

/* The parts of the screen on which one campaign is made and changed. Private to src/screens:
 * screen_campaign.c puts them together.
 *
 * A page is a list of rows. What is touched is changed in the page's place and taken at once, but
 * for a new campaign, which is written when all of it is there. */

#include "screens/day_card.h"
#include "screens/intent.h"
#include "screens/view.h"
#include "screens/words.h"
#include "ui/number.h"
#include "ui/ui.h"

#define CAMPAIGN_FIELD_NONE (-1)
#define CAMPAIGN_TEXT_BYTES SCAN_TEXT_MAX

/* What is typed beside the fields of the card. */
enum campaign_entry {
    CAMPAIGN_ENTRY_NONE,
    CAMPAIGN_ENTRY_PLACE,  /* the name of a new placement */
    CAMPAIGN_ENTRY_ANSWER, /* of the placement that is shown, to "how did you hear of us" */
    CAMPAIGN_ENTRY_SPEND,  /* the card of an amount that was spent; the next are its rows */
    CAMPAIGN_ENTRY_AMOUNT,
    CAMPAIGN_ENTRY_DAY,
    CAMPAIGN_ENTRY_AT,
    CAMPAIGN_ENTRY_NOTE,
    CAMPAIGN_ENTRY_BACK /* spend `chosen` is to be taken back */
};

enum campaign_offer_step {
    CAMPAIGN_OFFER_ALL,
    CAMPAIGN_OFFER_NUMBER,
    CAMPAIGN_OFFER_PRODUCT /* one is looked for */
};

struct campaign_state {
    bool is_begun;
    uint64_t serial;
    enum view_campaign_page page;
    int field; /* enum view_campaign_field, on its card; CAMPAIGN_FIELD_NONE */
    enum campaign_entry entry;
    struct ui_scroll scroll, edit_scroll;
    char text[CAMPAIGN_TEXT_BYTES];
    struct number_entry number;
    struct day_card day;
    struct ui_keys_state keys;
    struct rect board;  /* where the keyboard is in this frame */
    bool is_typing;     /* the channel's word */
    struct offer offer; /* that is being put together */
    enum campaign_offer_step offer_step;
    size_t chosen; /* a spend */

    /* what was spent, until it is saved */
    int64_t spend_minor;
    char spend_day[DAY_TEXT_MAX];
    size_t spend_place; /* 0 none, else the placement + 1 */
    char spend_note[NOTE_BYTES];

    size_t poster_place;
    unsigned poster_sizes; /* bits */
};

/* "print", in the shop's language where it is one of ours. */
const char *campaign_channel_word(const struct app_view *view, const char *channel);

/* The keyboard takes the bottom of the window. */
bool campaign_has_keys(const struct campaign_state *state);

/* --- the fields of a campaign: campaign_fields.c ------------------------------------------------ */

struct intent campaign_fields(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent campaign_field_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area);
void campaign_field_open(
    struct campaign_state *state, const struct app_view *view, enum view_campaign_field field);

/* The offer as people say it: "10 % on Beans"; "none". */
const char *campaign_screen_offer(
    const struct app_view *view, const struct offer *offer, char *out, size_t capacity);
struct intent campaign_offer_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area);

/* One line of text with the keyboard; true when it is taken. Cancel closes it. */
bool campaign_text_card(struct campaign_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const char *label, bool may_be_empty, bool *out_cancelled);

/* --- placements, spend, posters: campaign_pages.c ------------------------------------------------ */

struct intent campaign_places(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent campaign_spends(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent campaign_posters(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area);

#endif
