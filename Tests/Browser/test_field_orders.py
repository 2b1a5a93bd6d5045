"""The field app under command: orders, SOS, roll calls; with a line, without, and when the order is cancelled meanwhile."""

import re
import time
import uuid

import pytest
from playwright.sync_api import expect

from city import PASSWORD
from conftest import WAIT_MS
from field_work import BROKEN, COLLECTOR, LOCATED, PLACE, camera_jpeg, heading, item, phone, ready_offline, take_photo

CLERK = "clerk-420302hw"
DISPATCHER = "dispatcher-420302"
UNITS = {CLERK: "环卫应急一队", COLLECTOR: "巡逻 1 组"}
HOLD_MS = 2000


def until(read, is_right):
    """What the server says, once it is so: the phone sends by itself, a moment after it shows."""
    end = time.monotonic() + WAIT_MS / 1000
    while not is_right(found := read()) and time.monotonic() < end:
        time.sleep(0.1)
    assert is_right(found), found
    return found


def enter(person, login, path="/field/", **options):
    page = person(login, path, phone=True, service_workers="block", **{**LOCATED, **options})
    page.locator(".field-tabs, .field-bar").first.wait_for()
    return page


def unit_of(api, login):
    return next(unit["id"] for unit in api(DISPATCHER).get("/command/units?limit=200")["items"] if unit["name"] == UNITS[login])


def ordered(api, login, priority="normal", place=PLACE):
    """An order to somebody's unit: { id, title … }."""
    title = f"试验指令 {uuid.uuid4().hex[:8]}"
    return api(DISPATCHER).post("/command/orders", {
        "units": [unit_of(api, login)], "title": title, "words": "带警示牌到场。", "priority": priority, "place": place, "address": "试验路 1 号"})["items"][0]


def file_of(api, order):
    return api(DISPATCHER).get(f"/command/orders/{order['id']}")


def acts_of(api, order):
    return [entry["act"] for entry in file_of(api, order)["entries"] if entry["act"] not in ("late", "escalate")]


def becomes(api, order, state):
    return until(lambda: file_of(api, order), lambda file: file["order"]["state"] == state)


def card(page, order):
    return page.locator(".field-order").filter(has_text=order["title"])


def open_order(page, order):
    card(page, order).click()
    heading(page, order["title"])


def act(page, name):
    page.locator(".field-bar").get_by_role("button", name=name, exact=True).click()


def more(page, name):
    page.locator(".field-bar").get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name=name).click()


def finish_with_photo(page, photo, words):
    act(page, "完成")
    heading(page, "完成")
    take_photo(page, photo, label="照片")
    page.locator(".field-photo img").wait_for()
    page.get_by_label("说明").fill(words)
    act(page, "完成")
    heading(page, "任务")


def test_an_order_is_read_set_out_for_reached_and_finished_with_a_photo(person, api, axe):
    order = ordered(api, CLERK, priority="urgent")
    page = enter(person, CLERK)
    photo = camera_jpeg(page)
    expect(card(page, order)).to_contain_text("紧急")
    expect(card(page, order)).to_contain_text(re.compile(r"剩\s*\d+\s*分"))
    axe(page)
    open_order(page, order)
    # Whoever opens it has read it.
    becomes(api, order, "read")
    expect(page.get_by_role("link", name="导航")).to_have_attribute("href", re.compile(r"^geo:32\.\d+,110\.\d+\?q="))
    axe(page)
    act(page, "出发")
    expect(page.locator(".field-bar").get_by_role("button", name="出发", exact=True)).to_have_count(0)
    act(page, "到场")
    finish_with_photo(page, photo, "积水已排除")
    file = becomes(api, order, "done")
    assert acts_of(api, order) == ["send", "read", "leave", "arrive", "finish"]
    assert file["order"]["result"] == "积水已排除" and len(file["order"]["photos"]) == 1
    assert {entry["act"]: entry.get("place") is not None for entry in file["entries"]}["arrive"]
    page.get_by_text(re.compile("最近一天结束的")).click()
    expect(card(page, order)).to_contain_text("已完成")


