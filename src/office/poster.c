#include "office/poster.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>

#include "office/png_size.h"

/* All lengths are points, 72 to the inch, and shares of the paper's width. */
#define POINTS_PER_MM (72.0 / 25.4)
#define MARGIN 0.08
#define SHOP_SIZE 0.042
#define HEADLINE_SIZE 0.178
#define HEADLINE_SIZE_PICTURE 0.12
#define HEADLINE_SIZE_LEAST 0.034
#define SUBLINE_SIZE 0.043
#define SUBLINE_SIZE_LEAST 0.026
#define OFFER_SIZE 0.062
#define OFFER_SIZE_LEAST 0.03
#define WORDS_SIZE 0.04
#define WORDS_SIZE_LEAST 0.024
#define CARD_SIDE 0.372
#define CARD_SIDE_PICTURE 0.30
#define CARD_RADIUS 0.028
#define BAND_HEIGHT 0.135
#define BAND_HEIGHT_PICTURE 0.11
#define PICTURE_HEIGHT 0.44
#define TIGHT_LINE_DISTANCE 1.02 /* of a size */
#define OTHER_LINE_DISTANCE 1.28
#define MODULE_LEAST_MM 0.5 /* what cheap cameras still tell apart */
#define DISPLAY_FONT "Inter Display, Inter, Noto Sans, Noto Sans Arabic, sans-serif"
#define TEXT_FONT "Inter, Noto Sans, Noto Sans Arabic, sans-serif"

struct leaf {
    const struct office_poster *poster;
    cairo_t *cairo;
    double width, height, margin;
    double pixel; /* one of the picture's, in points */
    double module;
    double card_side;
    double bottom; /* where what stands above the foot must end */
};

struct block {
    const char *text, *font;
    double size, size_least;
    double width, height; /* what it must fit into; height 0: any */
    PangoWeight weight;
    double tracking; /* shares of the size between letters */
    bool is_tight;   /* lines of capitals close together, where the script allows it */
    bool is_centred;
    bool is_left_to_right; /* codes */
};

/* --- text ------------------------------------------------------------------------------------- */

/* Arabic, Thai, Chinese stand higher on the line. */
static bool is_latin(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar letter = g_utf8_get_char(text);
        if (letter >= 0x0590 && !(letter >= 0x1E00 && letter < 0x2100)) {
            return false;
        }
    }
    return true;
}

/* The direction of the first letter that has one, isolated words aside; else what is usual here. */
static PangoDirection direction_of(const char *text, bool is_right_to_left)
{
    int isolates = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar letter = g_utf8_get_char(text);
        bool is_rtl = (letter >= 0x0590 && letter < 0x0900) ||
                      (letter >= 0xFB1D && letter < 0xFE00) ||
                      (letter >= 0xFE70 && letter < 0xFF00);
        isolates += letter >= 0x2066 && letter <= 0x2068;
        isolates -= letter == 0x2069;
        if (isolates == 0 && g_unichar_isalpha(letter)) {
            return is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
        }
    }
    return is_right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
}

/* Fonts of other scripts ask for up to twice their size between lines, which is right in books. */
static void set_line_distance(PangoLayout *layout, const struct block *block, double size)
{
    PangoRectangle logical;
    bool is_other = !is_latin(block->text);
    if (!is_other && !block->is_tight) {
        return;
    }
    double wanted = is_other ? OTHER_LINE_DISTANCE : TIGHT_LINE_DISTANCE;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &logical);
    double natural = (double)logical.height / PANGO_SCALE / size;
    if (natural > wanted) {
        pango_layout_set_line_spacing(layout, (float)(wanted / natural));
    }
}

