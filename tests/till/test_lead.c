#include "tests/till/shop.h"

#include <sodium.h>

#include "base/text.h"
#include "store/lead.h"
#include "store/store.h"
#include "till/lead.h"
#include "till/lead_box.h"
#include "till/lead_json.h"
#include "till/lead_state.h"

static struct lead_field field(const char *name, const char *value)
{
    return (struct lead_field){text_view_of(name), text_view_of(value)};
}

static struct lead_captured capture(struct shop *shop, const char *name, const char *email)
{
    struct error err;
    struct lead_captured captured;
    const struct lead_field fields[] = {field("name", name), field("email", email)};
    struct lead_capture wanted = {.fields = fields, .field_count = email[0] != '\0' ? 2 : 1};
    must(lead_capture(shop->till, &wanted, &captured, &err), &err);
    return captured;
}

static void unlock(struct shop *shop)
{
    struct error err;
    struct lead_match_count count;
    must(lead_unlock(shop->till, "demo", &err) && lead_match_all(shop->till, &count, &err), &err);
}

/* A box opens only with the secret key, only as what it is of and in the row that it belongs to, and
 * not when a byte of it is another one. */
static void boxes_open_where_they_belong(void **state)
{
    (void)state;
    struct lead_secrets *secrets = calloc(1, sizeof(*secrets));
    struct lead_secrets *others = calloc(1, sizeof(*others));
    struct lead_text text = {0};
    struct lead_text opened = {0};
    struct buffer key = {0};
    struct buffer box = {0};
    struct lead_item item = {LEAD_ITEM_FIELD, {"email", 5}, {"grace@navy.example", 18}};
    size_t at = 0;
    crypto_box_keypair(secrets->public_key[0], secrets->secret[0]);
    crypto_box_keypair(others->public_key[0], others->secret[0]);
    secrets->count = 1;
    others->count = 1;
    lead_text_add(&text, &item);
    lead_box_seal(&text, secrets->public_key[0], LEAD_BOX_OF_LEAD, 7, &key, &box);
    struct text_view sealed = {key.bytes, key.size};
    struct text_view whole = {box.bytes, box.size};
    assert_true(lead_box_open(secrets, LEAD_BOX_OF_LEAD, 7, sealed, whole, &opened));
    assert_true(lead_text_next(&opened, &at, &item));
    assert_true(text_view_equals(item.name, "email"));
    assert_true(text_view_equals(item.value, "grace@navy.example"));
    assert_false(lead_text_next(&opened, &at, &item));
    lead_text_close(&opened);
    assert_false(lead_box_open(secrets, LEAD_BOX_OF_LEAD, 8, sealed, whole, &opened));
    assert_false(lead_box_open(secrets, LEAD_BOX_OF_NOTE, 7, sealed, whole, &opened));
    assert_false(lead_box_open(others, LEAD_BOX_OF_LEAD, 7, sealed, whole, &opened));
    for (size_t i = 0; i < box.size; i++) {
        box.bytes[i] ^= 1;
        assert_false(lead_box_open(secrets, LEAD_BOX_OF_LEAD, 7, sealed, whole, &opened));
        box.bytes[i] ^= 1;
    }
    /* Lengths tell little: all short texts are of one size. */
    size_t size = box.size;
    item = (struct lead_item){LEAD_ITEM_FIELD, {"email", 5}, {"a@b.c", 5}};
    lead_text_close(&text);
    lead_text_add(&text, &item);
    lead_box_seal(&text, secrets->public_key[0], LEAD_BOX_OF_LEAD, 7, &key, &box);
    assert_int_equal(box.size, size);
    lead_text_close(&text);
    buffer_close(&key);
    buffer_close(&box);
    free(secrets);
    free(others);
}

/* Names are there for as long as the key is open. */
static void names_need_the_key(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct lead_person person = {0};
    char name[64];
    struct lead_captured captured = capture(shop, "Grace", "grace@navy.example");
    assert_int_equal(captured.recognised, LEAD_RECOGNISED_LATER);
    assert_false(lead_is_unlocked(shop->till));
    must(lead_read(shop->till, captured.lead_id, &person, &err), &err);
    assert_false(person.is_open);
    assert_true(person.has_name && person.has_email && !person.has_phone);
    assert_int_equal(person.value_count, 0);
    lead_person_close(&person);

    assert_false(lead_unlock(shop->till, "Demo", &err));
    assert_int_equal(err.code, ERROR_INVALID);
    unlock(shop);
    must(lead_read(shop->till, captured.lead_id, &person, &err), &err);
    lead_person_name(&person, name, sizeof(name));
    assert_string_equal(name, "Grace");
    lead_person_close(&person);

    lead_lock(shop->till);
    assert_false(lead_is_unlocked(shop->till));
    must(lead_read(shop->till, captured.lead_id, &person, &err), &err);
    assert_false(person.is_open);
    lead_person_close(&person);
}

