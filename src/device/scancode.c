#include "device/scancode.h"

#include <linux/input-event-codes.h>
#include <stddef.h>
#include <string.h>

#include "base/compiler.h"
#include "base/text.h"

/* Usage numbers of the keyboard page that are named below. */
enum {
    USAGE_A = 4,
    USAGE_I = 12,
    USAGE_J = 13,
    USAGE_M = 16,
    USAGE_Z = 29,
    USAGE_6 = 35,
    USAGE_MINUS = 45,
    USAGE_BRACKET_LEFT = 47,
    USAGE_BRACKET_RIGHT = 48,
    USAGE_BACKSLASH = 49,
    USAGE_KEYPAD_FIRST = 84,
    USAGE_KEYPAD_LAST = 99
};

struct key_row {
    unsigned scancode;
    const char *plain, *shifted, *alt_gr; /* NULL: makes nothing */
};

struct layout {
    const char *name;
    const char *letters; /* of the 26 places where a US keyboard has A to Z; 0x01: see rows */
    const struct key_row *rows;
    size_t row_count;
};

/* clang-format off */
static const struct key_row rows_us[] = {
    {30, "1", "!", NULL}, {31, "2", "@", NULL}, {32, "3", "#", NULL}, {33, "4", "$", NULL},
    {34, "5", "%", NULL}, {35, "6", "^", NULL}, {36, "7", "&", NULL}, {37, "8", "*", NULL},
    {38, "9", "(", NULL}, {39, "0", ")", NULL}, {44, " ", " ", NULL}, {45, "-", "_", NULL},
    {46, "=", "+", NULL}, {47, "[", "{", NULL}, {48, "]", "}", NULL}, {49, "\\", "|", NULL},
    {50, "\\", "|", NULL}, {51, ";", ":", NULL}, {52, "'", "\"", NULL}, {53, "`", "~", NULL},
    {54, ",", "<", NULL}, {55, ".", ">", NULL}, {56, "/", "?", NULL}, {100, "\\", "|", NULL},
};

static const struct key_row rows_de[] = {
    {8, NULL, NULL, "€"}, {16, NULL, NULL, "µ"}, {20, NULL, NULL, "@"},
    {30, "1", "!", NULL}, {31, "2", "\"", "²"}, {32, "3", "§", "³"}, {33, "4", "$", NULL},
    {34, "5", "%", NULL}, {35, "6", "&", NULL}, {36, "7", "/", "{"}, {37, "8", "(", "["},
    {38, "9", ")", "]"}, {39, "0", "=", "}"}, {44, " ", " ", NULL}, {45, "ß", "?", "\\"},
    {46, "´", "`", NULL}, {47, "ü", "Ü", NULL}, {48, "+", "*", "~"}, {49, "#", "'", NULL},
    {50, "#", "'", NULL}, {51, "ö", "Ö", NULL}, {52, "ä", "Ä", NULL}, {53, "^", "°", NULL},
    {54, ",", ";", NULL}, {55, ".", ":", NULL}, {56, "-", "_", NULL}, {100, "<", ">", "|"},
};

static const struct key_row rows_fr[] = {
    {8, NULL, NULL, "€"}, {16, ",", "?", NULL},
    {30, "&", "1", NULL}, {31, "é", "2", "~"}, {32, "\"", "3", "#"}, {33, "'", "4", "{"},
    {34, "(", "5", "["}, {35, "-", "6", "|"}, {36, "è", "7", "`"}, {37, "_", "8", "\\"},
    {38, "ç", "9", "^"}, {39, "à", "0", "@"}, {44, " ", " ", NULL}, {45, ")", "°", "]"},
    {46, "=", "+", "}"}, {47, "^", "¨", NULL}, {48, "$", "£", "¤"}, {49, "*", "µ", NULL},
    {50, "*", "µ", NULL}, {51, "m", "M", NULL}, {52, "ù", "%", NULL}, {53, "²", NULL, NULL},
    {54, ";", ".", NULL}, {55, ":", "/", NULL}, {56, "!", "§", NULL}, {100, "<", ">", NULL},
};
/* clang-format on */

static const struct layout LAYOUTS[SCANNER_LAYOUT_COUNT] = {
    [SCANNER_LAYOUT_US] = {"us", "abcdefghijklmnopqrstuvwxyz", rows_us, ARRAY_LENGTH(rows_us)},
    [SCANNER_LAYOUT_DE] = {"de", "abcdefghijklmnopqrstuvwxzy", rows_de, ARRAY_LENGTH(rows_de)},
    [SCANNER_LAYOUT_FR] = {"fr", "qbcdefghijkl\x01noparstuvzxyw", rows_fr, ARRAY_LENGTH(rows_fr)},
    [SCANNER_LAYOUT_HOST] = {"host", NULL, NULL, 0},
};

bool scanner_layout_from_name(const char *name, enum scanner_layout *out_layout)
{
    for (int i = 0; i < SCANNER_LAYOUT_COUNT; i++) {
        if (strcmp(name, LAYOUTS[i].name) == 0) {
            *out_layout = (enum scanner_layout)i;
            return true;
        }
    }
    return false;
}

/* The control character of a key, 0 for none. Scanners press it where a US keyboard has it,
 * whatever they are set to. */