static PangoLayout *lay_out(const struct leaf *leaf, const struct block *block, double size)
{
    bool is_rtl = leaf->poster->is_right_to_left && !block->is_left_to_right;
    PangoLayout *layout = pango_cairo_create_layout(leaf->cairo);
    PangoContext *context = pango_layout_get_context(layout);
    PangoFontDescription *font = pango_font_description_from_string(block->font);
    PangoAttrList *attributes = pango_attr_list_new();
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_language(context, pango_language_from_string(leaf->poster->language));
    pango_context_set_base_dir(context, direction_of(block->text, is_rtl));
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, block->weight);
    pango_attr_list_insert(
        attributes, pango_attr_letter_spacing_new((int)(block->tracking * size * PANGO_SCALE)));
    pango_layout_set_font_description(layout, font);
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_auto_dir(layout, FALSE);
    PangoAlignment start = is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
    pango_layout_set_alignment(layout, block->is_centred ? PANGO_ALIGN_CENTER : start);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, (int)(block->width * PANGO_SCALE));
    pango_layout_set_text(layout, block->text, -1);
    set_line_distance(layout, block, size);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return layout;
}

static double height_of(PangoLayout *layout)
{
    int width, height;
    pango_layout_get_size(layout, &width, &height);
    return (double)height / PANGO_SCALE;
}

/* True if no word sticks out and all lines have room. */
static bool fits(PangoLayout *layout, const struct block *block)
{
    PangoRectangle ink, logical;
    pango_layout_get_extents(layout, &ink, &logical);
    return (double)logical.width <= block->width * PANGO_SCALE &&
           (block->height <= 0 || (double)logical.height <= block->height * PANGO_SCALE);
}

/* As large as it fits. What is too long even at its smallest breaks inside words, and loses its
 * end rather than to run over what stands below. */
static PangoLayout *fit(const struct leaf *leaf, const struct block *block)
{
    double size = block->size * leaf->width;
    double least = block->size_least * leaf->width;
    PangoLayout *layout = lay_out(leaf, block, size);
    while (!fits(layout, block) && size > least) {
        size = size * 0.95 > least ? size * 0.95 : least;
        g_object_unref(layout);
        layout = lay_out(leaf, block, size);
    }
    if (!fits(layout, block)) {
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        if (block->height > 0) {
            pango_layout_set_height(layout, (int)(block->height * PANGO_SCALE));
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        }
    }
    return layout;
}

static void set_colour(cairo_t *cairo, uint32_t rgb)
{
    cairo_set_source_rgb(cairo, (double)(rgb >> 16 & 0xFF) / 255.0,
        (double)(rgb >> 8 & 0xFF) / 255.0, (double)(rgb & 0xFF) / 255.0);
}

/* Sets the block with its upper leading corner there. Returns how high it came out. */
static double set_block(
    const struct leaf *leaf, const struct block *block, double x, double y, uint32_t rgb)
{
    if (block->text[0] == '\0') {
        return 0;
    }
    PangoLayout *layout = fit(leaf, block);
    double height = height_of(layout);
    set_colour(leaf->cairo, rgb);
    cairo_move_to(leaf->cairo, x, y);
    pango_cairo_show_layout(leaf->cairo, layout);
    g_object_unref(layout);
    return height;
}

/* --- shapes ----------------------------------------------------------------------------------- */

