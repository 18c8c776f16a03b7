#include <string.h>
#include <utf8proc.h>

#include "domain/catalogue.h"

/* Letters that Unicode does not take apart but people search by their plain neighbours; as case
 * folding leaves them. */
static const struct {
    int32_t letter;
    const char *plain;
} PLAIN_LETTERS[] = {
    {0x00E6, "ae"}, /* æ */
    {0x00F0, "d"},  /* ð */
    {0x00F8, "o"},  /* ø */
    {0x00FE, "th"}, /* þ */
    {0x0111, "d"},  /* đ */
    {0x0127, "h"},  /* ħ */
    {0x0131, "i"},  /* ı */
    {0x0142, "l"},  /* ł */
    {0x0153, "oe"}, /* œ */
    {0x2019, "'"},  /* the apostrophe of typesetters */
};

static bool is_control(int32_t letter)
{
    return letter < 0x20 || (letter >= 0x7F && letter < 0xA0);
}

/* Appends a letter that is folded and taken apart already. Control characters become spaces, for
 * the index uses them between fields. */
static void append_letter(struct text_out *out, int32_t letter)
{
    if (is_control(letter)) {
        text_out_append_char(out, ' ');
        return;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(PLAIN_LETTERS); i++) {
        if (PLAIN_LETTERS[i].letter == letter) {
            text_out_append(out, PLAIN_LETTERS[i].plain);
            return;
        }
    }
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t size = utf8proc_encode_char(letter, bytes);
    text_out_append_view(
        out, (struct text_view){.bytes = (const char *)bytes, .size = (size_t)size});
}

/* Folds the character at the start of `text`. Returns how many bytes it had. */
static size_t fold_character(struct text_view text, struct text_out *out)
{
    int32_t letter;
    utf8proc_ssize_t size = utf8proc_iterate(
        (const utf8proc_uint8_t *)text.bytes, (utf8proc_ssize_t)text.size, &letter);
    if (size <= 0) {
        return 1; /* no UTF-8: dropped */
    }
    int32_t letters[32]; /* no character comes apart into more than 18 */
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(letter, letters, ARRAY_LENGTH(letters),
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
            UTF8PROC_IGNORE,
        &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < (utf8proc_ssize_t)ARRAY_LENGTH(letters); i++) {
        append_letter(out, letters[i]);
    }
    return (size_t)size;
}

size_t text_fold(struct text_view text, char *out_text, size_t capacity)
{
    struct text_out out = text_out_begin(out_text, capacity);
    while (text.size > 0) {
        unsigned char first = (unsigned char)text.bytes[0];
        size_t size = 1;
        if (first >= 0x80) {
            size = fold_character(text, &out);
        } else if (out.size + 1 < capacity && !out.cut) { /* most text is ASCII */
            bool is_capital = first >= 'A' && first <= 'Z';
            char folded = (char)(is_capital ? first | 0x20 : is_control(first) ? ' ' : first);
            out.bytes[out.size++] = folded;
            out.bytes[out.size] = '\0';
        } else {
            out.cut = true;
        }
        text.bytes += size;
        text.size -= size;
    }
    return out.size;
}
