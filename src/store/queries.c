#include "store/queries.h"

/* Parameters are named after the columns, so that the code that binds them reads alone. */
const char *const QUERY_SQL[QUERY_COUNT] = {
    /* core ----------------------------------------------------------------------------------- */

    [QUERY_BEGIN_WRITE] = "BEGIN IMMEDIATE",

    [QUERY_BEGIN_READ] = "BEGIN",

    [QUERY_COMMIT] = "COMMIT",

    [QUERY_ROLLBACK] = "ROLLBACK",

    [QUERY_DATA_VERSION] = "PRAGMA data_version",

    [QUERY_CHAIN_HEAD] =
        "SELECT sequence, hash FROM journal WHERE node = $node ORDER BY sequence DESC LIMIT 1",

    [QUERY_JOURNAL_INSERT] =
        "INSERT INTO journal (node, sequence, at_ms, kind, entry, hash)"
        " VALUES ($node, $sequence, $at_ms, $kind, $entry, $hash)",

    [QUERY_PEN_LATEST] = "SELECT id, public_key, holder FROM pen ORDER BY id DESC LIMIT 1",

    [QUERY_PEN_INSERT] =
        "INSERT INTO pen (id, shop_id, holder, public_key, nonce, signed_head, signature,"
        " handed_over_at_ms)"
        " VALUES ($id, $shop_id, $holder, $public_key, $nonce, $signed_head, $signature,"
        " $handed_over_at_ms)",

    [QUERY_TILL_INSERT] =
        "INSERT INTO till (id, node, number, incarnation, role, shop_id, public_key, nonce,"
        " joined_at_ms)"
        " VALUES ($id, $node, $number, $incarnation, $role, $shop_id, $public_key, $nonce,"
        " $joined_at_ms)",

    [QUERY_APPLIED_READ] = "SELECT sequence FROM applied WHERE node = $node",

    [QUERY_APPLIED_UPDATE] =
        "UPDATE applied SET sequence = $sequence, mac = row_check(24, $node, $sequence)"
        " WHERE node = $node",

    /* settings and tickets --------------------------------------------------------------------- */

    /* catalogue -------------------------------------------------------------------------------- */

    /* campaigns and links ---------------------------------------------------------------------- */

    /* sales ------------------------------------------------------------------------------------ */

    /* reports and exports ---------------------------------------------------------------------- */

    /* sync ------------------------------------------------------------------------------------- */
};
