#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/day.h"
#include "domain/money.h"
#include "domain/utm.h"
#include "store/campaign.h"
#include "store/conversion.h"
#include "store/store.h"
#include "till/arena.h"
#include "till/campaign_card.h"
#include "till/handle.h"
#include "till/import.h"
#include "till/import_day.h"
#include "till/import_file.h"

/* Orders of a web shop. Which campaign one is credited to is read from the code that came with it,
 * else from the UTM words of its visit. */

#define ORDER_CHARACTERS_MAX 60
#define SOURCES_MAX 12 /* that nobody knows, named one by one */

enum column {
    COLUMN_ORDER,
    COLUMN_TIME,
    COLUMN_AMOUNT,
    COLUMN_NET,
    COLUMN_TAX,
    COLUMN_CURRENCY,
    COLUMN_TOKEN,
    COLUMN_UTM,
    COLUMN_UTM_SOURCE,
    COLUMN_UTM_MEDIUM,
    COLUMN_UTM_CAMPAIGN,
    COLUMN_UTM_CONTENT,
    COLUMN_UTM_TERM,
};

/* Behind our own names those of the order exports of WooCommerce and Shopify. */
static const struct import_column COLUMNS[] = {
    [COLUMN_ORDER] = {.name = "order",
        .aliases = "order|order number|order_number|order id|order_id|name|id"},
    [COLUMN_TIME] = {.name = "time",
        .aliases = "time|order date|order_date|paid at|created at|date created|date_created|"
                   "date paid|date"},
    [COLUMN_AMOUNT] = {.name = "amount",
        .aliases = "amount|order total|order_total|order total amount|total"},
    [COLUMN_NET] = {.name = "net", .is_optional = true, .aliases = "net|net total|order net total"},
    [COLUMN_TAX] = {.name = "tax",
        .is_optional = true,
        .aliases = "tax|order total tax|order total tax amount|total tax|tax_total|taxes"},
    [COLUMN_CURRENCY] = {.name = "currency",
        .is_optional = true,
        .aliases = "currency|order currency|order_currency"},
    [COLUMN_TOKEN] = {.name = "token",
        .is_optional = true,
        .aliases = "token|code|coupon code|coupon codes|coupon_code|discount code"},
    [COLUMN_UTM] = {.name = "utm",
        .is_optional = true,
        .aliases = "utm|landing page|landing site|landing_site|session entry|"
                   "_wc_order_attribution_session_entry|session_entry"},
    [COLUMN_UTM_SOURCE] = {.name = "utm_source",
        .is_optional = true,
        .aliases = "utm_source|_wc_order_attribution_utm_source|utm source|source"},
    [COLUMN_UTM_MEDIUM] = {.name = "utm_medium",
        .is_optional = true,
        .aliases = "utm_medium|_wc_order_attribution_utm_medium|utm medium"},
    [COLUMN_UTM_CAMPAIGN] = {.name = "utm_campaign",
        .is_optional = true,
        .aliases = "utm_campaign|_wc_order_attribution_utm_campaign|utm campaign"},
    [COLUMN_UTM_CONTENT] = {.name = "utm_content",
        .is_optional = true,
        .aliases = "utm_content|_wc_order_attribution_utm_content|utm content"},
    [COLUMN_UTM_TERM] = {.name = "utm_term",
        .is_optional = true,
        .aliases = "utm_term|_wc_order_attribution_utm_term|utm term"},
    {.name = NULL, .is_optional = true},
};

struct campaign_utm {
    int64_t id;
    struct text_view code, utm, starts_on, ends_on;
};

/* Where orders came from that no campaign has. */
struct source {
    struct text_view words;
    size_t count;
};

struct conversions_import {
    struct import_file file;
    struct till *till;
    struct arena arena;
    struct conversion_row *rows;
    size_t count, capacity;
    struct text_map orders; /* of this file */
    struct campaign_utm *campaigns;
    size_t campaign_count, campaign_capacity;
    struct source sources[SOURCES_MAX];
    size_t source_count, more_count;
};

