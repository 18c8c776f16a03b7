#ifndef TILLTALE_DOMAIN_TICKET_H
#define TILLTALE_DOMAIN_TICKET_H

/* Ticket: what is being rung up, and its figures.
 *
 * A ticket has lines, a discount on all, and the touches of the campaigns that brought the
 * customer. It is plain data with rules: no clock, no database, no ids of its own. It becomes a
 * sale when till/ writes it.
 *
 * Prices are as the shop quotes them: gross (the tax is in the price) or net (it is added). An
 * *amount* below is in that quotation; net, tax and gross are what they are called.
 *
 * Discounts come from a person (manual) or from a campaign's offer. Offers apply themselves: a
 * touch that is attached, a line that is added and a quantity that changes bring every campaign
 * discount up to date, and the touch that is taken off takes its discounts with it. Of several
 * campaigns' offers one applies, the one that takes most off the whole ticket, of equals the one
 * attached first; then come those that stack, in the order they were attached, each off what the
 * ones before it leave. A campaign's offer applies once, however many of its codes are there. What
 * a person set wins over every offer, also when it is "no discount".
 *
 * In an exchange, lines that take goods back stand among the others; the total may then be 0 or
 * below: money is given back.
 *
 * Beside items there are lines that take part in no discount: deposits, sold vouchers, debts paid.
 * A deposit that comes with an item is bound to it: it stands right behind its item, its quantity
 * follows the item's, and it goes when the item goes. A deposit that is given back is a line of
 * its own below 0.
 *
 * Ownership: lines live on the heap and grow; `ticket_init` needs a `ticket_close`. A struct
 * ticket is moved by assignment and copied by `ticket_copy`. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/attribution.h"
#include "domain/line_detail.h"
#include "domain/money.h"
#include "domain/offer.h"
#include "domain/quantity.h"
#include "domain/rate.h"

struct error;

#define TICKET_LINES_MAX 1000
#define TICKET_TOUCHES_MAX 8
#define TICKET_LEADS_MAX 8
#define TICKET_TAXES_MAX 24 /* different taxes on one ticket */

/* Sizes of texts in bytes, terminator included. A name has 120 characters, 480 bytes of UTF-8. */
#define NAME_CHARACTERS_MAX 120
#define NAME_BYTES (NAME_CHARACTERS_MAX * 4 + 1)
#define SKU_BYTES 65
#define CATEGORY_BYTES 241
#define NOTE_BYTES 241
#define PAY_REFERENCE_BYTES 28
#define CODE_BYTES 65 /* of a campaign, a channel, a reference */

enum prices {
    PRICES_GROSS, /* tax included */
    PRICES_NET    /* tax added */
};

enum tax_rounding {
    TAX_ROUNDING_LINE,    /* each line's tax is rounded, then they are summed */
    TAX_ROUNDING_DOCUMENT /* each rate's tax is rounded once for the ticket */
};

/* Settings of the shop that a ticket is computed by; fixed while it has lines. */
struct ticket_rules {
    const struct currency *currency;
    enum prices prices;
    enum tax_rounding tax_rounding;
    enum money_half half;
};

enum discount_kind {
    DISCOUNT_NONE,
    DISCOUNT_PERCENT,
    DISCOUNT_AMOUNT,
    DISCOUNT_UNITS /* of a line alone: so much of its quantity is free */
};

enum discount_source {
    DISCOUNT_FROM_NOBODY, /* kind is DISCOUNT_NONE; an offer may come */
    DISCOUNT_MANUAL,      /* a person's; with DISCOUNT_NONE: taken off, and no offer comes back */
    DISCOUNT_CAMPAIGN     /* of an offer */
};

struct discount {
    enum discount_kind kind;
    enum discount_source source;
    int64_t value;       /* DISCOUNT_PERCENT: ppm; _AMOUNT: minor units; _UNITS: thousandths */
    int64_t campaign_id; /* DISCOUNT_CAMPAIGN: whose; else 0 */
};

enum line_kind {
    LINE_ITEM,
    LINE_DEPOSIT, /* a levy per unit: revenue with a tax of its own */
    LINE_VOUCHER, /* a gift card that is sold: a debt of the shop, no revenue */
    LINE_ACCOUNT, /* a debt that is paid: no revenue */
    LINE_KIND_COUNT
};

/* As in the database: "" is an item, else "deposit", "voucher", "account". */
const char *line_kind_text(enum line_kind kind);
MUST_CHECK bool line_kind_parse(struct text_view text, enum line_kind *out_kind);

