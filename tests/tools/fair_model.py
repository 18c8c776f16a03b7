"""What a fair and the sales after it come to, worked out a second time from what was done there and
nothing else: who was met, what was spent, which codes stood on which tickets. Shares are exact (the
decay to 60 digits), money is whole minor units by largest remainder.
"""
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
DAY_MS = 24 * 60 * 60 * 1000
RULES = ("last", "first", "linear", "position", "decay")


@dataclass
class Touch:
    order: int  # of two at the same moment the later one is the later touch
    at_ms: int
    day: str
    campaign: str
    person: object = None  # whose contact it is; None: nobody known
    counts: bool = True  # False: the code was over


@dataclass
class Part:
    """A line that was sold, or that went back (then all of it is below 0)."""
    gross: int
    net: int
    cost: object  # None: unknown
    discount: int = 0
    discount_campaign: str = ""


@dataclass
class Sale:
    at_ms: int
    day: str
    parts: list
    touches: list = field(default_factory=list)
    people: list = field(default_factory=list)  # whose code was on the ticket


@dataclass
class Refund:
    day: str
    of: Sale
    parts: list


def share(total, weights):
    """Whole units near the exact shares that add up to `total`; ties go to the earlier one."""
    sign, total = (-1 if total < 0 else 1), abs(total)
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    units = [int(one) for one in exact]  # towards 0, and none is below
    order = sorted(range(len(exact)), key=lambda i: (-(exact[i] - units[i]), i))
    for i in order[:total - sum(units)]:
        units[i] += 1
    return [sign * one for one in units]


def weigh(rule, ages_ms):
    """Weights of touches, the earliest first."""
    count = len(ages_ms)
    if rule == "last":
        return [Fraction(int(i == count - 1)) for i in range(count)]
    if rule == "first":
        return [Fraction(int(i == 0)) for i in range(count)]
    if rule == "linear" or (rule == "position" and count <= 2):
        return [Fraction(1)] * count
    if rule == "position":
        middle = Fraction(20, count - 2)
        return [Fraction(40)] + [middle] * (count - 2) + [Fraction(40)]
    return [Decimal(2) ** (-Decimal(age) / (7 * DAY_MS)) for age in ages_ms]


class Fair:
    def __init__(self):
        self.sales, self.refunds, self.orders, self.touches = [], [], [], []
        self.spends = []  # (campaign, day, minor)
        self.leads = []  # (at_ms, order, person, campaign, day)
        self.parent = {}

    # --- people ---------------------------------------------------------------------------------

    def person(self, who):
        """Who stands for this person; several captures may be one."""
        self.parent.setdefault(who, who)
        while self.parent[who] != who:
            who = self.parent[who]
        return who

    def same(self, one, other):
        self.parent[self.person(other)] = self.person(one)

    # --- attribution ----------------------------------------------------------------------------

    def contacts(self, sale, window_days):
        """The touches that a sale is credited to, the earliest first."""
        people = {self.person(who) for who in sale.people}
        found = list(sale.touches)
        found += [touch for touch in self.touches if touch.person is not None
                  and self.person(touch.person) in people]
        for other in self.sales:
            if other is not sale:
                found += [touch for touch in other.touches if touch.person is not None
                          and self.person(touch.person) in people]
        begin = sale.at_ms - window_days * DAY_MS
        found = [touch for touch in found if touch.counts and begin <= touch.at_ms <= sale.at_ms]
        return sorted(found, key=lambda touch: (touch.at_ms, touch.order))

    def purchases(self):
        """By person, the moments of what they bought."""
        found = defaultdict(list)
        for sale in self.sales + self.orders:
            for who in sale.people:
                found[self.person(who)].append(sale.at_ms)
        return found

    def buyer(self, sale):
        """new, known or unknown."""
        if not sale.people:
            return "unknown"
        first = min(self.purchases()[self.person(sale.people[0])])
        return "new" if first == sale.at_ms else "known"

    def people(self, first_day, last_day):
        """(left details in the period, bought since, bought again since)."""
        met = {}
        for at_ms, order, who, _, day in sorted(self.leads, key=lambda lead: lead[:2]):
            met.setdefault(self.person(who), (at_ms, day))
        bought = self.purchases()
        counts = [sum(at_ms >= since for at_ms in bought[who]) for who, (since, day) in met.items()
                  if first_day <= day <= last_day]
        return len(counts), sum(n >= 1 for n in counts), sum(n >= 2 for n in counts)

    def contact_counts(self, window_days, first_day, last_day):
        """(sales of the period, with a contact, with one contact only)."""
        counts = [len(self.contacts(sale, window_days)) for sale in self.sales + self.orders
                  if first_day <= sale.day <= last_day]
        return len(counts), sum(n > 0 for n in counts), sum(n == 1 for n in counts)

    def table(self, rule, window_days, first_day, last_day):
        """By campaign, '' for none: what `report campaigns` must say."""
        rows = defaultdict(Counter)
        held = lambda day: first_day <= day <= last_day

        def credit(sale, amounts, sign=1, is_costed=0):
            """Shares amounts (by their names) out over the sale's contacts."""
            touches = self.contacts(sale, window_days)
            if not touches:
                for name, amount in amounts.items():
                    rows[""][name] += sign * amount
                return
            weights = weigh(rule, [sale.at_ms - touch.at_ms for touch in touches])
            for name, amount in amounts.items():
                for touch, part in zip(touches, share(amount, weights)):
                    rows[touch.campaign][name] += sign * part
            for touch in touches:
                rows[touch.campaign]["costed"] += is_costed

        def sums(parts):
            return {"gross": sum(part.gross for part in parts),
                    "net": sum(part.net for part in parts),
                    "cost": sum(part.cost or 0 for part in parts)}

        for sale in self.sales + self.orders:
            if held(sale.day):
                credit(sale, {**sums(sale.parts), "sales": 1000, self.buyer(sale): 1000},
                       is_costed=int(any(part.cost is not None for part in sale.parts)))
        gone = defaultdict(list)
        for refund in self.refunds:
            before = sums(gone[id(refund.of)])
            gone[id(refund.of)] += refund.parts
            if held(refund.day):
                credit(refund.of, sums(gone[id(refund.of)]))
                credit(refund.of, before, -1)
        for receipt in self.sales + self.refunds:
            if held(receipt.day):
                for part in receipt.parts:
                    if part.discount_campaign:
                        rows[part.discount_campaign]["discounts"] += part.discount
        for touch in self.touches + [touch for sale in self.sales + self.orders
                                     for touch in sale.touches]:
            if touch.counts and held(touch.day):
                rows[touch.campaign]["touches"] += 1
        met = {}
        for at_ms, order, who, campaign, day in sorted(self.leads, key=lambda lead: lead[:2]):
            met.setdefault(self.person(who), (campaign, day))
        for campaign, day in met.values():
            if held(day) and campaign:
                rows[campaign]["leads"] += 1
        for campaign, day, minor in self.spends:
            if held(day):
                rows[campaign]["spent"] += minor
                rows[campaign]["spends"] += 1
        return rows
