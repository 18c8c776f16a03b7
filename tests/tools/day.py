"""Random days at one till, closed by a Z each time, judged by day_model.py to the cent.

    day.py TILLTALE [--days 10] [--seed 1] [--sales 12] [--keep FOLDER]
    day.py TILLTALE --scripted    one day of two shifts: 60 sales of every kind, 6 refunds, 3 voids

Each day has sales of every kind that `ring` takes (several rates, weights, discounts on lines and on
all, tips, cash with change, card, transfer, vouchers sold and spent, on account and paid back, foreign
cash), refunds by line, money put in and taken out, sometimes two shifts, and a count that is right,
wrong or missing. What must hold of every Z: it says what the model says; the drawer, the taxes and
the tenders add up; nothing more goes back than was sold; the grand total never falls.
"""
import argparse
import csv
import json
import random
import re
import subprocess
import tempfile
from collections import Counter
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

from day_model import Day
from rules import Shop, round_half_away

FIRST_DAY = datetime(2026, 11, 1, 7, 0, tzinfo=timezone.utc)
RATES = {"USD": "0.92", "CHF": "1.0625"}
NOTES = (500, 1000, 2000, 5000)


class Program:
    """The till under test."""

    def __init__(self, path, folder):
        self.path, self.db = path, folder / "day.db"
        self.rung = folder / "rung.jsonl"

    def call(self, *arguments):
        done = subprocess.run([self.path, *arguments, "--db", self.db], capture_output=True,
                              text=True, encoding="utf-8", check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, arguments))}: {done.stderr.strip()}")
        return done.stdout

    def ring(self, sales):
        """Rings what a till would send; the answers, in order."""
        self.rung.write_text("".join(json.dumps(sale) + "\n" for sale in sales), encoding="utf-8")
        return [json.loads(line) for line in self.call("ring", self.rung, "--json").splitlines()]


class Judge:
    def __init__(self, shop):
        self.shop, self.problems = shop, []

    def same(self, what, expected, found):
        if expected != found:
            self.problems.append(f"{what}: {found}, and it is {expected}")

    def judge(self, z, shift, day, counted, left):
        money = self.shop.minor

        def counts(key, count, amount):
            self.same(key, (count, amount), (z[key]["count"], money(z[key]["amount"])))

        self.same("revenue", (sum(shift.net.values()), sum(shift.tax.values()), shift.gross),
                  tuple(money(z[key]) for key in ("net", "tax", "gross")))
        taxes = {row["code"]: (money(row["net"]), money(row["tax"])) for row in z["tax_codes"]}
        self.same("tax codes", {code: (shift.net[code], shift.tax[code]) for code in shift.net}, taxes)
        tenders = {row["tender"]: money(row["amount"]) for row in z["tenders"]}
        self.same("tenders", {name: amount for name, amount in shift.tenders.items() if amount},
                  {name: amount for name, amount in tenders.items() if amount})
        self.same("receipts", (shift.first, shift.last),
                  tuple(int(z["receipts"][key].split("-")[1]) if z["receipts"][key] else 0
                        for key in ("first", "last")))
        self.same("sales", shift.sales, z["sales"]["count"])
        counts("refunds", shift.refunds, -shift.refunded)
        counts("void_lines", shift.void_lines, shift.voided_lines)
        counts("void_tickets", shift.void_tickets, shift.voided_tickets)
        counts("discounts", shift.discounted_lines, shift.discounts)
        counts("tips", shift.tipped, shift.tips)
        self.same("vouchers sold", shift.vouchers_sold, money(z["vouchers_sold"]["amount"]))
        self.same("debts paid", shift.debts_paid, money(z["accounts_paid"]["amount"]))
        drawer = z["drawer"]
        self.same("float", shift.float_minor, money(drawer["float"]))
        self.same("pay-ins", shift.pay_ins, money(drawer["pay_in"]["amount"]))
        self.same("pay-outs", shift.pay_outs, money(drawer["pay_out"]["amount"]))
        self.same("expected", shift.expected, money(drawer["expected"]))
        if counted is not None:
            self.same("counted", counted, money(drawer["counted"]))
            self.same("difference", counted - shift.expected, money(drawer["difference"]))
        self.same("left", left, money(drawer["left"]))
        self.same("foreign", {code: minor for code, minor in shift.foreign.items() if minor},
                  {row["currency"]: money(row["received"]) for row in z["foreign"]
                   if money(row["received"])})
        campaigns = {row["code"]: money(row["amount"]) for row in z["campaigns"]}
        self.same("campaigns", {code or "": amount for code, amount in shift.campaigns.items() if amount},
                  {code: amount for code, amount in campaigns.items() if amount})
        self.same("grand total", day.grand_total, money(z["grand_total"]))


