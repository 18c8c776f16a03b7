#include "screens/sell_number.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/quantity.h"
#include "domain/rate.h"
#include "screens/texts.h"
#include "screens/view.h"
#include "screens/words.h"
#include "ui/ui.h"

#define QUANTITY_LIMIT_MILLI (INT64_C(9999) * 1000)
#define WEIGHT_LIMIT_MILLI (INT64_C(9999999))
#define PRICE_LIMIT_MINOR INT64_C(999999999) /* 9,999,999.99 in cents */
#define QUANTITY_SCALE 3
#define PERCENT_SCALE 4 /* parts per million of 100 % */
#define DECIMALS_PERCENT 2
#define DECIMALS_WEIGHT 3

/* What the number is about, looked up for one frame. */
struct number_job {
    struct sell_number *entry;
    const struct app_view *view;
    const struct ticket_line *line; /* NULL unless SELL_NUMBER_LINE */
    const char *name;
    enum unit unit;
    int64_t unit_price_minor;
    int64_t amount_minor; /* what a discount is taken off */
    int64_t limit;        /* in the unit of the value */
};

static bool is_money(enum sell_number_mode mode)
{
    return mode == SELL_NUMBER_MONEY_OFF || mode == SELL_NUMBER_PRICE;
}

/* Decimals that the mode takes behind a point; money has none of its own, it fills from the
 * right. */
static int decimals_of(const struct number_job *job)
{
    if (job->entry->mode == SELL_NUMBER_PERCENT) {
        return DECIMALS_PERCENT;
    }
    return job->entry->mode == SELL_NUMBER_QUANTITY && job->unit != UNIT_EACH ? DECIMALS_WEIGHT : 0;
}

static void job_of_question(struct number_job *job)
{
    const struct view_question *question = &job->view->question;
    const struct view_catalogue *catalogue = &job->view->catalogue;
    const struct shelf_product *product =
        catalogue->product(catalogue->context, question->product_id);
    job->name = product != NULL ? product->name : "";
    job->unit = product != NULL ? product->unit : UNIT_EACH;
    job->unit_price_minor = product != NULL && product->has_price ? product->price_minor : 0;
}

static struct number_job job_of(struct sell_number *entry, const struct app_view *view)
{
    struct number_job job = {.entry = entry, .view = view, .unit = UNIT_EACH, .name = ""};
    switch (entry->subject) {
    case SELL_NUMBER_NOTHING:
        break;
    case SELL_NUMBER_LINE:
        job.line = &view->ticket->lines[entry->line];
        job.name = job.line->name;
        job.unit = job.line->unit;
        job.unit_price_minor = job.line->unit_price_minor;
        job.amount_minor = view->figures->lines[entry->line].amount_minor;
        break;
    case SELL_NUMBER_TICKET:
        job.name = say(job.view, TEXT_DISCOUNT_ON_ALL);
        job.amount_minor = view->figures->amount_minor - view->figures->line_discount_minor;
        break;
    case SELL_NUMBER_TYPED_PRICE:
        job.name = say(job.view, TEXT_TYPE_PRICE);
        break;
    case SELL_NUMBER_QUESTION:
        job_of_question(&job);
        break;
    }
    switch (entry->mode) {
    case SELL_NUMBER_QUANTITY:
        job.limit = job.unit == UNIT_EACH ? QUANTITY_LIMIT_MILLI : WEIGHT_LIMIT_MILLI;
        break;
    case SELL_NUMBER_PERCENT:
        job.limit = RATE_PPM_MAX;
        break;
    case SELL_NUMBER_MONEY_OFF:
        job.limit = job.amount_minor;
        break;
    case SELL_NUMBER_PRICE:
        job.limit = PRICE_LIMIT_MINOR;
        break;
    }
    return job;
}

/* The empty number of this mode, and a value put into it. */
static void put_value(const struct number_job *job, int64_t value)
{
    struct number_entry *number = &job->entry->number;
    int exponent = job->view->shop->rules.currency->exponent;
    switch (job->entry->mode) {
    case SELL_NUMBER_QUANTITY:
        *number = number_point(value, QUANTITY_SCALE, decimals_of(job), job->limit);
        break;
    case SELL_NUMBER_PERCENT:
        *number = number_point(value, PERCENT_SCALE, decimals_of(job), job->limit);
        break;
    case SELL_NUMBER_MONEY_OFF:
    case SELL_NUMBER_PRICE:
        *number = number_money(value, exponent, job->limit);
        break;
    }
}

