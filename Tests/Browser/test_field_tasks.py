"""The field app's tasks: verifying, checking, handling; without a line too, and when somebody else was faster."""

import re
import time

from playwright.sync_api import expect

from conftest import WAIT_MS
from case_work import brought_to, new_case
from field_work import BROKEN, COLLECTOR, LOCATED, PLACE, camera_jpeg, heading, item, take_photo

CLERK = "clerk-420302hw"


def enter(person, login, path="/field/", **options):
    page = person(login, path, phone=True, service_workers="block", **{**LOCATED, **options})
    page.locator(".field-tabs, .field-bar").first.wait_for()
    return page


def open_task(page, address):
    page.locator(".field-card").filter(has_text=address).click()
    page.locator(".field-bar").wait_for()


def begin(page, action):
    page.locator(".field-bar").get_by_role("link", name=action, exact=True).click()
    heading(page, action)


def submit(page, action):
    page.locator(".field-bar").get_by_role("button", name=action, exact=True).click()


def becomes(api, number, state):
    """The case, once what the phone holds has arrived: a task goes from the list when it is queued, not when it is sent."""
    end = time.monotonic() + WAIT_MS / 1000
    while (whole := api("leader").case(number))["row"]["state"] != state and time.monotonic() < end:
        time.sleep(0.1)
    assert whole["row"]["state"] == state
    return whole


def address_of(api, number):
    return api("leader").case(number)["row"]["address"]


def to_verify(api):
    number = new_case(api, place=PLACE)
    api("acceptor-420302").act(number, "request_verification", assignee=api(COLLECTOR).me["account"])
    return number


def test_a_collector_verifies_with_a_photo(person, api):
    number = to_verify(api)
    page = enter(person, COLLECTOR)
    photo = camera_jpeg(page)
    open_task(page, address_of(api, number))
    begin(page, "核实属实")
    take_photo(page, photo, label="照片")
    page.locator(".field-photo img").wait_for()
    page.get_by_role("button", name="现场情况属实").click()
    submit(page, "核实属实")
    heading(page, "任务")
    page.locator(".field-card").filter(has_text=address_of(api, number)).wait_for(state="detached")
    whole = becomes(api, number, "pending_filing")
    assert whole["verifiedTrue"] is True
    assert len(whole["photos"]) == 1


def test_a_check_that_fails_must_say_why(person, api):
    number = brought_to(api, "pending_check", place=PLACE)
    page = enter(person, COLLECTOR)
    open_task(page, address_of(api, number))
    begin(page, "核查不通过")
    submit(page, "核查不通过")
    page.get_by_role("alert").filter(has_text="请填写").wait_for()
    page.get_by_role("button", name="问题仍在").click()
    submit(page, "核查不通过")
    page.get_by_role("dialog").get_by_role("button", name="核查不通过").click()
    page.locator(".field-card").filter(has_text=address_of(api, number)).wait_for(state="detached")
    becomes(api, number, "pending_handling")


def test_a_department_takes_and_finishes_without_a_line(person, api, complaints):
    complaints.expect(*BROKEN)
    number = brought_to(api, "pending_handling", place=PLACE)
    address = address_of(api, number)
    page = enter(person, CLERK)
    photo = camera_jpeg(page)
    open_task(page, address)
    page.get_by_text("办理过程").wait_for()
    page.context.set_offline(True)
    begin(page, "签收")
    submit(page, "签收")
    # The next step is offered although the server does not know of the first one yet.
    begin(page, "处置反馈")
    take_photo(page, photo, label="处置后")
    page.locator(".field-photo img").wait_for()
    page.get_by_role("button", name="已清理干净").click()
    submit(page, "处置反馈")
    page.locator(".field-card").filter(has_text=address).get_by_text(re.compile("处置反馈.*待发出")).wait_for()
    page.context.set_offline(False)
    page.locator(".field-tabs").get_by_role("link", name=re.compile("待发")).click()
    expect(item(page, "done").filter(has_text=number)).to_have_count(2)
    whole = api("leader").case(number)
    assert whole["row"]["state"] == "handled"
    assert [photo["kind"] for photo in whole["photos"]][-1] == "after"


def test_who_was_slower_is_told_what_happened_and_keeps_their_words(person, api, complaints):
    complaints.expect(*BROKEN, "status of 412", "status of 409")
    number = brought_to(api, "handling", place=PLACE)
    page = enter(person, CLERK)
    open_task(page, address_of(api, number))
    page.get_by_text("办理过程").wait_for()
    page.context.set_offline(True)
    begin(page, "处置反馈")
    page.get_by_label("说明").fill("我这边也清理了一遍")
    submit(page, "处置反馈")
    page.get_by_role("dialog").get_by_role("button", name="处置反馈").click()
    heading(page, "任务")
    api(CLERK).act(number, "finish", opinion="同事先完成了")
    page.context.set_offline(False)
    page.locator(".field-tabs").get_by_role("link", name=re.compile("待发")).click()
    stuck = item(page, "conflict").filter(has_text=number)
    stuck.get_by_text("处置完成").wait_for()
    stuck.get_by_role("button", name="作为批注发送").click()
    item(page, "done").filter(has_text=number).wait_for()
    past = api("leader").get(f"/cases/{number}/history")["items"]
    assert [entry["action"] for entry in past][-2:] == ["finish", "comment"]
    assert "我这边也清理了一遍" in past[-1]["opinion"]


def test_a_step_still_possible_can_be_sent_on_the_new_state(person, api, complaints):
    complaints.expect(*BROKEN, "status of 412")
    number = brought_to(api, "handling", place=PLACE)
    page = enter(person, CLERK)
    open_task(page, address_of(api, number))
    page.get_by_text("办理过程").wait_for()
    page.context.set_offline(True)
    begin(page, "处置反馈")
    page.get_by_label("说明").fill("已清运")
    submit(page, "处置反馈")
    page.get_by_role("dialog").get_by_role("button", name="处置反馈").click()
    heading(page, "任务")
    api("dispatcher-420302").act(number, "comment", opinion="请尽快")
    page.context.set_offline(False)
    page.locator(".field-tabs").get_by_role("link", name=re.compile("待发")).click()
    item(page, "conflict").filter(has_text=number).get_by_role("button", name="仍要处置反馈").click()
    item(page, "done").filter(has_text=number).wait_for()
    assert api("leader").case(number)["row"]["state"] == "handled"


def test_a_new_task_appears_by_itself(person, api):
    page = enter(person, COLLECTOR)
    heading(page, "任务")
    page.locator(".field-foot", has_text="更新").wait_for()
    number = to_verify(api)
    page.locator(".field-card").filter(has_text=address_of(api, number)).wait_for()
