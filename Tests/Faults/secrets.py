#!/usr/bin/env python3
"""What must stay secret is in no log, not even at the finest level: passwords, tokens, second factors, database URLs.

    Tests/Faults/secrets.py

STREETWISE_BIN           the program (else .build/debug/streetwise)
STREETWISE_BROWSER_SEED  a data folder with a demo city, copied for this run (else one is built, which takes a minute)
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from city import PASSWORD, City, Client, Refused  # noqa: E402

NEW, WRONG, BROKEN, CALLER = "Quite-Another-77", "Wrong-Guess-4711", "Half-A-Body-0815", "13987654321"


def main():
    binary = os.environ.get("STREETWISE_BIN", str(ROOT / ".build/debug/streetwise"))
    city = City(binary, os.environ.get("STREETWISE_BROWSER_SEED"))
    try:
        city.start(STREETWISE_LOG_LEVEL="trace")
        secrets = use(city)
        city.stop()
        log = city.log_text()
    finally:
        city.remove()
    expect(" debug " in log, f"the log is not as fine as it should be: {log[-500:]}")
    secrets["the database's password"] = "pg-Secret-99"
    tried = serve_without_database(binary)
    expect(tried.returncode != 0, "a database that is not there was opened")
    found = [name for name, secret in secrets.items() if secret in log + tried.stdout + tried.stderr]
    print(f"{len(log.splitlines())} lines of log, {len(secrets)} secrets, found: {found or 'none'}")
    return 1 if found else 0


def use(city):
    """Everything that takes or gives a secret, rightly and wrongly. The secrets by what they are."""
    leader = Client(city.url, "leader")
    factor = leader.post("/session/totp", {"password": PASSWORD})
    refused(lambda: leader.post("/session/totp/confirm", {"code": "000000"}))
    refused(lambda: Client(city.url, "audit", WRONG))
    refused(lambda: leader.put("/session/password", {"current": WRONG, "new": NEW}))
    leader.put("/session/password", {"current": PASSWORD, "new": NEW})
    security = Client(city.url, "security")
    someone = security.get("/accounts?text=collector2-420302")["items"][0]["id"]
    issued = security.post(f"/accounts/{someone}/password")["password"]
    acceptor = Client(city.url, "acceptor-420302")
    acceptor.post("/cases", {"place": {"lng": 110.808, "lat": 32.594}, "description": "测试", "source": "hotline_12319",
                             "reporter": {"name": "王先生", "phone": CALLER}})
    acceptor.get(f"/callers/{CALLER}/cases")
    raw(city, b'{"login":"leader","password":"' + BROKEN.encode())
    raw(city, json.dumps({"login": "leader", "password": [BROKEN]}).encode())
    # The demo's own password is public and printed for whoever starts it.
    return {"the new password": NEW, "the guess": WRONG, "the password in a broken body": BROKEN,
            "the issued password": issued, "the second factor": factor["secret"], "a token": leader.token, "another token": security.token,
            "a caller's number": CALLER}


def serve_without_database(binary):
    with tempfile.TemporaryDirectory() as folder:
        database = "postgres://city:pg-Secret-99@127.0.0.1:1/city"
        environment = {**os.environ, "STREETWISE_LOG_LEVEL": "trace", "STREETWISE_DATABASE": database}
        command = [binary, "serve", "--data", folder, "--port", "0"]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)


def refused(work):
    try:
        work()
    except Refused:
        return
    raise SystemExit("failed: what is wrong was let through")


def raw(city, body):
    """A sign-in as it must not be."""
    request = urllib.request.Request(f"{city.url}/api/v1/sessions", data=body, headers={"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request, timeout=10)
        raise SystemExit("failed: a broken body was let through")
    except urllib.error.HTTPError as error:
        expect(error.code == 400, f"a broken body was answered {error.code}")


def expect(holds, otherwise):
    if not holds:
        raise SystemExit(f"failed: {otherwise}")


if __name__ == "__main__":
    sys.exit(main())
