#include "till/export_queue.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/id.h"
#include "export/export_files.h"
#include "store/day_rows.h"
#include "store/export_job.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/settings.h"

#define FOLDER_MAX 4096
#define DONE_KEPT_MS (INT64_C(30) * 24 * 60 * 60 * 1000) /* how long a finished job is listed */

/* --- queueing ------------------------------------------------------------------------------ */

struct queueing {
    struct till *till;
    const struct export_targets *targets;
    int64_t close_id; /* 0: a day */
    size_t count;
};

/* Reports are of the close; everything else is of the day, however often it was closed. */
static bool is_of_close(enum export_format format)
{
    return format == EXPORT_PDF || format == EXPORT_DSFINVK;
}

static bool queue_one(struct queueing *queueing, const struct export_target *target,
    enum export_format format, const char *day, struct error *err)
{
    struct export_job job = {.queued_at_ms = till_now_ms(queueing->till),
        .close_id = is_of_close(format) ? queueing->close_id : 0};
    (void)text_copy(job.target, sizeof(job.target), target->name);
    (void)text_copy(job.format, sizeof(job.format), export_format_text(format));
    (void)text_copy(job.first_day, sizeof(job.first_day), day);
    (void)text_copy(job.last_day, sizeof(job.last_day), day);
    queueing->count++;
    return export_job_insert(queueing->till->store, &job, err);
}

static bool queue_formats(
    struct queueing *queueing, const char *day, bool with_reports, struct error *err)
{
    for (size_t i = 0; i < queueing->targets->count; i++) {
        const struct export_target *target = &queueing->targets->rows[i];
        for (int format = 0; format < EXPORT_FORMAT_COUNT; format++) {
            bool is_wanted = (target->formats & 1u << format) != 0 &&
                             (with_reports || !is_of_close((enum export_format)format));
            if (is_wanted && !queue_one(queueing, target, (enum export_format)format, day, err)) {
                return false;
            }
        }
    }
    return true;
}

/* The days that a close is about: its own, and those before it on which its shift sold. */
struct close_days {
    char (*days)[DAY_TEXT_MAX];
    size_t count;
};

static void add_day(struct close_days *days, struct text_view day)
{
    for (size_t i = 0; i < days->count; i++) {
        if (text_view_equals(day, days->days[i])) {
            return;
        }
    }
    days->days = realloc(days->days, (days->count + 1) * sizeof(*days->days));
    ASSERT(days->days != NULL);
    (void)text_copy_view(days->days[days->count++], sizeof(*days->days), day);
}

static bool take_day(void *context, struct text_view day, struct error *err)
{
    (void)err;
    add_day(context, day);
    return true;
}

struct close_reading {
    struct store *store;
    struct close_days days; /* the close's own first */
};

static bool take_close(void *context, const struct day_close *close, struct error *err)
{
    struct close_reading *reading = context;
    add_day(&reading->days, close->business_day);
    return day_visit_close_days(reading->store, close, take_day, &reading->days, err);
}

bool till_queue_close(struct till *till, int64_t close_id, size_t *out_count, struct error *err)
{
    struct export_targets targets;
    struct close_reading reading = {.store = till->store};
    struct queueing queueing = {.till = till, .targets = &targets, .close_id = close_id};
    bool done = export_targets_read(till->store, &targets, err) &&
                day_visit_close(till->store, close_id, take_close, &reading, err);
    for (size_t i = 0; done && i < reading.days.count; i++) {
        done = queue_formats(&queueing, reading.days.days[i], i == 0, err);
    }
    free(reading.days.days);
    if (done) {
        *out_count = queueing.count;
    }
    return done;
}

bool till_queue_day(
    struct till *till, const char *business_day, size_t *out_count, struct error *err)
{
    struct export_targets targets;
    struct queueing queueing = {.till = till, .targets = &targets};
    bool done = store_begin(till->store, ENTRY_ACT, till->staff_id, err) &&
                export_targets_read(till->store, &targets, err) &&
                queue_formats(&queueing, business_day, true, err) &&
                store_commit(till->store, till_now_ms(till), err);
    if (!done) {
        store_rollback(till->store);
        return false;
    }
    *out_count = queueing.count;
    return true;
}

/* --- trouble ------------------------------------------------------------------------------- */

static const char *const TROUBLE_WORDS[EXPORT_TROUBLE_COUNT] = {
    [EXPORT_TROUBLE_NONE] = "",
    [EXPORT_TROUBLE_ABSENT] = "absent",
    [EXPORT_TROUBLE_FULL] = "full",
    [EXPORT_TROUBLE_READ_ONLY] = "read-only",
    [EXPORT_TROUBLE_OTHER] = "other:",
};

