#include "app/start.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/country.h"
#include "till/found.h"
#include "till/staff.h"
#include "till/till.h"

#define FRESH_ENDING ".fresh"
#define ASIDE_ENDING "-demo"
#define DB_ENDING ".db"
#define MANAGER_NAME "Manager"
#define ASIDE_MAX 100 /* demos beside each other */

static bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

bool start_is_first(const char *db_path)
{
    return !exists(db_path);
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat one;
    struct stat other;
    return lstat(a, &one) == 0 && lstat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* A file of ours goes with everything that stands beside it. */
static void remove_file(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", ".key"};
    for (size_t i = 0; i < ARRAY_LENGTH(endings); i++) {
        char name[START_PATH_MAX + 16];
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        (void)unlink(name); /* most of them are not there */
    }
}

/* --- the stage ------------------------------------------------------------------------------- */

/* What this machine is set to, "de_AT.UTF-8"; "" nothing. */
static const char *machine_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MONETARY", "LANG"};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0') {
            return value;
        }
    }
    return "";
}

bool start_open_stage(
    struct start *start, const char *db_path, struct clock_source clock, struct error *err)
{
    const struct country *country = country_of_locale(machine_locale());
    const char *temporary = getenv("TMPDIR");
    struct shop_request request = {
        .name = "Tilltale", .till = "1", .country = country != NULL ? country->code : "GB"};
    start->db_path = db_path;
    snprintf(start->stage_folder, sizeof start->stage_folder, "%.40s/tilltale-XXXXXX",
        temporary != NULL && strlen(temporary) <= 40 ? temporary : "/tmp");
    if (mkdtemp(start->stage_folder) == NULL) {
        int reason = errno;
        start->stage_folder[0] = '\0';
        return error_set(err, ERROR_IO, "cannot make a folder: %s", strerror(reason));
    }
    snprintf(start->stage_path, sizeof start->stage_path, "%s/stage.db", start->stage_folder);
    return shop_found(start->stage_path, &request, clock, err);
}

/* --- the shop -------------------------------------------------------------------------------- */

/* Its manager gets the PIN, and there are words for the day on which nobody knows it. */
static bool make_manager(
    struct till *till, const char *pin, char out_words[RECOVERY_TEXT_MAX], struct error *err)
{
    size_t count;
    int64_t id = 0;
    const struct till_person *people = till_staff(till, &count);
    for (size_t i = 0; i < count && id == 0; i++) {
        id = people[i].role == ROLE_MANAGER ? people[i].id : 0;
    }
    return (id != 0 || till_add_person(till, MANAGER_NAME, ROLE_MANAGER, &id, err)) &&
           till_set_pin(till, id, pin, err) && till_make_recovery(till, out_words, err);
}

/* The power went while keys were given their place, before their shop was. */
static void drop_half_placed(const char *db_path, const char *fresh_path)
{
    char key[START_PATH_MAX + 16];
    char fresh_key[START_PATH_MAX + 16];
    snprintf(key, sizeof key, "%s.key", db_path);
    snprintf(fresh_key, sizeof fresh_key, "%s.key", fresh_path);
    if (!exists(db_path) && is_same_file(key, fresh_key)) {
        (void)unlink(key);
    }
}

bool start_found(struct start *start, const struct start_request *request,
    struct clock_source clock, struct error *err)
{
    struct shop_request shop = {.name = request->name, .till = "1", .country = request->country};
    char path[START_PATH_MAX];
    struct till *till;
    if (snprintf(path, sizeof path, "%s%s", start->db_path, FRESH_ENDING) >= (int)sizeof path) {
        return error_set(err, ERROR_LIMIT, "the path is too long");
    }
    drop_half_placed(start->db_path, path);
    remove_file(path);
    start->fresh_path[0] = '\0';
    if (!shop_found(path, &shop, clock, err) ||
        !till_open(path, clock, TILL_OPEN_BATCH, &till, err)) {
        remove_file(path);
        return false;
    }
    char words[RECOVERY_TEXT_MAX];
    bool is_done = make_manager(till, request->pin, words, err);
    till_close(till);
    if (!is_done) {
        remove_file(path);
        return false;
    }
    static_assert(RECOVERY_TEXT_MAX <= sizeof start->recovery, "the words fit");
    (void)text_copy(start->recovery, sizeof start->recovery, words);
    (void)text_copy(start->fresh_path, sizeof start->fresh_path, path);
    memory_wipe(words, sizeof words);
    return true;
}

void start_drop_fresh(struct start *start)
{
    if (start->fresh_path[0] != '\0') {
        remove_file(start->fresh_path);
        start->fresh_path[0] = '\0';
        memory_wipe(start->recovery, sizeof start->recovery);
    }
}