/* What is learned later is a row of its own; an empty word takes away, nothing takes nothing. */
static void learned_later(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct lead_person person = {0};
    const struct text_view interests[] = {text_view_of("Beans"), text_view_of("Gear \"A\"")};
    struct lead_captured captured = capture(shop, "Grace", "");
    struct lead_field fields[] = {field("company", "Navy"), field("name", "Grace Hopper")};
    struct lead_learned learned = {.rating = text_view_of("warm"),
        .has_interests = true,
        .interests = interests,
        .interest_count = 2,
        .follow_up = text_view_of("2026-12-01"),
        .fields = fields,
        .field_count = 2,
        .note = text_view_of("call\nin May")};
    must(lead_learn(shop->till, captured.lead_id, &learned, &err), &err);
    shop->now_ms += 1000;
    learned = (struct lead_learned){.rating = text_view_of("hot"), .follow_up = text_view_of("-")};
    must(lead_learn(shop->till, captured.lead_id, &learned, &err), &err);
    unlock(shop);
    must(lead_read(shop->till, captured.lead_id, &person, &err), &err);
    assert_string_equal(person.rating, "hot");
    assert_string_equal(person.follow_up, "");
    assert_int_equal(person.interest_count, 2);
    assert_string_equal(person.interests[1], "Gear \"A\"");
    assert_string_equal(lead_person_field(&person, "name"), "Grace Hopper");
    assert_string_equal(lead_person_field(&person, "company"), "Navy");
    assert_int_equal(person.value_count, 3);
    assert_string_equal(person.notes[0].text, "call\nin May");
    lead_person_close(&person);
    learned = (struct lead_learned){.rating = text_view_of("tepid")};
    assert_false(lead_learn(shop->till, captured.lead_id, &learned, &err));
}

/* Recognised by another spelling of the same address or number, and by what was learned later. */
static void recognised_by(void **state)
{
    struct shop *shop = *state;
    struct error err;
    static const struct {
        const char *name, *value, *other;
        bool is_same;
    } rows[] = {
        {"email", "Zoë@Example.com", " ZOË@example.COM ", true},
        {"email", "a+fair@example.com", "a@example.com", false},
        {"phone", "+49 (151) 555 00 17", "+4915155500 17", true},
        {"phone", "+49 151 5550018", "+49 151 5550019", false},
        {"badge", "7F3A-0091", "7F3A-0091", true},
        {"website", "https://www.linkedin.com/in/grace", "https://www.linkedin.com/in/grace", true},
        {"website", "https://navy.example", "https://navy.example", false},
        {"company", "Navy", "Navy", false},
    };
    unlock(shop);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct lead_captured first, second;
        struct lead_field one = field(rows[i].name, rows[i].value);
        struct lead_field other = field(rows[i].name, rows[i].other);
        struct lead_capture wanted = {.fields = &one, .field_count = 1};
        must(lead_capture(shop->till, &wanted, &first, &err), &err);
        wanted.fields = &other;
        must(lead_capture(shop->till, &wanted, &second, &err), &err);
        if (second.recognised != (rows[i].is_same ? LEAD_RECOGNISED_YES : LEAD_RECOGNISED_NO)) {
            fail_msg("%s: %s and %s", rows[i].name, rows[i].value, rows[i].other);
        }
    }
    struct lead_captured plain = capture(shop, "Ada", "");
    struct lead_field email = field("email", "zoë@example.com");
    struct lead_learned learned = {.fields = &email, .field_count = 1};
    must(lead_learn(shop->till, plain.lead_id, &learned, &err), &err);
    struct lead_match_count count;
    struct lead_person person = {0};
    must(lead_read(shop->till, plain.lead_id, &person, &err), &err);
    assert_int_equal(person.lead_count, 3); /* at once */
    lead_person_close(&person);
    must(lead_match_all(shop->till, &count, &err), &err);
    assert_int_equal(count.indexed, 0);
}

static bool count_person(void *context, const struct lead_person *person, struct error *err)
{
    size_t *counts = context;
    (void)err;
    counts[0]++;
    counts[1] = (size_t)person->leads[0].lead_id % 1000;
    return true;
}

static size_t found_by(struct shop *shop, struct lead_filter filter)
{
    struct error err;
    size_t counts[2] = {0};
    must(lead_visit_people(shop->till, &filter, count_person, counts, &err), &err);
    return counts[0];
}

