#ifndef TILLTALE_EXPORT_SALE_JSON_H
#define TILLTALE_EXPORT_SALE_JSON_H

/* Sale as JSON: what `ring --json` and `sale show --json` print, one object on one line.
 *
 *     sale           "1-000124", the number on the receipt
 *     ref            of the software that sent it, or null
 *     at             UTC, "2026-11-23T12:41:00Z"; with ".250" where the moment has milliseconds
 *     business_day   "2026-11-23"
 *     kind           "refund"; a sale has none
 *     lines          sku, qty, unit_price, discount, net, tax_rate, tax, gross; where there are
 *                    some, details (kind, text, amount) and the kind of what is no item; of what
 *                    goes back, whose amounts are below 0: the sale and line that it undoes (of,
 *                    line), restock, reason
 *     net tax gross  of the sale; gross = net + tax
 *     taxes          rate, base, tax: by rate, lowest first. A line with several taxes stands in
 *                    the base of each, so bases may add up to more than net; taxes never to more
 *                    than tax
 *     tenders        tender, amount, tendered, change, currency, reference
 *     rounding       what cash rounding added; the amounts of the tenders are gross + rounding
 *     change         handed back, all tenders together
 *     campaign       code and channel of the campaign that the sale is credited to by the rule
 *     channel        *last*, or null
 *
 * Amounts have the decimals of their currency, quantities and rates no more than they need.
 * discount takes off and is not negative: qty x unit_price - discount is the line's gross, or its
 * net where prices are net. */

struct buffer;
struct sale;

/* Appends the object, without a newline, after whatever `out` has; that must end in a newline if
 * it is not empty. */
void sale_json_append(struct buffer *out, const struct sale *sale);

#endif
