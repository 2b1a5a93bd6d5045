"""A case under bad conditions: two clerks at once, an expired session, a restart, a reload. Nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from case_work import brought_to, choose, state, submit


@pytest.fixture(autouse=True)
def refusals_that_are_meant(request, complaints):
    """What a test causes itself, the browser reports by itself."""
    if "two_clerks" in request.node.name:
        complaints.expect("status of 412", "status of 409")
    if "expired" in request.node.name:
        complaints.expect("status of 401")
    if "restart" in request.node.name:
        complaints.expect("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE", "Failed to load resource")


def test_two_clerks_at_one_case_nothing_typed_is_lost(person, api):
    number = brought_to(api, "pending_filing")
    first = person("duty-420302", f"/cases/{number}")
    form = choose(first, "立案")
    form.locator("[data-field=opinion] textarea").fill("情况属实，立案")

    # Somebody else corrects the address meanwhile. The page says who, and keeps what was typed.
    api("acceptor-420302").act(number, "amend", opinion="地址有误", address="人民北路 8 号")
    notice = first.locator(".conflict")
    notice.get_by_text("更正").wait_for()
    notice.get_by_text("地址有误").wait_for()
    expect(form.locator("[data-field=opinion] textarea")).to_have_value("情况属实，立案")

    # Sent without having looked: refused, nothing is written, the words are still there.
    submit(form, "立案")
    form.locator(".form-error").wait_for()
    assert api("leader").case(number)["row"]["state"] == "pending_filing"
    expect(form.locator("[data-field=opinion] textarea")).to_have_value("情况属实，立案")

    notice.get_by_role("button", name="已看过，继续办理").click()
    submit(form, "立案")
    state(first, "待派遣")
    assert api("leader").get(f"/cases/{number}/history")["items"][-1]["opinion"] == "情况属实，立案"


def test_two_clerks_the_second_is_told_that_it_is_done(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "不予立案")
    form.locator("[data-field=opinion] textarea").fill("不属于城管范围")
    api("duty-420302").act(number, "file")
    page.locator(".conflict").get_by_text(re.compile("做不了了")).wait_for()
    expect(form.locator("[data-field=opinion] textarea")).to_have_value("不属于城管范围")
    page.get_by_role("button", name="放弃填写").click()
    page.locator(".conflict").wait_for(state="detached")
    state(page, "待派遣")


def test_an_expired_session_in_the_middle_of_a_form_costs_nothing(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "退回上一步")
    form.locator("textarea").fill("地址不清，请补充")
    # The session ends elsewhere: the browser still has its cookie and does not know.
    cookies = page.context.cookies()
    page.context.request.delete("/api/v1/session")
    page.context.add_cookies(cookies)
    submit(form, "退回上一步")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("密码").fill("Streetwise-2026")
    dialog.get_by_role("button", name="继续").or_(dialog.locator("button[type=submit]")).first.click()
    state(page, "已上报")
    assert api("leader").get(f"/cases/{number}/history")["items"][-1]["opinion"] == "地址不清，请补充"


def test_a_restart_of_the_server_under_an_open_page_is_survived(person, api, city):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "立案")
    form.locator("[data-field=opinion] textarea").fill("重启之前写的")
    city.stop()
    submit(form, "立案")
    form.locator(".form-error").wait_for()
    expect(form.locator("[data-field=opinion] textarea")).to_have_value("重启之前写的")
    city.start()
    submit(form, "立案")
    state(page, "待派遣")
    # The line comes back by itself, and with it what others do.
    page.locator(".live-live").wait_for()
    api("dispatcher-420302").act(number, "send_back", opinion="重启之后")
    page.locator(".entry").filter(has_text="重启之后").wait_for()


def test_a_half_written_form_is_there_again_after_reload(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "立案")
    form.locator("[data-field=opinion] textarea").fill("写到一半")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_role("form", name="立案").locator("[data-field=opinion] textarea")).to_have_value("写到一半")


def test_a_comment_of_ones_own_does_not_disturb_the_form_beside_it(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "立案")
    form.locator("[data-field=opinion] textarea").fill("属实")
    page.get_by_text("写批注").click()
    comment = page.get_by_role("form", name="批注")
    comment.locator("textarea").fill("已电话核对")
    submit(comment, "批注")
    page.locator(".entry").filter(has_text="已电话核对").wait_for()
    expect(page.locator(".conflict")).to_have_count(0)
    expect(form.locator("[data-field=opinion] textarea")).to_have_value("属实")
    submit(form, "立案")
    state(page, "待派遣")
