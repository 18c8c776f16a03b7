#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "till/shop_setting.h"
#include "till/till.h"

static bool open_shop(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static bool print_all(struct till *till, struct error *err)
{
    size_t count;
    const struct shop_setting *rows = shop_settings(&count);
    for (size_t i = 0; i < count; i++) {
        char value[SHOP_SETTING_VALUE_MAX];
        if (!shop_setting_get(till, rows[i].key, value, err)) {
            return false;
        }
        printf("%s = %s\n    %s\n", rows[i].key, value, rows[i].help);
    }
    return true;
}

static bool print_one(struct till *till, const char *key, struct error *err)
{
    char value[SHOP_SETTING_VALUE_MAX];
    if (!shop_setting_get(till, key, value, err)) {
        return false;
    }
    printf("%s\n", value);
    return true;
}

static enum command_status run_get(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = invocation->argument_count == 0 ? print_all(till, err)
                                                   : print_one(till, invocation->arguments[0], err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run_set(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_shop(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = shop_setting_set(till, invocation->arguments[0], invocation->arguments[1], err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_get = {
    .name = "get",
    .arguments = "[KEY]",
    .arguments_max = 1,
    .summary = "a setting of the shop, or all of them with what they mean",
    .run = run_get,
};

const struct command command_set = {
    .name = "set",
    .arguments = "KEY VALUE",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = "changes a setting of the shop",
    .help = "'tilltale get' lists them. An empty VALUE takes an optional one away.",
    .run = run_set,
};
