#include <stdlib.h>
#include <string.h>

#include "domain/catalogue_private.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* A word of the query. */
struct word {
    struct text_view text;
    size_t pair_at; /* two bytes of it that are rare together; the scan looks for these */
    uint64_t cost;  /* how often the scan will stop for them, as an estimate */
};

struct query {
    struct word words[CATALOGUE_WORDS_MAX];
    size_t count;
    size_t rarest; /* the word that is scanned for; the others are looked up in its hits */
};

/* --- finding a word ------------------------------------------------------------------------ */

static bool word_stands_at(const struct word *word, const char *at)
{
    return memcmp(at, word->text.bytes, word->text.size) == 0;
}

#if defined(__SSE2__)

/* Compares sixteen places at once with two neighbouring bytes of the word: one alone, like an e,
 * would stop at every tenth byte. Loads go up to 16 bytes behind `end`: the arena is padded. */
static const char *find_word(const char *from, const char *end, const struct word *word)
{
    size_t size = word->text.size;
    if (size == 1) {
        return memchr(from, word->text.bytes[0], (size_t)(end - from));
    }
    if ((size_t)(end - from) < size) {
        return NULL;
    }
    const __m128i first = _mm_set1_epi8(word->text.bytes[word->pair_at]);
    const __m128i second = _mm_set1_epi8(word->text.bytes[word->pair_at + 1]);
    const char *last = end - size;
    for (const char *at = from; at <= last; at += 16) {
        __m128i left = _mm_loadu_si128((const __m128i *)(const void *)(at + word->pair_at));
        __m128i right = _mm_loadu_si128((const __m128i *)(const void *)(at + word->pair_at + 1));
        __m128i both = _mm_and_si128(_mm_cmpeq_epi8(left, first), _mm_cmpeq_epi8(right, second));
        unsigned mask = (unsigned)_mm_movemask_epi8(both);
        while (mask != 0) {
            const char *candidate = at + __builtin_ctz(mask);
            if (candidate > last) {
                return NULL;
            }
            if (word_stands_at(word, candidate)) {
                return candidate;
            }
            mask &= mask - 1;
        }
    }
    return NULL;
}

#else

static const char *find_word(const char *from, const char *end, const struct word *word)
{
    return memmem(from, (size_t)(end - from), word->text.bytes, word->text.size);
}

#endif

static bool is_word_byte(char byte)
{
    unsigned char letter = (unsigned char)byte;
    return letter >= 0x80 || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z');
}

/* True if the word stands in the name where one of the name's words begins. */
static bool begins_word(struct text_view name, const struct word *word)
{
    const char *end = name.bytes + name.size;
    const char *at = find_word(name.bytes, end, word);
    while (at != NULL) {
        if (at == name.bytes || !is_word_byte(at[-1])) {
            return true;
        }
        at = find_word(at + 1, end, word);
    }
    return false;
}

/* --- the query ----------------------------------------------------------------------------- */

static void choose_pair(const struct catalogue *catalogue, struct word *word)
{
    const unsigned char *bytes = (const unsigned char *)word->text.bytes;
    word->cost = (uint64_t)catalogue->frequency[bytes[0]] << 32;
    word->pair_at = 0;
    for (size_t i = 0; i + 1 < word->text.size; i++) {
        uint64_t cost =
            (uint64_t)catalogue->frequency[bytes[i]] * catalogue->frequency[bytes[i + 1]];
        if (i == 0 || cost < word->cost) {
            word->cost = cost;
            word->pair_at = i;
        }
    }
}

static struct query split_query(const struct catalogue *catalogue, const char *folded)
{
    struct query query = {0};
    struct text_view rest = text_view_of(folded);
    struct text_view text;
    while (query.count < CATALOGUE_WORDS_MAX && text_view_split(&rest, ' ', &text)) {
        if (text.size > 0) {
            struct word *word = &query.words[query.count];
            word->text = text;
            choose_pair(catalogue, word);
            if (word->cost < query.words[query.rarest].cost) {
                query.rarest = query.count;
            }
            query.count++;
        }
    }
    return query;
}

