#include "tests/support.h"

#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/day.h"
#include "export/crm.h"

#define FOLDER_MAX 64

/* Somebody of whom nothing is known. */
static struct crm_person nobody(void)
{
    return (struct crm_person){.number = "1-000001",
        .first_name = "",
        .last_name = "",
        .name = "",
        .company = "",
        .title = "",
        .email = "",
        .phone = "",
        .mobile = "",
        .website = "",
        .street = "",
        .city = "",
        .region = "",
        .postal_code = "",
        .country = "",
        .note = "",
        .rating = "",
        .follow_up = "",
        .campaign_code = "",
        .campaign_name = "",
        .channel = "",
        .placement = "",
        .purposes = "email",
        .may_email = true,
        .captured_at_ms = INT64_C(1795434120000),
        .changed_at_ms = INT64_C(1795434120000)};
}

struct fixture {
    char folder[FOLDER_MAX], path[FOLDER_MAX + 16];
    struct zone *zone;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    struct error err;
    snprintf(fixture->folder, sizeof(fixture->folder), "/tmp/tilltale-crm-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof(fixture->path), "%s/leads", fixture->folder);
    assert_true(zone_open("Europe/Berlin", &fixture->zone, &err));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    zone_close(fixture->zone);
    unlink(fixture->path);
    rmdir(fixture->folder);
    free(fixture);
    return 0;
}

static struct crm_form form_of(const struct fixture *fixture, enum crm_format format)
{
    return (struct crm_form){.format = format,
        .dialect = CSV_RFC4180,
        .zone = fixture->zone,
        .zone_name = "Europe/Berlin",
        .currency = "EUR",
        .conversion = "Bought in the shop"};
}

/* Writes one person; returns whether the format took them. The file is in *out. */
static bool write_one(const struct fixture *fixture, const struct crm_form *form,
    const struct crm_person *person, struct buffer *out)
{
    struct crm_file *file;
    struct error err;
    bool is_written = false;
    if (!crm_open(fixture->path, form, &file, &err) || !crm_add(file, person, &is_written, &err) ||
        !crm_finish(file, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_not_equal(access(fixture->path, F_OK), 0); /* not before it is named */
    assert_true(crm_name(file, &err));
    crm_close(file);
    assert_true(buffer_read_file(out, fixture->path, &err));
    return is_written;
}

/* What each format makes of what is missing, too long or dangerous. */
static void test_cells(void **state)
{
    const struct {
        const char *label;
        enum crm_format format;
        struct crm_person set; /* fields that are not NULL replace nobody's */
        bool is_written;
        const char *holds; /* "" nothing to look for */
    } rows[] = {
        {"nothing at all", CRM_HUBSPOT, {0}, false, ""},
        {"a first name", CRM_HUBSPOT, {.first_name = "Ada"}, true, "\r\nAda,,"},
        {"one text of two names", CRM_HUBSPOT, {.name = "Ada King Lovelace"}, true,
            "\r\nAda King,Lovelace,"},
        {"one name alone", CRM_HUBSPOT, {.name = "王小明"}, true, "\r\n王小明,,"},
        {"salesforce wants a last name", CRM_SALESFORCE, {.first_name = "Ada"}, true,
            "\r\n,Ada,[not provided],"},
        {"and has only an e-mail", CRM_SALESFORCE, {.email = "a@example.org"}, true,
            "\r\n,a@example.org,[not provided],,a@example.org,"},
        {"rating as Salesforce writes it", CRM_SALESFORCE, {.name = "A B", .rating = "hot"}, true,
            ",Hot,"},
        {"a phone is a number", CRM_CSV, {.phone = "+49 30 1234"}, true, ",+49301234,"},
        {"but not one that may be read in two ways", CRM_CSV, {.phone = "+49 (0)30 12"}, true,
            ",'+49 (0)30 12,"},
        {"a formula", CRM_HUBSPOT, {.first_name = "=1+1", .last_name = "@x"}, true,
            "\r\n'=1+1,'@x,"},
        {"letters are composed", CRM_HUBSPOT, {.first_name = "E\xCC\x81milie"}, true,
            "\r\n\xC3\x89milie,"},
        {"mail programs want an address", CRM_MAUTIC, {.name = "A B", .phone = "+491"}, false, ""},
        {"no conversion without a purchase", CRM_GOOGLE, {.email = "a@example.org"}, false,
            "Parameters:TimeZone=Europe/Berlin\r\nEmail,Phone Number,"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct fixture *fixture = *state;
        struct buffer out = {0};
        struct crm_person person = nobody();
        const struct crm_person *set = &rows[i].set;
        person.first_name = set->first_name != NULL ? set->first_name : "";
        person.last_name = set->last_name != NULL ? set->last_name : "";
        person.name = set->name != NULL ? set->name : "";
        person.email = set->email != NULL ? set->email : "";
        person.phone = set->phone != NULL ? set->phone : "";
        person.rating = set->rating != NULL ? set->rating : "";
        struct crm_form form = form_of(fixture, rows[i].format);
        bool is_written = write_one(fixture, &form, &person, &out);
        if (is_written != rows[i].is_written || strstr(out.bytes, rows[i].holds) == NULL) {
            fail_msg("%s: %s", rows[i].label, out.bytes);
        }
        buffer_close(&out);
        unlink(fixture->path);
    }
}

/* Nobody else may read the file. */
static void test_owner(void **state)
{
    struct fixture *fixture = *state;
    struct crm_person person = nobody();
    struct crm_form form = form_of(fixture, CRM_CSV);
    struct buffer out = {0};
    struct stat status;
    person.name = "A B";
    assert_true(write_one(fixture, &form, &person, &out));
    assert_int_equal(stat(fixture->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    buffer_close(&out);
}

/* A vCard's lines end in CRLF, have at most 75 bytes and are whole characters; what would part a
 * value has a backslash. */
static void test_vcard(void **state)
{
    struct fixture *fixture = *state;
    struct crm_person person = nobody();
    struct crm_form form = form_of(fixture, CRM_VCARD);
    const char *interests[] = {"Beans, whole", "Machines"};
    struct buffer out = {0};
    person.last_name = "عبد الرحمن بن عبد العزيز بن محمد بن عبد الله بن سعود بن فيصل بن تركي";
    person.first_name = "👩‍🚀;王";
    person.note = "two\nlines \\ and, more";
    person.interests = interests;
    person.interest_count = ARRAY_LENGTH(interests);
    assert_true(write_one(fixture, &form, &person, &out));
    size_t begin = 0;
    for (size_t i = 0; i < out.size; i++) {
        if (out.bytes[i] == '\n') {
            assert_true(i > 0 && out.bytes[i - 1] == '\r');
            assert_true(i - 1 - begin <= 75);
            assert_true(text_is_utf8(out.bytes + begin, i - begin, NULL));
            begin = i + 1;
        }
    }
    assert_int_equal(begin, out.size);
    assert_non_null(strstr(out.bytes, "NOTE:two\\nlines \\\\ and\\, more\r\n"));
    assert_non_null(strstr(out.bytes, "CATEGORIES:Beans\\, whole,Machines\r\n"));
    assert_non_null(strstr(out.bytes, "👩‍🚀\\;王"));
    assert_non_null(strstr(out.bytes, "REV:20261123T114200Z\r\n"));
    buffer_close(&out);
}

/* Hashes as the platforms publish them for these inputs, and the shop's wall clock. The two sums
 * are of printf '%s' TEXT | sha256sum. */
static void test_ads(void **state)
{
    struct fixture *fixture = *state;
    struct crm_purchase bought = {"1-000124", INT64_C(1795434120000), 1250};
    struct crm_person person = nobody();
    const struct {
        enum crm_format format;
        const char *row;
    } rows[] = {
        {CRM_GOOGLE,
            "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b,"
            "74bd805bcc47f8603082430ca056311389e38b74fcdfbc32bcb5c6a9269ff3bf,"
            "Bought in the shop,2026-11-23 12:42:00+0100,12.50,EUR,1-000124\r\n"},
        {CRM_META, ",Purchase,1795434120,12.50,EUR,physical_store,1-000124\r\n"},
    };
    person.email = " Test@Example.com ";
    person.phone = "+49 30 1234567";
    person.first_name = "Ada";
    person.purchases = &bought;
    person.purchase_count = 1;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct buffer out = {0};
        struct crm_form form = form_of(fixture, rows[i].format);
        assert_true(write_one(fixture, &form, &person, &out));
        assert_null(strchr(out.bytes, '@'));
        if (strstr(out.bytes, rows[i].row) == NULL) {
            fail_msg("%s", out.bytes);
        }
        buffer_close(&out);
        unlink(fixture->path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_owner, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_vcard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ads, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
