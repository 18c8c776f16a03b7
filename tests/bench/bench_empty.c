/* The least that a program with SDL2 and SDL_ttf can do: a window, one string, one frame. What the
 * kiosk's start is compared with.
 *     bench_empty FONT.otf */

#include <stdio.h>

#include <SDL.h>
#include <SDL_ttf.h>

static int fail(void)
{
    fprintf(stderr, "bench_empty: %s\n", SDL_GetError());
    return 1;
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 2) {
        fprintf(stderr, "usage: bench_empty FONT\n");
        return 2;
    }
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0) {
        return fail();
    }
    SDL_Window *window = SDL_CreateWindow("empty", 0, 0, 1920, 1080, SDL_WINDOW_SHOWN);
    SDL_Surface *surface = window != NULL ? SDL_GetWindowSurface(window) : NULL;
    TTF_Font *font = TTF_OpenFont(arguments[1], 26);
    if (surface == NULL || font == NULL) {
        return fail();
    }
    SDL_Surface *text =
        TTF_RenderUTF8_Blended(font, "Tilltale", (SDL_Color){.r = 27, .g = 26, .b = 23, .a = 255});
    if (text == NULL) {
        return fail();
    }
    SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, 0xF4, 0xF1, 0xEA));
    SDL_BlitSurface(text, NULL, surface, &(SDL_Rect){.x = 32, .y = 32});
    SDL_UpdateWindowSurface(window);
    return 0;
}
