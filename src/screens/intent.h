#ifndef TILLTALE_SCREENS_INTENT_H
#define TILLTALE_SCREENS_INTENT_H

/* Intent: the one thing that a screen asks for after a frame. app/ carries it out with one call of
 * till/; the screen sees the outcome in the next frame's view. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/scan.h"
#include "domain/tender.h"
#include "domain/ticket.h"
#include "screens/view_shift.h"

struct booth_entry;
struct lead_entry;

enum screen_id {
    SCREEN_SELL,
    SCREEN_PAY,
    SCREEN_THANKS,

    /* staff and rights */
    SCREEN_SIGN_IN,
    SCREEN_STAFF,

    /* shifts, cash and closing */
    SCREEN_CASH,
    SCREEN_CLOSE,
    SCREEN_REPORTS,

    /* refunds, voids, parked tickets and receipts */
    SCREEN_RECEIPTS,
    SCREEN_RECEIPT,
    SCREEN_REFUND,
    SCREEN_GIVE_BACK,
    SCREEN_PARKED,
    SCREEN_SPLIT,
    SCREEN_WRONG_TENDER,

    /* options, bundles and stock */
    SCREEN_STOCK,

    /* tenders */
    SCREEN_VOUCHER,

    /* settings and first start */
    SCREEN_START,
    SCREEN_SETTINGS,

    /* booth */
    SCREEN_ATTRACT,
    SCREEN_LEAD_FORM,
    SCREEN_LEAD_DONE,
    /* campaigns */
    SCREEN_CAMPAIGNS,
    SCREEN_CAMPAIGN,

    /* leads */
    SCREEN_LEADS,
    SCREEN_LEAD_CARD,

    SCREEN_ID_COUNT
};

enum intent_kind {
    INTENT_NONE,
    INTENT_GO, /* to `screen` */

    INTENT_ADD_PRODUCT,   /* product_id, quantity_milli, amount_minor as till_add_product() */
    INTENT_ADD_TYPED,     /* amount_minor under tax code `index` of the view */
    INTENT_SCAN,          /* code, quantity_milli */
    INTENT_TYPE_CODE,     /* the same, by hand */
    INTENT_DROP_QUESTION, /* the open question is not answered */
    INTENT_REFUSE_SCAN,   /* a code came where it could not be taken */

    INTENT_SELECT, /* line `index` */
    INTENT_PLUS,
    INTENT_MINUS,
    INTENT_REMOVE,
    INTENT_SET_QUANTITY,  /* quantity_milli */
    INTENT_SET_PRICE,     /* amount_minor */
    INTENT_DISCOUNT_LINE, /* discount */
    INTENT_DISCOUNT_ALL,  /* discount */
    INTENT_DETACH,        /* touch `index` */
    INTENT_CANCEL_SALE,   /* reason in `code` */
    INTENT_UNDO,

    INTENT_TAKE_TENDER,   /* tender: a part of what is due */
    INTENT_REMOVE_TENDER, /* `index` */
    INTENT_PAY,           /* with `tender` as the last if has_tender; else with what was taken */

    INTENT_RATE, /* `index` 1 to 5 */
    INTENT_NEXT_SALE,

    INTENT_LOOK_FOR_FILES, /* product lists; the view has them then */
    INTENT_IMPORT_FILE,    /* `index` of the view's files */

    INTENT_CLOSE_MESSAGE, /* `index` of the view's messages */

    /* staff and rights */
    INTENT_SIGN_IN,     /* staff_id, the PIN as `code` */
    INTENT_STAY,        /* nobody else signs in */
    INTENT_SWITCH_USER, /* asks for a name and a PIN; whoever is here stays so far */
    INTENT_LOCK,
    INTENT_LEND, /* staff_id, the PIN as `code`: for the act that was refused */
    INTENT_DROP_LEND,
    INTENT_OPEN_DRAWER,
    INTENT_OPEN_STAFF, /* the list of people, which not everybody may change */
    INTENT_ADD_PERSON, /* name as `code`, role `index` */
    INTENT_SET_ROLE,   /* staff_id, role `index` */
    INTENT_SET_ACTIVE, /* staff_id, `index` 1: works here */
    INTENT_SET_PIN,    /* staff_id, the PIN as `code` */

