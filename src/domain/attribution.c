#include "domain/attribution.h"

#include "domain/money.h"
#include "domain/share.h"

/* --- kinds and rules by name --------------------------------------------------------------- */

static const struct {
    const char *text;
    bool is_credited;
} KINDS[TOUCH_KIND_COUNT] = {
    [TOUCH_SHOWN] = {"shown", false},
    [TOUCH_SCANNED] = {"scanned", true},
    [TOUCH_TYPED] = {"typed", true},
    [TOUCH_CHOSEN] = {"chosen", true},
    [TOUCH_LEAD] = {"lead", true},
    [TOUCH_VOUCHER] = {"voucher", true},
    [TOUCH_REFERRAL] = {"referral", true},
    [TOUCH_WEB] = {"web", true},
};

const char *touch_kind_text(enum touch_kind kind)
{
    ASSERT(kind < TOUCH_KIND_COUNT);
    return KINDS[kind].text;
}

bool touch_kind_parse(struct text_view text, enum touch_kind *out_kind)
{
    for (int i = 0; i < TOUCH_KIND_COUNT; i++) {
        if (text_view_equals(text, KINDS[i].text)) {
            *out_kind = (enum touch_kind)i;
            return true;
        }
    }
    return false;
}

bool touch_kind_is_credited(enum touch_kind kind)
{
    ASSERT(kind < TOUCH_KIND_COUNT);
    return KINDS[kind].is_credited;
}

/* --- weights ------------------------------------------------------------------------------- */

/* The weight of the touch at `index` of `count`, in order of time, `age_ms` before the sale. Only
 * the proportions of the weights count; at least one of them is above 0. */
typedef int64_t weigh_function(size_t index, size_t count, int64_t age_ms, int bits);

static int64_t weigh_last(size_t index, size_t count, int64_t age_ms, int bits)
{
    (void)bits;
    (void)age_ms;
    return index == count - 1;
}

static int64_t weigh_first(size_t index, size_t count, int64_t age_ms, int bits)
{
    (void)bits;
    (void)count;
    (void)age_ms;
    return index == 0;
}

static int64_t weigh_linear(size_t index, size_t count, int64_t age_ms, int bits)
{
    (void)bits;
    (void)index;
    (void)count;
    (void)age_ms;
    return 1;
}

/* 40 : 20 / (count - 2) : 40, times 5 (count - 2) to stay whole. */
static int64_t weigh_position(size_t index, size_t count, int64_t age_ms, int bits)
{
    (void)bits;
    (void)age_ms;
    if (count <= 2) {
        return 1;
    }
    bool is_end = index == 0 || index == count - 1;
    return is_end ? 2 * ((int64_t)count - 2) : 1;
}

#define HALF_LIFE_MS (UINT64_C(7) * 24 * 60 * 60 * 1000)

/* 2^(-age / half life) in units of 2^-bits. Whole half lives shift; of the rest each binary digit is
 * one multiplication by 2^(-1/2), 2^(-1/4) and so on: exact to the last digits, and the same on
 * every machine. */
