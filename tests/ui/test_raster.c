/* Painting only what changed gives the same pixels as painting everything, for any two lists;
 * and what is painted is where it should be. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/error.h"
#include "tests/ui/fixed_glyphs.h"
#include "ui/png.h"
#include "ui/raster.h"
#include "ui/typeset.h"

#define WIDTH 200
#define HEIGHT 140

struct fixture {
    struct fixed_glyphs glyphs;
    struct typesetter *type;
    struct draw_list list;
    uint32_t pixels[WIDTH * HEIGHT], whole[WIDTH * HEIGHT];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct glyph_source source = fixed_glyph_source(&fixture->glyphs);
    fixture->type = typesetter_open(&source, 256 * 1024);
    draw_list_open(&fixture->list);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    draw_list_close(&fixture->list);
    typesetter_close(fixture->type);
    free(fixture);
    return 0;
}

/* xorshift: the same lists on every run. */
static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static int within(uint32_t *seed, int limit)
{
    return (int)(next_random(seed) % (uint32_t)limit);
}

static void add_random_item(struct draw_list *list, uint32_t *seed)
{
    struct pixel_rect rect = {within(seed, WIDTH) - 20, within(seed, HEIGHT) - 20,
        1 + within(seed, 90), 1 + within(seed, 60)};
    static const char *const words[] = {"Pay", "22.06", "Flat white", "\u00d7"};
    static const uint8_t bits[] = {0xAA, 0x55, 0xF0, 0x80};
    switch (within(seed, 4)) {
    case 0: {
        struct draw_box box = {.radius = within(seed, 24),
            .corners = (unsigned)within(seed, 16),
            .fill_rgb = next_random(seed) & 0xffffff,
            .alpha = (uint8_t)(within(seed, 2) ? 255 : within(seed, 256)),
            .border_rgb = next_random(seed) & 0xffffff,
            .border_width = (uint8_t)within(seed, 4)};
        draw_list_add_box(list, rect, &box);
        break;
    }
    case 1: {
        const char *word = words[within(seed, 4)];
        struct draw_text text = {.baseline = rect.y + 20,
            .side_room = 4,
            .size_px = 16 + within(seed, 8),
            .rgb = next_random(seed) & 0xffffff,
            .setting = (enum draw_text_setting)within(seed, 3),
            .cell_width = 12,
            .tracking_milli = -500,
            .script = 0x4C61746E,
            .is_personal = within(seed, 2) != 0};
        draw_list_add_text(list, rect, &text, text_view_of(word));
        break;
    }
    case 2:
        draw_list_add_icon(list, rect,
            &(struct draw_icon){.icon = (enum icon)(1 + within(seed, ICON_COUNT - 1)),
                .rgb = next_random(seed) & 0xffffff,
                .stroke_milli = 1500,
                .is_mirrored = within(seed, 2) != 0});
        break;
    case 3:
        draw_list_add_qr(list, rect.x, rect.y, 1 + within(seed, 9), 5, bits);
        break;
    }
}

/* A list of items that each come from a seed of their own, so that lists can share items. */
static void make_list(struct draw_list *list, const uint32_t *seeds, int count)
{
    draw_list_begin(list, WIDTH, HEIGHT);
    draw_list_add_box(list, (struct pixel_rect){0, 0, WIDTH, HEIGHT},
        &(struct draw_box){.fill_rgb = 0xF4F1EA, .alpha = 255});
    for (int i = 0; i < count; i++) {
        uint32_t seed = seeds[i];
        list->clip = (struct pixel_rect){0, 0, WIDTH, HEIGHT};
        if (within(&seed, 3) == 0) {
            list->clip = (struct pixel_rect){within(&seed, 50), within(&seed, 50), 100, 70};
        }
        add_random_item(list, &seed);
    }
}

