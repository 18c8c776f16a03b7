#ifndef TILLTALE_APP_EXPORT_THREAD_H
#define TILLTALE_APP_EXPORT_THREAD_H

/* Export thread: carries the files of closed days to their sticks and folders (till/export_queue.h)
 * without a touch ever waiting.
 *
 * It works after each nudge (a day was closed), once when the kiosk begins, and every few seconds
 * while something waits, so that a stick that comes back is noticed. It has a connection of its
 * own. */

#include <stdbool.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "till/export_queue.h"

struct export_thread;

/* Starts the thread; it never fails. `wake` is called from it when there is something to say. */
struct export_thread *export_thread_start(
    const char *till_path, struct clock_source clock, void (*wake)(void *context), void *context);

/* Something was queued. Returns at once. */
void export_thread_nudge(struct export_thread *thread);

/* What the runs since the last call have to say: false if that is nothing new. */
bool export_thread_take(struct export_thread *thread, struct export_run *out_run);

/* Waits until what was nudged before was tried, at most timeout_ms: for scripts. True if there
 * is something to take then. */
bool export_thread_wait(struct export_thread *thread, int timeout_ms);

/* Ends the thread after the file that it writes; NULL is fine. */
void export_thread_stop(struct export_thread *thread);

#endif
