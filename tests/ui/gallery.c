/* Gallery: draws pages of the kit's parts with the real fonts into PNG files, to be looked at,
 * and says what the audit finds on them.
 *
 *     ui_gallery FOLDER [WIDTH HEIGHT] [rtl] [contrast] [large] */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "platform/glyphs_sdl.h"
#include "tests/ui/pages.h"
#include "ui/audit.h"
#include "ui/png.h"
#include "ui/raster.h"
#include "ui/typeset.h"
#include "ui/ui.h"

static bool has_word(int count, char **words, const char *word)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static bool draw_page(struct ui *ui, struct painter *painter, const struct page *page,
    const struct surface *surface, const char *folder, struct error *err)
{
    char path[512];
    struct damage damage;
    struct ui_frame frame = {surface->width, surface->height, 1000};
    for (int i = 0; i < 3; i++) {
        ui_begin(ui, &frame);
        page->draw(ui);
        ui_end(ui);
    }
    painter_paint(painter, ui_draw_list(ui), surface, &damage);
    struct buffer findings = {0};
    if (ui_audit(ui, 0, &findings) > 0) {
        printf("%s %dx%d\n%s", page->name, surface->width, surface->height, findings.bytes);
    }
    buffer_close(&findings);
    snprintf(
        path, sizeof path, "%s/%s-%dx%d.png", folder, page->name, surface->width, surface->height);
    return png_write_file(surface, path, err);
}

int main(int count, char **words)
{
    if (count < 2) {
        fprintf(stderr, "ui_gallery FOLDER [WIDTH HEIGHT] [rtl] [contrast] [large]\n");
        return 2;
    }
    struct error err;
    struct glyphs_sdl *glyphs;
    if (!glyphs_sdl_open(NULL, &glyphs, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bool has_size = count > 3 && atoi(words[2]) > 0;
    int width = has_size ? atoi(words[2]) : 1920;
    int height = has_size ? atoi(words[3]) : 1080;
    struct glyph_source source = glyphs_sdl_source(glyphs);
    struct typesetter *type = typesetter_open(&source, TYPESET_CACHE_BYTES);
    struct ui *ui = ui_open(type);
    ui_set(
        ui, &(struct ui_settings){
                .theme = has_word(count, words, "contrast") ? THEME_HIGH_CONTRAST : THEME_STANDARD,
                .text_percent = has_word(count, words, "large") ? 130 : 100,
                .is_mirrored = has_word(count, words, "rtl"),
            });
    struct painter *painter = painter_open(type);
    struct surface surface = {
        calloc((size_t)(width * height), sizeof(uint32_t)), width, height, width};
    int result = surface.pixels == NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(PAGES) && result == 0; i++) {
        if (!draw_page(ui, painter, &PAGES[i], &surface, words[1], &err)) {
            fprintf(stderr, "%s\n", err.text);
            result = 1;
        }
        ui_reset(ui);
    }
    printf("cache %zu bytes\n", typesetter_cache_size(type));
    free(surface.pixels);
    painter_close(painter);
    ui_close(ui);
    typesetter_close(type);
    glyphs_sdl_close(glyphs);
    return result;
}
