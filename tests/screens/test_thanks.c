/* Thanks: shows what the sale was, and only that; the next sale comes by itself twenty seconds
 * after the last touch, by its button, by Enter, or with the next scan. */

#include "tests/screens/stage.h"

static int set_up(void **state)
{
    struct stage *stage = malloc(sizeof *stage);
    stage_open(stage, &screen_thanks);
    stage_enter(stage, "EUR");
    shop_view_add_demo(&stage->shop);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    stage_close(*state);
    free(*state);
    return 0;
}

static void enter(struct stage *stage, int64_t change_minor, bool has_code)
{
    shop_view_pay(&stage->shop, change_minor, has_code);
    stage_settle(stage);
}

static void test_what_it_says(void **state)
{
    struct stage *stage = *state;
    enter(stage, 794, true);
    static const char *const said[] = {"Paid and saved · sale 1-000124", "Thank you.", "Change",
        "€7.94", "How was it today?", "Next sale", "10 % off your next bag of beans",
        "Take a photo of this code, show it next time.", "Code for the next visit",
        "R4ZC-71NV-K9TE-3M6A", "until 31 December"};
    for (size_t i = 0; i < ARRAY_LENGTH(said); i++) {
        if (stage_find(stage, said[i]) == NULL) {
            fail_msg("it does not say %s", said[i]);
        }
    }
    stage->shop.receipt.code_has_page = true;
    stage->shop.receipt.ends_on[0] = '\0';
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Scan this code, or show it next time."));
    assert_null(stage_find(stage, "until"));
}

/* What the sale or the shop does not have leaves no gap: it is not there at all. */
static void test_what_it_leaves_out(void **state)
{
    struct stage *stage = *state;
    stage->shop.shop.asks_satisfaction = false;
    enter(stage, 0, false);
    assert_null(stage_find(stage, "Change"));
    assert_null(stage_find(stage, "How was it today?"));
    assert_null(stage_find(stage, "Good"));
    assert_null(stage_find(stage, "Code for the next visit"));
    assert_null(stage_find(stage, "10 % off"));
}

struct next_row {
    const char *label, *step;
    enum intent_kind kind;
    size_t index;
};

static const struct next_row NEXTS[] = {
    {"button", "Next sale", INTENT_NEXT_SALE, 0},
    {"enter", "key enter", INTENT_NEXT_SALE, 0},
    {"scan", "scan 4012345678901", INTENT_SCAN, 0},
    {"bad", "Bad", INTENT_RATE, 1},
    {"fair", "Fair", INTENT_RATE, 3},
    {"great", "Great", INTENT_RATE, 5},
};

static void test_intents(void **state)
{
    struct stage *stage = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(NEXTS); i++) {
        enter(stage, 794, true);
        stage->last = (struct intent){.kind = INTENT_NONE};
        stage_do(stage, NEXTS[i].step);
        if (stage->last.kind != NEXTS[i].kind || stage->last.index != NEXTS[i].index) {
            fail_msg(
                "%s: intent %d, %zu", NEXTS[i].label, (int)stage->last.kind, stage->last.index);
        }
    }
}

/* An answer is marked, and another may be given. */
static void test_faces(void **state)
{
    struct stage *stage = *state;
    enter(stage, 794, true);
    assert_false(stage_find(stage, "Good")->is_selected);
    stage->shop.receipt.score = 4;
    stage_settle(stage);
    assert_true(stage_find(stage, "Good")->is_selected);
    assert_non_null(stage_find(stage, "Thank you for saying so."));
    stage_tap(stage, "Poor");
    assert_int_equal(stage->last.kind, INTENT_RATE);
    assert_int_equal(stage->last.index, 2);
}

static void test_countdown(void **state)
{
    struct stage *stage = *state;
    int64_t begin_ms = stage->now_ms;
    enter(stage, 794, true);
    assert_string_equal(stage_find(stage, "Next sale")->value, "20");
    assert_int_equal(ui_next_frame_ms(stage->ui), begin_ms + 1000);
    stage->now_ms = begin_ms + 12500;
    stage_settle(stage);
    assert_string_equal(stage_find(stage, "Next sale")->value, "8");
    assert_int_equal(ui_next_frame_ms(stage->ui), begin_ms + 13000);
    stage_tap(stage, "Great"); /* any touch begins it anew */
    assert_string_equal(stage_find(stage, "Next sale")->value, "20");
    stage->last = (struct intent){.kind = INTENT_NONE};
    stage->now_ms += 19999;
    stage_settle(stage);
    assert_int_equal(stage->last.kind, INTENT_NONE);
    stage->now_ms++;
    stage_settle(stage);
    assert_int_equal(stage->last.kind, INTENT_NEXT_SALE);
}

/* Without a sale there is nothing to thank for. */
static void test_no_receipt(void **state)
{
    struct stage *stage = *state;
    stage_settle(stage);
    assert_int_equal(stage->last.kind, INTENT_NEXT_SALE);
}

