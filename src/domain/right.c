#include "domain/right.h"

#include "base/error.h"
#include "domain/rate.h"

#define CASHIER_DISCOUNT_PPM 100000 /* 10 % */

struct right_row {
    const char *name;
    bool may[ROLE_COUNT]; /* cashier, manager, booth */
};

static const struct right_row RIGHT_ROWS[RIGHT_COUNT] = {
    [RIGHT_DISCOUNT] = {"discount", {true, true, true}},
    [RIGHT_PRICE] = {"price", {false, true, false}},
    [RIGHT_VOID_LINE] = {"void_line", {true, true, true}},
    [RIGHT_VOID_TICKET] = {"void_ticket", {true, true, true}},
    [RIGHT_REFUND] = {"refund", {false, true, false}},
    [RIGHT_REFUND_FREE] = {"refund_free", {false, true, false}},
    [RIGHT_REFUND_TENDER] = {"refund_tender", {false, true, false}},
    [RIGHT_WRONG_TENDER] = {"wrong_tender", {true, true, false}},
    [RIGHT_REPRINT] = {"reprint", {true, true, true}},
    [RIGHT_OPEN_DRAWER] = {"open_drawer", {false, true, false}},
    [RIGHT_PAY_IN] = {"pay_in", {true, true, false}},
    [RIGHT_PAY_OUT] = {"pay_out", {false, true, false}},
    [RIGHT_ON_ACCOUNT] = {"on_account", {true, true, false}},
    [RIGHT_OPEN_SHIFT] = {"open_shift", {true, true, true}},
    [RIGHT_X_REPORT] = {"x_report", {false, true, false}},
    [RIGHT_CLOSE] = {"close", {false, true, false}},
    [RIGHT_STOCK] = {"stock", {true, true, false}},
    [RIGHT_PRODUCTS] = {"products", {false, true, false}},
    [RIGHT_SETTINGS] = {"settings", {false, true, false}},
    [RIGHT_STAFF] = {"staff", {false, true, false}},
    [RIGHT_CAMPAIGNS] = {"campaigns", {false, true, false}},
    [RIGHT_LEADS] = {"leads", {false, true, true}},
};

static const char *const ROLE_NAMES[ROLE_COUNT] = {
    [ROLE_CASHIER] = "cashier",
    [ROLE_MANAGER] = "manager",
    [ROLE_BOOTH] = "booth",
};

const char *role_name(enum role role)
{
    return ROLE_NAMES[role];
}

bool role_parse(struct text_view text, enum role *out_role)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (text_view_equals(text, ROLE_NAMES[i])) {
            *out_role = (enum role)i;
            return true;
        }
    }
    return false;
}

const char *right_name(enum right right)
{
    return RIGHT_ROWS[right].name;
}

bool right_parse(struct text_view text, enum right *out_right)
{
    for (int i = 0; i < RIGHT_COUNT; i++) {
        if (text_view_equals(text, RIGHT_ROWS[i].name)) {
            *out_right = (enum right)i;
            return true;
        }
    }
    return false;
}

void right_rules_init(struct right_rules *out_rules)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        for (int right = 0; right < RIGHT_COUNT; right++) {
            out_rules->may[role][right] = RIGHT_ROWS[right].may[role];
        }
    }
    out_rules->discount_limit_ppm[ROLE_CASHIER] = CASHIER_DISCOUNT_PPM;
    out_rules->discount_limit_ppm[ROLE_MANAGER] = RATE_PPM_MAX;
    out_rules->discount_limit_ppm[ROLE_BOOTH] = 0;
}

static bool is_between(char byte)
{
    return byte == ' ' || byte == ',';
}

bool right_rules_parse(
    struct right_rules *rules, enum role role, struct text_view names, struct error *err)
{
    bool may[RIGHT_COUNT] = {[RIGHT_DISCOUNT] = true};
    for (size_t i = 0; i < names.size;) {
        size_t begin = i;
        while (i < names.size && !is_between(names.bytes[i])) {
            i++;
        }
        struct text_view name = {names.bytes + begin, i - begin};
        enum right right;
        if (name.size == 0) {
            i++;
            continue;
        }
        if (!right_parse(name, &right) || right == RIGHT_DISCOUNT) {
            return error_set(
                err, ERROR_INVALID, "there is no right \"%.*s\"", (int)name.size, name.bytes);
        }
        may[right] = true;
    }
    for (int right = 0; right < RIGHT_COUNT; right++) {
        rules->may[role][right] = may[right];
    }
    return true;
}

void right_rules_print(const struct right_rules *rules, enum role role, struct text_out *out)
{
    bool is_first = true;
    for (int right = 0; right < RIGHT_COUNT; right++) {
        if (right != RIGHT_DISCOUNT && rules->may[role][right]) {
            text_out_append(out, is_first ? "" : " ");
            text_out_append(out, RIGHT_ROWS[right].name);
            is_first = false;
        }
    }
}

bool right_is_held(
    const struct right_rules *rules, enum role role, enum right right, uint32_t percent_ppm)
{
    if (role == ROLE_MANAGER) {
        return true;
    }
    if (right == RIGHT_DISCOUNT) {
        return percent_ppm <= rules->discount_limit_ppm[role];
    }
    return rules->may[role][right];
}
