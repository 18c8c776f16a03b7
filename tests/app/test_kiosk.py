"""The kiosk as a whole, off the screen: scripts, what goes wrong around it, and every screen at
every size.    test_kiosk.py TILLTALE scripts|trouble|screens|window"""

import filecmp
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

TILLTALE = Path(sys.argv[1]).resolve()
SIZES = ["1920x1080", "1280x800", "1024x600", "1080x1920"]

SALE = """\
tap "Flat white"
tap "Espresso"
tap "Pay"
tap "Exact"
tap "Paid"
expect "Thank you."
tap "Next sale"
"""


class Shop:
    """The demo shop in a folder of its own."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        self.db = self.folder / "till.db"
        self.run("init", "--shop", "Harbour Coffee", "--currency", "EUR", "--till", "1",
                 "--prices", "gross", "--rounding", "line", "--timezone", "Europe/Berlin",
                 "--day-starts", "04:00", "--demo")

    def command(self, *words):
        return [str(TILLTALE), *map(str, words), "--db", str(self.db)]

    def run(self, *words, status=0):
        done = subprocess.run(self.command(*words), capture_output=True, text=True, timeout=250,
                              check=False)
        if done.returncode != status:
            raise AssertionError(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def script(self, text, name="a.script"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def play(self, text, *options, size="1280x800", status=0):
        return self.run("kiosk", "--offscreen", size, "--script", self.script(text), *options,
                        status=status)

    def link(self, code="SPRING"):
        said = self.run("campaign", "link", code, "--content", "flyer").stdout
        return re.search(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", said).group()

    def sales(self):
        rows = sqlite3.connect(self.db).execute("SELECT id FROM sale ORDER BY id").fetchall()
        return [row[0] % 10**12 for row in rows]


class Case(unittest.TestCase):
    def setUp(self):
        self.shop = Shop()
        self.addCleanup(self.shop.temporary.cleanup)


class Scripts(Case):
    def test_each_sale_that_was_shown_is_said_and_is_there(self):
        said = self.shop.play(SALE * 3).stdout
        self.assertEqual(said, "paid 1-000001\npaid 1-000002\npaid 1-000003\n")
        self.assertEqual(self.shop.sales(), [1, 2, 3])
        self.shop.run("verify")

    def test_nothing_to_do_shows_the_first_frame_and_ends(self):
        self.assertEqual(self.shop.play("").stdout, "")

    def test_the_same_script_gives_the_same_pictures(self):
        steps = f"""\
