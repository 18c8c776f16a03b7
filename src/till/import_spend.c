#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/money.h"
#include "store/campaign.h"
#include "store/spend.h"
#include "store/store.h"
#include "till/arena.h"
#include "till/campaign_card.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_day.h"
#include "till/import_file.h"

#define WORD_CHARACTERS_MAX 60
#define NOTE_CHARACTERS 60
#define REF_HASH_BYTES 12

enum column {
    COLUMN_DATE,
    COLUMN_CAMPAIGN,
    COLUMN_AMOUNT,
    COLUMN_PLACEMENT,
    COLUMN_NOTE,
    COLUMN_REF,
};

static const struct import_column COLUMNS[] = {
    [COLUMN_DATE] = {.name = "date", .aliases = "date|day|reporting starts|datum|tag"},
    [COLUMN_CAMPAIGN] = {.name = "campaign",
        .aliases = "campaign|campaign code|campaign_code|code|campaign name|kampagne"},
    [COLUMN_AMOUNT] = {.name = "amount",
        .aliases = "amount|cost|spend|spent|amount spent|amount spent (eur)|amount spent (usd)|"
                   "amount spent (gbp)|amount spent (chf)|betrag|kosten"},
    [COLUMN_PLACEMENT] = {.name = "placement",
        .is_optional = true,
        .aliases = "placement|content|ad name|ad|anzeige"},
    [COLUMN_NOTE] = {.name = "note", .is_optional = true, .aliases = "note|description|notiz"},
    [COLUMN_REF] = {.name = "ref", .is_optional = true, .aliases = "ref|reference|id"},
    {.name = NULL},
};

struct spend_import {
    struct import_file file;
    struct till *till;
    struct arena arena;
    struct text_map campaigns; /* ids by code and by name */
    struct text_map refs;      /* of this file */
    struct spend_row *rows;
    size_t count, capacity;
};

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    (void)err;
    struct spend_import *import = context;
    const struct text_view words[] = {row->code, row->name};
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        if (text_map_find(&import->campaigns, words[i]) == NULL) {
            text_map_put(&import->campaigns, arena_copy(&import->arena, words[i]), row->id);
        }
    }
    return true;
}

static void read_campaign(struct spend_import *import, struct spend_row *row)
{
    struct import_file *file = &import->file;
    struct text_view word = import_field(file, COLUMN_CAMPAIGN);
    const int64_t *id = text_map_find(&import->campaigns, word);
    if (id == NULL) {
        import_problem_add(file->result, import_place_of(file, COLUMN_CAMPAIGN),
            word.size == 0 ? "campaign is empty%.*s" : "there is no campaign %.*s",
            (int)(word.size < 100 ? word.size : 100), word.bytes);
        return;
    }
    row->campaign_id = *id;
}

/* A row without a ref of its own is known by what it says, and by how many say the same before it in
 * the file: the same file again adds nothing, and two equal rows are two. */
static struct text_view ref_of_row(struct spend_import *import, const struct spend_row *row)
{
    struct buffer text = {0};
    uint8_t hash[crypto_generichash_BYTES];
    char hex[REF_HASH_BYTES * 2 + 8] = "row ";
    size_t prefix = strlen(hex);
    for (int64_t occurrence = 1;; occurrence++) {
        buffer_clear(&text);
        buffer_append(&text, row->spent_on.bytes, row->spent_on.size);
        buffer_format(&text, "|%lld|%lld|%lld|", (long long)row->campaign_id,
            (long long)row->amount_minor, (long long)occurrence);
        buffer_append(&text, row->content.bytes, row->content.size);
        buffer_append_char(&text, '|');
        buffer_append(&text, row->note.bytes, row->note.size);
        crypto_generichash(hash, sizeof(hash), (const uint8_t *)text.bytes, text.size, NULL, 0);
        sodium_bin2hex(hex + prefix, sizeof(hex) - prefix, hash, REF_HASH_BYTES);
        if (text_map_find(&import->refs, text_view_of(hex)) == NULL) {
            break;
        }
    }
    buffer_close(&text);
    return arena_copy(&import->arena, text_view_of(hex));
}

