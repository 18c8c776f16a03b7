#include "export/line_pipe.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define BATCH_LINES 2048
#define BATCH_SALES 1024
#define BATCH_TEXT_BYTES (512 * 1024)

struct batch_sale {
    struct report_sale sale;
    bool is_continued; /* it began in the batch before: the visitor knows it */
    size_t line_count;
};

/* Rows with their texts. Pointers inside stay good until it is emptied. */
struct batch {
    struct batch_sale sales[BATCH_SALES];
    size_t sale_count;
    struct report_line lines[BATCH_LINES];
    size_t line_count;
    char text[BATCH_TEXT_BYTES];
    size_t text_size;
};

struct line_pipe {
    const struct report_line_visitor *visitor;
    void *context;
    struct batch *filling; /* the reader's */
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t mutex; /* over all that follows */
    pthread_cond_t changed;
    struct batch *full;  /* is worked off; NULL: none */
    struct batch *spare; /* NULL while both are in use */
    bool is_ending;
    bool has_failed;
    struct error failure;
};

/* Calls the visitor for every row of the batch, then empties it. */
static bool work_off(struct line_pipe *pipe, struct batch *batch, struct error *err)
{
    const struct report_line *line = batch->lines;
    for (size_t i = 0; i < batch->sale_count; i++) {
        const struct batch_sale *sale = &batch->sales[i];
        if (!sale->is_continued && !pipe->visitor->sale(pipe->context, &sale->sale, err)) {
            return false;
        }
        for (size_t k = 0; k < sale->line_count; k++, line++) {
            if (!pipe->visitor->line(pipe->context, line, err)) {
                return false;
            }
        }
    }
    batch->sale_count = batch->line_count = batch->text_size = 0;
    return true;
}

static void *run(void *context)
{
    struct line_pipe *pipe = context;
    pthread_mutex_lock(&pipe->mutex);
    while (pipe->full != NULL || !pipe->is_ending) {
        if (pipe->full == NULL) {
            pthread_cond_wait(&pipe->changed, &pipe->mutex);
            continue;
        }
        struct error err;
        pthread_mutex_unlock(&pipe->mutex);
        bool is_done = pipe->has_failed || work_off(pipe, pipe->full, &err);
        pthread_mutex_lock(&pipe->mutex);
        if (!is_done) {
            pipe->has_failed = true;
            pipe->failure = err;
        }
        pipe->spare = pipe->full;
        pipe->full = NULL;
        pthread_cond_broadcast(&pipe->changed);
    }
    pthread_mutex_unlock(&pipe->mutex);
    return NULL;
}

static bool start_thread(struct line_pipe *pipe, struct error *err)
{
    if (pipe->has_thread) {
        return true;
    }
    pipe->spare = calloc(1, sizeof(*pipe->spare));
    ASSERT(pipe->spare != NULL);
    pipe->has_thread = pthread_create(&pipe->thread, NULL, run, pipe) == 0;
    return pipe->has_thread || error_set(err, ERROR_LIMIT, "cannot start a thread");
}

/* Gives the filled batch away and takes an empty one. */
static bool hand_over(struct line_pipe *pipe, struct error *err)
{
    if (!start_thread(pipe, err)) {
        return false;
    }
    pthread_mutex_lock(&pipe->mutex);
    while (pipe->full != NULL) {
        pthread_cond_wait(&pipe->changed, &pipe->mutex);
    }
    bool is_good = !pipe->has_failed;
    if (is_good) {
        pipe->full = pipe->filling;
        pipe->filling = pipe->spare;
        pipe->spare = NULL;
        pthread_cond_broadcast(&pipe->changed);
    } else {
        *err = pipe->failure;
    }
    pthread_mutex_unlock(&pipe->mutex);
    return is_good;
}

static void keep_text(struct batch *batch, struct text_view *text)
{
    char *copy = batch->text + batch->text_size;
    if (text->size > 0) {
        memcpy(copy, text->bytes, text->size);
    }
    batch->text_size += text->size;
    text->bytes = copy;
}

static size_t sale_text_size(const struct report_sale *sale)
{
    return sale->business_day.size + sale->staff_name.size + sale->kind.size + sale->currency.size +
           sale->campaign_code.size + sale->channel.size;
}

