"""No dependency has a known fault that could reach us, or advisories.toml says why it cannot.

The list is kept here because the machine that checks may reach no network but a crate registry. To
renew it: git clone https://github.com/rustsec/advisory-db, and
    python3 .ci/advisories.py --update advisory-db
It takes all advisories of the crates in Cargo.lock, whatever their versions, so that an older or a
newer one is judged too; what a crate that comes new has, only the next update tells. Reasons stay.
"""
import datetime
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

LIST = Path(__file__).with_name("advisories.toml")
HEAD = """\
# Advisories of RustSec (https://github.com/rustsec/advisory-db, CC0) on crates in Cargo.lock; written by
# advisories.py, but for the reasons: each of an advisory that a locked version has, and why it cannot
# reach us or what we do about it.
"""


def version(text):
    """A version as what orders it: a release comes after all that led to it."""
    main, _, pre = text.split("+")[0].partition("-")
    numbers = ([int(part) for part in main.split(".")] + [0, 0])[:3]
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in pre.split(".")]
    return (*numbers, 0 if pre else 1, parts if pre else [])


def is_met(have, requirement):
    """Whether a version meets all parts of a requirement."""
    for part in requirement.split(","):
        sign, wanted = re.fullmatch(r"\s*(>=|<=|>|<|=|\^)?\s*([\w.+-]+)\s*", part).groups()
        bound = version(wanted)
        # The first number that is not nought may not change.
        place = next((place for place in range(3) if bound[place]), 2)
        kept = have[: place + 1] == bound[: place + 1]
        if not {">=": have >= bound, "<=": have <= bound, ">": have > bound, "<": have < bound, "=": have == bound}.get(sign, have >= bound and kept):
            return False
    return True


def is_affected(have, advisory):
    return not any(is_met(version(have), requirement) for requirement in advisory["fixed"])


def locked():
    """The versions of each crate that is locked."""
    crates = {}
    for package in tomllib.loads(Path("Cargo.lock").read_text(encoding="utf8"))["package"]:
        if "source" in package:
            crates.setdefault(package["name"], []).append(package["version"])
    return crates


def read(database):
    """The advisories of a copy of the database on crates that are locked."""
    for name in sorted(locked()):
        for file in sorted((Path(database) / "crates" / name).glob("RUSTSEC-*.md")):
            head, text = re.match(r"```toml\n(.*?)\n```(.*)", file.read_text(encoding="utf8"), re.S).groups()
            advisory, versions = (tomllib.loads(head)[key] for key in ("advisory", "versions"))
            if "withdrawn" not in advisory:
                fixed = versions.get("patched", []) + versions.get("unaffected", [])
                title = re.search(r"^# (.*)$", text, re.M)[1]
                yield {"id": advisory["id"], "crate": name, "kind": advisory.get("informational", "fault"), "title": title, "fixed": fixed}


def update(database):
    known = {advisory["id"]: advisory for advisory in tomllib.loads(LIST.read_text(encoding="utf8"))["advisory"]} if LIST.exists() else {}
    commit, day = subprocess.check_output(["git", "-C", database, "log", "-1", "--format=%H %cs"], text=True).split()
    lines = [HEAD, f'commit = "{commit}"', f"date = {day}"]
    for advisory in read(database):
        lines += ["", "[[advisory]]"]
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in advisory.items()]
        if reason := known.get(advisory["id"], {}).get("reason"):
            lines.append(f"reason = {json.dumps(reason, ensure_ascii=False)}")
    LIST.write_text("\n".join(lines) + "\n", encoding="utf8")


def main():
    if sys.argv[1:2] == ["--update"]:
        update(sys.argv[2])
    # Or the comparison proves nothing.
    controls = {"1.2.2": False, "1.2.3": True, "1.9.0": True, "2.0.0-rc.1": False, "2.0.0": True}
    for have, wanted in controls.items():
        met = any(is_met(version(have), part) for part in (">= 1.2.3, < 2.0.0-rc.1", ">= 2.0.0"))
        assert met == wanted, have
    assert is_met(version("0.10.9"), "^0.10.4") and not is_met(version("0.11.0"), "0.10.4")

    known = tomllib.loads(LIST.read_text(encoding="utf8"))
    crates, wrong, accepted = locked(), [], 0
    for advisory in known["advisory"]:
        hit = [have for have in crates.get(advisory["crate"], []) if is_affected(have, advisory)]
        called = f"{advisory['id']} {advisory['crate']} {' '.join(hit)}: {advisory['title']}"
        if hit and not advisory.get("reason"):
            wrong.append(f"{called}: take a fixed version ({', '.join(advisory['fixed']) or 'none yet'}), or write the reason why it cannot reach us")
        elif not hit and advisory.get("reason"):
            wrong.append(f"{called}: no locked version has it any more; remove its reason")
        accepted += bool(hit)
    age = (datetime.date.today() - known["date"]).days
    print(f"{len(known['advisory'])} advisories of {known['date']}, {age} days old; {accepted} accepted, {len(wrong)} wrong")
    sys.exit("\n".join(wrong) if wrong else 0)


main()
