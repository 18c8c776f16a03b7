#include <string.h>

#include "app/desk.h"
#include "app/importer.h"
#include "app/sync_thread.h"
#include "base/text.h"
#include "domain/catalogue.h"
#include "domain/day.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"
#include "till/staff.h"
#include "till/till.h"

#define MINUTE_MS 60000

static const int64_t *grid(void *context, int64_t category_id, size_t tiles_fit, size_t *out_count)
{
    return shelf_grid(context, category_id, tiles_fit, out_count);
}

static const struct shelf_product *product(void *context, int64_t product_id)
{
    return shelf_product(context, product_id);
}

static size_t search(
    void *context, const char *query, int64_t *out_ids, size_t ids_max, size_t *out_count)
{
    const struct catalogue *catalogue = shelf_catalogue(context);
    *out_count = 0;
    if (catalogue == NULL) {
        return 0;
    }
    return catalogue_search(
        catalogue, shelf_search(context), text_view_of(query), 0, out_ids, ids_max, out_count);
}

void desk_fill_catalogue(struct desk *desk)
{
    struct view_catalogue *catalogue = &desk->view.catalogue;
    *catalogue = (struct view_catalogue){
        .context = desk->till,
        .is_ready = shelf_catalogue(desk->till) != NULL,
        .product_count = shelf_product_count(desk->till),
        .grid = grid,
        .product = product,
        .search = search,
    };
    catalogue->categories = shelf_categories(desk->till, &catalogue->category_count);
}

static void fill_saved(struct desk *desk)
{
    struct app_view *view = &desk->view;
    view->saved_short[0] = '\0';
    struct sync_status status = {.is_current = true};
    char count[24], since[CLOCK_TEXT_MAX];
    if (desk->sync != NULL) {
        sync_thread_status(desk->sync, &status);
    }
    view->is_synced = status.is_current && !status.is_refused;
    struct text_out number = text_out_begin(count, sizeof count);
    text_out_format(&number, "%zu", status.entries);
    if (status.is_refused) {
        text_copy(view->saved, sizeof view->saved, say(&desk->view, TEXT_STORE_REFUSES));
    } else if (status.entries == 0) {
        text_copy(view->saved, sizeof view->saved, say(&desk->view, TEXT_SAVED));
    } else if (status.since_ms == 0) {
        say_with(&desk->view, view->saved, sizeof view->saved, TEXT_SAVED_HERE, count, NULL);
    } else {
        zone_print_clock(view->shop->zone, status.since_ms, since);
        say_with(&desk->view, view->saved, sizeof view->saved, TEXT_SAVED_HERE_SINCE, count, since);
        say_with(
            &desk->view, view->saved_short, sizeof view->saved_short, TEXT_SAVED_HERE, count, NULL);
    }
    if (!status.is_refused) {
        desk->said_problem[0] = '\0';
    } else if (strcmp(desk->said_problem, status.problem) != 0) {
        struct message message = {.shown = {.kind = VIEW_MESSAGE_AMBER}};
        text_copy(desk->said_problem, sizeof desk->said_problem, status.problem);
        text_copy(
            message.shown.title, sizeof message.shown.title, say(&desk->view, TEXT_STORE_REFUSES));
        text_copy(message.shown.detail, sizeof message.shown.detail, status.problem);
        messages_add(&desk->messages, &message, clock_monotonic_ms(desk->clock));
    }
}

/* A clock that may be wrong is asked about once. */
static void doubt_clock(struct desk *desk)
{
    if (desk->said_clock || desk->trusts_clock) {
        return;
    }
    enum clock_doubt doubt = till_clock_doubt(desk->till);
    if (doubt == CLOCK_FINE) {
        return;
    }
    desk->said_clock = true;
    struct message message = {.shown = {.kind = VIEW_MESSAGE_AMBER}};
    text_copy(message.shown.title, sizeof message.shown.title,
        say(&desk->view, doubt == CLOCK_BACK ? TEXT_CLOCK_BACK : TEXT_CLOCK_AHEAD));
    text_copy(
        message.shown.detail, sizeof message.shown.detail, say(&desk->view, TEXT_CLOCK_DETAIL));
    messages_add(&desk->messages, &message, clock_monotonic_ms(desk->clock));
}

/* The country that a code ends with: "de_AT" is German as Austria writes its sums. */
static const char *country_of(const char *code)
{
    size_t size = strcspn(code, "_-");
    return code[size] == '\0' ? "" : code + size + 1;
}

