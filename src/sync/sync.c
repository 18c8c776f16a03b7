#include "sync/sync.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/error.h"
#include "store/exchange.h"
#include "store/lead.h"
#include "store/peer.h"
#include "store/store.h"

#define OFFICE_NODE 0
#define SECRETS_AT_ONCE 64

/* Between two writes, so that whoever waits for the lock gets it: longer than the store's own
 * pause between two tries. */
#define PAUSE_NS 2000000

#define TALK_NOTED_EVERY_MS (60 * 1000)

struct sync {
    struct store *till, *store;
    struct clock_source clock;
    int64_t node;         /* the till's */
    bool is_booth;        /* takes the office's chain alone */
    int64_t own_end;      /* of the till's chain at the store, as last seen; 0: not yet */
    int64_t talked_at_ms; /* the last talk that went well, as the file has it; 0: never */
    int64_t scrubbed_till,
        scrubbed_store; /* erasures that were there when a side was scrubbed last */
    atomic_bool is_stopped;
};

/* Lets a finger's write to the till's file come in between; nobody touches the store. */
static void give_way(void)
{
    struct timespec pause = {.tv_nsec = PAUSE_NS};
    nanosleep(&pause, NULL);
}

static bool same_file(const char *one, const char *other)
{
    struct stat a, b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

static bool check_roles(
    struct sync *sync, const char *till_path, const char *store_path, struct error *err)
{
    sync->node = store_node(sync->till);
    if (sync->node == OFFICE_NODE) {
        return error_set(err, ERROR_REFUSED,
            "%s is a shop's store and no till; run sync at the till", till_path);
    }
    if (store_node(sync->store) != OFFICE_NODE) {
        return error_set(err, ERROR_REFUSED,
            "%s is a till and no shop's store; make a store with 'tilltale store init'",
            store_path);
    }
    if (!peer_is_same_shop(sync->till, sync->store)) {
        return error_set(
            err, ERROR_REFUSED, "%s belongs to another shop; nothing was taken", store_path);
    }
    return peer_read_is_booth(sync->till, &sync->is_booth, err);
}

bool sync_open(const char *till_path, const char *store_path, struct clock_source clock,
    struct sync **out_sync, struct error *err)
{
    if (same_file(till_path, store_path)) {
        return error_set(err, ERROR_REFUSED, "%s is both: the till and the store", till_path);
    }
    struct sync *sync = calloc(1, sizeof(*sync));
    ASSERT(sync != NULL);
    sync->clock = clock;
    bool opened = store_open(till_path, STORE_OPEN_EXCHANGE, clock, &sync->till, err) &&
                  store_open(store_path, STORE_OPEN_EXCHANGE, clock, &sync->store, err) &&
                  check_roles(sync, till_path, store_path, err) &&
                  peer_read_synced_at(sync->till, store_path, &sync->talked_at_ms, err);
    if (!opened) {
        sync_close(sync);
        return false;
    }
    *out_sync = sync;
    return true;
}

void sync_close(struct sync *sync)
{
    if (sync != NULL) {
        store_close(sync->till);
        store_close(sync->store);
        free(sync);
    }
}

void sync_stop(struct sync *sync)
{
    atomic_store(&sync->is_stopped, true);
}

/* A booth sends what it wrote and takes the office's; everybody else exchanges all. */
static bool goes_up(const struct sync *sync, int64_t node)
{
    return !sync->is_booth || node == sync->node;
}

static bool comes_down(const struct sync *sync, int64_t node)
{
    return !sync->is_booth || node == OFFICE_NODE;
}

/* The hash of one entry of a chain. */
static bool read_hash(
    struct store *store, int64_t node, int64_t sequence, uint8_t *out_hash, struct error *err)
{
    struct entry_batch batch = {0};
    bool read = store_read_entries(store, node, sequence - 1, 1, &batch, err);
    if (read && (batch.count == 0 || batch.entries[0].sequence != sequence)) {
        read = error_set(err, ERROR_CORRUPT, "entry %lld of node %lld is missing in %s",
            (long long)sequence, (long long)node, store_path(store));
    }
    if (read) {
        memcpy(out_hash, batch.entries[0].hash, CHAIN_HASH_SIZE);
    }
    entry_batch_close(&batch);
    return read;
}

/* Where both sides know a chain, they must agree at the end of the shorter one: the hashes cover
 * everything before. */
static bool compare_chain(struct sync *sync, const struct chain_head *here,
    const struct chain_head *there, struct error *err)
{
    uint8_t hash[CHAIN_HASH_SIZE];
    const struct chain_head *shorter = here->sequence <= there->sequence ? here : there;
    struct store *longer = shorter == here ? sync->store : sync->till;
    if (!read_hash(longer, here->node, shorter->sequence, hash, err)) {
        return false;
    }
    if (memcmp(hash, shorter->hash, CHAIN_HASH_SIZE) == 0) {
        return true;
    }
    if (here->node == sync->node) {
        return error_set(err, ERROR_REFUSED,
            "the store knows another till with the number of this one (node %lld); nothing was "
            "taken. A till that was set up twice joins anew under a free number",
            (long long)here->node);
    }
    return error_set(err, ERROR_REFUSED,
        "the chains of node %lld part at or before entry %lld: two files wrote under one number; "
        "nothing was taken. Run 'tilltale verify' on both to find the copy",
        (long long)here->node, (long long)shorter->sequence);
}

static bool compare_chains(struct sync *sync, const struct chain_heads *here,
    const struct chain_heads *there, struct error *err)
{
    for (size_t i = 0; i < here->count; i++) {
        const struct chain_head *other = chain_heads_find(there, here->items[i].node);
        if (other != NULL && !compare_chain(sync, &here->items[i], other, err)) {
            return false;
        }
    }
    const struct chain_head *own = chain_heads_find(here, sync->node);
    const struct chain_head *own_there = chain_heads_find(there, sync->node);
    if (own != NULL && own_there != NULL && own_there->sequence > own->sequence) {
        return error_set(err, ERROR_REFUSED,
            "the store has entry %lld of this till and the till's own file ends at %lld: the file "
            "is an older copy. Nothing was taken; do not sell on it",
            (long long)own_there->sequence, (long long)own->sequence);
    }
    return true;
}

/* Brings one chain from one store to the other, from behind `after`. */
static bool carry_chain(struct sync *sync, struct store *from, struct store *to, int64_t node,
    int64_t after, size_t *moved, struct error *err)
{
    struct entry_batch batch = {0};
    bool carried = true;
    while (carried && !atomic_load(&sync->is_stopped)) {
        entry_batch_clear(&batch);
        carried = store_read_entries(from, node, after, EXCHANGE_BATCH_BYTES, &batch, err);
        if (!carried || batch.count == 0) {
            break;
        }
        size_t stored = 0;
        carried = store_receive(to, &batch, &stored, err);
        if (carried) {
            after = batch.entries[batch.count - 1].sequence;
            *moved += stored;
            if (to == sync->till) {
                give_way();
            }
        }
    }
    entry_batch_close(&batch);
    return carried;
}

/* Every chain of `from` that is longer there, if `may_go` lets it. */
static bool carry_chains(struct sync *sync, struct store *from, const struct chain_heads *have,
    struct store *to, const struct chain_heads *known,
    bool (*may_go)(const struct sync *sync, int64_t node), size_t *moved, struct error *err)
{
    for (size_t i = 0; i < have->count; i++) {
        const struct chain_head *head = &have->items[i];
        const struct chain_head *end = chain_heads_find(known, head->node);
        int64_t after = end == NULL ? 0 : end->sequence;
        if (head->sequence > after && may_go(sync, head->node) &&
            !carry_chain(sync, from, to, head->node, after, moved, err)) {
            return false;
        }
    }
    return true;
}

static bool apply_chain(
    struct sync *sync, struct store *store, int64_t node, bool *waits_newer, struct error *err)
{
    enum apply_state state = APPLY_MORE;
    while (state == APPLY_MORE && !atomic_load(&sync->is_stopped)) {
        if (!store_apply_step(store, node, &state, err)) {
            return false;
        }
        if (state == APPLY_MORE && store == sync->till) {
            give_way();
        }
    }
    *waits_newer = *waits_newer || state == APPLY_NEWER_SCHEMA;
    return true;
}

static bool may_apply_office(struct sync *sync, bool *out_may, struct error *err)
{
    int64_t since = clock_now_ms(sync->clock) - SYNC_TICKET_STALE_MS;
    bool has_open = false;
    if (!peer_has_open_ticket(sync->till, since, &has_open, err)) {
        return false;
    }
    *out_may = !has_open;
    return true;
}

/* The office's chain here, looking again before each step whether somebody began to sell. */
static bool apply_office_here(struct sync *sync, struct sync_outcome *outcome, struct error *err)
{
    enum apply_state state = APPLY_MORE;
    while (state == APPLY_MORE && !atomic_load(&sync->is_stopped)) {
        bool may = false;
        if (!may_apply_office(sync, &may, err)) {
            return false;
        }
        if (!may) {
            outcome->waits_ticket = true;
            return true;
        }
        if (!store_apply_step(sync->till, OFFICE_NODE, &state, err)) {
            return false;
        }
        if (state == APPLY_MORE) {
            give_way();
        }
    }
    outcome->waits_newer = outcome->waits_newer || state == APPLY_NEWER_SCHEMA;
    return true;
}

static bool apply_node(struct sync *sync, struct store *store, int64_t node,
    struct sync_outcome *outcome, struct error *err)
{
    if (store == sync->till && node == OFFICE_NODE) {
        return apply_office_here(sync, outcome, err);
    }
    return apply_chain(sync, store, node, &outcome->waits_newer, err);
}

/* What has been received on this side and is not in its tables yet. An entry that cannot be applied
 * holds up its own chain alone: the others do not depend on it, and the first such is told. */
static bool apply_side(
    struct sync *sync, struct store *store, struct sync_outcome *outcome, struct error *err)
{
    struct chain_heads heads = {0};
    if (!store_read_heads(store, &heads, err)) {
        return false;
    }
    bool applied = true;
    bool goes_on = true;
    for (size_t i = 0; i < heads.count && goes_on; i++) {
        const struct chain_head *head = &heads.items[i];
        struct error why;
        if (head->applied >= head->sequence || apply_node(sync, store, head->node, outcome, &why)) {
            continue;
        }
        goes_on = why.code == ERROR_CORRUPT || why.code == ERROR_REFUSED;
        if (applied || !goes_on) {
            *err = why;
        }
        applied = false;
    }
    chain_heads_close(&heads);
    return applied;
}

/* Both sides, even if something is wrong with the first. */
static bool apply_both(struct sync *sync, struct sync_outcome *outcome, struct error *err)
{
    struct error why;
    bool applied_there = apply_side(sync, sync->store, outcome, err);
    bool applied_here = apply_side(sync, sync->till, outcome, &why);
    if (applied_there && !applied_here) {
        *err = why;
    }
    return applied_there && applied_here;
}

static bool carry_secret(struct store *from, struct store *to, enum secret_of of, int64_t id,
    size_t *moved, struct error *err)
{
    struct lead_secret secret = {0};
    struct error missing;
    bool carried = true;
    if (store_read_secret(from, of, id, &secret, &missing)) {
        carried = store_receive_secret(to, of, id, &secret, err);
        *moved += carried ? 1 : 0;
    } else if (missing.code != ERROR_NOT_FOUND) {
        *err = missing;
        carried = false;
    }
    lead_secret_close(&secret);
    return carried;
}

static bool carry_secrets_of(struct sync *sync, struct store *from, struct store *to,
    enum secret_of of, size_t *moved, struct error *err)
{
    int64_t ids[SECRETS_AT_ONCE];
    size_t count = SECRETS_AT_ONCE;
    int64_t after = 0;
    while (count == SECRETS_AT_ONCE && !atomic_load(&sync->is_stopped)) {
        if (!store_read_missing_secrets(to, of, after, ids, SECRETS_AT_ONCE, &count, err)) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            if (!carry_secret(from, to, of, ids[i], moved, err)) {
                return false;
            }
            after = ids[i];
        }
    }
    return true;
}

