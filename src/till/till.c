#include "till/till.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/id.h"
#include "store/campaign.h"
#include "store/key_file.h"
#include "store/peer.h"
#include "store/sale.h"
#include "store/setting.h"
#include "store/store.h"
#include "store/ticket.h"
#include "till/handle.h"
#include "till/lead_state.h"
#include "till/product.h"
#include "till/settings.h"
#include "till/ticket_body.h"

#define CLOCK_AHEAD_MS (INT64_C(24) * 60 * 60 * 1000)

/* --- reading what the shop has set --------------------------------------------------------- */

static bool take_return_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    struct return_campaign *returning = context;
    returning->id = row->id;
    returning->has_page = row->landing_url.size > 0;
    if (!text_copy_view(returning->headline, sizeof(returning->headline), row->headline) ||
        !text_copy_view(returning->starts_on, sizeof(returning->starts_on), row->starts_on) ||
        !text_copy_view(returning->ends_on, sizeof(returning->ends_on), row->ends_on)) {
        return error_set(err, ERROR_CORRUPT, "the return campaign cannot be read");
    }
    return true;
}

static bool read_return_campaign(struct till *till, struct error *err)
{
    bool found;
    till->returning = (struct return_campaign){0};
    till->referring = (struct return_campaign){0};
    return (till->shop.return_campaign[0] == '\0' ||
               campaign_find_code(till->store, text_view_of(till->shop.return_campaign),
                   take_return_campaign, &till->returning, &found, err)) &&
           (till->shop.referral_campaign[0] == '\0' ||
               campaign_find_code(till->store, text_view_of(till->shop.referral_campaign),
                   take_return_campaign, &till->referring, &found, err));
}

static bool read_shop(struct till *till, struct error *err)
{
    if (!settings_read(till->store, &till->shop, &till->zone, err) || !till_read_staff(till, err) ||
        !read_return_campaign(till, err) || !till_read_price_lists(till, err)) {
        return false;
    }
    if (till->ticket.line_count == 0) {
        till->ticket.rules = till->shop.rules; /* else when the ticket is done */
    }
    return true;
}

static bool read_version(struct till *till, int64_t *out_version, struct error *err)
{
    int64_t office;
    int64_t device;
    if (!office_version(till->store, &office, err) ||
        !device_settings_version(till->store, &device, err)) {
        return false;
    }
    *out_version = office + device;
    return true;
}

void till_refresh(struct till *till)
{
    struct error ignored;
    int64_t data_version = store_data_version(till->store);
    int64_t version = till->office_version;
    if (data_version == till->data_version) {
        return;
    }
    if (!read_version(till, &version, &ignored)) {
        return;
    }
    if (version != till->office_version) {
        if (!read_shop(till, &ignored)) {
            return;
        }
        till->changes |= TILL_CHANGED_SHOP;
        shelf_notice_change(till);
    }
    till->data_version = data_version;
    till->office_version = version;
}

void till_recover(struct till *till)
{
    struct error ignored; /* then it is tried again after the next failure */
    struct store *store;
    if (store_is_broken(till->store) &&
        store_open(store_path(till->store), 0, till->clock, &store, &ignored)) {
        store_close(till->store);
        till->store = store;
        till->data_version = -1;
    }
}

void till_office_changed(struct till *till)
{
    till->data_version = -1; /* what no file has */
    till->office_version = -1;
}

static void read_keys(struct till *till)
{
    const struct key_file *keys = store_keys(till->store);
    if (keys == NULL) {
        return;
    }
    till->keys = keys->tokens;
    if (till->keys.has_own) {
        till->key_number = till->keys.own_key_number;
    }
    for (uint32_t i = 0; i < TOKEN_KEYS_MAX; i++) {
        if (till->keys.has_shop[i]) {
            till->key_number = i; /* the newest */
        }
    }
}

/* --- the ticket that was open when the till was last closed, or fell -------------------------- */

/* A body that nobody can read is kept aside for support: a shop must open all the same. */
static bool put_aside(struct till *till, const struct buffer *body, struct error *err)
{
    bool is_done =
        store_begin(till->store, ENTRY_SALE, till->staff_id, err) &&
        ticket_slot_write(till->store, TICKET_SLOT_UNREADABLE, "unreadable", body->bytes,
            till_now_ms(till), err) &&
        ticket_slot_write(till->store, TICKET_SLOT_SCREEN, "", "", till_now_ms(till), err) &&
        store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
    }
    return is_done;
}

static bool read_open_ticket(struct till *till, struct error *err)
{
    struct buffer body = {0};
    struct error why;
    bool found;
    bool is_done = till_count_parked(till, err) && void_read(till, err) &&
                   ticket_slot_read(till->store, TICKET_SLOT_SCREEN, &body, &found, err);
    if (is_done && found && body.size > 0) {
        till->is_saved = true;
        bool is_good = ticket_body_read(body.bytes, body.size, &till->ticket, till->tenders,
                           &till->tender_count, &why) &&
                       ticket_compute(&till->ticket, &till->figures, &why);
        if (!is_good) {
            till_clear_ticket(till);
            is_done = put_aside(till, &body, err);
            till->is_saved = false;
        }
    }
    buffer_close(&body);
    return is_done;
}

