#ifndef TILLTALE_SCREENS_TEXTS_H
#define TILLTALE_SCREENS_TEXTS_H

/* Texts: every word that the screens say, in one table. {1} and {2} stand for what is filled in,
 * so that a translation may turn them round.
 *
 * They are said in the language of the view (screens/language.h): the row in texts.c is English and
 * the key to its translations. A text whose words depend on a count is written COUNTS(one, many)
 * there and said by say_count(), never put together from pieces. A new text wants its translations
 * in assets/translations; tests/tools/translations names those that are missing. */

#include <stddef.h>
#include <stdint.h>

struct app_view;

enum text_id {
    TEXT_MENU,
    TEXT_BACK,
    TEXT_CLOSE,
    TEXT_CANCEL,
    TEXT_OK,
    TEXT_UNDO,
    TEXT_SAVED,
    TEXT_SAVED_HERE,
    TEXT_SAVED_HERE_SINCE,
    TEXT_STORE_REFUSES,
    TEXT_DEMO,

    TEXT_SEARCH_FIELD,
    TEXT_QUANTITY_THEN,
    TEXT_ADD_FIRST,
    TEXT_RESULTS,
    TEXT_RESULTS_NONE,
    TEXT_RESULTS_START,
    TEXT_CODE_FIELD,
    TEXT_CODE_HINT,
    TEXT_USE_CODE,

    TEXT_ALL,
    TEXT_ALL_COUNT,
    TEXT_OTHER_PRODUCTS,
    TEXT_READING_PRODUCTS,
    TEXT_NO_PRODUCTS,
    TEXT_NO_PRODUCTS_HINT,
    TEXT_NO_PRODUCTS_HINT_FILE,
    TEXT_IMPORT_FILE,
    TEXT_LOOK_AGAIN,
    TEXT_NO_FILES,
    TEXT_READING_FILE,
    TEXT_IMPORTED,
    TEXT_NOT_IMPORTED,
    TEXT_IMPORT_LINE,
    TEXT_IMPORT_MORE,
    TEXT_TYPE_PRICE,
    TEXT_PER_UNIT,

    TEXT_THIS_SALE,
    TEXT_LINES,
    TEXT_FIRST_ITEM,
    TEXT_LESS,
    TEXT_PLUS,
    TEXT_DISCOUNT,
    TEXT_REMOVE,
    TEXT_MORE,
    TEXT_DETACH,
    TEXT_SCANNED,
    TEXT_SCANNED_FROM,
    TEXT_TYPED,
    TEXT_TYPED_FROM,
    TEXT_TAX_INCLUDED,
    TEXT_TAX_ADDED,
    TEXT_TAX_SHORT,
    TEXT_DISCOUNT_ON_ALL,
    TEXT_TOTAL,
    TEXT_PAY,
    TEXT_PAY_AMOUNT,

    TEXT_CANCEL_SALE,
    TEXT_TYPE_CODE,

    TEXT_QUANTITY,
    TEXT_DISCOUNT_PERCENT,
    TEXT_DISCOUNT_MONEY,
    TEXT_PRICE,
    TEXT_EACH,
    TEXT_BECOMES,
    TEXT_MAKES,
    TEXT_UP_TO,
    TEXT_WEIGHT_FIRST,
    TEXT_PRICE_FIRST,
    TEXT_WITH_TAX,
    TEXT_TAX_RATE,
    TEXT_TYPED_ITEM,

