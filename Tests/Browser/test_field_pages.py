"""The field app's screens: rights, both languages, axe, sunlight, attendance."""

import re

import pytest
from playwright.sync_api import expect

from case_work import brought_to
from city import Refused
from field_work import BROKEN, COLLECTOR, HERE, LOCATED, PLACE, heading, item, phone, tab

CLERK = "clerk-420302hw"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("strong", [False, True], ids=["", "sunlight"])
def test_every_screen_passes_axe_and_fits_the_phone(person, api, axe, language, strong):
    number = brought_to(api, "pending_check", place=PLACE)
    identity = api("leader").case(number)["row"]["id"]
    page = person(COLLECTOR, "/field/", phone=True, language=language, service_workers="block", theme="dark" if language == "en" else "light", **LOCATED)
    page.locator(".field-tabs").wait_for()
    if strong:
        page.get_by_role("button", name=re.compile("强光模式|Sunlight mode")).click()
    page.locator(".field-card").first.wait_for()
    for path in ["/field/", f"/field/task/{identity}", f"/field/task/{identity}/check_pass", "/field/report/33333333333333333333333333333333", "/field/map", "/field/outbox", "/field/me"]:
        page.goto(path)
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_function("() => !document.querySelector('.skeleton')")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the phone"
        small = page.evaluate("""[...document.querySelectorAll("button, a[href], input:not(.visually-hidden), textarea, summary")].filter((each) => {
            const box = (each.closest("label") ?? each).getBoundingClientRect();
            return box.width > 0 && (box.height < 47.5 || box.width < 47.5);
        }).map((each) => each.outerHTML.slice(0, 120))""")
        assert small == [], f"{path}: too small for a thumb"


def test_the_sign_in_screen_passes_axe(person, axe, complaints):
    complaints.expect("status of 401")
    page = person(None, "/field/", phone=True, service_workers="block")
    page.get_by_label("登录名").wait_for()
    axe(page)


def test_who_may_not_report_sees_no_way_to_and_is_refused(person, api, complaints):
    page = person(CLERK, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    expect(page.locator(".field-tab-report")).to_have_count(0)
    page.goto("/field/report/44444444444444444444444444444444")
    page.get_by_text("您的角色不能上报").wait_for()
    with pytest.raises(Refused) as refused:
        api(CLERK).post("/cases", {"place": PLACE, "description": "x"})
    assert refused.value.status == 403


def test_what_another_person_left_on_the_phone_is_theirs(browser, city):
    with phone(browser, city) as handset:
        page = handset.open()
        handset.sign_in(page, COLLECTOR)
        tab(page, "上报")
        page.get_by_label("情况描述").fill("只给我自己看的草稿")
        page.locator(".field-bar").get_by_role("button", name="返回").click()
        tab(page, "待发")
        item(page, "draft").filter(has_text="只给我自己看的草稿").wait_for()
        tab(page, "我的")
        page.get_by_role("button", name="退出登录").click()
        page.get_by_role("dialog").get_by_role("button", name="退出登录").click()
        handset.sign_in(page, CLERK)
        tab(page, "待发")
        heading(page, "待发")
        expect(page.get_by_text("只给我自己看的草稿")).to_have_count(0)


def test_a_shift_records_the_way_only_with_consent(person, api):
    page = person(COLLECTOR, "/field/me", phone=True, service_workers="block", **LOCATED)
    me = api(COLLECTOR)
    heading(page, "我的")
    with page.expect_response(re.compile(r"/duty/shifts$")):
        page.get_by_role("button", name="上班（不记录轨迹）").click()
    page.get_by_role("button", name="下班").wait_for()
    shift = me.get("/duty/shift")["shift"]
    assert shift["fixes"] == 0 and shift.get("startPlace") is None
    page.get_by_role("button", name="同意记录轨迹").click()
    page.get_by_text("已同意记录轨迹").first.wait_for()
    assert me.get("/duty/shift")["consent"]["agreed"] is True
    page.context.set_geolocation({**HERE, "latitude": HERE["latitude"] + 0.0005})
    page.get_by_text(re.compile("个位置待发出")).wait_for()
    with page.expect_response(re.compile(r"/duty/shifts/[^/]+/fixes$")) as sent, page.expect_response(re.compile(r"/duty/shifts/[^/]+/end$")):
        page.get_by_role("button", name="下班").click()
        page.get_by_role("dialog").get_by_role("button", name="下班").click()
    assert sent.value.json()["accepted"] >= 1
    page.get_by_text("现在不在班上").wait_for()
    assert me.get("/duty/shift").get("shift") is None
    page.get_by_role("button", name="撤回").click()
    page.get_by_role("dialog").get_by_role("button", name="撤回同意").click()
    page.get_by_role("button", name="同意记录轨迹").wait_for()
    assert me.get("/duty/shift")["consent"]["agreed"] is False


def test_a_shift_begun_without_a_line_keeps_its_time(person, api, complaints):
    complaints.expect(*BROKEN)
    page = person(COLLECTOR, "/field/me", phone=True, service_workers="block", **LOCATED)
    me = api(COLLECTOR)
    heading(page, "我的")
    page.get_by_text("现在不在班上").wait_for()
    page.context.set_offline(True)
    page.get_by_role("button", name=re.compile("^上班")).click()
    page.get_by_role("button", name="下班").click()
    page.get_by_role("dialog").get_by_role("button", name="下班").click()
    page.get_by_text("现在不在班上").wait_for()
    tab(page, "待发")
    expect(page.locator(".field-item")).to_have_count(2)
    page.context.set_offline(False)
    expect(item(page, "done")).to_have_count(2)
    assert me.get("/duty/shift").get("shift") is None
