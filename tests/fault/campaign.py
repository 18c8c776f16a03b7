"""What both fault campaigns share: a till to break, processes that are killed at random moments,
and the check of what must have survived.

The oracle is outside of the program: a sale counts as acknowledged when its line was read from
the program's output before the kill. sqlite3 (Python's, not ours) then looks into the file.
"""
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

NODE = 10 ** 12


def sale_id(number):
    """'1-000124' or '1b-000124' as the id in the file."""
    till, incarnation, n = re.fullmatch(r"(\d+)([a-p]?)-(\d+)", number).groups()
    node = int(till) + 1000 * (ord(incarnation or "a") - ord("a"))
    return node * NODE + int(n)


class Till:
    """One file and the program that works on it."""

    def __init__(self, program, path):
        self.program, self.path = program, Path(path)
        self.acknowledged = []  # numbers, in the order of their lines

    def command(self, *arguments):
        return [self.program, *map(str, arguments), "--db", str(self.path)]

    def run(self, *arguments):
        result = subprocess.run(self.command(*arguments), capture_output=True, text=True)
        if result.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, arguments))}: exit {result.returncode}\n"
                             f"{result.stdout[-2000:]}{result.stderr[-2000:]}")
        return result.stdout

    def init(self, number=1):
        self.run("init", "--shop", "Fault", "--currency", "EUR", "--till", number, "--prices",
                 "gross", "--rounding", "line", "--timezone", "Europe/Berlin", "--day-starts",
                 "04:00", "--demo")

    def connect(self):
        connection = sqlite3.connect(self.path, timeout=10)
        connection.execute("PRAGMA query_only = 1")
        return connection


class Victim:
    """A running process; every whole line that it printed is an acknowledgement."""

    def __init__(self, command, acknowledge, reads=False):
        self.acknowledge = acknowledge
        self.errors = []
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        stdin=subprocess.PIPE if reads else subprocess.DEVNULL)
        self.readers = [threading.Thread(target=self.read, daemon=True),
                        threading.Thread(target=self.read_errors, daemon=True)]
        for reader in self.readers:
            reader.start()

    def read(self):
        for line in self.process.stdout:
            if line.endswith(b"\n"):  # the kill may have cut the last one
                self.acknowledge(line.decode())

    def read_errors(self):
        for line in self.process.stderr:
            self.errors.append(line.decode(errors="replace"))

    def say(self, line):
        """Gives it a line to read. Returns False if it is not there any more."""
        try:
            self.process.stdin.write(line.encode())
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return False
        return True

    def finish(self, timeout=None):
        """Waits for its end. Returns its exit status, None if the time ran out."""
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None
        for reader in self.readers:
            reader.join()
        return status

    def kill(self):
        """kill -9. Returns False if it had ended by itself."""
        running = self.process.poll() is None
        if running:
            os.kill(self.process.pid, signal.SIGKILL)
        self.finish()
        return running


def products(till):
    with till.connect() as connection:
        return connection.execute(
            "SELECT sku, price_minor FROM product WHERE unit = 'each' AND price_minor > 0"
            " ORDER BY id LIMIT 40").fetchall()


def sale_of(goods, seeded, ref):
    """A line for `ring`, paid in cash, perhaps with change; its ref makes it count once."""
    lines = seeded.choices(goods, k=seeded.randrange(1, 6))
    total = sum(price for _, price in lines) + seeded.choice((0, 500))
    return json.dumps({
        "lines": [{"sku": sku, "qty": "1"} for sku, _ in lines],
        "pay": [{"tender": "cash", "amount": f"{total // 100}.{total % 100:02d}"}],
        "ref": ref}) + "\n"


def write_sales(path, goods, first, count, seeded, prefix):
    with open(path, "w", encoding="utf-8") as file:
        for n in range(first, first + count):
            file.write(sale_of(goods, seeded, f"{prefix}-{n}"))


def problems_of(till, acknowledged, node, refs_unique=True):
    """Everything that is wrong with the file, as sentences; empty: all is well."""
    problems = []
    twice = [number for number, count in Counter(acknowledged).items() if count > 1]
    if twice:
        problems.append(f"acknowledged twice: {twice[:5]}")
    verified = subprocess.run(till.command("verify"), capture_output=True, text=True)
    if verified.returncode != 0:
        problems.append(f"verify: exit {verified.returncode}: {verified.stdout}{verified.stderr}")
    with till.connect() as connection:
        answer = connection.execute("PRAGMA integrity_check").fetchall()
        if answer != [("ok",)]:
            problems.append(f"integrity_check: {answer[:3]}")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            problems.append("foreign_key_check finds rows without their parent")
        ids = [row[0] for row in connection.execute("SELECT id FROM sale ORDER BY id")]
        own = [number - node * NODE for number in ids if number // NODE == node]
        if own != list(range(1, len(own) + 1)):
            problems.append(f"receipt numbers of node {node} have gaps or begin late")
        missing = sorted(set(map(sale_id, acknowledged)) - set(ids))
        if missing:
            problems.append(f"{len(missing)} acknowledged sales are lost, first {missing[:5]}")
        if refs_unique:
            double = connection.execute(
                "SELECT ref FROM sale WHERE ref IS NOT NULL GROUP BY ref"
                " HAVING count(*) > 1").fetchall()
            if double:
                problems.append(f"{len(double)} sales are in the file twice, e.g. {double[:3]}")
        halves = connection.execute(
            "SELECT count(*) FROM sale s WHERE gross_minor <> (SELECT sum(gross_minor)"
            " FROM sale_line WHERE sale_id = s.id) OR gross_minor + cash_rounding_minor <>"
            " (SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE sale_id = s.id)"
        ).fetchone()[0]
        if halves:
            problems.append(f"{halves} sales whose lines or payments do not add up")
    return problems, len(ids)


def control(till, acknowledged, node):
    """A check that cannot fail proves nothing: a sale that never was must be missed."""
    found, _ = problems_of(till, [*acknowledged, "1-999999"], node)
    if not any("lost" in problem for problem in found):
        raise SystemExit("the check did not notice a sale that is not there")


def spread(values):
    ordered = sorted(values)
    return (f"median {ordered[len(ordered) // 2]}, from {ordered[0]} to {ordered[-1]}"
            if ordered else "none")


def wait_randomly(seeded, shortest_s, longest_s):
    time.sleep(seeded.uniform(shortest_s, longest_s))


def seeded_of(seed):
    return random.Random(seed)
