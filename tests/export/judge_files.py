"""The exports and reports of a seeded shop, judged by readers that are not ours.

    judge_files.py TILLTALE agree   Python's csv and json modules and SQL sums must see in the files
                                    what was put into the tables, in every dialect
    judge_files.py TILLTALE kill    kill -9 at random moments of an export: the folder has all of
                                    the old files or all of the new ones that are there are whole

The rows are written with sqlite3, not by the program: random days, tills, rates, several taxes on a
line, refunds, discounts, campaigns, and texts that break careless writers.
"""
import csv
import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

NODE = 10 ** 12
ZONE = ZoneInfo("Europe/Berlin")
TEXTS = ["Flat white", "Größe „M“", 'say "hi"', "a,b;c\td", "two\nlines", "cr\rlf\r\n", "=1+1", "+49 30",
         "-5", "@SUM(A1)", " =2", "trailing ", "'quoted", "", "抹茶", "e\u0301", "\\n", "1E5", "00123"]
RATES = ["19", "7", "0", "5+9.975", "9.975"]
CAMPAIGNS = [("SPRING", "event"), ("=FLYER", "print"), ("NEWS;1", "e-mail")]
DAYS = ["2026-03-28", "2026-03-29", "2026-10-25", "2026-11-23"]  # clocks change on two of them
TILLS = [(1, "1"), (2, "2"), (1001, "1b"), (999, "999")]
KILLS = 30
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def fail(words):
    raise SystemExit(words)


