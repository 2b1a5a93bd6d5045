"""The city's map: the home of the console."""

import random
import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import expect

from case_work import new_case, somewhere
from city import Refused
from map_work import drawing, ready, spot

def click_case(page, lng, lat):
    """Clicks a lamp, once it is drawn."""
    ready(page)
    page.wait_for_function("""([lng, lat]) => {
        const map = document.querySelector('.city-map').cityMap;
        return map.getLayer('cases') && map.queryRenderedFeatures(map.project([lng, lat]), { layers: ['cases'] }).length > 0;
    }""", arg=[lng, lat])
    page.mouse.click(*spot(page, lng, lat))


def drawer(page):
    return page.locator(".map-drawer")


def query(page):
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def placed(api):
    """An open case at a place of its own inside a grid, as the map has it."""
    while True:
        place = somewhere(api)
        place = {"lng": place["lng"] + random.uniform(-1e-3, 1e-3), "lat": place["lat"] + random.uniform(-1e-3, 1e-3)}
        try:
            if api("leader").get(f"/places?lng={place['lng']}&lat={place['lat']}").get("gridCode"):
                break
        except Refused:
            continue
    number = new_case(api, place=place)
    row = api("leader").case(number)["row"]
    return number, row["lng"], row["lat"]


def test_a_case_is_clicked_and_the_drawer_beside_it_does_not_cover_it(person, api):
    number, lng, lat = placed(api)
    # Near the right edge, where the drawer will be.
    page = person("leader", f"/?c={lng - 0.003},{lat},17")
    ready(page)
    assert 1020 < spot(page, lng, lat)[0] < 1440
    click_case(page, lng, lat)
    drawer(page).get_by_text(number).first.wait_for()
    ready(page)
    left = drawer(page).bounding_box()["x"]
    expect(drawer(page).locator(".clock").first).to_be_visible()
    assert spot(page, lng, lat)[0] < left
    assert query(page)["open"].startswith("case:")


def test_the_map_is_not_pulled_back_to_the_place_that_it_has_just_written_down(person, api):
    number, lng, lat = placed(api)
    page = person("leader", f"/?c={lng},{lat},16")
    ready(page)
    # Somebody moves on in the very moment in which the address is written.
    page.evaluate("""([lng, lat]) => {
        const map = document.querySelector('.city-map').cityMap;
        const write = history.replaceState.bind(history);
        history.replaceState = (...args) => {
            history.replaceState = write;
            write(...args);
            map.jumpTo({ center: [lng, lat] });
        };
        map.panBy([100, 0], { duration: 0 });
    }""", [lng + 0.01, lat])
    page.wait_for_timeout(1000)
    assert abs(page.evaluate("document.querySelector('.city-map').cityMap.getCenter().lng") - lng - 0.01) < 1e-4


def test_the_address_brings_back_the_view_with_its_drawer(person, api):
    number, lng, lat = placed(api)
    first = person("leader", f"/?c={lng},{lat},16.5&layers=cases,bounds&measure=red")
    click_case(first, lng, lat)
    drawer(first).get_by_text(number).first.wait_for()
    second = person("leader", first.url)
    drawer(second).get_by_text(number).first.wait_for()
    ready(second)
    shown = second.evaluate("() => { const map = document.querySelector('.city-map').cityMap; return [map.getZoom(), !!map.getLayer('part-dots'), !!map.getLayer('cases')]; }")
    assert abs(shown[0] - 16.5) < 0.05 and shown[1:] == [False, True]
    second.reload()
    drawer(second).get_by_text(number).first.wait_for()
    first.go_back()
    drawer(first).wait_for(state="detached")


def test_search_flies_to_what_is_found_and_opens_it(person, api):
    number, lng, lat = placed(api)
    page = person("leader", "/")
    ready(page)
    field = page.get_by_role("combobox", name="在地图上查找")
    field.fill(number)
    page.get_by_role("option").filter(has_text=number).first.wait_for()
    field.press("Enter")
    drawer(page).get_by_text(number).first.wait_for()
    ready(page)
    x, y = spot(page, lng, lat)
    assert 208 < x < drawer(page).bounding_box()["x"] and 52 < y < 900
    part = api("leader").get("/parts?limit=1")["items"][0]
    field.fill(part["code"])
    page.get_by_role("option").filter(has_text=part["name"]).first.click()
    drawer(page).get_by_text(part["code"]).first.wait_for()


