#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "cmd/report_figures.h"
#include "cmd/shop_file.h"
#include "domain/campaign_figures.h"
#include "domain/id.h"
#include "export/json_write.h"
#include "store/campaign_facts.h"
#include "store/code_use.h"
#include "store/store.h"

struct printing {
    struct buffer out;
    bool is_json;
    int64_t node; /* of one till, or REPORT_ALL_NODES */
    size_t count;
};

/* "SPRING, flyer"; of a receipt, a friend's and a lead's code the number too. */
static void append_code(struct buffer *out, const struct code_use *use)
{
    char number[RECEIPT_TEXT_MAX];
    buffer_format(out, "%.*s%s%.*s", (int)use->campaign.size, use->campaign.bytes,
        use->content.size > 0 ? ", " : "", (int)use->content.size, use->content.bytes);
    if (!text_view_equals(use->kind, "link")) {
        buffer_format(out, ", %.*s %s", (int)use->kind.size, use->kind.bytes,
            receipt_print(use->target_id, number));
    }
}

static void append_line(struct buffer *out, const struct code_use *use)
{
    char till[NODE_TEXT_MAX];
    buffer_append_text(out, "Unusually often: ");
    append_code(out, use);
    buffer_format(out, ": %" PRId64, use->use_count);
    if (use->sale_count > 0) {
        buffer_format(out, " of %" PRId64, use->sale_count);
    }
    buffer_format(out, " sales at till %s, %s%.*s\n", node_print(use->node, till),
        use->sale_count > 0 ? "on " : "the last on ", (int)use->day.size, use->day.bytes);
}

static void append_object(struct buffer *out, const struct code_use *use)
{
    char text[RECEIPT_TEXT_MAX];
    bool is_link = text_view_equals(use->kind, "link");
    json_write_begin(out, NULL, '{');
    json_write_view(out, "kind", use->kind);
    json_write_view(out, "campaign", use->campaign);
    json_write_view(out, "placement", use->content);
    json_write_text(out, "of", is_link ? NULL : receipt_print(use->target_id, text));
    json_write_text(out, "till", node_print(use->node, text));
    json_write_view(out, "day", use->day);
    json_write_integer(out, "used", use->use_count);
    if (is_link) {
        json_write_integer(out, "sales", use->sale_count);
    }
    json_write_end(out, '}');
}

static bool print_use(void *context, const struct code_use *use, struct error *err)
{
    struct printing *printing = context;
    (void)err;
    if (printing->node != REPORT_ALL_NODES && printing->node != use->node) {
        return true;
    }
    printing->count++;
    (printing->is_json ? append_object : append_line)(&printing->out, use);
    return true;
}

/* A code that came, by till: "FLYER, poster   link   till 1   15 sales, 14 counted". */
static bool print_code(void *context, const struct campaign_code *code, struct error *err)
{
    struct printing *printing = context;
    struct buffer *out = &printing->out;
    char till[NODE_TEXT_MAX];
    (void)err;
    if (printing->is_json) {
        json_write_begin(out, NULL, '{');
        json_write_view(out, "kind", code->kind);
        json_write_view(out, "campaign", code->campaign);
        json_write_view(out, "placement", code->content);
        json_write_text(out, "till", node_print(code->node, till));
        json_write_integer(out, "used", code->sale_count);
        json_write_integer(out, "counted", code->credited_count);
        json_write_view(out, "last_day", code->last_day);
        json_write_end(out, '}');
        return true;
    }
    buffer_format(out,
        "%.*s%s%.*s, %.*s, till %s: %" PRId64 " sales, %" PRId64 " counted, the last on %.*s\n",
        (int)code->campaign.size, code->campaign.bytes, code->content.size > 0 ? " " : "",
        (int)code->content.size, code->content.bytes, (int)code->kind.size, code->kind.bytes,
        node_print(code->node, till), code->sale_count, code->credited_count,
        (int)code->last_day.size, code->last_day.bytes);
    return true;
}

