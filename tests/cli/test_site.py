"""The pages behind a code: whole files without anything from elsewhere, every text harmless, the
code of the address drawn so that a scanner that is not ours reads it."""
import html.parser
import json
import random
import re
import shutil
import subprocess

import program

NASTY = "<script>alert('1')</script> & \"{{base}}\""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BASES = ["", "HTTPS://T.EXAMPLE", "https://shop.example/c", "HTTPS://" + "LONG." * 18 + "EXAMPLE"]


class Page(html.parser.HTMLParser):
    """What a page refers to, and its scripts."""

    def __init__(self, text):
        super().__init__()
        self.references, self.scripts, self.tags, self.attributes = [], [], [], {}
        self.is_script = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        self.references += [attrs[name] for name in ("href", "src", "action") if name in attrs]
        self.attributes.setdefault(tag, attrs)
        self.is_script = tag == "script"

    def handle_endtag(self, tag):
        self.is_script = False

    def handle_data(self, data):
        if self.is_script:
            self.scripts.append(data)


class Site(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")
        self.run_ok("campaign", "add", "CUP", "--name", "Spring", "--channel", "event",
                    "--headline", NASTY, "--subline", "Come \u202eand see", "--languages", "en,de,ar",
                    "--until", "2099-05-31", "--offer", "10% on Beans", "--ground", "F7E4DC")
        self.site = self.path / "site"

    def build(self, *more):
        return self.run_ok("campaign", "site", "CUP", "--to", self.site, *more)

    def page(self, name):
        return Page((self.site / name).read_text(encoding="utf-8"))

    def run_script(self, script, name, rows):
        """What a function of a page makes of each row; by an engine that knows no page."""
        engine = shutil.which("duk") or shutil.which("node")
        if engine is None:
            self.skipTest("neither duk nor node is installed")
        path = self.write("run.js", f"{script}\nvar rows = {json.dumps(rows)};\n"
                          "(typeof print === 'function' ? print : console.log)"
                          f"(JSON.stringify(rows.map(function (row) {{ return {name}(row); }})));\n")
        out = subprocess.run([engine, path], capture_output=True, text=True, check=True).stdout
        return json.loads(out)

    def test_files(self):
        self.assertIn("where HTTPS://HARBOUR.EXAMPLE leads", self.build())
        self.run_ok("set", "code_base", "")
        self.assertIn("set code_base", self.build())
        self.assertEqual(sorted(path.name for path in self.site.iterdir()),
                         ["404.html", "ar.html", "de.html", "en.html", "index.html"])
        self.assertEqual((self.site / "404.html").read_bytes(),
                         (self.site / "index.html").read_bytes())
        self.assertEqual(self.page("ar.html").attributes["html"], {"lang": "ar", "dir": "rtl"})
        self.assertEqual(self.page("index.html").attributes["body"], {"data-languages": "en,de,ar"})
        self.assertIn("2099", (self.site / "de.html").read_text(encoding="utf-8"))
        self.assertIn("no campaign", self.refused(1, "campaign", "site", "X", "--to", self.site))

    def test_nothing_from_elsewhere(self):
        """No script but ours, no address but the other languages', the browser told to hold it."""
        self.build()
        for path in self.site.iterdir():
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                page = self.page(path.name)
                self.assertTrue(all(re.fullmatch(r"[a-z]{2}\.html", reference)
                                    for reference in page.references), page.references)
                self.assertEqual(page.tags.count("script"), 1)
                self.assertIn("default-src 'none'", text)
                self.assertIn("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; "
                              "&quot;{{base}}&quot;", text)
                for word in ("cookie =", "fetch(", "XMLHttp", "localStorage", "sendBeacon"):
                    self.assertNotIn(word, text)

    def test_codes_are_read(self):
        """Random tokens behind bases of every length."""
        if shutil.which("zbarimg") is None:
            self.skipTest("zbarimg is not installed")
        self.build()
        dice = random.Random(4)
        rows = [base + "/T/" + "".join(dice.choices(LETTERS, k=16)) if base else
                "".join(dice.choices(LETTERS, k=16)) for base in BASES for _ in range(3)]
        script = re.search(r"var qrEncode.*?\n}\(\)\);", self.page("en.html").scripts[0],
                           re.S).group(0)
        squares = self.run_script(script, "qrEncode", rows)
        for text, square in zip(rows, squares):
            with self.subTest(text):
                side = (len(square) + 8) * 4
                lit = [[0] * side for _ in range(side)]
                for y in range(len(square) * 4):
                    for x in range(len(square) * 4):
                        lit[y + 16][x + 16] = square[y // 4][x // 4]
                picture = self.write("code.pbm", f"P1\n{side} {side}\n" + "\n".join(
                    " ".join(map(str, row)) for row in lit))
                read = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable",
                                       picture], capture_output=True, text=True, check=False)
                self.assertEqual(read.stdout.strip(), text)

    def test_addresses(self):
        self.build()
        rows = [
            ({"pathname": "/T/440000000PNQKD26"}, "440000000PNQKD26"),
            ({"pathname": "/shop/t/440000000pnqkd26"}, "440000000PNQKD26"),
            ({"pathname": "/T/4400-0000-0PNQ-KD26"}, "440000000PNQKD26"),
            ({"pathname": "/en.html", "hash": "#44OO00000PNQKD26"}, "440000000PNQKD26"),
            ({"pathname": "/", "search": "?x=1&t=440000000PNQKD26&y"}, "440000000PNQKD26"),
            ({"pathname": "/T/440000000PNQKD2"}, ""),
            ({"pathname": "/T/<script>alert(1)"}, ""),
            ({"pathname": "/", "hash": "#%"}, ""),
            ({}, ""),
        ]
        script = re.search(r"function readToken.*?\n}\n", self.page("en.html").scripts[0],
                           re.S).group(0)
        found = self.run_script(script, "readToken", [address for address, _ in rows])
        self.assertEqual(found, [token for _, token in rows])

    def test_in_a_browser(self):
        """As a phone shows it, from the address without a language."""
        if shutil.which("chromium") is None or shutil.which("zbarimg") is None:
            self.skipTest("chromium or zbarimg is not installed")
        self.run_ok("set", "code_base", "HTTPS://T.EXAMPLE")
        self.build()
        text = re.search(r"text  (\S+)", self.run_ok("campaign", "link", "CUP")).group(1)
        token = text.rsplit("/", 1)[1]
        shot = self.path / "shot.png"
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu",
                        "--window-size=500,1400", f"--user-data-dir={self.path / 'browser'}",
                        f"--screenshot={shot}", f"file://{self.site / 'index.html'}#{token}"],
                       capture_output=True, timeout=60, check=True)
        read = subprocess.run(["zbarimg", "-q", "--raw", shot], capture_output=True, text=True,
                              check=False)
        self.assertEqual(read.stdout.strip(), text)


if __name__ == "__main__":
    program.main()
