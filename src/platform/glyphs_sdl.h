#ifndef TILLTALE_PLATFORM_GLYPHS_SDL_H
#define TILLTALE_PLATFORM_GLYPHS_SDL_H

/* Glyphs from SDL_ttf: the kit's glyph source on Inter, with the Noto families for every script
 * that Inter has no letters for.
 *
 * Looked for in this order: the folder given, the folder in $TILLTALE_FONTS, Debian's folders.
 * The Inter faces must be there; a Noto family that is not installed is left out. Nothing but
 * the files' presence is looked at when opening: a font is read when its first text comes.
 *
 * SDL_ttf keeps one size of a font at a time and forgets all glyphs when it changes, so there is
 * one TTF_Font a face and size, the least recently used of them closed beyond a cap. No hinting
 * and whole pixel positions: the same text gives the same picture on every machine with these
 * library and font versions. Used from one thread only. */

#include <stdbool.h>

#include "base/compiler.h"
#include "ui/glyphs.h"

struct error;
struct glyphs_sdl;

/* `font_folder` may be NULL. Errors: ERROR_NOT_FOUND (names the file, the folders looked in and
 * the Debian package that has it), ERROR_IO. */
MUST_CHECK bool glyphs_sdl_open(
    const char *font_folder, struct glyphs_sdl **out_glyphs, struct error *err);

/* NULL is fine. Sources made from it end with it. */
void glyphs_sdl_close(struct glyphs_sdl *glyphs);

struct glyph_source glyphs_sdl_source(struct glyphs_sdl *glyphs);

/* How many fonts are open now: for tests and for the memory bench. */
int glyphs_sdl_open_fonts(const struct glyphs_sdl *glyphs);

#endif
