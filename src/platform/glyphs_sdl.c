#include "platform/glyphs_sdl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <SDL_ttf.h>

#include "base/error.h"
#include "platform/font_table.h"

/* A screen uses about twenty pairs of face and size; one costs 0.1 to 0.4 MiB while open. */
#define OPEN_FONTS_MAX 24
#define FONT_PATH_MAX 512
#define PROBE_SIZE_PX 16
#define RUN_TEXT_MAX 1024 /* bytes of one run; the kit cuts longer text */

struct open_font {
    TTF_Font *font; /* NULL: the slot is free */
    int face, size_px;
    uint64_t used_at; /* value of glyphs_sdl.uses when last asked for */
};

struct found_face {
    const struct font_file *file;
    char path[FONT_PATH_MAX];
    bool broken; /* the file is there and no font: asked once, then left alone */
};

struct glyphs_sdl {
    struct found_face *faces;
    int face_count;
    struct open_font open[OPEN_FONTS_MAX];
    uint64_t uses;
};

static bool find_in_folder(const char *folder, const char *name, char *out_path)
{
    int length = snprintf(out_path, FONT_PATH_MAX, "%s/%s", folder, name);
    return length > 0 && length < FONT_PATH_MAX && access(out_path, R_OK) == 0;
}

static bool find_file(const char *font_folder, const struct font_file *file, char *out_path)
{
    if (font_folder != NULL && find_in_folder(font_folder, file->name, out_path)) {
        return true;
    }
    const char *from_environment = getenv("TILLTALE_FONTS");
    if (from_environment != NULL && find_in_folder(from_environment, file->name, out_path)) {
        return true;
    }
    for (size_t i = 0; FONT_FOLDERS[i] != NULL; i++) {
        if (find_in_folder(FONT_FOLDERS[i], file->name, out_path)) {
            return true;
        }
    }
    return false;
}

/* Every Inter face, then the fallback families that are installed. */
static bool find_faces(struct glyphs_sdl *glyphs, const char *font_folder, struct error *err)
{
    for (size_t i = 0; i < FONT_FILE_COUNT; i++) {
        const struct font_file *file = &FONT_FILES[i];
        struct found_face *face = &glyphs->faces[glyphs->face_count];
        if (find_file(font_folder, file, face->path)) {
            face->file = file;
            glyphs->face_count++;
        } else if (i < FONT_FALLBACK_FIRST) {
            return error_set(err, ERROR_NOT_FOUND,
                "font %s not found in %s%s%s; install the package %s or set TILLTALE_FONTS",
                file->name, font_folder != NULL ? font_folder : "", font_folder != NULL ? ", " : "",
                FONT_FOLDERS[0], file->package);
        }
    }
    return true;
}

bool glyphs_sdl_open(const char *font_folder, struct glyphs_sdl **out_glyphs, struct error *err)
{
    struct glyphs_sdl *glyphs = calloc(1, sizeof(*glyphs));
    ASSERT(glyphs != NULL);
    glyphs->faces = calloc(FONT_FILE_COUNT, sizeof(*glyphs->faces));
    ASSERT(glyphs->faces != NULL);
    if (!find_faces(glyphs, font_folder, err)) {
        free(glyphs->faces);
        free(glyphs);
        return false;
    }
    if (TTF_Init() != 0) {
        free(glyphs->faces);
        free(glyphs);
        return error_set(err, ERROR_IO, "SDL_ttf does not start: %s", TTF_GetError());
    }
    *out_glyphs = glyphs;
    return true;
}

void glyphs_sdl_close(struct glyphs_sdl *glyphs)
{
    if (glyphs == NULL) {
        return;
    }
    for (size_t i = 0; i < OPEN_FONTS_MAX; i++) {
        if (glyphs->open[i].font != NULL) {
            TTF_CloseFont(glyphs->open[i].font);
        }
    }
    TTF_Quit();
    free(glyphs->faces);
    free(glyphs);
}

int glyphs_sdl_open_fonts(const struct glyphs_sdl *glyphs)
{
    int count = 0;
    for (size_t i = 0; i < OPEN_FONTS_MAX; i++) {
        count += glyphs->open[i].font != NULL;
    }
    return count;
}

