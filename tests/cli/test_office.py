"""Products, categories and tax rates changed by hand: what was changed is what is sold next, each
change is one entry of the journal, and what makes no sense changes nothing."""
import json

import program


class Office(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")

    def ring(self, sku):
        sale = self.write("sale.jsonl", json.dumps(
            {"lines": [{"sku": sku, "qty": "1"}], "pay": [{"tender": "cash", "amount": "50.00"}]}) + "\n")
        return json.loads(self.run_ok("ring", sale, "--json"))

    def entries(self):
        return self.query("SELECT count(*) FROM journal WHERE id < 1000000000000")[0][0]

    def row(self, sku):
        return next(line for line in self.run_ok("product", "list").splitlines()
                    if line.split()[0] == sku)

    def test_product_changed(self):
        before = self.entries()
        self.run_ok("product", "set", "FLATW", "price", "3.80")
        self.assertEqual(self.entries(), before + 1)
        self.assertEqual(self.ring("FLATW")["gross"], "3.80")
        self.run_ok("product", "set", "FLATW", "name", "Flat white, large")
        self.run_ok("product", "set", "FLATW", "tax", "7")
        self.run_ok("product", "set", "FLATW", "category", "Specials")
        self.run_ok("product", "set", "FLATW", "favourite", "1")
        sale = self.ring("FLATW")
        self.assertEqual(sale["tax"], "0.25")
        self.assertIn("Specials", self.run_ok("category", "list"))
        self.assertIn("Flat white, large", self.row("FLATW"))
        self.assertIn("favourite 1", self.row("FLATW"))
        self.run_ok("product", "set", "FLATW", "active", "no")
        self.assertIn("not on sale", self.row("FLATW"))
        self.run_ok("product", "set", "FLATW", "active", "yes")
        self.assertEqual(self.run_ok("verify").splitlines()[-1], "Everything holds.")

    def test_barcode(self):
        """The barcode takes the place of the one before; another product's is refused."""
        self.run_ok("product", "set", "FLATW", "barcode", "4012345678901")
        self.assertIn("4012345678901", self.row("FLATW"))
        self.assertEqual(self.query("SELECT code FROM barcode WHERE code LIKE '%4012345678901'"),
                         [("04012345678901",)])
        self.assertIn("another product", self.refused(
            1, "product", "set", "COLDB", "barcode", "4012345678901"))
        self.run_ok("product", "set", "FLATW", "barcode", "96385074")
        self.assertNotIn("4012345678901", self.run_ok("product", "list"))
        self.run_ok("product", "set", "FLATW", "barcode", "")
        self.assertEqual(self.query("SELECT count(*) FROM barcode WHERE code LIKE '%96385074'"), [(0,)])
        self.run_ok("verify")

    def test_product_added(self):
        self.run_ok("product", "add", "SOUP", "Soup of the day", "--price", "6.50", "--tax", "7",
                    "--category", "Kitchen", "--barcode", "4012345678901")
        self.assertEqual(self.ring("SOUP")["gross"], "6.50")
        self.assertIn("there is a product SOUP", self.refused(1, "product", "add", "SOUP", "Again"))
        self.run_ok("verify")

    def test_standard_tax(self):
        """Without a tax the country's standard rate is taken."""
        self.db = self.path / "at.db"
        self.run_ok("init", "--shop", "Shop", "--till", "1", "--country", "AT")
        self.run_ok("product", "add", "A", "Apple", "--price", "1.20")
        self.assertEqual(self.ring("A")["tax"], "0.20")
        self.assertEqual(self.run_ok("tax", "list").split(), ["20", "13", "10", "0"])

    def test_category_and_tax(self):
        self.run_ok("category", "add", "Kitchen")
        self.run_ok("category", "set", "Kitchen", "colour", "6")
        self.run_ok("category", "set", "Kitchen", "name", "From the kitchen")
        self.assertIn("From the kitchen\tcolour 6", self.run_ok("category", "list"))
        self.run_ok("tax", "add", "5+9.975")
        self.assertIn("5+9.975", self.run_ok("tax", "list").split())
        self.run_ok("verify")

    def test_refused(self):
        before = self.dump()
        for words in (("product", "set", "NONE", "price", "1.00"),
                      ("product", "set", "FLATW", "price", "-1.00"),
                      ("product", "set", "FLATW", "price", "1.005"),
                      ("product", "set", "FLATW", "name", ""),
                      ("product", "set", "FLATW", "name", "a\nb"),
                      ("product", "set", "FLATW", "favourite", "100"),
                      ("product", "set", "FLATW", "active", "maybe"),
                      ("product", "set", "FLATW", "tax", "a lot"),
                      ("product", "set", "FLATW", "size", "1"),
                      ("category", "set", "Coffee", "colour", "9"),
                      ("category", "set", "Coffee", "name", "Tea"),
                      ("category", "set", "None", "name", "Tea"),
                      ("tax", "add", "19"), ("tax", "add", "many")):
            with self.subTest(words=words):
                self.refused(1, *words)
        self.assertEqual(self.dump(), before)


if __name__ == "__main__":
    program.main()