/* The shop asks how they heard of it, of a sale without a code, that can still be added to. */
static void ask_hear(struct stage *stage)
{
    static const char *const words[] = {
        "A flyer", "Our newsletter", "A friend", "On the web", "The window", "At the fair"};
    struct view_codes *codes = &stage->shop.view.codes;
    stage->shop.receipt.sale.id = INT64_C(1000000000124);
    codes->late = (struct late_sale){.id = INT64_C(1000000000124)};
    codes->asks_hear = true;
    codes->answer_count = ARRAY_LENGTH(words);
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        codes->answers[i].link_id = (int64_t)i + 7;
        text_copy(codes->answers[i].words, sizeof codes->answers[i].words, words[i]);
    }
}

/* Asked in the faces' place, once; a sale that has a code is not asked about, and neither is one that
 * no code can be added to any more. */
static void test_hear(void **state)
{
    struct stage *stage = *state;
    enter(stage, 794, true);
    assert_null(stage_find(stage, "How did you hear of us?"));
    assert_null(stage_find(stage, "Add a code"));
    ask_hear(stage);
    stage_settle(stage);
    assert_non_null(stage_find(stage, "How did you hear of us?"));
    assert_null(stage_find(stage, "How was it today?"));
    stage_tap(stage, "On the web");
    assert_int_equal(stage->last.kind, INTENT_HEAR);
    assert_int_equal(stage->last.id, 10);
    stage_tap(stage, "Add a code");
    assert_int_equal(stage->last.kind, INTENT_OPEN_LATE_CODE);
    stage->shop.view.codes.late.has_code = true;
    stage_settle(stage);
    assert_null(stage_find(stage, "How did you hear of us?"));
    assert_non_null(stage_find(stage, "How was it today?"));
    stage->shop.view.codes.late = (struct late_sale){.id = 0};
    stage_settle(stage);
    assert_null(stage_find(stage, "Add a code"));
    stage->shop.view.codes.late = (struct late_sale){.id = INT64_C(1000000000123)};
    stage_settle(stage);
    assert_null(stage_find(stage, "How did you hear of us?"));
}

/* Other codes come on request, one after the other. */
static void test_other_codes(void **state)
{
    struct stage *stage = *state;
    enter(stage, 794, true);
    struct till_receipt *receipt = &stage->shop.receipt;
    receipt->has[RECEIPT_CODE_RETURN] = true;
    stage_settle(stage);
    assert_null(stage_find(stage, "For a friend"));
    receipt->has[RECEIPT_CODE_REFERRAL] = true;
    stage_settle(stage);
    stage_tap(stage, "For a friend");
    assert_int_equal(stage->last.kind, INTENT_SHOW_CODE);
    assert_int_equal(stage->last.index, RECEIPT_CODE_REFERRAL);
    receipt->shown = RECEIPT_CODE_REFERRAL;
    receipt->has[RECEIPT_CODE_REVIEW] = true;
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Give this code to a friend: take a photo of it."));
    stage_tap(stage, "Write a review");
    assert_int_equal(stage->last.index, RECEIPT_CODE_REVIEW);
    receipt->shown = RECEIPT_CODE_REVIEW;
    receipt->token[0] = '\0';
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Would you tell others, too?"));
    stage_tap(stage, "For you");
    assert_int_equal(stage->last.index, RECEIPT_CODE_RETURN);
}

static void test_audit(void **state)
{
    struct stage *stage = *state;
    static const struct {
        const char *label;
        int64_t change_minor;
        bool has_code;
        int score;
        const char *headline;
    } rows[] = {
        {"cash", 794, true, 0, NULL},
        {"card", 0, true, 4, NULL},
        {"no campaign", 794, false, 1, NULL},
        {"large", 123456789, true, 0, "Come back soon"},
        {"long headline", 1, true, 0, "A second bag of our house blend for half of its price"},
    };
    for (size_t size = 0; size < ARRAY_LENGTH(STAGE_SIZES); size++) {
        stage->width = STAGE_SIZES[size][0];
        stage->height = STAGE_SIZES[size][1];
        for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
            enter(stage, rows[i].change_minor, rows[i].has_code);
            stage->shop.receipt.score = rows[i].score;
            if (rows[i].headline != NULL) {
                text_copy(stage->shop.receipt.headline, NAME_BYTES, rows[i].headline);
            }
            stage_settle(stage);
            stage_audit(stage, rows[i].label, 0);
        }
        enter(stage, 794, true);
        stage->shop.receipt.has[RECEIPT_CODE_RETURN] = true;
        stage->shop.receipt.has[RECEIPT_CODE_REFERRAL] = true;
        ask_hear(stage);
        stage_settle(stage);
        stage_audit(stage, "asked", 0);
        stage->shop.view.codes.asks_hear = false;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_it_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_it_leaves_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_intents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_countdown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hear, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_codes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_receipt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_audit, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
