"""The dispatch desk and its neighbours: orders, who is sent, units, rosters, calls for help; command on the map."""

import re
import time
from datetime import datetime, timedelta, timezone

from playwright.sync_api import expect

from map_work import drawing, ready, spot

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


def told(page, act, words=None):
    """Does an act of the drawer and answers its question."""
    page.get_by_role("complementary").get_by_role("button", name=act, exact=True).click()
    dialog = page.get_by_role("dialog")
    if words:
        dialog.get_by_role("textbox").fill(words)
    dialog.get_by_role("button", name=act, exact=True).click()
    expect(dialog).to_have_count(0)


def test_each_figure_leads_to_its_list(person, axe):
    page = person(DISPATCHER, "/dispatch")
    figures = page.get_by_role("list", name="指挥概况")
    expect(figures.locator("[data-figure=free] b")).to_have_text(re.compile(r"^\d+$"))
    axe(page)
    figures.get_by_role("link", name="任务中力量").click()
    page.wait_for_url("**/units?status=busy")
    expect(page.get_by_role("heading", level=1)).to_contain_text("力量")
    page.go_back()
    figures.get_by_role("link", name="在岗告警").click()
    page.wait_for_url("**/rosters?tab=alarms&open=true")


def test_orders_are_filtered_by_the_address(person, api):
    made = made_unit(api)
    title = own("核对井盖")
    sent = ordered(api, made["id"], title)
    page = person("leader", f"/dispatch?unit={made['id']}")
    expect(rows(page, "orders")).to_have_count(1)
    expect(rows(page, "orders").first).to_contain_text(title)
    page.get_by_role("button", name="筛选").first.click()
    page.locator("[data-filter=state] select").select_option("on_site")
    page.wait_for_url("**state=on_site*")
    expect(page.get_by_text("没有未结束的任务")).to_be_visible()
    api(DISPATCHER).post(f"/command/orders/{sent['id']}/acts/cancel", {"words": "测试结束"})
    page.goto(f"/dispatch?view=ended&unit={made['id']}")
    expect(rows(page, "orders").first).to_contain_text("已取消")


def test_a_new_order_comes_to_the_desk_by_itself(person, api):
    made = made_unit(api)
    page = person(DISPATCHER, f"/dispatch?unit={made['id']}")
    expect(page.get_by_text("没有未结束的任务")).to_be_visible()
    title = own("清理落叶")
    sent = ordered(api, made["id"], title)
    expect(rows(page, "orders").filter(has_text=title)).to_contain_text("已下达")
    api(DISPATCHER).post(f"/command/orders/{sent['id']}/acts/leave", {})
    expect(rows(page, "orders").filter(has_text=title)).to_contain_text("途中")


def test_what_a_unit_tells_by_radio_is_noted_until_it_is_done(person, api, axe):
    sent = ordered(api, made_unit(api)["id"], own("清运垃圾"))
    page = person(DISPATCHER, f"/dispatch?order={sent['id']}")
    drawer = page.get_by_role("complementary")
    expect(drawer.get_by_text("力量通过电台或电话告知的，可代为登记。")).to_be_visible()
    expect(drawer.get_by_role("button", name="拒绝")).to_have_count(0)
    axe(page)
    for act in ["已阅", "出发", "到场"]:
        told(page, act)
    told(page, "完成", "已清运，道路恢复")
    expect(drawer.locator(".order-state")).to_contain_text("已完成")
    expect(drawer.get_by_role("list", name="执行过程")).to_contain_text("已清运，道路恢复")
    expect(drawer.locator(".order-acts")).to_have_count(0)
    after = order(api, sent["id"])
    assert (after["order"]["state"], after["order"]["result"]) == ("done", "已清运，道路恢复")
    assert [each["act"] for each in after["entries"]] == ["send", "read", "leave", "arrive", "finish"]


def test_an_order_is_cancelled_with_a_reason_only(person, api):
    sent = ordered(api, made_unit(api)["id"], own("查看路灯"))
    page = person(DISPATCHER, f"/dispatch?order={sent['id']}")
    page.get_by_role("complementary").get_by_role("button", name="取消任务").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="取消任务").click()
    expect(dialog.locator(".field-error")).to_be_visible()
    dialog.get_by_role("textbox").fill("已由他人处理")
    dialog.get_by_role("button", name="取消任务").click()
    expect(page.get_by_role("complementary").locator(".order-state")).to_contain_text("已取消")
    assert order(api, sent["id"])["order"]["result"] == "已由他人处理"