static void fill_rounded(
    cairo_t *cairo, double x, double y, double width, double height, double radius)
{
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - radius, y + radius, radius, -G_PI / 2, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
    cairo_arc(cairo, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
    cairo_arc(cairo, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

/* A module is a whole number of the picture's pixels, so that no edge is grey. */
static void measure_code(struct leaf *leaf)
{
    const struct office_poster *poster = leaf->poster;
    int modules = poster->module_count + 2 * poster->quiet_count;
    double least = MODULE_LEAST_MM * POINTS_PER_MM;
    double side = (poster->png != NULL ? CARD_SIDE_PICTURE : CARD_SIDE) * leaf->width;
    double module = side / modules > least ? side / modules : least;
    leaf->module = floor(module / leaf->pixel) * leaf->pixel;
    double inner = leaf->width - 2 * leaf->margin;
    if (leaf->module * modules > inner) {
        leaf->module = floor(inner / modules / leaf->pixel) * leaf->pixel;
    }
    leaf->card_side = leaf->module * modules;
}

static double on_pixel(const struct leaf *leaf, double length)
{
    return round(length / leaf->pixel) * leaf->pixel;
}

/* Rows of dark modules as one rectangle each: readers see no seams, and the file stays small. */
static void draw_code(const struct leaf *leaf, double x, double y)
{
    const struct office_poster *poster = leaf->poster;
    double quiet = poster->quiet_count * leaf->module;
    set_colour(leaf->cairo, 0xFFFFFF);
    fill_rounded(
        leaf->cairo, x, y, leaf->card_side, leaf->card_side, CARD_RADIUS * leaf->width * 0.8);
    set_colour(leaf->cairo, 0x000000);
    for (int row = 0; row < poster->module_count; row++) {
        const uint8_t *modules = poster->modules + (size_t)row * (size_t)poster->module_count;
        for (int begin = 0; begin < poster->module_count; begin++) {
            int end = begin;
            while (end < poster->module_count && modules[end] != 0) {
                end++;
            }
            if (end > begin) {
                cairo_rectangle(leaf->cairo, x + quiet + begin * leaf->module,
                    y + quiet + row * leaf->module, (end - begin) * leaf->module, leaf->module);
                begin = end;
            }
        }
    }
    cairo_set_antialias(leaf->cairo, CAIRO_ANTIALIAS_NONE);
    cairo_fill(leaf->cairo);
    cairo_set_antialias(leaf->cairo, CAIRO_ANTIALIAS_DEFAULT);
}

/* --- the picture ------------------------------------------------------------------------------ */

struct png_reading {
    const unsigned char *bytes;
    size_t left;
};

static cairo_status_t take_png(void *context, unsigned char *out, unsigned int size)
{
    struct png_reading *reading = context;
    if (size > reading->left) {
        return CAIRO_STATUS_READ_ERROR;
    }
    memcpy(out, reading->bytes, size);
    reading->bytes += size;
    reading->left -= size;
    return CAIRO_STATUS_SUCCESS;
}

/* Fills the head of the paper from edge to edge, cut where it is too high or too wide. Returns how
 * high it is; 0 where there is none. */
static double draw_picture(const struct leaf *leaf)
{
    struct png_reading reading = {leaf->poster->png, leaf->poster->png_size};
    if (leaf->poster->png == NULL) {
        return 0;
    }
    cairo_surface_t *picture = cairo_image_surface_create_from_png_stream(take_png, &reading);
    double width = cairo_image_surface_get_width(picture);
    double height = cairo_image_surface_get_height(picture);
    double room = on_pixel(leaf, PICTURE_HEIGHT * leaf->width);
    bool is_read = cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS && width > 0 && height > 0;
    if (is_read) {
        double scale = leaf->width / width > room / height ? leaf->width / width : room / height;
        cairo_save(leaf->cairo);
        cairo_rectangle(leaf->cairo, 0, 0, leaf->width, room);
        cairo_clip(leaf->cairo);
        cairo_translate(
            leaf->cairo, (leaf->width - width * scale) / 2, (room - height * scale) / 2);
        cairo_scale(leaf->cairo, scale, scale);
        cairo_set_source_surface(leaf->cairo, picture, 0, 0);
        cairo_pattern_set_filter(cairo_get_source(leaf->cairo), CAIRO_FILTER_BEST);
        cairo_paint(leaf->cairo);
        cairo_restore(leaf->cairo);
    }
    cairo_surface_destroy(picture);
    return is_read ? room : 0;
}

/* --- the leaf, from the foot up, then from the head down --------------------------------------- */

static double start_of(const struct leaf *leaf, double x, double width)
{
    return leaf->poster->is_right_to_left ? leaf->width - x - width : x;
}

static void draw_band(struct leaf *leaf)
{
    const struct office_poster *poster = leaf->poster;
    double width = leaf->width - 2 * leaf->margin;
    bool has_picture = poster->png != NULL;
    double height = (has_picture ? BAND_HEIGHT_PICTURE : BAND_HEIGHT) * leaf->width;
    if (poster->offer[0] == '\0') {
        return;
    }
    struct block offer = {.text = poster->offer,
        .font = DISPLAY_FONT,
        .size = OFFER_SIZE,
        .size_least = OFFER_SIZE_LEAST,
        .width = width * 0.92,
        .height = height * 0.86,
        .weight = PANGO_WEIGHT_BOLD,
        .is_tight = true,
        .is_centred = true};
    PangoLayout *layout = fit(leaf, &offer);
    double y = leaf->bottom - height;
    set_colour(leaf->cairo, poster->button_rgb);
    fill_rounded(leaf->cairo, leaf->margin, y, width, height, CARD_RADIUS * leaf->width);
    set_colour(leaf->cairo, poster->on_button_rgb);
    cairo_move_to(leaf->cairo, leaf->margin + width * 0.04, y + (height - height_of(layout)) / 2);
    pango_cairo_show_layout(leaf->cairo, layout);
    g_object_unref(layout);
    leaf->bottom = y - (has_picture ? 0.035 : 0.05) * leaf->width;
}

/* The words beside the code, as one column in the middle of its height. */
static void draw_words(struct leaf *leaf, double x, double y, double width)
{
    const struct office_poster *poster = leaf->poster;
    double gap = 0.02 * leaf->width;
    struct block how = {.text = poster->how,
        .font = TEXT_FONT,
        .size = WORDS_SIZE,
        .size_least = WORDS_SIZE_LEAST,
        .width = width,
        .height = leaf->card_side * 0.5,
        .weight = PANGO_WEIGHT_SEMIBOLD};
    struct block code = {.text = poster->code,
        .font = TEXT_FONT,
        .size = WORDS_SIZE,
        .size_least = 0.012,
        .width = width,
        .height = 0.06 * leaf->width,
        .weight = PANGO_WEIGHT_MEDIUM,
        .is_left_to_right = !poster->is_right_to_left};
    struct block valid = {.text = poster->valid,
        .font = TEXT_FONT,
        .size = 0.034,
        .size_least = 0.02,
        .width = width,
        .height = leaf->card_side * 0.25,
        .weight = PANGO_WEIGHT_NORMAL};
    struct block *const blocks[] = {&how, &code, &valid};
    double total = 0;
    for (size_t i = 0; i < 3; i++) {
        if (blocks[i]->text[0] != '\0') {
            PangoLayout *layout = fit(leaf, blocks[i]);
            total += height_of(layout) + (total > 0 ? gap : 0);
            g_object_unref(layout);
        }
    }
    y += (leaf->card_side - total) / 2;
    for (size_t i = 0; i < 3; i++) {
        uint32_t rgb = i == 2 ? poster->soft_rgb : poster->text_rgb;
        double height = set_block(leaf, blocks[i], x, y, rgb);
        y += height > 0 ? height + gap : 0;
    }
}

static void draw_foot(struct leaf *leaf)
{
    double inner = leaf->width - 2 * leaf->margin;
    double gap = 0.05 * leaf->width;
    draw_band(leaf);
    double x = on_pixel(leaf, start_of(leaf, leaf->margin, leaf->card_side));
    double y = on_pixel(leaf, leaf->bottom - leaf->card_side);
    double words_width = inner - leaf->card_side - gap;
    draw_code(leaf, x, y);
    if (words_width > 0.2 * leaf->width) {
        draw_words(leaf, start_of(leaf, leaf->margin + leaf->card_side + gap, words_width), y,
            words_width);
    }
    leaf->bottom = y - (leaf->poster->png != NULL ? 0.04 : 0.06) * leaf->width;
}

static void draw_head(const struct leaf *leaf, double y)
{
    const struct office_poster *poster = leaf->poster;
    bool has_picture = y > 0;
    double inner = leaf->width - 2 * leaf->margin;
    y += has_picture ? 0.035 * leaf->width : leaf->margin;
    struct block shop = {.text = poster->shop,
        .font = TEXT_FONT,
        .size = SHOP_SIZE,
        .size_least = SHOP_SIZE / 2,
        .width = inner,
        .height = 0.06 * leaf->width,
        .weight = PANGO_WEIGHT_SEMIBOLD};
    y += set_block(leaf, &shop, leaf->margin, y, poster->text_rgb);
    y += (has_picture ? 0.01 : 0.05) * leaf->width;
    double room = leaf->bottom - y;
    double of_subline = poster->subline[0] != '\0' ? (has_picture ? 0.36 : 0.28) * room : 0;
    struct block headline = {.text = poster->headline,
        .font = DISPLAY_FONT,
        .size = has_picture ? HEADLINE_SIZE_PICTURE : HEADLINE_SIZE,
        .size_least = HEADLINE_SIZE_LEAST,
        .width = inner,
        .height = room - of_subline,
        .weight = PANGO_WEIGHT_BOLD,
        .tracking = is_latin(poster->headline) ? -0.02 : 0,
        .is_tight = true};
    y += set_block(leaf, &headline, leaf->margin, y, poster->text_rgb);
    y += (has_picture ? 0.015 : 0.03) * leaf->width;
    if (leaf->bottom - y < SUBLINE_SIZE_LEAST * 1.3 * leaf->width) {
        return; /* a headline of many lines took its place */
    }
    struct block subline = {.text = poster->subline,
        .font = TEXT_FONT,
        .size = SUBLINE_SIZE,
        .size_least = SUBLINE_SIZE_LEAST,
        .width = inner * 0.92,
        .height = leaf->bottom - y,
        .weight = PANGO_WEIGHT_NORMAL};
    double x = start_of(leaf, leaf->margin, subline.width);
    set_block(leaf, &subline, x, y, poster->soft_rgb);
}

static void draw_leaf(struct leaf *leaf)
{
    set_colour(leaf->cairo, leaf->poster->ground_rgb);
    cairo_paint(leaf->cairo);
    measure_code(leaf);
    leaf->bottom = leaf->height - (leaf->poster->png != NULL ? 0.7 : 1.0) * leaf->margin;
    double head = draw_picture(leaf);
    draw_foot(leaf);
    draw_head(leaf, head);
}

/* --- the file --------------------------------------------------------------------------------- */

struct sink {
    office_write write;
    void *context;
    struct png_size png;
};

static cairo_status_t pass_pdf(void *context, const unsigned char *bytes, unsigned int size)
{
    struct sink *sink = context;
    return sink->write(sink->context, bytes, size) ? CAIRO_STATUS_SUCCESS
                                                   : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t pass_png(void *context, const unsigned char *bytes, unsigned int size)
{
    struct sink *sink = context;
    return png_size_write(&sink->png, bytes, size) ? CAIRO_STATUS_SUCCESS
                                                   : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *open_surface(
    const struct leaf *leaf, enum office_poster_kind kind, struct sink *sink)
{
    if (kind == OFFICE_POSTER_PDF) {
        cairo_surface_t *surface =
            cairo_pdf_surface_create_for_stream(pass_pdf, sink, leaf->width, leaf->height);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, leaf->poster->headline);
        return surface;
    }
    int width = (int)round(leaf->width / leaf->pixel);
    int height = (int)round(leaf->height / leaf->pixel);
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
}

bool poster_write(const struct office_poster *poster, enum office_poster_kind kind, int dpi,
    office_write write, void *context, int *out_code_um, char out_problem[OFFICE_PROBLEM_MAX])
{
    struct sink sink = {.write = write,
        .context = context,
        .png = {.write = write, .context = context, .dpi = (uint32_t)dpi}};
    struct leaf leaf = {.poster = poster,
        .width = poster->width_mm * POINTS_PER_MM,
        .height = poster->height_mm * POINTS_PER_MM,
        .pixel = 72.0 / dpi};
    leaf.margin = MARGIN * leaf.width;
    cairo_surface_t *surface = open_surface(&leaf, kind, &sink);
    leaf.cairo = cairo_create(surface);
    if (kind == OFFICE_POSTER_PNG) {
        cairo_scale(leaf.cairo, 1 / leaf.pixel, 1 / leaf.pixel);
    }
    draw_leaf(&leaf);
    cairo_show_page(leaf.cairo);
    cairo_status_t status = cairo_status(leaf.cairo);
    cairo_destroy(leaf.cairo);
    if (kind == OFFICE_POSTER_PNG && status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_write_to_png_stream(surface, pass_png, &sink);
    }
    cairo_surface_finish(surface);
    status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status(surface) : status;
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        snprintf(out_problem, OFFICE_PROBLEM_MAX, "%s", cairo_status_to_string(status));
        return false;
    }
    *out_code_um = (int)(leaf.module * poster->module_count / POINTS_PER_MM * 1000.0 + 0.5);
    return true;
}