clock 2026-11-23T12:42:00
{SALE}shot next
tap "Search or scan"
type "crois"
shot search
tap "Add first"
wait 700
drag "Espresso" 0 -200
shot sell
"""
        for run in ("one", "two"):
            shop = Shop()
            self.addCleanup(shop.temporary.cleanup)
            shop.play(steps, "--shots", self.shop.folder / "new" / run)
        shots = ["next.png", "search.png", "sell.png"]
        same = filecmp.cmpfiles(self.shop.folder / "new/one", self.shop.folder / "new/two", shots,
                                shallow=False)
        self.assertEqual(same, (shots, [], []))

    def test_the_clock_is_the_scripts(self):
        for clock, shown in (("2026-11-23T12:42:00", "12:42"), ("2026-11-23T12:42:00Z", "13:42"),
                             ("2026-11-23T12:42:30+05:00", "08:42")):
            self.shop.play(f'clock {clock}\nexpect "{shown}"\nwait 60000\n'
                           f'expect "{shown[:3]}43"\nclock 2027-01-01T00:00:00Z\nexpect "01:00"\n')
        self.shop.play('zone Asia/Tokyo\nclock 2026-11-23T12:42:00\nexpect "04:42"\n')

    def test_a_sale_bears_the_scripts_time(self):
        self.shop.play("clock 2026-11-24T03:30:00\n" + SALE)
        sale = json.loads(self.shop.run("sale", "show", "1-000001", "--json").stdout)
        self.assertEqual(sale["business_day"], "2026-11-23")  # before four it is still yesterday

    def test_what_is_not_right_is_named_with_its_place(self):
        rows = [
            ('tap "Pay"\n', 'a.script:1: "Pay" cannot be touched now'),
            ("jump\n", 'a.script:1:1: no such command'),
            ('tap "Flat white"\ntap "Unicorn"\n', 'a.script:2: "Unicorn" is not on the screen sell'),
            ('expect "Thank you."\n', 'a.script:1: "Thank you." is not on the screen sell'),
            ('expect-not "Espresso"\n', 'a.script:1: "Espresso" is on the screen'),
            ('clock noon\n', "a.script:1: "),
            ('zone Nowhere/Here\n', "a.script:1: "),
        ]
        for text, words in rows:
            with self.subTest(text=text):
                said = self.shop.play(text, status=1).stderr
                self.assertIn(words, said)
                if "Unicorn" in text:
                    self.assertIn('"Cappuccino"', said)  # what there is

    def test_options_that_cannot_be_are_wrong_usage(self):
        for words in (["--offscreen", "big"], ["--offscreen", "0x800"], ["--rotate", "45"],
                      ["--window", "800x600", "--offscreen", "800x600"], ["--panel-mm", "wide"],
                      ["--shots", "pictures"], ["--offscreen", "99999x1"]):
            with self.subTest(words=words):
                self.shop.run("kiosk", *words, status=2)

    def test_a_list_is_scrolled_for_what_is_out_of_sight(self):
        self.shop.play('tap "Croissant tray, 12"\nexpect "26.00"\ntap "Espresso"\n'
                       'expect "2 lines"\n', size="1024x600")

    def test_every_way_in_works(self):
        self.shop.play('type "decaf"\nkey Enter\nexpect "1 line"\n'
                       'tap "Espresso"\nhold "One more" 300\nexpect "2 ×"\n'
                       'scan 4006381333931\nexpect "Butter croissant"\n')


class Trouble(Case):
    def test_a_restart_finds_the_ticket_again(self):
        self.shop.play('tap "Flat white"\ntap "Espresso"\n')
        self.shop.play('expect "2 lines"\ntap "Pay"\ntap "Exact"\ntap "Paid"\nexpect "Thank you."\n')
        self.assertEqual(self.shop.sales(), [1])

    def test_a_busy_file_is_said_and_nothing_is_lost(self):
        self.shop.play('tap "Flat white"\n')
        other = sqlite3.connect(self.shop.db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        self.shop.play('tap "Espresso"\nexpect "That did not work. Nothing has changed."\n'
                       'expect "1 line"\ntap "Pay"\ntap "Exact"\ntap "Paid"\n'
                       'expect "Not paid yet. The sale is as it was."\nexpect-not "Thank you."\n')
        self.assertEqual(self.shop.sales(), [])
        other.execute("ROLLBACK")
        self.shop.play('expect "1 line"\ntap "Pay"\ntap "Exact"\ntap "Paid"\nexpect "Thank you."\n')
        self.assertEqual(self.shop.sales(), [1])

    def test_scans_wait_for_an_answer(self):
        self.shop.play('tap "Sourdough, by weight"\nscan FLATW\nscan ESPR\nexpect-not "Espresso  "\n'
                       'type "0.412"\nkey Enter\nexpect "3 lines"\n')

    def test_the_next_sale_comes_by_itself_or_by_a_scan(self):
        paid = 'tap "Flat white"\ntap "Pay"\ntap "Exact"\ntap "Paid"\nexpect "Thank you."\n'
        self.shop.play(paid + 'wait 19000\nexpect "Thank you."\ntap "Great"\nwait 19000\n'
                       'expect "Thank you."\nwait 1500\nexpect-not "Thank you."\n' + paid +
                       'scan ESPR\nexpect "1 line"\nexpect "2.20"\n')

    def test_the_store_is_kept_up_to_date(self):
        store = self.shop.folder / "store.db"
        self.shop.run("store", "init", store, "--from", self.shop.db)
        self.shop.play(SALE * 2, "--store", store)
        self.assertEqual(sqlite3.connect(store).execute("SELECT count(*) FROM sale").fetchone(), (2,))
        self.shop.play('clock 2026-11-23T12:42:00\n' + SALE + 'shot x\nexpect "Saved here, "\n'
                       'expect "to sync"\n', "--store", self.shop.folder / "gone.db")

    def test_a_signal_ends_it_in_order(self):
        self.shop.play('tap "Flat white"\n')
        for sent in (signal.SIGTERM, signal.SIGINT):
            with subprocess.Popen(self.shop.command("kiosk", "--offscreen", "800x600")) as kiosk:
                time.sleep(2)
                self.assertIsNone(kiosk.poll())
                kiosk.send_signal(sent)
                self.assertEqual(kiosk.wait(30), 0)
        self.shop.run("verify")

    def test_a_till_has_one_screen(self):
        self.shop.play('tap "Flat white"\n')
        with subprocess.Popen(self.shop.command("kiosk", "--offscreen", "800x600")) as kiosk:
            time.sleep(2)
            second = subprocess.run(
                self.shop.command("kiosk", "--offscreen", "800x600", "--script",
                                  self.shop.script("")),
                capture_output=True, text=True, timeout=60, check=False)
            kiosk.send_signal(signal.SIGTERM)
            self.assertEqual(kiosk.wait(30), 0)
        self.assertEqual(second.returncode, 1)
        self.assertIn("is open already", second.stderr)
        self.shop.play('expect "1 line"\n')

    def test_without_a_display_it_says_what_to_do(self):
        done = subprocess.run(self.shop.command("kiosk"), capture_output=True, text=True,
                              env={"SDL_VIDEODRIVER": "x11", "PATH": "/usr/bin"}, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--offscreen", done.stderr)

    def test_a_file_that_is_no_till_is_refused(self):
        self.shop.db.write_bytes(b"no database" * 1000)
        self.assertIn("not a database", self.shop.play("", status=1).stderr)


class Screens(Case):
    """The audit finds no target that is too small, no text cut off, nothing on top of each other
    and no contrast below the line."""

    def look(self, size, steps):
        self.shop.play("clock 2026-11-23T12:42:00\n" + steps, "--audit", size=size)
        self.shop.play('tap "Menu"\ntap "Cancel this sale"\ntap "Could not pay"\n')

    def test_every_screen_at_every_size(self):
        token = self.shop.link()
        ticket = f'tap "Flat white"\ntap "Flat white"\ntap "Almond croissant"\nscan {token}\n' \
                 'tap "Harbour blend 250 g"\n'
        for size in SIZES:
            with self.subTest(size=size):
                self.look(size, 'shot empty\n' + ticket + 'shot sell\ntap "Menu"\nshot menu\n'
                          'tap "Menu"\nscan 4012345678901\nshot unknown\ntap "Search"\n'
                          'shot search\ntype "crois"\nshot found\ntap "Add first"\nshot added\n')
                self.look(size, 'tap "Sourdough, by weight"\nshot weight\ntap "Cancel"\n' + ticket +
                          'tap "Pay"\ntap "Cash"\nshot pay\ntap "€20"\nshot note\ntap "Card"\nshot card\n'
                          'tap "Paid on the terminal"\nshot thanks\ntap "Great"\nshot rated\n'
                          'tap "Next sale"\nshot next\ntap "Espresso"\n')


class Window(Case):
    """In a real window: a click sells, and while nothing happens nothing runs."""

    def setUp(self):
        super().setUp()
        reading, writing = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0",
                                        "1280x800x24"], pass_fds=[writing],
                                       stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, self.server)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.env = {**os.environ, "DISPLAY": f":{pipe.readline().strip()}",
                        "SDL_VIDEODRIVER": "x11"}

    def end(self, process):
        process.terminate()
        process.wait(30)

    def threads(self, pid):
        """Ticks of CPU and waits of all threads together."""
        ticks = waits = 0
        for task in Path(f"/proc/{pid}/task").iterdir():
            fields = (task / "stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
            waits += int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)",
                                   (task / "status").read_text()).group(1))
        return ticks, waits

    def wait_for(self, what, holds):
        for _ in range(200):
            if holds():
                return
            time.sleep(0.1)
        self.fail(what)

    def lines(self):
        rows = sqlite3.connect(f"file:{self.shop.db}?mode=ro", uri=True).execute(
            "SELECT body FROM ticket").fetchall()
        return sum(len(json.loads(row[0])["lines"]) for row in rows if row[0])

    def test_a_click_sells_and_idle_costs_nothing(self):
        kiosk = subprocess.Popen(self.shop.command("kiosk", "--window", "1280x800"), env=self.env)
        self.addCleanup(self.end, kiosk)

        def click():
            subprocess.run(["xdotool", "mousemove", "120", "230", "click", "1"], env=self.env,
                           check=True)
            time.sleep(0.3)
            return self.lines() > 0

        self.wait_for("the click sold nothing", click)
        time.sleep(3)  # what the window and the catalogue still had to say
        ticks, waits = self.threads(kiosk.pid)
        time.sleep(6)
        ticks_after, waits_after = self.threads(kiosk.pid)
        self.assertLessEqual(ticks_after - ticks, 2)
        self.assertLessEqual(waits_after - waits, 3)  # the minute may turn
        kiosk.terminate()
        self.assertEqual(kiosk.wait(30), 0)
        self.shop.run("verify")


def main():
    chosen = {"scripts": Scripts, "trouble": Trouble, "screens": Screens,
              "window": Window}[sys.argv[2]]
    if chosen is Window and not (shutil.which("Xvfb") and shutil.which("xdotool")):
        print("skipped: Xvfb and xdotool are not here")
        sys.exit(77)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(chosen)
    sys.exit(0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1)


if __name__ == "__main__":
    main()
