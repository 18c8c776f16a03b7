"""Figures of campaigns: every number of `report campaigns` is what a second computation
(tests/tools/fair_model.py) makes of the same rows, for random shops: several people on a ticket,
one person of several leads, codes that are over, refunds in steps and of other periods, orders of
a web shop. The rows are written past the program: the question is what it reads."""
import csv
import json
import random
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import program
from program import ProgramTest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
from fair_model import RULES, Fair, Part, Refund, Sale, Touch  # noqa: E402

def openpyxl():
    for python in ("python3", "/usr/bin/python3"):
        if shutil.which(python) and subprocess.run([python, "-c", "import openpyxl"], check=False,
                                                   capture_output=True).returncode == 0:
            return [python]
    return None


OPENPYXL = openpyxl()
XLSX = ("import json, openpyxl, sys\n"
        "book = openpyxl.load_workbook(sys.argv[1], data_only=True)\n"
        "print(json.dumps({s.title: [[c.value for c in r] for r in s] for s in book}))")
NODE = 10**12
START = datetime(2026, 10, 1, 6, 0, tzinfo=timezone.utc)
BERLIN = ZoneInfo("Europe/Berlin")
CAMPAIGNS = ("SPRING", "FLYER", "NEWS", "RECEIPT")
CHANNELS = ("event", "print", "e-mail", "own customers")
PERIODS = ((), ("2026-10-20", "2026-11-05"), ("2026-11-10", "2026-12-31"))


def millis(at):
    return round(at.timestamp() * 1000)


def day_of(at):
    return (at.astimezone(BERLIN) - timedelta(hours=4)).strftime("%Y-%m-%d")


def text(minor):
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


