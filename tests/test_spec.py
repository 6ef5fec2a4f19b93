"""Every rule of docs/spec.md is named by the title of a test, or stands in LATER with what brings it."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent

LATER: dict[str, str] = {}
"""Rules that no test names yet, and why; the list only shrinks."""

RULE = re.compile(r"^- ([BPTVCMHFRLW]\d+) ", re.MULTILINE)
PYTHON_TITLE = re.compile(r"^\s*(?:async )?def (test_\w+)\(", re.MULTILINE)
WEB_TITLE = re.compile(r"""\b(?:test|it|describe)(?:\.each\(.*?\))?\(\s*(["'`])(.*?)\1""", re.DOTALL)
NAMED = re.compile(r"(?<![A-Za-z0-9])([BPTVCMHFRLW]\d+)(?![A-Za-z0-9])")


def rules() -> list[str]:
    """The ids of all rules, in the order of the specification."""
    return RULE.findall((ROOT / "docs/spec.md").read_text())


def titles() -> list[str]:
    """The titles of all tests, in Python and in the web."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        found += [title.replace("_", " ") for title in PYTHON_TITLE.findall(path.read_text())]
    for folder in (ROOT / "web").iterdir():
        # Other people's tests, and very many files.
        for path in folder.rglob("*.test.ts") if folder.name != "node_modules" else []:
            found += [title for _, title in WEB_TITLE.findall(path.read_text())]
    return found


def named() -> set[str]:
    """The rules that titles name."""
    return {rule for title in titles() for rule in NAMED.findall(title.upper())}


def test_every_rule_is_named_by_a_test() -> None:
    covered = named() | set(LATER)
    missing = [rule for rule in rules() if rule not in covered]
    assert not missing, "no test proves these, and LATER does not say why"


def test_later_names_rules_that_no_test_proves_yet() -> None:
    assert not set(LATER) - set(rules()), "these are no rules of docs/spec.md"
    assert not set(LATER) & named(), "these are tested: take them off the list"
    assert all(reason for reason in LATER.values())


def test_a_title_names_no_rule_that_is_not_there() -> None:
    assert not named() - set(rules())


def test_the_specification_is_read_as_a_whole() -> None:
    letters = [rule[0] for rule in rules()]
    counts = {letter: letters.count(letter) for letter in dict.fromkeys(letters)}
    assert len(set(rules())) == len(rules()), "an id is used twice"
    for letter in counts:
        numbers = [int(rule[1:]) for rule in rules() if rule[0] == letter]
        assert numbers == list(range(1, len(numbers) + 1)), f"{letter} is not counted from 1"
    assert set(counts) == set("BPTVCMHFRLW")
