#include <stdio.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "cmd/cmd.h"
#include "cmd/commands.h"
#include "domain/day.h"
#include "domain/id.h"
#include "domain/money.h"
#include "export/json_write.h"
#include "till/till.h"
#include "till/voucher.h"

static bool open_till(
    const struct invocation *invocation, struct till **out_till, struct error *err)
{
    return till_open(
        invocation->db_path, clock_system(), TILL_OPEN_BATCH | TILL_OPEN_OFFICE, out_till, err);
}

/* What a list of movements is printed into. */
struct printing {
    const struct currency *currency;
    struct buffer json;
    bool is_json;
};

static const char *sale_of(const struct till_movement *movement, char number[RECEIPT_TEXT_MAX])
{
    return movement->sale_id != 0 ? receipt_print(movement->sale_id, number) : "";
}

static bool print_movement(void *context, const struct till_movement *movement, struct error *err)
{
    (void)err;
    struct printing *printing = context;
    char at[TIME_TEXT_MAX];
    char number[RECEIPT_TEXT_MAX];
    char amount[MONEY_TEXT_MAX];
    time_print(movement->moved_at_ms, at);
    if (printing->is_json) {
        struct buffer *json = &printing->json;
        json_write_begin(json, NULL, '{');
        json_write_text(json, "at", at);
        json_write_text(json, "sale", movement->sale_id != 0 ? sale_of(movement, number) : NULL);
        json_write_decimal(json, "amount", movement->amount_minor, printing->currency->exponent);
        json_write_end(json, '}');
    } else {
        printf("  %s  %-12s %12s\n", at, sale_of(movement, number),
            money_print(movement->amount_minor, printing->currency, amount));
    }
    return true;
}

static const char *state_text(enum till_voucher_state state)
{
    switch (state) {
    case VOUCHER_EMPTY:
        return "empty";
    case VOUCHER_EXPIRED:
        return "expired";
    case VOUCHER_REVOKED:
        return "taken back";
    case VOUCHER_GOOD:
    case VOUCHER_UNHEARD:
    case VOUCHER_NOT_OURS:
    case VOUCHER_NO_VOUCHER:
        break;
    }
    return "good";
}

static bool show(
    struct till *till, const struct till_voucher *voucher, bool is_json, struct error *err)
{
    struct printing printing = {.currency = till_shop(till)->rules.currency, .is_json = is_json};
    struct buffer *json = &printing.json;
    char amount[MONEY_TEXT_MAX];
    if (is_json) {
        json_write_begin(json, NULL, '{');
        json_write_text(json, "code", voucher->code);
        json_write_text(json, "state", state_text(voucher->state));
        json_write_decimal(json, "balance", voucher->balance_minor, printing.currency->exponent);
        json_write_text(json, "currency", printing.currency->code);
        json_write_begin(json, "movements", '[');
    } else {
        printf("Voucher %s, %s\n", voucher->code, state_text(voucher->state));
    }
    bool is_done = till_visit_voucher(till, voucher->id, print_movement, &printing, err);
    if (is_json) {
        json_write_end(json, ']');
        json_write_end(json, '}');
        puts(json->bytes);
    } else {
        printf("  %-34s %12s %s\n", "left",
            money_print(voucher->balance_minor, printing.currency, amount),
            printing.currency->code);
    }
    buffer_close(json);
    return is_done;
}

/* An empty or expired one is shown, too; what is no voucher of ours is refused. */
static bool find(
    struct till *till, const char *code, struct till_voucher *voucher, struct error *err)
{
    struct text_view text = text_view_of(code);
    if (!till_find_voucher(till, text, voucher, err)) {
        return false;
    }
    bool is_known = voucher->state == VOUCHER_GOOD || voucher->state == VOUCHER_EMPTY ||
                    voucher->state == VOUCHER_EXPIRED || voucher->state == VOUCHER_REVOKED;
    return is_known || till_require_voucher(till, text, voucher, err);
}

static enum command_status run_show(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    struct till_voucher voucher;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    bool is_done = find(till, invocation->arguments[0], &voucher, err) &&
                   show(till, &voucher, command_has(invocation, "json"), err);
    till_close(till);
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

/* A list of vouchers while it is printed. */
struct voucher_list {
    const struct currency *currency;
    size_t count;
};

static bool print_overdraft(
    void *context, const struct till_overdraft *overdraft, struct error *err)
{
    (void)err;
    struct voucher_list *list = context;
    char number[RECEIPT_TEXT_MAX];
    char amount[MONEY_TEXT_MAX];
    list->count++;
    printf("%s  %s too much spent\n",
        overdraft->code[0] != '\0' ? overdraft->code : receipt_print(overdraft->voucher_id, number),
        money_print(overdraft->overdrawn_minor, list->currency, amount));
    return true;
}

static enum command_status run_overdrafts(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    if (!open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct voucher_list list = {.currency = till_shop(till)->rules.currency};
    bool is_done = till_visit_overdrafts(till, print_overdraft, &list, err);
    till_close(till);
    if (is_done && list.count == 0) {
        puts("no voucher is overdrawn");
    }
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

static bool print_sold(void *context, const struct till_sold_voucher *sold, struct error *err)
{
    (void)err;
    struct voucher_list *list = context;
    char number[RECEIPT_TEXT_MAX];
    char amount[MONEY_TEXT_MAX];
    list->count++;
    printf("%s  %s\n", sold->code[0] != '\0' ? sold->code : receipt_print(sold->voucher_id, number),
        money_print(sold->amount_minor, list->currency, amount));
    return true;
}

static enum command_status run_list(const struct invocation *invocation, struct error *err)
{
    struct till *till;
    int64_t sale_id;
    if (!receipt_parse(text_view_of(invocation->arguments[0]), &sale_id, err) ||
        !open_till(invocation, &till, err)) {
        return COMMAND_REFUSED;
    }
    struct voucher_list list = {.currency = till_shop(till)->rules.currency};
    bool is_done = till_visit_sold_vouchers(till, sale_id, print_sold, &list, err);
    till_close(till);
    if (is_done && list.count == 0) {
        is_done = error_set(err, ERROR_NOT_FOUND, "no voucher was made with this sale");
    }
    return is_done ? COMMAND_OK : COMMAND_REFUSED;
}

const struct command command_voucher_list = {
    .name = "voucher list",
    .arguments = "NUMBER",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "the codes of the vouchers that were made with a sale",
    .run = run_list,
};

const struct command command_voucher_show = {
    .name = "voucher show",
    .arguments = "CODE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = "what is left on a voucher, and how it came to that",
    .options =
        {
            {"json", NULL, false, "one object"},
        },
    .run = run_show,
};

const struct command command_voucher_overdrafts = {
    .name = "voucher overdrafts",
    .arguments = "",
    .summary = "vouchers that were spent at two tills at once",
    .help =
        "Two tills that are apart cannot know of each other. What they spent too much is listed\n"
        "when they have synced, and never undone.",
    .run = run_overdrafts,
};
