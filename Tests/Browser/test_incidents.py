"""Plans and incidents: a plan is read and written, an incident is led step by step, and its report is seen when it is over."""

import re

import pytest
from playwright.sync_api import expect

from city import Refused
from incident_work import act, begun, file_of, made_plan, made_unit, own, step


def rows(page, name):
    return page.locator(f"[data-test='table-{name}'] tbody tr:not(.skeleton-row)")


def board(person, incident, login="dispatcher-420302", **options):
    page = person(login, f"/incidents/{incident['incident']['id']}", **options)
    expect(page.get_by_role("heading", level=1)).to_contain_text(incident["incident"]["title"])
    return page


def step_at(page, number):
    return page.locator(f"[data-test=step-{number}]")


def chosen_from_menu(page, name):
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name=name).click()


# Plans


def test_a_plan_is_read_with_its_flow_roles_and_minutes(person, api, axe):
    plan = made_plan(api, step("a", "封路", dueMinutes=15, role="lead"), step("b", "抽水", after=["a"], waitMinutes=5, dueMinutes=40, units=2, skills=["排涝"], isAutomatic=True), state="draft")
    page = person("leader", f"/plans/{plan['id']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(plan["name"])
    flow = page.get_by_role("region", name="步骤流程")
    expect(flow.locator(".flow-card")).to_have_count(2)
    expect(flow.locator(".flow-card").nth(1)).to_contain_text(re.compile("第.20–60.分钟"))
    expect(flow.locator(".flow-card").nth(1)).to_contain_text("等待：封路")
    expect(flow.locator(".flow-lines path")).to_have_count(1)
    expect(rows(page, "plan-steps").nth(1)).to_contain_text("自动派遣")
    expect(page.get_by_role("link", name="以此预案开始事件")).to_have_count(0)
    axe(page)


def test_a_plan_is_written_with_its_roles_resources_and_steps(person, api, axe):
    name = own("汛期试验")
    page = person("system", "/plans/new")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("[data-field=name] .field-error")).to_be_visible()
    page.get_by_label("名称", exact=False).first.fill(name)
    page.locator("[data-field=kind] select").select_option("flood")
    page.get_by_role("combobox", name="区域").fill("茅箭")
    page.get_by_role("option", name=re.compile("茅箭区")).first.click()
    page.get_by_role("button", name="添加岗位").click()
    page.get_by_role("group", name=re.compile("岗位.1")).get_by_label("岗位名称").fill("总指挥")
    page.get_by_role("button", name="添加物资").click()
    page.get_by_role("group", name=re.compile("物资.1")).get_by_label("物资名称").fill("沙袋")
    page.get_by_role("group", name=re.compile("物资.1")).get_by_label("数量").fill("500")
    first = page.locator(".step-row").nth(0)
    first.get_by_label("步骤名称").fill("封路")
    first.locator("select").select_option(label="总指挥")
    page.get_by_role("button", name="添加步骤").click()
    second = page.locator(".step-row").nth(1)
    second.get_by_label("步骤名称").fill("抽水")
    second.get_by_label("派出力量").fill("2")
    second.get_by_label("其他技能").fill("试验技能")
    second.get_by_role("button", name="添加技能").click()
    axe(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    made = next(each for each in api("system").get("/command/plans?limit=500")["items"] if each["name"] == name)
    content = made["content"]
    assert made["state"] == "draft" and content["resources"] == [{"name": "沙袋", "quantity": 500, "unit": ""}]
    assert [(each["title"], each["after"]) for each in content["steps"]] == [("封路", []), ("抽水", [content["steps"][0]["key"]])]
    assert content["steps"][0]["role"] == content["roles"][0]["key"]
    assert (content["steps"][1]["units"], content["steps"][1]["skills"]) == (2, ["试验技能"])


def test_what_is_wrong_with_a_step_stands_at_its_row(person, api, complaints):
    complaints.expect("422", "400")
    plan = made_plan(api, step("a", "封路"), step("b", "抽水", after=["a"]))
    page = person("duty-420302", f"/plans/{plan['id']}/edit")
    page.get_by_role("button", name="下移 封路").click()
    page.get_by_role("button", name="保存").click()
    bad = page.locator(".step-row.is-bad")
    expect(bad).to_have_count(1)
    expect(bad).to_contain_text("前置步骤须排在此步骤之前")
    page.locator(".step-row").first.get_by_role("checkbox", name="封路").click()
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/plans/{plan['id']}")
    after = api("system").get(f"/command/plans/{plan['id']}")["content"]["steps"]
    assert [(each["key"], each["after"]) for each in after] == [("b", []), ("a", [])]


def test_a_removed_step_is_waited_for_by_none_and_a_removed_role_holds_nothing(person, api):
    plan = made_plan(api, step("a", "封路", role="lead"), step("b", "抽水", after=["a"], role="lead"))
    page = person("duty-420302", f"/plans/{plan['id']}/edit")
    page.get_by_role("button", name="移除步骤 封路").click()
    page.get_by_role("button", name="移除岗位 总指挥").click()
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/plans/{plan['id']}")
    content = api("system").get(f"/command/plans/{plan['id']}")["content"]
    assert content["roles"] == [] and [(each["key"], each["after"], each["role"]) for each in content["steps"]] == [("b", [], "")]


def test_a_plan_is_retired_and_then_starts_nothing(person, api):
    plan = made_plan(api, step("a", "封路"))
    page = person("duty-420302", f"/plans/{plan['id']}")
    expect(page.get_by_role("link", name="以此预案开始事件")).to_be_visible()
    chosen_from_menu(page, "停用预案")
    page.get_by_role("dialog").get_by_role("button", name="停用预案").click()
    expect(page.locator(".page-titles .plan-state")).to_contain_text("停用")
    expect(page.get_by_role("link", name="以此预案开始事件")).to_have_count(0)
    with pytest.raises(Refused):
        begun(api, plan)


# Beginning


def test_an_incident_begins_with_a_plan_its_place_and_its_people(person, api, axe):
    plan = made_plan(api, step("a", "封路", units=1, skills=["没有人会"], isAutomatic=True), step("b", "抽水", after=["a"]))
    title = own("隧道积水")
    page = person("dispatcher-420302", f"/incidents/new?lng=110.79&lat=32.61&plan={plan['id']}")
    expect(page.locator("[data-field='place.lng'] input")).to_have_value("110.79")
    expect(page.locator(".plan-steps li")).to_have_count(2)
    page.get_by_role("button", name="开始", exact=True).click()
    expect(page.locator("[data-field=title] .field-error")).to_be_visible()
    page.get_by_label("事件名称").fill(title)
    page.get_by_label("总指挥").fill("刘主任")
    page.get_by_label("这是演练").check()
    axe(page)
    page.get_by_role("button", name="开始", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("封路")
    page.get_by_role("dialog").get_by_role("button", name="开始").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.locator(".drill-strip")).to_be_visible()
    made = next(each for each in api("leader").get("/command/incidents?open=true&limit=100")["items"] if each["title"] == title)
    assert made["place"] == {"lng": 110.79, "lat": 32.61} and made["isDrill"] is True
    assert made["roles"][0]["holder"] == "刘主任"


def test_incidents_that_go_on_stand_first_and_drills_are_marked(person, api):
    over = begun(api)
    api("dispatcher-420302").post(f"/command/incidents/{over['incident']['id']}/end", {"summary": "完"}, version=over["incident"]["version"])
    going = begun(api, isDrill=True)
    page = person("leader", "/incidents")
    row = rows(page, "incidents").filter(has_text=going["incident"]["title"])
    expect(row).to_contain_text("演练")
    expect(row).to_contain_text("进行中")
    titles = page.locator("[data-test='table-incidents'] .row-link").all_text_contents()
    at = [next(index for index, text in enumerate(titles) if each["incident"]["title"] in text) for each in (going, over)]
    assert at[0] < at[1]
    page.goto("/incidents?open=false")
    expect(rows(page, "incidents").filter(has_text=over["incident"]["title"])).to_have_count(1)
    expect(rows(page, "incidents").filter(has_text=going["incident"]["title"])).to_have_count(0)


# Leading


def test_a_step_is_started_with_the_units_that_are_chosen(person, api, axe):
    skill = own("技")
    unit = made_unit(api, [skill])
    other = made_unit(api)
    plan = made_plan(api, step("a", "抽水", units=1, skills=[skill]), step("b", "清淤", after=["a"]))
    incident = begun(api, plan)
    page = board(person, incident)
    expect(step_at(page, 2)).to_contain_text("等待：抽水")
    step_at(page, 1).get_by_role("button", name="开始并派力量").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("包括不在岗的").check()
    expect(dialog.locator(".pick").first).to_contain_text(unit["name"])
    dialog.locator(".pick").filter(has_text=unit["name"]).get_by_role("checkbox").check()
    axe(page)
    dialog.get_by_role("button", name="开始并派力量").click()
    expect(step_at(page, 1).locator(".step-state")).to_contain_text("执行中")
    orders = step_at(page, 1).get_by_role("list", name="“抽水”的任务")
    expect(orders).to_contain_text(unit["name"])
    expect(orders).to_contain_text("已下达")
    assert [each["unit"] for each in file_of(api, incident)["steps"][0]["orders"]] == [unit["id"]]
    step_at(page, 1).get_by_role("button", name="加派力量").click()
    dialog.get_by_role("button", name="加派力量").click()
    expect(dialog.get_by_text("请至少选一个力量").first).to_be_visible()
    dialog.get_by_label("包括不在岗的").check()
    # Without the skill it may stand far down the list.
    others = dialog.locator(".pick").filter(has_not_text=unit["name"])
    others.first.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="加派力量").click()
    expect(orders.get_by_role("listitem")).to_have_count(2)
    assert other["id"] != unit["id"]


