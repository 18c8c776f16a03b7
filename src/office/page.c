#include "office/page.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

#include "office/page_setter.h"

/* Points, 72 to the inch. */
#define A4_WIDTH 595.28
#define A4_HEIGHT 841.89
#define A4_MARGIN 62.0
#define ROLL_WIDTH 226.77 /* 80 mm */
#define ROLL_MARGIN 11.3  /* 4 mm: what a printer of rolls leaves free */
#define FONT "Inter, Noto Sans, sans-serif"

PangoLayout *page_lay_out(
    const struct setter *setter, const char *text, double size, bool is_bold, double width)
{
    PangoLayout *layout = pango_cairo_create_layout(setter->cairo);
    PangoFontDescription *font = pango_font_description_from_string(FONT);
    PangoAttrList *attributes = pango_attr_list_new();
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum")); /* figures line up */
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_text(layout, text, -1);
    if (width > 0) {
        pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    }
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return layout;
}

double page_width_of(PangoLayout *layout)
{
    int width, height;
    pango_layout_get_size(layout, &width, &height);
    return (double)width / PANGO_SCALE;
}

double page_height_of(PangoLayout *layout)
{
    int width, height;
    pango_layout_get_size(layout, &width, &height);
    return (double)height / PANGO_SCALE;
}

void page_draw(const struct setter *setter, PangoLayout *layout, double x, double y)
{
    if (!setter->is_measuring) {
        cairo_move_to(setter->cairo, x, y);
        pango_cairo_show_layout(setter->cairo, layout);
    }
}

static void draw_footer(const struct setter *setter)
{
    char text[512];
    const char *footer = setter->page->footer != NULL ? setter->page->footer : "";
    snprintf(text, sizeof(text), "%s   %d / %d", footer, setter->page_number, setter->page_count);
    PangoLayout *layout = page_lay_out(setter, text, setter->text_size * 0.8, false, 0);
    page_draw(setter, layout, setter->margin, setter->height - setter->margin * 0.6);
    g_object_unref(layout);
}

static void end_page(struct setter *setter)
{
    if (!setter->page->is_roll) {
        draw_footer(setter);
    }
    if (!setter->is_measuring) {
        cairo_show_page(setter->cairo);
    }
}

/* Room for `height` more, on the next page if need be. A roll has no end. */
void page_need(struct setter *setter, double height)
{
    if (!setter->page->is_roll && setter->y + height > setter->height - setter->margin) {
        end_page(setter);
        setter->page_number++;
        setter->y = setter->margin;
    }
}

static void set_rule(const struct setter *setter, double y)
{
    if (setter->is_measuring) {
        return;
    }
    cairo_set_line_width(setter->cairo, 0.6);
    cairo_move_to(setter->cairo, setter->margin, y);
    cairo_line_to(setter->cairo, setter->width - setter->margin, y);
    cairo_stroke(setter->cairo);
}

static void set_text(
    struct setter *setter, const char *text, double size, bool is_bold, bool has_rule, double gap)
{
    PangoLayout *layout =
        page_lay_out(setter, text, size, is_bold, setter->width - 2 * setter->margin);
    double height = page_height_of(layout);
    page_need(
        setter, height + gap + (has_rule ? 4 * setter->text_size : 0)); /* and what it heads */
    page_draw(setter, layout, setter->margin, setter->y);
    setter->y += height;
    if (has_rule) {
        set_rule(setter, setter->y + 1.5);
        setter->y += 3;
    }
    setter->y += gap;
    g_object_unref(layout);
}