def test_a_box_lists_the_cases_in_it_and_opens_them_as_a_list(person, api):
    number, lng, lat = placed(api)
    page = person("leader", f"/?c={lng},{lat},16")
    ready(page)
    page.get_by_role("button", name="框选案件").click()
    drawing(page)
    x, y = spot(page, lng, lat)
    page.mouse.move(x - 120, y - 120)
    page.mouse.down()
    page.mouse.move(x + 60, y + 60, steps=4)
    page.mouse.move(x + 120, y + 120, steps=4)
    page.mouse.up()
    drawer(page).get_by_role("heading", name=re.compile("范围内案件")).wait_for()
    drawer(page).get_by_text(number).wait_for()
    inside = int(re.search(r"\d+", drawer(page).get_by_role("heading").inner_text()).group())
    drawer(page).get_by_role("link", name=re.compile("在案件列表中打开")).click()
    page.wait_for_url("**/cases?**")
    assert "bbox" in query(page)
    page.get_by_role("row").filter(has_text=number).wait_for()
    assert api("leader").get(f"/cases?state=open&count=true&limit=1&bbox={query(page)['bbox']}")["total"] == inside


def test_a_polygon_is_drawn_corner_by_corner(person, api):
    number, lng, lat = placed(api)
    page = person("leader", f"/?c={lng},{lat},16")
    ready(page)
    page.get_by_role("button", name="多边形选案件").click()
    drawing(page)
    x, y = spot(page, lng, lat)
    for dx, dy in ((-100, 80), (100, 80)):
        page.mouse.click(x + dx, y + dy)
    page.mouse.dblclick(x, y - 120)
    drawer(page).get_by_text(number).wait_for()
    assert len(query(page)["within"].split(";")) == 3
    drawer(page).get_by_role("button", name="取消选定范围").click()
    drawer(page).wait_for(state="detached")
    assert "within" not in query(page)


def test_the_lamps_filter_and_the_layers_panel_explains_them(person):
    page = person("leader", "/")
    ready(page)
    red = page.get_by_role("group", name="按灯色只看").get_by_role("button", name=re.compile("超期"))
    red.click()
    expect(red).to_have_attribute("aria-pressed", "true")
    assert query(page)["lamp"] == "red"
    page.get_by_role("button", name="图层", exact=True).click()
    panel = page.get_by_role("region", name="图层")
    panel.get_by_text("多件案件，旁边是其中超期数").wait_for()
    panel.get_by_role("radio", name="超期案件数").check()
    panel.get_by_role("checkbox", name="部件", exact=True).uncheck()
    assert query(page)["measure"] == "red" and "parts" not in query(page)["layers"]
    page.go_back()


