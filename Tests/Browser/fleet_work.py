"""What tests of devices share: a city into which terminals come, vehicles that drive through it, and who is online."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from city import ROOT, City, free_port

FLEET = 12
# As `streetwise simulate fleet` begins. The demo's other vehicles look online too while its own ways are fresh.
PHONES = {str(13900000001 + number) for number in range(FLEET)}


@pytest.fixture(scope="module")
def city():
    """A city of its own, into which terminals may come."""
    binary = Path(os.environ.get("STREETWISE_BIN", ROOT / ".build/debug/streetwise"))
    made = City(binary, os.environ.get("STREETWISE_BROWSER_SEED"))
    made.terminals = free_port()
    made.start("--terminals", str(made.terminals))
    yield made
    made.remove()


@pytest.fixture(scope="module")
def fleet(city):
    """Vehicles of the demo city that drive while the tests run."""
    command = [city.binary, "simulate", "fleet", "--server", f"127.0.0.1:{city.terminals}", "--vehicles", str(FLEET), "--rate", str(FLEET)]
    driving = subprocess.Popen(command, stdout=city.log, stderr=city.log)
    yield driving
    driving.terminate()
    driving.wait(10)


def online(api, count=1):
    """Vehicles that drive, once so many are online."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        devices = api("system").get("/devices?online=true&door=jt808&limit=500")["items"]
        found = [device for device in devices if device["ident"] in PHONES]
        if len(found) >= count:
            return found
        time.sleep(0.2)
    raise TimeoutError("the fleet does not come online")