static int64_t discount_value(const struct discount *discount, enum sell_number_mode mode)
{
    enum discount_kind kind = mode == SELL_NUMBER_PERCENT ? DISCOUNT_PERCENT : DISCOUNT_AMOUNT;
    return discount->kind == kind ? discount->value : 0;
}

/* What stands there before anything is typed: what the line or the ticket has. */
static void start_mode(
    struct sell_number *entry, const struct app_view *view, enum sell_number_mode mode)
{
    entry->mode = mode;
    struct number_job job = job_of(entry, view);
    int64_t value = 0;
    if (entry->subject == SELL_NUMBER_TICKET) {
        value = discount_value(&view->ticket->discount, mode);
    }
    if (entry->subject == SELL_NUMBER_LINE) {
        ASSERT(job.line != NULL);
        switch (mode) {
        case SELL_NUMBER_QUANTITY:
            value = job.line->quantity_milli;
            value = value < 0 ? -value : value; /* what comes back is counted, too */
            break;
        case SELL_NUMBER_PERCENT:
        case SELL_NUMBER_MONEY_OFF:
            value = discount_value(&job.line->discount, mode);
            break;
        case SELL_NUMBER_PRICE:
            value = job.line->unit_price_minor;
            break;
        }
    }
    put_value(&job, value);
}

void sell_number_open_line(
    struct sell_number *entry, const struct app_view *view, size_t line, enum sell_number_mode mode)
{
    *entry = (struct sell_number){
        .subject = SELL_NUMBER_LINE, .line = line, .line_count = view->ticket->line_count};
    start_mode(entry, view, mode);
}

void sell_number_open_ticket(struct sell_number *entry, const struct app_view *view)
{
    *entry =
        (struct sell_number){.subject = SELL_NUMBER_TICKET, .line_count = view->ticket->line_count};
    bool is_amount = view->ticket->discount.kind == DISCOUNT_AMOUNT;
    start_mode(entry, view, is_amount ? SELL_NUMBER_MONEY_OFF : SELL_NUMBER_PERCENT);
}

void sell_number_open_typed_price(struct sell_number *entry, const struct app_view *view)
{
    *entry = (struct sell_number){.subject = SELL_NUMBER_TYPED_PRICE};
    start_mode(entry, view, SELL_NUMBER_PRICE);
}

void sell_number_open_question(struct sell_number *entry, const struct app_view *view)
{
    bool is_price = view->question.kind == VIEW_QUESTION_PRICE;
    *entry = (struct sell_number){.subject = SELL_NUMBER_QUESTION, .serial = view->question.serial};
    start_mode(entry, view, is_price ? SELL_NUMBER_PRICE : SELL_NUMBER_QUANTITY);
}

void sell_number_follow(struct sell_number *entry, const struct app_view *view)
{
    bool is_gone = false;
    switch (entry->subject) {
    case SELL_NUMBER_NOTHING:
    case SELL_NUMBER_TYPED_PRICE:
        break;
    case SELL_NUMBER_LINE:
        is_gone = entry->line_count != view->ticket->line_count;
        break;
    case SELL_NUMBER_TICKET:
        is_gone = view->ticket->line_count == 0;
        break;
    case SELL_NUMBER_QUESTION:
        is_gone =
            view->question.kind == VIEW_QUESTION_NONE || view->question.serial != entry->serial;
        break;
    }
    if (is_gone) {
        entry->subject = SELL_NUMBER_NOTHING;
    }
}

/* ---- Words of the card ---- */

#define CARD_MODES_MAX VIEW_TAX_CODES_MAX

struct card_words {
    char subtitle[WORDS_MAX], value[WORDS_MAX], meaning[2 * WORDS_MAX], limit[WORDS_MAX];
    char modes[CARD_MODES_MAX][WORDS_MAX];
};