static bool keep_sale(
    struct line_pipe *pipe, const struct report_sale *sale, bool is_continued, struct error *err)
{
    size_t size = sale_text_size(sale);
    if (size > BATCH_TEXT_BYTES / 2) {
        return error_set(err, ERROR_CORRUPT, "a sale of %.*s has a text of %zu bytes",
            (int)sale->business_day.size, sale->business_day.bytes, size);
    }
    bool has_room = pipe->filling->sale_count < BATCH_SALES &&
                    pipe->filling->text_size + size <= BATCH_TEXT_BYTES;
    if (!has_room && !hand_over(pipe, err)) {
        return false;
    }
    struct batch *batch = pipe->filling;
    struct batch_sale *kept = &batch->sales[batch->sale_count++];
    *kept = (struct batch_sale){.sale = *sale, .is_continued = is_continued};
    keep_text(batch, &kept->sale.business_day);
    keep_text(batch, &kept->sale.staff_name);
    keep_text(batch, &kept->sale.kind);
    keep_text(batch, &kept->sale.currency);
    keep_text(batch, &kept->sale.campaign_code);
    keep_text(batch, &kept->sale.channel);
    return true;
}

static bool take_sale(void *context, const struct report_sale *sale, struct error *err)
{
    return keep_sale(context, sale, false, err);
}

/* Makes room for the line. Where it begins a batch, its sale begins it again. */
static bool make_room(struct line_pipe *pipe, const struct report_line *line, struct error *err)
{
    size_t size = line->sku.size + line->name.size + line->category.size + line->tax_code.size +
                  line->kind.size;
    if (size > BATCH_TEXT_BYTES / 2) {
        return error_set(err, ERROR_CORRUPT, "a line of %.*s has a text of %zu bytes",
            (int)line->sale->business_day.size, line->sale->business_day.bytes, size);
    }
    bool has_room = pipe->filling->line_count < BATCH_LINES &&
                    pipe->filling->text_size + size <= BATCH_TEXT_BYTES;
    return has_room || (hand_over(pipe, err) && keep_sale(pipe, line->sale, true, err));
}

static bool take_line(void *context, const struct report_line *line, struct error *err)
{
    struct line_pipe *pipe = context;
    if (!make_room(pipe, line, err)) {
        return false;
    }
    struct batch *batch = pipe->filling;
    struct batch_sale *sale = &batch->sales[batch->sale_count - 1];
    struct report_line *kept = &batch->lines[batch->line_count++];
    *kept = *line;
    kept->sale = &sale->sale;
    sale->line_count++;
    keep_text(batch, &kept->sku);
    keep_text(batch, &kept->name);
    keep_text(batch, &kept->category);
    keep_text(batch, &kept->tax_code);
    keep_text(batch, &kept->kind);
    return true;
}

/* Ends the thread, after what it has; and says what went wrong there. */
static bool stop_thread(struct line_pipe *pipe, struct error *err)
{
    pthread_mutex_lock(&pipe->mutex);
    pipe->is_ending = true;
    pthread_cond_broadcast(&pipe->changed);
    pthread_mutex_unlock(&pipe->mutex);
    pthread_join(pipe->thread, NULL);
    if (pipe->has_failed) {
        *err = pipe->failure;
    }
    return !pipe->has_failed;
}

static bool finish(struct line_pipe *pipe, bool is_read, struct error *err)
{
    if (!pipe->has_thread) {
        return is_read && work_off(pipe, pipe->filling, err);
    }
    struct error ignored;
    bool is_handed = is_read && hand_over(pipe, err);
    return stop_thread(pipe, is_handed ? err : &ignored) && is_handed;
}

bool line_pipe_visit(struct store *store, const struct report_range *range,
    const struct report_line_visitor *visitor, void *context, struct error *err)
{
    static const struct report_line_visitor taker = {.sale = take_sale, .line = take_line};
    struct line_pipe pipe = {.visitor = visitor,
        .context = context,
        .filling = calloc(1, sizeof(*pipe.filling)),
        .mutex = PTHREAD_MUTEX_INITIALIZER,
        .changed = PTHREAD_COND_INITIALIZER};
    ASSERT(pipe.filling != NULL);
    bool is_read = report_visit_lines(store, range, &taker, &pipe, err);
    bool done = finish(&pipe, is_read, err);
    free(pipe.filling);
    free(pipe.spare);
    free(pipe.full);
    pthread_cond_destroy(&pipe.changed);
    pthread_mutex_destroy(&pipe.mutex);
    return done;
}
