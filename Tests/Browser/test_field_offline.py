"""The field app without a line: nothing is lost, and everything arrives exactly once."""

import re

from playwright.sync_api import TimeoutError, expect

from field_work import (
    BROKEN, COLLECTOR, LOCATED, camera_jpeg, cases_with, describe, heading, item, phone, ready_offline, send, send_without_photo,
    start_report, take_photo, words,
)


def test_a_report_written_offline_survives_the_battery_and_arrives_once(browser, city, api):
    text = words()
    with phone(browser, city) as handset:
        page = handset.open()
        handset.sign_in(page, COLLECTOR)
        heading(page, "任务")
        ready_offline(page)
        photo = camera_jpeg(page)
        handset.context.set_offline(True)
        page.reload()
        start_report(page)
        take_photo(page, photo)
        page.locator(".field-photo img").wait_for()
        describe(page, text)
        send(page)
        item(page, "waiting").filter(has_text=text).wait_for()
        handset.battery_out()
        assert cases_with(api, text) == []

        page = handset.open("/field/outbox", offline=True)
        item(page, "waiting").filter(has_text=text).wait_for()
        handset.context.set_offline(False)
        handset.sign_in_again_if_asked(page)
        item(page, "done").filter(has_text=text).wait_for()
        rows = cases_with(api, text)
        assert len(rows) == 1
        assert rows[0]["source"] == "collector"
        whole = api(COLLECTOR).case(rows[0]["id"])
        assert len(whole["photos"]) == 1
        # Opened once more, nothing is sent again.
        page.reload()
        item(page, "done").filter(has_text=text).wait_for()
        assert len(cases_with(api, text)) == 1


def wait_until_kept(page, text):
    """Until the device's database has the words; a moment passes between the last letter and that."""
    page.evaluate("""async (text) => {
        const kept = () => new Promise((resolve) => {
            const opening = indexedDB.open("streetwise-field");
            opening.onsuccess = () => {
                const all = opening.result.transaction("items").objectStore("items").getAll();
                all.onsuccess = () => { opening.result.close(); resolve(all.result.some((each) => each.body.description === text)); };
            };
        });
        while (!(await kept())) await new Promise((next) => setTimeout(next, 50));
    }""", text)


def test_a_draft_survives_the_battery_while_it_is_being_written(browser, city):
    text = words()
    with phone(browser, city) as handset:
        page = handset.open()
        handset.sign_in(page, COLLECTOR)
        ready_offline(page)
        photo = camera_jpeg(page)
        start_report(page)
        take_photo(page, photo)
        page.locator(".field-photo img").wait_for()
        describe(page, text)
        wait_until_kept(page, text)
        handset.battery_out()
        page = handset.open("/field/outbox", offline=True)
        item(page, "draft").filter(has_text=text).get_by_role("button", name="接着写").click()
        expect(page.get_by_label("情况描述")).to_have_value(text)
        expect(page.locator(".field-photo img")).to_have_count(1)


def lose(page, address, method="POST", times=1):
    """The server gets the request, the phone never gets the answer."""
    lost = []

    def swallow(route):
        if route.request.method != method or len(lost) >= times:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort("connectionreset")

    page.route(re.compile(address), swallow)
    return lost


def wait_until_sent(page, text):
    """Presses “send now” as an impatient person does, until it has arrived."""
    done, again = item(page, "done").filter(has_text=text), page.get_by_role("button", name="现在发")
    while True:
        done.or_(again).first.wait_for()
        if done.count():
            return
        try:
            again.click(timeout=2000)
        except TimeoutError:  # It is being sent at this moment: the button is gone.
            continue


