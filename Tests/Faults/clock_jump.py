#!/usr/bin/env python3
"""The machine's clock jumps an hour forward, then an hour back: nothing is refused, lost or told out of order.

    Tests/Faults/clock_jump.py [--hours 1]

The program runs under libfaketime, whose time is read from a file. STREETWISE_BIN names the program.
"""

import argparse
import ctypes
import glob
import os
import subprocess
import sys
import time
import uuid
from datetime import datetime, timezone
from pathlib import Path

from fleet import BINARY, PLACE, Client, LiveLine, demo_city, expect, raw


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=int, default=1)
    options = parser.parse_args()
    library = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)
    if not library:
        print("skipped: libfaketime is not installed")
        return 0
    city = demo_city()
    clock = Clock(city.folder / "offset")
    settings = {
        "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(clock.path), "FAKETIME_SHARED": clock.shared,
        "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "STREETWISE_SESSION_IDLE_MINUTES": "600",
    }
    try:
        city.start(**settings)
        return prove(city, clock, options.hours)
    finally:
        city.remove()
        clock.remove()


class Clock:
    """The offset that the program sees, in seconds.

    libfaketime would make what it shares among processes by itself, and move the environment while it does so, beside
    which Swift looks for the program's arguments; so it is made here.
    """

    def __init__(self, path):
        self.path = path
        name = f"streetwise_clock_{os.getpid()}"
        self.semaphore, self.memory = f"/{name}_semaphore", Path(f"/dev/shm/{name}_memory")
        self.library = ctypes.CDLL(None)
        self.library.sem_open.restype = ctypes.c_void_p
        self.library.sem_open(self.semaphore.encode(), os.O_CREAT, 0o600, 1)
        self.memory.write_bytes(bytes(4096))
        self.shared = f"{self.semaphore} /{self.memory.name}"
        self.jump(0)

    def remove(self):
        self.library.sem_unlink(self.semaphore.encode())
        self.memory.unlink(missing_ok=True)

    def jump(self, seconds):
        self.offset = seconds
        part = self.path.with_suffix(".part")
        part.write_text(f"{seconds:+d}\n")
        part.rename(self.path)
        time.sleep(0.2)


def prove(city, clock, hours):
    collector, clerk = Client(city.url, "collector1-420302"), Client(city.url, "acceptor-420302")
    line = LiveLine(clerk, lambda event: (event["number"], event["version"]))
    numbers, key, first = [], str(uuid.uuid4()), None
    for offset in (0, hours * 3600, 0, -hours * 3600, 0):
        clock.jump(offset)
        row = collector.post("/cases", {"place": PLACE, "description": f"时钟 {offset:+d}"})["row"]
        numbers.append(row["number"])
        expect(abs(told(row["reportedAt"]) - time.time() - offset) < 60, f"the clock did not jump: {row['reportedAt']} at {offset:+d}")
        line.wait((row["number"], row["version"]))
        expect(clerk.case(row["number"]).get("actions"), f"nothing can be done with {row['number']} at {offset:+d}")
        again = raw(city.url, "POST", "/api/v1/cases", collector.token, {"place": PLACE, "description": "一次"}, {"Idempotency-Key": key})
        expect(again[0] == 201, f"a retry at {offset:+d}: {again[0]} {again[1][:200]}")
        first = first or again[1]
        expect(again[1] == first, f"a retry at {offset:+d} made another case")
    expect(len(set(numbers)) == len(numbers), f"numbers came twice: {numbers}")
    places = [sequence for sequence, _ in line.order]
    expect(places == sorted(set(places)), "events came twice or out of order")
    expect(all(clerk.case(number)["row"]["number"] == number for number in numbers), "a case is lost")
    fresh = Client(city.url, "acceptor-420302")
    expect(fresh.get("/cases?limit=5")["items"], "nobody can sign in after the jumps")
    expect("error" not in city.log_text().lower(), f"the log tells of trouble: {city.log_text()[-1500:]}")
    city.stop()
    verified = subprocess.run([BINARY, "verify", "--data", str(city.data), "--json"], capture_output=True, text=True)
    expect(verified.returncode == 0, f"after the jumps: {verified.stdout}")
    print(f"clock jumped {hours} h forward and back, and back and forward: {len(numbers)} cases, {len(places)} events in order, verify sound")
    return 0


def told(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc).timestamp()


if __name__ == "__main__":
    sys.exit(main())
