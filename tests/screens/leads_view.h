#ifndef TILLTALE_TESTS_SCREENS_LEADS_VIEW_H
#define TILLTALE_TESTS_SCREENS_LEADS_VIEW_H

/* A morning at a booth, by hand: the five people of the design's picture. */

#include <stdio.h>

#include "tests/screens/shop_view.h"

struct leads_view {
    struct view_lead rows[5];
    struct view_lead_card card;
};

static inline void leads_view_row(struct view_lead *row, int64_t id, const char *when,
    const char *name, const char *interests, enum view_rating rating)
{
    *row = (struct view_lead){.id = id, .rating = rating, .is_named = true};
    snprintf(row->number, sizeof row->number, "1-%06d", (int)id);
    text_copy(row->when, sizeof row->when, when);
    text_copy(row->name, sizeof row->name, name);
    text_copy(row->interests, sizeof row->interests, interests);
}

/* With names, or with numbers in their place. */
static inline void leads_view_put(struct leads_view *leads, struct shop_view *shop, bool is_open)
{
    struct view_lead *rows = leads->rows;
    leads_view_row(&rows[0], 17, "12:38", "Grace Hopper", "Beans, Office supply", VIEW_RATING_HOT);
    leads_view_row(&rows[1], 16, "12:21", "Ludwig Zamenhof", "Training", VIEW_RATING_WARM);
    leads_view_row(&rows[2], 15, "12:04", "Ada Lovelace", "Machines", VIEW_RATING_HOT);
    leads_view_row(&rows[3], 14, "11:58", "7F3A-0091", "", VIEW_RATING_NONE);
    leads_view_row(&rows[4], 13, "11:40", "Émilie du Châtelet", "Beans", VIEW_RATING_COLD);
    rows[0].has_email = rows[1].has_email = rows[2].has_email = true;
    rows[0].has_phone = rows[4].has_phone = true;
    rows[0].has_bought = rows[2].has_bought = true;
    rows[0].bought_minor = 3140;
    rows[2].bought_minor = 56000;
    rows[3].is_badge = true;
    for (size_t i = 0; !is_open && i < ARRAY_LENGTH(leads->rows); i++) {
        rows[i].is_named = rows[i].is_badge = false;
        text_copy(rows[i].name, sizeof rows[i].name, rows[i].number);
    }
    shop->view.leads = (struct view_leads){.has_key = true,
        .is_unlocked = is_open,
        .can_unlock = true,
        .counts = {17, 148, 6, 4},
        .recognised_count = 2,
        .nameless_count = 1,
        .rows = rows,
        .count = ARRAY_LENGTH(leads->rows),
        .selected_id = 17};
    text_copy(shop->view.business_day, sizeof shop->view.business_day, "2026-11-23");
    struct export_targets *targets = &shop->view.leads.targets;
    text_copy(targets->rows[0].name, sizeof targets->rows[0].name, "TILL");
    targets->count = 1;
}

static inline void leads_view_event(struct view_lead_card *card, enum view_lead_event_kind kind,
    const char *when, const char *words)
{
    struct view_lead_event *event = &card->events[card->event_count++];
    event->kind = kind;
    event->amount_minor = 3140;
    text_copy(event->when, sizeof event->when, when);
    text_copy(event->words, sizeof event->words, words);
}

/* The card of Grace Hopper; what is sealed is not on it. */
static inline void leads_view_card(struct leads_view *leads, struct shop_view *shop, bool is_open)
{
    struct view_lead_card *card = &leads->card;
    *card = (struct view_lead_card){.serial = 1, .id = 17, .is_open = is_open};
    text_copy(card->number, sizeof card->number, "1-000017");
    if (is_open) {
        text_copy(card->entry.first_name, sizeof card->entry.first_name, "Grace");
        text_copy(card->entry.last_name, sizeof card->entry.last_name, "Hopper");
        text_copy(card->entry.email, sizeof card->entry.email, "grace@navy.example");
        leads_view_event(card, VIEW_LEAD_NOTED, "12:40", "Wants a machine for forty people.");
    }
    card->entry.rating = VIEW_RATING_HOT;
    text_copy(card->entry.interests[0], sizeof card->entry.interests[0], "Beans");
    card->entry.interest_count = 1;
    text_copy(card->purposes[0], sizeof card->purposes[0], "email");
    card->purpose_count = 1;
    leads_view_event(card, VIEW_LEAD_BOUGHT, "12:41", "1-000124");
    leads_view_event(card, VIEW_LEAD_AGREED, "12:38", "email");
    leads_view_event(card, VIEW_LEAD_CAPTURED, "12:38", "Spring booth, hall 4");
    shop->view.leads.card = card;
}

#endif