static TTF_Font *load_font(struct found_face *face, int size_px)
{
    /* At SDL_ttf's 72 dots per inch a point is a pixel. */
    TTF_Font *font = TTF_OpenFontIndex(face->path, size_px, face->file->index);
    if (font == NULL) {
        face->broken = true;
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_NONE);
    TTF_SetFontKerning(font, 1);
    return font;
}

/* A free slot, made free if need be. */
static struct open_font *slot_for_new_font(struct glyphs_sdl *glyphs)
{
    struct open_font *oldest = &glyphs->open[0];
    for (size_t i = 0; i < OPEN_FONTS_MAX; i++) {
        struct open_font *slot = &glyphs->open[i];
        if (slot->font == NULL) {
            return slot;
        }
        if (slot->used_at < oldest->used_at) {
            oldest = slot;
        }
    }
    TTF_CloseFont(oldest->font);
    oldest->font = NULL;
    return oldest;
}

/* The font of a face and size; `size_px` 0 takes any size that is open. NULL if the file is not
 * a font. */
static TTF_Font *font_for(struct glyphs_sdl *glyphs, int face, int size_px)
{
    ASSERT(face >= 0 && face < glyphs->face_count);
    ASSERT(size_px >= 0);
    glyphs->uses++;
    for (size_t i = 0; i < OPEN_FONTS_MAX; i++) {
        struct open_font *slot = &glyphs->open[i];
        if (slot->font != NULL && slot->face == face &&
            (size_px == 0 || slot->size_px == size_px)) {
            slot->used_at = glyphs->uses;
            return slot->font;
        }
    }
    if (glyphs->faces[face].broken) {
        return NULL;
    }
    int open_size_px = size_px == 0 ? PROBE_SIZE_PX : size_px;
    TTF_Font *font = load_font(&glyphs->faces[face], open_size_px);
    if (font != NULL) {
        *slot_for_new_font(glyphs) = (struct open_font){
            .font = font, .face = face, .size_px = open_size_px, .used_at = glyphs->uses};
    }
    return font;
}

static bool covers(void *context, int face, uint32_t codepoint)
{
    struct glyphs_sdl *glyphs = context;
    ASSERT(face >= 0 && face < glyphs->face_count);
    if (face < FONT_FALLBACK_FIRST && codepoint >= 0x20 && codepoint < 0x7F) {
        return true; /* most text; saves a look into the font */
    }
    /* The table keeps a question about one Thai letter from opening thirty fonts. */
    if (!font_file_may_cover(glyphs->faces[face].file, codepoint)) {
        return false;
    }
    TTF_Font *font = font_for(glyphs, face, 0);
    return font != NULL && TTF_GlyphIsProvided32(font, codepoint) != 0;
}

static int bold(void *context, int face)
{
    const struct glyphs_sdl *glyphs = context;
    bool has_bold = face + 1 < glyphs->face_count && glyphs->faces[face + 1].file->is_bold &&
                    glyphs->faces[face + 1].file == glyphs->faces[face].file + 1;
    return has_bold ? face + 1 : face;
}

static struct glyph_metrics metrics(void *context, int face, int size_px)
{
    TTF_Font *font = font_for(context, face, size_px);
    if (font == NULL) {
        return (struct glyph_metrics){
            .ascent = size_px, .descent = size_px / 4, .line_height = size_px + size_px / 4};
    }
    return (struct glyph_metrics){.ascent = TTF_FontAscent(font),
        .descent = -TTF_FontDescent(font),
        .line_height = TTF_FontLineSkip(font)};
}

/* The font, told how to shape this run. NULL if the font refuses. */
static TTF_Font *font_for_run(struct glyphs_sdl *glyphs, const struct glyph_run *run)
{
    TTF_Font *font = font_for(glyphs, run->face, run->size_px);
    if (font == NULL) {
        return NULL;
    }
    char script[5] = {(char)(run->script >> 24 & 0xFF), (char)(run->script >> 16 & 0xFF),
        (char)(run->script >> 8 & 0xFF), (char)(run->script & 0xFF), '\0'};
    bool is_set =
        TTF_SetFontDirection(font,
            run->direction == TEXT_RIGHT_TO_LEFT ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR) == 0 &&
        TTF_SetFontScriptName(font, run->script != 0 ? script : "Zyyy") == 0;
    return is_set ? font : NULL;
}

