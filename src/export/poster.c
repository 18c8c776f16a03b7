#include "export/poster.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "export/file_set.h"
#include "export/ink.h"
#include "export/office_load.h"

#define QUIET_MODULES 4 /* ISO/IEC 18004 */

static const struct {
    const char *name;
    int width_mm, height_mm;
    int dpi;
} SIZES[POSTER_SIZE_COUNT] = {
    [POSTER_A6] = {"a6", 105, 148, 300},
    [POSTER_A5] = {"a5", 148, 210, 300},
    [POSTER_A4] = {"a4", 210, 297, 300},
    [POSTER_A3] = {"a3", 297, 420, 200},
};

const char *poster_size_text(enum poster_size size)
{
    ASSERT((unsigned)size < POSTER_SIZE_COUNT);
    return SIZES[size].name;
}

bool poster_size_parse(struct text_view text, enum poster_size *out_size)
{
    for (size_t i = 0; i < POSTER_SIZE_COUNT; i++) {
        if (text_view_equals(text, SIZES[i].name)) {
            *out_size = (enum poster_size)i;
            return true;
        }
    }
    return false;
}

/* --- files ------------------------------------------------------------------------------------ */

struct poster_sink {
    struct file_set *set;
    struct file_out *file;
    struct error *err;
    bool has_failed;
};

static bool take_bytes(void *context, const void *bytes, size_t size)
{
    struct poster_sink *sink = context;
    buffer_append(&sink->file->buffer, bytes, size);
    sink->has_failed = !file_out_flush(sink->set, sink->file, sink->err);
    return !sink->has_failed;
}

static struct office_poster leaf_of(const struct poster *poster, enum poster_size size)
{
    uint32_t text = ink_on(poster->ground_rgb);
    return (struct office_poster){
        .width_mm = SIZES[size].width_mm,
        .height_mm = SIZES[size].height_mm,
        .language = poster->language,
        .is_right_to_left = poster->is_right_to_left,
        .ground_rgb = poster->ground_rgb,
        .text_rgb = text,
        .soft_rgb = ink_soften(text, poster->ground_rgb),
        .button_rgb = poster->button_rgb,
        .on_button_rgb = ink_on(poster->button_rgb),
        .shop = poster->shop,
        .headline = poster->headline,
        .subline = poster->subline,
        .offer = poster->offer,
        .how = poster->how,
        .code = poster->code,
        .valid = poster->valid,
        .png = poster->png.size > 0 ? poster->png.bytes : NULL,
        .png_size = poster->png.size,
        .modules = poster->modules,
        .module_count = poster->module_count,
        .quiet_count = QUIET_MODULES,
    };
}

static bool write_one(const struct office_api *api, const struct poster *poster,
    enum poster_size size, enum office_poster_kind kind, struct file_set *set,
    struct poster_result *result, struct error *err)
{
    char name[FILE_NAME_MAX], problem[OFFICE_PROBLEM_MAX];
    struct office_poster leaf = leaf_of(poster, size);
    snprintf(name, sizeof(name), "%s-%s.%s", poster->name, SIZES[size].name,
        kind == OFFICE_POSTER_PDF ? "pdf" : "png");
    struct poster_sink sink = {.set = set, .file = file_set_add(set, name, err), .err = err};
    if (sink.file == NULL) {
        return false;
    }
    bool done = api->poster_write(
        &leaf, kind, SIZES[size].dpi, take_bytes, &sink, &result->code_um[size], problem);
    result->file_count++;
    if (!done && !sink.has_failed) {
        return error_set(err, ERROR_IO, "the poster could not be drawn: %s", problem);
    }
    return done;
}

static bool write_sizes(const struct office_api *api, const struct poster *poster, unsigned sizes,
    struct file_set *set, struct poster_result *result, struct error *err)
{
    for (int i = 0; i < POSTER_SIZE_COUNT; i++) {
        enum poster_size size = (enum poster_size)i;
        if ((sizes & (1U << i)) != 0 &&
            (!write_one(api, poster, size, OFFICE_POSTER_PDF, set, result, err) ||
                !write_one(api, poster, size, OFFICE_POSTER_PNG, set, result, err))) {
            return false;
        }
    }
    return true;
}

bool poster_export(const struct poster *poster, unsigned sizes, const char *folder,
    struct poster_result *out_result, struct error *err)
{
    const struct office_api *api;
    struct poster_result result = {0};
    struct file_set set;
    if (!office_load(&api, err) || !file_set_begin(folder, &set, err)) {
        return false;
    }
    bool done = write_sizes(api, poster, sizes, &set, &result, err) && file_set_commit(&set, err);
    file_set_end(&set);
    if (done) {
        *out_result = result;
    }
    return done;
}
