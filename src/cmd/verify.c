#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "store/store.h"
#include "store/verify.h"

static void print_count(const char *what, int64_t count)
{
    printf("%-34s %12" PRId64 "\n", what, count);
}

static void print_words(const struct verify_report *report)
{
    print_count("Tables, indices and triggers", report->schema_objects);
    print_count("Chains", report->chains);
    print_count("Entries of the journal", report->entries);
    print_count("Signed hand-overs of the pen", report->hand_overs);
    print_count("Entries that wait to be applied", report->waiting_entries);
    print_count("Tables compared with the journal", report->tables);
    print_count("Rows compared with the journal", report->rows);
    print_count("Rows with a keyed check", report->checked_rows);
    print_count("Leads", report->leads);
    print_count("Signed closes", report->closes);
    for (size_t i = 0; i < report->text_count; i++) {
        printf("%s\n", report->texts[i]);
    }
    if (report->finding_count > (int64_t)report->text_count) {
        printf("… and %" PRId64 " more\n", report->finding_count - (int64_t)report->text_count);
    }
    if (report->finding_count == 0) {
        printf("Everything holds.\n");
    }
}

static void print_json(const struct verify_report *report)
{
    json_t *findings = json_array();
    for (size_t i = 0; i < report->text_count; i++) {
        json_array_append_new(findings, json_string(report->texts[i]));
    }
    json_t *root = json_pack("{s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}",
        "holds", report->finding_count == 0, "schema_objects", (json_int_t)report->schema_objects,
        "chains", (json_int_t)report->chains, "entries", (json_int_t)report->entries, "hand_overs",
        (json_int_t)report->hand_overs, "waiting_entries", (json_int_t)report->waiting_entries,
        "tables", (json_int_t)report->tables, "rows", (json_int_t)report->rows, "checked_rows",
        (json_int_t)report->checked_rows, "leads", (json_int_t)report->leads, "closes",
        (json_int_t)report->closes, "finding_count", (json_int_t)report->finding_count, "findings",
        findings);
    ASSERT(root != NULL);
    json_dumpf(root, stdout, JSON_COMPACT);
    printf("\n");
    json_decref(root);
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct store *store;
    struct verify_report *report = calloc(1, sizeof(*report));
    ASSERT(report != NULL);
    bool good = store_open(invocation->db_path, STORE_OPEN_READ_ONLY, clock_system(), &store, err);
    if (good) {
        good = store_verify(store, report, err);
        store_close(store);
    }
    if (good && command_has(invocation, "json")) {
        print_json(report);
    } else if (good) {
        print_words(report);
    }
    if (good && report->finding_count > 0) {
        good = error_set(err, ERROR_CORRUPT, "%s does not hold: %" PRId64 " found",
            invocation->db_path, report->finding_count);
    }
    free(report);
    return good ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_verify = {
    .name = "verify",
    .arguments = "",
    .summary = "checks that the file still says what was written into it",
    .help =
        "Walks the journal's chains, replays them into an empty file and compares every row,\n"
        "compares the schema, tests the keyed checks of rows outside of the journal, and runs\n"
        "SQLite's own checks. Says how much was checked and names what does not hold; the exit\n"
        "status is 0 only when everything does. Edits and accidents are found; a file whose\n"
        "chain was made anew is found only by a receipt, the store or a backup.",
    .options =
        {
            {.name = "json", .help = "one JSON object"},
        },
    .run = run,
};
