"""Wrong usage is exit status 2 with a word on stderr, help is 0 on stdout."""
import program


class Usage(program.ProgramTest):
    def test_no_command(self):
        result = self.call()
        self.assertEqual(result.returncode, 2)
        self.assertIn("usage: tilltale COMMAND", result.stderr)

    def test_unknown_command(self):
        for words in (["nonsense"], ["campaign"], ["sale"], ["sale", "hide"], ["--nonsense"]):
            result = self.call(*words)
            self.assertEqual(result.returncode, 2, words)
            self.assertIn("there is no command", result.stderr)

    def test_help(self):
        listed = self.call("--help")
        self.assertEqual((listed.returncode, listed.stderr), (0, ""))
        commands = [line[2:24].strip() for line in listed.stdout.splitlines()
                    if line.startswith("  ")]
        self.assertIn("campaign link", commands)
        for command in commands:
            for flag in ("--help", "-h"):
                result = self.call(*command.split(), flag)
                self.assertEqual((result.returncode, result.stderr), (0, ""), command)
                self.assertIn(f"usage: tilltale {command}", result.stdout)
                self.assertIn("--db FILE", result.stdout)

    def test_first_word_alone(self):
        for flag in ("--help", "-h"):
            result = self.call("report", flag)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            self.assertIn("report campaigns", result.stdout)
            self.assertNotIn("sale show", result.stdout)
        said = self.call("report", "weekly").stderr
        self.assertIn('there is no command "report weekly"', said)
        self.assertIn("report day", said)

    def test_options(self):
        for words, why in (
                (["ring"], "FILE.jsonl is missing"),
                (["ring", "a", "b"], '"b" is too much'),
                (["ring", "a", "--jsn"], "there is no option --jsn"),
                (["ring", "a", "--json", "--json"], "--json is given twice"),
                (["ring", "a", "--json=yes"], "--json takes no value"),
                (["sale", "show"], "NUMBER is missing"),
                (["campaign", "link", "A", "--png"], "--png wants a value"),
                (["campaign", "link", "A", "--png", "a", "--svg", "b"], "one picture"),
                (["init", "--shop", "X"], "--till is missing"),
                (["import", "people", "x.csv"], "products, campaigns"),
                (["ring", "a", "--db"], "--db wants a value"),
                (["ring", "a", "--db", "a", "--db", "b"], "--db is given twice")):
            result = self.call(*words)
            self.assertEqual(result.returncode, 2, words)
            self.assertEqual(result.stdout, "")
            self.assertIn(why, result.stderr, words)

    def test_no_such_file(self):
        for words in (["ring", "-"], ["sale", "show", "1-1"], ["campaign", "link", "A"],
                      ["import", "products", "x.csv"]):
            self.refused(1, *words, stdin="")
        self.assertEqual(list(self.path.iterdir()), [])

    def test_default_file(self):
        data = self.path / "deep" / "data"
        result = self.call("init", *program.INIT, env={"XDG_DATA_HOME": str(data)})
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue((data / "tilltale" / "shop.db").exists())
        result = self.call("init", *program.INIT,
                           env={"XDG_DATA_HOME": "", "HOME": str(self.path)})
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue((self.path / ".local/share/tilltale/shop.db").exists())
        result = self.call("init", *program.INIT, env={"XDG_DATA_HOME": "", "HOME": ""})
        self.assertEqual(result.returncode, 2)


if __name__ == "__main__":
    program.main()
