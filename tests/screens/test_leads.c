/* The list of leads and the card of one: what is shown with and without the key, what each touch
 * asks for, and that nothing is in the way at any size of window. */

#include "tests/screens/golden.h"
#include "tests/screens/leads_view.h"
#include "tests/screens/shelf_view.h"
#include "tests/screens/stage.h"

#define STEPS_MAX 6

enum scene {
    SCENE_OPEN,
    SCENE_SEALED,
    SCENE_NOBODY,
    SCENE_NO_KEY,
    SCENE_CODE,
    SCENE_NEW,
    SCENE_CARD,
    SCENE_CARD_SEALED
};

struct fixture {
    struct stage stage;
    struct shelf_view shelf;
    struct leads_view leads;
    struct view_lead_card fresh;
};

static void enter(struct fixture *fixture, enum scene scene)
{
    struct stage *stage = &fixture->stage;
    bool is_card = scene >= SCENE_NEW;
    stage->screen = is_card ? &screen_lead_card : &screen_leads;
    stage_enter(stage, "EUR");
    fixture->shelf = (struct shelf_view){0};
    shelf_view_add_demo(&fixture->shelf);
    shelf_view_put(&fixture->shelf, &stage->shop.view);
    struct view_leads *leads = &stage->shop.view.leads;
    leads_view_put(
        &fixture->leads, &stage->shop, scene != SCENE_SEALED && scene != SCENE_CARD_SEALED);
    if (scene == SCENE_NOBODY || scene == SCENE_NO_KEY) {
        *leads = (struct view_leads){.has_key = scene == SCENE_NOBODY, .can_unlock = true};
    } else if (scene == SCENE_CODE) {
        shop_view_pay(&stage->shop, 0, true);
        leads->code = &stage->shop.qr;
        text_copy(leads->token, sizeof leads->token, "6V3R-8C41-ZW0N-H2QB");
    } else if (scene == SCENE_NEW) {
        fixture->fresh = (struct view_lead_card){.serial = 1};
        leads->card = &fixture->fresh;
    } else if (is_card) {
        leads_view_card(&fixture->leads, &stage->shop, scene == SCENE_CARD);
    }
    stage_settle(stage);
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    stage_open(&fixture->stage, &screen_leads);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    stage_close(&fixture->stage);
    free(fixture);
    return 0;
}

/* Each touch asks for what it says. */
static void test_intents(void **state)
{
    const struct {
        const char *label;
        enum scene scene;
        const char *steps[STEPS_MAX];
        enum intent_kind kind;
        int64_t id;
        size_t index;
        const char *code;
    } rows[] = {
        {"a row opens its card", SCENE_OPEN, {"1-000015"}, INTENT_OPEN_LEAD, 15, 0, ""},
        {"a new lead", SCENE_OPEN, {"New lead"}, INTENT_OPEN_LEAD, 0, 0, ""},
        {"all of them", SCENE_OPEN, {"All 148"}, INTENT_FIND_LEADS, 0, VIEW_LEADS_ALL, ""},
        {"a search", SCENE_OPEN, {"Name, company", "type ada"}, INTENT_FIND_LEADS, 0, 0, "ada"},
        {"a scanned code", SCENE_OPEN, {"scan 6V3R8C41ZW0NH2QB"}, INTENT_FIND_LEADS, 0,
            VIEW_LEADS_ALL, "6V3R8C41ZW0NH2QB"},
        {"their code", SCENE_OPEN, {"Show their code"}, INTENT_SHOW_LEAD_CODE, 17, 0, ""},
        {"no more code", SCENE_CODE, {"Close"}, INTENT_SHOW_LEAD_CODE, 0, 0, ""},
        {"a passphrase", SCENE_SEALED, {"Unlock names", "type demo", "Unlock"}, INTENT_UNLOCK_LEADS,
            0, 0, ""},
        {"files need the names", SCENE_SEALED, {"Save files", "type demo", "key enter"},
            INTENT_UNLOCK_LEADS, 0, 0, ""},
        {"files", SCENE_OPEN, {"Save files", "Salesforce", "Calls", "Save files"},
            INTENT_SAVE_LEAD_FILES, 0, 1, "phone"},
        {"conversions are for ads", SCENE_OPEN, {"Save files", "Google Ads", "Save files"},
            INTENT_SAVE_LEAD_FILES, 0, 6, "ads"},
        {"back", SCENE_OPEN, {"Back"}, INTENT_GO, 0, 0, ""},
        {"back from the card", SCENE_CARD, {"Leads"}, INTENT_CLOSE_LEAD, 0, 0, ""},
        {"withdrawing", SCENE_CARD, {"Withdraw consent", "E-mails"}, INTENT_WITHDRAW, 0, 0,
            "email"},
        {"withdrawing is asked about", SCENE_CARD, {"Withdraw consent", "Cancel"}, INTENT_NONE, 0,
            0, ""},
        {"erasing", SCENE_CARD, {"Erase this person", "Erase"}, INTENT_ERASE_LEAD, 0, 0, ""},
        {"erasing is asked about", SCENE_CARD, {"Erase this person", "Keep them"}, INTENT_NONE, 0,
            0, ""},
        {"an empty card saves nothing", SCENE_NEW, {"Save"}, INTENT_NONE, 0, 0, ""},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct fixture *fixture = *state;
        const struct intent *last = &fixture->stage.last;
        enter(fixture, rows[i].scene);
        for (size_t step = 0; step < STEPS_MAX && rows[i].steps[step] != NULL; step++) {
            stage_do(&fixture->stage, rows[i].steps[step]);
        }
        const char *said = last->kind == INTENT_FIND_LEADS ? last->secret : last->code;
        if (last->kind != rows[i].kind || last->id != rows[i].id || last->index != rows[i].index ||
            strcmp(said, rows[i].code) != 0) {
            fail_msg("%s: intent %d, id %d, index %zu, \"%s\"", rows[i].label, (int)last->kind,
                (int)last->id, last->index, said);
        }
        if (last->kind == INTENT_UNLOCK_LEADS) {
            assert_string_equal(last->secret, "demo");
        }
    }
}

