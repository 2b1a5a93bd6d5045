"""Units, their duties by week, and alarms about who is not there."""

import re

from playwright.sync_api import expect

from dispatch_work import DISPATCHER, DUTY, city_day, made_unit, own, rows, unit


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
