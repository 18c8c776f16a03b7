#include <string.h>

#include "office/page_setter.h"

/* --- cells ---------------------------------------------------------------------------------- */

#define TEXT_WEIGHT 1.7 /* how much wider a column of words is than one of numbers */
#define CELL_GAP 6.0

static double text_width(const struct setter *setter, const struct office_row *row, size_t cell)
{
    double inner = setter->width - 2 * setter->margin;
    double parts = (double)row->text_cell_count * TEXT_WEIGHT +
                   (double)(row->cell_count - row->text_cell_count);
    return inner / parts * (cell < row->text_cell_count ? TEXT_WEIGHT : 1.0);
}

void page_set_cells(struct setter *setter, const struct office_row *row)
{
    bool is_head = row->kind == OFFICE_ROW_HEADS;
    PangoLayout *layouts[OFFICE_COLUMNS_MAX];
    double height = 0;
    double x = setter->margin;
    for (size_t i = 0; i < row->cell_count; i++) {
        double width = text_width(setter, row, i) - CELL_GAP;
        layouts[i] = page_lay_out(setter, row->cells[i], setter->text_size * 0.85, is_head, width);
        pango_layout_set_alignment(
            layouts[i], i < row->text_cell_count ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
        height = page_height_of(layouts[i]) > height ? page_height_of(layouts[i]) : height;
    }
    page_need(setter, height + (is_head ? 3 * setter->text_size : 0) + 4);
    for (size_t i = 0; i < row->cell_count; i++) {
        page_draw(setter, layouts[i], x + (i < row->text_cell_count ? 0 : CELL_GAP), setter->y);
        x += text_width(setter, row, i);
        g_object_unref(layouts[i]);
    }
    setter->y += height + 1.5;
    if (!setter->is_measuring) {
        cairo_set_line_width(setter->cairo, is_head ? 0.8 : 0.25);
        cairo_move_to(setter->cairo, setter->margin, setter->y);
        cairo_line_to(setter->cairo, setter->width - setter->margin, setter->y);
        cairo_stroke(setter->cairo);
    }
    setter->y += 2;
}

/* --- charts --------------------------------------------------------------------------------- */

#define CHART_HEIGHT 170.0
#define LABEL_ROOM 34.0 /* of one label */
#define BAR_SHARE 0.72
#define HATCH_STEP 4.0

/* How a part looks: how dark it is (0 black), and lines over it. In grey they are told apart too. */
static const struct {
    double red, green, blue;
    int hatch; /* 0 none, 1 rising, 2 falling, 3 both */
} LOOKS[OFFICE_CHART_SERIES_MAX] = {
    {0.82, 0.79, 0.74, 0},
    {0.04, 0.28, 0.22, 0},
    {0.93, 0.70, 0.42, 1},
    {0.50, 0.62, 0.86, 0},
    {0.86, 0.90, 0.97, 2},
    {0.71, 0.45, 0.40, 3},
};

static void hatch(cairo_t *cairo, double x, double y, double width, double height, int kind)
{
    cairo_set_line_width(cairo, 0.6);
    cairo_set_source_rgb(cairo, 0.1, 0.1, 0.1);
    for (double at = -height; at < width; at += HATCH_STEP) {
        if ((kind & 1) != 0) {
            cairo_move_to(cairo, x + at, y + height);
            cairo_line_to(cairo, x + at + height, y);
        }
        if ((kind & 2) != 0) {
            cairo_move_to(cairo, x + at, y);
            cairo_line_to(cairo, x + at + height, y + height);
        }
    }
    cairo_stroke(cairo);
}

static void draw_part(
    const struct setter *setter, size_t series, double x, double y, double width, double height)
{
    cairo_t *cairo = setter->cairo;
    if (setter->is_measuring || height <= 0) {
        return;
    }
    cairo_save(cairo);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_clip(cairo);
    cairo_set_source_rgb(cairo, LOOKS[series].red, LOOKS[series].green, LOOKS[series].blue);
    cairo_paint(cairo);
    hatch(cairo, x, y, width, height, LOOKS[series].hatch);
    cairo_restore(cairo);
    cairo_save(cairo);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_set_line_width(cairo, 0.4);
    cairo_set_source_rgb(cairo, 0.1, 0.1, 0.1);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static double sum_of(const struct office_chart *chart, size_t bar)
{
    double sum = 0;
    for (size_t i = 0; i < chart->series_count; i++) {
        int64_t value = chart->values[bar * chart->series_count + i];
        sum += value > 0 ? (double)value : 0;
    }
    return sum;
}

static void draw_words(const struct setter *setter, const char *text, double middle_x, double y)
{
    PangoLayout *layout = page_lay_out(setter, text, setter->text_size * 0.75, false, 0);
    page_draw(setter, layout, middle_x - page_width_of(layout) / 2, y);
    g_object_unref(layout);
}

static void draw_bars(const struct setter *setter, const struct office_chart *chart, double top)
{
    double step = (setter->width - 2 * setter->margin) / (double)chart->bar_count;
    double highest = 0;
    size_t every = 1;
    for (size_t i = 0; i < chart->bar_count; i++) {
        highest = sum_of(chart, i) > highest ? sum_of(chart, i) : highest;
    }
    while ((double)every * step < LABEL_ROOM) {
        every++;
    }
    for (size_t i = 0; i < chart->bar_count; i++) {
        double x = setter->margin + step * (double)i + step * (1 - BAR_SHARE) / 2;
        double y = top + CHART_HEIGHT;
        for (size_t k = 0; highest > 0 && k < chart->series_count; k++) {
            int64_t value = chart->values[i * chart->series_count + k];
            double height = value > 0 ? (double)value / highest * CHART_HEIGHT : 0;
            y -= height;
            draw_part(setter, k, x, y, step * BAR_SHARE, height);
        }
        if (i % every == 0) {
            draw_words(setter, chart->labels[i], x + step * BAR_SHARE / 2, top + CHART_HEIGHT + 3);
        }
    }
}

/* The same order as in the bars, from the lowest part on. */
static void draw_legend(const struct setter *setter, const struct office_chart *chart, double y)
{
    double x = setter->margin;
    double size = setter->text_size * 0.8;
    for (size_t i = 0; i < chart->series_count; i++) {
        PangoLayout *layout = page_lay_out(setter, chart->series[i], size, false, 0);
        draw_part(setter, i, x, y + 1, size * 1.4, size);
        page_draw(setter, layout, x + size * 1.8, y);
        x += size * 3.2 + page_width_of(layout);
        g_object_unref(layout);
    }
}

void page_set_chart(struct setter *setter, const struct office_chart *chart)
{
    double line = setter->text_size * 1.4;
    page_need(setter, CHART_HEIGHT + 4 * line);
    PangoLayout *scale = page_lay_out(setter, chart->highest, setter->text_size * 0.75, false, 0);
    page_draw(setter, scale, setter->margin, setter->y);
    g_object_unref(scale);
    draw_bars(setter, chart, setter->y + line);
    if (!setter->is_measuring) {
        cairo_set_line_width(setter->cairo, 0.8);
        cairo_set_source_rgb(setter->cairo, 0, 0, 0);
        cairo_move_to(setter->cairo, setter->margin, setter->y + line + CHART_HEIGHT);
        cairo_line_to(
            setter->cairo, setter->width - setter->margin, setter->y + line + CHART_HEIGHT);
        cairo_stroke(setter->cairo);
    }
    draw_legend(setter, chart, setter->y + 2.2 * line + CHART_HEIGHT);
    setter->y += 3.6 * line + CHART_HEIGHT;
}
