#ifndef TILLTALE_APP_SYNC_THREAD_H
#define TILLTALE_APP_SYNC_THREAD_H

/* Sync thread: keeps a kiosk's till and its shop's store up to date without a touch ever waiting.
 *
 * It has connections of its own and works after each nudge (a sale was saved) and once a minute
 * for what others wrote. Where the store is out of reach it tries again by itself; being offline
 * is no error, the status says since when. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "base/error.h"

struct sync_thread;

struct sync_status {
    bool is_current;  /* everything of this till is in the store */
    size_t entries;   /* saved here and not there yet */
    int64_t since_ms; /* when the oldest of them was written */
    bool is_refused;  /* the store said no and trying again will not help: show `problem` */
    char problem[ERROR_TEXT_MAX]; /* why the last try failed; "" if it did not */
    bool has_news; /* something came down since the last call of sync_thread_status */
};

/* Starts the thread; it never fails, a store that is out of reach is tried again. `wake` is called
 * from the thread when the status has changed. */
struct sync_thread *sync_thread_start(const char *till_path, const char *store_path,
    struct clock_source clock, void (*wake)(void *context), void *context);

/* Something was saved. Returns at once. */
void sync_thread_nudge(struct sync_thread *thread);

void sync_thread_status(struct sync_thread *thread, struct sync_status *out_status);

/* Waits until what was nudged before is done or has failed, at most timeout_ms: for scripts. */
bool sync_thread_wait(struct sync_thread *thread, int timeout_ms);

/* Ends the thread at its next pause; NULL is fine. */
void sync_thread_stop(struct sync_thread *thread);

#endif
