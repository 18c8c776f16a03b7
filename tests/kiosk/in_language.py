"""A script whose labels are English, played in another language: the labels are looked up in the
translations, sums are written as the language writes them, and what is no text of ours stays."""
import importlib.machinery
import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LABELLED = re.compile(r'^(tap|hold|drag|expect|expect-not)\s+(?:"((?:\\.|[^"\\])*)"|(\S+))(.*)$')
PLACE = re.compile(r"\{(\d)\}")
DECIMAL = re.compile(r"(\d+)\.(\d+)((?: (?:kg|l|m))?)")
NAMES = {"Cashier 1", "Cashier 2", "Manager", "Booth"}  # people of the demo shop
MONEY = re.compile(r"€(\d[\d,]*(?:\.\d+)?)")


def translations():
    path = ROOT / "tests" / "tools" / "translations"
    loader = importlib.machinery.SourceFileLoader("translations", str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("translations", loader))
    loader.exec_module(module)
    return module


def form(language, count):
    """As Plural-Forms of the language says."""
    if language == "ar":
        rest = count % 100
        return count if count < 3 else 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5
    return int(count > 1 if language == "fr" else count != 1)


class Words:
    def __init__(self, language):
        self.language = language
        text = (ROOT / "assets" / "translations" / f"{language}.po").read_text(encoding="utf-8")
        self.texts = {}
        found = translations().entries(text).items()
        for (_, one), (many, said, _) in sorted(found, key=lambda entry: entry[0][0] is None):
            self.texts[one] = said  # one without a context wins
            if many:
                self.texts[many] = said

    def sums(self, text):
        def one(match):
            number = match.group(1)
            if self.language != "ar":
                number = number.replace(",", "\0").replace(".", ",")
                number = number.replace("\0", "." if self.language != "fr" else "\u202f")
            return f"{number}\u00a0€"
        if self.language != "ar" and DECIMAL.fullmatch(text):
            return DECIMAL.sub(r"\1,\2\3", text)
        return MONEY.sub(one, text)

    def fill(self, said, fills):
        count = int(fills["1"]) if fills.get("1", "").isdigit() else 0
        text = said[form(self.language, count)] if len(said) > 1 else said[0]
        text = PLACE.sub(lambda m: self.label(fills[m.group(1)]) if m.group(1) in fills else "\0",
                         text)
        # A label may be found by any part of it; what no place interrupts is the surest.
        return text.split("\0")[0].strip() or max(text.split("\0"), key=len).strip()

    def match(self, text, english):
        """(how well, what fills the places): `english` filled is `text`, or begins so. None: not."""
        tokens = PLACE.split(english)
        for end in range(len(tokens), 0, -2):
            *before, last = tokens[:end:2]
            pattern = "".join(re.escape(literal) + "(.+?)" for literal in before)
            is_last = end == len(tokens)
            for size in range(len(last), 0 if not is_last or last else -1, -1):
                if last[size:size + 1].isalpha():
                    continue  # a label is not cut within a word
                found = text.endswith(last[:size]) and re.fullmatch(
                    pattern + re.escape(last[:size]), text, re.S)
                if found:
                    is_whole = is_last and size == len(last)
                    letters = sum(map(len, before)) + size
                    return (letters, is_whole), dict(zip(tokens[1::2], found.groups()))
        return None

    def label(self, text):
        if text in NAMES:
            return text
        if text in self.texts:
            return self.fill(self.texts[text], {"1": text.split(" ")[0]})
        best, best_fit, best_fills = None, (1, True), None
        for english in self.texts:
            found = self.match(text, english)
            if found is not None and found[0] > best_fit:
                best, (best_fit, best_fills) = english, found
        if best is not None:
            return self.fill(self.texts[best], best_fills)
        return self.sums(text)


def translate(script, language):
    words = Words(language)
    lines = [f"locale {language}"]
    for line in script.splitlines():
        match = LABELLED.match(line)
        if match:
            label = match.group(2) if match.group(2) is not None else match.group(3)
            label = words.label(label.replace('\\"', '"')).replace('"', '\\"')
            line = f'{match.group(1)} "{label}"{match.group(4)}'
        lines.append(line)
    return "\n".join(lines) + "\n"
