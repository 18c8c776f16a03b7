#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/sale.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/pay.h"

/* What the customer sees and takes along after a sale. */

#define SCORE_GOOD 4 /* of 5: asks for a review */

#define COPY(to, from) ((void)text_copy((to), sizeof(to), (from)))

int64_t till_campaign_on(const struct return_campaign *campaign, const char *day)
{
    bool runs = (campaign->starts_on[0] == '\0' || strcmp(day, campaign->starts_on) >= 0) &&
                (campaign->ends_on[0] == '\0' || strcmp(day, campaign->ends_on) <= 0);
    return runs ? campaign->id : 0;
}

/* The code of a voucher that was sold: without it the customer has nothing in the hand. */
static void fill_voucher_code(struct till_receipt *receipt)
{
    const struct sale_voucher *voucher = &receipt->sale.vouchers[receipt->voucher_index];
    const char *name = "Voucher"; /* one that was given out for a refund */
    char money[MONEY_TEXT_MAX];
    for (size_t i = 0; i < receipt->sale.line_count; i++) {
        if (strcmp(receipt->sale.lines[i].kind, line_kind_text(LINE_VOUCHER)) == 0) {
            name = receipt->sale.lines[i].name;
        }
    }
    money_print_style(
        voucher->amount_minor, currency_find(receipt->sale.currency), MONEY_SYMBOL, money);
    struct text_out headline = text_out_begin(receipt->headline, sizeof(receipt->headline));
    text_out_format(&headline, "%s %s", name, money);
    COPY(receipt->code_text, voucher->text);
    COPY(receipt->token, voucher->code);
    receipt->has_code = voucher->code[0] != '\0';
    receipt->code_has_page = false;
    receipt->ends_on[0] = '\0';
}

/* A code of the sale for a campaign: the one that brings the customer back, or a friend. */
static void fill_sale_code(const struct till *till, enum token_kind kind,
    const struct return_campaign *campaign, struct till_receipt *receipt)
{
    struct token token;
    struct buffer text = {0};
    till_sign_token(till, kind, receipt->sale.id, &token);
    token_append_url(till->shop.scan_rules.code_base, &token, &text);
    COPY(receipt->code_text, text.bytes);
    buffer_close(&text);
    token_print_grouped(&token, receipt->token);
    receipt->code_has_page = till->shop.scan_rules.code_base[0] != '\0' && campaign->has_page;
    COPY(receipt->headline, campaign->headline);
    COPY(receipt->ends_on, campaign->ends_on);
}

/* An address that a phone opens; nothing of ours is in it. */
static void fill_review(const struct till *till, struct till_receipt *receipt)
{
    COPY(receipt->code_text, till->shop.review_url);
    receipt->token[0] = '\0';
    receipt->code_has_page = true;
    receipt->headline[0] = '\0';
    receipt->ends_on[0] = '\0';
}

static void fill_code(const struct till *till, struct till_receipt *receipt)
{
    receipt->has_code = receipt->has[receipt->shown];
    if (!receipt->has_code) {
        return;
    }
    switch (receipt->shown) {
    case RECEIPT_CODE_RETURN:
        fill_sale_code(till, TOKEN_SALE, &till->returning, receipt);
        break;
    case RECEIPT_CODE_REFERRAL:
        fill_sale_code(till, TOKEN_REFERRAL, &till->referring, receipt);
        break;
    case RECEIPT_CODE_REVIEW:
        fill_review(till, receipt);
        break;
    case RECEIPT_CODE_VOUCHER:
        fill_voucher_code(receipt);
        break;
    case RECEIPT_CODE_COUNT:
        break;
    }
}

/* What there is to show. */
static void find_codes(const struct till *till, struct till_receipt *receipt)
{
    const struct sale *sale = &receipt->sale;
    bool can_sign = id_n(sale->id) <= TOKEN_N_MAX &&
                    (till->keys.has_own || till->keys.has_shop[till->key_number]);
    bool is_sale = strcmp(sale->kind, "refund") != 0;
    receipt->has[RECEIPT_CODE_RETURN] = sale->return_campaign_id != 0 && can_sign;
    receipt->has[RECEIPT_CODE_REFERRAL] =
        is_sale && can_sign && till_campaign_on(&till->referring, sale->business_day) != 0;
    receipt->has[RECEIPT_CODE_VOUCHER] = sale->voucher_count > 0;
}

/* What is shown unless somebody asks for another: what was bought, then what brings back. */
static void show_first(const struct till *till, struct till_receipt *receipt)
{
    static const enum receipt_code order[] = {
        RECEIPT_CODE_VOUCHER, RECEIPT_CODE_REVIEW, RECEIPT_CODE_RETURN, RECEIPT_CODE_REFERRAL};
    receipt->shown = RECEIPT_CODE_RETURN;
    for (size_t i = ARRAY_LENGTH(order); i > 0; i--) {
        if (receipt->has[order[i - 1]]) {
            receipt->shown = order[i - 1];
        }
    }
    fill_code(till, receipt);
}

void till_keep_receipt(struct till *till, struct sale *sale)
{
    struct till_receipt *receipt = &till->receipt;
    sale_close(&receipt->sale);
    *receipt = (struct till_receipt){.sale = *sale};
    receipt_print(receipt->sale.id, receipt->number);
    for (size_t i = 0; i < receipt->sale.payment_count; i++) {
        receipt->change_minor += receipt->sale.payments[i].change_minor;
    }
    find_codes(till, receipt);
    show_first(till, receipt);
    till->has_receipt = true;
}

void till_show_code(struct till *till, enum receipt_code code)
{
    if (till->has_receipt && till->receipt.has[code]) {
        till->receipt.shown = code;
        fill_code(till, &till->receipt);
    }
}

void till_show_next_voucher(struct till *till)
{
    struct till_receipt *receipt = &till->receipt;
    if (till->has_receipt && receipt->sale.voucher_count > 0) {
        receipt->voucher_index = (receipt->voucher_index + 1) % receipt->sale.voucher_count;
        fill_voucher_code(receipt);
    }
}

const struct till_receipt *till_receipt(const struct till *till)
{
    return till->has_receipt ? &till->receipt : NULL;
}

bool till_answer_satisfaction(struct till *till, int score, struct error *err)
{
    ASSERT(score >= 1 && score <= 5);
    if (!till->has_receipt) {
        return error_set(err, ERROR_NOT_FOUND, "there is no sale to answer for");
    }
    bool is_done =
        store_begin(till->store, ENTRY_SATISFACTION, till->staff_id, err) &&
        satisfaction_insert(till->store, till->receipt.sale.id, score, till_now_ms(till), err) &&
        store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
        return false;
    }
    till_refresh(till);
    till->receipt.score = score;
    till->receipt.has[RECEIPT_CODE_REVIEW] =
        score >= SCORE_GOOD && till->shop.review_url[0] != '\0';
    show_first(till, &till->receipt);
    return true;
}
