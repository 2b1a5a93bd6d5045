"""The inbox: what burns first, acting in place, several at once, live."""

import re

from playwright.sync_api import expect

from case_work import act, brought_to, choose, new_case, submit


def row(page, number):
    return page.get_by_role("row").filter(has_text=number)


def test_a_new_report_appears_without_loading_the_page_again(person, api):
    page = person("acceptor-420302", "/inbox")
    page.get_by_role("heading", name="待办").wait_for()
    number = new_case(api)
    row(page, number).wait_for()


def test_what_burns_first_stands_first(person, api):
    for _ in range(2):
        new_case(api)
    page = person("acceptor-420302", "/inbox")
    page.locator("tbody tr[data-index]").first.wait_for()
    shown = page.locator("tbody .row-link").all_inner_texts()
    told = [item["number"] for item in api("acceptor-420302").get("/inbox?limit=200")["items"]]
    assert shown[:20] == told[:20]


def test_after_an_action_in_the_drawer_the_next_case_opens(person, api):
    numbers = [brought_to(api, "pending_filing") for _ in range(3)]
    page = person("duty-420302", "/inbox?state=pending_filing")
    row(page, numbers[0]).click()
    page.locator(".drawer h2", has_text=numbers[0]).wait_for()
    act(page, "立案")
    row(page, numbers[0]).wait_for(state="detached")
    # The next in the list is open, and the one that was done is no longer in it.
    page.locator(".drawer h2").filter(has_not_text=numbers[0]).wait_for()
    page.keyboard.press("Escape")
    page.locator(".drawer").wait_for(state="detached")


def test_several_cases_are_acted_on_with_one_form_and_each_says_what_became_of_it(person, api, complaints):
    numbers = [brought_to(api, "pending_handling") for _ in range(3)]
    page = person("clerk-420302hw", "/inbox?state=pending_handling")
    for number in numbers:
        row(page, number).get_by_role("checkbox").check()
    page.get_by_role("region", name="批量").or_(page.locator(".batch")).get_by_role("button", name="签收").click()
    dialog = page.get_by_role("dialog")
    # Somebody else was faster with one of them: it is refused, and the others are not held up by it.
    complaints.expect("status of 409", "status of 412")
    api("clerk-420302hw").act(numbers[1], "take")
    dialog.get_by_role("button", name=re.compile("签收.*3.*件")).click()
    expect(dialog.locator(".batch-done")).to_have_count(2)
    expect(dialog.locator(".batch-failed")).to_have_count(1)
    dialog.get_by_role("button", name=re.compile("重试")).wait_for()
    assert [api("leader").case(number)["row"]["state"] for number in numbers] == ["handling"] * 3


def test_words_are_asked_for_once_and_go_to_all(person, api):
    numbers = [brought_to(api, "handling") for _ in range(2)]
    page = person("clerk-420302hw", "/inbox?state=handling")
    for number in numbers:
        row(page, number).get_by_role("checkbox").check()
    page.locator(".batch").get_by_role("button", name="处置反馈").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=re.compile("处置反馈.*2.*件")).click()
    dialog.locator(".field-error").wait_for()
    dialog.get_by_label("意见或理由").fill("统一清运完毕")
    dialog.get_by_role("button", name=re.compile("处置反馈.*2.*件")).click()
    dialog.wait_for(state="detached")
    for number in numbers:
        assert api("leader").get(f"/cases/{number}/history")["items"][-1]["opinion"] == "统一清运完毕"


def test_the_keyboard_is_enough(person, api):
    number = brought_to(api, "pending_filing")
    page = person("duty-420302", "/inbox?state=pending_filing")
    row(page, number).focus()
    page.keyboard.press("Enter")
    page.locator(".drawer h2", has_text=number).wait_for()
    page.get_by_role("form", name="立案").wait_for()
    page.keyboard.press("2")
    page.get_by_role("form", name="退回上一步").locator("textarea").fill("地址不清")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    row(page, number).wait_for(state="detached")
    assert api("leader").case(number)["row"]["state"] == "reported"


def test_the_inbox_in_english_on_a_phone(person, api, axe):
    number = new_case(api)
    page = person("acceptor-420302", "/inbox", language="en", phone=True)
    page.get_by_role("heading", name="Inbox").wait_for()
    row(page, number).wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the phone"
    row(page, number).locator("td").nth(3).click()
    page.get_by_role("group", name="What can be done").wait_for()
    axe(page)
    form = choose(page, "Accept")
    submit(form, "Accept")
    page.get_by_text(re.compile("Done: Accept")).wait_for()


def test_an_empty_inbox_says_why(person, axe):
    page = person("lead-420302hw", "/inbox?state=extension_endorsed")
    page.get_by_text("这个状态下没有待办").or_(page.get_by_text("都办完了")).wait_for()
    axe(page)
