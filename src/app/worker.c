#include "app/worker.h"

#include <errno.h>
#include <time.h>

#include "base/compiler.h"

static struct timespec in_ms(int64_t delay_ms)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    int64_t ns = at.tv_nsec + delay_ms % 1000 * 1000000;
    at.tv_sec += (time_t)(delay_ms / 1000 + ns / 1000000000);
    at.tv_nsec = (long)(ns % 1000000000);
    return at;
}

void worker_start(struct worker *worker, void *(*run)(void *context), void *context)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    int failed = pthread_create(&worker->thread, NULL, run, context);
    ASSERT(failed == 0);
}

void worker_lock(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
}

void worker_unlock(struct worker *worker)
{
    pthread_mutex_unlock(&worker->lock);
}

void worker_nudge(struct worker *worker)
{
    worker_lock(worker);
    worker->asked++;
    pthread_cond_broadcast(&worker->changed);
    worker_unlock(worker);
}

bool worker_sleep(struct worker *worker, int64_t delay_ms, uint64_t *out_asked)
{
    struct timespec until = in_ms(delay_ms);
    worker_lock(worker);
    int timed = 0;
    while (!worker->is_stopping && worker->asked == worker->answered && timed != ETIMEDOUT) {
        timed = pthread_cond_timedwait(&worker->changed, &worker->lock, &until);
    }
    *out_asked = worker->asked;
    bool goes_on = !worker->is_stopping;
    worker_unlock(worker);
    return goes_on;
}

void worker_answer(struct worker *worker, uint64_t asked)
{
    worker->answered = asked;
    pthread_cond_broadcast(&worker->changed);
}

bool worker_wait(struct worker *worker, int timeout_ms)
{
    struct timespec until = in_ms(timeout_ms);
    worker_lock(worker);
    uint64_t asked = worker->asked;
    int timed = 0;
    while (worker->answered < asked && timed != ETIMEDOUT) {
        timed = pthread_cond_timedwait(&worker->changed, &worker->lock, &until);
    }
    bool is_answered = worker->answered >= asked;
    worker_unlock(worker);
    return is_answered;
}

void worker_say_end(struct worker *worker)
{
    worker->is_stopping = true;
    pthread_cond_broadcast(&worker->changed);
}

void worker_join(struct worker *worker)
{
    pthread_join(worker->thread, NULL);
    pthread_cond_destroy(&worker->changed);
    pthread_mutex_destroy(&worker->lock);
}
