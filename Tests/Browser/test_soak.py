"""A console tab that is open all day: what it heard does not stay in its memory."""

import json

from playwright.sync_api import expect

EVENTS_AT_ONCE = 120
BURSTS = 3
ROUNDS = 6
# The first rounds fill caches: names, pictures, compiled code.
WARM = 3

# The server's feed with a test behind it: an EventSource that says what it is told to. The map's line of vehicles stays silent.
FEED = """(() => {
    const open = new Set();
    window.EventSource = class extends EventTarget {
        static CLOSED = 2;
        readyState = 1;
        constructor(url) { super(); if (!String(url).includes('/devices/live')) open.add(this); setTimeout(() => this.onopen?.()); }
        close() { this.readyState = 2; open.delete(this); }
    };
    let serial = 0;
    window.tell = (topic, many) => {
        for (const data of many) for (const each of open) {
            serial += 1;
            each.dispatchEvent(new MessageEvent(topic, { data: JSON.stringify(data), lastEventId: String(serial) }));
        }
        return open.size;
    };
})()"""


def happenings(rows, turn):
    """Events of cases that are known and of some that are not, as the feed words them."""
    for index in range(EVENTS_AT_ONCE):
        row = rows[(turn * 37 + index) % len(rows)]
        yield {"caseID": row["id"] if index % 3 else f"unknown-{turn}-{index}", "number": row["number"], "state": row["state"], "lamp": "red",
            "area": row["area"], "lng": row.get("lng"), "lat": row.get("lat")}


def quiet(page):
    """Nothing is under way any more."""
    page.wait_for_function("() => { const now = performance.getEntriesByType('resource').length; const was = window.before; window.before = now; return was === now; }", polling=700)


def weigh(page, line):
    for _ in range(3):
        line.send("HeapProfiler.collectGarbage")
    counted = line.send("Memory.getDOMCounters")
    return {"heap": line.send("Runtime.getHeapUsage")["usedSize"], "nodes": counted["nodes"], "listeners": counted["jsEventListeners"]}


def test_a_tab_that_hears_thousands_of_events_on_all_its_pages_does_not_grow(person, api, capsys):
    rows = [row for row in api("duty-420302").get("/cases?state=open&limit=200")["items"] if row.get("lng")]
    page = person("duty-420302", "/sign-in?next=/profile")
    page.add_init_script(FEED)
    page.goto(f"/cases/{rows[0]['number']}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    line = page.context.new_cdp_session(page)
    line.send("HeapProfiler.enable")
    weights = []
    told = 0
    for turn in range(ROUNDS):
        for name in ["待办", "案件", "一张图"]:
            page.get_by_role("navigation", name="主导航").get_by_role("link", name=name, exact=True).click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(name)
            for burst in range(BURSTS):
                many = list(happenings(rows, turn * BURSTS + burst))
                assert page.evaluate("(many) => window.tell('case.changed', many) && window.tell('registry.changed', [{ kind: 'grid', code: '420302001001001' }])", many) == 1
                told += len(many) + 1
                page.wait_for_timeout(350)
            quiet(page)
        page.evaluate("performance.clearResourceTimings()")
        weights.append(weigh(page, line))
    with capsys.disabled():
        print(f"\nsoak: {told} events; heap after each round {[round(each['heap'] / 1e6, 1) for each in weights]} MB; nodes {[each['nodes'] for each in weights]}; listeners {[each['listeners'] for each in weights]}")
    first, last = weights[WARM - 1], weights[-1]
    assert last["heap"] < first["heap"] * 1.1, json.dumps(weights)
    assert last["nodes"] < first["nodes"] * 1.1 + 100
    assert last["listeners"] < first["listeners"] * 1.1 + 50
