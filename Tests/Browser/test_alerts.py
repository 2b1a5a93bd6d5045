"""Alerts: their list, what is done about one, the rules they come from, and the fences that rules speak of."""

import re
import time

import pytest
from playwright.sync_api import expect

from city import Refused
from fleet_work import city, fleet  # noqa: F401
from map_work import drawing, ready, spot


def rows(page, name):
    return page.locator(f"[data-test='table-{name}'] tbody tr:not(.skeleton-row)")


def own(words):
    """A name of this test alone."""
    return f"{words}{time.time_ns() % 10**9}"


def added_rule(api, **conditions):
    return api("system").post("/alert-rules", {"name": own("试用规则"), "severity": "notice", "uses": ["waste_truck"], "conditions": conditions or {"speedAboveKPH": 30}})


def unhandled(api):
    return api("dispatcher-420302").get("/alerts?handled=false&open=false&limit=50")["items"]


def test_alerts_are_filtered_by_the_address_and_say_how_bad_they_are(person, axe):
    page = person("leader", "/alerts?severity=emergency")
    expect(page.get_by_role("heading", level=1)).to_contain_text("告警")
    expect(rows(page, "alerts").first).to_contain_text("紧急")
    expect(rows(page, "alerts").filter(has_text="警告")).to_have_count(0)
    page.get_by_role("button", name="筛选").first.click()
    page.locator("[data-filter=severity] select").select_option("warning")
    page.wait_for_url("**/alerts?severity=warning*")
    page.get_by_role("button", name="完成").click()
    expect(rows(page, "alerts").first).to_contain_text("警告")
    expect(rows(page, "alerts").filter(has_text="紧急")).to_have_count(0)
    axe(page)


def test_an_alert_is_seen_with_its_way_and_is_handled(person, api, axe):
    alert = next(each for each in unhandled(api) if "lng" in each)
    page = person("dispatcher-420302", f"/alerts?alert={alert['id']}")
    drawer = page.get_by_role("complementary")
    expect(drawer).to_contain_text(alert["ruleName"])
    expect(drawer.get_by_role("link", name=alert["deviceName"])).to_have_attribute("href", f"/devices/{alert['device']}")
    page.wait_for_function("() => document.querySelector('.alert-map .city-map')?.cityMap?.getSource('alert-place')")
    expect(drawer.get_by_text("附近在线的车辆和人员").first).to_be_visible()
    axe(page)
    drawer.get_by_role("button", name="记为已处理").click()
    expect(drawer.locator("[data-field=note] .field-error")).to_be_visible()
    drawer.get_by_role("textbox", name="处理情况").fill("已电话联系驾驶员停车检查")
    drawer.get_by_role("button", name="记为已处理").click()
    expect(drawer).to_contain_text("已电话联系驾驶员停车检查")
    expect(drawer.get_by_role("button", name="记为已处理")).to_have_count(0)
    after = api("system").get(f"/alerts/{alert['id']}")
    assert (after["note"], bool(after["handledAt"])) == ("已电话联系驾驶员停车检查", True)


def test_what_was_handled_beside_the_list_is_seen_in_its_row(person, api):
    page = person("dispatcher-420302", "/alerts?open=false&handled=false")
    row = rows(page, "alerts").first
    row.locator("td").first.click()
    expect(row).to_contain_text("未处理")
    drawer = page.get_by_role("complementary")
    drawer.get_by_role("textbox", name="处理情况").fill("已核实")
    drawer.get_by_role("button", name="记为已处理").click()
    expect(row).to_contain_text("已处理")


# The line of events with a test behind it, which tells what the server would.
LINE = """window.EventSource = class extends EventTarget {
    static CLOSED = 2;
    readyState = 1;
    constructor() { super(); window.line = this; setTimeout(() => this.onopen?.()); }
    close() {}
}"""


def test_new_alerts_of_a_vehicle_wait_above_its_list_and_those_of_others_do_not(person, api):
    alert = unhandled(api)[0]
    page = person("dispatcher-420302", "/profile")
    page.add_init_script(LINE)
    page.goto(f"/alerts?device={alert['device']}")
    expect(rows(page, "alerts").first).to_contain_text(alert["deviceName"])
    told = {"alert": "new", "rule": alert["ruleName"], "device": alert["deviceName"], "what": "began", "severity": alert["severity"]}
    tell = "(each) => window.line.dispatchEvent(new MessageEvent('sensing.alert', { data: JSON.stringify(each) }))"
    page.evaluate(tell, {**told, "alert": "other", "device": "鄂C·00000"})
    page.evaluate(tell, told)
    expect(page.get_by_text(re.compile(r"有\s1\s条新告警"))).to_be_visible()


