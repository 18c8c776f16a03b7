#ifndef TILLTALE_SCREENS_CAMPAIGNS_H
#define TILLTALE_SCREENS_CAMPAIGNS_H

/* The parts of the campaigns screen. Private to src/screens: screen_campaigns.c puts them
 * together. Amounts in lists are whole units of the currency, as the head of a column says; what is
 * not known is a dash. */

#include "screens/day_card.h"
#include "screens/intent.h"
#include "screens/view.h"
#include "screens/words.h"
#include "ui/ui.h"

enum campaigns_over {
    CAMPAIGNS_OVER_NOTHING,
    CAMPAIGNS_OVER_PERIOD,   /* from a day to a day */
    CAMPAIGNS_OVER_CAMPAIGN, /* the card of `open_id` */
    CAMPAIGNS_OVER_DAYS      /* the chart in figures */
};

struct campaigns_state {
    bool is_begun;
    uint64_t seen_serial; /* what was said before is not said again here */
    enum campaigns_over over;
    int64_t open_id;
    struct day_card period;
    struct ui_scroll scroll, over_scroll;
};

/* --- figures in words: campaigns_words.c ------------------------------------------------------- */

/* "1,903": whole units; VIEW_UNKNOWN is "–". Likewise those that follow. */
const char *campaigns_units(const struct app_view *view, int64_t minor, char out[WORDS_MAX]);
/* "€6,337" */
const char *campaigns_money(const struct app_view *view, int64_t minor, char out[WORDS_MAX]);
/* "€7.23" */
const char *campaigns_cents(const struct app_view *view, int64_t minor, char out[WORDS_MAX]);
/* "61", "30.5" */
const char *campaigns_share(const struct app_view *view, int64_t milli, char out[WORDS_MAX]);
const char *campaigns_count(const struct app_view *view, int64_t count, char out[WORDS_MAX]);
/* "43 %" of a part of a whole; of nothing: "–" */
const char *campaigns_percent(
    const struct app_view *view, int64_t part, int64_t whole, char out[WORDS_MAX]);
const char *campaigns_ppm(const struct app_view *view, int64_t ppm, char out[WORDS_MAX]);

/* The colour of a row, in the table and in the chart. */
colour campaigns_colour(const struct view_campaigns *figures, size_t row);

/* --- the table: campaigns_table.c --------------------------------------------------------------- */

int campaigns_table_height(const struct app_view *view, struct ui *ui, int width);
struct intent campaigns_table(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

/* --- strips and chart: campaigns_side.c ---------------------------------------------------------- */

int campaigns_strips_height(const struct app_view *view, struct ui *ui);
void campaigns_strips(const struct app_view *view, struct ui *ui, struct rect rect);
void campaigns_chart(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect rect);

/* --- what is opened over them: campaigns_over.c --------------------------------------------------- */

struct intent campaigns_period_card(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area);
struct intent campaigns_campaign_card(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area);
void campaigns_days_card(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect area);

#endif