enum export_trouble export_trouble_parse(const char *problem, const char **out_words)
{
    *out_words = "";
    for (int i = 0; i < EXPORT_TROUBLE_OTHER; i++) {
        if (strcmp(problem, TROUBLE_WORDS[i]) == 0) {
            return (enum export_trouble)i;
        }
    }
    size_t skipped = strlen(TROUBLE_WORDS[EXPORT_TROUBLE_OTHER]);
    bool has_word = strncmp(problem, TROUBLE_WORDS[EXPORT_TROUBLE_OTHER], skipped) == 0;
    *out_words = problem + (has_word ? skipped : 0);
    return EXPORT_TROUBLE_OTHER;
}

const char *export_trouble_print(enum export_trouble trouble, const char *target, bool is_stick,
    const char *words, char *out_text, size_t capacity)
{
    const char *what = is_stick ? "stick" : "folder";
    struct text_out out = text_out_begin(out_text, capacity);
    switch (trouble) {
    case EXPORT_TROUBLE_NONE:
    case EXPORT_TROUBLE_COUNT:
        break;
    case EXPORT_TROUBLE_ABSENT:
        text_out_format(&out, "The %s %s is not there. The files are kept and go out when it is.",
            what, target);
        break;
    case EXPORT_TROUBLE_FULL:
        text_out_format(&out,
            "The %s %s is full. The files are kept and go out when there is room.", what, target);
        break;
    case EXPORT_TROUBLE_READ_ONLY:
        text_out_format(&out,
            "The %s %s cannot be written to. The files are kept and go out when it can.", what,
            target);
        break;
    case EXPORT_TROUBLE_OTHER:
        text_out_format(&out, "The files for the %s %s are kept: %s", what, target, words);
        break;
    }
    return out_text;
}

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), end_size = strlen(end);
    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

/* What the system said stands at the end of an error's words (export/file_set.c). */
static enum export_trouble classify(const struct error *err)
{
    static const struct {
        int cause;
        enum export_trouble trouble;
    } ROWS[] = {
        {ENOSPC, EXPORT_TROUBLE_FULL},
        {EDQUOT, EXPORT_TROUBLE_FULL},
        {EROFS, EXPORT_TROUBLE_READ_ONLY},
        {EACCES, EXPORT_TROUBLE_READ_ONLY},
        {EPERM, EXPORT_TROUBLE_READ_ONLY},
        {EIO, EXPORT_TROUBLE_ABSENT},
        {ENODEV, EXPORT_TROUBLE_ABSENT},
        {ENXIO, EXPORT_TROUBLE_ABSENT},
    };
    for (size_t i = 0; err->code == ERROR_IO && i < ARRAY_LENGTH(ROWS); i++) {
        if (ends_with(err->text, strerror(ROWS[i].cause))) {
            return ROWS[i].trouble;
        }
    }
    return EXPORT_TROUBLE_OTHER;
}

/* --- running ------------------------------------------------------------------------------- */

struct jobs {
    struct export_job *rows;
    size_t count;
};

static bool take_job(void *context, const struct export_job *job, struct error *err)
{
    struct jobs *jobs = context;
    (void)err;
    jobs->rows = realloc(jobs->rows, (jobs->count + 1) * sizeof(*jobs->rows));
    ASSERT(jobs->rows != NULL);
    jobs->rows[jobs->count++] = *job;
    return true;
}

static const struct export_target *find_target(
    const struct export_targets *targets, const char *name)
{
    for (size_t i = 0; i < targets->count; i++) {
        if (strcmp(targets->rows[i].name, name) == 0) {
            return &targets->rows[i];
        }
    }
    return NULL;
}

/* "/media/TILL/till-1/2026-11-23" */
static bool make_folder_name(const struct export_target *target, int64_t node,
    const struct export_job *job, char out_folder[FOLDER_MAX], struct error *err)
{
    char place[FOLDER_MAX], till[NODE_TEXT_MAX];
    if (!export_target_locate(target, place, sizeof(place), err)) {
        return false;
    }
    struct text_out out = text_out_begin(out_folder, FOLDER_MAX);
    text_out_format(&out, "%s/till-%s/%s", place, node_print(node, till), job->first_day);
    if (strcmp(job->first_day, job->last_day) != 0) {
        text_out_format(&out, "_%s", job->last_day);
    }
    return !out.cut || error_set(err, ERROR_INVALID, "the folder's name is too long");
}

struct runner {
    struct store *store;
    struct till_shop shop;
    struct zone *zone;
    struct export_targets targets;
    bool has_failed[EXPORT_TARGETS_MAX]; /* in this run */
};