/* --- opening ------------------------------------------------------------------------------- */

static void write_label(struct till *till)
{
    struct text_out label = text_out_begin(till->label, sizeof(till->label));
    int64_t node = store_node(till->store);
    char text[NODE_TEXT_MAX];
    if (node == 0) {
        text_out_append(&label, "The office");
    } else {
        text_out_format(&label, "Till %s", node_print(node, text));
    }
}

static bool open_parts(struct till *till, const char *path, struct error *err)
{
    if (!store_open(path, 0, till->clock, &till->store, err)) {
        return false;
    }
    if (store_node(till->store) == 0 && (till->flags & TILL_OPEN_OFFICE) == 0) {
        return error_set(
            err, ERROR_REFUSED, "%s is a shop's store and no till: sell at one of its tills", path);
    }
    till->data_version = store_data_version(till->store);
    write_label(till);
    if (!read_version(till, &till->office_version, err) || !read_shop(till, err)) {
        return false;
    }
    read_keys(till);
    ticket_init(&till->ticket, &till->shop.rules);
    if ((till->flags & TILL_OPEN_BATCH) != 0) {
        return true;
    }
    if (!read_open_ticket(till, err)) {
        return false;
    }
    till->shelf = shelf_open(path, till->clock);
    shelf_notice_change(till);
    return true;
}

bool till_open(const char *path, struct clock_source clock, int flags, struct till **out_till,
    struct error *err)
{
    struct till *till = calloc(1, sizeof(*till));
    ASSERT(till != NULL);
    till->clock = clock;
    till->flags = flags;
    if (!open_parts(till, path, err)) {
        till_close(till);
        return false;
    }
    *out_till = till;
    return true;
}

void till_close(struct till *till)
{
    if (till == NULL) {
        return;
    }
    shelf_close(till->shelf);
    ticket_close(&till->ticket);
    ticket_close(&till->backup);
    ticket_close(&till->undo.ticket);
    ticket_figures_close(&till->figures);
    sale_close(&till->receipt.sale);
    void_list_close(&till->voids);
    buffer_close(&till->scratch);
    zone_close(till->zone);
    free(till->staff);
    lead_state_close(till->leads);
    store_close(till->store);
    memory_wipe(&till->keys, sizeof(till->keys));
    free(till);
}

/* --- what others ask ----------------------------------------------------------------------- */

const struct till_shop *till_shop(const struct till *till)
{
    return &till->shop;
}

bool till_is_booth(struct till *till)
{
    struct error ignored;
    bool is_booth = false;
    return peer_read_is_booth(till->store, &is_booth, &ignored) && is_booth;
}

int64_t till_node(const struct till *till)
{
    return store_node(till->store);
}

const char *till_label(const struct till *till)
{
    return till->label;
}

bool till_holds_pen(struct till *till)
{
    return store_holds_pen(till->store);
}

struct store *till_store(struct till *till)
{
    return till->store;
}

int64_t till_now_ms(const struct till *till)
{
    return clock_now_ms(till->clock);
}

void till_business_day(const struct till *till, int64_t at_ms, char out_day[DAY_TEXT_MAX])
{
    day_print(zone_business_day(till->zone, at_ms, till->shop.day_start_minutes), out_day);
}

void till_today(const struct till *till, char out_day[DAY_TEXT_MAX])
{
    till_business_day(till, till_now_ms(till), out_day);
}

enum clock_doubt till_clock_doubt(struct till *till)
{
    struct error ignored; /* an unreadable journal is said by whoever writes next */
    int64_t newest_at_ms;
    int64_t now_ms = till_now_ms(till);
    if (!journal_newest_at(till->store, &newest_at_ms, &ignored) || newest_at_ms == 0) {
        return CLOCK_FINE;
    }
    if (now_ms < newest_at_ms) {
        return CLOCK_BACK;
    }
    return now_ms - newest_at_ms >= CLOCK_AHEAD_MS ? CLOCK_AHEAD : CLOCK_FINE;
}

unsigned till_tick(struct till *till, bool may_swap)
{
    till_refresh(till);
    unsigned changes = till->changes;
    till->changes = 0;
    if (may_swap && shelf_swap(till)) {
        changes |= TILL_CHANGED_CATALOGUE;
    }
    if (till->ticket.line_count == 0) {
        store_tidy(till->store); /* now, so that no sale pays for it */
    }
    return changes;
}

int till_wake_fd(const struct till *till)
{
    return till->shelf != NULL ? shelf_wake_fd(till->shelf) : -1;
}

void till_wait_catalogue(struct till *till)
{
    if (till->shelf != NULL) {
        shelf_wait(till);
    }
}
