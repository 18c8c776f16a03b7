#include "ui/typeset.h"

#include <stdlib.h>
#include <string.h>

#include <fribidi.h>
#include <utf8proc.h>

#include "base/compiler.h"
#include "ui/grapheme.h"
#include "ui/run_cache.h"
#include "ui/script.h"

#define CELL_WIDTHS_MAX 32
#define LINE_CHARACTERS_MAX TYPESET_LINE_BYTES_MAX
#define FIRST_RIGHT_TO_LEFT 0x590 /* no character below it runs right to left */

struct cell_width {
    int face, size_px, width;
};

struct typesetter {
    struct glyph_source source;
    struct run_cache cache;
    struct glyph_image personal; /* the last personal picture, until the next call */
    struct cell_width cell_widths[CELL_WIDTHS_MAX];
    int cell_width_count, cell_width_next;
};

/* One line while it is taken apart. */
struct characters {
    FriBidiChar codepoint[LINE_CHARACTERS_MAX];
    uint32_t begin[LINE_CHARACTERS_MAX + 1]; /* byte offset of each, and the end */
    FriBidiLevel level[LINE_CHARACTERS_MAX];
    uint32_t script[LINE_CHARACTERS_MAX];
    int face[LINE_CHARACTERS_MAX];
    bool is_span[LINE_CHARACTERS_MAX];
    int count;
    bool has_high; /* a character that may run right to left */
};

struct typesetter *typesetter_open(const struct glyph_source *source, size_t cache_bytes_max)
{
    struct typesetter *type = calloc(1, sizeof *type);
    ASSERT(type != NULL);
    type->source = *source;
    type->cache.byte_count_max = cache_bytes_max;
    return type;
}

static void drop_personal(struct typesetter *type)
{
    if (type->personal.alpha != NULL) {
        memory_wipe(
            type->personal.alpha, (size_t)type->personal.stride * (size_t)type->personal.height);
        free(type->personal.alpha);
    }
    type->personal = (struct glyph_image){0};
}

void typesetter_close(struct typesetter *type)
{
    if (type == NULL) {
        return;
    }
    drop_personal(type);
    run_cache_clear(&type->cache);
    free(type);
}

size_t typesetter_cache_size(const struct typesetter *type)
{
    return type->cache.byte_count;
}

struct glyph_metrics typeset_metrics(struct typesetter *type, int face, int size_px)
{
    return type->source.metrics(type->source.context, face, size_px);
}

static int measure(struct typesetter *type, const struct glyph_run *run, bool is_personal)
{
    if (run->text.size == 0) {
        return 0;
    }
    if (is_personal) {
        return type->source.measure(type->source.context, run);
    }
    return run_cache_get(&type->cache, &type->source, run)->advance;
}

const struct glyph_image *typeset_image(
    struct typesetter *type, const struct glyph_run *run, bool is_personal)
{
    drop_personal(type);
    if (run->text.size == 0) {
        return NULL;
    }
    if (is_personal) {
        bool is_made = type->source.render(type->source.context, run, &type->personal);
        return is_made ? &type->personal : NULL;
    }
    struct run_entry *entry = run_cache_get(&type->cache, &type->source, run);
    run_cache_render(&type->cache, &type->source, entry, run);
    return entry->is_rendered ? &entry->image : NULL;
}

int typeset_advance(struct typesetter *type, const struct glyph_run *run, bool is_personal)
{
    return measure(type, run, is_personal);
}

int typeset_cell_width(struct typesetter *type, int face, int size_px)
{
    for (int i = 0; i < type->cell_width_count; i++) {
        if (type->cell_widths[i].face == face && type->cell_widths[i].size_px == size_px) {
            return type->cell_widths[i].width;
        }
    }
    int width = 0;
    for (int digit = 0; digit < 10; digit++) {
        struct glyph_run run = {
            {&"0123456789"[digit], 1}, face, size_px, TEXT_LEFT_TO_RIGHT, SCRIPT_LATIN};
        int advance = measure(type, &run, false);
        width = advance > width ? advance : width;
    }
    type->cell_widths[type->cell_width_next] = (struct cell_width){face, size_px, width};
    type->cell_width_next = (type->cell_width_next + 1) % CELL_WIDTHS_MAX;
    if (type->cell_width_count < CELL_WIDTHS_MAX) {
        type->cell_width_count++;
    }
    return width;
}

