"""Devices: their list and pages, tracks and playback, commands to terminals that drive."""

import re
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from city import Refused
from fleet_work import FLEET, city, fleet, online


def added(api, **more):
    """A device of this test alone."""
    number = f"1{time.time_ns() % 10**12:012d}"
    return api("system").post("/devices", {"door": "jt808", "ident": number, "name": f"鄂C·T{number[-5:]}", "use": "sweeper", "area": "420302", **more})


def driven(api):
    """A vehicle with the way of a whole day, and the period of that day."""
    device = next(each for each in api("system").get("/devices?door=jt808&limit=500")["items"] if each["last"])
    to = device["last"]["at"]
    day = f"{to[:10]}T00:00:00Z"
    if to[11:13] < "06":
        day = time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.mktime(time.strptime(to[:10], "%Y-%m-%d")) - 86400))
    return device, day, f"{day[:10]}T06:00:00Z"


def table(page, name):
    return page.locator(f"[data-test='table-{name}'] tbody")


def test_the_list_counts_by_use_and_is_filtered_by_the_address(person, axe):
    page = person("leader", "/devices")
    rows = table(page, "devices").locator("tr:not(.skeleton-row)")
    expect(page.get_by_role("heading", level=1)).to_contain_text("车辆与设备")
    sweepers = page.get_by_role("button", name=re.compile("清扫车"))
    expect(sweepers).to_contain_text("/")
    sweepers.click()
    page.wait_for_url("**/devices?use=sweeper")
    expect(rows.first).to_contain_text("清扫车")
    expect(rows.filter(has_text="渣土车")).to_have_count(0)
    name = rows.first.locator(".row-link").text_content()
    page.get_by_role("searchbox").last.fill(name[-4:])
    expect(rows).to_have_count(1)
    page.reload()
    expect(rows).to_have_count(1)
    axe(page)
    rows.first.locator(".row-link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_device_is_added_changed_disabled_and_enabled(person, api):
    page = person("system", "/devices")
    page.get_by_role("link", name="登记设备").click()
    page.get_by_role("button", name="登记").click()
    expect(page.locator("[data-field=ident] .field-error")).to_be_visible()
    number = f"1{time.time_ns() % 10**12:012d}"
    page.get_by_label("设备号").fill(number)
    page.get_by_label("名称").fill("鄂C·新车")
    page.get_by_label("用途").select_option("sprinkler")
    page.get_by_role("combobox", name="区域").fill("茅箭")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**?tab=facts")
    expect(page.get_by_role("heading", level=1)).to_contain_text("鄂C·新车")
    expect(page.get_by_text("从未上线").first).to_be_visible()
    page.get_by_role("link", name="修改设备").click()
    expect(page.get_by_label("设备号")).to_be_disabled()
    page.get_by_label("名称").fill("鄂C·改名")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("鄂C·改名")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="停用").click()
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.locator(".page-titles .online")).to_contain_text("停用")
    assert api("system").get(f"/devices?text={number}")["items"][0]["state"] == "disabled"
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="启用").click()
    expect(page.locator(".page-titles .online")).not_to_contain_text("停用")


def test_a_number_that_is_taken_is_said_at_its_field(person, api, complaints):
    complaints.expect("400")
    device = added(api)
    page = person("system", f"/devices/new?ident={device['ident']}&name=又一辆")
    page.get_by_label("用途").select_option("other")
    page.get_by_role("combobox", name="区域").fill("茅箭")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("[data-field=ident] .field-error")).to_contain_text("已有同号设备")


def test_a_terminal_that_nobody_knows_is_added_from_the_list_of_strangers(person, city, api):
    stranger = "15500000001"
    knocking = subprocess.Popen([city.binary, "simulate", "fleet", "--server", f"127.0.0.1:{city.terminals}", "--vehicles", "1", "--rate", "2",
        "--first", stranger], stdout=city.log, stderr=city.log)
    try:
        end = time.monotonic() + 20
        while not api("system").get("/terminals/strangers")["items"] and time.monotonic() < end:
            time.sleep(0.2)
    finally:
        knocking.kill()
        knocking.wait(10)
    page = person("system", "/devices?tab=strangers")
    page.get_by_role("link", name=f"登记此终端 {stranger}").click()
    expect(page.get_by_label("设备号")).to_have_value(stranger)
    expect(page.get_by_label("接入方式")).to_have_value("jt808")


