/* Whatever a badge carries, its fields come out as the person wrote them; what nobody can read is
 * said to be unreadable and breaks nothing. Cards of phones and of the RFCs are looked up in the
 * shared data; the names of persons there (CLDR, Unicode-3.0) go through a card and back. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/csv.h"
#include "base/error.h"
#include "domain/contact.h"

static void expect(
    const struct contact *contact, const char *label, const char *field, const char *wanted)
{
    enum contact_field number;
    assert_true(contact_field_find(field, &number));
    if (strcmp(contact_get(contact, number), wanted) != 0) {
        fail_msg("%s, %s: '%s', not '%s'", label, field, contact_get(contact, number), wanted);
    }
}

#define VCARD(version, lines) "BEGIN:VCARD\r\nVERSION:" version "\r\n" lines "END:VCARD\r\n"

static void reads_scans(void **state)
{
    (void)state;
    static const struct {
        const char *scan;
        enum contact_form form;
        const char *fields[6]; /* name, value, ... */
    } rows[] = {
        /* vCard */
        {VCARD("3.0", "N:Hopper;Grace;Brewster;Rear Admiral;\r\nFN:Grace Hopper\r\n"),
            CONTACT_FORM_VCARD, {"first_name", "Grace", "last_name", "Hopper"}},
        {VCARD("4.0", "FN:Vincent van Gogh\r\n"), CONTACT_FORM_VCARD,
            {"first_name", "Vincent", "last_name", "van Gogh"}},
        {VCARD("3.0", "N:Hopper;Grace\r\n"), CONTACT_FORM_VCARD, {"name", "Grace Hopper"}},
        {"begin:vcard\nversion:3.0\nfn:Ada\nend:vcard", CONTACT_FORM_VCARD, {"first_name", "Ada"}},
        {"\xEF\xBB\xBF" VCARD("3.0", "FN:Ada\r\n"), CONTACT_FORM_VCARD, {"name", "Ada"}},
        {"BEGIN:VCARD\rVERSION:3.0\rFN:Ada\rEMAIL:a@b.de\r", CONTACT_FORM_VCARD,
            {"name", "Ada", "email", "a@b.de"}},
        {VCARD("3.0", "FN:Zero\r\nTITLE:Director\\, Research\\; all\\nof it\r\n"),
            CONTACT_FORM_VCARD, {"title", "Director, Research; all of it"}},
        {VCARD("3.0", "FN:A\r\nNOTE:one\\ntwo\r\n"), CONTACT_FORM_VCARD, {"note", "one\ntwo"}},
        {VCARD("3.0", "FN:Long\r\n er\r\nORG:Navy;Yard\r\n"), CONTACT_FORM_VCARD,
            {"name", "Longer", "company", "Navy"}},
        {VCARD("2.1", "FN:Long\r\n er\r\n"), CONTACT_FORM_VCARD, {"name", "Long er"}},
        {VCARD("2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=\r\n=BCrgen\r\n"),
            CONTACT_FORM_VCARD, {"last_name", "Müller", "first_name", "Jürgen"}},
        {VCARD("2.1", "N;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:M=FCller;J=FCrgen\r\n"),
            CONTACT_FORM_VCARD, {"last_name", "Müller", "first_name", "Jürgen"}},
        {VCARD("2.1", "FN;CHARSET=SHIFT_JIS:\x8E\x52\x93\x63\r\n"), CONTACT_FORM_VCARD,
            {"name", "山田"}},
        {VCARD("2.1", "FN;CHARSET=../../evil:M\xFCller\r\n"), CONTACT_FORM_VCARD,
            {"name", "Müller"}},
        {VCARD("3.0", "FN:A\r\nTEL;TYPE=FAX:1\r\nTEL;TYPE=CELL:3\r\nTEL;TYPE=PREF,WORK:2\r\n"),
            CONTACT_FORM_VCARD, {"phone", "2", "mobile", "3"}},
        {VCARD("3.0", "FN:A\r\nTEL;TYPE=CELL:3\r\n"), CONTACT_FORM_VCARD,
            {"phone", "3", "mobile", ""}},
        {VCARD("4.0", "FN:A\r\nTEL;VALUE=uri;TYPE=\"voice;cell\":tel:+1-418;ext=102\r\n"),
            CONTACT_FORM_VCARD, {"phone", "+1-418 ext. 102"}},
        {VCARD("4.0", "FN:A\r\nEMAIL:x@y.de\r\nEMAIL;PREF=1:mailto:z@y.de\r\n"), CONTACT_FORM_VCARD,
            {"email", "z@y.de"}},
        {VCARD("3.0",
             "FN:A\r\nADR;TYPE=HOME:;;Home 1;H;;1;X\r\nADR;TYPE=WORK:;3rd;Work "
             "2;City;R;123;DE\r\n"),
            CONTACT_FORM_VCARD, {"street", "Work 2, 3rd", "city", "City", "postcode", "123"}},
        {VCARD("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AA\r\n AAA\r\nFN:After\r\n"),
            CONTACT_FORM_VCARD, {"name", "After"}},
        {VCARD("3.0", "X-NOTHING:1\r\n"), CONTACT_FORM_UNREADABLE, {NULL}},
        {"BEGIN:VCARD", CONTACT_FORM_UNREADABLE, {NULL}},
        /* MECARD */
        {"MECARD:N:Doe,John;TEL:13035551212;EMAIL:john.doe@example.com;;", CONTACT_FORM_MECARD,
            {"last_name", "Doe", "first_name", "John", "phone", "13035551212"}},
        {"MECARD:N:Mustermann,Max;TEL:+1;TEL:+2;;", CONTACT_FORM_MECARD,
            {"name", "Max Mustermann", "phone", "+1", "mobile", "+2"}},
        {"MECARD:N:A;MEMO:this,is\\;a\\\\memo;;", CONTACT_FORM_MECARD, {"note", "this,is;a\\memo"}},
        {"MECARD:N:A;URL:https\\://x.de/;ORG:Navy;;", CONTACT_FORM_MECARD,
            {"website", "https://x.de/", "company", "Navy"}},
        {"MECARD:N:A;ADR:,,Street 1,City,Region,123,DE;;", CONTACT_FORM_MECARD,
            {"street", "Street 1", "city", "City", "country", "DE"}},
        {"mecard:n:A,B", CONTACT_FORM_MECARD, {"last_name", "A", "first_name", "B"}},
        {"MECARD:;;", CONTACT_FORM_UNREADABLE, {NULL}},
        {"BIZCARD:N:Sean;X:Owen;T:Engineer;C:Acme;B:+12125551212;E:srowen@acme.com;;",
            CONTACT_FORM_MECARD, {"name", "Sean Owen", "company", "Acme", "title", "Engineer"}},
        /* addresses */
        {"https://www.linkedin.com/in/grace-hopper-1", CONTACT_FORM_PROFILE,
            {"website", "https://www.linkedin.com/in/grace-hopper-1"}},
        {"HTTPS://LINKEDIN.COM/IN/X", CONTACT_FORM_PROFILE,
            {"website", "HTTPS://LINKEDIN.COM/IN/X"}},
        {"https://www.linkedin.com/company/x", CONTACT_FORM_URL, {NULL}},
        {"https://evil.example/?u=notlinkedin.com/in/x", CONTACT_FORM_URL, {NULL}},
        {"www.example.com", CONTACT_FORM_URL, {"website", "www.example.com"}},
        {"URLTO:http://x.de", CONTACT_FORM_URL, {"website", "http://x.de"}},
        {"mailto:gr%61ce@navy.mil?subject=Hi", CONTACT_FORM_EMAIL, {"email", "grace@navy.mil"}},
        {" grace@navy.mil\r\n", CONTACT_FORM_EMAIL, {"email", "grace@navy.mil"}},
        {"tel:+49-30-1234567", CONTACT_FORM_PHONE, {"phone", "+49-30-1234567"}},
        {"+49 30 1234567", CONTACT_FORM_PHONE, {"phone", "+49 30 1234567"}},
        /* opaque */
        {"0123456789", CONTACT_FORM_BADGE, {"badge", "0123456789", "phone", ""}},
        {"X7-99^A|23", CONTACT_FORM_BADGE, {"badge", "X7-99^A|23"}},
        {"{\"id\":17}", CONTACT_FORM_BADGE, {"badge", "{\"id\":17}"}},
        {"", CONTACT_FORM_UNREADABLE, {NULL}},
        {" \r\n", CONTACT_FORM_UNREADABLE, {NULL}},
        {"...", CONTACT_FORM_UNREADABLE, {NULL}},
        {"\xFF\xFE\x01", CONTACT_FORM_UNREADABLE, {NULL}},
        {"a\x01"
         "b",
            CONTACT_FORM_UNREADABLE, {NULL}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct contact contact;
        enum contact_form form = contact_read(text_view_of(rows[i].scan), &contact);
        if (form != rows[i].form) {
            fail_msg("'%s' is %s", rows[i].scan, contact_form_name(form));
        }
        for (size_t f = 0; f < ARRAY_LENGTH(rows[i].fields) && rows[i].fields[f] != NULL; f += 2) {
            expect(&contact, rows[i].scan, rows[i].fields[f], rows[i].fields[f + 1]);
        }
        assert_int_equal(form == CONTACT_FORM_UNREADABLE, contact_is_empty(&contact));
    }
}

