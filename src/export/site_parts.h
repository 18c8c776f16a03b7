#ifndef TILLTALE_EXPORT_SITE_PARTS_H
#define TILLTALE_EXPORT_SITE_PARTS_H

/* The files of src/export/site as texts; made by embed_site.cmake. Private to src/export. */

extern const char SITE_INDEX_HTML[];
extern const char SITE_INDEX_JS[];
extern const char SITE_PAGE_CSS[];
extern const char SITE_PAGE_HTML[];
extern const char SITE_PAGE_JS[];
extern const char SITE_QR_JS[];
extern const char SITE_TOKEN_JS[];

#endif
