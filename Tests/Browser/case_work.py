"""Set-up work with cases, and the gestures that tests of their pages share."""

import itertools
import random

CLASS = "event/01/10"
COUNTY = "420302"
_serial = itertools.count(1)


def somewhere(api):
    """A place inside the county, where a case was once."""
    rows = api("leader").get(f"/cases?area={COUNTY}&limit=100")["items"]
    row = random.choice([row for row in rows if row.get("lng")])
    return {"lng": row["lng"] + random.uniform(-2e-5, 2e-5), "lat": row["lat"]}


def new_case(api, source="hotline_12319", **facts):
    """A report: its number. Another address each time, so that lists can be searched for it."""
    who = api("collector1-420302" if source == "collector" else "acceptor-420302")
    body = {
        "source": source, "place": facts.pop("place", None) or somewhere(api), "address": f"试验路 {next(_serial) + random.randrange(10**6)} 号",
        "description": "路边垃圾两天没人清运", "smallClass": CLASS, "condition": "1", **facts,
    }
    return who.post("/cases", body)["row"]["number"]


def brought_to(api, state, **facts):
    """A case that was brought to a state by the people whose turn it was."""
    number = new_case(api, **facts)
    if state == "reported":
        return number
    api("acceptor-420302").act(number, "accept")
    if state == "pending_filing":
        return number
    api("duty-420302").act(number, "file")
    if api("leader").case(number)["row"]["state"] == "pending_dispatch" and state != "pending_dispatch":
        api("dispatcher-420302").act(number, "dispatch", organisation=api("clerk-420302hw").me["organisation"])
    if state in ("pending_dispatch", "pending_handling"):
        return number
    api("clerk-420302hw").act(number, "take")
    if state == "handling":
        return number
    api("clerk-420302hw").act(number, "finish", opinion="已清运")
    if state == "handled":
        return number
    api("acceptor-420302").act(number, "request_check", assignee=api("collector1-420302").me["account"])
    if state == "pending_check":
        return number
    api("collector1-420302").act(number, "check_pass")
    if state == "pending_closing":
        return number
    api("duty-420302").act(number, "close")
    return number


def panel(page):
    """Where one acts: on the case's page or in the drawer beside a list."""
    return page.locator(".act")


def choose(page, action, rare=False):
    """Opens an action's form: by its button, or, if it is rare, out of the menu. Waits until it is offered."""
    group = page.get_by_role("group", name="可以做的操作").or_(page.get_by_role("group", name="What can be done"))
    if rare:
        group.locator(".menu > button").click()
        page.get_by_role("menuitem", name=action).click()
    else:
        button = group.get_by_role("button", name=action)
        button.first.wait_for()
        if button.first.get_attribute("aria-pressed") != "true":
            button.first.click()
    form = page.get_by_role("form", name=action)
    form.wait_for()
    return form


def submit(form, action):
    form.get_by_role("button", name=action, exact=True).click()


def act(page, action, opinion=None, rare=False):
    """Does one action by clicking, with words where they are asked for."""
    form = choose(page, action, rare)
    if opinion:
        form.locator("[data-field=opinion] textarea").fill(opinion)
    submit(form, action)


def state(page, name):
    """Waits until the page says that the case is in a state."""
    page.locator(".page-note .badge-state, .drawer .badge-state").filter(has_text=name).first.wait_for()
