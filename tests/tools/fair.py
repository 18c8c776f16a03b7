"""A fair and three weeks of a counter, judged by fair_model.py under every rule.

    fair.py TILLTALE [--data FOLDER] [--seed 1] [--keep FOLDER]

200 leads (typed, badges of public test files, unreadable ones, people who come twice, some who
withdraw), newsletters and a web shop, then 500 counter sales of which some come with a lead's code, a
flyer, a friend, a receipt, a code that was over, several codes at once; refunds of some. What must hold:
every figure of `report campaigns`, under the five rules, three windows and two periods, is what
the model says; `verify` is content.
"""
import argparse
import csv
import hashlib
import json
import os
import random
import re
import subprocess
import tempfile
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

from fair_model import RULES, Fair, Part, Refund, Sale, Touch
from rules import Shop, compute, line_amount, round_half_away

START = datetime(2026, 11, 2, 8, 0, tzinfo=timezone.utc)
END = datetime(2026, 11, 22, 18, 0, tzinfo=timezone.utc)
PERIODS = (("2026-01-01", "2026-12-31"), ("2026-11-09", "2026-11-15"))
WINDOWS = (3, 7, 30)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KINDS = {"sale": 2, "referral": 5}

PRODUCTS = """sku,barcode,name,category,price,tax_rate,unit,cost
ESPR,,Espresso,Coffee,2.20,19,each,0.38
FLATW,,Flat white,Coffee,3.60,19,each,0.72
BLEND,,House blend,Beans,8.90,7,each,4.15
KENYA,,"Kenya, AA",Beans,14.50,7,each,7.35
LOOSE,,Loose beans,Beans,31.00,7,kg,
CAKE,,Cake,Bakery,4.10,7,each,
PRESS,,Press,Gear,39.00,19,each,18.00
"""
CAMPAIGNS = """code,name,channel,starts,ends,budget,offer,landing_url,headline
SPRING,Spring booth,event,2026-10-01,2026-12-31,1500,10% on Beans,,First cup's on us
FLYER,Harbour flyer,print,,,300,,,
NEWS,Newsletter,e-mail,,,,12.5% on Beans;Bakery,,
OLD,Summer fair,event,,2026-08-31,,20%,,
RECEIPT,Receipt code,own customers,,,,5% on Coffee,,
FRIEND,Friends,own customers,,,,1.00 on Beans;Gear,,
"""
OFFERS = {  # as above: (percent or minor units, categories)
    "SPRING": ("10%", {"Beans"}), "NEWS": ("12.5%", {"Beans", "Bakery"}),
    "RECEIPT": ("5%", {"Coffee"}), "FRIEND": ("1.00", {"Beans", "Gear"}),
}
SPENDS = (("SPRING", "2026-10-20", "900.00"), ("SPRING", "2026-11-10", "312.50"),
          ("SPRING", "2026-11-11", "-12.50"), ("FLYER", "2026-11-01", "280.00"),
          ("NEWS", "2026-11-09", "45.99"))


def iso(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def millis(at):
    return round(at.timestamp() * 1000)


class Program:
    """The till under test."""

    def __init__(self, path, folder):
        self.path, self.folder, self.db = path, folder, folder / "fair.db"

    def call(self, *arguments):
        done = subprocess.run([self.path, *map(str, arguments), "--db", self.db], check=False,
                              capture_output=True, text=True, encoding="utf-8",
                              env={**os.environ, "TILLTALE_PASSPHRASE": "correct horse"})
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, arguments))}: {done.stderr.strip()}")
        return done.stdout

    def feed(self, rows, *command):
        """Gives JSON lines to a command; the answers, in order."""
        path = self.folder / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return [json.loads(line) for line in self.call(*command[:2], path, *command[2:]).splitlines()]

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def shop_key(self):
        text = Path(f"{self.db}.key").read_text(encoding="ascii")
        return bytes.fromhex(re.search(r"^token_key_1 = ?(\w+)$", text, re.MULTILINE).group(1))


