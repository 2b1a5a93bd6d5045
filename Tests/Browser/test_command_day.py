"""A day of command by clicks alone: a dispatcher at the desk, a team and a collector with their phones.

What one does the others see without reloading. Each part is tested on its own elsewhere; this is that they are one."""

import re

import pytest
from playwright.sync_api import expect

from dispatch_work import DISPATCHER, own, rows, unit
from field_work import COLLECTOR, PLACE, camera_jpeg, heading
from map_work import ready, spot
from test_field_orders import CLERK, act, enter, finish_with_photo, hold, own_help, sos

TEAMS = ("环卫应急一队", "环卫应急二队")


@pytest.fixture
def free_teams(api):
    """Both teams without orders that other tests left."""
    for name in TEAMS:
        for each in api(DISPATCHER).get(f"/command/orders?unit={unit(api, name)['id']}&open=true&limit=100")["items"]:
            api(DISPATCHER).post(f"/command/orders/{each['id']}/acts/cancel", {"words": "测试准备"})


def test_a_day_of_command_is_done_by_clicks_alone(person, axe, own_help, free_teams):
    desk = person(DISPATCHER, "/inbox")
    clerk = enter(person, CLERK)
    order = an_order_is_sent_from_the_map_and_carried_out(desk, clerk)
    a_call_for_help_is_answered_and_closed(desk, enter(person, COLLECTOR))
    incident = an_incident_is_led_by_its_plan(desk, clerk, axe)
    the_playback_shows_it_all(desk, order, incident, axe)


def test_a_call_for_help_leads_to_what_went_on_around_it(person, own_help):
    phone = enter(person, COLLECTOR)
    desk = person(DISPATCHER, "/inbox")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    name = opened_alarm(desk, phone)
    link = desk.locator(".facts").get_by_role("link", name="联合回放")
    # A phone may call before it knows where it is.
    expect(link).to_have_attribute("href", re.compile("bbox="))
    link.click()
    desk.wait_for_url("**/playback?from=*bbox=*")
    expect(desk.locator(".play-row").filter(has_text=f"求助：{name}").first).to_be_visible()


# The map


def chosen_on_map(page, name):
    lng, lat = PLACE["lng"], PLACE["lat"]
    page.goto(f"/?c={lng},{lat},15&layers=bounds")
    ready(page)
    page.mouse.click(*spot(page, lng, lat), button="right")
    page.get_by_role("menuitem", name=name).click()


# An order


def an_order_is_sent_from_the_map_and_carried_out(desk, clerk):
    title = own("清理落石")
    chosen_on_map(desk, "派力量到此处")
    desk.wait_for_url("**/dispatch/new?lng=*")
    desk.get_by_label("包括不在岗的").check()
    desk.get_by_role("textbox", name="任务").fill(title)
    desk.get_by_role("list", name="可派力量").get_by_role("checkbox", name=re.compile(TEAMS[0])).check()
    desk.get_by_role("button", name="下达", exact=True).click()
    desk.wait_for_url("**/dispatch?order=*")
    state = desk.get_by_role("complementary").locator(".order-state")
    expect(state).to_contain_text("已下达")
    clerk.locator(".field-order").filter(has_text=title).click()
    heading(clerk, title)
    expect(state).to_contain_text("已阅")
    act(clerk, "出发")
    expect(state).to_contain_text("途中")
    act(clerk, "到场")
    expect(state).to_contain_text("已到场")
    finish_with_photo(clerk, camera_jpeg(clerk), "落石已清，道路恢复")
    expect(state).to_contain_text("已完成")
    drawer = desk.get_by_role("complementary")
    expect(drawer).to_contain_text("落石已清，道路恢复")
    expect(drawer.locator(".photo img")).to_have_count(1)
    expect(rows(desk, "orders").filter(has_text=title)).to_have_count(0)
    return title


# A call for help


def opened_alarm(desk, phone):
    """The collector holds SOS; the dispatcher opens the alarm from the page that is open: the caller's name."""
    hold(phone, sos(phone))
    expect(phone.locator(".sos-banner")).to_contain_text("等待响应")
    desk.locator(".notice-alarm").filter(has_text="求助").get_by_role("link").first.click()
    desk.wait_for_url("**/help/*")
    # Until the call is there the heading names nobody.
    expect(desk.get_by_role("heading", level=1)).to_contain_text("监督员")
    return re.sub(r"^求助[：:]\s*", "", desk.get_by_role("heading", level=1).inner_text().split("\n")[0])


def a_call_for_help_is_answered_and_closed(desk, phone):
    desk.goto("/cases")
    expect(rows(desk, "cases").first).to_be_visible()
    opened_alarm(desk, phone)
    desk.get_by_role("button", name="响应").click()
    expect(desk.locator(".page-count")).to_contain_text("处置中")
    expect(phone.locator(".sos-banner")).to_contain_text("茅箭区派遣员 已响应")
    desk.get_by_role("list", name="可派力量").locator("li").filter(has_text=TEAMS[1]).get_by_role("link", name="派此力量").click()
    desk.wait_for_url("**/dispatch/new?*")
    desk.get_by_role("button", name="下达", exact=True).click()
    desk.wait_for_url("**/help/*")
    expect(desk.locator(".help-orders li")).to_contain_text(TEAMS[1])
    desk.locator(".help-orders a").click()
    radioed(desk, "完成", "支援到场")
    desk.go_back()
    expect(desk.locator(".help-orders li")).to_contain_text("已完成")
    desk.get_by_role("button", name="解除求助").click()
    desk.get_by_role("dialog").get_by_role("textbox").fill("人员平安")
    desk.get_by_role("dialog").get_by_role("button", name="解除求助").click()
    expect(desk.locator(".page-count")).to_contain_text("已解除")
    sheet = phone.get_by_role("dialog", name="求助 SOS")
    expect(phone.locator(".sos-banner")).to_contain_text("已解除")
    expect(sheet).to_contain_text("人员平安")


