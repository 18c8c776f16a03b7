#include "till/export_target.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "export/export_files.h"
#include "store/export_job.h"
#include "store/setting.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/settings.h"

/* A device setting of a line a target: name, kind, place, formats, with tabs between. */
static const char KEY[] = "export_targets";
static const char STICK[] = "stick";
static const char FOLDER[] = "folder";

static_assert(EXPORT_TARGET_NAME_MAX <= EXPORT_JOB_TARGET_MAX, "a job can name every target");

/* --- the setting --------------------------------------------------------------------------- */

static bool parse_line(struct text_view line, struct export_target *out_target)
{
    struct text_view name, kind, place;
    struct error ignored;
    return text_view_split(&line, '\t', &name) && text_view_split(&line, '\t', &kind) &&
           text_view_split(&line, '\t', &place) &&
           text_copy_view(out_target->name, sizeof(out_target->name), name) &&
           text_copy_view(out_target->place, sizeof(out_target->place), place) &&
           export_formats_parse(line, &out_target->formats, &ignored) &&
           ((out_target->is_stick = text_view_equals(kind, STICK)) ||
               text_view_equals(kind, FOLDER));
}

bool export_targets_read_list(
    struct store *store, struct export_targets *out_targets, struct error *err)
{
    char value[SETTING_VALUE_MAX];
    bool found;
    struct export_targets targets = {0};
    if (!device_setting_read(store, KEY, value, &found, err)) {
        return false;
    }
    struct text_view rest = text_view_of(value);
    struct text_view line;
    while (text_view_split(&rest, '\n', &line)) {
        if (line.size == 0) {
            continue;
        }
        if (targets.count == EXPORT_TARGETS_MAX ||
            !parse_line(line, &targets.rows[targets.count++])) {
            return error_set(err, ERROR_CORRUPT, "the list of export targets is damaged");
        }
    }
    *out_targets = targets;
    return true;
}

/* One of the two that the settings screen knows; a target of the list with that name wins. */
static bool add_setting(struct store *store, enum setting setting, unsigned formats,
    struct export_targets *targets, struct error *err)
{
    char place[SHOP_SETTING_VALUE_MAX];
    bool found;
    if (!setting_read_value(store, &SETTING_ROWS[setting], place, &found, err)) {
        return false;
    }
    if (place[0] == '\0' || targets->count == EXPORT_TARGETS_MAX) {
        return true;
    }
    bool is_stick = setting == SETTING_FILES_STICK;
    const char *slash = strrchr(place, '/');
    const char *name = is_stick || slash == NULL || slash[1] == '\0' ? place : slash + 1;
    struct export_target target = {.is_stick = is_stick, .formats = formats};
    (void)text_copy(target.name, sizeof(target.name), name);
    (void)text_copy(target.place, sizeof(target.place), place);
    for (size_t i = 0; i < targets->count; i++) {
        if (strcmp(targets->rows[i].name, target.name) == 0) {
            return true;
        }
    }
    targets->rows[targets->count++] = target;
    return true;
}

bool export_targets_read(struct store *store, struct export_targets *out_targets, struct error *err)
{
    struct export_targets targets;
    char words[SHOP_SETTING_VALUE_MAX];
    unsigned formats;
    bool found;
    if (!export_targets_read_list(store, &targets, err) ||
        !setting_read_value(store, &SETTING_ROWS[SETTING_FILES_FORMATS], words, &found, err) ||
        !export_formats_parse(text_view_of(words), &formats, err) ||
        !add_setting(store, SETTING_FILES_STICK, formats, &targets, err) ||
        !add_setting(store, SETTING_FILES_FOLDER, formats, &targets, err)) {
        return false;
    }
    *out_targets = targets;
    return true;
}

static bool write_targets(
    struct store *store, const struct export_targets *targets, struct error *err)
{
    struct buffer value = {0};
    for (size_t i = 0; i < targets->count; i++) {
        const struct export_target *target = &targets->rows[i];
        const char *comma = "";
        buffer_format(
            &value, "%s\t%s\t%s\t", target->name, target->is_stick ? STICK : FOLDER, target->place);
        for (int format = 0; format < EXPORT_FORMAT_COUNT; format++) {
            if ((target->formats & 1u << format) != 0) {
                buffer_format(
                    &value, "%s%s", comma, export_format_text((enum export_format)format));
                comma = ",";
            }
        }
        buffer_append_char(&value, '\n');
    }
    bool fits = value.size < SETTING_VALUE_MAX;
    bool done = fits ? device_setting_write(store, KEY, value.size > 0 ? value.bytes : "", err)
                     : error_set(err, ERROR_LIMIT, "the names of all targets are too long");
    buffer_close(&value);
    return done;
}

static bool is_plain(const char *text)
{
    return text[0] != '\0' && text_is_utf8(text, strlen(text), NULL) &&
           !text_view_has_control(text_view_of(text));
}