class Shop:
    """A file made by the program and filled behind its back."""

    def __init__(self, program, folder, seed, sales):
        self.program, self.path = program, Path(folder) / "shop.db"
        self.run("init", "--shop", "Judge", "--currency", "EUR", "--till", "1", "--prices", "gross",
                 "--rounding", "line", "--timezone", "Europe/Berlin", "--day-starts", "04:00")
        self.seeded = random.Random(seed)
        self.fill(sales)

    def run(self, *arguments, status=0):
        result = subprocess.run([self.program, *map(str, arguments), "--db", str(self.path)],
                                capture_output=True, timeout=120)
        if result.returncode != status:
            fail(f"{' '.join(map(str, arguments))}: exit {result.returncode}, not {status}\n"
                 f"{result.stdout.decode()}{result.stderr.decode()}")
        return (result.stdout if status == 0 else result.stderr).decode()

    def query(self, sql, *values):
        with sqlite3.connect(self.path) as connection:
            return connection.execute(sql, values).fetchall()

    def fill(self, sales):
        connection = sqlite3.connect(self.path)
        connection.executemany(
            "INSERT INTO campaign (id, code, name, channel, offer, landing_url, headline)"
            " VALUES (?, ?, ?, ?, '', '', '')",
            [(100 + i, code, code, channel) for i, (code, channel) in enumerate(CAMPAIGNS)])
        numbers = Counter()
        touches = 0
        for _ in range(sales):
            node = self.seeded.choice(TILLS)[0]
            numbers[node] += 1
            touches = self.add_sale(connection, node * NODE + numbers[node], touches)
        connection.commit()
        connection.close()

    def add_line(self, connection, sale, n, sign):
        pick = self.seeded
        code = pick.choice(RATES)
        net = sign * pick.randrange(0, 20000)
        taxes = [round(net * float(rate) / 100) for rate in code.split("+")]
        discount = pick.choice((0, 0, pick.randrange(500)))
        gross = net + sum(taxes)
        name = pick.choice(TEXTS)
        connection.execute(
            "INSERT INTO sale_line (sale_id, n, product_id, sku, name, category, unit, quantity_milli, unit_price_minor, discount_minor, discount_words, discount_campaign_id, net_minor, tax_minor, gross_minor, tax_code, cost_minor) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL)",
            (sale, n, TEXTS.index(name) + 1, name, name, pick.choice(TEXTS), "kg",
             sign * pick.randrange(1, 5000), pick.randrange(10000), discount, None, None, net,
             sum(taxes), gross, code))
        if len(taxes) > 1:
            connection.executemany(
                "INSERT INTO sale_line_tax VALUES (?,?,?,?,?)",
                [(sale, n, i + 1, round(float(rate) * 10000), tax)
                 for i, (rate, tax) in enumerate(zip(code.split("+"), taxes))])
        return net, sum(taxes), gross

    def add_sale(self, connection, sale, touches):
        pick = self.seeded
        day = pick.choice(DAYS)
        at = round(datetime.fromisoformat(day + "T04:00").replace(tzinfo=ZONE).timestamp() * 1000)
        at += pick.randrange(23 * 3600 * 1000)
        sign = pick.choice((1, 1, 1, 1, -1))
        connection.execute("PRAGMA defer_foreign_keys = 1")
        lines = [self.add_line(connection, sale, n + 1, sign) for n in range(pick.randrange(1, 6))]
        net, tax, gross = map(sum, zip(*lines))
        rounding = pick.choice((0, 0, 1, -2))
        connection.execute(
            "INSERT INTO sale (id, business_day, sold_at_ms, staff_id, staff_name, kind, currency, prices, rounding, net_minor, tax_minor, gross_minor, cash_rounding_minor, ref, return_campaign_id, clock_doubt) VALUES (?,?,?,NULL,?,?,'EUR','gross','line',?,?,?,?,NULL,NULL,NULL)",
            (sale, day, at, pick.choice(TEXTS), "sale" if sign > 0 else "refund", net, tax, gross,
             rounding))
        due, n = gross + rounding, 0
        while due != 0:
            n += 1
            amount = due if n == 3 else pick.choice((due, due // 2 or due))
            change = pick.choice((0, 500)) if amount > 0 else 0
            connection.execute("INSERT INTO payment VALUES (?,?,?,?,?,?,'EUR',?,?)", (
                sale, n, pick.choice(("cash", "card")), amount, amount + change, change,
                pick.choice(TEXTS), at + n))
            due -= amount
        for n in range(pick.choice((0, 0, 1, 2))):
            touches += 1
            campaign = pick.randrange(len(CAMPAIGNS))
            connection.execute("INSERT INTO touch (id, sale_id, n, kind, campaign_id, campaign_code,"
                " campaign_name, channel, link_id, content, from_sale_id, touched_at_ms)"
                " VALUES (?,?,?,?,?,?,?,?,NULL,'',NULL,?)", (
                touches, sale, n + 1, pick.choice(("scanned", "shown", "typed")), 100 + campaign,
                CAMPAIGNS[campaign][0], CAMPAIGNS[campaign][0], CAMPAIGNS[campaign][1], at - 5 + n))
        return touches


def cell(text, dialect):
    """What a CSV cell must read as: a formula has an apostrophe in front."""
    return "'" + text if dialect != "json" and text.lstrip(" ").startswith(FORMULA) else text


def money(minor):
    return str(Decimal(minor).scaleb(-2).quantize(Decimal("0.01")))


def read_table(folder, name, dialect):
    if dialect == "json":
        rows = json.loads((folder / f"{name}.json").read_text("utf-8"), parse_float=fail)
        return [{key: "" if value is None else str(value) for key, value in row.items()}
                for row in rows]
    raw = (folder / f"{name}.csv").read_bytes()
    european = dialect == "excel-eu"
    if raw.startswith(b"\xef\xbb\xbf") != european:
        fail(f"{name}.csv: BOM in the wrong dialect")
    text = raw.decode("utf-8-sig")
    if text.count("\r\n") < 1 or not text.endswith("\r\n"):
        fail(f"{name}.csv: rows do not end in CRLF")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if european else ",",
                               strict=True))
    if european:
        for row in rows:
            for key in row:
                if key in ("quantity", "unit_price", "discount", "net", "tax", "gross", "tax_rate",
                           "amount", "tendered", "change"):
                    row[key] = row[key].replace(",", ".")
            if row.get("section") in ("tax", "tax_net"):
                row["key"] = row["key"].replace(",", ".")
    return rows


def compare(label, expected, found):
    if expected != found:
        for i, (a, b) in enumerate(zip(expected, found)):
            if a != b:
                fail(f"{label}, row {i}:\n must be {a}\n is      {b}")
        fail(f"{label}: {len(found)} rows, must be {len(expected)}")


def local(at_ms):
    moment = datetime.fromtimestamp(at_ms / 1000, timezone.utc).astimezone(ZONE)
    return moment.isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds")


