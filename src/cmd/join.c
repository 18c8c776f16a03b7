#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/id.h"
#include "store/found.h"
#include "store/store.h"
#include "sync/sync.h"

static bool read_role(const char *text, enum till_role *out_role)
{
    bool is_booth = text != NULL && strcmp(text, till_role_name(TILL_BOOTH)) == 0;
    *out_role = is_booth ? TILL_BOOTH : TILL_SHOP;
    return text == NULL || is_booth || strcmp(text, till_role_name(TILL_SHOP)) == 0;
}

static bool read_number(const char *text, int64_t *out_number)
{
    int64_t number = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at < '0' || *at > '9' || number > TILL_MAX) {
            return false;
        }
        number = number * 10 + (*at - '0');
    }
    *out_number = number;
    return number >= 1 && number <= TILL_MAX;
}

/* Asked before the new till is made: it would have nobody to join. */
static bool check_store(const struct store *shop, struct error *err)
{
    return store_node(shop) == 0 ||
           error_set(err, ERROR_REFUSED,
               "%s is a till and no shop's store; make a store with 'tilltale store init'",
               store_path(shop));
}

static bool join(const char *store_path, const char *till_path, int64_t number, enum till_role role,
    struct sync_outcome *out_outcome, struct error *err)
{
    struct clock_source clock = clock_system();
    struct store *shop = NULL;
    bool founded = store_open(store_path, STORE_OPEN_EXCHANGE, clock, &shop, err) &&
                   check_store(shop, err) &&
                   store_found_joined(till_path, shop, number, role, clock, err);
    store_close(shop);
    if (!founded) {
        return false;
    }
    struct sync *sync = NULL;
    bool filled =
        sync_open(till_path, store_path, clock, &sync, err) && sync_run(sync, out_outcome, err);
    sync_close(sync);
    if (!filled) {
        return error_prefix(err, "the till is made but still empty ('tilltale sync' fills it): ");
    }
    return true;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    int64_t number = 0;
    enum till_role role = TILL_SHOP;
    if (!read_number(command_value(invocation, "till"), &number)) {
        return command_usage_error(err, "--till is a number from 1 to %d", TILL_MAX);
    }
    if (!read_role(command_value(invocation, "role"), &role)) {
        return command_usage_error(err, "--role is shop or booth");
    }
    if (!command_make_folder(invocation, err)) {
        return COMMAND_REFUSED;
    }
    struct sync_outcome outcome;
    if (!join(invocation->arguments[0], invocation->db_path, number, role, &outcome, err)) {
        return COMMAND_REFUSED;
    }
    printf("made till %lld, a %s, at %s\n", (long long)number,
        role == TILL_BOOTH ? "booth" : "till of the shop", invocation->db_path);
    if (role == TILL_BOOTH) {
        printf(
            "a booth receives the office's catalogue and campaigns, and no other till's sales\n");
    }
    return COMMAND_OK;
}

const struct command command_join = {
    .name = "join",
    .arguments = "STORE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "makes a new till of the shop whose store this is",
    .help =
        "The new till's file is --db FILE. Its number is reserved and its key made known in\n"
        "the store; a number that is taken is refused. Then it receives what the shop has.",
    .options =
        {
            {.name = "till", .value = "N", .is_required = true, .help = "its number, 1 to 999"},
            {.name = "role",
                .value = "shop|booth",
                .help = "a booth receives the office's entries alone; default shop"},
        },
    .run = run,
};
