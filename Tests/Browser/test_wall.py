"""The wall: today in figures and pictures, alive by events alone, on screens that nobody touches."""

import re
from datetime import datetime, timezone

import pytest
from playwright.sync_api import expect

LEADER = "leader"
ACCEPTOR = "acceptor-420302"
SIZES = {"two screens": (3840, 1080), "full HD": (1920, 1080), "a small projector": (1366, 768)}


def opened(page):
    """The figures are there, and the map is drawn."""
    expect(page.locator('[data-figure="open"] strong')).not_to_have_text("–", timeout=60_000)
    expect(page.locator(".wall-map canvas")).to_be_visible(timeout=60_000)
    expect(page.locator(".line-live")).to_be_visible()


def figure(page, name):
    return int(re.sub(r"\D", "", page.locator(name).inner_text()) or 0)


def report(api, words="垃圾堆在路边", small="event/01/10"):
    row = api(ACCEPTOR).get("/cases?area=420302&limit=1")["items"][0]
    return api(ACCEPTOR).post("/cases", {"place": {"lng": row["lng"], "lat": row["lat"]}, "description": words, "smallClass": small, "source": "hotline_12319"})["row"]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_it_fills_the_screen_and_never_scrolls(person, size):
    width, height = size
    page = person(LEADER, "/wall", viewport={"width": width, "height": height})
    opened(page)
    assert page.evaluate("[document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight]") == [True, True]
    cut = page.evaluate("""() => [...document.querySelectorAll(".wall-panel, .wall-flow, .wall-head")].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.width < 50 || box.height < 30;
    }).map((each) => each.className)""")
    assert cut == [], "every part lies on the screen"
    # Seen from eight metres on a wall of two metres: no word smaller than a fiftieth of the height.
    least = page.evaluate("""() => Math.min(...[...document.querySelectorAll(".wall-rows a, .flow-passed, .flow-name, .wall-note")].map((each) => parseFloat(getComputedStyle(each).fontSize)))""")
    assert least >= height / 55


def test_the_figures_are_those_of_the_lists(person, api):
    page = person(LEADER, "/wall", viewport={"width": 1920, "height": 1080})
    opened(page)
    overview, today = api(LEADER).get("/cases/overview"), api(LEADER).get("/cases/today")
    assert figure(page, '[data-figure="open"] strong') == overview["open"]
    assert figure(page, '[data-figure="red"] strong') == overview["lamps"].get("red", 0)
    assert figure(page, '[data-stage="closed"]') == today["closed"]
    steps = sum(figure(page, f'[data-stage="{stage}"]') for stage in ["accept", "verify", "file", "dispatch", "handle", "check", "close"])
    assert steps + overview["states"].get("suspended", 0) == overview["open"]


def test_every_number_opens_its_list(person):
    page = person(LEADER, "/wall", viewport={"width": 1920, "height": 1080})
    opened(page)
    addresses = page.locator(".wall a[href^='/cases']").evaluate_all("(links) => [...new Set(links.map((link) => link.getAttribute('href')))]")
    assert len(addresses) > 15
    for address in addresses:
        query = address.partition("?")[2]
        asked = f"/api/v1/cases?{query}&limit=1" if query else f"/api/v1{address}"
        assert page.request.get(asked).ok, f"{address} is a list that the server knows"
    page.locator('[data-stage="handle"]').click()
    expect(page).to_have_url(re.compile(r"/cases\?state="))


def test_a_new_case_is_there_by_itself_and_nothing_is_asked_for_in_between(person, api):
    page = person(LEADER, "/wall", viewport={"width": 1920, "height": 1080})
    opened(page)
    before = figure(page, '[data-stage="accept"]')
    asked = []
    page.on("request", lambda request: "/api/v1/" in request.url and "/tiles/" not in request.url and asked.append(request.url))
    row = report(api)
    expect(page.locator(f'.wall-latest a[href="/cases/{row["number"]}"]')).to_be_visible()
    expect(page.locator('[data-stage="accept"]')).to_have_text(str(before + 1))
    expect(page.locator(".pulse").first).to_be_attached()
    assert any("/cases/today" in each for each in asked)
    assert sum("/cases/today" in each for each in asked) <= 2, "figures are not asked for in storms"


