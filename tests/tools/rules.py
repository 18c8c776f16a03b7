"""The shop's sums, worked out a second time: exact fractions, nothing shared with the program.

Rules: an amount is rounded half away from zero to the minor unit. After a percent discount the
line's amount is what is rounded, and the discount shown is the rest. Tax included in a price is
rounded and the net is the rest; tax added is rounded and the gross is the sum. By line each line's
tax is rounded; by document each rate's base is summed, its tax rounded once, and shared out over
the lines by largest remainder.
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