static bool carry_secrets(
    struct sync *sync, struct store *from, struct store *to, size_t *moved, struct error *err)
{
    return carry_secrets_of(sync, from, to, SECRET_OF_LEAD, moved, err) &&
           carry_secrets_of(sync, from, to, SECRET_OF_NOTE, moved, err);
}

/* --- erasures ------------------------------------------------------------------------------- */

/* A booth takes no other till's chain, so what was erased elsewhere it erases itself: in its own
 * chain, by a connection that writes one. */
static bool erase_at_booth(struct sync *sync, const int64_t *ids, size_t count, struct error *err)
{
    struct store *booth;
    if (!store_open(store_path(sync->till), 0, sync->clock, &booth, err)) {
        return false;
    }
    int64_t now_ms = clock_now_ms(sync->clock);
    bool is_done = store_begin(booth, ENTRY_ERASURE, 0, err);
    for (size_t i = 0; is_done && i < count; i++) {
        is_done = lead_erase_row(booth, ids[i], "erased elsewhere", now_ms, err);
    }
    is_done = is_done && store_commit(booth, now_ms, err);
    store_close(booth);
    return is_done;
}

/* The leads that the store has erased and this booth has not, some at a time. */
static bool take_erasures(struct sync *sync, struct error *err)
{
    int64_t ids[SECRETS_AT_ONCE];
    int64_t known[SECRETS_AT_ONCE];
    size_t count = SECRETS_AT_ONCE;
    int64_t after = 0;
    while (sync->is_booth && count == SECRETS_AT_ONCE && !atomic_load(&sync->is_stopped)) {
        size_t known_count;
        if (!store_read_erased(sync->store, sync->node, after, ids, SECRETS_AT_ONCE, &count, err) ||
            !store_read_erased(
                sync->till, sync->node, after, known, SECRETS_AT_ONCE, &known_count, err)) {
            return false;
        }
        /* Erased ones are never fewer at the store once it has what the booth wrote. */
        bool is_same = known_count == count && memcmp(ids, known, count * sizeof(ids[0])) == 0;
        if (count > 0 && !is_same && !erase_at_booth(sync, ids, count, err)) {
            return false;
        }
        after = count > 0 ? ids[count - 1] : after;
    }
    return true;
}

