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
#include "app/start.h"
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
    struct start start;
    struct app_options options; /* as they count: a script may have changed some */
    struct clock_source clock;
    struct error failure; /* of opening another shop: nothing is on the desk any more */
    int lock;             /* held while this is the till's one screen; -1: not */
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

static void start_sync(struct app *app)
{
    if (app->options.store_path != NULL && !app->loop.shop.is_first) {
        app->sync = sync_thread_start(app->options.db_path, app->options.store_path, clock_system(),
            wake, app->loop.platform);
        app->loop.desk.sync = app->sync;
    }
}

static void start_exports(struct app *app)
{
    if (!app->loop.shop.is_first) {
        app->exports =
            export_thread_start(app->options.db_path, clock_system(), wake, app->loop.platform);
        app->loop.desk.exports = app->exports;
    }
}

static void start_importer(struct app *app)
{
    app->importer = importer_open(app->options.db_path, clock_system(), wake, app->loop.platform);
    app->loop.desk.importer = app->importer;
}

static void stop_threads(struct app *app)
{
    export_thread_stop(app->exports);
    sync_thread_stop(app->sync);
    importer_close(app->importer);
    watch_thread_stop(app->watch);
    app->exports = NULL;
    app->sync = NULL;
    app->importer = NULL;
    app->watch = NULL;
}

/* --- the till on the desk --------------------------------------------------------------------- */

/* Opens the till, or the stage on which a new shop begins where no file is there yet. */
static bool open_till(struct app *app, struct error *err)
{
    const char *path = app->options.db_path;
    app->start.db_path = path;
    if (start_is_first(path)) {
        if (!start_open_stage(&app->start, path, app->clock, err)) {
            return false;
        }
        path = app->start.stage_path;
    }
    return take_screen(app, path, err) && till_open(path, app->clock, 0, &app->till, err);
}

static void close_till(struct app *app)
{
    till_close(app->till);
    app->till = NULL;
    if (app->lock >= 0) {
        close(app->lock);
        app->lock = -1;
    }
}

/* Whoever waits for the catalogue of the till waits for this one's descriptor. */
static bool start_threads(struct app *app, struct error *err)
{
    start_importer(app);
    start_sync(app);
    start_exports(app);
    return app->options.script_path != NULL ||
           watch_thread_start(till_wake_fd(app->till), wake, app->loop.platform, &app->watch, err);
}

/* The shop that the start screen has made takes the place of what is on the desk. If that fails
 * the desk gets back what it had. */
static bool open_shop_here(void *context, struct error *err)
{
    struct app *app = context;
    stop_threads(app);
    close_till(app);
    bool is_placed = start_take_place(&app->start, app->options.store_path, err);
    if (is_placed) {
        start_close(&app->start);
        app->options.store_path = NULL; /* it was the store of the shop before */
    }
    struct error failure;
    const char *path = is_placed || app->start.stage_folder[0] == '\0' ? app->options.db_path
                                                                       : app->start.stage_path;
    if (!take_screen(app, path, &failure) ||
        !till_open(path, app->clock, 0, &app->till, &failure)) {
        app->failure = failure;
        app->loop.is_over = true;
        return true;
    }
    app->loop.shop.is_first = app->start.stage_folder[0] != '\0';
    desk_begin_again(&app->loop.desk, app->till, &app->loop.shop);
    till_wait_catalogue(app->till);
    if (!start_threads(app, &failure)) {
        app->failure = failure;
        app->loop.is_over = true;
    }
    desk_refresh(&app->loop.desk, true);
    return is_placed;
}

static void prepare_desk(struct app *app)
{
    app->loop.shop = (struct desk_shop){.start = &app->start,
        .is_first = app->start.stage_folder[0] != '\0',
        .open = open_shop_here,
        .context = app};
}

/* Nothing slow stands before the first frame: the catalogue is built meanwhile, and the store is
 * asked afterwards. */
static bool run(struct app *app, struct error *err)
{
    app->clock = clock_system();
    if (!open_till(app, err) || !loop_open(&app->loop, &app->options, err)) {
        return false;
    }
    prepare_desk(app);
    loop_begin(&app->loop, app->till, app->clock);
    loop_frames(&app->loop);
    loop_show(&app->loop);
    if (!start_threads(app, err)) {
        return false;
    }
    loop_run(&app->loop);
    return true;
}

static bool play(struct app *app, struct error *err)
{
    app->clock = script_clock_source(&app->script_clock);
    script_clock_begin(&app->script_clock);
    app->player = (struct player){.loop = &app->loop,
        .clock = &app->script_clock,
        .script = &app->script,
        .path = app->options.script_path,
        .shots_folder = app->options.shots_folder,
        .audits = app->options.audits,
        .takes_time = !app->options.is_offscreen};
    if (!player_set_up(&app->player, &app->options, err) || !open_till(app, err) ||
        !loop_open(&app->loop, &app->options, err)) {
        return false;
    }
    prepare_desk(app);
    if (!player_begin(&app->player, app->till, err) || !start_threads(app, err)) {
        return false;
    }
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
    app->options = *options;
    if (options->script_path == NULL) {
        is_done = run(app, err);
    } else {
        is_done = script_read_file(options->script_path, &app->script, err) && play(app, err);
    }
    if (app->failure.code != ERROR_NONE) {
        *err = app->failure;
        is_done = false;
    }
    stop_threads(app); /* first: they wake the platform */
    close_till(app);
    start_close(&app->start);
    loop_close(&app->loop);
    player_close(&app->player);
    script_close(&app->script);
    free(app);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_done;
}