/* The language of this device, else of the shop. How sums and dates are written is the shop's to
 * say, whoever reads them. */
void desk_speak(struct desk *desk, const char *code)
{
    struct app_view *view = &desk->view;
    view->shop = till_shop(desk->till);
    if (code == NULL) {
        code = desk_booth_language(desk); /* a visitor reads the visitor's */
    }
    if (code == NULL) {
        code = desk->language != NULL ? desk->language : view->shop->language;
    }
    view->language = wording_find(&desk->wording, code);
    view->locale = locale_find(view->shop->locale);
    if (view->locale == NULL) {
        view->locale = locale_choose(language_about(view->language)->code, country_of(code));
    }
}

static void fill_bar(struct desk *desk)
{
    struct app_view *view = &desk->view;
    char now[CLOCK_TEXT_MAX];
    view->till_label = till_label(desk->till);
    view->staff_name = till_staff_name(desk->till);
    zone_print_clock(view->shop->zone, till_now_ms(desk->till), now);
    if (strcmp(now, view->clock) != 0) {
        text_copy(view->clock, sizeof view->clock, now);
        doubt_clock(desk); /* once a minute is enough */
        desk_watch_vouchers(desk);
    }
    fill_saved(desk);
}

static void fill_ticket(struct desk *desk)
{
    struct app_view *view = &desk->view;
    view->ticket = till_ticket(desk->till);
    view->figures = till_figures(desk->till);
    size_t count = view->ticket->line_count;
    if (desk->selected_line >= count) {
        desk->selected_line = count == 0 ? 0 : count - 1;
    }
    view->selected_line = desk->selected_line;
    view->line_serial = desk->line_serial;
    view->question = desk->question;
    if (!desk->has_tax_codes && view->catalogue.is_ready) {
        /* Before the catalogue is there, counting them would take a walk over all products. */
        view->tax_code_count = till_tax_codes(desk->till, view->tax_codes, VIEW_TAX_CODES_MAX);
        desk->has_tax_codes = true;
    }
}

static void fill_payment(struct desk *desk)
{
    struct app_view *view = &desk->view;
    view->tenders = till_tenders(desk->till, &view->tender_count);
    for (int kind = 0; kind < TENDER_KIND_COUNT; kind++) {
        view->due_minor[kind] = till_still_due(desk->till, (enum tender_kind)kind);
    }
    view->last_tender = desk->last_tender;
    desk_fill_tenders(desk);
    view->receipt = till_receipt(desk->till);
    view->qr = &desk->qr;
}

static void fill_messages(struct desk *desk)
{
    struct app_view *view = &desk->view;
    view->message_count = desk->messages.count;
    for (size_t i = 0; i < view->message_count; i++) {
        view->messages[i] = desk->messages.items[i].shown;
    }
}

/* The first thing that is wrong, and how many more. */
static void say_problem(
    const struct desk *desk, const struct importer_status *status, char *out, size_t capacity)
{
    char number[WORDS_MAX];
    char said[IMPORTER_SAID_MAX + WORDS_MAX];
    const char *problem = status->problem;
    if (status->problem_line > 0) {
        problem = say_with(&desk->view, said, sizeof said, TEXT_IMPORT_LINE,
            words_count(&desk->view, status->problem_line, number), problem);
    }
    struct text_out words = text_out_begin(out, capacity);
    text_out_append(&words, problem);
    if (status->problem_count > 1) {
        text_out_append(&words, " ");
        text_out_append(
            &words, say_with(&desk->view, said, sizeof said, TEXT_IMPORT_MORE,
                        words_count(&desk->view, status->problem_count - 1, number), NULL));
    }
}

/* How an import came out is said once. */
static void say_import(struct desk *desk, const struct importer_status *status)
{
    struct message message = {
        .shown = {.kind = status->is_done ? VIEW_MESSAGE_GREEN : VIEW_MESSAGE_AMBER}};
    if (status->is_done) {
        say_count(&desk->view, message.shown.title, sizeof message.shown.title, TEXT_IMPORTED,
            status->product_count, NULL);
    } else {
        say_with(&desk->view, message.shown.title, sizeof message.shown.title, TEXT_NOT_IMPORTED,
            status->file, NULL);
        say_problem(desk, status, message.shown.detail, sizeof message.shown.detail);
    }
    messages_add(&desk->messages, &message, clock_monotonic_ms(desk->clock));
}