def test_steps_are_finished_skipped_and_opened_again_as_the_api_offers(person, api):
    incident = begun(api, made_plan(api, step("a", "封路"), step("b", "清淤", after=["a"])))
    page = board(person, incident)
    expect(step_at(page, 1).locator(".step-acts button")).to_have_count(3)
    expect(step_at(page, 2).locator(".step-acts button")).to_have_count(2)
    step_at(page, 1).get_by_role("button", name="完成").click()
    page.get_by_role("dialog").get_by_label("结果").fill("已封闭")
    page.get_by_role("dialog").get_by_role("button", name="完成").click()
    expect(step_at(page, 1)).to_contain_text("已封闭")
    expect(step_at(page, 2).locator(".step-state")).to_contain_text("待执行")
    step_at(page, 2).get_by_role("button", name="跳过").click()
    page.get_by_role("dialog").get_by_role("button", name="跳过").click()
    expect(page.get_by_role("dialog").locator("[data-field=words] .field-error")).to_be_visible()
    page.get_by_role("dialog").get_by_label("原因").fill("水已退")
    page.get_by_role("dialog").get_by_role("button", name="跳过").click()
    expect(step_at(page, 2).locator(".step-state")).to_contain_text("已跳过")
    step_at(page, 2).get_by_role("button", name="重新打开").click()
    page.get_by_role("dialog").get_by_label("原因").fill("又积水")
    page.get_by_role("dialog").get_by_role("button", name="重新打开").click()
    expect(step_at(page, 2).locator(".step-state")).to_contain_text("执行中")


