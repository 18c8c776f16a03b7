#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "screens/campaigns.h"
#include "screens/texts.h"

/* Beside the table: what became of people, what became of codes, and the revenue of each day. */

#define PADDING_X 32
#define PADDING_Y 20
#define TITLE_HEIGHT 44
#define STRIP_LINE 40
#define STRIP_BAR 23
#define STRIP_GAP 6
#define SECTION_GAP 16
#define NOTE_HEIGHT 30
#define PEOPLE_STRIPS 3
#define CODES_STRIPS 2
#define ALL_PPM 1000000

#define LIGHT_TERRACOTTA COLOUR_RGB(0xD58C76)
#define DARK_TERRACOTTA COLOUR_RGB(0x7B2D1D)
#define LIGHT_BLUE COLOUR_RGB(0x9EB2DA)

/* ---- Strips ---- */

struct strip {
    enum text_id name;
    int64_t count;
    int64_t before; /* VIEW_UNKNOWN: it is the first step */
    int64_t first;  /* what the whole bar stands for */
    bool says_of_these;
    colour fill;
};

static int line_height(const struct ui *ui)
{
    return STRIP_LINE * ui_text_percent(ui) / 100;
}

static void strip(
    const struct app_view *view, struct ui *ui, struct rect *area, const struct strip *strip)
{
    char count[WORDS_MAX], percent[WORDS_MAX], of_these[WORDS_MAX * 2];
    struct rect line = rect_cut_top(area, line_height(ui));
    struct ui_text_style bold = {
        .weight = UI_WEIGHT_700, .has_figures = true, .align = UI_ALIGN_END, .is_fixed = true};
    campaigns_count(view, strip->count, count);
    int width = ui_text_width(ui, count, &bold) + 4;
    ui_text(ui, rect_cut_right(&line, width), count, &bold);
    rect_skip_right(&line, 20);
    if (strip->before != VIEW_UNKNOWN && strip->before > 0) {
        campaigns_percent(view, strip->count, strip->before, percent);
        const char *words = strip->says_of_these ? say_with(view, of_these, sizeof of_these,
                                                       TEXT_OF_THESE, percent, NULL)
                                                 : percent;
        struct ui_text_style small = {
            .size = TYPE_SMALL, .colour = COLOUR_INK2, .align = UI_ALIGN_END, .is_fixed = true};
        ui_text(ui, rect_cut_right(&line, line.width * 45 / 100), words, &small);
    }
    ui_text(ui, line, say(view, strip->name), &(struct ui_text_style){.is_fixed = true});
    int64_t part = strip->first <= 0 ? 0 : (int64_t)((int128)strip->count * ALL_PPM / strip->first);
    part = part > ALL_PPM ? ALL_PPM : part < 0 ? 0 : part;
    ui_bar(ui, rect_cut_top(area, STRIP_BAR), (int)part, strip->fill, COLOUR_SUNK);
    rect_skip_top(area, STRIP_GAP);
}

static void title(struct ui *ui, struct rect *area, const char *text)
{
    ui_text(ui, rect_cut_top(area, TITLE_HEIGHT), text,
        &(struct ui_text_style){
            .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_700, .is_fixed = true});
}

int campaigns_strips_height(const struct app_view *view, struct ui *ui)
{
    int strips = PEOPLE_STRIPS + CODES_STRIPS;
    int height = 2 * PADDING_Y + 2 * TITLE_HEIGHT + SECTION_GAP +
                 strips * (line_height(ui) + STRIP_BAR + STRIP_GAP);
    return height + (view->campaigns.fresh > 0 ? NOTE_HEIGHT : 0);
}

