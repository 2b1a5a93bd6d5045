"""The field app: reports without a line, exactly once, and what may go wrong on the way."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from field_work import (
    HERE, LOCATED, PLACE, camera_jpeg, cases_with, heading, item, jpeg_with_exif, phone, ready_offline, tab, take_photo,
)

COLLECTOR = "collector1-420302"
BROKEN = ("net::ERR", "Failed to fetch")


def words():
    return f"试验 {uuid.uuid4().hex[:12]}"


def start_report(page):
    tab(page, "上报")
    heading(page, "上报")


def describe(page, text):
    page.get_by_label("情况描述").fill(text)


def choose_class(page, search, name):
    page.get_by_role("button", name=re.compile("查找类别")).click()
    sheet = page.get_by_role("dialog", name="类别")
    sheet.get_by_role("searchbox").fill(search)
    sheet.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def send(page):
    page.get_by_role("button", name="发送", exact=True).click()


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
        page.wait_for_function("""(text) => new Promise((resolve) => {
            const opening = indexedDB.open("streetwise-field");
            opening.onsuccess = () => {
                const all = opening.result.transaction("items").objectStore("items").getAll();
                all.onsuccess = () => { opening.result.close(); resolve(all.result.some((each) => each.body.description === text)); };
            };
        })""", arg=text)
        handset.battery_out()
        page = handset.open("/field/outbox", offline=True)
        item(page, "draft").filter(has_text=text).get_by_role("button", name="接着写").click()
        expect(page.get_by_label("情况描述")).to_have_value(text)
        expect(page.locator(".field-photo img")).to_have_count(1)


def test_a_lost_answer_makes_one_case(person, api, complaints):
    complaints.expect(*BROKEN)
    text = words()
    page = person(COLLECTOR, "/field/", phone=True, service_workers="block", **LOCATED)
    heading(page, "任务")
    lost = []

    def lose_answer(route):
        if route.request.method != "POST" or len(lost) >= 2:
            return route.continue_()
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    page.route(re.compile(r"/api/v1/cases$"), lose_answer)
    start_report(page)
    describe(page, text)
    send(page)
    page.get_by_role("dialog").get_by_role("button", name="发送").click()
    item(page, "waiting").filter(has_text=text).wait_for()
    while not item(page, "done").filter(has_text=text).count():
        if page.get_by_role("button", name="现在发").count():
            page.get_by_role("button", name="现在发").click()
        page.wait_for_load_state()
        page.wait_for_timeout(100)
    assert lost[:1] == [201]
    assert len(cases_with(api, text)) == 1
