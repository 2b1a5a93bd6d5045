"""What tests of command do: units, orders and calls for help of their own."""

import time
from datetime import datetime, timedelta, timezone

PLACE = {"lng": 110.7915, "lat": 32.6105}
DISPATCHER, DUTY = "dispatcher-420302", "duty-420302"
CITY_ZONE = timezone(timedelta(hours=8))


def rows(page, name):
    return page.locator(f"[data-test='table-{name}'] tbody tr:not(.skeleton-row)")


def own(words):
    """A name of this test alone. Its number is in Chinese: beside Latin digits texts are spaced."""
    return words + "".join("〇一二三四五六七八九"[int(digit)] for digit in str(time.time_ns() % 10**9))


def unit(api, name):
    return next(each for each in api(DISPATCHER).get("/command/units?limit=500")["items"] if each["name"] == name)


def made_unit(api, **more):
    return api(DUTY).post("/command/units", {"name": own("测试力量"), "area": "420302", **more})


def ordered(api, unit_id, title, **more):
    body = {"units": [unit_id], "title": title, "priority": "normal", "place": PLACE, "address": "人民路 1 号", **more}
    return api(DISPATCHER).post("/command/orders", body)["items"][0]


def order(api, order_id):
    return api(DISPATCHER).get(f"/command/orders/{order_id}")


def called(api, words="需要支援"):
    return api("collector1-420302").post("/command/help", {"place": PLACE, "words": words})


def ended(api, help_id):
    file = api(DISPATCHER).get(f"/command/help/{help_id}")["help"]
    if file["state"] != "closed":
        api(DISPATCHER).call("POST", f"/command/help/{help_id}/closing", {"note": "测试结束"}, version=file["version"])


def city_day(days=0):
    return (datetime.now(CITY_ZONE) + timedelta(days=days)).date()
