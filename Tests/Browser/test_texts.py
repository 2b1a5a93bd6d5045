"""The catalogue of texts: every text in both languages, every text that a page asks for, and no other."""

import re
from collections import Counter

from city import ROOT

WEB = ROOT / "Web"
ENTRY = re.compile(r'^\s*"((?:[^"\\]|\\.)+)":\s*\[\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\s*\],?', re.M)
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# t("key"), and keys that stand as values or in choices: t(row.isNew ? "a.b" : "a.c"), title: "nav.cases".
WORD = re.compile(r'"([a-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9_-]+)+)"')
CALL = re.compile(r'\bt\("([^"]+)"')


def catalogue():
    return [entry for file in sorted((WEB / "texts").glob("*.js")) for entry in ENTRY.findall(file.read_text())]


def sources():
    return {file: file.read_text() for file in WEB.rglob("*.js") if not {"vendor", "texts"} & set(file.relative_to(WEB).parts)}


def test_every_line_of_a_catalogue_is_an_entry():
    for file in sorted((WEB / "texts").glob("*.js")):
        lines = [line for line in file.read_text().splitlines() if re.match(r'\s*"[^"]+":', line)]
        unread = [line for line in lines if not ENTRY.match(line)]
        assert unread == [], file.name


def test_every_text_is_there_in_both_languages_with_the_same_placeholders():
    for key, chinese, english in catalogue():
        assert chinese.strip() and english.strip(), key
        assert set(PLACEHOLDER.findall(chinese)) == set(PLACEHOLDER.findall(english)), key


def test_no_key_stands_twice():
    assert [key for key, count in Counter(key for key, *_ in catalogue()).items() if count > 1] == []


def test_every_text_that_a_page_asks_for_is_there():
    known = {key for key, *_ in catalogue()}
    missing = {f"{file.relative_to(WEB)}: {key}" for file, text in sources().items() for key in CALL.findall(text) if key not in known}
    assert missing == set()


def test_no_text_is_kept_that_nobody_asks_for():
    asked = {key for text in sources().values() for key in WORD.findall(text)}
    assert sorted(key for key, *_ in catalogue() if key not in asked) == []