static void read_ref(struct spend_import *import, struct spend_row *row)
{
    struct import_file *file = &import->file;
    struct text_view ref = import_field(file, COLUMN_REF);
    if (!import_check_text(
            file, COLUMN_REF, IMPORT_CODE, WORD_CHARACTERS_MAX, WORD_CHARACTERS_MAX + 1, true)) {
        return;
    }
    if (ref.size > 0 && text_map_find(&import->refs, ref) != NULL) {
        import_problem_add(file->result, import_place_of(file, COLUMN_REF),
            "the ref %.*s stands here twice", (int)ref.size, ref.bytes);
        return;
    }
    row->ref = ref.size > 0 ? arena_copy(&import->arena, ref) : ref_of_row(import, row);
    text_map_put(&import->refs, row->ref, (int64_t)import->count);
}

static void read_row(void *context)
{
    struct spend_import *import = context;
    struct import_file *file = &import->file;
    size_t problems = file->result->problem_count;
    if (import->count == import->capacity) {
        import->capacity = import->capacity == 0 ? 64 : import->capacity * 2;
        import->rows = realloc(import->rows, import->capacity * sizeof(*import->rows));
        ASSERT(import->rows != NULL);
    }
    struct spend_row *row = &import->rows[import->count];
    *row = (struct spend_row){.content = text_view_of(""), .note = text_view_of("")};
    char day[DAY_TEXT_MAX];
    if (import_day(file, COLUMN_DATE, day)) {
        row->spent_on = arena_copy(&import->arena, text_view_of(day));
    }
    read_campaign(import, row);
    if (import_money(file, COLUMN_AMOUNT, import->till->shop.rules.currency, &row->amount_minor) &&
        row->amount_minor == 0) {
        file->result->unchanged_count++; /* a day on which nothing was spent */
        return;
    }
    if (import_check_text(file, COLUMN_PLACEMENT, IMPORT_CODE, WORD_CHARACTERS_MAX,
            WORD_CHARACTERS_MAX + 1, true)) {
        row->content = import_copy_text(file, COLUMN_PLACEMENT, IMPORT_CODE, &import->arena);
    }
    if (import_check_text(file, COLUMN_NOTE, IMPORT_PROSE, NOTE_CHARACTERS, NOTE_BYTES, true)) {
        row->note = import_copy_text(file, COLUMN_NOTE, IMPORT_PROSE, &import->arena);
    }
    if (file->result->problem_count == problems) {
        read_ref(import, row);
        import->count++;
    }
}

static bool ignore_spend(void *context, const struct spend_row *row, struct error *err)
{
    (void)context;
    (void)row;
    (void)err;
    return true;
}

static bool write_rows(struct spend_import *import, struct error *err)
{
    struct store *store = import->till->store;
    struct import_result *result = import->file.result;
    size_t written = 0;
    for (size_t i = 0; i < import->count; i++) {
        bool is_known;
        struct spend_row *row = &import->rows[i];
        row->entered_at_ms = till_now_ms(import->till);
        if (!spend_find_ref(store, row->ref, ignore_spend, NULL, &is_known, err) ||
            (!is_known && !spend_insert(store, row, err))) {
            return false;
        }
        result->unchanged_count += is_known;
        result->added_count += !is_known;
        written += !is_known;
        if (!is_known && written % ENTRY_PART_ROWS == 0 && !store_next_part(store, err)) {
            return false;
        }
        import_tell(&import->file, "writing", i + 1, import->count);
    }
    return true;
}

static bool write_all(void *context, struct error *err)
{
    struct spend_import *import = context;
    struct till_loan loan;
    return campaign_begin(import->till, ENTRY_SPEND, &loan, err) &&
           campaign_end(import->till, write_rows(import, err), &loan, err);
}

bool import_spend(struct till *till, const char *path, const struct import_progress *progress,
    struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_row, .write_all = write_all};
    struct spend_import import = {.till = till};
    bool is_done = campaign_visit_all(till->store, take_campaign, &import, err) &&
                   import_run(&import.file, &job, &import, path, progress, out_result, err);
    import_file_close(&import.file);
    text_map_close(&import.campaigns);
    text_map_close(&import.refs);
    free(import.rows);
    arena_close(&import.arena);
    return is_done;
}