/* Cards as phones, mail programs and the RFCs have them. */
static void reads_cards_of_others(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *fields[20];
    } rows[] = {
        {"John_Doe_ANDROID.vcf", {"email", "john.doe@company.com"}},
        {"John_Doe_IPHONE.vcf",
            {"first_name", "John", "last_name", "Doe", "name", "Mr. John Richter James Doe Sr.",
                "email", "john.doe@ibm.com", "phone", "905-555-1234", "company", "IBM", "title",
                "Money Counter", "website", "http://www.ibm.com", "city", "New York"}},
        {"John_Doe_MS_OUTLOOK.vcf",
            {"first_name", "John", "phone", "(905) 555-1234", "email", "john.doe@ibm.cm", "city",
                "Albaney", "street", "Cresent moon drive", "country", "United States of America"}},
        {"invalid__vcard-incompletenproperty.vcf",
            {"first_name", "Antoni", "last_name", "Mylka", "email", "antoni@mylka.pl", "note",
                "Antoni Mylka from Aperture project"}},
        {"rfc2426-example.vcf",
            {"first_name", "Frank", "last_name", "Dawson", "street", "6544 Battleford Drive",
                "phone", "+1-919-676-9515", "email", "Frank_Dawson@Lotus.com", "company",
                "Lotus Development Corporation"}},
        {"rfc6350-example.vcf",
            {"first_name", "Simon", "last_name", "Perreault", "phone", "+1-418-656-9254 ext. 102",
                "mobile", "+1-418-262-6501", "email", "simon.perreault@viagenie.ca", "city",
                "Quebec", "website", "http://nomis80.org", "street", "2875 Laurier, Suite D2-630"}},
        {"vcard-lowercase.vcf", {"email", "xy@zz.com", "name", ""}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char name[96], path[512];
        struct buffer file = {0};
        struct error err = {0};
        struct contact contact;
        snprintf(name, sizeof(name), "leads/vcard/%s", rows[i].file);
        if (!shared_data(path, sizeof(path), name)) {
            skip();
        }
        assert_true(buffer_read_file(&file, path, &err));
        assert_int_equal(
            contact_read((struct text_view){file.bytes, file.size}, &contact), CONTACT_FORM_VCARD);
        for (size_t f = 0; f < ARRAY_LENGTH(rows[i].fields) && rows[i].fields[f] != NULL; f += 2) {
            expect(&contact, rows[i].file, rows[i].fields[f], rows[i].fields[f + 1]);
        }
        buffer_close(&file);
    }
}

