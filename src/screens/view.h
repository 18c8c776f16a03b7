#ifndef TILLTALE_SCREENS_VIEW_H
#define TILLTALE_SCREENS_VIEW_H

/* View: all that a screen may know, made anew by app/ before each frame and read only. What it
 * points to belongs to the till and holds for the frame. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/locale.h"
#include "domain/tender.h"
#include "domain/ticket.h"
#include "screens/view_booth.h"
#include "screens/view_code.h"
#include "screens/view_lead.h"
#include "screens/view_campaigns.h"
#include "screens/view_refund.h"
#include "screens/view_shift.h"
#include "screens/view_staff.h"
#include "till/account.h"
#include "till/export_target.h"
#include "till/office.h"
#include "till/options.h"
#include "till/pay.h"
#include "till/shelf.h"
#include "till/shop_setting.h"
#include "till/stock.h"
#include "till/till.h"
#include "till/voucher.h"

struct language;

/* The catalogue as the eye sees it: looked up while drawing, so that only what shows is read. */
struct view_catalogue {
    void *context;
    bool is_ready; /* false while the first index is built */
    size_t product_count;
    const struct shelf_category *categories;
    size_t category_count;
    /* Product ids of a category, or of SHELF_ALL; as shelf_grid(). */
    const int64_t *(*grid)(void *context, int64_t category_id, size_t tiles_fit, size_t *out_count);
    /* NULL if it is not on sale any more; holds until the next call. */
    const struct shelf_product *(*product)(void *context, int64_t product_id);
    /* As catalogue_search() without skipping; returns the number of all hits. */
    size_t (*search)(
        void *context, const char *query, int64_t *out_ids, size_t ids_max, size_t *out_count);
};

#define VIEW_TAX_CODES_MAX 4

/* Something was added that wants a number first. */
enum view_question_kind {
    VIEW_QUESTION_NONE,
    VIEW_QUESTION_QUANTITY, /* sold by weight, length, volume */
    VIEW_QUESTION_PRICE,    /* without a price of its own */
    VIEW_QUESTION_AGE,      /* sold from `age` on */
    VIEW_QUESTION_OPTIONS,  /* view.options */
    VIEW_QUESTION_SERIAL    /* each piece has a number */
};

struct view_question {
    enum view_question_kind kind;
    int64_t product_id;
    int64_t quantity_milli; /* how many; VIEW_QUESTION_QUANTITY: what is asked */
    int age;
    uint64_t serial; /* another question has another */
};

/* The options that are chosen: of a line, or of what is to be added. */
struct view_options {
    const struct option_set *set; /* NULL: never opened */
    int64_t product_id;
    size_t line;        /* unless it is a question */
    bool is_question;   /* view.question is VIEW_QUESTION_OPTIONS */
    int64_t base_minor; /* unit price without options */
    bool is_chosen[OPTION_CHOICES_MAX];
    uint64_t serial; /* another value: opened anew */
};

/* What is on the shelf, while the stock screen is up. */
struct view_stock {
    const struct stock_item *items;
    size_t count;
    uint64_t serial; /* another value: read anew */
};

/* Strips: what happened, what that means for the sale, and what can be done. */
#define VIEW_MESSAGES_MAX 3
#define VIEW_MESSAGE_TEXT_MAX 640

enum view_message_kind {
    VIEW_MESSAGE_GREEN, /* goes by itself */
    VIEW_MESSAGE_AMBER, /* until closed */
    VIEW_MESSAGE_RED    /* until touched */
};

enum view_action {
    VIEW_ACTION_NONE,
    VIEW_ACTION_UNDO,
    VIEW_ACTION_SEARCH,
    VIEW_ACTION_TYPE_PRICE,
    VIEW_ACTION_WHY,
    VIEW_ACTION_ADD_CODE /* to the last sale */
};

#define VIEW_ACTIONS_MAX 2

struct view_message {
    uint64_t serial;
    enum view_message_kind kind;
    char title[VIEW_MESSAGE_TEXT_MAX];
    char detail[VIEW_MESSAGE_TEXT_MAX]; /* "" none */
    enum view_action actions[VIEW_ACTIONS_MAX];
};

/* The code of the thanks screen, as ui_qr() takes it. */
#define VIEW_QR_WIDTH_MAX 177

struct view_qr {
    int modules; /* 0: none */
    uint8_t bits[(VIEW_QR_WIDTH_MAX * VIEW_QR_WIDTH_MAX + 7) / 8];
};

/* What is chosen on the pay screen, for it and for the customer's display. */
struct view_paying {
    bool is_chosen;           /* somebody is paying */
    struct tender tender;     /* how, and with how much; amount 0: no sum is there yet */
    int64_t change_minor;     /* of cash: what comes back */
    const struct view_qr *qr; /* the payment code while TENDER_TRANSFER is chosen; NULL: none */
    char reference[PAY_REFERENCE_BYTES];
    char problem[VIEW_MESSAGE_TEXT_MAX]; /* why there is no code; "" none */
};

