"""The map with as much on it as a busy city has, drawn in software: it moves smoothly, and the page never stops meanwhile."""

import random

import pytest

from map_work import ready
from tiles import point_tile

PARTS_PER_TILE = 10_500
CLASSES = ["0101", "0102", "0103", "0201", "0202", "0301", "0302", "0401", "0501"]
LAMPS = ["green", "green", "green", "yellow", "red"]
CENTRE = (110.808, 32.594)
ZOOM = 14.5
TASK_MS = 50

# How evenly frames come while nothing moves: what the machine itself can do at this moment.
IDLE = """() => new Promise((done) => {
    const gaps = []; let last = performance.now(); const from = last;
    const step = (now) => { gaps.push(now - last); last = now; now - from < 2000 ? requestAnimationFrame(step) : done(Math.max(...gaps.slice(1))); };
    requestAnimationFrame(step);
})"""
# Frames while the map is moved, and for a second after it has come to rest (`after`); how wide an edge is not drawn yet (`bare`).
PAN = """(way) => new Promise((done) => {
    const map = document.querySelector('.city-map').cityMap;
    const canvas = map.getCanvas(); const box = map.getContainer();
    const [gaps, later, bare] = [[], [], []]; let last = performance.now(); const from = last;
    let [task, end] = [0, 0];
    const tasks = new PerformanceObserver((list) => { for (const each of list.getEntries()) task = Math.max(task, each.duration); });
    tasks.observe({ entryTypes: ["longtask"] });
    map.panBy([way * 500, way * 120], { duration: 2500, easing: (t) => t });
    const step = (now) => {
        (end ? later : gaps).push(now - last); last = now;
        const [x, y] = (canvas.style.transform.match(/translate\\((\\S+)px, (\\S+)px\\)/) ?? [0, 0, 0]).slice(1).map(Number);
        bare.push(Math.max(0, x, y, box.offsetWidth - x - canvas.clientWidth, box.offsetHeight - y - canvas.clientHeight));
        if (!map.isMoving() && now - from > 300) end ||= now;
        if (!end || now - end < 1000) return requestAnimationFrame(step);
        gaps.shift(); gaps.sort((one, other) => one - other);
        tasks.disconnect();
        done({ frames: gaps.length, median: gaps[gaps.length >> 1], worst: gaps[gaps.length - 1], long: gaps.filter((gap) => gap > 51).length, after: Math.max(...later), bare: Math.max(...bare), bareMean: bare.reduce((sum, each) => sum + each, 0) / bare.length, task });
    };
    requestAnimationFrame(step);
})"""
IN_VIEW = """() => {
    const map = document.querySelector('.city-map').cityMap;
    const seen = (layer) => (map.getLayer(layer) ? map.queryRenderedFeatures({ layers: [layer] }) : []);
    const groups = new Map(seen('cases-clusters').map((each) => [each.properties.cluster_id, each.properties.point_count]));
    return { parts: seen('part-dots').length, cases: [...groups.values()].reduce((sum, count) => sum + count, 0) + seen('cases').length };
}"""


def many_cases(chance):
    return [{
        "id": f"case-{index}", "number": f"42030220261125{index:05d}", "lamp": LAMPS[index % 5], "state": "handling", "urgent": False,
        "lng": CENTRE[0] + chance.uniform(-0.04, 0.04), "lat": CENTRE[1] + chance.uniform(-0.024, 0.024),
        "area": "420302001001", "address": "试验路", "className": {"zh": "暴露垃圾", "en": "Exposed litter"},
    } for index in range(24_000)]


def crowd(page):
    """Twenty thousand parts and five thousand cases in view, in place of the demo city's."""
    chance = random.Random(7)
    tiles = {}

    def parts(route):
        z = int(route.request.url.split("?")[0].split("/")[-3])
        count = int(PARTS_PER_TILE * 4 ** (14 - z)) if z >= 14 else 0
        if z not in tiles:
            tiles[z] = point_tile("parts", [
                (chance.randrange(4096), chance.randrange(4096), {"code": f"{z}{index:06d}", "class": CLASSES[index % 9], "state": "intact"})
                for index in range(count)])
        route.fulfill(body=tiles[z], content_type="application/vnd.mapbox-vector-tile")

    cases = many_cases(chance)
    page.route("**/api/v1/tiles/parts/**", parts)
    # Of those of the demo city that change meanwhile, none is on this map.
    page.route("**/api/v1/map/cases**", lambda route: route.fulfill(json={"items": [] if "ids=" in route.request.url else cases, "truncated": False}))


