"""Vehicles and officers on the city's map: they move, are followed, chosen by use, and spoken to in a drawn area."""

import re

from playwright.sync_api import expect

from fleet_work import FLEET, city, fleet, online

MARKS = "() => document.querySelector('.city-map').cityMap.querySourceFeatures('vehicles').map((each) => [each.properties.id, ...each.geometry.coordinates])"


def around(devices):
    lngs, lats = [[each["last"][key] for each in devices] for key in ("lng", "lat")]
    return sum(lngs) / len(lngs), sum(lats) / len(lats)


def test_vehicles_move_on_the_map_and_one_is_opened_and_followed(person, api, fleet):
    lng, lat = around(online(api, FLEET))
    page = person("leader", f"/?c={lng},{lat},11.5&layers=vehicles,bounds")
    page.wait_for_function(f"() => document.querySelector('.city-map')?.cityMap?.getSource('vehicles') && new Set(({MARKS})().map(([id]) => id)).size >= 3")
    before = {each[0]: each[1:] for each in page.evaluate(MARKS)}
    page.wait_for_function(f"""(before) => ({MARKS})().some(([id, lng, lat]) => before[id] && Math.abs(before[id][0] - lng) + Math.abs(before[id][1] - lat) > 1e-4)""", arg=before)
    page.get_by_role("button", name="列表").click()
    page.get_by_role("tab", name="车辆与人员").click()
    rows = page.locator(".vehicle-rows li button")
    rows.filter(has_text="公里/时").first.click()
    drawer = page.locator(".map-drawer")
    expect(drawer.get_by_role("link", name="看全部轨迹")).to_be_visible()
    drawer.get_by_role("button", name="跟随").click()
    expect(drawer.get_by_role("button", name="停止跟随")).to_be_visible()
    center = "() => document.querySelector('.city-map').cityMap.getCenter().toArray()"
    page.wait_for_timeout(1500)
    here = page.evaluate(center)
    page.wait_for_function(f"(here) => {{ const [lng, lat] = ({center})(); return Math.abs(lng - here[0]) + Math.abs(lat - here[1]) > 5e-5; }}", arg=here)
    # Whoever moves the map takes it back.
    page.mouse.move(500, 500)
    page.mouse.down()
    page.mouse.move(560, 560, steps=4)
    page.mouse.up()
    expect(drawer.get_by_role("button", name="跟随", exact=True)).to_be_visible()


def test_uses_are_chosen_in_the_layers_and_kept_in_the_address(person, api, fleet):
    lng, lat = around(online(api, FLEET))
    page = person("leader", f"/?c={lng},{lat},11")
    page.get_by_role("button", name="图层", exact=True).click()
    box = page.get_by_label("按用途显示").get_by_label("渣土车")
    expect(box).to_be_checked()
    box.uncheck()
    page.wait_for_url(re.compile("uses="))
    page.reload()
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap?.getLayer('vehicle-marks')")
    shown = page.evaluate("() => JSON.stringify(document.querySelector('.city-map').cityMap.getFilter('vehicle-marks'))")
    assert "sweeper" in shown and "waste_truck" not in shown


def test_words_go_to_all_vehicles_of_a_drawn_area_and_the_report_counts_them(person, api, fleet, axe):
    lng, lat = around(online(api, FLEET))
    page = person("system", f"/?c={lng},{lat},11&bbox={lng - 0.2:.4f},{lat - 0.2:.4f},{lng + 0.2:.4f},{lat + 0.2:.4f}&open=vehicles")
    expect(page.locator("[data-test=vehicle-count]")).not_to_have_text("0")
    page.get_by_role("button", name="给这些终端发文本").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("今日 18 时封路")
    axe(page, within="dialog")
    dialog.get_by_role("button", name=re.compile("^发给")).click()
    expect(dialog.get_by_role("status")).to_contain_text("已执行")
    expect(dialog.get_by_role("list", name="每台终端的结果")).to_contain_text("已执行")


def test_whoever_may_not_command_is_offered_no_words_to_send(person, api, fleet):
    lng, lat = around(online(api, FLEET))
    page = person("leader", f"/?c={lng},{lat},11&open=vehicles")
    expect(page.locator("[data-test=vehicle-count]")).not_to_have_text("0")
    expect(page.get_by_role("button", name="给这些终端发文本")).to_have_count(0)


def test_the_map_says_when_the_line_to_the_vehicles_is_down(person, api, fleet, complaints):
    complaints.expect("devices/live", "ERR_")
    lng, lat = around(online(api, FLEET))
    page = person("leader", f"/?c={lng},{lat},11")
    page.wait_for_function("() => document.querySelector('.city-map')?.cityMap?.getSource('vehicles')")
    page.context.route("**/devices/live*", lambda route: route.abort())
    # Far away another line is needed, and it does not come.
    page.evaluate("() => document.querySelector('.city-map').cityMap.jumpTo({ zoom: 13 })")
    expect(page.get_by_text("车辆实时位置已断开")).to_be_visible()
