"""A real shop's three months as sales that `tilltale ring` takes, and the products they name.

    retail.py online_retail.csv.gz PRODUCTS.csv SALES.jsonl [--invoices N]

One invoice is one sale, paid in cash, exact. Lines with a negative quantity are returns and
corrections; they are left out and counted. Zero prices stay, and codes that differ in case only
are different products.
"""
import argparse
import csv
import gzip
import json

from rules import Shop, compute


def read(path):
    """Invoices in the order in which they begin: {number: [row]}; and what was left out."""
    invoices, left_out = {}, {"returns": 0, "other negative": 0}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["Quantity"]) < 0:
                kind = "returns" if row["InvoiceNo"].startswith("C") else "other negative"
                left_out[kind] += 1
                continue
            invoices.setdefault(row["InvoiceNo"], []).append(row)
    return invoices, left_out


def products_of(invoices):
    products = {}
    for rows in invoices.values():
        for row in rows:
            product = products.setdefault(
                row["StockCode"],
                {"sku": row["StockCode"], "barcode": "", "name": "", "category": "Gifts",
                 "price": row["UnitPrice"], "tax_rate": "20", "unit": "each"})
            product["name"] = product["name"] or row["Description"]
    for product in products.values():
        product["name"] = product["name"] or f"Article {product['sku']}"
    return products


def sale_of(number, rows, products, shop):
    lines = [dict(products[row["StockCode"]], qty=row["Quantity"],
                  price=shop.minor(row["UnitPrice"]), discount="") for row in rows]
    total = sum(line.gross for line in compute(lines, shop))
    sale = {
        "at": rows[0]["InvoiceDate"] + "Z",
        "lines": [{"sku": row["StockCode"], "qty": row["Quantity"], "price": row["UnitPrice"]}
                  for row in rows],
        "pay": [{"tender": "cash", "amount": shop.text(total)}] if total else [],
        "ref": number,
    }
    return sale, total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("products")
    parser.add_argument("sales")
    parser.add_argument("--invoices", type=int, help="only the first so many")
    options = parser.parse_args()
    shop = Shop()
    invoices, left_out = read(options.source)
    if options.invoices:
        invoices = dict(list(invoices.items())[:options.invoices])
    products = products_of(invoices)
    with open(options.products, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(next(iter(products.values()))))
        out.writeheader()
        out.writerows(products.values())
    lines = total = 0
    with open(options.sales, "w", encoding="utf-8") as file:
        for number, rows in invoices.items():
            sale, gross = sale_of(number, rows, products, shop)
            lines += len(rows)
            total += gross
            file.write(json.dumps(sale, ensure_ascii=False) + "\n")
    print(f"{len(invoices)} sales, {lines} lines, {len(products)} products, {shop.text(total)}; "
          f"left out: {left_out['returns']} lines of returns, "
          f"{left_out['other negative']} other negative lines")


if __name__ == "__main__":
    main()
