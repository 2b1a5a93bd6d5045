#!/usr/bin/env python3
"""Terminals tell where they are while the gateway is killed again and again: what was answered is there, once.

    Tests/Faults/gateway_kill.py [--kills 3] [--rate 200] [--away 0] [--sqlite-only]

`--away SECONDS` besides takes PostgreSQL away for so long under load: terminals hold back, and then all is there.
STREETWISE_BIN names the program.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone

from fleet import BINARY, UNLIMITED, Client, Fleet, demo_city, expect, free_port, raw, script

FIRST = 13900000001
DEMO = 40


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--away", type=int, default=0)
    parser.add_argument("--sqlite-only", action="store_true")
    options = parser.parse_args()
    city = demo_city()
    try:
        prove("SQLite", city, options)
    finally:
        city.remove()
    if not options.sqlite_only:
        with Fleet(1) as fleet:
            fleet.processes[0].kill9()
            prove("PostgreSQL", fleet.processes[0], options, fleet.postgres)
    return 0


def prove(engine, city, options, postgres=None):
    port = free_port()
    settings = {"STREETWISE_TERMINALS_PORT": str(port), "STREETWISE_TERMINALS_HOST": "127.0.0.1", **UNLIMITED}
    city.start(**settings)
    add_vehicles(city, options.rate)
    # The demo's own ways end before this.
    begun = datetime.now(timezone.utc) + timedelta(seconds=1)
    time.sleep(2)
    seconds = 4 + options.kills * 4 + options.away * 2
    command = [BINARY, "simulate", "fleet", "--server", f"127.0.0.1:{port}", "--vehicles", str(options.rate), "--rate", str(options.rate),
               "--seconds", str(seconds), "--repeats", "0.02", "--reorders", "0.02", "--bad", "0.02", "--drops", "0.005", "--json"]
    fleet = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for _ in range(options.kills):
        time.sleep(random.uniform(1, 3))
        city.kill9()
        city.start(**settings)
    if postgres and options.away:
        script("postgres-test.sh", "down", postgres)
        time.sleep(options.away)
        script("postgres-test.sh", "up", postgres)
    told = json.loads(fleet.communicate(timeout=seconds + 180)[0])
    expect(told["positions"] == told["answered"], f"not all were answered in the end: {told}")
    stored = sum(positions(city, begun))
    print(f"{engine}: {options.kills} kills, {told['positions']} positions told and answered, {stored} stored; "
          f"{told['repeats']} repeated, {told['reorders']} out of order, {told['bad']} broken, {told['drops']} lines cut, {told['connectFailures']} times turned away")
    expect(stored == told["positions"], f"{told['positions'] - stored} lost or doubled")
    expect(told["positions"] > options.rate, "the fleet hardly told anything")


def add_vehicles(city, count):
    """One for each position a second: a terminal's clock knows seconds only."""
    client = Client(city.url, "system")
    for number in range(DEMO, count):
        client.post("/devices", {"door": "jt808", "ident": str(FIRST + number), "name": f"试{number}", "use": "other", "area": "420302"})


def positions(city, begun):
    client = Client(city.url, "system")
    end = datetime.now(timezone.utc) + timedelta(minutes=20)
    period = "&".join(f"{name}={at.strftime('%Y-%m-%dT%H:%M:%SZ')}" for name, at in (("from", begun), ("to", end)))
    for device in client.get("/devices?door=jt808&limit=500")["items"]:
        status, text = raw(client.base, "GET", f"/devices/{device['id']}/track.csv?{period}", client.token)
        expect(status == 200, f"no track: {status} {text[:200]}")
        yield text.count(b"\r\n") - 1


if __name__ == "__main__":
    sys.exit(main())
