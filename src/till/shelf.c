#include "till/shelf.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "store/catalogue.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/product.h"

#define BEST_SELLER_DAYS 30
#define TAX_CODES_MAX 8
#define PRODUCT_CACHE_SIZE 256 /* a power of two; a few screens full of tiles */

/* One finished build. Immutable once it is handed over. */
struct stock {
    struct catalogue *catalogue;
    struct shelf_category *categories;
    size_t category_count;
    size_t product_count;
    struct tax_code tax_codes[TAX_CODES_MAX]; /* most used first */
    size_t tax_code_count;
    int64_t *by_position;   /* all ids, by position */
    int64_t *by_sales;      /* the same, what sold most in front */
    int64_t *by_category;   /* the same, grouped in the order of `categories` */
    size_t *category_start; /* category_count + 1 places in by_category */
    size_t favourite_count; /* in front of by_position and by_sales */
};

struct cached_product {
    bool is_filled;
    uint64_t price_lists; /* those that held when the price was read */
    struct shelf_product product;
};

struct shelf {
    char *path;
    struct clock_source clock;
    pthread_t worker;
    pthread_mutex_t mutex; /* over what follows */
    pthread_cond_t wanted;
    pthread_cond_t finished;
    bool is_wanted, is_building;
    _Atomic bool is_stopping;    /* set under the mutex; a build looks at it without */
    char from_day[DAY_TEXT_MAX]; /* best sellers count from here */
    struct stock *ready;         /* waits for shelf_swap() */
    int ready_fd;

    /* The till's thread alone. */
    struct stock *stock; /* NULL before the first build */
    struct catalogue_search search;
    struct cached_product *cache;
};

static void *allocate(size_t count, size_t size)
{
    void *rows = calloc(count > 0 ? count : 1, size);
    ASSERT(rows != NULL);
    return rows;
}

static void stock_close(struct stock *stock)
{
    if (stock == NULL) {
        return;
    }
    catalogue_close(stock->catalogue);
    free(stock->categories);
    free(stock->by_position);
    free(stock->by_sales);
    free(stock->by_category);
    free(stock->category_start);
    free(stock);
}

/* --- building, in the worker --------------------------------------------------------------- */

struct product_place {
    int64_t id;
    int64_t category_id;
    int64_t position;
    int64_t favourite; /* 0: none */
};

struct build {
    const _Atomic bool *is_stopping;
    struct stock *stock;
    struct catalogue_builder *builder;
    struct product_place *places; /* by position */
    size_t count, capacity;
    bool is_unordered; /* they came in another order than that of their positions */
};

static bool take_category(void *context, const struct category_row *row, struct error *err)
{
    (void)err;
    struct stock *stock = ((struct build *)context)->stock;
    size_t bytes = (stock->category_count + 2) * sizeof(*stock->categories);
    struct shelf_category *categories = realloc(stock->categories, bytes);
    ASSERT(categories != NULL);
    stock->categories = categories;
    struct shelf_category *category = &categories[stock->category_count];
    *category = (struct shelf_category){.id = row->id,
        .position = row->colour > 0 ? (size_t)row->colour - 1 : stock->category_count};
    (void)text_copy_view(category->name, sizeof(category->name), row->name);
    stock->category_count++;
    return true;
}

static bool take_tax_code(void *context, int64_t id, struct text_view text, struct error *err)
{
    (void)id;
    struct stock *stock = ((struct build *)context)->stock;
    if (stock->tax_code_count == TAX_CODES_MAX) {
        return true;
    }
    return tax_code_parse(text, &stock->tax_codes[stock->tax_code_count++], err);
}

static bool take_product(void *context, const struct product_index_row *row, struct error *err)
{
    struct build *build = context;
    if (*build->is_stopping) { /* nobody will look at it, and the till waits for the end */
        return error_set(err, ERROR_REFUSED, "the till is closed");
    }
    if (build->count == build->capacity) {
        build->capacity = build->capacity == 0 ? 1024 : build->capacity * 2;
        struct product_place *places = realloc(build->places, build->capacity * sizeof(*places));
        ASSERT(places != NULL);
        build->places = places;
    }
    if (build->count > 0 && build->places[build->count - 1].position > row->position) {
        build->is_unordered = true;
    }
    build->places[build->count++] =
        (struct product_place){row->id, row->category_id, row->position, row->favourite};
    build->stock->favourite_count += row->favourite > 0;
    catalogue_build_add(build->builder, row->id, row->name, row->sku, row->barcodes);
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const struct product_place *left = a;
    const struct product_place *right = b;
    if (left->position != right->position) {
        return left->position < right->position ? -1 : 1;
    }
    return (left->id > right->id) - (left->id < right->id);
}