def test_an_order_carried_out_offline_survives_the_battery_and_arrives_once_in_order(browser, city, api):
    order = ordered(api, CLERK)
    with phone(browser, city) as handset:
        page = handset.open()
        handset.sign_in(page, CLERK)
        card(page, order).wait_for()
        ready_offline(page)
        photo = camera_jpeg(page)
        # The list is followed by the histories.
        kept_order(page, order)
        handset.context.set_offline(True)
        page.reload()
        open_order(page, order)
        act(page, "出发")
        act(page, "到场")
        expect(page.locator(".field-note").first).to_contain_text("已阅、出发、到场")
        handset.battery_out()
        assert acts_of(api, order) == ["send"]

        page = handset.open("/field/", offline=True)
        expect(card(page, order)).to_contain_text("已到场")
        open_order(page, order)
        finish_with_photo(page, photo, "离线完成")
        page.goto("/field/outbox")
        expect(item(page, "waiting").or_(item(page, "held")).filter(has_text=order["title"])).to_have_count(4)
        handset.context.set_offline(False)
        handset.sign_in_again_if_asked(page)
        expect(item(page, "done").filter(has_text=order["title"])).to_have_count(4)
        file = becomes(api, order, "done")
        assert acts_of(api, order) == ["send", "read", "leave", "arrive", "finish"]
        assert len(file["order"]["photos"]) == 1
        # It was when it was done, not when the city was told.
        entries = [entry for entry in file["entries"] if entry["act"] != "late"]
        assert all(entry["at"] <= entry["toldAt"] for entry in entries) and entries[1]["at"] < entries[-1]["at"]
        page.reload()
        item(page, "done").filter(has_text=order["title"]).first.wait_for()
        assert acts_of(api, order) == ["send", "read", "leave", "arrive", "finish"]


def kept_order(page, order):
    """Until the device's database has the order's history."""
    page.evaluate("""async (id) => {
        const kept = () => new Promise((resolve) => {
            const opening = indexedDB.open("streetwise-field");
            opening.onsuccess = () => {
                const keys = opening.result.transaction("cache").objectStore("cache").getAllKeys();
                keys.onsuccess = () => { opening.result.close(); resolve(keys.result.some((key) => key.endsWith(`|order:${id}`))); };
            };
        });
        while (!(await kept())) await new Promise((next) => setTimeout(next, 50));
    }""", order["id"])


def test_a_lost_answer_carries_an_act_out_once(person, api, complaints):
    complaints.expect(*BROKEN)
    order = ordered(api, CLERK)
    page = enter(person, CLERK, f"/field/order/{order['id']}")
    becomes(api, order, "read")
    lost = []

    def swallow(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort("connectionreset")

    page.route(re.compile(r"/acts/leave$"), swallow)
    act(page, "出发")
    page.goto("/field/outbox")
    item(page, "done").filter(has_text=f"出发 · {order['title']}").wait_for()
    assert lost == [200] and acts_of(api, order) == ["send", "read", "leave"]


def test_an_order_cancelled_meanwhile_is_told_and_its_steps_are_dropped(person, api, complaints):
    complaints.expect("status of 409", *BROKEN)
    order = ordered(api, CLERK)
    page = enter(person, CLERK, f"/field/order/{order['id']}")
    becomes(api, order, "read")
    page.context.set_offline(True)
    act(page, "出发")
    act(page, "到场")
    page.locator(".field-note").filter(has_text="出发、到场").wait_for()
    api(DISPATCHER).post(f"/command/orders/{order['id']}/acts/cancel", {"words": "误报，不必去了"})
    page.context.set_offline(False)
    alert = page.get_by_role("alert").filter(has_text="没有生效")
    expect(alert).to_contain_text("已取消")
    expect(alert).to_contain_text("误报，不必去了")
    page.goto("/field/outbox")
    item(page, "conflict").filter(has_text=order["title"]).get_by_role("button", name="删除这 2 步").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.locator(".field-item").filter(has_text=order["title"]).filter(has_not_text="已送达")).to_have_count(0)
    page.goto("/field/")
    page.get_by_text(re.compile("最近一天结束的")).click()
    expect(card(page, order)).to_contain_text("已取消")
    assert acts_of(api, order) == ["send", "read", "cancel"]


def test_what_somebody_else_of_the_unit_did_already_troubles_nobody(person, api, complaints):
    complaints.expect("status of 409", *BROKEN)
    order = ordered(api, CLERK)
    page = enter(person, CLERK, f"/field/order/{order['id']}")
    becomes(api, order, "read")
    page.context.set_offline(True)
    act(page, "到场")
    api(DISPATCHER).post(f"/command/orders/{order['id']}/acts/arrive", {})
    page.context.set_offline(False)
    page.goto("/field/outbox")
    item(page, "done").filter(has_text=f"到场 · {order['title']}").wait_for()
    assert acts_of(api, order) == ["send", "read", "arrive"]


