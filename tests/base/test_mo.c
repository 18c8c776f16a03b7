/* A catalogue of msgfmt is read as it was written, and no file, however broken, is read beyond its
 * end. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/mo.h"

#define ORIGINALS 28
#define PATH "test_mo.mo"

/* Three sorted texts and their translations, as the format says. */
static void build(struct buffer *out)
{
    static const struct {
        const char *text;
        uint32_t size;
    } texts[] = {
        {"", 0},
        {"Pay", 3},
        {"line\0lines", 10},
        {"Language: de\n", 13},
        {"Zahlen", 6},
        {"Zeile\0Zeilen", 12},
    };
    uint32_t at = ORIGINALS + 6 * 8;
    buffer_append_u32(out, UINT32_C(0x950412de));
    buffer_append_u32(out, 0);
    buffer_append_u32(out, 3);
    buffer_append_u32(out, ORIGINALS);
    buffer_append_u32(out, ORIGINALS + 3 * 8);
    buffer_append_u32(out, 0);
    buffer_append_u32(out, 0);
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        buffer_append_u32(out, texts[i].size);
        buffer_append_u32(out, at);
        at += texts[i].size + 1;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        buffer_append(out, texts[i].text, texts[i].size + 1);
    }
}

static bool open_bytes(const char *bytes, size_t size, struct mo **out_mo, struct error *err)
{
    assert_true(file_write_whole(PATH, bytes, size, 0644, err));
    return mo_open(PATH, out_mo, err);
}

static void texts_are_found(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct error err = {.code = ERROR_NONE};
    struct mo *mo = NULL;
    build(&file);
    assert_true(open_bytes(file.bytes, file.size, &mo, &err));
    assert_true(text_view_equals(mo_find(mo, "Pay"), "Zahlen"));
    struct text_view forms = mo_find(mo, "line");
    assert_int_equal(forms.size, 12);
    assert_string_equal(forms.bytes + 6, "Zeilen");
    assert_null(mo_find(mo, "lines").bytes);
    assert_null(mo_find(mo, "Zahlen").bytes);
    mo_close(mo);
    mo_close(NULL);
    buffer_close(&file);
    assert_false(mo_open("test_mo_is_not_there.mo", &mo, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

/* Every byte set to a few values, and every length: refused, or readable to the end. */
static void broken_files_are_safe(void **state)
{
    (void)state;
    static const unsigned char values[] = {0x00, 0x01, 0x7F, 0xFF};
    struct buffer file = {0};
    struct error err = {.code = ERROR_NONE};
    build(&file);
    for (size_t i = 0; i < ORIGINALS + 6 * 8; i++) {
        for (size_t v = 0; v < ARRAY_LENGTH(values); v++) {
            struct mo *mo = NULL;
            char kept = file.bytes[i];
            file.bytes[i] = (char)values[v];
            if (open_bytes(file.bytes, file.size, &mo, &err)) {
                struct text_view found = mo_find(mo, "Pay");
                assert_true(found.bytes == NULL || found.bytes[found.size] == '\0');
            } else {
                assert_int_equal(err.code, ERROR_CORRUPT);
            }
            mo_close(mo);
            file.bytes[i] = kept;
        }
    }
    for (size_t size = 0; size < file.size; size++) {
        struct mo *mo = NULL;
        assert_false(open_bytes(file.bytes, size, &mo, &err));
    }
    buffer_close(&file);
    unlink(PATH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_found),
        cmocka_unit_test(broken_files_are_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