static void fill_import(struct desk *desk, bool has_changed)
{
    struct view_import *import = &desk->view.import;
    struct importer_status status;
    if (desk->importer == NULL) {
        return;
    }
    if (has_changed || !import->is_offered) {
        bool is_first_start =
            desk->view.catalogue.is_ready && desk->view.catalogue.product_count == 0;
        import->is_offered = is_first_start && till_holds_pen(desk->till);
    }
    importer_status(desk->importer, &status);
    import->is_running = status.is_running;
    import->percent = status.percent;
    text_copy(import->file, sizeof import->file, status.file);
    if (status.has_ended) {
        say_import(desk, &status);
    }
}

/* What the customer sees follows from what the cashier does. */
static void fill_display(struct desk *desk)
{
    struct app_view *view = &desk->view;
    view->has_display = desk->has_display;
    if (view->ticket->line_count > 0) {
        view->display = desk->screen == SCREEN_PAY ? VIEW_DISPLAY_PAY : VIEW_DISPLAY_LINES;
        desk->thanks_until_ms = 0;
        messages_begin_sale(&desk->messages);
    } else if (desk->screen == SCREEN_THANKS ||
               clock_monotonic_ms(desk->clock) < desk->thanks_until_ms) {
        view->display = VIEW_DISPLAY_THANKS;
    } else if (till_is_locked(desk->till)) {
        view->display = VIEW_DISPLAY_CLOSED;
    } else if (desk->screen == SCREEN_SIGN_IN) {
        view->display = VIEW_DISPLAY_CLOSED; /* nobody is there */
    } else {
        view->display = VIEW_DISPLAY_IDLE;
    }
}

#define VOIDS_RETRY_MS 10000

/* What was taken off becomes a row when it cannot be undone any more. Where it cannot be written it
 * is kept, and tried again, but not with every frame. */
static void end_undo(struct desk *desk)
{
    int64_t now_ms = clock_monotonic_ms(desk->clock);
    struct error ignored;
    if (till_has_voids(desk->till) && !messages_have_undo(&desk->messages) &&
        !desk->refund.is_asking_void && now_ms >= desk->refund.voids_from_ms &&
        !till_end_undo(desk->till, &ignored)) {
        desk->refund.voids_from_ms = now_ms + VOIDS_RETRY_MS;
    }
}

void desk_refresh(struct desk *desk, bool may_swap)
{
    unsigned changed = till_tick(desk->till, may_swap);
    if (changed != 0) {
        desk->has_tax_codes = false;
    }
    desk_lock_idle(desk);
    desk_end_leaving(desk);
    desk_speak(desk, NULL);
    messages_expire(&desk->messages, clock_monotonic_ms(desk->clock));
    end_undo(desk);
    desk_fill_catalogue(desk);
    fill_import(desk, changed != 0);
    fill_bar(desk);
    desk_fill_staff(desk);
    desk_fill_shift(desk);
    desk_tell_exports(desk);
    fill_ticket(desk);
    fill_payment(desk);
    desk_fill_refund(desk);
    desk_fill_codes(desk, changed != 0);
    fill_display(desk);
    fill_messages(desk);
    desk_fill_settings(desk, changed != 0);
    desk_fill_booth(desk, changed != 0);
    desk_fill_leads(desk);
    desk_fill_campaigns(desk);
}

int64_t desk_next_ms(const struct desk *desk)
{
    int64_t now_ms = clock_monotonic_ms(desk->clock);
    if (desk_counts_campaigns(desk)) {
        return now_ms;
    }
    int64_t minute_ms = now_ms + MINUTE_MS - till_now_ms(desk->till) % MINUTE_MS;
    int64_t message_ms = messages_next_ms(&desk->messages);
    int64_t next_ms = minute_ms < message_ms ? minute_ms : message_ms;
    int64_t lock_ms = desk_lock_ms(desk);
    next_ms = lock_ms < next_ms ? lock_ms : next_ms;
    int64_t leaving_ms = desk_leaving_ms(desk);
    next_ms = leaving_ms < next_ms ? leaving_ms : next_ms;
    int64_t names_ms = desk_leads_lock_ms(desk);
    next_ms = names_ms < next_ms ? names_ms : next_ms;
    bool is_thanking = desk->thanks_until_ms > now_ms && desk->thanks_until_ms < next_ms;
    return is_thanking ? desk->thanks_until_ms : next_ms;
}

void desk_make_qr(struct desk *desk)
{
    const struct till_receipt *receipt = till_receipt(desk->till);
    desk->qr = (struct view_qr){0};
    if (receipt != NULL && receipt->has_code) {
        desk_fill_qr(&desk->qr, receipt->code_text, false);
    }
}
