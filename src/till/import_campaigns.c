#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/day.h"
#include "domain/money.h"
#include "domain/offer.h"
#include "store/campaign.h"
#include "store/store.h"
#include "till/arena.h"
#include "till/campaign_card.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_file.h"

#define WORD_CHARACTERS_MAX 60 /* of a code or a channel */
#define URL_CHARACTERS_MAX 1000
#define NOT_KNOWN (-1)

enum column {
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_CHANNEL,
    COLUMN_STARTS,
    COLUMN_ENDS,
    COLUMN_BUDGET,
    COLUMN_OFFER,
    COLUMN_LANDING_URL,
    COLUMN_HEADLINE,
    COLUMN_LIMIT,
    COLUMN_STACKS,
    COLUMN_UTM,
    COLUMN_FORM_URL,
    COLUMN_GROUND,
    COLUMN_BUTTON,
    COLUMN_LANGUAGES,
};

static const struct import_column COLUMNS[] = {
    [COLUMN_CODE] = {.name = "code"},
    [COLUMN_NAME] = {.name = "name"},
    [COLUMN_CHANNEL] = {.name = "channel"},
    [COLUMN_STARTS] = {.name = "starts"},
    [COLUMN_ENDS] = {.name = "ends"},
    [COLUMN_BUDGET] = {.name = "budget"},
    [COLUMN_OFFER] = {.name = "offer"},
    [COLUMN_LANDING_URL] = {.name = "landing_url"},
    [COLUMN_HEADLINE] = {.name = "headline"},
    [COLUMN_LIMIT] = {.name = "limit", .is_optional = true},
    [COLUMN_STACKS] = {.name = "stacks", .is_optional = true},
    [COLUMN_UTM] = {.name = "utm", .is_optional = true},
    [COLUMN_FORM_URL] = {.name = "form_url", .is_optional = true},
    [COLUMN_GROUND] = {.name = "ground_colour", .is_optional = true},
    [COLUMN_BUTTON] = {.name = "button_colour", .is_optional = true},
    [COLUMN_LANGUAGES] = {.name = "languages", .is_optional = true},
    {.name = NULL},
};

struct campaigns_import {
    struct import_file file;
    struct till *till;
    struct arena arena;
    struct campaign_row *rows; /* of the file; id 0 */
    uint32_t *lines;           /* where they stand */
    size_t count, capacity;
    struct text_map by_code;
    struct campaign_row *stored;
    size_t stored_count, stored_capacity;
    struct text_map stored_by_code;
};

/* --- reading the file ---------------------------------------------------------------------- */

static void add_why(struct import_file *file, size_t column, const struct error *why)
{
    import_problem_add(file->result, import_place_of(file, column), "%s: %s",
        file->columns[column].name, why->text);
}

static void read_code(struct campaigns_import *import, struct campaign_row *row)
{
    struct import_file *file = &import->file;
    row->code = text_view_of("");
    if (!import_check_text(
            file, COLUMN_CODE, IMPORT_CODE, WORD_CHARACTERS_MAX, WORD_CHARACTERS_MAX + 1, false)) {
        return;
    }
    struct text_view code = import_field(file, COLUMN_CODE);
    const int64_t *other = text_map_find(&import->by_code, code);
    if (other != NULL) {
        import_problem_add(file->result, import_place_of(file, COLUMN_CODE),
            "the code %.*s stands on line %u too", (int)code.size, code.bytes,
            import->lines[*other]);
        return;
    }
    row->code = arena_copy(&import->arena, code);
    text_map_put(&import->by_code, row->code, (int64_t)import->count);
}

static bool read_day(struct campaigns_import *import, size_t column, struct text_view *out_day)
{
    struct text_view text = import_field(&import->file, column);
    struct error why;
    int32_t day;
    *out_day = text_view_of("");
    if (text.size == 0) {
        return true;
    }
    if (!day_parse(text, &day, &why)) {
        add_why(&import->file, column, &why);
        return false;
    }
    *out_day = arena_copy(&import->arena, text);
    return true;
}

