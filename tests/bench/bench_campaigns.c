/* The first view of the campaigns' figures for a quarter against one scan of its touches, and how
 * long another rule takes from what is in memory.
 *     bench_campaigns TILL.db FROM TO    prints medians in microseconds */

#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "base/error.h"
#include "bench/clock.h"
#include "store/campaign_facts.h"
#include "store/store.h"

#define ROUNDS 7
#define WINDOW_DAYS 30

/* What every reader of touches must read of each. */
static const char SCAN[] =
    "SELECT id, sale_id, kind, campaign_id, link_id, lead_id, uncredited, touched_at_ms FROM touch"
    " WHERE touched_at_ms BETWEEN ?1 AND ?2";

static void fail(const struct error *err)
{
    fprintf(stderr, "bench_campaigns: %s\n", err->text);
    exit(1);
}

static double scan_us(sqlite3 *database, int64_t first_ms, int64_t last_ms, int64_t *out_count)
{
    double began = wall_us();
    int64_t sum = 0;
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v2(database, SCAN, -1, &statement, NULL);
    sqlite3_bind_int64(statement, 1, first_ms);
    sqlite3_bind_int64(statement, 2, last_ms);
    *out_count = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            sum += i == 2 ? sqlite3_column_bytes(statement, i) : sqlite3_column_int64(statement, i);
        }
        ++*out_count;
    }
    if (sqlite3_finalize(statement) != SQLITE_OK || sum == 0) {
        fprintf(stderr, "bench_campaigns: %s\n", sqlite3_errmsg(database));
        exit(1);
    }
    return wall_us() - began;
}

static double view_us(struct store *store, const struct campaign_facts_period *period,
    struct campaign_facts *out_facts, double *out_read_us)
{
    struct error err;
    struct campaign_figures figures;
    double began = wall_us();
    if (!store_begin_reading(store, &err) || !campaign_facts_read(store, period, out_facts, &err)) {
        fail(&err);
    }
    store_end_reading(store);
    *out_read_us = wall_us() - began;
    campaign_figures_make(out_facts, ATTRIBUTION_LAST, WINDOW_DAYS, &figures);
    double took = wall_us() - began;
    campaign_figures_close(&figures);
    return took;
}

static double rule_us(const struct campaign_facts *facts, enum attribution_rule rule)
{
    struct campaign_figures figures;
    double began = wall_us();
    campaign_figures_make(facts, rule, WINDOW_DAYS, &figures);
    double took = wall_us() - began;
    campaign_figures_close(&figures);
    return took;
}

int main(int argc, char **argv)
{
    struct error err;
    struct store *store;
    struct zone *zone = zone_open_utc();
    sqlite3 *database = NULL;
    double views[ROUNDS], reads[ROUNDS], scans[ROUNDS], rules[ATTRIBUTION_RULE_COUNT][ROUNDS];
    int64_t touch_count = 0;
    size_t sale_count = 0;
    int32_t from, to;
    if (argc != 4) {
        fprintf(stderr, "usage: bench_campaigns TILL.db FROM TO\n");
        return 2;
    }
    if (!store_open(argv[1], STORE_OPEN_READ_ONLY, clock_system(), &store, &err) ||
        !day_parse(text_view_of(argv[2]), &from, &err) ||
        !day_parse(text_view_of(argv[3]), &to, &err)) {
        fail(&err);
    }
    struct campaign_facts_period period = {.range = {argv[2], argv[3], REPORT_ALL_NODES},
        .zone = zone,
        .now_ms = zone_moment(zone, to, 0),
        .window_days_max = WINDOW_DAYS};
    if (sqlite3_open_v2(argv[1], &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        return 1;
    }
    for (int round = 0; round < ROUNDS; round++) {
        struct campaign_facts facts;
        views[round] = view_us(store, &period, &facts, &reads[round]);
        scans[round] = scan_us(
            database, zone_moment(zone, from, 0), zone_moment(zone, to + 1, 0) - 1, &touch_count);
        for (int rule = 0; rule < ATTRIBUTION_RULE_COUNT; rule++) {
            rules[rule][round] = rule_us(&facts, (enum attribution_rule)rule);
        }
        sale_count = facts.sale_count;
        campaign_facts_close(&facts);
    }
    printf("{\"touches\":%lld,\"sales\":%zu,\"view_us\":%.0f,\"read_us\":%.0f,\"scan_us\":%.0f",
        (long long)touch_count, sale_count, median_of(views, ROUNDS), median_of(reads, ROUNDS),
        median_of(scans, ROUNDS));
    for (int rule = 0; rule < ATTRIBUTION_RULE_COUNT; rule++) {
        printf(",\"%s_us\":%.0f", attribution_rule_text((enum attribution_rule)rule),
            median_of(rules[rule], ROUNDS));
    }
    printf("}\n");
    sqlite3_close(database);
    store_close(store);
    zone_close(zone);
    return 0;
}
