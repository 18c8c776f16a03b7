"""A day rung, closed twice and exported by the program's own commands: every format's totals are those
of its Z reports. The files are read by programs that are not ours."""
import csv
import json
import re
import shutil
import subprocess
import unittest
from collections import Counter
from decimal import Decimal
from xml.etree import ElementTree

import program
from test_books import OPENPYXL

FORMATS = "csv,json,xlsx,pdf,hledger,beancount,xero,quickbooks,datev,dsfinvk"


def cents(text):
    return int((Decimal(str(text).replace(",", ".")) * 100).to_integral_exact())


class ClosedDay(program.ProgramTest):
    """One day, made once for all tests of the class."""

    def setUp(self):
        super().setUp()
        self.init()
        self.run_ok("import", "products", self.write("p.csv", program.PRODUCTS +
                                                     "COFFEE,,Coffee,Drinks,3.60,19,each,\n"
                                                     "BREAD,,Bread,Food,4.35,7,each,\n"
                                                     "GST,,Canadian,Food,10.00,5+9.975,each,\n"))
        self.run_ok("import", "campaigns", self.write(
            "c.csv", "code,name,channel,starts,ends,budget,offer,landing_url,headline\n"
                     "SPRING,Spring booth,event,,,,,,\n"))
        self.token = re.search(r"\w{4}-\w{4}-\w{4}-\w{4}",
                               self.run_ok("campaign", "link", "SPRING")).group()
        self.run_ok("account", "add", "BOAT", "--name", "The Boat House")
        self.run_ok("rate", "set", "USD", "0.92")
        self.run_ok("shift", "open", "--float", "150.00")
        self.first_shift()
        self.run_ok("cash", "out", "12.34", "--reason", "Milk")
        self.run_ok("cash", "in", "5.00", "--reason", "Found")
        self.run_ok("cash", "out", "1.00", "--currency", "USD", "--reason", "A dollar")
        self.close("--counted", "300.00,USD:18.00", "--reason", "wrong", "--left", "100.00")
        self.ring([self.sale("COFFEE", "2", [{"tender": "cash", "amount": "10.00"}]),
                   self.sale("BREAD", "3", [{"tender": "card", "amount": "13.05"}])])
        self.close("--uncounted")
        self.day = self.query("SELECT max(business_day) FROM close")[0][0]
        self.zs = [json.loads(self.run_ok("report", "z", "--shift", str(n), "--json")) for n in (1, 2)]
        self.out = self.path / "out"
        self.run_ok("export", "day", "--day", self.day, "--format", FORMATS, "--to", self.out)

    def sale(self, sku, quantity, pay, **more):
        return {"lines": [{"sku": sku, "qty": quantity}], "pay": pay, **more}

    def ring(self, sales):
        text = self.run_ok("ring", "-", "--json", stdin="".join(json.dumps(s) + "\n" for s in sales))
        return [json.loads(line) for line in text.splitlines()]

    def close(self, *how):
        self.run_ok("shift", "close", *how)

    def first_shift(self):
        rung = self.ring([
            self.sale("COFFEE", "3", [{"tender": "cash", "amount": "20.00"}], scan=[self.token]),
            self.sale("BREAD", "2", [{"tender": "card", "amount": "10.00"}], tip="1.30"),
            self.sale("GST", "1", [{"tender": "cash", "amount": "20.00"}]),
            {"lines": [{"voucher": "50.00"}], "pay": [{"tender": "cash", "amount": "50.00"}]},
            self.sale("BREAD", "1", [{"tender": "account", "amount": "4.35", "account": "BOAT"}]),
            {"lines": [{"account": "BOAT", "amount": "2.00"}],
             "pay": [{"tender": "transfer", "amount": "2.00", "seen": True}]},
            self.sale("COFFEE", "2", [{"tender": "cash", "currency": "USD", "amount": "20.00"}]),
            self.sale("COFFEE", "5", [{"tender": "cash", "amount": "18.00"}], scan=[self.token]),
        ])
        code = next(line for line in self.run_ok("voucher", "list", rung[3]["sale"]).split()
                    if re.fullmatch(r"\w{4}-\w{4}-\w{4}-\w{4}", line.strip(":,")))
        self.ring([
            self.sale("BREAD", "4", [{"tender": "voucher", "amount": "17.40", "code": code}]),
            {"kind": "refund", "of": rung[0]["sale"], "lines": [{"line": 1, "qty": "1"}],
             "reason": "Cold", "restock": False, "pay": [{"tender": "cash", "amount": "3.60"}]},
        ])

    def total(self, *path):
        """The same figure of both Z reports together, in cents."""
        found = 0
        for z in self.zs:
            for key in path:
                z = z[key]
            found += cents(z)
        return found

    def tender(self, name):
        return sum(cents(row["amount"]) for z in self.zs for row in z["tenders"]
                   if row["tender"] == name)

    def read(self, name, **options):
        with open(self.out / name, newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file, **options))

    def test_every_format_says_the_same(self):
        self.run_ok("verify")
        for check in (self.tables, self.document, self.spreadsheet, self.pages, self.journals,
                      self.rows, self.audit, self.one_close):
            with self.subTest(check.__name__):
                check()

    def tables(self):
        sums = Counter()
        for row in self.read("day.csv"):
            sums[row["section"], row["key"]] += cents(row["amount"])
            sums[row["section"]] += cents(row["amount"])
        self.assertEqual(sums["sale"], self.total("sales", "amount") + self.total("refunds", "amount"))
        self.assertEqual(sums["tax"], self.total("tax"))
        self.assertEqual(sums["tax_net"], self.total("net"))
        self.assertEqual(sums["category"], self.total("gross"))
        self.assertEqual(sums["no_revenue", "voucher"], self.total("vouchers_sold", "amount"))
        self.assertEqual(sums["no_revenue", "account"], self.total("accounts_paid", "amount"))
        self.assertEqual(sums["sale"], sums["tax_net"] + sums["tax"] + sums["no_revenue"])
        self.assertEqual(sums["tip"], self.total("tips", "amount"))
        for name in ("cash", "card", "transfer", "voucher", "account"):
            self.assertEqual(sums["tender", name], self.tender(name), name)
        lines = self.read("sales.csv")
        self.assertEqual(sum(cents(row["gross"]) for row in lines),
                         self.total("gross") + self.total("vouchers_sold", "amount") +
                         self.total("accounts_paid", "amount"))

    def document(self):
        with open(self.out / "all.json", encoding="utf-8") as file:
            document = json.load(file)
        self.assertEqual([close["report"] for close in document["closes"]], self.zs)
        self.assertEqual(sum(cents(sale["gross"]) for sale in document["sales"]),
                         self.total("sales", "amount") + self.total("refunds", "amount"))
        refund = next(sale for sale in document["sales"] if sale["kind"] == "refund")
        self.assertEqual([(line["name"], line["of"], line["of_line"], line["reason"], line["restock"])
                          for line in refund["line_details"]], [("Coffee", "1-000001", 1, "Cold", 0)])
        self.assertEqual([sale["tip"] for sale in document["sales"] if sale["tip"] != "0.00"], ["1.30"])
        self.assertEqual([row["amount"] for sale in document["sales"] for row in sale["foreign"]],
                         ["20.00"])
        kinds = Counter(line["kind"] for sale in document["sales"] for line in sale["line_details"])
        self.assertEqual((kinds["voucher"], kinds["account"]), (1, 1))
        self.assertEqual([move["currency"] for move in document["cash_movements"]],
                         ["EUR", "EUR", "USD"])

    def spreadsheet(self):
        if not OPENPYXL:
            self.skipTest("openpyxl is not installed")
        done = subprocess.run([*OPENPYXL, "-c", "import json, openpyxl, sys\n"
                               "book = openpyxl.load_workbook(sys.argv[1], data_only=True)\n"
                               "print(json.dumps({s.title: [[str(c.value) for c in r] for r in s]"
                               " for s in book}))", self.out / "day.xlsx"],
                              capture_output=True, text=True, check=True)
        sheets = json.loads(done.stdout)
        payments, sales = sheets["Payments"], sheets["Sales"]
        paid = cents(payments[-1][payments[0].index("amount")])
        self.assertEqual(paid, sum(self.tender(name) for name in
                                   ("cash", "card", "transfer", "voucher", "account")))
        self.assertEqual(cents(sales[-1][sales[0].index("tax")]), self.total("tax"))

    def pages(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")
        for z in self.zs:
            name = f"z-1-{z['number']:06d}"
            for file in (f"{name}.pdf", f"{name}-80mm.pdf"):
                text = subprocess.run(["pdftotext", "-layout", self.out / file, "-"],
                                      capture_output=True, text=True, check=True).stdout
                flat = re.sub(r"\s+", " ", text.replace("\u2212", "-"))
                for wanted in (f"Gross {z['gross']}", f"Tax {z['tax']}",
                               f"Expected {z['drawer']['expected']}",
                               f"Grand total {z['grand_total']}", z["receipts"]["last"]):
                    self.assertIn(wanted, flat, file)

    def journals(self):
        journal, bean = self.out / "tilltale.journal", self.out / "tilltale.beancount"
        if shutil.which("bean-check"):
            done = subprocess.run(["bean-check", bean], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        if not shutil.which("hledger"):
            self.skipTest("hledger is not installed")
        done = subprocess.run(["hledger", "-f", journal, "check", "--strict"], capture_output=True,
                              text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        text = subprocess.run(["hledger", "-f", journal, "bal", "-N", "--flat", "-E", "-O", "csv",
                               "--layout=bare"], capture_output=True, text=True, check=True).stdout
        balance = Counter()
        for account, commodity, amount in list(csv.reader(text.splitlines()))[1:]:
            balance[account, commodity] += cents(amount or 0)
        below = lambda start: -sum(value for (account, commodity), value in balance.items()
                                   if account.startswith(start) and commodity == "EUR")
        self.assertEqual(below("Income:"), self.total("net"))
        self.assertEqual(below("Liabilities:Tax"), self.total("tax"))
        self.assertEqual(below("Liabilities:Tips"), self.total("tips", "amount"))
        self.assertEqual(below("Liabilities:Vouchers"),
                         self.total("vouchers_sold", "amount") - self.tender("voucher"))
        self.assertEqual(below("Assets:Receivable"),
                         self.total("accounts_paid", "amount") - self.tender("account"))
        self.assertEqual(-below("Assets:Card"), self.tender("card"))
        self.assertEqual(-below("Assets:Cash"), cents(self.zs[1]["drawer"]["left"]))
        self.assertEqual(below("Expenses:CashDifference"), self.total("drawer", "difference"))
        self.assertEqual(-below("Assets:Bank"), self.total("drawer", "taken"))
        self.assertEqual(balance["Assets:ForeignCash", "USD"],
                         cents(self.zs[1]["foreign"][0]["left"]) if self.zs[1]["foreign"] else 0)

    def rows(self):
        xero = self.read("xero-invoices.csv")
        self.assertEqual(sum(cents(row["*UnitAmount"]) + cents(row["TaxAmount"]) for row in xero),
                         cents(xero[0]["Total"]))
        self.assertEqual(cents(xero[0]["Total"]), sum(self.tender(name) for name in
                                                      ("cash", "card", "transfer")))
        self.assertEqual(sum(cents(row["TaxAmount"]) for row in xero), self.total("tax"))
        campaign = sum(cents(row["*UnitAmount"]) + cents(row["TaxAmount"]) for row in xero
                       if row["TrackingOption1"] == "SPRING")
        self.assertEqual(campaign, sum(cents(row["amount"]) for z in self.zs
                                       for row in z["campaigns"] if row["code"] == "SPRING"))
        books = self.read("quickbooks-journal.csv")
        self.assertEqual(sum(cents(row["Debits"] or 0) - cents(row["Credits"] or 0) for row in books), 0)
        datev = self.read("datev-buchungen.csv", delimiter=";")
        amount = lambda row: cents(row["Umsatz (ohne Soll/Haben-Kz)"]) * (
            1 if row["Soll/Haben-Kennzeichen"] == "S" else -1)
        self.assertEqual(sum(map(amount, datev)), 0)
        self.assertEqual(-sum(amount(row) for row in datev if row["Konto"].startswith("Income:")),
                         self.total("gross"))

    def one_close(self):
        folder = self.path / "one"
        self.run_ok("export", "day", "--day", "2020-01-01", "--shift", "2", "--format", "pdf,dsfinvk",
                    "--to", folder)
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         ["dsfinvk-z-1-000002", "z-1-000002-80mm.pdf", "z-1-000002.pdf"])
        self.refused(1, "export", "day", "--shift", "3", "--format", "pdf", "--to", folder)
        self.refused(2, "export", "day", "--shift", "1", "--format", "csv", "--to", folder)
        self.refused(2, "export", "day", "--shift", "0", "--format", "pdf", "--to", folder)

    def audit(self):
        folder = self.out / "dsfinvk"
        ElementTree.parse(folder / "index.xml")
        cases = self.read("dsfinvk/businesscases.csv", delimiter=";")
        self.assertEqual(sum(cents(row["Z_UST"]) for row in cases), self.total("tax"))
        self.assertEqual(sum(cents(row["Z_UMS_BRUTTO"]) for row in cases if row["GV_TYP"] == "Umsatz"),
                         self.total("gross"))
        closings = self.read("dsfinvk/cashpointclosing.csv", delimiter=";")
        self.assertEqual([row["Z_NR"] for row in closings], ["1", "2"])
        for z, number in zip(self.zs, ("1", "2")):
            cash = {row["ZAHLART_WAEH"]: cents(row["ZAHLART_BETRAG_WAEH"])
                    for row in self.read("dsfinvk/cash_per_currency.csv", delimiter=";")
                    if row["Z_NR"] == number}
            self.assertEqual(cash["EUR"], cents(z["drawer"]["left"]))


if __name__ == "__main__":
    program.main()
