#include "screens/texts.h"

#include "base/compiler.h"
#include "base/text.h"
#include "screens/language.h"
#include "screens/texts_table.h"
#include "screens/view.h"
#include "screens/words.h"

const char *const TEXTS[TEXT_COUNT] = {
    [TEXT_MENU] = "Menu",
    [TEXT_BACK] = "Back",
    [TEXT_CLOSE] = "Close",
    [TEXT_CANCEL] = "Cancel",
    [TEXT_OK] = "OK",
    [TEXT_UNDO] = "Undo",
    [TEXT_SAVED] = "Saved",
    [TEXT_SAVED_HERE] = "Saved here, {1} to sync",
    [TEXT_SAVED_HERE_SINCE] = "Saved here, {1} to sync since {2}",
    [TEXT_STORE_REFUSES] = "Saved here, the office refuses",
    [TEXT_DEMO] = "Demo. Nothing here counts.",

    [TEXT_SEARCH_FIELD] = "Search or scan",
    [TEXT_QUANTITY_THEN] = "{1} × what?",
    [TEXT_ADD_FIRST] = "Add first",
    [TEXT_RESULTS] = "{1} of {2} products · “Add first” takes the top one",
    [TEXT_RESULTS_NONE] = "Nothing found for {1}.",
    [TEXT_RESULTS_START] = "A name, a part of it, or the number under the barcode.",
    [TEXT_CODE_FIELD] = "Type the code",
    [TEXT_CODE_HINT] = "The letters under a campaign’s code, or the number under a barcode.",
    [TEXT_USE_CODE] = "Use code",

    [TEXT_ALL] = "All",
    [TEXT_ALL_COUNT] = "All {1}",
    [TEXT_OTHER_PRODUCTS] = "Other",
    [TEXT_READING_PRODUCTS] = "Reading the products …",
    [TEXT_NO_PRODUCTS] = "No products yet",
    [TEXT_NO_PRODUCTS_HINT] = "Sell by typing a price.",
    [TEXT_NO_PRODUCTS_HINT_FILE] = "Bring a list from a stick, or sell by typing a price.",
    [TEXT_IMPORT_FILE] = "Import a file",
    [TEXT_LOOK_AGAIN] = "Look again",
    [TEXT_NO_FILES] = "No list found. Put a stick with a .csv file in, then look again.",
    [TEXT_READING_FILE] = "Reading {1} …",
    [TEXT_IMPORTED] = COUNTS("{1} product is here.", "{1} products are here."),
    [TEXT_NOT_IMPORTED] = "{1} was not taken. Nothing has changed.",
    [TEXT_IMPORT_LINE] = "Line {1}: {2}",
    [TEXT_IMPORT_MORE] = "(and {1} more)",
    [TEXT_TYPE_PRICE] = "Type a price",
    [TEXT_PER_UNIT] = "{1} / {2}",

    [TEXT_THIS_SALE] = "This sale",
    [TEXT_LINES] = COUNTS("{1} line", "{1} lines"),
    [TEXT_FIRST_ITEM] = "Touch or scan the first item.",
    [TEXT_LESS] = "One less",
    [TEXT_PLUS] = "One more",
    [TEXT_DISCOUNT] = "Discount",
    [TEXT_REMOVE] = "Remove",
    [TEXT_MORE] = "More",
    [TEXT_DETACH] = "Take {1} off",
    [TEXT_SCANNED] = "scanned, {1}",
    [TEXT_SCANNED_FROM] = "scanned from a {1}, {2}",
    [TEXT_TYPED] = "typed, {1}",
    [TEXT_TYPED_FROM] = "typed from a {1}, {2}",
    [TEXT_TAX_INCLUDED] = "Tax included ({1})",
    [TEXT_TAX_ADDED] = "Tax added ({1})",
    [TEXT_TAX_SHORT] = "tax {1}",
    [TEXT_DISCOUNT_ON_ALL] = "Discount on all",
    [TEXT_TOTAL] = "Total",
    [TEXT_PAY] = "Pay",
    [TEXT_PAY_AMOUNT] = "Pay {1}",

    [TEXT_CANCEL_SALE] = "Cancel this sale",
    [TEXT_TYPE_CODE] = "Type a code",

    [TEXT_QUANTITY] = "Quantity",
    [TEXT_DISCOUNT_PERCENT] = "Discount %",
    [TEXT_DISCOUNT_MONEY] = "Discount {1}",
    [TEXT_PRICE] = "Price",
    [TEXT_EACH] = "{1} each",
    [TEXT_BECOMES] = "{1} becomes {2}",
    [TEXT_MAKES] = "makes {1}",
    [TEXT_UP_TO] = "up to {1}",
    [TEXT_WEIGHT_FIRST] = "How much is it?",
    [TEXT_PRICE_FIRST] = "What does it cost?",
    [TEXT_WITH_TAX] = "with {1} tax",
    [TEXT_TAX_RATE] = "Tax {1}",
    [TEXT_TYPED_ITEM] = "Item",

    [TEXT_PAYMENT] = "Payment",
    [TEXT_CASH] = "Cash",
    [TEXT_CARD] = "Card",
    [TEXT_STILL_TO_PAY] = "Still to pay",
    [TEXT_RECEIVED] = "Received",
    [TEXT_EXACT] = "Exact",
    [TEXT_CHANGE] = "Change",
    [TEXT_PAID] = "Paid",
    [TEXT_PAID_BACK] = "Paid, {1} back",
    [TEXT_STILL] = "Still {1}",
    [TEXT_TAKE_CASH] = "Take {1} in cash",
    [TEXT_TAKE_CARD] = "Take {1} by card",
    [TEXT_PAID_ON_TERMINAL] = "Paid on the terminal",
    [TEXT_REFERENCE] = "Reference of the terminal, if you want it kept",
    [TEXT_CARD_HINT] = "Take {1} on the card terminal.",
    [TEXT_TAKEN_CASH] = "Cash",
    [TEXT_TAKEN_CARD] = "Card",
    [TEXT_GIVE_BACK] = "Give back {1}",
    [TEXT_REVERSED_QUESTION] = "Is the card payment reversed?",
    [TEXT_REVERSED_DETAIL] =
        "The terminal took {1}. Reverse it there first, then take it off here.",
    [TEXT_KEEP_IT] = "Keep the payment",
    [TEXT_REVERSED] = "It is reversed",
    [TEXT_BACK_TO_SALE] = "Back to the sale",
    [TEXT_ROUNDED] = "rounded for cash from {1}",
    [TEXT_CARD_TOO_MUCH] = "A card pays at most what is due.",
    [TEXT_CASH_TOO_MUCH] = "That is more cash than anybody gives. Type the sum again.",
    [TEXT_NOTHING_DUE] = "Nothing is due.",

    [TEXT_PAID_AND_SAVED] = "Paid and saved · sale {1}",
    [TEXT_THANK_YOU] = "Thank you.",
    [TEXT_HOW_WAS_IT] = "How was it today?",
    [TEXT_FACE_BAD] = "Bad",
    [TEXT_FACE_POOR] = "Poor",
    [TEXT_FACE_FAIR] = "Fair",
    [TEXT_FACE_GOOD] = "Good",
    [TEXT_FACE_GREAT] = "Great",
    [TEXT_THANKS_FOR_FACE] = "Thank you for saying so.",
    [TEXT_NEXT_SALE] = "Next sale",
    [TEXT_TAKE_PHOTO] = "Take a photo of this code, show it next time.",
    [TEXT_SCAN_IT] = "Scan this code, or show it next time.",
    [TEXT_UNTIL] = "until {1}",
    [TEXT_THE_CODE] = "Code for the next visit",

    [TEXT_MESSAGE_SEARCH] = "Search",
    [TEXT_UNKNOWN_CODE] = "We don’t know {1}.",
    [TEXT_NOTHING_ADDED] = "Nothing was added.",
    [TEXT_CHECK_DIGIT] = "{1} was not read right.",
    [TEXT_SCAN_AGAIN] = "Nothing was added. Scan it again.",
    [TEXT_TWICE] = "{1} stands for two products.",
    [TEXT_SEARCH_BY_NAME] = "Nothing was added. Search it by its name.",
    [TEXT_MISTYPED] = "{1} is not quite one of our codes.",
    [TEXT_CHECK_LETTERS] = "No discount. Look at it letter by letter.",
    [TEXT_FOREIGN] = "This code is from another shop.",
    [TEXT_UNCHECKED] = "This booth cannot check this code.",
    [TEXT_SALE_GOES_ON] = "No discount. The sale goes on.",
    [TEXT_REVOKED] = "{1} has taken this code back.",
    [TEXT_NO_CAMPAIGN] = "Nothing stands behind this code any more.",
    [TEXT_MISREAD] = "That was not read right.",
    [TEXT_ENDED] = "This code ended on {1}. No discount.",
    [TEXT_EARLY] = "This code begins on {1}. No discount yet.",
    [TEXT_STILL_COUNTS] = "The sale goes on, and {1} is noted.",
    [TEXT_REMOVED] = "{1} is off the sale.",
    [TEXT_ONE_LESS] = "One {1} less.",
    [TEXT_CAMPAIGN_OFF] = "{1} is off the sale.",
    [TEXT_SALE_CANCELLED] = "The sale is cancelled.",
    [TEXT_NOT_DONE] = "That did not work. Nothing has changed.",
    [TEXT_NOT_PAID] = "Not paid yet. The sale is as it was.",
    [TEXT_TROUBLE_BUSY] = "Another program is writing to the till’s file. Touch again in a moment.",
    [TEXT_TROUBLE_DISK] =
        "The disk did not take it. What was saved is safe. Make room on it, then touch again.",
    [TEXT_TROUBLE_FILE] =
        "The till’s file does not check out. What was saved is kept. Call for help first.",
    [TEXT_CANCEL_HAS_TENDERS] = "Something is paid already. Give it back first.",
    [TEXT_CLOCK_BACK] = "The clock shows a time before the last sale.",
    [TEXT_CLOCK_AHEAD] = "The clock is a day or more after the last entry.",
    [TEXT_CLOCK_DETAIL] = "Sales are saved and marked. Set the clock if it is wrong.",

    /* staff and rights */
    [TEXT_ALL_SAVED] = "Everything is saved.",
    [TEXT_PIN_WRONG] = "That PIN is not right.",
    [TEXT_PIN_NONE] = "No PIN yet: OK is enough.",
    [TEXT_PIN_MISSING] = "No PIN yet: another manager gives one.",
    [TEXT_PIN_WAIT_SECONDS] =
        COUNTS("Wait {1} second before the next PIN.", "Wait {1} seconds before the next PIN."),
    [TEXT_PIN_WAIT_MINUTES] =
        COUNTS("Wait {1} minute before the next PIN.", "Wait {1} minutes before the next PIN."),
    [TEXT_LEND_TITLE] = "A manager’s PIN",
    [TEXT_NEEDS_MANAGER] = "manager’s PIN",
    [TEXT_UP_TO_MANAGER] = "up to {1}; more needs a manager",
    [TEXT_LOCK] = "Lock",
    [TEXT_SWITCH_USER] = "Switch user",
    [TEXT_OPEN_DRAWER] = "Open drawer",
    [TEXT_DRAWER_OPEN] = "The drawer is open.",
    [TEXT_DRAWER_NONE] = "No drawer is set up on this till.",
    [TEXT_DRAWER_FAILED] = "The drawer did not answer.",
    [TEXT_DRAWER_WRITTEN] = "Open it by its key. It is written down.",
    [TEXT_RIGHT_FIRST] = "A discount above the limit",
    [TEXT_RIGHT_FIRST + 1] = "Another price than the catalogue’s",
    [TEXT_RIGHT_FIRST + 2] = "A line comes off the sale",
    [TEXT_RIGHT_FIRST + 3] = "The sale is cancelled",
    [TEXT_RIGHT_FIRST + 4] = "Money goes back",
    [TEXT_RIGHT_FIRST + 5] = "Money goes back without a receipt",
    [TEXT_RIGHT_FIRST + 6] = "Money goes back another way",
    [TEXT_RIGHT_FIRST + 7] = "How a sale was paid is corrected",
    [TEXT_RIGHT_FIRST + 8] = "A receipt is printed again",
    [TEXT_RIGHT_FIRST + 9] = "The drawer opens without a sale",
    [TEXT_RIGHT_FIRST + 10] = "Cash is put into the drawer",
    [TEXT_RIGHT_FIRST + 11] = "Cash is taken out of the drawer",
    [TEXT_RIGHT_FIRST + 12] = "A sale on account",
    [TEXT_RIGHT_FIRST + 13] = "The till is opened",
    [TEXT_RIGHT_FIRST + 14] = "The X report is shown",
    [TEXT_RIGHT_FIRST + 15] = "The day is closed",
    [TEXT_RIGHT_FIRST + 16] = "The stock is changed",
    [TEXT_RIGHT_FIRST + 17] = "Products are changed",
    [TEXT_RIGHT_FIRST + 18] = "Settings are changed",
    [TEXT_RIGHT_FIRST + 19] = "People and PINs are changed",
    [TEXT_RIGHT_FIRST + 20] = "Campaigns are changed",
    [TEXT_RIGHT_FIRST + 21] = "Leads are shown",

    /* shifts, cash and closing */

    /* refunds, voids, parked tickets and receipts */
    [TEXT_NEEDS_PIN] = "needs a manager’s PIN",
    [TEXT_REFUND] = "Refund",
    [TEXT_RECEIPTS] = "Receipts",
    [TEXT_RECEIPT] = "Receipt",
    [TEXT_LAST_RECEIPT] = "Last receipt",
    [TEXT_ALL_RECEIPTS] = "All receipts",
    [TEXT_FIND_RECEIPT] = "Number, amount, product or card",
    [TEXT_NO_RECEIPTS] = "Nothing found. Try another day, or scan the code on the receipt.",
    [TEXT_NO_SALE_YET] = "Nothing has been sold here yet.",
    [TEXT_TODAY] = "Today",
    [TEXT_DAYS_7] = "7 days",
    [TEXT_DAYS_30] = "30 days",
    [TEXT_DAY_AND_CLOCK] = "{1} {2}",
    [TEXT_AND_MORE] = COUNTS("{2} and {1} more", "{2} and {1} more"),
    [TEXT_PARTLY_BACK] = "Something went back",
    [TEXT_SEVERAL_TENDERS] = "several tenders",
    [TEXT_SALE_NUMBER] = "Sale {1}",
    [TEXT_REFUND_NUMBER] = "Refund {1}",
    [TEXT_OF_SALE] = "of sale {1}",
    [TEXT_SOLD_EACH] = "sold {1} · {2} each",
    [TEXT_SOLD] = "sold {1} · {2}",
    [TEXT_SOLD_LESS] = "less {1}",
    [TEXT_BACK_ALREADY] = "{1} back already",
    [TEXT_WHOLE_SALE] = "Whole sale",
    [TEXT_EXCHANGE] = "Exchange",
    [TEXT_NO_RECEIPT] = "No receipt",
    [TEXT_REASON_WRONG_ITEM] = "Wrong item",
    [TEXT_REASON_FAULTY] = "Faulty",
    [TEXT_REASON_CHANGED_MIND] = "Changed mind",
    [TEXT_REASON_OTHER] = "Other",
    [TEXT_RESTOCK] = "Goods go back on the shelf",
    [TEXT_TAX_IN_IT] = "Tax in it",
    [TEXT_GIVE_BACK_MONEY] = "Give back {1}",
    [TEXT_BACK_IN_CASH] = "From the drawer, in cash.",
    [TEXT_BACK_BY_CARD] = "On the terminal, to the same card.",
    [TEXT_BACK_BY_TRANSFER] = "By bank, to the account it came from.",
    [TEXT_BACK_AS_VOUCHER] = "As a gift card of this shop.",
    [TEXT_BACK_ON_ACCOUNT] = "Off the customer’s account.",
    [TEXT_TENDER_TRANSFER] = "Transfer",
    [TEXT_TENDER_VOUCHER] = "Voucher",
    [TEXT_TENDER_ACCOUNT] = "Account",
    [TEXT_TURN_HINT] = "What stands on this sale comes back, at the price it stands there for.",
    [TEXT_TURN_EMPTY] = "Ring up what comes back, as if it was sold. Then come here.",
    [TEXT_RING_UP] = "Ring it up",
    [TEXT_TAKE_BACK] = "Take it back",
    [TEXT_GIVEN_BACK] = "{1} given back.",
    [TEXT_REFUND_SAVED] = "Refund {1} is saved.",
    [TEXT_EXCHANGE_HINT] = "Now ring up what goes out for it.",
    [TEXT_RECEIPT_UNKNOWN] = "No sale found for {1}.",
    [TEXT_RECEIPT_TRY] = "Try another day, an amount or a product.",
    [TEXT_PARK] = "Park",
    [TEXT_PARKED] = "Parked",
    [TEXT_NOTHING_PARKED] = "No sale waits here.",
    [TEXT_PARKED_UNREADABLE] = "cannot be read; it is kept",
    [TEXT_MERGE] = "Add to sale",
    [TEXT_RECALL_SWAPS] = "Touch one to go on with it. The sale that is open waits in its place.",
    [TEXT_SALE_PARKED] = "{1} is parked.",
    [TEXT_SPLIT] = "Split the sale",
    [TEXT_SPLIT_HINT] = "Choose what goes onto a sale of its own. It is parked, the rest stays here.",
    [TEXT_SPLIT_OFF] = "Move to a new sale",
    [TEXT_WRONG_TENDER] = "Wrong tender",
    [TEXT_IT_WAS] = "It was really",
    [TEXT_CORRECT] = "Correct it",
    [TEXT_CORRECTED] = "Corrected. The drawer counts it now.",
    [TEXT_NOTHING_TO_CORRECT] = "There is no sale of this shift to correct.",
    [TEXT_WAS_CORRECTED] = "Corrected: {1}, really {2}",
    [TEXT_REFUNDED_BY] = "Something went back: {1}",
    [TEXT_COPY] = "COPY",
    [TEXT_MAKE_COPY] = "Make a copy",
    [TEXT_ROUNDING] = "Rounding",
    [TEXT_TIP_ROW] = "Tip",
    [TEXT_VOID_QUESTION] = "Why is this sale cancelled?",
    [TEXT_VOID_CHANGED_MIND] = "Customer changed their mind",
    [TEXT_VOID_MISTAKE] = "Rung up by mistake",
    [TEXT_VOID_NO_MONEY] = "Could not pay",
    [TEXT_VOID_TRAINING] = "Practice",
    [TEXT_LINE_OF_SALE] = "Sale {1}",
    [TEXT_LINE_NO_RECEIPT] = "No receipt",

    /* options, bundles and stock */
    [TEXT_OPTIONS] = "Options",
    [TEXT_NOTE] = "Note",
    [TEXT_LINE_OPTIONS] = "Options of this line",
    [TEXT_LINE_WORDS] = "Note to this line",
    [TEXT_LINE_NAME] = "Name of this item",
    [TEXT_NOTE_HINT] = "What should be known about it? It stands on the receipt.",
    [TEXT_NAME_HINT] = "What is it? The name stands on the receipt.",
    [TEXT_SERIAL] = "Serial number",
    [TEXT_SERIAL_HINT] = "Scan or type the number on the piece.",
    [TEXT_SERIAL_LEFT] = COUNTS("{1} piece left", "{1} pieces left"),
    [TEXT_CHOOSE_ONE] = "Choose one",
    [TEXT_CHOOSE_FROM] = "Choose at least {1}",
    [TEXT_CHOOSE_UP_TO] = "Up to {1}",
    [TEXT_CHOOSE_BETWEEN] = "Choose {1} to {2}",
    [TEXT_ADD_AMOUNT] = "Add {1}",
    [TEXT_AGE_QUESTION] = "Is the customer {1} or older?",
    [TEXT_AGE_DETAIL] = "{1} is sold from {2} years on. Asked once in a sale.",
    [TEXT_AGE_NO] = "No, leave it",
    [TEXT_AGE_YES] = "Yes, {1} or older",
    [TEXT_RETURN_PRICE] = "Return {1}",
    [TEXT_STOCK_LEFT] = "{1}: {2} left after this sale.",
    [TEXT_STOCK_NONE_LEFT] = "{1}: none should be left.",
    [TEXT_STOCK_SELL_ON] = "Sell on. Somebody should look at the shelf.",
    [TEXT_STOCK] = "Stock",
    [TEXT_STOCK_DELIVERY] = "Delivery",
    [TEXT_STOCK_STOCKTAKE] = "Stocktake",
    [TEXT_STOCK_LOSS] = "Loss",
    [TEXT_STOCK_LOW_ONLY] = "Low only",
    [TEXT_STOCK_ALL] = COUNTS("{1} product is counted", "{1} products are counted"),
    [TEXT_STOCK_NOTHING] = "Nothing is counted yet",
    [TEXT_STOCK_NOTHING_HINT] = "Say yes under stock in the list of products.",
    [TEXT_STOCK_NOT_FOUND] = "None of these is counted.",
    [TEXT_STOCK_LOW_MARK] = "low",
    [TEXT_STOCK_HOW_MANY_CAME] = "How many came?",
    [TEXT_STOCK_HOW_MANY_ARE] = "How many are there?",
    [TEXT_STOCK_HOW_MANY_LOST] = "How many are lost?",
    [TEXT_STOCK_THERE_NOW] = "{1} by the books",
    [TEXT_STOCK_DIFFERENCE] = "Difference {1}",
    [TEXT_STOCK_CAME] = "{1}: {2} came in.",
    [TEXT_STOCK_COUNTED] = "{1}: {2} counted.",
    [TEXT_STOCK_LOST] = "{1}: {2} taken off.",

    /* tenders */
    [TEXT_BANK_QR] = "Bank QR",
    [TEXT_VOUCHER] = "Voucher",
    [TEXT_ACCOUNT] = "On account",
    [TEXT_TIP] = "Tip",
    [TEXT_TAKE_TRANSFER] = "Take {1} by bank",
    [TEXT_TAKE_VOUCHER] = "Take {1} from the voucher",
    [TEXT_TAKE_ACCOUNT] = "Put {1} on account",
    [TEXT_SEEN_PAID] = "Seen, paid",
    [TEXT_NOT_SEEN] = "Not seen yet, sell anyway",
    [TEXT_BANK_HINT] =
        "The customer scans this with the banking app. Look at their screen: the till cannot see the money.",
    [TEXT_BANK_REFERENCE] = "Reference {1}",
    [TEXT_BANK_CODE] = "Payment code",
    [TEXT_NO_BANK_CODE] = "The payment code cannot be made.",
    [TEXT_VOUCHER_FIELD] = "Scan the voucher, or type its code",
    [TEXT_VOUCHER_LEFT] = "{1} on it",
    [TEXT_VOUCHER_FIRST] = "Scan the voucher, or type its code.",
    [TEXT_VOUCHER_EMPTY] = "Nothing is left on this voucher.",
    [TEXT_VOUCHER_EXPIRED] = "This voucher ended on {1}.",
    [TEXT_VOUCHER_UNHEARD] = "This voucher was sold at another till and is not known here yet.",
    [TEXT_VOUCHER_NOT_OURS] = "This code is mistyped, or of another shop.",
    [TEXT_VOUCHER_NO_VOUCHER] = "This code is no voucher.",
    [TEXT_VOUCHER_TOO_MUCH] = "A voucher pays at most what is due and what is on it.",
    [TEXT_VOUCHER_SCANNED] = "This is a voucher with {1} on it.",
    [TEXT_VOUCHER_TOUCH_PAY] = "It pays: touch Pay, then Voucher.",
    [TEXT_CHOOSE_ACCOUNT] = "Who pays later?",
    [TEXT_OWES] = "owes {1}",
    [TEXT_NO_ACCOUNTS] = "Nobody buys on account here.",
    [TEXT_PUT_ON_ACCOUNT] = "Put it on account",
    [TEXT_PAID_BY_VOUCHER] = "Paid by voucher",
    [TEXT_ADD_TIP] = "Add the tip",
    [TEXT_NO_TIP] = "No tip",
    [TEXT_TIP_AMOUNT] = "with a tip of {1}",
    [TEXT_TIP_PAID] = "Take back what is paid first. Then the tip can change.",
    [TEXT_MORE_WAYS] = "More ways to pay",
    [TEXT_TO_GIVE_BACK] = "To give back",
    [TEXT_GIVE_BACK_NOW] = "Give the customer this, then touch the button.",
    [TEXT_CASH_STEP] = "No coins make this sum. The smallest is {1}.",
    [TEXT_VOUCHERS] = "Vouchers and accounts",
    [TEXT_SELL_VOUCHER] = "Sell a voucher",
    [TEXT_LOOK_AT_VOUCHER] = "What is on it",
    [TEXT_PAY_DEBT] = "Pay a debt",
    [TEXT_LEFT_ON_IT] = "Left on the voucher",
    [TEXT_AMOUNT] = "Amount",
    [TEXT_ALL_OF_IT] = "All of it",
    [TEXT_WHO_PAYS] = "Who pays?",
    [TEXT_ADD_TO_SALE] = "Add to the sale",
    [TEXT_SELL_VOUCHER_HINT] =
        "The voucher is made when the sale is paid. Its code then stands on the screen and on the receipt.",
    [TEXT_LOOK_HINT] = "Nothing is taken from it here.",
    [TEXT_NEXT_VOUCHER] = "Next voucher",
    [TEXT_OVERDRAWN] = "A voucher was spent at two tills: {1} too much.",
    [TEXT_OVERDRAWN_DETAIL] = "Both sales stand. It is voucher {1}.",

    /* settings and first start */

    /* customer display */
    [TEXT_DISPLAY_WELCOME] = "Good to see you",
    [TEXT_DISPLAY_CLOSED] = "This till is closed",
    [TEXT_DISPLAY_CLOSED_HINT] = "Please go to another one.",
    [TEXT_DISPLAY_TAX_INCLUDED] = "Tax included {1}",
    [TEXT_DISPLAY_TAX] = "Tax {1}",
    [TEXT_DISPLAY_SAVED] = "You saved {1}",
    [TEXT_DISPLAY_CARD] = "Pay by card",
    [TEXT_DISPLAY_CARD_HINT] = "{1}, on the card terminal.",
    [TEXT_DISPLAY_CASH] = "Received",
    [TEXT_DISPLAY_BANK] = "Pay by bank app",
    [TEXT_DISPLAY_BANK_HINT] = "Scan, check {1}, confirm.",
    [TEXT_DISPLAY_OTHERWISE] = "or cash or card, as you like",
    [TEXT_DISPLAY_BANK_CODE] = "The bank's code",
    [TEXT_CHANGE_MONEY] = "Change {1}",

    /* files */
    [TEXT_FILES_ON_STICK] = "Files saved on stick {1}",
    [TEXT_FILES_IN_FOLDER] = "Files saved in folder {1}",
    [TEXT_STICK_ABSENT] = "The stick {1} is not there",
    [TEXT_FOLDER_ABSENT] = "The folder {1} is not there",
    [TEXT_FILES_KEPT_ABSENT] = "The files are kept and go out when it is.",
    [TEXT_STICK_FULL] = "The stick {1} is full",
    [TEXT_FOLDER_FULL] = "The folder {1} is full",
    [TEXT_FILES_KEPT_FULL] = "The files are kept and go out when there is room.",
    [TEXT_STICK_READ_ONLY] = "The stick {1} cannot be written to",
    [TEXT_FOLDER_READ_ONLY] = "The folder {1} cannot be written to",
    [TEXT_FILES_KEPT_READ_ONLY] = "The files are kept and go out when it can.",
    [TEXT_FILES_WAIT_STICK] = "The files for the stick {1} wait",
    [TEXT_FILES_WAIT_FOLDER] = "The files for the folder {1} wait",

    [TEXT_MONTH_FIRST] = "January",
    [TEXT_MONTH_FIRST + 1] = "February",
    [TEXT_MONTH_FIRST + 2] = "March",
    [TEXT_MONTH_FIRST + 3] = "April",
    [TEXT_MONTH_FIRST + 4] = "May",
    [TEXT_MONTH_FIRST + 5] = "June",
    [TEXT_MONTH_FIRST + 6] = "July",
    [TEXT_MONTH_FIRST + 7] = "August",
    [TEXT_MONTH_FIRST + 8] = "September",
    [TEXT_MONTH_FIRST + 9] = "October",
    [TEXT_MONTH_FIRST + 10] = "November",
    [TEXT_MONTH_LAST] = "December",
    [TEXT_WEEKDAY_FIRST] = "Sunday",
    [TEXT_WEEKDAY_FIRST + 1] = "Monday",
    [TEXT_WEEKDAY_FIRST + 2] = "Tuesday",
    [TEXT_WEEKDAY_FIRST + 3] = "Wednesday",
    [TEXT_WEEKDAY_FIRST + 4] = "Thursday",
    [TEXT_WEEKDAY_FIRST + 5] = "Friday",
    [TEXT_WEEKDAY_LAST] = "Saturday",
    [TEXT_GIVEN_BY] = IN_CONTEXT("discount", "{1} {2}"),
    [TEXT_WEEKDAY_AND_DAY] = "{1}, {2}",
    [TEXT_DAY_AND_MONTH] = IN_CONTEXT("date", "{1} {2}"),
    [TEXT_MONTH_AND_DAY] = IN_CONTEXT("date", "{2} {1}"),
};

