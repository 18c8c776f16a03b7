#include "domain/share.h"

#include <stdint.h>

#include "base/compiler.h"

static uint64_t count_from(const uint64_t *remainders, size_t count, uint64_t threshold)
{
    uint64_t reached = 0;
    for (size_t i = 0; i < count; i++) {
        reached += remainders[i] >= threshold;
    }
    return reached;
}

/* Picking the largest one after the other would be quadratic in a ticket of a thousand lines, and
 * sorting needs memory: so the smallest remainder that still gets a unit is found by bisection. */
static uint64_t find_threshold(const uint64_t *remainders, size_t count, uint64_t left)
{
    uint64_t low = 1;
    uint64_t high = 1;
    for (size_t i = 0; i < count; i++) {
        high = remainders[i] > high ? remainders[i] : high;
    }
    while (low < high) {
        uint64_t middle = low + (high - low) / 2 + 1;
        if (count_from(remainders, count, middle) >= left) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

#define FEW 64

/* Of a few parts the largest are kept in order while all are looked at once. */
static void hand_out_few(
    const uint64_t *remainders, size_t count, uint64_t left, int64_t unit, int64_t *parts)
{
    uint64_t largest[FEW];
    uint8_t indices[FEW];
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t remainder = remainders[i];
        if (kept == left && remainder <= largest[kept - 1]) {
            continue;
        }
        size_t at = kept < left ? kept++ : kept - 1;
        for (; at > 0 && largest[at - 1] < remainder; at--) {
            largest[at] = largest[at - 1];
            indices[at] = indices[at - 1];
        }
        largest[at] = remainder;
        indices[at] = (uint8_t)i;
    }
    for (size_t i = 0; i < kept; i++) {
        parts[indices[i]] += unit;
    }
}

void share_hand_out_rest(
    const uint64_t *remainders, size_t count, uint64_t left, int64_t unit, int64_t *parts)
{
    if (left == 0) {
        return;
    }
    ASSERT(count_from(remainders, count, 1) >= left);
    if (count <= FEW) {
        hand_out_few(remainders, count, left, unit, parts);
        return;
    }
    uint64_t threshold = find_threshold(remainders, count, left);
    for (size_t i = 0; i < count; i++) {
        if (remainders[i] > threshold) {
            parts[i] += unit;
            left--;
        }
    }
    for (size_t i = 0; i < count && left > 0; i++) {
        if (remainders[i] == threshold) {
            parts[i] += unit;
            left--;
        }
    }
}
