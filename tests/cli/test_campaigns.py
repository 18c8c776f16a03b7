"""Campaigns on the command line: what is said is kept, what makes no sense is refused in words, and
what was given once is not given again."""
import json
import random
import sys
from pathlib import Path

import program

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
from fair import code_of  # noqa: E402
from rules import Offer, Shop, apply_offers  # noqa: E402

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


class Shared(program.ProgramTest):
    made = {}  # the demo shop's files, made once

    def setUp(self):
        super().setUp()
        names = (self.db.name, f"{self.db.name}.key")
        if not self.made:
            self.init("--demo")
            self.made.update((name, (self.path / name).read_bytes()) for name in names)
        for name in names:
            (self.path / name).write_bytes(self.made[name])
            (self.path / name).chmod(0o600)

    def show(self, code):
        return json.loads(self.run_ok("campaign", "show", code, "--json"))

    def token(self, code, word=None):
        words = ["--content", word] if word else []
        text = self.run_ok("campaign", "link", code, *words)
        return dict(line.split(None, 1) for line in text.splitlines()[1:])["code"]

    def receipt_code(self, sale, key_number=1):
        """What stands on its receipt."""
        return code_of(self.shop_key(key_number), "sale", int(sale["sale"].split("-")[1]),
                       key_number=key_number)

    def shop_key(self, number):
        keys = dict(line.replace(" ", "").split("=", 1)
                    for line in Path(f"{self.db}.key").read_text().splitlines() if "=" in line)
        return bytes.fromhex(keys[f"token_key_{number}"])

    def lead(self, *rows):
        """Leads as the booth would leave them: {"lead", "token"} each."""
        secret = {"TILLTALE_PASSPHRASE": "demo"}
        if not self.query("SELECT 1 FROM lead_key"):
            self.run_ok("lead", "key", "create", env=secret)
        path = self.write("l.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        return [json.loads(line) for line in self.run_ok("lead", "add", path, env=secret).splitlines()
                if line.startswith("{")]

    def ring(self, *rows, status=0):
        result = self.call("ring", "-", "--json", "--db", self.db,
                           stdin="".join(json.dumps(row) + "\n" for row in rows))
        self.assertEqual(result.returncode, status, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()], result.stderr

    def sale(self, *scan, lines=(("HARB", "1"),), **more):
        return {"lines": [{"sku": sku, "qty": qty} for sku, qty in lines], "scan": list(scan),
                "pay": [{"tender": "cash", "amount": "30.00"}], **more}


