"""Components: found, registered on the map, changed, looked up in their history; and imports with what they reject."""

import csv
import io
import json
import random
import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from city import Refused
from map_work import drawing, ready, spot
from places_work import COUNTY, community, part_of, polygon

READER = "dispatcher-420302"


def a_part(api):
    return random.choice(api("system").get(f"/parts?area={COUNTY}&limit=100")["items"])


def drawer(page):
    return page.get_by_role("complementary")


def new_part(api, **more):
    """A component beside another one: the same place is inside a grid."""
    place = a_part(api)["place"]
    return api("system").post("/parts", {"big": "01", "small": "01", "place": place, "state": "intact", "dataSource": "measured", "accuracy": "A", "name": f"试验井盖{uuid4().hex[:6]}", **more})


def test_a_component_is_found_and_opened_beside_the_list(person, api, axe):
    part = new_part(api)
    page = person(READER, "/parts")
    page.get_by_role("searchbox", name="名称或编码").fill(part["code"])
    rows = page.locator("tbody tr[data-index]")
    expect(rows).to_have_count(1)
    rows.first.focus()
    page.keyboard.press("Enter")
    expect(drawer(page)).to_contain_text(part["code"])
    expect(drawer(page)).to_contain_text("登记")
    axe(page)
    expect(drawer(page).get_by_role("button", name="修改")).to_have_count(0)
    page.reload()
    expect(drawer(page)).to_contain_text(part["code"])
    drawer(page).get_by_role("link", name="在一张图上看").click()
    expect(page).to_have_url(re.compile(f"open=part(:|%3A){part['code']}"))


def test_components_are_narrowed_by_state_and_grid(person, api):
    part = new_part(api, state="lost")
    page = person(READER, f"/parts?state=lost&grid={part['gridCode']}")
    expect(page.locator("tbody tr[data-index]").filter(has_text=part["code"])).to_be_visible()
    states = page.locator("tbody td[data-title=状态]").all_inner_texts()
    assert set(states) == {"丢失"}
    with pytest.raises(Refused):
        api(READER).patch(f"/parts/{part['code']}", {"state": "intact"}, part["version"])


def test_a_component_is_registered_on_the_map_and_changed(person, api, axe):
    near = a_part(api)["place"]
    page = person("system", "/parts")
    page.get_by_role("button", name="登记部件").click()
    dialog = page.get_by_role("dialog", name="登记部件")
    dialog.get_by_role("combobox", name="类别").fill("上水井盖")
    dialog.get_by_role("listbox", name="类别").get_by_role("option").first.click()
    dialog.get_by_label(re.compile("^名称")).fill("试验上水井盖")
    ready(page)
    page.evaluate("([lng, lat]) => document.querySelector('.city-map').cityMap.jumpTo({ center: [lng, lat], zoom: 17 })", [near["lng"], near["lat"]])
    ready(page)
    dialog.locator(".shape-map").scroll_into_view_if_needed()
    drawing(page)
    page.mouse.click(*spot(page, near["lng"], near["lat"]))
    dialog.get_by_role("combobox", name=re.compile("^养护单位")).fill("市政")
    dialog.get_by_role("option").filter(has_text="市政").first.click()
    axe(page, "dialog")
    dialog.get_by_role("button", name="保存").click()
    expect(drawer(page)).to_contain_text("试验上水井盖")
    code = drawer(page).locator(".copyable .code").first.inner_text()
    made = api("system").get(f"/parts/{code}")
    assert made["place"]["lng"] == pytest.approx(near["lng"], abs=1e-4) and made["maintainer"]
    drawer(page).get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog", name="试验上水井盖")
    dialog.get_by_label(re.compile("^状态")).select_option("damaged")
    dialog.get_by_role("button", name="清除养护单位").click()
    dialog.get_by_role("button", name="保存").click()
    expect(drawer(page)).to_contain_text("完好 → 破损")
    expect(drawer(page)).to_contain_text(re.compile("养护单位.*→ —"))
    after = api("system").get(f"/parts/{code}")
    assert after["state"] == "damaged" and "maintainer" not in after