def test_the_gateway_says_how_many_are_connected(person, fleet, api):
    online(api, FLEET)
    page = person("leader", "/devices?tab=gateway")
    expect(page.locator(".gateway-head")).to_contain_text("接入端口已打开")
    expect(page.get_by_role("row", name=re.compile("已入库的定位"))).to_be_visible()


def test_the_list_follows_what_moves_without_being_read_again(person, fleet, api):
    moving = [each["name"] for each in online(api, FLEET)]
    page = person("leader", "/devices?online=true&door=jt808")
    rows = table(page, "devices").locator("tr:not(.skeleton-row)")
    expect(rows.filter(has_text=moving[0])).to_be_visible()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/devices?" in request.url else None)
    before = rows.all_inner_texts()
    page.wait_for_function("""(before) => [...document.querySelectorAll("[data-test=table-devices] tbody tr")].some((row, index) => row.innerText !== before[index])""", arg=before)
    assert asked == [], "rows take what the live line tells"


def test_stays_in_fences_are_listed_by_period(person, api, axe):
    device, day, until = driven(api)
    stays = api("system").get(f"/devices/{device['id']}/visits?from={day}&to={until}")["visits"]
    page = person("leader", f"/devices/{device['id']}?from={day}&to={until}")
    page.get_by_role("tab", name="进出围栏").click()
    rows = table(page, "device-visits").locator("tr:not(.skeleton-row)")
    expect(rows).to_have_count(len(stays))
    expect(rows.first).to_contain_text(stays[-1]["fenceName"])
    axe(page)
    rows.first.locator(".row-link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(stays[-1]["fenceName"])
    page.goto(f"/devices/{added(api)['id']}?tab=visits")
    expect(page.get_by_text("这段时间没有进出围栏")).to_be_visible()


def test_a_track_is_drawn_listed_and_played(person, api, axe):
    device, start, end = driven(api)
    page = person("leader", f"/devices/{device['id']}?from={start}&to={end}")
    expect(page.locator(".track-summary")).to_contain_text("个定位点")
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap?.getSource('track-way')")
    trips = page.locator(".course-trip")
    expect(trips.first).to_be_visible()
    axe(page)
    now = page.locator("[data-test=track-now] b")
    began = now.text_content()
    # A trip is shown by itself, and the playback stands at its begin.
    trips.nth(1).click()
    expect(trips.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(now).not_to_have_text(began)
    at = now.text_content()
    page.get_by_role("heading", level=1).click()
    before = page.evaluate("() => document.querySelector('.city-map').cityMap.querySourceFeatures('track-vehicle')[0]?.geometry.coordinates")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="暂停")).to_be_visible()
    expect(now).not_to_have_text(at)
    page.wait_for_function("""(before) => { const one = document.querySelector('.city-map').cityMap.querySourceFeatures('track-vehicle')[0]?.geometry.coordinates;
        return one && (!before || Math.abs(one[0] - before[0]) + Math.abs(one[1] - before[1]) > 1e-4); }""", arg=before)
    page.keyboard.press("Space")
    still = now.text_content()
    page.keyboard.press("ArrowRight")
    expect(now).not_to_have_text(still)
    page.keyboard.press("ArrowLeft")
    expect(now).to_have_text(still)
    page.get_by_role("button", name="×300").click()
    expect(page.get_by_role("button", name="×300")).to_have_attribute("aria-pressed", "true")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("time,lng,lat") and len(text.splitlines()) > 100


def test_a_period_without_a_track_says_so_and_a_wrong_one_is_not_asked_for(person, api):
    device = added(api)
    page = person("leader", f"/devices/{device['id']}")
    expect(page.get_by_text("这段时间没有轨迹")).to_be_visible()
    page.get_by_label("从", exact=True).fill("2026-03-02T10:00")
    page.get_by_label("到", exact=True).fill("2026-03-02T09:00")
    expect(page.get_by_text("截止须晚于起始")).to_be_visible()
    expect(page.get_by_role("button", name="查看", exact=True)).to_be_disabled()


