"""What tests do with a map: wait for it, find places on it, click and draw."""

READY = "() => { const map = document.querySelector('.city-map')?.cityMap; return map && map.getSource('places') && map.loaded() && map.areTilesLoaded() && !map.isMoving(); }"
POINT = "([lng, lat]) => { const map = document.querySelector('.city-map').cityMap; const at = map.project([lng, lat]); const box = map.getCanvas().getBoundingClientRect(); return [at.x + box.x, at.y + box.y]; }"


def ready(page):
    page.wait_for_function(READY)


def spot(page, lng, lat):
    """The point of the screen of a place."""
    return page.evaluate(POINT, [lng, lat])


def drawing(page):
    """Waits until clicks on the map set corners."""
    page.locator("canvas.is-drawing").wait_for()


def draw(page, ring):
    """Clicks the corners of a ring of places, the first one again at the end, which closes it."""
    drawing(page)
    for lng, lat in [*ring, ring[0]]:
        page.mouse.click(*spot(page, lng, lat), delay=20)


def drag(page, start, end):
    drawing(page)
    page.mouse.move(*spot(page, *start))
    page.mouse.down()
    page.mouse.move(*[(one + other) / 2 for one, other in zip(spot(page, *start), spot(page, *end))], steps=3)
    page.mouse.move(*spot(page, *end), steps=3)
    page.mouse.up()
