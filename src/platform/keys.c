#include "platform/keys.h"

#include "base/compiler.h"
#include "device/scancode.h"

struct key_pair {
    SDL_Scancode scancode;
    enum input_key key;
};

static const struct key_pair KEYS[] = {
    {SDL_SCANCODE_RETURN, INPUT_KEY_ENTER},
    {SDL_SCANCODE_RETURN2, INPUT_KEY_ENTER},
    {SDL_SCANCODE_KP_ENTER, INPUT_KEY_ENTER},
    {SDL_SCANCODE_ESCAPE, INPUT_KEY_ESCAPE},
    {SDL_SCANCODE_BACKSPACE, INPUT_KEY_BACKSPACE},
    {SDL_SCANCODE_DELETE, INPUT_KEY_DELETE},
    {SDL_SCANCODE_TAB, INPUT_KEY_TAB},
    {SDL_SCANCODE_LEFT, INPUT_KEY_LEFT},
    {SDL_SCANCODE_RIGHT, INPUT_KEY_RIGHT},
    {SDL_SCANCODE_UP, INPUT_KEY_UP},
    {SDL_SCANCODE_DOWN, INPUT_KEY_DOWN},
    {SDL_SCANCODE_HOME, INPUT_KEY_HOME},
    {SDL_SCANCODE_END, INPUT_KEY_END},
    {SDL_SCANCODE_PAGEUP, INPUT_KEY_PAGE_UP},
    {SDL_SCANCODE_PAGEDOWN, INPUT_KEY_PAGE_DOWN},
};

enum input_key keys_input_key(unsigned scancode)
{
    if (scancode >= SDL_SCANCODE_F1 && scancode <= SDL_SCANCODE_F12) {
        return (enum input_key)(INPUT_KEY_F1 + (scancode - SDL_SCANCODE_F1));
    }
    for (size_t i = 0; i < ARRAY_LENGTH(KEYS); i++) {
        if (KEYS[i].scancode == scancode) {
            return KEYS[i].key;
        }
    }
    return INPUT_KEY_NONE;
}

unsigned keys_modifiers(unsigned sdl_modifiers)
{
    unsigned modifiers = 0;
    modifiers |= (sdl_modifiers & KMOD_SHIFT) != 0 ? SCANCODE_SHIFT : 0U;
    modifiers |= (sdl_modifiers & KMOD_CTRL) != 0 ? SCANCODE_CONTROL : 0U;
    modifiers |= (sdl_modifiers & KMOD_LALT) != 0 ? SCANCODE_ALT : 0U;
    modifiers |= (sdl_modifiers & (KMOD_RALT | KMOD_MODE)) != 0 ? SCANCODE_ALT_GR : 0U;
    return modifiers;
}

bool keys_is_modifier(unsigned scancode)
{
    return (scancode >= SDL_SCANCODE_LCTRL && scancode <= SDL_SCANCODE_RGUI) ||
           scancode == SDL_SCANCODE_CAPSLOCK || scancode == SDL_SCANCODE_NUMLOCKCLEAR ||
           scancode == SDL_SCANCODE_SCROLLLOCK || scancode == SDL_SCANCODE_MODE;
}

void keys_number_block_text(const SDL_Keysym *key, char *out_text)
{
    bool is_digit = key->scancode >= SDL_SCANCODE_KP_1 && key->scancode <= SDL_SCANCODE_KP_0;
    if (is_digit && (key->mod & (KMOD_CTRL | KMOD_ALT)) == 0) {
        out_text[0] = "1234567890"[key->scancode - SDL_SCANCODE_KP_1];
        out_text[1] = '\0';
    }
}
