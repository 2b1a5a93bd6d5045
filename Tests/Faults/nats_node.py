#!/usr/bin/env python3
"""One of three NATS servers after the other is killed under load: no event is lost, none is there twice.

    Tests/Faults/nats_node.py [--kills 3]

Two processes write; one reader goes along as a durable consumer, another reads everything at the end. Then the stream
must hold the outbox, each event once and in its order. STREETWISE_BIN names the program.
"""

import argparse
import json
import subprocess
import sys
import threading
import time

from fleet import BINARY, Client, Fleet, LiveLine, expect, script, wait_for
from load import Load


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=3)
    options = parser.parse_args()
    nats = script("nats-test.sh", "start", "3")
    try:
        with Fleet(2, nats, STREETWISE_NATS_REPLICAS="3") as fleet:
            return prove(fleet, nats, options)
    finally:
        script("nats-test.sh", "stop", nats)


def prove(fleet, nats, options):
    follower = Follower(nats, "along")
    wait_for(lambda: follower.ids, 30, "the reader was given nothing")
    live = LiveLine(Client(fleet.processes[1].url, "acceptor-420302"), lambda event: (event["number"], event["version"]))
    load = Load(fleet.processes, workers=4, pause=0.03)
    for kill in range(options.kills):
        time.sleep(2)
        node = str(1 + kill % 3)
        script("nats-test.sh", "kill", nats, node)
        time.sleep(3)
        script("nats-test.sh", "up", nats, node)
        # The next one is killed only when the cluster is whole again: two of three down is another matter.
        time.sleep(3)
    load.stop()
    expect(not load.failures, f"requests failed while NATS was in trouble: {load.failures[:3]}")
    expect(len(load.acknowledged) > 20, f"only {len(load.acknowledged)} cases were reported")

    outbox = ids_in_outbox(fleet)
    wait_for(lambda: set(outbox) <= set(follower.ids), 60, f"not all of {len(outbox)} events came to the reader")
    doubled = len(follower.ids) - len(set(follower.ids))
    follower.end()
    everything = Follower(nats, "afterwards", "--until-quiet", "3").all()
    expect(everything == outbox, f"the stream is not the outbox: {len(everything)} against {len(outbox)}, {len(set(everything))} different")
    number = load.acknowledged[-1]
    wait_for(lambda: any(key[0] == number for key in live.seen), 10, "the live line did not go on")
    places = [sequence for sequence, _ in live.order]
    expect(places == sorted(set(places)), "the live line had events twice or out of order")
    print(
        f"{options.kills} servers killed: {len(outbox)} events, stream equal to the outbox; given again to the reader: {doubled}; "
        f"{load.count} requests, 0 failed"
    )
    return 0


def ids_in_outbox(fleet):
    question = ["psql", fleet.postgres, "-Atc", "SELECT id FROM event_outbox ORDER BY sequence"]
    return subprocess.run(question, check=True, capture_output=True, text=True).stdout.split()


class Follower:
    """`streetwise events`, as another system would run it."""

    def __init__(self, nats, name, *flags):
        command = [BINARY, "events", "--nats", nats, "--name", name, *flags]
        self.ids = []
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        for line in self.process.stdout:
            self.ids.append(json.loads(line)["id"])

    def all(self):
        self.thread.join(120)
        return self.ids

    def end(self):
        self.process.kill()
        self.process.wait()


if __name__ == "__main__":
    sys.exit(main())
