"""Who works here, their PINs and the words for the day on which nobody knows one: no PIN is ever an
argument, printed, or to be found in the files."""
import os
import pty

import program


class Staff(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.words = self.init().splitlines()[-1]

    def pin(self, digits):
        return self.write("pin", digits + "\n")

    def lines(self):
        return [" ".join(line.split()) for line in self.run_ok("staff", "list").splitlines()]

    def test_people(self):
        self.assertEqual(self.lines(), ["Manager manager no PIN"])
        self.run_ok("staff", "pin", "Manager", "--pin-file", self.pin("246802"))
        self.run_ok("staff", "add", "Ana Ruiz", "--role", "cashier", "--pin-file",
                    self.pin("135791"))
        self.run_ok("staff", "add", "Ben", "--role", "booth")
        self.assertEqual(self.lines(), ["Manager manager has a PIN", "Ana Ruiz cashier has a PIN",
                                        "Ben booth no PIN"])
        self.run_ok("staff", "disable", "Ben")
        self.assertIn("Ben booth no PIN works here no more", self.lines())
        self.assertIn("nobody", self.refused(1, "staff", "disable", "Ben"))
        self.run_ok("staff", "enable", "Ben")
        self.assertIn("Ben booth no PIN", self.lines())
        self.run_ok("verify")

    def test_refused(self):
        before = self.dump()
        for status, words, *arguments in (
                (1, "manager", "add", "Manager", "--role", "cashier"),
                (2, "--role", "add", "Ana", "--role", "boss"),
                (2, "--role", "add", "Ana"),
                (1, "no manager", "disable", "Manager"),
                (1, "nobody", "pin", "Ana", "--pin-file", self.pin("1234")),
                (1, "4 to 8", "pin", "Manager", "--pin-file", self.pin("123")),
                (1, "4 to 8", "pin", "Manager", "--pin-file", self.pin("12345678901")),
                (1, "cannot open", "pin", "Manager", "--pin-file", self.path / "none"),
                (1, "terminal", "pin", "Manager"),
                (2, "", "pin", "Manager", "1234")):
            said = self.refused(status, "staff", *arguments, stdin="")
            self.assertIn(words, said.lower(), arguments)
        self.assertEqual(self.dump(), before)

    def test_first_pin_is_a_managers(self):
        self.run_ok("staff", "add", "Ana", "--role", "cashier")
        self.assertIn("manager", self.refused(1, "staff", "pin", "Ana", "--pin-file",
                                              self.pin("1357")))

    def test_no_pin_to_read(self):
        """Not even what argon2id was given, under another key file."""
        self.run_ok("staff", "pin", "Manager", "--pin-file", self.pin("80617253"))
        (hashed,), = self.query("SELECT pin_hash FROM staff")
        self.assertTrue(hashed.startswith("$argon2id$v=19$m=65536,t=2,p=1$"), hashed)
        for path in self.path.iterdir():
            if path.name != "pin":
                self.assertNotIn(b"80617253", path.read_bytes(), path.name)

    def test_asked_on_a_terminal(self):
        """It is not shown there."""
        child, terminal = pty.fork()
        if child == 0:
            os.execv(program.PROGRAM, [program.PROGRAM, "staff", "pin", "Manager", "--db",
                                       str(self.db)])
        said = b""
        while b":" not in said:
            said += os.read(terminal, 1000)
        os.write(terminal, b"80617253\n")
        try:
            while more := os.read(terminal, 1000):
                said += more
        except OSError:
            pass # the other end is closed
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0, said)
        os.close(terminal)
        self.assertNotIn(b"80617253", said)
        self.assertEqual(self.lines(), ["Manager manager has a PIN"])

    def test_recovery(self):
        self.assertRegex(self.words, r"^([0-9A-HJKMNP-TV-Z]{5} ?){6}$")
        for (value,) in self.query("SELECT value FROM setting"):
            self.assertNotIn(self.words[:5], value)
        self.assertNotIn("recovery", self.run_ok("get"))
        words = self.write("words", self.words.lower() + "\n")
        wrong = self.write("wrong", "AAAAA " * 6 + "\n")
        self.refused(1, "staff", "recover", "Manager", "--words-file", wrong, "--pin-file",
                     self.pin("1234"))
        said = self.run_ok("staff", "recover", "Manager", "--words-file", words, "--pin-file",
                           self.pin("1234"))
        self.assertEqual(self.lines(), ["Manager manager has a PIN"])
        self.refused(1, "staff", "recover", "Manager", "--words-file", words, "--pin-file",
                     self.pin("1234"))
        self.run_ok("staff", "recover", "Manager", "--words-file",
                    self.write("words", said.splitlines()[-1]), "--pin-file", self.pin("4321"))
        self.run_ok("verify")


class Demo(program.ProgramTest):
    def test_people(self):
        said = self.init("--demo")
        self.assertNotIn("ecovery", said)
        self.assertEqual(
            self.query("SELECT name, role, pin_hash IS NOT NULL FROM staff ORDER BY id"),
            [("Cashier 1", "cashier", 1), ("Cashier 2", "cashier", 1), ("Manager", "manager", 1),
             ("Booth", "booth", 1)])


if __name__ == "__main__":
    program.main()
