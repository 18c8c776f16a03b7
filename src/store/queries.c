#include "store/queries.h"

/* Parameters are named after the columns, so that the code that binds them reads alone. */

/* A close with its shift, and the last receipt of the close before it. */
#define CLOSE_ROW                                                                                  \
    "SELECT c.id, c.shift_id, c.business_day, c.closed_at_ms, c.staff_name, c.last_sale_n,"        \
    " c.expected_minor, c.counted_minor, c.reason, c.left_minor, c.taken_minor,"                   \
    " c.terminal_minor, c.grand_total_minor, c.body, s.opened_at_ms, s.float_minor,"               \
    " s.currency,"                                                                                 \
    " coalesce((SELECT p.last_sale_n FROM close p WHERE p.id BETWEEN"                              \
    " c.id / 1000000000000 * 1000000000000 AND c.id - 1 ORDER BY p.id DESC LIMIT 1), 0)"           \
    " FROM close c JOIN shift s ON s.id = c.shift_id"

const char *const QUERY_SQL[QUERY_COUNT] = {
    /* core ----------------------------------------------------------------------------------- */

    [QUERY_BEGIN_WRITE] = "BEGIN IMMEDIATE",

    [QUERY_BEGIN_READ] = "BEGIN",

    [QUERY_COMMIT] = "COMMIT",

    [QUERY_ROLLBACK] = "ROLLBACK",

    [QUERY_DATA_VERSION] = "PRAGMA data_version",

    [QUERY_CHAIN_HEAD] =
        "SELECT id - $node * 1000000000000, hash FROM journal WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000 ORDER BY id DESC LIMIT 1",

    [QUERY_JOURNAL_INSERT] =
        "INSERT INTO journal (id, at_ms, kind, entry, hash)"
        " VALUES ($node * 1000000000000 + $sequence, $at_ms, $kind, $entry, $hash)",

    [QUERY_PEN_LATEST] = "SELECT id, public_key, holder FROM pen ORDER BY id DESC LIMIT 1",

    [QUERY_PEN_INSERT] =
        "INSERT INTO pen (id, shop_id, holder, public_key, nonce, signed_head, signature,"
        " handed_over_at_ms)"
        " VALUES ($id, $shop_id, $holder, $public_key, $nonce, $signed_head, $signature,"
        " $handed_over_at_ms)",

    /* A till whose chain did not come from elsewhere wrote this file itself. */
    [QUERY_OWNER_READ] =
        "SELECT (SELECT public_key FROM till WHERE node = $node),"
        " EXISTS (SELECT 1 FROM applied WHERE node = $node AND node <> 0),"
        " EXISTS (SELECT 1 FROM till WHERE node <> $node"
        " AND node NOT IN (SELECT node FROM applied))",

    [QUERY_TILL_INSERT] =
        "INSERT INTO till (id, node, number, incarnation, role, shop_id, public_key, nonce,"
        " joined_at_ms)"
        " VALUES ($id, $node, $number, $incarnation, $role, $shop_id, $public_key, $nonce,"
        " $joined_at_ms)",

    [QUERY_APPLIED_READ] = "SELECT sequence FROM applied WHERE node = $node",

    [QUERY_APPLIED_UPDATE] =
        "UPDATE applied SET sequence = $sequence, mac = row_check(24, $node, $sequence)"
        " WHERE node = $node",

    /* settings and tickets --------------------------------------------------------------------- */

    [QUERY_SETTING_READ] = "SELECT value FROM setting WHERE key = $key",

    [QUERY_SETTING_INSERT] = "INSERT INTO setting (key, value) VALUES ($key, $value)",

    [QUERY_SETTING_UPDATE] = "UPDATE setting SET value = $value WHERE key = $key",

    [QUERY_DEVICE_SETTING_READ] = "SELECT value FROM device_setting WHERE key = $key",

    [QUERY_DEVICE_SETTING_INSERT] =
        "INSERT INTO device_setting (key, value, mac)"
        " VALUES ($key, $value, row_check(23, $key, $value))",

    [QUERY_DEVICE_SETTING_UPDATE] =
        "UPDATE device_setting SET value = $value,"
        " mac = row_check(23, $key, $value) WHERE key = $key",

    /* Both grow only. A till of a store has received entries that are not applied yet; one with
     * the pen has no row in `applied`. */
    [QUERY_OFFICE_VERSION] =
        "SELECT coalesce((SELECT max(id) FROM journal WHERE id < 1000000000000), 0)"
        " + coalesce((SELECT sequence FROM applied WHERE node = 0), 0)",

    [QUERY_STAFF_INSERT] =
        "INSERT INTO staff (id, name, role, is_active) VALUES ($id, $name, $role, 1)",

    [QUERY_STAFF_FIRST] = "SELECT id, name FROM staff WHERE is_active = 1 ORDER BY id LIMIT 1",

    [QUERY_TICKET_READ] = "SELECT body FROM ticket WHERE slot = $slot",

    [QUERY_TICKET_EXISTS] = "SELECT 1 FROM ticket WHERE slot = $slot",

    [QUERY_TICKET_INSERT] =
        "INSERT INTO ticket (slot, name, body, updated_at_ms, mac)"
        " VALUES ($slot, $name, $body, $updated_at_ms,"
        " row_check(22, $slot, $name, $body, $updated_at_ms))",

    [QUERY_TICKET_UPDATE] =
        "UPDATE ticket SET name = $name, body = $body, updated_at_ms = $updated_at_ms,"
        " mac = row_check(22, $slot, $name, $body, $updated_at_ms) WHERE slot = $slot",

    /* catalogue -------------------------------------------------------------------------------- */

    [QUERY_PRODUCT_OFFER] =
        "SELECT p.id, p.sku, p.name, coalesce(c.name, ''), c.position, p.unit, p.price_minor,"
        " t.code, p.cost_minor,"
        " coalesce((SELECT min(b.code) FROM barcode b WHERE b.product_id = p.id), ''),"
        " p.is_active, p.kind, p.deposit_product_id, p.asks, p.is_stocked, p.low_stock_milli,"
        " EXISTS (SELECT 1 FROM product_option o WHERE o.product_id = p.id)"
        " FROM product p JOIN tax_rate t ON t.id = p.tax_rate_id"
        " LEFT JOIN category c ON c.id = p.category_id WHERE p.id = $id",

    [QUERY_PRODUCT_BY_SKU] = "SELECT id FROM product WHERE sku = $sku AND is_active = 1",

    [QUERY_PRODUCT_BY_BARCODE] =
        "SELECT b.product_id FROM barcode b JOIN product p ON p.id = b.product_id"
        " WHERE b.code = $code AND p.is_active = 1",

    [QUERY_PRODUCT_ALL] =
        "SELECT id, sku, name, category_id, unit, price_minor, tax_rate_id, cost_minor, position,"
        " is_active, kind, deposit_product_id, asks, favourite, is_stocked, low_stock_milli"
        " FROM product",

    /* By id, as the rows lie in the file, so that nothing is sorted; the next one likewise. */
    [QUERY_PRODUCT_INDEX] =
        "SELECT id, category_id, position, sku, name, favourite FROM product WHERE is_active = 1"
        " ORDER BY id",

    [QUERY_BARCODE_BY_PRODUCT] = "SELECT product_id, code FROM barcode ORDER BY product_id",

    [QUERY_PRODUCT_BEST_SELLERS] =
        "SELECT l.product_id FROM sale s JOIN sale_line l ON l.sale_id = s.id"
        " WHERE s.business_day >= $from_day AND l.product_id IS NOT NULL"
        " GROUP BY l.product_id ORDER BY count(*) DESC, l.product_id LIMIT $max",

    [QUERY_PRODUCT_INSERT] =
        "INSERT INTO product (id, sku, name, category_id, unit, price_minor, tax_rate_id,"
        " cost_minor, position, is_active, kind, deposit_product_id, asks, favourite, is_stocked,"
        " low_stock_milli)"
        " VALUES ($id, $sku, $name, $category_id, $unit, $price_minor, $tax_rate_id,"
        " $cost_minor, $position, $is_active, $kind, $deposit_product_id, $asks, $favourite,"
        " $is_stocked, $low_stock_milli)",

    [QUERY_PRODUCT_UPDATE] =
        "UPDATE product SET sku = $sku, name = $name, category_id = $category_id, unit = $unit,"
        " price_minor = $price_minor, tax_rate_id = $tax_rate_id, cost_minor = $cost_minor,"
        " position = $position, is_active = $is_active, kind = $kind,"
        " deposit_product_id = $deposit_product_id, asks = $asks, favourite = $favourite,"
        " is_stocked = $is_stocked, low_stock_milli = $low_stock_milli WHERE id = $id",

    [QUERY_BARCODE_ALL] = "SELECT code, product_id FROM barcode",

    [QUERY_BARCODE_INSERT] = "INSERT INTO barcode (code, product_id) VALUES ($code, $product_id)",

    [QUERY_BARCODE_UPDATE] = "UPDATE barcode SET product_id = $product_id WHERE code = $code",

    [QUERY_BARCODE_DELETE] = "DELETE FROM barcode WHERE code = $code",

    [QUERY_CATEGORY_ALL] = "SELECT id, name FROM category ORDER BY position, id",

    [QUERY_CATEGORY_INSERT] =
        "INSERT INTO category (id, name, position) VALUES ($id, $name, $position)",

    [QUERY_TAX_RATE_ALL] = "SELECT id, code FROM tax_rate",

    [QUERY_TAX_RATE_USED] =
        "SELECT t.id, t.code FROM tax_rate t LEFT JOIN product p"
        " ON p.tax_rate_id = t.id AND p.is_active = 1"
        " GROUP BY t.id ORDER BY count(p.id) DESC, t.id",

    [QUERY_TAX_RATE_INSERT] = "INSERT INTO tax_rate (id, code) VALUES ($id, $code)",

    [QUERY_PRODUCT_ROW] =
        "SELECT id, sku, name, category_id, unit, price_minor, tax_rate_id, cost_minor, position,"
        " is_active, kind, deposit_product_id, asks, favourite, is_stocked, low_stock_milli"
        " FROM product WHERE sku = $sku",

    [QUERY_BARCODE_OF_PRODUCT] =
        "SELECT code, product_id FROM barcode WHERE product_id = $product_id ORDER BY code",

    [QUERY_CATEGORY_ROWS] = "SELECT id, name, position, colour FROM category ORDER BY position, id",

    [QUERY_CATEGORY_UPDATE] =
        "UPDATE category SET name = $name, position = $position, colour = $colour WHERE id = $id",

    /* campaigns and links ---------------------------------------------------------------------- */

    [QUERY_CAMPAIGN_READ] =
        "SELECT id, code, name, channel, coalesce(starts_on, ''), coalesce(ends_on, ''),"
        " budget_minor, offer, landing_url, headline, coalesce(offer_limit, ''),"
        " coalesce(offer_stacks, 0), coalesce(utm, ''), coalesce(form_url, ''),"
        " coalesce(ground_colour, ''), coalesce(button_colour, ''), coalesce(languages, '')"
        " FROM campaign WHERE id = $id",

    [QUERY_CAMPAIGN_BY_CODE] =
        "SELECT id, code, name, channel, coalesce(starts_on, ''), coalesce(ends_on, ''),"
        " budget_minor, offer, landing_url, headline, coalesce(offer_limit, ''),"
        " coalesce(offer_stacks, 0), coalesce(utm, ''), coalesce(form_url, ''),"
        " coalesce(ground_colour, ''), coalesce(button_colour, ''), coalesce(languages, '')"
        " FROM campaign WHERE code = $code",

    [QUERY_CAMPAIGN_ALL] =
        "SELECT id, code, name, channel, coalesce(starts_on, ''), coalesce(ends_on, ''),"
        " budget_minor, offer, landing_url, headline, coalesce(offer_limit, ''),"
        " coalesce(offer_stacks, 0), coalesce(utm, ''), coalesce(form_url, ''),"
        " coalesce(ground_colour, ''), coalesce(button_colour, ''), coalesce(languages, '')"
        " FROM campaign ORDER BY id",

    [QUERY_CAMPAIGN_INSERT] =
        "INSERT INTO campaign (id, code, name, channel, starts_on, ends_on, budget_minor, offer,"
        " landing_url, headline, offer_limit, offer_stacks, utm, form_url, ground_colour,"
        " button_colour, languages)"
        " VALUES ($id, $code, $name, $channel, $starts_on, $ends_on, $budget_minor, $offer,"
        " $landing_url, $headline, $offer_limit, $offer_stacks, $utm, $form_url, $ground_colour,"
        " $button_colour, $languages)",

    [QUERY_CAMPAIGN_UPDATE] =
        "UPDATE campaign SET code = $code, name = $name, channel = $channel,"
        " starts_on = $starts_on, ends_on = $ends_on, budget_minor = $budget_minor,"
        " offer = $offer, landing_url = $landing_url, headline = $headline,"
        " offer_limit = $offer_limit, offer_stacks = $offer_stacks, utm = $utm,"
        " form_url = $form_url, ground_colour = $ground_colour, button_colour = $button_colour,"
        " languages = $languages WHERE id = $id",

    [QUERY_CAMPAIGN_TEXTS] =
        "SELECT language, name, text FROM campaign_text WHERE campaign_id = $campaign_id"
        " ORDER BY language, name",

    [QUERY_CAMPAIGN_TEXT_DELETE] =
        "DELETE FROM campaign_text WHERE campaign_id = $campaign_id AND language = $language"
        " AND name = $name",

    [QUERY_CAMPAIGN_TEXT_PUT] =
        "INSERT INTO campaign_text (campaign_id, language, name, text)"
        " VALUES ($campaign_id, $language, $name, $text)"
        " ON CONFLICT (campaign_id, language, name) DO UPDATE SET text = excluded.text",

    [QUERY_CAMPAIGN_PICTURE] = "SELECT png FROM campaign_picture WHERE campaign_id = $campaign_id",

    [QUERY_CAMPAIGN_HAS_PICTURE] =
        "SELECT 1 FROM campaign_picture WHERE campaign_id = $campaign_id",

    [QUERY_CAMPAIGN_PICTURE_DELETE] =
        "DELETE FROM campaign_picture WHERE campaign_id = $campaign_id",

    [QUERY_CAMPAIGN_PICTURE_PUT] =
        "INSERT INTO campaign_picture (campaign_id, png) VALUES ($campaign_id, $png)"
        " ON CONFLICT (campaign_id) DO UPDATE SET png = excluded.png",

    [QUERY_FORM_READ] = "SELECT id, body FROM form WHERE campaign_id = $campaign_id",

    [QUERY_FORM_INSERT] =
        "INSERT INTO form (id, campaign_id, body, changed_at_ms)"
        " VALUES ($id, $campaign_id, $body, $changed_at_ms)",

    [QUERY_FORM_UPDATE] =
        "UPDATE form SET body = $body, changed_at_ms = $changed_at_ms WHERE id = $id",

    [QUERY_SPEND_INSERT] =
        "INSERT INTO spend (id, campaign_id, content, spent_on, amount_minor, note, ref,"
        " entered_at_ms)"
        " VALUES ($id, $campaign_id, $content, $spent_on, $amount_minor, $note, $ref,"
        " $entered_at_ms)",

    [QUERY_SPEND_OF_CAMPAIGN] =
        "SELECT id, campaign_id, content, spent_on, amount_minor, note, coalesce(ref, ''),"
        " entered_at_ms FROM spend WHERE campaign_id = $campaign_id ORDER BY spent_on, id",

    [QUERY_SPEND_BY_REF] =
        "SELECT id, campaign_id, content, spent_on, amount_minor, note, coalesce(ref, ''),"
        " entered_at_ms FROM spend WHERE ref = $ref",

    [QUERY_CONVERSION_INSERT] =
        "INSERT INTO conversion (id, order_ref, business_day, ordered_at_ms, gross_minor,"
        " net_minor, currency, campaign_id, link_id, lead_id, from_sale_id, utm, imported_at_ms)"
        " VALUES ($id, $order_ref, $business_day, $ordered_at_ms, $gross_minor, $net_minor,"
        " $currency, $campaign_id, $link_id, $lead_id, $from_sale_id, $utm, $imported_at_ms)",

    [QUERY_CONVERSION_BY_ORDER] =
        "SELECT gross_minor FROM conversion WHERE order_ref = $order_ref",

    [QUERY_TOUCH_KNOWN] =
        "SELECT 1 FROM touch WHERE sale_id IS NULL AND touched_at_ms = $touched_at_ms"
        " AND campaign_id = $campaign_id AND kind = $kind AND content = $content"
        " AND coalesce(lead_id, 0) = $lead_id",

    [QUERY_LINK_READ] =
        "SELECT id, campaign_id, content, created_at_ms, coalesce(ends_on, ''),"
        " coalesce(hear_words, ''), coalesce(hear_position, 0) FROM link WHERE id = $id",

    [QUERY_LINKS_OF_CAMPAIGN] =
        "SELECT id, campaign_id, content, created_at_ms, coalesce(ends_on, ''),"
        " coalesce(hear_words, ''), coalesce(hear_position, 0) FROM link"
        " WHERE campaign_id = $campaign_id ORDER BY id",

    [QUERY_LINKS_HEARD] =
        "SELECT id, campaign_id, content, created_at_ms, coalesce(ends_on, ''),"
        " coalesce(hear_words, ''), coalesce(hear_position, 0) FROM link"
        " WHERE hear_position IS NOT NULL ORDER BY hear_position, id",

    /* A line's words name every campaign that took something off it, its id the first one alone. */
    [QUERY_OFFER_USED_BY_LEAD] =
        "SELECT s.business_day FROM sale_lead AS x JOIN sale AS s ON s.id = x.sale_id"
        " JOIN touch AS t ON t.sale_id = s.id AND t.campaign_id = $campaign_id"
        " WHERE x.lead_id = $lead_id AND EXISTS (SELECT 1 FROM sale_line AS l"
        " WHERE l.sale_id = s.id AND l.discount_minor > 0"
        " AND (l.discount_campaign_id = $campaign_id"
        " OR instr(coalesce(l.discount_words, ''), t.campaign_name) > 0))"
        " ORDER BY s.sold_at_ms, s.id LIMIT 1",

    [QUERY_OFFER_USED_BY_CODE] =
        "SELECT s.business_day FROM touch AS t JOIN sale AS s ON s.id = t.sale_id"
        " WHERE t.from_sale_id = $from_sale_id AND t.campaign_id = $campaign_id"
        " AND (t.kind = 'referral') = $is_referral AND EXISTS (SELECT 1 FROM sale_line AS l"
        " WHERE l.sale_id = s.id AND l.discount_minor > 0"
        " AND (l.discount_campaign_id = $campaign_id"
        " OR instr(coalesce(l.discount_words, ''), t.campaign_name) > 0))"
        " ORDER BY s.sold_at_ms, s.id LIMIT 1",

    [QUERY_LINK_UPDATE] =
        "UPDATE link SET ends_on = $ends_on, hear_words = $hear_words,"
        " hear_position = $hear_position WHERE id = $id",

    [QUERY_LINK_OF_CAMPAIGN] =
        "SELECT id FROM link WHERE campaign_id = $campaign_id AND content = $content",

    [QUERY_LINK_INSERT] =
        "INSERT INTO link (id, campaign_id, content, created_at_ms)"
        " VALUES ($id, $campaign_id, $content, $created_at_ms)",

    [QUERY_REVOCATION_OF_TARGET] =
        "SELECT 1 FROM revocation WHERE target_id = $target_id AND token_kind = $token_kind",

    [QUERY_REVOCATION_INSERT] =
        "INSERT INTO revocation (id, token_kind, target_id, reason, revoked_at_ms)"
        " VALUES ($id, $token_kind, $target_id, $reason, $revoked_at_ms)",

    /* sales ------------------------------------------------------------------------------------ */

    [QUERY_SALE_INSERT] =
        "INSERT INTO sale (id, business_day, sold_at_ms, staff_id, staff_name, kind, currency,"
        " prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, ref,"
        " return_campaign_id, clock_doubt, tip_minor)"
        " VALUES ($id, $business_day, $sold_at_ms, $staff_id, $staff_name, $kind, $currency,"
        " $prices, $rounding, $net_minor, $tax_minor, $gross_minor, $cash_rounding_minor, $ref,"
        " $return_campaign_id, $clock_doubt, $tip_minor)",

    [QUERY_SALE_LINE_INSERT] =
        "INSERT INTO sale_line (sale_id, n, product_id, sku, name, category, unit,"
        " quantity_milli, unit_price_minor, discount_minor, discount_words,"
        " discount_campaign_id, net_minor, tax_minor, gross_minor, tax_code, cost_minor, kind,"
        " parent_n)"
        " VALUES ($sale_id, $n, $product_id, $sku, $name, $category, $unit, $quantity_milli,"
        " $unit_price_minor, $discount_minor, $discount_words, $discount_campaign_id,"
        " $net_minor, $tax_minor, $gross_minor, $tax_code, $cost_minor, $kind, $parent_n)",

    [QUERY_SALE_LINE_TAX_INSERT] =
        "INSERT INTO sale_line_tax (sale_id, line_n, n, rate_ppm, tax_minor)"
        " VALUES ($sale_id, $line_n, $n, $rate_ppm, $tax_minor)",

    [QUERY_PAYMENT_INSERT] =
        "INSERT INTO payment (sale_id, n, tender, amount_minor, tendered_minor, change_minor,"
        " currency, reference, paid_at_ms)"
        " VALUES ($sale_id, $n, $tender, $amount_minor, $tendered_minor, $change_minor,"
        " $currency, $reference, $paid_at_ms)",

    [QUERY_TOUCH_INSERT] =
        "INSERT INTO touch (id, sale_id, n, kind, campaign_id, campaign_code, campaign_name,"
        " channel, link_id, content, from_sale_id, touched_at_ms, lead_id, from_lead_id,"
        " uncredited)"
        " VALUES ($id, $sale_id, $n, $kind, $campaign_id, $campaign_code, $campaign_name,"
        " $channel, $link_id, $content, $from_sale_id, $touched_at_ms, $lead_id, $from_lead_id,"
        " $uncredited)",

    [QUERY_SATISFACTION_INSERT] =
        "INSERT INTO satisfaction (id, sale_id, score, answered_at_ms)"
        " VALUES ($id, $sale_id, $score, $answered_at_ms)",

    [QUERY_SALE_READ] =
        "SELECT id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices,"
        " rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, coalesce(ref, ''),"
        " return_campaign_id, coalesce(clock_doubt, ''), coalesce(tip_minor, 0) FROM sale"
        " WHERE id = $id",

    [QUERY_SALE_LINES] =
        "SELECT n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor,"
        " discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor,"
        " gross_minor, tax_code, cost_minor, coalesce(kind, ''), coalesce(parent_n, 0)"
        " FROM sale_line WHERE sale_id = $sale_id ORDER BY n",

    [QUERY_SALE_LINE_TAXES] =
        "SELECT line_n, n, rate_ppm, tax_minor FROM sale_line_tax WHERE sale_id = $sale_id"
        " ORDER BY line_n, n",

    [QUERY_SALE_PAYMENTS] =
        "SELECT tender, amount_minor, tendered_minor, change_minor, currency, reference,"
        " paid_at_ms FROM payment WHERE sale_id = $sale_id ORDER BY n",

    [QUERY_SALE_TOUCHES] =
        "SELECT kind, campaign_id, campaign_code, campaign_name, channel, link_id, content,"
        " from_sale_id, touched_at_ms, lead_id, from_lead_id, coalesce(uncredited, '')"
        " FROM touch WHERE sale_id = $sale_id ORDER BY n",

    [QUERY_SALE_DETAILS] =
        "SELECT line_n, kind, text, amount_minor FROM sale_line_detail WHERE sale_id = $sale_id"
        " ORDER BY line_n, n",

    [QUERY_SALE_REFUNDS] =
        "SELECT n, of_sale_id, of_line_n, restock, reason FROM sale_refund"
        " WHERE sale_id = $sale_id ORDER BY n",

    [QUERY_SALE_FOREIGN] =
        "SELECT n, currency, tendered_minor, rate FROM payment_foreign WHERE sale_id = $sale_id"
        " ORDER BY n",

    [QUERY_SALE_DETAIL_INSERT] =
        "INSERT INTO sale_line_detail (sale_id, line_n, n, kind, text, amount_minor)"
        " VALUES ($sale_id, $line_n, $n, $kind, $text, $amount_minor)",

    [QUERY_SALE_REFUND_INSERT] =
        "INSERT INTO sale_refund (sale_id, n, of_sale_id, of_line_n, restock, reason)"
        " VALUES ($sale_id, $n, $of_sale_id, $of_line_n, $restock, $reason)",

    [QUERY_PAYMENT_FOREIGN_INSERT] =
        "INSERT INTO payment_foreign (sale_id, n, currency, tendered_minor, rate)"
        " VALUES ($sale_id, $n, $currency, $tendered_minor, $rate)",

    [QUERY_SALE_BY_REF] = "SELECT id FROM sale WHERE ref = $ref LIMIT 1",

    [QUERY_SALE_RETURN_CAMPAIGN] = "SELECT return_campaign_id FROM sale WHERE id = $id",

    /* codes on the ticket ---------------------------------------------------------------------- */

    [QUERY_SALE_LEADS] = "SELECT lead_id FROM sale_lead WHERE sale_id = $sale_id ORDER BY lead_id",

    [QUERY_SALE_LEAD_INSERT] =
        "INSERT INTO sale_lead (sale_id, lead_id) VALUES ($sale_id, $lead_id)",

    [QUERY_LEAD_ORIGIN] =
        "SELECT coalesce(campaign_id, 0), coalesce(link_id, 0), coalesce(content, ''),"
        " captured_at_ms, coalesce((SELECT text FROM lead_note WHERE lead_id = lead.id"
        " AND kind = 'interests' ORDER BY noted_at_ms DESC, id DESC LIMIT 1), '')"
        " FROM lead WHERE id = $lead_id",

    [QUERY_SALE_NEWEST] =
        "SELECT s.id, s.sold_at_ms, s.id <= $node * 1000000000000 +"
        " coalesce((SELECT last_sale_n FROM close WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000 ORDER BY id DESC LIMIT 1), 0),"
        " (SELECT count(*) FROM touch WHERE sale_id = s.id) FROM sale s"
        " WHERE s.id > $node * 1000000000000 AND s.id < ($node + 1) * 1000000000000"
        " AND s.kind = 'sale' ORDER BY s.id DESC LIMIT 1",

    /* A campaign's first and last day are both included. */
    [QUERY_HEAR_ANSWERS] =
        "SELECT l.id, l.hear_words FROM link l JOIN campaign c ON c.id = l.campaign_id"
        " WHERE coalesce(l.hear_words, '') <> '' AND $day >= coalesce(c.starts_on, '')"
        " AND (coalesce(c.ends_on, '') = '' OR $day <= c.ends_on)"
        " AND (coalesce(l.ends_on, '') = '' OR $day <= l.ends_on)"
        " AND NOT EXISTS (SELECT 1 FROM revocation WHERE token_kind = 'link' AND target_id = l.id)"
        " ORDER BY coalesce(l.hear_position, 999), l.id LIMIT $max",

    /* In the order of the index on the day: nothing is sorted. */
    [QUERY_CODE_LINKS] =
        "SELECT s.business_day, s.id / 1000000000000, t.link_id"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN touch t INDEXED BY touch_sale ON t.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to AND s.kind = 'sale'"
        " AND t.link_id IS NOT NULL AND t.lead_id IS NULL AND t.kind IN ('scanned', 'typed')"
        " ORDER BY s.business_day, s.id",

    [QUERY_CODE_LINK_WORDS] =
        "SELECT c.code, c.name, l.content FROM link l JOIN campaign c ON c.id = l.campaign_id"
        " WHERE l.id = $id",

    /* Codes of receipts, friends and leads that came often at all; few do. */
    [QUERY_CODE_OWN_OFTEN] =
        "SELECT from_sale_id, 0 FROM touch INDEXED BY touch_from_sale WHERE from_sale_id IS NOT NULL"
        " GROUP BY from_sale_id HAVING count(*) > $most"
        " UNION ALL SELECT lead_id, 1 FROM sale_lead INDEXED BY sale_lead_lead"
        " GROUP BY lead_id HAVING count(*) > $most",

    [QUERY_CODE_SALE_USES] =
        "SELECT s.id / 1000000000000, iif(t.kind = 'referral', 'referral', 'sale'),"
        " max(s.business_day), count(DISTINCT s.id), max(t.campaign_code), max(t.campaign_name)"
        " FROM touch t INDEXED BY touch_from_sale CROSS JOIN sale s ON s.id = t.sale_id"
        " WHERE t.from_sale_id = $id AND t.kind IN ('scanned', 'typed', 'referral')"
        " AND s.business_day BETWEEN $from AND $to AND s.kind = 'sale' GROUP BY 1, 2",

    [QUERY_CODE_LEAD_USES] =
        "SELECT s.id / 1000000000000, 'lead', max(s.business_day), count(*),"
        " coalesce((SELECT campaign_code FROM lead WHERE id = $id), ''),"
        " coalesce((SELECT campaign_name FROM lead WHERE id = $id), '')"
        " FROM sale_lead l INDEXED BY sale_lead_lead CROSS JOIN sale s ON s.id = l.sale_id"
        " WHERE l.lead_id = $id AND s.business_day BETWEEN $from AND $to AND s.kind = 'sale'"
        " GROUP BY 1",

    [QUERY_CODE_DAY_SALES] =
        "SELECT count(*) FROM sale INDEXED BY sale_business_day WHERE business_day = $business_day"
        " AND +id > $node * 1000000000000 AND +id < ($node + 1) * 1000000000000"
        " AND kind = 'sale'",

    [QUERY_JOURNAL_NEWEST_AT] =
        "SELECT at_ms FROM journal WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000 ORDER BY id DESC LIMIT 1",

    /* reports and exports ---------------------------------------------------------------------- */

    /* Every one of these walks the index on the business day, which holds the receipts in order,
     * and looks up what belongs to each: nothing is sorted. The plus keeps the till's range of
     * ids from being taken for the better way in. */

    [QUERY_REPORT_SALES] =
        "SELECT s.id, s.business_day, s.sold_at_ms, s.staff_name, s.kind, s.currency,"
        " s.gross_minor, s.cash_rounding_minor, s.tip_minor"
        " FROM sale s INDEXED BY sale_business_day"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id",

    [QUERY_REPORT_TOUCHES] =
        "SELECT s.id, t.kind, t.touched_at_ms, t.campaign_id, t.campaign_code,"
        " t.campaign_name, t.channel"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN touch t INDEXED BY touch_sale ON t.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id AND t.uncredited IS NULL"
        " ORDER BY s.business_day, s.id, t.id",

    [QUERY_REPORT_LINES] =
        "SELECT s.id, l.n, l.sku, l.name, l.category, l.tax_code, l.quantity_milli,"
        " l.unit_price_minor, l.discount_minor, l.net_minor, l.tax_minor, l.gross_minor, l.kind"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN sale_line l ON l.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id, l.n",

    [QUERY_REPORT_LINE_FIGURES] =
        "SELECT s.id, s.business_day, l.tax_code, l.category, l.net_minor, l.tax_minor,"
        " l.gross_minor, l.kind"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN sale_line l ON l.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id",

    [QUERY_REPORT_LINE_TAXES] =
        "SELECT s.id, s.business_day, x.rate_ppm, x.tax_minor"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN sale_line_tax x ON x.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id",

    [QUERY_REPORT_TENDERS] =
        "SELECT s.id, s.business_day, p.tender, p.amount_minor"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN payment p ON p.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id",

    [QUERY_REPORT_PAYMENTS] =
        "SELECT s.id, s.business_day, p.paid_at_ms, p.tender, p.amount_minor,"
        " p.tendered_minor, p.change_minor, p.currency, p.reference"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN payment p ON p.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id, p.n",

    [QUERY_REPORT_PRODUCT_LINES] =
        "SELECT s.id, l.product_id, l.sku, l.name, l.category, l.unit, l.quantity_milli,"
        " l.discount_minor, l.net_minor, l.gross_minor"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN sale_line l ON l.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id, l.n",

    [QUERY_REPORT_CURRENCIES] =
        "SELECT s.id, s.currency"
        " FROM sale s INDEXED BY sale_business_day"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id",

    [QUERY_REPORT_CURRENCY] = "SELECT value FROM setting WHERE key = 'currency'",

    [QUERY_REPORT_CAMPAIGNS] = "SELECT id, code, name, channel FROM campaign ORDER BY id",

    [QUERY_REPORT_TILL] = "SELECT 1 FROM till WHERE node = $node",

    /* campaigns: figures ----------------------------------------------------------------------- */

    [QUERY_FACTS_LINKS] = "SELECT id, campaign_id, content FROM link ORDER BY id",

    [QUERY_FACTS_SPENDS] =
        "SELECT campaign_id, content, amount_minor FROM spend"
        " WHERE spent_on BETWEEN $from AND $to",

    [QUERY_FACTS_TOUCH_WORDS] =
        "SELECT campaign_code, campaign_name, channel, content FROM touch WHERE id = $id",

    [QUERY_FACTS_SALES] =
        "SELECT s.id, s.sold_at_ms, s.kind = 'refund', s.return_campaign_id IS NOT NULL,"
        " s.currency, s.business_day"
        " FROM sale s INDEXED BY sale_business_day"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY s.business_day, s.id",

    [QUERY_FACTS_SALE] = "SELECT id, sold_at_ms FROM sale WHERE id = $id",

    [QUERY_FACTS_REFUNDS] =
        "SELECT r.sale_id, r.n, coalesce(r.of_sale_id, 0)"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN sale_refund r ON r.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id",

    [QUERY_FACTS_REFUNDED] =
        "SELECT l.sale_id, l.gross_minor, l.net_minor, l.cost_minor, l.quantity_milli, l.kind"
        " FROM sale_refund r INDEXED BY sale_refund_of"
        " CROSS JOIN sale_line l ON l.sale_id = r.sale_id AND l.n = r.n"
        " WHERE r.of_sale_id = $of_sale_id ORDER BY r.sale_id, r.n",

    /* Ranges of receipts, in step with them. */
    [QUERY_FACTS_LINES] =
        "SELECT sale_id, gross_minor, net_minor, cost_minor, quantity_milli, kind, n,"
        " discount_campaign_id, discount_minor"
        " FROM sale_line WHERE sale_id BETWEEN $first_id AND $last_id ORDER BY sale_id, n",

    [QUERY_FACTS_TOUCHES] =
        "SELECT sale_id, id, touched_at_ms, kind, campaign_id, link_id, lead_id,"
        " CASE WHEN link_id IS NULL THEN content END"
        " FROM touch INDEXED BY touch_sale"
        " WHERE sale_id BETWEEN $first_id AND $last_id AND uncredited IS NULL ORDER BY sale_id",

    [QUERY_FACTS_SALE_LEADS] =
        "SELECT sale_id, lead_id FROM sale_lead"
        " WHERE sale_id BETWEEN $first_id AND $last_id ORDER BY sale_id, lead_id",

    [QUERY_FACTS_SCORES] =
        "SELECT sale_id, score FROM satisfaction"
        " WHERE sale_id BETWEEN $first_id AND $last_id ORDER BY sale_id, id",

    [QUERY_FACTS_CAME_BACK] =
        "SELECT DISTINCT from_sale_id FROM touch INDEXED BY touch_from_sale"
        " WHERE from_sale_id BETWEEN $first_id AND $last_id AND sale_id IS NOT NULL"
        " ORDER BY from_sale_id",

    [QUERY_FACTS_CONVERSIONS] =
        "SELECT id, ordered_at_ms, gross_minor, net_minor, coalesce(campaign_id, 0),"
        " coalesce(link_id, 0), coalesce(lead_id, 0), currency, business_day"
        " FROM conversion INDEXED BY conversion_business_day"
        " WHERE business_day BETWEEN $from AND $to ORDER BY business_day, id",

    [QUERY_FACTS_LEADS] =
        "SELECT id, captured_at_ms, campaign_id, link_id, content,"
        " business_day BETWEEN $from AND $to AND id BETWEEN $first_id AND $last_id"
        " FROM lead ORDER BY id",

    [QUERY_FACTS_MATCHES] =
        "SELECT min(lead_id, other_lead_id), max(lead_id, other_lead_id), is_same"
        " FROM lead_match ORDER BY matched_at_ms, id",

    [QUERY_FACTS_PURCHASES] =
        "SELECT l.lead_id, s.id, s.sold_at_ms FROM sale_lead l"
        " JOIN sale s ON s.id = l.sale_id AND s.kind <> 'refund'"
        " UNION ALL SELECT lead_id, id, ordered_at_ms FROM conversion"
        " WHERE lead_id IS NOT NULL AND gross_minor > 0",

    /* A refund's contacts are copies of its sale's. */
    [QUERY_FACTS_PERSON_TOUCHES] =
        "SELECT sale_id, id, touched_at_ms, kind, campaign_id, link_id, lead_id,"
        " CASE WHEN link_id IS NULL THEN content END"
        " FROM touch t INDEXED BY touch_person"
        " WHERE (sale_id IS NULL OR lead_id IS NOT NULL)"
        " AND touched_at_ms BETWEEN $first_ms AND $last_ms AND uncredited IS NULL"
        " AND (sale_id IS NULL OR (SELECT kind FROM sale WHERE id = t.sale_id) <> 'refund')",

    [QUERY_FACTS_CODES] =
        "SELECT t.campaign_code, t.content, CASE WHEN t.lead_id IS NOT NULL THEN 'lead'"
        " WHEN t.kind = 'referral' THEN 'referral' WHEN t.from_sale_id IS NOT NULL THEN 'sale'"
        " ELSE 'link' END, s.id / 1000000000000, count(DISTINCT s.id),"
        " count(DISTINCT CASE WHEN t.uncredited IS NULL THEN s.id END), max(s.business_day)"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN touch t INDEXED BY touch_sale ON t.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to AND s.kind = 'sale'"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " AND t.kind IN ('scanned', 'typed', 'referral', 'voucher')"
        " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",

    /* First and last business day that has anything; moments where there is no day. */
    [QUERY_EXPORT_BOUNDS] =
        "SELECT min(first), max(last), min(first_ms), max(last_ms) FROM ("
        " SELECT min(business_day) AS first, max(business_day) AS last, NULL AS first_ms,"
        "  NULL AS last_ms FROM sale"
        " UNION ALL SELECT min(business_day), max(business_day), NULL, NULL FROM shift"
        " UNION ALL SELECT min(business_day), max(business_day), NULL, NULL FROM close"
        " UNION ALL SELECT NULL, NULL, min(moved_at_ms), max(moved_at_ms) FROM cash_movement"
        " UNION ALL SELECT NULL, NULL, min(corrected_at_ms), max(corrected_at_ms)"
        "  FROM tender_correction)",

    [QUERY_EXPORT_TAX_CODES] =
        "SELECT DISTINCT l.tax_code"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN sale_line l ON l.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " ORDER BY l.tax_code",

    [QUERY_EXPORT_CURRENCIES] =
        "SELECT DISTINCT f.currency"
        " FROM sale s INDEXED BY sale_business_day"
        " CROSS JOIN payment_foreign f ON f.sale_id = s.id"
        " WHERE s.business_day BETWEEN $from AND $to"
        " AND +s.id BETWEEN $first_id AND $last_id"
        " UNION SELECT currency FROM cash_movement"
        " UNION SELECT currency FROM cash_count_piece"
        " ORDER BY 1",

    /* With what the close before left in the drawer: 0 before the first one. */
    [QUERY_EXPORT_SHIFTS] =
        "SELECT s.id, s.business_day, s.opened_at_ms, s.staff_name, s.currency, s.float_minor,"
        " coalesce((SELECT c.left_minor FROM close c"
        " WHERE c.id BETWEEN s.id / 1000000000000 * 1000000000000"
        " AND s.id / 1000000000000 * 1000000000000 + 999999999999 AND c.shift_id < s.id"
        " ORDER BY c.id DESC LIMIT 1), 0)"
        " FROM shift s WHERE s.business_day BETWEEN $from AND $to"
        " AND s.id BETWEEN $first_id AND $last_id ORDER BY s.business_day, s.id",

    [QUERY_EXPORT_MOVEMENTS] =
        "SELECT id, kind, amount_minor, currency, reason, staff_name, moved_at_ms"
        " FROM cash_movement WHERE moved_at_ms BETWEEN $from_ms AND $to_ms"
        " AND id BETWEEN $first_id AND $last_id ORDER BY moved_at_ms, id",

    [QUERY_EXPORT_CORRECTIONS] =
        "SELECT t.id, t.sale_id, t.from_tender, t.to_tender, t.amount_minor, t.reference,"
        " t.staff_name, t.corrected_at_ms, s.currency"
        " FROM tender_correction t JOIN sale s ON s.id = t.sale_id"
        " WHERE t.corrected_at_ms BETWEEN $from_ms AND $to_ms"
        " AND t.id BETWEEN $first_id AND $last_id ORDER BY t.corrected_at_ms, t.id",

    [QUERY_EXPORT_CLOSES] = CLOSE_ROW
    " WHERE c.business_day BETWEEN $from AND $to"
    " AND c.id BETWEEN $first_id AND $last_id ORDER BY c.business_day, c.id",

    [QUERY_EXPORT_CLOSE] = CLOSE_ROW " WHERE c.id = $id",

    /* The business days that a close's shift sold on. */
    [QUERY_EXPORT_CLOSE_DAYS] =
        "SELECT DISTINCT business_day FROM sale WHERE id BETWEEN $first_id AND $last_id"
        " ORDER BY business_day",

    [QUERY_LEDGER_READ] = "SELECT account FROM ledger_account WHERE role = $role",

    [QUERY_LEDGER_ALL] = "SELECT role, account FROM ledger_account ORDER BY role",

    [QUERY_LEDGER_INSERT] = "INSERT INTO ledger_account (role, account) VALUES ($role, $account)",

    [QUERY_LEDGER_UPDATE] = "UPDATE ledger_account SET account = $account WHERE role = $role",

    [QUERY_LEDGER_DELETE] = "DELETE FROM ledger_account WHERE role = $role",

    [QUERY_EXPORT_JOB_ALL] =
        "SELECT id, target, format, first_day, last_day, close_id, state, problem, queued_at_ms,"
        " done_at_ms FROM export_job WHERE ($state IS NULL OR state = $state) ORDER BY id",

    [QUERY_EXPORT_JOB_SAME] =
        "SELECT id FROM export_job WHERE state = 'waiting' AND target = $target"
        " AND format = $format AND first_day = $first_day AND last_day = $last_day"
        " AND close_id = $close_id",

    [QUERY_EXPORT_JOB_NEXT_ID] = "SELECT coalesce(max(id), 0) + 1 FROM export_job",

    [QUERY_EXPORT_JOB_INSERT] =
        "INSERT INTO export_job (id, target, format, first_day, last_day, close_id, state,"
        " problem, queued_at_ms, done_at_ms, mac)"
        " VALUES ($id, $target, $format, $first_day, $last_day, $close_id, 'waiting', '',"
        " $queued_at_ms, 0, row_check(53, $id, $target, $format, $first_day, $last_day, $close_id,"
        " 'waiting', '', $queued_at_ms, 0))",

    [QUERY_EXPORT_JOB_UPDATE] =
        "UPDATE export_job SET state = $state, problem = $problem, done_at_ms = $done_at_ms,"
        " mac = row_check(53, id, target, format, first_day, last_day, close_id, $state, $problem,"
        " queued_at_ms, $done_at_ms) WHERE id = $id",

    [QUERY_EXPORT_JOB_DELETE] =
        "DELETE FROM export_job WHERE target = $target AND state = $state"
        " AND done_at_ms < $before_ms",

    /* staff, PINs and acts --------------------------------------------------------------- */

    [QUERY_STAFF_ALL] =
        "SELECT id, name, role, is_active, coalesce(pin_hash, '') FROM staff ORDER BY id",

    [QUERY_STAFF_UPDATE] =
        "UPDATE staff SET name = $name, role = $role, is_active = $is_active WHERE id = $id",

    [QUERY_STAFF_UPDATE_PIN] =
        "UPDATE staff SET pin_hash = $pin_hash, pin_set_at_ms = $pin_set_at_ms WHERE id = $id",

    [QUERY_PIN_ATTEMPT_READ] =
        "SELECT wrong_count, wrong_at_ms FROM pin_attempt WHERE staff_id = $staff_id",

    [QUERY_PIN_ATTEMPT_INSERT] =
        "INSERT INTO pin_attempt (staff_id, wrong_count, wrong_at_ms, mac)"
        " VALUES ($staff_id, $wrong_count, $wrong_at_ms,"
        " row_check(52, $staff_id, $wrong_count, $wrong_at_ms))",

    [QUERY_PIN_ATTEMPT_UPDATE] =
        "UPDATE pin_attempt SET wrong_count = $wrong_count, wrong_at_ms = $wrong_at_ms,"
        " mac = row_check(52, $staff_id, $wrong_count, $wrong_at_ms) WHERE staff_id = $staff_id",

    [QUERY_ACT_INSERT] =
        "INSERT INTO act (id, kind, detail, sale_id, staff_id, staff_name, by_staff_id,"
        " by_staff_name, acted_at_ms) VALUES ($id, $kind, $detail, $sale_id, $staff_id,"
        " $staff_name, $by_staff_id, $by_staff_name, $acted_at_ms)",

    /* shifts, cash and closes ------------------------------------------------------------ */

    [QUERY_SHIFT_NEWEST] =
        "SELECT id, business_day, opened_at_ms, staff_id, staff_name, currency, float_minor,"
        " is_implied FROM shift WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000 ORDER BY id DESC LIMIT 1",

    [QUERY_SHIFT_READ] =
        "SELECT id, business_day, opened_at_ms, staff_id, staff_name, currency, float_minor,"
        " is_implied FROM shift WHERE id = $id",

    /* A subquery without a row is NULL, which reads as 0. */
    [QUERY_SHIFT_OPEN] =
        "SELECT (SELECT max(id) FROM shift WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000),"
        " (SELECT shift_id FROM close WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000 ORDER BY id DESC LIMIT 1),"
        " (SELECT left_minor FROM close WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000 ORDER BY id DESC LIMIT 1)",

    [QUERY_SHIFT_INSERT] =
        "INSERT INTO shift (id, business_day, opened_at_ms, staff_id, staff_name, currency,"
        " float_minor, is_implied)"
        " VALUES ($id, $business_day, $opened_at_ms, $staff_id, $staff_name, $currency,"
        " $float_minor, $is_implied)",

    [QUERY_SHIFT_ALL] =
        "SELECT s.id, s.business_day, s.opened_at_ms, s.staff_id, s.staff_name, s.currency,"
        " s.float_minor, s.is_implied, c.id, c.closed_at_ms"
        " FROM shift s LEFT JOIN close c ON c.shift_id = s.id ORDER BY s.id",

    [QUERY_CASH_MOVEMENT_INSERT] =
        "INSERT INTO cash_movement (id, shift_id, kind, amount_minor, currency, reason, staff_id,"
        " staff_name, moved_at_ms)"
        " VALUES ($id, $shift_id, $kind, $amount_minor, $currency, $reason, $staff_id,"
        " $staff_name, $moved_at_ms)",

    [QUERY_CASH_COUNT_INSERT] =
        "INSERT INTO cash_count (id, shift_id, total_minor, staff_id, staff_name, counted_at_ms)"
        " VALUES ($id, $shift_id, $total_minor, $staff_id, $staff_name, $counted_at_ms)",

    [QUERY_CASH_COUNT_PIECE_INSERT] =
        "INSERT INTO cash_count_piece (count_id, n, currency, value_minor, pieces)"
        " VALUES ($count_id, $n, $currency, $value_minor, $pieces)",

    [QUERY_CASH_COUNT_HOLDS] =
        "SELECT c.counted_at_ms >= coalesce((SELECT sold_at_ms FROM sale"
        " WHERE id > $node * 1000000000000 AND id < ($node + 1) * 1000000000000"
        " ORDER BY id DESC LIMIT 1), 0)"
        " AND c.counted_at_ms >= coalesce((SELECT max(moved_at_ms) FROM cash_movement"
        " WHERE shift_id = $shift_id), 0)"
        " AND c.counted_at_ms >= coalesce((SELECT max(corrected_at_ms) FROM tender_correction"
        " WHERE shift_id = $shift_id), 0)"
        " FROM cash_count c WHERE c.shift_id = $shift_id ORDER BY c.id DESC LIMIT 1",

    [QUERY_CLOSE_NEWEST] =
        "SELECT id, shift_id, left_minor, last_sale_n, body FROM close"
        " WHERE id > $node * 1000000000000 AND id < ($node + 1) * 1000000000000"
        " ORDER BY id DESC LIMIT 1",

    [QUERY_CLOSE_READ] = "SELECT body FROM close WHERE id = $id",

    /* Every close of every till, with the key that must have signed it. */
    [QUERY_CLOSE_ALL] =
        "SELECT c.id, c.shift_id, c.business_day, c.closed_at_ms, c.last_sale_n,"
        " c.expected_minor, c.counted_minor, c.reason, c.left_minor, c.taken_minor,"
        " c.terminal_minor, c.grand_total_minor, c.staff_name, c.body, c.signed_head,"
        " c.signature, t.public_key FROM close c"
        " LEFT JOIN till t ON t.node = c.id / 1000000000000 ORDER BY c.id",

    [QUERY_CLOSE_INSERT] =
        "INSERT INTO close (id, shift_id, business_day, closed_at_ms, staff_id, staff_name,"
        " last_sale_n, expected_minor, counted_minor, reason, left_minor, taken_minor,"
        " terminal_minor, grand_total_minor, body, signed_head, signature)"
        " VALUES ($id, $shift_id, $business_day, $closed_at_ms, $staff_id, $staff_name,"
        " $last_sale_n, $expected_minor, $counted_minor, $reason, $left_minor, $taken_minor,"
        " $terminal_minor, $grand_total_minor, $body, $signed_head, $signature)",

    /* The heads before the entries that closed: one for each close of the node, in order. */
    [QUERY_CLOSE_HEADS] =
        "SELECT before.hash FROM journal j JOIN journal before ON before.id = j.id - 1"
        " WHERE j.kind = $kind AND j.id > $node * 1000000000000"
        " AND j.id < ($node + 1) * 1000000000000 ORDER BY j.id",

    /* Up to where a report that is made now reads. */
    [QUERY_Z_BOUNDS] =
        "SELECT (SELECT max(id) FROM sale WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000),"
        " (SELECT max(id) FROM lead WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000),"
        " (SELECT max(id) FROM transfer_check WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000)",

    [QUERY_Z_SALES] =
        "SELECT id, kind, business_day, sold_at_ms, gross_minor, cash_rounding_minor,"
        " coalesce(tip_minor, 0),"
        " (SELECT sum(l.gross_minor) FROM sale_line l WHERE l.sale_id = sale.id"
        " AND coalesce(l.kind, '') NOT IN ('voucher', 'account'))"
        " FROM sale WHERE id BETWEEN $first_id AND $last_id ORDER BY id",

    [QUERY_Z_TOUCHES] =
        "SELECT kind, campaign_code, campaign_name, touched_at_ms FROM touch"
        " WHERE sale_id = $sale_id AND uncredited IS NULL ORDER BY n",

    [QUERY_Z_LINES] =
        "SELECT coalesce(kind, ''), tax_code, count(*), sum(net_minor), sum(tax_minor),"
        " sum(gross_minor), sum(discount_minor <> 0), sum(discount_minor), sum(max(gross_minor, 0))"
        " FROM sale_line WHERE sale_id BETWEEN $first_id AND $last_id GROUP BY 1, 2 ORDER BY 2, 1",

    [QUERY_Z_TAXES] =
        "SELECT t.rate_ppm, sum(l.net_minor), sum(t.tax_minor) FROM sale_line_tax t"
        " JOIN sale_line l ON l.sale_id = t.sale_id AND l.n = t.line_n"
        " WHERE t.sale_id BETWEEN $first_id AND $last_id"
        " AND coalesce(l.kind, '') NOT IN ('voucher', 'account') GROUP BY 1",

    [QUERY_Z_LINE_REFUNDS] =
        "SELECT count(*), coalesce(sum(l.gross_minor), 0) FROM sale_refund r"
        " JOIN sale_line l ON l.sale_id = r.sale_id AND l.n = r.n"
        " WHERE r.sale_id BETWEEN $first_id AND $last_id",

    [QUERY_Z_TENDERS] =
        "SELECT tender, count(*), sum(amount_minor) FROM payment"
        " WHERE sale_id BETWEEN $first_id AND $last_id GROUP BY 1 ORDER BY 1",

    /* Cash that went through the drawer in the shop's own currency: of a payment in foreign cash
     * that is only the change. */
    [QUERY_Z_CASH] =
        "SELECT p.amount_minor >= 0, sum(p.amount_minor"
        " - CASE WHEN f.currency IS NULL THEN 0 ELSE p.tendered_minor END)"
        " FROM payment p LEFT JOIN payment_foreign f ON f.sale_id = p.sale_id AND f.n = p.n"
        " WHERE p.sale_id BETWEEN $first_id AND $last_id AND p.tender = 'cash' GROUP BY 1",

    [QUERY_Z_FOREIGN] =
        "SELECT f.currency, count(*), sum(f.tendered_minor), sum(p.tendered_minor)"
        " FROM payment_foreign f JOIN payment p ON p.sale_id = f.sale_id AND p.n = f.n"
        " WHERE f.sale_id BETWEEN $first_id AND $last_id GROUP BY 1 ORDER BY 1",

    [QUERY_Z_CORRECTIONS] =
        "SELECT from_tender, to_tender, amount_minor FROM tender_correction"
        " WHERE shift_id = $shift_id ORDER BY id",

    [QUERY_Z_VOIDS] =
        "SELECT kind, count(*), sum(gross_minor) FROM void WHERE shift_id = $shift_id GROUP BY 1",

    [QUERY_Z_MOVEMENTS] =
        "SELECT kind, amount_minor, currency, reason, staff_name, moved_at_ms"
        " FROM cash_movement WHERE shift_id = $shift_id ORDER BY id",

    [QUERY_Z_PIECES] =
        "SELECT currency, value_minor, pieces FROM cash_count_piece WHERE count_id ="
        " (SELECT max(id) FROM cash_count WHERE shift_id = $shift_id) ORDER BY n",

    /* What may be a transfer that nobody saw: rung up as one, or corrected to one. */
    [QUERY_Z_TRANSFERS] =
        "SELECT sale_id, n, amount_minor, reference FROM payment"
        " WHERE sale_id BETWEEN $first_id AND $last_id AND tender = 'transfer' AND amount_minor > 0"
        " UNION ALL SELECT sale_id, payment_n, amount_minor, reference FROM tender_correction"
        " WHERE shift_id = $shift_id AND to_tender = 'transfer' AND amount_minor > 0"
        " ORDER BY 1, 2",

    /* What was found out about it up to a row of this till, and what its tender is by now. */
    [QUERY_Z_TRANSFER_STATE] =
        "SELECT (SELECT has_arrived FROM transfer_check WHERE sale_id = $sale_id"
        " AND payment_n = $payment_n AND id > $node * 1000000000000 AND id <= $last_check_id"
        " ORDER BY id DESC LIMIT 1),"
        " (SELECT to_tender FROM tender_correction WHERE sale_id = $sale_id"
        " AND payment_n = $payment_n AND shift_id <= $shift_id ORDER BY id DESC LIMIT 1)",

    [QUERY_Z_LEADS] = "SELECT count(*) FROM lead WHERE id BETWEEN $first_id AND $last_id",

    /* refunds, voids and corrections ----------------------------------------------------- */

    [QUERY_REFUND_LINES] =
        "SELECT r.of_line_n, sum(-l.quantity_milli), sum(-l.discount_minor), sum(-l.net_minor),"
        " sum(-l.tax_minor), sum(-l.gross_minor)"
        " FROM sale_refund r INDEXED BY sale_refund_of"
        " CROSS JOIN sale_line l ON l.sale_id = r.sale_id AND l.n = r.n"
        " WHERE r.of_sale_id = $of_sale_id GROUP BY r.of_line_n",

    [QUERY_REFUND_TAXES] =
        "SELECT r.of_line_n, x.n, sum(-x.tax_minor)"
        " FROM sale_refund r INDEXED BY sale_refund_of"
        " CROSS JOIN sale_line_tax x ON x.sale_id = r.sale_id AND x.line_n = r.n"
        " WHERE r.of_sale_id = $of_sale_id GROUP BY r.of_line_n, x.n",

    /* Of an exchange nobody can say which of its money belongs to what went back. */
    [QUERY_REFUND_MONEY] =
        "SELECT coalesce(sum(-s.gross_minor), 0),"
        " coalesce(sum(-s.gross_minor - s.cash_rounding_minor), 0) FROM sale s"
        " WHERE s.id IN (SELECT sale_id FROM sale_refund WHERE of_sale_id = $of_sale_id)"
        " AND s.kind = 'refund' AND NOT EXISTS (SELECT 1 FROM sale_refund o"
        " WHERE o.sale_id = s.id AND coalesce(o.of_sale_id, 0) <> $of_sale_id)",

    [QUERY_REFUND_IDS] =
        "SELECT DISTINCT sale_id FROM sale_refund WHERE of_sale_id = $of_sale_id"
        " ORDER BY sale_id LIMIT $max",

    [QUERY_REFUND_VOUCHER] =
        "SELECT voucher_id FROM voucher_movement WHERE sale_id = $sale_id AND amount_minor < 0"
        " ORDER BY id LIMIT 1",

    [QUERY_REFUND_ACCOUNT] =
        "SELECT account_id FROM account_movement WHERE sale_id = $sale_id AND amount_minor > 0"
        " ORDER BY id LIMIT 1",

    [QUERY_ACT_COUNT] = "SELECT count(*) FROM act WHERE sale_id = $sale_id AND kind = $kind",

    /* The index gives the days backwards; within a day the tills' sales are put in order. */
    [QUERY_RECEIPT_SEARCH] =
        "SELECT s.id, s.business_day, s.sold_at_ms, s.staff_name, s.kind, s.currency,"
        " s.gross_minor + s.cash_rounding_minor + coalesce(s.tip_minor, 0),"
        " coalesce((SELECT tender FROM payment WHERE sale_id = s.id AND n = 1), ''),"
        " (SELECT count(*) FROM payment WHERE sale_id = s.id),"
        " (SELECT name FROM sale_line WHERE sale_id = s.id AND n = 1),"
        " (SELECT count(*) FROM sale_line WHERE sale_id = s.id),"
        " EXISTS (SELECT 1 FROM sale_refund WHERE of_sale_id = s.id)"
        " FROM sale s INDEXED BY sale_business_day"
        " WHERE s.business_day BETWEEN $from AND $to AND ($words = ''"
        " OR s.gross_minor = $amount_minor"
        " OR s.gross_minor + s.cash_rounding_minor + coalesce(s.tip_minor, 0) = $amount_minor"
        " OR EXISTS (SELECT 1 FROM payment WHERE sale_id = s.id AND reference LIKE $pattern"
        " ESCAPE '\\')"
        " OR EXISTS (SELECT 1 FROM sale_line WHERE sale_id = s.id AND (name LIKE $pattern"
        " ESCAPE '\\' OR sku = $words COLLATE NOCASE)))"
        " ORDER BY s.business_day DESC, s.sold_at_ms DESC, s.id DESC LIMIT $max",

    [QUERY_VOID_INSERT] =
        "INSERT INTO void (id, shift_id, kind, reason, gross_minor, staff_id, staff_name,"
        " voided_at_ms)"
        " VALUES ($id, $shift_id, $kind, $reason, $gross_minor, $staff_id, $staff_name,"
        " $voided_at_ms)",

    [QUERY_VOID_LINE_INSERT] =
        "INSERT INTO void_line (void_id, n, product_id, sku, name, quantity_milli,"
        " unit_price_minor, gross_minor)"
        " VALUES ($void_id, $n, $product_id, $sku, $name, $quantity_milli, $unit_price_minor,"
        " $gross_minor)",

    [QUERY_TENDER_CORRECTION_INSERT] =
        "INSERT INTO tender_correction (id, sale_id, payment_n, shift_id, from_tender, to_tender,"
        " amount_minor, reference, staff_id, staff_name, corrected_at_ms)"
        " VALUES ($id, $sale_id, $payment_n, $shift_id, $from_tender, $to_tender, $amount_minor,"
        " $reference, $staff_id, $staff_name, $corrected_at_ms)",

    [QUERY_TENDER_CORRECTIONS] =
        "SELECT payment_n, from_tender, to_tender, amount_minor, reference, staff_name,"
        " corrected_at_ms FROM tender_correction WHERE sale_id = $sale_id ORDER BY id",

    [QUERY_LAST_SALE] =
        "SELECT (SELECT max(id) FROM sale WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000),"
        " (SELECT max(id) FROM shift WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000),"
        " coalesce((SELECT last_sale_n FROM close WHERE id > $node * 1000000000000"
        " AND id < ($node + 1) * 1000000000000 ORDER BY id DESC LIMIT 1), 0)",

    [QUERY_TICKET_PARKED] =
        "SELECT slot, name, body, updated_at_ms FROM ticket WHERE slot > 0 AND body <> ''"
        " ORDER BY updated_at_ms DESC, slot",

    [QUERY_TICKET_FREE_SLOT] =
        "SELECT coalesce((SELECT min(slot) FROM ticket WHERE slot > 0 AND body = ''),"
        " (SELECT coalesce(max(slot), 0) + 1 FROM ticket WHERE slot > 0))",

    /* options, bundles, price lists and stock -------------------------------------------- */

    [QUERY_OPTION_GROUP_ALL] =
        "SELECT id, name, minimum, maximum, position FROM option_group ORDER BY position, id",

    [QUERY_OPTION_GROUP_INSERT] =
        "INSERT INTO option_group (id, name, minimum, maximum, position)"
        " VALUES ($id, $name, $minimum, $maximum, $position)",

    [QUERY_OPTION_GROUP_UPDATE] =
        "UPDATE option_group SET name = $name, minimum = $minimum, maximum = $maximum,"
        " position = $position WHERE id = $id",

    [QUERY_OPTION_CHOICE_ALL] =
        "SELECT id, group_id, name, price_minor, position, is_active FROM option_choice"
        " ORDER BY group_id, position, id",

    [QUERY_OPTION_CHOICE_INSERT] =
        "INSERT INTO option_choice (id, group_id, name, price_minor, position, is_active)"
        " VALUES ($id, $group_id, $name, $price_minor, $position, $is_active)",

    [QUERY_OPTION_CHOICE_UPDATE] =
        "UPDATE option_choice SET group_id = $group_id, name = $name, price_minor = $price_minor,"
        " position = $position, is_active = $is_active WHERE id = $id",

    [QUERY_PRODUCT_OPTION_ALL] = "SELECT product_id, group_id, position FROM product_option",

    [QUERY_PRODUCT_OPTION_INSERT] =
        "INSERT INTO product_option (product_id, group_id, position)"
        " VALUES ($product_id, $group_id, $position)",

    [QUERY_PRODUCT_OPTION_UPDATE] =
        "UPDATE product_option SET position = $position"
        " WHERE product_id = $product_id AND group_id = $group_id",

    [QUERY_PRODUCT_OPTION_DELETE] =
        "DELETE FROM product_option WHERE product_id = $product_id AND group_id = $group_id",

    [QUERY_PRODUCT_CHOICES] =
        "SELECT g.id, g.name, g.minimum, g.maximum, c.id, c.name, c.price_minor"
        " FROM product_option o JOIN option_group g ON g.id = o.group_id"
        " JOIN option_choice c ON c.group_id = g.id AND c.is_active = 1"
        " WHERE o.product_id = $product_id ORDER BY o.position, g.id, c.position, c.id",

    [QUERY_BUNDLE_ITEM_ALL] = "SELECT bundle_id, product_id, quantity_milli FROM bundle_item",

    [QUERY_BUNDLE_ITEMS] =
        "SELECT b.product_id, b.quantity_milli, p.name, p.unit, p.is_stocked"
        " FROM bundle_item b JOIN product p ON p.id = b.product_id"
        " WHERE b.bundle_id = $bundle_id ORDER BY p.position, p.id",

    [QUERY_BUNDLE_ITEM_INSERT] =
        "INSERT INTO bundle_item (bundle_id, product_id, quantity_milli)"
        " VALUES ($bundle_id, $product_id, $quantity_milli)",

    [QUERY_BUNDLE_ITEM_UPDATE] =
        "UPDATE bundle_item SET quantity_milli = $quantity_milli"
        " WHERE bundle_id = $bundle_id AND product_id = $product_id",

    [QUERY_BUNDLE_ITEM_DELETE] =
        "DELETE FROM bundle_item WHERE bundle_id = $bundle_id AND product_id = $product_id",

    [QUERY_PRICE_LIST_ALL] =
        "SELECT id, name, starts_on, ends_on, weekdays, from_minute, until_minute, is_active"
        " FROM price_list ORDER BY id",

    [QUERY_PRICE_LIST_INSERT] =
        "INSERT INTO price_list (id, name, starts_on, ends_on, weekdays, from_minute,"
        " until_minute, is_active)"
        " VALUES ($id, $name, $starts_on, $ends_on, $weekdays, $from_minute, $until_minute,"
        " $is_active)",

    [QUERY_PRICE_LIST_UPDATE] =
        "UPDATE price_list SET name = $name, starts_on = $starts_on, ends_on = $ends_on,"
        " weekdays = $weekdays, from_minute = $from_minute, until_minute = $until_minute,"
        " is_active = $is_active WHERE id = $id",

    [QUERY_PRICE_LIST_PRICES] =
        "SELECT product_id, price_minor FROM price_list_price"
        " WHERE price_list_id = $price_list_id",

    [QUERY_PRICE_LIST_PRICE] =
        "SELECT price_minor FROM price_list_price"
        " WHERE price_list_id = $price_list_id AND product_id = $product_id",

    [QUERY_PRICE_LIST_PRICE_INSERT] =
        "INSERT INTO price_list_price (price_list_id, product_id, price_minor)"
        " VALUES ($price_list_id, $product_id, $price_minor)",

    [QUERY_PRICE_LIST_PRICE_UPDATE] =
        "UPDATE price_list_price SET price_minor = $price_minor"
        " WHERE price_list_id = $price_list_id AND product_id = $product_id",

    [QUERY_PRICE_LIST_PRICE_DELETE] =
        "DELETE FROM price_list_price"
        " WHERE price_list_id = $price_list_id AND product_id = $product_id",

    /* What is on the shelf is a walk over stock_movement_product alone. */
    [QUERY_STOCK_PRODUCT] =
        "SELECT p.name, p.unit, p.is_stocked, p.kind, p.low_stock_milli,"
        " (SELECT coalesce(sum(m.quantity_milli), 0) FROM stock_movement m"
        " WHERE m.product_id = p.id) FROM product p WHERE p.id = $id",

    [QUERY_STOCK_COUNTED] = "SELECT is_stocked, kind FROM product WHERE id = $id",

    [QUERY_STOCK_LIST] =
        "SELECT p.id, p.sku, p.name, p.unit, p.low_stock_milli,"
        " (SELECT coalesce(sum(m.quantity_milli), 0) FROM stock_movement m"
        " WHERE m.product_id = p.id)"
        " FROM product p WHERE p.is_stocked = 1 AND p.is_active = 1 ORDER BY p.position, p.id",

    [QUERY_STOCK_INSERT] =
        "INSERT INTO stock_movement (id, product_id, kind, quantity_milli, counted_milli, sale_id,"
        " note, staff_name, moved_at_ms)"
        " VALUES ($id, $product_id, $kind, $quantity_milli, $counted_milli, $sale_id,"
        " $note, $staff_name, $moved_at_ms)",

    [QUERY_STOCK_HISTORY] =
        "SELECT kind, quantity_milli, counted_milli, sale_id, note, staff_name, moved_at_ms"
        " FROM stock_movement WHERE product_id = $product_id"
        " ORDER BY moved_at_ms DESC, id DESC LIMIT $max",

    /* vouchers, accounts and rates ------------------------------------------------------- */

    [QUERY_VOUCHER_INSERT] =
        "INSERT INTO voucher (id, currency, issued_at_ms, expires_on)"
        " VALUES ($id, $currency, $issued_at_ms, $expires_on)",

    [QUERY_VOUCHER_READ] =
        "SELECT id, currency, issued_at_ms, expires_on, (SELECT sum(amount_minor)"
        " FROM voucher_movement WHERE voucher_id = $id) FROM voucher WHERE id = $id",

    /* What was sold with a sale: the movement that puts something on. */
    [QUERY_VOUCHER_OF_SALE] =
        "SELECT voucher_id, amount_minor FROM voucher_movement"
        " WHERE sale_id = $sale_id AND amount_minor > 0 ORDER BY id",

    [QUERY_VOUCHER_MOVEMENTS] =
        "SELECT id, voucher_id, sale_id, amount_minor, moved_at_ms FROM voucher_movement"
        " WHERE voucher_id = $voucher_id ORDER BY moved_at_ms, id",

    [QUERY_VOUCHER_MOVEMENT_INSERT] =
        "INSERT INTO voucher_movement (id, voucher_id, sale_id, amount_minor, moved_at_ms)"
        " VALUES ($id, $voucher_id, $sale_id, $amount_minor, $moved_at_ms)",

    /* More was spent than was on it: two tills did not know of each other. */
    [QUERY_VOUCHER_OVERDRAFTS] =
        "SELECT voucher_id, sum(amount_minor) FROM voucher_movement GROUP BY voucher_id"
        " HAVING sum(amount_minor) < 0 ORDER BY voucher_id",

    [QUERY_ACCOUNT_INSERT] =
        "INSERT INTO account (id, code, name, is_active) VALUES ($id, $code, $name, 1)",

    [QUERY_ACCOUNT_BY_CODE] =
        "SELECT id, code, name, is_active, (SELECT sum(amount_minor) FROM account_movement"
        " WHERE account_id = account.id) FROM account WHERE code = $code",

    [QUERY_ACCOUNT_ALL] =
        "SELECT id, code, name, is_active, (SELECT sum(amount_minor) FROM account_movement"
        " WHERE account_id = account.id) FROM account ORDER BY code",

    [QUERY_ACCOUNT_MOVEMENTS] =
        "SELECT id, account_id, sale_id, amount_minor, moved_at_ms FROM account_movement"
        " WHERE account_id = $account_id ORDER BY moved_at_ms, id",

    [QUERY_ACCOUNT_MOVEMENT_INSERT] =
        "INSERT INTO account_movement (id, account_id, sale_id, amount_minor, moved_at_ms)"
        " VALUES ($id, $account_id, $sale_id, $amount_minor, $moved_at_ms)",

    [QUERY_EXCHANGE_RATE_ALL] =
        "SELECT currency, rate, set_at_ms FROM exchange_rate"
        " ORDER BY currency",

    [QUERY_EXCHANGE_RATE_READ] =
        "SELECT currency, rate, set_at_ms FROM exchange_rate WHERE currency = $currency",

    [QUERY_EXCHANGE_RATE_INSERT] =
        "INSERT INTO exchange_rate (currency, rate, set_at_ms)"
        " VALUES ($currency, $rate, $set_at_ms)",

    [QUERY_EXCHANGE_RATE_UPDATE] =
        "UPDATE exchange_rate SET rate = $rate, set_at_ms = $set_at_ms WHERE currency = $currency",

    [QUERY_TRANSFER_CHECK_INSERT] =
        "INSERT INTO transfer_check (id, sale_id, payment_n, has_arrived, staff_id, staff_name,"
        " checked_at_ms)"
        " VALUES ($id, $sale_id, $payment_n, $has_arrived, $staff_id, $staff_name,"
        " $checked_at_ms)",

    /* the shop: products, categories, taxes, ledger, files to write ---------------------- */

    /* sync ------------------------------------------------------------------------------------- */

    /* The nodes by jumps over the key, not by reading every entry. */
    [QUERY_HEADS] =
        "WITH RECURSIVE known (node) AS ("
        " SELECT min(id) / 1000000000000 FROM journal"
        " UNION ALL"
        " SELECT (SELECT min(id) / 1000000000000 FROM journal"
        " WHERE id >= (known.node + 1) * 1000000000000) FROM known"
        " WHERE known.node IS NOT NULL)"
        " SELECT known.node, j.id - known.node * 1000000000000, j.hash,"
        " coalesce(a.sequence, j.id - known.node * 1000000000000)"
        " FROM known"
        " JOIN journal AS j ON j.id ="
        " (SELECT max(id) FROM journal WHERE id < (known.node + 1) * 1000000000000)"
        " LEFT JOIN applied AS a ON a.node = known.node"
        " WHERE known.node IS NOT NULL ORDER BY known.node",

    [QUERY_JOURNAL_AFTER] =
        "SELECT id - $node * 1000000000000, entry, hash FROM journal"
        " WHERE id > $node * 1000000000000 + $sequence AND id < ($node + 1) * 1000000000000"
        " ORDER BY id",

    [QUERY_JOURNAL_HASH] = "SELECT hash FROM journal WHERE id = $node * 1000000000000 + $sequence",

    [QUERY_PEN_ENTRY_LATEST] =
        "SELECT entry FROM journal WHERE id < 1000000000000 AND kind IN ('genesis', 'pen')"
        " ORDER BY id DESC LIMIT 1",

    [QUERY_APPLIED_BEGIN] =
        "INSERT INTO applied (node, sequence, mac)"
        " SELECT $node, $sequence, row_check(24, $node, $sequence)"
        " WHERE NOT EXISTS (SELECT 1 FROM applied WHERE node = $node)",

    [QUERY_SECRETS_MISSING] =
        "SELECT id FROM lead WHERE id > $after"
        " AND NOT EXISTS (SELECT 1 FROM lead_secret WHERE lead_id = lead.id)"
        " AND NOT EXISTS (SELECT 1 FROM erasure WHERE lead_id = lead.id) ORDER BY id",

    [QUERY_SECRET_READ] =
        "SELECT sealed_key, box, index_hash FROM lead_secret WHERE lead_id = $lead_id",

    [QUERY_SECRET_WANTED] =
        "SELECT secret_hash FROM lead WHERE id = $lead_id"
        " AND NOT EXISTS (SELECT 1 FROM lead_secret WHERE lead_id = lead.id)"
        " AND NOT EXISTS (SELECT 1 FROM erasure WHERE lead_id = lead.id)",

    [QUERY_SECRET_INSERT] =
        "INSERT INTO lead_secret (lead_id, sealed_key, box, index_hash, mac)"
        " VALUES ($lead_id, $sealed_key, $box, $index_hash,"
        " row_check(20, $lead_id, $sealed_key, $box, $index_hash))",

    [QUERY_TILL_IS_BOOTH] = "SELECT count(*), 0 FROM till WHERE node = $node AND role = 'booth'",

    [QUERY_TICKET_IS_OPEN] =
        "SELECT count(*), 0 FROM ticket WHERE slot >= 0 AND body <> ''"
        " AND updated_at_ms >= $updated_at_ms",

    [QUERY_JOURNAL_BACKLOG] =
        "SELECT count(*), coalesce(min(at_ms), 0) FROM journal"
        " WHERE id > $node * 1000000000000 + $sequence AND id < ($node + 1) * 1000000000000"
        " AND at_ms > $at_ms",

    [QUERY_SYNC_STATE_READ] = "SELECT synced_at_ms, 0 FROM sync_state WHERE peer = $peer",

    [QUERY_SYNC_STATE_WRITE] =
        "INSERT INTO sync_state (peer, synced_at_ms, problem, mac) VALUES ($peer, $synced_at_ms,"
        " $problem, row_check(25, $peer, $synced_at_ms, $problem))"
        " ON CONFLICT (peer) DO UPDATE SET synced_at_ms = excluded.synced_at_ms,"
        " problem = excluded.problem, mac = excluded.mac",

    /* leads ------------------------------------------------------------------------------------ */

    [QUERY_LEAD_KEY_ALL] = "SELECT public_key, created_at_ms FROM lead_key ORDER BY id",

    [QUERY_LEAD_KEY_INSERT] =
        "INSERT INTO lead_key (id, public_key, created_at_ms)"
        " VALUES ($id, $public_key, $created_at_ms)",

    [QUERY_LEAD_INSERT] =
        "INSERT INTO lead (id, captured_at_ms, business_day, campaign_id, secret_hash, link_id,"
        " content, campaign_code, campaign_name, channel, source, has, ref, staff_id, staff_name)"
        " VALUES ($id, $captured_at_ms, $business_day, $campaign_id, $secret_hash, $link_id,"
        " $content, $campaign_code, $campaign_name, $channel, $source, $has, $ref, $staff_id,"
        " $staff_name)",

    [QUERY_LEAD_READ] =
        "SELECT id, captured_at_ms, business_day, campaign_id, link_id, campaign_code,"
        " campaign_name, channel, content, source, has, ref, staff_id, staff_name,"
        " EXISTS (SELECT 1 FROM erasure WHERE lead_id = lead.id) FROM lead WHERE id = $id",

    [QUERY_LEAD_BY_REF] = "SELECT min(id) FROM lead WHERE ref = $ref",

    [QUERY_LEAD_ALL] =
        "SELECT id, captured_at_ms, business_day, campaign_id, link_id, campaign_code,"
        " campaign_name, channel, content, source, has, ref, staff_id, staff_name,"
        " EXISTS (SELECT 1 FROM erasure WHERE lead_id = lead.id) FROM lead ORDER BY id",

    [QUERY_LEAD_NOTE_INSERT] =
        "INSERT INTO lead_note (id, lead_id, kind, text, secret_hash, staff_id, staff_name,"
        " noted_at_ms)"
        " VALUES ($id, $lead_id, $kind, $text, $secret_hash, $staff_id, $staff_name,"
        " $noted_at_ms)",

    [QUERY_LEAD_NOTES] =
        "SELECT id, lead_id, kind, text, secret_hash, staff_id, staff_name, noted_at_ms"
        " FROM lead_note WHERE lead_id = $lead_id ORDER BY noted_at_ms, id",

    [QUERY_NOTE_SECRET_INSERT] =
        "INSERT INTO lead_note_secret (note_id, lead_id, sealed_key, box, mac)"
        " VALUES ($note_id, $lead_id, $sealed_key, $box,"
        " row_check(61, $note_id, $lead_id, $sealed_key, $box))",

    [QUERY_NOTE_SECRET_READ] =
        "SELECT sealed_key, box FROM lead_note_secret WHERE note_id = $note_id",

    [QUERY_LEAD_MATCH_INSERT] =
        "INSERT INTO lead_match (id, lead_id, other_lead_id, is_same, matched_at_ms)"
        " VALUES ($id, $lead_id, $other_lead_id, $is_same, $matched_at_ms)",

    [QUERY_LEAD_MATCH_ALL] =
        "SELECT lead_id, other_lead_id, is_same, matched_at_ms FROM lead_match"
        " ORDER BY matched_at_ms, id",

    [QUERY_LEAD_MATCHES] =
        "SELECT lead_id, other_lead_id, is_same, matched_at_ms, id FROM lead_match"
        " WHERE lead_id = $lead_id"
        " UNION ALL SELECT lead_id, other_lead_id, is_same, matched_at_ms, id FROM lead_match"
        " WHERE other_lead_id = $lead_id ORDER BY 4, 5",

    [QUERY_CONSENT_INSERT] =
        "INSERT INTO consent (id, lead_id, purpose, given, is_withdrawal, wording, version,"
        " language, channel, device, staff_id, staff_name, given_at_ms)"
        " VALUES ($id, $lead_id, $purpose, $given, $is_withdrawal, $wording, $version,"
        " $language, $channel, $device, $staff_id, $staff_name, $given_at_ms)",

    [QUERY_CONSENTS] =
        "SELECT id, lead_id, purpose, given, is_withdrawal, wording, version, language, channel,"
        " device, staff_id, staff_name, given_at_ms FROM consent WHERE lead_id = $lead_id"
        " ORDER BY given_at_ms, id",

    [QUERY_LEAD_TOUCH_INSERT] =
        "INSERT INTO touch (id, sale_id, n, kind, campaign_id, campaign_code, campaign_name,"
        " channel, link_id, content, from_sale_id, touched_at_ms, lead_id)"
        " VALUES ($id, NULL, 0, $kind, $campaign_id, $campaign_code, $campaign_name,"
        " $channel, $link_id, $content, NULL, $touched_at_ms, $lead_id)",

    [QUERY_LEAD_TOUCHES] =
        "SELECT id, lead_id, kind, campaign_id, link_id, campaign_code, campaign_name, channel,"
        " content, sale_id, touched_at_ms FROM touch WHERE lead_id = $lead_id"
        " ORDER BY touched_at_ms, id",

    [QUERY_LEAD_SALES] =
        "SELECT s.id, s.sold_at_ms, s.gross_minor + (SELECT coalesce(sum(l.gross_minor), 0)"
        " FROM sale_refund AS r JOIN sale_line AS l ON l.sale_id = r.sale_id AND l.n = r.n"
        " WHERE r.of_sale_id = s.id), s.currency"
        " FROM sale_lead AS t JOIN sale AS s ON s.id = t.sale_id WHERE t.lead_id = $lead_id"
        " ORDER BY s.sold_at_ms, s.id",

    [QUERY_ERASURE_OF_LEAD] = "SELECT id FROM erasure WHERE lead_id = $lead_id LIMIT 1",

    [QUERY_ERASURE_INSERT] =
        "INSERT INTO erasure (id, lead_id, reason, erased_at_ms)"
        " VALUES ($id, $lead_id, $reason, $erased_at_ms)",

    [QUERY_LEAD_EXPORT_INSERT] =
        "INSERT INTO lead_export (id, format, purpose, lead_count, left_out_count, target,"
        " staff_id, staff_name, exported_at_ms)"
        " VALUES ($id, $format, $purpose, $lead_count, $left_out_count, $target, $staff_id,"
        " $staff_name, $exported_at_ms)",

    [QUERY_LEAD_INDEX_HAS] =
        "SELECT 1 FROM lead_index WHERE hash = $hash AND lead_id = $lead_id",

    [QUERY_LEAD_INDEX_FIND] =
        "SELECT lead_id FROM lead_index WHERE hash = $hash ORDER BY lead_id LIMIT 1",

    [QUERY_LEAD_INDEX_INSERT] =
        "INSERT INTO lead_index (hash, lead_id, mac)"
        " VALUES ($hash, $lead_id, row_check(66, $hash, $lead_id))",

    [QUERY_NOTE_SECRETS_MISSING] =
        "SELECT id FROM lead_note WHERE id > $after AND secret_hash IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM lead_note_secret WHERE note_id = lead_note.id)"
        " AND NOT EXISTS (SELECT 1 FROM erasure WHERE lead_id = lead_note.lead_id) ORDER BY id",

    [QUERY_NOTE_SECRET_WANTED] =
        "SELECT secret_hash FROM lead_note WHERE id = $note_id AND secret_hash IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM lead_note_secret WHERE note_id = lead_note.id)"
        " AND NOT EXISTS (SELECT 1 FROM erasure WHERE lead_id = lead_note.lead_id)",

    [QUERY_NOTE_SECRET_RECEIVE] =
        "INSERT INTO lead_note_secret (note_id, lead_id, sealed_key, box, mac)"
        " SELECT id, lead_id, $sealed_key, $box, row_check(61, id, lead_id, $sealed_key, $box)"
        " FROM lead_note WHERE id = $note_id",

    [QUERY_ERASURE_COUNT] = "SELECT count(*) FROM erasure",

    [QUERY_ERASED_OF_NODE] =
        "SELECT DISTINCT lead_id FROM erasure WHERE lead_id > $after"
        " AND lead_id > $node * 1000000000000 AND lead_id < ($node + 1) * 1000000000000"
        " ORDER BY lead_id",

    [QUERY_LEAD_SEALED] =
        "SELECT s.lead_id, (SELECT count(*) FROM lead_note_secret AS n"
        " WHERE n.lead_id = s.lead_id) FROM lead_secret AS s WHERE s.lead_id > $after"
        " ORDER BY s.lead_id",
};
