"""Refunds of other software: the sale's own amounts, by line, never more than was sold; and what the
reports say of them."""
import json
from decimal import Decimal

import program


class Refund(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")

    def ring(self, **fields):
        printed = self.run_ok("ring", "-", "--json", stdin=json.dumps(fields) + "\n")
        return json.loads(printed.splitlines()[-1])

    def refuse(self, **fields):
        return self.refused(1, "ring", "-", "--json", stdin=json.dumps(fields) + "\n")

    def sell(self, **more):
        return self.ring(**{"at": "2026-11-23T11:00:00Z",
                            "lines": [{"sku": "FLATW", "qty": "3", "discount": "10%"},
                                      {"sku": "SOUR", "qty": "0.412"},
                                      {"sku": "HARB", "qty": "1"}],
                            "pay": [{"tender": "cash", "amount": "30.00"}], **more})

    def refund(self, **more):
        return self.ring(**{"kind": "refund", "of": "1-000001", "at": "2026-11-23T12:00:00Z",
                            **more})

    def test_by_line(self):
        sold = self.sell()
        back = self.refund(lines=[{"line": 1, "qty": "1"}, {"line": 2, "qty": "0.2",
                                                            "restock": True}],
                           reason="Faulty", pay=[{"tender": "cash", "amount": "4.80"}])
        # 9.72 of three, 3.21 of 412 g
        self.assertEqual([line["gross"] for line in back["lines"]], ["-3.24", "-1.56"])
        self.assertEqual((back["kind"], back["gross"], back["tenders"][0]["amount"]),
                         ("refund", "-4.80", "-4.80"))
        self.assertEqual(back["lines"][1]["of"], "1-000001")
        self.assertEqual((back["lines"][1]["line"], back["lines"][1]["restock"],
                          back["lines"][0]["restock"], back["lines"][0]["reason"]),
                         (2, "yes", "no", "Faulty"))
        shown = self.run_ok("sale", "show", "1-000001")
        self.assertIn("Something went back: 1-000002", shown)
        self.assertIn("of 1-000001: Faulty", self.run_ok("sale", "show", "1-000002"))
        rest = Decimal(sold["gross"]) - Decimal("4.80")
        self.refund(pay=[{"tender": "cash", "amount": str(rest)}])
        sums = self.query("SELECT sum(gross_minor), sum(net_minor), sum(tax_minor) FROM sale")
        self.assertEqual(sums, [(0, 0, 0)])
        lines = self.query("SELECT sku, sum(quantity_milli), sum(gross_minor), sum(net_minor),"
                           " sum(tax_minor), sum(discount_minor) FROM sale_line GROUP BY sku")
        for line in lines:
            self.assertEqual(line[1:], (0, 0, 0, 0, 0), line[0])
        self.assertEqual(self.query("SELECT sum(amount_minor) FROM payment"), [(0,)])
        self.assertIn("all of this sale has gone back already",
                      self.refuse(kind="refund", of="1-1", pay=[]))

    def test_never_more(self):
        self.sell()
        cases = [
            ({"lines": [{"line": 1, "qty": "4"}]}, "only 3 of 3 is left to go back"),
            ({"lines": [{"line": 1, "qty": "3.001"}]}, "only 3 of 3 is left"),
            ({"lines": [{"line": 9, "qty": "1"}]}, "the sale has no line 9"),
            ({"lines": [{"line": 1, "qty": "-1"}]}, "above 0"),
            ({"lines": [{"line": 1, "qty": "1"}, {"line": 1, "qty": "1"}]}, "stands there twice"),
            ({"lines": [{"line": 1, "qty": "1"}], "pay": [{"tender": "cash", "amount": "3.25"}]},
             "3.25 would be given back and 3.24 is due"),
            ({"lines": []}, "lines is empty"),
            ({"of": "1-000009"}, "no such sale"),
            ({"of": "nonsense"}, "of: "),
            ({"kind": "swap"}, "kind is none of"),
            ({"lines": [{"sku": "FLATW", "qty": "1"}]}, "\"sku\" is not known here"),
        ]
        before = self.dump()
        for fields, words in cases:
            said = self.refuse(**{"kind": "refund", "of": "1-000001", **fields})
            self.assertIn(words, said)
        self.assertIn("needs \"kind\"", self.refuse(of="1-000001", lines=[]))
        self.assertEqual(self.dump(), before)

    def test_without_receipt(self):
        fields = {"kind": "refund", "lines": [{"sku": "HARB", "qty": "1"}],
                  "pay": [{"tender": "cash", "amount": "9.50"}], "restock": True}
        self.assertIn("needs \"by\"", self.refuse(**fields))
        self.assertIn("no manager", self.refuse(by="Cashier 1", **fields))
        self.assertIn("by: ", self.refuse(by="Nobody", **fields))
        lines = [json.dumps({**fields, "by": name, "staff": "Cashier 2"})
                 for name in ("Cashier 1", "Manager")]
        result = self.call("ring", "-", "--json", "--db", self.db, stdin="\n".join(lines))
        self.assertEqual(result.returncode, 1)
        self.assertIn("standard input:1: by: Cashier 1 is no manager", result.stderr)
        back = json.loads(result.stdout)  # what is refused does not stop the lines after it
        self.assertEqual((back["kind"], back["gross"], back["lines"][0]["of"]),
                         ("refund", "-9.50", None))
        self.assertEqual(self.query("SELECT staff_name FROM sale"), [("Cashier 2",)])
        self.assertEqual(self.query("SELECT kind, detail, staff_name, by_staff_name, sale_id"
                                    " FROM act WHERE kind = 'lend'"),
                         [("lend", "refund_free", "Cashier 2", "Manager", 1000000000001)])
        self.assertEqual(self.query("SELECT of_sale_id, of_line_n, restock FROM sale_refund"),
                         [(None, None, 1)])

    def test_exchange(self):
        self.sell()
        for sku, pay, gross in (("V60", "14.50", "14.50"), ("HARB", None, "0.00"),
                                ("ESPR", "7.30", "-7.30")):
            number = self.query("SELECT count(*) FROM sale")[0][0] + 1
            self.sell()
            paid = [{"tender": "cash", "amount": pay}] if pay else []
            swapped = self.ring(lines=[{"of": f"1-{number}", "line": 3, "qty": "1"},
                                       {"sku": sku, "qty": "1"}], pay=paid)
            self.assertEqual((swapped["gross"], swapped.get("kind")), (gross, None))
            self.assertEqual(swapped["lines"][0]["gross"], "-9.50")

    def test_cash_rounding(self):
        self.run_ok("set", "cash_step", "0.05")
        self.sell(lines=[{"sku": "ESPR", "qty": "1", "price": "7.02"}],
                  pay=[{"tender": "cash", "amount": "7.00"}])
        back = self.refund(pay=[{"tender": "cash", "amount": "7.00"}])
        self.assertEqual((back["rounding"], back["gross"]), ("0.02", "-7.02"))
        self.assertEqual(self.query("SELECT sum(amount_minor) FROM payment"), [(0,)])

    def test_reports(self):
        link = self.run_ok("campaign", "link", "SPRING", "--content", "flyer")
        token = next(word for word in link.split() if word.count("-") == 3 and len(word) == 19)
        self.sell(scan=[token])
        # Seven weeks later the campaign's window is over, and its share goes back all the same.
        self.refund(at="2027-01-11T12:00:00Z", lines=[{"line": 3}],
                    pay=[{"tender": "cash", "amount": "8.55"}])
        folder = self.path / "day"
        self.run_ok("export", "day", "--day", "2027-01-11", "--to", folder, "--format", "csv")
        day = (folder / "day.csv").read_text(encoding="utf-8-sig")
        self.assertIn("sale,refund,1,-8.55", day)
        self.assertIn("campaign,SPRING,1,-8.55", day)
        self.assertIn("tender,cash,1,-8.55", day)
        sales = (folder / "sales.csv").read_text(encoding="utf-8-sig").splitlines()
        self.assertEqual(len(sales), 2)
        self.assertIn(",refund,", sales[1])
        self.assertIn(",-1,9.50,-0.95,", sales[1])
        said = json.loads(self.run_ok("report", "campaigns", "--from", "2026-11-01", "--to",
                                      "2027-01-31", "--json"))
        spring = next(row for row in said["rows"] if row["campaign"] == "SPRING")
        self.assertEqual((spring["touches"], spring["sales"]), (1, "1.000"))
        sold = self.query("SELECT sum(gross_minor) FROM sale")[0][0]
        self.assertEqual(Decimal(spring["revenue"]) * 100, sold)
        self.assertIn("Harbour", self.run_ok("report", "products", "--from", "2026-11-01", "--to",
                                             "2027-01-31"))

    def test_verify(self):
        self.sell()
        self.refund(pay=[{"tender": "card", "amount": "22.43"}])
        self.run_ok("verify")


if __name__ == "__main__":
    program.main()
