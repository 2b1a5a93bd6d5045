"""A list of a hundred cases is on the screen at once after the click that asked for it."""

import time

import pytest
from playwright.sync_api import expect

from test_map_speed import IDLE

ROWS = 100
SOON_MS = 300

# From the click to the frame after the last row: as the person sees it.
OPEN = """(rows) => new Promise((done) => {
    const from = performance.now();
    const look = () => {
        if (document.querySelectorAll("tbody tr[data-index]").length < rows) return;
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.querySelector("main"), { childList: true, subtree: true });
    document.querySelector(".nav a[href='/cases']").click();
})"""


def answer_ms(api):
    """How long the server alone takes: with a debug build on a busy machine that may be longer than all the rest."""
    leader, times = api("leader"), []
    for _ in range(3):
        begun = time.monotonic()
        leader.get(f"/cases?count=true&limit={ROWS}")
        times.append((time.monotonic() - begun) * 1000)
    return sorted(times)[1]


def test_a_hundred_cases_are_there_within_a_third_of_a_second(person, api, capsys):
    page = person("leader", "/profile")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    idle = page.evaluate(IDLE)
    # Whoever clicks has pointed there first, and the page's modules come meanwhile.
    page.locator(".nav a[href='/cases']").hover()
    page.wait_for_load_state("networkidle")
    first = page.evaluate(OPEN, ROWS)
    times = []
    for _ in range(5):
        page.go_back()
        expect(page.get_by_role("heading", name="个人设置")).to_be_visible()
        times.append(page.evaluate(OPEN, ROWS))
    usual, answer = sorted(times)[2], answer_ms(api)
    with capsys.disabled():
        print(f"\nlist: {ROWS} cases on the screen {first:.0f} ms after the first click, {usual:.0f} ms after later ones; the server alone {answer:.0f} ms; idle page: worst frame {idle:.0f} ms")
    if idle > 40 or answer > 100:
        pytest.skip(f"the machine is too busy to tell: an idle page has frames of {idle:.0f} ms, the server takes {answer:.0f} ms")
    assert usual <= SOON_MS