def test_a_reader_sends_nothing_and_acts_on_nothing(person, api):
    sent = ordered(api, made_unit(api)["id"], own("巡查"))
    page = person("system", f"/dispatch?order={sent['id']}")
    expect(page.get_by_role("complementary")).to_contain_text(sent["title"])
    expect(page.locator(".order-acts")).to_have_count(0)
    expect(page.get_by_role("link", name="下达任务")).to_have_count(0)
    page.goto("/dispatch/new")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("下达任务")


def test_units_are_ranked_anew_by_skills_and_several_are_sent(person, api, axe):
    page = person(DISPATCHER, f"/dispatch/new?lng={PLACE['lng']}&lat={PLACE['lat']}")
    units = page.get_by_role("list", name="可派力量")
    page.get_by_label("包括不在岗的").check()
    expect(units.get_by_role("checkbox").nth(5)).to_be_visible()
    page.get_by_role("button", name="下达", exact=True).click()
    expect(page.locator("[data-field=title] .field-error")).to_be_visible()
    expect(page.get_by_text("请选择至少一个力量")).to_be_visible()
    page.locator(".send-fields .choice").filter(has_text="排涝").click()
    expect(units.locator(".candidate").first).to_contain_text("市政抢险队")
    expect(units.locator(".candidate").filter(has_text="园林抢险队")).to_contain_text("缺少技能：排涝")
    expect(units.locator(".candidate").first).to_contain_text(re.compile("公里|米"))
    axe(page)
    title = own("抽排积水")
    page.get_by_role("textbox", name="任务").fill(title)
    units.get_by_role("checkbox", name=re.compile("市政抢险队")).check()
    units.get_by_role("checkbox", name=re.compile("园林抢险队")).check()
    page.get_by_role("button", name="下达给 2 个力量").click()
    page.wait_for_url("**/dispatch?batch=*")
    expect(rows(page, "orders").filter(has_text=title)).to_have_count(2)
    for each in api(DISPATCHER).get("/command/orders?limit=100")["items"]:
        if each["title"] == title:
            assert abs(each["place"]["lng"] - PLACE["lng"]) < 1e-5
            api(DISPATCHER).post(f"/command/orders/{each['id']}/acts/cancel", {"words": "测试结束"})


def test_a_priority_brings_its_times_and_others_may_be_set(person, api, complaints):
    complaints.expect("400")
    made = made_unit(api)
    page = person(DISPATCHER, f"/dispatch/new?unit={made['id']}&title={own('试送')}")
    expect(page.get_by_text(f"将派：{made['name']}")).to_be_visible()
    ready(page)
    drawing(page)
    page.mouse.click(*spot(page, PLACE["lng"], PLACE["lat"]), delay=20)
    expect(page.get_by_role("checkbox", name=re.compile(made["name"]))).to_be_checked()
    page.get_by_label("紧急", exact=False).nth(0).check()
    arrive = page.locator("[data-field='times.arriveMinutes'] input")
    expect(arrive).to_have_value("15")
    arrive.fill("1")
    page.get_by_role("button", name="下达", exact=True).click()
    expect(page.get_by_text("时限须依次不减").first).to_be_visible()
    arrive.fill("20")
    page.get_by_role("button", name="下达", exact=True).click()
    page.wait_for_url("**/dispatch?order=*")
    sent = api(DISPATCHER).get(f"/command/orders?unit={made['id']}")["items"][0]
    minutes = (datetime.fromisoformat(sent["arriveBy"]) - datetime.fromisoformat(sent["sentAt"])).total_seconds() / 60
    assert (sent["priority"], minutes) == ("urgent", 20)
    # The address that nobody gave is said by street and community.
    assert sent["address"]