class Seeded:
    """What customers and staff do, by the dice."""

    def __init__(self, seed, day, tokens):
        self.dice, self.day, self.tokens = random.Random(seed), day, tokens
        self.vouchers = {}  # code -> balance
        self.owed = Counter()
        self.goods = [sku for sku, row in day.products.items() if row["price"]]

    def lines(self):
        rows = []
        for sku in self.dice.choices(self.goods, k=self.dice.choice((1, 1, 2, 3, 5))):
            weighed = self.day.products[sku]["unit"] != "each"
            quantity = (f"{self.dice.randrange(60, 2000) / 1000:.3f}" if weighed
                        else str(self.dice.choice((1, 1, 1, 2, 3))))
            row = {"sku": sku, "qty": quantity}
            way = self.dice.random()
            if way < 0.15:
                row["discount"] = self.dice.choice(("5%", "10%", "12.5%", "33%"))
            elif way < 0.2:
                row["discount"] = "0.05"
            rows.append(row)
        return rows

    def sale(self):
        sale = {"lines": self.lines()}
        way = self.dice.random()
        if way < 0.1:
            sale["discount"] = self.dice.choice(("10%", "7%", "1.00"))
        elif way < 0.2:
            sale["lines"].append({"voucher": self.dice.choice(("25.00", "50.00", "9.99"))})
        elif way < 0.25 and self.owed["HOTEL"] > 500:
            sale["lines"].append({"account": "HOTEL", "amount": "5.00"})
            self.owed["HOTEL"] -= 500
        if self.dice.random() < 0.15:
            sale["tip"] = self.dice.choice(("0.50", "1.00", "2.35"))
        return sale

    def pay(self, due):
        """Rows for the model, and the same for `ring`."""
        text = self.day.shop.text
        way = self.dice.random()
        if due == 0:
            return [], []
        if way < 0.3:
            note = self.dice.choice(NOTES)
            minor = -(-due // note) * note
            return [("cash", minor, "", "")], [{"tender": "cash", "amount": text(minor)}]
        if way < 0.4:
            return [("cash", due, "", "")], [{"tender": "cash", "amount": text(due)}]
        if way < 0.6:
            return [("card", due, "", "")], [{"tender": "card", "amount": text(due),
                                              "reference": f"T{self.dice.randrange(10000)}"}]
        if way < 0.68:
            return [("transfer", due, "", "")], [{"tender": "transfer", "amount": text(due),
                                                  "seen": self.dice.random() < 0.99}]
        if way < 0.76:
            currency = self.dice.choice(tuple(RATES))
            minor = 1000
            while round_half_away(minor * Fraction(RATES[currency])) < due:
                minor += 1000
            return ([("cash", minor, currency, RATES[currency])],
                    [{"tender": "cash", "amount": text(minor), "currency": currency}])
        if way < 0.84:
            self.owed["HOTEL"] += due
            return [("account", due, "", "")], [{"tender": "account", "amount": text(due),
                                                 "account": "HOTEL"}]
        usable = [code for code, balance in self.vouchers.items() if balance > 0]
        if usable and way < 0.95:
            code = self.dice.choice(usable)
            part = min(due, self.vouchers[code])
            self.vouchers[code] -= part
            rows, rung = [("voucher", part, "", "")], [{"tender": "voucher", "amount": text(part),
                                                        "code": code}]
            if part < due:
                rows.append(("cash", due - part, "", ""))
                rung.append({"tender": "cash", "amount": text(due - part)})
            return rows, rung
        if due < 2:
            return [("card", due, "", "")], [{"tender": "card", "amount": text(due)}]
        part = self.dice.randrange(1, due)
        return ([("card", part, "", ""), ("cash", due - part, "", "")],
                [{"tender": "card", "amount": text(part)},
                 {"tender": "cash", "amount": text(due - part)}])


class TillCounter:
    """One day after the other at the counter of the program and of the model."""

    def __init__(self, program, seeded, day, judge):
        self.program, self.seeded, self.day, self.judge = program, seeded, day, judge
        self.dice = seeded.dice
        self.at = FIRST_DAY
        self.zs = 0

    def now(self, minutes=None):
        self.at += timedelta(minutes=minutes or self.dice.randrange(1, 20))
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ}"

    def some_sales(self, count, refunds=None):
        """Rings in one go; new vouchers can be spent in the next. `refunds`: so many, at the end."""
        batch = []
        for n in range(count + (refunds or 0)):
            is_refund = self.dice.random() < 0.12 if refunds is None else n >= count
            if is_refund and self.refund_into(batch):
                continue
            sale = self.seeded.sale()
            due = self.day.due(sale)
            rows, rung = self.seeded.pay(due)
            campaign = None
            if self.seeded.tokens and self.dice.random() < 0.25:
                campaign = self.dice.choice(tuple(self.seeded.tokens))
                sale["scan"] = [self.seeded.tokens[campaign]]
            self.day.sell(sale, rows, campaign)
            batch.append(dict(sale, at=self.now(), pay=rung, staff=self.dice.choice(STAFF)))
        for answer in self.program.ring(batch):
            for voucher in answer.get("vouchers", ()):
                self.seeded.vouchers[voucher["code"]] = self.day.shop.minor(voucher["value"])

    def refund_into(self, batch):
        known = [n for n in self.day.receipts if self.day.left_of(n)]
        if not known:
            return False
        of = self.dice.choice(known)
        left = self.day.left_of(of)
        wanted = []
        for n, quantity in self.dice.sample(left, self.dice.randrange(1, len(left) + 1)):
            if quantity.denominator == 1 and quantity > 1 and self.dice.random() < 0.5:
                quantity -= 1
            wanted.append((n, quantity))
        wanted.sort()
        tender = self.dice.choice(("cash", "card"))
        number, gross = self.day.refund(of, wanted, tender)
        rung = {"kind": "refund", "of": f"1-{of:06d}", "at": self.now(), "staff": "Manager",
                "reason": "changed mind",
                "lines": [{"line": n, "qty": f"{float(quantity):.3f}"} for n, quantity in wanted],
                "pay": [{"tender": tender, "amount": self.day.shop.text(gross)}] if gross else []}
        batch.append(rung)
        return True

    def cash(self, way, minor, reason):
        self.program.call("cash", way, self.day.shop.text(minor), "--reason", reason,
                          "--staff", "Manager")
        if way == "in":
            self.day.shift.pay_ins += minor
        else:
            self.day.shift.pay_outs += minor

    def at_the_counter(self, script):
        """What only a finger can do; until no Undo is offered any more."""
        path = self.program.db.with_suffix(".script")
        path.write_text("".join(f'tap "{label}"\n' for label in script) + "wait 7000\n",
                        encoding="utf-8")
        self.program.call("kiosk", "--offscreen", "1280x800", "--script", path)

    def void_line(self):
        self.at_the_counter(("Espresso", "Flat white", "Remove", "Pay", "Exact", "Paid"))
        self.day.sell({"lines": [{"sku": "ESPR", "qty": "1"}]}, [("cash", 220, "", "")])
        self.day.shift.void_lines += 1
        self.day.shift.voided_lines += 360

    def void_ticket(self):
        self.at_the_counter(("Flat white", "Tote bag", "Menu", "Cancel this sale", "Practice"))
        self.day.shift.void_tickets += 1
        self.day.shift.voided_tickets += 1560

    def scripted_shift(self, float_minor, off):
        """30 sales, one of them with a line taken off; 3 refunds; a thrown away ticket or two."""
        text = self.day.shop.text
        self.day.open(float_minor)
        self.program.call("shift", "open", "--float", text(float_minor), "--staff", "Manager")
        self.some_sales(14, 0)
        self.void_line()
        self.cash("in", 5000, "change money")
        if off:
            self.void_ticket()
        self.some_sales(15, 3)
        self.cash("out", 1250, "window cleaner")
        self.close(self.day.shift.expected + off, 10000)

    def close(self, counted, left):
        text = self.day.shop.text
        way = ("--uncounted", "--reason", "in a hurry")
        if counted is not None:
            way = ("--counted", text(counted), "--reason", "wrong change")
        z = json.loads(self.program.call("shift", "close", *way, "--left", text(left), "--staff",
                                         "Manager", "--json"))
        closed = self.day.close(left)
        self.zs += 1
        self.judge.judge(z, closed, self.day, counted, left)
        self.judge.same("number", self.zs, z["number"])
        if self.judge.problems:
            raise SystemExit(f"Z {self.zs}:\n  " + "\n  ".join(self.judge.problems))
        return closed

    def shift(self, sales):
        if self.dice.random() < 0.6:
            self.day.open(10000)
            self.program.call("shift", "open", "--float", "100.00", "--staff", "Manager")
        else:
            self.day.open()
        self.some_sales(sales // 2)
        if self.dice.random() < 0.5:
            self.cash("in", self.dice.randrange(1, 9000), "change money")
        if self.dice.random() < 0.5:
            self.cash("out", self.dice.randrange(1, 3000), "window cleaner")
        self.some_sales(sales - sales // 2)
        expected = self.day.shift.expected
        counted = expected + self.dice.choice((0, 0, -200, 5, 1000))
        if self.dice.random() < 0.1 or counted < 0:
            counted = None
        self.close(counted, min(10000, max(counted if counted is not None else expected, 0)))


STAFF = ("Cashier 1", "Cashier 2", "Manager")


def found(program, folder):
    program.call("init", "--shop", "Days", "--currency", "EUR", "--till", "1", "--prices", "gross",
                 "--rounding", "line", "--timezone", "Europe/Berlin", "--day-starts", "04:00", "--demo")
    (folder / "campaigns.csv").write_text(
        "code,name,channel,starts,ends,budget,offer,landing_url,headline\n"
        "PLAIN,Plain flyer,print,,,,,,\n", encoding="utf-8")
    program.call("import", "campaigns", folder / "campaigns.csv")
    program.call("account", "add", "HOTEL", "--name", "Hotel am Hafen")
    for currency, rate in RATES.items():
        program.call("rate", "set", currency, rate)
    return {"PLAIN": token_of(program.call("campaign", "link", "PLAIN"))}


def token_of(words):
    return re.search(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", words)[0].replace("-", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tilltale")
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sales", type=int, default=12)
    parser.add_argument("--scripted", action="store_true")
    parser.add_argument("--keep", type=Path, help="an empty folder for the till's file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        live(options, options.keep or Path(folder))


def live(options, folder):
    products = Path(__file__).resolve().parents[2] / "assets/demo/products.csv"
    with open(products, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["price"] and not row.get("options")
                and not row.get("deposit") and not row.get("asks")]
    shop = Shop()
    day = Day(shop, rows)
    judge = Judge(shop)
    program = Program(options.tilltale, folder)
    tokens = found(program, folder)
    counter = TillCounter(program, Seeded(options.seed, day, tokens), day, judge)
    if options.scripted:
        counter.scripted_shift(10000, 0)
        counter.scripted_shift(12000, -200)
        options.days = 0
    for _ in range(options.days):
        for _ in range(counter.dice.choice((1, 1, 2))):
            counter.shift(options.sales)
        counter.at = (counter.at + timedelta(days=1)).replace(hour=7, minute=0)
    program.call("verify")
    print(f"{'the scripted day' if options.scripted else f'{options.days} days'}, {counter.zs} Z reports, {day.last} receipts: every figure is the "
          f"model's; grand total {shop.text(day.grand_total)}; verify is content")


if __name__ == "__main__":
    main()
