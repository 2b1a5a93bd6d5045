"""Calls become cases: by the keyboard alone, in less than half a minute, exactly once."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

ACCEPTOR = "acceptor-420302"


@pytest.fixture
def place(api):
    """A place in Maojian that has a grid and an address: that of some case."""
    rows = api(ACCEPTOR).get("/cases?area=420302&limit=200")["items"]
    row = next(row for row in rows if "号附近" in row["address"] and row.get("grid"))
    return {"lng": row["lng"], "lat": row["lat"], "address": row["address"]}


_serial = iter(range(1000, 9999))


@pytest.fixture
def phone():
    """A number that nobody has called from yet."""
    return f"1390{int(time.time()) % 1000:03d}{next(_serial)}"


def point(place, north=0.0):
    return f"{place['lng']:.6f}, {place['lat'] + north:.6f}"


def cases_of(api, phone):
    return api(ACCEPTOR).get(f"/callers/{phone}/cases")["items"]


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def write_call(page, phone, words, where):
    """The keyboard alone: number, words, the first class, the place. The focus ends on the button."""
    expect(page.locator('[data-field="reporter.phone"] input')).to_be_focused()
    page.keyboard.type(phone)
    press(page, "Enter")
    page.keyboard.type(words)
    expect(page.locator(".suggestion").first).to_be_visible()
    press(page, "Enter", "1")
    page.keyboard.type(where)
    expect(page.locator("#intake-place-list [role=option]").first).to_be_visible()
    press(page, "Enter")
    expect(page.locator(".place-facts .code")).to_be_visible()


def sent_number(page):
    expect(page.locator(".intake-sent")).to_be_visible()
    return re.sub(r"\D", "", page.locator(".sent-number .code").inner_text())


def test_a_call_is_taken_by_keyboard_alone_in_under_thirty_seconds(person, place, phone, api):
    page = person(ACCEPTOR, "/intake")
    began = time.monotonic()
    write_call(page, phone, "小区门口垃圾没人收", point(place))
    expect(page.locator(".condition")).to_contain_text("处置时限")
    press(page, "Enter")
    expect(page.locator(".intake-send .btn-primary")).to_be_focused()
    press(page, "Enter")
    number = sent_number(page)
    took = time.monotonic() - began
    assert took < 30, f"the call took {took:.1f} s"
    print(f"call taken in {took:.1f} s")
    found = cases_of(api, phone)
    assert [row["number"] for row in found] == [number]
    assert found[0]["source"] == "hotline_12319" and found[0]["smallClass"] and found[0]["grid"]
    # One key, and the next call can be written at once.
    press(page, "n")
    expect(page.locator('[data-field="reporter.phone"] input')).to_be_focused()
    expect(page.locator('[data-field="reporter.phone"] input')).to_have_value("")


def test_an_address_that_is_known_gives_the_place(person, place, phone):
    page = person(ACCEPTOR, "/intake")
    write_call(page, phone, "路灯不亮", place["address"][:3])
    expect(page.locator("#intake-place")).to_have_value(re.compile("号附近"))


def test_a_part_code_brings_place_and_class(person, api, phone):
    part = api(ACCEPTOR).get("/parts?area=420302&limit=1")["items"][0]
    page = person(ACCEPTOR, "/intake")
    expect(page.locator('[data-field="reporter.phone"] input')).to_be_focused()
    press(page, "Escape", "a")
    page.keyboard.type(part["code"])
    expect(page.locator("#intake-place-list [role=option]").first).to_contain_text("部件")
    press(page, "Enter")
    expect(page.locator(".intake-part")).to_contain_text(part["code"])
    expect(page.locator('[data-field="smallClass"] input')).not_to_have_value("")


def test_the_acceptor_accepts_as_a_second_step(person, place, phone, api):
    page = person(ACCEPTOR, "/intake")
    write_call(page, phone, "占道经营摆摊", point(place, 0.002))
    press(page, "Control+Enter")
    number = sent_number(page)
    press(page, "a")
    expect(page.locator(".sent-next")).to_contain_text("待立案")
    assert api(ACCEPTOR).case(number)["row"]["state"] == "pending_filing"


def test_the_same_matter_is_written_to_the_open_case(person, place, phone, api):
    made = api(ACCEPTOR).post("/cases", {"place": {"lng": place["lng"], "lat": place["lat"]}, "description": "井盖破损", "source": "hotline_12319",
        "reporter": {"phone": phone, "wantsReply": True}})
    number = made["row"]["number"]
    page = person(ACCEPTOR, "/intake")
    expect(page.locator('[data-field="reporter.phone"] input')).to_be_focused()
    page.keyboard.type(phone)
    expect(page.locator(".caller-cases .case-card")).to_contain_text(number)
    press(page, "Enter")
    page.keyboard.type("还没修好")
    press(page, "Escape", "h", "Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(number)
    press(page, "Control+Enter")
    expect(page.locator(".intake-sent")).to_contain_text("已记入案件")
    told = api(ACCEPTOR).get(f"/cases/{number}/history")["items"][-1]
    assert told["action"] == "comment" and "还没修好" in told["opinion"]
    assert len(cases_of(api, phone)) == 1


def test_a_similar_case_is_joined_and_its_caller_kept(person, place, phone, api):
    first = api(ACCEPTOR).post("/cases", {"place": {"lng": place["lng"], "lat": place["lat"] + 0.004}, "description": "垃圾堆在路边",
        "smallClass": "event/01/10", "source": "hotline_12319"})["row"]["number"]
    page = person(ACCEPTOR, "/intake")
    write_call(page, phone, "暴露垃圾", point(place, 0.004))
    card = page.locator(".similar-cases .case-card", has_text=first)
    expect(card).to_be_visible()
    press(page, "Escape")
    card.get_by_role("button", name="并入此案").focus()
    press(page, "Enter")
    expect(page.locator(".intake-sent")).to_contain_text("已并入案件")
    assert sent_number(page) == first
    assert len(api(ACCEPTOR).case(first)["reporters"]) >= 1
    joined = cases_of(api, phone)
    assert any(row["state"] == "merged" for row in joined)


def test_a_lost_answer_never_makes_two_cases(person, place, phone, api, complaints):
    complaints.expect("Failed to load resource", "net::ERR")
    page = person(ACCEPTOR, "/intake")
    write_call(page, phone, "垃圾没人收", point(place, 0.006))
    sent = []

    def lose(route):
        # The server has it; the answer does not come back.
        if route.request.method != "POST":
            return route.continue_()
        sent.append(route.request.headers["idempotency-key"])
        if len(sent) == 1:
            route.fetch()
            return route.abort("connectionreset")
        return route.continue_()

    page.route("**/api/v1/cases", lose)
    press(page, "Control+Enter")
    number = sent_number(page)
    assert len(sent) >= 2 and len(set(sent)) == 1, "each attempt carries the key of the draft"
    assert [row["number"] for row in cases_of(api, phone)] == [number]


def test_a_draft_is_there_after_reload_even_while_the_line_is_down(person, place, phone, api, complaints):
    complaints.expect("Failed to load resource", "net::ERR")
    page = person(ACCEPTOR, "/intake")
    write_call(page, phone, "垃圾没人收", point(place, 0.008))
    page.route("**/api/v1/cases", lambda route: route.abort("connectionrefused") if route.request.method == "POST" else route.continue_())
    press(page, "Control+Enter")
    expect(page.locator(".intake-waiting")).to_be_visible()
    page.reload()
    expect(page.locator(".intake-waiting")).to_be_visible()
    expect(page.locator('[data-field="description"] textarea')).to_have_value("垃圾没人收")
    page.unroute("**/api/v1/cases")
    number = sent_number(page)
    assert [row["number"] for row in cases_of(api, phone)] == [number]


def test_what_is_wrong_is_said_at_its_field(person, complaints):
    complaints.expect("400", "404")
    page = person(ACCEPTOR, "/intake")
    expect(page.locator('[data-field="reporter.phone"] input')).to_be_focused()
    page.keyboard.type("12")
    press(page, "Control+Enter")
    expect(page.locator('[data-field="description"] .field-error')).to_be_visible()
    expect(page.locator('[data-field="place"] .field-error')).to_be_visible()
    press(page, "Escape", "w")
    page.keyboard.type("垃圾")
    press(page, "Escape", "a")
    page.keyboard.type("110.8, 20.5")
    expect(page.locator("#intake-place-list [role=option]")).to_be_visible()
    press(page, "Enter", "Control+Enter")
    expect(page.locator('[data-field="reporter.phone"] .field-error')).to_be_visible()
    expect(page.locator('[data-field="reporter.phone"] input')).to_have_value("12")


def test_the_map_hands_over_a_place(person, place):
    page = person(ACCEPTOR, f"/intake?lng={place['lng']}&lat={place['lat']}")
    expect(page.locator(".place-facts .code")).to_be_visible()
    expect(page.locator('[data-field="reporter.phone"] input')).to_be_focused()


def test_a_click_on_the_map_is_the_place(person):
    page = person(ACCEPTOR, "/intake")
    canvas = page.locator(".intake-map canvas")
    expect(canvas).to_be_visible()
    canvas.click(position={"x": 300, "y": 180})
    expect(page.locator(".place-facts")).not_to_contain_text("在地图上点选地点")


def test_a_pasted_photo_goes_with_the_call(person, place, phone, api, picture):
    page = person(ACCEPTOR, "/intake")
    write_call(page, phone, "垃圾没人收", point(place, 0.01))
    page.evaluate("""(bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "a.png", { type: "image/png" }));
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""", list(picture("intake")))
    expect(page.locator(".photo-tile img[src*=thumb]")).to_be_visible()
    press(page, "Control+Enter")
    assert len(api(ACCEPTOR).case(sent_number(page))["photos"]) == 1


def test_keys_are_told_and_two_languages_stand(person, axe):
    page = person(ACCEPTOR, "/intake", language="en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Intake")
    press(page, "Escape", "?")
    expect(page.get_by_role("dialog")).to_contain_text("Next field")
    axe(page)
    press(page, "Escape")
    axe(page)


def test_the_filled_form_and_the_answer_have_no_serious_fault(person, place, phone, axe):
    page = person(ACCEPTOR, "/intake", theme="dark")
    write_call(page, phone, "垃圾没人收", point(place, 0.012))
    axe(page)
    press(page, "Control+Enter")
    sent_number(page)
    axe(page)


def test_a_phone_holds_it_in_one_column(person, axe):
    page = person(ACCEPTOR, "/intake", phone=True)
    expect(page.locator(".intake-form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the phone"
    axe(page)


def test_who_may_not_report_is_not_offered_it_and_is_refused(person, api, place, city):
    page = person("evaluator", "/intake")
    expect(page.get_by_role("navigation").first.get_by_role("link", name="来电受理")).to_have_count(0)
    expect(page.locator(".intake")).to_have_count(0)
    refused = page.request.post("/api/v1/cases", data=json.dumps({"place": {"lng": place["lng"], "lat": place["lat"]}, "description": "x"}),
        headers={"Content-Type": "application/json"})
    assert refused.status == 403