def test_a_new_case_appears_by_itself_and_only_it_is_read_again(person, api):
    page = person("leader", "/")
    ready(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/map/cases" in request.url else None)
    before = page.evaluate("() => document.querySelector('.lamp-bar-all strong').textContent")
    number, lng, lat = placed(api)
    expect(page.locator(".lamp-bar-all strong")).not_to_have_text(before)
    assert asked and all("ids=" in url for url in asked)


def test_the_menu_of_a_place_reports_there_for_those_who_may(person, api):
    number, lng, lat = placed(api)
    page = person("acceptor-420302", f"/?c={lng},{lat},16&layers=bounds")
    ready(page)
    x, y = spot(page, lng, lat)
    page.mouse.click(x, y, button="right")
    page.get_by_role("menuitem", name="此处归谁管").click()
    drawer(page).get_by_role("heading", name="谁负责").wait_for()
    page.keyboard.press("Escape")
    drawer(page).wait_for(state="detached")
    page.get_by_role("application").focus()
    page.keyboard.press("Shift+F10")
    page.get_by_role("menuitem", name="在此上报").click()
    page.wait_for_url("**/intake?**")
    leader = person("leader", f"/?c={lng},{lat},16&layers=bounds")
    ready(leader)
    leader.mouse.click(*spot(leader, lng, lat), button="right")
    leader.get_by_role("menuitem", name="复制坐标").wait_for()
    expect(leader.get_by_role("menuitem", name="在此上报")).to_have_count(0)


def test_grids_and_areas_open_with_people_and_figures(person, api):
    number, lng, lat = placed(api)
    row = api("leader").case(number)["row"]
    page = person("leader", f"/?open=grid:{row['grid']}")
    drawer(page).get_by_role("heading", name="谁负责").wait_for()
    drawer(page).get_by_text("监督员").first.wait_for()
    drawer(page).locator(".place-figure").first.wait_for()
    drawer(page).get_by_text(number).wait_for()
    drawer(page).get_by_role("button", name=re.compile("社区|街道|镇|乡")).first.click()
    page.wait_for_url("**open=area**")
    drawer(page).get_by_role("heading", name="在办案件").wait_for()


def test_each_grid_says_its_number_once_also_where_tiles_meet(person, api):
    grid = api("leader").get("/grids?area=420302&geometry=true&limit=1")["items"][0]
    lng, lat = grid["shape"]["coordinates"][0][0]
    page = person("leader", f"/?c={lng},{lat},15&layers=bounds,names")
    ready(page)
    words = page.evaluate("""() => {
        const map = document.querySelector('.city-map').cityMap;
        return map.queryRenderedFeatures({ layers: ['name-grids'] }).map((each) => each.properties.code);
    }""")
    assert len(words) > 5 and sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("language,phone,theme", [("zh", False, "light"), ("en", False, "dark"), ("zh", True, "light")])
def test_everybody_can_use_the_map(person, axe, api, language, phone, theme):
    number, lng, lat = placed(api)
    identity = api("leader").case(number)["row"]["id"]
    page = person("leader", f"/?c={lng},{lat},16&open=case:{identity}", language=language, phone=phone, theme=theme)
    drawer(page).get_by_text(number).first.wait_for()
    axe(page)
    box = drawer(page).bounding_box()
    if phone:
        assert box["y"] > 250 and spot(page, lng, lat)[1] < box["y"]
    drawer(page).get_by_role("button", name="关闭" if language == "zh" else "Close").click()
    page.get_by_role("button", name="列表" if language == "zh" else "List", exact=True).click()
    drawer(page).get_by_text(number).wait_for()
    axe(page)


def test_a_session_that_ended_is_noticed_when_tiles_are_refused(person, api, complaints):
    number, lng, lat = placed(api)
    complaints.expect("status of 401")
    page = person("leader", f"/?c={lng},{lat},12")
    ready(page)
    page.context.clear_cookies()
    page.evaluate("([lng, lat]) => document.querySelector('.city-map').cityMap.jumpTo({ center: [lng, lat], zoom: 16 })", [lng, lat])
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("密码").fill("Streetwise-2026")
    dialog.get_by_role("button", name="登录并继续").click()
    dialog.wait_for(state="detached")
    click_case(page, lng, lat)
    drawer(page).get_by_text(number).first.wait_for()


def test_a_base_map_in_the_offset_datum_is_moved_back_by_the_servers_own_rule(person, api, city, complaints):
    complaints.expect("404")
    page = person("leader", "/profile")
    asked = []

    def with_base(route):
        answer = route.fetch()
        value = answer.json()
        value["map"]["base"] = {"kind": "raster", "url": f"{city.url}/base/{{z}}/{{x}}/{{y}}.png", "attribution": "试验底图", "maxZoom": 18, "datum": "gcj02"}
        route.fulfill(response=answer, json=value)

    def picture(route):
        asked.append(route.request.url)
        route.fulfill(status=404, body="")

    page.route("**/api/v1/city", with_base)
    page.route("**/base/**", picture)
    number, lng, lat = placed(api)
    page.goto(f"/?c={lng},{lat},15")
    ready(page)
    page.get_by_text("试验底图").wait_for()
    assert asked
    moved = page.evaluate("""async ([lng, lat]) => {
        const root = document.querySelector('script[type=module]').src.replace('/main.js', '');
        return (await import(`${root}/kit/map/gcj02.js`)).toGCJ02(lng, lat);
    }""", [lng, lat])
    back = api("leader").get(f"/places?lng={moved[0]}&lat={moved[1]}&datum=gcj02")["place"]
    assert abs(back["lng"] - lng) < 2e-6 and abs(back["lat"] - lat) < 2e-6
