"""Active safety: the list of alarms, one of them with what its cameras saw, and files that are asked for once more."""

import re
import subprocess
import time

import pytest
from playwright.sync_api import expect

from city import Refused
from fleet_work import city  # noqa: F401

READER, COMMANDER = "leader", "dispatcher-420302"


def rows(page, name="safety"):
    return page.locator(f"[data-test='table-{name}'] tbody tr:not(.skeleton-row)")


def alarms(api, query=""):
    return api(READER).get(f"/terminals/safety-alarms?limit=200{query}")["items"]


def whole(api):
    """An alarm whose pictures have come."""
    return next(each for each in alarms(api) if each["files"] and len(each["files"]) >= each["attachments"])


@pytest.fixture
def wanting(city, api):  # noqa: F811
    """An alarm whose files have not come: this city has no port for them."""
    command = [city.binary, "simulate", "fleet", "--server", f"127.0.0.1:{city.terminals}", "--vehicles", "2", "--rate", "4", "--alarms", "1"]
    driving = subprocess.Popen(command, stdout=city.log, stderr=city.log)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            found = [each for each in alarms(api) if len(each["files"]) < each["attachments"]]
            if found:
                yield found[0]
                return
            time.sleep(0.3)
        raise TimeoutError("no alarm comes")
    finally:
        driving.terminate()
        driving.wait(10)


def test_alarms_are_listed_and_filtered_by_the_address(person, api, axe):
    page = person(READER, "/safety")
    expect(page.get_by_role("heading", level=1)).to_contain_text("主动安全")
    first = alarms(api)[0]
    expect(rows(page).first).to_contain_text(first["kindName"]["zh"])
    expect(rows(page).first).to_contain_text(first["deviceName"])
    axe(page)
    page.get_by_role("button", name="筛选").first.click()
    page.locator("[data-filter=family] select").select_option("driver")
    page.wait_for_url("**/safety?family=driver")
    page.locator("[data-filter=level] select").select_option("2")
    page.get_by_role("button", name="完成").click()
    found = alarms(api, "&family=driver&level=2")
    if found:
        expect(rows(page)).to_have_count(len(found))
        expect(rows(page).filter(has_text="二级")).to_have_count(len(found))
    else:
        expect(page.get_by_text("没有符合条件的报警")).to_be_visible()
    page.goto("/safety?from=2020-01-01T00:00:00%2B08:00&to=2020-01-02T00:00:00%2B08:00")
    expect(page.get_by_text("没有符合条件的报警")).to_be_visible()


def test_an_alarm_is_seen_with_its_pictures_and_its_place(person, api, axe):
    alarm = whole(api)
    page = person(READER, "/safety")
    rows(page).filter(has_text=alarm["kindName"]["zh"]).filter(has_text=alarm["deviceName"]).first.locator("td").first.click()
    page.wait_for_url("**alarm=*")
    page.goto(f"/safety?alarm={alarm['id']}")
    drawer = page.get_by_role("complementary")
    expect(drawer.get_by_role("heading", name=alarm["kindName"]["zh"])).to_be_visible()
    expect(drawer.get_by_role("link", name=alarm["deviceName"])).to_have_attribute("href", f"/devices/{alarm['device']}")
    expect(drawer.get_by_role("link", name="联合回放")).to_have_attribute("href", re.compile(r"^/playback\?from="))
    page.wait_for_function("() => document.querySelector('.alert-map .city-map')?.cityMap?.getSource('alert-place')")
    pictures = drawer.locator(".safety-pictures img")
    expect(pictures).to_have_count(sum(each["name"].endswith(".jpg") for each in alarm["files"]))
    page.wait_for_function("() => document.querySelector('.safety-pictures img').naturalWidth > 0")
    axe(page)
    pictures.first.click()
    expect(page.locator("dialog.viewer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.viewer")).to_have_count(0)
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


# How far a clip has come; it is as long as it is only when the browser has read it.
PLAYED = "(least) => { const clip = document.querySelector('.safety-recording video'); return clip.videoWidth === 320 && clip.duration === 4 && clip.currentTime > least; }"


def test_a_clip_plays_and_one_may_jump_in_it(person, api):
    alarm = next(each for each in alarms(api) if any(file["name"].endswith(".mp4") and "media" in file for file in each["files"]))
    page = person(READER, "/areas")
    parts = []
    page.on("response", lambda answer: "/original" in answer.url and parts.append((answer.status, answer.headers.get("content-range"))))
    page.goto(f"/safety?alarm={alarm['id']}")
    clip = page.get_by_role("complementary").locator(".safety-recording video")
    expect(clip).to_have_attribute("aria-label", re.compile(r"报警视频\s1"))
    clip.evaluate("(clip) => clip.play()")
    page.wait_for_function(PLAYED, arg=0.3)
    clip.evaluate("(clip) => { clip.currentTime = 3; }")
    page.wait_for_function(PLAYED, arg=3.2)
    assert parts and all(status == 206 and part.startswith("bytes ") for status, part in parts), parts


