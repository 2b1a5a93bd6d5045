"""The dispatch desk: orders, how they stand, what is noted of them, and who is sent."""

import re
from datetime import datetime

from playwright.sync_api import expect

from dispatch_work import DISPATCHER, PLACE, made_unit, order, ordered, own, rows
from map_work import drawing, ready, spot


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
