"""One's own page, and the menu that leads to it. Password and second factor are in test_kit.py."""

import re

import pytest
from playwright.sync_api import expect


def test_the_profile_says_who_one_is_and_where_ones_rights_hold(person, api):
    page = person("dispatcher-420302", "/profile")
    facts = page.locator(".facts").first
    expect(facts).to_contain_text("dispatcher-420302")
    expect(facts).to_contain_text("茅箭区")
    expect(page.get_by_role("region", name="角色与权限范围")).to_contain_text("派遣员 · 茅箭区")


def test_language_and_appearance_are_kept_on_the_device(person):
    page = person("dispatcher-420302", "/profile")
    page.get_by_role("radio", name="English").check()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your profile")
    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your profile")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def menu(page, api, login):
    page.get_by_role("button", name=api(login).me["name"]).click()
    return page.get_by_role("menu")


@pytest.mark.parametrize("login", ["collector1-420302", "clerk-420302hw"])
def test_the_field_app_is_one_step_away_for_those_who_work_outside(person, api, login):
    page = person(login, "/profile", service_workers="block")
    menu(page, api, login).get_by_role("menuitem", name="外勤端").click()
    expect(page).to_have_url(re.compile("/field/"))
    expect(page.locator(".field-tabs")).to_be_visible()


def test_the_field_app_is_not_offered_to_those_who_work_inside(person, api):
    page = person("acceptor-420302", "/profile")
    expect(menu(page, api, "acceptor-420302").get_by_role("menuitem", name="个人设置")).to_be_visible()
    expect(page.get_by_role("menuitem", name="外勤端")).to_have_count(0)
