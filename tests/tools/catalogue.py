"""A catalogue to import: the real products, then variants of them up to --count, with seeded
prices and GTINs whose check digits hold.

    catalogue.py grocery_products.csv.gz OUT.csv [--count 100000] [--seed 1] [--taxes eu|ca]
"""
import argparse
import csv
import gzip
import random

# Taxed lower here, as food is in most of Europe.
FOOD = {"GROCERY", "PRODUCE", "MEAT", "MEAT-PCKGD", "DELI", "PASTRY", "SEAFOOD", "SEAFOOD-PCKGD",
        "SALAD BAR", "FROZEN GROCERY", "CHEF SHOPPE", "NUTRITION"}
TAXES = {"eu": ("7", "19"), "ca": ("5", "5+9.975")}  # food, everything else
BY_WEIGHT = {"PRODUCE", "MEAT", "DELI", "SEAFOOD", "SALAD BAR"}
VARIANTS = ("twin pack", "family size", "limited edition", "refill", "gift box")


def check_digit(digits):
    total = sum(int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def gtins(seeded):
    """GTIN-13, -12, -8 and -14 that name different goods; none of a shop's own number ranges."""
    seen = set()
    while True:
        kind = seeded.random()
        if kind < 0.80:
            digits = str(seeded.randrange(30, 98)) + "".join(seeded.choices("0123456789", k=10))
        elif kind < 0.95:
            digits = seeded.choice("01678") + "".join(seeded.choices("0123456789", k=10))
        elif kind < 0.98:
            digits = seeded.choice("3456789") + "".join(seeded.choices("0123456789", k=6))
        else:
            digits = seeded.choice("123456789") + "".join(seeded.choices("0123456789", k=12))
        code = digits + check_digit(digits)
        if code.zfill(14) not in seen:
            seen.add(code.zfill(14))
            yield code


def name_of(row, taken, suffix=""):
    words = [row["product_type"] or row["product_category"] or row["department"]]
    if row["brand"] == "Private":
        words.insert(0, "Own")
    if row["package_size"]:
        words.append(row["package_size"].lower())
    name = " ".join(words).title() + (f", {suffix}" if suffix else "")
    if name in taken:
        name = f"{name} no. {row['product_id']}"
    taken.add(name)
    return name[:120]


def price_of(seeded):
    return f"{max(0.09, round(seeded.lognormvariate(1.1, 0.8), 1) - 0.01):.2f}"


def products(rows, count, seed, taxes):
    seeded = random.Random(seed)
    codes = gtins(seeded)
    taken = set()
    for i in range(count):
        row = rows[i % len(rows)]
        variant = VARIANTS[seeded.randrange(len(VARIANTS))] if i >= len(rows) else ""
        sku = f"P{row['product_id']}" + (f"-{i // len(rows)}" if variant else "")
        price = price_of(seeded)
        kilo = row["department"] in BY_WEIGHT and not row["package_size"]
        barcodes = [next(codes) for _ in range(seeded.choices((0, 1, 2), (2, 90, 8))[0])]
        yield {
            "sku": sku, "barcode": ";".join(barcodes), "name": name_of(row, taken, variant),
            "category": row["department"].capitalize(), "price": price,
            "tax_rate": taxes[row["department"] not in FOOD],
            "unit": "kg" if kilo else "each", "cost": f"{float(price) * 0.6:.2f}",
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=100000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--taxes", choices=TAXES, default="eu")
    options = parser.parse_args()
    with gzip.open(options.source, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = ("sku", "barcode", "name", "category", "price", "tax_rate", "unit", "cost")
    with open(options.out, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, header)
        out.writeheader()
        out.writerows(products(rows, options.count, options.seed, TAXES[options.taxes]))
    print(f"{options.count} products, {min(len(rows), options.count)} of them real")


if __name__ == "__main__":
    main()
