#include "store/export_job.h"

#include "base/error.h"
#include "store/statement.h"

static const char DONE[] = "done";
static const char WAITING[] = "waiting";

static bool read_job(struct sqlite3_stmt *row, struct export_job *out_job)
{
    *out_job = (struct export_job){
        .id = statement_int(row, 0),
        .close_id = statement_int(row, 5),
        .is_done = text_view_equals(statement_text(row, 6), DONE),
        .queued_at_ms = statement_int(row, 8),
        .done_at_ms = statement_int(row, 9),
    };
    return statement_copy_text(row, 1, out_job->target, sizeof(out_job->target)) &&
           statement_copy_text(row, 2, out_job->format, sizeof(out_job->format)) &&
           statement_copy_text(row, 3, out_job->first_day, sizeof(out_job->first_day)) &&
           statement_copy_text(row, 4, out_job->last_day, sizeof(out_job->last_day)) &&
           statement_copy_text(row, 7, out_job->problem, sizeof(out_job->problem));
}

bool export_job_visit_all(struct store *store, bool only_waiting, export_job_visit visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_EXPORT_JOB_ALL);
    bool has_row;
    statement_bind_text(row, "$state", only_waiting ? WAITING : NULL);
    while (statement_step(store, row, &has_row, err)) {
        struct export_job job;
        if (!has_row) {
            return true;
        }
        bool is_whole =
            read_job(row, &job) || error_set(err, ERROR_CORRUPT, "a job of the exports is damaged");
        if (!is_whole || !visit(context, &job, err)) {
            statement_reset(row);
            return false;
        }
    }
    return false;
}

static void bind_job(struct sqlite3_stmt *row, const struct export_job *job)
{
    statement_bind_text(row, "$target", job->target);
    statement_bind_text(row, "$format", job->format);
    statement_bind_text(row, "$first_day", job->first_day);
    statement_bind_text(row, "$last_day", job->last_day);
    statement_bind_int(row, "$close_id", job->close_id);
}

bool export_job_insert(struct store *store, struct export_job *job, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_EXPORT_JOB_SAME);
    bool found;
    bind_job(row, job);
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    if (found) {
        job->id = statement_int(row, 0);
        statement_reset(row);
        return true;
    }
    row = statement_begin(store, QUERY_EXPORT_JOB_NEXT_ID);
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    job->id = statement_int(row, 0);
    statement_reset(row);
    row = statement_begin(store, QUERY_EXPORT_JOB_INSERT);
    bind_job(row, job);
    statement_bind_int(row, "$id", job->id);
    statement_bind_int(row, "$queued_at_ms", job->queued_at_ms);
    return statement_run(store, row, err);
}

bool export_job_update(struct store *store, const struct export_job *job, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_EXPORT_JOB_UPDATE);
    statement_bind_int(row, "$id", job->id);
    statement_bind_text(row, "$state", job->is_done ? DONE : WAITING);
    statement_bind_text(row, "$problem", job->problem);
    statement_bind_int(row, "$done_at_ms", job->done_at_ms);
    return statement_run(store, row, err);
}

bool export_job_forget(
    struct store *store, const char *target, bool is_done, int64_t before_ms, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_EXPORT_JOB_DELETE);
    statement_bind_text(row, "$target", target);
    statement_bind_text(row, "$state", is_done ? DONE : WAITING);
    statement_bind_int(row, "$before_ms", before_ms);
    return statement_run(store, row, err);
}
