#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define TEXT_PX_MIN 15       /* no text is smaller on any screen */
#define TEXT_ENLARGED_MAX 44 /* larger type is large enough at 130 % */
#define TEXT_BYTES_MAX 2048
#define LINE_HEIGHT_PERCENT 118
#define CAPITAL_MILLI 727            /* height of Inter's capitals, thousandths of the size */
#define DISPLAY_TRACKING_MILLI (-22) /* thousandths of the size */
#define MONEY_TRACKING_MILLI (-34)

/* A style in device pixels. */
struct text_job {
    struct ui *ui;
    struct type_style type;
    const struct ui_text_style *style;
    struct pixel_rect area;
    uint32_t rgb, highlight_rgb;
    int line_height;
    enum ui_align align; /* already turned round for right-to-left */
    int widest;
};

int ui_text_px(const struct ui *ui, int size)
{
    if (size <= 0) {
        size = TYPE_BODY;
    }
    if (size <= TEXT_ENLARGED_MAX) {
        size = size * ui->settings.text_percent / 100;
    }
    int px = ui_px(ui, size);
    return px < TEXT_PX_MIN ? TEXT_PX_MIN : px;
}

static int face_of(const struct ui_text_style *style)
{
    if (style->is_display) {
        return style->weight == UI_WEIGHT_700 ? FONT_DISPLAY_700 : FONT_DISPLAY_600;
    }
    return FONT_TEXT_400 + (int)style->weight;
}

static struct type_style type_style_of(const struct ui_text_style *style, int size_px)
{
    int tracking = style->tracking_percent_milli;
    if (tracking == 0 && style->is_display) {
        tracking = DISPLAY_TRACKING_MILLI;
    }
    return (struct type_style){
        .face = face_of(style),
        .size_px = size_px,
        .tracking_milli = tracking * size_px,
        .has_figures = style->has_figures,
        .is_personal = style->is_personal,
    };
}

/* Adds one run's item. The rect leaves room at the sides for what hangs over. */
static void add_run(const struct text_job *job, struct text_view text, const struct type_run *run,
    int x, int baseline)
{
    struct glyph_metrics metrics = typeset_metrics(job->ui->type, run->face, job->type.size_px);
    int side = job->type.size_px / 4 + 1;
    bool is_tracked = !run->is_cells && job->type.tracking_milli != 0 && run->is_separable;
    struct draw_text item = {
        .baseline = baseline,
        .side_room = side,
        .face = run->face,
        .size_px = job->type.size_px,
        .direction = run->direction,
        .script = run->script,
        .rgb = run->is_span ? job->highlight_rgb : job->rgb,
        .setting = run->is_cells ? DRAW_TEXT_CELLS
                   : is_tracked  ? DRAW_TEXT_TRACKED
                                 : DRAW_TEXT_WHOLE,
        .cell_width = run->cell_width,
        .tracking_milli = is_tracked ? job->type.tracking_milli : 0,
        .is_personal = job->type.is_personal,
    };
    struct pixel_rect rect = {x + run->x - side, baseline - metrics.ascent - 2,
        run->width + 2 * side, metrics.ascent + metrics.descent + 4};
    draw_list_add_text(&job->ui->list, rect, &item,
        (struct text_view){text.bytes + run->begin, run->end - run->begin});
}

static int aligned_x(const struct text_job *job, int width)
{
    switch (job->align) {
    case UI_ALIGN_START:
        return job->area.x;
    case UI_ALIGN_CENTER:
        return job->area.x + (job->area.width - width) / 2;
    case UI_ALIGN_END:
        return job->area.x + job->area.width - width;
    }
    return job->area.x;
}

#define SPANS_MAX 8

static void draw_line(struct text_job *job, struct text_view text, int top, bool has_spans)
{
    struct type_span spans[SPANS_MAX];
    size_t span_count = has_spans ? job->style->highlight_count : 0;
    span_count = span_count > SPANS_MAX ? SPANS_MAX : span_count;
    for (size_t i = 0; i < span_count; i++) {
        spans[i] = (struct type_span){
            job->style->highlights[i].begin, job->style->highlights[i].end, FONT_TEXT_700};
    }
    struct type_line line;
    typeset_line(job->ui->type, text, &job->type, spans, span_count, &line);
    /* Capitals stand in the middle of their line, so of a button too. */
    int baseline = top + (job->line_height * 1000 + job->type.size_px * CAPITAL_MILLI) / 2000;
    int x = aligned_x(job, line.width);
    for (int i = 0; i < line.run_count; i++) {
        add_run(job, text, &line.runs[i], x, baseline);
    }
    job->widest = line.width > job->widest ? line.width : job->widest;
}

static int top_of(const struct text_job *job, enum ui_vertical vertical, int height)
{
    switch (vertical) {
    case UI_VERTICAL_MIDDLE:
        return job->area.y + (job->area.height - height) / 2;
    case UI_VERTICAL_TOP:
        return job->area.y;
    case UI_VERTICAL_BOTTOM:
        return job->area.y + job->area.height - height;
    }
    return job->area.y;
}

static int line_height_px(const struct ui_text_style *style, int size_px)
{
    int percent = style->line_percent > 0 ? style->line_percent : LINE_HEIGHT_PERCENT;
    return (size_px * percent + 50) / 100;
}

/* The style at the largest size at which the text fits one line. */
static struct type_style fitting_style(
    struct ui *ui, const struct ui_text_style *style, struct text_view text, int width)
{
    int size_px = ui_text_px(ui, style->size);
    struct type_style type = type_style_of(style, size_px);
    while (
        style->is_fixed && size_px > TEXT_PX_MIN && typeset_width(ui->type, text, &type) > width) {
        size_px -= 1 + size_px / 40;
        type = type_style_of(style, size_px < TEXT_PX_MIN ? TEXT_PX_MIN : size_px);
    }
    return type;
}

