#include "store/code_use.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/code_use.h"
#include "domain/sale.h"
#include "store/statement.h"
#include "store/store.h"

#define KIND_BYTES 12
#define DAY_BYTES 11
#define FIRST_CAPACITY 64

/* A code at a till, of which only those that come often are kept. */
struct often {
    int64_t node, target_id;
    char kind[KIND_BYTES];
    char day[DAY_BYTES];
    int64_t use_count, sale_count;
};

/* What one placement's code came to on the day that is being read. */
struct link_count {
    int64_t node, link_id; /* link_id 0: free */
    int64_t use_count;
};

struct reading {
    struct store *store;
    const char *from, *to;
    struct often *found; /* from malloc */
    size_t found_count, found_capacity;

    /* of the day */
    char day[DAY_BYTES];
    struct link_count *links; /* open addressing; from malloc */
    size_t link_count, link_capacity;
};

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    ASSERT(memory != NULL);
    return memory;
}

/* ---- placements ---- */

static struct link_count *find_link(
    struct link_count *links, size_t capacity, int64_t node, int64_t link_id)
{
    uint64_t hash = ((uint64_t)link_id * 31 + (uint64_t)node) * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(hash >> 32) & (capacity - 1);
    while (links[at].link_id != 0 && (links[at].link_id != link_id || links[at].node != node)) {
        at = (at + 1) & (capacity - 1);
    }
    return &links[at];
}

static void grow_links(struct reading *reading)
{
    size_t capacity = reading->link_capacity * 2;
    struct link_count *links = allocate(capacity, sizeof(*links));
    for (size_t i = 0; i < reading->link_capacity; i++) {
        const struct link_count *link = &reading->links[i];
        if (link->link_id != 0) {
            *find_link(links, capacity, link->node, link->link_id) = *link;
        }
    }
    free(reading->links);
    reading->links = links;
    reading->link_capacity = capacity;
}

static void count_link(struct reading *reading, int64_t node, int64_t link_id)
{
    if (reading->link_count * 2 >= reading->link_capacity) {
        grow_links(reading);
    }
    struct link_count *link = find_link(reading->links, reading->link_capacity, node, link_id);
    reading->link_count += link->link_id == 0;
    link->node = node;
    link->link_id = link_id;
    link->use_count++;
}

static struct often *add_found(struct reading *reading)
{
    if (reading->found_count == reading->found_capacity) {
        reading->found_capacity *= 2;
        reading->found = realloc(reading->found, reading->found_capacity * sizeof(*reading->found));
        ASSERT(reading->found != NULL);
    }
    struct often *often = &reading->found[reading->found_count++];
    *often = (struct often){0};
    return often;
}

static struct often *find_found(struct reading *reading, const struct link_count *link)
{
    for (size_t i = 0; i < reading->found_count; i++) {
        if (reading->found[i].node == link->node && reading->found[i].target_id == link->link_id) {
            return &reading->found[i];
        }
    }
    struct often *often = add_found(reading);
    often->node = link->node;
    often->target_id = link->link_id;
    memcpy(often->kind, "link", sizeof("link"));
    return often;
}

static bool count_day_sales(
    struct reading *reading, int64_t node, int64_t *out_count, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reading->store, QUERY_CODE_DAY_SALES);
    statement_bind_text(row, "$business_day", reading->day);
    statement_bind_int(row, "$node", node);
    bool found;
    if (!statement_step(reading->store, row, &found, err)) {
        return false;
    }
    *out_count = found ? statement_int(row, 0) : 0;
    statement_reset(row);
    return true;
}

/* A placement's worst day is kept. */
static bool judge_link(struct reading *reading, const struct link_count *link, struct error *err)
{
    int64_t sale_count;
    if (!count_day_sales(reading, link->node, &sale_count, err)) {
        return false;
    }
    if (!code_use_is_unusual_on_day(link->use_count, sale_count)) {
        return true;
    }
    struct often *often = find_found(reading, link);
    if (link->use_count > often->use_count) {
        often->use_count = link->use_count;
        often->sale_count = sale_count;
        memcpy(often->day, reading->day, DAY_BYTES);
    }
    return true;
}

static bool end_day(struct reading *reading, struct error *err)
{
    for (size_t i = 0; i < reading->link_capacity && reading->link_count > 0; i++) {
        const struct link_count *link = &reading->links[i];
        if (link->use_count > CODE_USE_DAY_SALES && !judge_link(reading, link, err)) {
            return false;
        }
    }
    memset(reading->links, 0, reading->link_capacity * sizeof(*reading->links));
    reading->link_count = 0;
    return true;
}

static bool take_link(struct reading *reading, struct sqlite3_stmt *row, struct error *err)
{
    if (!text_view_equals(statement_text(row, 0), reading->day)) {
        if (!end_day(reading, err)) {
            return false;
        }
        if (!statement_copy_text(row, 0, reading->day, sizeof(reading->day))) {
            return error_set(err, ERROR_CORRUPT, "a sale's day cannot be read");
        }
    }
    count_link(reading, statement_int(row, 1), statement_int(row, 2));
    return true;
}