def test_what_others_do_is_seen_without_reloading(person, api):
    incident = begun(api, made_plan(api, step("a", "封路")))
    page = board(person, incident)
    expect(step_at(page, 1).locator(".step-state")).to_contain_text("待执行")
    act(api, incident, 0, "finish", words="他人完成")
    expect(step_at(page, 1)).to_contain_text("他人完成")
    api("leader").post(f"/command/incidents/{incident['incident']['id']}/log", {"note": "水位下降"})
    expect(page.locator(".log-lines")).to_contain_text("水位下降")


def test_the_log_is_written_filtered_and_turned(person, api, axe):
    incident = begun(api, made_plan(api, step("a", "封路")))
    page = board(person, incident)
    page.get_by_role("textbox", name="记一条日志").fill("记者到场")
    page.keyboard.press("Enter")
    lines = page.locator(".log-lines li")
    expect(lines.first).to_contain_text("记者到场")
    expect(page.get_by_role("textbox", name="记一条日志")).to_have_value("")
    page.get_by_role("button", name="新的在前").click()
    expect(lines.last).to_contain_text("记者到场")
    page.get_by_label("日志类型").select_option("note")
    expect(lines).to_have_count(1)
    axe(page)


def test_a_step_is_added_and_its_errors_stand_at_their_fields(person, api, complaints):
    complaints.expect("422", "400")
    incident = begun(api)
    page = board(person, incident)
    expect(page.get_by_text("还没有步骤")).to_be_visible()
    page.get_by_role("button", name="添加步骤").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("步骤名称").fill("设警示牌")
    dialog.get_by_label("限时").fill("99999")
    dialog.get_by_role("button", name="添加步骤").click()
    expect(dialog.locator("[data-field='step.dueMinutes'] .field-error")).to_be_visible()
    dialog.get_by_label("限时").fill("20")
    dialog.get_by_role("button", name="添加步骤").click()
    expect(step_at(page, 1)).to_contain_text("设警示牌")


def with_order(api):
    unit = made_unit(api)
    incident = begun(api, made_plan(api, step("a", "抽水", units=1)))
    act(api, incident, 0, "start", units=[unit["id"]])
    return incident, unit


