"""One file, one transaction: a bad row or a kill leaves the till as it was."""
import random
import signal
import subprocess
import time

import program
from program import PRODUCTS


class Import(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init()

    def test_bad_rows(self):
        self.run_ok("import", "products",
                    self.write("good.csv", PRODUCTS + "OLD,,Old,Old,1.00,19,each,\n"))
        before = self.dump()
        path = self.write("bad.csv", PRODUCTS + "A,,Tea,Tea,1.00,7,each,\n" +
                          "B,,Tea,Tea,cheap,7,pound,\n" * 60)
        words = self.refused(1, "import", "products", path).splitlines()
        self.assertIn(f"{path}:3:12: price", words[0])
        self.assertIn(f"{path}:3:20: unit is none of each, kg, l, m", words[1])
        self.assertIn("the sku B stands on line 3 too", words[2])
        self.assertEqual(len([line for line in words if line.startswith(str(path))]), 50)
        self.assertIn("and 129 more", words)
        self.assertIn("nothing was imported", words[-1])
        self.assertEqual(self.dump(), before)

    def test_again(self):
        path = self.write("p.csv", PRODUCTS + "A,1-1;1-2,Tea,Tea,1.00,7,each,\n"
                                              "B,,Rope,,2.50,5+9.975,m,1.10\n")
        self.assertEqual(self.run_ok("import", "products", path),
                         "2 rows: 2 added, 0 changed, 0 as they were\n")
        before = self.dump()
        self.assertEqual(self.run_ok("import", "products", path),
                         "2 rows: 0 added, 0 changed, 2 as they were\n")
        self.assertEqual(self.dump(), before)

    def test_warning(self):
        path = self.write("p.csv", "sku;barcode;name;category;price;tax_rate;unit;colour\r\n"
                                   "A;;Tea;Tea;1,50;7;each;red\r\n")
        result = self.call("import", "products", path, "--db", self.db)
        self.assertEqual(result.returncode, 0)
        self.assertIn('the column "colour" is not used', result.stderr)
        self.assertEqual(self.query("SELECT price_minor FROM product"), [(150,)])

    def test_wrong_check_digit(self):
        path = self.write("p.csv", program.PRODUCTS + "A,4006381333932,Tea,Tea,1.50,7,each,\n"
                                                      "B,4006381333931,Mint,Tea,1.50,7,each,\n")
        result = self.call("import", "products", path, "--db", self.db)
        self.assertEqual(result.returncode, 0)
        self.assertIn("line 2: the check digit of the barcode 4006381333932", result.stderr)
        self.assertNotIn("line 3", result.stderr)

    def test_campaigns(self):
        header = "code,name,channel,starts,ends,budget,offer,landing_url,headline\n"
        path = self.write("c.csv", header + "A,Spring,event,,2026-05-31,1200,10% on Beans;X,,\n")
        self.run_ok("import", "campaigns", path)
        self.assertEqual(self.query("SELECT ends_on, budget_minor, offer FROM campaign"),
                         [("2026-05-31", 120000, "10% on Beans;X")])
        bad = self.write("b.csv", header + "B,Next,event,,,,lots,,\n")
        self.assertIn("offer", self.refused(1, "import", "campaigns", bad))
        self.assertEqual(self.query("SELECT count(*) FROM campaign"), [(1,)])

    def test_campaigns_with_decimal_comma(self):
        """As Excel writes them where the comma is decimal; a comma in a name stays."""
        path = self.write("c.csv", "code;name;channel;starts;ends;budget;offer;landing_url;headline\n"
                          "A;A;print;;;1200,50;2,00;;\nB;B;print;;;;10,5% on Filter, 300 ml;;\n"
                          "C;C;print;;;;10% on Filter, 300 ml;;\n")
        self.run_ok("import", "campaigns", path)
        self.assertEqual(self.query("SELECT budget_minor, offer FROM campaign ORDER BY id"),
                         [(120050, "2.00"), (None, "10.5% on Filter, 300 ml"),
                          (None, "10% on Filter, 300 ml")])

    def test_no_file(self):
        self.assertIn("none.csv", self.refused(1, "import", "products", self.path / "none.csv"))
        self.refused(1, "import", "products", self.path)

    def test_killed(self):
        """Killed at a random moment the import is there whole or not at all."""
        count = 6000
        path = self.write("p.csv", PRODUCTS + "".join(
            f"S{i},{i}-A;{i}-B,Thing {i},Category {i % 9},1.00,7,each,\n" for i in range(count)))
        began = time.monotonic()
        self.run_ok("import", "products", path)
        whole_s = time.monotonic() - began
        seeded = random.Random(20261123)
        for i in range(12):
            self.db = self.path / f"kill{i}.db"
            self.init()
            process = subprocess.Popen(
                [program.PROGRAM, "import", "products", str(path), "--db", str(self.db)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(seeded.random() * whole_s)
            process.send_signal(signal.SIGKILL)
            process.wait()
            products = self.query("SELECT count(*) FROM product")[0][0]
            self.assertIn(products, (0, count))
            self.assertEqual(self.query("SELECT count(*) FROM barcode"), [(2 * products,)])
            self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])
            self.run_ok("import", "products", path)
            self.assertEqual(self.query("SELECT count(*) FROM product"), [(count,)])


if __name__ == "__main__":
    program.main()