def test_refusing_needs_a_reason(person, api):
    order = ordered(api, CLERK)
    page = enter(person, CLERK, f"/field/order/{order['id']}")
    more(page, "拒绝")
    heading(page, "拒绝")
    act(page, "拒绝")
    expect(page.locator(".field-error")).to_contain_text("请写明理由")
    page.get_by_role("button", name="车辆故障").click()
    act(page, "拒绝")
    heading(page, "任务")
    assert becomes(api, order, "refused")["order"]["result"] == "车辆故障"


def test_a_new_order_rings_while_the_app_is_open(person, api):
    page = enter(person, CLERK)
    page.evaluate("() => { window.shaken = []; navigator.vibrate = (pattern) => window.shaken.push(pattern); }")
    page.get_by_role("button", name="强光模式").click()
    # Until the list has been read once nothing is new.
    page.get_by_role("button", name="刷新").wait_for()
    order = ordered(api, CLERK, priority="urgent")
    notice = page.locator(".notice").filter(has_text=order["title"])
    notice.wait_for()
    expect(card(page, order)).to_contain_text("新下达")
    assert page.evaluate("window.shaken.length") == 1
    notice.get_by_role("link", name="查看").click()
    heading(page, order["title"])


def test_an_arrival_far_from_the_place_is_asked_about(person, api):
    order = ordered(api, CLERK, place={"lng": PLACE["lng"], "lat": PLACE["lat"] + 0.03})
    page = enter(person, CLERK, f"/field/order/{order['id']}")
    page.get_by_text(re.compile(r"直线\s*3\.\d")).wait_for()
    act(page, "到场")
    dialog = page.get_by_role("dialog", name=re.compile("还有"))
    dialog.get_by_role("button", name="取消").click()
    assert becomes(api, order, "read")
    act(page, "到场")
    dialog.get_by_role("button", name="到场").click()
    becomes(api, order, "on_site")


@pytest.fixture
def own_help(api):
    """My open calls for help; they are closed at the end, so that the next test begins with none."""
    def read(login):
        name = api(login).me["name"]
        return [each for each in api(DISPATCHER).get("/command/help?open=true&limit=100")["items"] if each["name"] == name]

    def close():
        for login in UNITS:
            for each in read(login):
                api(DISPATCHER).post(f"/command/help/{each['id']}/closing", {"note": "试验结束"}, version=each["version"])

    close()
    yield read
    close()


def sos(page):
    return page.locator(".field-head").get_by_role("button", name=re.compile("^SOS"))


def hold(page, button, milliseconds=HOLD_MS + 300):
    box = button.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(milliseconds)
    page.mouse.up()


def test_sos_is_not_sent_by_a_short_press(person, own_help):
    page = enter(person, CLERK)
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    sos(page).tap()
    sheet = page.get_by_role("dialog", name="求助 SOS")
    expect(sheet).to_contain_text("有危险时按住两秒")
    sheet.get_by_role("button", name="关闭").last.click()
    hold(page, sos(page), 900)
    sheet.get_by_role("button", name="关闭").last.click()
    sos(page).focus()
    page.keyboard.press("Enter")
    sheet.wait_for()
    assert [url for url in sent if url.endswith("/command/help")] == [] and own_help(CLERK) == []


