"""Market collection: lots and their months, checks by keys, patrols, coverage, objections, payment."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from collection_work import LEAD, centre_of_grid, checks_of, lot_page, lot_with_pending, lots, month_of, this_month
from evaluation_work import month_before, today

WORDS = {
    "zh": {"pay": "应付", "lots": "采集标段", "basis": "支付依据", "coverage": "覆盖率不足扣款", "earned": "应得"},
    "en": {"pay": "To be paid", "lots": "Lots", "basis": "Pay basis", "coverage": "Coverage below target", "earned": "Earned"},
}


def yuan(fen):
    return f"{'−' if fen < 0 else ''}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_lots_to_the_items_of_a_line(person, api, language):
    words, month = WORDS[language], month_before(1)
    lot = lots(api, month)[0]
    page = person("leader", f"/collection?month={month}", language=language)
    row = page.locator("[data-test=table-collection-lots] tbody tr").filter(has_text=lot["code"])
    expect(row.locator(f"td[data-title='{words['pay']}']")).to_have_text(yuan(lot["month"]["payFen"]))
    row.get_by_role("link", name=lot["name"]).click()
    expect(page).to_have_url(re.compile(f"/collection/lots/{lot['id']}"))
    expect(page.locator(".figure-strong .figure-value")).to_have_text(yuan(lot["month"]["payFen"]))
    statement = month_of(api, lot, month)
    amounts = page.locator("table.lines tbody tr td:nth-child(5)")
    expect(amounts).to_have_text([yuan(line["amountFen"]) if "amountFen" in line else "–" for line in statement["lines"]])
    coverage = next(line for line in statement["lines"] if line["line"] == "coverage")
    page.locator("tr[data-line=coverage]").get_by_role("button").click()
    drawer = page.get_by_role("complementary")
    expect(drawer.get_by_role("heading")).to_contain_text(words["coverage"])
    expect(drawer.locator("[data-test=items-total]")).to_contain_text(str(coverage["items"]))
    expect(drawer.locator("[data-test=item]")).to_have_count(coverage["items"])
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert "line=" not in page.url


def test_a_case_behind_a_line_is_its_page(person, api):
    lot = next(each for each in lots(api) if each["month"]["reports"])
    page = person("leader", lot_page(lot))
    page.locator("tr[data-line=report]").get_by_role("button").click()
    link = page.locator("[data-test=item] a").first
    number = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(f"/cases/{number}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)


def test_the_month_is_in_the_address_and_ends_with_this_one(person):
    page = person("leader", "/collection")
    expect(page.get_by_role("button", name="下个月")).to_be_disabled()
    page.get_by_role("button", name="上个月").click()
    expect(page).to_have_url(re.compile(f"month={month_before(1)}"))
    page.get_by_label("月份", exact=True).select_option(month_before(2))
    expect(page).to_have_url(re.compile(f"month={month_before(2)}"))
    expect(page.get_by_role("link", name="新建标段")).to_have_count(0)


def test_reports_are_judged_by_the_keyboard(person, api):
    lot = lot_with_pending(api)
    pending = [each for each in checks_of(api, lot, this_month()) if each["verdict"] == "pending"]
    page = person("evaluator", lot_page(lot))
    page.locator("[data-test=pending]").get_by_role("link").click()
    expect(page.locator("[data-test=table-collection-checks] tbody tr[data-index]")).to_have_count(len(pending))
    page.get_by_role("button", name=re.compile("开始质检")).click()
    number = page.locator(".review h2 .code")
    expect(number).to_have_text(pending[0]["caseNumber"])
    expect(page.locator(".case-words")).to_be_visible()
    page.keyboard.press("1")
    expect(number).to_have_text(pending[1]["caseNumber"])
    page.keyboard.press("2")
    note = page.get_by_label("依据")
    expect(note).to_be_focused()
    note.fill("短")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("至少写")).to_be_visible()
    note.fill("位置偏了两百米，照片是另一处")
    page.keyboard.press("Control+Enter")
    expect(number).to_have_text(pending[2]["caseNumber"])
    expect(note).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(number).to_have_text(pending[1]["caseNumber"])
    expect(page.locator(".judge")).to_contain_text("不准确")
    expect(page.locator(".judge-note")).to_contain_text("位置偏了两百米")
    page.get_by_role("button", name="返回列表").click()
    found = {each["id"]: each["verdict"] for each in checks_of(api, lot, this_month())}
    assert [found[each["id"]] for each in pending[:3]] == ["right", "inaccurate", "pending"]


def test_a_stale_verdict_is_told(person, api, complaints):
    complaints.expect("412")
    lot = lot_with_pending(api, 1)
    pending = [each for each in checks_of(api, lot, this_month()) if each["verdict"] == "pending"]
    check = pending[0]
    page = person("evaluator", f"{lot_page(lot, tab='checks')}&review={check['id']}")
    expect(page.locator(".case-words")).to_be_visible()
    api("evaluator").post(f"/collection/checks/{check['id']}/judge", {"verdict": "right", "note": ""}, check["version"])
    page.keyboard.press("3")
    page.get_by_label("依据").fill("现场没有这个问题")
    page.get_by_role("button", name=re.compile("提交判定")).click()
    page.get_by_role("button", name="取最新版本，保留我填的").click()
    page.get_by_role("button", name=re.compile("提交判定")).click()
    expect(page.get_by_text("取最新版本")).to_have_count(0)
    # In the first days of a month this may have been the last that was to be judged.
    if len(pending) > 1:
        expect(page.locator(".review h2 .code")).to_have_text(pending[1]["caseNumber"])
    else:
        expect(page.get_by_text("抽中的上报都已判定")).to_be_visible()
    assert next(each["verdict"] for each in checks_of(api, lot, this_month()) if each["id"] == check["id"]) == "false"


def test_a_draw_shows_its_seed(person, api):
    month, lot = month_before(3), lots(api, month_before(3))[0]
    draws = f"/collection/lots/{lot['id']}/months/{month}/draws"
    before = len(api("evaluator").get(draws)["draws"])
    page = person("evaluator", lot_page(lot, month, "checks"))
    page.get_by_role("button", name="随机抽查").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("抽查件数").fill("2.5")
    dialog.get_by_role("button", name="随机抽查").click()
    expect(dialog.get_by_text("请填整数")).to_be_visible()
    dialog.get_by_label("抽查件数").fill("2")
    dialog.get_by_role("button", name="随机抽查").click()
    expect(dialog).to_have_count(0)
    made = api("evaluator").get(draws)["draws"]
    assert len(made) == before + 1
    for each in made:
        expect(page.locator("[data-test=draw]").filter(has_text=each["seed"])).to_be_visible()
    page.get_by_role("tab", name="支付依据").click()
    expect(page.locator("[data-test=pending]")).to_contain_text(str(month_of(api, lot, month)["pendingChecks"]))
    expect(page.get_by_role("button", name="出具支付依据")).to_have_count(0)


def test_what_a_patrol_finds_becomes_a_case(person, api, picture):
    lot = lots(api)[1]
    code, middle = centre_of_grid(api, lot, 5)
    page = person("evaluator", lot_page(lot, tab="patrols"), phone=True, geolocation=middle, permissions=["geolocation"])
    page.get_by_role("button", name="开始巡查").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="我所在的网格").click()
    expect(dialog.get_by_label("网格编码")).to_have_value(code)
    dialog.get_by_role("button", name="开始巡查").click()
    expect(page.get_by_role("heading", name=re.compile(code))).to_be_visible()
    page.get_by_role("button", name="保存发现").click()
    expect(page.get_by_text("请至少附一张照片")).to_be_visible()
    field = page.get_by_role("combobox", name="类别")
    field.fill("暴露垃圾")
    page.locator(".combo-list [role=option]").first.click()
    page.get_by_label("情况").fill("绿化带里一堆建筑垃圾")
    page.locator("input[type=file]").set_input_files({"name": "found.png", "mimeType": "image/png", "buffer": picture("patrol")})
    expect(page.get_by_role("button", name="移除照片 1")).to_be_visible()
    page.get_by_role("button", name="用我的位置").click()
    expect(page.get_by_label("经度")).to_have_value(re.compile(r"\d+\.\d+"))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="保存发现").click()
    finding = page.locator("[data-test=finding]").first
    expect(finding).to_contain_text("漏报")
    expect(finding.locator(".photo img")).to_have_count(1)
    number = finding.get_by_role("link").inner_text()
    assert api("evaluator").get(f"/cases/{number}")["row"]["description"] == "绿化带里一堆建筑垃圾"

    finding.get_by_role("button", name="撤回").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("理由").fill("同一处昨天已经有人报过")
    dialog.get_by_role("button", name="撤回").click()
    expect(finding).to_contain_text("已撤回")
    expect(finding).to_contain_text("同一处昨天已经有人报过")


def issue(page):
    page.get_by_role("button", name="出具支付依据").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("申诉截止")).to_have_value(f"{today() + timedelta(days=7)}T18:00")
    dialog.get_by_role("button", name="出具支付依据").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("公示待申诉")


def object_to_a_day(page, reason):
    page.locator("tr[data-line=coverage]").get_by_role("button").click()
    item = page.locator("[data-test=item]").first
    item.get_by_role("button", name=re.compile("申诉")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("理由").fill("短")
    dialog.get_by_role("button", name="提交申诉").click()
    expect(dialog.get_by_text("至少写")).to_be_visible()
    dialog.get_by_label("理由").fill(reason)
    dialog.get_by_role("button", name="提交申诉").click()
    expect(dialog).to_have_count(0)
    expect(item).to_contain_text("待决定")
    expect(item.get_by_role("button")).to_have_count(0)


def test_a_month_from_its_issue_to_an_upheld_objection(person, api):
    month = month_before(1)
    lot = lots(api, month)[2]
    page = person("evaluator", lot_page(lot, month))
    issue(page)
    expect(page.locator(".proof .code")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    expect(page.get_by_role("button", name="出具支付依据")).to_have_count(0)
    before = month_of(api, lot, month)

    lead = person(LEAD, lot_page(lot, month))
    expect(lead.get_by_role("button", name="决定")).to_have_count(0)
    object_to_a_day(lead, "当日暴雨红色预警，按通知停止外业")

    leader = person("leader", lot_page(lot, month))
    expect(leader.get_by_role("button", name="核准支付")).to_have_count(0)
    objection = leader.locator("[data-test=objection]")
    objection.get_by_role("button", name="决定").click()
    dialog = leader.get_by_role("dialog")
    dialog.get_by_role("button", name="作出决定").click()
    expect(dialog.get_by_text("请选择支持或不支持")).to_be_visible()
    dialog.get_by_role("radio", name=re.compile("^支持")).check()
    dialog.get_by_label("意见").fill("情况属实，当日不计")
    dialog.get_by_role("button", name="作出决定").click()
    expect(objection).to_contain_text("已支持")
    expect(objection).to_contain_text("情况属实，当日不计")
    after = month_of(api, lot, month)
    assert after["digest"] != before["digest"]
    expect(leader.locator(".figure-strong .figure-value")).to_have_text(yuan(after["payFen"]))
    expect(leader.locator(".proof .code")).to_have_text(after["digest"])


def test_a_payment_is_approved_when_the_time_for_objections_is_over(person, api):
    month = month_before(2)
    lot = lots(api, month)[3]
    page = person("leader", lot_page(lot, month))
    page.get_by_role("button", name="核准支付").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(yuan(lot["month"]["payFen"]))
    dialog.get_by_role("button", name="核准支付").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已核准")
    expect(page.locator(".proof")).to_contain_text("市领导")
    expect(page.get_by_role("button", name="核准支付")).to_have_count(0)


def test_coverage_says_what_counts_and_who_was_never_there(person, api):
    month = month_before(1)
    lot = lots(api, month)[0]
    found = api("leader").get(f"/collection/lots/{lot['id']}/months/{month}/coverage")
    page = person("leader", lot_page(lot, month, "coverage"))
    expect(page.locator(".day")).to_have_count(len(found["days"]))
    expect(page.locator(".day-not")).to_have_count(sum(not each["counts"] for each in found["days"]))
    expect(page.locator(".days-target")).to_contain_text("95%")
    expect(page.locator("[data-test=table-collection-grids] tbody tr").first).to_contain_text(found["grids"][0]["grid"])
    page.wait_for_function("() => document.querySelector('.coverage-map .city-map')?.cityMap?.isStyleLoaded()")
    page.wait_for_function("() => document.querySelector('.coverage-map .city-map').cityMap.queryRenderedFeatures({ layers: ['walks'] }).length > 0")


def test_the_export_is_a_workbook_and_the_print_a_page(person, api):
    month = month_before(2)
    page = person("leader", lot_page(lots(api, month)[0], month), theme="dark")
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出 Excel").click()
    assert saved.value.suggested_filename.endswith(".xlsx")
    assert open(saved.value.path(), "rb").read(2) == b"PK"
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".tabs")).to_be_hidden()
    expect(page.locator(".paper-only")).to_be_visible()
