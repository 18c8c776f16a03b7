#include "app/export_thread.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/text.h"

#define FIRST_MS 3000  /* the kiosk's first seconds are for its screen */
#define QUIET_MS 600000 /* nothing waits; another program may have queued something */
#define RETRY_MS 4000  /* something waits for a stick */
#define PATH_BYTES_MAX 4096

struct export_thread {
    char till_path[PATH_BYTES_MAX];
    struct clock_source clock;
    void (*wake)(void *context);
    void *context;
    pthread_t thread;

    pthread_mutex_t lock; /* of everything below */
    pthread_cond_t changed;
    uint64_t asked, answered; /* nudges given, and those that a run has answered */
    bool is_stopping;
    bool has_news;
    struct export_run run;  /* of all runs since it was taken */
    struct export_run told; /* as it was taken last */
};

static struct timespec in_ms(int64_t delay_ms)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    int64_t ns = at.tv_nsec + delay_ms % 1000 * 1000000;
    at.tv_sec += (time_t)(delay_ms / 1000 + ns / 1000000000);
    at.tv_nsec = (long)(ns % 1000000000);
    return at;
}

static bool is_stopping(void *context)
{
    struct export_thread *thread = context;
    pthread_mutex_lock(&thread->lock);
    bool stops = thread->is_stopping;
    pthread_mutex_unlock(&thread->lock);
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
    pthread_mutex_lock(&thread->lock);
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
    thread->answered = answered;
    pthread_cond_broadcast(&thread->changed);
    pthread_mutex_unlock(&thread->lock);
    if (has_news && thread->wake != NULL) {
        thread->wake(thread->context);
    }
}

/* Sleeps until a nudge, the time or the end. Returns false at the end. */
static bool wait_for_work(struct export_thread *thread, int64_t delay_ms, uint64_t *out_asked)
{
    struct timespec until = in_ms(delay_ms);
    pthread_mutex_lock(&thread->lock);
    int timed = 0;
    while (!thread->is_stopping && thread->asked == thread->answered && timed != ETIMEDOUT) {
        timed = pthread_cond_timedwait(&thread->changed, &thread->lock, &until);
    }
    *out_asked = thread->asked;
    bool goes_on = !thread->is_stopping;
    pthread_mutex_unlock(&thread->lock);
    return goes_on;
}

static void *thread_main(void *opaque)
{
    struct export_thread *thread = opaque;
    uint64_t asked = 0;
    int64_t delay_ms = FIRST_MS;
    while (wait_for_work(thread, delay_ms, &asked)) {
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
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&thread->lock, NULL);
    pthread_cond_init(&thread->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    int failed = pthread_create(&thread->thread, NULL, thread_main, thread);
    ASSERT(failed == 0);
    return thread;
}

void export_thread_nudge(struct export_thread *thread)
{
    pthread_mutex_lock(&thread->lock);
    thread->asked++;
    pthread_cond_broadcast(&thread->changed);
    pthread_mutex_unlock(&thread->lock);
}

bool export_thread_take(struct export_thread *thread, struct export_run *out_run)
{
    pthread_mutex_lock(&thread->lock);
    bool has_news = thread->has_news;
    if (has_news) {
        *out_run = thread->told = thread->run;
        thread->run.done_count = 0;
        thread->has_news = false;
    }
    pthread_mutex_unlock(&thread->lock);
    return has_news;
}

bool export_thread_wait(struct export_thread *thread, int timeout_ms)
{
    struct timespec until = in_ms(timeout_ms);
    pthread_mutex_lock(&thread->lock);
    uint64_t asked = thread->asked;
    int timed = 0;
    while (thread->answered < asked && timed != ETIMEDOUT) {
        timed = pthread_cond_timedwait(&thread->changed, &thread->lock, &until);
    }
    bool has_news = thread->has_news;
    pthread_mutex_unlock(&thread->lock);
    return has_news;
}

void export_thread_stop(struct export_thread *thread)
{
    if (thread == NULL) {
        return;
    }
    pthread_mutex_lock(&thread->lock);
    thread->is_stopping = true;
    pthread_cond_broadcast(&thread->changed);
    pthread_mutex_unlock(&thread->lock);
    pthread_join(thread->thread, NULL);
    pthread_mutex_destroy(&thread->lock);
    pthread_cond_destroy(&thread->changed);
    free(thread);
}
