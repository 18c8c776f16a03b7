"""What no compiler sees: the walls between the layers and the words that the code may not use.

    check.py ROOT layers|borders|sql|banned|machine
    check.py ROOT headers -- COMPILER FLAG...
    check.py ROOT mutable -- OBJDUMP LIBRARY...

Each check prints `file:line: what is wrong` and exits 1, or says how much it looked at.
"""
import re
import subprocess
import sys
from pathlib import Path

BANNED = ("strcpy strcat strncpy strncat sprintf vsprintf strtok gmtime localtime asctime ctime "
          "atoi atol atoll atof strtod strtof rand srand random system popen gets alloca").split()
# Libraries that one layer alone knows. `device` is the other side of the evdev border.
BORDERS = {
    r"SDL\w*(?:/SDL\w*)?\.h|SDL2/.*": {"platform"},
    r"sqlite3(?:ext)?\.h": {"store"},
    r"sodium(?:/.*)?\.h|sodium\.h": {"domain", "store", "sync", "till"},
    r"qrencode\.h": {"qr"},
    r"linux/input.*": {"device", "platform"},
    r"libpq-fe\.h": {"sync"},
    r"xlsxwriter(?:/.*)?\.h|xlsxwriter\.h|pango/.*|cairo.*": {"office"},
}
SQL_WORDS = re.compile(
    r"\b(SELECT\s.+|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TEMP\s+)?"
    r"(UNIQUE\s+)?(TABLE|INDEX|TRIGGER|VIEW)|DROP\s+(TABLE|INDEX|TRIGGER)|ALTER\s+TABLE|PRAGMA\s+\w|"
    r"BEGIN\s+IMMEDIATE|ORDER\s+BY|GROUP\s+BY|\bWHERE\s+\w+\s*[=<>])")
MACHINE = re.compile(r"/(?:work|farm|root|tmp/wt|home/\w+|Users/\w+)/")
CODE = re.compile(
    r'(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<text>"(?:\\.|[^"\\\n])*")|(?P<char>\'(?:\\.|[^\'\\\n])*\')',
    re.S)


def sources(root, suffixes=(".c", ".h")):
    return sorted(p for p in (root / "src").rglob("*") if p.suffix in suffixes)


def blank(text):
    """The same number of lines without a word on them."""
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    return CODE.sub(lambda m: blank(m.group()), text)


def without_comments(text):
    return CODE.sub(lambda m: blank(m.group()) if m.group("comment") else m.group(), text)


def literals(text):
    """(line, content) of each string literal; neighbours that the compiler joins are joined."""
    found, end = [], None
    for match in CODE.finditer(text):
        if match.group("comment"):
            continue
        if not match.group("text"):
            end = None
            continue
        content = match.group("text")[1:-1]
        between = code_only(text[end:match.start()]) if end is not None else "x"
        if found and not between.strip():
            found[-1] = (found[-1][0], found[-1][1] + content)
        else:
            found.append((text.count("\n", 0, match.start()) + 1, content))
        end = match.end()
    return found


def includes(text):
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1), match.group(2)


def layer_of(root, path):
    parts = path.relative_to(root / "src").parts
    return parts[0] if len(parts) > 1 else "main"


def layer_table(root):
    """The calls of tilltale_layer() in CMakeLists.txt: which layer may include which."""
    text = (root / "CMakeLists.txt").read_text()
    table = {}
    for name, rest in re.findall(r"^tilltale_layer\((\w+)([^)]*)\)", text, re.M):
        uses = re.search(r"USES\s+([\w\s]*?)(?:LIBS|$)", rest)
        table[name] = set(uses.group(1).split()) if uses else set()
    table["main"] = set(table)
    return table


