"""Codes on sales: a lead's code makes a sale theirs, a friend's names who recommended the shop, an
ended one is kept and counts for nothing, and one can be added to the last sale for ten minutes."""
import json
import re

import program

LINE = {"sku": "HARB", "qty": "1"}
CASH = {"tender": "cash", "amount": "20.00"}
TOKEN = r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b"


class Codes(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")
        if not self.path.joinpath("shop.db.leadkey").exists():
            self.run_ok("lead", "key", "create", "--passphrase-file", self.write("pass", "demo"))

    def link(self, campaign, content, *more):
        said = self.run_ok("campaign", "link", campaign, "--content", content, *more)
        return re.search(TOKEN, said).group()

    def lead(self, **fields):
        row = {"at": "2026-11-20T09:00:00Z", "fields": {"first_name": "Grace"}, **fields}
        said = self.run_ok("lead", "add", self.write("lead.jsonl", json.dumps(row) + "\n"))
        return re.search(TOKEN, said).group()

    def ring(self, *scans, **more):
        row = {"lines": [LINE], "pay": [CASH], "scan": scans, **more}
        return self.call("ring", "-", "--json", "--db", self.db, stdin=json.dumps(row) + "\n")

    def test_lead(self):
        """With a campaign the sale has its offer and a touch that names the person; without one it is
        theirs all the same. Both survive a verify."""
        spring = self.lead(campaign="SPRING", at="2026-11-20T09:00:00Z", interests=["Beans"])
        plain = self.lead()
        rung = json.loads(self.ring(spring, spring, at="2026-11-23T12:00:00Z").stdout)
        self.assertEqual((rung["gross"], rung["campaign"]), ("8.55", "SPRING"))
        rung = json.loads(self.ring(plain, at="2026-11-23T12:01:00Z").stdout)
        self.assertEqual((rung["gross"], rung["campaign"]), ("9.50", None))
        leads = [row for (row,) in self.query("SELECT id FROM lead ORDER BY id")]
        self.assertEqual(self.query("SELECT lead_id FROM sale_lead ORDER BY sale_id"),
                         [(lead,) for lead in leads])
        self.assertEqual(self.query("SELECT sale_id IS NULL, lead_id, kind FROM touch"
                                    " WHERE sale_id IS NOT NULL"), [(0, leads[0], "scanned")])
        self.assertIn("Lead 1-000001", self.run_ok("sale", "show", "1-000001"))
        self.run_ok("verify")

    def test_ended(self):
        """The code of a placement that is over, of a campaign that goes on."""
        code = self.link("SPRING", "window", "--until", "2026-11-22")
        result = self.ring(code, at="2026-11-23T12:00:00Z")
        self.assertIn("it is kept, and counts for nothing", result.stderr)
        rung = json.loads(result.stdout)
        self.assertEqual((rung["gross"], rung["campaign"]), ("9.50", None))
        self.assertEqual(self.query("SELECT uncredited FROM touch"), [("ended",)])
        self.assertIn("not counted: ended", self.run_ok("sale", "show", "1-000001"))
        day = json.loads(self.run_ok("report", "day", "--from", "2026-11-23",
                                     "--to", "2026-11-23", "--json"))
        self.assertNotIn("SPRING", json.dumps(day))

    def test_last_sale(self):
        """Now is now: the sale is rung at this moment."""
        flyer = self.link("FLYER", "counter")
        self.assertIn("no other", self.refused(1, "sale", "code", "1-000001", flyer))
        before = json.loads(self.ring().stdout)
        self.assertIn("noted with sale 1-000001", self.run_ok("sale", "code", "1-000001", flyer))
        self.assertIn("already", self.run_ok("sale", "code", "1-000001", flyer))
        self.assertIn("no code of a campaign",
                      self.refused(1, "sale", "code", "1-000001", "4006381333931"))
        after = json.loads(self.run_ok("sale", "show", "1-000001", "--json"))
        self.assertEqual((after["campaign"], after["gross"]), ("FLYER", before["gross"]))
        self.run_ok("verify")

        self.ring(at="2026-01-02T10:00:00Z")
        kept = self.dump()
        self.assertIn("ten minutes", self.refused(1, "sale", "code", "1-000002", flyer))
        self.assertIn("no other", self.refused(1, "sale", "code", "1-000001", flyer))
        self.assertEqual(self.dump(), kept)

    def test_report(self):
        """Codes that were given out and came back, and a flyer that hangs at the till: on eleven of
        eleven sales it is marked, on eleven of forty it is not."""
        flyer, lead = self.link("FLYER", "counter"), self.lead(campaign="SPRING")
        at = {"at": "2026-11-23T12:00:00Z"}
        for _ in range(10):
            self.ring(flyer, **at)
        self.assertIn("No code came unusually often.", self.run_ok("report", "codes"))
        self.ring(flyer, lead, **at)
        said = self.run_ok("report", "codes", "--from", "2026-11-23", "--to", "2026-11-23")
        self.assertIn("FLYER, counter: 11 of 11 sales at till 1, on 2026-11-23", said)
        report = json.loads(self.run_ok("report", "codes", "--json"))
        self.assertEqual(report["leads"], {"given": 1, "back": 1})
        self.assertEqual(report["receipts"], {"given": 11, "back": 0})
        self.assertEqual(report["unusual"], [
            {"kind": "link", "campaign": "FLYER", "placement": "counter", "of": None, "till": "1",
             "day": "2026-11-23", "used": 11, "sales": 11}])
        self.assertIn("No code", self.run_ok("report", "codes", "--to", "2026-11-22"))

    def test_another_till(self):
        """A code of a lead or of a sale that is not here yet counts by its tag; the lead's campaign is
        known when it comes, and both files hold."""
        store, first, second = self.path / "store.db", self.db, self.path / "second.db"
        self.run_ok("store", "init", store, "--from", first)
        self.assertEqual(
            self.call("join", store, "--till", "2", "--db", second).returncode, 0)
        lead = self.lead(campaign="SPRING")
        self.ring(at="2026-11-23T12:00:00Z")
        self.db = second
        rung = json.loads(self.ring(lead, at="2026-11-23T12:05:00Z").stdout)
        self.assertEqual((rung["sale"], rung["gross"], rung["campaign"]), ("2-000001", "9.50", None))
        for db in (first, second, first):
            self.db = db
            self.run_ok("sync", store)
        self.db = second
        rung = json.loads(self.ring(lead, at="2026-11-23T12:06:00Z").stdout)
        self.assertEqual((rung["gross"], rung["campaign"]), ("8.55", "SPRING"))
        self.run_ok("sync", store)
        for db in (first, second):
            self.db = db
            self.run_ok("sync", store)
            self.run_ok("verify")
            self.assertEqual(self.query("SELECT count(*), count(DISTINCT lead_id) FROM sale_lead"),
                             [(2, 1)])

    def test_after_the_close(self):
        """What was signed stays what it was."""
        flyer = self.link("FLYER", "counter")
        self.ring()
        self.run_ok("shift", "close", "--counted", "9.50", "--left", "0.00")
        self.assertIn("closed", self.refused(1, "sale", "code", "1-000001", flyer))
        self.run_ok("verify")


if __name__ == "__main__":
    program.main()
