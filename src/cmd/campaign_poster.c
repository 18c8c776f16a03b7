#include <stdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "till/campaign_poster.h"
#include "till/till.h"

#define ALL_SIZES ((1U << POSTER_SIZE_COUNT) - 1)
#define READING_DISTANCE 10 /* times the width of a code: from so far phones read it */

static bool read_sizes(const char *text, unsigned *out_sizes, struct error *err)
{
    struct text_view rest = text_view_of(text);
    struct text_view word;
    unsigned sizes = 0;
    while (text_view_split(&rest, ',', &word)) {
        enum poster_size size;
        if (!poster_size_parse(text_view_trim(word), &size)) {
            return error_set(
                err, ERROR_INVALID, "--size is one or several of a6, a5, a4 and a3, with commas");
        }
        sizes |= 1U << size;
    }
    *out_sizes = sizes;
    return true;
}

static void print_result(
    const struct campaign_link *link, const struct poster_result *result, const char *folder)
{
    printf("%s%s%s\n", link->campaign, link->content[0] != '\0' ? ", " : "", link->content);
    printf("  code   %s\n", link->token);
    for (int i = 0; i < POSTER_SIZE_COUNT; i++) {
        int code_mm = (result->code_um[i] + 500) / 1000;
        if (code_mm > 0) {
            printf("  %s     code %d mm wide, read from %d cm\n",
                poster_size_text((enum poster_size)i), code_mm, code_mm * READING_DISTANCE / 10);
        }
    }
    printf("  files  %zu in %s\n", result->file_count, folder);
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    const char *placement = command_value(invocation, "placement");
    const char *language = command_value(invocation, "language");
    const char *folder = command_value(invocation, "to");
    const char *size = command_value(invocation, "size");
    struct campaign_poster what = {
        .placement = placement != NULL ? placement : "",
        .language = language != NULL ? language : "",
        .sizes = ALL_SIZES,
    };
    struct till *till;
    struct campaign_link link;
    struct poster_result result;
    if (size != NULL && !read_sizes(size, &what.sizes, err)) {
        return COMMAND_USAGE;
    }
    if (!till_open(
            invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done =
        campaign_write_posters(till, invocation->arguments[0], &what, folder, &link, &result, err);
    till_close(till);
    if (!is_done) {
        return COMMAND_REFUSED;
    }
    print_result(&link, &result, folder);
    return COMMAND_OK;
}

const struct command command_campaign_poster = {
    .name = "campaign poster",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "posters and flyers of a campaign, to print",
    .help =
        "PDF and PNG from A6 to A3 with the headline, the picture, the offer, and the code of\n"
        "the placement as a QR code and in letters.",
    .options =
        {
            {"to", "DIR", true, "where the files go"},
            {"placement", "WORD", false, "where it hangs or lies, e.g. flyer; a code of its own"},
            {"size", "SIZE", false, "a6, a5, a4 or a3, several with commas; else all"},
            {"language", "LANGUAGE", false, "as de; else the one that the campaign begins in"},
        },
    .run = run,
};
