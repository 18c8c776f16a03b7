"""People who left details: sealed where they are taken, read with the passphrase only, recognised
across tills, and gone from every copy once they are erased."""
import base64
import json
import random
import sqlite3
import urllib.parse

import program

EMAIL = {"purpose": "email", "text": "Yes, write to me.", "version": "1", "language": "en",
         "given": True}
PEOPLE = [("Grace", "Höpper", "grace@navy.example", "+49 151 5550001"),
          ("Łukasz", "Żółć", "lukasz.zolc@example.pl", "+48 601 555 002"),
          ("محمود", "درويش", "mahmoud@example.ps", "+970 59 555 0003"),
          ("李", "小龍", "bruce@example.hk", "+852 5555 0004"),
          ("Émilie", "du Châtelet", "emilie@example.fr", "+33 6 55 55 00 05"),
          ("🌹Zoë", "Ωmega", "zoe+fair@example.com", "+1 212 555 0006")]


def spellings(text):
    """What somebody would look for, in the encodings in which it could stand somewhere."""
    for part in {text, text.lower(), text.upper()}:
        data = part.encode()
        yield from (data, part.encode("utf-16-le"), part.encode("utf-16-be"),
                    data.hex().encode(), data.hex().upper().encode(), part[::-1].encode(),
                    urllib.parse.quote(part).encode(), json.dumps(part)[1:-1].encode())
        for skip in range(3):  # wherever it begins within a group of three
            yield base64.b64encode(b"\0" * skip + data)[4 if skip else 0:-4]