/* --- which campaign -------------------------------------------------------------------------- */

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    (void)err;
    struct conversions_import *import = context;
    if (import->campaign_count == import->campaign_capacity) {
        import->campaign_capacity =
            import->campaign_capacity == 0 ? 32 : import->campaign_capacity * 2;
        import->campaigns =
            realloc(import->campaigns, import->campaign_capacity * sizeof(*import->campaigns));
        ASSERT(import->campaigns != NULL);
    }
    import->campaigns[import->campaign_count++] = (struct campaign_utm){
        .id = row->id,
        .code = arena_copy(&import->arena, row->code),
        .utm = arena_copy(&import->arena, row->utm),
        .starts_on = arena_copy(&import->arena, row->starts_on),
        .ends_on = arena_copy(&import->arena, row->ends_on),
    };
    return true;
}

static bool runs_on(const struct campaign_utm *campaign, struct text_view day)
{
    bool has_begun = campaign->starts_on.size == 0 ||
                     memcmp(day.bytes, campaign->starts_on.bytes, day.size) >= 0;
    bool has_ended =
        campaign->ends_on.size > 0 && memcmp(day.bytes, campaign->ends_on.bytes, day.size) > 0;
    return has_begun && !has_ended;
}

static void add_source(struct conversions_import *import, struct text_view words)
{
    for (size_t i = 0; i < import->source_count; i++) {
        if (text_view_is_same(import->sources[i].words, words)) {
            import->sources[i].count++;
            return;
        }
    }
    if (import->source_count == SOURCES_MAX) {
        import->more_count++;
        return;
    }
    import->sources[import->source_count++] =
        (struct source){.words = arena_copy(&import->arena, words), .count = 1};
}

/* The campaign whose UTM words are all there, of several the one with most of them, of equals the
 * newest. */
static void match_utm(struct conversions_import *import, struct conversion_row *row)
{
    const struct campaign_utm *best = NULL;
    size_t best_pairs = 0;
    char content[CODE_BYTES];
    struct error why;
    for (size_t i = 0; i < import->campaign_count; i++) {
        const struct campaign_utm *campaign = &import->campaigns[i];
        size_t pairs = utm_pair_count(campaign->utm);
        if (pairs > 0 && pairs >= best_pairs && runs_on(campaign, row->business_day) &&
            utm_matches(campaign->utm, row->utm)) {
            best = campaign;
            best_pairs = pairs;
        }
    }
    if (best == NULL) {
        add_source(import, row->utm);
        return;
    }
    row->campaign_id = best->id;
    if (utm_value(row->utm, "utm_content", content, sizeof(content)) &&
        !link_id_of(import->till->store, best->id, text_view_of(content), &row->link_id, &why)) {
        row->link_id = 0;
    }
}

/* A coupon's word that is a campaign's code. */
static bool match_word(
    struct conversions_import *import, struct text_view word, struct conversion_row *row)
{
    for (size_t i = 0; i < import->campaign_count; i++) {
        const struct campaign_utm *campaign = &import->campaigns[i];
        if (text_view_is_same(campaign->code, word) && runs_on(campaign, row->business_day)) {
            row->campaign_id = campaign->id;
            return true;
        }
    }
    return false;
}

static void add_token_source(
    struct conversions_import *import, const char *why, struct text_view token)
{
    char words[IMPORT_WORDS_MAX];
    struct text_out out = text_out_begin(words, sizeof(words));
    text_out_format(&out, "%s ", why);
    text_out_append_view(&out, (struct text_view){token.bytes, token.size < 80 ? token.size : 80});
    add_source(import, text_view_of(words));
}

/* True if the code says who the order is owed to, or that it is owed to nobody. */
static bool match_token(
    struct conversions_import *import, struct text_view text, struct conversion_row *row)
{
    struct till *till = import->till;
    struct till_code code;
    struct token token;
    struct error why;
    if (text.size == 0) {
        return false;
    }
    enum token_form form = token_read(utm_path(text), till->shop.scan_rules.code_base, &token);
    if (form == TOKEN_NOT || token_check(&token, &till->keys) != TOKEN_GOOD) {
        bool is_word = match_word(import, text, row);
        if (!is_word && row->utm.size == 0) {
            add_token_source(import, "the code", text);
        }
        return is_word;
    }
    if (!till_read_code(till, &token, TOUCH_WEB, row->ordered_at_ms, &code, &why) ||
        !till_code_counts(&code) || code.kind == OUTCOME_ENDED) {
        add_token_source(import, "a code that does not count:", text);
        return true;
    }
    row->campaign_id = code.touch.campaign_id;
    row->link_id = code.touch.link_id;
    row->lead_id = code.lead_id;
    row->from_sale_id = code.touch.from_sale_id;
    return true;
}