static void read_days(struct campaigns_import *import, struct campaign_row *row)
{
    bool starts = read_day(import, COLUMN_STARTS, &row->starts_on);
    bool ends = read_day(import, COLUMN_ENDS, &row->ends_on);
    if (starts && ends && row->starts_on.size > 0 && row->ends_on.size > 0 &&
        memcmp(row->ends_on.bytes, row->starts_on.bytes, row->ends_on.size) < 0) {
        import_problem_add(import->file.result, import_place_of(&import->file, COLUMN_ENDS),
            "ends is before starts");
    }
}

static void read_budget(struct campaigns_import *import, struct campaign_row *row)
{
    struct import_file *file = &import->file;
    struct text_view text = import_field(file, COLUMN_BUDGET);
    struct error why;
    row->budget_minor = NOT_KNOWN;
    if (text.size == 0) {
        return;
    }
    char mark = memchr(text.bytes, ',', text.size) != NULL ? ',' : '.';
    int64_t budget_minor;
    if (!money_parse_marked(text, import->till->shop.rules.currency, mark, &budget_minor, &why)) {
        add_why(file, COLUMN_BUDGET, &why);
    } else if (budget_minor < 0) {
        import_problem_add(file->result, import_place_of(file, COLUMN_BUDGET), "budget is below 0");
    } else {
        row->budget_minor = budget_minor;
    }
}

/* The offer with a point in its number, which stands first; a comma behind it is of a name. */
static struct text_view offer_with_point(struct campaigns_import *import, struct text_view text)
{
    size_t at = 0;
    while (at < text.size && (text.bytes[at] >= '0' && text.bytes[at] <= '9')) {
        at++;
    }
    if (at == 0 || at == text.size || text.bytes[at] != ',') {
        return text;
    }
    struct buffer pointed = {0};
    buffer_append(&pointed, text.bytes, text.size);
    pointed.bytes[at] = '.';
    struct text_view copy =
        arena_copy(&import->arena, (struct text_view){pointed.bytes, pointed.size});
    buffer_close(&pointed);
    return copy;
}

static void read_offer(struct campaigns_import *import, struct campaign_row *row)
{
    const struct currency *currency = import->till->shop.rules.currency;
    char canonical[OFFER_TEXT_MAX];
    struct offer offer;
    struct error why;
    struct text_view text = offer_with_point(import, import_field(&import->file, COLUMN_OFFER));
    if (!offer_parse(text, currency, &offer, &why)) {
        add_why(&import->file, COLUMN_OFFER, &why);
        return;
    }
    row->offer = arena_copy(&import->arena, text_view_of(offer_print(&offer, currency, canonical)));
}

/* A column that a check of campaign_card.h is for. */
static void read_checked(struct campaigns_import *import, size_t column,
    bool (*check)(struct text_view text, struct error *err), struct text_view *out_text)
{
    struct import_file *file = &import->file;
    struct text_view text = import_field(file, column);
    struct error why;
    *out_text = text_view_of("");
    if (!import_check_text(
            file, column, IMPORT_CODE, URL_CHARACTERS_MAX, URL_CHARACTERS_MAX * 4, true)) {
        return;
    }
    if (!check(text, &why)) {
        add_why(file, column, &why);
        return;
    }
    *out_text = arena_copy(&import->arena, text);
}

static void read_limit(struct campaigns_import *import, struct campaign_row *row)
{
    struct import_file *file = &import->file;
    struct text_view limit = import_field(file, COLUMN_LIMIT);
    struct text_view stacks = import_field(file, COLUMN_STACKS);
    enum campaign_limit parsed = CAMPAIGN_LIMIT_NONE;
    if (!campaign_limit_parse(limit, &parsed)) {
        import_problem_add(
            file->result, import_place_of(file, COLUMN_LIMIT), "limit is none of person, token");
    }
    row->offer_limit =
        text_view_of(parsed == CAMPAIGN_LIMIT_NONE ? "" : campaign_limit_text(parsed));
    row->offer_stacks = text_view_equals(stacks, "yes");
    if (stacks.size > 0 && !row->offer_stacks && !text_view_equals(stacks, "no")) {
        import_problem_add(
            file->result, import_place_of(file, COLUMN_STACKS), "stacks is none of yes, no");
    }
}