/* Nothing that somebody could be known by is in the view while the names are locked, and what is
 * personal is said to be. */
static void test_personal(void **state)
{
    const char *const words[] = {"Grace", "Hopper", "grace@navy", "7F3A", "forty people"};
    const enum scene scenes[] = {SCENE_SEALED, SCENE_CARD_SEALED, SCENE_OPEN, SCENE_CARD};
    for (size_t i = 0; i < ARRAY_LENGTH(scenes); i++) {
        size_t count;
        struct fixture *fixture = *state;
        bool is_open = scenes[i] == SCENE_OPEN || scenes[i] == SCENE_CARD;
        enter(fixture, scenes[i]);
        const struct ui_element *elements = ui_elements(fixture->stage.ui, &count);
        size_t said = 0;
        for (size_t j = 0; j < count * ARRAY_LENGTH(words); j++) {
            const struct ui_element *element = &elements[j / ARRAY_LENGTH(words)];
            const char *word = words[j % ARRAY_LENGTH(words)];
            bool says =
                strstr(element->label, word) != NULL || strstr(element->value, word) != NULL;
            if (says && (!is_open || !element->is_personal)) {
                fail_msg("scene %zu says %s in %s", i, word, element->label);
            }
            said += says;
        }
        assert_int_equal(said > 0, is_open);
    }
}

/* What is typed on a new card is what is saved. */
static void test_new(void **state)
{
    struct fixture *fixture = *state;
    struct stage *stage = &fixture->stage;
    const char *const steps[] = {"First name", "type Ada", "Next field", "type Lovelace",
        "Next field", "type ada@engine.example", "key escape", "Beans", "hot", "In a week",
        "I asked, and they said yes to e-mails.", "Save"};
    enter(fixture, SCENE_NEW);
    for (size_t i = 0; i < ARRAY_LENGTH(steps); i++) {
        stage_do(stage, steps[i]);
    }
    assert_int_equal(stage->last.kind, INTENT_SAVE_LEAD);
    const struct lead_entry *entry = stage->last.lead;
    assert_string_equal(entry->first_name, "Ada");
    assert_string_equal(entry->last_name, "Lovelace");
    assert_string_equal(entry->email, "ada@engine.example");
    assert_string_equal(entry->interests[0], "Beans");
    assert_int_equal(entry->interest_count, 1);
    assert_int_equal(entry->rating, VIEW_RATING_HOT);
    assert_string_equal(entry->follow_up, "2026-11-30");
    assert_true(entry->may_email);
    assert_false(entry->may_phone); /* boxes begin empty */
}

