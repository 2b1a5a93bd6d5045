#!/usr/bin/env python3
"""So many idle JT/T 808 terminals, held by several gateways of one city on PostgreSQL and NATS, and the memory they take.

    Tests/Faults/idle_gateways.py [--terminals 50000] [--gateways 3] [--minutes 3]

Each terminal registers, shows its code and then sends a heartbeat a minute and nothing else. A line without one is closed after
two minutes here, so after three all are there because they were heard. In the end twenty of them, drawn by lot, get an order
from the first process. A process may open only so many files, thus the gateways, and a process of clients for each. The
terminals are put into the register by SQL, as no route takes 50,000 at once. STREETWISE_BIN names the program.
"""

import argparse
import multiprocessing
import random
import select
import socket
import subprocess
import sys
import time
from collections import Counter

from fleet import Client, Fleet, expect, free_port, script, wait_for
from two_gateways import ENDED

FIRST = 13700000001
BEAT_SECONDS, IDLE_SECONDS = 60, 120
OPENING_MAX, AGAIN_SECONDS = 100, 5
REGISTER, AUTHENTICATE, HEARTBEAT, ANSWER = 0x0100, 0x0102, 0x0002, 0x0001
REGISTERED, ANSWERED = 0x8100, 0x8001


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--terminals", type=int, default=50_000)
    parser.add_argument("--gateways", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=3)
    options = parser.parse_args()
    nats = script("nats-test.sh", "start")
    try:
        with Fleet(options.gateways, nats) as fleet:
            prove(fleet, options)
    finally:
        script("nats-test.sh", "stop", nats)
    return 0


def prove(fleet, options):
    for process in fleet.processes:
        process.kill9()
    add_terminals(fleet.postgres, options.terminals)
    ports = [free_port() for _ in fleet.processes]
    for process, port in zip(fleet.processes, ports):
        process.start(STREETWISE_TERMINALS_PORT=str(port), STREETWISE_TERMINALS_HOST="127.0.0.1",
                      STREETWISE_TERMINALS_IDLE_SECONDS=str(IDLE_SECONDS))
    empty = memory(fleet)
    begun = time.monotonic()
    squads = [Squad(port, FIRST + index, options) for index, port in enumerate(ports)]
    try:
        for squad in squads:
            expect(squad.told(20 + options.terminals / 250) == "in", "terminals did not come in")
        took, entered = time.monotonic() - begun, memory(fleet)
        time.sleep(options.minutes * 60)
        kept, held, there = memory(fleet), [established(port) for port in ports], [connected(each) for each in fleet.processes]
        chosen = random.sample(range(options.terminals), min(20, options.terminals))
        states = order(fleet, chosen)
        counts = [squad.stop() for squad in squads]
    finally:
        for squad in squads:
            squad.process.kill()
    total = sum((Counter(each) for each in counts), Counter())
    orders = [each.get("orders", 0) for each in counts]
    print(f"{sum(held)} idle terminals at {len(ports)} gateways {held}: {show(kept)} ({show(entered)} when all were in, "
          f"{show(empty)} without any); all in after {took:.0f} s, {total['asked again']} had to ask again; after {options.minutes:g} min {total['closed']} lines closed, "
          f"{total['answered']} of {total['beats']} heartbeats answered; {states['done']} of {len(chosen)} orders done, by gateway {orders}", flush=True)
    expect(sum(held) == sum(there) == options.terminals and total["closed"] == 0, f"held {held}, in {there}, closed {total['closed']}")
    expect(total["answered"] == total["beats"] >= options.terminals * int(options.minutes), f"heartbeats: {dict(total)}")
    expect(states == {"done": len(chosen)}, f"orders: {dict(states)}")
    right = Counter(number % len(ports) for number in chosen)
    expect(orders == [right[index] for index in range(len(ports))], f"orders came to {orders}, by the lines they are {dict(right)}")


def add_terminals(postgres, count):
    """As rows like that of one the demo has."""
    psql(postgres, f"""
        INSERT INTO sensing_device
        SELECT overlay(id placing lpad(to_hex(n), 8, '0') from length(id) - 7), last + n, door, ({FIRST} + n - 1)::text,
            '闲' || n, device_use, area, organisation, maker, model, 'active', NULL, 1
        FROM (SELECT * FROM sensing_device WHERE door = 'jt808' LIMIT 1) one, (SELECT max(serial) AS last FROM sensing_device) before,
            generate_series(1, {count}) n""")


def psql(postgres, query):
    return subprocess.run(["psql", "-qAt", "-v", "ON_ERROR_STOP=1", "-c", query, postgres], check=True, capture_output=True, text=True).stdout.split()


def memory(fleet):
    """Resident and proportional memory of all processes, in kB."""
    total = Counter()
    for process in fleet.processes:
        with open(f"/proc/{process.process.pid}/smaps_rollup") as lines:
            total.update({line.split()[0]: int(line.split()[1]) for line in lines if line.startswith(("Rss:", "Pss:"))})
    return total


def show(memory):
    return f"{memory['Rss:'] * 1024 / 1e6:.0f} MB resident, {memory['Pss:'] * 1024 / 1e6:.0f} MB proportional"


def established(port):
    """Connections that the gateway at this port has, by the kernel."""
    with open("/proc/net/tcp") as lines:
        rows = (line.split() for line in lines)
        return sum(1 for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "01")


def connected(process):
    """Terminals that have shown their code, by the gateway itself."""
    return Client(process.url, "system").get("/terminals/gateway")["connected"]


