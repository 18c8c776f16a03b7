"""The program under test, a folder of its own for each test, and a look into the file that is not
ours: Python's sqlite3."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = None

INIT = ["--shop", "Harbour Coffee", "--currency", "EUR", "--till", "1", "--prices", "gross",
        "--rounding", "line", "--timezone", "Europe/Berlin", "--day-starts", "04:00"]
PRODUCTS = "sku,barcode,name,category,price,tax_rate,unit,cost\n"


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="tilltale-cli-")
        self.path = Path(self.folder.name)
        self.db = self.path / "shop.db"

    def tearDown(self):
        self.folder.cleanup()

    def call(self, *arguments, stdin=None, env=None):
        return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, text=True,
                              capture_output=True, timeout=120,
                              env={**os.environ, **(env or {})})

    def run_ok(self, *arguments, **options):
        result = self.call(*arguments, "--db", self.db, **options)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def refused(self, status, *arguments, **options):
        """The words on stderr; nothing may stand on stdout."""
        result = self.call(*arguments, "--db", self.db, **options)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertNotEqual(result.stderr, "")
        return result.stderr

    def init(self, *more):
        return self.run_ok("init", *INIT, *more)

    def write(self, name, text):
        path = self.path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def query(self, sql):
        connection = sqlite3.connect(self.db, timeout=10)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def dump(self):
        """Every row of every table: what a refused command must leave as it was."""
        tables = [name for (name,) in self.query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return {table: self.query(f'SELECT * FROM "{table}"') for table in tables}


def main():
    global PROGRAM
    # The tests import this module under its own name, whatever the script is.
    sys.modules["program"].PROGRAM = PROGRAM = sys.argv.pop(1)
    unittest.main(module="__main__", verbosity=1)