static bool read_links(struct reading *reading, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reading->store, QUERY_CODE_LINKS);
    statement_bind_text(row, "$from", reading->from);
    statement_bind_text(row, "$to", reading->to);
    bool found = true;
    while (found) {
        if (!statement_step(reading->store, row, &found, err)) {
            return false;
        }
        if (found && !take_link(reading, row, err)) {
            statement_reset(row);
            return false;
        }
    }
    return end_day(reading, err);
}

/* ---- receipts, friends, leads ---- */

static bool take_own(
    struct reading *reading, int64_t id, struct sqlite3_stmt *row, struct error *err)
{
    if (!code_use_is_unusual_own(statement_int(row, 3))) {
        return true;
    }
    struct often *often = add_found(reading);
    often->node = statement_int(row, 0);
    often->target_id = id;
    often->use_count = statement_int(row, 3);
    bool fits = statement_copy_text(row, 1, often->kind, sizeof(often->kind)) &&
                statement_copy_text(row, 2, often->day, sizeof(often->day));
    return fits || error_set(err, ERROR_CORRUPT, "a contact of a sale cannot be read");
}

static struct sqlite3_stmt *begin_own(const struct reading *reading, int64_t id, bool is_lead)
{
    struct sqlite3_stmt *row =
        statement_begin(reading->store, is_lead ? QUERY_CODE_LEAD_USES : QUERY_CODE_SALE_USES);
    statement_bind_int(row, "$id", id);
    statement_bind_text(row, "$from", reading->from);
    statement_bind_text(row, "$to", reading->to);
    return row;
}

static bool read_own(struct reading *reading, int64_t id, bool is_lead, struct error *err)
{
    struct sqlite3_stmt *row = begin_own(reading, id, is_lead);
    bool found = true;
    while (found) {
        if (!statement_step(reading->store, row, &found, err)) {
            return false;
        }
        if (found && !take_own(reading, id, row, err)) {
            statement_reset(row);
            return false;
        }
    }
    return true;
}

static bool read_all_own(struct reading *reading, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reading->store, QUERY_CODE_OWN_OFTEN);
    statement_bind_int(row, "$most", CODE_USE_OWN_SALES);
    bool found = true;
    while (found) {
        if (!statement_step(reading->store, row, &found, err)) {
            return false;
        }
        if (found && !read_own(reading, statement_int(row, 0), statement_int(row, 1) != 0, err)) {
            statement_reset(row);
            return false;
        }
    }
    return true;
}

/* ---- what is said of them ---- */

static int compare(const void *left, const void *right)
{
    const struct often *a = left;
    const struct often *b = right;
    if (a->node != b->node) {
        return a->node < b->node ? -1 : 1;
    }
    int by_kind = strcmp(a->kind, b->kind);
    if (by_kind != 0) {
        return by_kind;
    }
    return (a->target_id > b->target_id) - (a->target_id < b->target_id);
}

/* The row that has the campaign's words, and where they stand in it. */
static struct sqlite3_stmt *begin_words(const struct reading *reading, const struct often *often)
{
    if (strcmp(often->kind, "link") != 0) {
        return begin_own(reading, often->target_id, strcmp(often->kind, "lead") == 0);
    }
    struct sqlite3_stmt *row = statement_begin(reading->store, QUERY_CODE_LINK_WORDS);
    statement_bind_int(row, "$id", often->target_id);
    return row;
}

static bool say(const struct reading *reading, const struct often *often, code_use_visitor visit,
    void *context, struct error *err)
{
    bool is_link = strcmp(often->kind, "link") == 0;
    struct sqlite3_stmt *row = begin_words(reading, often);
    bool found;
    if (!statement_step(reading->store, row, &found, err)) {
        return false;
    }
    struct code_use use = {.node = often->node,
        .kind = text_view_of(often->kind),
        .target_id = often->target_id,
        .campaign = text_view_of(""),
        .name = text_view_of(""),
        .content = text_view_of(""),
        .day = text_view_of(often->day),
        .use_count = often->use_count,
        .sale_count = often->sale_count};
    if (found) {
        use.campaign = statement_text(row, is_link ? 0 : 4);
        use.name = statement_text(row, is_link ? 1 : 5);
        use.content = is_link ? statement_text(row, 2) : use.content;
    }
    bool goes_on = visit(context, &use, err);
    if (found) {
        statement_reset(row);
    }
    return goes_on;
}

static bool say_all(
    struct reading *reading, code_use_visitor visit, void *context, struct error *err)
{
    qsort(reading->found, reading->found_count, sizeof(*reading->found), compare);
    for (size_t i = 0; i < reading->found_count; i++) {
        if (!say(reading, &reading->found[i], visit, context, err)) {
            return false;
        }
    }
    return true;
}

bool codes_unusual(struct store *store, const char *from, const char *to, code_use_visitor visit,
    void *context, struct error *err)
{
    struct reading reading = {.store = store,
        .from = from,
        .to = to,
        .found = allocate(FIRST_CAPACITY, sizeof(struct often)),
        .found_capacity = FIRST_CAPACITY,
        .links = allocate(FIRST_CAPACITY, sizeof(struct link_count)),
        .link_capacity = FIRST_CAPACITY};
    bool is_read = read_links(&reading, err) && read_all_own(&reading, err) &&
                   say_all(&reading, visit, context, err);
    free(reading.found);
    free(reading.links);
    return is_read;
}