/* --- into its place -------------------------------------------------------------------------- */

/* Gives a file of keys a second name, so that at no moment a shop stands without its keys. Where
 * links are not known (a stick) it is moved. */
static bool name_keys(const char *from, const char *to, bool *out_is_moved, struct error *err)
{
    *out_is_moved = false;
    if (link(from, to) == 0 || (errno == EEXIST && is_same_file(from, to))) {
        return true;
    }
    *out_is_moved =
        errno != EEXIST && renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0;
    return *out_is_moved || error_set(err, ERROR_IO, "cannot move %s: %s", from, strerror(errno));
}

/* Moves a file with its keys. */
static bool move(const char *from, const char *to, struct error *err)
{
    char from_key[START_PATH_MAX + 16];
    char to_key[START_PATH_MAX + 16];
    bool is_moved;
    snprintf(from_key, sizeof from_key, "%s.key", from);
    snprintf(to_key, sizeof to_key, "%s.key", to);
    if (!name_keys(from_key, to_key, &is_moved, err)) {
        return false;
    }
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) != 0) {
        int reason = errno;
        (void)(is_moved ? rename(to_key, from_key) : unlink(to_key));
        return error_set(err, ERROR_IO, "cannot move %s: %s", from, strerror(reason));
    }
    if (!is_moved) {
        (void)unlink(from_key); /* the file has them under its new name */
    }
    return true;
}

/* "shop.db" -> "shop-demo.db", "shop-demo-2.db" if that is there. */
static bool find_aside(const char *path, char out_path[START_PATH_MAX], struct error *err)
{
    size_t size = strlen(path);
    size_t ending = strlen(DB_ENDING);
    bool has_ending = size > ending && strcmp(path + size - ending, DB_ENDING) == 0;
    int stem = (int)(has_ending ? size - ending : size);
    for (int i = 1; i <= ASIDE_MAX; i++) {
        char number[16] = "";
        if (i > 1) {
            snprintf(number, sizeof number, "-%d", i);
        }
        int written = snprintf(out_path, START_PATH_MAX, "%.*s%s%s%s", stem, path, ASIDE_ENDING,
            number, has_ending ? DB_ENDING : "");
        if (written < START_PATH_MAX && !exists(out_path)) {
            return true;
        }
    }
    return error_set(err, ERROR_LIMIT, "there is no name left beside %s", path);
}

/* `out_aside` is "" where nothing was there to move. */
static bool move_aside(const char *path, char out_aside[START_PATH_MAX], struct error *err)
{
    out_aside[0] = '\0';
    if (path == NULL || !exists(path)) {
        return true;
    }
    char aside[START_PATH_MAX];
    if (!find_aside(path, aside, err) || !move(path, aside, err)) {
        return false;
    }
    (void)text_copy(out_aside, START_PATH_MAX, aside);
    return true;
}

static void move_back(const char *aside, const char *path)
{
    struct error ignored; /* whoever asked for it has an error to tell already */
    if (aside[0] != '\0' && !move(aside, path, &ignored)) {
        fprintf(stderr, "tilltale kiosk: %s\n", ignored.text);
    }
}

/* The power went after a demo had moved aside and before its keys had lost their old name. */
static void drop_second_name(const char *db_path)
{
    char key[START_PATH_MAX + 16];
    struct stat status;
    snprintf(key, sizeof key, "%s.key", db_path);
    if (!exists(db_path) && lstat(key, &status) == 0 && status.st_nlink > 1) {
        (void)unlink(key);
    }
}

bool start_take_place(struct start *start, const char *store_path, struct error *err)
{
    char till_aside[START_PATH_MAX];
    char store_aside[START_PATH_MAX];
    ASSERT(start->fresh_path[0] != '\0');
    if (!move_aside(start->db_path, till_aside, err)) {
        return false;
    }
    drop_second_name(start->db_path);
    if (!move_aside(store_path, store_aside, err)) {
        move_back(till_aside, start->db_path);
        return false;
    }
    if (!move(start->fresh_path, start->db_path, err)) {
        move_back(store_aside, store_path);
        move_back(till_aside, start->db_path);
        return false;
    }
    start->fresh_path[0] = '\0';
    memory_wipe(start->recovery, sizeof start->recovery);
    return true;
}

void start_close(struct start *start)
{
    start_drop_fresh(start);
    if (start->stage_folder[0] != '\0') {
        remove_file(start->stage_path);
        (void)rmdir(start->stage_folder);
        start->stage_folder[0] = '\0';
    }
}