static void test_damage_is_enough(void **state)
{
    struct fixture *fixture = *state;
    struct surface surface = {fixture->pixels, WIDTH, HEIGHT, WIDTH};
    struct surface whole = {fixture->whole, WIDTH, HEIGHT, WIDTH};
    struct painter *painter = painter_open(fixture->type);
    struct damage damage;
    uint32_t seed = 2463534242u;
    uint32_t seeds[40];
    for (size_t i = 0; i < ARRAY_LENGTH(seeds); i++) {
        seeds[i] = next_random(&seed) | 1;
    }
    for (int round = 0; round < 400; round++) {
        int count = 10 + within(&seed, 30);
        for (int change = within(&seed, 4); change > 0; change--) {
            int a = within(&seed, 40);
            int b = within(&seed, 40);
            uint32_t kept = seeds[a];
            seeds[a] = within(&seed, 2) ? seeds[b] : next_random(&seed) | 1;
            seeds[b] = within(&seed, 2) ? kept : seeds[b];
        }
        make_list(&fixture->list, seeds, count);
        painter_paint(painter, &fixture->list, &surface, &damage);
        struct painter *fresh = painter_open(fixture->type);
        painter_paint(fresh, &fixture->list, &whole, &damage);
        painter_close(fresh);
        if (memcmp(fixture->pixels, fixture->whole, sizeof fixture->pixels) != 0) {
            fail_msg("round %d differs", round);
        }
    }
    painter_close(painter);
}

static void test_damage_is_small(void **state)
{
    struct fixture *fixture = *state;
    struct surface surface = {fixture->pixels, WIDTH, HEIGHT, WIDTH};
    struct painter *painter = painter_open(fixture->type);
    struct damage damage;
    uint32_t seeds[] = {11, 22, 33, 44};
    make_list(&fixture->list, seeds, 4);
    painter_paint(painter, &fixture->list, &surface, &damage);
    assert_int_equal(damage.count, 1);
    assert_int_equal(damage.rects[0].width, WIDTH);

    make_list(&fixture->list, seeds, 4);
    painter_paint(painter, &fixture->list, &surface, &damage);
    assert_int_equal(damage.count, 0);

    make_list(&fixture->list, seeds, 4);
    fixture->list.clip = (struct pixel_rect){0, 0, WIDTH, HEIGHT};
    struct pixel_rect tile = {50, 60, 30, 20};
    draw_list_add_box(&fixture->list, tile, &(struct draw_box){.fill_rgb = 1, .alpha = 20});
    painter_paint(painter, &fixture->list, &surface, &damage);
    assert_int_equal(damage.count, 1);
    assert_memory_equal(&damage.rects[0], &tile, sizeof tile);

    painter_forget(painter);
    painter_paint(painter, &fixture->list, &surface, &damage);
    assert_int_equal(damage.rects[0].width, WIDTH);
    painter_close(painter);
}

static uint32_t paint_one(struct fixture *fixture, const struct draw_box *box, int x, int y)
{
    struct surface surface = {fixture->pixels, WIDTH, HEIGHT, WIDTH};
    struct painter *painter = painter_open(fixture->type);
    struct damage damage;
    draw_list_begin(&fixture->list, WIDTH, HEIGHT);
    draw_list_add_box(&fixture->list, (struct pixel_rect){0, 0, WIDTH, HEIGHT},
        &(struct draw_box){.fill_rgb = 0xffffff, .alpha = 255});
    draw_list_add_box(&fixture->list, (struct pixel_rect){20, 20, 100, 80}, box);
    painter_paint(painter, &fixture->list, &surface, &damage);
    painter_close(painter);
    return fixture->pixels[y * WIDTH + x];
}

static void test_box(void **state)
{
    struct fixture *fixture = *state;
    struct draw_box plain = {.fill_rgb = 0x0B6B4B, .alpha = 255};
    assert_int_equal(paint_one(fixture, &plain, 20, 20), 0x0B6B4B);
    assert_int_equal(paint_one(fixture, &plain, 119, 99), 0x0B6B4B);
    assert_int_equal(paint_one(fixture, &plain, 120, 99), 0xffffff);
    assert_int_equal(paint_one(fixture, &plain, 19, 50), 0xffffff);
    struct draw_box round = {.radius = 16,
        .corners = DRAW_CORNERS_ALL & ~DRAW_CORNER_BOTTOM_RIGHT,
        .fill_rgb = 0x0B6B4B,
        .alpha = 255,
        .border_rgb = 0xDDD7CB,
        .border_width = 2};
    assert_int_equal(paint_one(fixture, &round, 20, 20), 0xffffff);
    assert_int_equal(paint_one(fixture, &round, 60, 21), 0xDDD7CB);
    assert_int_equal(paint_one(fixture, &round, 60, 22), 0x0B6B4B);
    assert_int_equal(paint_one(fixture, &round, 21, 60), 0xDDD7CB);
    assert_int_equal(paint_one(fixture, &round, 119, 99), 0xDDD7CB);
    assert_int_equal(paint_one(fixture, &round, 20, 99), 0xffffff);
    struct draw_box tint = {.fill_rgb = 0x000000, .alpha = 20};
    uint32_t grey = paint_one(fixture, &tint, 60, 60) & 0xff;
    assert_in_range(grey, 234, 236); /* ink at 8 % */
}