static bool write_job(const struct runner *runner, const struct export_target *target,
    const struct export_job *job, struct error *err)
{
    char folder[FOLDER_MAX];
    unsigned formats;
    struct export_counts counts;
    int64_t node = store_node(runner->store);
    struct report_range range = {.from = job->first_day, .to = job->last_day, .node = node};
    struct export_form form = {.dialect = CSV_RFC4180,
        .zone = runner->zone,
        .day_start_minutes = runner->shop.day_start_minutes,
        .close_id = job->close_id};
    if (!export_formats_parse(text_view_of(job->format), &formats, err) ||
        !make_folder_name(target, node, job, folder, err)) {
        return false;
    }
    enum export_format format = EXPORT_CSV;
    while ((formats & 1u << format) == 0) {
        format++;
    }
    return export_files(runner->store, &range, &form, format, folder, &counts, err);
}

static bool save_job(struct store *store, const struct export_job *job, struct error *err)
{
    int64_t now_ms = clock_now_ms(store_clock(store));
    bool done = store_begin(store, ENTRY_ACT, 0, err) && export_job_update(store, job, err) &&
                export_job_forget(store, job->target, true, now_ms - DONE_KEPT_MS, err) &&
                store_commit(store, now_ms, err);
    if (!done) {
        store_rollback(store);
    }
    return done;
}

static bool forget(struct store *store, const struct export_job *job, struct error *err)
{
    int64_t now_ms = clock_now_ms(store_clock(store));
    bool done = store_begin(store, ENTRY_ACT, 0, err) &&
                export_job_forget(store, job->target, false, INT64_MAX, err) &&
                store_commit(store, now_ms, err);
    if (!done) {
        store_rollback(store);
    }
    return done;
}

static void note_trouble(struct export_run *run, const struct export_job *job, bool is_stick)
{
    const char *words;
    run->waiting_count++;
    if (run->trouble != EXPORT_TROUBLE_NONE || job->problem[0] == '\0') {
        return;
    }
    run->trouble = export_trouble_parse(job->problem, &words);
    run->trouble_on_stick = is_stick;
    (void)text_copy(run->trouble_target, sizeof(run->trouble_target), job->target);
    (void)text_copy(run->words, sizeof(run->words), words);
}

static void set_problem(struct export_job *job, const struct error *err)
{
    enum export_trouble trouble =
        err->code == ERROR_NOT_FOUND ? EXPORT_TROUBLE_ABSENT : classify(err);
    struct text_out out = text_out_begin(job->problem, sizeof(job->problem));
    text_out_append(&out, TROUBLE_WORDS[trouble]);
    if (trouble == EXPORT_TROUBLE_OTHER) {
        text_out_append(&out, err->text);
    }
}

static bool run_job(
    struct runner *runner, struct export_job *job, struct export_run *run, struct error *err)
{
    const struct export_target *target = find_target(&runner->targets, job->target);
    char before[EXPORT_JOB_PROBLEM_MAX];
    struct error why = {0};
    memcpy(before, job->problem, sizeof(before));
    if (target == NULL) {
        return forget(runner->store, job, err); /* its target was taken away */
    }
    bool *has_failed = &runner->has_failed[target - runner->targets.rows];
    if (*has_failed) {
        note_trouble(run, job, target->is_stick);
        return true;
    }
    job->is_done = write_job(runner, target, job, &why);
    if (job->is_done) {
        job->problem[0] = '\0';
        job->done_at_ms = clock_now_ms(store_clock(runner->store));
        run->done_count++;
        run->saved_on_stick = target->is_stick;
        (void)text_copy(run->saved_on, sizeof(run->saved_on), target->name);
        return save_job(runner->store, job, err);
    }
    set_problem(job, &why);
    *has_failed = strncmp(job->problem, TROUBLE_WORDS[EXPORT_TROUBLE_OTHER],
                      strlen(TROUBLE_WORDS[EXPORT_TROUBLE_OTHER])) != 0;
    note_trouble(run, job, target->is_stick);
    return strcmp(before, job->problem) == 0 || save_job(runner->store, job, err);
}

bool export_queue_run(struct store *store, bool (*stop)(void *context), void *context,
    struct export_run *out_run, struct error *err)
{
    struct jobs jobs = {0};
    struct runner runner = {.store = store};
    struct export_run run = {0};
    bool done = export_job_visit_all(store, true, take_job, &jobs, err) &&
                (jobs.count == 0 || (export_targets_read(store, &runner.targets, err) &&
                                        settings_read(store, &runner.shop, &runner.zone, err)));
    for (size_t i = 0; done && i < jobs.count && (stop == NULL || !stop(context)); i++) {
        done = run_job(&runner, &jobs.rows[i], &run, err);
    }
    zone_close(runner.zone);
    free(jobs.rows);
    if (done) {
        *out_run = run;
    }
    return done;
}

bool export_queue_run_file(const char *till_path, struct clock_source clock,
    bool (*stop)(void *context), void *context, struct export_run *out_run, struct error *err)
{
    struct store *store;
    if (!store_open(till_path, 0, clock, &store, err)) {
        return false;
    }
    bool done = export_queue_run(store, stop, context, out_run, err);
    store_close(store);
    return done;
}
