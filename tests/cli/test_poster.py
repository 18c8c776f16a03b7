"""Posters as they hang: every size, as a picture and as a printed page, is read by a scanner that is
not ours, has the size that it says, and carries the code of its own placement."""
import re
import shutil
import struct
import subprocess

import program

SIZES = {"a6": (105, 148), "a5": (148, 210), "a4": (210, 297), "a3": (297, 420)}
CAMPAIGNS = """code,name,channel,starts,ends,budget,offer,landing_url,headline
CUP,Spring fair,event,,2099-05-31,1200,10% on Beans,,First cup’s on us.
LONG,Long,event,,,,3rd free on Beans,,"Handverlesene Kaffeespezialitätenröstungen aus sechs Anbaugebieten, jede Woche frisch geröstet im Hafen"
AR,Arabic,event,,,,free FLATW,,الفنجان الأول علينا
ZH,Chinese,event,,,,2.00,,第一杯咖啡我们请客
OVER,Over,event,,2020-01-31,,10%,,Too late
"""


class Poster(program.ProgramTest):
    def setUp(self):
        super().setUp()
        for tool in ("zbarimg", "pdftoppm", "pdfinfo"):
            if shutil.which(tool) is None:
                self.skipTest(f"{tool} is not installed")
        self.init("--demo")
        self.run_ok("import", "campaigns", self.write("c.csv", CAMPAIGNS))
        self.posters = self.path / "posters"

    def draw(self, code, *more):
        # fontconfig and cairo keep what they know of fonts until the end.
        return self.run_ok("campaign", "poster", code, "--to", self.posters, *more,
                           env={"ASAN_OPTIONS": "detect_leaks=0"})

    def link(self, code, *more):
        out = self.run_ok("campaign", "link", code, *more)
        return re.search(r"text  (\S+)", out).group(1)

    def read(self, picture):
        return subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
                              capture_output=True, text=True, check=False).stdout.strip()

    def printed(self, pdf):
        """The page as a printer of 150 dots an inch sets it."""
        stem = self.path / "page"
        subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", pdf, stem], check=True)
        return stem.with_suffix(".png")

    def check_size(self, stem, size):
        pdf, png = self.posters / f"{stem}-{size}.pdf", self.posters / f"{stem}-{size}.png"
        info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        points = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups()
        self.assertEqual(re.search(r"Pages:\s+(\d+)", info).group(1), "1")
        head = png.read_bytes()[:64]
        width, height = struct.unpack(">II", head[16:24])
        per_metre = struct.unpack(">I", head[41:45])[0]
        self.assertEqual(head[37:41], b"pHYs")
        for mm, pt, pixels in zip(SIZES[size], points, (width, height)):
            self.assertAlmostEqual(float(pt) / 72 * 25.4, mm, delta=0.1)
            self.assertAlmostEqual(pixels / per_metre * 1000, mm, delta=0.2)
        return pdf, png

    def test_every_size_is_read(self):
        self.run_ok("set", "code_base", "HTTPS://T.EXAMPLE")
        out = self.draw("CUP", "--placement", "table 4")
        wanted = self.link("CUP", "--content", "table 4")
        self.assertTrue(wanted.startswith("HTTPS://T.EXAMPLE/T/"))
        for size in SIZES:
            with self.subTest(size):
                pdf, png = self.check_size("CUP-table-4-en", size)
                self.assertEqual(self.read(png), wanted)
                self.assertEqual(self.read(self.printed(pdf)), wanted)
        widths = [int(mm) for mm in re.findall(r"code (\d+) mm", out)]
        self.assertEqual(len(widths), 4)
        self.assertEqual(widths, sorted(widths))
        self.assertGreaterEqual(widths[0], 25)  # half a millimetre a module is 15 mm here
        text = subprocess.run(["pdftotext", self.posters / "CUP-table-4-en-a4.pdf", "-"],
                              capture_output=True, text=True, check=True).stdout
        for words in ("First cup’s", "Harbour Coffee", "off Beans", "Until"):
            self.assertIn(words, text)

    def test_every_script_fits(self):
        for code, language in (("LONG", "de"), ("AR", "ar"), ("ZH", "zh")):
            with self.subTest(code):
                self.draw(code, "--size", "a6", "--language", language)
                pdf, png = self.check_size(f"{code}-{language}", "a6")
                self.assertEqual(self.read(png), self.link(code))
                self.assertEqual(self.read(self.printed(pdf)), self.link(code))

    def test_refused(self):
        self.assertIn("ended on 2020-01-31",
                      self.refused(1, "campaign", "poster", "OVER", "--to", self.posters))
        self.run_ok("campaign", "link", "CUP", "--content", "gone")
        self.run_ok("campaign", "link", "CUP", "--content", "gone", "--revoke")
        self.assertIn("taken back", self.refused(1, "campaign", "poster", "CUP", "--placement",
                                                 "gone", "--to", self.posters))
        self.assertIn("no campaign", self.refused(1, "campaign", "poster", "X", "--to", self.posters))
        self.assertIn("a6", self.refused(2, "campaign", "poster", "CUP", "--to", self.posters,
                                         "--size", "a7"))
        self.assertFalse(self.posters.exists())


if __name__ == "__main__":
    program.main()