def test_a_lost_answer_makes_one_case(person, api, complaints):
    complaints.expect(*BROKEN)
    text = words()
    page = person(COLLECTOR, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    lost = lose(page, r"/api/v1/cases$", times=2)
    start_report(page)
    describe(page, text)
    send_without_photo(page)
    wait_until_sent(page, text)
    assert lost == [201, 201]
    assert len(cases_with(api, text)) == 1


def test_a_lost_answer_to_a_photo_makes_one_case_with_one_photo(person, api, complaints):
    complaints.expect(*BROKEN)
    text = words()
    page = person(COLLECTOR, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    lost = lose(page, r"/api/v1/media$")
    photo = camera_jpeg(page)
    start_report(page)
    take_photo(page, photo)
    page.locator(".field-photo img").wait_for()
    describe(page, text)
    send(page)
    wait_until_sent(page, text)
    assert len(lost) == 1
    rows = cases_with(api, text)
    assert len(rows) == 1
    assert len(api(COLLECTOR).case(rows[0]["id"])["photos"]) == 1


def test_two_open_tabs_send_each_report_once_and_in_order(person, api, complaints):
    complaints.expect(*BROKEN)
    texts = [words() for _ in range(3)]
    page = person(COLLECTOR, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    other = page.context.new_page()
    other.goto("/field/outbox")
    heading(other, "待发")
    page.context.set_offline(True)
    for text in texts:
        start_report(page)
        describe(page, text)
        send_without_photo(page)
        item(page, "waiting").filter(has_text=text).wait_for()
    page.context.set_offline(False)
    for text in texts:
        wait_until_sent(page, text)
    rows = [cases_with(api, text) for text in texts]
    assert [len(found) for found in rows] == [1, 1, 1]
    numbers = [found[0]["number"] for found in rows]
    assert numbers == sorted(numbers)


def test_a_refused_report_says_why_and_holds_up_nobody(person, api, complaints):
    complaints.expect("status of 403", "status of 400")
    outside, fine = words(), words()
    page = person(COLLECTOR, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    # A place in another county.
    page.goto("/field/report/11111111111111111111111111111111?lng=110.1&lat=32.2")
    describe(page, outside)
    send_without_photo(page)
    refused = item(page, "failed").filter(has_text=outside)
    refused.get_by_role("alert").first.wait_for()
    start_report(page)
    describe(page, fine)
    send_without_photo(page)
    item(page, "done").filter(has_text=fine).wait_for()
    refused.get_by_role("button", name="修改后重发").click()
    expect(page.get_by_label("情况描述")).to_have_value(outside)
    assert cases_with(api, outside) == []


def test_the_server_in_trouble_is_tried_again(person, api, complaints):
    complaints.expect("status of 503")
    text = words()
    page = person(COLLECTOR, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    answers = []

    def busy(route):
        if route.request.method != "POST" or answers:
            return route.continue_()
        answers.append(503)
        return route.fulfill(status=503, headers={"Retry-After": "1"}, json={"code": "unavailable", "messages": {"zh": "忙", "en": "busy"}})

    page.route(re.compile(r"/api/v1/cases$"), busy)
    start_report(page)
    describe(page, text)
    send_without_photo(page)
    item(page, "done").filter(has_text=text).wait_for()
    assert answers == [503] and len(cases_with(api, text)) == 1


def test_an_ended_session_in_the_middle_of_a_report_loses_nothing(person, api, complaints):
    complaints.expect("status of 401")
    text = words()
    page = person(COLLECTOR, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    start_report(page)
    describe(page, text)
    page.context.clear_cookies()
    send_without_photo(page)
    item(page, "waiting").filter(has_text=text).wait_for()
    page.get_by_role("button", name="重新登录").click()
    page.get_by_role("dialog").get_by_label("密码").fill("Streetwise-2026")
    page.get_by_role("button", name="登录并继续").click()
    item(page, "done").filter(has_text=text).wait_for()
    assert len(cases_with(api, text)) == 1


def test_every_screen_opens_without_a_line(browser, city):
    with phone(browser, city) as handset:
        page = handset.open()
        handset.sign_in(page, COLLECTOR)
        heading(page, "任务")
        ready_offline(page)
        handset.context.set_offline(True)
        for path, title in [("/field/", "任务"), ("/field/map", "地图"), ("/field/outbox", "待发"), ("/field/me", "我的"), ("/field/report/22222222222222222222222222222222", "上报")]:
            page.goto(path)
            heading(page, title)