/* Decodes up to the limit; a bad byte becomes U+FFFD and is taken alone. */
static void decode(struct text_view text, struct characters *line)
{
    size_t at = 0;
    line->count = 0;
    line->has_high = false;
    while (at < text.size && line->count < LINE_CHARACTERS_MAX) {
        utf8proc_int32_t codepoint = (unsigned char)text.bytes[at];
        utf8proc_ssize_t size = 1;
        if (codepoint >= 0x80) {
            size = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at,
                (utf8proc_ssize_t)(text.size - at), &codepoint);
        }
        if (size < 1) {
            size = 1;
            codepoint = 0xFFFD;
        }
        line->codepoint[line->count] = (FriBidiChar)codepoint;
        line->begin[line->count] = (uint32_t)at;
        line->has_high |= codepoint >= FIRST_RIGHT_TO_LEFT;
        line->count++;
        at += (size_t)size;
    }
    line->begin[line->count] = (uint32_t)at;
}

/* Fills the embedding levels and returns the paragraph's direction. */
static enum text_direction find_levels(struct characters *line, const struct type_style *style)
{
    bool is_reversed = style->has_base && style->base == TEXT_RIGHT_TO_LEFT;
    if (!line->has_high && !is_reversed) {
        memset(line->level, 0, (size_t)line->count * sizeof line->level[0]);
        return TEXT_LEFT_TO_RIGHT;
    }
    FriBidiCharType types[LINE_CHARACTERS_MAX];
    FriBidiBracketType brackets[LINE_CHARACTERS_MAX];
    FriBidiParType paragraph = is_reversed       ? FRIBIDI_PAR_RTL
                               : style->has_base ? FRIBIDI_PAR_LTR
                                                 : FRIBIDI_PAR_WLTR;
    fribidi_get_bidi_types(line->codepoint, line->count, types);
    fribidi_get_bracket_types(line->codepoint, line->count, types, brackets);
    FriBidiLevel highest =
        fribidi_get_par_embedding_levels_ex(types, brackets, line->count, &paragraph, line->level);
    if (highest == 0) { /* out of memory: left to right is readable, nothing is not */
        memset(line->level, 0, (size_t)line->count * sizeof line->level[0]);
    }
    return FRIBIDI_IS_RTL(paragraph) ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT;
}

/* Characters without a script of their own take the one before them, at the front the first
 * that follows. */
static void find_scripts(struct characters *line)
{
    uint32_t current = SCRIPT_COMMON;
    for (int i = 0; i < line->count; i++) {
        uint32_t script = script_of(line->codepoint[i]);
        if (script != SCRIPT_COMMON && !script_is_mark(line->codepoint[i])) {
            if (current == SCRIPT_COMMON) {
                for (int before = 0; before < i; before++) {
                    line->script[before] = script;
                }
            }
            current = script;
        }
        line->script[i] = current;
    }
    if (current == SCRIPT_COMMON) {
        for (int i = 0; i < line->count; i++) {
            line->script[i] = SCRIPT_LATIN;
        }
    }
}

static int face_for(struct typesetter *type, uint32_t codepoint, int wanted)
{
    const struct glyph_source *source = &type->source;
    if (codepoint < 0x80 || source->covers(source->context, wanted, codepoint)) {
        return wanted;
    }
    for (int face = FONT_FALLBACK_FIRST; face < source->face_count; face++) {
        if (source->covers(source->context, face, codepoint)) {
            bool wants_bold = wanted >= FONT_TEXT_600 && source->bold != NULL;
            return wants_bold ? source->bold(source->context, face) : face;
        }
    }
    return wanted;
}

/* Marks and signs stay in the face of what stands before them where it has them, so that a
 * word is not torn apart. */
static void find_faces(struct typesetter *type, struct characters *line,
    const struct type_style *style, const struct type_span *spans, size_t span_count)
{
    for (int i = 0; i < line->count; i++) {
        int wanted = style->face;
        line->is_span[i] = false;
        for (size_t s = 0; s < span_count; s++) {
            if (line->begin[i] >= spans[s].begin && line->begin[i] < spans[s].end) {
                wanted = spans[s].face;
                line->is_span[i] = true;
            }
        }
        uint32_t codepoint = line->codepoint[i];
        bool joins = i > 0 && line->face[i - 1] >= FONT_FALLBACK_FIRST &&
                     line->is_span[i] == line->is_span[i - 1] &&
                     (script_is_mark(codepoint) ||
                         (script_of(codepoint) == SCRIPT_COMMON && codepoint >= 0x80)) &&
                     type->source.covers(type->source.context, line->face[i - 1], codepoint);
        line->face[i] = joins ? line->face[i - 1] : face_for(type, codepoint, wanted);
    }
}

