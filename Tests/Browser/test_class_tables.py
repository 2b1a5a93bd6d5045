"""The class tables: read by everybody, changed in drafts, compared, imported, published."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from city import Refused


def make_draft(api, copy="gbt30428-reference"):
    code = f"t-{uuid4().hex[:8]}"
    title = {"zh": f"测试标准{code}", "en": f"Test table {code}"}
    return api("system").post("/classes/editions", {"edition": code, "title": title, "source": {"zh": "", "en": ""}, **({"copyOf": copy} if copy else {})})


def small(page, key):
    return page.locator(f"[data-test=class-{key}]")


def menu(page, item):
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name=item).click()


def test_everybody_reads_the_table_in_force_with_conditions_and_limits(person, axe):
    page = person("collector1-420302", "/classes")
    expect(small(page, "component-01-01")).to_contain_text("井盖缺失、移位，或开裂有危险")
    expect(small(page, "component-01-01")).to_contain_text(re.compile("2.紧急工作时"))
    expect(page.get_by_role("button", name="发布")).to_have_count(0)
    axe(page)
    page.get_by_role("tab", name=re.compile("事件")).click()
    page.wait_for_url("**kind=event**")
    page.get_by_role("navigation", name="大类").get_by_role("link").nth(1).click()
    page.reload()
    expect(page.get_by_role("navigation", name="大类").locator("[aria-current]")).to_have_count(1)
    expect(page.locator(".small-class").first).to_be_visible()


def test_classes_are_found_by_the_words_of_their_conditions(person):
    page = person("collector1-420302", "/classes")
    page.get_by_role("searchbox").fill("井盖异响")
    expect(page.get_by_text(re.compile("找到.*个小类"))).to_be_visible()
    expect(page.locator(".small-class").first).to_contain_text("井盖")
    page.get_by_role("searchbox").fill("没有这样的东西")
    expect(page.get_by_text("没有符合的小类")).to_be_visible()


def test_a_draft_is_copied_changed_and_compared(person, api, axe):
    page = person("system", "/classes/editions")
    page.get_by_role("button", name="新建草稿").click()
    dialog = page.get_by_role("dialog")
    code = f"t-{uuid4().hex[:8]}"
    dialog.get_by_label(re.compile("^版本代码")).fill(code)
    dialog.get_by_label(re.compile("^中文名称")).fill("明年的标准")
    axe(page, "dialog")
    dialog.get_by_role("button", name="新建草稿").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("明年的标准")
    page.get_by_role("link", name="修改“上水井盖”").click()
    page.get_by_label(re.compile("^处置时限")).first.fill("3")
    page.get_by_label(re.compile("^立案条件 ?\\*?$")).first.fill("井盖缺失或开裂")
    axe(page)
    page.get_by_role("button", name="保存").click()
    expect(small(page, "component-01-01")).to_contain_text("井盖缺失或开裂")
    menu(page, "与现行版本比较")
    table = page.locator("[data-test=comparison]")
    expect(table).to_contain_text("井盖缺失或开裂")
    expect(table).to_contain_text(re.compile("2.紧急工作时"))
    expect(table).to_contain_text(re.compile("3.紧急工作时"))
    axe(page)
    published = api("system").get("/classes/gbt30428-reference/component/01/01")
    assert published["conditions"][0]["limit"]["amount"] == 2, "the edition in force stays"


def test_a_new_class_with_two_conditions_is_made_and_deleted(person, api):
    draft = make_draft(api)
    page = person("system", f"/classes/{draft['edition']}/event/new/new")
    page.get_by_label("事件").check()
    page.get_by_label(re.compile("^大类代码")).fill("01")
    expect(page.get_by_label(re.compile("^大类名称"))).to_have_value("市容环境")
    page.get_by_label(re.compile("^小类代码")).fill("88")
    page.get_by_label(re.compile("^小类名称")).fill("测试小类")
    page.get_by_role("button", name="增加条件").click()
    for index, words in enumerate(["条件甲", "条件乙"]):
        page.locator(f'[data-field="conditions.{index}.filing.zh"] textarea').fill(words)
        page.locator(f'[data-field="conditions.{index}.closing.zh"] textarea').fill("已办结")
        page.locator(f'[data-field="conditions.{index}.amount"] input').fill("4")
    page.get_by_role("button", name="条件 2 上移").click()
    page.get_by_role("button", name="保存").click()
    expect(small(page, "event-01-88")).to_contain_text("条件乙")
    stored = api("system").get(f"/classes/{draft['edition']}/event/01/88")
    assert [each["filing"]["zh"] for each in stored["conditions"]] == ["条件乙", "条件甲"]
    page.get_by_role("link", name="修改“测试小类”").click()
    menu(page, "删除小类")
    page.get_by_role("dialog").get_by_role("button", name="删除小类").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("测试标准")
    expect(small(page, "event-01-88")).to_have_count(0)


def test_a_condition_without_words_or_limit_is_told_at_its_place(person, api, complaints):
    complaints.expect("400")
    draft = make_draft(api)
    page = person("system", f"/classes/{draft['edition']}/component/01/01")
    page.locator('[data-field="conditions.0.filing.zh"] textarea').fill("")
    page.locator('[data-field="conditions.0.amount"] input').fill("")
    page.get_by_role("button", name="保存").click()
    expect(page.locator('[data-field="conditions.0.filing.zh"] .field-error')).to_be_visible()
    expect(page.get_by_text("看不懂时限").first).to_be_visible()


def test_a_table_is_imported_into_a_draft_with_its_rejects(person, api, tmp_path):
    draft = make_draft(api, copy=None)
    table = tmp_path / "标准.csv"
    table.write_text("大类代码,大类名称,小类代码,小类名称,处置单位,主管部门,立案条件,结案条件,处置时限\n01,市容环境,01,乱堆物料,,,占道堆放,已清理,4工作时\n01,市容环境,02,坏的一行,,,占道,已清理,很快\n", encoding="utf-8")
    page = person("system", f"/classes/{draft['edition']}")
    menu(page, "导入标准表")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(table)
    dialog.get_by_role("button", name="导入", exact=True).click()
    expect(dialog.locator("[data-test=import-report]")).to_contain_text("看不懂时限")
    dialog.get_by_role("button", name="关闭").last.click()
    expect(page.locator(".small-class").filter(has_text="乱堆物料")).to_be_visible()


def test_a_draft_is_published_for_a_day_and_then_closed_to_changes(person, api, complaints):
    complaints.expect("400", "409")
    draft = make_draft(api)
    year = 2040 + int(draft["edition"][2:6], 16) % 50
    page = person("system", f"/classes/{draft['edition']}")
    page.get_by_role("button", name="发布", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^生效日期")).fill("2020-01-01")
    dialog.get_by_role("button", name="发布", exact=True).click()
    expect(dialog.locator(".field-error")).to_contain_text("不能早于今天")
    dialog.get_by_label(re.compile("^生效日期")).fill(f"{year}-06-01")
    dialog.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    page.goto(f"/classes/{draft['edition']}/component/01/01")
    expect(page.get_by_text("已发布的版本不能修改")).to_be_visible()


def test_a_draft_is_discarded(person, api):
    draft = make_draft(api)
    page = person("system", f"/classes/{draft['edition']}")
    menu(page, "丢弃草稿")
    page.get_by_role("dialog").get_by_role("button", name="丢弃草稿").click()
    page.wait_for_url("**/classes/editions")
    with pytest.raises(Refused) as refusal:
        api("system").get(f"/classes/editions/{draft['edition']}")
    assert refusal.value.status == 404


def test_who_may_not_write_sees_no_draft_and_is_refused(person, api):
    draft = make_draft(api)
    page = person("dispatcher-420302", f"/classes/{draft['edition']}")
    expect(page.get_by_text("没有这个版本")).to_be_visible()
    page.goto(f"/classes/{draft['edition']}/component/01/01")
    expect(page.get_by_text("没有权限")).to_be_visible()
    with pytest.raises(Refused) as refusal:
        api("dispatcher-420302").delete(f"/classes/{draft['edition']}/component/01/01", draft["version"])
    assert refusal.value.status == 403


def test_the_class_tables_on_a_phone_in_english_and_dark(person, axe):
    page = person("collector1-420302", "/classes?text=cover", language="en", phone=True, theme="dark")
    expect(page.locator(".small-class").first).to_contain_text("urgent hours")
    axe(page)
    page.goto("/classes/editions")
    expect(page.locator("tbody")).to_contain_text("In force")
    axe(page)
