"""What tests of market collection share: lots of the demo city, and months that are over."""

from evaluation_work import month_before

LEAD = "lead-cj"


def this_month():
    return month_before(0)


def lots(api, month=None):
    return api("evaluator").get(f"/collection/lots?month={month or this_month()}")["items"]


def lot_page(lot, month=None, tab=None):
    return f"/collection/lots/{lot['id']}?month={month or this_month()}{f'&tab={tab}' if tab else ''}"


def month_of(api, lot, month, login="evaluator"):
    return api(login).get(f"/collection/lots/{lot['id']}/months/{month}")


def checks_of(api, lot, month):
    return api("evaluator").get(f"/collection/lots/{lot['id']}/months/{month}/checks?limit=500")["items"]


def lot_with_pending(api, count=3):
    """A lot of which some drawn reports of this month are to be judged."""
    return next(lot for lot in lots(api) if lot["month"]["pendingChecks"] >= count)


def centre_of_grid(api, lot, at=0):
    """A grid of a lot, and a place in the middle of it."""
    code = api("system").get(f"/grids?area={lot['areas'][0]['code']}&limit={at + 1}")["items"][at]["code"]
    corners = api("system").get(f"/grids/{code}")["shape"]["coordinates"][0]
    lngs, lats = [each[0] for each in corners], [each[1] for each in corners]
    return code, {"longitude": (min(lngs) + max(lngs)) / 2, "latitude": (min(lats) + max(lats)) / 2}