static void append_escaped(struct buffer *out, struct text_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (strchr(",;\\", text.bytes[i]) != NULL) {
            buffer_append_char(out, '\\');
        }
        buffer_append_char(out, text.bytes[i]);
    }
}

/* The value of a key in one of the file's flat objects; the names have no escapes. */
static bool find_value(struct text_view json, const char *key, struct text_view *out_value)
{
    char wanted[32];
    snprintf(wanted, sizeof(wanted), "\"%s\": \"", key);
    const char *at = memmem(json.bytes, json.size, wanted, strlen(wanted));
    if (at == NULL) {
        return false;
    }
    at += strlen(wanted);
    const char *end = memchr(at, '"', (size_t)(json.bytes + json.size - at));
    *out_value = (struct text_view){at, (size_t)(end - at)};
    return end != NULL;
}

static void check_name(struct text_view given, struct text_view surname)
{
    struct buffer card = {0};
    struct contact contact;
    buffer_append_text(&card, "BEGIN:VCARD\r\nVERSION:4.0\r\nN:");
    append_escaped(&card, surname);
    buffer_append_char(&card, ';');
    append_escaped(&card, given);
    buffer_append_text(&card, ";;;\r\nEND:VCARD\r\n");
    contact_read((struct text_view){card.bytes, card.size}, &contact);
    if (!text_view_equals(given, contact.first_name) ||
        !text_view_equals(surname, contact.last_name)) {
        fail_msg("'%s' '%s' of %s", contact.first_name, contact.last_name, card.bytes);
    }
    buffer_close(&card);
}

