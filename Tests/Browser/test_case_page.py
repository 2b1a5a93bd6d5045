"""The page of a case: what it shows, what may be done, rights, languages, paper."""

import re

import pytest
from playwright.sync_api import expect

from case_work import act, brought_to, choose, new_case, state, submit
from city import Refused


def test_before_and_after_stand_side_by_side_and_open_large(person, api, picture):
    clerk = api("clerk-420302hw")
    number = brought_to(api, "handling", photos=[{"media": api("acceptor-420302").photo(picture("far")), "kind": "far"}])
    clerk.act(number, "finish", opinion="已清运", photos=[{"media": clerk.photo(picture("done")), "kind": "after"}])
    page = person("acceptor-420302", f"/cases/{number}")
    before, after = page.locator(".before-after section").nth(0), page.locator(".before-after section").nth(1)
    assert abs(before.bounding_box()["y"] - after.bounding_box()["y"]) < 2
    after.get_by_role("button").first.click()
    page.get_by_role("dialog", name="照片").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    # The photo stands at its entry of the timeline, too.
    page.locator(".entry").filter(has_text="已清运").locator(".photo img").wait_for()


def test_clocks_are_bars_and_pauses_are_told(person, api):
    number = brought_to(api, "handling")
    api("clerk-420302hw").act(number, "request_suspension", opinion="道路施工", until="2027-01-10T00:00:00Z")
    api("dispatcher-420302").act(number, "approve_suspension")
    page = person("dispatcher-420302", f"/cases/{number}")
    page.locator(".clock-hatch").first.wait_for()
    page.locator(".pauses").get_by_text(re.compile("起暂停")).wait_for()
    act(page, "恢复")
    state(page, "处置中")
    page.locator(".pauses").get_by_text(re.compile("暂停.*至")).wait_for()


def test_the_chain_of_history_is_verified_on_the_page(person, api):
    number = brought_to(api, "pending_dispatch")
    page = person("leader", f"/cases/{number}")
    page.get_by_text(re.compile("历史链完整，3")).click()
    proof = api("leader").get(f"/cases/{number}/history/verification")
    page.get_by_text(proof["hash"][:16]).wait_for()


def test_only_what_this_person_may_do_is_shown_and_forcing_it_is_refused(person, api, complaints):
    complaints.expect("status of 404")
    number = brought_to(api, "pending_filing")
    page = person("acceptor-420302", f"/cases/{number}")
    page.get_by_text("正在等：值班长").or_(page.get_by_role("button", name="并案")).first.wait_for()
    for name in ("立案", "不予立案", "派遣", "结案"):
        assert page.get_by_role("button", name=name, exact=True).count() == 0
    with pytest.raises(Refused) as refused:
        api("acceptor-420302").act(number, "file")
    assert refused.value.status == 403

    clerk = person("clerk-420302hw", f"/cases/{new_case(api)}", )
    clerk.get_by_text("找不到").first.wait_for()


def test_a_page_that_one_may_not_open_says_so(person, complaints):
    page = person("security", "/cases")
    page.get_by_text("没有权限").first.wait_for()
    assert page.get_by_role("link", name="案件").count() == 0


def test_missing_words_are_told_at_their_field(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "退回上一步")
    submit(form, "退回上一步")
    form.locator("[data-field=opinion] .field-error").wait_for()
    expect(form.locator("textarea")).to_be_focused()


def test_a_similar_case_is_merged_with_its_reporters(person, api):
    place = None
    first = new_case(api, reporter={"name": "李一", "phone": "13900000001"})
    row = api("leader").case(first)["row"]
    place = {"lng": row["lng"], "lat": row["lat"]}
    second = new_case(api, place=place, reporter={"name": "王二", "phone": "13900000002"})
    page = person("acceptor-420302", f"/cases/{second}")
    page.get_by_role("button", name=f"并入案件 {first}").or_(page.get_by_role("button", name=re.compile(f"并入案件.{first}"))).first.click()
    form = page.get_by_role("form", name="并案")
    expect(form.get_by_role("combobox")).to_have_value(re.compile(first))
    submit(form, "并案")
    page.get_by_role("dialog").get_by_role("button", name="并案").click()
    state(page, "已并案")
    assert len(api("leader").case(first)["reporters"]) == 2