def check_layers(root):
    table = layer_table(root)
    bad = []
    for path in sources(root):
        text = path.read_text()
        layer = layer_of(root, path)
        if layer not in table:
            bad.append(f"{path}:1: {layer} is no layer of CMakeLists.txt")
            continue
        for line, kind, name in includes(text):
            if kind != '"':
                continue
            target = name.split("/")[0] if "/" in name else None
            header = root / "src" / name
            if target is None or ".." in name:
                bad.append(f'{path}:{line}: "{name}" does not start at src/')
            elif target not in table:
                bad.append(f'{path}:{line}: "{name}" is in no layer')
            elif target != layer and target not in table[layer]:
                bad.append(f'{path}:{line}: {layer} may not use {target} ("{name}")')
            elif (target != layer and header.exists() and
                  re.search(rf"Private to\s+(?:\*\s+)?src/{target}\b", header.read_text())):
                bad.append(f'{path}:{line}: "{name}" is private to src/{target}')
    return bad, f"{len(table) - 1} layers"


def check_borders(root):
    bad = []
    for path in sources(root):
        layer = layer_of(root, path)
        for line, _, name in includes(path.read_text()):
            for pattern, allowed in BORDERS.items():
                if re.fullmatch(pattern, name) and layer not in allowed:
                    bad.append(f"{path}:{line}: only {', '.join(sorted(allowed))} may know <{name}>")
    return bad, f"{len(BORDERS)} libraries"


def check_sql(root):
    """SQL lives in store/, and there a value never gets into it by formatting."""
    bad = []
    for path in sources(root):
        layer = layer_of(root, path)
        for line, text in literals(path.read_text()):
            if not SQL_WORDS.search(text):
                continue
            if layer != "store":
                bad.append(f"{path}:{line}: SQL outside of store: {text[:60]}")
            elif "%" in text:
                bad.append(f"{path}:{line}: SQL with a format in it: {text[:60]}")
    return bad, "every string"


def check_banned(root):
    call = re.compile(r"(?<![\w.>])(" + "|".join(BANNED) + r")\s*\(")
    bad = []
    for path in sources(root):
        for number, line in enumerate(code_only(path.read_text()).splitlines(), 1):
            for match in call.finditer(line):
                bad.append(f"{path}:{number}: {match.group(1)} is not used here (see src/README.md)")
    return bad, f"{len(BANNED)} names"


def check_machine(root):
    bad = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        if inside[0] in (".git", "build", "out") or "__pycache__" in inside or not path.is_file():
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = MACHINE.search(line)
            if match:
                bad.append(f"{path}:{number}: {match.group()} is a path of one machine")
    return bad, "every text file"


def check_headers(root, command):
    """Each header compiles by itself, so that the order of includes never matters."""
    headers = sources(root, (".h",))
    run = subprocess.run(
        [*command, "-fsyntax-only", f"-I{root / 'src'}", "-x", "c", *map(str, headers)],
        capture_output=True, text=True)
    bad = run.stderr.splitlines() if run.returncode else []
    return bad, f"{len(headers)} headers"


def check_mutable(_root, command):
    """No object of ours outlives its function and can be written: nothing is global."""
    objdump, *archives = command
    section = re.compile(r"^\w+ .{7} (\.data|\.bss|\.tdata|\.tbss|\*COM\*|\.data\.rel(?!\.ro)[\w.]*"
                         r"|\.data\.(?!rel)[\w.]+|\.bss\.[\w.]+)\s+(\w+)\s+(\S+)$")
    bad = []
    for archive in archives:
        listing = subprocess.run([objdump, "-t", archive], capture_output=True, text=True,
                                 check=True).stdout
        member = archive
        for line in listing.splitlines():
            if ":     file format" in line:
                member = line.split(":")[0]
            match = section.match(line)
            if not match or int(match.group(2), 16) == 0:
                continue
            name = match.group(3)
            if name.startswith((".", "__", "_ub_sanitizer")):  # sections and the sanitizers' own
                continue
            bad.append(f"{Path(archive).name}({member}): {name} can be written ({match.group(1)})")
    return bad, f"{len(archives)} libraries"


CHECKS = {name[6:]: function for name, function in globals().items() if name.startswith("check_")}


def main(arguments):
    root, name, *rest = arguments
    extra = [rest[1:]] if rest[:1] == ["--"] else []
    bad, looked_at = CHECKS[name](Path(root), *extra)
    for line in bad:
        print(line.replace(f"{root}/", ""))
    if not bad:
        print(f"{name}: {looked_at} looked at, nothing found")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
