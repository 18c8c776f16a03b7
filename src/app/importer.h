#ifndef TILLTALE_APP_IMPORTER_H
#define TILLTALE_APP_IMPORTER_H

/* Importer: finds product lists on sticks and in the user's folders, and reads one into the
 * catalogue in a thread with a connection of its own, so that the till sells on meanwhile. */

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "screens/view.h"

struct importer;

#define IMPORTER_SAID_MAX 400

struct importer_status {
    bool is_running;
    int percent;    /* of a running one; -1 not known yet */
    bool has_ended; /* since the last call */
    bool is_done;   /* it did; else `problem` and nothing has changed */
    size_t product_count;
    char file[VIEW_FILE_NAME_MAX];
    char problem[IMPORTER_SAID_MAX]; /* the first, in English */
    unsigned problem_line;           /* of the file; 0: it has none */
    size_t problem_count;            /* 0: the file itself was not taken */
};

/* `wake` is called from the thread when there is something new. */
struct importer *importer_open(
    const char *till_path, struct clock_source clock, void (*wake)(void *context), void *context);

/* Waits for a running import. NULL is fine. */
void importer_close(struct importer *importer);

/* Looks for files now: on what is mounted under /media, /run/media and /mnt, and in the user's
 * home, Downloads and Documents. The newest come first. Returns how many there are. */
size_t importer_look(struct importer *importer, struct view_file *out_files, size_t files_max);

/* Begins to read the file of the last look. False while another one is read. */
bool importer_start(struct importer *importer, size_t file_index);

/* Waits for a running import: for scripts. False if none has run since the last call. */
bool importer_wait(struct importer *importer);

void importer_status(struct importer *importer, struct importer_status *out_status);

#endif