void campaigns_strips(const struct app_view *view, struct ui *ui, struct rect rect)
{
    const struct view_campaigns *figures = &view->campaigns;
    const struct strip people[PEOPLE_STRIPS] = {
        {TEXT_LEFT_DETAILS, figures->leads, VIEW_UNKNOWN, figures->leads, false, LIGHT_TERRACOTTA},
        {TEXT_BOUGHT, figures->buyers, figures->leads, figures->leads, false, COLOUR_TERRACOTTA},
        {TEXT_BOUGHT_AGAIN, figures->again, figures->buyers, figures->leads, true, DARK_TERRACOTTA},
    };
    const struct strip codes[CODES_STRIPS] = {
        {TEXT_GIVEN_OUT, figures->codes_given, VIEW_UNKNOWN, figures->codes_given, false,
            LIGHT_BLUE},
        {TEXT_CAME_BACK, figures->codes_back, figures->codes_given, figures->codes_given, false,
            COLOUR_BLUE},
    };
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, PADDING_X, PADDING_Y);
    title(ui, &area, say(view, TEXT_PEOPLE_STRIP));
    for (int i = 0; i < PEOPLE_STRIPS; i++) {
        strip(view, ui, &area, &people[i]);
    }
    if (figures->fresh > 0) {
        char words[WORDS_MAX * 2];
        ui_text(ui, rect_cut_top(&area, NOTE_HEIGHT),
            say_count(view, words, sizeof words, TEXT_TOO_FRESH, (uint64_t)figures->fresh, NULL),
            &(struct ui_text_style){.size = TYPE_SMALL, .colour = COLOUR_INK2, .is_fixed = true});
    }
    rect_skip_top(&area, SECTION_GAP / 2);
    ui_rule(ui, area);
    rect_skip_top(&area, SECTION_GAP / 2);
    title(ui, &area, say(view, TEXT_CODES_STRIP));
    for (int i = 0; i < CODES_STRIPS; i++) {
        strip(view, ui, &area, &codes[i]);
    }
}

/* ---- Chart ---- */

#define DAYS_IN_DAYS 31   /* more are drawn by the week, */
#define DAYS_IN_WEEKS 217 /* and more than these by the month */
#define BARS_MAX 64
#define WEEK 7
#define SEPARATOR 3
#define BAR_GAP 9
#define LABEL_HEIGHT 30
#define LABEL_WIDTH 36

enum chart_step {
    CHART_DAY,
    CHART_WEEK,
    CHART_MONTH
};

struct chart {
    enum chart_step step;
    int first_bar; /* of the days: older ones have no room */
    int bar_count;
    int64_t largest_minor;
};

static enum chart_step step_of(const struct view_campaigns *figures)
{
    if (figures->day_count <= DAYS_IN_DAYS) {
        return CHART_DAY;
    }
    return figures->day_count <= DAYS_IN_WEEKS ? CHART_WEEK : CHART_MONTH;
}

static int month_of(const struct view_campaign_day *day)
{
    struct error ignored;
    int32_t number = 0;
    int year, month, day_of_month;
    if (!day_parse(text_view_of(day->day), &number, &ignored)) {
        return 0;
    }
    day_split(number, &year, &month, &day_of_month);
    return year * 12 + month - 1;
}

/* The bar in which a day lies, counted from the first day's. The last week is whole. */
static int bar_of(const struct view_campaigns *figures, enum chart_step step, size_t day)
{
    switch (step) {
    case CHART_DAY:
        break;
    case CHART_WEEK: {
        size_t before = (WEEK - figures->day_count % WEEK) % WEEK;
        return (int)((day + before) / WEEK);
    }
    case CHART_MONTH:
        return month_of(&figures->days[day]) - month_of(&figures->days[0]);
    }
    return (int)day;
}

static void sum_bar(const struct view_campaigns *figures, const struct chart *chart, int bar,
    size_t row, int64_t *out_minor)
{
    *out_minor = 0;
    for (size_t i = 0; i < figures->day_count; i++) {
        if (bar_of(figures, chart->step, i) == bar) {
            *out_minor += figures->days[i].revenue_minor[row];
        }
    }
}

/* What stands in the bar: what was given back on a day is not drawn. */
static int64_t drawn(
    const struct view_campaigns *figures, const struct chart *chart, int bar, size_t row)
{
    int64_t minor;
    sum_bar(figures, chart, bar, row, &minor);
    return minor > 0 ? minor : 0;
}

static struct chart chart_of(const struct view_campaigns *figures)
{
    struct chart chart = {.step = step_of(figures)};
    if (figures->day_count == 0) {
        return chart;
    }
    int last = bar_of(figures, chart.step, figures->day_count - 1);
    chart.first_bar = last >= BARS_MAX ? last - BARS_MAX + 1 : 0;
    chart.bar_count = last - chart.first_bar + 1;
    for (int bar = chart.first_bar; bar <= last; bar++) {
        int64_t sum = 0;
        for (size_t row = 0; row < figures->row_count; row++) {
            sum += drawn(figures, &chart, bar, row);
        }
        chart.largest_minor = sum > chart.largest_minor ? sum : chart.largest_minor;
    }
    return chart;
}

