/* The draw lists of the screens are what they were: TILLTALE_UPDATE_GOLDENS=1 accepts a change, and
 * git shows it line by line. Glyphs are of fixed width, so fonts do not matter. */

#include "tests/screens/golden.h"
#include "tests/screens/shelf_view.h"
#include "tests/screens/stage.h"

#include "screens/language.h"

#define STEPS_MAX 4

struct golden_row {
    const char *language; /* NULL: English */
    const char *name;
    const struct screen *screen;
    int width, height;
    void (*prepare)(struct shop_view *shop);
    const char *steps[STEPS_MAX];
};

static void demo(struct shop_view *shop)
{
    shop_view_add_demo(shop);
}

static void unknown_code(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    shop->view.messages[0] = (struct view_message){.serial = 1,
        .kind = VIEW_MESSAGE_AMBER,
        .title = "We don’t know 4012345678901.",
        .detail = "Nothing was added.",
        .actions = {VIEW_ACTION_SEARCH, VIEW_ACTION_TYPE_PRICE}};
    shop->view.message_count = 1;
}

static void in_a_demo(struct shop_view *shop)
{
    shop->shop.is_demo = true;
    shop->view.catalogue.product_count = 0;
}

static void paid(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    shop_view_pay(shop, 794, true);
}

static void people(struct shop_view *shop)
{
    static const char *const names[] = {"Cashier 1", "Cashier 2", "Manager", "Booth"};
    struct view_staff *staff = &shop->view.staff;
    text_copy(shop->shop.name, sizeof shop->shop.name, "Harbour Roast");
    text_copy(staff->today, sizeof staff->today, "2026-11-23");
    staff->count = ARRAY_LENGTH(names);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        staff->people[i] =
            (struct view_person){.id = (int64_t)i + 1, .name = names[i], .has_pin = true};
    }
}

/* A transfer is chosen, and the app has made its code. */
static void with_bank_code(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    text_copy(shop->receipt.code_text, sizeof shop->receipt.code_text,
        "BCD\n002\n1\nSCT\n\nHarbour Roast\nDE89370400440532013000\nEUR22.06");
    shop_view_encode(shop);
    shop->view.paying = (struct view_paying){.is_chosen = true, .qr = &shop->qr};
    text_copy(shop->view.paying.reference, sizeof shop->view.paying.reference, "1-261123124200");
}

static void with_voucher(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    shop->view.voucher = (struct view_voucher){
        .serial = 1, .found = {.state = VOUCHER_GOOD, .id = 5, .balance_minor = 5000}};
    text_copy(
        shop->view.voucher.found.code, sizeof shop->view.voucher.found.code, "G400-8000-0751-WXYJ");
}

static void with_more(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    shop->shop.payment.takes[TENDER_ACCOUNT] = true;
    shop->shop.payment.takes_tips = true;
}

static const struct option_set CHOICES = {
    .groups = {{1, "Size", 1, 1, 0, 2}, {2, "Milk", 0, 1, 2, 3}},
    .group_count = 2,
    .choices = {{1, 0, "Small"}, {2, 80, "Large"}, {3, 0, "Whole"}, {4, 50, "Oat"}, {5, 40, "Soy"}},
    .choice_count = 5,
};

static void asks_options(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    shop->view.question = (struct view_question){VIEW_QUESTION_OPTIONS, 2, 1000, 0, 1};
    shop->view.options = (struct view_options){
        .set = &CHOICES, .product_id = 2, .is_question = true, .base_minor = 360, .serial = 1};
}

static void asks_age(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    shop->view.question = (struct view_question){VIEW_QUESTION_AGE, 2, 1000, 18, 1};
}

static void asks_serial(struct shop_view *shop)
{
    shop_view_add_demo(shop);
    shop->view.question = (struct view_question){VIEW_QUESTION_SERIAL, 2, 2000, 0, 1};
}

static const struct stock_item SHELF[] = {
    {1, "ESPR", "Espresso", UNIT_EACH, 24000, 6000, false},
    {2, "FLATW", "Flat white", UNIT_EACH, -3000, -1, true},
    {8, "SOUR", "Sourdough, by weight", UNIT_KG, 2412, 3000, true},
};

static void on_the_shelf(struct shop_view *shop)
{
    shop->view.stock = (struct view_stock){.items = SHELF, .count = 3, .serial = 1};
}