def till_of(sale):
    return dict(TILLS)[sale // NODE]


def receipt(sale):
    return f"{till_of(sale)}-{sale % NODE:06d}"


CREDIT = """(SELECT {} FROM touch t WHERE t.sale_id = s.id AND kind <> 'shown'
 ORDER BY touched_at_ms DESC, n DESC LIMIT 1)"""


def expected_sales(shop, day, dialect):
    rows = shop.query(
        f"SELECT s.id, s.sold_at_ms, s.staff_name, s.kind, l.n, l.sku, l.name, l.category,"
        f" l.quantity_milli, l.unit_price_minor, l.discount_minor, l.net_minor, l.tax_code,"
        f" l.tax_minor, l.gross_minor, coalesce({CREDIT.format('campaign_code')}, ''),"
        f" coalesce({CREDIT.format('channel')}, '') FROM sale s JOIN sale_line l ON sale_id = s.id"
        f" WHERE business_day = ? ORDER BY s.id, l.n", day)
    for (sale, at, staff, kind, n, sku, name, category, quantity, price, discount, net, code, tax,
         gross, campaign, channel) in rows:
        yield {"sale": receipt(sale), "till": till_of(sale), "business_day": day,
               "sold_at": local(at), "staff": cell(staff, dialect), "kind": kind, "line": str(n),
               "sku": cell(sku, dialect), "name": cell(name, dialect),
               "category": cell(category, dialect),
               "quantity": f"{Decimal(quantity).scaleb(-3).normalize():f}",
               "unit_price": money(price), "discount": money(discount), "net": money(net),
               "tax_rate": code, "tax": money(tax), "gross": money(gross),
               "campaign": cell(campaign, dialect), "channel": cell(channel, dialect), "lead": ""}


def expected_payments(shop, day, dialect):
    rows = shop.query(
        "SELECT s.id, paid_at_ms, tender, amount_minor, tendered_minor, change_minor, reference"
        " FROM sale s JOIN payment p ON sale_id = s.id WHERE business_day = ? ORDER BY s.id, p.n",
        day)
    for sale, at, tender, amount, tendered, change, reference in rows:
        yield {"sale": receipt(sale), "till": till_of(sale), "business_day": day,
               "paid_at": local(at), "tender": tender, "amount": money(amount),
               "tendered": money(tendered), "change": money(change), "currency": "EUR",
               "reference": cell(reference, dialect)}


def expected_day(shop, day, dialect):
    """(till, section, key) -> count, amount; from the rows as they should be exported."""
    sums = defaultdict(lambda: [0, 0])

    def add(sale, section, key, amount):
        sums[till_of(sale), section, key][0] += 1
        sums[till_of(sale), section, key][1] += amount

    for sale, kind, gross, rounding, campaign in shop.query(
            f"SELECT id, kind, gross_minor, cash_rounding_minor, {CREDIT.format('campaign_code')}"
            f" FROM sale s WHERE business_day = ?", day):
        add(sale, "sale", kind, gross)
        add(sale, "campaign", cell(campaign, dialect) if campaign else "(none)", gross)
        if rounding:
            add(sale, "rounding", "cash", rounding)
    for sale, n, code, category, net, tax, gross in shop.query(
            "SELECT id, n, tax_code, category, l.net_minor, l.tax_minor, l.gross_minor FROM sale"
            " JOIN sale_line l ON sale_id = id WHERE business_day = ?", day):
        add(sale, "tax_net", code, net)
        add(sale, "category", cell(category, dialect) if category else "(none)", gross)
        parts = shop.query("SELECT rate_ppm, tax_minor FROM sale_line_tax WHERE sale_id = ?"
                           " AND line_n = ?", sale, n) or [(Decimal(code) * 10000, tax)]
        for rate, part in parts:
            add(sale, "tax", f"{Decimal(rate).scaleb(-4).normalize():f}", part)
    for sale, tender, amount in shop.query(
            "SELECT id, tender, amount_minor FROM sale JOIN payment ON sale_id = id"
            " WHERE business_day = ?", day):
        add(sale, "tender", tender, amount)
    return {key: (str(count), money(amount)) for key, (count, amount) in sums.items()}


def check_day(shop, day, rows, dialect):
    found = {(row["till"], row["section"], row["key"]): (row["count"], row["amount"])
             for row in rows}
    if len(found) != len(rows) or any(row["business_day"] != day for row in rows):
        fail(f"day {dialect} {day}: a figure stands twice or on another day")
    compare(f"day {dialect} {day}", sorted(expected_day(shop, day, dialect).items()),
            sorted(found.items()))
    sums = defaultdict(Decimal)
    for row in rows:
        sums[row["section"]] += Decimal(row["amount"])
    if not (sums["sale"] == sums["tax_net"] + sums["tax"] == sums["campaign"] == sums["category"]
            and sums["sale"] + sums["rounding"] == sums["tender"]):
        fail(f"day {dialect} {day}: the sections do not agree: {dict(sums)}")


def check_reports(shop):
    """The reports' sums over all days are SQL's."""
    campaigns = json.loads(shop.run("report", "campaigns", "--json"))
    expected = {code: [0, 0] for code, _ in CAMPAIGNS} | {None: [0, 0]}
    for code, kind, gross in shop.query(
            f"SELECT {CREDIT.format('campaign_code')}, kind, gross_minor FROM sale s"):
        expected[code][0] += kind == "sale"
        expected[code][1] += gross
    found = {row["campaign"]: [row["sales"], row["revenue"]] for row in campaigns["rows"]}
    found[None] = list(campaigns["none"].values())
    compare("report campaigns", sorted((str(k), [f"{n}.000", money(g)]) for k, (n, g) in expected.items()),
            sorted((str(k), v) for k, v in found.items()))
    products = json.loads(shop.run("report", "products", "--json"))["rows"]
    rows = shop.query(
        "SELECT sku, count(DISTINCT sale_id), sum(quantity_milli), sum(discount_minor),"
        " sum(net_minor), sum(tax_minor), sum(gross_minor) FROM sale_line GROUP BY sku")
    compare("report products", sorted(
        (sku, sales, f"{Decimal(quantity).scaleb(-3).normalize():f}", *map(money, amounts))
        for sku, sales, quantity, *amounts in rows), sorted(
        (row["sku"], row["sales"], row["quantity"], row["discount"], row["net"], row["tax"],
         row["gross"]) for row in products))


def agree(program, folder):
    shop = Shop(program, folder, 7, 600)
    lines = 0
    for day in [*DAYS, "2026-01-01"]:
        for dialect, options in (("csv", ()), ("excel-eu", ("--csv", "excel-eu")),
                                 ("json", ("--format", "json"))):
            out = Path(folder) / f"{day}-{dialect}"
            shop.run("export", "day", "--day", day, "--to", out, *options)
            sales = read_table(out, "sales", dialect)
            compare(f"sales {dialect} {day}", list(expected_sales(shop, day, dialect)), sales)
            compare(f"payments {dialect} {day}", list(expected_payments(shop, day, dialect)),
                    read_table(out, "payments", dialect))
            check_day(shop, day, read_table(out, "day", dialect), dialect)
            lines += len(sales)
    shop.run("export", "day", "--to", Path(folder) / "2026-01-01-csv/day.csv/such", status=1)
    shop.run("export", "day", "--to", folder, "--format", "xml", status=2)
    shop.run("export", "day", "--to", folder, "--till", "17", status=1)
    shop.run("report", "day", "--from", "2026-13-01", status=2)
    check_reports(shop)
    print(f"{lines} lines in 3 dialects, all as the tables have them")


def whole_files(out, expected):
    """Names of the files there; each must be whole: the old one or the new one."""
    names = sorted(path.name for path in out.iterdir())
    for name in names:
        if name.startswith("."):
            continue
        if (out / name).read_bytes() not in expected[name]:
            fail(f"{name} is neither the old file nor the new one")
    return [name for name in names if not name.startswith(".")]


def kill(program, folder):
    shop = Shop(program, folder, 11, 12000)
    out, complete = Path(folder) / "out", Path(folder) / "complete"
    expected = defaultdict(list)
    began = time.monotonic()
    shop.run("export", "day", "--day", DAYS[0], "--to", complete)
    took = time.monotonic() - began
    for path in complete.iterdir():
        expected[path.name].append(path.read_bytes())
    killed = rounds = after = 0
    while killed < KILLS and rounds < 10 * KILLS:
        if killed == KILLS // 2 and len(expected["day.csv"]) == 1:  # now with an export to keep
            shop.run("export", "day", "--day", DAYS[1], "--to", out)
            for path in out.iterdir():
                expected[path.name].append(path.read_bytes())
        began = time.monotonic()
        process = subprocess.Popen(
            [program, "export", "day", "--day", DAYS[0], "--to", out, "--db", str(shop.path)],
            stdout=subprocess.DEVNULL)
        time.sleep(shop.seeded.uniform(0, took))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            killed += 1
        else:  # the machine is quicker now than it was
            took = min(took, time.monotonic() - began)
        rounds += 1
        if out.exists():
            after += len(whole_files(out, expected))
    shop.run("export", "day", "--day", DAYS[0], "--to", out)
    left = [path.name for path in out.iterdir() if path.name.startswith(".")]
    if left or len(whole_files(out, expected)) != 3:
        fail(f"after a good export: {sorted(path.name for path in out.iterdir())}")
    if killed < KILLS:
        fail(f"only {killed} of {rounds} exports could be killed: the test proves nothing")
    print(f"{killed} of {rounds} exports killed, {after} files looked at, every one whole")


def main():
    program, check = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="tilltale-judge-") as folder:
        {"agree": agree, "kill": kill}[check](os.path.abspath(program), folder)


if __name__ == "__main__":
    main()