class Leads(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")
        self.secret = self.write("pass", "demo\n")
        self.key = ["--passphrase-file", self.secret]

    def add(self, *rows, db=None, key=False, status=0):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        result = self.call("lead", "add", "-", "--db", db or self.db, *(self.key if key else []),
                           stdin=text)
        self.assertEqual(result.returncode, status, result.stderr)
        self.said = result.stderr
        return [json.loads(line) for line in result.stdout.splitlines()]

    def people(self, *more, db=None, key=True):
        result = self.call("lead", "list", "--json", "--db", db or self.db,
                           *(self.key if key else []), *more)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def show(self, lead, db=None):
        return json.loads(self.at(db, "lead", "show", lead, "--json", *self.key))

    def at(self, db, *words):
        result = self.call(*words, "--db", db or self.db)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_added_as_said(self):
        """A line becomes a lead with all that it says; the same `ref` is the same lead, and a line
        that cannot be added is named with its place and leaves nothing behind."""
        row = {"at": "2026-11-20T09:00:00Z", "campaign": "SPRING", "placement": "hall 4",
               "fields": {"first_name": "Grace", "email": "grace@navy.example"},
               "consent": [EMAIL, {**EMAIL, "purpose": "phone", "given": False}],
               "rating": "hot", "interests": ["Beans", "Gear"], "note": "call in May",
               "follow_up": "2026-12-01", "ref": "W1"}
        [first] = self.add(row)
        [again] = self.add(row)
        self.assertEqual((first["lead"], first["token"]), (again["lead"], again["token"]))
        before = self.dump()
        bad = [({"fields": {"first_name": "A"}, "rating": "warmish"}, "rating"),
               ({"fields": {"first_name": "A"}, "campaign": "NONE"}, "no campaign NONE"),
               ({"fields": {"first_name": "A"}, "fieldz": {}}, '"fieldz" is not known'),
               ({"fields": {"First Name": "A"}}, "a field's name"),
               ({"fields": {"first_name": 7}}, "fields.first_name"),
               ({"fields": {"first_name": "x" * 1001}}, "longer than"),
               ({"consent": [EMAIL]}, "who is it"),
               ({"fields": {"email": "a@b.example"}, "consent": [{**EMAIL, "text": ""}]},
                "consent.text"),
               ({"fields": {"email": "a@b.example"}, "consent": [{"purpose": "email"}]},
                "consent.given"),
               ({"fields": {"email": "a@b.example"}, "follow_up": "1.12."}, "follow_up"),
               ({"fields": {"email": "a@b.example"}, "at": "yesterday"}, "at:")]
        self.add(*(line for line, _ in bad), status=1)
        said = self.said.splitlines()
        for i, (_, words) in enumerate(bad):
            self.assertIn(words, said[i])
            self.assertRegex(said[i], rf"^standard input:{i + 1}:\d+: ")
        self.assertEqual(self.dump(), before)
        self.assertRegex(said[0], r":1:\d\d: ")  # the column of "rating"
        [person] = self.people()
        self.assertEqual(person["fields"], row["fields"])
        self.assertEqual((person["rating"], person["interests"], person["follow_up"]),
                         ("hot", ["Beans", "Gear"], "2026-12-01"))
        self.assertEqual(person["consent"], {"email": "given", "phone": "none"})
        self.assertEqual([note["text"] for note in person["notes"]], ["call in May"])
        self.assertEqual(self.query("SELECT kind, sale_id, n, lead_id, campaign_code, content"
                                    " FROM touch"),
                         [("lead", None, 0, 1000000000001, "SPRING", "hall 4")])
        self.run_ok("verify")

    def test_badges(self):
        """A badge fills what nobody typed and is kept as it was read; one that nobody can read is a
        lead all the same, and does not hold up the next. The same badge is the same person."""
        card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Hopper;Grace;;;\r\nORG:Navy\r\n" \
               "EMAIL:grace@navy.example\r\nEND:VCARD\r\n"
        rows = self.add({"scan": card, "fields": {"company": "US Navy"}}, {"scan": "\u00ff~#!"},
                        {"scan": "7F3A-0091"}, {"scan": "7F3A-0091"},
                        {"fields": {"email": "GRACE@NAVY.example"}}, key=True)
        self.assertEqual([row["recognised"] for row in rows], ["no", "no", "no", "yes", "yes"])
        person = self.show(rows[0]["lead"])
        self.assertEqual(person["name"], "Grace Hopper")
        self.assertEqual(person["fields"]["company"], "US Navy")
        self.assertEqual(len(person["leads"]), 2)
        whole = json.loads(self.run_ok("lead", "export-person", rows[0]["lead"], *self.key))
        self.assertEqual([scan["text"] for scan in whole["scans"]], [card])
        self.assertEqual(len(self.people()), 3)

    def test_without_the_key(self):
        """Number, time, rating and interests; no name. Within its run a till recognises people by
        itself, and says later of the others."""
        rows = self.add({"fields": {"email": "a@example.com"}, "rating": "warm"},
                        {"fields": {"email": "A@EXAMPLE.com", "first_name": "Ada"}},
                        {"fields": {"email": "b@example.com"}})
        self.assertEqual([row["recognised"] for row in rows], ["later", "yes", "later"])
        self.assertEqual(rows[1]["person"], rows[0]["lead"])
        [again] = self.add({"fields": {"email": "b@example.com"}})
        self.assertEqual(again["recognised"], "later")
        closed = self.people(key=False)
        self.assertEqual(len(closed), 3)
        self.assertFalse(any("fields" in person or person["open"] for person in closed))
        self.assertEqual(len(self.people()), 2)
        said = self.refused(1, "lead", "list", "--passphrase-file", self.write("no", "wrong"))
        self.assertIn("not right", said)
        self.assertIn("warm", self.run_ok("lead", "list"))

    def test_keys(self):
        """Without a key nothing is taken; a further key keeps the old one; the passphrase changes."""
        self.db = self.path / "bare.db"
        self.init()
        said = self.refused(1, "lead", "add", "-", stdin='{"fields":{"name":"A"}}\n')
        self.assertIn("tilltale lead key create", said)
        self.run_ok("lead", "key", "create", *self.key)
        self.assertEqual(self.db.with_name("bare.db.leadkey").stat().st_mode & 0o777, 0o600)
        self.add({"fields": {"name": "Ada"}})
        said = self.refused(1, "lead", "key", "create", "--passphrase-file",
                            self.write("no", "wrong"))
        self.assertIn("is here already", said)
        self.run_ok("lead", "key", "create", *self.key)
        self.add({"fields": {"name": "Emil"}})
        self.run_ok("lead", "key", "change", *self.key, "--new-passphrase-file",
                    self.write("new", "other"))
        self.refused(1, "lead", "list", *self.key)
        names = self.run_ok("lead", "list", env={"TILLTALE_PASSPHRASE": "other"})
        self.assertIn("Ada", names)
        self.assertIn("Emil", names)
        self.db = self.path / "more.db"
        self.init(*self.key)
        self.add({"fields": {"name": "Grace"}})
        self.assertIn("Grace", self.run_ok("lead", "list", *self.key))
        self.db.with_name("more.db.leadkey").unlink()
        self.assertIn("more.db.leadkey is not here", self.refused(1, "lead", "list", *self.key))

    def test_merged_with_history(self):
        """Nothing is overwritten: the latest value counts, the earlier ones stay. What says nothing
        takes nothing away."""
        rows = self.add({"at": "2026-11-20T09:00:00Z",
                         "fields": {"email": "g@example.com", "company": "Navy", "phone": ""}},
                        {"at": "2026-11-21T09:00:00Z",
                         "fields": {"email": "g@example.com", "company": "Yale",
                                    "first_name": "Grace"}, "rating": "cold"},
                        {"at": "2026-11-19T09:00:00Z", "rating": "hot",
                         "fields": {"email": "g@example.com", "company": "Vassar"}}, key=True)
        person = self.show(rows[2]["lead"])
        self.assertEqual(person["fields"], {"company": "Yale", "email": "g@example.com",
                                            "first_name": "Grace"})
        self.assertEqual(person["rating"], "cold")
        self.assertEqual(person["person"], rows[0]["lead"])
        whole = json.loads(self.run_ok("lead", "export-person", "g@example.com", *self.key))
        self.assertEqual([row["value"] for row in whole["history"] if row["name"] == "company"],
                         ["Vassar", "Navy", "Yale"])
        self.assertEqual(self.query("SELECT format, lead_count FROM lead_export"), [("person", 1)])
        # By hand: two people after all, and one again.
        self.run_ok("lead", "match", rows[0]["lead"], rows[1]["lead"], "--not")
        self.assertEqual(len(self.people()), 2)
        self.run_ok("lead", "match", rows[0]["lead"], rows[1]["lead"])
        self.assertEqual(len(self.people()), 1)

    def test_withdrawn_stays_withdrawn(self):
        """In whatever order leads, withdrawals and matches come."""
        steps = [("g", "a"), ("w", "a"), ("g", "b"), ("m", "ab")]
        orders = [[0, 1, 2, 3], [2, 0, 1, 3], [0, 2, 1, 3], [0, 2, 3, 1]]
        for n, order in enumerate(orders):
            lead = {}
            for what, who in (steps[i] for i in order):
                if what == "g":
                    day = 20 if who == "a" else 22
                    [row] = self.add({"at": f"2026-11-{day}T09:00:00Z", "consent": [EMAIL],
                                      "fields": {"first_name": f"{who}{n}"}})
                    lead[who] = row["lead"]
                elif what == "w":
                    self.run_ok("lead", "withdraw", lead["a"], "--purpose", "email")
                else:
                    self.run_ok("lead", "match", lead["a"], lead["b"])
            for who in "ab":
                self.assertEqual(self.show(lead[who])["consent"], {"email": "withdrawn"}, order)
        [row] = self.add({"fields": {"email": "n@example.com"}})
        self.assertIn("agreed to nothing", self.refused(1, "lead", "withdraw", row["lead"]))

    def test_withdrawn_as_meant(self):
        """A purpose that is misspelt takes nothing back and says so; nobody writes a text of their
        own into the file that way. One that was asked for, or is usual, can be taken back."""
        [row] = self.add({"fields": {"first_name": "N"}, "consent": [
            EMAIL, {**EMAIL, "purpose": "partners", "given": False}]})
        before = self.dump()
        for purpose in ("emial", "n@example.com x"):
            self.assertIn("was not asked for that purpose", self.refused(
                1, "lead", "withdraw", row["lead"], "--purpose", purpose))
        self.assertEqual(self.dump(), before)
        for purpose in ("email", "phone", "partners"):
            self.assertIn(purpose, self.run_ok(
                "lead", "withdraw", row["lead"], "--purpose", purpose))
        self.assertEqual(set(self.show(row["lead"])["consent"].values()), {"withdrawn"})

    def test_nobody_joins_who_is_gone(self):
        rows = self.add({"fields": {"first_name": "A"}}, {"fields": {"first_name": "B"}})
        self.run_ok("lead", "erase", rows[0]["lead"])
        before = self.dump()
        for pair in (rows, rows[::-1]):
            self.assertIn("erased", self.refused(
                1, "lead", "match", *(row["lead"] for row in pair)))
        self.assertEqual(self.dump(), before)

    def test_campaign_of_a_list(self):
        """A campaign that there is not is named, for nobody there would look like no interest."""
        self.add({"fields": {"first_name": "A"}, "campaign": "SPRING"})
        self.assertEqual(len(self.people("--campaign", "SPRING")), 1)
        self.assertEqual(self.people("--campaign", "FLYER"), [])
        self.assertIn("there is no campaign SPRNG", self.refused(
            1, "lead", "list", "--campaign", "SPRNG"))
        self.assertIn("there is no campaign SPRNG", self.refused(
            1, "lead", "export", "--format", "csv", "--purpose", "email", "--campaign", "SPRNG",
            *self.key))
        self.assertEqual(self.query("SELECT count(*) FROM lead_export"), [(0,)])

    def test_came_back_and_bought(self):
        [row] = self.add({"fields": {"first_name": "Ada"}})
        self.add({"fields": {"first_name": "Emil"}})
        for _ in range(2):
            self.run_ok("ring", "-", stdin=json.dumps(
                {"lines": [{"sku": "FLATW", "qty": "1"}], "scan": [row["token"]],
                 "pay": [{"tender": "cash", "amount": "3.60"}]}) + "\n")
        [person] = self.people("--bought")
        self.assertEqual((person["name"], person["bought"], person["revenue"]), ("Ada", 2, "7.20"))
        self.run_ok("ring", "-", stdin=json.dumps(
            {"kind": "refund", "of": "1-000001", "reason": "Cold",
             "pay": [{"tender": "cash", "amount": "3.60"}]}) + "\n")
        [person] = self.people("--bought")
        self.assertEqual(person["revenue"], "3.60")

    def test_kept_no_longer_than_the_rule(self):
        """Counted from the last visit or purchase of the person."""
        rows = self.add({"at": "2020-01-01T09:00:00Z", "fields": {"email": "old@example.com"}},
                        {"at": "2020-01-01T09:00:00Z", "fields": {"email": "back@example.com"}},
                        {"at": "2020-01-02T09:00:00Z", "fields": {"email": "buys@example.com"}},
                        {"fields": {"email": "back@example.com"}}, key=True)
        self.run_ok("ring", "-", stdin=json.dumps(
            {"lines": [{"sku": "FLATW", "qty": "1"}], "scan": [rows[2]["token"]],
             "pay": [{"tender": "cash", "amount": "3.60"}]}) + "\n")
        self.assertIn("1 leads were over", self.run_ok("lead", "retention", "180d"))
        self.assertEqual(self.run_ok("get", "lead_retention").strip(), "180")
        self.assertEqual({person["fields"]["email"] for person in self.people()},
                         {"back@example.com", "buys@example.com"})
        self.assertEqual(self.query("SELECT lead_id FROM erasure"), [(1000000000001,)])
        self.refused(2, "lead", "retention", "0d")
        # The end of the day does it too.
        self.add({"at": "2020-01-01T09:00:00Z", "fields": {"email": "old@example.com"}})
        self.run_ok("shift", "close", "--uncounted")
        self.assertEqual(len(self.query("SELECT lead_id FROM erasure")), 2)
        self.run_ok("verify")

    def test_imports(self):
        """Answers of a web form as lines or as a table; the organiser's list fills in badges, and
        what is learned by it finds the same person again."""
        table = self.write("answers.csv", "Vorname;E-Mail;consent_email;consent_text;interests;ref;"
                           "Lieblingskaffee\n"
                           "Émilie;emilie@example.fr;ja;Ja, gern.;Beans;Gear\n"
                           "Émilie;emilie@example.fr;ja;Ja, gern.;Beans, Gear;W1;Filter\n"
                           ";;;;;W2;\n"
                           "Ada;ada@example.org;nein;Ja, gern.;;W3;\n"
                           "Bea;bea@example.org;vielleicht;Ja, gern.;;W5;\n")
        result = self.call("import", "leads", table, "--db", self.db)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(result.stdout.splitlines()), 3)
        self.assertIn("answers.csv:4:1: nothing says who it is", result.stderr)
        self.assertIn("answers.csv:6:21: consent_email: yes or no\n", result.stderr)
        people = {person["name"]: person for person in self.people()}
        self.assertEqual(people["Ada"]["consent"], {"email": "none"})
        self.assertEqual(people["Émilie"]["fields"]["lieblingskaffee"], "Filter")
        self.assertEqual(people["Émilie"]["consent"], {"email": "given"})
        self.assertEqual({row for (row,) in self.query("SELECT source FROM lead")}, {"file"})
        before = self.dump()
        other = self.write("other.csv", "foo,bar\n1,2\n")
        self.assertIn("no column says who somebody is", self.refused(1, "import", "leads", other))
        twice = self.write("twice.csv", "Badge,Tel,E-Mail,Mail\nB1,1,a@example.org,b@example.org\n")
        for what in ("leads", "badges"):
            self.assertIn("twice.csv: line 1, column 18: the column email is there twice",
                          self.refused(1, "import", what, twice, *self.key))
        self.assertEqual(self.dump(), before)
        lines = self.write("answers.jsonl", json.dumps(
            {"fields": {"email": "ada@example.org"}, "ref": "W4"}) + "\n")
        for _ in range(2):
            self.run_ok("import", "leads", lines)
        self.assertEqual(len(self.query("SELECT id FROM lead WHERE ref = 'W4'")), 1)

        self.add({"scan": "7F3A-0091"}, {"scan": "7F3A-0092", "fields": {"first_name": "A."}},
                 {"scan": "7F3A-0099"})
        listed = self.write("badges.csv", "Badge ID,First name,Company,E-mail\n"
                            "7f3a-0091,Ada,Engines,ada@example.org\n"
                            "7F3A-0092,Anna,Tea & Co,\n7F3A-0001,Nobody,None,\n")
        said = self.run_ok("import", "badges", listed, *self.key)
        self.assertIn("3 rows: 2 people filled in, 0 as they were; 1 badges are not", said)
        people = {person["name"]: person for person in self.people()}
        self.assertEqual(people["A."]["fields"]["company"], "Tea & Co")
        self.assertEqual(people["Ada"]["fields"]["company"], "Engines")
        self.assertEqual(len(people["Ada"]["leads"]), 3)
        said = self.run_ok("import", "badges", listed, *self.key)
        self.assertIn("0 people filled in, 2 as they were", said)
        bad = self.write("bad.csv", "Name,E-mail\nA,b\n")
        self.assertIn("no column is called badge", self.refused(1, "import", "badges", bad,
                                                                *self.key))
        self.run_ok("verify")

    def files(self, db):
        """The file, its log and what lies beside it."""
        return b"".join(path.read_bytes() for path in sorted(db.parent.iterdir())
                        if path.name.startswith(db.name) and "key" not in path.suffix)

    def join(self):
        store, booth, second = (self.path / name for name in ("store.db", "booth.db", "two.db"))
        self.run_ok("store", "init", store, "--from", self.db)
        self.at(booth, "join", store, "--till", "9", "--role", "booth")
        self.at(second, "join", store, "--till", "2")
        return store, booth, second

    def sync(self, store, *tills):
        for till in tills:
            self.at(till, "sync", store)

    def test_a_booth_tells_nobody(self):
        """Neither its file nor its log nor its words hold a name, an e-mail or a phone, in any
        encoding, and it has no key that would open them."""
        store, booth, _ = self.join()
        self.assertFalse(booth.with_name("booth.db.leadkey").exists())
        rows = [{"campaign": "SPRING", "placement": "hall 4", "note": f"met {first} {last}",
                 "fields": {"first_name": first, "last_name": last, "email": email,
                            "phone": phone}, "consent": [EMAIL],
                 "scan": f"MECARD:N:{last},{first};EMAIL:{email};TEL:{phone};;"}
                for first, last, email, phone in PEOPLE * 20]
        answers = self.add(*rows, db=booth)
        self.assertEqual({row["recognised"] for row in answers[len(PEOPLE):]}, {"yes"})
        bad = self.call("lead", "add", "-", "--db", booth, stdin=json.dumps(
            {"fields": {"email": "grace@navy.example", "zip!": "Höpper"}}) + "\n"
            + '{"fields":{"email":"grace@navy.example"\n')
        told = self.files(booth) + (bad.stdout + bad.stderr).encode() + \
            self.at(booth, "lead", "list").encode() + self.at(booth, "verify").encode()
        self.assertEqual(bad.returncode, 1)
        for person in PEOPLE:
            for text in person:
                for spelling in spellings(text):
                    if len(spelling) >= 5:
                        self.assertNotIn(spelling, told, (text, spelling))
        self.sync(store, booth, self.db)
        self.assertEqual({person["name"] for person in self.people()},
                         {f"{first} {last}" for first, last, _, _ in PEOPLE})

    def test_recognised_across_tills(self):
        """The office sees that two tills met the same person; sealed notes travel both ways."""
        store, booth, second = self.join()
        self.add({"fields": {"email": "g@example.com", "first_name": "Grace"}}, db=booth)
        [here] = self.add({"fields": {"email": "G@example.com", "company": "Navy"}}, db=second)
        self.assertEqual(here["recognised"], "later")
        self.sync(store, booth, second, self.db)
        [person] = self.people()
        self.assertEqual(person["fields"]["company"], "Navy")
        self.assertEqual(person["person"], "2-000001")
        self.sync(store, self.db, second)
        [person] = self.people(db=second, key=False)
        self.assertEqual(len(person["leads"]), 2)

    def test_erased_while_somebody_reads(self):
        """Whoever reads an old state keeps the bytes in the log. It is said, the person is gone for
        everybody else, and the next close of a day takes the bytes away."""
        [row] = self.add({"fields": {"email": "a@example.com"}})
        [(box,)] = self.query("SELECT box FROM lead_secret")
        reader = sqlite3.connect(self.db)
        reader.execute("BEGIN")
        self.assertEqual(len(reader.execute("SELECT 1 FROM lead_secret").fetchall()), 1)
        said = self.refused(1, "lead", "erase", row["lead"])
        self.assertIn("it is erased, and its bytes stay", said)
        self.assertEqual(self.query("SELECT 1 FROM lead_secret"), [])
        reader.close()
        # No till was asked to close its files: what the log had is there.
        self.run_ok("lead", "retention")
        self.assertNotIn(box, self.files(self.db))
        self.run_ok("verify")

    def test_erased_everywhere(self):
        """After the next sync no copy can be read with the secret key: neither rows nor bytes are
        left, in file or log, at till, store, second till and booth; everything still verifies, and
        the others are all there."""
        store, booth, second = self.join()
        dice = random.Random(28)
        tills = (self.db, second, booth)
        rows = {}
        for till in tills:
            said = self.add(*({"fields": {"email": f"p{i}@example.com", "first_name": f"P{i}"},
                               "note": "x" * dice.randrange(900)} for i in range(40)), db=till)
            rows[till] = [row["lead"] for row in said]
        self.sync(store, *tills, *tills)
        self.people()  # matches them: 40 people, met three times each
        boxes = {}
        for table in ("lead_secret", "lead_note_secret"):
            for lead, sealed, box in self.query(f"SELECT lead_id, sealed_key, box FROM {table}"):
                boxes.setdefault(lead, []).extend((sealed, box))
        gone = dice.sample(range(40), 15)
        for i in gone:
            said = self.run_ok("lead", "erase", f"p{i}@example.com", *self.key)
            self.assertIn("3 leads of this person are erased", said)
        self.sync(store, self.db, second, booth, self.db, second)
        lost = {1000000000000 * node + i + 1 for i in gone for node in (1, 2, 9)}
        for db in (self.db, store, second, booth):
            data = self.files(db)
            for lead in lost:
                for part in boxes[lead]:
                    # Neither whole nor in pieces, as a page that was divided would keep them.
                    for at in range(0, len(part) - 16, 16):
                        self.assertNotIn(part[at:at + 16], data, (db.name, lead))
            self.assertIn("Everything holds", self.at(db, "verify"))
        left = self.people(db=self.db)
        self.assertEqual(len(left), 25)
        self.assertTrue(all(person["open"] and len(person["leads"]) == 3 for person in left))
        self.assertIn("erased", self.refused(1, "lead", "withdraw", rows[self.db][gone[0]],
                                             "--purpose", "email"))


if __name__ == "__main__":
    program.main()
