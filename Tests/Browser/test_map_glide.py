"""A map that is drawn in software: while it moves, the last picture is shown where it belongs, and what is clicked is what is there."""

import base64

import pytest

from map_work import ready, spot
from test_map_speed import CENTRE, ZOOM, crowd

MAP = "document.querySelector('.city-map').cityMap"
GLIDES = f"() => {MAP}.getCanvas().style.transform !== ''"
# The picture is whole, and is of what the map shows: it lies as far beyond the map on each side.
STILL = f"""() => {{
    const map = {MAP}; const [, x, y] = map.getCanvas().style.transform.match(/translate\\((\\S+)px, (\\S+)px\\)/).map(Number);
    return !map.isMoving() && x < 0 && y === x;
}}"""
SIGN = f"""([lng, lat]) => new Promise((done) => {{
    const map = {MAP};
    map.addSource("sign", {{ type: "geojson", data: {{ type: "Point", coordinates: [lng, lat] }} }});
    map.addLayer({{ id: "sign", type: "circle", source: "sign", paint: {{ "circle-radius": 12, "circle-color": "#ff00ff" }} }});
    map.once("idle", () => done());
}})"""
# The middle of all that has the sign's colour in a picture of the screen.
FIND = """async (text) => {
    const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, picture.width, picture.height);
    let [x, y, count] = [0, 0, 0];
    for (let at = 0; at < data.length; at += 4) if (data[at] > 240 && data[at + 1] < 20 && data[at + 2] > 240) {
        x += (at / 4) % picture.width; y += Math.floor(at / 4 / picture.width); count += 1;
    }
    return count ? [x / count + 0.5, y / count + 0.5] : null;
}"""


@pytest.fixture
def gliding(person):
    page = person("leader", "/profile")
    crowd(page)
    page.goto(f"/?c={CENTRE[0]},{CENTRE[1]},{ZOOM}")
    ready(page)
    page.wait_for_function(GLIDES)
    page.wait_for_function(STILL)
    return page


def pull(page, start, by, steps=6):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=steps)


def seen(page):
    return page.evaluate(FIND, base64.b64encode(page.screenshot()).decode())


def assert_at(page, place):
    expected, found = spot(page, *place), seen(page)
    assert found and abs(found[0] - expected[0]) < 2 and abs(found[1] - expected[1]) < 2, (found, expected)


def test_drawing_is_slow_only_when_no_picture_of_late_was_quick(gliding):
    kit = "performance.getEntriesByType('resource').map(({ name }) => name).find((name) => name.endsWith('/kit/map/glide.js'))"
    assert gliding.evaluate(f"""async () => {{
        const {{ isSlow, rowsAfter }} = await import({kit});
        return [
            isSlow([]), isSlow([90, 90, 90]), isSlow([90, 90, 90, 90]), isSlow([90, 90, 8, 90]), isSlow([8, 90, 90, 90, 90]), isSlow([6, 7, 6, 5]),
            rowsAfter(400, 90) < 400, rowsAfter(400, 17) > 400, rowsAfter(400, 40), rowsAfter(1, 900) > 1,
        ];
    }}""") == [False, False, True, False, True, False, True, True, 400, True]


def test_while_the_map_is_pulled_its_picture_is_where_its_places_are(gliding):
    page = gliding
    place = [CENTRE[0] + 0.002, CENTRE[1] - 0.001]
    page.evaluate(SIGN, place)
    assert_at(page, place)
    pull(page, (900, 500), (-170, 60))
    # Held: the first look sees the old picture, moved, the later ones those that were drawn meanwhile.
    for _ in range(3):
        assert_at(page, place)
        page.wait_for_timeout(400)
    page.mouse.up()
    page.wait_for_function(STILL)
    assert_at(page, place)
    page.mouse.move(900, 500)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(1200)
    page.wait_for_function(STILL)
    assert_at(page, place)


def test_what_is_clicked_right_after_a_pull_is_what_is_there(gliding, complaints):
    # Components of the crowd are known to the map alone.
    complaints.expect("404")
    page = gliding
    pull(page, (900, 400), (-220, 90))
    page.mouse.up()
    # The map may go on moving: what counts is the place that was under the mouse then.
    page.evaluate(f"{MAP}.once('click', (event) => {{ window.clicked = event.lngLat.toArray(); }})")
    page.mouse.click(700, 520)
    page.wait_for_url("**open=**")
    place = page.evaluate(f"""() => {{
        const map = {MAP}; const code = new URL(location).searchParams.get("open").split(":")[1];
        return map.querySourceFeatures("parts", {{ sourceLayer: "parts", filter: ["==", ["get", "code"], code] }}).map(({{ geometry }}) => geometry.coordinates);
    }}""")
    ready(page)
    clicked = spot(page, *page.evaluate("window.clicked"))
    near = [spot(page, *each) for each in place]
    assert any(abs(x - clicked[0]) < 8 and abs(y - clicked[1]) < 8 for x, y in near), (page.url, clicked, near)