static void read_further(struct campaigns_import *import, struct campaign_row *row)
{
    read_checked(import, COLUMN_LANDING_URL, campaign_check_url, &row->landing_url);
    read_checked(import, COLUMN_UTM, campaign_check_utm, &row->utm);
    read_checked(import, COLUMN_FORM_URL, campaign_check_url, &row->form_url);
    read_checked(import, COLUMN_GROUND, campaign_check_colour, &row->ground_colour);
    read_checked(import, COLUMN_BUTTON, campaign_check_colour, &row->button_colour);
    read_checked(import, COLUMN_LANGUAGES, campaign_check_languages, &row->languages);
    read_limit(import, row);
}

/* What the file has no column for stays as it is. */
static void keep_missing(const struct campaigns_import *import, const struct campaign_row *stored,
    struct campaign_row *row)
{
    const struct import_file *file = &import->file;
    const struct {
        size_t column;
        struct text_view *to;
        struct text_view from;
    } texts[] = {
        {COLUMN_LIMIT, &row->offer_limit, stored->offer_limit},
        {COLUMN_UTM, &row->utm, stored->utm},
        {COLUMN_FORM_URL, &row->form_url, stored->form_url},
        {COLUMN_GROUND, &row->ground_colour, stored->ground_colour},
        {COLUMN_BUTTON, &row->button_colour, stored->button_colour},
        {COLUMN_LANGUAGES, &row->languages, stored->languages},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        if (!import_has_column(file, texts[i].column)) {
            *texts[i].to = texts[i].from;
        }
    }
    if (!import_has_column(file, COLUMN_STACKS)) {
        row->offer_stacks = stored->offer_stacks;
    }
}

static void reserve_row(struct campaigns_import *import)
{
    if (import->count < import->capacity) {
        return;
    }
    import->capacity = import->capacity == 0 ? 64 : import->capacity * 2;
    import->rows = realloc(import->rows, import->capacity * sizeof(*import->rows));
    import->lines = realloc(import->lines, import->capacity * sizeof(*import->lines));
    ASSERT(import->rows != NULL && import->lines != NULL);
}

static void read_campaign(void *context)
{
    struct campaigns_import *import = context;
    struct import_file *file = &import->file;
    reserve_row(import);
    struct campaign_row *row = &import->rows[import->count];
    *row = (struct campaign_row){0};
    import->lines[import->count] = import_place_of(file, COLUMN_CODE).line;
    read_code(import, row);
    if (import_check_text(
            file, COLUMN_NAME, IMPORT_PROSE, NAME_CHARACTERS_MAX, NAME_BYTES, false)) {
        row->name = import_copy_text(file, COLUMN_NAME, IMPORT_PROSE, &import->arena);
    }
    if (import_check_text(file, COLUMN_CHANNEL, IMPORT_PROSE, WORD_CHARACTERS_MAX,
            WORD_CHARACTERS_MAX + 1, false)) {
        row->channel = import_copy_text(file, COLUMN_CHANNEL, IMPORT_PROSE, &import->arena);
    }
    if (import_check_text(
            file, COLUMN_HEADLINE, IMPORT_PROSE, NAME_CHARACTERS_MAX, NAME_BYTES, true)) {
        row->headline = import_copy_text(file, COLUMN_HEADLINE, IMPORT_PROSE, &import->arena);
    }
    read_days(import, row);
    read_budget(import, row);
    read_offer(import, row);
    read_further(import, row);
    import->count++;
}

