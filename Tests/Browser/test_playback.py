"""Joint playback: what went on in a period, on one map, one list and one bar of time."""

import json
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect

from incident_work import PLACE, begun

NOW = "[data-test=playback-now]"


def iso(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def tracks(route):
    """Two vehicles that drive around the place for the whole period."""
    asked = {name: values[0] for name, values in parse_qs(urlparse(route.request.url).query).items()}
    length = (datetime.fromisoformat(asked["to"]) - datetime.fromisoformat(asked["from"])).total_seconds()
    step = int(asked["step"])
    way = [[at, round((PLACE["lng"] + at / 1e6) * 1e5), round(PLACE["lat"] * 1e5)] for at in range(0, int(length), step)]
    items = [{"device": f"device{each}", "name": f"鄂C·T{each}", "use": "sweeper", "points": way} for each in range(2)]
    route.fulfill(json={"step": step, "items": items, "isCut": False})


@pytest.fixture
def played(person, api):
    """A page that plays the last hour, in which an incident began."""

    def enter(query="", answer=tracks, login="dispatcher-420302"):
        incident = begun(api)
        now = datetime.now(timezone.utc)
        page = person(login, "/plans")
        page.route("**/api/v1/tracks?*", answer)
        page.goto(f"/playback?from={iso(now - timedelta(hours=1))}&to={iso(now + timedelta(seconds=5))}{query}")
        expect(page.locator(NOW)).to_be_visible()
        return page, incident

    return enter


def vehicles(page):
    return page.evaluate("document.querySelector('.city-map').cityMap.getSource('playback-vehicles').serialize().data.features.map((each) => each.geometry.coordinates[0])")


def test_vehicles_and_the_list_run_with_the_bar(played, axe):
    page, incident = played()
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap?.getSource('playback-vehicles')?.serialize().data.features?.length === 2")
    first = vehicles(page)
    axe(page)
    row = page.locator(".play-row").filter(has_text=incident["incident"]["title"]).first
    expect(row).to_have_class("play-row is-later is-loud")
    row.locator(".course-row").click()
    expect(row).to_have_class("play-row is-loud")
    expect(row.locator(".course-row")).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("(before) => document.querySelector('.city-map').cityMap.getSource('playback-vehicles').serialize().data.features[0].geometry.coordinates[0] > before + 0.001", arg=first[0])
    axe(page)


def test_it_is_played_by_button_and_by_keys(played):
    page, _ = played()
    before = page.locator(NOW).inner_text()
    page.get_by_role("button", name="×300").click()
    page.get_by_role("button", name="播放").click()
    expect(page.locator(NOW)).not_to_have_text(before)
    page.get_by_role("button", name="暂停").click()
    page.get_by_role("heading", level=1).click()
    paused = page.locator(NOW).inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.locator(NOW)).not_to_have_text(paused)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(NOW)).to_have_text(paused)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="暂停")).to_be_visible()


def test_kinds_are_chosen_in_the_address(played):
    page, incident = played("&kinds=incident")
    expect(page.locator(".play-row").filter(has_text=incident["incident"]["title"]).first).to_be_visible()
    only = page.locator(".play-row").count()
    page.get_by_role("checkbox", name="事件日志").uncheck()
    expect(page.get_by_text("没有选中要显示的内容")).to_be_visible()
    page.wait_for_url("**kinds=none*")
    page.get_by_role("checkbox", name="事件日志").check()
    expect(page.locator(".play-row")).to_have_count(only)


def test_a_kind_that_cannot_be_read_leaves_the_others(played, complaints):
    complaints.expect("503")
    page, incident = played(answer=lambda route: route.fulfill(status=503, body=json.dumps({"code": "unavailable", "message": "-"})))
    expect(page.get_by_role("status").filter(has_text="没有读到：车辆与力量")).to_be_visible()
    expect(page.locator(".play-row").filter(has_text=incident["incident"]["title"]).first).to_be_visible()


def test_a_period_is_a_day_at_most(played):
    page, _ = played()
    page.get_by_label("从", exact=True).fill("2026-01-01T00:00")
    expect(page.get_by_text("最长 24 小时")).to_be_visible()
    expect(page.get_by_role("button", name="查看", exact=True)).to_be_disabled()


def test_the_part_of_the_map_that_is_seen_becomes_the_box(played):
    page, _ = played()
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap?.getSource('playback-vehicles')")
    page.get_by_role("button", name="只看地图这一块").click()
    page.wait_for_url("**bbox=*")
    page.get_by_role("button", name="看全市").click()
    expect(page.get_by_role("button", name="看全市")).to_have_count(0)


def test_incidents_and_alerts_lead_to_their_period(person, api):
    incident = begun(api)
    page = person("dispatcher-420302", f"/incidents/{incident['incident']['id']}")
    page.get_by_role("button", name="更多操作").click()
    href = page.get_by_role("menuitem", name="联合回放").get_attribute("href")
    asked = {name: values[0] for name, values in parse_qs(urlparse(href).query).items()}
    west, south, east, north = map(float, asked["bbox"].split(","))
    assert west < PLACE["lng"] < east and south < PLACE["lat"] < north
    assert datetime.fromisoformat(asked["from"]) < datetime.fromisoformat(incident["incident"]["beganAt"]) < datetime.fromisoformat(asked["to"])
    alert = api("dispatcher-420302").get("/alerts?limit=1")["items"][0]
    page.goto(f"/alerts?alert={alert['id']}")
    expect(page.get_by_role("complementary").get_by_role("link", name="联合回放")).to_have_attribute("href", re.compile(r"^/playback\?from="))

