"""The independent computation: works every sale out again from what was rung (rules.py) and
compares it with what the program exported, to the cent.

    judge.py PRODUCTS.csv SALES.jsonl EXPORT_DIR... [--rung RING.json] [--till 1]
             [--prices gross|net] [--rounding line|document] [--timezone Z] [--day-starts HH:MM]
             [--token TOKEN=CODE:CHANNEL]...

EXPORT_DIRs hold sales.csv, payments.csv and day.csv, in the order of their days. --rung is what
`ring --json` printed: it is compared too, and says which sale is which; without it the sales are
taken to be numbered from 1 in the order of SALES.jsonl. Says what it compared; exits 1 on the
first twenty differences.
"""
import argparse
import csv
import json
import sys
from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from rules import Shop, compute

DIFFERENCES_MAX = 20
NO_KEY = "(none)"


class Judge:
    def __init__(self, shop, products, tokens):
        self.shop, self.products, self.tokens = shop, products, tokens
        self.differences = []
        self.sales = self.lines = self.payments = self.figures = 0
        # day -> (section, key) -> [count, minor units]
        self.days = defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def differ(self, where, what, expected, found):
        if expected != found:
            self.differences.append(f"{where}: {what} is {found!r}, must be {expected!r}")

    def expected(self, sale):
        lines = []
        for line in sale["lines"]:
            product = self.products[line["sku"]]
            lines.append(dict(product, qty=line["qty"], discount=line.get("discount", ""),
                              price=self.shop.minor(line.get("price", product["price"]))))
        ticket = compute(lines, self.shop)
        total = sum(line.gross for line in ticket)
        tenders, change = [], sum(self.shop.minor(pay["amount"]) for pay in sale["pay"]) - total
        for pay in sale["pay"]:
            tendered = self.shop.minor(pay["amount"])
            back = change if pay["tender"] == "cash" else 0
            tenders.append((pay["tender"], tendered - back, tendered, back))
            change -= back
        at = datetime.fromisoformat(sale["at"].replace("Z", "+00:00"))
        return ticket, tenders, at, self.shop.business_day(at)

    def check_sale(self, number, sale, rows):
        """The rows of sales.csv with this number."""
        ticket, _, at, day = self.expected(sale)
        campaign, channel = self.tokens[sale["scan"][-1]] if sale.get("scan") else ("", "")
        self.sales += 1
        self.differ(number, "count of lines", len(ticket), len(rows))
        for index, (line, row) in enumerate(zip(ticket, rows), 1):
            where = f"{number} line {index}"
            self.lines += 1
            self.differ(where, "business_day", day, row["business_day"])
            self.differ(where, "sold_at", at, datetime.fromisoformat(
                row["sold_at"].replace("Z", "+00:00")))
            self.differ(where, "kind", "sale", row["kind"])
            self.differ(where, "line", str(index), row["line"])
            self.differ(where, "campaign", (campaign, channel), (row["campaign"], row["channel"]))
            self.differ(where, "sku", line.sku, row["sku"].removeprefix("'"))
            self.differ(where, "name", line.name, row["name"].removeprefix("'"))
            self.differ(where, "category", line.category, row["category"].removeprefix("'"))
            self.differ(where, "tax_rate", line.rate_text, row["tax_rate"])
            self.differ(where, "quantity", line.quantity, Fraction(row["quantity"]))
            for name, value in (("unit_price", line.price), ("discount", line.discount),
                                ("net", line.net), ("tax", line.tax), ("gross", line.gross)):
                self.differ(where, name, self.shop.text(value), row[name])
            self.add(day, "tax_net", line.rate_text, line.net)
            self.add(day, "category", line.category or NO_KEY, line.gross)
            for rate, tax in line.taxes.items():
                self.add(day, "tax", rate, tax)
        total = sum(line.gross for line in ticket)
        self.add(day, "sale", "sale", total)
        self.add(day, "campaign", campaign or NO_KEY, total)

    def add(self, day, section, key, minor):
        figure = self.days[day][section, key]
        figure[0] += 1
        figure[1] += minor

    def check_payments(self, number, sale, rows):
        _, tenders, _, day = self.expected(sale)
        self.differ(number, "count of payments", len(tenders), len(rows))
        for index, ((tender, amount, tendered, change), row) in enumerate(zip(tenders, rows), 1):
            where = f"{number} payment {index}"
            self.payments += 1
            self.differ(where, "tender", tender, row["tender"])
            for name, value in (("amount", amount), ("tendered", tendered), ("change", change)):
                self.differ(where, name, self.shop.text(value), row[name])
            self.add(day, "tender", tender, amount)

    def check_rung(self, rung, sale):
        ticket, tenders, at, day = self.expected(sale)
        where = f"ring --json, {rung['sale']}"
        self.differ(where, "ref", sale.get("ref"), rung.get("ref"))
        self.differ(where, "at", at, datetime.fromisoformat(rung["at"].replace("Z", "+00:00")))
        self.differ(where, "business_day", day, rung["business_day"])
        for name in ("net", "tax", "gross"):
            total = sum(getattr(line, name) for line in ticket)
            self.differ(where, name, self.shop.text(total), rung[name])
        self.differ(where, "lines", [
            (line.sku, line.quantity, self.shop.text(line.price), self.shop.text(line.discount),
             self.shop.text(line.net), line.rate_text, self.shop.text(line.tax),
             self.shop.text(line.gross)) for line in ticket], [
            (line["sku"], Fraction(line["qty"]), line["unit_price"], line["discount"],
             line["net"], line["tax_rate"], line["tax"], line["gross"]) for line in rung["lines"]])
        taxes = defaultdict(int)
        for line in ticket:
            for rate, tax in line.taxes.items():
                taxes[Fraction(rate)] += tax
        self.differ(where, "taxes", {rate: self.shop.text(tax) for rate, tax in taxes.items()},
                    {Fraction(tax["rate"]): tax["tax"] for tax in rung["taxes"]})
        self.differ(where, "change", self.shop.text(sum(tender[3] for tender in tenders)),
                    rung["change"])

    def check_day(self, rows):
        """day.csv: every count and amount, and nothing that is not ours."""
        found = {(row["business_day"], row["section"], row["key"].removeprefix("'")):
                 [int(row["count"]), row["amount"]] for row in rows}
        expected = {(day, *name): [count, self.shop.text(minor)]
                    for day, figures in self.days.items()
                    for name, (count, minor) in figures.items()}
        for name in sorted(found.keys() | expected.keys()):
            self.differ("day.csv", " ".join(name), expected.get(name), found.get(name))
        self.figures = len(found)