static const char *value_words(const struct number_job *job, int64_t value, char out[WORDS_MAX])
{
    const struct sell_number *entry = job->entry;
    char digits[WORDS_MAX];
    if (is_money(entry->mode)) {
        return words_money(job->view, value, out);
    }
    number_text(&entry->number, words_decimal_mark(job->view), digits, sizeof digits);
    struct text_out words = text_out_begin(out, WORDS_MAX);
    text_out_append(&words, digits);
    if (entry->mode == SELL_NUMBER_PERCENT) {
        text_out_append(&words, " %");
    } else {
        text_out_append(&words, job->unit == UNIT_EACH ? " ×" : " ");
        text_out_append(&words, job->unit == UNIT_EACH ? "" : unit_text(job->unit));
    }
    return out;
}

/* Of an amount, rounded down. */
static int64_t part_of(int64_t amount_minor, uint32_t ppm)
{
    return amount_minor / RATE_PPM_MAX * ppm + amount_minor % RATE_PPM_MAX * ppm / RATE_PPM_MAX;
}

/* What may be typed; of a discount, how much without a manager. */
static void limit_words(const struct number_job *job, char out[WORDS_MAX])
{
    if (job->entry->mode == SELL_NUMBER_PRICE && job->line != NULL && job->line->has_list_price &&
        !job->view->staff.may[RIGHT_PRICE]) {
        text_copy(out, WORDS_MAX, say(job->view, TEXT_PRICE_NEEDS_MANAGER));
        return;
    }
    char limit[WORDS_MAX] = "";
    char most[WORDS_MAX];
    uint32_t own_ppm = job->view->staff.discount_limit_ppm;
    struct text_out words = text_out_begin(limit, sizeof limit);
    switch (job->entry->mode) {
    case SELL_NUMBER_QUANTITY:
        text_out_append(&words, words_number(job->view, "9999", most));
        if (job->unit != UNIT_EACH) {
            text_out_append(&words, " ");
            text_out_append(&words, unit_text(job->unit));
        }
        break;
    case SELL_NUMBER_PERCENT:
        words_rate(job->view, own_ppm, limit);
        break;
    case SELL_NUMBER_MONEY_OFF:
        words_amount(job->view, part_of(job->amount_minor, own_ppm), limit);
        break;
    case SELL_NUMBER_PRICE:
        words_amount(job->view, job->limit, limit);
        break;
    }
    bool is_discount =
        job->entry->mode == SELL_NUMBER_PERCENT || job->entry->mode == SELL_NUMBER_MONEY_OFF;
    bool is_lent = is_discount && own_ppm < RATE_PPM_MAX;
    say_with(job->view, out, WORDS_MAX, is_lent ? TEXT_UP_TO_MANAGER : TEXT_UP_TO, limit, NULL);
}

/* What the amount becomes after a discount of this value; as ticket_compute() rounds it. */
static int64_t after_discount(const struct number_job *job, int64_t value)
{
    if (job->entry->mode == SELL_NUMBER_MONEY_OFF) {
        return job->amount_minor - value;
    }
    int64_t left = job->amount_minor;
    bool fits = money_divide((int128)job->amount_minor * (RATE_PPM_MAX - value), RATE_PPM_MAX,
        job->view->shop->rules.half, &left);
    return fits ? left : job->amount_minor;
}

static void meaning_words(const struct number_job *job, int64_t value, char *out, size_t capacity)
{
    const struct sell_number *entry = job->entry;
    char from[WORDS_MAX];
    char to[WORDS_MAX];
    int64_t amount = 0;
    int64_t quantity = job->line != NULL ? job->line->quantity_milli : QUANTITY_ONE_MILLI;
    int64_t price = job->unit_price_minor;
    enum money_half half = job->view->shop->rules.half;
    out[0] = '\0';
    switch (entry->mode) {
    case SELL_NUMBER_QUANTITY:
        quantity = value;
        break;
    case SELL_NUMBER_PRICE:
        price = value;
        if (entry->subject == SELL_NUMBER_TYPED_PRICE) {
            return;
        }
        break;
    case SELL_NUMBER_PERCENT:
    case SELL_NUMBER_MONEY_OFF:
        say_with(job->view, out, capacity, TEXT_BECOMES,
            words_amount(job->view, job->amount_minor, from),
            words_amount(job->view, after_discount(job, value), to));
        return;
    }
    if (money_times_quantity(price, quantity, half, &amount)) {
        say_with(job->view, out, capacity, TEXT_MAKES, words_amount(job->view, amount, to), NULL);
    }
}