def order(fleet, chosen):
    idents = ",".join(f"'{FIRST + number}'" for number in chosen)
    devices = psql(fleet.postgres, f"SELECT id FROM sensing_device WHERE ident IN ({idents})")
    client = Client(fleet.processes[0].url, "system")
    batch = client.post("/terminals/commands", {"devices": devices, "order": {"kind": "text", "text": "请注意安全"}})["batch"]

    def all_ended():
        time.sleep(0.2)
        states = [command["state"] for command in client.get(f"/terminals/commands/batches/{batch}")["commands"]]
        return Counter(states) if set(states) <= ENDED else None

    return wait_for(all_ended, 100, "orders have no end")


class Squad:
    """The terminals of one gateway, in a process of their own: every third, say, from the first."""

    def __init__(self, port, first, options):
        self.pipe, other = multiprocessing.Pipe()
        phones = range(first, FIRST + options.terminals, options.gateways)
        self.process = multiprocessing.Process(target=drive, args=(port, phones, other), daemon=True)
        self.process.start()

    def told(self, seconds):
        return self.pipe.recv() if self.pipe.poll(seconds) else None

    def stop(self):
        self.pipe.send("stop")
        return self.told(60)


def drive(port, phones, pipe):
    """Says "in" when all are, and what was counted when it is told to stop."""
    poll, terminals, counts, waiting, beating = select.epoll(), {}, Counter(), list(reversed(phones)), []
    poll.register(pipe.fileno(), select.EPOLLIN)
    stopping, looked_at = None, 0
    while not (stopping and (counts["answered"] == counts["beats"] or time.monotonic() > stopping + 10)):
        while waiting and len(terminals) - len(beating) < OPENING_MAX:
            terminal = Terminal(port, waiting.pop(), counts)
            terminals[terminal.line.fileno()] = terminal
            poll.register(terminal.line.fileno(), select.EPOLLIN)
        for number, _ in poll.poll(0.1, 1000):
            if number == pipe.fileno():
                pipe.recv()
                poll.unregister(number)
                stopping = time.monotonic()
            elif not terminals[number].read():
                counts["closed"] += 1
                poll.unregister(number)
            elif terminals[number].beats_at == 0:
                terminals[number].beats_at = time.monotonic() + BEAT_SECONDS
                beating.append(terminals[number])
                if len(beating) == len(phones):
                    pipe.send("in")
        if len(beating) < len(phones) and time.monotonic() > looked_at + 1:
            looked_at = time.monotonic()
            for terminal in terminals.values():
                terminal.ask_again()
        # In the order in which they beat, all by the same time: the first that is not due ends it.
        for terminal in [] if stopping else due(beating, time.monotonic()):
            terminal.beat()
    pipe.send(dict(counts))


def due(beating, now):
    end = next((index for index, each in enumerate(beating) if each.beats_at > now), len(beating))
    first = beating[:end]
    for each in first:
        each.beats_at = now + BEAT_SECONDS
    beating[:] = beating[end:] + first
    return first


class Terminal:
    """Frames of JT/T 808-2013 over TCP."""

    def __init__(self, port, phone, counts):
        self.phone, self.counts, self.sequence, self.rest = bytes.fromhex(f"{phone:012d}"), counts, 0, b""
        # None until it is in, 0 when it has just come in.
        self.beats_at, self.is_open = None, True
        self.line = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.register()

    def register(self):
        phone, self.asked_at = int(self.phone.hex()), time.monotonic()
        self.send(REGISTER, bytes([0, 42, 1, 46]) + b"DEMO\0" + b"IDLE".ljust(20, b"\0") + f"{phone % 10**7:07d}".encode() + b"\x02" + f"C{phone % 10**5:05d}".encode())

    def send(self, message, body):
        frame = message.to_bytes(2, "big") + len(body).to_bytes(2, "big") + self.phone + self.sequence.to_bytes(2, "big") + body
        self.sequence = (self.sequence + 1) & 0xFFFF
        check = 0
        for byte in frame:
            check ^= byte
        self.line.sendall(b"~" + (frame + bytes([check])).replace(b"}", b"}\x01").replace(b"~", b"}\x02") + b"~")

    def ask_again(self):
        """A registration that could not be kept has no answer."""
        if self.beats_at is None and self.is_open and time.monotonic() > self.asked_at + AGAIN_SECONDS:
            self.counts["asked again"] += 1
            self.register()

    def beat(self):
        if self.is_open:
            self.counts["beats"] += 1
            self.send(HEARTBEAT, b"")

    def read(self):
        """False when the line was closed."""
        try:
            data = self.line.recv(4096)
        except OSError:
            data = b""
        self.is_open = bool(data)
        *frames, self.rest = (self.rest + data).split(b"~")
        for frame in frames:
            if frame:
                self.take(frame.replace(b"}\x02", b"~").replace(b"}\x01", b"}"))
        return self.is_open

    def take(self, frame):
        message, sequence, body = int.from_bytes(frame[:2], "big"), frame[10:12], frame[12:-1]
        answered = int.from_bytes(body[2:4], "big")
        if message == REGISTERED and body[2] == 0:
            self.send(AUTHENTICATE, body[3:])
        elif message == ANSWERED and answered == AUTHENTICATE and body[4] == 0:
            self.beats_at = self.beats_at or 0
        elif message == ANSWERED and answered == HEARTBEAT and body[4] == 0:
            self.counts["answered"] += 1
        elif message not in (REGISTERED, ANSWERED):
            self.counts["orders"] += 1
            self.send(ANSWER, sequence + frame[:2] + b"\0")


if __name__ == "__main__":
    sys.exit(main())
