#include "app/app.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/export_thread.h"
#include "app/importer.h"
#include "app/loop.h"
#include "app/player.h"
#include "app/script.h"
#include "app/script_clock.h"
#include "app/sync_thread.h"
#include "app/watch_thread.h"
#include "base/clock.h"
#include "base/error.h"
#include "platform/events.h"
#include "screens/language.h"
#include "till/till.h"

#define SYNC_WAIT_MS 15000 /* at the end of a script */

struct app {
    struct script script;
    struct script_clock script_clock;
    struct player player;
    struct till *till;
    struct watch_thread *watch;
    struct sync_thread *sync;
    struct export_thread *exports;
    struct importer *importer;
    struct loop loop;
    int lock; /* held while this is the till's one screen; -1: not */
};

/* Two screens on one till would each keep a ticket over the one saved row, so the second is
 * refused. The lock is on the key file: on the database it would meet SQLite's own. */
static bool take_screen(struct app *app, const char *db_path, struct error *err)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s.key", db_path) >= (int)sizeof path) {
        return error_set(err, ERROR_LIMIT, "the path %s is too long", db_path);
    }
    app->lock = open(path, O_RDONLY | O_CLOEXEC);
    if (app->lock >= 0 && flock(app->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return error_set(err, ERROR_BUSY, "the kiosk of %s is open already", db_path);
    }
    return true; /* a file that is not there is named by whoever opens the till */
}

static void wake(void *context)
{
    events_wake(context);
}

static void start_sync(struct app *app, const struct app_options *options)
{
    if (options->store_path != NULL) {
        app->sync = sync_thread_start(
            options->db_path, options->store_path, clock_system(), wake, app->loop.platform);
        app->loop.desk.sync = app->sync;
    }
}

static void start_exports(struct app *app, const struct app_options *options)
{
    app->exports =
        export_thread_start(options->db_path, clock_system(), wake, app->loop.platform);
    app->loop.desk.exports = app->exports;
}

static void start_importer(struct app *app, const struct app_options *options)
{
    app->importer = importer_open(options->db_path, clock_system(), wake, app->loop.platform);
    app->loop.desk.importer = app->importer;
}

/* Nothing slow stands before the first frame: the catalogue is built meanwhile, and the store is
 * asked afterwards. */
static bool run(struct app *app, const struct app_options *options, struct error *err)
{
    if (!take_screen(app, options->db_path, err) ||
        !till_open(options->db_path, clock_system(), 0, &app->till, err) ||
        !loop_open(&app->loop, options, err)) {
        return false;
    }
    loop_begin(&app->loop, app->till, clock_system());
    loop_frames(&app->loop);
    loop_show(&app->loop);
    start_importer(app, options);
    start_sync(app, options);
    start_exports(app, options);
    if (!watch_thread_start(till_wake_fd(app->till), wake, app->loop.platform, &app->watch, err)) {
        return false;
    }
    loop_run(&app->loop);
    return true;
}

static bool play(struct app *app, const struct app_options *asked, struct error *err)
{
    struct app_options options = *asked;
    struct clock_source clock = script_clock_source(&app->script_clock);
    script_clock_begin(&app->script_clock);
    app->player = (struct player){.loop = &app->loop,
        .clock = &app->script_clock,
        .script = &app->script,
        .path = options.script_path,
        .shots_folder = options.shots_folder,
        .audits = options.audits,
        .takes_time = !options.is_offscreen};
    if (!player_set_up(&app->player, &options, err) || !take_screen(app, options.db_path, err) ||
        !till_open(options.db_path, clock, 0, &app->till, err) ||
        !loop_open(&app->loop, &options, err) || !player_begin(&app->player, app->till, err)) {
        return false;
    }
    start_importer(app, &options);
    start_sync(app, &options);
    start_exports(app, &options);
    bool is_played = player_play(&app->player, err);
    if (app->sync != NULL) {
        (void)sync_thread_wait(app->sync, SYNC_WAIT_MS); /* what is not over is still here */
    }
    return is_played;
}

/* The platform reads these two as inputs. Threads that begin before it must not catch them. */
static void block_signals(sigset_t *out_before)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, out_before);
}

static bool check_languages(const struct app_options *options, struct error *err)
{
    const char *const codes[] = {options->language, options->customer_language};
    for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
        enum language_id ignored;
        if (codes[i] != NULL && !language_find(codes[i], &ignored)) {
            return error_set(
                err, ERROR_INVALID, "the kiosk speaks en, de, fr, es and ar, not %s", codes[i]);
        }
    }
    return true;
}

bool app_run(const struct app_options *options, struct error *err)
{
    if (!check_languages(options, err)) {
        return false;
    }
    sigset_t before;
    block_signals(&before);
    struct app *app = calloc(1, sizeof *app);
    ASSERT(app != NULL);
    app->lock = -1;
    bool is_done;
    if (options->script_path == NULL) {
        is_done = run(app, options, err);
    } else {
        is_done =
            script_read_file(options->script_path, &app->script, err) && play(app, options, err);
    }
    export_thread_stop(app->exports);
    sync_thread_stop(app->sync); /* threads first: they wake the platform */
    importer_close(app->importer);
    watch_thread_stop(app->watch);
    till_close(app->till);
    loop_close(&app->loop);
    player_close(&app->player);
    script_close(&app->script);
    if (app->lock >= 0) {
        close(app->lock);
    }
    free(app);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_done;
}