static void subtitle_words(const struct number_job *job, char out[WORDS_MAX])
{
    char price[WORDS_MAX];
    out[0] = '\0';
    if (job->entry->subject == SELL_NUMBER_QUESTION) {
        text_copy(out, WORDS_MAX,
            say(job->view,
                job->entry->mode == SELL_NUMBER_PRICE ? TEXT_PRICE_FIRST : TEXT_WEIGHT_FIRST));
    } else if (job->entry->subject == SELL_NUMBER_LINE && job->unit == UNIT_EACH) {
        say_with(job->view, out, WORDS_MAX, TEXT_EACH,
            words_amount(job->view, job->unit_price_minor, price), NULL);
    } else if (job->entry->subject == SELL_NUMBER_TYPED_PRICE && job->view->tax_code_count > 0) {
        words_tax_code(job->view, &job->view->tax_codes[job->entry->tax_index], price);
        say_with(job->view, out, WORDS_MAX, TEXT_WITH_TAX, price, NULL);
    } else if (job->entry->subject == SELL_NUMBER_LINE) {
        words_price(job->view, job->unit_price_minor, job->unit, out);
    }
}

static const enum sell_number_mode LINE_MODES[] = {
    SELL_NUMBER_QUANTITY, SELL_NUMBER_PERCENT, SELL_NUMBER_MONEY_OFF, SELL_NUMBER_PRICE};
static const enum sell_number_mode TICKET_MODES[] = {SELL_NUMBER_PERCENT, SELL_NUMBER_MONEY_OFF};

static void mode_word(const struct number_job *job, enum sell_number_mode mode, char out[WORDS_MAX])
{
    switch (mode) {
    case SELL_NUMBER_QUANTITY:
        text_copy(out, WORDS_MAX, say(job->view, TEXT_QUANTITY));
        break;
    case SELL_NUMBER_PERCENT:
        text_copy(out, WORDS_MAX, say(job->view, TEXT_DISCOUNT_PERCENT));
        break;
    case SELL_NUMBER_MONEY_OFF:
        say_with(job->view, out, WORDS_MAX, TEXT_DISCOUNT_MONEY,
            job->view->shop->rules.currency->symbol, NULL);
        break;
    case SELL_NUMBER_PRICE:
        text_copy(out, WORDS_MAX, say(job->view, TEXT_PRICE));
        break;
    }
}

/* The chips: modes of a line or of the ticket, tax codes of a typed price. */
static void card_modes(
    const struct number_job *job, struct ui_number_card *card, struct card_words *words)
{
    const struct sell_number *entry = job->entry;
    const enum sell_number_mode *modes =
        entry->subject == SELL_NUMBER_LINE ? LINE_MODES : TICKET_MODES;
    size_t count = 0;
    if (entry->subject == SELL_NUMBER_LINE) {
        count = ARRAY_LENGTH(LINE_MODES);
    } else if (entry->subject == SELL_NUMBER_TICKET) {
        count = ARRAY_LENGTH(TICKET_MODES);
    }
    for (size_t i = 0; i < count; i++) {
        mode_word(job, modes[i], words->modes[i]);
        card->mode = modes[i] == entry->mode ? (int)i : card->mode;
    }
    if (entry->subject == SELL_NUMBER_TYPED_PRICE && job->view->tax_code_count > 1) {
        count = job->view->tax_code_count;
        card->mode = (int)entry->tax_index;
        for (size_t i = 0; i < count; i++) {
            char rate[WORDS_MAX];
            words_tax_code(job->view, &job->view->tax_codes[i], rate);
            say_with(job->view, words->modes[i], WORDS_MAX, TEXT_TAX_RATE, rate, NULL);
        }
    }
    card->mode_count = (int)count;
    for (size_t i = 0; i < count; i++) {
        card->modes[i] = words->modes[i];
    }
}

static const uint32_t PRESETS_PPM[UI_NUMBER_PRESETS_MAX] = {50000, 100000};

