#ifndef TILLTALE_TILL_EXPORT_QUEUE_H
#define TILLTALE_TILL_EXPORT_QUEUE_H

/* Export queue: the files of closed days on their way to the targets.
 *
 * Closing queues a job for each target and format (till_queue_close, in the close's own
 * transaction: either the day is closed and its files will come, or neither). A run tries all that
 * wait; what cannot be written now stays queued with what was wrong, and goes out with a later run:
 * when the stick is back, or has room. Files are written whole and take their names together, so a
 * stick that is pulled out half way has the old files or the new ones and never half of one. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "till/export_target.h"

struct error;
struct store;
struct till;

/* Why files wait; what the screen and the command line have words for. */
enum export_trouble {
    EXPORT_TROUBLE_NONE,
    EXPORT_TROUBLE_ABSENT,    /* the stick is not plugged in, or was pulled out */
    EXPORT_TROUBLE_FULL,      /* no room */
    EXPORT_TROUBLE_READ_ONLY, /* its switch, or a damaged file system */
    EXPORT_TROUBLE_OTHER,     /* `words` say what */
    EXPORT_TROUBLE_COUNT
};

/* Queues the files of a close, for each target of this device. Call it inside the transaction that
 * writes the close, after the row. *out_count is how many jobs wait now because of it; 0 where no
 * target is set. */
MUST_CHECK bool till_queue_close(
    struct till *till, int64_t close_id, size_t *out_count, struct error *err);

/* The same for a business day, in a transaction of its own: for a day whose files are wanted
 * again. */
MUST_CHECK bool till_queue_day(
    struct till *till, const char *business_day, size_t *out_count, struct error *err);

struct export_run {
    size_t done_count;                     /* jobs that this run finished */
    size_t waiting_count;                  /* that are still there */
    char saved_on[EXPORT_TARGET_NAME_MAX]; /* the last target that got files; "" none */
    bool saved_on_stick;
    enum export_trouble trouble; /* of the first that waits */
    char trouble_target[EXPORT_TARGET_NAME_MAX];
    bool trouble_on_stick;
    char words[256]; /* EXPORT_TROUBLE_OTHER */
};

/* Tries everything that waits, with a store of its own thread. `stop` (may be NULL) is asked
 * before each job. A target that failed is not tried again for its other jobs. Errors: the queue
 * itself cannot be read or written; a target's trouble is no error. */
MUST_CHECK bool export_queue_run(struct store *store, bool (*stop)(void *context), void *context,
    struct export_run *out_run, struct error *err);

/* The same with a connection of its own, for a thread of its own. */
MUST_CHECK bool export_queue_run_file(const char *till_path, struct clock_source clock,
    bool (*stop)(void *context), void *context, struct export_run *out_run, struct error *err);

/* "The stick TILL is full. The files are kept and go out when there is room." */
const char *export_trouble_print(enum export_trouble trouble, const char *target, bool is_stick,
    const char *words, char *out_text, size_t capacity);

/* Reads back what a job's `problem` says. */
enum export_trouble export_trouble_parse(const char *problem, const char **out_words);

#endif
