"""verify says how much it checked, and its exit status is 0 only when all of it holds."""
import json
import sqlite3

import program

SALE = json.dumps({"at": "2026-11-23T12:41:00Z", "lines": [{"sku": "FLATW", "qty": "2"}],
                   "pay": [{"tender": "cash", "amount": "30.00"}]})


class Verify(program.ProgramTest):
    def damage(self, sql):
        """As someone does who has a SQLite tool and knows of the triggers."""
        connection = sqlite3.connect(self.db)
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)
        for _, text in triggers:
            connection.execute(text)
        connection.commit()
        connection.close()

    def test_holds(self):
        self.init("--demo")
        self.run_ok("ring", self.write("sales.jsonl", f"{SALE}\n{SALE}\n"))
        self.assertIn("Everything holds.", self.run_ok("verify"))
        report = json.loads(self.run_ok("verify", "--json"))
        self.assertTrue(report["holds"])
        self.assertEqual(report["findings"], [])
        self.assertEqual(report["chains"], 2)
        entries, = self.query("SELECT count(*) FROM journal")[0]
        self.assertEqual(report["entries"], entries)

    def test_found(self):
        self.init("--demo")
        self.run_ok("ring", self.write("sales.jsonl", f"{SALE}\n"))
        self.damage("UPDATE sale_line SET gross_minor = gross_minor + 1, net_minor = net_minor + 1")
        result = self.call("verify", "--db", self.db)
        self.assertEqual(result.returncode, 1)
        self.assertIn("sale_line sale_id=1000000000001 n=1: gross_minor is ", result.stdout)
        self.assertIn("(entry 1:3)", result.stdout)
        self.assertNotIn("Everything holds.", result.stdout)
        self.assertIn("does not hold", result.stderr)
        report = json.loads(self.call("verify", "--json", "--db", self.db).stdout)
        self.assertFalse(report["holds"])
        self.assertEqual(report["finding_count"], 2)

    def test_nothing_is_written(self):
        self.init()
        before = self.db.read_bytes()
        self.run_ok("verify")
        self.assertEqual(self.db.read_bytes(), before)

    def test_no_store(self):
        self.refused(1, "verify")
        self.db.write_text("no store, whatever its name says " * 40)
        self.refused(1, "verify")


if __name__ == "__main__":
    program.main()