    TEXT_PAYMENT,
    TEXT_CASH,
    TEXT_CARD,
    TEXT_STILL_TO_PAY,
    TEXT_RECEIVED,
    TEXT_EXACT,
    TEXT_CHANGE,
    TEXT_PAID,
    TEXT_PAID_BACK,
    TEXT_STILL,
    TEXT_TAKE_CASH,
    TEXT_TAKE_CARD,
    TEXT_PAID_ON_TERMINAL,
    TEXT_REFERENCE,
    TEXT_CARD_HINT,
    TEXT_TAKEN_CASH,
    TEXT_TAKEN_CARD,
    TEXT_GIVE_BACK,
    TEXT_REVERSED_QUESTION,
    TEXT_REVERSED_DETAIL,
    TEXT_KEEP_IT,
    TEXT_REVERSED,
    TEXT_BACK_TO_SALE,
    TEXT_ROUNDED,
    TEXT_CARD_TOO_MUCH,
    TEXT_CASH_TOO_MUCH,
    TEXT_NOTHING_DUE,

    TEXT_PAID_AND_SAVED,
    TEXT_THANK_YOU,
    TEXT_HOW_WAS_IT,
    TEXT_FACE_BAD,
    TEXT_FACE_POOR,
    TEXT_FACE_FAIR,
    TEXT_FACE_GOOD,
    TEXT_FACE_GREAT,
    TEXT_THANKS_FOR_FACE,
    TEXT_NEXT_SALE,
    TEXT_TAKE_PHOTO,
    TEXT_SCAN_IT,
    TEXT_UNTIL,
    TEXT_THE_CODE,

    TEXT_MESSAGE_SEARCH,
    TEXT_UNKNOWN_CODE,
    TEXT_NOTHING_ADDED,
    TEXT_CHECK_DIGIT,
    TEXT_SCAN_AGAIN,
    TEXT_TWICE,
    TEXT_SEARCH_BY_NAME,
    TEXT_MISTYPED,
    TEXT_CHECK_LETTERS,
    TEXT_FOREIGN,
    TEXT_UNCHECKED,
    TEXT_SALE_GOES_ON,
    TEXT_REVOKED,
    TEXT_NO_CAMPAIGN,
    TEXT_MISREAD,
    TEXT_ENDED,
    TEXT_EARLY,
    TEXT_STILL_COUNTS,
    TEXT_REMOVED,
    TEXT_ONE_LESS,
    TEXT_CAMPAIGN_OFF,
    TEXT_SALE_CANCELLED,
    TEXT_NOT_DONE,
    TEXT_NOT_PAID,
    TEXT_TROUBLE_BUSY,
    TEXT_TROUBLE_DISK,
    TEXT_TROUBLE_FILE,
    TEXT_CANCEL_HAS_TENDERS,
    TEXT_CLOCK_BACK,
    TEXT_CLOCK_AHEAD,
    TEXT_CLOCK_DETAIL,

    /* staff and rights */
    TEXT_ALL_SAVED,
    TEXT_PIN_WRONG,
    TEXT_PIN_NONE,
    TEXT_PIN_MISSING,
    TEXT_PIN_WAIT_SECONDS,
    TEXT_PIN_WAIT_MINUTES,
    TEXT_LEND_TITLE,
    TEXT_NEEDS_MANAGER,
    TEXT_UP_TO_MANAGER,
    TEXT_LOCK,
    TEXT_SWITCH_USER,
    TEXT_OPEN_DRAWER,
    TEXT_DRAWER_OPEN,
    TEXT_DRAWER_NONE,
    TEXT_DRAWER_FAILED,
    TEXT_DRAWER_WRITTEN,
    TEXT_RIGHT_FIRST, /* in the order of domain/right.h */
    TEXT_RIGHT_LAST = TEXT_RIGHT_FIRST + 21,

    /* shifts, cash and closing */

    /* refunds, voids, parked tickets and receipts */

    /* options, bundles and stock */