static struct intent answer(const struct number_job *job, int64_t value)
{
    const struct sell_number *entry = job->entry;
    struct intent intent = {.index = entry->line};
    if (entry->subject == SELL_NUMBER_TYPED_PRICE) {
        intent.kind = INTENT_ADD_TYPED;
        intent.index = entry->tax_index;
        intent.amount_minor = value;
        return intent;
    }
    if (entry->subject == SELL_NUMBER_QUESTION) {
        intent.kind = INTENT_ADD_PRODUCT;
        intent.product_id = job->view->question.product_id;
        intent.quantity_milli =
            entry->mode == SELL_NUMBER_PRICE ? job->view->question.quantity_milli : value;
        intent.amount_minor = entry->mode == SELL_NUMBER_PRICE ? value : -1;
        return intent;
    }
    switch (entry->mode) {
    case SELL_NUMBER_QUANTITY:
        intent.kind = INTENT_SET_QUANTITY;
        intent.quantity_milli = value;
        break;
    case SELL_NUMBER_PERCENT:
    case SELL_NUMBER_MONEY_OFF:
        intent.kind =
            entry->subject == SELL_NUMBER_TICKET ? INTENT_DISCOUNT_ALL : INTENT_DISCOUNT_LINE;
        intent.discount.kind =
            entry->mode == SELL_NUMBER_PERCENT ? DISCOUNT_PERCENT : DISCOUNT_AMOUNT;
        intent.discount.value = value;
        intent.discount.kind = value == 0 ? DISCOUNT_NONE : intent.discount.kind;
        break;
    case SELL_NUMBER_PRICE:
        intent.kind = INTENT_SET_PRICE;
        intent.amount_minor = value;
        break;
    }
    return intent;
}

static struct intent react(const struct number_job *job, const struct ui_number_result *result)
{
    struct sell_number *entry = job->entry;
    struct intent intent = {.kind = INTENT_NONE};
    switch (result->event) {
    case UI_NUMBER_NONE:
        break;
    case UI_NUMBER_KEY:
        number_press(&entry->number, result->press);
        break;
    case UI_NUMBER_MODE:
        if (entry->subject == SELL_NUMBER_TYPED_PRICE) {
            entry->tax_index = (size_t)result->index;
        } else {
            start_mode(entry, job->view,
                entry->subject == SELL_NUMBER_LINE ? LINE_MODES[result->index]
                                                   : TICKET_MODES[result->index]);
        }
        break;
    case UI_NUMBER_PRESET:
        number_set(&entry->number, PRESETS_PPM[result->index]);
        break;
    case UI_NUMBER_CANCEL:
        intent.kind = entry->subject == SELL_NUMBER_QUESTION ? INTENT_DROP_QUESTION : INTENT_NONE;
        entry->subject = SELL_NUMBER_NOTHING;
        break;
    case UI_NUMBER_OK:
        intent = answer(job, entry->number.value);
        entry->subject = SELL_NUMBER_NOTHING;
        break;
    }
    return intent;
}

struct intent sell_number_frame(
    struct sell_number *entry, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct number_job job = job_of(entry, view);
    struct card_words words;
    int64_t value = entry->number.value;
    bool is_discount = entry->mode == SELL_NUMBER_PERCENT || entry->mode == SELL_NUMBER_MONEY_OFF;
    value_words(&job, value, words.value);
    subtitle_words(&job, words.subtitle);
    meaning_words(&job, value, words.meaning, sizeof words.meaning);
    limit_words(&job, words.limit);
    struct ui_number_card card = {
        .title = job.name,
        .subtitle = words.subtitle[0] != '\0' ? words.subtitle : NULL,
        .cancel = say(job.view, TEXT_CANCEL),
        .value = words.value,
        .meaning = words.meaning[0] != '\0' ? words.meaning : NULL,
        .limit = words.limit,
        .preset_marked = -1,
        .extra = number_extra_label(&entry->number, words_decimal_mark(job.view)),
        .ok = say(job.view, TEXT_OK),
        .is_ok_disabled = value == 0 && !is_discount,
    };
    card_modes(&job, &card, &words);
    if (entry->mode == SELL_NUMBER_PERCENT) {
        card.presets[0] = "5 %";
        card.presets[1] = "10 %";
        card.preset_count = UI_NUMBER_PRESETS_MAX;
        for (int i = 0; i < UI_NUMBER_PRESETS_MAX; i++) {
            card.preset_marked = value == PRESETS_PPM[i] ? i : card.preset_marked;
        }
    }
    struct ui_number_result result = ui_number_card(ui, rect, &card);
    return react(&job, &result);
}