static void lists(void **state)
{
    struct shop *shop = *state;
    struct error err;
    int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;
    struct lead_captured grace = capture(shop, "Grace Höpper", "grace@navy.example");
    struct lead_learned hot = {.rating = text_view_of("hot"),
        .follow_up = text_view_of("2026-11-30"),
        .note = text_view_of("likes Ethiopia")};
    must(lead_learn(shop->till, grace.lead_id, &hot, &err), &err);
    shop->now_ms += day_ms;
    capture(shop, "Ada", "ada@example.com");
    capture(shop, "Grace", "GRACE@navy.example");
    size_t erased;
    struct lead_captured gone = capture(shop, "Gone", "gone@example.com");
    must(lead_erase(shop->till, gone.lead_id, "asked for", &erased, &err), &err);
    unlock(shop);
#define BY(...) found_by(shop, (struct lead_filter){__VA_ARGS__})
    assert_int_equal(BY(.only_hot = false), 2);
    assert_int_equal(BY(.with_erased = true), 3);
    assert_int_equal(BY(.only_hot = true), 1);
    assert_int_equal(BY(.only_follow_up = true), 1);
    assert_int_equal(BY(.only_follow_up = true, .follow_up_to = text_view_of("2026-11-29")), 0);
    assert_int_equal(BY(.only_follow_up = true, .follow_up_to = text_view_of("2026-11-30")), 1);
    assert_int_equal(BY(.from_day = text_view_of("2026-11-24")), 2);
    assert_int_equal(BY(.to_day = text_view_of("2026-11-23")), 1);
    assert_int_equal(BY(.search = text_view_of("hopper")), 1);
    assert_int_equal(BY(.search = text_view_of("ETHIOPIA")), 1);
    assert_int_equal(BY(.search = text_view_of("1-000002")), 1);
    assert_int_equal(BY(.search = text_view_of("nobody")), 0);
    assert_int_equal(BY(.only_bought = true), 0);
    lead_lock(shop->till);
    assert_int_equal(BY(.search = text_view_of("hopper")), 0);
#undef BY
}

/* An erased person is gone for good, and nobody else is: nothing more can be learned of them, the
 * index forgets them, and the same address begins anew. */
static void erased(void **state)
{
    struct shop *shop = *state;
    struct error err;
    size_t count;
    struct lead_person person = {0};
    unlock(shop);
    struct lead_captured first = capture(shop, "Grace", "grace@navy.example");
    capture(shop, "Ada", "ada@example.com");
    capture(shop, "Grace", "grace@navy.example");
    must(lead_erase(shop->till, first.lead_id, "asked for", &count, &err), &err);
    assert_int_equal(count, 2);
    must(lead_read(shop->till, first.lead_id, &person, &err), &err);
    assert_true(person.is_erased && !person.is_open && person.value_count == 0);
    lead_person_close(&person);
    struct lead_learned learned = {.note = text_view_of("still here")};
    assert_false(lead_learn(shop->till, first.lead_id, &learned, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    struct lead_captured anew = capture(shop, "Grace", "grace@navy.example");
    assert_int_equal(anew.recognised, LEAD_RECOGNISED_NO);
    assert_int_equal(anew.person_id, anew.lead_id);
    struct lead_captured ada = capture(shop, "Ada", "ada@example.com");
    assert_int_equal(ada.recognised, LEAD_RECOGNISED_YES);
}

/* Bytes that are no lead are refused with a place, and nothing is written. */
static void lines_that_are_none(void **state)
{
    struct shop *shop = *state;
    struct error err;
    static const struct {
        const char *line;
        size_t column;
    } rows[] = {
        {"", 1},
        {"[]", 0},
        {"{\"fields\":{\"email\":\"a@b.example\"}", 33},
        {"{\"fields\":{\"email\":7}}", 12},
        {"{\"note\":\"\xC3\x28\"}", 0},
        {"{\"note\":\"a\",\"rating\":\"tepid\"}", 13},
        {"{\"note\":\"a\",\"note\":\"b\"}", 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct lead_captured captured;
        size_t column;
        assert_false(lead_add_line(
            shop->till, text_view_of(rows[i].line), LEAD_FROM_STAFF, &captured, &column, &err));
        assert_null(strstr(err.text, "a@b.example"));
        if (rows[i].column != 0) {
            assert_int_equal(column, rows[i].column);
        }
    }
    assert_int_equal(found_by(shop, (struct lead_filter){.with_erased = true}), 0);
}

static int setup(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    assert_non_null(shop);
    shop_make(shop, "gross", "line", "EUR", true);
    shop_open(shop, TILL_OPEN_BATCH);
    *state = shop;
    return 0;
}

static int teardown(void **state)
{
    shop_end(*state);
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_open_where_they_belong),
        cmocka_unit_test_setup_teardown(names_need_the_key, setup, teardown),
        cmocka_unit_test_setup_teardown(learned_later, setup, teardown),
        cmocka_unit_test_setup_teardown(recognised_by, setup, teardown),
        cmocka_unit_test_setup_teardown(lists, setup, teardown),
        cmocka_unit_test_setup_teardown(erased, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_that_are_none, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