def test_a_command_to_a_vehicle_is_answered_and_the_list_says_so(person, api, fleet):
    device = online(api)[0]
    page = person("system", f"/devices/{device['id']}?tab=commands")
    page.get_by_role("textbox", name="文本").fill("前方施工请绕行")
    page.get_by_role("button", name="下发", exact=True).click()
    row = table(page, "device-commands").locator("tr", has_text="前方施工请绕行")
    expect(row).to_contain_text("已执行")
    # What may hurt is asked first; whoever thinks better of it has sent nothing.
    page.get_by_label("指令", exact=False).locator("visible=true").first.wait_for()
    page.locator("[data-field=kind] select").select_option("lock")
    page.get_by_role("button", name="下发", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(table(page, "device-commands").locator("tr", has_text="车门加锁")).to_have_count(0)
    page.get_by_role("button", name="下发", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="车门加锁").click()
    expect(table(page, "device-commands").locator("tr", has_text="车门加锁")).to_contain_text("已执行")


def test_a_command_to_a_terminal_that_is_away_waits_and_is_withdrawn(person, api):
    device = added(api)
    page = person("system", f"/devices/{device['id']}?tab=commands")
    expect(page.get_by_text("终端现在不在线")).to_be_visible()
    page.locator("[data-field=kind] select").select_option("locate")
    page.get_by_role("button", name="下发", exact=True).click()
    row = table(page, "device-commands").locator("tr", has_text="查询位置")
    expect(row).to_contain_text("等待下发")
    row.get_by_role("button", name="撤销").click()
    expect(row).to_contain_text("已撤销")
    expect(row.get_by_role("button", name="撤销")).to_have_count(0)


def chosen(page, name, text):
    """Finds something by words in the last field of that name, and takes the first."""
    page.get_by_role("combobox", name=name).last.fill(text)
    page.get_by_role("option", name=re.compile(text)).first.click()


def test_a_fence_is_set_in_a_terminal_and_forgotten(person, api, fleet, axe):
    device = online(api)[0]
    fence = api("system").get("/fences?limit=1")["items"][0]["name"]
    page = person("system", f"/devices/{device['id']}?tab=commands&kind=set_area")
    sent = table(page, "device-commands")
    page.get_by_role("button", name="下发", exact=True).click()
    expect(page.locator("[data-field=fence] .field-error")).to_be_visible()
    chosen(page, "围栏", fence)
    page.get_by_label("围栏内限速").fill("900")
    page.get_by_role("button", name="下发", exact=True).click()
    expect(page.locator("[data-field=maxKPH] .field-error")).to_be_visible()
    axe(page)
    page.get_by_label("围栏内限速").fill("40")
    page.get_by_role("checkbox", name="离开").uncheck()
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/terminals/commands")) as request:
        page.get_by_role("button", name="下发", exact=True).click()
    order = request.value.post_data_json["order"]
    assert (order["tellsEntry"], order["tellsExit"], order["maxKPH"]) == (True, False, 40)
    expect(sent.locator("tr", has_text=f"下发围栏“{fence}”")).to_contain_text("已执行")
    page.locator("[data-field=kind] select").select_option("remove_area")
    chosen(page, "围栏", fence)
    page.get_by_role("button", name="下发", exact=True).click()
    expect(sent.locator("tr", has_text=f"删除围栏“{fence}”")).to_contain_text("已执行")
    page.locator("[data-field=kind] select").select_option("remove_areas")
    page.get_by_role("radio", name="圆形").check()
    page.get_by_role("button", name="下发", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="删除一类围栏").click()
    expect(sent.locator("tr", has_text="删除全部圆形区域")).to_contain_text("已执行")


def test_parameters_are_set_and_those_that_may_lose_a_terminal_are_asked_first(person, api, axe):
    device = added(api)
    page = person("system", f"/devices/{device['id']}?tab=commands&kind=set_parameters")
    page.get_by_role("button", name="下发", exact=True).click()
    expect(page.locator("[data-field='parameters.0.id'] .field-error")).to_be_visible()
    chosen(page, "参数", "最高速度")
    page.get_by_role("textbox", name="值").fill("很快")
    page.get_by_role("button", name="下发", exact=True).click()
    expect(page.locator("[data-field='parameters.0.value'] .field-error")).to_contain_text("整数")
    page.get_by_role("textbox", name="值").fill("60")
    page.get_by_role("button", name="下发", exact=True).click()
    sent = table(page, "device-commands")
    expect(sent.locator("tr", has_text="设置参数：最高速度 60")).to_contain_text("等待下发")
    chosen(page, "参数", "主服务器地址")
    page.get_by_role("textbox", name="值").fill("10.0.0.1")
    expect(page.get_by_text("填错后终端可能失联")).to_be_visible()
    page.get_by_role("button", name="再加一个参数").click()
    chosen(page, "参数", "心跳间隔")
    page.get_by_role("textbox", name="值").last.fill("30")
    axe(page)
    page.get_by_role("button", name="下发", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("主服务器地址 10.0.0.1")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(page.get_by_role("textbox", name="值").first).to_have_value("10.0.0.1")
    expect(sent.locator("tr", has_text="主服务器地址")).to_have_count(0)
    page.get_by_role("button", name="移除 主服务器地址").click()
    page.get_by_role("button", name="下发", exact=True).click()
    expect(sent.locator("tr", has_text="设置参数：心跳间隔 30")).to_be_visible()


def test_parameters_are_asked_for_and_the_answer_is_read(person, api, axe):
    device = added(api)
    page = person("system", f"/devices/{device['id']}?tab=commands&kind=read_parameters")
    page.get_by_role("radio", name="指定的参数").check()
    page.get_by_role("button", name="下发", exact=True).click()
    expect(page.locator("[data-field=read] .field-error")).to_be_visible()
    chosen(page, "参数", "最高速度")
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/terminals/commands")) as request:
        page.get_by_role("button", name="下发", exact=True).click()
    assert request.value.post_data_json["order"] == {"kind": "read_parameters", "read": [0x55]}
    expect(table(page, "device-commands").locator("tr", has_text="查询参数")).to_be_visible()
    command = api("system").get(f"/devices/{device['id']}/commands")["items"][0]
    answer = [{"id": 0x55, "name": {"zh": "最高速度", "en": "speed limit"}, "value": "60", "unit": "km/h"}, {"id": 0x10, "name": {"zh": "主服务器 APN", "en": "APN"}, "value": "", "unit": ""}]
    # No simulated terminal answers with values.
    page.route("**/commands?*", lambda route: route.fulfill(json={"items": [{**command, "state": "done", "answer": answer}]}))
    page.reload()
    page.get_by_role("button", name="应答 2 项").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("row", name=re.compile("最高速度"))).to_contain_text("60")
    expect(dialog.get_by_role("row", name=re.compile("最高速度"))).to_contain_text("公里/时")
    axe(page)
    dialog.get_by_role("button", name="复制全部").click()
    expect(page.get_by_text("已复制").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_fence_is_set_in_many_terminals_at_once(person, api, fleet):
    fence = api("system").get("/fences?limit=1")["items"][0]["name"]
    names = [each["name"] for each in online(api, 2)][:2]
    page = person("system", "/devices?online=true&door=jt808")
    for name in names:
        table(page, "devices").locator("tr", has_text=name).get_by_role("checkbox").check()
    page.get_by_role("button", name="围栏", exact=True).click()
    dialog = page.get_by_role("dialog")
    chosen(page, "围栏", fence)
    dialog.get_by_role("button", name="发给 2 台").click()
    expect(dialog.get_by_role("status")).to_contain_text("已执行 2")


def test_raw_frames_are_listed_and_read(person, api, fleet, complaints):
    complaints.expect("400")
    device = online(api)[0]
    page = person("system", f"/devices/{device['id']}?tab=frames")
    rows = table(page, "device-frames").locator("tr.can-open")
    end = time.monotonic() + 20
    while rows.count() == 0 and time.monotonic() < end:
        page.get_by_role("button", name="刷新").first.click()
        page.wait_for_timeout(500)
    rows.first.click()
    expect(page.locator(".decoded")).to_contain_text(device["ident"])
    page.get_by_label("十六进制报文").fill("xyz")
    page.get_by_role("button", name="解析").click()
    expect(page.locator(".field-error")).to_be_visible()


def test_a_reader_sees_and_changes_nothing(person, api, complaints):
    complaints.expect("403")
    device = api("leader").get("/devices?use=sweeper&limit=1")["items"][0]
    page = person("leader", "/devices")
    expect(page.get_by_role("link", name="登记设备")).to_have_count(0)
    expect(page.get_by_role("tab", name="未登记终端")).to_have_count(0)
    page.goto(f"/devices/{device['id']}?tab=frames")
    expect(page.get_by_role("tab", name="轨迹")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tab", name="原始报文")).to_have_count(0)
    expect(page.get_by_role("button", name="下发指令")).to_have_count(0)
    page.get_by_role("tab", name="指令").click()
    expect(page.get_by_role("button", name="下发", exact=True)).to_have_count(0)
    page.goto("/devices/new")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("设备号")).to_have_count(0)
    with pytest.raises(Refused):
        api("leader").post("/terminals/commands", {"devices": [device["id"]], "order": {"kind": "locate"}})
