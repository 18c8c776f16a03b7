"""A shop's day, worked out a second time: what a Z report must say, from what was done at the
counter and nothing else. Nothing is shared with the program; sums are exact fractions.

Prices include tax, each line's tax is rounded. Amounts are minor units of the shop's currency.
"""
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from rules import exact_taxes, line_amount, round_half_away, share_by_largest_remainder


@dataclass
class SoldLine:
    rate: str
    quantity: Fraction
    gross: int
    tax: int
    discount: int
    kind: str = ""
    back: Fraction = Fraction(0)  # what went back so far
    back_gross: int = 0
    back_tax: int = 0
    back_discount: int = 0

    def take_back(self, quantity):
        """The k-th refund is round(amount x quantity so far) less what was refunded before."""
        self.back += quantity
        if self.back > self.quantity:
            raise ValueError("more than was sold")
        part = self.back / self.quantity
        gross = round_half_away(self.gross * part) - self.back_gross
        tax = round_half_away(self.tax * part) - self.back_tax
        discount = round_half_away(self.discount * part) - self.back_discount
        self.back_gross += gross
        self.back_tax += tax
        self.back_discount += discount
        return SoldLine(self.rate, -quantity, -gross, -tax, -discount, self.kind)


@dataclass
class Shift:
    float_minor: int
    sales: int = 0
    refunds: int = 0
    first: int = 0
    last: int = 0
    refunded: int = 0  # gross of what went back, above 0
    discounts: int = 0
    discounted_lines: int = 0
    tips: int = 0
    tipped: int = 0
    rounding: int = 0
    vouchers_sold: int = 0
    debts_paid: int = 0
    void_lines: int = 0
    voided_lines: int = 0
    void_tickets: int = 0
    voided_tickets: int = 0
    pay_ins: int = 0
    pay_outs: int = 0
    net: Counter = field(default_factory=Counter)  # by tax code
    tax: Counter = field(default_factory=Counter)
    tenders: Counter = field(default_factory=Counter)
    foreign: Counter = field(default_factory=Counter)  # by currency, its own minor units
    foreign_worth: int = 0  # what it paid for, with the change that was given for it
    foreign_change: int = 0
    campaigns: Counter = field(default_factory=Counter)

    @property
    def gross(self):
        return sum(self.net.values()) + sum(self.tax.values())

    @property
    def expected(self):
        """Own currency in the drawer."""
        return (self.float_minor + self.tenders["cash"] - self.foreign_worth
                + self.pay_ins - self.pay_outs)


