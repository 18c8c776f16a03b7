#ifndef TILLTALE_SCREENS_TEXTS_TABLE_H
#define TILLTALE_SCREENS_TEXTS_TABLE_H

/* Texts table: how a row of texts.c is written. Private to src/screens.
 *
 * A row is a text; or COUNTS("{1} line", "{1} lines"), which say_count() says; or
 * IN_CONTEXT("money", "Change") where another row has the same English words and means something
 * else. xgettext knows both words (tests/tools/translations). */

#include "screens/texts.h"

#define TEXT_MARK_COUNTS '\001'
#define TEXT_MARK_CONTEXT '\004' /* as gettext keeps a context */

#define COUNTS(one, many) "\001" one "\0" many
#define IN_CONTEXT(context, text) context "\004" text

extern const char *const TEXTS[TEXT_COUNT];

#endif
