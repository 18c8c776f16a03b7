#include "export/campaign_pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/error.h"
#include "domain/day.h"
#include "export/campaign_columns.h"
#include "store/report.h"

#define CHART_BARS_MAX 62 /* more days are put together by weeks, and then by months */

/* --- rows ----------------------------------------------------------------------------------- */

/* The rows of the page; texts of their own hang in `cells`, NULL-terminated arrays in `texts`. */
struct pages {
    const struct campaign_facts *facts;
    const struct campaign_figures *figures;
    struct office_row *rows;
    size_t row_count, row_capacity;
    char **owned;
    size_t owned_count, owned_capacity;
};

static void *grow(void *array, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    *capacity = *capacity == 0 ? 64 : *capacity * 2;
    array = realloc(array, *capacity * size);
    ASSERT(array != NULL);
    return array;
}

/* Memory that lives as long as the pages. */
static void *own(struct pages *pages, void *memory)
{
    ASSERT(memory != NULL);
    pages->owned =
        grow(pages->owned, &pages->owned_capacity, pages->owned_count, sizeof(*pages->owned));
    pages->owned[pages->owned_count++] = memory;
    return memory;
}

static struct office_row *add_row(struct pages *pages, enum office_row_kind kind, const char *left)
{
    pages->rows = grow(pages->rows, &pages->row_capacity, pages->row_count, sizeof(*pages->rows));
    pages->rows[pages->row_count] = (struct office_row){.kind = kind, .left = left};
    return &pages->rows[pages->row_count++];
}

static void add_cells(struct pages *pages, enum office_row_kind kind,
    const struct campaign_report_row *form, const struct figures_row *row)
{
    const char **cells = own(pages, calloc(form->column_count, sizeof(*cells)));
    struct office_row *added = add_row(pages, kind, NULL);
    added->cells = cells;
    added->cell_count = form->column_count;
    for (size_t i = 0; i < form->column_count; i++) {
        enum campaign_column column = form->columns[i];
        bool is_text = CAMPAIGN_COLUMN_ROWS[column].form == CAMPAIGN_FORM_TEXT;
        char text[CAMPAIGN_CELL_MAX];
        added->text_cell_count += is_text;
        if (row == NULL) {
            cells[i] = CAMPAIGN_COLUMN_ROWS[column].title;
        } else if (row == &pages->figures->none && !is_text &&
                   !campaign_column_is_of_none(form, column)) {
            cells[i] = "";
        } else {
            cells[i] = own(
                pages, strdup(campaign_column_print(row, column, pages->facts->currency, text)));
        }
        if (row == &pages->figures->none && i == 0) {
            cells[i] = "No campaign";
        }
    }
}

static void add_table(struct pages *pages, enum campaign_report report)
{
    const struct campaign_report_row *form = &CAMPAIGN_REPORT_ROWS[report];
    size_t count;
    const struct figures_row *rows = campaign_report_rows(pages->figures, report, &count);
    add_row(pages, OFFICE_ROW_SPACE, NULL);
    add_row(pages, OFFICE_ROW_HEADING, form->title);
    add_cells(pages, OFFICE_ROW_HEADS, form, NULL);
    for (size_t i = 0; i < count; i++) {
        add_cells(pages, OFFICE_ROW_CELLS, form, &rows[i]);
    }
    add_cells(pages, OFFICE_ROW_CELLS, form, &pages->figures->none);
}

/* --- words ---------------------------------------------------------------------------------- */

static void add_words(struct pages *pages, struct buffer *words, enum office_row_kind kind)
{
    add_row(pages, kind, own(pages, strdup(words->bytes)));
    buffer_clear(words);
}

static void add_title(struct pages *pages, const char *shop)
{
    const struct campaign_facts *facts = pages->facts;
    struct buffer words = {0};
    bool is_from_start = strcmp(facts->from, REPORT_FIRST_DAY) == 0;
    bool is_to_end = strcmp(facts->to, REPORT_LAST_DAY) == 0;
    add_row(pages, OFFICE_ROW_TITLE, "Campaigns");
    buffer_format(&words, "%s, ", shop);
    if (is_from_start && is_to_end) {
        buffer_append_text(&words, "whole campaigns");
    } else {
        buffer_format(&words, "%s to %s", is_from_start ? "the beginning" : facts->from,
            is_to_end ? "today" : facts->to);
    }
    buffer_format(&words, ", %s", facts->currency);
    add_words(pages, &words, OFFICE_ROW_PLAIN);
    buffer_close(&words);
}