/* The index of a category among the chips; products without one come last. */
static size_t category_index(const struct stock *stock, int64_t category_id)
{
    for (size_t i = 0; i < stock->category_count; i++) {
        if (stock->categories[i].id == category_id) {
            return i;
        }
    }
    return stock->category_count;
}

static void add_nameless_category(struct stock *stock)
{
    struct shelf_category *categories =
        realloc(stock->categories, (stock->category_count + 1) * sizeof(*categories));
    ASSERT(categories != NULL);
    stock->categories = categories;
    categories[stock->category_count] = (struct shelf_category){.position = stock->category_count};
    stock->category_count++;
}

/* Chips stand only for categories that have something on sale. The colours stay. */
static void drop_empty_categories(struct stock *stock)
{
    size_t kept = 0;
    for (size_t i = 0; i < stock->category_count; i++) {
        if (stock->categories[i].product_count > 0) {
            stock->categories[kept++] = stock->categories[i];
        }
    }
    stock->category_count = kept;
}

static void group_by_category(struct stock *stock, const struct build *build)
{
    add_nameless_category(stock);
    for (size_t i = 0; i < build->count; i++) {
        size_t index = category_index(stock, build->places[i].category_id);
        if (index == stock->category_count) {
            index = stock->category_count - 1;
        }
        stock->categories[index].product_count++;
    }
    drop_empty_categories(stock);
    stock->category_start = allocate(stock->category_count + 1, sizeof(size_t));
    size_t *next = allocate(stock->category_count + 1, sizeof(size_t));
    for (size_t i = 0; i < stock->category_count; i++) {
        stock->category_start[i + 1] =
            stock->category_start[i] + stock->categories[i].product_count;
        next[i] = stock->category_start[i];
    }
    stock->by_category = allocate(build->count, sizeof(int64_t));
    for (size_t i = 0; i < build->count; i++) {
        size_t index = category_index(stock, build->places[i].category_id);
        if (index == stock->category_count) {
            index = stock->category_count - 1;
        }
        stock->by_category[next[index]++] = build->places[i].id;
    }
    free(next);
}

/* Best sellers in front: a product of by_position may be moved at most once. */
struct front {
    int64_t *ids;
    size_t count, max;
};

