/* Harmless addresses and numbers pass without a question; hostile and broken ones never do; what
 * is rare is asked about and can be kept. Two spellings of one address or number have one normal
 * form, two addresses never share one.
 *
 * Rows of the shared data: is_email's tests (BSD, Dominic Sayers), libphonenumber's example
 * numbers (Apache-2.0). */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/csv.h"
#include "base/error.h"
#include "domain/ads_key.h"
#include "domain/email.h"
#include "domain/phone.h"

static void checks_emails(void **state)
{
    (void)state;
    static const struct {
        const char *email;
        enum email_state state;
        enum email_reason reason;
        const char *suggestion;
    } rows[] = {
        {"grace@navy.mil", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {" grace.hopper+fair@navy.mil ", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"o'brien_x-1@mail.co.uk", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"info@müller.de", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"a@web.de", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"a@gmx.net", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"a@mail.com", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"a@live.nl", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"a@HOTMAIL.COM", EMAIL_OK, EMAIL_REASON_NONE, ""},
        {"grace@navy", EMAIL_DOUBTFUL, EMAIL_REASON_NO_DOT, ""},
        {"grace@gmial.com", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@gmail.com"},
        {"grace@gmail.con", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@gmail.com"},
        {"grace@gmai.com", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@gmail.com"},
        {"grace@gmail.co", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@gmail.com"},
        {"grace@GMAILL.com", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@gmail.com"},
        {"grace@hotmial.fr", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@hotmail.fr"},
        {"grace@outlok.com", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@outlook.com"},
        {"grace@gmailcom", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@gmail.com"},
        {"grace@navy.mil.", EMAIL_DOUBTFUL, EMAIL_REASON_TYPO, "grace@navy.mil"},
        {"grace @navy.mil", EMAIL_DOUBTFUL, EMAIL_REASON_SPACE, "grace@navy.mil"},
        {"\"grace h\"@navy.mil", EMAIL_DOUBTFUL, EMAIL_REASON_UNUSUAL, ""},
        {".grace@navy.mil", EMAIL_DOUBTFUL, EMAIL_REASON_UNUSUAL, ""},
        {"名前@navy.mil", EMAIL_DOUBTFUL, EMAIL_REASON_UNUSUAL, ""},
        {"=cmd|calc!A0@navy.mil", EMAIL_DOUBTFUL, EMAIL_REASON_UNUSUAL, ""},
        {"-x@navy.mil", EMAIL_DOUBTFUL, EMAIL_REASON_UNUSUAL, ""},
        {"a@[127.0.0.1]", EMAIL_DOUBTFUL, EMAIL_REASON_UNUSUAL, ""},
        {"", EMAIL_WRONG, EMAIL_REASON_EMPTY, ""},
        {"grace.navy.mil", EMAIL_WRONG, EMAIL_REASON_NO_AT, ""},
        {"@navy.mil", EMAIL_WRONG, EMAIL_REASON_INCOMPLETE, ""},
        {"grace@", EMAIL_WRONG, EMAIL_REASON_INCOMPLETE, ""},
        {"grace@.mil", EMAIL_WRONG, EMAIL_REASON_INCOMPLETE, ""},
        {"a@b.de,c@d.de", EMAIL_WRONG, EMAIL_REASON_CHARACTER, ""},
        {"a@b.de\nBcc: c@d.de", EMAIL_WRONG, EMAIL_REASON_CHARACTER, ""},
        {"<script>@b.de", EMAIL_WRONG, EMAIL_REASON_CHARACTER, ""},
        {"gra\xE2\x80\xAE"
         "ce@navy.mil",
            EMAIL_WRONG, EMAIL_REASON_CHARACTER, ""},
        {"gra\xE2\x80\x8B"
         "ce@navy.mil",
            EMAIL_WRONG, EMAIL_REASON_CHARACTER, ""},
        {"a\xFF@navy.mil", EMAIL_WRONG, EMAIL_REASON_CHARACTER, ""},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct email_check check;
        email_check(text_view_of(rows[i].email), &check);
        if (check.state != rows[i].state || check.reason != rows[i].reason ||
            strcmp(check.suggestion, rows[i].suggestion) != 0) {
            fail_msg("'%s': state %d, reason %d, '%s'", rows[i].email, (int)check.state,
                (int)check.reason, check.suggestion);
        }
    }
}

/* What is_email calls valid and what is asked all the same: letters or ends nobody has. */
static bool is_asked_all_the_same(struct text_view address)
{
    return text_view_equals(address, "test@io") ||
           text_view_equals(address, "!#$%&`*+/=?^`{|}~@iana.org");
}

/* Spaces at the ends are taken off before anything is looked at. */
static bool is_clean_without_ends(struct text_view address)
{
    address = text_view_trim(address);
    return text_view_equals(address, "test@iana.org");
}

static void accepts_no_hostile_address(void **state)
{
    (void)state;
    char path[512];
    struct buffer file = {0};
    struct error err = {0};
    size_t counts[3] = {0};
    if (!shared_data(path, sizeof(path), "leads/email_vectors.csv")) {
        skip();
    }
    assert_true(buffer_read_file(&file, path, &err));
    struct csv_reader *reader = malloc(sizeof(*reader));
    assert_non_null(reader);
    assert_true(csv_open(file.bytes, file.size, reader, &err));
    assert_int_equal(csv_read_row(reader, &err), CSV_ROW);
    for (enum csv_result row; (row = csv_read_row(reader, &err)) != CSV_END;) {
        if (row == CSV_BAD_ROW) {
            continue; /* an address with a NUL in it never gets this far */
        }
        struct text_view address = reader->fields[1].text;
        struct text_view category = reader->fields[2].text;
        struct email_check check;
        enum email_state found = email_check(address, &check);
        bool is_valid = text_view_equals(category, "ISEMAIL_VALID_CATEGORY");
        bool has_no_record = text_view_equals(category, "ISEMAIL_DNSWARN");
        bool is_good = is_valid        ? found == EMAIL_OK || is_asked_all_the_same(address)
                       : has_no_record ? found != EMAIL_WRONG
                                       : found != EMAIL_OK || is_clean_without_ends(address);
        if (!is_good) {
            fail_msg("%.*s: '%.*s' is state %d, reason %d", (int)reader->fields[0].text.size,
                reader->fields[0].text.bytes, (int)address.size, address.bytes, (int)found,
                (int)check.reason);
        }
        counts[found]++;
    }
    assert_true(counts[EMAIL_OK] > 5 && counts[EMAIL_DOUBTFUL] > 20 && counts[EMAIL_WRONG] > 20);
    csv_close(reader);
    free(reader);
    buffer_close(&file);
}

static void normalises_emails(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool is_same;
    } rows[] = {
        {"Grace@Navy.MIL", " grace@navy.mil", true},
        {"info@M\xC3\x9CLLER.de", "info@mu\xCC\x88ller.de", true}, /* composed and not */
        {"grace+fair@navy.mil", "grace@navy.mil", false},
        {"g.hopper@gmail.com", "ghopper@gmail.com", false},
        {"STRASSE@x.de", "straße@x.de", true},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char a[EMAIL_BYTES], b[EMAIL_BYTES];
        assert_true(email_normalise(text_view_of(rows[i].a), a));
        assert_true(email_normalise(text_view_of(rows[i].b), b));
        if ((strcmp(a, b) == 0) != rows[i].is_same) {
            fail_msg("'%s' and '%s'", a, b);
        }
    }
    char out[EMAIL_BYTES];
    assert_false(email_normalise(text_view_of("no address"), out));
}

static void suggests_domains(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *country, *first, *second;
        size_t count;
    } rows[] = {
        {"grace", "DE", "gmail.com", "gmx.de", 4},
        {"grace@", "FR", "gmail.com", "orange.fr", 4},
        {"grace@g", "DE", "gmail.com", "gmx.de", 4},
        {"grace@we", "DE", "web.de", NULL, 1},
        {"grace@we", "US", "web.de", NULL, 1},
        {"grace@hotmail.f", "", "hotmail.fr", NULL, 1},
        {"grace@gmail.com", "DE", NULL, NULL, 0},
        {"grace@navy", "DE", NULL, NULL, 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const char *found[EMAIL_DOMAINS_SHOWN] = {0};
        size_t count = email_suggest_domains(
            text_view_of(rows[i].typed), rows[i].country, found, EMAIL_DOMAINS_SHOWN);
        bool is_first = count == 0 || strcmp(found[0], rows[i].first) == 0;
        bool is_second = count < 2 || strcmp(found[1], rows[i].second) == 0;
        if (count != rows[i].count || !is_first || !is_second) {
            fail_msg("'%s': %zu, '%s' '%s'", rows[i].typed, count, found[0], found[1]);
        }
    }
}

static void checks_phones(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *country, *e164, *of;
        enum phone_state state;
    } rows[] = {
        {"0151 23456789", "DE", "+4915123456789", "DE", PHONE_OK},
        {"+49 (0) 151 / 23456789", "FR", "+4915123456789", "DE", PHONE_OK},
        {"0049-151-23456789", "FR", "+4915123456789", "DE", PHONE_OK},
        {"tel:+49-30-1234567", "", "+49301234567", "DE", PHONE_OK},
        {"٠١٥١٢٣٤٥٦٧٨٩", "DE", "+4915123456789", "DE", PHONE_OK},
        {"(905) 555-1234 x12", "US", "+19055551234", "US", PHONE_OK},
        {"1-905-555-1234", "US", "+19055551234", "US", PHONE_OK},
        {"011 49 30 1234567", "US", "+49301234567", "DE", PHONE_OK},
        {"06 12 34 56 78", "FR", "+33612345678", "FR", PHONE_OK},
        {"06 30 123 4567", "HU", "+36301234567", "HU", PHONE_OK},
        {"06 4991 6021", "IT", "+390649916021", "IT", PHONE_OK}, /* Rome keeps its zero */
        {"+39 (0)6 4991 6021", "DE", "+390649916021", "IT", PHONE_OK},
        {"+34 (0) 612 345 678", "DE", "+34612345678", "ES", PHONE_OK},
        {"+49 (00) 302 5556", "DE", "+493025556", "DE", PHONE_OK},
        {"+39 06 4991 6021", "DE", "+390649916021", "IT", PHONE_OK},
        {"8 912 345-67-89", "RU", "+79123456789", "RU", PHONE_OK},
        {"+1-418-656-9254 ext. 102", "DE", "+14186569254", "US", PHONE_OK},
        {"\xE2\x80\xAA+49 30 1234567\xE2\x80\xAC", "DE", "+49301234567", "DE", PHONE_OK},
        {"1234", "DE", "+491234", "DE", PHONE_DOUBTFUL},
        {"06 12 34 56", "FR",
            "+33612"
            "3456",
            "FR", PHONE_DOUBTFUL},
        {"555 1234", "US", "+15551234", "US", PHONE_DOUBTFUL},
        {"+4915123456789012", "DE", "", "", PHONE_WRONG},
        {"", "DE", "", "", PHONE_WRONG},
        {"12", "DE", "", "", PHONE_WRONG},
        {"call me", "DE", "", "", PHONE_WRONG},
        {"+999 123456", "DE", "", "", PHONE_WRONG},
        {"0151 23456789", "", "", "", PHONE_WRONG},
        {"+", "DE", "", "", PHONE_WRONG},
        {"++49 151", "DE", "", "", PHONE_WRONG},
        {"111111111111111111111111111111111111111111111111", "DE", "", "", PHONE_WRONG},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct phone_check check;
        phone_check(text_view_of(rows[i].typed), rows[i].country, &check);
        if (check.state != rows[i].state || strcmp(check.e164, rows[i].e164) != 0 ||
            strcmp(check.country, rows[i].of) != 0) {
            fail_msg("'%s': state %d, '%s' of '%s'", rows[i].typed, (int)check.state, check.e164,
                check.country);
        }
    }
    assert_string_equal(phone_calling_code("DE"), "49");
    assert_null(phone_calling_code("QQ"));
}

static void knows_the_worlds_phones(void **state)
{
    (void)state;
    char path[512];
    struct buffer file = {0};
    struct error err = {0};
    size_t count = 0;
    if (!shared_data(path, sizeof(path), "leads/phone_examples.csv")) {
        skip();
    }
    assert_true(buffer_read_file(&file, path, &err));
    struct csv_reader *reader = malloc(sizeof(*reader));
    assert_non_null(reader);
    assert_true(csv_open(file.bytes, file.size, reader, &err));
    assert_int_equal(csv_read_row(reader, &err), CSV_ROW);
    while (csv_read_row(reader, &err) == CSV_ROW) {
        char country[3];
        struct phone_check at_home, abroad;
        text_copy_view(country, sizeof(country), reader->fields[0].text);
        phone_check(reader->fields[1].text, country, &at_home);
        phone_check(reader->fields[2].text, "DE", &abroad);
        if (at_home.state != PHONE_OK || abroad.state != PHONE_OK ||
            !text_view_equals(reader->fields[2].text, at_home.e164) ||
            !text_view_equals(reader->fields[2].text, abroad.e164)) {
            fail_msg("%s: %d '%s', %d '%s'", country, (int)at_home.state, at_home.e164,
                (int)abroad.state, abroad.e164);
        }
        count++;
    }
    assert_int_equal(count, 123);
    csv_close(reader);
    free(reader);
    buffer_close(&file);
}

/* As the networks' own pages spell their examples. */
static void prints_keys_of_ads(void **state)
{
    (void)state;
    static const struct {
        enum ads_network network;
        enum ads_key key;
        const char *text, *wanted;
    } rows[] = {
        {ADS_GOOGLE, ADS_EMAIL, " Jane.Doe@GMail.com ", "janedoe@gmail.com"},
        {ADS_GOOGLE, ADS_EMAIL, "jane.doe@example.com", "jane.doe@example.com"},
        {ADS_META, ADS_EMAIL, "Jane.Doe@gmail.com", "jane.doe@gmail.com"},
        {ADS_GOOGLE, ADS_PHONE, "0151 23456789", "+4915123456789"},
        {ADS_META, ADS_PHONE, "0151 23456789", "4915123456789"},
        {ADS_META, ADS_FIRST_NAME, " Marie-José ", "mariejosé"},
        {ADS_GOOGLE, ADS_LAST_NAME, " O'Brien ", "o'brien"},
        {ADS_META, ADS_CITY, "New York", "newyork"},
        {ADS_META, ADS_LAST_NAME, "정", "정"},
        {ADS_META, ADS_EMAIL, "nothing", NULL},
        {ADS_META, ADS_LAST_NAME, " - ", NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[ADS_KEY_BYTES] = "";
        bool is_printed =
            ads_key_print(rows[i].network, rows[i].key, text_view_of(rows[i].text), "DE", text);
        if (is_printed != (rows[i].wanted != NULL) ||
            (is_printed && strcmp(text, rows[i].wanted) != 0)) {
            fail_msg("'%s': '%s'", rows[i].text, text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_emails),
        cmocka_unit_test(accepts_no_hostile_address),
        cmocka_unit_test(normalises_emails),
        cmocka_unit_test(suggests_domains),
        cmocka_unit_test(checks_phones),
        cmocka_unit_test(knows_the_worlds_phones),
        cmocka_unit_test(prints_keys_of_ads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