class Campaigns(Shared):
    # --- the campaign ---------------------------------------------------------------------------

    def test_everything_is_kept(self):
        self.assertEqual(self.run_ok(
            "campaign", "add", "FAIR", "--name", "Autumn fair", "--channel", "event", "--from",
            "2026-11-01", "--until", "2026-12-01", "--budget", "500", "--offer",
            "3rd free on Beans;Tea", "--limit", "person", "--stacks", "yes", "--headline", "Taste",
            "--subline", "At the stand", "--ground", "#1f6b4a", "--button", "FFD166", "--url",
            "https://x.example/fair", "--utm", "?utm_source=fair&utm_campaign=a", "--form-url",
            "https://x.example/form", "--languages", "de,en", "--picture",
            self.write("a.png", PNG)), "added FAIR, Autumn fair\n")
        self.assertEqual(self.run_ok("campaign", "add", "FAIR", "--language", "de", "--headline",
                                     "Probieren"), "changed FAIR, Autumn fair\n")
        shown = self.show("FAIR")
        texts = shown.pop("texts")
        self.assertEqual(shown, {
            "campaign": "FAIR", "name": "Autumn fair", "channel": "event", "from": "2026-11-01",
            "until": "2026-12-01", "budget": "500.00", "spent": None,
            "offer": "3rd free on Beans;Tea", "limit": "person", "stacks": "yes",
            "url": "https://x.example/fair", "utm": "utm_source=fair&utm_campaign=a",
            "form_url": "https://x.example/form", "ground": "1f6b4a", "button": "FFD166",
            "languages": "de,en", "picture": "yes", "form": "no", "placements": [], "spend": []})
        self.assertIn({"language": "de", "name": "headline", "text": "Probieren"}, texts)
        self.assertIn({"language": None, "name": "headline", "text": "Taste"}, texts)
        self.run_ok("campaign", "add", "FAIR", "--budget", "", "--offer", "", "--picture", "",
                    "--stacks", "no", "--limit", "none")
        shown = self.show("FAIR")
        self.assertEqual([shown[key] for key in ("budget", "offer", "picture", "stacks", "limit")],
                         [None, None, "no", "no", "none"])
        self.assertEqual(len(json.loads(self.run_ok("campaign", "list", "--json"))), 5)
        self.assertIn("Autumn fair", self.run_ok("campaign", "list"))
        self.run_ok("verify")

    def test_offer_on_nothing_is_said(self):
        """The catalogue may come later, so it is no error."""
        for offer, unknown in (("10% on Beans;Bogus", "Bogus"), ("free FLATW", None), ("free X", "X")):
            result = self.call("campaign", "add", "SPRING", "--offer", offer, "--db", self.db)
            self.assertEqual(result.returncode, 0)
            said = f"nothing in the catalogue is called {unknown}" if unknown else ""
            self.assertIn(said, result.stderr)
            self.assertEqual(bool(result.stderr), bool(unknown))

    def test_refused(self):
        before = self.dump()
        for words, arguments in (
                ("needs --name and --channel", ["NEW"]),
                ("is no date", ["SPRING", "--from", "1.3.2026"]),
                ("before the first", ["SPRING", "--from", "2026-03-02", "--until", "2026-03-01"]),
                ("--offer: ", ["SPRING", "--offer", "buy one"]),
                ("--offer: ", ["SPRING", "--offer", "1st free"]),
                ("--budget: ", ["SPRING", "--budget", "12.345"]),
                ("none, person or token", ["SPRING", "--limit", "once"]),
                ("yes or no", ["SPRING", "--stacks", "maybe"]),
                ("six hexadecimal", ["SPRING", "--ground", "green"]),
                ("http://", ["SPRING", "--url", "shop.example"]),
                ("two letters", ["SPRING", "--languages", "deutsch"]),
                ("two letters", ["SPRING", "--language", "deu", "--headline", "x"]),
                ("UTM words", ["SPRING", "--utm", "spring"]),
                ("no PNG", ["SPRING", "--picture", self.write("a.txt", "GIF89a")]),
                ("1 MiB", ["SPRING", "--picture", self.write("b.png", PNG + bytes(1 << 20))])):
            self.assertIn(words, self.refused(1, "campaign", "add", *arguments), arguments)
        self.assertIn("no campaign NONE", self.refused(1, "campaign", "show", "NONE"))
        self.assertEqual(self.dump(), before)

    def test_spend(self):
        self.run_ok("campaign", "spend", "SPRING", "--amount", "800", "--date", "2026-11-20",
                    "--note", "stand", "--placement", "flyer", "--ref", "R1")
        self.run_ok("campaign", "spend", "SPRING", "--amount=-50.00", "--date", "2026-11-21")
        self.assertIn("R1 is there already", self.refused(
            1, "campaign", "spend", "SPRING", "--amount", "1", "--ref", "R1"))
        self.assertIn("other than 0", self.refused(1, "campaign", "spend", "SPRING", "--amount", "0"))
        self.refused(2, "campaign", "spend", "SPRING")
        shown = self.show("SPRING")
        self.assertEqual(shown["spent"], "750.00")
        self.assertEqual(shown["spend"][0], {"date": "2026-11-20", "amount": "800.00",
                                             "placement": "flyer", "note": "stand", "ref": "R1"})

    def test_form(self):
        default = self.run_ok("campaign", "form")
        self.assertEqual(self.run_ok("campaign", "form", "SPRING", "--show"), default)
        form = json.loads(default)
        form["fields"] = form["fields"][:2]
        form["consents"] = []
        self.run_ok("campaign", "form", "SPRING", "--file", self.write("f.json", json.dumps(form)))
        self.assertEqual(len(json.loads(self.run_ok("campaign", "form", "SPRING"))["fields"]), 2)
        self.assertEqual(self.run_ok("campaign", "form", "FLYER"), default)
        self.assertIn("line 1", self.refused(1, "campaign", "form", "SPRING", "--file",
                                             self.write("bad.json", '{"version": 1,}')))
        self.run_ok("campaign", "form", "SPRING", "--default")
        self.assertEqual(self.run_ok("campaign", "form", "SPRING"), default)
        self.refused(2, "campaign", "form", "--show", "--default")

    # --- codes ----------------------------------------------------------------------------------

    def test_revoke(self):
        flyer, stand = self.token("SPRING", "flyer"), self.token("SPRING", "table stand")
        sold, _ = self.ring(self.sale(flyer), self.sale(stand))
        self.assertEqual([row["campaign"] for row in sold], ["SPRING", "SPRING"])
        self.assertIn("is taken back", self.run_ok("campaign", "revoke", flyer))
        self.assertIn("was taken back before", self.run_ok("campaign", "revoke", flyer.lower()))
        sold, words = self.ring(self.sale(flyer), self.sale(stand))
        self.assertEqual([row["campaign"] for row in sold], [None, "SPRING"])
        self.assertIn("1: scan[0]: it was taken back", words)
        self.run_ok("campaign", "revoke", "SPRING", "--placement", "table stand")
        self.assertEqual(self.run_ok("campaign", "revoke", "SPRING"), "0 codes taken back\n")
        self.run_ok("campaign", "revoke", self.receipt_code(sold[0]))
        sold, words = self.ring(self.sale(self.receipt_code(sold[0])))
        self.assertIn("it was taken back", words)
        self.assertIn("no campaign 4400", self.refused(1, "campaign", "revoke", "4400-0000-0000-0000"))
        self.run_ok("verify")

    def test_revoked_voucher_pays_nothing(self):
        sold, _ = self.ring({"lines": [{"voucher": "50.00"}],
                             "pay": [{"tender": "card", "amount": "50.00"}]})
        code = self.run_ok("voucher", "list", sold[0]["sale"]).split()[0]
        self.run_ok("campaign", "revoke", code)
        self.assertIn("taken back", self.run_ok("voucher", "show", code))
        _, words = self.ring({"lines": [{"sku": "HARB", "qty": "1"}], "pay": [
            {"tender": "voucher", "code": code, "amount": "9.50"}]}, status=1)
        self.assertIn("this voucher was taken back", words)

    def test_link_ends(self):
        token = self.token("SPRING", "november")
        self.run_ok("campaign", "link", "SPRING", "--content", "november", "--until", "2026-11-20")
        sold, words = self.ring(self.sale(token, at="2026-11-20T12:00:00Z"),
                                self.sale(token, at="2026-11-21T12:00:00Z"))
        self.assertEqual([row["campaign"] for row in sold], ["SPRING", None])
        self.assertIn("2: scan[0]: its campaign has ended", words)

    def test_answers(self):
        self.run_ok("campaign", "link", "FLYER", "--content", "flyer", "--hear", "A flyer")
        self.run_ok("campaign", "link", "NEWS", "--hear", "The newsletter", "--hear-position", "3")
        self.assertIn("another answer", self.refused(
            1, "campaign", "link", "SPRING", "--hear", "The fair", "--hear-position", "3"))
        self.assertIn("from 1 to 6", self.refused(
            1, "campaign", "link", "SPRING", "--hear", "The fair", "--hear-position", "7"))
        self.assertEqual(self.query("SELECT hear_position, hear_words FROM link"
                                    " WHERE hear_position NOT NULL ORDER BY 1"),
                         [(1, "A flyer"), (3, "The newsletter")])

    # --- keys -----------------------------------------------------------------------------------

    def test_rotated_keys(self):
        old = self.token("SPRING", "flyer")
        sold, _ = self.ring(self.sale(old))
        before = self.receipt_code(sold[0])
        self.assertIn("key 2", self.run_ok("key", "rotate"))
        self.assertEqual(self.run_ok("key", "list"), "key 1\nkey 2, signs new codes\n")
        new = self.token("SPRING", "flyer")
        self.assertNotEqual(new, old)
        sold, words = self.ring(self.sale(old), self.sale(new), self.sale(before))
        self.assertEqual([row["campaign"] for row in sold], ["SPRING", "SPRING", "RECEIPT"], words)
        after = self.receipt_code(sold[0], 2)
        never = code_of(self.shop_key(1), "sale", 999)
        sold, words = self.ring(self.sale(after), self.sale(never))
        self.assertEqual([row["campaign"] for row in sold], ["RECEIPT", "RECEIPT"], words)
        self.assertIn("rotate first", self.refused(1, "key", "retire", "2"))
        self.assertIn("no key 3", self.refused(1, "key", "retire", "3"))
        self.run_ok("key", "retire", "1")
        sold, words = self.ring(self.sale(old), self.sale(before), self.sale(never))
        self.assertEqual([row["campaign"] for row in sold], ["SPRING", "RECEIPT", None], words)
        self.assertIn("3: scan[0]: it was taken back", words)
        self.assertEqual(Path(f"{self.db}.key").stat().st_mode & 0o777, 0o600)
        self.run_ok("verify")

    def test_carried_keys(self):
        store, second, booth = self.path / "store.db", self.path / "b.db", self.path / "c.db"
        keys, own = self.path / "keys", self.path / "own"

        def at(db, *words, status=0):
            result = self.call(*words, "--db", db)
            self.assertEqual(result.returncode, status, result.stderr)
            return result.stdout + result.stderr

        at(store, "store", "init", store, "--from", self.db)
        at(second, "join", store, "--till", "2")
        at(booth, "join", store, "--till", "9", "--role", "booth")
        for db in (second, booth):
            self.assertTrue(at(db, "key", "rotate", status=1))
        self.run_ok("set", "code_base", "HTTPS://HARBOUR.EXAMPLE")
        self.run_ok("key", "rotate")
        self.run_ok("key", "export", keys)
        self.assertEqual(keys.stat().st_mode & 0o777, 0o600)
        self.assertIn("is there already", self.refused(1, "key", "export", keys))
        self.run_ok("key", "export", own, "--till", "9")
        new = self.token("SPRING", "flyer")
        address = "HTTPS://HARBOUR.EXAMPLE/T/" + new.replace("-", "")
        row = json.dumps(self.sale(address)) + "\n"
        self.run_ok("sync", store)
        at(second, "sync", store)

        def campaign_at_the_second():
            result = self.call("ring", "-", "--json", "--db", second, stdin=row)
            return json.loads(result.stdout)["campaign"], result.stderr

        campaign, words = campaign_at_the_second()
        self.assertIsNone(campaign)
        self.assertIn("no key here can check it", words)
        self.assertEqual(at(second, "key", "import", keys), "1 key taken\n")
        self.assertEqual(at(second, "key", "import", keys), "0 keys taken\n")
        self.assertEqual(campaign_at_the_second()[0], "SPRING")
        self.assertIn("key of its own", at(booth, "key", "import", keys, status=1))
        self.assertIn("key of a booth", at(second, "key", "import", own, status=1))
        self.assertEqual(at(booth, "key", "import", own), "1 key taken\n")
        self.assertEqual(at(booth, "key", "list"), "key 2, of this booth alone, signs new codes\n")
        self.assertIn("no key of the shop", at(booth, "key", "export", self.path / "x", status=1))
        other = self.path / "other.db"
        at(other, "init", *program.INIT)
        self.assertIn("another shop", at(other, "key", "import", keys, status=1))
        at(other, "key", "import", Path(f"{self.db}.key"), status=1)

    # --- offers ---------------------------------------------------------------------------------

    def test_offers(self):
        """Tickets with several codes cost what a second computation says."""
        dice, shop = random.Random(20261123), Shop()
        products = {sku: (price, category) for sku, price, category in (
            ("A", 950, "Beans"), ("B", 1120, "Beans"), ("C", 333, "Tea"), ("D", 1, "Tea"),
            ("E", 7999, "Gear"))}
        self.run_ok("import", "products", self.write("p.csv", program.PRODUCTS + "".join(
            f"{sku},,Thing {sku},{category},{price / 100:.2f},7,each,\n"
            for sku, (price, category) in products.items())))
        texts = ("10%", "2.50", "12.5% on Beans", "3.00 on Tea", "free C;A", "3rd free on Beans",
                 "2nd free", "33.3% on Gear;Tea", "100.00", "")
        offers = [Offer(f"O{i}", text, stacks) for i, (text, stacks) in enumerate(
            (text, stacks) for text in texts for stacks in (False, True))]
        for offer in offers:
            self.run_ok("campaign", "add", offer.campaign, "--name", offer.campaign, "--channel",
                        "print", "--offer", offer.text, "--stacks", "yes" if offer.stacks else "no")
        tokens = {offer.campaign: self.token(offer.campaign) for offer in offers}
        rows, wanted = [], []
        for _ in range(300):
            skus = dice.choices(sorted(products), k=dice.choice((1, 2, 3, 4)))
            lines = [{"sku": sku, "qty": str(dice.choice((1, 1, 2, 3, 4))),
                      "price": products[sku][0], "category": products[sku][1]} for sku in skus]
            chosen = dice.sample(offers, dice.choice((1, 2, 3, 4)))
            paid = apply_offers(lines, chosen, shop)
            wanted.append([shop.text(minor) for minor in paid])
            rows.append({"lines": [{"sku": line["sku"], "qty": line["qty"]} for line in lines],
                         "scan": [tokens[offer.campaign] for offer in chosen],
                         "pay": [{"tender": "card", "amount": shop.text(sum(paid))}]
                         if sum(paid) else []})
        sold, words = self.ring(*rows)
        self.assertEqual(words.splitlines()[:-1], [])
        for row, sale, paid in zip(rows, sold, wanted, strict=True):
            self.assertEqual([line["gross"] for line in sale["lines"]], paid, row)

    def test_limit_by_token(self):
        self.run_ok("campaign", "add", "RECEIPT", "--limit", "token")
        first, _ = self.ring(self.sale())
        sold, words = self.ring(self.sale(self.receipt_code(first[0])), self.sale(self.receipt_code(first[0])))
        self.assertEqual([row["lines"][0]["discount"] != "0.00" for row in sold], [True, False])
        self.assertEqual([row["campaign"] for row in sold], ["RECEIPT", "RECEIPT"])
        self.assertIn("2: scan[0]: its offer was used before", words)
        sold, words = self.ring(self.sale(self.receipt_code(sold[0])))
        self.assertNotIn("used before", words)

    def test_limit_by_person(self):
        """The person is known by every lead of theirs, whatever brought them."""
        self.run_ok("campaign", "add", "SPRING", "--limit", "person")
        answers = self.lead({"campaign": "SPRING", "fields": {"email": "ana@example.com"}},
                            {"campaign": "SPRING", "fields": {"email": "Ana@Example.com "}},
                            {"campaign": "SPRING", "fields": {"email": "ben@example.com"}})
        ana, again, ben = (answer["token"] for answer in answers)
        flyer = self.token("SPRING", "flyer")
        sold, words = self.ring(self.sale(ana), self.sale(again), self.sale(flyer, again),
                                self.sale(again, flyer), self.sale(ben), self.sale(flyer))
        self.assertEqual([row["lines"][0]["discount"] != "0.00" for row in sold],
                         [True, False, False, False, True, True], words)