/* The figures of a line. amount - discount - ticket_discount is gross (PRICES_GROSS) or net. Of a
 * line that takes goods back all are below 0, discounts too. */
struct line_figures {
    int64_t amount_minor;          /* quantity x unit price, before every discount */
    int64_t discount_minor;        /* the line's own discount, not negative */
    int64_t ticket_discount_minor; /* its share of the discount on all */
    int64_t net_minor;
    int64_t tax_minor; /* all taxes of the line */
    int64_t gross_minor;
    int64_t part_minor[TAX_PARTS_MAX]; /* tax by part of its code */
};

#define RETURN_REASON_BYTES 241

/* A line that takes goods back: its quantity is below 0, and its figures are what the sale says
 * (domain/refund.h), to the cent, and not computed. No discount, offer or price touches it. */
struct ticket_return {
    int64_t of_sale_id; /* the sale that it undoes, of any till; 0: without a receipt */
    int64_t of_line_n;
    bool restock; /* the goods are back on the shelf */
    char reason[RETURN_REASON_BYTES];
    struct line_figures figures;
};

struct ticket_line {
    enum line_kind kind;
    bool is_bound;      /* a deposit that belongs to the line right before it */
    bool counts_stock;  /* what is sold is taken off the shelf: the product, or a bundle's parts */
    int64_t product_id; /* 0: a free line that no product stands behind */
    char sku[SKU_BYTES];
    char name[NAME_BYTES];
    char category[CATEGORY_BYTES];
    char note[NOTE_BYTES];
    char details[LINE_DETAILS_BYTES]; /* options, parts, serial number: line_detail.h */
    enum unit unit;
    int64_t quantity_milli;
    int64_t unit_price_minor; /* options included */
    bool has_list_price;      /* the catalogue said a price: another one was set by hand */
    int64_t list_price_minor; /* what it said, options included */
    struct tax_code tax;
    struct discount discount;
    struct discount stacked[TICKET_TOUCHES_MAX]; /* of offers, each off what is left; then none */
    bool has_cost;
    int64_t cost_minor; /* what one unit cost the shop */
    bool is_return;
    struct ticket_return back; /* is_return */
};

/* Why a touch is kept and never credited, though its kind would be. */
enum touch_uncredited {
    TOUCH_COUNTS,
    TOUCH_ENDED,  /* the code was over when it came */
    TOUCH_REMOVED /* somebody took the code off the ticket */
};

/* As in the database: "" counts, "ended", "removed". */
const char *touch_uncredited_text(enum touch_uncredited why);
MUST_CHECK bool touch_uncredited_parse(struct text_view text, enum touch_uncredited *out_why);

/* A contact with a campaign that this sale is credited to or was shown with. */
struct ticket_touch {
    int64_t campaign_id;
    char code[CODE_BYTES];
    char name[NAME_BYTES];
    char channel[CODE_BYTES];
    enum touch_kind kind;
    int64_t link_id;          /* 0: none */
    char content[CODE_BYTES]; /* the placement's word, "flyer"; "" none */
    int64_t from_sale_id;     /* the sale whose code was brought back; 0: none */
    int64_t lead_id;          /* whose code it was: a lead of any till; 0: none */
    int64_t from_lead_id;     /* a friend's code: the lead that recommends; 0: not known */
    enum touch_uncredited uncredited;
    int64_t touched_at_ms;
    struct offer offer; /* OFFER_NONE where it has ended or its discount was taken off */
    bool offer_stacks;  /* applies beside others */
};

struct ticket {
    struct ticket_rules rules;
    struct ticket_line *lines;
    size_t line_count;
    size_t line_capacity;
    struct discount discount;                    /* on all items, after their own */
    struct discount stacked[TICKET_TOUCHES_MAX]; /* as a line's */
    int age_checked; /* somebody looked: the customer is at least this old; 0: nobody did */
    struct ticket_touch touches[TICKET_TOUCHES_MAX];
    size_t touch_count;
    int64_t leads[TICKET_LEADS_MAX]; /* whose codes were shown: the sale is theirs, in order */
    size_t lead_count;
    int64_t tip_minor; /* what the customer gives on top; no figure of the lines */
    char pay_reference[PAY_REFERENCE_BYTES]; /* said in a bank transfer; "" none yet */
};

/* An empty ticket under these rules; no memory yet. */
void ticket_init(struct ticket *ticket, const struct ticket_rules *rules);

