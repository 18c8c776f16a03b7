"""What products can be, by files and commands: options, price lists, deposits, bundles, stock. One
bad row and nothing is taken; what a till sells is off the shelf at once, and nothing is refused
because a shelf is empty."""
import json

import program

OPTIONS = ("group,minimum,maximum,choice,price\n"
           "Milk,0,1,Oat,0.50\nMilk,,,Soy,0.40\n"
           "Size,1,1,Small,0\nSize,,,Large,0.80\n")
PRODUCTS = ("sku,barcode,name,category,price,tax_rate,unit,kind,deposit,stock,low_stock,options,"
            "parts\n"
            "LATTE,,Latte,Coffee,3.40,19,each,,,,,Size;Milk,\n"
            "COLA,,Cola,Drinks,1.80,19,each,,PFAND,yes,2,,\n"
            "PFAND,,Bottle deposit,Drinks,0.25,19,each,deposit,,,,,\n"
            "ROLL,,Roll,Bakery,0.60,7,each,,,yes,,,\n"
            "MENU,,Snack,Bakery,2.50,7,each,bundle,,,,,ROLL*2;COLA\n")


class Products(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.run_ok("import", "options", self.write("o.csv", OPTIONS))
        self.run_ok("import", "products", self.write("p.csv", PRODUCTS))

    def ring(self, gross, *lines, **more):
        sale = {"lines": lines, "pay": [{"tender": "card", "amount": gross}], **more}
        result = self.call("ring", "-", "--json", "--db", self.db, stdin=json.dumps(sale) + "\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def on_hand(self):
        return {item["sku"]: item["on_hand"]
                for item in json.loads(self.run_ok("stock", "list", "--json"))}

    def test_sold_with_options(self):
        sale = self.ring("4.70", {"sku": "LATTE", "qty": "1", "options": ["Large", "Oat"],
                                  "note": "to go"})
        texts = [detail["text"] for detail in sale["lines"][0]["details"]]
        self.assertEqual(texts, ["Large", "Oat", "to go"])
        self.assertEqual(sale["lines"][0]["details"][1]["amount"], "0.50")
        self.assertIn("option Oat", self.run_ok("sale", "show", "1-000001"))

    def test_deposit_comes_and_goes(self):
        sale = self.ring("4.10", {"sku": "COLA", "qty": "2"})
        self.assertEqual([(line["sku"], line.get("kind"), line.get("parent"))
                          for line in sale["lines"]],
                         [("COLA", None, None), ("PFAND", "deposit", 1)])
        sale = self.ring("1.55", {"sku": "COLA", "qty": "1"}, {"sku": "PFAND", "qty": "-2"})
        self.assertEqual(sale["lines"][2]["gross"], "-0.50")

    def test_price_list(self):
        prices = self.write("prices.csv", "sku,price\nROLL,0.30\n")
        self.run_ok("import", "prices", prices, "--list", "Evening", "--hours", "18:00-20:00",
                    "--days", "mon-fri")
        for at, gross in (("2026-11-23T17:30:00Z", "0.30"), ("2026-11-23T19:30:00Z", "0.60"),
                          ("2026-11-22T17:30:00Z", "0.60")):
            self.ring(gross, {"sku": "ROLL", "qty": "1"}, at=at)
        self.assertIn("needs --list", self.refused(2, "import", "prices", prices))
        self.assertIn("hours", self.refused(1, "import", "prices", prices, "--list", "X",
                                            "--hours", "18-20"))
        before = self.dump()
        bad = self.write("bad.csv", "sku,price\nROLL,0.20\nNOPE,1.00\n")
        self.assertIn(f"{bad}:3:1: there is no product NOPE",
                      self.refused(1, "import", "prices", bad, "--list", "Evening"))
        self.assertEqual(self.dump(), before)

    def test_bad_options(self):
        before = self.dump()
        for text, words in (("Milk,2,1,Oat,0\n", "maximum"), ("Milk,0,1,Oat,x\n", "price"),
                            ("Milk,0,1,Oat,0\nMilk,,,Oat,0\n", "already"),
                            ("Milk,0,1,Oat,0\nMilk,1,1,Soy,0\n", "another minimum"),
                            ("Milk,3,3,Oat,0\n", "more choices")):
            path = self.write("bad.csv", OPTIONS.splitlines()[0] + "\nNew,0,1,One,0\n" + text)
            self.assertIn(words, self.refused(1, "import", "options", path))
        self.assertEqual(self.dump(), before)

    def test_choice_goes(self):
        self.run_ok("import", "options", self.write(
            "o.csv", "group,minimum,maximum,choice,price\nMilk,0,1,Oat,0.60\n"))
        self.ring("4.00", {"sku": "LATTE", "qty": "1", "options": ["Small", "Oat"]})
        sale = {"lines": [{"sku": "LATTE", "qty": "1", "options": ["Small", "Soy"]}]}
        result = self.call("ring", "-", "--db", self.db, stdin=json.dumps(sale) + "\n")
        self.assertIn("no option", result.stderr)

    def test_stock(self):
        self.run_ok("stock", "import",
                    self.write("in.csv", "sku,quantity,note\nROLL,10,Monday\nCOLA,5,\n"))
        self.assertEqual(self.on_hand(), {"COLA": "5", "ROLL": "10"})
        self.ring("2.50", {"sku": "MENU", "qty": "1"})
        self.assertEqual(self.on_hand(), {"COLA": "4", "ROLL": "8"})
        self.ring("30.00", {"sku": "ROLL", "qty": "50"})  # more than there is: sold all the same
        self.assertEqual(self.on_hand()["ROLL"], "-42")
        low = json.loads(self.run_ok("stock", "list", "--low", "--json"))
        self.assertEqual([item["sku"] for item in low], ["ROLL"])
        self.assertEqual(self.run_ok("stock", "count", "ROLL", "3"), "Roll: +45, 3 on hand\n")
        self.assertEqual(self.run_ok("stock", "loss", "ROLL", "1", "--note", "dropped"),
                         "Roll: -1, 2 on hand\n")
        shown = json.loads(self.run_ok("stock", "show", "ROLL", "--json"))
        self.assertEqual([move["kind"] for move in shown["movements"]],
                         ["loss", "count", "sale", "sale", "delivery"])
        self.assertEqual(shown["movements"][1]["counted"], "3")
        self.assertIn("not counted", self.refused(1, "stock", "receive", "LATTE", "1"))
        self.assertIn("no product", self.refused(1, "stock", "receive", "NOPE", "1"))
        self.assertIn("Everything holds", self.run_ok("verify"))

    def test_what_goes_back_is_on_the_shelf(self):
        self.run_ok("stock", "receive", "ROLL", "10")
        self.run_ok("stock", "receive", "COLA", "5")
        self.ring("7.10", {"sku": "ROLL", "qty": "5"}, {"sku": "COLA", "qty": "2"})
        self.assertEqual(self.on_hand(), {"COLA": "3", "ROLL": "5"})
        back = {"kind": "refund", "of": "1-000001", "lines": [
            {"line": 1, "qty": "2", "reason": "too many", "restock": True},
            {"line": 2, "qty": "1", "reason": "broken", "restock": False}],
            "pay": [{"tender": "card", "amount": "3.25"}]}
        result = self.call("ring", "-", "--json", "--db", self.db, stdin=json.dumps(back) + "\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.on_hand(), {"COLA": "3", "ROLL": "7"})

    def test_stocktake_by_file(self):
        self.run_ok("stock", "receive", "ROLL", "10")
        rows = self.run_ok("stock", "list", "--csv").splitlines()
        self.assertEqual(rows[0], "sku,name,on_hand,quantity,note")
        filled = [row.replace("10,,", "10,7,") for row in rows]
        path = self.write("count.csv", "\n".join(filled) + "\n")
        self.run_ok("stock", "import", "--count", path)
        self.assertEqual(self.on_hand(), {"COLA": "0", "ROLL": "7"})
        before = self.dump()
        bad = self.write("bad.csv", "sku,quantity\nROLL,5\nLATTE,1\n")
        self.assertIn(f"{bad}:3:1:", self.refused(1, "stock", "import", bad))
        self.assertEqual(self.dump(), before)

    def test_two_tills_sell_the_same_shelf(self):
        """Both sell offline, more than there is: nothing is refused, and when they meet the figure
        says what happened, in each of the three files."""
        self.run_ok("stock", "receive", "ROLL", "10")
        store, second = self.path / "store.db", self.path / "second.db"
        self.run_ok("store", "init", store, "--from", self.db)
        self.assertEqual(self.call("join", store, "--till", "2", "--db", second).returncode, 0)
        self.ring("4.80", {"sku": "ROLL", "qty": "8"})
        first, self.db = self.db, second
        self.assertEqual(self.on_hand()["ROLL"], "10")
        self.ring("4.20", {"sku": "ROLL", "qty": "7"})
        self.assertEqual(self.on_hand()["ROLL"], "3")
        self.run_ok("sync", store)
        self.db = first
        self.run_ok("sync", store)
        self.db = second
        self.run_ok("sync", store)
        for self.db in (first, second, store):
            self.assertEqual(self.on_hand()["ROLL"], "-5")


if __name__ == "__main__":
    program.main()
