#ifndef TILLTALE_TILL_EXPORT_TARGET_H
#define TILLTALE_TILL_EXPORT_TARGET_H

/* Export targets: where the files of a closed day go, by this device's settings: one stick and one
 * folder of the settings screen (files_stick, files_folder, files_formats), and a list for the
 * command line.
 *
 * A target is a folder of this machine, or a stick, known by its label: it is wherever a file
 * system of that name is mounted under /media, /run/media or /mnt (TILL is /media/TILL or
 * /run/media/anna/TILL). A folder of that name on which nothing is mounted is no stick: what is
 * written there would stay in the machine.
 *
 * Each till has a folder of its own in a target, and in it one a business day:
 * till-1/2026-11-23/. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"

struct error;
struct store;
struct till;

#define EXPORT_TARGETS_MAX 8
#define EXPORT_TARGET_NAME_MAX 32
#define EXPORT_TARGET_PLACE_MAX 200

struct export_target {
    char name[EXPORT_TARGET_NAME_MAX]; /* what people call it: "TILL", "office" */
    bool is_stick;
    char place[EXPORT_TARGET_PLACE_MAX]; /* the stick's label, or the folder's absolute path */
    unsigned formats;                    /* bits by enum export_format */
};

struct export_targets {
    struct export_target rows[EXPORT_TARGETS_MAX];
    size_t count;
};

/* The word of a format by its bit, "csv"; NULL behind the last. */
const char *export_target_format(unsigned bit);

/* All of them. Errors: ERROR_CORRUPT, the setting cannot be understood; ERROR_IO. */
MUST_CHECK bool export_targets_read(
    struct store *store, struct export_targets *out_targets, struct error *err);

/* Only those of the list: without the stick and the folder that the settings name. */
MUST_CHECK bool export_targets_read_list(
    struct store *store, struct export_targets *out_targets, struct error *err);

/* Adds a target to the list, or changes the one of that name.
 * Errors: ERROR_INVALID, a name, place or formats that make no sense; ERROR_LIMIT, too many. */
MUST_CHECK bool till_set_export_target(
    struct till *till, const struct export_target *target, struct error *err);

/* Takes a target off the list, with the jobs that still wait for it. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool till_remove_export_target(struct till *till, const char *name, struct error *err);

/* Where the target is now. Errors: ERROR_NOT_FOUND, the stick is not plugged in. */
MUST_CHECK bool export_target_locate(
    const struct export_target *target, char *out_folder, size_t capacity, struct error *err);

/* The mount point of a label in the text of /proc/self/mountinfo; false if there is none. */
bool export_target_find_mount(
    const char *mountinfo, const char *label, char *out_folder, size_t capacity);

#endif
