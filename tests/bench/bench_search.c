/* Search as it is typed, key by key, against SQLite's LIKE counting all hits of the same text, and
 * the look-up of a barcode.
 *     bench_search TILL.db QUERIES    prints medians in microseconds */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "bench/clock.h"
#include "domain/catalogue.h"

#define KEYS_MAX 20000
#define PAGE 60

struct figures {
    double search[KEYS_MAX], like[KEYS_MAX];
    size_t keys;
    double barcode[KEYS_MAX];
    size_t barcodes;
    size_t missed; /* hits of LIKE that the search does not count */
};

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "bench_search: %s\n", sqlite3_errmsg(database));
        exit(1);
    }
    return statement;
}

static struct text_view column(sqlite3_stmt *statement, int index)
{
    const char *text = (const char *)sqlite3_column_text(statement, index);
    return text_view_of(text != NULL ? text : "");
}

static struct catalogue *build(sqlite3 *database)
{
    struct catalogue_builder *builder = catalogue_build_begin();
    sqlite3_stmt *rows = prepare(database,
        "SELECT id, name, sku, (SELECT group_concat(code, ';') FROM barcode"
        " WHERE product_id = product.id) FROM product");
    while (sqlite3_step(rows) == SQLITE_ROW) {
        catalogue_build_add(builder, sqlite3_column_int64(rows, 0), column(rows, 1),
            column(rows, 2), column(rows, 3));
    }
    sqlite3_finalize(rows);
    return catalogue_build_end(builder);
}

static size_t like(sqlite3_stmt *statement, const char *query)
{
    char pattern[256];
    snprintf(pattern, sizeof pattern, "%%%s%%", query);
    sqlite3_bind_text(statement, 1, pattern, -1, SQLITE_TRANSIENT);
    size_t count =
        sqlite3_step(statement) == SQLITE_ROW ? (size_t)sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return count;
}

/* Types `word` letter by letter; after each letter both arms answer. */
static void type_word(const struct catalogue *catalogue, struct catalogue_search *search,
    sqlite3_stmt *statement, const char *word, struct figures *figures)
{
    char query[64] = "";
    int64_t ids[PAGE];
    size_t shown;
    for (size_t i = 0; word[i] != '\0' && i < sizeof query - 1; i++) {
        query[i] = word[i];
        query[i + 1] = '\0';
        if (word[i] == ' ' || figures->keys == KEYS_MAX) {
            continue;
        }
        double began = wall_us();
        size_t found =
            catalogue_search(catalogue, search, text_view_of(query), 0, ids, PAGE, &shown);
        double searched = wall_us();
        size_t liked = like(statement, query);
        figures->like[figures->keys] = wall_us() - searched;
        figures->search[figures->keys] = searched - began;
        figures->keys++;
        figures->missed += found < liked && strchr(query, ' ') == NULL;
    }
}

static void look_up_barcodes(
    sqlite3 *database, const struct catalogue *catalogue, struct figures *figures)
{
    sqlite3_stmt *rows = prepare(database, "SELECT code FROM barcode ORDER BY code LIMIT 20000");
    while (sqlite3_step(rows) == SQLITE_ROW && figures->barcodes < KEYS_MAX) {
        int64_t id;
        double began = wall_us();
        bool found = catalogue_find_barcode(catalogue, column(rows, 0), &id);
        figures->barcode[figures->barcodes++] = wall_us() - began;
        figures->missed += !found;
    }
    sqlite3_finalize(rows);
}

int main(int argument_count, char **arguments)
{
    static struct figures figures; /* too large for a stack */
    sqlite3 *database = NULL;
    if (argument_count != 3 ||
        sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        fprintf(stderr, "usage: bench_search TILL.db QUERIES\n");
        return 2;
    }
    double began = wall_us();
    struct catalogue *catalogue = build(database);
    double built = wall_us() - began;
    struct catalogue_search search = {0};
    sqlite3_stmt *statement = prepare(database, "SELECT count(*) FROM product WHERE name LIKE ?1");
    like(statement, "warm"); /* the file is in the cache then */
    sqlite3_stmt *names = prepare(database,
        "SELECT lower(name) FROM product WHERE length(name) BETWEEN 8 AND 40"
        " ORDER BY (id * 7919) % 100003 LIMIT ?1");
    sqlite3_bind_int64(names, 1, (sqlite3_int64)strtol(arguments[2], NULL, 10));
    while (sqlite3_step(names) == SQLITE_ROW) {
        char word[16];
        snprintf(word, sizeof word, "%s", (const char *)sqlite3_column_text(names, 0));
        if (strpbrk(word, "%_") == NULL) {
            type_word(catalogue, &search, statement, word, &figures);
        }
    }
    sqlite3_finalize(names);
    look_up_barcodes(database, catalogue, &figures);
    double search_median = median_of(figures.search, figures.keys);
    double worst = figures.keys > 0 ? figures.search[figures.keys - 1] : 0;
    double like_median = median_of(figures.like, figures.keys);
    printf(
        "{\"products\": %zu, \"keys\": %zu, \"search_us\": %.2f, \"search_worst_us\": %.2f,"
        " \"like_us\": %.2f, \"barcode_us\": %.3f, \"barcodes\": %zu, \"missed\": %zu,"
        " \"build_ms\": %.1f, \"memory\": %zu}\n",
        catalogue_count(catalogue), figures.keys, search_median, worst, like_median,
        median_of(figures.barcode, figures.barcodes), figures.barcodes, figures.missed, built / 1e3,
        catalogue_memory(catalogue));
    sqlite3_finalize(statement);
    catalogue_search_close(&search);
    catalogue_close(catalogue);
    sqlite3_close(database);
    return 0;
}
