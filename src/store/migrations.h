#ifndef TILLTALE_STORE_MIGRATIONS_H
#define TILLTALE_STORE_MIGRATIONS_H

/* Migrations: the schema as an ordered chain of SQL files. Private to src/store.
 *
 * A new file and an old one are brought to the last version by the same chain, one transaction
 * a step with its user_version inside, so that there is only one truth about the schema. A
 * migration adds tables, indices, triggers and columns that are NULL without a default; nothing
 * else would replay. The array is generated from migrations/NNNN_name.sql. */

struct migration {
    int version; /* 1, 2, 3 ...: the user_version after it */
    const char *name;
    const unsigned char *sql; /* UTF-8, terminated */
};

extern const struct migration MIGRATIONS[];
extern const int MIGRATION_COUNT; /* also the newest schema version */

#endif