def radioed(desk, name, words):
    """What a unit told by radio is noted in the order's drawer."""
    desk.get_by_role("complementary").get_by_role("button", name=name, exact=True).click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(words)
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(desk.get_by_role("complementary").locator(".order-state")).to_contain_text("已完成")


# An incident


def an_incident_is_led_by_its_plan(desk, clerk, axe):
    title = own("桥面结冰")
    chosen_on_map(desk, "在此开始事件")
    desk.wait_for_url("**/incidents/new?lng=*")
    desk.get_by_label("事件名称", exact=False).first.fill(title)
    desk.locator("[data-field=kind] select").select_option("snow")
    desk.locator("[data-field=plan] select").select_option(label="道路扫雪除冰预案")
    desk.get_by_role("button", name="开始", exact=True).click()
    desk.get_by_role("dialog").get_by_role("button", name="开始", exact=True).click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(title)
    the_first_step_lets_the_second_send(desk, clerk)
    the_roll_is_called(desk, clerk)
    a_situation_is_told(desk)
    axe(desk)
    it_is_ended(desk, clerk)
    return title


def the_first_step_lets_the_second_send(desk, clerk):
    desk.locator("[data-test=step-1]").get_by_role("button", name=re.compile("^完成")).click()
    desk.get_by_role("dialog").get_by_role("button", name="完成", exact=True).click()
    expect(desk.locator("[data-test=step-1] .step-state")).to_contain_text("已完成")
    second = desk.locator("[data-test=step-2]")
    expect(second.locator(".order-list li")).to_have_count(2)
    for name in TEAMS:
        expect(second.locator(".order-list")).to_contain_text(name)
    clerk.locator(".field-order").filter(has_text="融雪剂").click()
    act(clerk, "出发")
    expect(second.locator(".order-list li").filter(has_text=TEAMS[0])).to_contain_text("途中")
    board = desk.url
    second.get_by_role("link", name=TEAMS[0]).click()
    desk.wait_for_url("**/dispatch?*order=*")
    expect(desk.get_by_role("complementary").locator(".order-state")).to_contain_text("途中")
    desk.go_back()
    desk.wait_for_url(board)


def the_roll_is_called(desk, clerk):
    desk.get_by_role("button", name="点名", exact=True).first.click()
    desk.get_by_role("dialog").get_by_role("button", name="点名").click()
    clerk.goto("/field/")
    clerk.locator(".field-roll").get_by_role("button", name="应答").click()
    clerk.get_by_role("dialog", name=re.compile("^点名")).get_by_role("button", name="平安").click()
    desk.get_by_role("tab", name="点名").click()
    call = desk.get_by_role("region", name=re.compile("第.1.次点名"))
    expect(call).to_contain_text(re.compile("1 / 2.已应答"))
    expect(call).to_contain_text("平安")


def a_situation_is_told(desk):
    desk.get_by_role("button", name="写情况报告").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("button", name="填入当前数字").click()
    dialog.get_by_role("button", name="写情况报告").click()
    desk.get_by_role("tab", name="情况报告").click()
    expect(desk.locator(".situation")).to_contain_text(re.compile("第.1.号情况报告"))


def it_is_ended(desk, clerk):
    desk.get_by_role("button", name="更多操作").click()
    desk.get_by_role("menuitem", name="结束事件").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("总结").fill("桥面已除冰，恢复通行")
    dialog.get_by_label("一并取消").check()
    dialog.get_by_role("button", name="结束事件").click()
    expect(desk.locator(".report-summary")).to_contain_text("桥面已除冰，恢复通行")
    expect(rows(desk, "incident-orders").filter(has_text="已取消")).to_have_count(2)
    expect(clerk.locator(".field-order").filter(has_text="融雪剂").filter(has_text="途中")).to_have_count(0)
    with desk.expect_download() as saved:
        desk.get_by_role("button", name="下载报告（PDF）").click()
    assert saved.value.suggested_filename.endswith(".pdf")


# The playback


def the_playback_shows_it_all(desk, order, incident, axe):
    desk.get_by_role("button", name="更多操作").click()
    desk.get_by_role("menuitem", name="联合回放").click()
    desk.wait_for_url("**/playback?*")
    line = desk.locator(".play-row")
    for words in ["下达", "到场", "完成"]:
        expect(line.filter(has_text=order).filter(has_text=words).first).to_be_visible()
    expect(line.filter(has_text=incident).filter(has_text="事件结束")).to_have_count(1)
    expect(line.filter(has_text="求助").first).to_be_visible()
    axe(desk)
    line.filter(has_text=order).first.get_by_role("link").click()
    desk.wait_for_url("**/dispatch?*order=*")
    expect(desk.get_by_role("complementary")).to_contain_text(order)
