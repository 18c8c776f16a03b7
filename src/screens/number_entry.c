#include "screens/number_entry.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/quantity.h"
#include "domain/rate.h"
#include "screens/texts.h"
#include "screens/view.h"
#include "screens/words.h"
#include "ui/ui.h"

#define PIECES_MAX 9999
#define QUANTITY_LIMIT_MILLI (INT64_C(9999) * 1000)
#define WEIGHT_LIMIT_MILLI (INT64_C(9999999))
#define PRICE_LIMIT_MINOR INT64_C(999999999) /* 9,999,999.99 in cents */
#define DECIMALS_PERCENT 2
#define DECIMALS_WEIGHT 3

/* What the number is about, looked up for one frame. */
struct number_job {
    struct number_entry *entry;
    const struct app_view *view;
    const struct ticket_line *line; /* NULL unless NUMBER_LINE */
    const char *name;
    enum unit unit;
    int64_t unit_price_minor;
    int64_t amount_minor; /* what a discount is taken off */
    int64_t limit;        /* in the unit of the value */
};

static bool is_money(enum number_mode mode)
{
    return mode == NUMBER_MONEY_OFF || mode == NUMBER_PRICE;
}

/* Decimals that the mode takes behind a point; money has none of its own, it fills from the
 * right. */
static int decimals_of(const struct number_job *job)
{
    if (job->entry->mode == NUMBER_PERCENT) {
        return DECIMALS_PERCENT;
    }
    return job->entry->mode == NUMBER_QUANTITY && job->unit != UNIT_EACH ? DECIMALS_WEIGHT : 0;
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

static struct number_job job_of(struct number_entry *entry, const struct app_view *view)
{
    struct number_job job = {.entry = entry, .view = view, .unit = UNIT_EACH, .name = ""};
    switch (entry->subject) {
    case NUMBER_NOTHING:
        break;
    case NUMBER_LINE:
        job.line = &view->ticket->lines[entry->line];
        job.name = job.line->name;
        job.unit = job.line->unit;
        job.unit_price_minor = job.line->unit_price_minor;
        job.amount_minor = view->figures->lines[entry->line].amount_minor;
        break;
    case NUMBER_TICKET:
        job.name = say(TEXT_DISCOUNT_ON_ALL);
        job.amount_minor = view->figures->amount_minor - view->figures->line_discount_minor;
        break;
    case NUMBER_TYPED_PRICE:
        job.name = say(TEXT_TYPE_PRICE);
        break;
    case NUMBER_QUESTION:
        job_of_question(&job);
        break;
    }
    switch (entry->mode) {
    case NUMBER_QUANTITY:
        job.limit = job.unit == UNIT_EACH ? QUANTITY_LIMIT_MILLI : WEIGHT_LIMIT_MILLI;
        break;
    case NUMBER_PERCENT:
        job.limit = RATE_PPM_MAX;
        break;
    case NUMBER_MONEY_OFF:
        job.limit = job.amount_minor;
        break;
    case NUMBER_PRICE:
        job.limit = PRICE_LIMIT_MINOR;
        break;
    }
    return job;
}

static int64_t digits_of(const char *typed)
{
    int64_t value = 0;
    for (; *typed != '\0'; typed++) {
        value = value * 10 + (*typed - '0');
    }
    return value;
}

/* The value of `typed`; -1 if it is none. */
static int64_t value_of(enum number_mode mode, const char *typed)
{
    if (typed[0] == '\0') {
        return 0;
    }
    if (is_money(mode)) {
        return digits_of(typed);
    }
    struct error ignored;
    struct text_view text = text_view_of(typed);
    if (text.bytes[text.size - 1] == '.') {
        text.size--; /* "0." on the way to 0.4 */
    }
    uint32_t ppm = 0;
    int64_t milli = 0;
    if (mode == NUMBER_PERCENT) {
        return rate_parse(text, &ppm, &ignored) ? (int64_t)ppm : -1;
    }
    return quantity_parse(text, &milli, &ignored) ? milli : -1;
}

static void print_value(struct number_entry *entry, int64_t value)
{
    struct text_out typed = text_out_begin(entry->typed, sizeof entry->typed);
    char text[QUANTITY_TEXT_MAX > RATE_TEXT_MAX ? QUANTITY_TEXT_MAX : RATE_TEXT_MAX];
    entry->is_fresh = true;
    if (value == 0) {
        entry->typed[0] = '\0';
    } else if (is_money(entry->mode)) {
        text_out_format(&typed, "%lld", (long long)value);
    } else if (entry->mode == NUMBER_PERCENT) {
        text_out_append(&typed, rate_print((uint32_t)value, text));
    } else {
        text_out_append(&typed, quantity_print(value, text));
    }
}

static int64_t discount_value(const struct discount *discount, enum number_mode mode)
{
    enum discount_kind kind = mode == NUMBER_PERCENT ? DISCOUNT_PERCENT : DISCOUNT_AMOUNT;
    return discount->kind == kind ? discount->value : 0;
}

/* What stands there before anything is typed. */
static void start_mode(
    struct number_entry *entry, const struct app_view *view, enum number_mode mode)
{
    entry->mode = mode;
    int64_t value = 0;
    if (entry->subject == NUMBER_LINE) {
        const struct ticket_line *line = &view->ticket->lines[entry->line];
        switch (mode) {
        case NUMBER_QUANTITY:
            value = line->quantity_milli;
            break;
        case NUMBER_PERCENT:
        case NUMBER_MONEY_OFF:
            value = discount_value(&line->discount, mode);
            break;
        case NUMBER_PRICE:
            value = line->unit_price_minor;
            break;
        }
    } else if (entry->subject == NUMBER_TICKET) {
        value = discount_value(&view->ticket->discount, mode);
    }
    print_value(entry, value);
}

void number_open_line(
    struct number_entry *entry, const struct app_view *view, size_t line, enum number_mode mode)
{
    *entry = (struct number_entry){
        .subject = NUMBER_LINE, .line = line, .line_count = view->ticket->line_count};
    start_mode(entry, view, mode);
}

void number_open_ticket(struct number_entry *entry, const struct app_view *view)
{
    *entry =
        (struct number_entry){.subject = NUMBER_TICKET, .line_count = view->ticket->line_count};
    start_mode(entry, view,
        view->ticket->discount.kind == DISCOUNT_AMOUNT ? NUMBER_MONEY_OFF : NUMBER_PERCENT);
}

void number_open_typed_price(struct number_entry *entry)
{
    *entry = (struct number_entry){
        .subject = NUMBER_TYPED_PRICE, .mode = NUMBER_PRICE, .is_fresh = true};
}

void number_open_question(struct number_entry *entry, const struct app_view *view)
{
    *entry = (struct number_entry){
        .subject = NUMBER_QUESTION,
        .mode = view->question.kind == VIEW_QUESTION_PRICE ? NUMBER_PRICE : NUMBER_QUANTITY,
        .serial = view->question.serial,
        .is_fresh = true,
    };
}

void number_follow(struct number_entry *entry, const struct app_view *view)
{
    bool is_gone = false;
    switch (entry->subject) {
    case NUMBER_NOTHING:
    case NUMBER_TYPED_PRICE:
        break;
    case NUMBER_LINE:
        is_gone = entry->line_count != view->ticket->line_count;
        break;
    case NUMBER_TICKET:
        is_gone = view->ticket->line_count == 0;
        break;
    case NUMBER_QUESTION:
        is_gone =
            view->question.kind == VIEW_QUESTION_NONE || view->question.serial != entry->serial;
        break;
    }
    if (is_gone) {
        entry->subject = NUMBER_NOTHING;
    }
}

/* Appends if the value stays within the limit and the decimals within theirs. */
static void type_characters(const struct number_job *job, const char *characters)
{
    struct number_entry *entry = job->entry;
    char typed[sizeof entry->typed];
    struct text_out out = text_out_begin(typed, sizeof typed);
    text_out_append(&out, entry->is_fresh ? "" : entry->typed);
    bool is_point = strcmp(characters, ".") == 0;
    const char *point = strchr(typed, '.');
    if (is_point && (point != NULL || decimals_of(job) == 0)) {
        return;
    }
    if (is_point && out.size == 0) {
        text_out_append(&out, "0");
    } else if (!is_point && point == NULL && strspn(typed, "0") == out.size) {
        out = text_out_begin(typed, sizeof typed); /* no zeros in front */
    }
    if (!is_point && point != NULL && strlen(point) > (size_t)decimals_of(job)) {
        return;
    }
    text_out_append(&out, characters);
    int64_t value = value_of(entry->mode, typed);
    if (!out.cut && value >= 0 && value <= job->limit) {
        text_copy(entry->typed, sizeof entry->typed, typed);
        entry->is_fresh = false;
    }
}

static void press_key(const struct number_job *job, const struct ui_keypad_press *press)
{
    struct number_entry *entry = job->entry;
    char digit[2] = {(char)('0' + press->digit), '\0'};
    switch (press->key) {
    case UI_KEYPAD_NONE:
    case UI_KEYPAD_OK:
        break;
    case UI_KEYPAD_DIGIT:
        type_characters(job, digit);
        break;
    case UI_KEYPAD_EXTRA:
        if (decimals_of(job) > 0) {
            type_characters(job, ".");
        } else {
            for (int i = 0; i < job->view->shop->rules.currency->exponent; i++) {
                type_characters(job, "0");
            }
        }
        break;
    case UI_KEYPAD_BACKSPACE:
        if (entry->is_fresh) {
            entry->typed[0] = '\0';
        } else if (entry->typed[0] != '\0') {
            entry->typed[strlen(entry->typed) - 1] = '\0';
        }
        entry->is_fresh = false;
        break;
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
    const struct number_entry *entry = job->entry;
    struct text_out words = text_out_begin(out, WORDS_MAX);
    if (is_money(entry->mode)) {
        return words_money(job->view, value, out);
    }
    text_out_append(&words, entry->typed[0] != '\0' ? entry->typed : "0");
    if (entry->mode == NUMBER_PERCENT) {
        text_out_append(&words, " %");
    } else {
        text_out_append(&words, job->unit == UNIT_EACH ? " ×" : " ");
        text_out_append(&words, job->unit == UNIT_EACH ? "" : unit_text(job->unit));
    }
    return out;
}

static void limit_words(const struct number_job *job, char out[WORDS_MAX])
{
    char limit[WORDS_MAX] = "";
    struct text_out words = text_out_begin(limit, sizeof limit);
    switch (job->entry->mode) {
    case NUMBER_QUANTITY:
        text_out_append(&words, "9,999");
        if (job->unit != UNIT_EACH) {
            text_out_append(&words, " ");
            text_out_append(&words, unit_text(job->unit));
        }
        break;
    case NUMBER_PERCENT:
        text_out_append(&words, "100 %");
        break;
    case NUMBER_MONEY_OFF:
    case NUMBER_PRICE:
        words_amount(job->view, job->limit, limit);
        break;
    }
    say_with(out, WORDS_MAX, TEXT_UP_TO, limit, NULL);
}

/* What the amount becomes after a discount of this value; as ticket_compute() rounds it. */
static int64_t after_discount(const struct number_job *job, int64_t value)
{
    if (job->entry->mode == NUMBER_MONEY_OFF) {
        return job->amount_minor - value;
    }
    int64_t left = job->amount_minor;
    bool fits = money_divide((int128)job->amount_minor * (RATE_PPM_MAX - value), RATE_PPM_MAX,
        job->view->shop->rules.half, &left);
    return fits ? left : job->amount_minor;
}

static void meaning_words(const struct number_job *job, int64_t value, char *out, size_t capacity)
{
    const struct number_entry *entry = job->entry;
    char from[WORDS_MAX];
    char to[WORDS_MAX];
    int64_t amount = 0;
    int64_t quantity = job->line != NULL ? job->line->quantity_milli : QUANTITY_ONE_MILLI;
    int64_t price = job->unit_price_minor;
    enum money_half half = job->view->shop->rules.half;
    out[0] = '\0';
    switch (entry->mode) {
    case NUMBER_QUANTITY:
        quantity = value;
        break;
    case NUMBER_PRICE:
        price = value;
        if (entry->subject == NUMBER_TYPED_PRICE) {
            return;
        }
        break;
    case NUMBER_PERCENT:
    case NUMBER_MONEY_OFF:
        say_with(out, capacity, TEXT_BECOMES, words_amount(job->view, job->amount_minor, from),
            words_amount(job->view, after_discount(job, value), to));
        return;
    }
    if (money_times_quantity(price, quantity, half, &amount)) {
        say_with(out, capacity, TEXT_MAKES, words_amount(job->view, amount, to), NULL);
    }
}

static void subtitle_words(const struct number_job *job, char out[WORDS_MAX])
{
    char price[WORDS_MAX];
    out[0] = '\0';
    if (job->entry->subject == NUMBER_QUESTION) {
        text_copy(out, WORDS_MAX,
            say(job->entry->mode == NUMBER_PRICE ? TEXT_PRICE_FIRST : TEXT_WEIGHT_FIRST));
    } else if (job->entry->subject == NUMBER_LINE && job->unit == UNIT_EACH) {
        say_with(
            out, WORDS_MAX, TEXT_EACH, words_amount(job->view, job->unit_price_minor, price), NULL);
    } else if (job->entry->subject == NUMBER_TYPED_PRICE && job->view->tax_code_count > 0) {
        words_tax_code(&job->view->tax_codes[job->entry->tax_index], price);
        say_with(out, WORDS_MAX, TEXT_WITH_TAX, price, NULL);
    } else if (job->entry->subject == NUMBER_LINE) {
        words_price(job->view, job->unit_price_minor, job->unit, out);
    }
}

static const enum number_mode LINE_MODES[] = {
    NUMBER_QUANTITY, NUMBER_PERCENT, NUMBER_MONEY_OFF, NUMBER_PRICE};
static const enum number_mode TICKET_MODES[] = {NUMBER_PERCENT, NUMBER_MONEY_OFF};

static void mode_word(const struct number_job *job, enum number_mode mode, char out[WORDS_MAX])
{
    switch (mode) {
    case NUMBER_QUANTITY:
        text_copy(out, WORDS_MAX, say(TEXT_QUANTITY));
        break;
    case NUMBER_PERCENT:
        text_copy(out, WORDS_MAX, say(TEXT_DISCOUNT_PERCENT));
        break;
    case NUMBER_MONEY_OFF:
        say_with(
            out, WORDS_MAX, TEXT_DISCOUNT_MONEY, job->view->shop->rules.currency->symbol, NULL);
        break;
    case NUMBER_PRICE:
        text_copy(out, WORDS_MAX, say(TEXT_PRICE));
        break;
    }
}

/* The chips: modes of a line or of the ticket, tax codes of a typed price. */
static void card_modes(
    const struct number_job *job, struct ui_number_card *card, struct card_words *words)
{
    const struct number_entry *entry = job->entry;
    const enum number_mode *modes = entry->subject == NUMBER_LINE ? LINE_MODES : TICKET_MODES;
    size_t count = 0;
    if (entry->subject == NUMBER_LINE) {
        count = ARRAY_LENGTH(LINE_MODES);
    } else if (entry->subject == NUMBER_TICKET) {
        count = ARRAY_LENGTH(TICKET_MODES);
    }
    for (size_t i = 0; i < count; i++) {
        mode_word(job, modes[i], words->modes[i]);
        card->mode = modes[i] == entry->mode ? (int)i : card->mode;
    }
    if (entry->subject == NUMBER_TYPED_PRICE && job->view->tax_code_count > 1) {
        count = job->view->tax_code_count;
        card->mode = (int)entry->tax_index;
        for (size_t i = 0; i < count; i++) {
            char rate[WORDS_MAX];
            words_tax_code(&job->view->tax_codes[i], rate);
            say_with(words->modes[i], WORDS_MAX, TEXT_TAX_RATE, rate, NULL);
        }
    }
    card->mode_count = (int)count;
    for (size_t i = 0; i < count; i++) {
        card->modes[i] = words->modes[i];
    }
}

static const uint32_t PRESETS_PPM[UI_NUMBER_PRESETS_MAX] = {50000, 100000};

static const char *extra_key(const struct number_job *job)
{
    static const char *const zeros[] = {NULL, "0", "00", "000"};
    if (decimals_of(job) > 0) {
        return ".";
    }
    return is_money(job->entry->mode) ? zeros[job->view->shop->rules.currency->exponent] : NULL;
}

static struct intent answer(const struct number_job *job, int64_t value)
{
    const struct number_entry *entry = job->entry;
    struct intent intent = {.index = entry->line};
    if (entry->subject == NUMBER_TYPED_PRICE) {
        intent.kind = INTENT_ADD_TYPED;
        intent.index = entry->tax_index;
        intent.amount_minor = value;
        return intent;
    }
    if (entry->subject == NUMBER_QUESTION) {
        intent.kind = INTENT_ADD_PRODUCT;
        intent.product_id = job->view->question.product_id;
        intent.quantity_milli =
            entry->mode == NUMBER_PRICE ? job->view->question.quantity_milli : value;
        intent.amount_minor = entry->mode == NUMBER_PRICE ? value : -1;
        return intent;
    }
    switch (entry->mode) {
    case NUMBER_QUANTITY:
        intent.kind = INTENT_SET_QUANTITY;
        intent.quantity_milli = value;
        break;
    case NUMBER_PERCENT:
    case NUMBER_MONEY_OFF:
        intent.kind = entry->subject == NUMBER_TICKET ? INTENT_DISCOUNT_ALL : INTENT_DISCOUNT_LINE;
        intent.discount.kind = entry->mode == NUMBER_PERCENT ? DISCOUNT_PERCENT : DISCOUNT_AMOUNT;
        intent.discount.value = value;
        intent.discount.kind = value == 0 ? DISCOUNT_NONE : intent.discount.kind;
        break;
    case NUMBER_PRICE:
        intent.kind = INTENT_SET_PRICE;
        intent.amount_minor = value;
        break;
    }
    return intent;
}

static struct intent react(const struct number_job *job, const struct ui_number_result *result)
{
    struct number_entry *entry = job->entry;
    struct intent intent = {.kind = INTENT_NONE};
    switch (result->event) {
    case UI_NUMBER_NONE:
        break;
    case UI_NUMBER_KEY:
        press_key(job, &result->press);
        break;
    case UI_NUMBER_MODE:
        if (entry->subject == NUMBER_TYPED_PRICE) {
            entry->tax_index = (size_t)result->index;
        } else {
            start_mode(entry, job->view,
                entry->subject == NUMBER_LINE ? LINE_MODES[result->index]
                                              : TICKET_MODES[result->index]);
        }
        break;
    case UI_NUMBER_PRESET:
        print_value(entry, PRESETS_PPM[result->index]);
        break;
    case UI_NUMBER_CANCEL:
        intent.kind = entry->subject == NUMBER_QUESTION ? INTENT_DROP_QUESTION : INTENT_NONE;
        entry->subject = NUMBER_NOTHING;
        break;
    case UI_NUMBER_OK:
        intent = answer(job, value_of(entry->mode, entry->typed));
        entry->subject = NUMBER_NOTHING;
        break;
    }
    return intent;
}

struct intent number_frame(
    struct number_entry *entry, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct number_job job = job_of(entry, view);
    struct card_words words;
    int64_t value = value_of(entry->mode, entry->typed);
    bool is_discount = entry->mode == NUMBER_PERCENT || entry->mode == NUMBER_MONEY_OFF;
    value_words(&job, value, words.value);
    subtitle_words(&job, words.subtitle);
    meaning_words(&job, value, words.meaning, sizeof words.meaning);
    limit_words(&job, words.limit);
    struct ui_number_card card = {
        .title = job.name,
        .subtitle = words.subtitle[0] != '\0' ? words.subtitle : NULL,
        .cancel = say(TEXT_CANCEL),
        .value = words.value,
        .meaning = words.meaning[0] != '\0' ? words.meaning : NULL,
        .limit = words.limit,
        .preset_marked = -1,
        .extra = extra_key(&job),
        .ok = say(TEXT_OK),
        .is_ok_disabled = value < 0 || (value == 0 && !is_discount),
    };
    card_modes(&job, &card, &words);
    if (entry->mode == NUMBER_PERCENT) {
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
