"""Leads as files for other software: HubSpot's and Salesforce's headers against lists of their own,
vCards before vobject and before a reader of our own, spreadsheets before openpyxl, hashes before
hashlib. Only who agreed is in a file, a person once, and each export is in the journal before its
file has a name."""
import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import unicodedata
import unittest
from pathlib import Path

import program

DATA = Path(os.environ.get("TILLTALE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
PASSPHRASE = {"TILLTALE_PASSPHRASE": "harbour wall"}

# As the importers' own help pages name them.
HUBSPOT = ("First name,Last name,Email,Phone number,Mobile phone number,Job title,Company name,Website URL,City,"
           "State/Region,Country/Region,Zip code,Lifecycle stage,Lead status").split(",")
HUBSPOT_STAGES = {"Subscriber", "Lead", "Marketing Qualified Lead", "Sales Qualified Lead", "Opportunity",
                  "Customer", "Evangelist", "Other"}
SALESFORCE = {"First Name", "Last Name", "Company", "Title", "Email", "Phone", "Mobile Phone", "Lead Source",
              "Lead Status", "Rating", "City", "Postal Code", "Country", "Description", "Email Opt Out",
              "Industry", "Annual Revenue", "No. of Employees", "Record Owner", "Currency ISO Code"}

NAMES = [("Émilie", "du Châtelet"), ("Željko", "Đurić"), ("عبد الرحمن", "بن محمد بن عبد العزيز آل سعود"),
         ("小明", "王"), ("👩‍🚀", "O'Neil; Jr., \\the 2nd"), ("E\u0301va", "Ko\u0308nig"), ("=1+1", "@SUM(A1)"),
         ("சுப்பிரமணியன்", "கிருஷ்ணமூர்த்தி வெங்கடேசன் இராமச்சந்திரன்")]


def python_with(module):
    """A Python that has it: Debian's own, or this one."""
    for python in ("/usr/bin/python3", sys.executable):
        if shutil.which(python) and subprocess.run([python, "-c", f"import {module}"],
                                                   capture_output=True).returncode == 0:
            return python
    return None


VOBJECT, OPENPYXL = python_with("vobject"), python_with("openpyxl")


def composed(text):
    return unicodedata.normalize("NFC", text).strip()


def consent(purpose="email", given=True):
    return [{"purpose": purpose, "text": f"May we? {purpose}", "version": "1", "language": "en", "given": given}]


def read_vcards(data):
    """Cards as lists of (name, value), by RFC 6350: lines unfolded, then values unescaped."""
    assert data.endswith(b"\r\n")
    for line in data[:-2].split(b"\r\n"):
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line, line
        line.decode()  # no character is cut in two
    cards, card = [], None
    for line in data.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        name, value = line.split(":", 1)
        if name == "BEGIN":
            card = []
        elif name == "END":
            cards.append(card)
        else:
            card.append((name, value))
    return cards


def split_value(value, separator):
    parts, text, at = [], "", 0
    while at < len(value):
        if value[at] == "\\":
            text += {"n": "\n", "N": "\n"}.get(value[at + 1], value[at + 1])
            at += 2
            continue
        if value[at] == separator:
            parts.append(text)
            text = ""
        else:
            text += value[at]
        at += 1
    return parts + [text]


class LeadExport(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init()
        if not Path(f"{self.db}.leadkey").exists():
            self.run_ok("lead", "key", "create", env=PASSPHRASE)
        self.run_ok("import", "campaigns", self.write(
            "c.csv", "code,name,channel,starts,ends,budget,offer,landing_url,headline\nSPRING,Spring booth,event,,,,,,\n"))

    def add(self, *leads):
        for n, lead in enumerate(leads):
            lead.setdefault("at", f"2026-11-23T08:{n // 60:02d}:{n % 60:02d}Z")
        printed = self.run_ok("lead", "add", "-", stdin="".join(json.dumps(lead) + "\n" for lead in leads),
                              env=PASSPHRASE)
        self.tokens = [json.loads(line)["token"] for line in printed.splitlines()]
        return [json.loads(line)["lead"] for line in printed.splitlines()]

    def export(self, format, purpose="email", *more):
        path = self.path / f"leads-{format}"
        said = self.run_ok("lead", "export", "--format", format, "--purpose", purpose, "--to", path, *more,
                           env=PASSPHRASE)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        return path.read_bytes(), said

    def rows(self, format, purpose="email", *more):
        data, _ = self.export(format, purpose, *more)
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    def add_names(self):
        self.add(*[{"campaign": "SPRING", "fields": {"first_name": first, "last_name": last,
                    "email": f"n{n}@example.org", "company": "Kühn, & Söhne; GmbH", "title": "Head", "postcode": "00123",
                    "city": "Köln", "country": "DE"},
                    "consent": consent(), "rating": "hot", "interests": ["Beans, whole", "Tea"],
                    "note": "two\nlines"} for n, (first, last) in enumerate(NAMES)])

    def test_hubspot(self):
        self.add_names()
        rows = self.rows("hubspot")
        self.assertEqual(list(rows[0]), HUBSPOT)
        self.assertEqual(len(rows), len(NAMES))
        for row in rows:
            first, last = NAMES[int(row["Email"][1])]
            guard = "'" if first.startswith("=") else ""
            self.assertEqual(row["First name"], guard + composed(first))
            self.assertEqual(row["Last name"], guard + composed(last))
            self.assertIn(row["Lifecycle stage"], HUBSPOT_STAGES)
            self.assertEqual((row["Job title"], row["Zip code"], row["City"], row["Country/Region"]),
                             ("Head", "00123", "Köln", "DE"))

    def test_salesforce(self):
        """Headers are labels that the import knows; last name and company are never empty."""
        self.add({"fields": {"first_name": "Ada", "email": "ada@example.org"}, "consent": consent()},
                 {"fields": {"email": "only@example.org"}, "consent": consent()},
                 {"fields": {"name": "Grace Hopper", "email": "g@example.org", "phone": "+1 202 555 0143"},
                  "consent": consent() + consent("phone"), "rating": "warm"})
        rows = {row["Email"]: row for row in self.rows("salesforce")}
        for row in rows.values():
            self.assertLessEqual(set(row), SALESFORCE)
            self.assertTrue(row["Last Name"] and row["Company"])
            self.assertEqual(row["Email Opt Out"], "0")
        self.assertEqual(rows["ada@example.org"]["Last Name"], "Ada")
        self.assertEqual(rows["only@example.org"]["Last Name"], "only@example.org")
        self.assertEqual(rows["only@example.org"]["Company"], "[not provided]")
        self.assertEqual((rows["g@example.org"]["First Name"], rows["g@example.org"]["Last Name"]),
                         ("Grace", "Hopper"))
        self.assertEqual(rows["g@example.org"]["Phone"], "+12025550143")
        self.assertEqual(rows["g@example.org"]["Rating"], "Warm")

    def test_vcards(self):
        self.add_names()
        data, _ = self.export("vcard")
        cards = [dict((name.split(";")[0], value) for name, value in card) for card in read_vcards(data)]
        self.assertEqual(len(cards), len(NAMES))
        for card in cards:
            first, last = map(composed, NAMES[int(card["EMAIL"][1])])
            self.assertEqual(card["VERSION"], "4.0")
            self.assertEqual(split_value(card["N"], ";"), [last, first, "", "", ""])
            self.assertEqual(split_value(card["FN"], ";"), [f"{first} {last}"])
            self.assertEqual(split_value(card["ORG"], ";"), ["Kühn, & Söhne; GmbH"])
            self.assertEqual(split_value(card["NOTE"], ","), ["two\nlines"])
            self.assertEqual(split_value(card["CATEGORIES"], ","), ["Beans, whole", "Tea", "hot", "SPRING"])
            self.assertRegex(card["REV"], r"^\d{8}T\d{6}Z$")

    @unittest.skipUnless(VOBJECT, "vobject is not installed")
    def test_vcards_by_vobject(self):
        """Names of every writing that the large data has, one card each, come through."""
        names = [(first, last) for first, last in NAMES]
        path = DATA / "leads" / "person_names.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                fields = [json.loads(row["fields_json"]) for row in csv.DictReader(file)]
            names += sorted({(f["given"], f["surname"]) for f in fields if "given" in f and "surname" in f})
        self.add(*[{"fields": {"first_name": first, "last_name": last, "email": f"n{n}@example.org"},
                    "consent": consent()} for n, (first, last) in enumerate(names)])
        self.export("vcard")
        script = ("import json, sys, vobject\n"
                  "print(json.dumps([[c.email.value, c.n.value.given, c.n.value.family, c.fn.value]"
                  " for c in vobject.readComponents(open(sys.argv[1], encoding='utf-8', newline='').read())]))")
        done = subprocess.run([VOBJECT, "-c", script, self.path / "leads-vcard"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        cards = json.loads(done.stdout)
        self.assertEqual(len(cards), len(names))
        for email, given, family, whole in cards:
            first, last = map(composed, names[int(email[1:].split("@")[0])])
            self.assertEqual((given, family, whole), (first, last, f"{first} {last}"))

    def test_who_agreed(self):
        """Once a person; not who did not agree, took it back, was erased, or left no word to find them by."""
        leads = self.add(
            {"fields": {"first_name": "Ada", "email": "ada@example.org"}, "consent": consent()},
            {"fields": {"last_name": "Lovelace", "email": "ADA@example.org", "phone": "+4930123456"}},
            {"fields": {"first_name": "No", "email": "no@example.org"}, "consent": consent(given=False)},
            {"fields": {"first_name": "Silent", "email": "s@example.org"}},
            {"fields": {"first_name": "Back", "email": "back@example.org"}, "consent": consent()},
            {"fields": {"first_name": "Gone", "email": "gone@example.org"}, "consent": consent()},
            {"scan": "7F3A-0091", "consent": consent()},
            {"fields": {"first_name": "Call", "phone": "+4930987654"}, "consent": consent("phone")})
        self.run_ok("lead", "withdraw", leads[4], env=PASSPHRASE)
        self.run_ok("lead", "erase", leads[5], env=PASSPHRASE)
        data, said = self.export("hubspot")
        rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        self.assertEqual([row[:4] for row in rows[1:]], [["Ada", "Lovelace", "ada@example.org", "+4930123456"]]
                         if rows[1][2] == "ada@example.org" else
                         [["Ada", "Lovelace", "ADA@example.org", "+4930123456"]])
        self.assertIn("1 person written", said)
        self.assertIn("4 people left out: no consent to email", said)
        self.assertIn("1 person left out: no name", said)
        self.assertEqual([row["first_name"] for row in self.rows("csv", "phone")], ["Call"])
        self.assertEqual(self.query("SELECT format, purpose, lead_count, left_out_count, target FROM lead_export"
                                    " ORDER BY id"),
                         [("hubspot", "email", 1, 5, "leads-hubspot"), ("csv", "phone", 1, 5, "leads-csv")])
        self.assertIn("Everything holds", self.run_ok("verify"))

    def test_nothing_without_a_record(self):
        """A place that cannot be written to leaves neither file nor record; a wrong passphrase neither."""
        self.add({"fields": {"first_name": "Ada", "email": "ada@example.org"}, "consent": consent()})
        (self.path / "taken").mkdir()
        call = ["lead", "export", "--format", "csv", "--purpose", "email", "--to"]
        self.refused(1, *call, self.path / "taken", env=PASSPHRASE)
        self.refused(1, *call, self.path / "out.csv", env={"TILLTALE_PASSPHRASE": "wrong"})
        self.refused(1, "lead", "export", "--format", "google", "--purpose", "email", env=PASSPHRASE)
        self.refused(2, "lead", "export", "--format", "outlook", "--purpose", "email", env=PASSPHRASE)
        self.assertEqual(self.query("SELECT count(*) FROM lead_export"), [(0,)])
        self.assertEqual(sorted(p.name for p in self.path.iterdir() if p.name.startswith((".", "out"))), [])

    def test_days_and_dialect(self):
        self.add({"at": "2026-11-20T09:00:00Z", "fields": {"name": "A", "email": "a@example.org"}, "consent": consent()},
                 {"at": "2026-11-23T09:00:00Z", "fields": {"name": "B", "email": "b@example.org"}, "consent": consent()})
        self.assertEqual([row["email"] for row in self.rows("csv", "email", "--from", "2026-11-21")],
                         ["b@example.org"])
        data, _ = self.export("csv", "email", "--csv", "excel-eu", "--until", "2026-11-20")
        self.assertTrue(data.startswith(b"\xef\xbb\xbflead;captured_at;"))
        self.assertIn(b";a@example.org;", data)
        printed = self.run_ok("lead", "export", "--format", "mautic", "--purpose", "email", env=PASSPHRASE)
        self.assertEqual(printed.splitlines()[0], "email,firstname,lastname,phone,mobile,company,position,website,"
                                                  "address1,city,state,zipcode,country,tags")
        self.assertEqual(len(printed.splitlines()), 3)

    @unittest.skipUnless(OPENPYXL, "openpyxl is not installed")
    def test_spreadsheet(self):
        self.add_names()
        self.export("xlsx")
        shutil.copy(self.path / "leads-xlsx", self.path / "leads.xlsx")
        script = ("import json, openpyxl, sys\n"
                  "sheet = openpyxl.load_workbook(sys.argv[1])['Leads']\n"
                  "print(json.dumps([[c.value for c in row] for row in sheet.iter_rows()], default=str))")
        done = subprocess.run([OPENPYXL, "-c", script, self.path / "leads.xlsx"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        header, *rows = json.loads(done.stdout)
        found = {row[header.index("email")]: row for row in rows}
        for n, (first, last) in enumerate(NAMES):
            row = found[f"n{n}@example.org"]
            self.assertEqual(row[header.index("first_name")], composed(first))  # text, never a formula
            self.assertEqual(row[header.index("last_name")], composed(last))
            self.assertEqual(row[header.index("sales")], 0)

    def test_conversions(self):
        """One row a purchase of who agreed to ads; nobody can be read out of it."""
        self.add({"fields": {"first_name": "Ádám", "last_name": "O'Neil", "email": " Ada.Love@Gmail.com",
                             "phone": "+49 30 1234567"}, "consent": consent("ads")},
                 {"fields": {"first_name": "Not", "email": "not@example.org"}, "consent": consent()})
        self.run_ok("import", "products", self.write("p.csv", program.PRODUCTS + "A,,Apple,Fruit,12.50,19,each,\n"))
        self.run_ok("ring", "-", stdin=json.dumps(
            {"at": "2026-11-23T11:42:00Z", "lines": [{"sku": "A", "qty": "1"}], "scan": [self.tokens[0]],
             "pay": [{"tender": "cash", "amount": "12.50"}]}) + "\n")

        def sha(text):
            return hashlib.sha256(text.encode()).hexdigest()
        data, _ = self.export("google", "ads")
        zone, header, row = data.decode().splitlines()
        self.assertEqual(zone, "Parameters:TimeZone=Europe/Berlin")
        self.assertEqual(dict(zip(header.split(","), row.split(","))), {
            "Email": sha("adalove@gmail.com"), "Phone Number": sha("+49301234567"),
            "Conversion Name": "Store purchase", "Conversion Time": "2026-11-23 12:42:00+0100",
            "Conversion Value": "12.50", "Conversion Currency": "EUR", "Order ID": "1-000001"})
        self.assertEqual(self.rows("meta", "ads"), [{
            "em": sha("ada.love@gmail.com"), "ph": sha("49301234567"), "fn": sha("ádám"), "ln": sha("oneil"),
            "event_name": "Purchase", "event_time": "1795434120", "value": "12.50", "currency": "EUR",
            "action_source": "physical_store", "order_id": "1-000001"}])


if __name__ == "__main__":
    program.main()
