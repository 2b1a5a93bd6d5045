#!/usr/bin/env python3
"""The server is killed in random moments of a write load, again and again. Every acknowledged report is there once.

    Tests/Faults/kill9.py [--rounds 3] [--engine sqlite|postgres|both]

STREETWISE_BIN  the program (else .build/debug/streetwise)
"""

import argparse
import random
import subprocess
import time

from writers import ROOT, Writers, binary, demo_seed, descriptions, lost_and_doubled, move, remove, verify
from city import City


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=["sqlite", "postgres", "both"], default="both")
    wanted = parser.parse_args()
    seed = demo_seed()
    try:
        engines = ["sqlite", "postgres"] if wanted.engine == "both" else [wanted.engine]
        return max(prove(engine, seed, wanted.rounds) for engine in engines)
    finally:
        remove(seed.parent)


def prove(engine, seed, rounds):
    city, url, server = City(binary(), str(seed)), None, None
    script = str(ROOT / "scripts/postgres-test.sh")
    try:
        settings = {}
        if engine == "postgres":
            server = subprocess.run([script, "start"], capture_output=True, text=True, check=True).stdout.strip()
            url = server + "&dbname=city"
            subprocess.run(["psql", "-qc", "CREATE DATABASE city TEMPLATE template0", server], check=True)
            move(seed, url)
            settings = {"STREETWISE_DATABASE": url}
        writers = []
        for number in range(rounds):
            city.start(**settings)
            writers.append(Writers([city.port], f"kill-{number}").start())
            writers[-1].wait_for(20)
            time.sleep(random.uniform(0, 1))
            city.kill9()
            city.start(**settings)
            writers[-1].stop()
            city.kill9()
        lost, doubled = lost_and_doubled(writers, descriptions(city.data, url))
        trouble = verify(city.data, url)
        print(f"{engine}: {rounds} rounds, {2 * rounds} kills, {sum(len(one.acknowledged) for one in writers)} acknowledged, "
            f"{sum(one.retried for one in writers)} of them sent again, {len(lost)} lost, {len(doubled)} doubled, "
            f"verify {'sound' if trouble is None else trouble}")
        refused = [one.refused for one in writers if one.refused]
        if refused:
            print(f"refused: {refused[0][:3]}")
        return 1 if lost or doubled or trouble or refused else 0
    finally:
        city.remove()
        if server:
            subprocess.run([script, "stop", server], check=False)


if __name__ == "__main__":
    raise SystemExit(main())
