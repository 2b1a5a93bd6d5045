"""The list of all cases: counts, filters, saved views, export, columns, keyboard."""

import re

from playwright.sync_api import expect

from case_work import brought_to, new_case


def rows(page):
    return page.locator("tbody tr[data-index]")


def counter(page, name):
    return page.get_by_role("group", name="案件数，点一下即筛选").get_by_role("button", name=re.compile(f"^{name}"))


def test_the_counts_are_there_and_narrow_the_list(person, api):
    new_case(api)
    page = person("duty-420302", "/cases")
    overview = api("duty-420302").get("/cases/overview")
    expect(counter(page, "未结束").locator(".counter-figure")).to_have_text(str(overview["open"]))
    counter(page, "未结束").click()
    page.wait_for_url("**/cases?state=open")
    expect(counter(page, "未结束")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("tbody .badge-state.ended")).to_have_count(0)
    counter(page, "未结束").click()
    page.wait_for_url(re.compile("/cases$"))


def test_counts_move_while_one_looks(person, api):
    page = person("duty-420302", "/cases")
    figure = counter(page, "已上报").locator(".counter-figure")
    new_case(api)
    count = api("duty-420302").get("/cases/overview")["states"]["reported"]
    expect(figure).to_have_text(str(count))
    new_case(api)
    expect(figure).to_have_text(str(count + 1))


def test_filters_stay_in_the_address_over_reload_and_back(person, api):
    number = new_case(api, urgent=True)
    address = api("leader").case(number)["row"]["address"]
    page = person("duty-420302", "/cases")
    page.get_by_role("searchbox", name="案号、地址或描述").fill(address)
    expect(rows(page)).to_have_count(1)
    page.get_by_role("button", name=re.compile("^筛选")).click()
    page.get_by_label("只看紧急").check()
    page.wait_for_url("**urgent=true**")
    page.get_by_role("button", name="完成", exact=True).click()
    page.reload()
    expect(rows(page)).to_have_count(1)
    rows(page).first.locator(".row-link").click()
    page.wait_for_url(f"**/cases/{number}")
    page.go_back()
    page.wait_for_url("**urgent=true**")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("button", name=re.compile("清除")).first.click()
    page.wait_for_url(re.compile("/cases$"))


def test_every_filter_of_the_list_is_one_that_the_server_knows(person, api):
    """Each field of the filter bar, set once: the server refuses parameters that it does not know."""
    page = person("leader", "/cases")
    rows(page).first.wait_for()
    organisation = api("clerk-420302hw").me["organisation"]
    values = {
        "state": "handling,closed", "stage": "handling", "lamp": "red", "area": "420302", "organisation": organisation, "class": "event/01",
        "source": "collector", "from": "2026-01-01T00:00:00+08:00", "to": "2027-01-01T00:00:00+08:00", "onTime": "true", "supervision": "open",
        "appeal": "requested", "grid": "420302001001001", "part": "4203020101000001", "urgent": "true", "mine": "true",
        "closedFrom": "2026-01-01T00:00:00+08:00", "closedTo": "2027-01-01T00:00:00+08:00",
    }
    for name, value in values.items():
        page.goto(f"/cases?{name}={value.replace('+', '%2B')}")
        page.locator(".chip").first.wait_for()
        rows(page).first.or_(page.get_by_text("没有符合条件的案件")).first.wait_for()


def test_a_view_is_saved_used_and_deleted(person):
    page = person("duty-420302", "/cases?state=open&urgent=true")
    page.get_by_role("button", name="我的视图").click()
    page.get_by_role("menuitem", name="保存当前筛选").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("急件")
    dialog.get_by_role("button", name="保存").click()
    dialog.wait_for(state="detached")
    page.goto("/cases")
    page.get_by_role("button", name="我的视图").click()
    page.get_by_role("menuitem", name="急件", exact=True).click()
    page.wait_for_url("**urgent=true**")
    page.get_by_role("button", name="急件").click()
    page.get_by_role("menuitem", name=re.compile("删除.*急件")).click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    page.get_by_role("menuitem", name="急件", exact=True).wait_for(state="detached")


