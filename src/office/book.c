#include "office/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/text.h"

#define SHEETS_MAX 8
#define CELL_TEXT_MAX 4096
#define SECONDS_A_DAY 86400
#define EPOCH_DAY 25569 /* 1970-01-01 as a spreadsheet counts days */
/* A spreadsheet's numbers are binary fractions; up to here they show what they were. */
#define EXACT_MAX INT64_C(999999999999999)

struct sheet {
    lxw_worksheet *worksheet;
    const struct office_column *columns; /* the caller's */
    size_t column_count;
    lxw_row_t row; /* the current one */
    int64_t totals[OFFICE_COLUMNS_MAX];
};

struct office_book {
    lxw_workbook *workbook;
    int money_decimals;
    lxw_format *head, *kinds[OFFICE_TIME + 1], *totals[OFFICE_TIME + 1];
    struct sheet sheets[SHEETS_MAX];
    int sheet_count;
};

static const char *money_pattern(int decimals)
{
    static const char *const PATTERNS[] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000"};
    return PATTERNS[decimals >= 0 && decimals <= 3 ? decimals : 2];
}

static lxw_format *make_format(struct office_book *book, enum office_kind kind, bool is_total)
{
    static const char *const PATTERNS[OFFICE_TIME + 1] = {
        [OFFICE_TEXT] = "@",
        [OFFICE_INTEGER] = "0",
        [OFFICE_QUANTITY] = "0.###",
        [OFFICE_MONEY] = NULL,
        [OFFICE_DATE] = "yyyy-mm-dd",
        [OFFICE_TIME] = "yyyy-mm-dd hh:mm:ss",
    };
    lxw_format *format = workbook_add_format(book->workbook);
    const char *pattern =
        kind == OFFICE_MONEY ? money_pattern(book->money_decimals) : PATTERNS[kind];
    if (kind != OFFICE_TEXT) {
        format_set_num_format(format, pattern);
    }
    if (is_total) {
        format_set_bold(format);
        format_set_top(format, LXW_BORDER_THIN);
    }
    return format;
}

struct office_book *book_open(const char *path, const char *title, int money_decimals)
{
    struct office_book *book = calloc(1, sizeof(*book));
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    if (book == NULL) {
        return NULL;
    }
    book->workbook = workbook_new_opt(path, &options);
    if (book->workbook == NULL) {
        free(book);
        return NULL;
    }
    char *own_title = strdup(title);
    lxw_doc_properties properties = {.title = own_title};
    workbook_set_properties(book->workbook, &properties);
    free(own_title);
    book->money_decimals = money_decimals;
    book->head = workbook_add_format(book->workbook);
    format_set_bold(book->head);
    format_set_bottom(book->head, LXW_BORDER_THIN);
    for (int kind = 0; kind <= OFFICE_TIME; kind++) {
        book->kinds[kind] = make_format(book, (enum office_kind)kind, false);
        book->totals[kind] = make_format(book, (enum office_kind)kind, true);
    }
    return book;
}

int book_add_sheet(struct office_book *book, const char *name, const struct office_column *columns,
    size_t column_count)
{
    if (book->sheet_count == SHEETS_MAX || column_count > OFFICE_COLUMNS_MAX) {
        return -1;
    }
    struct sheet *sheet = &book->sheets[book->sheet_count];
    *sheet = (struct sheet){.worksheet = workbook_add_worksheet(book->workbook, name),
        .columns = columns,
        .column_count = column_count};
    if (sheet->worksheet == NULL) {
        return -1;
    }
    for (size_t i = 0; i < column_count; i++) {
        lxw_col_t at = (lxw_col_t)i;
        worksheet_set_column(sheet->worksheet, at, at, columns[i].width, NULL);
        worksheet_write_string(sheet->worksheet, 0, at, columns[i].name, book->head);
    }
    worksheet_freeze_panes(sheet->worksheet, 1, 0);
    worksheet_repeat_rows(sheet->worksheet, 0, 0);
    worksheet_set_landscape(sheet->worksheet);
    worksheet_fit_to_pages(sheet->worksheet, 1, 0);
    sheet->row = 1;
    return book->sheet_count++;
}

/* A text is a text, whatever it begins with: no cell that is written here is a formula. */
void book_text(struct office_book *book, int sheet, size_t column, const char *text, size_t size)
{
    char copy[CELL_TEXT_MAX];
    struct sheet *to = &book->sheets[sheet];
    (void)text_copy_view(copy, sizeof(copy), (struct text_view){text, size});
    if (copy[0] != '\0') {
        worksheet_write_string(to->worksheet, to->row, (lxw_col_t)column, copy, NULL);
    }
}

static double scaled(const struct office_book *book, enum office_kind kind, int64_t value)
{
    static const double POWERS[] = {1, 10, 100, 1000};
    switch (kind) {
    case OFFICE_MONEY:
        return (double)value / POWERS[book->money_decimals];
    case OFFICE_QUANTITY:
        return (double)value / POWERS[3];
    case OFFICE_DATE:
        return (double)(value + EPOCH_DAY);
    case OFFICE_TIME:
        return (double)value / SECONDS_A_DAY + EPOCH_DAY;
    case OFFICE_TEXT:
    case OFFICE_INTEGER:
        break;
    }
    return (double)value;
}

void book_number(struct office_book *book, int sheet, size_t column, int64_t value)
{
    struct sheet *to = &book->sheets[sheet];
    enum office_kind kind = to->columns[column].kind;
    lxw_col_t at = (lxw_col_t)column;
    if (value > EXACT_MAX || value < -EXACT_MAX) {
        char digits[32];
        snprintf(digits, sizeof(digits), "%lld", (long long)value);
        worksheet_write_string(to->worksheet, to->row, at, digits, NULL);
        return;
    }
    to->totals[column] += to->columns[column].has_total ? value : 0;
    worksheet_write_number(
        to->worksheet, to->row, at, scaled(book, kind, value), book->kinds[kind]);
}

void book_end_row(struct office_book *book, int sheet)
{
    book->sheets[sheet].row++;
}

void book_end_sheet(struct office_book *book, int sheet, const char *word)
{
    struct sheet *to = &book->sheets[sheet];
    bool has_rows = to->row > 1;
    worksheet_write_string(to->worksheet, to->row, 0, word, book->totals[OFFICE_TEXT]);
    for (size_t i = 1; i < to->column_count; i++) {
        enum office_kind kind = to->columns[i].kind;
        lxw_col_t at = (lxw_col_t)i;
        if (!to->columns[i].has_total) {
            worksheet_write_blank(to->worksheet, to->row, at, book->totals[OFFICE_TEXT]);
            continue;
        }
        char formula[64], column[16];
        lxw_col_to_name(column, at, LXW_FALSE);
        snprintf(formula, sizeof(formula), "=SUM(%s2:%s%u)", column, column, to->row);
        if (has_rows) {
            worksheet_write_formula_num(to->worksheet, to->row, at, formula, book->totals[kind],
                scaled(book, kind, to->totals[i]));
        } else {
            worksheet_write_number(to->worksheet, to->row, at, 0, book->totals[kind]);
        }
    }
}

bool book_close(struct office_book *book, char out_problem[OFFICE_PROBLEM_MAX])
{
    lxw_error error = workbook_close(book->workbook);
    free(book);
    if (error != LXW_NO_ERROR) {
        snprintf(out_problem, OFFICE_PROBLEM_MAX, "%s", lxw_strerror(error));
    }
    return error == LXW_NO_ERROR;
}
