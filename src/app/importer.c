#include "app/importer.h"

#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/text.h"
#include "till/import.h"
#include "till/till.h"

#define PATH_BYTES_MAX 4096
#define FOUND_MAX 64
#define DEPTH_MOUNTS 2 /* /media/NAME/STICK */

struct found_file {
    char path[PATH_BYTES_MAX];
    struct view_file shown;
    int64_t changed_s;
};

struct importer {
    char till_path[PATH_BYTES_MAX];
    struct clock_source clock;
    void (*wake)(void *context);
    void *context;
    struct found_file files[FOUND_MAX]; /* of the loop's thread */
    size_t file_count;
    char path[PATH_BYTES_MAX]; /* being read; set while no thread runs */
    pthread_t thread;
    bool has_thread;

    pthread_mutex_t lock; /* of `status` */
    struct importer_status status;
};

struct importer *importer_open(
    const char *till_path, struct clock_source clock, void (*wake)(void *context), void *context)
{
    struct importer *importer = calloc(1, sizeof *importer);
    ASSERT(importer != NULL);
    ASSERT(text_copy(importer->till_path, sizeof importer->till_path, till_path));
    importer->clock = clock;
    importer->wake = wake;
    importer->context = context;
    pthread_mutex_init(&importer->lock, NULL);
    return importer;
}

static void join(struct importer *importer)
{
    if (importer->has_thread) {
        pthread_join(importer->thread, NULL);
        importer->has_thread = false;
    }
}

void importer_close(struct importer *importer)
{
    if (importer == NULL) {
        return;
    }
    join(importer);
    pthread_mutex_destroy(&importer->lock);
    free(importer);
}

/* ---- Finding ---- */

static bool is_list(const char *name)
{
    size_t size = strlen(name);
    return name[0] != '.' && size > 4 && strcasecmp(name + size - 4, ".csv") == 0;
}

/* Keeps the newest, in order. */
static void keep_file(
    struct importer *importer, const char *folder, const char *name, const struct stat *about)
{
    struct found_file file = {.changed_s = about->st_mtime};
    struct text_out path = text_out_begin(file.path, sizeof file.path);
    text_out_format(&path, "%s/%s", folder, name);
    const char *place = strrchr(folder, '/');
    size_t bad;
    if (path.cut || !text_is_utf8(file.path, path.size, &bad)) {
        return;
    }
    (void)text_copy(file.shown.name, sizeof file.shown.name, name);
    (void)text_copy(file.shown.place, sizeof file.shown.place, place != NULL ? place + 1 : folder);
    size_t at = importer->file_count;
    while (at > 0 && importer->files[at - 1].changed_s < file.changed_s) {
        at--;
    }
    if (at == FOUND_MAX) {
        return;
    }
    size_t last = importer->file_count < FOUND_MAX ? importer->file_count++ : FOUND_MAX - 1;
    memmove(
        &importer->files[at + 1], &importer->files[at], (last - at) * sizeof importer->files[0]);
    importer->files[at] = file;
}

static void look_into(struct importer *importer, const char *folder, int depth)
{
    DIR *open = opendir(folder);
    if (open == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(open); entry != NULL; entry = readdir(open)) {
        char path[PATH_BYTES_MAX];
        struct stat about;
        struct text_out text = text_out_begin(path, sizeof path);
        text_out_format(&text, "%s/%s", folder, entry->d_name);
        if (text.cut || entry->d_name[0] == '.' || stat(path, &about) != 0) {
            continue;
        }
        if (S_ISREG(about.st_mode) && is_list(entry->d_name)) {
            keep_file(importer, folder, entry->d_name, &about);
        } else if (S_ISDIR(about.st_mode) && depth > 0) {
            look_into(importer, path, depth - 1);
        }
    }
    closedir(open);
}

size_t importer_look(struct importer *importer, struct view_file *out_files, size_t files_max)
{
    static const char *const mounts[] = {"/media", "/run/media", "/mnt"};
    static const char *const folders[] = {"", "/Downloads", "/Documents"};
    importer->file_count = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(mounts); i++) {
        look_into(importer, mounts[i], DEPTH_MOUNTS);
    }
    const char *home = getenv("HOME");
    for (size_t i = 0; home != NULL && i < ARRAY_LENGTH(folders); i++) {
        char path[PATH_BYTES_MAX];
        struct text_out text = text_out_begin(path, sizeof path);
        text_out_format(&text, "%s%s", home, folders[i]);
        look_into(importer, path, 0);
    }
    size_t count = importer->file_count < files_max ? importer->file_count : files_max;
    for (size_t i = 0; i < count; i++) {
        out_files[i] = importer->files[i].shown;
    }
    return count;
}

/* ---- Reading ---- */

static void tell(void *opaque, const char *what, size_t done, size_t total)
{
    struct importer *importer = opaque;
    (void)what;
    int percent = total > 0 ? (int)(done * 100 / total) : -1;
    pthread_mutex_lock(&importer->lock);
    bool is_new = importer->status.percent != percent;
    importer->status.percent = percent;
    pthread_mutex_unlock(&importer->lock);
    if (is_new) {
        importer->wake(importer->context);
    }
}

static void *read_list(void *opaque)
{
    struct importer *importer = opaque;
    struct import_result *result = calloc(1, sizeof *result);
    ASSERT(result != NULL);
    struct error err = {.code = ERROR_NONE};
    struct till *till = NULL;
    struct import_progress progress = {.tell = tell, .context = importer};
    bool is_done = till_open(importer->till_path, importer->clock, TILL_OPEN_BATCH, &till, &err) &&
                   import_products(till, importer->path, &progress, result, &err);
    till_close(till);
    pthread_mutex_lock(&importer->lock);
    importer->status.is_running = false;
    importer->status.has_ended = true;
    importer->status.is_done = is_done;
    importer->status.product_count = result->row_count;
    if (!is_done) {
        const struct import_problem *first = &result->problems[0];
        bool is_in_file = result->problem_count > 0;
        importer->status.problem_count = result->problem_count;
        importer->status.problem_line = is_in_file ? (unsigned)first->line : 0;
        (void)text_copy(importer->status.problem, sizeof importer->status.problem,
            is_in_file ? first->words : err.text);
    }
    pthread_mutex_unlock(&importer->lock);
    free(result);
    importer->wake(importer->context);
    return NULL;
}

bool importer_start(struct importer *importer, size_t file_index)
{
    pthread_mutex_lock(&importer->lock);
    bool is_running = importer->status.is_running;
    pthread_mutex_unlock(&importer->lock);
    if (is_running || file_index >= importer->file_count) {
        return false;
    }
    join(importer);
    const struct found_file *file = &importer->files[file_index];
    (void)text_copy(importer->path, sizeof importer->path, file->path);
    importer->status = (struct importer_status){.is_running = true, .percent = -1};
    (void)text_copy(importer->status.file, sizeof importer->status.file, file->shown.name);
    importer->has_thread = pthread_create(&importer->thread, NULL, read_list, importer) == 0;
    if (!importer->has_thread) {
        importer->status.is_running = false; /* else it is the thread's to say */
    }
    return importer->has_thread;
}

bool importer_wait(struct importer *importer)
{
    bool has_run = importer->has_thread;
    join(importer);
    return has_run;
}

void importer_status(struct importer *importer, struct importer_status *out_status)
{
    pthread_mutex_lock(&importer->lock);
    *out_status = importer->status;
    importer->status.has_ended = false;
    pthread_mutex_unlock(&importer->lock);
}
