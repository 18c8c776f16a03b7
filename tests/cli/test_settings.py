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

    def test_kinds(self):
        """Each kind takes its values, as they are stored, and nothing else."""
        for key, value, stored in (
                ("day_starts", "4:00", None), ("day_starts", "05:30", "05:30"),
                ("blind_count", "no", "no"), ("blind_count", "off", None),
                ("lock_minutes", "15", "15"), ("lock_minutes", "1000", None),
                ("lock_minutes", "-1", None), ("receipt", "always", "always"),
                ("cash_step", "-0.05", None), ("cash_step", "0.10", "0.10"),
                ("denominations", "5, 50,0.50,10", "50,10,5,0.50"),
                ("denominations", "3", None), ("denominations", "", ""),
                ("address", "Quay 1\nHarbour", "Quay 1\nHarbour"), ("tax_name", "a\nb", None),
                ("text_size", "large", "large"), ("text_size", "huge", None)):
            with self.subTest(key=key, value=value):
                if stored is None:
                    self.assertIn(key, self.refused(1, "set", key, value))
                else:
                    self.run_ok("set", key, value)
                    self.assertEqual(self.run_ok("get", key), stored + "\n")
        self.run_ok("verify")

    def test_device(self):
        """What is the device's is not the shop's: it goes into no journal."""
        entries = self.query("SELECT count(*) FROM journal WHERE id < 1000000000000")
        self.run_ok("set", "theme", "contrast")
        self.assertEqual(self.run_ok("get", "theme"), "contrast\n")
        self.assertEqual(self.query("SELECT count(*) FROM journal WHERE id < 1000000000000"), entries)
        self.assertEqual(self.query("SELECT value FROM device_setting WHERE key = 'theme'"),
                         [("contrast",)])
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
