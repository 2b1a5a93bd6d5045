"""Evaluation: from the bulletin down to a single case, who may see what, periods with their objections, the rules."""

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from evaluation_work import month_before, month_with_cases, today

YEAR = str(today().year)
LEAD = "lead-420302hw"
WORDS = {
    "zh": {"total": r"共\s*{n}\s*件，与数字一致", "columns": "名次", "figure": "结案数"},
    "en": {"total": r"{n} in all, the same as the number", "columns": "Rank", "figure": "Closed"},
}


def digits(text):
    return int(re.sub(r"\D", "", text))


def league(page):
    return page.locator("table.data tbody tr[data-index]")


def total(page):
    return page.locator("[data-test=facts-total]")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_bulletin_down_to_a_single_case(person, language):
    words = WORDS[language]
    page = person("leader", f"/evaluation/bulletin/{YEAR}", language=language)
    number = page.locator(".bulletin section p a[href*='figure=closed']").first
    expected = digits(number.inner_text())
    assert expected > 0
    number.click()
    expect(page).to_have_url(re.compile(r"/evaluation/city/all\?.*figure=closed"))
    expect(total(page)).to_have_text(re.compile(words["total"].format(n=f"{expected:,}")))
    expect(page.get_by_role("complementary").get_by_role("heading")).to_contain_text(words["figure"])
    case = page.locator(".fact-head a").first
    code = case.inner_text()
    case.click()
    expect(page).to_have_url(re.compile(f"/cases/{code}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(code)


def test_the_cases_behind_a_number_are_as_many_as_it_says(person):
    page = person("leader", f"/evaluation?by=county&period={YEAR}")
    link = league(page).first.locator("td[data-title=立案数] a")
    expected = digits(link.inner_text())
    link.click()
    expect(total(page)).to_contain_text("与数字一致")
    assert digits(total(page).inner_text()) == expected
    more = page.get_by_role("button", name=re.compile("再看一些"))
    while more.is_visible():
        before = page.locator(".fact").count()
        more.click()
        expect(page.locator(".fact").nth(before)).to_be_visible()
    expect(page.locator(".fact")).to_have_count(expected)
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary")).to_have_count(0)
    assert "figure=" not in page.url


def test_why_a_score_is_what_it_is(person, api):
    rows = api("leader").get(f"/evaluation/results?by=department&period={YEAR}")["rows"]
    row = next(each for each in reversed(rows) if each.get("score") is not None)
    page = person("leader", f"/evaluation?period={YEAR}")
    league(page).filter(has_text=row["name"]["zh"]).get_by_role("link", name=row["name"]["zh"], exact=True).click()
    expect(page.locator("[data-test=score]")).to_contain_text(f"{row['score']:.2f}")
    parts = page.locator("table.parts")
    lost = [float(text.replace("−", "")) for text in parts.locator("tbody td[data-title=失分]").all_inner_texts()]
    assert lost == sorted(lost, reverse=True)
    points = [float(text) for text in parts.locator("tbody td[data-title=计入分数]").all_inner_texts()]
    assert sum(points) == pytest.approx(row["score"], abs=0.05)
    assert sum(points) + sum(lost) == pytest.approx(100, abs=0.05)
    page.get_by_label("对比").select_option(str(today().year - 1))
    expect(parts.get_by_role("columnheader", name="对比期得分")).to_be_visible()
    assert f"compare={today().year - 1}" in page.url


def test_a_view_is_its_address(person):
    page = person("leader", "/evaluation")
    page.get_by_role("tab", name="区县").click()
    page.get_by_label("周期类型").select_option("quarter")
    page.get_by_role("button", name="上一期").click()
    expect(page).to_have_url(re.compile(r"by=county.*period=\d{4}-Q\d"))
    page.get_by_role("button", name="得分").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("得分")
    title = page.get_by_role("heading", level=1).inner_text()
    scores = page.locator("td[data-title=得分]")
    expect(scores.first).to_be_visible()
    shown = scores.all_inner_texts()
    other = person("evaluator", page.url)
    expect(other.get_by_role("heading", level=1)).to_have_text(title)
    expect(other.locator("td[data-title=得分]").first).to_be_visible()
    assert other.locator("td[data-title=得分]").all_inner_texts() == shown
    numbers = [float(text) for text in shown if text != "–"]
    assert numbers == sorted(numbers)


def test_a_long_table_comes_in_pieces(person, api):
    count = api("leader").get(f"/evaluation/results?by=grid&period={YEAR}&limit=1")["total"]
    page = person("leader", f"/evaluation?by=grid&period={YEAR}&sort=filed")
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(count))
    rows = page.locator("[data-test=table-league-grid] tbody tr[data-index]")
    expect(rows).to_have_count(min(count, 200))
    while rows.count() < count:
        before = rows.count()
        expect(page.get_by_text("只在已读取的")).to_be_visible()
        page.get_by_role("button", name="再显示一些").click()
        expect(rows.nth(before)).to_be_visible()
    expect(page.get_by_text("只在已读取的")).to_have_count(0)


def test_a_period_that_has_not_begun_says_so(person, complaints):
    complaints.expect("422", "400")
    page = person("leader", f"/evaluation?period={today().year + 1}-03")
    expect(page.get_by_text("尚未开始，没有可评价的数据")).to_be_visible()
    page.get_by_label("周期类型").select_option("month")


def test_the_export_has_the_columns_of_the_page(person):
    page = person("leader", f"/evaluation?period={YEAR}")
    rows = league(page)
    expect(rows.first).to_be_visible()
    page.get_by_role("button", name="更多操作").click()
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="导出 CSV").click()
    assert saved.value.suggested_filename == f"evaluation-department-{YEAR}.csv"
    lines = open(saved.value.path(), encoding="utf-8-sig").read().splitlines()
    heads = [text.strip() for text in page.locator("[data-test=table-league-department] thead th").all_inner_texts()]
    assert set(heads[5:]) <= {re.sub(r"\W*%\W*$", "", each) for each in lines[0].split(",")}
    assert len(lines) - 1 == rows.count()
    page.get_by_role("button", name="更多操作").click()
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="导出 Excel").click()
    assert open(saved.value.path(), "rb").read(2) == b"PK"