    /* shifts, cash and closing */
    INTENT_OPEN_FLOAT, /* the cash screen, for a float, money in or money out */
    INTENT_OPEN_PAY_IN,
    INTENT_OPEN_PAY_OUT,
    INTENT_SET_FLOAT,      /* amount_minor: opens a shift */
    INTENT_MOVE_CASH,      /* amount_minor in or out as the screen was opened; code: why */
    INTENT_OPEN_CLOSE,     /* the close screen */
    INTENT_COUNTED,        /* close: keeps the count, and the view says what was expected */
    INTENT_CHECK_TRANSFER, /* `index` of the report's: it arrived if amount_minor is 1 */
    INTENT_CLOSE_SHIFT,    /* close */
    INTENT_OPEN_X,         /* the report screen with what is open */
    INTENT_OPEN_Z,         /* with Z number `index`; 0 the newest */

    /* refunds, voids, parked tickets and receipts */
    INTENT_ASK_VOID,      /* why the last line was taken off */
    INTENT_VOID_REASON,   /* `code`; "" none */
    INTENT_FIND_SALES,    /* `code` as typed, `index` days back; the view has them then */
    INTENT_FIND_SALE,     /* the one that `code` names, else as above */
    INTENT_OPEN_RECEIPT,  /* sale `id`; 0: the last one */
    INTENT_OPEN_REFUND,   /* sale `id` */
    INTENT_CHOOSE_RETURN, /* line `index`, quantity_milli of it */
    INTENT_CHOOSE_ALL,
    INTENT_REFUND,    /* what is chosen, by tender.kind; reason in `code`, restock in `index` */
    INTENT_EXCHANGE,  /* what is chosen goes onto the open ticket; reason as above */
    INTENT_TURN,      /* the open ticket goes back; reason as above */
    INTENT_GIVE_BACK, /* the open ticket is below 0: by tender.kind */
    INTENT_PARK,      /* under the name `code` */
    INTENT_RECALL,    /* slot `id` */
    INTENT_MERGE,     /* slot `id` */
    INTENT_SPLIT_SET, /* line `index`: quantity_milli moves */
    INTENT_SPLIT,
    INTENT_REPRINT,        /* sale `id` */
    INTENT_CORRECT_TENDER, /* payment `index` of the last sale was tender.kind */

    /* options, bundles and stock */
    INTENT_OPEN_OPTIONS,   /* of line `index` */
    INTENT_CHOOSE_OPTIONS, /* choice_ids: of the line or the question of view.options */
    INTENT_CONFIRM_AGE,    /* the customer is as old as the question asks */
    INTENT_GIVE_SERIAL,    /* code: of the next piece */
    INTENT_SET_NOTE,       /* code: to line `index` */
    INTENT_SET_NAME,       /* code: of line `index`, which no product stands behind */
    INTENT_OPEN_STOCK,
    INTENT_MOVE_STOCK, /* product_id, quantity_milli; `index`: enum stock_act */

    /* tenders */
    INTENT_PAYING,       /* `tender` is chosen with its sum; nothing is taken */
    INTENT_FIND_VOUCHER, /* code */
    INTENT_SET_TIP,      /* amount_minor */
    INTENT_ADD_VOUCHER,  /* amount_minor: a line that sells one */
    INTENT_PAY_DEBT,     /* amount_minor of the account `code`: a line that pays it */
    INTENT_NEXT_VOUCHER, /* the thanks screen shows the next that was sold */

    /* settings and first start */
    INTENT_FOUND_SHOP, /* name in `code`, country `country`, its manager's PIN `pin` */
    INTENT_DROP_SHOP,  /* the shop that was just made is not wanted */
    INTENT_OPEN_SHOP,  /* it is: the till goes on with it */
    INTENT_OPEN_SETTINGS,
    INTENT_SET_SETTING,  /* row `index` of the settings gets the value in `code` */
    INTENT_ADD_TAX,      /* code */
    INTENT_SET_CATEGORY, /* `index`, one behind the last is new: name `code`, colour amount_minor */
    INTENT_OPEN_PRODUCT, /* product_id: onto its card */
    INTENT_ADD_TARGET,   /* code: the label of a stick (`index` 1) or a folder (0) */
    INTENT_SET_TARGET,   /* target `index`: amount_minor has its formats as bits */
    INTENT_REMOVE_TARGET, /* target `index` */
    INTENT_NEW_PRODUCT,   /* named `code` */
    INTENT_SET_PRODUCT,   /* of the open one: enum office_field `index` is `code` */

    /* customer display */