/* --- comparing and writing ------------------------------------------------------------------ */

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    (void)err;
    struct campaigns_import *import = context;
    if (import->stored_count == import->stored_capacity) {
        import->stored_capacity = import->stored_capacity == 0 ? 64 : import->stored_capacity * 2;
        import->stored = realloc(import->stored, import->stored_capacity * sizeof(*import->stored));
        ASSERT(import->stored != NULL);
    }
    struct campaign_row *stored = &import->stored[import->stored_count];
    *stored = *row;
    stored->code = arena_copy(&import->arena, row->code);
    stored->name = arena_copy(&import->arena, row->name);
    stored->channel = arena_copy(&import->arena, row->channel);
    stored->starts_on = arena_copy(&import->arena, row->starts_on);
    stored->ends_on = arena_copy(&import->arena, row->ends_on);
    stored->offer = arena_copy(&import->arena, row->offer);
    stored->landing_url = arena_copy(&import->arena, row->landing_url);
    stored->headline = arena_copy(&import->arena, row->headline);
    stored->offer_limit = arena_copy(&import->arena, row->offer_limit);
    stored->utm = arena_copy(&import->arena, row->utm);
    stored->form_url = arena_copy(&import->arena, row->form_url);
    stored->ground_colour = arena_copy(&import->arena, row->ground_colour);
    stored->button_colour = arena_copy(&import->arena, row->button_colour);
    stored->languages = arena_copy(&import->arena, row->languages);
    text_map_put(&import->stored_by_code, stored->code, (int64_t)import->stored_count);
    import->stored_count++;
    return true;
}

static bool rows_are_equal(const struct campaign_row *a, const struct campaign_row *b)
{
    return text_view_is_same(a->name, b->name) && text_view_is_same(a->channel, b->channel) &&
           text_view_is_same(a->starts_on, b->starts_on) &&
           text_view_is_same(a->ends_on, b->ends_on) && a->budget_minor == b->budget_minor &&
           text_view_is_same(a->offer, b->offer) &&
           text_view_is_same(a->landing_url, b->landing_url) &&
           text_view_is_same(a->headline, b->headline) &&
           text_view_is_same(a->offer_limit, b->offer_limit) &&
           a->offer_stacks == b->offer_stacks && text_view_is_same(a->utm, b->utm) &&
           text_view_is_same(a->form_url, b->form_url) &&
           text_view_is_same(a->ground_colour, b->ground_colour) &&
           text_view_is_same(a->button_colour, b->button_colour) &&
           text_view_is_same(a->languages, b->languages);
}

static bool write_campaign(
    struct campaigns_import *import, struct campaign_row *row, struct error *err)
{
    struct store *store = import->till->store;
    struct import_result *result = import->file.result;
    const int64_t *index = text_map_find(&import->stored_by_code, row->code);
    if (index == NULL) {
        result->added_count++;
        return store_next_id(store, "campaign", &row->id, err) && campaign_insert(store, row, err);
    }
    const struct campaign_row *stored = &import->stored[*index];
    row->id = stored->id;
    keep_missing(import, stored, row);
    if (rows_are_equal(row, stored)) {
        result->unchanged_count++;
        return true;
    }
    result->changed_count++;
    return campaign_update(store, row, err);
}

static bool write_rows(struct campaigns_import *import, struct error *err)
{
    for (size_t i = 0; i < import->count; i++) {
        if (!write_campaign(import, &import->rows[i], err) ||
            ((i + 1) % ENTRY_PART_ROWS == 0 && !store_next_part(import->till->store, err))) {
            return false;
        }
        import_tell(&import->file, "writing", i + 1, import->count);
    }
    return true;
}

static bool write_all(void *context, struct error *err)
{
    struct campaigns_import *import = context;
    struct till *till = import->till;
    bool is_done = store_begin(till->store, ENTRY_IMPORT, 0, err) &&
                   campaign_visit_all(till->store, take_campaign, import, err) &&
                   write_rows(import, err) && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    till_office_changed(till);
    return is_done;
}

static void close_import(struct campaigns_import *import)
{
    import_file_close(&import->file);
    text_map_close(&import->by_code);
    text_map_close(&import->stored_by_code);
    free(import->rows);
    free(import->lines);
    free(import->stored);
    arena_close(&import->arena);
}

bool import_campaigns(struct till *till, const char *path, const struct import_progress *progress,
    struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_campaign, .write_all = write_all};
    struct campaigns_import import = {.till = till};
    bool is_done = import_run(&import.file, &job, &import, path, progress, out_result, err);
    close_import(&import);
    return is_done;
}