def test_figures_of_people_are_for_those_who_may_see_them(person, complaints):
    page = person("collector1-420302", "/evaluation?by=collector")
    expect(page.get_by_text("的排名表你不能看")).to_be_visible()
    expect(page.get_by_role("tab", name="监督员")).to_have_count(0)
    expect(league(page)).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="我的得分").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("监督员.?1"))
    other = person("leader", f"/evaluation?by=collector&period={YEAR}")
    expect(league(other).first).to_be_visible()


def test_a_lead_finds_the_department(person, api):
    page = person(LEAD, "/evaluation")
    page.get_by_role("link", name="本部门").click()
    expect(page).to_have_url(re.compile(f"/evaluation/department/{api(LEAD).me['organisation']}"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("环境卫生处")


def test_a_map_says_the_grades_with_letters(person):
    page = person("leader", f"/evaluation?by=county&period={YEAR}")
    expect(page.locator(".grade-legend")).to_contain_text("优秀")
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap?.isStyleLoaded()")
    page.wait_for_function("() => document.querySelector('.city-map').cityMap.queryRenderedFeatures({ layers: ['grade-areas'] }).length > 0")
    states = page.evaluate("document.querySelector('.city-map').cityMap.queryRenderedFeatures({ layers: ['grade-areas'] }).map((each) => each.state.value)")
    assert set(states) & set("ABCDE")


def judge(page, number, opinion, step):
    row = page.locator("[data-test=objection]").filter(has_text=number)
    row.get_by_role("button", name=step, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=re.compile("^支持")).check()
    dialog.get_by_label("意见").fill(opinion)
    dialog.get_by_role("button", name=re.compile("提交初审意见|作出决定")).click()
    expect(dialog).to_have_count(0)
    return row


def test_a_period_from_its_opening_to_a_correction(person, api):
    code, number = month_with_cases(api, LEAD)
    organisation = api(LEAD).me["organisation"]
    year, month = code.split("-")
    evaluator = person("evaluator", "/evaluation/periods")
    evaluator.get_by_role("button", name="公示一个周期").click()
    dialog = evaluator.get_by_role("dialog")
    dialog.get_by_label("年", exact=True).select_option(year)
    dialog.get_by_label("月", exact=True).select_option(month)
    dialog.get_by_role("button", name="公示一个周期").click()
    expect(evaluator.get_by_role("heading", level=1)).to_contain_text("公示")
    address = evaluator.url.split("?")[0]

    lead = person(LEAD, f"/evaluation/department/{organisation}?period={code}&figure=handling_due")
    due = digits(total(lead).inner_text())
    lead.locator(".fact").filter(has_text=number).first.get_by_role("link", name="对此案件申诉").click()
    dialog = lead.get_by_role("dialog")
    expect(dialog.get_by_label("案件号")).to_have_value(number)
    dialog.get_by_label("理由").fill("短")
    dialog.get_by_role("button", name="提交申诉").click()
    expect(dialog.get_by_text("至少写")).to_be_visible()
    dialog.get_by_label("理由").fill("此处属电信部门管养，派遣有误")
    dialog.get_by_role("button", name="提交申诉").click()
    expect(lead.locator("[data-test=objection]").filter(has_text=number)).to_contain_text("待初审")
    expect(lead.get_by_role("button", name="初审")).to_have_count(0)

    evaluator.reload()
    expect(evaluator.get_by_role("button", name="冻结")).to_be_disabled()
    expect(judge(evaluator, number, "情况属实，报复审", "初审")).to_contain_text("待复审")
    leader = person("leader", address)
    expect(judge(leader, number, "同意", "复审")).to_contain_text("已支持")

    evaluator.reload()
    evaluator.get_by_role("button", name="冻结").click()
    evaluator.get_by_role("dialog").get_by_role("button", name="冻结").click()
    expect(evaluator.get_by_role("heading", level=1)).to_contain_text("已冻结")
    leader.reload()
    leader.get_by_role("button", name="发布").click()
    leader.get_by_role("dialog").get_by_role("button", name="发布").click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("已发布")
    leader.get_by_role("button", name="更正").click()
    leader.get_by_role("dialog").get_by_label("理由").fill("补录两个漏登的案件")
    leader.get_by_role("dialog").get_by_role("button", name="更正").click()
    expect(leader.locator(".editions li")).to_have_count(3)
    expect(leader.locator(".editions li").first).to_contain_text("补录两个漏登的案件")

    lead.goto(f"/evaluation/department/{organisation}?period={code}")
    expect(lead.locator(".basis")).to_contain_text("第 3 版")
    left = api(LEAD).get(f"/evaluation/results/department/{organisation}/facts?period={code}&figure=handling_due&limit=1")["total"]
    assert left < due
    lead.goto(f"/evaluation/department/{organisation}?period={code}&edition=1&figure=handling_due")
    expect(total(lead)).to_contain_text("与数字一致")
    assert digits(total(lead).inner_text()) == due


def test_a_period_that_goes_on_cannot_be_opened(person):
    page = person("evaluator", "/evaluation/periods")
    page.get_by_role("button", name="公示一个周期").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("周期类型").select_option("year")
    dialog.get_by_label("年", exact=True).select_option(YEAR)
    dialog.get_by_role("button", name="公示一个周期").click()
    expect(dialog.get_by_text("这个周期还没有结束")).to_be_visible()


def test_the_rules_are_there_for_an_auditor(person, api):
    content = api("leader").get("/evaluation/rules/1")["content"]
    page = person("collector1-420302", "/evaluation/rules")
    expect(page.get_by_role("button", name="发布新版")).to_have_count(0)
    page.get_by_role("link", name=re.compile("第 1 版")).click()
    for indicator in content["indicators"][:3]:
        expect(page.get_by_text(indicator["formula"], exact=True).first).to_be_visible()
    for figure in content["figures"][:3]:
        expect(page.get_by_role("cell", name=figure["name"]["zh"]).first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载这一版").click()
    assert json.load(open(saved.value.path())) == content


def test_new_rules_are_refused_by_the_place_of_their_mistakes_and_put_in_force_without(person, api, complaints):
    complaints.expect("422", "400")
    content = api("evaluator").get("/evaluation/rules/1")["content"]
    content["title"] = {"zh": "本市评价办法", "en": "Rules of the city"}
    wrong = json.loads(json.dumps(content))
    wrong["indicators"][0]["formula"] = "closed / nothing_like_it"
    page = person("evaluator", "/evaluation/rules")
    page.get_by_role("button", name="发布新版").click()
    dialog = page.get_by_role("dialog")

    def choose(value):
        dialog.locator("input[type=file]").set_input_files({"name": "rules.json", "mimeType": "application/json", "buffer": value.encode()})

    choose("{ this is none")
    dialog.get_by_label("首日").fill(str(today() + timedelta(days=700)))
    dialog.get_by_label("理由").fill("换用本市的办法")
    dialog.get_by_role("button", name="发布", exact=True).click()
    expect(dialog.get_by_text("读不出来")).to_be_visible()
    dialog.get_by_role("button", name="移除").or_(dialog.locator(".drop-file button")).first.click()
    choose(json.dumps(wrong))
    expect(dialog.get_by_text("本市评价办法")).to_be_visible()
    dialog.get_by_role("button", name="发布", exact=True).click()
    errors = dialog.locator("[data-test=rule-errors]")
    expect(errors).to_contain_text("indicators.0.formula")
    expect(errors).to_contain_text(content["indicators"][0]["name"]["zh"])
    expect(errors).to_contain_text("nothing_like_it")
    choose(json.dumps(content))
    expect(errors).to_have_count(0)
    dialog.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("本市评价办法")


def test_hot_spots_lead_to_their_cases(person, api):
    spots = api("leader").get(f"/evaluation/hotspots?period={YEAR}")["spots"]
    page = person("leader", f"/evaluation/hotspots?period={YEAR}")
    if not spots:
        expect(page.get_by_text("没有反复发生的问题")).to_be_visible()
        return
    row = page.locator("tbody tr[data-index]").first
    expect(row.locator("td[data-title=次数]")).to_have_text(str(spots[0]["count"]))
    row.get_by_role("link", name="查看案件").click()
    expect(page.locator("tbody tr[data-index]").first).to_be_visible()
    assert page.locator("tbody tr[data-index]").count() >= spots[0]["count"]


def test_the_bulletin_is_a_page_of_paper(person, axe):
    page = person("leader", f"/evaluation/bulletin/{month_before(2)}", theme="dark")
    expect(page.get_by_role("heading", name=re.compile("计算说明"))).to_be_visible()
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".sheet-tools")).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(media="screen")
    axe(page)