def test_sos_is_held_and_then_tells_who_has_answered_and_that_it_is_over(person, api, own_help, axe):
    page = enter(person, CLERK, "/field/outbox")
    box = sos(page).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.locator(".sos-ring").wait_for()
    sheet = page.get_by_role("dialog", name="求助 SOS")
    sheet.wait_for()
    page.mouse.up()
    expect(sheet).to_contain_text("等待响应")
    axe(page)
    [call] = until(lambda: own_help(CLERK), lambda found: len(found) == 1 and "place" in found[0])
    assert abs(call["place"]["lng"] - PLACE["lng"]) < 1e-4
    # Held again, it renews the place and is no second call.
    moved = page.context
    moved.set_geolocation({"longitude": PLACE["lng"] + 0.01, "latitude": PLACE["lat"], "accuracy": 8})
    expect(sheet).to_contain_text("求助号")
    page.wait_for_timeout(500)
    hold(page, sheet.get_by_role("button", name="按住两秒求助"))
    [again] = until(lambda: own_help(CLERK), lambda found: found[0]["place"]["lng"] > PLACE["lng"] + 0.005)
    assert again["id"] == call["id"]
    api(DISPATCHER).post(f"/command/help/{call['id']}/answer", {}, version=again["version"])
    expect(page.locator(".sos-banner")).to_contain_text(f"{api(DISPATCHER).me['name']} 已响应")
    answered = own_help(CLERK)[0]
    api(DISPATCHER).post(f"/command/help/{call['id']}/closing", {"note": "人员平安"}, version=answered["version"])
    expect(page.locator(".sos-banner")).to_contain_text("已解除")
    expect(sheet).to_contain_text("人员平安")
    sheet.get_by_role("button", name="知道了").click()
    expect(page.locator(".sos-banner")).to_have_count(0)


def test_sos_by_the_keyboard_is_held_too(person, own_help):
    page = enter(person, CLERK)
    sos(page).focus()
    page.keyboard.down("Enter")
    page.get_by_role("dialog", name="求助 SOS").wait_for()
    page.keyboard.up("Enter")
    until(lambda: own_help(CLERK), lambda found: len(found) == 1)


def test_whoever_cannot_hold_sends_sos_with_a_tap_and_a_question(person, own_help):
    page = enter(person, CLERK)
    sos(page).tap()
    sheet = page.get_by_role("dialog", name="求助 SOS")
    sheet.get_by_role("button", name="点按发出").tap()
    assert own_help(CLERK) == []
    page.get_by_role("dialog", name="现在发出求助").get_by_role("button", name="发出求助").tap()
    expect(sheet).to_contain_text("等待响应")
    assert len(own_help(CLERK)) == 1


def test_sos_without_a_line_goes_before_everything_else(person, api, own_help, complaints):
    complaints.expect(*BROKEN)
    order = ordered(api, CLERK)
    page = enter(person, CLERK, f"/field/order/{order['id']}")
    becomes(api, order, "read")
    page.context.set_offline(True)
    act(page, "出发")
    hold(page, sos(page))
    sheet = page.get_by_role("dialog", name="求助 SOS")
    expect(sheet).to_contain_text("没有网络")
    page.locator(".sos-banner").filter(has_text="还没有发出").wait_for()
    posts = []
    page.context.on("request", lambda request: request.method == "POST" and posts.append(request.url.split("/api/v1")[1]))
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(".sos-banner")).to_contain_text("等待响应")
    page.goto("/field/outbox")
    item(page, "done").filter(has_text=order["title"]).filter(has_text="出发").wait_for()
    assert posts[0] == "/command/help" and len(own_help(CLERK)) == 1
    assert acts_of(api, order) == ["send", "read", "leave"]


def test_sos_does_not_wait_for_a_photo_that_is_on_its_way(person, api, own_help):
    order = ordered(api, CLERK)
    page = enter(person, CLERK, f"/field/order/{order['id']}")
    photo = camera_jpeg(page)
    stuck = []
    act(page, "到场")
    page.route(re.compile(r"/api/v1/media$"), lambda route: stuck.append(route))
    finish_with_photo(page, photo, "照片发得慢")
    page.wait_for_function("() => document.querySelector('.field-line')?.textContent.includes('发送中')")
    hold(page, sos(page))
    expect(page.locator(".sos-banner")).to_contain_text("等待响应")
    assert len(stuck) == 1 and len(own_help(CLERK)) == 1
    stuck[0].continue_()
    page.goto("/field/outbox")
    item(page, "done").filter(has_text=f"完成 · {order['title']}").wait_for()


def test_sos_after_the_session_has_ended_says_so_and_goes_out_after_the_sign_in(person, own_help, complaints):
    complaints.expect("status of 401")
    page = enter(person, CLERK)
    page.context.clear_cookies()
    hold(page, sos(page))
    expect(page.locator(".sos-banner")).to_contain_text("请马上重新登录")
    page.get_by_role("dialog", name="求助 SOS").get_by_role("button", name="关闭").last.click()
    page.get_by_role("button", name="重新登录").click()
    page.get_by_role("dialog").get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录并继续").click()
    expect(page.locator(".sos-banner")).to_contain_text("等待响应")
    assert len(own_help(CLERK)) == 1