def test_many_events_at_once_are_one_question_in_four_seconds(person, api):
    page = person(LEADER, "/wall", viewport={"width": 1920, "height": 1080})
    opened(page)
    asked = []
    page.on("request", lambda request: "/cases/overview" in request.url and asked.append(request.url))
    last = [report(api) for _ in range(12)][-1]
    expect(page.locator(f'.wall-latest a[href="/cases/{last["number"]}"]')).to_be_visible(timeout=20_000)
    assert len(asked) <= 3


def test_clocks_count_down_every_second(person, api):
    report(api)
    page = person(LEADER, "/wall", viewport={"width": 1920, "height": 1080})
    opened(page)
    first = page.locator(".burn-left").first
    expect(first).to_be_visible()
    words = first.inner_text()
    expect(first).not_to_have_text(words)


def test_a_new_day_begins_at_midnight_of_the_city(person):
    page = person(path="/sign-in")
    # Some minutes before midnight in Shanghai; the page's clock only, the server's day stays.
    page.clock.install(time="2026-11-24T15:50:00Z")
    page.request.post("/api/v1/sessions", data={"login": LEADER, "password": "Streetwise-2026"}, fail_on_status_code=True)
    page.goto("/wall")
    expect(page.locator(".wall-clock")).to_contain_text("24", timeout=60_000)
    with page.expect_request("**/api/v1/cases/today*"):
        page.clock.fast_forward(11 * 60_000)
    expect(page.locator(".wall-clock")).to_contain_text("25")
    expect(page.locator('[data-stage="closed"]')).to_have_attribute("href", re.compile("closedFrom=2026-11-25"))


def test_a_lost_line_is_said_and_comes_back(person, city, api, complaints):
    complaints.expect("Failed to load resource", "net::ERR")
    page = person(LEADER, "/wall", viewport={"width": 1920, "height": 1080})
    opened(page)
    city.kill9()
    try:
        expect(page.locator(".wall-line.line-down")).to_contain_text("实时线路中断", timeout=30_000)
    finally:
        city.start()
    expect(page.locator(".line-live")).to_be_visible(timeout=40_000)
    row = report(api)
    expect(page.locator(f'.wall-latest a[href="/cases/{row["number"]}"]')).to_be_visible(timeout=20_000)


def test_dark_english_and_no_serious_fault(person, axe):
    page = person(LEADER, "/wall", language="en", theme="dark", viewport={"width": 1920, "height": 1080})
    opened(page)
    expect(page.locator(".wall-flow")).to_contain_text("Handling")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    axe(page)
    page.get_by_role("button", name="Light").click()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "light"
    axe(page)


def test_who_answers_for_one_county_sees_its_streets(person):
    page = person("dispatcher-420302", "/wall", viewport={"width": 1920, "height": 1080})
    opened(page)
    expect(page.locator(".wall-areas h2")).to_have_text("各街道")


def test_a_phone_reads_it_from_top_to_bottom(person):
    page = person(LEADER, "/wall", phone=True)
    expect(page.locator('[data-figure="open"] strong')).not_to_have_text("–", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_screen_has_an_account_of_its_own_that_only_looks(person, api):
    page = person("wall", "/wall")
    opened(page)
    mine = api("wall").get("/session")
    assert [role["code"] for role in mine["roles"]] == ["display"]
    assert all(held["name"].endswith(".read") for held in mine["permissions"])
    days = (datetime.fromisoformat(mine["expiresAt"]) - datetime.now(timezone.utc)).days
    assert days in (89, 90)


def test_who_may_not_read_cases_is_refused(person):
    page = person("system", "/wall")
    expect(page.locator(".wall")).to_have_count(0)
    assert page.request.get("/api/v1/cases/today").status == 403
