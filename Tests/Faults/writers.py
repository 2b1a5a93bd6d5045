"""A write load whose every acknowledgement is remembered, and the count of what became of it."""

import http.client
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))
from city import PASSWORD  # noqa: E402
from seed import ROOT, binary, demo_data  # noqa: E402

PLACE = {"lng": 110.808, "lat": 32.594}


def demo_seed():
    """The data folder of a small demo city on SQLite."""
    folder = Path(tempfile.mkdtemp(prefix="streetwise-seed-")) / "data"
    demo_data(folder)
    return folder


def move(source, url):
    subprocess.run([binary(), "move", "--from", f"sqlite:{source}/city.db", "--to", url], check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)


def verify(data, url=None):
    """What `streetwise verify` says; None when all is sound."""
    environment = {**os.environ, **({"STREETWISE_DATABASE": url} if url else {})}
    done = subprocess.run([binary(), "verify", "--data", str(data)], capture_output=True, text=True, env=environment)
    return None if done.returncode == 0 else done.stdout + done.stderr


def descriptions(data, url=None):
    """How often each description stands in the database."""
    query = "SELECT description, COUNT(*) FROM case_case GROUP BY 1"
    if url:
        done = subprocess.run(["psql", "-At", "-F", "\t", "-c", query, url], capture_output=True, text=True, check=True)
        rows = [line.split("\t") for line in done.stdout.splitlines()]
    else:
        with sqlite3.connect(f"{data}/city.db") as database:
            rows = database.execute(query).fetchall()
    return {text: int(count) for text, count in rows}


class Writers:
    """Reports from several clients at once, each over its own line, with an Idempotency-Key. A report whose answer was
    lost is sent again under its key until it is answered, as a phone does."""

    def __init__(self, ports, label, count=8):
        self.ports, self.label = ports, label
        self.acknowledged, self.retried, self.refused = {}, 0, []
        self.last_answer = time.monotonic()
        self.longest_gap = 0.0
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._token = self._sign_in()
        self._threads = [threading.Thread(target=self._work, args=(number,), daemon=True) for number in range(count)]

    def start(self):
        for thread in self._threads:
            thread.start()
        return self

    def wait_for(self, count, seconds=120):
        end = time.monotonic() + seconds
        while len(self.acknowledged) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.acknowledged)} of {count} reports were acknowledged in {seconds} s")
            time.sleep(0.005)

    def stop(self, seconds=60):
        """Ends when each client has its last answer."""
        self._end.set()
        for thread in self._threads:
            thread.join(seconds)
        if any(thread.is_alive() for thread in self._threads):
            raise TimeoutError(f"{self.label}: a report was not answered within {seconds} s")

    def _sign_in(self):
        line = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=30)
        body = json.dumps({"login": "collector1-420302", "password": PASSWORD})
        line.request("POST", "/api/v1/sessions", body, {"Content-Type": "application/json"})
        return json.loads(line.getresponse().read())["token"]

    def _work(self, client):
        line, number, turn = None, 0, client
        while not self._end.is_set():
            text, again = f"{self.label}-{client}-{number}", False
            while True:
                try:
                    if line is None:
                        turn += 1
                        line = http.client.HTTPConnection("127.0.0.1", self.ports[turn % len(self.ports)], timeout=20)
                    status, answer = self._report(line, text)
                except (OSError, http.client.HTTPException):
                    line, again = None, True
                    time.sleep(0.05)
                    continue
                if status in (201, 200):
                    self._note(text, answer["row"]["number"], again)
                    break
                if status in (429, 503) or answer.get("code") == "storage.unknown":
                    again = True
                    time.sleep(0.1)
                    continue
                self.refused.append((status, answer))
                break
            number += 1

    def _report(self, line, text):
        line.request("POST", "/api/v1/cases", json.dumps({"place": PLACE, "description": text}), {
            "Content-Type": "application/json", "Authorization": f"Bearer {self._token}", "Idempotency-Key": text})
        answer = line.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else {}

    def _note(self, text, number, again):
        now = time.monotonic()
        with self._lock:
            self.acknowledged[text] = number
            self.retried += again
            self.longest_gap = max(self.longest_gap, now - self.last_answer)
            self.last_answer = now


def lost_and_doubled(writers, found):
    """Of all that these writers had acknowledged, and of all that they sent."""
    lost = [text for one in writers for text in one.acknowledged if text not in found]
    labels = tuple(f"{one.label}-" for one in writers)
    doubled = [text for text, count in found.items() if count > 1 and text.startswith(labels)]
    return lost, doubled


def remove(*folders):
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
