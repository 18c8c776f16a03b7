#include "tests/till/shop.h"

#include "till/campaign.h"
#include "till/campaigns.h"

static int setup(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    shop_make(shop, "gross", "line", "EUR", false);
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

/* A whole card; every field is set. */
static struct campaign_card *make_card(void)
{
    struct error err;
    struct campaign_card *card = malloc(sizeof(*card));
    campaign_card_init(card);
    (void)text_copy(card->code, sizeof(card->code), "FAIR");
    (void)text_copy(card->name, sizeof(card->name), "Autumn fair");
    (void)text_copy(card->channel, sizeof(card->channel), "event");
    (void)text_copy(card->starts_on, sizeof(card->starts_on), "2026-11-20");
    (void)text_copy(card->ends_on, sizeof(card->ends_on), "2026-11-30");
    card->budget_minor = 120000;
    card->offer = (struct offer){.kind = OFFER_PERCENT, .value = 100000, .targets = "Beans"};
    card->limit = CAMPAIGN_LIMIT_PERSON;
    card->stacks = true;
    (void)text_copy(card->landing_url, sizeof(card->landing_url), "https://shop.example/fair");
    (void)text_copy(card->utm, sizeof(card->utm), "utm_source=fair&utm_campaign=autumn");
    (void)text_copy(card->form_url, sizeof(card->form_url), "https://forms.example/f");
    (void)text_copy(card->ground_colour, sizeof(card->ground_colour), "1F6B4A");
    (void)text_copy(card->button_colour, sizeof(card->button_colour), "ffd166");
    (void)text_copy(card->languages, sizeof(card->languages), "de,en");
    must(campaign_set_text(card, "", CAMPAIGN_HEADLINE, "Taste it", &err), &err);
    must(campaign_set_text(card, "de", CAMPAIGN_HEADLINE, "Probieren", &err), &err);
    must(campaign_set_text(card, "de", CAMPAIGN_SUBLINE, "Am Stand", &err), &err);
    return card;
}

static void read_back(struct shop *shop, struct campaign_card *out_card)
{
    struct error err;
    must(campaign_read_card(shop->till, "FAIR", out_card, &err), &err);
}

/* What was saved is read back, field by field, and what is taken away is gone. */
static void test_card(void **state)
{
    struct shop *shop = *state;
    struct error err;
    int64_t id;
    struct campaign_card *card = make_card();
    struct campaign_card *read = malloc(sizeof(*read));
    must(campaign_save(shop->till, card, NULL, &id, &err), &err);
    read_back(shop, read);
    assert_int_equal(read->id, id);
    card->id = id;
    assert_string_equal(read->name, card->name);
    assert_string_equal(read->starts_on, card->starts_on);
    assert_int_equal(read->budget_minor, card->budget_minor);
    assert_memory_equal(&read->offer, &card->offer, sizeof(card->offer));
    assert_int_equal(read->limit, CAMPAIGN_LIMIT_PERSON);
    assert_true(read->stacks);
    assert_string_equal(read->utm, card->utm);
    assert_string_equal(read->form_url, card->form_url);
    assert_string_equal(read->ground_colour, card->ground_colour);
    assert_string_equal(read->button_colour, card->button_colour);
    assert_string_equal(read->languages, card->languages);
    assert_int_equal(read->text_count, 3);
    assert_string_equal(campaign_say(read, "de", CAMPAIGN_HEADLINE), "Probieren");
    assert_string_equal(campaign_say(read, "fr", CAMPAIGN_HEADLINE), "Taste it");
    assert_string_equal(campaign_say(read, "fr", CAMPAIGN_SUBLINE), "Am Stand");
    assert_string_equal(campaign_say(read, "de", CAMPAIGN_DONE), "");

    must(campaign_set_text(read, "de", CAMPAIGN_HEADLINE, "", &err), &err);
    read->limit = CAMPAIGN_LIMIT_NONE;
    read->stacks = false;
    read->budget_minor = CAMPAIGN_BUDGET_NONE;
    read->utm[0] = '\0';
    must(campaign_save(shop->till, read, NULL, NULL, &err), &err);
    read_back(shop, read);
    assert_int_equal(read->text_count, 2);
    assert_string_equal(campaign_say(read, "de", CAMPAIGN_HEADLINE), "Taste it");
    assert_int_equal(read->limit, CAMPAIGN_LIMIT_NONE);
    assert_false(read->stacks);
    assert_int_equal(read->budget_minor, CAMPAIGN_BUDGET_NONE);
    assert_string_equal(read->utm, "");
    free(card);
    free(read);
}

/* A picture comes and goes with a save, and what is none is refused with the card. */
static void test_picture(void **state)
{
    static const char head[] = "\x89PNG\r\n\x1A\n";
    struct shop *shop = *state;
    struct error err;
    struct campaign_card *card = make_card();
    char *bytes = calloc(1, CAMPAIGN_PICTURE_BYTES_MAX + 1);
    memcpy(bytes, head, sizeof(head) - 1);
    struct text_view png = {bytes, CAMPAIGN_PICTURE_BYTES_MAX};
    struct text_view large = {bytes, CAMPAIGN_PICTURE_BYTES_MAX + 1};
    struct text_view jpeg = {"\xFF\xD8\xFF\xE0 JFIF", 9};
    struct text_view none = {"", 0};
    struct buffer read = {0};
    assert_false(campaign_save(shop->till, card, &large, &card->id, &err));
    assert_false(campaign_save(shop->till, card, &jpeg, &card->id, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    assert_false(campaign_read_card(shop->till, "FAIR", card, &err));
    free(card);
    card = make_card();
    must(campaign_save(shop->till, card, &png, &card->id, &err), &err);
    must(campaign_save(shop->till, card, NULL, NULL, &err), &err);
    must(campaign_read_picture(shop->till, card->id, &read, &err), &err);
    assert_int_equal(read.size, CAMPAIGN_PICTURE_BYTES_MAX);
    assert_memory_equal(read.bytes, bytes, read.size);
    read_back(shop, card);
    assert_true(card->has_picture);
    must(campaign_save(shop->till, card, &none, NULL, &err), &err);
    must(campaign_save(shop->till, card, &none, NULL, &err), &err);
    read_back(shop, card);
    assert_false(card->has_picture);
    buffer_close(&read);
    free(bytes);
    free(card);
}

/* Each thing that makes no sense is refused in words of its own. */
static void test_checks(void **state)
{
    static const struct {
        const char *label;
        size_t offset, size;
        const char *value, *words;
    } cases[] = {
#define FIELD(name) offsetof(struct campaign_card, name), sizeof(((struct campaign_card *)0)->name)
        {"no code", FIELD(code), "", "the code is missing"},
        {"no name", FIELD(name), " ", "the name is missing"},
        {"no channel", FIELD(channel), "", "the channel is missing"},
        {"line in a name", FIELD(name), "a\nb", "the name contains a control character"},
        {"no day", FIELD(starts_on), "2026-02-30", ""},
        {"backward", FIELD(ends_on), "2026-11-19", "the last day is before the first one"},
        {"script", FIELD(landing_url), "javascript:x", "an address begins with"},
        {"blank", FIELD(form_url), "https://a b", "an address begins with"},
        {"utm", FIELD(utm), "fair", "UTM words are pairs"},
        {"utm without value", FIELD(utm), "a=b&c=", "UTM words are pairs"},
        {"colour", FIELD(ground_colour), "#1F6B4", "a colour is six"},
        {"short colour", FIELD(button_colour), "FFF", "a colour is six"},
        {"languages", FIELD(languages), "english", "languages are two letters"},
        {"twice", FIELD(languages), "de,en,de", "a language stands there twice"},
#undef FIELD
    };
    struct shop *shop = *state;
    struct error err;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct campaign_card *card = make_card();
        char *field = (char *)card + cases[i].offset;
        assert_true(text_copy(field, cases[i].size, cases[i].value));
        if (campaign_save(shop->till, card, NULL, NULL, &err) || err.code != ERROR_INVALID ||
            strncmp(err.text, cases[i].words, strlen(cases[i].words)) != 0) {
            fail_msg("%s: %s", cases[i].label, err.text);
        }
        free(card);
    }
}

/* A code is one campaign's; another may take it once it is free. */
static void test_code(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct campaign_card *card = make_card();
    int64_t id;
    must(campaign_save(shop->till, card, NULL, &id, &err), &err);
    assert_false(campaign_save(shop->till, card, NULL, NULL, &err));
    assert_string_equal(err.text, "there is a campaign FAIR already");
    card->id = id;
    (void)text_copy(card->code, sizeof(card->code), "FAIR26");
    must(campaign_save(shop->till, card, NULL, NULL, &err), &err);
    assert_false(campaign_read_card(shop->till, "FAIR", card, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    free(card);
}

static bool sum_spend(void *context, const struct campaign_spend *spend, struct error *err)
{
    (void)err;
    *(int64_t *)context += spend->amount_minor;
    return true;
}

/* What was spent adds up, what was wrong is taken back, and a ref is booked once. */
static void test_spend(void **state)
{
    static const struct {
        const char *label;
        struct campaign_spend spend;
        bool is_done;
    } cases[] = {
        {"stand", {.spent_on = "2026-11-20", .amount_minor = 80000, .note = "stand"}, true},
        {"flyers", {.spent_on = "2026-11-21", .amount_minor = 4550, .content = "flyer"}, true},
        {"taken back", {.spent_on = "2026-11-21", .amount_minor = -50}, true},
        {"with ref", {.spent_on = "2026-11-22", .amount_minor = 100, .ref = "R1"}, true},
        {"again", {.spent_on = "2026-11-22", .amount_minor = 100, .ref = "R1"}, false},
        {"nothing", {.spent_on = "2026-11-22", .amount_minor = 0}, false},
        {"no day", {.spent_on = "22.11.2026", .amount_minor = 1}, false},
        {"a line", {.spent_on = "2026-11-22", .amount_minor = 1, .note = "a\nb"}, false},
    };
    struct shop *shop = *state;
    struct error err;
    struct campaign_card *card = make_card();
    int64_t sum_minor = 0;
    must(campaign_save(shop->till, card, NULL, &card->id, &err), &err);
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        if (campaign_add_spend(shop->till, card->id, &cases[i].spend, &err) != cases[i].is_done) {
            fail_msg("%s: %s", cases[i].label, err.text);
        }
    }
    must(campaign_visit_spend(shop->till, card->id, sum_spend, &sum_minor, &err), &err);
    assert_int_equal(sum_minor, 84600);
    assert_false(campaign_add_spend(shop->till, card->id + 1, &cases[0].spend, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    free(card);
}

/* Answers have places of their own, and only those that count today are given. */
static void test_answers(void **state)
{
    static const char *const words[] = {"Flyer", "Friend", "Fair", "Web", "Radio", "Street", "?"};
    struct shop *shop = *state;
    struct error err;
    struct campaign_link link;
    struct campaign_answer answers[CAMPAIGN_ANSWERS_MAX];
    size_t count;
    struct campaign_card *card = make_card();
    must(campaign_save(shop->till, card, NULL, &card->id, &err), &err);
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        must(campaign_open_link(shop->till, "FAIR", words[i], &link, &err), &err);
        (void)text_copy(link.hear_words, sizeof(link.hear_words), words[i]);
        assert_int_equal(campaign_change_link(shop->till, &link, &err), i < CAMPAIGN_ANSWERS_MAX);
    }
    assert_int_equal(err.code, ERROR_LIMIT);
    must(campaign_open_link(shop->till, "FAIR", "Fair", &link, &err), &err);
    assert_int_equal(link.hear_position, 3);
    link.hear_position = 1;
    assert_false(campaign_change_link(shop->till, &link, &err));
    link.hear_words[0] = '\0';
    must(campaign_change_link(shop->till, &link, &err), &err);
    must(campaign_open_link(shop->till, "FAIR", "Web", &link, &err), &err);
    (void)text_copy(link.ends_on, sizeof(link.ends_on), "2026-11-22");
    must(campaign_change_link(shop->till, &link, &err), &err);
    must(campaign_revoke_link(shop->till, "FAIR", "Radio", &link, &err), &err);
    must(campaign_list_answers(shop->till, answers, &count, &err), &err);
    assert_int_equal(count, 3);
    assert_string_equal(answers[0].words, "Flyer");
    assert_string_equal(answers[1].words, "Friend");
    assert_string_equal(answers[2].words, "Street");
    assert_int_equal(answers[2].position, 6);
    (void)text_copy(card->ends_on, sizeof(card->ends_on), "2026-11-22");
    must(campaign_save(shop->till, card, NULL, NULL, &err), &err);
    must(campaign_list_answers(shop->till, answers, &count, &err), &err);
    assert_int_equal(count, 0);
    free(card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_card, setup, teardown),
        cmocka_unit_test_setup_teardown(test_picture, setup, teardown),
        cmocka_unit_test_setup_teardown(test_checks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_code, setup, teardown),
        cmocka_unit_test_setup_teardown(test_spend, setup, teardown),
        cmocka_unit_test_setup_teardown(test_answers, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