static const struct golden_row GOLDENS[] = {
    {NULL, "sell", &screen_sell, 1920, 1080, demo, {NULL}},
    {NULL, "sell", &screen_sell, 1280, 800, demo, {NULL}},
    {NULL, "sell", &screen_sell, 1024, 600, demo, {NULL}},
    {NULL, "sell", &screen_sell, 1080, 1920, demo, {NULL}},
    {NULL, "search", &screen_sell, 1920, 1080, demo, {"Search", "type cro"}},
    {NULL, "number", &screen_sell, 1920, 1080, demo, {"Discount"}},
    {NULL, "menu", &screen_sell, 1920, 1080, demo, {"Menu"}},
    {NULL, "messages", &screen_sell, 1920, 1080, unknown_code, {NULL}},
    {NULL, "empty", &screen_sell, 1920, 1080, in_a_demo, {NULL}},
    {NULL, "pay", &screen_pay, 1920, 1080, demo, {"€30"}},
    {NULL, "pay", &screen_pay, 1080, 1920, demo, {"€30"}},
    {NULL, "pay", &screen_pay, 1024, 600, demo, {"Card"}},
    {NULL, "pay-code", &screen_pay, 1920, 1080, with_bank_code, {"Bank QR"}},
    {NULL, "pay-code", &screen_pay, 1280, 800, with_bank_code, {"Bank QR"}},
    {NULL, "pay-code", &screen_pay, 1024, 600, with_bank_code, {"Bank QR"}},
    {NULL, "pay-code", &screen_pay, 1080, 1920, with_bank_code, {"Bank QR"}},
    {NULL, "pay-voucher", &screen_pay, 1920, 1080, with_voucher, {NULL}},
    {NULL, "pay-voucher", &screen_pay, 1280, 800, with_voucher, {NULL}},
    {NULL, "pay-voucher", &screen_pay, 1024, 600, with_voucher, {NULL}},
    {NULL, "pay-voucher", &screen_pay, 1080, 1920, with_voucher, {NULL}},
    {NULL, "pay-more", &screen_pay, 1920, 1080, with_more, {"More"}},
    {NULL, "pay-more", &screen_pay, 1024, 600, with_more, {"More"}},
    {NULL, "voucher", &screen_voucher, 1920, 1080, demo, {"€50"}},
    {NULL, "voucher", &screen_voucher, 1280, 800, demo, {"€50"}},
    {NULL, "voucher", &screen_voucher, 1024, 600, demo, {"€50"}},
    {NULL, "voucher", &screen_voucher, 1080, 1920, demo, {"€50"}},
    {NULL, "thanks", &screen_thanks, 1920, 1080, paid, {NULL}},
    {NULL, "thanks", &screen_thanks, 1080, 1920, paid, {NULL}},
    {NULL, "sign-in", &screen_sign_in, 1920, 1080, people, {"type 11"}},
    {NULL, "sign-in", &screen_sign_in, 1080, 1920, people, {"type 11"}},
    {"ar", "sign-in", &screen_sign_in, 1024, 600, people, {"type 11"}},
    {NULL, "options", &screen_sell, 1920, 1080, asks_options, {"Large", "Oat"}},
    {NULL, "options", &screen_sell, 1280, 800, asks_options, {"Large"}},
    {NULL, "options", &screen_sell, 1024, 600, asks_options, {NULL}},
    {NULL, "options", &screen_sell, 1080, 1920, asks_options, {"Large"}},
    {NULL, "age", &screen_sell, 1920, 1080, asks_age, {NULL}},
    {NULL, "serial", &screen_sell, 1024, 600, asks_serial, {"type SN-0042"}},
    {NULL, "stock", &screen_stock, 1920, 1080, on_the_shelf, {NULL}},
    {NULL, "stock", &screen_stock, 1080, 1920, on_the_shelf, {"Stocktake", "Flat white"}},
    {"ar", "stock", &screen_stock, 1280, 800, on_the_shelf, {NULL}},
    {"ar", "sell", &screen_sell, 1920, 1080, demo, {NULL}},
    {"ar", "sell", &screen_sell, 1280, 800, demo, {NULL}},
    {"ar", "sell", &screen_sell, 1024, 600, demo, {NULL}},
    {"ar", "sell", &screen_sell, 1080, 1920, demo, {NULL}},
    {"ar", "pay", &screen_pay, 1920, 1080, demo, {NULL}},
    {"ar", "pay", &screen_pay, 1280, 800, demo, {NULL}},
    {"ar", "pay", &screen_pay, 1024, 600, demo, {NULL}},
    {"ar", "pay", &screen_pay, 1080, 1920, demo, {NULL}},
    {"ar", "thanks", &screen_thanks, 1920, 1080, paid, {NULL}},
    {"ar", "thanks", &screen_thanks, 1280, 800, paid, {NULL}},
    {"ar", "thanks", &screen_thanks, 1024, 600, paid, {NULL}},
    {"ar", "thanks", &screen_thanks, 1080, 1920, paid, {NULL}},
};

/* The screen in another language, as the app shows it. */
static struct language *speak(struct stage *stage, const char *code)
{
    enum language_id id;
    struct language *language = NULL;
    struct error err = {.code = ERROR_NONE};
    assert_true(language_find(code, &id));
    assert_true(language_open(id, TEST_LOCALE, &language, &err));
    stage->shop.view.language = language;
    stage->shop.view.locale = locale_choose(code, "");
    ui_set(stage->ui, &(struct ui_settings){
                          .text_percent = 100, .is_mirrored = language_row(id)->is_right_to_left});
    return language;
}

static void check(const struct golden_row *row)
{
    struct stage *stage = calloc(1, sizeof *stage);
    struct shelf_view *shelf = calloc(1, sizeof *shelf);
    struct buffer made = {0};
    char name[64];
    assert_true(stage != NULL && shelf != NULL);
    stage_open(stage, row->screen);
    stage->width = row->width;
    stage->height = row->height;
    stage_enter(stage, "EUR");
    shelf_view_add_demo(shelf);
    shelf_view_put(shelf, &stage->shop.view);
    row->prepare(&stage->shop);
    struct language *language = row->language == NULL ? NULL : speak(stage, row->language);
    stage_settle(stage);
    for (size_t i = 0; i < STEPS_MAX && row->steps[i] != NULL; i++) {
        stage_do(stage, row->steps[i]);
    }
    draw_list_dump(ui_draw_list(stage->ui), &made);
    snprintf(name, sizeof name, "%s%s%s-%dx%d", row->name, language != NULL ? "-" : "",
        language != NULL ? row->language : "", row->width, row->height);
    stage_close(stage);
    language_close(language);
    golden_compare(name, &made);
    buffer_close(&made);
    free(shelf);
    free(stage);
}

static void test_goldens(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(GOLDENS); i++) {
        check(&GOLDENS[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_goldens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
