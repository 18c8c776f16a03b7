"""The shop's sums, worked out a second time: exact fractions, nothing shared with the program.

Rules: an amount is rounded half away from zero to the minor unit. After a percent discount the
line's amount is what is rounded, and the discount shown is the rest. Tax included in a price is
rounded and the net is the rest; tax added is rounded and the gross is the sum. By line each line's
tax is rounded; by document each rate's base is summed, its tax rounded once, and shared out over
the lines by largest remainder.

Offers: of those that do not stack the one that takes most off the whole ticket applies, of equals the
first; those that stack follow in their order, each off what is left and rounded again. Free units are
the cheapest ones.
"""
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Shop:
    prices: str = "gross"
    rounding: str = "line"
    exponent: int = 2
    timezone: str = "Europe/Berlin"
    day_starts: str = "04:00"

    @property
    def unit(self):
        return 10 ** self.exponent

    def minor(self, text):
        """A decimal string as minor units; exact, or it is an error."""
        value = Fraction(text) * self.unit
        if value.denominator != 1:
            raise ValueError(f"{text} has more decimals than the currency")
        return int(value)

    def text(self, minor):
        sign, minor = ("-" if minor < 0 else ""), abs(minor)
        if self.exponent == 0:
            return f"{sign}{minor}"
        return f"{sign}{minor // self.unit}.{minor % self.unit:0{self.exponent}d}"

    def business_day(self, at_utc):
        start = datetime.strptime(self.day_starts, "%H:%M")
        local = at_utc.astimezone(ZoneInfo(self.timezone)).replace(tzinfo=None)
        return (local - timedelta(hours=start.hour, minutes=start.minute)).date().isoformat()


def round_half_away(value):
    value = Fraction(value)
    whole, rest = divmod(abs(value), 1)
    rounded = int(whole) + (1 if rest >= Fraction(1, 2) else 0)
    return -rounded if value < 0 else rounded


def line_amount(price_minor, quantity, discount, shop):
    """(amount, discount) in minor units; `discount` is '', '10%' or '2.00'."""
    full = round_half_away(price_minor * quantity)
    if not discount:
        return full, 0
    if discount.endswith("%"):
        rest = 1 - Fraction(discount[:-1]) / 100
        amount = round_half_away(price_minor * quantity * rest)
        return amount, full - amount
    return full - shop.minor(discount), shop.minor(discount)


def exact_taxes(amount, rates, shop):
    """The unrounded tax of each rate in (or on) `amount`."""
    fractions = [Fraction(rate) / 100 for rate in rates]
    below = 1 + sum(fractions) if shop.prices == "gross" else Fraction(1)
    return [amount * fraction / below for fraction in fractions]


