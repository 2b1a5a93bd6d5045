#!/usr/bin/env python3
"""The primary of PostgreSQL is killed under load and its synchronous standby promoted: writes resume by themselves within
15 s, and nothing that was acknowledged is lost.

    Tests/Faults/failover.py [--rounds 1]

STREETWISE_BIN  the program (else .build/debug/streetwise)
"""

import argparse
import glob
import os
import subprocess
import time
from pathlib import Path

from writers import ROOT, Writers, binary, demo_seed, descriptions, lost_and_doubled, move, remove, verify
from city import City

BIN = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
SCRIPT = str(ROOT / "scripts/postgres-test.sh")
RESUME_SECONDS = 15


def owner(*command, check=True):
    """The server refuses to run as root."""
    if os.geteuid() == 0:
        command = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "HOME=/tmp", *command)
    return subprocess.run(command, check=check, capture_output=True, text=True, cwd="/tmp")


def psql(folder, command):
    return subprocess.run(["psql", "-Atqc", command, f"postgres://postgres@/postgres?host={folder}"], check=True,
        capture_output=True, text=True).stdout.strip()


def standby_of(primary):
    folder = owner("mktemp", "-d", "/tmp/streetwise-postgres.XXXXXX").stdout.strip()
    owner("chmod", "755", folder)
    owner(f"{BIN}/pg_basebackup", "-h", primary, "-U", "postgres", "-D", f"{folder}/data", "-R", "-X", "stream", "-c", "fast")
    owner("sh", "-c", f"printf \"unix_socket_directories='{folder}'\\nsynchronous_standby_names=''\\n\" "
        f">> '{folder}/data/postgresql.conf'; chmod 700 '{folder}/data'")
    subprocess.run([SCRIPT, "up", f"?host={folder}"], check=True, stdout=subprocess.DEVNULL)
    return folder


def wait_until(what, seconds=60):
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError("the standby did not keep up")
        time.sleep(0.2)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    rounds = parser.parse_args().rounds
    seed = demo_seed()
    try:
        return max(prove(seed, number) for number in range(rounds))
    finally:
        remove(seed.parent)


def prove(seed, number):
    environment = {**os.environ, "DURABLE": "1"}
    primary = subprocess.run([SCRIPT, "start"], capture_output=True, text=True, check=True, env=environment).stdout.strip()
    folder = primary.split("host=")[1]
    standby, city, writers = None, City(binary(), str(seed)), None
    try:
        psql(folder, "CREATE DATABASE city TEMPLATE template0")
        move(seed, primary + "&dbname=city")
        standby = standby_of(folder)
        psql(folder, "ALTER SYSTEM SET synchronous_standby_names = '*'")
        psql(folder, "SELECT pg_reload_conf()")
        wait_until(lambda: psql(folder, "SELECT sync_state FROM pg_stat_replication") == "sync")
        city.start(STREETWISE_DATABASE=f"postgres://postgres@/city?host={folder},{standby}")
        writers = Writers([city.port], f"failover-{number}").start()
        writers.wait_for(100)
        before = len(writers.acknowledged)
        writers.longest_gap = 0.0
        process = int(Path(f"{folder}/data/postmaster.pid").read_text().split()[0])
        os.kill(process, 9)
        owner(f"{BIN}/pg_ctl", "promote", "-D", f"{standby}/data", "--wait")
        writers.wait_for(before + 100)
        writers.stop()
        city.stop()
        url = f"postgres://postgres@/city?host={standby}"
        lost, doubled = lost_and_doubled([writers], descriptions(None, url))
        trouble = verify(city.data, url)
        print(f"primary killed: {len(writers.acknowledged)} acknowledged, {writers.retried} of them sent again, {len(lost)} lost, "
            f"{len(doubled)} doubled, writes resumed after {writers.longest_gap:.1f} s, "
            f"verify {'sound' if trouble is None else trouble}")
        if writers.refused:
            print(f"refused: {writers.refused[:3]}")
        is_late = writers.longest_gap > RESUME_SECONDS
        return 1 if lost or doubled or trouble or writers.refused or is_late else 0
    finally:
        city.remove()
        subprocess.run([SCRIPT, "stop", primary], check=False, capture_output=True)
        if standby:
            subprocess.run([SCRIPT, "stop", f"?host={standby}"], check=False, capture_output=True)


if __name__ == "__main__":
    raise SystemExit(main())
