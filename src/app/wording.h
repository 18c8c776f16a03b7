#ifndef TILLTALE_APP_WORDING_H
#define TILLTALE_APP_WORDING_H

/* Wording: the languages that were opened so far. Private to src/app.
 *
 * One is read when it is first wanted, and kept: a view may point to it, and a second window may
 * speak another. */

#include <stdbool.h>

#include "screens/language.h"

/* Zeroed is fine. */
struct wording {
    struct language *languages[LANGUAGE_COUNT];
    bool is_missing[LANGUAGE_COUNT]; /* was looked for and is not there: said once */
};

/* The language of a code as "de" or "de_AT". NULL, which is English, for English, for one that we
 * do not have, and for one whose translations did not come with the program. */
const struct language *wording_find(struct wording *wording, const char *code);

void wording_close(struct wording *wording);

#endif