static bool is_digit(uint32_t codepoint)
{
    return codepoint >= '0' && codepoint <= '9';
}

/* Marks, embeddings and isolates: they steer the order and are never drawn. */
static bool is_steering(uint32_t codepoint)
{
    return codepoint == 0x61C || codepoint == 0x200E || codepoint == 0x200F ||
           (codepoint >= 0x202A && codepoint <= 0x202E) ||
           (codepoint >= 0x2066 && codepoint <= 0x2069);
}

static bool same_run(
    const struct characters *line, const struct type_style *style, int before, int after)
{
    return line->level[before] == line->level[after] && line->face[before] == line->face[after] &&
           line->script[before] == line->script[after] &&
           line->is_span[before] == line->is_span[after] &&
           is_steering(line->codepoint[before]) == is_steering(line->codepoint[after]) &&
           (!style->has_figures ||
               is_digit(line->codepoint[before]) == is_digit(line->codepoint[after]));
}

/* The width of a run, and how it is set. Cells take the tracking into their width. */
static void measure_run(struct typesetter *type, struct text_view text,
    const struct type_style *style, int character_count, bool has_digits, struct type_run *run)
{
    run->is_cells = style->has_figures && has_digits;
    if (run->is_cells) {
        int cell = typeset_cell_width(type, run->face, style->size_px);
        run->cell_width = (cell * 1000 + style->tracking_milli + 500) / 1000;
        run->width = run->cell_width * character_count;
        return;
    }
    struct glyph_run glyphs = {{text.bytes + run->begin, run->end - run->begin}, run->face,
        style->size_px, run->direction, run->script};
    run->width = measure(type, &glyphs, style->is_personal);
    run->is_separable = script_is_separable(run->script) && run->face < FONT_FALLBACK_FIRST;
    if (style->tracking_milli != 0 && run->is_separable) {
        run->width += character_count * style->tracking_milli / 1000;
    }
}

/* Rule L2 of the Unicode bidirectional algorithm: from the highest level to the lowest odd one,
 * every stretch of runs at that level or above is turned round. */
static void order_runs(struct type_run *runs, const FriBidiLevel *levels, int count)
{
    int order[TYPESET_RUNS_MAX];
    FriBidiLevel highest = 0;
    FriBidiLevel lowest_odd = 127;
    for (int i = 0; i < count; i++) {
        order[i] = i;
        highest = levels[i] > highest ? levels[i] : highest;
        if (levels[i] % 2 == 1 && levels[i] < lowest_odd) {
            lowest_odd = levels[i];
        }
    }
    for (int level = highest; level >= lowest_odd; level--) {
        for (int begin = 0; begin < count; begin++) {
            int end = begin;
            while (end < count && levels[order[end]] >= level) {
                end++;
            }
            for (int a = begin, b = end - 1; a < b; a++, b--) {
                int swap = order[a];
                order[a] = order[b];
                order[b] = swap;
            }
            begin = end > begin ? end - 1 : begin;
        }
    }
    struct type_run ordered[TYPESET_RUNS_MAX];
    for (int i = 0; i < count; i++) {
        ordered[i] = runs[order[i]];
    }
    memcpy(runs, ordered, (size_t)count * sizeof runs[0]);
}

static void split_runs(struct typesetter *type, struct text_view text,
    const struct characters *line, const struct type_style *style, struct type_line *out_line)
{
    FriBidiLevel levels[TYPESET_RUNS_MAX];
    int begin = 0;
    while (begin < line->count && out_line->run_count < TYPESET_RUNS_MAX) {
        int end = begin + 1;
        while (end < line->count && same_run(line, style, begin, end)) {
            end++;
        }
        if (is_steering(line->codepoint[begin])) {
            begin = end;
            continue;
        }
        struct type_run *run = &out_line->runs[out_line->run_count];
        *run = (struct type_run){
            .begin = line->begin[begin],
            .end = line->begin[end],
            .face = line->face[begin],
            .is_span = line->is_span[begin],
            .direction = line->level[begin] % 2 == 1 ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT,
            .script = line->script[begin],
        };
        measure_run(type, text, style, end - begin, is_digit(line->codepoint[begin]), run);
        levels[out_line->run_count++] = line->level[begin];
        begin = end;
    }
    order_runs(out_line->runs, levels, out_line->run_count);
    for (int i = 0; i < out_line->run_count; i++) {
        out_line->runs[i].x = out_line->width;
        out_line->width += out_line->runs[i].width;
    }
}

