"""The work calendar. Tests write into years of their own, so that no clock of another test moves."""

import re

import pytest
from playwright.sync_api import expect

from city import Refused


def day(page, date):
    return page.locator(f'[data-date="{date}"]')


def calendar(api, year):
    return {each["date"]: each for each in api("system").get(f"/calendar?year={year}")["days"]}


def test_the_year_says_what_each_day_is_in_words(person, axe):
    page = person("collector1-420302", "/calendar?year=2026")
    expect(day(page, "2026-10-01")).to_have_accessible_name(re.compile("放假，国庆节"))
    expect(day(page, "2026-10-10")).to_have_accessible_name(re.compile("调休上班"))
    expect(day(page, "2026-10-12")).to_have_accessible_name(re.compile("工作日"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("个工作日"))
    axe(page)


def test_days_are_walked_by_keyboard(person):
    page = person("system", "/calendar?year=2031")
    day(page, "2031-01-01").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(day(page, "2031-01-09")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_long_holiday_is_set_at_once_and_taken_back(person, api, axe):
    page = person("system", "/calendar?year=2032")
    expect(page.get_by_role("status").filter(has_text="还没有录入")).to_be_visible()
    day(page, "2032-10-01").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("放假").check()
    dialog.get_by_label(re.compile("^名称")).fill("国庆节")
    dialog.get_by_label(re.compile("^一直到")).fill("2032-10-03")
    axe(page, "dialog")
    dialog.get_by_role("button", name="保存").click()
    expect(day(page, "2032-10-03")).to_have_accessible_name(re.compile("放假，国庆节"))
    assert sorted(calendar(api, 2032)) == ["2032-10-01", "2032-10-02", "2032-10-03"]
    page.locator(".notices").get_by_role("button", name="撤销").click()
    for taken in ["2032-10-01", "2032-10-02", "2032-10-03"]:
        expect(day(page, taken)).not_to_have_accessible_name(re.compile("国庆节"))
    assert calendar(api, 2032) == {}


def test_a_make_up_day_is_set_and_follows_the_week_again(person, api):
    page = person("system", "/calendar?year=2033&month=3")
    day(page, "2033-03-05").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("调休上班").check()
    dialog.get_by_role("button", name="保存").click()
    expect(day(page, "2033-03-05")).to_have_accessible_name(re.compile("调休上班"))
    day(page, "2033-03-05").click()
    page.get_by_role("dialog").get_by_label(re.compile("按每周规律")).check()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(day(page, "2033-03-05")).to_have_accessible_name(re.compile("休息日"))
    assert calendar(api, 2033) == {}


def test_bad_windows_are_told_and_nothing_is_written(person, api, complaints):
    complaints.expect("400")
    before = api("system").get("/calendar")
    page = person("system", "/calendar")
    page.get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("到", exact=True).first.fill("07:00")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_contain_text("互不重叠")
    dialog.get_by_role("button", name="取消").click()
    assert api("system").get("/calendar")["windows"] == before["windows"]


def test_a_deadline_is_tried_and_agrees_with_the_server(person, api):
    page = person("collector1-420302", "/calendar?year=2026")
    page.get_by_label("从什么时候起算").fill("2026-09-30T17:00")
    answer = page.locator("[data-test=deadline]")
    expect(answer).to_contain_text(re.compile("10.?月.?8.?日.*11:00"))
    expect(answer).to_contain_text("7 个休息日")
    page.get_by_role("button", name=re.compile("2.紧急工作时")).click()
    expect(answer).to_contain_text("19:00")
    expect(answer).to_contain_text("不看日历")


def test_who_may_not_write_sees_no_form_and_is_refused(person, api):
    page = person("dispatcher-420302", "/calendar?year=2034")
    day(page, "2034-05-01").click()
    expect(page.get_by_role("dialog")).to_contain_text("工作日")
    expect(page.get_by_role("dialog").get_by_role("button", name="保存")).to_have_count(0)
    version = api("system").get("/calendar?year=2034")["version"]
    with pytest.raises(Refused) as refusal:
        api("dispatcher-420302").put("/calendar/days/2034-05-01", {"kind": "off"}, version)
    assert refusal.value.status == 403


def test_what_a_colleague_sets_is_seen_at_once(person, api):
    page = person("leader", "/calendar?year=2035&month=1")
    expect(day(page, "2035-01-04")).to_have_accessible_name(re.compile("工作日"))
    version = api("system").get("/calendar?year=2035")["version"]
    api("system").put("/calendar/days/2035-01-04", {"kind": "off", "name": {"zh": "元旦", "en": "New Year"}}, version)
    expect(day(page, "2035-01-04")).to_have_accessible_name(re.compile("元旦"))
    api("system").delete("/calendar/days/2035-01-04", version + 1)


def test_the_calendar_on_a_phone_in_english_and_dark(person, axe):
    page = person("system", "/calendar?year=2026&month=10", language="en", phone=True, theme="dark")
    expect(day(page, "2026-10-01")).to_have_accessible_name(re.compile("Holiday, National Day"))
    axe(page)
