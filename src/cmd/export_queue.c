#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/shop_file.h"
#include "store/export_job.h"
#include "store/store.h"
#include "till/export_queue.h"
#include "till/till.h"

static bool print_job(void *context, const struct export_job *job, struct error *err)
{
    const struct export_targets *targets = context;
    const char *words;
    char text[512];
    bool is_stick = false;
    (void)err;
    for (size_t i = 0; i < targets->count; i++) {
        is_stick = is_stick ||
                   (targets->rows[i].is_stick && strcmp(targets->rows[i].name, job->target) == 0);
    }
    enum export_trouble trouble = export_trouble_parse(job->problem, &words);
    printf("%lld: %s %s for %s, %s", (long long)job->id, job->first_day, job->format, job->target,
        job->is_done ? "saved" : "waits");
    if (!job->is_done && trouble != EXPORT_TROUBLE_NONE) {
        printf(". %s",
            export_trouble_print(trouble, job->target, is_stick, words, text, sizeof(text)));
    }
    printf("\n");
    return true;
}

static enum command_status list(const struct invocation *invocation, struct error *err)
{
    struct store *store;
    struct export_targets targets;
    if (!store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock_system(), &store, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = export_targets_read(store, &targets, err) &&
                   export_job_visit_all(store, false, print_job, &targets, err);
    store_close(store);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

/* Says what the run did. Files that wait are a refusal: whoever calls wants to know. */
static enum command_status tell(const struct export_run *run, struct error *err)
{
    char text[512];
    if (run->done_count > 0) {
        printf("%zu export%s saved on %s %s\n", run->done_count, run->done_count == 1 ? "" : "s",
            run->saved_on_stick ? "stick" : "folder", run->saved_on);
    }
    if (run->waiting_count == 0) {
        if (run->done_count == 0) {
            printf("nothing waits\n");
        }
        return COMMAND_OK;
    }
    (void)error_set(err, ERROR_IO, "%zu wait. %s", run->waiting_count,
        export_trouble_print(run->trouble, run->trouble_target, run->trouble_on_stick, run->words,
            text, sizeof(text)));
    return COMMAND_REFUSED;
}

static bool queue_day(struct till *till, const struct invocation *invocation, struct error *err)
{
    const char *day = command_value(invocation, "day");
    size_t count;
    int32_t number;
    struct error why;
    if (day == NULL) {
        return true;
    }
    if (!day_parse(text_view_of(day), &number, &why)) {
        return error_set(err, ERROR_INVALID, "--day: %s", why.text);
    }
    if (!till_queue_day(till, day, &count, err)) {
        return false;
    }
    return count > 0 || error_set(err, ERROR_NOT_FOUND,
                            "no target is set; 'tilltale export targets add' does that");
}

static enum command_status run_queue(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct export_run run = {0};
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = queue_day(till, invocation, err) &&
                   (!command_has(invocation, "run") ||
                       export_queue_run(till_store(till), NULL, NULL, &run, err));
    till_close(till);
    if (!is_done) {
        return COMMAND_REFUSED;
    }
    return command_has(invocation, "run") ? tell(&run, err) : list(invocation, err);
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    bool writes = command_has(invocation, "run") || command_has(invocation, "day");
    return writes ? run_queue(invocation, err) : list(invocation, err);
}

const struct command command_export_queue = {
    .name = "export queue",
    .arguments = "",
    .summary = "which files wait for their stick or folder; --run tries them now",
    .help = "A running kiosk tries them by itself.",
    .options =
        {
            {"run", NULL, false, "writes what can be written; exit status 1 if something waits on"},
            {"day", "YYYY-MM-DD", false, "queues a business day again first"},
        },
    .run = run,
};