/* Gives the memory back; the struct is then as good as zeroed. NULL is allowed. */
void ticket_close(struct ticket *ticket);

/* Takes everything off and keeps the rules and the memory. */
void ticket_clear(struct ticket *ticket);

/* Makes *out_ticket, initialised or zeroed, a copy of `from`. */
void ticket_copy(const struct ticket *from, struct ticket *out_ticket);

/* Adds a line as a finger or a scanner does: to the line of the same product with equal price,
 * unit, tax, options and note that has no manual discount, the last of those; else as a new last
 * line. A line with a serial number is a piece of its own and joins none.
 * *out_index is the line that it became; may be NULL.
 * Errors: ERROR_INVALID, the quantity is not above 0 (of a deposit that is given back: 0), the
 * price is negative or the name is empty; ERROR_LIMIT, more lines than TICKET_LINES_MAX, or a
 * quantity or amount out of range. On any error the ticket is as it was. */
MUST_CHECK bool ticket_add(
    struct ticket *ticket, const struct ticket_line *line, size_t *out_index, struct error *err);

/* Adds an item with the deposit that is due on each unit of it: the deposit's quantity is made to
 * follow. Errors: as ticket_add(). */
MUST_CHECK bool ticket_add_with_deposit(struct ticket *ticket, const struct ticket_line *line,
    const struct ticket_line *deposit, size_t *out_index, struct error *err);

/* Puts a line at `index` (0 to line_count) and never merges: for sales of other software, to undo a
 * removal, and for lines that take goods back. Between an item and its deposit nothing is put: the line goes behind both.
 * Errors: as ticket_add(). */
MUST_CHECK bool ticket_insert(
    struct ticket *ticket, size_t index, const struct ticket_line *line, struct error *err);

/* The line that the line's quantity belongs to: the item of a bound deposit, else itself. */
size_t ticket_line_owner(const struct ticket *ticket, size_t index);

/* True if the line has a deposit bound to it, which then stands at index + 1. */
bool ticket_has_deposit(const struct ticket *ticket, size_t index);

/* Takes the line off, and with an item its deposit. *out_line, unless NULL, gets it for
 * ticket_insert(). The line is no bound deposit (ASSERT). */
void ticket_remove(struct ticket *ticket, size_t index, struct ticket_line *out_line);

/* A deposit that is given back keeps its sign: the quantity counts. The line is no bound deposit
 * (ASSERT). Errors: as ticket_add(); ERROR_INVALID for a line that takes goods back, here and in
 * the next three. */
MUST_CHECK bool ticket_set_quantity(
    struct ticket *ticket, size_t index, int64_t quantity_milli, struct error *err);
/* Errors: as ticket_add(); ERROR_INVALID also for what is no item. */
MUST_CHECK bool ticket_set_price(
    struct ticket *ticket, size_t index, int64_t unit_price_minor, struct error *err);

/* Puts other options (or another serial number) on the line: the unit price changes by what the
 * options do. Errors: as ticket_add(); ERROR_INVALID, the price would be below 0. */
MUST_CHECK bool ticket_set_details(
    struct ticket *ticket, size_t index, const char details[LINE_DETAILS_BYTES], struct error *err);

/* Another name for a line that no product stands behind. Errors: ERROR_INVALID, it is empty, or a
 * product's; ERROR_LIMIT. */
MUST_CHECK bool ticket_set_name(
    struct ticket *ticket, size_t index, const char *name, struct error *err);

/* A note to the line, "" none. Errors: ERROR_LIMIT, it is too long. */
MUST_CHECK bool ticket_set_note(
    struct ticket *ticket, size_t index, const char *note, struct error *err);

/* Sets a discount by hand, or takes one off with DISCOUNT_NONE: taking a person's off lets offers
 * come back, taking a campaign's off keeps them away. source and campaign_id of the argument do not
 * matter. An amount takes at most what the line or the ticket comes to.
 * Errors: ERROR_INVALID, a percentage not above 0 up to 100 %, an amount not above 0, or a line
 * that takes no discount. */
MUST_CHECK bool ticket_discount_line(
    struct ticket *ticket, size_t index, struct discount discount, struct error *err);
MUST_CHECK bool ticket_discount_all(
    struct ticket *ticket, struct discount discount, struct error *err);

/* Attaches a campaign's touch and applies its offer. A code that is attached already (the same
 * campaign, placement, receipt and lead) is replaced by the newer touch in its place.
 * Errors: ERROR_LIMIT, TICKET_TOUCHES_MAX are attached. */