/* Scrubs a side where somebody was erased since that was done last: the bytes would stay on its
 * disk. Whoever reads an old state there holds it up until the next run. */
static bool scrub(struct store *store, int64_t *scrubbed_count, struct error *err)
{
    int64_t count;
    struct error busy;
    if (!store_count_erasures(store, &count, err)) {
        return false;
    }
    if (count == *scrubbed_count) {
        return true;
    }
    if (store_scrub(store, &busy)) {
        *scrubbed_count = count;
        return true;
    }
    if (busy.code != ERROR_BUSY) {
        *err = busy;
    }
    return busy.code == ERROR_BUSY;
}

static void remember_own_end(struct sync *sync, const struct chain_heads *heads)
{
    const struct chain_head *own = chain_heads_find(heads, sync->node);
    if (own != NULL && own->sequence > sync->own_end) {
        sync->own_end = own->sequence;
    }
}

static bool exchange(struct sync *sync, struct sync_outcome *outcome, struct error *err)
{
    struct chain_heads here = {0}, there = {0};
    bool done =
        store_read_heads(sync->till, &here, err) && store_read_heads(sync->store, &there, err) &&
        compare_chains(sync, &here, &there, err) &&
        carry_chains(sync, sync->till, &here, sync->store, &there, goes_up, &outcome->sent, err) &&
        carry_chains(
            sync, sync->store, &there, sync->till, &here, comes_down, &outcome->received, err);
    if (done && !atomic_load(&sync->is_stopped)) {
        remember_own_end(sync, &here);
    }
    chain_heads_close(&here);
    chain_heads_close(&there);
    return done;
}