static void keeps_names_of_the_world(void **state)
{
    (void)state;
    char path[512];
    struct buffer file = {0};
    struct error err = {0};
    size_t count = 0;
    if (!shared_data(path, sizeof(path), "leads/person_names.csv")) {
        skip();
    }
    assert_true(buffer_read_file(&file, path, &err));
    struct csv_reader *reader = malloc(sizeof(*reader));
    assert_non_null(reader);
    assert_true(csv_open(file.bytes, file.size, reader, &err));
    assert_int_equal(csv_read_row(reader, &err), CSV_ROW);
    while (csv_read_row(reader, &err) == CSV_ROW) {
        struct text_view given;
        struct text_view surname = {"", 0};
        struct text_view json = reader->fields[2].text;
        if (find_value(json, "given", &given)) {
            (void)find_value(json, "surname", &surname);
            check_name(given, surname);
            count++;
        }
    }
    assert_true(count > 700);
    csv_close(reader);
    free(reader);
    buffer_close(&file);
}

/* Too long, not UTF-8, control characters: cut between characters, replaced, never overrun. */
static void bounds_every_field(void **state)
{
    (void)state;
    char text[20000];
    for (size_t i = 0; i + 1 < sizeof(text); i += 2) {
        memcpy(text + i, "ü", 2);
    }
    struct contact contact = {0};
    for (int field = 0; field < CONTACT_FIELD_COUNT; field++) {
        assert_false(contact_set(
            &contact, (enum contact_field)field, (struct text_view){text, sizeof(text)}));
        const char *kept = contact_get(&contact, (enum contact_field)field);
        assert_true(text_is_utf8(kept, strlen(kept), NULL));
        assert_true(strlen(kept) >= 60);
    }
    assert_true(contact_set(&contact, CONTACT_CITY, text_view_of(" a\tb\r\nc\x7F\xC2\x85 ")));
    assert_string_equal(contact.city, "a b c");
    assert_false(contact_set(&contact, CONTACT_CITY, text_view_of("M\xFCnchen")));
    assert_string_equal(contact.city, "München");
    contact_wipe(&contact);
    assert_true(contact_is_empty(&contact));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_scans),
        cmocka_unit_test(reads_cards_of_others),
        cmocka_unit_test(keeps_names_of_the_world),
        cmocka_unit_test(bounds_every_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
