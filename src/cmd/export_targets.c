#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "export/export_files.h"
#include "store/store.h"
#include "till/export_target.h"
#include "till/till.h"

#define FORMATS_OTHERWISE "csv,json"

static void print_target(const struct export_target *target)
{
    char folder[4096];
    const char *comma = "";
    struct error why;
    printf("%s: %s %s, ", target->name, target->is_stick ? "stick" : "folder", target->place);
    for (int format = 0; format < EXPORT_FORMAT_COUNT; format++) {
        if ((target->formats & 1u << format) != 0) {
            printf("%s%s", comma, export_format_text((enum export_format)format));
            comma = ",";
        }
    }
    if (!export_target_locate(target, folder, sizeof(folder), &why)) {
        printf("; %s\n", why.text);
    } else {
        printf("; %s\n", folder);
    }
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct store *store;
    struct export_targets targets;
    if (!store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock_system(), &store, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = export_targets_read(store, &targets, err);
    for (size_t i = 0; is_done && i < targets.count; i++) {
        print_target(&targets.rows[i]);
    }
    store_close(store);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status read_target(
    const struct invocation *invocation, struct export_target *target, struct error *err)
{
    const char *stick = command_value(invocation, "stick");
    const char *folder = command_value(invocation, "folder");
    const char *formats = command_value(invocation, "format");
    struct error why;
    if ((stick == NULL) == (folder == NULL)) {
        return command_usage_error(err, "name either --stick LABEL or --folder DIR");
    }
    if (!export_formats_parse(
            text_view_of(formats != NULL ? formats : FORMATS_OTHERWISE), &target->formats, &why)) {
        return command_usage_error(err, "--format: %s", why.text);
    }
    target->is_stick = stick != NULL;
    if (!text_copy(target->name, sizeof(target->name), invocation->arguments[0]) ||
        !text_copy(target->place, sizeof(target->place), stick != NULL ? stick : folder)) {
        return command_usage_error(err, "the name or the place is too long");
    }
    return COMMAND_OK;
}

static enum command_status run_add(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct export_target target = {0};
    enum command_status status = read_target(invocation, &target, err);
    if (status != COMMAND_OK) {
        return status;
    }
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = till_set_export_target(till, &target, err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run_remove(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = till_remove_export_target(till, invocation->arguments[0], err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_export_targets_list = {
    .name = "export targets list",
    .arguments = "",
    .summary = "where the files of a closed day go, and whether it is there now",
    .run = run_list,
};

const struct command command_export_targets_add = {
    .name = "export targets add",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "sends the files of every closed day to a stick or a folder",
    .help =
        "A stick is found by its label under /media, /run/media or /mnt. A target of that\n"
        "name is changed. Each till has a folder in it, and in that one a business day.",
    .options =
        {
            {"stick", "LABEL", false, "a USB stick by the name of its file system"},
            {"folder", "DIR", false, "a folder of this machine, from the root"},
            {"format", "LIST", false,
                "as of 'export day'; " FORMATS_OTHERWISE " unless said otherwise"},
        },
    .run = run_add,
};

const struct command command_export_targets_remove = {
    .name = "export targets remove",
    .arguments = "NAME",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "sends no more files there; what waits for it is forgotten",
    .run = run_remove,
};
