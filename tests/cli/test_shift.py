"""The drawer's day on the command line: what is counted, what is expected, what a Z says for ever,
and that a close that is killed at any moment was whole or was not."""
import json
import random
import signal
import subprocess
import time

import program

CASH = json.dumps({"lines": [{"sku": "FLATW", "qty": "2"}],
                   "pay": [{"tender": "cash", "amount": "20.00"}]}) + "\n"
CARD = json.dumps({"lines": [{"sku": "FLATW", "qty": "1"}],
                   "pay": [{"tender": "card", "amount": "3.60"}]}) + "\n"
KILLS = 25


class Shift(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")

    def ring(self, *sales):
        self.run_ok("ring", "-", stdin="".join(sales))

    def test_day(self):
        self.run_ok("shift", "open", "--float", "100.00", "--staff", "Cashier 2")
        self.assertIn("is open already", self.refused(1, "shift", "open"))
        self.ring(CASH, CARD)
        self.run_ok("cash", "in", "10.00", "--reason", "Change")
        self.run_ok("cash", "out", "5.00", "--reason", "Milk", "--staff", "Manager")
        self.run_ok("cash", "in", "20.00", "--reason", "Change", "--currency", "USD")
        x = json.loads(self.run_ok("report", "x", "--json"))
        self.assertEqual(x["report"], "x")
        self.assertEqual(x["drawer"]["expected"], "112.20")
        by_number = json.loads(self.run_ok("report", "x", "--shift", "1", "--json"))
        self.assertEqual((by_number["shift"], by_number["drawer"]), (1, x["drawer"]))
        self.assertIn("shift 2 is not open", self.refused(1, "report", "x", "--shift", "2"))
        self.assertNotIn("112.20", self.run_ok("shift", "count", "50x2,5x2,0.10x2,USD:20.00"))
        paper = self.run_ok("shift", "close", "--left", "50.00", "--terminal", "3.50", "--reason",
                            "Wrong change")
        self.assertTrue(all(len(line) <= 42 for line in paper.splitlines()), paper)
        for words in ("Z report 0001", "Short by", "Wrong change", "Stays in the drawer"):
            self.assertIn(words, paper)
        z = json.loads(self.run_ok("report", "z", "--json"))
        self.assertEqual(z["drawer"] | {"counted": "110.20", "difference": "-2.00",
                                        "left": "50.00", "taken": "60.20"}, z["drawer"])
        self.assertEqual(z["terminal"], {"total": "3.50", "difference": "-0.10"})
        self.assertEqual(z["opened_by"], "Cashier 2")
        self.assertEqual(z["foreign"][0]["counted"], "20.00")
        self.assertEqual([m["staff"] for m in z["movements"]], ["Cashier 1", "Manager", "Cashier 1"])
        self.assertEqual(self.run_ok("report", "z"), paper)
        self.assertIn("nothing is open", self.refused(1, "shift", "close"))
        self.ring(CASH)
        self.run_ok("shift", "close", "--uncounted")
        self.assertEqual(self.run_ok("report", "z", "--shift", "1"), paper)
        listed = [json.loads(line) for line in self.run_ok("shift", "list", "--json").splitlines()]
        self.assertEqual([(row["shift"], row["z"], row["float"]) for row in listed],
                         [(1, 1, "100.00"), (2, 2, "50.00")])
        self.assertIn("Signed closes                                 2", self.run_ok("verify"))

    def test_wrong_words(self):
        for status, arguments, words in (
                (1, ("cash", "in", "0.00", "--reason", "x"), "above 0"),
                (1, ("cash", "in", "1.00", "--reason", " "), "reason"),
                (1, ("cash", "in", "1.001", "--reason", "x"), "decimals"),
                (1, ("cash", "in", "1.00", "--reason", "x", "--currency", "XXQ"), "XXQ"),
                (2, ("cash", "in", "1.00"), "--reason"),
                (1, ("shift", "count", "50x-1"), "0 or more"),
                (1, ("shift", "count", "EURO:5"), "EURO"),
                (1, ("shift", "open", "--float", "-1.00"), "0 or more"),
                (2, ("shift", "close", "--counted", "1.00", "--uncounted"), "either"),
                (1, ("report", "z"), "never closed"),
                (1, ("shift", "close", "--staff", "Nobody"), "Nobody")):
            with self.subTest(arguments=arguments):
                before = self.dump()
                self.assertIn(words, self.refused(status, *arguments))
                self.assertEqual(self.dump(), before)

    def test_more_went_out_than_is_known(self):
        """Closing goes through, and nothing stays in the drawer."""
        self.run_ok("cash", "out", "0.79", "--reason", "stamps")
        for left in ((), ("--left", "0.00")):
            z = json.loads(self.run_ok("shift", "close", "--uncounted", "--reason", "late", *left,
                                       "--json"))
            self.assertEqual(z["drawer"]["left"], "0.00")
            self.run_ok("cash", "out", "0.79", "--reason", "stamps")
        self.run_ok("verify")

    def test_killed_while_closing(self):
        chance = random.Random(20261123)
        self.ring(CASH)
        begun = time.monotonic()
        self.run_ok("shift", "close", "--counted", "7.20", "--left", "0.00")
        usual_s = 1.2 * (time.monotonic() - begun)
        closes = 1
        for _ in range(KILLS):
            self.ring(CASH)
            begun = time.monotonic()
            command = [program.PROGRAM, "shift", "close", "--counted", "7.20", "--left", "0.00",
                       "--db", str(self.db)]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as process:
                time.sleep(chance.random() * usual_s)
                process.send_signal(signal.SIGKILL)
            self.assertLess(time.monotonic() - begun, 60)
            (count, parts, shifts), = self.query(
                "SELECT (SELECT count(*) FROM close), (SELECT count(*) FROM cash_count),"
                " (SELECT count(*) FROM shift)")
            self.assertEqual(count, parts)  # a count and its close, or neither
            self.assertIn(count, (closes, closes + 1))
            self.assertIn(shifts, (count, count + 1))
            closes = count
        self.assertIn("Everything holds.", self.run_ok("verify"))
        numbers = [n for n, in self.query("SELECT id % 1000000000000 FROM close ORDER BY id")]
        self.assertEqual(numbers, list(range(1, closes + 1)))


if __name__ == "__main__":
    program.main()
