"""The accounting files of a day: hledger, beancount, csv and json read them, they balance, and
their totals agree with sums made from the rows themselves."""
import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
from decimal import Decimal
from xml.etree import ElementTree

import day_facts
import program

CAMPAIGNS = "code,name,channel,starts,ends,budget,offer,landing_url,headline\nSPRING 1,Spring,event,,,,,,\n"
FORMATS = "csv,json,xlsx,pdf,hledger,beancount,xero,quickbooks,datev,dsfinvk"
MONEY_ROLES = ("Assets:Cash", "Assets:ForeignCash", "Assets:Card", "Assets:Transfer")


def openpyxl():
    """A Python that has it: Debian's own, or this one."""
    for python in ("/usr/bin/python3", sys.executable):
        if shutil.which(python) and subprocess.run([python, "-c", "import openpyxl"],
                                                   capture_output=True).returncode == 0:
            return [python]
    return None


OPENPYXL = openpyxl()


def judge(name):
    return unittest.skipUnless(shutil.which(name), f"{name} is not installed")


class Books(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.run_ok("import", "products", self.write("p.csv", program.PRODUCTS +
                                                     "A,,Apple,Fruit,1.20,19,each,\n"
                                                     "B,,Bun,Fruit,2.50,7,each,\n"))
        self.run_ok("import", "campaigns", self.write("c.csv", CAMPAIGNS))
        token = re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", self.run_ok("campaign", "link", "SPRING 1")).group()
        rung = [{"at": f"2026-11-23T{8 + n // 10:02d}:{n:02d}:00Z", "ref": f"R{n}",
                 "lines": [{"sku": "AB"[n % 2], "qty": str(n % 4 + 1), "discount": "7%"},
                           {"sku": "A", "qty": "1"}],
                 "pay": [{"tender": "cash", "amount": "20.00"}],
                 **({"scan": [token]} if n % 3 == 0 else {})} for n in range(24)]
        self.run_ok("ring", "-", stdin="".join(json.dumps(sale) + "\n" for sale in rung))
        connection = sqlite3.connect(self.db)
        self.day = day_facts.Day(connection)
        self.day.write()
        connection.close()

    def export(self, *more, formats=FORMATS):
        folder = self.path / "out"
        self.run_ok("export", "day", "--day", day_facts.DAY, "--format", formats, "--to", folder,
                    *more)
        return folder

    def tool(self, *command):
        result = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                                timeout=100)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return result.stdout

    def sums(self):
        """Minor units by account, straight from the rows."""
        (net, tax), = self.query("SELECT sum(net_minor), sum(tax_minor) FROM sale_line"
                                 " WHERE kind IS NULL OR kind = 'deposit'")
        return net, tax

    @staticmethod
    def minor(text):
        return int((Decimal(text) * 100).to_integral_exact())

    @judge("hledger")
    def test_hledger(self):
        journal = self.export() / "tilltale.journal"
        self.tool("hledger", "-f", journal, "check", "--strict")
        self.tool("hledger", "-f", journal, "check", "ordereddates")
        rows = csv.reader(self.tool("hledger", "-f", journal, "bal", "-N", "--cost", "--flat",
                                    "-O", "csv").splitlines()[1:])
        balance = {name: self.minor(amount.split()[0]) for name, amount in rows}
        net, tax = self.sums()
        self.assertEqual(sum(balance.values()), 0)
        self.assertEqual(-sum(v for k, v in balance.items() if k.startswith("Income:")), net)
        self.assertEqual(-sum(v for k, v in balance.items() if k.startswith("Liabilities:Tax")), tax)
        self.assertEqual(balance["Assets:Cash"], 10000, "what the close left in the drawer")
        self.assertEqual(balance["Expenses:CashDifference"], 100)
        self.assertEqual(balance["Expenses:PayOut"], 1234)
        self.assertEqual(balance["Liabilities:Vouchers"], -3500)
        self.assertEqual(balance["Liabilities:Tips"], -60)
        self.assertEqual(balance["Assets:Bank"], self.day.expected - 10100)
        tagged = self.tool("hledger", "-f", journal, "print", "tag:campaign=SPRING")
        self.assertEqual(tagged.count("campaign:SPRING-1"), 8)

    @judge("bean-check")
    def test_beancount(self):
        journal = self.export() / "tilltale.beancount"
        self.assertEqual(self.tool("bean-check", journal), "")
        self.assertEqual(journal.read_text().count(" #campaign-SPRING-1 "), 8)

    @judge("bean-check")
    def test_accounts_of_a_chart(self):
        self.run_ok("ledger", "preset", "skr04")
        self.run_ok("ledger", "set", "revenue:5+9.975", "4;2 0")
        folder = self.export("--encoding", "cp1252")
        self.tool("bean-check", folder / "tilltale.beancount")
        self.assertIn("Income:4400 ", (folder / "tilltale.beancount").read_text())
        if shutil.which("hledger"):
            self.tool("hledger", "-f", folder / "tilltale.journal", "check", "--strict")
        rows = list(csv.DictReader((folder / "datev-buchungen.csv").read_text("cp1252").splitlines(),
                                   delimiter=";"))
        self.assertIn("Erlöse 19 %", {row["Buchungstext"] for row in rows})
        self.assertTrue({"1600", "4400"} <= {row["Konto"] for row in rows})
        self.refused(1, "ledger", "set", "nothing", "1")
        self.refused(1, "ledger", "set", "cash:19", "1")
        self.refused(2, "ledger", "preset", "skr99")
        self.run_ok("ledger", "set", "cash", "")
        self.assertIn("Assets:Cash", self.run_ok("ledger", "list"))

    def test_datev(self):
        text = (self.export() / "datev-buchungen.csv").read_bytes()
        self.assertTrue(text.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.DictReader(text.decode("utf-8-sig").splitlines(), delimiter=";"))
        total = {"S": 0, "H": 0}
        for row in rows:
            self.assertRegex(row["Umsatz (ohne Soll/Haben-Kz)"], r"^\d+,\d\d$")
            self.assertEqual(row["Belegdatum"], "23.11.2026")
            total[row["Soll/Haben-Kennzeichen"]] += self.minor(
                row["Umsatz (ohne Soll/Haben-Kz)"].replace(",", "."))
        self.assertEqual(total["S"], total["H"])
        net, tax = self.sums()
        revenue = sum(self.minor(row["Umsatz (ohne Soll/Haben-Kz)"].replace(",", "."))
                      for row in rows if row["Konto"].startswith("Income:"))
        self.assertEqual(revenue, net + tax)

    def test_quickbooks(self):
        with open(self.export() / "quickbooks-journal.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual({row["JournalNo"] for row in rows}, {"TILL1-20261123"})
        self.assertEqual({row["JournalDate"] for row in rows}, {"11/23/2026"})
        sides = [sum(self.minor(row[side] or "0") for row in rows) for side in ("Debits", "Credits")]
        self.assertEqual(sides[0], sides[1])
        self.assertTrue(all(bool(row["Debits"]) != bool(row["Credits"]) for row in rows))
        self.assertIn("SPRING 1", {row["Class"] for row in rows})

    def test_xero(self):
        self.run_ok("ledger", "set", "tax_type:19", "19% (MwSt)")
        with open(self.export() / "xero-invoices.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        lines = sum(self.minor(row["*UnitAmount"]) + self.minor(row["TaxAmount"]) for row in rows)
        self.assertEqual({self.minor(row["Total"]) for row in rows}, {lines})
        (paid,), = self.query("SELECT sum(amount_minor) FROM payment"
                              " WHERE tender IN ('cash', 'card', 'transfer')")
        self.assertEqual(lines, paid)
        self.assertEqual({(row["TrackingName1"], row["TrackingOption1"]) for row in rows},
                         {("", ""), ("Campaign", "SPRING 1")})
        self.assertTrue({"19% (MwSt)", "7% (VAT on Income)", "No VAT"} <=
                        {row["*TaxType"] for row in rows})
        self.assertEqual({row["*InvoiceDate"] for row in rows}, {"23/11/2026"})

    def test_json(self):
        folder = self.export()
        with open(folder / "all.json", encoding="utf-8") as file:
            document = json.load(file)
        (count, gross), = self.query("SELECT count(*), sum(gross_minor) FROM sale")
        self.assertEqual(len(document["sales"]), count)
        self.assertEqual(sum(self.minor(sale["gross"]) for sale in document["sales"]), gross)
        self.assertEqual(document["closes"][0]["report"]["grand_total"], "999.99")
        self.assertEqual(document["closes"][0]["difference"], "-1.00")
        self.assertEqual(len(document["shifts"]), 1)
        self.assertEqual([m["amount"] for m in document["cash_movements"]], ["12.34", "5.00"])
        with open(folder / "day.csv", newline="", encoding="utf-8") as file:
            day = [(row["section"], self.minor(row["amount"])) for row in csv.DictReader(file)]
        self.assertEqual(sorted((row["section"], self.minor(row["amount"]))
                                for row in document["day"]), sorted(day))
        section = lambda name: sum(amount for word, amount in day if word == name)
        self.assertEqual(section("sale") + section("rounding") + section("tip"), section("tender"))

    @unittest.skipUnless(OPENPYXL, "openpyxl is not installed")
    def test_xlsx(self):
        """A reader that is not ours; it says what type each cell has."""
        path = self.export(formats="xlsx,csv") / "day.xlsx"
        script = ("import json, openpyxl, sys, datetime\n"
                  "book = openpyxl.load_workbook(sys.argv[1], data_only=sys.argv[2] == 'values')\n"
                  "print(json.dumps({s.title: {'frozen': s.freeze_panes, 'rows': [[[str(c.value),"
                  " c.data_type] for c in r] for r in s]} for s in book}))")
        values = json.loads(self.tool(*OPENPYXL, "-c", script, path, "values"))
        formulas = json.loads(self.tool(*OPENPYXL, "-c", script, path, "formulas"))
        self.assertEqual(list(values), ["Day", "Sales", "Payments", "Campaigns"])
        self.assertEqual({sheet["frozen"] for sheet in values.values()}, {"A2"})
        for name, table in (("Sales", "sales.csv"), ("Payments", "payments.csv"), ("Day", "day.csv")):
            with open(path.parent / table, newline="", encoding="utf-8") as file:
                expected = list(csv.DictReader(file))
            head, *rows = values[name]["rows"]
            columns = [cell[0] for cell in head]
            if name != "Day":
                total, kinds = rows.pop(), formulas[name]["rows"][-1]
                for n, column in enumerate(columns):
                    if kinds[n][1] == "f":
                        self.assertEqual(Decimal(total[n][0]).quantize(Decimal("0.01")),
                                         sum(Decimal(row[column]) for row in expected), column)
                self.assertGreaterEqual(sum(cell[1] == "f" for cell in kinds), 3)
            self.assertEqual(len(rows), len(expected))
            for row, wanted in zip(rows, expected):
                for column, (value, kind) in zip(columns, row):
                    text = wanted[column].removeprefix("'") if kind == "s" else wanted[column]
                    if column.endswith("_at"):
                        self.assertEqual((value, kind), (text[:19].replace("T", " "), "d"))
                    elif column == "business_day":
                        self.assertEqual((value, kind), (f"{text} 00:00:00", "d"))
                    elif kind == "n" and value != "None":
                        self.assertEqual(Decimal(value), Decimal(text), column)
                    else:
                        self.assertEqual(value if value != "None" else "", text)
            self.assertEqual({cell[1] for row in rows for cell in row} - {"n", "s", "d"}, set())

    @judge("pdftotext")
    def test_pdf(self):
        folder = self.export(formats="pdf")
        for name in ("z-1-000001.pdf", "z-1-000001-80mm.pdf"):
            text = self.tool("pdftotext", "-layout", folder / name, "-")
            flat = re.sub(r"[ \n]+", " ", text.replace("\u2212", "-"))
            (gross,), = self.query("SELECT sum(gross_minor) FROM sale_line WHERE kind IS NULL")
            for wanted in ("Z report 1 ", "Harbour Coffee", f"Gross {day_facts.money(gross)} ",
                           f"Expected {day_facts.money(self.day.expected)} ", "Difference -1.00 ",
                           "Reason a coin fell", "Gift cards sold 1 50.00", "Received 20.00 USD",
                           "Grand total 999.99", "First receipt 1-000001"):
                self.assertIn(wanted, flat, name)
        self.assertIn("A4", self.tool("pdfinfo", folder / "z-1-000001.pdf"))
        self.assertRegex(self.tool("pdfinfo", folder / "z-1-000001-80mm.pdf"), r"Page size: +226\.7")
        self.run_ok("export", "day", "--day", "2020-01-01", "--format", "pdf", "--to", folder / "none")
        self.assertIn("this is no Z report",
                      self.tool("pdftotext", "-layout", folder / "none" / "day.pdf", "-"))

    def test_dsfinvk(self):
        folder = self.export(formats="dsfinvk") / "dsfinvk"
        index = ElementTree.parse(folder / "index.xml").getroot()
        tables = {}
        for table in index.iter("Table"):
            name = table.findtext("URL")
            with open(folder / name, newline="", encoding=table.find("UTF8").tag.lower()) as file:
                rows = list(csv.reader(file, delimiter=table.findtext("VariableLength/ColumnDelimiter")))
            columns = [c.findtext("Name") for c in table.iter("VariableColumn")]
            self.assertEqual(rows[0], columns, name)
            numbers = [c.find("Numeric/Accuracy") for c in table.iter("VariableColumn")]
            for row in rows[1:]:
                for cell, accuracy in zip(row, numbers):
                    if accuracy is not None and cell:
                        self.assertRegex(cell, r"^-?\d+(,\d{1,5})?$")
                        self.assertLessEqual(len(cell.partition(",")[2]), int(accuracy.text))
            tables[name] = [dict(zip(columns, row)) for row in rows[1:]]
        self.assertEqual({path.name for path in folder.iterdir()}, set(tables) | {"index.xml"})
        self.assertIn("NICHT ZERTIFIZIERT", index.findtext("DataSupplier/Comment"))
        self.assertEqual({row["TSE_TA_FEHLER"] for row in tables["transactions_tse.csv"]},
                         {"keine TSE angeschlossen"})
        cents = lambda text: self.minor(text.replace(",", "."))
        by_receipt = lambda table, column: {
            bon: sum(cents(row[column]) for row in tables[table] if row["BON_ID"] == bon)
            for bon in (row["BON_ID"] for row in tables["transactions.csv"])}
        gross = by_receipt("lines_vat.csv", "POS_BRUTTO")
        self.assertEqual(gross, by_receipt("transactions.csv", "UMS_BRUTTO"))
        self.assertEqual(gross, by_receipt("transactions_vat.csv", "BON_BRUTTO"))
        self.assertEqual(gross, by_receipt("datapayment.csv", "BASISWAEH_BETRAG"))
        cases = tables["businesscases.csv"]
        net, tax = self.sums()
        self.assertEqual(sum(cents(row["Z_UMS_BRUTTO"]) for row in cases), sum(gross.values()))
        self.assertEqual((sum(cents(row["Z_UMS_NETTO"]) for row in cases if row["GV_TYP"] == "Umsatz"),
                          sum(cents(row["Z_UST"]) for row in cases)), (net, tax))
        self.assertEqual({row["ZAHLART_WAEH"]: row["ZAHLART_BETRAG_WAEH"]
                          for row in tables["cash_per_currency.csv"]},
                         {"USD": "20,00", "EUR": "100,00"}, "what was left in the drawer")
        for name in ("lines.csv", "lines_vat.csv"):
            keys = [(row["BON_ID"], row["POS_ZEILE"]) for row in tables[name]]
            self.assertEqual(len(keys), len(set(keys)))

    def test_empty_and_wrong(self):
        folder = self.path / "empty"
        self.run_ok("export", "range", "--from", "2020-01-01", "--until", "2020-12-31",
                    "--format", FORMATS, "--to", folder)
        if shutil.which("hledger"):
            self.tool("hledger", "-f", folder / "tilltale.journal", "check", "--strict")
        if shutil.which("bean-check"):
            self.tool("bean-check", folder / "tilltale.beancount")
        self.assertEqual(len((folder / "xero-invoices.csv").read_text().splitlines()), 1)
        for bad in ("", "csv,,json", "doc", "csv;json"):
            self.refused(2, "export", "day", "--format", bad, "--to", folder)


class Libraries(program.ProgramTest):
    @judge("readelf")
    def test_what_sells_loads_no_office(self):
        """The libraries of spreadsheets and pages are the module's, which is opened when asked for."""
        needed = subprocess.run(["readelf", "-d", program.PROGRAM], capture_output=True, text=True,
                                check=True).stdout
        self.assertIn("libsqlite3", needed)
        for name in ("xlsx", "pango", "cairo", "glib"):
            self.assertNotIn(name, needed)


class Ledger(program.ProgramTest):
    def test_rows_are_journaled(self):
        self.init()
        self.run_ok("ledger", "preset", "skr03")
        self.run_ok("ledger", "set", "cash", "1001")
        self.run_ok("ledger", "set", "card", "")
        self.assertEqual(dict(self.query("SELECT role, account FROM ledger_account"))["cash"], "1001")
        self.assertNotIn("card", dict(self.query("SELECT role, account FROM ledger_account")))
        self.run_ok("verify")


if __name__ == "__main__":
    program.main()
