#include "app/sync_thread.h"

#include <stdlib.h>
#include <string.h>

#include "app/worker.h"
#include "base/text.h"
#include "sync/sync.h"

#define QUIET_MS 60000 /* between two looks without a nudge */
#define RETRY_MS 5000  /* after a failure */
#define PATH_BYTES_MAX 4096

struct sync_thread {
    char till_path[PATH_BYTES_MAX];
    char store_path[PATH_BYTES_MAX];
    struct clock_source clock;
    void (*wake)(void *context);
    void *context;
    struct sync *sync; /* of the thread alone but for sync_stop; NULL while out of reach */

    struct worker worker; /* its lock is that of everything below, and of changing `sync` */
    struct sync_status status;
};

static void take_session(struct sync_thread *thread, struct sync *sync)
{
    worker_lock(&thread->worker);
    thread->sync = sync;
    if (thread->worker.is_stopping && sync != NULL) {
        sync_stop(sync);
    }
    worker_unlock(&thread->worker);
}

static void drop_session(struct sync_thread *thread)
{
    struct sync *sync = thread->sync;
    take_session(thread, NULL);
    sync_close(sync);
}

/* One run with a session that is kept from run to run. */
static bool run_once(
    struct sync_thread *thread, struct sync_outcome *out_outcome, struct error *err)
{
    if (thread->sync == NULL) {
        struct sync *sync = NULL;
        if (!sync_open(thread->till_path, thread->store_path, thread->clock, &sync, err)) {
            return false;
        }
        take_session(thread, sync);
    }
    return sync_run(thread->sync, out_outcome, err);
}

static struct sync_backlog read_backlog(struct sync_thread *thread)
{
    struct sync_backlog backlog = {0};
    struct error ignored; /* the till's own verbs will tell if its file cannot be read */
    bool read = thread->sync != NULL ? sync_backlog(thread->sync, &backlog, &ignored)
                                     : sync_backlog_alone(thread->till_path, thread->store_path,
                                           thread->clock, &backlog, &ignored);
    return read ? backlog : (struct sync_backlog){0};
}

static bool is_final(enum error_code code)
{
    return code == ERROR_REFUSED || code == ERROR_CORRUPT;
}

/* Publishes how a run ended; wakes the screen only if it would show something else. */
static void publish(struct sync_thread *thread, uint64_t answered, bool done,
    const struct sync_outcome *outcome, const struct error *err)
{
    struct sync_backlog backlog = read_backlog(thread);
    struct sync_status status = {
        .is_current = done && backlog.entries == 0,
        .entries = backlog.entries,
        .since_ms = backlog.since_ms,
        .is_refused = !done && is_final(err->code),
        .has_news = done && outcome->received > 0,
    };
    text_copy(status.problem, sizeof(status.problem), done ? "" : err->text);
    worker_lock(&thread->worker);
    status.has_news = status.has_news || thread->status.has_news;
    bool is_new = memcmp(&status, &thread->status, sizeof(status)) != 0;
    thread->status = status;
    worker_answer(&thread->worker, answered);
    worker_unlock(&thread->worker);
    if (is_new && thread->wake != NULL) {
        thread->wake(thread->context);
    }
}

static void *thread_main(void *opaque)
{
    struct sync_thread *thread = opaque;
    uint64_t asked = 0;
    int64_t delay_ms = 0;
    while (worker_sleep(&thread->worker, delay_ms, &asked)) {
        struct sync_outcome outcome = {0};
        struct error err = {0};
        bool done = run_once(thread, &outcome, &err);
        if (!done && err.code != ERROR_BUSY) {
            drop_session(thread); /* the file may come back as another one */
        }
        publish(thread, asked, done, &outcome, &err);
        delay_ms = !done || outcome.waits_ticket ? RETRY_MS : QUIET_MS;
    }
    drop_session(thread);
    return NULL;
}

struct sync_thread *sync_thread_start(const char *till_path, const char *store_path,
    struct clock_source clock, void (*wake)(void *context), void *context)
{
    struct sync_thread *thread = calloc(1, sizeof(*thread));
    ASSERT(thread != NULL);
    bool fits = text_copy(thread->till_path, sizeof(thread->till_path), till_path) &&
                text_copy(thread->store_path, sizeof(thread->store_path), store_path);
    ASSERT(fits);
    thread->clock = clock;
    thread->wake = wake;
    thread->context = context;
    worker_start(&thread->worker, thread_main, thread);
    return thread;
}

void sync_thread_nudge(struct sync_thread *thread)
{
    worker_nudge(&thread->worker);
}

void sync_thread_status(struct sync_thread *thread, struct sync_status *out_status)
{
    worker_lock(&thread->worker);
    *out_status = thread->status;
    thread->status.has_news = false;
    worker_unlock(&thread->worker);
}

bool sync_thread_wait(struct sync_thread *thread, int timeout_ms)
{
    return worker_wait(&thread->worker, timeout_ms);
}

void sync_thread_stop(struct sync_thread *thread)
{
    if (thread == NULL) {
        return;
    }
    worker_lock(&thread->worker);
    worker_say_end(&thread->worker);
    if (thread->sync != NULL) {
        sync_stop(thread->sync);
    }
    worker_unlock(&thread->worker);
    worker_join(&thread->worker);
    free(thread);
}
