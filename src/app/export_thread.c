#include "app/export_thread.h"

#include <stdlib.h>
#include <string.h>

#include "app/worker.h"
#include "base/error.h"
#include "base/text.h"

#define FIRST_MS 3000   /* the kiosk's first seconds are for its screen */
#define QUIET_MS 600000 /* nothing waits; another program may have queued something */
#define RETRY_MS 4000   /* something waits for a stick */
#define PATH_BYTES_MAX 4096

struct export_thread {
    char till_path[PATH_BYTES_MAX];
    struct clock_source clock;
    void (*wake)(void *context);
    void *context;

    struct worker worker; /* its lock is that of everything below */
    bool has_news;
    struct export_run run;  /* of all runs since it was taken */
    struct export_run told; /* as it was taken last */
};

static bool is_stopping(void *context)
{
    struct export_thread *thread = context;
    worker_lock(&thread->worker);
    bool stops = thread->worker.is_stopping;
    worker_unlock(&thread->worker);
    return stops;
}

/* One look at the queue. A file that is busy or gone is looked at again later: the till's own verbs
 * say what is wrong with it. */
static bool run_once(struct export_thread *thread, struct export_run *out_run)
{
    struct error ignored;
    return export_queue_run_file(
        thread->till_path, thread->clock, is_stopping, thread, out_run, &ignored);
}

static bool is_same_trouble(const struct export_run *a, const struct export_run *b)
{
    return a->trouble == b->trouble && strcmp(a->trouble_target, b->trouble_target) == 0 &&
           strcmp(a->words, b->words) == 0;
}

static void publish(
    struct export_thread *thread, uint64_t answered, bool is_run, const struct export_run *run)
{
    worker_lock(&thread->worker);
    if (is_run) {
        size_t done_count = thread->run.done_count + run->done_count;
        struct export_run before = thread->run;
        thread->run = *run;
        thread->run.done_count = done_count;
        if (run->done_count == 0) {
            thread->run.saved_on_stick = before.saved_on_stick;
            memcpy(thread->run.saved_on, before.saved_on, sizeof(before.saved_on));
        }
        thread->has_news = done_count > 0 || !is_same_trouble(run, &thread->told);
    }
    bool has_news = thread->has_news;
    worker_answer(&thread->worker, answered);
    worker_unlock(&thread->worker);
    if (has_news && thread->wake != NULL) {
        thread->wake(thread->context);
    }
}

static void *thread_main(void *opaque)
{
    struct export_thread *thread = opaque;
    uint64_t asked = 0;
    int64_t delay_ms = FIRST_MS;
    while (worker_sleep(&thread->worker, delay_ms, &asked)) {
        struct export_run run = {0};
        bool is_run = run_once(thread, &run);
        publish(thread, asked, is_run, &run);
        delay_ms = !is_run || run.waiting_count > 0 ? RETRY_MS : QUIET_MS;
    }
    return NULL;
}

struct export_thread *export_thread_start(
    const char *till_path, struct clock_source clock, void (*wake)(void *context), void *context)
{
    struct export_thread *thread = calloc(1, sizeof(*thread));
    ASSERT(thread != NULL);
    bool fits = text_copy(thread->till_path, sizeof(thread->till_path), till_path);
    ASSERT(fits);
    thread->clock = clock;
    thread->wake = wake;
    thread->context = context;
    worker_start(&thread->worker, thread_main, thread);
    return thread;
}

void export_thread_nudge(struct export_thread *thread)
{
    worker_nudge(&thread->worker);
}

bool export_thread_take(struct export_thread *thread, struct export_run *out_run)
{
    worker_lock(&thread->worker);
    bool has_news = thread->has_news;
    if (has_news) {
        *out_run = thread->told = thread->run;
        thread->run.done_count = 0;
        thread->has_news = false;
    }
    worker_unlock(&thread->worker);
    return has_news;
}

bool export_thread_wait(struct export_thread *thread, int timeout_ms)
{
    (void)worker_wait(&thread->worker, timeout_ms);
    worker_lock(&thread->worker);
    bool has_news = thread->has_news;
    worker_unlock(&thread->worker);
    return has_news;
}

void export_thread_stop(struct export_thread *thread)
{
    if (thread == NULL) {
        return;
    }
    worker_lock(&thread->worker);
    worker_say_end(&thread->worker);
    worker_unlock(&thread->worker);
    worker_join(&thread->worker);
    free(thread);
}