static const struct language *language_of(const struct app_view *view)
{
    return view == NULL ? NULL : view->language;
}

const char *say(const struct app_view *view, enum text_id id)
{
    return language_text(language_of(view), id);
}

/* What runs as the sentence does anyway, a word of the language or a count, needs no isolation;
 * and a date put together of two such keeps its direction. */
static bool wants_isolation(const char *filled)
{
    bool is_count = true;
    for (const char *at = filled; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte >= 0xD6 && byte <= 0xDF) { /* begins a letter of Hebrew to Thaana */
            return false;
        }
        is_count &= byte >= '0' && byte <= '9';
    }
    return !is_count;
}

/* First strong isolate and pop directional isolate (UAX #9). */
static void append_filled(struct text_out *line, const char *filled, bool is_right_to_left)
{
    bool is_isolated = is_right_to_left && wants_isolation(filled);
    text_out_append(line, is_isolated ? "\xE2\x81\xA8" : "");
    text_out_append(line, filled);
    text_out_append(line, is_isolated ? "\xE2\x81\xA9" : "");
}

static const char *fill(const struct app_view *view, char *out, size_t capacity, const char *text,
    const char *first, const char *second)
{
    bool is_right_to_left = language_about(language_of(view))->is_right_to_left;
    struct text_out line = text_out_begin(out, capacity);
    for (const char *at = text; *at != '\0'; at++) {
        if (at[0] == '{' && (at[1] == '1' || at[1] == '2') && at[2] == '}') {
            const char *filled = at[1] == '1' ? first : second;
            ASSERT(filled != NULL);
            append_filled(&line, filled, is_right_to_left);
            at += 2;
        } else {
            text_out_append_char(&line, *at);
        }
    }
    return out;
}

const char *say_with(const struct app_view *view, char *out, size_t capacity, enum text_id id,
    const char *first, const char *second)
{
    return fill(view, out, capacity, say(view, id), first, second);
}

const char *say_count(const struct app_view *view, char *out, size_t capacity, enum text_id id,
    uint64_t count, const char *second)
{
    char number[WORDS_MAX];
    return fill(view, out, capacity, language_counted(language_of(view), id, count),
        words_count(view, count, number), second);
}