/* The voucher that was looked at last. */
struct view_voucher {
    uint64_t serial; /* another look has another; 0: none was */
    struct till_voucher found;
};

/* Product lists that may be imported. */
#define VIEW_FILES_MAX 40
#define VIEW_FILE_NAME_MAX 256

struct view_file {
    char name[VIEW_FILE_NAME_MAX];
    char place[VIEW_FILE_NAME_MAX]; /* the stick or the folder */
};

struct view_import {
    bool is_offered; /* this till may change the catalogue */
    struct view_file files[VIEW_FILES_MAX];
    size_t file_count;
    bool is_running;
    int percent; /* -1: not known yet */
    char file[VIEW_FILE_NAME_MAX];
};

/* What the customer's display shows. */
enum view_display_kind {
    VIEW_DISPLAY_IDLE,
    VIEW_DISPLAY_CLOSED, /* nobody is at the till */
    VIEW_DISPLAY_LINES,  /* what is being rung up */
    VIEW_DISPLAY_PAY,    /* the same, and how it is paid */
    VIEW_DISPLAY_THANKS
};

/* Values of the settings by their rows, shop_settings(). */
#define VIEW_SETTINGS_MAX 80
#define VIEW_RATES_MAX 40
#define VIEW_CATEGORIES_MAX 100

struct view_settings {
    const struct shop_setting *rows;
    size_t count;
    bool is_ours; /* the pen is here: the shop's can be changed */
    char values[VIEW_SETTINGS_MAX][SHOP_SETTING_VALUE_MAX];
    struct tax_code taxes[VIEW_RATES_MAX]; /* the standard one first */
    size_t tax_count;
    struct office_category categories[VIEW_CATEGORIES_MAX];
    size_t category_count;
    struct office_product product; /* the one that is open; no SKU: none */
    struct export_targets targets; /* of this till, beside those of its settings */
};

struct app_view {
    /* how it is said: two windows may differ */
    const struct language *language; /* NULL: English */
    const struct locale *locale;     /* of sums, numbers and dates; NULL: as English writes them */

    /* the top bar */
    const struct till_shop *shop;
    const char *till_label;
    const char *staff_name;
    char clock[8];
    char saved[96];       /* "Saved", "Saved here, 3 to sync since 12:04" */
    char saved_short[96]; /* the same for a narrow window; "" nothing is shorter */
    bool is_synced;       /* green dot, else grey */

    /* the open ticket */
    const struct ticket *ticket;
    const struct ticket_figures *figures;
    size_t selected_line;
    uint64_t line_serial; /* another value: the selected line is to be brought into sight */
    struct tax_code tax_codes[VIEW_TAX_CODES_MAX]; /* for a typed price, most used first */
    size_t tax_code_count;
    struct view_question question;
    struct view_catalogue catalogue;
    struct view_import import;

    /* paying */
    const struct tender *tenders;
    size_t tender_count;
    int64_t due_minor[TENDER_KIND_COUNT]; /* still to pay, if the rest is paid by that kind */
    enum tender_kind last_tender;

    /* paid */
    const struct till_receipt *receipt; /* NULL before the first sale */
    const struct view_qr *qr;

    /* staff and rights */
    struct view_staff staff;

    /* shifts, cash and closing */
    struct view_shift shift;

    /* refunds, voids, parked tickets and receipts */
    struct view_receipts receipts;
    struct view_receipt receipt_view;
    struct view_refund refund;
    struct give_back give_back; /* of the open ticket, if its total is below 0 */
    struct view_parked parked;
    size_t parked_count;
    struct view_split split;
    char business_day[11]; /* today's */

    /* options, bundles and stock */
    struct view_options options;
    struct view_stock stock;

    /* tenders */
    struct view_paying paying;
    struct view_voucher voucher;
    const struct till_account *accounts; /* who may buy on account */
    size_t account_count;
    const struct till_rate *rates; /* cash of these is taken, too */
    size_t rate_count;

    /* settings and first start */
    bool is_first_start;  /* no shop is there yet */
    const char *recovery; /* words of the shop that was just made; "" none was */
    const struct view_settings *settings;

    /* customer display */
    bool has_display; /* thanks, faces and code go there */
    enum view_display_kind display;

    /* booth */
    struct view_booth booth;

    /* leads */
    struct view_leads leads;

    /* campaigns */
    struct view_campaigns campaigns;
    struct view_campaign campaign;

    /* codes on the ticket */
    struct view_codes codes;

    struct view_message messages[VIEW_MESSAGES_MAX]; /* newest first */
    size_t message_count;
};

#endif