void typeset_line(struct typesetter *type, struct text_view text, const struct type_style *style,
    const struct type_span *spans, size_t span_count, struct type_line *out_line)
{
    struct characters line;
    decode(text, &line);
    out_line->run_count = 0;
    out_line->width = 0;
    out_line->direction = find_levels(&line, style);
    find_scripts(&line);
    find_faces(type, &line, style, spans, span_count);
    split_runs(type, text, &line, style, out_line);
    if (style->is_personal) {
        memory_wipe(&line, sizeof line);
    }
}

enum text_direction typeset_direction(struct text_view text)
{
    int depth = 0; /* what stands isolated does not count (rule P2) */
    for (size_t at = 0; at < text.size;) {
        utf8proc_int32_t codepoint;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at,
            (utf8proc_ssize_t)(text.size - at), &codepoint);
        FriBidiCharType kind = fribidi_get_bidi_type(size < 1 ? 0xFFFD : (FriBidiChar)codepoint);
        if (FRIBIDI_IS_ISOLATE(kind)) {
            depth += kind == FRIBIDI_TYPE_PDI ? -(depth > 0) : 1;
        } else if (depth == 0 && FRIBIDI_IS_STRONG(kind)) {
            return FRIBIDI_IS_RTL(kind) ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT;
        }
        at += size < 1 ? 1 : (size_t)size;
    }
    return TEXT_LEFT_TO_RIGHT;
}

int typeset_width(struct typesetter *type, struct text_view text, const struct type_style *style)
{
    struct type_line line;
    typeset_line(type, text, style, NULL, 0, &line);
    return line.width;
}

/* --- Breaking and cutting --- */

#define UNIT_LETTERS_MAX 2

static struct text_view part(struct text_view text, size_t begin, size_t end)
{
    return (struct text_view){text.bytes + begin, end - begin};
}

static int part_width(struct typesetter *type, struct text_view text, size_t begin, size_t end,
    const struct type_style *style)
{
    return typeset_width(type, part(text, begin, end), style);
}

/* True for the space of "250 g": a number keeps its unit of one or two letters. */
static bool is_before_unit(struct text_view text, size_t at)
{
    size_t letters = 0;
    bool follows_digit = at > 0 && text.bytes[at - 1] >= '0' && text.bytes[at - 1] <= '9';
    for (size_t i = at + 1; i < text.size && text.bytes[i] != ' ' && text.bytes[i] != '\n'; i++) {
        bool is_letter = (text.bytes[i] >= 'a' && text.bytes[i] <= 'z') ||
                         (text.bytes[i] >= 'A' && text.bytes[i] <= 'Z');
        letters += is_letter ? 1 : UNIT_LETTERS_MAX + 1;
    }
    return follows_digit && letters > 0 && letters <= UNIT_LETTERS_MAX;
}

/* Where the first line of `text` ends: at a line break, after the last word that fits, else
 * after the last grapheme that fits. At least one grapheme is taken. */
static size_t line_end(
    struct typesetter *type, struct text_view text, const struct type_style *style, int width)
{
    size_t fits = 0;
    for (size_t at = 0; at <= text.size; at++) {
        bool is_end = at == text.size || text.bytes[at] == ' ' || text.bytes[at] == '\n';
        if (!is_end || (at < text.size && text.bytes[at] == ' ' && is_before_unit(text, at))) {
            continue;
        }
        if (part_width(type, text, 0, at, style) > width) {
            break;
        }
        fits = at;
        if (at < text.size && text.bytes[at] == '\n') {
            return at;
        }
    }
    if (fits > 0) {
        return fits;
    }
    size_t end = grapheme_end(text, 0);
    while (end < text.size && text.bytes[end] != '\n') {
        size_t next = grapheme_end(text, end);
        if (part_width(type, text, 0, next, style) > width) {
            break;
        }
        end = next;
    }
    return end;
}

