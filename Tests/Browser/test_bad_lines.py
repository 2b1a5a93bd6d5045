"""Lines that are slow, lost, flapping; files that are too large: nothing typed is lost, nothing is done twice.

A session that ends and a server that starts anew under an open page are in test_kit.py and test_case_conflicts.py, the
field app's lines in test_field_offline.py."""

import json
import re

import pytest
from playwright.sync_api import expect

from case_work import brought_to, choose, new_case

PROBLEM = {"type": "/api/docs#http.too_large", "title": "太大", "status": 413, "code": "http.too_large",
    "messages": {"zh": "文件超过 10 MB 的上限", "en": "The file is larger than 10 MB"}}


def refuse(route, _request=None, status=413, **more):
    route.fulfill(status=status, content_type="application/problem+json", body=json.dumps({**PROBLEM, "status": status, **more}))


def slow(page, milliseconds):
    """From now on every answer takes so long."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1})


def test_on_a_slow_line_one_click_more_does_nothing_twice(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "立案")
    sent = []
    page.on("request", lambda request: request.method == "POST" and "/actions/" in request.url and sent.append(request.url))
    slow(page, 3000)
    button = form.locator("button[type=submit]")
    button.click()
    expect(button).to_be_disabled()
    page.evaluate("""() => {
        const button = document.querySelector('.act button[type=submit]');
        button.click();
        button.form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    }""")
    expect(page.locator(".page-note .badge-state")).not_to_contain_text("待立案")
    assert len(sent) == 1


def test_a_list_keeps_what_it_shows_while_a_slow_answer_is_under_way(person, api):
    page = person("leader", "/cases")
    rows = page.locator("tbody tr[data-index]")
    expect(rows.first).to_be_visible()
    before = rows.count()
    slow(page, 1500)
    page.get_by_role("button", name="刷新").click()
    expect(page.locator("table.data")).to_have_attribute("aria-busy", "true")
    assert rows.count() == before
    expect(page.locator("table.data")).to_have_attribute("aria-busy", "false")


def test_after_a_flapping_line_the_list_is_as_the_city_is(person, api, complaints):
    complaints.expect("ERR_", "Failed to load", "Failed to fetch")
    page = person("duty-420302", "/cases?state=reported")
    expect(page.locator("tbody tr[data-index]").first).to_be_visible()
    expect(page.locator(".live-live")).to_be_attached()
    made = []
    for _ in range(4):
        page.context.set_offline(True)
        expect(page.get_by_text("网络已断开")).to_be_visible()
        made.append(new_case(api))
        page.context.set_offline(False)
        page.wait_for_timeout(150)
    expect(page.get_by_text("网络已断开")).to_be_hidden()
    expect(page.locator(".live-live")).to_be_attached()
    for number in made:
        row = page.get_by_role("row").filter(has_text=number)
        expect(row.or_(page.get_by_role("button", name=re.compile("件新|有更新|刷新列表"))).first).to_be_visible()
    page.get_by_role("button", name="刷新").first.click()
    for number in made:
        expect(page.get_by_role("row").filter(has_text=number)).to_have_count(1)


def test_a_file_that_is_too_large_is_told_at_its_field(person, complaints, tmp_path):
    complaints.expect("413")
    page = person("system", "/staff")
    page.route("**/imports/staff**", refuse)
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="导入人员").click()
    dialog = page.get_by_role("dialog")
    file = tmp_path / "人员.csv"
    file.write_text("工号\n1\n")
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_role("button", name="导入", exact=True).click()
    expect(dialog.locator(".field-bad .field-error")).to_contain_text("超过 10 MB")
    expect(dialog.locator(".drop-file")).to_contain_text("人员.csv")


def test_a_photo_that_is_too_large_is_told_at_the_photo_and_the_rest_stays(person, complaints, picture, tmp_path):
    complaints.expect("413")
    page = person("acceptor-420302", "/intake")
    page.route("**/api/v1/media", refuse)
    words = page.locator("[data-field=description] textarea")
    words.fill("井盖没有了")
    file = tmp_path / "photo.png"
    file.write_bytes(picture("large"))
    page.locator(".photo-add input[type=file]").set_input_files(file)
    tile = page.locator(".photo-tile.is-bad")
    expect(tile).to_contain_text("超过 10 MB")
    expect(words).to_have_value("井盖没有了")
    # Taken away again, nothing of it is left.
    tile.get_by_role("button", name="移除").click()
    expect(page.locator(".photo-tile")).to_have_count(0)


@pytest.mark.parametrize("status", [400, 422])
def test_what_the_server_refuses_stands_at_its_field_whatever_the_status(person, complaints, status):
    complaints.expect(str(status))
    page = person("system", "/organisations/new")
    page.route("**/api/v1/organisations", lambda route: refuse(route, status=status, code="name.used", messages={"zh": "填写有误", "en": "Not right"},
        fields=[{"field": "name", "reason": "name.used", "wording": {"zh": "这个名称已有人用", "en": "The name is taken"}}]) if route.request.method == "POST" else route.continue_())
    page.get_by_label(re.compile("^代码")).fill("X1")
    page.get_by_label(re.compile("^名称")).fill("某处")
    page.get_by_label(re.compile("^类型")).select_option("department")
    page.get_by_role("combobox", name=re.compile("^服务区域")).fill("茅箭区")
    page.get_by_role("option").filter(has_text="茅箭区").first.click()
    page.get_by_role("button", name="保存").click()
    field = page.get_by_label(re.compile("^名称"))
    expect(field).to_have_accessible_description(re.compile("这个名称已有人用"))
    expect(field).to_be_focused()
    expect(field).to_have_value("某处")


def test_back_and_reload_bring_back_drawer_filters_and_tab(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", "/inbox?state=pending_filing")
    page.get_by_role("row").filter(has_text=number).click()
    expect(page.locator(".drawer h2")).to_contain_text(number)
    page.reload()
    expect(page.locator(".drawer h2")).to_contain_text(number)
    page.locator(".drawer").get_by_role("link", name=re.compile("打开")).first.click()
    expect(page).to_have_url(re.compile(f"/cases/{number}"))
    page.go_back()
    expect(page).to_have_url(re.compile("state=pending_filing"))
    expect(page.locator(".drawer h2")).to_contain_text(number)
    page.go_back()
    expect(page.locator(".drawer")).to_have_count(0)
