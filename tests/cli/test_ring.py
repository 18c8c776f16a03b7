"""Sales of other software: what is printed is on the disk, what is refused is named."""
import json
import subprocess

import program

LINE = {"sku": "FLATW", "qty": "1"}
CASH = {"tender": "cash", "amount": "10.00"}


def sale(**more):
    return json.dumps({"lines": [LINE], "pay": [CASH], **more})


class Ring(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")

    def test_example(self):
        text = ('{"at":"2026-11-23T12:41:00Z","lines":[{"sku":"FLATW","qty":"2","price":"3.60",'
                '"discount":"10%"}],"pay":[{"tender":"cash","amount":"30.00"}],"ref":"WEB-1"}\n')
        printed = self.run_ok("ring", "-", "--json", stdin=text)
        self.assertEqual(json.loads(printed), {
            "sale": "1-000001", "ref": "WEB-1", "at": "2026-11-23T12:41:00Z",
            "business_day": "2026-11-23",
            "lines": [{"sku": "FLATW", "qty": "2", "unit_price": "3.60", "discount": "0.72",
                       "net": "5.45", "tax_rate": "19", "tax": "1.03", "gross": "6.48"}],
            "net": "5.45", "tax": "1.03", "gross": "6.48",
            "taxes": [{"rate": "19", "base": "5.45", "tax": "1.03"}],
            "tenders": [{"tender": "cash", "amount": "6.48", "tendered": "30.00",
                         "change": "23.52", "currency": "EUR", "reference": ""}],
            "rounding": "0.00", "change": "23.52", "campaign": None, "channel": None})
        self.assertEqual(self.run_ok("sale", "show", "1-000001", "--json"), printed)
        self.assertEqual(self.run_ok("sale", "show", "1-1", "--json"), printed)
        self.assertIn("Flat white", self.run_ok("sale", "show", "1-000001"))

    def test_summary_and_status(self):
        path = self.write("s.jsonl", "\n".join([
            sale(ref="A"), sale(ref="B"), sale(ref="A"), "", "nonsense",
            sale(lines=[{"sku": "flatw", "qty": "1"}]), sale(ref="C")]))
        result = self.call("ring", path, "--db", self.db)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout, "3 sales rung, 3 lines, 10.80 EUR; 1 known already, "
                                        "2 refused\n")
        words = result.stderr.splitlines()
        self.assertEqual(len(words), 2)
        self.assertTrue(words[0].startswith(f"{path}:5: "), words[0])
        self.assertTrue(words[1].startswith(f"{path}:6: lines[0]: the sku"), words[1])
        again = self.call("ring", path, "--db", self.db)
        self.assertEqual(again.stdout, "0 sales rung, 0 lines, 0.00 EUR; 4 known already, "
                                       "2 refused\n")
        self.assertEqual(self.query("SELECT count(*) FROM sale"), [(3,)])

    def test_printed_is_durable(self):
        """Each line is printed at once, and then another program finds the sale in the file."""
        process = subprocess.Popen(
            [program.PROGRAM, "ring", "-", "--json", "--db", str(self.db)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for i in range(1, 6):
            process.stdin.write(sale(ref=f"R-{i}") + "\n")
            process.stdin.flush()
            printed = json.loads(process.stdout.readline())
            self.assertEqual(printed["sale"], f"1-{i:06}")
            self.assertEqual(self.query("SELECT max(id) % 1000000 FROM sale"), [(i,)])
        process.stdin.close()
        self.assertEqual(process.wait(), 0)
        process.stdout.close()

    def test_lines(self):
        """CRLF, no newline at the end, a line that is far too long, bytes that are no text."""
        text = (sale(ref="1").encode() + b"\r\n" + b"[" * (5 << 20) + b"\n" +
                b'{"ref":"\xff"}\n' + b'{"ref":"a\\u0000b"}\n' + sale(ref="2").encode())
        result = self.call("ring", self.write("s.jsonl", text), "--db", self.db)
        self.assertEqual(result.returncode, 1)
        self.assertIn("2 sales rung", result.stdout)
        self.assertIn("3 refused", result.stdout)
        self.assertIn(":2: the line has more than", result.stderr)

    def test_discount_on_all(self):
        printed = self.run_ok("ring", "-", "--json", stdin=(
            '{"lines":[{"sku":"FLATW","qty":"1"},{"sku":"HARB","qty":"1"}],"discount":"10%",'
            '"pay":[{"tender":"card","amount":"11.79"}]}\n'))
        self.assertEqual(json.loads(printed)["gross"], "11.79")

    def test_scan(self):
        link = self.run_ok("campaign", "link", "SPRING", "--content", "flyer")
        token = [line.split()[1] for line in link.splitlines() if line.startswith("  code")][0]
        result = self.call("ring", "-", "--json", "--db", self.db, stdin=sale(
            lines=[{"sku": "HARB", "qty": "1"}], scan=[token.lower(), "nonsense"]))
        self.assertEqual(result.returncode, 0)
        self.assertIn("scan[1]: it is no code of a campaign", result.stderr)
        rung = json.loads(result.stdout)
        self.assertEqual((rung["campaign"], rung["channel"], rung["gross"]),
                         ("SPRING", "event", "8.55"))
        self.run_ok("campaign", "link", "SPRING", "--content", "flyer", "--revoke")
        result = self.call("ring", "-", "--json", "--db", self.db, stdin=sale(
            lines=[{"sku": "HARB", "qty": "1"}], scan=[token]))
        self.assertEqual(result.returncode, 0)
        self.assertIn("scan[0]: it was taken back", result.stderr)
        rung = json.loads(result.stdout)
        self.assertEqual((rung["campaign"], rung["gross"]), (None, "9.50"))

    def test_mark_of_a_windows_editor(self):
        sale = '{"lines":[{"sku":"FLATW","qty":"1"}],"pay":[{"tender":"cash","amount":"3.60"}]}'
        self.run_ok("ring", "-", stdin=f"\ufeff{sale}\r\n{sale}\r\n")
        self.assertEqual(self.query("SELECT count(*) FROM sale"), [(2,)])

    def test_input_does_not_talk_to_the_terminal(self):
        words = self.call("ring", "-", "--db", self.db,
                          stdin='{"lines":[{"sku":"A\\n\\u001b[31m\\u009b","qty":"1"}]}\n').stderr
        self.assertIn('"A??[31m?"', words)
        self.assertEqual(len(words.splitlines()), 1, words)

    def test_many_codes_stop_no_sale(self):
        campaigns = self.write("c.csv", "code,name,channel,starts,ends,budget,offer,landing_url,"
                               "headline\n" + "".join(f"Z{i},Z{i},print,,,,,,\n" for i in range(9)))
        self.run_ok("import", "campaigns", campaigns)
        codes = [self.run_ok("campaign", "link", f"Z{i}").split()[2] for i in range(9)]
        result = self.call("ring", "-", "--db", self.db, stdin="".join(
            json.dumps({"lines": [{"sku": "FLATW", "qty": "1"}], "scan": scan,
                        "pay": [{"tender": "cash", "amount": "3.60"}]}) + "\n"
            for scan in (codes, codes[:1] * 300)))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("1: scan[8]: a sale takes at most 8 codes", result.stderr)
        self.assertIn("2: scan[100]: this code and what follows is too much", result.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM touch GROUP BY sale_id ORDER BY 1"),
                         [(1,), (8,)])

    def test_show(self):
        self.assertIn("there is no such sale", self.refused(1, "sale", "show", "1-000007"))
        self.refused(1, "sale", "show", "seven")

    def test_full_disk(self):
        with open("/dev/full", "w") as full:
            result = subprocess.run(
                [program.PROGRAM, "ring", "-", "--json", "--db", str(self.db)], stdout=full,
                stderr=subprocess.PIPE, input=sale(ref="1") + "\n" + sale(ref="2"), text=True)
        self.assertEqual(result.returncode, 1)
        self.assertIn("cannot write the result", result.stderr)


if __name__ == "__main__":
    program.main()