static void add_notes(struct pages *pages)
{
    const struct campaign_figures *figures = pages->figures;
    int64_t known_permille = figures_row_costs_known_permille(&figures->credited);
    struct buffer words = {0};
    buffer_format(&words,
        "%s, up to %d days. %lld of %lld sales with a campaign had one contact "
        "only.",
        campaign_rule_words(figures), figures->window_days, (long long)figures->single_count,
        (long long)figures->credited_count);
    add_words(pages, &words, OFFICE_ROW_NOTE);
    buffer_append_text(
        &words, "Revenue is gross, after discounts. Left over: net revenue less cost of goods");
    if (known_permille >= 0) {
        buffer_format(&words, " (known for %lld %%)", (long long)((known_permille + 5) / 10));
    }
    buffer_append_text(&words, " less spend. Not all of these are extra sales.");
    add_words(pages, &words, OFFICE_ROW_NOTE);
    buffer_close(&words);
}

static void add_people(struct pages *pages)
{
    const struct figures_people *people = &pages->figures->people;
    struct buffer words = {0};
    buffer_format(&words,
        "%lld people left details, %lld of them bought since, %lld bought again; %lld came less "
        "than %d days ago, too fresh to tell.",
        (long long)people->left_details, (long long)people->bought, (long long)people->bought_again,
        (long long)people->too_fresh, pages->figures->window_days);
    add_words(pages, &words, OFFICE_ROW_NOTE);
    buffer_append_text(&words,
        "New: the first known purchase. Unknown: nobody knows who bought. Leads: somebody who came "
        "twice is one, of the first visit.");
    add_words(pages, &words, OFFICE_ROW_NOTE);
    buffer_close(&words);
}

/* --- the chart ------------------------------------------------------------------------------ */

/* Which bar a day belongs to: days, weeks that begin on Monday, or months. */
static int32_t bar_of(const char *day, int unit)
{
    int32_t number = 0;
    int year, month, date;
    struct error err;
    if (!day_parse(text_view_of(day), &number, &err)) {
        return 0;
    }
    if (unit == 0) {
        return number;
    }
    if (unit == 1) {
        return number - (day_weekday(number) + 6) % 7;
    }
    day_split(number, &year, &month, &date);
    return day_number(year, month, 1);
}

/* The campaigns that brought most have parts of their own, all others one. */
struct series {
    size_t columns[OFFICE_CHART_SERIES_MAX]; /* of day_gross_minor; the first is no campaign's */
    size_t count;
    bool has_others;
};

static struct series choose_series(const struct campaign_figures *figures)
{
    struct series series = {.columns = {figures->campaign_count}, .count = 1};
    size_t room = OFFICE_CHART_SERIES_MAX - 2;
    for (size_t i = 0; i < figures->campaign_count; i++) {
        size_t at = series.count;
        while (at > 1 && figures->campaigns[series.columns[at - 1]].amounts.gross_minor <
                             figures->campaigns[i].amounts.gross_minor) {
            at--;
        }
        if (figures->campaigns[i].amounts.gross_minor <= 0) {
            series.has_others = series.has_others || figures->campaigns[i].sales_milli > 0 ||
                                figures->campaigns[i].amounts.gross_minor < 0;
            continue;
        }
        series.has_others = series.has_others || series.count > room;
        if (at > room) {
            continue;
        }
        series.count += series.count <= room;
        memmove(&series.columns[at + 1], &series.columns[at],
            (series.count - at - 1) * sizeof(series.columns[0]));
        series.columns[at] = i;
    }
    return series;
}

static size_t series_of(const struct series *series, size_t column)
{
    for (size_t i = 0; i < series->count; i++) {
        if (series->columns[i] == column) {
            return i;
        }
    }
    return series->count;
}

static size_t count_bars(const struct campaign_facts *facts, int unit)
{
    int32_t first = bar_of(facts->days[0], unit);
    int32_t last = bar_of(facts->days[facts->day_count - 1], unit);
    return (size_t)((last - first) / (unit == 0 ? 1 : unit == 1 ? 7 : 28)) + 1;
}

struct bars {
    int32_t *starts;
    int64_t *values;
    const char **labels;
    size_t count;
};

/* A bar for each unit of time, also those without sales. */
static struct bars make_bars(struct pages *pages, int unit, size_t series_count)
{
    const struct campaign_facts *facts = pages->facts;
    size_t room = count_bars(facts, unit) + 1;
    struct bars bars = {.starts = own(pages, calloc(room, sizeof(int32_t))),
        .values = own(pages, calloc(room * series_count, sizeof(int64_t))),
        .labels = own(pages, calloc(room, sizeof(char *)))};
    int32_t last = bar_of(facts->days[facts->day_count - 1], unit);
    for (int32_t at = bar_of(facts->days[0], unit); at <= last && bars.count < room;) {
        char text[DAY_TEXT_MAX];
        char *label = own(pages, strdup(day_print(at, text)));
        bars.starts[bars.count] = at;
        bars.labels[bars.count++] = unit == 2 ? label : label + 5; /* "11-23" */
        int32_t next = at + (unit == 0 ? 1 : unit == 1 ? 7 : 32);
        at = unit == 2 ? bar_of(day_print(next, text), 2) : next;
    }
    return bars;
}