/* Left, and right-aligned the count and the amount; words that are too long wrap in their place. */
static void set_columns(struct setter *setter, const struct office_row *row)
{
    bool is_bold = row->kind == OFFICE_ROW_STRONG;
    double inner = setter->width - 2 * setter->margin;
    double right_edge = setter->width - setter->margin;
    const char *middle = row->middle != NULL ? row->middle : "";
    double count_width = middle[0] != '\0' ? inner * 0.12 : 0;
    PangoLayout *right =
        page_lay_out(setter, row->right != NULL ? row->right : "", setter->text_size, is_bold, 0);
    double right_width = page_width_of(right) > inner * 0.30 ? page_width_of(right) : inner * 0.30;
    if (right_width > inner * 0.60) {
        right_width = inner * 0.60;
        pango_layout_set_width(right, (int)(right_width * PANGO_SCALE));
        pango_layout_set_wrap(right, PANGO_WRAP_WORD_CHAR);
    }
    PangoLayout *count = page_lay_out(setter, middle, setter->text_size, is_bold, 0);
    PangoLayout *left = page_lay_out(setter, row->left != NULL ? row->left : "", setter->text_size,
        is_bold, inner - right_width - count_width - 4);
    double height =
        page_height_of(left) > page_height_of(right) ? page_height_of(left) : page_height_of(right);
    page_need(setter, height);
    page_draw(setter, left, setter->margin, setter->y);
    page_draw(setter, count, right_edge - right_width - page_width_of(count) - 4, setter->y);
    page_draw(setter, right, right_edge - page_width_of(right), setter->y);
    setter->y += height + setter->text_size * 0.15;
    g_object_unref(left);
    g_object_unref(count);
    g_object_unref(right);
}

static void set_row(struct setter *setter, const struct office_row *row)
{
    const char *left = row->left != NULL ? row->left : "";
    double size = setter->text_size;
    switch (row->kind) {
    case OFFICE_ROW_TITLE:
        set_text(setter, left, size * 1.8, true, false, size * 0.4);
        break;
    case OFFICE_ROW_HEADING:
        set_text(setter, left, size * 1.1, true, true, size * 0.25);
        break;
    case OFFICE_ROW_NOTE:
        set_text(setter, left, size * 0.85, false, false, size * 0.15);
        break;
    case OFFICE_ROW_PLAIN:
    case OFFICE_ROW_STRONG:
        set_columns(setter, row);
        break;
    case OFFICE_ROW_SPACE:
        setter->y += size * 0.8;
        break;
    case OFFICE_ROW_HEADS:
    case OFFICE_ROW_CELLS:
        page_set_cells(setter, row);
        break;
    case OFFICE_ROW_CHART:
        page_set_chart(setter, row->chart);
        break;
    }
}

/* One pass over all rows: to measure, or to draw. */
static void set_all(struct setter *setter, bool is_measuring)
{
    setter->is_measuring = is_measuring;
    setter->page_number = 1;
    setter->y = setter->margin;
    for (size_t i = 0; i < setter->page->row_count; i++) {
        set_row(setter, &setter->page->rows[i]);
    }
    if (setter->page->is_roll && setter->page->footer != NULL) {
        set_text(setter, setter->page->footer, setter->text_size * 0.8, false, false, 0);
    }
    if (is_measuring) {
        setter->page_count = setter->page_number;
    } else {
        end_page(setter);
    }
}

static cairo_status_t pass_on(void *context, const unsigned char *bytes, unsigned int size)
{
    struct setter *setter = context;
    return setter->write(setter->context, bytes, size) ? CAIRO_STATUS_SUCCESS
                                                       : CAIRO_STATUS_WRITE_ERROR;
}

bool page_write(const struct office_page *page, office_write write, void *context,
    char out_problem[OFFICE_PROBLEM_MAX])
{
    struct setter setter = {.page = page,
        .width = page->is_roll ? ROLL_WIDTH : (page->is_landscape ? A4_HEIGHT : A4_WIDTH),
        .height = page->is_landscape ? A4_WIDTH : A4_HEIGHT,
        .margin = page->is_roll ? ROLL_MARGIN : A4_MARGIN,
        .text_size = page->is_roll ? 8.5 : 10.0,
        .write = write,
        .context = context};
    setter.surface =
        cairo_pdf_surface_create_for_stream(pass_on, &setter, setter.width, setter.height);
    cairo_pdf_surface_set_metadata(setter.surface, CAIRO_PDF_METADATA_TITLE, page->title);
    setter.cairo = cairo_create(setter.surface);
    set_all(&setter, true);
    if (page->is_roll) {
        setter.height = setter.y + setter.margin;
        cairo_pdf_surface_set_size(setter.surface, setter.width, setter.height);
    }
    set_all(&setter, false);
    cairo_destroy(setter.cairo);
    cairo_surface_finish(setter.surface);
    cairo_status_t status = cairo_surface_status(setter.surface);
    cairo_surface_destroy(setter.surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        snprintf(out_problem, OFFICE_PROBLEM_MAX, "%s", cairo_status_to_string(status));
    }
    return status == CAIRO_STATUS_SUCCESS;
}
