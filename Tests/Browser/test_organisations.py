"""Organisations and staff: found, made, changed, closed, imported."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from city import Refused


def code():
    return f"T{uuid4().hex[:8].upper()}"


def spoken(mark):
    """A name of its own in Chinese alone: pages put thin spaces between Chinese and Latin."""
    return mark[1:].translate(str.maketrans("0123456789ABCDEF", "零一二三四五六七八九甲乙丙丁戊己"))


def make_organisation(api, **values):
    mark = code()
    return api("system").post("/organisations", {"code": mark, "name": f"测试机构{spoken(mark)}", "kind": "department", "area": "420302", **values})


def make_person(api, organisation, **values):
    mark = code()
    return api("system").post("/staff", {"number": mark, "name": f"张{spoken(mark)[-4:]}", "organisation": organisation, "post": "handler", **values})


def pick(form, label, text, option):
    form.get_by_label(label).fill(text)
    form.locator(".combo-list [role=option]").filter(has_text=option).first.click()


def menu(page, item):
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name=item).click()


def test_the_tree_is_walked_and_folded_by_keyboard(person, axe):
    page = person("system", "/organisations")
    tree = page.get_by_role("tree")
    top = tree.get_by_role("treeitem", name="茅箭区城市管理局（示范）")
    below = tree.get_by_role("treeitem", name="茅箭区环境卫生处")
    expect(below).to_be_visible()
    axe(page)
    top.focus()
    page.keyboard.press("ArrowLeft")
    expect(below).to_have_count(0)
    expect(top).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(below).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("茅箭区环境卫生处")


def test_a_new_organisation_is_made_below_another_and_changed(person, api, axe):
    above = make_organisation(api)
    page = person("system", f"/organisations/{above['id']}")
    menu(page, "新建下级机构")
    mark = code()
    page.get_by_label(re.compile("^代码")).fill(mark)
    page.get_by_label(re.compile("^名称")).fill(f"下级{spoken(mark)}")
    expect(page.get_by_label(re.compile("^上级机构"))).to_have_value(above["name"])
    axe(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(spoken(mark))
    page.get_by_role("button", name="修改", exact=True).click()
    page.get_by_role("dialog").get_by_label(re.compile("^电话")).fill("0719-8888001")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.locator(".facts")).to_contain_text("0719-8888001")


def test_a_code_that_is_taken_is_told(person, api, complaints):
    complaints.expect("409")
    known = make_organisation(api)
    page = person("system", "/organisations/new")
    page.get_by_label(re.compile("^代码")).fill(known["code"])
    page.get_by_label(re.compile("^名称")).fill("重复的机构")
    page.get_by_label(re.compile("^类型")).select_option("department")
    pick(page, re.compile("^服务区域"), "茅箭", "茅箭区")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("已被使用")
    expect(page.get_by_label(re.compile("^名称"))).to_have_value("重复的机构")


def test_an_organisation_with_people_is_not_closed_and_an_empty_one_is(person, api, complaints):
    complaints.expect("409")
    it = make_organisation(api)
    worker = make_person(api, it["id"])
    page = person("system", f"/organisations/{it['id']}")
    menu(page, "停用")
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.get_by_role("alert")).to_contain_text("1 名在职人员")
    api("system").patch(f"/staff/{worker['id']}", {"state": "left"}, worker["version"])
    menu(page, "停用")
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.locator(".facts")).to_contain_text("停用")
    menu(page, "重新启用")
    expect(page.locator(".facts")).to_contain_text("启用")


def test_a_change_by_somebody_else_is_seen_without_a_reload(person, api):
    it = make_organisation(api)
    page = person("system", f"/organisations/{it['id']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(it["name"])
    api("system").patch(f"/organisations/{it['id']}", {"name": "改名了的机构"}, it["version"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("改名了的机构")


def test_a_person_is_added_changed_and_leaves(person, api, axe):
    it = make_organisation(api)
    page = person("system", "/staff")
    page.get_by_role("button", name="新增人员").click()
    dialog = page.get_by_role("dialog")
    mark = code()
    dialog.get_by_label(re.compile("^工号")).fill(mark)
    dialog.get_by_label(re.compile("^姓名")).fill("李新人")
    pick(dialog, re.compile("^所属机构"), it["code"], it["name"])
    dialog.get_by_label(re.compile("^岗位")).select_option("collector")
    dialog.get_by_label(re.compile("^电话")).fill("13812345678")
    axe(page, "dialog")
    dialog.get_by_role("button", name="保存").click()
    drawer = page.get_by_role("complementary")
    expect(drawer).to_contain_text("李新人")
    expect(drawer).to_contain_text("138****5678")
    axe(page)
    drawer.get_by_role("button", name="修改").click()
    page.get_by_role("dialog").get_by_label(re.compile("^岗位")).select_option("handler")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(drawer).to_contain_text("处置人员")
    staff = api("system").get(f"/staff?text={mark}")["items"][0]
    assert staff["phone"] == "138****5678", "the masked number was not written over the real one"
    assert api("dispatcher-420302").get(f"/staff/{staff['id']}")["phone"] == "13812345678"
    drawer.get_by_role("button", name="登记离职").click()
    page.get_by_role("dialog").get_by_role("button", name="登记离职").click()
    expect(drawer).to_contain_text("离职")


def test_people_are_found_by_organisation_and_post(person, api):
    it = make_organisation(api)
    one, other = make_person(api, it["id"]), make_person(api, it["id"], post="supervisor")
    page = person("system", f"/staff?organisation={it['id']}&post=supervisor")
    expect(page.locator("tbody tr[data-index]")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(other["number"])
    expect(page.get_by_role("list", name="已用的筛选条件")).to_contain_text(it["name"])


def test_a_table_is_imported_and_what_was_rejected_is_saved_to_correct(person, api, axe, tmp_path):
    good, bad = code(), code()
    table = tmp_path / "机构.csv"
    table.write_text(f"代码,名称,类型,区划代码\n{good},导入机构{good},专业部门,420302\n{bad},导入机构{bad},没有的类型,420302\n", encoding="utf-8")
    page = person("system", "/organisations")
    menu(page, "导入机构")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(table)
    axe(page, "dialog")
    dialog.get_by_role("button", name="导入", exact=True).click()
    report = dialog.locator("[data-test=import-report]")
    expect(report).to_contain_text("1 行有问题没有导入")
    expect(report).to_contain_text("没有取值“没有的类型”")
    with page.expect_download() as saved:
        report.get_by_role("button", name="下载未导入的行").click()
    saved.value.save_as(tmp_path / "rejects.csv")
    assert bad in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    dialog.get_by_role("button", name="关闭").last.click()
    assert api("system").get(f"/organisations?text={good}")["items"][0]["name"] == f"导入机构{good}"


def test_a_table_without_the_columns_is_refused_with_their_names(person, complaints, tmp_path):
    complaints.expect("400")
    table = tmp_path / "x.csv"
    table.write_text("甲,乙\n1,2\n", encoding="utf-8")
    page = person("system", "/staff")
    menu(page, "导入人员")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(table)
    dialog.get_by_role("button", name="导入", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("工号")


def test_who_may_only_read_gets_no_buttons_and_is_refused(person, api):
    it = make_organisation(api)
    page = person("dispatcher-420302", f"/organisations/{it['id']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(it["name"])
    expect(page.get_by_role("button", name="修改", exact=True)).to_have_count(0)
    with pytest.raises(Refused) as refusal:
        api("dispatcher-420302").patch(f"/organisations/{it['id']}", {"name": "不行"}, it["version"])
    assert refusal.value.status == 403


def test_organisations_and_staff_on_a_phone_in_english(person, axe):
    page = person("system", "/organisations", language="en", phone=True, theme="dark")
    expect(page.get_by_role("tree")).to_contain_text("Maojian city management")
    axe(page)
    page.goto("/staff?text=acceptor-420302")
    expect(page.locator("tbody tr[data-index]")).to_have_count(1)
    axe(page)