#define TAIL_GRAPHEMES_MAX 9 /* "1,000 ml": a size and its unit */
#define TAIL_GRAPHEMES_MIN 4

/* Where the end that must stay begins: at the first word within the last graphemes, else a few
 * graphemes from the end. */
static size_t tail_begin(struct text_view text)
{
    size_t begins[TAIL_GRAPHEMES_MAX] = {0}; /* of the last graphemes, in a ring */
    size_t count = 0;
    for (size_t at = 0; at < text.size; at = grapheme_end(text, at)) {
        begins[count++ % TAIL_GRAPHEMES_MAX] = at;
    }
    size_t kept = count < TAIL_GRAPHEMES_MAX ? count : TAIL_GRAPHEMES_MAX;
    for (size_t i = count - kept; i < count; i++) {
        size_t at = begins[i % TAIL_GRAPHEMES_MAX];
        if (at > 0 && text.bytes[at - 1] == ' ' && text.bytes[at] != ' ') {
            return at;
        }
    }
    size_t few = count < TAIL_GRAPHEMES_MIN ? count : TAIL_GRAPHEMES_MIN;
    return count == 0 ? 0 : begins[(count - few) % TAIL_GRAPHEMES_MAX];
}

/* Writes head + ellipsis + tail and returns its width. */
static int compose(struct typesetter *type, struct text_view head, struct text_view tail,
    bool has_space, const struct type_style *style, struct text_out *out)
{
    size_t begin = out->size;
    text_out_append_view(out, head);
    text_out_append(out, has_space && tail.size > 0 ? "\u2026 " : "\u2026");
    text_out_append_view(out, tail);
    struct text_view made = {out->bytes + begin, out->size - begin};
    return typeset_width(type, made, style);
}

/* Cuts one line in the middle so that it fits: the longest head that leaves room for the tail;
 * without room for the tail, at the end. */
static void cut_middle(struct typesetter *type, struct text_view text,
    const struct type_style *style, int width, struct text_out *out)
{
    size_t tail_at = tail_begin(text);
    bool has_space = tail_at > 0 && text.bytes[tail_at - 1] == ' ';
    struct text_view tail = part(text, tail_at, text.size);
    struct text_out begin = *out;
    for (int with_tail = 1; with_tail >= 0; with_tail--) {
        struct text_view kept = with_tail ? tail : part(text, 0, 0);
        size_t limit = with_tail ? tail_at : text.size;
        size_t best = 0;
        /* Heads are tried from the longest that could fit: widths grow with the text, so a
         * search by halves over bytes that are moved to a grapheme's begin is enough. */
        size_t low = 0;
        size_t high = limit;
        while (low < high) {
            size_t middle = (low + high + 1) / 2;
            size_t at = 0;
            while (at < middle && grapheme_end(text, at) <= middle) {
                at = grapheme_end(text, at);
            }
            *out = begin;
            struct text_view head = text_view_trim(part(text, 0, at));
            if (compose(type, head, kept, has_space, style, out) <= width) {
                best = at;
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (best > 0 || !with_tail) {
            *out = begin;
            compose(type, text_view_trim(part(text, 0, best)), kept, has_space, style, out);
            return;
        }
    }
}

int typeset_wrap(struct typesetter *type, struct text_view text, const struct type_style *style,
    int width, int lines_max, char *out_text, size_t capacity, bool *out_is_cut)
{
    struct text_out out = text_out_begin(out_text, capacity);
    int lines = 0;
    *out_is_cut = false;
    if (text.size > TYPESET_LINE_BYTES_MAX) {
        text.size = TYPESET_LINE_BYTES_MAX;
        *out_is_cut = true;
    }
    do {
        bool is_last = lines == lines_max - 1;
        size_t end = line_end(type, text, style, width);
        bool is_short =
            end < text.size || (text.size > 0 && part_width(type, text, 0, end, style) > width);
        if (lines > 0) {
            text_out_append_char(&out, '\0');
        }
        if (is_last && is_short) {
            cut_middle(type, text, style, width, &out);
            *out_is_cut = true;
            end = text.size;
        } else {
            text_out_append_view(&out, part(text, 0, end));
        }
        lines++;
        while (end < text.size && text.bytes[end] == ' ') {
            end++;
        }
        end += end < text.size && text.bytes[end] == '\n';
        text = part(text, end, text.size);
    } while (text.size > 0 && lines < lines_max);
    *out_is_cut |= out.cut;
    return lines;
}