def test_a_new_alarm_waits_above_the_list(person, api, wanting):
    page = person(READER, "/safety")
    expect(rows(page).first).to_be_visible()
    expect(page.get_by_text(re.compile(r"有\s[0-9,]+\s条新报警"))).to_be_visible()
    before = rows(page).first.text_content()
    page.get_by_role("button", name="显示", exact=True).click()
    expect(rows(page).first).not_to_have_text(before)


def test_what_does_not_play_is_offered_and_what_was_not_kept_is_named(person, api, axe, complaints):
    complaints.expect("Failed to load resource")
    alarm = whole(api)
    files = [{**alarm["files"][0], "name": name, "media": media} for name, media in [("a.mp4", "clip"), ("b.wav", "sound")]]
    files.append({"name": "c.bin", "bytes": 12, "at": alarm["at"]})
    page = person(READER, "/areas")
    page.route(f"**/terminals/safety-alarms/{alarm['id']}", lambda route: route.fulfill(json={**alarm, "files": files, "attachments": 3}))
    kinds = {"clip": "video/mp4", "sound": "audio/wav"}
    kind_of = lambda route: next(kind for media, kind in kinds.items() if f"/media/{media}" in route.request.url)
    page.route(re.compile(r"/media/(clip|sound)$"), lambda route: route.fulfill(json={"contentType": kind_of(route)}))
    page.route(re.compile(r"/media/(clip|sound)/original$"), lambda route: route.fulfill(body=b"", content_type=kind_of(route)))
    page.goto(f"/safety?alarm={alarm['id']}")
    drawer = page.get_by_role("complementary")
    expect(drawer.locator(".safety-recording")).to_have_count(2)
    expect(drawer.get_by_text("报警视频 1")).to_be_visible()
    # Nothing can play an empty file: the page says so, and offers it for download.
    expect(drawer.get_by_text("浏览器放不了这种格式").first).to_be_visible()
    expect(drawer.get_by_role("link", name="下载").first).to_have_attribute("href", "/api/v1/media/clip/original")
    expect(drawer.get_by_text("不是图片、视频或录音")).to_be_visible()
    axe(page)


def test_files_that_did_not_come_are_asked_for_again(person, api, wanting):
    page = person(COMMANDER, f"/safety?alarm={wanting['id']}")
    drawer = page.get_by_role("complementary")
    expect(drawer.get_by_text(f"还缺 {wanting['attachments'] - len(wanting['files'])} 个")).to_be_visible()
    before = asked(api, wanting)
    with page.expect_response(lambda answer: answer.url.endswith("/attachments")) as answer:
        drawer.get_by_role("button", name="再次索取附件").click()
    assert answer.value.ok
    expect(page.get_by_text("已向终端索取")).to_be_visible()
    assert asked(api, wanting) == before + 1
    reader = person(READER, f"/safety?alarm={wanting['id']}")
    expect(reader.get_by_text("还缺")).to_be_visible()
    expect(reader.get_by_role("button", name="再次索取附件")).to_have_count(0)
    with pytest.raises(Refused):
        api(READER).post(f"/terminals/safety-alarms/{wanting['id']}/attachments")


def asked(api, alarm):
    return sum(each["byName"] != "系统" for each in api("system").get(f"/devices/{alarm['device']}/commands?limit=200")["items"] if each["title"]["zh"] == "上传报警附件")


def test_whoever_may_not_see_pictures_is_told_so(person, api):
    alarm = whole(api)
    page = person("system", f"/safety?alarm={alarm['id']}")
    expect(page.get_by_role("complementary").get_by_text("没有查看图片和视频的权限")).to_be_visible()


def test_the_alarms_of_a_vehicle_stand_on_its_page(person, api, axe):
    alarm = whole(api)
    page = person(READER, f"/devices/{alarm['device']}")
    page.get_by_role("tab", name="主动安全").click()
    expect(rows(page, "device-safety")).to_have_count(len(alarms(api, f"&device={alarm['device']}")))
    rows(page, "device-safety").filter(has_text=alarm["kindName"]["zh"]).last.locator("td").first.click()
    expect(page.get_by_role("complementary")).to_contain_text(alarm["deviceName"])
    axe(page)
    page.get_by_role("tab", name="资料").click()
    expect(page.get_by_role("complementary")).to_have_count(0)
    page.goto(f"/safety?device={alarm['device']}")
    expect(page.locator(".chips")).to_contain_text(alarm["deviceName"])


def test_a_collector_sees_none(person, api, complaints):
    complaints.expect("403")
    page = person("collector1-420302", "/safety")
    expect(page.get_by_role("heading", level=1)).to_contain_text("没有权限")
    expect(page.locator(".nav a[href='/safety']")).to_have_count(0)
    with pytest.raises(Refused):
        api("collector1-420302").get("/terminals/safety-alarms")


def test_on_a_phone_alarms_are_cards_and_the_drawer_is_a_sheet(person, api):
    alarm = whole(api)
    page = person(READER, "/safety", phone=True)
    rows(page).first.tap()
    page.wait_for_url("**alarm=*")
    page.goto(f"/safety?alarm={alarm['id']}")
    expect(page.get_by_role("complementary").locator(".safety-pictures img").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