static bool take_best_seller(void *context, int64_t product_id, struct error *err)
{
    (void)err;
    struct front *front = context;
    if (front->count < front->max) {
        front->ids[front->count++] = product_id;
    }
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static bool is_among(const int64_t *sorted, size_t count, int64_t id)
{
    return count > 0 && bsearch(&id, sorted, count, sizeof(id), compare_ids) != NULL;
}

static bool is_favourite(const struct stock *stock, int64_t id)
{
    for (size_t i = 0; i < stock->favourite_count; i++) {
        if (stock->by_position[i] == id) {
            return true;
        }
    }
    return false;
}

static int compare_favourites(const void *a, const void *b)
{
    const struct product_place *left = a;
    const struct product_place *right = b;
    int64_t first = left->favourite != right->favourite ? left->favourite : left->position;
    int64_t second = left->favourite != right->favourite ? right->favourite : right->position;
    return (first > second) - (first < second);
}

/* All products by position, the favourites in front of them. */
static void order_by_position(struct stock *stock, const struct build *build)
{
    size_t count = stock->favourite_count;
    struct product_place *favourites = allocate(count, sizeof(*favourites));
    size_t next_favourite = 0;
    size_t next = count;
    stock->by_position = allocate(build->count, sizeof(int64_t));
    for (size_t i = 0; i < build->count; i++) {
        if (build->places[i].favourite > 0) {
            favourites[next_favourite++] = build->places[i];
        } else {
            stock->by_position[next++] = build->places[i].id;
        }
    }
    if (count > 0) {
        qsort(favourites, count, sizeof(*favourites), compare_favourites);
    }
    for (size_t i = 0; i < count; i++) {
        stock->by_position[i] = favourites[i].id;
    }
    free(favourites);
}

static void order_by_sales(struct stock *stock, const struct front *front)
{
    int64_t *active = allocate(stock->product_count, sizeof(int64_t));
    int64_t *moved = allocate(front->count, sizeof(int64_t));
    size_t moved_count = 0;
    size_t count = 0;
    if (stock->product_count > 0) {
        memcpy(active, stock->by_position, stock->product_count * sizeof(int64_t));
        qsort(active, stock->product_count, sizeof(int64_t), compare_ids);
    }
    stock->by_sales = allocate(stock->product_count, sizeof(int64_t));
    for (size_t i = 0; i < stock->favourite_count; i++) {
        stock->by_sales[count++] = stock->by_position[i];
    }
    for (size_t i = 0; i < front->count; i++) {
        if (is_favourite(stock, front->ids[i])) {
            continue;
        }
        if (is_among(active, stock->product_count, front->ids[i])) {
            stock->by_sales[count++] = front->ids[i];
            moved[moved_count++] = front->ids[i];
        }
    }
    if (moved_count > 0) {
        qsort(moved, moved_count, sizeof(int64_t), compare_ids);
    }
    for (size_t i = stock->favourite_count; i < stock->product_count; i++) {
        if (!is_among(moved, moved_count, stock->by_position[i])) {
            stock->by_sales[count++] = stock->by_position[i];
        }
    }
    ASSERT(count == stock->product_count);
    free(active);
    free(moved);
}

#define FRONT_MAX 1000 /* more is never on the first pages */

static bool read_front(
    struct store *store, const char *from_day, struct front *front, struct error *err)
{
    front->ids = allocate(FRONT_MAX, sizeof(int64_t));
    front->max = FRONT_MAX;
    return product_visit_best_sellers(store, from_day, FRONT_MAX, take_best_seller, front, err);
}

/* Reads one moment of the catalogue. */
static bool read_stock(struct store *store, const char *from_day, struct build *build,
    struct front *front, struct error *err)
{
    if (!store_begin_reading(store, err)) {
        return false;
    }
    bool is_read = category_visit_rows(store, take_category, build, err) &&
                   product_visit_index(store, take_product, build, err) &&
                   read_front(store, from_day, front, err) &&
                   tax_rate_visit_used(store, take_tax_code, build, err);
    store_end_reading(store);
    return is_read;
}

/* NULL if the file cannot be read now: the old stock then stays. */
static struct stock *build_stock(const struct shelf *shelf, const char *from_day)
{
    struct error ignored;
    struct store *store;
    if (!store_open(shelf->path, STORE_OPEN_READ_ONLY, shelf->clock, &store, &ignored)) {
        return NULL;
    }
    struct stock *stock = allocate(1, sizeof(*stock));
    struct build build = {
        .is_stopping = &shelf->is_stopping, .stock = stock, .builder = catalogue_build_begin()};
    struct front front = {0};
    bool is_read = read_stock(store, from_day, &build, &front, &ignored);
    store_close(store);
    if (is_read) {
        stock->catalogue = catalogue_build_end(build.builder);
        if (build.is_unordered) {
            qsort(build.places, build.count, sizeof(*build.places), compare_places);
        }
        stock->product_count = build.count;
        order_by_position(stock, &build);
        group_by_category(stock, &build);
        order_by_sales(stock, &front);
    } else {
        catalogue_build_cancel(build.builder);
        stock_close(stock);
        stock = NULL;
    }
    free(build.places);
    free(front.ids);
    return stock;
}

static void *work(void *context)
{
    struct shelf *shelf = context;
    pthread_mutex_lock(&shelf->mutex);
    while (!shelf->is_stopping) {
        if (!shelf->is_wanted) {
            pthread_cond_wait(&shelf->wanted, &shelf->mutex);
            continue;
        }
        char from_day[DAY_TEXT_MAX];
        memcpy(from_day, shelf->from_day, sizeof(from_day));
        shelf->is_wanted = false;
        shelf->is_building = true;
        pthread_mutex_unlock(&shelf->mutex);
        struct stock *stock = build_stock(shelf, from_day);
        pthread_mutex_lock(&shelf->mutex);
        shelf->is_building = false;
        if (stock != NULL) {
            stock_close(shelf->ready);
            shelf->ready = stock;
            uint64_t one = 1;
            ssize_t written = write(shelf->ready_fd, &one, sizeof(one));
            (void)written; /* a full counter is readable all the same */
        }
        pthread_cond_broadcast(&shelf->finished);
    }
    pthread_mutex_unlock(&shelf->mutex);
    return NULL;
}

/* --- the till's side ----------------------------------------------------------------------- */

struct shelf *shelf_open(const char *path, struct clock_source clock)
{
    struct shelf *shelf = allocate(1, sizeof(*shelf));
    shelf->path = strdup(path);
    ASSERT(shelf->path != NULL);
    shelf->clock = clock;
    shelf->ready_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    ASSERT(shelf->ready_fd >= 0);
    shelf->cache = allocate(PRODUCT_CACHE_SIZE, sizeof(*shelf->cache));
    pthread_mutex_init(&shelf->mutex, NULL);
    pthread_cond_init(&shelf->wanted, NULL);
    pthread_cond_init(&shelf->finished, NULL);
    int result = pthread_create(&shelf->worker, NULL, work, shelf);
    ASSERT(result == 0);
    return shelf;
}

void shelf_close(struct shelf *shelf)
{
    if (shelf == NULL) {
        return;
    }
    pthread_mutex_lock(&shelf->mutex);
    shelf->is_stopping = true;
    pthread_cond_signal(&shelf->wanted);
    pthread_mutex_unlock(&shelf->mutex);
    pthread_join(shelf->worker, NULL);
    pthread_cond_destroy(&shelf->wanted);
    pthread_cond_destroy(&shelf->finished);
    pthread_mutex_destroy(&shelf->mutex);
    close(shelf->ready_fd);
    stock_close(shelf->ready);
    stock_close(shelf->stock);
    catalogue_search_close(&shelf->search);
    free(shelf->cache);
    free(shelf->path);
    free(shelf);
}

static void empty_cache(struct shelf *shelf)
{
    for (size_t i = 0; i < PRODUCT_CACHE_SIZE; i++) {
        shelf->cache[i].is_filled = false;
    }
}

void shelf_notice_change(struct till *till)
{
    struct shelf *shelf = till->shelf;
    if (shelf == NULL) {
        return;
    }
    empty_cache(shelf);
    int32_t today = zone_business_day(till->zone, till_now_ms(till), till->shop.day_start_minutes);
    pthread_mutex_lock(&shelf->mutex);
    day_print(today - BEST_SELLER_DAYS + 1, shelf->from_day);
    shelf->is_wanted = true;
    pthread_cond_signal(&shelf->wanted);
    pthread_mutex_unlock(&shelf->mutex);
}

bool shelf_swap(struct till *till)
{
    struct shelf *shelf = till->shelf;
    if (shelf == NULL) {
        return false;
    }
    pthread_mutex_lock(&shelf->mutex);
    struct stock *ready = shelf->ready;
    shelf->ready = NULL;
    if (ready != NULL) {
        uint64_t count;
        ssize_t taken = read(shelf->ready_fd, &count, sizeof(count));
        (void)taken; /* only to make it quiet again */
    }
    pthread_mutex_unlock(&shelf->mutex);
    if (ready == NULL) {
        return false;
    }
    stock_close(shelf->stock);
    shelf->stock = ready;
    empty_cache(shelf);
    return true;
}

void shelf_wait(struct till *till)
{
    struct shelf *shelf = till->shelf;
    pthread_mutex_lock(&shelf->mutex);
    while (shelf->is_wanted || shelf->is_building) {
        pthread_cond_wait(&shelf->finished, &shelf->mutex);
    }
    pthread_mutex_unlock(&shelf->mutex);
    (void)shelf_swap(till);
}

int shelf_wake_fd(const struct shelf *shelf)
{
    return shelf->ready_fd;
}

size_t shelf_tax_codes(const struct shelf *shelf, struct tax_code *out_codes, size_t codes_max)
{
    if (shelf == NULL || shelf->stock == NULL) {
        return 0;
    }
    size_t count = shelf->stock->tax_code_count;
    count = count < codes_max ? count : codes_max;
    memcpy(out_codes, shelf->stock->tax_codes, count * sizeof(*out_codes));
    return count;
}

/* --- what the sell screen asks ------------------------------------------------------------- */

static const struct stock *stock_of(const struct till *till)
{
    return till->shelf != NULL ? till->shelf->stock : NULL;
}

const struct shelf_category *shelf_categories(const struct till *till, size_t *out_count)
{
    const struct stock *stock = stock_of(till);
    *out_count = stock != NULL ? stock->category_count : 0;
    return stock != NULL ? stock->categories : NULL;
}

size_t shelf_product_count(const struct till *till)
{
    const struct stock *stock = stock_of(till);
    return stock != NULL ? stock->product_count : 0;
}

const int64_t *shelf_grid(
    const struct till *till, int64_t category_id, size_t tiles_fit, size_t *out_count)
{
    const struct stock *stock = stock_of(till);
    *out_count = 0;
    if (stock == NULL) {
        return NULL;
    }
    if (category_id == SHELF_ALL) {
        *out_count = stock->product_count;
        return stock->product_count <= tiles_fit ? stock->by_position : stock->by_sales;
    }
    size_t index = category_index(stock, category_id);
    if (index == stock->category_count) {
        return NULL;
    }
    *out_count = stock->categories[index].product_count;
    return stock->by_category + stock->category_start[index];
}

const struct catalogue *shelf_catalogue(const struct till *till)
{
    const struct stock *stock = stock_of(till);
    return stock != NULL ? stock->catalogue : NULL;
}

struct catalogue_search *shelf_search(struct till *till)
{
    ASSERT(till->shelf != NULL);
    return &till->shelf->search;
}

/* A stored GTIN of 14 digits as it stands on the pack: 8, 12 or 13 digits. */
struct text_view shelf_plain_barcode(struct text_view code)
{
    if (code.size != GTIN_TEXT_MAX - 1 || !gtin_is_valid(code)) {
        return code;
    }
    size_t zeros = 0;
    while (zeros < code.size && code.bytes[zeros] == '0') {
        zeros++;
    }
    size_t drop = zeros >= 6 ? 6 : zeros >= 1 ? 1 : 0;
    return (struct text_view){code.bytes + drop, code.size - drop};
}

static bool take_offer(void *context, const struct product_offer *row, struct error *err)
{
    struct cached_product *cached = context;
    struct shelf_product *product = &cached->product;
    *product = (struct shelf_product){.id = row->id};
    bool is_good = text_copy_view(product->sku, sizeof(product->sku), row->sku) &&
                   text_copy_view(product->name, sizeof(product->name), row->name) &&
                   text_copy_view(product->category, sizeof(product->category), row->category) &&
                   unit_parse(row->unit, &product->unit) &&
                   tax_code_parse(row->tax_code, &product->tax, err);
    product->has_price = row->price_minor >= 0;
    product->price_minor = product->has_price ? row->price_minor : 0;
    product->is_deposit = text_view_equals(row->kind, "deposit");
    product->has_options = row->has_options;
    product->has_cost = row->cost_minor >= 0;
    product->cost_minor = product->has_cost ? row->cost_minor : 0;
    (void)text_copy_view(product->barcode, sizeof(product->barcode), shelf_plain_barcode(row->barcode));
    cached->is_filled = is_good && row->is_active;
    return is_good || error_set(err, ERROR_CORRUPT, "a product cannot be read");
}

static size_t position_of_category(const struct till *till, const char *name)
{
    const struct stock *stock = stock_of(till);
    for (size_t i = 0; stock != NULL && i < stock->category_count; i++) {
        if (strcmp(stock->categories[i].name, name) == 0) {
            return stock->categories[i].position;
        }
    }
    return 0;
}

const struct shelf_product *shelf_product(struct till *till, int64_t product_id)
{
    ASSERT(till->shelf != NULL);
    size_t slot = (size_t)((uint64_t)product_id % PRODUCT_CACHE_SIZE);
    struct cached_product *cached = &till->shelf->cache[slot];
    uint64_t lists = till_price_lists_at(till, till_now_ms(till));
    if (cached->is_filled && cached->product.id == product_id && cached->price_lists == lists) {
        return &cached->product;
    }
    struct error ignored;
    bool found;
    cached->is_filled = false;
    if (!product_find(till->store, product_id, take_offer, cached, &found, &ignored) || !found ||
        !cached->is_filled) {
        cached->is_filled = false;
        return NULL;
    }
    cached->price_lists = lists;
    if (till_list_price(till, lists, product_id, &cached->product.price_minor, &found, &ignored) &&
        found) {
        cached->product.has_price = true;
    }
    cached->product.category_position = position_of_category(till, cached->product.category);
    return &cached->product;
}
