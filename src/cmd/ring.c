#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/money.h"
#include "domain/sale.h"
#include "export/sale_json.h"
#include "till/ring.h"
#include "till/till.h"

struct ring_run {
    struct till *till;
    const char *path; /* as people call it */
    bool prints_json;
    uint64_t line_number;
    uint64_t rung_count, known_count, refused_count, sale_line_count;
    int64_t gross_minor;
    struct buffer line, json;
    bool is_line_too_long;
};

/* Notepad and its like put one in front of the first line. */
static struct text_view without_mark(const struct ring_run *run)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct text_view line = {run->line.bytes, run->line.size};
    if (run->line_number == 1 && line.size >= 3 && memcmp(line.bytes, mark, 3) == 0) {
        line.bytes += 3;
        line.size -= 3;
    }
    return line;
}

/* Reads a line without its end into run->line. False at the end of the file. A line that is too
 * long is passed over to its end and not kept. */
static bool next_line(struct ring_run *run, FILE *file)
{
    buffer_clear(&run->line);
    run->is_line_too_long = false;
    int byte = getc_unlocked(file);
    if (byte == EOF) {
        return false;
    }
    for (; byte != EOF && byte != '\n'; byte = getc_unlocked(file)) {
        if (run->line.size > RING_LINE_BYTES_MAX) {
            run->is_line_too_long = true;
        } else {
            buffer_append_char(&run->line, (char)byte);
        }
    }
    run->line_number++;
    return true;
}

static void print_refusal(struct ring_run *run, const struct error *err)
{
    run->refused_count++;
    fprintf(stderr, "%s:%" PRIu64 ": %s\n", run->path, run->line_number, err->text);
}

/* Says a sale that is on the disk. Returns false if nobody can hear it. */
static bool print_sale(struct ring_run *run, const struct sale *sale, struct error *err)
{
    buffer_clear(&run->json);
    sale_json_append(&run->json, sale);
    buffer_append_char(&run->json, '\n');
    if (fwrite(run->json.bytes, 1, run->json.size, stdout) != run->json.size ||
        fflush(stdout) != 0) {
        return error_set(err, ERROR_IO, "cannot write the result: %s", strerror(errno));
    }
    return true;
}

/* Returns false if the till cannot go on. */
static bool ring_one(struct ring_run *run, struct error *err)
{
    struct ring_result result = {0};
    struct text_view line = without_mark(run);
    if (text_view_trim(line).size == 0 && !run->is_line_too_long) {
        return true;
    }
    if (!ring_line(run->till, line, &result, err)) {
        bool can_go_on = err->code != ERROR_IO && err->code != ERROR_CORRUPT;
        if (can_go_on) {
            print_refusal(run, err);
        }
        return can_go_on;
    }
    for (size_t i = 0; i < result.warning_count; i++) {
        fprintf(stderr, "%s:%" PRIu64 ": %s\n", run->path, run->line_number, result.warnings[i]);
    }
    bool is_heard = true;
    if (result.known_sale_id != 0) {
        run->known_count++;
    } else {
        run->rung_count++;
        run->sale_line_count += result.sale.line_count;
        run->gross_minor += result.sale.gross_minor;
        is_heard = !run->prints_json || print_sale(run, &result.sale, err);
    }
    ring_result_close(&result);
    return is_heard;
}

static void print_summary(const struct ring_run *run)
{
    const struct currency *currency = till_shop(run->till)->rules.currency;
    char total[MONEY_TEXT_MAX];
    fprintf(run->prints_json ? stderr : stdout,
        "%" PRIu64 " sales rung, %" PRIu64 " lines, %s %s; %" PRIu64 " known already, %" PRIu64
        " refused\n",
        run->rung_count, run->sale_line_count, money_print(run->gross_minor, currency, total),
        currency->code, run->known_count, run->refused_count);
}

static bool ring_file(struct ring_run *run, FILE *file, struct error *err)
{
    while (next_line(run, file)) {
        if (!ring_one(run, err)) {
            return error_prefix(err, "%s:%" PRIu64 ": ", run->path, run->line_number);
        }
    }
    return ferror(file) == 0 ||
           error_set(err, ERROR_IO, "cannot read %s: %s", run->path, strerror(errno));
}

static enum command_status run(const struct invocation *invocation, struct error *err)
{
    const char *path = invocation->arguments[0];
    bool is_stdin = strcmp(path, "-") == 0;
    struct ring_run run = {
        .path = is_stdin ? "standard input" : path,
        .prints_json = command_has(invocation, "json"),
    };
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    if (file == NULL) {
        (void)error_set(err, ERROR_NOT_FOUND, "cannot open %s: %s", path, strerror(errno));
        return COMMAND_REFUSED;
    }
    bool is_done = till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH, &run.till, err);
    if (is_done) {
        is_done = ring_file(&run, file, err);
        print_summary(&run);
    }
    till_close(run.till);
    if (!is_stdin) {
        fclose(file);
    }
    buffer_close(&run.line);
    buffer_close(&run.json);
    if (is_done) {
        *err = (struct error){.code = ERROR_NONE}; /* each refused line was named */
    }
    return is_done && run.refused_count == 0 ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_ring = {
    .name = "ring",
    .arguments = "FILE.jsonl",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "rings up sales of other software, one JSON object a line",
    .help =
        "FILE may be - for standard input. One sale a line:\n"
        "  {\"at\":\"2026-11-23T12:41:00Z\",\n"
        "   "
        "\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"2\",\"price\":\"3.60\",\"discount\":\"10%\"}],\n"
        "   \"pay\":[{\"tender\":\"cash\",\"amount\":\"30.00\",\"reference\":\"\"}],\n"
        "   \"scan\":[\"TOKEN\"],\"ref\":\"WEB-1\"}\n"
        "Amounts and quantities are decimal strings. at, price, discount, reference, scan and ref\n"
        "may be missing. Only cash may be more than the total. Beside products a line may be\n"
        "{\"voucher\":\"50.00\"} (sells one; its code is in the answer) or\n"
        "{\"account\":\"CODE\",\"amount\":\"20.00\"} (pays a debt). The sale may have a \"tip\".\n"
        "Tenders: cash, also with \"currency\":\"USD\" and \"rate\" (else the rate of the day);\n"
        "card; transfer, with \"seen\":true; voucher with \"code\"; account with \"account\".\n"
        "A refund: "
        "{\"kind\":\"refund\",\"of\":\"1-000124\",\"lines\":[{\"line\":3,\"qty\":\"1\"}],\n"
        "   "
        "\"reason\":\"Faulty\",\"restock\":false,\"pay\":[{\"tender\":\"cash\",\"amount\":\"8.55\"}"
        "]}\n"
        "gives back what is said by line, or all that is left; amount is what goes out. Without "
        "of\n"
        "it has lines as a sale and needs \"by\", a manager's name. In an exchange such lines, "
        "with\n"
        "their own of, stand among those of a sale. \"staff\" says who rings.\n"
        "A ref that was rung already is skipped. A line that cannot be rung is named with its "
        "number, the others are rung.",
    .options =
        {
            {"json", NULL, false, "one object a sale, as soon as it is on the disk"},
        },
    .run = run,
};
