"""Calls for help, what is told on every page, and command on the map, at alerts and at cases."""

import re

from playwright.sync_api import expect

from dispatch_work import DISPATCHER, called, ended, made_unit, ordered, own, rows, unit
from map_work import ready, spot


def test_a_call_for_help_is_told_everywhere_answered_ordered_and_closed(person, api, axe):
    page = person(DISPATCHER, "/cases")
    desk = person("leader", "/dispatch")
    expect(rows(page, "cases").first).to_be_visible()
    expect(rows(desk, "orders").first).to_be_visible()
    made = called(api)
    try:
        notice = page.locator(".notice-alarm").filter(has_text="求助")
        notice.get_by_role("link").click()
        page.wait_for_url(f"**/help/{made['id']}")
        expect(desk.get_by_role("region", name="未解除的求助")).to_contain_text("需要支援")
        axe(desk)
        page.get_by_role("button", name="响应").click()
        expect(page.locator(".page-count")).to_contain_text("处置中")
        expect(desk.get_by_role("region", name="未解除的求助")).to_contain_text("处置中")
        expect(page.locator(".near-cameras li").first).to_contain_text("监控电子眼")
        ready(page)
        axe(page)
        page.get_by_role("list", name="可派力量").get_by_role("link", name="派此力量").first.click()
        page.wait_for_url("**/dispatch/new?*")
        page.get_by_role("button", name="下达", exact=True).click()
        page.wait_for_url(f"**/help/{made['id']}")
        expect(page.locator(".help-orders li")).to_have_count(1)
        sent = api(DISPATCHER).get(f"/command/help/{made['id']}")["orders"][0]
        assert (sent["about"]["kind"], sent["priority"]) == ("help", "urgent")
        api(DISPATCHER).post(f"/command/orders/{sent['id']}/acts/leave", {})
        expect(page.locator(".help-orders li")).to_contain_text("途中")
        page.get_by_role("button", name="解除求助").click()
        page.get_by_role("dialog").get_by_role("button", name="解除求助").click()
        expect(page.get_by_role("dialog").locator(".field-error")).to_be_visible()
        page.get_by_role("dialog").get_by_role("textbox").fill("支援到场，人员平安")
        page.get_by_role("dialog").get_by_role("button", name="解除求助").click()
        expect(page.locator(".page-count")).to_contain_text("已解除")
        expect(desk.get_by_role("region", name="未解除的求助")).to_have_count(0)
        api(DISPATCHER).post(f"/command/orders/{sent['id']}/acts/cancel", {"words": "测试结束"})
    finally:
        ended(api, made["id"])


def test_a_caller_who_moves_is_followed_on_the_map(person, api):
    made = called(api)
    try:
        page = person(DISPATCHER, f"/help/{made['id']}")
        ready(page)
        api("collector1-420302").post("/command/help", {"place": {"lng": 110.7999, "lat": 32.6155}})
        page.wait_for_function("""() => document.querySelector('.help-map .city-map').cityMap.querySourceFeatures('place')
            .some((each) => Math.abs(each.geometry.coordinates[0] - 110.7999) < 1e-3)""")
    finally:
        ended(api, made["id"])


def test_an_order_that_is_refused_or_late_is_told_on_other_pages(person, api):
    clerk = api("clerk-420302hw")
    team = next(each for each in api(DISPATCHER).get("/command/units?limit=500")["items"] if clerk.me["account"] in [member["account"] for member in each["members"]])
    page = person(DISPATCHER, "/cases")
    expect(rows(page, "cases").first).to_be_visible()
    refused = ordered(api, team["id"], own("清扫"))
    clerk.post(f"/command/orders/{refused['id']}/acts/refuse", {"words": "车辆故障"})
    expect(page.locator(".notice").filter(has_text=refused["title"])).to_contain_text("被拒绝")
    late = ordered(api, made_unit(api)["id"], own("抽查"), times={"readMinutes": 1, "arriveMinutes": 10, "doneMinutes": 20})
    notice = page.locator(".notice").filter(has_text=late["title"])
    expect(notice).to_contain_text("任务超时", timeout=120_000)
    notice.get_by_role("link").click()
    expect(page.get_by_role("complementary")).to_contain_text(late["title"])
    api(DISPATCHER).post(f"/command/orders/{late['id']}/acts/cancel", {"words": "测试结束"})


