"""What tests of the evaluation share: months that are over, and periods that were opened."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def today():
    return datetime.now(CHINA).date()


def month_before(count=1):
    """The code of a month that is over."""
    serial = today().year * 12 + today().month - 1 - count
    return f"{serial // 12}-{serial % 12 + 1:02d}"


def opened_period(api, code=None):
    """A period that is open to objections or past that; the tests of a run share them."""
    code = code or month_before(6)
    for each in api("evaluator").get("/evaluation/periods?limit=100")["items"]:
        if each["code"] == code:
            return each["id"]
    return api("evaluator").post("/evaluation/periods", {"period": code})["id"]


def month_with_cases(api, login, figure="handling_due"):
    """A month that is over and not yet opened, in which the department of a lead had something to do."""
    me = api(login).me
    known = {each["code"] for each in api("evaluator").get("/evaluation/periods?limit=100")["items"]}
    for count in range(1, 12):
        code = month_before(count)
        if code in known:
            continue
        facts = api(login).get(f"/evaluation/results/department/{me['organisation']}/facts?period={code}&figure={figure}&limit=1")
        if facts["total"]:
            return code, facts["items"][0]["case"]["number"]
    raise AssertionError("no month with cases of the department")