class Imports(Shared):
    """Files of spend, of web orders and of contacts."""

    def test_spend_file(self):
        text = ("Day;Campaign name;Amount spent (EUR);Ad name;Unknown\n"
                "20.11.2026;SPRING;1.234,50;flyer;x\n2026-11-21;Newsletter;€12.00;;\n"
                "2026-11-21;NEWS;12.00;;\n2026-11-22;NEWS;0.00;;\n")
        path = self.write("s.csv", text)
        result = self.call("import", "spend", path, "--db", self.db)
        self.assertEqual(result.stdout, "4 rows: 3 added, 0 changed, 1 as they were\n", result.stderr)
        self.assertIn('"Unknown" is not used', result.stderr)
        self.assertEqual(self.run_ok("import", "spend", path),
                         "4 rows: 0 added, 0 changed, 4 as they were\n")
        self.assertEqual(self.show("SPRING")["spent"], "1234.50")
        self.assertEqual(self.show("NEWS")["spent"], "24.00")

    def test_bad_spend_changes_nothing(self):
        before = self.dump()
        words = self.refused(1, "import", "spend", self.write(
            "s.csv", "date,campaign,amount,ref\n2026-11-20,SPRING,1.00,A\n2026-13-20,SPRING,1.00,B\n"
                     "2026-11-20,NONE,1.00,C\n2026-11-20,SPRING,ten,D\n2026-11-20,SPRING,1.00,A\n"))
        for said in ("s.csv:3:1: date is no day", "s.csv:4:12: there is no campaign NONE",
                     "s.csv:5:19: amount: ", "s.csv:6:24: the ref A stands here twice"):
            self.assertIn(said, words)
        self.assertEqual(self.dump(), before)

    def test_conversions(self):
        self.run_ok("campaign", "add", "NEWS", "--utm", "utm_source=news&utm_campaign=Nov")
        flyer = self.token("FLYER", "flyer")
        sold, _ = self.ring(self.sale())
        path = self.write("o.csv", "order,time,amount,net,token,utm\n"
                          f"W1,2026-11-22T10:00:00Z,30.00,25.21,{flyer},\n"
                          f"W2,2026-11-22 11:00,10.00,,{self.receipt_code(sold[0]).lower()},\n"
                          "W3,2026-11-22T12:00:00+01:00,20.00,,,https://x.example/?UTM_CAMPAIGN=nov&a=b"
                          "&utm_source=News#top\n"
                          "W4,2026-11-22T12:00:00Z,5.00,,,utm_source=tiktok\n"
                          "W5,2026-11-22T12:00:00Z,5.00,,,utm_source=tiktok\n"
                          "W6,2026-11-22T12:00:00Z,-3.00,,,\n"
                          "W7,2026-11-22T12:00:00Z,5.00,,NOT-OURS,\n")
        result = self.call("import", "conversions", path, "--db", self.db)
        self.assertEqual(result.stdout, "7 rows: 7 added, 0 changed, 0 as they were\n", result.stderr)
        self.assertIn("2 orders came from utm_source=tiktok, which no campaign has", result.stderr)
        self.assertIn("1 order came from the code NOT-OURS", result.stderr)
        rows = self.query(
            "SELECT order_ref, c.code, gross_minor, net_minor, link_id IS NOT NULL,"
            " from_sale_id IS NOT NULL, ordered_at_ms FROM conversion AS o"
            " LEFT JOIN campaign AS c ON c.id = o.campaign_id ORDER BY order_ref")
        self.assertEqual([row[:6] for row in rows], [
            ("W1", "FLYER", 3000, 2521, 1, 0), ("W2", "RECEIPT", 1000, 1000, 0, 1),
            ("W3", "NEWS", 2000, 2000, 0, 0), ("W4", None, 500, 500, 0, 0),
            ("W5", None, 500, 500, 0, 0), ("W6", None, -300, -300, 0, 0),
            ("W7", None, 500, 500, 0, 0)])
        self.assertEqual(rows[1][6], rows[0][6])  # 11:00 in Berlin is 10:00 UTC
        self.assertEqual(rows[2][6] - rows[0][6], 3600000)
        result = self.call("import", "conversions", self.write(
            "p.csv", "order,time,amount\nW1,2026-11-22T10:00:00Z,31.00\n"), "--db", self.db)
        self.assertEqual(result.stdout, "1 rows: 0 added, 0 changed, 1 as they were\n")
        self.assertIn("W1 is here with 30.00, the file says 31.00: it is not changed", result.stderr)
        self.run_ok("verify")

    def test_exports_of_web_shops(self):
        flyer = self.token("FLYER", "flyer")
        self.run_ok("campaign", "add", "NEWS", "--utm", "utm_source=news")
        shopify = self.write("s.csv", "Name,Email,Financial Status,Paid at,Currency,Subtotal,Taxes,"
                             "Total,Discount Code,Created at,Lineitem quantity\n"
                             f"#1001,a@x.example,paid,2026-11-22 12:41:00 +0100,EUR,27.50,2.50,30.00,"
                             f"{flyer},2026-11-22 12:40:00 +0100,1\n#1001,a@x.example,,,,,,,,,2\n")
        woo = self.write("w.csv", "Order Number,Order Date,Order Total Amount,Coupon Code,"
                         "_wc_order_attribution_utm_source\n77,2026-11-22 12:41,12.00,FLYER,\n"
                         "78,2026-11-22 12:42,13.00,,News\n")
        lines = self.write("j.jsonl", '{"order": "J1", "time": "2026-11-22T12:41:00Z",'
                           ' "amount": "4.00", "utm_source": "news"}\n')
        for path, count in ((shopify, 1), (woo, 2), (lines, 1)):
            self.assertIn(f" {count} added", self.run_ok("import", "conversions", path))
        self.assertEqual(self.query(
            "SELECT order_ref, c.code, gross_minor, net_minor FROM conversion AS o"
            " JOIN campaign AS c ON c.id = o.campaign_id ORDER BY o.id"), [
                ("#1001", "FLYER", 3000, 2750), ("77", "FLYER", 1200, 1200),
                ("78", "NEWS", 1300, 1300), ("J1", "NEWS", 400, 400)])

    def test_bad_conversions_change_nothing(self):
        before = self.dump()
        words = self.refused(1, "import", "conversions", self.write(
            "o.csv", "order,time,amount,currency\nA,2026-11-22T10:00:00Z,1.00,EUR\n,yesterday,1,\n"
                     "B,2026-11-22T10:00:00Z,1.00,USD\nA,2026-11-22T10:00:00Z,1.00,EUR\n"))
        for said in ("o.csv:3:1: order is empty", "o.csv:3:2: time is no time",
                     "o.csv:4:29: currency is USD", "o.csv:5:1: the order A stands here twice"):
            self.assertIn(said, words)
        words = self.refused(1, "import", "conversions", self.write(
            "o.jsonl", '{"order": "A", "time": "2026-11-22T10:00:00Z", "amount": 1.5}\n{"order"\n'))
        self.assertIn("o.jsonl:1:48: amount must be a string", words)
        self.assertIn("o.jsonl:2:", words)
        self.assertEqual(self.dump(), before)

    def test_touches(self):
        [lead] = self.lead({"fields": {"email": "ana@example.com"}})
        rows = [{"at": "2026-11-20T10:00:00Z", "campaign": "NEWS", "kind": "web"},
                {"at": "2026-11-20T10:00:00Z", "campaign": "NEWS", "kind": "shown"},
                {"at": "2026-11-20T10:00:00Z", "campaign": "NEWS", "kind": "web",
                 "placement": "newsletter"},
                {"at": "2026-11-20T10:00:00Z", "campaign": "NEWS", "kind": "web",
                 "placement": "elsewhere", "lead": lead["lead"]},
                {"at": "2026-11-20T11:00:00Z", "campaign": "NEWS", "kind": "web",
                 "lead": lead["token"]}]
        path = self.write("t.jsonl", "".join(json.dumps(row) + "\n" for row in rows + rows[:1]))
        result = self.call("touch", "add", path, "--db", self.db)
        self.assertEqual(result.stdout, "6 rows: 5 added, 0 changed, 1 as they were\n", result.stderr)
        self.assertIn("NEWS has no placement elsewhere: it is kept by its word", result.stderr)
        self.assertIn("0 added", self.run_ok("touch", "add", path))
        self.assertEqual(self.query(
            "SELECT kind, content, link_id IS NOT NULL, lead_id IS NOT NULL, channel FROM touch"
            " WHERE sale_id IS NULL AND kind <> 'lead' ORDER BY id"), [
                ("web", "", 0, 0, "e-mail"), ("shown", "", 0, 0, "e-mail"),
                ("web", "newsletter", 1, 0, "e-mail"), ("web", "elsewhere", 0, 1, "e-mail"),
                ("web", "", 0, 1, "e-mail")])
        before = self.dump()
        words = self.refused(1, "touch", "add", self.write(
            "bad.jsonl", '{"at": "2026-11-20T10:00:00Z", "campaign": "NEWS", "kind": "web"}\n'
            '{"at": "soon", "campaign": "NEWS", "kind": "web"}\n'
            '{"at": "2026-11-20T10:00:00Z", "campaign": "NONE", "kind": "heard"}\n'
            '{"at": "2026-11-20T10:00:00Z", "campaign": "NEWS", "kind": "web", "person": "x"}\n'
            '{"at": "2026-11-20T10:00:00Z", "campaign": "NEWS", "kind": "web", "lead": "1-000099"}\n'
            '{"campaign": "NEWS", "kind": "web"}\n{"at": \n'
            '{"at": "2126-11-20T10:00:00Z", "campaign": "NEWS", "kind": "web"}\n'))
        for said in ("bad.jsonl:2:2: at is no time", "bad.jsonl:3:32: there is no campaign NONE",
                     "bad.jsonl:3:52: kind is none of", "bad.jsonl:4:67: person is not known here",
                     "bad.jsonl:5:67: lead is not known here", "bad.jsonl:6:1: at is missing",
                     "bad.jsonl:7:", "bad.jsonl:8:2: at has not come yet"):
            self.assertIn(said, words)
        self.assertEqual(self.dump(), before)
        self.run_ok("verify")


if __name__ == "__main__":
    program.main()
