#ifndef TILLTALE_TESTS_TILL_SHOP_H
#define TILLTALE_TESTS_TILL_SHOP_H

/* A shop in a folder of its own, with a clock that stands still. Every test of the till begins
 * with one; what a test leaves behind goes with it. */

#include "tests/support.h"

#include <ftw.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "domain/day.h"
#include "till/found.h"
#include "till/import.h"
#include "till/staff.h"
#include "till/till.h"

/* 23 November 2026, 12:42 in Berlin. */
#define SHOP_NOW_MS INT64_C(1795434120000)

struct shop {
    char folder[64];
    char path[128];
    int64_t now_ms;
    struct till *till;
};

static inline void must(bool is_done, const struct error *err)
{
    if (!is_done) {
        fail_msg("%s", err->text);
    }
}

static inline void shop_make(struct shop *shop, const char *prices, const char *rounding,
    const char *currency, bool with_demo)
{
    struct error err;
    struct shop_request request = {
        .name = "Harbour Coffee",
        .currency = currency,
        .till = "1",
        .prices = prices,
        .rounding = rounding,
        .timezone = "Europe/Berlin",
        .day_starts = "04:00",
        .demo_folder = with_demo ? TEST_SOURCE "/assets/demo" : NULL,
    };
    *shop = (struct shop){.now_ms = SHOP_NOW_MS};
    snprintf(shop->folder, sizeof(shop->folder), "/tmp/tilltale-test-XXXXXX");
    assert_non_null(mkdtemp(shop->folder));
    snprintf(shop->path, sizeof(shop->path), "%s/shop.db", shop->folder);
    must(shop_found(shop->path, &request, clock_manual(&shop->now_ms), &err), &err);
}

static inline void shop_open(struct shop *shop, int flags)
{
    struct error err;
    must(till_open(shop->path, clock_manual(&shop->now_ms), flags, &shop->till, &err), &err);
    must(till_act_as(shop->till, "Manager", &err), &err); /* may do everything */
}

static inline void shop_close(struct shop *shop)
{
    till_close(shop->till);
    shop->till = NULL;
}

/* What happens when the program is started again. */
static inline void shop_reopen(struct shop *shop)
{
    shop_close(shop);
    shop_open(shop, 0);
}

/* The demo's shop, open. */
static inline void shop_begin(struct shop *shop)
{
    shop_make(shop, "gross", "line", "EUR", true);
    shop_open(shop, 0);
    till_wait_catalogue(shop->till);
}

static inline int shop_remove_one(
    const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

static inline void shop_end(struct shop *shop)
{
    shop_close(shop);
    assert_int_equal(nftw(shop->folder, shop_remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static inline void shop_write(
    const struct shop *shop, const char *name, const void *bytes, size_t size, char path[256])
{
    struct error err;
    snprintf(path, 256, "%s/%s", shop->folder, name);
    must(file_write_whole(path, bytes, size, 0600, &err), &err);
}

#endif
