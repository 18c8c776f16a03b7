#ifndef TILLTALE_BASE_MO_H
#define TILLTALE_BASE_MO_H

/* Mo: reads a catalogue of translations as msgfmt writes it.
 *
 * The C library's own gettext() answers in the one language of the process, found through
 * setlocale(), the environment and locales that a minimal system has not generated. Here two
 * windows may speak two languages and a touch changes one of them, so a catalogue is a value that
 * is opened and passed on. Only the reading is ours; extracting, merging and compiling are
 * GNU gettext's.
 *
 * The file (GNU gettext manual, "The Format of GNU MO Files"; always little endian here):
 *
 *     0  magic 950412de   4 revision 0   8 N, the number of texts
 *     12 offset of N pairs (size, offset) of the originals, sorted by strcmp()
 *     16 offset of N such pairs of the translations
 *
 * An original with a context is "context\004text"; of one that counts it is the singular, a NUL and
 * the plural, and the translation's forms follow each other with NULs between. */

#include <stdbool.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct mo;

/* Reads a whole file. Errors: ERROR_NOT_FOUND, ERROR_IO, ERROR_CORRUPT (not such a file). */
MUST_CHECK bool mo_open(const char *path, struct mo **out_mo, struct error *err);
void mo_close(struct mo *mo);

/* The translation of an original (its singular, if it counts), with all its forms; bytes NULL if
 * there is none. Valid while the catalogue is open; a NUL follows. */
struct text_view mo_find(const struct mo *mo, const char *original);

#endif
