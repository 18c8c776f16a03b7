#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/id.h"
#include "till/till.h"
#include "till/token_keys.h"

static bool open_till(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct token_keys_held held;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = token_keys_list(till, &held, err);
    till_close(till);
    for (size_t i = 0; is_done && i < held.count; i++) {
        printf("key %u%s%s%s\n", (unsigned)held.numbers[i],
            held.is_booth ? ", of this booth alone" : "",
            held.numbers[i] == held.signing ? ", signs new codes" : "",
            held.is_retired[i] ? ", retired: only codes that are known here count" : "");
    }
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_key_list = {
    .name = "key list",
    .arguments = "",
    .summary = "the keys that codes are signed with",
    .run = run_list,
};

static enum command_status run_rotate(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    uint32_t number;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = token_keys_rotate(till, &number, err);
    till_close(till);
    if (!is_done) {
        return COMMAND_REFUSED;
    }
    printf(
        "New codes are signed under key %u; old ones stay valid. Keep a new copy of %s.key, start\n"
        "a till that is running again, and carry the key to the shop's other tills and its store\n"
        "before they meet a new code:\n"
        "  here     tilltale key export FILE\n"
        "  there    tilltale key import FILE\n",
        (unsigned)number, invocation->db_path);
    return COMMAND_OK;
}

const struct command command_key_rotate = {
    .name = "key rotate",
    .arguments = "",
    .summary = "makes a new key for the codes of the shop; old codes stay valid",
    .help = "Where somebody else may have the old key, 'key retire' it after that.",
    .run = run_rotate,
};

static enum command_status run_export(const struct invocation *invocation, struct error *err)
{
    const char *path = invocation->arguments[0];
    const char *number = command_value(invocation, "till");
    struct till *till;
    int64_t node = 0;
    if (number != NULL && (!node_parse(text_view_of(number), &node) || node == 0)) {
        return command_usage_error(err, "--till is the number of a booth, as in 7");
    }
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = token_keys_export(till, path, node, err);
    till_close(till);
    if (is_done) {
        printf(
            "The keys are in %s. Who has it can make codes of the shop: delete it when it is\n"
            "read.\n",
            path);
    }
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_key_export = {
    .name = "key export",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "writes the keys of codes into a file, to carry to another till",
    .help = "A till of the shop gets all of them, a booth its own one.",
    .options =
        {
            {"till", "NUMBER", false, "for this booth"},
        },
    .run = run_export,
};

static enum command_status run_import(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    size_t count;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = token_keys_import(till, invocation->arguments[0], &count, err);
    till_close(till);
    if (is_done) {
        printf("%zu %s taken\n", count, count == 1 ? "key" : "keys");
    }
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_key_import = {
    .name = "key import",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "takes the keys that another till of the shop has written",
    .run = run_import,
};

static enum command_status run_retire(const struct invocation *invocation, struct error *err)
{
    const char *text = invocation->arguments[0];
    struct till *till;
    uint32_t number = 0;
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 2 || text[0] == '\0') {
        return command_usage_error(err, "NUMBER is that of a key, as in 1");
    }
    for (const char *at = text; *at != '\0'; at++) {
        number = number * 10 + (uint32_t)(*at - '0');
    }
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = token_keys_retire(till, number, err);
    till_close(till);
    if (is_done) {
        printf("key %u is retired: its codes count where they are known, and no others\n",
            (unsigned)number);
    }
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_key_retire = {
    .name = "key retire",
    .arguments = "NUMBER",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "trusts an old key no more, where somebody else may have it",
    .help =
        "Codes of that key go on counting if what stands behind them is known here: a receipt\n"
        "of another till counts once its sale has come. Every till knows after a sync.",
    .run = run_retire,
};