/* --- the rows -------------------------------------------------------------------------------- */

/* The words of the visit: of one column, or one column each. */
static struct text_view read_utm(struct conversions_import *import)
{
    struct import_file *file = &import->file;
    struct buffer utm = {0};
    struct text_view whole = utm_query(import_field(file, COLUMN_UTM));
    if (utm_pair_count(whole) > 0) {
        buffer_append(&utm, whole.bytes, whole.size);
    }
    for (size_t column = COLUMN_UTM_SOURCE; column <= COLUMN_UTM_TERM; column++) {
        struct text_view value = import_field(file, column);
        char ignored[4];
        if (value.size > 0 && !utm_value((struct text_view){utm.bytes, utm.size},
                                  COLUMNS[column].name, ignored, sizeof(ignored))) {
            buffer_append_text(&utm, utm.size > 0 ? "&" : "");
            buffer_append_text(&utm, COLUMNS[column].name);
            buffer_append_char(&utm, '=');
            utm_append_value(value, &utm);
        }
    }
    struct text_view copy =
        utm.size > 0 ? arena_copy(&import->arena, (struct text_view){utm.bytes, utm.size})
                     : text_view_of("");
    buffer_close(&utm);
    return copy;
}

static bool read_money(struct conversions_import *import, struct conversion_row *row)
{
    struct import_file *file = &import->file;
    const struct currency *currency = import->till->shop.rules.currency;
    struct text_view code = import_field(file, COLUMN_CURRENCY);
    int64_t tax_minor;
    if (code.size > 0 && !text_view_equals(code, currency->code)) {
        import_problem_add(file->result, import_place_of(file, COLUMN_CURRENCY),
            "currency is %.*s, and the shop's is %s", (int)(code.size < 20 ? code.size : 20),
            code.bytes, currency->code);
        return false;
    }
    row->currency = text_view_of(currency->code);
    if (!import_money(file, COLUMN_AMOUNT, currency, &row->gross_minor)) {
        return false;
    }
    row->net_minor = row->gross_minor;
    if (import_field(file, COLUMN_NET).size > 0) {
        return import_money(file, COLUMN_NET, currency, &row->net_minor);
    }
    if (import_field(file, COLUMN_TAX).size > 0) {
        if (!import_money(file, COLUMN_TAX, currency, &tax_minor)) {
            return false;
        }
        row->net_minor = row->gross_minor - tax_minor;
    }
    return true;
}

/* Exports have a row for each further thing of an order, with its number and without a sum. */
static bool is_further_row(struct conversions_import *import, struct text_view order)
{
    return import_field(&import->file, COLUMN_AMOUNT).size == 0 &&
           text_map_find(&import->orders, order) != NULL;
}

static bool read_order(struct conversions_import *import, struct conversion_row *row)
{
    struct import_file *file = &import->file;
    struct text_view order = import_field(file, COLUMN_ORDER);
    if (!import_check_text(file, COLUMN_ORDER, IMPORT_CODE, ORDER_CHARACTERS_MAX,
            ORDER_CHARACTERS_MAX * 4, false)) {
        return false;
    }
    if (text_map_find(&import->orders, order) != NULL) {
        import_problem_add(file->result, import_place_of(file, COLUMN_ORDER),
            "the order %.*s stands here twice", (int)order.size, order.bytes);
        return false;
    }
    row->order_ref = arena_copy(&import->arena, order);
    text_map_put(&import->orders, row->order_ref, (int64_t)import->count);
    return true;
}