def test_a_unit_is_added_changed_and_put_out_of_use(person, api, axe, complaints):
    complaints.expect("400")
    name = own("机动队")
    page = person(DUTY, "/units")
    page.get_by_role("link", name="新建力量").click()
    page.get_by_role("button", name="建立").click()
    expect(page.locator("[data-field=name] .field-error")).to_be_visible()
    page.get_by_label("名称").fill("园林抢险队")
    page.get_by_role("combobox", name="区域").fill("茅箭")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.get_by_role("combobox", name="成员").fill("茅箭区监督员1")
    page.get_by_role("option", name=re.compile("茅箭区监督员1")).first.click()
    page.get_by_role("combobox", name="成员").fill("茅箭区监督员2")
    page.get_by_role("option", name=re.compile("茅箭区监督员2")).first.click()
    page.get_by_role("combobox", name="设备").fill("G1013")
    page.get_by_role("option", name=re.compile("G1013")).first.click()
    page.locator(".choice").filter(has_text="抢修").click()
    page.get_by_label("新写一项技能").fill("潜水")
    page.keyboard.press("Enter")
    axe(page)
    page.get_by_role("button", name="建立").click()
    expect(page.locator("[data-field=name] .field-error")).to_contain_text("同名")
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="建立").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    made = unit(api, name)
    assert ([each["name"] for each in made["members"]], made["skills"]) == (["茅箭区监督员1", "茅箭区监督员2"], ["抢修", "潜水"])
    assert [each["name"] for each in made["devices"]] == ["鄂C·G1013"]
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="修改力量").click()
    page.get_by_role("button", name=re.compile("移除 茅箭区监督员.?2")).click()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("list", name="成员")).not_to_contain_text("监督员2")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="停用力量").click()
    page.get_by_role("dialog").get_by_role("button", name="停用力量").click()
    expect(page.locator(".page-count")).to_contain_text("停用")
    page.goto(f"/units?active=false&text={name}")
    expect(rows(page, "units")).to_have_count(1)


def test_a_roster_over_midnight_is_planned_changed_and_removed(person, api, axe, complaints):
    complaints.expect("400")
    made = made_unit(api)
    page = person(DUTY, f"/rosters?text={made['name']}&week={city_day(7)}")
    page.get_by_role("button", name=f"排班 {made['name']}").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[data-field=fromMinute] input").fill("22:00")
    dialog.locator("[data-field=toMinute] input").fill("06:00")
    expect(dialog.get_by_text("到次日 06:00 结束")).to_be_visible()
    dialog.get_by_label("选定的星期").check()
    dialog.locator(".choice").filter(has_text="周三").click()
    dialog.get_by_label("备注").fill("夜巡")
    axe(page)
    dialog.get_by_role("button", name="排班").click()
    bar = page.locator(".duty")
    expect(bar).to_have_count(1)
    expect(bar).to_contain_text("22:00–06:00")
    # The same days once more are refused at the units.
    page.get_by_role("button", name=f"排班 {made['name']}").click()
    dialog.locator("[data-field=fromMinute] input").fill("23:00")
    dialog.get_by_role("button", name="排班").click()
    expect(dialog.locator("[data-field=units] .field-error")).to_contain_text("重叠")
    page.keyboard.press("Escape")
    bar.click()
    dialog.get_by_label("备注").fill("改为夜巡二")
    dialog.get_by_role("button", name="保存").click()
    expect(bar).to_contain_text("夜巡二")
    bar.click()
    dialog.get_by_role("button", name="删除班次").click()
    page.locator(".dialog-small").get_by_role("button", name="删除班次").click()
    expect(bar).to_have_count(0)
    assert api(DUTY).get(f"/command/duties?unit={made['id']}&from={city_day(0)}T00:00:00Z&to={city_day(20)}T00:00:00Z")["items"] == []


def test_weeks_are_turned_and_a_reader_only_looks(person):
    page = person(DISPATCHER, "/rosters")
    expect(page.locator(".duty").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^排班"))).to_have_count(0)
    before = page.locator(".week-bar h2").inner_text()
    page.get_by_role("button", name="下一周").click()
    page.wait_for_url("**/rosters?week=*")
    expect(page.locator(".week-bar h2")).not_to_have_text(before)
    page.get_by_role("button", name="本周").click()
    expect(page.locator(".week-bar h2")).to_have_text(before)
    page.locator(".duty").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("责任区")
    expect(dialog.get_by_role("button", name="保存")).to_have_count(0)


def test_an_absence_is_told_and_what_it_was_is_noted(person, api, axe):
    made = made_unit(api)
    body = {"units": [made["id"]], "firstDay": str(city_day(-1)), "lastDay": str(city_day()), "fromMinute": 0, "toMinute": 0}
    api(DUTY).post("/command/duties", body)
    page = person(DISPATCHER, f"/rosters?tab=alarms&unit={made['id']}")
    # The watch goes round twice a minute; nobody asks again.
    row = rows(page, "absences").filter(has_text=made["name"])
    expect(row).to_contain_text("未到岗", timeout=90_000)
    axe(page)
    row.get_by_role("button", name=re.compile("^说明")).click()
    page.get_by_role("dialog").get_by_role("textbox").fill("设备故障，人员已到岗")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(row).to_contain_text("设备故障，人员已到岗")
    assert api(DISPATCHER).get(f"/command/absences?unit={made['id']}")["items"][0]["note"] == "设备故障，人员已到岗"


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
