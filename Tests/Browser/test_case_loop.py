"""A whole case, from the report to the call back, by seven people in seven sessions, by clicking only."""

import re

from case_work import act, choose, somewhere, state, submit


def open_from_inbox(page, number):
    """As a clerk does it: the inbox, the row, the page of the case."""
    page.goto("/inbox")
    page.get_by_role("row").filter(has_text=number).click()
    page.locator(".drawer").get_by_role("link", name="打开").click()
    page.wait_for_url(f"**/cases/{number}")


def take_the_call(page, place):
    """The acceptor writes down what a caller says; the number of the case that it becomes."""
    page.get_by_role("navigation").get_by_role("link", name="来电受理").click()
    page.locator('[data-field="reporter.phone"] input').fill("13800012345")
    page.locator("[data-field=description] textarea").fill("小区门口垃圾两天没人清运")
    page.locator(".suggestion").filter(has_text="暴露垃圾").first.click()
    page.locator(".intake-place input, [data-field=place] input").first.fill(f"{place['lng']:.6f}, {place['lat']:.6f}")
    page.locator("#intake-place-list [role=option]").first.click()
    page.locator(".place-facts .code").wait_for()
    page.locator(".intake-send .btn-primary").click()
    return re.sub(r"\D", "", page.locator(".sent-number .code").inner_text())


def give_to_collector(page, action):
    """Sends somebody to the place: a collector who is named, not whoever the grid belongs to."""
    form = choose(page, action)
    box = form.get_by_role("combobox", name="派给")
    box.click()
    box.fill("监督员1")
    page.get_by_role("option", name=re.compile("茅箭区监督员.?1")).first.click()
    submit(form, action)


def test_seven_people_bring_a_case_from_the_report_to_the_call_back(person, api, picture):
    acceptor = person("acceptor-420302", "/inbox")
    collector = person("collector1-420302", "/inbox")
    duty = person("duty-420302", "/inbox")
    dispatcher = person("dispatcher-420302", "/inbox")
    clerk = person("clerk-420302hw", "/inbox")
    lead = person("lead-420302hw", "/inbox")
    leader = person("leader", "/cases")

    number = take_the_call(acceptor, somewhere(api))

    # The acceptor sends it to be verified, to a collector who is named.
    open_from_inbox(acceptor, number)
    give_to_collector(acceptor, "派核实")
    state(acceptor, "待核实")

    # The collector sees it without loading the page again, and confirms it with a photo.
    collector.get_by_role("row").filter(has_text=number).click()
    form = choose(collector, "核实属实")
    form.locator("input[type=file]").set_input_files({"name": "near.png", "mimeType": "image/png", "buffer": picture(number)})
    form.locator(".photo-tile:not(.is-sending) img").wait_for()
    submit(form, "核实属实")
    collector.get_by_text("已核实属实").wait_for()

    open_from_inbox(duty, number)
    act(duty, "立案")
    state(duty, "待派遣")

    open_from_inbox(dispatcher, number)
    form = choose(dispatcher, "派遣")
    form.get_by_text("为什么是这个部门").click()
    form.locator(".why-steps .decides").wait_for()
    submit(form, "派遣")
    state(dispatcher, "待处置")

    open_from_inbox(clerk, number)
    act(clerk, "签收")
    state(clerk, "处置中")
    act(clerk, "申请延期", "清运车明天才到")
    state(clerk, "申请延期")

    open_from_inbox(lead, number)
    act(lead, "部门同意延期")
    state(lead, "延期待批")

    act(dispatcher, "批准延期")
    state(dispatcher, "处置中")

    # The leader urges; the clerk's open page shows it at once.
    leader.goto(f"/cases/{number}")
    act(leader, "督办", "群众反映强烈，请今天办结")
    clerk.locator(".badges").get_by_text("督办待回复").wait_for()
    act(clerk, "督办回复", "正在清运")
    leader.locator(".badges").get_by_text("督办已回复").wait_for()

    form = choose(clerk, "处置反馈")
    form.locator("[data-field=opinion] textarea").fill("已清运干净")
    form.locator("input[type=file]").set_input_files({"name": "after.png", "mimeType": "image/png", "buffer": picture(number + "after")})
    form.locator(".photo-tile:not(.is-sending) img").wait_for()
    submit(form, "处置反馈")
    state(clerk, "处置完成")

    give_to_collector(acceptor, "派核查")
    state(acceptor, "待核查")

    collector.goto(f"/cases/{number}")
    collector.get_by_role("heading", name="处置前").wait_for()
    collector.get_by_role("heading", name="处置后").wait_for()
    act(collector, "核查通过", "现场干净")
    state(collector, "待结案")

    act(duty, "结案")
    state(duty, "已结案")

    form = choose(acceptor, "回访")
    form.get_by_label("5 很满意").check()
    submit(form, "回访")
    acceptor.get_by_text("已回访").wait_for()

    history = api("leader").get(f"/cases/{number}/history")["items"]
    done = [entry["action"] for entry in history]
    assert done == ["report", "request_verification", "confirm_true", "file", "dispatch", "take", "request_extension", "endorse_extension",
        "approve_extension", "supervise", "answer_supervision", "finish", "request_check", "check_pass", "close", "call_back"]
    assert len({entry["actor"] for entry in history}) == 7
    leader.reload()
    leader.get_by_text(re.compile(f"历史链完整，{len(history)}")).wait_for()
