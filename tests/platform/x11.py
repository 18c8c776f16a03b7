"""Under a real X server: the picture is on the screen, a real click, key, wheel and a burst of
keys arrive as what they are, and a window in which nothing happens uses no CPU.

    x11.py PROBE

Exit status 77: Xvfb or xdotool is not installed.
"""
import os
import queue
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time

SCREEN = (1280, 800)
ENTER, LEFT = 1, 6  # enum input_key


class Screen:
    """An X server without a window manager, whose pixels can be read from a file."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "%dx%dx24" % SCREEN,
             "-fbdir", self.folder.name, "-nolisten", "tcp"],
            pass_fds=[write_end], stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        if not number:
            sys.exit("Xvfb did not start")
        self.display = ":" + number

    def pixel(self, x, y):
        """0xRRGGBB, from the X window dump that Xvfb maps its memory to."""
        with open(os.path.join(self.folder.name, "Xvfb_screen0"), "rb") as dump:
            header = struct.unpack(">25I", dump.read(100))
            size, line_bytes, colors = header[0], header[12], header[19]
            dump.seek(size + colors * 12 + y * line_bytes + x * 4)
            return struct.unpack("<I", dump.read(4))[0] & 0xFFFFFF

    def do(self, *words):
        subprocess.run(["xdotool", *map(str, words)], check=True,
                       env=dict(os.environ, DISPLAY=self.display))

    def close(self):
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()


class Probe:
    def __init__(self, program, screen, *arguments):
        environment = {k: v for k, v in os.environ.items()
                       if not k.startswith(("SDL_", "WAYLAND_"))}
        self.process = subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, text=True,
                                        env=dict(environment, DISPLAY=screen.display))
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def next_line(self, ignore=("move", "resize")):
        while True:
            try:
                line = self.lines.get(timeout=20)
            except queue.Empty:
                sys.exit("nothing came")
            if not line.startswith(ignore):
                return line

    def expect(self, wanted, ignore=("move", "resize")):
        """The next line that is not of a kind to ignore has to begin with `wanted`."""
        while True:
            try:
                line = self.lines.get(timeout=20)
            except queue.Empty:
                sys.exit("nothing came, not: %s" % wanted)
            if line.startswith(wanted):
                return line
            if not line.startswith(ignore):
                sys.exit("came: %s\nnot:  %s" % (line, wanted))

    def cost(self):
        """How often it slept, and its ticks of CPU."""
        with open("/proc/%d/status" % self.process.pid) as status:
            sleeps = [int(line.split()[1]) for line in status if line.startswith("voluntary")][0]
        with open("/proc/%d/stat" % self.process.pid) as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return sleeps, int(fields[11]) + int(fields[12])

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.expect("quit")
        if self.process.wait(timeout=20) != 0:
            sys.exit("the probe ended with %d" % self.process.returncode)


def check(is_right, what):
    if not is_right:
        sys.exit(what)


def wait_for_pixel(screen, x, y, wanted):
    for _ in range(200):
        if screen.pixel(x, y) == wanted:
            return
        time.sleep(0.02)
    sys.exit("pixel %d,%d is %06x, not %06x" % (x, y, screen.pixel(x, y), wanted))


def scan_code(probe, screen, code):
    """A machine that is busy makes its scanner as slow as a person now and then: tried again."""
    for _ in range(8):
        screen.do("key", "--delay", 4, *code, "Return")
        line = probe.next_line()
        if line.startswith("scan 0,0 wheel=0 key=0 text=" + code):
            return
        while not line.startswith(("key 0,0 wheel=0 key=%d" % ENTER, "scan")):
            line = probe.next_line()
    sys.exit("keys 4 ms apart were never taken for a scan")


def full_screen(program, screen):
    probe = Probe(program, screen, "full", "0")
    probe.expect("ready x11 1280x800")
    wait_for_pixel(screen, 10, 10, 0xFF0000)
    wait_for_pixel(screen, SCREEN[0] - 1, SCREEN[1] - 1, 0x0000FF)

    screen.do("mousemove", 321, 123, "click", 1)
    probe.expect("down 321,123")
    probe.expect("up 321,123")
    screen.do("click", 4)
    probe.expect("wheel 321,123 wheel=1")
    screen.do("key", "a")
    probe.expect("text 0,0 wheel=0 key=0 text=a")
    screen.do("key", "Left")
    probe.expect("key 0,0 wheel=0 key=%d" % LEFT)
    screen.do("key", "KP_7")
    probe.expect("text 0,0 wheel=0 key=0 text=7")

    # As fast as a scanner, then as slowly as a person.
    scan_code(probe, screen, "4006381333931")
    screen.do("key", "--delay", 150, "1", "2", "Return")
    probe.expect("text 0,0 wheel=0 key=0 text=1")
    probe.expect("text 0,0 wheel=0 key=0 text=2")
    probe.expect("key 0,0 wheel=0 key=%d" % ENTER)

    time.sleep(0.5)
    before = probe.cost()
    time.sleep(2)
    after = probe.cost()
    sleeps, ticks = after[0] - before[0], after[1] - before[1]
    print("two idle seconds under X: slept %d times, %d ticks of CPU" % (sleeps, ticks))
    check(sleeps <= 2 and ticks <= 1, "an idle window wakes up")
    probe.end()


def turned_window(program, screen):
    probe = Probe(program, screen, "400x300", "90")
    probe.expect("ready x11 400x300")
    screen.do("search", "--sync", "--name", "probe", "windowmove", 0, 0)
    # The panel is 300 by 400; the red quarter of the upright picture is at its top right.
    wait_for_pixel(screen, 299, 0, 0xFF0000)
    wait_for_pixel(screen, 0, 0, 0x0000FF)
    screen.do("mousemove", 299, 10, "click", 1)
    probe.expect("down 10,0")
    probe.expect("up 10,0")

    screen.do("search", "--name", "probe", "windowsize", 500, 600)
    probe.expect("resize 600,500", ignore=("move",))
    wait_for_pixel(screen, 499, 0, 0xFF0000)
    probe.end()


def main():
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            print("skipped: %s is not installed" % tool)
            sys.exit(77)
    screen = Screen()
    try:
        full_screen(sys.argv[1], screen)
        turned_window(sys.argv[1], screen)
    finally:
        screen.close()


if __name__ == "__main__":
    main()
