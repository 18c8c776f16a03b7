#ifndef TILLTALE_APP_WATCH_THREAD_H
#define TILLTALE_APP_WATCH_THREAD_H

/* Watch thread: sleeps on a descriptor for a loop that sleeps elsewhere. The display's own wait
 * knows nothing of the till's; so a thread waits for it and wakes the loop. It costs nothing while
 * nothing happens. Private to src/app. */

#include <stdbool.h>

#include "base/compiler.h"

struct error;
struct watch_thread;

/* Calls `wake` from the thread each time the descriptor becomes readable. Errors: ERROR_IO. */
MUST_CHECK bool watch_thread_start(int descriptor, void (*wake)(void *context), void *context,
    struct watch_thread **out_thread, struct error *err);

/* Before the descriptor is closed. NULL is fine. */
void watch_thread_stop(struct watch_thread *thread);

#endif