static void read_row(void *context)
{
    struct conversions_import *import = context;
    struct import_file *file = &import->file;
    struct conversion_row row = {0};
    char day[DAY_TEXT_MAX];
    if (is_further_row(import, import_field(file, COLUMN_ORDER))) {
        return;
    }
    bool is_good = read_order(import, &row);
    is_good = import_moment(file, COLUMN_TIME, import->till->zone, &row.ordered_at_ms) && is_good;
    is_good = read_money(import, &row) && is_good;
    if (!is_good) {
        return;
    }
    till_business_day(import->till, row.ordered_at_ms, day);
    row.business_day = arena_copy(&import->arena, text_view_of(day));
    row.utm = read_utm(import);
    if (!match_token(import, import_field(file, COLUMN_TOKEN), &row) && row.utm.size > 0) {
        match_utm(import, &row);
    }
    if (import->count == import->capacity) {
        import->capacity = import->capacity == 0 ? 64 : import->capacity * 2;
        import->rows = realloc(import->rows, import->capacity * sizeof(*import->rows));
        ASSERT(import->rows != NULL);
    }
    import->rows[import->count++] = row;
}

/* --- writing --------------------------------------------------------------------------------- */

static void warn_changed(
    struct conversions_import *import, const struct conversion_row *row, int64_t known_minor)
{
    const struct currency *currency = import->till->shop.rules.currency;
    char known[MONEY_TEXT_MAX];
    char said[MONEY_TEXT_MAX];
    import_warning_add(import->file.result,
        "the order %.*s is here with %s, the file says %s: it is not changed",
        (int)row->order_ref.size, row->order_ref.bytes, money_print(known_minor, currency, known),
        money_print(row->gross_minor, currency, said));
}

static bool write_row(
    struct conversions_import *import, struct conversion_row *row, struct error *err)
{
    struct store *store = import->till->store;
    struct import_result *result = import->file.result;
    bool is_known;
    int64_t known_minor;
    row->imported_at_ms = till_now_ms(import->till);
    if (!conversion_find(store, row->order_ref, &is_known, &known_minor, err)) {
        return false;
    }
    if (is_known && known_minor != row->gross_minor) {
        warn_changed(import, row, known_minor);
    }
    result->unchanged_count += is_known;
    result->added_count += !is_known;
    return is_known ||
           (conversion_insert(store, row, err) &&
               (result->added_count % ENTRY_PART_ROWS != 0 || store_next_part(store, err)));
}

static void name_sources(struct conversions_import *import)
{
    for (size_t i = 0; i < import->source_count; i++) {
        const struct source *source = &import->sources[i];
        import_warning_add(import->file.result, "%zu %s came from %.*s, which no campaign has",
            source->count, source->count == 1 ? "order" : "orders",
            (int)(source->words.size < 160 ? source->words.size : 160), source->words.bytes);
    }
    if (import->more_count > 0) {
        import_warning_add(
            import->file.result, "%zu orders came from elsewhere", import->more_count);
    }
}

static bool write_rows(struct conversions_import *import, struct error *err)
{
    for (size_t i = 0; i < import->count; i++) {
        if (!write_row(import, &import->rows[i], err)) {
            return false;
        }
        import_tell(&import->file, "writing", i + 1, import->count);
    }
    name_sources(import);
    return true;
}

static bool write_all(void *context, struct error *err)
{
    struct conversions_import *import = context;
    struct till_loan loan;
    return campaign_begin(import->till, ENTRY_CONVERSION, &loan, err) &&
           campaign_end(import->till, write_rows(import, err), &loan, err);
}

bool import_conversions(struct till *till, const char *path, const struct import_progress *progress,
    struct import_result *out_result, struct error *err)
{
    static const struct import_job job = {
        .columns = COLUMNS, .read_row = read_row, .write_all = write_all};
    struct conversions_import *import = calloc(1, sizeof(*import));
    ASSERT(import != NULL);
    import->till = till;
    bool is_json;
    bool is_done =
        campaign_visit_all(till->store, take_campaign, import, err) &&
        import_path_is_json(path, &is_json, err) &&
        (is_json ? import_run_json(&import->file, &job, import, path, progress, out_result, err)
                 : import_run(&import->file, &job, import, path, progress, out_result, err));
    import_file_close(&import->file);
    text_map_close(&import->orders);
    free(import->rows);
    free(import->campaigns);
    arena_close(&import->arena);
    free(import);
    return is_done;
}