/* The search is gone once the names are locked. */
static void test_locking(void **state)
{
    struct fixture *fixture = *state;
    struct stage *stage = &fixture->stage;
    enter(fixture, SCENE_OPEN);
    stage_do(stage, "Name, company");
    stage_do(stage, "type hopper");
    leads_view_put(&fixture->leads, &stage->shop, false);
    stage_settle(stage);
    for (size_t i = 0; i + 6 <= sizeof stage->memory; i++) {
        assert_int_not_equal(memcmp(stage->memory + i, "hopper", 6), 0);
    }
}

/* Turns the wheel until what is wanted is in sight. */
static void show(struct stage *stage, const char *label)
{
    for (int i = 0; i < 20 && stage_find(stage, label) == NULL; i++) {
        struct input input = {.kind = INPUT_WHEEL,
            .x = stage->width / 2,
            .y = stage->height / 2,
            .wheel_y = -3,
            .at_ms = stage->now_ms};
        ui_push_input(stage->ui, &input);
        stage_settle(stage);
    }
}

/* At every size, in both directions, with and without the keyboard. */
static void test_audit(void **state)
{
    const struct {
        const char *label;
        enum scene scene;
        const char *steps[STEPS_MAX];
        bool is_cut;
    } rows[] = {
        {"open", SCENE_OPEN, {NULL}, false},
        {"sealed", SCENE_SEALED, {NULL}, false},
        {"nobody", SCENE_NOBODY, {NULL}, false},
        {"no key", SCENE_NO_KEY, {NULL}, false},
        {"search", SCENE_OPEN, {"Name, company", "type ada"}, false},
        {"unlock", SCENE_SEALED, {"Unlock names", "type demo"}, false},
        {"files", SCENE_OPEN, {"Save files"}, false},
        {"code", SCENE_CODE, {NULL}, false},
        {"new", SCENE_NEW, {NULL}, false},
        {"typing", SCENE_NEW, {"First name", "type Ada"}, false},
        {"card", SCENE_CARD, {NULL}, false},
        {"card sealed", SCENE_CARD_SEALED, {NULL}, false},
        {"erase", SCENE_CARD, {"Erase this person"}, false},
        {"withdraw", SCENE_CARD, {"Withdraw consent"}, false},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows) * ARRAY_LENGTH(STAGE_SIZES) * 2; i++) {
        size_t row = i / 2 / ARRAY_LENGTH(STAGE_SIZES);
        const int *size = STAGE_SIZES[i / 2 % ARRAY_LENGTH(STAGE_SIZES)];
        struct stage *stage = &fixture->stage;
        stage->width = size[0];
        stage->height = size[1];
        ui_set(stage->ui, &(struct ui_settings){.text_percent = 100, .is_mirrored = i % 2 == 1});
        enter(fixture, rows[row].scene);
        for (size_t step = 0; step < STEPS_MAX && rows[row].steps[step] != NULL; step++) {
            if (strncmp(rows[row].steps[step], "type ", 5) != 0) {
                show(stage, rows[row].steps[step]);
            }
            stage_do(stage, rows[row].steps[step]);
        }
        stage_audit(stage, rows[row].label, rows[row].is_cut ? 1U << AUDIT_CUT : 0);
    }
}

/* The draw lists are what they were. */
static void test_goldens(void **state)
{
    const struct {
        const char *name;
        enum scene scene;
        int width, height;
        bool is_mirrored;
    } rows[] = {
        {"leads-1920x1080", SCENE_OPEN, 1920, 1080, false},
        {"leads-sealed-1024x600", SCENE_SEALED, 1024, 600, false},
        {"leads-rtl-1080x1920", SCENE_OPEN, 1080, 1920, true},
        {"lead-card-1920x1080", SCENE_CARD, 1920, 1080, false},
        {"lead-card-rtl-1280x800", SCENE_CARD, 1280, 800, true},
        {"lead-new-1080x1920", SCENE_NEW, 1080, 1920, false},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct stage *stage = &fixture->stage;
        struct buffer made = {0};
        stage->width = rows[i].width;
        stage->height = rows[i].height;
        ui_set(stage->ui,
            &(struct ui_settings){.text_percent = 100, .is_mirrored = rows[i].is_mirrored});
        enter(fixture, rows[i].scene);
        draw_list_dump(ui_draw_list(stage->ui), &made);
        golden_compare(rows[i].name, &made);
        buffer_close(&made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_intents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_personal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_new, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_locking, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_audit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_goldens, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
