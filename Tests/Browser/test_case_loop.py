"""A whole case, from the report to the call back, by seven people in seven sessions, by clicking only."""

import re

from case_work import act, choose, new_case, state, submit


def open_from_inbox(page, number):
    """As a clerk does it: the inbox, the row, the page of the case."""
    page.goto("/inbox")
    page.get_by_role("row").filter(has_text=number).click()
    page.locator(".drawer").get_by_role("link", name="打开").click()
    page.wait_for_url(f"**/cases/{number}")


def test_seven_people_bring_a_case_from_the_report_to_the_call_back(person, api, picture):
    acceptor = person("acceptor-420302", "/inbox")
    collector = person("collector1-420302", "/inbox")
    duty = person("duty-420302", "/inbox")
    dispatcher = person("dispatcher-420302", "/inbox")
    clerk = person("clerk-420302hw", "/inbox")
    lead = person("lead-420302hw", "/inbox")
    leader = person("leader", "/cases")

    number = new_case(api, reporter={"name": "王小明", "phone": "13800012345", "wantsReply": True})

    # The acceptor sends it to be verified, to a collector who is named.
    open_from_inbox(acceptor, number)
    form = choose(acceptor, "派核实")
    form.get_by_role("combobox", name="派给").click()
    form.get_by_role("combobox", name="派给").fill("监督员1")
    acceptor.get_by_role("option", name=re.compile("茅箭区监督员.?1")).first.click()
    submit(form, "派核实")
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
    act(leader, "督办", "群众反映强烈，请今天办结", rare=True)
    clerk.locator(".badges").get_by_text("督办待回复").wait_for()
    act(clerk, "督办回复", "正在清运")
    leader.locator(".badges").get_by_text("督办已回复").wait_for()

    form = choose(clerk, "处置反馈")
    form.locator("[data-field=opinion] textarea").fill("已清运干净")
    form.locator("input[type=file]").set_input_files({"name": "after.png", "mimeType": "image/png", "buffer": picture(number + "after")})
    form.locator(".photo-tile:not(.is-sending) img").wait_for()
    submit(form, "处置反馈")
    state(clerk, "处置完成")

    act(acceptor, "派核查")
    state(acceptor, "待核查")
    checker = collector if api("leader").case(number).get("turnAccount") == api("collector1-420302").me["account"] else person("collector2-420302", "/inbox")
    checker.goto(f"/cases/{number}")
    checker.get_by_role("heading", name="处置前").wait_for()
    checker.get_by_role("heading", name="处置后").wait_for()
    act(checker, "核查通过", "现场干净")
    state(checker, "待结案")

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
    assert len({entry["actor"] for entry in history}) == 7 + (0 if checker is collector else 1)
    leader.reload()
    leader.get_by_text(re.compile(f"历史链完整，{len(history)}")).wait_for()
