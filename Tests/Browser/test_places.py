"""Areas, unit grids and responsibility grids: drawn and changed on the map, with what the server's checks say."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from city import Refused
from map_work import drag, draw, ready, spot
from places_work import COUNTY, SIDE, community, grid, part_of, polygon, square

READER = "dispatcher-420302"


def pick(scope, label, text, option):
    field = scope.get_by_role("combobox", name=label)
    field.click()
    field.fill(text)
    scope.locator(".combo-list [role=option]").filter(has_text=option).first.click()


def save(page):
    page.get_by_role("button", name="保存", exact=True).click()


def saved(page):
    """Saves, and waits until the server has taken it."""
    with page.expect_response(lambda answer: answer.request.method in ("POST", "PUT", "PATCH") and answer.ok):
        save(page)


def warnings(page):
    return page.locator("[data-test=grid-warnings]")


def corners(shape):
    return [tuple(round(value, 4) for value in point) for point in shape["coordinates"][0]]


def test_areas_are_found_and_walked_down(person):
    page = person(READER, "/areas")
    page.get_by_role("searchbox", name="名称或编码").fill("茅箭")
    expect(page).to_have_url(re.compile("text="))
    page.get_by_role("row").filter(has_text="茅箭区").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("茅箭区")
    expect(page.locator(".facts")).to_contain_text("十堰市")
    page.go_back()
    expect(page).to_have_url(re.compile("text="))
    expect(page.get_by_role("row").filter(has_text="茅箭区").first).to_be_visible()


def test_an_area_is_made_with_its_boundary_and_renamed(person, api):
    code, west, south = community(api)
    street = code[:9]
    page = person("system", "/areas/new")
    ready(page)
    page.evaluate("([lng, lat]) => document.querySelector('.city-map').cityMap.jumpTo({ center: [lng, lat], zoom: 14 })", [west + SIDE[0] / 2, south + SIDE[1] / 2])
    ready(page)
    page.get_by_label(re.compile("^编码")).fill(street)
    page.get_by_label(re.compile("^名称")).fill("试验街道")
    page.get_by_label(re.compile("^级别")).select_option("street")
    ring = square(west, south)
    draw(page, ring)
    save(page)
    expect(page).to_have_url(re.compile(f"/areas/{street}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("试验街道")
    made = api("system").get(f"/areas/{street}")
    assert made["parent"] == COUNTY and len(made["boundary"]["coordinates"][0]) == 5
    for drawn, wanted in zip(made["boundary"]["coordinates"][0], ring):
        assert drawn == pytest.approx(wanted, abs=2e-4)
    page.get_by_label(re.compile("^英文名称")).fill("Trial street")
    saved(page)
    expect(page.get_by_text("已保存“试验街道”").last).to_be_visible()
    assert api("system").get(f"/areas/{street}")["englishName"] == "Trial street"


def test_a_code_that_does_not_belong_to_its_parent_is_told_at_the_parent(person, complaints):
    complaints.expect("400")
    page = person("system", "/areas/new")
    page.get_by_label(re.compile("^编码")).fill("420399001")
    page.get_by_label(re.compile("^名称")).fill("走错了门的街道")
    page.get_by_label(re.compile("^级别")).select_option("street")
    pick(page, re.compile("^上级区域"), COUNTY, "茅箭区")
    save(page)
    field = page.get_by_role("combobox", name="上级区域")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("须以上级编码 420302 的前缀开头"))
    expect(page.get_by_label(re.compile("^名称"))).to_have_value("走错了门的街道")


def test_a_grid_is_drawn_and_what_is_still_missing_in_its_community_is_said(person, api):
    code, west, south = community(api)
    page = person("system", "/grids/new")
    pick(page, re.compile("^所属社区"), code, code)
    page.get_by_label(re.compile("^编码")).fill(f"{code}001")
    # The map flies to the community once it is known.
    page.wait_for_function("([lng, lat]) => { const map = document.querySelector('.city-map')?.cityMap; return map && map.getBounds().contains([lng, lat]) && map.getZoom() > 13; }", arg=[west, south])
    ready(page)
    draw(page, part_of(west, south, 0.05, 0.05, 0.5, 0.95))
    save(page)
    expect(page).to_have_url(re.compile(f"/grids/{code}001$"))
    expect(warnings(page)).to_contain_text("没有网格覆盖")
    made = api("system").get(f"/grids/{code}001")
    assert made["area"] == code and 0.3 < made["areaM2"] / (SIDE[0] * 93_500 * SIDE[1] * 110_900) < 0.5
    # What was saved with a warning can be changed again at once.
    page.get_by_label(re.compile("^备注")).fill("西半边")
    saved(page)
    expect(page.get_by_text(re.compile("已保存，但有")).last).to_be_visible()
    assert api("system").get(f"/grids/{code}001")["note"] == "西半边"
    warnings(page).get_by_role("link", name="地图").first.click()
    expect(page).to_have_url(re.compile(r"/\?(at|c)="))


def test_a_grid_over_its_neighbour_or_beyond_its_community_is_refused_with_words_at_the_map(person, api, complaints):
    complaints.expect("400")
    code, west, south = community(api)
    grid(api, f"{code}001", part_of(west, south, 0, 0, 0.5, 1))
    grid(api, f"{code}002", part_of(west, south, 0.5, 0, 1, 1))
    page = person("system", f"/grids/{code}002")
    ready(page)
    # Its north-west corner is pulled over the neighbour.
    drag(page, (west + 0.5 * SIDE[0], south + SIDE[1]), (west + 0.3 * SIDE[0], south + 0.9 * SIDE[1]))
    save(page)
    trouble = page.locator(".shape-field .field-error")
    expect(trouble).to_contain_text("重叠")
    expect(trouble).to_contain_text(f"{code}001")
    page.get_by_role("button", name="恢复原边界").click()
    expect(trouble).to_have_count(0)
    ready(page)
    drag(page, (west + SIDE[0], south + SIDE[1]), (west + 1.04 * SIDE[0], south + 1.04 * SIDE[1]))
    save(page)
    expect(trouble).to_contain_text("超出")
    page.get_by_role("button", name="恢复原边界").click()
    page.get_by_label(re.compile("^备注")).fill("没有动")
    save(page)
    expect(page.get_by_text(f"已保存“{code}002”")).to_be_visible()
    assert corners(api("system").get(f"/grids/{code}002")["shape"]) == corners(polygon(part_of(west, south, 0.5, 0, 1, 1)))


def test_two_people_at_one_grid_and_nothing_typed_is_lost(person, api, complaints):
    complaints.expect("412")
    code, west, south = community(api)
    shape = part_of(west, south, 0, 0, 1, 1)
    grid(api, f"{code}001", shape)
    page = person("system", f"/grids/{code}001")
    page.get_by_label(re.compile("^备注")).fill("我写的备注")
    api("system").put(f"/grids/{code}001", {"shape": polygon(shape), "note": "别人先写的"}, 1)
    save(page)
    page.get_by_role("button", name="取最新版本，保留我填的").click()
    expect(page.get_by_label(re.compile("^备注"))).to_have_value("我写的备注")
    save(page)
    expect(page.get_by_text(f"已保存“{code}001”")).to_be_visible()
    assert api("system").get(f"/grids/{code}001")["note"] == "我写的备注"


def test_the_coverage_of_a_community_is_checked_and_its_troubles_lead_to_their_grids(person, api, axe):
    code, west, south = community(api)
    grid(api, f"{code}001", part_of(west, south, 0, 0, 0.6, 1))
    page = person("system", f"/areas/{code}")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="检查网格覆盖").click()
    dialog = page.get_by_role("dialog", name="网格覆盖检查")
    expect(dialog).to_contain_text("有 1 处问题需要处理")
    expect(dialog.locator(".findings")).to_contain_text("没有网格覆盖")
    axe(page, "dialog")
    grid(api, f"{code}002", part_of(west, south, 0.6, 0, 1, 1))
    dialog.get_by_role("button", name="关闭").last.click()
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="检查网格覆盖").click()
    expect(dialog).to_contain_text("网格无缝、不重叠")


def test_grids_are_found_by_community_and_state(person, api):
    code, west, south = community(api)
    grid(api, f"{code}001", part_of(west, south, 0, 0, 0.5, 1))
    old = grid(api, f"{code}002", part_of(west, south, 0.5, 0, 1, 1))
    api("system").put(f"/grids/{code}002", {"shape": old["shape"], "state": "retired"}, old["version"])
    page = person(READER, f"/grids?area={code}")
    rows = page.locator("tbody tr[data-index]")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(f"{code}001")
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("状态").select_option("retired")
    page.get_by_role("button", name="完成").click()
    expect(rows).to_contain_text(f"{code}002")
    rows.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{code}002")
    # Who may only read sees the facts, and nothing to write with.
    expect(page.locator(".facts")).to_contain_text("已停用")
    expect(page.get_by_role("button", name="保存")).to_have_count(0)


@pytest.fixture
def three_grids(api):
    code, west, south = community(api)
    for index, (left, right) in enumerate([(0, 0.33), (0.33, 0.66), (0.66, 1)], 1):
        grid(api, f"{code}00{index}", part_of(west, south, left, 0, right, 1))
    return code, west, south


def middle(west, south, share):
    return west + share * SIDE[0], south + 0.4 * SIDE[1]


def click_grid(page, west, south, share, code):
    """Clicks a grid, once its tile is there."""
    ready(page)
    place = middle(west, south, share)
    page.wait_for_function("""([lng, lat, code]) => {
        const map = document.querySelector('.city-map').cityMap;
        return map.getLayer('grids') && map.queryRenderedFeatures(map.project([lng, lat]), { layers: ['grids'] }).some((each) => each.properties.code === code);
    }""", arg=[*place, code])
    page.mouse.click(*spot(page, *place))


def test_a_responsibility_grid_is_put_together_on_the_map(person, api, three_grids):
    code, west, south = three_grids
    mark = f"ZR{uuid4().hex[:8].upper()}"
    page = person("system", "/responsibility-grids/new")
    page.get_by_label(re.compile("^编码")).fill(mark)
    page.get_by_label(re.compile("^名称")).fill("试验责任网格")
    pick(page, re.compile("^区域"), code, code)
    page.wait_for_function("([lng, lat]) => { const map = document.querySelector('.city-map')?.cityMap; return map && map.getBounds().contains([lng, lat]) && map.getZoom() > 13; }", arg=[west, south])
    for share, number in [(0.15, 1), (0.5, 2), (0.85, 3)]:
        click_grid(page, west, south, share, f"{code}00{number}")
        expect(page.get_by_text(f"{number} 个单元网格")).to_be_visible()
    # A second click takes it out again.
    click_grid(page, west, south, 0.5, f"{code}002")
    expect(page.get_by_text("2 个单元网格")).to_be_visible()
    pick(page, re.compile("^责任单位"), "环境卫生", "茅箭区环境卫生处")
    pick(page, "添加监督员", "", "监督员")
    expect(page.locator(".people-list li")).to_have_count(1)
    save(page)
    expect(page).to_have_url(re.compile(r"/responsibility-grids/[0-9a-f-]{36}$"))
    made = api("system").get(f"/responsibility-grids?text={mark}")["items"][0]
    assert made["gridCodes"] == [f"{code}001", f"{code}003"] and len(made["collectors"]) == 1 and made["organisation"]
    # The organisation is taken away again.
    page.get_by_role("button", name="清除责任单位").click()
    page.get_by_role("button", name=re.compile("^移除")).click()
    saved(page)
    after = api("system").get(f"/responsibility-grids/{made['id']}")
    assert after.get("organisation") is None and after["collectors"] == []


def test_a_unit_grid_belongs_to_one_responsibility_grid_and_the_other_is_told(person, api, complaints, three_grids):
    complaints.expect("409")
    code, west, south = three_grids
    mark = uuid4().hex[:8].upper()
    api("system").post("/responsibility-grids", {"code": f"A{mark}", "name": "先来的", "area": code, "purpose": "collection", "gridCodes": [f"{code}001"]})
    other = api("system").post("/responsibility-grids", {"code": f"B{mark}", "name": "后来的", "area": code, "purpose": "collection", "gridCodes": [f"{code}002"]})
    page = person("system", f"/responsibility-grids/{other['id']}")
    click_grid(page, west, south, 0.15, f"{code}001")
    expect(page.get_by_text("2 个单元网格")).to_be_visible()
    save(page)
    expect(page.get_by_role("alert").filter(has_text="已属于别的责任网格").first).to_be_visible()
    click_grid(page, west, south, 0.15, f"{code}001")
    save(page)
    expect(page.get_by_text("已保存“后来的”")).to_be_visible()


def test_responsibility_grids_are_found_by_organisation_and_read_without_buttons(person, api):
    clerk = api("clerk-420302hw").me
    page = person(READER, f"/responsibility-grids?organisation={clerk['organisation']}")
    expect(page.get_by_text("没有符合条件的记录")).to_be_visible()
    page.get_by_role("searchbox").fill("武当路街道第1社区")
    page.get_by_role("button", name=re.compile("^去掉条件")).click()
    page.get_by_role("row").filter(has_text="武当路街道第1社区").get_by_role("link").first.click()
    expect(page.locator(".facts")).to_contain_text("监督员")
    expect(page.get_by_role("button", name="保存")).to_have_count(0)
    grids = api(READER).get("/responsibility-grids?limit=1")["items"][0]
    with pytest.raises(Refused) as refusal:
        api(READER).patch(f"/responsibility-grids/{grids['id']}", {"name": "不行"}, grids["version"])
    assert refusal.value.status == 403 and clerk["organisation"]
