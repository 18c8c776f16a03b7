/* A line of other software is rung or refused with words, whatever its bytes are; what was rung
 * adds up. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "till/found.h"
#include "till/ring.h"
#include "till/till.h"

static const char *const SUFFIXES[] = {"", "-wal", "-shm", ".key"};

/* One demo shop for the whole run: what matters is what a line does to it. */
static char folder[64];
static struct till *till;

static void remove_shop(void)
{
    till_close(till);
    for (size_t i = 0; i < ARRAY_LENGTH(SUFFIXES); i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/shop.db%s", folder, SUFFIXES[i]);
        unlink(path);
    }
    rmdir(folder);
}

static void open_shop(void)
{
    struct error err;
    char path[128];
    snprintf(folder, sizeof folder, "/tmp/fuzz-ring-XXXXXX");
    ASSERT(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/shop.db", folder);
    struct shop_request request = {.name = "Fuzz",
        .currency = "EUR",
        .till = "1",
        .prices = "gross",
        .rounding = "line",
        .timezone = "Europe/Berlin",
        .day_starts = "04:00",
        .demo_folder = TEST_SOURCE "/assets/demo"};
    if (!shop_found(path, &request, clock_system(), &err) ||
        !till_open(path, clock_system(), TILL_OPEN_BATCH, &till, &err)) {
        fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    atexit(remove_shop);
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct error err = {0};
    struct ring_result result = {0};
    if (till == NULL) {
        open_shop();
    }
    if (!ring_line(till, (struct text_view){(const char *)bytes, size}, &result, &err)) {
        ASSERT(err.code == ERROR_INVALID || err.code == ERROR_LIMIT || err.code == ERROR_NOT_FOUND);
        ASSERT(err.text[0] != '\0');
    } else if (result.known_sale_id == 0) {
        ASSERT(sale_is_consistent(&result.sale));
        ASSERT(result.sale.gross_minor >= 0);
    }
    ring_result_close(&result);
}