def test_a_roll_is_called_and_an_answer_by_radio_is_noted(person, api, axe):
    incident, unit = with_order(api)
    page = board(person, incident)
    page.get_by_role("button", name="点名", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="点名").click()
    page.get_by_role("tab", name="点名").click()
    call = page.get_by_role("region", name=re.compile("第.1.次点名"))
    expect(call).to_contain_text(re.compile("0 / 1.已应答"))
    expect(call).to_contain_text(unit["name"])
    call.get_by_role("button", name=re.compile("记.*的应答")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("遇险").check()
    dialog.get_by_label("人数").fill("3")
    dialog.get_by_role("button", name="记应答").click()
    expect(dialog.locator("[data-field=words] .field-error")).to_be_visible()
    dialog.get_by_label("补充说明").fill("一人滑倒")
    dialog.get_by_role("button", name="记应答").click()
    expect(call).to_contain_text("一人滑倒")
    expect(call).to_contain_text("有险情")
    axe(page)
    answer = file_of(api, incident)["rollCalls"][0]["answers"][0]
    assert (answer["state"], answer["people"], answer["words"]) == ("trouble", 3, "一人滑倒")


def test_a_report_upwards_keeps_the_figures_of_its_moment(person, api):
    incident, _ = with_order(api)
    page = board(person, incident)
    page.get_by_role("button", name="写情况报告").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="填入当前数字").click()
    expect(dialog.get_by_label("报告内容")).to_have_value(re.compile("步骤完成.0/1"))
    dialog.get_by_role("button", name="写情况报告").click()
    page.get_by_role("tab", name="情况报告").click()
    expect(page.locator(".situation")).to_contain_text(re.compile("第.1.号情况报告"))
    assert file_of(api, incident)["reports"][0]["figures"]["ordersOpen"] == 1


def test_an_incident_is_changed_and_nobody_is_overwritten_unseen(person, api, complaints):
    complaints.expect("412")
    incident = begun(api, made_plan(api, step("a", "封路")))
    page = board(person, incident)
    chosen_from_menu(page, "修改事件")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("总指挥").fill("陈队长")
    body = {"title": incident["incident"]["title"], "level": 2, "place": incident["incident"]["place"], "address": "", "words": "", "holders": {}}
    api("leader").call("PUT", f"/command/incidents/{incident['incident']['id']}", body, version=incident["incident"]["version"])
    expect(page.locator(".page-titles .incident-level")).to_contain_text("重大")
    dialog.get_by_role("button", name="保存").click()
    dialog.get_by_role("alert").get_by_role("button").click()
    dialog.get_by_label("较大").check()
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator(".page-titles .incident-level")).to_contain_text("较大")
    after = file_of(api, incident)["incident"]
    assert (after["level"], after["roles"][0]["holder"]) == (3, "陈队长")


def test_who_only_reads_is_offered_nothing(person, api):
    incident = begun(api, made_plan(api, step("a", "封路")))
    page = board(person, incident, login="system")
    expect(step_at(page, 1)).to_be_visible()
    expect(page.locator(".step-acts button")).to_have_count(0)
    expect(page.get_by_role("button", name="写情况报告")).to_have_count(0)
    expect(page.get_by_role("textbox", name="记一条日志")).to_have_count(0)
    page.goto("/incidents")
    expect(rows(page, "incidents").first).to_be_visible()
    expect(page.get_by_role("link", name="开始事件")).to_have_count(0)


# Its end


def test_open_orders_hold_the_end_up_until_they_are_cancelled_with_it(person, api, axe, complaints):
    complaints.expect("409")
    incident, unit = with_order(api)
    page = board(person, incident)
    chosen_from_menu(page, "结束事件")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="结束事件").click()
    expect(dialog.locator("[data-field=summary] .field-error")).to_be_visible()
    dialog.get_by_label("总结").fill("水退路通")
    dialog.get_by_role("button", name="结束事件").click()
    expect(dialog.get_by_role("alert")).to_contain_text("未结束")
    dialog.get_by_label("一并取消").check()
    dialog.get_by_role("button", name="结束事件").click()
    expect(page.get_by_role("button", name="下载报告（PDF）")).to_be_visible()
    expect(page.locator(".report-summary")).to_contain_text("水退路通")
    expect(page.get_by_role("table", name="步骤：计划与实际").get_by_role("row")).to_have_count(1)
    expect(rows(page, "incident-orders")).to_contain_text("已取消")
    expect(page.locator(".log-lines")).to_contain_text("事件结束")
    axe(page)


def test_the_report_is_printed_without_what_can_only_be_clicked(person, api):
    drill = next(each for each in api("leader").get("/command/incidents?open=false&limit=100")["items"] if "演练" in each["title"])
    page = person("leader", f"/incidents/{drill['id']}")
    expect(page.locator(".bars .bar-actual").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".page-actions")).to_be_hidden()
    expect(page.locator(".report-map")).to_be_hidden()
    expect(page.locator(".bars .bar-actual").first).to_be_visible()
