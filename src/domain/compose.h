#ifndef TILLTALE_DOMAIN_COMPOSE_H
#define TILLTALE_DOMAIN_COMPOSE_H

/* Compose: text in the one form in which other programs compare it (Unicode's NFC): "e" with an
 * accent behind it becomes "é". */

#include "base/buffer.h"
#include "base/text.h"

/* Appends `text`, composed. Bytes that are no UTF-8 are appended as they are. */
void compose_append(struct buffer *out, struct text_view text);

#endif
