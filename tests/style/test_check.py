"""A check that finds nothing proves nothing: each finds what is planted for it, and only that."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
import check  # noqa: E402

TABLE = """tilltale_layer(base LIBS Threads::Threads)
tilltale_layer(domain USES base)
tilltale_layer(store USES domain base LIBS PkgConfig::SQLITE)
tilltale_layer(till USES store domain
    base LIBS x)
"""


class Planted(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        (self.root / "CMakeLists.txt").write_text(TABLE)
        self.write("store/rows.h", "/* Rows.\n * Private to src/store. */\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        path = self.root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def finds(self, name, path, text, count):
        with self.subTest(text=text):
            self.write(path, text)
            bad, _ = check.CHECKS[name](self.root)
            self.assertEqual(len(bad), count, bad)
            (self.root / "src" / path).unlink()

    def test_layers(self):
        self.finds("layers", "domain/a.c", '#include "base/error.h"\n', 0)
        self.finds("layers", "domain/a.c", '#include "store/rows.h"\n', 1)
        self.finds("layers", "domain/a.c", '/* #include "store/rows.h" */\n', 0)
        self.finds("layers", "till/a.c", '#include "store/rows.h"\n', 1)
        self.finds("layers", "till/a.c", '#include "base/error.h"\n', 0)
        self.finds("layers", "store/a.c", '#include "store/rows.h"\n', 0)
        self.finds("layers", "store/a.c", '#include "rows.h"\n', 1)
        self.finds("layers", "cellar/a.c", "", 1)

    def test_borders(self):
        self.finds("borders", "store/a.c", "#include <sqlite3.h>\n", 0)
        self.finds("borders", "till/a.c", "#include <sqlite3.h>\n", 1)
        self.finds("borders", "till/a.c", "#include <SDL2/SDL.h>\n#include <SDL_ttf.h>\n", 2)

    def test_sql(self):
        self.finds("sql", "till/a.c", 'f("INSERT "\n  "INTO sale");\n', 1)
        self.finds("sql", "till/a.c", 'f("select a file", "Update your shop");\n', 0)
        self.finds("sql", "store/a.c", 'f("SELECT 1 FROM sale");\n', 0)
        self.finds("sql", "store/a.c", 'f("SELECT %s FROM sale");\n', 1)

    def test_banned(self):
        self.finds("banned", "base/a.c", "strcpy(a, b);\n", 1)
        self.finds("banned", "base/a.c", 'text_strcpy(a); "strcpy(a)"; /* rand() */ strcpy_s(a);\n', 0)

    def test_machine(self):
        self.finds("machine", "base/a.c", "/" + "work/x\n", 1)
        self.finds("machine", "base/a.c", "framework/x\n", 0)

    def test_headers(self):
        self.write("base/a.h", "struct a { size_t size; };\n")
        bad, _ = check.check_headers(self.root, ["cc", "-std=c17"])
        self.assertTrue(bad)
        self.write("base/a.h", "#include <stddef.h>\nstruct a { size_t size; };\n")
        bad, _ = check.check_headers(self.root, ["cc", "-std=c17"])
        self.assertFalse(bad)

    def test_mutable(self):
        cases = [("int counter = 1;", 1), ("int f(void);int f(void) { static int n; return n++; }", 1),
                 ("const char *const NAMES[] = {\"a\"};", 0), ("const char *name = \"a\";", 1),
                 ("_Thread_local int n;", 1), ("const int n = 3;", 0)]
        for text, count in cases:
            with self.subTest(text=text):
                source, target = self.root / "a.c", self.root / "a.o"
                source.write_text(text)
                subprocess.run(["cc", "-fPIC", "-c", "-o", target, source], check=True)
                bad, _ = check.check_mutable(self.root, ["objdump", str(target)])
                self.assertEqual(len(bad), count, bad)


if __name__ == "__main__":
    unittest.main()
