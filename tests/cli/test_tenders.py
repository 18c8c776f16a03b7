"""Every way to pay, rung by other software: what it is worth, what comes back, and whose ledger
it stands in. Figures are worked out here by hand."""
import json
import random

import program

PRODUCTS = program.PRODUCTS + "A,,Apple,Fruit,10.00,0,each,\nB,,Pear,Fruit,0.02,19,each,\n"


class Tenders(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.begin()

    def begin(self, currency="EUR"):
        self.run_ok("init", *["CHF" if currency == "CHF" and word == "EUR" else word
                              for word in program.INIT])
        self.run_ok("import", "products", self.write("products.csv", PRODUCTS))

    def ring(self, *sales):
        out = self.run_ok("ring", "-", "--json",
                          stdin="".join(json.dumps(sale) + "\n" for sale in sales))
        return [json.loads(line) for line in out.splitlines()]

    def refused_sale(self, words, sale, db=None):
        before = self.query("SELECT count(*) FROM sale")
        result = self.call("ring", "-", "--json", "--db", db or self.db, stdin=json.dumps(sale))
        self.assertEqual((result.returncode, result.stdout), (1, ""), result.stderr)
        self.assertIn(words, result.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM sale"), before)

    def apple(self, *pay, qty="1", **more):
        return {"lines": [{"sku": "A", "qty": qty}], "pay": list(pay), **more}

    def verify(self):
        self.run_ok("verify")

    def test_voucher(self):
        sold = self.ring({"lines": [{"voucher": "50.00"}, {"sku": "A", "qty": "1"}],
                          "pay": [{"tender": "card", "amount": "60.00"}]})[0]
        code = sold["vouchers"][0]["code"]
        self.assertEqual(sold["vouchers"][0]["value"], "50.00")
        self.assertEqual(self.run_ok("voucher", "list", sold["sale"]).split(), [code, "50.00"])
        self.assertEqual((sold["gross"], sold["tax"]), ("60.00", "0.00"))
        self.assertEqual(self.query("SELECT kind, tax_code, gross_minor FROM sale_line ORDER BY n"),
                         [("voucher", "0", 5000), (None, "0", 1000)])
        spent = self.ring(self.apple({"tender": "voucher", "code": code.lower(), "amount": "8.00"},
                                     {"tender": "cash", "amount": "5.00"}))[0]
        self.assertEqual([(t["tender"], t["amount"], t["change"]) for t in spent["tenders"]],
                         [("voucher", "8.00", "0.00"), ("cash", "2.00", "3.00")])
        shown = json.loads(self.run_ok("voucher", "show", code, "--json"))
        self.assertEqual((shown["balance"], shown["state"]), ("42.00", "good"))
        self.assertEqual([m["amount"] for m in shown["movements"]], ["50.00", "-8.00"])
        self.assertIn("42.00", self.run_ok("voucher", "show", code))
        pay = {"tender": "voucher", "code": code, "amount": "42.01"}
        cash = {"tender": "cash", "amount": "10.00"}
        self.refused_sale("only 42.00 is left", self.apple(pay, cash, qty="5"))
        twice = [{"tender": "voucher", "code": code, "amount": "30.00"}] * 2
        self.refused_sale("only 12.00 is left", self.apple(*twice, qty="6"))
        pay = {"tender": "voucher", "code": code, "amount": "42.00"}
        self.refused_sale("only cash gives change", self.apple(pay))
        self.ring(self.apple(pay, {"tender": "cash", "amount": "8.00"}, qty="5"))
        self.refused_sale("nothing is left",
                          self.apple({"tender": "voucher", "code": code, "amount": "1.00"}))
        self.assertIn("empty", self.run_ok("voucher", "show", code))
        self.assertIn("mistyped", self.refused(1, "voucher", "show", "0" + code[1:]))
        self.assertIn("no voucher is overdrawn", self.run_ok("voucher", "overdrafts"))
        self.verify()

    def test_overdraft(self):
        """Two tills spend the same voucher while they are apart; both sales stand, and it is
        listed at both once they have met."""
        store, other = self.path / "store.db", self.path / "two.db"
        self.run_ok("store", "init", store, "--from", self.db)
        code = self.ring({"lines": [{"voucher": "10.00"}],
                          "pay": [{"tender": "cash", "amount": "10.00"}]})[0]["vouchers"][0]["code"]
        self.run_ok("sync", store)
        self.assertEqual(self.call("join", store, "--db", other, "--till", "2").returncode, 0)
        sale = self.apple({"tender": "voucher", "code": code, "amount": "10.00"})
        self.ring(sale)
        result = self.call("ring", "-", "--db", other, stdin=json.dumps(sale))
        self.assertEqual(result.returncode, 0, result.stderr)
        for db in (self.db, other, self.db):
            self.assertEqual(self.call("sync", store, "--db", db).returncode, 0)
        for db in (self.db, other):
            listed = self.call("voucher", "overdrafts", "--db", db).stdout
            self.assertEqual(listed.split()[:2], [code, "10.00"])
        self.refused_sale("nothing is left", sale)
        self.verify()

    def test_account(self):
        self.run_ok("account", "add", "ACME", "--name", "Acme Ltd")
        self.assertIn("already", self.refused(1, "account", "add", "ACME", "--name", "Other"))
        self.ring(self.apple({"tender": "account", "account": "ACME", "amount": "30.00"}, qty="3"),
                  {"lines": [{"account": "ACME", "amount": "12.50"}],
                   "pay": [{"tender": "cash", "amount": "20.00"}]})
        self.assertIn("17.50", self.run_ok("account", "list"))
        shown = self.run_ok("account", "show", "ACME")
        self.assertIn("-12.50", shown)
        self.assertEqual(self.query("SELECT sum(amount_minor) FROM account_movement"), [(1750,)])
        self.assertEqual(self.query("SELECT kind, gross_minor FROM sale_line WHERE kind <> ''"),
                         [("account", 1250)])
        self.refused_sale("no account", self.apple(
            {"tender": "account", "account": "NONE", "amount": "10.00"}))
        self.verify()

    def test_foreign(self):
        pay = {"tender": "cash", "currency": "USD", "amount": "30.00"}
        self.refused_sale("no rate is set", self.apple(pay, qty="2"))
        self.run_ok("rate", "set", "USD", "0.92")
        sale = self.ring(self.apple(pay, qty="2"))[0]      # 30 x 0.92 = 27.60, 20 due
        tender = sale["tenders"][0]
        self.assertEqual((tender["amount"], tender["tendered"], sale["change"]),
                         ("20.00", "27.60", "7.60"))
        self.assertEqual((tender["foreign_currency"], tender["foreign_amount"], tender["rate"]),
                         ("USD", "30.00", "0.92"))
        self.ring(self.apple({**pay, "rate": "0.925", "amount": "10.82"}))  # 10.0085, half away
        self.assertEqual(self.query("SELECT currency, tendered_minor, rate FROM payment_foreign"),
                         [("USD", 3000, "0.92"), ("USD", 1082, "0.925")])
        self.run_ok("rate", "set", "USD", "0.95")
        self.assertIn("0.95", self.run_ok("rate", "list"))
        for currency, rate in (("USD", "0"), ("EUR", "1"), ("XXX", "1"), ("USD", "x")):
            self.refused(1, "rate", "set", currency, rate)
        self.verify()

    def test_tip_and_transfer(self):
        self.ring(self.apple({"tender": "card", "amount": "11.50", "reference": "T-1"}, tip="1.50"),
                  self.apple({"tender": "transfer", "amount": "10.00", "reference": "1-7",
                              "seen": True}),
                  self.apple({"tender": "transfer", "amount": "10.00"}))
        self.assertEqual(self.query("SELECT tip_minor, gross_minor FROM sale ORDER BY id"),
                         [(150, 1000), (None, 1000), (None, 1000)])
        self.assertEqual(self.query("SELECT has_arrived, payment_n, sale_id % 10 FROM transfer_check"),
                         [(1, 1, 2)])
        self.refused_sale("11.00 is due", self.apple({"tender": "cash", "amount": "10.00"},
                                                     tip="1.00"))
        self.verify()

    def test_refused(self):
        cash = {"tender": "cash", "amount": "10.00"}
        for words, pay in (
                ("tender is none of", {"tender": "cheque", "amount": "10.00"}),
                ("rate stands without", {**cash, "rate": "0.9"}),
                ("not known here", {**cash, "code": "A"}),
                ("code is missing", {"tender": "voucher", "amount": "10.00"}),
                ("no voucher", {"tender": "voucher", "amount": "10.00", "code": "hello"}),
                ("seen must be", {"tender": "transfer", "amount": "10.00", "seen": "yes"}),
                ("not above 0", {"tender": "card", "amount": "0.00"})):
            self.refused_sale(words, self.apple(pay))
        self.refused_sale("above 0", {"lines": [{"voucher": "0.00"}], "pay": []})


class Rounding(Tenders):
    """Pain 10: where coins end at 0.05 nothing is left over that no tender explains."""

    def begin(self, currency="CHF"):
        super().begin("CHF")

    def test_coins(self):
        pears = {"lines": [{"sku": "B", "qty": "113"}]}     # 2.26
        sale = self.ring({**pears, "pay": [{"tender": "cash", "amount": "5.00"}]})[0]
        self.assertEqual((sale["rounding"], sale["change"]), ("-0.01", "2.75"))
        self.refused_sale("smallest coin is 0.05",
                          {**pears, "pay": [{"tender": "cash", "amount": "2.27"}]})
        card = self.ring({**pears, "pay": [{"tender": "card", "amount": "2.26"}]})[0]
        self.assertEqual(card["rounding"], "0.00")
        one = self.ring({"lines": [{"sku": "B", "qty": "1"}],
                         "pay": [{"tender": "cash", "amount": "0.00"}]})[0]
        self.assertEqual((one["gross"], one["rounding"], one["tenders"]), ("0.02", "-0.02", []))
        self.run_ok("rate", "set", "EUR", "0.9563")
        euro = self.ring({**pears, "pay": [{"tender": "cash", "currency": "EUR",
                                            "amount": "5.00"}]})[0]     # 4.78, 2.25 due
        self.assertEqual((euro["change"], euro["tenders"][0]["amount"], euro["rounding"]),
                         ("2.55", "2.23", "-0.03"))
        self.assertEqual(self.query(
            "SELECT sum(gross_minor + cash_rounding_minor + coalesce(tip_minor, 0)) -"
            " (SELECT sum(amount_minor) FROM payment) FROM sale"), [(0,)])
        self.verify()

    def test_any_mix(self):
        """Forty sales by a seeded draw, worked out here in cents: what is due is paid, cash is made
        of coins, and the drawer has what came in less what went out."""
        draw = random.Random(7)
        self.run_ok("account", "add", "B", "--name", "Boat")
        code = self.ring({"lines": [{"voucher": "500.00"}],
                          "pay": [{"tender": "card", "amount": "500.00"}]})[0]["vouchers"][0]["code"]
        drawer = spent = owed = 0
        for _ in range(40):
            pears = draw.randint(1, 900)                    # 0.02 each
            tip = draw.choice((0, 0, 100, 135))
            rest = 2 * pears + tip
            pay = []
            for tender in draw.sample(("card", "voucher", "account", "transfer"), draw.randint(0, 2)):
                part = draw.randint(1, max(1, rest // 3))
                if part >= rest:
                    continue
                more = {"voucher": {"code": code}, "account": {"account": "B"}}.get(tender, {})
                pay.append({"tender": tender, "amount": f"{part / 100:.2f}", **more})
                rest -= part
                spent += part if tender == "voucher" else 0
                owed += part if tender == "account" else 0
            due = (rest + 2) // 5 * 5                       # no halves: 0.05 is odd
            given = due + draw.choice((0, 5, 500, 1995))
            pay.append({"tender": "cash", "amount": f"{given / 100:.2f}"})
            sale = self.ring({"lines": [{"sku": "B", "qty": str(pears)}], "pay": pay,
                              "tip": f"{tip / 100:.2f}"})[0]
            self.assertEqual(sale["rounding"], f"{(due - rest) / 100:.2f}")
            self.assertEqual(sale["change"], f"{(given - due) / 100:.2f}")
            drawer += due
        self.assertEqual(self.query(
            "SELECT tender, sum(amount_minor) FROM payment WHERE tender IN ('cash', 'voucher',"
            " 'account') GROUP BY tender ORDER BY tender"),
            [("account", owed), ("cash", drawer), ("voucher", spent)])
        self.assertEqual(self.query("SELECT sum(amount_minor) FROM voucher_movement"),
                         [(50000 - spent,)])
        self.assertEqual(self.query("SELECT sum(amount_minor) FROM account_movement"), [(owed,)])
        self.verify()

    test_voucher = test_overdraft = test_account = test_foreign = None
    test_tip_and_transfer = test_refused = None


if __name__ == "__main__":
    program.main()