static void label_of(
    const struct view_campaigns *figures, const struct chart *chart, int bar, char out[16])
{
    out[0] = '\0';
    for (size_t i = 0; i < figures->day_count; i++) {
        if (bar_of(figures, chart->step, i) == bar) {
            const char *day = figures->days[i].day;
            int at = chart->step == CHART_MONTH ? 5 : 8;
            snprintf(out, 16, "%.2s", day + at);
            if (out[0] == '0') {
                memmove(out, out + 1, strlen(out));
            }
            return;
        }
    }
}

/* From the bottom up in the order of the table turned round, with light lines between: the order
 * reads without its colours. */
static void bar(const struct view_campaigns *figures, const struct chart *chart, struct ui *ui,
    struct rect rect, int at)
{
    int drawn_count = 0;
    for (size_t row = figures->row_count; row-- > 0;) {
        int64_t minor = drawn(figures, chart, at, row);
        int height = chart->largest_minor == 0
                         ? 0
                         : (int)((int128)minor * rect.height / chart->largest_minor);
        if (height <= 0) {
            continue;
        }
        struct rect part = rect_cut_bottom(&rect, height);
        int separator = drawn_count > 0 && part.height > SEPARATOR + 1 ? SEPARATOR : 0;
        part.height -= separator; /* at its lower edge */
        ui_fill(ui, part, campaigns_colour(figures, row));
        drawn_count++;
    }
}

static void bars(const struct view_campaigns *figures, const struct chart *chart, struct ui *ui,
    struct rect rect)
{
    struct rect labels = rect_cut_bottom(&rect, LABEL_HEIGHT);
    int count = chart->bar_count;
    int gap = rect.width / count > 3 * BAR_GAP ? BAR_GAP : 2;
    int each = 1 + (LABEL_WIDTH * count - 1) / rect.width;
    for (int i = 0; i < count; i++) {
        struct rect place = rect_column(rect, count, gap, i);
        place.width = place.width > 64 ? 64 : place.width; /* few days: no slabs */
        bar(figures, chart, ui, place, chart->first_bar + i);
        char label[16];
        label_of(figures, chart, chart->first_bar + i, label);
        if ((count - 1 - i) % each == 0) {
            struct rect under = {place.x + place.width / 2 - LABEL_WIDTH / 2 - 6, labels.y,
                LABEL_WIDTH + 12, labels.height};
            under = rect_intersect(under, rect_inset(labels, -16, 0));
            ui_text(ui, under, label,
                &(struct ui_text_style){.size = TYPE_SMALL,
                    .colour = COLOUR_INK2,
                    .align = UI_ALIGN_CENTER,
                    .vertical = UI_VERTICAL_BOTTOM,
                    .is_fixed = true,
                    .is_silent = true});
        }
    }
}

void campaigns_chart(
    struct campaigns_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    static const enum text_id TITLES[] = {
        [CHART_DAY] = TEXT_REVENUE_A_DAY,
        [CHART_WEEK] = TEXT_REVENUE_A_WEEK,
        [CHART_MONTH] = TEXT_REVENUE_A_MONTH,
    };
    const struct view_campaigns *figures = &view->campaigns;
    struct chart chart = chart_of(figures);
    ui_card(ui, rect);
    const char *words = say(view, TITLES[chart.step]);
    bool is_pressed = ui_press(ui, rect,
        &(struct ui_press){.label = words,
            .id = "chart",
            .role = UI_ROLE_BUTTON,
            .ground = COLOUR_NONE,
            .radius = RADIUS_CARD});
    struct rect area = rect_inset(rect, PADDING_X, PADDING_Y - 4);
    ui_text(ui, rect_cut_top(&area, TITLE_HEIGHT - 4), words,
        &(struct ui_text_style){
            .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_700, .is_fixed = true, .is_silent = true});
    if (chart.bar_count > 0) {
        rect_skip_top(&area, 6);
        ui_unmirror_begin(ui, area);
        bars(figures, &chart, ui, area);
        ui_unmirror_end(ui);
    }
    if (is_pressed) {
        state->over = CAMPAIGNS_OVER_DAYS;
        state->over_scroll = (struct ui_scroll){0};
    }
}
