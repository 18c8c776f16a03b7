"""Payment codes read back by another program, and what a scan is understood to be."""
import json
import shutil
import subprocess

import program

SWISS = {"iban": "CH6431961000004421557", "amount": "50.00", "currency": "CHF",
         "creditor": {"name": "Max Muster & Söhne", "street": "Musterstrasse",
                      "house_number": "123", "postal_code": "8000", "town": "Seldwyla",
                      "country": "CH"},
         "reference": "000008207791225857421286694", "message": "Payment of travel"}
EXAMPLES = {
    "epc": {"name": "Red Cross of Belgium", "iban": "BE72 0000 0000 1616", "amount": "1",
            "remittance": "Urgency fund"},
    "emvco": {"scheme": "pix", "key": "123e4567-e12b-12d1-a456-426655440000",
              "name": "Fulano de Tal", "city": "BRASILIA"},
    # zbar takes a lone umlaut without a character set for Chinese: no umlaut in what it reads.
    "swiss": {**SWISS, "creditor": {**SWISS["creditor"], "name": "Max Muster & Sohn"}},
    "upi": {"pa": "shop@bank", "pn": "Harbour Coffee", "am": "12.30", "tr": "1-000124"},
}


class PayQr(program.ProgramTest):
    def pay_qr(self, kind, fields, *more):
        return self.call("pay-qr", "--kind", kind, "-", *more, stdin=json.dumps(fields))

    def test_pictures(self):
        """The picture says what was printed."""
        if shutil.which("zbarimg") is None:
            self.skipTest("zbarimg is not installed")
        for kind, fields in EXAMPLES.items():
            with self.subTest(kind):
                png = self.path / f"{kind}.png"
                result = self.pay_qr(kind, fields, "--png", png)
                self.assertEqual(result.returncode, 0, result.stderr)
                read = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable",
                                       str(png)], capture_output=True)
                self.assertEqual(read.stdout.decode().replace("\r\n", "\n"), result.stdout)

    def test_line_ends(self):
        result = subprocess.run([program.PROGRAM, "pay-qr", "--kind", "swiss", "-"],
                                input=json.dumps(SWISS).encode(), capture_output=True, timeout=60)
        self.assertEqual(result.stdout.count(b"\r\n"), 30)
        self.assertTrue(result.stdout.endswith(b"\r\nEPD\n"))

    def test_refused(self):
        rows = [
            ("epc", {**EXAMPLES["epc"], "iban": "BE72000000001617"}, "iban"),
            ("epc", {**EXAMPLES["epc"], "amuont": "1"}, '"amuont" is not known'),
            ("epc", {**EXAMPLES["epc"], "amount": 1.5}, "amount must be a string"),
            ("swiss", {**SWISS, "creditor": {}}, "creditor: name is missing"),
            ("emvco", {"scheme": "swish"}, "scheme is none of"),
            ("emvco", {**EXAMPLES["emvco"], "fields": {"100": "a"}}, "fields"),
            ("upi", {"pa": "shop"}, "pa is no UPI address"),
        ]
        for kind, fields, words in rows:
            with self.subTest(words):
                result = self.pay_qr(kind, fields)
                self.assertEqual((result.returncode, result.stdout), (1, ""))
                self.assertIn(words, result.stderr)
        self.assertEqual(self.pay_qr("sepa", {}).returncode, 2)
        self.assertEqual(self.call("pay-qr", "--kind", "epc", "-", stdin="{").returncode, 1)


class Scan(program.ProgramTest):
    def understand(self, text, *more):
        result = self.call("scan", text, *more)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def test_alone(self):
        rows = [
            ("4006381333931", [], {"kind": "gtin", "gtin14": "04006381333931",
                                   "check_digit": "right"}),
            ("4006381333930", [], {"kind": "text", "check_digit": "wrong"}),
            ("04252614", ["--symbology", "UPCE"], {"kind": "gtin", "gtin14": "00042100005264"}),
            ("12345670", ["--symbology", "EAN8"], {"kind": "gtin", "gtin14": "00000012345670"}),
            ("1234567", ["--symbology", "EAN8"], {"kind": "misread"}),
            ("(01)09506000134352(17)251031", [], {"gtin14": "09506000134352"}),
            ("MECARD:N:Doe,John;;", [], {"kind": "mecard", "contact": "mecard"}),
            ("BEGIN:VCARD\r\nVERSION:3.0", [], {"kind": "vcard"}),
            ("https://example.com/a", [], {"kind": "url", "url": "https://example.com/a"}),
            ("hello", [], {"kind": "text", "check_digit": "none"}),
        ]
        for text, more, expected in rows:
            with self.subTest(text):
                answer = self.understand(text, *more)
                self.assertEqual({**answer, **expected}, answer)
        self.assertEqual(self.call("scan", "1", "--symbology", "PDF9").returncode, 2)

    def test_at_shop(self):
        self.init("--demo")
        self.run_ok("set", "in_store_codes", "weight 21.....{NNDDD}")
        code = self.run_ok("campaign", "link", "SPRING").splitlines()[1].split()[1]
        token = self.understand(code, "--db", self.db)
        self.assertEqual((token["kind"], token["token"]["good"], token["token"]["kind"]),
                         ("token", True, "link"))
        wrong = "0000" + code[4:]
        self.assertFalse(self.understand(wrong, "--db", self.db)["token"]["good"])
        weighed = self.understand("2100001027506", "--db", self.db)
        self.assertEqual(weighed["in_store"], {"gtin14": "02100001000004", "weight": "2.75"})
        sku, name = self.query("SELECT sku, name FROM product WHERE sku = 'FLATW'")[0]
        product = self.understand(sku, "--db", self.db)["product"]
        self.assertEqual((product["sku"], product["name"]), (sku, name))
        before = self.dump()
        self.understand(sku, "--db", self.db)
        self.assertEqual(self.dump(), before)


if __name__ == "__main__":
    program.main()
