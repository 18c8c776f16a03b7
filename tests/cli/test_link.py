"""A placement's code: the same for ever, read back by another program."""
import shutil
import subprocess

import program


class Link(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")

    def fields(self, text):
        return dict(line.split(None, 1) for line in text.splitlines()[1:])

    def test_same(self):
        first = self.run_ok("campaign", "link", "NEWS", "--content", "autumn issue")
        self.assertEqual(self.run_ok("campaign", "link", "NEWS", "--content", "autumn issue"), first)
        fields = self.fields(first)
        self.assertEqual(fields["text"],
                         "HTTPS://HARBOUR.EXAMPLE/T/" + fields["code"].replace("-", ""))
        other = self.run_ok("campaign", "link", "NEWS")
        self.assertNotEqual(self.fields(other)["code"], fields["code"])

    def test_refused(self):
        self.assertIn("no campaign", self.refused(1, "campaign", "link", "NONE"))
        self.refused(1, "campaign", "link", "NEWS", "--content", "x" * 61)
        self.refused(1, "campaign", "link", "NEWS", "--content", "never", "--revoke")
        self.refused(1, "campaign", "link", "NEWS", "--png", self.path / "none" / "x.png")

    def test_pictures(self):
        png = self.path / "code.png"
        svg = self.path / "code.svg"
        text = self.fields(self.run_ok("campaign", "link", "SPRING", "--png", png))["text"]
        self.run_ok("campaign", "link", "SPRING", "--svg", svg)
        self.assertIn("<svg", svg.read_text())
        if shutil.which("zbarimg") is None:
            self.skipTest("zbarimg is not installed")
        read = subprocess.run(["zbarimg", "-q", "--raw", str(png)], capture_output=True, text=True)
        self.assertEqual(read.stdout.strip(), text)


if __name__ == "__main__":
    program.main()
