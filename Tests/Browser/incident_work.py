"""Set-up work with incidents and units."""

import time

COUNTY = "420302"
PLACE = {"lng": 110.7921, "lat": 32.6201}


def own(words):
    """A name of this test alone."""
    return f"{words}{time.time_ns() % 10**9}"


def made_unit(api, skills=()):
    return api("system").post("/command/units", {"name": own("试验队"), "area": COUNTY, "skills": list(skills), "ordersMax": 9})


def step(key, title, **more):
    return {"key": key, "title": title, "words": "", "role": "", "after": [], "waitMinutes": 0, "dueMinutes": 30, "units": 0, "skills": [], "isAutomatic": False, **more}


def made_plan(api, *steps, state="active", **content):
    body = {
        "name": own("试验预案"), "kind": "flood", "area": COUNTY, "state": state,
        "content": {"words": "试验用", "roles": [{"key": "lead", "title": "总指挥", "words": "决定级别"}], "resources": [], "steps": list(steps), "rollCallMinutes": 0, **content},
    }
    return api("system").post("/command/plans", body)


def begun(api, plan=None, **more):
    body = {"title": own("试验事件"), "kind": "flood", "level": 3, "area": COUNTY, "place": PLACE, "plan": plan and plan["id"], **more}
    return api("dispatcher-420302").post("/command/incidents", body)


def file_of(api, incident):
    return api("dispatcher-420302").get(f"/command/incidents/{incident['incident']['id']}")


def act(api, incident, index, what, **body):
    found = file_of(api, incident)["steps"][index]
    return api("dispatcher-420302").post(f"/command/incidents/{incident['incident']['id']}/steps/{found['id']}/acts/{what}", body, version=found["version"])