def test_a_component_without_a_place_or_outside_every_grid_is_told_at_the_map(person, api, complaints):
    complaints.expect("400")
    page = person("system", "/parts")
    page.get_by_role("button", name="登记部件").click()
    dialog = page.get_by_role("dialog", name="登记部件")
    dialog.get_by_role("combobox", name="类别").fill("上水井盖")
    dialog.get_by_role("listbox", name="类别").get_by_role("option").first.click()
    dialog.get_by_role("button", name="保存").click()
    trouble = dialog.locator(".shape-field .field-error")
    expect(trouble).to_contain_text("请在地图上选择位置")
    ready(page)
    page.evaluate("document.querySelector('.city-map').cityMap.jumpTo({ center: [114.3, 30.6], zoom: 14 })")
    ready(page)
    dialog.locator(".shape-map").scroll_into_view_if_needed()
    drawing(page)
    page.mouse.click(*spot(page, 114.3, 30.6))
    dialog.get_by_role("button", name="保存").click()
    expect(trouble).to_contain_text("不在任何网格或区域内")


def test_two_people_at_one_component_and_nothing_typed_is_lost(person, api, complaints):
    complaints.expect("412")
    part = new_part(api)
    page = person("system", f"/parts?part={part['code']}")
    drawer(page).get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^备注")).fill("我写的")
    api("system").patch(f"/parts/{part['code']}", {"state": "lost"}, part["version"])
    dialog.get_by_role("button", name="保存").click()
    dialog.get_by_role("button", name="取最新版本，保留我填的").click()
    expect(dialog.get_by_label(re.compile("^备注"))).to_have_value("我写的")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0)
    assert api("system").get(f"/parts/{part['code']}")["note"] == "我写的"


def start(page, kind):
    page.locator("section", has=page.get_by_role("heading", name=kind)).get_by_role("button", name="选择文件").click()
    return page.get_by_role("dialog")


def give(dialog, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_role("button", name="导入", exact=True).click()


def test_components_are_imported_and_the_rejected_rows_come_back_to_be_corrected(person, api, axe, tmp_path):
    place = a_part(api)["place"]
    good, bad = (f"42030201010{random.randrange(10**5):05d}" for _ in range(2))
    table = f"code,name,lng,lat,state\n{good},导入的井盖,{place['lng']},{place['lat']},intact\n{bad},没有位置的井盖,,,intact\n"
    page = person("system", "/imports")
    axe(page)
    dialog = start(page, "部件（GeoJSON 或 CSV）")
    give(dialog, tmp_path, "部件.csv", table)
    report = dialog.locator("[data-test=import-report]")
    expect(report).to_contain_text("1 行有问题没有导入")
    axe(page, "dialog")
    with page.expect_download() as saved:
        report.get_by_role("button", name="下载未导入的行").click()
    saved.value.save_as(tmp_path / "rejects.csv")
    text = (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["code"] for row in rows] == [bad]
    # Corrected and sent again it goes in.
    dialog.get_by_role("button", name="再导入一个文件").click()
    give(dialog, tmp_path, "改好.csv", table.replace(",,,intact", f",{place['lng']},{place['lat']},damaged"))
    expect(report).to_contain_text("全部 2 行都已导入")
    assert api("system").get(f"/parts/{good}")["name"] == "导入的井盖"
    assert api("system").get(f"/parts/{bad}")["state"] == "damaged"


def test_areas_are_imported_from_geojson_in_the_datum_that_was_said(person, api, tmp_path):
    code, west, south = community(api)
    ring = part_of(west, south, 0, 0, 1, 1)
    feature = {"type": "Feature", "properties": {"code": code[:9], "name": "导入的街道", "level": "street"}, "geometry": polygon(ring)}
    page = person("system", "/imports")
    dialog = start(page, "区域（GeoJSON）")
    dialog.get_by_label("GCJ-02（高德、腾讯）").check()
    give(dialog, tmp_path, "街道.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    expect(dialog.locator("[data-test=import-report]")).to_contain_text("全部 1 行都已导入")
    made = api("system").get(f"/areas/{code[:9]}")["boundary"]["coordinates"][0][0]
    # The datum moves things by some hundred metres here.
    moved = abs(made[0] - ring[0][0]) + abs(made[1] - ring[0][1])
    assert 0.003 < moved < 0.02


def test_a_file_that_is_no_table_is_refused_in_words_at_its_field(person, complaints, tmp_path):
    complaints.expect("400", "415")
    page = person("system", "/imports")
    dialog = start(page, "单元网格（GeoJSON）")
    give(dialog, tmp_path, "x.geojson", "{]")
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.locator(".drop-file")).to_contain_text("x.geojson")


def test_what_is_there_is_saved_as_files(person, tmp_path):
    page = person("system", "/imports")
    with page.expect_download() as saved:
        page.locator("section", has=page.get_by_role("heading", name="部件（GeoJSON 或 CSV）")).get_by_role("button", name="导出").click()
    saved.value.save_as(tmp_path / "parts.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "parts.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) > 100 and {"code", "lng", "lat", "state"} <= set(rows[0])