def test_contacts_are_masked_until_asked_for_which_leaves_a_trace(person, api):
    number = new_case(api, reporter={"name": "赵小兰", "phone": "13812345678", "wantsReply": True})
    page = person("acceptor-420302", f"/cases/{number}")
    page.get_by_text("138****5678").wait_for()
    page.get_by_role("button", name="查看联系方式").click()
    page.get_by_role("dialog").get_by_role("button", name="查看并留痕").click()
    page.get_by_text("13812345678").wait_for()
    traces = api("audit").get("/audit?limit=20")["items"]
    assert any(entry["action"] == "case.reporter_seen" for entry in traces)
    leader = person("leader", f"/cases/{number}")
    leader.get_by_text("138****5678").wait_for()
    assert leader.get_by_role("button", name="查看联系方式").count() == 0


def test_class_and_condition_may_be_chosen_when_filing(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "立案")
    box = form.get_by_role("combobox", name="类别")
    box.fill("井盖")
    page.get_by_role("option").filter(has_text="井盖").first.click()
    form.get_by_role("group", name=re.compile("立案条件")).get_by_role("radio").first.check()
    submit(form, "立案")
    state(page, "待派遣")
    assert api("leader").case(number)["row"]["smallClass"]["id"].split("/")[1] == "component"


def test_what_cannot_be_undone_is_asked_once_more(person, api):
    number = brought_to(api, "handling")
    page = person("duty-420302", f"/cases/{number}")
    form = choose(page, "作废", rare=True)
    form.locator("textarea").fill("重复登记")
    submit(form, "作废")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    assert api("leader").case(number)["row"]["state"] == "handling"
    expect(form.locator("textarea")).to_have_value("重复登记")
    submit(form, "作废")
    page.get_by_role("dialog").get_by_role("button", name="作废").click()
    state(page, "已作废")


def test_a_comment_goes_to_the_history(person, api):
    number = new_case(api)
    page = person("dispatcher-420302", f"/cases/{number}")
    page.get_by_text("写批注").click()
    form = page.get_by_role("form", name="批注")
    form.locator("textarea").fill("请注意附近有学校")
    submit(form, "批注")
    page.locator(".entry").filter(has_text="请注意附近有学校").wait_for()


def test_the_number_and_the_link_can_be_copied(person, api):
    number = new_case(api)
    page = person("duty-420302", f"/cases/{number}", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".page-actions .menu > button").click()
    page.get_by_role("menuitem", name="复制链接").click()
    page.get_by_text(re.compile("已复制")).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/cases/{number}")


def test_the_case_on_paper(person, api, axe):
    number = brought_to(api, "closed")
    page = person("leader", f"/cases/{number}/print")
    page.get_by_role("heading", name="城市管理案卷").wait_for()
    page.get_by_text(re.compile("历史链完整")).wait_for()
    axe(page)
    page.emulate_media(media="print")
    assert not page.locator(".sheet-tools").is_visible()
    assert not page.locator(".top").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_case_in_english_and_in_the_dark(person, api, axe):
    page = person("duty-420302", f"/cases/{brought_to(api, 'pending_filing')}", language="en", theme="dark")
    choose(page, "File")
    axe(page)
    page.get_by_role("button", name=re.compile("中")).first.click()
    page.get_by_role("form", name="立案").wait_for()


def test_the_case_on_a_phone(person, api, axe):
    page = person("duty-420302", f"/cases/{brought_to(api, 'pending_filing')}", phone=True)
    form = choose(page, "立案")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the phone"
    submit(form, "立案")
    state(page, "待派遣")


def test_place_and_address_are_put_right(person, api):
    number = new_case(api)
    page = person("acceptor-420302", f"/cases/{number}")
    form = choose(page, "更正", rare=True)
    form.get_by_role("textbox", name="地址").fill("人民南路 12 号")
    form.get_by_role("button", name="更正位置").click()
    place = api("leader").case(number)["row"]
    form.get_by_label("经度").fill(f"{place['lng'] + 1e-5:.6f}")
    form.get_by_label("纬度").fill(f"{place['lat']:.6f}")
    form.locator("[data-field=opinion] textarea").fill("来电人说错了门牌")
    submit(form, "更正")
    page.locator(".case-summary").get_by_text("人民南路").wait_for()
    after = api("leader").case(number)["row"]
    assert after["address"] == "人民南路 12 号" and abs(after["lng"] - place["lng"] - 1e-5) < 2e-6