def test_the_page_never_stops_while_the_map_moves_with_twenty_thousand_parts_and_five_thousand_cases(person, capsys):
    page = person("leader", "/profile")
    page.get_by_role("heading", level=1).wait_for()
    idle = page.evaluate(IDLE)
    crowd(page)
    page.goto(f"/?c={CENTRE[0]},{CENTRE[1]},{ZOOM}")
    ready(page)
    page.wait_for_function(f"() => {{ const seen = ({IN_VIEW})(); return seen.parts > 20000 && seen.cases > 5000; }}")
    ready(page)
    runs = [page.evaluate(PAN, way) for way in (1, -1, 1, -1)]
    longer = sum(run["long"] for run in runs) / sum(run["frames"] for run in runs)
    after, bare = max(run["after"] for run in runs), [round(run["bareMean"]) for run in runs]
    worst, median, task = max(run["worst"] for run in runs), sorted(run["median"] for run in runs)[1], max(run["task"] for run in runs)
    with capsys.disabled():
        print(f"\nmap: {page.evaluate(IN_VIEW)}; frames while panning: median {median:.0f} ms, worst {worst:.0f} ms, {longer:.0%} over {TASK_MS} ms; at rest again: worst {after:.0f} ms; edge not drawn yet, on average {bare} points; longest task {task:.0f} ms; idle page: worst {idle:.0f} ms")
    if idle > TASK_MS / 2:
        pytest.skip(f"the machine is too busy to tell: an idle page already has frames of {idle:.0f} ms")
    assert task <= TASK_MS
    # A frame of the screen is 16.7 ms: two of them are 33.4.
    assert median <= 34 and longer <= 0.03


VEHICLES = 5_000
USES = ["waste_truck", "sweeper", "sprinkler", "garbage_truck", "enforcement_car", "officer"]
# The line of vehicles with a test behind it: all of them at once, then each second those that have moved, as the server sends them.
FLEET = """(() => {
    const Real = window.EventSource;
    window.fleetTold = 0;
    window.EventSource = class extends EventTarget {
        static CLOSED = 2;
        readyState = 1;
        constructor(url) {
            super();
            if (!String(url).includes('/devices/live')) return new Real(url);
            const rows = Array.from({ length: MANY }, (_, at) => [at + 1, 11080800 + (at % 100 - 50) * SPREAD, 3259400 + (Math.floor(at / 100) - 25) * SPREAD, at % 360, 30, 0]);
            const tell = (name) => {
                for (const row of rows) { row[1] += row[0] % 2 ? 8 : -8; row[2] += row[0] % 3 ? 6 : -6; row[5] = Math.floor(Date.now() / 1000); }
                this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(rows) }));
                window.fleetTold += 1;
            };
            setTimeout(() => tell('all'));
            this.timer = setInterval(() => tell('moved'), 1000);
        }
        close() { clearInterval(this.timer); this.readyState = 2; }
    };
})()""".replace("MANY", str(VEHICLES))


@pytest.mark.parametrize("zoom, spread", [(11, 160), (14, 46)])
def test_the_map_moves_smoothly_while_five_thousand_vehicles_move_on_it(person, capsys, zoom, spread):
    page = person("dispatcher-420302", "/profile")
    marks = [{"serial": each + 1, "id": f"vehicle-{each}", "name": f"鄂C·{each:05d}", "use": USES[each % len(USES)]} for each in range(VEHICLES)]
    page.route("**/api/v1/devices/marks**", lambda route: route.fulfill(json={"devices": marks}))
    page.add_init_script(FLEET.replace("SPREAD", str(spread)))
    page.goto(f"/?c={CENTRE[0]},{CENTRE[1]},{zoom}")
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap")
    seen = "() => { const map = document.querySelector('.city-map').cityMap; const layers = ['vehicle-dots', 'vehicle-marks'].filter((each) => map.getLayer(each)); return layers.length ? map.queryRenderedFeatures({ layers }).length : 0; }"
    page.wait_for_function(f"() => ({seen})() > 3000 && window.fleetTold > 1")
    told = page.evaluate("window.fleetTold")
    runs = [page.evaluate(PAN, way) for way in (1, -1, 1, -1)]
    assert page.evaluate("window.fleetTold") > told
    in_view = page.evaluate(seen)
    page.goto("/profile")
    page.get_by_role("heading", level=1).wait_for()
    idle = page.evaluate(IDLE)
    longer = sum(run["long"] for run in runs) / sum(run["frames"] for run in runs)
    worst, median, task = max(run["worst"] for run in runs), sorted(run["median"] for run in runs)[1], max(run["task"] for run in runs)
    with capsys.disabled():
        print(f"\nvehicles at zoom {zoom}: {in_view} in view; frames while panning: median {median:.0f} ms, worst {worst:.0f} ms, {longer:.0%} over {TASK_MS} ms; longest task {task:.0f} ms; idle page: worst {idle:.0f} ms")
    if idle > TASK_MS / 2:
        pytest.skip(f"the machine is too busy to tell: an idle page already has frames of {idle:.0f} ms")
    assert median <= 34 and longer <= 0.1
