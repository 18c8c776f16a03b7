#ifndef TILLTALE_TESTS_COLUMNS_H
#define TILLTALE_TESTS_COLUMNS_H

/* The columns of tables that later schemas added to, as the first schema had them: rows that tests
 * write need no others. */

#define SALE_COLUMNS                                                                               \
    "id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices, rounding, "       \
    "net_minor, tax_minor, gross_minor, cash_rounding_minor, ref, return_campaign_id, clock_doubt"
#define SALE_LINE_COLUMNS                                                                          \
    "sale_id, n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor, "        \
    "discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor, gross_minor, "    \
    "tax_code, cost_minor"
#define STAFF_COLUMNS "id, name, role, is_active"
#define CATEGORY_COLUMNS "id, name, position"
#define PRODUCT_COLUMNS                                                                            \
    "id, sku, name, category_id, unit, price_minor, tax_rate_id, cost_minor, position, is_active"

#define TOUCH_COLUMNS                                                                              \
    "id, sale_id, n, kind, campaign_id, campaign_code, campaign_name, channel, link_id, content, " \
    "from_sale_id, touched_at_ms"
#define LEAD_COLUMNS "id, captured_at_ms, business_day, campaign_id, secret_hash"

#endif
