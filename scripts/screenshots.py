#!/usr/bin/env python3
"""Takes the pictures of the documents from a served demo city (`./run`), with what scripts/browser-test.sh installs.

    .setup/browser/bin/python scripts/screenshots.py [http://127.0.0.1:8080] [name…]

A fresh demo city is best: its cases are not yet all late; `streetwise simulate fleet` puts its vehicles on the road. Where no order is
open or no incident goes on, one is begun, and units are sent to it.
"""

import shutil
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PASSWORD = "Streetwise-2026"
CITY = timezone(timedelta(hours=8))
DESK, PHONE, HALL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, {"width": 1920, "height": 1080}
SETTLED = """() => !document.querySelector(".skeleton-row, .skeleton, .map-wait")
    && [...document.querySelectorAll(".city-map")].every((each) => each.cityMap?.isStyleLoaded() && each.cityMap.areTilesLoaded())"""
PLACE = {"lng": 110.7921, "lat": 32.6201}


class Api:
    """A person's requests: what a picture needs to know or to make."""

    def __init__(self, context, login):
        self.request = context.request
        self.post("/sessions", {"login": login, "password": PASSWORD})

    def get(self, path):
        return self.request.get(f"/api/v1{path}", fail_on_status_code=True).json()

    def post(self, path, body, version=None):
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        return self.request.post(f"/api/v1{path}", data=body, headers=headers, fail_on_status_code=True).json()


def open_order(api):
    found = api.get("/command/orders?open=true&limit=20")["items"]
    if found:
        return found[0]
    unit = api.get("/command/units?limit=20")["items"][0]["id"]
    body = {"units": [unit], "title": "清理路面积水", "priority": "normal", "place": PLACE, "address": "东岳路下穿通道"}
    return api.post("/command/orders", body)["items"][0]


def led_incident(api):
    """An incident that goes on, with units on their way to its first steps."""
    incident = open_incident(api)
    file = api.get(f"/command/incidents/{incident['id']}")
    free = [each for each in api.get("/command/units?limit=100")["items"] if each["standing"]["status"] == "free"]
    ready = [each for each in file["steps"] if each["state"] == "ready" and "start" in each["acts"]]
    for step, unit in zip(ready, free):
        path = f"/command/incidents/{incident['id']}/steps/{step['id']}/acts/start"
        api.post(path, {"units": [unit["id"]], "words": ""}, step["version"])
    return incident


def open_incident(api):
    found = api.get("/command/incidents?open=true&limit=1")["items"]
    if found:
        return found[0]
    plan = next(each for each in api.get("/command/plans")["items"] if each["state"] == "active")
    body = {"title": "短时强降雨道路积水", "kind": plan["kind"], "level": 3, "area": plan["area"], "place": PLACE, "plan": plan["id"]}
    return api.post("/command/incidents", body)["incident"]


def hour_of_a_vehicle(api):
    device = next(each for each in api.get("/devices?door=jt808&limit=100")["items"] if each.get("last"))
    to = datetime.now(timezone.utc) - timedelta(hours=3)
    return f"/devices/{device['id']}?{period(to - timedelta(hours=1), to)}"


def last_hours(api):
    now = datetime.now(timezone.utc)
    return f"/playback?{period(now - timedelta(hours=3), now)}"


def pay_basis(api):
    """The month before last: issued, objected to, to be approved."""
    serial = datetime.now(CITY).year * 12 + datetime.now(CITY).month - 3
    month = f"{serial // 12}-{serial % 12 + 1:02d}"
    return f"/collection/lots/{api.get(f'/collection/lots?month={month}')['items'][0]['id']}?month={month}"


def period(*moments):
    return "&".join(f"{name}={quote(each.strftime('%Y-%m-%dT%H:%M:%SZ'))}" for name, each in zip(("from", "to"), moments))


def play(page):
    """The middle of the playback, with what happened until then."""
    page.locator(".track-slider").evaluate("""(slider) => {
        slider.value = slider.max * 0.6;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    page.wait_for_timeout(3000)


# name, who, where, language, size, what is done on the page
SHOTS = [
    ("map", "leader", "/", "zh", DESK, None),
    ("cases", "duty-420302", "/cases", "zh", DESK, None),
    ("inbox", "dispatcher-420302", "/inbox", "en", DESK, None),
    ("intake", "acceptor-420302", "/intake", "zh", DESK, None),
    ("wall", "leader", "/wall", "zh", HALL, None),
    ("evaluation", "leader", "/evaluation?by=county", "zh", DESK, None),
    ("dispatch", "dispatcher-420302", lambda api: f"/dispatch?order={open_order(api)['id']}", "zh", DESK, None),
    ("incident", "dispatcher-420302", lambda api: f"/incidents/{led_incident(api)['id']}", "zh", DESK, None),
    ("playback", "leader", last_hours, "zh", DESK, play),
    ("track", "leader", hour_of_a_vehicle, "zh", DESK, None),
    ("collection", "leader", pay_basis, "zh", DESK, None),
    ("api", "leader", "/api/docs", "en", DESK, None),
    ("field", "collector1-420302", "/field/", "zh", PHONE, None),
]


def main(base, names):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--enable-unsafe-swiftshader"])
        for name, login, path, language, size, act in SHOTS:
            if names and name not in names:
                continue
            context = browser.new_context(base_url=base, viewport=size, timezone_id="Asia/Shanghai",
                locale="zh-CN" if language == "zh" else "en-GB")
            api = Api(context, login)
            page = context.new_page()
            page.goto(path(api) if callable(path) else path)
            page.wait_for_timeout(5000)
            page.wait_for_function(SETTLED, timeout=60_000)
            page.wait_for_timeout(3000)
            if act:
                act(page)
            page.screenshot(path=IMAGES / f"{name}.png")
            print(name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080", sys.argv[2:])