static bool check(const struct export_target *target, struct error *err)
{
    if (!is_plain(target->name) || strchr(target->name, '/') != NULL) {
        return error_set(err, ERROR_INVALID, "a target's name is a plain word of up to %d bytes",
            EXPORT_TARGET_NAME_MAX - 1);
    }
    if (target->is_stick) {
        bool is_label = is_plain(target->place) && strchr(target->place, '/') == NULL;
        return is_label ||
               error_set(err, ERROR_INVALID, "a stick's label is a word without a slash");
    }
    return (is_plain(target->place) && target->place[0] == '/') ||
           error_set(err, ERROR_INVALID, "a folder is named from the root, e.g. /srv/till");
}

/* A bracket that leaves no entry: the rows are this device's. */
static bool finish(struct till *till, bool is_done, struct error *err)
{
    is_done = is_done && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    return is_done;
}

bool till_set_export_target(
    struct till *till, const struct export_target *target, struct error *err)
{
    struct export_targets targets;
    if (!check(target, err)) {
        return false;
    }
    bool done = store_begin(till->store, ENTRY_ACT, till->staff_id, err) &&
                export_targets_read_list(till->store, &targets, err);
    size_t at = 0;
    while (done && at < targets.count && strcmp(targets.rows[at].name, target->name) != 0) {
        at++;
    }
    if (done && at == EXPORT_TARGETS_MAX) {
        done = error_set(err, ERROR_LIMIT, "there are %d targets already", EXPORT_TARGETS_MAX);
    }
    if (done) {
        targets.rows[at] = *target;
        targets.count = at == targets.count ? at + 1 : targets.count;
        done = write_targets(till->store, &targets, err);
    }
    return finish(till, done, err);
}

bool till_remove_export_target(struct till *till, const char *name, struct error *err)
{
    struct export_targets targets, kept = {0};
    bool done = store_begin(till->store, ENTRY_ACT, till->staff_id, err) &&
                export_targets_read_list(till->store, &targets, err);
    for (size_t i = 0; done && i < targets.count; i++) {
        if (strcmp(targets.rows[i].name, name) != 0) {
            kept.rows[kept.count++] = targets.rows[i];
        }
    }
    if (done && kept.count == targets.count) {
        done = error_set(err, ERROR_NOT_FOUND, "there is no target %s", name);
    }
    return finish(till,
        done && write_targets(till->store, &kept, err) &&
            export_job_forget(till->store, name, false, INT64_MAX, err),
        err);
}

/* --- where it is --------------------------------------------------------------------------- */

/* The field `index` of a line of mountinfo, with its octal escapes ("\040" a blank) undone. */
static bool read_field(struct text_view line, int index, char *out, size_t capacity)
{
    struct text_view field = {"", 0};
    size_t size = 0;
    for (int i = 0; i <= index; i++) {
        if (!text_view_split(&line, ' ', &field)) {
            return false;
        }
    }
    for (size_t i = 0; i < field.size; i++) {
        char c = field.bytes[i];
        if (c == '\\' && i + 3 < field.size) {
            c = (char)((field.bytes[i + 1] - '0') * 64 + (field.bytes[i + 2] - '0') * 8 +
                       (field.bytes[i + 3] - '0'));
            i += 3;
        }
        if (size + 1 >= capacity) {
            return false;
        }
        out[size++] = c;
    }
    out[size] = '\0';
    return true;
}

static bool is_place_of_sticks(const char *folder)
{
    static const char *const PLACES[] = {"/media/", "/run/media/", "/mnt/"};
    for (size_t i = 0; i < ARRAY_LENGTH(PLACES); i++) {
        if (strncmp(folder, PLACES[i], strlen(PLACES[i])) == 0) {
            return true;
        }
    }
    return false;
}

bool export_target_find_mount(
    const char *mountinfo, const char *label, char *out_folder, size_t capacity)
{
    struct text_view rest = text_view_of(mountinfo);
    struct text_view line;
    bool found = false;
    while (text_view_split(&rest, '\n', &line)) {
        char folder[4096];
        if (!read_field(line, 4, folder, sizeof(folder)) || !is_place_of_sticks(folder)) {
            continue;
        }
        const char *name = strrchr(folder, '/') + 1;
        if (strcmp(name, label) == 0 && text_copy(out_folder, capacity, folder)) {
            found = true; /* the last one: it lies over those before it */
        }
    }
    return found;
}

bool export_target_locate(
    const struct export_target *target, char *out_folder, size_t capacity, struct error *err)
{
    if (!target->is_stick) {
        return text_copy(out_folder, capacity, target->place) ||
               error_set(err, ERROR_INVALID, "the folder's name is too long");
    }
    struct buffer mounts = {0};
    bool is_read = buffer_read_file(&mounts, "/proc/self/mountinfo", err);
    bool found = is_read && mounts.size > 0 &&
                 export_target_find_mount(mounts.bytes, target->place, out_folder, capacity);
    buffer_close(&mounts);
    return !is_read ? false
                    : found || error_set(err, ERROR_NOT_FOUND, "the stick %s is not plugged in",
                                   target->place);
}

const char *export_target_format(unsigned bit)
{
    return bit < EXPORT_FORMAT_COUNT ? export_format_text((enum export_format)bit) : NULL;
}
