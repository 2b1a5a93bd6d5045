"""The audit log: found, looked into, verified; and nobody else sees it."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from city import Client, Refused


def rows(page):
    return page.locator("tbody tr[data-index]")


def test_what_was_done_stands_in_the_log_with_its_words(person, api, axe):
    login = f"seen.{uuid4().hex[:8]}"
    account = api("security").post("/accounts", {"login": login, "name": "被记录的人", "area": "420302", "grants": [{"role": "acceptor", "area": "420302"}]})
    page = person("audit", f"/audit?object=account:{account['id']}")
    expect(rows(page)).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("授予角色")
    rows(page).filter(has_text="授予角色").click()
    drawer = page.get_by_role("complementary")
    expect(drawer).to_contain_text("受理员")
    expect(drawer.get_by_role("link", name=re.compile(login))).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(page.get_by_role("list", name="已用的筛选条件")).to_contain_text(login)


def test_filters_narrow_the_log_and_stay_in_the_address(person):
    page = person("audit", "/audit")
    expect(rows(page).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^筛选")).click()
    page.locator("[data-filter=action] select").select_option("session.opened")
    page.get_by_role("button", name="完成").click()
    page.wait_for_url("**action=session.opened**")
    expect(rows(page).filter(has_text="登录")).to_have_count(rows(page).count())
    page.reload()
    expect(page.get_by_role("list", name="已用的筛选条件")).to_contain_text("登录")


def test_refused_sign_ins_are_found(person, api, city):
    with pytest.raises(Refused):
        Client(city.url, "evaluator", "wrong-Password-1")
    page = person("audit", "/audit?outcome=refused")
    rows(page).first.click()
    drawer = page.get_by_role("complementary")
    expect(drawer).to_contain_text("登录被拒绝")
    expect(drawer).to_contain_text("密码不对")


def test_the_chain_is_verified_and_the_result_says_how_many(person, api, axe):
    page = person("audit", "/audit")
    page.get_by_role("button", name="校验全链").click()
    result = page.locator("[data-test=verification]")
    expect(result).to_contain_text("完好")
    expect(result.locator(".code")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    axe(page)


def test_a_broken_chain_is_told_with_what_to_do(person):
    page = person("audit", "/audit")
    page.route("**/api/v1/audit/verification", lambda route: route.fulfill(json={
        "intact": False, "checked": 41, "from": 1, "lastHash": "ab", "trouble": {"sequence": 42, "kind": "changed", "wording": {"zh": "第 42 条审计记录被改动", "en": "Audit entry 42 was changed"}}}))
    page.get_by_role("button", name="校验全链").click()
    expect(page.get_by_role("alert")).to_contain_text("第 42 条审计记录被改动")
    expect(page.get_by_role("alert")).to_contain_text("立即报告")


def test_only_the_audit_administrator_sees_the_log(person, api, complaints):
    complaints.expect("403")
    for login in ("system", "security", "duty-420302"):
        page = person(login, "/audit")
        expect(page.get_by_text("没有权限")).to_be_visible()
        expect(page.get_by_role("link", name="审计日志")).to_have_count(0)
        with pytest.raises(Refused) as refusal:
            api(login).get("/audit")
        assert refusal.value.status == 403


def test_the_log_on_a_phone_in_english_and_dark(person, axe):
    page = person("audit", "/audit", language="en", phone=True, theme="dark")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Audit log")
    expect(rows(page).first).to_be_visible()
    axe(page)


def test_what_the_filters_show_is_saved_as_a_table(person, tmp_path):
    page = person("audit", "/audit?action=session.opened")
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出表格").click()
    saved.value.save_as(tmp_path / "audit.csv")
    lines = (tmp_path / "audit.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("序号,时间,操作人,操作")
    assert len(lines) > 1 and all("session.opened" in line for line in lines[1:])
