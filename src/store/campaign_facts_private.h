#ifndef TILLTALE_STORE_CAMPAIGN_FACTS_PRIVATE_H
#define TILLTALE_STORE_CAMPAIGN_FACTS_PRIVATE_H

/* What the parts of the reading of campaign facts share: campaign_facts.c (the order of it),
 * campaign_facts_places.c (campaigns and placements), campaign_facts_sales.c (receipts and what
 * stands on them) and campaign_facts_people.c (who bought). Private to src/store.
 *
 * Receipts are read by business day and then kept by id. What belongs to them is read in step by
 * ranges of ids, not receipt by receipt: a table that is sorted by receipt is walked once. */

#include "store/campaign_facts.h"
#include "store/id_map.h"
#include "store/tally.h"

struct sqlite3_stmt;

struct facts_reader {
    struct store *store;
    const struct campaign_facts_period *period;
    struct campaign_facts *facts;
    int64_t first_id, last_id; /* of the till that is asked for */
    int64_t from_ms, until_ms; /* the moments of the period; the second is not of it */

    /* places */
    struct id_map campaigns; /* index: of facts->campaigns */
    struct id_map links;
    uint32_t *place_of_link;
    struct tally places; /* key: campaign index and content; row: of facts->places */
    size_t campaign_capacity, place_capacity, text_count, text_capacity;

    /* receipts */
    size_t receipt_count; /* of the sales, in the order of their ids; the orders come behind them */
    size_t day_capacity, sale_capacity, touch_capacity, buyer_capacity, return_capacity;
    struct facts_refund *refunds;
    size_t refund_count, refund_capacity;
    int64_t turnover_minor; /* of all receipts without their signs: what the sums can come to */

    /* people */
    struct id_map leads;      /* ids of leads, whether they are here or not */
    uint32_t *person_of_lead; /* index of facts->people */
    size_t lead_capacity;
    struct facts_lead *lead_rows; /* by lead */
    size_t person_touch_capacity;
};

struct facts_lead {
    bool is_of_period; /* left details in it */
    bool has_come_back;
};

/* A line that takes back goods. */
struct facts_refund {
    int64_t sale_id, n;
    int64_t of_sale_id; /* 0: without a receipt, or the receipt is not here */
};

/* Room for one more; `array` is the address of a pointer. */
void facts_grow(void *array, size_t *capacity, size_t count, size_t size);

/* Gives each row of a statement, whose parameters are bound, to `take` until it fails. */
typedef bool facts_taker(struct facts_reader *reader, struct sqlite3_stmt *row, struct error *err);
MUST_CHECK bool facts_read_rows(
    struct facts_reader *reader, struct sqlite3_stmt *row, facts_taker *take, struct error *err);

/* A copy that lives as long as the facts. */
const char *facts_text(struct facts_reader *reader, struct text_view text);

/* campaign_facts_places.c */
MUST_CHECK bool facts_read_campaigns(struct facts_reader *reader, struct error *err);
MUST_CHECK bool facts_read_spends(struct facts_reader *reader, struct error *err);
/* The place of a row that names campaign, placement (0 none) and the placement's word. What the
 * shop's campaigns do not have is looked up in the words of the touch `touch_id` (0: there is
 * none; then *out_place is FIGURES_NO_ROW). */
MUST_CHECK bool facts_find_place(struct facts_reader *reader, int64_t campaign_id, int64_t link_id,
    struct text_view content, int64_t touch_id, uint32_t *out_place, struct error *err);
/* The campaign itself. */
uint32_t facts_place_of_campaign(struct facts_reader *reader, uint32_t campaign);

/* campaign_facts_sales.c */
MUST_CHECK bool facts_read_sales(struct facts_reader *reader, struct error *err);
MUST_CHECK bool facts_read_conversions(struct facts_reader *reader, struct error *err);
MUST_CHECK bool facts_read_returns(struct facts_reader *reader, struct error *err);
/* The sale of an id, or FIGURES_NO_ROW. */
uint32_t facts_find_sale(const struct facts_reader *reader, int64_t sale_id);
uint32_t facts_add_day(struct facts_reader *reader, struct text_view day);
MUST_CHECK bool facts_check_currency(
    struct facts_reader *reader, struct text_view currency, struct error *err);

/* campaign_facts_ticket.c: what stands on the receipts that were read. */
MUST_CHECK bool facts_read_tickets(struct facts_reader *reader, struct error *err);
MUST_CHECK bool facts_add_amounts(struct facts_reader *reader, struct sqlite3_stmt *row,
    int first_column, struct figures_amounts *amounts, bool *out_is_costed, struct error *err);

/* campaign_facts_people.c */
/* The person of a lead, also of one that is not here. */
uint32_t facts_person(struct facts_reader *reader, int64_t lead_id);
MUST_CHECK bool facts_read_people(struct facts_reader *reader, struct error *err);
MUST_CHECK bool facts_read_purchases(struct facts_reader *reader, struct error *err);
MUST_CHECK bool facts_read_person_touches(struct facts_reader *reader, struct error *err);

#endif