static char control_of(const struct layout *layout, unsigned scancode)
{
    switch (scancode) {
    case USAGE_BRACKET_LEFT:
        return 0x1B;
    case USAGE_BACKSLASH:
        return 0x1C;
    case USAGE_BRACKET_RIGHT:
        return 0x1D; /* GS: between the fields of a GS1 code */
    case USAGE_6:
        return 0x1E;
    case USAGE_MINUS:
        return 0x1F;
    default:
        break;
    }
    if (scancode < USAGE_A || scancode > USAGE_Z || layout->letters == NULL) {
        return 0;
    }
    char letter = layout->letters[scancode - USAGE_A];
    return letter >= 'a' ? (char)(letter - 'a' + 1) : 0;
}

static const char *row_text(const struct key_row *row, unsigned modifiers)
{
    if ((modifiers & SCANCODE_ALT_GR) != 0) {
        return row->alt_gr;
    }
    return (modifiers & SCANCODE_SHIFT) != 0 ? row->shifted : row->plain;
}

static bool letter_text(
    const struct layout *layout, unsigned scancode, unsigned modifiers, char *out_text)
{
    bool is_letter = layout->letters != NULL && scancode >= USAGE_A && scancode <= USAGE_Z &&
                     layout->letters[scancode - USAGE_A] >= 'a' &&
                     (modifiers & SCANCODE_ALT_GR) == 0;
    if (is_letter) {
        char letter = layout->letters[scancode - USAGE_A];
        out_text[0] = (modifiers & SCANCODE_SHIFT) != 0 ? (char)(letter - 'a' + 'A') : letter;
        out_text[1] = '\0';
    }
    return is_letter;
}

void scancode_text(enum scanner_layout layout_id, unsigned scancode, unsigned modifiers,
    char out_text[SCANCODE_TEXT_MAX])
{
    ASSERT(layout_id >= 0 && layout_id < SCANNER_LAYOUT_COUNT);
    const struct layout *layout = &LAYOUTS[layout_id];
    out_text[0] = '\0';
    out_text[1] = '\0';
    if ((modifiers & SCANCODE_CONTROL) != 0) {
        out_text[0] = control_of(layout, scancode);
        return;
    }
    if ((modifiers & SCANCODE_ALT) != 0) {
        return;
    }
    if (scancode >= USAGE_KEYPAD_FIRST && scancode <= USAGE_KEYPAD_LAST) {
        out_text[0] = "/*-+\0001234567890."[scancode - USAGE_KEYPAD_FIRST];
        return;
    }
    if (letter_text(layout, scancode, modifiers, out_text)) {
        return;
    }
    for (size_t i = 0; i < layout->row_count; i++) {
        const char *text = row_text(&layout->rows[i], modifiers);
        if (layout->rows[i].scancode == scancode && text != NULL) {
            text_copy(out_text, SCANCODE_TEXT_MAX, text);
            return;
        }
    }
}

bool scancode_ends_code(unsigned scancode, unsigned modifiers)
{
    if ((modifiers & SCANCODE_CONTROL) != 0) {
        return scancode == USAGE_M || scancode == USAGE_J || scancode == USAGE_I;
    }
    return (modifiers & SCANCODE_ALT) == 0 &&
           (scancode == SCANCODE_ENTER || scancode == SCANCODE_KEYPAD_ENTER ||
               scancode == SCANCODE_TAB);
}

/* clang-format off */
static const uint8_t FROM_LINUX[KEY_RIGHTMETA + 1] = {
    [KEY_A] = 4, [KEY_B] = 5, [KEY_C] = 6, [KEY_D] = 7, [KEY_E] = 8, [KEY_F] = 9, [KEY_G] = 10,
    [KEY_H] = 11, [KEY_I] = 12, [KEY_J] = 13, [KEY_K] = 14, [KEY_L] = 15, [KEY_M] = 16,
    [KEY_N] = 17, [KEY_O] = 18, [KEY_P] = 19, [KEY_Q] = 20, [KEY_R] = 21, [KEY_S] = 22,
    [KEY_T] = 23, [KEY_U] = 24, [KEY_V] = 25, [KEY_W] = 26, [KEY_X] = 27, [KEY_Y] = 28,
    [KEY_Z] = 29, [KEY_1] = 30, [KEY_2] = 31, [KEY_3] = 32, [KEY_4] = 33, [KEY_5] = 34,
    [KEY_6] = 35, [KEY_7] = 36, [KEY_8] = 37, [KEY_9] = 38, [KEY_0] = 39, [KEY_ENTER] = 40,
    [KEY_TAB] = 43, [KEY_SPACE] = 44, [KEY_MINUS] = 45, [KEY_EQUAL] = 46, [KEY_LEFTBRACE] = 47,
    [KEY_RIGHTBRACE] = 48, [KEY_BACKSLASH] = 49, [KEY_SEMICOLON] = 51, [KEY_APOSTROPHE] = 52,
    [KEY_GRAVE] = 53, [KEY_COMMA] = 54, [KEY_DOT] = 55, [KEY_SLASH] = 56, [KEY_KPSLASH] = 84,
    [KEY_KPASTERISK] = 85, [KEY_KPMINUS] = 86, [KEY_KPPLUS] = 87, [KEY_KPENTER] = 88,
    [KEY_KP1] = 89, [KEY_KP2] = 90, [KEY_KP3] = 91, [KEY_KP4] = 92, [KEY_KP5] = 93,
    [KEY_KP6] = 94, [KEY_KP7] = 95, [KEY_KP8] = 96, [KEY_KP9] = 97, [KEY_KP0] = 98,
    [KEY_KPDOT] = 99, [KEY_102ND] = 100,
};
/* clang-format on */

unsigned scancode_from_linux(unsigned key)
{
    return key < ARRAY_LENGTH(FROM_LINUX) ? FROM_LINUX[key] : 0;
}