static void fill_bars(const struct pages *pages, int unit, const struct series *series,
    struct bars *bars, size_t parts)
{
    size_t width = pages->figures->campaign_count + 1;
    size_t bar = 0;
    for (size_t i = 0; i < pages->facts->day_count; i++) {
        int32_t start = bar_of(pages->facts->days[i], unit);
        while (bar + 1 < bars->count && bars->starts[bar] < start) {
            bar++;
        }
        for (size_t k = 0; k < width; k++) {
            size_t part = series_of(series, k);
            int64_t minor = pages->figures->day_gross_minor[i * width + k];
            bars->values[bar * parts + (part < parts ? part : parts - 1)] += minor;
        }
    }
}

static int64_t find_highest(const struct bars *bars, size_t parts)
{
    int64_t highest = 0;
    for (size_t i = 0; i < bars->count; i++) {
        int64_t sum = 0;
        for (size_t k = 0; k < parts; k++) {
            int64_t value = bars->values[i * parts + k];
            sum += value > 0 ? value : 0;
        }
        highest = sum > highest ? sum : highest;
    }
    return highest;
}

static void add_chart(struct pages *pages)
{
    static const char *const titles[] = {
        "Revenue a day", "Revenue a week, by its Monday", "Revenue a month"};
    const struct campaign_figures *figures = pages->figures;
    struct series series = choose_series(figures);
    size_t parts = series.count + series.has_others;
    int unit = 0;
    if (pages->facts->day_count == 0) {
        return;
    }
    while (unit < 2 && count_bars(pages->facts, unit) > CHART_BARS_MAX) {
        unit++;
    }
    struct bars bars = make_bars(pages, unit, parts);
    const char **names = own(pages, calloc(parts + 1, sizeof(*names)));
    names[0] = "No campaign";
    for (size_t i = 1; i < series.count; i++) {
        names[i] = figures->campaigns[series.columns[i]].name;
    }
    if (series.has_others) {
        names[parts - 1] = "Others";
    }
    fill_bars(pages, unit, &series, &bars, parts);
    struct figures_row highest = {.amounts.gross_minor = find_highest(&bars, parts)};
    char text[CAMPAIGN_CELL_MAX];
    struct office_chart *chart = own(pages, calloc(1, sizeof(*chart)));
    *chart = (struct office_chart){.labels = bars.labels,
        .bar_count = bars.count,
        .series = names,
        .series_count = parts,
        .values = bars.values,
        .highest = own(pages, strdup(campaign_column_print(&highest, CAMPAIGN_COLUMN_REVENUE,
                                  pages->facts->currency, text)))};
    add_row(pages, OFFICE_ROW_SPACE, NULL);
    add_row(pages, OFFICE_ROW_HEADING, titles[unit]);
    add_row(pages, OFFICE_ROW_CHART, NULL)->chart = chart;
}

/* --- all of it ------------------------------------------------------------------------------ */

bool campaign_pdf_write(const struct office_api *api, const struct campaign_facts *facts,
    const struct campaign_figures *figures, const char *shop, office_write write, void *context,
    char out_problem[OFFICE_PROBLEM_MAX])
{
    struct pages pages = {.facts = facts, .figures = figures};
    add_title(&pages, shop);
    add_notes(&pages);
    add_table(&pages, CAMPAIGN_REPORT_CAMPAIGNS);
    add_chart(&pages);
    add_table(&pages, CAMPAIGN_REPORT_CHANNELS);
    add_table(&pages, CAMPAIGN_REPORT_PLACEMENTS);
    add_table(&pages, CAMPAIGN_REPORT_PEOPLE);
    add_people(&pages);
    add_table(&pages, CAMPAIGN_REPORT_LEADS);
    struct office_page page = {.title = "Campaigns",
        .footer = shop,
        .is_landscape = true,
        .rows = pages.rows,
        .row_count = pages.row_count};
    bool done = api->page_write(&page, write, context, out_problem);
    for (size_t i = 0; i < pages.owned_count; i++) {
        free(pages.owned[i]);
    }
    free(pages.owned);
    free(pages.rows);
    return done;
}