    /* booth */
    INTENT_BOOTH_OPEN,     /* visitors come to this till */
    INTENT_BOOTH_LEAVE,    /* whoever works here is asked for a PIN */
    INTENT_BOOTH_LANGUAGE, /* `index` of the view's, for this visitor */
    INTENT_BOOTH_START,    /* the form */
    INTENT_BOOTH_SCAN,     /* the form, with the badge `code` */
    INTENT_BOOTH_SAVE,     /* `entry`; then the code */
    INTENT_BOOTH_END,      /* the visitor is gone, `index` how, and what was theirs is wiped */

    /* leads */
    INTENT_OPEN_LEADS,
    INTENT_FIND_LEADS,      /* filter `index`, `secret` as typed */
    INTENT_UNLOCK_LEADS,    /* `secret` */
    INTENT_OPEN_LEAD,       /* `id`; 0: a new one */
    INTENT_SAVE_LEAD,       /* `lead`, of the open card */
    INTENT_CLOSE_LEAD,      /* back to the list */
    INTENT_WITHDRAW,        /* of the open card: purpose `code`; "" all */
    INTENT_ERASE_LEAD,      /* of the open card */
    INTENT_SHOW_LEAD_CODE,  /* of lead `id`; 0: no more */
    INTENT_SAVE_LEAD_FILES, /* format `index` for the purpose `code`, to target amount_minor */

    /* campaigns */
    INTENT_OPEN_CAMPAIGNS,
    INTENT_SET_PERIOD,    /* `index`: enum view_period; code: "2026-11-01..2026-11-23" if chosen */
    INTENT_SET_RULE,      /* `index`: enum attribution_rule */
    INTENT_OPEN_CAMPAIGN, /* campaign `id`: the view has its placements then */
    INTENT_SAVE_FIGURES,  /* as files, to the places of this till */
    INTENT_NEW_CAMPAIGN,
    INTENT_EDIT_CAMPAIGN,     /* campaign `id` at page `index` of enum view_campaign_page */
    INTENT_OPEN_POSTERS,      /* of a campaign that is to be chosen */
    INTENT_SET_CAMPAIGN,      /* of the open one: enum view_campaign_field `index` is `code` */
    INTENT_SAVE_CAMPAIGN,     /* the open one, which is new */
    INTENT_ADD_SPEND,         /* amount_minor on the day `code`; placement `index`, 0 none */
    INTENT_ADD_PLACEMENT,     /* named `code` */
    INTENT_SHOW_PLACEMENT,    /* `index`: the view has its code */
    INTENT_REVOKE_PLACEMENT,  /* `index` */
    INTENT_SET_ANSWER, /* placement `index` answers how they heard of us as `code`; "" no longer */
    INTENT_PRINT_POSTER,      /* of placement `index`; amount_minor has the sizes as bits */

    /* codes on the ticket */
    INTENT_DROP_OFFER,     /* of touch `index`: its discount goes, the contact stays */
    INTENT_DISOWN,         /* touch `index`: its code is taken off */
    INTENT_UNTIE_LEAD,     /* lead `index` of the ticket */
    INTENT_OPEN_LATE_CODE, /* the sell screen asks for a code of the last sale */
    INTENT_LATE_CODE,      /* `code` for the last sale; `index` 1: it was typed */
    INTENT_HEAR,           /* the answer `id`, of the open ticket, else of the last sale */
    INTENT_SHOW_CODE,      /* `index`, an enum receipt_code */

    INTENT_KIND_COUNT
};

#define INTENT_PIN_MAX 9 /* 8 digits */

/* How a visitor is gone. */
enum booth_end {
    BOOTH_END_LEFT,        /* with the code, or away without a word */
    BOOTH_END_STARTED_OVER /* and wants nothing kept */
};

struct intent {
    enum intent_kind kind;
    enum screen_id screen;
    size_t index;
    int64_t product_id;
    int64_t staff_id;
    int64_t id; /* of a sale, of a slot */
    int64_t quantity_milli;
    int64_t amount_minor;
    struct discount discount;
    bool has_tender;
    struct tender tender;
    char code[SCAN_TEXT_MAX];
    int64_t choice_ids[LINE_OPTIONS_MAX];
    size_t choice_count;
    char country[3];
    char pin[INTENT_PIN_MAX];
    struct close_choice close;
    const struct booth_entry *entry; /* of the screen's state; carried out before that is wiped */
    const char *secret;            /* in the screen's state, which is wiped */
    const struct lead_entry *lead; /* the same */
};

#endif