def code_of(shop_key, kind, n, node=1, key_number=1):
    """A code, made as a till makes it: 16 characters of base 32 with a keyed tag."""
    node_key = hashlib.blake2b(b"node key" + bytes([key_number]) + node.to_bytes(2, "big"),
                               key=shop_key, digest_size=32).digest()
    head = bytes([KINDS[kind] << 5 | key_number]) + (node << 26 | n).to_bytes(5, "big")
    tag = hashlib.blake2b(b"code tag" + head, key=node_key, digest_size=32).digest()[:4]
    bits = int.from_bytes(head + tag, "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(75, -1, -5))


def vcards(folder):
    """Cards of other programs, none of which shares an address or a number with another."""
    known, cards = set(), []
    for path in sorted(folder.glob("*.vcf")):
        if path.name.startswith("invalid"):
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for card in re.findall(r"BEGIN:VCARD.*?END:VCARD", text, re.DOTALL | re.IGNORECASE):
            names = set(re.findall(r"[\w.+-]+@[\w.-]+|\d{5,}", re.sub(r"[ ()-]", "", card)))
            if names and not names & known and len(card) < 3000:
                known |= names
                cards.append(card)
    return cards


class Script:
    """What happens, and what the model is told of it."""

    def __init__(self, program, data, seed):
        self.program, self.dice = program, random.Random(seed)
        self.shop, self.fair = Shop(), Fair()
        self.products = {row.split(",")[0]: row for row in PRODUCTS.splitlines()[1:]}
        self.cards = vcards(data / "leads" / "vcard")
        self.order = 0
        self.leads = []  # (at, token, who, campaign)
        self.counts = {}

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def next_order(self):
        self.order += 1
        return self.order

    def day(self, at):
        return self.shop.business_day(at)

    def found(self):
        program = self.program
        secret = program.write("passphrase", "correct horse\n")
        program.call("init", "--shop", "Fair", "--currency", "EUR", "--till", "1", "--prices",
                     "gross", "--rounding", "line", "--timezone", "Europe/Berlin",
                     "--day-starts", "04:00", "--passphrase-file", secret)
        program.call("import", "products", program.write("products.csv", PRODUCTS))
        program.call("import", "campaigns", program.write("campaigns.csv", CAMPAIGNS))
        program.call("set", "return_campaign", "RECEIPT")
        program.call("set", "referral_campaign", "FRIEND")
        for campaign, day, amount in SPENDS[:2]:
            program.call("campaign", "spend", campaign, "--date", day, "--amount", amount)
        rows = [f"{day},{campaign},{amount}" for campaign, day, amount in SPENDS[2:]]
        program.call("import", "spend", program.write(
            "spend.csv", "\n".join(["date,campaign,amount", *rows]) + "\n"))
        for campaign, day, amount in SPENDS:
            self.fair.spends.append((campaign, day, self.shop.minor(amount)))
        self.links = {(code, word): self.link(code, word) for code, word in (
            ("FLYER", "harbour"), ("FLYER", "market"), ("SPRING", "stand"), ("OLD", ""))}

    def link(self, code, word):
        words = ["--content", word] if word else []
        text = self.program.call("campaign", "link", code, *words)
        return re.search(r"^ *code\s+(\S+)", text, re.MULTILINE).group(1)

    # --- leads ----------------------------------------------------------------------------------

    def lead_row(self, i):
        """One visitor, and who it is."""
        dice = self.dice
        way = dice.random()
        if way < 0.15 and self.leads:  # somebody who was here before
            before = dice.choice(self.leads)
            if "fields" in before["row"] and "email" in before["row"]["fields"]:
                self.count("doubles")
                email = before["row"]["fields"]["email"]
                return {"fields": {"first_name": "Again", "email": email.upper()}}, before["who"]
        if way < 0.30 and self.cards:
            self.count("badges")
            return {"scan": self.cards.pop()}, f"card {i}"
        if way < 0.36:
            self.count("unreadable")
            return {"scan": f"\u00ff{dice.randrange(10**12):012d}~"}, f"badge {i}"
        if way < 0.40:
            self.count("badges")
            return {"scan": f"MECARD:N:Ortega,Ana{i};EMAIL:ana{i}@example.net;;"}, f"ana{i}"
        self.count("typed")
        fields = {"first_name": "Zoë", "last_name": f"Müller {i}", "email": f"zoe.{i}@example.com"}
        if dice.random() < 0.4:
            fields["phone"] = f"+49 171 {5550000 + i}"
        return {"fields": fields}, f"zoe {i}"

    def meet(self, count=200):
        rows = []
        for i in range(count):
            at = START + timedelta(minutes=41 * i)
            row, who = self.lead_row(i)
            campaign = self.dice.choices(("SPRING", "NEWS", None), (8, 2, 1))[0]
            row["at"] = iso(at)
            if campaign:
                row["campaign"] = campaign
            if self.dice.random() < 0.6:
                row["consent"] = [{"purpose": "email", "text": "Yes, e-mail me.", "version": "1",
                                   "language": "en", "given": self.dice.random() < 0.7}]
            row["rating"] = self.dice.choice(("hot", "warm", "cold"))
            row["interests"] = self.dice.sample(("Beans", "Gear", "Coffee"), 2)
            row["ref"] = f"L{i}"
            rows.append(row)
            self.leads.append({"row": row, "who": who, "at": at, "campaign": campaign})
            self.fair.leads.append((millis(at), i, who, campaign, self.day(at)))
            if campaign:
                self.fair.touches.append(Touch(self.next_order(), millis(at), self.day(at),
                                               campaign, who))
        answers = self.program.feed(rows, "lead", "add")
        for lead, answer in zip(self.leads, answers, strict=True):
            lead["token"], lead["id"] = answer["token"], answer["lead"]

    def write_to_them(self):
        """A newsletter, read by some."""
        rows = []
        for lead in self.dice.sample(self.leads, 60):
            at = lead["at"] + timedelta(days=self.dice.choice((1, 2, 5)), minutes=7)
            rows.append({"at": iso(at), "campaign": "NEWS", "kind": "web", "lead": lead["id"]})
            self.fair.touches.append(Touch(self.next_order(), millis(at), self.day(at), "NEWS",
                                           lead["who"]))
        path = self.program.write("touches.jsonl",
                                  "".join(json.dumps(row) + "\n" for row in rows))
        self.program.call("touch", "add", path)

    # --- sales ----------------------------------------------------------------------------------

    def basket(self):
        lines = []
        for sku in self.dice.sample(sorted(self.products), self.dice.choice((1, 1, 2, 2, 3, 4))):
            qty = f"{self.dice.randrange(100, 900) / 1000:.3f}" if sku == "LOOSE" \
                else str(self.dice.choice((1, 1, 1, 2, 3)))
            lines.append({"sku": sku, "qty": qty})
        if self.dice.random() < 0.05:
            lines[0]["discount"] = "33%"
        return lines

    def codes(self, at, n):
        """What a customer shows: (token, campaign, person, counts) each."""
        dice = self.dice
        met = [lead for lead in self.leads if lead["at"] < at - timedelta(hours=1)]
        way = dice.random()
        found = []
        if way < 0.22 and met:
            lead = dice.choice(met)
            self.count("with a lead's code")
            found.append((lead["token"], lead["campaign"], lead["who"], True))
        elif way < 0.36:
            self.count("with a flyer")
            found.append((self.links["FLYER", dice.choice(("harbour", "market"))], "FLYER", None, True))
        elif way < 0.46 and n > 20:
            self.count("with a receipt")
            found.append((self.code("sale", dice.randrange(1, 20)), "RECEIPT", None, True))
        elif way < 0.54 and n > 20:
            self.count("with a friend's code")
            found.append((self.code("referral", dice.randrange(1, 20)), "FRIEND", None, True))
        elif way < 0.58:
            self.count("with a code that was over")
            found.append((self.links["OLD", ""], "OLD", None, False))
        if found and dice.random() < 0.3:
            self.count("with several codes")
            more = (self.links["FLYER", "market"], "FLYER", None, True)
            if found[0][1] != "FLYER":
                found.append(more)
            else:
                found.append((self.links["SPRING", "stand"], "SPRING", None, True))
        return found

    def code(self, kind, n):
        return code_of(self.key, kind, n)

    def best_offer(self, basket, codes):
        """The campaign whose offer takes most off, of equals the one that was shown first."""
        best, best_minor = "", 0
        for _, campaign, _, counts in codes:
            offer = OFFERS.get(campaign) if counts else None
            minor = 0
            for line in basket:
                words = self.row(line)
                if offer and "discount" not in line and words["category"] in offer[1]:
                    minor += line_amount(words["price"], Fraction(line["qty"]),
                                         self.held(offer[0], words, line), self.shop)[1]
            if minor > best_minor:
                best, best_minor = campaign, minor
        return best

    def held(self, discount, words, line):
        """An amount takes off at most what is there."""
        if discount.endswith("%"):
            return discount
        whole = round_half_away(words["price"] * Fraction(line["qty"]))
        return self.shop.text(min(whole, self.shop.minor(discount)))

    def row(self, line):
        values = next(csv.reader([self.products[line["sku"]]]))
        return {"sku": values[0], "name": values[2], "category": values[3],
                "price": self.shop.minor(values[4]), "tax_rate": values[5],
                "cost": self.shop.minor(values[7]) if values[7] else None}

    def parts(self, basket, codes):
        best = self.best_offer(basket, codes)
        lines, given = [], []
        for line in basket:
            words = self.row(line)
            discount = line.get("discount", "")
            is_offered = not discount and best and words["category"] in OFFERS[best][1]
            if is_offered:
                discount = self.held(OFFERS[best][0], words, line)
            lines.append({**words, "qty": line["qty"], "discount": discount})
            given.append(best if is_offered else "")
        parts = []
        for line, words, campaign in zip(compute(lines, self.shop), lines, given):
            cost = None if words["cost"] is None else round_half_away(words["cost"] * line.quantity)
            parts.append(Part(line.gross, line.net, cost, line.discount,
                              campaign if line.discount else ""))
        return parts

    def sell(self, count=500):
        self.key = self.program.shop_key()
        step = (END - START) / count
        rows = []
        for n in range(1, count + 1):
            at = (START + step * n).replace(microsecond=0)
            basket, codes = self.basket(), self.codes(at, n)
            sale = Sale(millis(at), self.day(at), self.parts(basket, codes))
            for token, campaign, who, counts in codes:
                if who is not None:
                    sale.people.append(who)
            for token, campaign, who, counts in codes:
                if campaign:
                    sale.touches.append(Touch(self.next_order(), sale.at_ms, sale.day, campaign,
                                              who, counts))
            total = sum(part.gross for part in sale.parts)
            rows.append({"at": iso(at), "lines": basket, "scan": [code[0] for code in codes],
                         "pay": [{"tender": "card", "amount": self.shop.text(total)}]})
            self.fair.sales.append(sale)
        answers = self.program.feed(rows, "ring", "--json")
        for row, sale, answer in zip(rows, self.fair.sales, answers, strict=True):
            total = self.shop.text(sum(part.gross for part in sale.parts))
            if answer["gross"] != total:
                raise SystemExit(f"{row}: {answer['gross']}, and it is {total}")

    def take_back(self, count=25):
        """Whole sales and single lines, some of one sale in two steps."""
        rows = []
        for index in sorted(self.dice.sample(range(len(self.fair.sales)), count)):
            sale = self.fair.sales[index]
            at = END + timedelta(minutes=len(rows) + 1)
            steps = [range(len(sale.parts))] if self.dice.random() < 0.5 else \
                [[part] for part in range(len(sale.parts))]
            for step in steps:
                at += timedelta(seconds=1)
                parts = [Part(-sale.parts[i].gross, -sale.parts[i].net,
                              None if sale.parts[i].cost is None else -sale.parts[i].cost,
                              -sale.parts[i].discount, sale.parts[i].discount_campaign)
                         for i in step]
                self.fair.refunds.append(Refund(self.day(at), sale, parts))
                rows.append({"at": iso(at), "kind": "refund", "of": f"1-{index + 1:06d}",
                             "reason": "Faulty", "restock": False,
                             "lines": [{"line": i + 1} for i in step],
                             "pay": [{"tender": "card", "amount": self.shop.text(
                                 -sum(part.gross for part in parts))}]})
        self.program.feed(rows, "ring", "--json")

    def order_online(self):
        """A web shop's orders: after a counter's code, after a newsletter, after nothing."""
        lines = ["order,time,amount,token,utm"]
        for i in range(30):
            at = (START + timedelta(hours=15 * i + 3)).replace(microsecond=0)
            minor = self.dice.randrange(500, 9000)
            token, utm, campaign = "", "", None
            if i % 3 == 0:
                token, campaign = self.links["FLYER", "harbour"], "FLYER"
            elif i % 3 == 1 and i > 3:
                token, campaign = self.code("sale", i), "RECEIPT"
            order = Sale(millis(at), self.day(at), [Part(minor, minor, None)])
            if campaign:
                order.touches.append(Touch(self.next_order(), order.at_ms, order.day, campaign))
            self.fair.orders.append(order)
            lines.append(f"WEB-{i},{iso(at)},{self.shop.text(minor)},{token},{utm}")
        self.program.call("import", "conversions",
                          self.program.write("orders.csv", "\n".join(lines) + "\n"))

    def change_their_minds(self):
        """Withdrawals change no figure, and an erased person's sales stay credited."""
        for lead in self.dice.sample(self.leads, 5):
            self.program.call("lead", "withdraw", lead["id"], "--purpose", "email")
            self.count("withdrawals")
        self.program.call("lead", "erase", self.leads[7]["id"])


def judge(script):
    """What is wrong; nothing if all is right."""
    problems = []

    def same(what, expected, found):
        if expected != found:
            problems.append(f"{what}: {found}, and it is {expected}")

    def report(name, *options):
        return json.loads(script.program.call("report", name, *options, "--json"))

    for first, last in PERIODS:
        period = ("--from", first, "--to", last)
        for window in WINDOWS:
            for rule in RULES:
                rows = script.fair.table(rule, window, first, last)
                judge_table(script.shop, rows, f"{rule}, {window} days from {first}", same,
                            report, (*period, "--rule", rule, "--window", str(window)))
        people = report("people", *period)
        same(f"people from {first}", script.fair.people(first, last),
             (people["left_details"], people["bought"], people["bought_again"]))
        words = script.program.call("report", "campaigns", *period)
        _, credited, single = script.fair.contact_counts(30, first, last)
        if f"{single} of {credited} sales with a campaign had one contact only" not in words:
            problems.append(f"{single} of {credited} is not said of the sales with one contact")
    return problems


CHIPS = {"last": "Last", "first": "First", "linear": "Even", "position": "First and last",
         "decay": "Recent"}


def look(script):
    """The owner's screen says the same: plays it, and returns what is not there."""
    steps = ["clock 2026-11-23T12:42:00+01:00", 'tap "Menu"', 'tap "Campaigns"', 'tap "Quarter"',
             "wait 2000"]
    total, credited, single = script.fair.contact_counts(30, "2026-10-01", "2026-12-31")
    met, bought, again = script.fair.people("2026-10-01", "2026-12-31")
    steps += [f'expect "{words}"' for words in (
        f"{credited} of {total}", str(met), str(bought), str(again))]
    for rule, chip in CHIPS.items():
        rows = script.fair.table(rule, 30, "2026-10-01", "2026-12-31")
        steps.append(f'tap "{chip}"')
        for campaign, row in sorted(rows.items()):
            left = row["net"] - row["cost"] - row["spent"]
            steps += [f'expect "{whole(minor)}"' for minor in (
                row["gross"], *([row["discounts"], left] if campaign else []))]
            if row["sales"] % 1000 == 0:
                steps.append(f'expect "{row["sales"] // 1000}"')
    path = script.program.write("look.script", "\n".join(steps) + "\n")
    done = subprocess.run([script.program.path, "kiosk", "--offscreen", "1920x1080", "--script", path,
                           "--db", script.program.db], capture_output=True, text=True, check=False)
    return [done.stderr.strip()] if done.returncode != 0 else []


def whole(minor):
    """1,903 or −58, as the screen writes whole euros."""
    units = round_half_away(Fraction(minor, 100))
    return ("\u2212" if units < 0 else "") + f"{abs(units):,}"


def judge_table(shop, rows, what, same, report, options):
    told = report("campaigns", *options)
    for row in told["rows"] + [{**told["none"], "campaign": ""}]:
        for key, value in say(shop, rows[row["campaign"]], row["campaign"]).items():
            same(f"{what}: {row['campaign']} {key}", value, row[key])
    for row in report("people", *options)["rows"]:
        for key in ("new", "known", "unknown"):
            same(f"{what}: {row['campaign']} {key}", thousandths(rows[row["campaign"]][key]),
                 row[key])


def thousandths(count):
    return f"{count // 1000}.{count % 1000:03d}"


def say(shop, row, campaign):
    words = {"sales": thousandths(row["sales"]), "revenue": shop.text(row["gross"])}
    if campaign:
        is_told = not row["gross"] or row["costed"]
        words |= {
            "spent": shop.text(row["spent"]) if row["spends"] else None,
            "discounts": shop.text(row["discounts"]),
            "touches": row["touches"], "leads": row["leads"],
            "left_over": shop.text(row["net"] - row["cost"] - row["spent"]) if is_told else None}
    return words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tilltale", type=Path)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get(
        "TILLTALE_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "data")))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if not (options.data / "leads").is_dir():
        print("the cards of other programs are not here: set TILLTALE_DATA")
        raise SystemExit(77)
    with tempfile.TemporaryDirectory(prefix="tilltale-fair-") as folder:
        folder = options.keep or Path(folder)
        folder.mkdir(exist_ok=True)
        script = Script(Program(options.tilltale.resolve(), folder), options.data, options.seed)
        script.found()
        script.meet()
        script.write_to_them()
        script.sell()
        script.take_back()
        script.order_online()
        script.change_their_minds()
        problems = judge(script) + look(script)
        script.program.call("verify")
    for problem in problems[:40]:
        print(problem)
    figures = ", ".join(f"{count} {what}" for what, count in sorted(script.counts.items()))
    print(f"{len(script.leads)} leads, {len(script.fair.sales)} sales: {figures}")
    print(f"{len(problems)} figures are wrong" if problems else "every figure is right")
    raise SystemExit(bool(problems))


if __name__ == "__main__":
    main()
