#ifndef TILLTALE_EXPORT_MARKUP_H
#define TILLTALE_EXPORT_MARKUP_H

/* Markup: text inside XML and HTML. Private to src/export. */

struct buffer;

/* Appends a text so that it stands as itself between tags and in quoted attributes. */
void markup_append_text(struct buffer *out, const char *text);

#endif
