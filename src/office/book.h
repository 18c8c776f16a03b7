#ifndef TILLTALE_OFFICE_BOOK_H
#define TILLTALE_OFFICE_BOOK_H

/* Spreadsheets by libxlsxwriter; what each function does office.h says. Private to src/office. */

#include "office/office.h"

struct office_book *book_open(const char *path, const char *title, int money_decimals);
int book_add_sheet(struct office_book *book, const char *name, const struct office_column *columns,
    size_t column_count);
void book_text(struct office_book *book, int sheet, size_t column, const char *text, size_t size);
void book_number(struct office_book *book, int sheet, size_t column, int64_t value);
void book_end_row(struct office_book *book, int sheet);
void book_end_sheet(struct office_book *book, int sheet, const char *word);
bool book_close(struct office_book *book, char out_problem[OFFICE_PROBLEM_MAX]);

#endif