static struct text_job job_of(
    struct ui *ui, struct rect rect, struct text_view text, const struct ui_text_style *style)
{
    struct text_job job = {
        .ui = ui,
        .style = style,
        .area = ui_pixel_rect(ui, rect),
        .rgb = ui_rgb(ui, style->colour),
        .highlight_rgb = ui_rgb(ui, COLOUR_GREEN),
        .align = style->align,
    };
    job.type = fitting_style(ui, style, text, job.area.width);
    job.line_height = line_height_px(style, job.type.size_px);
    if (ui->transform.is_mirrored && style->align != UI_ALIGN_CENTER) {
        job.align = style->align == UI_ALIGN_START ? UI_ALIGN_END : UI_ALIGN_START;
    }
    return job;
}

static int draw_text(
    struct text_job *job, struct ui_element *element, struct text_view text, int *out_lines)
{
    char pieces[TEXT_BYTES_MAX];
    bool is_cut = false;
    int lines_max = job->style->lines_max < 1 ? 1 : job->style->lines_max;
    int lines = typeset_wrap(job->ui->type, text, &job->type, job->area.width, lines_max, pieces,
        sizeof pieces, &is_cut);
    if (lines > 1 || is_cut) { /* every line runs as the whole does */
        job->type.has_base = true;
        job->type.base = typeset_direction(text);
    }
    int height = lines * job->line_height;
    int top = top_of(job, job->style->vertical, height);
    const char *piece = pieces;
    for (int i = 0; i < lines; i++) {
        struct text_view line = text_view_of(piece);
        draw_line(job, line, top + i * job->line_height, lines == 1 && !is_cut);
        piece += line.size + 1;
    }
    if (job->style->is_personal) {
        memory_wipe(pieces, sizeof pieces);
    }
    element->is_text_cut |= is_cut;
    *out_lines = lines;
    return height;
}

int ui_text_in(struct ui *ui, struct ui_element *element, struct rect rect, const char *text,
    const struct ui_text_style *style)
{
    if (text == NULL || text[0] == '\0') {
        return 0;
    }
    struct text_view view = text_view_of(text);
    struct text_job job = job_of(ui, rect, view, style);
    int lines = 0;
    int height = draw_text(&job, element, view, &lines);
    element->text_size = job.type.size_px;
    element->is_text_bold = style->weight == UI_WEIGHT_700 || style->weight == UI_WEIGHT_600;
    element->is_personal |= style->is_personal;
    /* Taller than its place: with its lines on top of something else. */
    element->is_text_cut |= height > job.area.height + job.line_height / 3;
    return ui_design(ui, height);
}

int ui_text(struct ui *ui, struct rect rect, const char *text, const struct ui_text_style *style)
{
    if (text == NULL || text[0] == '\0') {
        return 0;
    }
    struct ui_element scratch = {0};
    struct ui_element *element = &scratch;
    if (!style->is_silent && ui_is_visible(ui, rect)) {
        element = ui_add_element(ui, 0, UI_ROLE_TEXT, text, NULL, rect, style->is_personal);
    }
    return ui_text_in(ui, element, rect, text, style);
}

int ui_text_width(struct ui *ui, const char *text, const struct ui_text_style *style)
{
    struct type_style type = type_style_of(style, ui_text_px(ui, style->size));
    return ui_design(ui, typeset_width(ui->type, text_view_of(text), &type));
}

int ui_line_height(const struct ui *ui, const struct ui_text_style *style)
{
    return ui_design(ui, line_height_px(style, ui_text_px(ui, style->size)));
}

int ui_text_height(struct ui *ui, int width, const char *text, const struct ui_text_style *style)
{
    char pieces[TEXT_BYTES_MAX];
    bool is_cut;
    struct type_style type = type_style_of(style, ui_text_px(ui, style->size));
    int lines_max = style->lines_max < 1 ? 1 : style->lines_max;
    int lines = typeset_wrap(ui->type, text_view_of(text), &type, ui_px(ui, width), lines_max,
        pieces, sizeof pieces, &is_cut);
    if (style->is_personal) {
        memory_wipe(pieces, sizeof pieces);
    }
    return ui_design(ui, lines * line_height_px(style, type.size_px));
}

/* ---- Money ---- */

int ui_money_size(int size, int digits)
{
    int step = digits <= 4 ? 104 : digits <= 6 ? 88 : digits <= 7 ? 72 : digits <= 8 ? 64 : 52;
    /* A slot that begins larger or smaller keeps its own first step. */
    if (digits <= 4) {
        return size;
    }
    return size < step ? size : step;
}

static int count_digits(const char *text)
{
    int digits = 0;
    for (; *text != '\0'; text++) {
        digits += *text >= '0' && *text <= '9';
    }
    return digits;
}

void ui_money(struct ui *ui, struct rect rect, const struct ui_money *money)
{
    int digits = count_digits(money->text);
    digits = digits < money->digits_held ? money->digits_held : digits;
    int size = money->size == 0 ? TYPE_MONEY_LARGE : money->size;
    struct ui_text_style style = {
        .size = money->is_steady ? size : ui_money_size(size, digits),
        .weight = UI_WEIGHT_700,
        .is_display = true,
        .has_figures = true,
        .is_fixed = true,
        .tracking_percent_milli = MONEY_TRACKING_MILLI,
        .colour = money->colour,
        .align = money->align,
        .vertical = money->vertical,
    };
    ui_text(ui, rect, money->text, &style);
}