static void append_row(
    struct buffer *out, bool is_json, const char *name, int64_t given, int64_t back)
{
    if (is_json) {
        json_write_begin(out, name, '{');
        json_write_integer(out, "given", given);
        json_write_integer(out, "back", back);
        json_write_end(out, '}');
    } else {
        buffer_format(out, "%-20s %12" PRId64 " %12" PRId64 "\n", name, given, back);
    }
}

static void append_counts(struct printing *printing, const struct campaign_facts *facts)
{
    const struct figures_codes *codes = &facts->codes;
    struct buffer *out = &printing->out;
    if (printing->is_json) {
        json_write_begin(out, NULL, '{');
    } else {
        buffer_format(out, "%-20s %12s %12s\n", "Codes", "given out", "came back");
    }
    append_row(out, printing->is_json, "receipts", codes->given_receipts, codes->back_receipts);
    append_row(out, printing->is_json, "leads", codes->given_leads, codes->back_leads);
}

static bool append_codes(struct printing *printing, struct store *store,
    const struct campaign_facts *facts, struct error *err)
{
    struct report_range range = {.from = facts->from, .to = facts->to, .node = facts->node};
    if (printing->is_json) {
        json_write_begin(&printing->out, "rows", '[');
    } else {
        buffer_append_text(&printing->out, "\n");
    }
    if (!store_begin_reading(store, err)) {
        return false;
    }
    bool is_read = campaign_codes_visit(store, &range, print_code, printing, err);
    store_end_reading(store);
    if (printing->is_json) {
        json_write_end(&printing->out, ']');
    }
    return is_read;
}

static bool append_uses(struct printing *printing, struct store *store,
    const struct campaign_facts *facts, struct error *err)
{
    if (printing->is_json) {
        json_write_begin(&printing->out, "unusual", '[');
    } else {
        buffer_append_text(&printing->out, "\n");
    }
    if (!store_begin_reading(store, err)) {
        return false;
    }
    bool is_read = codes_unusual(store, facts->from, facts->to, print_use, printing, err);
    store_end_reading(store);
    if (printing->is_json) {
        json_write_end(&printing->out, ']');
        json_write_end(&printing->out, '}');
        buffer_append_text(&printing->out, "\n");
    } else if (printing->count == 0) {
        buffer_append_text(&printing->out, "No code came unusually often.\n");
    }
    return is_read;
}

static enum command_status report(
    const struct invocation *invocation, const struct shop_file *file, struct error *err)
{
    struct campaign_facts facts;
    struct printing printing = {.is_json = command_has(invocation, "json")};
    enum command_status status = figures_read_facts(invocation, file, 0, &facts, err);
    if (status != COMMAND_OK) {
        return status;
    }
    printing.node = facts.node;
    append_counts(&printing, &facts);
    bool is_done = append_codes(&printing, file->store, &facts, err) &&
                   append_uses(&printing, file->store, &facts, err);
    campaign_facts_close(&facts);
    if (is_done) {
        fwrite(printing.out.bytes, 1, printing.out.size, stdout);
    }
    buffer_close(&printing.out);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    struct shop_file file;
    if (!shop_file_open(invocation, &file, err)) {
        return COMMAND_REFUSED;
    }
    enum command_status status = report(invocation, &file, err);
    shop_file_close(&file);
    return status;
}

const struct command command_report_codes = {
    .name = "report codes",
    .arguments = "",
    .summary = "codes that were given out and came back, and those that come too often",
    .help =
        "A placement's code that comes on more than ten sales and three in ten of a till's day\n"
        "is marked, and the code of a receipt, a friend or a lead that comes on more than five\n"
        "sales of a till: a flyer may be taped to it.",
    .options =
        {
            {"from", "YYYY-MM-DD", false, "the first business day"},
            {"to", "YYYY-MM-DD", false, "the last business day"},
            {"till", "N", false, "one till's sales, e.g. 1 or 1b; else all"},
            {"json", NULL, false, "as one line of JSON"},
        },
    .run = run,
};