/* SDL_ttf wants a terminated string. */
static bool run_text(const struct glyph_run *run, char out_text[RUN_TEXT_MAX])
{
    return run->text.size > 0 && text_copy_view(out_text, RUN_TEXT_MAX, run->text);
}

static int measure(void *context, const struct glyph_run *run)
{
    char text[RUN_TEXT_MAX];
    TTF_Font *font = font_for_run(context, run);
    int width = 0;
    if (font == NULL || !run_text(run, text)) {
        return 0;
    }
    bool is_measured = TTF_SizeUTF8(font, text, &width, NULL) == 0;
    memory_wipe(text, run->text.size); /* it may be somebody's name */
    return is_measured ? width : 0;
}

/* Takes one character off well-formed UTF-8. */
static uint32_t next_codepoint(const char **text)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    int more = bytes[0] >= 0xF0 ? 3 : bytes[0] >= 0xE0 ? 2 : bytes[0] >= 0xC0 ? 1 : 0;
    uint32_t codepoint = more == 0 ? bytes[0] : bytes[0] & (0x3FU >> more);
    (*text)++;
    for (; more > 0 && (**text & 0xC0) == 0x80; more--) {
        codepoint = codepoint << 6 | ((unsigned char)**text & 0x3FU);
        (*text)++;
    }
    return codepoint;
}

/* Where the baseline is in a picture of `height` rows. SDL_ttf makes the picture taller than the
 * font when a stacked accent stands above the ascent, and moves the baseline down with it. */
static int find_baseline(TTF_Font *font, const char *text, int height)
{
    int ascent = TTF_FontAscent(font);
    int above = 0;
    if (height <= TTF_FontHeight(font)) {
        return ascent;
    }
    while (*text != '\0') {
        int max_y = 0;
        uint32_t codepoint = next_codepoint(&text);
        if (TTF_GlyphMetrics32(font, codepoint, NULL, NULL, NULL, &max_y, NULL) == 0 &&
            max_y - ascent > above) {
            above = max_y - ascent;
        }
    }
    return ascent + above;
}

static void copy_coverage(const SDL_Surface *picture, struct glyph_image *out_image)
{
    const uint8_t *from = picture->pixels;
    for (int y = 0; y < picture->h; y++) {
        memcpy(out_image->alpha + (size_t)y * (size_t)out_image->stride,
            from + (size_t)y * (size_t)picture->pitch, (size_t)picture->w);
    }
}

static bool render(void *context, const struct glyph_run *run, struct glyph_image *out_image)
{
    char text[RUN_TEXT_MAX];
    TTF_Font *font = font_for_run(context, run);
    if (font == NULL || !run_text(run, text)) {
        return false;
    }
    /* Eight bits a pixel: white on black, the palette's index is the coverage. */
    SDL_Color white = {255, 255, 255, 255};
    SDL_Color black = {0, 0, 0, 255};
    SDL_Surface *picture = TTF_RenderUTF8_Shaded(font, text, white, black);
    if (picture == NULL) {
        return false;
    }
    ASSERT(picture->format->BytesPerPixel == 1);
    *out_image = (struct glyph_image){.width = picture->w,
        .height = picture->h,
        .stride = picture->w,
        .baseline = find_baseline(font, text, picture->h)};
    out_image->alpha = malloc((size_t)picture->w * (size_t)picture->h);
    ASSERT(out_image->alpha != NULL);
    copy_coverage(picture, out_image);
    memory_wipe(text, run->text.size);
    SDL_FreeSurface(picture);
    return true;
}

struct glyph_source glyphs_sdl_source(struct glyphs_sdl *glyphs)
{
    return (struct glyph_source){.context = glyphs,
        .face_count = glyphs->face_count,
        .covers = covers,
        .bold = bold,
        .metrics = metrics,
        .measure = measure,
        .render = render};
}