MUST_CHECK bool ticket_attach(
    struct ticket *ticket, const struct ticket_touch *touch, struct error *err);

/* True for contacts by the same code: campaign, placement, receipt and lead. */
bool ticket_touch_is_same(const struct ticket_touch *touch, const struct ticket_touch *other);

/* Ties the ticket to a lead; once is enough. Errors: ERROR_LIMIT, TICKET_LEADS_MAX are tied. */
MUST_CHECK bool ticket_tie_lead(struct ticket *ticket, int64_t lead_id, struct error *err);

/* False if it was not tied to it. */
bool ticket_untie_lead(struct ticket *ticket, int64_t lead_id);

/* Keeps the touch and takes the discounts of its offer off. */
void ticket_drop_offer(struct ticket *ticket, size_t touch_index);

/* The same, and the touch is not credited any more. */
void ticket_disown(struct ticket *ticket, size_t touch_index);

/* Takes a touch and the discounts of its offer off. *out_touch, unless NULL, gets it. */
void ticket_detach(struct ticket *ticket, size_t touch_index, struct ticket_touch *out_touch);

/* True if the ticket has lines and all of them take goods back: a refund and no sale. */
bool ticket_is_refund(const struct ticket *ticket);

/* Whether an amount of money is taken off it, which cannot be parted. */
bool ticket_line_has_amount_off(const struct ticket_line *line);

/* Index of the line that takes back line `of_line_n` of a sale; line_count if there is none. */
size_t ticket_find_return(const struct ticket *ticket, int64_t of_sale_id, int64_t of_line_n);

/* The touch that the sale is credited to by the rule *last*: NULL if there is none. */
const struct ticket_touch *ticket_credited_touch(const struct ticket *ticket);

#define DISCOUNT_WORDS_MAX (NAME_BYTES + 64)

/* What the line says of its discount: "Spring booth −10 %", "−10 %", "−2.00", "Opening 1 free"; ""
 * without one. Returns out_words. */
const char *ticket_discount_words(const struct ticket *ticket, const struct discount *discount,
    char out_words[DISCOUNT_WORDS_MAX]);

/* One tax of the ticket. A line with two taxes stands in the base of both. Two taxes of one line
 * with the same rate (6+6) are two taxes, so a rate can stand here twice. */
struct tax_figures {
    uint32_t rate_ppm;
    int64_t base_minor; /* net of the lines that have this rate */
    int64_t tax_minor;
};

/* Figures of a whole ticket. What always holds (property-tested): the sums over the lines equal
 * the totals; net + tax = gross; the taxes by rate add up to tax; discounts and amounts add up.
 * A zeroed struct is ready to be filled; it may be filled again and again and keeps its memory. */
struct ticket_figures {
    struct line_figures *lines; /* on the heap, as many as the ticket has */
    size_t line_count;
    size_t line_capacity;
    struct tax_figures taxes[TICKET_TAXES_MAX]; /* by rate, lowest first */
    size_t tax_count;
    int64_t amount_minor;          /* before every discount */
    int64_t line_discount_minor;   /* all discounts of lines */
    int64_t ticket_discount_minor; /* the discount on all */
    int64_t net_minor;
    int64_t tax_minor;
    int64_t gross_minor; /* what is to be paid, before cash rounding; below 0: given back */
};

/* Computes all figures of the ticket. Rules:
 * - Tax included: each tax is what is rounded and the net is the rest. Tax added: the net stands
 *   and each tax is rounded. Several taxes of a line have the same base and their own amounts.
 * - By line: each line's taxes are rounded. By document: each rate's tax is rounded once over all
 *   lines that have it, and the lines get theirs by largest remainder.
 * - After a percent discount the line's amount is what is rounded, once, from the exact product
 *   of quantity, price and percentage; the discount is the rest. Free units likewise leave the
 *   rounded price of the others. A discount that is stacked takes its part of what is left, which
 *   is rounded again. The discount on all is found the same way and shared over the lines by
 *   largest remainder.
 * Errors: ERROR_LIMIT, a sum is out of range, or there are more than TICKET_TAXES_MAX taxes or
 * too many different tax codes to sum exactly; the figures are then undefined but can be filled
 * again and closed. */
MUST_CHECK bool ticket_compute(
    const struct ticket *ticket, struct ticket_figures *figures, struct error *err);

void ticket_figures_close(struct ticket_figures *figures);

#endif
