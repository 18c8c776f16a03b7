#include "domain/attribution.h"

#include "domain/money.h"

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
typedef int64_t weigh_function(size_t index, size_t count, int64_t age_ms);

static int64_t weigh_last(size_t index, size_t count, int64_t age_ms)
{
    (void)age_ms;
    return index == count - 1;
}

static int64_t weigh_first(size_t index, size_t count, int64_t age_ms)
{
    (void)count;
    (void)age_ms;
    return index == 0;
}

static int64_t weigh_linear(size_t index, size_t count, int64_t age_ms)
{
    (void)index;
    (void)count;
    (void)age_ms;
    return 1;
}

/* 40 : 20 / (count - 2) : 40, times 5 (count - 2) to stay whole. */
static int64_t weigh_position(size_t index, size_t count, int64_t age_ms)
{
    (void)age_ms;
    if (count <= 2) {
        return 1;
    }
    bool is_end = index == 0 || index == count - 1;
    return is_end ? 2 * ((int64_t)count - 2) : 1;
}

#define HALF_LIFE_MS (INT64_C(7) * 24 * 60 * 60 * 1000)

/* 2^(-age / half life) in units of 2^-40. The whole half lives shift; of the rest each binary
 * digit is one multiplication by 2^(-1/2), 2^(-1/4) and so on: exact to far below one ppm and the
 * same on every machine. */
static int64_t weigh_decay(size_t index, size_t count, int64_t age_ms)
{
    static const uint64_t ROOTS[] = {/* 2^(-1/2), 2^(-1/4) … in units of 2^-32 */
        3037000500, 3611622603, 3938502376, 4112874773, 4202935003, 4248701965, 4271771996,
        4283353945, 4289156690, 4292061010, 4293513907, 4294240540, 4294603903, 4294785595,
        4294876445, 4294921870, 4294944583, 4294955939, 4294961618, 4294964457};
    (void)index;
    (void)count;
    int64_t halvings = age_ms / HALF_LIFE_MS;
    int64_t rest_ms = age_ms % HALF_LIFE_MS;
    if (halvings >= 40) {
        return 1;
    }
    uint64_t weight = UINT64_C(1) << 31; /* one, in units of 2^-31 */
    for (size_t i = 0; i < ARRAY_LENGTH(ROOTS); i++) {
        rest_ms *= 2;
        if (rest_ms >= HALF_LIFE_MS) {
            rest_ms -= HALF_LIFE_MS;
            weight = weight * ROOTS[i] >> 32;
        }
    }
    return (int64_t)((weight << 9 >> halvings) + 1);
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

static bool counts(const struct attribution_touch *touch, int64_t sold_at_ms, int64_t window_ms)
{
    return touch_kind_is_credited(touch->kind) && touch->touched_at_ms <= sold_at_ms &&
           touch->touched_at_ms >= sold_at_ms - window_ms;
}

/* Puts the rows that count into order[], by time and then by row. Returns how many. */
static size_t order_touches(const struct attribution_touch *touches, size_t count,
    int64_t sold_at_ms, int64_t window_ms, size_t *order)
{
    size_t counting = 0;
    for (size_t i = 0; i < count; i++) {
        if (counts(&touches[i], sold_at_ms, window_ms)) {
            size_t at = counting++;
            while (at > 0 && touches[order[at - 1]].touched_at_ms > touches[i].touched_at_ms) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
    }
    return counting;
}

bool attribution_share(enum attribution_rule rule, const struct attribution_touch *touches,
    size_t count, int64_t sold_at_ms, int64_t window_ms, uint32_t *out_shares_ppm)
{
    ASSERT(rule < ATTRIBUTION_RULE_COUNT);
    ASSERT(count <= ATTRIBUTION_TOUCHES_MAX);
    size_t order[ATTRIBUTION_TOUCHES_MAX];
    int64_t weights[ATTRIBUTION_TOUCHES_MAX] = {0};
    int64_t shares[ATTRIBUTION_TOUCHES_MAX];
    size_t counting = order_touches(touches, count, sold_at_ms, window_ms, order);
    for (size_t i = 0; i < counting; i++) {
        int64_t age_ms = sold_at_ms - touches[order[i]].touched_at_ms;
        weights[order[i]] = RULES[rule].weigh(i, counting, age_ms);
    }
    bool is_credited = money_share(ATTRIBUTION_SHARE_PPM, weights, count, shares);
    for (size_t i = 0; i < count; i++) {
        out_shares_ppm[i] = is_credited ? (uint32_t)shares[i] : 0;
    }
    return is_credited;
}
