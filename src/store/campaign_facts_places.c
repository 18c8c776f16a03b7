#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/campaign.h"
#include "store/campaign_facts_private.h"
#include "store/statement.h"

/* Columns of QUERY_FACTS_LINKS, QUERY_FACTS_SPENDS and QUERY_FACTS_TOUCH_WORDS. */
enum {
    LINK_ID,
    LINK_CAMPAIGN_ID,
    LINK_CONTENT
};
enum {
    SPEND_CAMPAIGN_ID,
    SPEND_CONTENT,
    SPEND_AMOUNT_MINOR
};
enum {
    WORDS_CODE,
    WORDS_NAME,
    WORDS_CHANNEL,
    WORDS_CONTENT
};

#define CONTENT_BYTES 512

static uint32_t add_campaign(struct facts_reader *reader, int64_t id, struct text_view code,
    struct text_view name, struct text_view channel)
{
    struct campaign_facts *facts = reader->facts;
    facts_grow(&facts->campaigns, &reader->campaign_capacity, facts->campaign_count,
        sizeof(*facts->campaigns));
    uint32_t campaign = id_map_add(&reader->campaigns, id);
    ASSERT(campaign == facts->campaign_count);
    facts->campaigns[facts->campaign_count++] = (struct figures_campaign){.id = id,
        .code = facts_text(reader, code),
        .name = facts_text(reader, name),
        .channel = facts_text(reader, channel),
        .starts_on = "",
        .ends_on = "",
        .budget_minor = -1};
    return campaign;
}

static uint32_t add_place(struct facts_reader *reader, uint32_t campaign, struct text_view content)
{
    struct campaign_facts *facts = reader->facts;
    char key[sizeof(campaign) + CONTENT_BYTES];
    size_t size = content.size < CONTENT_BYTES ? content.size : CONTENT_BYTES;
    memcpy(key, &campaign, sizeof(campaign));
    if (size > 0) {
        memcpy(key + sizeof(campaign), content.bytes, size);
    }
    size_t count = reader->places.row_count;
    size_t place =
        (size_t)(tally_find(&reader->places, key, sizeof(campaign) + size) - reader->places.rows);
    if (reader->places.row_count > count) {
        facts_grow(
            &facts->places, &reader->place_capacity, facts->place_count, sizeof(*facts->places));
        facts->places[facts->place_count++] =
            (struct figures_place){.campaign = campaign, .content = facts_text(reader, content)};
    }
    return (uint32_t)place;
}

uint32_t facts_place_of_campaign(struct facts_reader *reader, uint32_t campaign)
{
    return add_place(reader, campaign, text_view_of(""));
}

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    struct facts_reader *reader = context;
    (void)err;
    uint32_t campaign = add_campaign(reader, row->id, row->code, row->name, row->channel);
    struct figures_campaign *taken = &reader->facts->campaigns[campaign];
    taken->starts_on = facts_text(reader, row->starts_on);
    taken->ends_on = facts_text(reader, row->ends_on);
    taken->budget_minor = row->budget_minor;
    facts_place_of_campaign(reader, campaign);
    return true;
}

static void take_link(struct facts_reader *reader, struct sqlite3_stmt *row)
{
    uint32_t campaign = id_map_find(&reader->campaigns, statement_int(row, LINK_CAMPAIGN_ID));
    if (campaign == ID_MAP_NONE) {
        return;
    }
    uint32_t link = id_map_add(&reader->links, statement_int(row, LINK_ID));
    if (link % 64 == 0) {
        reader->place_of_link =
            realloc(reader->place_of_link, (link + 64) * sizeof(*reader->place_of_link));
        ASSERT(reader->place_of_link != NULL);
    }
    reader->place_of_link[link] = add_place(reader, campaign, statement_text(row, LINK_CONTENT));
}

bool facts_read_campaigns(struct facts_reader *reader, struct error *err)
{
    if (!campaign_visit_all(reader->store, take_campaign, reader, err)) {
        return false;
    }
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_LINKS);
    bool has_row = true;
    while (has_row) {
        if (!statement_step(reader->store, row, &has_row, err)) {
            return false;
        }
        if (has_row) {
            take_link(reader, row);
        }
    }
    return true;
}

/* A campaign that is not the shop's any more: its words stand in the touch. */
static bool read_words(struct facts_reader *reader, int64_t campaign_id, int64_t touch_id,
    uint32_t *out_place, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_TOUCH_WORDS);
    bool has_row;
    statement_bind_int(row, "$id", touch_id);
    if (!statement_step(reader->store, row, &has_row, err)) {
        return false;
    }
    if (!has_row) {
        return error_set(err, ERROR_CORRUPT, "a contact is gone while it is read");
    }
    uint32_t campaign = id_map_find(&reader->campaigns, campaign_id);
    if (campaign == ID_MAP_NONE) {
        campaign = add_campaign(reader, campaign_id, statement_text(row, WORDS_CODE),
            statement_text(row, WORDS_NAME), statement_text(row, WORDS_CHANNEL));
    }
    *out_place = add_place(reader, campaign, statement_text(row, WORDS_CONTENT));
    statement_reset(row);
    return true;
}

bool facts_find_place(struct facts_reader *reader, int64_t campaign_id, int64_t link_id,
    struct text_view content, int64_t touch_id, uint32_t *out_place, struct error *err)
{
    uint32_t link = link_id != 0 ? id_map_find(&reader->links, link_id) : ID_MAP_NONE;
    if (link != ID_MAP_NONE) {
        *out_place = reader->place_of_link[link];
        return true;
    }
    uint32_t campaign = id_map_find(&reader->campaigns, campaign_id);
    if (campaign != ID_MAP_NONE && (link_id == 0 || touch_id == 0)) {
        *out_place = add_place(reader, campaign, content);
        return true;
    }
    if (touch_id == 0) {
        *out_place = FIGURES_NO_ROW;
        return true;
    }
    return read_words(reader, campaign_id, touch_id, out_place, err);
}

static bool take_spend(struct facts_reader *reader, struct sqlite3_stmt *row, struct error *err)
{
    uint32_t place;
    if (!facts_find_place(reader, statement_int(row, SPEND_CAMPAIGN_ID), 0,
            statement_text(row, SPEND_CONTENT), 0, &place, err)) {
        return false;
    }
    if (place == FIGURES_NO_ROW) {
        return error_set(err, ERROR_CORRUPT, "money was spent on a campaign that is not here");
    }
    struct figures_place *spent = &reader->facts->places[place];
    spent->has_spend = true;
    return !__builtin_add_overflow(
               spent->spent_minor, statement_int(row, SPEND_AMOUNT_MINOR), &spent->spent_minor) ||
           error_set(err, ERROR_LIMIT, "what was spent is too large a sum");
}

bool facts_read_spends(struct facts_reader *reader, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_SPENDS);
    statement_bind_text(row, "$from", reader->period->range.from);
    statement_bind_text(row, "$to", reader->period->range.to);
    return facts_read_rows(reader, row, take_spend, err);
}