def test_a_unit_is_sent_from_the_map_and_known_at_its_vehicle(person, api):
    team = unit(api, "环卫应急一队")
    lng, lat = team["standing"]["place"]["lng"], team["standing"]["place"]["lat"]
    page = person(DISPATCHER, f"/?c={lng},{lat},14&layers=bounds,incidents,vehicles&open=vehicle:{team['devices'][0]['id']}")
    drawer = page.locator(".map-drawer")
    expect(drawer.get_by_role("link", name=team["name"])).to_have_attribute("href", f"/units/{team['id']}")
    expect(drawer.get_by_role("link", name="下达任务")).to_have_attribute("href", f"/dispatch/new?unit={team['id']}")
    page.goto(f"/?c={lng},{lat},14&layers=bounds,incidents&bbox={lng - 0.01:.4f},{lat - 0.01:.4f},{lng + 0.01:.4f},{lat + 0.01:.4f}")
    ready(page)
    page.mouse.click(*spot(page, lng, lat), button="right")
    page.get_by_role("menuitem", name="派力量到此处").click()
    page.wait_for_url("**/dispatch/new?lng=*")
    expect(page.get_by_role("list", name="可派力量").get_by_role("checkbox").first).to_be_visible()


def test_open_incidents_and_cameras_are_layers_of_the_map(person, api):
    incident = next(each for each in api(DISPATCHER).get("/command/incidents?open=true")["items"] if "place" in each)
    lng, lat = incident["place"]["lng"], incident["place"]["lat"]
    page = person(DISPATCHER, f"/?c={lng},{lat},14.5&layers=bounds,incidents,cameras")
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap?.getSource('incidents')")
    page.wait_for_function("(id) => document.querySelector('.city-map').cityMap.querySourceFeatures('incidents').some((each) => each.properties.id === id)", arg=incident["id"])
    page.wait_for_function("() => document.querySelector('.city-map').cityMap.queryRenderedFeatures({ layers: ['cameras'] }).length > 0")
    page.get_by_role("button", name="图层", exact=True).click()
    page.get_by_label("进行中事件").uncheck()
    page.wait_for_function("() => !document.querySelector('.city-map').cityMap.getSource('incidents')")


def test_whom_to_call_is_listed_for_the_vehicles_of_an_area(person, api):
    team = unit(api, "环卫应急一队")
    lng, lat = team["standing"]["place"]["lng"], team["standing"]["place"]["lat"]
    page = person(DISPATCHER, f"/?c={lng},{lat},14&layers=bounds,vehicles&bbox={lng - 0.05:.4f},{lat - 0.05:.4f},{lng + 0.05:.4f},{lat + 0.05:.4f}&open=vehicles")
    page.get_by_role("button", name="电话名单").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(team["name"])
    expect(dialog).to_contain_text(team["members"][0]["name"])


def test_an_alert_and_a_case_lead_to_sending_a_unit_about_them(person, api):
    alert = next(each for each in api(DISPATCHER).get("/alerts?limit=50")["items"] if "lng" in each)
    page = person(DISPATCHER, f"/alerts?alert={alert['id']}")
    page.get_by_role("complementary").get_by_role("link", name="派力量").click()
    page.wait_for_url("**/dispatch/new?*")
    expect(page.locator(".page-note a")).to_have_attribute("href", f"/alerts?alert={alert['id']}")
    expect(page.get_by_role("textbox", name="任务")).to_have_value(re.compile(re.escape(alert["ruleName"])))
    case = api(DISPATCHER).get("/cases?state=open&limit=1")["items"][0]
    page.goto(f"/cases/{case['number']}")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="派力量").click()
    page.wait_for_url("**/dispatch/new?*")
    expect(page.locator(".page-note a")).to_have_text(case["number"])


def test_rights_of_command_have_names(person):
    page = person("security", "/roles")
    expect(page.get_by_text("指挥调度").first).to_be_visible()
    expect(page.get_by_text("下达任务与指挥").first).to_be_visible()