def in_incident(api, login):
    """An incident with a step for which somebody's unit was sent: its id."""
    chief = api(DISPATCHER)
    incident = chief.post("/command/incidents", {"title": f"试验事件 {uuid.uuid4().hex[:6]}", "kind": "flood", "level": 4, "area": "420302", "place": PLACE})["incident"]["id"]
    file = chief.post(f"/command/incidents/{incident}/steps", {"title": "到场警戒"})
    chief.post(f"/command/incidents/{incident}/steps/{file['steps'][-1]['id']}/acts/start", {"units": [unit_of(api, login)]}, version=file["steps"][-1]["version"])
    return incident


def answer_of(api, incident, login):
    calls = api(DISPATCHER).get(f"/command/incidents/{incident}")["rollCalls"]
    newest = max(calls, key=lambda call: call["number"])
    return next(answer for answer in newest["answers"] if answer["unit"] == unit_of(api, login))


def end(api, incident):
    version = api(DISPATCHER).get(f"/command/incidents/{incident}")["incident"]["version"]
    api(DISPATCHER).post(f"/command/incidents/{incident}/end", {"summary": "试验结束", "cancelOrders": True}, version=version)


def test_a_roll_call_is_answered_safe_or_in_trouble_with_words(person, api, axe):
    incident = in_incident(api, CLERK)
    api(DISPATCHER).post(f"/command/incidents/{incident}/roll-calls")
    page = enter(person, CLERK)
    page.locator(".field-roll").get_by_role("button", name="应答").click()
    sheet = page.get_by_role("dialog", name=re.compile("^点名"))
    axe(page)
    sheet.get_by_role("button", name="有险情").click()
    expect(sheet.locator(".field-error")).to_contain_text("请说明险情")
    sheet.get_by_role("button", name="多一人").click()
    sheet.get_by_label("说明").fill("一人扭伤，需要担架")
    sheet.get_by_role("button", name="有险情").click()
    expect(page.locator(".field-roll")).to_have_count(0)
    answer = until(lambda: answer_of(api, incident, CLERK), lambda found: found["state"] == "trouble")
    assert answer["people"] == 2 and answer["words"] == "一人扭伤，需要担架"
    # The next one is noticed by itself, though nothing tells the phone of it.
    api(DISPATCHER).post(f"/command/incidents/{incident}/roll-calls")
    page.locator(".field-roll").get_by_role("button", name="应答").click()
    sheet.get_by_role("button", name="平安").click()
    until(lambda: answer_of(api, incident, CLERK), lambda found: found["state"] == "safe")
    end(api, incident)


def test_a_roll_call_is_answered_without_a_line(person, api, complaints):
    complaints.expect(*BROKEN)
    incident = in_incident(api, CLERK)
    api(DISPATCHER).post(f"/command/incidents/{incident}/roll-calls")
    page = enter(person, CLERK)
    page.locator(".field-roll").get_by_role("button", name="应答").click()
    page.context.set_offline(True)
    page.get_by_role("dialog", name=re.compile("^点名")).get_by_role("button", name="平安").click()
    expect(page.locator(".field-roll")).to_have_count(0)
    page.context.set_offline(False)
    until(lambda: answer_of(api, incident, CLERK), lambda found: found["state"] == "safe")
    end(api, incident)


def test_whoever_does_not_serve_sees_none_of_it(person):
    page = enter(person, "evaluator")
    heading(page, "任务")
    expect(page.locator(".sos-button, .field-orders, .field-roll")).to_have_count(0)
    page.goto("/field/order/11111111111111111111111111111111")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("任务指令")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_on_the_screens_of_orders(person, api, axe, language):
    order = ordered(api, COLLECTOR, priority="urgent")
    page = enter(person, COLLECTOR, language=language, theme="dark" if language == "en" else "light")
    card(page, order).wait_for()
    axe(page)
    for path in [f"/field/order/{order['id']}", f"/field/order/{order['id']}/finish", f"/field/order/{order['id']}/refuse", "/field/outbox", "/field/me"]:
        page.goto(path)
        page.get_by_role("heading", level=1).wait_for()
        page.locator(".skeleton").first.wait_for(state="detached")
        axe(page)
