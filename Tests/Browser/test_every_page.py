"""Every page of Web/routes.js, as somebody who may see it: both languages, light and dark, desk and phone.

No complaint on the console, no key in place of a text, no text of the other language, nothing wider than the screen,
and nothing serious that axe finds."""

import re

import pytest
from playwright.sync_api import expect

from case_work import brought_to
from city import ROOT
from collection_work import lots
from conftest import DESK
from evaluation_work import month_before, opened_period
from test_texts import catalogue

NARROW = {"width": 390, "height": 844}
LOOKS = [("zh", "light", DESK), ("en", "dark", DESK), ("zh", "dark", NARROW), ("en", "light", NARROW)]


def first(login, path, key, before="", after=""):
    return lambda api: f"{before}{api(login).get(path)['items'][0][key]}{after}"


def event_class(api):
    edition = next(each["edition"] for each in api("system").get("/classes/editions")["items"])
    return edition, api("system").get(f"/classes?edition={edition}&kind=event")["items"][0]


def edition_page(ending=""):
    return lambda api: f"/classes/{event_class(api)[0]}{ending}"


def class_page(api):
    edition, small = event_class(api)
    return f"/classes/{edition}/event/{small['big']}/{small['small']}"


def some_device(api):
    return api("system").get("/devices?use=sweeper&limit=1")["items"][0]["id"]


def some_mapping(api):
    fields = {"ident": "topic:2", "lng": "gps.lng", "lat": "gps.lat", "time": "at", "timeFormat": "seconds", "speed": "speed"}
    return api("system").post("/message-mappings", {"name": "垃圾箱", "topic": "devices/+/up", "fields": fields})["id"]


def some_call(api):
    return api("collector1-420302").post("/command/help", {"place": {"lng": 110.79, "lat": 32.61}, "words": "需要支援"})["id"]


# Route: who looks, and the address where its path has a place for something.
PAGES = {
    "/sign-in": (None, "/sign-in"),
    "/profile": ("collector1-420302", None),
    "/profile/password": ("collector1-420302", None),
    "/inbox": ("dispatcher-420302", None),
    "/cases/:id/print": ("leader", lambda api: f"/cases/{brought_to(api, 'handling')}/print"),
    "/cases/:id": ("duty-420302", lambda api: f"/cases/{brought_to(api, 'handling')}"),
    "/cases": ("leader", None),
    "/intake": ("acceptor-420302", None),
    "/wall": ("leader", None),
    "/dispatch/new": ("dispatcher-420302", "/dispatch/new?lng=110.79&lat=32.61"),
    "/dispatch": ("dispatcher-420302", first("dispatcher-420302", "/command/orders?limit=1", "id", "/dispatch?view=all&order=")),
    "/help/:id": ("dispatcher-420302", lambda api: f"/help/{some_call(api)}"),
    "/units/new": ("duty-420302", None),
    "/units/:id/edit": ("duty-420302", first("duty-420302", "/command/units?limit=1", "id", "/units/", "/edit")),
    "/units/:id": ("dispatcher-420302", first("duty-420302", "/command/units?limit=1", "id", "/units/")),
    "/units": ("duty-420302", None),
    "/rosters": ("duty-420302", None),
    "/attendance": ("leader", None),
    "/incidents/new": ("dispatcher-420302", "/incidents/new?lng=110.79&lat=32.61"),
    "/incidents/:id": ("dispatcher-420302", first("dispatcher-420302", "/command/incidents?open=false&limit=1", "id", "/incidents/")),
    "/incidents": ("leader", None),
    "/plans/new": ("system", None),
    "/plans/:id/edit": ("duty-420302", first("system", "/command/plans?limit=1", "id", "/plans/", "/edit")),
    "/plans/:id": ("leader", first("system", "/command/plans?limit=1", "id", "/plans/")),
    "/plans": ("system", None),
    "/playback": ("leader", None),
    "/devices/new": ("system", None),
    "/devices/messages/new": ("system", None),
    "/devices/messages/:id": ("system", lambda api: f"/devices/messages/{some_mapping(api)}"),
    "/devices/messages": ("system", lambda api: some_mapping(api) and "/devices/messages"),
    "/devices/:id/edit": ("system", lambda api: f"/devices/{some_device(api)}/edit"),
    "/devices/:id": ("leader", lambda api: f"/devices/{some_device(api)}"),
    "/devices": ("system", None),
    "/alerts": ("dispatcher-420302", None),
    "/safety": ("leader", first("leader", "/terminals/safety-alarms?limit=1", "id", "/safety?alarm=")),
    "/alert-rules/new": ("system", None),
    "/alert-rules/:id/edit": ("system", first("system", "/alert-rules?limit=1", "id", "/alert-rules/", "/edit")),
    "/alert-rules/:id": ("system", first("system", "/alert-rules?limit=1", "id", "/alert-rules/")),
    "/alert-rules": ("system", None),
    "/fences/new": ("system", None),
    "/fences/:id": ("system", first("system", "/fences?limit=1", "id", "/fences/")),
    "/fences": ("system", None),
    "/areas/:code": ("system", "/areas/420302001001"),
    "/areas": ("system", None),
    "/grids/:code": ("system", "/grids/420302001001001"),
    "/grids": ("system", None),
    "/responsibility-grids/:id": ("system", first("system", "/responsibility-grids?limit=1", "id", "/responsibility-grids/")),
    "/responsibility-grids": ("system", None),
    "/parts": ("system", None),
    "/imports": ("system", None),
    "/organisations/new": ("system", None),
    "/organisations/:id": ("system", first("system", "/organisations?limit=1", "id", "/organisations/")),
    "/organisations": ("system", None),
    "/staff": ("dispatcher-420302", None),
    "/classes/editions": ("system", None),
    "/classes/:edition/comparison": ("system", edition_page("/comparison")),
    "/classes/:edition/:kind/:big/:small": ("system", class_page),
    "/classes/:edition": ("system", edition_page()),
    "/classes": ("collector1-420302", None),
    "/calendar": ("system", None),
    "/routing/:id": ("system", first("system", "/routing/rule-sets", "id", "/routing/")),
    "/routing": ("system", None),
    "/accounts/new": ("security", None),
    "/accounts/:id": ("security", first("security", "/accounts?limit=1", "id", "/accounts/")),
    "/accounts": ("security", None),
    "/roles": ("security", None),
    "/audit": ("audit", None),
    "/components": ("leader", None),
    "/": ("leader", None),
    "/evaluation": ("leader", None),
    "/evaluation/hotspots": ("leader", None),
    "/evaluation/periods": ("evaluator", None),
    "/evaluation/periods/:id": ("evaluator", lambda api: f"/evaluation/periods/{opened_period(api)}"),
    "/evaluation/rules": ("evaluator", None),
    "/evaluation/rules/:number": ("collector1-420302", "/evaluation/rules/1"),
    "/evaluation/bulletin/:period": ("leader", f"/evaluation/bulletin/{month_before()}"),
    "/evaluation/:by/:subject": ("leader", f"/evaluation/county/420302?period={month_before()}&figure=filed"),
    "/collection": ("evaluator", None),
    "/collection/lots/new": ("evaluator", None),
    "/collection/lots/:id": ("leader", lambda api: f"/collection/lots/{lots(api)[0]['id']}?month={month_before(2)}&line=coverage"),
    "/collection/lots/:id/edit": ("evaluator", lambda api: f"/collection/lots/{lots(api)[0]['id']}/edit"),
}

