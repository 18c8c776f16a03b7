#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/attribution.h"
#include "domain/id.h"
#include "domain/sale.h"
#include "store/campaign.h"
#include "store/sale_code.h"
#include "store/store.h"
#include "till/campaign_card.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_day.h"
#include "till/import_file.h"

/* Contacts from elsewhere: a newsletter that was opened, a visit of a page, a list of guests. */

enum column {
    COLUMN_AT,
    COLUMN_CAMPAIGN,
    COLUMN_KIND,
    COLUMN_PLACEMENT,
    COLUMN_LEAD,
};

static const struct import_column COLUMNS[] = {
    [COLUMN_AT] = {.name = "at"},
    [COLUMN_CAMPAIGN] = {.name = "campaign"},
    [COLUMN_KIND] = {.name = "kind"},
    [COLUMN_PLACEMENT] = {.name = "placement", .is_optional = true},
    [COLUMN_LEAD] = {.name = "lead", .is_optional = true},
    {.name = NULL},
};

struct touches_import {
    struct import_file file;
    struct till *till;
    struct sale_touch *touches;
    size_t count, capacity;
};

static void add_problem(struct touches_import *import, size_t column, const char *words)
{
    import_problem_add(import->file.result, import_place_of(&import->file, column), "%s %s",
        COLUMNS[column].name, words);
}

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    struct sale_touch *touch = context;
    touch->campaign_id = row->id;
    bool fits = text_copy_view(touch->campaign_code, sizeof(touch->campaign_code), row->code) &&
                text_copy_view(touch->campaign_name, sizeof(touch->campaign_name), row->name) &&
                text_copy_view(touch->channel, sizeof(touch->channel), row->channel);
    return fits || error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
}

static void read_campaign(struct touches_import *import, struct sale_touch *touch)
{
    struct text_view code = import_field(&import->file, COLUMN_CAMPAIGN);
    struct error why;
    bool found;
    if (!campaign_find_code(import->till->store, code, take_campaign, touch, &found, &why)) {
        add_problem(import, COLUMN_CAMPAIGN, why.text);
    } else if (!found) {
        import_problem_add(import->file.result, import_place_of(&import->file, COLUMN_CAMPAIGN),
            "there is no campaign %.*s", (int)(code.size < 60 ? code.size : 60), code.bytes);
    }
}

/* A placement that nobody made is kept by its word, and named. */
static void read_placement(struct touches_import *import, struct sale_touch *touch)
{
    struct import_file *file = &import->file;
    struct text_view word = import_field(file, COLUMN_PLACEMENT);
    struct error why;
    if (!import_check_text(file, COLUMN_PLACEMENT, IMPORT_CODE, 60, sizeof(touch->content), true)) {
        return;
    }
    (void)text_copy_view(touch->content, sizeof(touch->content), word);
    if (touch->campaign_id == 0 || word.size == 0) {
        return;
    }
    if (!link_id_of(import->till->store, touch->campaign_id, word, &touch->link_id, &why)) {
        add_problem(import, COLUMN_PLACEMENT, why.text);
    } else if (touch->link_id == 0) {
        import_warning_add(file->result, "%s has no placement %s: it is kept by its word",
            touch->campaign_code, touch->content);
    }
}

/* "1-000012", the id as a number, or the lead's code. */
static bool parse_lead(struct till *till, struct text_view text, int64_t *out_lead_id)
{
    struct token token;
    struct error why;
    enum token_form form = token_read(text, till->shop.scan_rules.code_base, &token);
    bool is_number = text.size > 12;
    int64_t number = 0;
    for (size_t i = 0; is_number && i < text.size; i++) {
        is_number = text.bytes[i] >= '0' && text.bytes[i] <= '9' && i < 18;
        number = number * 10 + (text.bytes[i] - '0');
    }
    if (form != TOKEN_NOT && token_check(&token, &till->keys) == TOKEN_GOOD) {
        *out_lead_id = id_make(token.node, token.n);
        return token.kind == TOKEN_LEAD;
    }
    *out_lead_id = number;
    return is_number || receipt_parse(text, out_lead_id, &why);
}

static void read_lead(struct touches_import *import, struct sale_touch *touch)
{
    struct text_view text = import_field(&import->file, COLUMN_LEAD);
    struct lead_origin origin;
    struct error why;
    bool found;
    if (text.size == 0) {
        return;
    }
    if (!parse_lead(import->till, text, &touch->lead_id)) {
        add_problem(import, COLUMN_LEAD, "is no lead as in 1-000012, and no code of one");
    } else if (!lead_origin_read(import->till->store, touch->lead_id, &origin, &found, &why)) {
        add_problem(import, COLUMN_LEAD, why.text);
    } else if (!found) {
        add_problem(import, COLUMN_LEAD, "is not known here: sync first");
    }
}

static void read_row(void *context)
{
    struct touches_import *import = context;
    struct import_file *file = &import->file;
    struct text_view kind_text = import_field(file, COLUMN_KIND);
    struct sale_touch touch = {0};
    enum touch_kind kind;
    if (import_moment(file, COLUMN_AT, import->till->zone, &touch.touched_at_ms) &&
        touch.touched_at_ms > till_now_ms(import->till)) {
        add_problem(import, COLUMN_AT, "has not come yet");
    }
    if (!touch_kind_parse(kind_text, &kind)) {
        add_problem(import, COLUMN_KIND,
            "is none of shown, scanned, typed, chosen, lead, voucher, referral, web");
    }
    (void)text_copy_view(touch.kind, sizeof(touch.kind), kind_text);
    read_campaign(import, &touch);
    read_placement(import, &touch);
    read_lead(import, &touch);
    if (import->count == import->capacity) {
        import->capacity = import->capacity == 0 ? 64 : import->capacity * 2;
        import->touches = realloc(import->touches, import->capacity * sizeof(*import->touches));
        ASSERT(import->touches != NULL);
    }
    import->touches[import->count++] = touch;
}

static bool write_rows(struct touches_import *import, struct error *err)
{
    struct store *store = import->till->store;
    struct import_result *result = import->file.result;
    for (size_t i = 0; i < import->count; i++) {
        bool is_known;
        if (!touch_insert_alone(store, &import->touches[i], &is_known, err)) {
            return false;
        }
        result->unchanged_count += is_known;
        result->added_count += !is_known;
        if (!is_known && result->added_count % ENTRY_PART_ROWS == 0 &&
            !store_next_part(store, err)) {
            return false;
        }
        import_tell(&import->file, "writing", i + 1, import->count);
    }
    return true;
}

static bool write_all(void *context, struct error *err)
{
    struct touches_import *import = context;
    struct till_loan loan;
    return campaign_begin(import->till, ENTRY_TOUCH, &loan, err) &&
           campaign_end(import->till, write_rows(import, err), &loan, err);
}

bool import_touches(struct till *till, const char *path, const struct import_progress *progress,
    struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_row, .write_all = write_all};
    struct touches_import import = {.till = till};
    bool is_done = import_run_json(&import.file, &job, &import, path, progress, out_result, err);
    import_file_close(&import.file);
    free(import.touches);
    return is_done;
}
