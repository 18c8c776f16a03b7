#include "app/watch_thread.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"

enum watched {
    WATCHED_STOP,
    WATCHED_DESCRIPTOR
};

struct watch_thread {
    int stop_fd, poll_fd;
    void (*wake)(void *context);
    void *context;
    pthread_t thread;
    bool is_started;
};

static void *watch(void *opaque)
{
    struct watch_thread *thread = opaque;
    for (;;) {
        struct epoll_event event;
        int count = epoll_wait(thread->poll_fd, &event, 1, -1);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count != 1 || event.data.u32 == WATCHED_STOP) {
            return NULL;
        }
        thread->wake(thread->context);
    }
}

/* Edges: what is readable is told once, however long the loop lets it lie. */
static bool add(struct watch_thread *thread, int descriptor, enum watched which)
{
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u32 = which};
    return epoll_ctl(thread->poll_fd, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

bool watch_thread_start(int descriptor, void (*wake)(void *context), void *context,
    struct watch_thread **out_thread, struct error *err)
{
    struct watch_thread *thread = calloc(1, sizeof *thread);
    ASSERT(thread != NULL);
    thread->wake = wake;
    thread->context = context;
    thread->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    thread->poll_fd = epoll_create1(EPOLL_CLOEXEC);
    thread->is_started = thread->stop_fd >= 0 && thread->poll_fd >= 0 &&
                         add(thread, thread->stop_fd, WATCHED_STOP) &&
                         add(thread, descriptor, WATCHED_DESCRIPTOR) &&
                         pthread_create(&thread->thread, NULL, watch, thread) == 0;
    if (!thread->is_started) {
        error_set(err, ERROR_IO, "cannot watch for the catalogue: %s", strerror(errno));
        watch_thread_stop(thread);
        return false;
    }
    *out_thread = thread;
    return true;
}

void watch_thread_stop(struct watch_thread *thread)
{
    if (thread == NULL) {
        return;
    }
    if (thread->is_started) {
        eventfd_write(thread->stop_fd, 1);
        pthread_join(thread->thread, NULL);
    }
    if (thread->stop_fd >= 0) {
        close(thread->stop_fd);
    }
    if (thread->poll_fd >= 0) {
        close(thread->poll_fd);
    }
    free(thread);
}
