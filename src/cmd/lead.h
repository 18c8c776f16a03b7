#ifndef TILLTALE_CMD_LEAD_H
#define TILLTALE_CMD_LEAD_H

/* What the commands of leads share: whose passphrase it is, and how a lead is written as JSON.
 * Private to src/cmd.
 *
 * The passphrase is the first line of --passphrase-file, else TILLTALE_PASSPHRASE, else asked for
 * on the terminal. */

#include <stdbool.h>

#include "base/compiler.h"
#include "cmd/cmd.h"
#include "till/lead.h"

struct buffer;
struct error;
struct till;

#define LEAD_OPTION_PASSPHRASE                                                                     \
    {                                                                                              \
        "passphrase-file", "FILE", false, "opens the secret lead key; else TILLTALE_PASSPHRASE"    \
    }

enum lead_unlocking {
    LEAD_UNLOCK_GIVEN,   /* only with a passphrase that is given; nobody is asked */
    LEAD_UNLOCK_IF_HERE, /* asks where the key is here and somebody sits there; else stays locked */
    LEAD_UNLOCK_MUST
};

/* Opens the till, and the key as `unlocking` says; then leads that are new are matched.
 * Errors: as till_open(), lead_unlock() and lead_match_all(). */
MUST_CHECK bool lead_open(const struct invocation *invocation, int flags,
    enum lead_unlocking unlocking, struct till **out_till, struct error *err);

/* Reads a passphrase: for commands that make one. `question` is asked on a terminal. */
MUST_CHECK bool lead_read_passphrase(const struct invocation *invocation, const char *question,
    char out_passphrase[LEAD_PASSPHRASE_MAX], struct error *err);

/* The lead that an argument names. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool lead_find_argument(
    struct till *till, const char *argument, int64_t *out_lead_id, struct error *err);

/* The whole of a person as one JSON object: what `lead show --json`, `lead list --json` and
 * `lead export-person` print. `with_evidence`: consents with their words, contacts, sales,
 * and the history of each field. */
void lead_write_json(
    struct buffer *json, struct till *till, const struct lead_person *person, bool with_evidence);

#endif
