"""A day's files: folders are made, a refusal leaves none, and a spreadsheet runs nothing."""
import csv

import program

SALE = ('{"at":"2026-11-23T12:41:00Z","lines":[{"sku":"=1+1","qty":"1.500"}],'
        '"pay":[{"tender":"card","amount":"1.80","reference":"@SUM(A1)"}]}\n')


class Export(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init()
        products = self.write("p.csv", program.PRODUCTS + "=1+1,,-Tea,+Hot,1.20,5+9.975,kg,\n")
        self.run_ok("import", "products", products)
        self.run_ok("ring", "-", stdin=SALE)

    def test_folders_are_made(self):
        folder = self.path / "2026" / "11" / "23"
        self.run_ok("export", "day", "--day", "2026-11-23", "--to", folder)
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         ["day.csv", "payments.csv", "sales.csv"])
        self.run_ok("export", "day", "--day", "2026-11-23", "--to", f"{folder}//deep/")
        for bad in ("", self.db, self.db / "below", "x" * 5000):
            self.refused(1, "export", "day", "--to", bad)

    def read(self, *more):
        folder = self.path / "out"
        self.run_ok("export", "day", "--day", "2026-11-23", "--to", folder, *more)
        return folder

    def test_formulas(self):
        folder = self.read()
        with open(folder / "sales.csv", newline="", encoding="utf-8") as file:
            (row,) = csv.DictReader(file)
        self.assertEqual((row["sku"], row["name"], row["category"], row["tax_rate"], row["quantity"]),
                         ("'=1+1", "'-Tea", "'+Hot", "5+9.975", "1.5"))
        with open(folder / "payments.csv", newline="", encoding="utf-8") as file:
            (row,) = csv.DictReader(file)
        self.assertEqual(row["reference"], "'@SUM(A1)")

    def test_excel(self):
        folder = self.read("--csv", "excel-eu")
        with open(folder / "sales.csv", newline="", encoding="utf-8-sig") as file:
            (row,) = csv.DictReader(file, delimiter=";")
        self.assertEqual((row["quantity"], row["unit_price"], row["gross"]),
                         ("1,5", "1,20", "1,80"))


if __name__ == "__main__":
    program.main()
