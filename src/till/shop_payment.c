#include "till/shop_payment.h"

#include "base/error.h"

#define TIP_WORD "tip"

bool shop_payment_parse_tenders(
    struct text_view text, struct shop_payment *payment, struct error *err)
{
    struct text_view rest = text;
    struct text_view word;
    while (text_view_split(&rest, ',', &word)) {
        enum tender_kind kind;
        word = text_view_trim(word);
        if (text_view_equals(word, TIP_WORD)) {
            payment->takes_tips = true;
        } else if (tender_kind_parse(word, &kind)) {
            payment->takes[kind] = true;
        } else {
            return error_set(err, ERROR_INVALID,
                "\"%.*s\" is none of cash, card, transfer, voucher, account, tip",
                (int)(word.size < 40 ? word.size : 40), word.bytes);
        }
    }
    return payment->takes[TENDER_CASH] || payment->takes[TENDER_CARD] ||
           error_set(err, ERROR_INVALID, "cash or card must be among the tenders");
}