def test_a_reader_handles_nothing_and_changes_no_rule(person, api):
    alert = unhandled(api)[0]
    page = person("leader", f"/alerts?alert={alert['id']}")
    expect(page.get_by_role("complementary")).to_contain_text(alert["ruleName"])
    expect(page.get_by_role("button", name="记为已处理")).to_have_count(0)
    page.goto("/alert-rules")
    expect(rows(page, "alert-rules").first).to_be_visible()
    expect(page.get_by_role("link", name="新建规则")).to_have_count(0)
    expect(rows(page, "alert-rules").get_by_role("button")).to_have_count(0)
    page.goto("/fences")
    rows(page, "fences").first.locator(".row-link").click()
    expect(page.get_by_role("heading", name="围栏信息")).to_be_visible()
    expect(page.get_by_role("button", name="保存")).to_have_count(0)
    with pytest.raises(Refused):
        api("leader").post("/fences", {"name": "x", "kind": "other", "geometry": {"type": "Point", "coordinates": [110.8, 32.6]}, "reachM": 50, "area": "420302"})


def test_a_rule_is_added_tried_and_switched_on_and_off(person, api, axe):
    name = own("渣土车夜间超速")
    page = person("system", "/alert-rules")
    page.get_by_role("link", name="新建规则").click()
    page.get_by_role("button", name="保存").click()
    expect(page.locator("[data-field=name] .field-error")).to_be_visible()
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请至少填写一个条件").first).to_be_visible()
    page.get_by_label("速度高于").fill("40")
    page.get_by_role("checkbox", name="渣土车").check()
    page.get_by_label("只在一段时间内有效").check()
    page.locator("[data-field=from] input").fill("05:00")
    page.locator("[data-field=to] input").fill("04:59")
    axe(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator(".page-titles .rule-state")).to_contain_text("草稿")
    page.get_by_role("button", name="试算", exact=True).click()
    expect(page.locator(".trial-result")).to_contain_text("条告警")
    expect(rows(page, "alert-trial").first).to_be_visible()
    axe(page)
    page.get_by_role("button", name="启用", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="启用").click()
    expect(page.locator(".page-titles .rule-state")).to_contain_text("生效")
    made = next(each for each in api("system").get("/alert-rules?limit=500")["items"] if each["name"] == name)
    assert made["conditions"] == {"speedAboveKPH": 40}
    assert made["window"] == {"fromMinute": 300, "toMinute": 299, "days": "all"}
    assert (made["uses"], made["state"]) == (["waste_truck"], "live")
    page.get_by_role("button", name="停用", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.locator(".page-titles .rule-state")).to_contain_text("停用")


def test_a_rule_with_fences_and_alarms_is_changed_and_keeps_what_was_not_touched(person, api):
    fence = api("system").get("/fences?limit=1&kind=site")["items"][0]
    rule = added_rule(api, inside={"kind": "forbidden"}, alarmBits=[0, 5], lift="up")
    page = person("system", f"/alert-rules/{rule['id']}/edit")
    expect(page.locator("[data-field=inside] select")).to_have_value("forbidden")
    page.locator("[data-field=outside] select").select_option("chosen")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请至少选一个围栏").first).to_be_visible()
    page.get_by_role("combobox", name="添加围栏").fill(fence["name"])
    page.get_by_role("option", name=re.compile(fence["name"])).first.click()
    expect(page.get_by_role("button", name=f"移除 {fence['name']}")).to_be_visible()
    page.get_by_role("checkbox", name="非法开门").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(rule["name"])
    expect(page.get_by_text(f"在{fence['name']}外")).to_be_visible()
    after = next(each for each in api("system").get("/alert-rules?limit=500")["items"] if each["id"] == rule["id"])
    assert after["conditions"] == {"inside": {"kind": "forbidden"}, "outside": {"fences": [fence["id"]]}, "alarmBits": [0, 5, 31], "lift": "up"}


def test_a_rule_of_silence_takes_minutes(person, api):
    rule = added_rule(api)
    page = person("system", f"/alert-rules/{rule['id']}/edit")
    page.get_by_label("长时间没有信号").check()
    page.get_by_label("没有信号超过").fill("45")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("45 分钟没有信号")).to_be_visible()
    after = next(each for each in api("system").get("/alert-rules?limit=500")["items"] if each["id"] == rule["id"])
    assert after["conditions"] == {"silentSeconds": 2700}


def test_a_rule_of_active_safety_says_which_and_how_bad(person, api, axe):
    rule = added_rule(api)
    page = person("system", f"/alert-rules/{rule['id']}/edit")
    page.get_by_label("速度高于").fill("")
    page.get_by_role("checkbox", name="盲区").check()
    expect(page.locator("[data-field=safetyLevel]")).to_have_count(0)
    page.get_by_role("checkbox", name="驾驶员状态").check()
    page.locator("[data-field=safetyLevel] select").select_option("2")
    axe(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("主动安全：盲区 / 驾驶员状态（二级及以上）")).to_be_visible()
    after = next(each for each in api("system").get("/alert-rules?limit=500")["items"] if each["id"] == rule["id"])
    assert after["conditions"] == {"safety": ["blind_spot", "driver"], "safetyLevel": 2}
    page.goto(f"/alert-rules/{rule['id']}/edit")
    expect(page.locator("[data-field=safetyLevel] select")).to_have_value("2")


