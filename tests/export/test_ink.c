/* Whatever colours a campaign has, what stands on them can be read. */

#include "tests/support.h"

#include "export/ink.h"

static void can_always_be_read(void **state)
{
    (void)state;
    for (uint32_t red = 0; red <= 255; red += 15) {
        for (uint32_t green = 0; green <= 255; green += 15) {
            for (uint32_t blue = 0; blue <= 255; blue += 15) {
                uint32_t ground = red << 16 | green << 8 | blue;
                uint32_t text = ink_on(ground);
                uint32_t soft = ink_soften(text, ground);
                if (ink_contrast_percent(text, ground) < 450 ||
                    ink_contrast_percent(soft, ground) < 450) {
                    fail_msg("%06x: %06x and %06x", ground, text, soft);
                }
            }
        }
    }
}

static void keeps_to_the_design(void **state)
{
    (void)state;
    assert_int_equal(ink_on(0x12211B), 0xF4F1EA);
    assert_int_equal(ink_on(0xF2B705), 0x1B1A17);
    assert_int_equal(ink_contrast_percent(0xFFFFFF, 0x000000), 2100);
    assert_int_not_equal(ink_soften(0xF4F1EA, 0x12211B), 0xF4F1EA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(can_always_be_read),
        cmocka_unit_test(keeps_to_the_design),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
