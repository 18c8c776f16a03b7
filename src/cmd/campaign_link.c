#include <stdio.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "qr/qr.h"
#include "till/campaign.h"
#include "till/till.h"

#define PNG_SCALE 12 /* pixels a module: a sharp code of four centimetres on paper */
#define PICTURE_MODE 0644

static bool write_picture(const struct invocation *invocation, const char *text, struct error *err)
{
    const char *png = command_value(invocation, "png");
    const char *svg = command_value(invocation, "svg");
    if (png == NULL && svg == NULL) {
        return true;
    }
    struct qr qr;
    struct buffer picture = {0};
    if (!qr_encode(text, &qr, err)) {
        return false;
    }
    if (png != NULL) {
        qr_append_png(&qr, PNG_SCALE, &picture);
    } else {
        qr_append_svg(&qr, &picture);
    }
    bool is_written =
        file_write_whole(png != NULL ? png : svg, picture.bytes, picture.size, PICTURE_MODE, err);
    buffer_close(&picture);
    return is_written;
}

static void print_link(const struct campaign_link *link)
{
    printf("%s%s%s\n", link->campaign, link->content[0] != '\0' ? ", " : "", link->content);
    printf("  code  %s\n", link->token);
    printf("  text  %s\n", link->code_text);
    if (link->ends_on[0] != '\0') {
        printf("  until  %s\n", link->ends_on);
    }
    if (link->hear_position > 0) {
        printf("  answer %d: %s\n", link->hear_position, link->hear_words);
    }
    if (link->is_revoked) {
        printf("  taken back: it counts no more\n");
    }
}

/* What is said of it beside its code. */
static bool change(struct till *till, const struct invocation *invocation,
    struct campaign_link *link, struct error *err)
{
    const char *until = command_value(invocation, "until");
    const char *hear = command_value(invocation, "hear");
    const char *position = command_value(invocation, "hear-position");
    if (until == NULL && hear == NULL && position == NULL) {
        return true;
    }
    if ((until != NULL && !text_copy(link->ends_on, sizeof(link->ends_on), until)) ||
        (hear != NULL && !text_copy(link->hear_words, sizeof(link->hear_words), hear))) {
        return error_set(err, ERROR_INVALID, "--until is a day, --hear a few words");
    }
    if (position != NULL) {
        bool is_digit = position[0] >= '1' && position[0] <= '6' && position[1] == '\0';
        link->hear_position = is_digit ? position[0] - '0' : -1;
    }
    char content[CODE_BYTES];
    (void)text_copy(content, sizeof(content), link->content);
    return campaign_change_link(till, link, err) &&
           campaign_open_link(till, invocation->arguments[0], content, link, err);
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    const char *content = command_value(invocation, "content");
    bool revokes = command_has(invocation, "revoke");
    if (command_has(invocation, "png") && command_has(invocation, "svg")) {
        return command_usage_error(err, "one picture at a time: --png or --svg");
    }
    struct till *till;
    struct campaign_link link;
    if (!till_open(
            invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool (*act)(struct till *, const char *, const char *, struct campaign_link *, struct error *) =
        revokes ? campaign_revoke_link : campaign_open_link;
    bool is_done = act(till, invocation->arguments[0], content != NULL ? content : "", &link, err);
    is_done = is_done && change(till, invocation, &link, err);
    till_close(till);
    if (!is_done || !write_picture(invocation, link.code_text, err)) {
        return COMMAND_REFUSED;
    }
    print_link(&link);
    return COMMAND_OK;
}

const struct command command_campaign_link = {
    .name = "campaign link",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "the code of a campaign's placement, and its picture",
    .help =
        "A placement is one flyer, one poster, one table stand. The same placement has the same\n"
        "code until the shop's keys are rotated, and what was printed before goes on counting.",
    .options =
        {
            {"content", "WORD", false, "what the code stands on, e.g. flyer"},
            {"png", "FILE", false, "writes the QR code as a picture"},
            {"svg", "FILE", false, "the same to print at any size"},
            {"until", "DAY", false, "its last day, where it ends before its campaign; \"\" open"},
            {"hear", "WORDS", false, "an answer to \"how did you hear of us?\"; \"\" none"},
            {"hear-position", "N", false, "its place among them, 1 to 6"},
            {"revoke", NULL, false, "takes the code back"},
        },
    .run = run,
};
