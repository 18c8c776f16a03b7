#ifndef TILLTALE_UI_GRAPHEME_H
#define TILLTALE_UI_GRAPHEME_H

/* Graphemes: what a person takes for one character, for carets, backspace and cutting. Byte
 * offsets into UTF-8. Private to src/ui. */

#include "base/text.h"

/* End of the grapheme that begins at `at`; text.size at the end. */
size_t grapheme_end(struct text_view text, size_t at);

/* Begin of the grapheme that ends at `at`; 0 at the front. */
size_t grapheme_begin(struct text_view text, size_t at);

#endif
