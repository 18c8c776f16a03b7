-- A small shop, two days, two tills and a restored one, for the reports and the exports. Written
-- without the program, so that its figures are an accountant's and not our own code's.
--
-- Columns of sale: id, day, sold_at_ms, staff_id, staff, kind, currency, prices, rounding, net,
-- tax, gross, cash rounding, ref, return campaign, clock doubt.

INSERT INTO campaign (id, code, name, channel, offer, landing_url, headline) VALUES
    (1, 'SPRING', 'Spring booth', 'event', '', '', ''),
    (2, 'HARBOUR', 'Harbour flyer', 'print', '', '', ''),
    (3, 'NEWS', 'Newsletter', 'e-mail', '', '', '');

-- 1-000001, 13:41 in Berlin: two rates, a discount, card and cash, cash rounding; came by SPRING,
-- then HARBOUR; NEWS was only shown.
INSERT INTO sale (id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, ref, return_campaign_id, clock_doubt) VALUES (1000000000001, '2026-11-23', 1795437660000, 1, 'Cashier 1', 'sale',
    'EUR', 'gross', 'line', 751, 117, 868, 2, 'WEB-1', NULL, NULL);
INSERT INTO sale_line (sale_id, n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor, discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor, gross_minor, tax_code, cost_minor) VALUES
    (1000000000001, 1, 1, 'FLATW', 'Flat white', 'Coffee', 'each', 2000, 360, 72, '-10 %', NULL,
        545, 103, 648, '19', 90),
    (1000000000001, 2, 2, 'CROIB', 'Butter croissant', 'Bakery', 'each', 1000, 220, 0, NULL, NULL,
        206, 14, 220, '7', NULL);
INSERT INTO payment VALUES
    (1000000000001, 1, 'card', 500, 500, 0, 'EUR', 'T-77', 1795437650000),
    (1000000000001, 2, 'cash', 370, 1000, 630, 'EUR', '', 1795437660000);
INSERT INTO touch (id, sale_id, n, kind, campaign_id, campaign_code,
 campaign_name, channel, link_id, content, from_sale_id, touched_at_ms) VALUES
    (1000000000001, 1000000000001, 1, 'scanned', 1, 'SPRING', 'Spring booth', 'event', NULL, '',
        NULL, 1795437600000),
    (1000000000002, 1000000000001, 2, 'typed', 2, 'HARBOUR', 'Harbour flyer', 'print', 5, 'flyer',
        NULL, 1795437600000),
    (1000000000003, 1000000000001, 3, 'shown', 3, 'NEWS', 'Newsletter', 'e-mail', NULL, '', NULL,
        1795437610000);

-- 1-000002: everything that a spreadsheet or a careless reader trips over; two taxes on one line,
-- prices net.
INSERT INTO sale (id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, ref, return_campaign_id, clock_doubt) VALUES (1000000000002, '2026-11-23', 1795440000250, NULL, 'Zoë "Z", Ö''Neil',
    'sale', 'EUR', 'net', 'line', 824, 123, 947, 0, NULL, NULL, NULL);
INSERT INTO sale_line (sale_id, n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor, discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor, gross_minor, tax_code, cost_minor) VALUES
    (1000000000002, 1, 3, '=2+3', 'Größe "M", 1' || char(10) || 'zweite Zeile; Ende', '@home',
        'kg', 412, 2000, 0, NULL, NULL, 824, 123, 947, '5+9.975', NULL);
INSERT INTO sale_line_tax VALUES (1000000000002, 1, 1, 50000, 41), (1000000000002, 1, 2, 99750, 82);
INSERT INTO payment VALUES (1000000000002, 1, 'card', 947, 947, 0, 'EUR', '+49', 1795440000250);

-- 1-000003: given away, so nothing is paid; the code is older than the window.
INSERT INTO sale (id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, ref, return_campaign_id, clock_doubt) VALUES (1000000000003, '2026-11-23', 1795441000000, 1, 'Cashier 1', 'sale',
    'EUR', 'gross', 'line', 0, 0, 0, 0, NULL, NULL, NULL);
INSERT INTO sale_line (sale_id, n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor, discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor, gross_minor, tax_code, cost_minor) VALUES (1000000000003, 1, 1, 'FLATW', 'Flat white', 'Coffee', 'each', 1000,
    360, 360, '-100 %', NULL, 0, 0, 0, '19', 90);
INSERT INTO touch (id, sale_id, n, kind, campaign_id, campaign_code,
 campaign_name, channel, link_id, content, from_sale_id, touched_at_ms) VALUES (1000000000004, 1000000000003, 1, 'lead', 1, 'SPRING', 'Spring booth',
    'event', NULL, '', NULL, 1795441000000 - 30 * 86400000 - 1);

-- 2-000001: a refund on the second till after midnight, still of the 23rd; typed in, without a
-- category.
INSERT INTO sale (id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, ref, return_campaign_id, clock_doubt) VALUES (2000000000001, '2026-11-23', 1795483800000, 2, 'Cashier 2', 'refund',
    'EUR', 'gross', 'line', -206, -14, -220, 0, NULL, NULL, NULL);
INSERT INTO sale_line (sale_id, n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor, discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor, gross_minor, tax_code, cost_minor) VALUES (2000000000001, 1, NULL, '', 'Cup, deposit', '', 'each', -1000, 220,
    0, NULL, NULL, -206, -14, -220, '7', NULL);
INSERT INTO payment VALUES (2000000000001, 1, 'cash', -220, -220, 0, 'EUR', '', 1795483800000);

-- 1b-000001 on the 24th: the first till, restored; its campaign is no longer in the catalogue.
INSERT INTO sale (id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, ref, return_campaign_id, clock_doubt) VALUES (1001000000000001, '2026-11-24', 1795510800000, 1, 'Cashier 1', 'sale',
    'EUR', 'gross', 'line', 605, 115, 720, 0, NULL, NULL, NULL);
INSERT INTO sale_line (sale_id, n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor, discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor, gross_minor, tax_code, cost_minor) VALUES (1001000000000001, 1, 1, 'FLATW', 'Flat white, large', 'Coffee',
    'each', 2000, 360, 0, NULL, NULL, 605, 115, 720, '19', 90);
INSERT INTO payment VALUES (1001000000000001, 1, 'cash', 720, 720, 0, 'EUR', '', 1795510800000);
INSERT INTO touch (id, sale_id, n, kind, campaign_id, campaign_code,
 campaign_name, channel, link_id, content, from_sale_id, touched_at_ms) VALUES (1001000000000001, 1001000000000001, 1, 'scanned', 9, 'OLD',
    'Old poster', 'print', NULL, '', NULL, 1795510800000);
