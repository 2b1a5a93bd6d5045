"""Market collection: a new lot, what a contractor sees, and the width of a phone."""

import re

import pytest
from playwright.sync_api import expect

from collection_work import LEAD, lot_page, lots
from evaluation_work import month_before


def test_a_new_lot_wrong_and_then_right(person, api, complaints):
    complaints.expect("400", "422")
    page = person("evaluator", "/collection")
    page.get_by_role("link", name="新建标段").click()
    page.get_by_role("button", name="新建标段").click()
    expect(page.get_by_text("请至少选一个区域")).to_be_visible()
    page.get_by_label("标段编号").fill("CJ NEW")
    page.get_by_role("textbox", name="名称", exact=True).fill("茅箭区夜间采集")
    page.get_by_label("采集公司").click()
    page.locator(".combo-list [role=option]").first.click()
    area = lots(api)[0]["areas"][0]
    page.get_by_role("combobox", name="区域").fill(area["name"])
    page.get_by_role("option", name=re.compile(area["code"])).first.click()
    expect(page.locator(".chip")).to_contain_text(area["code"])
    page.get_by_label("开始日期").fill("2030-01-01")
    page.get_by_label("结束日期").fill("2029-12-31")
    fee = page.get_by_label("月度服务费")
    fee.fill("八万")
    page.get_by_label("抽查比例").fill("101")
    page.get_by_role("button", name="新建标段").click()
    expect(page.get_by_text("请填金额")).to_be_visible()
    fee.fill("12,345.67")
    page.get_by_role("button", name="新建标段").click()
    expect(page.locator("[data-field=code] .field-error")).to_be_visible()
    expect(page.locator("[data-field=lastDay] .field-error")).to_contain_text("不能早于")
    expect(page.locator("[data-field='terms.samplePercent'] .field-error")).to_contain_text("0 到 100")
    page.get_by_label("标段编号").fill("CJ-NEW")
    page.get_by_label("结束日期").fill("2030-12-31")
    page.get_by_label("抽查比例").fill("10")
    page.get_by_role("button", name="新建标段").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("茅箭区夜间采集")
    expect(page.locator("table.terms").first).to_contain_text("¥12,345.67")
    made = next(each for each in lots(api) if each["code"] == "CJ-NEW")
    assert made["terms"]["feeMonthFen"] == 1_234_567 and [each["code"] for each in made["areas"]] == [area["code"]]

    page.get_by_role("link", name="修改标段").click()
    expect(page.get_by_label("月度服务费")).to_have_value("12345.67")
    page.get_by_role("textbox", name="名称", exact=True).fill("茅箭区夜间信息采集")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("茅箭区夜间信息采集")


def test_a_contractor_sees_its_own_and_changes_nothing(person, api):
    page = person(LEAD, "/collection")
    rows = page.locator("[data-test=table-collection-lots] tbody tr[data-index]")
    expect(rows).to_have_count(len(api(LEAD).get("/collection/lots")["items"]))
    expect(page.get_by_role("link", name="新建标段")).to_have_count(0)
    rows.first.get_by_role("link").click()
    for name in ["质检", "漏报巡查", "网格覆盖", "合同"]:
        page.get_by_role("tab", name=name, exact=True).click()
        expect(page.get_by_role("button", name=re.compile("随机抽查|开始质检|开始巡查|出具|核准"))).to_have_count(0)
        expect(page.get_by_role("link", name="修改标段")).to_have_count(0)
    page.get_by_role("tab", name="质检", exact=True).click()
    page.locator("[data-test=table-collection-checks] tbody tr[data-index]").first.click()
    # What its own people reported is theirs to read: that is the proof.
    expect(page.get_by_text("您看不到这个案件")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="打开案件").click()
    expect(page).to_have_url(re.compile("/cases/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page.locator(".judge")).to_contain_text("您只能查看判定")
    assert page.locator(".verdict-button").count() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_tab_fits_a_phone(person, api, axe, language):
    month, lot = month_before(1), lots(api, month_before(1))[0]
    page = person("evaluator", lot_page(lot, month), language=language, phone=True)
    for name in ["basis", "checks", "patrols", "coverage", "contract"]:
        page.locator(f"[data-tab={name}]").click()
        page.wait_for_function("() => !document.querySelector('.skeleton-row, .skeleton, main [aria-busy=true], .map-wait')")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        axe(page)
    page.goto(f"{lot_page(lot, month, 'checks')}&review=next")
    expect(page.locator(".judge")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    axe(page)
