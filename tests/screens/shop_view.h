#ifndef TILLTALE_TESTS_SCREENS_SHOP_VIEW_H
#define TILLTALE_TESTS_SCREENS_SHOP_VIEW_H

/* A view made by hand: the demo shop's sale of four lines, 22.06 in all, without a till. */

#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "qr/qr.h"
#include "screens/screen.h"
#include "screens/view.h"

struct shop_view {
    struct till_shop shop;
    struct ticket ticket;
    struct ticket_figures figures;
    struct tender tenders[TENDERS_MAX];
    struct till_receipt receipt;
    struct view_qr qr;
    struct zone *zone;
    struct app_view view;
};

static inline void shop_view_add(struct shop_view *shop, const char *name, enum unit unit,
    int64_t quantity_milli, int64_t price_minor, uint32_t tax_ppm)
{
    struct error err;
    struct ticket_line line = {.product_id = (int64_t)shop->ticket.line_count + 1,
        .unit = unit,
        .quantity_milli = quantity_milli,
        .unit_price_minor = price_minor,
        .tax = {.part_count = 1, .part_ppm = {tax_ppm}}};
    text_copy(line.name, sizeof line.name, name);
    if (!ticket_add(&shop->ticket, &line, NULL, &err)) {
        abort();
    }
}

/* Brings figures and what is due up to date, as the app does after every verb. */
static inline void shop_view_refresh(struct shop_view *shop)
{
    struct error err;
    struct app_view *view = &shop->view;
    if (!ticket_compute(&shop->ticket, &shop->figures, &err)) {
        abort();
    }
    for (int kind = 0; kind < TENDER_KIND_COUNT; kind++) {
        view->due_minor[kind] = tender_still_due(shop->figures.gross_minor, shop->tenders,
            view->tender_count, shop->shop.cash_step_minor, (enum tender_kind)kind);
    }
}

static inline void shop_view_take(struct shop_view *shop, const struct tender *tender)
{
    shop->tenders[shop->view.tender_count++] = *tender;
    shop_view_refresh(shop);
}

static inline void shop_view_open(struct shop_view *shop, const char *currency)
{
    *shop = (struct shop_view){.view = {.till_label = "Till 1",
                                   .staff_name = "Cashier 1",
                                   .clock = "12:42",
                                   .saved = "Saved",
                                   .is_synced = true,
                                   .last_tender = TENDER_CASH}};
    for (int right = 0; right < RIGHT_COUNT; right++) {
        shop->view.staff.may[right] = true;
    }
    shop->view.staff.discount_limit_ppm = 1000000;
    shop->view.staff.has_pins = true;
    shop->view.staff.is_many = true;
    shop->shop.rules.currency = currency_find(currency);
    shop->shop.asks_satisfaction = true;
    shop->shop.payment = (struct shop_payment){.code_kind = PAY_CODE_EPC,
        .takes = {[TENDER_CASH] = true,
            [TENDER_CARD] = true,
            [TENDER_TRANSFER] = true,
            [TENDER_VOUCHER] = true}};
    ticket_init(&shop->ticket, &shop->shop.rules);
    shop->zone = zone_open_utc();
    shop->shop.zone = shop->zone;
    shop->view.shop = &shop->shop;
    shop->view.ticket = &shop->ticket;
    shop->view.figures = &shop->figures;
    shop->view.tenders = shop->tenders;
}

static inline void shop_view_add_demo(struct shop_view *shop)
{
    struct error err;
    shop_view_add(shop, "Flat white", UNIT_EACH, 2000, 360, 190000);
    shop_view_add(shop, "Almond croissant", UNIT_EACH, 1000, 310, 70000);
    shop_view_add(shop, "Harbour blend 250 g", UNIT_EACH, 1000, 950, 70000);
    shop_view_add(shop, "Sourdough", UNIT_KG, 412, 780, 70000);
    struct ticket_touch touch = {.campaign_id = 7,
        .name = "Spring booth",
        .offer = {.kind = OFFER_PERCENT, .value = 100000, .targets = "Beans"}};
    if (!ticket_attach(&shop->ticket, &touch, &err)) {
        abort();
    }
    shop->ticket.lines[2].discount =
        (struct discount){DISCOUNT_PERCENT, DISCOUNT_CAMPAIGN, 100000, 7};
    shop->view.selected_line = 2;
    shop_view_refresh(shop);
}

static inline void shop_view_encode(struct shop_view *shop)
{
    struct error err;
    struct qr *qr = malloc(sizeof *qr);
    if (qr == NULL || !qr_encode(shop->receipt.code_text, qr, &err)) {
        abort();
    }
    shop->qr = (struct view_qr){.modules = qr->width};
    for (int i = 0; i < qr->width * qr->width; i++) {
        shop->qr.bits[i / 8] |= (uint8_t)(qr->dark[i] << (7 - i % 8));
    }
    free(qr);
}

/* The sale as it is after paying. */
static inline void shop_view_pay(struct shop_view *shop, int64_t change_minor, bool has_code)
{
    struct till_receipt *receipt = &shop->receipt;
    *receipt = (struct till_receipt){.change_minor = change_minor, .has_code = has_code};
    text_copy(receipt->number, sizeof receipt->number, "1-000124");
    text_copy(receipt->token, sizeof receipt->token, "R4ZC-71NV-K9TE-3M6A");
    text_copy(receipt->code_text, sizeof receipt->code_text,
        "HTTPS://HARBOUR.EXAMPLE/T/R4ZC71NVK9TE3M6A");
    text_copy(receipt->headline, sizeof receipt->headline, "10 % off your next bag of beans");
    text_copy(receipt->ends_on, sizeof receipt->ends_on, "2026-12-31");
    shop_view_encode(shop);
    shop->view.receipt = receipt;
    shop->view.qr = has_code ? &shop->qr : NULL;
}

static inline void shop_view_close(struct shop_view *shop)
{
    ticket_close(&shop->ticket);
    ticket_figures_close(&shop->figures);
    zone_close(shop->zone);
    shop->zone = NULL;
}

#endif