def filled_in(page, name, kind="site"):
    page.get_by_label("名称").fill(name)
    page.locator("[data-field=kind] select").select_option(kind)
    page.get_by_role("combobox", name="区域").fill("茅箭")
    # The map flies to the area: corners are set when it has come there.
    ready(page)
    zoom = page.evaluate("document.querySelector('.city-map').cityMap.getZoom()")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.wait_for_function("(zoom) => { const map = document.querySelector('.city-map').cityMap; return map.getZoom() > zoom + 0.3 && !map.isMoving(); }", arg=zoom)


def made_fence(api, name):
    return next(each for each in api("system").get("/fences?limit=500")["items"] if each["name"] == name)


def test_a_fence_is_drawn_found_and_put_out_of_use(person, api, axe):
    name = own("测试工地")
    page = person("system", "/fences")
    page.get_by_role("link", name="新建围栏").click()
    page.get_by_role("button", name="建立围栏").click()
    expect(page.get_by_text("请先在地图上画出围栏").first).to_be_visible()
    filled_in(page, name)
    ready(page)
    drawing(page)
    for corner in [(110.75, 32.60), (110.80, 32.60), (110.80, 32.64)]:
        page.mouse.click(*spot(page, *corner), delay=20)
    page.keyboard.press("Enter")
    axe(page)
    page.get_by_role("button", name="建立围栏").click()
    page.wait_for_url("**/fences")
    fence = made_fence(api, name)
    assert fence["geometry"]["type"] == "Polygon" and len(fence["geometry"]["coordinates"][0]) == 4
    page.get_by_role("searchbox").last.fill(name)
    expect(rows(page, "fences")).to_have_count(1)
    rows(page, "fences").first.locator(".row-link").click()
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="停用围栏").click()
    page.get_by_role("dialog").get_by_role("button", name="停用围栏").click()
    expect(page.locator(".page-titles .rule-state")).to_contain_text("已停用")
    assert made_fence(api, name)["isActive"] is False


def test_a_circle_and_a_corridor_are_drawn_with_their_reach(person, api):
    page = person("system", "/fences/new")
    name = own("测试圆形")
    page.get_by_label("圆形").check()
    filled_in(page, name, "yard")
    page.get_by_label("半径").fill("250")
    ready(page)
    drawing(page)
    page.mouse.click(*spot(page, 110.78, 32.62), delay=20)
    page.get_by_role("button", name="建立围栏").click()
    page.wait_for_url("**/fences")
    circle = made_fence(api, name)
    assert (circle["geometry"]["type"], circle["reachM"]) == ("Point", 250)
    page.goto("/fences/new")
    name = own("测试沿线")
    page.get_by_label("沿线").check()
    filled_in(page, name, "route")
    page.get_by_label("两侧宽度").fill("80")
    ready(page)
    drawing(page)
    page.mouse.click(*spot(page, 110.76, 32.60), delay=20)
    page.mouse.click(*spot(page, 110.80, 32.63), delay=20)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="建立围栏").click()
    page.wait_for_url("**/fences")
    corridor = made_fence(api, name)
    assert (corridor["geometry"]["type"], corridor["reachM"], len(corridor["geometry"]["coordinates"])) == ("LineString", 80, 2)


def test_an_emergency_is_told_on_another_page_and_waits_above_the_list(person, api, fleet):  # noqa: F811
    rule = api("system").post("/alert-rules", {"name": own("有信号即紧急"), "severity": "emergency", "conditions": {"speedAboveKPH": 1}, "forSeconds": 0, "rejoinSeconds": 0})
    listed = person("leader", "/alerts")
    expect(rows(listed, "alerts").first).to_be_visible()
    page = person("system", "/areas")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    api("system").post(f"/alert-rules/{rule['id']}/state", {"state": "live"}, version=rule["version"])
    try:
        notice = page.locator(".notice-alarm").first
        expect(notice).to_contain_text("紧急告警", timeout=60_000)
        notice.get_by_role("link").click()
        page.wait_for_url("**/alerts?*")
        listed.get_by_role("button", name="显示", exact=True).click()
        expect(rows(listed, "alerts").filter(has_text=rule["name"]).first).to_be_visible()
    finally:
        api("system").post(f"/alert-rules/{rule['id']}/state", {"state": "off"}, version=rule["version"] + 1)
