"""Several processes of one city on one PostgreSQL, with or without NATS, and what the fault tests share."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from city import City, Client, Refused, free_port  # noqa: E402, F401
from seed import demo_data  # noqa: E402

BINARY = os.environ.get("STREETWISE_BIN", str(ROOT / ".build/debug/streetwise"))
PLACE = {"lng": 110.808, "lat": 32.594}


def script(name, *arguments):
    return subprocess.run([ROOT / "scripts" / name, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def demo_city():
    """A small demo city on SQLite, not started yet."""
    with tempfile.TemporaryDirectory(prefix="streetwise-seed-") as seed:
        demo_data(Path(seed) / "data")
        return City(BINARY, str(Path(seed) / "data"))


UNLIMITED = {f"STREETWISE_LIMITS_{kind}": "off" for kind in ("ADDRESS", "SIGN_IN", "ACCOUNT", "DEVICE")}


class Process(City):
    """One process of a fleet: its database is the fleet's, and so is its folder."""

    def __init__(self, fleet):
        self.binary, self.data, self.folder = BINARY, fleet.data, fleet.folder
        self.port, self.process = free_port(), None
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = open(fleet.folder / "server.log", "ab")
        # The load of a whole city comes from one address and few accounts here.
        self.settings = {**UNLIMITED, **fleet.settings}

    def start(self, **settings):
        super().start(**{**self.settings, **settings})


class Fleet:
    """`with Fleet(2) as fleet:` a demo city on PostgreSQL, served by so many processes."""

    def __init__(self, count, nats=None, **settings):
        self.folder = Path(tempfile.mkdtemp(prefix="streetwise-fleet-"))
        self.data = self.folder / "data"
        self.postgres = script("postgres-test.sh", "start")
        self.settings = {"STREETWISE_DATABASE": self.postgres, **settings}
        if nats:
            self.settings["STREETWISE_NATS_URL"] = nats
        try:
            environment = {**os.environ, **self.settings}
            demo_data(self.data)
            move = [BINARY, "move", "--from", f"sqlite:{self.data}/city.db", "--to", self.postgres]
            subprocess.run(move, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            self.processes = [Process(self) for _ in range(count)]
            for process in self.processes:
                process.start()
        except BaseException:
            self.remove()
            raise

    def remove(self):
        for process in getattr(self, "processes", []):
            process.kill9()
        script("postgres-test.sh", "stop", self.postgres)
        if os.environ.get("STREETWISE_KEEP"):
            print(f"kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind and kind is not SystemExit:
            print("".join(line for line in self.processes[0].log_text().splitlines(True) if " 20" in line[:30] or "error" in line)[-3000:])
        self.remove()


class LiveLine:
    """Listens at one process; `seen` has when each event came, by what the given function makes of it."""

    def __init__(self, client, key, topics="case.changed", after=None):
        headers = {"Authorization": f"Bearer {client.token}"}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        request = urllib.request.Request(f"{client.base}/live?topics={topics}", headers=headers)
        self.answer = urllib.request.urlopen(request, timeout=60)
        self.answer.readline()
        self.seen, self.order, self.key = {}, [], key
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            sequence = None
            for line in self.answer:
                text = line.decode().strip()
                if text.startswith("id: "):
                    sequence = int(text[4:])
                if text.startswith("data: "):
                    key = self.key(json.loads(text[6:]))
                    self.seen.setdefault(key, time.monotonic())
                    self.order.append((sequence, key))
        except (OSError, ValueError):
            pass

    def wait(self, key, seconds=10):
        return wait_for(lambda: self.seen.get(key), seconds, f"{key} did not come to the live line")


def wait_for(what, seconds, otherwise):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = what()
        if answer:
            return answer
        time.sleep(0.002)
    raise SystemExit(f"failed: {otherwise}")


def expect(holds, otherwise):
    if not holds:
        raise SystemExit(f"failed: {otherwise}")


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def raw(url, method, path, token=None, body=None, headers=None, timeout=30):
    """Status and body; no exception for a refusal."""
    request = urllib.request.Request(url + path, method=method, data=None if body is None else json.dumps(body).encode())
    for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
        request.add_header(name, value)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
