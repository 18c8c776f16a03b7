#ifndef TILLTALE_TESTS_SCREENS_SHELF_VIEW_H
#define TILLTALE_TESTS_SCREENS_SHELF_VIEW_H

/* A catalogue made by hand behind a view: the demo shop's products, or as many as a test wants. */

#include "tests/screens/shop_view.h"

#define SHELF_VIEW_MAX 128

struct shelf_view {
    struct shelf_product products[SHELF_VIEW_MAX];
    int64_t ids[SHELF_VIEW_MAX];
    size_t count;
    struct shelf_category categories[64];
    size_t category_count;
    int64_t picked[SHELF_VIEW_MAX];
};

static inline const struct shelf_product *shelf_view_product(void *context, int64_t id)
{
    struct shelf_view *shelf = context;
    return id >= 1 && id <= (int64_t)shelf->count ? &shelf->products[id - 1] : NULL;
}

static inline const int64_t *shelf_view_grid(
    void *context, int64_t category_id, size_t tiles_fit, size_t *out_count)
{
    struct shelf_view *shelf = context;
    (void)tiles_fit;
    *out_count = 0;
    for (size_t i = 0; i < shelf->count; i++) {
        bool is_in = category_id == SHELF_ALL ||
                     (int64_t)shelf->products[i].category_position + 1 == category_id;
        if (is_in) {
            shelf->picked[(*out_count)++] = shelf->ids[i];
        }
    }
    return shelf->picked;
}

static inline size_t shelf_view_search(
    void *context, const char *query, int64_t *out_ids, size_t ids_max, size_t *out_count)
{
    struct shelf_view *shelf = context;
    *out_count = 0;
    for (size_t i = 0; i < shelf->count && *out_count < ids_max; i++) {
        if (strcasestr(shelf->products[i].name, query) != NULL) {
            out_ids[(*out_count)++] = shelf->ids[i];
        }
    }
    return *out_count;
}

static inline void shelf_view_category(struct shelf_view *shelf, const char *name)
{
    struct shelf_category *category = &shelf->categories[shelf->category_count];
    *category = (struct shelf_category){
        .id = (int64_t)shelf->category_count + 1, .position = shelf->category_count};
    text_copy(category->name, sizeof category->name, name);
    shelf->category_count++;
}

/* Under the category that was added last. */
static inline void shelf_view_add(struct shelf_view *shelf, const char *sku, const char *name,
    enum unit unit, int64_t price_minor)
{
    struct shelf_product *product = &shelf->products[shelf->count];
    struct shelf_category *category = &shelf->categories[shelf->category_count - 1];
    *product = (struct shelf_product){.id = (int64_t)shelf->count + 1,
        .category_position = category->position,
        .unit = unit,
        .has_price = price_minor >= 0,
        .price_minor = price_minor,
        .tax = {.part_count = 1, .part_ppm = {70000}}};
    text_copy(product->sku, sizeof product->sku, sku);
    text_copy(product->name, sizeof product->name, name);
    text_copy(product->category, sizeof product->category, category->name);
    category->product_count++;
    shelf->ids[shelf->count++] = product->id;
}

static inline void shelf_view_add_demo(struct shelf_view *shelf)
{
    shelf_view_category(shelf, "Coffee");
    shelf_view_add(shelf, "ESPR", "Espresso", UNIT_EACH, 220);
    shelf_view_add(shelf, "FLATW", "Flat white", UNIT_EACH, 360);
    shelf_view_add(shelf, "CAPPU", "Cappuccino", UNIT_EACH, 340);
    shelf_view_add(shelf, "FILTER", "Filter, 300 ml", UNIT_EACH, 300);
    shelf_view_category(shelf, "Tea");
    shelf_view_add(shelf, "SENCHA", "Sencha", UNIT_EACH, 320);
    shelf_view_category(shelf, "Bakery");
    shelf_view_add(shelf, "CROIB", "Butter croissant", UNIT_EACH, 240);
    shelf_view_add(shelf, "CROIA", "Almond croissant", UNIT_EACH, 310);
    shelf_view_add(shelf, "SOUR", "Sourdough, by weight", UNIT_KG, 780);
    shelf_view_category(shelf, "Beans");
    shelf_view_add(shelf, "HARB", "Harbour blend 250 g", UNIT_EACH, 950);
    shelf_view_add(shelf, "DAY", "Bean of the day", UNIT_EACH, -1);
}

/* Puts the shelf behind the view. It must outlive it. */
static inline void shelf_view_put(struct shelf_view *shelf, struct app_view *view)
{
    view->catalogue = (struct view_catalogue){
        .context = shelf,
        .is_ready = true,
        .product_count = shelf->count,
        .categories = shelf->categories,
        .category_count = shelf->category_count,
        .grid = shelf_view_grid,
        .product = shelf_view_product,
        .search = shelf_view_search,
    };
    view->tax_codes[0] = (struct tax_code){.part_count = 1, .part_ppm = {70000}};
    view->tax_codes[1] = (struct tax_code){.part_count = 1, .part_ppm = {190000}};
    view->tax_code_count = 2;
    view->line_serial = 1;
}

#endif
