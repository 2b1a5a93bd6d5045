"""What schemathesis must know of the city: who may use an operation, and which things are really there.

STREETWISE_CONTRACT_URL  where the city is served
"""

import os
import sys
import zlib
from pathlib import Path

import schemathesis

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))
from city import Client, Refused  # noqa: E402

URL = os.environ["STREETWISE_CONTRACT_URL"]
PEOPLE = ["leader", "system", "security", "audit", "acceptor-420302", "duty-420302", "dispatcher-420302",
          "collector1-420302", "lead-420302hw", "evaluator", "lead-cj", "devices"]
# Whoever ends their session or guesses a password does it to nobody but themselves.
ALONE = {"delete_session": "clerk-420302hw", "put_session_password": "clerk-420302yl", "post_session_totp": "clerk-420302yl",
         "post_session_totp_confirm": "clerk-420302yl", "delete_session_totp": "clerk-420302yl"}
NEEDED = {*PEOPLE, *ALONE.values()}

clients = {}


def client(login):
    if login not in clients:
        clients[login] = Client(URL, login)
    return clients[login]


def held(login):
    return {permission["name"] for permission in client(login).me["permissions"]}


def someone_who_may(access):
    for login in PEOPLE:
        if access in ("open", "signed in") or access in held(login):
            return login
    raise LookupError(f"nobody of {PEOPLE} holds {access}")


def login_for(operation):
    raw = operation.definition.raw
    return ALONE.get(raw["operationId"]) or someone_who_may(raw["x-access"])


@schemathesis.auth(refresh_interval=None)
class Session:
    def get(self, case, context):
        operation = context.operation
        if operation.definition.raw["operationId"] == "delete_session":
            return Client(URL, login_for(operation)).token
        return client(login_for(operation)).token

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


there = {}


def things(path):
    """Keys of what the list before the first parameter of the path holds."""
    listed = path.split("/{")[0].removeprefix("/api/v1")
    if listed not in there:
        there[listed] = []
        for login in PEOPLE:
            try:
                answer = client(login).get(listed)
            except Refused:
                continue
            items = answer.get("items", []) if isinstance(answer, dict) else []
            # An account that is needed here must not be locked, or given another password.
            others = [item for item in items[:60] if item.get("login") not in NEEDED]
            there[listed] = [key for key in (item.get("id") or item.get("code") for item in others[:20]) if key]
            break
    return there[listed]


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Half of the keys are of things that are there: a random key only ever finds nothing."""
    for name in ("id", "code"):
        value = (path_parameters or {}).get(name)
        known = things(context.operation.path) if isinstance(value, str) else []
        draw = zlib.crc32(str(value).encode("utf-8", "replace"))
        if known and draw % 2:
            path_parameters[name] = known[draw // 2 % len(known)]
    return path_parameters


@schemathesis.hook
def map_headers(context, headers):
    """A random version is never the present one; the first is that of most things."""
    value = (headers or {}).get("If-Match")
    if isinstance(value, str) and zlib.crc32(value.encode("utf-8", "replace")) % 2:
        headers["If-Match"] = '"1"'
    return headers
