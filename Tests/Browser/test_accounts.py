"""Accounts, roles and the three administrators: who manages whom, and what is refused."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from city import Client, Refused


def fresh_login():
    return f"new.{uuid4().hex[:8]}"


def choose(form, label, text):
    """Fills a field that is a search for whoever may read the registry, and a plain code for others."""
    field = form.get_by_label(label)
    field.fill(text)
    if field.get_attribute("role") == "combobox":
        form.locator(".combo-list [role=option]").first.click()


def make_account(api, **values):
    """An account with an id, made by the security administrator."""
    body = {"login": fresh_login(), "name": "测试人员", "area": "420302", **values}
    return api("security").post("/accounts", body)


def test_a_new_account_gets_a_role_and_a_password_that_is_shown_once(person, api, city, axe):
    page = person("security", "/accounts/new")
    login = fresh_login()
    page.get_by_label(re.compile("^登录名")).fill(login)
    page.get_by_label(re.compile("^姓名")).fill("王受理")
    page.get_by_label(re.compile("^第一个角色")).select_option("acceptor")
    expect(page.get_by_text("受理上报、派核实、派核查、回访。")).to_be_visible()
    choose(page, "在哪个区域", "420302")
    axe(page)
    page.get_by_role("button", name="建立账号并发放密码").click()
    shown = page.get_by_role("dialog", name="一次性密码")
    password = shown.locator("[data-test=one-time-password] .code").inner_text()
    page.keyboard.press("Escape")
    expect(shown).to_be_visible()
    shown.get_by_role("button", name="我已记下，关闭").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("王受理")
    expect(page.get_by_text("待改密码")).to_be_visible()
    assert Client(city.url, login, password).me["passwordChangeRequired"] is True


def test_a_bad_login_is_told_at_its_field_and_nothing_typed_is_lost(person, complaints):
    complaints.expect("400", "409")
    page = person("security", "/accounts/new")
    page.get_by_label(re.compile("^登录名")).fill("王 五")
    page.get_by_label(re.compile("^姓名")).fill("王五")
    page.get_by_role("button", name="建立账号并发放密码").click()
    expect(page.get_by_label(re.compile("^登录名"))).to_have_attribute("aria-invalid", "true")
    page.get_by_label(re.compile("^登录名")).fill("security")
    page.get_by_role("button", name="建立账号并发放密码").click()
    expect(page.locator(".field-error")).to_contain_text("已被使用")
    expect(page.get_by_label(re.compile("^姓名"))).to_have_value("王五")


def test_accounts_are_found_by_words_role_and_state(person, axe):
    page = person("security", "/accounts")
    page.get_by_role("searchbox", name="登录名或姓名").fill("dispatcher-420302")
    expect(page.locator("tbody tr[data-index]")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("派遣员")
    axe(page)
    page.get_by_role("searchbox", name="登录名或姓名").fill("")
    page.get_by_role("button", name=re.compile("^筛选")).click()
    page.locator("[data-filter=role] select").select_option("audit_admin")
    page.get_by_role("button", name="完成").click()
    expect(page.locator("tbody tr[data-index]")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("audit")


def test_a_role_is_given_and_taken_away(person, api, axe):
    account = make_account(api)
    page = person("security", f"/accounts/{account['id']}")
    expect(page.get_by_text("还没有任何角色")).to_be_visible()
    page.get_by_role("button", name="授予角色").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^角色")).select_option("dispatcher")
    expect(dialog.get_by_text("把案件派给专业部门")).to_be_visible()
    axe(page, "dialog")
    dialog.get_by_role("button", name="授予角色").click()
    expect(page.locator(".grant")).to_contain_text("派遣员")
    assert [grant["role"] for grant in api("security").get(f"/accounts/{account['id']}")["grants"]] == ["dispatcher"]
    page.get_by_role("button", name="收回角色“派遣员”").click()
    page.get_by_role("dialog").get_by_role("button", name="收回").click()
    expect(page.get_by_text("还没有任何角色")).to_be_visible()
    axe(page)


def test_the_three_administrators_exclude_each_other_on_the_page_and_in_the_server(person, api):
    account = make_account(api, area="", grants=[{"role": "system_admin", "area": ""}])
    page = person("security", f"/accounts/{account['id']}")
    page.get_by_role("button", name="授予角色").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^角色")).select_option("audit_admin")
    expect(dialog.get_by_role("alert").first).to_contain_text("系统管理员")
    dialog.get_by_role("button", name="授予角色").click()
    expect(dialog).to_be_visible()
    with pytest.raises(Refused) as refusal:
        version = api("security").get(f"/accounts/{account['id']}")["version"]
        api("security").post(f"/accounts/{account['id']}/grants", {"role": "audit_admin", "area": ""}, version)
    assert refusal.value.code == "grant.excluded"


def test_disabling_asks_ends_the_sessions_and_can_be_taken_back(person, api, city):
    account = make_account(api)
    password = api("security").post(f"/accounts/{account['id']}/password", {})["password"]
    theirs = Client(city.url, account["login"], password)
    page = person("security", f"/accounts/{account['id']}")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="停用账号").click()
    page.get_by_role("dialog").get_by_role("button", name="停用账号").click()
    expect(page.locator(".facts")).to_contain_text("停用")
    with pytest.raises(Refused) as refusal:
        theirs.get("/session")
    assert refusal.value.status == 401
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="启用账号").click()
    expect(page.locator(".notices")).to_contain_text("已启用")
    assert api("security").get(f"/accounts/{account['id']}")["state"] == "active"


def test_a_locked_account_is_unlocked(person, api, city):
    account = make_account(api)
    api("security").post(f"/accounts/{account['id']}/password", {})
    for _ in range(8):
        with pytest.raises(Refused):
            Client(city.url, account["login"], "wrong-Password-1")
    assert api("security").get(f"/accounts/{account['id']}").get("lockedUntil")
    page = person("security", f"/accounts/{account['id']}")
    expect(page.get_by_text("密码连续输错")).to_be_visible()
    page.get_by_role("button", name="解除锁定").click()
    expect(page.get_by_text("密码连续输错")).to_have_count(0)
    assert not api("security").get(f"/accounts/{account['id']}").get("lockedUntil")


def test_a_new_one_time_password_ends_the_old_one(person, api, city):
    account = make_account(api)
    old = api("security").post(f"/accounts/{account['id']}/password", {})["password"]
    page = person("security", f"/accounts/{account['id']}")
    page.get_by_role("button", name="发放一次性密码").click()
    page.get_by_role("dialog").get_by_role("button", name="发放").click()
    shown = page.get_by_role("dialog", name="一次性密码")
    new = shown.locator("[data-test=one-time-password] .code").inner_text()
    shown.get_by_role("button", name="我已记下，关闭").click()
    assert Client(city.url, account["login"], new).token
    with pytest.raises(Refused):
        Client(city.url, account["login"], old)


def test_two_administrators_at_one_account_and_nothing_is_lost(person, api, complaints):
    complaints.expect("412")
    account = make_account(api)
    page = person("security", f"/accounts/{account['id']}")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="修改资料").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("^姓名")).fill("改过的名字")
    api("security").patch(f"/accounts/{account['id']}", {"phone": "07198888888"}, account["version"])
    dialog.get_by_role("button", name="保存").click()
    dialog.get_by_role("button", name="取最新版本，保留我填的").click()
    expect(dialog.get_by_role("button", name="取最新版本，保留我填的")).to_have_count(0)
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("改过的名字")


def test_nobody_manages_themselves(person, api):
    me = api("security").me["account"]
    page = person("security", f"/accounts/{me}")
    expect(page.get_by_text("自己不能管理自己的账号")).to_be_visible()
    expect(page.get_by_role("button", name="发放一次性密码")).to_have_count(0)
    expect(page.get_by_role("button", name="授予角色")).to_have_count(0)
    with pytest.raises(Refused) as refusal:
        api("security").post(f"/accounts/{me}/password", {})
    assert refusal.value.code == "account.own"


def test_who_may_only_look_sees_no_buttons_and_others_see_no_page(person, api, complaints):
    complaints.expect("403")
    account = make_account(api)
    page = person("audit", f"/accounts/{account['id']}")
    expect(page.get_by_text("修改由安全管理员办理")).to_be_visible()
    expect(page.get_by_role("button", name="发放一次性密码")).to_have_count(0)
    collector = person("collector1-420302", "/accounts")
    expect(collector.get_by_text("没有权限")).to_be_visible()
    expect(collector.get_by_role("link", name="账号")).to_have_count(0)
    for login in ("audit", "system", "collector1-420302"):
        with pytest.raises(Refused) as refusal:
            api(login).post(f"/accounts/{account['id']}/password", {})
        assert refusal.value.status == 403


def test_the_rights_matrix_says_the_same_as_the_server_in_both_languages(person, api, axe):
    matrix = api("security").get("/roles")
    page = person("security", "/roles")
    table = page.locator("[data-test=matrix]")
    expect(table.locator(".matrix-cell")).to_have_count(len(matrix["roles"]) * len(matrix["permissions"]))
    expect(table.locator(".matrix-cell.has")).to_have_count(sum(len(role["permissions"]) for role in matrix["roles"]))
    expect(table.get_by_role("rowheader", name="派遣案件")).to_contain_text("Dispatch cases")
    expect(page.get_by_text("与 审计管理员、安全管理员 互斥")).to_be_visible()
    axe(page)
    page.get_by_label("只看角色").select_option("collector")
    expect(table.locator(".matrix-cell")).to_have_count(len(matrix["permissions"]))
    english = person("security", "/roles", language="en", theme="dark", phone=True)
    expect(english.get_by_role("heading", name="Three administrators, kept apart")).to_be_visible()
    axe(english)


def test_no_permission_stands_there_as_a_bare_code(person, api):
    page = person("security", "/roles")
    headers = page.locator("[data-test=matrix] tbody th[scope=row]")
    expect(headers.first).to_be_visible()
    assert [text for text in headers.all_inner_texts() if re.match(r"^[a-z]+\.[a-z_]+", text)] == []


def test_the_matrix_is_saved_as_a_table(person, tmp_path):
    page = person("security", "/roles")
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出表格").click()
    saved.value.save_as(tmp_path / "roles.csv")
    lines = (tmp_path / "roles.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "监督员" in lines[0]
    assert any(line.startswith("查看案件,See cases,case.read,有") for line in lines)


def test_accounts_on_a_phone_in_english(person, axe):
    page = person("security", "/accounts?text=security", language="en", phone=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accounts")
    expect(page.locator("tbody tr[data-index]")).to_have_count(1)
    axe(page)
    page.locator(".row-link").first.click()
    expect(page.get_by_text("Nobody manages their own account")).to_be_visible()
