#include <stdio.h>

#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "store/found.h"
#include "store/key_file.h"
#include "store/peer.h"
#include "store/store.h"
#include "sync/sync.h"

static bool exchange(const char *till_path, const char *store_path, struct error *err)
{
    struct sync *sync = NULL;
    struct sync_outcome outcome;
    bool done = sync_open(till_path, store_path, clock_system(), &sync, err) &&
                sync_run(sync, &outcome, err);
    sync_close(sync);
    return done;
}

/* The store's own office key is in its key file before the pen names it, so there is no moment
 * in which nobody can write. */
static bool hand_over(struct store *till, const char *store_path, struct error *err)
{
    struct clock_source clock = clock_system();
    struct store *office = NULL;
    bool done = store_open(store_path, STORE_OPEN_EXCHANGE, clock, &office, err) &&
                store_hand_over_pen(till, "the office", store_keys(office)->office.public_key,
                    clock_now_ms(clock), err);
    store_close(office);
    return done;
}

/* Asked before a file is made: a store needs a whole till to begin from, and only the pen's holder
 * can hand it over. */
static bool check_till(struct store *till, bool with_office, struct error *err)
{
    bool is_booth;
    if (store_node(till) == 0) {
        return error_set(err, ERROR_REFUSED, "%s is a shop's store already", store_path(till));
    }
    if (!peer_read_is_booth(till, &is_booth, err)) {
        return false;
    }
    if (is_booth) {
        return error_set(err, ERROR_REFUSED, "%s is a booth and does not have what the shop has",
            store_path(till));
    }
    return !with_office || store_holds_pen(till) ||
           error_set(err, ERROR_REFUSED, "%s does not hold the pen, so it cannot hand it over",
               store_path(till));
}

static void print_made(const char *store_path, const char *till_path, bool with_office, bool is_pen)
{
    printf("made %s with all that %s wrote\n", store_path, till_path);
    if (with_office) {
        printf("the office's pen is here now: change catalogue and campaigns with --db %s\n",
            store_path);
    } else if (is_pen) {
        printf("catalogue and campaigns are still changed at the till, %s\n", till_path);
    }
}

static enum command_status run_init(const struct invocation *invocation, struct error *err)
{
    const char *store_path = invocation->arguments[0];
    const char *till_path = command_value(invocation, "from");
    bool with_office = command_has(invocation, "office");
    struct store *till = NULL;
    bool done = store_open(till_path, 0, clock_system(), &till, err) &&
                check_till(till, with_office, err) &&
                store_found_store(store_path, till, with_office, clock_system(), err) &&
                exchange(till_path, store_path, err) &&
                (!with_office ||
                    (hand_over(till, store_path, err) && exchange(till_path, store_path, err)));
    bool is_pen = done && store_holds_pen(till);
    store_close(till);
    if (!done) {
        return COMMAND_REFUSED;
    }
    print_made(store_path, till_path, with_office, is_pen);
    return COMMAND_OK;
}

const struct command command_store_init = {
    .name = "store init",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "makes the shop's store from a till",
    .help =
        "The store gathers the journals of all tills. Without --office the till goes on\n"
        "changing catalogue and campaigns; with it that is done at the store from now on.",
    .options =
        {
            {.name = "from",
                .value = "TILL-DB",
                .is_required = true,
                .help = "the file of the till that the shop has so far"},
            {.name = "office", .help = "hand the office's pen over to the store"},
        },
    .run = run_init,
};
