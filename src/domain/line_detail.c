#include "domain/line_detail.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

#define FIELD_END '\x1F'
#define DETAIL_END '\x1E'
#define NUMBER_MAX INT64_C(1000000000000000)

static const char KIND_LETTERS[LINE_DETAIL_KIND_COUNT] = {'o', 'p', 's'};

const char *line_detail_kind_text(enum line_detail_kind kind)
{
    static const char *const words[LINE_DETAIL_KIND_COUNT] = {"option", "part", "serial"};
    ASSERT((unsigned)kind < LINE_DETAIL_KIND_COUNT);
    return words[kind];
}

bool line_detail_append(char details[LINE_DETAILS_BYTES], const struct line_detail *detail)
{
    size_t size = strlen(details);
    ASSERT((unsigned)detail->kind < LINE_DETAIL_KIND_COUNT);
    if (text_view_has_control(text_view_of(detail->text))) {
        return false;
    }
    struct text_out out = text_out_begin(details + size, LINE_DETAILS_BYTES - size);
    text_out_append_char(&out, KIND_LETTERS[detail->kind]);
    text_out_format(
        &out, "%" PRId64 "%c%" PRId64 "%c", detail->id, FIELD_END, detail->amount, FIELD_END);
    text_out_append(&out, detail->text);
    text_out_append_char(&out, DETAIL_END);
    if (out.cut) {
        details[size] = '\0';
    }
    return !out.cut;
}

static bool read_kind(char letter, enum line_detail_kind *out_kind)
{
    for (int i = 0; i < LINE_DETAIL_KIND_COUNT; i++) {
        if (KIND_LETTERS[i] == letter) {
            *out_kind = (enum line_detail_kind)i;
            return true;
        }
    }
    return false;
}

static bool read_number(struct text_view *rest, int64_t *out_number)
{
    struct text_view field;
    const char *end = rest->size > 0 ? memchr(rest->bytes, FIELD_END, rest->size) : NULL;
    bool is_negative = rest->size > 0 && rest->bytes[0] == '-';
    int64_t number = 0;
    if (end == NULL || !text_view_split(rest, FIELD_END, &field) ||
        field.size == (is_negative ? 1 : 0)) {
        return false;
    }
    for (size_t i = is_negative ? 1 : 0; i < field.size; i++) {
        if (field.bytes[i] < '0' || field.bytes[i] > '9' || number > NUMBER_MAX) {
            return false;
        }
        number = number * 10 + (field.bytes[i] - '0');
    }
    *out_number = is_negative ? -number : number;
    return true;
}

bool line_detail_next(const char **at, struct line_detail *out_detail)
{
    const char *end = strchr(*at, DETAIL_END);
    struct line_detail detail;
    if (end == NULL || !read_kind(**at, &detail.kind)) {
        return false;
    }
    struct text_view rest = {*at + 1, (size_t)(end - *at) - 1};
    if (!read_number(&rest, &detail.id) || !read_number(&rest, &detail.amount) ||
        !text_copy_view(detail.text, sizeof(detail.text), rest)) {
        return false;
    }
    *at = end + 1;
    *out_detail = detail;
    return true;
}

bool line_details_are_whole(const char *details)
{
    struct line_detail detail;
    while (line_detail_next(&details, &detail)) {
        if (text_view_has_control(text_view_of(detail.text))) {
            return false;
        }
    }
    return *details == '\0';
}

void line_detail_drop(char details[LINE_DETAILS_BYTES], enum line_detail_kind kind)
{
    char kept[LINE_DETAILS_BYTES] = "";
    struct line_detail detail;
    for (const char *at = details; line_detail_next(&at, &detail);) {
        if (detail.kind != kind) {
            bool fits = line_detail_append(kept, &detail);
            ASSERT(fits); /* it stood there before */
        }
    }
    memcpy(details, kept, sizeof(kept));
}

int64_t line_detail_options_minor(const char *details)
{
    struct line_detail detail;
    int64_t sum = 0;
    while (line_detail_next(&details, &detail)) {
        sum += detail.kind == LINE_DETAIL_OPTION ? detail.amount : 0;
    }
    return sum;
}