def test_the_export_holds_what_the_filter_shows(person, api):
    number = new_case(api)
    address = api("leader").case(number)["row"]["address"]
    page = person("duty-420302", f"/cases?text={address}")
    expect(rows(page)).to_have_count(1)
    for label, ending in (("导出 CSV", ".csv"), ("导出 Excel", ".xlsx")):
        page.locator(".page-actions .menu > button").click()
        with page.expect_download() as saved:
            page.get_by_role("menuitem", name=re.compile(label.replace(" ", "."))).click()
        assert saved.value.suggested_filename.endswith(ending)
        if ending == ".csv":
            lines = open(saved.value.path(), encoding="utf-8-sig").read().strip().splitlines()
            assert len(lines) == 2 and number in lines[1]


def test_columns_are_chosen_and_remembered(person, api):
    new_case(api)
    page = person("duty-420302", "/cases")
    rows(page).first.wait_for()
    assert page.get_by_role("columnheader", name="单元网格").count() == 0
    page.get_by_role("button", name="选择列").click()
    page.get_by_role("menuitemcheckbox", name="单元网格").click()
    page.get_by_role("columnheader", name="单元网格").wait_for()
    page.reload()
    page.get_by_role("columnheader", name="单元网格").wait_for()


def test_arrows_move_through_the_rows_and_enter_opens(person, api):
    new_case(api)
    page = person("duty-420302", "/cases?state=open")
    rows(page).first.focus()
    page.keyboard.press("End")
    expect(rows(page).last).to_be_focused()
    page.keyboard.press("Home")
    number = rows(page).first.locator(".row-link").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{number}")


def test_one_goes_from_case_to_case_without_the_list(person, api):
    for _ in range(2):
        new_case(api)
    page = person("duty-420302", "/cases?state=reported")
    rows(page).nth(1).wait_for()
    first, second = (rows(page).nth(index).locator(".row-link").inner_text() for index in (0, 1))
    rows(page).first.locator(".row-link").click()
    page.wait_for_url(f"**/cases/{first}")
    page.get_by_role("link", name="下一件").click()
    page.wait_for_url(f"**/cases/{second}")
    page.get_by_role("heading", name=re.compile(second)).wait_for()
    page.keyboard.press("[")
    page.wait_for_url(f"**/cases/{first}")
    page.locator(".crumbs a").first.click()
    page.wait_for_url("**/cases?state=reported")


def test_a_supervisor_urges_several_cases_at_once(person, api):
    numbers = [brought_to(api, "handling") for _ in range(2)]
    page = person("leader", "/cases?state=handling&area=420302")
    for number in numbers:
        page.get_by_role("row").filter(has_text=number).get_by_role("checkbox").check()
    page.locator(".batch").get_by_role("button", name="督办").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("意见或理由").fill("请尽快办结")
    dialog.get_by_role("button", name=re.compile("督办.*2.*件")).click()
    dialog.wait_for(state="detached")
    assert [api("leader").case(number)["row"]["supervision"] for number in numbers] == ["open", "open"]


def test_an_empty_list_says_what_to_do(person, axe):
    page = person("duty-420302", "/cases?text=没有这样的地址甲乙丙丁")
    page.get_by_text("没有符合条件的案件").wait_for()
    axe(page)


def test_a_wrong_filter_in_the_address_is_told_in_words(person, complaints):
    complaints.expect("status of 400")
    page = person("duty-420302", "/cases?class=nonsense")
    page.get_by_text(re.compile("类别须写成")).wait_for()


def test_the_list_in_english_on_a_phone(person, api, axe):
    new_case(api)
    page = person("duty-420302", "/cases", language="en", phone=True)
    rows(page).first.wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the phone"


def test_the_list_in_the_dark(person, axe):
    page = person("duty-420302", "/cases", theme="dark")
    rows(page).first.wait_for()
    axe(page)
