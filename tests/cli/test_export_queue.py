"""Files of closed days on their way to a stick: pulled out, full, read-only, and back again.

Runs in a mount namespace of its own, where /media belongs to the test; without root, or where
mounting is not allowed, the parts that need a stick are skipped."""
import os
import re
import shutil
import subprocess
import sys
import unittest

import program

LABEL = "TILL"
STICK = f"/media/{LABEL}"
FILES = ["day.csv", "payments.csv", "sales.csv"]
MARK = "TILLTALE_TEST_MOUNTS"
SALE = '{"at":"2026-11-23T12:41:00Z","lines":[{"sku":"A","qty":"1"}],"pay":[{"tender":"card","amount":"1.20"}]}\n'


def own_mounts():
    """Runs this script again where its mounts are nobody else's; MARK says whether it worked."""
    if MARK in os.environ:
        if os.environ[MARK] == "try":
            done = subprocess.run(["mount", "-t", "tmpfs", "none", "/media"], capture_output=True)
            os.environ[MARK] = "yes" if done.returncode == 0 else "no"
        return
    can = os.geteuid() == 0 and shutil.which("unshare") and subprocess.run(
        ["unshare", "-m", "true"], capture_output=True).returncode == 0
    os.environ[MARK] = "try" if can else "no"
    if can:
        os.execvp("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv])


if __name__ == "__main__":
    own_mounts()  # before the classes below ask what it said


def mounts_or_skip():
    return unittest.skipUnless(os.environ.get(MARK) == "yes", "mounting needs root")


class Queue(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.run_ok("import", "products",
                    self.write("p.csv", program.PRODUCTS + "A,,Apple,Fruit,1.20,19,each,\n"))
        self.run_ok("ring", "-", stdin=SALE)

    def tearDown(self):
        if os.environ.get(MARK) == "yes":
            while os.path.ismount(STICK):
                subprocess.run(["umount", STICK], check=True)
        super().tearDown()

    def add(self, *more, name="stick"):
        self.run_ok("export", "targets", "add", name, *(more or ("--stick", LABEL, "--format", "csv")))

    def mount(self, *options):
        os.makedirs(STICK, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(("size=256k",) + options), "none",
                        STICK], check=True)

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", STICK], check=True)

    def day_folder(self):
        return f"{STICK}/till-1/2026-11-23"

    def queue(self, day="2026-11-23"):
        return self.run_ok("export", "queue", "--day", day)

    def waits(self, words):
        text = self.refused(1, "export", "queue", "--run")
        self.assertIn(words, text)
        self.assertIn("The files are kept", text)
        self.assertIn(words, self.run_ok("export", "queue"))

    def test_folder(self):
        target = self.path / "files"
        self.assertIn("no target", self.refused(1, "export", "queue", "--day", "2026-11-23"))
        self.add("--folder", target, "--format", "csv,hledger", name="office")
        self.queue()
        self.queue()  # what waits already is not queued twice
        self.assertIn("2 exports saved on folder office", self.run_ok("export", "queue", "--run"))
        self.assertEqual(sorted(os.listdir(target / "till-1" / "2026-11-23")),
                         FILES + ["tilltale.journal"])
        self.assertIn("nothing waits", self.run_ok("export", "queue", "--run"))
        self.assertEqual(self.run_ok("export", "queue").count("saved"), 2)
        self.run_ok("verify")

    def test_targets(self):
        self.add()
        self.add("--folder", "/srv/x", name="office")
        self.add("--stick", "BLUE ONE")  # changes the first
        listed = self.run_ok("export", "targets", "list")
        self.assertRegex(listed, r"(?m)^stick: stick BLUE ONE, csv,json; the stick BLUE ONE is not")
        self.assertRegex(listed, r"(?m)^office: folder /srv/x, csv,json; /srv/x$")
        self.queue()
        self.run_ok("export", "targets", "remove", "stick")
        self.assertNotIn("BLUE ONE", self.run_ok("export", "targets", "list"))
        self.assertNotIn("for stick", self.run_ok("export", "queue"))
        self.refused(1, "export", "targets", "remove", "stick")
        for bad in (("--folder", "srv"), ("--stick", "a/b"), ("--stick", "")):
            self.refused(1, "export", "targets", "add", "bad", *bad)
        self.refused(2, "export", "targets", "add", "bad")
        self.refused(2, "export", "targets", "add", "bad", "--stick", "A", "--folder", "/b")
        self.refused(2, "export", "targets", "add", "bad", "--stick", "A", "--format", "doc")
        self.refused(1, "export", "targets", "add", "a/b", "--stick", "A")

    def test_settings_of_the_screen(self):
        target = self.path / "files"
        self.run_ok("set", "files_folder", target)
        self.run_ok("set", "files_formats", "hledger")
        self.run_ok("set", "files_stick", "BLUE")
        self.assertRegex(self.run_ok("export", "targets", "list"),
                         r"(?m)^BLUE: stick BLUE, hledger; the stick")
        self.queue()
        result = self.call("export", "queue", "--run", "--db", self.db)
        self.assertEqual(result.returncode, 1)
        self.assertIn("1 export saved on folder files", result.stdout)
        self.assertIn("The stick BLUE is not there.", result.stderr)
        self.assertEqual(os.listdir(target / "till-1" / "2026-11-23"), ["tilltale.journal"])
        self.run_ok("set", "files_stick", "")
        self.run_ok("export", "queue", "--run")
        self.assertNotIn("waits", self.run_ok("export", "queue"))
        for key, bad in (("files_folder", "srv"), ("files_formats", "doc"), ("files_stick", "a/b")):
            self.refused(1, "set", key, bad)
        self.run_ok("verify")

    @mounts_or_skip()
    def test_pulled_out_and_back(self):
        self.add()
        self.queue()
        self.waits("The stick stick is not there.")
        os.makedirs(STICK, exist_ok=True)  # a folder that is left over is no stick
        self.waits("The stick stick is not there.")
        self.assertEqual(os.listdir(STICK), [])
        self.mount()
        self.assertIn("1 export saved on stick stick", self.run_ok("export", "queue", "--run"))
        self.assertEqual(sorted(os.listdir(self.day_folder())), FILES)
        self.assertIn(f"; {STICK}", self.run_ok("export", "targets", "list"))

    @mounts_or_skip()
    def test_full(self):
        self.add()
        self.mount()
        with open(f"{STICK}/filler", "wb", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)) == 4096:
                    pass
            except OSError:
                pass
        self.queue()
        self.waits("The stick stick is full.")
        left = [name for _, _, names in os.walk(STICK) for name in names]
        self.assertEqual(left, ["filler"], "half a file")
        os.remove(f"{STICK}/filler")
        self.run_ok("export", "queue", "--run")
        self.assertEqual(sorted(os.listdir(self.day_folder())), FILES)

    @mounts_or_skip()
    def test_read_only(self):
        self.add()
        self.mount()
        self.remount("ro")
        self.queue()
        self.waits("The stick stick cannot be written to.")
        self.remount("rw")
        self.run_ok("export", "queue", "--run")
        self.assertEqual(sorted(os.listdir(self.day_folder())), FILES)

    @mounts_or_skip()
    def test_file_system_of_a_stick(self):
        """A small file system in a file: what a real stick says when it is full."""
        maker = next((name for name in ("mkfs.vfat", "mkfs.ext4", "mkfs.ext2") if shutil.which(name)),
                     None)
        if maker is None:
            self.skipTest("no program makes a file system")
        image = self.path / "stick.img"
        image.write_bytes(bytes(512 * 1024))
        subprocess.run([maker, *(["-q", "-F"] if "ext" in maker else []), str(image)], check=True,
                       capture_output=True)
        os.makedirs(STICK, exist_ok=True)
        done = subprocess.run(["mount", "-o", "loop", str(image), STICK], capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest("no loop mounts: " + re.sub(r"\s+", " ", done.stderr))
        with open(f"{STICK}/filler", "wb", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)):
                    pass
            except OSError:
                pass
        self.add()
        self.queue()
        self.waits("The stick stick is full.")
        os.remove(f"{STICK}/filler")
        self.run_ok("export", "queue", "--run")
        self.assertEqual(sorted(os.listdir(self.day_folder())), FILES)

    def test_what_others_wrote_stays(self):
        """A run replaces its own files and touches no other."""
        target = self.path / "files"
        self.add("--folder", target, "--format", "csv", name="office")
        folder = target / "till-1" / "2026-11-23"
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text("keep")
        (folder / "sales.csv").write_text("old")
        self.queue()
        self.run_ok("export", "queue", "--run")
        self.assertEqual((folder / "notes.txt").read_text(), "keep")
        self.assertIn("Apple", (folder / "sales.csv").read_text())


if __name__ == "__main__":
    program.main()