static int64_t weigh_decay(size_t index, size_t count, int64_t age_ms, int bits)
{
    static const uint64_t ROOTS[] = {/* 2^(-1/2), 2^(-1/4) … in units of 2^-64 */
        UINT64_C(13043817825332782212), UINT64_C(15511800964685064948),
        UINT64_C(16915738899553466671), UINT64_C(17664662643191237676),
        UINT64_C(18051468387014017850), UINT64_C(18248035989933441397),
        UINT64_C(18347121020861646924), UINT64_C(18396865112328554661),
        UINT64_C(18421787711448657618), UINT64_C(18434261669329232140),
        UINT64_C(18440501815349552982), UINT64_C(18443622680442407998),
        UINT64_C(18445183311048607332), UINT64_C(18445963675871538004),
        UINT64_C(18446353870663572145), UINT64_C(18446548971154807802),
        UINT64_C(18446646522174239825), UINT64_C(18446695297877410579),
        UINT64_C(18446719685777359791), UINT64_C(18446731879739425374),
        UINT64_C(18446737976723480912), UINT64_C(18446741025216264368),
        UINT64_C(18446742549462845018), UINT64_C(18446743311586182574),
        UINT64_C(18446743692647863159), UINT64_C(18446743883178706404),
        UINT64_C(18446743978444128764), UINT64_C(18446744026076840128),
        UINT64_C(18446744049893195857), UINT64_C(18446744061801373733),
        UINT64_C(18446744067755462673), UINT64_C(18446744070732507144),
        UINT64_C(18446744072221029380), UINT64_C(18446744072965290498),
        UINT64_C(18446744073337421057), UINT64_C(18446744073523486337),
        UINT64_C(18446744073616518976), UINT64_C(18446744073663035296),
        UINT64_C(18446744073686293456), UINT64_C(18446744073697922536),
        UINT64_C(18446744073703737076), UINT64_C(18446744073706644346),
        UINT64_C(18446744073708097981), UINT64_C(18446744073708824799),
        UINT64_C(18446744073709188207), UINT64_C(18446744073709369912),
        UINT64_C(18446744073709460764), UINT64_C(18446744073709506190),
        UINT64_C(18446744073709528903), UINT64_C(18446744073709540259),
        UINT64_C(18446744073709545938), UINT64_C(18446744073709548777),
        UINT64_C(18446744073709550196), UINT64_C(18446744073709550906),
        UINT64_C(18446744073709551261), UINT64_C(18446744073709551439)};
    (void)index;
    (void)count;
    uint64_t halvings = (uint64_t)age_ms / HALF_LIFE_MS;
    uint64_t rest_ms = (uint64_t)age_ms % HALF_LIFE_MS;
    if (halvings > (uint64_t)bits) {
        return 0;
    }
    static_assert(HALF_LIFE_MS < INT64_C(1) << 30, "the digits of the rest fit");
    uint64_t high = (rest_ms << 34) / HALF_LIFE_MS;
    uint64_t low = (((rest_ms << 34) % HALF_LIFE_MS) << 22) / HALF_LIFE_MS;
    uint64_t digits = high << 22 | low; /* 56 of them behind the point */
    uint64_t weight = UINT64_C(1) << 63;
    static_assert(ARRAY_LENGTH(ROOTS) == 56, "a root for each digit");
    for (; digits != 0; digits &= digits - 1) {
        size_t root = 55 - (size_t)__builtin_ctzll(digits);
        weight = (uint64_t)((int128)weight * ROOTS[root] >> 64);
    }
    return (int64_t)(weight >> (63 - bits) >> halvings);
}

static const struct {
    const char *text;
    weigh_function *weigh;
} RULES[ATTRIBUTION_RULE_COUNT] = {
    [ATTRIBUTION_LAST] = {"last", weigh_last},
    [ATTRIBUTION_FIRST] = {"first", weigh_first},
    [ATTRIBUTION_LINEAR] = {"linear", weigh_linear},
    [ATTRIBUTION_POSITION] = {"position", weigh_position},
    [ATTRIBUTION_DECAY] = {"decay", weigh_decay},
};

const char *attribution_rule_text(enum attribution_rule rule)
{
    ASSERT(rule < ATTRIBUTION_RULE_COUNT);
    return RULES[rule].text;
}

bool attribution_rule_parse(struct text_view text, enum attribution_rule *out_rule)
{
    for (int i = 0; i < ATTRIBUTION_RULE_COUNT; i++) {
        if (text_view_equals(text, RULES[i].text)) {
            *out_rule = (enum attribution_rule)i;
            return true;
        }
    }
    return false;
}

/* --- sharing ------------------------------------------------------------------------------- */

void attribution_weigh(enum attribution_rule rule, const int64_t *ages_ms, size_t count, int bits,
    int64_t *out_weights)
{
    ASSERT(rule < ATTRIBUTION_RULE_COUNT);
    ASSERT(count >= 1 && count <= ATTRIBUTION_TOUCHES_MAX);
    ASSERT(bits > 0 && bits <= ATTRIBUTION_BITS_MAX);
    static_assert(ATTRIBUTION_TOUCHES_MAX <= SHARE_PARTS_MAX, "there is room for the parts");
    static_assert((INT64_C(1) << ATTRIBUTION_BITS_MAX) <= MONEY_SHARE_MAX / ATTRIBUTION_TOUCHES_MAX,
        "the weights can be added");
    int64_t newest_ms = ages_ms[count - 1]; /* only proportions count: the newest weighs 1 */
    for (size_t i = 0; i < count; i++) {
        ASSERT(ages_ms[i] >= newest_ms && newest_ms >= 0);
        out_weights[i] = RULES[rule].weigh(i, count, ages_ms[i] - newest_ms, bits);
    }
}
