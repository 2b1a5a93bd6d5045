"""Mappings of MQTT messages: written, tried with a message, changed, put out of use; and devices that come by MQTT."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from dispatch_work import own, rows

TOPIC = "devices/bin-7/up"
MESSAGE = json.dumps({"at": 1772416800, "gps": {"lng": 110.7915, "lat": 32.6105}, "speed": 10})
FIELDS = {"ident": "topic:2", "lng": "gps.lng", "lat": "gps.lat", "time": "at", "timeFormat": "seconds", "speed": "speed", "speedUnit": "mps", "datum": "wgs84"}


def made(api, **more):
    return api("system").post("/message-mappings", {"name": own("试验映射"), "topic": "devices/+/up", "fields": FIELDS, **more})


def stored(api, name):
    return next(each for each in api("system").get("/message-mappings?limit=500")["items"] if each["name"] == name)


def trial(page, topic=TOPIC, message=MESSAGE):
    page.get_by_label("报文的主题").fill(topic)
    page.get_by_label("报文（JSON）", exact=False).fill(message)
    page.get_by_role("button", name="试读此报文").click()


def error_at(page, field):
    return page.locator(f"[data-field='{field}'] .field-error")


def test_a_mapping_is_written_tried_and_listed(person, api, axe):
    name = own("垃圾箱")
    page = person("system", "/devices?tab=gateway")
    page.get_by_role("link", name="MQTT 报文映射").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("MQTT 报文映射")
    page.get_by_role("link", name="新建映射").first.click()
    page.get_by_role("button", name="新建映射").click()
    for field in ["name", "topic", "fields.ident", "fields.lng", "fields.lat"]:
        expect(error_at(page, field)).to_be_visible()
    page.get_by_label("名称", exact=False).fill(name)
    page.locator("[data-field=topic] input").fill("devices/+/up")
    for path, words in [("ident", "topic:2"), ("lng", "gps.lng"), ("lat", "gps.lat"), ("time", "at"), ("speed", "speed")]:
        page.locator(f"[data-field='fields.{path}'] input").fill(words)
    page.locator("[data-field='fields.timeFormat'] select").select_option("seconds")
    page.locator("[data-field='fields.speedUnit'] select").select_option("mps")
    trial(page)
    expect(page.get_by_text(re.compile("主题相符，读出.1.个定位"))).to_be_visible()
    expect(rows(page, "mapping-trial")).to_contain_text(re.compile("bin-7.*36.公里/时.*110.79150, 32.61050", re.S))
    axe(page)
    page.get_by_role("button", name="新建映射").click()
    page.wait_for_url("**/devices/messages")
    expect(rows(page, "mappings").filter(has_text=name)).to_contain_text("devices/+/up")
    axe(page)
    assert stored(api, name)["fields"] == FIELDS


def test_a_known_device_is_named_and_an_unknown_one_may_be_added(person, api):
    number = f"bin-{time.time_ns() % 10**9}"
    page = person("system", f"/devices/messages/{made(api)['id']}")
    trial(page, topic=f"devices/{number}/up")
    found = rows(page, "mapping-trial")
    expect(found).to_contain_text("未登记")
    page.wait_for_function("() => document.querySelector('.dispatch-map .city-map')?.cityMap?.getSource('near-pin')")
    found.get_by_role("link", name=f"登记 {number}").click()
    page.wait_for_url("**/devices/new?door=mqtt*")
    expect(page.locator("[data-field=door] select")).to_have_value("mqtt")
    page.get_by_label("名称", exact=False).first.fill(f"智能垃圾箱 {number}")
    page.locator("[data-field=use] select").select_option("other")
    page.get_by_role("combobox", name="区域").fill("茅箭")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.goto(f"/devices/messages/{made(api)['id']}")
    trial(page, topic=f"devices/{number}/up")
    expect(rows(page, "mapping-trial")).to_contain_text(f"智能垃圾箱 {number}")


@pytest.mark.parametrize("message, field, words", [
    ("{", "message", "不是 JSON"),
    (json.dumps({"at": 1, "gps": {"lng": 999, "lat": 32}}), "fields.lng", "没有经纬度"),
    (json.dumps({"at": "noon", "gps": {"lng": 110, "lat": 32}}), "fields.time", "时间缺失"),
])
def test_what_cannot_be_read_is_told_at_its_field(person, api, complaints, message, field, words):
    complaints.expect("400", "422")
    page = person("system", f"/devices/messages/{made(api)['id']}")
    trial(page, message=message)
    expect(error_at(page, field)).to_contain_text(words)
    expect(rows(page, "mapping-trial")).to_have_count(0)


def test_a_trial_waits_for_the_paths_and_says_when_the_topic_does_not_fit(person):
    page = person("system", "/devices/messages/new")
    trial(page)
    expect(page.get_by_role("alert")).to_contain_text("请先填写设备号、经度和纬度的路径")
    expect(error_at(page, "fields.ident")).to_be_visible()
    page.locator("[data-field=topic] input").fill("bins/#")
    for path, words in [("ident", "topic:2"), ("lng", "gps.lng"), ("lat", "gps.lat")]:
        page.locator(f"[data-field='fields.{path}'] input").fill(words)
        expect(error_at(page, f"fields.{path}")).to_have_count(0)
    trial(page)
    expect(page.get_by_text("与映射的主题不符")).to_be_visible()
    page.locator("[data-field=topic] input").fill("devices/#")
    expect(page.get_by_text("请重新试读")).to_be_visible()


def test_a_mapping_is_put_out_of_use_after_a_question(person, api):
    mapping = made(api)
    page = person("system", f"/devices/messages/{mapping['id']}")
    page.get_by_label("启用此映射").uncheck()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    assert stored(api, mapping["name"])["isActive"]
    page.get_by_role("button", name="保存").click()
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    page.wait_for_url("**/devices/messages")
    expect(rows(page, "mappings").filter(has_text=mapping["name"])).to_contain_text("停用")


def test_nobody_is_overwritten_unseen(person, api, complaints):
    complaints.expect("412")
    mapping = made(api)
    page = person("system", f"/devices/messages/{mapping['id']}")
    page.locator("[data-field='fields.altitude'] input").fill("gps.height")
    api("system").call("PUT", f"/message-mappings/{mapping['id']}", {"name": mapping["name"], "topic": "devices/#", "fields": FIELDS}, version=mapping["version"])
    page.get_by_role("button", name="保存").click()
    page.get_by_role("alert").get_by_role("button").click()
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/devices/messages")
    assert stored(api, mapping["name"])["fields"]["altitude"] == "gps.height"


def test_a_topic_that_mqtt_does_not_know_is_refused_at_its_field(person, api, complaints):
    complaints.expect("400", "422")
    page = person("system", f"/devices/messages/{made(api)['id']}")
    page.locator("[data-field=topic] input").fill("devices/#/up")
    page.get_by_role("button", name="保存").click()
    expect(error_at(page, "topic")).to_contain_text("须独占一级")


def test_whoever_may_not_write_is_led_to_no_mapping(person):
    page = person("leader", "/devices?tab=gateway")
    expect(page.locator(".gateway-head")).to_be_visible()
    expect(page.get_by_role("link", name="MQTT 报文映射")).to_have_count(0)
