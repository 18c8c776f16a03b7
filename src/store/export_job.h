#ifndef TILLTALE_STORE_EXPORT_JOB_H
#define TILLTALE_STORE_EXPORT_JOB_H

/* Export jobs: files that are to be written to a folder or a stick, until they are. Local rows of
 * this file. Writers need an open bracket; of any kind, for a bracket that writes only these
 * leaves no entry. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

#define EXPORT_JOB_TARGET_MAX 64
#define EXPORT_JOB_FORMAT_MAX 16
#define EXPORT_JOB_PROBLEM_MAX 256

struct export_job {
    int64_t id;
    char target[EXPORT_JOB_TARGET_MAX]; /* its name */
    char format[EXPORT_JOB_FORMAT_MAX];
    char first_day[11], last_day[11]; /* business days, both included */
    int64_t close_id;                 /* 0: not of a close */
    bool is_done;
    char problem[EXPORT_JOB_PROBLEM_MAX]; /* of the last try; '' none */
    int64_t queued_at_ms, done_at_ms;
};

typedef bool (*export_job_visit)(void *context, const struct export_job *job, struct error *err);

/* All jobs in order, or those that wait. Errors: ERROR_IO, ERROR_CORRUPT; the visitor's. */
MUST_CHECK bool export_job_visit_all(struct store *store, bool only_waiting, export_job_visit visit,
    void *context, struct error *err);

/* Adds the job and gives it its id. One that waits for the same already is not added twice. */
MUST_CHECK bool export_job_insert(struct store *store, struct export_job *job, struct error *err);

/* Writes is_done, problem and done_at_ms. */
MUST_CHECK bool export_job_update(
    struct store *store, const struct export_job *job, struct error *err);

/* Forgets the jobs of a target: those that wait, or those that were done before the moment. */
MUST_CHECK bool export_job_forget(
    struct store *store, const char *target, bool is_done, int64_t before_ms, struct error *err);

#endif
