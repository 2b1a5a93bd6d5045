#!/usr/bin/env python3
"""Two processes are restarted one after the other under load: no request fails, none is lost.

    Tests/Faults/rolling_restart.py [--rounds 1] [--workers 8]

Readiness goes first, kept connections are told to end, then the port is closed. STREETWISE_BIN names the program.
"""

import argparse
import sys
import time

from fleet import Client, Fleet, expect
from load import Load


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=8)
    options = parser.parse_args()
    with Fleet(2, STREETWISE_HTTP_DRAIN_SECONDS="2") as fleet:
        load = Load(fleet.processes, options.workers)
        time.sleep(2)
        for _ in range(options.rounds):
            for process in fleet.processes:
                begun = time.monotonic()
                process.stop()
                stopped = time.monotonic() - begun
                expect(process.process.returncode == 0, f"a stopped process ended with {process.process.returncode}")
                process.start()
                print(f"stopped in {stopped:.1f} s, ready again after {time.monotonic() - begun:.1f} s")
                time.sleep(1)
        load.stop()
        expect(not load.failures, f"{len(load.failures)} of {load.count} requests failed: {load.failures[:5]}")
        clerk = Client(fleet.processes[0].url, "acceptor-420302")
        lost = [number for number in load.acknowledged if clerk.case(number)["row"]["number"] != number]
        expect(not lost and len(set(load.acknowledged)) == len(load.acknowledged), f"lost or doubled: {lost[:5]}")
        print(f"{load.count} requests over {2 * options.rounds} restarts, 0 failed; {len(load.acknowledged)} cases, 0 lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
