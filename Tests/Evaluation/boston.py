"""A real city's quarter, evaluated by the program, against counts made from the file itself.

Nothing is shared with the engine: this reads the CSV, and asks `streetwise evaluate` for its figures.
  python3 Tests/Evaluation/boston.py
"""

import collections
import csv
import datetime
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import zoneinfo

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT.parent / "shared" / "data" / "cases" / "boston_311_2015_q1.csv.gz"
PROGRAM = ROOT / ".build" / "debug" / "streetwise"
BOSTON = zoneinfo.ZoneInfo("America/New_York")
SHIYAN = zoneinfo.ZoneInfo("Asia/Shanghai")
FIRST, LAST = datetime.date(2015, 1, 1), datetime.date(2015, 3, 31)


def moment(text):
    if not text:
        return None
    return datetime.datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p").replace(tzinfo=BOSTON)


def within(then):
    # The city's days are those of the city that evaluates.
    return then is not None and FIRST <= then.astimezone(SHIYAN).date() <= LAST


def counted():
    """By department: filed, due, closed, closed on time."""
    counts = collections.defaultdict(lambda: [0, 0, 0, 0])
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # A department's code has no spaces here.
            department = counts[row["Department"].replace(" ", "-")]
            opened, target = moment(row["OPEN_DT"]), moment(row["TARGET_DT"])
            if within(opened):
                department[0] += 1
            if not within(target):
                continue
            department[1] += 1
            if row["CASE_STATUS"] == "Closed":
                department[2] += 1
                if row["OnTime_Status"] == "ONTIME":
                    department[3] += 1
    return {name: values for name, values in counts.items() if any(values)}


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout


def evaluated(folder):
    run("migrate", "--data", folder)
    run("import", "cases", str(FILE), "--mapping", "boston-311", "--data", folder)
    report = json.loads(
        run("evaluate", "--from", str(FIRST), "--to", str(LAST), "--by", "department", "--json", "--data", folder)
    )
    verified = json.loads(run("verify", "--json", "--data", folder))
    assert verified["sound"], verified["evaluation"]
    return report["rows"]


def main():
    if not FILE.exists():
        print(f"skipped: {FILE} is not here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        rows = evaluated(folder)
    expected = counted()
    codes = ("filed", "due_to_close", "closed", "closed_on_time")
    found = {row["code"]: [row["figures"][code] for code in codes] for row in rows}
    wrong = {
        name: (expected.get(name), found.get(name))
        for name in expected.keys() | found.keys()
        if name and expected.get(name) != found.get(name)
    }
    for row in rows:
        _, due, closed, on_time = found[row["code"]]
        rates = row["indicators"]
        if due == 0:
            assert "closing_rate" not in rates, row
        else:
            assert abs(rates["closing_rate"] - closed / due * 100) < 1e-9, row
            assert abs(rates["on_time_closing_rate"] - on_time / due * 100) < 1e-9, row
    total = [sum(values) for values in zip(*found.values())]
    print(f"departments {len(found)}: filed, due, closed, on time {total}; wrong: {wrong or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
