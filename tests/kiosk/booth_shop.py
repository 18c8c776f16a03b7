"""A demo shop with a booth: the campaign Spring booth in its own colours and languages, and the
key that visitors' details are sealed with."""
import json
import subprocess
from pathlib import Path

CAMPAIGN = ("code,name,channel,starts,ends,budget,offer,landing_url,headline,limit,stacks,utm,"
            "form_url,ground_colour,button_colour,languages\n"
            "SPRING,Spring booth,event,,,1200,10% on Beans,,First cup’s on us.,,,,{form_url},"
            "{ground},{button},{languages}\n")


def run(tilltale, db, *arguments):
    return subprocess.run([tilltale, *map(str, arguments), "--db", db], check=True,
                          capture_output=True, text=True).stdout


def stand(tilltale, db):
    """Says where the booth stands, and makes the key where the demo has none."""
    if not Path(f"{db}.leadkey").exists():
        passphrase = Path(f"{db}.passphrase")
        passphrase.write_text("demo")
        run(tilltale, db, "lead", "key", "create", "--passphrase-file", passphrase)
    for key, value in (("campaign", "SPRING"), ("placement", "stand"), ("place", "hall 4")):
        run(tilltale, db, "set", f"booth_{key}", value)


def found(tilltale, folder, name="booth", *, form_url="", ground="", button="", languages=""):
    """Makes the shop; returns its file."""
    db, campaigns = Path(folder) / f"{name}.db", Path(folder) / "campaign.csv"
    run(tilltale, db, "init", "--shop", "Harbour Roast", "--currency", "EUR", "--till", "1",
        "--prices", "gross", "--rounding", "line", "--timezone", "Europe/Berlin", "--day-starts",
        "04:00", "--demo")
    if form_url or ground or button or languages:
        campaigns.write_text(CAMPAIGN.format(form_url=form_url, ground=ground, button=button,
                                             languages=f'"{languages}"'), encoding="utf-8")
        run(tilltale, db, "import", "campaigns", campaigns)
    stand(tilltale, db)
    return db


def taps(text):
    """The lines that type a text on the keyboard of the screen, a finger at a time."""
    return [f'tap "{sign}"' for sign in text]


def leads(tilltale, db, passphrase="demo"):
    """What the shop knows of its visitors with the key open, latest first."""
    said = subprocess.run([tilltale, "lead", "list", "--json", "--db", db], check=True, text=True,
                          capture_output=True, env={"TILLTALE_PASSPHRASE": passphrase}).stdout
    return [json.loads(line) for line in said.splitlines()]