    /* tenders */
    TEXT_BANK_QR,
    TEXT_VOUCHER,
    TEXT_ACCOUNT,
    TEXT_TIP,
    TEXT_TAKE_TRANSFER,
    TEXT_TAKE_VOUCHER,
    TEXT_TAKE_ACCOUNT,
    TEXT_SEEN_PAID,
    TEXT_NOT_SEEN,
    TEXT_BANK_HINT,
    TEXT_BANK_REFERENCE,
    TEXT_BANK_CODE,
    TEXT_NO_BANK_CODE,
    TEXT_VOUCHER_FIELD,
    TEXT_VOUCHER_LEFT,
    TEXT_VOUCHER_FIRST,
    TEXT_VOUCHER_EMPTY,
    TEXT_VOUCHER_EXPIRED,
    TEXT_VOUCHER_UNHEARD,
    TEXT_VOUCHER_NOT_OURS,
    TEXT_VOUCHER_NO_VOUCHER,
    TEXT_VOUCHER_TOO_MUCH,
    TEXT_VOUCHER_SCANNED,
    TEXT_VOUCHER_TOUCH_PAY,
    TEXT_CHOOSE_ACCOUNT,
    TEXT_OWES,
    TEXT_NO_ACCOUNTS,
    TEXT_PUT_ON_ACCOUNT,
    TEXT_PAID_BY_VOUCHER,
    TEXT_ADD_TIP,
    TEXT_NO_TIP,
    TEXT_TIP_AMOUNT,
    TEXT_TIP_PAID,
    TEXT_MORE_WAYS,
    TEXT_TO_GIVE_BACK,
    TEXT_GIVE_BACK_NOW,
    TEXT_CASH_STEP,

    /* settings and first start */

    /* customer display */
    TEXT_DISPLAY_WELCOME,
    TEXT_DISPLAY_CLOSED,
    TEXT_DISPLAY_CLOSED_HINT,
    TEXT_DISPLAY_TAX_INCLUDED,
    TEXT_DISPLAY_TAX,
    TEXT_DISPLAY_SAVED,
    TEXT_DISPLAY_CARD,
    TEXT_DISPLAY_CARD_HINT,
    TEXT_DISPLAY_CASH,
    TEXT_DISPLAY_BANK,
    TEXT_DISPLAY_BANK_HINT,
    TEXT_DISPLAY_OTHERWISE,
    TEXT_DISPLAY_BANK_CODE,
    TEXT_CHANGE_MONEY,

    /* files */
    TEXT_FILES_ON_STICK,
    TEXT_FILES_IN_FOLDER,
    TEXT_STICK_ABSENT,
    TEXT_FOLDER_ABSENT,
    TEXT_FILES_KEPT_ABSENT,
    TEXT_STICK_FULL,
    TEXT_FOLDER_FULL,
    TEXT_FILES_KEPT_FULL,
    TEXT_STICK_READ_ONLY,
    TEXT_FOLDER_READ_ONLY,
    TEXT_FILES_KEPT_READ_ONLY,
    TEXT_FILES_WAIT_STICK,
    TEXT_FILES_WAIT_FOLDER,

    TEXT_MONTH_FIRST, /* January; eleven more follow */
    TEXT_MONTH_LAST = TEXT_MONTH_FIRST + 11,
    TEXT_WEEKDAY_FIRST, /* Sunday; six more follow */
    TEXT_WEEKDAY_LAST = TEXT_WEEKDAY_FIRST + 6,
    TEXT_GIVEN_BY, /* campaign {1} takes {2} off */
    TEXT_WEEKDAY_AND_DAY,
    TEXT_DAY_AND_MONTH, /* {1} the day of {2} */
    TEXT_MONTH_AND_DAY, /* the same where the month comes first */
    TEXT_COUNT
};

const char *say(const struct app_view *view, enum text_id id);

/* Fills the places of a text; `second` may be NULL. Returns `out`. Where the language runs right to
 * left, what is filled in stands isolated, so that a name or a sum keeps its own direction. */
const char *say_with(const struct app_view *view, char *out, size_t capacity, enum text_id id,
    const char *first, const char *second);

/* The form for `count`, which fills {1}. */
const char *say_count(const struct app_view *view, char *out, size_t capacity, enum text_id id,
    uint64_t count, const char *second);

#endif