# What stands on the page: texts of elements, and the words that only some people hear or see.
WORDS = """() => {
    const words = new Set();
    const add = (text) => text?.trim() && words.add(text.trim());
    for (const each of document.body.querySelectorAll("*")) {
        if (each.closest("script, style, option, [lang]:not(html)")) continue;
        if (each.childNodes.length === 1 && each.firstChild.nodeType === 3) add(each.textContent);
        for (const name of ["aria-label", "title", "placeholder"]) add(each.getAttribute(name));
    }
    return [...words];
}"""
SETTLED = """() => document.querySelector("h1, .wall-head") && !document.querySelector(".skeleton-row, .skeleton, main [aria-busy=true], .map-wait")
    && [...document.querySelectorAll(".city-map")].every((each) => each.cityMap?.isStyleLoaded())"""
SHOW = """async ([language, shade]) => {
    const root = document.querySelector("script[type=module]").src.replace(/main\\.js$/, "");
    (await import(`${root}kit/texts.js`)).setLanguage(language);
    (await import(`${root}kit/theme.js`)).theme.set(shade);
}"""


def routes():
    return re.findall(r'path: "([^"]+)"', (ROOT / "Web/routes.js").read_text())


def own_words(language):
    """Texts that only one language has. Names of languages are said in themselves."""
    chosen, other = (1, 2) if language == "zh" else (2, 1)
    texts = [entry for entry in catalogue() if entry[0] != "shell.otherLanguage"]
    return {entry[chosen] for entry in texts} - {entry[other] for entry in texts}


PARTS = "|".join(sorted({key.split(".")[0] for key, *_ in catalogue()}))
# A key that stands for its text, a placeholder that was not filled, a value that is none, an id where a name belongs.
BROKEN = re.compile(rf"^(?:{PARTS})\.[A-Za-z0-9.]+$|\{{[a-z]+\}}|\bundefined\b|\bNaN\b|\[object |\bnull\b|^[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$")
FOREIGN = {"zh": own_words("en"), "en": own_words("zh")}


def strange(words, language):
    return [word for word in words if BROKEN.search(word) or word in FOREIGN[language]]


def test_no_page_is_forgotten():
    assert sorted(PAGES) == sorted(routes())


@pytest.mark.parametrize("route", PAGES)
def test_the_page_is_whole_in_every_look(person, api, axe, complaints, route):
    login, address = PAGES[route]
    if not login:
        complaints.expect("401")
    page = person(login, address(api) if callable(address) else address or route)
    for language, shade, size in LOOKS:
        page.set_viewport_size(size)
        page.evaluate(SHOW, [language, shade])
        expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
        page.wait_for_function(SETTLED)
        look = f"{language}, {shade}, {size['width']}"
        assert strange(page.evaluate(WORDS), language) == [], look
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"the page scrolls sideways: {look}"
        cut = page.evaluate("""[...document.querySelectorAll(".nav a, .bottom a")].filter((each) => each.offsetParent && (each.scrollWidth > each.clientWidth + 1
            || [...each.children].some((part) => part.scrollWidth > part.clientWidth + 1))).map((each) => each.textContent)""")
        assert cut == [], f"the navigation is cut off: {look}"
        axe(page)