def rows_of(folders, name):
    for folder in folders:
        with open(Path(folder) / name, encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def by_sale(folders, name):
    for number, rows in groupby(rows_of(folders, name), key=lambda row: row["sale"]):
        yield number, list(rows)


def numbered_sales(path, rung_path, till):
    """(number, sale, what ring printed or None) in the order of the numbers."""
    with open(path, encoding="utf-8") as file:
        if rung_path is None:
            for index, text in enumerate(file, 1):
                yield f"{till}-{index:06d}", json.loads(text), None
            return
        waiting = {}
        with open(rung_path, encoding="utf-8") as rung_file:
            for text in rung_file:
                rung = json.loads(text)
                while rung["ref"] not in waiting:
                    sale = json.loads(next(file))
                    waiting[sale["ref"]] = sale
                yield rung["sale"], waiting.pop(rung["ref"]), rung


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("products")
    parser.add_argument("sales")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--rung")
    parser.add_argument("--till", default="1")
    parser.add_argument("--prices", default="gross")
    parser.add_argument("--rounding", default="line")
    parser.add_argument("--timezone", default="Europe/Berlin")
    parser.add_argument("--day-starts", default="04:00")
    parser.add_argument("--token", action="append", default=[])
    options = parser.parse_args()
    shop = Shop(options.prices, options.rounding, 2, options.timezone, options.day_starts)
    with open(options.products, encoding="utf-8", newline="") as file:
        products = {row["sku"]: row for row in csv.DictReader(file)}
    tokens = {token: tuple(campaign.split(":")) for token, campaign in
              (option.split("=") for option in options.token)}
    judge = Judge(shop, products, tokens)

    lines = by_sale(options.folders, "sales.csv")
    payments = by_sale(options.folders, "payments.csv")
    for number, sale, rung in numbered_sales(options.sales, options.rung, options.till):
        found, rows = next(lines, ("nothing", []))
        judge.differ("sales.csv", "next sale", number, found)
        judge.check_sale(number, sale, rows)
        if sale["pay"]:
            found, rows = next(payments, ("nothing", []))
            judge.differ("payments.csv", "next sale", number, found)
            judge.check_payments(number, sale, rows)
        if rung is not None:
            judge.check_rung(rung, sale)
        if len(judge.differences) > DIFFERENCES_MAX:
            break
    else:
        judge.differ("sales.csv", "what follows the last sale", "nothing", next(lines, ("nothing",))[0])
        judge.differ("payments.csv", "what follows the last sale", "nothing",
                     next(payments, ("nothing",))[0])
        judge.check_day(rows_of(options.folders, "day.csv"))

    for difference in judge.differences[:DIFFERENCES_MAX]:
        print(difference)
    total = sum(figures["sale", "sale"][1] for figures in judge.days.values())
    print(f"{judge.sales} sales, {judge.lines} lines, {judge.payments} payments, {judge.figures} sums "
          f"of {len(judge.days)} days, {shop.text(total)} in all: "
          + ("differ" if judge.differences else "all equal"))
    return 1 if judge.differences else 0


if __name__ == "__main__":
    sys.exit(main())
