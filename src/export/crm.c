#include "export/crm.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "export/book_file.h"
#include "export/crm_private.h"
#include "export/json_write.h"
#include "export/office_load.h"

#define COPY_BYTES 65536
#define OWNER_ONLY 0600
#define FLUSH_BYTES (1024 * 1024)

/* ---- Formats ---- */

static const struct {
    const char *word, *suffix;
} FORMATS[CRM_FORMAT_COUNT] = {
    [CRM_HUBSPOT] = {"hubspot", "csv"},
    [CRM_SALESFORCE] = {"salesforce", "csv"},
    [CRM_VCARD] = {"vcard", "vcf"},
    [CRM_CSV] = {"csv", "csv"},
    [CRM_XLSX] = {"xlsx", "xlsx"},
    [CRM_MAUTIC] = {"mautic", "csv"},
    [CRM_GOOGLE] = {"google", "csv"},
    [CRM_META] = {"meta", "csv"},
};

const char *crm_format_text(enum crm_format format)
{
    ASSERT(format < CRM_FORMAT_COUNT);
    return FORMATS[format].word;
}

const char *crm_format_suffix(enum crm_format format)
{
    ASSERT(format < CRM_FORMAT_COUNT);
    return FORMATS[format].suffix;
}

bool crm_format_is_ads(enum crm_format format)
{
    return format == CRM_GOOGLE || format == CRM_META;
}

bool crm_format_parse(struct text_view text, enum crm_format *out_format, struct error *err)
{
    char names[128];
    struct text_out out = text_out_begin(names, sizeof(names));
    for (int i = 0; i < CRM_FORMAT_COUNT; i++) {
        if (text_view_equals(text, FORMATS[i].word)) {
            *out_format = (enum crm_format)i;
            return true;
        }
        text_out_append(&out, i > 0 ? ", " : "");
        text_out_append(&out, FORMATS[i].word);
    }
    return error_set(err, ERROR_INVALID, "there is no format \"%.*s\"; there are %s",
        (int)text.size, text.bytes, names);
}

/* ---- Where it goes ---- */

/* "out/leads.csv" is leads.csv in the folder out. */
static bool open_path(struct crm_file *file, const char *path, struct error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    struct text_view folder = slash == NULL   ? text_view_of(".")
                              : slash == path ? text_view_of("/")
                                              : (struct text_view){path, (size_t)(slash - path)};
    if (name[0] == '\0' || strlen(name) >= FILE_NAME_MAX ||
        !text_copy_view(file->folder, sizeof(file->folder), folder)) {
        return error_set(err, ERROR_INVALID, "\"%s\" is no name for a file, or too long", path);
    }
    if (!file_set_begin(file->folder, &file->set, err)) {
        return false;
    }
    file->out = file_set_add(&file->set, name, err);
    if (file->out == NULL) {
        file_set_end(&file->set);
        return false;
    }
    (void)fchmod(file->out->file, OWNER_ONLY); /* a stick knows no owners */
    return true;
}

/* Standard output gets nothing before the export is recorded: it is kept in memory until then. */
static bool open_own(struct crm_file *file, struct error *err)
{
    file->own.file = memfd_create("leads", MFD_CLOEXEC);
    if (file->own.file < 0) {
        return error_set(err, ERROR_IO, "cannot keep the rows: %s", strerror(errno));
    }
    file->is_stdout = true;
    file->out = &file->own;
    return true;
}

