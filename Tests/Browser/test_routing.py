"""Routing rules: read, drafted by keyboard and pointer, simulated, activated, asked."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from city import Refused


def make_draft(api, copy="live", rules=None):
    draft = api("system").post("/routing/rule-sets", {"title": f"测试规则{uuid4().hex[:6]}", **({"copyOf": copy} if copy else {})})
    if rules is None:
        return draft
    return api("system").put(f"/routing/rule-sets/{draft['id']}/rules", {"rules": rules}, draft["version"])


def organisation(api, code="420302HW"):
    return next(each for each in api("system").get(f"/organisations?text={code}")["items"] if each["code"] == code)


def rule(api, name, **conditions):
    return {"name": name, "target": {"choice": "organisation", "organisation": organisation(api)["id"]}, **conditions}


def three_rules(api):
    return make_draft(api, copy=None, rules=[rule(api, "甲", area="420302"), rule(api, "乙", kind="event"), rule(api, "丙", source="leader")])


def names(page):
    return page.locator("[data-test=rules] .rule-name")


def test_the_rules_in_force_are_read_in_words(person, axe):
    page = person("dispatcher-420302", "/routing")
    page.locator("tbody").get_by_role("link", name="示范派遣规则").click()
    expect(page.locator(".rule").nth(1)).to_contain_text("公用设施")
    expect(page.locator(".rule").nth(1)).to_contain_text("茅箭区市政公用处")
    expect(page.get_by_role("button", name="增加规则")).to_have_count(0)
    axe(page)
    page.get_by_role("searchbox", name="在规则中查找").fill("园林绿化")
    expect(names(page).first).to_contain_text("园林")


def test_rules_are_ordered_by_keyboard_and_saved_whole(person, api, axe):
    draft = three_rules(api)
    page = person("system", f"/routing/{draft['id']}")
    expect(names(page)).to_have_text(["甲", "乙", "丙"])
    handle = page.get_by_role("button", name=re.compile("^移动“丙”"))
    handle.focus()
    page.keyboard.press("ArrowUp")
    expect(names(page)).to_have_text(["甲", "丙", "乙"])
    expect(page.get_by_role("button", name=re.compile("^移动“丙”"))).to_be_focused()
    page.keyboard.press("Home")
    expect(names(page)).to_have_text(["丙", "甲", "乙"])
    axe(page)
    page.get_by_role("button", name="保存规则").click()
    expect(page.get_by_text("规则已保存")).to_be_visible()
    expect(page.get_by_role("button", name="保存规则")).to_have_count(0)
    assert [each["name"] for each in api("system").get(f"/routing/rule-sets/{draft['id']}")["rules"]] == ["丙", "甲", "乙"]


def test_rules_are_ordered_by_dragging(person, api):
    draft = three_rules(api)
    page = person("system", f"/routing/{draft['id']}")
    page.locator(".rule").nth(0).drag_to(page.locator(".rule").nth(2))
    expect(names(page)).to_have_text(["乙", "丙", "甲"])


def test_a_rule_is_added_with_conditions_and_deleted_with_a_way_back(person, api, axe):
    draft = three_rules(api)
    page = person("system", f"/routing/{draft['id']}")
    page.get_by_role("button", name="增加规则").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^名称")).fill("暴露垃圾夜间")
    dialog.get_by_label("部件或事件").select_option("event")
    dialog.get_by_label("大类").select_option("01")
    dialog.get_by_label("小类").select_option("10")
    dialog.get_by_label("工作时间外上报").check()
    dialog.get_by_label(re.compile("^机构")).fill("420302HW")
    dialog.locator(".combo-list [role=option]").first.click()
    dialog.get_by_label("符合就自动派遣，不经派遣员").check()
    axe(page, "dialog")
    dialog.get_by_role("button", name="放进规则").click()
    added = page.locator(".rule").nth(3)
    expect(added).to_contain_text("工作时间外上报")
    expect(added).to_contain_text("自动派遣")
    page.get_by_role("button", name="“甲”的更多操作").click()
    page.get_by_role("menuitem", name="删除").click()
    expect(names(page)).to_have_text(["乙", "丙", "暴露垃圾夜间"])
    page.locator(".notices").get_by_role("button", name="撤销").click()
    expect(names(page)).to_have_text(["甲", "乙", "丙", "暴露垃圾夜间"])
    page.get_by_role("button", name="保存规则").click()
    expect(page.get_by_text("规则已保存")).to_be_visible()
    stored = api("system").get(f"/routing/rule-sets/{draft['id']}")["rules"][3]
    assert (stored["kind"], stored["big"], stored["small"], stored["workTime"], stored["automatic"]) == ("event", "01", "10", False, True)


def test_a_rule_that_is_never_reached_is_warned_of(person, api):
    draft = make_draft(api, copy=None, rules=[rule(api, "全部"), rule(api, "永远轮不到", kind="event")])
    page = person("system", f"/routing/{draft['id']}")
    expect(page.locator(".rule").nth(1)).to_contain_text("永远轮不到：前面的“全部”已包括它的全部案件")


def test_leaving_unsaved_rules_asks_first(person, api):
    draft = three_rules(api)
    page = person("system", f"/routing/{draft['id']}")
    page.get_by_role("button", name=re.compile("^移动“丙”")).press("ArrowUp")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="人员").click()
    page.get_by_role("dialog").get_by_role("button", name="留在此页").click()
    expect(names(page)).to_have_text(["甲", "丙", "乙"])


def test_two_people_at_one_draft_and_the_second_decides(person, api, complaints):
    complaints.expect("412")
    draft = three_rules(api)
    page = person("system", f"/routing/{draft['id']}")
    page.get_by_role("button", name=re.compile("^移动“丙”")).press("ArrowUp")
    api("system").put(f"/routing/rule-sets/{draft['id']}/rules", {"rules": [rule(api, "别人的")]}, draft["version"])
    page.get_by_role("button", name="保存规则").click()
    expect(page.get_by_role("alert")).to_contain_text("别人同时改过")
    page.get_by_role("button", name="用我的覆盖").click()
    expect(page.get_by_role("button", name="用我的覆盖")).to_have_count(0)
    assert [each["name"] for each in api("system").get(f"/routing/rule-sets/{draft['id']}")["rules"]] == ["甲", "丙", "乙"]


def test_a_simulation_shows_counts_before_and_after(person, api, axe):
    draft = make_draft(api)
    kept = api("system").get(f"/routing/rule-sets/{draft['id']}")
    api("system").put(f"/routing/rule-sets/{draft['id']}/rules", {"rules": kept["rules"][:1]}, kept["version"])
    page = person("system", f"/routing/{draft['id']}?part=try")
    page.get_by_role("button", name="试算", exact=True).click()
    result = page.locator("[data-test=simulation]")
    expect(result).to_contain_text("会换一个部门")
    expect(result.get_by_role("table", name="各部门前后")).to_contain_text("−")
    expect(page.get_by_text("改动后已试算")).to_be_visible()
    axe(page)


def test_activation_warns_of_what_was_not_simulated_and_retires_the_old_rules(person, api):
    draft = make_draft(api)
    before = next(each for each in api("system").get("/routing/rule-sets")["items"] if each["state"] == "live")
    page = person("system", f"/routing/{draft['id']}")
    page.get_by_role("button", name="启用").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("还没有试算")
    dialog.get_by_role("button", name="取消").click()
    api("system").post(f"/routing/rule-sets/{draft['id']}/simulation", {})
    page.reload()
    page.get_by_role("button", name="启用").click()
    page.get_by_role("dialog").get_by_role("button", name="启用").click()
    expect(page.get_by_text("生效中")).to_be_visible()
    assert api("system").get(f"/routing/rule-sets/{before['id']}")["state"] == "retired"
    page.get_by_role("button", name="复制为新草稿").click()
    page.get_by_role("dialog").get_by_role("button", name="新建草稿").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("（修改）")


def test_a_case_is_tried_and_the_rules_explain_themselves(person, api, axe):
    page = person("dispatcher-420302", "/routing?part=try")
    page.get_by_label("类别", exact=True).fill("暴露垃圾")
    page.get_by_role("option", name=re.compile("暴露垃圾")).first.click()
    page.get_by_label("区域", exact=True).fill("茅箭")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.get_by_role("button", name="看派给谁").click()
    answer = page.locator("[data-test=decision]")
    expect(answer.get_by_role("heading")).to_have_text("茅箭区环境卫生处")
    answer.get_by_text(re.compile("条不符合")).click()
    expect(answer).to_contain_text("要求")
    axe(page)


def test_who_may_only_read_cannot_write(person, api, complaints):
    complaints.expect("403")
    draft = three_rules(api)
    page = person("dispatcher-420302", f"/routing/{draft['id']}")
    expect(names(page)).to_have_count(3)
    expect(page.get_by_role("button", name="启用")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^移动"))).to_have_count(0)
    with pytest.raises(Refused) as refusal:
        api("dispatcher-420302").post(f"/routing/rule-sets/{draft['id']}/activation", {"confirm": True}, draft["version"])
    assert refusal.value.status == 403
    collector = person("collector1-420302", "/routing")
    expect(collector.get_by_text("没有权限")).to_be_visible()


def test_routing_on_a_phone_in_english_and_dark(person, api, axe):
    draft = three_rules(api)
    page = person("system", f"/routing/{draft['id']}", language="en", phone=True, theme="dark")
    expect(names(page)).to_have_count(3)
    axe(page)
    page.goto("/routing?part=try")
    expect(page.get_by_role("button", name="See where it goes")).to_be_visible()
    axe(page)
