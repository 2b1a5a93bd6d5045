#!/usr/bin/env python3
"""Takes the pictures of the documents from a served demo city (`./run`), with what scripts/browser-test.sh installs and Pillow.

    .setup/browser/bin/pip install pillow
    .setup/browser/bin/python scripts/screenshots.py [http://127.0.0.1:8080] [name…]

A fresh demo city is best: its cases are not yet all late. Where no order is open or no incident goes on, one is begun.
"""

import io
import shutil
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PASSWORD = "Streetwise-2026"
CITY = timezone(timedelta(hours=8))
DESK, PHONE, HALL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, {"width": 1920, "height": 1080}
PLACE = {"lng": 110.7921, "lat": 32.6201}


class Api:
    """A person's requests: what a picture needs to know or to make."""

    def __init__(self, context, login):
        self.request = context.request
        self.post("/sessions", {"login": login, "password": PASSWORD})

    def get(self, path):
        return self.request.get(f"/api/v1{path}", fail_on_status_code=True).json()

    def post(self, path, body):
        return self.request.post(f"/api/v1{path}", data=body, fail_on_status_code=True).json()


def open_order(api):
    found = api.get("/command/orders?open=true&limit=20")["items"]
    if found:
        return found[0]
    unit = api.get("/command/units?limit=20")["items"][0]["id"]
    body = {"units": [unit], "title": "清理路面积水", "priority": "normal", "place": PLACE, "address": "东岳路下穿通道"}
    return api.post("/command/orders", body)["items"][0]


def open_incident(api):
    found = api.get("/command/incidents?open=true&limit=1")["items"]
    if found:
        return found[0]
    plan = next(each for each in api.get("/command/plans")["items"] if each["state"] == "active")
    body = {"title": "短时强降雨道路积水", "kind": plan["kind"], "level": 3, "area": plan["area"], "place": PLACE, "plan": plan["id"]}
    return api.post("/command/incidents", body)["incident"]


def last_hour_of_a_vehicle(api):
    device = next(each for each in api.get("/devices?door=jt808&limit=100")["items"] if each.get("last"))
    to = datetime.fromisoformat(device["last"]["at"].replace("Z", "+00:00"))
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
    ("incident", "dispatcher-420302", lambda api: f"/incidents/{open_incident(api)['id']}", "zh", DESK, None),
    ("playback", "leader", last_hours, "zh", DESK, play),
    ("track", "leader", last_hour_of_a_vehicle, "zh", DESK, None),
    ("collection", "leader", pay_basis, "zh", DESK, None),
    ("api", "leader", "/api/docs", "en", DESK, None),
    ("field", "collector1-420302", "/field/", "zh", PHONE, None),
]


def save(picture, path):
    """With 256 colours of its own a page looks the same and weighs a third."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def main(base, names):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"])
        for name, login, path, language, size, act in SHOTS:
            if names and name not in names:
                continue
            context = browser.new_context(base_url=base, viewport=size, timezone_id="Asia/Shanghai",
                locale="zh-CN" if language == "zh" else "en-GB")
            api = Api(context, login)
            page = context.new_page()
            page.goto(path(api) if callable(path) else path)
            page.wait_for_timeout(6000)
            if act:
                act(page)
            save(page.screenshot(), IMAGES / f"{name}.png")
            print(name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080", sys.argv[2:])
