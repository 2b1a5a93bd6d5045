"""Set-up work with places: communities of one's own, on ground where nothing else is."""

import random

from city import Refused

COUNTY = "420302"
SIDE = (0.008, 0.0068)


def is_free(api, lng, lat):
    try:
        return not api("system").get(f"/places?lng={lng}&lat={lat}").get("gridCode")
    except Refused:
        return True


def square(west, south, width=SIDE[0], height=SIDE[1]):
    return [[west, south], [west + width, south], [west + width, south + height], [west, south + height]]


def polygon(ring):
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def community(api):
    """A community nobody else works in: its code, and the south-west corner of its boundary."""
    while True:
        west, south = round(random.uniform(109.5, 111.6), 4), round(random.uniform(31.9, 33.1), 4)
        if all(is_free(api, west + dx * SIDE[0], south + dy * SIDE[1]) for dx in (0, 0.5, 1) for dy in (0, 0.5, 1)):
            break
    while True:
        code = f"{COUNTY}9{random.randrange(100):02d}{random.randrange(1000):03d}"
        try:
            api("system").get(f"/areas/{code}")
        except Refused:
            break
    api("system").post("/areas", {"code": code, "name": "试验社区", "level": "community", "parent": COUNTY, "boundary": polygon(square(west, south))})
    return code, west, south


def part_of(west, south, left, bottom, right, top):
    """A ring inside a community, by shares of its sides."""
    return square(west + left * SIDE[0], south + bottom * SIDE[1], (right - left) * SIDE[0], (top - bottom) * SIDE[1])


def grid(api, code, ring, **more):
    return api("system").put(f"/grids/{code}", {"shape": polygon(ring), **more})["grid"]