class Day:
    """What happens at one till. `products` are rows of the catalogue with `price` and `tax_rate`."""

    def __init__(self, shop, products, cash_step=1):
        self.shop = shop
        self.products = {row["sku"]: row for row in products}
        self.cash_step = cash_step
        self.receipts = {}
        self.last = 0
        self.grand_total = 0
        self.shift = None
        self.left = 0

    def open(self, float_minor=None):
        self.shift = Shift(self.left if float_minor is None else float_minor)

    def close(self, left):
        closed, self.shift, self.left = self.shift, None, left
        return closed

    # --- sales ----------------------------------------------------------------------------------

    def lines_of(self, sale):
        lines = []
        for row in sale["lines"]:
            if "voucher" in row:
                worth = self.shop.minor(row["voucher"])
                lines.append(SoldLine("0", Fraction(1), worth, 0, 0, "voucher"))
                continue
            if "account" in row:
                worth = self.shop.minor(row["amount"])
                lines.append(SoldLine("0", Fraction(1), worth, 0, 0, "account"))
                continue
            product = self.products[row["sku"]]
            price = self.shop.minor(row.get("price", product["price"]))
            amount, discount = line_amount(
                price, Fraction(row["qty"]), row.get("discount", ""), self.shop)
            lines.append(SoldLine(product["tax_rate"], Fraction(row["qty"]), amount, 0, discount))
        self.share_discount(sale.get("discount", ""), lines)
        for line in lines:
            rates = line.rate.split("+")
            line.tax = sum(round_half_away(tax)
                           for tax in exact_taxes(line.gross, rates, self.shop))
        return lines

    def share_discount(self, discount, lines):
        """A discount on all, over what is goods, by largest remainder."""
        goods = [line for line in lines if line.kind == ""]
        total = sum(line.gross for line in goods)
        if not discount or total == 0:
            return
        if discount.endswith("%"):
            off = total - round_half_away(total * (1 - Fraction(discount[:-1]) / 100))
        else:
            off = min(self.shop.minor(discount), total)
        shares = share_by_largest_remainder(off, [Fraction(off * line.gross, total)
                                                  for line in goods])
        for line, share in zip(goods, shares):
            line.gross -= share
            line.discount += share

    def count(self, lines, sign=1):
        shift = self.shift
        for line in lines:
            if line.kind == "voucher":
                shift.vouchers_sold += line.gross
            elif line.kind == "account":
                shift.debts_paid += line.gross
            else:
                shift.net[line.rate] += line.gross - line.tax
                shift.tax[line.rate] += line.tax
                shift.discounts += line.discount  # a refund takes its part back
                shift.discounted_lines += 1 if line.discount else 0
                if sign > 0:
                    self.grand_total += line.gross

    def number(self):
        self.last += 1
        self.shift.first = self.shift.first or self.last
        self.shift.last = self.last
        return self.last

    def due(self, sale):
        """What is to pay, before any rounding of cash."""
        return (sum(line.gross for line in self.lines_of(sale))
                + self.shop.minor(sale.get("tip", "0")))

    def pay(self, due, rows):
        """rows: (tender, minor, currency or '', rate or ''). Cash may be more than what is due."""
        shift = self.shift
        rest = due
        ordered = [row for row in rows if row[0] != "cash"] + [row for row in rows if row[0] == "cash"]
        for tender, minor, currency, rate in ordered:
            worth = round_half_away(minor * Fraction(rate)) if currency else minor
            if tender != "cash":
                shift.tenders[tender] += worth
                rest -= worth
                continue
            to_pay = round_half_away(Fraction(rest, self.cash_step)) * self.cash_step
            part = min(worth, to_pay)
            if worth >= to_pay:
                shift.rounding += to_pay - rest
                rest = 0
            else:
                rest -= worth
            shift.tenders["cash"] += part
            if currency:
                # The whole note is in the drawer; the change came out of the shop's own currency.
                shift.foreign[currency] += minor
                shift.foreign_worth += worth
                shift.foreign_change += worth - part
        if rest != 0:
            raise ValueError(f"{rest} not paid")

    def sell(self, sale, pay, campaign=None):
        lines = self.lines_of(sale)
        tip = self.shop.minor(sale.get("tip", "0"))
        self.pay(sum(line.gross for line in lines) + tip, pay)
        self.shift.tips += tip
        self.shift.tipped += 1 if tip else 0
        self.shift.sales += 1
        self.count(lines)
        self.shift.campaigns[campaign] += sum(line.gross for line in lines if line.kind == "")
        number = self.number()
        self.receipts[number] = (lines, campaign)
        return number

    def refund(self, of, wanted, tender):
        """wanted: (line from 1, quantity). Returns (number, what is given back)."""
        lines, campaign = self.receipts[of]
        back = [lines[n - 1].take_back(Fraction(quantity)) for n, quantity in wanted]
        gross = -sum(line.gross for line in back)
        self.shift.refunds += 1
        self.shift.refunded += gross
        self.count(back, -1)
        self.shift.tenders[tender] -= gross
        self.shift.campaigns[campaign] -= gross
        return self.number(), gross

    def left_of(self, number):
        """(line, quantity) that can still go back."""
        return [(n, line.quantity - line.back)
                for n, line in enumerate(self.receipts.get(number, ([], None))[0], 1)
                if line.kind == "" and line.back < line.quantity]