def share_by_largest_remainder(total, exact):
    """Integers near the exact shares that add up to `total`; ties go to the earlier line."""
    floors = [share.__floor__() for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    missing = total - sum(floors)
    for i in order[:missing]:
        floors[i] += 1
    return floors


@dataclass
class Line:
    sku: str
    name: str
    category: str
    rate_text: str
    quantity: Fraction
    price: int
    discount: int
    net: int
    tax: int
    gross: int
    taxes: dict


def compute(lines, shop):
    """lines: dicts sku, name, category, tax_rate, qty, price (minor), discount. The ticket's Lines."""
    amounts = [line_amount(line["price"], Fraction(line["qty"]), line["discount"], shop)
               for line in lines]
    rates = [line["tax_rate"].split("+") for line in lines]
    exact = [exact_taxes(amount, rate, shop) for (amount, _), rate in zip(amounts, rates)]
    if shop.rounding == "line":
        taxes = [[round_half_away(tax) for tax in row] for row in exact]
    else:
        taxes = [[0] * len(row) for row in exact]
        groups = {}
        for i, rate in enumerate(rates):
            for part, one in enumerate(rate):
                groups.setdefault(Fraction(one), []).append((i, part))
        for places in groups.values():
            shares = [exact[i][part] for i, part in places]
            for (i, part), tax in zip(
                    places, share_by_largest_remainder(round_half_away(sum(shares)), shares)):
                taxes[i][part] = tax
    ticket = []
    for line, (amount, discount), rate, tax in zip(lines, amounts, rates, taxes):
        net, gross = (amount - sum(tax), amount) if shop.prices == "gross" else \
            (amount, amount + sum(tax))
        by_rate = {}
        for one, part in zip(rate, tax):
            by_rate[one] = by_rate.get(one, 0) + part
        ticket.append(Line(line["sku"], line["name"], line["category"], line["tax_rate"],
                           Fraction(line["qty"]), line["price"], discount, net, sum(tax), gross,
                           by_rate))
    return ticket


# --- offers ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Offer:
    campaign: str
    text: str  # "10% on Beans", "2.00", "free FLATW", "3rd free on Beans"
    stacks: bool = False

    def parts(self):
        """(value, targets): targets None for the whole ticket."""
        if self.text.startswith("free "):
            return "free", self.text[5:].split(";")
        value, _, targets = self.text.partition(" on ")
        return value, targets.split(";") if targets else None

    def is_of_units(self):
        return self.text.startswith("free ") or " free" in self.text

    def is_for_ticket(self):
        return not self.is_of_units() and self.parts()[1] is None


def free_units(lines, offer):
    """How many units of each line are free."""
    value, targets = offer.parts()
    units = sorted((line["price"], i) for i, line in enumerate(lines)
                   if line["price"] > 0 and line.get("unit", "each") == "each"
                   and (targets is None or line["sku"] in targets or line["category"] in targets)
                   for _ in range(int(Fraction(line["qty"]))))
    count = min(1, len(units)) if value == "free" else \
        len(units) // int("".join(c for c in value if c.isdigit()))
    return [sum(1 for _, at in units[:count] if at == i) for i in range(len(lines))]


def leave(lines, offer, left, shop):
    """What an offer for lines leaves of each; `left` is None for a line that is whole."""
    value, targets = offer.parts()
    free = free_units(lines, offer) if offer.is_of_units() else [0] * len(lines)
    after = []
    for line, rest, units in zip(lines, left, free):
        quantity = Fraction(line["qty"])
        whole = line["price"] * quantity if rest is None else Fraction(rest)
        if offer.is_of_units():
            after.append(round_half_away(whole * (quantity - units) / quantity) if units else rest)
        elif line["sku"] not in targets and line["category"] not in targets:
            after.append(rest)
        elif value.endswith("%"):
            after.append(round_half_away(whole * (1 - Fraction(value[:-1]) / 100)))
        else:
            after.append(max(0, round_half_away(whole) - shop.minor(value)))
    return after


def run_offers(lines, offers, shop):
    """(what each line comes to after its own discounts, what is taken off all)"""
    left = [None] * len(lines)
    for offer in offers:
        if not offer.is_for_ticket():
            left = leave(lines, offer, left, shop)
    amounts = [round_half_away(line["price"] * Fraction(line["qty"])) if rest is None else rest
               for line, rest in zip(lines, left)]
    rest = total = sum(amounts)
    for offer in offers:
        if offer.is_for_ticket():
            value = offer.parts()[0]
            rest = round_half_away(rest * (1 - Fraction(value[:-1]) / 100)) \
                if value.endswith("%") else max(0, rest - shop.minor(value))
    return amounts, total - rest


def apply_offers(lines, offers, shop):
    """What each line is paid after every discount; `offers` in the order they were attached."""
    once = {}
    for offer in offers:
        once.setdefault(offer.campaign, offer)
    alone = [offer for offer in once.values() if not offer.stacks and offer.text]
    stacked = [offer for offer in once.values() if offer.stacks and offer.text]

    def paid(chosen):
        amounts, taken = run_offers(lines, chosen, shop)
        return sum(amounts) - taken

    best = min(alone, key=lambda offer: paid([offer]), default=None)  # of equals the first
    amounts, taken = run_offers(lines, ([best] if best else []) + stacked, shop)
    weights = sum(amounts)
    shares = share_by_largest_remainder(taken, [Fraction(taken * amount, weights)
                                                for amount in amounts]) if weights else [0] * len(lines)
    return [amount - share for amount, share in zip(amounts, shares)]