/* Once in a while is enough: it is a write to the till's file. */
static bool remember_talk(struct sync *sync, struct error *err)
{
    int64_t now_ms = clock_now_ms(sync->clock);
    if (now_ms - sync->talked_at_ms < TALK_NOTED_EVERY_MS && now_ms >= sync->talked_at_ms) {
        return true;
    }
    if (!peer_write_synced_at(sync->till, store_path(sync->store), now_ms, err)) {
        return false;
    }
    sync->talked_at_ms = now_ms;
    return true;
}

bool sync_run(struct sync *sync, struct sync_outcome *out_outcome, struct error *err)
{
    struct sync_outcome outcome = {0};
    bool done = exchange(sync, &outcome, err) && apply_both(sync, &outcome, err) &&
                take_erasures(sync, err) &&
                carry_secrets(sync, sync->till, sync->store, &outcome.secrets, err) &&
                carry_secrets(sync, sync->store, sync->till, &outcome.secrets, err) &&
                store_settle(sync->store, err) && store_settle(sync->till, err) &&
                scrub(sync->store, &sync->scrubbed_store, err) &&
                scrub(sync->till, &sync->scrubbed_till, err) && remember_talk(sync, err);
    if (done) {
        *out_outcome = outcome;
    }
    return done;
}

bool sync_backlog(struct sync *sync, struct sync_backlog *out_backlog, struct error *err)
{
    return peer_read_backlog(sync->till, sync->node, sync->own_end, 0, &out_backlog->entries,
        &out_backlog->since_ms, err);
}

bool sync_backlog_alone(const char *till_path, const char *store_path, struct clock_source clock,
    struct sync_backlog *out_backlog, struct error *err)
{
    struct store *till = NULL;
    int64_t talked_at_ms = 0;
    bool read = store_open(till_path, STORE_OPEN_EXCHANGE, clock, &till, err) &&
                peer_read_synced_at(till, store_path, &talked_at_ms, err) &&
                peer_read_backlog(till, store_node(till), 0, talked_at_ms, &out_backlog->entries,
                    &out_backlog->since_ms, err);
    store_close(till);
    return read;
}
