#include "screens/screen.h"

const struct screen *const SCREENS[SCREEN_ID_COUNT] = {
    [SCREEN_SELL] = &screen_sell,
    [SCREEN_PAY] = &screen_pay,
    [SCREEN_THANKS] = &screen_thanks,

    /* staff and rights */
    [SCREEN_SIGN_IN] = &screen_sign_in,
    [SCREEN_STAFF] = &screen_staff,

    /* shifts, cash and closing */
    [SCREEN_CASH] = &screen_cash,
    [SCREEN_CLOSE] = &screen_close,
    [SCREEN_REPORTS] = &screen_reports,

    /* refunds, voids, parked tickets and receipts */
    [SCREEN_RECEIPTS] = &screen_receipts,
    [SCREEN_RECEIPT] = &screen_receipt,
    [SCREEN_REFUND] = &screen_refund,
    [SCREEN_GIVE_BACK] = &screen_give_back,
    [SCREEN_PARKED] = &screen_parked,
    [SCREEN_SPLIT] = &screen_split,
    [SCREEN_WRONG_TENDER] = &screen_wrong_tender,

    /* options, bundles and stock */
    [SCREEN_STOCK] = &screen_stock,

    /* tenders */
    [SCREEN_VOUCHER] = &screen_voucher,

    /* settings and first start */
    [SCREEN_START] = &screen_start,
    [SCREEN_SETTINGS] = &screen_settings,

    /* booth */
    [SCREEN_ATTRACT] = &screen_attract,
    [SCREEN_LEAD_FORM] = &screen_lead_form,
    [SCREEN_LEAD_DONE] = &screen_lead_done,

    /* leads */
    [SCREEN_LEADS] = &screen_leads,
    [SCREEN_LEAD_CARD] = &screen_lead_card,
    /* campaigns */
    [SCREEN_CAMPAIGNS] = &screen_campaigns,
    [SCREEN_CAMPAIGN] = &screen_campaign,
};
