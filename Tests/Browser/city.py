"""A demo city of one's own: a data folder, and the program that serves it.

STREETWISE_TEST_POSTGRES  a server as scripts/postgres-test.sh makes it: the city is moved there and served from it
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PASSWORD = "Streetwise-2026"
ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class City:
    """A served city. It keeps its port over a restart, as a real one does."""

    database = {}
    options = ()

    def __init__(self, binary, seed=None):
        self.binary = str(binary)
        self.folder = Path(tempfile.mkdtemp(prefix="streetwise-browser-"))
        self.data = self.folder / "data"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.log = open(self.folder / "server.log", "ab")
        if seed:
            shutil.copytree(seed, self.data)
        else:
            subprocess.run([self.binary, "demo", "build", "--data", self.data, "--cases", "600"], check=True, stdout=self.log)
        self.database = self._moved(os.environ.get("STREETWISE_TEST_POSTGRES"))

    def _moved(self, server):
        if not server:
            return {}
        name = f"city_{self.port}_{os.getpid()}"
        subprocess.run(["psql", "-qc", f"CREATE DATABASE {name} TEMPLATE template0", server], check=True)
        url = f"{server}&dbname={name}"
        subprocess.run([self.binary, "move", "--from", f"sqlite:{self.data}/city.db", "--to", url], check=True, stdout=self.log,
            stderr=self.log)
        return {"STREETWISE_DATABASE": url}

    def start(self, *options, **settings):
        """`options` go to the program, such as "--terminals", and are kept over a restart; `settings` are its environment."""
        self.options = options or self.options
        environment = {**os.environ, "STREETWISE_WEB_FOLDER": str(ROOT / "Web"), "STREETWISE_LOG_LEVEL": "warning",
            **self.database, **settings}
        command = [self.binary, "serve", "--data", str(self.data), "--port", str(self.port), *self.options]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, env=environment)
        self.wait_until_ready()

    def wait_until_ready(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended: {self.log_text()[-2000:]}")
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise TimeoutError(f"the server did not answer: {self.log_text()[-2000:]}")

    def stop(self):
        """As an operator stops it: it finishes what it has begun."""
        self._end(signal.SIGTERM)

    def kill9(self):
        """As a power cut stops it."""
        self._end(signal.SIGKILL)

    def restart(self, **settings):
        self.stop()
        self.start(**settings)

    def _end(self, how):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)

    def log_text(self):
        return (self.folder / "server.log").read_text(errors="replace")

    def remove(self):
        self.kill9()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Refused(Exception):
    """The server said no; `status` and `code` say how."""

    def __init__(self, status, problem):
        super().__init__(f"{status} {problem.get('code')}: {problem.get('messages', {}).get('en')} {problem.get('fields', '')}")
        self.status, self.code, self.problem = status, problem.get("code"), problem


class Client:
    """A program's way in: set-up work that is not what a test is about."""

    def __init__(self, base, login, password=PASSWORD):
        self.base = base + "/api/v1"
        self.token = None
        self.me = self.post("/sessions", {"login": login, "password": password})
        self.token = self.me["token"]

    def call(self, method, path, body=None, version=None, data=None):
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        request = urllib.request.Request(self.base + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            text = error.read()
            raise Refused(error.code, json.loads(text) if text else {}) from None

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body=None, version=None):
        return self.call("POST", path, body if body is not None else {}, version)

    def patch(self, path, body, version):
        return self.call("PATCH", path, body, version)

    def put(self, path, body, version=None):
        return self.call("PUT", path, body, version)

    def delete(self, path, version=None):
        return self.call("DELETE", path, version=version)

    def photo(self, content):
        """Sends a photo; its id."""
        request = urllib.request.Request(self.base + "/media", data=content, method="POST",
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/octet-stream"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["id"]

    def case(self, key):
        return self.get(f"/cases/{key}")

    def act(self, key, action, **needs):
        """Acts on the case as it is now."""
        version = self.case(key)["row"]["version"]
        return self.post(f"/cases/{key}/actions/{action}", needs, version)
