"""The field app's photos: what the camera wrote is read, large ones become small, and the place is the right one."""

import re

import pytest
from playwright.sync_api import expect

from field_work import (
    COLLECTOR, LOCATED, PLACE, camera_jpeg, cases_with, choose_photo, describe, heading, item, jpeg_with_exif, send, send_without_photo,
    start_report, take_photo, words,
)

ELSEWHERE = {"lng": 110.8166, "lat": 32.5747}


@pytest.fixture
def report(person):
    """An open report on a phone that knows where it is."""
    def begin(language="zh", **options):
        page = person(COLLECTOR, "/field/", phone=True, service_workers="block", language=language, **{**LOCATED, **options})
        heading(page, "任务")
        start_report(page)
        return page

    return begin


def sent_case(page, api, text):
    item(page, "done").filter(has_text=text).wait_for()
    return api(COLLECTOR).case(cases_with(api, text)[0]["id"])


def read_exif(page, content):
    """By the app's own reader."""
    return page.evaluate("""async (bytes) => {
        const root = document.querySelector("script[type=module]").src.replace(/field\\/main\\.js.*/, "");
        const { readPhoto } = await import(`${root}field/photo/exif.js`);
        const { block, orientationAt, ...facts } = await readPhoto(new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }));
        return facts;
    }""", list(content))


def test_the_reader_finds_place_time_and_orientation(person):
    page = person(None, "/field/", phone=True)
    plain = camera_jpeg(page, 64, 48)
    facts = read_exif(page, jpeg_with_exif(plain, lng=110.8166, lat=32.5747, orientation=6))
    assert facts["lng"] == pytest.approx(110.8166, abs=1e-6) and facts["lat"] == pytest.approx(32.5747, abs=1e-6)
    assert (facts["takenAt"], facts["zone"], facts["orientation"]) == ("2026-03-02T09:05:17", "+08:00", 6)
    assert (facts["width"], facts["height"]) == (64, 48)
    south = read_exif(page, jpeg_with_exif(plain, lng=-70.5, lat=-33.25))
    assert south["lng"] == pytest.approx(-70.5, abs=1e-6) and south["lat"] == pytest.approx(-33.25, abs=1e-6)


def test_the_reader_is_not_upset_by_rubbish(person):
    page = person(None, "/field/", phone=True)
    whole = jpeg_with_exif(camera_jpeg(page, 64, 48), lng=110.8, lat=32.5)
    for cut in (0, 1, 3, 11, 20, 40, 80, 120, 160, 200):
        read_exif(page, whole[:cut])
    for at in range(12, 180, 7):
        read_exif(page, whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4:])
    assert read_exif(page, b"\x89PNG\r\n\x1a\n" + b"\0" * 64) == {}


def test_a_photo_of_20_MB_is_made_small_and_keeps_what_the_camera_knew(report, api):
    text = words()
    page = report()
    large = jpeg_with_exif(camera_jpeg(page, 4000, 3000, noise=True, quality=0.9), **ELSEWHERE)
    large += b"\0" * (20_000_000 - len(large))
    assert len(large) >= 20_000_000
    choose_photo(page, large)
    page.locator(".field-photo img").wait_for()
    # Taken long ago and elsewhere: its own place counts.
    page.get_by_text("照片中的位置").wait_for()
    describe(page, text)
    send(page)
    whole = sent_case(page, api, text)
    media = api(COLLECTOR).get(f"/media/{whole['photos'][0]['media']}")
    assert media["byteCount"] < 1_400_000
    assert max(media["width"], media["height"]) <= 2560
    assert media["lng"] == pytest.approx(ELSEWHERE["lng"], abs=1e-5)
    assert media["takenAt"].startswith("2026-03-02T01:05:17")
    assert whole["row"]["lng"] == pytest.approx(ELSEWHERE["lng"], abs=1e-5)


def test_a_photo_on_its_side_is_put_upright(report):
    page = report()
    choose_photo(page, jpeg_with_exif(camera_jpeg(page, 3200, 2000), orientation=6))
    page.wait_for_function("""() => {
        const image = document.querySelector(".field-photo img");
        return image && image.naturalHeight > image.naturalWidth && image.naturalHeight <= 2560;
    }""")


def test_what_is_no_photo_is_refused_with_a_word(report):
    page = report()
    choose_photo(page, b"%PDF-1.4 no photo", name="bill.pdf")
    page.get_by_role("alert").filter(has_text="bill.pdf").wait_for()
    expect(page.locator(".field-photo img")).to_have_count(0)


def test_the_phone_says_where_a_fresh_photo_was_taken(report, api):
    text = words()
    page = report()
    take_photo(page, camera_jpeg(page))
    page.locator(".field-photo img").wait_for()
    page.get_by_text("手机定位").wait_for()
    describe(page, text)
    send(page)
    assert sent_case(page, api, text)["row"]["lng"] == pytest.approx(PLACE["lng"], abs=1e-5)


def test_without_leave_to_locate_the_place_is_set_on_the_map(report, api):
    text = words()
    page = report(permissions=[], geolocation=None)
    page.get_by_text(re.compile("没有定位权限|定位不可用")).wait_for()
    describe(page, text)
    send(page)
    page.get_by_role("alert").filter(has_text="请先确定位置").wait_for()
    page.evaluate("(place) => localStorage.setItem('streetwise.field.view', JSON.stringify({ ...place, zoom: 17 }))", PLACE)
    page.get_by_role("button", name="在地图上选").click()
    picker = page.get_by_role("dialog", name="位置")
    map = picker.get_by_role("application")
    map.focus()
    expect(map).to_be_focused()
    # A canvas that was not drawn yet is 300 wide.
    page.wait_for_function("(canvas) => canvas.width !== 300", arg=map.locator("canvas").element_handle())
    page.keyboard.press("ArrowUp")
    picker.get_by_role("button", name="就在这里").click()
    page.get_by_text("地图上选的").wait_for()
    send_without_photo(page)
    assert sent_case(page, api, text)["row"]["lat"] > PLACE["lat"]


def test_a_part_nearby_gives_the_report_its_code(report, api):
    text = words()
    part = api(COLLECTOR).get(f"/parts/near?lng={PLACE['lng']}&lat={PLACE['lat']}&radius=300&limit=1")["items"][0]["part"]
    page = report(geolocation={"longitude": part["place"]["lng"], "latitude": part["place"]["lat"], "accuracy": 6})
    page.get_by_role("radiogroup", name="附近的部件").get_by_role("radio", name=re.compile(part["code"])).click()
    describe(page, text)
    send_without_photo(page)
    row = sent_case(page, api, text)["row"]
    assert row["part"] == part["code"]
    assert row["smallClass"]["id"].endswith(f"component/{part['big']}/{part['small']}")
