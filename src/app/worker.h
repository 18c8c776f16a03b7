#ifndef TILLTALE_APP_WORKER_H
#define TILLTALE_APP_WORKER_H

/* Worker: a thread that sleeps until somebody nudges it or its time has come, works, and says which
 * nudges that answered. What such a thread does is in export_thread.c and sync_thread.c.
 *
 * Everything that both sides touch is read and written under `lock`. Private to src/app. */

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct worker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t asked, answered; /* nudges given, and those that a run has answered */
    bool is_stopping;
};

/* Starts the thread with `run(context)`. It never fails. */
void worker_start(struct worker *worker, void *(*run)(void *context), void *context);

void worker_lock(struct worker *worker);
void worker_unlock(struct worker *worker);

/* There is something to do. Returns at once. */
void worker_nudge(struct worker *worker);

/* For the thread: sleeps until a nudge, the end or delay_ms have passed. Returns false at the end.
 * *out_asked is what the run that follows answers. */
bool worker_sleep(struct worker *worker, int64_t delay_ms, uint64_t *out_asked);

/* For the thread, under the lock: the run that answers these nudges is over. */
void worker_answer(struct worker *worker, uint64_t asked);

/* Waits until the nudges given so far are answered, at most timeout_ms. Returns whether they are. */
bool worker_wait(struct worker *worker, int timeout_ms);

/* Under the lock: from now on worker_sleep() says the end. */
void worker_say_end(struct worker *worker);

/* Waits for the end of the thread, which was said, and gives everything back. */
void worker_join(struct worker *worker);

#endif
