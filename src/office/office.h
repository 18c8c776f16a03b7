#ifndef TILLTALE_OFFICE_OFFICE_H
#define TILLTALE_OFFICE_OFFICE_H

/* Office: spreadsheets and printed pages.
 *
 * The libraries that make them (libxlsxwriter, pango, cairo, and all that these pull in) are no
 * business of a till that sells. So this folder is a module of its own, tilltale-office.so, which
 * is opened when the first such file is asked for (export/office_load.h) and stays. This header is
 * all that both sides know: plain C, no library's types.
 *
 * One function is exported, office_api(); it says what the module can. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OFFICE_VERSION 3
#define OFFICE_PROBLEM_MAX 256
#define OFFICE_COLUMNS_MAX 32

/* --- spreadsheets --------------------------------------------------------------------------- */

/* What the cells of a column are; how they look follows from it. */
enum office_kind {
    OFFICE_TEXT,
    OFFICE_INTEGER,
    OFFICE_QUANTITY, /* thousandths, shown with as many decimals as it has */
    OFFICE_MONEY,    /* minor units, with the decimals of the book's currency */
    OFFICE_DATE,     /* days since 1970-01-01 */
    OFFICE_TIME      /* seconds since 1970-01-01 00:00 of the shop's wall clock */
};

struct office_column {
    const char *name;
    enum office_kind kind;
    int width; /* in characters */
    bool has_total;
};

struct office_book;

/* --- pages ---------------------------------------------------------------------------------- */

enum office_row_kind {
    OFFICE_ROW_TITLE,   /* left, large */
    OFFICE_ROW_HEADING, /* left, with a rule under it */
    OFFICE_ROW_PLAIN,   /* left, middle (a count) and right (an amount) */
    OFFICE_ROW_STRONG,  /* the same, bold */
    OFFICE_ROW_NOTE,    /* left, small, over the whole width */
    OFFICE_ROW_SPACE,
    OFFICE_ROW_HEADS, /* cells: what the columns of the rows below are called */
    OFFICE_ROW_CELLS, /* cells */
    OFFICE_ROW_CHART  /* chart */
};

#define OFFICE_CHART_SERIES_MAX 6

/* Bars of equal width that stand on a line, each of parts on top of each other. Parts are told
 * apart by how dark they are and by their hatching, so that paper without colour is enough. What is
 * below 0 is not drawn. */
struct office_chart {
    const char *const *labels; /* under the bars; where there is no room for all, every n-th */
    size_t bar_count;
    const char *const *series; /* what the parts are, from the lowest up */
    size_t series_count;       /* at most OFFICE_CHART_SERIES_MAX */
    const int64_t *values;     /* bar × series */
    const char *highest;       /* what the highest bar comes to, written at its height */
};

struct office_row {
    enum office_row_kind kind;
    const char *left, *middle, *right; /* UTF-8; NULL none */
    const char *const *cells; /* the first `text_cell_count` stand left, all others right */
    size_t cell_count, text_cell_count;
    const struct office_chart *chart;
};

struct office_page {
    const char *title;  /* of the document */
    const char *footer; /* at the foot of each page; on a roll behind the last row */
    bool is_roll;       /* 80 mm wide and as long as it is; else A4 */
    bool is_landscape;  /* of A4 */
    const struct office_row *rows;
    size_t row_count;
};

/* --- posters -------------------------------------------------------------------------------- */

/* One leaf that hangs somewhere: what it says, large, and the code that brings people back. All
 * sizes follow from the paper's; words that are too long get smaller until they fit. */
struct office_poster {
    int width_mm, height_mm;
    const char *language; /* ISO 639-1: chooses letters where scripts share them */
    bool is_right_to_left;
    uint32_t ground_rgb, text_rgb, soft_rgb; /* 0xRRGGBB */
    uint32_t button_rgb, on_button_rgb;      /* the band with the offer */
    /* UTF-8; "" none. */
    const char *shop, *headline, *subline, *offer;
    const char *how;   /* beside the code: what to do with it */
    const char *code;  /* for who types it */
    const char *valid; /* how long */
    const void *png;   /* a picture, or NULL */
    size_t png_size;
    const uint8_t *modules; /* of the QR code, row by row: 1 is dark */
    int module_count;       /* a side */
    int quiet_count;        /* light modules around it */
};

enum office_poster_kind {
    OFFICE_POSTER_PDF,
    OFFICE_POSTER_PNG
};

/* Takes the next bytes of the file; false ends the writing. */
typedef bool (*office_write)(void *context, const void *bytes, size_t size);

/* --- the module ----------------------------------------------------------------------------- */

struct office_api {
    int version; /* OFFICE_VERSION */

    /* A new book that will be the file `path` at book_close. Rows are kept in files, not in
     * memory, and given from the top down in each sheet. NULL: out of memory or no such place. */
    struct office_book *(*book_open)(const char *path, const char *title, int money_decimals);

    /* A sheet with its header, which stays in sight. Returns its index, or -1. */
    int (*book_add_sheet)(struct office_book *book, const char *name,
        const struct office_column *columns, size_t column_count);

    /* Cells of the current row of a sheet, by column; book_end_row goes to the next one. A cell that
     * is left out stays empty. What `value` counts the column's kind says. */
    void (*book_text)(
        struct office_book *book, int sheet, size_t column, const char *text, size_t size);
    void (*book_number)(struct office_book *book, int sheet, size_t column, int64_t value);
    void (*book_end_row)(struct office_book *book, int sheet);

    /* The last row of a sheet: the sum of every column that has a total, as a formula with its
     * value. */
    void (*book_end_sheet)(struct office_book *book, int sheet, const char *word);

    /* Writes the file and gives everything back. False: out_problem says why. */
    bool (*book_close)(struct office_book *book, char out_problem[OFFICE_PROBLEM_MAX]);

    /* Sets the rows as a PDF. False: out_problem says why. */
    bool (*page_write)(const struct office_page *page, office_write write, void *context,
        char out_problem[OFFICE_PROBLEM_MAX]);

    /* Draws a poster. `dpi` is the picture's, and what the code's modules are made even by in
     * both. *out_code_um: how wide the code is on the paper without its margin, micrometres.
     * False: out_problem says why. */
    bool (*poster_write)(const struct office_poster *poster, enum office_poster_kind kind, int dpi,
        office_write write, void *context, int *out_code_um, char out_problem[OFFICE_PROBLEM_MAX]);
};

#define OFFICE_SYMBOL "office_api"
typedef const struct office_api *(*office_entry)(void);

#endif
