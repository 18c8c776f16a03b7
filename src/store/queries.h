#ifndef TILLTALE_STORE_QUERIES_H
#define TILLTALE_STORE_QUERIES_H

/* Queries: every statement that the program runs on its tables, by name. Private to src/store.
 *
 * What replay and verify do to every table alike is built from the schema instead (apply.c,
 * verify.c). Written rows name their columns; a row of a local or sealed table fills `mac` by
 * row_check(table number, columns in the schema's order without mac), see check.h. No OR
 * REPLACE, IGNORE or FAIL, and no DELETE without WHERE: the journal would not see them right. */

enum query {
    /* core */
    QUERY_BEGIN_WRITE,
    QUERY_BEGIN_READ,
    QUERY_COMMIT,
    QUERY_ROLLBACK,
    QUERY_DATA_VERSION,
    QUERY_CHAIN_HEAD,
    QUERY_JOURNAL_INSERT,
    QUERY_PEN_LATEST,
    QUERY_PEN_INSERT,
    QUERY_TILL_INSERT,
    QUERY_APPLIED_READ,
    QUERY_APPLIED_UPDATE,

    /* settings and tickets */

    /* catalogue */

    /* campaigns and links */

    /* sales */

    /* reports and exports */

    /* sync */

    QUERY_COUNT
};

extern const char *const QUERY_SQL[QUERY_COUNT];

#endif
