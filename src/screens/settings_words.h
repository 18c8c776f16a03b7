#ifndef TILLTALE_SCREENS_SETTINGS_WORDS_H
#define TILLTALE_SCREENS_SETTINGS_WORDS_H

/* Settings words: what the screens call a setting, its page and its values. Private to
 * src/screens. A setting without a row here is shown by its help, so that none is ever missing. */

#include <stdbool.h>
#include <stddef.h>

#include "screens/words.h"
#include "till/shop_setting.h"

struct app_view;

const char *settings_page_word(const struct app_view *view, enum setting_page page);

/* "Shop name" */
const char *settings_label(const struct app_view *view, const struct shop_setting *row);

/* What a choice is called: "included in the price" for gross. */
const char *settings_choice_word(
    const struct app_view *view, const struct shop_setting *row, const char *choice);

/* True if `word` is one of those in "cash,card". */
bool settings_has_word(const char *words, const char *word);

/* The value as people read it; "–" for none. Returns `out`. */
const char *settings_value_words(const struct app_view *view, const struct shop_setting *row,
    const char *value, char *out, size_t capacity);

#endif
