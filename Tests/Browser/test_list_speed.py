"""A list of a hundred cases is on the screen at once after the click that asked for it."""

import time

import pytest
from playwright.sync_api import expect

from test_map_speed import IDLE

ROWS = 100
SOON_MS = 300

# From the click to the frame after the last row that the screen holds, and to that after the last of all.
OPEN = """(rows) => new Promise((done) => {
    const from = performance.now();
    let isSeen = false; const times = [];
    // The first task after the frame, before the page goes on with the rows that nobody sees yet.
    const after = (then) => requestAnimationFrame(() => scheduler.postTask(() => then(performance.now() - from), { priority: "user-blocking" }));
    const look = () => {
        const there = document.querySelectorAll("tbody tr[data-index]");
        const last = there[there.length - 1]?.getBoundingClientRect().bottom ?? 0;
        if (!isSeen && last > innerHeight) {
            isSeen = true;
            after((time) => times.push(time));
        }
        if (there.length < rows) return;
        watcher.disconnect();
        after((time) => done([times[0] ?? time, time]));
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
    (seen, usual), answer = sorted(times, key=lambda each: each[1])[2], answer_ms(api)
    with capsys.disabled():
        print(f"\nlist: the screen is full {first[0]:.0f} ms after the first click, {seen:.0f} ms after later ones; all {ROWS} cases {first[1]:.0f} and {usual:.0f} ms; the server alone {answer:.0f} ms; idle page: worst frame {idle:.0f} ms")
    if idle > 40 or answer > 100:
        pytest.skip(f"the machine is too busy to tell: an idle page has frames of {idle:.0f} ms, the server takes {answer:.0f} ms")
    assert usual <= SOON_MS
