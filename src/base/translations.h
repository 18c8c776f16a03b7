#ifndef TILLTALE_BASE_TRANSLATIONS_H
#define TILLTALE_BASE_TRANSLATIONS_H

/* Translations: where the catalogues of base/mo.h lie, FOLDER/de/LC_MESSAGES/tilltale.mo. */

#include <stdbool.h>
#include <stddef.h>

/* The folders to look in, one after the other by `index` from 0: $TILLTALE_LOCALE alone if it is
 * set, else where they were installed, seen from the program, and beside it in the folder that it
 * was built in. False: there is no further one. */
bool translations_folder(size_t index, char *out_folder, size_t capacity);

#endif
