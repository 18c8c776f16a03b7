"""Seeded sales for `tilltale ring`: discounts, several tenders, several rates, weights, change.

    sales.py PRODUCTS.csv SALES.jsonl --count 20000 [--seed 1] [--per-day 1000]
             [--prices gross|net] [--rounding line|document] [--scan TOKEN]... [--distinct N]

Every total comes from rules.py, so that what is paid is enough without asking the program.
After --distinct sales the same tickets come again, with their own time and reference: enough for a
bench, and made much faster. A --scan token rides on one sale in ten; it must belong to a campaign without an offer.
"""
import argparse
import csv
import json
import random
from datetime import datetime, timedelta, timezone

from rules import Shop, compute

FIRST_DAY = datetime(2023, 2, 1, 7, 0, tzinfo=timezone.utc)


def lines_of(seeded, products):
    lines = []
    for product in seeded.choices(products, k=seeded.choices((1, 2, 3, 4, 5, 6, 12),
                                                             (10, 15, 20, 20, 15, 15, 5))[0]):
        quantity = (f"{seeded.randrange(50, 3000) / 1000:.3f}" if product["unit"] != "each"
                    else str(seeded.choices((1, 2, 3, 10), (75, 15, 8, 2))[0]))
        discount = ""
        if seeded.random() < 0.12:
            discount = f"{seeded.choice((5, 10, 12.5, 33, 100)):g}%"
        elif seeded.random() < 0.05:
            discount = "0.05"
        lines.append(dict(product, qty=quantity, discount=discount))
    return lines


def payments_of(seeded, total, shop):
    if total == 0:
        return []
    way = seeded.random()
    if way < 0.45:  # a note, and change
        note = seeded.choice((500, 1000, 2000, 5000))
        return [("cash", -(-total // note) * note)]
    if way < 0.55 or total < 3:
        return [("cash", total)]
    if way < 0.90:
        return [("card", total)]
    part = seeded.randrange(1, total)
    return [("card", part), ("cash", total - part + seeded.choice((0, 300)))]


def ticket_of(seeded, products, shop, tokens):
    """A sale without its time and reference."""
    lines = lines_of(seeded, products)
    ticket = compute([dict(line, price=shop.minor(line["price"])) for line in lines], shop)
    rows = []
    for line in lines:
        row = {"sku": line["sku"], "qty": line["qty"]}
        if seeded.random() < 0.5:
            row["price"] = line["price"]
        if line["discount"]:
            row["discount"] = line["discount"]
        rows.append(row)
    sale = {"lines": rows, "pay": []}
    for tender, amount in payments_of(seeded, sum(line.gross for line in ticket), shop):
        sale["pay"].append({"tender": tender, "amount": shop.text(amount)})
    if tokens and seeded.random() < 0.1:
        sale["scan"] = [seeded.choice(tokens)]
    return sale


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("products")
    parser.add_argument("sales")
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-day", type=int, default=1000)
    parser.add_argument("--prices", default="gross")
    parser.add_argument("--rounding", default="line")
    parser.add_argument("--scan", action="append", default=[])
    parser.add_argument("--distinct", type=int)
    options = parser.parse_args()
    shop = Shop(prices=options.prices, rounding=options.rounding)
    seeded = random.Random(options.seed)
    with open(options.products, encoding="utf-8", newline="") as file:
        # A discount of 0.05 must fit every line.
        products = [row for row in csv.DictReader(file) if shop.minor(row["price"]) >= 100]
    with open(options.sales, "w", encoding="utf-8") as file:
        bodies = []
        for number in range(options.count):
            if options.distinct is None or number < options.distinct:
                bodies.append(json.dumps(ticket_of(seeded, products, shop, options.scan),
                                         ensure_ascii=False)[1:])
            day, place = divmod(number, options.per_day)
            at = FIRST_DAY + timedelta(days=day, seconds=place * (61200 / options.per_day))
            file.write(f'{{"at": "{at:%Y-%m-%dT%H:%M:%SZ}", "ref": "G-{number + 1}", '
                       f"{bodies[number % options.distinct if options.distinct else -1]}\n")
            if options.distinct is None:
                bodies.clear()
    print(f"{options.count} sales on {-(-options.count // options.per_day)} days")


if __name__ == "__main__":
    main()