/* The same pixels give the same file, and it is a PNG. */
static void test_png(void **state)
{
    struct fixture *fixture = *state;
    struct surface surface = {fixture->pixels, WIDTH, HEIGHT, WIDTH};
    struct buffer first = {0};
    struct buffer second = {0};
    struct error err;
    assert_true(png_encode(&surface, &first, &err));
    assert_true(png_encode(&surface, &second, &err));
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    assert_memory_equal(first.bytes, "\x89PNG\r\n\x1a\n", 8);
    assert_null(strstr(first.bytes + 8, "tIME"));
    buffer_close(&first);
    buffer_close(&second);
}

static void test_dump(void **state)
{
    struct fixture *fixture = *state;
    struct draw_list *list = &fixture->list;
    draw_list_begin(list, 100, 50);
    draw_list_add_box(list, (struct pixel_rect){0, 0, 100, 50},
        &(struct draw_box){.radius = 8,
            .corners = DRAW_CORNERS_ALL,
            .fill_rgb = 0xffffff,
            .alpha = 20,
            .border_rgb = 0xDDD7CB,
            .border_width = 2});
    struct draw_text text = {.baseline = 30, .size_px = 26, .face = 2, .rgb = 0x1B1A17};
    draw_list_add_text(list, (struct pixel_rect){10, 10, 60, 30}, &text, text_view_of("Pay"));
    text.is_personal = true;
    list->clip = (struct pixel_rect){0, 0, 50, 50};
    draw_list_add_text(list, (struct pixel_rect){10, 10, 60, 30}, &text, text_view_of("Grace"));
    draw_list_add_icon(
        list, (struct pixel_rect){0, 0, 24, 24}, &(struct draw_icon){.icon = ICON_TICK});
    draw_list_add_icon(
        list, (struct pixel_rect){90, 0, 24, 24}, &(struct draw_icon){.icon = ICON_TICK});
    struct buffer dump = {0};
    draw_list_dump(list, &dump);
    assert_string_equal(dump.bytes,
        "window 100x50\n"
        "0,0 100x50 box r8 fill ffffff*20 line ddd7cb 2\n"
        "10,10 60x30 text f2 26px 1b1a17 base 30 \"Pay\"\n"
        "10,10 60x30 text f2 26px 1b1a17 base 30 personal 5 "
        "clip 0,0 50x50\n"
        "0,0 24x24 icon tick 000000\n");
    buffer_close(&dump);
}

/* What was shown is wiped when the next frame begins: it may have been somebody's name. */
static void test_wiped(void **state)
{
    struct fixture *fixture = *state;
    struct draw_text text = {.size_px = 26, .is_personal = true};
    draw_list_begin(&fixture->list, 100, 50);
    draw_list_add_text(
        &fixture->list, (struct pixel_rect){0, 0, 60, 30}, &text, text_view_of("Grace"));
    assert_memory_equal(fixture->list.bytes, "Grace", 5);
    draw_list_begin(&fixture->list, 100, 50);
    assert_memory_equal(fixture->list.bytes, "\0\0\0\0\0", 5);
}

static void test_every_icon_is_drawn(void **state)
{
    (void)state;
    for (int i = 0; i < ICON_COUNT; i++) {
        const struct icon_drawing *drawing = icon_drawing_of((enum icon)i);
        assert_non_null(drawing->name);
        assert_true(i == ICON_NONE || drawing->stroke_count > 0);
        for (size_t s = 0; s < drawing->stroke_count; s++) {
            const struct icon_stroke *stroke = &drawing->strokes[s];
            assert_in_range(stroke->point_count, 2, ICON_POINTS_MAX);
            for (int p = 0; p < stroke->point_count; p++) {
                assert_in_range(stroke->points[p].x, 0, 240);
                assert_in_range(stroke->points[p].y, 0, 240);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_damage_is_enough, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damage_is_small, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_box, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_png, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dump, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wiped, set_up, tear_down),
        cmocka_unit_test(test_every_icon_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
