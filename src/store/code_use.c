#include "store/code_use.h"

#include <string.h>

#include "base/error.h"
#include "domain/code_use.h"
#include "domain/sale.h"
#include "store/statement.h"
#include "store/store.h"

#define KIND_BYTES 12
#define DAY_BYTES 11

/* The code that is being counted. */
struct counting {
    int64_t node, target_id;
    char kind[KIND_BYTES];
    char campaign[SALE_WORD_MAX], name[SALE_TEXT_MAX], content[SALE_WORD_MAX];
    char day[DAY_BYTES];
    int64_t use_count, sale_count;
    bool is_unusual;
    bool is_begun;
};

static bool count_day_sales(
    struct store *store, int64_t node, const char *day, int64_t *out_count, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CODE_DAY_SALES);
    statement_bind_text(row, "$business_day", day);
    statement_bind_int(row, "$node", node);
    bool found;
    if (!statement_step(store, row, &found, err)) {
        return false;
    }
    *out_count = found ? statement_int(row, 0) : 0;
    statement_reset(row);
    return true;
}

/* One day of a code. A link is judged by its worst day, others by the whole period. */
static bool add_day(struct store *store, struct counting *code, const char *day, int64_t use_count,
    struct error *err)
{
    if (strcmp(code->kind, "link") != 0) {
        code->use_count += use_count;
        memcpy(code->day, day, DAY_BYTES);
        code->is_unusual = code_use_is_unusual_own(code->use_count);
        return true;
    }
    int64_t sale_count;
    if (use_count <= CODE_USE_DAY_SALES || use_count <= code->use_count) {
        return true;
    }
    if (!count_day_sales(store, code->node, day, &sale_count, err)) {
        return false;
    }
    if (code_use_is_unusual_on_day(use_count, sale_count)) {
        memcpy(code->day, day, DAY_BYTES);
        code->use_count = use_count;
        code->sale_count = sale_count;
        code->is_unusual = true;
    }
    return true;
}

static bool end_code(
    const struct counting *code, code_use_visitor visit, void *context, struct error *err)
{
    if (!code->is_unusual) {
        return true;
    }
    struct code_use use = {.node = code->node,
        .kind = text_view_of(code->kind),
        .target_id = code->target_id,
        .campaign = text_view_of(code->campaign),
        .name = text_view_of(code->name),
        .content = text_view_of(code->content),
        .day = text_view_of(code->day),
        .use_count = code->use_count,
        .sale_count = code->sale_count};
    return visit(context, &use, err);
}

static bool is_same(const struct counting *code, struct sqlite3_stmt *row)
{
    return code->is_begun && code->node == statement_int(row, 0) &&
           code->target_id == statement_int(row, 2) &&
           text_view_equals(statement_text(row, 1), code->kind);
}

static bool begin_code(struct counting *code, struct sqlite3_stmt *row, struct error *err)
{
    *code = (struct counting){
        .node = statement_int(row, 0), .target_id = statement_int(row, 2), .is_begun = true};
    bool fits = statement_copy_text(row, 1, code->kind, sizeof(code->kind)) &&
                statement_copy_text(row, 3, code->campaign, sizeof(code->campaign)) &&
                statement_copy_text(row, 4, code->name, sizeof(code->name)) &&
                statement_copy_text(row, 5, code->content, sizeof(code->content));
    return fits || error_set(err, ERROR_CORRUPT, "a contact of a sale cannot be read");
}

static bool take_row(struct store *store, struct sqlite3_stmt *row, struct counting *code,
    code_use_visitor visit, void *context, struct error *err)
{
    char day[DAY_BYTES];
    if (!is_same(code, row) &&
        (!end_code(code, visit, context, err) || !begin_code(code, row, err))) {
        return false;
    }
    if (!statement_copy_text(row, 6, day, sizeof(day))) {
        return error_set(err, ERROR_CORRUPT, "a sale's day cannot be read");
    }
    return add_day(store, code, day, statement_int(row, 7), err);
}

bool codes_unusual(struct store *store, const char *from, const char *to, code_use_visitor visit,
    void *context, struct error *err)
{
    struct counting code = {0};
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CODE_USES);
    statement_bind_text(row, "$from", from);
    statement_bind_text(row, "$to", to);
    bool found = true;
    while (found) {
        if (!statement_step(store, row, &found, err)) {
            return false;
        }
        if (found && !take_row(store, row, &code, visit, context, err)) {
            statement_reset(row);
            return false;
        }
    }
    return end_code(&code, visit, context, err);
}