static bool write_all(int to, const char *bytes, size_t size, struct error *err)
{
    while (size > 0) {
        ssize_t written = write(to, bytes, size);
        if (written < 0 && errno != EINTR) {
            return error_set(err, ERROR_IO, "cannot write: %s", strerror(errno));
        }
        bytes += written > 0 ? written : 0;
        size -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool flush(struct crm_file *file, bool is_last, struct error *err)
{
    if (!file->is_stdout) {
        return file_out_flush(&file->set, file->out, err);
    }
    struct buffer *buffer = &file->own.buffer;
    if (buffer->size < FLUSH_BYTES && !is_last) {
        return true;
    }
    bool done = write_all(file->own.file, buffer->bytes, buffer->size, err);
    buffer_clear(buffer);
    return done;
}

/* ---- The head ---- */

static enum office_kind kind_of(enum crm_cell cell)
{
    return cell == CELL_PURCHASE_COUNT ? OFFICE_INTEGER
           : cell == CELL_PURCHASE_SUM ? OFFICE_MONEY
                                       : OFFICE_TEXT;
}

static bool begin_book(struct crm_file *file, struct error *err)
{
    struct office_column columns[OFFICE_COLUMNS_MAX];
    if (!office_load(&file->office, err) || !book_file_begin(file->book_path, err)) {
        return false;
    }
    for (size_t i = 0; i < file->layout.column_count; i++) {
        const struct crm_column *column = &file->layout.columns[i];
        columns[i] = (struct office_column){
            .name = column->name, .kind = kind_of(column->cell), .width = column->width};
    }
    file->book =
        file->office->book_open(file->book_path, "Leads", export_decimals_of(file->form.currency));
    file->sheet = file->book == NULL ? -1
                                     : file->office->book_add_sheet(
                                           file->book, "Leads", columns, file->layout.column_count);
    return file->sheet >= 0 || error_set(err, ERROR_IO, "cannot begin a spreadsheet");
}

static struct csv_dialect dialect_of(const struct crm_form *form)
{
    return form->format == CRM_CSV ? form->dialect : CSV_RFC4180;
}

/* Google's file begins with the zone of its times. */
static void begin_csv(struct crm_file *file)
{
    struct buffer *out = &file->out->buffer;
    if (file->form.format == CRM_GOOGLE) {
        buffer_format(out, "Parameters:TimeZone=%s\r\n", file->form.zone_name);
    }
    file->csv = csv_writer_begin(out, dialect_of(&file->form));
    for (size_t i = 0; i < file->layout.column_count; i++) {
        csv_write_text(&file->csv, file->layout.columns[i].name);
    }
    csv_end_row(&file->csv);
}

static bool begin(struct crm_file *file, struct error *err)
{
    if (file->form.format == CRM_XLSX) {
        return begin_book(file, err);
    }
    if (file->form.format != CRM_VCARD) {
        begin_csv(file);
    }
    return true;
}

bool crm_open(
    const char *path, const struct crm_form *form, struct crm_file **out_file, struct error *err)
{
    if (path == NULL && form->format == CRM_XLSX) {
        return error_set(err, ERROR_INVALID, "a spreadsheet needs a file to go to");
    }
    struct crm_file *file = calloc(1, sizeof(*file));
    ASSERT(file != NULL);
    file->form = *form;
    file->layout = crm_layout_of(form->format);
    file->own.file = -1;
    file->set.folder = -1;
    bool done = path == NULL ? open_own(file, err) : open_path(file, path, err);
    if (!done || !begin(file, err)) {
        crm_close(file);
        return false;
    }
    *out_file = file;
    return true;
}

/* ---- Rows ---- */

static void write_cell(struct crm_file *file, enum crm_kind kind)
{
    if (file->cell.size == 0) {
        csv_write_text(&file->csv, "");
    } else if (kind == CRM_NUMBER) {
        csv_write_number(&file->csv, file->cell.bytes);
    } else if (kind == CRM_PHONE) {
        csv_write_phone(&file->csv, file->cell.bytes);
    } else {
        csv_write_text_view(&file->csv, (struct text_view){file->cell.bytes, file->cell.size});
    }
}

static void write_csv_row(
    struct crm_file *file, const struct crm_person *person, const struct crm_purchase *purchase)
{
    for (size_t i = 0; i < file->layout.column_count; i++) {
        write_cell(file, crm_cell_fill(file, file->layout.columns[i].cell, person, purchase));
    }
    csv_end_row(&file->csv);
}

static int64_t number_of(enum crm_cell cell, const struct crm_person *person)
{
    int64_t sum = 0;
    for (size_t i = 0; i < person->purchase_count; i++) {
        sum += cell == CELL_PURCHASE_SUM ? person->purchases[i].amount_minor : 1;
    }
    return sum;
}

static void write_book_row(struct crm_file *file, const struct crm_person *person)
{
    for (size_t i = 0; i < file->layout.column_count; i++) {
        enum crm_cell cell = file->layout.columns[i].cell;
        if (kind_of(cell) != OFFICE_TEXT) {
            file->office->book_number(file->book, file->sheet, i, number_of(cell, person));
            continue;
        }
        (void)crm_cell_fill(file, cell, person, NULL);
        if (file->cell.size > 0) {
            file->office->book_text(file->book, file->sheet, i, file->cell.bytes, file->cell.size);
        }
    }
    file->office->book_end_row(file->book, file->sheet);
}

/* Ads match by a hash: of an e-mail address, or of a phone number whose country is known. */
static bool has_hash(struct crm_file *file, const struct crm_person *person)
{
    (void)crm_cell_fill(file, CELL_EMAIL_HASH, person, NULL);
    size_t size = file->cell.size;
    (void)crm_cell_fill(file, CELL_PHONE_HASH, person, NULL);
    return size + file->cell.size > 0;
}

static bool is_taken(struct crm_file *file, const struct crm_person *person)
{
    bool has_name =
        person->first_name[0] != '\0' || person->last_name[0] != '\0' || person->name[0] != '\0';
    switch (file->form.format) {
    case CRM_MAUTIC:
        return person->email[0] != '\0';
    case CRM_GOOGLE:
    case CRM_META:
        return person->purchase_count > 0 && has_hash(file, person);
    default:
        return has_name || person->company[0] != '\0' || person->email[0] != '\0' ||
               person->phone[0] != '\0' || person->mobile[0] != '\0';
    }
}

bool crm_add(
    struct crm_file *file, const struct crm_person *person, bool *out_is_written, struct error *err)
{
    bool is_written = is_taken(file, person);
    if (is_written && file->form.format == CRM_XLSX) {
        write_book_row(file, person);
    } else if (is_written && file->form.format == CRM_VCARD) {
        crm_vcard_append(file, person, &file->out->buffer);
    } else if (is_written && crm_format_is_ads(file->form.format)) {
        for (size_t i = 0; i < person->purchase_count; i++) {
            write_csv_row(file, person, &person->purchases[i]);
        }
    } else if (is_written) {
        write_csv_row(file, person, NULL);
    }
    if (!flush(file, false, err)) {
        return false;
    }
    *out_is_written = is_written;
    return true;
}

/* ---- The end ---- */

/* The spreadsheet's library writes a file by its name; ours takes its name later. */
static bool end_book(struct crm_file *file, struct error *err)
{
    char problem[OFFICE_PROBLEM_MAX];
    struct office_book *book = file->book;
    file->book = NULL;
    if (!file->office->book_close(book, problem)) {
        return error_set(err, ERROR_IO, "the spreadsheet could not be written: %s", problem);
    }
    return book_file_append(file->book_path, &file->set, file->out, err);
}

bool crm_finish(struct crm_file *file, struct error *err)
{
    if (file->book != NULL && !end_book(file, err)) {
        return false;
    }
    return file->is_stdout ? flush(file, true, err) : file_set_sync(&file->set, err);
}

static bool print_own(struct crm_file *file, struct error *err)
{
    char bytes[COPY_BYTES];
    ssize_t size;
    if (lseek(file->own.file, 0, SEEK_SET) != 0) {
        return error_set(err, ERROR_IO, "cannot read the rows: %s", strerror(errno));
    }
    while ((size = read(file->own.file, bytes, sizeof(bytes))) > 0) {
        if (!write_all(STDOUT_FILENO, bytes, (size_t)size, err)) {
            return false;
        }
    }
    memory_wipe(bytes, sizeof(bytes));
    return size == 0 || error_set(err, ERROR_IO, "cannot read the rows: %s", strerror(errno));
}

bool crm_name(struct crm_file *file, struct error *err)
{
    return file->is_stdout ? print_own(file, err) : file_set_commit(&file->set, err);
}

static void wipe(struct buffer *buffer)
{
    if (buffer->capacity > 0) {
        memory_wipe(buffer->bytes, buffer->capacity);
    }
}

void crm_close(struct crm_file *file)
{
    char problem[OFFICE_PROBLEM_MAX];
    if (file == NULL) {
        return;
    }
    if (file->book != NULL) {
        (void)file->office->book_close(file->book, problem);
    }
    if (file->book_path[0] != '\0') {
        (void)unlink(file->book_path);
    }
    if (file->out != NULL) {
        wipe(&file->out->buffer);
    }
    if (file->is_stdout) {
        close(file->own.file);
        buffer_close(&file->own.buffer);
    } else if (file->set.folder >= 0) {
        file_set_end(&file->set);
    }
    wipe(&file->cell);
    buffer_close(&file->cell);
    free(file);
}
