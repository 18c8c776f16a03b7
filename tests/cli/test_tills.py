"""A shop of several tills: what joins what, who may write, and that a refusal leaves no file."""
import program


class Tills(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.init("--demo")
        self.store = self.path / "store.db"
        self.second = self.path / "second.db"

    def names(self):
        return {path.name for path in self.path.iterdir() if not path.name.endswith(("wal", "shm"))}

    def refused_at(self, db, *words):
        self.db, kept = db, self.db
        try:
            return self.refused(1, *words)
        finally:
            self.db = kept

    def test_join_wants_a_store(self):
        before = (self.names(), self.dump())
        said = self.refused_at(self.second, "join", self.db, "--till", "2")
        self.assertIn("is a till and no shop's store", said)
        self.assertEqual((self.names(), self.dump()), before)

    def test_store_wants_a_till_that_has_everything(self):
        self.run_ok("store", "init", self.store, "--from", self.db, "--office")
        booth = self.path / "booth.db"
        self.assertEqual(self.call("join", self.store, "--till", "9", "--role", "booth",
                                   "--db", booth).returncode, 0)
        before = self.names()
        other = self.path / "other.db"
        for source, more, why in ((self.store, [], "is a shop's store already"),
                                  (booth, [], "is a booth"),
                                  (self.db, ["--office"], "does not hold the pen")):
            said = self.refused(1, "store", "init", other, "--from", source, *more)
            self.assertIn(why, said)
            self.assertEqual(self.names(), before)

    def test_a_booth_cannot_check_the_shops_codes(self):
        link = self.run_ok("campaign", "link", "SPRING", "--content", "flyer")
        code = link.split("code", 1)[1].split()[0]
        self.run_ok("store", "init", self.store, "--from", self.db)
        self.assertEqual(self.call("join", self.store, "--till", "9", "--role", "booth",
                                   "--db", self.second).returncode, 0)
        sale = self.write("sale.jsonl", '{"lines":[{"sku":"FLATW","qty":"1"}],"scan":["%s"],'
                          '"pay":[{"tender":"cash","amount":"3.60"}]}\n' % code)
        result = self.call("ring", sale, "--db", self.second)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("no key here can check it", result.stderr)

    def test_the_pens_holder_is_named(self):
        products = self.write("p.csv", program.PRODUCTS + "N,,New,Tea,1.00,7,each,\n")
        self.run_ok("store", "init", self.store, "--from", self.db)
        said = self.refused_at(self.store, "import", "products", products)
        self.assertIn("till 1 holds the pen", said)

    def test_another_tills_key_file(self):
        self.run_ok("store", "init", self.store, "--from", self.db)
        self.assertEqual(
            self.call("join", self.store, "--till", "2", "--db", self.second).returncode, 0)
        self.run_ok("sync", self.store)
        keys = {db: db.with_name(db.name + ".key") for db in (self.db, self.second, self.store)}
        saved = {db: key.read_bytes() for db, key in keys.items()}
        for db in keys:
            for other in keys:
                if other == db:
                    continue
                keys[db].write_bytes(saved[other])
                said = self.refused_at(db, "import", "products", self.path / "none.csv")
                self.assertIn("is not the key file of this store", said, (db, other))
                keys[db].write_bytes(saved[db])
        self.run_ok("sync", self.store)
        self.run_ok("verify")


if __name__ == "__main__":
    program.main()
