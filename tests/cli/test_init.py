"""A shop is made whole or not at all, and every option is looked at."""
import os

import program


def changed(option, value):
    words = list(program.INIT)
    words[words.index(option) + 1] = value
    return words


class Init(program.ProgramTest):
    def test_refused(self):
        for option, value in (("--shop", ""), ("--shop", "  "), ("--shop", "a\nb"), ("--shop", "x" * 600),
                              ("--currency", "eur"), ("--currency", "XXX"), ("--till", "0"),
                              ("--till", "1000"), ("--till", "1b"), ("--till", "-1"),
                              ("--prices", "netto"), ("--rounding", "never"),
                              ("--timezone", "Europe/Nowhere"), ("--timezone", "../../etc/passwd"),
                              ("--timezone", "/etc/localtime"), ("--day-starts", "24:00"),
                              ("--day-starts", "4"), ("--day-starts", "04:60")):
            words = self.refused(2, "init", *changed(option, value))
            self.assertIn(option, words, value)
            self.assertEqual(list(self.path.iterdir()), [], (option, value))

    def test_made(self):
        self.init()
        self.assertEqual(sorted(path.name for path in self.path.iterdir()),
                         ["shop.db", "shop.db.key"])
        for path in self.path.iterdir():
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual(dict(self.query("SELECT key, value FROM setting"))["timezone"],
                         "Europe/Berlin")
        self.assertEqual(self.query("SELECT name, role, pin_hash FROM staff"),
                         [("Manager", "manager", None)])
        self.assertEqual(self.query("SELECT count(*) FROM product"), [(0,)])

    def test_country(self):
        """A country fills in what nobody said; what somebody said wins."""
        for country, more, wanted, taxes, language in (
                ("DE", (), {"currency": "EUR", "prices": "gross", "rounding": "document", "receipt": "always",
                            "timezone": "Europe/Berlin", "locale": "de_DE", "cash_step": ""},
                 ["19", "7", "0"], "de"),
                ("FI", (), {"currency": "EUR", "cash_step": "0.05", "locale": "fi_FI"},
                 ["25.5", "13.5", "10", "0"], "en"),
                ("CH", ("--currency", "EUR", "--prices", "net", "--language", "fr"),
                 {"currency": "EUR", "prices": "net", "cash_step": "", "tax_name": "MWST"},
                 ["8.1", "2.6", "3.8", "0"], "fr"),
                ("US", (), {"currency": "USD", "prices": "net", "receipt": "request"}, ["0"], "en"),
                ("KW", (), {"currency": "KWD", "locale": "ar_KW"}, ["0"], "ar")):
            with self.subTest(country=country):
                self.db = self.path / f"{country}.db"
                self.run_ok("init", "--shop", "Shop", "--till", "1", "--country", country, *more)
                for key, value in wanted.items():
                    self.assertEqual(self.run_ok("get", key), value + "\n", key)
                self.assertEqual(self.query("SELECT code FROM tax_rate ORDER BY id"),
                                 [(code,) for code in taxes])
                self.assertEqual(self.run_ok("get", "language"), language + "\n")
                self.assertEqual(self.run_ok("verify").splitlines()[-1], "Everything holds.")

    def test_country_refused(self):
        short = ["--shop", "Shop", "--till", "1"]
        self.assertIn("--country", self.refused(2, "init", *short, "--country", "XX"))
        self.assertIn("--currency is missing", self.refused(2, "init", *short))
        self.assertIn("--language", self.refused(2, "init", *short, "--country", "DE",
                                                 "--language", "tlh"))
        self.assertEqual(list(self.path.iterdir()), [])

    def test_there_already(self):
        self.init()
        before = self.dump()
        self.assertIn("is there already", self.refused(1, "init", *program.INIT))
        self.assertEqual(self.dump(), before)

    def test_key_without_till(self):
        self.write("shop.db.key", "precious")
        self.refused(1, "init", *program.INIT)
        self.assertEqual((self.path / "shop.db.key").read_text(), "precious")

    def test_after_a_kill(self):
        """What an attempt that was stopped has left does not stand in the way."""
        self.write("shop.db.new", "half")
        self.write("shop.db.new.key", "half")
        self.write("shop.db.new-wal", "half")
        self.init()
        self.assertEqual(len(list(self.path.iterdir())), 2)
        # Between the two moves: the key is in its place, the till not yet.
        os.rename(self.db, self.path / "shop.db.new")
        self.init()
        self.assertEqual(len(list(self.path.iterdir())), 2)

    def test_demo(self):
        self.init("--demo")
        self.assertEqual(self.query("SELECT count(*) FROM product"), [(22,)])
        self.assertEqual([name for (name,) in self.query(
            "SELECT name FROM category ORDER BY position")],
            ["Coffee", "Tea", "Bakery", "Beans", "Gear", "Merch"])
        self.assertEqual(
            self.query("SELECT name, channel, budget_minor FROM campaign ORDER BY id"),
            [("Spring booth", "event", 120000), ("Harbour flyer", "print", 30000),
             ("Newsletter", "e-mail", 9000), ("Receipt code", "own customers", None)])
        self.assertEqual(dict(self.query("SELECT key, value FROM setting"))["demo"], "yes")

    def test_demo_wants_decimals(self):
        words = self.refused(2, "init", *changed("--currency", "JPY"), "--demo")
        self.assertIn("--currency EUR", words)
        self.assertEqual(list(self.path.iterdir()), [])

    def test_other_decimals(self):
        for currency, price, shown in (("JPY", "360", "360"), ("KWD", "0.250", "0.250")):
            with self.subTest(currency=currency):
                self.db = self.path / f"{currency}.db"
                self.run_ok("init", *changed("--currency", currency))
                products = self.write("p.csv", program.PRODUCTS + f"A,,Tea,Tea,{price},10,each,\n")
                self.run_ok("import", "products", products)
                sale = self.run_ok("ring", "-", "--json", stdin=(
                    '{"lines":[{"sku":"A","qty":"1"}],'
                    f'"pay":[{{"tender":"cash","amount":"{price}"}}]}}\n'))
                self.assertIn(f'"gross":"{shown}"', sale)
                self.assertEqual(self.run_ok("verify").splitlines()[-1], "Everything holds.")

    def test_demo_without_assets(self):
        words = self.refused(1, "init", *program.INIT, "--demo",
                             env={"TILLTALE_ASSETS": str(self.path / "none")})
        self.assertIn("TILLTALE_ASSETS", words)
        self.assertEqual(list(self.path.iterdir()), [])


if __name__ == "__main__":
    program.main()
