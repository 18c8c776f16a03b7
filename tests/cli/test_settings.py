"""A setting that was taken is what the next sale follows; one that makes no sense changes nothing."""
import json

import program


class Settings(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")

    def ring(self, **line):
        sale = self.write("sale.jsonl", json.dumps(
            {"at": "2026-11-23T12:00:00Z", "lines": [dict(qty="1", **line)],
             "pay": [{"tender": "cash", "amount": "50.00"}]}) + "\n")
        return json.loads(self.run_ok("ring", sale, "--json"))

    def test_listed_and_read(self):
        listed = self.run_ok("get")
        for key in ("shop_name", "return_campaign", "in_store_codes"):
            self.assertIn(key + " = ", listed)
        self.assertEqual(self.run_ok("get", "currency"), "EUR\n")

    def test_followed(self):
        self.assertEqual(self.ring(sku="FLATW")["rounding"], "0.00")
        self.run_ok("set", "cash_step", "0.05")
        self.run_ok("set", "day_starts", "14:00")
        sale = self.ring(sku="FLATW", price="3.62")
        self.assertEqual((sale["gross"], sale["rounding"]), ("3.62", "-0.02"))
        self.assertEqual(sale["business_day"], "2026-11-22")
        self.run_ok("set", "cash_step", "")
        self.assertEqual(self.ring(sku="FLATW", price="3.62")["rounding"], "0.00")
        self.run_ok("verify")

    def test_refused(self):
        before = self.dump()
        for key, value, why in (
                ("currency", "USD", "chosen once"),
                ("demo", "no", "chosen once"),
                ("colour", "red", "no setting colour"),
                ("timezone", "Mars", "Mars"),
                ("day_starts", "25:00", "day_starts"),
                ("tiles", "huge", "tiles"),
                ("return_campaign", "NONE", "no campaign NONE"),
                ("in_store_codes", "21.....{NNDDD}", "in_store_codes"),
                ("shop_name", "x" * 1024, "1024")):
            self.assertIn(why, self.refused(1, "set", key, value), key)
        self.refused(1, "get", "colour")
        self.assertEqual(self.dump(), before)


if __name__ == "__main__":
    program.main()
