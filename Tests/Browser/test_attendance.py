"""Attendance: who was on duty, since when, and which way they went if they agreed to it."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import expect

from city import Refused
from field_work import PLACE
from map_work import ready

READER = "duty-420302"
CHINA = timezone(timedelta(hours=8))


def wire(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def on_duty(api, login, minutes=60, steps=0):
    """A shift that began a while ago; with steps, a way to the north of about eleven metres each."""
    me = api(login)
    duty = me.get("/duty/shift").get("shift")
    if duty:
        me.post(f"/duty/shifts/{duty['id']}/end")
    me.post("/duty/consent", {"version": "2026-11", "agreed": steps > 0})
    begun = datetime.now(CHINA) - timedelta(minutes=minutes)
    shift = me.post("/duty/shifts", {"at": wire(begun)})
    shift = shift.get("shift", shift)
    fixes = [{"at": wire(begun + timedelta(minutes=1, seconds=20 * step)), "lng": PLACE["lng"], "lat": PLACE["lat"] + step * 0.0001, "accuracyM": 6} for step in range(steps)]
    if fixes:
        me.post(f"/duty/shifts/{shift['id']}/fixes", {"fixes": fixes})
    return shift


def row_of(page, api, login):
    return page.locator("tbody tr[data-index]").filter(has_text=api(login).me["name"]).first


def test_who_is_on_duty_stands_there_with_the_way_that_they_agreed_to_show(person, api, axe):
    on_duty(api, "collector2-420302", minutes=90, steps=40)
    page = person(READER, "/attendance")
    row = row_of(page, api, "collector2-420302")
    expect(row).to_contain_text("在岗")
    expect(row.locator("td[data-title=轨迹点]")).to_have_text("40")
    metres = int(re.sub(r"\D", "", row.locator("td[data-title=里程]").inner_text()))
    assert 380 < metres < 480
    row.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("complementary")
    expect(drawer.get_by_role("heading")).to_contain_text("的轨迹")
    ready(page)
    north = page.evaluate("document.querySelector('.city-map').cityMap.queryRenderedFeatures({ layers: ['way'] }).length")
    assert north > 0
    axe(page)


def test_without_consent_there_is_no_way_and_it_is_said_why(person, api):
    shift = on_duty(api, "collector3-420302", minutes=30)
    page = person(READER, f"/attendance?shift={shift['id']}")
    expect(page.get_by_role("complementary")).to_contain_text("本人未同意记录")
    expect(row_of(page, api, "collector3-420302").locator("td[data-title=轨迹点]")).to_have_text("0")


def test_the_day_and_who_is_still_there_narrow_the_list(person, api):
    shift = on_duty(api, "collector4-420302", minutes=45)
    api("collector4-420302").post(f"/duty/shifts/{shift['id']}/end")
    on_duty(api, "collector3-420302", minutes=20)
    page = person(READER, "/attendance")
    gone, here = row_of(page, api, "collector4-420302"), row_of(page, api, "collector3-420302")
    expect(gone).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("只看在岗").check()
    page.get_by_role("button", name="完成").click()
    expect(here).to_be_visible()
    expect(gone.filter(has_not_text="在岗")).to_have_count(0)
    page.goto("/attendance?date=2026-01-01")
    expect(page.get_by_text("这一天没有人打卡")).to_be_visible()
    page.get_by_label("日期").fill(datetime.now(CHINA).strftime("%Y-%m-%d"))
    expect(here).to_be_visible()


def test_attendance_is_for_those_who_lead(person, api, complaints):
    complaints.expect("403")
    page = person("acceptor-420302", "/attendance")
    expect(page.get_by_text(re.compile("没有权限|无权"))).to_be_visible()
    with pytest.raises(Refused) as refusal:
        api("acceptor-420302").get("/duty/shifts")
    assert refusal.value.status == 403
