/* A form that is taken prints and reads back as the same form, and a wrong one says where it is
 * wrong. The shop's first form speaks all five languages. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/lead_form.h"

static void knows_a_first_form(void **state)
{
    (void)state;
    static const char *const LANGUAGES[] = {"en", "de", "fr", "es", "ar"};
    static const char *const NAMES[] = {"first_name", "last_name", "email", "phone", "interests"};
    struct lead_form *form = calloc(2, sizeof(*form));
    struct buffer first = {0}, second = {0};
    struct error err = {0};
    assert_non_null(form);
    lead_form_default(form);
    assert_int_equal(form->field_count, ARRAY_LENGTH(NAMES));
    for (size_t i = 0; i < ARRAY_LENGTH(NAMES); i++) {
        assert_string_equal(form->fields[i].name, NAMES[i]);
        for (size_t l = 0; l < ARRAY_LENGTH(LANGUAGES); l++) {
            assert_int_not_equal(form->fields[i].label.at[l], 0);
        }
    }
    assert_true(form->fields[4].has_categories);
    assert_int_equal(form->consent_count, 2);
    assert_string_equal(lead_form_find_consent(form, "phone")->needs, "phone");
    assert_string_equal(lead_form_text(form, &form->fields[0].label, "de_AT"), "Vorname");
    assert_string_equal(lead_form_text(form, &form->fields[0].label, "ja"), "First name");
    lead_form_print(form, &first);
    assert_true(lead_form_parse((struct text_view){first.bytes, first.size}, form + 1, &err));
    lead_form_print(form + 1, &second);
    assert_string_equal(first.bytes, second.bytes);
    buffer_close(&first);
    lead_form_fill(lead_form_text(form, &form->privacy, "en"), "Harbour Roast", 180, &first);
    assert_non_null(strstr(first.bytes, "Harbour Roast keeps what you enter here for 180 days"));
    assert_null(strchr(first.bytes, '{'));
    buffer_close(&first);
    buffer_close(&second);
    free(form);
}

#define FORM(fields, rest)                                                                         \
    "{\"version\":1,\"languages\":[\"en\",\"de\"],\"fields\":[" fields "]" rest "}"
#define LABEL "\"label\":{\"en\":\"A\"}"

static void takes_and_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *json, *words; /* words of the error; NULL: it is good */
    } rows[] = {
        {FORM("{\"name\":\"a\",\"kind\":\"text\"," LABEL "}", ""), NULL},
        {FORM("{\"name\":\"a\",\"kind\":\"choice\",\"required\":true," LABEL
              ",\"choices\":[{\"value\":\"x y\"," LABEL "}]}",
             ""),
            NULL},
        {"{\n \"version\": 1,\n \"languages\": [\"en\"\n}", "line 4, column 1"},
        {"[]", "object"},
        {"{\"version\":2}", "version"},
        {"{\"version\":1,\"languages\":[\"english\"]}", "languages 1"},
        {"{\"version\":1,\"languages\":[\"en\",\"en\"]}", "languages 2"},
        {FORM("", ""), "one thing"},
        {FORM("{\"name\":\"A b\",\"kind\":\"text\"," LABEL "}", ""), "fields 1: name"},
        {FORM("{\"name\":\"a\",\"kind\":\"date\"," LABEL "}", ""), "fields 1: kind"},
        {FORM("{\"name\":\"a\",\"kind\":\"text\"}", ""), "fields 1, label"},
        {FORM("{\"name\":\"a\",\"kind\":\"text\",\"label\":{\"de\":\"A\"}}", ""), "first language"},
        {FORM("{\"name\":\"a\",\"kind\":\"text\",\"label\":{\"en\":\"A\",\"fr\":\"A\"}}", ""),
            "'fr' is no language"},
        {FORM("{\"name\":\"a\",\"kind\":\"text\",\"requierd\":true," LABEL "}", ""), "requierd"},
        {FORM("{\"name\":\"a\",\"kind\":\"choice\"," LABEL "}", ""), "choices"},
        {FORM("{\"name\":\"a\",\"kind\":\"text\"," LABEL
              "},{\"name\":\"a\",\"kind\":\"text\"," LABEL "}",
             ""),
            "fields 2: the name a is there already"},
        {FORM("{\"name\":\"a\",\"kind\":\"text\"," LABEL "}",
             ",\"consents\":[{\"purpose\":\"email\",\"version\":\"1\",\"needs\":\"email\","
             "\"wording\":{\"en\":\"A\"}}]"),
            "no field email"},
        {FORM("{\"name\":\"a\",\"kind\":\"text\",\"label\":{\"en\":\"A\\u0007\"}}", ""),
            "control character"},
    };
    struct lead_form *form = calloc(1, sizeof(*form));
    assert_non_null(form);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error err = {0};
        bool is_read = lead_form_parse(text_view_of(rows[i].json), form, &err);
        if (is_read != (rows[i].words == NULL) ||
            (!is_read && strstr(err.text, rows[i].words) == NULL)) {
            fail_msg("%s: '%s'", rows[i].json, err.text);
        }
    }
    free(form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_a_first_form),
        cmocka_unit_test(takes_and_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
