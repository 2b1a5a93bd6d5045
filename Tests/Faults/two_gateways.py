#!/usr/bin/env python3
"""Two gateways of one city at once, on PostgreSQL and NATS: each has its own terminals, and either is killed under load.

    Tests/Faults/two_gateways.py [--seconds 20] [--rate 100]

What was answered at either is there, once; an order given at one process reaches the terminal at the other, and its end is told
at both. STREETWISE_BIN names the program.
"""

import argparse
import json
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone

from fleet import BINARY, Client, Fleet, expect, free_port, script, wait_for
from gateway_kill import FIRST, add_vehicles, positions

ENDED = {"done", "refused", "unanswered", "expired", "withdrawn"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--rate", type=int, default=100, help="positions a second at each gateway, by as many vehicles")
    options = parser.parse_args()
    nats = script("nats-test.sh", "start")
    try:
        with Fleet(2, nats) as fleet:
            prove(fleet, options)
    finally:
        script("nats-test.sh", "stop", nats)
    return 0


def prove(fleet, options):
    gateways = [(process, free_port()) for process in fleet.processes]
    for process, port in gateways:
        process.kill9()
        start(process, port)
    first, second = fleet.processes
    add_vehicles(first, options.rate * 2)
    begun = datetime.now(timezone.utc) + timedelta(seconds=1)
    time.sleep(2)
    fleets = [drive(port, FIRST + index * options.rate, options) for index, (_, port) in enumerate(gateways)]
    time.sleep(4)
    orders = order(second, options.rate)
    for process, port in gateways:
        time.sleep(options.seconds / 4)
        process.kill9()
        start(process, port)
    told = [json.loads(each.communicate(timeout=options.seconds + 180)[0]) for each in fleets]
    sent, answered, stored = sum(each["positions"] for each in told), sum(each["answered"] for each in told), sum(positions(second, begun))
    print(f"two gateways: {sent} positions told, {answered} answered, {stored} stored; each gateway killed once; {orders} orders given at the other process done")
    expect(sent == answered == stored, f"{sent - stored} lost or doubled")


def start(process, port):
    process.start(STREETWISE_TERMINALS_PORT=str(port), STREETWISE_TERMINALS_HOST="127.0.0.1")


def drive(port, first, options):
    command = [BINARY, "simulate", "fleet", "--server", f"127.0.0.1:{port}", "--first", str(first), "--vehicles", str(options.rate),
               "--rate", str(options.rate), "--seconds", str(options.seconds), "--repeats", "0.02", "--reorders", "0.02", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def order(second, rate):
    """To ten terminals of each gateway, from one process."""
    client = Client(second.url, "system")
    devices = {device["ident"]: device["id"] for device in client.get("/devices?door=jt808&limit=500")["items"]}
    chosen = [devices[str(FIRST + gateway * rate + number)] for gateway in (0, 1) for number in range(10)]
    batch = client.post("/terminals/commands", {"devices": chosen, "order": {"kind": "text", "text": "请注意安全"}})["batch"]

    def all_ended():
        commands = client.get(f"/terminals/commands/batches/{batch}")["commands"]
        return commands if all(command["state"] in ENDED for command in commands) else None

    states = [command["state"] for command in wait_for(all_ended, 60, "orders have no end")]
    expect(states == ["done"] * 20, f"orders: {states}")
    return len(states)


if __name__ == "__main__":
    sys.exit(main())
