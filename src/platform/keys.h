#ifndef TILLTALE_PLATFORM_KEYS_H
#define TILLTALE_PLATFORM_KEYS_H

/* Keys: SDL's keyboard -> ours. Private to this folder. */

#include <stdbool.h>

#include <SDL_keyboard.h>

#include "ui/input.h"

/* The key of the kit, by its place on the keyboard; INPUT_KEY_NONE for one that types or that
 * the kit does not know. */
enum input_key keys_input_key(unsigned scancode);

/* SDL's modifiers -> enum scancode_modifier, added. Caps Lock is none: codes do not know it. */
unsigned keys_modifiers(unsigned sdl_modifiers);

/* Shift, Control, Alt, the locks and the logo keys by themselves. */
bool keys_is_modifier(unsigned scancode);

/* The digit of the number block that a key without Num Lock makes here, though the system made
 * none: a till has no use for arrows there. Leaves `out_text` as it is for other keys. */
void keys_number_block_text(const SDL_Keysym *key, char *out_text);

#endif