class RandomShop:
    """Rows in the file, and what the model is told of them."""

    def __init__(self, database, seed):
        self.db, self.dice, self.fair = database, random.Random(seed), Fair()
        self.touch_id = self.sale_id = self.other_id = 0
        for i, (code, channel) in enumerate(zip(CAMPAIGNS, CHANNELS), 1):
            self.put("campaign", id=i, code=code, name=code, channel=channel, offer="",
                     landing_url="", headline="")
            for k, content in enumerate(("", "poster", "stand")):
                self.put("link", id=i * 10 + k, campaign_id=i, content=content, created_at_ms=0)

    def put(self, table, **columns):
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(columns.values()))

    def moment(self):
        # Whole days now and then, so that touches and the window's edges meet.
        unit = self.dice.choice((timedelta(days=1), timedelta(hours=1), timedelta(milliseconds=1)))
        return START + self.dice.randrange(int(timedelta(days=70) / unit)) * unit

    def other(self):
        self.other_id += 1
        return NODE + self.other_id

    def touch(self, at, campaign, lead=None, sale_id=None, uncredited=None, kind=None):
        self.touch_id += 1
        number = CAMPAIGNS.index(campaign) + 1
        link = self.dice.choice((None, number * 10, number * 10 + 1, number * 10 + 2))
        content = {1: "poster", 2: "stand"}.get(link % 10, "") if link else ""
        self.put("touch", id=NODE + self.touch_id, sale_id=sale_id, n=1,
                 kind=kind or self.dice.choice(("scanned", "typed", "chosen", "lead", "web")),
                 campaign_id=number, campaign_code=campaign, campaign_name=campaign,
                 channel=CHANNELS[number - 1], link_id=link, content=content,
                 touched_at_ms=millis(at), lead_id=lead, uncredited=uncredited)
        return Touch(self.touch_id, millis(at), day_of(at), campaign, lead,
                     uncredited is None and kind != "shown")

    def leads(self, count=25):
        self.lead_ids = []
        for _ in range(count):
            at, lead = self.moment(), self.other()
            campaign = self.dice.choice((*CAMPAIGNS, None))
            number = CAMPAIGNS.index(campaign) + 1 if campaign else None
            self.put("lead", id=lead, captured_at_ms=millis(at), business_day=day_of(at),
                     campaign_id=number, secret_hash=bytes(32))
            self.fair.leads.append((millis(at), lead, lead, campaign, day_of(at)))
            self.lead_ids.append(lead)
            if campaign:
                self.fair.touches.append(self.touch(at, campaign, lead))
        for _ in range(count // 3):
            one, other = self.dice.sample(self.lead_ids, 2)
            self.put("lead_match", id=self.other(), lead_id=one, other_lead_id=other, is_same=1,
                     matched_at_ms=1)
            self.fair.same(one, other)
        one, other = self.lead_ids[0], self.other()  # said and taken back, in the other order
        for pair, is_same, at_ms in (((one, other), 1, 5), ((other, one), 0, 6)):
            self.put("lead_match", id=self.other(), lead_id=pair[0], other_lead_id=pair[1],
                     is_same=is_same, matched_at_ms=at_ms)

    def loose_touches(self, count=60):
        for _ in range(count):
            lead = self.dice.choice((*self.lead_ids, None))
            self.fair.touches.append(self.touch(self.moment(), self.dice.choice(CAMPAIGNS), lead,
                                                kind=self.dice.choice((None, None, "shown"))))

    def sale_row(self, at, kind):
        self.sale_id += 1
        self.put("sale", id=NODE + self.sale_id, business_day=day_of(at), sold_at_ms=millis(at),
                 staff_name="", kind=kind, currency="EUR", prices="gross", rounding="line",
                 net_minor=0, tax_minor=0, gross_minor=0, cash_rounding_minor=0)
        return NODE + self.sale_id

    def line(self, sale_id, n, part, quantity, campaign=None, unit_cost=None, kind=None):
        self.put("sale_line", sale_id=sale_id, n=n, sku="", name="", category="", unit="each",
                 quantity_milli=quantity, unit_price_minor=0, discount_minor=part.discount,
                 discount_campaign_id=campaign and CAMPAIGNS.index(campaign) + 1,
                 net_minor=part.net, tax_minor=part.gross - part.net, gross_minor=part.gross,
                 tax_code="19", cost_minor=unit_cost, kind=kind)

    def part(self):
        dice = self.dice
        gross = dice.choice((dice.randrange(1, 30), dice.randrange(1, 5000), 10**9 + dice.randrange(9)))
        net = gross - gross * 19 // 119
        unit_cost = dice.choice((None, dice.randrange(0, 900)))
        quantity = dice.choice((1000, 2000, dice.randrange(1, 5000)))
        cost = None if unit_cost is None else (unit_cost * quantity + 500) // 1000
        campaign = dice.choice((*CAMPAIGNS, "", ""))
        discount = dice.randrange(100) if campaign else 0
        return Part(gross, net, cost, discount, campaign), quantity, unit_cost

    def contacts(self, at, sale_id):
        """Codes on a ticket: with and without people, over, of before."""
        dice, found, people = self.dice, [], []
        for lead in dice.sample(self.lead_ids, dice.choice((0, 0, 1, 1, 2))):
            self.put("sale_lead", sale_id=sale_id, lead_id=lead)
            people.append(lead)
            if dice.random() < 0.7:
                found.append(self.touch(at, dice.choice(CAMPAIGNS), lead, sale_id))
        for _ in range(dice.choice((0, 0, 1, 1, 2, 3, 6))):
            before = timedelta(minutes=dice.choice((0, 0, 3, 60 * 24 * 8)))
            found.append(self.touch(at - before, dice.choice(CAMPAIGNS), None, sale_id,
                                    dice.choice((None, None, None, "ended", "removed"))))
        for touch in found:
            touch.day = day_of(at)
        return found, people

    def sales(self, count=120):
        self.sold = []
        for _ in range(count):
            at = self.moment()
            sale_id = self.sale_row(at, "sale")
            rows = [self.part() for _ in range(self.dice.choice((1, 1, 2, 3)))]
            for n, (part, quantity, unit_cost) in enumerate(rows, 1):
                self.line(sale_id, n, part, quantity, part.discount_campaign or None, unit_cost)
            if self.dice.random() < 0.1:  # a gift card: no revenue
                self.line(sale_id, 9, Part(5000, 5000, None), 1000, kind="voucher")
            sale = Sale(millis(at), day_of(at), [row[0] for row in rows])
            sale.touches, sale.people = self.contacts(at, sale_id)
            self.fair.sales.append(sale)
            self.sold.append((sale_id, sale, rows))

    def refunds(self, count=30):
        """One or two steps of a sale, alone or in an exchange."""
        for sale_id, sale, rows in self.dice.sample(self.sold, count):
            steps = [list(range(len(rows)))] if self.dice.random() < 0.5 else \
                [[i] for i in range(len(rows))]
            for step in steps:
                at = self.moment()
                is_exchange = self.dice.random() < 0.3
                back_id = self.sale_row(at, "sale" if is_exchange else "refund")
                parts = []
                for n, i in enumerate(step, 1):
                    part, quantity, unit_cost = rows[i]
                    parts.append(Part(-part.gross, -part.net,
                                      None if part.cost is None else -part.cost, -part.discount,
                                      part.discount_campaign))
                    self.line(back_id, n, parts[-1], -quantity, part.discount_campaign or None,
                              unit_cost)
                    self.put("sale_refund", sale_id=back_id, n=n, of_sale_id=sale_id,
                             of_line_n=i + 1, restock=0, reason="")
                self.fair.refunds.append(Refund(day_of(at), sale, parts))
                if is_exchange:
                    part, quantity, unit_cost = self.part()
                    self.line(back_id, 50, part, quantity, part.discount_campaign or None, unit_cost)
                    sold = Sale(millis(at), day_of(at), [part])
                    sold.touches, sold.people = self.contacts(at, back_id)
                    self.fair.sales.append(sold)
                else:
                    for touch in sale.touches:  # the copies that a refund has
                        self.touch(at, touch.campaign, touch.person, back_id)

    def orders(self, count=15):
        for i in range(count):
            at = self.moment()
            campaign = self.dice.choice((*CAMPAIGNS, None))
            lead = self.dice.choice((*self.lead_ids, None, None))
            gross = self.dice.randrange(1, 9000)
            self.put("conversion", id=i + 1, order_ref=f"W{i}", business_day=day_of(at),
                     ordered_at_ms=millis(at), gross_minor=gross, net_minor=gross - 3,
                     currency="EUR", campaign_id=campaign and CAMPAIGNS.index(campaign) + 1,
                     lead_id=lead, utm="", imported_at_ms=0)
            order = Sale(millis(at), day_of(at), [Part(gross, gross - 3, None)])
            if campaign:  # an order's own contact is the first of its moment
                order.touches.append(Touch(i - count, order.at_ms, order.day, campaign))
            order.people += [lead] if lead else []
            self.fair.orders.append(order)

    def spends(self):
        for i, campaign in enumerate((*CAMPAIGNS[:2], CAMPAIGNS[0]), 1):
            at, minor = self.moment(), self.dice.randrange(-100, 90000)
            self.put("spend", id=i, campaign_id=CAMPAIGNS.index(campaign) + 1, content="",
                     spent_on=day_of(at), amount_minor=minor, note="", entered_at_ms=0)
            self.fair.spends.append((campaign, day_of(at), minor))


class FiguresTest(ProgramTest):
    def make(self, seed):
        connection = program.sqlite3.connect(self.db)
        shop = RandomShop(connection, seed)
        for step in (shop.leads, shop.loose_touches, shop.sales, shop.refunds, shop.orders,
                     shop.spends):
            step()
        connection.commit()
        connection.close()
        return shop.fair

    def told(self, report, *options):
        return json.loads(self.run_ok("report", report, *options, "--json"))

    def compare(self, fair, rule, window, period):
        days = ["--from", period[0], "--to", period[1]] if period else []
        told = self.told("campaigns", "--rule", rule, "--window", window, *days)
        self.assertEqual((told["rule"], told["window_days"]), (rule, window))
        rows = fair.table(rule, window, *(period or ("0001-01-01", "9999-12-31")))
        label = f"{rule} {window} {period}"
        self.assertEqual([row["campaign"] for row in told["rows"]], list(CAMPAIGNS), label)
        for row in told["rows"]:
            sums = rows[row["campaign"]]
            is_told = not sums["gross"] or sums["costed"]
            self.assertEqual(row, {
                "campaign": row["campaign"],
                "channel": CHANNELS[CAMPAIGNS.index(row["campaign"])],
                "spent": text(sums["spent"]) if sums["spends"] else None,
                "discounts": text(sums["discounts"]), "touches": sums["touches"],
                "leads": sums["leads"], "sales": f"{sums['sales'] / 1000:.3f}",
                "revenue": text(sums["gross"]),
                "left_over": text(sums["net"] - sums["cost"] - sums["spent"]) if is_told else None,
            }, label)
        self.assertEqual(told["none"], {"sales": f"{rows['']['sales'] / 1000:.3f}",
                                        "revenue": text(rows[""]["gross"])}, label)
        return rows

    def test_every_figure_is_the_second_computation(self):
        for seed in range(3):
            self.tearDown()
            self.setUp()
            self.init()
            fair = self.make(seed)
            for rule in RULES:
                for window, period in ((30, ()), (30, PERIODS[1]), (7, PERIODS[2])):
                    self.compare(fair, rule, window, period)

    def test_tables_agree(self):
        """Placements and channels add up to campaigns, and who bought to the sales."""
        self.init()
        fair = self.make(99)
        for rule in ("last", "linear"):
            rows = self.compare(fair, rule, 30, ())
            sales = sum(row["sales"] for row in rows.values())
            self.assertEqual(sales % 1000, 0)
            for report, key in (("channels", "channel"), ("placements", "campaign")):
                told = self.told(report, "--rule", rule)
                sums = {}
                for row in told["rows"]:
                    sums[row[key]] = sums.get(row[key], 0) + round(float(row["revenue"]) * 100)
                expected = {(campaign if key == "campaign" else channel): rows[campaign]["gross"]
                            for campaign, channel in zip(CAMPAIGNS, CHANNELS)}
                self.assertEqual(sums, expected, report)
            people = self.told("people", "--rule", rule)
            parts = sum(round(float(row[who]) * 1000) for row in people["rows"] + [people["none"]]
                        for who in ("new", "known", "unknown"))
            self.assertEqual(parts, sales)
            self.assertEqual(people["left_details"],
                             len({fair.person(lead[2]) for lead in fair.leads}))
            leads = self.told("leads", "--rule", rule)
            count = sum(row["leads"] for row in leads["rows"]) + leads["none"]["leads"]
            self.assertEqual(count, people["left_details"])
        self.assertEqual(self.told("channels")["rows"][-1]["channel"], "own customers")

    def test_files(self):
        """What is saved says what is reported: as tables, as a spreadsheet, and on paper."""
        self.init()
        self.make(7)
        folder = self.path / "meeting"
        self.run_ok("export", "campaigns", "--folder", folder, "--format", "csv,json,xlsx,pdf",
                    "--rule", "decay", "--from", "2026-10-10", "--to", "2026-11-20")
        for report in ("campaigns", "channels", "placements", "people", "leads"):
            told = self.told(report, "--rule", "decay", "--from", "2026-10-10", "--to", "2026-11-20")
            self.assertEqual(json.loads((folder / f"{report}.json").read_text()), told)
            with open(folder / f"{report}.csv", newline="", encoding="utf-8") as file:
                rows = list(csv.DictReader(file))
            last = rows.pop()
            self.assertEqual({key: value for key, value in last.items() if key in told["none"]},
                             {key: "" if value is None else str(value)
                              for key, value in told["none"].items()})
            self.assertEqual(rows, [{key: "" if value is None else str(value)
                                     for key, value in row.items()} for row in told["rows"]])
        if OPENPYXL:
            done = subprocess.run([*OPENPYXL, "-c", XLSX, folder / "campaigns.xlsx"], check=True,
                                  capture_output=True, text=True)
            sheets = json.loads(done.stdout)
            told = self.told("campaigns", "--rule", "decay", "--from", "2026-10-10", "--to",
                             "2026-11-20")
            keys = sheets["Campaigns"][0]
            for cells, row in zip(sheets["Campaigns"][1:], told["rows"]):
                for key, cell in zip(keys, cells):
                    is_number = isinstance(cell, (int, float))
                    self.assertEqual(f"{cell:.3f}" if is_number else cell,
                                     f"{float(row[key]):.3f}" if is_number else row[key], key)
        if shutil.which("pdftotext"):
            done = subprocess.run(["pdftotext", "-layout", folder / "campaigns.pdf", "-"], check=True,
                                  capture_output=True, text=True)
            for words in ("Revenue a day", "No campaign", "gets half as much", "own customers"):
                self.assertIn(words, done.stdout)

    def test_codes(self):
        """Codes that came, by till; a flyer that lies at the till is marked."""
        self.init()
        connection = program.sqlite3.connect(self.db)
        shop = RandomShop(connection, 1)
        for number in range(30):
            at = START + timedelta(minutes=number)
            sale_id = shop.sale_row(at, "sale")
            if number % 2 == 0:
                shop.put("touch", id=NODE + 500 + number, sale_id=sale_id, n=1, kind="scanned",
                         campaign_id=2, campaign_code="FLYER", campaign_name="FLYER",
                         channel="print", link_id=21, content="poster", touched_at_ms=millis(at),
                         uncredited="ended" if number == 2 else None)
            if number == 5:
                shop.put("touch", id=NODE + 900, sale_id=sale_id, n=1, kind="scanned",
                         campaign_id=4, campaign_code="RECEIPT", campaign_name="RECEIPT",
                         channel="own customers", content="", from_sale_id=NODE + 1,
                         touched_at_ms=millis(at))
        connection.commit()
        connection.close()
        told = self.told("codes")
        self.assertEqual([(row["campaign"], row["placement"], row["kind"], row["till"], row["used"],
                           row["counted"]) for row in told["rows"]],
                         [("FLYER", "poster", "link", "1", 15, 14),
                          ("RECEIPT", "", "sale", "1", 1, 1)])
        self.assertEqual([(row["campaign"], row["used"], row["sales"])
                          for row in told["unusual"]], [("FLYER", 15, 30)])
        self.assertEqual(told["receipts"], {"given": 1, "back": 1})
        self.assertIn("Unusually often", self.run_ok("report", "codes"))
        self.assertEqual(self.told("codes", "--from", "2026-11-01")["rows"], [])

    def test_who_bought(self):
        """Bought and bought again since they came; the first known purchase is new."""
        self.init()
        connection = program.sqlite3.connect(self.db)
        shop = RandomShop(connection, 1)
        now = datetime.now(timezone.utc)
        ages = {1: 100, 2: 100, 3: 100, 4: 2}  # lead: days ago
        for lead, age in ages.items():
            at = now - timedelta(days=age)
            shop.put("lead", id=lead, captured_at_ms=millis(at), business_day=day_of(at),
                     campaign_id=1, secret_hash=bytes(32))
        for lead, days in ((1, (50, 40)), (2, (98,)), (3, (200,))):  # the third bought before
            for age in days:
                at = now - timedelta(days=age)
                sale_id = shop.sale_row(at, "sale")
                shop.line(sale_id, 1, Part(1000, 900, 400), 1000, unit_cost=400)
                shop.put("sale_lead", sale_id=sale_id, lead_id=lead)
                shop.touch(at, "SPRING", lead, sale_id)
        connection.commit()
        connection.close()
        people = self.told("people")
        self.assertEqual([people[key] for key in ("left_details", "bought", "bought_again",
                                                  "too_fresh", "half_within_days")],
                         [4, 2, 1, 1, 2])
        spring = people["rows"][0]
        self.assertEqual([spring[key] for key in ("new", "known", "unknown", "buyers", "again",
                                                  "average")],
                         ["3.000", "1.000", "0.000", 3, "33.3", "10.00"])
        lead = next(row for row in self.told("leads")["rows"] if row["campaign"] == "SPRING")
        self.assertEqual((lead["leads"], lead["bought"]), (4, 2))

    def test_wrong_usage(self):
        self.init()
        for options in (("--rule", "best"), ("--window", "-1"), ("--window", "9999"),
                        ("--from", "2026-11-02", "--to", "2026-11-01")):
            self.refused(2, "report", "campaigns", *options)
        self.run_ok("set", "attribution_rule", "linear")
        self.run_ok("set", "attribution_window_days", "7")
        told = self.told("campaigns")
        self.assertEqual((told["rule"], told["window_days"]), ("linear", 7))


if __name__ == "__main__":
    program.main()
