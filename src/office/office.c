#include "office/office.h"

#include "office/book.h"
#include "office/page.h"
#include "office/poster.h"

/* Found by its name when the module is opened. */
__attribute__((visibility("default"))) const struct office_api *office_api(void);

const struct office_api *office_api(void)
{
    static const struct office_api api = {
        .version = OFFICE_VERSION,
        .book_open = book_open,
        .book_add_sheet = book_add_sheet,
        .book_text = book_text,
        .book_number = book_number,
        .book_end_row = book_end_row,
        .book_end_sheet = book_end_sheet,
        .book_close = book_close,
        .page_write = page_write,
        .poster_write = poster_write,
    };
    return &api;
}