/* --- hits ---------------------------------------------------------------------------------- */

static bool is_hit(const struct catalogue_search *search, size_t item)
{
    return (search->hits[item / 64] >> (item % 64) & 1) != 0;
}

/* True if all words but `known` stand in the item. */
static bool has_other_words(
    const struct catalogue *catalogue, const struct query *query, size_t known, size_t item)
{
    const char *from = catalogue->arena + catalogue->text_at[item];
    const char *end = catalogue->arena + catalogue->text_at[item + 1];
    for (size_t i = 0; i < query->count; i++) {
        if (i != known && find_word(from, end, &query->words[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* Scans the arena for the rarest word and looks at each item that has it. */
static void find_hits(
    const struct catalogue *catalogue, const struct query *query, struct catalogue_search *search)
{
    const struct word *word = &query->words[query->rarest];
    const char *end = catalogue->arena + catalogue->arena_size;
    size_t item = 0;
    memset(search->hits, 0, (catalogue->count + 63) / 64 * sizeof(*search->hits));
    search->hit_count = 0;
    const char *at = find_word(catalogue->arena, end, word);
    while (at != NULL) {
        size_t offset = (size_t)(at - catalogue->arena);
        while (catalogue->text_at[item + 1] <= offset) {
            item++;
        }
        if (has_other_words(catalogue, query, query->rarest, item)) {
            search->hits[item / 64] |= UINT64_C(1) << (item % 64);
            search->hit_count++;
        }
        at = find_word(catalogue->arena + catalogue->text_at[item + 1], end, word);
    }
}

/* Looks at the last hits alone. */
static void narrow_hits(
    const struct catalogue *catalogue, const struct query *query, struct catalogue_search *search)
{
    for (size_t block = 0; block < (catalogue->count + 63) / 64; block++) {
        for (uint64_t rest = search->hits[block]; rest != 0; rest &= rest - 1) {
            size_t item = block * 64 + (size_t)__builtin_ctzll(rest);
            if (!has_other_words(catalogue, query, SIZE_MAX, item)) {
                search->hits[block] &= ~(UINT64_C(1) << (item % 64));
                search->hit_count--;
            }
        }
    }
}

/* A scan reads memory in a row and is worth it until hits are few. */
static bool is_narrowing(
    const struct catalogue *catalogue, const struct catalogue_search *search, const char *folded)
{
    size_t size = strlen(search->query);
    return size > 0 && strncmp(folded, search->query, size) == 0 &&
           search->hit_count < catalogue->count / 4;
}

static void update_hits(const struct catalogue *catalogue, const struct query *query,
    const char *folded, struct catalogue_search *search)
{
    bool is_same = search->catalogue == catalogue && search->serial == catalogue->serial;
    if (!is_same) {
        free(search->hits);
        *search = (struct catalogue_search){.catalogue = catalogue, .serial = catalogue->serial};
        search->hits = calloc((catalogue->count + 63) / 64 + 1, sizeof(*search->hits));
        ASSERT(search->hits != NULL);
    } else if (strcmp(search->query, folded) == 0) {
        return;
    }
    if (is_same && is_narrowing(catalogue, search, folded)) {
        narrow_hits(catalogue, query, search);
    } else {
        find_hits(catalogue, query, search);
    }
    text_copy(search->query, sizeof(search->query), folded);
}

/* --- ranking ------------------------------------------------------------------------------- */

#define EXACT_MAX 16

/* A page that is being filled. */
struct page {
    int64_t *ids;
    size_t count, max;
    size_t skip; /* hits that still have to go by */
};

static void page_add(struct page *page, int64_t id)
{
    if (page->skip > 0) {
        page->skip--;
    } else if (page->count < page->max) {
        page->ids[page->count++] = id;
    }
}

static bool contains(const size_t *items, size_t count, size_t item)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i] == item) {
            return true;
        }
    }
    return false;
}

/* Items of which the query is the SKU (but for case) or a barcode, in any spelling. */
static size_t find_exact(const struct catalogue *catalogue, const struct catalogue_search *search,
    size_t exact[EXACT_MAX])
{
    struct text_view query = text_view_trim(text_view_of(search->query));
    char barcode[CATALOGUE_QUERY_MAX];
    size_t barcode_size = catalogue_fold_barcode(query, barcode, sizeof(barcode));
    struct text_view barcode_view = {.bytes = barcode, .size = barcode_size};
    size_t count = 0;
    size_t item;
    size_t at = SIZE_MAX;
    uint64_t hash = catalogue_hash(query.bytes, query.size);
    while (count < EXACT_MAX &&
           catalogue_table_next(catalogue->skus, catalogue->table_size, hash, &at, &item)) {
        struct text_view sku = catalogue_item_text(catalogue, item).folded_sku;
        if (is_hit(search, item) && sku.size == query.size &&
            memcmp(sku.bytes, query.bytes, sku.size) == 0) {
            exact[count++] = item;
        }
    }
    at = SIZE_MAX;
    hash = catalogue_hash(barcode, barcode_size);
    while (count < EXACT_MAX && barcode_size > 0 &&
           catalogue_table_next(
               catalogue->barcodes, catalogue->barcode_table_size, hash, &at, &item)) {
        struct item_text text = catalogue_item_text(catalogue, item);
        if (is_hit(search, item) && !contains(exact, count, item) &&
            catalogue_item_has_barcode(&text, barcode_view)) {
            exact[count++] = item;
        }
    }
    return count;
}

static bool begins_words(const struct catalogue *catalogue, const struct query *query, size_t item)
{
    struct text_view name = text_view_of(catalogue->arena + catalogue->text_at[item]);
    for (size_t i = 0; i < query->count; i++) {
        if (!begins_word(name, &query->words[i])) {
            return false;
        }
    }
    return true;
}

/* Goes through the hits in the shop's order and adds those that begin their words, or those that do not. */
static void add_in_order(const struct catalogue *catalogue, const struct query *query,
    const struct catalogue_search *search, const size_t *exact, size_t exact_count, bool begins,
    struct page *page)
{
    size_t blocks = (catalogue->count + 63) / 64;
    for (size_t block = 0; block < blocks; block++) {
        for (uint64_t rest = search->hits[block]; rest != 0; rest &= rest - 1) {
            size_t item = block * 64 + (size_t)__builtin_ctzll(rest);
            if (page->count == page->max) {
                return;
            }
            if (!contains(exact, exact_count, item) &&
                begins_words(catalogue, query, item) == begins) {
                page_add(page, catalogue->ids[item]);
            }
        }
    }
}

size_t catalogue_search(const struct catalogue *catalogue, struct catalogue_search *search,
    struct text_view query_text, size_t skip, int64_t *out_ids, size_t page_max, size_t *out_count)
{
    char folded[CATALOGUE_QUERY_MAX];
    text_fold(query_text, folded, sizeof(folded));
    struct query query = split_query(catalogue, folded);
    struct page page = {.ids = out_ids, .max = page_max, .skip = skip};
    *out_count = 0;
    if (query.count == 0 || catalogue->count == 0) {
        catalogue_search_close(search); /* nothing to narrow the next query from */
        return 0;
    }
    update_hits(catalogue, &query, folded, search);
    size_t exact[EXACT_MAX];
    size_t exact_count = find_exact(catalogue, search, exact);
    for (size_t i = 0; i < exact_count; i++) {
        page_add(&page, catalogue->ids[exact[i]]);
    }
    add_in_order(catalogue, &query, search, exact, exact_count, true, &page);
    add_in_order(catalogue, &query, search, exact, exact_count, false, &page);
    *out_count = page.count;
    return search->hit_count;
}

void catalogue_search_close(struct catalogue_search *search)
{
    free(search->hits);
    *search = (struct catalogue_search){0};
}
