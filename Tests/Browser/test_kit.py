"""The ground of the console: signing in, the frame, the shared components as /components shows them."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import expect

from city import PASSWORD

PARTS = ["table", "form", "overlay", "case", "states", "chart"]
CLERK = "acceptor-420302"

# Other builds and browsers may share the machine with the tests.
expect.set_options(timeout=15_000)


def one_time_code(secret, at=None):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((at or time.time()) // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def fill_sign_in(page, login, password):
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def test_whoever_is_not_signed_in_is_asked_and_comes_back_to_where_they_wanted_to_go(person, complaints):
    complaints.expect("401")
    page = person(path="/profile?from=mail")
    expect(page).to_have_url(re.compile("/sign-in"))
    fill_sign_in(page, CLERK, PASSWORD)
    expect(page).to_have_url(re.compile(r"/profile\?from=mail$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("个人设置")


def test_a_wrong_password_says_what_happens_next_and_keeps_the_login(person, complaints):
    complaints.expect("401")
    page = person(path="/sign-in")
    fill_sign_in(page, CLERK, "wrong-password")
    expect(page.get_by_role("alert")).to_contain_text("连续错误")
    expect(page.get_by_label("登录名")).to_have_value(CLERK)


def test_sign_in_never_leads_away_from_this_site(person, complaints):
    complaints.expect("401")
    page = person(path="/sign-in?next=//example.org/")
    fill_sign_in(page, CLERK, PASSWORD)
    page.wait_for_url(lambda address: "/sign-in" not in address)
    assert "example.org" not in page.url


def test_a_session_that_ends_asks_over_the_page_and_repeats_the_request(person, complaints):
    complaints.expect("401", "400")
    page = person(CLERK, "/profile/password")
    page.get_by_label("当前密码").fill("not-my-password")
    page.get_by_label("新密码", exact=False).first.fill("Another-one-2027")
    page.get_by_label("再输一遍新密码").fill("Another-one-2027")
    page.context.clear_cookies()
    page.get_by_role("button", name="修改密码").click()
    dialog = page.get_by_role("dialog", name="请重新登录")
    expect(dialog.get_by_label("登录名")).to_have_value(CLERK)
    dialog.get_by_label("密码").fill(PASSWORD)
    dialog.get_by_role("button", name="登录并继续").click()
    expect(dialog).to_be_hidden()
    # The request went out again and was judged on its merits; what was typed is there.
    expect(page.get_by_label("当前密码")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("再输一遍新密码")).to_have_value("Another-one-2027")


def test_without_a_network_a_form_keeps_everything_and_the_retry_is_the_same_intention(person, complaints):
    complaints.expect("ERR_", "400")
    page = person(CLERK, "/profile/password")
    keys = []

    def refuse_once(route):
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/api/v1/session/password", refuse_once)
    for label in ["当前密码", "再输一遍新密码"]:
        page.get_by_label(label).fill("Not-mine-2026")
    page.get_by_label("新密码").first.fill("Not-mine-2026")
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_role("alert").first).to_contain_text("不会重复")
    expect(page.get_by_label("当前密码")).to_have_value("Not-mine-2026")
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_label("当前密码")).to_have_attribute("aria-invalid", "true")
    assert len(keys) == 2 and keys[0] == keys[1]


def turn_on_second_factor(page, password):
    """Turns it on with a first code; gives the secret and the step of that code."""
    page.get_by_role("button", name="启用动态口令").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("密码").fill(password)
    dialog.get_by_role("button", name="下一步").click()
    secret = dialog.locator(".copyable .code").inner_text()
    used = time.time()
    dialog.get_by_label("应用显示的").fill(one_time_code(secret, used))
    dialog.get_by_role("button", name="确认启用").click()
    expect(page.get_by_text("动态口令已启用", exact=True)).to_be_visible()
    return secret, used


def test_a_second_factor_is_turned_on_and_off(person):
    page = person("evaluator", "/profile")
    secret, used = turn_on_second_factor(page, PASSWORD)
    page.get_by_role("button", name="停用动态口令").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("动态口令").fill(one_time_code(secret, used + 30))
    dialog.get_by_role("button", name="停用动态口令").click()
    expect(page.get_by_text("动态口令已停用", exact=True)).to_be_visible()


def test_an_issued_password_is_changed_first_and_a_second_factor_is_asked_for(person, api, complaints):
    complaints.expect("401")
    security = api("security")
    login = "kit-newcomer"
    account = security.post("/accounts", {"login": login, "name": "新来的同事", "area": "420300"})
    issued = security.post(f"/accounts/{account['id']}/password")["password"]
    page = person(path="/sign-in")
    fill_sign_in(page, login, issued)
    expect(page.get_by_text("一次性密码，请先改成自己的密码")).to_be_visible()
    page.goto("/profile")
    expect(page).to_have_url(re.compile("/profile/password$"))
    page.get_by_label("当前密码").fill(issued)
    page.get_by_label("新密码").first.fill("Own-password-2026")
    page.get_by_label("再输一遍新密码").fill("Own-password-2026")
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_text("密码已修改")).to_be_visible()
    page.goto("/profile")
    secret, used = turn_on_second_factor(page, "Own-password-2026")
    page.get_by_role("button", name="新来的同事").click()
    page.get_by_role("menuitem", name="退出登录").click()
    fill_sign_in(page, login, "Own-password-2026")
    code = page.get_by_label("动态口令")
    expect(code).to_be_focused()
    code.fill(one_time_code(secret, used + 30))
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda address: "/sign-in" not in address)


def test_changing_the_language_loses_nothing_that_was_typed(person):
    page = person(CLERK, "/components?part=form")
    page.get_by_label("问题描述").fill("人行道塌陷")
    page.get_by_role("button", name="Switch to English").click()
    expect(page.get_by_label("Description")).to_have_value("人行道塌陷")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="切换到中文").click()
    expect(page.get_by_label("问题描述")).to_have_value("人行道塌陷")


def test_leaving_a_form_with_typed_words_asks_first_by_link_and_by_the_back_button(person):
    page = person(CLERK, "/profile")
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()
    page.evaluate("history.pushState({ key: 7 }, '', '/components?part=form'); dispatchEvent(new PopStateEvent('popstate'))")
    page.get_by_label("问题描述").fill("井盖缺失")
    page.locator(".city-name").click()
    question = page.get_by_role("dialog", name="离开此页？")
    question.get_by_role("button", name="留在此页").click()
    expect(page.get_by_label("问题描述")).to_have_value("井盖缺失")
    page.go_back()
    expect(question).to_be_visible()
    expect(page).to_have_url(re.compile("/components"))
    question.get_by_role("button", name="离开").click()
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()


def test_the_servers_field_errors_stand_at_their_fields_and_the_first_is_focused(person):
    page = person(CLERK, "/components?part=form")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_label("问题描述")).to_be_focused()
    page.get_by_label("问题描述").fill("路灯不亮")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_label("数量")).to_be_focused()
    expect(page.get_by_label("数量")).to_have_accessible_description(re.compile("须大于"))
    page.get_by_label("已被别人修改").check()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="取最新版本，保留我填的").click()
    expect(page.get_by_label("问题描述")).to_have_value("路灯不亮")


def test_a_table_is_used_by_keyboard_alone(person):
    page = person(CLERK, "/components?part=table")
    rows = page.locator("tbody tr[data-index]")
    rows.first.focus()
    for key in ["ArrowDown", "ArrowDown", " "]:
        page.keyboard.press(key)
    expect(rows.nth(2)).to_be_focused()
    expect(rows.nth(2)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(rows.nth(2)).to_have_class(re.compile("is-opened"))
    page.keyboard.press("End")
    expect(rows.last).to_be_focused()
    page.get_by_role("button", name="批量签收").click()
    expect(page.get_by_text("已处理 1 条")).to_be_visible()


def test_columns_that_were_hidden_stay_hidden(person):
    page = person(CLERK, "/components?part=table")
    page.get_by_role("button", name="选择列").click()
    page.get_by_role("menuitemcheckbox", name="街道").click()
    expect(page.get_by_role("columnheader", name="街道")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("columnheader", name="描述")).to_be_visible()
    expect(page.get_by_role("columnheader", name="街道")).to_have_count(0)


def test_filters_live_in_the_address_and_come_back_with_it(person):
    page = person(CLERK, "/components?part=table")
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("处置中").check()
    page.get_by_role("combobox", name="区域").fill("茅箭")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.get_by_role("button", name="完成").click()
    expect(page).to_have_url(re.compile("state=handling"))
    expect(page).to_have_url(re.compile("area=4203"))
    page.reload()
    chips = page.get_by_role("list", name="已用的筛选条件")
    expect(chips).to_contain_text("处置中")
    expect(chips).to_contain_text("茅箭区")
    page.get_by_role("button", name="去掉条件：状态").click()
    expect(page).not_to_have_url(re.compile("state="))


def test_a_view_is_saved_used_and_deleted(person):
    page = person(CLERK, "/components?part=table&state=handling")
    page.get_by_role("button", name="我的视图").click()
    page.get_by_role("menuitem", name="保存当前筛选").click()
    page.get_by_role("dialog").get_by_label("名称").fill("在办")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存视图")).to_be_visible()
    page.goto("/components?part=table")
    page.get_by_role("button", name="我的视图").click()
    page.get_by_role("menuitem", name="在办", exact=True).click()
    expect(page).to_have_url(re.compile("state=handling"))
    page.get_by_role("button", name="在办").click()
    page.get_by_role("menuitem", name="删除“在办”").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.get_by_text("还没有保存的视图")).to_be_visible()


def test_a_class_is_found_by_everyday_words_and_by_looking_through(person):
    page = person(CLERK, "/components?part=form")
    page.get_by_role("combobox", name="类别").fill("井盖")
    expect(page.get_by_role("listbox", name="类别").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="类别")).not_to_have_value("井盖")
    page.get_by_role("button", name="按大类找").click()
    small = page.get_by_role("list", name="小类").get_by_role("button").first
    name = small.inner_text().split()[-1]
    small.click()
    expect(page.get_by_role("combobox", name="类别")).to_have_value(name)


def test_a_dialog_keeps_the_focus_and_gives_it_back(person):
    page = person(CLERK, "/components?part=overlay")
    opener = page.get_by_role("button", name="确认", exact=True)
    opener.click()
    expect(page.get_by_role("dialog", name="作废这个案件？").get_by_role("button", name="取消")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_slash_goes_to_the_search_from_anywhere(person):
    page = person(CLERK, "/profile")
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="全局搜索")).to_be_focused()


def test_a_lost_network_is_said_and_taken_back(person, complaints):
    complaints.expect("ERR_", "Failed to load")
    page = person(CLERK, "/profile")
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("网络已断开")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("网络已断开")).to_be_hidden()


def test_an_address_without_a_page_says_so(person):
    page = person(CLERK, "/components/nothing-here")
    expect(page.get_by_text("没有这个页面")).to_be_visible()


def test_every_mark_of_a_chart_is_also_a_row_with_a_link(person):
    page = person(CLERK, "/components?part=chart")
    page.get_by_role("button", name="以表格显示").first.click()
    table = page.get_by_role("table", name="每日上报与结案")
    expect(table.get_by_role("row")).to_have_count(8)
    expect(table.get_by_role("link").first).to_be_visible()


def report(collector, picture, *kinds):
    photos = [{"media": collector.photo(picture(f"kit-{kind}")), "kind": kind} for kind in kinds]
    return collector.post("/cases", {"place": {"lng": 110.808, "lat": 32.594}, "address": "北京路 1 号", "description": "路边有垃圾",
        "smallClass": "event/01/10", "condition": "1", "photos": photos})


def test_photos_are_looked_at_by_keyboard_and_compared(person, api, picture):
    report(api("collector1-420302"), picture, "before", "after")
    page = person(CLERK, "/components?part=case")
    page.get_by_role("button", name=re.compile("^处置前")).first.click()
    viewer = page.get_by_role("dialog", name="查看照片")
    expect(viewer).to_contain_text("(1/2)")
    page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("(2/2)")
    page.keyboard.press("c")
    expect(viewer.get_by_role("img")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)


def test_a_photo_is_sent_at_once_shown_and_taken_back(person, picture, tmp_path):
    file = tmp_path / "photo.png"
    file.write_bytes(picture("kit-upload"))
    page = person("collector1-420302", "/components?part=form")
    page.locator(".photo-add input[type=file]").set_input_files(file)
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    page.get_by_role("button", name="移除照片 1").click()
    expect(page.get_by_role("img", name="照片 1")).to_have_count(0)


def test_a_file_that_is_no_picture_is_told_of_at_the_field(person, picture, tmp_path):
    photo, letter = tmp_path / "photo.png", tmp_path / "来信.pdf"
    photo.write_bytes(picture("kit-mixed"))
    letter.write_bytes(b"%PDF-1.4")
    page = person("collector1-420302", "/components?part=form")
    page.locator(".photo-add input[type=file]").set_input_files([letter, photo])
    told = page.get_by_role("alert").filter(has_text="来信.pdf")
    expect(told).to_contain_text("只收图片")
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    page.locator(".photo-add input[type=file]").set_input_files(photo)
    expect(told).to_have_count(0)


def test_what_changes_is_told_to_pages_that_are_open(person, api, picture):
    page = person(CLERK, "/profile")
    expect(page.get_by_text("实时更新中")).to_be_attached()
    page.evaluate("""async () => {
        const root = document.querySelector("script[type=module]").src.replace(/main\\.js$/, "");
        const { subscribe } = await import(`${root}kit/live.js`);
        window.heard = [];
        subscribe("case.changed", (event) => window.heard.push(event?.data?.number ?? "gap"));
    }""")
    made = report(api("collector1-420302"), picture)
    page.wait_for_function("(number) => window.heard.includes(number)", arg=made["row"]["number"])


def test_after_a_restart_of_the_server_pages_come_back_by_themselves(person, city, complaints):
    complaints.expect("ERR_", "Failed to load")
    page = person(CLERK, "/profile")
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()
    expect(page.get_by_text("实时更新中")).to_be_attached()
    city.stop()
    try:
        expect(page.get_by_text("实时更新中断，页面内容可能不是最新")).to_be_visible(timeout=15_000)
    finally:
        city.start()
    expect(page.get_by_text("实时更新中断，页面内容可能不是最新")).to_be_hidden(timeout=45_000)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("shape", [{}, {"theme": "dark", "language": "en"}, {"phone": True}], ids=["desk", "dark-english", "phone"])
def test_components_are_accessible(person, axe, part, shape):
    page = person(CLERK, f"/components?part={part}", **shape)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("load")
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page scrolls sideways"


def test_signing_in_and_the_profile_are_accessible(person, axe, complaints):
    complaints.expect("401")
    page = person(path="/sign-in")
    expect(page.get_by_label("登录名")).to_be_visible()
    axe(page)
    for path, phone in [("/profile", False), ("/profile/password", True)]:
        page = person(CLERK, path, phone=phone)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)


def test_the_first_page_is_light(person, complaints):
    """All that signing in takes stays below 150 kB on the line."""
    complaints.expect("401")
    page = person()
    sizes = {}
    page.on("requestfinished", lambda request: sizes.__setitem__(request.url, request.sizes()["responseBodySize"]))
    page.goto("/sign-in")
    expect(page.get_by_label("登录名")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) < 150_000, sorted(sizes.items(), key=lambda item: -item[1])[:8]
